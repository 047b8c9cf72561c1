//! What is in some archives, and where: small enough to be held for millions of records.
//!
//! 1. [`Index::add`] takes what matters of each record;
//! 2. [`Index::finish`] sorts it, by address and time and by what was captured;
//! 3. then a capture is found by its address ([`Index::nearest`]), and what a revisit stands for ([`Index::resolve`]).

use std::collections::BTreeMap;

use data_encoding::{BASE32_NOPAD, HEXLOWER_PERMISSIVE};
use sha1::{Digest as _, Sha1};

use super::http::Response;
use super::record::{Record, RecordType};
use crate::model::Timestamp;

/// What a payload is, as far as it matters for finding articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PayloadType {
    /// HTML or XHTML.
    Page,
    /// Declared as something that may be anything; its first bytes tell.
    Undeclared,
    /// Something else.
    Other,
}

/// Where a record stands: in which file, at which offset in bytes, and which of its member it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordPlace {
    /// The number of the file, in the order of the run.
    pub file: u32,
    /// The offset of the record, or of the compressed member that holds it, in bytes.
    pub offset: u64,
    /// Which record of its member it is, from 0.
    pub index: u32,
}

/// One capture in an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexEntry {
    /// Where its record stands.
    pub place: RecordPlace,
    /// Response, resource, conversion or revisit.
    pub kind: RecordType,
    /// When it was captured, in seconds since 1970; `None` where the record does not say.
    pub time: Option<i64>,
    /// The status that the server answered; 200 for a resource without protocol.
    pub status: u16,
    /// What was declared of its payload.
    pub payload: PayloadType,
    /// Whether it was fetched as a part of another page: a frame, or something that a script asked for.
    pub is_part: bool,
    media_type: u16,
    pub(super) digest: Option<[u8; 20]>,
    address: (u64, u32),
}

impl IndexEntry {
    /// What tells the same payload from another: its SHA-1 as the record states it, else as it was sent; of a record that
    /// states a digest of another kind, the SHA-1 of that.
    pub fn digest(&self) -> Option<[u8; 20]> {
        self.digest
    }
}

/// What some archives hold.
#[derive(Debug, Default)]
pub struct Index {
    entries: Vec<IndexEntry>,
    addresses: String,
    by_address: Vec<u32>,
    by_digest: Vec<u32>,
    /// The digests of the names of records that answer a request for a part of a page.
    parts: Vec<[u8; 20]>,
    /// The digests of the names of the entries' records.
    ids: Vec<[u8; 20]>,
    /// The declared types, by their numbers.
    media_types: Vec<String>,
    /// The entries whose records were cut into segments.
    cut: Vec<u32>,
    /// What records were cut into: the digest of the first one's name, the number of the segment, its place.
    continuations: Vec<([u8; 20], u32, RecordPlace)>,
    /// The segments behind the first one's place.
    segments: BTreeMap<RecordPlace, Vec<(u32, RecordPlace)>>,
}

/// No declared type is longer, in characters, and no more of them are told apart.
const LONGEST_TYPE: usize = 100;
const MOST_TYPES: usize = 1_000;

/// Why a revisit stands for nothing that is at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unresolved;

impl Index {
    /// An index of nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes what matters of a record of a file.
    pub fn add(&mut self, file: u32, record: &Record) {
        match record.kind {
            RecordType::Response | RecordType::Resource | RecordType::Conversion | RecordType::Revisit => {}
            RecordType::Request => return self.add_request(record),
            RecordType::Continuation => return self.add_continuation(file, record),
            RecordType::WarcInfo | RecordType::Metadata | RecordType::Unknown => return,
        }
        let Some(target) = record.target() else { return };
        let address = (self.addresses.len() as u64, u32::try_from(target.len()).unwrap_or(u32::MAX));
        self.addresses.push_str(target);
        let (status, media_type) = declared(record);
        let payload = payload_type(media_type.as_deref());
        let is_cut = record.fields.get("WARC-Segment-Number").is_some();
        if is_cut {
            self.cut.extend(u32::try_from(self.entries.len()));
        }
        let media_type = self.number_of(&media_type.unwrap_or_default());
        self.entries.push(IndexEntry {
            place: place(file, record),
            kind: record.kind,
            time: record.time().map(Timestamp::to_unix),
            status,
            payload,
            is_part: false,
            media_type,
            digest: payload_digest(record, is_cut),
            address,
        });
        self.ids.push(record.id().map(named).unwrap_or_default());
    }

