//! Our own files, read back: every slot of the document is where the renderer put it.
//!
//! 1. here it is settled whether a file is one of ours, and what it says of the article is read;
//! 2. [`words`] reads the words, [`rights`] the terms;
//! 3. the digest that the file states of its words is compared with theirs.
//!
//! All or nothing: in a file of ours that is not as the renderer writes it somebody changed something. It is read as
//! anybody's, and that is said.

mod delivery;
mod rights;
mod words;

use self::words::{ItemWords, OwnPicture};
use super::message::Chosen;
use super::tree::SourceElement;
use crate::diagnostic::{Code, Diagnostic};
use crate::digest::hex;
use crate::iri;
use crate::limits::Limits;
use crate::model::walk::text_digest;
use crate::model::{
    ArchiveRecord, Document, Language, Metadata, Organisation, Origin, Rights, Sourced, Terms, Timestamp,
    metadata::{Input, Previous},
};
use crate::source::Source;

/// The namespace of our properties; a renderer has its own copy.
const OWN: &str = "urn:istinad:ns:1#";
/// How the files say what NewsML-G2 has no word for: the number of the way that is read here.
const FORM: &str = "1";

/// A document, and the pictures that its file holds.
pub(super) type Whole = (Document, Vec<(String, Vec<u8>)>);

/// Whether an item says that it is ours, in the form that is read here.
pub(super) fn is_ours(item: &SourceElement) -> bool {
    let meta = || item.named("itemMeta");
    let form = meta().find_map(|meta| property(meta, "itemMetaExtProperty", "form"));
    let maker = meta().find_map(|meta| meta.first("generator")).and_then(SourceElement::text);
    maker.as_deref() == Some("istinad") && form.and_then(|form| form.attribute("value")) == Some(FORM)
}

/// Reads an item of ours; `None` where it is not as the renderer writes it.
pub(super) fn read(
    source: &Source,
    limits: &Limits,
    media_type: &'static str,
    Chosen { text: item, pictures, .. }: &Chosen<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Whole> {
    let parts = item.named("partMeta").map(part).collect();
    let body = rendition(item)?.first("html")?.first("body")?;
    let ItemWords { header, body, notes, statement, terms, embedded } = words::read(body, parts, pictures, limits)?;
    let metadata = metadata(source, media_type, item)?;
    let rights = rights::read(item, statement, terms)?;
    let document = Document { metadata, header, body, notes, rights, media: Default::default() };
    diagnostics.extend(compare(item, &document));
    Some((document, embedded))
}

/// Says that an item of ours is not as the renderer writes it.
pub(super) fn changed(item: &SourceElement) -> Diagnostic {
    let message = "istinad made the file, and somebody changed it since: it is read like a file of anybody's";
    Diagnostic::new(Code::WordsChanged, message).at(item.span).with_hint(HINT)
}

/// What to do with a file that was changed.
const HINT: &str = "convert the article itself again, or compare the file with another copy";

/// Compares the words with the digest that the file states of them.
fn compare(item: &SourceElement, document: &Document) -> Option<Diagnostic> {
    let is_digest = |hash: &&SourceElement| hash.attribute("scopeuri") == Some(&*own("textDigest"));
    let stated = item.first("itemMeta").and_then(|meta| meta.named("hash").find(is_digest));
    let digest = hex(&text_digest(document));
    let message = match stated {
        Some(stated) if stated.text().as_deref() == Some(&*digest) => return None,
        Some(_) => {
            "the words are not those of which the file states the digest: somebody changed them since it was made"
        }
        None => "the file no longer states the digest of its words: nothing says whether they were changed",
    };
    let place = stated.map_or(item.span, SourceElement::place);
    Some(Diagnostic::new(Code::WordsChanged, message).at(place).with_hint(HINT))
}

/// The rendition with all the structure.
fn rendition(item: &SourceElement) -> Option<&SourceElement> {
    item.first("contentSet")?.named("inlineXML").find(|rendition| rendition.attribute("id") == Some("content"))
}

fn metadata(source: &Source, media_type: &'static str, item: &SourceElement) -> Option<Metadata> {
    let (managed, meta) = (item.first("itemMeta")?, item.first("contentMeta")?);
    let own_property = |name: &str| property(meta, "contentMetaExtProperty", name);
    let language = meta.first("language")?;
    let section = own("section");
    let is_section = |keyword: &&SourceElement| keyword.attribute("roleuri") == Some(&*section);
    let is_of = |creator: &SourceElement, nature: &str| creator.attribute("type") == Some(nature);
    let organisations = meta.named("creator").filter(|creator| is_of(creator, "cpnat:organisation"));
    let authors = meta
        .named("creator")
        .filter(|creator| ["cpnat:person", "cpnat:organisation"].iter().any(|nature| is_of(creator, nature)));
    let name = |creator: &SourceElement| creator.first("name").map(slot);
    let address = match own_property("address") {
        Some(exact) => Some((exact.exact("value")?, exact)),
        None => managed.named("link").find_map(derived_from),
    };
    let address = optional(address, |(written, element)| {
        Some(Sourced::new(iri::web(written)?, Some(element.span), Origin::Metadata))
    })?;
    Some(Metadata {
        headline: slot(meta.first("headline")?),
        section: meta.named("keyword").find(is_section).map(slot),
        description: meta.named("description").find(|one| one.attribute("id") == Some("description")).map(slot),
        authors: authors.map(name).collect::<Option<_>>()?,
        corporate_authors: organisations.map(|creator| Some(name(creator)?.value)).collect::<Option<_>>()?,
        publisher: optional(meta.named("infoSource").find(|source| source.attribute("id").is_none()), organisation)?,
        published: optional(own_property("published").or_else(|| meta.first("contentCreated")), moment)?,
        modified: optional(own_property("modified").or_else(|| meta.first("contentModified")), moment)?,
        relative_time: meta.first("dateline").map(slot),
        saved_at: optional(own_property("savedAt"), moment)?,
        record: match own_property("recordFile") {
            Some(file) => Some(record(file, &own_property)?),
            None => None,
        },
        language: Sourced::new(Language::parse(language.attribute("tag")?)?, Some(language.span), Origin::Metadata),
        subjects: meta.named("keyword").filter(|keyword| !is_section(keyword)).map(slot).collect(),
        address,
        delivery: delivery::read(item, managed, meta)?,
        input: Input {
            sha256: source.sha256(),
            byte_length: source.byte_length(),
            media_type,
            previous: previous(item),
        },
    })
}

/// The record of a web archive that the article was read from.
fn record<'a>(
    file: &SourceElement,
    own_property: &impl Fn(&str) -> Option<&'a SourceElement>,
) -> Option<ArchiveRecord> {
    let text = |name: &str| own_property(name).and_then(|property| property.exact("value")).map(str::to_owned);
    Some(ArchiveRecord {
        name: text("record"),
        file: file.exact("value")?.to_owned(),
        offset: text("recordOffset")?.parse().ok()?,
        payload_digest: text("payloadDigest"),
        address: text("capturedAddress")?,
        captured: match text("captured") {
            Some(captured) => Some(Timestamp::parse(&captured)?),
            None => None,
        },
    })
}

