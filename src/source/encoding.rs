//! Bytes into text: which encoding they are in, and what in them is no text.
//!
//! 1. a byte order mark says it (UTF-8, UTF-16);
//! 2. else the user ([`Decoding::with_encoding`]);
//! 3. else the file itself, if it is HTML or XML: `<meta charset>`, the XML declaration;
//! 4. else it is UTF-8.
//!
//! Bytes that are no text in that encoding are an error, which says where they are and how they would read in the
//! encodings that they may be in: a guess is offered, never taken. Only a lossy [`Decoding`] replaces them by U+FFFD,
//! and says so.

use std::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1254};

use super::Span;
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::Limits;
use crate::remedy::{EncodingCandidate, Remedy, Setting};

/// An encoding of the Encoding Standard (<https://encoding.spec.whatwg.org/>).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Encoding {
    inner: &'static encoding_rs::Encoding,
}

impl Encoding {
    /// The encoding of a label, whatever its case: `utf-8`, `windows-1254`, `cp1251`, `koi8-r`, `iso-8859-9`.
    pub fn for_label(label: &str) -> Option<Self> {
        encoding_rs::Encoding::for_label_no_replacement(label.as_bytes()).map(|inner| Self { inner })
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.inner.name()
    }
}

impl fmt::Debug for Encoding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// How bytes become text.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct Decoding {
    /// The encoding, where no byte order mark says another; by default what the file declares, else UTF-8.
    pub encoding: Option<Encoding>,
    /// Whether what is no text is replaced rather than refused.
    pub lossy: bool,
    /// How large the input may be.
    pub limits: Limits,
}

impl Decoding {
    /// Sets the encoding.
    #[must_use]
    pub fn with_encoding(mut self, encoding: impl Into<Option<Encoding>>) -> Self {
        self.encoding = encoding.into();
        self
    }

    /// Sets whether what is no text is replaced rather than refused.
    #[must_use]
    pub fn with_lossy(mut self, lossy: bool) -> Self {
        self.lossy = lossy;
        self
    }

