//! The EPUB renderer: words, package, container, and what the judges say.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use istinad::model::walk::words;
use istinad::model::{
    Block, Figure, Language, Meaning, Media, MediaId, MediaKind, PhotoPermission, Picture, Scope, Term, Terms,
    Timestamp,
};
use istinad::render::Epub;
use istinad::{Code, Document, ReadOptions, RenderOptions, Source, read, render};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::{CompressionMethod, ZipArchive};

use crate::every::articles;
use crate::random::with;
use crate::support::fixture::{DOT, SQUARE, plain_document, rich_document, slot, text};
use crate::support::judge;

fn options() -> RenderOptions {
    RenderOptions::default()
        .with_modified(Timestamp::parse("2026-07-01T10:00:00Z"))
        .with_provider(render::Provider::parse("Milli Arxiv <https://arxiv.example/>"))
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
    document.body = vec![crate::support::fixture::paragraph([text("سطح آب دریا پایین می‌رود.")])];
    document
}

/// The rich document with terms that withhold its picture.
fn withholding() -> Document {
    let mut document = rich_document();
    document.rights.terms = Terms::Stated(vec![with!(
        Term::new(vec![text("İcazə olmadan fotolarımızı təkrar dərc etməyin.")], Language::parse("az").expect("a tag")),
        meanings = vec![Meaning::NoRepublication { scope: Scope::Pictures, unless_permitted: true }]
    )]);
    document
}

/// The plain document with terms that reserve mining.
fn reserving() -> Document {
    let mut document = plain_document();
    document.rights.terms = Terms::Stated(vec![with!(
        Term::new(vec![text("No text and data mining.")], Language::parse("en").expect("a tag")),
        meanings = vec![Meaning::NoMining]
    )]);
    document
}

/// Two pictures that came, one of them twice: with alternative text, with a caption alone, and with both.
fn illustrated() -> Document {
    let mut document = plain_document();
    let media = |kind, bytes: &[u8], side| Media::new(kind, bytes.to_vec(), side, side);
    let figure = |reference: &str, alternative: &str, caption: &str| {
        let (reference, alternative) = (reference.to_owned(), alternative.to_owned());
        let media = Some(MediaId(reference.clone()));
        let caption = if caption.is_empty() { Vec::new() } else { vec![text(caption)] };
        let picture = Some(with!(Picture::new(reference, alternative), media = media));
        Block::Figure(Figure::new(picture, caption))
    };
    document.media.insert(MediaId("b.png".to_owned()), media(MediaKind::Png, DOT, 1));
    document.media.insert(MediaId("a.jpeg".to_owned()), media(MediaKind::Jpeg, SQUARE, 8));
    document.body.extend([
        figure("b.png", "Boz \"nöqtə\"", ""),
        figure("a.jpeg", " ", "Boz kvadrat & ağ fon"),
        figure("b.png", "Yenə nöqtə", "Altyazı"),
    ]);
    document
}

#[test]
fn every_word_of_the_source_is_there_in_order_and_no_other() {
    for document in [plain_document(), rich_document(), withholding(), right_to_left(), illustrated()] {
        assert_eq!(source_words(&part(&book(&document), "OEBPS/article.xhtml")), words(&document));
    }
}

#[test]
fn every_word_of_every_article_is_there() {
    for article in articles() {
        let book = render(&article.document, &Epub, &options()).expect("a book").output;
        let found = source_words(&part(&book, "OEBPS/article.xhtml"));
        assert_eq!(found, words(&article.document), "{}", article.name);
    }
}

#[test]
fn the_judges_accept_every_book() {
    let mut permitted = withholding();
    permitted.rights.photo_permission = Some(PhotoPermission::new("Məktub № 7, 2026-05-02"));
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
        ("illustrated", illustrated()),
        ("undescribed", undescribed()),
        ("reserving", reserving()),
    ]
    .into_iter()
    .map(|(name, document)| judge::file("epub", &format!("{name}.epub"), &book(&document)))
    .collect();
    judge::epubcheck(&books).accepts_all();
    judge::ace(&books).accepts_all();
}

