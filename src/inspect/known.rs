//! What may be said of an article: what its document says, and what follows from it.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use unicode_normalization::UnicodeNormalization as _;
use uuid::Uuid;

use super::places::{Fact, PlaceRule};
use super::report::{MOVED, canonical, tidy};
use crate::language::labels::{Labels, labels};
use crate::model::walk::{self, plain_text};
use crate::model::{ArchiveRecord, Block, Document, HeaderRole, Inline, Meaning, Numerals, Term, Timestamp};
use crate::rights::{self, credit};

/// The longest word that may be numbers of lists, in bytes.
const LONGEST_OF_NUMBERS: usize = 64;

/// What may be said, by what it is.
pub(super) struct KnownFacts<'d> {
    pub(super) document: &'d Document,
    pub(super) labels: &'static Labels,
    pub(super) facts: BTreeMap<Fact, BTreeSet<String>>,
    pub(super) times: BTreeMap<Fact, Timestamp>,
    /// Everything that may be shown, a blank around it, and between what does not go on.
    pub(super) whole: String,
    /// Of it what is the converter's.
    pub(super) own: Vec<String>,
    /// Whom to name.
    pub(super) credit: Option<String>,
    /// The lines of the statement but the last, which says what made the file.
    pub(super) statement: BTreeSet<String>,
    /// Where links may lead, in one form and as they are written.
    pub(super) addresses: BTreeSet<String>,
    pub(super) raw: BTreeSet<String>,
    pub(super) identity: String,
}

