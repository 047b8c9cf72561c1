//! The terms that a page states outside of its article: in its foot.
//!
//! Everything in the feet of a page is read as blocks: in the elements that say that they are one, and in the last
//! element outside of the article, which old pages set as the last row of a table. What the recognisers of rights take
//! for a notice, a term, or a reference to a page of terms is kept, in the order of the page. All else in a foot is
//! navigation.

use dom_query::NodeRef;

use super::blocks::{self, PageContext};
use super::clutter;
use super::find::ArticleRegion;
use super::hints::{self, ElementKind};
use super::tree::words;
use crate::assemble::{leads_elsewhere, page_in_menu};
use crate::language::fold::fold;
use crate::model::walk::{plain_text, visit_inlines};
use crate::model::{Block, BlockQuote, Inline, Language, List, ListItem, Meaning, Paragraph, Text};
use crate::rights::recognise;

/// The longest passage that may be a term, in characters.
const LONGEST_PASSAGE: usize = 500;
/// The shortest paragraph of an article that is no line of a foot, in characters.
const SHORTEST_PROSE: usize = 80;
/// The fewest words of a term that says who may use something.
const SHORTEST_TERM: usize = 4;
/// A link of so many words is more than a label.
const LONGEST_LABEL: usize = 8;
/// How many passages a statement may have.
const MOST_PASSAGES: usize = 12;
/// What stands between the labels of a menu.
const BETWEEN_LABELS: [char; 3] = ['|', '·', '•'];
/// Where relative addresses lead on a page that does not say where it is.
const NOWHERE: &str = "https://nowhere.invalid/";
/// How far around an element a picture is looked for that it may be the credit of.
const NEAR_PICTURE: usize = 4;
/// The most nodes that a picture with its credit has.
const MOST_NEAR_PICTURE: usize = 24;
/// The longest credit of a picture, in characters.
const LONGEST_CREDIT: usize = 200;
/// What the credit of a picture begins with, or that of another work that an article uses, folded.
const CREDITS: &[&str] = &[
    "music",
    "sound",
    "audio",
    "video",
    "map",
    "maps",
    "graphic",
    "graphics",
    "chart",
    "icon",
    "icons",
    "font",
    "fonts",
    "data",
    "musiqi",
    "müzik",
    "xəritə",
    "harita",
    "музыка",
    "карта",
    "видео",
    "musik",
    "karte",
    "grafik",
    "musique",
    "carte",
    "música",
    "mapa",
    "музика",
    "мапа",
    "photo",
    "photos",
    "image",
    "images",
    "picture",
    "foto",
    "fotos",
    "bild",
    "bilder",
    "şəkil",
    "fotoğraf",
    "fotoqraf",
    "görsel",
    "фото",
    "изображение",
    "снимок",
    "crédit",
    "illustration",
    "imagen",
];
/// The longest line above the article that is looked at for a notice, in characters.
const LONGEST_ABOVE: usize = 400;
/// What readers are asked to consent to, folded: it is nothing about what is published.
const CONSENT: &[&str] = &["cookie", "kuki", "çerez", "куки", "кукі"];
/// What the class or the identity of a foot says.
const FOOT_WORDS: &[&str] = &["footer", "copyright", "colophon", "altbilgi", "alt-bilgi", "podval"];

