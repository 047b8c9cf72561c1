//! Packages as folders: files put into one that stands beside the package's place, and what is in that place already.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use istinad::package::{PackageSink, Room};

use super::place::FolderBeside;

/// A package as a folder.
pub(super) struct FolderPackage {
    pub(super) root: FolderBeside,
    pub(super) bytes: usize,
    /// The folders in it that were made last, the latest in front: the next files mostly go there.
    made: Vec<PathBuf>,
    /// Files that the system has not put on the disk yet.
    unsynced: Vec<File>,
}

/// So many files are put on the disk at once: what a file system writes down for one of them, it writes down for all.
const MOST_UNSYNCED: usize = 64;

/// So many folders are known to be there: those of a package of one article.
const MOST_REMEMBERED: usize = 4;

impl FolderPackage {
    pub(super) fn new(root: FolderBeside) -> Self {
        let made = vec![root.path().to_owned()];
        Self { root, bytes: 0, made, unsynced: Vec::new() }
    }

    fn create(&mut self, path: &str) -> io::Result<File> {
        let path = self.root.path().join(path);
        if let Some(parent) = path.parent().filter(|parent| !self.made.iter().any(|made| made == parent)) {
            fs::create_dir_all(parent)?;
            self.made.insert(0, parent.to_owned());
            self.made.truncate(MOST_REMEMBERED);
        }
        File::create_new(path)
    }

    /// Takes a file that is written.
    fn keep(&mut self, file: File, length: u64) -> io::Result<()> {
        self.bytes += usize::try_from(length).unwrap_or(usize::MAX);
        self.unsynced.push(file);
        if self.unsynced.len() < MOST_UNSYNCED { Ok(()) } else { self.sync() }
    }

    /// Has the system put on the disk what is not there yet.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        let unsynced = std::mem::take(&mut self.unsynced);
        if unsynced.is_empty() || self.root.sync()? {
            return Ok(());
        }
        unsynced.iter().try_for_each(File::sync_data)
    }
}

impl PackageSink for FolderPackage {
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.create(path)?;
        file.write_all(bytes)?;
        self.keep(file, bytes.len() as u64)
    }

    fn put_long(&mut self, path: &str, length: u64, content: &mut dyn Room) -> io::Result<()> {
        content.seek(SeekFrom::Start(0))?;
        let mut file = self.create(path)?;
        io::copy(&mut content.take(length), &mut file)?;
        self.keep(file, length)
    }
}

/// Whether two folders hold the same.
pub(super) fn same(one: &Path, other: &Path) -> io::Result<bool> {
    let names = |folder: &Path| -> io::Result<Vec<OsString>> {
        let mut names: Vec<OsString> =
            fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<_>>()?;
        names.sort();
        Ok(names)
    };
    let all = names(one)?;
    if all != names(other)? {
        return Ok(false);
    }
    for name in all {
        let (one, other) = (one.join(&name), other.join(&name));
        let (first, second) = (fs::symlink_metadata(&one)?, fs::symlink_metadata(&other)?);
        let is_same = match (first.is_dir(), second.is_dir()) {
            (true, true) => same(&one, &other)?,
            (false, false) => first.is_file() && first.len() == second.len() && fs::read(&one)? == fs::read(&other)?,
            (true, false) | (false, true) => false,
        };
        if !is_same {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Why a folder is more than a package that istinad made: it is none, or holds what the package does not name itself.
/// `None` if all that is in it may be replaced by another package.
pub(super) fn not_ours(folder: &Path) -> io::Result<Option<String>> {
    let mut there = Vec::new();
    list(folder, "", &mut there)?;
    if there.is_empty() {
        return Ok(None);
    }
    let read = |name: &str| match fs::read_to_string(folder.join(name)) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::InvalidData) => Ok(String::new()),
        read => read,
    };
    let mut own: BTreeSet<String> = BTreeSet::new();
    if read("bag-info.txt")?.lines().any(|line| line.starts_with("Bag-Software-Agent: istinad ")) {
        for name in ["manifest-sha256.txt", "manifest-sha512.txt", "tagmanifest-sha256.txt", "tagmanifest-sha512.txt"] {
            own.insert(name.to_owned());
            // The digest, two spaces, the path (RFC 8493, 2.1.3).
            own.extend(read(name)?.lines().filter_map(|line| Some(line.split_once("  ")?.1.to_owned())));
        }
    } else {
        let mets = read("METS.xml")?;
        if !mets.contains("<name>istinad</name>") {
            return Ok(Some("it is no package of istinad's".to_owned()));
        }
        own.insert("METS.xml".to_owned());
        own.extend(referred(&mets));
        for inner in own.clone().iter().filter(|name| name.ends_with("/METS.xml")) {
            let root = inner.trim_end_matches("METS.xml");
            own.extend(referred(&read(inner)?).map(|name| format!("{root}{name}")));
        }
    }
    Ok(there
        .into_iter()
        .find(|name| !own.contains(name))
        .map(|name| format!("it holds {name}, which is not the package's")))
}

/// The files that a METS of ours refers to. Their names are of letters that XML does not escape.
fn referred(mets: &str) -> impl Iterator<Item = String> {
    mets.split("xlink:href=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
}

/// Every file below a folder, and every folder that is empty.
fn list(folder: &Path, below: &str, found: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if !entry.file_type()?.is_dir() {
            found.push(name);
            continue;
        }
        let before = found.len();
        list(&entry.path(), &format!("{name}/"), found)?;
        if found.len() == before {
            found.push(name);
        }
    }
    Ok(())
}
