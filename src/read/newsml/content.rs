//! `contentSet`: which rendition is the article, and the pictures that stand beside it.
//!
//! 1. Words in XHTML or NITF go before plain text, the article's language before others, the first before later ones;
//!    a rendition that our own files add for simple readers is never the one.
//! 2. Text that holds escaped markup is read as what it means: some providers send HTML or NITF as plain text.
//! 3. Remote pictures of a text item are one picture in several sizes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dom_query::NodeRef;

use super::tree::{self, SourceElement, SourceNode, Vocabulary};
use super::wire;
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::Limits;
use crate::model::{Figure, Inline, Language, Picture, Text};
use crate::read::html::tree::Page;
use crate::source::{Source, Span};

/// The words of an article as one rendition has them.
#[derive(Debug)]
pub(super) struct Rendition<'a> {
    pub(super) markup: Markup<'a>,
    /// What `idrefs` calls it.
    pub(super) id: Option<&'a str>,
    pub(super) language: Option<Language>,
}

/// In which form a rendition has its words.
#[derive(Debug)]
pub(super) enum Markup<'a> {
    /// XHTML: the element whose content is the article.
    Xhtml(&'a SourceElement),
    /// The same, made of text.
    Made(SourceElement),
    Nitf(&'a SourceElement),
}

/// Whether an item has words, or says that it should.
pub(super) fn is_text(item: &SourceElement) -> bool {
    let is_other = item.first("itemMeta").and_then(|meta| meta.first("itemClass")).and_then(super::property::code);
    let is_picture = matches!(is_other, Some("picture" | "graphic" | "video" | "audio" | "animation"));
    !is_picture && item.first("contentSet").is_some_and(|content| !renditions(content).is_empty())
}

/// The renditions that hold words, the best first.
fn renditions(content: &SourceElement) -> Vec<(u8, &SourceElement)> {
    let mut renditions: Vec<(u8, &SourceElement)> = content
        .elements()
        .filter_map(|rendition| {
            let rank = match rendition.name.as_str() {
                "inlineXML" => {
                    let (markup, body) = words_of(rendition)?;
                    let is_ours = body.attribute("class").is_some_and(|class| class.starts_with("istinad-"));
                    body.text()?;
                    match markup {
                        _ if is_ours => 3,
                        "nitf" | "html" => 0,
                        _ => 1,
                    }
                }
                "inlineData" => {
                    let kind = rendition.attribute("contenttype").unwrap_or("text/plain");
                    rendition.text().filter(|_| kind.starts_with("text/") || kind.contains("html"))?;
                    2
                }
                _ => return None,
            };
            Some((rank, rendition))
        })
        .collect();
    renditions.sort_by_key(|(rank, _)| *rank);
    renditions
}

/// Elements that NITF has and XHTML does not (NITF 3.6): words with one of them are NITF, though nothing around says so.
const OF_NITF: &[&str] = &[
    "nitf",
    "body.head",
    "body.content",
    "body.end",
    "hedline",
    "hl1",
    "hl2",
    "bq",
    "block",
    "frac",
    "media-reference",
    "media-caption",
    "nitf-table",
    "byttl",
    "tagline",
];

/// Whether an element is of NITF, or one in it.
pub(super) fn is_nitf(element: &SourceElement) -> bool {
    // A provider's own element may be called so too.
    let is_own = element.vocabulary == Vocabulary::Other;
    !is_own && OF_NITF.contains(&element.name.as_str()) || element.elements().any(is_nitf)
}

/// What a rendition's words are marked up in, and the element that holds them.
pub(super) fn words_of(rendition: &SourceElement) -> Option<(&'static str, &SourceElement)> {
    if let Some(nitf) = rendition.find("nitf") {
        return Some(("nitf", nitf));
    }
    if let Some(html) = rendition.find("html") {
        return Some(("html", html.find("body").unwrap_or(html)));
    }
    if rendition.elements().any(is_nitf) {
        return Some(("nitf", rendition.find("body").unwrap_or(rendition)));
    }
    let is_markup = |element: &SourceElement| {
        matches!(
            element.name.as_str(),
            "body" | "div" | "section" | "article" | "main" | "p" | "ul" | "table" | "h1" | "h2"
        )
    };
    rendition.elements().any(is_markup).then(|| ("fragment", rendition.find("body").unwrap_or(rendition)))
}

/// Chooses the rendition that is the article.
pub(super) fn choose<'a>(
    item: &'a SourceElement,
    language: Option<&Language>,
    limits: &Limits,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Rendition<'a>>, Diagnostic> {
    let Some(content) = item.first("contentSet") else { return Ok(None) };
    let all = renditions(content);
    let stated = |element: &SourceElement| element.language().and_then(Language::parse);
    let is_wanted = |element: &SourceElement| match (stated(element), language) {
        (Some(stated), Some(wanted)) => stated.primary() == wanted.primary(),
        (None, _) | (_, None) => true,
    };
    let best = all.first().map(|(rank, _)| *rank);
    let of_best = || all.iter().filter(|(rank, _)| Some(*rank) == best).map(|(_, element)| *element);
    let Some(chosen) = of_best().find(|element| is_wanted(element)).or_else(|| of_best().next()) else {
        return Ok(None);
    };
    for (rank, other) in all.iter().filter(|(_, other)| other.span != chosen.span) {
        if *rank == 3 {
            continue;
        }
        let what = match (stated(other), stated(chosen)) {
            (Some(other), Some(chosen)) if other != chosen => format!("in {other}"),
            _ => "in another form".to_owned(),
        };
        let message = format!("another rendition of the article, {what}, is left out");
        diagnostics.push(Diagnostic::new(Code::ItemLeftOut, message).at(other.span));
    }
    let markup = match (chosen.name.as_str(), words_of(chosen)) {
        ("inlineXML", Some(("nitf", nitf))) => Markup::Nitf(nitf),
        ("inlineXML", Some((_, body))) => Markup::Xhtml(body),
        _ => Markup::Made(plain(chosen, limits)?),
    };
    let inner = chosen.find("html").and_then(stated);
    Ok(Some(Rendition { markup, id: chosen.attribute("id"), language: stated(chosen).or(inner) }))
}

