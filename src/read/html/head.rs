//! What a page says of itself in its elements: `meta`, `link`, `title`, `html lang`, bylines, times, the comment that a
//! browser left when it saved the page.

use dom_query::NodeRef;

use super::metadata::{PRECEDENCE, Said};
use super::tree::{Page, collapsed, words};
use crate::assemble::Key;
use crate::assemble::person_names;
use crate::language::case::is_small;
use crate::language::dates;
use crate::language::fold::fold;
use crate::language::relative;
use crate::source::Span;
use crate::text;

/// The longest byline, in characters.
const LONGEST_BYLINE: usize = 100;
/// The words that stand before a name in a byline, folded.
const BYLINE_WORDS: &[&str] = &[
    "by ",
    "written by ",
    "posted by ",
    "par ",
    "von ",
    "por ",
    "müəllif:",
    "müəllif ",
    "yazar:",
    "yazan:",
    "автор:",
    "автор ",
    "author:",
    "ავტორი:",
    "ავტორი ",
    "نویسنده:",
];
/// What the class of a byline contains.
const BYLINE_CLASSES: &[&str] = &["byline", "author", "writtenby"];
/// What a class contains that has to do with an author, or only looks like it, and holds no name alone.
const NO_BYLINE_CLASSES: &[&str] = &[
    "authori", "bio", "box", "image", "img", "avatar", "photo", "social", "related", "comment", "more", "links", "info",
];
/// The longest words that show a moment, in characters.
const LONGEST_TIME: usize = 60;
/// How many times and bylines are looked at.
const MOST_ELEMENTS: usize = 200;

/// Collects what the elements of a page say.
pub(super) fn read(page: &Page) -> Vec<Said> {
    let mut said = Vec::new();
    metas(page, &mut said);
    links(page, &mut said);
    if let Some(title) = page.elements("title").find(|title| title.parent().is_some_and(|head| head.has_name("head"))) {
        say(&mut said, Key::Title, "<title>", collapsed(&title.text()), page.place(title.id));
    }
    if let Some(html) = page.elements("html").next() {
        let language = html.attr("lang").or_else(|| html.attr("xml:lang")).unwrap_or_default();
        say(&mut said, Key::Language, "<html lang>", language.trim().to_owned(), page.place(html.id));
    }
    bylines(page, &mut said);
    if let Some((time, span)) = times(page).find(|(time, _)| dates::absolute(time).is_some()) {
        say(&mut said, Key::Published, "<time>", time, span);
    }
    said.extend(saved_from(page));
    said
}

fn say(said: &mut Vec<Said>, key: Key, by: &'static str, text: String, span: Option<Span>) {
    if !text.is_empty() {
        said.push(Said { key, by, text, span });
    }
}

/// `meta` elements by `property`, `name`, `itemprop` or `http-equiv`. What one of these says, the next does not add to.
fn metas(page: &Page, said: &mut Vec<Said>) {
    let metas: Vec<NodeRef<'_>> = page.elements("meta").filter(|meta| meta.has_attr("content")).collect();
    let known = || PRECEDENCE.iter().flat_map(|(key, names)| names.iter().map(move |known| (*key, *known)));
    for attribute in ["property", "name", "itemprop", "http-equiv"] {
        let before = said.len();
        for meta in &metas {
            let content = collapsed(&meta.attr("content").unwrap_or_default());
            for name in meta.attr(attribute).unwrap_or_default().split_ascii_whitespace() {
                let name = name.to_ascii_lowercase().replace(':', ".");
                for (key, known) in known().filter(|(_, known)| *known == name) {
                    // A profile elsewhere is no name.
                    let is_name = key != Key::Author || !content.contains("://");
                    if !is_name || said[..before].iter().any(|said| said.key == key && said.by == known) {
                        continue;
                    }
                    let names = if key == Key::Author { names(&content) } else { Vec::new() };
                    let texts = if names.is_empty() { vec![content.clone()] } else { names };
                    texts.into_iter().for_each(|text| say(said, key, known, text, page.place(meta.id)));
                }
            }
        }
    }
}

