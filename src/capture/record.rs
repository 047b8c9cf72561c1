//! Records of web archives, one at a time: WARC 0.18 to 1.1 (ISO 28500) and ARC 1.
//!
//! 1. [`Records`] stands before the next record, whatever compresses it ([`members`](super::members));
//! 2. the head is read within bounds; the block as far as the [limit](Limit::Record) allows, the rest is passed over;
//! 3. what is broken is said with its place ([`Damage`]), and reading goes on behind it.

use std::fmt;
use std::io::{self, BufRead, Read, Seek};

use sha1::{Digest as _, Sha1};

use super::arc;
use super::fields::NamedFields;
pub use super::head::RecordType;
use super::head::{line, told};
use super::http::Response;
use super::members::{Compression, Members};
use crate::limits::{Limit, Limits};
use crate::model::Timestamp;

/// One record.
#[derive(Debug, Clone)]
pub struct Record {
    /// What it is.
    pub kind: RecordType,
    /// Where it, or the compressed member that holds it, begins in its file: the offset in bytes.
    pub offset: u64,
    /// Which record of its member it is, from 0.
    pub index: usize,
    /// The named fields of its head.
    pub fields: NamedFields,
    /// Its block, as far as the limit allows.
    pub block: Vec<u8>,
    /// How long its block is, in bytes, as its head states.
    pub length: u64,
    /// The SHA-1 of its payload as it was sent, where [`Records::heads`] passed over some of it.
    pub(super) passed_digest: Option<[u8; 20]>,
}

impl Record {
    /// Whether the block is there to its end.
    pub fn is_whole(&self) -> bool {
        self.block.len() as u64 == self.length
    }

    /// The address that was captured, without the angle brackets that some programs write around it.
    pub fn target(&self) -> Option<&str> {
        let target = self.fields.get("WARC-Target-URI")?;
        Some(target.trim_start_matches('<').trim_end_matches('>'))
    }

    /// When it was captured.
    pub fn time(&self) -> Option<Timestamp> {
        Timestamp::parse(self.fields.get("WARC-Date")?)
    }

    /// Its own name: a `urn:uuid:` as a rule.
    pub fn id(&self) -> Option<&str> {
        let id = self.fields.get("WARC-Record-ID")?;
        Some(id.trim_start_matches('<').trim_end_matches('>'))
    }
}

/// A record that cannot be read, or only in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Where it, or the compressed member that holds it, begins in its file: the offset in bytes.
    pub offset: u64,
    /// What is the matter, for people.
    pub reason: String,
}

impl fmt::Display for Damage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "at byte {}: {}", self.offset, self.reason)
    }
}

/// So much of a block holds the head of what a server answered, in bytes.
const HEAD_OF_A_BLOCK: u64 = 1 << 20;

/// Behind so many broken records a file is not read on: each may cost a look at all that follows it.
const MOST_DAMAGES: usize = 1_000;

/// The records of a file, in its order, with what is broken among them.
pub struct Records<R> {
    members: Members<R>,
    largest: u64,
    /// Whether blocks are digested where they are not held to their end.
    digests: bool,
    head: Vec<u8>,
    /// Where the record begins that is being read.
    start: u64,
    /// How many records of the present member were read.
    index: usize,
    damages: usize,
    state: RecordState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RecordState {
    /// Before a member.
    Between,
    /// Within one.
    Within,
    /// A record was broken.
    Broken,
    /// Nothing more can be read.
    Ended,
}

impl<R> fmt::Debug for Records<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Records")
            .field("state", &self.state)
            .field("damages", &self.damages)
            .finish_non_exhaustive()
    }
}

