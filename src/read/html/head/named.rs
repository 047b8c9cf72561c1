//! Names in lines that nothing marks as bylines: beside a time, below the headline of another article.

use dom_query::{NodeId, NodeRef};

use super::{Headed, LONGEST_OF_EDITOR, MOST_OF_BYLINE, SHORTEST_PROSE, is_elsewhere, leads_to_author};
use crate::assemble::{StatedKey, is_reading_time, person_names};
use crate::language::dates::{self, DateOrder};
use crate::language::fold::fold;
use crate::read::html::hints;
use crate::read::html::metadata::PageClaim;
use crate::read::html::tree::{Page, collapsed, words};
use crate::text;

/// What a word of a class says of whoever wrote an article, in languages in which sites name their classes.
const WRITERS: &[&str] =
    &["yazar", "muellif", "müəllif", "muallif", "avtor", "автор", "autor", "autora", "auteur", "autore"];
/// What other words of such a class may say.
const NAMES: &[&str] = &[
    "name", "adi", "adı", "ad", "isim", "ismi", "nom", "nombre", "imya", "link", "news", "post", "article", "haber",
    "xeber",
];
/// How far above the name of a writer the element stands that holds the headline too.
const HIGHEST_OF_WRITER: usize = 3;
/// How far above a name the caption is looked for that holds it.
const HIGHEST_CAPTION: usize = 6;
/// The longest name of a site behind the name that signs an article, in characters.
const LONGEST_SITE: usize = 40;
/// What parts a name from what stands beside it.
const BETWEEN_NAMES: &[char] = &['|', '/', '·', '•', '—', '–', ','];
/// How names of places and sections begin, and none of a person, folded.
const OF_PLACES: &[&str] = &[
    "middle",
    "new",
    "north",
    "northern",
    "south",
    "southern",
    "east",
    "eastern",
    "west",
    "western",
    "central",
    "world",
    "united",
    "saudi",
    "sri",
    "hong",
    "tel",
    "abu",
    "addis",
    "buenos",
    "kuala",
    "los",
    "las",
    "san",
    "santa",
    "rio",
    "cape",
    "real",
    "human",
    "public",
    "local",
    "climate",
    "social",
    "health",
    "top",
    "latest",
    "breaking",
    "daily",
    "all",
    "our",
    "yerli",
    "son",
    "bütün",
    "yeni",
    "dünya",
    "güney",
    "kuzey",
    "orta",
    "новые",
    "новости",
    "новая",
    "нью",
    "северная",
    "южная",
    "ближний",
    "лос",
    "сан",
    "neue",
    "naher",
    "alle",
    "aus",
];
/// How far around a name the heading of another article is looked for.
const HIGHEST_OF_OTHER: usize = 3;

