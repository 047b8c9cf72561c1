//! Turns a news article into archival files that keep the source's terms attached.
//!
//! ```
//! use istinad::model::Timestamp;
//! use istinad::{ReadOptions, RenderOptions, Source};
//!
//! # fn main() -> istinad::Result<()> {
//! let source = Source::new("gol.md", "# Göl dolur\n\nGöl üç ildən sonra yenidən su ilə dolub.\n")?;
//! let options = ReadOptions::default().with_source_url("https://news.example/gol".to_owned());
//! let article = istinad::read(&source, &options)?;
//! assert_eq!(article.output.metadata.headline.value, "Göl dolur");
//!
//! // What was guessed, what was lost, which duty is not met: nothing of it goes unsaid.
//! for diagnostic in &article.diagnostics {
//!     println!("{diagnostic}");
//! }
//!
//! let options = RenderOptions::default().with_modified(Timestamp::parse("2026-06-24"));
//! for renderer in istinad::render::RENDERERS {
//!     let file = istinad::render(&article.output, *renderer, &options)?;
//!     println!("gol.{}: {} bytes", renderer.extension(), file.output.len());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # The map
//!
//! An article's bytes are a [`Source`]. [`read()`] makes a [`Document`] of it, [`render()`] makes a file of the document.
//! Both say what there is to say as [`Diagnostic`]s; an [`Error`] means that no honest result can be made.
//!
//! | | |
//! | --- | --- |
//! | [`source`], [`span`], [`diagnostic`], [`error`] | the input and the places in it; what is said about it; why nothing was made |
//! | [`limits`], [`remedy`] | how much is read of what may be hostile; what can be done about a diagnostic |
//! | [`model`] | the document: metadata, blocks, inlines, rights |
//! | [`read`](mod@read) | bytes in, document out: [`Reader`], [`READERS`](read::READERS) |
//! | [`rights`], [`language`] | what the terms mean and how they are said; what depends on a language |
//! | [`fonts`], [`layout`] | the bundled faces; pages of positioned glyphs |
//! | [`render`](mod@render) | document in, bytes out: [`Renderer`], [`RENDERERS`](render::RENDERERS) |
//! | [`inspect`](mod@inspect) | bytes in, report out: what a file says of itself, and whether that is what its source said |
//! | [`convert`](mod@convert), [`run`], [`capture`] | one article; many, with a line for each; web archives |
//! | [`package`] | an article as an archive's ingest takes it, with its terms |
//! | [`json`] | documents, diagnostics and reports as JSON |
//!
//! Nothing here touches disk, network, clock or environment: the same document gives the same bytes.

mod assemble;
mod build;
pub mod capture;
pub mod convert;
pub mod diagnostic;
mod digest;
pub mod error;
pub mod fonts;
pub mod inspect;
mod iri;
#[cfg(feature = "json")]
pub mod json;
pub mod language;
pub mod layout;
pub mod limits;
mod memory;
pub mod model;
mod options;
pub mod package;
mod picture;
pub mod read;
pub mod remedy;
pub mod render;
pub mod rights;
pub mod run;
pub mod source;
pub mod span;
mod text;

pub use assemble::media::attach_media;
pub use capture::MediaLoader;
pub use diagnostic::{Code, Diagnostic, Outcome, Severity};
pub use error::{Error, Result};
pub use inspect::inspect;
pub use limits::{Limit, Limits};
pub use model::Document;
pub use options::ReadOptions;
pub use read::{Reader, read, read_all};
pub use remedy::{Remedy, Setting};
pub use render::{RenderOptions, Renderer, render};
pub use source::Source;
pub use span::Span;
