//! Lower case for comparing words of any language.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// Lower case for comparing words of any of the languages: the four forms of i are one, and so are composed and
/// decomposed letters.
pub(crate) fn fold(text: &str) -> String {
    let text = text.trim();
    let composed = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect::<String>()),
    };
    composed
        .chars()
        .flat_map(|character| match character {
            'İ' | 'I' | 'ı' => 'i'.to_lowercase(),
            other => other.to_lowercase(),
        })
        .filter(|&character| character != '\u{307}')
        .map(|character| if character == '\u{a0}' { ' ' } else { character })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_differ_in_form_alone_are_one() {
        assert_eq!(fold(" İYUN"), "iyun");
        assert_eq!(fold("Ağustos"), fold("Ag\u{306}ustos"));
        assert_eq!(fold("5\u{a0}saat"), "5 saat");
    }
}
