//! Which of a page's words are the article's.
//!
//! 1. Readability is asked with a copy of the tree: it takes away what surrounds the article, and moves and renames
//!    what is left;
//! 2. of its answer only one thing is believed: which leaves (texts, pictures, players) are left. The article is then
//!    read from the page as it is;
//! 3. what it takes out of the midst of words that it leaves is the article's too: whoever is quoted, the name in a
//!    line with other words, the time below the headline where the page states no other.

use std::collections::HashSet;

use dom_query::{NodeId, NodeRef};
use dom_smoothie::{Config, ParsePolicy, Readability};

use super::embeds;
use super::headings;
use super::hints::ElementKind;
use super::notes::Notes;
use super::outline::{Outline, OutlinePicture};
use super::region::{self, MissingPart};
use super::shapes;
use super::tree::{Page, words};
use super::unfold::unfold;
use super::witness::StatedWords;
use crate::assemble::{BETWEEN_PARTS, person_names};
use crate::build::elements::is_block;
use crate::language::dates::{self, DateOrder};
use crate::language::relative;
use crate::source::Span;
use crate::text::{ends_sentence, is_longer_than};

/// A text longer than this, in characters, is no list of links that was taken for an article for want of another.
const LONGEST_LIST: usize = 4_000;

/// What the class of a name says, or its identity; Readability takes away the first such element.
const BYLINES: &[&str] = &["byline", "author", "dateline", "writtenby"];
/// What the class of a time says, or its identity.
const TIMES: &[&str] = &["date", "time", "publish", "tarix", "tarih", "vaxt", "дата", "datum", "fecha", "saat"];
/// The same of a time that is a later one.
const LATER_TIMES: &[&str] = &["update", "modif"];
/// What the class of a line says in which names, times and the like stand.
const LINES: &[&str] = &["meta", "info"];
/// What holds links to other articles, with times of theirs.
const LISTS: &[&str] = &["ul", "ol", "li", "a", "nav", "aside", "table"];
/// The fewest words of a headline that is a link.
const FEWEST_OF_HEADLINE: usize = 4;
/// How many nodes an element may hold that is a time, or a line with one.
const MOST_OF_TIME: usize = 16;
/// The longest caption that comes with its picture, in letters.
const LONGEST_CAPTION: usize = 1_500;
/// The longest line with a time, in characters.
const LONGEST_OF_LINE: usize = 200;
/// The longest part of such a line, in characters.
const LONGEST_PART: usize = 60;
/// The longest standfirst above a time, in characters.
const LONGEST_LEAD: usize = 400;
/// How many neighbours are passed by for the next words of a line: white space, and comments between.
const MOST_NEIGHBOURS: usize = 4;

/// The part of a page that is its article.
#[derive(Debug, Default)]
pub(super) struct ArticleRegion {
    /// Texts, pictures, players.
    leaves: HashSet<NodeId>,
    /// Elements that hold one of the leaves.
    holders: HashSet<NodeId>,
    /// Blocks that stand among its own and are none of it, with their words.
    pub(super) left_out: Vec<(NodeId, String)>,
    /// Words of its own that could not be found, or may be its own and were not taken.
    pub(super) missing: MissingPart,
}

impl ArticleRegion {
    /// Finds the article of a page; where there is none to be found, all of the page but what lies beside.
    pub(super) fn find(page: &Page, notes: &Notes) -> Self {
        let witness = StatedWords::of(page);
        let beside = unfold(page, &witness);
        let mut article = Self::found(page, &beside);
        if let Some(body) = page.document.body() {
            article = article.settled(page, &body, &beside, &witness);
            article.take_notes(page, notes);
            article.take_quoted(page);
            article.take_names(page, &body);
            article.take_bylines(page);
        }
        article
    }

    fn found(page: &Page, beside: &[NodeId]) -> Self {
        let Some(found) = Self::content(page, beside, None) else {
            let mut others = Self::default();
            beside.iter().filter_map(|node| page.document.tree.get(node)).for_each(|node| others.take(page, &node));
            return page.document.body().map(|body| Self::whole(page, &body).without(&others)).unwrap_or_default();
        };
        // Where little is written, Readability prefers whatever is longest, and that is the links to other articles.
        if found.is_list(page)
            && let Some(strict) = Self::content(page, beside, Some(ParsePolicy::Strict))
            && !strict.leaves.is_empty()
            && !strict.is_list(page)
        {
            return strict;
        }
        found
    }

