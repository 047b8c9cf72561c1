//! Whether a file says what its source said.
//!
//! - [`examine`]: a file against itself: its words against the digest that it states, its visible link and terms
//!   against its metadata;
//! - [`compare`]: a file against the document that its source makes: the words in order, nothing missing, nothing
//!   added; each term; what is said about the article;
//! - [`agree`]: files of one article against one another.

use std::collections::{BTreeMap, BTreeSet};

use super::account;
use super::difference::{MAX_DIFFERENCES, differences};
use super::finding::Finding;
use super::policy::Policy;
use super::report::{Attached, Format, Report, SourceLink, Whose, canonical, same_address, tidy};
use crate::diagnostic::{Code, Severity};
use crate::digest::hex;
use crate::model::walk::{self, plain_text};
use crate::model::{Document, Inline, Origin, Sourced, Timestamp};
use crate::source::Span;

/// What a file says of its article in one value, and the source or another file says too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Matter {
    Title,
    Language,
    Address,
    Published,
    Holder,
    Notice,
    TermsPage,
    Licence,
    LicenceAddress,
    PhotoPermission,
    Status,
    Embargo,
    Expiry,
    Input,
    Digest,
}

impl Matter {
    const ALL: [Self; 15] = [
        Self::Title,
        Self::Language,
        Self::Address,
        Self::Published,
        Self::Holder,
        Self::Notice,
        Self::TermsPage,
        Self::Licence,
        Self::LicenceAddress,
        Self::PhotoPermission,
        Self::Status,
        Self::Embargo,
        Self::Expiry,
        Self::Input,
        Self::Digest,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Language => "language",
            Self::Address => "source's address",
            Self::Published => "published time",
            Self::Holder => "copyright holder",
            Self::Notice => "copyright notice",
            Self::TermsPage => "page of terms",
            Self::Licence => "licence",
            Self::LicenceAddress => "licence's address",
            Self::PhotoPermission => "permission for pictures",
            Self::Status => "publication status",
            Self::Embargo => "end of the embargo",
            Self::Expiry => "time of expiry",
            Self::Input => "input's SHA-256",
            Self::Digest => "words' digest",
        }
    }

    /// What a file says.
    fn stated(self, report: &Report) -> Option<&str> {
        let licence = report.licence.as_ref();
        match self {
            Self::Title => report.title.as_deref(),
            Self::Language => report.language.as_deref(),
            Self::Address => report.address.as_deref(),
            Self::Published => report.published.as_deref(),
            Self::Holder => report.holder.as_deref(),
            Self::Notice => report.notice.as_deref(),
            Self::TermsPage => report.terms_page.as_deref(),
            Self::Licence => licence.and_then(|licence| licence.name.as_deref()),
            Self::LicenceAddress => licence.and_then(|licence| licence.address.as_deref()),
            Self::PhotoPermission => report.photo_permission.as_deref(),
            Self::Status => report.status.as_deref(),
            Self::Embargo => report.embargoed.as_deref(),
            Self::Expiry => report.expires.as_deref(),
            Self::Input => report.input_hash.as_deref(),
            Self::Digest => report.stated_digest.as_deref(),
        }
    }

    /// What the source, or the user, says; a guess may be another when more is known.
    fn expected(self, document: &Document) -> Expected {
        let Document { metadata, rights, .. } = document;
        let licence = rights.licence.as_ref();
        let page = rights.terms_page.as_ref().and_then(|page| page.address.as_ref());
        match self {
            Self::Title => expected(Some(&metadata.headline), |headline| Some(headline.clone())),
            Self::Language => expected(Some(&metadata.language), |language| Some(language.as_str().to_owned())),
            Self::Address => expected(metadata.address.as_ref(), |address| Some(address.clone())),
            Self::Published => expected(metadata.published.as_ref(), |published| Some(published.to_string())),
            Self::Holder => expected(rights.holder.as_ref(), |holder| Some(holder.name.clone())),
            Self::Notice => expected(rights.notice.as_ref(), |notice| Some(notice.clone())),
            // Some formats have one field for the page and the licence.
            Self::TermsPage => match licence.and_then(|licence| licence.value.address.as_deref()).zip(page) {
                Some((licence, page)) if same_address(licence, &page.value) => Expected::Nothing,
                Some(_) | None => expected(page, |address| Some(address.clone())),
            },
            Self::Licence => expected(licence, |licence| licence.spdx.clone()),
            Self::LicenceAddress => expected(licence, |licence| licence.address.clone()),
            Self::PhotoPermission => rights
                .photo_permission
                .as_ref()
                .map_or(Expected::Nothing, |permission| Expected::Value(permission.reference.clone(), None)),
            Self::Status => expected(metadata.delivery.status.as_ref(), |status| Some(status.to_string())),
            Self::Embargo => expected(metadata.delivery.embargo.as_ref(), |embargo| {
                Some(embargo.until.map_or("without end".to_owned(), |until| until.to_string()))
            }),
            Self::Expiry => expected(metadata.delivery.expires.as_ref(), |expires| Some(expires.to_string())),
            Self::Input => Expected::Value(metadata.input.sha256_hex(), None),
            Self::Digest => Expected::Value(hex(&walk::text_digest(document)), None),
        }
    }

    /// Whether two values say the same.
    fn same(self, one: &str, other: &str) -> bool {
        match self {
            Self::Address | Self::TermsPage | Self::LicenceAddress => same_address(one, other),
            Self::Embargo | Self::Expiry if one == other => true,
            Self::Published | Self::Embargo | Self::Expiry => {
                Timestamp::parse(one).is_some_and(|one| same_time(other, one))
            }
            Self::Input | Self::Digest => one.eq_ignore_ascii_case(other),
            Self::Title
            | Self::Language
            | Self::Holder
            | Self::Notice
            | Self::Licence
            | Self::PhotoPermission
            | Self::Status => tidy(one) == tidy(other),
        }
    }

    /// The code of a value that is not what it should be.
    const fn code(self, is_stated: bool) -> Code {
        match self {
            // Nobody but the converter states it.
            Self::Input | Self::Digest if !is_stated => Code::NotStated,
            Self::Digest => Code::WordsDiffer,
            Self::Notice
            | Self::TermsPage
            | Self::Licence
            | Self::LicenceAddress
            | Self::PhotoPermission
            | Self::Status
            | Self::Embargo
            | Self::Expiry => Code::TermsDiffer,
            Self::Title | Self::Language | Self::Address | Self::Published | Self::Holder | Self::Input => {
                Code::ValueDiffers
            }
        }
    }

    /// Whether a value that the source does not state must not be in the file either: nobody else can grant a right,
    /// or claim one.
    const fn is_right(self) -> bool {
        match self {
            Self::Holder
            | Self::Notice
            | Self::TermsPage
            | Self::Licence
            | Self::LicenceAddress
            | Self::PhotoPermission
            | Self::Status
            | Self::Embargo
            | Self::Expiry => true,
            Self::Title | Self::Language | Self::Address | Self::Published | Self::Input | Self::Digest => false,
        }
    }
}

