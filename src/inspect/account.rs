//! Everything that a file says beside the words that were compared: nobody may put words beside the proof.
//!
//! Each format's reader hands over every element, every attribute and every entry that tells a reader or a machine
//! something, as a [`Claim`]: where it stands, and what it says. [`judge`] looks each up in a table of places. A place is
//! known by what may stand there: something of the source ([`Fact`]), words that the file shows, a form. A place that
//! is not known is named, and so is what stands in a known place and is not what may.

use std::collections::BTreeSet;

use super::finding::Finding;
use super::known::{KnownFacts, plain};
use super::places::{self, Fact, PlaceRule};
use super::policy::{self, Policy};
use super::report::{Claim, Format, Report, tidy};
use crate::diagnostic::Code;
use crate::digest::{hex, sha256};
use crate::model::Document;
use crate::model::walk;
use crate::rights::{self, PolicyForm};

/// Names what in a file is neither the source's nor known to be what a converter adds.
pub(super) fn judge(report: &Report, document: &Document) -> Vec<Finding> {
    let known = KnownFacts::of(document);
    let mut findings = Vec::new();
    let mut told = BTreeSet::new();
    for claim in &report.claims_made {
        let Claim { place, value } = claim;
        let message = match places::rule(place) {
            Some(_) if value.trim().is_empty() => continue,
            None if value.is_empty() => format!("the file has {place}, which is not known"),
            None => format!("the file says {value:?} in {place}, which is not known"),
            Some(rule) if known.allows(rule, value) => continue,
            Some(_) => format!("the file says {value:?} in {place}, and the source does not"),
        };
        if told.insert(message.clone()) {
            findings.push(Finding::new(Code::NotProved, message));
        }
    }
    findings.extend(plain_rendition(report, document, &known));
    findings.extend(added(report, &known));
    findings.extend(statement(report, &known));
    findings.extend(unstated(report, &known));
    findings.extend(terms_for_machines(report, document, &known));
    findings.extend(pictures(report, document));
    findings
}

/// A rendition that repeats the words in a plainer form has to have all of them, in order. Letters alone count: numbers
/// and marks that stand for structure, and addresses in brackets, stand between words.
fn plain_rendition(report: &Report, document: &Document, known: &KnownFacts<'_>) -> Option<Finding> {
    let letters = |text: &str| letters_of(&known.without_addresses(&plain(text).unwrap_or_default()));
    let lines = report.claims_made.iter().filter(|claim| claim.place == "item/contentSet/plain");
    let said: String = lines.map(|claim| letters(&claim.value)).collect();
    if said.is_empty() {
        return None;
    }
    let mut rest = said.as_str();
    let mut own = String::new();
    let passages: Vec<String> = walk::passages(document).iter().map(|passage| letters(&passage.text)).collect();
    for (passage, words) in walk::passages(document).iter().zip(&passages) {
        let Some(place) = rest.find(words.as_str()) else {
            let message = format!("the plain rendition lacks words of the source: {:?}", passage.text);
            return Some(Finding::new(Code::WordsDiffer, message).at(passage.span));
        };
        own.push_str(&rest[..place]);
        own.push(' ');
        rest = &rest[place + words.len()..];
    }
    // What is left is the converter's.
    own.push_str(rest);
    let lines = known.own.iter().map(String::as_str).chain([known.labels.made_by]);
    let mut pieces: Vec<String> = lines.map(letters).collect();
    pieces.extend([letters_of("istinad"), letters_of("SHA"), letters_of(&document.metadata.input.sha256_hex())]);
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
    for piece in pieces.iter().filter(|piece| piece.chars().count() > 1) {
        own = own.replace(piece.as_str(), " ");
    }
    let source = passages.concat();
    // Of the digest of the input the letters are left.
    let is_digest = |word: &str| word.bytes().all(|byte| byte.is_ascii_hexdigit());
    // A short passage can be found too early, amid words of ours: what is left is a part of them.
    let is_ours = |word: &str| pieces.iter().any(|piece| piece.contains(word)) || known.is_of_list_numbers(word);
    let is_other =
        |word: &&str| word.chars().count() > 2 && !source.contains(*word) && !is_digest(word) && !is_ours(word);
    let other = own.split_whitespace().find(is_other)?;
    let message = format!("the plain rendition says {other:?}, and neither the source nor what is added to it does");
    Some(Finding::new(Code::NotProved, message))
}

fn letters_of(text: &str) -> String {
    text.chars().filter(|character| character.is_alphabetic()).collect()
}

/// Names what only the file knows: it is neither proved nor held against it.
pub fn beside_the_proof(report: &Report, document: &Document) -> Vec<Finding> {
    let known = KnownFacts::of(document);
    let mut findings: Vec<Finding> = Vec::new();
    for Claim { place, value } in &report.claims_made {
        if matches!(places::rule(place), Some(PlaceRule::Maker)) && !known.is_maker(value) {
            let message = format!("that {value:?} provides the file only the file says ({place})");
            findings.push(Finding::new(Code::NotStated, message));
        }
    }
    let is_compared = has_all_pictures(document);
    let others = report.pictures.iter().filter(|picture| !is_compared || picture.sha256.is_none()).count();
    if others > 0 {
        let why = if is_compared { "it has packed them anew" } else { "the source's are not at hand" };
        let message =
            format!("pictures: {others} of {} are not compared with the source's: {why}", report.pictures.len());
        findings.push(Finding::new(Code::NotStated, message));
    }
    findings
}

