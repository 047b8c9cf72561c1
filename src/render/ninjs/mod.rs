//! [`Document`] in, ninjs 3.0 out: the article as one news item in JSON, as IPTC's schema has it.
//!
//! 1. here the item is put together; [`properties`] has what it is made of;
//! 2. the words are the same XHTML as in NewsML-G2, and once more as plain text.
//!
//! What is decided here, where the standard leaves a choice:
//!
//! - **Rights.** `usageTerms` has all terms, verbatim; `rightsInfo` the policy (ODRL 2.2 in JSON-LD), or where there is
//!   none a link to the page of terms: the schema allows one of the two.
//! - **Times.** A time that is not known to the zone is no `date-time` and stands in `altIds` alone, as precisely as the
//!   source has it.
//! - **What has no property.** Digests, the source's address, each term by itself: `altIds` whose role is a name of our
//!   namespace. The schema allows no property of anybody's own.
//! - **Pictures.** Each is an item of `associations` with its bytes in a `data:` address (RFC 2397), its caption and the
//!   terms of the article; in the words stands an `img` that names it.

mod properties;

use self::properties::{
    AltId, Association, Body, Genre, InfoSource, NinjsItem, NinjsOrganisation, NinjsRendition, NinjsStandard,
    NinjsText, Person, RightsInfo, Subject,
};
use super::body::{self, ShownPicture};
use super::identity::{self, EMBARGO_WITHOUT_END, NAMESPACE};
use super::xml::Xml;
use super::{Edition, RenderOptions, Renderer};
use crate::diagnostic::Outcome;
use crate::error::{Error, Result};
use crate::iri::escaped as iri;
use crate::model::walk::{self, plain_text, words};
use crate::model::{self, Delivery, Document, Figure, HeaderRole, Media, Status, Timestamp};
use crate::rights::{Statement, credit};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The ninjs renderer.
#[derive(Debug, Clone, Copy)]
pub struct NinjsRenderer;

impl Renderer for NinjsRenderer {
    fn name(&self) -> &'static str {
        "ninjs"
    }

    fn extension(&self) -> &'static str {
        "ninjs.json"
    }

    fn media_type(&self) -> &'static str {
        "application/json"
    }

    fn is_default(&self) -> bool {
        false
    }

    fn render(&self, edition: &Edition<'_>, _options: &RenderOptions) -> Result<Outcome<Vec<u8>>> {
        let item = item(edition)?;
        let mut bytes = serde_json::to_vec_pretty(&item).map_err(|error| Error::render("ninjs", error))?;
        bytes.push(b'\n');
        Ok(Outcome::new(bytes, Vec::new()))
    }
}

/// An address as RFC 3986 has it: the schema asks for a `uri`.
fn uri(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for character in iri(address).chars() {
        if character.is_ascii() {
            out.push(character);
        } else {
            let mut bytes = [0; 4];
            character.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        }
    }
    out
}

/// A moment as RFC 3339 has it, where it is known to the zone.
fn instant(moment: Timestamp) -> Option<String> {
    (moment.time().is_some() && moment.offset_minutes().is_some()).then(|| moment.completed().to_string())
}

fn item(edition: &Edition<'_>) -> Result<NinjsItem> {
    let Edition { document, statement, written, .. } = edition;
    let written = *written;
    let (metadata, rights) = (&document.metadata, &document.rights);
    let delivery = &metadata.delivery;
    let guid = edition.identifier.clone();
    let terms: Vec<String> = rights.terms.as_slice().iter().map(|term| plain_text(&term.content)).collect();
    let is_organisation = |name: &String| metadata.corporate_authors.contains(name);
    let persons = metadata.authors.iter().filter(|slot| !is_organisation(&slot.value));
    let publisher = metadata.publisher.iter().map(|slot| NinjsOrganisation::new("publisher", &slot.value));
    let corporate = metadata.corporate_authors.iter().map(|name| model::Organisation::new(name.clone(), None));
    let corporate = corporate.map(|organisation| NinjsOrganisation::new("author", &organisation));
    let published = metadata.published.as_ref().map(|slot| slot.value);
    let embargo = delivery.embargo_at(written).and_then(|embargo| embargo.until);
    Ok(NinjsItem {
        uri: guid.clone(),
        kind: "text",
        representation_type: "full",
        version: "1",
        version_created: written.completed().to_string(),
        content_created: published.and_then(instant),
        embargoed_until: embargo.map(|until| until.latest().to_string()),
        pub_status: pub_status(delivery, written).as_str(),
        urgency: delivery.urgency.as_ref().map(|slot| slot.value),
        copyright_holder: rights.holder.as_ref().map(|slot| slot.value.name.clone()),
        copyright_notice: rights.notice.as_ref().map(|slot| slot.value.clone()),
        usage_terms: (!terms.is_empty()).then(|| terms.join("\n")),
        ed_note: editors_note(delivery, statement, &terms),
        language: metadata.language.value.as_str().to_owned(),
        descriptions: descriptions(document),
        bodies: bodies(document, statement)?,
        headlines: vec![NinjsText::new("main", metadata.headline.value.clone())],
        people: persons.map(|slot| Person { name: slot.value.clone(), rel: "author" }).collect(),
        organisations: publisher.chain(corporate).collect(),
        subjects: subjects(document),
        info_sources: info_sources(document),
        by: by(document),
        slugline: delivery.slugline.as_ref().map(|slot| slot.value.clone()),
        associations: associations(document, terms.join("\n")),
        alt_ids: alt_ids(edition),
        standard: NinjsStandard::VERSION_3,
        genres: delivery.genres.iter().map(|slot| Genre::of(&slot.value)).collect(),
        expires: delivery.expires.as_ref().map(|slot| slot.value.completed().to_string()),
        rights_info: rights_info(edition),
    })
}

