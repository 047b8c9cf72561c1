//! NewsML-G2 with pictures: a message of a text, its pictures, and the package that ties them.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use istinad::inspect::examine;
use istinad::model::*;
use istinad::render::{NewsMlRenderer, Renderer as _};
use istinad::{Code, Document, Outcome, Span, inspect, render};
use sha2::{Digest as _, Sha256};

use crate::newsml::item::{Element, bodies, figure, illustrated, options, parse, rendered, with_rights};
use crate::random::with;
use crate::support::fixture::{DOT, SQUARE};
use crate::support::judge;

const NAR: &str = "http://iptc.org/std/nar/2006-10-01/";

/// The pictures of [`illustrated`] with terms that forbid them and a permission that allows them; one is shown twice, by
/// two names, the second of which is the picture itself.
pub(crate) fn permitted() -> Document {
    let mut document = illustrated();
    let from = with_rights();
    document.metadata.publisher = from.metadata.publisher;
    document.metadata.address = from.metadata.address;
    document.rights = from.rights;
    document.rights.photo_permission = Some(PhotoPermission::new("Məktub 7"));
    let reference = format!("data:image/png;base64,{}", STANDARD.encode(DOT));
    let id = MediaId(reference.clone());
    document.media.insert(id.clone(), document.media[&MediaId("b.png".to_owned())].clone());
    let again = with!(Picture::new(reference, String::new()), media = Some(id));
    let Block::Figure(again) = figure(Some(again), "Həmin nöqtə") else { unreachable!() };
    document.notes.push(Note::new(vec![Block::Figure(again)]));
    document
}

/// The items of a message.
fn items(root: &Element) -> Vec<&Element> {
    ["newsItem", "packageItem"].into_iter().flat_map(|name| root.all(name)).collect()
}

fn attribute<'a>(element: &'a Element, name: &str) -> &'a str {
    element.attribute(name).unwrap_or_else(|| panic!("no {name}"))
}

fn texts(element: &Element, name: &str) -> Vec<String> {
    element.all(name).into_iter().map(Element::text).collect()
}

#[test]
fn a_message_holds_the_text_its_pictures_and_a_package_of_them() {
    let document = permitted();
    let Outcome { output, diagnostics } = render(&document, &NewsMlRenderer, &options()).expect("rendered");
    assert_eq!(diagnostics, []);
    let root = parse(&output);
    assert_eq!(root.all("newsMessage")[0].attribute("xmlns"), Some(NAR));
    assert_eq!(texts(&root, "sent"), ["2026-06-25T10:00:00+04:00"]);
    assert_eq!(texts(&root, "sender"), ["istinad"]);
    let items = items(&root);
    let classes: Vec<&str> = items.iter().map(|item| attribute(item.all("itemClass")[0], "qcode")).collect();
    assert_eq!(classes, ["ninat:text", "ninat:picture", "ninat:picture", "ninat:composite"]);
    let guids: Vec<&str> = items.iter().map(|item| attribute(item, "guid")).collect();
    assert_eq!(guids.iter().collect::<BTreeSet<_>>().len(), guids.len());
    // The same name, whether pictures go with it or not.
    let mut bare = document.clone();
    bare.media.clear();
    let alone = parse(&rendered(&bare));
    assert_eq!(attribute(alone.all("newsItem")[0], "guid"), guids[0]);
    assert!(alone.all("newsMessage").is_empty());
    // Text and package name every picture, and every picture names the text.
    let leads_to = |element: &Element| -> Vec<String> {
        let links = element.all("link").into_iter().filter(|it| it.attribute("rel") == Some("irel:associatedWith"));
        links.map(|link| attribute(link, "residref").to_owned()).collect()
    };
    assert_eq!(leads_to(items[0].all("itemMeta")[0]), guids[1..3]);
    let parts: Vec<String> = items[0].all("partMeta").into_iter().flat_map(leads_to).collect();
    assert_eq!(parts, [guids[1], guids[2], guids[1]]);
    assert!(items[1..3].iter().all(|item| leads_to(item) == guids[..1]));
    let references: Vec<&str> = root.all("itemRef").into_iter().map(|it| attribute(it, "residref")).collect();
    assert_eq!(references, guids[..3]);
    assert_eq!(NewsMlRenderer.media_type_of(&document), "application/vnd.iptc.g2.newsmessage+xml");
    assert_eq!(NewsMlRenderer.media_type_of(&bare), "application/vnd.iptc.g2.newsitem+xml");
}

