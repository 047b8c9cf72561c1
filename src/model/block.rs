//! What an article is made of.

use std::borrow::Cow;

use super::inline::Inline;
use super::media::MediaId;
use super::table::Table;
use super::walk::plain_text;
use crate::source::Span;

/// A part of the body.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "json", serde(tag = "type", rename_all = "kebab-case"))]
pub enum Block {
    /// Running text.
    Paragraph(Paragraph),
    /// The title of what follows.
    Heading(Heading),
    /// Items, numbered or not.
    List(List),
    /// The words of somebody else.
    BlockQuote(BlockQuote),
    /// Rows and columns.
    Table(Table),
    /// A picture with its caption, or the caption of a picture that did not come.
    Figure(Figure),
    /// Lines of code, verbatim.
    CodeBlock(CodeBlock),
    /// A break between two parts.
    #[cfg_attr(feature = "json", serde(serialize_with = "super::serial::span"))]
    ThematicBreak(Option<Span>),
}

impl Block {
    /// Where it stands.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Paragraph(Paragraph { span, .. })
            | Self::Heading(Heading { span, .. })
            | Self::List(List { span, .. })
            | Self::BlockQuote(BlockQuote { span, .. })
            | Self::Table(Table { span, .. })
            | Self::Figure(Figure { span, .. })
            | Self::CodeBlock(CodeBlock { span, .. })
            | Self::ThematicBreak(span) => *span,
        }
    }
}

/// Running text.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Paragraph {
    /// The words.
    pub content: Vec<Inline>,
    /// Where it stands.
    pub span: Option<Span>,
}

/// The title of what follows.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Heading {
    /// 2 to 6; the headline alone is 1. Readers leave no gap: a heading is at most one level below the one before it.
    pub level: u8,
    /// The words.
    pub content: Vec<Inline>,
    /// Where it stands.
    pub span: Option<Span>,
    /// Whether it was taken for a heading by its place and shape alone.
    pub guessed: bool,
}

/// Items, numbered or not.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct List {
    /// The first number, if the items are numbered.
    pub start: Option<u64>,
    /// With what they are numbered.
    pub numerals: Numerals,
    /// Whether the items stand close together.
    pub tight: bool,
    /// The items.
    pub items: Vec<ListItem>,
    /// Where it stands.
    pub span: Option<Span>,
}

impl List {
    /// The number of each item, as it is written; of none where the items are not numbered.
    pub fn numbers(&self) -> impl Iterator<Item = Option<String>> {
        let mut next = self.start;
        self.items.iter().map(move |item| {
            let number = if self.start.is_some() { item.value.or(next) } else { None };
            next = number.map(|number| number.saturating_add(1));
            number.map(|number| self.numerals.write(number))
        })
    }
}

/// With what the items of a list are numbered: those of `type` in HTML (4.4.5).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "json", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Numerals {
    /// 1, 2, 3.
    #[default]
    Digits,
    /// a, b, c; aa behind z.
    SmallLetters,
    /// A, B, C; AA behind Z.
    CapitalLetters,
    /// i, ii, iii.
    SmallRoman,
    /// I, II, III.
    CapitalRoman,
}

/// The largest Roman number (CSS Counter Styles, 6.1).
const LARGEST_ROMAN: u64 = 3_999;

impl Numerals {
    /// A number as these numerals write it. Letters have none for 0 and Roman numbers none for 0 and above 3,999: these are
    /// written with digits, as browsers write them (CSS Counter Styles, 6.1).
    pub fn write(self, number: u64) -> String {
        match self {
            Self::SmallLetters if number > 0 => letters(number, b'a'),
            Self::CapitalLetters if number > 0 => letters(number, b'A'),
            Self::SmallRoman if (1..=LARGEST_ROMAN).contains(&number) => roman(number).to_ascii_lowercase(),
            Self::CapitalRoman if (1..=LARGEST_ROMAN).contains(&number) => roman(number),
            Self::Digits | Self::SmallLetters | Self::CapitalLetters | Self::SmallRoman | Self::CapitalRoman => {
                number.to_string()
            }
        }
    }

    /// What HTML calls them (4.4.5); digits need no name.
    pub const fn html_type(self) -> Option<&'static str> {
        match self {
            Self::Digits => None,
            Self::SmallLetters => Some("a"),
            Self::CapitalLetters => Some("A"),
            Self::SmallRoman => Some("i"),
            Self::CapitalRoman => Some("I"),
        }
    }

    /// Those that HTML calls so.
    pub fn of_html(name: &str) -> Option<Self> {
        match name {
            "1" => Some(Self::Digits),
            "a" => Some(Self::SmallLetters),
            "A" => Some(Self::CapitalLetters),
            "i" => Some(Self::SmallRoman),
            "I" => Some(Self::CapitalRoman),
            _ => None,
        }
    }
}

