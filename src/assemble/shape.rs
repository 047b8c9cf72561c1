//! What the blocks of the body are, where the source has no mark for it.
//!
//! 1. stressed words below a picture are its caption;
//! 2. a short line in the gap before the first paragraph is the caption of a picture that is not there;
//! 3. a short line between paragraphs is a subheading;
//! 4. levels of headings run from 2 without gaps, in notes and in statements of rights too;
//! 5. neighbouring pieces of text become one.
//!
//! 2 and 3 are guesses and say so. Whoever reads a poem or a list of names gets no subheadings: a subheading follows
//! a sentence and introduces one.

use super::header::guess;
use super::lines::{ends_sentence, is_short_line};
use super::stated::Form;
use crate::build::inline::join_text;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::case::is_small;
use crate::model::walk::plain_text;
use crate::model::{Block, BlockQuote, Figure, Heading, Inline, List, ListItem, Paragraph};
use crate::source::{Source, Span};

/// The longest caption that is guessed, in characters.
const LONGEST_CAPTION: usize = 140;
/// The longest subheading that is guessed, in characters.
const LONGEST_SUBHEADING: usize = 80;

/// Gives the body its shape.
pub(super) fn shape(source: &Source, form: Form, blocks: &mut Vec<Block>, diagnostics: &mut Vec<Diagnostic>) {
    match form {
        Form::None | Form::FrontMatter => {
            attach_captions(blocks);
            guess_caption(source, blocks, diagnostics);
            guess_subheadings(source, blocks, |_| true, diagnostics);
        }
        // Markup has words for captions and headings; but many set a subheading as a stressed line.
        Form::Markup | Form::Item => guess_subheadings(source, blocks, is_stressed, diagnostics),
    }
}

/// Stressed words below a picture without a caption are its caption.
fn attach_captions(blocks: &mut Vec<Block>) {
    let mut attached: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        if let Some(Block::Figure(figure)) = attached.last_mut()
            && figure.caption.is_empty()
            && let Block::Paragraph(Paragraph { content, span }) = &block
            && let [Inline::Emphasis(caption)] = content.as_slice()
        {
            figure.caption = caption.clone();
            figure.span = match (figure.span, *span) {
                (Some(picture), Some(caption)) => Some(picture.join(caption)),
                (span, None) | (None, span) => span,
            };
            continue;
        }
        attached.push(block);
    }
    *blocks = attached;
}

/// A short line with two blank lines above it, before the first paragraph, was below a picture.
fn guess_caption(source: &Source, blocks: &mut [Block], diagnostics: &mut Vec<Diagnostic>) {
    let [first @ Block::Paragraph(_), Block::Paragraph(next), ..] = blocks else { return };
    let Block::Paragraph(Paragraph { content, span: Some(span) }) = first else { return };
    let caption = is_short_line(source, content, Some(*span), LONGEST_CAPTION)
        && stands_apart(source, *span)
        && !is_stressed(content)
        && ends_sentence(&plain_text(&next.content));
    if !caption {
        return;
    }
    let span = Some(*span);
    diagnostics.push(guess("a short line before the first paragraph was taken for the caption of a picture", span));
    diagnostics.push(
        Diagnostic::new(Code::PictureMissing, "the picture of this caption did not come with the article").at(span),
    );
    let caption = std::mem::take(content);
    *first = Block::Figure(Figure { picture: None, caption, span, guessed: true });
}

/// Whether at least two blank lines stand above.
fn stands_apart(source: &Source, span: Span) -> bool {
    let above = source.text().get(..span.start).unwrap_or_default();
    let gap = &above[above.trim_end().len()..];
    gap.matches('\n').count() >= 3
}

