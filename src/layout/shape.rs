//! Words into glyphs. A word is shaped once for each style and direction, and plans are made once for each face: once on
//! each thread for the bundled faces, whose words an archive has in article after article, and once in each layout where
//! faces were added.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use harfrust::{Buffer, ClusterLevel, Direction, Feature, Font, Language, ShapeOptions, ShapePlan, ShaperFont, Tag};
use smallvec::SmallVec;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::fonts::{BUNDLED, Face, FaceId, FaceStyle, Fonts};
use crate::text::is_unseen;

/// Text as glyphs, cluster by cluster in logical order.
pub(super) type Shaped = Rc<[ShapedCluster]>;

/// Glyphs of a cluster: nearly always one.
pub(super) type Glyphs = SmallVec<[ShapedGlyph; 1]>;

/// The glyphs of one cluster: a character, or characters that cannot be told apart on the page.
#[derive(Debug)]
pub(super) struct ShapedCluster {
    /// How many bytes of the word it covers.
    pub(super) length: usize,
    /// Its glyphs from left to right; none where its text shows nothing.
    pub(super) glyphs: Glyphs,
}

/// A glyph, in font units.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShapedGlyph {
    pub(super) id: u16,
    /// How many bytes of its cluster it stands for; none for the second glyph of one character.
    pub(super) length: u16,
    pub(super) advance: i32,
    pub(super) dx: i32,
    pub(super) dy: i32,
}

/// A word: its parts in logical order.
pub(super) type ShapedWord = Rc<[ShapePart]>;

/// What is shaped together.
#[derive(Debug)]
pub(super) struct ShapePart {
    /// The bytes of its text.
    pub(super) length: usize,
    pub(super) face: FaceId,
    pub(super) kind: ShapePartKind,
    pub(super) shaped: Shaped,
}

/// Characters that show nothing and need no face.
pub(super) fn is_invisible(character: char) -> bool {
    is_unseen(character) || matches!(character, '\u{fe00}'..='\u{fe0f}') || character.is_control()
}

/// What a part shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ShapePartKind {
    /// Its text.
    Text,
    /// A space.
    Space,
    /// Nothing.
    Nothing,
    /// A replacement, because no face has its text.
    Replacement,
}

/// The shaper of one layout.
pub(super) struct Shaper<'a> {
    pub(super) faces: &'a Fonts,
    tag: String,
    language: Option<Language>,
    features: Vec<Feature>,
    memory: Memory,
    added: Plans<'a>,
    buffer: Buffer,
}

/// What was shaped, and with what. Everything in it is a function of faces, language and words: who finds it there
/// gets what shaping anew would give.
#[derive(Default)]
struct Memory {
    bundled: Plans<'static>,
    // Looked up, never walked: its order reaches nothing.
    words: BTreeMap<(FaceStyle, bool), HashMap<Box<str>, ShapedWord>>,
    /// How many words there are.
    size: usize,
    spaces: Vec<(FaceId, bool, Shaped)>,
}

/// What faces are shaped with, by face and direction.
type Plans<'f> = BTreeMap<(FaceId, bool), Plan<'f>>;

/// What one face is shaped with in one direction.
struct Plan<'f> {
    font: ShaperFont<'f, 'static>,
    of_scripts: Vec<(Option<harfrust::Script>, ShapePlan)>,
}

/// How many words of a language are kept from one article to the next: more than most articles have.
const MOST_WORDS: usize = 10_000;
/// In how many languages.
const MOST_LANGUAGES: usize = 4;

thread_local! {
    /// What the layouts on this thread have shaped in bundled faces, by language.
    static KEPT: RefCell<BTreeMap<String, Memory>> = const { RefCell::new(BTreeMap::new()) };
}

impl Drop for Shaper<'_> {
    fn drop(&mut self) {
        if self.faces.has_added() || self.memory.size > MOST_WORDS {
            return;
        }
        let memory = std::mem::take(&mut self.memory);
        KEPT.with_borrow_mut(|kept| {
            if kept.len() >= MOST_LANGUAGES {
                kept.clear();
            }
            kept.insert(std::mem::take(&mut self.tag), memory);
        });
    }
}

