//! Reports of runs: what a run says at its end, said again of its manifest, and the page of it in a browser.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use istinad::run::manifest::{
    ArticleLine, ArticleOrigin, ArticleState, ArticleSummary, DamageLine, DiagnosticLine, FileLine, ManifestLine,
    RunLine, SCHEMA, SkippedLine,
};

use crate::program::cli::{Folder, WHOLE};
use crate::program::collections::warc;
use crate::support::judge;

/// A run of an archive, a folder with what fails in it, and a file that is no archive.
fn run(folder: &Folder) -> String {
    fs::write(folder.0.join("crawl.warc.gz"), warc(3)).expect("written");
    folder.write("in/whole.md", WHOLE);
    for name in ["a", "b", "c", "d"] {
        folder.write(&format!("in/{name}.md"), "---\nlang: az\n---\n");
    }
    folder.write("in/broken.warc", "WARC/1.1\r\nno head");
    folder.run("convert crawl.warc.gz in -o out --to newsml").ends(3).stderr
}

#[test]
fn a_report_says_again_what_the_run_said() {
    let folder = Folder::new();
    let said = run(&folder);
    let report = folder.run("report out").ends(0).text();
    assert!(report.lines().count() > 8, "{report}");
    for line in report.lines() {
        assert!(said.contains(line), "{line:?} is not in\n{said}");
    }
    for words in [
        "4 articles converted, 4 failed",
        "failed, empty-input: 4 (in/a.md, in/b.md, in/c.md, …)",
        "passed over, not-page: 1 (https://news.example/img/dot.png)",
        "could not be read: 1 (in/broken.warc at byte 0: ",
        "terms, attribution is required by hyperlink: ",
        "a line for each of them is in out/manifest.jsonl",
    ] {
        assert!(report.contains(words), "{words:?} is not in\n{report}");
    }
    let line = folder.run("report out/manifest.jsonl --json").ends(0).json().remove(0);
    assert_eq!((&line["type"], &line["converted"]), (&"report".into(), &4.into()));
    assert_eq!(line["failed"]["empty-input"]["count"], 4);
    assert_eq!(line["files"], 4);

    // A run that goes on, or was ended within a line; and what is none.
    let manifest = String::from_utf8(folder.read("out/manifest.jsonl")).expect("text");
    let cut = manifest.trim_end().rfind('\n').expect("lines") + 20;
    folder.write("out/manifest.jsonl", &manifest[..cut]);
    folder.run("report out").ends(0).complains(&["ends within a line"]);
    for (name, text) in [("none.jsonl", "{}\n"), ("article.md", WHOLE), ("empty.jsonl", "")] {
        folder.write(name, text);
        folder.run(&format!("report {name}")).ends(1).complains(&["manifest-invalid", name]);
    }
    folder.run("report nothing").ends(1).complains(&["manifest-invalid"]);
}

#[test]
fn a_page_takes_the_place_of_nothing() {
    let folder = Folder::new();
    run(&folder);
    let page = folder.run("report out --html pages/report.html").ends(0);
    assert!(page.text().contains("pages/report.html"), "{}", page.text());
    let html = String::from_utf8(folder.read("pages/report.html")).expect("text");
    assert!(html.contains("href=\"../out/news.example/2026-05-01-1.newsml.xml\""), "no link to a file");
    folder.run("report out --html pages/report.html").ends(0).says(&["unchanged"]);
    folder.write("pages/report.html", "mine");
    folder.run("report out --html pages/report.html").ends(1).complains(&["file-exists", "--force"]);
    folder.run("report out --html out/manifest.jsonl --force").ends(1);
    assert!(folder.read("out/manifest.jsonl").starts_with(b"{\"type\":\"run\""), "the manifest is gone");
    folder.run("report out --html pages/report.html --force").ends(0).says(&["replaced"]);
    folder.run("report out --html pages/..").ends(2);
}

fn origin(address: &str) -> ArticleOrigin {
    ArticleOrigin { input: "crawl.warc.gz".to_owned(), address: Some(address.to_owned()), ..ArticleOrigin::default() }
}

