//! Document in, pages of positioned glyphs out. Knows geometry and structure, and no output format.
//!
//! 1. [`style`] holds what can be chosen of the look, the type scale and the baseline grid;
//! 2. [`structure`] holds the logical tree: what each piece of text is;
//! 3. `word` takes words apart into parts of one face, `shape` makes glyphs of these and remembers them;
//! 4. `inline` flattens a paragraph's inlines into clusters with style, structure and direction;
//! 5. `paragraph` breaks clusters into lines: `together` knows what is not parted, `breaks` chooses the ends of all
//!    lines at once;
//! 6. `flow` turns blocks into a sequence of slots (`slot`) with what belongs together, `table` and `notes` likewise;
//! 7. `page` fills pages with them, notes at their feet; `running` adds the running head and foot.
//!
//! Lengths are points (1/72 inch). The origin of a page is its top left corner, y grows downwards.

mod breaks;
mod flow;
mod inline;
mod notes;
mod page;
mod paragraph;
mod running;
mod shape;
mod slot;
pub mod structure;
pub mod style;
mod table;
mod together;
mod word;

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::fonts::{FaceId, Fonts};
use crate::model::{Document, MediaId};
use crate::rights::Statement;
use crate::source::Span;
use structure::{ElementId, LeafId, Structure};
use style::PageStyle;

/// An article, laid out.
#[derive(Debug)]
pub struct Layout {
    /// Width of every page.
    pub width: f32,
    /// Height of every page.
    pub height: f32,
    /// Left edge of the text on every page.
    pub left: f32,
    /// The pages.
    pub pages: Vec<Page>,
    /// What each piece of text is.
    pub structure: Structure,
    /// The headline and the headings, in order.
    pub outline: Vec<Bookmark>,
    /// Where each note stands and is referred to.
    pub notes: Vec<NotePlaces>,
    /// Characters that no face has, and other losses.
    pub diagnostics: Vec<Diagnostic>,
}

/// One page, in painting order.
#[derive(Debug, Default)]
pub struct Page {
    /// Areas of one colour; they mean nothing.
    pub fills: Vec<Fill>,
    /// Text, each line in logical order.
    pub texts: Vec<TextRun>,
    /// Pictures.
    pub pictures: Vec<PlacedPicture>,
    /// Where links can be clicked, in reading order; one for each link on this page.
    pub links: Vec<LinkArea>,
}

/// A picture on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedPicture {
    /// Which picture.
    pub media: MediaId,
    /// The leaf of the structure that it is.
    pub leaf: LeafId,
    /// Where it stands.
    pub area: Rect,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// An area of one colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fill {
    /// Where.
    pub area: Rect,
    /// In which colour.
    pub colour: Colour,
}

/// A colour in sRGB, each part 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

/// Glyphs of one face, size and colour on one baseline, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRun {
    /// What the text is a part of.
    pub mark: MarkedContent,
    /// The face.
    pub face: FaceId,
    /// Size of an em.
    pub size: f32,
    /// Where the first glyph starts.
    pub x: f32,
    /// Where the baseline is.
    pub y: f32,
    /// How wide the run is.
    pub width: f32,
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
    /// Those of them that are shifted, in order.
    pub shifts: Vec<Shift>,
    /// The text of the run, in logical order.
    pub text: String,
    /// Whether the glyphs run against the logical order of the text.
    pub right_to_left: bool,
    /// Whether a line begins with it, in logical order.
    pub begins_line: bool,
    /// How what stands in its line runs.
    pub line: LineOrder,
    /// The colour.
    pub colour: Colour,
}

impl TextRun {
    /// Each glyph with the text that it stands for, from left to right.
    pub fn glyph_texts(&self) -> impl Iterator<Item = (&Glyph, &str)> {
        self.glyph_texts_from(0, 0)
    }

    /// The same from a glyph on; those to the left of it stand for so many bytes.
    pub(crate) fn glyph_texts_from(&self, first: usize, mut before: usize) -> impl Iterator<Item = (&Glyph, &str)> {
        self.glyphs[first..].iter().map(move |glyph| {
            let length = usize::from(glyph.length);
            let text = self.text_from(before, length);
            before += length;
            (glyph, text)
        })
    }

