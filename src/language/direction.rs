//! Which way text runs, where words of the source stand amid ours.

use std::borrow::Cow;

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
    fn an_override_stays_where_it_is() {
        assert_eq!(isolated("AzadlıqRadiosu"), "AzadlıqRadiosu");
        assert_eq!(isolated("a\u{202e}b"), "\u{2068}a\u{202e}b\u{2069}");
    }
}
