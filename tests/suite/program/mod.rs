//! The program, and what it leaves on a disk.

pub(crate) mod cli; // the command line: exit codes, messages, files
pub(crate) mod collections; // folders, web archives, WACZ: choice, names, manifest, resuming, damage
pub(crate) mod files; // files on the disk: two runs, runs that are ended, what the system refuses
pub(crate) mod identity; // what names files and their makers: identifiers, versions, providers
pub(crate) mod json; // the JSON of the library, by its schema
pub(crate) mod manners; // completions, manual, explanations, configuration, suggestions
pub(crate) mod packages; // packages for an archive's ingest: judged, the same bytes again, proved, every change caught
#[cfg(unix)]
pub(crate) mod serve; // the local page, from another origin, too large, too long, at once
