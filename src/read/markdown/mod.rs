//! Markdown in, [`Document`] out.
//!
//! 1. [`front_matter`] takes what stands above the article between `---` or `+++` lines;
//! 2. [`blocks`] makes blocks of the parser's events, with [`inline`], [`html`] and [`address`] (links) and
//!    [`characters`];
//! 3. [`header`] takes the lines around the headline: section, organisation, byline, time;
//! 4. [`rights`] takes the source's statement of its terms at the end;
//! 5. [`shape`] gives the rest its captions, subheadings and levels;
//! 6. [`metadata`] settles who said what: options before front matter before the article before guesses;
//! 7. [`duties`] completes the rights and says which duty is unmet.

mod address;
mod blocks;
mod characters;
mod duties;
mod front_matter;
mod header;
mod html;
mod inline;
mod metadata;
mod rights;
mod shape;

use std::collections::BTreeMap;

use super::{ReadOptions, Reader};
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::error::{Error, Result};
use crate::model::walk::block_passages;
use crate::model::{Block, Document};
use crate::source::Source;

/// The reader of Markdown (CommonMark with tables, footnotes, strikethrough and task lists).
#[derive(Debug, Clone, Copy)]
pub struct Markdown;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "txt"]
    }

    fn read(&self, source: &Source, options: &ReadOptions) -> Result<Outcome<Document>> {
        let mut diagnostics = Vec::new();
        let front = front_matter::read(source, &mut diagnostics)?;
        let address = metadata::address(options, &front, &mut diagnostics);
        let base = address.as_ref().map(|slot| slot.value.as_str());
        let blocks::Parsed { blocks: mut body, mut notes, mut lost_links } =
            blocks::parse(source, front.end, base, &mut diagnostics);
        let text = words(&body);
        if text.trim().is_empty() && !body.iter().any(|block| matches!(block, Block::Figure(_))) {
            return Err(Diagnostic::new(Code::EmptyInput, format!("{} holds no article text", source.name()))
                .with_hint("the article goes below the front matter")
                .into());
        }
        let language = metadata::language(options, &front, &text, &mut diagnostics);
        let mut header = header::take(source, options, &front, &mut body, &mut diagnostics).map_err(Error::from)?;
        let named = header.publisher.as_ref().map(|slot| slot.value.as_str());
        let named = options
            .publisher
            .as_deref()
            .or(front.first(front_matter::Key::Publisher).map(|value| value.text.as_str()))
            .or(named);
        let stated = rights::take(&mut body, &language.value, named, &mut lost_links);
        shape::shape(source, &mut body, &mut diagnostics);
        let publisher = metadata::publisher(options, &front, &header, &stated, &mut diagnostics);
        let known = metadata::Known { address, language, publisher };
        let metadata = metadata::metadata(source, options, &front, &mut header, known, &mut diagnostics);
        let mut rights = duties::rights(options, &front, &metadata, header.notice, stated, &mut diagnostics);
        duties::report_lost_links(&lost_links, base_is_known(&metadata), &mut diagnostics);
        shape::join_words(&mut body);
        notes.iter_mut().for_each(|note| shape::join_words(&mut note.content));
        shape::join_words(&mut rights.statement);
        header.lines.iter_mut().for_each(|line| inline::join_text(&mut line.content));
        if let crate::model::Terms::Stated(terms) = &mut rights.terms {
            terms.iter_mut().for_each(|term| inline::join_text(&mut term.content));
        }
        let document = Document { metadata, header: header.lines, body, notes, rights, media: BTreeMap::new() };
        duties::report(&document, &mut diagnostics);
        Ok(Outcome::new(document, diagnostics))
    }
}

/// The words of some blocks, for telling their language.
fn words(blocks: &[Block]) -> String {
    let passages = block_passages(blocks);
    passages.iter().map(|passage| passage.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn base_is_known(metadata: &crate::model::Metadata) -> bool {
    metadata.address.is_some()
}
