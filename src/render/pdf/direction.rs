//! What helps programs that take words out of lines from right to left, and is no part of the article.
//!
//! Such programs read what stands on the page from left to right and turn the letters of such scripts. Signs and spaces
//! they count to what stands beside them, each program by a rule of its own, so that words at a change of direction grow
//! together. Two things say where words end:
//!
//! - marks of direction, which show nothing and have no width: at both sides of a space between words of two directions,
//!   before a sign that a word ends with, and between a number and the sign behind it ([`marks`]). In Arabic script that is the Arabic letter mark, which pypdf
//!   takes for a letter; other marks it takes for signs, and a line that begins with one for a line from left to right;
//! - a space, marked as no content, between lines that stand side by side, as the number of an item and its words do
//!   ([`space_lines`]).

use std::collections::BTreeMap;

use unicode_bidi::{BidiClass, bidi_class};

use crate::fonts::Fonts;
use crate::layout::{Glyph, LineOrder, MarkedContent, TextRun};

/// The mark that counts as a letter from left to right.
pub(super) const LEFT_TO_RIGHT: char = '\u{200e}';
/// The mark that counts as a letter from right to left.
pub(super) const RIGHT_TO_LEFT: char = '\u{200f}';
/// The mark that counts as a letter of Arabic script. Behind it numbers are ordered otherwise than behind Hebrew letters.
pub(super) const ARABIC_LETTER: char = '\u{61c}';

/// For each run of a page, by its index, the marks in it: before which of its glyphs, and which mark.
pub(super) type DirectionMarks = BTreeMap<usize, Vec<(usize, char)>>;

/// A glyph of a line: its run, which of the run's glyphs it is, and what it stands for.
type LineGlyph<'t> = (usize, usize, &'t str);

/// Whether a character is a letter of a script that runs from right to left.
pub(super) fn runs_backwards(character: char) -> bool {
    let is_mark = matches!(character, ARABIC_LETTER | RIGHT_TO_LEFT);
    character >= '\u{590}' && !is_mark && matches!(bidi_class(character), BidiClass::R | BidiClass::AL)
}

/// The mark that counts as a letter that runs from right to left.
fn mark_of(letter: char) -> Option<char> {
    let is_arabic = bidi_class(letter) == BidiClass::AL;
    runs_backwards(letter).then_some(if is_arabic { ARABIC_LETTER } else { RIGHT_TO_LEFT })
}

/// Whether a run tells by its text which way it runs: letters and digits of one class from left to right, all else from
/// right to left; and whether it is in one piece if it runs from left to right.
pub(super) fn is_plainly_turned(run: &TextRun) -> bool {
    let goes_right = |character| matches!(bidi_class(character), BidiClass::L | BidiClass::EN | BidiClass::AN);
    if run.right_to_left {
        !run.text.chars().any(goes_right)
    } else {
        run.shifts.is_empty() && run.text.chars().any(goes_right)
    }
}

/// Whether the second of two runs, neighbours in logical order, stands in the line of the first, or in one on the same
/// baseline.
pub(super) fn shares_line(one: &TextRun, next: &TextRun) -> bool {
    !next.begins_line || one.line == LineOrder::RightToLeft && next.line == one.line && one.y == next.y
}

/// The runs of a page in their lines, which runs from left to right as they stand there.
fn lines(texts: &[TextRun]) -> Vec<Vec<usize>> {
    let mut lines: Vec<Vec<usize>> = Vec::new();
    for (index, run) in texts.iter().enumerate() {
        match lines.last_mut() {
            Some(line) if index > 0 && shares_line(&texts[index - 1], run) => line.push(index),
            _ => lines.push(vec![index]),
        }
    }
    lines.retain(|line| texts[line[0]].line == LineOrder::RightToLeft);
    for line in &mut lines {
        line.sort_by(|one, other| texts[*one].x.total_cmp(&texts[*other].x));
    }
    lines
}