#[test]
fn a_picture_item_has_the_file_its_words_and_all_terms() {
    let root = parse(&rendered(&permitted()));
    let pictures = &items(&root)[1..3];
    for (item, (bytes, kind, size)) in pictures.iter().zip([(DOT, "image/png", "1"), (SQUARE, "image/jpeg", "8")]) {
        let data = item.all("inlineData")[0];
        assert_eq!(STANDARD.decode(data.text()).expect("base64"), bytes);
        let stated = ["contenttype", "encoding", "rendition", "width", "height"].map(|name| attribute(data, name));
        assert_eq!(stated, [kind, "encd:base64", "rnd:highRes", size, size]);
        let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(texts(item, "hash"), [&*digest, &*digest]);
        let source = item.all("link").into_iter().find(|link| link.attribute("size").is_some()).expect("its bytes");
        assert_eq!(attribute(source, "size"), bytes.len().to_string());
        let terms = "MÜTLƏQ hiperlinklə istinad edin. Fotolar icazəsiz dərc olunmasın.";
        let usage = texts(item, "usageTerms");
        assert_eq!(usage[..2], [terms, "Все права защищены"], "terms of each language are one text");
        assert!(usage[2].ends_with("Məktub 7"), "{usage:?}");
        assert_eq!(texts(item, "copyrightNotice"), ["Nümunə Xəbər ©"]);
        assert_eq!(texts(item, "rightsExpressionData"), texts(items(&root)[0], "rightsExpressionData"));
    }
    // What the two places say that show the first, each once; the address that is the picture is not written again.
    assert_eq!(texts(pictures[0], "description"), ["Həmin nöqtə", "Boz nöqtə"]);
    assert_eq!(texts(pictures[0], "altId")[1..], ["b.png", "data:image/png"]);
    assert_eq!(texts(pictures[0], "headline"), ["Həmin nöqtə"]);
    assert_eq!(texts(pictures[1], "description"), ["Boz kvadrat"]);
    assert!(items(&root)[0].all("altId").iter().all(|name| name.text().len() < 100));
}

#[test]
fn the_words_say_where_a_picture_goes_and_not_that_it_is_missing() {
    let root = parse(&rendered(&permitted()));
    let guids: Vec<&str> = items(&root).iter().map(|item| attribute(item, "guid")).collect();
    let shown: Vec<[&str; 3]> = bodies(&root)[0]
        .all("img")
        .into_iter()
        .map(|picture| ["src", "alt", "width"].map(|name| attribute(picture, name)))
        .collect();
    assert_eq!(
        shown,
        [[guids[1], "Boz nöqtə", "1"], [guids[2], "Boz kvadrat", "8"], [guids[1], "Həmin nöqtə", "1"]],
        "without alternative text the caption stands for it"
    );
    for body in bodies(&root) {
        assert!(!body.text().contains("Şəkil daxil edilməyib"));
    }
}

/// Whoever takes a message apart has items that stand alone.
#[test]
fn every_item_of_a_message_is_accepted_by_itself() {
    let message = String::from_utf8(rendered(&permitted())).expect("UTF-8");
    let mut files = Vec::new();
    for name in ["newsItem", "packageItem"] {
        for (index, start) in message.match_indices(&format!("<{name} guid")).map(|(start, _)| start).enumerate() {
            let end = format!("</{name}>");
            let length = message[start..].find(&end).expect("an end") + end.len();
            let item = message[start..start + length].replacen(" guid", &format!(" xmlns=\"{NAR}\" guid"), 1);
            files.push(judge::file("newsml-items", &format!("{name}-{index}.xml"), item.as_bytes()));
        }
    }
    assert_eq!(files.len(), 4);
    judge::newsml_schema(&files).accepts_all();
    judge::newsml_rules(&files).accepts_all();
    let Some(answers) = judge::newsml_read(&files) else { return };
    for answer in answers {
        assert!(answer["error"].is_null(), "{answer}");
    }
}

#[test]
fn a_message_is_proved_and_a_picture_that_was_changed_is_found() {
    let document = permitted();
    let message = rendered(&document);
    let report = inspect(&message).expect("readable");
    assert_eq!(examine(&report), []);
    assert_eq!(report.text.pictures, 3);
    assert_eq!(report.attached.iter().map(|it| it.size).collect::<Vec<_>>(), [DOT.len(), SQUARE.len()]);
    let whole = STANDARD.encode(SQUARE);
    let changed = String::from_utf8(message).expect("UTF-8").replace(&whole, &whole.replacen("/9j/", "/9k/", 1));
    let report = inspect(changed.as_bytes()).expect("readable");
    assert!(examine(&report).iter().any(|finding| finding.message.contains("is not what it was")));
}

#[test]
fn a_picture_that_is_withheld_or_too_large_does_not_go_in() {
    let result = |document: &Document| {
        let Outcome { output, diagnostics } = render(document, &NewsMlRenderer, &options()).expect("rendered");
        let said = diagnostics.iter().map(|diagnostic| (diagnostic.code, diagnostic.span)).collect::<Vec<_>>();
        (parse(&output).all("inlineData").len(), said)
    };
    let mut document = illustrated();
    document.rights.terms = with_rights().rights.terms;
    assert_eq!(result(&document), (0, Vec::new()));
    document.rights.photo_permission = Some(PhotoPermission::new("Məktub"));
    assert_eq!(result(&document), (2, Vec::new()));
    // 9,990,000 characters, and 4 for 3 bytes; all together are more than libxml2 reads of one text.
    let longest = 9_990_000 / 4 * 3;
    for (id, media) in &mut document.media {
        media.bytes.resize(longest - usize::from(id.0 == "b.png"), 0);
    }
    assert_eq!(result(&document), (2, Vec::new()));
    let file = judge::file("newsml", "largest-pictures.newsml.xml", &rendered(&document));
    judge::newsml_schema(&[&file]).accepts_all();
    judge::newsml_rules(&[&file]).accepts_all();
    // One that is larger is left out, and the other goes in.
    document.media.get_mut(&MediaId("b.png".to_owned())).expect("it came").bytes.resize(longest + 1, 0);
    assert_eq!(result(&document), (1, vec![(Code::PictureNotCarried, Some(Span::new(3, 9)))]));
}
