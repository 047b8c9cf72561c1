//! Capitals and small letters.

/// Whether a letter is small where it could be a capital. Georgian letters are not, though Unicode calls them lower
/// case: names and sentences begin with the same letters as everything else (The Unicode Standard, 7.7, Georgian).
pub(crate) fn is_small(character: char) -> bool {
    character.is_lowercase() && !matches!(character, '\u{10d0}'..='\u{10ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn georgian_has_no_small_letters() {
        assert!(['ə', 'ı', 'я'].into_iter().all(is_small));
        assert!(!['Ə', 'İ', 'Я', 'ნ', 'ჰ', 'ا', '7'].into_iter().any(is_small));
    }
}
