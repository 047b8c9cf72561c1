//! The text item: `itemMeta` says what the item is, `contentMeta` what the article is.

use super::common::{associated, attributes_of, credit_line, derived_from, editors_note, management, write_credit};
use super::picture::Delivered;
use super::vocabulary::{
    CATALOG, NAR, RFC_6920, SHA_256, alternative, iri, named_information, one_line, organisation, own_property,
    part_id, party, reference,
};
use super::{NewsFile, content, delivery, rights};
use crate::model::walk::{self, plain_text};
use crate::model::{Document, Figure, HeaderRole, Timestamp};
use crate::render::identity;
use crate::render::identity::NAMESPACE;
use crate::render::xml::Xml;

/// How our own properties and classes say what NewsML-G2 has no word for: whoever reads a file back knows by it whether
/// every slot of the document is there. Another way of saying it is another number.
const FORM: &str = "1";

/// Writes a file that is the text item.
pub(super) fn alone(file: &NewsFile<'_>) -> Vec<u8> {
    let mut xml = Xml::new();
    let mut attributes = vec![("xmlns", NAR)];
    attributes.extend(attributes_of(file, &file.edition.identifier));
    xml.open("newsItem", &attributes);
    text(&mut xml, file);
    xml.close_line();
    xml.finish()
}

/// Writes what the text item holds.
pub(super) fn text(xml: &mut Xml, file: &NewsFile<'_>) {
    let document = file.document;
    xml.empty_line("catalogRef", &[("href", CATALOG)]);
    rights::write(xml, file);
    item_meta(xml, file);
    content_meta(xml, document);
    for (index, figure) in walk::all_figures(document).enumerate() {
        part_meta(xml, document, index, figure, file.carried.picture(figure));
    }
    content::write(xml, file);
}

/// `itemMeta`: management of the item itself. The order of its children is the schema's.
fn item_meta(xml: &mut Xml, file: &NewsFile<'_>) {
    let NewsFile { edition, document, .. } = file;
    let metadata = &document.metadata;
    xml.open_line("itemMeta", &[]);
    management(xml, file, "ninat:text", &metadata.headline.value);
    delivery::notes(xml, document);
    editors_note(xml, document, &edition.statement);
    delivery::signals(xml, document);
    let scope = format!("{NAMESPACE}textDigest");
    xml.leaf_line("hash", &[("hashtypeuri", SHA_256), ("scopeuri", &scope)], &edition.digest);
    delivery::expires(xml, document);
    if let Some(address) = &metadata.address {
        xml.empty_line("link", &[("rel", "irel:derivedFrom"), ("href", &iri(&address.value))]);
    }
    let input = &metadata.input;
    derived_from(xml, &input.sha256, input.media_type, input.byte_length);
    delivery::links(xml, document);
    file.carried.pictures().iter().for_each(|picture| associated(xml, &picture.guid));
    own_property(xml, "itemMetaExtProperty", "form", FORM);
    // `firstCreated` is left out: clients take it for the article's, and it would be ours.
    if let Some(previous) = identity::previous(document) {
        let first = previous.first_created.completed().to_string();
        own_property(xml, "itemMetaExtProperty", "firstCreated", &first);
    }
    delivery::exact(xml, file);
    xml.close_line();
}

/// `contentMeta`: what the article is and says of itself. The order of the groups is the schema's.
fn content_meta(xml: &mut Xml, document: &Document) {
    let metadata = &document.metadata;
    let lang = [("xml:lang", metadata.language.value.as_str())];
    let section = format!("{NAMESPACE}section");
    xml.open_line("contentMeta", &[]);
    delivery::urgency(xml, document);
    if let Some(published) = &metadata.published {
        xml.leaf_line("contentCreated", &[], &with_seconds(published.value).to_string());
    }
    if let Some(modified) = &metadata.modified {
        xml.leaf_line("contentModified", &[], &with_seconds(modified.value).to_string());
    }
    let publisher = metadata.publisher.as_ref().map(|slot| &slot.value);
    if let Some(publisher) = publisher {
        organisation(xml, "infoSource", publisher);
    }
    delivery::contributors(xml, document);
    for author in &metadata.authors {
        let is_organisation = metadata.corporate_authors.contains(&author.value);
        let nature = if is_organisation { "cpnat:organisation" } else { "cpnat:person" };
        party(xml, "creator", Some(&author.value), None, Some(nature));
    }
    xml.leaf_line("altId", &[("typeuri", RFC_6920)], &named_information(&metadata.input.sha256));
    xml.empty_line("language", &[("tag", metadata.language.value.as_str())]);
    delivery::concepts(xml, document, "genre");
    if let Some(slot) = &metadata.section {
        xml.leaf_line("keyword", &[lang[0], ("roleuri", &section)], &one_line(&slot.value));
    }
    for subject in &metadata.subjects {
        xml.leaf_line("keyword", &lang, &one_line(&subject.value));
    }
    delivery::concepts(xml, document, "subject");
    delivery::slugline(xml, document);
    xml.leaf_line("headline", &lang, &metadata.headline.value);
    if let Some(relative) = &metadata.relative_time {
        xml.leaf_line("dateline", &lang, &relative.value);
    }
    let said = header_lines(document, HeaderRole::Byline);
    if said.is_empty() {
        metadata.authors.iter().for_each(|author| xml.leaf_line("by", &lang, &author.value));
    } else {
        said.iter().for_each(|line| xml.leaf_line("by", &lang, line));
    }
    credit_of_all(xml, document);
    let summary = [lang[0], ("role", "drol:summary")];
    let standfirst = header_lines(document, HeaderRole::Standfirst);
    let stated = metadata.description.as_ref().map(|slot| &slot.value);
    // The name tells the description from the lines of the article, which are summaries too.
    let named = [lang[0], ("id", "description"), ("role", "drol:summary")];
    let texts = stated.filter(|stated| !standfirst.contains(stated)).into_iter().chain(&standfirst);
    let place = texts.clone().position(|text| Some(text) == stated);
    for (index, text) in texts.enumerate() {
        let attributes: &[(&str, &str)] = if Some(index) == place { &named } else { &summary };
        xml.leaf_line("description", attributes, text);
    }
    exact(xml, document);
    xml.close_line();
}

