//! Words of a page in logical order. Files have what runs from right to left as it stands on the page, from left to
//! right; what a file says in words of its own (ActualText) is in logical order already.
//!
//! The bidirectional algorithm (UAX 9) leads from logical to visual order. [`logical`] goes the way back, line by line,
//! as the programs do that extract text.

use crate::text::mirrored;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// Words as they are found.
#[derive(Debug, Default)]
pub(super) struct PageWords {
    parts: Vec<LinePart>,
}

/// What stands in one line, or is in logical order.
#[derive(Debug)]
struct LinePart {
    text: String,
    order: TextOrder,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TextOrder {
    Logical,
    Visual,
    /// As seen, from right to left whatever the letters say.
    Turned,
    /// As seen, one of several that follow one another from right to left.
    Run,
}

impl PageWords {
    /// Adds what is in logical order.
    pub(super) fn say(&mut self, text: &str) {
        self.push(text, TextOrder::Logical);
    }

    /// Adds what is seen, from left to right.
    pub(super) fn show(&mut self, text: &str) {
        self.push(text, TextOrder::Visual);
    }

    /// Adds what is seen, from left to right, and runs from right to left.
    pub(super) fn show_turned(&mut self, text: &str) {
        self.push(text, TextOrder::Turned);
    }

    /// Adds what is seen of runs that follow one another from right to left, and whether a run begins with it.
    pub(super) fn show_run(&mut self, text: &str, begins: bool) {
        if begins {
            self.parts.push(LinePart { text: text.to_owned(), order: TextOrder::Run });
        } else {
            self.push(text, TextOrder::Run);
        }
    }

    fn push(&mut self, text: &str, order: TextOrder) {
        match self.parts.last_mut() {
            Some(part) if part.order == order => part.text.push_str(text),
            _ => self.parts.push(LinePart { text: text.to_owned(), order }),
        }
    }

    /// Adds a space, unless there is one.
    pub(super) fn space(&mut self) {
        if let Some(part) = self.parts.last_mut()
            && !part.text.ends_with(char::is_whitespace)
        {
            part.text.push(' ');
        }
    }

    /// Ends a line.
    pub(super) fn end_line(&mut self) {
        match self.parts.last() {
            Some(LinePart { order: TextOrder::Visual, text }) if !text.is_empty() => {
                self.parts.push(LinePart { text: String::new(), order: TextOrder::Visual });
            }
            Some(_) => {
                if let Some(part) = self.parts.last_mut().filter(|part| !part.text.ends_with('\n')) {
                    part.text.push('\n');
                }
            }
            // What begins with a new line is no part of the word in what stands before it.
            None => self.parts.push(LinePart { text: "\n".to_owned(), order: TextOrder::Logical }),
        }
    }

