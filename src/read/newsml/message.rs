//! Which items of a file are articles.
//!
//! 1. a file is one item, or a message with several;
//! 2. every text is an article; those that a package of the message names come first, in its order; of two versions of
//!    one item the newer is taken;
//! 3. what a newer version without words, and a package that names an article, say of its use holds for it ([`beside`]);
//! 4. the pictures of a message with one text are its; of several texts, each has the pictures that it names, or that
//!    name it.
//!
//! A file without words is refused, with what it is and what to do.

use std::collections::{BTreeMap, BTreeSet};

use super::content;
use super::delivery;
use super::item::ItemStatements;
use super::property::{self, Preferred};
use super::rights;
use super::status;
use super::tree::SourceElement;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Status;
use crate::remedy::{Remedy, Setting};
use crate::source::Source;

/// The items that are an article.
#[derive(Debug)]
pub(super) struct Chosen<'a> {
    pub(super) text: &'a SourceElement,
    pub(super) pictures: Vec<&'a SourceElement>,
    /// Newer versions without words, and packages that name it.
    pub(super) beside: Vec<&'a SourceElement>,
}

impl<'a> Chosen<'a> {
    fn of(text: &'a SourceElement) -> Self {
        Self { text, pictures: Vec::new(), beside: Vec::new() }
    }
}

/// Adds what items beside an article say of it: whether and until when it may be used, and the terms of a package, which
/// limit what they are stated for and grant nothing of it.
pub(super) fn beside(chosen: &Chosen<'_>, said: &mut ItemStatements, diagnostics: &mut Vec<Diagnostic>) {
    for item in &chosen.beside {
        let what =
            if item.name == "packageItem" { "a package that names the article" } else { "a newer version of it" };
        let other = delivery::read(item, Preferred(None), &mut Vec::new());
        let is_halted = other.status.as_ref().is_some_and(|status| status.value != Status::Usable);
        if is_halted || other.embargo.is_some() || other.expires.is_some() {
            let message = format!("what {what} says of its use holds for it");
            diagnostics.push(Diagnostic::new(Code::SlotGuessed, message).at(item.span));
        }
        status::add(&mut said.delivery, other);
        said.values.extend(rights::limits(item));
    }
}

fn version(item: &SourceElement) -> u64 {
    item.attribute("version").and_then(|version| version.parse().ok()).unwrap_or(0)
}

/// Chooses the items of each article.
///
/// # Errors
/// If none holds the words of one.
pub(super) fn choose<'a>(
    source: &Source,
    root: &'a SourceElement,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<Chosen<'a>>, Diagnostic> {
    match root.name.as_str() {
        "newsItem" if content::is_text(root) => Ok(vec![Chosen::of(root)]),
        "newsMessage" => of_message(source, root, diagnostics),
        _ => Err(refused(source, root)),
    }
}

fn of_message<'a>(
    source: &Source,
    message: &'a SourceElement,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<Chosen<'a>>, Diagnostic> {
    let items: Vec<&SourceElement> = message.named("itemSet").flat_map(SourceElement::elements).collect();
    let mut texts: Vec<&SourceElement> =
        items.iter().copied().filter(|item| item.name == "newsItem" && content::is_text(item)).collect();
    if texts.is_empty() {
        let what = if items.is_empty() { "it holds no item" } else { "none of its items holds the words of one" };
        return Err(no_article(source, &format!("a news message (NewsML-G2), and {what}"), message)
            .with_hint("ask the sender for the message with the text item in it"));
    }
    let order: Vec<&str> =
        items.iter().filter(|item| item.name == "packageItem").flat_map(|item| references(item)).collect();
    let place = |text: &&SourceElement| {
        let guid = text.attribute("guid");
        order.iter().position(|named| Some(*named) == guid).unwrap_or(order.len())
    };
    texts.sort_by_key(place);
    let mut newest: BTreeMap<&str, u64> = BTreeMap::new();
    for text in &texts {
        let known = newest.entry(text.attribute("guid").unwrap_or_default()).or_default();
        *known = (*known).max(version(text));
    }
    let is_current = |text: &&SourceElement| {
        text.attribute("guid").is_none_or(|guid| newest.get(guid).is_none_or(|newest| *newest == version(text)))
    };
    let mut chosen: Vec<Chosen<'a>> = texts.iter().copied().filter(is_current).map(Chosen::of).collect();
    let named: Vec<BTreeSet<&str>> = chosen.iter().map(|article| names_in(article.text)).collect();
    let mut speaking: BTreeMap<&str, Vec<&'a SourceElement>> = BTreeMap::new();
    for &item in &items {
        let about = match item.name.as_str() {
            "packageItem" => references(item).into_iter().collect(),
            "newsItem" => item.attribute("guid").into_iter().collect::<BTreeSet<_>>(),
            _ => continue,
        };
        about.into_iter().for_each(|guid| speaking.entry(guid).or_default().push(item));
    }
    for article in &mut chosen {
        let of_it = article.text.attribute("guid").and_then(|guid| speaking.get(guid)).into_iter().flatten();
        let speaks = |item: &&SourceElement| item.name == "packageItem" || version(item) > version(article.text);
        article.beside = of_it.copied().filter(speaks).collect();
    }
    for item in items {
        if item.name == "packageItem" || chosen.iter().any(|article| std::ptr::eq(article.text, item)) {
            continue;
        }
        let class = item.first("itemMeta").and_then(|meta| meta.first("itemClass")).and_then(property::code);
        if matches!(class, Some("picture" | "graphic")) {
            let names = names_in(item);
            let guid = item.attribute("guid");
            let count = chosen.len();
            let mut belongs = false;
            for (article, named) in chosen.iter_mut().zip(&named) {
                let own = article.text.attribute("guid");
                if count == 1
                    || guid.is_some_and(|guid| named.contains(guid))
                    || own.is_some_and(|own| names.contains(own))
                {
                    article.pictures.push(item);
                    belongs = true;
                }
            }
            if belongs {
                continue;
            }
        }
        let title = title(item).map_or_else(String::new, |title| format!(" {title:?}"));
        let message = format!("another item of the message, a {}{title}, is left out", item.name);
        diagnostics.push(
            Diagnostic::new(Code::ItemLeftOut, message)
                .at(item.span)
                .with_hint("save it as a file of its own to convert it too"),
        );
    }
    Ok(chosen)
}

