//! XML of any origin as a tree, with bounds on what it may cost.
//!
//! Namespaces are resolved; prefixes mean nothing. Entities beyond the five of XML are kept as they are written: no
//! document type is ever read, so nothing can multiply.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

use crate::limits::{Limit, Limits};

/// Elements inside one another. Whoever walks the tree may recurse.
const MAX_DEPTH: usize = 256;

/// The namespace of the attributes that declare namespaces.
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// An element.
#[derive(Debug)]
pub(super) struct XmlElement {
    space: Rc<str>,
    name: Box<str>,
    attributes: Vec<Attribute>,
    /// What is in it, in order.
    pub(super) children: Vec<XmlNode>,
}

#[derive(Debug)]
struct Attribute {
    space: Rc<str>,
    name: Box<str>,
    value: Box<str>,
}

/// What is in an element.
#[derive(Debug)]
pub(super) enum XmlNode {
    /// An element.
    Element(XmlElement),
    /// Text, references resolved.
    Text(String),
}

impl XmlElement {
    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Whether it has this name in this namespace.
    pub(super) fn is(&self, space: &str, name: &str) -> bool {
        *self.space == *space && *self.name == *name
    }

    /// The name of its namespace; empty where it is in none.
    pub(super) fn space(&self) -> &str {
        &self.space
    }

    /// The attributes without a namespace: name and value.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes
            .iter()
            .filter(|attribute| attribute.space.is_empty())
            .map(|attribute| (&*attribute.name, &*attribute.value))
    }

    /// All attributes but those that only declare namespaces: the prefix that everybody knows, the name, the value.
    pub(super) fn all_attributes(&self) -> impl Iterator<Item = (String, &str)> {
        self.attributes.iter().filter(|attribute| *attribute.space != *XMLNS && &*attribute.name != "xmlns").map(
            |each| {
                let prefix = match &*each.space {
                    "" => "",
                    "http://www.w3.org/XML/1998/namespace" => "xml:",
                    "http://www.idpf.org/2007/ops" => "epub:",
                    _ => "?:",
                };
                (format!("{prefix}{}", each.name), &*each.value)
            },
        )
    }

    /// All attributes but those that declare namespaces: namespace, name, value.
    pub(super) fn every_attribute(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let attributes = self.attributes.iter().filter(|each| *each.space != *XMLNS && &*each.name != "xmlns");
        attributes.map(|attribute| (&*attribute.space, &*attribute.name, &*attribute.value))
    }

    /// The text that stands in it and in no element in it, white space made single spaces.
    pub(super) fn own_text(&self) -> Option<String> {
        let texts = self.children.iter().filter_map(|node| match node {
            XmlNode::Text(text) => Some(text.as_str()),
            XmlNode::Element(_) => None,
        });
        tidy(&texts.collect::<String>())
    }

    /// The value of an attribute without a namespace.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attribute_in("", name)
    }

    /// The value of an attribute.
    pub(super) fn attribute_in(&self, space: &str, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|attribute| *attribute.space == *space && *attribute.name == *name)
            .map(|attribute| &*attribute.value)
    }

    /// The language that it states (`xml:lang`).
    pub(super) fn language(&self) -> Option<&str> {
        self.attribute_in("http://www.w3.org/XML/1998/namespace", "lang")
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            XmlNode::Element(element) => Some(element),
            XmlNode::Text(_) => None,
        })
    }

    /// The elements of a name in it, whatever their namespace.
    pub(super) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.elements().filter(move |element| &*element.name == name)
    }

    /// The first element at the end of a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        let Some((name, rest)) = path.split_first() else { return Some(self) };
        self.elements().filter(|element| *element.name == **name).find_map(|element| element.at(rest))
    }

    /// All elements in it at any depth, itself first.
    pub(super) fn all(&self) -> Vec<&Self> {
        let mut all = vec![self];
        let mut next = 0;
        while let Some(&element) = all.get(next) {
            all.extend(element.elements());
            next += 1;
        }
        all
    }

    /// All text in it, white space made single spaces; `None` where there is none.
    pub(super) fn text(&self) -> Option<String> {
        let mut text = String::new();
        self.push_text(&mut text);
        tidy(&text)
    }

    /// All text in it as it stands.
    pub(super) fn raw_text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    fn push_text(&self, text: &mut String) {
        for node in &self.children {
            match node {
                XmlNode::Element(element) => element.push_text(text),
                XmlNode::Text(words) => text.push_str(words),
            }
        }
    }
}

