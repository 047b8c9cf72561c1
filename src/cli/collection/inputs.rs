//! What the inputs of a run are: articles, folders of them, web archives.
//!
//! Folders are walked in the order of their names, whatever the file system's is. Hidden files, pipes, sockets and
//! devices are passed over and counted; links are followed where they stay within the folder, and no folder is entered
//! twice.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use istinad::read::READERS;

use crate::cli::files::reason;

/// One input.
#[derive(Debug, Clone)]
pub(super) struct InputFile {
    /// Where it is.
    pub(super) path: PathBuf,
    /// What manifests and messages call it: its path as it was named, with `/` between the parts.
    pub(super) name: String,
    /// Its path below the folder that was named; its own name where it was named itself.
    pub(super) below: String,
    /// What it is.
    pub(super) kind: InputKind,
}

/// What an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum InputKind {
    /// A file with one article.
    Article,
    /// WARC or ARC.
    Archive,
    /// A ZIP with archives in it.
    Wacz,
}

/// Something that was found and is no input, with the stable name of the reason.
#[derive(Debug)]
pub(super) struct PassedOver {
    pub(super) name: String,
    pub(super) reason: &'static str,
}

/// All inputs of a run, in its order.
#[derive(Debug, Default)]
pub(super) struct InputList {
    pub(super) inputs: Vec<InputFile>,
    pub(super) passed_over: Vec<PassedOver>,
    /// What cannot be read, for people.
    pub(super) problems: Vec<(String, String)>,
}

/// How many folders may lie within one another.
const DEEPEST: usize = 64;
const ARCHIVES: [&str; 5] = [".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz"];

/// Whether a path that was named makes a collection of the run: a folder or an archive.
pub(in crate::cli) fn is_collection(path: &Path) -> bool {
    path.is_dir() || kind_of(path).is_some_and(|kind| kind != InputKind::Article)
}

/// What a file is by its name, else by its first bytes; `None` if no reader has such files.
fn kind_of(path: &Path) -> Option<InputKind> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    if ARCHIVES.iter().any(|end| name.ends_with(end)) {
        return Some(InputKind::Archive);
    }
    if name.ends_with(".wacz") {
        return Some(InputKind::Wacz);
    }
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    if READERS.iter().any(|reader| extension.is_some_and(|extension| reader.extensions().contains(&extension))) {
        return Some(InputKind::Article);
    }
    let is_file = path.metadata().is_ok_and(|metadata| metadata.is_file());
    (is_file && head(path).is_ok_and(|head| head.starts_with(b"WARC/"))).then_some(InputKind::Archive)
}

fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    fs::File::open(path)?.take(16).read_to_end(&mut head)?;
    Ok(head)
}

fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

impl InputList {
    /// Finds what was named.
    pub(super) fn find<'a>(paths: impl Iterator<Item = &'a Path>) -> Self {
        let mut found = Self::default();
        for path in paths {
            if path.is_dir() {
                let root = path.canonicalize().unwrap_or_else(|_| path.to_owned());
                let mut walk = FolderWalk { named: path, root, seen: BTreeSet::new(), found: &mut found };
                walk.folder(path, 0);
            } else {
                // What was named itself is an article if nothing says otherwise.
                let kind = kind_of(path).unwrap_or(InputKind::Article);
                let below = path.file_name().map_or_else(|| shown(path), |name| shown(Path::new(name)));
                found.inputs.push(InputFile { path: path.to_owned(), name: shown(path), below, kind });
            }
        }
        found
    }
}

/// An input of a run by its name: as the run was told, else in its folder or beside it.
pub(super) fn at_hand(name: &str, folder: &Path) -> Option<InputFile> {
    let places = [Path::new(name).to_owned(), folder.join(name), folder.join("..").join(name)];
    let path = places.into_iter().find(|path| path.is_file())?;
    let found = InputList::find(std::iter::once(path.as_path())).inputs.into_iter().next()?;
    Some(InputFile { name: name.to_owned(), ..found })
}

/// The walk through a folder.
struct FolderWalk<'a> {
    named: &'a Path,
    /// The folder that no link may lead out of.
    root: PathBuf,
    /// The folders that were entered.
    seen: BTreeSet<PathBuf>,
    found: &'a mut InputList,
}

