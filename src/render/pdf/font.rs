//! Of each face the glyphs that the pages use, embedded as a CID font (ISO 32000-1, 9.7).
//!
//! 1. [`embed`] finds the glyphs and cuts the faces down to them;
//! 2. while the pages are drawn, [`EmbeddedFont::code`] notes what each glyph stands for;
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
use crate::layout::{Layout, LineOrder};
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
    /// From glyphs of the face to glyphs of the program, whose numbers are their codes in the file.
    glyphs: GlyphRemapper,
    /// For each code, its width as the file states it: whole thousandths of an em.
    widths: Vec<u16>,
    /// For each code, what it stands for.
    texts: Vec<Option<String>>,
    /// Further codes of glyphs that stand for several texts: a file has one text for a code.
    others: BTreeMap<(u16, String), u16>,
    /// The glyphs of these codes, in order.
    shown_by_others: Vec<u16>,
}

impl EmbeddedFont<'_> {
    /// The width of a code, in thousandths of an em.
    pub(super) fn width(&self, code: u16) -> u16 {
        self.widths.get(usize::from(code)).copied().unwrap_or(0)
    }

    /// The code of a glyph that stands for some text; none where no code can say all of it. For a glyph without a text of
    /// its own, which a cluster has beside another one, that is any code of it.
    pub(super) fn code(&mut self, id: u16, text: &str) -> u16 {
        let code = self.glyphs.get(id).unwrap_or(0);
        match self.texts.get_mut(usize::from(code)) {
            Some(Some(known)) if known == text || text.is_empty() => code,
            Some(Some(_)) => self.other_code(code, text),
            // Every code of a file has a text (ISO 19005-2, 6.2.11.7.2).
            Some(unknown @ None) => {
                *unknown = Some(if text.is_empty() { NO_TEXT.to_owned() } else { mappable(text).to_owned() });
                // pdf.js sees the space before a letter of no width a second time, behind it: alef of a ligature with lam.
                // A thousandth is as much as a width may differ from that in the program (ISO 19005-2, 6.2.11.5).
                if let Some(width @ 0) = self.widths.get_mut(usize::from(code))
                    && text.chars().all(char::is_alphanumeric)
                    && !text.is_empty()
                {
                    *width = 1;
                }
                code
            }
            None => code,
        }
    }

    fn other_code(&mut self, code: u16, text: &str) -> u16 {
        let key = (code, mappable(text).to_owned());
        if let Some(known) = self.others.get(&key) {
            return *known;
        }
        // More than there are codes no article has; the page says what they stand for (ActualText).
        let Ok(other) = u16::try_from(self.widths.len()) else { return code };
        self.widths.push(self.width(code));
        self.texts.push(Some(key.1.clone()));
        self.shown_by_others.push(code);
        self.others.insert(key, other);
        other
    }

    /// The code of a mark of direction, which shows nothing and has no width; none if the face has no glyph of that kind.
    pub(super) fn direction(&mut self, mark: char) -> Option<u16> {
        let glyph = nothing(self.face).filter(|glyph| self.glyphs.get(*glyph).is_some())?;
        let code = self.code(glyph, mark.encode_utf8(&mut [0; 4]));
        (self.width(code) == 0).then_some(code)
    }

    /// Whether a code says this text.
    pub(super) fn says(&self, code: u16, text: &str) -> bool {
        self.texts.get(usize::from(code)).and_then(Option::as_deref) == Some(text)
    }

    /// Which glyph each code shows (ISO 32000-1, 9.7.4.2): its own number, unless there are further codes.
    fn glyphs_of_codes(&self, pdf: &mut Document) -> Object {
        if self.shown_by_others.is_empty() {
            return "Identity".into();
        }
        // One number for each: they begin as the glyphs do.
        let own = (0u16..).take(self.widths.len() - self.shown_by_others.len());
        let map = own.chain(self.shown_by_others.iter().copied()).flat_map(u16::to_be_bytes).collect();
        pdf.add_object(Stream::new(Dictionary::new(), map)).into()
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
            None => self.program.clone(),
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
        let glyphs_of_codes = self.glyphs_of_codes(pdf);
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
            "CIDToGIDMap" => glyphs_of_codes,
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
        let used = used.entry(run.face).or_insert_with(IntSet::empty);
        used.extend(run.glyphs.iter().map(|glyph| glyph.id));
        if run.line == LineOrder::RightToLeft {
            used.extend(nothing(fonts.face(run.face)));
        }
    }
    used.into_iter().map(|(face, glyphs)| Ok((face, subset(face, fonts.face(face), &glyphs)?))).collect()
}

/// The glyph of a face that shows nothing and has no width: that of the zero width space. Of other faces than the
/// bundled ones nobody knows what it shows.
fn nothing(face: &Face) -> Option<u16> {
    face.glyph('\u{200b}').filter(|&glyph| face.is_bundled() && face.advance(glyph) == 0)
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
    let (others, shown_by_others) = (BTreeMap::new(), Vec::new());
    Ok(EmbeddedFont { face, resource, name, program, italic_angle, glyphs, widths, texts, others, shown_by_others })
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

/// What codes stand for (ISO 32000-1, 9.10.3), one by one: ranges would be shorter, and Ghostscript 10.0 misreads those
/// above U+00FF.
fn to_unicode(texts: &[Option<String>]) -> String {
    let mut map = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry(Adobe)\
        /Ordering(UCS)/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
        1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
        .to_owned();
    let known: Vec<(u16, &str)> =
        (0u16..).zip(texts).filter_map(|(code, text)| Some((code, text.as_deref()?))).collect();
    // At most a hundred in one section.
    for known in known.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", known.len());
        for (code, text) in known {
            let _ = writeln!(map, "<{code:04X}><{}>", utf16_hex(text));
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}

/// What a glyph stands for that has no text of its own.
const NO_TEXT: &str = "\u{fffd}";

/// As much of a text as one code may stand for: 512 bytes of UTF-16 (ISO 32000-1, 9.10.3); marks without end on one
/// letter are more. Of some characters none (ISO 19005-2, 6.2.11.7.2), nor of those for private use, which the page has to
/// say in words (6.2.11.7.3).
fn mappable(text: &str) -> &str {
    let is_private = |character| matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    if text.contains(['\0', '\u{feff}', '\u{fffe}']) || text.contains(is_private) {
        return NO_TEXT;
    }
    let mut bytes = 0;
    let end = text.char_indices().find(|(_, character)| {
        bytes += 2 * character.len_utf16();
        bytes > 512
    });
    end.map_or(text, |(end, _)| &text[..end])
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
    fn every_code_says_what_it_stands_for() {
        let texts = ["a", "b", "ff", "\u{ff}", "ə", "😀"].map(|text| Some(text.to_owned()));
        let texts: Vec<Option<String>> = std::iter::once(None).chain(texts).collect();
        let map = to_unicode(&texts);
        assert!(
            map.contains(
                "6 beginbfchar\n<0001><0061>\n<0002><0062>\n<0003><00660066>\n<0004><00FF>\n<0005><0259>\n\
                 <0006><D83DDE00>\nendbfchar"
            ),
            "{map}"
        );
        assert!(!map.contains("bfrange"), "{map}");
    }
}
