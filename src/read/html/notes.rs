//! Notes of a page: a reference in the text, what it refers to, and the way back.
//!
//! Systems write them in their own ways (kramdown, Word, Wikipedia, the roles of DPUB-ARIA), but all alike in this: a
//! short link leads to an element of the page, and from there a link leads back to where the first one stands.

use std::collections::{BTreeMap, BTreeSet};

use dom_query::{NodeId, NodeRef};

use super::tree::{Page, words};
use crate::build::elements::is_block;

/// The longest that a reference says, in characters: `[123]`, `note 4`.
const LONGEST_REFERENCE: usize = 8;
/// The longest note that does not lead back, in characters.
const LONGEST_NOTE: usize = 1_000;
/// How far around a reference the place may be to which the way back leads.
const MOST_AROUND: usize = 3;

/// The notes of a page.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The links that refer to a note, and the note of each: the element that holds it.
    pub(super) references: BTreeMap<NodeId, NodeId>,
    /// The elements that hold notes.
    pub(super) blocks: BTreeSet<NodeId>,
    /// What leads back: links, with the signs around them.
    pub(super) ways_back: BTreeSet<NodeId>,
}

impl Notes {
    /// Finds the notes of a page.
    pub(super) fn of(page: &Page) -> Self {
        let mut notes = Self::default();
        let links: Vec<(NodeRef<'_>, String)> = page.elements("a").filter_map(inner_link).collect();
        if links.is_empty() {
            return notes;
        }
        let places = places(page);
        for (link, target) in &links {
            let length = words(link).chars().count();
            if !(1..=LONGEST_REFERENCE).contains(&length) {
                continue;
            }
            let Some(note) = places.get(target.as_str()).and_then(holder) else { continue };
            let stands_inside = link.ancestors_it(None).any(|around| around.id == note.id);
            // The way back looks like a reference; but a note stands behind the words that refer to it.
            let start = |node: NodeId| page.place(node).map(|place| place.start);
            if stands_inside || note.has_name("body") || start(note.id) < start(link.id) {
                continue;
            }
            let around: Vec<NodeId> = std::iter::once(link.id)
                .chain(link.ancestors_it(Some(MOST_AROUND)).map(|around| around.id))
                .chain(link.descendants_it().map(|inside| inside.id))
                .collect();
            let leads_back = |(_, target): &(NodeRef<'_>, String)| {
                places.get(target.as_str()).is_some_and(|place| around.contains(&place.id))
            };
            let ways: Vec<NodeRef<'_>> = note
                .descendants_it()
                .filter(|it| it.has_name("a"))
                .filter_map(inner_link)
                .filter(leads_back)
                .map(|(way, _)| way)
                .collect();
            if ways.is_empty() && !is_marked(&note) && !(is_raised(link) && is_apart(&note)) {
                continue;
            }
            notes.references.insert(link.id, note.id);
            notes.blocks.insert(note.id);
            notes.ways_back.extend(ways.iter().map(|way| with_signs(way, &note)));
        }
        // What is a note is no reference: in Word's way both look alike.
        let blocks = &notes.blocks;
        let is_inside = |link: &NodeId| {
            let link = page.document.tree.get(link);
            link.is_some_and(|link| link.ancestors_it(None).any(|around| blocks.contains(&around.id)))
        };
        let inside: Vec<NodeId> = notes.references.keys().copied().filter(is_inside).collect();
        let outer: BTreeSet<NodeId> =
            notes.references.iter().filter(|(link, _)| !inside.contains(link)).map(|(_, note)| *note).collect();
        for link in inside {
            notes.references.remove(&link);
        }
        notes.blocks.retain(|block| outer.contains(block));
        notes
    }
}

/// A link to a place of the page itself, and the name of the place.
fn inner_link<'a>(link: NodeRef<'a>) -> Option<(NodeRef<'a>, String)> {
    let name = link.attr("href")?.trim().strip_prefix('#')?.to_owned();
    (!name.is_empty()).then_some((link, name))
}

/// The places of a page by their names; of several the first.
fn places(page: &Page) -> BTreeMap<String, NodeRef<'_>> {
    let mut places = BTreeMap::new();
    let Some(body) = page.document.body() else { return places };
    for node in body.descendants_it().filter(NodeRef::is_element) {
        let name = node.id_attr().or_else(|| node.attr("name").filter(|_| node.has_name("a")));
        if let Some(name) = name {
            places.entry(name.to_string()).or_insert(node);
        }
    }
    places
}

/// The element that holds the note at a place: the place, or the paragraph or item in which it stands.
fn holder<'a>(place: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let is_holder = |node: &NodeRef<'_>| node.qual_name_ref().is_some_and(|name| is_block(&name.local));
    std::iter::once(*place).chain(place.ancestors_it(Some(MOST_AROUND))).find(is_holder)
}

/// Whether an element says that it is a note.
fn is_marked(note: &NodeRef<'_>) -> bool {
    let is_role = |role: &str| matches!(role, "doc-endnote" | "doc-footnote" | "note");
    note.attr("role").is_some_and(|role| role.split_ascii_whitespace().any(is_role))
        || note.class().is_some_and(|class| class.to_ascii_lowercase().contains("footnote"))
}

/// Whether a link is a raised number or sign, as references are.
fn is_raised(link: &NodeRef<'_>) -> bool {
    let is_sup = |node: &NodeRef<'_>| node.has_name("sup");
    let words = words(link);
    let sign = words.trim_matches(|it: char| matches!(it, '[' | ']' | '(' | ')'));
    let is_high = |it: char| matches!(it, '⁰' | '¹' | '²' | '³' | '⁴' | '⁵' | '⁶' | '⁷' | '⁸' | '⁹');
    let is_sign = |it: char| it.is_ascii_digit() || is_high(it) || matches!(it, '*' | '†' | '‡' | '§');
    let is_called = |node: &NodeRef<'_>| {
        ["class", "role", "epub:type"].into_iter().filter_map(|name| node.attr(name)).any(|value| {
            let value = value.to_ascii_lowercase();
            ["footnote", "endnote", "noteref", "fnref"].iter().any(|word| value.contains(word))
        })
    };
    let is_raised =
        sign.chars().all(is_high) || is_called(link) || link.parent().is_some_and(|around| is_called(&around));
    (is_raised
        || link.parent().is_some_and(|around| is_sup(&around))
        || link.descendants_it().any(|inside| is_sup(&inside)))
        && !sign.is_empty()
        && sign.chars().all(is_sign)
}

/// Whether an element is an item or a paragraph, as a note is that does not lead back.
fn is_apart(note: &NodeRef<'_>) -> bool {
    ["li", "p", "dd"].iter().any(|name| note.has_name(name)) && words(note).chars().count() <= LONGEST_NOTE
}

/// A way back with the signs that stand around it (`^`, `↑`, brackets): the outermost element in the note that says
/// nothing else.
fn with_signs(way: &NodeRef<'_>, note: &NodeRef<'_>) -> NodeId {
    let mut outermost = *way;
    for around in way.ancestors_it(None) {
        let is_line = around.qual_name_ref().is_none_or(|name| is_block(&name.local));
        let own = words(&outermost);
        let rest = words(&around);
        if is_line
            || around.id == note.id
            || rest.chars().filter(|it| it.is_alphanumeric()).count()
                > own.chars().filter(|it| it.is_alphanumeric()).count()
        {
            break;
        }
        outermost = around;
    }
    outermost.id
}
