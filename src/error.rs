//! The one public error: no honest result could be made, and these are the reasons.

use std::fmt;

use crate::diagnostic::{Code, Diagnostic};

/// The library's result.
pub type Result<T> = std::result::Result<T, Error>;

/// Why nothing could be made: one or more diagnostics, each with its code, place and hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    diagnostics: Vec<Diagnostic>,
}

impl Error {
    /// An error for several reasons at once.
    pub fn new(diagnostics: Vec<Diagnostic>) -> Self {
        Self { diagnostics }
    }

    /// A file could not be made, for a reason that lies in the making rather than in the article.
    pub(crate) fn render(format: &str, reason: impl fmt::Display) -> Self {
        Diagnostic::new(Code::RenderFailed, format!("the {format} could not be made: {reason}")).into()
    }

    /// The reasons.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The reasons, by value.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// Whether one of the reasons has this code.
    pub fn has(&self, code: Code) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.code == code)
    }
}

impl From<Diagnostic> for Error {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { diagnostics: vec![diagnostic] }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.diagnostics.iter().enumerate() {
            if index > 0 {
                formatter.write_str("; ")?;
            }
            write!(formatter, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