/// `link` and `a` elements by `rel`.
fn links(page: &Page, said: &mut Vec<Said>) {
    for link in page.elements("link").chain(page.elements("a")) {
        let (Some(rel), Some(href)) = (link.attr("rel"), link.attr("href")) else { continue };
        for rel in rel.split_ascii_whitespace() {
            let (key, by) = match rel.to_ascii_lowercase().as_str() {
                "canonical" if link.has_name("link") => (Key::Address, "<link rel=canonical>"),
                "license" => (Key::Licence, "<rel=license>"),
                "terms-of-service" => (Key::TermsPage, "<rel=terms-of-service>"),
                _ => continue,
            };
            say(said, key, by, href.trim().to_owned(), page.place(link.id));
        }
    }
}

/// Names that an element marks as the author's: by `rel`, by `itemprop`, or by its class.
fn bylines(page: &Page, said: &mut Vec<Said>) {
    let Some(body) = page.document.body() else { return };
    let mut looked_at = 0;
    for node in body.descendants_it() {
        let Some((by, element)) = byline(&node) else { continue };
        looked_at += 1;
        // "Aynur Kərimova, müxbir": the name is what leads to its bearer.
        let mut links = element.descendants_it().filter(|child| child.has_name("a")).map(|link| words(&link));
        let mut found = names(&words(&element));
        if found.len() < 2 {
            found = links.find_map(|link| name(&link)).map_or(found, |name| vec![name]);
        }
        if found.is_empty() {
            // A time or an office beside the name, each in an element of its own.
            let mut parts =
                element.descendants_it().filter(NodeRef::is_nonempty_text).map(|text| collapsed(&text.text()));
            found = parts.find(|part| is_whole_name(part)).into_iter().collect();
        }
        if !found.is_empty() {
            found.into_iter().for_each(|name| say(said, Key::Author, by, name, page.place(element.id)));
            return;
        }
        if looked_at >= MOST_ELEMENTS {
            return;
        }
    }
}

/// Whether an element is a byline; which words of it are the name.
fn byline<'a>(node: &NodeRef<'a>) -> Option<(&'static str, NodeRef<'a>)> {
    let element = node.element_ref()?;
    let has = |attribute: &str, words: &[&str]| {
        element.attr(attribute).is_some_and(|value| {
            value.split_ascii_whitespace().any(|value| words.iter().any(|word| value.eq_ignore_ascii_case(word)))
        })
    };
    if has("rel", &["author"]) || has("itemprop", &["author"]) {
        let named = |child: &NodeRef<'_>| child.attr("itemprop").is_some_and(|property| &*property == "name");
        return Some(("<rel=author>", node.descendants_it().find(named).unwrap_or(*node)));
    }
    let says =
        |attribute: &str| element.attr(attribute).is_some_and(|value| value.split_ascii_whitespace().any(names_author));
    (says("class") || says("data-component") || says("data-testid")).then_some(("<byline>", *node))
}

/// Whether a class, or what a site's own attribute says of an element, is that of a byline: `byline`, `author-name`,
/// `post-author`, `c-article__authors`, `vcard`, ….
fn names_author(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    class == "vcard"
        || BYLINE_CLASSES.iter().any(|word| class.contains(word))
            && !NO_BYLINE_CLASSES.iter().any(|word| class.contains(word))
}

/// The names in a byline; empty where there are none. What stands before them ("By"), between them and behind them (a
/// date, an office) is left out.
pub(super) fn names(byline: &str) -> Vec<String> {
    let byline = collapsed(byline);
    let rest: String = unmarked(
        byline.split(['|', '•', '·', '/', '\u{2014}']).map(str::trim).find(|part| !part.is_empty()).unwrap_or_default(),
    );
    let (names, others): (Vec<&str>, Vec<&str>) =
        person_names::cut(&rest).into_iter().partition(|part| is_whole_name(part));
    let is_more_than_one = names.len() + others.len() > 1;
    if is_more_than_one && !names.is_empty() && others.iter().all(|other| is_office(other)) {
        return names.into_iter().map(str::to_owned).collect();
    }
    name(&byline).into_iter().collect()
}

