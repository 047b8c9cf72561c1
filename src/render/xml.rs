//! XML as the renderers write it: a thin hand over `quick-xml` that keeps track of open elements.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesPI, BytesStart, BytesText, Event};

/// An XML document in the making.
pub(crate) struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

impl Xml {
    /// Starts a document with its declaration (XML 1.0, UTF-8).
    pub(crate) fn new() -> Self {
        let mut writer = Writer::new(Vec::with_capacity(16 * 1024));
        write(&mut writer, Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        let mut xml = Self { writer, open: Vec::new() };
        xml.line();
        xml
    }

    /// Starts an XMP packet (ISO 16684-1, 7.3.2): no declaration, but a mark that tools find in a file of any kind.
    pub(crate) fn packet() -> Self {
        let mut writer = Writer::new(Vec::with_capacity(8 * 1024));
        let mark = "xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"";
        write(&mut writer, Event::PI(BytesPI::new(mark)));
        Self { writer, open: Vec::new() }
    }

    /// How many bytes were written so far.
    pub(crate) fn length(&mut self) -> usize {
        self.writer.get_mut().len()
    }

    /// Takes out what was written so far: what follows goes behind it.
    pub(crate) fn take(&mut self) -> Vec<u8> {
        std::mem::take(self.writer.get_mut())
    }

    /// Ends an XMP packet: closes what is open, and says that nobody may change it in its place.
    pub(crate) fn finish_packet(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        write(&mut self.writer, Event::PI(BytesPI::new("xpacket end=\"r\"")));
        self.writer.into_inner()
    }

    /// Writes the document type of HTML.
    pub(crate) fn doctype_html(&mut self) {
        write(&mut self.writer, Event::DocType(BytesText::from_escaped("html")));
        self.line();
    }

    /// Opens an element.
    pub(crate) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        write(&mut self.writer, Event::Start(start(name, attributes)));
        self.open.push(name);
    }

    /// Closes the innermost open element.
    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            write(&mut self.writer, Event::End(BytesEnd::new(name)));
        }
    }

    /// Writes an element without content.
    pub(crate) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        write(&mut self.writer, Event::Empty(start(name, attributes)));
    }

    /// Writes text, escaped.
    pub(crate) fn text(&mut self, text: &str) {
        // Quotation marks need no escape in text; JSON would be full of them.
        write(&mut self.writer, Event::Text(BytesText::from_escaped(partial_escape(legal(text)))));
    }

    /// Writes an element that holds text and nothing else.
    pub(crate) fn leaf(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close();
    }

    /// Ends a line, and indents the next one by the depth of the open elements. Only between elements: inside running
    /// text it would add a space.
    pub(crate) fn line(&mut self) {
        let out = self.writer.get_mut();
        out.push(b'\n');
        out.extend(std::iter::repeat_n(b' ', self.open.len()));
    }

    /// Opens an element on a line of its own.
    pub(crate) fn open_line(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.line();
        self.open(name, attributes);
    }

    /// Closes the innermost open element on a line of its own: for elements that hold elements, a line each.
    pub(crate) fn close_line(&mut self) {
        let out = self.writer.get_mut();
        out.push(b'\n');
        out.extend(std::iter::repeat_n(b' ', self.open.len().saturating_sub(1)));
        self.close();
    }

    /// Writes an element that holds text and nothing else, on a line of its own.
    pub(crate) fn leaf_line(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.line();
        self.leaf(name, attributes, text);
    }

    /// Writes an element without content on a line of its own.
    pub(crate) fn empty_line(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.line();
        self.empty(name, attributes);
    }

    /// Writes an element that is XML already, as it is, from the start of a line on.
    pub(crate) fn fragment(&mut self, xml: &str) {
        self.writer.get_mut().push(b'\n');
        write(&mut self.writer, Event::Text(BytesText::from_escaped(legal(xml))));
    }

    /// Ends the document: closes what is open and ends the last line.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        let mut out = self.writer.into_inner();
        out.push(b'\n');
        out
    }
}

fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (attribute, value) in attributes {
        start.push_attribute((*attribute, &*legal(value)));
    }
    start
}

/// Text without characters that XML 1.0 has no way to write (2.2, `Char`): white space becomes a space, so that words
/// stay apart, and each other one U+FFFD. Readers replace them already and say so; this is for documents that a
/// program built.
fn legal(text: &str) -> Cow<'_, str> {
    fn is_illegal(character: char) -> bool {
        matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
    }
    // In UTF-8 U+FFFE and U+FFFF begin with a byte that hardly any text has.
    let may_be_illegal = |byte: u8| byte == 0xef || (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r'));
    if !text.bytes().any(may_be_illegal) || !text.contains(is_illegal) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(|character| match character {
            '\u{b}' | '\u{c}' => ' ',
            other if is_illegal(other) => char::REPLACEMENT_CHARACTER,
            other => other,
        })
        .collect()
}

/// Writing into memory cannot fail.
fn write(writer: &mut Writer<Vec<u8>>, event: Event<'_>) {
    writer.write_event(event).expect("a Vec takes every byte");
}
