//! Files onto the disk: all files that were made of one article, or none of them, and never another's.
//!
//! [`Placer::place`] puts the files of one article into their folder:
//! 1. make the folder and lock it, so that of several runs one at a time puts files there, and clear it once of what a
//!    run left that was killed ([`leftovers`]);
//! 2. look at what is already there: a different file is an error unless it may be replaced;
//! 3. write each new file beside its place under a name that nobody has, and have the system put it on the disk;
//! 4. rename: from one moment to the next the whole file is there. Where one cannot be renamed, those before it are
//!    taken back, and what they replaced is put back;
//! 5. have the system put the folder on the disk too. Only then is success said.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
#[cfg(target_os = "linux")]
use std::sync::LazyLock;

use istinad::{Code, Diagnostic, Error, Result};
use tempfile::{Builder, NamedTempFile, TempDir, TempPath};

use super::args::{ArticleArgument, shown};
use super::files::{kind_of, reason};
use super::messages::FileStatus;
use super::signals;

/// How a name begins that a file has before it is in its place.
const PREFIX: &str = ".istinad-";
/// How it ends.
const SUFFIX: &str = ".part";
/// How many random characters stand between.
const RANDOM: usize = 12;

/// A file that is to be put in its place.
#[derive(Debug)]
pub(crate) struct OutputFile {
    /// Its name in the folder.
    pub(crate) name: OsString,
    /// What it holds.
    pub(crate) bytes: OutputBytes,
}

/// What a file is to hold.
#[derive(Debug)]
pub(crate) enum OutputBytes {
    /// Bytes in memory.
    Held(Vec<u8>),
    /// All that is in a file without a name.
    Spooled(File),
}

impl From<Vec<u8>> for OutputBytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Held(bytes)
    }
}

impl OutputBytes {
    fn length(&self) -> io::Result<u64> {
        match self {
            Self::Held(bytes) => Ok(bytes.len() as u64),
            Self::Spooled(file) => Ok(file.metadata()?.len()),
        }
    }

    /// Reads it from its beginning.
    fn reader(&self) -> io::Result<Box<dyn BufRead + '_>> {
        match self {
            Self::Held(bytes) => Ok(Box::new(bytes.as_slice())),
            Self::Spooled(file) => {
                let mut file = file;
                file.rewind()?;
                Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
            }
        }
    }

    fn write_to(&self, place: &mut File) -> io::Result<()> {
        match self {
            Self::Held(bytes) => place.write_all(bytes),
            Self::Spooled(file) => {
                let mut file = file;
                file.rewind()?;
                io::copy(&mut file, place).map(drop)
            }
        }
    }
}

/// Puts files in place for a whole run.
#[derive(Debug)]
pub(crate) struct Placer {
    force: bool,
    /// The folders that were cleared of leftovers.
    cleared: BTreeSet<PathBuf>,
    /// The folder that was entered last: the files of the next article will mostly go there too.
    last: Option<OpenFolder>,
}

impl Placer {
    /// Puts files in place; with `force` in that of different ones too.
    pub(crate) fn new(force: bool) -> Self {
        Self { force, cleared: BTreeSet::new(), last: None }
    }

    /// Puts all files that were made of an article into a folder, or none of them.
    ///
    /// # Errors
    /// All reasons that were found: files that differ from what is already there, a folder that cannot be written, the
    /// article itself in the place of a file.
    pub(crate) fn place(
        &mut self,
        article: &ArticleArgument,
        folder: &Path,
        outputs: &[OutputFile],
    ) -> Result<Vec<FileStatus>> {
        // Whoever ends the run from now on waits until the files are there or gone.
        let _hold = signals::hold();
        let folder = self.enter(folder)?;
        let statuses = self.look(article, &folder, outputs)?;
        let mut staged = Vec::with_capacity(outputs.len());
        for (output, &status) in outputs.iter().zip(&statuses) {
            if status != FileStatus::Unchanged {
                staged.push(Staged::write(&folder, output, status)?);
            }
        }
        for file in &staged {
            file.sync()?;
        }
        let mut changes = Vec::with_capacity(staged.len());
        for file in staged {
            match file.rename() {
                Ok(change) => changes.push(change),
                Err(error) => {
                    take_back(changes);
                    return Err(error);
                }
            }
        }
        if let Err(error) = folder.sync() {
            take_back(changes);
            return Err(unwritable(folder.path, &error));
        }
        self.last = folder.keep();
        Ok(statuses)
    }

