//! What the provider of the source said to newsrooms, from a file of ours.

use super::{Sourced, Timestamp, optional, property, slot};
use crate::iri;
use crate::model::{Concept, Contributor, Delivery, Embargo, Origin, Related, Status};
use crate::read::newsml::tree::SourceElement;
use crate::read::newsml::vocabulary;

/// The element of our properties.
const PROPERTY: &str = "itemMetaExtProperty";

/// Reads it; `None` where something is not as the renderer writes it.
pub(super) fn read(item: &SourceElement, managed: &SourceElement, meta: &SourceElement) -> Option<Delivery> {
    let exact = |name: &str| property(managed, PROPERTY, name);
    let stated = |name: &str| -> Option<Option<Sourced<String>>> {
        optional(exact(name), |property| Some(at(property.exact("value")?.to_owned(), property)))
    };
    let origin = managed.named("link").find(|link| {
        link.attribute("rel") == Some("irel:derivedFrom")
            && link.attribute("residref").is_some()
            && link.first("hash").is_none()
    });
    let guid = match stated("guid")? {
        Some(guid) => Some(guid),
        None => optional(origin, |link| Some(at(link.exact("residref")?.to_owned(), link)))?,
    };
    let status = optional(managed.first("pubStatus").filter(|_| exact("status").is_some()), |status| {
        Some(at(Status::parse(status.attribute("qcode")?.strip_prefix("stat:")?)?, status))
    })?;
    let embargo = optional(managed.first("embargoed"), |element| {
        let until = optional(moment(exact("embargoed"), element), |text| Timestamp::parse(&text))?;
        Some(at(Embargo { until }, element))
    })?;
    let expires = optional(managed.first("expires"), |element| {
        Some(at(Timestamp::parse(&moment(exact("expires"), element)?)?, element))
    })?;
    let is_own_credit = |line: &&SourceElement| line.attribute("id") == Some("credit");
    let urgency = optional(meta.first("urgency"), |urgency| Some(at(urgency.text()?.parse().ok()?, urgency)))?;
    let is_editors = |note: &&SourceElement| note.attribute("id").is_some_and(|id| id.starts_with("editors-"));
    let signals = managed.named("signal").map(|signal| {
        let name = || signal.first("name").map(SourceElement::raw_text);
        Some(at(vocabulary::identifier(signal, item).or_else(name)?, signal))
    });
    let related = managed.named("link").filter(|link| link.attribute("rel") == Some("irel:seeAlso")).map(|link| {
        let title = link.first("title").map(SourceElement::raw_text);
        Some(at(Related { address: iri::web(link.attribute("href")?)?, title }, link))
    });
    let concepts = |name: &'static str| meta.named(name).map(|element| concept(element, item)).collect();
    Some(Delivery {
        guid,
        version: stated("version")?,
        status,
        embargo,
        expires,
        credit_line: meta.named("creditline").find(is_own_credit).map(slot),
        slugline: meta.first("slugline").map(slot),
        urgency,
        genres: concepts("genre"),
        concepts: concepts("subject"),
        contributors: meta
            .named("infoSource")
            .filter(|source| source.attribute("id").is_some())
            .map(|source| {
                let name = source.first("name")?.raw_text();
                Some(at(Contributor { name, role: vocabulary::role(source, item) }, source))
            })
            .collect::<Option<_>>()?,
        signals: signals.collect::<Option<_>>()?,
        notes: managed.named("edNote").filter(is_editors).map(slot).collect(),
        related: related.collect::<Option<_>>()?,
    })
}

fn at<T>(value: T, element: &SourceElement) -> Sourced<T> {
    Sourced::new(value, Some(element.place()), Origin::Metadata)
}

/// A time as precisely as the source has it: a property of ours where the standard's own says it less so.
fn moment(exact: Option<&SourceElement>, element: &SourceElement) -> Option<String> {
    exact.and_then(|exact| exact.exact("value").map(str::to_owned)).or_else(|| element.text())
}

fn concept(element: &SourceElement, item: &SourceElement) -> Sourced<Concept> {
    let name = element.first("name").map(SourceElement::raw_text);
    at(Concept { uri: vocabulary::identifier(element, item), name }, element)
}
