//! Pictures from the article's own folder, and from the article itself (`data:` addresses); never from the network.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use data_url::DataUrl;
use istinad::capture::loader::NO_MEMORY;
use istinad::{Limit, Limits, MediaLoader, Remedy, Source};

use super::args::{ArticleArgument, Knowledge};
use super::files::{self, reason};
use super::flags::flag;

/// Finds the pictures of one article.
#[derive(Debug)]
pub(super) struct PictureFiles<'a> {
    source: &'a Source,
    /// Where relative paths begin.
    base: PathBuf,
    /// The folder that no picture may lie outside of.
    root: PathBuf,
    limits: Limits,
}

impl<'a> PictureFiles<'a> {
    /// The pictures of an article: in the same file, beside it, or anywhere below the folder that was named.
    pub(super) fn of(article: &ArticleArgument, source: &'a Source, knowledge: &Knowledge) -> Self {
        let base = match article {
            ArticleArgument::File(path) => path.parent().filter(|folder| !folder.as_os_str().is_empty()),
            ArticleArgument::Stdin => None,
        };
        let base = base.unwrap_or(Path::new(".")).to_owned();
        let root = knowledge.resource_root.clone().unwrap_or_else(|| base.clone());
        Self { source, base, root, limits: knowledge.limits() }
    }
}

/// What a `data:` address holds (RFC 2397), octets or base64 of them, as browsers read it.
fn data_address(address: &str) -> Result<Vec<u8>, String> {
    let broken = |error: &dyn std::fmt::Display| format!("its data: address is broken: {error}");
    let address = DataUrl::process(address).map_err(|error| broken(&error))?;
    address.decode_to_vec().map(|(octets, _)| octets).map_err(|error| broken(&error))
}

/// The name of a file that an address means (RFC 3986, 2.1), without query and fragment; `None` where it is the address.
fn decoded(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let mut octets = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let value = |at: usize| after.get(at).and_then(|&digit| char::from(digit).to_digit(16));
        match (first, value(0), value(1)) {
            (b'%', Some(high), Some(low)) => {
                octets.push(u8::try_from(high * 16 + low).ok()?);
                rest = &after[2..];
            }
            _ => {
                octets.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(octets).ok().filter(|name| name != address && !name.is_empty())
}

impl MediaLoader for PictureFiles<'_> {
    fn load(&self, reference: &str) -> Result<Vec<u8>, String> {
        if let Ok(part) = self.source.load(reference) {
            return Ok(part);
        }
        if reference.starts_with("data:") {
            return data_address(reference);
        }
        if reference.contains("://") || reference.starts_with("//") {
            return Err("istinad never goes to the network; save it beside the article".to_owned());
        }
        // A file may be called `a%20b.png`; most that are referred to so are called `a b.png`.
        let found = self.base.join(reference).canonicalize().or_else(|error| match decoded(reference) {
            Some(name) => self.base.join(name).canonicalize(),
            None => Err(error),
        });
        let found = found.map_err(|error| reason(&error))?;
        let root = self.root.canonicalize().map_err(|error| reason(&error))?;
        if !found.starts_with(&root) {
            return Err("it lies outside the article's folder; allow another with --resource-root".to_owned());
        }
        let limit = self.limits.get(Limit::Picture);
        let bytes = files::read_regular(&found, limit.saturating_add(1)).map_err(|error| match error.kind() {
            ErrorKind::OutOfMemory => NO_MEMORY.to_owned(),
            _ => reason(&error),
        })?;
        if bytes.len() as u64 > limit {
            let remedy = Remedy::raise(Limit::Picture).worded(&flag);
            return Err(format!("{} ({remedy})", self.limits.beyond(Limit::Picture, "it")));
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_decoded_to_names_of_files() {
        for (address, name) in [
            ("img/a%20b.png", Some("img/a b.png")),
            ("Xəbər_files/%C5%9F%C9%99kil%201.png", Some("Xəbər_files/şəkil 1.png")),
            ("a.png?w=640#x", Some("a.png")),
            ("100%.png", None),
            ("%zz.png", None),
            ("%ff.png", None),
            ("a.png", None),
        ] {
            assert_eq!(decoded(address).as_deref(), name, "{address}");
        }
    }

    #[test]
    fn data_addresses_are_read_in_both_forms() {
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec();
        for address in [
            "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3e",
            "data:image/svg+xml;charset=utf-8,<svg xmlns='http://www.w3.org/2000/svg'/>",
            "data:image/svg+xml;base64,PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnLz4=",
            "data:image/svg+xml;BASE64,PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnLz4%3D",
        ] {
            assert_eq!(data_address(address).as_ref(), Ok(&svg), "{address}");
        }
        assert_eq!(data_address("data:,100%%41%4"), Ok(b"100%A%4".to_vec()));
        assert!(data_address("data:image/png").is_err() && data_address("data:image/png;base64,%00").is_err());
    }
}
