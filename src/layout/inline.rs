//! A paragraph's inlines as one line of clusters, each with its style, its place in the structure and its direction.

use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation as _;

use super::shape::{Glyphs, ShapedGlyph, Shaper};
use super::structure::{ElementId, Role, Structure, Target};
use super::{Colour, Mark, style};
use crate::fonts::{FaceId, FaceStyle, Fonts};
use crate::model::{Inline, Text};
use crate::source::Span;

/// How a stretch of text looks and where it belongs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Style {
    pub(super) face: FaceStyle,
    pub(super) size: f32,
    /// How far the baseline is raised.
    pub(super) rise: f32,
    pub(super) colour: Colour,
    pub(super) strike: bool,
    pub(super) mark: Mark,
}

/// The text of a paragraph with its styles.
#[derive(Debug, Default)]
pub(super) struct Styled {
    pub(super) text: String,
    /// Each style with the end of its stretch.
    pub(super) stretches: Vec<(usize, Style)>,
    /// Where the text comes from: start in `text`, place in the source.
    origins: Vec<(usize, Option<Span>)>,
}

impl Styled {
    /// Adds text in a style.
    pub(super) fn push(&mut self, text: &str, style: &Style, span: Option<Span>) {
        if text.is_empty() {
            return;
        }
        self.origins.push((self.text.len(), span));
        self.text.push_str(text);
        match self.stretches.last_mut() {
            Some((end, last)) if last == style => *end = self.text.len(),
            _ => self.stretches.push((self.text.len(), style.clone())),
        }
    }

    /// Makes all of it smaller.
    pub(super) fn shrink(&mut self, factor: f32) {
        for (_, style) in &mut self.stretches {
            style.size *= factor;
            style.rise *= factor;
        }
    }

    /// Where a byte of the text comes from.
    fn origin(&self, offset: usize) -> Option<Span> {
        let index = self.origins.partition_point(|(start, _)| *start <= offset).checked_sub(1)?;
        self.origins[index].1
    }
}

/// Flattens inlines into `styled`, and gives each its place in the structure under `element`.
pub(super) fn flatten(
    content: &[Inline],
    element: ElementId,
    base: &Style,
    structure: &mut Structure,
    styled: &mut Styled,
) {
    for inline in content {
        match inline {
            // Nothing to show and nothing to read: no leaf and no element.
            Inline::Text(Text { text, .. }) | Inline::Code(Text { text, .. }) if text.is_empty() => {}
            Inline::Text(Text { text, span }) => {
                styled.push(text, &Style { mark: Mark::Content(structure.leaf(element)), ..base.clone() }, *span);
            }
            Inline::Code(Text { text, span }) => {
                let code = structure.element(Some(element), Role::Code);
                let face = FaceStyle { mono: true, italic: false, ..base.face };
                let style =
                    Style { face, size: base.size * 0.9, mark: Mark::Content(structure.leaf(code)), ..base.clone() };
                styled.push(text, &style, *span);
            }
            Inline::LineBreak => {
                styled.push("\n", &Style { mark: Mark::Content(structure.leaf(element)), ..base.clone() }, None);
            }
            Inline::NoteReference(note) => {
                let reference = structure.element(Some(element), Role::Reference);
                let link = structure.element(Some(reference), Role::Link { target: Target::Note(note.0) });
                let label = structure.element(Some(link), Role::Label);
                let style = Style { mark: Mark::Content(structure.leaf(label)), ..raised(base, 0.35) };
                styled.push(&(note.0 + 1).to_string(), &style, None);
            }
            Inline::Emphasis(inner) => {
                let face = FaceStyle { italic: !base.face.italic, ..base.face };
                flatten(inner, element, &Style { face, ..base.clone() }, structure, styled);
            }
            Inline::Strong(inner) => {
                let face = FaceStyle { bold: true, ..base.face };
                flatten(inner, element, &Style { face, ..base.clone() }, structure, styled);
            }
            Inline::Strikethrough(inner) => {
                let struck = structure.element(Some(element), Role::Struck);
                flatten(inner, struck, &Style { strike: true, ..base.clone() }, structure, styled);
            }
            Inline::Superscript(inner) => flatten(inner, element, &raised(base, 0.35), structure, styled),
            Inline::Subscript(inner) => flatten(inner, element, &raised(base, -0.12), structure, styled),
            Inline::Link(link) => {
                // A link without words has nothing to click and would be an empty element.
                if crate::model::walk::plain_text(&link.content).is_empty() {
                    continue;
                }
                let role = Role::Link { target: Target::Address(link.address.clone()) };
                let id = structure.element(Some(element), role);
                flatten(&link.content, id, &Style { colour: style::LINK, ..base.clone() }, structure, styled);
            }
            Inline::Foreign { language, content } => {
                let span = structure.element(Some(element), Role::Span);
                structure.elements[span.0].language = Some(language.clone());
                flatten(content, span, base, structure, styled);
            }
        }
    }
}

