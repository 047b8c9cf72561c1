//! Reads words as terms.

use crate::model::{Language, Meaning};

/// A copyright notice: "AzadlıqRadiosu ©", "© 2026 Nümunə".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Who holds the copyright, without mark and year.
    pub holder: String,
    /// The year, only where the notice states it.
    pub year: Option<i16>,
}

/// What a passage says about using the article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// What was understood; empty where the passage is no term.
    pub meanings: Vec<Meaning>,
    /// Whether the passage refers to a page of terms.
    pub refers_to_terms_page: bool,
}

/// Reads one passage (a paragraph, an item of a list) as a term. `language` is the language of the text; where it has
/// no table of phrases, all tables are tried.
pub fn recognise(_text: &str, _language: &Language) -> Reading {
    Reading::default()
}

/// Reads a line that is a copyright notice and nothing else.
pub fn notice(_text: &str) -> Option<Notice> {
    None
}