    /// The number of a declared type, without its parameters.
    fn number_of(&mut self, declared: &str) -> u16 {
        let name = declared.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let name: String = name.chars().filter(|character| !character.is_control()).take(LONGEST_TYPE).collect();
        let known = self.media_types.iter().position(|known| *known == name);
        let number = known.unwrap_or_else(|| {
            // Archives in which every answer has a type of its own would have no end of them.
            if self.media_types.len() < MOST_TYPES {
                self.media_types.push(name);
            }
            self.media_types.len() - 1
        });
        u16::try_from(number).unwrap_or(u16::MAX)
    }

    /// More of a record that was cut into segments (WARC 1.1, 6.9).
    fn add_continuation(&mut self, file: u32, record: &Record) {
        let origin = record.fields.get("WARC-Segment-Origin-ID").map(|id| named(id.trim_matches(['<', '>'])));
        let number = record.fields.get("WARC-Segment-Number").and_then(|number| number.trim().parse().ok());
        self.continuations.extend(origin.zip(number).map(|(origin, number)| (origin, number, place(file, record))));
    }

    /// A request says whether a browser asked for a page, or for something in one (Fetch metadata, 2.1).
    fn add_request(&mut self, record: &Record) {
        let is_part = record.block.split(|byte| *byte == b'\n').any(|line| {
            let line = String::from_utf8_lossy(line.trim_ascii()).to_ascii_lowercase();
            line.strip_prefix("sec-fetch-dest:").is_some_and(|dest| dest.trim() != "document")
        });
        if is_part {
            self.parts.extend(record.fields.all("WARC-Concurrent-To").map(|id| named(id.trim_matches(['<', '>']))));
        }
    }

    /// Sorts what was taken. Nothing is found before.
    pub fn finish(&mut self) {
        self.join_segments();
        let mut parts = std::mem::take(&mut self.parts);
        parts.sort_unstable();
        for (entry, id) in self.entries.iter_mut().zip(std::mem::take(&mut self.ids)) {
            entry.is_part |= parts.binary_search(&id).is_ok();
        }
        let all = 0..u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let (mut by_address, mut by_digest): (Vec<u32>, Vec<u32>) = (all.clone().collect(), all.collect());
        by_address.sort_by_key(|&at| (self.address_at(at), self.at(at).time, self.at(at).place));
        by_digest.retain(|&at| self.at(at).kind != RecordType::Revisit && self.at(at).digest.is_some());
        by_digest.sort_by_key(|&at| (self.at(at).digest, self.at(at).time, self.at(at).place));
        (self.by_address, self.by_digest) = (by_address, by_digest);
        // It stays as long as the run: what room was left for more records is given back.
        self.entries.shrink_to_fit();
        self.addresses.shrink_to_fit();
        self.by_digest.shrink_to_fit();
    }

    fn join_segments(&mut self) {
        let mut all = std::mem::take(&mut self.continuations);
        all.sort_unstable();
        for at in std::mem::take(&mut self.cut) {
            let name = self.ids[at as usize];
            let start = all.partition_point(|(origin, ..)| *origin < name);
            let own = all[start..].iter().take_while(|(origin, ..)| *origin == name);
            self.segments.insert(self.at(at).place, own.map(|(_, number, place)| (*number, *place)).collect());
        }
    }

    /// The numbers and places of the segments behind the first; `None` of a capture whose record is whole.
    pub fn segments(&self, entry: &IndexEntry) -> Option<&[(u32, RecordPlace)]> {
        self.segments.get(&entry.place).map(Vec::as_slice)
    }

    /// The capture whose record stands at a place.
    pub fn at_place(&self, place: RecordPlace) -> Option<&IndexEntry> {
        self.entries.binary_search_by_key(&place, |entry| entry.place).ok().map(|at| &self.entries[at])
    }

    /// The declared type of what was captured, in lower case and without parameters; empty where there is none.
    pub fn media_type(&self, entry: &IndexEntry) -> &str {
        self.media_types.get(usize::from(entry.media_type)).map_or("", String::as_str)
    }

    fn at(&self, at: u32) -> &IndexEntry {
        &self.entries[at as usize]
    }

    /// The numbers of all captures, by address and time.
    pub(super) fn by_address(&self) -> &[u32] {
        &self.by_address
    }

    pub(super) fn address_at(&self, at: u32) -> &str {
        self.address(self.at(at))
    }

    /// The address that was captured.
    pub fn address(&self, entry: &IndexEntry) -> &str {
        let start = usize::try_from(entry.address.0).unwrap_or(usize::MAX);
        self.addresses.get(start..start.saturating_add(entry.address.1 as usize)).unwrap_or_default()
    }

