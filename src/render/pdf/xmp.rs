//! XMP packets (ISO 16684-1) that describe themselves where PDF/A asks for it.
//!
//! 1. Whoever has something to say puts it into a [`Packet`] as a [`XmpValue`], under a name whose prefix is one of
//!    [`NAMESPACES`];
//! 2. [`Packet::finish`] writes it down as short as XMP allows: simple values as attributes (7.9.2.2), those
//!    namespaces that are used, nothing to fill up;
//! 3. properties that PDF/A does not know are described behind them ([`SCHEMAS`]; ISO 19005-2, 6.6.2.3.3), those that
//!    are used.
//!
//! PDF/A-1 forbade to compress metadata, later parts do not. But the tools by which archives identify formats (DROID,
//! Siegfried and FIDO, by the signatures of PRONOM) look for `pdfaid:part` in the bytes of a file, and take a PDF/A
//! whose metadata are packed for any PDF. So the [packet as it is written](Written) has a part that stands in the file
//! as it is, which is everything but the policy and the descriptions of schemas; those are long, and only programs read
//! them.

use crate::render::identity;
use crate::render::xml::Xml;

const NAMESPACES: [(&str, &str); 13] = [
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("xmpRights", "http://ns.adobe.com/xap/1.0/rights/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("photoshop", "http://ns.adobe.com/photoshop/1.0/"),
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    ("pdfd", "http://pdfa.org/declarations/"),
    ("plus", "http://ns.useplus.org/ldf/xmp/1.0/"),
    ("cc", "http://creativecommons.org/ns#"),
    ("prism", "http://prismstandard.org/namespaces/basic/3.0/"),
    ("istinad", identity::NAMESPACE),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
];

/// The namespaces in which schemas are described.
const EXTENSION: [(&str, &str); 3] = [
    ("xmlns:pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("xmlns:pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    ("xmlns:pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
];

/// A property that PDF/A does not know: name, type, what it says.
type Described = (&'static str, &'static str, &'static str);

/// Those properties, by the titles of their schemas.
const SCHEMAS: [(&str, &[Described]); 5] = [
    ("PDF/UA identification", &[("pdfuaid:part", "Integer", "Part of ISO 14289")]),
    (
        "PLUS",
        &[
            ("plus:CopyrightOwner", "Seq CopyrightOwnerDetail", "Who holds the copyright"),
            ("plus:DataMining", "URL", "Whether text and data may be mined"),
        ],
    ),
    (
        "Creative Commons",
        &[
            ("cc:license", "URL", "The licence"),
            ("cc:attributionName", "Text", "Whom to name"),
            ("cc:attributionURL", "URL", "Where to link to"),
        ],
    ),
    ("PRISM", &[("prism:modificationDate", "Date", "When the article was last changed")]),
    (
        "istinad",
        &[
            ("istinad:inputHash", "Text", "SHA-256 of the bytes of the source"),
            ("istinad:textDigest", "Text", "SHA-256 of the source's words in this file, joined by single spaces"),
            ("istinad:record", "Text", "The record of a web archive that the article was read from (WARC-Record-ID)"),
            ("istinad:recordFile", "Text", "The file of that archive"),
            ("istinad:recordOffset", "Text", "Where the record begins in that file, in bytes"),
            ("istinad:payloadDigest", "Text", "The digest of its payload, as the record states it"),
            ("istinad:capturedAddress", "Text", "The address that was captured"),
            ("istinad:captured", "Text", "When it was captured"),
            ("istinad:notice", "Text", "The copyright notice, verbatim"),
            ("istinad:terms", "Seq Text", "The terms, verbatim"),
            ("istinad:licence", "Text", "SPDX identifier of the licence"),
            ("istinad:policy", "Text", "The terms as ODRL 2.2 in JSON-LD"),
            ("istinad:photoPermission", "Text", "Reference of the permission for pictures"),
            ("istinad:status", "Text", "Whether the provider lets the article be used"),
            ("istinad:embargoed", "Text", "Before when the article must not be published"),
            ("istinad:expires", "Text", "After when the article must not be used"),
            ("istinad:credit", "Text", "The visible credit line"),
            ("istinad:providerAddress", "URL", "The address of the archive that made the file"),
        ],
    ),
];

/// The value of a property.
#[derive(Debug)]
pub(super) enum XmpValue {
    /// One value in no language.
    Simple(String),
    /// The same, as an element: for what is searched for.
    Element(String),
    /// The same, for programs: it need not be legible.
    Long(String),
    /// A text, as the default of its alternatives (8.2.2.4); `dc:language` says in which language it is.
    Text(String),
    /// Values in no order.
    Bag(Vec<String>),
    /// Values in order.
    Sequence(Vec<String>),
    /// Structures of one field, in an array (`rdf:Bag`, `rdf:Seq`): the name of the field and its values.
    Structures(&'static str, &'static str, Vec<String>),
}

/// A packet, written.
pub(super) struct Written {
    pub(super) bytes: Vec<u8>,
    /// How many of them should stand in the file as they are.
    pub(super) legible: usize,
}

/// A packet in the making.
#[derive(Debug, Default)]
pub(super) struct Packet {
    properties: Vec<(&'static str, XmpValue)>,
}

impl Packet {
    /// Adds a property. One without a value is none.
    pub(super) fn set(&mut self, name: &'static str, value: XmpValue) {
        let is_empty = match &value {
            XmpValue::Simple(_) | XmpValue::Element(_) | XmpValue::Long(_) | XmpValue::Text(_) => false,
            XmpValue::Bag(values) | XmpValue::Sequence(values) | XmpValue::Structures(_, _, values) => {
                values.is_empty()
            }
        };
        if !is_empty {
            self.properties.push((name, value));
        }
    }

    /// Adds a simple property, if there is one.
    pub(super) fn simple(&mut self, name: &'static str, value: Option<String>) {
        self.properties.extend(value.map(|value| (name, XmpValue::Simple(value))));
    }

    /// Writes the packet; with `described` every schema that PDF/A does not know is described in it.
    pub(super) fn finish(self, described: bool) -> Written {
        let mut xml = Xml::packet();
        xml.open("x:xmpmeta", &[("xmlns:x", "adobe:ns:meta/")]);
        xml.open("rdf:RDF", &[("xmlns:rdf", NAMESPACES[NAMESPACES.len() - 1].1)]);
        let uses = |prefix: &str| self.properties.iter().any(|(name, _)| prefix_of(name) == prefix);
        let namespaces: Vec<(String, &str)> = NAMESPACES
            .into_iter()
            .filter(|(prefix, _)| uses(prefix))
            .map(|(prefix, namespace)| (format!("xmlns:{prefix}"), namespace))
            .collect();
        let mut attributes = vec![("rdf:about", "")];
        attributes.extend(namespaces.iter().map(|(name, namespace)| (name.as_str(), *namespace)));
        if described {
            attributes.extend(EXTENSION);
        }
        for (name, value) in &self.properties {
            if let XmpValue::Simple(value) = value {
                attributes.push((name, value));
            }
        }
        xml.open("rdf:Description", &attributes);
        let is_long = |value: &XmpValue| matches!(value, XmpValue::Long(_));
        for (name, value) in self.properties.iter().filter(|(_, value)| !is_long(value)) {
            write(&mut xml, name, value);
        }
        let legible = xml.length();
        for (name, value) in self.properties.iter().filter(|(_, value)| is_long(value)) {
            write(&mut xml, name, value);
        }
        if described {
            self.describe(&mut xml);
        }
        Written { bytes: xml.finish_packet(), legible }
    }

    fn describe(&self, xml: &mut Xml) {
        let uses = |name: &str| self.properties.iter().any(|(used, _)| *used == name);
        xml.open("pdfaExtension:schemas", &[]);
        xml.open("rdf:Bag", &[]);
        for (title, properties) in SCHEMAS {
            let mut used = properties.iter().filter(|(name, ..)| uses(name)).peekable();
            let Some((first, ..)) = used.peek() else { continue };
            let prefix = prefix_of(first);
            let namespace =
                NAMESPACES.iter().find(|(known, _)| *known == prefix).map_or("", |(_, namespace)| namespace);
            let attributes =
                [("pdfaSchema:schema", title), ("pdfaSchema:namespaceURI", namespace), ("pdfaSchema:prefix", prefix)];
            xml.open("rdf:li", &[]);
            xml.open("rdf:Description", &attributes);
            xml.open("pdfaSchema:property", &[]);
            xml.open("rdf:Seq", &[]);
            for (name, kind, meaning) in used {
                let attributes = [
                    ("pdfaProperty:name", &name[prefix.len() + 1..]),
                    ("pdfaProperty:valueType", kind),
                    ("pdfaProperty:category", "external"),
                    ("pdfaProperty:description", meaning),
                ];
                xml.empty("rdf:li", &attributes);
            }
            xml.close();
            xml.close();
            if prefix == "plus" {
                describe_owner(xml, namespace);
            }
            xml.close();
            xml.close();
        }
        xml.close();
        xml.close();
    }
}

/// Describes the structure of which `plus:CopyrightOwner` is a list.
fn describe_owner(xml: &mut Xml, namespace: &str) {
    xml.open("pdfaSchema:valueType", &[]);
    xml.open("rdf:Seq", &[]);
    xml.open("rdf:li", &[]);
    let attributes = [
        ("xmlns:pdfaType", "http://www.aiim.org/pdfa/ns/type#"),
        ("pdfaType:type", "CopyrightOwnerDetail"),
        ("pdfaType:namespaceURI", namespace),
        ("pdfaType:prefix", "plus"),
        ("pdfaType:description", "A holder"),
    ];
    xml.open("rdf:Description", &attributes);
    xml.open("pdfaType:field", &[("xmlns:pdfaField", "http://www.aiim.org/pdfa/ns/field#")]);
    xml.open("rdf:Seq", &[]);
    let attributes = [
        ("pdfaField:name", "CopyrightOwnerName"),
        ("pdfaField:valueType", "Text"),
        ("pdfaField:description", "The name"),
    ];
    xml.empty("rdf:li", &attributes);
    for _ in 0..6 {
        xml.close();
    }
}

fn write(xml: &mut Xml, name: &'static str, value: &XmpValue) {
    let mut array = |kind: &'static str, values: &[String]| {
        xml.open(name, &[]);
        xml.open(kind, &[]);
        for value in values {
            xml.leaf("rdf:li", &[], value);
        }
        xml.close();
        xml.close();
    };
    match value {
        // An attribute already.
        XmpValue::Simple(_) => {}
        XmpValue::Element(value) | XmpValue::Long(value) => xml.leaf(name, &[], value),
        XmpValue::Text(text) => {
            xml.open(name, &[]);
            xml.open("rdf:Alt", &[]);
            xml.leaf("rdf:li", &[("xml:lang", "x-default")], text);
            xml.close();
            xml.close();
        }
        XmpValue::Bag(values) => array("rdf:Bag", values),
        XmpValue::Sequence(values) => array("rdf:Seq", values),
        XmpValue::Structures(kind, field, values) => {
            xml.open(name, &[]);
            xml.open(kind, &[]);
            for value in values {
                xml.empty("rdf:li", &[(field, value)]);
            }
            xml.close();
            xml.close();
        }
    }
}

fn prefix_of(name: &str) -> &str {
    name.split(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_described_property_has_a_namespace() {
        for (_, properties) in SCHEMAS {
            for (name, ..) in properties {
                assert!(NAMESPACES.iter().any(|(prefix, _)| *prefix == prefix_of(name)), "{name}");
            }
        }
    }

    #[test]
    fn only_what_is_used_is_named_and_described() {
        let mut packet = Packet::default();
        packet.simple("istinad:credit", Some("a \"b\" & c".to_owned()));
        packet.simple("cc:license", None);
        packet.set("dc:subject", XmpValue::Bag(Vec::new()));
        let text = String::from_utf8(packet.finish(true).bytes).expect("UTF-8");
        assert!(text.contains("istinad:credit=\"a &quot;b&quot; &amp; c\""), "{text}");
        assert!(text.contains("pdfaProperty:name=\"credit\""), "{text}");
        for unused in ["dc:subject", "xmlns:dc", "xmlns:cc", "inputHash", "PLUS"] {
            assert!(!text.contains(unused), "{unused} in {text}");
        }
    }
}
