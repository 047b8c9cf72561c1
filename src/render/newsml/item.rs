//! The text item: `itemMeta` says what the item is, `contentMeta` what the article is. What other items have in common
//! with it is written here too.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::picture::Delivered;
use super::{NewsFile, content, delivery, rights};
use crate::digest::hex;
pub(super) use crate::iri::escaped as iri;
use crate::language::labels::labels;
use crate::model::walk::{self, plain_text};
use crate::model::{Document, Figure, HeaderRole, Organisation, Timestamp};
use crate::render::Edition;
use crate::render::identity;
use crate::render::identity::NAMESPACE;
use crate::render::xml::Xml;
use crate::rights::{Statement, credit};

/// IPTC's catalog of schemes, by which the aliases of our QCodes resolve.
pub(super) const CATALOG: &str = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml";
/// What names the function of a `hash` (XML Encryption, 5.8.2).
pub(super) const SHA_256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
/// What names the type of an `ni:` name.
pub(super) const RFC_6920: &str = "https://www.rfc-editor.org/rfc/rfc6920";
/// The namespace of all elements of the standard.
pub(super) const NAR: &str = "http://iptc.org/std/nar/2006-10-01/";
/// The media type of an item.
pub(super) const MEDIA_TYPE: &str = "application/vnd.iptc.g2.newsitem+xml";

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

