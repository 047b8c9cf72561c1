//! What keeps an article from being used and stands in words alone: an embargo, or that its provider takes it back.
//!
//! What is not known to be usable is not said to be. News of embargoes is told from embargoes by what stands behind the
//! word: an end of it, or nothing.

use super::stated::{Form, StatedKey, StatedValues};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::dates::{self, DateOrder};
use crate::language::fold::fold;
use crate::model::walk::plain_text;
use crate::model::{Block, Delivery, Embargo, HeaderLine, HeaderRole, Language, Origin, Sourced, Status, Timestamp};
use crate::source::Span;
use crate::text::is_longer_than;

/// With what lines begin that say until when an article is under embargo and can say nothing else, folded.
const UNTIL: &[&str] = &[
    "embargo for release",
    "embargoed until",
    "embargoed till",
    "embargoed for",
    "strictly embargoed",
    "strict embargo until",
    "under embargo until",
    "under strict embargo",
    "hold for release",
    "not for release before",
    "not for release until",
    "not for publication before",
    "not for publication until",
    "not to be published before",
    "not to be published until",
    "sperrfrist",
    "achtung sperrfrist",
    "gesperrt bis",
    "sperrefrist",
    "klausuleret",
    "embargotid",
];
/// With what they begin that may be news of embargoes too ("embargo until summer"): behind it stands a time, a word of
/// releases, or nothing.
const EMBARGO: &[&str] = &[
    "embargo",
    "embargoed",
    "strict embargo",
    "under embargo",
    "sous embargo",
    "sotto embargo",
    "bajo embargo",
    "sob embargo",
    "onder embargo",
    "эмбарго",
    "под эмбарго",
    "embarqo",
    "embarqo altinda",
    "ambargo",
    "ambargolu",
    "ambargoludur",
];
/// Words that say when something is released, folded.
const RELEASE: &[&str] = &[
    "release",
    "released",
    "publication",
    "publish",
    "frei",
    "freigabe",
    "uhr",
    "heures",
    "kl",
    "gmt",
    "utc",
    "saat",
    "delivery",
];
/// With what a note to editors begins that takes an article back, folded, whatever follows.
const TAKEN_BACK: &[&str] = &[
    "mandatory kill",
    "kill advisory",
    "kill notice",
    "bulletin kill",
    "story kill",
    "kill this ",
    "do not use this story",
    "do not use this item",
    "do not use this article",
    "this story has been withdrawn",
    "this story is withdrawn",
    "this item has been withdrawn",
    "bitte nicht verwenden",
];
/// What takes an article back as a line of its own, or before a colon or a stop: "KILL: …". In a sentence it may be said
/// of another, or of a line ("annule et remplace").
const TAKEN_BACK_ALONE: &[&str] = &[
    "kill",
    "killed",
    "withdrawn",
    "story withdrawn",
    "retracted",
    "canceled",
    "cancelled",
    "streichen",
    "zurückgezogen",
    "annullerad",
    "annulleret",
    "annullert",
    "annulé",
    "annulée",
    "annullato",
    "anulado",
    "отозвано",
    "отменено",
    "аннулировано",
    "ləğv edilib",
    "ləğv edildi",
    "iptal",
    "iptal edildi",
];
/// What notes to editors say beside a time before which nothing must be published, folded.
const NOT_BEFORE: &[&str] = &[
    "embargo",
    "not before",
    "publish before",
    "not until",
    "do not publish",
    "do not use before",
    "frei ab",
    "nicht vor",
    "ne pas publier",
    "pas avant",
    "no publicar",
    "non pubblicare",
    "ikke publiser",
    "får ej publiceras",
    "не публиковать",
    "не публікувати",
    "эмбарго",
    "dərc etməyin",
    "dərc olunmasın",
    "yayımlamayın",
    "yayınlamayın",
    "embarqo",
    "ambargo",
];
/// How many blocks below the lines may say that there is an embargo.
const WITHIN: usize = 2;
/// The longest line of a text or a page that may, in characters: agencies mark theirs, whatever their length.
const LONGEST: usize = 160;

