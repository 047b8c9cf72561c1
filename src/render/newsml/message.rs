//! The message: where pictures go with an article, its items travel together.
//!
//! 1. [`header`] says who sends them, and when;
//! 2. the text item comes first, then the items of the pictures, each as it could stand alone;
//! 3. [`package`] says that they are one article.

use super::vocabulary::{self, CATALOG, NAR};
use super::{NewsFile, common, delivery, item, picture};
use crate::render::identity::{self, NAMESPACE};
use crate::render::xml::Xml;

/// The media type of a message.
pub(super) const MEDIA_TYPE: &str = "application/vnd.iptc.g2.newsmessage+xml";

/// Writes a file that is a message.
pub(super) fn write(file: &NewsFile<'_>) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("newsMessage", &[("xmlns", NAR)]);
    header(&mut xml, file);
    xml.open_line("itemSet", &[]);
    xml.open_line("newsItem", &common::attributes_of(file, &file.edition.identifier));
    item::text(&mut xml, file);
    xml.close_line();
    for picture in file.carried.pictures() {
        picture::write(&mut xml, file, picture);
    }
    package(&mut xml, file);
    xml.close_line();
    xml.close_line();
    xml.finish()
}

/// `header`. The same article with the same time of writing is the same transmission.
fn header(xml: &mut Xml, file: &NewsFile<'_>) {
    let written = file.edition.written.to_string();
    let (name, address) = common::provider(file.edition);
    xml.open_line("header", &[]);
    xml.leaf_line("sent", &[], &written);
    xml.empty_line("catalogRef", &[("href", CATALOG)]);
    xml.leaf_line("sender", &[], name.or(address).unwrap_or_default());
    xml.leaf_line("transmitId", &[], &identity::part(file.document, &format!("message {written}")));
    xml.leaf_line("origin", &[], "istinad");
    // All of it is wanted, or nothing: a picture without its article has lost its words.
    xml.empty_line("signal", &[("qcode", "nmsig:atomic")]);
    xml.close_line();
}

/// `packageItem`: the text and its pictures, in reading order.
fn package(xml: &mut Xml, file: &NewsFile<'_>) {
    let metadata = &file.document.metadata;
    let lang = ("xml:lang", metadata.language.value.as_str());
    let headline = &*metadata.headline.value;
    let guid = identity::part(file.document, "package");
    xml.open_line("packageItem", &common::attributes_of(file, &guid));
    xml.empty_line("catalogRef", &[("href", CATALOG)]);
    // IPTC has no vocabulary of groups.
    xml.open_line("catalog", &[]);
    xml.empty_line("scheme", &[("alias", "group"), ("uri", NAMESPACE)]);
    xml.close_line();
    xml.open_line("itemMeta", &[]);
    common::management(xml, file, "ninat:composite", headline);
    xml.close_line();
    xml.open_line("contentMeta", &[]);
    xml.empty_line("language", &[("tag", lang.1)]);
    xml.leaf_line("headline", &[lang], headline);
    xml.close_line();
    xml.open_line("groupSet", &[("root", "article")]);
    xml.open_line("group", &[("id", "article"), ("role", "group:article"), ("mode", "pgrmod:bag")]);
    let mut refer = |guid: &str, class: &str, title: &str| {
        xml.open_line(
            "itemRef",
            &[("residref", guid), ("version", &file.version), ("contenttype", vocabulary::MEDIA_TYPE)],
        );
        xml.empty_line("itemClass", &[("qcode", class)]);
        xml.empty_line("pubStatus", &[("qcode", delivery::code(file))]);
        xml.leaf_line("title", &[lang], title);
        xml.close_line();
    };
    refer(&file.edition.identifier, "ninat:text", headline);
    for picture in file.carried.pictures() {
        refer(&picture.guid, picture::CLASS, &picture.title());
    }
    xml.close_line();
    xml.close_line();
    xml.close_line();
}
