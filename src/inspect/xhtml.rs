//! Words of a page in XHTML (or in NITF, which speaks alike): the source's apart from those that the converter added.
//!
//! What an element whose `class` or `id` begins with `istinad-` holds was added; all else is the source's. Elements
//! that are not known to run with the text around them part words, as `br` does.

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

/// Takes the words out of an element.
pub(super) fn collect(element: &Element, text: &mut Text) {
    let whose = if is_added(element) { Whose::Added } else { Whose::Source };
    walk(element, whose, text);
    text.part();
}

fn walk(element: &Element, whose: Whose, text: &mut Text) {
    for node in &element.children {
        match node {
            Node::Text(words) => text.push(whose, words),
            Node::Element(child) => {
                let name = child.name();
                if UNSEEN.contains(&name) {
                    continue;
                }
                let whose = if is_added(child) { Whose::Added } else { whose };
                let inline = INLINE.contains(&name);
                if !inline {
                    text.part();
                }
                if matches!(name, "img" | "image" | "media-reference") {
                    text.pictures += 1;
                }
                let start = text.mark(whose);
                walk(child, whose, text);
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
