//! The words of markup: runs of white space are one space, marks go on from leaf to leaf, and what holds words alone
//! is not parted into paragraphs.

use super::blocks::{Blocks, Leaf};
use super::inline::{self, InlineMark};
use crate::limits::Limits;
use crate::source::{Source, Span};
use crate::text::Replaced;

/// [`Blocks`] whose words come from elements.
#[derive(Debug)]
pub(crate) struct Prose<'a> {
    pub(crate) blocks: Blocks<'a>,
    /// The marks that stand open, outer before inner; as many are open in the leaf, if there is one.
    marks: Vec<InlineMark>,
    /// How many elements stand open that hold words alone.
    locked: usize,
    /// Whether the leaf ends with a space, or is at its start.
    spaced: bool,
    /// Whether the leaf has words.
    worded: bool,
    /// A boundary was passed in something that holds words alone.
    line_ends: bool,
    /// Line breaks since the last word.
    breaks: usize,
    pub(crate) replaced: Replaced,
}

impl<'a> Prose<'a> {
    /// No words yet.
    pub(crate) fn new(source: &'a Source, limits: Limits) -> Self {
        Self {
            blocks: Blocks::new(source, limits),
            marks: Vec::new(),
            locked: 0,
            spaced: true,
            worded: false,
            line_ends: false,
            breaks: 0,
            replaced: Replaced::default(),
        }
    }

    /// Whether something stands open that holds words alone.
    pub(crate) fn is_locked(&self) -> bool {
        self.locked > 0
    }

    /// Ends the paragraph that stands open.
    pub(crate) fn boundary(&mut self) {
        self.blocks.close_leaf();
        self.start_leaf();
    }

    /// Ends the line, where words alone may stand: what follows them begins another.
    pub(crate) fn end_line(&mut self) {
        self.line_ends = true;
    }

    fn start_leaf(&mut self) {
        (self.spaced, self.worded, self.line_ends, self.breaks) = (true, false, false, 0);
    }

    /// Opens something that holds words alone.
    pub(crate) fn open_leaf(&mut self, leaf: Leaf, span: Span) {
        self.blocks.open_leaf(leaf, span);
        self.start_leaf();
        self.locked += 1;
        self.open_marks(span);
    }

    /// Closes it.
    pub(crate) fn close_leaf(&mut self) {
        self.locked -= 1;
        self.boundary();
    }

    /// Opens a mark, for all words until it is closed.
    pub(crate) fn open_mark(&mut self, mark: InlineMark, span: Span) {
        if let Some(words) = self.blocks.open_words() {
            words.open(mark.clone(), span);
        }
        self.marks.push(mark);
    }

    /// Closes the mark that was opened last.
    pub(crate) fn close_mark(&mut self) {
        self.marks.pop();
        if let Some(words) = self.blocks.open_words() {
            words.close();
        }
    }

    /// How many marks stand open.
    pub(crate) fn open_mark_count(&self) -> usize {
        self.marks.len()
    }

    /// Opens every mark that stands open in a leaf that has just begun.
    fn open_marks(&mut self, span: Span) {
        for mark in &self.marks {
            self.blocks.words(span).open(mark.clone(), span);
        }
    }

    /// The words that are being built, with their marks.
    pub(crate) fn words(&mut self, span: Span) -> &mut inline::InlineBuilder {
        if !self.blocks.has_words() {
            self.open_marks(span);
        }
        self.blocks.words(span)
    }

    /// Something stands in the leaf that is read as words are.
    pub(crate) fn count_as_words(&mut self) {
        self.worded = true;
    }

    /// Adds words, each run of white space as one space (CSS Text, 4.1.1). Two line breaks begin a paragraph.
    pub(crate) fn push_text(&mut self, text: &str, span: Span) {
        let is_space = |character: char| character.is_ascii_whitespace();
        if text.chars().all(is_space) {
            if self.worded && !self.spaced && !self.line_ends && self.breaks == 0 {
                self.spaced = true;
                self.words(span).text(" ".to_owned(), span);
            }
            return;
        }
        if self.breaks > 1 && self.locked == 0 {
            self.boundary();
        } else if self.worded && (self.line_ends || self.breaks > 0) {
            self.words(span).line_break();
            self.spaced = true;
        }
        (self.breaks, self.line_ends) = (0, false);
        let mut words = String::with_capacity(text.len());
        for character in text.chars() {
            if !is_space(character) {
                words.push(character);
            } else if !self.spaced {
                words.push(' ');
            }
            self.spaced = is_space(character);
        }
        let words = self.replaced.clean(&words, span);
        self.words(span).text(words, span);
        self.worded = true;
    }

    /// A line break of the source; one before all words is nothing.
    pub(crate) fn line_break(&mut self) {
        self.breaks += usize::from(self.worded);
    }
}
