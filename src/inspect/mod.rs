//! Bytes in, [`Report`] out: what a PDF, an EPUB, a NewsML-G2 or a ninjs file says of itself and of its source.
//!
//! 1. [`inspect`] sees by the first bytes which format it is, and has it read: `pdf`, `epub`, `newsml` or `ninjs`,
//!    all but the first over `xml` and `xhtml`;
//! 2. [`report`] holds what was found: metadata, links, and the words, the source's apart from those that a converter
//!    marked as added; [`policy`] the terms for machines, as data;
//! 3. [`account`] asks of everything else that a file says whether it is the source's, by the table of [`places`], and
//!    against what [`known`] makes of the document;
//!    [`style`] whether a style sheet hides words;
//! 4. [`page`] asks how much of what a page shows was read;
//!    [`package`] asks whether a package is whole, and what it says of rights;
//! 5. [`fidelity`] judges: a report alone ([`examine`]), against the document it should come from ([`compare`]), and
//!    reports of several files against one another ([`agree`]); [`difference`] finds where words differ.
//!
//! Nothing here is shared with the renderers: a fault of theirs cannot hide itself. The files may come from anybody
//! and may be broken or hostile, so every step is bounded in memory and depth, and what cannot be read is said.

mod account;
mod difference;
mod epub;
pub mod fidelity;
mod finding;
mod known;
mod newsml;
mod ninjs;
pub mod package;
pub mod page;
mod pdf;
mod places;
pub mod policy;
pub mod report;
mod style;
mod xhtml;
mod xml;

pub use account::beside_the_proof;
pub use difference::Difference;
pub use fidelity::{agree, compare, examine};
pub use finding::{Finding, is_proof, says_the_words};
pub use policy::Policy;
pub use report::{
    Attached, CarriedPicture, Claim, Fault, Format, GatheredText, Hyperlink, Report, SourceLink, StatedLicence, Whose,
};

use crate::diagnostic::{Code, Diagnostic};
use crate::error::{Error, Result};
use crate::limits::{Limit, Limits};
use crate::memory;
use crate::remedy::{Remedy, Setting};

/// A PDF may begin with other bytes; its mark stands among the first of them (ISO 32000-1, annex H.3.4.1).
const PDF_MARK_WITHIN: usize = 1024;

/// How much memory the reading of a file takes at least, for each of its bytes: the file once more, and its words.
const MEMORY_FOR_A_BYTE: usize = 4;

/// Reads a file of any of the formats, within the default limits.
///
/// # Errors
/// If it is larger than they allow ([`Code::FileTooLarge`]), of none of the formats, or too broken to be read
/// ([`Code::CheckUnreadable`]), or if there is no memory for it ([`Code::MemoryExhausted`]).
pub fn inspect(bytes: &[u8]) -> Result<Report> {
    inspect_within(bytes, &Limits::default())
}

/// Reads a file of any of the formats, within limits. Reading one may take several times its size in memory.
///
/// # Errors
/// For the reasons of [`inspect()`].
pub fn inspect_within(bytes: &[u8], limits: &Limits) -> Result<Report> {
    if limits.is_exceeded(Limit::CheckedFile, bytes.len()) {
        let message = limits.beyond(Limit::CheckedFile, "the file");
        return Err(Diagnostic::new(Code::FileTooLarge, message).with_hint(Remedy::raise(Limit::CheckedFile)).into());
    }
    if !memory::has_room(bytes.len().saturating_mul(MEMORY_FOR_A_BYTE)) {
        return Err(memory::exhausted("to read the file", Limit::CheckedFile).into());
    }
    let start = &bytes[..bytes.len().min(PDF_MARK_WITHIN)];
    let report = if start.starts_with(b"PK\x03\x04") {
        epub::read(bytes, limits).map_err(|reason| unreadable(Format::Epub, &reason))
    } else if start.windows(5).any(|window| window == b"%PDF-") {
        pdf::read(bytes, limits).map_err(|reason| unreadable(Format::Pdf, &reason))
    } else if looks_like_xml(start) {
        newsml::read(bytes, limits).map_err(|reason| unreadable(Format::NewsMl, &reason))
    } else if start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start().starts_with(b"{") {
        ninjs::read(bytes, limits).map_err(|reason| unreadable(Format::Ninjs, &reason))
    } else {
        Err(Diagnostic::new(Code::CheckUnreadable, "the file is no PDF, no EPUB, no NewsML-G2 and no ninjs")
            .with_hint(Remedy::using(&[Setting::Source], "name files of these formats; the article goes after {}"))
            .into())
    };
    report.map(|mut report| {
        report.text.part();
        report
    })
}

fn looks_like_xml(start: &[u8]) -> bool {
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    text.starts_with(b"<") || start.starts_with(b"\xfe\xff\0<") || start.starts_with(b"\xff\xfe<\0")
}

fn unreadable(format: Format, reason: &str) -> Error {
    Diagnostic::new(Code::CheckUnreadable, format!("the file cannot be read as {}: {reason}", format.as_str()))
        .with_hint("get the file again from where it came; a part of it may have been lost")
        .into()
}