fn raised(base: &Style, by: f32) -> Style {
    Style { size: base.size * 0.66, rise: base.rise + base.size * by, ..base.clone() }
}

/// What cannot be told apart on the page: one or more characters and their glyphs.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    /// Where its text starts in the paragraph.
    pub(super) start: usize,
    /// Where its text ends.
    pub(super) end: usize,
    /// Its glyphs from left to right, in font units.
    pub(super) glyphs: Glyphs,
    /// Its width in points.
    pub(super) width: f32,
    pub(super) face: FaceId,
    /// Index of its style in [`Styled::stretches`].
    pub(super) style: usize,
    pub(super) level: Level,
    /// Whether no face has its text, so that its glyphs are a replacement.
    pub(super) replaced: bool,
    /// Whether it is a space that grows and shrinks where lines are justified.
    pub(super) stretches: bool,
}

impl Cluster {
    /// The bytes of its text.
    pub(super) fn length(&self) -> u16 {
        // No piece is longer than that.
        u16::try_from(self.end - self.start).unwrap_or(u16::MAX)
    }

    /// Its width where spaces grow by a part of theirs.
    pub(super) fn stretched(&self, by: f32) -> f32 {
        if self.stretches { self.width * (1.0 + by) } else { self.width }
    }
}

/// A character that no face has, and where it stands.
pub(super) type Missing = (char, Option<Span>);

/// Shapes a paragraph: its clusters in logical order. `right_to_left` is the direction of the paragraph.
pub(super) fn clusters(
    styled: &Styled,
    right_to_left: bool,
    shaper: &mut Shaper<'_>,
    missing: &mut Vec<Missing>,
) -> Vec<Cluster> {
    let fonts = shaper.faces;
    let base = if right_to_left { Level::rtl() } else { Level::ltr() };
    let levels = levels(&styled.text, base);
    let level_at = |offset: usize| levels.as_ref().map_or(base, |levels| levels[offset]);
    let mut clusters = Vec::with_capacity(styled.text.len());
    let mut start = 0;
    for (style_index, (end, style)) in styled.stretches.iter().enumerate() {
        // A piece is what is shaped together: one style, face and direction, no space inside.
        let mut pieces: Vec<(usize, usize, Option<FaceId>, Level, bool)> = Vec::new();
        let graphemes = styled.text[start..*end].grapheme_indices(true);
        for (offset, grapheme) in graphemes.flat_map(|(offset, grapheme)| cut(offset, grapheme)) {
            let (from, to) = (start + offset, start + offset + grapheme.len());
            let space = grapheme.chars().all(char::is_whitespace);
            let previous = pieces.last().and_then(|piece| piece.2.map(|face| (face, piece.4)));
            let face = face_for(fonts, grapheme, style.face, previous, space);
            let level = level_at(from);
            match pieces.last_mut() {
                Some(piece)
                    if piece.2 == face
                        && face.is_some()
                        && piece.3 == level
                        && !piece.4
                        && !space
                        && to - piece.0 <= LONGEST =>
                {
                    piece.1 = to;
                }
                _ => pieces.push((from, to, face, level, space)),
            }
        }
        for (from, to, face, level, space) in pieces {
            let text = &styled.text[from..to];
            let hidden = text.chars().all(invisible);
            let (shown, face, replaced) = match face {
                Some(face) if space => (" ", face, false),
                _ if space || hidden => (" ", fonts.primary(style.face), false),
                Some(face) => (text, face, false),
                None => {
                    let visible = text.chars().filter(|character| !invisible(*character));
                    missing.extend(visible.map(|character| (character, styled.origin(from))));
                    (REPLACEMENT, fonts.primary(FaceStyle { italic: false, ..style.face }), true)
                }
            };
            let scale = fonts.face(face).unit(style.size);
            let shaped = shaper.shape(face, level.is_rtl(), shown);
            let width = |glyphs: &[ShapedGlyph]| {
                let units: i32 = glyphs.iter().map(|glyph| glyph.advance).sum();
                #[expect(clippy::cast_precision_loss, reason = "advances are far below 2^24")]
                let units = units as f32;
                units * scale
            };
            let mut push = |start, end, glyphs: Glyphs| {
                let width = width(&glyphs);
                let stretches = space && matches!(text, " " | "\u{a0}" | "\t");
                clusters.push(Cluster {
                    start,
                    end,
                    glyphs,
                    width,
                    face,
                    style: style_index,
                    level,
                    replaced,
                    stretches,
                });
            };
            if replaced || space || hidden {
                let mut glyphs: Glyphs = shaped.iter().flat_map(|cluster| cluster.glyphs.iter().copied()).collect();
                if hidden && !space {
                    // A space of no width carries the text of what shows nothing.
                    glyphs.iter_mut().for_each(|glyph| glyph.advance = 0);
                }
                push(from, to, glyphs);
            } else {
                let mut at = from;
                for cluster in shaped.iter() {
                    push(at, at + cluster.length, cluster.glyphs.clone());
                    at += cluster.length;
                }
            }
        }
        start = *end;
    }
    clusters
}

