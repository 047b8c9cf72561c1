//! Makes of the words that people edit, in TOML, what the program reads without parsing: sorted, folded, no allocation.
//!
//! 1. [`tables`]: the words of terms, `src/rights/tables/`;
//! 2. [`licences`]: the names of licences, `src/rights/licences/names.toml`;
//! 3. [`packs`]: the words of languages, `src/language/packs/`.
//!
//! A file with a mistake in it fails the build, with its name and the line.

#![allow(clippy::print_stdout, reason = "so a build script speaks to cargo")]

#[path = "../src/rights/concept.rs"]
mod concept;
#[path = "../src/language/fold.rs"]
mod fold;
mod licences;
mod packs;
#[path = "../src/rights/spelling.rs"]
mod spelling;
mod tables;

use std::env;
use std::fs;
use std::path::Path;

fn main() {
    let root = env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let out = env::var_os("OUT_DIR").expect("cargo sets it");
    for words in ["src/rights/tables", "src/rights/licences/names.toml", "src/language/packs"] {
        println!("cargo::rerun-if-changed={words}");
    }
    let read = |name: &str| {
        fs::read_to_string(Path::new(&root).join(name)).map_err(|error| format!("{name} cannot be read: {error}"))
    };
    let made = || Ok([tables::make(&read)?, licences::make(&read)?, packs::make(&read)?].concat());
    let written = made().and_then(|made: Vec<(String, Vec<u8>)>| {
        made.iter().try_for_each(|(name, bytes)| {
            fs::write(Path::new(&out).join(name), bytes).map_err(|error| format!("{name} cannot be written: {error}"))
        })
    });
    if let Err(message) = written {
        message.lines().for_each(|line| println!("cargo::error={line}"));
    }
}