    /// What Readability takes for the article, by one policy or by the first that finds enough.
    fn content(page: &Page, beside: &[NodeId], policy: Option<ParsePolicy>) -> Option<Self> {
        let config = Config { keep_classes: true, ..Config::default() };
        let copy = page.document.clone();
        for node in beside.iter().filter_map(|node| copy.tree.get(node)) {
            node.remove_from_parent();
        }
        let mut readability = Readability::with_document(copy, None, Some(config)).ok()?;
        match policy {
            Some(policy) => readability.parse_with_policy(policy),
            None => readability.parse(),
        }
        .ok()?;
        let mut article = Self::default();
        let content = readability.doc.select_single("#readability-page-1");
        content.nodes().iter().for_each(|content| article.take(page, content));
        Some(article)
    }

    /// What of the page is the article, of which these words were found.
    fn settled(self, page: &Page, body: &NodeRef<'_>, beside: &[NodeId], witness: &StatedWords) -> Self {
        let outline = Outline::of(page, body, beside, |text| self.leaves.contains(&text));
        let choice = region::choose(page, &outline, witness);
        if choice.leaves.is_empty() {
            return self;
        }
        let mut article = Self { left_out: choice.left_out, missing: choice.missing, ..Self::default() };
        for leaf in choice.leaves {
            article.take_leaf(page, leaf);
        }
        // Pictures and players that were found, where words around them are the article's.
        for OutlinePicture { node, part, .. } in &outline.pictures {
            let is_part = |part: usize| article.holders.contains(&outline.parts[part].node.id);
            if self.leaves.contains(node) && (is_part(*part) || outline.around(*part).take(3).any(is_part)) {
                article.take_leaf(page, *node);
                // Its caption comes with it.
                let mut around = std::iter::once(*part).chain(outline.around(*part));
                let figure = around.find(|around| outline.parts[*around].kind == ElementKind::Figure);
                let figure = figure.map(|figure| &outline.parts[figure]);
                let figure = figure.filter(|it| it.amount.controls == 0 && it.amount.letters <= LONGEST_CAPTION);
                let (start, end) = figure.map_or((0, 0), |figure| figure.runs);
                for run in outline.runs[start..end].iter().filter(|run| !run.amount.is_linked(50)) {
                    run.texts.iter().for_each(|text| article.take_leaf(page, *text));
                }
            }
        }
        article
    }

    fn take_leaf(&mut self, page: &Page, leaf: NodeId) {
        self.leaves.insert(leaf);
        let Some(original) = page.document.tree.get(&leaf) else { return };
        for holder in original.ancestors_it(None) {
            if !self.holders.insert(holder.id) {
                break;
            }
        }
    }

    /// Takes the notes to which its words refer, wherever on the page they stand.
    fn take_notes(&mut self, page: &Page, notes: &Notes) {
        for (reference, note) in &notes.references {
            let refers = page.document.tree.get(reference).is_some_and(|reference| self.holds(&reference));
            if let Some(note) = page.document.tree.get(note).filter(|_| refers) {
                self.take(page, &note);
            }
        }
    }

    /// Takes what says whom a quotation is of: it is no foot of the page.
    fn take_quoted(&mut self, page: &Page) {
        for foot in page.elements("footer") {
            let is_quoted = |around: &NodeRef<'_>| around.has_name("blockquote") || around.has_name("figure");
            if foot.ancestors_it(None).any(|around| is_quoted(&around) && self.holds(&around)) {
                self.take(page, &foot);
            }
        }
    }

    /// Takes the names that stand in a line of the article.
    fn take_names(&mut self, page: &Page, body: &NodeRef<'_>) {
        for element in body.descendants_it().filter(|node| node.is_element() && !self.holds(node)).collect::<Vec<_>>() {
            if is_name(&element) && self.is_in_line(&element) {
                self.take(page, &element);
            }
        }
    }

