//! What the source's provider said to newsrooms, as the standard says it: status, embargo, codes, notes, and what the
//! item refers to.
//!
//! What of it reads like words of ours has a name (`editors-1`, `credit`, `contributor-1`), so that it is told apart.

use super::NewsFile;
use super::vocabulary::{MEDIA_TYPE, iri, one_line, own_property};
use crate::model::{Concept, Contributor, Delivery, Document, Status, Timestamp};
use crate::render::xml::Xml;

/// The vocabularies of IPTC whose concepts clients look up by their short codes, each with its alias in the catalog.
const ALIASES: &[(&str, &str)] = &[
    ("http://cv.iptc.org/newscodes/mediatopic/", "medtop"),
    ("http://cv.iptc.org/newscodes/subjectcode/", "subj"),
    ("http://cv.iptc.org/newscodes/genre/", "genre"),
    ("http://cv.iptc.org/newscodes/infosourcerole/", "isrol"),
    ("http://cv.iptc.org/newscodes/signal/", "sig"),
];

/// The attribute that names a concept, and its value: a short code where the catalog has the scheme.
fn named<'n>((code, whole): (&'n str, &'n str), uri: &str) -> (&'n str, String) {
    let short = ALIASES.iter().find_map(|(scheme, alias)| {
        let code = uri.strip_prefix(scheme).filter(|code| !code.is_empty() && !code.contains([' ', ':', '/']))?;
        Some(format!("{alias}:{code}"))
    });
    short.map_or_else(|| (whole, iri(uri).into_owned()), |short| (code, short))
}

/// `embargoed` and `pubStatus`: an item is never said to be usable that is not.
pub(super) fn status(xml: &mut Xml, file: &NewsFile<'_>) {
    if let Some(embargo) = file.document.metadata.delivery.embargo_at(file.edition.written) {
        match embargo.until {
            Some(until) => xml.leaf_line("embargoed", &[], &until.latest().to_string()),
            // Empty (NewsML-G2, "embargoed"): until its provider lifts it.
            None => xml.empty_line("embargoed", &[]),
        }
    }
    xml.empty_line("pubStatus", &[("qcode", code(file))]);
}

/// The status as a code.
pub(super) fn code(file: &NewsFile<'_>) -> &'static str {
    match file.document.metadata.delivery.status_at(file.edition.written) {
        Status::Usable => "stat:usable",
        Status::Withheld => "stat:withheld",
        Status::Canceled => "stat:canceled",
    }
}

/// `edNote`: what editors said to editors, each as it stood.
pub(super) fn notes(xml: &mut Xml, document: &Document) {
    for (index, note) in (1..).zip(&document.metadata.delivery.notes) {
        xml.leaf_line("edNote", &[("id", &format!("editors-{index}"))], &note.value);
    }
}

/// `signal`: what is to be done with the item.
pub(super) fn signals(xml: &mut Xml, document: &Document) {
    for signal in &document.metadata.delivery.signals {
        if signal.value.contains(':') && !signal.value.contains(' ') {
            let (attribute, value) = named(("qcode", "uri"), &signal.value);
            xml.empty_line("signal", &[(attribute, &value)]);
        } else {
            xml.open_line("signal", &[]);
            xml.leaf("name", &[], &one_line(&signal.value));
            xml.close_line();
        }
    }
}

/// `expires`.
pub(super) fn expires(xml: &mut Xml, document: &Document) {
    if let Some(expires) = &document.metadata.delivery.expires {
        xml.leaf_line("expires", &[], &expires.value.completed().to_string());
    }
}

/// The item that this one is derived from, by the name and version that its provider gave it, and the pages that it
/// refers to.
pub(super) fn links(xml: &mut Xml, document: &Document) {
    let Delivery { guid, version, related, .. } = &document.metadata.delivery;
    if let Some(guid) = guid {
        let guid = iri(&guid.value);
        let mut attributes = vec![("rel", "irel:derivedFrom"), ("residref", &*guid), ("contenttype", MEDIA_TYPE)];
        // `xs:positiveInteger`
        let number = version.as_ref().filter(|version| version.value.parse::<u32>().is_ok_and(|number| number > 0));
        attributes.extend(number.map(|version| ("version", version.value.trim())));
        xml.empty_line("link", &attributes);
    }
    for related in related {
        let href = iri(&related.value.address);
        xml.open_line("link", &[("rel", "irel:seeAlso"), ("href", &href)]);
        if let Some(title) = &related.value.title {
            xml.leaf("title", &[], title);
        }
        xml.close_line();
    }
}

/// What the properties say less precisely than the document.
pub(super) fn exact(xml: &mut Xml, file: &NewsFile<'_>) {
    let delivery = &file.document.metadata.delivery;
    let Delivery { guid, version, expires, status, .. } = delivery;
    let until = delivery.embargo_at(file.edition.written).and_then(|embargo| embargo.until);
    let mut moment = |name: &str, time: Option<Timestamp>| {
        if let Some(time) = time.filter(|time| time.completed() != *time) {
            own_property(xml, "itemMetaExtProperty", name, &time.to_string());
        }
    };
    moment("embargoed", until);
    moment("expires", expires.as_ref().map(|slot| slot.value));
    if let Some(guid) = guid.as_ref().filter(|guid| iri(&guid.value) != guid.value) {
        own_property(xml, "itemMetaExtProperty", "guid", &guid.value);
    }
    if let Some(version) = version {
        own_property(xml, "itemMetaExtProperty", "version", &version.value);
    }
    if status.is_some() {
        own_property(xml, "itemMetaExtProperty", "status", "stated");
    }
}

/// `urgency`.
pub(super) fn urgency(xml: &mut Xml, document: &Document) {
    if let Some(urgency) = &document.metadata.delivery.urgency {
        xml.leaf_line("urgency", &[], &urgency.value.to_string());
    }
}

/// `infoSource`: who contributed, in the role that the source names.
pub(super) fn contributors(xml: &mut Xml, document: &Document) {
    for (index, slot) in (1..).zip(&document.metadata.delivery.contributors) {
        let Contributor { name, role } = &slot.value;
        let id = format!("contributor-{index}");
        let role = role.as_deref().map(|role| named(("role", "roleuri"), role));
        let mut attributes = vec![("id", &*id)];
        attributes.extend(role.as_ref().map(|(attribute, value)| (*attribute, &**value)));
        xml.line();
        xml.open("infoSource", &attributes);
        xml.leaf("name", &[], &one_line(name));
        xml.close();
    }
}

/// `genre` or `subject`.
pub(super) fn concepts(xml: &mut Xml, document: &Document, element: &'static str) {
    let delivery = &document.metadata.delivery;
    let lang = ("xml:lang", document.metadata.language.value.as_str());
    let all = if element == "genre" { &delivery.genres } else { &delivery.concepts };
    for slot in all {
        let Concept { uri, name } = &slot.value;
        let named = uri.as_deref().map(|uri| named(("qcode", "uri"), uri));
        let attributes: Vec<(&str, &str)> = named.iter().map(|(attribute, value)| (*attribute, &**value)).collect();
        xml.line();
        xml.open(element, &attributes);
        if let Some(name) = name {
            xml.leaf("name", &[lang], &one_line(name));
        }
        xml.close();
    }
}

/// `slugline`.
pub(super) fn slugline(xml: &mut Xml, document: &Document) {
    if let Some(slugline) = &document.metadata.delivery.slugline {
        let lang = ("xml:lang", document.metadata.language.value.as_str());
        xml.leaf_line("slugline", &[lang], &one_line(&slugline.value));
    }
}
