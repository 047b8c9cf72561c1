//! Manifests of runs that are over: found by a path, and read line by line.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use istinad::run::manifest::ManifestLine;

use super::files;

/// What a manifest is called in the folder of its run.
pub(super) const MANIFEST: &str = "manifest.jsonl";

/// The manifest that a path names: itself, or that of the run whose folder it is.
pub(super) fn named(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        let inside = path.join(MANIFEST);
        return inside.is_file().then_some(inside);
    }
    path.extension().is_some_and(|extension| extension == "jsonl").then(|| path.to_owned())
}

/// A line that is none of a manifest.
#[derive(Debug)]
pub(super) struct BadLine {
    message: String,
    /// Whether the file ends within it: its run was ended, or has not ended yet.
    pub(super) is_cut: bool,
}

impl fmt::Display for BadLine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

/// The lines of a manifest, up to the first that is none.
pub(super) fn lines(path: &Path) -> io::Result<impl Iterator<Item = Result<ManifestLine, BadLine>>> {
    let mut reader = BufReader::new(File::open(path)?);
    let mut number = 0;
    Ok(std::iter::from_fn(move || {
        let mut line = String::new();
        number += 1;
        let bad = |why: String| BadLine { message: format!("line {number}: {why}"), is_cut: false };
        match reader.read_line(&mut line) {
            Ok(0) => None,
            Ok(_) if !line.ends_with('\n') => {
                Some(Err(BadLine { message: format!("it ends within line {number}"), is_cut: true }))
            }
            Ok(_) => Some(ManifestLine::parse(line.trim_end()).map_err(bad)),
            Err(error) => Some(Err(bad(files::reason(&error)))),
        }
    })
    .scan(false, |is_over, line| {
        let was_over = std::mem::replace(is_over, line.is_err());
        (!was_over).then_some(line)
    }))
}
