//! What the reader of web pages makes of a corpus, and how long it takes.
//!
//!     cargo bench --bench extraction -- CORPUS [--json]
//!
//! A corpus is a folder of folders, each with a `source.html`. By default the time of each page to its document is
//! printed; with `--json`, what was read of it, a page a line, for `benches/reading.py` to score.
#![expect(clippy::print_stdout, reason = "it measures and prints")]

mod cpu;

use std::hint::black_box;
use std::path::{Path, PathBuf};

use istinad::model::walk::{block_passages, figures_mut, plain_text};
use istinad::model::{Document, HeaderRole, Origin};
use istinad::{ReadOptions, Source, read};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let Some(corpus) = arguments.iter().find(|argument| !argument.starts_with("--")) else {
        println!("usage: cargo bench --bench extraction -- CORPUS [--json]");
        return;
    };
    let json = arguments.iter().any(|argument| argument == "--json");
    for page in pages(Path::new(corpus)) {
        let name = page.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = std::fs::read(page.join("source.html")).expect("a page can be read");
        let source = Source::new(format!("{name}.html"), bytes.clone()).expect("a page is text");
        if json {
            println!("{}", said(&name, &source));
        } else {
            println!("{name:30} {:9} bytes {:8.2} ms", bytes.len(), milliseconds(&name, &bytes));
        }
    }
}

fn pages(corpus: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(corpus).expect("a folder of pages");
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
    pages.retain(|page| page.join("source.html").is_file());
    pages.sort();
    pages
}

/// What was read of a page; the captions of its pictures apart.
fn said(name: &str, source: &Source) -> serde_json::Value {
    let article = match read(source, &ReadOptions::default()) {
        Ok(article) => article,
        Err(error) => {
            let codes: Vec<_> = error.diagnostics().iter().map(|said| said.code.to_string()).collect();
            return serde_json::json!({ "page": name, "text": "", "captions": "", "said": codes });
        }
    };
    let mut document = article.output;
    let mut captions = Vec::new();
    for figure in figures_mut(&mut document.body) {
        captions.push(plain_text(&std::mem::take(&mut figure.caption)));
    }
    let metadata = &document.metadata;
    let language = Some(&metadata.language).filter(|language| language.origin != Origin::Guess);
    serde_json::json!({
        "page": name,
        "text": text(&document),
        "captions": captions.join("\n"),
        "said": article.diagnostics.iter().map(|said| said.code.to_string()).collect::<Vec<_>>(),
        "title": metadata.headline.value,
        "byline": metadata.authors.iter().map(|author| author.value.as_str()).collect::<Vec<_>>().join(", "),
        "siteName": metadata.publisher.as_ref().map(|publisher| publisher.value.name.as_str()),
        "lang": language.map(|language| language.value.as_str()),
        "publishedTime": metadata.published.as_ref().map(|published| published.value.to_string()),
    })
}

/// The words of the article without its headline, and without what its page states elsewhere.
fn text(document: &Document) -> String {
    let lines = document.header.iter().filter(|line| {
        matches!(line.role, HeaderRole::Standfirst | HeaderRole::Other)
            && matches!(line.origin, Origin::Article | Origin::Guess)
    });
    let lines = lines.map(|line| plain_text(&line.content));
    let notes = document.notes.iter().flat_map(|note| block_passages(&note.content));
    let passages = block_passages(&document.body).into_iter().chain(notes).map(|passage| passage.text);
    lines.chain(passages).collect::<Vec<_>>().join("\n")
}

/// The shortest of some runs, from bytes to document, in time of the processor.
fn milliseconds(name: &str, bytes: &[u8]) -> f64 {
    let run = || {
        let start = cpu::now();
        let source = Source::new(format!("{name}.html"), bytes).expect("a page is text");
        let _ = black_box(read(&source, &ReadOptions::default()));
        cpu::now().saturating_sub(start).as_secs_f64() * 1e3
    };
    (0..20).map(|_| run()).fold(f64::MAX, f64::min)
}
