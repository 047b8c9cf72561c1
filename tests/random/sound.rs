//! What is true of every document that a reader makes, whatever it was made of.

use std::ops::Range;

use istinad::model::walk::{passages, visit_inlines};
use istinad::model::{Block, Document, HeaderRole, Inline, Link, TableCell};
use istinad::source::Span;
use istinad::{Diagnostic, Limit, Limits, Source};

/// Whether XML 1.0 (fifth edition, 2.2) allows a character.
pub fn is_allowed(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether everything that is said has its place in the source.
///
/// # Errors
/// Says what has none.
pub fn places(source: &Source, diagnostics: &[Diagnostic]) -> Result<(), String> {
    diagnostics.iter().try_for_each(|diagnostic| place(source, diagnostic.span, &diagnostic.to_string()))
}

/// Checks a document that was read from a source.
///
/// # Errors
/// Says what is wrong.
pub fn check(source: &Source, document: &Document, limits: &Limits) -> Result<(), String> {
    let headlines = document.header.iter().filter(|line| line.role == HeaderRole::Headline).count();
    if headlines != 1 {
        return Err(format!("{headlines} headlines"));
    }
    if document.metadata.headline.value.trim().is_empty() {
        return Err("the headline is empty".to_owned());
    }
    for passage in passages(document) {
        place(source, passage.span, &passage.text)?;
        if let Some(character) = passage.text.chars().find(|character| !is_allowed(*character)) {
            return Err(format!("no XML file can hold {character:?} in {:?}", passage.text));
        }
    }
    let mut walk = Walk { source, notes: document.notes.len(), deepest: limits.get(Limit::Nesting), level: 1 };
    for line in &document.header {
        walk.inlines(&line.content)?;
    }
    walk.blocks(&document.body, 0)?;
    let notes = document.notes.iter().map(|note| &note.content);
    for blocks in notes.chain([&document.rights.statement]) {
        // Whatever stands before it.
        walk.level = 1;
        walk.blocks(blocks, 0)?;
    }
    let metadata = &document.metadata;
    let homes = [&metadata.publisher, &document.rights.holder].into_iter().flatten();
    let addresses = homes.filter_map(|slot| slot.value.home.as_deref());
    let addresses = addresses.chain(metadata.address.iter().map(|slot| slot.value.as_str()));
    let page = document.rights.terms_page.iter().filter_map(|page| page.address.as_ref());
    addresses.chain(page.map(|slot| slot.value.as_str())).try_for_each(address)
}

struct Walk<'a> {
    source: &'a Source,
    notes: usize,
    deepest: u64,
    /// The level of the heading before.
    level: u8,
}

impl Walk<'_> {
    fn blocks(&mut self, blocks: &[Block], depth: u64) -> Result<(), String> {
        if depth > self.deepest {
            return Err(format!("nested {depth} levels deep"));
        }
        for block in blocks {
            place(self.source, block.span(), "a block")?;
            match block {
                Block::Paragraph(paragraph) => self.inlines(&paragraph.content)?,
                Block::Heading(heading) => {
                    let (before, level) = (self.level, heading.level);
                    if !(2..=6).contains(&level) || level > before + 1 {
                        return Err(format!("a heading of level {level} below one of level {before}"));
                    }
                    self.level = level;
                    self.inlines(&heading.content)?;
                }
                Block::List(list) => {
                    for item in &list.items {
                        place(self.source, item.span, "an item")?;
                        self.blocks(&item.content, depth + 1)?;
                    }
                }
                Block::BlockQuote(quote) => self.blocks(&quote.content, depth + 1)?,
                Block::Table(table) => {
                    let width = table.columns.len();
                    let places = table.places();
                    let (above, below) = places.split_at(table.head.len());
                    let is_whole = |rows: &[Vec<TableCell>], places: &[Vec<Range<usize>>]| {
                        let cells = || rows.iter().flatten().zip(places.iter().flatten());
                        let fits = cells().all(|(cell, place)| place.len() == cell.columns);
                        let ends = rows
                            .iter()
                            .enumerate()
                            .all(|(index, row)| row.iter().all(|cell| (1..=rows.len() - index).contains(&cell.rows)));
                        let covered: usize = cells().map(|(cell, place)| place.len() * cell.rows).sum();
                        fits && ends && covered == width * rows.len()
                    };
                    if width == 0 || !is_whole(&table.head, above) || !is_whole(&table.rows, below) {
                        return Err("a table with holes".to_owned());
                    }
                    self.inlines(&table.caption)?;
                    table.cells().try_for_each(|cell| self.inlines(&cell.content))?;
                }
                Block::Figure(figure) => self.inlines(&figure.caption)?,
                Block::CodeBlock(_) | Block::ThematicBreak(_) => {}
            }
        }
        Ok(())
    }

    fn inlines(&self, content: &[Inline]) -> Result<(), String> {
        let mut fault = Ok(());
        visit_inlines(content, &mut |inline| {
            if fault.is_ok() {
                fault = self.inline(inline);
            }
        });
        fault
    }

    fn inline(&self, inline: &Inline) -> Result<(), String> {
        match inline {
            Inline::Text(words) | Inline::Code(words) => place(self.source, words.span, &words.text),
            Inline::Link(Link { address: to, content, span, title: _, .. }) => {
                let mut others = 0;
                visit_inlines(content, &mut |inline| {
                    others += usize::from(matches!(inline, Inline::Link(_) | Inline::NoteReference(_)));
                });
                if others > 0 {
                    return Err(format!("a link or a reference in the link to {to}"));
                }
                address(to)?;
                place(self.source, *span, to)
            }
            Inline::NoteReference(note) if note.0 >= self.notes => Err(format!("no note {}", note.0)),
            Inline::NoteReference(_)
            | Inline::LineBreak
            | Inline::Emphasis(_)
            | Inline::Strong(_)
            | Inline::Strikethrough(_)
            | Inline::Superscript(_)
            | Inline::Subscript(_)
            | Inline::LanguageSpan { .. } => Ok(()),
        }
    }
}

/// A place lies in the text, between two characters.
fn place(source: &Source, span: Option<Span>, what: &str) -> Result<(), String> {
    match span {
        Some(span) if source.text().get(span.start..span.end).is_none() => {
            Err(format!("{span:?} is no place in {} bytes: {what}", source.text().len()))
        }
        Some(_) | None => Ok(()),
    }
}

/// An address that a file may carry: absolute, and of a kind that does no harm.
fn address(address: &str) -> Result<(), String> {
    let small = address.to_ascii_lowercase();
    let host = ["http://", "https://"].iter().find_map(|scheme| small.strip_prefix(scheme));
    let is_known = host.is_some_and(|host| !host.is_empty()) || small.starts_with("mailto:");
    let is_clean = address.chars().all(|character| is_allowed(character) && !character.is_whitespace());
    if is_known && is_clean { Ok(()) } else { Err(format!("{address:?} is no address to carry")) }
}