    /// Enters a folder, and clears it of what a run left that was killed.
    fn enter<'a>(&mut self, folder: &'a Path) -> Result<Folder<'a>> {
        let known = self.last.take().filter(|last| last.path == folder);
        let folder = Folder::enter(folder, known)?;
        if folder.is_locked() && self.cleared.insert(folder.path.to_owned()) {
            for leftover in leftovers(folder.path) {
                let _ = if leftover.is_dir() { fs::remove_dir_all(leftover) } else { fs::remove_file(leftover) };
            }
        }
        Ok(folder)
    }

    /// Clears a folder of what a run left that was killed, once, before something is made beside its place there.
    ///
    /// # Errors
    /// If the folder cannot be made.
    pub(crate) fn clear(&mut self, folder: &Path) -> Result<()> {
        if !self.cleared.contains(folder) {
            self.last = self.enter(folder)?.keep();
        }
        Ok(())
    }

    /// What is to become of the outputs, by what is already in their places.
    fn look(&self, article: &ArticleArgument, folder: &Folder<'_>, outputs: &[OutputFile]) -> Result<Vec<FileStatus>> {
        let mut problems = Vec::new();
        let mut statuses = Vec::with_capacity(outputs.len());
        for output in outputs {
            let path = folder.path.join(&output.name);
            match look(article, &path, &output.bytes, self.force) {
                Ok(status) => statuses.push(status),
                Err(error) => problems.extend(error.into_diagnostics()),
            }
        }
        if problems.is_empty() { Ok(statuses) } else { Err(Error::new(problems)) }
    }
}

/// A folder that is open.
#[derive(Debug)]
struct OpenFolder {
    /// As it was named.
    path: PathBuf,
    /// The same from the root, so that the system is not asked for every file where that is.
    absolute: PathBuf,
    handle: File,
    /// What tells it from another one of its name.
    identity: FolderIdentity,
    /// Whether it could be locked. Some network file systems lock no folders.
    is_locked: bool,
}

/// The device and the number on it; `None` on systems that open no folders.
type FolderIdentity = Option<(u64, u64)>;

#[cfg(unix)]
fn identity(metadata: &fs::Metadata) -> FolderIdentity {
    use std::os::unix::fs::MetadataExt as _;

    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(_: &fs::Metadata) -> FolderIdentity {
    None
}

impl OpenFolder {
    /// Opens a folder and waits until no other run puts files into it; `None` if meanwhile the run that had made it has
    /// taken it away again.
    fn lock(path: &Path, absolute: PathBuf) -> io::Result<Option<Self>> {
        let handle = match File::open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            result => result?,
        };
        let identity = identity(&handle.metadata()?);
        Ok(Self { path: path.to_owned(), absolute, handle, identity, is_locked: false }.lock_again())
    }

    /// The same for one that is open already.
    fn lock_again(mut self) -> Option<Self> {
        // Renaming keeps files whole without a lock too; leftovers stay.
        self.is_locked = self.handle.lock().is_ok();
        fs::metadata(&self.path).is_ok_and(|there| identity(&there) == self.identity).then_some(self)
    }

    /// Lets other runs put files into it.
    fn unlock(self) -> Option<Self> {
        (!self.is_locked || self.handle.unlock().is_ok()).then_some(self)
    }
}

/// A folder that files are put into. Left before it is to be kept, it is gone again if it was made for them.
struct Folder<'a> {
    path: &'a Path,
    /// The folder itself, which is what is locked; `None` on systems that open no folders.
    open: Option<OpenFolder>,
    /// What was made, from the outside in.
    made: Vec<&'a Path>,
}

