//! Words into glyphs. Each word is shaped once for each face and direction, and plans are made once for each face: once
//! on each thread for the bundled faces, whose words an archive has in article after article, and once in each layout
//! for added ones.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use harfrust::{Buffer, Direction, Feature, Font, Language, ShapeOptions, ShapePlan, ShaperFont, Tag};
use smallvec::SmallVec;

use crate::fonts::{BUNDLED, Face, FaceId, Fonts};

/// A word as glyphs, cluster by cluster in logical order.
pub(super) type Shaped = Rc<[ShapedCluster]>;

/// Glyphs of a cluster: nearly always one.
pub(super) type Glyphs = SmallVec<[ShapedGlyph; 1]>;

/// The glyphs of one cluster: a character, or characters that cannot be told apart on the page.
#[derive(Debug)]
pub(super) struct ShapedCluster {
    /// How many bytes of the word it covers.
    pub(super) length: usize,
    /// Its glyphs from left to right.
    pub(super) glyphs: Glyphs,
}

/// A glyph, in font units.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShapedGlyph {
    pub(super) id: u16,
    pub(super) advance: i32,
    pub(super) dx: i32,
    pub(super) dy: i32,
}

/// The shaper of one layout.
pub(super) struct Shaper<'a> {
    pub(super) faces: &'a Fonts,
    tag: String,
    language: Option<Language>,
    features: Vec<Feature>,
    bundled: Memory<'static>,
    added: Memory<'a>,
    buffer: Buffer,
}

/// What was shaped, and with what. Everything in it is a function of faces, language and words: who finds it there
/// gets what shaping anew would give.
#[derive(Default)]
struct Memory<'f> {
    faces: BTreeMap<(FaceId, bool), Words<'f>>,
    /// How many words there are.
    size: usize,
}

/// The words of one face in one direction.
struct Words<'f> {
    font: ShaperFont<'f, 'static>,
    plans: Vec<(Option<harfrust::Script>, ShapePlan)>,
    // Looked up, never walked: its order reaches nothing.
    shaped: HashMap<Box<str>, Shaped>,
}

/// How many words are kept from one article to the next: a few megabytes, and more than most archives have.
const MOST_WORDS: usize = 30_000;
/// In how many languages.
const MOST_LANGUAGES: usize = 4;

thread_local! {
    /// What the layouts on this thread have shaped, by language.
    static KEPT: RefCell<BTreeMap<String, Memory<'static>>> = const { RefCell::new(BTreeMap::new()) };
}

impl Drop for Shaper<'_> {
    fn drop(&mut self) {
        let memory = std::mem::take(&mut self.bundled);
        if memory.size > MOST_WORDS {
            return;
        }
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
        Self {
            faces,
            tag: language.to_owned(),
            language: Language::new(language),
            // A ligature of f and i hides whether the i has its dot, and that is a difference of letters in
            // Azerbaijani and Turkish.
            features: vec![Feature::new(Tag::new(b"liga"), 0, ..), Feature::new(Tag::new(b"clig"), 0, ..)],
            bundled: KEPT.with_borrow_mut(|kept| kept.remove(language)).unwrap_or_default(),
            added: Memory::default(),
            buffer: Buffer::new(),
        }
    }

    /// The glyphs of a word.
    pub(super) fn shape(&mut self, face: FaceId, right_to_left: bool, word: &str) -> Shaped {
        let Self { faces, language, features, bundled, added, buffer, tag: _ } = self;
        let work = Work { language: language.as_ref(), features, right_to_left };
        match BUNDLED.get(face.index()) {
            Some(bundled_face) => bundled.shape(face, bundled_face, work, buffer, word),
            None => added.shape(face, faces.face(face), work, buffer, word),
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

impl<'f> Memory<'f> {
    fn shape(&mut self, id: FaceId, face: &'f Face, work: Work<'_>, buffer: &mut Buffer, word: &str) -> Shaped {
        let words = self.faces.entry((id, work.right_to_left)).or_insert_with(|| Words {
            font: ShaperFont::new(face.font()),
            plans: Vec::new(),
            shaped: HashMap::new(),
        });
        if let Some(shaped) = words.shaped.get(word) {
            return Rc::clone(shaped);
        }
        let shaped: Shaped = words.shape(face, work, buffer, word).into();
        words.shaped.insert(word.into(), Rc::clone(&shaped));
        self.size += 1;
        shaped
    }
}

impl Words<'_> {
    fn shape(&mut self, face: &Face, work: Work<'_>, buffer: &mut Buffer, word: &str) -> Vec<ShapedCluster> {
        let Work { language, features, right_to_left } = work;
        let font: &Font = face.font();
        buffer.clear();
        buffer.push_str(word);
        buffer.set_direction(if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.set_language(language.cloned());
        buffer.guess_segment_properties();
        let script = buffer.script();
        let plan = match self.plans.iter().position(|(planned, _)| *planned == script) {
            Some(index) => index,
            None => {
                self.plans.push((script, ShapePlan::new(font, buffer.direction(), script, language, features)));
                self.plans.len() - 1
            }
        };
        let options = ShapeOptions::new().plan(Some(&self.plans[plan].1)).features(features);
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
                (info.cluster as usize, ShapedGlyph { id, advance, dx, dy })
            })
            .collect();
        if right_to_left {
            // Clusters in logical order; the glyphs of one cluster stay from left to right.
            glyphs.sort_by_key(|(cluster, _)| *cluster);
        }
        let mut clusters: Vec<(usize, Glyphs)> = Vec::with_capacity(glyphs.len());
        for (start, glyph) in glyphs {
            match clusters.last_mut() {
                Some((open, cluster)) if *open == start => cluster.push(glyph),
                _ => clusters.push((start, smallvec::smallvec![glyph])),
            }
        }
        let ends: Vec<usize> = clusters.iter().skip(1).map(|(start, _)| *start).chain([word.len()]).collect();
        clusters
            .into_iter()
            .zip(ends)
            .map(|((start, glyphs), end)| ShapedCluster { length: end - start, glyphs })
            .collect()
    }
}

/// One glyph a character, for text that cannot be shaped.
fn unshaped(face: &Face, word: &str) -> Vec<ShapedCluster> {
    word.chars()
        .map(|character| {
            let id = face.glyph(character).unwrap_or(0);
            let glyph = ShapedGlyph { id, advance: i32::from(face.advance(id)), dx: 0, dy: 0 };
            ShapedCluster { length: character.len_utf8(), glyphs: smallvec::smallvec![glyph] }
        })
        .collect()
}