/// A manifest of so many lines, with words in every place that words have.
fn manifest(lines: usize, words: &[&str]) -> String {
    let word = |at: usize| words[at % words.len()].to_owned();
    let run = RunLine {
        schema: SCHEMA.to_owned(),
        version: word(0),
        options: "0".repeat(64),
        formats: vec!["pdf".to_owned(), word(1)],
        checked: false,
    };
    let mut manifest = ManifestLine::Run(run).to_json();
    for at in 0..lines {
        let line = match at % 5 {
            3 => ManifestLine::Skipped(SkippedLine { origin: origin(&word(at)), reason: word(at / 5) }),
            4 => ManifestLine::Damage(DamageLine { origin: origin(&word(at)), message: word(at + 1) }),
            kind => {
                let has_failed = kind == 2;
                let said = DiagnosticLine {
                    code: if has_failed { word(at + 2) } else { "duty-unmet".to_owned() },
                    severity: if has_failed { "error" } else { "warning" }.to_owned(),
                    message: word(at + 3),
                    line: None,
                    column: None,
                };
                let file = FileLine {
                    file: word(at + 4),
                    format: word(at + 5),
                    media_type: "application/pdf".to_owned(),
                    bytes: 40_000,
                    sha256: "0".repeat(64),
                };
                ManifestLine::Article(Box::new(ArticleLine {
                    number: at as u64 + 1,
                    origin: origin(&format!("https://news{}.example/{at}?{}", at % 7, word(at))),
                    state: if has_failed { ArticleState::Failed } else { ArticleState::Converted },
                    summary: ArticleSummary {
                        headline: Some(format!("Göl {at} dolur {}", word(at + 6))),
                        publisher: Some(word(at + 7)),
                        published: Some("2026-05-01T10:00+04:00".to_owned()),
                        language: Some(if at % 11 == 0 { word(10) } else { "az".to_owned() }),
                        words: Some(at as u64 % 977),
                        terms: vec!["attribution is required by hyperlink".to_owned(), word(at + 8)],
                        meanings: Vec::new(),
                    },
                    written: None,
                    files: if has_failed { Vec::new() } else { vec![file] },
                    package: None,
                    diagnostics: vec![said],
                    duration_ms: 1.0,
                }))
            }
        };
        manifest += &line.to_json();
    }
    manifest
}

/// What somebody would write who wants the page to do something.
const HOSTILE: &[&str] = &[
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(2)>",
    "javascript:alert(3)",
    "https://a.example/\" onmouseover=\"alert(4)",
    "<!--<script>",
    "\u{202e}gnp.exe\u{2066}",
    "' autofocus onfocus='alert(5)",
    "\u{0}\u{1b}[31m\u{85}\u{ffff}\u{1fffe}",
    "../../../etc/passwd",
    "<svg/onload=alert(6)>",
    "&lt;script&gt;alert(7)&lt;/script&gt;",
    "</title></style></textarea><iframe srcdoc='<script>alert(8)</script>'>",
    "data:text/html,<script>alert(9)</script>",
    "<base href=https://evil.example/>",
    "az\" onload=\"alert(10)",
];

fn page(folder: &Folder, name: &str, manifest: &str) -> PathBuf {
    folder.write(&format!("{name}.jsonl"), manifest);
    folder.run(&format!("report {name}.jsonl --html {name}.html -q")).ends(0);
    judge::file("reports", &format!("{name}.jsonl"), manifest.as_bytes());
    judge::file("reports", &format!("{name}.html"), &folder.read(&format!("{name}.html")))
}

#[test]
fn a_page_is_valid_and_open_to_everybody_whatever_a_manifest_says() {
    let folder = Folder::new();
    run(&folder);
    let real = String::from_utf8(folder.read("out/manifest.jsonl")).expect("text");
    let mut long = String::new();
    (0..4_000).for_each(|at| _ = write!(long, "söz{at} "));
    let hostile: Vec<&str> = HOSTILE.iter().copied().chain([long.as_str()]).collect();
    let usual = ["Nümunə", "https://news.example/a/1.html", "front-page", "news.example/2026-05-01-1.pdf", "pdf"];
    let pages = [
        page(&folder, "real", &real),
        page(&folder, "hostile", &manifest(250, &hostile)),
        page(&folder, "many", &manifest(10_000, &usual)),
        page(&folder, "empty", &manifest(0, &usual)),
    ];
    judge::html(&pages).accepts_all();
    judge::report(&pages).accepts_all();
    let html = fs::read_to_string(&pages[1]).expect("a page");
    assert_eq!(html.matches("<script>").count(), 2);

    // A judge that cannot say no is none.
    let html = fs::read_to_string(&pages[0]).expect("a page");
    let broken = |name: &str, from: &str, to: &str| {
        assert!(html.contains(from), "{from}");
        judge::file("reports", &format!("{name}.jsonl"), real.as_bytes());
        judge::file("reports", &format!("{name}.html"), html.replacen(from, to, 1).as_bytes())
    };
    judge::html(&[broken("no-cell", "</th><td", "</th><tdd")]).refuses_all("tdd");
    let (files, reasons): (Vec<PathBuf>, Vec<&str>) = [
        (broken("no-label", "<label for=\"words\">", "<label>"), "label"),
        (broken("a-script", "<ul class", "<script>alert(1)</script><ul class"), "itself"),
        (broken("a-request", "<ul class", "<img alt=\"\" src=\"x.png\"><ul class"), "itself"),
        (broken("a-count", "<strong>4</strong> converted", "<strong>5</strong> converted"), "counts otherwise"),
    ]
    .into_iter()
    .unzip();
    // One browser for all of them.
    for (judgement, reason) in judge::report(&files).judgements().iter().zip(reasons) {
        assert!(judgement.faults.iter().any(|fault| fault.contains(reason)), "{reason}: {:?}", judgement.faults);
    }
}
