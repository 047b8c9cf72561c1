//! `istinad check`: what files say of themselves, and whether they say what their source said.
//!
//! 1. read the article, if one is named: the document that the files should come from;
//! 2. of a page, say how much of what it shows was read (`page`);
//! 3. inspect a file, and judge it: alone, or against the document;
//! 4. compare it with the first file of the same article;
//!    A package is proved by what is in it (`package`);
//! 5. say it: a report, and under it what is not as it should be. Then comes the next file, and nothing but the names of
//!    those before is kept.

mod manifest;
mod package;
mod package_anew;
mod package_claims;
mod package_crate;
mod page;

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use istinad::inspect::{
    Attached, Finding, Report, agree, beside_the_proof, compare, examine, inspect_within, is_proof, says_the_words,
};
use istinad::{Code, Document, Limit, Limits, Source, json};
use sha2::{Digest as _, Sha256};

use super::Exit;
use super::args::{ArticleArgument, CheckArguments, UsageError};
use super::files;
use super::messages::Console;
use super::pictures::PictureFiles;

/// Does what the arguments say.
///
/// # Errors
/// If the arguments make no sense together.
pub(crate) fn run(arguments: &CheckArguments) -> Result<Exit, UsageError> {
    let mut console = Console::new(&arguments.voice);
    let Some(named) = files::named(&arguments.inputs(), &mut console)? else { return Ok(Exit::BadData) };
    let (mut files, mut manifests) = (Vec::new(), Vec::new());
    for file in named {
        match file.path().and_then(super::manifest::named) {
            Some(manifest) => manifests.push(manifest),
            None => files.push(file),
        }
    }
    if !manifests.is_empty() && arguments.source.is_some() {
        return Err(UsageError::new("a run is proved beside the sources that its manifest names, without --source"));
    }
    let original = match &arguments.source {
        None => None,
        Some(article) => match original(arguments, article, &mut console)? {
            Some(original) => Some(original),
            None => return Ok(Exit::BadData),
        },
    };
    let limits = arguments.limits();
    let mut all_proved = original.as_ref().is_none_or(|original| page::say(original, &mut console));
    if !manifests.is_empty() {
        let Some(options) = super::read_options(&arguments.knowledge, &mut console)? else { return Ok(Exit::BadData) };
        for path in &manifests {
            all_proved &= manifest::run(arguments, &options, path, &mut console);
        }
    }
    let mut firsts = Firsts::default();
    for file in &files {
        let name = file.name();
        if package::is_package(file) {
            all_proved &= package::check(file, &limits, &mut console);
            continue;
        }
        let report = match report(file, &limits) {
            Ok(report) => report,
            Err(error) => {
                all_proved = false;
                console.diagnostics(&name, None, error.diagnostics());
                continue;
            }
        };
        let findings = original.as_ref().map(|original| original.compare(&report));
        let mut check = Check { name, report, findings: findings.unwrap_or_default() };
        for finding in examine(&check.report) {
            // That a file without a digest proves nothing alone does not matter beside its source.
            if original.is_none() || finding.code != Code::DigestMissing && !check.findings.contains(&finding) {
                check.findings.push(finding);
            }
        }
        let one_article = original.as_ref().is_some_and(|original| original.documents.len() == 1);
        let new = firsts.compare(file, &mut check, one_article, &limits).unwrap_or_else(|error| {
            console.diagnostics(&check.name, None, error.diagnostics());
            all_proved = false;
            None
        });
        all_proved &= check.is_proved();
        let original = original.as_ref().map(|original| &original.source);
        if console.speaks_json() {
            console.print(json::check(&check.name, &check.report, &check.findings, original));
        } else if !(console.is_quiet() && check.findings.is_empty()) {
            console.print(ReportSheet { check: &check, original });
        }
        if let Some(article) = new {
            firsts.keep(file, article, check);
        }
    }
    Ok(if all_proved && !console.is_broken() { Exit::Done } else { Exit::BadData })
}

/// What a file says of itself.
fn report(file: &ArticleArgument, limits: &Limits) -> istinad::Result<Report> {
    inspect_within(&files::read_bytes(file, limits, Limit::CheckedFile)?, limits)
}

/// The article that the files should come from.
pub(super) struct Original {
    pub(super) source: Source,
    /// The articles that it holds.
    pub(super) documents: Vec<Document>,
}