/// The passages outside of the article that state rights.
pub(super) fn statement(context: &PageContext<'_>) -> Vec<Block> {
    let Some(body) = context.page.document.body() else { return Vec::new() };
    // The tables of all languages are tried; this one first.
    let english = Language::english();
    let language = context.language.unwrap_or(&english);
    let mut statement: Vec<Block> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    let others = other_articles(context, &body);
    for foot in feet(&body, context.article, &others) {
        let mut asking = ArticleRegion::default();
        for inner in foot.descendants_it().filter(|inner| inner.is_element() && lies_over(inner)) {
            asking.take(context.page, &inner);
        }
        let article = ArticleRegion::whole(context.page, &foot).without(context.article).without(&others);
        let article = article.without(&asking);
        // What is a link and leads nowhere from here is a part of a menu all the same.
        let base = context.base.or(Some(NOWHERE));
        let nowhere = Some(NOWHERE);
        let context = PageContext { article: &article, notes: None, headline: None, base, nowhere, ..*context };
        let parsed = blocks::parse(context, &foot);
        for mut paragraph in paragraphs(parsed.blocks, language) {
            paragraph.content = without_lost(paragraph.content);
            let text = plain_text(&paragraph.content);
            if statement.len() < MOST_PASSAGES
                && text.chars().count() <= LONGEST_PASSAGE
                && !seen.contains(&text)
                && states_rights(&paragraph.content, &text, language)
            {
                seen.push(text);
                statement.push(Block::Paragraph(paragraph));
            }
        }
    }
    statement
}

/// The other articles of an endless page: what they say is said of them. They are marked as such, or look as the article
/// itself does.
fn other_articles(context: &PageContext<'_>, body: &NodeRef<'_>) -> ArticleRegion {
    let mut others = ArticleRegion::default();
    let is_other = |node: &NodeRef<'_>| !context.article.holds(node);
    for other in context.page.elements("article").filter(is_other) {
        others.take(context.page, &other);
    }
    let mut around = *body;
    while let Some(part) = only_part(&around, context.article) {
        let is_alike = |node: &NodeRef<'_>| {
            hints::are_alike(node, &part) && has_heading(node) && has_prose(node) && has_heading(&part)
        };
        for other in around.children_it(false).filter(|child| is_other(child) && is_alike(child)) {
            others.take(context.page, &other);
        }
        around = part;
    }
    others
}

/// The only element of some that holds something of the article.
fn only_part<'a>(around: &NodeRef<'a>, article: &ArticleRegion) -> Option<NodeRef<'a>> {
    let mut parts = around.children_it(false).filter(|child| child.is_element() && article.holds(child));
    parts.next().filter(|_| parts.next().is_none())
}

fn has_heading(node: &NodeRef<'_>) -> bool {
    node.descendants_it().any(|inner| inner.has_name("h1") || inner.has_name("h2"))
}

fn has_prose(node: &NodeRef<'_>) -> bool {
    let is_prose = |line: &NodeRef<'_>| line.has_name("p") && words(line).chars().count() >= SHORTEST_PROSE;
    node.descendants_it().any(|inner| is_prose(&inner))
}

/// Words without the links that lead nowhere.
fn without_lost(content: Vec<Inline>) -> Vec<Inline> {
    let is_lost = |address: &str| address.starts_with(NOWHERE);
    let unlinked = content.into_iter().flat_map(|inline| match inline {
        Inline::Link(link) if is_lost(&link.address) => link.content,
        other => vec![other],
    });
    unlinked.collect()
}

/// The outermost elements that are feet of the page, and not of another article, and the last element of the page where it
/// is in none of them.
fn feet<'a>(body: &NodeRef<'a>, article: &ArticleRegion, others: &ArticleRegion) -> Vec<NodeRef<'a>> {
    let mut feet: Vec<NodeRef<'a>> = Vec::new();
    let is_of_other = |node: &NodeRef<'_>| {
        node.descendants_it().find(NodeRef::is_nonempty_text).is_some_and(|text| others.has_leaf(&text))
    };
    for node in body.descendants_it().filter(|node| is_foot(node) && !is_of_other(node)) {
        if !feet.last().is_some_and(|last| is_inside(&node, last)) {
            feet.push(node);
        }
    }
    feet.retain(|foot| !lies_over(foot));
    feet.extend(notices_above(body, article, others));
    // What the page ends with may ask for an answer without being called so.
    let asks = |node: &NodeRef<'_>| {
        node.descendants_it().any(|inner| inner.has_name("button"))
            && hints::asks_for_consent(node)
            && !has_mark(&words(node))
    };
    if let Some(last) = last_outside(body, article).filter(|last| !lies_over(last) && !asks(last)) {
        let is_known = |foot: &NodeRef<'_>| last.id == foot.id || is_inside(&last, foot) || is_inside(foot, &last);
        if !feet.iter().any(is_known) {
            feet.push(last);
        }
    }
    feet
}