/// The words of `inlineData`: markup that was escaped, or paragraphs of plain text.
pub(super) fn plain(data: &SourceElement, limits: &Limits) -> Result<SourceElement, Diagnostic> {
    let span = data.place();
    let mut text = data.raw_text();
    let encoding = data.attribute("encoding").or_else(|| data.attribute("encodinguri")).unwrap_or_default();
    if encoding.to_ascii_lowercase().contains("b64") || encoding.to_ascii_lowercase().contains("base64") {
        let bytes = decode(&text);
        text = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(|| {
            Diagnostic::new(Code::Undecodable, "the article is said to be text in base64 and is none")
                .at(span)
                .with_hint("ask who sent it for a sound file")
        })?;
    }
    if let Some(nitf) = escaped_nitf(&text, span, limits) {
        return Ok(nitf);
    }
    let is_markup =
        ["</p>", "</div>", "<br", "</h1>", "</h2>", "</ul>", "</table>"].iter().any(|tag| text.contains(tag));
    if is_markup {
        let page = Page::parse(&text, limits)?;
        let body = page.document.body();
        return Ok(body.map_or_else(|| SourceElement::new("body", Vec::new(), span), |body| unescaped(&body, span)));
    }
    let paragraph =
        |text: String| SourceNode::Element(SourceElement::new("p", vec![SourceNode::Text(text, span)], span));
    Ok(SourceElement::new("body", wire::paragraphs(&text).into_iter().map(paragraph).collect(), span))
}

/// NITF that stood escaped in a text, whole or a part of it: all of it stands where the text does.
fn escaped_nitf(text: &str, span: Span, limits: &Limits) -> Option<SourceElement> {
    fn placed(mut element: SourceElement, span: Span) -> SourceElement {
        element.span = span;
        for child in &mut element.children {
            *child = match std::mem::replace(child, SourceNode::Text(String::new(), span)) {
                SourceNode::Element(inner) => SourceNode::Element(placed(inner, span)),
                SourceNode::Text(text, _) => SourceNode::Text(text, span),
            };
        }
        element
    }
    if !OF_NITF.iter().any(|name| text.contains(&format!("<{name}"))) {
        return None;
    }
    let whole = text.trim_start().starts_with("<?xml") || text.trim_start().starts_with("<!DOCTYPE");
    let text = if whole { text.to_owned() } else { format!("<div>{text}</div>") };
    let root = tree::parse(&Source::new("NITF", text).ok()?, limits).ok()?.root;
    is_nitf(&root).then(|| placed(root, span))
}

/// The words of a text in HTML, as one line.
pub(super) fn words_of_html(text: &str, limits: &Limits) -> Option<String> {
    let words = Page::parse(text, limits).ok()?.document.body()?.text().to_string();
    Some(words.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|words| !words.is_empty())
}

/// Markup that stood escaped in a text: all of it stands where the text does. The parser bounds its depth.
fn unescaped(node: &NodeRef<'_>, span: Span) -> SourceElement {
    let name = node.qual_name_ref().map(|name| name.local.to_string()).unwrap_or_default();
    let attributes =
        node.attrs().into_iter().map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()));
    let children = node.children_it(false).filter_map(|child| {
        if child.is_text() {
            Some(SourceNode::Text(child.text().to_string(), span))
        } else {
            child.is_element().then(|| SourceNode::Element(unescaped(&child, span)))
        }
    });
    SourceElement::new(&name, children.collect(), span).with_attributes(attributes.collect())
}

