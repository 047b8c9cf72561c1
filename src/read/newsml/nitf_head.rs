//! What the head of NITF states (`head`, and the notes and rights of `body.head`): what the article is, whether it may
//! be used, and under which terms.

use super::item::ItemStatements;
use super::rights;
use super::status;
use super::tree::{SourceElement, SourceNode};
use super::vocabulary;
use crate::assemble::{StatedKey, StatedValue};
use crate::build::elements::is_block;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::dates;
use crate::language::fold::fold;
use crate::model::{Concept, Contributor, Embargo, Language, Origin, Sourced, Timestamp};
use crate::source::Span;

/// Reads it; what a news item around it states stands before.
pub(super) fn read(nitf: &SourceElement, said: &mut ItemStatements, diagnostics: &mut Vec<Diagnostic>) {
    let mut reader = NitfHeadReader { said, diagnostics };
    if let Some(language) = nitf.language().or_else(|| nitf.attribute("baselang")) {
        reader.push(StatedKey::Language, language, nitf);
    }
    if let Some(head) = nitf.first("head") {
        reader.head(head);
    }
    let body = nitf.first("body").unwrap_or(nitf);
    reader.internal(body);
    reader.pictures(body);
    let lines = body.first("body.head");
    for part in lines.into_iter().flat_map(SourceElement::elements) {
        match part.name.as_str() {
            "note" if is_copyright(part) => reader.push(StatedKey::Notice, &part.raw_text(), part),
            "note" if is_internal(part) => reader.left_out("a note that is not for publication", part),
            "note" => reader.restrictions(&blocks(part), part.place()),
            "rights" => reader.rights(part),
            "series" => reader.left_out("the series that the article is of", part),
            _ => {}
        }
    }
}

/// Whether a note is the copyright's.
pub(super) fn is_copyright(note: &SourceElement) -> bool {
    note.attribute("noteclass") == Some("cpyrt")
}

/// Whether what is said of a picture is whom to credit for it.
pub(super) fn is_credit(metadata: &SourceElement) -> bool {
    let name = metadata.attribute("name").map(fold).unwrap_or_default();
    ["credit", "byline", "copyright", "photographer"].iter().any(|kind| name.contains(kind))
}

/// Whether a note is not for publication.
pub(super) fn is_internal(note: &SourceElement) -> bool {
    note.attribute("type") == Some("npa")
}

/// What describes the article and has no place in the files.
const OTHERS: &[&str] =
    &["identified-content", "fixture", "evloc", "doc-scope", "series", "del-list", "revision-history"];

