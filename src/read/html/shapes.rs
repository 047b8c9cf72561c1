//! What elements of a page are by their shape: captions, figures, head rows, verse.

use dom_query::NodeRef;

use super::tree::{collapsed, words};
use super::{embeds, hints, pictures};
use crate::build::table::RowKind;
use crate::language::dates::{self, DateOrder};
use crate::model::{CodeBlock, Inline, Paragraph, Text};
use crate::text::is_longer_than;

/// The longest words that are a caption because a class says so, in characters.
const LONGEST_CAPTION: usize = 600;
/// The longest words that are a caption because they stand alone with a picture, in characters.
const LONGEST_IN_BOX: usize = 300;
/// The longest words that are a time in a line of other things, in characters.
const LONGEST_TIME: usize = 60;
/// The longest part of a date, in characters, and how many parts it has with what stands beside it.
const LONGEST_OF_DATE: usize = 12;
const MOST_OF_DATE: usize = 4;
/// How many neighbours of an element are looked at.
const MOST_SIBLINGS: usize = 64;

/// The host of an address: the words of a link that has none of its own.
pub(super) fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest).to_owned()
}

/// Whether an element of a heading is a line of its own, though nothing but a style sheet parts it from the one before:
/// `<span>After two winters:</span><span>Pupils cross first</span>`.
pub(super) fn begins_line(element: &NodeRef<'_>) -> bool {
    let is_inline = |node: &NodeRef<'_>| ["span", "a", "strong", "b", "em"].iter().any(|name| node.has_name(name));
    let is_nothing = |node: &NodeRef<'_>| !node.is_text() && words(node).is_empty() || node.has_name("style");
    let mut before = std::iter::successors(element.prev_sibling(), NodeRef::prev_sibling);
    let Some(before) = before.find(|node| !is_nothing(node)).filter(is_inline) else { return false };
    if !is_inline(element) {
        return false;
    }
    let (line, own) = (before.text(), element.text());
    let ends =
        line.chars().next_back().is_some_and(|it| it.is_lowercase() || it.is_ascii_digit() || ".:!?…".contains(it));
    let begins =
        own.chars().next().is_some_and(|it| it.is_uppercase() || it.is_ascii_digit() || "„“\"«»'‘".contains(it));
    let is_line = line.split_whitespace().count() > 1 || line.ends_with(':') || hints::is_above_headline(&before);
    ends && begins && is_line && own.split_whitespace().count() > 1
}

/// Whether what nobody sees is nothing but the sign that is read aloud between two words: `<span class=sr-only>: </span>`.
pub(super) fn parts_words(unseen: &NodeRef<'_>) -> bool {
    let text = unseen.text();
    text.contains(char::is_whitespace) && !text.contains(char::is_alphanumeric)
}

/// Whether an element is pressed, chosen or filled in, and seen: what stands before it is another word than what stands
/// behind it.
pub(super) fn is_control(node: &NodeRef<'_>) -> bool {
    ["input", "button", "select", "textarea"].iter().any(|name| node.has_name(name))
        && node.attr("type").is_none_or(|kind| &*kind != "hidden")
}

/// Whether an element with a name of a site's own (`<news-paragraph>`) separates paragraphs: what holds it holds no words
/// beside such elements. Amid words it is a part of their line.
pub(super) fn is_own_block(node: &NodeRef<'_>) -> bool {
    let is_own = |node: &NodeRef<'_>| node.qual_name_ref().is_some_and(|name| name.local.contains('-'));
    let holds_blocks = |around: &NodeRef<'_>| {
        is_own(around) || ["div", "section", "article", "main", "body"].iter().any(|name| around.has_name(name))
    };
    is_own(node)
        && node.parent().is_some_and(|around| {
            holds_blocks(&around)
                && !around.children_it(false).take(MOST_SIBLINGS).any(|child| child.is_nonempty_text())
        })
}