impl<'a> Shaper<'a> {
    /// A shaper for text in a language (BCP 47), set in these faces.
    pub(super) fn new(language: &str, faces: &'a Fonts) -> Self {
        let kept = || KEPT.with_borrow_mut(|kept| kept.remove(language));
        Self {
            faces,
            tag: language.to_owned(),
            language: Language::new(language),
            // A ligature of f and i hides whether the i has its dot, and that is a difference of letters in
            // Azerbaijani and Turkish.
            features: vec![Feature::new(Tag::new(b"liga"), 0, ..), Feature::new(Tag::new(b"clig"), 0, ..)],
            memory: if faces.has_added() { None } else { kept() }.unwrap_or_default(),
            added: Plans::new(),
            buffer: Buffer::new(),
        }
    }

    /// A word that was taken apart before.
    pub(super) fn known(&self, style: FaceStyle, right_to_left: bool, text: &str) -> Option<ShapedWord> {
        self.memory.words.get(&(style, right_to_left))?.get(text).map(Rc::clone)
    }

    /// Keeps a word for the next time.
    pub(super) fn keep(&mut self, style: FaceStyle, right_to_left: bool, text: &str, word: &ShapedWord) {
        let words = self.memory.words.entry((style, right_to_left)).or_default();
        words.insert(text.into(), Rc::clone(word));
        self.memory.size += 1;
    }

    /// The space of a face.
    pub(super) fn space(&mut self, face: FaceId, right_to_left: bool) -> Shaped {
        let known =
            self.memory.spaces.iter().find(|(known, direction, _)| (*known, *direction) == (face, right_to_left));
        if let Some((_, _, space)) = known {
            return Rc::clone(space);
        }
        let space = self.shape(face, right_to_left, " ");
        self.memory.spaces.push((face, right_to_left, Rc::clone(&space)));
        space
    }

    /// The glyphs of some text in a face.
    pub(super) fn shape(&mut self, face: FaceId, right_to_left: bool, text: &str) -> Shaped {
        let Self { faces, language, features, memory, added, buffer, .. } = self;
        let work = Work { language: language.as_ref(), features, right_to_left };
        match BUNDLED.get(face.index()) {
            Some(bundled) => shape(&mut memory.bundled, face, bundled, work, buffer, text),
            None => shape(added, face, faces.face(face), work, buffer, text),
        }
    }
}

/// How to shape.
#[derive(Clone, Copy)]
struct Work<'w> {
    language: Option<&'w Language>,
    features: &'w [Feature],
    right_to_left: bool,
}

fn shape<'f>(
    plans: &mut Plans<'f>,
    id: FaceId,
    face: &'f Face,
    work: Work<'_>,
    buffer: &mut Buffer,
    text: &str,
) -> Shaped {
    let plan = plans
        .entry((id, work.right_to_left))
        .or_insert_with(|| Plan { font: ShaperFont::new(face.font()), of_scripts: Vec::new() });
    plan.shape(face, work, buffer, text).into()
}

impl Plan<'_> {
    fn shape(&mut self, face: &Face, work: Work<'_>, buffer: &mut Buffer, word: &str) -> Vec<ShapedCluster> {
        let Work { language, features, right_to_left } = work;
        let font: &Font = face.font();
        buffer.clear();
        buffer.push_str(word);
        buffer.set_direction(if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.set_language(language.cloned());
        // Each character with its own glyphs, also in a cluster, so that a file can say of each what it stands for.
        buffer.set_cluster_level(ClusterLevel::MonotoneCharacters);
        buffer.guess_segment_properties();
        let script = buffer.script();
        let plan = match self.of_scripts.iter().position(|(planned, _)| *planned == script) {
            Some(index) => index,
            None => {
                self.of_scripts.push((script, ShapePlan::new(font, buffer.direction(), script, language, features)));
                self.of_scripts.len() - 1
            }
        };
        let options = ShapeOptions::new().plan(Some(&self.of_scripts[plan].1)).features(features);
        if harfrust::shape(&self.font, buffer, options).is_err() {
            return unshaped(face, word);
        }
        let mut glyphs: Vec<(usize, ShapedGlyph)> = buffer
            .glyph_infos()
            .iter()
            .zip(buffer.glyph_positions())
            .map(|(info, position)| {
                let id = u16::try_from(info.glyph_id).unwrap_or(0);
                let (advance, dx, dy) = (position.x_advance, position.x_offset, position.y_offset);
                (info.cluster as usize, ShapedGlyph { id, length: 0, advance, dx, dy })
            })
            .collect();
        if right_to_left {
            glyphs.reverse();
        }
        let glyphs = tell(glyphs, word, right_to_left);
        clusters(&glyphs, word, right_to_left)
    }
}

