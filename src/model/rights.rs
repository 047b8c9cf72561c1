//! Under which terms an article may be used: in the source's own words, and beside them what they mean.

use super::block::Block;
use super::inline::Inline;
use super::meaning::{Licence, Meaning, Scope};
use super::metadata::{Language, Organisation, Origin, Sourced};
use crate::source::Span;

/// The rights in an article.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Rights {
    /// Who holds the copyright.
    pub holder: Option<Sourced<Organisation>>,
    /// The year of the copyright, only where the source states it.
    pub year: Option<Sourced<i16>>,
    /// The copyright notice, verbatim: "AzadlıqRadiosu ©".
    pub notice: Option<Sourced<String>>,
    /// The terms; a source that states none says so here.
    pub terms: Terms,
    /// The page to which the source refers for its terms.
    pub terms_page: Option<TermsPage>,
    /// A licence that the source grants.
    pub licence: Option<Sourced<Licence>>,
    /// A permission for pictures that the user holds.
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
#[non_exhaustive]
pub struct Term {
    /// The words, with their emphasis.
    pub content: Vec<Inline>,
    /// Their language.
    pub language: Language,
    /// What they mean; empty where that was not recognised (the words stand all the same).
    pub meanings: Vec<Meaning>,
    /// The sentences of them that were not understood, verbatim. Beside one, nothing is granted to machines.
    pub unread: Vec<String>,
    /// Where they stand.
    pub span: Option<Span>,
    /// Where they came from.
    pub origin: Origin,
    /// Whether [`Rights::statement`] holds these words; a term from elsewhere (the body, front matter, a profile) has
    /// to be stated by the renderers themselves.
    pub in_statement: bool,
}

/// The page to which a source refers for its terms.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct TermsPage {
    /// Its address, absolute; `None` where the source refers to a page without saying where it is.
    pub address: Option<Sourced<String>>,
    /// The words that refer to it: "İstifadə şərtləri haqda ətraflı burada"; empty where the address is an option's.
    pub label: String,
    /// Where they stand.
    pub span: Option<Span>,
}

/// A permission to republish pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
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
        self.meanings()
            .any(|(_, meaning)| matches!(meaning, Meaning::Attribution { credit, .. } if credit.by_hyperlink))
    }

    /// Whether a part of the terms was not understood.
    pub fn is_unread(&self) -> bool {
        self.terms.as_slice().iter().any(|term| !term.unread.is_empty())
    }

    /// Whether the terms forbid republishing pictures, or may forbid it: a sentence that nobody understood may speak of
    /// pictures, and so does one that leaves out what belongs to others.
    pub fn forbids_pictures(&self) -> bool {
        let restricts = |scope: Scope| matches!(scope, Scope::Everything | Scope::Pictures);
        self.is_unread()
            || self.meanings().any(|(_, meaning)| match meaning {
                Meaning::NoRepublication { scope, .. } | Meaning::Fee { scope } => restricts(*scope),
                Meaning::NonCommercial { scope } => *scope == Scope::Pictures,
                Meaning::Purpose(_)
                | Meaning::Recipients
                | Meaning::ConsentElsewhere
                | Meaning::CommercialFee
                | Meaning::ThirdPartiesExcepted => true,
                Meaning::Attribution { .. }
                | Meaning::AllRightsReserved
                | Meaning::Licensed { .. }
                | Meaning::LicenceUnknown
                | Meaning::Permitted
                | Meaning::Free
                | Meaning::Share(_)
                | Meaning::NoChanges
                | Meaning::NoDerivatives
                | Meaning::NoTranslation { .. }
                | Meaning::NoMining
                | Meaning::NoAi
                | Meaning::Medium(_)
                | Meaning::NoSystematic
                | Meaning::Delay { .. }
                | Meaning::Notify
                | Meaning::Specimen
                | Meaning::KeepLogo { .. } => false,
            })
    }
}
