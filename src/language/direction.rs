//! Which way text runs: a paragraph in another script than its article's, and words of the source amid ours.

use std::borrow::Cow;

use unicode_bidi::{BidiClass, bidi_class};

/// Whether a paragraph runs from right to left, in an article that does or does not. It runs as the article does, unless
/// its first letter and most of its letters run the other way (Unicode Bidirectional Algorithm, 3.3.1 and 4.3, HL1: a
/// higher protocol may state the direction).
pub fn runs_right_to_left(words: &str, article: bool) -> bool {
    // Below are Latin, Greek and Cyrillic, which run from left to right.
    if !article && words.chars().all(|character| character < '\u{590}') {
        return false;
    }
    let directions = words.chars().filter_map(|character| match bidi_class(character) {
        BidiClass::L => Some(false),
        BidiClass::R | BidiClass::AL => Some(true),
        _ => None,
    });
    let (mut first, mut others, mut letters) = (None, 0usize, 0usize);
    for direction in directions {
        first.get_or_insert(direction);
        others += usize::from(direction != article);
        letters += 1;
    }
    if first == Some(!article) && 2 * others > letters { !article } else { article }
}

/// Words of the source that stand in a line of ours. Where they turn the direction of writing they might not turn it
/// back, and turn ours as well: they are isolated (Unicode Bidirectional Algorithm, FSI and PDI).
pub fn isolated(words: &str) -> Cow<'_, str> {
    let turns = |character| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if words.contains(turns) { Cow::Owned(format!("\u{2068}{words}\u{2069}")) } else { Cow::Borrowed(words) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_turned_by_its_first_letter_and_most_of_them() {
        for (words, left, right) in [
            ("Göl dolur", false, false),
            ("روز گذشته", true, true),
            ("print(1): روز", false, false),
            ("Romeo گفت که روز گذشته", false, true),
            ("روز گذشته the day before it was", false, true),
            ("24.06.2026 — ?", false, true),
            ("", false, true),
        ] {
            assert_eq!((runs_right_to_left(words, false), runs_right_to_left(words, true)), (left, right), "{words}");
        }
    }

    #[test]
    fn an_override_stays_where_it_is() {
        assert_eq!(isolated("AzadlıqRadiosu"), "AzadlıqRadiosu");
        assert_eq!(isolated("a\u{202e}b"), "\u{2068}a\u{202e}b\u{2069}");
    }
}
