//! Words into glyphs. Each word is shaped once for each face and direction; plans are made once for each face.

use std::collections::HashMap;
use std::rc::Rc;

use harfrust::{Buffer, Direction, Feature, Language, ShapeOptions, ShapePlan, ShaperFont, Tag};

use crate::fonts::{Face, FaceId, Fonts};

/// A word as glyphs, cluster by cluster in logical order.
pub(super) type Shaped = Rc<[ShapedCluster]>;

/// The glyphs of one cluster: a character, or characters that cannot be told apart on the page.
#[derive(Debug)]
pub(super) struct ShapedCluster {
    /// How many bytes of the word it covers.
    pub(super) length: usize,
    /// Its glyphs from left to right.
    pub(super) glyphs: Vec<ShapedGlyph>,
}

/// A glyph, in font units.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShapedGlyph {
    pub(super) id: u16,
    pub(super) advance: i32,
    pub(super) dx: i32,
    pub(super) dy: i32,
}

/// Face, whether from right to left, word.
type Key = (FaceId, bool, String);
/// Face, whether from right to left, script.
type PlanKey = (FaceId, bool, Option<harfrust::Script>);

/// The shaper of one layout.
pub(super) struct Shaper<'a> {
    pub(super) faces: &'a Fonts,
    language: Option<Language>,
    features: Vec<Feature>,
    fonts: Vec<Option<ShaperFont<'a, 'static>>>,
    plans: Vec<(PlanKey, ShapePlan)>,
    // Looked up, never walked: its order reaches nothing.
    words: HashMap<Key, Shaped>,
    buffer: Buffer,
}

impl<'a> Shaper<'a> {
    /// A shaper for text in a language (BCP 47), set in these faces.
    pub(super) fn new(language: &str, faces: &'a Fonts) -> Self {
        Self {
            faces,
            language: Language::new(language),
            // A ligature of f and i hides whether the i has its dot, and that is a difference of letters in
            // Azerbaijani and Turkish.
            features: vec![Feature::new(Tag::new(b"liga"), 0, ..), Feature::new(Tag::new(b"clig"), 0, ..)],
            fonts: faces.ids().map(|_| None).collect(),
            plans: Vec::new(),
            words: HashMap::new(),
            buffer: Buffer::new(),
        }
    }

    /// The glyphs of a word.
    pub(super) fn shape(&mut self, face: FaceId, right_to_left: bool, word: &str) -> Shaped {
        let key = (face, right_to_left, word.to_owned());
        if let Some(shaped) = self.words.get(&key) {
            return Rc::clone(shaped);
        }
        let shaped: Shaped = self.shape_anew(face, right_to_left, word).into();
        self.words.insert(key, Rc::clone(&shaped));
        shaped
    }

    fn shape_anew(&mut self, face: FaceId, right_to_left: bool, word: &str) -> Vec<ShapedCluster> {
        let font: &'a harfrust::Font = self.faces.face(face).font();
        self.buffer.clear();
        self.buffer.push_str(word);
        self.buffer.set_direction(if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight });
        self.buffer.set_language(self.language.clone());
        self.buffer.guess_segment_properties();
        let script = self.buffer.script();
        let plan_key = (face, right_to_left, script);
        let plan = match self.plans.iter().position(|(key, _)| *key == plan_key) {
            Some(index) => index,
            None => {
                let direction = self.buffer.direction();
                let plan = ShapePlan::new(font, direction, script, self.language.as_ref(), &self.features);
                self.plans.push((plan_key, plan));
                self.plans.len() - 1
            }
        };
        let shaper_font = self.fonts[face.index()].get_or_insert_with(|| ShaperFont::new(font));
        let options = ShapeOptions::new().plan(Some(&self.plans[plan].1)).features(&self.features);
        if harfrust::shape(shaper_font, &mut self.buffer, options).is_err() {
            return unshaped(self.faces.face(face), word);
        }
        let mut glyphs: Vec<(usize, ShapedGlyph)> = self
            .buffer
            .glyph_infos()
            .iter()
            .zip(self.buffer.glyph_positions())
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
        let mut clusters: Vec<(usize, Vec<ShapedGlyph>)> = Vec::with_capacity(glyphs.len());
        for (start, glyph) in glyphs {
            match clusters.last_mut() {
                Some((open, cluster)) if *open == start => cluster.push(glyph),
                _ => clusters.push((start, vec![glyph])),
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
            ShapedCluster { length: character.len_utf8(), glyphs: vec![glyph] }
        })
        .collect()
}