impl<'d> KnownFacts<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let labels = labels(&document.metadata.language.value);
        let identity = identity(document);
        let mut known = Self {
            document,
            labels,
            facts: BTreeMap::new(),
            times: BTreeMap::new(),
            whole: String::new(),
            own: Vec::new(),
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
        let lines = document.header.iter().filter(|line| line.role == HeaderRole::Byline);
        let lines: Vec<String> = lines.map(|line| plain_text(&line.content)).collect();
        let authors = || metadata.authors.iter().map(|author| author.value.clone()).collect();
        let lines: Vec<String> = if lines.is_empty() { authors() } else { lines };
        self.add(Fact::Bylines, lines.join("; "));
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
        self.record();
        self.delivery();
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
        let mut codes: Vec<(Fact, String)> = Vec::new();
        let notes = document.notes.iter().flat_map(|note| &note.content);
        inside(document.body.iter().chain(&document.rights.statement).chain(notes), &mut codes);
        codes.iter().for_each(|(fact, words)| self.add(*fact, words));
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

    fn record(&mut self) {
        let Some(record) = &self.document.metadata.record else { return };
        let ArchiveRecord { name, file, offset, payload_digest, address, captured } = record;
        let texts = [name.as_ref(), Some(file), payload_digest.as_ref(), Some(address)];
        texts.into_iter().flatten().for_each(|text| self.add(Fact::Record, text));
        self.add(Fact::Record, offset.to_string());
        self.addresses.insert(canonical(address));
        self.raw.insert(address.clone());
        self.times.extend(captured.map(|captured| (Fact::Captured, captured)));
    }

    fn delivery(&mut self) {
        let delivery = &self.document.metadata.delivery;
        for (fact, slot) in [
            (Fact::Guid, &delivery.guid),
            (Fact::Version, &delivery.version),
            (Fact::Slugline, &delivery.slugline),
            (Fact::Credit, &delivery.credit_line),
        ] {
            slot.iter().for_each(|slot| self.add(fact, &slot.value));
        }
        delivery.guid.iter().for_each(|guid| self.add(Fact::Guid, canonical(&guid.value)));
        for contributor in &delivery.contributors {
            self.add(Fact::Contributor, &contributor.value.name);
            contributor.value.role.iter().for_each(|role| self.add(Fact::Concept, role));
        }
        for concept in delivery.genres.iter().chain(&delivery.concepts) {
            concept.value.uri.iter().chain(&concept.value.name).for_each(|value| self.add(Fact::Concept, value));
            concept.value.uri.iter().for_each(|uri| self.add(Fact::Concept, canonical(uri)));
        }
        for signal in &delivery.signals {
            self.add(Fact::Concept, &signal.value);
            self.add(Fact::Concept, canonical(&signal.value));
        }
        delivery.notes.iter().for_each(|note| self.add(Fact::Standfirst, &note.value));
        for related in &delivery.related {
            self.lead(Fact::Related, &related.value.address);
            related.value.title.iter().for_each(|title| self.add(Fact::RelatedTitle, title));
        }
        let embargo = delivery.embargo.as_ref().and_then(|embargo| embargo.value.until);
        self.times.extend(embargo.map(|until| (Fact::Embargo, until)));
        self.times.extend(delivery.expires.as_ref().map(|expires| (Fact::Expires, expires.value)));
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
        // Those of one language stand together where a format has one place for each.
        for language in rights.terms.as_slice().iter().map(|term| &term.language) {
            let alike = rights.terms.as_slice().iter().filter(|term| term.language == *language);
            self.add(Fact::Terms, alike.map(|term| plain_text(&term.content)).collect::<Vec<_>>().join(" "));
        }
        if rights.meanings().any(|(_, meaning)| matches!(meaning, Meaning::NoMining)) {
            self.add(Fact::Reservation, "1");
        }
        rights::data_mining(rights).into_iter().for_each(|value| self.add(Fact::DataMining, value));
        rights::mining_policy(rights).into_iter().for_each(|address| self.add(Fact::MiningPolicy, address));
        let notice = rights.notice.as_ref().map_or("", |notice| notice.value.as_str());
        self.add(Fact::Terms, format!("{notice} {}", terms.join(" ")));
        // Those that are about pictures stand with them once more.
        let about = |term: &&Term| !term.unread.is_empty() || term.meanings.iter().any(Meaning::is_about_pictures);
        let of_pictures = rights.terms.as_slice().iter().filter(about).map(|term| plain_text(&term.content));
        self.add(Fact::Terms, of_pictures.collect::<Vec<_>>().join(" "));
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
                Meaning::Attribution { credit, .. } => Some(credit.place.iter().chain(&credit.literal).cloned()),
                _ => None,
            })
            .flatten()
            .collect();
        places.iter().for_each(|place| self.add(Fact::Place, place));
        let unread: Vec<String> = rights.terms.as_slice().iter().flat_map(|term| &term.unread).cloned().collect();
        unread.iter().for_each(|words| self.add(Fact::Place, words));
        self.add(Fact::Place, unread.join(" "));
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
        // What an embargo comes to depends on the time of writing, which only the file knows.
        let mut lines: Vec<String> = Vec::new();
        let mut needed: Vec<BTreeSet<String>> = Vec::new();
        for written in ["1000-01-01", "9998-12-31"].into_iter().filter_map(Timestamp::parse) {
            let statement = rights::statement(document, written);
            lines.push(statement.heading.to_owned());
            // What whoever republishes has to know stands in one text too.
            let known = |line: &&rights::StatementLine| !matches!(line, rights::StatementLine::Provenance(_));
            let told = |line: &&rights::StatementLine| {
                known(line)
                    && !matches!(
                        line,
                        rights::StatementLine::Credit(_)
                            | rights::StatementLine::Term { .. }
                            | rights::StatementLine::TermsPage(_)
                    )
            };
            let words = |line: &rights::StatementLine| plain_text(line.content());
            lines.push(statement.lines.iter().filter(told).map(words).collect::<Vec<_>>().join(" "));
            lines.extend(statement.lines.iter().filter(known).map(words));
            needed.push(statement.lines.iter().filter(known).filter_map(|line| plain(&words(line))).collect());
        }
        if let [early, late] = needed.as_slice() {
            self.statement = early.intersection(late).cloned().collect();
        }
        // A book says the terms that the article ends with on its page of rights once more.
        let terms = self.facts.get(&Fact::Term).into_iter().flatten();
        lines.extend(terms.map(|term| format!("{}: {term}", self.labels.terms)));
        lines.extend(own_words(self.labels).into_iter().map(str::to_owned));
        lines.extend(["istinad", "without end"].map(str::to_owned));
        lines.extend(self.facts.values().flatten().cloned());
        lines.extend(self.raw.iter().chain(&self.addresses).cloned());
        self.own = lines.clone();
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
    pub(super) fn normal(&self, text: &str) -> Option<String> {
        let text = plain(text)?;
        let text = self.without_addresses(&text);
        let words = text.split(' ').filter(|word| !self.is_marker(word));
        Some(words.map(|word| without_marks(word.trim_end_matches(':'))).collect::<Vec<_>>().join(" "))
    }

    /// A text without the addresses in brackets that say where links lead.
    pub(super) fn without_addresses(&self, text: &str) -> String {
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
        let numbers = || self.facts.get(&Fact::ListNumber).is_some_and(|numbers| numbers.contains(inner));
        !word.chars().any(char::is_alphabetic) || inner.chars().count() <= 1 || word.contains('.') && numbers()
    }

    /// Whether a word is numbers of lists, one after the other: those of items that begin with a list, or say nothing.
    pub(super) fn is_of_list_numbers(&self, word: &str) -> bool {
        let Some(numbers) = self.facts.get(&Fact::ListNumber) else { return false };
        if word.len() > LONGEST_OF_NUMBERS {
            return false;
        }
        let mut ends = vec![false; word.len() + 1];
        ends[0] = true;
        for start in 0..word.len() {
            let Some(rest) = word.get(start..).filter(|_| ends[start]) else { continue };
            for number in numbers.iter().filter(|number| !number.is_empty() && rest.starts_with(number.as_str())) {
                ends[start + number.len()] = true;
            }
        }
        ends[word.len()]
    }

    /// Whether words are among those that may be shown.
    pub(super) fn shows(&self, line: &str) -> bool {
        let Some(line) = plain(line) else { return true };
        let provenance = |line: &str| {
            let rest = line.strip_prefix(self.labels.made_by)?.trim_start().strip_prefix("istinad ")?;
            // Whether it is the right digest the metadata is asked.
            let rest = rest.trim_end_matches(|digit: char| digit.is_ascii_hexdigit()).trim_end();
            let rest = rest.strip_suffix("SHA-256")?;
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

    fn is_concept(&self, value: &str) -> bool {
        let Some(known) = self.facts.get(&Fact::Concept) else { return false };
        let code = value.split_once(':').map(|(_, code)| code);
        known.contains(value)
            || known.contains(&canonical(value))
            || code.is_some_and(|code| known.iter().any(|known| known.ends_with(&format!("/{code}"))))
    }

    fn is_status(&self, value: &str) -> bool {
        let delivery = &self.document.metadata.delivery;
        match &delivery.status {
            Some(status) => {
                let is_endless = delivery.embargo.as_ref().is_some_and(|embargo| embargo.value.until.is_none());
                status.value.as_str() == value || value == "withheld" && is_endless
            }
            None => value == "usable" || value == "withheld" && delivery.embargo.is_some(),
        }
    }

    fn is_furniture(&self, value: &str) -> bool {
        // Each word without its marks, whether it is cut, and whether marks stand on it that no letter of its own has.
        let letters = |text: &str| -> Vec<(String, bool, bool)> {
            let plain = plain(text).unwrap_or_default();
            let mut words: Vec<(String, bool, bool)> = Vec::new();
            let (mut word, mut marked) = (String::new(), String::new());
            for character in plain.nfd().chain([' ']) {
                let is_within = character == MOVED && !word.is_empty();
                marked.push(character);
                // Marks on letters may be painted in another order, or not at all.
                if unicode_normalization::char::is_combining_mark(character) {
                    continue;
                }
                if is_within || character.is_alphabetic() {
                    word.push(character);
                } else if !word.is_empty() {
                    let is_stacked = marked.nfc().any(unicode_normalization::char::is_combining_mark);
                    let is_cut = matches!(character, '…' | char::REPLACEMENT_CHARACTER);
                    words.push((std::mem::take(&mut word), is_cut, is_stacked));
                    marked.clear();
                } else {
                    marked.clear();
                }
            }
            words
        };
        // The head of a table stands on each page that the table goes on to.
        let facts = [Fact::Headline, Fact::Credit, Fact::Address, Fact::Publisher, Fact::TableHead];
        let texts = facts.iter().filter_map(|fact| self.facts.get(fact)).flatten();
        let words = texts.chain(&self.raw).flat_map(|text| letters(text));
        let known: BTreeSet<(String, bool)> = words.map(|(word, _, is_stacked)| (word, is_stacked)).collect();
        // Painted from left to right, and cut into runs where the direction changes.
        let document = self.document;
        let named = credit(document).name;
        let turned = is_turned(&document.metadata.headline.value)
            || named.as_deref().is_some_and(is_turned)
            || known.iter().any(|(word, _)| is_turned(word));
        // A hyphen of a line parts a word in the head of a narrow column; the lines of other columns stand between.
        let is_hyphenated = value.contains('\u{ad}');
        let is_known = |word: &str, is_cut: bool| {
            let reversed: String = word.chars().rev().collect();
            word.is_empty()
                || known.iter().any(|(known, is_stacked)| {
                    known == word
                        || is_cut && known.starts_with(word)
                        || is_hyphenated && (known.starts_with(word) || known.ends_with(word))
                        || turned && (known.contains(word) || known.contains(&reversed))
                        // A letter under several marks may be painted apart, in another face.
                        || (*is_stacked || may_lack_letters(known)) && known.contains(word)
                })
        };
        // Where the pen was moved a word may end, or go on in another face.
        letters(value).iter().all(|(word, is_cut, _)| {
            is_known(&word.replace(MOVED, ""), *is_cut) || word.split(MOVED).all(|part| is_known(part, *is_cut))
        })
    }

    /// Whether an address is one of the source's, or a place within the file.
    pub(super) fn leads(&self, address: &str) -> bool {
        let is_part = address.starts_with('#')
            || [".xhtml", ".css"].iter().any(|end| address.split('#').next().is_some_and(|path| path.ends_with(end)));
        is_part && !address.contains(':') && self.allows(PlaceRule::Name, address)
            || self.addresses.contains(&canonical(address))
    }

    pub(super) fn is_maker(&self, value: &str) -> bool {
        value.is_empty() || value.starts_with("istinad")
    }

    pub(super) fn allows(&self, rule: PlaceRule, value: &str) -> bool {
        let each = |is: &dyn Fn(&str) -> bool| value.split_whitespace().all(is);
        match rule {
            PlaceRule::Known(facts) => facts.iter().any(|fact| self.is_known(*fact, value)),
            PlaceRule::OneOf(values) => values.contains(&value),
            PlaceRule::Starts(starts) => {
                starts.iter().any(|start| value.starts_with(start)) && value.split_whitespace().count() <= 4
            }
            PlaceRule::Shown => value.lines().all(|line| self.shows(line)),
            PlaceRule::Class => {
                let language = value.strip_prefix("language-").and_then(plain);
                self.allows(PlaceRule::Name, value)
                    || language.is_some_and(|language| {
                        self.facts.get(&Fact::Code).is_some_and(|known| known.contains(&language))
                    })
            }
            PlaceRule::Either(rules) => rules.iter().any(|rule| self.allows(*rule, value)),
            PlaceRule::Coded => self.is_concept(value),
            PlaceRule::Status => self.is_status(value.strip_prefix("stat:").unwrap_or(value)),
            PlaceRule::Meaning => {
                let facts = [Fact::Place, Fact::Licence];
                self.allows(PlaceRule::Name, value)
                    || self.allows(PlaceRule::Shown, value)
                    || facts.into_iter().any(|fact| self.is_known(fact, value))
            }
            PlaceRule::Link => self.leads(value),
            PlaceRule::Furniture => self.is_furniture(value),
            PlaceRule::Number => value.chars().all(|character| !character.is_alphabetic()) && value.len() <= 64,
            PlaceRule::Time => Timestamp::parse(value).is_some() || is_pdf_date(value),
            PlaceRule::Hex => value.len() <= 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit()),
            PlaceRule::Name => {
                value.len() <= 4096
                    && each(&|name| {
                        name.len() <= 64
                            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"#-_.:/%".contains(&byte))
                            && name.split(['-', '_', '.', ':', '/', '#']).all(|part| part.len() <= 32)
                    })
                    && value.split_whitespace().count() <= 64
                    && self.is_short_of_words(value)
            }
            PlaceRule::Part => !value.contains("//") && self.allows(PlaceRule::Name, value),
            PlaceRule::Tag => {
                value.len() <= 35 && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            }
            PlaceRule::Holds => value.is_empty(),
            PlaceRule::Maker | PlaceRule::Compared => true,
        }
    }

    /// A list of names may be long where each has a number.
    fn is_short_of_words(&self, value: &str) -> bool {
        value.split_whitespace().filter(|name| !name.bytes().any(|byte| byte.is_ascii_digit())).count() <= 3
    }

    fn is_known(&self, fact: Fact, value: &str) -> bool {
        if let (Some(known), Some(said)) = (self.times.get(&fact), Timestamp::parse(value)) {
            let day = |time: Timestamp| (time.year(), time.month(), time.day());
            // The end of an embargo that names no zone is stated as the last that it can be.
            let is_latest = fact == Fact::Embargo && said == known.latest();
            return is_latest
                || said.completed().to_unix() == known.completed().to_unix()
                || said.time().is_none() && day(said) == day(*known);
        }
        // A picture is named by its bytes, whose digest stands beside them and is compared.
        if fact == Fact::InputName && value.strip_prefix("ni:///sha-256;").is_some_and(|name| name.len() == 43) {
            return true;
        }
        if fact == Fact::Terms && self.is_of_terms(value) {
            return true;
        }
        let Some(values) = self.facts.get(&fact) else { return false };
        plain(value).is_some_and(|value| values.contains(&value)) || values.contains(&canonical(value))
    }
}

