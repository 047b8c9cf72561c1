//! Elements of HTML, as far as more than one reader knows them.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Whether an element separates paragraphs.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "aside"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "figure"
            | "figcaption"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "thead"
            | "tbody"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "blockquote"
            | "pre"
            | "hr"
            | "form"
            | "fieldset"
            | "details"
            | "summary"
            | "address"
            | "center"
    )
}

/// How the items of a list are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numbering {
    /// The first number.
    pub(crate) start: u64,
    /// Whether each number is the next after the one before it: a list of the model has no others.
    pub(crate) is_plain: bool,
}

/// The numbers of a list's items (HTML, 4.4.5), from its `start`, whether it is `reversed`, and the `value` of each item.
///
/// In which letters or digits they are shown (`type`) is style, as are the marks of other lists.
pub(crate) fn numbering<'a>(
    start: Option<&str>,
    is_reversed: bool,
    values: impl ExactSizeIterator<Item = Option<&'a str>>,
) -> Numbering {
    let first = first_number(start, is_reversed, values.len());
    let numbers = numbers(start, is_reversed, values);
    let is_plain = numbers.windows(2).all(|pair| pair[0].checked_add(1) == Some(pair[1]));
    // Numbers below 0 no list of the model has.
    let start = u64::try_from(numbers.first().copied().unwrap_or(first));
    Numbering { is_plain: is_plain && start.is_ok(), start: start.unwrap_or(1) }
}

/// The number of each item of a list, from what [`numbering`] takes.
pub(crate) fn numbers<'a>(
    start: Option<&str>,
    is_reversed: bool,
    values: impl ExactSizeIterator<Item = Option<&'a str>>,
) -> Vec<i64> {
    let start = first_number(start, is_reversed, values.len());
    let mut numbers: Vec<i64> = Vec::with_capacity(values.len());
    for value in values {
        let next = match numbers.last() {
            None => start,
            Some(last) => last.saturating_add(if is_reversed { -1 } else { 1 }),
        };
        numbers.push(value.and_then(number).unwrap_or(next));
    }
    numbers
}

fn number(text: &str) -> Option<i64> {
    text.trim().parse().ok()
}

/// The number from which a list counts, if no item says another.
fn first_number(start: Option<&str>, is_reversed: bool, items: usize) -> i64 {
    let count = i64::try_from(items).unwrap_or(i64::MAX);
    start.and_then(number).unwrap_or(if is_reversed { count } else { 1 })
}

impl Numbering {
    /// Says that the numbers of the list at `place` are others, if they are.
    pub(crate) fn loss(self, place: Span) -> Option<Diagnostic> {
        let message = format!(
            "the numbers of the list do not run on one by one, or run below 0: its items are numbered from {}",
            self.start
        );
        (!self.is_plain).then(|| Diagnostic::new(Code::StructureFlattened, message).at(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_numbered_as_browsers_number_them() {
        let read = |start: Option<&str>, is_reversed: bool, values: &[Option<&str>]| {
            let Numbering { start, is_plain } = numbering(start, is_reversed, values.iter().copied());
            (start, is_plain)
        };
        assert_eq!(read(None, false, &[None, None]), (1, true));
        assert_eq!(read(Some(" 4 "), false, &[None, None]), (4, true));
        assert_eq!(read(Some("4"), false, &[Some("10"), None, Some("12")]), (10, true));
        assert_eq!(read(None, false, &[None, Some("10")]), (1, false));
        assert_eq!(read(None, true, &[None, None, None]), (3, false));
        assert_eq!(read(None, true, &[None]), (1, true));
        assert_eq!(read(Some("-1"), false, &[None, None]), (1, false));
        assert_eq!(read(Some("x"), false, &[]), (1, true));
        let last = i64::MAX.to_string();
        assert_eq!(read(Some(&last), false, &[None, None]), (9_223_372_036_854_775_807, false));
    }
}
