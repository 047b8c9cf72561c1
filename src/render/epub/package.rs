//! The package document (EPUB 3.3, 5): `epub-builder` makes it for the pages, and this is what else there is to say.
//!
//! 1. [`template`] hands the pages to `epub-builder`, which writes the container's own file and a package document
//!    with manifest and spine. It gets their names without their bytes: its ZIP would only be undone again. All books
//!    have the same pages, so what it writes is kept; what differs from book to book are the [`PackageValues`] and the
//!    resources, which [`super::seal`] adds to the manifest.
//! 2. [`metadata`] lists what `epub-builder` has no words for; [`super::seal`] writes that into the package document too.

use std::io::{Cursor, Read as _, empty};
use std::sync::OnceLock;

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, PageDirection, ZipLibrary};
use zip::ZipArchive;

use super::page::href;
use super::{POLICY, POLICY_TYPE};
use crate::error::{Error, Result};
use crate::language::labels::Labels;
use crate::model::walk::plain_text;
use crate::model::{Delivery, Document, Language, Meaning, Timestamp};
use crate::render::identity::EMBARGO_WITHOUT_END;
use crate::render::{Edition, Provider, identity};
use crate::rights::mining_policy;

/// A file in the book, below the folder of the package document.
#[derive(Debug)]
pub(super) struct PublicationResource {
    pub(super) path: String,
    pub(super) media_type: &'static str,
    pub(super) place: ResourceRole,
    pub(super) bytes: Vec<u8>,
}

/// What a file is to the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ResourceRole {
    /// One of the [`PAGES`]: `epub-builder` lists it.
    Page,
    /// What a page needs.
    Resource,
    /// What the metadata refers to; the manifest must not list it (EPUB 3.3, 5.5.7).
    Linked,
}

/// What `epub-builder` writes of a book and this renderer keeps.
#[derive(Debug)]
pub(super) struct Skeleton {
    /// `META-INF/container.xml`.
    pub(super) container: Vec<u8>,
    /// The package document.
    pub(super) package: String,
}

/// The folder of the package document, as `epub-builder` has it.
pub(super) const FOLDER: &str = "OEBPS";

/// What every package says of its own book.
#[derive(Debug)]
pub(super) struct PackageValues<'a> {
    pub(super) identifier: &'a str,
    pub(super) title: &'a str,
    pub(super) language: &'a Language,
    pub(super) modified: Timestamp,
}

/// The pages to read, in this order; the navigation document and the style sheet `epub-builder` adds by itself.
const PAGES: [&str; 2] = [super::ARTICLE, super::STATEMENT];

/// What `epub-builder` writes for a book in this direction, without the values of one book.
pub(super) fn template(language: &Language) -> Result<&'static Skeleton> {
    static KEPT: [OnceLock<Skeleton>; 2] = [const { OnceLock::new() }; 2];
    let right_to_left = language.is_right_to_left();
    let kept = &KEPT[usize::from(right_to_left)];
    if let Some(skeleton) = kept.get() {
        return Ok(skeleton);
    }
    let skeleton = assemble(right_to_left)?;
    Ok(kept.get_or_init(|| skeleton))
}

/// Has `epub-builder` write the package document.
fn assemble(right_to_left: bool) -> Result<Skeleton> {
    let fault = |error: epub_builder::Error| Error::render("EPUB", error);
    let mut builder = EpubBuilder::new(ZipLibrary::new().map_err(fault)?).map_err(fault)?;
    builder.epub_version(EpubVersion::V33);
    let direction = if right_to_left { PageDirection::Rtl } else { PageDirection::Ltr };
    builder.metadata("direction", direction.to_string()).map_err(fault)?;
    // In the places of the values; without them `epub-builder` would ask the clock and chance.
    builder.set_title("title");
    builder.add_language("und");
    builder.set_uuid(uuid::Uuid::nil());
    // The parsed type is chrono's, which nothing else here needs to name.
    builder.set_modified_date("1970-01-01T00:00:00Z".parse().map_err(|error| Error::render("EPUB", error))?);
    for page in PAGES {
        builder.add_content(EpubContent::new(page, empty())).map_err(fault)?;
    }
    let mut container = Vec::new();
    builder.generate(&mut container).map_err(fault)?;

    let mut archive = ZipArchive::new(Cursor::new(container)).map_err(|error| Error::render("EPUB", error))?;
    let mut take = |path: &str| -> Result<String> {
        let mut text = String::new();
        let mut file = archive.by_name(path).map_err(|error| Error::render("EPUB", error))?;
        file.read_to_string(&mut text).map_err(|error| Error::render("EPUB", error))?;
        Ok(text)
    };
    let container = take("META-INF/container.xml")?.into_bytes();
    Ok(Skeleton { container, package: take(&format!("{FOLDER}/content.opf"))? })
}

