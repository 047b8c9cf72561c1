//! What all items of a file have in common: those of the text, of the pictures, and of the package that ties them.

use super::vocabulary::{MEDIA_TYPE, SHA_256, named_information, one_line, party};
use super::{NewsFile, delivery, rights};
use crate::digest::hex;
use crate::language::labels::labels;
use crate::model::Document;
use crate::model::walk::plain_text;
use crate::render::Edition;
use crate::render::xml::Xml;
use crate::rights::{Statement, credit};

/// What stands at the beginning of every item.
pub(super) fn attributes_of<'a>(file: &'a NewsFile<'_>, guid: &'a str) -> Vec<(&'static str, &'a str)> {
    let language = &file.document.metadata.language.value;
    let mut attributes = vec![
        ("guid", guid),
        ("version", &file.version),
        ("standard", "NewsML-G2"),
        ("standardversion", "2.35"),
        ("conformance", "power"),
        ("xml:lang", language.as_str()),
    ];
    if language.is_right_to_left() {
        attributes.push(("dir", "rtl"));
    }
    attributes
}

/// What every `itemMeta` begins with.
pub(super) fn management(xml: &mut Xml, file: &NewsFile<'_>, class: &str, title: &str) {
    let written = file.edition.written.to_string();
    xml.empty_line("itemClass", &[("qcode", class)]);
    let (name, address) = provider(file.edition);
    party(xml, "provider", name, address, None);
    xml.leaf_line("versionCreated", &[], &written);
    delivery::status(xml, file);
    xml.leaf_line("generator", &[("versioninfo", env!("CARGO_PKG_VERSION"))], "istinad");
    xml.leaf_line("title", &[("xml:lang", file.document.metadata.language.value.as_str())], title);
}

/// The bytes that an item was made of: their name, their size, and their SHA-256 once more.
pub(super) fn derived_from(xml: &mut Xml, sha256: &[u8; 32], media_type: &str, size: impl std::fmt::Display) {
    let (name, size) = (named_information(sha256), size.to_string());
    xml.line();
    xml.open("link", &[("rel", "irel:derivedFrom"), ("residref", &name), ("contenttype", media_type), ("size", &size)]);
    xml.leaf("hash", &[("hashtypeuri", SHA_256)], &hex(sha256));
    xml.close();
}

/// Another item of the message.
pub(super) fn associated(xml: &mut Xml, guid: &str) {
    xml.empty_line("link", &[("rel", "irel:associatedWith"), ("residref", guid), ("contenttype", MEDIA_TYPE)]);
}

/// `edNote`: the terms once more, where every newsroom system shows them, and the lines of our statement that whoever
/// republishes has to know. One note, because readers take the first.
pub(super) fn editors_note(xml: &mut Xml, document: &Document, statement: &Statement) {
    let terms = rights::terms(document.rights.terms.as_slice());
    let ours: Vec<String> = statement
        .lines
        .iter()
        .filter(|line| line.is_for_republishers(terms.is_some()))
        .map(|line| plain_text(line.content()))
        .collect();
    let labels = labels(&document.metadata.language.value).language;
    // "mul" (ISO 639-2): several languages, as where an English label stands before an Uzbek term.
    let language = match &terms {
        Some(terms) if terms.language != labels => "mul",
        Some(_) | None => labels,
    };
    let lines: Vec<&str> = terms.iter().map(|terms| &*terms.text).chain(ours.iter().map(String::as_str)).collect();
    xml.leaf_line("edNote", &[("xml:lang", language)], &lines.join("\n"));
}

pub(super) fn credit_line(xml: &mut Xml, document: &Document) {
    write_credit(xml, document, &[]);
}

pub(super) fn write_credit(xml: &mut Xml, document: &Document, attributes: &[(&str, &str)]) {
    if let Some(name) = credit(document).name {
        let lang = ("xml:lang", document.metadata.language.value.as_str());
        xml.leaf_line("creditline", &[&[lang], attributes].concat(), &one_line(&name));
    }
}

/// Who hands the file over: its name and its address. The tool stands for itself where nobody is named.
pub(super) fn provider<'a>(edition: &'a Edition<'_>) -> (Option<&'a str>, Option<&'a str>) {
    edition.provider.as_ref().map_or((Some("istinad"), None), |provider| (provider.name(), provider.address()))
}
