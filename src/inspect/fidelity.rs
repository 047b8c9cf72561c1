//! Whether a file says what its source said.
//!
//! - [`examine`]: a file against itself: its words against the digest that it states, its visible link and terms
//!   against its metadata;
//! - [`compare`]: a file against the document that its source makes: the words in order, nothing missing, nothing
//!   added; each term; what is said about the article;
//! - [`agree`]: files of one article against one another.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::report::{Report, SourceLink, Whose, canonical, same_address, tidy};
use crate::model::walk::{self, plain_text};
use crate::model::{Document, Inline, Origin, Slot, Timestamp};
use crate::source::Span;

/// Words shown around a difference.
const CONTEXT: usize = 5;
/// Words shown of a difference; what lies between is counted.
const SHOWN: usize = 24;
/// Differences reported of one file.
const MAX_DIFFERENCES: usize = 12;

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// What is the matter: one sentence, lower case, no final stop.
    pub message: String,
    /// Where the source says it.
    pub span: Option<Span>,
    /// Where words differ, how.
    pub difference: Option<Difference>,
}

/// A difference between words, with some words around it. Where there are many, the middle is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The words before it, which are the same.
    pub before: String,
    /// What the source has.
    pub expected: String,
    /// What the file has.
    pub found: String,
    /// The words after it, which are the same.
    pub after: String,
}

impl Finding {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), span: None, difference: None }
    }

    fn at(self, span: Option<Span>) -> Self {
        Self { span, ..self }
    }
}

/// Judges a file alone. Without a digest it cannot be proved, and that is a finding too.
pub fn examine(report: &Report) -> Vec<Finding> {
    let mut findings = Vec::new();
    match &report.stated_digest {
        None => findings.push(Finding::new(
            "the file states no digest of its words, so it cannot be proved alone; compare it with its source (--source)",
        )),
        Some(stated) => {
            let computed = report.computed_digest();
            if !stated.eq_ignore_ascii_case(&computed) {
                findings.push(Finding::new(format!(
                    "the words are not those that the file was made with: it states the digest {stated}, and its words \
                     have {computed}"
                )));
            }
        }
    }
    findings.extend(source_link(report));
    match report.policy.as_deref().map(serde_json::from_str::<Value>) {
        None => {}
        Some(Err(error)) => findings.push(Finding::new(format!("the policy is not JSON: {error}"))),
        Some(Ok(policy)) => {
            for term in policy_terms(&policy) {
                findings.extend(term_findings(report, &term, None));
            }
        }
    }
    findings
}

/// Compares a file with the document that its source makes. What the document knows from options of the reader is
/// compared too; what it does not know is not.
pub fn compare(report: &Report, document: &Document) -> Vec<Finding> {
    let mut findings = words(report, document);
    let metadata = &document.metadata;
    let mut value = |what: &str, expected: &str, span: Option<Span>, found: Option<&str>, same: bool| {
        if !same {
            let said = found.map_or_else(|| "states none".to_owned(), |found| format!("says {found:?}"));
            findings.push(Finding::new(format!("the {what} is {expected:?}, and the file {said}")).at(span));
        }
    };
    let headline = tidy(&metadata.headline.value).unwrap_or_default();
    value(
        "title",
        &headline,
        metadata.headline.span,
        report.title.as_deref(),
        report.title.as_ref() == Some(&headline),
    );
    if let Some(language) = known(Some(&metadata.language)) {
        let (expected, found) = (language.value.as_str(), report.language.as_deref());
        value("language", expected, language.span, found, found == Some(expected));
    }
    if let Some(address) = known(metadata.address.as_ref()) {
        let found = report.address.as_deref();
        let same = found.is_some_and(|found| same_address(found, &address.value));
        value("source's address", &address.value, address.span, found, same);
    }
    if let Some(published) = known(metadata.published.as_ref()) {
        let found = report.published.as_deref();
        let same = found.is_some_and(|found| same_time(found, published.value));
        value("published time", &published.value.to_string(), published.span, found, same);
    }
    if let Some(holder) = known(document.rights.holder.as_ref()) {
        let found = report.holder.as_deref();
        let same = found.and_then(tidy) == tidy(&holder.value.name);
        value("copyright holder", &holder.value.name, holder.span, found, same);
    }
    if let Some(permission) = document
        .rights
        .photo_permission
        .as_ref()
        .filter(|_| walk::figures(&document.body).any(|figure| figure.picture.is_some()))
    {
        let found = report.photo_permission.as_deref();
        let same = found.and_then(tidy) == tidy(&permission.reference);
        value("permission for pictures", &permission.reference, None, found, same);
    }
    let input = metadata.input.sha256_hex();
    let found = report.input_hash.as_deref();
    value("input's SHA-256", &input, None, found, found.is_some_and(|found| found.eq_ignore_ascii_case(&input)));
    let digest: String = walk::text_digest(document).iter().map(|byte| format!("{byte:02x}")).collect();
    let found = report.stated_digest.as_deref();
    value("words' digest", &digest, None, found, found.is_some_and(|found| found.eq_ignore_ascii_case(&digest)));

    for term in document.rights.terms.as_slice() {
        findings.extend(term_findings(report, &plain_text(&term.content), term.span));
    }
    if metadata.address.is_some() || report.address.is_some() {
        findings.extend(source_link(report));
    }
    findings.extend(links(report, document));
    findings
}

