//! What a page says of itself in its elements: `meta`, `link`, `title`, `html lang`, bylines, times, the comment that a
//! browser left when it saved the page.

mod named;

use std::collections::HashSet;

use dom_query::{NodeId, NodeRef};

use self::named::{
    beside_credit, beside_office, beside_time, called_writer, is_below_another, is_in_caption, is_of_writer,
    is_said_of_nothing_else, several, signature,
};
use super::metadata::{LICENCE_LINKS, OTHER_TIMES, PRECEDENCE, PUBLISHERS, PageClaim, RESERVATIONS, TAGS};
use super::tree::{Page, collapsed, words};
use super::{footer, hints};
use crate::assemble::StatedKey;
use crate::assemble::{is_marked_line, person_names};
use crate::language::dates::{self, DateOrder};
use crate::language::fold::fold;
use crate::language::relative;
use crate::model::Language;
use crate::source::Span;
use crate::text;

/// Names of `meta` elements by which sites state authors in a way of their own.
const OWN_AUTHORS: &[&str] = &[
    "articleauthor",
    "article.author_name",
    "og.article.author",
    "mediator_author",
    "citation_author",
    "author_name",
    "byl",
];
/// What the class of a byline contains.
const BYLINE_CLASSES: &[&str] = &["byline", "author", "writtenby"];
/// What a class contains that has to do with an author, or only looks like it, and holds no name alone.
const NO_BYLINE_CLASSES: &[&str] = &[
    "authori", "bio", "box", "image", "img", "avatar", "photo", "social", "related", "comment", "more", "links", "info",
];
/// The properties of a time of publication, and of a later one.
const PUBLISHED_PROPERTIES: &[&str] = &["datePublished", "dateCreated"];
const LATER_PROPERTIES: &[&str] = &["dateModified"];
/// The classes of a time of publication: hAtom's, those of microformats 2, and what common systems made of them.
const PUBLISHED_CLASSES: &[&str] = &["published", "dt-published", "entry-date", "date-published", "publish-date"];
/// The attributes that state a moment for machines.
const MOMENTS: &[&str] = &["datetime", "content", "title"];
/// The attributes in which scripts find a moment that they show.
const MOMENTS_OF_SCRIPTS: &[&str] = &[
    "data-datetime",
    "data-date",
    "data-time",
    "data-timestamp",
    "data-epoch",
    "data-unix",
    "data-unixtime",
    "data-utime",
    "data-utc",
    "data-published",
    "data-pubdate",
    "data-publish-date",
    "data-created",
];
/// What the name of a `meta` element says that states a publication; what it says of something else.
const PUBLISHING: &[&str] = &["publi", "pub", "post", "issue", "release", "creat", "upload"];
const NOT_PUBLISHING: &[&str] = &[
    "modif", "updat", "expir", "revis", "last", "valid", "birth", "event", "unpubl", "video", "music", "book", "movie",
];
/// What the class or the identity says of an element that holds comments or links to other articles.
const ELSEWHERE: &[&str] = &[
    "comment",
    "related",
    "recommend",
    "sidebar",
    "popular",
    "teaser",
    "widget",
    "most-read",
    "mostread",
    "most_read",
];
/// How many elements below the headline a link to the author is looked for in.
const MOST_BELOW_HEADLINE: usize = 60;
/// The most nodes that a labelled time has.
const MOST_OF_TIME: usize = 8;
/// The most nodes that a line with an author has which is marked by its own words.
const MOST_OF_BYLINE: usize = 24;
/// The longest text that says who edited the article, in bytes.
const LONGEST_OF_EDITOR: usize = 240;
/// The shortest paragraph before the name that signs an article, in characters.
const SHORTEST_PROSE: usize = 80;
/// The longest words that show a moment, in characters.
const LONGEST_TIME: usize = 60;
/// How many times and bylines are looked at.
const MOST_ELEMENTS: usize = 200;

/// The most letters that a link to somebody has beside the name: what the person is.
const LONGEST_OF_OFFICE: usize = 40;

/// What holds a heading of the first level: the main part of a page is the article's, whatever it is called.
struct Headed(HashSet<NodeId>);

