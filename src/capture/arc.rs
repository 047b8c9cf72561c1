//! ARC 1, the format before WARC: a line for a head, then the answer of the server
//! (<https://archive.org/web/researcher/ArcFileFormat.php>).

use super::fields::NamedFields;
use super::head::RecordType;

/// How the first record of a file of ARC begins.
const VERSION_BLOCK: &str = "filedesc://";

/// Whether a head of ARC begins with these bytes: a scheme, and on the same line a time and a length.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    std::str::from_utf8(line).is_ok_and(|line| parts(line).is_some())
}

/// The parts of a head: address, network address, time, media type, length. Addresses with spaces are whole.
fn parts(line: &str) -> Option<[&str; 5]> {
    let mut rest = line.trim_end().rsplitn(5, ' ');
    let (length, media_type, time, network, address) =
        (rest.next()?, rest.next()?, rest.next()?, rest.next()?, rest.next()?);
    let is_time = (8..=17).contains(&time.len()) && time.bytes().all(|byte| byte.is_ascii_digit());
    let is_length = !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit());
    let has_scheme = address.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    (is_time && is_length && has_scheme).then_some([address, network, time, media_type, length])
}

/// The head of a record of ARC, which is a line, as fields of WARC.
pub(super) fn head(line: &[u8]) -> Result<(RecordType, NamedFields, u64), String> {
    let text = String::from_utf8_lossy(line);
    let shown = || text.chars().take(24).collect::<String>();
    let [address, network, time, media_type, length] =
        parts(&text).ok_or_else(|| format!("no record begins here ({:?})", shown()))?;
    let length = length.parse().map_err(|_| format!("its head states no length ({:?})", shown()))?;
    let mut fields = NamedFields::default();
    fields.push("WARC-Target-URI", address);
    fields.push("WARC-IP-Address", network);
    fields.push("WARC-Identified-Payload-Type", media_type);
    if let (Some(date), Some(clock)) = (time.get(..8), time.get(8..14)) {
        let (year, month, day) = (&date[..4], &date[4..6], &date[6..]);
        let (hour, minute, second) = (&clock[..2], &clock[2..4], &clock[4..]);
        fields.push("WARC-Date", format!("{year}-{month}-{day}T{hour}:{minute}:{second}Z"));
    }
    let is_version = address.starts_with(VERSION_BLOCK);
    let is_http = address.starts_with("http:") || address.starts_with("https:");
    let kind = match (is_version, is_http) {
        (true, _) => RecordType::WarcInfo,
        (false, true) => RecordType::Response,
        (false, false) => RecordType::Resource,
    };
    if kind == RecordType::Resource {
        fields.push("Content-Type", media_type);
    }
    Ok((kind, fields, length))
}
