//! What holds a package, gone along from its front as often as is asked.

use std::io::{self, Read, Seek, SeekFrom};

use zip::ZipArchive;

use crate::limits::{Limit, Limits};

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// What no package may have, in words: "a link".
    Other(&'static str),
}

/// An entry of a package.
pub struct PackageEntry<'a> {
    /// Its path, with `/` between the parts.
    pub path: String,
    /// What it is.
    pub kind: EntryKind,
    /// What it holds; nothing of what is no file.
    pub content: &'a mut dyn Read,
}

impl std::fmt::Debug for PackageEntry<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("PackageEntry")
            .field("path", &self.path)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// What is done with each entry.
pub type EachEntry<'e> = &'e mut dyn FnMut(PackageEntry<'_>) -> Result<(), String>;

/// What can be gone along.
pub trait PackageContent {
    /// Shows every entry, always in the same order.
    ///
    /// # Errors
    /// If it cannot be read, or with the reason of `each`.
    fn visit(&mut self, each: EachEntry<'_>) -> Result<(), String>;
}

/// A package in a ZIP file.
pub struct ZippedPackage<R> {
    reader: R,
    most: u64,
}

impl<R> std::fmt::Debug for ZippedPackage<R> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("ZippedPackage").finish_non_exhaustive()
    }
}

impl<R: Read + Seek> ZippedPackage<R> {
    /// A package in a ZIP file. It may unfold to so many bytes as the limits allow, or to ten times its own.
    ///
    /// # Errors
    /// If its length cannot be told.
    pub fn new(mut reader: R, limits: &Limits) -> io::Result<Self> {
        let length = reader.seek(SeekFrom::End(0))?;
        Ok(Self { reader, most: limits.get(Limit::CheckedParts).max(length.saturating_mul(10)) })
    }
}

impl<R: Read + Seek> PackageContent for ZippedPackage<R> {
    fn visit(&mut self, each: EachEntry<'_>) -> Result<(), String> {
        let mut zip = ZipArchive::new(&mut self.reader).map_err(|error| format!("it is no whole ZIP file: {error}"))?;
        let mut left = self.most;
        for at in 0..zip.len() {
            let entry = zip.by_index(at).map_err(|error| format!("an entry cannot be read: {error}"))?;
            let path = entry.name().to_owned();
            let is_link = entry.unix_mode().is_some_and(|mode| mode & 0o170_000 == 0o120_000);
            let kind = match (entry.is_dir(), is_link) {
                (true, _) => EntryKind::Folder,
                (false, true) => EntryKind::Other("a link"),
                (false, false) => EntryKind::File,
            };
            let mut bounded = Bounded { inner: entry, left: &mut left };
            each(PackageEntry { path, kind, content: &mut bounded })?;
        }
        Ok(())
    }
}

/// Reads so much and no more.
struct Bounded<'a, R> {
    inner: R,
    left: &'a mut u64,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        *self.left = self
            .left
            .checked_sub(count as u64)
            .ok_or_else(|| io::Error::other("the package unfolds to more than is allowed"))?;
        Ok(count)
    }
}

/// A package in a tar file.
pub struct TarredPackage<R> {
    reader: R,
}

impl<R> std::fmt::Debug for TarredPackage<R> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("TarredPackage").finish_non_exhaustive()
    }
}

impl<R: Read + Seek> TarredPackage<R> {
    /// A package in a tar file.
    pub fn new(reader: R) -> Self {
        Self { reader }
    }
}

impl<R: Read + Seek> PackageContent for TarredPackage<R> {
    fn visit(&mut self, each: EachEntry<'_>) -> Result<(), String> {
        let broken = |error: io::Error| format!("it is no whole tar file: {error}");
        let length = self.reader.seek(SeekFrom::End(0)).map_err(broken)?;
        self.reader.rewind().map_err(broken)?;
        let mut seen = 0;
        let mut archive = tar::Archive::new(&mut self.reader);
        for entry in archive.entries().map_err(broken)? {
            let mut entry = entry.map_err(broken)?;
            let path = String::from_utf8(entry.path_bytes().into_owned());
            let path = path.map_err(|_| "a name in it is no UTF-8".to_owned())?;
            let kind = match entry.header().entry_type() {
                tar::EntryType::Regular | tar::EntryType::Continuous => EntryKind::File,
                tar::EntryType::Directory => EntryKind::Folder,
                tar::EntryType::Symlink | tar::EntryType::Link => EntryKind::Other("a link"),
                tar::EntryType::XGlobalHeader => continue,
                _ => EntryKind::Other("neither file nor folder"),
            };
            // A name that a header states longer than the file is promises what is not there.
            seen = entry.raw_file_position().saturating_add(entry.size());
            if seen > length {
                return Err(format!("{path:?} is cut off"));
            }
            each(PackageEntry { path, kind, content: &mut entry })?;
        }
        // Behind the last file stand two blocks of zeros; whoever sees none may have lost files.
        if length < seen.saturating_add(1024) {
            return Err("it is no whole tar file: its end is missing".to_owned());
        }
        Ok(())
    }
}