impl Headed {
    fn of(page: &Page) -> Self {
        let mut around = HashSet::new();
        for heading in page.elements("h1") {
            around.extend(heading.ancestors_it(None).map(|around| around.id));
        }
        Self(around)
    }
}

/// Collects what the elements of a page say, and what its server told machines of mining it.
pub(super) fn read(page: &Page, by_server: &[String]) -> Vec<PageClaim> {
    let mut said = Vec::new();
    metas(page, &mut said);
    reservations(page, &mut said);
    for told in by_server {
        if !said.iter().any(|claim| claim.text == *told) {
            say(&mut said, StatedKey::Terms, RESERVATIONS, told.clone(), None);
        }
    }
    let declared = page.elements("html").next().and_then(|html| html.attr("lang"));
    let declared = declared.and_then(|language| Language::parse(language.trim()));
    links(page, &mut said);
    if let Some(title) = page.elements("title").find(|title| title.parent().is_some_and(|head| head.has_name("head"))) {
        say(&mut said, StatedKey::Title, "<title>", collapsed(&title.text()), page.place(title.id));
    }
    if let Some(html) = page.elements("html").next() {
        let language = html.attr("lang").or_else(|| html.attr("xml:lang")).unwrap_or_default();
        say(&mut said, StatedKey::Language, "<html lang>", language.trim().to_owned(), page.place(html.id));
    }
    let headed = Headed::of(page);
    bylines(page, &headed, &mut said);
    publishers(page, &headed, &mut said);
    tags(page, &mut said);
    let order = declared.as_ref().map(DateOrder::of);
    let (of_change, times): (Vec<StatedTime>, Vec<StatedTime>) =
        times(page, &headed, order.unwrap_or_default()).into_iter().partition(|time| time.is_of_change);
    if let Some(StatedTime { moment, span, .. }) = of_change.into_iter().next() {
        say(&mut said, StatedKey::Modified, "<time>", moment, span);
    }
    if let Some(StatedTime { moment, span, .. }) = times.into_iter().next() {
        say(&mut said, StatedKey::Published, "<time>", moment, span);
    } else if let Some((time, span)) = labelled_time(page, &headed, order.unwrap_or_default()) {
        say(&mut said, StatedKey::Published, "<time>", time, span);
    }
    said.extend(saved_from(page));
    said
}

fn say(said: &mut Vec<PageClaim>, key: StatedKey, by: &'static str, text: String, span: Option<Span>) {
    if !text.is_empty() {
        said.push(PageClaim { key, by, text, span });
    }
}

/// `meta` elements by `property`, `name`, `itemprop` or `http-equiv`. What one of these says, the next does not add to.
fn metas(page: &Page, said: &mut Vec<PageClaim>) {
    let metas: Vec<NodeRef<'_>> = page.elements("meta").filter(|meta| meta.has_attr("content")).collect();
    let known = || PRECEDENCE.iter().flat_map(|(key, names)| names.iter().map(move |known| (*key, *known)));
    for attribute in ["property", "name", "itemprop", "http-equiv"] {
        let before = said.len();
        for meta in &metas {
            let content = collapsed(&meta.attr("content").unwrap_or_default());
            for name in meta.attr(attribute).unwrap_or_default().split_ascii_whitespace() {
                let name = name.to_ascii_lowercase().replace(':', ".");
                // Metas of a site's own name agencies too, and whoever has a paper.
                if OWN_AUTHORS.contains(&&*name) && person_names::is_organisation(&content) {
                    continue;
                }
                for (key, known) in known().filter(|(_, known)| *known == name) {
                    if said[..before].iter().any(|said| said.key == key && said.by == known) {
                        continue;
                    }
                    say(said, key, known, content.clone(), page.place(meta.id));
                }
                if known().all(|(_, known)| known != name) && names_publication(&name) {
                    say(said, StatedKey::Published, OTHER_TIMES, content.clone(), page.place(meta.id));
                }
            }
        }
    }
}

