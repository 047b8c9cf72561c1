//! What is in a collection, a line for everything, before anything is made of it.

use serde::Serialize;

use super::manifest::{ArticleOrigin, ArticleSummary, DiagnosticLine, SCHEMA};

/// What would become of something in a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Prospect {
    /// Files: it is an article.
    Article,
    /// Nothing: no honest file can be made of it.
    Failed,
    /// Nothing: it is no article, or not taken.
    Skipped,
    /// Nothing: it cannot be read.
    Damage,
}

impl Prospect {
    /// Its stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
            Self::Damage => "damage",
        }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ListedLine {
    schema: &'static str,
    r#type: &'static str,
    /// Where it is.
    #[serde(flatten)]
    pub origin: ArticleOrigin,
    /// The status that the server answered, of a capture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The declared type of a capture, without its parameters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// The reader that an article has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// What would become of it.
    pub becomes: Prospect,
    /// Why nothing: of what is passed over the stable name of the reason, of what fails the code, of damage a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What its files would be called, without their ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What is known of it, where it was read.
    #[serde(flatten)]
    pub summary: ArticleSummary,
    /// What was said of it when it was read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<DiagnosticLine>,
}

impl ListedLine {
    /// The columns of a table, in the order of [`ListedLine::row`].
    pub const COLUMNS: [&str; 20] = [
        "becomes",
        "reason",
        "name",
        "address",
        "captured",
        "status",
        "media_type",
        "format",
        "language",
        "words",
        "headline",
        "publisher",
        "published",
        "terms",
        "diagnostics",
        "input",
        "part",
        "offset",
        "index",
        "record",
    ];

    /// Something of which no more is known than where it is and what would become of it.
    pub fn new(origin: ArticleOrigin, becomes: Prospect) -> Self {
        Self {
            schema: SCHEMA,
            r#type: "listed",
            origin,
            status: None,
            media_type: None,
            format: None,
            becomes,
            reason: None,
            name: None,
            summary: ArticleSummary::default(),
            diagnostics: Vec::new(),
        }
    }

    /// The line as JSON, without an end.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The line as a row of a table; of lists the parts are parted by semicolons.
    pub fn row(&self) -> [String; 20] {
        let Self { origin, summary, .. } = self;
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let number = |value: Option<u64>| value.map(|number| number.to_string()).unwrap_or_default();
        let codes: Vec<&str> = self.diagnostics.iter().map(|said| said.code.as_str()).collect();
        [
            self.becomes.as_str().to_owned(),
            text(&self.reason),
            text(&self.name),
            text(&origin.address),
            text(&origin.captured),
            number(self.status.map(u64::from)),
            text(&self.media_type),
            text(&self.format),
            text(&summary.language),
            number(summary.words),
            text(&summary.headline),
            text(&summary.publisher),
            text(&summary.published),
            summary.terms.join("; "),
            codes.join("; "),
            origin.input.clone(),
            text(&origin.part),
            number(origin.offset),
            origin.index.to_string(),
            text(&origin.record),
        ]
    }
}