/// What a source says of a matter.
enum Expected {
    /// This, there.
    Value(String, Option<Span>),
    /// Nothing for certain: a guess, or what a profile says.
    Open,
    /// Nothing.
    Nothing,
}

fn expected<T>(slot: Option<&Sourced<T>>, value: impl Fn(&T) -> Option<String>) -> Expected {
    let Some((slot, value)) = slot.and_then(|slot| Some((slot, value(&slot.value)?))) else { return Expected::Nothing };
    match slot.origin {
        Origin::Article | Origin::FrontMatter | Origin::Metadata | Origin::Option => Expected::Value(value, slot.span),
        Origin::Profile | Origin::Guess | Origin::Derived => Expected::Open,
    }
}

/// Judges a file alone. Without a digest it cannot be proved, and that is a finding too.
pub fn examine(report: &Report) -> Vec<Finding> {
    let mut findings = Vec::new();
    match &report.stated_digest {
        None => findings.push(Finding::new(
            Code::DigestMissing,
            "the file states no digest of its words, so it cannot be proved alone; compare it with its source",
        )),
        Some(stated) => {
            let computed = report.computed_digest();
            if !stated.eq_ignore_ascii_case(&computed) {
                let message = format!(
                    "the words are not those that the file was made with: it states the digest {stated}, and its words \
                     have {computed}"
                );
                findings.push(Finding::new(Code::WordsDiffer, message));
            }
        }
    }
    findings.extend(report.faults.iter().map(|fault| Finding::new(fault.code, fault.message.as_str())));
    findings.extend(source_link(report));
    findings.extend(attached(report));
    let understood = report.policy.iter().flat_map(Policy::sources).filter_map(tidy);
    let terms: BTreeSet<String> = report.terms.iter().filter_map(|term| tidy(term)).chain(understood).collect();
    let wordings = Wordings::of(report);
    for term in terms {
        findings.extend(wordings.term_findings(&term, None));
    }
    findings
}