struct NitfHeadReader<'a> {
    said: &'a mut ItemStatements,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl NitfHeadReader<'_> {
    fn push(&mut self, key: StatedKey, text: &str, element: &SourceElement) {
        let text = one_line(text);
        // Of all but subjects and terms there is one, and the item around the words goes before.
        let is_list = matches!(key, StatedKey::Subject | StatedKey::Terms | StatedKey::Limit | StatedKey::PictureTerms);
        if !text.is_empty() && (is_list || self.said.values.first(key).is_none()) {
            self.said.values.push(key, StatedValue::new(text, element.place(), Origin::Metadata));
        }
    }

    /// What editors alone are told is shown to nobody, and holds all the same: an embargo, a restriction.
    fn internal(&mut self, element: &SourceElement) {
        for child in element.elements() {
            if child.name == "note" && is_internal(child) {
                let words = blocks(child);
                self.restrictions(&words, child.place());
                self.said.editors.internal.push((words, child.place()));
            } else {
                self.internal(child);
            }
        }
    }

    /// What is said of pictures beside them: their rights are terms of theirs, other names are the provider's own.
    fn pictures(&mut self, element: &SourceElement) {
        for child in element.elements() {
            if child.name != "media" {
                self.pictures(child);
                continue;
            }
            let mut others: Vec<&str> = Vec::new();
            for said in child.named("media-metadata") {
                let Some(name) = said.attribute("name") else { continue };
                let words = said.attribute("value").map(str::to_owned).or_else(|| said.text()).unwrap_or_default();
                let folded = fold(name);
                let is_of_rights = ["rights", "usage", "restriction", "terms", "instruction"];
                if is_of_rights.iter().any(|kind| folded.contains(kind)) {
                    self.push(StatedKey::PictureTerms, &words, said);
                } else if !is_credit(said) && !words.is_empty() {
                    others.push(name);
                }
            }
            if !others.is_empty() {
                self.left_out(
                    &format!("what is said of a picture by names of the provider's ({})", others.join(", ")),
                    child,
                );
            }
        }
    }

    /// What restricts the use in words to editors is a term.
    fn restrictions(&mut self, words: &str, span: Span) {
        let language = self.said.values.first(StatedKey::Language).and_then(|tag| Language::parse(&tag.text));
        rights::restrictions(words, span, language.as_ref(), &mut self.said.values);
    }

    fn left_out(&mut self, what: &str, element: &SourceElement) {
        let message = format!("{what} is left out");
        self.diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(element.place()));
    }

    fn head(&mut self, head: &SourceElement) {
        let names: Vec<&str> = head.named("meta").filter_map(|meta| meta.attribute("name")).collect();
        if let Some(first) = head.first("meta").filter(|_| !names.is_empty()) {
            self.left_out(&format!("what only the provider's own names say ({})", names.join(", ")), first);
        }
        if let Some(title) = head.first("title") {
            self.push(StatedKey::Title, &title.raw_text(), title);
        }
        for subject in head.first("tobject").into_iter().flat_map(|tobject| tobject.named("tobject.subject")) {
            for name in ["tobject.subject.type", "tobject.subject.matter", "tobject.subject.detail"] {
                self.push(StatedKey::Subject, subject.attribute(name).unwrap_or_default(), subject);
            }
            let code = subject.attribute("tobject.subject.refnum").unwrap_or_default();
            if let Some(uri) = vocabulary::subject(code) {
                let names = ["tobject.subject.detail", "tobject.subject.matter", "tobject.subject.type"].into_iter();
                let name = names.filter_map(|name| subject.attribute(name)).map(one_line).find(|name| !name.is_empty());
                let concept = Sourced::new(Concept { uri: Some(uri), name }, Some(subject.span), Origin::Metadata);
                self.said.delivery.concepts.push(concept);
            }
        }
        for kind in head.first("tobject").into_iter().flat_map(|tobject| tobject.named("tobject.property")) {
            if let Some(name) = kind.attribute("tobject.property.type").map(one_line).filter(|name| !name.is_empty()) {
                let concept = Sourced::new(Concept { uri: None, name: Some(name) }, Some(kind.span), Origin::Metadata);
                self.said.delivery.genres.push(concept);
            }
        }
        let others = head.first("docdata").into_iter().chain(head.first("revision-history")).flat_map(|part| {
            let is_history = part.name == "revision-history";
            std::iter::once(part).filter(move |_| is_history).chain(part.elements().filter(move |_| !is_history))
        });
        let others: Vec<&SourceElement> = others.filter(|part| OTHERS.contains(&part.name.as_str())).collect();
        if let Some(first) = others.first() {
            let names: Vec<&str> = others.iter().map(|part| part.name.as_str()).collect();
            self.left_out(&format!("what has no place in the files ({})", names.join(", ")), first);
        }
        let publication = head.first("pubdata");
        if let Some(data) = head.first("docdata") {
            let date = |name: &str| publication.and_then(|publication| publication.attribute(name));
            self.times(data, date("date.publication"));
            self.document(data);
        }
        if let Some(publication) = publication {
            self.push(StatedKey::Section, publication.attribute("position.section").unwrap_or_default(), publication);
            self.push(StatedKey::Publisher, publication.attribute("name").unwrap_or_default(), publication);
            let date = extended(publication.attribute("date.publication").unwrap_or_default());
            self.push(StatedKey::Published, &date, publication);
        }
    }

    /// When the article was made, is to be released, and expires. A release after the article was made, or of which
    /// nothing is known but itself, is taken for an embargo; it is one for certain where the item says so.
    fn times(&mut self, data: &SourceElement, publication: Option<&str>) {
        let of = |name: &'static str| {
            let element = data.first(name)?;
            let written = extended(element.attribute("norm")?);
            Some((dates::absolute(&written)?, element, written))
        };
        let issued = of("date.issue");
        let made = issued.as_ref().map(|(time, ..)| *time).or_else(|| dates::absolute(&extended(publication?)));
        let is_stated =
            data.attribute("management-status").is_some_and(|status| status.eq_ignore_ascii_case("embargoed"));
        let release = of("date.release");
        let is_later = |time: Timestamp| made.is_none_or(|made| made.to_unix() < time.to_unix());
        if let Some((time, element, _)) = release.as_ref().filter(|(time, ..)| is_later(*time) || is_stated) {
            let origin = if is_stated { Origin::Metadata } else { Origin::Guess };
            let embargo = Sourced::new(Embargo { until: Some(*time) }, Some(element.span), origin);
            self.said.delivery.embargo.get_or_insert(embargo);
        } else if is_stated {
            let embargo = Sourced::new(Embargo { until: None }, Some(data.span), Origin::Metadata);
            self.said.delivery.embargo.get_or_insert(embargo);
        }
        if let Some((time, element, _)) = of("date.expire") {
            self.said.delivery.expires.get_or_insert(Sourced::new(time, Some(element.span), Origin::Metadata));
        }
        for (_, element, written) in issued.iter().chain(&release) {
            self.push(StatedKey::Published, written, element);
        }
        for name in ["date.release", "date.expire"] {
            let unread = data.first(name).filter(|element| element.attribute("norm").is_some() && of(name).is_none());
            if let Some((element, norm)) = unread.and_then(|element| Some((element, element.attribute("norm")?))) {
                let message = format!("the time {norm:?} of `{name}` is no date that is understood");
                self.diagnostics.push(Diagnostic::new(Code::TimeInvalid, message).at(element.place()));
            }
        }
        for name in ["date.issue", "date.release"] {
            let stated = data.first(name).and_then(|element| Some((element.attribute("norm")?, element)));
            if let Some((written, element)) = stated.filter(|_| of(name).is_none()) {
                self.push(StatedKey::Published, &extended(written), element);
            }
        }
    }

    fn document(&mut self, data: &SourceElement) {
        if let Some(name) = data.attribute("management-status") {
            status::take(name, data.span, &mut self.said.delivery, self.diagnostics);
        }
        if let Some(urgency) = data.first("urgency").and_then(|urgency| urgency.attribute("ed-urg")) {
            let urgency = urgency.parse().ok().filter(|urgency| (1..=9).contains(urgency));
            if let Some(urgency) = urgency {
                self.said.delivery.urgency.get_or_insert(Sourced::new(urgency, Some(data.span), Origin::Metadata));
            }
        }
        if let Some(identity) = data.first("doc-id") {
            let name = identity.attribute("id-string");
            let slot = name.map(|name| Sourced::new(name.to_owned(), Some(identity.span), Origin::Metadata));
            self.said.delivery.guid = self.said.delivery.guid.take().or(slot);
        }
        if let Some(fixture) = data.first("du-key") {
            let version = fixture.attribute("version").map(str::to_owned);
            let slot = version.map(|version| Sourced::new(version, Some(fixture.span), Origin::Metadata));
            self.said.delivery.version = self.said.delivery.version.take().or(slot);
            let key = fixture.attribute("key").map(str::to_owned);
            let slot = key.map(|key| Sourced::new(key, Some(fixture.span), Origin::Metadata));
            self.said.delivery.slugline = self.said.delivery.slugline.take().or(slot);
        }
        if let Some(copyright) = data.first("doc.copyright") {
            self.push(StatedKey::Holder, copyright.attribute("holder").unwrap_or_default(), copyright);
            self.push(StatedKey::Year, copyright.attribute("year").unwrap_or_default(), copyright);
        }
        for rights in data.named("doc.rights") {
            self.document_rights(rights);
        }
        for keyword in data.named("key-list").flat_map(|list| list.named("keyword")) {
            self.push(StatedKey::Subject, keyword.attribute("key").unwrap_or_default(), keyword);
        }
        for name in ["ed-msg", "correction"] {
            for note in data.named(name) {
                let Some(words) = note.attribute("info").map(one_line) else { continue };
                if name == "correction" {
                    let signal = "http://cv.iptc.org/newscodes/signal/correction".to_owned();
                    self.said.delivery.signals.push(Sourced::new(signal, Some(note.span), Origin::Metadata));
                }
                self.restrictions(&words, note.span);
                self.said.delivery.notes.push(Sourced::new(words, Some(note.span), Origin::Metadata));
            }
        }
    }

    /// `doc.rights`: who has the rights, and what limits the use. Its attributes are words for people.
    fn document_rights(&mut self, rights: &SourceElement) {
        self.push(StatedKey::Holder, rights.attribute("owner").unwrap_or_default(), rights);
        // Who owns the rights to use may be another than who holds the copyright.
        self.agent(rights.attribute("owner"), rights);
        for name in ["type", "limitations"] {
            let words = rights.attribute(name).unwrap_or_default();
            // A kind of rights by a code is no words: "all" limits nothing, any other may.
            if words.contains(char::is_whitespace) {
                self.push(StatedKey::Terms, words, rights);
            } else if !matches!(&*fold(words), "" | "all" | "full" | "none") {
                self.push(StatedKey::Limit, words, rights);
            }
        }
        // Where and when the rights hold, and who sells them, NITF keeps in attributes without words around them.
        let limits = ["geography", "startdate", "enddate"].into_iter();
        let limits: Vec<String> = limits
            .filter_map(|name| Some((name, rights.attribute(name)?)))
            .map(|(name, value)| if name == "geography" { value.to_owned() } else { extended(value) })
            .collect();
        if !limits.is_empty() {
            self.push(StatedKey::Terms, &format!("doc.rights: {}", limits.join(", ")), rights);
        }
        self.agent(rights.attribute("agent"), rights);
    }

    /// `rights`: a sentence, in which some words are marked as what they are.
    fn rights(&mut self, rights: &SourceElement) {
        let owner = rights.first("rights.owner").or_else(|| rights.first("rights.agent"));
        if let Some(owner) = owner {
            self.push(StatedKey::Holder, &owner.raw_text(), owner);
        }
        self.agent(rights.first("rights.agent").and_then(SourceElement::text).as_deref(), rights);
        let is_words =
            |node: &SourceNode| matches!(node, SourceNode::Text(text, _) if text.contains(char::is_alphanumeric));
        if rights.children.iter().any(is_words) {
            return self.push(StatedKey::Terms, &rights.raw_text(), rights);
        }
        // Without words around them each part stands by itself.
        for part in rights.elements() {
            match part.name.as_str() {
                "rights.owner" | "rights.agent" => {}
                "rights.startdate" | "rights.enddate" => {
                    let date = part.text().or_else(|| part.attribute("norm").map(extended)).unwrap_or_default();
                    let limit = if date.is_empty() { date } else { format!("{}: {date}", part.name) };
                    self.push(StatedKey::Limit, &limit, part);
                }
                _ => {
                    let words = part.text().unwrap_or_default();
                    let is_sentence = words.contains(char::is_whitespace);
                    self.push(if is_sentence { StatedKey::Terms } else { StatedKey::Limit }, &words, part);
                }
            }
        }
    }

    fn agent(&mut self, name: Option<&str>, element: &SourceElement) {
        let holder = self.said.values.first(StatedKey::Holder).map(|value| value.text.clone());
        if let Some(name) = name.map(one_line).filter(|name| !name.is_empty() && Some(name) != holder.as_ref()) {
            let agent = Contributor { name, role: None };
            if !self.said.delivery.contributors.iter().any(|known| known.value == agent) {
                self.said.delivery.contributors.push(Sourced::new(agent, Some(element.span), Origin::Metadata));
            }
        }
    }
}

