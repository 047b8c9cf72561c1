//! NewsML 1.x, the standard before NewsML-G2: `NewsItem` holds `NewsComponent`s, one of them with the words.
//!
//! 1. `Identification` and `NewsManagement` say what the item is and whether it may be used;
//! 2. a component has lines for people (`NewsLines`), and what it states to machines (`AdministrativeMetadata`,
//!    `RightsMetadata`, `DescriptiveMetadata`); those around it hold for it too, where it says nothing itself;
//! 3. the words are NITF, XHTML or plain text in `DataContent`.

use std::collections::BTreeMap;

use super::content::{self, Markup, Rendition};
use super::item::{self, ItemStatements};
use super::nitf_head::extended;
use super::property;
use super::rights::restrictions;
use super::status;
use super::tree::{SourceElement, SourceNode};
use super::vocabulary;
use super::{ArticleWords, document};
use crate::assemble::{StatedKey, StatedValue};
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::error::Result;
use crate::language::dates;
use crate::language::fold::fold;
use crate::model::{Contributor, Document, Embargo, Language, Origin, Sourced, Status};
use crate::options::ReadOptions;
use crate::source::Source;

/// The media type of such a file.
const MEDIA_TYPE: &str = "application/xml";

/// Reads every article of a file: each item with words.
pub(super) fn read_all(
    source: &Source,
    options: &ReadOptions,
    root: &SourceElement,
    mut diagnostics: Vec<Diagnostic>,
) -> Result<Vec<Outcome<Document>>> {
    let mut articles = Vec::new();
    let items: Vec<&SourceElement> = root.named("NewsItem").collect();
    let texts_of: Vec<Vec<ComponentText<'_>>> = items.iter().map(|item| texts(item, &mut diagnostics)).collect();
    for (item, texts) in items.iter().zip(&texts_of) {
        if texts.is_empty() {
            let message = "an item of the message holds no words of an article and is left out";
            diagnostics.push(Diagnostic::new(Code::ItemLeftOut, message).at(item.span));
        }
    }
    let mut revisions: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (place, item) in items.iter().enumerate() {
        revisions.entry(identity(item, place)).or_default().push(place);
    }
    for (place, (&item, texts)) in items.iter().zip(&texts_of).enumerate() {
        let same = revisions.get(&identity(item, place)).map(Vec::as_slice).unwrap_or_default();
        let newer = || same.iter().filter(|other| revision(items[**other]) > revision(item));
        if newer().any(|other| !texts_of[*other].is_empty()) {
            if !texts.is_empty() {
                let message = "an older revision of an item is left out";
                diagnostics.push(Diagnostic::new(Code::ItemLeftOut, message).at(item.span));
            }
            continue;
        }
        let newer: Vec<&SourceElement> = newer().map(|other| items[*other]).collect();
        for (index, text) in texts.iter().enumerate() {
            let said = std::mem::take(&mut diagnostics);
            articles.push(article(source, options, (item, &newer), (text, index), said)?);
        }
    }
    if articles.is_empty() {
        let message = format!("{} is NewsML 1, and none of its items holds the words of an article", source.name());
        let hint = "ask the sender for the item with the text";
        return Err(Diagnostic::new(Code::NoArticle, message).at(root.span).with_hint(hint).into());
    }
    Ok(articles)
}

/// What names an item in all of its revisions (NewsML 1.2, NewsIdentifier): its provider, the day and its own name. One
/// that says less is named by nothing but its place.
fn identity(item: &SourceElement, place: usize) -> Vec<String> {
    let named = item.first("Identification").and_then(|named| named.first("NewsIdentifier"));
    let parts = ["ProviderId", "DateId", "NewsItemId"].into_iter();
    let parts: Option<Vec<String>> = parts.map(|name| named?.first(name)?.text()).collect();
    parts.unwrap_or_else(|| vec![place.to_string()])
}

/// The number of a revision.
fn revision(item: &SourceElement) -> u64 {
    let named = item.first("Identification").and_then(|named| named.first("NewsIdentifier"));
    let number = named.and_then(|named| named.first("RevisionId")?.text());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The words of an article, and the components around them from the outermost on.
struct ComponentText<'a> {
    data: &'a SourceElement,
    /// How they are encoded (NewsML 1.2, Encoding).
    notation: Option<&'a str>,
    path: Vec<&'a SourceElement>,
}

