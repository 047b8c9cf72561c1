//! Every article through every renderer and every judge.
//!
//! The articles: all of `tests/articles`, what is made here to be difficult, and where the test corpora are at hand
//! (`ISTINAD_SHARED`, by default the folder `shared` beside the checkout) the real sample, the examples of the
//! CommonMark specification, the declaration of human rights in the region's scripts, and web pages. Each is rendered
//! once; each judge sees all files of its format in one call.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use istinad::model::walk::words;
use istinad::model::{Block, Document, Timestamp};
use istinad::render::{RENDERERS, RenderOptions};
use istinad::rights::statement;
use istinad::{ReadOptions, Source, read, render};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::reading::{news, pages};
use crate::support::{fixture, judge};

/// An article, read.
pub(crate) struct Article {
    pub(crate) name: String,
    pub(crate) source: Source,
    /// What it was read with.
    pub(crate) knowledge: ReadOptions,
    pub(crate) document: Document,
}

fn written() -> Timestamp {
    Timestamp::parse("2026-06-24T17:00:00+04:00").expect("a moment")
}

pub(crate) fn options() -> RenderOptions {
    RenderOptions::default()
        .with_modified(written())
        .with_provider(render::Provider::parse("Nümunə Arxivi <https://arxiv.example/>"))
}

pub(crate) fn shared() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    std::env::var_os("ISTINAD_SHARED").map_or_else(beside, PathBuf::from)
}

pub(crate) fn articles() -> &'static [Article] {
    static ARTICLES: OnceLock<Vec<Article>> = OnceLock::new();
    ARTICLES.get_or_init(|| {
        let mut inputs: Vec<(String, Source)> = Vec::new();
        for path in fixture::articles("tests/articles") {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let bytes = std::fs::read(&path).expect("an article can be read");
            inputs.push((name, Source::new(path.display().to_string(), bytes).expect("text")));
        }
        inputs.extend(difficult().into_iter().chain(corpora()).map(|(name, text)| {
            let source = Source::new(format!("{name}.md"), text).expect("UTF-8");
            (name, source)
        }));
        inputs.extend(pages::corpus().into_iter().map(|page| {
            let name = format!("p-{}", page.file_name().expect("a name").to_string_lossy());
            let bytes = std::fs::read(page.join("source.html")).expect("a page can be read");
            let source = Source::new(format!("{name}.html"), bytes).expect("text");
            (name, source)
        }));
        let has_words = |name: &str| news::WITH_WORDS.iter().any(|start| name.starts_with(start));
        let listings = news::listings().into_iter().filter(|(name, _)| has_words(name));
        inputs.extend(listings.map(|(name, source)| (format!("n-{}", name.trim_end_matches(".xml")), source)));
        inputs.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut articles = Vec::new();
        for (name, source) in inputs {
            let plain = ReadOptions::default();
            let outcome = read(&source, &plain).unwrap_or_else(|error| panic!("{name}: {error}"));
            articles.push(Article {
                name: name.clone(),
                source: source.clone(),
                knowledge: plain.clone(),
                document: outcome.output,
            });
            if ["milli-arxiv", "xam-nusxe", "sample"].contains(&name.as_str()) {
                // The same with everything that the article itself does not know.
                let known = plain
                    .with_source_url("https://www.numune.example/a/xəbər.html?id=1&l=az".to_owned())
                    .with_terms_url("https://www.numune.example/p/5683.html".to_owned())
                    .with_published(Timestamp::parse("2026-06-24T14:05+04:00"))
                    .with_photo_permission("məktub № 12, 2026-06-01".to_owned());
                let outcome = read(&source, &known).unwrap_or_else(|error| panic!("{name}: {error}"));
                let name = format!("{name}-known");
                articles.push(Article { name, source, knowledge: known, document: outcome.output });
            }
        }
        articles
    })
}

