//! The EPUB renderer: words, package, container, and what the judges say.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use istinad::model::walk::words;
use istinad::model::{Language, Meaning, Origin, PhotoPermission, Scope, Term, Terms, Timestamp};
use istinad::render::Epub;
use istinad::{Code, Document, RenderOptions, render};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::{CompressionMethod, ZipArchive};

use crate::fixture::{plain_document, rich_document, slot, text};
use crate::judge;

fn options() -> RenderOptions {
    RenderOptions::default()
        .with_modified(Timestamp::parse("2026-07-01T10:00:00Z"))
        .with_provider("Milli Arxiv <https://arxiv.example/>".to_owned())
}

fn book(document: &Document) -> Vec<u8> {
    let outcome = render(document, &Epub, &options()).expect("a book");
    assert_eq!(outcome.diagnostics, []);
    outcome.output
}

fn parts(book: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(book)).expect("a container");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its checksum holds");
        parts.insert(file.name().to_owned(), bytes);
    }
    parts
}

fn part(book: &[u8], path: &str) -> String {
    String::from_utf8(parts(book).remove(path).unwrap_or_else(|| panic!("no {path}"))).expect("UTF-8")
}

/// The words of `article.xhtml` that are not ours, as the head of the renderer's module says to find them.
fn source_words(page: &str) -> Vec<String> {
    let body = page.find("<body>").map(|start| &page[start..]).expect("a body").trim_end().trim_end_matches("</html>");
    let mut reader = Reader::from_str(body);
    let (mut text, mut depth, mut ours) = (String::new(), 0usize, None);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => {
                let class = start.try_get_attribute("class").expect("well-formed");
                if ours.is_none() && class.is_some_and(|class| class.value.starts_with("istinad-")) {
                    ours = Some(depth);
                }
                depth += 1;
            }
            Event::End(_) => {
                depth -= 1;
                ours = ours.filter(|&start| start < depth);
            }
            Event::Text(words) if ours.is_none() => text.push_str(&words),
            Event::GeneralRef(entity) if ours.is_none() => text.push(match &*entity {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                other => panic!("an entity that nobody writes: {other}"),
            }),
            Event::Eof => break,
            _ => {}
        }
    }
    text.split_whitespace().map(str::to_owned).collect()
}

fn right_to_left() -> Document {
    let mut document = plain_document();
    document.metadata.language = slot(Language::parse("fa").expect("a tag"));
    document.metadata.headline = slot("دریای خزر".to_owned());
    document.header[0].content = vec![text("دریای خزر")];
    document.body = vec![crate::fixture::paragraph([text("سطح آب دریا پایین می‌رود.")])];
    document
}

/// The rich document with terms that withhold its picture.
fn withholding() -> Document {
    let mut document = rich_document();
    document.rights.terms = Terms::Stated(vec![Term {
        content: vec![text("İcazə olmadan fotolarımızı təkrar dərc etməyin.")],
        language: Language::parse("az").expect("a tag"),
        meanings: vec![Meaning::NoRepublication { scope: Scope::Pictures, unless_permitted: true }],
        span: None,
        origin: Origin::Article,
        in_statement: false,
    }]);
    document
}

#[test]
fn every_word_of_the_source_is_there_in_order_and_no_other() {
    for document in [plain_document(), rich_document(), withholding(), right_to_left()] {
        assert_eq!(source_words(&part(&book(&document), "OEBPS/article.xhtml")), words(&document));
    }
}

#[test]
fn the_judges_accept_every_book() {
    let mut permitted = withholding();
    permitted.rights.photo_permission = Some(PhotoPermission { reference: "Məktub № 7, 2026-05-02".to_owned() });
    let mut bare_time = rich_document();
    bare_time.metadata.published = Some(slot(Timestamp::parse("2026-06-24T14:05").expect("a time")));
    bare_time.metadata.address = Some(slot("https://numune.example/a b/[1]?x=^|%#a#b".to_owned()));
    let books: Vec<_> = [
        ("plain", plain_document()),
        ("rich", rich_document()),
        ("withholding", withholding()),
        ("permitted", permitted),
        ("bare-time", bare_time),
        ("right-to-left", right_to_left()),
    ]
    .into_iter()
    .map(|(name, document)| judge::file("epub", &format!("{name}.epub"), &book(&document)))
    .collect();
    judge::epubcheck(&books).accepts_all();
    judge::ace(&books).accepts_all();
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = rich_document();
    let first = book(&document);
    let other = std::thread::spawn(|| book(&rich_document())).join().expect("no panic");
    assert!(first == other && first == book(&document));
}

/// EPUB 3.3, 4.2.2.
#[test]
fn the_container_begins_with_its_media_type() {
    let book = book(&rich_document());
    assert_eq!(&book[30..58], b"mimetypeapplication/epub+zip");
    let mut archive = ZipArchive::new(Cursor::new(&book)).expect("a container");
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    insta::assert_snapshot!(names.join("\n"));
    assert_eq!(archive.by_index(0).expect("a part").compression(), CompressionMethod::Stored);
}

#[test]
fn the_package_says_what_the_document_says() {
    insta::assert_snapshot!(part(&book(&rich_document()), "OEBPS/content.opf"));
}

#[test]
fn the_article_is_written_with_its_structure() {
    insta::assert_snapshot!(part(&book(&rich_document()), "OEBPS/article.xhtml"));
}

#[test]
fn the_navigation_nests_the_headings() {
    insta::assert_snapshot!(part(&book(&rich_document()), "OEBPS/nav.xhtml"));
}

#[test]
fn the_statement_stands_on_its_own_page() {
    insta::assert_snapshot!(part(&book(&withholding()), "OEBPS/rights.xhtml"));
}

#[test]
fn a_withheld_picture_leaves_its_words() {
    let book = book(&withholding());
    assert!(parts(&book).keys().all(|path| !path.contains("images/")));
    let article = part(&book, "OEBPS/article.xhtml");
    assert!(!article.contains("<img"));
    assert!(article.contains("Qumlu sahil, uzaqda gəmi"), "the alternative text stands in the picture's place");
    assert!(article.contains("Sahil xətti, 2026"), "the caption is kept");
}

#[test]
fn no_time_of_writing_is_an_error() {
    let error = render(&plain_document(), &Epub, &RenderOptions::default()).expect_err("nothing says the time");
    assert!(error.has(Code::TimeOfWritingUnknown));
}