/// Attached files have to be what they were, the source among them what the file was converted from, and those that
/// carry the same article have to say the same.
fn attached(report: &Report) -> Vec<Finding> {
    let mut findings = Vec::new();
    let name_of_this = format!("the {} that it is attached to", report.format.as_str());
    for Attached { name, is_intact, says, .. } in &report.attached {
        if !is_intact {
            findings.push(Finding::new(
                Code::AttachmentDiffers,
                format!("the attached file {name} is not what it was when it was attached"),
            ));
        }
        let Some(says) = says else { continue };
        let own = examine(says);
        let together = agree(&[(name_of_this.as_str(), report), (name.as_str(), says)]);
        for finding in own.into_iter().chain(together.into_iter().map(|(_, finding)| finding)) {
            findings.push(Finding { message: format!("the attached file {name}: {}", finding.message), ..finding });
        }
    }
    let mut sources = report.attached.iter().filter(|file| file.relationship.as_deref() == Some("Source")).peekable();
    if let (Some(stated), Some(first)) = (&report.input_hash, sources.peek().copied())
        && !sources.any(|file| file.sha256.eq_ignore_ascii_case(stated))
    {
        let message = format!(
            "the attached file {} is not what the file was converted from: its SHA-256 is {}, and {stated} is stated",
            first.name, first.sha256
        );
        findings.push(Finding::new(Code::AttachmentDiffers, message));
    }
    findings
}

/// Compares a file with the document that its source makes. What the document knows from options of the reader is
/// compared too; what it does not know is not, except for rights: those that the source does not state must not be
/// in the file.
pub fn compare(report: &Report, document: &Document) -> Vec<Finding> {
    let mut findings = words(report, document);
    for matter in Matter::ALL {
        let (what, stated) = (matter.name(), matter.stated(report));
        match (matter.expected(document), stated) {
            (Expected::Value(expected, _), Some(stated)) if matter.same(stated, &expected) => {}
            (Expected::Value(expected, span), stated) => {
                let said = stated.map_or_else(|| "states none".to_owned(), |stated| format!("says {stated:?}"));
                let message = format!("the {what} is {expected:?}, and the file {said}");
                findings.push(Finding::new(matter.code(stated.is_some()), message).at(span));
            }
            (Expected::Nothing, Some(stated)) if matter.is_right() => {
                let message = format!("the source states no {what}, and the file says {stated:?}");
                findings.push(Finding::new(matter.code(true), message));
            }
            (Expected::Nothing | Expected::Open, _) => {}
        }
    }
    findings.extend(terms(report, document));
    if document.metadata.address.is_some() || report.address.is_some() {
        findings.extend(source_link(report));
    }
    findings.extend(links(report, document));
    findings.extend(notes(report, document));
    findings.extend(account::judge(report, document));
    findings.extend(attached_by(report, document));
    findings
}

/// What is attached has to be the source, or a file of the same article.
fn attached_by(report: &Report, document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    let input = document.metadata.input.sha256_hex();
    let is_grave = |finding: &Finding| finding.severity() == Severity::Error;
    for Attached { name, relationship, sha256, says, .. } in &report.attached {
        match says {
            _ if sha256.eq_ignore_ascii_case(&input) || relationship.as_deref() == Some("Picture") => {}
            Some(says) => findings.extend(compare(says, document).into_iter().filter(is_grave).map(|finding| {
                Finding { message: format!("the attached file {name}: {}", finding.message), ..finding }
            })),
            None => findings.push(Finding::new(
                Code::NotProved,
                format!("the attached file {name} is neither the source nor a file of its article"),
            )),
        }
    }
    findings
}