/// Whether an element of a line is set as a block by its own style: its words are a line of their own.
pub(super) fn is_set_as_block(name: &str, node: &NodeRef<'_>) -> bool {
    matches!(name, "span" | "b" | "strong" | "i" | "em" | "font" | "small")
        && node.attr("style").is_some_and(|style| {
            let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
            rules.any(|(name, value)| {
                name.trim().eq_ignore_ascii_case("display")
                    && ["block", "flex", "grid", "list-item"].iter().any(|it| value.trim().eq_ignore_ascii_case(it))
            })
        })
}

/// Whether a picture stands between two words, with no space beside it.
pub(super) fn is_between_words(node: &NodeRef<'_>) -> bool {
    let neighbour = |neighbour: Option<NodeRef<'_>>| neighbour.filter(NodeRef::is_text).map(|text| text.text());
    node.has_name("img")
        && !pictures::is_pixel(node)
        && neighbour(node.prev_sibling()).is_some_and(|text| !text.ends_with(char::is_whitespace))
        && neighbour(node.next_sibling()).is_some_and(|text| text.starts_with(char::is_alphanumeric))
}

/// Whether an element and the one directly before it are two things that one line says, of which one is a time: style
/// sheets alone set them apart.
pub(super) fn is_beside_time(node: &NodeRef<'_>) -> bool {
    let is_part = |node: &NodeRef<'_>| ["span", "a", "time", "b", "strong"].iter().any(|name| node.has_name(name));
    let Some(before) = node.prev_sibling().filter(|before| is_part(before) && is_part(node)) else { return false };
    let is_time = |node: &NodeRef<'_>| {
        let text = node.text();
        !is_longer_than(&text, LONGEST_TIME)
            && text.contains(|it: char| it.is_numeric())
            && dates::stated(text.trim(), DateOrder::DayFirst).is_some()
    };
    is_time(&before) || is_time(node) || is_of_date(&before) && is_of_date(node)
}

/// The texts of an element, with a space between those of two elements: style sheets alone set them apart.
pub(super) fn parted(element: &NodeRef<'_>) -> String {
    let texts = element.descendants_it().filter(NodeRef::is_nonempty_text).map(|text| collapsed(&text.text()));
    texts.collect::<Vec<_>>().join(" ")
}

/// Whether an element is a part of a date of which each stands in an element of its own: day, month, year.
fn is_of_date(node: &NodeRef<'_>) -> bool {
    let is_part = |text: &str| {
        let text = text.trim();
        !is_longer_than(text, LONGEST_OF_DATE) && text.chars().all(char::is_alphanumeric) && !text.is_empty()
    };
    is_part(&node.text())
        && node.parent().is_some_and(|line| {
            let mut parts = line.children_it(false).filter(|child| child.is_element() || child.is_nonempty_text());
            let texts = || line.children_it(false).filter(NodeRef::is_element);
            parts.by_ref().take(MOST_OF_DATE + 1).count() <= MOST_OF_DATE
                && texts().all(|part| is_part(&part.text()))
                && texts().any(|part| part.text().contains(|it: char| it.is_numeric()))
                && dates::stated(&parted(&line), DateOrder::DayFirst).is_some()
        })
}

/// The programming language that a class names: `language-rust`, `lang-rust` (HTML, 4.5.15).
pub(super) fn programming_language(block: &NodeRef<'_>) -> Option<String> {
    let code = block.element_children().into_iter().find(|child| child.has_name("code"));
    let classes = [Some(*block), code].into_iter().flatten().filter_map(|node| node.class());
    classes.into_iter().find_map(|classes| {
        let mut names = classes.split_ascii_whitespace();
        names.find_map(|name| name.strip_prefix("language-").or_else(|| name.strip_prefix("lang-"))).map(str::to_owned)
    })
}

/// What a row of a table is.
pub(super) fn row_kind(row: &NodeRef<'_>) -> RowKind {
    let cells = row.element_children();
    if row.parent().is_some_and(|parent| parent.has_name("thead")) {
        RowKind::Head
    } else if cells.len() > 1 && cells.iter().all(|cell| cell.has_name("th")) {
        RowKind::Heads
    } else {
        RowKind::Body
    }
}