    /// Takes the lines that name somebody between the first heading of the article and its first words. A name alone says
    /// nothing that the metadata does not.
    fn take_bylines(&mut self, page: &Page) {
        let Some(headline) = page.elements("h1").next() else { return };
        let Some(around) = self.around(&headline) else { return };
        let is_line = |node: &NodeRef<'_>| ["p", "div", "span", "address"].iter().any(|name| node.has_name(name));
        let (mut is_below, mut lines) = (false, Vec::new());
        for node in around.descendants_it() {
            is_below |= node.id == headline.id;
            let is_inside = |node: &NodeRef<'_>| node.ancestors_it(None).any(|holder| holder.id == headline.id);
            if is_below && node.is_text() && self.has_leaf(&node) && !is_inside(&node) {
                break;
            }
            let is_listed = || {
                let mut holders = node.ancestors_it(None).take_while(|holder| holder.id != around.id);
                holders.any(|holder| is_list_of_others(&holder))
            };
            if is_below && node.is_element() && is_line(&node) && is_name(&node) && is_small(&node) && !is_listed() {
                lines.push(node);
            }
        }
        for line in lines.into_iter().filter(|line| {
            let words = words(line);
            !is_longer_than(&words, LONGEST_OF_LINE)
                && (words.contains(',') || !person_names::is_whole(&words))
                && !person_names::byline(&words).is_empty()
        }) {
            self.take(page, &line);
        }
    }