    /// Sets how large the input may be.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}

/// Text, and what there is to say of how it came to be.
pub(super) struct Decoded {
    pub(super) text: String,
    /// The bytes, where they are not those of the text.
    pub(super) bytes: Option<Vec<u8>>,
    pub(super) encoding: Encoding,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// How many characters of UTF-8 there are for each stray byte in text that is UTF-8.
const FEWEST_KNOWN: usize = 4;

/// How much of a file may stand before its declaration (HTML Standard, "prescan a byte stream").
const DECLARED_WITHIN: usize = 1024;

/// Decodes the bytes of the input that messages call `name`.
pub(super) fn decode(name: &str, mut bytes: Vec<u8>, decoding: &Decoding) -> Result<Decoded, Diagnostic> {
    let mut diagnostics = Vec::new();
    let (encoding, mark) = match encoding_rs::Encoding::for_bom(&bytes) {
        Some((marked, length)) => {
            if let Some(asked) = decoding.encoding.filter(|asked| asked.inner != marked) {
                let message = format!("the input's byte order mark says {}, not {}", marked.name(), asked.name());
                diagnostics.push(Diagnostic::new(Code::EncodingConflict, message).with_hint("the mark was believed"));
            }
            (marked, length)
        }
        None => match decoding.encoding {
            Some(asked) => (asked.inner, 0),
            None => (settle_declared(&bytes, &mut diagnostics), 0),
        },
    };
    if mark == 0 && encoding == UTF_8 {
        if let Some(wide) = wide_without_mark(&bytes).filter(|_| decoding.encoding.is_none()) {
            let message = format!("{name} seems to be {} without a byte order mark", wide.name());
            let candidates = vec![EncodingCandidate { name: wide.name(), reading: None }];
            return Err(
                Diagnostic::new(Code::Undecodable, message).with_hint(Remedy::NameEncoding { candidates, line: None })
            );
        }
        // The usual case: the bytes are the text.
        match String::from_utf8(bytes) {
            Ok(text) => return Ok(Decoded { text, bytes: None, encoding: Encoding { inner: encoding }, diagnostics }),
            Err(error) => bytes = error.into_bytes(),
        }
    }
    let (text, faults) = run(encoding, &bytes[mark..]);
    let Some(first) = faults.first() else {
        return Ok(Decoded { text, bytes: Some(bytes), encoding: Encoding { inner: encoding }, diagnostics });
    };
    if !decoding.lossy {
        return Err(undecodable(name, encoding, &bytes, mark + first.at));
    }
    let count = faults.len();
    let message = format!("bytes that are no text in {} were replaced by U+FFFD, in {count} places", encoding.name());
    let place = Span::new(first.replaced, first.replaced + '\u{fffd}'.len_utf8());
    diagnostics.push(Diagnostic::new(Code::BytesReplaced, message).at(place));
    Ok(Decoded { text, bytes: Some(bytes), encoding: Encoding { inner: encoding }, diagnostics })
}

/// The encoding that a file declares, unless its bytes show that the declaration is out of date: a legacy encoding
/// of bytes that are UTF-8 beyond doubt.
fn settle_declared(bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> &'static encoding_rs::Encoding {
    let early = declared(&bytes[..bytes.len().min(DECLARED_WITHIN)]);
    let Some(declared) = early.or_else(|| declared_late(bytes)) else { return UTF_8 };
    // Who reads this declaration reads bytes of one ASCII character each.
    if declared == UTF_8 || declared == UTF_16LE || declared == UTF_16BE {
        return UTF_8;
    }
    if std::str::from_utf8(bytes).is_err() || bytes.is_ascii() {
        return declared;
    }
    let message = format!("the input declares {}, and is UTF-8", declared.name());
    diagnostics.push(Diagnostic::new(Code::EncodingConflict, message).with_hint("it was read as UTF-8"));
    UTF_8
}

/// What HTML or XML declares of its encoding.
fn declared(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = head.trim_ascii_start();
    if !head.starts_with(b"<") {
        return None;
    }
    // Only ASCII is looked at, and every byte stays where it is.
    let head: String = head.iter().map(|&byte| char::from(byte.to_ascii_lowercase())).collect();
    if let Some(declaration) = head.strip_prefix("<?xml") {
        let declaration = &declaration[..declaration.find("?>")?];
        return value(declaration.split_once("encoding")?.1);
    }
    let mut rest = head.as_str();
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = &comment[comment.find("-->")?..];
            continue;
        }
        let end = rest.find('>')?;
        let (tag, after) = rest.split_at(end);
        if tag.starts_with("<meta")
            && let Some(encoding) = tag.split_once("charset").and_then(|(_, charset)| value(charset))
        {
            return Some(encoding);
        }
        rest = after;
    }
    None
}

/// What an element of HTML declares further down: browsers read the page anew when they come to it (HTML, 13.2.3.5).
/// Bytes that are UTF-8 need nobody to declare it.
fn declared_late(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let start = bytes.trim_ascii_start();
    if !start.starts_with(b"<") || start.starts_with(b"<?xml") || std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let is_name =
        |at: usize, name: &[u8]| bytes.get(at..at + name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
    let find = |from: usize, end: &[u8]| {
        (from..bytes.len().saturating_sub(end.len() - 1)).find(|at| is_name(*at, end)).map(|at| at + end.len())
    };
    let mut at = 0;
    while let Some(offset) = bytes[at..].iter().position(|byte| *byte == b'<') {
        let tag = at + offset;
        // What stands in a comment or a script declares nothing.
        let raw: Option<&[u8]> = [(&b"<!--"[..], &b"-->"[..]), (b"<script", b"</script"), (b"<style", b"</style")]
            .into_iter()
            .find_map(|(open, close)| is_name(tag, open).then_some(close));
        if let Some(close) = raw {
            at = find(tag + 1, close)?;
            continue;
        }
        if is_name(tag, b"<meta") {
            let end = bytes[tag..].iter().position(|byte| *byte == b'>').map_or(bytes.len(), |end| tag + end);
            let text: String = bytes[tag..end].iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
            if let Some(encoding) = text.split_once("charset").and_then(|(_, charset)| value(charset)) {
                return Some(encoding);
            }
        }
        at = tag + 1;
    }
    None
}

/// The encoding in `="windows-1254"`.
fn value(text: &str) -> Option<&'static encoding_rs::Encoding> {
    let text = text.trim_ascii_start().strip_prefix('=')?.trim_ascii_start().trim_start_matches(['"', '\'']);
    let end = text.find(|character: char| matches!(character, '"' | '\'' | ';' | '/') || character.is_whitespace());
    encoding_rs::Encoding::for_label_no_replacement(&text.as_bytes()[..end.unwrap_or(text.len())])
}

