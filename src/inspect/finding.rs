//! What a check finds.

use super::difference::Difference;
use crate::diagnostic::{Code, Severity};
use crate::source::{Source, Span};

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// What kind of thing it is; the code decides how grave.
    pub code: Code,
    /// What is the matter: one sentence, lower case, no final stop.
    pub message: String,
    /// Where the source says it.
    pub span: Option<Span>,
    /// Where words differ, how.
    pub difference: Option<Difference>,
}

impl Finding {
    pub(super) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), span: None, difference: None }
    }

    /// Something that a caller found.
    pub fn of(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, message)
    }

    /// The same, with the name of the file that it is in.
    #[must_use]
    pub fn of_file(self, file: &str) -> Self {
        Self { message: format!("{file}: {}", self.message), ..self }
    }

    /// How grave it is; a file with nothing graver than a warning is proved.
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// The line of the article that it is about, where the article says it.
    pub fn line(&self, original: &Source) -> Option<usize> {
        let span = self.span?;
        // A passage may be long: the first differing word is nearer, where it stands there once.
        let word = self.difference.as_ref().and_then(|difference| difference.expected.split(' ').next());
        let offset = word.filter(|word| !word.is_empty()).and_then(|word| {
            let mut places = original.slice(span).match_indices(word).map(|(offset, _)| offset);
            places.next().filter(|_| places.next().is_none())
        });
        Some(original.position(span.start + offset.unwrap_or(0)).line)
    }

    pub(super) fn at(self, span: Option<Span>) -> Self {
        Self { span, ..self }
    }
}

/// Whether a file is proved that has these findings: nothing is among them but what is only worth knowing.
pub fn is_proof(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.severity() < Severity::Error)
}

/// Whether a file with these findings has the words of its source, whatever else is among them.
pub fn says_the_words(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.code != Code::WordsDiffer)
}
