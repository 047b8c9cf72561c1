//! Where the files of a package go, one after another.
//!
//! Times and owners say nothing of the machine: the same files give the same bytes.

use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::sync::OnceLock;

use sha2::{Digest as _, Sha256};

use crate::digest::{hex, sha256};
use crate::render::archive::ZipWriter;
use crate::render::deflate::{deflate, deflate_quickly};

/// What takes the files of a package.
pub trait PackageSink {
    /// Takes a file. `path` is ASCII, with `/` between its parts, and comes once.
    ///
    /// # Errors
    /// If it cannot be kept.
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()>;

    /// Takes a file that is the same in every package.
    ///
    /// # Errors
    /// If it cannot be kept.
    fn put_constant(&mut self, path: &str, file: &'static ConstantFile) -> io::Result<()> {
        self.put(path, file.bytes)
    }

    /// Takes a file that was written into [`room`](Self::room), of `length` bytes.
    ///
    /// # Errors
    /// If it cannot be kept, or not be read again.
    fn put_long(&mut self, path: &str, length: u64, content: &mut dyn Room) -> io::Result<()> {
        let bytes = whole(length, content)?;
        self.put(path, &bytes)
    }

    /// Room for a file that grows while others are put: memory, where the sink has none that is better.
    ///
    /// # Errors
    /// If there is none.
    fn room(&mut self) -> io::Result<Box<dyn Room>> {
        Ok(Box::new(Cursor::new(Vec::new())))
    }
}

impl<S: PackageSink + ?Sized> PackageSink for &mut S {
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        (**self).put(path, bytes)
    }

    fn put_constant(&mut self, path: &str, file: &'static ConstantFile) -> io::Result<()> {
        (**self).put_constant(path, file)
    }

    fn put_long(&mut self, path: &str, length: u64, content: &mut dyn Room) -> io::Result<()> {
        (**self).put_long(path, length, content)
    }

    fn room(&mut self) -> io::Result<Box<dyn Room>> {
        (**self).room()
    }
}

/// A file that is the same in every package: what was worked out of it for one serves the next.
#[derive(Debug)]
pub struct ConstantFile {
    bytes: &'static [u8],
    sha256: OnceLock<String>,
    packed: OnceLock<Option<Vec<u8>>>,
}

impl ConstantFile {
    /// A file of these bytes.
    pub const fn new(bytes: &'static [u8]) -> Self {
        Self { bytes, sha256: OnceLock::new(), packed: OnceLock::new() }
    }

    /// What it holds.
    pub const fn bytes(&self) -> &'static [u8] {
        self.bytes
    }

    /// Its SHA-256, in lower-case hexadecimal digits.
    pub fn sha256(&self) -> &str {
        self.sha256.get_or_init(|| hex(&sha256(self.bytes)))
    }
}

/// What is written from its beginning to its end, and read again.
pub trait Room: Read + Write + Seek {}

impl<T: Read + Write + Seek> Room for T {}

/// What was written into room, from its beginning.
fn whole(length: u64, content: &mut dyn Room) -> io::Result<Vec<u8>> {
    content.seek(SeekFrom::Start(0))?;
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(MOST_PACKED)).unwrap_or_default());
    content.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// In memory, in their order.
impl PackageSink for Vec<(String, Vec<u8>)> {
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.push((path.to_owned(), bytes.to_vec()));
        Ok(())
    }
}

/// Of a larger file a ZIP file holds the bytes as they are: to pack it, it would have to be in memory.
const MOST_PACKED: u64 = 4 << 20;

/// A file of fewer bytes is held as it is too: the tables to pack with take longer to clear than such a file to write, and
/// such files are a tenth of a bag.
const LEAST_PACKED: usize = 2 << 10;

/// A ZIP file, wherever it is written to.
pub struct ZipPackage<W: Write> {
    writer: ZipWriter<W>,
}

impl<W: Write> std::fmt::Debug for ZipPackage<W> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("ZipPackage").finish_non_exhaustive()
    }
}

impl<W: Write> ZipPackage<W> {
    /// An empty ZIP file.
    pub fn new(writer: W) -> Self {
        Self { writer: ZipWriter::new(writer) }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// If it cannot be written, or there is more in it than a ZIP file holds.
    pub fn finish(self) -> io::Result<W> {
        self.writer.finish()
    }
}

impl<W: Write> PackageSink for ZipPackage<W> {
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        // What is packed already becomes no smaller.
        let is_packed = [".pdf", ".epub", ".jpg", ".png", ".gz"].iter().any(|end| path.ends_with(end));
        if is_packed || bytes.len() < LEAST_PACKED {
            self.writer.store(path, bytes)
        } else {
            self.writer.add(path, bytes, deflate_quickly(bytes).as_deref())
        }
    }

    fn put_constant(&mut self, path: &str, file: &'static ConstantFile) -> io::Result<()> {
        self.writer.add(path, file.bytes, file.packed.get_or_init(|| deflate(file.bytes)).as_deref())
    }

    fn put_long(&mut self, path: &str, length: u64, content: &mut dyn Room) -> io::Result<()> {
        if length > MOST_PACKED {
            return self.writer.store_long(path, length, content);
        }
        let bytes = whole(length, content)?;
        self.put(path, &bytes)
    }
}

/// A tar file (POSIX.1-1988, ustar), wherever it is written to.
pub struct TarPackage<W: Write> {
    builder: tar::Builder<W>,
}

impl<W: Write> std::fmt::Debug for TarPackage<W> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("TarPackage").finish_non_exhaustive()
    }
}

impl<W: Write> TarPackage<W> {
    /// An empty tar file.
    pub fn new(writer: W) -> Self {
        Self { builder: tar::Builder::new(writer) }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(self) -> io::Result<W> {
        self.builder.into_inner()
    }

    fn append(&mut self, path: &str, length: u64, content: &mut dyn Read) -> io::Result<()> {
        let mut header = tar::Header::new_gnu();
        header.set_size(length);
        header.set_mode(0o644);
        header.set_mtime(0);
        header.set_uid(0);
        header.set_gid(0);
        self.builder.append_data(&mut header, path, content)
    }
}

impl<W: Write> PackageSink for TarPackage<W> {
    fn put(&mut self, path: &str, mut bytes: &[u8]) -> io::Result<()> {
        self.append(path, bytes.len() as u64, &mut bytes)
    }

    fn put_long(&mut self, path: &str, length: u64, content: &mut dyn Room) -> io::Result<()> {
        content.seek(SeekFrom::Start(0))?;
        self.append(path, length, &mut content.take(length))
    }
}

/// Takes the length and the SHA-256 of what goes through it.
#[derive(Debug)]
pub struct Measured<W> {
    inner: W,
    length: u64,
    digest: Sha256,
}

impl<W> Measured<W> {
    /// Nothing yet.
    pub fn new(inner: W) -> Self {
        Self { inner, length: 0, digest: Sha256::new() }
    }

    /// Where it went, how many bytes there were, and their SHA-256 in lower-case hexadecimal digits.
    pub fn finish(self) -> (W, u64, String) {
        (self.inner, self.length, hex(&self.digest.finalize()))
    }
}

impl<W: Write> Write for Measured<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.digest.update(&bytes[..written]);
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
