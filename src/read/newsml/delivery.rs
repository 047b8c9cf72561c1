//! What an item states for newsrooms: whether and until when it may be used, whom to credit, under which codes to file
//! it, and what its editors have to say.

use super::property::{self, Preferred};
use super::tree::SourceElement;
use super::vocabulary;
use crate::diagnostic::{Code, Diagnostic};
use crate::iri;
use crate::language::dates;
use crate::model::{Concept, Contributor, Delivery, Embargo, Origin, Related, Sourced, Status, Timestamp};

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
    let statuses =
        || meta.named("pubStatus").filter_map(|status| Some((Status::parse(property::code(status)?)?, status)));
    // Of several the one that allows least.
    delivery.status = statuses().max_by_key(|(status, _)| *status).map(|(status, element)| slot(status, element));
    delivery.embargo = meta.first("embargoed").map(|embargoed| {
        // Without a time it holds until the provider says otherwise.
        slot(Embargo { until: moment(embargoed, "end of the embargo", diagnostics) }, embargoed)
    });
    delivery.expires =
        meta.named("expires").find_map(|expires| Some(slot(moment(expires, "time of expiry", diagnostics)?, expires)));
    for signal in meta.named("signal") {
        let named = vocabulary::identifier(signal, item).or_else(|| signal.text());
        delivery.signals.extend(named.map(|signal_name| slot(signal_name, signal)));
    }
    delivery.notes = meta.named("edNote").filter_map(words).collect();
    for link in meta.named("link").filter(|link| link.attribute("rel").is_some_and(|rel| rel.ends_with(":seeAlso"))) {
        let Some(href) = link.attribute("href") else { continue };
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
}

fn description(
    item: &SourceElement,
    meta: &SourceElement,
    language: Preferred<'_>,
    delivery: &mut Delivery,
    diagnostics: &mut Vec<Diagnostic>,
) {
    delivery.credit_line = language.of(meta.named("creditline")).and_then(words);
    delivery.slugline = language.of(meta.named("slugline")).and_then(words);
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
    for source in meta.named("infoSource").chain(meta.named("contributor")) {
        let Some(name) = property::name(source, language) else { continue };
        let role = vocabulary::role(source, item);
        delivery.contributors.push(Sourced::new(Contributor { name: name.text, role }, name.span, Origin::Metadata));
    }
}
