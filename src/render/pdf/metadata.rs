//! What the file says of itself in XMP (ISO 16684-1): of its source and (with [`rights`]) its terms, and which standards
//! it keeps.

use super::xmp::{Packet, Written, XmpValue};
use super::{Standard, rights};
use crate::model::walk::plain_text;
use crate::model::{Delivery, Document, Embargo, Timestamp};
use crate::render::identity::EMBARGO_WITHOUT_END;
use crate::render::{Edition, identity};

/// The tool and its version.
pub(super) const PRODUCER: &str = concat!("istinad ", env!("CARGO_PKG_VERSION"));

/// Well-Tagged PDF (PDF Association, 2024) is what PDF/UA-2 became, and the same for whoever takes the content
/// elsewhere.
const DECLARATIONS: [&str; 2] =
    ["http://pdfa.org/declarations/wtpdf#accessibility1.0", "http://pdfa.org/declarations/wtpdf#reuse1.0"];

/// Whom the file names as its makers: the authors. Who publishes is no person (`dc:publisher`).
pub(super) fn creators(document: &Document) -> Vec<String> {
    document.metadata.authors.iter().map(|slot| slot.value.clone()).collect()
}

/// The packet.
pub(super) fn xmp(edition: &Edition<'_>, standard: Standard) -> Written {
    let mut packet = Packet::default();
    identify(&mut packet, standard);
    article(&mut packet, edition);
    rights::write(&mut packet, edition);
    let moment = edition.written.to_string();
    for name in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
        packet.simple(name, Some(moment.clone()));
    }
    for name in ["xmp:CreatorTool", "pdf:Producer"] {
        packet.simple(name, Some(PRODUCER.to_owned()));
    }
    own(&mut packet, edition);
    if let Some(provider) = &edition.provider {
        packet.set("dc:contributor", XmpValue::Bag(vec![provider.called().to_owned()]));
        packet.simple("istinad:providerAddress", provider.name().and(provider.address()).map(str::to_owned));
    }
    packet.finish(standard.describes_schemas())
}

/// Which standards the file keeps; as elements, the form that tools search for.
fn identify(packet: &mut Packet, standard: Standard) {
    let mut element = |name, value: &str| packet.set(name, XmpValue::Element(value.to_owned()));
    match standard {
        Standard::A2aUa1 | Standard::A3aUa1 => {
            element("pdfaid:part", if standard == Standard::A2aUa1 { "2" } else { "3" });
            element("pdfaid:conformance", "A");
            element("pdfuaid:part", "1");
        }
        Standard::A4fUa2 => {
            element("pdfaid:part", "4");
            element("pdfaid:conformance", "F");
            element("pdfaid:rev", "2020");
            element("pdfuaid:part", "2");
            element("pdfuaid:rev", "2024");
            let declarations = DECLARATIONS.map(str::to_owned).to_vec();
            packet.set("pdfd:declarations", XmpValue::Structures("rdf:Bag", "pdfd:conformsTo", declarations));
        }
    }
}

fn article(packet: &mut Packet, edition: &Edition<'_>) {
    let document = edition.document;
    let metadata = &document.metadata;
    packet.set("dc:title", XmpValue::Text(metadata.headline.value.clone()));
    packet.set("dc:creator", XmpValue::Sequence(creators(document)));
    packet.set("dc:publisher", XmpValue::Bag(metadata.publisher.iter().map(|slot| slot.value.name.clone()).collect()));
    packet.simple("dc:source", metadata.address.as_ref().map(|slot| slot.value.clone()));
    packet.simple("dc:identifier", Some(edition.identifier.clone()));
    packet.set("dc:language", XmpValue::Bag(vec![metadata.language.value.as_str().to_owned()]));
    packet.simple("dc:format", Some("application/pdf".to_owned()));
    packet.set("dc:date", XmpValue::Sequence(metadata.published.iter().map(|slot| date(slot.value)).collect()));
    packet.simple("prism:modificationDate", metadata.modified.as_ref().map(|slot| date(slot.value)));
    if let Some(description) = &metadata.description {
        packet.set("dc:description", XmpValue::Text(description.value.clone()));
    }
    let subjects = metadata.section.iter().chain(&metadata.subjects);
    let related = metadata.delivery.related.iter().map(|related| related.value.address.clone());
    packet.set("dc:relation", XmpValue::Bag(related.collect()));
    packet.set("dc:subject", XmpValue::Bag(subjects.map(|slot| slot.value.clone()).collect()));
}

/// The properties that no published schema has.
fn own(packet: &mut Packet, edition: &Edition<'_>) {
    let document = edition.document;
    let rights = &document.rights;
    packet.simple("istinad:inputHash", Some(document.metadata.input.sha256_hex()));
    packet.simple("istinad:textDigest", Some(edition.digest.clone()));
    identity::record(document).into_iter().for_each(|(name, value)| packet.simple(name, Some(value)));
    packet.simple("istinad:notice", rights.notice.as_ref().map(|slot| slot.value.clone()));
    packet.set("istinad:terms", XmpValue::Sequence(rights::terms(document)));
    packet.simple("istinad:licence", rights.licence.as_ref().and_then(|slot| slot.value.spdx.clone()));
    if let Some(policy) = &edition.policy {
        packet.set("istinad:policy", XmpValue::Long(policy.clone()));
    }
    let permission = rights.photo_permission.as_ref().map(|permission| permission.reference.clone());
    packet.simple("istinad:photoPermission", permission);
    let delivery = &document.metadata.delivery;
    let Delivery { status, expires, .. } = delivery;
    packet.simple("istinad:status", status.as_ref().map(|status| status.value.to_string()));
    let until = |embargo: Embargo| embargo.until.map_or(EMBARGO_WITHOUT_END.to_owned(), |until| until.to_string());
    packet.simple("istinad:embargoed", delivery.embargo_at(edition.written).map(until));
    packet.simple("istinad:expires", expires.as_ref().map(|expires| expires.value.to_string()));
    packet.simple("istinad:credit", edition.statement.lines.first().map(|line| plain_text(line.content())));
}

/// A date (XMP part 1, 8.2.1.2), which has a zone only where it has a time.
fn date(moment: Timestamp) -> String {
    let mut date = moment.to_string();
    if moment.time().is_none() {
        date.truncate("YYYY-MM-DD".len());
    }
    date
}