/// The names that stand beside a time in a line below the headline, where the line is nothing else: "Leyla Quliyeva, Bakı |
/// 12.05.2026". Scripts without capital letters tell no names from other words.
pub(super) fn beside_time(node: &NodeRef<'_>, headed: &Headed) -> Option<Vec<String>> {
    let is_line = ["p", "div", "span", "li", "small", "address"].iter().any(|name| node.has_name(name));
    if !is_line || node.descendants_it().take(MOST_OF_BYLINE + 1).count() > MOST_OF_BYLINE {
        return None;
    }
    let texts = node.descendants_it().filter(NodeRef::is_nonempty_text).map(|text| collapsed(&text.text()));
    let text = texts.collect::<Vec<_>>().join(" | ").replace(" - ", " | ");
    if text.len() > LONGEST_OF_EDITOR || !text.contains(|it: char| it.is_numeric()) || text::ends_sentence(&text) {
        return None;
    }
    let (time, times) = dates::within(&text, DateOrder::DayFirst)?;
    let sides = [&text[..time.start], &text[time.end..]];
    let has_words = |side: &str| side.contains(char::is_alphabetic) && !dates::is_labelled(side);
    let sides = [sides[0], without_counts(sides[1])];
    let mut named = sides.iter().enumerate().filter(|(_, side)| has_words(side));
    let ((place, side), None) = (named.next()?, named.next()) else { return None };
    times.published?;
    let marked = person_names::marked_byline(side.trim_matches([' ', '|']));
    if !marked.is_empty() && marked.iter().all(|name| person_names::is_whole(name)) {
        return (!is_elsewhere(node, headed)).then(|| marked.into_iter().map(str::to_owned).collect());
    }
    // Without a mark between them a place may stand before the time.
    let edge = if place == 0 { side.trim().chars().next_back() } else { side.trim().chars().next() };
    let is_apart = edge.is_some_and(|edge| BETWEEN_NAMES.contains(&edge));
    // A link with a name leads to an author, or to what is called so.
    if !is_apart || node.descendants_it().any(|inner| inner.has_name("a") && !leads_to_author(&inner)) {
        return None;
    }
    let mut parts = side.split(BETWEEN_NAMES).map(|part| part.trim_matches([' ', '-']));
    let is_person = |name: &str| {
        let first = fold(name.split(' ').next().unwrap_or_default());
        person_names::is_whole(name)
            && !person_names::is_organisation(name)
            && name.starts_with(char::is_uppercase)
            && !OF_PLACES.contains(&first.as_str())
    };
    let names: Vec<String> =
        parts.by_ref().find(|part| !part.is_empty()).map(person_names::cut)?.into_iter().map(str::to_owned).collect();
    // A place, or what is said of the time.
    let is_other = |part: &str| {
        part.is_empty() || part.starts_with(char::is_uppercase) && !part.contains(' ') || dates::is_mark(&fold(part))
    };
    let is_sound = !names.is_empty() && names.iter().all(|name| is_person(name)) && parts.all(is_other);
    (is_sound && !is_elsewhere(node, headed)).then_some(names)
}

/// What stands behind a time, without how long reading takes and the like at its beginning.
fn without_counts(side: &str) -> &str {
    let mut rest = side;
    loop {
        let part = rest.trim_start_matches(|it: char| !it.is_alphanumeric());
        let end = part.find(BETWEEN_NAMES).unwrap_or(part.len());
        if !part.starts_with(char::is_numeric) && !is_reading_time(&part[..end]) {
            return rest;
        }
        rest = part.find(BETWEEN_NAMES).map_or("", |end| &part[end..]);
    }
}

/// The longest line that names somebody and a time, in characters, and the most words of it that name somebody.
const LONGEST_OF_CREDIT: usize = 100;
/// The fewest figures of a day and a year.
const FEWEST_FIGURES: usize = 4;
const MOST_OF_CREDIT: usize = 4;

/// The time in a line that begins as a byline does, and says when an account without a name published something: "Posted by
/// admin on 12 May 2026".
pub(super) fn beside_credit(line: &str, order: DateOrder) -> Option<&str> {
    // Most lines have no date.
    if line.len() > LONGEST_OF_CREDIT * 4
        || line.chars().filter(|it| it.is_numeric()).take(FEWEST_FIGURES).count() < FEWEST_FIGURES
        || text::is_longer_than(line, LONGEST_OF_CREDIT)
        || text::ends_sentence(line)
        || !person_names::is_byline(line)
    {
        return None;
    }
    let (time, _) = dates::within(line, order)?;
    // A line that names somebody is read where the article's lines are.
    if !person_names::byline(line).is_empty() {
        return None;
    }
    // "By" is one of its words.
    let named = [&line[..time.start], &line[time.end..]].into_iter().flat_map(str::split_whitespace);
    let named = named.filter(|word| word.contains(char::is_alphanumeric)).count();
    (named <= MOST_OF_CREDIT + 1).then_some(&line[time])
}

