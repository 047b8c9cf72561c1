//! Scripts and directions: words in every script of the region, fonts that are added, which way pages run.

use istinad::fonts::{BUNDLED, Face, FaceStyle, Fonts};
use istinad::inspect::compare;
use istinad::layout::style::PageStyle;
use istinad::model::Timestamp;
use istinad::render::{Epub, NewsMlRenderer, Pdf, RENDERERS};
use istinad::rights::statement;
use istinad::{Code, Document, ReadOptions, RenderOptions, Renderer, Source, inspect, read, render};

use crate::every::articles;
use crate::program::cli::Folder;
use crate::support::judge;

/// The letters of the Hebrew alphabet alone, from Noto Serif Hebrew (SIL Open Font License, beside it).
const HEBREW: &[u8] = include_bytes!("../../fonts/NotoSerifHebrew-Letters.ttf");

const HEBREW_ARTICLE: &str =
    "---\nlang: az\npublisher: Nümunə\n---\n\n# İvritcə bir söz\n\nBu söz שלום kimi yazılır.\n";

fn options() -> RenderOptions {
    RenderOptions::default().with_modified(Timestamp::parse("2026-07-01T10:00:00Z"))
}

fn document(text: &str) -> Document {
    let source = Source::new("article.md", text).expect("UTF-8");
    read(&source, &ReadOptions::default()).expect("an article").output
}

fn article(name: &str) -> &'static Document {
    &articles().iter().find(|article| article.name == name).unwrap_or_else(|| panic!("no {name}")).document
}

fn file(document: &Document, renderer: &dyn Renderer) -> Vec<u8> {
    render(document, renderer, &options()).expect("a file").output
}

/// A file of a container.
fn part(book: &[u8], path: &str) -> String {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).expect("a container");
    let mut text = String::new();
    archive.by_name(path).expect("the part").read_to_string(&mut text).expect("UTF-8");
    text
}

fn package(book: &[u8]) -> String {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(book)).expect("a container");
    let path = archive.file_names().find(|name| name.ends_with(".opf")).expect("a package document").to_owned();
    part(book, &path)
}

#[test]
fn the_bundled_faces_have_every_script_of_the_region() {
    let fonts = Fonts::default();
    for text in [
        "Əə Iı İi Ğğ Şş Çç Öö Üü ₼ “sitat” ‘tək’ … — –",
        "Әә Ғғ Ҝҝ Өө Үү Һһ Ҹҹ Јј Ёё Ъъ №",
        "آذربایجان دیلی؛ پ چ ژ گ ک ی ۀ ۰۱۲۳۴۵۶۷۸۹ « » ؟ ،",
        "ქართული ენა, საქართველო",
    ] {
        for character in text.chars() {
            assert!(fonts.select(character, FaceStyle::default()).is_some(), "{character:?} has no face");
        }
    }
}

/// Emoji, their sequences and the signs that news uses have a face, in the PDF and in the EPUB, and stay their own text.
#[test]
fn emoji_and_symbols_are_shown_and_stay_text() {
    const WORDS: &str = "Göl doldu 😀🎉, ailə 👨\u{200d}👩\u{200d}👧, bayraq 🇦🇿, əl 👍🏽, sıra 1\u{fe0f}\u{20e3}, ürək ❤\u{fe0f}, nişan ✔ ☑ ★ ♞ ⚽ ✈ ➜ ⏰.";
    let document = document(&format!(
        "---\nlang: az\npublisher: Nümunə\n---\n\n# Göl ✅ doldu\n\n{WORDS}\n\n**Qalın 🔥 söz**, *əyri 🌊 söz*, `kod ⚙ 7`.\n"
    ));
    let mut files = Vec::new();
    for renderer in RENDERERS {
        let outcome = render(&document, *renderer, &options()).expect("a file");
        assert_eq!(outcome.diagnostics, [], "{}", renderer.name());
        let report = inspect(&outcome.output).expect("a report");
        assert_eq!(compare(&report, &document), [], "{}", renderer.name());
        files.push(judge::file("scripts", &format!("emoji.{}", renderer.extension()), &outcome.output));
    }
    judge::verapdf(&["2a", "ua1"], &files[..1]).accepts_all();
    judge::epubcheck(&files[1..2]).accepts_all();
    if let Some(fonts) = judge::pdf_fonts(&files[0]) {
        assert!(fonts.contains("+NotoEmoji-Regular") && fonts.contains("+NotoSansSymbols2-Regular"), "{fonts}");
    }
    let style = part(&std::fs::read(&files[1]).expect("it was written"), "OEBPS/stylesheet.css");
    assert!(style.contains("font-family: \"Noto Emoji\"") && style.contains("\"Noto Sans Symbols 2\""), "{style}");
}

