//! Turns a news article into archival files that keep the source's terms attached.
//!
//! The map: [`source`] → [`diagnostic`] → [`error`] → [`model`] → [`rights`], [`language`] → [`read`] → [`render`].

pub mod batch;
pub mod diagnostic;
pub mod error;
pub mod fonts;
pub mod language;
pub mod layout;
pub mod model;
pub mod read;
pub mod render;
pub mod rights;
pub mod source;

pub use diagnostic::{Code, Diagnostic, Outcome, Severity};
pub use error::{Error, Result};
pub use model::Document;
pub use read::{ReadOptions, Reader, read};
pub use render::{RenderOptions, Renderer, render};
pub use source::{Source, Span};
