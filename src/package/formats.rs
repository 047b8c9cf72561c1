//! The formats of files as registries know them: names, versions, identifiers of PRONOM where one is sure.

/// What is said of the format of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FormatName {
    pub(super) name: &'static str,
    pub(super) version: Option<String>,
    /// The identifier of PRONOM.
    pub(super) puid: Option<&'static str>,
}

/// The format of a file, by its media type and what it says of itself.
pub(super) fn format<'a>(media_type: &'a str, bytes: &[u8]) -> Result<FormatName, &'a str> {
    let known = |name, puid| Ok(FormatName { name, version: None, puid: Some(puid) });
    match media_type.split(';').next().unwrap_or_default().trim() {
        "application/pdf" => Ok(pdf(bytes)),
        "application/epub+zip" => known("EPUB", "fmt/483"),
        "application/warc" => known("WARC", "fmt/289"),
        "application/json" => known("JSON", "fmt/817"),
        media if media.ends_with("+json") => known("JSON", "fmt/817"),
        "text/markdown" => known("Markdown", "fmt/1149"),
        "text/plain" => known("Plain text", "x-fmt/111"),
        media if media.ends_with("/xml") || media.ends_with("+xml") && !media.starts_with("image/") => {
            known("Extensible Markup Language", "fmt/101")
        }
        // PRONOM tells its versions apart, and pages seldom say theirs.
        "text/html" => Ok(FormatName { name: "Hypertext Markup Language", version: None, puid: None }),
        _ => Err(media_type),
    }
}

fn pdf(bytes: &[u8]) -> FormatName {
    let said = |name: &str| {
        let at = bytes.windows(name.len()).position(|window| window == name.as_bytes())? + name.len();
        let rest = bytes.get(at..)?.iter().take(4);
        rest.copied().find(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase())
    };
    let (part, level) = (said("pdfaid:part"), said("pdfaid:conformance"));
    let puid = match (part, level) {
        (Some(b'1'), Some(b'a')) => "fmt/95",
        (Some(b'1'), Some(b'b')) => "fmt/354",
        (Some(b'2'), Some(b'a')) => "fmt/476",
        (Some(b'2'), Some(b'b')) => "fmt/477",
        (Some(b'2'), Some(b'u')) => "fmt/478",
        (Some(b'3'), Some(b'a')) => "fmt/479",
        (Some(b'3'), Some(b'b')) => "fmt/480",
        (Some(b'3'), Some(b'u')) => "fmt/481",
        (Some(b'4'), Some(b'e')) => "fmt/1911",
        (Some(b'4'), Some(b'f')) => "fmt/1912",
        (Some(b'4'), _) => "fmt/1910",
        _ => return FormatName { name: "Portable Document Format", version: None, puid: None },
    };
    let level = level.map(char::from).map(String::from).unwrap_or_default();
    let version = format!("{}{level}", part.map(char::from).unwrap_or_default());
    FormatName { name: "PDF/A", version: Some(version), puid: Some(puid) }
}