/// Which version of which item it is.
fn previous(item: &SourceElement) -> Option<Previous> {
    // The first version has no property for it: it was made when it was made first.
    let managed = item.first("itemMeta")?;
    let stated = property(managed, "itemMetaExtProperty", "firstCreated").and_then(|first| first.exact("value"));
    let first = stated.map(str::to_owned).or_else(|| Some(managed.first("versionCreated")?.raw_text()))?;
    Some(Previous {
        guid: item.attribute("guid")?.to_owned(),
        version: item.attribute("version")?.parse().ok()?,
        first_created: Timestamp::parse(&first)?,
    })
}

/// The address of what an item is derived from.
fn derived_from(link: &SourceElement) -> Option<(&str, &SourceElement)> {
    let is_so = link.attribute("rel") == Some("irel:derivedFrom");
    link.attribute("href").filter(|_| is_so).map(|href| (href, link))
}

/// Reads what need not be there, and has to be as it is written where it is.
fn optional<E, T>(written: Option<E>, read: impl FnOnce(E) -> Option<T>) -> Option<Option<T>> {
    written.map_or(Some(None), |written| read(written).map(Some))
}

/// The text of an element, as it stands.
fn slot(element: &SourceElement) -> Sourced<String> {
    Sourced::new(element.raw_text(), Some(element.place()), Origin::Metadata)
}

/// A moment: the value of a property, or the text of an element.
fn moment(element: &SourceElement) -> Option<Sourced<Timestamp>> {
    let text = element.attribute("value").map_or_else(|| element.raw_text(), str::to_owned);
    Some(Sourced::new(Timestamp::parse(&text)?, Some(element.place()), Origin::Metadata))
}

fn organisation(element: &SourceElement) -> Option<Sourced<Organisation>> {
    let Sourced { value: name, span, origin, .. } = slot(element.first("name")?);
    let home = optional(element.attribute("uri"), iri::web)?;
    Some(Sourced::new(Organisation { name, home }, span, origin))
}

/// What the item says of one of its pictures.
fn part(element: &SourceElement) -> OwnPicture {
    let named = |name: &'static str| {
        element
            .named("altId")
            .filter(move |id| id.attribute("typeuri") == Some(&*own(name)))
            .map(SourceElement::raw_text)
    };
    let alternative = element.named("description").find(|one| one.attribute("roleuri") == Some(&*own("alternative")));
    OwnPicture {
        reference: named("reference").next(),
        others: named("otherReference").collect(),
        alternative: alternative.map(SourceElement::raw_text).unwrap_or_default(),
    }
}

/// The name of a property of our own.
fn own(name: &str) -> String {
    format!("{OWN}{name}")
}

/// The first property of our own with a name.
fn property<'a>(parent: &'a SourceElement, element: &'a str, name: &str) -> Option<&'a SourceElement> {
    let relation = own(name);
    parent.named(element).find(|property| property.attribute("reluri") == Some(&*relation))
}
