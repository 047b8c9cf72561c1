//! What became of every article of a run, a line each, in the order of the input.
//!
//! The first line says what the run was; every other one an article, a capture that was passed over, or a part of an
//! input that cannot be read. A line is written when its files are in place, so that a run which ends early has said
//! everything that it did; [`Done`] is what a later run learns from it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::digest::{self, sha256};
use crate::model::{Meaning, dump, walk};
use crate::{Diagnostic, Document, Source};

/// The name and the version of the form of these lines.
pub const SCHEMA: &str = "istinad/1";

/// A line of a manifest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ManifestLine {
    /// What the run is.
    Run(RunLine),
    /// An article: converted, or not.
    Article(Box<ArticleLine>),
    /// A capture that is no article, or not taken.
    Skipped(SkippedLine),
    /// A part of an input that cannot be read.
    Damage(DamageLine),
}

/// What a run is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunLine {
    /// [`SCHEMA`].
    pub schema: String,
    /// The version of istinad.
    pub version: String,
    /// SHA-256 of everything that was asked for and changes the files: the same input and the same digest give the
    /// same files.
    pub options: String,
    /// The formats, in the order of the files of each article.
    pub formats: Vec<String>,
    /// Of a package: whether each file was proved before it was packed.
    #[serde(default, skip_serializing_if = "is_false")]
    pub checked: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde calls")]
fn is_false(said: &bool) -> bool {
    !said
}

/// Where an article came from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ArticleOrigin {
    /// The input: a path as the user or the folder named it, with `/` between its parts.
    pub input: String,
    /// The archive within the input (WACZ).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The offset in bytes of the record, or of the compressed member that holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
    /// Which record of its member it is, from 0; left out where it is the first.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub index: u32,
    /// The name of the record (`WARC-Record-ID`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The digest of the payload that the record states (`WARC-Payload-Digest`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload_digest: Option<String>,
    /// The address that was captured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// When it was captured (RFC 3339).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<String>,
    /// SHA-256 of the article's bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// How many bytes it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
}

impl ArticleOrigin {
    /// The SHA-256 of where it lies, in hexadecimal: of input, part, offset and index, each ended by a line feed.
    pub fn place_digest(&self) -> String {
        let Self { input, part, offset, index, .. } = self;
        let offset = offset.map(|offset| offset.to_string()).unwrap_or_default();
        sha256_hex(format!("{input}\n{}\n{offset}\n{index}\n", part.as_deref().unwrap_or_default()).as_bytes())
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde calls")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// One article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArticleLine {
    /// Its number in the run, from 1.
    pub number: u64,
    /// Where it came from.
    #[serde(flatten)]
    pub origin: ArticleOrigin,
    /// Whether its files were made.
    pub state: ArticleState,
    /// What is known of it; empty where it could not be read.
    #[serde(flatten)]
    pub summary: ArticleSummary,
    /// The time that stands in its files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
    /// Its files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileLine>,
    /// The name of the package that is its own, from the folder of the run, without what a file of it ends in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<String>,
    /// What was said of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<DiagnosticLine>,
    /// How long it took, in milliseconds of the clock: the one thing that differs between two runs.
    pub duration_ms: f64,
}

/// What became of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ArticleState {
    /// Its files are in place.
    Converted,
    /// They could not be made; the diagnostics say why.
    Failed,
}

/// What is known of an article, for tables.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ArticleSummary {
    /// Its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// Its publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// When it was published (RFC 3339).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Its language (BCP 47).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// How many words it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<u64>,
    /// What its terms mean, in the words of `istinad show`; empty where none were understood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<String>,
    /// The same for machines, in the same order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meanings: Vec<MeaningLine>,
}

/// A [`Meaning`] as JSON says it.
///
/// What is read is kept as it stands: a manifest of a later version, with meanings that this one does not know, loses none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MeaningLine {
    json: serde_json::Value,
}

