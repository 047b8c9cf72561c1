//! XHTML as news items carry it.

use super::body::{self, BodyContext, Means, ParsedBody};
use super::tree::{SourceElement, Vocabulary};
use crate::build::elements::{Numbering, StatedNumbers, is_block};
use crate::build::inline::InlineMark;
use crate::diagnostic::{Code, Diagnostic};
use crate::iri::{LinkDestination, resolve};
use crate::model::{HeaderLine, HeaderRole, Origin, Picture};

/// What an element is.
pub(super) fn means(element: &SourceElement, context: &BodyContext<'_>) -> Means {
    let attribute = |name: &str| element.attribute(name).map(str::to_owned);
    let style = || element.attribute("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
    match element.name.as_str() {
        _ if element.attribute("hidden").is_some() || style().contains("display:none") => {
            Means::LeftOut("what the item hides from its readers")
        }
        "rp" => Means::Nothing,
        "rt" => Means::Reading,
        "mfrac" | "frac" => Means::Fraction,
        "head" | "script" | "style" | "template" | "annotation" | "annotation-xml" | "select" | "textarea"
        | "input" | "meta" | "link" | "title" => Means::Nothing,
        "svg" => Means::Drawing,
        "br" => Means::LineEnd,
        "hr" => Means::Rule,
        "p" if has_class(element, "caption") => Means::Caption,
        "p" => Means::Paragraph,
        // The headline alone has level 1.
        "h1" | "h2" => Means::Heading(2),
        "h3" => Means::Heading(3),
        "h4" => Means::Heading(4),
        "h5" => Means::Heading(5),
        "h6" => Means::Heading(6),
        "blockquote" => Means::Quote,
        "ul" | "menu" => Means::List(None),
        "ol" => {
            let items: Vec<_> = element.elements().filter(|item| item.name == "li").collect();
            let values = items.iter().map(|item| item.attribute("value"));
            let stated = StatedNumbers {
                start: element.attribute("start").or_else(|| element.attribute("seqnum")),
                is_reversed: element.attribute("reversed").is_some(),
                kind: element.attribute("type"),
                style: element.attribute("style"),
            };
            Means::List(Some(Numbering::of(stated, values)))
        }
        "li" => Means::Item,
        "table" => Means::Table,
        "caption" => Means::TableCaption,
        "tr" => Means::Row,
        "td" | "th" => Means::Cell,
        "pre" => Means::Verbatim,
        "figure" if element.find("img").is_some() => Means::Figure,
        "figcaption" => Means::Caption,
        "img" => image(element, context),
        "iframe" | "video" | "audio" | "object" | "embed" => {
            let source = element.first("source").and_then(|source| source.attribute("src").map(str::to_owned));
            match attribute("src").or_else(|| attribute("data")).or(source) {
                Some(address) => Means::Player(address, attribute("title")),
                None => Means::Nothing,
            }
        }
        "em" | "i" | "cite" | "dfn" | "var" => Means::Mark(InlineMark::Emphasis),
        "strong" | "b" => Means::Mark(InlineMark::Strong),
        "del" | "s" | "strike" => Means::Mark(InlineMark::Strikethrough),
        "sup" => Means::Mark(InlineMark::Superscript),
        "sub" => Means::Mark(InlineMark::Subscript),
        "code" | "kbd" | "samp" | "tt" => Means::Mark(InlineMark::Code),
        "a" => link(element, "href", context),
        name if is_block(name) => Means::Block,
        // Somebody else's vocabulary, or a name of one's own.
        name if (name.contains('-') || element.vocabulary == Vocabulary::Other) && element.text().is_none() => {
            custom(element, context)
        }
        _ => Means::Words,
    }
}

/// A link, where the element has an address.
pub(super) fn link(element: &SourceElement, name: &str, context: &BodyContext<'_>) -> Means {
    let Some(written) = element.attribute(name) else { return Means::Words };
    let title = element.attribute("title").map(str::to_owned);
    let destination = resolve(written, context.base);
    Means::Mark(InlineMark::Link { destination, written: written.to_owned(), title, span: element.place() })
}

/// A picture, where the element has an address that may be followed.
fn image(element: &SourceElement, context: &BodyContext<'_>) -> Means {
    let Some(written) = element.attribute("src") else { return Means::Nothing };
    let alternative = element.attribute("alt").unwrap_or_default().to_owned();
    match reference(written, context) {
        Some(reference) => Means::Image(Picture { reference, others: Vec::new(), alternative, media: None }),
        None => Means::Nothing,
    }
}

/// Attributes that say what a picture shows.
const ALTERNATIVE: &[&str] = &["alt", "alternate-text"];

/// Something that a provider's own element shows (`x-image`): all that people can read of it stands in attributes. What
/// plays is a link, all else a picture with its caption.
fn custom(element: &SourceElement, context: &BodyContext<'_>) -> Means {
    let any = |names: &[&str]| names.iter().find_map(|name| element.attribute(name));
    let address =
        any(&["src", "href", "url", "data-src", "data-href", "data-url", "source", "ref", "residref", "data-ref"]);
    let alternative = any(ALTERNATIVE).unwrap_or_default().to_owned();
    let words: Vec<String> = element.worded().filter(|words| *words != alternative).map(str::to_owned).collect();
    let plays = ["video", "audio", "embed", "player", "media", "tweet", "social", "frame", "link"];
    let plays = plays.iter().any(|kind| element.name.contains(kind));
    match address {
        Some(address) if plays => Means::Player(address.to_owned(), (!words.is_empty()).then(|| words.join(" "))),
        Some(address) => {
            let reference = reference(address, context);
            let picture =
                reference.map(|reference| Picture { reference, others: Vec::new(), alternative, media: None });
            Means::Captioned(picture, words)
        }
        None if words.is_empty() => Means::Unknown,
        None => Means::Captioned(None, words),
    }
}

/// What a picture is called: its whole address, or as the file has it where it lies beside the file or in it.
pub(super) fn reference(written: &str, context: &BodyContext<'_>) -> Option<String> {
    match resolve(written, context.base) {
        LinkDestination::Address(address) if written.contains("//") => Some(address),
        // A file beside this one.
        LinkDestination::Address(_) | LinkDestination::Nowhere => Some(written.to_owned()),
        // In the file itself, or an item of the message.
        LinkDestination::Unsafe => {
            let is_of_file = ["data:image/", "cid:", "urn:", "tag:"].iter().any(|start| written.starts_with(start));
            is_of_file.then(|| written.to_owned())
        }
    }
}

/// Whether a class names an element so.
pub(super) fn has_class(element: &SourceElement, name: &str) -> bool {
    element.attribute("class").is_some_and(|class| class.split_whitespace().any(|class| class == name))
}

/// Whether a class of an element is one of these names.
fn names(element: &SourceElement, classes: &[&str]) -> bool {
    classes.iter().any(|class| has_class(element, class))
}

/// The longest line above a headline that is its section, in characters.
const LONGEST_SECTION: usize = 60;

/// The innermost `header` that holds a headline.
fn header_around<'a>(element: &'a SourceElement, heading: &SourceElement) -> Option<&'a SourceElement> {
    let holds = |part: &&SourceElement| part.find("h1").is_some_and(|first| std::ptr::eq(first, heading));
    let part = element.elements().find(holds)?;
    header_around(part, heading).or_else(|| (part.name == "header").then_some(part))
}

