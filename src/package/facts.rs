//! What a package says of an article.

use super::acts::{RightsAct, acts};
use crate::model::{Document, Meaning, Scope, walk};
use crate::render::identity;

/// What a package says of an article, without the article.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PackageFacts {
    /// The article's identifier, the same as in its files.
    pub identifier: String,
    /// The headline.
    pub headline: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub published: Option<String>,
    /// Its language.
    pub language: String,
    /// Its address.
    pub address: Option<String>,
    /// Section and subjects.
    pub subjects: Vec<String>,
    /// The media type of what it was read from.
    pub media_type: &'static str,
    /// The copyright notice, verbatim.
    pub notice: Option<String>,
    /// The terms, verbatim, in the order of the source.
    pub terms: Vec<String>,
    /// The address of the page of terms.
    pub terms_page: Option<String>,
    /// The address of a licence for the whole.
    pub licence: Option<String>,
    /// What they were understood to mean.
    pub acts: Vec<RightsAct>,
    /// On what the rights rest.
    pub basis: RightsBasis,
}

/// On what rights rest (PREMIS 3, 4.1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RightsBasis {
    /// The source allows something, under its terms or under a licence.
    License,
    /// It allows nothing by its own words, or says nothing.
    Other,
}

impl RightsBasis {
    /// The word of PREMIS and of Archivematica's tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::License => "license",
            Self::Other => "other",
        }
    }
}

impl PackageFacts {
    /// What a document says.
    pub fn of(document: &Document) -> Self {
        let Document { metadata, rights, .. } = document;
        let allows = |meaning: &Meaning| {
            matches!(
                meaning,
                Meaning::Attribution { .. }
                    | Meaning::Licensed { .. }
                    | Meaning::Permitted
                    | Meaning::Free
                    | Meaning::Share(_)
            )
        };
        let forbids = |meaning: &Meaning| {
            matches!(meaning, Meaning::NoRepublication { scope: Scope::Everything, unless_permitted: false })
        };
        let is_banned = rights.meanings().any(|(_, meaning)| forbids(meaning));
        let is_license = !rights.is_unread() && !is_banned && rights.meanings().any(|(_, meaning)| allows(meaning));
        let section = metadata.section.iter().map(|slot| slot.value.clone());
        Self {
            identifier: identity::identifier(document),
            headline: metadata.headline.value.clone(),
            authors: metadata.authors.iter().map(|slot| slot.value.clone()).collect(),
            publisher: metadata.publisher.as_ref().map(|slot| slot.value.name.clone()),
            published: metadata.published.as_ref().map(|slot| slot.value.to_string()),
            language: metadata.language.value.to_string(),
            address: metadata.address.as_ref().map(|slot| slot.value.clone()),
            subjects: section.chain(metadata.subjects.iter().map(|slot| slot.value.clone())).collect(),
            media_type: metadata.input.media_type,
            notice: rights.notice.as_ref().map(|slot| slot.value.clone()),
            terms: rights.terms.as_slice().iter().map(|term| walk::plain_text(&term.content)).collect(),
            terms_page: rights.terms_page.as_ref().and_then(|page| Some(page.address.as_ref()?.value.clone())),
            licence: rights.licence.as_ref().and_then(|slot| slot.value.address.clone()),
            acts: acts(document),
            basis: if is_license { RightsBasis::License } else { RightsBasis::Other },
        }
    }

    /// The names by which the world knows it in a package of its own: its address, or else its identifier; of a capture
    /// also that of its record (`WARC-Record-ID`), which tells two captures of one address apart.
    pub fn names(&self, record: Option<&str>) -> Vec<String> {
        let article = self.address.as_ref().unwrap_or(&self.identifier).clone();
        let record =
            record.map(|record| record.trim_matches(['<', '>']).to_owned()).filter(|record| !record.is_empty());
        std::iter::once(article).chain(record).collect()
    }

    /// The terms, a line each; what is said where there are none.
    pub(super) fn terms_or_none(&self) -> String {
        if self.terms.is_empty() { "The source states no terms.".to_owned() } else { self.terms.join("\n") }
    }
}