/// Reads a document; the reason if it is none.
pub(super) fn parse(bytes: &[u8], limits: &Limits) -> Result<XmlElement, String> {
    let text = decode(bytes)?;
    let mut reader = NsReader::from_str(&text);
    let mut builder = XmlBuilder::new(limits);
    loop {
        let (space, event) = reader.read_resolved_event().map_err(|error| format!("not well-formed XML: {error}"))?;
        let space = match space {
            ResolveResult::Bound(namespace) => builder.space(namespace.into_inner()),
            ResolveResult::Unbound | ResolveResult::Unknown(_) => builder.space(""),
        };
        match event {
            Event::Start(start) => {
                let element = builder.element(space, &start, &reader)?;
                builder.open.push(element);
                if builder.open.len() > MAX_DEPTH {
                    return Err(format!("more than {MAX_DEPTH} elements inside one another"));
                }
            }
            Event::Empty(start) => {
                let element = builder.element(space, &start, &reader)?;
                builder.add(XmlNode::Element(element))?;
            }
            Event::End(_) => {
                if let Some(element) = builder.open.pop() {
                    builder.add(XmlNode::Element(element))?;
                }
            }
            Event::Text(text) => builder.text(&text.xml10_content())?,
            Event::CData(text) => builder.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref() {
                    Ok(Some(character)) => Some(character),
                    Ok(None) => match &*reference {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        "nbsp" => Some('\u{a0}'),
                        _ => None,
                    },
                    Err(_) => Some('\u{fffd}'),
                };
                match character {
                    Some(character) => builder.text(character.encode_utf8(&mut [0; 4]))?,
                    None => builder.text(&format!("&{};", &*reference))?,
                }
            }
            // A packet of XMP stands between two.
            Event::PI(instruction) if !instruction.starts_with("xpacket") => builder.aside("?", &instruction),
            // A document type may declare values of attributes, which readers then take for written.
            Event::DocType(kind) if kind.contains('[') => builder.aside("!DOCTYPE", &kind),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    if !builder.open.is_empty() {
        return Err("not well-formed XML: it ends in the middle".to_owned());
    }
    let mut root = builder.root.ok_or_else(|| "no XML: there is no element".to_owned())?;
    root.attributes.extend(builder.asides);
    Ok(root)
}

/// The text of the bytes: UTF-8, or UTF-16 with its mark.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    let utf16 = |big: bool| {
        let units = bytes[2..].chunks_exact(2).map(|pair| {
            let pair = [pair[0], pair[1]];
            if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
        });
        char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).collect::<String>()
    };
    match bytes {
        [0xfe, 0xff, ..] => Ok(Cow::Owned(utf16(true))),
        [0xff, 0xfe, ..] => Ok(Cow::Owned(utf16(false))),
        _ => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            std::str::from_utf8(bytes)
                .map(Cow::Borrowed)
                .map_err(|error| format!("not UTF-8: byte {}", error.valid_up_to()))
        }
    }
}

struct XmlBuilder<'a> {
    open: Vec<XmlElement>,
    root: Option<XmlElement>,
    /// Elements, attributes and pieces of text together.
    nodes: usize,
    limits: &'a Limits,
    spaces: BTreeMap<String, Rc<str>>,
    /// What instructs programs and is no element: it counts as an attribute of the root that nobody knows.
    asides: Vec<Attribute>,
}

