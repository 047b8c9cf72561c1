//! The publishers that this run knows: the built-in ones, the user's own, and the one that the command line names.
//!
//! The user's own stand as `*.toml` files in the folder `istinad/publishers` of the configuration directory
//! (`XDG_CONFIG_HOME`, else `~/.config`; `APPDATA` on Windows). They go before the built-in ones.

use std::path::{Path, PathBuf};

use istinad::ReadOptions;
use istinad::rights::publishers::{Profile, Publishers};

use super::args::PublisherArgument;
use super::files;
use super::messages::Console;

/// Adds what is known of publishers to the options; `None` after it was said why a profile cannot be used.
pub(super) fn add(
    options: ReadOptions,
    argument: Option<PublisherArgument<'_>>,
    console: &mut Console,
) -> Option<ReadOptions> {
    let mut publishers = Publishers::builtin();
    for path in own_profiles() {
        publishers.add(profile(&path, console)?);
    }
    Some(match argument {
        None => options.with_publishers(publishers),
        Some(PublisherArgument::Name(name)) => options.with_publisher(name.to_owned()).with_publishers(publishers),
        Some(PublisherArgument::Profile(path)) => {
            let profile = profile(path, console)?;
            let name = profile.name.clone();
            publishers.add(profile);
            options.with_publisher(name).with_publishers(publishers)
        }
    })
}

/// The user's profiles, in the order of their names.
fn own_profiles() -> Vec<PathBuf> {
    let Some(folder) = super::config::folder().map(|folder| folder.join("publishers")) else { return Vec::new() };
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    paths
}

/// A publisher's profile; `None` after it was said why it cannot be used.
fn profile(path: &Path, console: &mut Console) -> Option<Profile> {
    let name = path.display().to_string();
    let source = files::read_file(path);
    let profile = source.as_ref().map_err(Clone::clone).and_then(Profile::read);
    profile.inspect_err(|error| console.diagnostics(&name, source.as_ref().ok(), error.diagnostics())).ok()
}
