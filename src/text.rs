//! The rules for characters and text that every part keeps: what no XML file can hold, what nobody sees, what ends a
//! sentence, how long a text is.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Whether XML 1.0 (fifth edition, 2.2) allows a character.
pub(crate) fn is_allowed(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether a character has no look of its own (Unicode, general category Cf without the signs that show; the two
/// separators; UTS 39, 3.1).
pub(crate) fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// Whether a text ends as a sentence does, quotation marks and brackets aside.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let closes = |last: char| last.is_whitespace() || is_unseen(last) || "\"”“»'’)]".contains(last);
    text.trim_end_matches(closes).ends_with(['.', '!', '?', '…', '؟', '۔', '։', '。', '！', '？'])
}

/// Whether a text has more than so many characters: one in Georgian may be as long as one in English, whatever its bytes.
pub(crate) fn is_longer_than(text: &str, most: usize) -> bool {
    // A character has one byte at least and four at most.
    text.len() > most && (text.len() > 4 * most || text.chars().nth(most).is_some())
}

/// What was replaced: each character with its first place, if that is known, and its count.
#[derive(Debug, Default)]
pub(crate) struct Replaced(BTreeMap<char, (Option<Span>, usize)>);

impl Replaced {
    /// The text with every character that is not allowed replaced by U+FFFD.
    pub(crate) fn clean(&mut self, text: &str, span: impl Into<Option<Span>>) -> String {
        if text.chars().all(is_allowed) {
            return text.to_owned();
        }
        let span = span.into();
        let replace = |character: char| {
            if is_allowed(character) {
                return character;
            }
            self.0.entry(character).or_insert((span, 0)).1 += 1;
            char::REPLACEMENT_CHARACTER
        };
        text.chars().map(replace).collect()
    }

    /// Says what was replaced.
    pub(crate) fn report(&self, diagnostics: &mut Vec<Diagnostic>) {
        for (character, (span, count)) in &self.0 {
            let times = if *count == 1 { "once".to_owned() } else { format!("{count} times") };
            let code = u32::from(*character);
            let message = format!("the character U+{code:04X}, which XML forbids, was replaced by U+FFFD, {times}");
            let diagnostic = Diagnostic::new(Code::CharacterReplaced, message);
            diagnostics.push(diagnostic.at(*span).with_hint("remove it from the source"));
        }
    }
}

/// The character that stands for another one in text of the other direction (Unicode, `BidiMirroring.txt`): those that
/// news uses.
pub(crate) fn mirrored(character: char) -> Option<char> {
    const PAIRS: [(char, char); 12] = [
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('«', '»'),
        ('‹', '›'),
        ('≤', '≥'),
        ('⟨', '⟩'),
        ('〈', '〉'),
        ('《', '》'),
        ('「', '」'),
        ('⁽', '⁾'),
    ];
    PAIRS.into_iter().find_map(|(one, other)| {
        if character == one {
            Some(other)
        } else if character == other {
            Some(one)
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_alike_in_every_script() {
        for text in ["Göl doldu.", "Он сказал: «Да!»", "“Why?” ", "(See above.)", "آیا دریاچه پر شد؟", "…", "Իսկապես։"]
        {
            assert!(ends_sentence(text), "{text:?}");
        }
        for text in ["", "Göl", "Göl dolur:", "üç, dörd,", "2026–", "«Göl»"] {
            assert!(!ends_sentence(text), "{text:?}");
        }
    }

    #[test]
    fn lengths_are_those_of_characters() {
        let georgian = "ტბა ისევ აივსო";
        let english = "lake is full..";
        assert_eq!(georgian.chars().count(), english.len());
        for most in 0..20 {
            assert_eq!(is_longer_than(georgian, most), is_longer_than(english, most), "{most}");
            assert_eq!(is_longer_than(georgian, most), georgian.chars().count() > most);
        }
    }

    #[test]
    fn one_set_of_characters_is_unseen() {
        assert!(['\u{ad}', '\u{200b}', '\u{202e}', '\u{2066}', '\u{feff}', '\u{e0041}'].into_iter().all(is_unseen));
        assert!(['a', ' ', 'ə', '\u{301}', '\u{fe0f}', '\u{600}'].into_iter().all(|character| !is_unseen(character)));
    }
}