/// What stands at the beginning of every item.
pub(super) fn attributes_of<'a>(file: &'a NewsFile<'_>, guid: &'a str) -> Vec<(&'static str, &'a str)> {
    let language = &file.document.metadata.language.value;
    let mut attributes = vec![
        ("guid", guid),
        ("version", &file.version),
        ("standard", "NewsML-G2"),
        ("standardversion", "2.35"),
        ("conformance", "power"),
        ("xml:lang", language.as_str()),
    ];
    if language.is_right_to_left() {
        attributes.push(("dir", "rtl"));
    }
    attributes
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

/// What every `itemMeta` begins with.
pub(super) fn management(xml: &mut Xml, file: &NewsFile<'_>, class: &str, title: &str) {
    let written = file.edition.written.to_string();
    xml.empty_line("itemClass", &[("qcode", class)]);
    let (name, address) = provider(file.edition);
    party(xml, "provider", name, address, None);
    xml.leaf_line("versionCreated", &[], &written);
    delivery::status(xml, file);
    xml.leaf_line("generator", &[("versioninfo", env!("CARGO_PKG_VERSION"))], "istinad");
    xml.leaf_line("title", &[("xml:lang", file.document.metadata.language.value.as_str())], title);
}

/// The bytes that an item was made of: their name, their size, and their SHA-256 once more.
pub(super) fn derived_from(xml: &mut Xml, sha256: &[u8; 32], media_type: &str, size: impl std::fmt::Display) {
    let (name, size) = (named_information(sha256), size.to_string());
    xml.line();
    xml.open("link", &[("rel", "irel:derivedFrom"), ("residref", &name), ("contenttype", media_type), ("size", &size)]);
    xml.leaf("hash", &[("hashtypeuri", SHA_256)], &hex(sha256));
    xml.close();
}

/// Another item of the message.
pub(super) fn associated(xml: &mut Xml, guid: &str) {
    xml.empty_line("link", &[("rel", "irel:associatedWith"), ("residref", guid), ("contenttype", MEDIA_TYPE)]);
}

/// `edNote`: the terms once more, where every newsroom system shows them, and the lines of our statement that whoever
/// republishes has to know. One note, because readers take the first.
pub(super) fn editors_note(xml: &mut Xml, document: &Document, statement: &Statement) {
    let terms = rights::terms(document.rights.terms.as_slice());
    let ours: Vec<String> = statement
        .lines
        .iter()
        .filter(|line| line.is_for_republishers(terms.is_some()))
        .map(|line| plain_text(line.content()))
        .collect();
    let labels = labels(&document.metadata.language.value).language;
    // "mul" (ISO 639-2): several languages, as where an English label stands before an Uzbek term.
    let language = match &terms {
        Some(terms) if terms.language != labels => "mul",
        Some(_) | None => labels,
    };
    let lines: Vec<&str> = terms.iter().map(|terms| &*terms.text).chain(ours.iter().map(String::as_str)).collect();
    xml.leaf_line("edNote", &[("xml:lang", language)], &lines.join("\n"));
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
        party(xml, "creator", Some(&author.value), None, Some("cpnat:person"));
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
    if let Some(slot) = metadata.address.as_ref().filter(|slot| iri(&slot.value) != slot.value) {
        own_property(xml, "contentMetaExtProperty", "address", &slot.value);
    }
}

/// A property that NewsML-G2 has no word for.
pub(super) fn own_property(xml: &mut Xml, element: &'static str, name: &str, value: &str) {
    let relation = format!("{NAMESPACE}{name}");
    xml.empty_line(element, &[("reluri", &relation), ("value", &one_line(value))]);
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

/// What the source calls a picture. A `data:` address (RFC 2397) is the picture itself: of it the media type stays.
pub(super) fn reference(xml: &mut Xml, reference: &str) {
    let name = match reference.split_once([';', ',']) {
        Some((start, _)) if start.starts_with("data:") => start,
        Some(_) | None => reference,
    };
    xml.leaf_line("altId", &[("typeuri", &format!("{NAMESPACE}reference"))], name);
}

/// The alternative text that the source gives a picture.
pub(super) fn alternative(xml: &mut Xml, document: &Document, words: &str) {
    let role = format!("{NAMESPACE}alternative");
    let attributes = [("xml:lang", document.metadata.language.value.as_str()), ("roleuri", &*role)];
    xml.leaf_line("description", &attributes, words);
}

/// What `idrefs` calls the picture that is counted so from 0.
pub(super) fn part_id(index: usize) -> String {
    format!("picture-{}", index + 1)
}

pub(super) fn credit_line(xml: &mut Xml, document: &Document) {
    write_credit(xml, document, &[]);
}

/// The credit line of the whole; the source's own has a name, by which it is told from one of ours.
fn credit_of_all(xml: &mut Xml, document: &Document) {
    let is_own = document.metadata.delivery.credit_line.is_some();
    write_credit(xml, document, if is_own { &[("id", "credit")] } else { &[] });
}

fn write_credit(xml: &mut Xml, document: &Document, attributes: &[(&str, &str)]) {
    if let Some(name) = credit(document).name {
        let lang = ("xml:lang", document.metadata.language.value.as_str());
        xml.leaf_line("creditline", &[&[lang], attributes].concat(), &one_line(&name));
    }
}

/// An organisation by its name, and by its home page where that is known.
pub(super) fn organisation(xml: &mut Xml, element: &'static str, organisation: &Organisation) {
    party(xml, element, Some(&organisation.name), organisation.home.as_deref(), Some("cpnat:organisation"));
}

fn party(xml: &mut Xml, element: &'static str, name: Option<&str>, address: Option<&str>, kind: Option<&str>) {
    let address = address.map(iri);
    let attributes: Vec<(&str, &str)> =
        [address.as_deref().map(|uri| ("uri", uri)), kind.map(|kind| ("type", kind))].into_iter().flatten().collect();
    xml.line();
    xml.open(element, &attributes);
    if let Some(name) = name {
        xml.leaf("name", &[], &one_line(name));
    }
    xml.close();
}

/// Who hands the file over: its name and its address. The tool stands for itself where nobody is named.
pub(super) fn provider<'a>(edition: &'a Edition<'_>) -> (Option<&'a str>, Option<&'a str>) {
    edition.provider.as_ref().map_or((Some("istinad"), None), |provider| (provider.name(), provider.address()))
}

/// The same moment with seconds, where it has a time at all: `xs:dateTime` cannot be without them.
fn with_seconds(moment: Timestamp) -> Timestamp {
    moment.time().and_then(|time| moment.at(time.hour, time.minute, time.second.or(Some(0)))).unwrap_or(moment)
}

/// The `ni:` name of some bytes (RFC 6920, 3), which is their SHA-256 in base64url without padding.
pub(super) fn named_information(sha256: &[u8; 32]) -> String {
    format!("ni:///sha-256;{}", URL_SAFE_NO_PAD.encode(sha256))
}

/// Text for a property that the schema keeps to one line (`g2normalizedString`): other white space becomes a space.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let breaks = ['\n', '\r', '\t'];
    if text.contains(breaks) { Cow::Owned(text.replace(breaks, " ")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_bytes_as_rfc_6920_does() {
        // The example of RFC 6920, 8.1: the digest of "Hello World!".
        let digest: [u8; 32] =
            sha2::Digest::finalize(sha2::Digest::chain_update(<sha2::Sha256 as sha2::Digest>::new(), "Hello World!"))
                .into();
        assert_eq!(named_information(&digest), "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk");
    }

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
