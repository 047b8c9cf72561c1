//! The JSON of the library: a judge holds it by the schema that is published, and the document that describes it is made
//! of the schema and of what is really written.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use istinad::json::{self, WrittenFile};
use istinad::{Code, Diagnostic, Limit, ReadOptions, Remedy, Setting, Source, attach_media, read};
use serde_json::Value;

use crate::architecture::assert_generated;
use crate::fixture::articles;
use crate::judge;

const ARTICLE: &str = "---\nurl: https://news.example/gol\nauthor: Nərgiz Quluzadə\ndate: 2026-06-24T14:05+04:00\n\
                       lang: az\npublisher: Nümunə\nterms: Hiperlinklə istinad vacibdir.\n---\n# Göl dolur\n\n\
                       Göl *üç ildən sonra* yenidən su ilə dolub.\n";

/// An article of the tests as lines: the document, and what is said of it.
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
    let mut lines = document.map(|document| json::document(&name, &document) + "\n").unwrap_or_default();
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
    judge::json_schema(&files).accepts_all();
    // A judge that cannot say no is none.
    let broken = lines(&articles("tests/articles")[0]).replace("\"origin\":", "\"origen\":");
    let verdict = judge::json_schema(&[judge::file("json", "broken.jsonl", broken.as_bytes())]);
    assert!(verdict.is_skipped() || verdict.judgements().iter().all(|it| !it.faults.is_empty()));
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
    vec![
        ("output", json::output(&written)),
        ("diagnostic", json::diagnostic("gol.md", &said, None, &flag)),
        ("diagnostic", json::diagnostic("gol.md", &refused, None, &flag)),
        ("document", json::document("gol.md", &document)),
        ("source", json::source(&source, "markdown", "by its content")),
        ("policy", json::policy("gol.md", None)),
        ("chapters", json::chapters("gol.epub", ".gol.epub.reading", &["OEBPS/article.xhtml".to_owned()])),
    ]
}

#[test]
fn architecture_of_the_json_is_documented() {
    let schema = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/istinad-1.schema.json"));
    let schema: Value = serde_json::from_str(&schema.expect("the schema")).expect("JSON");
    let mut text = String::from(
        "# JSON\n\n\
         `convert`, `show` and `check` say everything as JSON with `--json`, an object a line; the library does with\n\
         `istinad::json` (feature `json`, on by default). Each line has the version of its form, `schema`, and its `type`.\n\
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