/// The last glyph of the signs that a word begins with, on the left, before a number that runs the other way: the comma
/// behind a year. The word has no letter that runs backwards.
fn sign_before_number<'t>(word: &[LineGlyph<'t>]) -> Option<LineGlyph<'t>> {
    let is_sign = |(.., text): &LineGlyph<'t>| !text.chars().any(char::is_alphanumeric);
    let number = word.iter().position(|glyph| !is_sign(glyph))?;
    let &sign = word.get(number.checked_sub(1)?)?;
    let is_number = word[number].2.chars().all(char::is_numeric);
    (is_number && sign.0 != word[number].0).then_some(sign)
}

/// The marks of a page.
pub(super) fn marks(texts: &[TextRun]) -> DirectionMarks {
    let mut marks = DirectionMarks::new();
    for line in lines(texts) {
        let glyphs: Vec<LineGlyph<'_>> = line
            .iter()
            .flat_map(|&run| texts[run].glyph_texts().enumerate().map(move |(glyph, (_, text))| (run, glyph, text)))
            .collect();
        let mut mark = |(run, glyph, _): LineGlyph<'_>, which| {
            marks.entry(run).or_default().push((glyph, which));
        };
        let letter = glyphs.iter().flat_map(|(.., text)| text.chars()).find_map(mark_of);
        // The last glyph of the space before a word, and the mark of the word before that if it runs backwards.
        let (mut space, mut backward) = (None, None);
        let is_space = |(.., text): &LineGlyph<'_>| !text.is_empty() && text.chars().all(char::is_whitespace);
        for part in glyphs.chunk_by(|one, next| is_space(one) == is_space(next)) {
            let Some(&first) = part.first().filter(|first| !is_space(first)) else {
                space = part.last().copied();
                continue;
            };
            let own = part.iter().flat_map(|(.., text)| text.chars()).find_map(mark_of);
            if let Some(own) = own {
                let begins = part.iter().find(|(.., text)| !text.is_empty());
                if begins.is_some_and(|(.., text)| !text.chars().any(runs_backwards)) {
                    mark(first, own);
                }
            } else {
                if let (Some((run, glyph, text)), Some(backward)) = (space, backward) {
                    mark((run, glyph, text), LEFT_TO_RIGHT);
                    mark((run, glyph + 1, text), backward);
                }
                if let (Some((run, glyph, text)), Some(letter)) = (sign_before_number(part), letter) {
                    mark((run, glyph + 1, text), letter);
                    mark((run, glyph + 1, text), LEFT_TO_RIGHT);
                }
            }
            (space, backward) = (None, own);
        }
    }
    marks
}

/// Puts a space between the lines of a page that stand side by side.
pub(super) fn space_lines(texts: &mut Vec<TextRun>, fonts: &Fonts) {
    if texts.iter().all(|run| run.line != LineOrder::RightToLeft) {
        return;
    }
    let mut spaced: Vec<TextRun> = Vec::with_capacity(texts.len());
    // Where the line begins and ends that the last run is in.
    let (mut left, mut right) = (0.0, 0.0);
    for run in texts.drain(..) {
        if let Some(last) = spaced.last().filter(|last| run.begins_line && shares_line(last, &run))
            && let Some(id) = fonts.face(last.face).glyph(' ')
        {
            let face = fonts.face(last.face);
            let advance = f32::from(face.advance(id)) * last.size / f32::from(face.font().units_per_em());
            let x = if run.x < left { left - advance } else { right };
            let space = TextRun {
                mark: MarkedContent::Setting,
                x,
                width: advance,
                glyphs: vec![Glyph { id, length: 1, advance }],
                shifts: Vec::new(),
                text: " ".to_owned(),
                right_to_left: false,
                begins_line: false,
                ..last.clone()
            };
            spaced.push(space);
        }
        let end = run.x + run.width;
        (left, right) = if run.begins_line { (run.x, end) } else { (run.x.min(left), end.max(right)) };
        spaced.push(run);
    }
    *texts = spaced;
}