/// Whether a page has a name in one line and nowhere else, neither its own nor that of a section or a place: an article
/// says where it is from, and a menu has what stands above an article.
pub(super) fn is_said_of_nothing_else(name: &str, line: &NodeRef<'_>, body: &NodeRef<'_>, said: &[PageClaim]) -> bool {
    let own = fold(name);
    let words: Vec<String> = name.split(' ').map(str::to_lowercase).filter(|word| word.len() > 2).collect();
    let is_common =
        |text: &str| text.split(|it: char| !it.is_alphanumeric()).any(|other| words.iter().any(|word| word == other));
    let is_elsewhere = |text: &NodeRef<'_>| {
        let is_inside = || text.ancestors_it(None).any(|around| around.id == line.id);
        let text = text.text();
        (is_common(&text) || fold(&text).contains(&own)) && !is_inside()
    };
    !said.iter().any(|said| said.key != StatedKey::Author && fold(&said.text) == own)
        && !body.descendants_it().filter(NodeRef::is_nonempty_text).any(|text| is_elsewhere(&text))
}

/// Whether an element holds no more than a byline does.
fn is_small(element: &NodeRef<'_>) -> bool {
    element.descendants_it().take(MOST_OF_BYLINE + 1).count() <= MOST_OF_BYLINE
}

/// Whether a class says in another language that something is of whoever wrote the article.
pub(super) fn is_of_writer(class: &str) -> bool {
    let class = class.to_lowercase();
    class.split(|it: char| !it.is_alphanumeric()).any(|word| WRITERS.contains(&word))
}

/// The name in an element that has more of its bearer directly behind it, with nothing but a style sheet between them.
pub(super) fn beside_office(byline: &NodeRef<'_>) -> Option<String> {
    if !is_small(byline) {
        return None;
    }
    let texts: Vec<String> =
        byline.descendants_it().filter(NodeRef::is_nonempty_text).map(|text| collapsed(&text.text())).collect();
    let text = words(byline);
    let is_glued = texts.windows(2).any(|pair| {
        let is_seam = pair[0].ends_with(char::is_alphanumeric) && pair[1].starts_with(char::is_alphanumeric);
        is_seam && text.contains(&pair.concat())
    });
    let names_one = |text: &&String| person_names::is_whole(text) && !person_names::is_organisation(text);
    texts.iter().find(names_one).filter(|_| is_glued).cloned()
}

/// Whether an element is the name of who wrote the article by a class that is not English, near the headline: lists of
/// columnists are called so too.
pub(super) fn called_writer<'a>(node: &NodeRef<'a>, headed: &Headed) -> Option<(&'static str, NodeRef<'a>)> {
    let class = node.attr("class")?.to_lowercase();
    let is_called = |class: &str| {
        let mut words = class.split(|it: char| !it.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
        words.clone().any(|word| WRITERS.contains(&word))
            && words.all(|word| WRITERS.contains(&word) || NAMES.contains(&word))
    };
    let is_near = |around: &NodeRef<'_>| headed.0.contains(&around.id) && !around.has_name("body");
    (class.split_ascii_whitespace().any(is_called)
        && is_small(node)
        && node.ancestors_it(Some(HIGHEST_OF_WRITER)).any(|around| is_near(&around)))
    .then_some(("<byline>", *node))
}

/// Whether an element stands in the caption of a picture: who is named there made that.
pub(super) fn is_in_caption(node: &NodeRef<'_>) -> bool {
    let is_caption = |around: &NodeRef<'_>| around.has_name("figcaption") || hints::is_caption(around);
    let mut around = std::iter::once(*node).chain(node.ancestors_it(Some(HIGHEST_CAPTION)));
    around.any(|around| is_caption(&around))
        && !node.ancestors_it(Some(HIGHEST_CAPTION)).any(|around| hints::is_of_writer(&around))
}

/// The names in an element of a byline that names several, where others beside it say what they are: "Ann Lee and Bob Ray",
/// and below that "Reporters".
pub(super) fn several(byline: &NodeRef<'_>) -> Option<Vec<String>> {
    if !is_small(byline) {
        return None;
    }
    let is_line = |node: &NodeRef<'_>| {
        node.is_element() && node.descendants_it().filter(NodeRef::is_nonempty_text).take(2).count() > 1
    };
    let names = |line: NodeRef<'_>| -> Vec<String> {
        person_names::byline(&words(&line)).into_iter().map(str::to_owned).collect()
    };
    let is_whole = |name: &String| person_names::is_whole(name) && !person_names::is_organisation(name);
    let mut lines = byline.descendants_it().filter(is_line).map(names);
    lines.find(|names| names.len() > 1 && names.iter().all(is_whole))
}

