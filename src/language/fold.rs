//! Lower case for comparing words of any language.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// Lower case for comparing words of any of the languages: the four forms of i are one, and so are composed and
/// decomposed letters. Where a word may be parted is none of its letters.
pub(crate) fn fold(text: &str) -> String {
    let text = text.trim();
    let mut folded = String::with_capacity(text.len());
    for character in composed(text).chars() {
        match character {
            'İ' | 'I' | 'ı' => folded.push('i'),
            '\u{a0}' => folded.push(' '),
            '\u{307}' | '\u{ad}' => {}
            'a'..='z' | ' ' => folded.push(character),
            other => folded.extend(other.to_lowercase().filter(|&letter| letter != '\u{307}')),
        }
    }
    folded
}

/// In composed letters. What has no character above those of Latin's blocks is so anyhow.
fn composed(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| character < FIRST_MARK) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// The first combining mark: all characters before it are composed.
const FIRST_MARK: char = '\u{300}';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_differ_in_form_alone_are_one() {
        assert_eq!(fold(" İYUN"), "iyun");
        assert_eq!(fold("Ağustos"), fold("Ag\u{306}ustos"));
        assert_eq!(fold("5\u{a0}saat"), "5 saat");
        assert_eq!(fold("Stau\u{ad}damm"), "staudamm");
    }
}