impl KnownFacts<'_> {
    /// Whether a text is some of the terms, one after the other.
    fn is_of_terms(&self, value: &str) -> bool {
        let Some(mut rest) = plain(value) else { return false };
        let mut terms: Vec<&String> = self.facts.get(&Fact::Term).into_iter().flatten().collect();
        terms.sort_by_key(|term| std::cmp::Reverse(term.len()));
        for term in terms {
            rest = rest.replacen(term.as_str(), " ", 1);
        }
        rest.trim().is_empty()
    }
}

/// The languages of codes, the heads of tables and the numbers of lists that are no digits.
fn inside<'a>(blocks: impl IntoIterator<Item = &'a Block>, found: &mut Vec<(Fact, String)>) {
    for block in blocks {
        match block {
            Block::CodeBlock(code) => found.extend(code.language.clone().map(|language| (Fact::Code, language))),
            Block::List(list) => {
                if list.numerals != Numerals::Digits {
                    found.extend(list.numbers().flatten().map(|number| (Fact::ListNumber, number)));
                }
                list.items.iter().for_each(|item| inside(&item.content, found));
            }
            Block::BlockQuote(quote) => inside(&quote.content, found),
            Block::Table(table) => {
                let head = table.head.iter().flatten();
                found.extend(head.map(|cell| (Fact::TableHead, plain_text(&cell.content))));
            }
            Block::Paragraph(_) | Block::Heading(_) | Block::Figure(_) | Block::ThematicBreak(_) => {}
        }
    }
}