impl MeaningLine {
    /// Of a meaning.
    pub fn of(meaning: &Meaning) -> Self {
        Self { json: serde_json::to_value(meaning).unwrap_or_default() }
    }
}

impl ArticleSummary {
    /// What is known of a document.
    pub fn of(document: &Document) -> Self {
        let metadata = &document.metadata;
        let meanings = || document.rights.meanings().map(|(_, meaning)| meaning);
        Self {
            headline: Some(metadata.headline.value.clone()),
            publisher: metadata.publisher.as_ref().map(|slot| slot.value.name.clone()),
            published: metadata.published.as_ref().map(|slot| slot.value.to_string()),
            language: Some(metadata.language.value.to_string()),
            words: Some(walk::words(document).len() as u64),
            terms: meanings().map(dump::describe).collect(),
            meanings: meanings().map(MeaningLine::of).collect(),
        }
    }

    /// It alone, as an object of JSON with the names that it has in a line.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLine {
    /// Where it is, from the folder of the run, with `/` between the parts.
    pub file: String,
    /// The name of its format.
    pub format: String,
    /// Its media type.
    pub media_type: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}

/// Something that was said of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiagnosticLine {
    /// Its stable code.
    pub code: String,
    /// `note`, `warning` or `error`.
    pub severity: String,
    /// What is the matter.
    pub message: String,
    /// The line in the source, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The character in that line, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
}

impl DiagnosticLine {
    /// What was said, with its place in the source.
    pub fn of(diagnostic: &Diagnostic, source: Option<&Source>) -> Self {
        let position = diagnostic.span.zip(source).map(|(span, source)| source.position(span.start));
        Self {
            code: diagnostic.code.as_str().to_owned(),
            severity: diagnostic.severity().as_str().to_owned(),
            message: diagnostic.message.clone(),
            line: position.map(|position| position.line as u64),
            column: position.map(|position| position.column as u64),
        }
    }
}

/// A capture or an input that was passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedLine {
    /// Where it is.
    #[serde(flatten)]
    pub origin: ArticleOrigin,
    /// Why, as a stable name.
    pub reason: String,
}

/// A part of an input that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DamageLine {
    /// Where it is.
    #[serde(flatten)]
    pub origin: ArticleOrigin,
    /// What is the matter, for people.
    pub message: String,
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    digest::hex(bytes)
}

/// The SHA-256 of a file, as its line states it: lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&sha256(bytes))
}

impl ManifestLine {
    /// The line as it stands in the file, with its end.
    pub fn to_json(&self) -> String {
        let mut line = serde_json::to_string(self).unwrap_or_default();
        line.push('\n');
        line
    }

    /// Reads a line.
    ///
    /// # Errors
    /// If it is none, with the reason for people.
    pub fn parse(line: &str) -> Result<Self, String> {
        serde_json::from_str(line).map_err(|error| error.to_string())
    }

    /// Where what it speaks of came from.
    pub fn origin(&self) -> Option<&ArticleOrigin> {
        match self {
            Self::Run(_) => None,
            Self::Article(line) => Some(&line.origin),
            Self::Skipped(line) => Some(&line.origin),
            Self::Damage(line) => Some(&line.origin),
        }
    }
}

/// What an earlier run has done, as its manifest says.
#[derive(Debug, Clone, Default)]
pub struct Done {
    /// The options of the run.
    pub options: Option<String>,
    /// The articles, by where they came from.
    articles: BTreeMap<ArticleKey, DoneArticle>,
    /// Digests of where everything else came from that has a line.
    passed: BTreeSet<[u8; 16]>,
    /// How many bytes of the manifest are whole lines; the rest was being written when the run ended.
    pub bytes: u64,
}

/// What an earlier run has made of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DoneArticle {
    /// Whether anything.
    pub state: ArticleState,
    /// Its files; in a package that is a folder, or of all articles, it has none by itself.
    pub files: Vec<FileLine>,
    /// The name of its package.
    pub package: Option<String>,
}

type ArticleKey = (String, Option<String>, Option<u64>, u32);