    /// All words in logical order, a line for each. `of_one_direction`: each line runs as a whole in the direction of its
    /// letters. `mirrors`: brackets are as they are seen, and not as they are meant.
    pub(super) fn logical(&self, of_one_direction: bool, mirrors: bool) -> String {
        let mut words = String::new();
        let mut follows = false;
        let are_runs = |one: &LinePart, next: &LinePart| [one.order, next.order] == [TextOrder::Run; 2];
        for LinePart { text, order } in self.parts.chunk_by(are_runs).flat_map(|parts| parts.iter().rev()) {
            // What is seen in a new line is no part of the word before it.
            if follows && *order == TextOrder::Visual && !words.ends_with(char::is_whitespace) {
                words.push('\n');
            }
            follows = *order == TextOrder::Visual;
            match order {
                TextOrder::Visual if text.chars().any(runs_backwards) => {
                    words.push_str(&logical(text, of_one_direction, mirrors));
                }
                TextOrder::Visual | TextOrder::Logical => words.push_str(text),
                TextOrder::Run if text.chars().any(goes_right) => words.push_str(text),
                TextOrder::Turned | TextOrder::Run => words.push_str(&logical(text, true, true)),
            }
        }
        words
    }
}

/// Whether a character is a letter of a script that runs from right to left; marks of direction are none.
pub(super) fn runs_backwards(character: char) -> bool {
    let is_mark = matches!(character, '\u{61c}' | '\u{200f}');
    character >= '\u{590}' && !is_mark && matches!(bidi_class(character), BidiClass::R | BidiClass::AL)
}

/// Whether a character is a letter or a digit that runs from left to right.
fn goes_right(character: char) -> bool {
    matches!(bidi_class(character), BidiClass::L | BidiClass::EN | BidiClass::AN)
}

/// What one glyph stands for, so that it is in order once the line is turned: that of a ligature is in logical order.
pub(super) fn turned(text: &str) -> String {
    if text.chars().any(|character| bidi_class(character) == BidiClass::L) {
        text.to_owned()
    } else {
        text.chars().rev().collect()
    }
}

/// How many brackets stand at the wrong side of words: one that opens before a space, one that closes behind one.
pub(super) fn misplaced_brackets(text: &str) -> usize {
    let space = |character: Option<&char>| character.is_none_or(|character| character.is_whitespace());
    let characters: Vec<char> = text.chars().collect();
    let at = |index: usize| characters.get(index);
    let is_misplaced = |(index, character): (usize, &char)| match character {
        '(' | '[' | '{' => space(at(index + 1)),
        ')' | ']' | '}' => index == 0 || space(at(index - 1)),
        _ => false,
    };
    characters.iter().enumerate().filter(|each| is_misplaced(*each)).count()
}

/// A line in logical order.
fn logical(line: &str, of_one_direction: bool, mirrors: bool) -> String {
    let backwards = |text: &str| text.chars().rev().collect::<String>();
    if of_one_direction {
        return line.chars().rev().map(|character| mirrored(character).unwrap_or(character)).collect();
    }
    // A line begins where its first letter stands that is no number, on the side where more of its letters begin.
    let letters =
        line.chars().map(bidi_class).filter(|class| matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL));
    let sum = letters.fold(0i64, |sum, class| if class == BidiClass::L { sum - 1 } else { sum + 1 });
    if sum < 0 { turn(line, Level::ltr(), mirrors) } else { backwards(&turn(&backwards(line), Level::rtl(), mirrors)) }
}

/// Puts a line from logical into visual order; for one that is in visual order that is the way back.
fn turn(line: &str, base: Level, mirrors: bool) -> String {
    let levels = BidiInfo::new(line, Some(base)).levels;
    let mirror = |(at, character): (usize, char)| {
        let is_turned = levels.get(at).is_some_and(Level::is_rtl);
        mirrored(character).filter(|_| is_turned && mirrors).unwrap_or(character)
    };
    // Both of a pair are equally long.
    let line: String = line.char_indices().map(mirror).collect();
    let info = BidiInfo::new(&line, Some(base));
    let turned = info.paragraphs.iter().map(|paragraph| info.reorder_line(paragraph, paragraph.range.clone()));
    turned.collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As it stands on the page.
    fn shown(text: &str, base: Level) -> String {
        turn(text, base, true)
    }

    #[test]
    fn lines_are_put_into_logical_order() {
        for text in ["کتاب تازه", "موزه در ۱۴ تیر گشوده شد.", "شماره 12.5 است (تازه)؟", "شرکت Numune Fund پرداخت کرد."]
        {
            assert_eq!(logical(&shown(text, Level::rtl()), false, true), text);
        }
        for text in ["Sözün özü: کتاب تازه, yəni yeni kitab.", "abcdef (کتاب) 12"] {
            assert_eq!(logical(&shown(text, Level::ltr()), false, true), text);
        }
    }

    #[test]
    fn what_is_said_stays_as_it_is_said() {
        let mut words = PageWords::default();
        words.show("هم");
        words.say("کتاب");
        words.show("هم");
        assert_eq!(words.logical(true, true), "مهکتابمه");
    }

    #[test]
    fn runs_follow_one_another_from_right_to_left() {
        let mut words = PageWords::default();
        for (text, begins) in [(")،", true), ("14", true), ("03", false), (" (هس", true)] {
            words.show_run(text, begins);
        }
        assert_eq!(words.logical(true, true), "سه) 1403،(");
    }

    #[test]
    fn each_line_is_turned_for_itself() {
        let mut words = PageWords::default();
        words.show("ود کی");
        words.end_line();
        words.show("هس");
        words.end_line();
        words.show("one");
        words.space();
        words.show("two");
        assert_eq!(words.logical(false, true), "یک دو\nسه\none two");
    }
}
