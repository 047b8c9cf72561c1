//! The JSON of the library: a judge holds it by the schema that is published, and the document that describes it is made
//! of the schema and of what is really written.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use istinad::inspect::package::{ZippedPackage, check_package};
use istinad::inspect::page::witness;
use istinad::inspect::{compare, examine, inspect};
use istinad::json::{self, WrittenFile};
use istinad::model::Timestamp;
use istinad::package::{
    FileRole, Fixity, Package, PackageArticle, PackageFacts, PackageFile, PackageLayout, PackageOutline,
    PackageStatement, ZipPackage,
};
use istinad::render::RENDERERS;
use istinad::run::RunSummary;
use istinad::run::listing::{ListedLine, Prospect};
use istinad::run::manifest::ManifestLine;
use istinad::{
    Code, Diagnostic, Document, Limit, Limits, ReadOptions, Remedy, RenderOptions, Setting, Source, attach_media, read,
    render,
};
use serde_json::Value;

use crate::house::architecture::assert_generated;
use crate::support::fixture::articles;
use crate::support::judge;

const ARTICLE: &str = "---\nurl: https://news.example/gol\nauthor: Nərgiz Quluzadə\ndate: 2026-06-24T14:05+04:00\n\
                       lang: az\npublisher: Nümunə\nterms: Hiperlinklə istinad vacibdir.\n---\n# Göl dolur\n\n\
                       Göl *üç ildən sonra* yenidən su ilə dolub.\n";

/// An article whose page shows more than was read of it.
const PAGE: &str = "<!DOCTYPE html><html lang=\"az\"><head><title>Göl dolur</title></head><body><nav><a href=\"/\">Ana səhifə</a>\
                    </nav><article><h1>Göl dolur</h1><p>Kəndin yanındakı göl üç ildən sonra yenidən su ilə dolub, \
                    sakinlər bunu çoxdan gözləyirdi.</p><p>Mühəndislər deyirlər ki, bənd payıza qədər hazır olacaq.</p>\
                    </article></body></html>";