impl Original {
    /// What a file says otherwise than the article that it is of; of several that is the one to which it is nearest.
    fn compare(&self, report: &Report) -> Vec<Finding> {
        let findings = self.documents.iter().map(|document| (compare(report, document), document));
        let Some((mut findings, document)) = findings.min_by_key(|(findings, _)| findings.len()) else {
            return Vec::new();
        };
        findings.extend(beside_the_proof(report, document));
        findings
    }
}

/// Reads the article; `None` after it was said why it cannot be read.
fn original(
    arguments: &CheckArguments,
    article: &ArticleArgument,
    console: &mut Console,
) -> Result<Option<Original>, UsageError> {
    let Some(options) = super::read_options(&arguments.knowledge, console)? else { return Ok(None) };
    let source = match files::read(article, &arguments.knowledge.decoding()) {
        Ok(source) => source,
        Err(error) => {
            console.diagnostics(&article.name(), None, error.diagnostics());
            return Ok(None);
        }
    };
    Ok(match istinad::read_all(&source, &options) {
        Ok(mut articles) => {
            let pictures = PictureFiles::of(article, &source, &arguments.knowledge);
            articles.iter_mut().for_each(|article| istinad::attach_media(article, &pictures, &options.limits));
            let documents = articles.into_iter().map(|article| article.output).collect();
            Some(Original { source, documents })
        }
        Err(error) => {
            console.diagnostics(&article.name(), Some(&source), error.diagnostics());
            None
        }
    })
}

/// A file that was read, and what is not as it should be.
struct Check {
    name: String,
    report: Report,
    findings: Vec<Finding>,
}

impl Check {
    /// Whether nothing is found but what is only worth knowing.
    fn is_proved(&self) -> bool {
        is_proof(&self.findings)
    }
}

/// The first file of each article, with which the others are compared. Of all but the last no more is kept than their
/// names, so that memory does not grow with the files; who lists the files of an article one after another has each
/// read once.
#[derive(Default)]
struct Firsts<'a> {
    /// By the article: its input, or nothing where all files are of one.
    files: BTreeMap<[u8; 32], &'a ArticleArgument>,
    last: Option<([u8; 32], Check)>,
    /// What came from standard input, which cannot be read again.
    stream: Option<([u8; 32], Check)>,
}

impl<'a> Firsts<'a> {
    /// Compares a file with the first of its article: of one input, or of all where the article is named. If it is the
    /// first itself, the article's key is returned, under which it has to be kept.
    ///
    /// # Errors
    /// If the first cannot be read again.
    fn compare(
        &mut self,
        file: &'a ArticleArgument,
        check: &mut Check,
        one_article: bool,
        limits: &Limits,
    ) -> istinad::Result<Option<[u8; 32]>> {
        // Of one input there may be several articles, each with its own name.
        let named = |hash: &str| format!("{hash} {}", check.report.identifier.as_deref().unwrap_or_default());
        let input = if one_article { Some(String::new()) } else { check.report.input_hash.as_deref().map(named) };
        let Some(input) = input else { return Ok(None) };
        // What another maker states for a digest may be of any length.
        let article: [u8; 32] = Sha256::digest(input).into();
        let Some(&first) = self.files.get(&article) else {
            self.files.insert(article, file);
            return Ok(Some(article));
        };
        let is_it = |kept: &&([u8; 32], Check)| kept.0 == article;
        if self.last.iter().chain(&self.stream).find(is_it).is_none() {
            let report = report(first, limits)?;
            self.last = Some((article, Check { name: first.name(), report, findings: Vec::new() }));
        }
        if let Some((_, Check { name, report, .. })) = self.last.iter().chain(&self.stream).find(is_it) {
            let found = agree(&[(name, report), (&check.name, &check.report)]);
            // Beside its source each file's words have been judged already.
            let found = found.into_iter().map(|(_, finding)| finding);
            check.findings.extend(found.filter(|finding| !(one_article && finding.difference.is_some())));
        }
        Ok(None)
    }

    /// Keeps what the first file of an article says.
    fn keep(&mut self, file: &ArticleArgument, article: [u8; 32], check: Check) {
        match file {
            ArticleArgument::Stdin => self.stream = Some((article, check)),
            ArticleArgument::File(_) => self.last = Some((article, check)),
        }
    }
}

/// When the article was published, and what is said of when and whether it may be used.
fn published(report: &Report) -> String {
    let mut lines = vec![report.published.clone().unwrap_or_else(|| "not stated".to_owned())];
    let rows = [("status", &report.status), ("embargo until", &report.embargoed), ("expires", &report.expires)];
    lines.extend(rows.into_iter().filter_map(|(name, value)| Some(format!("{name}: {}", value.as_ref()?))));
    lines.join("\n")
}

