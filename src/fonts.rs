//! The faces that text is set in: which face shows which character.
//!
//! 1. [`BUNDLED`] lists the bundled faces, compiled into the binary; each is parsed once in a process, on first use.
//!    Those of the features `scripts` (Arabic, Georgian) and `symbols` (emoji, signs) can be left out of a build.
//! 2. [`Fonts`] are the bundled faces and the ones that were added: [`Face::added`] checks that a font file may be
//!    embedded and can be.
//! 3. [`Fonts::select`] picks the face for a character in a style: the style's own face, else a face of the same
//!    weight, else any face that has it; bundled faces go before added ones. A character that none has stays without a
//!    face, and whoever asks says so.
//!
//! No font of the system is ever looked for: the same article looks the same everywhere.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use harfrust::font::Font;
use read_fonts::types::NameId;
use read_fonts::{FontRef, TableProvider as _};

use crate::diagnostic::{Code, Diagnostic};
use crate::error::{Error, Result};

/// A face: an index into [`Fonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(u8);

impl FaceId {
    /// The index in [`Fonts`]: bundled faces first.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

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

/// One face.
pub struct Face {
    /// Its PostScript name: letters, digits and hyphens.
    pub name: Cow<'static, str>,
    /// The name of its family, as style sheets use it.
    pub family: Cow<'static, str>,
    /// What it looks like.
    pub style: FaceStyle,
    /// By how much it is set larger than the text around it, so that its letters look as large (CSS Fonts 5,
    /// `size-adjust`).
    pub size_adjust: f32,
    data: Data,
    common: CommonGlyphs,
}

/// How many characters are looked up at once.
const BLOCK: usize = 64;
/// The first character that is looked up alone: behind those of the scripts of Europe, of Arabic and of Georgian.
const UNCOMMON: usize = 0x1100;

/// The glyphs of the characters that most text is made of, a block of them from the first one on that is asked for; 0 where
/// there is none. Every word asks for each of its characters, of several faces.
struct CommonGlyphs([OnceLock<[u16; BLOCK]>; UNCOMMON / BLOCK]);

impl CommonGlyphs {
    const fn new() -> Self {
        Self([const { OnceLock::new() }; UNCOMMON / BLOCK])
    }
}

/// A font file (TrueType outlines), and what it is parsed to.
enum Data {
    Bundled(&'static [u8], OnceLock<Font>),
    Added(Arc<Vec<u8>>, Font),
}

impl std::fmt::Debug for Face {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.name)
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

/// Naskh has low letters under high stems: at one size they look smaller than Latin ones.
#[cfg(feature = "scripts")]
const NASKH: f32 = 1.2;

/// Emoji fill their em and more; at one size they stand out of the line.
#[cfg(feature = "symbols")]
const EMOJI: f32 = 0.95;

macro_rules! faces {
    ($($(#[$condition:meta])? $name:literal, $family:literal, $style:expr, $adjust:expr, $path:literal;)*) => {
        /// Every bundled face. The order is part of the output: it decides which face falls back to which.
        pub static BUNDLED: [Face; 6 + 4 * cfg!(feature = "scripts") as usize + 2 * cfg!(feature = "symbols") as usize] = [$($(#[$condition])? Face {
            name: Cow::Borrowed($name),
            family: Cow::Borrowed($family),
            style: $style,
            size_adjust: $adjust,
            data: Data::Bundled(include_bytes!(concat!("../fonts/", $path)), OnceLock::new()),
            common: CommonGlyphs::new(),
        },)*];
    };
}

faces! {
    "NotoSerif-Regular", "Noto Serif", style(false, false, false), 1.0, "noto-serif/NotoSerif-Regular.ttf";
    "NotoSerif-Bold", "Noto Serif", style(true, false, false), 1.0, "noto-serif/NotoSerif-Bold.ttf";
    "NotoSerif-Italic", "Noto Serif", style(false, true, false), 1.0, "noto-serif/NotoSerif-Italic.ttf";
    "NotoSerif-BoldItalic", "Noto Serif", style(true, true, false), 1.0, "noto-serif/NotoSerif-BoldItalic.ttf";
    "NotoSansMono-Regular", "Noto Sans Mono", style(false, false, true), 1.0, "noto-sans-mono/NotoSansMono-Regular.ttf";
    "NotoSansMono-Bold", "Noto Sans Mono", style(true, false, true), 1.0, "noto-sans-mono/NotoSansMono-Bold.ttf";
    #[cfg(feature = "scripts")]
    "NotoNaskhArabic-Regular", "Noto Naskh Arabic", style(false, false, false), NASKH, "noto-naskh-arabic/NotoNaskhArabic-Regular.ttf";
    #[cfg(feature = "scripts")]
    "NotoNaskhArabic-Bold", "Noto Naskh Arabic", style(true, false, false), NASKH, "noto-naskh-arabic/NotoNaskhArabic-Bold.ttf";
    #[cfg(feature = "scripts")]
    "NotoSerifGeorgian-Regular", "Noto Serif Georgian", style(false, false, false), 1.0, "noto-serif-georgian/NotoSerifGeorgian-Regular.ttf";
    #[cfg(feature = "scripts")]
    "NotoSerifGeorgian-Bold", "Noto Serif Georgian", style(true, false, false), 1.0, "noto-serif-georgian/NotoSerifGeorgian-Bold.ttf";
    #[cfg(feature = "symbols")]
    "NotoEmoji-Regular", "Noto Emoji", style(false, false, false), EMOJI, "noto-emoji/NotoEmoji-Regular.ttf";
    #[cfg(feature = "symbols")]
    "NotoSansSymbols2-Regular", "Noto Sans Symbols 2", style(false, false, false), 1.0, "noto-sans-symbols-2/NotoSansSymbols2-Regular.ttf";
}

/// The faces that text is set in: the bundled ones, and the ones that were added.
#[derive(Debug, Clone, Default)]
pub struct Fonts {
    added: Vec<Arc<Face>>,
}

impl Fonts {
    /// Adds a face; it shows what the bundled faces, and those added before it, do not have.
    ///
    /// # Errors
    /// If there are more than a hundred added faces.
    pub fn add(&mut self, face: Face) -> Result<()> {
        if self.added.len() >= MOST_ADDED {
            let message = format!("more than {MOST_ADDED} fonts are too many");
            return Err(Diagnostic::new(Code::FontRefused, message)
                .with_hint("name only those that are needed")
                .into());
        }
        self.added.push(Arc::new(face));
        Ok(())
    }

    /// A face.
    pub fn face(&self, id: FaceId) -> &Face {
        let index = id.index();
        BUNDLED.get(index).unwrap_or_else(|| &self.added[index - BUNDLED.len()])
    }

    /// Whether there are others than the bundled ones.
    pub(crate) fn has_added(&self) -> bool {
        !self.added.is_empty()
    }

    /// Every face, in order.
    pub fn ids(&self) -> impl Iterator<Item = FaceId> + use<> {
        (0u8..).map(FaceId).take(BUNDLED.len() + self.added.len())
    }

    /// The families of the added faces, each once, in order.
    pub fn added_families(&self) -> Vec<&str> {
        let mut families = Vec::new();
        for face in &self.added {
            if !families.contains(&&*face.family) {
                families.push(&*face.family);
            }
        }
        families
    }

    /// The face for a character in a style, or `None` if no face has the character.
    pub fn select(&self, character: char, style: FaceStyle) -> Option<FaceId> {
        let has = |id: &FaceId| self.face(*id).glyph(character).is_some();
        let exact = self.ids().find(|id| self.face(*id).style == style && has(id));
        exact
            .or_else(|| self.ids().find(|id| self.face(*id).style.bold == style.bold && has(id)))
            .or_else(|| self.ids().find(has))
    }

    /// The face that a style names first, whatever the character.
    pub fn primary(&self, style: FaceStyle) -> FaceId {
        let alike = |other: FaceStyle| other.mono == style.mono && other.bold == style.bold;
        self.ids()
            .find(|id| self.face(*id).style == style)
            .or_else(|| self.ids().find(|id| alike(self.face(*id).style)))
            .unwrap_or(FaceId(0))
    }
}

/// The most faces that can be added.
const MOST_ADDED: usize = 100;

impl Face {
    /// A face from a font file with TrueType outlines. `label` is what messages call the file.
    ///
    /// # Errors
    /// If it is no such file, if its licence forbids to embed it or a part of it (OpenType, `OS/2` `fsType`), or if it
    /// is a variable font or a collection: a page needs one face.
    pub fn added(label: &str, bytes: Vec<u8>) -> Result<Self> {
        let refused = |reason: &str, hint: &str| -> Error {
            Diagnostic::new(Code::FontRefused, format!("the font {label} cannot be used: {reason}"))
                .with_hint(hint)
                .into()
        };
        const KIND: &str = "give a font file with TrueType outlines (.ttf)";
        if bytes.starts_with(b"ttcf") {
            return Err(refused("it is a collection of fonts", "take the face out of it, and give that one"));
        }
        let broken = || refused("it is not a sound font file", KIND);
        let data = Arc::new(bytes);
        let tables = FontRef::new(&data).map_err(|_| broken())?;
        if tables.glyf().is_err() || tables.loca(None).is_err() {
            return Err(refused("its outlines are not TrueType outlines", KIND));
        }
        if tables.fvar().is_ok() {
            return Err(refused("it is a variable font", "make a static instance of it, and give that one"));
        }
        let (head, os2) = (tables.head().map_err(|_| broken())?, tables.os2().map_err(|_| broken())?);
        const RESTRICTED: u16 = 0x0002;
        const NO_SUBSETTING: u16 = 0x0100;
        const BITMAPS_ONLY: u16 = 0x0200;
        // The least restrictive of the lower bits holds; only "restricted" alone forbids.
        if os2.fs_type() & 0x000e == RESTRICTED || os2.fs_type() & (NO_SUBSETTING | BITMAPS_ONLY) != 0 {
            return Err(refused(
                "its licence does not allow to embed a part of it",
                "choose a font whose licence does, for example one under the SIL Open Font License",
            ));
        }
        let name = |ids: [u16; 2]| {
            let names = tables.name().ok()?;
            ids.into_iter().find_map(|id| {
                let record = names.name_record().iter().find(|record| record.name_id() == NameId::new(id))?;
                Some(record.string(names.string_data()).ok()?.to_string())
            })
        };
        let plain =
            |text: String, allowed: fn(char) -> bool| -> String { text.chars().filter(|c| allowed(*c)).collect() };
        let family = name([16, 1]).map(|text| plain(text, |c| c.is_alphanumeric() || c == ' ' || c == '-'));
        let family = family.filter(|family| !family.trim().is_empty()).ok_or_else(broken)?;
        let postscript = name([6, 4]).map(|text| plain(text, |c| c.is_ascii_alphanumeric() || c == '-'));
        let postscript = postscript.filter(|name| !name.is_empty()).ok_or_else(broken)?;
        let style = FaceStyle {
            bold: head.mac_style().contains(read_fonts::tables::head::MacStyle::BOLD),
            italic: head.mac_style().contains(read_fonts::tables::head::MacStyle::ITALIC),
            mono: tables.post().is_ok_and(|post| post.is_fixed_pitch() != 0),
        };
        let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::clone(&data) as _;
        let font = Font::new(shared, 0).ok_or_else(broken)?;
        Ok(Self {
            name: Cow::Owned(postscript),
            family: Cow::Owned(family),
            style,
            size_adjust: 1.0,
            data: Data::Added(data, font),
            common: CommonGlyphs::new(),
        })
    }

    /// The font file.
    pub fn bytes(&self) -> &[u8] {
        match &self.data {
            Data::Bundled(bytes, _) => bytes,
            Data::Added(bytes, _) => bytes,
        }
    }

    /// Whether it is one of [`BUNDLED`].
    pub fn is_bundled(&self) -> bool {
        matches!(self.data, Data::Bundled(..))
    }

    /// The points that a font unit has where the text around has this size.
    pub(crate) fn unit(&self, size: f32) -> f32 {
        size * self.size_adjust / f32::from(self.font().units_per_em())
    }

    /// The parsed font.
    pub(crate) fn font(&self) -> &Font {
        match &self.data {
            Data::Bundled(bytes, font) => {
                font.get_or_init(|| Font::new(*bytes, 0).expect("a bundled face is a sound font file"))
            }
            Data::Added(_, font) => font,
        }
    }

    /// The glyph of a character.
    pub fn glyph(&self, character: char) -> Option<u16> {
        let place = character as usize;
        let Some(block) = self.common.0.get(place / BLOCK) else { return self.mapped(character) };
        let glyphs = block.get_or_init(|| {
            let characters = (place - place % BLOCK..).map(|place| char::from_u32(u32::try_from(place).ok()?));
            let mut glyphs = [0; BLOCK];
            for (glyph, character) in glyphs.iter_mut().zip(characters) {
                *glyph = character.and_then(|character| self.mapped(character)).unwrap_or_default();
            }
            glyphs
        });
        Some(glyphs[place % BLOCK]).filter(|&glyph| glyph != 0)
    }

    /// The glyph of a character, by the table of the font.
    fn mapped(&self, character: char) -> Option<u16> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn fonts() -> Fonts {
        Fonts::default()
    }

    #[test]
    fn the_azerbaijani_alphabets_have_a_face_in_every_style() {
        let letters = "abcçdeəfgğhxıijkqlmnoöprsştuüvyzABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVYZ₼ӘәҒғӨөҮүҜҝҸҹҺһЈј";
        for bold in [false, true] {
            for (italic, mono) in [(false, false), (true, false), (false, true)] {
                let style = FaceStyle { bold, italic, mono };
                for letter in letters.chars() {
                    let id = fonts().select(letter, style).unwrap_or_else(|| panic!("{letter} has no face"));
                    assert_eq!(
                        fonts().face(id).style,
                        style,
                        "{letter} in {style:?} comes from {:?}",
                        fonts().face(id)
                    );
                }
            }
        }
    }

    #[test]
    fn a_character_without_a_face_is_none() {
        assert_eq!(fonts().select('\u{10ffff}', FaceStyle::default()), None);
    }
}
