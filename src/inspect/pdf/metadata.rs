//! What the file says of itself: XMP (ISO 16684-1), the catalog, the information dictionary.

use lopdf::{Dictionary, Document, Object};

use super::super::policy;
use super::super::report::{Report, tidy};
use super::super::xml::{self, XmlElement};
use super::text_string;
use crate::limits::{Limit, Limits};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const XMP: &str = "http://ns.adobe.com/xap/1.0/";
const XMP_RIGHTS: &str = "http://ns.adobe.com/xap/1.0/rights/";
const CC: &str = "http://creativecommons.org/ns#";
const PLUS: &str = "http://ns.useplus.org/ldf/xmp/1.0/";
const PDF: &str = "http://ns.adobe.com/pdf/1.3/";
const PDFA_ID: &str = "http://www.aiim.org/pdfa/ns/id/";
const PDFUA_ID: &str = "http://www.aiim.org/pdfua/ns/id/";
const DECLARATIONS: &str = "http://pdfa.org/declarations/";
/// The namespace of the properties that the converter defines.
const OWN: &str = "urn:istinad:ns:1#";

pub(super) fn read(pdf: &Document, catalog: &Dictionary, limits: &Limits, report: &mut Report) {
    let version = catalog.get(b"Version").and_then(Object::as_name).ok();
    let version = version.map_or(pdf.version.clone(), |name| String::from_utf8_lossy(name).into_owned());
    report.claims.push(format!("PDF {version}"));
    match packet(pdf, catalog, limits) {
        Ok(Some(packet)) => from_xmp(&packet, report),
        Ok(None) => report.remarks.push("it has no XMP metadata".to_owned()),
        Err(reason) => report.remarks.push(format!("its XMP metadata cannot be read: {reason}")),
    }
    others(pdf, catalog, limits, report);
    let text = |dictionary: &Dictionary, key: &[u8]| {
        dictionary.get_deref(key, pdf).and_then(Object::as_str).ok().and_then(|bytes| tidy(&text_string(bytes)))
    };
    let language = text(catalog, b"Lang");
    language.iter().for_each(|language| report.claim("catalog/Lang", language));
    report.language = language.or(report.language.take());
    if let Ok(info) = pdf.trailer.get_deref(b"Info", pdf).and_then(Object::as_dict) {
        report.title = report.title.take().or_else(|| text(info, b"Title"));
        report.maker = report.maker.take().or_else(|| text(info, b"Producer"));
    }
}

/// Notes what XMP elsewhere in the file says: of pages, of parts, of faces.
fn others(pdf: &Document, catalog: &Dictionary, limits: &Limits, report: &mut Report) {
    let main = catalog.get(b"Metadata").and_then(Object::as_reference).ok();
    for (_, object) in pdf.objects.iter().filter(|(id, _)| Some(**id) != main) {
        let Some(stream) = object.as_stream().ok().filter(|stream| stream.dict.has_type(b"Metadata")) else { continue };
        let bytes = stream.decompressed_content_with_limit(limits.length(Limit::CheckedPart));
        let bytes = bytes.unwrap_or_else(|_| stream.content.clone());
        match xml::parse(&bytes, limits) {
            Ok(packet) => account(&packet, report),
            Err(reason) => report.claim("metadata elsewhere", reason),
        }
    }
}

fn packet(pdf: &Document, catalog: &Dictionary, limits: &Limits) -> Result<Option<XmlElement>, String> {
    let Ok(stream) = catalog.get_deref(b"Metadata", pdf).and_then(Object::as_stream) else { return Ok(None) };
    let bytes =
        stream.decompressed_content_with_limit(limits.length(Limit::CheckedPart)).map_err(|error| error.to_string())?;
    xml::parse(&bytes, limits).map(Some)
}