/// The lines above the article with a notice: some sites have their foot at the top.
fn notices_above<'a>(body: &NodeRef<'a>, article: &ArticleRegion, others: &ArticleRegion) -> Vec<NodeRef<'a>> {
    let mut found: Vec<NodeRef<'a>> = Vec::new();
    for node in body.descendants_it().take_while(|node| !(node.is_text() && article.has_leaf(node))) {
        let is_line = ["p", "small", "div", "li", "td", "span"].iter().any(|name| node.has_name(name));
        if !is_line
            || article.holds(&node)
            || others.holds(&node)
            || found.last().is_some_and(|it| is_inside(&node, it))
        {
            continue;
        }
        let text = words(&node);
        let is_notice = has_mark(&text)
            && text.chars().count() <= LONGEST_ABOVE
            && recognise::notice(&text).is_some_and(|notice| notice.year.is_some())
            && !is_of_picture(&node)
            && !lies_over(&node)
            && !node.ancestors_it(None).any(|around| is_foot(&around));
        if is_notice && !is_foot(&node) {
            found.push(node);
        }
    }
    found
}

/// Whether an element lies over the page until somebody answers it: what it says of consent says nothing of the article.
fn lies_over(node: &NodeRef<'_>) -> bool {
    let name = node.node_name().unwrap_or_default();
    ElementKind::of(&name, node) == ElementKind::Dialog || hints::is_asking(node) || hints::lies_over(node)
}

/// The last element of a page with words, as large as it can be without anything of the article in it.
fn last_outside<'a>(body: &NodeRef<'a>, article: &ArticleRegion) -> Option<NodeRef<'a>> {
    let mut around = *body;
    loop {
        let last = around.children_it(true).find(|child| child.is_element() && has_words(child))?;
        if !article.holds(&last) {
            // What stands beside the article's own text is another matter than the foot of its page.
            let is_beside = last.has_name("aside") && last.ancestors_it(None).any(|it| it.has_name("main"));
            return Some(last).filter(|last| !is_beside && !hints::is_unseen(last));
        }
        around = last;
    }
}

fn has_words(element: &NodeRef<'_>) -> bool {
    let is_hidden = ["script", "style", "template", "noscript", "svg"].iter().any(|name| element.has_name(name));
    !is_hidden && element.descendants_it().any(|node| node.is_text() && node.is_nonempty_text())
}

fn is_inside(inner: &NodeRef<'_>, outer: &NodeRef<'_>) -> bool {
    inner.ancestors_it(None).any(|ancestor| ancestor.id == outer.id)
}

fn is_foot(node: &NodeRef<'_>) -> bool {
    let Some(element) = node.element_ref() else { return false };
    let says = |attribute: &str| {
        element.attr(attribute).is_some_and(|value| FOOT_WORDS.iter().any(|word| contains_word(&value, word)))
    };
    let is_called_foot = || (says("class") || says("id")) && !is_credit(node);
    let is_one = &*element.name.local == "footer"
        || element.attr("role").is_some_and(|role| &*role == "contentinfo")
        || is_called_foot();
    // Most elements are none, and to look for a picture takes longest.
    is_one && !is_of_picture(node)
}

/// Whether the class of an element says that it is the credit or the caption of a picture, and no foot.
fn is_credit(node: &NodeRef<'_>) -> bool {
    let is_foot = node.attr("class").is_some_and(|class| contains_word(&class, "foot"));
    let says = |node: &NodeRef<'_>| hints::is_caption(node) || hints::is_of_picture(node);
    !is_foot && (says(node) || node.parent().is_some_and(|parent| hints::is_caption(&parent)))
}

/// Whether the class of an element says that it is who made a picture.
fn is_called_credit(node: &NodeRef<'_>) -> bool {
    node.attr("class").is_some_and(|class| {
        let words = class.split(|it: char| !it.is_alphanumeric()).map(str::to_lowercase);
        words.into_iter().any(|word| matches!(&*word, "credit" | "credits" | "photographer" | "attribution"))
    })
}

