//! Whether an article may be used, where nobody says so in the words of a standard: a status that no vocabulary knows,
//! and an embargo that stands in words alone.
//!
//! What is not known to be usable is not said to be.

use crate::diagnostic::{Code, Diagnostic};
use crate::language::dates::{self, DateOrder};
use crate::language::fold::fold;
use crate::model::walk::plain_text;
use crate::model::{Block, Delivery, Embargo, HeaderLine, Language, Origin, Sourced, Status};
use crate::source::Span;

/// Names of a status, folded, under which an article must not be used again; the vocabularies of IPTC have one of them.
const CANCELED: &[&str] = &["killed", "kill", "withdrawn", "retracted", "recalled", "deleted", "annulled"];
/// With what agencies begin a line that says until when an article is under embargo, folded.
const EMBARGO: &[&str] = &[
    "embargo:",
    "embargo -",
    "embargo –",
    "embargoed",
    "embargo until",
    "embargo till",
    "embargo for",
    "strict embargo",
    "strictly embargoed",
    "under embargo",
    "under strict embargo",
    "hold for release",
    "not for release before",
    "not for publication before",
    "not to be published before",
    "sperrfrist",
    "gesperrt bis",
    "embargo bis",
    "sperrefrist",
    "klausuleret",
    "embargotid",
    "embargo til",
    "embargo jusqu",
    "sous embargo",
    "embargo fino",
    "sotto embargo",
    "embargo hasta",
    "bajo embargo",
    "embargo ate",
    "sob embargo",
    "embargo tot",
    "onder embargo",
    "embargo do",
    "эмбарго:",
    "эмбарго до",
    "под эмбарго",
    "embarqo:",
    "embarqo altinda",
    "ambargo:",
    "ambargolu",
];
/// How many blocks below the lines may say that there is an embargo.
const WITHIN: usize = 2;

/// The status of a name. One that is not known is taken for withheld; of an embargo the name says no end.
pub(super) fn status(name: &str, span: Span, delivery: &mut Delivery, diagnostics: &mut Vec<Diagnostic>) {
    let folded = fold(name.trim());
    if folded.is_empty() {
        return;
    }
    if folded.contains("embargo") {
        let embargo = Sourced::new(Embargo { until: None }, Some(span), Origin::Metadata);
        delivery.embargo.get_or_insert(embargo);
        return;
    }
    let is_canceled = || CANCELED.contains(&folded.as_str()).then_some(Status::Canceled);
    let status = Status::parse(name).or_else(is_canceled).unwrap_or_else(|| {
        let message = format!("the status {name:?} is none that is known: the article is taken for withheld");
        diagnostics.push(Diagnostic::new(Code::SlotGuessed, message).at(span));
        Status::Withheld
    });
    // Of several the one that allows least.
    if delivery.status.as_ref().is_none_or(|known| known.value < status) {
        delivery.status = Some(Sourced::new(status, Some(span), Origin::Metadata));
    }
}

/// Whether a name is of a status under which an article must not be used.
pub(super) fn halts(name: &str) -> bool {
    let folded = fold(name.trim());
    let known = Status::parse(name).is_some_and(|status| status != Status::Usable);
    known || CANCELED.contains(&folded.as_str()) || folded.contains("embargo")
}

/// Notes an embargo that the article's words or its editors speak of, where nothing states one for machines.
pub(super) fn in_words(
    delivery: &mut Delivery,
    header: &[HeaderLine],
    blocks: &[Block],
    language: Option<&Language>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if delivery.embargo.is_some() {
        return;
    }
    let notes = delivery.notes.iter().flat_map(|note| note.value.lines().map(|line| (line.to_owned(), note.span)));
    let lines = header.iter().map(|line| (plain_text(&line.content), line.span));
    let words = blocks.iter().take(WITHIN).filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some((plain_text(&paragraph.content), paragraph.span)),
        Block::Heading(heading) => Some((plain_text(&heading.content), heading.span)),
        Block::List(_)
        | Block::BlockQuote(_)
        | Block::Table(_)
        | Block::Figure(_)
        | Block::CodeBlock(_)
        | Block::ThematicBreak(_) => None,
    });
    let Some((line, span)) = notes.chain(lines).chain(words).find(|(line, _)| speaks_of_one(line)) else { return };
    let order = language.map_or(DateOrder::Unknown, DateOrder::of);
    let until = dates::within(&line, order).and_then(|(_, times)| times.published);
    delivery.embargo = Some(Sourced::new(Embargo { until }, span, Origin::Guess));
    // Whoever knows the present says whether a time has come.
    if until.is_none() {
        let message =
            format!("the article is under embargo by its words, which say no date that is understood: {line:?}");
        let halted = Diagnostic::new(Code::PublicationHalted, message).at(span);
        diagnostics.push(halted.with_hint("ask the provider until when it must not be published"));
    }
}

/// Whether a line begins with what puts an article under embargo.
fn speaks_of_one(line: &str) -> bool {
    let folded = fold(line);
    let words = folded.trim_start_matches(|character: char| !character.is_alphanumeric());
    // Who writes to editors says first to whom.
    let behind = words.split_once([':', '!']).map(|(_, rest)| rest.trim_start());
    let begins = |text: &str| EMBARGO.iter().any(|start| text.starts_with(start));
    words.trim_end_matches(|character: char| !character.is_alphanumeric()) == "embargo"
        || begins(words)
        || behind.is_some_and(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_put_under_embargo_are_told_from_news_of_embargoes() {
        for line in [
            "EMBARGOED until 2099-06-24 18:00",
            "*** STRICTLY EMBARGOED UNTIL 18:00 GMT ***",
            "Sperrfrist 24.06.2099, 18.00 Uhr",
            "SPERRFRIST: frei ab Redebeginn",
            "Til vaktsjefen: sperrefrist kl. 18",
            "Embargo",
            "EMBARGO jusqu’à 18h00",
            "Эмбарго до 18:00",
            "Embarqo: saat 18-dək",
        ] {
            assert!(speaks_of_one(line), "{line}");
        }
        for line in
            ["Embargo on oil is lifted", "EU: arms embargo stays", "Silah embarqosu götürülüb", "Frist bis 18 Uhr"]
        {
            assert!(!speaks_of_one(line), "{line}");
        }
    }
}
