//! An edition in, PDF out: an archival file (PDF/A, ISO 19005) and an accessible one (PDF/UA, ISO 14289) at once.
//!
//! 1. [`layout`](crate::layout) sets the article in pages;
//! 2. [`font`] cuts each face down to the glyphs that the pages use;
//! 3. [`page`] has `printpdf` make the pages and draws what stands on them with the operators of [`content`], every
//!    piece of text marked with what it belongs to; [`picture`] brings pictures into a form that PDF shows;
//! 4. [`archival`] lifts the drawn document to the [`Standard`], over `lopdf`: it calls [`tag`] for the structure tree,
//!    [`link`] for annotations, [`outline`] for bookmarks, [`metadata`] and [`rights`] for [`xmp`], and [`attach`] for
//!    attached files;
//! 5. [`file`] writes the objects, as [`syntax`] has it.
//!
//! What is ours and not the source's is marked by its structure type: `Lbl`, and the types whose names begin with
//! `Istinad` (role-mapped to standard ones). Everything else in the tree is the source's words in reading order.

mod archival;
mod attach;
mod content;
mod direction;
mod file;
mod font;
mod link;
mod metadata;
mod outline;
mod page;
mod picture;
mod rights;
mod syntax;
mod tag;
mod xmp;

use lopdf::ObjectId;

use super::{Edition, RenderOptions, Renderer};
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::error::Result;
use crate::layout::structure::ElementId;

/// The PDF renderer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pdf {
    standard: Standard,
}

/// The standards that a PDF keeps. PDF/A-4 is over PDF 2.0 and PDF/UA-1 over PDF 1.7, so there are no other pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Standard {
    /// PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1), over PDF 1.7. Nothing is attached.
    #[default]
    A2aUa1,
    /// PDF/A-3a (ISO 19005-3) and PDF/UA-1, over PDF 1.7, with attachments.
    A3aUa1,
    /// PDF/A-4f (ISO 19005-4) and PDF/UA-2 (ISO 14289-2), over PDF 2.0, with attachments: without one it is no file
    /// of this kind.
    A4fUa2,
}

impl Standard {
    /// All of them, the default first.
    pub const ALL: [Self; 3] = [Self::A2aUa1, Self::A3aUa1, Self::A4fUa2];

    /// Its name, as `--pdf-standard` takes it: `a-2a,ua-1`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A2aUa1 => "a-2a,ua-1",
            Self::A3aUa1 => "a-3a,ua-1",
            Self::A4fUa2 => "a-4f,ua-2",
        }
    }

    /// The version of PDF that it is over.
    const fn version(self) -> &'static str {
        match self {
            Self::A2aUa1 | Self::A3aUa1 => "1.7",
            Self::A4fUa2 => "2.0",
        }
    }

    /// Whether metadata in schemas of one's own have to be described in the file. PDF/A-4 dropped that.
    const fn describes_schemas(self) -> bool {
        match self {
            Self::A2aUa1 | Self::A3aUa1 => true,
            Self::A4fUa2 => false,
        }
    }

    /// Whether files of any kind may be attached.
    const fn attaches(self) -> bool {
        match self {
            Self::A2aUa1 => false,
            Self::A3aUa1 | Self::A4fUa2 => true,
        }
    }
}

impl Pdf {
    /// The renderer for PDF/A-2a and PDF/UA-1.
    pub const fn new() -> Self {
        Self { standard: Standard::A2aUa1 }
    }

    /// Sets the standards that its files keep.
    #[must_use]
    pub const fn with_standard(mut self, standard: Standard) -> Self {
        self.standard = standard;
        self
    }

    /// The renderer for files that keep a standard.
    pub const fn keeping(standard: Standard) -> &'static Self {
        match standard {
            Standard::A2aUa1 => &Self { standard: Standard::A2aUa1 },
            Standard::A3aUa1 => &Self { standard: Standard::A3aUa1 },
            Standard::A4fUa2 => &Self { standard: Standard::A4fUa2 },
        }
    }
}

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

    fn attaches(&self) -> bool {
        self.standard.attaches()
    }

    fn render(&self, edition: &Edition<'_>, options: &RenderOptions) -> Result<Outcome<Vec<u8>>> {
        if self.standard == Standard::A4fUa2 && options.attachments.is_empty() {
            return Err(Diagnostic::new(Code::AttachmentMissing, "PDF/A-4f carries attachments, and there are none")
                .with_hint("attach the article's own file, or keep another standard")
                .into());
        }
        let document = edition.document;
        let mut layout = crate::layout::layout(document, &edition.statement, &options.page_style, &options.fonts);
        let diagnostics = std::mem::take(&mut layout.diagnostics);
        for page in &mut layout.pages {
            direction::space_lines(&mut page.texts, &options.fonts);
        }
        let fonts = font::embed(&layout, &options.fonts)?;
        let drawn = page::draw(document, &mut layout, fonts)?;
        let bytes = archival::finish(edition, self.standard, options, &layout, drawn)?;
        Ok(Outcome::new(bytes, diagnostics))
    }
}

/// Where things are in the file that is being made.
#[derive(Clone, Copy)]
struct ObjectIds<'a> {
    standard: Standard,
    pages: &'a [ObjectId],
    /// The elements of the structure, in their order. One without content is not written.
    elements: &'a [ObjectId],
}

impl ObjectIds<'_> {
    /// What a destination names (ISO 32000-1, 12.3.2): the page, or where the standard asks for a structure destination
    /// (ISO 14289-2, 8.8), the element.
    fn target(self, page: usize, element: ElementId) -> Option<ObjectId> {
        match self.standard {
            Standard::A2aUa1 | Standard::A3aUa1 => self.pages.get(page).copied(),
            Standard::A4fUa2 => self.elements.get(element.0).copied(),
        }
    }
}

/// A text string (ISO 32000-1, 7.9.2.2): ASCII as it is (PDFDocEncoding has it in the same places), else UTF-16 with
/// its byte order mark.
fn text_string(text: &str) -> lopdf::Object {
    let plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    lopdf::Object::String(if plain { text.into() } else { utf16(text) }, lopdf::StringFormat::Literal)
}

/// UTF-16BE with its byte order mark.
fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    bytes
}