/// The name that signs an article: alone in its last paragraph, set apart at the end of the line, stressed or called so; or
/// before the name of the site ("Mira Sample, Sample.example").
pub(super) fn signature(page: &Page, headed: &Headed) -> Option<(String, NodeId)> {
    let is_called = |node: &NodeRef<'_>| {
        let class = node.class().unwrap_or_default();
        let mut words = class.split(|it: char| !it.is_alphanumeric()).map(str::to_ascii_lowercase);
        words.any(|word| matches!(word.as_str(), "sign" | "signature" | "signed" | "imza" | "podpis" | "firma"))
    };
    let is_stressed = |node: &NodeRef<'_>| {
        let mut inside = node.children_it(false).filter(|child| child.is_element() || child.is_nonempty_text());
        let only = inside.next().filter(|_| inside.next().is_none());
        only.is_some_and(|only| ["strong", "b", "em", "i"].iter().any(|name| only.has_name(name)))
    };
    let is_apart = |node: &NodeRef<'_>| {
        let style = node.attr("style").map(|style| style.to_ascii_lowercase().replace(' ', "")).unwrap_or_default();
        ["text-align:right", "text-align:end"].iter().any(|apart| style.contains(apart))
            || node.attr("align").is_some_and(|align| align.eq_ignore_ascii_case("right"))
            || is_called(node)
            || is_stressed(node)
            || with_site(node).is_some()
    };
    let is_prose = |node: &NodeRef<'_>| node.has_name("p") && words(node).chars().count() >= SHORTEST_PROSE;
    let last = page.elements("p").filter(is_apart).last()?;
    let name = with_site(&last).unwrap_or_else(|| words(&last));
    let is_last = last.next_element_sibling().is_none_or(|next| !next.has_name("p"))
        && last.prev_element_sibling().is_some_and(|before| is_prose(&before))
        && !is_elsewhere(&last, headed);
    let is_person = person_names::is_whole(&name) && !person_names::is_organisation(&name);
    (is_last && is_person).then_some((name, last.id))
}

/// The name before a comma and the host of a site, where a paragraph is nothing else.
fn with_site(line: &NodeRef<'_>) -> Option<String> {
    // Most paragraphs end otherwise.
    let last = line.descendants_it().filter(NodeRef::is_nonempty_text).last()?.text();
    let host = last.trim_end().trim_end_matches('.').rsplit([' ', ',']).next()?;
    let (before, top) = host.rsplit_once('.')?;
    if before.is_empty() || !(2..=6).contains(&top.len()) || !top.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let text = words(line);
    let (name, site) = text.rsplit_once(", ")?;
    (!site.contains(' ') && site.len() <= LONGEST_SITE && !name.contains(',')).then(|| name.to_owned())
}

/// Whether a name stands below a heading that leads to another article.
pub(super) fn is_below_another(node: &NodeRef<'_>, headed: &Headed) -> bool {
    let mut around = node.ancestors_it(Some(HIGHEST_OF_OTHER)).take_while(|around| {
        !headed.0.contains(&around.id) && !["article", "main", "body"].iter().any(|name| around.has_name(name))
    });
    around.any(|around| {
        let mut before = around.descendants_it().take_while(|inner| inner.id != node.id).take(MOST_OF_BYLINE);
        before.any(|inner| {
            ["h2", "h3", "h4", "h5"].iter().any(|name| inner.has_name(name))
                && inner.descendants_it().any(|link| link.has_name("a") && words(&link) == words(&inner))
        })
    })
}
