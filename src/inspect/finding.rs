//! What a check finds.

use super::difference::Difference;
use crate::diagnostic::{Code, Severity};
use crate::source::Span;

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

    /// How grave it is; a file with nothing graver than a warning is proved.
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }

    pub(super) fn at(self, span: Option<Span>) -> Self {
        Self { span, ..self }
    }
}
