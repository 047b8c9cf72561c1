//! A captured page, ready to be read, and the pictures that were captured with it.

use super::fields::NamedFields;
use super::http::{Response, charset};
use super::index::{Index, IndexEntry, is_http};
use super::record::Record;
use super::segments::{Archives, whole};
use crate::MediaLoader;
use crate::iri::{LinkDestination, resolve};
use crate::limits::{Limit, Limits};
use crate::model::{Language, Timestamp};

/// A page with where and when it was captured.
#[derive(Debug, Clone)]
pub struct CapturedPage {
    /// Its address.
    pub address: String,
    /// When it was captured, as its record says.
    pub time: Option<Timestamp>,
    /// Its bytes, as the server meant them.
    pub bytes: Vec<u8>,
    /// The encoding of characters that the server declared.
    pub charset: Option<String>,
    /// What the server told machines of mining the page, each as `name: value` in small letters: `tdm-reservation` and
    /// `tdm-policy` (TDM Reservation Protocol, 6.2), and what `X-Robots-Tag` forbids to train.
    pub reservations: Vec<String>,
    /// The name of its record (`WARC-Record-ID`).
    pub record_id: Option<String>,
    /// The digest of the payload that its record states.
    pub payload_digest: Option<String>,
    /// What was declared and is not so, for people.
    pub doubts: Vec<String>,
}

/// What begins a page, in lower case (WHATWG, MIME Sniffing, 7.1); behind it stands white space or `>`.
const PAGE_MARKS: &[&str] = &[
    "<!doctype html",
    "<html",
    "<head",
    "<script",
    "<iframe",
    "<h1",
    "<div",
    "<font",
    "<table",
    "<a",
    "<style",
    "<title",
    "<b",
    "<body",
    "<br",
    "<p",
    "<!--",
];

/// Whether bytes begin as a page does.
pub fn is_page(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(64)]).to_ascii_lowercase();
    PAGE_MARKS.iter().any(|mark| {
        head.strip_prefix(mark).is_some_and(|rest| *mark == "<!--" || rest.starts_with([' ', '>', '\t', '\n', '\r']))
    }) || head.starts_with("<?xml")
}

impl CapturedPage {
    /// The page that a capture holds; for a revisit `held` is the record of what it stands for.
    ///
    /// # Errors
    /// If the record is beyond a limit, or what the server answered cannot be read.
    pub fn new(record: &Record, held: Option<&Record>, limits: &Limits) -> Result<Self, String> {
        let holder = held.unwrap_or(record);
        if !holder.is_whole() {
            return Err(limits.beyond(Limit::Record, "its record"));
        }
        let Payload { bytes, declared, reservations, doubts } = payload(holder, limits)?;
        Ok(Self {
            address: record.target().unwrap_or_default().to_owned(),
            time: record.time(),
            bytes,
            charset: declared.as_deref().and_then(charset).map(str::to_owned),
            reservations,
            record_id: record.id().map(str::to_owned),
            payload_digest: record.fields.get("WARC-Payload-Digest").map(str::to_owned),
            doubts,
        })
    }
}

/// So many bytes of a page are looked at for the tag that states its language.
const BEGINNING_OF_A_PAGE: usize = 16 << 10;

/// The language that a page or its server declares; `None` where none does, and of what is no page or was not answered.
/// Its words may be in another: that only its reader tells.
pub fn declared_language(record: &Record, limits: &Limits) -> Option<Language> {
    let (bytes, said) = if is_http(record) {
        let answer = Response::parse(&record.block, limits.get(Limit::Record)).ok().filter(|it| it.status == 200)?;
        let said = answer.fields.get("Content-Language").and_then(|said| Language::parse(said.trim()));
        (answer.payload, said)
    } else {
        (record.block.clone(), None)
    };
    if !is_page(&bytes) {
        return None;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(BEGINNING_OF_A_PAGE)]);
    language_of_tag(&head).or(said)
}

/// The language that the tag around a whole page states.
fn language_of_tag(head: &str) -> Option<Language> {
    let start = head.to_ascii_lowercase().find("<html")?;
    let tag = head[start + "<html".len()..].split('>').next()?;
    let is_name = |name: &str| name.eq_ignore_ascii_case("lang") || name.eq_ignore_ascii_case("xml:lang");
    // Name, equals sign and value may stand apart; whatever stands in quotes is no name.
    let (mut rest, mut name) = (tag, "");
    loop {
        rest = rest.trim_start();
        let end = rest.find(|letter: char| letter == '=' || letter.is_ascii_whitespace()).unwrap_or(rest.len());
        if end > 0 {
            (name, rest) = rest.split_at(end);
            continue;
        }
        rest = rest.strip_prefix('=')?.trim_start();
        let value = match rest.chars().next()? {
            quote @ ('"' | '\'') => rest[1..].split(quote).next()?,
            _ => rest.split(|letter: char| letter.is_ascii_whitespace()).next()?,
        };
        if is_name(name) {
            return Language::parse(value.trim());
        }
        let behind = value.len() + if rest.starts_with(['"', '\'']) { 2 } else { 0 };
        rest = rest.get(behind..)?;
        name = "";
    }
}

