//! The program, and what it leaves on a disk.

pub(crate) mod archives; // web archives of another program, read as another program reads them
pub(crate) mod cli; // the command line: exit codes, messages, files
pub(crate) mod collections; // folders, web archives, WACZ: choice, names, manifest, resuming, damage
#[cfg(unix)]
pub(crate) mod faults; // runs that are ended, disks that are full, archives that are cut: nothing is lost
pub(crate) mod files; // files on the disk: two runs, runs that are ended, what the system refuses
pub(crate) mod identity; // what names files and their makers: identifiers, versions, providers
pub(crate) mod json; // the JSON of the library, by its schema
pub(crate) mod manners; // completions, manual, explanations, configuration, suggestions
pub(crate) mod packages; // packages for an archive's ingest: judged, the same bytes again, proved, every change caught
pub(crate) mod packages_made; // packages in the making: what is replaced, resumed runs, names and identifiers
pub(crate) mod reports; // reports of runs, in words and as a page in a browser
#[cfg(unix)]
pub(crate) mod serve; // the local page, from another origin, too large, too long, at once