/// The names of other items that stand in an item: in its links and in the addresses of pictures.
fn names_in(item: &SourceElement) -> BTreeSet<&str> {
    fn collect<'a>(element: &'a SourceElement, names: &mut BTreeSet<&'a str>) {
        let attributes = ["residref", "guidref", "href", "src", "ref", "source", "data-ref"];
        names.extend(attributes.into_iter().filter_map(|name| element.attribute(name)));
        element.elements().for_each(|child| collect(child, names));
    }
    let mut names = BTreeSet::new();
    collect(item, &mut names);
    names
}

fn title(item: &SourceElement) -> Option<String> {
    let headline = item.first("contentMeta").and_then(|meta| Preferred(None).of(meta.named("headline")));
    headline.or_else(|| item.first("itemMeta")?.first("title"))?.text()
}

/// What a package refers to, in its order; the groups that the root group names first.
fn references(package: &SourceElement) -> Vec<&str> {
    fn refs<'a>(element: &'a SourceElement, found: &mut Vec<&'a str>) {
        for child in element.elements() {
            if child.name == "itemRef" {
                found.extend(child.attribute("residref").or_else(|| child.attribute("guidref")));
            } else {
                refs(child, found);
            }
        }
    }
    let mut found = Vec::new();
    if let Some(set) = package.first("groupSet") {
        let root = set.attribute("root");
        let is_root = |group: &&SourceElement| group.attribute("id") == root;
        for group in set.named("group").filter(is_root).chain(set.named("group").filter(|group| !is_root(group))) {
            refs(group, &mut found);
        }
    } else {
        refs(package, &mut found);
    }
    found
}

fn no_article(source: &Source, what: &str, element: &SourceElement) -> Diagnostic {
    Diagnostic::new(Code::NoArticle, format!("{} is {what}", source.name())).at(element.span)
}

/// What a file is that holds no article, and what to do.
fn refused(source: &Source, root: &SourceElement) -> Diagnostic {
    let (what, hint) = match root.name.as_str() {
        "newsItem" => {
            let class = root.first("itemMeta").and_then(|meta| meta.first("itemClass")).and_then(property::code);
            let (holds, span) = content::holds(root);
            let what = match class {
                Some(class @ ("picture" | "graphic" | "video" | "audio" | "animation")) => {
                    format!("a news item (NewsML-G2) of class {class}, not of text: {holds}")
                }
                Some(_) | None => format!("a news item (NewsML-G2) without the words of an article: {holds}"),
            };
            return no_article(source, &what, root)
                .at(span.unwrap_or(root.span))
                .with_hint("convert the text item that it belongs to, or the message that holds both");
        }
        "packageItem" => (
            "a package (NewsML-G2): it names items and holds none of them",
            "convert the text items that it names, or the message that holds them",
        ),
        "conceptItem" => ("a concept (NewsML-G2), not an article", "it describes a person, an event or a subject"),
        "knowledgeItem" => ("a vocabulary (NewsML-G2), not an article", "it lists concepts that articles refer to"),
        "catalogItem" => ("a catalog (NewsML-G2), not an article", "it says what the codes of other items mean"),
        "planningItem" => {
            ("a plan of coverage (NewsML-G2), not an article", "convert the items once they are delivered")
        }
        "NewsML" => (
            "NewsML 1, which is another standard than NewsML-G2",
            "ask the provider for NewsML-G2 or NITF, or convert the web page of the article",
        ),
        _ => {
            let what = format!("XML whose root is <{}>: neither NewsML-G2 nor NITF", root.name);
            return no_article(source, &what, root).with_hint(Remedy::using(
                &[Setting::From],
                "a part of an item is no item: convert the whole file; {} names another reader",
            ));
        }
    };
    no_article(source, what, root).with_hint(hint)
}
