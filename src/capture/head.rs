//! What the heads of WARC and ARC have in common: kinds of records, and lines within bounds.

use std::io::{self, BufRead, Read as _};

use super::loader::NO_MEMORY;

/// No head of a record is longer, in bytes.
const LONGEST_HEAD: usize = 1 << 20;

/// What a record is (WARC 1.1, 5.5 and 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordType {
    /// What the records after it were made by.
    WarcInfo,
    /// What a server answered, with the head of its answer.
    Response,
    /// A resource without the protocol that brought it.
    Resource,
    /// What was asked of a server.
    Request,
    /// What is said about another record.
    Metadata,
    /// A resource that is the same as one captured before.
    Revisit,
    /// Another form of a resource.
    Conversion,
    /// More of a record that was cut into segments.
    Continuation,
    /// A type that the standard does not have.
    Unknown,
}

impl RecordType {
    /// Its name, as records write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WarcInfo => "warcinfo",
            Self::Response => "response",
            Self::Resource => "resource",
            Self::Request => "request",
            Self::Metadata => "metadata",
            Self::Revisit => "revisit",
            Self::Conversion => "conversion",
            Self::Continuation => "continuation",
            Self::Unknown => "unknown",
        }
    }

    pub(super) fn parse(name: &str) -> Self {
        match name.to_ascii_lowercase().as_str() {
            "warcinfo" => Self::WarcInfo,
            "response" => Self::Response,
            "resource" => Self::Resource,
            "request" => Self::Request,
            "metadata" => Self::Metadata,
            "revisit" => Self::Revisit,
            "conversion" => Self::Conversion,
            "continuation" => Self::Continuation,
            _ => Self::Unknown,
        }
    }
}

/// Adds a line to what was read of a head, within its bounds.
pub(super) fn line(reader: &mut dyn BufRead, head: &mut Vec<u8>) -> Result<usize, String> {
    let room = (LONGEST_HEAD - head.len().min(LONGEST_HEAD)) as u64;
    let count = reader.take(room).read_until(b'\n', head).map_err(told)?;
    match head.last() {
        Some(b'\n') if count > 0 => Ok(count),
        _ if head.len() >= LONGEST_HEAD => Err(format!("its head is longer than {LONGEST_HEAD} bytes")),
        _ => Err("the file ends within the head of a record".to_owned()),
    }
}

/// What went wrong while bytes were read, for people.
#[expect(clippy::needless_pass_by_value, reason = "it is given to `map_err`")]
pub(super) fn told(error: io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "the compressed data ends too early".to_owned(),
        io::ErrorKind::OutOfMemory => NO_MEMORY.to_owned(),
        _ => format!("the compressed data is broken ({error})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_that_runs_out_is_no_damage() {
        assert_eq!(told(io::ErrorKind::OutOfMemory.into()), NO_MEMORY);
        assert!(told(io::ErrorKind::InvalidData.into()).contains("broken"));
    }
}
