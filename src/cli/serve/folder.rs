//! The temporary folder of a session, and those that sessions left behind that were ended before they could remove theirs.
//!
//! A session holds a lock in its folder for as long as it lives, and the system gives it up however the session ends. So a
//! folder of this name, of this user, whose lock is free, is nobody's any more.

use std::fs::{self, File, Metadata, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// How the names of all such folders begin.
const PREFIX: &str = "istinad-serve-";
/// The file that a session holds.
const LOCK: &str = ".session";

/// The folder of a session, and its lock.
#[derive(Debug)]
pub(super) struct SessionFolder {
    folder: TempDir,
    lock: File,
}

impl SessionFolder {
    /// Removes what earlier sessions left, and makes a folder for this one.
    ///
    /// # Errors
    /// If no folder can be made.
    pub(super) fn make() -> io::Result<Self> {
        let temporary = std::env::temp_dir();
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(&temporary)?;
        let lock = File::create_new(folder.path().join(LOCK))?;
        lock.lock()?;
        clear(&temporary, &folder.path().metadata()?);
        Ok(Self { folder, lock })
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Removes it with all that is in it.
    ///
    /// # Errors
    /// If something in it cannot be removed.
    pub(super) fn close(self) -> io::Result<()> {
        drop(self.lock);
        self.folder.close()
    }
}

/// Removes the folders that nobody holds any more. What cannot be removed stays: the next session tries again.
fn clear(temporary: &Path, own: &Metadata) {
    let Ok(entries) = fs::read_dir(temporary) else { return };
    for entry in entries.flatten() {
        let is_named = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
        if is_named && let Some(folder) = left(entry.path(), own) {
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// The folder, if a session of this user made it and none holds it.
fn left(folder: PathBuf, own: &Metadata) -> Option<PathBuf> {
    let metadata = fs::symlink_metadata(&folder).ok().filter(Metadata::is_dir)?;
    let path = folder.join(LOCK);
    let is_file = fs::symlink_metadata(&path).is_ok_and(|it| it.is_file());
    if !is_file || !is_of_the_same(&metadata, own) {
        return None;
    }
    match File::open(path).ok()?.try_lock() {
        Ok(()) => Some(folder),
        Err(TryLockError::WouldBlock | TryLockError::Error(_)) => None,
    }
}

/// Whether two folders are of the same user: a temporary folder is often everybody's.
#[cfg(unix)]
fn is_of_the_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    one.uid() == other.uid()
}

#[cfg(not(unix))]
fn is_of_the_same(_one: &Metadata, _other: &Metadata) -> bool {
    true
}