/// Whether the name of a `meta` element, in small letters, is one of those that state when something was published, as
/// each system calls it: `vr.published_time`, `pub-date`, `dateposted`.
fn names_publication(name: &str) -> bool {
    let says = |stem: &&str| name.contains(*stem);
    let words = || name.split(|it: char| !it.is_alphanumeric());
    let is_time =
        |word: &str| ["date", "time", "timestamp"].iter().any(|time| word.starts_with(time) || word.ends_with(time));
    words().any(|word| is_time(word) || word == "at")
        && words().any(|word| {
            let word = word.strip_prefix("date").unwrap_or(word);
            PUBLISHING.iter().any(|stem| word.starts_with(stem))
        })
        && !NOT_PUBLISHING.iter().any(says)
}

/// What a page tells machines of mining it: `tdm-reservation` and `tdm-policy` (TDM Reservation Protocol, 6.3), and the
/// words of robots that forbid the training of models. The name stands with the value, so that people can read it.
fn reservations(page: &Page, said: &mut Vec<PageClaim>) {
    for meta in page.elements("meta") {
        let (Some(name), Some(content)) = (meta.attr("name"), meta.attr("content")) else { continue };
        let (name, content) = (name.trim().to_ascii_lowercase(), collapsed(&content));
        let forbids = |word: &str| content.split([',', ' ']).any(|part| part.trim().eq_ignore_ascii_case(word));
        let told = match name.as_str() {
            "tdm-reservation" => content == "1",
            "tdm-policy" => !content.is_empty(),
            "robots" => forbids("noai") || forbids("noimageai"),
            _ => false,
        };
        if told {
            say(said, StatedKey::Terms, RESERVATIONS, format!("{name}: {content}"), page.place(meta.id));
        }
    }
}

/// `link` and `a` elements by `rel`. What is licensed under where an `a` leads has to be read
/// ([`licence_links`](super::licence_links)).
fn links(page: &Page, said: &mut Vec<PageClaim>) {
    for link in page.elements("link").chain(page.elements("a")) {
        let (Some(rel), Some(href)) = (link.attr("rel"), link.attr("href")) else { continue };
        for rel in rel.split_ascii_whitespace() {
            let (key, by) = match rel.to_ascii_lowercase().as_str() {
                "canonical" if link.has_name("link") => (StatedKey::Address, "<link rel=canonical>"),
                "license" if link.has_name("link") => (StatedKey::Licence, LICENCE_LINKS),
                "terms-of-service" => (StatedKey::TermsPage, "<rel=terms-of-service>"),
                _ => continue,
            };
            if link.has_name("a") && footer::is_of_picture(&link) {
                continue;
            }
            say(said, key, by, href.trim().to_owned(), page.place(link.id));
        }
    }
}

/// Words that stand before a name and say that its bearer edited the article, folded.
const EDITORS: &[&str] = &[
    "editor",
    "edited by",
    "editing by",
    "editing",
    "redaktion",
    "redigiert von",
    "redaktor",
    "redaktör",
    "redaktörü",
    "redaktə",
    "redaktə etdi",
    "editado por",
    "edición",
    "édité par",
    "édition",
    "редактор",
    "редактор текста",
    "редакция",
    "мухаррир",
    "муҳаррир",
    "muharrir",
    "редакторы",
    "penyunting",
    "redactie",
    "redazione",
];

/// The rest of a line that says who edited the article: "Editor: Leyla Quliyeva".
fn after_editor(line: &str) -> Option<&str> {
    let (label, rest) = line.split_once([':', '：'])?;
    (label.len() <= LONGEST_TIME && EDITORS.contains(&fold(label.trim()).as_str())).then_some(rest)
}

/// The names of those who edited the article, as the page labels them.
pub(super) fn editors(page: &Page) -> Vec<String> {
    let Some(body) = page.document.body() else { return Vec::new() };
    let mut editors: Vec<String> = Vec::new();
    for text in body.descendants_it().filter(NodeRef::is_nonempty_text) {
        let own = text.text();
        if own.len() > LONGEST_OF_EDITOR || after_editor(own.trim()).is_none() {
            continue;
        }
        let line =
            text.parent().filter(|line| line.descendants_it().take(MOST_OF_BYLINE + 1).count() <= MOST_OF_BYLINE);
        let line = line.map_or_else(|| own.to_string(), |line| words(&line));
        let after = line.find(collapsed(&own).as_str()).map_or(&*line, |at| &line[at..]);
        editors.extend(after_editor(after).into_iter().flat_map(person_names::byline).map(str::to_owned));
        if editors.len() >= MOST_ELEMENTS {
            break;
        }
    }
    editors
}

