//! What an article is made of.

use std::borrow::Cow;

use super::inline::Inline;
use super::media::MediaId;
use super::table::Table;
use super::walk::plain_text;
use crate::source::Span;

/// A part of the body.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "json", serde(tag = "type", rename_all = "kebab-case"))]
pub enum Block {
    /// Running text.
    Paragraph(Paragraph),
    /// The title of what follows.
    Heading(Heading),
    /// Items, numbered or not.
    List(List),
    /// The words of somebody else.
    BlockQuote(BlockQuote),
    /// Rows and columns.
    Table(Table),
    /// A picture with its caption, or the caption of a picture that did not come.
    Figure(Figure),
    /// Lines of code, verbatim.
    CodeBlock(CodeBlock),
    /// A break between two parts.
    #[cfg_attr(feature = "json", serde(serialize_with = "super::serial::span"))]
    ThematicBreak(Option<Span>),
}

impl Block {
    /// Where it stands.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Paragraph(Paragraph { span, .. })
            | Self::Heading(Heading { span, .. })
            | Self::List(List { span, .. })
            | Self::BlockQuote(BlockQuote { span, .. })
            | Self::Table(Table { span, .. })
            | Self::Figure(Figure { span, .. })
            | Self::CodeBlock(CodeBlock { span, .. })
            | Self::ThematicBreak(span) => *span,
        }
    }
}

/// Running text.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Paragraph {
    /// The words.
    pub content: Vec<Inline>,
    /// Where it stands.
    pub span: Option<Span>,
}

/// The title of what follows.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Heading {
    /// 2 to 6; the headline alone is 1. Readers leave no gap: a heading is at most one level below the one before it.
    pub level: u8,
    /// The words.
    pub content: Vec<Inline>,
    /// Where it stands.
    pub span: Option<Span>,
    /// Whether it was taken for a heading by its place and shape alone.
    pub guessed: bool,
}

/// Items, numbered or not.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct List {
    /// The first number, if the items are numbered.
    pub start: Option<u64>,
    /// Whether the items stand close together.
    pub tight: bool,
    /// The items.
    pub items: Vec<ListItem>,
    /// Where it stands.
    pub span: Option<Span>,
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ListItem {
    /// For an item of a task list, whether it is done.
    pub task: Option<bool>,
    /// What the item says.
    pub content: Vec<Block>,
    /// Where it stands.
    pub span: Option<Span>,
}

/// The words of somebody else.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct BlockQuote {
    /// What is quoted.
    pub content: Vec<Block>,
    /// Where it stands.
    pub span: Option<Span>,
}

/// A picture with its caption, or the caption of a picture that did not come.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Figure {
    /// The picture; `None` where the source shows that there was one and does not say which.
    pub picture: Option<Picture>,
    /// The caption.
    pub caption: Vec<Inline>,
    /// Where it stands.
    pub span: Option<Span>,
    /// Whether it was taken for a caption by its place and shape alone.
    pub guessed: bool,
}

impl Figure {
    /// The words that stand for the picture: those of the source, else the caption, else what the source calls it (of a
    /// `data:` address its kind: the rest of it is the picture).
    pub fn words(&self) -> Cow<'_, str> {
        let Some(picture) = &self.picture else { return Cow::default() };
        if !picture.alternative.trim().is_empty() {
            return Cow::Borrowed(&picture.alternative);
        }
        let caption = plain_text(&self.caption);
        if !caption.trim().is_empty() {
            return Cow::Owned(caption);
        }
        let data = picture.reference.strip_prefix("data:");
        let kind = data.map(|data| data.split([';', ',']).next().unwrap_or_default());
        Cow::Borrowed(kind.unwrap_or(&picture.reference))
    }
}

/// A picture as the source refers to it.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Picture {
    /// What the source calls it: a path or an address, verbatim.
    pub reference: String,
    /// What else the source calls it (other sizes of the same picture), in the order in which they are to be tried.
    pub others: Vec<String>,
    /// The words that stand for it where it cannot be seen; empty if the source has none.
    pub alternative: String,
    /// The picture itself, in [`Document::media`](super::Document::media), if it came and may be shown.
    pub media: Option<MediaId>,
}

/// Lines of code, verbatim.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct CodeBlock {
    /// The programming language, where the source names it.
    pub language: Option<String>,
    /// The lines, with `\n` between them and no line end after the last.
    pub text: String,
    /// Where it stands.
    pub span: Option<Span>,
}

/// Which footnote: its index in [`Document::notes`](super::Document::notes). People see it counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct NoteId(pub usize);

/// A footnote.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Note {
    /// What it says.
    pub content: Vec<Block>,
    /// Where it stands.
    pub span: Option<Span>,
}