impl<'a> Folder<'a> {
    /// Makes the folder if it is not there, and waits until no other run puts files into it. `known` is this folder, if it
    /// is open already.
    fn enter(path: &'a Path, known: Option<OpenFolder>) -> Result<Self> {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        if let Some(open) = known.and_then(OpenFolder::lock_again) {
            return Ok(Self { path, open: Some(open), made: Vec::new() });
        }
        let mut made: Vec<&Path> =
            path.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists()).collect();
        made.reverse();
        let mut folder = Self { path, open: None, made };
        loop {
            fs::create_dir_all(path).map_err(|error| unwritable(path, &error))?;
            // Other systems open no folders.
            if cfg!(not(unix)) {
                return Ok(folder);
            }
            let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
            folder.open = OpenFolder::lock(path, absolute).map_err(|error| unwritable(path, &error))?;
            if folder.open.is_some() {
                return Ok(folder);
            }
        }
    }

    /// Where files are made that are to be put into it.
    fn place(&self) -> &Path {
        self.open.as_ref().map_or(self.path, |open| &open.absolute)
    }

    fn is_locked(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.is_locked)
    }

    /// Has the system put the names of the folder on the disk, and its own if it is new.
    fn sync(&self) -> io::Result<()> {
        let Some(open) = &self.open else { return Ok(()) };
        sync_names(&open.handle)?;
        for path in &self.made {
            let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            sync_names(&File::open(parent)?)?;
        }
        Ok(())
    }

    /// Says that what was put into the folder is to stay, and lets other runs in.
    fn keep(mut self) -> Option<OpenFolder> {
        self.made.clear();
        self.open.take().and_then(OpenFolder::unlock)
    }
}

impl Drop for Folder<'_> {
    fn drop(&mut self) {
        // One that holds something is not removed.
        self.made.iter().rev().for_each(|path| _ = fs::remove_dir(path));
    }
}

/// Has the system put the names in a folder on the disk, where it can.
fn sync_names(folder: &File) -> io::Result<()> {
    match folder.sync_all() {
        // File systems without such a thing say so.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        result => result,
    }
}

/// Has the system put on the disk all that stands on the file system of an open folder; `false` where it cannot, or would
/// not tell that it failed. A file system writes down once for all files what it would write down for each.
#[cfg(target_os = "linux")]
fn sync_file_system(folder: &File) -> io::Result<bool> {
    use rustix::io::Errno;

    /// From this version on the system tells of what could not be written since the folder was opened.
    const TELLS: (u32, u32) = (5, 8);
    static IS_TOLD: LazyLock<bool> = LazyLock::new(|| {
        let release = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
        let mut numbers = release.split(['.', '-']).map_while(|number| number.trim().parse().ok());
        numbers.next().zip(numbers.next()).is_some_and(|version| version >= TELLS)
    });
    if !*IS_TOLD {
        return Ok(false);
    }
    match rustix::fs::syncfs(folder) {
        Ok(()) => Ok(true),
        // A sandbox may know of no such call.
        Err(Errno::NOSYS | Errno::PERM) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Other systems are asked file by file.
#[cfg(not(target_os = "linux"))]
fn sync_file_system(_: &File) -> io::Result<bool> {
    Ok(false)
}

/// What runs left in a folder that were killed while they put files there. The folder has to be locked: then no such
/// file is another run's; a folder that another run fills is locked by that ([`FolderBeside`]).
fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let is_ours = |name: &OsStr| {
        let random = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX));
        random.is_some_and(|random| random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    };
    entries
        .filter_map(io::Result::ok)
        .filter(|entry| is_ours(&entry.file_name()))
        .map(|entry| entry.path())
        .filter(|path| !path.is_dir() || File::open(path).is_ok_and(|folder| folder.try_lock().is_ok()))
        .collect()
}

/// A folder that is filled beside its place, under a name that nobody has. It is locked, so that no other run takes it for
/// what a killed one left; dropped before it is kept, it is gone.
#[derive(Debug)]
pub(crate) struct FolderBeside {
    folder: TempDir,
    _unfinished: signals::Unfinished,
    /// The folder itself; `None` on systems that open no folders.
    handle: Option<File>,
}