/// Compares files of one article with one another: for each file, by its place in the list, what it says otherwise
/// than the files before it.
pub fn agree(reports: &[(&str, &Report)]) -> Vec<(usize, Finding)> {
    let mut findings = Vec::new();
    let Some((&(first_name, first), rest)) = reports.split_first() else { return findings };
    for (index, &(_, report)) in rest.iter().enumerate() {
        let mut value = |what: &str, one: Option<&str>, other: Option<&str>, same: bool| {
            if !same && one != other {
                let say = |value: Option<&str>| value.map_or("none".to_owned(), |value| format!("{value:?}"));
                let message = format!("the {what} is {} here and {} in {first_name}", say(other), say(one));
                findings.push((index + 1, Finding::new(message)));
            }
        };
        let text = |one: &Option<String>, other: &Option<String>| match (one, other) {
            (Some(one), Some(other)) => tidy(one) == tidy(other),
            _ => false,
        };
        let fields: [(&str, &Option<String>, &Option<String>); 5] = [
            ("title", &first.title, &report.title),
            ("language", &first.language, &report.language),
            ("copyright holder", &first.holder, &report.holder),
            ("input's SHA-256", &first.input_hash, &report.input_hash),
            ("words' digest", &first.stated_digest, &report.stated_digest),
        ];
        for (what, one, other) in fields {
            value(what, one.as_deref(), other.as_deref(), text(one, other));
        }
        // A file that shows that there are no pictures has nothing to permit.
        if first.photo_permission.is_some() && report.photo_permission.is_some() {
            let (one, other) = (&first.photo_permission, &report.photo_permission);
            value("permission for pictures", one.as_deref(), other.as_deref(), text(one, other));
        }
        let (one, other) = (first.address.as_deref(), report.address.as_deref());
        value("source's address", one, other, one.zip(other).is_some_and(|(one, other)| same_address(one, other)));
        let (one, other) = (first.published.as_deref(), report.published.as_deref());
        let same =
            one.zip(other).is_some_and(|(one, other)| Timestamp::parse(one).is_some_and(|one| same_time(other, one)));
        value("published time", one, other, same);
        let parsed =
            |policy: &Option<String>| policy.as_deref().and_then(|policy| serde_json::from_str::<Value>(policy).ok());
        if first.policy != report.policy && parsed(&first.policy) != parsed(&report.policy) {
            findings.push((index + 1, Finding::new(format!("the policy is another than in {first_name}"))));
        }
        if !first.words().eq(report.words()) {
            let (one, other): (Vec<&str>, Vec<&str>) = (first.words().collect(), report.words().collect());
            for (_, difference) in differences(&one, &other) {
                let message = format!("the words are not those of {first_name}");
                findings.push((index + 1, Finding { message, span: None, difference: Some(difference) }));
            }
        }
    }
    findings
}

/// A value that the source or whoever runs the tool states; a guess may be another when more is known.
fn known<T>(slot: Option<&Slot<T>>) -> Option<&Slot<T>> {
    slot.filter(|slot| match slot.origin {
        Origin::Article | Origin::FrontMatter | Origin::Option => true,
        Origin::Profile | Origin::Guess | Origin::Derived => false,
    })
}

