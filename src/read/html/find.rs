//! Which of a page's words are the article's.
//!
//! 1. Readability is asked with a copy of the tree: it takes away what surrounds the article, and moves and renames
//!    what is left;
//! 2. of its answer only one thing is believed: which leaves (texts, pictures, players) are left. The article is then
//!    read from the page as it is.

use std::collections::HashSet;

use dom_query::{NodeId, NodeRef};
use dom_smoothie::{Config, ParsePolicy, Readability};

use super::tree::Page;
use crate::source::Span;

/// The leaves beside text that an article may hold.
const LEAVES: &[&str] = &["img", "video", "audio", "iframe", "object", "embed"];

/// A text longer than this, in characters, is no list of links that was taken for an article for want of another.
const LONGEST_LIST: usize = 4_000;

/// The part of a page that is its article.
#[derive(Debug, Default)]
pub(super) struct Article {
    /// Texts, pictures, players.
    leaves: HashSet<NodeId>,
    /// Elements that hold one of the leaves.
    holders: HashSet<NodeId>,
}

impl Article {
    /// Finds the article of a page; all of the page where there is none to be found.
    pub(super) fn find(page: &Page) -> Self {
        let Some(found) = Self::content(page, None) else {
            return page.document.body().map(|body| Self::whole(page, &body)).unwrap_or_default();
        };
        // Where little is written, Readability prefers whatever is longest, and that is the links to other articles.
        if found.is_list(page)
            && let Some(strict) = Self::content(page, Some(ParsePolicy::Strict))
            && !strict.leaves.is_empty()
            && !strict.is_list(page)
        {
            return strict;
        }
        found
    }

    /// What Readability takes for the article, by one policy or by the first that finds enough.
    fn content(page: &Page, policy: Option<ParsePolicy>) -> Option<Self> {
        let config = Config { keep_classes: true, ..Config::default() };
        let mut readability = Readability::with_document(page.document.clone(), None, Some(config)).ok()?;
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
    fn take(&mut self, page: &Page, root: &NodeRef<'_>) {
        for node in root.descendants_it() {
            let is_leaf = if node.is_text() {
                node.is_nonempty_text()
            } else {
                node.qual_name_ref().is_some_and(|name| LEAVES.contains(&&*name.local))
            };
            // What the copy alone has is not the page's.
            if !is_leaf || page.place(node.id).is_none() {
                continue;
            }
            self.leaves.insert(node.id);
            let Some(original) = page.document.tree.get(&node.id) else { continue };
            for holder in original.ancestors_it(None) {
                if !self.holders.insert(holder.id) {
                    break;
                }
            }
        }
    }
}
