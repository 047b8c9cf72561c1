//! XML in, its tree out, every part with its place, and bounds on what it may cost.
//!
//! Well-formed it has to be, namespaces included: what a receiver guesses about a broken file is nothing that an
//! archive may keep. Characters that XML forbids are replaced all the same, as every reader does. Entities are never
//! expanded beyond the five of XML and the named characters that a document type of XHTML declares: no document type is
//! ever read, so nothing can multiply and nothing is fetched.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

use crate::build::elements::is_block;
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::{Limit, Limits};
use crate::source::{Source, Span};
use crate::text::Replaced;

/// Elements inside one another, whatever the limit says: whoever walks the tree may recurse.
const DEEPEST: usize = 256;
/// The namespace of XHTML.
const XHTML: &str = "http://www.w3.org/1999/xhtml";
/// The namespaces of NewsML-G2 and NITF have this in common; older files have none at all.
const IPTC: &str = "http://iptc.org/std/";

/// Whose word an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// NewsML-G2, NITF, or nobody's: old files name no namespace.
    News,
    Xhtml,
    /// A provider's own.
    Other,
}

/// An element.
#[derive(Debug)]
pub(super) struct SourceElement {
    pub(super) vocabulary: Vocabulary,
    /// The name without prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<SourceNode>,
    /// Where its start tag stands.
    pub(super) span: Span,
}

/// What is in an element.
#[derive(Debug)]
pub(super) enum SourceNode {
    Element(SourceElement),
    /// Text, references resolved, with its place.
    Text(String, Span),
}

/// A file, read.
#[derive(Debug)]
pub(super) struct SourceTree {
    pub(super) root: SourceElement,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl SourceElement {
    /// An element of no file.
    pub(super) fn new(name: &str, children: Vec<SourceNode>, span: Span) -> Self {
        Self { vocabulary: Vocabulary::Xhtml, name: name.to_owned(), attributes: Vec::new(), children, span }
    }

    /// The same with attributes.
    pub(super) fn with_attributes(mut self, attributes: Vec<(String, String)>) -> Self {
        self.attributes = attributes;
        self
    }

    /// The value of an attribute without a prefix, or of `xml:lang`; `None` where it is empty.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim());
        found.filter(|value| !value.is_empty())
    }

    /// The value of an attribute as it stands, even where it is empty.
    pub(super) fn exact(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// What attributes say in words to people, whatever they are called: those that are captions and credits by their
    /// names, and all that have several words.
    pub(super) fn worded(&self) -> impl Iterator<Item = &str> {
        const WORDS: [&str; 10] = [
            "caption",
            "title",
            "data-caption",
            "description",
            "label",
            "creditline",
            "credit",
            "byline",
            "copyright",
            "source-name",
        ];
        const OTHER: [&str; 4] = ["class", "style", "rel", "idrefs"];
        let is_sentence = |text: &str| {
            text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count() > 1
                && !text.contains("://")
        };
        let said = self.attributes.iter().filter(move |(name, value)| {
            WORDS.contains(&name.as_str()) || !OTHER.contains(&name.as_str()) && is_sentence(value)
        });
        said.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The language that it states.
    pub(super) fn language(&self) -> Option<&str> {
        self.attribute("xml:lang").or_else(|| self.attribute("lang"))
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            SourceNode::Element(element) => Some(element),
            SourceNode::Text(..) => None,
        })
    }