impl<R: Read + Seek> Records<R> {
    /// Stands before the first record of a file.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn new(file: R, limits: &Limits) -> io::Result<Self> {
        let members = Members::open(file)?;
        let state = if members.compression() == Compression::None { RecordState::Within } else { RecordState::Between };
        let largest = limits.get(Limit::Record);
        Ok(Self { members, largest, digests: false, head: Vec::new(), start: 0, index: 0, damages: 0, state })
    }

    /// The same for whoever wants to know what there is: of each block no more is held than its beginning, with the
    /// digest of a payload that states none.
    #[must_use]
    pub fn heads(mut self) -> Self {
        self.largest = self.largest.min(HEAD_OF_A_BLOCK);
        self.digests = true;
        self
    }

    /// Reads one record again: the `index`th of the member at an offset, as [`Record::offset`] and [`Record::index`]
    /// said.
    ///
    /// # Errors
    /// If there is none that can be read.
    pub fn at(&mut self, offset: u64, index: usize) -> Result<Record, Damage> {
        let damage = |reason: String| Damage { offset, reason };
        self.state = RecordState::Within;
        self.index = 0;
        if !self.members.seek(offset).map_err(|error| damage(error.to_string()))? {
            return Err(damage("the file cannot be read any more".to_owned()));
        }
        let mut largest = std::mem::replace(&mut self.largest, 0);
        loop {
            if self.index == index {
                std::mem::swap(&mut self.largest, &mut largest);
            }
            match self.record() {
                Ok(Some(record)) if record.index == index => return Ok(record),
                Ok(Some(_)) => {}
                Ok(None) => return Err(damage("no record stands here".to_owned())),
                Err(reason) => return Err(damage(reason)),
            }
        }
    }

    /// The next record of the present member; `None` at its end.
    fn record(&mut self) -> Result<Option<Record>, String> {
        let is_plain = self.members.compression() == Compression::None;
        self.start = self.members.place();
        if !skip_blank(self.members.reader()).map_err(told)? {
            return Ok(None);
        }
        let offset = self.members.place();
        self.start = offset;
        let index = if is_plain { 0 } else { self.index };
        let reader = self.members.reader();
        // Its first line tells the two formats apart: what is buffered may be shorter than that.
        self.head.clear();
        line(reader, &mut self.head)?;
        let is_warc = self.head.starts_with(WARC);
        let (kind, fields, length) = if is_warc { head(reader, &mut self.head)? } else { arc::head(&self.head)? };
        let mut block = Vec::new();
        let wanted = length.min(self.largest);
        let got = reader.take(wanted).read_to_end(&mut block).map_err(told)? as u64;
        let mut payload = (self.digests && got < length && fields.get("WARC-Payload-Digest").is_none())
            .then(|| PayloadDigest::begin(&block));
        let passed = match (&mut payload, got == wanted) {
            (_, false) => 0,
            (None, true) => pass(reader, length - wanted, &mut io::sink()).map_err(told)?,
            (Some(payload), true) => pass(reader, length - wanted, payload).map_err(told)?,
        };
        if got + passed < length {
            return Err(format!("the record ends after {} of {length} bytes", got + passed));
        }
        self.index += 1;
        let passed_digest = payload.map(|payload| payload.0.finalize().into());
        Ok(Some(Record { kind, offset, index, fields, block, length, passed_digest }))
    }

    fn broken(&mut self, offset: u64, reason: String) -> Damage {
        self.damages += 1;
        self.state = if self.damages < MOST_DAMAGES { RecordState::Broken } else { RecordState::Ended };
        let reason = match self.state {
            RecordState::Ended => {
                format!("{reason}; {MOST_DAMAGES} records are broken, nothing more is read of this file")
            }
            RecordState::Between | RecordState::Within | RecordState::Broken => reason,
        };
        Damage { offset, reason }
    }
}

impl<R: Read + Seek> Iterator for Records<R> {
    type Item = Result<Record, Damage>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.state {
                RecordState::Ended => return None,
                RecordState::Within => match self.record() {
                    Ok(Some(record)) => return Some(Ok(record)),
                    Ok(None) if self.members.compression() == Compression::None => self.state = RecordState::Ended,
                    Ok(None) => self.state = RecordState::Between,
                    Err(reason) => return Some(Err(self.broken(self.start, reason))),
                },
                RecordState::Between => {
                    self.index = 0;
                    match self.members.advance() {
                        Ok(true) => self.state = RecordState::Within,
                        Ok(false) => self.state = RecordState::Ended,
                        Err(error) => return Some(Err(self.broken(self.members.place(), told(error)))),
                    }
                }
                RecordState::Broken => {
                    self.index = 0;
                    match self.members.recover(begins) {
                        Ok(true) => self.state = RecordState::Within,
                        Ok(false) => self.state = RecordState::Ended,
                        Err(error) => {
                            self.state = RecordState::Ended;
                            return Some(Err(Damage { offset: self.members.place(), reason: told(error) }));
                        }
                    }
                }
            }
        }
    }
}

/// How a record of WARC begins.
const WARC: &[u8] = b"WARC/";

/// Whether a record begins with this line.
fn begins(line: &[u8]) -> bool {
    line.starts_with(WARC) || arc::begins(line)
}

