//! Words of a page in XHTML (or in NITF, which speaks alike): the source's apart from those that the converter added.
//!
//! What an element whose `class` or `id` begins with `istinad-` holds was added; all else is the source's. Elements
//! that are not known to run with the text around them part words, as `br` does.
//!
//! What an element hides by itself (`hidden`, `display: none` or `visibility: hidden` in its `style`) nobody sees: its
//! words do not count, and a link in it has none. Style sheets are not read.

use std::collections::BTreeMap;

use super::report::{GatheredText, Hyperlink, NoteLead, Report, Whose};
use super::style;
use super::xml::{XmlElement, XmlNode};
use crate::diagnostic::Code;

const ADDED: &str = "istinad-";

/// Elements that stand within a line of text: those of HTML, and after them those of NITF.
const INLINE: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "b",
    "bdi",
    "bdo",
    "big",
    "cite",
    "code",
    "data",
    "del",
    "dfn",
    "em",
    "font",
    "i",
    "ins",
    "kbd",
    "mark",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
    "var",
    "wbr",
    "chron",
    "classifier",
    "copyrite",
    "event",
    "function",
    "lang",
    "location",
    "money",
    "num",
    "object.title",
    "org",
    "person",
    "postaddr",
    "pronounce",
    "virtloc",
];

/// Elements whose text nobody sees.
const UNSEEN: &[&str] = &["head", "script", "style", "template", "noscript"];

/// Whether the converter added an element.
pub(super) fn is_added(element: &XmlElement) -> bool {
    let begins = |name| element.attribute(name).is_some_and(|value: &str| value.trim_start().starts_with(ADDED));
    begins("class") || begins("id")
}

/// Whether an element hides what it holds (HTML, 6.1; CSS 2.2, 9.2.4 and 11.2).
fn is_hidden(element: &XmlElement) -> bool {
    let hides = |declaration: &str| {
        let Some((property, value)) = declaration.split_once(':') else { return false };
        let (property, value) = (property.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
        let value = value.trim_end_matches("!important").trim_end();
        matches!((&*property, value), ("display", "none") | ("visibility", "hidden" | "collapse"))
    };
    element.attribute("hidden").is_some() || element.attribute("style").is_some_and(|style| style.split(';').any(hides))
}

/// Elements that a page of words is made of; what others do is not known.
const KNOWN: &[&str] = &[
    "html",
    "head",
    "title",
    "meta",
    "link",
    "body",
    "main",
    "article",
    "header",
    "section",
    "nav",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "figure",
    "figcaption",
    "img",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "colgroup",
    "col",
    "pre",
    "code",
    "hr",
    "br",
    "a",
    "em",
    "strong",
    "s",
    "sup",
    "sub",
    "span",
    "time",
    "div",
    "b",
    "i",
    "u",
    "q",
    "cite",
    "small",
    "abbr",
    "bdi",
    "bdo",
    "ruby",
    "rt",
    "rp",
    "aside",
];

/// Notes everything that a page says beside its words: which elements it has, and what their attributes say.
pub(super) fn account(page: &XmlElement, report: &mut Report) {
    for twice in ["head", "body"].into_iter().filter(|name| page.named(name).count() > 1) {
        report.claim(format!("page/second {twice}"), "");
    }
    for element in page.all() {
        let name = element.name();
        if !KNOWN.contains(&name) {
            report.claim(format!("page/{name}"), element.text().unwrap_or_default());
        }
        if name == "title" {
            report.claim("page/title", element.text().unwrap_or_default());
        }
        for (attribute, value) in element.all_attributes() {
            if attribute == "style" {
                for hiding in style::hides(value) {
                    report.fault(Code::WordsHidden, format!("an element's own style hides words: {hiding}"));
                }
            }
            // A table of contents alone may be hidden: machines read it all the same.
            let place = if attribute == "hidden" && name != "nav" { "page/hidden@" } else { "page@" };
            report.claim(format!("{place}{attribute}"), value);
        }
    }
}

/// The notes of a page by their ids: items of lists in their order; `None` where an id stands twice.
type NoteIds<'a> = BTreeMap<&'a str, Option<usize>>;

fn note_ids(page: &XmlElement) -> NoteIds<'_> {
    let mut ids = NoteIds::new();
    let mut count = 0;
    for element in page.all() {
        let Some(id) = element.attribute("id") else { continue };
        let note = (element.name() == "li").then_some(count);
        count += usize::from(note.is_some());
        ids.entry(id).and_modify(|known| *known = None).or_insert(note);
    }
    ids
}

