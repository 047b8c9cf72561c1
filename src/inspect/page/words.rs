//! What counts as a word when a page is compared with files.
//!
//! A word is what stands between white space, by its letters and digits alone: marks that a reader sets anew (quotes,
//! brackets) do not count, a space that is lost does. Scripts that part no words are compared character by character.

/// Takes characters, gives words.
#[derive(Debug, Default)]
pub(super) struct Splitter {
    word: String,
}

impl Splitter {
    /// Takes a character; the word that it ends, if it ends one.
    pub(super) fn push(&mut self, character: char) -> Option<String> {
        if character.is_whitespace() || character == '\u{200b}' {
            return self.end();
        }
        if !counts(character) {
            return None;
        }
        if is_unspaced(character) {
            let before = self.end();
            self.word.push(character);
            return before;
        }
        // Behind a character that is a word alone another word begins.
        let before = if self.word.chars().next_back().is_some_and(is_unspaced) { self.end() } else { None };
        self.word.push(character);
        before
    }

    /// Ends the word that is open.
    pub(super) fn end(&mut self) -> Option<String> {
        // The mark of a note may stand at a word, and in the files elsewhere.
        let letters = self.word.trim_end_matches(|character: char| character.is_ascii_digit()).len();
        if letters > 0 {
            self.word.truncate(letters);
        }
        (!self.word.is_empty()).then(|| std::mem::take(&mut self.word))
    }

    /// Whether no word is open.
    pub(super) fn is_between(&self) -> bool {
        self.word.is_empty()
    }
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut splitter = Splitter::default();
    let mut words: Vec<String> = text.chars().filter_map(|character| splitter.push(character)).collect();
    words.extend(splitter.end());
    words
}

/// Whether a character tells words apart.
pub(super) fn counts(character: char) -> bool {
    character.is_alphanumeric() || unicode_normalization::char::is_combining_mark(character)
}

/// Whether a character belongs to a script that sets no spaces.
fn is_unspaced(character: char) -> bool {
    matches!(u32::from(character),
        0x0e00..=0x0eff | 0x1780..=0x17ff | 0x2e80..=0x2fff | 0x3040..=0x30ff | 0x3100..=0x312f
        | 0x31f0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0xff66..=0xff9f | 0x20000..=0x3ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_spaces_make_words() {
        assert_eq!(words("“Su – 2.4 m”, dedi.\u{a0}Bəli"), ["Su", "24", "m", "dedi", "Bəli"]);
        assert_eq!(words("su,od"), ["suod"], "a space that is lost is seen");
        assert_eq!(words("図書館(2026年)"), ["図", "書", "館", "2026", "年"]);
        assert_eq!(words(" — … "), [""; 0]);
    }
}
