//! Bytes in, [`Document`] out.
//!
//! A reader resolves every difficulty of its input; what it cannot carry and what it had to guess it says as
//! diagnostics. [`READERS`] lists the readers: a new input format is one module and one row.
//!
//! A reader knows its format: it builds [`blocks`], with [`inline`] for their words ([`prose`] where they come from
//! elements), [`mod@address`] for links, [`names`] for persons and [`characters`] for what no file can hold. What the
//! blocks are of an article, [`article`] finds for all of them.

use std::fmt;

use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::error::Result;
use crate::limits::Limits;
use crate::model::{Document, Language, Timestamp};
use crate::rights::publishers::Publishers;
use crate::source::Source;

mod address;
mod article;
mod blocks;
mod characters;
mod elements;
pub mod html;
mod inline;
pub mod markdown;
pub mod media;
mod names;
pub mod newsml;
mod prose;
pub mod text;

pub use html::Html;
pub use markdown::Markdown;
pub use media::{MediaLoader, attach_media};
pub use newsml::{NewsMl, Nitf};
pub use text::PlainText;

/// What turns one kind of input into a document.
pub trait Reader: fmt::Debug + Sync {
    /// Its name, as `--from` takes it.
    fn name(&self) -> &'static str;

    /// The ends of file names that mean this input, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether the content alone shows that it is this kind of input; the name is asked only where no content does.
    fn recognises(&self, source: &Source) -> bool;

    /// Reads an article.
    ///
    /// # Errors
    /// If no honest document can be made of it: no text, no headline, broken front matter, more than a limit allows.
    fn read(&self, source: &Source, options: &ReadOptions) -> Result<Outcome<Document>>;
}

/// Every reader; the first is the one for input of an unknown kind.
pub static READERS: &[&dyn Reader] = &[&Markdown, &NewsMl, &Nitf, &Html, &PlainText];

/// What whoever runs the tool knows about an article. Everything here goes before what the article says, and a
/// conflict is reported.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    /// The name of the reader; by default the one for the end of the source's name.
    pub format: Option<String>,
    /// The article's own address (absolute, `http` or `https`).
    pub source_url: Option<String>,
    /// The address of the terms.
    pub terms_url: Option<String>,
    /// When the article was published.
    pub published: Option<Timestamp>,
    /// When the copy was saved: relative times are counted from here.
    pub saved_at: Option<Timestamp>,
    /// The main language.
    pub language: Option<Language>,
    /// The publisher's name; it is looked up in `publishers`.
    pub publisher: Option<String>,
    /// The permission to republish pictures that whoever runs the tool holds: its reference.
    pub photo_permission: Option<String>,
    /// The publishers that are known.
    pub publishers: Publishers,
    /// How much is read of what may be hostile.
    pub limits: Limits,
}

macro_rules! setters {
    ($($(#[$doc:meta])* $setter:ident, $field:ident: $type:ty;)*) => {
        impl ReadOptions {
            $($(#[$doc])* #[must_use] pub fn $setter(mut self, value: impl Into<Option<$type>>) -> Self {
                self.$field = value.into();
                self
            })*

            /// Sets the publishers that are known.
            #[must_use]
            pub fn with_publishers(mut self, publishers: Publishers) -> Self {
                self.publishers = publishers;
                self
            }

            /// Sets how much is read of what may be hostile.
            #[must_use]
            pub fn with_limits(mut self, limits: Limits) -> Self {
                self.limits = limits;
                self
            }
        }
    };
}

setters! {
    /// Sets the name of the reader.
    with_format, format: String;
    /// Sets the article's own address.
    with_source_url, source_url: String;
    /// Sets the address of the terms.
    with_terms_url, terms_url: String;
    /// Sets when the article was published.
    with_published, published: Timestamp;
    /// Sets when the copy was saved.
    with_saved_at, saved_at: Timestamp;
    /// Sets the main language.
    with_language, language: Language;
    /// Sets the publisher's name.
    with_publisher, publisher: String;
    /// Sets the reference of the permission to republish pictures.
    with_photo_permission, photo_permission: String;
}

/// The reader for a source, and how it was found: the one that the options name, else the first that recognises the
/// content, else the one for the end of the source's name, else the first.
///
/// # Errors
/// If the options name no known reader.
pub fn reader(source: &Source, options: &ReadOptions) -> Result<(&'static dyn Reader, FoundBy)> {
    if let Some(name) = &options.format {
        let named = READERS.iter().find(|reader| reader.name() == name).ok_or_else(|| {
            let known: Vec<&str> = READERS.iter().map(|reader| reader.name()).collect();
            Diagnostic::new(Code::UnknownFormat, format!("there is no reader named {name:?}"))
                .with_hint(format!("the readers are: {}", known.join(", ")))
        })?;
        return Ok((*named, FoundBy::Option));
    }
    if let Some(reader) = READERS.iter().find(|reader| reader.recognises(source)) {
        return Ok((*reader, FoundBy::Content));
    }
    let extension = source.name().rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let by_name =
        |reader: &&&dyn Reader| extension.as_deref().is_some_and(|extension| reader.extensions().contains(&extension));
    Ok(match READERS.iter().find(by_name) {
        Some(reader) => (*reader, FoundBy::Name),
        None => (READERS[0], FoundBy::Default),
    })
}

/// How the reader of a source was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundBy {
    /// The options name it.
    Option,
    /// The content shows it.
    Content,
    /// The end of the source's name says it.
    Name,
    /// Nothing says it.
    Default,
}

impl fmt::Display for FoundBy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Option => "because --from says so",
            Self::Content => "by its content",
            Self::Name => "by its name",
            Self::Default => "because nothing says what it is",
        })
    }
}

/// Reads an article with its [`reader`].
///
/// # Errors
/// If the options name no known reader, and for the reasons of [`Reader::read`].
pub fn read(source: &Source, options: &ReadOptions) -> Result<Outcome<Document>> {
    let (reader, _) = reader(source, options)?;
    let mut article = reader.read(source, options)?;
    article.diagnostics.splice(0..0, source.diagnostics().iter().cloned());
    Ok(article)
}