    /// The elements of a name in it, except those of a provider's own vocabulary.
    pub(super) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.elements().filter(move |element| element.vocabulary != Vocabulary::Other && element.name == name)
    }

    /// The first element of a name in it.
    pub(super) fn first<'a>(&'a self, name: &'a str) -> Option<&'a Self> {
        self.named(name).next()
    }

    /// The first element of a name at any depth, itself included, in the order of the file.
    pub(super) fn find(&self, name: &str) -> Option<&Self> {
        if self.name == name && self.vocabulary != Vocabulary::Other {
            return Some(self);
        }
        self.elements().find_map(|element| element.find(name))
    }

    /// All text in it as it stands.
    pub(super) fn raw_text(&self) -> String {
        fn push(element: &SourceElement, text: &mut String) {
            for node in &element.children {
                match node {
                    SourceNode::Element(element) => push(element, text),
                    SourceNode::Text(words, _) => text.push_str(words),
                }
            }
        }
        let mut text = String::new();
        push(self, &mut text);
        text
    }

    /// All text in it, each run of white space one space; `None` where there is none. Blocks part words.
    pub(super) fn text(&self) -> Option<String> {
        fn push(element: &SourceElement, text: &mut String) {
            for node in &element.children {
                match node {
                    SourceNode::Element(element) => {
                        let parts = is_block(&element.name) || element.name == "br";
                        text.extend(parts.then_some(' '));
                        push(element, text);
                        text.extend(parts.then_some(' '));
                    }
                    SourceNode::Text(words, _) => text.push_str(words),
                }
            }
        }
        let mut text = String::new();
        push(self, &mut text);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    /// Its text by its lines, line feeds and breaks kept: what editors write to editors.
    pub(super) fn lines(&self) -> Option<String> {
        fn push(element: &SourceElement, text: &mut String) {
            for node in &element.children {
                match node {
                    SourceNode::Element(element) => {
                        let parts = is_block(&element.name) || element.name == "br";
                        text.extend(parts.then_some('\n'));
                        push(element, text);
                        text.extend(parts.then_some('\n'));
                    }
                    SourceNode::Text(words, _) => text.push_str(words),
                }
            }
        }
        let mut text = String::new();
        push(self, &mut text);
        let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        (!text.is_empty()).then_some(text)
    }

    /// Where its words stand; its start tag where it has none.
    pub(super) fn place(&self) -> Span {
        fn join(element: &SourceElement, span: &mut Option<Span>) {
            for node in &element.children {
                match node {
                    SourceNode::Element(element) => join(element, span),
                    SourceNode::Text(words, place) if !words.trim().is_empty() => {
                        *span = Some(span.map_or(*place, |span| span.join(*place)));
                    }
                    SourceNode::Text(..) => {}
                }
            }
        }
        let mut span = None;
        join(self, &mut span);
        span.unwrap_or(self.span)
    }
}

/// Reads a file.
///
/// # Errors
/// If it is not well-formed, or beyond one of the limits.
pub(super) fn parse(source: &Source, limits: &Limits) -> Result<SourceTree, Diagnostic> {
    let text = source.text();
    let mut reader = NsReader::from_str(text);
    let mut builder = TreeBuilder { limits: *limits, ..TreeBuilder::default() };
    let deepest = limits.length(Limit::ElementNesting).min(DEEPEST);
    loop {
        let start = place(reader.buffer_position());
        let (space, event) = match reader.read_resolved_event() {
            Ok((space, event)) => (Space::of(&space), event),
            Err(error) => {
                let at = place(reader.error_position());
                return Err(broken(source, error.to_string(), Span::new(at, at)));
            }
        };
        let end = place(reader.buffer_position());
        let span = Span::new(start, end);
        match event {
            Event::Start(tag) => {
                let element = builder.element(source, space, &tag, &reader, span)?;
                builder.open.push(element);
                if builder.open.len() > deepest {
                    let message = format!("the elements are nested more than {deepest} levels deep");
                    return Err(Diagnostic::new(Code::InputTooLarge, message).at(span).with_hint(TOO_MUCH));
                }
            }
            Event::Empty(tag) => {
                let element = builder.element(source, space, &tag, &reader, span)?;
                builder.close(source, element)?;
            }
            Event::End(_) => {
                if let Some(element) = builder.open.pop() {
                    builder.close(source, element)?;
                }
            }
            Event::Text(words) => builder.text(source, &words.xml10_content(), span)?,
            Event::CData(words) => builder.text(source, &words.xml10_content(), span)?,
            Event::GeneralRef(reference) => builder.reference(source, &reference, span)?,
            Event::DocType(declared) => {
                builder.document_type =
                    Some(if declared.contains("XHTML") { Declared::Xhtml } else { Declared::Other });
            }
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            Event::Eof => break,
        }
    }
    if let Some(open) = builder.open.last() {
        let at = Span::new(text.len(), text.len());
        return Err(broken(source, format!("it ends before <{}> is closed", open.name), at));
    }
    let root = builder.root.ok_or_else(|| broken(source, "there is no element".to_owned(), Span::new(0, 0)))?;
    builder.replaced.report(&mut builder.diagnostics);
    Ok(SourceTree { root, diagnostics: builder.diagnostics })
}

