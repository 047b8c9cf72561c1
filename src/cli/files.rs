//! Articles from the disk, and files onto it, whole or not at all.
//!
//! [`place`] puts all files of one article where they belong:
//! 1. look at what is already there; a different file is an error unless it may be replaced;
//! 2. write each new file beside its place, under a temporary name;
//! 3. rename: from one moment to the next the whole file is there.
//!
//! Whatever fails before the third step leaves everything as it was.

use std::fs;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use istinad::source::Decoding;
use istinad::{Code, Diagnostic, Error, Limit, Result, Source};

use super::args::Article;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// It is new.
    Written,
    /// It took the place of a different one.
    Replaced,
    /// The same file was already there.
    Unchanged,
}

impl Status {
    /// The word that reports use.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Replaced => "replaced",
            Self::Unchanged => "unchanged",
        }
    }
}

/// Reads an article.
pub(crate) fn read(article: &Article, decoding: &Decoding) -> Result<Source> {
    let over = decoding.limits.get(Limit::Input).saturating_add(1);
    Source::decode(article.name(), read_at_most(article, over)?, decoding)
}

/// Reads any file.
pub(crate) fn read_bytes(file: &Article) -> Result<Vec<u8>> {
    read_at_most(file, u64::MAX)
}

/// Reads any file of `limit` bytes at most. Of a larger one no more is read.
pub(crate) fn read_bytes_up_to(file: &Article, limit: u64) -> Result<Vec<u8>> {
    let bytes = read_at_most(file, limit.saturating_add(1))?;
    if bytes.len() as u64 > limit {
        let message = format!("{} is larger than the limit of {} MB", file.name(), limit >> 20);
        return Err(Diagnostic::new(Code::FileTooLarge, message).with_hint("raise the limit with --max-size").into());
    }
    Ok(bytes)
}

/// Reads the first bytes of any file.
fn read_at_most(file: &Article, most: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = match file {
        Article::Stdin => io::stdin().lock().take(most).read_to_end(&mut bytes),
        Article::File(path) => fs::File::open(path).and_then(|file| {
            // A whole file is read at once.
            let length = file.metadata()?.len().min(most);
            bytes.reserve_exact(usize::try_from(length).unwrap_or(0));
            file.take(most).read_to_end(&mut bytes)
        }),
    };
    read.map(|_| bytes).map_err(|error| unreadable(&file.name(), &error).into())
}

/// Reads a file that is not an article.
pub(crate) fn read_file(path: &Path) -> Result<Source> {
    read(&Article::File(path.to_owned()), &Decoding::default())
}

fn unreadable(name: &str, error: &io::Error) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::FileUnreadable, format!("could not read {name}: {}", reason(error)));
    match error.kind() {
        ErrorKind::NotFound => diagnostic.with_hint("check the name; `-` reads standard input"),
        ErrorKind::IsADirectory => diagnostic.with_hint("name the articles in it one by one, for example with `*.md`"),
        _ => diagnostic,
    }
}

/// A file that is to be put in its place.
#[derive(Debug)]
pub(crate) struct Output {
    /// Its place.
    pub(crate) path: PathBuf,
    /// What it holds.
    pub(crate) bytes: Vec<u8>,
}

/// Puts all files that were made of an article in their places, or none of them.
///
/// # Errors
/// All reasons that were found: files that differ from what is already there, folders that cannot be written, the
/// article itself in the place of a file.
pub(crate) fn place(article: &Article, outputs: &[Output], force: bool) -> Result<Vec<Status>> {
    let mut problems = Vec::new();
    let mut statuses = Vec::with_capacity(outputs.len());
    for output in outputs {
        match look(article, output, force) {
            Ok(status) => statuses.push(status),
            Err(error) => problems.extend(error.into_diagnostics()),
        }
    }
    if !problems.is_empty() {
        return Err(Error::new(problems));
    }

    let mut staged = Vec::new();
    for (number, output) in outputs.iter().enumerate().filter(|&(number, _)| statuses[number] != Status::Unchanged) {
        staged.push(Staged::write(output, number)?);
    }
    for file in staged {
        file.rename()?;
    }
    Ok(statuses)
}

