//! The faces that a book carries, each cut down to the characters that it has to show.
//!
//! 1. Whoever writes text into a page tells [`FontUse`] the words and how they look;
//! 2. [`FontUse::subsets`] chooses a face for every character, as [`Fonts::select`] has it, and cuts the faces
//!    down: outlines, `cmap`, kerning, marks and the shapes of scripts stay, so that a reading system can set the text
//!    with them as with the whole face, and the licence stays in `name`;
//! 3. [`rules`] says to the style sheet what there is.
//!
//! Ligatures are left out: some of them swallow the dot of i, which in Azerbaijani is another letter than ı.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use read_fonts::FontRef;
use read_fonts::collections::IntSet;
use read_fonts::types::{GlyphId, NameId, Tag};
use skera::{Plan, SubsetFlags};

use crate::error::{Error, Result};
use crate::fonts::{Face, FaceId, FaceStyle, Fonts};

/// What a reading system adds of its own: numbers and bullets of lists, hyphens at line ends.
const GENERATED: &str = " 0123456789.-‐•◦▪";

/// The features of OpenType that a subset keeps: marks, kerning, local forms, and what Arabic script cannot do without.
const FEATURES: [&[u8; 4]; 10] =
    [b"ccmp", b"locl", b"kern", b"mark", b"mkmk", b"init", b"medi", b"fina", b"isol", b"rlig"];

/// The entries of `name` that a subset keeps: copyright, names, version, licence and its address.
const NAMES: [u16; 9] = [0, 1, 2, 3, 4, 5, 6, 13, 14];

/// English (United States), the language in which faces state their names.
const NAME_LANGUAGE: u16 = 0x0409;

/// Which characters the pages show, by style.
#[derive(Debug)]
pub(super) struct FontUse {
    characters: [IntSet<u32>; 8],
}

/// A face, cut down.
#[derive(Debug)]
pub(super) struct Subset<'a> {
    pub(super) face: &'a Face,
    pub(super) bytes: Vec<u8>,
}

impl Subset<'_> {
    /// Where it lies in the book.
    pub(super) fn path(&self) -> String {
        format!("fonts/{}.ttf", self.face.name)
    }
}

impl FontUse {
    pub(super) fn new() -> Self {
        let mut fonts = Self { characters: std::array::from_fn(|_| IntSet::empty()) };
        fonts.add(FaceStyle::default(), GENERATED);
        fonts
    }

    /// Notes words that a page shows.
    pub(super) fn add(&mut self, style: FaceStyle, text: &str) {
        let shown = text.chars().filter(|character| !character.is_control());
        self.characters[index(style)].extend(shown.map(u32::from));
    }

    /// Every face that is needed, cut down, in the order of the faces.
    pub(super) fn subsets<'a>(&self, fonts: &'a Fonts) -> Result<Vec<Subset<'a>>> {
        let mut faces: BTreeMap<FaceId, IntSet<u32>> = BTreeMap::new();
        for (index, characters) in self.characters.iter().enumerate() {
            for character in characters.iter().filter_map(char::from_u32) {
                if let Some(face) = fonts.select(character, style(index)) {
                    faces.entry(face).or_insert_with(IntSet::empty).insert(character.into());
                }
            }
        }
        faces
            .into_iter()
            .map(|(id, characters)| Ok(Subset { face: fonts.face(id), bytes: subset(fonts.face(id), &characters)? }))
            .collect()
    }
}

fn index(style: FaceStyle) -> usize {
    // The mono family has no italics, and the style sheet asks for none.
    usize::from(style.bold) | usize::from(style.italic && !style.mono) << 1 | usize::from(style.mono) << 2
}

fn style(index: usize) -> FaceStyle {
    FaceStyle { bold: index & 1 != 0, italic: index & 2 != 0, mono: index & 4 != 0 }
}

fn subset(face: &Face, characters: &IntSet<u32>) -> Result<Vec<u8>> {
    let fault = |reason: &dyn std::fmt::Display| Error::render("EPUB", format_args!("{}: {reason}", face.name));
    let font = FontRef::new(face.bytes()).map_err(|error| fault(&error))?;
    let plan = Plan::new(
        &IntSet::<GlyphId>::empty(),
        characters,
        &font,
        SubsetFlags::SUBSET_FLAGS_NO_HINTING,
        &IntSet::empty(),
        &IntSet::all(),
        &FEATURES.into_iter().map(Tag::new).collect(),
        &NAMES.into_iter().map(NameId::new).collect(),
        &IntSet::from_iter([NAME_LANGUAGE]),
    );
    skera::subset_font(&font, &plan).map_err(|error| fault(&error))
}

/// The rules that make the faces known to a style sheet at the root of the book, and set its text in them.
pub(super) fn rules(subsets: &[Subset<'_>]) -> String {
    let mut css = String::new();
    for subset in subsets {
        let Face { family, style, size_adjust, .. } = subset.face;
        let weight = if style.bold { "bold" } else { "normal" };
        let slope = if style.italic { "italic" } else { "normal" };
        let adjusted =
            if *size_adjust == 1.0 { String::new() } else { format!("size-adjust: {:.0}%; ", size_adjust * 100.0) };
        let _ = writeln!(
            css,
            "@font-face {{ font-family: \"{family}\"; font-weight: {weight}; font-style: {slope}; {adjusted}src: url({}) }}",
            subset.path()
        );
    }
    // A family stands where its first face does; what a style asks for first goes before the others.
    let families = |mono_first: bool| {
        let mut families: Vec<(bool, &str)> = Vec::new();
        for Face { family, style, .. } in subsets.iter().map(|subset| subset.face) {
            if !families.iter().any(|(_, known)| known == family) {
                families.push((style.mono != mono_first, family));
            }
        }
        families.sort_by_key(|(last, _)| *last);
        families.iter().fold(String::new(), |list, (_, family)| list + "\"" + family + "\", ")
    };
    let _ = writeln!(css, "body {{ font-family: {}serif }}", families(false));
    let _ = writeln!(css, "code, pre {{ font-family: {}monospace }}", families(true));
    css
}

#[cfg(test)]
mod tests {
    use read_fonts::TableProvider as _;

    use super::*;

    #[test]
    fn a_subset_shows_the_characters_that_it_was_cut_for() {
        let mut fonts = FontUse::new();
        fonts.add(FaceStyle { bold: true, ..FaceStyle::default() }, "Əliyev ı i İ ğ ş\n");
        fonts.add(FaceStyle { mono: true, italic: true, ..FaceStyle::default() }, "ə = 1");
        let faces = Fonts::default();
        let subsets = fonts.subsets(&faces).expect("sound faces");
        let names: Vec<&str> = subsets.iter().map(|subset| &*subset.face.name).collect();
        assert_eq!(names, ["NotoSerif-Regular", "NotoSerif-Bold", "NotoSansMono-Regular"]);
        let bold = FontRef::new(&subsets[1].bytes).expect("a font");
        let cmap = bold.cmap().expect("a cmap");
        for letter in "Əliyevıİğş".chars() {
            assert!(cmap.map_codepoint(letter).is_some_and(|glyph| glyph.to_u32() != 0), "{letter}");
        }
        assert!(cmap.map_codepoint('w').is_none());
        assert!(bold.gpos().is_ok(), "kerning is kept");
        let licence =
            bold.name().expect("names").name_record().iter().any(|record| record.name_id() == NameId::new(13));
        assert!(licence, "the licence is kept");
        assert!(subsets[1].bytes.len() < 12_000, "{}", subsets[1].bytes.len());
    }
}
