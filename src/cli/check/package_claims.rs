//! What a package states of an article beside its files, against the article: rights in PREMIS, and the elements of
//! Dublin Core. Told without what made the package.

use std::collections::BTreeMap;

use istinad::Code;
use istinad::inspect::package::{PackageDescription, PackageReport, PackageStandard, PremisEvent, PremisRecord};
use istinad::inspect::{Finding, Report};
use istinad::model::{Document, Meaning, Timestamp, dump, walk};
use istinad::run::manifest::ArticleLine;

/// An article of a package, as its original and its files say it.
pub(super) struct ProvedArticle<'a> {
    pub(super) line: &'a ArticleLine,
    /// The path of its original in the payload.
    pub(super) original: &'a str,
    pub(super) document: &'a Document,
    /// When it was captured, where the original or the user says it.
    pub(super) captured: Option<Timestamp>,
    /// What its files say of themselves, by path.
    pub(super) files: &'a [(String, Report)],
}

impl ProvedArticle<'_> {
    /// The PREMIS that speaks of it.
    pub(super) fn record<'p>(&self, package: &'p PackageReport) -> Option<&'p PremisRecord> {
        package.premis.iter().find(|record| record.files.iter().any(|file| file == self.original))
    }
}

/// What the package says of an article otherwise than the article.
pub(super) fn claims(article: &ProvedArticle<'_>, package: &PackageReport) -> Vec<Finding> {
    let Some(record) = article.record(package) else {
        return vec![Finding::of(Code::TermsDiffer, format!("no PREMIS speaks of {}", article.original))];
    };
    let mut findings: Vec<Finding> =
        rights(article.document, record).into_iter().map(|why| Finding::of(Code::TermsDiffer, why)).collect();
    findings.extend(formats(article, record));
    findings.extend(events(article, record).into_iter().map(|why| Finding::of(Code::ValueDiffers, why)));
    findings.extend(described(article, record, package));
    findings
}