fn same_time(found: &str, expected: Timestamp) -> bool {
    Timestamp::parse(found).is_some_and(|found| found.completed().to_unix() == expected.completed().to_unix())
}

fn source_link(report: &Report) -> Option<Finding> {
    let address = report.address.as_deref().unwrap_or_default();
    match report.source_link() {
        SourceLink::Present | SourceLink::NotStated => None,
        SourceLink::Absent => Some(Finding::new(format!("there is no hyperlink to the source, {address}"))),
        SourceLink::Invisible => Some(Finding::new(format!("the hyperlink to the source, {address}, has no words"))),
        SourceLink::Elsewhere(elsewhere) => Some(Finding::new(format!(
            "the hyperlink to the source leads to {elsewhere}, and the metadata says {address}"
        ))),
    }
}

/// A term has to be in the metadata and before the reader's eyes, verbatim.
fn term_findings(report: &Report, term: &str, span: Option<Span>) -> Vec<Finding> {
    let Some(term) = tidy(term) else { return Vec::new() };
    let mut findings = Vec::new();
    if !report.text.shows(&term) {
        findings.push(Finding::new(format!("the term {term:?} does not stand in the file's text")).at(span));
    }
    if !tidy(&report.rights.join(" ")).is_some_and(|rights| rights.contains(&term)) {
        findings.push(Finding::new(format!("the term {term:?} does not stand in the file's metadata")).at(span));
    }
    findings
}

/// The verbatim terms that a policy gives as the sources of its rules (`dct:source`).
fn policy_terms(policy: &Value) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    let mut rest = vec![policy];
    while let Some(value) = rest.pop() {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    if matches!(name.as_str(), "dct:source" | "dcterms:source") {
                        let several = member.as_array().map_or(std::slice::from_ref(member), Vec::as_slice);
                        let text =
                            |value: &Value| value.as_str().or_else(|| value.get("@value")?.as_str()).map(str::to_owned);
                        terms.extend(several.iter().filter_map(text));
                    }
                    rest.push(member);
                }
            }
            Value::Array(items) => rest.extend(items),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    terms
}

/// The links of the source have to be in the file, and no others but those that were added.
fn links(report: &Report, document: &Document) -> Vec<Finding> {
    let mut expected = BTreeMap::new();
    let mut visit = |inline: &Inline| {
        if let Inline::Link(link) = inline
            && !plain_text(&link.content).trim().is_empty()
        {
            expected.entry(canonical(&link.address)).or_insert((link.address.clone(), link.span));
        }
    };
    for line in &document.header {
        walk::visit_inlines(&line.content, &mut visit);
    }
    walk::for_each_inline(&document.body, &mut visit);
    for note in &document.notes {
        walk::for_each_inline(&note.content, &mut visit);
    }
    walk::for_each_inline(&document.rights.statement, &mut visit);

    let links =
        || report.text.links.iter().filter(|link| link.whose == Whose::Source && !link.address.starts_with('#'));
    let found: BTreeSet<String> = links().map(|link| canonical(&link.address)).collect();
    let mut findings: Vec<Finding> = expected
        .iter()
        .filter(|(address, _)| !found.contains(*address))
        .map(|(_, (address, span))| Finding::new(format!("the link to {address} is not in the file")).at(*span))
        .collect();
    let mut told = BTreeSet::new();
    for link in links().filter(|link| !expected.contains_key(&canonical(&link.address))) {
        if told.insert(&link.address) {
            findings.push(Finding::new(format!("the file links to {}, and the source does not", link.address)));
        }
    }
    findings
}

fn words(report: &Report, document: &Document) -> Vec<Finding> {
    let passages = walk::passages(document);
    let (mut expected, mut spans) = (Vec::new(), Vec::new());
    for passage in &passages {
        for word in passage.text.split_whitespace() {
            expected.push(word);
            spans.push(passage.span);
        }
    }
    let found: Vec<&str> = report.words().collect();
    let differences = differences(&expected, &found);
    let mut findings: Vec<Finding> = differences
        .into_iter()
        .map(|(place, difference)| {
            let message = match (difference.expected.is_empty(), difference.found.is_empty()) {
                (false, true) => "words of the source are missing",
                (true, _) => "there are words that the source does not have",
                (false, false) => "the words are not the source's",
            };
            let span = spans.get(place).or(spans.last()).copied().flatten();
            Finding { message: message.to_owned(), span, difference: Some(difference) }
        })
        .collect();
    if findings.len() > MAX_DIFFERENCES {
        findings.truncate(MAX_DIFFERENCES);
        findings.push(Finding::new("there are more differences after these"));
    }
    findings
}