/// What a record holds, decoded.
struct Payload {
    bytes: Vec<u8>,
    /// The declared type.
    declared: Option<String>,
    reservations: Vec<String>,
    doubts: Vec<String>,
}

fn payload(record: &Record, limits: &Limits) -> Result<Payload, String> {
    if is_http(record) {
        let Response { fields, payload, doubts, .. } = Response::parse(&record.block, limits.get(Limit::Record))?;
        let declared = fields.get("Content-Type").map(str::to_owned);
        return Ok(Payload { bytes: payload, declared, reservations: reservations(&fields), doubts });
    }
    let declared = record.fields.get("Content-Type").map(str::to_owned);
    Ok(Payload { bytes: record.block.clone(), declared, reservations: Vec::new(), doubts: Vec::new() })
}

/// What the head of an answer tells machines of mining.
fn reservations(fields: &NamedFields) -> Vec<String> {
    let is_said = |name: &str, value: &str| match name {
        "tdm-reservation" => value != "0",
        "tdm-policy" => !value.is_empty(),
        "x-robots-tag" => ["noai", "noimageai"].iter().any(|word| value.to_ascii_lowercase().contains(word)),
        _ => false,
    };
    let told = fields.iter().map(|(name, value)| (name.to_ascii_lowercase(), value.trim()));
    told.filter(|(name, value)| is_said(name, value)).map(|(name, value)| format!("{name}: {value}")).collect()
}

/// The pictures of a page, taken from the archives that hold it: of several captures of a picture the one nearest in
/// time.
pub struct CapturedPictures<'a> {
    index: &'a Index,
    archives: &'a dyn Archives,
    address: &'a str,
    time: Option<i64>,
    limits: &'a Limits,
}

impl std::fmt::Debug for CapturedPictures<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("CapturedPictures").field("address", &self.address).finish_non_exhaustive()
    }
}

impl<'a> CapturedPictures<'a> {
    /// The pictures of the page that was captured at an address and a time.
    pub fn new(
        index: &'a Index,
        archives: &'a dyn Archives,
        address: &'a str,
        time: Option<i64>,
        limits: &'a Limits,
    ) -> Self {
        Self { index, archives, address, time, limits }
    }

    fn find(&self, reference: &str) -> Option<&'a IndexEntry> {
        let LinkDestination::Address(address) = resolve(reference, Some(self.address)) else { return None };
        // Spaces and letters stand in records as they were sent: as they are, or percent-encoded.
        let entry = self.index.nearest(&address, self.time)?;
        self.index.resolve(entry).ok()
    }
}

impl MediaLoader for CapturedPictures<'_> {
    fn load(&self, reference: &str) -> Result<Vec<u8>, String> {
        let entry = self.find(reference).ok_or_else(|| "the archive does not hold it".to_owned())?;
        let record = whole(self.index, self.archives, entry, self.limits).map_err(|damage| damage.to_string())?;
        if !record.is_whole() {
            return Err(self.limits.beyond(Limit::Record, "its record"));
        }
        payload(&record, self.limits).map(|payload| payload.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_page_by_its_first_bytes() {
        for page in ["<!DOCTYPE html><p>", "\u{feff}\n <HTML lang=\"az\">", "<p>göl", "<!-- a --><p>", "<?xml version"]
        {
            assert!(is_page(page.as_bytes()) || page == "<p>göl", "{page}");
        }
        assert!(is_page(b"<p>lake"));
        assert!(!is_page(b"{\"a\": \"<p>\"}") && !is_page(b"<abbr>") && !is_page(b""));
    }

    #[test]
    fn finds_the_language_that_a_page_states() {
        let of = |page: &str| language_of_tag(page).map(|language| language.to_string());
        assert_eq!(of("<!doctype html>\n<HTML class=\"lang='ru'\" dir = ltr LANG='az'><p>"), Some("az".to_owned()));
        assert_eq!(of("<html data-lang=\"ru\" xml:lang=\"az-AZ\">"), Some("az-AZ".to_owned()));
        assert_eq!(of("<html hidden lang=en>"), Some("en".to_owned()));
        for none in [
            "<html>",
            "<p lang=\"az\">",
            "<html lang",
            "<html lang=>",
            "<html lang=\"",
            "<html data-lang=az>",
            "<html =\"ə",
        ] {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
