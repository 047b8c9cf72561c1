//! Records that were cut into segments, whole again (WARC 1.1, 6.9 and annex A).

use super::index::{Index, IndexEntry, RecordPlace};
use super::record::{Damage, Record};
use crate::limits::{Limit, Limits};

/// What opens archives and reads a record again.
pub trait Archives {
    /// The record that stands at a place.
    ///
    /// # Errors
    /// If it cannot be read any more.
    fn record(&self, place: RecordPlace) -> Result<Record, Damage>;
}

/// The record of a capture; one that was cut into segments with all of them.
///
/// # Errors
/// If it cannot be read any more, or a segment of it is not in the archives.
pub fn whole(index: &Index, archives: &dyn Archives, entry: &IndexEntry, limits: &Limits) -> Result<Record, Damage> {
    let mut record = archives.record(entry.place)?;
    let Some(segments) = index.segments(entry) else { return Ok(record) };
    let damage = |reason: String| Damage { offset: entry.place.offset, reason };
    let mut total: Option<u64> = None;
    for (expected, (number, place)) in (2..).zip(segments) {
        if *number != expected {
            return Err(damage(format!("segment {expected} of the record is not in the archives")));
        }
        let segment = archives.record(*place)?;
        if !record.is_whole() || limits.is_exceeded(Limit::Record, record.block.len() + segment.block.len()) {
            return Err(damage(limits.beyond(Limit::Record, "its record")));
        }
        record.block.extend(&segment.block);
        record.length += segment.length;
        total = segment.fields.get("WARC-Segment-Total-Length").and_then(|total| total.trim().parse().ok());
    }
    match total {
        Some(total) if total == record.length => Ok(record),
        Some(total) => Err(damage(format!("of the record's {total} bytes {} are in its segments", record.length))),
        None => Err(damage("the last segment of the record is not in the archives".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::super::record::Records;
    use super::*;

    struct InMemory(Vec<u8>);

    impl Archives for InMemory {
        fn record(&self, place: RecordPlace) -> Result<Record, Damage> {
            let mut records = Records::new(std::io::Cursor::new(&self.0), &Limits::default()).expect("in memory");
            records.at(place.offset, place.index as usize)
        }
    }

    fn segment(kind: &str, id: u32, more: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{id}>\r\n\
             WARC-Target-URI: https://a.example/\r\nWARC-Date: 2026-05-01T10:00:00Z\r\n{more}\
             Content-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    fn joined(segments: &[String]) -> Result<String, String> {
        let archives = InMemory(segments.concat().into_bytes());
        let mut index = Index::new();
        for record in Records::new(std::io::Cursor::new(&archives.0), &Limits::default()).expect("in memory") {
            index.add(0, &record.expect("whole"));
        }
        index.finish();
        let record = whole(&index, &archives, &index.entries()[0], &Limits::default());
        record.map(|record| String::from_utf8_lossy(&record.block).into_owned()).map_err(|damage| damage.reason)
    }

    #[test]
    fn a_record_is_joined_from_its_segments_in_whatever_order_they_stand() {
        let origin = "WARC-Segment-Origin-ID: <urn:uuid:1>\r\n";
        let first = segment("response", 1, "WARC-Segment-Number: 1\r\n", "HTTP/1.1 200 OK\r\n\r\ngö");
        let second = segment("continuation", 2, &format!("WARC-Segment-Number: 2\r\n{origin}"), "l ki");
        let total = "WARC-Segment-Total-Length: 28\r\n";
        let third = segment("continuation", 3, &format!("WARC-Segment-Number: 3\r\n{origin}{total}"), "mi");
        let other =
            segment("continuation", 4, "WARC-Segment-Number: 2\r\nWARC-Segment-Origin-ID: <urn:uuid:9>\r\n", "x");
        let expected = Ok("HTTP/1.1 200 OK\r\n\r\ngöl kimi".to_owned());
        assert_eq!(joined(&[first.clone(), other.clone(), second.clone(), third.clone()]), expected);
        assert_eq!(joined(&[first.clone(), third.clone(), second.clone()]), expected);
        let lacks = |segments: &[String]| joined(segments).expect_err("it is not whole");
        assert!(lacks(&[first.clone(), third]).contains("segment 2"));
        assert!(lacks(&[first.clone(), second]).contains("last segment"));
        assert!(lacks(&[first, other]).contains("last segment"));
    }
}