fn is_whole_name(part: &str) -> bool {
    part.split_whitespace().count() >= 2 && is_name(part) && !person_names::is_office(part)
}

/// What stands behind a name: an office in small letters ("müxbir") or the initials of an organisation ("AFP").
fn is_office(part: &str) -> bool {
    part.starts_with(is_small) || part.chars().all(char::is_uppercase) || person_names::is_office(part)
}

/// The name in a byline; `None` where it is none.
fn name(byline: &str) -> Option<String> {
    let name = unmarked(byline);
    is_name(&name).then_some(name)
}

/// A byline without the word before the name.
fn unmarked(byline: &str) -> String {
    let folded = fold(byline);
    let word = BYLINE_WORDS.iter().find(|word| folded.starts_with(*word));
    let name: String = byline.chars().skip(word.map_or(0, |word| word.chars().count())).collect();
    let name =
        name.trim().trim_matches(|character: char| matches!(character, '—' | '–' | '-' | '|' | ',' | ':' | '·' | '•'));
    name.trim().to_owned()
}

fn is_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    (1..=8).contains(&words)
        && name.chars().count() <= LONGEST_BYLINE
        && name.chars().find(|character| character.is_alphabetic()).is_some_and(|first| !is_small(first))
        && !name.contains(|character: char| character.is_ascii_digit() || matches!(character, '@' | '?' | '!' | '/'))
}

/// What `time` elements and their like state, the ones first that say that it is the time of publication.
fn times(page: &Page) -> impl Iterator<Item = (String, Option<Span>)> {
    let stated = |element: &NodeRef<'_>| element.attr("itemprop").is_some_and(|name| name.contains("datePublished"));
    let mut elements: Vec<NodeRef<'_>> = page.elements("time").take(MOST_ELEMENTS).collect();
    elements.retain(|time| !time.attr("itemprop").is_some_and(|name| name.contains("dateModified")));
    elements.sort_by_key(|time| !(stated(time) || time.has_attr("pubdate")));
    elements.into_iter().filter_map(|time| {
        let moment = time.attr("datetime").or_else(|| time.attr("content"))?;
        Some((moment.trim().to_owned(), page.place(time.id)))
    })
}

/// How the page shows a moment: the words of the first `time` element that states it.
pub(super) fn shown_time(page: &Page, agrees: &dyn Fn(&str) -> bool) -> Option<(String, Option<Span>)> {
    let is_sound = |words: &str| words.chars().count() <= LONGEST_TIME && words.chars().all(text::is_allowed);
    page.elements("time").take(MOST_ELEMENTS).find_map(|time| {
        let moment = time.attr("datetime")?;
        let words = words(&time);
        // A countdown from the present of whoever looks at the page says nothing later.
        let lasts = relative::relative(&words).is_none() && words.chars().any(|character| character.is_ascii_digit());
        (agrees(moment.trim()) && lasts && is_sound(&words)).then(|| (words, page.place(time.id)))
    })
}

/// The comment that a browser or a saving tool leaves: `saved from url=(0023)https://…`, `Page saved with SingleFile
/// url: … saved date: …`.
fn saved_from(page: &Page) -> Vec<Said> {
    let mut said = Vec::new();
    for comment in page.comments() {
        let (text, span) = comment;
        if let Some(rest) = text.trim_start().strip_prefix("saved from url=(")
            && let Some((_, address)) = rest.split_once(')')
        {
            say(&mut said, Key::Address, "<saved from>", address.trim().to_owned(), span);
        }
        if !text.contains("SingleFile") {
            continue;
        }
        for line in text.lines().map(str::trim) {
            if let Some(address) = line.strip_prefix("url:") {
                say(&mut said, Key::Address, "<saved from>", address.trim().to_owned(), span);
            } else if let Some(date) = line.strip_prefix("saved date:") {
                // As JavaScript writes dates: "Thu Jun 04 2026 12:00:00 GMT+0400 (Azerbaijan Standard Time)".
                let date = date.split('(').next().unwrap_or_default().trim();
                say(&mut said, Key::SavedAt, "<saved from>", date.to_owned(), span);
            }
        }
    }
    said
}
