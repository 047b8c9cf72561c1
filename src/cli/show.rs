//! `istinad show`: the document as it was understood, and what is missing.

use istinad::Outcome;
use istinad::json::{self, MissingFact, missing};
use istinad::model::dump::dump;

use super::Exit;
use super::args::{ShowArguments, UsageError};
use super::files;
use super::flags::flag;
use super::messages::Console;
use super::pictures::PictureFiles;

/// Does what the arguments say.
///
/// # Errors
/// If the arguments make no sense together.
pub(crate) fn run(arguments: &ShowArguments) -> Result<Exit, UsageError> {
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
    let pictures = PictureFiles::of(&arguments.article, &source, &arguments.knowledge);
    match istinad::read_all(&source, &options) {
        Ok(articles) => {
            let count = articles.len();
            for (number, mut article) in (1..).zip(articles) {
                istinad::attach_media(&mut article, &pictures, &options.limits);
                let Outcome { output: document, diagnostics } = article;
                if console.speaks_json() {
                    console.print(json::document(&name, &document));
                } else {
                    let start = if count > 1 { format!("article {number} of {count}\n") } else { String::new() };
                    let missing = sentences(&missing(&document));
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

/// The last part of what `show` prints, in the form of a dump.
fn sentences(missing: &[MissingFact]) -> String {
    if missing.is_empty() {
        return "missing: nothing".to_owned();
    }
    let lines: Vec<String> = missing
        .iter()
        .map(|MissingFact { what, settings, .. }| {
            let flags: Vec<String> = settings.iter().map(|setting| flag(*setting)).collect();
            if flags.is_empty() { format!("  {what}") } else { format!("  {what} ({})", flags.join(" or ")) }
        })
        .collect();
    format!("missing\n{}", lines.join("\n"))
}