/// Passes over what parts records; `false` at the end.
fn skip_blank(reader: &mut dyn BufRead) -> io::Result<bool> {
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(false);
        }
        let blank = buffer.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        if blank == 0 {
            return Ok(true);
        }
        reader.consume(blank);
    }
}

/// Passes over bytes and says how many there were.
fn pass(reader: &mut dyn BufRead, length: u64, to: &mut dyn io::Write) -> io::Result<u64> {
    io::copy(&mut reader.take(length), to)
}

/// A payload that is digested while it goes by.
struct PayloadDigest(Sha1);

impl PayloadDigest {
    fn begin(block: &[u8]) -> Self {
        let head = Response::head_length(block).unwrap_or(0);
        Self(Sha1::new_with_prefix(&block[head..]))
    }
}

impl io::Write for PayloadDigest {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The head of a record of WARC, of which the first line was read.
fn head(reader: &mut dyn BufRead, head: &mut Vec<u8>) -> Result<(RecordType, NamedFields, u64), String> {
    let first = head.len();
    loop {
        let at = head.len();
        line(reader, head)?;
        if head[at..].trim_ascii().is_empty() {
            break;
        }
    }
    // WARC 0.18 is read like 1.0: its fields are the same.
    let fields = NamedFields::parse(&head[first..]);
    let length = fields.get("Content-Length").and_then(|length| length.parse().ok());
    let length = length.ok_or("its head states no length (Content-Length)")?;
    let kind = fields.get("WARC-Type").map_or(RecordType::Unknown, RecordType::parse);
    Ok((kind, fields, length))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::*;

    fn record(uri: &str, block: &str) -> Vec<u8> {
        let length = block.len();
        format!(
            "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: <{uri}>\r\nWARC-Date: 2026-05-01T10:00:00.123Z\r\n\
             Content-Length: {length}\r\n\r\n{block}\r\n\r\n"
        )
        .into_bytes()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).expect("in memory");
        encoder.finish().expect("in memory")
    }

    fn records(file: &[u8]) -> Vec<Result<Record, Damage>> {
        Records::new(Cursor::new(file), &Limits::default()).expect("in memory").collect()
    }

    /// The targets of the records that can be read, and where others cannot.
    fn seen(file: &[u8]) -> (Vec<String>, Vec<u64>) {
        let (mut targets, mut damages) = (Vec::new(), Vec::new());
        for record in records(file) {
            match record {
                Ok(record) => targets.push(record.target().expect("a target").to_owned()),
                Err(damage) => damages.push(damage.offset),
            }
        }
        (targets, damages)
    }

    #[test]
    fn reads_records_however_they_are_compressed() {
        let (one, two) = (record("https://a.example/1", "göl"), record("https://a.example/2", ""));
        let expected = (vec!["https://a.example/1".to_owned(), "https://a.example/2".to_owned()], Vec::new());
        let plain = [one.clone(), two.clone()].concat();
        assert_eq!(seen(&plain), expected);
        assert_eq!(seen(&[gzip(&one), gzip(&two)].concat()), expected, "a member a record");
        assert_eq!(seen(&gzip(&plain)), expected, "one member for all");
        let first = records(&plain).remove(0).expect("a record");
        assert_eq!((first.block.as_slice(), first.length, first.is_whole()), ("göl".as_bytes(), 4, true));
        assert_eq!(first.time(), Timestamp::parse("2026-05-01T10:00:00Z"));
    }

    #[test]
    fn reads_a_record_again_by_its_place() {
        let (one, two) = (record("https://a.example/1", "a"), record("https://a.example/2", "b"));
        for file in [[one.clone(), two.clone()].concat(), [gzip(&one), gzip(&two)].concat(), gzip(&[one, two].concat())]
        {
            for record in records(&file) {
                let record = record.expect("a record");
                let mut again = Records::new(Cursor::new(file.as_slice()), &Limits::default()).expect("in memory");
                let again = again.at(record.offset, record.index).expect("the same record");
                assert_eq!((again.target(), &again.block), (record.target(), &record.block));
            }
        }
    }

