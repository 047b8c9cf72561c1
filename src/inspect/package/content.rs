//! What holds a package, gone along from its front as often as is asked.

use std::collections::BTreeSet;
use std::io::{self, BufRead as _, BufReader, Read, Seek, SeekFrom};

use zip::ZipArchive;

use crate::digest::sha256;
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

    /// Whether it is one file, in which a package has a folder of its own.
    fn is_one_file(&self) -> bool {
        false
    }
}

/// A package in a ZIP file.
pub struct ZippedPackage<R> {
    reader: R,
    most: u64,
    /// Whether its directory was read and found to be right.
    is_judged: bool,
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
        Ok(Self { reader, most: limits.get(Limit::CheckedParts).max(length.saturating_mul(10)), is_judged: false })
    }
}

impl<R: Read + Seek> PackageContent for ZippedPackage<R> {
    fn visit(&mut self, each: EachEntry<'_>) -> Result<(), String> {
        let zip = ZipArchive::new(&mut self.reader).map_err(|error| format!("it is no whole ZIP file: {error}"))?;
        if zip.offset() > 0 {
            return Err("something stands in front of the ZIP file".to_owned());
        }
        if !self.is_judged {
            let (directory, comment) = (zip.central_directory_start(), zip.comment().len());
            judge_directory(&mut self.reader, directory, comment)?;
            self.is_judged = true;
        }
        let mut zip = ZipArchive::new(&mut self.reader).map_err(|error| format!("it is no whole ZIP file: {error}"))?;
        let mut left = self.most;
        for at in 0..zip.len() {
            let entry = zip.by_index(at).map_err(|error| format!("an entry cannot be read: {error}"))?;
            let path = entry.name().to_owned();
            if entry.is_dir() && entry.size() > 0 {
                return Err(format!("{path:?} is a folder that holds something itself"));
            }
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

    fn is_one_file(&self) -> bool {
        true
    }
}

/// That the directory of a ZIP file names nothing twice, that each entry says the same of itself where it stands, and that
/// nothing stands behind it: readers that go by the one or by the other find the same files (APPNOTE 4.3.7, 4.3.12, 4.3.16).
fn judge_directory(reader: &mut (impl Read + Seek), directory: u64, comment: usize) -> Result<(), String> {
    let broken = |error: io::Error| format!("it is no whole ZIP file: {error}");
    let end = i64::try_from(comment).map_or(i64::MIN, |comment| -22 - comment);
    let mut mark = [0; 4];
    reader.seek(SeekFrom::End(end)).and_then(|_| reader.read_exact(&mut mark)).map_err(broken)?;
    if mark != *b"PK\x05\x06" {
        return Err("something stands behind the ZIP file".to_owned());
    }
    reader.seek(SeekFrom::Start(directory)).map_err(broken)?;
    let mut names = BTreeSet::new();
    let mut entries = Vec::new();
    let mut buffered = BufReader::new(&mut *reader);
    loop {
        let mut head = [0; 46];
        buffered.read_exact(&mut head[..4]).map_err(broken)?;
        if !head.starts_with(b"PK\x01\x02") {
            break;
        }
        buffered.read_exact(&mut head[4..]).map_err(broken)?;
        let length = |at: usize| u16::from_le_bytes([head[at], head[at + 1]]);
        let mut name = vec![0; usize::from(length(28))];
        buffered.read_exact(&mut name).map_err(broken)?;
        let rest = u64::from(length(30)) + u64::from(length(32));
        io::copy(&mut (&mut buffered).take(rest), &mut io::sink()).map_err(broken)?;
        let place = u32::from_le_bytes([head[42], head[43], head[44], head[45]]);
        let (mut digest, mut sizes) = ([0; 4], [0; 8]);
        digest.copy_from_slice(&head[16..20]);
        sizes.copy_from_slice(&head[20..28]);
        let key = sha256(&name);
        // Of two entries of one name a reader gives the first or the last: which, nobody can tell.
        if !names.insert(key) {
            return Err(format!("{:?} is in the package twice", String::from_utf8_lossy(&name)));
        }
        // In a file of more than 4 GB the place of some stands elsewhere.
        if place != u32::MAX {
            entries.push((place, key, digest, sizes));
        }
    }
    for (place, key, digest, sizes) in entries {
        let mut head = [0; 30];
        reader.seek(SeekFrom::Start(u64::from(place))).and_then(|_| reader.read_exact(&mut head)).map_err(broken)?;
        let mut name = vec![0; usize::from(u16::from_le_bytes([head[26], head[27]]))];
        reader.read_exact(&mut name).map_err(broken)?;
        let (is_behind, is_elsewhere) = (head[6] & 8 != 0, head[18..22] == [0xff; 4]);
        let is_same = is_behind || is_elsewhere || head[14..18] == digest && head[18..26] == sizes;
        if sha256(&name) != key || !is_same {
            let name = String::from_utf8_lossy(&name).into_owned();
            return Err(format!("the ZIP file says of {name:?} otherwise where it stands than in its directory"));
        }
    }
    Ok(())
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
            // `tar -cf bag.tar ./bag` names where it stands first.
            let path = path.strip_prefix("./").unwrap_or(&path).to_owned();
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
            if !path.is_empty() {
                each(PackageEntry { path, kind, content: &mut entry })?;
            }
        }
        // Behind the last file stand two blocks of zeros; whoever sees none may have lost files.
        if length < seen.saturating_add(1024) {
            return Err("it is no whole tar file: its end is missing".to_owned());
        }
        self.reader.seek(SeekFrom::Start(seen.next_multiple_of(512))).map_err(broken)?;
        let mut rest = BufReader::new(&mut self.reader);
        loop {
            let bytes = rest.fill_buf().map_err(broken)?;
            if bytes.is_empty() {
                return Ok(());
            }
            if bytes.iter().any(|byte| *byte != 0) {
                return Err("something stands behind the end of the tar file".to_owned());
            }
            let read = bytes.len();
            rest.consume(read);
        }
    }

    fn is_one_file(&self) -> bool {
        true
    }
}