/// Each term of the source has to be in the file; and the file must not state others.
fn terms(report: &Report, document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut expected = Vec::new();
    let wordings = Wordings::of(report);
    for term in document.rights.terms.as_slice() {
        if let Some(text) = tidy(&plain_text(&term.content)) {
            findings.extend(wordings.term_findings(&text, term.span));
            expected.push(text);
        }
    }
    let stated: Vec<String> = report.terms.iter().filter_map(|term| tidy(term)).collect();
    // A file may have them in one text.
    if stated.is_empty() || stated.join(" ") == expected.join(" ") {
        return findings;
    }
    let known: BTreeSet<&String> = expected.iter().collect();
    let others = stated.iter().filter(|term| !known.contains(term));
    let other = |term| Finding::new(Code::TermsDiffer, format!("the source has no term {term:?}, and the file has"));
    findings.extend(others.map(other));
    if findings.is_empty() {
        let message = "the terms do not stand in the metadata as often, or in the order, as in the source";
        findings.push(Finding::new(Code::TermsDiffer, message));
    }
    findings
}

/// Compares files of one article with one another: for each file, by its place in the list, what it says otherwise
/// than the first.
pub fn agree(reports: &[(&str, &Report)]) -> Vec<(usize, Finding)> {
    let mut findings = Vec::new();
    let Some((&(first_name, first), rest)) = reports.split_first() else { return findings };
    for (index, &(_, report)) in (1..).zip(rest) {
        let mut differs = |message: String| findings.push((index, Finding::new(Code::FilesDisagree, message)));
        for matter in Matter::ALL {
            let (one, other) = (matter.stated(first), matter.stated(report));
            if one != other && !one.zip(other).is_some_and(|(one, other)| matter.same(one, other)) {
                let say = |value: Option<&str>| value.map_or("none".to_owned(), |value| format!("{value:?}"));
                differs(format!("the {} is {} here and {} in {first_name}", matter.name(), say(other), say(one)));
            }
        }
        let terms = |report: &Report| tidy(&report.terms.join(" ")).unwrap_or_default();
        let (one, other) = (terms(first), terms(report));
        if one != other {
            differs(format!("the terms are {other:?} here and {one:?} in {first_name}"));
        }
        match (&first.policy, &report.policy) {
            (one, other) if one == other => {}
            (None, Some(_)) => differs(format!("there is a policy here and none in {first_name}")),
            (Some(_), None) => differs(format!("there is no policy here and one in {first_name}")),
            (_, _) => differs(format!("the policy is another than in {first_name}")),
        }
        if !first.words().eq(report.words()) {
            let (one, other): (Vec<&str>, Vec<&str>) = (first.words().collect(), report.words().collect());
            for (_, difference) in differences(&one, &other) {
                let message = format!("the words are not those of {first_name}");
                let finding = Finding::new(Code::FilesDisagree, message);
                findings.push((index, Finding { difference: Some(difference), ..finding }));
            }
        }
    }
    findings
}

fn same_time(found: &str, expected: Timestamp) -> bool {
    Timestamp::parse(found).is_some_and(|found| found.completed().to_unix() == expected.completed().to_unix())
}

fn source_link(report: &Report) -> Option<Finding> {
    let address = report.address.as_deref().unwrap_or_default();
    let message = match report.source_link() {
        SourceLink::Present | SourceLink::NotStated => return None,
        SourceLink::Absent => format!("there is no hyperlink to the source, {address}"),
        SourceLink::Invisible => format!("the hyperlink to the source, {address}, has no words"),
        SourceLink::Elsewhere(elsewhere) => {
            format!("the hyperlink to the source leads to {elsewhere}, and the metadata says {address}")
        }
    };
    Some(Finding::new(Code::LinkDiffers, message))
}

/// What a file says, to look for terms in.
struct Wordings {
    /// To readers.
    shown: Passages,
    /// To machines.
    stated: Passages,
}

impl Wordings {
    fn of(report: &Report) -> Self {
        let text = &report.text;
        Self { shown: Passages::of(&[&text.source, &text.added]), stated: Passages::of(&[&report.rights.join("\n")]) }
    }

    /// A term, with single spaces between its words, has to be in the metadata and before the reader's eyes, verbatim.
    fn term_findings(&self, term: &str, span: Option<Span>) -> Vec<Finding> {
        let mut findings = Vec::new();
        if !self.shown.say(term) {
            let message = format!("the term {term:?} does not stand in the file's text");
            findings.push(Finding::new(Code::TermsDiffer, message).at(span));
        }
        if !self.stated.say(term) {
            let message = format!("the term {term:?} does not stand in the file's metadata");
            findings.push(Finding::new(Code::TermsDiffer, message).at(span));
        }
        findings
    }
}

