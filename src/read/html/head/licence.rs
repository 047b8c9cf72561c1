//! What a link to a licence is the licence of: the article, a picture, or whatever else the line around it speaks of.

use dom_query::NodeRef;

use crate::model::Language;
use crate::model::{Meaning, Scope};
use crate::read::html::outline::is_part;
use crate::read::html::tree::{collapsed, words};
use crate::read::html::{footer, hints};
use crate::rights::recognise;

/// Whether a link (`rel=license`) leads to the licence of something else than the article.
pub(super) fn is_of_another(link: &NodeRef<'_>, language: &Language) -> bool {
    is_of_picture(link) || is_said_of_another(link, language)
}

/// Whether a link is the licence of a picture. The only picture of a link may be the badge of a licence.
fn is_of_picture(link: &NodeRef<'_>) -> bool {
    match link.parent().filter(|_| link.descendants_it().any(|inner| inner.has_name("img"))) {
        Some(around) if around.descendants_it().filter(|inner| inner.has_name("img")).take(2).count() == 1 => {
            let mut around = link.ancestors_it(None);
            around.any(|around| around.has_name("figure") || hints::is_caption(&around))
        }
        Some(_) | None => footer::is_of_picture(link),
    }
}

/// Whether the line around a link says something that licenses no article: "This dataset is available under …", "Theme by …".
/// A link that stands alone is as good as a badge.
fn is_said_of_another(link: &NodeRef<'_>, language: &Language) -> bool {
    let line = line_around(link);
    if line.len() <= words(link).len() || !line.contains(char::is_alphabetic) {
        return false;
    }
    let address = link.attr("href").unwrap_or_default();
    let licenses_all = |meaning: &Meaning| matches!(meaning, Meaning::Licensed { scope: Scope::Everything, .. });
    !recognise::recognise_linked(&line, &[address.trim()], language).meanings.iter().any(licenses_all)
}

/// The words of the line in which a node stands: what is parted from it by no block and no break.
fn line_around(node: &NodeRef<'_>) -> String {
    let is_inline = |node: &NodeRef<'_>| {
        node.is_text() || node.qual_name_ref().is_some_and(|name| &*name.local != "br" && !is_part(&name.local))
    };
    let mut top = *node;
    while let Some(around) = top.parent().filter(|around| around.is_element() && is_inline(around)) {
        top = around;
    }
    let mut first = top;
    while let Some(before) = first.prev_sibling().filter(is_inline) {
        first = before;
    }
    let mut line = String::new();
    let mut next = Some(first);
    while let Some(node) = next.filter(is_inline) {
        line.push_str(&if node.is_text() { node.text().to_string() } else { format!(" {} ", words(&node)) });
        next = node.next_sibling();
    }
    collapsed(&line)
}
