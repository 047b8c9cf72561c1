//! What names files and those who hand them over, the same in every format.

use istinad::layout::style::{PageSize, PageStyle};
use istinad::model::Timestamp;
use istinad::render::{Epub, NewsMlRenderer, Pdf, Provider};
use istinad::{Document, ReadOptions, RenderOptions, Source, read, render};

use crate::every;
use crate::support::{fixture, judge};

fn pdf(document: &Document, options: &RenderOptions) -> lopdf::Document {
    lopdf::Document::load_mem(&render(document, &Pdf::new(), options).expect("a file").output).expect("a PDF")
}

/// The two identifiers of a file (ISO 32000-1, 14.4).
fn identifiers(pdf: &lopdf::Document) -> [Vec<u8>; 2] {
    let array = pdf.trailer.get(b"ID").and_then(lopdf::Object::as_array).expect("identifiers");
    [0, 1].map(|index| array[index].as_str().expect("a string").to_vec())
}

#[test]
fn the_second_identifier_of_a_pdf_is_of_its_bytes() {
    let document = fixture::rich_document();
    let on = |size: &str| {
        let size = PageSize::parse(size).expect("a size");
        let style = PageStyle::new(size, None, PageStyle::FONT_SIZE).expect("a style");
        identifiers(&pdf(&document, &every::options().with_page_style(style)))
    };
    let ([first, second], [first_again, second_again]) = (on("a4"), on("a5"));
    assert_eq!(first, first_again);
    assert_ne!(second, second_again);
    assert_eq!(on("a4"), [first, second.clone()]);
    // Anything else that differs too.
    let named = every::options().with_provider(Provider::parse("Another"));
    assert_ne!(identifiers(&pdf(&document, &named))[1], second);
}

fn xmp(document: &Document, options: &RenderOptions) -> String {
    let pdf = pdf(document, options);
    let catalog = pdf.catalog().expect("a catalog");
    let metadata = catalog.get_deref(b"Metadata", &pdf).and_then(lopdf::Object::as_stream).expect("a packet");
    let packet = metadata.decompressed_content().unwrap_or_else(|_| metadata.content.clone());
    String::from_utf8(packet).expect("UTF-8")
}

fn package(document: &Document, options: &RenderOptions) -> String {
    let bytes = render(document, &Epub, options).expect("a file").output;
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP");
    let name = book.file_names().find(|name| name.ends_with(".opf")).expect("a package").to_owned();
    std::io::read_to_string(book.by_name(&name).expect("the package")).expect("UTF-8")
}

fn item(document: &Document, options: &RenderOptions) -> String {
    String::from_utf8(render(document, &NewsMlRenderer, options).expect("a file").output).expect("UTF-8")
}

#[test]
fn a_provider_is_called_the_same_in_every_format() {
    let document = fixture::plain_document();
    for (said, name, address) in [
        ("Arxiv <https://arxiv.example/>", "Arxiv", Some("https://arxiv.example/")),
        ("Arxiv <b>", "Arxiv &lt;b&gt;", None),
        ("https://arxiv.example/", "https://arxiv.example/", None),
    ] {
        let options = RenderOptions::default()
            .with_modified(Timestamp::parse("2026-07-01T10:00:00+04:00"))
            .with_provider(Provider::parse(said));
        let (xmp, package, item) = (xmp(&document, &options), package(&document, &options), item(&document, &options));
        assert!(xmp.contains(&format!("<rdf:li>{name}</rdf:li>")), "{said}: {xmp}");
        assert!(package.contains(&format!(">{name}</dc:contributor>")), "{said}: {package}");
        match address {
            Some(address) => {
                assert!(xmp.contains(&format!("istinad:providerAddress=\"{address}\"")), "{xmp}");
                assert!(
                    package.contains(&format!("property=\"schema:url\" refines=\"#provider\">{address}")),
                    "{package}"
                );
                assert!(item.contains(&format!("<provider uri=\"{address}\"><name>{name}</name>")), "{item}");
            }
            None if name.starts_with("https") => assert!(item.contains(&format!("<provider uri=\"{name}\"")), "{item}"),
            None => assert!(item.contains(&format!("<provider><name>{name}</name>")), "{item}"),
        }
    }
}

#[test]
fn the_last_change_reaches_every_format_and_pleases_the_judges() {
    let mut document = fixture::rich_document();
    for (number, moment) in ["2026-06-25T09:30:00+04:00", "2026-06-25T09:30", "2026-06-25"].into_iter().enumerate() {
        document.metadata.modified = Timestamp::parse(moment).map(fixture::slot);
        let options = every::options();
        assert!(xmp(&document, &options).contains(&format!("prism:modificationDate=\"{moment}\"")), "{moment}");
        assert!(package(&document, &options).contains(moment));
        assert!(item(&document, &options).contains(&format!("<contentModified>{moment}")));
        let bytes = render(&document, &Pdf::new(), &options).expect("a file").output;
        let path = judge::file("identity", &format!("changed{number}.pdf"), &bytes);
        judge::verapdf(&["2a", "ua1"], &[path]).accepts_all();
    }
}

/// The value of what stands between two pieces of text.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before).and_then(|(_, rest)| rest.split_once(after)).expect("the value").0
}

#[test]
fn an_item_that_is_made_again_is_its_next_version() {
    let mut nameless = fixture::rich_document();
    nameless.metadata.address = None;
    for document in [fixture::rich_document(), fixture::plain_document(), nameless] {
        let at = |moment: &str| RenderOptions::default().with_modified(Timestamp::parse(moment));
        let first = item(&document, &at("2026-07-01T10:00:00+04:00"));
        let again = |file: &str, options: &ReadOptions| {
            let source = Source::new("again.newsml.xml", file.as_bytes().to_vec()).expect("UTF-8");
            read(&source, options).expect("an article").output
        };
        let mut file = first.clone();
        for version in 2..4 {
            file = item(&again(&file, &ReadOptions::default()), &at(&format!("2027-01-0{version}T10:00:00+04:00")));
            let number = version.to_string();
            assert!(file.contains(&format!(" version=\"{number}\" standard=")), "{file}");
            assert_eq!(between(&file, "#firstCreated\" value=\"", "\""), "2026-07-01T10:00:00+04:00");
            assert_eq!(between(&file, "<versionCreated>", "<"), format!("2027-01-0{version}T10:00:00+04:00"));
            assert_eq!(between(&file, "guid=\"", "\""), between(&first, "guid=\"", "\""));
        }
        // Of another address it is another article.
        let elsewhere = ReadOptions::default().with_source_url("https://other.example/1".to_owned());
        let other = item(&again(&first, &elsewhere), &at("2027-01-01T10:00:00+04:00"));
        assert!(other.contains(" version=\"1\" standard="), "{other}");
        assert!(!other.contains("irstCreated"), "{other}");
    }
}