/// A number above 0 in letters, of which the first is `first`.
fn letters(mut number: u64, first: u8) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        let offset = u8::try_from(number % 26).expect("less than 26");
        letters.push(char::from(first + offset));
        number /= 26;
    }
    letters.iter().rev().collect()
}

/// A number from 1 to 3,999 in Roman numerals.
fn roman(mut number: u64) -> String {
    const SIGNS: &[(u64, &str)] = &[
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut signs = String::new();
    for (value, sign) in SIGNS {
        while number >= *value {
            signs.push_str(sign);
            number -= value;
        }
    }
    signs
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ListItem {
    /// For an item of a task list, whether it is done.
    pub task: Option<bool>,
    /// Its number, where that is not the next after the one before it.
    pub value: Option<u64>,
    /// What the item says.
    pub content: Vec<Block>,
    /// Where it stands.
    pub span: Option<Span>,
}

/// The words of somebody else.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct BlockQuote {
    /// What is quoted.
    pub content: Vec<Block>,
    /// Where it stands.
    pub span: Option<Span>,
}

/// A picture with its caption, or the caption of a picture that did not come.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Figure {
    /// The picture; `None` where the source shows that there was one and does not say which.
    pub picture: Option<Picture>,
    /// The caption.
    pub caption: Vec<Inline>,
    /// Where it stands.
    pub span: Option<Span>,
    /// Whether it was taken for a caption by its place and shape alone.
    pub guessed: bool,
}

impl Figure {
    /// The words that stand for the picture: those of the source, else the caption, else what the source calls it (of a
    /// `data:` address its kind: the rest of it is the picture).
    pub fn words(&self) -> Cow<'_, str> {
        let Some(picture) = &self.picture else { return Cow::default() };
        if !picture.alternative.trim().is_empty() {
            return Cow::Borrowed(&picture.alternative);
        }
        let caption = plain_text(&self.caption);
        if !caption.trim().is_empty() {
            return Cow::Owned(caption);
        }
        let data = picture.reference.strip_prefix("data:");
        let kind = data.map(|data| data.split([';', ',']).next().unwrap_or_default());
        Cow::Borrowed(kind.unwrap_or(&picture.reference))
    }
}

/// A picture as the source refers to it.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Picture {
    /// What the source calls it: a path or an address, verbatim.
    pub reference: String,
    /// What else the source calls it (other sizes of the same picture), in the order in which they are to be tried.
    pub others: Vec<String>,
    /// The words that stand for it where it cannot be seen; empty if the source has none.
    pub alternative: String,
    /// The picture itself, in [`Document::media`](super::Document::media), if it came and may be shown.
    pub media: Option<MediaId>,
}

/// Lines of code, verbatim.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct CodeBlock {
    /// The programming language, where the source names it.
    pub language: Option<String>,
    /// The lines, with `\n` between them and no line end after the last.
    pub text: String,
    /// Where it stands.
    pub span: Option<Span>,
}

/// Which footnote: its index in [`Document::notes`](super::Document::notes). People see it counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct NoteId(pub usize);

/// A footnote.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Note {
    /// What it says.
    pub content: Vec<Block>,
    /// Where it stands.
    pub span: Option<Span>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_browsers_write_them() {
        for (numerals, numbers) in [
            (Numerals::Digits, [(0, "0"), (9, "9"), (26, "26"), (4_000, "4000")]),
            (Numerals::SmallLetters, [(0, "0"), (26, "z"), (27, "aa"), (703, "aaa")]),
            (Numerals::CapitalLetters, [(1, "A"), (28, "AB"), (52, "AZ"), (53, "BA")]),
            (Numerals::SmallRoman, [(0, "0"), (4, "iv"), (1_994, "mcmxciv"), (4_000, "4000")]),
            (Numerals::CapitalRoman, [(9, "IX"), (40, "XL"), (3_999, "MMMCMXCIX"), (u64::MAX, "18446744073709551615")]),
        ] {
            for (number, written) in numbers {
                assert_eq!(numerals.write(number), written, "{numerals:?}");
            }
        }
        assert_eq!(Numerals::SmallLetters.write(u64::MAX), "gkgwbylwrxtlpo");
    }

    #[test]
    fn an_item_may_have_a_number_of_its_own() {
        let item = |value| ListItem { value, ..ListItem::new(Vec::new()) };
        let list = |start| List::new(start, vec![item(None), item(Some(7)), item(None)]);
        let numbers = |list: &List| list.numbers().flatten().collect::<Vec<_>>();
        assert_eq!(numbers(&list(Some(3))), ["3", "7", "8"]);
        assert_eq!(numbers(&List { numerals: Numerals::CapitalRoman, ..list(Some(3)) }), ["III", "VII", "VIII"]);
        assert!(numbers(&list(None)).is_empty());
    }
}