/// The place on its own page that an element leads to.
fn target(element: &XmlElement) -> Option<&str> {
    element.attribute("href")?.strip_prefix('#')
}

/// Whether an element refers to a note: it was added, and leads to a place on its own page.
fn refers(element: &XmlElement, whose: Whose) -> bool {
    let is_link = whose == Whose::Added && element.name() == "a";
    is_link && element.attribute("role") != Some(BACK) && target(element).is_some()
}

/// The role of what leads from a note back to its reference (DPUB-ARIA).
const BACK: &str = "doc-backlink";

/// Sees whether the references of a page lead to the notes of their numbers, and these back to them.
pub(super) fn notes(page: &XmlElement, report: &mut Report) {
    let ids = note_ids(page);
    let mut lead_back = BTreeMap::new();
    let mut astray = false;
    for element in page.all() {
        let is_reference = is_added(element) && element.attribute("role") == Some("doc-noteref");
        if is_reference && let Some(id) = element.attribute("id") {
            lead_back.insert(id, target(element));
        }
        if is_reference {
            let note = target(element).and_then(|id| ids.get(id).copied().flatten());
            astray |= note.map(|note| (note + 1).to_string()) != element.text();
        }
    }
    for note in page.all().into_iter().filter(|element| element.name() == "li") {
        let back = note.all().into_iter().filter(|element| element.attribute("role") == Some(BACK));
        astray |= back
            .map(|element| target(element).and_then(|id| lead_back.get(id).copied().flatten()))
            .any(|leads_to| leads_to != note.attribute("id"));
    }
    if astray {
        report
            .fault(Code::LinkDiffers, "a reference to a note leads elsewhere than to the note of its number and back");
    }
}

/// Takes the words out of an element.
pub(super) fn collect(element: &XmlElement, text: &mut GatheredText) {
    let whose = if is_added(element) { Whose::Added } else { Whose::Source };
    walk(element, whose, is_hidden(element), &note_ids(element), text);
    text.part();
}

fn walk(element: &XmlElement, whose: Whose, hidden: bool, notes: &NoteIds<'_>, text: &mut GatheredText) {
    for node in &element.children {
        match node {
            XmlNode::Text(words) if !hidden => text.push(whose, words),
            XmlNode::Text(_) => {}
            XmlNode::Element(child) => {
                let name = child.name();
                if UNSEEN.contains(&name) {
                    continue;
                }
                let whose = if is_added(child) { Whose::Added } else { whose };
                let hidden = hidden || is_hidden(child);
                let inline = INLINE.contains(&name);
                if !inline {
                    text.part();
                }
                if matches!(name, "img" | "image" | "media-reference") && !hidden {
                    text.pictures += 1;
                }
                let start = text.mark(whose);
                if refers(child, whose) {
                    let note = target(child).and_then(|id| notes.get(id).copied().flatten());
                    text.references.push(NoteLead { note, at: text.source.len() });
                }
                walk(child, whose, hidden, notes, text);
                if let Some(address) = child.attribute("href").filter(|_| name == "a") {
                    let words = text.since(whose, start);
                    text.links.push(Hyperlink { address: address.to_owned(), text: words, whose });
                }
                if !inline {
                    text.part();
                }
            }
        }
    }
}