/// Notes, tables, pictures and both directions, on a phone, a tablet and a desktop, in light and dark.
#[test]
fn reading_systems_show_what_a_book_says() {
    let mut books: Vec<_> = ["qeydler.md", "cedveller.html", "sekiller.md", "fars-elifbasi.md"]
        .into_iter()
        .map(|name| {
            let bytes = std::fs::read(format!("tests/articles/{name}")).expect("an article can be read");
            let source = Source::new(name, bytes).expect("text");
            let document = read(&source, &ReadOptions::default()).expect("an article").output;
            let book = render(&document, &Epub, &options()).expect("a book").output;
            judge::file("readers", &format!("{name}.epub"), &book)
        })
        .collect();
    books.push(judge::file("readers", "illustrated.epub", &book(&illustrated())));
    judge::readers(&books).accepts_all();
}

/// calibre makes other formats of books, that of Kindles too: no word is lost on the way, the terms and notes included.
#[test]
fn converters_keep_every_word() {
    let names = ["qeydler.md", "cedveller.html", "fars-elifbasi.md"];
    let documents = names.map(|name| {
        let bytes = std::fs::read(format!("tests/articles/{name}")).expect("an article can be read");
        read(&Source::new(name, bytes).expect("text"), &ReadOptions::default()).expect("an article").output
    });
    let books: Vec<_> = names
        .iter()
        .zip(&documents)
        .map(|(name, document)| {
            let book = render(document, &Epub, &options()).expect("a book").output;
            judge::file("calibre", &format!("{name}.epub"), &book)
        })
        .collect();
    let Some(answers) = judge::calibre(&books) else { return };
    for (document, answer) in documents.iter().zip(&answers) {
        let report = istinad::inspect(&book(document)).expect("a report");
        for (format, text) in answer["texts"].as_object().expect("texts by format") {
            let mut found = counted(text.as_str().expect("a text"));
            let expected = [&report.text.source, &report.text.added];
            let mut lost: Vec<String> = expected.iter().flat_map(|words| letters(words)).collect();
            lost.retain(|word| match found.get_mut(word) {
                Some(left) if *left > 0 => {
                    *left -= 1;
                    false
                }
                Some(_) | None => true,
            });
            assert_eq!(lost, [""; 0], "{} in {format}", document.metadata.headline.value);
        }
    }
}

/// The words of a text, without the signs around them that a format may have of its own, and the numbers of notes behind
/// them.
fn letters(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty());
    words.map(str::to_owned)
}

/// How often each word is there.
fn counted(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    letters(text).for_each(|word| *counts.entry(word).or_default() += 1);
    counts
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
    assert_eq!(names[..3], ["mimetype", "META-INF/container.xml", "OEBPS/content.opf"]);
    let fonts: Vec<&str> = names.iter().filter_map(|name| name.strip_prefix("OEBPS/fonts/")).collect();
    assert_eq!(
        fonts,
        [
            "NotoSerif-Regular.ttf",
            "NotoSerif-Bold.ttf",
            "NotoSerif-Italic.ttf",
            "NotoSerif-BoldItalic.ttf",
            "NotoSansMono-Regular.ttf",
            "NotoNaskhArabic-Regular.ttf",
            "NotoSerifGeorgian-Regular.ttf"
        ],
        "the faces of every script of the document, and no others"
    );
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
    let page = part(&book(&rich_document()), "OEBPS/nav.xhtml");
    let contents = &page[page.find("<nav").expect("contents")..page.find("</nav>").expect("their end")];
    let (mut depth, mut entries) = (0, Vec::new());
    for line in contents.lines().map(str::trim) {
        depth += line.matches("<ol>").count();
        depth -= line.matches("</ol>").count();
        if let Some(link) = line.strip_prefix("<a href=\"").and_then(|link| link.strip_suffix("</a>")) {
            let (href, words) = link.split_once("\">").expect("an address and words");
            entries.push((depth, href, words));
        }
    }
    assert_eq!(
        entries,
        [
            (1, "article.xhtml", "Xəzərin səviyyəsi: “ölçmələr &lt;davam&gt; edir” &amp; nəticə"),
            (2, "article.xhtml#s1", "Ölçmə üsulları"),
            (3, "article.xhtml#s2", "Peyk"),
            (3, "article.xhtml#s3", "Stansiya"),
            (2, "article.xhtml#s5", "Hesablama"),
            (2, "article.xhtml#notes", "Qeydlər"),
            (2, "article.xhtml#s6", "Nümunə Xəbər ©"),
            (1, "rights.xhtml", "Mənbə və hüquqlar"),
        ]
    );
}