/// What the properties above say less precisely than the document, and the time of saving, for which there is none.
fn exact(xml: &mut Xml, document: &Document) {
    let metadata = &document.metadata;
    for (name, slot) in [("published", &metadata.published), ("modified", &metadata.modified)] {
        if let Some(slot) = slot.as_ref().filter(|slot| with_seconds(slot.value) != slot.value) {
            own_property(xml, "contentMetaExtProperty", name, &slot.value.to_string());
        }
    }
    if let Some(saved_at) = &metadata.saved_at {
        own_property(xml, "contentMetaExtProperty", "savedAt", &saved_at.value.to_string());
    }
    for (name, value) in identity::record(document) {
        own_property(xml, "contentMetaExtProperty", name.trim_start_matches("istinad:"), &value);
    }
    if let Some(slot) = metadata.address.as_ref().filter(|slot| iri(&slot.value) != slot.value) {
        own_property(xml, "contentMetaExtProperty", "address", &slot.value);
    }
}

fn header_lines(document: &Document, role: HeaderRole) -> Vec<String> {
    document.header.iter().filter(|line| line.role == role).map(|line| plain_text(&line.content)).collect()
}

/// `partMeta`: a picture that the article refers to, in the words that stand for it, and its item if there is one.
fn part_meta(xml: &mut Xml, document: &Document, index: usize, figure: &Figure, item: Option<&Delivered<'_>>) {
    let lang = ("xml:lang", document.metadata.language.value.as_str());
    let (id, sequence) = (part_id(index), (index + 1).to_string());
    xml.open_line("partMeta", &[("partid", &id), ("seq", &sequence)]);
    if let Some(picture) = &figure.picture {
        reference(xml, &picture.reference);
        for other in &picture.others {
            xml.leaf_line("altId", &[("typeuri", &format!("{NAMESPACE}otherReference"))], other);
        }
    }
    credit_line(xml, document);
    if !figure.caption.is_empty() {
        xml.leaf_line("description", &[lang, ("role", "drol:caption")], &plain_text(&figure.caption));
    }
    if let Some(picture) = figure.picture.as_ref().filter(|picture| !picture.alternative.is_empty()) {
        alternative(xml, document, &picture.alternative);
    }
    if let Some(item) = item {
        associated(xml, &item.guid);
    }
    xml.close_line();
}

/// The credit line of the whole; the source's own has a name, by which it is told from one of ours.
fn credit_of_all(xml: &mut Xml, document: &Document) {
    let is_own = document.metadata.delivery.credit_line.is_some();
    write_credit(xml, document, if is_own { &[("id", "credit")] } else { &[] });
}

/// The same moment with seconds, where it has a time at all: `xs:dateTime` cannot be without them.
fn with_seconds(moment: Timestamp) -> Timestamp {
    moment.time().and_then(|time| moment.at(time.hour, time.minute, time.second.or(Some(0)))).unwrap_or(moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_gets_seconds_and_nothing_else() {
        for (stated, written) in [
            ("2026-06-24", "2026-06-24"),
            ("2026-06-24T14:05", "2026-06-24T14:05:00"),
            ("2026-06-24T14:05:07", "2026-06-24T14:05:07"),
            ("2026-06-24T14:05+04:00", "2026-06-24T14:05:00+04:00"),
        ] {
            let moment = Timestamp::parse(stated).expect("a time");
            assert_eq!(with_seconds(moment).to_string(), written);
        }
    }
}
