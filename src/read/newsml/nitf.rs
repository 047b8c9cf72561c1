//! NITF (News Industry Text Format, 3.x): in a news item, or a file of its own.
//!
//! 1. `head` states what the article is ([`nitf_head`](super::nitf_head));
//! 2. `body.head` has the lines above it, each marked as what it is ([`header`]);
//! 3. `body.content` and `body.end` have the words ([`parts`], [`means`]).

use super::body::{self, BodyContext, Means};
use super::item;
use super::nitf_head::{self, extended};
use super::tree::SourceElement;
use super::xhtml;
use crate::assemble::{StatedKey, StatedValue, StatedValues};
use crate::build::inline::InlineMark;
use crate::language::dates;
use crate::language::fold::fold;
use crate::model::walk::plain_text;
use crate::model::{Block, HeaderLine, HeaderRole, Origin, Picture};

/// What an element of `body.content` is.
pub(super) fn means(element: &SourceElement, context: &BodyContext<'_>) -> Means {
    match element.name.as_str() {
        "hl1" | "hl2" => Means::Heading(2),
        "p" => Means::Paragraph,
        "bq" => Means::Quote,
        "block" | "credit" | "datasource" | "byttl" | "tagline" | "bibliography" | "nitf-table" | "media-producer"
        | "virtloc" | "postaddr" | "addressee" | "delivery.point" => Means::Block,
        "media" => Means::Figure,
        "media-caption" => Means::Caption,
        "media-reference" => media(element, context),
        "media-metadata" => media_metadata(element),
        "media-object" | "nitf-table-metadata" | "alt-code" | "nitf-col" | "nitf-colgroup" => Means::Nothing,
        "fn" => Means::Footnote,
        // The words of these are marked as what they are; a reader sees the words.
        "em" => Means::Mark(InlineMark::Emphasis),
        "lang" => Means::Words,
        "object.title" => Means::Mark(InlineMark::Emphasis),
        // How its word is spoken stands in an attribute; the word itself stands in the sentence.
        "pronounce" => Means::Words,
        "note" if nitf_head::is_internal(element) => Means::LeftOut("a note that is not for publication"),
        "note" => Means::Block,
        "frac" => Means::Fraction,
        "q" => Means::Quoted,
        "a" => xhtml::link(element, "href", context),
        // What the two have in common, and what parts of NITF stand among.
        _ => xhtml::means(element, context),
    }
}

/// What is said of a picture beside it (NITF 3.6, media-metadata): whom to credit stands with its caption.
fn media_metadata(element: &SourceElement) -> Means {
    let words = element.attribute("value").map(str::to_owned).or_else(|| element.text());
    match words.filter(|words| nitf_head::is_credit(element) && !words.trim().is_empty()) {
        Some(words) => Means::CaptionLine(words.trim().to_owned()),
        None => Means::Nothing,
    }
}

/// A picture, or something that plays.
fn media(element: &SourceElement, context: &BodyContext<'_>) -> Means {
    let Some(source) = element.attribute("source").or_else(|| element.attribute("data-location")) else {
        return Means::Nothing;
    };
    let kind = element.attribute("mime-type").unwrap_or("image/");
    if !kind.starts_with("image") {
        return Means::Player(source.to_owned(), element.attribute("alternate-text").map(str::to_owned));
    }
    match xhtml::reference(source, context) {
        Some(reference) => {
            let alternative = element.attribute("alternate-text").unwrap_or_default().to_owned();
            Means::Image(Picture { reference, others: Vec::new(), alternative, media: None })
        }
        None => Means::Nothing,
    }
}

/// The elements that hold the words.
pub(super) fn parts(nitf: &SourceElement) -> Vec<&SourceElement> {
    let body = nitf.first("body").unwrap_or(nitf);
    let parts: Vec<&SourceElement> = body.named("body.content").chain(body.named("body.end")).collect();
    // A part of NITF that nothing around it says to be one.
    if parts.is_empty() && body.first("body.head").is_none() { vec![body] } else { parts }
}