/// A short line that follows a sentence and introduces one is a subheading.
fn guess_subheadings(
    source: &Source,
    blocks: &mut [Block],
    may_be: impl Fn(&[Inline]) -> bool,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut level = 2;
    for place in 0..blocks.len() {
        if let Block::Heading(heading) = &blocks[place] {
            // What is not marked stands below what is.
            level = if heading.guessed { level } else { (heading.level + 1).min(6) };
            continue;
        }
        let (above, rest) = blocks.split_at_mut(place);
        let [here, below, ..] = rest else { return };
        let Block::Paragraph(Paragraph { content, span }) = here else { continue };
        let text = plain_text(content);
        let introduces = match below {
            Block::Paragraph(next) => {
                let next = plain_text(&next.content);
                ends_sentence(&next) && next.chars().count() > text.chars().count()
            }
            Block::List(_) | Block::BlockQuote(_) | Block::Table(_) | Block::Figure(_) => is_stressed(content),
            Block::Heading(_) | Block::CodeBlock(_) | Block::ThematicBreak(_) => false,
        };
        let follows = match above.last() {
            Some(Block::Paragraph(before)) => ends_sentence(&plain_text(&before.content)),
            Some(Block::List(_) | Block::BlockQuote(_) | Block::Table(_) | Block::Figure(_) | Block::CodeBlock(_)) => {
                true
            }
            Some(Block::Heading(_) | Block::ThematicBreak(_)) | None => false,
        };
        let starts_as_one = text.chars().next().is_some_and(|first| first.is_alphanumeric() && !is_small(first));
        if may_be(content)
            && introduces
            && follows
            && starts_as_one
            && is_short_line(source, content, *span, LONGEST_SUBHEADING)
        {
            diagnostics.push(guess("a short line between paragraphs was taken for a subheading", *span));
            let heading = Heading { level, content: unstressed(std::mem::take(content)), span: *span, guessed: true };
            *here = Block::Heading(heading);
        }
    }
}

/// Whether all words are stressed.
pub(super) fn is_stressed(content: &[Inline]) -> bool {
    matches!(content, [Inline::Strong(_)])
}

/// The words without a stress on all of them: as a heading they need none.
pub(super) fn unstressed(mut content: Vec<Inline>) -> Vec<Inline> {
    match content.as_mut_slice() {
        [Inline::Strong(inner)] => std::mem::take(inner),
        _ => content,
    }
}

/// Says which headings of a body are of the first level: that is the headline's alone. One that was said already, because
/// the front matter states another headline, is not said again.
pub(super) fn report_first_levels(body: &[Block], diagnostics: &mut Vec<Diagnostic>) {
    for block in body {
        let Block::Heading(Heading { level: 1, span, .. }) = block else { continue };
        if diagnostics.iter().any(|said| said.code == Code::FrontMatterConflict && said.span == *span) {
            continue;
        }
        let message = "another heading of the first level is set as one of the second";
        diagnostics.push(Diagnostic::new(Code::StructureFlattened, message).at(*span));
    }
}

/// Makes the levels of headings run from 2 without gaps, in reading order; the headline alone has level 1.
pub(super) fn settle_levels(blocks: &mut [Block]) {
    fn settle(blocks: &mut [Block], open: &mut Vec<u8>) {
        for block in blocks {
            match block {
                Block::Heading(heading) => {
                    while open.last().is_some_and(|level| *level >= heading.level) {
                        open.pop();
                    }
                    open.push(heading.level);
                    // At most six levels of the source are open at once.
                    heading.level = u8::try_from(open.len() + 1).unwrap_or(6).min(6);
                }
                Block::List(List { items, .. }) => {
                    items.iter_mut().for_each(|ListItem { content, .. }| settle(content, open));
                }
                Block::BlockQuote(BlockQuote { content, .. }) => settle(content, open),
                Block::Paragraph(_)
                | Block::Table(_)
                | Block::Figure(_)
                | Block::CodeBlock(_)
                | Block::ThematicBreak(_) => {}
            }
        }
    }
    settle(blocks, &mut Vec::new());
}

/// Makes neighbouring pieces of text one, everywhere in some blocks.
pub(super) fn join_words(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(Paragraph { content, .. }) | Block::Heading(Heading { content, .. }) => join_text(content),
            Block::List(List { items, .. }) => items.iter_mut().for_each(|item| join_words(&mut item.content)),
            Block::BlockQuote(BlockQuote { content, .. }) => join_words(content),
            Block::Table(table) => {
                join_text(&mut table.caption);
                table.cells_mut().for_each(|cell| join_text(&mut cell.content));
            }
            Block::Figure(figure) => join_text(&mut figure.caption),
            Block::CodeBlock(_) | Block::ThematicBreak(_) => {}
        }
    }
}
