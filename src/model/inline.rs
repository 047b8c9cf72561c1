//! What paragraphs are made of.

use super::block::NoteId;
use super::metadata::Language;
use crate::source::Span;

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "json", serde(tag = "type", rename_all = "kebab-case"))]
pub enum Inline {
    /// Words and spaces, exactly as the source has them; a line end of the source inside a paragraph is a space.
    Text(Text),
    /// Stressed.
    #[cfg_attr(feature = "json", serde(serialize_with = "super::serial::content"))]
    Emphasis(Vec<Self>),
    /// Important.
    #[cfg_attr(feature = "json", serde(serialize_with = "super::serial::content"))]
    Strong(Vec<Self>),
    /// No longer valid, struck through.
    #[cfg_attr(feature = "json", serde(serialize_with = "super::serial::content"))]
    Strikethrough(Vec<Self>),
    /// Raised.
    #[cfg_attr(feature = "json", serde(serialize_with = "super::serial::content"))]
    Superscript(Vec<Self>),
    /// Lowered.
    #[cfg_attr(feature = "json", serde(serialize_with = "super::serial::content"))]
    Subscript(Vec<Self>),
    /// Code, verbatim.
    Code(Text),
    /// A link.
    Link(Link),
    /// A line ends here because the source says so.
    LineBreak,
    /// A reference to a footnote.
    #[cfg_attr(feature = "json", serde(serialize_with = "super::serial::note"))]
    NoteReference(NoteId),
    /// Words in another language than what surrounds them.
    LanguageSpan {
        /// Their language.
        language: Language,
        /// The words.
        content: Vec<Self>,
    },
}

/// Words and where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Text {
    /// The words.
    pub text: String,
    /// Where they stand in the source; `None` if they do not come from there.
    pub span: Option<Span>,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Link {
    /// An absolute address (`http`, `https` or `mailto`); never empty, never a fragment alone.
    pub address: String,
    /// A title, where the source gives one.
    pub title: Option<String>,
    /// The words that are linked. Readers leave no other link and no reference to a note among them.
    pub content: Vec<Inline>,
    /// Where it stands.
    pub span: Option<Span>,
}

impl Inline {
    /// Words that do not come from the source.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(Text { text: text.into(), span: None })
    }

    /// The inlines inside this one.
    pub fn children(&self) -> &[Self] {
        match self {
            Self::Emphasis(content)
            | Self::Strong(content)
            | Self::Strikethrough(content)
            | Self::Superscript(content)
            | Self::Subscript(content)
            | Self::Link(Link { content, .. })
            | Self::LanguageSpan { content, .. } => content,
            Self::Text(_) | Self::Code(_) | Self::LineBreak | Self::NoteReference(_) => &[],
        }
    }
}
