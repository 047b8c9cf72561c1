//! The one JSON of the library: an object a line, each with the version of its form and its type.
//!
//! The command line prints it with `json`, a binding or a service hands it on. `docs/json.md` describes it,
//! `docs/istinad-1.schema.json` is its schema: what is there keeps its name and meaning as long as [`SCHEMA`] is the same;
//! a reader passes over what it does not know.
//!
//! Values that were found in an article say where: `span` is a pair of bytes in its text, without a byte order mark.
//! A reference to a picture is a key of `media`.

mod check;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::digest::hex;
use crate::inspect::Policy;
use crate::model::{Document, walk};
use crate::remedy::{Remedy, Setting};
use crate::rights::credit;
use crate::source::{Position, Source};
use crate::span::Span;

pub use check::{check, package, page};

/// The version of the form.
pub const SCHEMA: &str = "istinad/1";

/// What all lines begin with.
#[derive(Serialize)]
struct JsonRecord<T: Serialize> {
    schema: &'static str,
    r#type: &'static str,
    #[serde(flatten)]
    of: T,
}

fn line(kind: &'static str, of: impl Serialize) -> String {
    serde_json::to_string(&JsonRecord { schema: SCHEMA, r#type: kind, of })
        .expect("records hold strings, numbers and lists of them under names, all of which JSON has")
}

/// A file that was written.
#[derive(Debug, Clone, Serialize)]
pub struct WrittenFile<'a> {
    /// The article that it was made of.
    pub article: &'a str,
    /// Where it is.
    pub file: &'a str,
    /// The name of its format.
    pub format: &'a str,
    /// Its media type.
    pub media_type: &'a str,
    /// How many bytes it has.
    pub bytes: usize,
    /// What became of it: `written`, `replaced` or `unchanged`.
    pub status: &'a str,
}

/// A file that was written, as a line.
pub fn output(output: &WrittenFile<'_>) -> String {
    line("output", output)
}

/// A diagnostic, as a line. `file` is what the article is called, `position` where its span starts, and `name` says what
/// the caller calls a setting.
pub fn diagnostic(
    file: &str,
    diagnostic: &Diagnostic,
    position: Option<Position>,
    name: &dyn Fn(Setting) -> String,
) -> String {
    #[derive(Serialize)]
    struct DiagnosticRecord<'a> {
        file: &'a str,
        code: &'static str,
        severity: &'static str,
        message: &'a str,
        hint: Option<String>,
        settings: Vec<String>,
        line: Option<usize>,
        column: Option<usize>,
        span: Option<Span>,
    }
    line(
        "diagnostic",
        DiagnosticRecord {
            file,
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity().as_str(),
            message: &diagnostic.message,
            hint: diagnostic.hint.as_ref().map(|hint| hint.worded(name)),
            settings: diagnostic.hint.as_ref().map(settings).unwrap_or_default(),
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
            span: diagnostic.span,
        },
    )
}

/// The settings of a remedy by name; a limit has its own behind: `limit:pixels`.
fn settings(remedy: &Remedy) -> Vec<String> {
    let name = |setting: Setting| match setting {
        Setting::Limit(limit) => format!("limit:{limit}"),
        other => other.as_str().to_owned(),
    };
    remedy.settings().into_iter().map(name).collect()
}

/// An input, as a line: how it was read. Spans point into the text that `reader` was given.
pub fn source(source: &Source, reader: &str, found_by: &str) -> String {
    #[derive(Serialize)]
    struct InputLine<'a> {
        file: &'a str,
        reader: &'a str,
        found_by: &'a str,
        encoding: &'static str,
        bytes: u64,
        sha256: String,
        text_bytes: usize,
    }
    line(
        "source",
        InputLine {
            file: source.name(),
            reader,
            found_by,
            encoding: source.encoding().name(),
            bytes: source.byte_length(),
            sha256: hex(&source.sha256()),
            text_bytes: source.text().len(),
        },
    )
}

/// What the files of an article tell machines about its terms, as a line: nothing where they tell nothing.
pub fn policy(file: &str, policy: Option<&Policy>) -> String {
    #[derive(Serialize)]
    struct PolicyLine<'a> {
        file: &'a str,
        policy: Option<serde_json::Value>,
    }
    let policy = policy.and_then(|policy| serde_json::from_str(&policy.to_json()).ok());
    line("policy", PolicyLine { file, policy })
}

/// The chapters of an EPUB that was laid open in a folder, in their order, as a line.
pub fn chapters(file: &str, folder: &str, chapters: &[String]) -> String {
    #[derive(Serialize)]
    struct ChaptersLine<'a> {
        file: &'a str,
        folder: &'a str,
        chapters: &'a [String],
    }
    line("chapters", ChaptersLine { file, folder, chapters })
}

/// Something that an archive wants to know and a document does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MissingFact {
    /// What it is.
    pub what: &'static str,
    /// The settings that say it; none where only the source can.
    pub settings: &'static [Setting],
}

/// What is missing, in the order of a dump.
pub fn missing(document: &Document) -> Vec<MissingFact> {
    let Document { metadata, rights, .. } = document;
    let terms_page_is_a_riddle = rights.terms_page.as_ref().is_some_and(|page| page.address.is_none());
    let is_relative = metadata.relative_time.is_some();
    let rows: [(bool, &str, &[Setting]); 9] = [
        (metadata.authors.is_empty(), "author", &[]),
        (metadata.publisher.is_none(), "publisher", &[Setting::Publisher]),
        (metadata.published.is_none() && !is_relative, "published time", &[Setting::Published]),
        (
            metadata.published.is_none() && is_relative,
            "published time: the article has a relative one",
            &[Setting::SavedAt, Setting::Published],
        ),
        (metadata.address.is_none(), "the article's address", &[Setting::SourceUrl]),
        (rights.holder.is_none(), "copyright holder", &[]),
        (rights.terms.as_slice().is_empty(), "terms", &[]),
        (terms_page_is_a_riddle, "address of the terms page", &[Setting::TermsUrl]),
        (document.withholds_pictures(), "permission to republish the pictures", &[Setting::PhotoPermission]),
    ];
    rows.into_iter().filter_map(|(is, what, settings)| is.then_some(MissingFact { what, settings })).collect()
}

/// A document, as a line: all of it but the bytes of its pictures.
pub fn document(file: &str, document: &Document) -> String {
    #[derive(Serialize)]
    struct DocumentRecord<'a> {
        file: &'a str,
        #[serde(flatten)]
        document: &'a Document,
        credit: Option<String>,
        words: usize,
        text_digest: String,
        missing: Vec<MissingLine>,
    }
    #[derive(Serialize)]
    struct MissingLine {
        what: &'static str,
        settings: Vec<&'static str>,
    }
    let missing = missing(document).into_iter().map(|MissingFact { what, settings }| MissingLine {
        what,
        settings: settings.iter().map(|setting| setting.as_str()).collect(),
    });
    line(
        "document",
        DocumentRecord {
            file,
            document,
            credit: credit(document).name,
            words: walk::words(document).len(),
            text_digest: hex(&walk::text_digest(document)),
            missing: missing.collect(),
        },
    )
}