/// An element of the package's metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MetadataElement {
    pub(super) name: &'static str,
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) text: Option<String>,
}

impl MetadataElement {
    /// A statement about the book.
    pub(super) fn meta(property: &str, value: impl Into<String>) -> Self {
        Self { name: "meta", attributes: vec![("property", property.to_owned())], text: Some(value.into()) }
    }

    fn dublin_core(name: &'static str, value: impl Into<String>) -> Self {
        Self { name, attributes: Vec::new(), text: Some(value.into()) }
    }

    fn link(rel: &str, address: &str) -> Self {
        let attributes = vec![("rel", rel.to_owned()), ("href", href(address).into_owned())];
        Self { name: "link", attributes, text: None }
    }

    fn with(mut self, attribute: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((attribute, value.into()));
        self
    }
}

/// The prefixes of the properties that some metadata has (EPUB 3.3, D.1.4); those of DCMI, schema.org and MARC are reserved.
pub(super) fn prefixes(metadata: &[MetadataElement]) -> String {
    let mut prefixes = format!("istinad: {} odrl: http://www.w3.org/ns/odrl/2/", identity::NAMESPACE);
    let says = |(_, value): &(&str, String)| value == RESERVATION || value == MINING_POLICY;
    if metadata.iter().any(|element| element.attributes.iter().any(says)) {
        prefixes.push_str(" tdm: http://www.w3.org/ns/tdmrep#");
    }
    prefixes
}

/// Whether the source reserves text and data mining (TDM Reservation Protocol, for EPUB).
const RESERVATION: &str = "tdm:reservation";
/// Where the source's policy on mining stands.
const MINING_POLICY: &str = "tdm:policy";

/// What is said about the article, beside title, language and identifier.
pub(super) fn metadata(edition: &Edition<'_>) -> Vec<MetadataElement> {
    let Edition { document, labels, digest, .. } = edition;
    let mut elements = bibliography(document, edition.provider.as_ref());
    elements.extend(rights(document, labels, edition.written, edition.policy.is_some()));
    elements.push(MetadataElement::meta("istinad:inputHash", document.metadata.input.sha256_hex()));
    elements.push(MetadataElement::meta("istinad:textDigest", digest));
    elements.extend(identity::record(document).into_iter().map(|(name, value)| MetadataElement::meta(name, value)));
    elements
}

fn bibliography(document: &Document, provider: Option<&Provider>) -> Vec<MetadataElement> {
    let metadata = &document.metadata;
    let mut elements = Vec::new();
    for (index, author) in metadata.authors.iter().enumerate() {
        elements.extend(agent("dc:creator", &format!("author{}", index + 1), &author.value, "aut"));
    }
    if let Some(publisher) = &metadata.publisher {
        elements.push(MetadataElement::dublin_core("dc:publisher", &publisher.value.name));
        elements.extend(publisher.value.home.as_ref().map(|home| MetadataElement::link("dcterms:publisher", home)));
    }
    if let Some(published) = &metadata.published {
        // W3CDTF, which dc:date asks for, has no time of day without an offset; schema.org takes what is known.
        let full = published.value.to_string();
        let date = if published.value.offset_minutes().is_some() { full.as_str() } else { &full[..10] };
        elements.push(MetadataElement::dublin_core("dc:date", date));
        elements.push(MetadataElement::meta("schema:datePublished", full.as_str()));
    }
    if let Some(modified) = &metadata.modified {
        elements.push(MetadataElement::meta("schema:dateModified", modified.value.to_string()));
    }
    if let Some(address) = &metadata.address {
        elements.push(MetadataElement::dublin_core("dc:source", &address.value));
        elements.push(MetadataElement::link("dcterms:source", &address.value));
    }
    let related = metadata.delivery.related.iter();
    elements.extend(related.map(|related| MetadataElement::link("dcterms:relation", &related.value.address)));
    elements
        .extend(metadata.section.iter().map(|section| MetadataElement::meta("schema:articleSection", &section.value)));
    elements.extend(metadata.subjects.iter().map(|subject| MetadataElement::dublin_core("dc:subject", &subject.value)));
    let description = metadata.description.iter();
    elements.extend(description.map(|description| MetadataElement::dublin_core("dc:description", &description.value)));
    if let Some(provider) = provider {
        elements.extend(agent("dc:contributor", "provider", provider.called(), "rps"));
        let address = provider.name().and(provider.address());
        elements
            .extend(address.map(|address| MetadataElement::meta("schema:url", address).with("refines", "#provider")));
    }
    let tool = concat!("istinad ", env!("CARGO_PKG_VERSION"));
    elements.extend(agent("dc:contributor", "producer", tool, "bkp"));
    elements
}

