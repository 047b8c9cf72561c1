//! One XHTML page of the book: its frame, and running text in it.
//!
//! Everything that a reader sees goes through [`XhtmlPage::text`], which also notes the characters for the fonts.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::fonts::FontUse;
use crate::fonts::FaceStyle;
use crate::language::direction::runs_right_to_left;
use crate::language::labels::labels;
use crate::model::walk::plain_text;
use crate::model::{Inline, Language, Link, NoteId};
use crate::render::xml::Xml;

/// A page in the making.
pub(super) struct XhtmlPage<'a> {
    pub(super) xml: Xml,
    fonts: &'a mut FontUse,
    style: FaceStyle,
    language: &'a Language,
    /// The attributes of our own words, where their language is not that of the page.
    label_language: Vec<(&'static str, &'static str)>,
    /// How often each footnote has been referred to so far.
    references: Vec<usize>,
}

impl<'a> XhtmlPage<'a> {
    /// Starts a page: everything up to and with `<body>`.
    pub(super) fn new(title: &str, language: &'a Language, fonts: &'a mut FontUse) -> Self {
        let mut xml = Xml::new();
        xml.doctype_html();
        let mut attributes = vec![
            ("xmlns", "http://www.w3.org/1999/xhtml"),
            ("xmlns:epub", "http://www.idpf.org/2007/ops"),
            ("lang", language.as_str()),
            ("xml:lang", language.as_str()),
        ];
        attributes.extend(direction(language));
        xml.open("html", &attributes);
        xml.line();
        xml.open("head", &[]);
        xml.line();
        xml.empty("meta", &[("charset", "utf-8")]);
        xml.line();
        xml.leaf("title", &[], title);
        xml.line();
        xml.empty("link", &[("rel", "stylesheet"), ("type", "text/css"), ("href", super::STYLESHEET)]);
        xml.line();
        xml.close();
        xml.line();
        xml.open("body", &[]);
        xml.line();
        let label_language = label_language(language);
        Self { xml, fonts, style: FaceStyle::default(), language, label_language, references: Vec::new() }
    }

    /// Ends the page.
    pub(super) fn finish(self) -> Vec<u8> {
        self.xml.finish()
    }

    /// Opens an element that holds elements.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.xml.open(name, attributes);
        self.xml.line();
    }

    /// Closes the innermost element and ends the line.
    pub(super) fn close(&mut self) {
        self.xml.close();
        self.xml.line();
    }

    /// Writes what `write` writes, in a style.
    pub(super) fn styled(&mut self, style: FaceStyle, write: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.style, style);
        write(self);
        self.style = outer;
    }

    /// Writes what `write` writes, in bold.
    pub(super) fn bold(&mut self, write: impl FnOnce(&mut Self)) {
        self.styled(FaceStyle { bold: true, ..self.style }, write);
    }

    /// Writes what `write` writes, in italics.
    pub(super) fn italic(&mut self, write: impl FnOnce(&mut Self)) {
        self.styled(FaceStyle { italic: true, ..self.style }, write);
    }

    /// Writes what `write` writes, in the face of code.
    pub(super) fn mono(&mut self, write: impl FnOnce(&mut Self)) {
        self.styled(FaceStyle { mono: true, ..self.style }, write);
    }

    /// Writes words.
    pub(super) fn text(&mut self, text: &str) {
        self.fonts.add(self.style, text);
        self.xml.text(text);
    }

    /// Writes an element that holds words of ours, and ends the line.
    pub(super) fn label(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.leaf(name, &[attributes, &self.label_language].concat(), text);
    }

    /// Writes an element that holds words and nothing else, and ends the line.
    pub(super) fn leaf(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.xml.open(name, attributes);
        self.text(text);
        self.close();
    }

    /// Writes an element that holds running text, and ends the line.
    pub(super) fn running(&mut self, name: &'static str, attributes: &[(&str, &str)], content: &[Inline]) {
        let article = self.language.is_right_to_left();
        let right_to_left = runs_right_to_left(&plain_text(content), article);
        if right_to_left == article || attributes.iter().any(|(name, _)| *name == "dir") {
            self.xml.open(name, attributes);
        } else {
            self.xml.open(name, &[attributes, &[("dir", if right_to_left { "rtl" } else { "ltr" })]].concat());
        }
        self.inlines(content);
        self.close();
    }

    /// Writes an element that holds running text of ours, and ends the line.
    pub(super) fn running_label(&mut self, name: &'static str, attributes: &[(&str, &str)], content: &[Inline]) {
        self.running(name, &[attributes, &self.label_language].concat(), content);
    }

    /// Writes running text.
    pub(super) fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text(&text.text),
            Inline::Emphasis(content) => self.italic(|page| page.element("em", &[], content)),
            Inline::Strong(content) => self.bold(|page| page.element("strong", &[], content)),
            Inline::Strikethrough(content) => self.element("s", &[], content),
            Inline::Superscript(content) => self.element("sup", &[], content),
            Inline::Subscript(content) => self.element("sub", &[], content),
            Inline::Code(code) => {
                self.xml.open("code", &[]);
                self.mono(|page| page.text(&code.text));
                self.xml.close();
            }
            Inline::Link(Link { address, title, content, span: _ }) => {
                let href = href(address);
                let mut attributes = vec![("href", href.as_ref())];
                attributes.extend(title.as_deref().map(|title| ("title", title)));
                self.element("a", &attributes, content);
            }
            Inline::LineBreak => {
                self.xml.empty("br", &[]);
                // White space at the start of a line is not shown; whoever takes the text out of the page needs it.
                self.xml.text("\n");
            }
            Inline::NoteReference(note) => self.note_reference(*note),
            Inline::LanguageSpan { language, content } => {
                let mut attributes = vec![("lang", language.as_str()), ("xml:lang", language.as_str())];
                if language.is_right_to_left() != self.language.is_right_to_left() {
                    attributes.push(("dir", if language.is_right_to_left() { "rtl" } else { "ltr" }));
                }
                self.element("span", &attributes, content);
            }
        }
    }

    fn element(&mut self, name: &'static str, attributes: &[(&str, &str)], content: &[Inline]) {
        self.xml.open(name, attributes);
        self.inlines(content);
        self.xml.close();
    }

    fn note_reference(&mut self, NoteId(note): NoteId) {
        if self.references.len() <= note {
            self.references.resize(note + 1, 0);
        }
        self.references[note] += 1;
        let id = reference_id(note, self.references[note]);
        let attributes = [
            ("class", "istinad-label"),
            ("epub:type", "noteref"),
            ("role", "doc-noteref"),
            ("id", &id),
            ("href", &format!("#{}", note_id(note))),
        ];
        self.xml.open("a", &attributes);
        self.text(&(note + 1).to_string());
        self.xml.close();
    }

    /// The places that refer to a footnote so far.
    pub(super) fn references_to(&self, note: usize) -> impl Iterator<Item = String> + use<> {
        let count = self.references.get(note).copied().unwrap_or(0);
        (1..=count).map(move |nth| reference_id(note, nth))
    }
}

