//! [`Document`] in, bytes out.
//!
//! [`RENDERERS`] lists the renderers: a new output format is one module and one row. What a file says is a function
//! of the document, the renderer, the options and this crate's version: no clock, no environment, no network.

pub(crate) mod archive;
mod attachment;
mod body;
pub(crate) mod deflate;
mod edition;
mod epub;
pub(crate) mod identity;
pub mod newsml;
mod ninjs;
pub mod pdf;
mod provider;
pub(crate) mod xml;

use std::fmt;

use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::error::Result;
use crate::fonts::Fonts;
use crate::layout::style::PageStyle;
use crate::model::{Document, Timestamp};
use crate::remedy::Remedy;
use crate::rights::PolicyForm;

pub use attachment::{Attachment, Relationship};
pub use edition::Edition;
pub use epub::Epub;
pub use newsml::NewsMlRenderer;
pub use ninjs::NinjsRenderer;
pub use pdf::Pdf;
pub use provider::Provider;

/// What turns a document into one kind of file.
pub trait Renderer: fmt::Debug + Sync {
    /// Its name, as `--to` takes it.
    fn name(&self) -> &'static str;

    /// The end of the names of its files, without the first dot: `newsml.xml`.
    fn extension(&self) -> &'static str;

    /// The media type of its files.
    fn media_type(&self) -> &'static str;

    /// The media type of the file that it makes of a document, where not all of its files have the same.
    fn media_type_of(&self, _: &Document) -> &'static str {
        self.media_type()
    }

    /// Whether its files are made where no format is asked for.
    fn is_default(&self) -> bool {
        true
    }

    /// Whether its files carry the attachments of the options.
    fn attaches(&self) -> bool {
        false
    }

    /// Makes the file.
    ///
    /// # Errors
    /// If the file cannot be made as its format demands.
    fn render(&self, edition: &Edition<'_>, options: &RenderOptions) -> Result<Outcome<Vec<u8>>>;
}

/// Every renderer.
pub static RENDERERS: &[&dyn Renderer] = &[&Pdf::new(), &Epub, &NewsMlRenderer, &NinjsRenderer];

/// What all renderers take.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct RenderOptions {
    /// The time that is written into the file as the time of its making; by default the article's own published time.
    pub modified: Option<Timestamp>,
    /// The archive that runs the tool.
    pub provider: Option<Provider>,
    /// The faces that text is set in.
    pub fonts: Fonts,
    /// How the terms are written down for machines where the format leaves the choice, which is NewsML-G2 alone: PDF
    /// and EPUB carry JSON-LD.
    pub policy_form: PolicyForm,
    /// How the pages look, in formats that have pages.
    pub page_style: PageStyle,
    /// Files to attach, for those renderers that [attach](Renderer::attaches) any.
    pub attachments: Vec<Attachment>,
}

impl RenderOptions {
    /// Sets the time that is written into the file.
    #[must_use]
    pub fn with_modified(mut self, modified: impl Into<Option<Timestamp>>) -> Self {
        self.modified = modified.into();
        self
    }

    /// Sets the archive that runs the tool.
    #[must_use]
    pub fn with_provider(mut self, provider: impl Into<Option<Provider>>) -> Self {
        self.provider = provider.into();
        self
    }

    /// Sets the faces that text is set in.
    #[must_use]
    pub fn with_fonts(mut self, fonts: Fonts) -> Self {
        self.fonts = fonts;
        self
    }

    /// Sets how the terms are written down for machines.
    #[must_use]
    pub fn with_policy_form(mut self, form: PolicyForm) -> Self {
        self.policy_form = form;
        self
    }

    /// Sets how the pages look.
    #[must_use]
    pub fn with_page_style(mut self, page_style: PageStyle) -> Self {
        self.page_style = page_style;
        self
    }

    /// Sets the files to attach.
    #[must_use]
    pub fn with_attachments(mut self, attachments: impl Into<Vec<Attachment>>) -> Self {
        self.attachments = attachments.into();
        self
    }

    /// The time to write into the file, every part of it filled in.
    ///
    /// # Errors
    /// If neither the options nor the article know one ([`Code::TimeOfWritingUnknown`]).
    pub fn time_of_writing(&self, document: &Document) -> Result<Timestamp> {
        let published = document.metadata.published.as_ref().map(|slot| slot.value);
        self.modified.or(published).map(Timestamp::completed).ok_or_else(|| {
            Diagnostic::new(Code::TimeOfWritingUnknown, "nothing says which time to write into the file")
                .with_hint(Remedy::TIME_OF_WRITING)
                .into()
        })
    }
}

/// The renderer of a name.
///
/// # Errors
/// If there is none.
pub fn renderer(name: &str) -> Result<&'static dyn Renderer> {
    RENDERERS.iter().copied().find(|renderer| renderer.name() == name).ok_or_else(|| {
        let known: Vec<&str> = RENDERERS.iter().map(|renderer| renderer.name()).collect();
        Diagnostic::new(Code::UnknownFormat, format!("there is no renderer named {name:?}"))
            .with_hint(format!("the renderers are: {}", known.join(", ")))
            .into()
    })
}

/// Makes a file of a document.
///
/// # Errors
/// For the reasons of [`Edition::new`] and [`Renderer::render`].
pub fn render(document: &Document, renderer: &dyn Renderer, options: &RenderOptions) -> Result<Outcome<Vec<u8>>> {
    renderer.render(&Edition::new(document, options)?, options)
}