/// Text by its words.
pub(super) fn lines(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What PREMIS says of the formats of files otherwise than the manifest and the files.
fn formats(article: &ProvedArticle<'_>, record: &PremisRecord) -> Vec<Finding> {
    let mut found = Vec::new();
    for line in &article.line.files {
        let Some(format) =
            record.files.iter().position(|file| *file == line.file).and_then(|at| record.formats.get(at))
        else {
            found.push(format!("{} says nothing of {}", record.path, line.file));
            continue;
        };
        if !format.media_type.is_empty() && format.media_type != line.media_type {
            found.push(format!(
                "{} calls {} {}, and it is {}",
                record.path, line.file, format.media_type, line.media_type
            ));
        }
        let claims = article.files.iter().find(|(file, _)| *file == line.file).map(|(_, said)| &said.claims);
        let archival = claims.into_iter().flatten().find_map(|claim| claim.strip_prefix("PDF/A-"));
        if let Some(archival) = archival.filter(|own| !own.eq_ignore_ascii_case(&format.version)) {
            found.push(format!(
                "{} calls {} PDF/A-{}, and it is PDF/A-{archival}",
                record.path, line.file, format.version
            ));
        }
    }
    found.into_iter().map(|why| Finding::of(Code::PackageUnsound, why)).collect()
}

/// What PREMIS says was done to the files otherwise than the manifest.
fn events(article: &ProvedArticle<'_>, record: &PremisRecord) -> Vec<String> {
    let utc = |time: Timestamp| time.completed().to_utc_string();
    let written = article.line.written.as_deref().and_then(Timestamp::parse).map(utc).unwrap_or_default();
    let said: Vec<String> = article.line.diagnostics.iter().map(|it| format!("{}: {}", it.code, it.message)).collect();
    let mut found = Vec::new();
    for PremisEvent { kind, time, outcome, notes, .. } in &record.events {
        let (when, noted) = match kind.as_str() {
            "capture" => (article.captured.map(utc).unwrap_or_default(), Some(&[][..])),
            "normalization" => (written.clone(), Some(said.as_slice())),
            "creation" | "message digest calculation" | "information package creation" => {
                (written.clone(), Some(&[][..]))
            }
            // What was proved then is proved here; its note says so in words.
            "validation" => (written.clone(), None),
            _ => {
                found.push(format!(
                    "{} says that something was done to a file that nothing proves: {kind}",
                    record.path
                ));
                continue;
            }
        };
        if *time != when || outcome != "success" {
            found.push(format!("{} says of an event ({kind}) another time or outcome than the manifest", record.path));
        }
        let is_noted = |noted: &[String]| {
            noted.len() == notes.len() && noted.iter().zip(notes).all(|(one, other)| lines(one) == lines(other))
        };
        if !noted.is_none_or(is_noted) {
            found.push(format!("{} notes of an event ({kind}) what the manifest does not", record.path));
        }
    }
    found
}

/// What Dublin Core says of the article's files otherwise than the article.
fn described(article: &ProvedArticle<'_>, record: &PremisRecord, package: &PackageReport) -> Vec<Finding> {
    let expected = elements(article);
    let mut found = Vec::new();
    if package.standard == PackageStandard::EarkCsip {
        // A record of its own for each article, by the number of its PREMIS: two versions of one have one identifier.
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let number = Some(name(&record.path)).filter(|name| name != "premis.xml");
        let own = number.unwrap_or_else(|| "dc.xml".to_owned());
        let mut records = package.descriptions.iter().filter(|it| name(&it.path) == own);
        match records.next() {
            None => found.push(format!("no Dublin Core speaks of {}", article.line.origin.input)),
            Some(description) => found.extend(
                differences(description, &expected)
                    .into_iter()
                    .map(|element| format!("{} says another {element} than the original", description.path)),
            ),
        }
        return found.into_iter().map(|why| Finding::of(Code::ValueDiffers, why)).collect();
    }
    for (file, format) in record.files.iter().zip(&record.formats) {
        let mut descriptions = package.descriptions.iter().filter(|it| it.file.as_deref() == Some(file)).peekable();
        if descriptions.peek().is_none() {
            found.push(format!("no Dublin Core speaks of {file}"));
        }
        for description in descriptions {
            let mut expected = expected.clone();
            expected.insert("format", format.media_type.clone());
            found.extend(
                differences(description, &expected)
                    .into_iter()
                    .map(|element| format!("{} says another {element} of {file} than the original", description.path)),
            );
        }
    }
    found.into_iter().map(|why| Finding::of(Code::ValueDiffers, why)).collect()
}

/// The elements that a description says otherwise.
fn differences(description: &PackageDescription, expected: &BTreeMap<&str, String>) -> Vec<String> {
    let said = |element: &str| {
        description
            .elements
            .get(element)
            .map(|values| lines(&values.join(if element == "rights" { " " } else { "; " })))
            .unwrap_or_default()
    };
    let unknown = description.elements.keys().filter(|element| !expected.contains_key(element.as_str())).cloned();
    let other = expected.iter().filter(|(element, value)| said(element) != lines(value));
    unknown.chain(other.map(|(element, _)| (*element).to_owned())).collect()
}

/// What the elements of Dublin Core have to say of an article.
fn elements(article: &ProvedArticle<'_>) -> BTreeMap<&'static str, String> {
    let Document { metadata, rights, .. } = article.document;
    let section = metadata.section.iter().map(|slot| slot.value.as_str());
    let subjects: Vec<&str> = section.chain(metadata.subjects.iter().map(|slot| slot.value.as_str())).collect();
    let authors: Vec<&str> = metadata.authors.iter().map(|slot| slot.value.as_str()).collect();
    let terms = rights.terms.as_slice().iter().map(|term| walk::plain_text(&term.content));
    let rights: Vec<String> = rights.notice.iter().map(|slot| slot.value.clone()).chain(terms).collect();
    let or_none = |value: Option<String>| value.unwrap_or_default();
    BTreeMap::from([
        ("title", metadata.headline.value.clone()),
        ("creator", authors.join("; ")),
        ("publisher", or_none(metadata.publisher.as_ref().map(|slot| slot.value.name.clone()))),
        ("date", or_none(metadata.published.as_ref().map(|slot| slot.value.to_string()))),
        ("language", metadata.language.value.to_string()),
        ("subject", subjects.join("; ")),
        ("source", or_none(metadata.address.as_ref().map(|slot| slot.value.clone()))),
        ("identifier", or_none(article.files.iter().find_map(|(_, said)| said.identifier.clone()))),
        ("rights", rights.join("\n")),
    ])
}

/// How an act is restricted that a meaning is about, told without what made the package.
fn restriction(meaning: &Meaning, alone: bool) -> &'static str {
    match meaning {
        Meaning::Free if alone => "Allow",
        Meaning::Attribution { .. } | Meaning::Licensed { .. } | Meaning::Permitted | Meaning::Free => "Conditional",
        _ => "Disallow",
    }
}

/// What PREMIS says of an article's rights otherwise than the article.
fn rights(document: &Document, record: &PremisRecord) -> Vec<String> {
    let mut found = Vec::new();
    let stated = &document.rights;
    let terms: Vec<String> = stated.terms.as_slice().iter().map(|term| walk::plain_text(&term.content)).collect();
    let expected = if terms.is_empty() { "The source states no terms.".to_owned() } else { lines(&terms.join("\n")) };
    if record.terms.first().map(|terms| lines(terms)) != Some(expected) {
        found.push(format!("{} states other terms than the original", record.path));
    }
    let notice = stated.notice.as_ref().map(|slot| lines(&slot.value));
    if record.terms.get(1).map(|notice| lines(notice)) != notice || record.terms.len() > 2 {
        found.push(format!("{} states another notice than the original", record.path));
    }
    let alone = !stated.is_unread() && stated.meanings().all(|(_, it)| matches!(it, Meaning::Free));
    let mut wanted: Vec<(String, &str)> =
        stated.meanings().map(|(_, it)| (dump::describe(it), restriction(it, alone))).collect();
    let unread = stated.terms.as_slice().iter().flat_map(|term| &term.unread);
    wanted.extend(unread.map(|sentence| (format!("not understood: “{sentence}”"), "Disallow")));
    wanted
        .extend(stated.photo_permission.iter().map(|it| (format!("the permission: {}", it.reference), "Conditional")));
    for (_, restriction, note) in &record.acts {
        let mut rest = note.clone();
        let mut strictest = "Allow";
        for (words, of_it) in wanted.iter().filter(|(words, _)| note.contains(words.as_str())) {
            rest = rest.replacen(words.as_str(), "", 1);
            strictest = strictest.max(of_it);
        }
        if !rest.chars().all(|it| it == ';' || it == ' ') {
            found.push(format!("{} states what the original does not: {note}", record.path));
        } else if strictest != restriction {
            found.push(format!("{} says {restriction} where the original means {strictest}: {note}", record.path));
        }
    }
    for (words, _) in &wanted {
        if !record.acts.iter().any(|(_, _, note)| note.contains(words.as_str())) {
            found.push(format!("{} does not say what the original means: {words}", record.path));
        }
    }
    found
}