/// The direction that an element in this language states; none for the usual one.
pub(super) fn direction(language: &Language) -> Option<(&'static str, &'static str)> {
    language.is_right_to_left().then_some(("dir", "rtl"))
}

/// What our own words state of their language on a page in this one: there are none in most languages, and none in
/// another script than the usual one.
fn label_language(page: &Language) -> Vec<(&'static str, &'static str)> {
    let Some((own, direction)) = labels(page).marked_in(page) else { return Vec::new() };
    let mut attributes = vec![("lang", own), ("xml:lang", own)];
    if page.is_right_to_left() != (direction == "rtl") {
        attributes.push(("dir", direction));
    }
    attributes
}

/// The id of a footnote.
pub(super) fn note_id(note: usize) -> String {
    format!("note{}", note + 1)
}

fn reference_id(note: usize, nth: usize) -> String {
    match nth {
        1 => format!("ref{}", note + 1),
        _ => format!("ref{}-{nth}", note + 1),
    }
}

/// An address as it may stand in an attribute: what no URL may hold is percent-encoded (URL Standard, "URL code
/// points"), everything else is as it was.
pub(super) fn href(address: &str) -> Cow<'_, str> {
    let host = address.find("//").map_or(0, |start| {
        address[start + 2..].find(['/', '?', '#']).map_or(address.len(), |length| start + 2 + length)
    });
    let fragment = address.find('#');
    let is_sound = |(index, character): (usize, char)| match character {
        '%' => {
            let hex = |offset| address.as_bytes().get(index + offset).is_some_and(u8::is_ascii_hexdigit);
            hex(1) && hex(2)
        }
        '[' | ']' => index < host,
        '#' => fragment == Some(index),
        '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => false,
        // Noncharacters: the last two code points of each plane, and a block of their own.
        '\u{fdd0}'..='\u{fdef}' => false,
        _ => !character.is_control() && !character.is_whitespace() && u32::from(character) & 0xfffe != 0xfffe,
    };
    if address.char_indices().all(is_sound) {
        return Cow::Borrowed(address);
    }
    let mut encoded = String::with_capacity(address.len() + 16);
    for (index, character) in address.char_indices() {
        if is_sound((index, character)) {
            encoded.push(character);
        } else {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    Cow::Owned(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_left_alone_where_they_can_be() {
        for sound in [
            "https://numune.example/yazı/1?a=b&c=%C9%99#x",
            "https://[2001:db8::1]/",
            "mailto:redaksiya@numune.example",
            "https://numune.example",
        ] {
            assert_eq!(href(sound), sound);
        }
        assert_eq!(href("https://a.example/a b|c"), "https://a.example/a%20b%7Cc");
        assert_eq!(href("https://a.example/100%/#a#b"), "https://a.example/100%25/#a%23b");
        assert_eq!(href("https://a.example/\u{fdd0}"), "https://a.example/%EF%B7%90");
        assert_eq!(href("https://a.example/[x]"), "https://a.example/%5Bx%5D");
    }
}