/// UTF-16 without a byte order mark: every second byte of much of the text is zero.
fn wide_without_mark(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match head.len() / 2 {
        0 | 1 => None,
        units if odd * 10 > units && odd > even * 4 => Some(UTF_16LE),
        units if even * 10 > units && even > odd * 4 => Some(UTF_16BE),
        _ => None,
    }
}

/// Bytes that are no text.
struct InvalidBytes {
    /// The first of them.
    at: usize,
    /// Where their replacement stands in the text.
    replaced: usize,
}

/// Decodes everything; what is no text is replaced and told.
fn run(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> (String, Vec<InvalidBytes>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len());
    let (mut text, mut faults, mut read) = (String::with_capacity(room), Vec::new(), 0);
    loop {
        let (result, consumed) = decoder.decode_to_string_without_replacement(&bytes[read..], &mut text, true);
        read += consumed;
        match result {
            DecoderResult::InputEmpty => return (text, faults),
            DecoderResult::OutputFull => text.reserve(bytes.len() - read + 16),
            DecoderResult::Malformed(length, after) => {
                faults.push(InvalidBytes { at: read - usize::from(length) - usize::from(after), replaced: text.len() });
                text.push('\u{fffd}');
            }
        }
    }
}

/// The error for bytes that are no text: where, and how they would read otherwise.
fn undecodable(name: &str, encoding: &'static encoding_rs::Encoding, bytes: &[u8], at: usize) -> Diagnostic {
    let line = bytes[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
    let message = format!("{name} is not {} text: byte {at}, in line {line}", encoding.name());
    // Text with a few bytes of something else is in no other encoding: read in one, all of it would be wrong.
    if encoding == UTF_8 && is_mostly_utf_8(bytes) {
        let words = "the rest is UTF-8: mend the byte, or have it replaced ({})";
        return Diagnostic::new(Code::Undecodable, message).with_hint(Remedy::using(&[Setting::Lossy], words));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let others = [WINDOWS_1254, WINDOWS_1251, KOI8_U].into_iter().filter(|other| *other != guess);
    let sample = sample(bytes, at);
    let candidates = [guess]
        .into_iter()
        .chain(others)
        .filter(|other| *other != encoding)
        .filter_map(|other| {
            let reading = other.decode_without_bom_handling_and_without_replacement(sample)?;
            let reading = reading.split_whitespace().collect::<Vec<_>>().join(" ");
            (!reading.is_empty()).then(|| EncodingCandidate { name: other.name(), reading: Some(reading) })
        })
        .collect();
    Diagnostic::new(Code::Undecodable, message).with_hint(Remedy::NameEncoding { candidates, line: Some(line) })
}

/// Whether most of the characters beyond ASCII are UTF-8.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut known, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        known += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    known >= broken * FEWEST_KNOWN
}

/// A few words around a place.
fn sample(bytes: &[u8], at: usize) -> &[u8] {
    const ABOUT: usize = 24;
    let is_space = |byte: &u8| byte.is_ascii_whitespace();
    let line_start = bytes[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |index| index + 1);
    let start = line_start.max(at.saturating_sub(ABOUT));
    let start = if start == line_start {
        start
    } else {
        bytes[start..at].iter().position(is_space).map_or(at, |index| start + index)
    };
    let line_end = bytes[at..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |index| at + index);
    let end = line_end.min(at + ABOUT);
    let end =
        if end == line_end { end } else { bytes[at..end].iter().rposition(is_space).map_or(end, |index| at + index) };
    &bytes[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(bytes: &[u8]) -> Result<Decoded, Diagnostic> {
        decode("a.md", bytes.to_vec(), &Decoding::default())
    }

    fn said(decoded: &Decoded) -> Vec<Code> {
        decoded.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
    }

    #[test]
    fn marks_are_believed() {
        let words = "Bakı, ə";
        let little: Vec<u8> = [0xfeff].into_iter().chain(words.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = [0xfeff].into_iter().chain(words.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        let eight: Vec<u8> = [0xef, 0xbb, 0xbf].into_iter().chain(words.bytes()).collect();
        for (bytes, name) in [(little, "UTF-16LE"), (big, "UTF-16BE"), (eight, "UTF-8")] {
            let decoded = plain(&bytes).expect("text");
            assert_eq!((decoded.text.as_str(), decoded.encoding.name()), (words, name));
            let asked = Decoding::default().with_encoding(Encoding::for_label("cp1254"));
            assert_eq!(said(&decode("a", bytes.clone(), &asked).expect("text")), [Code::EncodingConflict]);
        }
    }

    #[test]
    fn declarations_of_markup_are_believed() {
        for head in [
            "<!doctype html><meta charset=windows-1251>",
            "<html><head><META CharSet = \"cp1251\"/>",
            "<!-- <meta charset=koi8-r> --><meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
            "<?xml version='1.0' encoding='windows-1251'?>",
        ] {
            let bytes = [head.as_bytes(), b"\xc1\xe0\xea\xf3"].concat();
            let decoded = plain(&bytes).expect("text");
            assert!(decoded.text.ends_with("Баку"), "{head}: {}", decoded.text);
        }
        // Markdown declares nothing.
        assert!(plain(b"charset=windows-1251 \xc1").is_err());
    }

    #[test]
    fn a_declaration_that_is_out_of_date_is_not() {
        let decoded = plain("<meta charset=windows-1251>Bakı".as_bytes()).expect("text");
        assert!(decoded.text.ends_with("Bakı"));
        assert_eq!(said(&decoded), [Code::EncodingConflict]);
    }

    #[test]
    fn what_is_no_text_is_refused_with_place_and_readings() {
        let error = plain(b"# Bir\n\nIrmak ta\xfeyor, da\xf0 ye\xfeil.\n").err().expect("not UTF-8");
        assert!(error.message.contains("byte 15, in line 3"), "{}", error.message);
        let hint = error.hint.expect("a hint").to_string();
        assert!(
            hint.contains("windows-1254 “Irmak taşıyor, dağ") || hint.contains("windows-1254 “Irmak taşyor, dağ"),
            "{hint}"
        );
        let wide: Vec<u8> = "# Basliq\n\nSoz.".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let error = plain(&wide).err().expect("no mark");
        assert!(error.hint.is_some_and(|hint| hint.to_string().contains("UTF-16BE")));
    }

    #[test]
    fn what_is_no_text_is_replaced_when_asked() {
        let lossy = Decoding::default().with_lossy(true);
        let decoded = decode("a", b"bir \xff iki \xc3".to_vec(), &lossy).expect("text");
        assert_eq!(decoded.text, "bir \u{fffd} iki \u{fffd}");
        let diagnostic = &decoded.diagnostics[0];
        assert_eq!((diagnostic.code, diagnostic.span), (Code::BytesReplaced, Some(Span::new(4, 7))));
        assert!(diagnostic.message.contains("2 places"));
    }

    #[test]
    fn an_encoding_is_used_when_asked() {
        let asked = Decoding::default().with_encoding(Encoding::for_label("KOI8-R"));
        assert_eq!(decode("a", b"\xe2\xc1\xcb\xd5".to_vec(), &asked).expect("text").text, "Баку");
        assert_eq!(Encoding::for_label("no-such"), None);
    }
}
