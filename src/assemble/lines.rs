//! The lines of a paragraph as its source has them, and whether they are short: in text, what stands in a line of its own is
//! often matter of its own.

use std::ops::Range;

use super::person_names;
use crate::language::case::is_small;
use crate::language::fold::fold;
use crate::model::Inline;
use crate::model::walk::{plain_text, visit_inlines};
use crate::source::{Source, Span};
use crate::text;

/// Splits a paragraph at the line ends of the source.
pub(super) fn lines(source: &Source, content: &[Inline]) -> Vec<Vec<Inline>> {
    line_ranges(source, content).into_iter().map(|line| content[line].to_vec()).collect()
}

/// Where the lines of a paragraph stand in it, by the line ends of the source; none is empty.
pub(super) fn line_ranges(source: &Source, content: &[Inline]) -> Vec<Range<usize>> {
    let is_line_end = |inline: &Inline| match inline {
        Inline::LineBreak => true,
        Inline::Text(text) => text.text == " " && text.span.is_some_and(|span| source.slice(span).contains('\n')),
        Inline::Emphasis(_)
        | Inline::Strong(_)
        | Inline::Strikethrough(_)
        | Inline::Superscript(_)
        | Inline::Subscript(_)
        | Inline::Code(_)
        | Inline::Link(_)
        | Inline::NoteReference(_)
        | Inline::LanguageSpan { .. } => false,
    };
    let mut start = 0;
    let parts = content.split(is_line_end).map(|line| {
        let range = start..start + line.len();
        start = range.end + 1;
        range
    });
    parts.filter(|line| !line.is_empty()).collect()
}

/// Where the words of a line stand.
pub(super) fn line_span(line: &[Inline]) -> Option<Span> {
    let mut span: Option<Span> = None;
    visit_inlines(line, &mut |inline| {
        if let Inline::Text(text) | Inline::Code(text) = inline
            && let Some(place) = text.span
        {
            span = Some(span.map_or(place, |span| span.join(place)));
        }
    });
    span
}

/// Whether a text ends as a sentence or its introduction does.
pub(super) fn ends_sentence(text: &str) -> bool {
    let introduces = |text: &str| text.ends_with([':', ';', ',', '،', '–', '—']);
    text::ends_sentence(text) || introduces(text.trim_end().trim_end_matches(['"', '”', '“', '»', '\'', '’', ')', ']']))
}

/// What says how long reading takes, folded.
const READING_TIMES: &[&str] = &[
    "temps de lecture",
    "lesezeit",
    "lesedauer",
    "min read",
    "minutes read",
    "minute read",
    "reading time",
    "read time",
    "okuma süresi",
    "oxuma müddəti",
    "oxuma vaxti",
    "oxunma müddəti",
    "время чтения",
    "время на чтение",
    "час читання",
    "tiempo de lectura",
    "tempo di lettura",
    "tempo de leitura",
    "oqish vaqti",
    "زمان مطالعه",
];
/// The longest part of a line that says so, in characters.
const LONGEST_READING_TIME: usize = 40;

/// Whether a part of a line says how long reading the article takes.
pub(crate) fn is_reading_time(text: &str) -> bool {
    text.chars().count() <= LONGEST_READING_TIME && text.contains(char::is_numeric) && {
        let text = fold(text);
        READING_TIMES.iter().any(|label| text.contains(label))
    }
}

/// Whether a paragraph is one short line that does not end as a sentence does.
pub(super) fn is_short_line(source: &Source, content: &[Inline], span: Option<Span>, longest: usize) -> bool {
    let text = plain_text(content);
    let one_line = span.is_none_or(|span| !source.slice(span).trim_end().contains('\n'));
    one_line && is_short(&text, longest)
}

/// Whether a text is one short line that does not end as a sentence does.
pub(super) fn is_short(text: &str, longest: usize) -> bool {
    !text.contains('\n') && text.chars().count() <= longest && !ends_sentence(text)
}

/// The shortest stressed paragraph that is a standfirst, in characters: a shorter one is a subheading.
const SHORTEST_STANDFIRST: usize = 60;

/// Whether a stressed paragraph is long enough to be a standfirst.
pub(super) fn is_standfirst(content: &[Inline]) -> bool {
    let text = plain_text(content);
    matches!(content, [Inline::Emphasis(_) | Inline::Strong(_)])
        && text.chars().count() >= SHORTEST_STANDFIRST
        && ends_sentence(&text)
}

/// Whether a text can be the name of a person or an organisation rather than a sentence.
pub(super) fn is_name(text: &str) -> bool {
    let first_is_capital =
        text.chars().find(|character| character.is_alphabetic()).is_some_and(|first| !is_small(first));
    first_is_capital
        && text.chars().count() <= 80
        && text.split_whitespace().count() <= 8
        && !ends_sentence(person_names::without_suffixes(text))
}

/// Whether the words beside a time name somebody, perhaps with a place: "Göytəpə … Leyla Quliyeva".
pub(super) fn are_names(sides: &[&str]) -> bool {
    let is_person = |side: &&str| person_names::is_whole(side) && !person_names::is_organisation(side);
    sides.iter().any(is_person) && sides.iter().all(|side| is_person(side) || !side.contains(' ') && is_name(side))
}