/// The words that the converter writes in a language.
fn own_words(labels: &Labels) -> Vec<&'static str> {
    vec![
        labels.source_and_rights,
        labels.source,
        labels.archived,
        labels.unknown,
        labels.terms,
        labels.no_terms,
        labels.terms_unread,
        labels.canceled,
        labels.withheld,
        labels.embargoed,
        labels.embargoed_until,
        labels.expires,
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

/// What an article is called (RFC 9562, 5.5): by its address, else as the item of ours that it was read from, else by the
/// name that its provider gave it, else by the bytes that it was read from.
fn identity(document: &Document) -> String {
    let metadata = &document.metadata;
    let previous = || metadata.input.previous.as_ref().and_then(|previous| Uuid::parse_str(&previous.guid).ok());
    let name = match (&metadata.address, previous(), &metadata.delivery.guid) {
        (Some(address), _, _) => Uuid::new_v5(&Uuid::NAMESPACE_URL, address.value.as_bytes()),
        (None, Some(previous), _) => previous,
        (None, None, Some(guid)) => Uuid::new_v5(&Uuid::NAMESPACE_URL, guid.value.as_bytes()),
        (None, None, None) => {
            Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("sha-256:{}", metadata.input.sha256_hex()).as_bytes())
        }
    };
    name.urn().to_string()
}

/// Text with single spaces, and without the marks that only turn or part what is seen.
pub(super) fn plain(text: &str) -> Option<String> {
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
