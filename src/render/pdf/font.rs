//! Of each face the glyphs that the pages use, embedded as a CID font.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{FontId, FontMetrics, ParsedFont, PdfFont};
use subsetter::GlyphRemapper;

use crate::error::{Error, Result};
use crate::fonts::{Face, FaceId, Fonts};
use crate::layout::Layout;

/// One embedded face.
pub(super) struct EmbeddedFont<'a> {
    pub(super) face: &'a Face,
    /// Its name in the page resources.
    pub(super) id: FontId,
    pub(super) font: PdfFont,
    glyphs: GlyphRemapper,
    /// For each glyph of the subset, its width as the file states it: whole thousandths of an em.
    widths: Vec<u16>,
}

impl EmbeddedFont<'_> {
    /// The number of a glyph in the subset, and its width in thousandths of an em.
    pub(super) fn glyph(&self, id: u16) -> (u16, u16) {
        let glyph = self.glyphs.get(id).unwrap_or(0);
        (glyph, self.widths.get(usize::from(glyph)).copied().unwrap_or(0))
    }
}

/// Subsets every face that a layout uses.
pub(super) fn embed<'a>(layout: &Layout, fonts: &'a Fonts) -> Result<BTreeMap<FaceId, EmbeddedFont<'a>>> {
    let mut used: BTreeMap<FaceId, BTreeSet<u16>> = BTreeMap::new();
    for run in layout.pages.iter().flat_map(|page| &page.texts) {
        used.entry(run.face).or_default().extend(run.glyphs.iter().map(|glyph| glyph.id));
    }
    used.into_iter().map(|(id, glyphs)| Ok((id, subset(id, fonts.face(id), &glyphs)?))).collect()
}

fn subset<'a>(id: FaceId, face: &'a Face, used: &BTreeSet<u16>) -> Result<EmbeddedFont<'a>> {
    let measures = face.measures();
    let mut glyphs = GlyphRemapper::new();
    for &glyph in used {
        glyphs.remap(glyph);
    }
    let bytes = subsetter::subset(face.bytes(), 0, &glyphs)
        .map_err(|error| Error::render("PDF", format_args!("{}: {error}", face.name)))?;
    let units = u32::from(measures.units_per_em);
    let advances: Vec<u16> = glyphs.remapped_gids().map(|glyph| face.advance(glyph)).collect();
    // printpdf states widths as whole thousandths, rounded down.
    let widths =
        advances.iter().map(|&advance| u16::try_from(u32::from(advance) * 1000 / units).unwrap_or(u16::MAX)).collect();
    let by_glyph: BTreeMap<u16, u16> = (0u16..).zip(advances).collect();
    let name = format!("{}+{}", tag(id, used), face.name);
    let metrics = FontMetrics { ascent: measures.ascent, descent: measures.descent };
    let mut font =
        ParsedFont::with_glyph_data(bytes, 0, Some(name), BTreeMap::new(), by_glyph, measures.units_per_em, metrics);
    let [left, bottom, right, top] = measures.bounds;
    font.pdf_font_metrics.x_min = left;
    font.pdf_font_metrics.y_min = bottom;
    font.pdf_font_metrics.x_max = right;
    font.pdf_font_metrics.y_max = top;
    font.pdf_font_metrics.us_weight_class = if face.style.bold { 700 } else { 400 };
    let font = PdfFont::new(font);
    Ok(EmbeddedFont { face, id: FontId(format!("F{}", id.index())), font, glyphs, widths })
}

/// Six capitals that name this subset (ISO 32000-1, 9.6.4): a hash of its glyphs, so that equal input has equal names.
fn tag(id: FaceId, used: &BTreeSet<u16>) -> String {
    // FNV-1a.
    let mut hash = 0xcbf2_9ce4_8422_2325u64 ^ id.index() as u64;
    for byte in used.iter().flat_map(|glyph| glyph.to_be_bytes()) {
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