/// In one line of text the small letters of Arabic stand about as high as those of Latin.
#[test]
fn letters_of_two_scripts_look_equally_large() {
    let document = article("dord-yazi");
    let written = options().modified.expect("a time");
    let layout =
        istinad::layout::layout(document, &statement(document, written), &PageStyle::default(), &Fonts::default());
    let size = |words: &str| {
        let run = layout.pages.iter().flat_map(|page| &page.texts).find(|run| run.text.contains(words));
        run.unwrap_or_else(|| panic!("{words} is on a page")).size
    };
    let ratio = size("شهرده") / size("Azərbaycan dili");
    assert!((1.15..1.25).contains(&ratio), "{ratio}");
    let style = part(&file(document, &Epub), "OEBPS/stylesheet.css");
    assert!(style.contains("size-adjust: 120%"), "{style}");
}

#[test]
fn an_added_font_shows_what_the_bundled_ones_lack() {
    let document = document(HEBREW_ARTICLE);
    let lacking = render(&document, &Pdf::new(), &options()).expect("a file");
    assert!(lacking.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::GlyphMissing));

    let mut fonts = Fonts::default();
    fonts.add(Face::added("hebrew.ttf", HEBREW.to_vec()).expect("a sound font")).expect("room for it");
    assert_eq!(fonts.added_families(), ["Noto Serif Hebrew"]);
    let options = options().with_fonts(fonts);
    let mut files = Vec::new();
    for renderer in RENDERERS {
        let outcome = render(&document, *renderer, &options).expect("a file");
        assert_eq!(outcome.diagnostics, [], "{}", renderer.name());
        let report = inspect(&outcome.output).expect("a report");
        assert_eq!(compare(&report, &document), [], "{}", renderer.name());
        files.push(judge::file("scripts", &format!("hebrew.{}", renderer.extension()), &outcome.output));
    }
    judge::verapdf(&["2a", "ua1"], &files[..1]).accepts_all();
    judge::epubcheck(&files[1..2]).accepts_all();
    if let Some(fonts) = judge::pdf_fonts(&files[0]) {
        assert!(fonts.contains("+NotoSerifHebrew-Regular"), "{fonts}");
    }
    let book = std::fs::read(&files[1]).expect("it was written");
    let style = part(&book, "OEBPS/stylesheet.css");
    assert!(style.contains("@font-face { font-family: \"Noto Serif Hebrew\""), "{style}");
    assert!(style.contains("body { font-family: \"Noto Serif\", \"Noto Serif Hebrew\", "), "{style}");
}

#[test]
fn what_shows_nothing_is_kept_beside_a_face_without_a_space() {
    let words = "Bir 🇦🇿\u{200e} iki ☺\u{fe0f}\u{200e} söz \u{200e}😀\u{200e}.";
    let document = document(&format!("---\nlang: az\npublisher: Nümunə\n---\n\n# Göl\n\n{words}\n"));
    let outcome = render(&document, &Pdf::new(), &options()).expect("a file");
    assert_eq!(compare(&inspect(&outcome.output).expect("a report"), &document), []);
}

/// The space that a line break stands for is read, also where the face of the line's last word has none.
#[test]
fn lines_that_end_in_a_face_without_a_space_keep_it() {
    let words = vec!["😀 🌊 ⚙"; 60].join(" ");
    let document = document(&format!("---\nlang: az\npublisher: Nümunə\n---\n\n# Göl\n\n{words}\n"));
    let outcome = render(&document, &Pdf::new(), &options()).expect("a file");
    assert_eq!(compare(&inspect(&outcome.output).expect("a report"), &document), []);
}

#[test]
fn a_folder_of_fonts_gives_what_it_can_and_names_the_rest() {
    let folder = Folder::with(&[("a.md", HEBREW_ARTICLE), ("f/README.txt", "no font"), ("f/b.TTF", "no font")]);
    std::fs::write(folder.0.join("f/hebrew.ttf"), HEBREW).expect("a file");
    let run = folder.run("convert a.md --font-dir f --json").ends(0);
    assert!(!run.text().contains("glyph-missing"), "{}", run.text());
    let left_out = run.json().into_iter().find(|line| line["code"] == "font-left-out").expect("it is said");
    assert!(left_out["message"].as_str().is_some_and(|message| message.contains("b.TTF")), "{left_out}");
    folder.run("convert a.md --font-dir g -o other").ends(1).complains(&["g cannot be read"]);
    assert_eq!(folder.names("other"), [""; 0]);
}

