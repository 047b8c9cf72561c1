//! Characters that no XML file can hold.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Whether XML 1.0 (fifth edition, 2.2) allows a character.
pub(crate) fn is_allowed(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
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