impl FolderWalk<'_> {
    fn folder(&mut self, folder: &Path, depth: usize) {
        let real = match folder.canonicalize() {
            Ok(real) => real,
            Err(error) => return self.found.problems.push((shown(folder), reason(&error))),
        };
        if !real.starts_with(&self.root) {
            return self.pass_over(folder, "link-outside");
        }
        if depth > DEEPEST || !self.seen.insert(real) {
            return self.pass_over(folder, "folder-again");
        }
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<fs::DirEntry>>>);
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => return self.found.problems.push((shown(folder), reason(&error))),
        };
        entries.sort_by_cached_key(fs::DirEntry::path);
        for entry in entries {
            // What is neither a link nor a folder lies where its folder does: the system need not be asked.
            let is_plain = entry.file_type().is_ok_and(|kind| kind.is_file());
            self.entry(&entry.path(), is_plain, depth);
        }
    }

    fn entry(&mut self, path: &Path, is_plain: bool, depth: usize) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') {
            return self.pass_over(path, "hidden");
        }
        if !is_plain && !self.is_file(path, &name, depth) {
            return;
        }
        match kind_of(path) {
            Some(kind) => {
                let below = path.strip_prefix(self.named).unwrap_or(path);
                let (name, below) = (shown(path), shown(below));
                self.found.inputs.push(InputFile { path: path.to_owned(), name, below, kind });
            }
            None => self.pass_over(path, "unknown-kind"),
        }
    }

    /// Whether something that may be a folder or a link is a file in the end. A folder is walked through.
    fn is_file(&mut self, path: &Path, name: &str, depth: usize) -> bool {
        if path.is_dir() {
            // What a browser saves beside a page is not an article of its own.
            let is_of_a_page = ["_files", "_fichiers", "-Dateien", "_dosyalar", "_archivos"].iter().any(|end| {
                name.strip_suffix(end).is_some_and(|stem| {
                    ["html", "htm", "xhtml"].iter().any(|kind| path.with_file_name(format!("{stem}.{kind}")).is_file())
                })
            });
            if is_of_a_page {
                self.pass_over(path, "files-of-a-page");
            } else {
                self.folder(path, depth + 1);
            }
            return false;
        }
        let why_not = match path.metadata() {
            Err(_) => Some("broken-link"),
            Ok(metadata) if !metadata.is_file() => Some("no-file"),
            Ok(_) => {
                let is_inside = path.canonicalize().is_ok_and(|real| real.starts_with(&self.root));
                (!is_inside).then_some("link-outside")
            }
        };
        why_not.inspect(|reason| self.pass_over(path, reason)).is_none()
    }

    fn pass_over(&mut self, path: &Path, reason: &'static str) {
        self.found.passed_over.push(PassedOver { name: shown(path), reason });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_walked_in_the_order_of_its_names() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        for name in ["b.md", "a/2.html", "a/1.md", ".hidden.md", "c.warc.gz", "page.html", "page_files/x.html", "x.bin"]
        {
            let path = root.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, "x").expect("written");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("/etc", root.join("outside")).expect("a link");
            std::os::unix::fs::symlink(root, root.join("loop")).expect("a link");
            std::os::unix::fs::symlink("nowhere", root.join("nothing.md")).expect("a link");
        }
        let found = InputList::find([root].into_iter());
        let names: Vec<&str> = found.inputs.iter().map(|input| input.below.as_str()).collect();
        assert_eq!(names, ["a/1.md", "a/2.html", "b.md", "c.warc.gz", "page.html"]);
        let mut reasons: Vec<&str> = found.passed_over.iter().map(|passed| passed.reason).collect();
        reasons.sort_unstable();
        let expected = ["broken-link", "files-of-a-page", "folder-again", "hidden", "link-outside", "unknown-kind"];
        assert_eq!(
            reasons,
            if cfg!(unix) { expected.to_vec() } else { vec!["files-of-a-page", "hidden", "unknown-kind"] }
        );
        assert!(found.problems.is_empty());
    }
}
