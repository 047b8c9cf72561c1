//! What an item states for newsrooms: whether and until when it may be used, whom to credit, under which codes to file
//! it, and what its editors have to say.

use super::property::{self, Preferred};
use super::status;
use super::tree::SourceElement;
use super::vocabulary;
use crate::diagnostic::{Code, Diagnostic};
use crate::iri;
use crate::language::dates;
use crate::model::{Concept, Contributor, Delivery, Embargo, Origin, Related, Sourced, Timestamp};

/// Reads it.
pub(super) fn read(item: &SourceElement, language: Preferred<'_>, diagnostics: &mut Vec<Diagnostic>) -> Delivery {
    let mut delivery = Delivery {
        guid: item.attribute("guid").map(|guid| slot(guid.to_owned(), item)),
        version: item.attribute("version").map(|version| slot(version.to_owned(), item)),
        ..Delivery::default()
    };
    if let Some(meta) = item.first("itemMeta") {
        management(item, meta, language, &mut delivery, diagnostics);
    }
    if let Some(meta) = item.first("contentMeta") {
        description(item, meta, language, &mut delivery, diagnostics);
    }
    delivery
}

/// A value that an element states.
fn slot<T>(value: T, element: &SourceElement) -> Sourced<T> {
    Sourced::new(value, Some(element.place()), Origin::Metadata)
}

fn words(element: &SourceElement) -> Option<Sourced<String>> {
    Some(slot(element.text()?, element))
}

/// A time that an element states; what is none is said.
fn moment(element: &SourceElement, what: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Timestamp> {
    let text = element.text()?;
    let moment = dates::absolute(&text);
    if moment.is_none() {
        let message = format!("the {what} {text:?} is no date that is understood");
        diagnostics.push(Diagnostic::new(Code::TimeInvalid, message).at(element.place()));
    }
    moment
}

fn management(
    item: &SourceElement,
    meta: &SourceElement,
    language: Preferred<'_>,
    delivery: &mut Delivery,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for stated in meta.named("pubStatus") {
        let name = property::code(stated).or_else(|| stated.attribute("literal"));
        let name = name.map(str::to_owned).or_else(|| stated.text());
        name.iter().for_each(|name| status::take(name, stated.place(), delivery, diagnostics));
    }
    if let Some(embargoed) = meta.first("embargoed") {
        // Without a time it holds until the provider says otherwise.
        let until = moment(embargoed, "end of the embargo", diagnostics);
        delivery.embargo = Some(slot(Embargo { until }, embargoed));
    }
    delivery.expires =
        meta.named("expires").find_map(|expires| Some(slot(moment(expires, "time of expiry", diagnostics)?, expires)));
    for signal in meta.named("signal") {
        let named = vocabulary::identifier(signal, item).or_else(|| signal.text());
        // A signal that takes an item back (`sig:kill`) is a status by another name.
        let said = named.as_deref().and_then(|name| name.rsplit([':', '/', '#']).next());
        if let Some(code) = said.or_else(|| property::code(signal))
            && status::halts(code)
        {
            status::take(code, signal.place(), delivery, diagnostics);
        }
        delivery.signals.extend(named.map(|signal_name| slot(signal_name, signal)));
    }
    delivery.notes = meta.named("edNote").filter_map(|note| Some(slot(note.lines()?, note))).collect();
    let mut others = Vec::new();
    for link in meta.named("link") {
        let relation = link.attribute("rel").unwrap_or_default();
        if !relation.ends_with(":seeAlso") {
            others.extend((!relation.ends_with(":derivedFrom")).then_some(link));
            continue;
        }
        let Some(href) = link.attribute("href") else {
            others.push(link);
            continue;
        };
        match iri::web(href) {
            Some(address) => {
                let title = language.of(link.named("title")).and_then(SourceElement::text);
                delivery.related.push(slot(Related { address, title }, link));
            }
            None => diagnostics.push(
                Diagnostic::new(
                    Code::MetadataLeftOut,
                    format!("a page that the item refers to has no web address: {href:?}"),
                )
                .at(link.span),
            ),
        }
    }
    other_links(&others, diagnostics);
}

/// Names where links lead that have no place in the files: to other items, or in a relation of the provider's own.
fn other_links(links: &[&SourceElement], diagnostics: &mut Vec<Diagnostic>) {
    let names: Vec<&str> = links.iter().filter_map(|link| leads(link)).take(MAX_NAMED).collect();
    if let Some(first) = links.iter().find(|link| leads(link).is_some()) {
        let message = format!("links that have no place in the files are left out: {}", names.join(", "));
        diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(first.span));
    }
}

/// Where a link leads.
fn leads(link: &SourceElement) -> Option<&str> {
    link.attribute("href").or_else(|| link.attribute("residref"))
}

/// How many are named in one message.
const MAX_NAMED: usize = 8;

/// What is stated in several languages in the article's; the others are said.
fn one_of(
    meta: &SourceElement,
    name: &str,
    language: Preferred<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Sourced<String>> {
    let chosen = language.of(meta.named(name))?;
    for other in meta.named(name).filter(|other| other.text().is_some() && other.text() != chosen.text()) {
        let message = format!("another {name} is left out: {:?}", other.text().unwrap_or_default());
        diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(other.place()));
    }
    words(chosen)
}

fn description(
    item: &SourceElement,
    meta: &SourceElement,
    language: Preferred<'_>,
    delivery: &mut Delivery,
    diagnostics: &mut Vec<Diagnostic>,
) {
    delivery.credit_line = one_of(meta, "creditline", language, diagnostics);
    delivery.slugline = one_of(meta, "slugline", language, diagnostics);
    delivery.urgency = meta.first("urgency").and_then(|urgency| {
        let value: u8 = urgency.text()?.parse().ok().filter(|value| (1..=9).contains(value))?;
        Some(slot(value, urgency))
    });
    let mut unresolved = Vec::new();
    let mut concept = |element: &SourceElement| {
        let uri = vocabulary::identifier(element, item);
        let name = language.of(element.named("name")).and_then(SourceElement::text);
        if let (None, Some(code)) = (&uri, element.attribute("qcode")) {
            unresolved.push((code.to_owned(), element.span));
        }
        (uri.is_some() || name.is_some()).then(|| slot(Concept { uri, name }, element))
    };
    delivery.genres = meta.named("genre").filter_map(&mut concept).collect();
    // A subject that is a name alone is a keyword.
    delivery.concepts =
        meta.named("subject").filter_map(&mut concept).filter(|slot| slot.value.uri.is_some()).collect();
    if let Some((first, span)) = unresolved.first() {
        let message =
            format!("nothing says which vocabulary {first:?} is of: the code is left out, and its name is kept");
        diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(*span));
    }
    let is_organisation =
        |creator: &&SourceElement| creator.attribute("type").is_some_and(|kind| kind.ends_with(":organisation"));
    let makers = meta.named("creator").filter(is_organisation);
    for source in meta.named("infoSource").chain(meta.named("contributor")).chain(makers) {
        let Some(name) = property::name(source, language) else { continue };
        let role = vocabulary::role(source, item);
        delivery.contributors.push(Sourced::new(Contributor { name: name.text, role }, name.span, Origin::Metadata));
    }
}
