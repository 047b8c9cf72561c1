//! NITF (News Industry Text Format, 3.x): in a news item, or a file of its own.
//!
//! 1. `head` states what the article is ([`stated`]);
//! 2. `body.head` has the lines above it, each marked as what it is ([`header`]);
//! 3. `body.content` and `body.end` have the words ([`parts`], [`means`]).

use super::body::{self, Context, Means};
use super::item;
use super::tree::Element;
use super::xhtml;
use crate::assemble::{Key, Value, Values};
use crate::build::inline::Mark;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::dates;
use crate::language::fold::fold;
use crate::model::walk::plain_text;
use crate::model::{Block, HeaderLine, HeaderRole, Origin, Picture};

/// What an element of `body.content` is.
pub(super) fn means(element: &Element, context: &Context<'_>) -> Means {
    match element.name.as_str() {
        "hl1" | "hl2" => Means::Heading(2),
        "p" => Means::Paragraph,
        "bq" => Means::Quote,
        "block" | "credit" | "datasource" | "byttl" | "note" | "tagline" | "bibliography" | "nitf-table"
        | "media-producer" | "virtloc" | "postaddr" | "addressee" | "delivery.point" => Means::Block,
        "media" => Means::Figure,
        "media-caption" => Means::Caption,
        "media-reference" => media(element, context),
        "media-metadata" | "media-object" | "nitf-table-metadata" | "alt-code" | "nitf-col" | "nitf-colgroup" => {
            Means::Nothing
        }
        "fn" => Means::Footnote,
        // The words of these are marked as what they are; a reader sees the words.
        "em" => Means::Mark(Mark::Emphasis),
        "lang" => Means::Words,
        "object.title" => Means::Mark(Mark::Emphasis),
        "pronounce" => Means::LeftOut("how a word is pronounced"),
        "a" => xhtml::link(element, "href", context),
        // What the two have in common.
        "br" | "hr" | "pre" | "ul" | "ol" | "li" | "dl" | "dt" | "dd" | "table" | "caption" | "thead" | "tbody"
        | "tr" | "td" | "th" | "sup" | "sub" | "strong" | "b" | "i" | "h2" | "h3" | "h4" | "img" => {
            xhtml::means(element, context)
        }
        _ => Means::Words,
    }
}

/// A picture, or something that plays.
fn media(element: &Element, context: &Context<'_>) -> Means {
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
pub(super) fn parts(nitf: &Element) -> Vec<&Element> {
    let body = nitf.first("body").unwrap_or(nitf);
    body.named("body.content").chain(body.named("body.end")).collect()
}

/// What `head` states of the article; what a news item around it states stands before.
pub(super) fn stated(nitf: &Element, values: &mut Values, diagnostics: &mut Vec<Diagnostic>) {
    let mut push = |key: Key, text: &str, element: &Element| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        // Of all but subjects there is one, and the item around the words goes before.
        if !text.is_empty() && (key == Key::Subject || values.first(key).is_none()) {
            values.push(key, Value::new(text, element.span, Origin::Metadata));
        }
    };
    if let Some(language) = nitf.language().or_else(|| nitf.attribute("baselang")) {
        push(Key::Language, language, nitf);
    }
    let Some(head) = nitf.first("head") else { return };
    if let Some(title) = head.first("title") {
        push(Key::Title, &title.raw_text(), title);
    }
    for subject in head.first("tobject").into_iter().flat_map(|tobject| tobject.named("tobject.subject")) {
        for name in ["tobject.subject.type", "tobject.subject.matter", "tobject.subject.detail"] {
            push(Key::Subject, subject.attribute(name).unwrap_or_default(), subject);
        }
    }
    if let Some(docdata) = head.first("docdata") {
        if let Some(status @ ("canceled" | "embargoed" | "withheld")) = docdata.attribute("management-status") {
            diagnostics.push(
                Diagnostic::new(Code::PublicationHalted, format!("the article's status is {status:?}"))
                    .at(docdata.span)
                    .with_hint("ask the provider before you use it in any form"),
            );
        }
        for name in ["date.release", "date.issue"] {
            if let Some(date) = docdata.first(name) {
                push(Key::Published, &extended(date.attribute("norm").unwrap_or_default()), date);
            }
        }
        if let Some(copyright) = docdata.first("doc.copyright") {
            push(Key::Holder, copyright.attribute("holder").unwrap_or_default(), copyright);
            push(Key::Year, copyright.attribute("year").unwrap_or_default(), copyright);
        }
        for keyword in docdata.named("key-list").flat_map(|list| list.named("keyword")) {
            push(Key::Subject, keyword.attribute("key").unwrap_or_default(), keyword);
        }
        if let Some(message) = docdata.first("ed-msg") {
            let words: String = message.attribute("info").unwrap_or_default().chars().take(80).collect();
            let message_left_out = format!("what editors say to editors is left out: {words:?}");
            diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message_left_out).at(message.span));
        }
    }
    if let Some(publication) = head.first("pubdata") {
        push(Key::Section, publication.attribute("position.section").unwrap_or_default(), publication);
        push(Key::Publisher, publication.attribute("name").unwrap_or_default(), publication);
        push(Key::Published, &extended(publication.attribute("date.publication").unwrap_or_default()), publication);
    }
}

