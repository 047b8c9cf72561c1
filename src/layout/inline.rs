//! A paragraph's inlines as one line of clusters, each with its style, its place in the structure and its direction.

use smallvec::SmallVec;
use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation as _;

use super::shape::{ShapedGlyph, Shaper};
use super::structure::{ElementId, Role, Structure, Target};
use super::word::{self, ShapePart, ShapePartKind, is_invisible};
use super::{Colour, MarkedContent, style};
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
    pub(super) mark: MarkedContent,
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
                styled.push(
                    text,
                    &Style { mark: MarkedContent::Content(structure.leaf(element)), ..base.clone() },
                    *span,
                );
            }
            Inline::Code(Text { text, span }) => {
                let code = structure.element(Some(element), Role::Code);
                let face = FaceStyle { mono: true, italic: false, ..base.face };
                let style = Style {
                    face,
                    size: base.size * 0.9,
                    mark: MarkedContent::Content(structure.leaf(code)),
                    ..base.clone()
                };
                styled.push(text, &style, *span);
            }
            Inline::LineBreak => {
                styled.push(
                    "\n",
                    &Style { mark: MarkedContent::Content(structure.leaf(element)), ..base.clone() },
                    None,
                );
            }
            Inline::NoteReference(note) => {
                let reference = structure.element(Some(element), Role::Reference);
                let link = structure.element(Some(reference), Role::Link { target: Target::Note(note.0) });
                let label = structure.element(Some(link), Role::Label);
                let style = Style { mark: MarkedContent::Content(structure.leaf(label)), ..raised(base, 0.35) };
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
            Inline::LanguageSpan { language, content } => {
                let span = structure.element(Some(element), Role::Span);
                structure.elements[span.0].language = Some(language.clone());
                flatten(content, span, base, structure, styled);
            }
        }
    }
}

/// Powers of powers are set no smaller than this, in points: they have to be read.
const SMALLEST_SCRIPT: f32 = 4.0;

fn raised(base: &Style, by: f32) -> Style {
    let size = (base.size * 0.66).max(SMALLEST_SCRIPT.min(base.size));
    Style { size, rise: base.rise + base.size * by, ..base.clone() }
}

/// What cannot be told apart on the page: one or more characters and their glyphs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cluster {
    /// Where its text starts in the paragraph.
    pub(super) start: usize,
    /// Where its text ends.
    pub(super) end: usize,
    /// Its glyphs: where in [`Clusters::glyphs`], and how many.
    glyphs: (usize, u16),
    /// Its width in points.
    pub(super) width: f32,
    pub(super) face: FaceId,
    /// Index of its style in [`Styled::stretches`].
    pub(super) style: usize,
    pub(super) level: Level,
    /// Whether it is a space that grows and shrinks where lines are justified.
    pub(super) elastic: bool,
}

impl Cluster {
    /// Whether it shows nothing.
    pub(super) fn is_unseen(&self) -> bool {
        self.glyphs.1 == 0
    }

    /// The bytes of its text.
    pub(super) fn length(&self) -> u16 {
        // No piece is longer than that.
        u16::try_from(self.end - self.start).unwrap_or(u16::MAX)
    }

    /// Its width where spaces grow by a part of theirs.
    pub(super) fn stretched(&self, by: f32) -> f32 {
        if self.elastic { self.width * (1.0 + by) } else { self.width }
    }
}

/// The clusters of a paragraph, in logical order.
#[derive(Debug)]
pub(super) struct Clusters {
    pub(super) list: Vec<Cluster>,
    glyphs: Vec<ShapedGlyph>,
}

impl Clusters {
    /// The glyphs of a cluster from left to right, in font units.
    pub(super) fn glyphs(&self, cluster: &Cluster) -> &[ShapedGlyph] {
        let (start, count) = cluster.glyphs;
        &self.glyphs[start..start + usize::from(count)]
    }

    /// How wide they are together, in points.
    pub(super) fn width(&self) -> f32 {
        self.list.iter().map(|cluster| cluster.width).sum()
    }
}

/// A character that no face has, and where it stands.
pub(super) type MissingGlyph = (char, Option<Span>);