/// Texts with single spaces between their words.
struct Passages {
    whole: String,
    /// Each line by itself: nearly every term is one, and is found without a search through all of them.
    each: BTreeSet<String>,
}

impl Passages {
    fn of(texts: &[&str]) -> Self {
        let whole: Vec<String> = texts.iter().filter_map(|text| tidy(text)).collect();
        // What stands in no text as a whole is not found across two of them.
        Self { whole: whole.join("\n"), each: texts.iter().flat_map(|text| text.lines()).filter_map(tidy).collect() }
    }

    fn say(&self, words: &str) -> bool {
        self.each.contains(words) || self.whole.contains(words)
    }
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
        .map(|(_, (address, span))| {
            Finding::new(Code::LinkDiffers, format!("the link to {address} is not in the file")).at(*span)
        })
        .collect();
    let mut told = BTreeSet::new();
    for link in links().filter(|link| !expected.contains_key(&canonical(&link.address))) {
        if told.insert(&link.address) {
            let message = format!("the file links to {}, and the source does not", link.address);
            findings.push(Finding::new(Code::LinkDiffers, message));
        }
    }
    findings
}

/// Each reference has to stand where the source has it, and to lead to the same note.
fn notes(report: &Report, document: &Document) -> Option<Finding> {
    if !report.is_own() || report.format == Format::Ninjs {
        return None;
    }
    let letters = |text: &str| text.chars().filter(|character| character.is_alphanumeric()).count();
    let (mut from, mut before) = (0, 0);
    let found = report.text.references.iter().map(|reference| {
        before += letters(report.text.source.get(from..reference.at).unwrap_or_default());
        from = reference.at;
        (reference.note, before)
    });
    let expected = walk::note_references(document).into_iter().map(|(note, before)| (Some(note.0), before));
    let message = "a reference to a note stands or leads elsewhere than in the source";
    (!found.eq(expected)).then(|| Finding::new(Code::LinkDiffers, message))
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
    let known: BTreeSet<String> = expected.iter().copied().map(seen).collect();
    let exact: BTreeSet<&str> = expected.iter().copied().collect();
    let mut found: Vec<&str> = report.words().map(|word| as_known(report, &known, word)).collect();
    // What nobody sees another maker need not keep: joiners that its face does not have, hyphens that its lines did not
    // need. Its own words the converter keeps whole.
    let mut findings = Vec::new();
    let (plain_expected, plain_found): (Vec<String>, Vec<String>);
    if report.format == Format::Pdf && !report.is_own() {
        let unlike = found.iter().filter(|word| !exact.contains(**word)).count();
        let all_seen = |words: &[&str]| words.iter().copied().map(seen).collect();
        (plain_expected, plain_found) = (all_seen(&expected), all_seen(&found));
        expected = plain_expected.iter().map(String::as_str).collect();
        found = plain_found.iter().map(String::as_str).collect();
        if unlike > 0 && expected == found {
            let message = format!("{unlike} words differ from the source's in marks that nobody sees");
            findings.push(Finding::new(Code::NotStated, message));
        }
    }
    let differences = differences(&expected, &found);
    let different: Vec<Finding> = differences
        .into_iter()
        .map(|(place, difference)| {
            let message = match (difference.expected.is_empty(), difference.found.is_empty()) {
                (false, true) => "words of the source are missing",
                (true, _) => "there are words that the source does not have",
                (false, false) => "the words are not the source's",
            };
            let span = spans.get(place).or(spans.last()).copied().flatten();
            Finding { difference: Some(difference), ..Finding::new(Code::WordsDiffer, message).at(span) }
        })
        .collect();
    findings.extend(different);
    if findings.len() > MAX_DIFFERENCES {
        findings.truncate(MAX_DIFFERENCES);
        findings.push(Finding::new(Code::WordsDiffer, "there are more differences after these"));
    }
    findings
}

/// A word that two lines held, with the hyphen between them or without, as the source has it.
fn as_known<'w>(report: &'w Report, known: &BTreeSet<String>, word: &'w str) -> &'w str {
    let is_known = |word: &str| known.contains(&seen(word));
    report.text.otherwise(word).filter(|other| !is_known(word) && is_known(other)).unwrap_or(word)
}

/// A word without the marks that nobody sees.
fn seen(word: &str) -> String {
    let is_seen = |character: &char| {
        !matches!(character, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
            && !matches!(character, '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}')
    };
    word.chars().filter(is_seen).collect()
}