    /// What glyphs stand for that are so many bytes long; those to the left of them stand for `before` bytes.
    pub(crate) fn text_from(&self, before: usize, length: usize) -> &str {
        let start = if self.right_to_left { self.text.len() - before - length } else { before };
        &self.text[start..start + length]
    }
}

/// How what stands in a line runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineOrder {
    /// From left to right, all of it.
    Straight,
    /// From left to right, but for some of it: logical and visual order are not the same.
    Turned,
    /// From right to left, but for some of it.
    RightToLeft,
}

/// What a piece of text is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkedContent {
    /// The article: a leaf of its structure.
    Content(LeafId),
    /// Nothing: the setting of the lines made it (a hyphen that a line break inserted).
    Setting,
    /// Nothing: the page made it (the running head).
    Head,
    /// Nothing: the page made it (the running foot).
    Foot,
    /// Nothing: the page made it (the head of a table that goes on).
    Repeated,
}

/// One glyph. An article has as many as letters: it is kept small.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// How many bytes of the run's text it stands for, behind those of the glyph before it in logical order; none for
    /// the second glyph of one character.
    pub length: u16,
    /// How far it moves on, in points.
    pub advance: f32,
}

/// A glyph that does not stand where the advances put it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    /// Which glyph of its run.
    pub glyph: usize,
    /// How far it is shifted to the right, in points.
    pub dx: f32,
    /// How far it is shifted upwards, in points.
    pub dy: f32,
}

/// Where a link can be clicked on one page.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkArea {
    /// The link.
    pub element: ElementId,
    /// One rectangle for each line.
    pub areas: Vec<Rect>,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    /// 1 for the headline.
    pub level: u8,
    /// The words.
    pub title: String,
    /// The heading.
    pub element: ElementId,
    /// Page, counted from 0.
    pub page: usize,
    /// Upper edge on that page.
    pub y: f32,
}

/// Where a link inside the file leads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Destination {
    /// What is there.
    pub element: ElementId,
    /// Page, counted from 0.
    pub page: usize,
    /// What is to stand at the upper edge of the window.
    pub y: f32,
}

/// Where a note is found.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct NotePlaces {
    /// The note.
    pub note: Option<Destination>,
    /// The first reference to it.
    pub reference: Option<Destination>,
}

/// Lays out an article, with what the file says of its source, on pages of a style, set in these faces.
pub fn layout(document: &Document, statement: &Statement, style: &PageStyle, fonts: &Fonts) -> Layout {
    let mut flow = flow::Flow::new(document, style, fonts);
    flow.article(statement);
    let slots = std::mem::take(&mut flow.slots);
    let page::Pagination { mut pages, outline, notes } =
        page::paginate(flow.frame, slots, &flow.heads, &flow.notes, flow.right_to_left);
    running::add(&mut flow, &statement.credit, &mut pages);
    for page in &mut pages {
        page.links = page::links(page, &flow.structure);
    }
    let diagnostics = missing(&flow.missing);
    let style::PageGeometry { width, height, left, .. } = flow.frame;
    Layout { width, height, left, pages, structure: flow.structure, outline, notes, diagnostics }
}

/// One diagnostic for all characters that no face has, at the place of the first.
fn missing(missing: &[(char, Option<Span>)]) -> Vec<Diagnostic> {
    let characters: BTreeSet<char> = missing.iter().map(|(character, _)| *character).collect();
    if characters.is_empty() {
        return Vec::new();
    }
    let list: Vec<String> = characters.iter().map(|character| format!("U+{:04X}", u32::from(*character))).collect();
    let place = missing.iter().find_map(|(_, span)| *span);
    let message = format!("no face at hand has {}", list.join(", "));
    let hint = "the page shows a replacement, and the true text is kept underneath";
    vec![Diagnostic::new(Code::GlyphMissing, message).at(place).with_hint(hint)]
}
