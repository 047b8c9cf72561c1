//! What every file says of an article beside its words, settled once for all of them.
//!
//! An [`Edition`] is a document with the time of writing and what follows of both: the statement with its credit, the
//! policy, the digest of the words, the identifier. Every renderer takes it, so that no two files of an edition differ
//! in any of it.

use super::{Provider, RenderOptions, identity};
use crate::digest::hex;
use crate::error::Result;
use crate::language::labels::{Labels, labels};
use crate::model::walk::text_digest;
use crate::model::{Document, Timestamp};
use crate::rights::{PolicyForm, Statement, policy, statement};

/// An article, ready to be written in any format.
#[derive(Debug)]
#[non_exhaustive]
pub struct Edition<'a> {
    /// The article.
    pub document: &'a Document,
    /// The time of writing, every part of it filled in.
    pub written: Timestamp,
    /// The article's identifier, `urn:uuid:…`: the same in every format.
    pub identifier: String,
    /// Our own words in the language of the article.
    pub labels: &'static Labels,
    /// What every file says of its source.
    pub statement: Statement,
    /// The terms for machines, as JSON-LD; `None` where nothing was understood that a policy could say.
    pub policy: Option<String>,
    /// SHA-256 of the source's words in reading order ([`text_digest`]), in hexadecimal digits.
    pub digest: String,
    /// The archive that hands the files over, if one does.
    pub provider: Option<Provider>,
}

impl<'a> Edition<'a> {
    /// The edition of a document.
    ///
    /// # Errors
    /// If nothing says which time to write into the files ([`RenderOptions::time_of_writing`]).
    pub fn new(document: &'a Document, options: &RenderOptions) -> Result<Self> {
        let written = options.time_of_writing(document)?;
        let identifier = identity::identifier(document);
        Ok(Self {
            document,
            written,
            labels: labels(&document.metadata.language.value),
            statement: statement(document, written),
            policy: policy(document, &identifier, PolicyForm::JsonLd),
            digest: hex(&text_digest(document)),
            provider: options.provider.clone(),
            identifier,
        })
    }
}