/// The texts of an item. Of those that are the same in other forms (`EquivalentsList`) it is the first; what stands
/// under a picture, and what is no text, is no article. What is left out is said.
fn texts<'a>(item: &'a SourceElement, diagnostics: &mut Vec<Diagnostic>) -> Vec<ComponentText<'a>> {
    let mut texts = Vec::new();
    let mut left_out = Vec::new();
    collect(item, &mut Vec::new(), &mut texts, &mut left_out);
    if !texts.is_empty() {
        diagnostics.extend(left_out.into_iter().map(|(what, element)| {
            let message = format!("{what} of the item is left out");
            Diagnostic::new(Code::ItemLeftOut, message).at(element.place())
        }));
    }
    texts
}

fn collect<'a>(
    element: &'a SourceElement,
    path: &mut Vec<&'a SourceElement>,
    texts: &mut Vec<ComponentText<'a>>,
    left_out: &mut Vec<(&'static str, &'a SourceElement)>,
) {
    let before = texts.len();
    let is_list_of_equals = element.attribute("EquivalentsList") == Some("yes");
    for child in element.elements() {
        match child.name.as_str() {
            "NewsComponent" => {
                path.push(child);
                collect(child, path, texts, left_out);
                path.pop();
            }
            "ContentItem" => {
                let kind = child.first("MediaType").and_then(|kind| kind.attribute("FormalName")).map(fold);
                let is_text = kind.is_none_or(|kind| kind.contains("text"));
                let encoding = child.first("Encoding");
                let data = child.first("DataContent").or_else(|| encoding?.first("DataContent"));
                match data.filter(|data| is_text && data.text().is_some()) {
                    Some(data) if path.iter().any(|component| is_of_a_picture(component)) => {
                        left_out.push(("the caption of a picture", data));
                    }
                    Some(data) => {
                        let notation = encoding.and_then(|encoding| encoding.attribute("Notation"));
                        texts.push(ComponentText { data, notation, path: path.clone() });
                    }
                    None => left_out.push(("a component that is no text", child)),
                }
            }
            _ => {}
        }
    }
    if is_list_of_equals {
        left_out
            .extend(texts.drain((before + 1).min(texts.len())..).map(|text| ("another form of the text", text.data)));
    }
}

/// Whether a component is a picture, or what is said of one, by its role.
fn is_of_a_picture(component: &SourceElement) -> bool {
    let role = component.first("Role").and_then(|role| role.attribute("FormalName")).map(fold).unwrap_or_default();
    ["caption", "photo", "picture", "graphic", "video"].iter().any(|kind| role.contains(kind))
}