/// Articles that are made to be difficult.
fn difficult() -> Vec<(String, String)> {
    let deep_quotes = format!("# Dərin\n\n{} söz\n", ">".repeat(300));
    let deep_lists = (0..120).fold("# Siyahı\n\n".to_owned(), |text, depth| text + &"  ".repeat(depth) + "- bənd\n");
    let long_word = format!("# Uzun\n\n{}\n\n`{}`\n", "söz".repeat(2000), "x".repeat(3000));
    let wide = (0..40).map(|column| format!("sütun{column} ")).collect::<Vec<_>>().join("|");
    let wide = format!("# Geniş\n\n|{wide}|\n|{}\n|{wide}|\n", "---|".repeat(40));
    let tall = (0..300).fold("# Hündür\n\n| a | b |\n|---|---:|\n".to_owned(), |text, row| {
        text + &format!("| sətir {row} | {} |\n", row * row)
    });
    let cell = format!("# Xana\n\n| a | b |\n|---|---|\n| {} | qısa |\n", "çox uzun mətn ".repeat(700));
    let code = format!(
        "# Kod\n\n```rust\n{}```\n",
        (0..200).map(|line| format!("let x{line} = \"{}\";\n", "y".repeat(line))).collect::<String>()
    );
    let many = (0..400).fold("# Çox\n\n".to_owned(), |text, index| {
        text + &format!("Abzas {index}: hökumətlərarası komissiyanın fəaliyyəti qiymətləndirilib.\n\n")
    });
    let scripts = "# Yazılar ə ı İ\n\nLatın Əə, кирил Ҝҝ Ҹҹ Һһ, ქართული ენა, العربية نص, עברית, 中文, 😀 👨‍👩‍👧, ﷽, a\u{301}, x\u{ad}y, e\u{200b}f, \u{202e}əks\u{202c} son.\n";
    let marks = "# A & B < C > \"D\" 'E' ]]> &amp;\n\nMətn & <b>qalın</b> ]]> --> \\* \\_ © ™ “sitat” ‘tək’ … — –\n\n[keçid & ünvan](https://a.example/?a=1&b=\"2\"<3>) son[^1]\n\n[^1]: Qeyd & *vurğu*.\n";
    [
        ("x-dərin-sitat", deep_quotes),
        ("x-dərin-siyahı", deep_lists),
        ("x-uzun-söz", long_word),
        ("x-geniş-cədvəl", wide),
        ("x-hündür-cədvəl", tall),
        ("x-uzun-xana", cell),
        ("x-kod", code),
        ("x-çox-abzas", many),
        ("x-yazılar", scripts.to_owned()),
        ("x-işarələr", marks.to_owned()),
    ]
    .map(|(name, text)| (name.to_owned(), text))
    .into()
}

/// What stands beside the checkout and belongs to others: it is tested, and never part of this repository.
fn corpora() -> Vec<(String, String)> {
    let mut inputs = Vec::new();
    match std::fs::read_to_string(shared().join("article/000_b7f091aae76eeadc.txt")) {
        Ok(text) => inputs.push(("sample".to_owned(), text)),
        Err(error) => judge::skip("the real sample", &error.to_string()),
    }
    match std::fs::read_to_string(shared().join("corpus/commonmark/spec_tests.json")) {
        Ok(json) => {
            let examples: Vec<serde_json::Value> = serde_json::from_str(&json).expect("the specification's examples");
            let examples: Vec<&str> = examples.iter().filter_map(|example| example["markdown"].as_str()).collect();
            for (index, examples) in examples.chunks(30).enumerate() {
                let text = format!("# CommonMark {index}\n\n{}\n", examples.join("\n\n***\n\n"));
                inputs.push((format!("y-commonmark-{index:02}"), text));
            }
        }
        Err(error) => judge::skip("the examples of CommonMark", &error.to_string()),
    }
    for name in ["azj_cyrl", "azj_latn", "kat", "pes_1", "rus", "tur"] {
        match std::fs::read_to_string(shared().join(format!("corpus/udhr/udhr_{name}.xml"))) {
            Ok(xml) => inputs.push((format!("z-udhr-{name}"), declaration(&xml))),
            Err(error) => judge::skip("the declaration of human rights", &error.to_string()),
        }
    }
    inputs
}

/// A translation of the declaration of human rights as an article: its titles are headings, its lists are lists.
fn declaration(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let (mut article, mut words) = (String::new(), String::new());
    let (mut headline, mut in_item) = (true, false);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) if start.name().as_ref() == "udhr" => {
                let language = start.try_get_attribute("xml:lang").expect("well-formed").expect("a language");
                article = format!("---\nlang: {}\ndate: 1948-12-10\n---\n\n", language.value);
            }
            Event::Start(start) => {
                words.clear();
                in_item |= start.name().as_ref() == "listitem";
            }
            Event::Text(text) => words.push_str(&text),
            Event::GeneralRef(reference) => words.extend(reference.resolve_char_ref().expect("a character")),
            Event::End(end) => {
                let words = std::mem::take(&mut words).split_whitespace().collect::<Vec<_>>().join(" ");
                match end.name().as_ref() {
                    "title" if !words.is_empty() && std::mem::take(&mut headline) => {
                        article += &format!("# {words}\n\n");
                    }
                    "title" => article += &format!("## {words}\n\n"),
                    "para" if in_item => article += &format!("1. {words}\n"),
                    "para" | "note" => article += &format!("{words}\n\n"),
                    "listitem" => in_item = false,
                    "orderedlist" => article.push('\n'),
                    _ => {}
                }
            }
            Event::Eof => return article,
            _ => {}
        }
    }
}

/// Every article as a file of one format.
fn files(format: &str) -> &'static [PathBuf] {
    static FILES: OnceLock<BTreeMap<&'static str, Vec<PathBuf>>> = OnceLock::new();
    let files = FILES.get_or_init(|| {
        let mut files = BTreeMap::new();
        for renderer in RENDERERS {
            let of_format = articles().iter().map(|article| {
                let bytes = render(&article.document, *renderer, &options())
                    .unwrap_or_else(|error| panic!("{}: {error}", article.name))
                    .output;
                judge::file("every", &format!("{}.{}", article.name, renderer.extension()), &bytes)
            });
            files.insert(renderer.name(), of_format.collect());
        }
        files
    });
    &files[format]
}

