//! A word as parts, each of one face.
//!
//! A grapheme keeps to the face before it where that serves, so that a word stays in one face. What shows nothing, and
//! what no face has, are parts of their own.

use unicode_segmentation::UnicodeSegmentation as _;

use super::shape::{Glyphs, Shaped, ShapedCluster, Shaper};
pub(super) use super::shape::{ShapePart, ShapePartKind, ShapedWord, is_invisible};
use crate::fonts::{FaceId, FaceStyle, Fonts};

/// The most bytes that are shaped together. Words are a thousand times shorter.
const LONGEST: usize = 1 << 15;
/// The longest word that is remembered, in bytes.
const LONGEST_KEPT: usize = 100;
/// What stands on the page for a character that no face has.
const REPLACEMENT: &str = "\u{fffd}";

impl Shaper<'_> {
    /// A word in a style: what lies between two spaces, or a part of it that has one style and direction. `before` is
    /// the face of what it follows directly.
    pub(super) fn word(
        &mut self,
        style: FaceStyle,
        right_to_left: bool,
        text: &str,
        before: Option<FaceId>,
    ) -> ShapedWord {
        let is_kept = before.is_none() && text.len() <= LONGEST_KEPT;
        if is_kept && let Some(word) = self.known(style, right_to_left, text) {
            return word;
        }
        let word: ShapedWord = parts(self, style, right_to_left, text, before).into();
        if is_kept {
            self.keep(style, right_to_left, text, &word);
        }
        word
    }
}

/// Takes a word apart and shapes its parts.
fn parts(
    shaper: &mut Shaper<'_>,
    style: FaceStyle,
    right_to_left: bool,
    text: &str,
    before: Option<FaceId>,
) -> Vec<ShapePart> {
    let fonts = shaper.faces;
    // Of each piece its end, its face, and whether it is a space.
    let mut pieces: Vec<(usize, Option<FaceId>, bool)> = Vec::new();
    let mut start = 0;
    for (offset, grapheme) in text.grapheme_indices(true).flat_map(|(offset, grapheme)| cut(offset, grapheme)) {
        let end = offset + grapheme.len();
        let space = grapheme.chars().all(char::is_whitespace);
        let previous = match pieces.last() {
            Some((_, face, space)) => face.map(|face| (face, *space)),
            None => before.map(|face| (face, false)),
        };
        let face = face_for(fonts, grapheme, style, previous, space);
        match pieces.last_mut() {
            Some((last, known, false)) if *known == face && face.is_some() && !space && end - start <= LONGEST => {
                *last = end;
            }
            _ => {
                pieces.push((end, face, space));
                start = offset;
            }
        }
    }
    let mut start = 0;
    let part = |(end, face, space): (usize, Option<FaceId>, bool)| {
        let part = &text[std::mem::replace(&mut start, end)..end];
        let (face, kind) = match face {
            Some(face) if space => (face, ShapePartKind::Space),
            _ if part.chars().all(is_invisible) => (fonts.primary(style), ShapePartKind::Nothing),
            Some(face) => (face, ShapePartKind::Text),
            None => (fonts.primary(FaceStyle { italic: false, ..style }), ShapePartKind::Replacement),
        };
        // What is not text is one cluster, whatever it shows.
        let whole = |shaped: Shaped| -> Shaped {
            let mut glyphs: Glyphs = shaped.iter().flat_map(|cluster| cluster.glyphs.iter().copied()).collect();
            // None is longer: see `LONGEST`.
            let lengths = [u16::try_from(part.len()).unwrap_or(u16::MAX)].into_iter().chain(std::iter::repeat(0));
            glyphs.iter_mut().zip(lengths).for_each(|(glyph, length)| glyph.length = length);
            [ShapedCluster { length: part.len(), glyphs }].into()
        };
        let shaped = match kind {
            ShapePartKind::Text => shaper.shape(face, right_to_left, part),
            ShapePartKind::Space => whole(shaper.space(face, right_to_left)),
            ShapePartKind::Nothing => [ShapedCluster { length: part.len(), glyphs: Glyphs::new() }].into(),
            ShapePartKind::Replacement => whole(shaper.shape(face, right_to_left, REPLACEMENT)),
        };
        ShapePart { length: part.len(), face, kind, shaped }
    };
    pieces.into_iter().map(part).collect()
}

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

/// The face for a space: that of what it follows.
pub(super) fn face_for_space(fonts: &Fonts, style: FaceStyle, before: Option<FaceId>) -> FaceId {
    let before = before.filter(|face| fonts.face(*face).glyph(' ').is_some());
    before.unwrap_or_else(|| fonts.primary(style))
}

/// The face for a grapheme. `previous` says whether what it follows was a space.
fn face_for(
    fonts: &Fonts,
    grapheme: &str,
    style: FaceStyle,
    previous: Option<(FaceId, bool)>,
    space: bool,
) -> Option<FaceId> {
    if space {
        return Some(face_for_space(fonts, style, previous.map(|(face, _)| face)));
    }
    let previous = previous.and_then(|(face, space)| (!space).then_some(face));
    let first = grapheme.chars().next()?;
    if grapheme.chars().all(is_invisible) {
        return None;
    }
    let has_all = |id: FaceId| {
        let face = fonts.face(id);
        grapheme.chars().all(|character| is_invisible(character) || face.glyph(character).is_some())
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
