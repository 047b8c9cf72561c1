//! The headings of a page that may be its headline.
//!
//! None leads home: that is the name of the site. None is the last step of the path of links to the page: readers take
//! another for its headline.

use dom_query::{NodeId, NodeRef};

use super::hints;
use super::shapes::{is_control, parts_words};
use super::tree::{Page, collapsed, words};
use crate::build::elements::is_block;
use crate::language::fold::fold;
use crate::source::Span;

/// How deep in a heading its last part is looked for.
const DEEPEST_PART: usize = 4;
/// How far around a heading the path to the page is looked for.
const HIGHEST_PATH: usize = 6;
/// The most nodes of such a path.
const MOST_OF_PATH: usize = 120;
/// The most steps of it.
const MOST_STEPS: usize = 8;

/// A heading of the page that may be its headline.
#[derive(Debug)]
pub(super) struct HeadlineCandidate {
    pub(super) node: NodeId,
    pub(super) text: String,
    pub(super) span: Option<Span>,
    /// Its level, from 1 on.
    pub(super) level: u8,
    /// Whether it is a part of a heading: what stands behind the line above the headline.
    pub(super) is_part: bool,
    /// Whether it stands in an article, or is marked as its headline.
    pub(super) is_marked: bool,
}

/// The headings that may be the headline: those of the first level, then those below it, as the page has them. One that
/// is all a link to the home page is the name of the site.
pub(super) fn headings(page: &Page) -> Vec<HeadlineCandidate> {
    let by_role: Vec<(NodeRef<'_>, u8)> = page.headings_by_role().collect();
    [("h1", 1), ("h2", 2), ("h3", 3)]
        .into_iter()
        .flat_map(|(name, level)| {
            let by_role = by_role.iter().filter(move |(_, of_role)| *of_role == level);
            page.elements(name).chain(by_role.map(|(heading, _)| *heading)).map(move |heading| (level, heading))
        })
        .filter(|(_, heading)| site_name(heading).is_none() && !is_in_path(heading))
        .flat_map(|(level, heading)| {
            let whole = Some((heading, false)).into_iter();
            let parts = last_part(&heading).into_iter().chain(first_part(&heading)).map(|part| (part, true));
            whole.chain(parts).map(move |(node, is_part)| (level, node, is_part))
        })
        .filter_map(|(level, node, is_part)| {
            let text = shown_words(&node);
            let span = page.place(node.id);
            let is_marked = node.attr("itemprop").is_some_and(|property| &*property == "headline")
                || node.ancestors_it(None).any(|around| around.has_name("article"));
            (!text.is_empty()).then_some(HeadlineCandidate { node: node.id, text, span, level, is_part, is_marked })
        })
        .collect()
}

/// Whether an element of a heading is no word of it: a label that is read aloud alone, or what is pressed. The sign
/// between two words that is read aloud is one of them all the same.
pub(super) fn is_no_word(node: &NodeRef<'_>) -> bool {
    hints::is_unseen(node) && !parts_words(node) || is_control(node)
}

/// Whether a heading has words that people see, beside what is none of it.
pub(super) fn shows_words(heading: &NodeRef<'_>) -> bool {
    let is_seen = |text: &NodeRef<'_>| {
        !text.ancestors_it(None).take_while(|around| around.id != heading.id).any(|around| is_no_word(&around))
    };
    let has_letters = |text: &NodeRef<'_>| text.text().contains(char::is_alphanumeric);
    heading.descendants_it().filter(NodeRef::is_text).any(|text| has_letters(&text) && is_seen(&text))
}

/// The words of a heading that people see; of one that nobody sees, or that is pressed, all of them.
fn shown_words(heading: &NodeRef<'_>) -> String {
    let has_none = || !heading.descendants_it().any(|inner| inner.is_element() && is_no_word(&inner));
    if heading.is_text() || has_none() || !shows_words(heading) { words(heading) } else { seen_words(heading) }
}

/// The words of a heading without what is none of it.
fn seen_words(heading: &NodeRef<'_>) -> String {
    let (mut text, mut open) = (String::new(), vec![*heading]);
    while let Some(node) = open.pop() {
        if node.is_text() {
            text.push_str(&node.text());
        } else if is_no_word(&node) && node.id != heading.id {
            text.push(' ');
        } else {
            let is_line = node.qual_name_ref().is_some_and(|name| &*name.local == "br" || is_block(&name.local));
            text.push_str(if is_line { " " } else { "" });
            let children: Vec<NodeRef<'_>> = node.children_it(false).collect();
            open.extend(children.into_iter().rev());
        }
    }
    collapsed(&text)
}

