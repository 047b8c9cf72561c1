//! Hostile files: the limits, and what stays harmless within them.
//!
//! 1. every limit is met where it is said to be, names itself and can be raised;
//! 2. at the highest nesting that can be set, every renderer still makes a file that is proved;
//! 3. so it does of every hostile shape.

use istinad::inspect::{compare, inspect};
use istinad::model::walk::words;
use istinad::render::RENDERERS;
use istinad::source::Decoding;
use istinad::{
    Code, Diagnostic, Limit, Limits, MediaLoader, ReadOptions, Remedy, Setting, Source, attach_media, read, render,
};

use crate::random::proof;
use crate::support::fixture;
use crate::{every, shapes};

/// An article that has one thing of a kind more than `most`, as its file's name and its text.
fn beyond(limit: Limit, most: usize) -> (&'static str, String) {
    let over = most + 1;
    let page = |body: &str| format!("<!doctype html><title>Göl</title><h1>Göl</h1><p>Göl dolur.</p>{body}");
    let markdown = |body: &str| format!("# Göl\n\nGöl dolur.\n\n{body}\n");
    match limit {
        Limit::Input => ("a.md", format!("{:over$}", "# Göl")),
        Limit::ArchiveParts => {
            let part = "--x\r\nContent-Type: text/html\r\n\r\n<h1>Göl</h1>Göl dolur.\r\n";
            // The message itself counts.
            let parts = part.repeat(most);
            (
                "a.mht",
                format!("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n{parts}--x--\r\n"),
            )
        }
        Limit::FrontMatter => {
            ("a.md", format!("---\ntitle: {}\n---\n\nGöl dolur.\n", "a".repeat(over - "title: \n".len())))
        }
        Limit::Nesting => ("a.md", markdown(&format!("{}dərin", "> ".repeat(over)))),
        Limit::ElementNesting => ("a.html", page(&format!("{}dərin", "<div>".repeat(over - "html body".len() / 4)))),
        Limit::Elements => ("a.html", page(&"<p>son".repeat(over))),
        Limit::Attributes => {
            ("a.html", page(&format!("<p{}>", (0..over).map(|index| format!(" a{index}=x")).collect::<String>())))
        }
        Limit::TableCells => {
            ("a.md", markdown(&format!("| a | b |\n| --- | --- |\n{}", "| 1 | 2 |\n".repeat(over / 2))))
        }
        Limit::Picture | Limit::Pixels => ("a.md", markdown("![Göl](gol.png)")),
        _ => panic!("{limit} is not tried"),
    }
}

/// Reads an article, with its pictures: a square, wherever they lie.
fn attempt(name: &str, text: &str, limits: Limits) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let decoding = Decoding::default().with_limits(limits);
    let source = Source::decode(name, text, &decoding).map_err(istinad::Error::into_diagnostics)?;
    let options = ReadOptions::default().with_limits(limits);
    let mut article = read(&source, &options).map_err(istinad::Error::into_diagnostics)?;
    attach_media(&mut article, &Squares, &limits);
    Ok(article.diagnostics)
}

struct Squares;

impl MediaLoader for Squares {
    fn load(&self, _: &str) -> Result<Vec<u8>, String> {
        Ok(fixture::SQUARE.to_vec())
    }
}

#[test]
fn every_limit_is_met_and_can_be_raised() {
    for &limit in Limit::ALL {
        // A picture's bytes are the command line's to count: the core is brought them.
        let (most, code) = match limit {
            Limit::Picture | Limit::Font => continue,
            // Beside what is checked, and in web archives, they are tried in `check.rs` and with the archives.
            limit if limit.as_str().starts_with("checked-") || limit.as_str() == "record" => continue,
            Limit::Pixels => (63, Code::PictureRefused),
            Limit::Nesting => (4, Code::NestingFlattened),
            Limit::ElementNesting => (8, Code::NestingFlattened),
            _ => (60, Code::InputTooLarge),
        };
        let (name, text) = beyond(limit, most);
        let lowered = Limits::default().with(limit, most as u64).expect("in bounds");
        let said = attempt(name, &text, lowered);
        let is_refused = said.is_err();
        assert_eq!(is_refused, code == Code::InputTooLarge, "{limit}: {said:?}");
        let said = said.unwrap_or_else(|refusal| refusal);
        let found = said.iter().find(|diagnostic| diagnostic.code == code);
        let found = found.unwrap_or_else(|| panic!("{limit} was not met: {said:?}"));
        let settings = found.hint.as_ref().map(Remedy::settings).unwrap_or_default();
        assert_eq!(settings, [Setting::Limit(limit)], "{limit}: it is not said that it can be raised: {found:?}");
        let counts_the_whole = matches!(limit, Limit::Input | Limit::ArchiveParts | Limit::Elements);
        assert_eq!(found.span.is_none(), counts_the_whole, "{limit}: {found:?}");

        let raised = Limits::default().with(limit, limit.highest_value().min(1000)).expect("in bounds");
        let said = attempt(name, &text, raised).unwrap_or_else(|refusal| panic!("{limit}, raised: {refusal:?}"));
        assert!(!said.iter().any(|diagnostic| diagnostic.code == code), "{limit}, raised: {said:?}");
    }
}

/// Quotes, lists and marks in one another as deep as it can be allowed: on a page there is hardly room for them.
#[test]
fn the_deepest_nesting_is_proved_in_every_format() {
    let most = Limit::Nesting.highest_value();
    let limits = Limits::default().with(Limit::Nesting, most).expect("in bounds");
    let deep = usize::try_from(most).expect("a small number");
    let marks: String = (0..deep / 2).map(|level| format!("<i><b>m{level} ")).collect();
    let lists: String = (0..deep / 2).map(|level| format!("{}- s{level}\n", "  ".repeat(level))).collect();
    let quotes = format!("{}sitat", "> ".repeat(deep));
    let text = format!("# Göl\n\n{quotes}\n\n{lists}{}{marks}\n", "  ".repeat(deep / 2));
    let source = Source::new("a.md", text).expect("UTF-8");
    let article = read(&source, &ReadOptions::default().with_limits(limits)).expect("an article");
    assert!(!article.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::NestingFlattened));
    assert!(words(&article.output).len() >= deep);
    for renderer in RENDERERS {
        let file = render(&article.output, *renderer, &every::options()).expect("a file");
        let report = inspect(&file.output).unwrap_or_else(|error| panic!("{}: {error}", renderer.name()));
        assert_eq!(compare(&report, &article.output), [], "{}", renderer.name());
    }
}

/// One thing again and again: every file says it.
#[test]
fn every_shape_is_proved_or_refused() {
    let faults: Vec<String> = shapes::SHAPES
        .iter()
        .filter_map(|shape| {
            let source = Source::new(shape.file, shape.article(1_500)).expect("UTF-8");
            match read(&source, &ReadOptions::default()) {
                Ok(article) => proof::prove(&article.output, &every::options())
                    .err()
                    .map(|fault| format!("{}: {fault}", shape.name)),
                Err(refusal) if refusal.has(Code::InputTooLarge) || refusal.has(Code::EmptyInput) => None,
                Err(refusal) => Some(format!("{}: {refusal}", shape.name)),
            }
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