/// The steps of addresses that lead to those who write for a site.
const AUTHOR_PAGES: &[&str] = &[
    "author",
    "authors",
    "autor",
    "autoren",
    "autores",
    "auteur",
    "auteurs",
    "yazar",
    "yazarlar",
    "muellif",
    "müəllif",
    "avtor",
    "authored",
    "journalist",
    "journalists",
    "reporter",
    "reporters",
    "staff",
    "profile",
    "profiles",
    "people",
    "contributor",
    "contributors",
    "writers",
    "byline",
    "redakteur",
    "columnist",
    "columnists",
];

/// Whether a link with the name of a person leads to a page of whoever writes for the site.
fn leads_to_author(node: &NodeRef<'_>) -> bool {
    if !node.has_name("a") {
        return false;
    }
    let address = node.attr("href").unwrap_or_default().to_lowercase();
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_step = |step: &str| AUTHOR_PAGES.contains(&step);
    let name = words(node);
    path.trim_end_matches('/').split('/').rev().skip(1).any(is_step)
        && person_names::is_whole(&name)
        && !person_names::is_organisation(&name)
}

/// Names of tags and categories that the page leads to: an account may be called as one.
fn tags(page: &Page, said: &mut Vec<PageClaim>) {
    let is_tag = |link: &NodeRef<'_>| {
        link.attr("rel").is_some_and(|rel| rel.split_ascii_whitespace().any(|rel| matches!(rel, "tag" | "category")))
    };
    for tag in page.elements("a").filter(is_tag).take(MOST_ELEMENTS) {
        say(said, StatedKey::Subject, TAGS, words(&tag), page.place(tag.id));
    }
}

/// Whom an element marks as the publisher (`itemprop`): the name that it holds, shown or not.
fn publishers(page: &Page, headed: &Headed, said: &mut Vec<PageClaim>) {
    let Some(body) = page.document.body() else { return };
    let is = |node: &NodeRef<'_>, property: &str| {
        let stated = node.attr("itemprop");
        stated.is_some_and(|stated| stated.split_ascii_whitespace().any(|it| it == property))
    };
    let mut marked = body.descendants_it().filter(|node| is(node, "publisher") && !node.has_name("meta"));
    let Some(publisher) = marked.find(|node| !is_elsewhere(node, headed)) else { return };
    let named = publisher.descendants_it().find(|inner| is(inner, "name"));
    let named = named.or_else(|| Some(publisher).filter(|publisher| !publisher.has_attr("itemscope")));
    if let Some(named) = named {
        let name = named.attr("content").map_or_else(|| words(&named), |content| collapsed(&content));
        say(said, StatedKey::Publisher, PUBLISHERS, name, page.place(named.id));
    }
}

