//! The names of licences and of their elements, from `src/rights/licences/names.toml`, the longest first.
//!
//! `src/rights/licences/names.rs` holds what is made here.

use std::fmt::Write as _;

use serde::Deserialize;

use super::spelling::key;

/// The names as people write them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    body: Vec<String>,
    by: Vec<String>,
    nc: Vec<String>,
    nd: Vec<String>,
    sa: Vec<String>,
    zero: Vec<String>,
    title: Vec<String>,
}

/// The Rust of the names; `read` gives a file.
pub(super) fn make(read: &dyn Fn(&str) -> Result<String, String>) -> Result<Vec<(String, Vec<u8>)>, String> {
    let name = "src/rights/licences/names.toml";
    let Names { body, by, nc, nd, sa, zero, title } =
        toml::from_str(&read(name)?).map_err(|error| format!("{name}: {error}"))?;
    let mut names: Vec<(String, &str)> = Vec::new();
    for (part, own) in
        [("Body", &body), ("By", &by), ("Nc", &nc), ("Nd", &nd), ("Sa", &sa), ("Zero", &zero), ("Title", &title)]
    {
        names.extend(own.iter().map(|name| (key(name), part)));
    }
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let bodies: Vec<String> = body.iter().map(|name| key(name)).collect();
    let mut rust = "&[\n".to_owned();
    for (name, part) in names {
        let _ = writeln!(rust, "    ({name:?}, LicenceNamePart::{part}),");
    }
    rust.push(']');
    let bodies = format!("&{bodies:?}");
    Ok(vec![("names.rs".to_owned(), rust.into_bytes()), ("bodies.rs".to_owned(), bodies.into_bytes())])
}
