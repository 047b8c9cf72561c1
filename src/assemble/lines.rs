//! The lines of a paragraph as its source has them, and whether they are short: in text, what stands in a line of its own is
//! often matter of its own.

use std::ops::Range;

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