/// Somebody and their role, in MARC's list of relators: `aut` author, `rps` repository, `bkp` book producer.
fn agent(name: &'static str, id: &str, value: &str, role: &str) -> [MetadataElement; 2] {
    [
        MetadataElement::dublin_core(name, value).with("id", id),
        MetadataElement::meta("role", role).with("refines", format!("#{id}")).with("scheme", "marc:relators"),
    ]
}

fn rights(document: &Document, labels: &Labels, written: Timestamp, policy: bool) -> Vec<MetadataElement> {
    let rights = &document.rights;
    let main = &document.metadata.language.value;
    let mut elements = Vec::new();
    // Which of them is the notice and which are terms says a refinement of ours.
    let kind = |id: &str, kind: &str| MetadataElement::meta("istinad:kind", kind).with("refines", format!("#{id}"));
    if let Some(notice) = &rights.notice {
        elements.push(MetadataElement::dublin_core("dc:rights", &notice.value).with("id", "notice"));
        elements.push(kind("notice", "notice"));
    }
    for (number, term) in (1..).zip(rights.terms.as_slice()) {
        let id = format!("term-{number}");
        let mut element = MetadataElement::dublin_core("dc:rights", plain_text(&term.content)).with("id", id.as_str());
        if term.language != *main {
            element = element.with("xml:lang", term.language.as_str());
            element.attributes.extend(other_direction(&term.language, main));
        }
        elements.extend([element, kind(&id, "term")]);
    }
    // Reading systems show the first alone.
    let mut said: Vec<&str> = elements
        .iter()
        .filter(|element| element.name == "dc:rights")
        .filter_map(|element| element.text.as_deref())
        .collect();
    // A notice may be the first of the terms as well.
    if said.len() > 1 && said[0] == said[1] {
        said.remove(0);
    }
    if said.len() > 1 {
        elements.insert(0, MetadataElement::dublin_core("dc:rights", said.join(" ")).with("id", "rights"));
    }
    if elements.is_empty() {
        elements.push(MetadataElement::dublin_core("dc:rights", labels.no_terms).with("xml:lang", labels.language));
    }
    elements
        .extend(rights.holder.iter().map(|holder| MetadataElement::meta("dcterms:rightsHolder", &holder.value.name)));
    elements.extend(
        rights.year.iter().map(|year| MetadataElement::meta("dcterms:dateCopyrighted", year.value.to_string())),
    );
    if let Some(licence) = rights.licence.as_ref().map(|slot| &slot.value) {
        elements.extend(licence.spdx.iter().map(|spdx| MetadataElement::meta("dcterms:license", spdx)));
        elements.extend(licence.address.iter().map(|address| MetadataElement::link("dcterms:license", address)));
    }
    if let Some(address) = rights.terms_page.as_ref().and_then(|page| page.address.as_ref()) {
        elements.push(MetadataElement::link("dcterms:rights", &address.value));
    }
    let permission = rights.photo_permission.iter();
    elements
        .extend(permission.map(|permission| MetadataElement::meta("istinad:photoPermission", &permission.reference)));
    elements.extend(status(&document.metadata.delivery, written));
    if rights.meanings().any(|(_, meaning)| matches!(meaning, Meaning::NoMining)) {
        elements.push(MetadataElement::meta(RESERVATION, "1"));
    }
    elements.extend(mining_policy(rights).map(|address| MetadataElement::meta(MINING_POLICY, address)));
    if policy {
        elements.push(MetadataElement::link("odrl:hasPolicy", POLICY).with("media-type", POLICY_TYPE));
    }
    elements
}

/// Whether and when the article may be used: as DCMI says it, and exactly.
fn status(delivery: &Delivery, written: Timestamp) -> Vec<MetadataElement> {
    let mut elements = Vec::new();
    elements
        .extend(delivery.status.iter().map(|status| MetadataElement::meta("istinad:status", status.value.as_str())));
    if let Some(embargo) = delivery.embargo_at(written) {
        let until = embargo.until.map(|until| until.to_string());
        elements.extend(until.iter().map(|until| MetadataElement::meta("dcterms:available", until.as_str())));
        elements.push(MetadataElement::meta("istinad:embargoed", until.as_deref().unwrap_or(EMBARGO_WITHOUT_END)));
    }
    elements.extend(
        delivery.expires.iter().map(|expires| MetadataElement::meta("schema:expires", expires.value.to_string())),
    );
    elements
}

fn other_direction(language: &Language, main: &Language) -> Option<(&'static str, String)> {
    let direction = if language.is_right_to_left() { "rtl" } else { "ltr" };
    (language.is_right_to_left() != main.is_right_to_left()).then(|| ("dir", direction.to_owned()))
}