fn place(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

/// What to do with a file that is beyond what can be set.
const TOO_MUCH: &str = "no article needs as much: ask who sent it";

fn broken(source: &Source, reason: String, span: Span) -> Diagnostic {
    let at = source.position(span.start);
    let message = format!("not well-formed XML at line {}, column {}: {reason}", at.line, at.column);
    Diagnostic::new(Code::XmlInvalid, message).at(span).with_hint(
        "correct it at this place, or ask the sender for a sound file: nothing is guessed about a broken one",
    )
}

/// What is known of the namespace of an element.
enum Space {
    Known(Vocabulary),
    /// A prefix that nobody declares.
    Undeclared(String),
}

impl Space {
    fn of(space: &ResolveResult<'_>) -> Self {
        match space {
            ResolveResult::Bound(namespace) => {
                let name = namespace.as_ref();
                Self::Known(match name {
                    XHTML => Vocabulary::Xhtml,
                    _ if name.starts_with(IPTC) => Vocabulary::News,
                    _ => Vocabulary::Other,
                })
            }
            ResolveResult::Unbound => Self::Known(Vocabulary::News),
            ResolveResult::Unknown(prefix) => Self::Undeclared(prefix.clone()),
        }
    }
}

/// The document type that a file declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Declared {
    Xhtml,
    Other,
}

#[derive(Default)]
struct TreeBuilder {
    open: Vec<SourceElement>,
    root: Option<SourceElement>,
    limits: Limits,
    elements: usize,
    document_type: Option<Declared>,
    replaced: Replaced,
    diagnostics: Vec<Diagnostic>,
}

