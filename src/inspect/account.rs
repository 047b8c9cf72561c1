//! Everything that a file says beside the words that were compared: nobody may put words beside the proof.
//!
//! Each format's reader hands over every element, every attribute and every entry that tells a reader or a machine
//! something, as a [`Claim`]: where it stands, and what it says. [`judge`] looks each up in a table of places. A place is
//! known by what may stand there: something of the source ([`Fact`]), words that the file shows, a form. A place that
//! is not known is named, and so is what stands in a known place and is not what may.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use super::fidelity::Finding;
use super::pdf::MOVED;
use super::places;
use super::policy::{self, Policy};
use super::report::{Format, Report, canonical, tidy};
use crate::diagnostic::Code;
use crate::language::labels::{Labels, labels};
use crate::model::walk::{self, plain_text};
use crate::model::{Block, Document, HeaderRole, Inline, Meaning, Timestamp};
use crate::rights::{self, PolicyForm, credit};

/// Something that a file says, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Claim {
    /// Where: the names of elements from the outermost on, `@` before that of an attribute.
    pub place: String,
    /// What it says; nothing for an element that says something by being there.
    pub value: String,
}

impl Claim {
    pub(super) fn new(place: impl Into<String>, value: impl Into<String>) -> Self {
        Self { place: place.into(), value: value.into() }
    }
}

/// Something that the source says, or that follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fact {
    Headline,
    Author,
    Byline,
    Publisher,
    Home,
    Section,
    Subject,
    Description,
    Standfirst,
    Published,
    Modified,
    Saved,
    Relative,
    Address,
    Language,
    Notice,
    Holder,
    HolderHome,
    Year,
    Term,
    /// All terms in one text, those of pictures in one text, and what else stands where terms do.
    Terms,
    TermsPage,
    TermsLabel,
    Licence,
    LicenceAddress,
    Permission,
    Credit,
    Caption,
    Alternative,
    Reference,
    Title,
    Identity,
    Input,
    InputName,
    Size,
    MediaType,
    Place,
    Code,
}

/// What may stand in a place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rule {
    /// What the source says.
    Known(&'static [Fact]),
    /// One of these.
    OneOf(&'static [&'static str]),
    /// What begins so.
    Starts(&'static [&'static str]),
    /// Words that the file may show: the source's, those of the statement, the converter's own labels.
    Shown,
    /// What stands at the head and the foot of pages: words of the headline, the credit and the address, and numbers.
    Furniture,
    /// How a term was understood: a name, or words of the source.
    Meaning,
    /// A class: a name, or the language of a code.
    Class,
    /// An address of the source's, or a place within the file.
    Link,
    /// A number, or several.
    Number,
    /// A time.
    Time,
    /// Hexadecimal digits.
    Hex,
    /// A name within the file, or a list of them.
    Name,
    /// A language.
    Tag,
    /// An element that only holds others.
    Holds,
    /// What only who made the file knows: who provides it. It is shown, and not proved.
    Maker,
    /// Compared elsewhere.
    Compared,
}