    /// Every capture, in the order of the files.
    pub fn entries(&self) -> &[IndexEntry] {
        &self.entries
    }

    /// The captures of an address, by their time.
    pub fn captures(&self, address: &str) -> impl Iterator<Item = &IndexEntry> {
        let start = self.by_address.partition_point(|&at| self.address_at(at) < address);
        let end = self.by_address.partition_point(|&at| self.address_at(at) <= address);
        self.by_address[start..end].iter().map(|&at| self.at(at))
    }

    /// The capture of an address that succeeded and lies nearest to a time: of the address as it stands, else without
    /// its fragment, else by the other of http and https.
    pub fn nearest(&self, address: &str, time: Option<i64>) -> Option<&IndexEntry> {
        let bare = address.split('#').next().unwrap_or_default();
        let other = match bare.split_once("://") {
            Some(("http", rest)) => format!("https://{rest}"),
            Some(("https", rest)) => format!("http://{rest}"),
            Some(_) | None => String::new(),
        };
        let away = |entry: &&IndexEntry| match (entry.time, time) {
            (Some(there), Some(here)) => there.abs_diff(here),
            (_, _) => u64::MAX,
        };
        [address, bare, &other].into_iter().find_map(|address| {
            self.captures(address).filter(|entry| entry.status == 200).min_by_key(|entry| (away(entry), entry.place))
        })
    }

    /// What a capture stands for: itself, or the earlier one that a revisit names by what was captured.
    ///
    /// # Errors
    /// If the archives do not hold it.
    pub fn resolve<'a>(&'a self, entry: &'a IndexEntry) -> Result<&'a IndexEntry, Unresolved> {
        if entry.kind != RecordType::Revisit {
            return Ok(entry);
        }
        let same_address = |other: &&IndexEntry| self.address(other) == self.address(entry);
        if let Some(digest) = entry.digest {
            let start = self.by_digest.partition_point(|&at| self.at(at).digest < Some(digest));
            let same =
                || self.by_digest[start..].iter().map(|&at| self.at(at)).take_while(|it| it.digest == Some(digest));
            return same().find(same_address).or_else(|| same().next()).ok_or(Unresolved);
        }
        // Without a digest only the address is left: the last capture before it.
        let earlier = self.captures(self.address(entry)).filter(|it| it.kind != RecordType::Revisit);
        earlier.take_while(|it| it.time <= entry.time).last().ok_or(Unresolved)
    }
}

fn place(file: u32, record: &Record) -> RecordPlace {
    RecordPlace { file, offset: record.offset, index: u32::try_from(record.index).unwrap_or(u32::MAX) }
}

/// The status and the declared type of what was captured.
fn declared(record: &Record) -> (u16, Option<String>) {
    if !is_http(record) {
        let declared = record.fields.get("WARC-Identified-Payload-Type").or_else(|| record.fields.get("Content-Type"));
        return (200, declared.map(str::to_owned));
    }
    match Response::head(&record.block) {
        Ok((status, fields)) => (status, fields.get("Content-Type").map(str::to_owned)),
        // A revisit may leave out the head that did not change.
        Err(_) if record.kind == RecordType::Revisit => (200, None),
        Err(_) => (0, None),
    }
}

/// Whether the block of a record is the answer of a server.
pub(super) fn is_http(record: &Record) -> bool {
    match record.kind {
        RecordType::Response | RecordType::Revisit => true,
        RecordType::Resource | RecordType::Conversion => {
            record.fields.get("Content-Type").is_some_and(|declared| declared.starts_with("application/http"))
        }
        RecordType::WarcInfo
        | RecordType::Request
        | RecordType::Metadata
        | RecordType::Continuation
        | RecordType::Unknown => false,
    }
}

fn payload_type(declared: Option<&str>) -> PayloadType {
    let name = declared.and_then(|declared| declared.split(';').next()).unwrap_or_default();
    match name.trim().to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" => PayloadType::Page,
        "" | "text/plain" | "application/octet-stream" | "unknown/unknown" | "no-type" => PayloadType::Undeclared,
        _ => PayloadType::Other,
    }
}

/// The SHA-1 of a record's payload: as its head states it, else of what was sent.
fn payload_digest(record: &Record, is_cut: bool) -> Option<[u8; 20]> {
    if let Some(stated) = record.fields.get("WARC-Payload-Digest").and_then(sha1_of) {
        return Some(stated);
    }
    if record.kind == RecordType::Revisit || is_cut {
        return None;
    }
    if !record.is_whole() {
        return record.passed_digest;
    }
    let head = if is_http(record) { Response::head_length(&record.block)? } else { 0 };
    Some(Sha1::digest(&record.block[head..]).into())
}

