//! The bundled faces: which face shows which character.
//!
//! 1. [`FACES`] lists the faces, compiled into the binary; each is parsed once in a process, on first use.
//! 2. [`select`] picks the face for a character in a style: the style's own face, else a face for its script, else
//!    any face that has it. A character that none has stays without a face, and whoever asks says so.

use std::sync::OnceLock;

use harfrust::font::Font;

/// A face: an index into [`FACES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(u8);

/// How text looks, as far as a choice of face can show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FaceStyle {
    /// Bold.
    pub bold: bool,
    /// Italic, where the family has italics.
    pub italic: bool,
    /// All characters equally wide.
    pub mono: bool,
}

/// One bundled face.
pub struct Face {
    /// Its PostScript name.
    pub name: &'static str,
    /// The name of its family, as style sheets use it.
    pub family: &'static str,
    /// What it looks like.
    pub style: FaceStyle,
    /// The font file (TrueType, unhinted).
    pub bytes: &'static [u8],
    font: OnceLock<Font>,
}

impl std::fmt::Debug for Face {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}

/// Measures of a face, in font units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measures {
    /// Font units per em.
    pub units_per_em: u16,
    /// Height above the baseline.
    pub ascent: i16,
    /// Depth below the baseline, negative.
    pub descent: i16,
    /// Height of capitals.
    pub cap_height: i16,
    /// The box that holds every glyph: left, bottom, right, top.
    pub bounds: [i16; 4],
}

const fn style(bold: bool, italic: bool, mono: bool) -> FaceStyle {
    FaceStyle { bold, italic, mono }
}

macro_rules! faces {
    ($($name:literal, $family:literal, $style:expr, $path:literal;)*) => {
        /// Every bundled face. The order is part of the output: it decides which face falls back to which.
        pub static FACES: [Face; 10] = [$(Face {
            name: $name,
            family: $family,
            style: $style,
            bytes: include_bytes!(concat!("../fonts/", $path)),
            font: OnceLock::new(),
        },)*];
    };
}

faces! {
    "NotoSerif-Regular", "Noto Serif", style(false, false, false), "noto-serif/NotoSerif-Regular.ttf";
    "NotoSerif-Bold", "Noto Serif", style(true, false, false), "noto-serif/NotoSerif-Bold.ttf";
    "NotoSerif-Italic", "Noto Serif", style(false, true, false), "noto-serif/NotoSerif-Italic.ttf";
    "NotoSerif-BoldItalic", "Noto Serif", style(true, true, false), "noto-serif/NotoSerif-BoldItalic.ttf";
    "NotoSansMono-Regular", "Noto Sans Mono", style(false, false, true), "noto-sans-mono/NotoSansMono-Regular.ttf";
    "NotoSansMono-Bold", "Noto Sans Mono", style(true, false, true), "noto-sans-mono/NotoSansMono-Bold.ttf";
    "NotoNaskhArabic-Regular", "Noto Naskh Arabic", style(false, false, false), "noto-naskh-arabic/NotoNaskhArabic-Regular.ttf";
    "NotoNaskhArabic-Bold", "Noto Naskh Arabic", style(true, false, false), "noto-naskh-arabic/NotoNaskhArabic-Bold.ttf";
    "NotoSerifGeorgian-Regular", "Noto Serif Georgian", style(false, false, false), "noto-serif-georgian/NotoSerifGeorgian-Regular.ttf";
    "NotoSerifGeorgian-Bold", "Noto Serif Georgian", style(true, false, false), "noto-serif-georgian/NotoSerifGeorgian-Bold.ttf";
}

impl FaceId {
    /// The face.
    pub fn face(self) -> &'static Face {
        &FACES[usize::from(self.0)]
    }

    /// The index in [`FACES`].
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Every face, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (0u8..).map(Self).take(FACES.len())
    }
}

impl Face {
    /// The parsed font.
    pub(crate) fn font(&self) -> &Font {
        self.font.get_or_init(|| Font::new(self.bytes, 0).expect("a bundled face is a sound font file"))
    }

    /// The glyph of a character.
    pub fn glyph(&self, character: char) -> Option<u16> {
        let glyph = self.font().charmap().map_unicode(character)?;
        u16::try_from(glyph.to_u32()).ok().filter(|&glyph| glyph != 0)
    }

    /// How far a glyph moves on, in font units.
    pub fn advance(&self, glyph: u16) -> u16 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an advance is an unsigned 16-bit field"
        )]
        let advance = self.font().glyph_metrics().h_advance(harfrust::GlyphId::new(u32::from(glyph))) as u16;
        advance
    }

    /// The measures of the face.
    pub fn measures(&self) -> Measures {
        #[expect(clippy::cast_possible_truncation, reason = "font units are signed 16-bit fields")]
        fn units(value: f64) -> i16 {
            value.round() as i16
        }
        let metrics = self.font().metrics();
        let line = metrics.hhea_line.as_ref().or(metrics.typo_line.as_ref());
        let (ascent, descent) =
            line.map_or((0, 0), |line| (units(line.ascender.to_f64()), units(line.descender.to_f64())));
        let bounds = &metrics.bounds;
        Measures {
            units_per_em: metrics.units_per_em,
            ascent,
            descent: -descent.abs(),
            cap_height: metrics.cap_height.map_or(ascent, |height| units(height.to_f64())),
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(|value| units(value.to_f64())),
        }
    }
}

/// The face for a character in a style, or `None` if no bundled face has the character.
pub fn select(character: char, style: FaceStyle) -> Option<FaceId> {
    let has = |id: &FaceId| id.face().glyph(character).is_some();
    let exact = FaceId::all().find(|id| id.face().style == style && has(id));
    exact
        .or_else(|| FaceId::all().find(|id| id.face().style.bold == style.bold && has(id)))
        .or_else(|| FaceId::all().find(has))
}

/// The face that a style names first, whatever the character.
pub fn primary(style: FaceStyle) -> FaceId {
    FaceId::all()
        .find(|id| id.face().style == style)
        .or_else(|| FaceId::all().find(|id| id.face().style.mono == style.mono && id.face().style.bold == style.bold))
        .unwrap_or(FaceId(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_azerbaijani_alphabets_have_a_face_in_every_style() {
        let letters = "abcçdeəfgğhxıijkqlmnoöprsştuüvyzABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVYZ₼ӘәҒғӨөҮүҜҝҸҹҺһЈј";
        for bold in [false, true] {
            for (italic, mono) in [(false, false), (true, false), (false, true)] {
                let style = FaceStyle { bold, italic, mono };
                for letter in letters.chars() {
                    let id = select(letter, style).unwrap_or_else(|| panic!("{letter} has no face"));
                    assert_eq!(id.face().style, style, "{letter} in {style:?} comes from {:?}", id.face());
                }
            }
        }
    }

    #[test]
    fn a_character_without_a_face_is_none() {
        assert_eq!(select('\u{10ffff}', FaceStyle::default()), None);
    }
}
