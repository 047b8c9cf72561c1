//! Files from the disk: articles, and whatever else the command line names.
//!
//! 1. what is no file (a pipe, a device) is refused before it is opened: it may never end;
//! 2. no more is read than the limit allows, into memory that was asked for and is there;
//! 3. a file that somebody changes at the same time is refused: what was read of it may be of neither version.

use std::ffi::OsString;
use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

use istinad::source::Decoding;
use istinad::{Code, Diagnostic, Limit, Limits, Remedy, Source};

use super::args::{ArticleArgument, InputArguments, UsageError};
use super::messages::Console;

/// Reads an article.
pub(crate) fn read(article: &ArticleArgument, decoding: &Decoding) -> istinad::Result<Source> {
    let over = decoding.limits.get(Limit::Input).saturating_add(1);
    Source::decode(article.name(), read_at_most(article, over, Limit::Input)?, decoding)
}

/// The files that a run is about: those that are named, then those of the list. `None` after it was said why the list
/// cannot be read.
///
/// # Errors
/// If standard input would have to be read more than once.
pub(crate) fn named(
    inputs: &InputArguments<'_>,
    console: &mut Console,
) -> Result<Option<Vec<ArticleArgument>>, UsageError> {
    let InputArguments { named, list, beside } = *inputs;
    let mut files = named.to_vec();
    if let Some(list) = list {
        match read_bytes(list, &Limits::default(), Limit::Input) {
            Ok(bytes) => files.extend(names(&bytes)),
            Err(error) => {
                console.diagnostics(&list.name(), None, error.diagnostics());
                return Ok(None);
            }
        }
    }
    let streams = files.iter().chain(list).chain(beside).filter(|file| matches!(file, ArticleArgument::Stdin));
    if streams.count() > 1 {
        return Err(UsageError::new("standard input (-) can be read once only"));
    }
    Ok(Some(files))
}

/// The names of a list: each ended by a NUL where there is one, else each on a line of its own.
fn names(list: &[u8]) -> Vec<ArticleArgument> {
    let end = if list.contains(&0) { 0 } else { b'\n' };
    let names = list.split(|&byte| byte == end);
    let names = names.map(|name| if end == b'\n' { name.strip_suffix(b"\r").unwrap_or(name) } else { name });
    names.filter(|name| !name.is_empty()).map(|name| ArticleArgument::from(os_name(name))).collect()
}

#[cfg(unix)]
fn os_name(name: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt as _;
    OsString::from_vec(name.to_vec())
}

#[cfg(not(unix))]
fn os_name(name: &[u8]) -> OsString {
    String::from_utf8_lossy(name).into_owned().into()
}

/// Reads any file of as many bytes at most as a limit allows. Of a larger one no more is read.
pub(crate) fn read_bytes(file: &ArticleArgument, limits: &Limits, limit: Limit) -> istinad::Result<Vec<u8>> {
    let bytes = read_at_most(file, limits.get(limit).saturating_add(1), limit)?;
    if bytes.len() as u64 > limits.get(limit) {
        let message = limits.beyond(limit, &file.name());
        return Err(Diagnostic::new(Code::FileTooLarge, message).with_hint(Remedy::raise(limit)).into());
    }
    Ok(bytes)
}

/// Reads a file that is not an article.
pub(crate) fn read_file(path: &Path) -> istinad::Result<Source> {
    read(&ArticleArgument::File(path.to_owned()), &Decoding::default())
}

/// Reads the first bytes of any file. `limit` is what can be lowered where memory does not suffice.
fn read_at_most(file: &ArticleArgument, most: u64, limit: Limit) -> istinad::Result<Vec<u8>> {
    let read = match file {
        ArticleArgument::Stdin => {
            let mut bytes = Vec::new();
            io::stdin().lock().take(most).read_to_end(&mut bytes).map(|_| bytes)
        }
        ArticleArgument::File(path) => read_regular(path, most),
    };
    read.map_err(|error| unreadable(&file.name(), &error, limit).into())
}