    /// Whether words of the article stand beside an element, with no boundary between paragraphs between them.
    fn is_in_line(&self, element: &NodeRef<'_>) -> bool {
        let ends_line =
            |node: &NodeRef<'_>| node.qual_name_ref().is_some_and(|name| &*name.local == "br" || is_block(&name.local));
        let is_word = |neighbour: Option<NodeRef<'_>>| {
            neighbour.is_some_and(|node| self.has_leaf(&node) || (self.holds(&node) && !ends_line(&node)))
        };
        let is_something = |node: &NodeRef<'_>| node.is_element() || node.is_nonempty_text();
        let mut inner = *element;
        while !ends_line(&inner) {
            let before = std::iter::successors(inner.prev_sibling(), NodeRef::prev_sibling).take(MOST_NEIGHBOURS);
            let after = std::iter::successors(inner.next_sibling(), NodeRef::next_sibling).take(MOST_NEIGHBOURS);
            if is_word(before.into_iter().find(is_something)) || is_word(after.into_iter().find(is_something)) {
                return true;
            }
            let Some(parent) = inner.parent() else { return false };
            inner = parent;
        }
        false
    }

    /// Takes the time that stands near the headline: an element that is nothing else, between the headline and the
    /// article's first words, or above the headline where its class says so; or a line with a name that has it. Where it
    /// stands among other words of a line that a label or its class marks, it is given back with the place of the line.
    pub(super) fn take_time(
        &mut self,
        page: &Page,
        headline: NodeId,
        order: DateOrder,
    ) -> Option<(String, Option<Span>)> {
        let headline = page.document.tree.get(&headline)?;
        let around = self.around(&headline)?;
        let mut in_line = None;
        let is_in = |node: &NodeRef<'_>, what: &dyn Fn(&NodeRef<'_>) -> bool| {
            let mut above = node.ancestors_it(None).take_while(|holder| holder.id != around.id);
            what(node) || above.any(|holder| what(&holder))
        };
        let is_headline = |node: &NodeRef<'_>| is_in(node, &|holder| holder.id == headline.id);
        let is_listed = |node: &NodeRef<'_>| is_in(node, &is_list_of_others);
        let (mut above, mut is_below, mut lead) = (Vec::new(), false, 0);
        for node in around.descendants_it() {
            is_below |= node.id == headline.id;
            if is_below && node.is_text() && self.has_leaf(&node) && !is_headline(&node) {
                // The standfirst may stand between headline and time.
                lead += node.text().trim().chars().count();
                if lead > LONGEST_LEAD {
                    break;
                }
            }
            let may_be = node.is_element() && !self.holds(&node) && (is_below || says(&node, TIMES));
            let is_line = || is_below && (is_name(&node) || says(&node, LINES) || is_list_of_parts(&node));
            // A line that names somebody may have been taken for that; its parts are read with the other lines.
            let has_parts = || BETWEEN_PARTS.iter().any(|separator| words(&node).contains(separator));
            let is_byline = || is_below && node.is_element() && is_name(&node) && is_small(&node) && !has_parts();
            if in_line.is_none()
                && (may_be || is_byline())
                && is_below
                && !says(&node, LATER_TIMES)
                && !is_listed(&node)
                && !is_headline(&node)
            {
                in_line = time_in_line(&node, order).map(|time| (time, page.place(node.id)));
            }
            if !may_be
                || !(is_time(&node) || is_line() && has_time(&node))
                || says(&node, LATER_TIMES)
                || is_listed(&node)
                || is_headline(&node)
            {
                continue;
            }
            if is_below {
                self.take(page, &node);
                return None;
            }
            above.push(node);
        }
        // The top of a page shows the day on which somebody looks at it.
        if let (Some(first), false) = (above.first(), around.has_name("body"))
            && above.iter().all(|other| words(other) == words(first))
        {
            self.take(page, first);
            return None;
        }
        in_line
    }

    /// The innermost element around a headline that holds something of the article beside it.
    fn around<'a>(&self, headline: &NodeRef<'a>) -> Option<NodeRef<'a>> {
        let mut inner = *headline;
        loop {
            let parent = inner.parent().filter(NodeRef::is_element)?;
            let is_beside = |child: &NodeRef<'_>| child.id != inner.id && (self.has_leaf(child) || self.holds(child));
            if parent.children_it(false).any(|child| is_beside(&child)) {
                return Some(parent);
            }
            inner = parent;
        }
    }

    /// Whether most of its words are links.
    fn is_list(&self, page: &Page) -> bool {
        let Some(body) = page.document.body() else { return false };
        let (mut linked, mut bare) = (0, 0);
        for text in body.descendants_it().filter(|node| node.is_text() && self.has_leaf(node)) {
            let length = text.text().trim().chars().count();
            let is_linked = text.ancestors_it(None).any(|ancestor| ancestor.has_name("a"));
            *if is_linked { &mut linked } else { &mut bare } += length;
            if bare > LONGEST_LIST {
                return false;
            }
        }
        linked > bare
    }

    /// Everything below one element, as if it were the article.
    pub(super) fn whole(page: &Page, element: &NodeRef<'_>) -> Self {
        let mut article = Self::default();
        article.take(page, element);
        article
    }

    /// Takes a heading, without what of it is no word that people see.
    pub(super) fn take_heading(&mut self, page: &Page, heading: &NodeRef<'_>) {
        let mut unseen = Self::default();
        if headings::shows_words(heading) {
            for inner in heading.descendants_it().filter(|inner| inner.is_element() && headings::is_no_word(inner)) {
                unseen.take(page, &inner);
            }
        }
        self.take(page, heading);
        self.leaves.retain(|leaf| !unseen.leaves.contains(leaf));
    }

    /// The same without the leaves of another.
    pub(super) fn without(mut self, other: &Self) -> Self {
        self.leaves.retain(|leaf| !other.leaves.contains(leaf));
        self
    }

    /// The language that the innermost element around all of it states, and where.
    pub(super) fn language(&self, page: &Page) -> Option<(String, Option<Span>)> {
        let mut around = page.document.body()?;
        let mut stated = None;
        loop {
            if let Some(language) = around.attr("lang").filter(|language| !language.trim().is_empty()) {
                stated = Some((language.trim().to_owned(), page.place(around.id)));
            }
            let is_part = |child: &NodeRef<'_>| self.leaves.contains(&child.id) || self.holders.contains(&child.id);
            let mut parts = around.children_it(false).filter(is_part);
            match (parts.next(), parts.next()) {
                (Some(only), None) if only.is_element() => around = only,
                _ => return stated,
            }
        }
    }

    /// Whether a leaf is the article's.
    pub(super) fn has_leaf(&self, node: &NodeRef<'_>) -> bool {
        self.leaves.contains(&node.id)
    }

    /// Whether an element holds something of the article.
    pub(super) fn holds(&self, element: &NodeRef<'_>) -> bool {
        self.holders.contains(&element.id)
    }

    /// Takes the leaves below a node of some copy of the page.
    pub(super) fn take(&mut self, page: &Page, root: &NodeRef<'_>) {
        for node in std::iter::once(*root).filter(NodeRef::is_text).chain(root.descendants_it()) {
            let is_leaf = if node.is_text() {
                node.is_nonempty_text()
            } else {
                node.qual_name_ref()
                    .is_some_and(|name| embeds::is_picture(&name.local) || embeds::is_player(&name.local))
            };
            // What the copy alone has is not the page's.
            if !is_leaf || page.place(node.id).is_none() {
                continue;
            }
            self.take_leaf(page, node.id);
        }
    }
}