/// The article of one text of an item, the text with its number. What newer revisions without words say of its use holds.
fn article(
    source: &Source,
    options: &ReadOptions,
    (item, newer): (&SourceElement, &[&SourceElement]),
    (text, index): (&ComponentText<'_>, usize),
    diagnostics: Vec<Diagnostic>,
) -> Result<Outcome<Document>> {
    let mut reader = NewsMl1Reader { said: ItemStatements::default(), diagnostics };
    reader.item(item);
    for newer in newer {
        let mut other = NewsMl1Reader { said: ItemStatements::default(), diagnostics: Vec::new() };
        other.item(newer);
        status::add(&mut reader.said.delivery, other.said.delivery);
        let message = "a newer revision of the item has no words: what it says of its use holds for those before";
        reader.diagnostics.push(Diagnostic::new(Code::SlotGuessed, message).at(newer.span));
    }
    // What a component says itself stands before what those around it say.
    text.path.iter().rev().for_each(|component| reader.component(component));
    if index > 0 {
        // The item has one name for all of its texts: each other one is a part of it.
        let part = text.path.last().and_then(|component| component.attribute("Duid")).map(str::to_owned);
        let part = part.unwrap_or_else(|| (index + 1).to_string());
        reader.said.delivery.guid.iter_mut().for_each(|guid| guid.value = format!("{}#{part}", guid.value));
    }
    let spoken = reader.said.values.first(StatedKey::Language).and_then(|value| Language::parse(&value.text));
    for (note, span) in std::mem::take(&mut reader.said.delivery.notes).iter().map(|note| (&note.value, note.span)) {
        reader.said.delivery.notes.push(Sourced::new(note.clone(), span, Origin::Metadata));
        restrictions(note, span.unwrap_or(item.span), spoken.as_ref(), &mut reader.said.values);
    }
    let markup = match content::words_of(text.data) {
        Some(("nitf", nitf)) => Markup::Nitf(nitf),
        Some((_, body)) => Markup::Xhtml(body),
        None => {
            let words = vec![SourceNode::Text(text.data.raw_text(), text.data.place())];
            let encoding = text.notation.map(|notation| ("encoding".to_owned(), notation.to_owned()));
            let data = SourceElement::new("inlineData", words, text.data.place());
            Markup::Made(content::plain(&data.with_attributes(encoding.into_iter().collect()), &options.limits)?)
        }
    };
    let rendition = Rendition { markup, id: None, language: None };
    let words = ArticleWords { rendition, said: reader.said, pictures: Vec::new(), media_type: MEDIA_TYPE };
    document(source, options, words, reader.diagnostics)
}

struct NewsMl1Reader {
    said: ItemStatements,
    diagnostics: Vec<Diagnostic>,
}

/// What an element says: by its attribute, else in words.
fn said(element: &SourceElement) -> Option<String> {
    element.attribute("FormalName").map(str::to_owned).or_else(|| element.text())
}

/// What a party is called: by the name among its properties, else as any element is.
fn named(party: &SourceElement) -> Option<String> {
    let is_name = |property: &&SourceElement| property.attribute("FormalName").is_some_and(|name| fold(name) == "name");
    let name = party.named("Property").find(is_name).and_then(|property| property.attribute("Value"));
    name.map(str::to_owned).or_else(|| said(party))
}

impl NewsMl1Reader {
    fn push(&mut self, key: StatedKey, text: Option<String>, element: &SourceElement) {
        let is_list = matches!(key, StatedKey::Subject | StatedKey::Terms);
        if let Some(text) = text.filter(|text| !text.trim().is_empty())
            && (is_list || self.said.values.first(key).is_none())
        {
            self.said.values.push(key, StatedValue::new(text, element.place(), Origin::Metadata));
        }
    }

    fn item(&mut self, item: &SourceElement) {
        let slot =
            |element: &SourceElement| Some(Sourced::new(said(element)?, Some(element.place()), Origin::Metadata));
        if let Some(identity) = item.first("Identification").and_then(|named| named.first("NewsIdentifier")) {
            self.said.delivery.guid =
                identity.first("PublicIdentifier").or_else(|| identity.first("NewsItemId")).and_then(slot);
            self.said.delivery.version = identity.first("RevisionId").and_then(slot);
        }
        let Some(management) = item.first("NewsManagement") else { return };
        if let Some(status) = management.first("Status") {
            let name = said(status).unwrap_or_default();
            status::take(&name, status.span, &mut self.said.delivery, &mut self.diagnostics);
        }
        if let Some(change) = management.first("StatusWillChange") {
            self.change(change);
        }
        if let Some(urgency) = management.first("Urgency") {
            let value = said(urgency).and_then(|value| value.parse().ok()).filter(|value| (1..=9).contains(value));
            self.said.delivery.urgency = value.map(|value| Sourced::new(value, Some(urgency.span), Origin::Metadata));
        }
        for instruction in management.named("Instruction") {
            self.said.delivery.notes.extend(slot(instruction));
        }
        for name in ["FirstCreated", "ThisRevisionCreated"] {
            if let Some(time) = management.first(name) {
                self.push(StatedKey::Published, time.text().map(|time| extended(&time)), time);
            }
        }
    }

    /// What becomes of the status, and when: what is to become usable is under embargo until then, what is to become
    /// something else may be used until then.
    fn change(&mut self, change: &SourceElement) {
        let future = change.first("FutureStatus").and_then(said).and_then(|name| Status::parse(&name));
        let time = change.first("DateAndTime").and_then(SourceElement::text);
        let time = time.and_then(|time| dates::absolute(&extended(&time)));
        let delivery = &mut self.said.delivery;
        let is_usable = delivery.status.as_ref().is_some_and(|status| status.value == Status::Usable);
        match (future, time) {
            (Some(Status::Usable) | None, Some(_)) if is_usable => {}
            (Some(Status::Canceled | Status::Withheld), Some(time)) => {
                delivery.expires = Some(Sourced::new(time, Some(change.span), Origin::Metadata));
            }
            (Some(Status::Usable) | None, until @ Some(_)) => {
                delivery.embargo = Some(Sourced::new(Embargo { until }, Some(change.span), Origin::Metadata));
            }
            (_, None) => {
                let message = "when the status will change is no date that is understood";
                self.diagnostics.push(Diagnostic::new(Code::TimeInvalid, message).at(change.place()));
            }
        }
    }

    fn component(&mut self, component: &SourceElement) {
        if let Some(language) = component.language() {
            self.push(StatedKey::Language, Some(language.to_owned()), component);
        }
        for lines in component.named("NewsLines") {
            self.lines(lines);
        }
        for data in component.named("AdministrativeMetadata") {
            self.administration(data);
        }
        for rights in component.named("RightsMetadata") {
            self.rights(rights);
        }
        for data in component.named("DescriptiveMetadata") {
            if let Some(language) = data.first("Language") {
                self.push(StatedKey::Language, language.attribute("FormalName").map(str::to_owned), language);
            }
            for genre in data.named("Genre") {
                let concept = said(genre).map(|name| crate::model::Concept { uri: None, name: Some(name) });
                let concept = concept.map(|concept| Sourced::new(concept, Some(genre.span), Origin::Metadata));
                self.said.delivery.genres.extend(concept);
            }
            self.subjects(data);
        }
    }

    /// What the article is about: codes of IPTC's subjects, and keywords. What else describes it has no place in the files.
    fn subjects(&mut self, data: &SourceElement) {
        let mut others: Vec<String> = Vec::new();
        for child in data.elements() {
            match child.name.as_str() {
                "Language" | "Genre" => {}
                "SubjectCode" => {
                    for subject in child.elements() {
                        let code = subject.attribute("FormalName").unwrap_or_default();
                        match vocabulary::subject(code) {
                            Some(uri) => {
                                let concept = crate::model::Concept { uri: Some(uri), name: None };
                                let slot = Sourced::new(concept, Some(subject.span), Origin::Metadata);
                                self.said.delivery.concepts.push(slot);
                            }
                            None => others.push(format!("{} {code:?}", subject.name)),
                        }
                    }
                }
                "Property" if child.attribute("FormalName").is_some_and(|name| fold(name) == "keyword") => {
                    self.push(StatedKey::Subject, child.attribute("Value").map(str::to_owned), child);
                }
                name => others.push(name.to_owned()),
            }
        }
        if !others.is_empty() {
            let message =
                format!("what describes the article and has no place in the files is left out: {}", others.join(", "));
            self.diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(data.place()));
        }
    }

    fn lines(&mut self, lines: &SourceElement) {
        for line in lines.elements() {
            let Some(value) = property::value(line) else { continue };
            let slot = || Sourced::new(value.text.clone(), value.span, Origin::Metadata);
            match line.name.as_str() {
                "HeadLine" if self.said.headline.is_none() => self.said.headline = Some(value),
                "SubHeadLine" => self.said.subheadlines.push(value),
                "ByLine" => {
                    for name in item::names(&value.text) {
                        self.said.values.push(StatedKey::Author, StatedValue::new(name, value.span, Origin::Metadata));
                    }
                    self.said.bylines.push(value);
                }
                "DateLine" if self.said.dateline.is_none() => self.said.dateline = Some(value),
                "CreditLine" => _ = self.said.delivery.credit_line.get_or_insert_with(slot),
                "SlugLine" => _ = self.said.delivery.slugline.get_or_insert_with(slot),
                "CopyrightLine" => self.push(StatedKey::Notice, Some(value.text), line),
                "RightsLine" => self.push(StatedKey::Terms, Some(value.text), line),
                "KeywordLine" => self.push(StatedKey::Subject, Some(value.text), line),
                // A line of a kind of the provider's own: advice to newsrooms, which may hold restrictions.
                "NewsLine" => self.said.delivery.notes.push(slot()),
                _ => {
                    let words: String = value.text.chars().take(60).collect();
                    let message = format!("a line of the item ({}) has no place in the files: {words:?}", line.name);
                    self.diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(value.span));
                }
            }
        }
    }

    fn administration(&mut self, data: &SourceElement) {
        for name in ["Provider", "Source", "Creator"] {
            for party in data.named(name).flat_map(|role| role.named("Party")) {
                let Some(called) = named(party) else { continue };
                let is_author = |value: &StatedValue| fold(&value.text) == fold(&called);
                if self.said.values.all(StatedKey::Author).any(is_author) {
                    continue;
                }
                let publisher = self.said.values.first(StatedKey::Publisher).map(|value| fold(&value.text));
                if publisher.is_none() {
                    self.push(StatedKey::Publisher, Some(called), party);
                } else if publisher != Some(fold(&called)) && name != "Provider" {
                    let contributor = Contributor { name: called, role: None };
                    let slot = Sourced::new(contributor, Some(party.span), Origin::Metadata);
                    self.said.delivery.contributors.push(slot);
                }
            }
        }
    }

    fn rights(&mut self, rights: &SourceElement) {
        for copyright in rights.named("Copyright") {
            if let Some(holder) = copyright.first("CopyrightHolder") {
                self.push(StatedKey::Holder, holder.text().or_else(|| holder.find("Party").and_then(named)), holder);
            }
            if let Some(date) = copyright.first("CopyrightDate") {
                self.push(StatedKey::Year, date.text(), date);
            }
        }
        for usage in rights.named("UsageRights") {
            for limit in usage.elements().filter(|limit| limit.name != "RightsHolder") {
                let words = limit.text();
                self.push(StatedKey::Terms, words.map(|words| format!("{}: {words}", limit.name)), limit);
            }
        }
    }
}
