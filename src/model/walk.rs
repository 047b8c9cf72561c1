//! The words of a document, in reading order.
//!
//! [`plain_text`] flattens inlines; [`passages`] goes through the whole document and yields one passage of text for
//! every paragraph-like thing in it: header lines, paragraphs, headings, items, cells, captions, lines of code, notes,
//! and the source's statement of rights. Whatever a renderer writes of the source's words, it writes these.

use super::Document;
use super::block::{Block, Figure, Note, NoteId};
use super::inline::Inline;
use crate::source::Span;

/// One paragraph-like thing: its words, without marks.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Passage {
    /// The words. A line break is `\n`; a footnote reference leaves nothing.
    pub text: String,
    /// Where it stands.
    pub span: Option<Span>,
}

/// The words of inlines, without marks. A line break is `\n`; a footnote reference leaves nothing.
pub fn plain_text(content: &[Inline]) -> String {
    let mut text = String::new();
    push_plain_text(content, &mut text);
    text
}

fn push_plain_text(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(&words.text),
            Inline::LineBreak => text.push('\n'),
            Inline::NoteReference(_) => {}
            Inline::Emphasis(_)
            | Inline::Strong(_)
            | Inline::Strikethrough(_)
            | Inline::Superscript(_)
            | Inline::Subscript(_)
            | Inline::Link(_)
            | Inline::LanguageSpan { .. } => push_plain_text(inline.children(), text),
        }
    }
}

/// Every passage of a document, in reading order: header, body, notes, the source's statement of rights.
pub fn passages(document: &Document) -> Vec<Passage> {
    let mut passages = Vec::new();
    for line in &document.header {
        passages.push(Passage { text: plain_text(&line.content), span: line.span });
    }
    push_blocks(&document.body, &mut passages);
    for Note { content, span: _ } in &document.notes {
        push_blocks(content, &mut passages);
    }
    push_blocks(&document.rights.statement, &mut passages);
    passages
}

/// Every passage of some blocks, in reading order.
pub fn block_passages(blocks: &[Block]) -> Vec<Passage> {
    let mut passages = Vec::new();
    push_blocks(blocks, &mut passages);
    passages
}

fn push_blocks(blocks: &[Block], passages: &mut Vec<Passage>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                passages.push(Passage { text: plain_text(&paragraph.content), span: paragraph.span });
            }
            Block::Heading(heading) => {
                passages.push(Passage { text: plain_text(&heading.content), span: heading.span });
            }
            Block::List(list) => list.items.iter().for_each(|item| push_blocks(&item.content, passages)),
            Block::BlockQuote(quote) => push_blocks(&quote.content, passages),
            Block::Table(table) => {
                if !table.caption.is_empty() {
                    passages.push(Passage { text: plain_text(&table.caption), span: table.span });
                }
                for cell in table.cells() {
                    passages.push(Passage { text: plain_text(&cell.content), span: table.span });
                }
            }
            Block::Figure(figure) => {
                if !figure.caption.is_empty() {
                    passages.push(Passage { text: plain_text(&figure.caption), span: figure.span });
                }
            }
            Block::CodeBlock(code) => passages.push(Passage { text: code.text.clone(), span: code.span }),
            Block::ThematicBreak(_) => {}
        }
    }
}

/// The references to notes in reading order, each with how many letters and digits stand before it.
pub(crate) fn note_references(document: &Document) -> Vec<(NoteId, usize)> {
    let mut found = References::default();
    for line in &document.header {
        visit_inlines(&line.content, &mut |inline| found.inline(inline));
    }
    found.blocks(&document.body);
    document.notes.iter().for_each(|note| found.blocks(&note.content));
    found.blocks(&document.rights.statement);
    found.list
}

#[derive(Default)]
struct References {
    list: Vec<(NoteId, usize)>,
    letters: usize,
}