#[test]
fn a_font_that_cannot_be_embedded_is_refused_with_a_reason() {
    let refused = |bytes: &[u8], reason: &str| {
        let error = Face::added("f.ttf", bytes.to_vec()).expect_err("it is refused");
        let diagnostic = &error.diagnostics()[0];
        assert_eq!(diagnostic.code, Code::FontRefused);
        assert!(diagnostic.message.contains("f.ttf") && diagnostic.message.contains(reason), "{}", diagnostic.message);
        assert!(diagnostic.hint.is_some());
    };
    refused(b"", "not a sound font file");
    refused(b"<html>", "not a sound font file");
    refused(&HEBREW[..HEBREW.len() / 2], "cannot be used");
    refused(b"ttcf\0\x01\0\0\0\0\0\x02", "collection");
    let with_type = |fs_type: u16| {
        let mut bytes = HEBREW.to_vec();
        let directory = bytes[12..].chunks(16).find(|record| record.starts_with(b"OS/2")).expect("the table is there");
        let offset = u32::from_be_bytes(directory[8..12].try_into().expect("four bytes")) as usize;
        bytes[offset + 8..offset + 10].copy_from_slice(&fs_type.to_be_bytes());
        bytes
    };
    refused(&with_type(0x0002), "licence");
    refused(&with_type(0x0100), "licence");
    for allowed in [0x0000, 0x0004, 0x0008, 0x000a] {
        Face::added("f.ttf", with_type(allowed)).expect("the licence allows it");
    }
    let mut renamed = HEBREW.to_vec();
    let at = renamed.windows(4).position(|tag| tag == b"glyf").expect("the table is there");
    renamed[at..at + 4].copy_from_slice(b"CFF ");
    refused(&renamed, "TrueType");
}

#[test]
fn broken_fonts_never_end_the_program() {
    // Every hundredth byte turned over, one at a time: refused, or used without harm.
    let document = document(HEBREW_ARTICLE);
    for at in (0..HEBREW.len()).step_by(101) {
        let mut bytes = HEBREW.to_vec();
        bytes[at] ^= 0xff;
        let Ok(face) = Face::added("f.ttf", bytes) else { continue };
        let mut fonts = Fonts::default();
        fonts.add(face).expect("room for it");
        for renderer in [&Pdf::new() as &dyn Renderer, &Epub] {
            let _ = render(&document, renderer, &options().with_fonts(fonts.clone()));
        }
    }
}

#[test]
fn the_bundled_faces_may_be_embedded() {
    for face in &BUNDLED {
        assert!(face.is_bundled());
        Face::added(&face.name, face.bytes().to_vec()).unwrap_or_else(|error| panic!("{face:?}: {error}"));
    }
}

#[test]
fn text_from_right_to_left_makes_pages_from_right_to_left() {
    let (persian, latin) = (article("fars-elifbasi"), article("dord-yazi"));
    let book = file(persian, &Epub);
    assert!(package(&book).contains("page-progression-direction=\"rtl\""));
    let page = part(&book, "OEBPS/article.xhtml");
    assert!(page.contains("dir=\"rtl\""), "{page}");
    assert!(!package(&file(latin, &Epub)).contains("page-progression-direction=\"rtl\""));

    let pdf = file(persian, &Pdf::new());
    let catalog = lopdf::Document::load_mem(&pdf).expect("a PDF");
    let viewer = catalog.catalog().expect("a catalog").get(b"ViewerPreferences").and_then(lopdf::Object::as_dict);
    let direction = viewer.expect("preferences").get(b"Direction").and_then(lopdf::Object::as_name);
    assert_eq!(direction.expect("a direction"), b"R2L");

    let item = String::from_utf8(file(persian, &NewsMlRenderer)).expect("UTF-8");
    assert!(item.contains("dir=\"rtl\""), "{item}");
}