impl<'a> XmlBuilder<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self { open: Vec::new(), root: None, nodes: 0, limits, spaces: BTreeMap::new(), asides: Vec::new() }
    }

    /// One copy of each namespace's name.
    fn space(&mut self, name: &str) -> Rc<str> {
        if let Some(space) = self.spaces.get(name) {
            return Rc::clone(space);
        }
        let space: Rc<str> = name.into();
        self.spaces.insert(name.to_owned(), Rc::clone(&space));
        space
    }

    fn count(&mut self) -> Result<(), String> {
        self.nodes += 1;
        let is_beyond = self.limits.is_exceeded(Limit::CheckedNodes, self.nodes);
        if is_beyond { Err(self.limits.beyond(Limit::CheckedNodes, "the XML")) } else { Ok(()) }
    }

    fn element(
        &mut self,
        space: Rc<str>,
        start: &BytesStart<'_>,
        reader: &NsReader<&[u8]>,
    ) -> Result<XmlElement, String> {
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            self.count()?;
            let attribute = attribute.map_err(|error| format!("not well-formed XML: {error}"))?;
            let (space, name) = reader.resolver().resolve_attribute(attribute.key);
            let space = match space {
                ResolveResult::Bound(namespace) => self.space(namespace.into_inner()),
                ResolveResult::Unbound | ResolveResult::Unknown(_) => self.space(""),
            };
            let value = match attribute.normalized_value(XmlVersion::Implicit1_0) {
                Ok(value) => value.into_owned().into(),
                Err(_) => attribute.value.into_owned().into(),
            };
            attributes.push(Attribute { space, name: name.into_inner().into(), value });
        }
        Ok(XmlElement { space, name: start.local_name().into_inner().into(), attributes, children: Vec::new() })
    }

    fn add(&mut self, node: XmlNode) -> Result<(), String> {
        self.count()?;
        match (self.open.last_mut(), node) {
            (Some(parent), node) => parent.children.push(node),
            (None, XmlNode::Element(element)) if self.root.is_none() => self.root = Some(element),
            (None, XmlNode::Element(_)) => return Err("not well-formed XML: it has two roots".to_owned()),
            (None, XmlNode::Text(_)) => {}
        }
        Ok(())
    }

    fn aside(&mut self, kind: &str, words: &str) {
        let name = words.split_whitespace().next().filter(|_| kind == "?").unwrap_or_default();
        let name = format!("{kind}{name}").into_boxed_str();
        self.asides.push(Attribute { space: "".into(), name, value: words.into() });
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        if let Some(XmlNode::Text(before)) = self.open.last_mut().and_then(|parent| parent.children.last_mut()) {
            before.push_str(text);
            return Ok(());
        }
        self.add(XmlNode::Text(text.to_owned()))
    }
}

/// The text with single spaces between words and none around them; `None` where there are no words.
pub(super) fn tidy(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    let mut tidy = words.next()?.to_owned();
    for word in words {
        tidy.push(' ');
        tidy.push_str(word);
    }
    Some(tidy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(bytes: &[u8]) -> Result<XmlElement, String> {
        super::parse(bytes, &Limits::default())
    }

    #[test]
    fn reads_names_and_references() {
        let root =
            parse(b"<a xmlns='urn:x' xmlns:p='urn:p' p:q='1&amp;2'>b&lt;<![CDATA[c]]>&#x18f;&odd;</a>").expect("xml");
        assert!(root.is("urn:x", "a"));
        assert_eq!(root.attribute_in("urn:p", "q"), Some("1&2"));
        assert_eq!(root.text().as_deref(), Some("b<c\u{18f}&odd;"));
    }

    #[test]
    fn refuses_what_costs_too_much() {
        let deep = "<a>".repeat(MAX_DEPTH + 1);
        assert!(parse(deep.as_bytes()).expect_err("deep").contains("inside one another"));
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        assert_eq!(parse(bomb.as_bytes()).expect("xml").text().as_deref(), Some("&c;"));
        for broken in ["", "x", "<a>", "<a></b>", "<a/><b/>", "<a b=1/>"] {
            assert!(parse(broken.as_bytes()).is_err(), "{broken}");
        }
    }
}