fn from_xmp(packet: &XmlElement, report: &mut Report) {
    let descriptions: Vec<&XmlElement> =
        packet.all().into_iter().filter(|element| element.is(RDF, "Description")).collect();
    account(packet, report);
    let get = |space: &str, name: &str| {
        descriptions.iter().find_map(|description| {
            let property = description.elements().find(|element| element.is(space, name)).and_then(value);
            property.or_else(|| description.attribute_in(space, name).map(str::to_owned))
        })
    };
    let all = |space: &str, name: &str| -> Vec<String> {
        let properties = descriptions.iter().flat_map(|description| description.elements());
        properties.filter(|element| element.is(space, name)).flat_map(values).collect()
    };
    if let Some(part) = get(PDFA_ID, "part") {
        let conformance = get(PDFA_ID, "conformance").unwrap_or_default();
        report.claims.push(format!("PDF/A-{part}{conformance}"));
    }
    report.claims.extend(get(PDFUA_ID, "part").map(|part| format!("PDF/UA-{part}")));
    // PDF Declarations: what the file keeps beside the standards of ISO.
    let declared = packet.all().into_iter().filter_map(|element| {
        let nested = element.elements().find(|inner| inner.is(DECLARATIONS, "conformsTo")).and_then(XmlElement::text);
        element.attribute_in(DECLARATIONS, "conformsTo").map(str::to_owned).or(nested)
    });
    report.claims.extend(declared.map(|address| match address.strip_prefix(DECLARATIONS) {
        Some(name) => name.to_owned(),
        None => address,
    }));
    report.maker = get(XMP, "CreatorTool").or_else(|| get(PDF, "Producer"));
    report.title = get(DC, "title");
    report.language = get(DC, "language");
    report.address = get(DC, "source");
    report.published = get(DC, "date");
    report.holder = get(XMP_RIGHTS, "Owner").or_else(|| get(PLUS, "CopyrightOwner"));
    let rights = get(DC, "rights");
    let terms = get(XMP_RIGHTS, "UsageTerms");
    // Programs that make PDF/A of a file keep the properties of the standards and none of ours.
    let before_terms = || Some(rights.as_deref()?.strip_suffix(terms.as_deref()?)?.trim_end().to_owned());
    report.notice = get(OWN, "notice").or_else(|| before_terms().filter(|notice| !notice.is_empty()));
    report.rights.extend(rights);
    report.terms = all(OWN, "terms");
    if report.terms.is_empty() {
        report.terms.extend(terms.clone());
    }
    report.rights.extend(terms.filter(|terms| !report.rights.iter().any(|said| said.contains(terms.as_str()))));
    report.set_licence(get(OWN, "licence"), get(CC, "license"));
    report.set_terms_page(get(XMP_RIGHTS, "WebStatement"));
    // As it stands: the words in it may have several spaces.
    let policy = descriptions.iter().flat_map(|each| each.elements()).find(|element| element.is(OWN, "policy"));
    if let Some(policy) = policy {
        report.set_policy(policy::json_ld(&policy.raw_text()));
    }
    report.identifier = get(DC, "identifier");
    report.photo_permission = get(OWN, "photoPermission");
    report.status = get(OWN, "status");
    report.embargoed = get(OWN, "embargoed");
    report.expires = get(OWN, "expires");
    report.input_hash = get(OWN, "inputHash");
    report.stated_digest = get(OWN, "textDigest");
}

/// Names that everybody gives namespaces.
const PREFIXES: &[(&str, &str)] = &[
    (DC, "dc"),
    (XMP, "xmp"),
    (XMP_RIGHTS, "xmpRights"),
    (CC, "cc"),
    (PLUS, "plus"),
    (PDF, "pdf"),
    (PDFA_ID, "pdfaid"),
    (PDFUA_ID, "pdfuaid"),
    (DECLARATIONS, "pdfd"),
    (OWN, "istinad"),
    ("http://ns.adobe.com/photoshop/1.0/", "photoshop"),
    ("http://ns.adobe.com/xap/1.0/mm/", "xmpMM"),
    ("http://prismstandard.org/namespaces/basic/3.0/", "prism"),
    ("http://www.aiim.org/pdfa/ns/extension/", "pdfaExtension"),
];

/// Everything that the packet says: each property of each description of the file with each of its values.
fn account(packet: &XmlElement, report: &mut Report) {
    let prefixed = |space: &str, name: &str| match PREFIXES.iter().find(|(known, _)| *known == space) {
        Some((_, prefix)) => format!("xmp/{prefix}:{name}"),
        None => format!("xmp/{{{space}}}{name}"),
    };
    for (_, name, value) in packet.every_attribute() {
        report.claim(format!("xmp/xmpmeta@x:{name}"), value);
    }
    for other in packet.elements().filter(|element| !element.is(RDF, "RDF")) {
        report.claim(prefixed(other.space(), other.name()), other.text().unwrap_or_default());
    }
    let Some(rdf) = packet.all().into_iter().find(|element| element.is(RDF, "RDF")) else { return };
    for (_, name, value) in rdf.every_attribute() {
        report.claim(format!("xmp/rdf@{name}"), value);
    }
    for element in rdf.elements() {
        if !element.is(RDF, "Description") {
            report.claim(prefixed(element.space(), element.name()), element.text().unwrap_or_default());
            continue;
        }
        for (space, name, value) in element.every_attribute().filter(|(space, ..)| *space != RDF) {
            report.claim(prefixed(space, name), value);
        }
        for property in element.elements() {
            let place = prefixed(property.space(), property.name());
            if place == "xmp/istinad:policy" {
                property.every_attribute().for_each(|(_, name, value)| report.claim(format!("{place}@{name}"), value));
            }
            if place == "xmp/pdfaExtension:schemas" || place == "xmp/istinad:policy" {
                continue;
            }
            for part in property.all() {
                let values = part.every_attribute().filter(|(space, name, _)| {
                    // In which language, and of what kind, a value is.
                    *space != "http://www.w3.org/XML/1998/namespace" && !(*space == RDF && *name != "resource")
                });
                values.for_each(|(_, _, value)| report.claim(&place, value));
                report
                    .claims_made
                    .extend(part.language().map(|tag| super::super::report::Claim::new("xmp@xml:lang", tag)));
                report.claims_made.extend(part.own_text().map(|text| super::super::report::Claim::new(&place, text)));
            }
        }
    }
}

/// The value of a property: of alternatives the default, of several the first.
fn value(property: &XmlElement) -> Option<String> {
    let items: Vec<&XmlElement> = items(property).collect();
    let default = items.iter().find(|item| item.language() == Some("x-default"));
    match default.or(items.first()) {
        Some(item) => item.text(),
        None => property.attribute_in(RDF, "resource").and_then(tidy).or_else(|| property.text()),
    }
}

/// The values of a property that has several.
fn values(property: &XmlElement) -> Vec<String> {
    items(property).filter_map(XmlElement::text).collect()
}

fn items(property: &XmlElement) -> impl Iterator<Item = &XmlElement> {
    property.elements().flat_map(|array| array.named("li"))
}
