//! Of each face the glyphs that the pages use, embedded as a CID font (ISO 32000-1, 9.7).
//!
//! 1. [`embed`] finds the glyphs and cuts the faces down to them;
//! 2. while the pages are drawn, [`EmbeddedFont::text`] notes what each glyph stands for;
//! 3. [`EmbeddedFont::write`] writes the font: its program, its widths and the way back from glyphs to text.
//!
//! `printpdf` would embed them as well; it copies every program several times, and writes a ToUnicode map and a font
//! program twice as large as they need be.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use read_fonts::collections::IntSet;
use read_fonts::types::Tag;
use read_fonts::{FontRef, TableProvider as _};
use subsetter::GlyphRemapper;
use write_fonts::FontBuilder;

use crate::error::{Error, Result};
use crate::fonts::{Face, FaceId, Fonts};
use crate::layout::Layout;
use crate::render::deflate::zlib_quickly;

/// One embedded face.
pub(super) struct EmbeddedFont<'a> {
    pub(super) face: &'a Face,
    /// Its name in the page resources.
    pub(super) resource: String,
    /// Six capitals and the name of the face (ISO 32000-1, 9.6.4).
    name: String,
    /// The font program (TrueType).
    program: Vec<u8>,
    italic_angle: f32,
    /// From glyphs of the face to glyphs of the program, whose numbers are the codes in the file.
    glyphs: GlyphRemapper,
    /// For each code, its width as the file states it: whole thousandths of an em.
    widths: Vec<u16>,
    /// For each code, what it stands for. A file has one text for a glyph: where it stands for another one, the page
    /// says so (ActualText).
    texts: Vec<Option<String>>,
}

impl EmbeddedFont<'_> {
    /// The code of a glyph, and its width in thousandths of an em.
    pub(super) fn glyph(&self, id: u16) -> (u16, u16) {
        let code = self.glyphs.get(id).unwrap_or(0);
        (code, self.widths.get(usize::from(code)).copied().unwrap_or(0))
    }

    /// What a glyph stands for in the file: what was said of it first.
    pub(super) fn text(&mut self, id: u16, say: impl FnOnce(&Face) -> String) -> &str {
        let code = self.glyphs.get(id).unwrap_or(0);
        match self.texts.get_mut(usize::from(code)) {
            Some(text) => text.get_or_insert_with(|| mappable(say(self.face))),
            None => "",
        }
    }

    /// Adds the font to a document.
    pub(super) fn write(self, pdf: &mut Document) -> ObjectId {
        let face = self.face;
        let measures = face.measures();
        let thousandths = |units: i16| i64::from(units) * 1000 / i64::from(measures.units_per_em);
        // ISO 32000-1, table 123: fixed pitch, symbolic (not only the standard Latin characters), italic.
        let flags = i64::from(face.style.mono) | 1 << 2 | i64::from(face.style.italic) << 6;
        let length = i64::try_from(self.program.len()).unwrap_or(i64::MAX);
        let mut entries: Dictionary = dictionary! { "Length1" => length };
        let program = match zlib_quickly(&self.program) {
            Some(packed) => {
                entries.set("Filter", "FlateDecode");
                packed
            }
            None => self.program,
        };
        let program = pdf.add_object(Stream::new(entries, program));
        let descriptor = pdf.add_object(dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => Object::Name(self.name.clone().into_bytes()),
            "Flags" => flags,
            "FontBBox" => measures.bounds.map(|edge| Object::from(thousandths(edge))).to_vec(),
            "ItalicAngle" => Object::Real(self.italic_angle),
            "Ascent" => thousandths(measures.ascent),
            "Descent" => thousandths(measures.descent),
            "CapHeight" => thousandths(measures.cap_height),
            // No table of a font has it; these are usual for the two weights.
            "StemV" => if face.style.bold { 166 } else { 88 },
            "FontFile2" => program,
        });
        let widths: Vec<Object> = self.widths.iter().map(|&width| Object::from(i64::from(width))).collect();
        let system: Dictionary = dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        };
        let descendant = pdf.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "CIDFontType2",
            "BaseFont" => Object::Name(self.name.clone().into_bytes()),
            "CIDSystemInfo" => system,
            "FontDescriptor" => descriptor,
            "W" => vec![Object::from(0), widths.into()],
            "CIDToGIDMap" => "Identity",
        });
        let to_unicode = pdf.add_object(Stream::new(Dictionary::new(), to_unicode(&self.texts).into_bytes()));
        pdf.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => Object::Name(self.name.into_bytes()),
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![Object::from(descendant)],
            "ToUnicode" => to_unicode,
        })
    }
}

/// Subsets every face that a layout uses.
pub(super) fn embed<'a>(layout: &Layout, fonts: &'a Fonts) -> Result<BTreeMap<FaceId, EmbeddedFont<'a>>> {
    let mut used: BTreeMap<FaceId, IntSet<u16>> = BTreeMap::new();
    for run in layout.pages.iter().flat_map(|page| &page.texts) {
        used.entry(run.face).or_insert_with(IntSet::empty).extend(run.glyphs.iter().map(|glyph| glyph.id));
    }
    used.into_iter().map(|(face, glyphs)| Ok((face, subset(face, fonts.face(face), &glyphs)?))).collect()
}

