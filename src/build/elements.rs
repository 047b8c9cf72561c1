//! Elements of HTML, as far as more than one reader knows them.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Numerals;
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
            | "legend"
            | "details"
            | "summary"
            | "address"
            | "center"
    )
}

/// What an element says of how the items of its list are counted (HTML, 4.4.5).
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct StatedNumbers<'a> {
    pub(crate) start: Option<&'a str>,
    pub(crate) is_reversed: bool,
    /// Its `type`.
    pub(crate) kind: Option<&'a str>,
    /// Its `style`.
    pub(crate) style: Option<&'a str>,
}

/// How the items of a list are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Numbering {
    /// The first number.
    pub(crate) start: u64,
    pub(crate) numerals: Numerals,
    /// The number of each item; none where one is below 0, which no list of the model has.
    pub(crate) numbers: Vec<u64>,
    /// What the list of the model does not say.
    losses: Vec<String>,
}

impl Numbering {
    /// Counts the items of a list, of each of which its `value` is given.
    pub(crate) fn of<'a>(stated: StatedNumbers<'_>, values: impl ExactSizeIterator<Item = Option<&'a str>>) -> Self {
        let mut losses = Vec::new();
        let numerals = numerals(stated).unwrap_or_else(|kind| {
            losses.push(format!("the items of the list are counted as {kind:?} on the page, and here with digits"));
            Numerals::Digits
        });
        let numbers = numbers(stated, values);
        let start = u64::try_from(numbers.first().copied().unwrap_or(1)).unwrap_or(1);
        let counted: Result<Vec<u64>, _> = numbers.into_iter().map(u64::try_from).collect();
        if counted.is_err() {
            losses.push(format!("the numbers of the list run below 0: its items are numbered from {start}"));
        }
        Self { start, numerals, numbers: counted.unwrap_or_default(), losses }
    }

    /// Says what of the list at `place` is counted otherwise than in its source.
    pub(crate) fn losses(&self, place: Span) -> impl Iterator<Item = Diagnostic> {
        self.losses.iter().map(move |loss| Diagnostic::new(Code::StructureFlattened, loss.clone()).at(place))
    }
}

/// With what the items of a list are counted (HTML, 4.4.5; CSS Counter Styles, 6.2): the style goes before the type.
///
/// # Errors
/// The name of numerals that are none of the model's.
fn numerals(StatedNumbers { kind, style, .. }: StatedNumbers<'_>) -> Result<Numerals, String> {
    let style = style.unwrap_or_default().to_ascii_lowercase();
    let words = style
        .split(';')
        .filter_map(|rule| rule.split_once(':'))
        .filter(|(name, _)| matches!(name.trim(), "list-style" | "list-style-type"));
    for word in words.flat_map(|(_, value)| value.split_whitespace()) {
        return Ok(match word {
            "decimal" => Numerals::Digits,
            "lower-alpha" | "lower-latin" => Numerals::SmallLetters,
            "upper-alpha" | "upper-latin" => Numerals::CapitalLetters,
            "lower-roman" => Numerals::SmallRoman,
            "upper-roman" => Numerals::CapitalRoman,
            other if is_counter(other) => return Err(other.to_owned()),
            _ => continue,
        });
    }
    Ok(kind.and_then(|kind| Numerals::of_html(kind.trim())).unwrap_or_default())
}

/// Whether a word of a style is the name of numerals (CSS Counter Styles, 6 and 7).
fn is_counter(word: &str) -> bool {
    [
        "alpha",
        "greek",
        "roman",
        "armenian",
        "georgian",
        "hebrew",
        "decimal",
        "ideograph",
        "hiragana",
        "katakana",
        "indic",
    ]
    .iter()
    .any(|kind| word.contains(kind))
}

/// The number of each item of a list.
fn numbers<'a>(
    StatedNumbers { start, is_reversed, .. }: StatedNumbers<'_>,
    values: impl ExactSizeIterator<Item = Option<&'a str>>,
) -> Vec<i64> {
    let count = i64::try_from(values.len()).unwrap_or(i64::MAX);
    let start = start.and_then(number).unwrap_or(if is_reversed { count } else { 1 });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_numbered_as_browsers_number_them() {
        let read = |start: Option<&str>, is_reversed: bool, values: &[Option<&str>]| {
            let stated = StatedNumbers { start, is_reversed, ..StatedNumbers::default() };
            let numbering = Numbering::of(stated, values.iter().copied());
            (numbering.start, numbering.numbers)
        };
        assert_eq!(read(None, false, &[None, None]), (1, vec![1, 2]));
        assert_eq!(read(Some(" 4 "), false, &[None, None]), (4, vec![4, 5]));
        assert_eq!(read(Some("4"), false, &[Some("10"), None, Some("12")]), (10, vec![10, 11, 12]));
        assert_eq!(read(None, false, &[None, Some("10")]), (1, vec![1, 10]));
        assert_eq!(read(None, true, &[None, None, None]), (3, vec![3, 2, 1]));
        assert_eq!(read(None, true, &[Some("9"), None]), (9, vec![9, 8]));
        assert_eq!(read(Some("-1"), false, &[None, None]), (1, vec![]));
        assert_eq!(read(Some("x"), false, &[]), (1, vec![]));
        let last = i64::MAX.to_string();
        let most = 9_223_372_036_854_775_807;
        assert_eq!(read(Some(&last), false, &[None, None]), (most, vec![most, most]));
    }

    #[test]
    fn numerals_are_those_of_the_style_or_the_type() {
        let read = |kind: Option<&str>, style: Option<&str>| {
            let numbering =
                Numbering::of(StatedNumbers { kind, style, ..StatedNumbers::default() }, [None].into_iter());
            (numbering.numerals, numbering.losses.len())
        };
        assert_eq!(read(Some("a"), None), (Numerals::SmallLetters, 0));
        assert_eq!(read(Some(" I "), None), (Numerals::CapitalRoman, 0));
        assert_eq!(read(Some("x"), None), (Numerals::Digits, 0));
        assert_eq!(read(Some("a"), Some("color: red; LIST-STYLE-TYPE: upper-alpha")), (Numerals::CapitalLetters, 0));
        assert_eq!(read(None, Some("list-style: inside lower-roman")), (Numerals::SmallRoman, 0));
        assert_eq!(read(None, Some("list-style: none; margin: 0")), (Numerals::Digits, 0));
        assert_eq!(read(None, Some("list-style-type:lower-greek")), (Numerals::Digits, 1));
    }
}