#[test]
fn the_statement_stands_on_its_own_page() {
    insta::assert_snapshot!(part(&book(&withholding()), "OEBPS/rights.xhtml"));
}

/// TDM Reservation Protocol, for EPUB: the property, and a prefix that only those books have that need it.
#[test]
fn mining_is_reserved_where_the_source_reserves_it_and_nowhere_else() {
    let package = |document| part(&book(&document), "OEBPS/content.opf");
    let reserved = package(reserving());
    assert!(reserved.contains("<meta property=\"tdm:reservation\">1</meta>"), "{reserved}");
    assert!(reserved.contains("tdm: http://www.w3.org/ns/tdmrep#\""), "{reserved}");
    assert!(!package(plain_document()).contains("tdm:"));
    let report = istinad::inspect(&book(&reserving())).expect("a report");
    let findings = istinad::inspect::compare(&report, &reserving());
    assert!(findings.iter().all(|finding| !format!("{finding:?}").contains("tdm")), "{findings:?}");
    let invented = istinad::inspect::compare(&report, &plain_document());
    assert!(invented.iter().any(|finding| format!("{finding:?}").contains("tdm:reservation")), "{invented:?}");
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

/// The same with a picture that nothing describes.
fn undescribed() -> Document {
    let mut document = illustrated();
    for block in &mut document.body {
        if let Block::Figure(Figure { picture: Some(picture), caption, .. }) = block {
            picture.alternative.clear();
            caption.clear();
        }
    }
    document
}

#[test]
fn a_picture_that_came_lies_in_the_book_as_it_was() {
    let book = book(&illustrated());
    let parts = parts(&book);
    assert_eq!(parts.get("OEBPS/images/1.png").map(Vec::as_slice), Some(DOT));
    assert_eq!(parts.get("OEBPS/images/2.jpg").map(Vec::as_slice), Some(SQUARE));
    assert_eq!(
        parts.keys().filter(|path| path.contains("images/")).count(),
        2,
        "a picture shown twice lies there once"
    );

    let article = part(&book, "OEBPS/article.xhtml");
    for picture in [
        r#"<img src="images/1.png" alt="Boz &quot;nöqtə&quot;" width="1" height="1"/>"#,
        r#"<img src="images/2.jpg" alt="Boz kvadrat &amp; ağ fon" width="8" height="8"/>"#,
        r#"<img src="images/1.png" alt="Yenə nöqtə" width="1" height="1"/>"#,
    ] {
        assert!(article.contains(picture), "{picture} is not in {article}");
    }
    assert!(!article.contains("istinad-picture"), "nothing says that a picture is missing");

    let package = part(&book, "OEBPS/content.opf");
    let items: Vec<&str> = package.lines().filter(|line| line.contains("images/")).collect();
    assert_eq!(items.len(), 2);
    for (path, media_type) in [("images/1.png", "image/png"), ("images/2.jpg", "image/jpeg")] {
        let is_item = |line: &&str| line.contains(path) && line.contains(media_type);
        assert!(items.iter().any(is_item), "{path} as {media_type} is not in {items:?}");
    }
}

#[test]
fn what_is_said_of_accessibility_follows_from_the_pictures() {
    let said = |document: &Document, statement: &str| {
        let (property, value) = statement.split_once('=').expect("a value");
        part(&book(document), "OEBPS/content.opf").contains(&format!("\"schema:{property}\">{value}<"))
    };
    let statements = [
        "accessMode=textual",
        "accessMode=visual",
        "accessModeSufficient=textual",
        "accessModeSufficient=textual,visual",
        "accessibilityFeature=alternativeText",
    ];
    for (document, expected) in [
        (plain_document(), [true, false, true, false, false]),
        (illustrated(), [true, true, true, true, true]),
        (undescribed(), [true, true, false, true, false]),
        (withholding(), [true, false, true, false, false]),
    ] {
        assert_eq!(statements.map(|statement| said(&document, statement)), expected);
    }
}

#[test]
fn no_time_of_writing_is_an_error() {
    let error = render(&plain_document(), &Epub, &RenderOptions::default()).expect_err("nothing says the time");
    assert!(error.has(Code::TimeOfWritingUnknown));
}