/// The most bytes that are shaped together. Words are a thousand times shorter.
const LONGEST: usize = 1 << 15;

/// A grapheme in parts that can be shaped; marks without end on one letter are no grapheme that a page can show.
fn cut(offset: usize, grapheme: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = (offset, grapheme);
    std::iter::from_fn(move || {
        let (offset, text) = rest;
        let (part, after) = text.split_at(text.floor_char_boundary(LONGEST));
        rest = (offset + part.len(), after);
        (!part.is_empty()).then_some((offset, part))
    })
}

/// What stands on the page for a character that no face has.
const REPLACEMENT: &str = "\u{fffd}";

/// Characters that show nothing and need no face.
fn invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
        || character.is_control()
}

/// The face for a grapheme: the one before if it serves, so that a word stays in one face, and a space in that of the
/// word before it. `previous` says whether that one was a space.
fn face_for(
    fonts: &Fonts,
    grapheme: &str,
    style: FaceStyle,
    previous: Option<(FaceId, bool)>,
    space: bool,
) -> Option<FaceId> {
    if space {
        let before = previous.map(|(face, _)| face).filter(|face| fonts.face(*face).glyph(' ').is_some());
        return Some(before.unwrap_or_else(|| fonts.primary(style)));
    }
    let previous = previous.and_then(|(face, space)| (!space).then_some(face));
    let first = grapheme.chars().next()?;
    if grapheme.chars().all(invisible) {
        return None;
    }
    let has_all = |id: FaceId| {
        let face = fonts.face(id);
        grapheme.chars().all(|character| invisible(character) || face.glyph(character).is_some())
    };
    let best = fonts.select(first, style)?;
    if let Some(previous) = previous.filter(|&previous| previous != best) {
        // Digits and marks exist in many faces; a change of face in a word would show.
        if !first.is_alphabetic() && fonts.face(previous).style == style && has_all(previous) {
            return Some(previous);
        }
    }
    if has_all(best) { Some(best) } else { fonts.ids().find(|&id| has_all(id)) }
}

/// The embedding levels of a text, or `None` where every one is the base level of a left-to-right paragraph.
fn levels(text: &str, base: Level) -> Option<Vec<Level>> {
    let plain = !base.is_rtl() && text.chars().all(|character| (character as u32) < 0x590);
    if plain {
        return None;
    }
    Some(BidiInfo::new(text, Some(base)).levels)
}
