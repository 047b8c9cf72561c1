//! `contentSet`: the words as XHTML, once with their structure, and where simple readers would lose some of it, once
//! more as plain paragraphs ([`body`]).

use super::NewsFile;
use crate::model::walk::words;
use crate::model::{Document, Figure};
use crate::render::body::{self, ShownPicture, direction, has_more_than_plain_paragraphs};
use crate::render::xml::Xml;

/// Writes the renditions.
pub(super) fn write(xml: &mut Xml, file: &NewsFile<'_>) {
    let NewsFile { edition, document, carried, .. } = file;
    let statement = &edition.statement;
    let count = words(document).len().to_string();
    let shown = |figure: &Figure| {
        let picture = carried.picture(figure)?;
        let (width, height) = (picture.media.width, picture.media.height);
        Some(ShownPicture { source: picture.guid.clone(), width, height })
    };
    xml.open_line("contentSet", &[]);
    rendition(xml, document, "content", None, &count, |xml| {
        body::structured(xml, document, statement, &shown);
    });
    if has_more_than_plain_paragraphs(document, statement) {
        rendition(xml, document, "content-plain", Some("istinad-plain"), &count, |xml| {
            for (element, text) in &body::plain(document, statement, &shown) {
                xml.leaf_line(element, &[], text);
            }
        });
    }
    xml.close_line();
}

fn rendition(
    xml: &mut Xml,
    document: &Document,
    id: &str,
    class: Option<&str>,
    count: &str,
    body: impl FnOnce(&mut Xml),
) {
    let language = &document.metadata.language.value;
    let tag = language.as_str();
    let direction = direction(language);
    xml.open_line(
        "inlineXML",
        &[
            ("id", id),
            ("contenttype", "application/xhtml+xml"),
            ("xml:lang", tag),
            ("dir", direction),
            ("wordcount", count),
        ],
    );
    let namespace = ("xmlns", "http://www.w3.org/1999/xhtml");
    xml.open_line("html", &[namespace, ("xml:lang", tag), ("lang", tag), ("dir", direction)]);
    xml.open_line("head", &[]);
    xml.leaf_line("title", &[], &document.metadata.headline.value);
    xml.close_line();
    let attributes: Vec<(&str, &str)> = class.map(|class| ("class", class)).into_iter().collect();
    xml.open_line("body", &attributes);
    body(xml);
    xml.close_line();
    xml.close_line();
    xml.close_line();
}