impl FolderBeside {
    /// An empty folder.
    ///
    /// # Errors
    /// If it cannot be made.
    pub(crate) fn new(parent: &Path) -> io::Result<Self> {
        let folder = builder().tempdir_in(parent)?;
        let handle = File::open(folder.path()).ok();
        // Some file systems lock no folders.
        handle.iter().for_each(|handle| _ = handle.try_lock());
        Ok(Self { _unfinished: signals::Unfinished::new(folder.path()), folder, handle })
    }

    /// Has the system put on the disk whatever was put into the folder, all at once; `false` if it has to be asked file by
    /// file.
    ///
    /// # Errors
    /// If it cannot.
    pub(crate) fn sync(&self) -> io::Result<bool> {
        self.handle.as_ref().map_or(Ok(false), sync_file_system)
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Says that it has another name now.
    pub(crate) fn renamed(self) {
        let _ = self.folder.keep();
    }
}

/// What is to become of an output, by what is already in its place.
fn look(article: &ArticleArgument, path: &Path, bytes: &OutputBytes, force: bool) -> Result<FileStatus> {
    let there = match fs::symlink_metadata(path) {
        Ok(there) => there,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(FileStatus::Written),
        Err(error) => return Err(unwritable(path, &error)),
    };
    if let ArticleArgument::File(article) = article
        && let (Ok(own), Ok(place)) = (article.canonicalize(), path.canonicalize())
        && own == place
    {
        let message = format!("{} is the article itself, and would be lost", shown(article));
        return Err(Diagnostic::new(Code::FileExists, message).with_hint("choose another folder with -o").into());
    }
    let what = match fs::metadata(path) {
        Ok(there) => match kind_of(&there) {
            None if holds(path, &there, bytes).map_err(|error| unwritable(path, &error))? => {
                return Ok(FileStatus::Unchanged);
            }
            None => "is already there and differs",
            Some(kind) => return Err(unwritable(path, &io::Error::other(format!("there is {kind} of this name")))),
        },
        Err(_) if there.is_symlink() => "is already there, a symbolic link that leads nowhere",
        Err(error) => return Err(unwritable(path, &error)),
    };
    if force {
        return Ok(FileStatus::Replaced);
    }
    Err(already_there(path, what))
}

/// Whether a file holds just these bytes.
fn holds(path: &Path, there: &fs::Metadata, bytes: &OutputBytes) -> io::Result<bool> {
    if there.len() != bytes.length()? {
        return Ok(false);
    }
    let mut file = File::open(path)?;
    let mut rest = bytes.reader()?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let wanted = rest.fill_buf()?;
        let most = wanted.len().min(buffer.len());
        if most == 0 {
            return Ok(true);
        }
        match file.read(&mut buffer[..most]) {
            Ok(0) => return Ok(false),
            Ok(length) if wanted[..length] == buffer[..length] => rest.consume(length),
            Ok(_) => return Ok(false),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn already_there(path: &Path, what: &str) -> Error {
    Diagnostic::new(Code::FileExists, format!("{} {what}", shown(path)))
        .with_hint("give --force to replace it, or another folder with -o")
        .into()
}

fn unwritable(path: &Path, error: &io::Error) -> Error {
    Diagnostic::new(Code::FileUnwritable, format!("could not write {}: {}", shown(path), reason(error)))
        .with_hint(match error.kind() {
            ErrorKind::InvalidFilename => "give the article a shorter name",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room there, or choose another folder with -o",
            ErrorKind::FileTooLarge => "allow larger files (ulimit -f), or choose another folder with -o",
            _ => "choose another folder with -o",
        })
        .into()
}

/// A name in the folder that nobody has.
fn builder<'a>() -> Builder<'a, 'a> {
    let mut builder = Builder::new();
    // Not made of the file's own name, which may be as long as a name can be.
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(RANDOM);
    builder
}

/// A whole file beside its place. Dropped before it is renamed, it leaves nothing behind.
struct Staged {
    file: NamedTempFile,
    path: PathBuf,
    status: FileStatus,
}

impl Staged {
    fn write(folder: &Folder<'_>, output: &OutputFile, status: FileStatus) -> Result<Self> {
        let path = folder.path.join(&output.name);
        let mut builder = builder();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // Less what the user's mask takes away, as with any file that a program makes.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder.place());
        let written = file.and_then(|mut file| output.bytes.write_to(file.as_file_mut()).map(|()| file));
        match written {
            Ok(file) => Ok(Self { file, path, status }),
            Err(error) => Err(unwritable(&path, &error)),
        }
    }

    fn sync(&self) -> Result<()> {
        self.file.as_file().sync_all().map_err(|error| unwritable(&self.path, &error))
    }

    fn rename(self) -> Result<Change> {
        let Self { file, path, status } = self;
        let backup = match status {
            FileStatus::Replaced => Some(second_name(&path).map_err(|error| unwritable(&path, &error))?),
            FileStatus::Written | FileStatus::Unchanged => None,
        };
        let renamed =
            if backup.is_some() { file.persist(&path).map(drop) } else { file.persist_noclobber(&path).map(drop) };
        match renamed {
            Ok(()) => Ok(Change { path, backup }),
            Err(failed) if failed.error.kind() == ErrorKind::AlreadyExists => {
                Err(already_there(&path, "was put there by somebody else at the same time"))
            }
            Err(failed) => Err(unwritable(&path, &failed.error)),
        }
    }
}

/// Gives the file in a place a second name in its folder, so that it can be put back.
fn second_name(path: &Path) -> io::Result<TempPath> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let linked = builder().make_in(folder, |second| fs::hard_link(path, second));
    // Not every file system knows files of two names.
    let named = linked.map(NamedTempFile::into_temp_path);
    named.or_else(|_| {
        let copy = builder().tempfile_in(folder)?.into_temp_path();
        fs::copy(path, &copy).map(|_| copy)
    })
}

/// A file that was put in its place, and what was there before. Dropped, it stays.
struct Change {
    path: PathBuf,
    backup: Option<TempPath>,
}

/// Makes all as it was, the last first.
fn take_back(changes: Vec<Change>) {
    for Change { path, backup } in changes.into_iter().rev() {
        match backup {
            Some(backup) => _ = backup.persist(&path),
            None => _ = fs::remove_file(&path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(name: &str, text: &str) -> OutputFile {
        OutputFile { name: name.into(), bytes: text.as_bytes().to_vec().into() }
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("the folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().display().to_string()).collect();
        names.sort();
        names
    }

    fn place(folder: &Path, outputs: &[OutputFile], force: bool) -> Result<Vec<FileStatus>> {
        Placer::new(force).place(&ArticleArgument::Stdin, folder, outputs)
    }

    #[test]
    fn new_same_and_different_files() {
        let folder = tempfile::tempdir().expect("a folder");
        let deep = folder.path().join("deep/er");
        let first = [output("a.pdf", "1"), output("a.epub", "1")];
        assert_eq!(place(&deep, &first, false).expect("new"), [FileStatus::Written, FileStatus::Written]);
        assert_eq!(place(&deep, &first, false).expect("same"), [FileStatus::Unchanged, FileStatus::Unchanged]);
        let second = [output("a.pdf", "1"), output("a.epub", "2")];
        let error = place(&deep, &second, false).expect_err("different");
        assert_eq!(error.diagnostics().iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::FileExists]);
        assert_eq!(fs::read(deep.join("a.epub")).expect("there"), b"1");
        assert_eq!(place(&deep, &second, true).expect("forced"), [FileStatus::Unchanged, FileStatus::Replaced]);
        assert_eq!(fs::read(deep.join("a.epub")).expect("there"), b"2");
        assert_eq!(names(&deep), ["a.epub", "a.pdf"]);
    }

    /// The folder stays open from one article to the next: meanwhile another run may lock it, or take it away.
    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_entered_again_is_the_one_that_is_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let deep = folder.path().join("deep");
        let mut placer = Placer::new(false);
        let mut place = |name: &str| {
            placer.place(&ArticleArgument::Stdin, &deep, &[output(name, "1")]).expect("placed");
            assert!(File::open(&deep).expect("a folder").try_lock().is_ok(), "{name}: other runs are let in");
        };
        place("a.pdf");
        place("b.pdf");
        fs::rename(&deep, folder.path().join("away")).expect("renamed");
        place("c.pdf");
        fs::remove_dir_all(&deep).expect("removed");
        fs::create_dir(&deep).expect("made");
        place("d.pdf");
        assert_eq!(names(&folder.path().join("away")), ["a.pdf", "b.pdf"]);
        assert_eq!(names(&deep), ["d.pdf"]);
    }

    #[test]
    fn a_folder_that_was_made_in_vain_is_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let long = format!("{}.epub", "ə".repeat(150));
        let outputs = [output("a.pdf", "1"), output(&long, "1")];
        let error = place(&folder.path().join("deep/er"), &outputs, true).expect_err("too long");
        assert!(error.has(Code::FileUnwritable) && error.to_string().contains("name"), "{error}");
        assert_eq!(names(folder.path()), [""; 0]);
        fs::write(folder.path().join("taken"), "a file where a folder is needed").expect("written");
        assert!(
            place(&folder.path().join("taken/er"), &outputs, true).expect_err("no folder").has(Code::FileUnwritable)
        );
        assert_eq!(names(folder.path()), ["taken"]);
    }

    /// Two outputs of one name stand for a name that somebody else takes in the last moment.
    #[test]
    fn files_are_taken_back_when_a_later_one_cannot_be_renamed() {
        let folder = tempfile::tempdir().expect("a folder");
        let twice = [output("a.pdf", "1"), output("b.epub", "1"), output("b.epub", "2")];
        assert!(place(folder.path(), &twice, false).expect_err("taken").has(Code::FileExists));
        assert_eq!(names(folder.path()), [""; 0]);
        fs::write(folder.path().join("a.pdf"), "old").expect("written");
        assert!(place(folder.path(), &twice, true).expect_err("taken").has(Code::FileExists));
        assert_eq!(names(folder.path()), ["a.pdf"]);
        assert_eq!(fs::read(folder.path().join("a.pdf")).expect("there"), b"old");
    }

    #[test]
    fn a_run_that_was_killed_is_cleared_up_after_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in
            [".istinad-a1B2c3D4e5F6.part", ".istinad-short.part", ".istinad-4711-0.part", "istinad-a1B2c3D4e5F6.part"]
        {
            fs::write(folder.path().join(name), "part").expect("written");
        }
        place(folder.path(), &[output("a.pdf", "1")], false).expect("placed");
        assert_eq!(
            names(folder.path()),
            [".istinad-4711-0.part", ".istinad-short.part", "a.pdf", "istinad-a1B2c3D4e5F6.part"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_and_pipes_in_the_place_of_a_file() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        symlink("nowhere", at("a.pdf")).expect("a link");
        let outputs = [output("a.pdf", "1")];
        assert!(place(folder.path(), &outputs, false).expect_err("there").has(Code::FileExists));
        assert!(at("a.pdf").is_symlink() && !at("nowhere").exists());
        assert_eq!(place(folder.path(), &outputs, true).expect("forced"), [FileStatus::Replaced]);
        assert!(!at("a.pdf").is_symlink() && !at("nowhere").exists());
        // A link is replaced and not followed, and comes back where another file cannot be placed.
        fs::write(at("mine"), "mine").expect("written");
        symlink("mine", at("b.pdf")).expect("a link");
        let outputs = [output("b.pdf", "1"), output("c", "1"), output("c", "2")];
        place(folder.path(), &outputs, true).expect_err("taken");
        assert_eq!(fs::read_link(at("b.pdf")).expect("a link"), Path::new("mine"));
        place(folder.path(), &outputs[..1], true).expect("forced");
        assert_eq!(fs::read(at("mine")).expect("there"), b"mine");
        let _socket = std::os::unix::net::UnixListener::bind(at("d.pdf")).expect("a socket");
        let error = place(folder.path(), &[output("d.pdf", "1")], true).expect_err("a socket");
        assert!(error.to_string().contains("a socket"), "{error}");
    }
}