/// What is said of an attached file.
fn attached(Attached { name, relationship, media_type, size, sha256, .. }: &Attached) -> String {
    let kind = media_type.as_deref().unwrap_or("of an unknown kind");
    let relationship = relationship.as_deref().unwrap_or("Unspecified");
    format!("{name}, {kind}, {size} bytes, as {relationship}, SHA-256 {sha256}")
}

/// A report as people read it.
struct ReportSheet<'a> {
    check: &'a Check,
    original: Option<&'a Source>,
}

impl fmt::Display for ReportSheet<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Check { name, report, findings } = self.check;
        let or_none = |value: &Option<String>| value.clone().unwrap_or_else(|| "not stated".to_owned());
        let computed = report.computed_digest();
        let digest = match &report.stated_digest {
            None => format!("digest {computed}, not stated"),
            Some(stated) if stated.eq_ignore_ascii_case(&computed) => format!("digest {computed}, as stated"),
            Some(stated) => format!("digest {computed}, stated {stated}"),
        };
        let lines = |lines: &[String]| if lines.is_empty() { "not stated".to_owned() } else { lines.join("\n") };
        let parted = report.notice.is_some() || !report.terms.is_empty();
        let licence = report.licence.as_ref().map(|licence| {
            let parts: Vec<&str> =
                [&licence.name, &licence.address].into_iter().flatten().map(String::as_str).collect();
            parts.join(", ")
        });
        let permission = report.photo_permission.as_ref().map(|reference| format!("; permission: {reference}"));
        let rows = [
            ("format", report.claims.join(", ")),
            ("made by", or_none(&report.maker)),
            ("title", or_none(&report.title)),
            ("language", or_none(&report.language)),
            ("source", format!("{}\n{}", or_none(&report.address), report.source_link())),
            ("published", published(report)),
            ("holder", or_none(&report.holder)),
            ("notice", or_none(&report.notice)),
            ("terms", lines(&report.terms)),
            ("rights", lines(&report.rights)),
            ("terms at", or_none(&report.terms_page)),
            ("licence", or_none(&licence)),
            ("policy", report.policy.as_ref().map_or("none".to_owned(), ToString::to_string)),
            ("pictures", format!("{}{}", report.text.pictures, permission.unwrap_or_default())),
            ("input", or_none(&report.input_hash)),
            ("attached", report.attached.iter().map(attached).collect::<Vec<_>>().join("\n")),
            ("text", format!("{} words, {digest}", report.words().count())),
        ];
        writeln!(formatter, "{name}")?;
        // What the file does not tell apart is shown as it is.
        let rows = rows.into_iter().filter(|(label, _)| match *label {
            "notice" | "terms" => parted,
            "rights" => !parted,
            _ => true,
        });
        let remarks = report.remarks.iter().map(|remark| ("note", remark.clone()));
        for (label, value) in rows.chain(remarks) {
            for (index, line) in value.lines().enumerate() {
                writeln!(formatter, "  {:9}  {line}", if index == 0 { label } else { "" })?;
            }
        }
        match (self.check.is_proved(), self.original) {
            (true, Some(original)) => write!(formatter, "  proved     the file says what {} says", original.name())?,
            (true, None) => write!(formatter, "  proved     the file says what it said when it was made")?,
            (false, Some(original)) if says_the_words(findings) => {
                write!(formatter, "  NOT PROVED as a whole; its words are those of {}", original.name())?;
            }
            (false, _) => write!(formatter, "  NOT PROVED")?,
        }
        for finding in findings {
            let place = self
                .original
                .and_then(|original| finding.line(original))
                .map(|line| format!("line {line}: "))
                .unwrap_or_default();
            write!(formatter, "\n    * {place}{} [{}]", finding.message, finding.code)?;
            if let Some(difference) = &finding.difference {
                for (sign, words) in [("-", &difference.expected), ("+", &difference.found)] {
                    let mut line = format!("\n      {sign} ");
                    if !difference.before.is_empty() {
                        write!(line, "… {} ", difference.before)?;
                    }
                    write!(line, "[{words}]")?;
                    if !difference.after.is_empty() {
                        write!(line, " {} …", difference.after)?;
                    }
                    formatter.write_str(&line)?;
                }
            }
        }
        Ok(())
    }
}