/// What a converter added has to be what a converter adds.
fn added(report: &Report, known: &KnownFacts<'_>) -> Vec<Finding> {
    let lines = report.text.added.lines().filter(|line| !known.shows(line));
    let mut findings: Vec<Finding> = lines
        .map(|line| {
            Finding::new(
                Code::NotProved,
                format!("the file shows {:?}, and marks it as no words of the source", line.trim()),
            )
        })
        .collect();
    for link in report.text.links.iter().filter(|link| link.whose == super::report::Whose::Added) {
        if !known.leads(&link.address) {
            let message = format!("the file links to {} in what it adds, and the source does not", link.address);
            findings.push(Finding::new(Code::LinkDiffers, message));
        }
    }
    findings
}

/// The converter's own files say of their source what the statement says.
fn statement(report: &Report, known: &KnownFacts<'_>) -> Vec<Finding> {
    if !report.is_own() || report.claims_made.is_empty() {
        return Vec::new();
    }
    let shown: BTreeSet<String> =
        [&report.text.added, &report.text.source].into_iter().flat_map(|text| text.lines()).filter_map(plain).collect();
    let whole = plain(&format!("{}\n{}", report.text.added, report.text.source)).unwrap_or_default();
    let missing = known.statement.iter().filter(|line| !shown.contains(*line) && !whole.contains(line.as_str()));
    missing
        .map(|line| {
            Finding::new(Code::TermsDiffer, format!("the file does not show what is said of its source: {line:?}"))
        })
        .collect()
}

/// The converter's own files say who and what the article is; what else they have to say the other comparisons ask.
fn unstated(report: &Report, known: &KnownFacts<'_>) -> Vec<Finding> {
    const STATED: [(Fact, &str); 6] = [
        (Fact::Author, "author"),
        (Fact::Publisher, "publisher"),
        (Fact::Section, "section"),
        (Fact::Subject, "subject"),
        (Fact::Description, "description"),
        (Fact::Record, "record of the archive"),
    ];
    if !report.is_own() || report.claims_made.is_empty() {
        return Vec::new();
    }
    let said: BTreeSet<String> = report.claims_made.iter().filter_map(|claim| plain(&claim.value)).collect();
    // Readers of news items take these and no others.
    let in_place = |place: &str, value: &str| {
        report.claims_made.iter().any(|claim| claim.place == place && plain(&claim.value).as_deref() == Some(value))
    };
    let mut findings = Vec::new();
    if let Some(other) = report.identifier.as_ref().filter(|name| tidy(name) != tidy(&known.identity)) {
        findings
            .push(Finding::new(Code::ValueDiffers, format!("the file is called {other:?}, and not as its article is")));
    }
    if report.format == Format::NewsMl {
        let terms = report.claims_made.iter().filter(|claim| claim.place == "item/rightsInfo/usageTerms");
        let terms: String = terms.filter_map(|claim| plain(&claim.value)).collect::<Vec<_>>().join(" ");
        let lost = known.facts.get(&Fact::Term).into_iter().flatten().filter(|term| !terms.contains(term.as_str()));
        findings.extend(lost.map(|term| {
            Finding::new(Code::TermsDiffer, format!("the term {term:?} does not stand in the file's usageTerms"))
        }));
        if let Some(credit) = known.credit.as_ref().filter(|credit| !in_place("item/contentMeta/creditline", credit)) {
            findings.push(Finding::new(Code::ValueDiffers, format!("the file does not state the credit {credit:?}")));
        }
    }
    let expected = STATED
        .into_iter()
        .flat_map(|(fact, what)| known.facts.get(&fact).into_iter().flatten().map(move |value| (what, value)));
    let missing = expected.filter(|(_, value)| !said.contains(*value));
    findings.extend(missing.map(|(what, value)| {
        Finding::new(Code::ValueDiffers, format!("the file does not state the {what} {value:?}"))
    }));
    findings
}

/// The pictures have to be the source's, as far as those are at hand.
fn pictures(report: &Report, document: &Document) -> Vec<Finding> {
    let count = walk::all_figures(document).filter(|figure| figure.picture.is_some()).count();
    if report.is_own() && report.pictures.len() > count {
        let message = format!("the file shows {} pictures, and the source has {count}", report.pictures.len());
        return vec![Finding::new(Code::NotProved, message)];
    }
    if !has_all_pictures(document) {
        return Vec::new();
    }
    let known: BTreeSet<String> = document.media.values().map(|media| hex(&sha256(&media.bytes))).collect();
    let stated = report.pictures.iter().filter_map(|picture| Some((picture, picture.sha256.as_ref()?)));
    let others = stated.filter(|(_, sha256)| !known.contains(*sha256));
    let message = |name: &str| format!("the picture {name} is none of the source's");
    others.map(|(picture, _)| Finding::new(Code::NotProved, message(&picture.name))).collect()
}

/// Whether every picture of an article came with it.
fn has_all_pictures(document: &Document) -> bool {
    let pictures: Vec<_> = walk::all_figures(document).filter_map(|figure| figure.picture.as_ref()).collect();
    !pictures.is_empty() && pictures.iter().all(|picture| picture.media.is_some())
}

/// The policy has to be what the terms come to.
fn terms_for_machines(report: &Report, document: &Document, known: &KnownFacts<'_>) -> Option<Finding> {
    let expected = rights::policy(document, &known.identity, PolicyForm::JsonLd);
    let expected: Option<Policy> = expected.and_then(|policy| policy::json_ld(&policy).ok());
    let message = match (&expected, &report.policy) {
        (expected, stated) if expected == stated => return None,
        (Some(_), None) if report.is_own() => "the file has no policy, and the source's terms come to one",
        (Some(_), None) => return None,
        (None, _) => "the file has a policy, and the source's terms come to none",
        (Some(_), Some(_)) => "the policy in the file is not what the source's terms come to",
    };
    Some(Finding::new(Code::TermsDiffer, message))
}