#[test]
fn every_pdf_is_pdf_a_2a_and_pdf_ua_1() {
    judge::verapdf(&["2a", "ua1"], files("pdf")).accepts_all();
}

#[test]
fn every_pdf_is_sound_syntax() {
    judge::qpdf(files("pdf")).accepts_all();
}

#[test]
fn every_epub_satisfies_epubcheck_without_a_warning() {
    judge::epubcheck(files("epub")).accepts_all();
}

#[test]
fn every_epub_is_accessible() {
    judge::ace(files("epub")).accepts_all();
}

#[test]
fn every_newsml_is_valid_and_keeps_the_rules_beyond_the_schema() {
    judge::newsml_schema(files("newsml")).accepts_all();
    judge::newsml_rules(files("newsml")).accepts_all();
    judge::ninjs(files("ninjs")).accepts_all();
}

/// `pdftotext` knows no structure: it sees labels, the statement and the running foot too. All words of the source are
/// there in order (across the columns of a table it has its own order), and there are no others.
#[test]
fn pdftotext_gives_back_every_word() {
    for (article, file) in articles().iter().zip(files("pdf")) {
        // Text of two directions has no one order for a reader that knows no structure.
        let plain =
            words(&article.document).iter().all(|word| word.chars().all(|character| u32::from(character) < 0x590));
        // Columns narrower than a word cut it.
        if !plain
            || article.name.starts_with("y-")
            || article.name.starts_with("z-")
            || article.name.starts_with("p-")
            || article.name == "x-geniş-cədvəl"
            || article.name.contains("derin")
            || article.name.contains("dərin")
        {
            continue;
        }
        let Some(text) = judge::pdf_text(file) else { return };
        // A soft hyphen at the end of a line joins what it parts (ISO 32000-1, 14.8.2.2.3).
        let mut lines = text.split('\u{ad}');
        let mut joined = lines.next().unwrap_or_default().to_owned();
        lines.for_each(|line| joined.push_str(line.trim_start()));
        let found: Vec<&str> = joined.split_whitespace().collect();
        let expected = words(&article.document);
        let tables = article.document.body.iter().any(|block| matches!(block, Block::Table(_) | Block::CodeBlock(_)));
        if tables {
            let mut left: BTreeMap<&str, i64> = BTreeMap::new();
            found.iter().for_each(|word| *left.entry(word).or_default() += 1);
            expected.iter().for_each(|word| *left.entry(word).or_default() -= 1);
            let missing: Vec<_> = left.iter().filter(|(word, count)| **count < 0 && word.len() < 60).collect();
            assert!(missing.is_empty(), "{}: not in the PDF: {missing:?}", article.name);
            continue;
        }
        // The number of a note stands right behind its word: "söz1".
        let bare = |word: &str| word.replace(|character: char| character.is_ascii_digit(), "");
        let noted = |found: &str, word: &str| !article.document.notes.is_empty() && bare(found) == bare(word);
        let mut rest = found.iter();
        // A word that no line can hold is cut, and a reader without structure sees its parts.
        for word in expected.iter().filter(|word| word.chars().count() < 70) {
            assert!(
                rest.any(|other| other == word || noted(other, word)),
                "{}: {word:?} is not in the PDF's text, or not in its place",
                article.name
            );
        }
    }
}

/// The structure tree is what an archive's tools read: there the words are equal, ours apart.
#[test]
fn every_file_shows_the_credit_with_its_link() {
    for (article, file) in articles().iter().zip(files("pdf")) {
        if article.document.metadata.language.value.is_right_to_left() {
            // `pdftotext` orders what it sees on the page; the structure has it in order, and `check` reads that.
            continue;
        }
        let Some(text) = judge::pdf_text(file) else { return };
        let text: String = text.split_whitespace().collect();
        let heading: String = statement(&article.document, written()).heading.split_whitespace().collect();
        assert!(text.contains(&heading), "{}: no statement", article.name);
    }
}

#[test]
fn equal_input_makes_equal_bytes_in_any_order_and_on_any_thread() {
    let backwards: Vec<Vec<Vec<u8>>> = std::thread::spawn(|| {
        let render_all = |article: &Article| {
            RENDERERS
                .iter()
                .map(|renderer| render(&article.document, *renderer, &options()).expect("it was made before").output)
                .collect()
        };
        articles().iter().rev().filter(|article| !article.name.starts_with("y-")).map(render_all).collect()
    })
    .join()
    .expect("the thread ends well");
    let names = articles().iter().enumerate().rev().filter(|(_, article)| !article.name.starts_with("y-"));
    for ((index, article), outputs) in names.zip(backwards) {
        for (renderer, bytes) in RENDERERS.iter().zip(outputs) {
            let before = std::fs::read(&files(renderer.name())[index]).expect("the file was written");
            assert!(before == bytes, "{}: {} differs from one run to the next", article.name, renderer.name());
        }
    }
}