/// A digest as archives write it: `sha1:` and base 32, or hexadecimal.
fn sha1_of(stated: &str) -> Option<[u8; 20]> {
    let (name, value) = stated.split_once(':')?;
    if !name.eq_ignore_ascii_case("sha1") && !name.eq_ignore_ascii_case("sha-1") {
        // Another algorithm: as good a name for the same payload, if it is not taken for its SHA-1.
        return Some(named(stated));
    }
    let value = value.trim();
    let bytes = match value.len() {
        40 => HEXLOWER_PERMISSIVE.decode(value.as_bytes()).ok()?,
        _ => BASE32_NOPAD.decode(value.trim_end_matches('=').to_ascii_uppercase().as_bytes()).ok()?,
    };
    bytes.try_into().ok()
}

fn named(id: &str) -> [u8; 20] {
    Sha1::digest(id.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::super::fields::NamedFields;
    use super::*;

    fn record(kind: RecordType, offset: u64, target: &str, date: &str, digest: Option<&str>) -> Record {
        let mut fields = NamedFields::default();
        fields.push("WARC-Target-URI", target);
        fields.push("WARC-Date", date);
        if let Some(digest) = digest {
            fields.push("WARC-Payload-Digest", digest);
        }
        let block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>a</p>".to_vec();
        let length = block.len() as u64;
        Record { kind, offset, index: 0, fields, block, length, passed_digest: None }
    }

    #[test]
    fn finds_the_capture_nearest_in_time() {
        let mut index = Index::new();
        for (at, date) in ["2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z"].iter().enumerate() {
            index.add(0, &record(RecordType::Response, at as u64, "https://a.example/p.jpg", date, None));
        }
        index.finish();
        let time = |date| Timestamp::parse(date).map(Timestamp::to_unix);
        let near = |address, date| index.nearest(address, time(date)).map(|entry| entry.place.offset);
        assert_eq!(near("https://a.example/p.jpg", "2026-02-03T00:00:00Z"), Some(2));
        assert_eq!(near("http://a.example/p.jpg#x", "2025-01-01T00:00:00Z"), Some(0));
        assert_eq!(near("https://a.example/q.jpg", "2026-02-03T00:00:00Z"), None);
        assert_eq!(index.captures("https://a.example/p.jpg").count(), 3);
    }

    #[test]
    fn resolves_a_revisit_by_what_was_captured() {
        let digest = format!("sha1:{}", BASE32_NOPAD.encode(&[7; 20]));
        let hex = format!("sha1:{}", HEXLOWER_PERMISSIVE.encode(&[7; 20]));
        let mut index = Index::new();
        index.add(0, &record(RecordType::Response, 1, "https://a.example/old", "2026-01-01T00:00:00Z", Some(&digest)));
        index.add(0, &record(RecordType::Revisit, 2, "https://a.example/new", "2026-02-01T00:00:00Z", Some(&hex)));
        index.add(
            0,
            &record(RecordType::Revisit, 3, "https://a.example/new", "2026-02-01T00:00:00Z", Some("sha1:AAAA")),
        );
        index.add(0, &record(RecordType::Revisit, 4, "https://a.example/old", "2026-02-01T00:00:00Z", None));
        index.finish();
        let resolved: Vec<Option<u64>> =
            index.entries().iter().map(|entry| index.resolve(entry).ok().map(|entry| entry.place.offset)).collect();
        assert_eq!(resolved[..2], [Some(1), Some(1)]);
        assert_eq!(resolved[3], Some(1), "without a digest, by its address");
    }

    #[test]
    fn tells_parts_of_pages_by_the_request() {
        let mut index = Index::new();
        let mut frame = record(RecordType::Response, 1, "https://a.example/frame", "2026-01-01T00:00:00Z", None);
        frame.fields.push("WARC-Record-ID", "<urn:uuid:1>");
        index.add(0, &frame);
        let mut request = record(RecordType::Request, 2, "https://a.example/frame", "2026-01-01T00:00:00Z", None);
        request.fields.push("WARC-Concurrent-To", "<urn:uuid:1>");
        request.block = b"GET /frame HTTP/1.1\r\nSec-Fetch-Dest: iframe\r\n\r\n".to_vec();
        index.add(0, &request);
        index.finish();
        assert!(index.entries()[0].is_part);
    }
}
