//! Under which terms an article may be used: in the source's own words, and beside them what they mean.

use super::block::Block;
use super::inline::Inline;
use super::metadata::{Language, Organisation, Origin, Slot};
use crate::source::Span;

/// The rights in an article.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Rights {
    /// Who holds the copyright.
    pub holder: Option<Slot<Organisation>>,
    /// The year of the copyright, only where the source states it.
    pub year: Option<Slot<i16>>,
    /// The copyright notice, verbatim: "AzadlıqRadiosu ©".
    pub notice: Option<Slot<String>>,
    /// The terms; a source that states none says so here.
    pub terms: Terms,
    /// The page to which the source refers for its terms.
    pub terms_page: Option<TermsPage>,
    /// A licence that the source grants.
    pub licence: Option<Slot<Licence>>,
    /// A permission for pictures that whoever runs the tool holds.
    pub photo_permission: Option<PhotoPermission>,
    /// The source's own block of terms, verbatim and whole, as it stands at the end of the article; empty where there
    /// is none. Its first heading, if it has one, is a [`Block::Heading`] of level 2.
    pub statement: Vec<Block>,
}

/// What the source says about using the article.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "json", serde(untagged))]
pub enum Terms {
    /// Nothing.
    NotStated,
    /// These terms, at least one, in the order of the source.
    Stated(Vec<Term>),
}

/// One term: the source's words, and what they were understood to mean.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Term {
    /// The words, with their emphasis.
    pub content: Vec<Inline>,
    /// Their language.
    pub language: Language,
    /// What they mean; empty where that was not recognised (the words stand all the same).
    pub meanings: Vec<Meaning>,
    /// Where they stand.
    pub span: Option<Span>,
    /// Where they came from.
    pub origin: Origin,
    /// Whether [`Rights::statement`] holds these words; a term from elsewhere (the body, front matter, a profile) has
    /// to be stated by the renderers themselves.
    pub in_statement: bool,
}

/// What a term means.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "json", serde(tag = "type", rename_all = "kebab-case"))]
pub enum Meaning {
    /// The source must be named.
    Attribution {
        /// By a hyperlink to it.
        by_hyperlink: bool,
        /// In a place that the source prescribes, in its words: "не ниже третьего абзаца".
        place: Option<String>,
    },
    /// All rights are reserved.
    AllRightsReserved,
    /// No republication.
    NoRepublication {
        /// Of what.
        scope: Scope,
        /// Whether a permission lifts it.
        unless_permitted: bool,
    },
    /// A licence is granted.
    Licensed {
        /// The licence.
        licence: Licence,
        /// For what: the licence in a photo's credit does not license the article.
        scope: Scope,
    },
}

/// What a term is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "json", serde(rename_all = "kebab-case"))]
pub enum Scope {
    /// Everything in the article.
    Everything,
    /// Its pictures.
    Pictures,
}

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Licence {
    /// Its SPDX identifier, where it has one: `CC-BY-4.0`.
    pub spdx: Option<String>,
    /// Its address.
    pub address: Option<String>,
}

/// The page to which a source refers for its terms.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct TermsPage {
    /// Its address, absolute; `None` where the source refers to a page without saying where it is.
    pub address: Option<Slot<String>>,
    /// The words that refer to it: "İstifadə şərtləri haqda ətraflı burada"; empty where the address is an option's.
    pub label: String,
    /// Where they stand.
    pub span: Option<Span>,
}

/// A permission to republish pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct PhotoPermission {
    /// How whoever gave it can find it again: a letter's date, a contract's number.
    pub reference: String,
}

impl Terms {
    /// The terms; none where the source states none.
    pub fn as_slice(&self) -> &[Term] {
        match self {
            Self::NotStated => &[],
            Self::Stated(terms) => terms,
        }
    }
}

impl Rights {
    /// Every meaning of every term, with the term.
    pub fn meanings(&self) -> impl Iterator<Item = (&Term, &Meaning)> {
        self.terms.as_slice().iter().flat_map(|term| term.meanings.iter().map(move |meaning| (term, meaning)))
    }

    /// Whether the terms demand that the source be named by a hyperlink.
    pub fn demands_hyperlink(&self) -> bool {
        self.meanings().any(|(_, meaning)| matches!(meaning, Meaning::Attribution { by_hyperlink: true, .. }))
    }

    /// Whether the terms forbid republishing pictures.
    pub fn forbids_pictures(&self) -> bool {
        self.meanings().any(|(_, meaning)| matches!(meaning, Meaning::NoRepublication { .. }))
    }
}