/// What may say it beside the lines and the words.
#[derive(Debug, Default)]
pub(crate) struct EditorsWords {
    /// What editors say to editors, and no file shows.
    pub(crate) internal: Vec<(String, Span)>,
    /// The offset from UTC of the item's times, in minutes.
    pub(crate) zone: Option<i16>,
}

/// Notes an embargo that the article's words or its editors speak of, where nothing states one for machines, and that its
/// provider takes it back.
pub(super) fn in_words(
    delivery: &mut Delivery,
    editors: &EditorsWords,
    values: &StatedValues,
    (header, blocks): (&[HeaderLine], &[Block]),
    language: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let shown = delivery.notes.iter().map(|note| (note.value.as_str(), note.span));
    let notes = shown.chain(editors.internal.iter().map(|(words, span)| (words.as_str(), Some(*span))));
    let notes: Vec<(String, Option<Span>)> =
        notes.flat_map(|(note, span)| note.lines().map(move |line| (line.to_owned(), span))).collect();
    let said = |line: &HeaderLine| (plain_text(&line.content), line.span);
    // A headline is news of embargoes, if of any.
    let is_line = |line: &&HeaderLine| line.role != HeaderRole::Headline || has_time(&fold(&plain_text(&line.content)));
    let lines: Vec<(String, Option<Span>)> = header.iter().map(said).collect();
    let others = header.iter().filter(is_line).map(said);
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
    let is_item = values.form == Form::Item;
    let of_item = lines.iter().filter(|(line, _)| is_item && begins(line, |words| starts(words, TAKEN_BACK)));
    if let Some((line, span)) = notes.iter().filter(|(line, _)| takes_back(line)).chain(of_item).next()
        && delivery.status.as_ref().is_none_or(|status| status.value == Status::Usable)
    {
        delivery.status = Some(Sourced::new(Status::Withheld, *span, Origin::Guess));
        let message = format!("the article is taken back by its words: {line:?}; it is taken for withheld");
        let halted = Diagnostic::new(Code::PublicationHalted, message).at(*span);
        diagnostics.push(halted.with_hint("ask the provider before you use it in any form"));
    }
    if delivery.embargo.is_none() {
        let notes = notes.into_iter().filter(|(line, _)| speaks_of_one(line) || tells_editors(line));
        let is_short = |line: &str| is_item || !is_longer_than(line, LONGEST);
        let others = others.chain(words).filter(|(line, _)| is_short(line) && speaks_of_one(line));
        // Editors are told of it by who knows; what stands in the words may be an old line.
        let of_notes = notes.map(|note| (note, Origin::Metadata));
        let Some(((line, span), origin)) = of_notes.chain(others.map(|line| (line, Origin::Guess))).next() else {
            return;
        };
        let until = dates::within(&line, DateOrder::of(language)).and_then(|(_, times)| times.published);
        delivery.embargo = Some(Sourced::new(Embargo { until }, span, origin));
        // Whoever knows the present says whether a time has come.
        if until.is_none() && origin == Origin::Guess {
            let message =
                format!("the article is under embargo by its words, which say no date that is understood: {line:?}");
            let halted = Diagnostic::new(Code::PublicationHalted, message).at(span);
            diagnostics.push(halted.with_hint("ask the provider until when it must not be published"));
        }
    }
    in_zone(delivery, editors.zone.or_else(|| zone(values)), diagnostics);
}

/// The offset of the time of publication.
fn zone(values: &StatedValues) -> Option<i16> {
    values.all(StatedKey::Published).find_map(|value| dates::absolute(&value.text)?.offset_minutes())
}

/// Gives the end of an embargo that names no zone that of the item's other times: in another it would end too early.
fn in_zone(delivery: &mut Delivery, zone: Option<i16>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(embargo) = &mut delivery.embargo else { return };
    let Some(until) = embargo.value.until.filter(|until| until.offset_minutes().is_none()) else { return };
    let placed: Option<Timestamp> = zone.and_then(|zone| until.with_offset(zone));
    let message = match placed {
        Some(placed) => {
            embargo.value.until = Some(placed);
            "the end of the embargo names no zone: that of the other times was taken"
        }
        None => "the end of the embargo names no zone: it holds until that time has come everywhere",
    };
    diagnostics.push(Diagnostic::new(Code::SlotGuessed, message).at(embargo.span));
}