impl TreeBuilder {
    fn element(
        &mut self,
        source: &Source,
        space: Space,
        tag: &BytesStart<'_>,
        reader: &NsReader<&[u8]>,
        span: Span,
    ) -> Result<SourceElement, Diagnostic> {
        let undeclared = |prefix: &str, name: &str| {
            let offset = source.slice(span).find(name).unwrap_or(0);
            let at = Span::new(span.start + offset, span.start + offset + name.len());
            broken(source, format!("the prefix {prefix:?} of {name} is not declared (Namespaces in XML, 5)"), at)
        };
        let vocabulary = match space {
            Space::Known(vocabulary) => vocabulary,
            Space::Undeclared(prefix) => return Err(undeclared(&prefix, tag.name().as_ref())),
        };
        self.elements += 1;
        if self.limits.is_exceeded(Limit::Elements, self.elements) {
            return Err(self.limits.refusal(Limit::Elements, "the file").at(span));
        }
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| broken(source, error.to_string(), span))?;
            if self.limits.is_exceeded(Limit::Attributes, attributes.len() + 1) {
                return Err(self.limits.refusal(Limit::Attributes, "the element").at(span));
            }
            let written = attribute.key.as_ref();
            if let (ResolveResult::Unknown(prefix), _) = reader.resolver().resolve_attribute(attribute.key) {
                return Err(undeclared(&prefix, written));
            }
            let value = match attribute.normalized_value(XmlVersion::Implicit1_0) {
                Ok(value) => value.into_owned(),
                Err(error) if self.document_type.is_none() => return Err(broken(source, error.to_string(), span)),
                Err(_) => {
                    self.kept(&attribute.value, span);
                    attribute.value.clone().into_owned()
                }
            };
            attributes.push((written.to_owned(), self.replaced.clean(&value, span)));
        }
        let name = tag.local_name().as_ref().to_owned();
        Ok(SourceElement { vocabulary, name, attributes, children: Vec::new(), span })
    }

    fn close(&mut self, source: &Source, element: SourceElement) -> Result<(), Diagnostic> {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(SourceNode::Element(element)),
            None if self.root.is_none() => self.root = Some(element),
            None => return Err(broken(source, "a second element stands behind the first".to_owned(), element.span)),
        }
        Ok(())
    }

    fn text(&mut self, source: &Source, text: &str, span: Span) -> Result<(), Diagnostic> {
        let Some(parent) = self.open.last_mut() else {
            if text.trim().is_empty() {
                return Ok(());
            }
            return Err(broken(source, "text stands outside of all elements".to_owned(), span));
        };
        let text = self.replaced.clean(text, span);
        match parent.children.last_mut() {
            Some(SourceNode::Text(before, place)) => {
                before.push_str(&text);
                *place = place.join(span);
            }
            Some(SourceNode::Element(_)) | None => parent.children.push(SourceNode::Text(text, span)),
        }
        Ok(())
    }

    /// A reference to a character or an entity (XML 1.0, 4.1).
    fn reference(&mut self, source: &Source, reference: &BytesRef<'_>, span: Span) -> Result<(), Diagnostic> {
        let name: &str = reference;
        let character = match reference.resolve_char_ref() {
            Ok(Some(character)) => Some(character),
            Ok(None) => match name {
                "amp" => Some('&'),
                "lt" => Some('<'),
                "gt" => Some('>'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                _ => None,
            },
            Err(error) => return Err(broken(source, error.to_string(), span)),
        };
        if let Some(character) = character {
            return self.text(source, character.encode_utf8(&mut [0; 4]), span);
        }
        let written = format!("&{name};");
        match self.document_type {
            None => {
                let reason = format!("the entity {written} is not declared");
                Err(broken(source, reason, span))
            }
            Some(Declared::Xhtml) if html_escape::decode_html_entities(&written) != *written => {
                let text = html_escape::decode_html_entities(&written).into_owned();
                self.text(source, &text, span)
            }
            Some(Declared::Xhtml | Declared::Other) => {
                self.kept(&written, span);
                self.text(source, &written, span)
            }
        }
    }

    fn kept(&mut self, written: &str, span: Span) {
        let shown: String = written.chars().take(60).collect();
        let message = format!("the reference {shown:?} is kept as it is written: no document type is read");
        self.diagnostics.push(
            Diagnostic::new(Code::EntityKept, message).at(span).with_hint("write the character itself in its place"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<SourceTree, Diagnostic> {
        parse(&Source::new("a.xml", text).expect("UTF-8"), &Limits::default())
    }

    #[test]
    fn knows_where_everything_stands() {
        let text = "<a xmlns='http://iptc.org/std/nar/2006-10-01/' b='1&amp;2'>söz&#x18f;<![CDATA[<]]> <c/></a>";
        let tree = read(text).expect("well-formed");
        assert_eq!(tree.root.attribute("b"), Some("1&2"));
        let [SourceNode::Text(words, span), SourceNode::Element(element)] = tree.root.children.as_slice() else {
            panic!("{:?}", tree.root)
        };
        assert_eq!((words.as_str(), &text[span.start..span.end]), ("sözƏ< ", "söz&#x18f;<![CDATA[<]]> "));
        assert_eq!(&text[element.span.start..element.span.end], "<c/>");
    }

    #[test]
    fn says_where_and_why_a_file_is_broken() {
        for (text, reason, line, column) in [
            ("<a>\n<b></a>", "expected `</b>`", 2, 4),
            ("<a>\n <b x:y='1'/></a>", "the prefix \"x\" of x:y", 2, 5),
            ("<x:a/>", "the prefix \"x\" of x:a", 1, 2),
            ("<a>", "ends before <a> is closed", 1, 4),
            ("<a>&nbsp;</a>", "the entity &nbsp; is not declared", 1, 4),
            ("<a/><b/>", "a second element", 1, 5),
            ("<a/>x", "outside of all elements", 1, 5),
            ("", "there is no element", 1, 1),
        ] {
            let error = read(text).expect_err(text);
            let source = Source::new("a.xml", text).expect("UTF-8");
            let at = source.position(error.span.expect("a place").start);
            assert!(error.message.contains(reason) && error.code == Code::XmlInvalid, "{text}: {error}");
            assert_eq!((at.line, at.column), (line, column), "{text}: {error}");
        }
    }

    #[test]
    fn expands_nothing() {
        let bomb =
            "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'><!ENTITY d SYSTEM 'file:///etc/passwd'>]><a>&c;&d;</a>";
        let tree = read(bomb).expect("well-formed");
        assert_eq!(tree.root.raw_text(), "&c;&d;");
        assert_eq!(tree.diagnostics.len(), 2);
        let xhtml = "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x'><html>a&nbsp;b&hellip;&odd;</html>";
        let tree = read(xhtml).expect("well-formed");
        assert_eq!(tree.root.raw_text(), "a\u{a0}b…&odd;");
    }

    #[test]
    fn refuses_what_costs_too_much() {
        let attributes: String = (0..=512).map(|number| format!(" b{number}=''")).collect();
        let elements = "<b/>".repeat(200_001);
        for text in ["<a>".repeat(DEEPEST + 1), format!("<a{attributes}/>"), format!("<a>{elements}</a>")] {
            assert_eq!(read(&text).expect_err("too much").code, Code::InputTooLarge);
        }
    }
}