/// The words of each paragraph of a note, a line each.
fn blocks(note: &SourceElement) -> String {
    fn collect(element: &SourceElement, lines: &mut Vec<String>) {
        if element.elements().any(|child| is_block(&child.name)) {
            element.elements().for_each(|child| collect(child, lines));
        } else {
            lines.extend(element.text());
        }
    }
    let mut lines = Vec::new();
    collect(note, &mut lines);
    lines.join("\n")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A date in the basic format of ISO 8601 in the extended one: `20151210T191044Z`.
pub(super) fn extended(date: &str) -> String {
    let is_basic = date.len() >= 8 && date.as_bytes()[..8].iter().all(u8::is_ascii_digit) && date.is_ascii();
    if !is_basic {
        return date.to_owned();
    }
    let day = format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..8]);
    let time = &date[8..];
    match time.strip_prefix('T').filter(|time| time.len() >= 4 && time.as_bytes()[..4].iter().all(u8::is_ascii_digit)) {
        Some(time) => {
            let (hour, rest) = time.split_at(2);
            let (minute, rest) = rest.split_at(2);
            let has_seconds = rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_digit);
            let (second, zone) = if has_seconds { rest.split_at(2) } else { ("00", rest) };
            format!("{day}T{hour}:{minute}:{second}{zone}")
        }
        None if time.is_empty() => day,
        None => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basic_date_is_written_in_the_extended_form() {
        for (basic, text) in [
            ("20151210T191044Z", "2015-12-10T19:10:44Z"),
            ("20170102T222800+0000", "2017-01-02T22:28:00+0000"),
            ("20170102T2228", "2017-01-02T22:28:00"),
            ("20170102", "2017-01-02"),
            ("2020-09-07T14:45:26", "2020-09-07T14:45:26"),
            ("", ""),
        ] {
            assert_eq!(extended(basic), text);
        }
    }
}
