//! Pictures from the article's own folder, and from the article itself (`data:` addresses); never from the network.

use std::path::{Path, PathBuf};

use base64::Engine as _;

use istinad::{Limit, Limits, MediaLoader, Source};

use super::args::{Article, Knowledge};
use super::files::reason;

/// Finds the pictures of one article.
#[derive(Debug)]
pub(super) struct Pictures<'a> {
    source: &'a Source,
    /// Where relative paths begin.
    base: PathBuf,
    /// The folder that no picture may lie outside of.
    root: PathBuf,
    limits: Limits,
}

impl<'a> Pictures<'a> {
    /// The pictures of an article: in the same file, beside it, or anywhere below the folder that was named.
    pub(super) fn of(article: &Article, source: &'a Source, knowledge: &Knowledge) -> Self {
        let base = match article {
            Article::File(path) => path.parent().filter(|folder| !folder.as_os_str().is_empty()),
            Article::Stdin => None,
        };
        let base = base.unwrap_or(Path::new(".")).to_owned();
        let root = knowledge.resource_root.clone().unwrap_or_else(|| base.clone());
        Self { source, base, root, limits: knowledge.limits() }
    }
}

/// What a `data:` address holds: octets as they are, with `%` and two digits for some (RFC 2397, 3), or base64 of them.
fn data_address(address: &str) -> Result<Vec<u8>, String> {
    let (kind, data) = address.split_once(',').ok_or("its data: address is broken")?;
    let octets = percent_decoded(data);
    let is_base64 = kind.rsplit_once(';').is_some_and(|(_, last)| last.trim().eq_ignore_ascii_case("base64"));
    if !is_base64 {
        return Ok(octets);
    }
    let engine = base64::engine::general_purpose::STANDARD;
    engine.decode(&octets).map_err(|error| format!("its data: address is broken: {error}"))
}

/// Octets of which some are written as `%` and two digits (RFC 3986, 2.1); any other `%` is itself.
fn percent_decoded(text: &str) -> Vec<u8> {
    let mut octets = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digit = |place: usize| after.get(place).and_then(|&digit| char::from(digit).to_digit(16));
        let written = match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => u8::try_from(high * 16 + low).ok(),
            _ => None,
        };
        octets.push(written.unwrap_or(first));
        rest = if written.is_some() { &after[2..] } else { after };
    }
    octets
}

impl MediaLoader for Pictures<'_> {
    fn load(&self, reference: &str) -> Result<Vec<u8>, String> {
        if let Ok(part) = self.source.load(reference) {
            return Ok(part);
        }
        if let Some(data) = reference.strip_prefix("data:") {
            return data_address(data);
        }
        if reference.contains("://") || reference.starts_with("//") {
            return Err("istinad never goes to the network; save it beside the article".to_owned());
        }
        let path = self.base.join(reference);
        let found = path.canonicalize().map_err(|error| reason(&error))?;
        let root = self.root.canonicalize().map_err(|error| reason(&error))?;
        if !found.starts_with(&root) {
            return Err("it lies outside the article's folder; allow another with --resource-root".to_owned());
        }
        let metadata = found.metadata().map_err(|error| reason(&error))?;
        if !metadata.is_file() {
            return Err("it is no file".to_owned());
        }
        if metadata.len() > self.limits.get(Limit::Picture) {
            return Err(format!("{} ({})", self.limits.beyond(Limit::Picture, "it"), Limits::hint(Limit::Picture)));
        }
        std::fs::read(&found).map_err(|error| reason(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_addresses_are_read_in_both_forms() {
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec();
        for address in [
            "image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3e",
            "image/svg+xml;charset=utf-8,<svg xmlns='http://www.w3.org/2000/svg'/>",
            "image/svg+xml;base64,PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnLz4=",
            "image/svg+xml;BASE64,PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnLz4%3D",
        ] {
            assert_eq!(data_address(address).as_ref(), Ok(&svg), "{address}");
        }
        assert_eq!(data_address(",100%%41%4"), Ok(b"100%A%4".to_vec()));
        assert!(data_address("image/png").is_err() && data_address("image/png;base64,%00").is_err());
    }
}