/// What is to become of an output, by what is already in its place.
fn look(article: &Article, output: &Output, force: bool) -> Result<Status> {
    if let Article::File(path) = article
        && let (Ok(article), Ok(place)) = (path.canonicalize(), output.path.canonicalize())
        && article == place
    {
        let message = format!("{} is the article itself, and would be lost", path.display());
        return Err(Diagnostic::new(Code::FileExists, message).with_hint("choose another folder with -o").into());
    }
    match fs::read(&output.path) {
        Ok(bytes) if bytes == output.bytes => Ok(Status::Unchanged),
        Ok(_) if force => Ok(Status::Replaced),
        Ok(_) => {
            Err(Diagnostic::new(Code::FileExists, format!("{} is already there and differs", output.path.display()))
                .with_hint("give --force to replace it, or another folder with -o")
                .into())
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Status::Written),
        Err(error) => Err(unwritable(&output.path, &error)),
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Error {
    Diagnostic::new(Code::FileUnwritable, format!("could not write {}: {}", path.display(), reason(error)))
        .with_hint(match error.kind() {
            ErrorKind::InvalidFilename => "give the article a shorter name",
            _ => "choose another folder with -o",
        })
        .into()
}

/// What the system says, without its number.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((words, _)) => words.to_lowercase(),
        None => text,
    }
}

/// A whole file beside its place. Dropped before it is renamed, it leaves nothing behind.
struct Staged<'a> {
    temporary: PathBuf,
    output: &'a Output,
}

impl<'a> Staged<'a> {
    fn write(output: &'a Output, number: usize) -> Result<Self> {
        // Not made of the file's own name, which may be as long as a name can be.
        let name = format!(".istinad-{}-{number}.part", std::process::id());
        let staged = Self { temporary: output.path.with_file_name(name), output };
        staged.fill().map_err(|error| unwritable(&output.path, &error))?;
        Ok(staged)
    }

    fn fill(&self) -> io::Result<()> {
        if let Some(folder) = self.output.path.parent() {
            fs::create_dir_all(folder)?;
        }
        // What was left there is gone, and no link that somebody put there is followed.
        let _ = fs::remove_file(&self.temporary);
        fs::File::create_new(&self.temporary)?.write_all(&self.output.bytes)
    }

    fn rename(self) -> Result<()> {
        fs::rename(&self.temporary, &self.output.path).map_err(|error| unwritable(&self.output.path, &error))
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        // After the renaming there is nothing to remove.
        let _ = fs::remove_file(&self.temporary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of one test, gone when the test is over.
    struct Folder(PathBuf);

    impl Folder {
        fn new(test: &str) -> Self {
            let path = std::env::temp_dir().join(format!("istinad-files-{}-{test}", std::process::id()));
            fs::create_dir_all(&path).expect("a temporary folder");
            Self(path)
        }

        fn output(&self, name: &str, text: &str) -> Output {
            Output { path: self.0.join(name), bytes: text.into() }
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(&self.0).expect("the folder");
            let mut names: Vec<String> =
                entries.map(|entry| entry.expect("an entry").file_name().display().to_string()).collect();
            names.sort();
            names
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn new_same_and_different_files() {
        let folder = Folder::new("same");
        let first = [folder.output("a.pdf", "1"), folder.output("deep/er/a.epub", "1")];
        assert_eq!(place(&Article::Stdin, &first, false).expect("new"), [Status::Written, Status::Written]);
        assert_eq!(place(&Article::Stdin, &first, false).expect("same"), [Status::Unchanged, Status::Unchanged]);
        let second = [folder.output("a.pdf", "1"), folder.output("deep/er/a.epub", "2")];
        let error = place(&Article::Stdin, &second, false).expect_err("different");
        assert_eq!(error.diagnostics().iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::FileExists]);
        assert_eq!(fs::read(&first[1].path).expect("there"), b"1");
        assert_eq!(place(&Article::Stdin, &second, true).expect("forced"), [Status::Unchanged, Status::Replaced]);
        assert_eq!(fs::read(&first[1].path).expect("there"), b"2");
        assert_eq!(folder.names(), ["a.pdf", "deep"]);
    }

    #[test]
    fn all_or_nothing() {
        let folder = Folder::new("nothing");
        fs::write(folder.0.join("taken"), "a file where a folder is needed").expect("written");
        let outputs = [folder.output("a.pdf", "1"), folder.output("taken/a.epub", "1")];
        assert!(place(&Article::Stdin, &outputs, true).expect_err("no folder").has(Code::FileUnwritable));
        assert_eq!(folder.names(), ["taken"]);
    }
}