/// The bytes of text in base64, white space set aside.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let text: String = text.chars().filter(|character| !character.is_ascii_whitespace()).collect();
    STANDARD.decode(text).ok()
}

/// A picture, and its bytes where the file holds them.
#[derive(Debug)]
pub(super) struct ContentPicture {
    pub(super) figure: Figure,
    pub(super) embedded: Option<(String, Vec<u8>)>,
}

/// The picture that an item shows: its renditions are sizes of one picture.
pub(super) fn picture(
    item: &SourceElement,
    language: Option<&Language>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ContentPicture> {
    let content = item.first("contentSet")?;
    let is_image = |element: &SourceElement| {
        let by_name = || {
            let href = element.attribute("href").unwrap_or_default().to_ascii_lowercase();
            [".jpg", ".jpeg", ".png"].iter().any(|end| href.ends_with(end))
        };
        element.attribute("contenttype").map_or_else(by_name, |kind| kind.starts_with("image/"))
    };
    let area = |element: &SourceElement| {
        let size = |name: &str| element.attribute(name).and_then(|size| size.parse::<u64>().ok()).unwrap_or(0);
        size("width").saturating_mul(size("height"))
    };
    let mut remote: Vec<&SourceElement> = content.named("remoteContent").filter(|element| is_image(element)).collect();
    remote.sort_by_key(|element| std::cmp::Reverse(area(element)));
    let mut references: Vec<String> = remote
        .iter()
        .filter_map(|element| element.attribute("href").or_else(|| element.attribute("residref")))
        .map(str::to_owned)
        .collect();
    let data = content.named("inlineData").find(|element| is_image(element));
    let mut embedded = None;
    if let Some(data) = data {
        let name = item.attribute("guid").or_else(|| data.attribute("id")).unwrap_or("inlineData").to_owned();
        match decode(&data.raw_text()) {
            Some(bytes) => {
                references.insert(0, name.clone());
                embedded = Some((name, bytes));
            }
            None => diagnostics.push(
                Diagnostic::new(Code::PictureRefused, "a picture is said to be in base64 and is not").at(data.span),
            ),
        }
    }
    let span = data.or(remote.first().copied())?.span;
    let mut references = references.into_iter();
    let reference = references.next()?;
    let preferred = super::property::Preferred(language);
    let meta = item.first("contentMeta").filter(|_| !is_text(item));
    let described = |role: &str| {
        let of_role = |element: &&SourceElement| {
            element
                .attribute("role")
                .or_else(|| element.attribute("roleuri"))
                .is_some_and(|known| known.ends_with(role))
        };
        preferred.of(meta?.named("description").filter(of_role))
    };
    let alternative = remote
        .iter()
        .find_map(|element| preferred.of(element.named("altText")))
        .or_else(|| described("alternative"))
        .and_then(SourceElement::text)
        .unwrap_or_default();
    let caption = described("caption").or_else(|| preferred.of(meta?.named("headline")));
    let credit = meta.and_then(|meta| preferred.of(meta.named("creditline")));
    let (mut words, mut whole) = (Vec::new(), span);
    for element in [caption, credit].into_iter().flatten() {
        let Some(text) = element.text() else { continue };
        if !words.is_empty() {
            words.push(Inline::LineBreak);
        }
        whole = whole.join(element.place());
        words.push(Inline::Text(Text { text, span: Some(element.place()) }));
    }
    let picture = Picture { reference, others: references.collect(), alternative, media: None };
    let figure = Figure { picture: Some(picture), caption: words, span: Some(whole), guessed: false };
    Some(ContentPicture { figure, embedded })
}

/// What an item shows that is no article: for the message that refuses it.
pub(super) fn holds(item: &SourceElement) -> (String, Option<Span>) {
    let Some(content) = item.first("contentSet") else {
        return ("it has no content".to_owned(), None);
    };
    let span = content.elements().next().map(|element| element.span);
    if content.find("sports-content").is_some() {
        return ("its content is sports data (SportsML), not an article".to_owned(), span);
    }
    if content.first("remoteContent").is_some() {
        return ("its content is not in the file but elsewhere".to_owned(), span);
    }
    if let Some(other) = content.first("inlineXML").and_then(|xml| xml.elements().next()) {
        return (format!("its content is <{}>, which is no article", other.name), Some(other.span));
    }
    ("its content is empty".to_owned(), span)
}