/// The status. For an embargo without end the schema has no place: what is under one is withheld.
fn pub_status(delivery: &Delivery, written: Timestamp) -> Status {
    let is_endless = delivery.embargo_at(written).is_some_and(|embargo| embargo.until.is_none());
    let status = delivery.status_at(written);
    if is_endless { status.max(Status::Withheld) } else { status }
}

/// What editors said to editors, then what whoever republishes has to know.
fn editors_note(delivery: &Delivery, statement: &Statement, terms: &[String]) -> String {
    let ours = statement.lines.iter().filter(|line| line.is_for_republishers(!terms.is_empty()));
    let ours = ours.map(|line| plain_text(line.content()));
    let notes = delivery.notes.iter().map(|note| note.value.clone());
    notes.chain(terms.iter().cloned()).chain(ours).collect::<Vec<_>>().join("\n")
}

fn header_lines(document: &Document, role: HeaderRole) -> Vec<String> {
    document.header.iter().filter(|line| line.role == role).map(|line| plain_text(&line.content)).collect()
}

fn by(document: &Document) -> Option<String> {
    let said = header_lines(document, HeaderRole::Byline);
    let authors = || document.metadata.authors.iter().map(|slot| slot.value.clone()).collect();
    let lines: Vec<String> = if said.is_empty() { authors() } else { said };
    (!lines.is_empty()).then(|| lines.join("; "))
}

fn descriptions(document: &Document) -> Vec<NinjsText> {
    let stated = document.metadata.description.iter().map(|slot| slot.value.clone());
    let mut texts: Vec<String> = stated.collect();
    for line in header_lines(document, HeaderRole::Standfirst) {
        if !texts.contains(&line) {
            texts.push(line);
        }
    }
    texts.into_iter().map(|text| NinjsText::new("summary", text)).collect()
}

fn subjects(document: &Document) -> Vec<Subject> {
    let metadata = &document.metadata;
    let coded = metadata.delivery.concepts.iter().map(|slot| Subject {
        name: slot.value.name.clone(),
        rel: None,
        uri: slot.value.uri.as_deref().map(uri),
    });
    let section = metadata.section.iter().map(|slot| Subject::named(&slot.value, Some("section")));
    let named = metadata.subjects.iter().filter(|slot| {
        !metadata.delivery.concepts.iter().any(|concept| concept.value.name.as_deref() == Some(slot.value.as_str()))
    });
    section.chain(named.map(|slot| Subject::named(&slot.value, None))).chain(coded).collect()
}

fn info_sources(document: &Document) -> Vec<InfoSource> {
    let metadata = &document.metadata;
    let publisher = metadata.publisher.iter().map(|slot| InfoSource { name: slot.value.name.clone(), role: None });
    let others = metadata.delivery.contributors.iter().map(|slot| InfoSource {
        name: slot.value.name.clone(),
        role: Some(slot.value.role.clone().unwrap_or_else(|| "contributor".to_owned())),
    });
    publisher.chain(others).collect()
}

/// The words as XHTML and as plain text.
fn bodies(document: &Document, statement: &Statement) -> Result<Vec<Body>> {
    let shown = |figure: &Figure| {
        let (media, name) = carried(document, figure)?;
        Some(ShownPicture { source: name, width: media.width, height: media.height })
    };
    let mut xml = Xml::new();
    xml.open_line("body", &[]);
    body::structured(&mut xml, document, statement, &shown);
    xml.close_line();
    let text = String::from_utf8(xml.finish()).map_err(|error| Error::render("ninjs", error))?;
    let inner = text.split_once("<body>").and_then(|(_, rest)| rest.rsplit_once("</body>"));
    let lines: Vec<String> = body::plain(document, statement, &shown).into_iter().map(|(_, text)| text).collect();
    let count = words(document).len();
    let body = |role, content_type, value| Body { role, content_type, word_count: count, value };
    Ok(vec![
        body("main", "text/html", inner.map_or_else(String::new, |(inner, _)| inner.trim().to_owned())),
        body("plain", "text/plain", lines.join("\n\n")),
    ])
}

