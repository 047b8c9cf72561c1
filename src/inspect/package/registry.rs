//! Identifiers of formats in the registry PRONOM, as far as they are known here, and what they identify.

/// What an identifier of PRONOM stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RegisteredKind {
    /// Media types of such files; one that begins with `+` or `/` is the end of many.
    media_types: &'static [&'static str],
    /// The version, where the identifier is of one.
    pub(super) version: Option<&'static str>,
}

const PDF: &[&str] = &["application/pdf"];
const XML: &[&str] = &["/xml", "+xml"];
const HTML: &[&str] = &["text/html"];
const XHTML: &[&str] = &["application/xhtml+xml", "text/html"];
const WARC: &[&str] = &["application/warc"];
const PNG: &[&str] = &["image/png"];
const JPEG: &[&str] = &["image/jpeg"];
const GIF: &[&str] = &["image/gif"];
const WEBP: &[&str] = &["image/webp"];
const SVG: &[&str] = &["image/svg+xml"];

/// Identifiers with the media types and the version of what they identify.
const PRONOM: [(&str, &[&str], Option<&str>); 55] = [
    ("fmt/14", PDF, Some("1.0")),
    ("fmt/15", PDF, Some("1.1")),
    ("fmt/16", PDF, Some("1.2")),
    ("fmt/17", PDF, Some("1.3")),
    ("fmt/18", PDF, Some("1.4")),
    ("fmt/19", PDF, Some("1.5")),
    ("fmt/20", PDF, Some("1.6")),
    ("fmt/276", PDF, Some("1.7")),
    ("fmt/1129", PDF, Some("2.0")),
    ("fmt/95", PDF, Some("1a")),
    ("fmt/354", PDF, Some("1b")),
    ("fmt/476", PDF, Some("2a")),
    ("fmt/477", PDF, Some("2b")),
    ("fmt/478", PDF, Some("2u")),
    ("fmt/479", PDF, Some("3a")),
    ("fmt/480", PDF, Some("3b")),
    ("fmt/481", PDF, Some("3u")),
    ("fmt/1910", PDF, Some("4")),
    ("fmt/1911", PDF, Some("4e")),
    ("fmt/1912", PDF, Some("4f")),
    ("fmt/483", &["application/epub+zip"], None),
    ("fmt/101", XML, None),
    ("fmt/102", XHTML, Some("1.0")),
    ("fmt/103", XHTML, Some("1.1")),
    ("fmt/96", HTML, None),
    ("fmt/97", HTML, Some("2.0")),
    ("fmt/98", HTML, Some("3.2")),
    ("fmt/99", HTML, Some("4.0")),
    ("fmt/100", HTML, Some("4.01")),
    ("fmt/471", XHTML, Some("5")),
    ("fmt/817", &["application/json", "+json"], None),
    ("fmt/1149", &["text/markdown"], None),
    ("x-fmt/111", &["text/plain"], None),
    ("x-fmt/18", &["text/csv"], None),
    ("x-fmt/263", &["application/zip"], None),
    ("fmt/289", WARC, None),
    ("fmt/1281", WARC, Some("1.0")),
    ("fmt/1355", WARC, Some("1.1")),
    ("fmt/11", PNG, Some("1.0")),
    ("fmt/12", PNG, Some("1.1")),
    ("fmt/13", PNG, Some("1.2")),
    ("fmt/41", JPEG, None),
    ("fmt/42", JPEG, Some("1.00")),
    ("fmt/43", JPEG, Some("1.01")),
    ("fmt/44", JPEG, Some("1.02")),
    ("fmt/645", JPEG, None),
    ("fmt/1507", JPEG, None),
    ("fmt/3", GIF, Some("87a")),
    ("fmt/4", GIF, Some("89a")),
    ("fmt/566", WEBP, None),
    ("fmt/567", WEBP, None),
    ("fmt/568", WEBP, None),
    ("fmt/91", SVG, Some("1.0")),
    ("fmt/92", SVG, Some("1.1")),
    ("fmt/413", SVG, None),
];

/// What an identifier stands for; `None` if it is not known here.
pub(super) fn kind_in_registry(key: &str) -> Option<RegisteredKind> {
    PRONOM
        .iter()
        .find(|(known, ..)| *known == key)
        .map(|&(_, media_types, version)| RegisteredKind { media_types, version })
}

impl RegisteredKind {
    /// Whether files of this media type may be of the kind.
    pub(super) fn is_of(self, media_type: &str) -> bool {
        let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        self.media_types.iter().any(|known| match known.strip_prefix(['+', '/']) {
            Some(_) => media_type.ends_with(known),
            None => media_type == *known,
        })
    }
}