/// Names what in a file is neither the source's nor known to be what a converter adds.
pub(super) fn judge(report: &Report, document: &Document) -> Vec<Finding> {
    let known = Known::of(document);
    let mut findings = Vec::new();
    let mut told = BTreeSet::new();
    for claim in &report.claims_made {
        let Claim { place, value } = claim;
        let message = match places::rule(place) {
            Some(_) if value.trim().is_empty() => continue,
            None if value.is_empty() => format!("the file has {place}, which is not known"),
            None => format!("the file says {value:?} in {place}, which is not known"),
            Some(Rule::Maker) if known.is_maker(value) => continue,
            Some(Rule::Maker) => {
                let message = format!("that {value:?} provides the file only the file says ({place})");
                if told.insert(message.clone()) {
                    findings.push(Finding::new(Code::NotStated, message));
                }
                continue;
            }
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
    findings
}

/// A rendition that repeats the words in a plainer form has to have all of them, in order and once. Spaces do not count:
/// addresses in brackets stand between words.
fn plain_rendition(report: &Report, document: &Document, known: &Known<'_>) -> Option<Finding> {
    let lines = report.claims_made.iter().filter(|claim| claim.place == "item/contentSet/plain");
    let said: String = lines.filter_map(|claim| known.normal(&claim.value)).collect();
    if said.is_empty() {
        return None;
    }
    let said = without_spaces(&said);
    let mut rest = said.as_str();
    let mut own = String::new();
    for passage in walk::passages(document) {
        let words = known.normal(&passage.text).map(|words| without_spaces(&words)).unwrap_or_default();
        let Some(place) = rest.find(&words) else {
            let message = format!("the plain rendition lacks words of the source: {:?}", passage.text);
            return Some(Finding::new(Code::WordsDiffer, message).at(passage.span));
        };
        own.push_str(&rest[..place]);
        own.push(' ');
        rest = &rest[place + words.len()..];
    }
    // What is left is the converter's.
    own.push_str(rest);
    let mut pieces: Vec<String> = known.own.split('\u{0}').map(without_spaces).collect();
    pieces.extend(known.normal(known.labels.made_by).map(without_spaces));
    pieces.extend(["istinad", "SHA-256"].map(str::to_owned));
    pieces.push(document.metadata.input.sha256_hex());
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
    for piece in pieces.iter().filter(|piece| piece.chars().count() > 1) {
        own = own.replace(piece.as_str(), " ");
    }
    let is_time =
        |word: &str| word.chars().all(|character| !character.is_alphabetic() || matches!(character, 'T' | 'Z'));
    let other = own
        .split_whitespace()
        .find(|word| word.chars().filter(|each| each.is_alphabetic()).count() > 1 && !is_time(word))?;
    let message = format!("the plain rendition says {other:?}, and neither the source nor what is added to it does");
    Some(Finding::new(Code::NotProved, message))
}

fn without_spaces(text: impl AsRef<str>) -> String {
    text.as_ref().chars().filter(|character| !character.is_whitespace()).collect()
}

/// What a converter added has to be what a converter adds.
fn added(report: &Report, known: &Known<'_>) -> Vec<Finding> {
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
fn statement(report: &Report, known: &Known<'_>) -> Vec<Finding> {
    if !is_own(report) {
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
fn unstated(report: &Report, known: &Known<'_>) -> Vec<Finding> {
    const STATED: [(Fact, &str); 5] = [
        (Fact::Author, "author"),
        (Fact::Publisher, "publisher"),
        (Fact::Section, "section"),
        (Fact::Subject, "subject"),
        (Fact::Description, "description"),
    ];
    if !is_own(report) {
        return Vec::new();
    }
    let said: BTreeSet<String> = report.claims_made.iter().filter_map(|claim| plain(&claim.value)).collect();
    // Readers of news items take these and no others.
    let in_place = |place: &str, value: &str| {
        report.claims_made.iter().any(|claim| claim.place == place && plain(&claim.value).as_deref() == Some(value))
    };
    let mut findings = Vec::new();
    if report.format == Format::NewsMl {
        let needed = [("item/rightsInfo/usageTerms", &known.terms), ("item/contentMeta/creditline", &known.credit)];
        for (place, value) in needed {
            if let Some(value) = value.as_ref().filter(|value| !in_place(place, value)) {
                let message = format!("the file does not state {value:?} in {place}");
                findings.push(Finding::new(Code::TermsDiffer, message));
            }
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

/// The policy has to be what the terms come to.
fn terms_for_machines(report: &Report, document: &Document, known: &Known<'_>) -> Option<Finding> {
    let expected = rights::policy(document, &known.identity, PolicyForm::JsonLd);
    let expected: Option<Policy> = expected.and_then(|policy| policy::json_ld(&policy).ok());
    let message = match (&expected, &report.policy) {
        (expected, stated) if expected == stated => return None,
        (Some(_), None) if is_own(report) => "the file has no policy, and the source's terms come to one",
        (Some(_), None) => return None,
        (None, _) => "the file has a policy, and the source's terms come to none",
        (Some(_), Some(_)) => "the policy in the file is not what the source's terms come to",
    };
    Some(Finding::new(Code::TermsDiffer, message))
}

/// Whether a file says that the converter made it.
pub(super) fn is_own(report: &Report) -> bool {
    report.maker.as_deref().is_some_and(|maker| maker.starts_with("istinad")) || report.stated_digest.is_some()
}

/// What may be said, by what it is.
struct Known<'d> {
    document: &'d Document,
    labels: &'static Labels,
    facts: BTreeMap<Fact, BTreeSet<String>>,
    times: BTreeMap<Fact, Timestamp>,
    /// Everything that may be shown, a blank around it, and between what does not go on.
    whole: String,
    /// Of it what is the converter's.
    own: String,
    /// All terms in one text, and whom to name.
    terms: Option<String>,
    credit: Option<String>,
    /// The lines of the statement but the last, which says what made the file.
    statement: BTreeSet<String>,
    /// Where links may lead, in one form and as they are written.
    addresses: BTreeSet<String>,
    raw: BTreeSet<String>,
    identity: String,
}

impl<'d> Known<'d> {
    fn of(document: &'d Document) -> Self {
        let labels = labels(&document.metadata.language.value);
        let identity = identity(document);
        let mut known = Self {
            document,
            labels,
            facts: BTreeMap::new(),
            times: BTreeMap::new(),
            whole: String::new(),
            own: String::new(),
            terms: None,
            credit: None,
            statement: BTreeSet::new(),
            addresses: BTreeSet::new(),
            raw: BTreeSet::new(),
            identity,
        };
        known.article();
        known.rights();
        known.shown();
        known
    }

    fn add(&mut self, fact: Fact, value: impl AsRef<str>) {
        if let Some(value) = plain(value.as_ref()) {
            self.facts.entry(fact).or_default().insert(value);
        }
    }

    fn lead(&mut self, fact: Fact, address: &str) {
        self.facts.entry(fact).or_default().insert(canonical(address));
        self.addresses.insert(canonical(address));
        self.raw.insert(address.to_owned());
    }

    fn article(&mut self) {
        let document = self.document;
        let metadata = &document.metadata;
        self.add(Fact::Headline, &metadata.headline.value);
        metadata.authors.iter().for_each(|author| self.add(Fact::Author, &author.value));
        for line in &document.header {
            let words = plain_text(&line.content);
            match line.role {
                HeaderRole::Byline => self.add(Fact::Byline, words),
                HeaderRole::Standfirst => self.add(Fact::Standfirst, words),
                HeaderRole::Headline => self.add(Fact::Headline, words),
                HeaderRole::Section | HeaderRole::Publisher | HeaderRole::Time | HeaderRole::Other => {}
            }
        }
        if let Some(publisher) = &metadata.publisher {
            self.add(Fact::Publisher, &publisher.value.name);
            publisher.value.home.iter().for_each(|home| self.lead(Fact::Home, home));
        }
        metadata.section.iter().for_each(|section| self.add(Fact::Section, &section.value));
        metadata.subjects.iter().for_each(|subject| self.add(Fact::Subject, &subject.value));
        metadata.description.iter().for_each(|description| self.add(Fact::Description, &description.value));
        metadata.relative_time.iter().for_each(|time| self.add(Fact::Relative, &time.value));
        metadata.address.iter().for_each(|address| self.lead(Fact::Address, &address.value));
        self.add(Fact::Language, metadata.language.value.as_str());
        let times = [
            (Fact::Published, &metadata.published),
            (Fact::Modified, &metadata.modified),
            (Fact::Saved, &metadata.saved_at),
        ];
        self.times.extend(times.into_iter().filter_map(|(fact, slot)| Some((fact, slot.as_ref()?.value))));
        let input = &metadata.input;
        self.add(Fact::Input, input.sha256_hex());
        self.add(Fact::InputName, format!("ni:///sha-256;{}", URL_SAFE_NO_PAD.encode(input.sha256)));
        self.add(Fact::Size, input.byte_length.to_string());
        self.add(Fact::MediaType, input.media_type);
        let identity = self.identity.clone();
        for name in ["", "#policy", "#picture", "#source", "#holder"] {
            self.add(Fact::Identity, format!("{identity}{name}"));
        }
        for figure in walk::all_figures(document) {
            self.add(Fact::Caption, plain_text(&figure.caption));
            self.add(Fact::Caption, figure.words());
            let Some(picture) = &figure.picture else { continue };
            self.add(Fact::Alternative, &picture.alternative);
            for reference in std::iter::once(&picture.reference).chain(&picture.others) {
                self.add(Fact::Reference, reference);
                let named = reference.split_once([';', ',']).map_or(reference.as_str(), |(start, _)| start);
                self.add(Fact::Reference, named);
            }
        }
        let mut codes = Vec::new();
        let notes = document.notes.iter().flat_map(|note| &note.content);
        code_languages(document.body.iter().chain(&document.rights.statement).chain(notes), &mut codes);
        codes.iter().for_each(|language| self.add(Fact::Code, language));
        let mut links = Vec::new();
        let mut visit = |inline: &Inline| {
            if let Inline::Link(link) = inline {
                links.push((link.address.clone(), link.title.clone()));
            }
        };
        document.header.iter().for_each(|line| walk::visit_inlines(&line.content, &mut visit));
        walk::for_each_inline(&document.body, &mut visit);
        document.notes.iter().for_each(|note| walk::for_each_inline(&note.content, &mut visit));
        walk::for_each_inline(&document.rights.statement, &mut visit);
        document.rights.terms.as_slice().iter().for_each(|term| walk::visit_inlines(&term.content, &mut visit));
        for (address, title) in links {
            self.addresses.insert(canonical(&address));
            self.raw.insert(address);
            title.iter().for_each(|title| self.add(Fact::Title, title));
        }
    }

    fn rights(&mut self) {
        let rights = &self.document.rights;
        if let Some(holder) = &rights.holder {
            self.add(Fact::Holder, &holder.value.name);
            holder.value.home.iter().for_each(|home| self.lead(Fact::HolderHome, home));
        }
        rights.notice.iter().for_each(|notice| self.add(Fact::Notice, &notice.value));
        rights.year.iter().for_each(|year| self.add(Fact::Year, year.value.to_string()));
        let terms: Vec<String> = rights.terms.as_slice().iter().map(|term| plain_text(&term.content)).collect();
        terms.iter().for_each(|term| self.add(Fact::Term, term));
        self.add(Fact::Terms, terms.join(" "));
        self.terms = plain(&terms.join(" "));
        let notice = rights.notice.as_ref().map_or("", |notice| notice.value.as_str());
        self.add(Fact::Terms, format!("{notice} {}", terms.join(" ")));
        let of_pictures: Vec<&str> = rights
            .terms
            .as_slice()
            .iter()
            .zip(&terms)
            .filter(|(term, _)| !term.meanings.is_empty())
            .map(|(_, words)| words.as_str())
            .collect();
        self.add(Fact::Terms, of_pictures.join(" "));
        if let Some(page) = &rights.terms_page {
            self.add(Fact::TermsLabel, &page.label);
            page.address.iter().for_each(|address| self.lead(Fact::TermsPage, &address.value));
        }
        let licences = rights.meanings().filter_map(|(_, meaning)| match meaning {
            Meaning::Licensed { licence, .. } => Some(licence),
            _ => None,
        });
        let licences: Vec<_> = licences.chain(rights.licence.as_ref().map(|slot| &slot.value)).cloned().collect();
        for licence in licences {
            licence.spdx.iter().for_each(|name| self.add(Fact::Licence, name));
            licence.address.iter().for_each(|address| self.lead(Fact::LicenceAddress, address));
        }
        let places: Vec<String> = rights
            .meanings()
            .filter_map(|(_, meaning)| match meaning {
                Meaning::Attribution { place, .. } => place.clone(),
                _ => None,
            })
            .collect();
        places.iter().for_each(|place| self.add(Fact::Place, place));
        if let Some(permission) = &rights.photo_permission {
            self.add(Fact::Permission, &permission.reference);
            self.add(Fact::Terms, format!("{}: {}", self.labels.pictures_permitted, permission.reference));
        }
        let credit = credit(self.document);
        self.credit = credit.name.as_deref().and_then(plain);
        credit.name.iter().for_each(|name| self.add(Fact::Credit, name));
        credit.target.address().into_iter().for_each(|address| self.lead(Fact::Address, address));
    }

    /// Everything that may be shown, as one text.
    fn shown(&mut self) {
        let document = self.document;
        // The time of writing stands in the last line alone.
        let written = Timestamp::parse("2000-01-01").or(document.metadata.saved_at.as_ref().map(|slot| slot.value));
        let mut lines: Vec<String> = Vec::new();
        if let Some(written) = written {
            let statement = rights::statement(document, written);
            lines.push(statement.heading.to_owned());
            // What whoever republishes has to know stands in one text too.
            let needed = statement
                .lines
                .iter()
                .filter(|line| matches!(line, rights::StatementLine::Unmet(_) | rights::StatementLine::Pictures(_)));
            lines.push(needed.map(|line| plain_text(line.content())).collect::<Vec<_>>().join(" "));
            for line in &statement.lines {
                let words = plain_text(line.content());
                if !matches!(line, rights::StatementLine::Provenance(_)) {
                    self.statement.extend(plain(&words));
                    lines.push(words);
                }
            }
        }
        lines.extend(own_words(self.labels).into_iter().map(str::to_owned));
        lines.push("istinad".to_owned());
        lines.extend(self.facts.values().flatten().cloned());
        lines.extend(self.raw.iter().chain(&self.addresses).cloned());
        self.own = lines
            .iter()
            .filter_map(|line| self.normal(line))
            .fold(String::from(" "), |own, line| own + &line + " \u{0} ");
        let passages: Vec<String> = walk::passages(document).into_iter().map(|passage| passage.text).collect();
        let mut whole = String::from(" ");
        for text in lines.iter().chain([&passages.join(" ")]) {
            if let Some(text) = self.normal(text) {
                whole.push_str(&text);
                whole.push_str(" \u{0} ");
            }
        }
        self.whole = whole;
    }

    /// Words without what stands between them to number, to mark and to say where a link leads.
    fn normal(&self, text: &str) -> Option<String> {
        let text = plain(text)?;
        let text = self.without_addresses(&text);
        let words = text.split(' ').filter(|word| !self.is_marker(word));
        Some(words.map(|word| without_marks(word.trim_end_matches(':'))).collect::<Vec<_>>().join(" "))
    }

    /// A text without the addresses in brackets that say where links lead.
    fn without_addresses(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(" (") {
            let inside = &rest[start + 2..];
            let ends = inside.match_indices(')').map(|(end, _)| end).take(8);
            let end = ends.into_iter().find(|&end| self.addresses.contains(&canonical(&inside[..end])));
            out.push_str(&rest[..start]);
            match end {
                Some(end) => rest = &inside[end + 1..],
                None => {
                    out.push_str(" (");
                    rest = inside;
                }
            }
        }
        out.push_str(rest);
        out
    }

    /// Whether a word only numbers, marks or says where a link leads.
    fn is_marker(&self, word: &str) -> bool {
        let inner = word.trim_matches(|character| matches!(character, '(' | ')' | '[' | ']' | '.' | ':' | '/' | ','));
        !word.chars().any(char::is_alphabetic) && word.chars().count() <= 24 || inner.chars().count() <= 1
    }

    /// Whether words are among those that may be shown.
    fn shows(&self, line: &str) -> bool {
        let Some(line) = plain(line) else { return true };
        let provenance = |line: &str| {
            let rest = line.strip_prefix(self.labels.made_by)?.trim_start().strip_prefix("istinad ")?;
            let rest =
                rest.strip_suffix(&self.document.metadata.input.sha256_hex())?.trim_end().strip_suffix("SHA-256")?;
            rest.chars()
                .all(|character| !character.is_alphabetic() || character == 'T' || character == 'Z')
                .then_some(())
        };
        if provenance(&line).is_some() {
            return true;
        }
        let says = |line: &str| match self.normal(line) {
            None => true,
            Some(line) => line.is_empty() || self.whole.contains(&format!(" {} ", line.trim_end_matches(':'))),
        };
        // What was cut to fit ends in dots; what stands on one line may be two things.
        let cut = line
            .strip_suffix('…')
            .is_some_and(|cut| self.normal(cut).is_some_and(|cut| self.whole.contains(&format!(" {cut}"))));
        cut || says(&line) || line.split(": ").all(says) || line.split(" · ").all(|part| self.shows_part(part))
    }

    /// Whether words, perhaps cut, are the beginning of some that may be shown.
    fn shows_part(&self, part: &str) -> bool {
        let (words, end) = part.strip_suffix('…').map_or((part, " "), |cut| (cut, ""));
        self.normal(words).is_none_or(|words| self.whole.contains(&format!(" {words}{end}")))
    }

    fn is_furniture(&self, value: &str) -> bool {
        let letters = |text: &str| -> Vec<(String, bool)> {
            let plain = plain(text).unwrap_or_default();
            let mut words: Vec<(String, bool)> = Vec::new();
            let mut word = String::new();
            for character in plain.chars().chain([' ']) {
                let is_within = character == MOVED && !word.is_empty();
                if is_within || character.is_alphabetic() || unicode_normalization::char::is_combining_mark(character) {
                    word.push(character);
                } else if !word.is_empty() {
                    words.push((std::mem::take(&mut word), matches!(character, '…' | char::REPLACEMENT_CHARACTER)));
                }
            }
            words
        };
        let facts = [Fact::Headline, Fact::Credit, Fact::Address, Fact::Publisher];
        let texts = facts.iter().filter_map(|fact| self.facts.get(fact)).flatten();
        let known: BTreeSet<String> =
            texts.chain(&self.raw).flat_map(|text| letters(text)).map(|(word, _)| word).collect();
        // Painted from left to right, and cut into runs where the direction changes.
        let document = self.document;
        let named = credit(document).name;
        let turned = is_turned(&document.metadata.headline.value) || named.as_deref().is_some_and(is_turned);
        let is_known = |word: &str, is_cut: bool| {
            let reversed: String = word.chars().rev().collect();
            word.is_empty()
                || known.contains(word)
                || known.iter().any(|known| {
                    is_cut && known.starts_with(word)
                        || turned && (known.contains(word) || known.contains(&reversed))
                        || may_lack_letters(known) && known.contains(word)
                })
        };
        // Where the pen was moved a word may end, or go on in another face.
        letters(value).iter().all(|(word, is_cut)| {
            is_known(&word.replace(MOVED, ""), *is_cut) || word.split(MOVED).all(|part| is_known(part, *is_cut))
        })
    }

    /// Whether an address is one of the source's, or a place within the file.
    fn leads(&self, address: &str) -> bool {
        let is_part = address.starts_with('#')
            || [".xhtml", ".css"].iter().any(|end| address.split('#').next().is_some_and(|path| path.ends_with(end)));
        is_part && !address.contains(':') && self.allows(Rule::Name, address)
            || self.addresses.contains(&canonical(address))
    }

    fn is_maker(&self, value: &str) -> bool {
        value.is_empty() || value.starts_with("istinad")
    }

    fn allows(&self, rule: Rule, value: &str) -> bool {
        let each = |is: &dyn Fn(&str) -> bool| value.split_whitespace().all(is);
        match rule {
            Rule::Known(facts) => facts.iter().any(|fact| self.is_known(*fact, value)),
            Rule::OneOf(values) => values.contains(&value),
            Rule::Starts(starts) => {
                starts.iter().any(|start| value.starts_with(start)) && value.split_whitespace().count() <= 4
            }
            Rule::Shown => value.lines().all(|line| self.shows(line)),
            Rule::Class => {
                let language = value.strip_prefix("language-").and_then(plain);
                self.allows(Rule::Name, value)
                    || language.is_some_and(|language| {
                        self.facts.get(&Fact::Code).is_some_and(|known| known.contains(&language))
                    })
            }
            Rule::Meaning => self.allows(Rule::Name, value) || self.allows(Rule::Shown, value),
            Rule::Link => self.leads(value),
            Rule::Furniture => self.is_furniture(value),
            Rule::Number => value.chars().all(|character| !character.is_alphabetic()) && value.len() <= 64,
            Rule::Time => Timestamp::parse(value).is_some() || is_pdf_date(value),
            Rule::Hex => value.len() <= 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit()),
            Rule::Name => {
                value.len() <= 4096
                    && each(&|name| {
                        name.len() <= 64
                            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"#-_.:/%".contains(&byte))
                            && name.split(['-', '_', '.', ':', '/', '#']).all(|part| part.len() <= 32)
                    })
                    && value.split_whitespace().count() <= 64
                    && self.is_short_of_words(value)
            }
            Rule::Tag => value.len() <= 35 && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'),
            Rule::Holds => value.is_empty(),
            Rule::Maker | Rule::Compared => true,
        }
    }

    /// A list of names may be long where each has a number.
    fn is_short_of_words(&self, value: &str) -> bool {
        value.split_whitespace().filter(|name| !name.bytes().any(|byte| byte.is_ascii_digit())).count() <= 3
    }

    fn is_known(&self, fact: Fact, value: &str) -> bool {
        if let (Some(known), Some(said)) = (self.times.get(&fact), Timestamp::parse(value)) {
            let day = |time: Timestamp| (time.year(), time.month(), time.day());
            return said.completed().to_unix() == known.completed().to_unix()
                || said.time().is_none() && day(said) == day(*known);
        }
        let Some(values) = self.facts.get(&fact) else { return false };
        plain(value).is_some_and(|value| values.contains(&value)) || values.contains(&canonical(value))
    }
}

/// The languages of codes.
fn code_languages<'a>(blocks: impl IntoIterator<Item = &'a Block>, languages: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Code(code) => languages.extend(code.language.clone()),
            Block::List(list) => list.items.iter().for_each(|item| code_languages(&item.content, languages)),
            Block::Quote(quote) => code_languages(&quote.content, languages),
            Block::Paragraph(_) | Block::Heading(_) | Block::Table(_) | Block::Figure(_) | Block::Rule(_) => {}
        }
    }
}

/// The words that the converter writes in a language.
fn own_words(labels: &Labels) -> Vec<&'static str> {
    vec![
        labels.source_and_rights,
        labels.source,
        labels.unknown,
        labels.terms,
        labels.no_terms,
        labels.from_profile,
        labels.terms_page,
        labels.licence,
        labels.unmet_hyperlink,
        labels.unmet_place,
        labels.pictures_withheld,
        labels.pictures_permitted,
        labels.picture_missing,
        labels.picture_withheld,
        labels.contents,
        labels.landmarks,
        labels.article,
        labels.notes,
        labels.note,
        labels.back_to_reference,
        labels.page,
        labels.link,
        labels.done,
        labels.open,
        labels.accessibility_text_only,
        labels.accessibility_with_pictures,
        labels.accessibility_undescribed,
    ]
}

/// What an article is called (RFC 9562, 5.5): by its address, else by the bytes that it was read from.
fn identity(document: &Document) -> String {
    let name = match &document.metadata.address {
        Some(address) => Uuid::new_v5(&Uuid::NAMESPACE_URL, address.value.as_bytes()),
        None => {
            let input = format!("sha-256:{}", document.metadata.input.sha256_hex());
            Uuid::new_v5(&Uuid::NAMESPACE_OID, input.as_bytes())
        }
    };
    name.urn().to_string()
}

/// Text with single spaces, and without the marks that only turn or part what is seen.
fn plain(text: &str) -> Option<String> {
    let is_mark = |character: char| matches!(character, '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{ad}' | '\u{202a}'..='\u{202e}');
    tidy(&text.chars().filter(|character| !is_mark(*character)).collect::<String>())
}

/// A word without the numbers of notes in brackets: `göl[1]`.
fn without_marks(word: &str) -> String {
    let mut parts = word.split('[');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((number, rest)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => {
                out.push_str(rest);
            }
            _ => {
                out.push('[');
                out.push_str(part);
            }
        }
    }
    out
}

/// Whether a text holds letters that run from right to left, or marks that turn what is seen.
fn is_turned(text: &str) -> bool {
    text.chars().any(|character| {
        matches!(u32::from(character), 0x590..=0x8ff | 0x200e..=0x200f | 0x202a..=0x202e | 0x2066..=0x2069
            | 0xfb1d..=0xfefc | 0x10800..=0x10fff | 0x1e800..=0x1efff)
    })
}

/// Whether a word has letters that a face may not have; what is painted then has a gap.
fn may_lack_letters(word: &str) -> bool {
    word.chars().any(|character| {
        !matches!(u32::from(character), 0..=0x52f | 0x600..=0x6ff | 0x10a0..=0x10ff | 0x1c90..=0x1cbf | 0x1e00..=0x1fff)
    })
}

/// A date of a PDF (ISO 32000-1, 7.9.4).
fn is_pdf_date(value: &str) -> bool {
    value.strip_prefix("D:").is_some_and(|date| {
        date.len() <= 24 && date.bytes().all(|byte| byte.is_ascii_digit() || b"+-'Z".contains(&byte))
    })
}