#[test]
fn our_own_words_are_in_the_articles_language_and_script() {
    for (name, heading) in [
        ("fars-elifbasi", "منبع و حقوق"),
        ("ereb-elifbasi", "قایناق و حاقلار"),
        ("kiril", "Мәнбә вә һүгуглар"),
        ("dord-yazi", "Mənbə və hüquqlar"),
        ("russkij", "Источник и права"),
        ("turkce", "Kaynak ve haklar"),
    ] {
        assert_eq!(statement(article(name), options().modified.expect("a time")).heading, heading);
    }
    let book = file(article("ereb-elifbasi"), &Epub);
    let statement = part(&book, "OEBPS/rights.xhtml");
    assert!(statement.contains("dir=\"rtl\"") && !statement.contains("dir=\"ltr\""), "{statement}");
}

/// An override that nothing ends turns the rest of its paragraph, and nothing else: not the words of ours around it.
#[test]
fn an_override_does_not_leak() {
    let document = article("dord-yazi");
    let written = options().modified.expect("a time");
    let layout =
        istinad::layout::layout(document, &statement(document, written), &PageStyle::default(), &Fonts::default());
    let ours = layout.pages.iter().flat_map(|page| &page.texts).filter(|run| run.text.contains("://news.example"));
    let directions: Vec<bool> = ours.map(|run| run.right_to_left).collect();
    assert!(directions.len() >= 2, "the address stands in the statement and in the foot: {directions:?}");
    assert!(directions.iter().all(|turned| !turned), "{directions:?}");
    let after = layout.pages.iter().flat_map(|page| &page.texts).find(|run| run.text.contains("Ondan sonrakı"));
    assert!(after.is_some_and(|run| !run.right_to_left));
}

/// A publisher and terms in Latin script, of an article in Arabic script: the lines of the header stand one below the other,
/// and the sign that the terms end with stands behind them.
#[test]
fn latin_lines_of_an_article_from_right_to_left_keep_their_place() {
    let document = document(
        "---\nlang: azb\npublisher: Numune Radiosu\nauthor: Leyla Quliyeva\nterms: Bütün hüquqlar qorunur!\n---\n\n\
         # یئنی کیتابخانا آچیلدی\n\nشهرین مرکزینده یئنی بیر کیتابخانا آچیلیب.\n",
    );
    let style = PageStyle::default();
    let written = options().modified.expect("a time");
    let layout = istinad::layout::layout(&document, &statement(&document, written), &style, &Fonts::default());
    let runs = &layout.pages[0].texts;
    let run = |words: &str| runs.iter().find(|run| run.text.contains(words)).unwrap_or_else(|| panic!("{words}"));
    let end = |words: &str| run(words).x + run(words).width;
    for name in ["Numune Radiosu", "Leyla Quliyeva"] {
        assert!((end(name) - (layout.width - layout.left)).abs() < 1.0, "{name} ends at {}", end(name));
    }
    // Behind the words of their run, which reads from left to right.
    assert!(run("qorunur").text.trim_end().trim_end_matches('\u{2069}').ends_with('!'), "{:?}", run("qorunur").text);
    let report = inspect(&file(&document, &Pdf::new())).expect("a report");
    assert_eq!(compare(&report, &document), []);

    let book = file(&document, &Epub);
    let (page, rights) = (part(&book, "OEBPS/article.xhtml"), part(&book, "OEBPS/rights.xhtml"));
    assert!(page.contains("<p class=\"publisher\" dir=\"ltr\">Numune Radiosu</p>"), "{page}");
    assert!(part(&book, "OEBPS/stylesheet.css").contains("header > [dir=\"ltr\"] { text-align: right; }"));
    assert!(rights.contains("\u{2068}<span") && rights.contains("qorunur!</span>\u{2069}"), "{rights}");
    assert_eq!(compare(&inspect(&book).expect("a report"), &document), []);
}

/// pypdf takes the mark of Arabic script alone for a letter; Hebrew has a mark that leaves its numbers as they are.
#[test]
fn marks_of_direction_are_those_of_the_script() {
    let marks = |words: &str, lang: &str| {
        let pdf = file(&document(&format!("---\nlang: {lang}\n---\n\n# {words}\n\n{words}.\n")), &Pdf::new());
        let pdf = lopdf::Document::load_mem(&pdf).expect("a PDF");
        let maps = pdf.objects.values().filter_map(|object| object.as_stream().ok()?.get_plain_content().ok());
        let maps: Vec<String> = maps.map(|map| String::from_utf8_lossy(&map).into_owned()).collect();
        ["<061C>", "<200F>"].map(|mark| maps.iter().any(|map| map.contains("beginbfchar") && map.contains(mark)))
    };
    assert_eq!(marks("شهرین مرکزی", "azb"), [true, false]);
    assert_eq!(marks("שלום עולם", "he"), [false, true]);
}
