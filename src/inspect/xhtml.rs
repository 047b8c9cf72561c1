//! Words of a page in XHTML (or in NITF, which speaks alike): the source's apart from those that the converter added.
//!
//! What an element whose `class` or `id` begins with `istinad-` holds was added; all else is the source's. Elements
//! that are not known to run with the text around them part words, as `br` does.
//!
//! What an element hides by itself (`hidden`, `display: none` or `visibility: hidden` in its `style`) nobody sees: its
//! words do not count, and a link in it has none. Style sheets are not read.

use super::report::{Hyperlink, Text, Whose};
use super::xml::{Element, Node};

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
pub(super) fn is_added(element: &Element) -> bool {
    let begins = |name| element.attribute(name).is_some_and(|value: &str| value.trim_start().starts_with(ADDED));
    begins("class") || begins("id")
}

/// Whether an element hides what it holds (HTML, 6.1; CSS 2.2, 9.2.4 and 11.2).
fn is_hidden(element: &Element) -> bool {
    let hides = |declaration: &str| {
        let Some((property, value)) = declaration.split_once(':') else { return false };
        let (property, value) = (property.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
        let value = value.trim_end_matches("!important").trim_end();
        matches!((&*property, value), ("display", "none") | ("visibility", "hidden" | "collapse"))
    };
    element.attribute("hidden").is_some() || element.attribute("style").is_some_and(|style| style.split(';').any(hides))
}

/// Takes the words out of an element.
pub(super) fn collect(element: &Element, text: &mut Text) {
    let whose = if is_added(element) { Whose::Added } else { Whose::Source };
    walk(element, whose, is_hidden(element), text);
    text.part();
}

fn walk(element: &Element, whose: Whose, hidden: bool, text: &mut Text) {
    for node in &element.children {
        match node {
            Node::Text(words) if !hidden => text.push(whose, words),
            Node::Text(_) => {}
            Node::Element(child) => {
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
                walk(child, whose, hidden, text);
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