fn key(origin: &ArticleOrigin) -> ArticleKey {
    (origin.input.clone(), origin.part.clone(), origin.offset, origin.index)
}

/// What stands for a line that speaks of no article: half of a digest, because there are very many of them.
fn mark(line: &ManifestLine) -> [u8; 16] {
    let digest = sha256(line.to_json().as_bytes());
    std::array::from_fn(|at| digest[at])
}

impl Done {
    /// Takes one whole line of a manifest.
    ///
    /// # Errors
    /// If it is none of a manifest.
    pub fn take(&mut self, line: &str) -> Result<(), String> {
        let parsed = ManifestLine::parse(line.trim_end())?;
        self.bytes += line.len() as u64;
        match parsed {
            ManifestLine::Run(run) if run.schema == SCHEMA => self.options = Some(run.options),
            ManifestLine::Run(run) => return Err(format!("it is of another version ({})", run.schema)),
            ManifestLine::Article(line) => {
                let ArticleLine { origin, state, files, package, .. } = *line;
                self.articles.insert(key(&origin), DoneArticle { state, files, package });
            }
            line @ (ManifestLine::Skipped(_) | ManifestLine::Damage(_)) => _ = self.passed.insert(mark(&line)),
        }
        Ok(())
    }

    /// What was made of what came from here; `None` if nothing was done with it.
    pub fn article(&self, origin: &ArticleOrigin) -> Option<&DoneArticle> {
        self.articles.get(&key(origin))
    }

    /// What need not be done again where everything has to be made at once: that an article failed is known.
    #[must_use]
    pub fn without_converted(mut self) -> Self {
        self.articles.retain(|_, article| article.state == ArticleState::Failed);
        self
    }

    /// Whether the manifest has this line already. Of articles [`Done::article`] knows.
    pub fn has(&self, line: &ManifestLine) -> bool {
        match line {
            ManifestLine::Skipped(_) | ManifestLine::Damage(_) => self.passed.contains(&mark(line)),
            ManifestLine::Run(_) | ManifestLine::Article(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_they_were_written() {
        let origin = ArticleOrigin { input: "a.warc.gz".to_owned(), offset: Some(7), ..ArticleOrigin::default() };
        let file = FileLine {
            file: "a/b.pdf".to_owned(),
            format: "pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            bytes: 3,
            sha256: "00".to_owned(),
        };
        let article = ManifestLine::Article(Box::new(ArticleLine {
            number: 1,
            origin: origin.clone(),
            state: ArticleState::Converted,
            summary: ArticleSummary { headline: Some("Göl".to_owned()), ..ArticleSummary::default() },
            written: None,
            files: vec![file.clone()],
            package: Some("a/b".to_owned()),
            diagnostics: Vec::new(),
            duration_ms: 1.5,
        }));
        let run = ManifestLine::Run(RunLine {
            schema: SCHEMA.to_owned(),
            version: "0".to_owned(),
            options: "ff".to_owned(),
            formats: vec!["pdf".to_owned()],
            checked: false,
        });
        let skipped =
            ManifestLine::Skipped(SkippedLine { origin: ArticleOrigin::default(), reason: "not-page".to_owned() });
        let mut done = Done::default();
        for line in [&run, &article, &skipped] {
            let json = line.to_json();
            assert_eq!(ManifestLine::parse(&json).as_ref(), Ok(line), "{json}");
            done.take(&json).expect("a line");
        }
        assert_eq!(done.options.as_deref(), Some("ff"));
        assert!(done.has(&skipped) && !done.has(&run));
        let (state, package) = (ArticleState::Converted, Some("a/b".to_owned()));
        assert_eq!(done.article(&origin), Some(&DoneArticle { state, files: vec![file], package }));
        assert!(done.article(&ArticleOrigin::default()).is_none());
        assert!(done.clone().without_converted().article(&origin).is_none());
        assert!(done.take("{\"type\":\"art").is_err(), "a line that was cut off");
    }
}