/// Whether the class of an element, or its identity, has one of some words in it.
fn says(element: &NodeRef<'_>, words: &[&str]) -> bool {
    ["class", "id"].into_iter().filter_map(|name| element.attr(name)).any(|value| {
        let value = value.to_lowercase();
        words.iter().any(|word| value.contains(word))
    })
}

/// Whether an element is marked as a name of who wrote the article.
fn is_name(element: &NodeRef<'_>) -> bool {
    element.attr("rel").is_some_and(|rel| &*rel == "author")
        || element.attr("itemprop").is_some_and(|property| property.contains("author"))
        || says(element, BYLINES)
}

/// Whether an element holds links to other articles, with names and times of theirs. A short list without such links may
/// be set for what the article says of itself.
fn is_list_of_others(node: &NodeRef<'_>) -> bool {
    let is_list = |node: &NodeRef<'_>| node.has_name("ul") || node.has_name("ol");
    let list = if node.has_name("li") { node.parent().filter(is_list) } else { Some(*node).filter(is_list) };
    let leads_on = |list: &NodeRef<'_>| {
        let mut links = list.descendants_it().filter(|inner| inner.has_name("a"));
        links.any(|link| words(&link).split_whitespace().count() >= FEWEST_OF_HEADLINE)
    };
    LISTS.iter().any(|name| node.has_name(name))
        && !list.is_some_and(|list| {
            list.descendants_it().take(MOST_OF_TIME + 1).count() <= MOST_OF_TIME && !leads_on(&list)
        })
}

/// Whether the words of an element are a date with its year, and nothing else.
fn is_time(element: &NodeRef<'_>) -> bool {
    let is_date = |words: &str| dates::stated(words, DateOrder::DayFirst).is_some();
    is_small(element) && {
        let words = words(element);
        let is_parted = || says(element, TIMES) && is_date(&shapes::parted(element));
        is_date(&words) || relative::before(&words).is_some_and(is_date) || is_parted()
    }
}

/// Whether one part of a line is such a date.
fn has_time(line: &NodeRef<'_>) -> bool {
    if !is_small(line) {
        return false;
    }
    let words = words(line);
    let is_date = |part: &str| dates::stated(part, DateOrder::DayFirst).is_some();
    let is_part = |separator: &&str| words.split(*separator).any(is_date);
    !is_longer_than(&words, LONGEST_OF_LINE) && BETWEEN_PARTS.iter().chain(&[" — ", " – ", " - ", ", "]).any(is_part)
}

/// Whether a line is a list of short parts: who, when, how long it takes to read.
fn is_list_of_parts(line: &NodeRef<'_>) -> bool {
    if !["p", "div", "span"].iter().any(|name| line.has_name(name)) || !is_small(line) {
        return false;
    }
    let words = words(line);
    BETWEEN_PARTS.iter().any(|separator| {
        let parts = || words.split(*separator);
        parts().nth(1).is_some() && parts().all(|part| !is_longer_than(part, LONGEST_PART) && !ends_sentence(part))
    })
}

/// The time of publication among other words of a small line.
fn time_in_line(line: &NodeRef<'_>, order: DateOrder) -> Option<String> {
    let is_line = ["p", "div", "span"].iter().any(|name| line.has_name(name));
    if !is_line || !is_small(line) {
        return None;
    }
    let text = words(line);
    let is_marked = || is_name(line) || says(line, LINES) || says(line, TIMES) || dates::is_labelled(&text);
    if is_longer_than(&text, LONGEST_OF_LINE) {
        return None;
    }
    let (range, _) = dates::within(&text, order)?;
    // Beside it stands how often the article was read, and the like.
    let counts = || ![&text[..range.start], &text[range.end..]].iter().any(|side| side.contains(char::is_alphabetic));
    (is_marked() || counts()).then(|| text[range].to_owned())
}

fn is_small(element: &NodeRef<'_>) -> bool {
    element.descendants_it().take(MOST_OF_TIME + 1).count() <= MOST_OF_TIME
}