fn subset<'a>(id: FaceId, face: &'a Face, used: &IntSet<u16>) -> Result<EmbeddedFont<'a>> {
    let units = u32::from(face.measures().units_per_em);
    let mut glyphs = GlyphRemapper::new();
    for glyph in used.iter() {
        glyphs.remap(glyph);
    }
    let fault = |error: &dyn std::fmt::Display| Error::render("PDF", format_args!("{}: {error}", face.name));
    let program = subsetter::subset(face.bytes(), 0, &glyphs).map_err(|error| fault(&error))?;
    let program = lean(&program).map_err(|error| fault(&error))?;
    let whole = FontRef::new(face.bytes()).map_err(|error| fault(&error))?;
    #[expect(clippy::cast_possible_truncation, reason = "an angle in degrees")]
    let italic_angle = whole.post().map_or(0.0, |post| post.italic_angle().to_f64() as f32);
    let width = |glyph| (u32::from(face.advance(glyph)) * 1000 + units / 2) / units;
    let widths: Vec<u16> =
        glyphs.remapped_gids().map(|glyph| u16::try_from(width(glyph)).unwrap_or(u16::MAX)).collect();
    let texts = vec![None; widths.len()];
    let name = format!("{}+{}", tag(id, used), face.name);
    let resource = format!("F{}", id.index());
    Ok(EmbeddedFont { face, resource, name, program, italic_angle, glyphs, widths, texts })
}

/// The font program without the tables that PDF has no use for (ISO 32000-1, 9.9): names and PostScript names. Who
/// holds the rights in the face says the face; the licences of ours (OFL 1.1) ask nothing of documents.
fn lean(program: &[u8]) -> std::result::Result<Vec<u8>, read_fonts::ReadError> {
    let font = FontRef::new(program)?;
    let mut builder = FontBuilder::new();
    for record in font.table_directory.table_records() {
        let tag = record.tag();
        if ![Tag::new(b"name"), Tag::new(b"post")].contains(&tag)
            && let Some(table) = font.table_data(tag)
        {
            builder.add_raw(tag, table.as_bytes());
        }
    }
    Ok(builder.build())
}

/// What codes stand for (ISO 32000-1, 9.10.3): consecutive codes of consecutive characters as a range.
fn to_unicode(texts: &[Option<String>]) -> String {
    let mut ranges: Vec<(u16, u16, &str)> = Vec::new();
    for (code, text) in (0u16..).zip(texts) {
        let Some(text) = text else { continue };
        match ranges.last_mut() {
            Some((first, last, start))
                if *last + 1 == code && code % 256 != 0 && follows(start, code - *first, text) =>
            {
                *last = code;
            }
            _ => ranges.push((code, code, text)),
        }
    }
    let mut map = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry(Adobe)\
        /Ordering(UCS)/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
        1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
        .to_owned();
    // At most a hundred of a kind in one section.
    let (single, several): (Vec<_>, Vec<_>) = ranges.into_iter().partition(|(first, last, _)| first == last);
    for ranges in single.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", ranges.len());
        for (code, _, text) in ranges {
            let _ = writeln!(map, "<{code:04X}><{}>", utf16_hex(text));
        }
        map.push_str("endbfchar\n");
    }
    for ranges in several.chunks(100) {
        let _ = writeln!(map, "{} beginbfrange", ranges.len());
        for (first, last, text) in ranges {
            let _ = writeln!(map, "<{first:04X}><{last:04X}><{}>", utf16_hex(text));
        }
        map.push_str("endbfrange\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}

/// As much of a text as one code may stand for: 512 bytes of UTF-16 (ISO 32000-1, 9.10.3). Marks without end on one
/// letter are more.
fn mappable(mut text: String) -> String {
    let mut bytes = 0;
    let end = text.char_indices().find(|(_, character)| {
        bytes += 2 * character.len_utf16();
        bytes > 512
    });
    if let Some((end, _)) = end {
        text.truncate(end);
    }
    text
}

/// Whether a text is the one character that stands `distance` behind the one character of `start`, with nothing but
/// the last byte of its code unit raised.
fn follows(start: &str, distance: u16, text: &str) -> bool {
    let only = |text: &str| {
        let mut units = text.encode_utf16();
        units.next().filter(|_| units.next().is_none())
    };
    match (only(start), only(text)) {
        (Some(start), Some(unit)) => start.checked_add(distance) == Some(unit) && start >> 8 == unit >> 8,
        _ => false,
    }
}

fn utf16_hex(text: &str) -> String {
    text.encode_utf16().fold(String::new(), |mut hex, unit| {
        let _ = write!(hex, "{unit:04X}");
        hex
    })
}

/// Six capitals that name this subset (ISO 32000-1, 9.6.4): a hash of its glyphs, so that equal input has equal names.
fn tag(id: FaceId, used: &IntSet<u16>) -> String {
    // FNV-1a.
    let mut hash = 0xcbf2_9ce4_8422_2325u64 ^ id.index() as u64;
    for byte in used.iter().flat_map(u16::to_be_bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (0..6)
        .map(|_| {
            let letter = u8::try_from(hash % 26).unwrap_or(0);
            hash /= 26;
            char::from(b'A' + letter)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_characters_are_ranges() {
        let texts = ["a", "b", "c", "x", "ff", "\u{ff}", "\u{100}", "😀"].map(|text| Some(text.to_owned()));
        let texts: Vec<Option<String>> = std::iter::once(None).chain(texts).collect();
        let map = to_unicode(&texts);
        assert!(map.contains("1 beginbfrange\n<0001><0003><0061>\nendbfrange"), "{map}");
        assert!(
            map.contains(
                "5 beginbfchar\n<0004><0078>\n<0005><00660066>\n<0006><00FF>\n<0007><0100>\n<0008><D83DDE00>\nendbfchar"
            ),
            "{map}"
        );
    }
}