/// Names that an element marks as the author's: by `rel`, by `itemprop`, by its class, or by its own words.
fn bylines(page: &Page, headed: &Headed, said: &mut Vec<PageClaim>) {
    let Some(body) = page.document.body() else { return };
    let (mut looked_at, mut is_below, mut by_words, mut by_agency) = (0, false, None, None);
    let (mut below, mut by_link, mut by_time, mut is_told) = (0, None, None, false);
    for node in body.descendants_it().filter(NodeRef::is_element) {
        is_below |= node.has_name("h1");
        let Some((by, element)) = byline(&node).or_else(|| called_writer(&node, headed)) else {
            if is_below && by_words.is_none() {
                by_words = marked_by_words(&node, headed).map(|names| (names, page.place(node.id)));
            }
            if is_below && by_agency.is_none() {
                by_agency = agency(&node, headed);
            }
            below += usize::from(is_below);
            if is_below && below <= MOST_BELOW_HEADLINE && by_time.is_none() && !is_told {
                is_told = node.has_name("p") && words(&node).chars().count() >= SHORTEST_PROSE;
                by_time = beside_time(&node, headed).map(|names| (names, node));
            }
            if is_below && below <= MOST_BELOW_HEADLINE && by_link.is_none() && leads_to_author(&node) {
                by_link = Some((words(&node), node.id)).filter(|_| !is_elsewhere(&node, headed));
            }
            continue;
        };
        if is_elsewhere(&node, headed)
            || is_below_another(&node, headed)
            || (by == "<byline>" && footer::is_of_picture(&element) && !has_portrait(&element))
            || is_in_caption(&element)
            || is_of_editor(&element)
        {
            continue;
        }
        looked_at += 1;
        let found = names(&element, by == "<byline>");
        if !found.is_empty() {
            found.into_iter().for_each(|name| say(said, StatedKey::Author, by, name, page.place(element.id)));
            return;
        }
        if by_agency.is_none() {
            by_agency = agency(&element, headed);
        }
        if looked_at >= MOST_ELEMENTS {
            break;
        }
    }
    if let Some((names, span)) = by_words {
        names.into_iter().for_each(|name| say(said, StatedKey::Author, "<byline>", name, span));
    } else if let Some((name, node)) = by_link {
        say(said, StatedKey::Author, "<byline>", name, page.place(node));
    } else if let Some((name, node)) = signature(page, headed) {
        say(said, StatedKey::Author, "<byline>", name, page.place(node));
    } else if let Some((names, node)) = by_time
        && names.iter().all(|name| is_said_of_nothing_else(name, &node, &body, said))
    {
        names.into_iter().for_each(|name| say(said, StatedKey::Author, "<byline>", name, page.place(node.id)));
    }
    if let Some((name, node)) = by_agency {
        say(said, StatedKey::AuthorOrganisation, "<byline>", name, page.place(node));
    }
}

/// Whether the picture at a byline is that of the author: it stands in what is called after them.
fn has_portrait(element: &NodeRef<'_>) -> bool {
    let is_caption =
        |around: &NodeRef<'_>| around.has_name("figure") || around.has_name("figcaption") || hints::is_caption(around);
    let is_of_author = |around: &NodeRef<'_>| {
        around
            .attr("class")
            .is_some_and(|class| class.split_ascii_whitespace().any(names_author) || is_of_writer(&class))
            && around.descendants_it().any(|inner| inner.has_name("img"))
    };
    let around = || std::iter::once(*element).chain(element.ancestors_it(Some(2)));
    around().any(|around| is_of_author(&around)) && !around().any(|around| is_caption(&around))
}

/// The agency that a line near the headline names and nobody else.
fn agency(node: &NodeRef<'_>, headed: &Headed) -> Option<(String, NodeId)> {
    let is_line = ["p", "div", "span", "li", "small", "address", "a"].iter().any(|name| node.has_name(name));
    if !is_line || node.descendants_it().take(MOST_OF_TIME + 1).count() > MOST_OF_TIME {
        return None;
    }
    let text = words(node);
    if text.len() > LONGEST_TIME {
        return None;
    }
    // Where an element stands takes longer to tell than what it says.
    let name = person_names::agency(&text)?;
    let is_elsewhere = is_elsewhere(node, headed) || footer::is_of_picture(node);
    (!is_elsewhere).then(|| (name.to_owned(), node.id))
}

/// Whether the line of an element says that its name is that of an editor.
fn is_of_editor(element: &NodeRef<'_>) -> bool {
    let is_line = |node: &NodeRef<'_>| node.descendants_it().take(MOST_OF_BYLINE + 1).count() <= MOST_OF_BYLINE;
    let mut around = std::iter::once(*element).chain(element.ancestors_it(Some(2))).take_while(is_line);
    around.any(|line| after_editor(&words(&line)).is_some())
}

