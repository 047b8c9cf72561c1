//! Bytes in, [`Document`] out.
//!
//! A reader resolves every difficulty of its input; what it cannot carry and what it had to guess it says as
//! diagnostics. [`READERS`] lists the readers: a new input format is one module and one row.
//!
//! A reader knows its format and nothing else: it makes blocks with what `build` has, and leaves to `assemble` what the
//! blocks are of an article.

use std::fmt;

use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::error::Result;
use crate::model::Document;
use crate::options::ReadOptions;
use crate::source::Source;

mod foreign;
pub mod html;
pub mod markdown;
pub mod newsml;
pub mod plain_text;

pub use html::Html;
pub use markdown::Markdown;
pub use newsml::{NewsMlReader, NinjsReader, Nitf};
pub use plain_text::PlainText;

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

    /// Reads every article of an input, in its order; nearly all inputs hold one.
    ///
    /// # Errors
    /// If no honest document can be made of one of them.
    fn read_all(&self, source: &Source, options: &ReadOptions) -> Result<Vec<Outcome<Document>>> {
        Ok(vec![self.read(source, options)?])
    }
}

/// Every reader; the first is the one for input of an unknown kind.
pub static READERS: &[&dyn Reader] = &[&Markdown, &NewsMlReader, &Nitf, &NinjsReader, &Html, &PlainText];

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
    // The first finds its marks in much that is something else: a script on a page has lines that begin with `#`.
    let (first, others) = READERS.split_at(1);
    if let Some(reader) = others.iter().find(|reader| reader.recognises(source)) {
        return Ok((*reader, FoundBy::Content));
    }
    let extension = source.name().rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let by_name =
        |reader: &&&dyn Reader| extension.as_deref().is_some_and(|extension| reader.extensions().contains(&extension));
    if let Some(reader) = first.iter().find(|reader| reader.recognises(source)) {
        // A name that means a page goes before such a line too.
        let page = others.iter().filter(|reader| reader.name() == html::NAME).find(by_name);
        return Ok(page.map_or((*reader, FoundBy::Content), |page| (*page, FoundBy::Name)));
    }
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
            Self::Option => "because the options name it",
            Self::Content => "by its content",
            Self::Name => "by its name",
            Self::Default => "because nothing says what it is",
        })
    }
}

/// Reads every article of an input with its [`reader`]: a news message may hold several.
///
/// # Errors
/// If the options name no known reader, and for the reasons of [`Reader::read_all`].
pub fn read_all(source: &Source, options: &ReadOptions) -> Result<Vec<Outcome<Document>>> {
    let reader = willing_reader(source, options)?;
    let mut articles = reader.read_all(source, options)?;
    if let Some(first) = articles.first_mut() {
        first.diagnostics.splice(0..0, source.diagnostics().iter().cloned());
    }
    Ok(articles)
}

/// Reads the article of an input with its [`reader`].
///
/// # Errors
/// If the options name no known reader, if the input holds several articles ([`Code::SeveralArticles`]), and for the
/// reasons of [`Reader::read`].
pub fn read(source: &Source, options: &ReadOptions) -> Result<Outcome<Document>> {
    let reader = willing_reader(source, options)?;
    let mut article = reader.read(source, options)?;
    article.diagnostics.splice(0..0, source.diagnostics().iter().cloned());
    Ok(article)
}

/// The reader of an input, unless the input is of a kind that is recognised and not read. An option that names a reader is
/// believed.
fn willing_reader(source: &Source, options: &ReadOptions) -> Result<&'static dyn Reader> {
    let (reader, found_by) = reader(source, options)?;
    match foreign::refusal(source).filter(|_| found_by != FoundBy::Option) {
        Some(refusal) => Err(refusal.into()),
        None => Ok(reader),
    }
}
