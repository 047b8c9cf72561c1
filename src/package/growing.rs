//! Digests of the files of a package, and files that grow with every article of it.

use std::io::{self, BufRead as _, BufReader, Seek as _, SeekFrom, Write as _};

use sha2::{Digest as _, Sha256, Sha512};

use super::{PackageSink, Room};
use crate::digest::{hex, sha256, sha512};

/// The digests that a package states of a file, in lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixity {
    /// SHA-256.
    pub sha256: String,
    /// SHA-512.
    pub sha512: String,
}

impl Fixity {
    /// The digests of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { sha256: hex(&sha256(bytes)), sha512: hex(&sha512(bytes)) }
    }
}

/// A file that is written piece by piece and put at the end, for which no memory need be held meanwhile.
pub(super) struct GrowingFile {
    room: Box<dyn Room>,
    length: u64,
    sha256: Sha256,
    sha512: Sha512,
}

impl GrowingFile {
    /// An empty file, where the sink has room for it.
    pub(super) fn new(sink: &mut impl PackageSink) -> io::Result<Self> {
        Ok(Self { room: sink.room()?, length: 0, sha256: Sha256::new(), sha512: Sha512::new() })
    }

    /// Adds to its end.
    pub(super) fn add(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.room.write_all(bytes)?;
        self.length += bytes.len() as u64;
        self.sha256.update(bytes);
        self.sha512.update(bytes);
        Ok(())
    }

    /// Whether nothing is in it.
    pub(super) const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Adds all of another to its end.
    pub(super) fn add_all(&mut self, mut other: Self) -> io::Result<()> {
        other.room.flush()?;
        other.room.seek(SeekFrom::Start(0))?;
        let mut rest = BufReader::new(other.room);
        loop {
            let bytes = rest.fill_buf()?;
            if bytes.is_empty() {
                return Ok(());
            }
            self.add(bytes)?;
            let read = bytes.len();
            rest.consume(read);
        }
    }

    /// Puts it; its length and its digests.
    pub(super) fn put(mut self, sink: &mut impl PackageSink, path: &str) -> io::Result<(u64, Fixity)> {
        self.room.flush()?;
        sink.put_long(path, self.length, &mut *self.room)?;
        let fixity = Fixity { sha256: hex(&self.sha256.finalize()), sha512: hex(&self.sha512.finalize()) };
        Ok((self.length, fixity))
    }
}