/// Whether an element stands in a figure, or beside a picture with few words: it is the credit or the licence of that.
pub(super) fn is_of_picture(node: &NodeRef<'_>) -> bool {
    let ends = |around: &NodeRef<'_>| ["article", "main", "body"].iter().any(|name| around.has_name(name));
    let is_picture = |inner: &NodeRef<'_>| ["img", "picture", "video"].iter().any(|name| inner.has_name(name));
    let mut around = std::iter::once(*node).chain(node.ancestors_it(None)).take_while(|around| !ends(around));
    around.by_ref().take(NEAR_PICTURE).any(|around| {
        around.has_name("figure")
            || hints::is_caption(&around)
            || is_credited(&around)
            || is_called_credit(&around)
            || around.has_name("blockquote")
            || around.has_name("figcaption")
            || (around.descendants_it().take(MOST_NEAR_PICTURE + 1).count() <= MOST_NEAR_PICTURE
                && around.descendants_it().any(|inner| is_picture(&inner)))
    })
}

/// Whether a line begins with a word such as "Photo:", and is short.
fn is_credited(line: &NodeRef<'_>) -> bool {
    let is_line = ["p", "span", "small", "em", "i", "div", "li"].iter().any(|name| line.has_name(name));
    if !is_line || line.descendants_it().take(MOST_NEAR_PICTURE + 1).count() > MOST_NEAR_PICTURE {
        return false;
    }
    let text = words(line);
    let first = fold(text.split_whitespace().next().unwrap_or_default());
    let bare = first.trim_matches(|character: char| !character.is_alphanumeric());
    text.chars().count() <= LONGEST_CREDIT && CREDITS.contains(&bare)
}