/// The lines of `body.head`; what of it are values as well is added to them.
pub(super) fn header(nitf: &SourceElement, context: BodyContext<'_>, values: &mut StatedValues) -> Vec<HeaderLine> {
    let mut lines = Vec::new();
    let body = nitf.first("body").unwrap_or(nitf);
    let Some(head) = body.first("body.head") else { return lines };
    let line = |role: HeaderRole, element: &SourceElement| {
        let content = body::line(context, element);
        let has_words = !plain_text(&content).trim().is_empty();
        has_words.then(|| HeaderLine { role, content, span: Some(element.place()), origin: Origin::Article })
    };
    let headlines = head.first("hedline");
    for headline in headlines.into_iter().flat_map(|hedline| hedline.named("hl1")) {
        // A second one is a line below the first.
        let role = if lines.is_empty() { HeaderRole::Headline } else { HeaderRole::Standfirst };
        lines.extend(line(role, headline));
    }
    for headline in headlines.into_iter().flat_map(|hedline| hedline.named("hl2")) {
        let again =
            |line: &HeaderLine| fold(plain_text(&line.content).trim()) == fold(&headline.text().unwrap_or_default());
        if !lines.iter().any(again) {
            let role = if lines.is_empty() { HeaderRole::Headline } else { HeaderRole::Standfirst };
            lines.extend(line(role, headline));
        }
    }
    for byline in head.named("byline") {
        lines.extend(line(HeaderRole::Byline, byline));
        authors(byline, values);
    }
    for distributor in head.named("distributor") {
        lines.extend(line(HeaderRole::Publisher, distributor));
        if let Some(name) = distributor.text().filter(|_| values.first(StatedKey::Publisher).is_none()) {
            values.push(StatedKey::Publisher, StatedValue::new(name, distributor.place(), Origin::Article));
        }
    }
    for dateline in head.named("dateline") {
        if let Some(date) =
            dateline.first("story.date").and_then(|date| date.attribute("norm").map(|norm| (norm, date.span)))
            && values.first(StatedKey::Published).is_none()
        {
            values.push(StatedKey::Published, StatedValue::new(extended(date.0), date.1, Origin::Metadata));
        }
        let text = dateline.text().unwrap_or_default();
        // What only machines read is no line.
        let is_shown = !text.is_empty() && dates::absolute(&extended(&text)).is_none_or(|_| text.contains(' '));
        if is_shown {
            lines.extend(line(super::dateline_role(&text), dateline));
        }
    }
    for part in head.named("abstract") {
        for block in body::parse(context, [part]).blocks {
            if let Block::Paragraph(paragraph) = block {
                let (content, span) = (paragraph.content, paragraph.span);
                lines.push(HeaderLine { role: HeaderRole::Standfirst, content, span, origin: Origin::Article });
            }
        }
    }
    for note in head.named("note").filter(|note| !nitf_head::is_copyright(note) && !nitf_head::is_internal(note)) {
        for block in body::parse(context, note.named("body.content")).blocks {
            if let Block::Paragraph(paragraph) = block {
                let (content, span) = (paragraph.content, paragraph.span);
                lines.push(HeaderLine { role: HeaderRole::Other, content, span, origin: Origin::Article });
            }
        }
    }
    lines
}

/// The persons whom a byline marks, else those whom its words name.
fn authors(byline: &SourceElement, values: &mut StatedValues) {
    let known: Vec<String> = values.all(StatedKey::Author).map(|value| fold(&value.text)).collect();
    let mut push = |name: &str| {
        if !known.contains(&fold(name)) {
            values.push(StatedKey::Author, StatedValue::new(name, byline.place(), Origin::Article));
        }
    };
    let persons: Vec<String> = byline.named("person").filter_map(SourceElement::text).collect();
    if !persons.is_empty() {
        persons.iter().for_each(|person| push(person));
        return;
    }
    let words = byline.children.iter().filter_map(|node| match node {
        super::tree::SourceNode::Text(text, _) => Some(text.as_str()),
        super::tree::SourceNode::Element(element) if element.name == "byttl" => None,
        super::tree::SourceNode::Element(_) => Some("/"),
    });
    let words = words.collect::<String>();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    item::names(words.trim_end_matches([',', ' '])).into_iter().for_each(push);
}
