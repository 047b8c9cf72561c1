//! Where the files of a package go, one after another.
//!
//! Times and owners say nothing of the machine: the same files give the same bytes.

use std::io::{self, Write};

use crate::render::archive::ZipWriter;

/// What takes the files of a package.
pub trait PackageSink {
    /// Takes a file. `path` is ASCII, with `/` between its parts, and comes once.
    ///
    /// # Errors
    /// If it cannot be kept.
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()>;
}

/// In memory, in their order.
impl PackageSink for Vec<(String, Vec<u8>)> {
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.push((path.to_owned(), bytes.to_vec()));
        Ok(())
    }
}

/// A ZIP file, in memory.
pub struct ZipPackage {
    writer: ZipWriter,
}

impl std::fmt::Debug for ZipPackage {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("ZipPackage").finish_non_exhaustive()
    }
}

impl Default for ZipPackage {
    fn default() -> Self {
        Self { writer: ZipWriter::new() }
    }
}

impl ZipPackage {
    /// Ends the file.
    ///
    /// # Errors
    /// If there is more in it than a ZIP file holds.
    pub fn finish(self) -> io::Result<Vec<u8>> {
        self.writer.finish().map_err(|error| io::Error::other(error.to_string()))
    }
}

impl PackageSink for ZipPackage {
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        // What is packed already becomes no smaller.
        let is_packed = [".pdf", ".epub", ".jpg", ".png", ".gz"].iter().any(|end| path.ends_with(end));
        let added = if is_packed { self.writer.store(path, bytes) } else { self.writer.deflate(path, bytes) };
        added.map_err(|error| io::Error::other(error.to_string()))
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
}

impl<W: Write> PackageSink for TarPackage<W> {
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(0);
        header.set_uid(0);
        header.set_gid(0);
        self.builder.append_data(&mut header, path, bytes)
    }
}
