//! [`Document`] in, PDF out: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) at once.
//!
//! 1. [`layout`](crate::layout) sets the article in pages;
//! 2. [`font`] embeds of each face the glyphs that the pages use;
//! 3. [`page`] draws the pages with `printpdf`, every piece of text marked with what it belongs to;
//!    [`picture`] brings pictures into a form that PDF shows;
//! 4. [`archival`] lifts the drawn document to the standards, over `lopdf`: it calls [`tag`] for the structure tree,
//!    [`link`] for annotations, [`outline`] for bookmarks, [`metadata`] and [`rights`] for XMP, and writes the file.
//!
//! What is ours and not the source's is marked by its structure type: `Lbl`, and the types whose names begin with
//! `Istinad` (role-mapped to standard ones). Everything else in the tree is the source's words in reading order.

mod archival;
mod font;
mod link;
mod metadata;
mod outline;
mod page;
mod picture;
mod rights;
mod tag;

use super::{RenderOptions, Renderer};
use crate::diagnostic::Outcome;
use crate::error::Result;
use crate::model::Document;

/// The PDF renderer.
#[derive(Debug, Clone, Copy)]
pub struct Pdf;

impl Renderer for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn extension(&self) -> &'static str {
        "pdf"
    }

    fn media_type(&self) -> &'static str {
        "application/pdf"
    }

    fn render(&self, document: &Document, options: &RenderOptions) -> Result<Outcome<Vec<u8>>> {
        let written = options.time_of_writing(document)?;
        let mut layout = crate::layout::layout(document, written, &options.page_style, &options.fonts);
        let diagnostics = std::mem::take(&mut layout.diagnostics);
        let fonts = font::embed(&layout, &options.fonts)?;
        let drawn = page::draw(document, &layout, &fonts)?;
        let bytes = archival::finish(document, written, &layout, drawn)?;
        Ok(Outcome::new(bytes, diagnostics))
    }
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16 with its byte order mark.
fn text_string(text: &str) -> lopdf::Object {
    lopdf::Object::String(utf16(text), lopdf::StringFormat::Hexadecimal)
}

/// UTF-16BE with its byte order mark.
fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    bytes
}
