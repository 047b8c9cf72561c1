//! Labels that are words of the article's by where they stand: in a list, above words.

use dom_query::NodeRef;

use super::{is_label, texts};
use crate::read::html::tree::words;

/// Whether a label is a word of the article's: an item of a list, a name or its meaning, beside others that are no labels
/// and lead nowhere ("stones, advertising, wages"), or a heading of one word directly above words.
pub(super) fn is_counted(label: &NodeRef<'_>) -> bool {
    let is_one_of = |node: &NodeRef<'_>, names: &[&str]| names.iter().any(|name| node.has_name(name));
    let says_something = |node: &NodeRef<'_>| {
        let texts = texts(node);
        texts.bare > 0 && texts.linked == 0 && !is_label(node)
    };
    let text = words(label);
    let mut around = std::iter::once(*label).chain(label.ancestors_it(Some(2)));
    if let Some(item) = around.find(|around| is_one_of(around, &["li", "dt", "dd"])) {
        return words(&item) == text
            && item.parent().is_some_and(|list| {
                list.children_it(false).any(|other| other.is_element() && other.id != item.id && says_something(&other))
            });
    }
    is_one_of(label, &["h2", "h3", "h4", "h5", "h6"])
        && !text.contains(' ')
        && label.next_element_sibling().is_some_and(|next| {
            is_one_of(&next, &["p", "ul", "ol", "dl", "table", "blockquote"]) && says_something(&next)
        })
}