/// Whether a figure is of pictures or players, and not a frame around something else.
pub(super) fn is_picture_figure(figure: &NodeRef<'_>) -> bool {
    const OTHER: &[&str] = &["table", "pre", "blockquote", "ul", "ol", "figure", "h1", "h2", "h3", "h4", "h5", "h6"];
    let mut shows = false;
    for node in figure.descendants_it() {
        let Some(name) = node.qual_name_ref() else { continue };
        if OTHER.contains(&&*name.local) {
            return false;
        }
        shows |= embeds::is_picture(&name.local) || embeds::is_player(&name.local);
    }
    shows
}

/// Whether the class of an element says that it is a caption, and it is no longer than one.
pub(super) fn is_caption(node: &NodeRef<'_>) -> bool {
    hints::is_caption(node) && words(node).chars().count() <= LONGEST_CAPTION
}

/// Whether the picture of a caption stands beside it, or it stands in a figure, and the picture is none that is read.
pub(super) fn lacks_its_picture(caption: &NodeRef<'_>) -> bool {
    let shows = |node: &NodeRef<'_>| {
        let is_picture = |node: &NodeRef<'_>| {
            node.qual_name_ref().is_some_and(|name| embeds::is_picture(&name.local) || embeds::is_player(&name.local))
        };
        is_picture(node) || node.descendants_it().any(|inner| is_picture(&inner))
    };
    // What stands in a figure with a quotation says whose words they are.
    let is_of_words = |figure: &NodeRef<'_>| figure.descendants_it().any(|inner| inner.has_name("blockquote"));
    caption.ancestors_it(Some(3)).any(|around| around.has_name("figure") && (shows(&around) || !is_of_words(&around)))
        || caption.prev_element_sibling().is_some_and(|before| shows(&before))
}

/// Whether preformatted text is lines for readers, and not for machines: words, each line beginning with one.
pub(super) fn is_verse(code: &CodeBlock) -> bool {
    const SIGNS: &[char] = &['{', '}', '<', '>', ';', '=', '\\', '$', '#', '|', '`', '\t', '/'];
    let mut lines = code.text.lines().filter(|line| !line.trim().is_empty());
    let is_line = |line: &str| {
        let line = line.trim();
        let begins = line.chars().next().is_some_and(|it| it.is_alphabetic() || "«„“”\"'‘–—-…".contains(it));
        begins && !line.contains(SIGNS) && line.split_whitespace().count() > 1
    };
    code.language.is_none() && lines.clone().count() > 1 && lines.all(is_line)
}

/// The stanzas of verse, each line of which ends where the page ends it.
pub(super) fn verse(code: &CodeBlock) -> Vec<Paragraph> {
    let mut stanzas = vec![Vec::new()];
    for line in code.text.lines() {
        match stanzas.last_mut() {
            Some(stanza) if !line.trim().is_empty() => {
                if !stanza.is_empty() {
                    stanza.push(Inline::LineBreak);
                }
                stanza.push(Inline::Text(Text { text: line.trim().to_owned(), span: code.span }));
            }
            Some(_) | None => stanzas.push(Vec::new()),
        }
    }
    stanzas.retain(|stanza| !stanza.is_empty());
    stanzas.into_iter().map(|content| Paragraph { content, span: code.span }).collect()
}

/// Whether an element stands with a picture in a box that is called after it, and that holds nothing else.
pub(super) fn is_in_picture_box(node: &NodeRef<'_>) -> bool {
    let is_box = |around: &NodeRef<'_>| {
        hints::is_of_picture(around)
            && around.descendants_it().any(|inner| inner.has_name("img"))
            && words(around).chars().count() <= LONGEST_IN_BOX
    };
    node.ancestors_it(Some(2)).any(|around| is_box(&around))
}