/// Reads the first bytes of a file that is one.
pub(super) fn read_regular(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    // Looked at before it is opened, which waits at a pipe; and again, in case it has become another.
    refuse_streams(&path.metadata()?)?;
    let mut file = File::open(path)?;
    let before = file.metadata()?;
    refuse_streams(&before)?;
    let mut bytes = Vec::new();
    // A whole file is read at once.
    let length = usize::try_from(before.len().min(most)).map_err(|_| ErrorKind::OutOfMemory)?;
    bytes.try_reserve_exact(length).map_err(|_| ErrorKind::OutOfMemory)?;
    // No more than that: whether it has become longer is seen behind. What says that it is empty may not be.
    file.by_ref().take(before.len().max(1).min(most)).read_to_end(&mut bytes)?;
    let after = file.metadata()?;
    let is_same = before.len() == after.len() && before.modified().ok() == after.modified().ok();
    let is_whole = bytes.len() as u64 == before.len().min(most);
    if is_same && is_whole { Ok(bytes) } else { Err(io::Error::other(Changed)) }
}

/// A file was changed while it was read.
#[derive(Debug)]
struct Changed;

impl std::fmt::Display for Changed {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("it changed while it was read")
    }
}

impl std::error::Error for Changed {}

fn refuse_streams(metadata: &Metadata) -> io::Result<()> {
    match kind_of(metadata) {
        None => Ok(()),
        // The system's own words.
        Some(_) if metadata.is_dir() => Err(ErrorKind::IsADirectory.into()),
        Some(kind) => Err(io::Error::new(ErrorKind::Unsupported, format!("it is {kind}, no file"))),
    }
}

/// What something is that is no file; `None` of a file.
pub(super) fn kind_of(metadata: &Metadata) -> Option<&'static str> {
    if metadata.is_file() {
        return None;
    }
    if metadata.is_dir() {
        return Some("a folder");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        let kind = metadata.file_type();
        if kind.is_fifo() {
            return Some("a pipe");
        }
        if kind.is_socket() {
            return Some("a socket");
        }
    }
    Some("a device")
}

fn unreadable(name: &str, error: &io::Error, limit: Limit) -> Diagnostic {
    let is_changed = error.get_ref().is_some_and(|inner| inner.is::<Changed>());
    let code = match error.kind() {
        ErrorKind::OutOfMemory => Code::MemoryExhausted,
        _ if is_changed => Code::FileChanged,
        _ => Code::FileUnreadable,
    };
    let diagnostic = Diagnostic::new(code, format!("could not read {name}: {}", reason(error)));
    match error.kind() {
        ErrorKind::NotFound => diagnostic.with_hint("check the name; `-` reads standard input"),
        ErrorKind::IsADirectory => diagnostic.with_hint("name the articles in it one by one, for example with `*.md`"),
        ErrorKind::Unsupported => diagnostic.with_hint("`-` reads standard input, wherever that comes from"),
        ErrorKind::OutOfMemory => diagnostic.with_hint(Remedy::LowerLimit(limit)),
        _ if is_changed => diagnostic.with_hint("try again when nobody writes to it"),
        _ => diagnostic,
    }
}

/// What the system says, without its number.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((words, _)) => words.to_lowercase(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_a_length() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        std::fs::write(&path, "abcdef").expect("written");
        for (most, read) in [(0, ""), (3, "abc"), (6, "abcdef"), (100, "abcdef")] {
            assert_eq!(read_regular(&path, most).expect("read"), read.as_bytes());
        }
    }

    #[test]
    fn a_list_has_lines_or_nuls() {
        let of = |list: &str| names(list.as_bytes()).iter().map(ArticleArgument::name).collect::<Vec<_>>();
        assert_eq!(of("a.md\nb c.md\r\n\n ə.md"), ["a.md", "b c.md", " ə.md"]);
        assert_eq!(of("a\nb.md\0c.md\r\0"), ["a\nb.md", "c.md\r"]);
        assert_eq!(of(""), [""; 0]);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_refused_and_not_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("s")).expect("a socket");
        let of = |path: &Path| read_regular(path, 10).expect_err("no file").to_string();
        assert!(of(&folder.path().join("s")).contains("a socket"));
        assert!(of(Path::new("/dev/zero")).contains("a device"));
        assert!(of(folder.path()).contains("directory"));
    }
}