/// Whether a text contains a word in lower case, whatever its own case.
fn contains_word(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

fn states_rights(content: &[Inline], text: &str, language: &Language) -> bool {
    if page_in_menu(content, language).is_some() {
        return true;
    }
    let folded = fold(text);
    let is_notice = has_mark(text);
    if !is_notice && (leads_elsewhere(text, language) || CONSENT.iter().any(|words| folded.contains(words))) {
        return false;
    }
    let mut addresses = Vec::new();
    visit_inlines(content, &mut |inline| {
        if let Inline::Link(link) = inline {
            addresses.push(link.address.as_str());
        }
    });
    // A label that only leads somewhere is a menu's; any other words that may be terms are kept, understood or not.
    let is_label = addresses.len() == 1 && text.split_whitespace().count() < LONGEST_LABEL;
    let reading = recognise::recognise_linked(text, &addresses, language);
    // "Newspaper subscription", "Our partners": what is offered, and to nobody else.
    let says_little = |shortest: usize| !reading.refers_to_terms_page && text.split_whitespace().count() < shortest;
    let is_offer = says_little(SHORTEST_TERM) && reading.meanings.iter().all(|meaning| *meaning == Meaning::Recipients)
        || says_little(LONGEST_LABEL) && !is_notice && clutter::invites_to_subscribe(text);
    recognise::notice(text).is_some()
        || reading.speaks_of_terms() && !is_offer
        || (!is_label && recognise::mentions_terms(text))
}

/// Every paragraph of some blocks, and every line of one: a foot sets its lines with breaks.
fn paragraphs(blocks: Vec<Block>, language: &Language) -> Vec<Paragraph> {
    let mut found = Vec::new();
    let mut open: Vec<Block> = blocks.into_iter().rev().collect();
    while let Some(block) = open.pop() {
        match block {
            Block::Paragraph(paragraph) => found.extend(lines(paragraph, language)),
            Block::List(List { items, .. }) => {
                open.extend(items.into_iter().rev().flat_map(|ListItem { content, .. }| content.into_iter().rev()));
            }
            Block::BlockQuote(BlockQuote { content, .. }) => open.extend(content.into_iter().rev()),
            Block::Heading(_) | Block::Table(_) | Block::Figure(_) | Block::CodeBlock(_) | Block::ThematicBreak(_) => {}
        }
    }
    found
}

/// The lines of a paragraph that stand outside of all marks.
fn lines(Paragraph { content, span }: Paragraph, language: &Language) -> Vec<Paragraph> {
    let mut lines = vec![Vec::new()];
    for inline in content {
        match (inline, lines.last_mut()) {
            (Inline::LineBreak, _) | (_, None) => lines.push(Vec::new()),
            (inline, Some(line)) => line.push(inline),
        }
    }
    let lines = lines.into_iter().flat_map(parts).flat_map(|line| labels(line, language));
    let lines = lines.filter(|line| !plain_text(line).trim().is_empty());
    lines.map(|content| Paragraph { content, span }).collect()
}

/// A line with a notice, without the links of a menu before and behind it, which become lines of their own.
fn parts(line: Vec<Inline>) -> Vec<Vec<Inline>> {
    if !has_mark(&plain_text(&line)) || !line.iter().any(|inline| matches!(inline, Inline::Link(_))) {
        return vec![line];
    }
    let mut parts: Vec<Vec<Inline>> = vec![Vec::new()];
    // Of the part that is open: whether it has the mark, a name beside it, and links alone.
    let (mut marked, mut named, mut is_menu) = (false, false, false);
    for inline in line {
        let text = plain_text(std::slice::from_ref(&inline));
        let is_link = matches!(inline, Inline::Link(_));
        let begins = if is_link { marked && named } else { is_menu && !marked && has_mark(&text) };
        if begins {
            parts.push(Vec::new());
            (marked, named, is_menu) = (false, false, false);
        }
        marked |= has_mark(&text);
        named |= marked && text.split_whitespace().any(is_of_name);
        is_menu |= is_link;
        if let Some(part) = parts.last_mut() {
            part.push(inline);
        }
    }
    parts.iter_mut().for_each(trim);
    parts
}

/// A line of bare words, without the labels in it that lead elsewhere, which become lines of their own.
fn labels(line: Vec<Inline>, language: &Language) -> Vec<Vec<Inline>> {
    let [Inline::Text(words)] = line.as_slice() else { return vec![line] };
    if !words.text.contains(BETWEEN_LABELS)
        || !words.text.split(BETWEEN_LABELS).any(|label| leads_elsewhere(label, language))
    {
        return vec![line];
    }
    let mut parts: Vec<(bool, String)> = Vec::new();
    for label in words.text.split_inclusive(BETWEEN_LABELS) {
        let is_other = leads_elsewhere(label, language);
        match parts.last_mut() {
            Some((last, part)) if *last == is_other => part.push_str(label),
            _ => parts.push((is_other, label.to_owned())),
        }
    }
    let line = |(_, text): (bool, String)| {
        let mut line = vec![Inline::Text(Text { text, span: words.span })];
        trim(&mut line);
        line
    };
    parts.into_iter().map(line).collect()
}

fn has_mark(text: &str) -> bool {
    text.contains(['©', '℗', 'ⓒ', 'Ⓒ']) || fold(text).contains("copyright")
}

/// Whether a word of a notice can be of a name: it is neither the word for it nor a year.
fn is_of_name(word: &str) -> bool {
    let word = fold(word.trim_matches(|character: char| !character.is_alphabetic()));
    word.chars().count() > 1 && word != "copyright"
}

/// Takes away what stands between the links of a menu at the ends of a line.
fn trim(line: &mut Vec<Inline>) {
    let is_between = |character: char| character.is_whitespace() || matches!(character, '|' | '·' | '•' | '/' | ',');
    if let Some(Inline::Text(text)) = line.last_mut() {
        text.text.truncate(text.text.trim_end_matches(is_between).len());
    }
    if let Some(Inline::Text(text)) = line.first_mut() {
        text.text = text.text.trim_start_matches(is_between).to_owned();
    }
    line.retain(|inline| !matches!(inline, Inline::Text(text) if text.text.is_empty()));
}