/// Shapes a paragraph. `right_to_left` is the direction of the paragraph.
pub(super) fn clusters(
    styled: &Styled,
    right_to_left: bool,
    shaper: &mut Shaper<'_>,
    missing: &mut Vec<MissingGlyph>,
) -> Clusters {
    let base = if right_to_left { Level::rtl() } else { Level::ltr() };
    let levels = levels(&styled.text, base);
    let room = styled.text.len();
    let clusters = Clusters { list: Vec::with_capacity(room), glyphs: Vec::with_capacity(room) };
    let mut setter = Setter { styled, fonts: shaper.faces, missing, clusters };
    let mut start = 0;
    for (style, (end, Style { face, .. })) in styled.stretches.iter().enumerate() {
        // The face that a space behind this takes.
        let mut space_face = None;
        for (from, to) in words(&styled.text[start..*end]) {
            let (from, to) = (start + from, start + to);
            if styled.text[from..to] == *" " {
                let level = levels.as_ref().map_or(base, |levels| levels[from]);
                let face = word::face_for_space(shaper.faces, *face, space_face);
                let shaped = shaper.space(face, level.is_rtl());
                setter.add(from, &ShapePart { length: 1, face, kind: ShapePartKind::Space, shaped }, style, level);
                space_face = Some(face);
                continue;
            }
            // The face that the next part of the same word may keep.
            let mut word_face = None;
            for (from, to, level) in directed(&styled.text, from, to, levels.as_deref(), base) {
                let word = shaper.word(*face, level.is_rtl(), &styled.text[from..to], word_face);
                let mut at = from;
                for part in word.iter() {
                    setter.add(at, part, style, level);
                    at += part.length;
                }
                let of_kinds = |kinds: &[ShapePartKind]| word.last().filter(|part| kinds.contains(&part.kind));
                space_face = of_kinds(&[ShapePartKind::Text, ShapePartKind::Space]).map(|part| part.face);
                word_face = of_kinds(&[ShapePartKind::Text]).map(|part| part.face);
            }
        }
        start = *end;
    }
    setter.clusters
}

/// Words and the spaces between them. A space with a mark on it is of a word.
fn words(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        at = if begins_with_space(rest) {
            start + 1
        } else {
            let mut spaces = rest.match_indices(' ').map(|(offset, _)| offset).filter(|offset| *offset > 0);
            spaces.find(|offset| begins_with_space(&rest[*offset..])).map_or(text.len(), |offset| start + offset)
        };
        Some((start, at))
    })
}

/// Whether a text begins with a space that no mark stands on.
fn begins_with_space(text: &str) -> bool {
    match text.strip_prefix(' ').map(|rest| rest.chars().next()) {
        None => false,
        Some(None) => true,
        Some(Some(next)) => is_never_a_mark(next) || !joins_a_space(next),
    }
}

/// Whether a character is surely no mark; quick, and true of nearly all that stand behind a space.
fn is_never_a_mark(character: char) -> bool {
    character < '\u{300}' || ('\u{400}'..'\u{483}').contains(&character)
}

/// Whether a character makes one grapheme with the space before it.
fn joins_a_space(character: char) -> bool {
    let mut pair = String::from(" ");
    pair.push(character);
    pair.graphemes(true).nth(1).is_none()
}

/// A word in parts of one direction.
fn directed(
    text: &str,
    from: usize,
    to: usize,
    levels: Option<&[Level]>,
    base: Level,
) -> SmallVec<[(usize, usize, Level); 1]> {
    let Some(levels) = levels else { return smallvec::smallvec![(from, to, base)] };
    let mut parts: SmallVec<[(usize, usize, Level); 1]> = SmallVec::new();
    if levels[from..to].iter().all(|level| *level == levels[from]) {
        parts.push((from, to, levels[from]));
        return parts;
    }
    for (offset, grapheme) in text[from..to].grapheme_indices(true) {
        let (start, end) = (from + offset, from + offset + grapheme.len());
        match parts.last_mut() {
            Some((_, last, level)) if *level == levels[start] => *last = end,
            _ => parts.push((start, end, levels[start])),
        }
    }
    parts
}

/// Clusters in the making.
struct Setter<'a> {
    styled: &'a Styled,
    fonts: &'a Fonts,
    missing: &'a mut Vec<MissingGlyph>,
    clusters: Clusters,
}

impl Setter<'_> {
    /// Adds a part of a word, which starts at `from`.
    fn add(&mut self, from: usize, part: &ShapePart, style: usize, level: Level) {
        let ShapePart { length, face, kind, ref shaped } = *part;
        let Self { styled, fonts, missing, clusters } = self;
        let text = &styled.text[from..from + length];
        if kind == ShapePartKind::Replacement {
            let visible = text.chars().filter(|character| !is_invisible(*character));
            missing.extend(visible.map(|character| (character, styled.origin(from))));
        }
        let elastic = kind == ShapePartKind::Space && matches!(text, " " | "\u{a0}" | "\t");
        let scale = fonts.face(face).unit(styled.stretches[style].1.size);
        let mut start = from;
        for cluster in shaped.iter() {
            let units: i32 = cluster.glyphs.iter().map(|glyph| glyph.advance).sum();
            #[expect(clippy::cast_precision_loss, reason = "advances are far below 2^24")]
            let width = units as f32 * scale;
            // No part has more: see `word`.
            let glyphs = (clusters.glyphs.len(), u16::try_from(cluster.glyphs.len()).unwrap_or(u16::MAX));
            clusters.glyphs.extend_from_slice(&cluster.glyphs);
            let end = start + cluster.length;
            clusters.list.push(Cluster { start, end, glyphs, width, face, style, level, elastic });
            start = end;
        }
    }
}

/// The embedding levels of a text, or `None` where every one is the base level of a left-to-right paragraph.
fn levels(text: &str, base: Level) -> Option<Vec<Level>> {
    let plain = !base.is_rtl() && text.chars().all(|character| (character as u32) < 0x590);
    if plain {
        return None;
    }
    Some(BidiInfo::new(text, Some(base)).levels)
}
