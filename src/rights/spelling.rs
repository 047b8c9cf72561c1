//! Words in the form in which they are compared.
//!
//! The program is built with it and so are its tables ([`build/`](../../build)): it knows no other module.

use std::borrow::Cow;

/// A word without case and diacritics.
///
/// For comparison only. Azerbaijani and Turkish pair İ with i and I with ı, other languages pair I with i; shouting
/// footers mix both, and many pages type neither ə nor ı. So all of these are one letter here: no two stems of the
/// tables that mean different things differ in them alone.
pub(super) fn fold(word: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase() && !matches!(byte, b'\'' | b'`');
    if word.bytes().all(is_plain) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.chars().flat_map(char::to_lowercase).filter_map(plain).collect())
}

/// The same without marks: a name that may be written with spaces and hyphens or without.
pub(super) fn key(name: &str) -> String {
    fold(name).chars().filter(|it| it.is_alphanumeric()).collect()
}

fn plain(character: char) -> Option<char> {
    Some(match character {
        'ı' | 'î' | 'í' | 'ï' | 'ì' => 'i',
        'ə' | 'é' | 'è' | 'ê' | 'ë' => 'e',
        'ş' => 's',
        'ç' => 'c',
        'ğ' => 'g',
        'ñ' => 'n',
        'ö' | 'ô' | 'ó' | 'ò' => 'o',
        'ü' | 'û' | 'ú' | 'ù' => 'u',
        'â' | 'à' | 'á' | 'ä' => 'a',
        'ё' => 'е',
        'й' => 'и',
        'ي' | 'ى' | 'ئ' => 'ی',
        'ك' => 'ک',
        'ة' | 'ۀ' => 'ه',
        'أ' | 'إ' | 'آ' => 'ا',
        'ؤ' => 'و',
        'œ' => 'o',
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{655}' | '\u{670}' => return None,
        '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | '`' | '\u{ad}' | '\u{200c}' | '\u{200d}' => return None,
        '\u{2010}' | '\u{2011}' => '-',
        '،' => ',',
        '؛' => ';',
        '٪' => '%',
        other => other,
    })
}

/// Where a shortened word ends before its apostrophe: "l'autorisation", "qu'avec".
pub(super) fn elision(text: &str) -> Option<usize> {
    const SHORTENED: [&str; 9] = ["l", "d", "n", "s", "c", "j", "m", "t", "qu"];
    let at = text.find(['\'', '’'])?;
    let shortened = SHORTENED.iter().any(|word| word.eq_ignore_ascii_case(&text[..at]));
    (shortened && at + 2 < text.len()).then_some(at)
}

/// The beginnings of a word, a letter longer each time: how long it is in bytes, and its hash.
pub(super) fn beginnings(word: &str) -> impl Iterator<Item = (usize, u32)> {
    word.char_indices().scan(0_u32, |hash, (at, letter)| {
        *hash = (*hash ^ u32::from(letter)).wrapping_mul(0x9e37_79b1);
        Some((at + letter.len_utf8(), *hash))
    })
}

/// Where in a table of a power of two of places one looks first for what has a hash, and how it is told from most others.
pub(super) fn place(hash: u32, places: usize) -> (usize, u16) {
    let [low, next, high, highest] = hash.to_le_bytes();
    (usize::from(u16::from_le_bytes([high, highest])) & (places - 1), u16::from_le_bytes([low, next]))
}
