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

impl MediaLoader for Pictures<'_> {
    fn load(&self, reference: &str) -> Result<Vec<u8>, String> {
        if let Ok(part) = self.source.load(reference) {
            return Ok(part);
        }
        if let Some(data) = reference.strip_prefix("data:") {
            let (kind, data) = data.split_once(',').ok_or("its data: address is broken")?;
            if !kind.ends_with(";base64") {
                return Err("its data: address is not base64".to_owned());
            }
            let engine = base64::engine::general_purpose::STANDARD;
            return engine.decode(data).map_err(|error| format!("its data: address is broken: {error}"));
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