/// A date in the basic format of ISO 8601 in the extended one: `20151210T191044Z`.
fn extended(date: &str) -> String {
    let is_basic = date.len() >= 8 && date.as_bytes()[..8].iter().all(u8::is_ascii_digit) && date.is_ascii();
    if !is_basic {
        return date.to_owned();
    }
    let day = format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..8]);
    let time = &date[8..];
    match time.strip_prefix('T').filter(|time| time.len() >= 4 && time.as_bytes()[..4].iter().all(u8::is_ascii_digit)) {
        Some(time) => {
            let (hour, rest) = time.split_at(2);
            let (minute, rest) = rest.split_at(2);
            let has_seconds = rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_digit);
            let (second, zone) = if has_seconds { rest.split_at(2) } else { ("00", rest) };
            format!("{day}T{hour}:{minute}:{second}{zone}")
        }
        None if time.is_empty() => day,
        None => date.to_owned(),
    }
}

/// The lines of `body.head`; what of it are values as well is added to them.
pub(super) fn header(nitf: &Element, context: Context<'_>, values: &mut Values) -> Vec<HeaderLine> {
    let mut lines = Vec::new();
    let body = nitf.first("body").unwrap_or(nitf);
    let Some(head) = body.first("body.head") else { return lines };
    let line = |role: HeaderRole, element: &Element| {
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
        if let Some(name) = distributor.text().filter(|_| values.first(Key::Publisher).is_none()) {
            values.push(Key::Publisher, Value::new(name, distributor.place(), Origin::Article));
        }
    }
    for dateline in head.named("dateline") {
        if let Some(date) =
            dateline.first("story.date").and_then(|date| date.attribute("norm").map(|norm| (norm, date.span)))
            && values.first(Key::Published).is_none()
        {
            values.push(Key::Published, Value::new(extended(date.0), date.1, Origin::Metadata));
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
    for rights in head.named("rights") {
        let owner = rights.first("rights.owner").or_else(|| rights.first("rights.agent"));
        if let Some((name, owner)) = owner.and_then(|owner| owner.text().map(|name| (name, owner))) {
            values.push(Key::Holder, Value::new(name, owner.place(), Origin::Article));
        }
    }
    lines
}

/// The persons whom a byline marks, else those whom its words name.
fn authors(byline: &Element, values: &mut Values) {
    let known: Vec<String> = values.all(Key::Author).map(|value| fold(&value.text)).collect();
    let mut push = |name: &str| {
        if !known.contains(&fold(name)) {
            values.push(Key::Author, Value::new(name, byline.place(), Origin::Article));
        }
    };
    let persons: Vec<String> = byline.named("person").filter_map(Element::text).collect();
    if !persons.is_empty() {
        persons.iter().for_each(|person| push(person));
        return;
    }
    let words = byline.children.iter().filter_map(|node| match node {
        super::tree::Node::Text(text, _) => Some(text.as_str()),
        super::tree::Node::Element(element) if element.name == "byttl" => None,
        super::tree::Node::Element(_) => Some("/"),
    });
    let words = words.collect::<String>();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    item::names(words.trim_end_matches([',', ' '])).into_iter().for_each(push);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basic_date_is_written_in_the_extended_form() {
        for (basic, text) in [
            ("20151210T191044Z", "2015-12-10T19:10:44Z"),
            ("20170102T222800+0000", "2017-01-02T22:28:00+0000"),
            ("20170102T2228", "2017-01-02T22:28:00"),
            ("20170102", "2017-01-02"),
            ("2020-09-07T14:45:26", "2020-09-07T14:45:26"),
            ("", ""),
        ] {
            assert_eq!(extended(basic), text);
        }
    }
}