/// Where two sequences of words differ, each with its place in the first; one more than is reported at most.
///
/// After a difference the two are taken up again where two words in a row are the same with the fewest words left out;
/// so the cost is that of one pass for each difference.
fn differences(expected: &[&str], found: &[&str]) -> Vec<(usize, Difference)> {
    let mut places: BTreeMap<(&str, Option<&str>), Vec<usize>> = BTreeMap::new();
    for (index, word) in found.iter().enumerate() {
        places.entry((word, found.get(index + 1).copied())).or_default().push(index);
    }
    let mut differences = Vec::new();
    let (mut i, mut j) = (0, 0);
    while differences.len() <= MAX_DIFFERENCES {
        while i < expected.len() && j < found.len() && expected[i] == found[j] {
            i += 1;
            j += 1;
        }
        if i == expected.len() && j == found.len() {
            break;
        }
        let (end_i, end_j) = take_up(expected, found, &places, i, j);
        let difference = Difference {
            before: expected[i.saturating_sub(CONTEXT)..i].join(" "),
            expected: excerpt(&expected[i..end_i]),
            found: excerpt(&found[j..end_j]),
            after: expected[end_i..expected.len().min(end_i + CONTEXT)].join(" "),
        };
        differences.push((i, difference));
        (i, j) = (end_i, end_j);
    }
    differences
}

/// The nearest places from which on both go on alike; their ends where there are none.
fn take_up(
    expected: &[&str],
    found: &[&str],
    places: &BTreeMap<(&str, Option<&str>), Vec<usize>>,
    i: usize,
    j: usize,
) -> (usize, usize) {
    let mut best = (expected.len(), found.len());
    let mut cost = usize::MAX;
    for (skipped, &word) in expected[i..].iter().enumerate() {
        if skipped >= cost {
            break;
        }
        let pair = (word, expected.get(i + skipped + 1).copied());
        let Some(places) = places.get(&pair) else { continue };
        if let Some(&place) = places.get(places.partition_point(|&place| place < j))
            && skipped + (place - j) < cost
        {
            cost = skipped + (place - j);
            best = (i + skipped, place);
        }
    }
    best
}

/// Words as they are shown: all of a few, the ends of many.
fn excerpt(words: &[&str]) -> String {
    match words.len() {
        0..=SHOWN => words.join(" "),
        count => {
            let half = SHOWN / 2;
            let left_out = count - 2 * half;
            format!("{} […{left_out} words…] {}", words[..half].join(" "), words[count - half..].join(" "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(expected: &str, found: &str) -> Vec<String> {
        let (expected, found): (Vec<&str>, Vec<&str>) =
            (expected.split_whitespace().collect(), found.split_whitespace().collect());
        differences(&expected, &found)
            .into_iter()
            .map(|(place, difference)| format!("{place}:{}|{}", difference.expected, difference.found))
            .collect()
    }

    #[test]
    fn differences_stand_where_they_are() {
        assert!(diff("a b c", "a b c").is_empty());
        assert_eq!(diff("a b c d", "a x c d"), ["1:b|x"]);
        assert_eq!(diff("a b c d", "a c d"), ["1:b|"]);
        assert_eq!(diff("a c d", "a b c d"), ["1:|b"]);
        assert_eq!(diff("a b", "a b c"), ["2:|c"]);
        assert_eq!(diff("a b c", "a b"), ["2:c|"]);
        assert_eq!(
            diff("qızıl gün a b qaranlıq gecə", "qizil gün a b qaranlıq gece"),
            ["0:qızıl|qizil", "5:gecə|gece"]
        );
        assert_eq!(diff("", "a"), ["0:|a"]);
        assert_eq!(diff("a", ""), ["0:a|"]);
    }

    #[test]
    fn long_differences_are_cut() {
        let words: Vec<String> = (0..5000).map(|number| number.to_string()).collect();
        let differences = diff(&words.join(" "), "0 4999");
        assert_eq!(differences.len(), 1);
        assert!(differences[0].contains("[…4974 words…]"), "{differences:?}");
    }
}
