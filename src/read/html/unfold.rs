//! What a script would do to a page before anybody reads it, as far as it concerns the article.
//!
//! 1. Parts that a server sent late (React's `<div hidden id="S:0">`) stand where their templates are;
//! 2. what is hidden until a script shows it, and the page itself states to be the words of its article, is shown;
//! 3. what is shown when the line above it is pressed (the answer below a question) is shown;
//! 4. what lies over a page until somebody answers it (consent, age, another browser), its navigation and its foot are
//!    found: they are no article, however much is written in them.
//!
//! No script is executed: these are shapes of pages.

use std::collections::BTreeMap;

use dom_query::{NodeId, NodeRef};

use super::hints::{self, ElementKind};
use super::tree::{Page, words};
use super::witness::StatedWords;
use crate::text::{ends_sentence, is_longer_than};

/// What React calls a part that comes late, and the template that keeps its place.
const LATE: &str = "S:";
const PLACE: &str = "B:";
/// The longest line that is pressed to show what stands below it, in characters, and the fewest words of that.
const LONGEST_QUESTION: usize = 200;
const FEWEST_OF_ANSWER: usize = 3;
/// The fewest letters of something hidden that is looked at.
const FEWEST_HIDDEN: usize = 150;

/// Shows what is hidden and is the article's. What lies over the page or around its matter is given back.
pub(super) fn unfold(page: &Page, witness: &StatedWords) -> Vec<NodeId> {
    let Some(body) = page.document.body() else { return Vec::new() };
    let (mut places, mut late, mut hidden, mut beside) = (BTreeMap::new(), Vec::new(), Vec::new(), Vec::new());
    let mut folded = Vec::new();
    let mut passed: Option<NodeRef<'_>> = None;
    for node in body.descendants_it().filter(NodeRef::is_element) {
        if passed.is_some_and(|passed| node.ancestors_it(None).any(|around| around.id == passed.id)) {
            continue;
        }
        passed = None;
        let Some(name) = node.qual_name_ref().map(|name| name.local.clone()) else { continue };
        let id = node.id_attr();
        if &*name == "template" {
            if let Some(number) = id.as_deref().and_then(|id| id.strip_prefix(PLACE)) {
                places.insert(number.to_owned(), node);
            }
            continue;
        }
        if let Some(number) = id.as_deref().and_then(|id| id.strip_prefix(LATE))
            && node.has_attr("hidden")
            && number.bytes().all(|byte| byte.is_ascii_hexdigit())
        {
            late.push((number.to_owned(), node));
            continue;
        }
        if hints::is_hidden(&node) {
            if unfolds(&node) {
                folded.push(node);
            } else if witness.states_words() {
                hidden.push(node);
            }
        }
        if lies_beside(&name, &node) {
            beside.push(node.id);
            passed = Some(node);
        }
    }
    for node in folded {
        node.remove_attrs(&["hidden", "style"]);
    }
    for (number, part) in late {
        part.remove_attr("hidden");
        if let Some(place) = places.get(&number)
            && !place.ancestors_it(None).any(|around| around.id == part.id)
        {
            place.insert_before(&part);
        }
    }
    // Where the page shows them, another copy of them stays hidden.
    let seen = if hidden.is_empty() { String::new() } else { seen_words(&body) };
    for node in hidden {
        let words = words(&node);
        if words.len() >= FEWEST_HIDDEN && witness.states(&words) && witness.are_missing(&words, &seen) {
            node.remove_attrs(&["hidden", "style"]);
        }
    }
    beside
}

/// Whether something hidden is shown when the line above it is pressed, and says something: the answer below a question.
/// What can be pressed or filled in there, or leads elsewhere, is none.
fn unfolds(node: &NodeRef<'_>) -> bool {
    let Some(above) = node.prev_element_sibling().filter(|above| !hints::is_hidden(above)) else { return false };
    let is_named = hints::is_folded(node) || hints::is_folded(&above) || above.text().trim_end().ends_with('?');
    let is_pressed = |node: &NodeRef<'_>| {
        let is = |name: &str, value: &str| node.attr(name).is_some_and(|it| it.starts_with(value));
        // What is pressed may be pressed for anything: a question, or a name, says that it unfolds something.
        let is_any = || node.has_name("button") || is("href", "javascript:") || is("href", "#");
        let unfolds = || is("role", "button") || is("role", "tab") || node.has_attr("aria-expanded");
        unfolds() || node.has_attr("aria-controls") || is_named && is_any()
    };
    let is_called = || hints::is_folded(node) && (above.has_name("dt") || hints::is_folded(&above));
    let is_open = |around: &NodeRef<'_>| {
        !["nav", "header", "footer", "aside", "form", "dialog", "menu"].iter().any(|name| around.has_name(name))
    };
    let is_other = |inner: NodeRef<'_>| {
        ["form", "input", "button", "select", "textarea", "nav", "iframe"].iter().any(|name| inner.has_name(name))
    };
    if !(is_pressed(&above) || is_called() || above.descendants_it().any(|inner| is_pressed(&inner)))
        || !node.ancestors_it(None).all(|around| is_open(&around))
        || node.descendants_it().any(is_other)
    {
        return false;
    }
    let (question, answer) = (words(&above), words(node));
    let linked: usize = node.descendants_it().filter(|inner| inner.has_name("a")).map(|link| words(&link).len()).sum();
    !question.is_empty()
        && !is_longer_than(&question, LONGEST_QUESTION)
        && linked * 3 < answer.len()
        && ends_sentence(&answer)
        && answer.split(' ').count() >= FEWEST_OF_ANSWER
}

/// Whether the page has a heading of the first level outside of an element.
fn has_heading_beside(node: &NodeRef<'_>) -> bool {
    let Some(page) = node.ancestors_it(None).last() else { return false };
    let is_inside = |heading: &NodeRef<'_>| heading.ancestors_it(None).any(|around| around.id == node.id);
    page.descendants_it().any(|inner| inner.has_name("h1") && !is_inside(&inner))
}

/// The words that a page shows.
fn seen_words(body: &NodeRef<'_>) -> String {
    let (mut seen, mut node) = (String::new(), *body);
    loop {
        let is_passed = node.is_element()
            && (hints::is_hidden(&node) || ["script", "style"].iter().any(|name| node.has_name(name)));
        if node.is_text() {
            seen.push_str(&node.text());
            seen.push(' ');
        }
        if let Some(child) = node.first_child().filter(|_| !is_passed) {
            node = child;
            continue;
        }
        loop {
            if node.id == body.id {
                return seen;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return seen };
            node = parent;
        }
    }
}

/// Whether an element lies over the page, or is its navigation or its foot.
fn lies_beside(name: &str, node: &NodeRef<'_>) -> bool {
    let kind = ElementKind::of(name, node);
    let is_over = kind == ElementKind::Dialog || hints::is_asking(node);
    if !is_over && !matches!(kind, ElementKind::Navigation | ElementKind::Foot) && !hints::lies_over(node) {
        return false;
    }
    let is_matter =
        |around: &NodeRef<'_>| ["article", "main", "blockquote", "figure"].iter().any(|name| around.has_name(name));
    if !is_over && node.ancestors_it(None).any(|around| is_matter(&around)) {
        return false;
    }
    // Some say of the whole page that it asks for consent. What lies over it has a heading of its own.
    let holds = |name: &str| node.descendants_it().any(|inner| inner.has_name(name));
    let is_headed = || kind != ElementKind::Dialog || !has_heading_beside(node);
    !(holds("article") || holds("main") || holds("h1") && is_headed())
}