/// The names in an element that is marked as a byline; whole ones alone where its class is all that says so.
fn names(element: &NodeRef<'_>, whole: bool) -> Vec<String> {
    let of = |text: &str| {
        let mut names = person_names::byline(text);
        names.retain(|name| !whole || person_names::is_whole(name));
        names.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    if element.has_name("meta") {
        return of(&collapsed(&element.attr("content").unwrap_or_default()));
    }
    let mut found = beside_office(element).map_or_else(|| of(&words(element)), |name| of(&name));
    // A label in an element of its own, with nothing but a style sheet between it and the name.
    let mut parts = element.descendants_it().filter(NodeRef::is_nonempty_text).map(|text| collapsed(&text.text()));
    if parts.next().is_some_and(|first| person_names::is_label(&first)) {
        let named = of(&parts.collect::<Vec<_>>().join(" "));
        if !named.is_empty() {
            found = named;
        }
    }
    // Scripts without spaces: a button beside the name is no part of it.
    let mut texts = element.descendants_it().filter(NodeRef::is_nonempty_text).map(|text| collapsed(&text.text()));
    if let ([name], Some(first)) = (found.as_mut_slice(), texts.next())
        && first.chars().all(|character| character >= '\u{2e80}')
        && person_names::is_sound(&first)
        && name.starts_with(&format!("{first} "))
    {
        *name = first;
    }
    // "Aynur Kərimova müxbir": the name is what leads to its bearer.
    if found.len() < 2 {
        let links: Vec<String> =
            element.descendants_it().filter(|child| child.has_name("a")).flat_map(|link| of(&words(&link))).collect();
        if links.iter().any(|name| person_names::is_whole(name)) {
            return links;
        }
        if let Some(names) = several(element) {
            return names;
        }
    }
    if !found.is_empty() {
        return found;
    }
    // A time or an office beside the name, each in an element of its own.
    let texts = element.descendants_it().filter(NodeRef::is_nonempty_text).map(|text| collapsed(&text.text()));
    texts
        .filter(|text| person_names::is_whole(text))
        .map(|text| of(&text))
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

/// The names in a short line that begins with a word such as "By".
fn marked_by_words(node: &NodeRef<'_>, headed: &Headed) -> Option<Vec<String>> {
    let is_line = ["p", "div", "span", "li", "small", "address"].iter().any(|name| node.has_name(name));
    if !is_line
        || node.descendants_it().take(MOST_OF_BYLINE + 1).count() > MOST_OF_BYLINE
        || is_elsewhere(node, headed)
        || is_below_another(node, headed)
    {
        return None;
    }
    let text = words(node);
    let names = person_names::marked_byline(&text).into_iter().filter(|name| person_names::is_whole(name));
    let names: Vec<String> = names.map(str::to_owned).collect();
    (!names.is_empty() && is_marked_line(&text)).then_some(names)
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
    // What Wix calls whoever wrote a post.
    let is_user = || element.attr("data-hook").is_some_and(|hook| &*hook == "user-name");
    (says("class") || says("data-component") || says("data-testid") || is_user()).then_some(("<byline>", *node))
}

/// Whether a class, or what a site's own attribute says of an element, is that of a byline: `byline`, `author-name`,
/// `post-author`, `c-article__authors`, `vcard`, ….
fn names_author(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    class == "vcard"
        || BYLINE_CLASSES.iter().any(|word| class.contains(word))
            && !NO_BYLINE_CLASSES.iter().any(|word| class.contains(word))
}

/// A moment that an element states.
struct StatedTime {
    moment: String,
    span: Option<Span>,
    /// Whether the words in it or before it say that something was changed then: "Stand: 14.05.2026".
    is_of_change: bool,
}

/// Whether the words of an element, or those directly before it in its line, say that its time is that of a change.
fn is_of_change(time: &NodeRef<'_>) -> bool {
    let before = std::iter::successors(time.prev_sibling(), NodeRef::prev_sibling).find(|node| !words(node).is_empty());
    let is_label = |before: NodeRef<'_>| {
        let label = if before.is_text() { collapsed(&before.text()) } else { words(&before) };
        label.chars().count() <= LONGEST_TIME && dates::ends_in_change(&label)
    };
    dates::is_of_change(&words(time)) || before.is_some_and(is_label)
}

/// What `time` elements and their like state, the ones first that say that it is the time of publication.
fn times(page: &Page, headed: &Headed, order: DateOrder) -> Vec<StatedTime> {
    let Some(body) = page.document.body() else { return Vec::new() };
    let metas = page.elements("meta").filter(|meta| has_property(meta, PUBLISHED_PROPERTIES));
    let is_marked = |node: &NodeRef<'_>| is_time(node) || is_time_of_script(node, order);
    let marked = body.descendants_it().filter(|node| node.is_element() && !node.has_name("meta") && is_marked(node));
    let mut elements: Vec<NodeRef<'_>> = metas.chain(marked).take(MOST_ELEMENTS).collect();
    let is_told =
        |time: &NodeRef<'_>| time.parent().is_some_and(|line| line.has_name("p") && is_amid_prose(&line, headed));
    elements.retain(|time| !is_elsewhere(time, headed) && !is_told(time));
    let is_stated = |time: &NodeRef<'_>| {
        has_property(time, PUBLISHED_PROPERTIES) || time.has_attr("pubdate") || has_class(time, PUBLISHED_CLASSES)
    };
    elements.sort_by_key(|time| (!is_stated(time), !is_time(time)));
    let moment = |time: &NodeRef<'_>| {
        let stated = MOMENTS.iter().chain(MOMENTS_OF_SCRIPTS).filter_map(|attribute| time.attr(attribute));
        let stated = stated.map(|moment| moment.trim().to_owned());
        // Without an attribute the words say it, where the mark is one for publication.
        let words = is_stated(time).then(|| words(time)).filter(|words| words.chars().count() <= LONGEST_TIME);
        stated.chain(words).find(|moment| is_moment(moment, order))
    };
    let stated = |time: &NodeRef<'_>| {
        Some(StatedTime {
            moment: moment(time)?,
            span: page.place(time.id),
            is_of_change: !is_stated(time) && is_of_change(time),
        })
    };
    elements.iter().filter_map(stated).collect()
}