/// What a manifest says of a run, of an article, of what was passed over and of what is broken.
const MANIFEST: &str = r#"
{"type":"run","schema":"istinad/1","version":"0.1.0","options":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","formats":["pdf"]}
{"type":"article","number":1,"input":"crawl.warc.gz","offset":2048,"record":"<urn:uuid:00000000-0000-4000-8000-000000000010>","address":"https://news.example/gol","captured":"2026-05-01T10:00:00Z","sha256":"2a42cee2e325dad04344c13329c23bfba181b1b01c18267928f1154177a58b73","bytes":223,"state":"converted","headline":"Göl dolur","publisher":"Nümunə","published":"2026-06-24T14:05+04:00","language":"az","words":6,"terms":["attribution is required by hyperlink"],"meanings":[{"type":"attribution","scope":"everything","credit":{"by_hyperlink":true,"place":null,"literal":null,"open_link":false}}],"written":"2026-06-24T14:05:00+04:00","files":[{"file":"news.example/gol.pdf","format":"pdf","media_type":"application/pdf","bytes":28949,"sha256":"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"}],"diagnostics":[{"code":"holder-missing","severity":"note","message":"nothing says who holds the copyright"}],"duration_ms":12.5}
{"type":"skipped","input":"crawl.warc.gz","offset":6144,"address":"https://news.example/gone","captured":"2026-05-01T10:00:00Z","reason":"status"}
{"type":"damage","input":"crawl.warc.gz","offset":9216,"message":"the record is cut off"}
"#;

/// What is said of all files of a document, alone and beside its source, as `check` says it.
fn checks(name: &str, source: &Source, document: &Document) -> String {
    let mut lines = String::new();
    for &renderer in RENDERERS {
        let options = RenderOptions::default().with_modified(Timestamp::parse("2026-06-24"));
        let Ok(file) = render(document, renderer, &options) else { continue };
        let report = inspect(&file.output).expect("a file of ours");
        let name = format!("{name}.{}", renderer.extension());
        lines += &(json::check(&name, &report, &examine(&report), None) + "\n");
        lines += &(json::check(&name, &report, &compare(&report, document), Some(source)) + "\n");
        // And beside a source that is another.
        let mut other = document.clone();
        other.body.truncate(1);
        lines += &(json::check(&name, &report, &compare(&report, &other), Some(source)) + "\n");
    }
    lines
}

/// An article of the tests as lines: the document, what is said of it and of its files, and what its page shows.
fn lines(path: &Path) -> String {
    let name = path.file_name().expect("a file").to_string_lossy().into_owned();
    let bytes = fs::read(path).expect("an article");
    let options = ReadOptions::default();
    let source = match Source::new(&name, bytes) {
        Ok(source) => source,
        Err(error) => {
            let said = error.diagnostics().iter().map(|said| json::diagnostic(&name, said, None, &|it| it.to_string()));
            return said.fold(String::new(), |lines, line| lines + &line + "\n");
        }
    };
    let (document, said) = match read(&source, &options) {
        Ok(mut article) => {
            attach_media(&mut article, &source, &options.limits);
            (Some(article.output), article.diagnostics)
        }
        Err(error) => (None, error.into_diagnostics()),
    };
    let mut lines = document.as_ref().map(|document| json::document(&name, document) + "\n").unwrap_or_default();
    if let Some(document) = &document {
        lines += &checks(&name, &source, document);
        lines.extend(witness(&source, document).map(|witness| json::page(&source, &witness) + "\n"));
    }
    for said in &said {
        let position = said.span.map(|span| source.position(span.start));
        lines += &json::diagnostic(&name, said, position, &|setting| setting.to_string());
        lines.push('\n');
    }
    lines
}

#[test]
fn all_json_is_what_the_schema_says() {
    let files: Vec<_> = articles("tests/articles")
        .iter()
        .map(|path| {
            judge::file(
                "json",
                &format!("{}.jsonl", path.file_name().expect("a file").display()),
                lines(path).as_bytes(),
            )
        })
        .collect();
    assert!(files.len() > 20);
    let written = files.iter().map(|path| fs::read_to_string(path).expect("written")).collect::<String>();
    for kind in ["document", "diagnostic", "check", "page"] {
        assert!(written.contains(&format!("\"type\":\"{kind}\"")), "no line of the type {kind} was judged");
    }
    judge::json_schema(&files).accepts_all();
    // A judge that cannot say no is none.
    let first = lines(&articles("tests/articles")[0]);
    let broken = [
        first.replace("\"origin\":", "\"origen\":"),
        first.replace("\"proved\":true", "\"proved\":1"),
        MANIFEST.trim_start().replace("\"state\":\"converted\"", "\"state\":\"done\""),
        MANIFEST.trim_start().replace("\"reason\":", "\"why\":"),
    ];
    for (number, broken) in broken.iter().enumerate() {
        let verdict = judge::json_schema(&[judge::file("json", &format!("broken-{number}.jsonl"), broken.as_bytes())]);
        assert!(verdict.is_skipped() || verdict.judgements().iter().all(|it| !it.faults.is_empty()), "{broken}");
    }
}

#[test]
fn everything_of_an_article_is_in_its_line() {
    let source = Source::new("gol.md", ARTICLE).expect("text");
    let document = read(&source, &ReadOptions::default()).expect("an article").output;
    let line: Value = serde_json::from_str(&json::document("gol.md", &document)).expect("JSON");
    assert_eq!(line["schema"], json::SCHEMA);
    assert_eq!(line["headline"]["value"], "Göl dolur");
    assert_eq!(line["authors"][0]["origin"], "front-matter");
    assert_eq!(line["published"]["value"], "2026-06-24T14:05+04:00");
    assert_eq!(line["body"][0]["content"][1]["type"], "emphasis");
    assert_eq!(line["body"][0]["content"][1]["content"][0]["text"], "üç ildən sonra");
    assert_eq!(line["rights"]["terms"][0]["meanings"][0]["type"], "attribution");
    let span = &line["body"][0]["span"];
    let at = |index: usize| usize::try_from(span[index].as_u64().expect("an offset")).expect("small");
    assert!(source.text()[at(0)..at(1)].starts_with("Göl *üç"));
}

/// What `list` says of an article.
fn listed() -> String {
    let Ok(ManifestLine::Article(article)) = ManifestLine::parse(MANIFEST.lines().nth(2).expect("a line")) else {
        panic!("the second line is of an article");
    };
    let mut line = ListedLine::new(article.origin, Prospect::Article);
    line.status = Some(200);
    line.media_type = Some("text/html".to_owned());
    line.format = Some("html".to_owned());
    line.name = Some("news.example/gol".to_owned());
    line.summary = article.summary;
    line.diagnostics = article.diagnostics;
    line.to_json()
}

/// What `check` says of a bag of the article.
fn packed(document: &Document) -> String {
    let facts = PackageFacts::of(document);
    let original = PackageFile {
        name: "original.md".to_owned(),
        original_name: "gol.md".to_owned(),
        role: FileRole::Original,
        media_type: facts.media_type,
        bytes: ARTICLE.as_bytes(),
        fixity: Fixity::of(ARTICLE.as_bytes()),
    };
    let article = PackageArticle {
        facts: &facts,
        files: &[original],
        written: Timestamp::parse("2026-06-24").expect("a day"),
        captured: None,
        said: &[],
        proved: None,
        provider: None,
        line: "",
        knowledge: "",
    };
    let outline = PackageOutline { name: "gol".to_owned(), is_rooted: true, run: String::new(), ro_crate: false };
    let zip = ZipPackage::new(Vec::new());
    let mut package = Package::begin(PackageLayout::Bagit, zip, outline).expect("in memory");
    package.article(None, &article).expect("in memory");
    let statement = PackageStatement { description: Some(facts.headline.clone()), ..PackageStatement::default() };
    let zip = package.finish(&statement).and_then(ZipPackage::finish).expect("in memory");
    let mut content = ZippedPackage::new(Cursor::new(zip), &Limits::default()).expect("a ZIP file");
    let report = check_package(&mut content, &Limits::default()).expect("a package");
    json::package("gol.zip", &report, 0)
}

/// What `report` says of the manifest.
fn reported() -> String {
    let mut summary = RunSummary::default();
    let lines = MANIFEST.trim_start().lines().map(|line| ManifestLine::parse(line).expect("a line of a manifest"));
    lines.for_each(|line| summary.take(&line));
    summary.to_json("manifest.jsonl")
}

/// The lines that the document shows.
fn examples() -> Vec<(&'static str, String)> {
    let source = Source::new("gol.md", ARTICLE).expect("text");
    let document = read(&source, &ReadOptions::default()).expect("an article").output;
    let said = Diagnostic::new(Code::PublisherMissing, "nothing says who published the article")
        .with_hint(Remedy::State { setting: Setting::Publisher, front_matter: Some("publisher") });
    let refused =
        Diagnostic::new(Code::InputTooLarge, "gol.md is larger than 256 MB").with_hint(Remedy::raise(Limit::Input));
    let flag = |setting: Setting| format!("--{}", setting.as_str());
    let written = WrittenFile {
        article: "gol.md",
        file: "output/gol.pdf",
        format: "pdf",
        media_type: "application/pdf",
        bytes: 28_949,
        status: "written",
    };
    let newsml = RENDERERS.iter().find(|renderer| renderer.name() == "newsml").expect("a renderer");
    let options = RenderOptions::default().with_modified(Timestamp::parse("2026-06-24"));
    let file = render(&document, *newsml, &options).expect("a file").output;
    let report = inspect(&file).expect("a file of ours");
    let other = Source::new("gol.md", ARTICLE.replace("yenidən", "yenə")).expect("text");
    let said_otherwise = read(&other, &ReadOptions::default()).expect("an article").output;
    let shown = Source::new("gol.html", PAGE).expect("text");
    let read_of_it = read(&shown, &ReadOptions::default()).expect("an article").output;
    let shown = json::page(&shown, &witness(&shown, &read_of_it).expect("a page"));
    let manifest = |kind: &str| {
        let line = MANIFEST.lines().find(|line| line.contains(&format!("\"type\":\"{kind}\"")));
        ManifestLine::parse(line.expect("a line of the type")).expect("a line of a manifest").to_json()
    };
    vec![
        ("output", json::output(&written)),
        ("diagnostic", json::diagnostic("gol.md", &said, None, &flag)),
        ("diagnostic", json::diagnostic("gol.md", &refused, None, &flag)),
        ("document", json::document("gol.md", &document)),
        ("source", json::source(&source, "markdown", "by its content")),
        ("policy", json::policy("gol.md", None)),
        ("chapters", json::chapters("gol.epub", ".gol.epub.reading", &["OEBPS/article.xhtml".to_owned()])),
        ("check", json::check("gol.newsml.xml", &report, &compare(&report, &said_otherwise), Some(&other))),
        ("page", shown),
        ("package", packed(&document)),
        ("listed", listed()),
        ("report", reported()),
        ("run", manifest("run")),
        ("article", manifest("article")),
        ("skipped", manifest("skipped")),
        ("damage", manifest("damage")),
    ]
}

#[test]
fn architecture_of_the_json_is_documented() {
    let schema = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/istinad-1.schema.json"));
    let schema: Value = serde_json::from_str(&schema.expect("the schema")).expect("JSON");
    let mut text = String::from(
        "# JSON\n\n\
         `convert`, `show`, `list`, `report` and `check` say everything as JSON with `--json`, an object a line; the library does with\n\
         `istinad::json` (feature `json`, on by default). Each line has its `type` and the version of its form, `schema`;\n\
         of a manifest (collections.md), which has the form too, the first line says the version for all.\n\
         Within a version nothing loses its name or changes its meaning; there may be more, and a reader passes over what it\n\
         does not know. [istinad-1.schema.json](istinad-1.schema.json) is the schema (JSON Schema, draft 2020-12).\n\n\
         This page is generated from the schema and from what is written: `ISTINAD_BLESS=1 cargo test architecture`.\n",
    );
    let mut shown = BTreeSet::new();
    for (kind, line) in examples() {
        let definition = &schema["$defs"][kind];
        let value: Value = serde_json::from_str(&line).expect("JSON");
        for key in value.as_object().expect("an object").keys() {
            assert!(
                definition["properties"].get(key).is_some(),
                "docs/istinad-1.schema.json does not describe {key:?} of {kind}: add it there, with its meaning"
            );
        }
        if shown.insert(kind) {
            let _ = write!(text, "\n## `{kind}`\n\n{}\n\n", definition["description"].as_str().expect("words"));
            table(&mut text, definition);
            text.push('\n');
        }
        let _ = write!(text, "```json\n{}\n```\n", serde_json::to_string_pretty(&value).expect("JSON"));
    }
    let definitions = schema["$defs"].as_object().expect("definitions");
    for (name, definition) in definitions.iter().filter(|(name, _)| !shown.contains(name.as_str())) {
        let _ = write!(
            text,
            "\n## {name}\n\n{}\n",
            definition["description"].as_str().unwrap_or("One of these, by `type`.")
        );
        let variants = definition["allOf"].as_array();
        if variants.is_none() && definition["properties"].is_object() {
            text.push('\n');
            table(&mut text, definition);
        }
        for variant in variants.into_iter().flatten() {
            let properties = variant["then"]["properties"].as_object().expect("properties");
            let names: Vec<String> =
                properties.keys().filter(|key| *key != "type").map(|key| format!("`{key}`")).collect();
            let kind = properties["type"]["const"].as_str().expect("a name");
            let _ = write!(text, "\n- {}", format!("`{kind}` {}", names.join(", ")).trim_end());
        }
        if variants.is_some() {
            text.push('\n');
        }
    }
    assert_generated("docs/json.md", &text);
}

/// The properties of an object: name, kind, meaning.
fn table(text: &mut String, definition: &Value) {
    text.push_str("| property | value | meaning |\n| --- | --- | --- |\n");
    for (name, property) in definition["properties"].as_object().expect("properties") {
        let meaning = property["description"].as_str().unwrap_or_default();
        let _ = writeln!(text, "| `{name}` | {} | {meaning} |", kind(property));
    }
}

/// What kind of value a property has, in a few words.
fn kind(property: &Value) -> String {
    if let Some(reference) = property["$ref"].as_str() {
        return reference.trim_start_matches("#/$defs/").to_owned();
    }
    if let Some(value) = property["const"].as_str() {
        return format!("`{value}`");
    }
    if let Some(values) = property["enum"].as_array() {
        return values
            .iter()
            .filter_map(Value::as_str)
            .map(|value| format!("`{value}`"))
            .collect::<Vec<_>>()
            .join(", ");
    }
    if let Some(any) = property["anyOf"].as_array() {
        return any.iter().map(kind).collect::<Vec<_>>().join(" or ");
    }
    match &property["type"] {
        Value::String(kind) if kind == "array" => format!("list of {}", self::kind(&property["items"])),
        Value::String(kind) => kind.clone(),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        _ => "any".to_owned(),
    }
}