impl References {
    fn text(&mut self, text: &str) {
        self.letters += text.chars().filter(|character| character.is_alphanumeric()).count();
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::NoteReference(note) => self.list.push((*note, self.letters)),
            Inline::Text(words) | Inline::Code(words) => self.text(&words.text),
            _ => {}
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                // Its text is no inline.
                Block::CodeBlock(code) => self.text(&code.text),
                Block::List(list) => list.items.iter().for_each(|item| self.blocks(&item.content)),
                Block::BlockQuote(quote) => self.blocks(&quote.content),
                _ => for_each_inline(std::slice::from_ref(block), &mut |inline| self.inline(inline)),
            }
        }
    }
}

/// The words of a document: its passages split at white space, nothing else changed.
pub fn words(document: &Document) -> Vec<String> {
    passages(document).iter().flat_map(|passage| passage.text.split_whitespace().map(str::to_owned)).collect()
}

/// SHA-256 of the words of a document, joined by single spaces (UTF-8): every file carries it, so that a file can be
/// checked against itself years later.
pub fn text_digest(document: &Document) -> [u8; 32] {
    use sha2::{Digest as _, Sha256};
    let mut joined = String::new();
    for passage in passages(document) {
        for word in passage.text.split_whitespace() {
            if !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(word);
        }
    }
    Sha256::digest(joined).into()
}

/// Every figure of a document, in reading order.
pub fn all_figures(document: &Document) -> impl Iterator<Item = &Figure> {
    let notes = document.notes.iter().flat_map(|note| figures(&note.content));
    figures(&document.body).chain(notes).chain(figures(&document.rights.statement))
}

/// The figures among some blocks, at any depth, in reading order.
pub fn figures(blocks: &[Block]) -> Box<dyn Iterator<Item = &Figure> + '_> {
    Box::new(blocks.iter().flat_map(|block| -> Box<dyn Iterator<Item = &Figure> + '_> {
        match block {
            Block::Figure(figure) => Box::new(std::iter::once(figure)),
            Block::List(list) => Box::new(list.items.iter().flat_map(|item| figures(&item.content))),
            Block::BlockQuote(quote) => figures(&quote.content),
            Block::Paragraph(_)
            | Block::Heading(_)
            | Block::Table(_)
            | Block::CodeBlock(_)
            | Block::ThematicBreak(_) => Box::new(std::iter::empty()),
        }
    }))
}

/// The same figures, to be changed.
pub fn figures_mut(blocks: &mut [Block]) -> Vec<&mut Figure> {
    let mut figures = Vec::new();
    for block in blocks {
        match block {
            Block::Figure(figure) => figures.push(figure),
            Block::List(list) => {
                figures.extend(list.items.iter_mut().flat_map(|item| figures_mut(&mut item.content)));
            }
            Block::BlockQuote(quote) => figures.extend(figures_mut(&mut quote.content)),
            Block::Paragraph(_)
            | Block::Heading(_)
            | Block::Table(_)
            | Block::CodeBlock(_)
            | Block::ThematicBreak(_) => {}
        }
    }
    figures
}

/// Calls `visit` for every inline of some blocks, outer before inner, in reading order.
pub fn for_each_inline<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Inline)) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => visit_inlines(&paragraph.content, visit),
            Block::Heading(heading) => visit_inlines(&heading.content, visit),
            Block::List(list) => list.items.iter().for_each(|item| for_each_inline(&item.content, visit)),
            Block::BlockQuote(quote) => for_each_inline(&quote.content, visit),
            Block::Table(table) => {
                visit_inlines(&table.caption, visit);
                for cell in table.cells() {
                    visit_inlines(&cell.content, visit);
                }
            }
            Block::Figure(figure) => visit_inlines(&figure.caption, visit),
            Block::CodeBlock(_) | Block::ThematicBreak(_) => {}
        }
    }
}

/// Calls `visit` for every inline, outer before inner, in reading order.
pub fn visit_inlines<'a>(content: &'a [Inline], visit: &mut dyn FnMut(&'a Inline)) {
    for inline in content {
        visit(inline);
        visit_inlines(inline.children(), visit);
    }
}