/// A time of publication that a line labels as such: "Datum 28.04.2023", "Dərc olunub: 24 iyun 2026"; or that stands in
/// one behind whoever published it.
fn labelled_time(page: &Page, headed: &Headed, order: DateOrder) -> Option<(String, Option<Span>)> {
    let body = page.document.body()?;
    let is_line =
        |node: &NodeRef<'_>| ["p", "div", "span", "small", "li", "dd", "td"].iter().any(|name| node.has_name(name));
    let is_small = |node: &NodeRef<'_>| node.descendants_it().take(MOST_OF_TIME + 1).count() <= MOST_OF_TIME;
    body.descendants_it().filter(|node| is_line(node) && is_small(node)).find_map(|node| {
        let text = words(&node);
        let is_labelled = text.chars().count() <= LONGEST_TIME && dates::is_labelled(&text);
        let is_time = is_labelled && dates::stated(&text, order).is_some_and(|times| times.published.is_some());
        let time = if is_time { Some(&*text) } else { beside_credit(&text, order) }?;
        let is_own = !is_elsewhere(&node, headed)
            && !is_amid_prose(&node, headed)
            && (is_time || !is_below_another(&node, headed));
        is_own.then(|| (time.to_owned(), page.place(node.id)))
    })
}

/// Whether a paragraph stands between others of prose, in something that does not hold the headline: what it says is said of
/// what the article tells.
fn is_amid_prose(line: &NodeRef<'_>, headed: &Headed) -> bool {
    if line.parent().is_none_or(|around| headed.0.contains(&around.id)) {
        return false;
    }
    let is_prose = |node: &NodeRef<'_>| node.has_name("p") && words(node).chars().count() >= SHORTEST_PROSE;
    let mut before = std::iter::successors(line.prev_element_sibling(), NodeRef::prev_element_sibling);
    let mut behind = std::iter::successors(line.next_element_sibling(), NodeRef::next_element_sibling);
    before.any(|node| is_prose(&node)) && behind.any(|node| is_prose(&node))
}

/// Whether an element is marked as the time of publication, or as some time that is not a later one.
fn is_time(node: &NodeRef<'_>) -> bool {
    if has_property(node, LATER_PROPERTIES) && !has_property(node, PUBLISHED_PROPERTIES) {
        return false;
    }
    // Elements of a site's own have it too; in these it says when words were changed.
    let has_moment = || node.has_attr("datetime") && !node.has_name("ins") && !node.has_name("del");
    node.has_name("time")
        || has_property(node, PUBLISHED_PROPERTIES)
        || has_class(node, PUBLISHED_CLASSES)
        || has_moment()
}