/// How many words of a heading stand before the colon that one of some titles has, where it says the same words: the line
/// above the headline is an element of its own, and nothing but a style sheet parts it from the headline.
pub(super) fn parted_behind(heading: &NodeRef<'_>, titles: &[String]) -> Option<usize> {
    let texts = heading.descendants_it().filter(NodeRef::is_nonempty_text);
    let (mut own, mut ends): (Vec<String>, Vec<usize>) = Default::default();
    for text in texts.map(|text| fold(&text.text())) {
        if !text.starts_with(|first: char| first.is_alphanumeric() || "\"„“«‘".contains(first)) {
            ends.pop();
        }
        own.extend(bare_words(&text).map(|(_, word)| word.to_owned()));
        // A sign of its own parts it well enough.
        if text.ends_with(|last: char| last.is_alphanumeric() || matches!(last, '"' | '“' | '”' | '»' | '’' | ')'))
        {
            ends.push(own.len());
        }
    }
    if own.is_empty() {
        return None;
    }
    titles.iter().map(|title| fold(title)).find_map(|title| {
        let words: Vec<(usize, &str)> = bare_words(&title).collect();
        // The name of the site may stand behind it.
        let ends_with_site = || {
            let (last, next) = (words.get(own.len() - 1)?, words.get(own.len())?);
            title.get(last.0 + last.1.len()..next.0)?.contains(['|', '-', '–', '—', '·', '•', '»']).then_some(())
        };
        let begins = words.len() >= own.len() && words.iter().zip(&own).all(|((_, word), own)| word == own);
        let is_same = begins && (words.len() == own.len() || ends_with_site().is_some());
        let has_colon = |end: &usize| {
            let (last, next) = (words[*end - 1], words[*end]);
            title[last.0 + last.1.len()..next.0].trim_end().ends_with(':')
        };
        ends.iter().copied().find(|end| is_same && (1..words.len()).contains(end) && has_colon(end))
    })
}

/// The words of a text without the marks at and between them, and where each begins.
fn bare_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let words = text.split(|it: char| !it.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(move |word| (place(word), word))
}

/// The last part of a heading with words beside it, an element or bare words: what stands before it is the line above the headline.
fn last_part<'a>(heading: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let has_words =
        |node: &NodeRef<'_>| !is_no_word(node) && node.descendants_it().any(|inner| inner.is_nonempty_text());
    let mut around = *heading;
    for _ in 0..DEEPEST_PART {
        let mut parts = around.children_it(true).filter(|child| child.is_nonempty_text() || has_words(child));
        let (last, before) = (parts.next()?, parts.next());
        match before {
            Some(_) => return Some(last),
            None => around = last,
        }
    }
    None
}

/// The bare words with which a heading begins, where something is set behind them: a label, how many comments there are.
fn first_part<'a>(heading: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let has_words =
        |node: &NodeRef<'_>| !is_no_word(node) && node.descendants_it().any(|inner| inner.is_nonempty_text());
    let mut parts = heading.children_it(false).filter(|child| child.is_nonempty_text() || has_words(child));
    let first = parts.next().filter(|first| first.is_text() && first.text().trim().contains(' '))?;
    parts.next().map(|_| first)
}

/// Whether a heading is the last step of the path to the page, small in a row of links, and not what readers take for
/// its headline: it stands in navigation, in what is called so, or behind links of which the first leads home.
fn is_in_path(heading: &NodeRef<'_>) -> bool {
    let around = || std::iter::once(*heading).chain(heading.ancestors_it(Some(HIGHEST_PATH)));
    let ends = |node: &NodeRef<'_>| ["article", "main", "body"].iter().any(|name| node.has_name(name));
    let says_path = |node: &NodeRef<'_>| {
        let says = |name: &str| {
            node.attr(name).is_some_and(|value| {
                let value = value.to_ascii_lowercase();
                ["breadcrumb", "bread-crumb"].iter().any(|word| value.contains(word))
            })
        };
        node.has_name("nav")
            || node.attr("role").is_some_and(|role| &*role == "navigation")
            || ["class", "id", "itemtype", "aria-label", "data-testid"].into_iter().any(says)
    };
    // A large part of a page may be called after the path that it begins with.
    let is_small = |node: &NodeRef<'_>| node.descendants_it().take(MOST_OF_PATH + 1).count() <= MOST_OF_PATH;
    if around().take_while(|node| !ends(node)).any(|node| says_path(&node) && is_small(&node)) {
        return true;
    }
    // Its steps stand beside it, each a link or an item with one. What holds more than the heading is no step.
    let own = words(heading);
    around().take_while(|node| !ends(node) && words(node) == own).take(3).any(|node| {
        let mut before: Vec<NodeRef<'_>> =
            std::iter::successors(node.prev_element_sibling(), NodeRef::prev_element_sibling)
                .filter(|step| !words(step).is_empty())
                .take(MOST_STEPS)
                .collect();
        before.retain(|step| words(step).chars().any(char::is_alphanumeric));
        before.len() > 1
            && before.iter().all(|step| link(step).is_some_and(|link| words(&link).len() + 2 >= words(step).len()))
            && before.last().and_then(link).is_some_and(|link| leads_home(&link))
    })
}

/// The names of the site, as headings that lead to its home page have them.
pub(super) fn site_names(page: &Page) -> Vec<String> {
    page.elements("h1").chain(page.elements("h2")).filter_map(|heading| site_name(&heading)).collect()
}

/// The first link in an element, or the element where it is one.
fn link<'a>(element: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    element.descendants_it().chain([*element]).find(|inner| inner.has_name("a"))
}

/// Whether a link leads to the home page of its site.
fn leads_home(link: &NodeRef<'_>) -> bool {
    let address = link.attr("href").unwrap_or_default();
    let path =
        address.split_once("://").map_or(&*address, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    matches!(path.split(['?', '#']).next(), Some("" | "/" | "index.html" | "/index.html" | "./"))
        && !address.starts_with('#')
        && !address.is_empty()
}

fn site_name(heading: &NodeRef<'_>) -> Option<String> {
    let text = words(heading);
    let inside = heading.descendants_it().filter(|child| child.has_name("a"));
    let around = heading.ancestors_it(Some(2)).filter(|around| around.has_name("a"));
    let mut links = inside.chain(around).filter(|link| words(link) == text);
    (!text.is_empty() && links.any(|link| leads_home(&link))).then_some(text)
}
