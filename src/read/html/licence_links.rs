//! Links that a page marks as leading to a licence (`rel=license`): which of them is the article's.
//!
//! 1. What stands in the line of the link says what is licensed, and is read as all terms are: a theme, a data set and a
//!    map have licences of their own, and what is not understood grants nothing;
//! 2. a badge or a name of a licence, which says nothing of what it is for, is the article's where it stands in it or in the
//!    foot of its page: not beside a picture or a player, in a box beside the text, among what readers say, or in another article.

use dom_query::NodeRef;

use super::find::ArticleRegion;
use super::hints::{self, ElementKind};
use super::metadata::{LICENCE_LINKS, PageClaim};
use super::tree::{Page, collapsed, words};
use super::{embeds, footer, titles};
use crate::assemble::StatedKey;
use crate::build::elements::is_block;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Language, Meaning, Scope};
use crate::rights::{licences, recognise};

/// How many words beside a link leave it a name of a licence: "Licence:".
const MOST_OF_LABEL: usize = 2;
/// How far around a link a player is looked for that it may be the licence of.
const NEAR_PLAYER: usize = 3;
/// What the lines of a box are.
const LINES: &[&str] = &["h2", "h3", "h4", "h5", "h6", "p", "li"];
/// How many lines of a box are read.
const MOST_LINES: usize = 12;
/// How many links are looked at.
const MOST_LINKS: usize = 100;
/// How many diagnostics there are of licences of other works.
const MOST_REPORTED: usize = 5;

/// The licences of the article that links of the page lead to; those of other works are reported.
pub(super) fn read(
    page: &Page,
    article: &ArticleRegion,
    language: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<PageClaim> {
    let leads = |link: &NodeRef<'_>| {
        let rel = link.attr("rel").unwrap_or_default();
        rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("license"))
    };
    let (mut claims, mut others) = (Vec::new(), 0);
    for link in page.elements("a").filter(leads).take(MOST_LINKS) {
        let Some(href) = link.attr("href") else { continue };
        let span = page.place(link.id);
        if is_of_article(page, article, &link, &href, language) {
            claims.push(PageClaim { key: StatedKey::Licence, by: LICENCE_LINKS, text: href.trim().to_owned(), span });
        } else if !article.holds(&link) && others < MOST_REPORTED {
            others += 1;
            diagnostics.push(
                Diagnostic::new(Code::TermsInText, "a licence on the page is that of something else than the article: it was not taken for the article's")
                    .at(span),
            );
        }
    }
    claims
}

fn is_of_article(page: &Page, article: &ArticleRegion, link: &NodeRef<'_>, href: &str, language: &Language) -> bool {
    if is_of_picture(link) || is_elsewhere(article, link) {
        return false;
    }
    let line = line(link);
    let name = words(link);
    let count = |text: &str| text.split_whitespace().count();
    let is_bare = count(&line) <= count(&name) + MOST_OF_LABEL;
    if line.is_empty() || licences::by_address(href).is_none() {
        return !is_in_box(link, language);
    }
    let reading = recognise::recognise_linked(&line, &[href], language);
    // "Download our handbook. It is licensed under …"
    if !reading.unread.is_empty() || !reading.meanings.iter().any(is_licence) {
        return is_titled(page, &line);
    }
    !(is_bare && is_in_box(link, language))
}

fn is_licence(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Licensed { scope: Scope::Everything, .. })
}

/// Whether a line begins with the title of the article, as whoever gives credit does: "“The Fair” by A. Nümunə is licensed
/// under …".
fn is_titled(page: &Page, line: &str) -> bool {
    let quoted =
        line.strip_prefix(['“', '„', '«', '"', '”', '‘']).and_then(|rest| rest.split_once(['”', '“', '»', '"', '’']));
    quoted.is_some_and(|(title, _)| {
        page.elements("h1").chain(page.elements("title")).any(|heading| titles::agrees(title, &words(&heading)))
    })
}

/// Whether a link is the licence of a picture. The only picture of a link may be the badge of a licence.
fn is_of_picture(link: &NodeRef<'_>) -> bool {
    match link.parent().filter(|_| link.descendants_it().any(|inner| inner.has_name("img"))) {
        Some(around) if around.descendants_it().filter(|inner| inner.has_name("img")).take(2).count() == 1 => {
            let mut around = link.ancestors_it(None);
            around
                .any(|around| around.has_name("figure") || around.has_name("blockquote") || hints::is_caption(&around))
        }
        Some(_) | None => footer::is_of_picture(link),
    }
}

/// Whether a link stands in another article than the one that is read, or among what readers say of it.
fn is_elsewhere(article: &ArticleRegion, link: &NodeRef<'_>) -> bool {
    link.ancestors_it(None).any(|around| {
        around.has_name("article") && !article.holds(&around)
            || hints::is_of_readers(&around) && !article.holds(&around)
    })
}

/// Whether a link stands in a box beside the text, or beside something that plays: what is licensed is in there, if no line
/// of it tells of articles ("Republish our articles").
fn is_in_box(link: &NodeRef<'_>, language: &Language) -> bool {
    let kind = |node: &NodeRef<'_>| ElementKind::of(&node.node_name().unwrap_or_default(), node);
    let is_end = |node: &NodeRef<'_>| {
        ["body", "article", "main", "footer"].iter().any(|name| node.has_name(name)) || kind(node) == ElementKind::Foot
    };
    let around = || link.ancestors_it(None).take_while(|around| !is_end(around));
    let is_player = |inner: &NodeRef<'_>| inner.qual_name_ref().is_some_and(|name| embeds::is_player(&name.local));
    let allows = |line: &NodeRef<'_>| {
        let reading = recognise::recognise(&words(line), language);
        let allows = |meaning: &Meaning| {
            is_licence(meaning) || matches!(meaning, Meaning::Permitted | Meaning::Free | Meaning::LicenceUnknown)
        };
        reading.unread.is_empty() && reading.meanings.iter().any(allows)
    };
    let is_box = |around: &NodeRef<'_>| {
        (kind(around) == ElementKind::Aside || hints::is_beside(around))
            && !around
                .descendants_it()
                .filter(|line| LINES.iter().any(|name| line.has_name(name)))
                .take(MOST_LINES)
                .any(|line| allows(&line))
    };
    around().any(|around| is_box(&around))
        || around().take(NEAR_PLAYER).any(|around| around.descendants_it().any(|inner| is_player(&inner)))
}

/// The words between the bounds of the line in which a link stands.
fn line(link: &NodeRef<'_>) -> String {
    let is_bound =
        |node: &NodeRef<'_>| node.qual_name_ref().is_some_and(|name| &*name.local == "br" || is_block(&name.local));
    let mut inner = *link;
    while let Some(parent) = inner.parent().filter(|parent| !is_bound(parent)) {
        inner = parent;
    }
    let holds_bound = |node: &NodeRef<'_>| is_bound(node) || node.descendants_it().any(|inner| is_bound(&inner));
    let before =
        std::iter::successors(inner.prev_sibling(), NodeRef::prev_sibling).take_while(|node| !holds_bound(node));
    let behind =
        std::iter::successors(inner.next_sibling(), NodeRef::next_sibling).take_while(|node| !holds_bound(node));
    let mut nodes: Vec<NodeRef<'_>> = before.collect();
    nodes.reverse();
    nodes.push(inner);
    nodes.extend(behind);
    collapsed(&nodes.iter().map(|node| node.text().to_string()).collect::<String>())
}
