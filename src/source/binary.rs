//! Files that are no text by what they begin with: they are refused as what they are, before anybody asks for an encoding.

use crate::diagnostic::{Code, Diagnostic};

const PICTURE: &str = "give it together with the article that it belongs to";
const OFFICE: &str = "save it as HTML or as plain text";
const PLAYED: &str = "an article is text: save the page that it is part of";
const PACKED: &str = "unpack it, and take the articles in it";

/// What a file begins with, what it then is, and what to do.
const KINDS: &[(&[u8], &str, &str)] = &[
    (b"\xff\xd8\xff", "a picture (JPEG)", PICTURE),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)", PICTURE),
    (b"GIF87a", "a picture (GIF)", PICTURE),
    (b"GIF89a", "a picture (GIF)", PICTURE),
    (b"II*\0", "a picture (TIFF)", PICTURE),
    (b"MM\0*", "a picture (TIFF)", PICTURE),
    (b"%PDF-", "a PDF", "an article is text: save it as HTML; a PDF that was made of one can be checked"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old file of an office program", OFFICE),
    (b"{\\rtf", "a text of an office program (RTF)", OFFICE),
    (
        b"PK\x03\x04",
        "a ZIP, as EPUB and files of office programs are",
        "unpack it, or save the text that it holds as HTML",
    ),
    (b"\x1f\x8b", "a packed file (gzip)", PACKED),
    (b"7z\xbc\xaf\x27\x1c", "a packed file (7z)", PACKED),
    (b"Rar!\x1a\x07", "a packed file (RAR)", PACKED),
    (b"\x28\xb5\x2f\xfd", "a packed file (Zstandard)", PACKED),
    (b"ID3\x02\0", "sound (MP3)", PLAYED),
    (b"ID3\x03\0", "sound (MP3)", PLAYED),
    (b"ID3\x04\0", "sound (MP3)", PLAYED),
    (b"OggS", "sound or video (Ogg)", PLAYED),
    (b"fLaC", "sound (FLAC)", PLAYED),
    (b"\x1a\x45\xdf\xa3", "video (Matroska)", PLAYED),
];

/// The refusal of a file that is no text.
pub(super) fn refusal(name: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let kind = KINDS.iter().find(|(begin, ..)| bytes.starts_with(begin)).map(|(_, what, hint)| (*what, *hint));
    let (what, hint) = kind.or_else(|| match (bytes.get(..4)?, bytes.get(4..8)?, bytes.get(8..12)?) {
        (b"RIFF", _, b"WEBP") => Some(("a picture (WebP)", PICTURE)),
        (b"RIFF", _, b"WAVE" | b"AVI ") => Some(("sound or video", PLAYED)),
        (_, b"ftyp", b"avif" | b"heic" | b"mif1") => Some(("a picture (HEIF)", PICTURE)),
        (_, b"ftyp", _) => Some(("sound or video (MP4)", PLAYED)),
        _ => None,
    })?;
    Some(Diagnostic::new(Code::NoArticle, format!("{name} is {what}, and no article")).with_hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_called_what_they_are() {
        let says = |bytes: &[u8]| refusal("a", bytes).map(|it| it.message);
        assert_eq!(says(b"\xff\xd8\xff\xe0\0\x10JFIF").as_deref(), Some("a is a picture (JPEG), and no article"));
        assert_eq!(says(b"RIFF\x10\0\0\0WEBPVP8 ").as_deref(), Some("a is a picture (WebP), and no article"));
        assert_eq!(says(b"%PDF-1.7\n1 0 obj").as_deref(), Some("a is a PDF, and no article"));
        assert_eq!(says(b"\0\0\0\x18ftypmp42").as_deref(), Some("a is sound or video (MP4), and no article"));
        for text in ["", "PK", "GIF", "ID 3", "# Başlıq", "<!doctype html>", "RIFF", "II. Dünya müharibəsi", "MM"]
        {
            assert_eq!(says(text.as_bytes()), None, "{text}");
        }
        // Text may begin with the letters of a tag of sound; the tag has its version behind them.
        assert_eq!(says("ID3 nədir?".as_bytes()), None);
    }
}