/// The picture of a figure with its name: one that came, and that no term withholds.
fn carried<'a>(document: &'a Document, figure: &Figure) -> Option<(&'a Media, String)> {
    let id = figure.picture.as_ref()?.media.as_ref()?;
    let media = document.media.get(id).filter(|_| !document.withholds_pictures())?;
    Some((media, identity::part(document, &format!("picture {}", id.0))))
}

fn associations(document: &Document, terms: String) -> Vec<Association> {
    let mut all: Vec<Association> = Vec::new();
    for figure in walk::all_figures(document) {
        let Some((media, name)) = carried(document, figure) else { continue };
        if all.iter().any(|known| known.uri == name) {
            continue;
        }
        let caption = plain_text(&figure.caption);
        let alternative = figure.picture.as_ref().map(|picture| picture.alternative.clone()).unwrap_or_default();
        let of_role = |(role, text): (&'static str, String)| (!text.is_empty()).then(|| NinjsText::new(role, text));
        let descriptions = [("caption", caption), ("alternative", alternative)].into_iter().filter_map(of_role);
        let kind = media.kind.media_type();
        all.push(Association {
            name: format!("picture-{}", all.len() + 1),
            uri: name,
            kind: "picture",
            copyright_holder: document.rights.holder.as_ref().map(|slot| slot.value.name.clone()),
            usage_terms: (!terms.is_empty()).then(|| terms.clone()),
            descriptions: descriptions.collect(),
            renditions: vec![NinjsRendition {
                name: "original",
                href: format!("data:{kind};base64,{}", STANDARD.encode(&media.bytes)),
                content_type: kind,
                width: media.width,
                height: media.height,
                size_in_bytes: media.bytes.len(),
            }],
        });
    }
    all
}

/// What the schema has no property for, each under a name of our namespace.
fn alt_ids(edition: &Edition<'_>) -> Vec<AltId> {
    let Edition { document, written, .. } = edition;
    let (metadata, rights, delivery) = (&document.metadata, &document.rights, &document.metadata.delivery);
    let mut all = Vec::new();
    let mut push = |name: &str, value: Option<String>| {
        all.extend(value.map(|value| AltId { role: format!("{NAMESPACE}{name}"), value }));
    };
    push("generator", Some(concat!("istinad ", env!("CARGO_PKG_VERSION")).to_owned()));
    push("inputHash", Some(metadata.input.sha256_hex()));
    push("textDigest", Some(edition.digest.clone()));
    push("address", metadata.address.as_ref().map(|slot| slot.value.clone()));
    push("published", metadata.published.as_ref().map(|slot| slot.value.to_string()));
    push("modified", metadata.modified.as_ref().map(|slot| slot.value.to_string()));
    push("guid", delivery.guid.as_ref().map(|slot| slot.value.clone()));
    push("version", delivery.version.as_ref().map(|slot| slot.value.clone()));
    push("status", delivery.status.as_ref().map(|slot| slot.value.to_string()));
    let until = delivery.embargo_at(*written).map(|embargo| embargo.until);
    push("embargoed", until.map(|until| until.map_or(EMBARGO_WITHOUT_END.to_owned(), |until| until.to_string())));
    push("expires", delivery.expires.as_ref().map(|slot| slot.value.to_string()));
    push("creditLine", credit(document).name);
    delivery.signals.iter().for_each(|slot| push("signal", Some(slot.value.clone())));
    delivery.related.iter().for_each(|slot| push("related", Some(slot.value.address.clone())));
    rights.terms.as_slice().iter().for_each(|term| push("term", Some(plain_text(&term.content))));
    let page = rights.terms_page.as_ref().and_then(|page| page.address.as_ref());
    push("termsPage", page.map(|slot| slot.value.clone()));
    let licence = rights.licence.as_ref().map(|slot| &slot.value);
    push("licence", licence.and_then(|licence| licence.spdx.clone()));
    push("licenceAddress", licence.and_then(|licence| licence.address.clone()));
    push("year", rights.year.as_ref().map(|slot| slot.value.to_string()));
    push("photoPermission", rights.photo_permission.as_ref().map(|permission| permission.reference.clone()));
    let record = identity::record(document);
    record.into_iter().for_each(|(name, value)| push(name.trim_start_matches("istinad:"), Some(value)));
    all
}

fn rights_info(edition: &Edition<'_>) -> Option<RightsInfo> {
    if let Some(policy) = &edition.policy {
        let encoded_rights = policy.clone();
        return Some(RightsInfo::Encoded { lang_id: "http://www.w3.org/ns/odrl/2/", encoded_rights });
    }
    let page = edition.document.rights.terms_page.as_ref().and_then(|page| page.address.as_ref());
    page.map(|page| RightsInfo::Linked { linked_rights: uri(&page.value) })
}
