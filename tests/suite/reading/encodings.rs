//! Encodings, line ends and normal forms: however an article was saved, it is the same article.

use std::fs;

use istinad::model::dump::dump;
use istinad::source::{Decoding, Encoding};
use istinad::{Code, Outcome, ReadOptions, Source, read};

use crate::support::fixture;

/// The articles of the repository, as text.
fn articles() -> Vec<(String, String)> {
    let paths = fixture::articles("tests/articles").into_iter();
    // An archive of a page says for each of its parts how that is encoded, and has the line ends of mail.
    let paths = paths.filter(|path| path.extension().is_none_or(|extension| extension != "mhtml"));
    paths.map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("UTF-8"))).collect()
}

/// The model of an article, without the line that tells its bytes.
fn model(name: &str, bytes: impl Into<Vec<u8>>, decoding: &Decoding) -> String {
    let source = Source::decode(name, bytes, decoding).unwrap_or_else(|error| panic!("{error}"));
    let Outcome { output, .. } = read(&source, &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    let hash = output.metadata.input.sha256_hex();
    let (text, bytes) = (dump(&output), format!("{} bytes", source.byte_length()));
    text.lines().filter(|line| !line.contains(&hash) && !line.contains(&bytes)).collect::<Vec<_>>().join("\n")
}

fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn every_encoding_gives_the_same_article() {
    let plain = Decoding::default();
    for (name, text) in articles() {
        let expected = model(&name, text.clone(), &plain);
        assert_eq!(model(&name, [b"\xef\xbb\xbf", text.as_bytes()].concat(), &plain), expected, "{name} with a mark");
        assert_eq!(model(&name, wide(&text, u16::to_le_bytes), &plain), expected, "{name} in UTF-16LE");
        assert_eq!(model(&name, wide(&text, u16::to_be_bytes), &plain), expected, "{name} in UTF-16BE");
        for label in ["windows-1254", "windows-1251", "koi8-u"] {
            let (bytes, _, lost) = encoding_rs::Encoding::for_label(label.as_bytes()).expect("known").encode(&text);
            if !lost {
                let asked = plain.with_encoding(Encoding::for_label(label));
                assert_eq!(model(&name, bytes.into_owned(), &asked), expected, "{name} in {label}");
            }
        }
    }
}

#[test]
fn every_line_end_gives_the_same_article() {
    let plain = Decoding::default();
    for (name, text) in articles() {
        // A carriage return that an article already has would come to stand before a line feed.
        let text = text.replace("\r", "");
        let expected = model(&name, text.clone(), &plain);
        assert_eq!(model(&name, text.replace('\n', "\r\n"), &plain), expected, "{name} with CR LF");
        assert_eq!(model(&name, text.replace('\n', "\r"), &plain), expected, "{name} with CR");
    }
}

#[test]
fn decomposed_letters_are_understood_and_kept() {
    use unicode_normalization::UnicodeNormalization as _;
    let (name, text) = articles().into_iter().find(|(name, _)| name.ends_with("xam-nusxe.md")).expect("it is there");
    let decomposed: String = text.nfd().collect();
    assert_ne!(text, decomposed);
    let (composed, kept) = (model(&name, text, &Decoding::default()), model(&name, decomposed, &Decoding::default()));
    // The same slots, the same meanings; the letters stay what they were.
    assert_ne!(composed, kept);
    assert_eq!(kept.nfc().collect::<String>(), composed);
}

#[test]
fn what_was_replaced_or_doubted_is_said() {
    let codes = |bytes: &[u8], decoding: &Decoding| {
        let source = Source::decode("a.md", bytes, decoding).expect("text");
        let outcome = read(&source, &ReadOptions::default()).expect("an article");
        outcome.diagnostics.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>()
    };
    let lossy = Decoding::default().with_lossy(true);
    assert!(codes(b"# Ba\xff\n\nBir abzas.\n", &lossy).contains(&Code::BytesReplaced));
    assert!(!codes(b"# Ba\n\nBir abzas.\n", &lossy).contains(&Code::BytesReplaced));
    let error = Source::new("a.md", &b"# Ba\xfe\n"[..]).expect_err("it is not UTF-8");
    assert_eq!(error.diagnostics()[0].code, Code::Undecodable);
}