/// Tells glyphs, which are in the order of the text, how much of it they stand for: those of several characters, which
/// may be of one cluster, each for its own. What shows nothing has no glyph: it belongs to what stands to the right of it,
/// because programs drop what ends with such a character.
fn tell(glyphs: Vec<(usize, ShapedGlyph)>, word: &str, right_to_left: bool) -> Vec<ShapedGlyph> {
    let starts_unseen = |start: usize| word[start..].chars().next().is_some_and(is_invisible);
    let is_seen: Vec<bool> = glyphs.iter().map(|(start, glyph)| glyph.advance != 0 || !starts_unseen(*start)).collect();
    let mut told: Vec<ShapedGlyph> = Vec::with_capacity(glyphs.len());
    // What is told, and the start of the last glyph.
    let (mut at, mut last) = (0, None);
    for (index, &(start, glyph)) in glyphs.iter().enumerate() {
        let next = glyphs[index + 1..].iter().map(|(start, _)| *start).find(|next| *next != start);
        let end = next.unwrap_or(word.len());
        let seen_beside = if right_to_left { &is_seen[..index] } else { &is_seen[index + 1..] };
        if !is_seen[index] && seen_beside.contains(&true) {
            if right_to_left && let Some(previous) = told.iter_mut().rfind(|glyph| glyph.length > 0) {
                previous.length += length_of(at, end);
                at = end;
            }
            continue;
        }
        // The first glyph of a character has its text.
        let length = if last == Some(start) { 0 } else { length_of(at, end) };
        told.push(ShapedGlyph { length, ..glyph });
        (at, last) = (at.max(end), Some(start));
    }
    told
}

/// The bytes between two places of a word; none is longer than that: see `word`.
fn length_of(start: usize, end: usize) -> u16 {
    u16::try_from(end.saturating_sub(start)).unwrap_or(u16::MAX)
}

/// Glyphs in the order of the text as clusters, none of which ends inside a grapheme.
fn clusters(glyphs: &[ShapedGlyph], word: &str, right_to_left: bool) -> Vec<ShapedCluster> {
    if glyphs.is_empty() {
        return vec![ShapedCluster { length: word.len(), glyphs: Glyphs::new() }];
    }
    let mut ends = word.grapheme_indices(true).map(|(start, grapheme)| start + grapheme.len());
    let mut clusters: Vec<ShapedCluster> = Vec::with_capacity(glyphs.len());
    let (mut at, mut end) = (0, 0);
    for &glyph in glyphs {
        match clusters.last_mut() {
            Some(cluster) if at < end || glyph.length == 0 => {
                cluster.length += usize::from(glyph.length);
                cluster.glyphs.push(glyph);
            }
            _ => clusters.push(ShapedCluster { length: usize::from(glyph.length), glyphs: smallvec::smallvec![glyph] }),
        }
        at += usize::from(glyph.length);
        while end < at {
            end = ends.next().unwrap_or(word.len());
        }
    }
    if right_to_left {
        clusters.iter_mut().for_each(|cluster| cluster.glyphs.reverse());
    }
    clusters
}

/// One glyph a character, for text that cannot be shaped.
fn unshaped(face: &Face, word: &str) -> Vec<ShapedCluster> {
    word.chars()
        .map(|character| {
            let id = face.glyph(character).unwrap_or(0);
            // At most four.
            let length = u16::try_from(character.len_utf8()).unwrap_or_default();
            let glyph = ShapedGlyph { id, length, advance: i32::from(face.advance(id)), dx: 0, dy: 0 };
            ShapedCluster { length: character.len_utf8(), glyphs: smallvec::smallvec![glyph] }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The glyphs of the Persian 4, 6 and 7 in the face for Arabic script.
    fn digits(language: &str) -> Vec<u16> {
        let faces = Fonts::default();
        let face = faces.select('۶', FaceStyle::default()).expect("a face has Persian digits");
        let shaped = Shaper::new(language, &faces).shape(face, false, "۴۶۷");
        shaped.iter().flat_map(|cluster| cluster.glyphs.iter().map(|glyph| glyph.id)).collect()
    }

    #[test]
    fn digits_have_the_shapes_of_urdu_in_urdu_alone() {
        let faces = Fonts::default();
        let face = faces.select('۶', FaceStyle::default()).expect("a face has Persian digits");
        let own: Vec<u16> = "۴۶۷".chars().filter_map(|digit| faces.face(face).glyph(digit)).collect();
        for language in ["fa", "az-Arab", "ar", "en"] {
            assert_eq!(digits(language), own, "{language}");
        }
        assert_ne!(digits("ur"), own);
    }
}