    #[test]
    fn goes_on_behind_what_is_broken() {
        let parts: Vec<Vec<u8>> =
            (0..4).map(|at| record(&format!("https://a.example/{at}"), &"x".repeat(900))).collect();
        let mut members: Vec<Vec<u8>> = parts.iter().map(|part| gzip(part)).collect();
        let start = members[0].len() as u64;
        members[1].truncate(30);
        let (targets, damages) = seen(&members.concat());
        assert_eq!(targets, ["https://a.example/0", "https://a.example/2", "https://a.example/3"]);
        assert_eq!(damages, [start]);

        let mut plain = parts;
        let at = plain[1].iter().position(|byte| *byte == b'9').expect("a digit of its length");
        plain[1][at] = b'x';
        let (targets, damages) = seen(&plain.concat());
        assert_eq!(targets, ["https://a.example/0", "https://a.example/2", "https://a.example/3"]);
        assert_eq!(damages.len(), 1);
    }

    /// Wherever a member begins in what is read at once, and however little of it is there at first.
    #[test]
    fn a_record_may_begin_anywhere_in_a_file() {
        const READ_AT_ONCE: usize = 1 << 16;
        // Noise, of which each letter takes a byte or none.
        let mut state = 1_u32;
        let mut letter = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b'0' + (state >> 26) as u8)
        };
        let noise: String = (0..READ_AT_ONCE * 2).map(|_| letter()).collect();
        let (one, two) = ("https://a.example/1".to_owned(), "https://a.example/2".to_owned());
        let zstandard =
            |bytes: &[u8]| ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Uncompressed);
        let plain = |bytes: &[u8]| bytes.to_vec();
        type Compress = dyn Fn(&[u8]) -> Vec<u8>;
        let forms: [(&Compress, &str); 3] = [(&gzip, "gzip"), (&zstandard, "zstd"), (&plain, "plain")];
        for (compressed, form) in forms {
            // The length of noise with which the second record begins where another part is read.
            let length_of = |letters: usize| compressed(&record(&one, &noise[..letters])).len();
            let (mut least, mut most) = (0, noise.len());
            while least + 1 < most {
                let middle = least.midpoint(most);
                *if length_of(middle) < READ_AT_ONCE - 100 { &mut least } else { &mut most } = middle;
            }
            for letters in most..most + 150 {
                let first = compressed(&record(&one, &noise[..letters]));
                let file = [first.clone(), compressed(&record(&two, "göl"))].concat();
                assert_eq!(seen(&file), (vec![one.clone(), two.clone()], Vec::new()), "{form}, {}", first.len());
                let mut broken = file;
                let place = if form == "gzip" { 10 } else { 4 };
                broken[place..place + 3].fill(0xff);
                assert_eq!(seen(&broken), (vec![two.clone()], vec![0]), "{form}, {}", first.len());
            }
        }
    }

    #[test]
    fn a_file_cut_anywhere_loses_its_last_record_alone() {
        let members: Vec<Vec<u8>> =
            (0..3).map(|at| gzip(&record(&format!("https://a.example/{at}"), "words of a page"))).collect();
        let whole = members.concat();
        for cut in 0..whole.len() {
            let expected = (1..=3).filter(|count| members[..*count].concat().len() <= cut).count();
            let (targets, damages) = seen(&whole[..cut]);
            assert!(targets.len() == expected || targets.len() == expected + 1, "{cut}: {targets:?} {damages:?}");
        }
    }

    #[test]
    fn holds_no_more_than_the_limit() {
        let file = gzip(&record("https://a.example/1", &"x".repeat(5_000)));
        let limits = Limits::default().with(Limit::Record, 1_000).expect("in bounds");
        let mut records = Records::new(Cursor::new(file), &limits).expect("in memory");
        let record = records.next().expect("one").expect("whole in its file");
        assert_eq!((record.block.len(), record.length, record.is_whole()), (1_000, 5_000, false));
        assert!(records.next().is_none());
    }

    #[test]
    fn reads_the_format_before() {
        let page = "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>göl</p>";
        let version = "1 0 A\nURL IP-address Archive-date Content-type Archive-length\n";
        let file = format!(
            "filedesc://a.arc 0.0.0.0 20070102030405 text/plain {}\n{version}\n\
             http://a.example/a b.html 192.0.2.1 20070102030405 text/html {}\n{page}\n",
            version.len(),
            page.len()
        );
        let records: Vec<Record> =
            records(file.as_bytes()).into_iter().map(|record| record.expect("a record")).collect();
        assert_eq!(records.len(), 2);
        assert_eq!((records[0].kind, records[1].kind), (RecordType::WarcInfo, RecordType::Response));
        assert_eq!(records[1].target(), Some("http://a.example/a b.html"));
        assert_eq!(records[1].time(), Timestamp::parse("2007-01-02T03:04:05Z"));
        assert_eq!(records[1].block, page.as_bytes());
    }
}
