//! `istinad show`: the document as it was understood, and what is missing.

use istinad::model::dump::{describe, dump, marked};
use istinad::model::{Document, Slot};
use istinad::{Outcome, rights};
use serde::Serialize;

use super::Exit;
use super::args::{ShowArguments, WrongUsage};
use super::files;
use super::messages::Console;
use super::pictures::Pictures;

/// Does what the arguments say.
///
/// # Errors
/// If the arguments make no sense together.
pub(crate) fn run(arguments: &ShowArguments) -> Result<Exit, WrongUsage> {
    let mut console = Console::new(&arguments.voice);
    let Some(options) = super::read_options(&arguments.knowledge, &mut console)? else { return Ok(Exit::BadData) };
    let name = arguments.article.name();
    let source = match files::read(&arguments.article, &arguments.knowledge.decoding()) {
        Ok(source) => source,
        Err(error) => {
            console.diagnostics(&name, None, error.diagnostics());
            return Ok(Exit::BadData);
        }
    };
    let pictures = Pictures::of(&arguments.article, &source, &arguments.knowledge);
    match istinad::read_all(&source, &options) {
        Ok(articles) => {
            let count = articles.len();
            for (number, mut article) in (1..).zip(articles) {
                istinad::attach_media(&mut article, &pictures, &options.limits);
                let Outcome { output: document, diagnostics } = article;
                if console.speaks_json() {
                    console.json(&DocumentLine::new(&name, &document));
                } else {
                    let start = if count > 1 { format!("article {number} of {count}\n") } else { String::new() };
                    let missing = Missing::sentences(&missing(&document));
                    console.print(format_args!("{start}{}{missing}", dump(&document)));
                }
                console.diagnostics(&name, Some(&source), &diagnostics);
            }
            Ok(if console.is_broken() { Exit::BadData } else { Exit::Done })
        }
        Err(error) => {
            console.diagnostics(&name, Some(&source), error.diagnostics());
            Ok(Exit::BadData)
        }
    }
}

/// Something that an archive wants to know and the article does not say.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Missing {
    what: &'static str,
    /// How whoever runs the tool can say it; `None` where only the source can.
    option: Option<&'static str>,
}

impl Missing {
    /// The last part of what `show` prints, in the form of a dump.
    fn sentences(missing: &[Self]) -> String {
        if missing.is_empty() {
            return "missing: nothing".to_owned();
        }
        let lines: Vec<String> = missing
            .iter()
            .map(|Self { what, option }| match option {
                Some(option) => format!("  {what} ({option})"),
                None => format!("  {what}"),
            })
            .collect();
        format!("missing\n{}", lines.join("\n"))
    }
}

/// What is missing, in the order of a dump.
fn missing(document: &Document) -> Vec<Missing> {
    let Document { metadata, rights, .. } = document;
    let terms_page_is_a_riddle = rights.terms_page.as_ref().is_some_and(|page| page.address.is_none());
    [
        (metadata.authors.is_empty(), "author", None),
        (metadata.publisher.is_none(), "publisher", Some("--publisher")),
        (metadata.published.is_none() && metadata.relative_time.is_none(), "published time", Some("--published")),
        (
            metadata.published.is_none() && metadata.relative_time.is_some(),
            "published time: the article has a relative one",
            Some("--saved-at or --published"),
        ),
        (metadata.address.is_none(), "the article's address", Some("--source-url")),
        (rights.holder.is_none(), "copyright holder", None),
        (rights.terms.as_slice().is_empty(), "terms", None),
        (terms_page_is_a_riddle, "address of the terms page", Some("--terms-url")),
        (document.withholds_pictures(), "permission to republish the pictures", Some("--photo-permission")),
    ]
    .into_iter()
    .filter_map(|(is_missing, what, option)| is_missing.then_some(Missing { what, option }))
    .collect()
}

/// The document, as `--json` says it.
#[derive(Serialize)]
struct DocumentLine<'a> {
    r#type: &'static str,
    file: &'a str,
    headline: Value,
    section: Option<Value>,
    authors: Vec<Value>,
    publisher: Option<Value>,
    published: Option<Value>,
    modified: Option<Value>,
    relative_time: Option<Value>,
    language: Value,
    address: Option<Value>,
    credit: Option<String>,
    rights_holder: Option<Value>,
    rights_notice: Option<Value>,
    terms: Vec<TermLine>,
    terms_page: Option<Value>,
    words: usize,
    input_sha256: String,
    missing: Vec<Missing>,
    dump: String,
}

/// A value and where it came from.
#[derive(Serialize)]
struct Value {
    value: String,
    origin: &'static str,
}

/// One term.
#[derive(Serialize)]
struct TermLine {
    text: String,
    language: String,
    meanings: Vec<String>,
    origin: &'static str,
}

impl<'a> DocumentLine<'a> {
    fn new(name: &'a str, document: &Document) -> Self {
        let Document { metadata, rights, .. } = document;
        Self {
            r#type: "document",
            file: name,
            headline: value(&metadata.headline),
            section: metadata.section.as_ref().map(value),
            authors: metadata.authors.iter().map(value).collect(),
            publisher: metadata.publisher.as_ref().map(|slot| named(slot, &slot.value.name)),
            published: metadata.published.as_ref().map(value),
            modified: metadata.modified.as_ref().map(value),
            relative_time: metadata.relative_time.as_ref().map(value),
            language: value(&metadata.language),
            address: metadata.address.as_ref().map(value),
            credit: rights::credit(document).name,
            rights_holder: rights.holder.as_ref().map(|slot| named(slot, &slot.value.name)),
            rights_notice: rights.notice.as_ref().map(value),
            terms: rights
                .terms
                .as_slice()
                .iter()
                .map(|term| TermLine {
                    text: marked(&term.content),
                    language: term.language.to_string(),
                    meanings: term.meanings.iter().map(describe).collect(),
                    origin: term.origin.as_str(),
                })
                .collect(),
            terms_page: rights.terms_page.as_ref().and_then(|page| page.address.as_ref()).map(value),
            words: istinad::model::walk::words(document).len(),
            input_sha256: metadata.input.sha256_hex(),
            missing: missing(document),
            dump: dump(document),
        }
    }
}

fn value<T: ToString>(slot: &Slot<T>) -> Value {
    named(slot, &slot.value.to_string())
}

fn named<T>(slot: &Slot<T>, name: &str) -> Value {
    Value { value: name.to_owned(), origin: slot.origin.as_str() }
}
