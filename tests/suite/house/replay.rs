//! The targets of the fuzzers without a fuzzer: every find, every article, and changes of each.
//!
//! A find is a file in `tests/fuzz-finds/TARGET/`, as small as it could be made; its name says what was wrong.

use std::fs;
use std::path::{Path, PathBuf};

use arbitrary::{Result, Unstructured};

use crate::random::bytes;
use crate::random::targets::{TARGETS, Target};
use crate::support::fixture::articles;

/// How many changed articles a reader is shown: what is read is also rendered and proved.
/// More: `ISTINAD_CHANGES=10000 cargo test --release replay`.
const CHANGED_ARTICLES: u64 = 60;
/// How much of an article is changed, so that a try takes a blink.
const LONGEST: usize = 2000;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Everything in a folder; nothing if there is none.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(root().join(folder))
        .into_iter()
        .flatten()
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths
}

/// Shows a target all its finds and seeds, the articles it reads, and some changes of these.
fn replay(name: &str, extensions: &[&str], changes: u64) {
    let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).expect("a target");
    let mut shown = [files(&format!("tests/fuzz-finds/{name}")), files(&format!("fuzz/seeds/{name}"))].concat();
    let is_its_own = |path: &PathBuf| path.extension().is_some_and(|end| extensions.iter().any(|own| end == *own));
    shown.extend(articles("tests/articles").into_iter().filter(is_its_own));
    shown.extend(articles("tests/articles/refused").into_iter().filter(is_its_own));
    let shown: Vec<(PathBuf, Vec<u8>)> =
        shown.into_iter().map(|path| (path.clone(), fs::read(&path).expect("readable"))).collect();
    assert!(!shown.is_empty(), "{name} has nothing to replay");
    for (path, bytes) in &shown {
        attempt(*target, bytes, &format!("{name}, {}", path.display()));
    }
    let more = std::env::var_os("ISTINAD_CHANGES").and_then(|count| count.to_str()?.parse().ok());
    for seed in 0..more.unwrap_or(changes) {
        let choices = bytes(seed, 400);
        let bytes = change(&mut Unstructured::new(&choices), &shown).expect("choices without end");
        attempt(*target, &bytes, &format!("{name}, change {seed}: {:?}", String::from_utf8_lossy(&bytes)));
    }
}

fn attempt(target: Target, bytes: &[u8], what: &str) {
    if let Err(fault) = target(bytes) {
        panic!("{what}: {fault}");
    }
}

/// A file with pieces of others in it.
fn change(source: &mut Unstructured<'_>, files: &[(PathBuf, Vec<u8>)]) -> Result<Vec<u8>> {
    let mut file = piece(source, files, LONGEST)?.to_vec();
    for _ in 0..source.int_in_range(1..=8)? {
        let place = source.int_in_range(0..=file.len())?;
        let end = file.len().min(place + source.int_in_range(0..=60)?);
        match source.int_in_range(0..=3)? {
            0 => drop(file.drain(place..end)),
            1 => drop(file.splice(place..end, piece(source, files, 60)?.to_vec())),
            2 => {
                let again = file[place..end].repeat(source.int_in_range(1..=20)?);
                file.splice(place..place, again);
            }
            _ => {
                if let Some(byte) = file.get_mut(place) {
                    *byte = source.arbitrary()?;
                }
            }
        }
    }
    Ok(file)
}

/// A part of some file.
fn piece<'a>(source: &mut Unstructured<'_>, files: &'a [(PathBuf, Vec<u8>)], longest: usize) -> Result<&'a [u8]> {
    let (_, file) = source.choose(files)?;
    let start = if longest < LONGEST { source.int_in_range(0..=file.len())? } else { 0 };
    Ok(&file[start..file.len().min(start + longest)])
}

#[test]
fn markdown_bears_what_fuzzers_found() {
    replay("markdown", &["md"], CHANGED_ARTICLES);
}

#[test]
fn html_bears_what_fuzzers_found() {
    replay("html", &["html", "mhtml"], CHANGED_ARTICLES);
}

#[test]
fn newsml_bears_what_fuzzers_found() {
    replay("newsml", &["xml", "nitf"], CHANGED_ARTICLES);
}

#[test]
fn text_bears_what_fuzzers_found() {
    replay("text", &["txt", "md"], CHANGED_ARTICLES);
}

#[test]
fn documents_bear_what_fuzzers_found() {
    // Those of `proved` come on top.
    replay("document", &[], 4);
}

#[test]
fn the_inspection_bears_what_fuzzers_found() {
    replay("inspect", &[], 200);
}

#[test]
fn statements_bear_what_fuzzers_found() {
    replay("statements", &[], 1000);
}

/// What the fuzzers run is what is replayed.
#[test]
fn every_target_is_fuzzed() {
    let manifest = fs::read_to_string(root().join("fuzz/Cargo.toml")).expect("the fuzzers are there");
    let programs = files("fuzz/targets");
    assert_eq!(programs.len(), TARGETS.len());
    for (name, _) in TARGETS {
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name} is no program of fuzz/Cargo.toml");
        let program = fs::read_to_string(root().join(format!("fuzz/targets/{name}.rs"))).expect("a program");
        assert!(program.contains(&format!("attempt(\"{name}\", bytes)")), "fuzz/targets/{name}.rs tries another");
        assert!(!files(&format!("fuzz/seeds/{name}")).is_empty(), "{name} has no seeds");
    }
    for folder in fs::read_dir(root().join("tests/fuzz-finds")).into_iter().flatten() {
        let folder = folder.expect("the folder can be listed");
        let is_known = TARGETS.iter().any(|(name, _)| folder.file_name() == *name);
        assert!(is_known || folder.path().is_file(), "{} holds finds of no target", folder.path().display());
    }
}
