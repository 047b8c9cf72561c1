//! Markdown in, [`Document`] out.
//!
//! 1. [`front_matter`] takes what stands above the article between `---` or `+++` lines;
//! 2. [`blocks`] makes blocks of the parser's events, with [`html`] for raw tags and [`signs`] for marks that are none;
//! 3. the rest is the article's matter, not Markdown's: `assemble` finds header, rights and metadata.

mod blocks;
mod front_matter;
mod html;
mod signs;

use super::Reader;
use crate::assemble;
use crate::diagnostic::Outcome;
use crate::error::Result;
use crate::model::Document;
use crate::options::ReadOptions;
use crate::source::Source;

/// The reader of Markdown (CommonMark with tables, footnotes, strikethrough and task lists).
#[derive(Debug, Clone, Copy)]
pub struct Markdown;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    /// Front matter, or a heading that is marked with `#`.
    fn recognises(&self, source: &Source) -> bool {
        let text = source.text();
        let heading = |line: &str| {
            let rest = line.trim_start_matches('#');
            (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with([' ', '\t']) && !rest.trim().is_empty()
        };
        // XML says what it is, whatever its lines look like.
        if text.starts_with("<?xml") {
            return false;
        }
        matches!(text.lines().next(), Some("---" | "+++")) || text.lines().any(heading)
    }

    fn read(&self, source: &Source, options: &ReadOptions) -> Result<Outcome<Document>> {
        let mut diagnostics = Vec::new();
        let front_matter::FrontMatter { mut values, end } =
            front_matter::read(source, &options.limits, &mut diagnostics)?;
        values.form = assemble::Form::FrontMatter;
        let address = assemble::address(options, &values, &mut diagnostics);
        let base = address.as_ref().map(|slot| slot.value.as_str());
        let blocks::ParsedMarkdown { blocks, notes, lost_links } =
            blocks::parse(source, end, base, options.limits, &mut diagnostics);
        let found = assemble::Found {
            blocks,
            notes,
            lost_links,
            values,
            address,
            media_type: "text/markdown",
            ..assemble::Found::default()
        };
        assemble::document(source, options, found, diagnostics)
    }
}