/// Whether an element has few words and a moment beside them, from which a script makes words.
fn is_time_of_script(node: &NodeRef<'_>, order: DateOrder) -> bool {
    let is_stated = |attribute: &html5ever::Attribute| {
        MOMENTS_OF_SCRIPTS.contains(&&*attribute.name.local) && is_moment(attribute.value.trim(), order)
    };
    node.element_ref().is_some_and(|element| element.attrs.iter().any(is_stated))
        && node.descendants_it().take(MOST_OF_TIME + 1).count() <= MOST_OF_TIME
        && !words(node).is_empty()
}

/// Whether a text states a moment: as people or as scripts write it.
fn is_moment(text: &str, order: DateOrder) -> bool {
    dates::absolute_in(text, order).is_some() || dates::since_1970(text).is_some()
}

fn has_property(node: &NodeRef<'_>, properties: &[&str]) -> bool {
    ["itemprop", "property"].into_iter().filter_map(|attribute| node.attr(attribute)).any(|value| {
        value.split_ascii_whitespace().any(|value| properties.contains(&value.rsplit(':').next().unwrap_or_default()))
    })
}

fn has_class(node: &NodeRef<'_>, classes: &[&str]) -> bool {
    node.attr("class").is_some_and(|value| value.split_ascii_whitespace().any(|class| classes.contains(&class)))
}

/// Whether an element stands in a comment of a reader, or among links to other articles.
fn is_elsewhere(node: &NodeRef<'_>, headed: &Headed) -> bool {
    let says = |around: &NodeRef<'_>| {
        !headed.0.contains(&around.id)
            && ["class", "id"].into_iter().filter_map(|name| around.attr(name)).any(|value| {
                // Elementor and Telegram call every part of a page a widget.
                let value = value.to_ascii_lowercase().replace("elementor-widget", "").replace("tgme_widget", "");
                ELSEWHERE.iter().any(|word| value.contains(word))
            })
    };
    // What is marked for machines is the article's wherever it stands.
    let is_marked = node.has_attr("itemprop") || node.attr("rel").is_some_and(|rel| &*rel == "author");
    let is_aside =
        |around: &NodeRef<'_>| !is_marked && ["aside", "nav", "footer"].iter().any(|name| around.has_name(name));
    let mut around = std::iter::once(*node).chain(node.ancestors_it(None));
    around
        .by_ref()
        .take_while(|around| !around.has_name("body"))
        .any(|around| says(&around) || is_aside(&around) || !is_marked && leads_elsewhere(&around, node))
}

/// Whether a link around an element has more words than it and what its bearer is: it leads to another article.
fn leads_elsewhere(around: &NodeRef<'_>, node: &NodeRef<'_>) -> bool {
    if around.id == node.id || !around.has_name("a") || !around.has_attr("href") {
        return false;
    }
    let most = words(node).chars().count() + LONGEST_OF_OFFICE;
    let mut texts = around.descendants_it().filter(NodeRef::is_nonempty_text).take(MOST_ELEMENTS);
    let mut length = 0;
    texts.any(|text| {
        length += text.text().trim().chars().count();
        length > most
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
fn saved_from(page: &Page) -> Vec<PageClaim> {
    let mut said = Vec::new();
    for comment in page.comments() {
        let (text, span) = comment;
        if let Some(rest) = text.trim_start().strip_prefix("saved from url=(")
            && let Some((_, address)) = rest.split_once(')')
        {
            say(&mut said, StatedKey::Address, "<saved from>", address.trim().to_owned(), span);
        }
        if !text.contains("SingleFile") {
            continue;
        }
        for line in text.lines().map(str::trim) {
            if let Some(address) = line.strip_prefix("url:") {
                say(&mut said, StatedKey::Address, "<saved from>", address.trim().to_owned(), span);
            } else if let Some(date) = line.strip_prefix("saved date:") {
                // As JavaScript writes dates: "Thu Jun 04 2026 12:00:00 GMT+0400 (Azerbaijan Standard Time)".
                let date = date.split('(').next().unwrap_or_default().trim();
                say(&mut said, StatedKey::SavedAt, "<saved from>", date.to_owned(), span);
            }
        }
    }
    said
}