/// Reads a body: the lines above the words where it marks them, and the words.
///
/// The headline is a heading of the first level, or one with which the words begin: then what a `header` around it holds
/// are lines as well.
pub(super) fn parse(context: BodyContext<'_>, body: &SourceElement) -> (Vec<HeaderLine>, ParsedBody) {
    let mut lines = Vec::new();
    let Some(heading) = body.find("h1").filter(|heading| heading.text().is_some()) else {
        return (lines, body::parse(context, [body]));
    };
    let headline = |role: HeaderRole, element: &SourceElement| HeaderLine {
        role,
        content: body::line(context, element),
        span: Some(element.place()),
        origin: Origin::Article,
    };
    let around = header_around(body, heading);
    let mut left_out = Vec::new();
    for part in around.into_iter().flat_map(SourceElement::elements) {
        let length = part.text().map_or(0, |text| text.chars().count());
        let role = match part.name.as_str() {
            // Elements of a text in a text all stand at the same place.
            _ if std::ptr::eq(part, heading) => HeaderRole::Headline,
            "time" => HeaderRole::Time,
            _ if names(part, &["byline", "author", "authors", "by"]) => HeaderRole::Byline,
            _ if names(part, &["dateline", "embargo", "embargoed", "notice", "note"]) => HeaderRole::Other,
            "h2" | "h3" | "p" if lines.iter().any(|line: &HeaderLine| line.role == HeaderRole::Headline) => {
                HeaderRole::Standfirst
            }
            "h2" | "h3" | "p" if length <= LONGEST_SECTION => HeaderRole::Section,
            _ => {
                if let Some(words) = part.text() {
                    let shown: String = words.chars().take(60).collect();
                    let message =
                        format!("what stands above the headline and is no line of the article is left out: {shown:?}");
                    left_out.push(Diagnostic::new(Code::ClutterLeftOut, message).at(part.place()));
                }
                continue;
            }
        };
        if length > 0 {
            lines.push(headline(role, part));
        }
    }
    if !lines.iter().any(|line| line.role == HeaderRole::Headline) {
        lines.push(headline(HeaderRole::Headline, heading));
    }
    let skipped = around.unwrap_or(heading);
    let mut parsed = body::parse_without(context, body, skipped);
    parsed.diagnostics.append(&mut left_out);
    (lines, parsed)
}