/// Whether a line puts the article under embargo, by itself.
pub(crate) fn speaks_of_one(line: &str) -> bool {
    begins(line, |words| {
        if starts(words, UNTIL) {
            return true;
        }
        let behind = EMBARGO.iter().filter_map(|start| words.strip_prefix(start));
        let behind = behind.filter(|rest| !rest.starts_with(char::is_alphanumeric));
        behind.min_by_key(|rest| rest.len()).is_some_and(|rest| {
            let mut tokens = rest.split(|it: char| !it.is_alphanumeric()).filter(|token| !token.is_empty()).peekable();
            tokens.peek().is_none() || tokens.any(|token| RELEASE.contains(&token)) || has_time(rest)
        })
    })
}

/// Whether a note to editors says before when something must not be published: it begins with the word, or has a word of
/// that and a time.
fn tells_editors(note: &str) -> bool {
    let is_word = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let begins_so = |words: &str| EMBARGO.iter().filter_map(|start| words.strip_prefix(start)).any(is_word);
    let folded = fold(note);
    begins(note, begins_so) || NOT_BEFORE.iter().any(|words| folded.contains(words)) && has_time(&folded)
}

/// Whether words hold a time of day or a date.
fn has_time(folded: &str) -> bool {
    let is_clock = |word: &str| {
        let word = word.trim_end_matches(|it: char| !it.is_ascii_digit());
        let parts = word.split_once([':', '.', 'h']);
        let is_number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        parts.is_some_and(|(hour, minute)| is_number(hour) && is_number(minute))
    };
    folded.split_whitespace().any(is_clock) || dates::within(folded, DateOrder::DayFirst).is_some()
}

/// Whether a note to editors takes the article back.
fn takes_back(note: &str) -> bool {
    begins(note, |words| {
        let alone = TAKEN_BACK_ALONE.iter().filter_map(|start| words.strip_prefix(start));
        let ends = |rest: &str| rest.is_empty() || rest.starts_with([':', '.', '!', '-', '–', '—', ',']);
        starts(words, TAKEN_BACK) || alone.map(str::trim).any(ends)
    })
}

fn starts(words: &str, list: &[&str]) -> bool {
    list.iter().any(|start| words.starts_with(start))
}

/// Whether folded words are so, or those behind whom they are said to: "To desks: …".
fn begins(line: &str, is_so: impl Fn(&str) -> bool) -> bool {
    let folded = fold(line);
    let words = folded.trim_start_matches(|character: char| !character.is_alphanumeric());
    let behind = words.split_once([':', '!']).map(|(_, rest)| rest.trim_start());
    let bare = |words: &str| words.trim_end_matches(['*', '#', '=', ' ', '+', ')', ']']).to_owned();
    is_so(&bare(words)) || behind.is_some_and(|rest| is_so(&bare(rest)))
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
            "Embargo: 24 June 2099",
            "Embargo, check against delivery",
            "Эмбарго до 18:00",
            "Embarqo: saat 18-dək",
        ] {
            assert!(speaks_of_one(line), "{line}");
        }
        for line in [
            "Embargo on oil is lifted",
            "Embargo: EU lifts ban on bridge steel",
            "Embargo: 27 states lift the ban",
            "Embargoed goods were seized at the border",
            "Under embargo the island grows its own food",
            "EU: arms embargo stays",
            "Silah embarqosu götürülüb",
            "Frist bis 18 Uhr",
        ] {
            assert!(!speaks_of_one(line), "{line}");
        }
    }

    #[test]
    fn notes_that_take_an_article_back_are_told_from_those_of_its_lines() {
        for note in [
            "MANDATORY KILL: do not use this story.",
            "EDITORS: Mandatory kill",
            "KILL: wrong bridge",
            "*** WITHDRAWN ***",
            "Streichen!",
            "ANNULLERAD.",
            "Аннулировано: неверные данные",
        ] {
            assert!(takes_back(note), "{note}");
        }
        for note in [
            "Kill the third paragraph",
            "Streichen Sie im dritten Absatz das Wort \u{201e}neu\u{201c}",
            "ANNULE ET REMPLACE: la version précédente",
            "Withdrawn money is counted twice",
            "Corrects name",
        ] {
            assert!(!takes_back(note), "{note}");
        }
    }
}
