//! The document: the one form of an article that every reader makes and every renderer takes.
//!
//! - [`metadata`]: what is said about the article, each value with where it came from ([`Sourced`], [`Origin`]);
//! - [`delivery`]: what its provider says to newsrooms of the item that it came in;
//! - [`time`]: moments as precise as the source states them;
//! - [`block`], [`table`] and [`inline`]: the words, as closed enums;
//! - [`rights`]: the terms, verbatim and understood; a document cannot be without them;
//! - [`media`]: pictures that came with the article;
//! - [`walk`]: the words in reading order, for counting, comparing and hashing;
//! - [`dump`]: the whole document as text that a person can review.
//!
//! The model knows no parser and no output format. Text is kept exactly as the source has it.

pub mod block;
pub mod delivery;
pub mod dump;
pub mod inline;
mod make;
pub mod meaning;
pub mod media;
pub mod metadata;
pub mod rights;
#[cfg(feature = "json")]
mod serial;
pub mod table;
pub mod time;
pub mod walk;

use std::collections::BTreeMap;

pub use block::{
    Block, BlockQuote, CodeBlock, Figure, Heading, List, ListItem, Note, NoteId, Numerals, Paragraph, Picture,
};
pub use delivery::{Concept, Contributor, Delivery, Embargo, Related, Status};
pub use inline::{Inline, Link, Text};
pub use meaning::{CreditForm, Licence, Meaning, Medium, Purpose, Scope, Share};
pub use media::{Media, MediaId, MediaKind};
pub use metadata::{ArchiveRecord, Input, Language, Metadata, Organisation, Origin, Previous, Sourced};
pub use rights::{PhotoPermission, Rights, Term, Terms, TermsPage};
pub(crate) use table::Covered;
pub use table::{Alignment, Table, TableCell};
pub use time::Timestamp;

use crate::source::Span;

/// One article.
///
/// In reading order: the lines of [`header`](Self::header), the [`body`](Self::body), the [`notes`](Self::notes), and
/// at the end the source's own [`statement`](Rights::statement) of its rights.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Document {
    /// What is said about the article, for machines; the words that a reader sees are in `header`.
    #[cfg_attr(feature = "json", serde(flatten))]
    pub metadata: Metadata,
    /// The lines above the body, in the order of the source; exactly one is the headline.
    pub header: Vec<HeaderLine>,
    /// The article.
    pub body: Vec<Block>,
    /// Footnotes, in the order of their first reference.
    pub notes: Vec<Note>,
    /// The terms under which the article may be used.
    pub rights: Rights,
    /// The pictures that came with the article.
    pub media: BTreeMap<MediaId, Media>,
}

impl Document {
    /// Whether the article refers to pictures that its terms withhold: they forbid republishing, and no permission is
    /// held. A picture that did not come with the article is missing, not withheld.
    pub fn withholds_pictures(&self) -> bool {
        self.rights.forbids_pictures()
            && self.rights.photo_permission.is_none()
            && walk::all_figures(self).any(|figure| figure.picture.is_some())
    }
}

/// A line above the body, as the source has it.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct HeaderLine {
    /// What the line is.
    pub role: HeaderRole,
    /// Its words.
    pub content: Vec<Inline>,
    /// Where it stands; a line that came from the front matter points there, one from an option has no place.
    pub span: Option<Span>,
    /// Where it came from.
    pub origin: Origin,
}

/// What a line above the body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "json", serde(rename_all = "kebab-case"))]
pub enum HeaderRole {
    /// The section of the publication (the kicker): "SİYASƏT".
    Section,
    /// The headline.
    Headline,
    /// The lead or standfirst.
    Standfirst,
    /// Who wrote the article.
    Byline,
    /// The organisation that the article comes from.
    Publisher,
    /// When it was published, absolute or relative.
    Time,
    /// Something else, among these lines: a name that nothing marks as an author's, a dateline without a date.
    Other,
}

impl HeaderRole {
    /// The name that dumps and class attributes use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Byline => "byline",
            Self::Publisher => "publisher",
            Self::Time => "time",
            Self::Other => "other",
        }
    }
}
