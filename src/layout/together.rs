//! What a line does not part, beyond what the Unicode line breaking algorithm (UAX #14) knows.
//!
//! A number and its unit (`24 km`), digits in groups (`1 000 000`), initials and the name (`Ə. Hüseynov`), a sign and
//! its number (`№ 12`), a word and the dash behind it, a hyphen and what follows (`24-də`: a reader who knows no
//! structure takes a hyphen at the end of a line for one that the line made), addresses but behind their slashes.

/// Units that stand behind a number, as the languages of the labels write them.
const UNITS: &[&str] = &[
    "%",
    "‰",
    "°C",
    "°",
    "₼",
    "$",
    "€",
    "₺",
    "₽",
    "£",
    "AZN",
    "USD",
    "EUR",
    "man",
    "manat",
    "qəpik",
    "TL",
    "руб",
    "м",
    "мм",
    "см",
    "км",
    "кг",
    "г",
    "т",
    "л",
    "га",
    "ч",
    "мин",
    "сек",
    "тыс",
    "млн",
    "млрд",
    "m",
    "mm",
    "sm",
    "cm",
    "km",
    "m²",
    "km²",
    "m³",
    "kq",
    "kg",
    "q",
    "g",
    "t",
    "l",
    "ha",
    "mln",
    "mlrd",
    "min",
    "saat",
    "dəq",
    "san",
    "s",
    "h",
    "sa",
    "dk",
    "sn",
    "Hz",
    "kHz",
    "MHz",
    "V",
    "W",
    "kW",
    "MW",
    "kVt",
    "MVt",
    "kVt⋅saat",
    "GB",
    "MB",
    "KB",
    "px",
    "pt",
    "dpi",
];

/// How the line is held together at a place where it could end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// It is not.
    Free,
    /// Between two words: to be parted only if nothing else is left.
    Held,
    /// Inside a word: no place to end a line.
    Fast,
}

/// Whether the text may be parted at `at`; `start` is where the word before it begins.
pub(super) fn hold(text: &str, start: usize, at: usize) -> Hold {
    let (before, after) = (&text[start..at], &text[at..]);
    let next = next_word(after);
    let word = before.trim_end();
    if word.len() == before.len() {
        let parts_address =
            is_address(before) && (!before.ends_with('/') || before.ends_with("://") || after.starts_with('/'));
        let parts_unit = before.strip_suffix('/').is_some_and(is_unit);
        let fast = parts_address || parts_unit || before.ends_with('-') || starts_with_dash(next);
        return if fast { Hold::Fast } else { Hold::Free };
    }
    if starts_with_dash(next) || next == "-" || belongs_before(word, next) { Hold::Held } else { Hold::Free }
}

/// The next word, or so much of it as anybody here asks for.
fn next_word(text: &str) -> &str {
    let mut ends = text.char_indices().take(16).filter(|(_, character)| character.is_whitespace());
    let far = || text.char_indices().nth(16).map_or(text.len(), |(end, _)| end);
    &text[..ends.next().map_or_else(far, |(end, _)| end)]
}

/// The marks before which an address may be parted where a line would be too loose otherwise.
pub(super) const MARKS_IN_ADDRESSES: [char; 10] = ['.', '-', '_', '~', '?', '&', '=', '%', '#', '@'];

/// Whether a word begins as an address does.
pub(super) fn is_address(word: &str) -> bool {
    let start = &word.as_bytes()[..word.len().min(64)];
    start.contains(&b'@') || start.windows(3).any(|three| three == b"://")
}

fn starts_with_dash(text: &str) -> bool {
    text.starts_with(['–', '—', '―'])
}

/// Whether a space stands between two things that are read as one.
fn belongs_before(word: &str, next: &str) -> bool {
    // Without what stands around them: brackets, quotation marks.
    let word = word.rsplit(char::is_whitespace).next().unwrap_or(word);
    let word = word.trim_start_matches(|character: char| !character.is_alphanumeric() && !"№§".contains(character));
    let next = next.trim_start_matches(['(', '“', '"', '«']);
    let ends_in_digit = word.ends_with(|character: char| character.is_ascii_digit());
    let next_is_number = next.starts_with(|character: char| character.is_ascii_digit());
    if ends_in_digit && (is_unit(next) || next_is_number && is_group(word, next)) {
        return true;
    }
    if matches!(word, "№" | "§") && next_is_number {
        return true;
    }
    let named = |text: &str| text.starts_with(char::is_uppercase);
    is_initials(word) && named(next) || is_initials(bare(next)) && named(word) && !word.ends_with(['.', '!', '?'])
}

/// Without the marks behind it, the full stop of an abbreviation apart.
fn bare(word: &str) -> &str {
    word.trim_end_matches([',', ';', ':', ')', '”', '"', '»', '!', '?'])
}

/// Whether a word is a unit, perhaps with an ending (`24 km-lik`) or a second one (`km/saat`).
fn is_unit(word: &str) -> bool {
    let unit = bare(word).trim_end_matches('.');
    let unit = unit.split(['-', '/']).next().unwrap_or(unit);
    UNITS.contains(&unit)
}

/// Whether two numbers are one that is written in groups of three digits.
fn is_group(word: &str, next: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    word.len() <= 3 && digits(word) == word.len() && digits(next) == 3
}

/// Whether a word is one initial or some without spaces: `Ə.`, `R.N.`.
fn is_initials(word: &str) -> bool {
    let mut characters = word.chars().peekable();
    characters.peek().is_some()
        && std::iter::from_fn(|| Some((characters.next()?, characters.next())))
            .all(|(letter, stop)| letter.is_uppercase() && stop == Some('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words between which a line may end.
    fn parts(text: &str) -> Vec<&str> {
        let mut parts = Vec::new();
        let (mut start, mut word) = (0, 0);
        for (at, _) in unicode_linebreak::linebreaks(text) {
            if hold(text, word, at) == Hold::Free {
                parts.push(text[start..at].trim_end());
                start = at;
            }
            if text[..at].ends_with(' ') {
                word = at;
            }
        }
        parts.extend((start < text.len()).then(|| text[start..].trim_end()));
        parts
    }

    #[test]
    fn what_belongs_together_stays_together() {
        for whole in [
            "24 km",
            "24 km-lik",
            "100 km/saat",
            "5 %",
            "3 ₼,",
            "1 000 000",
            "№ 12",
            "24-də",
            "ABŞ-nin",
            "elmi-tədqiqat",
            "Ə. Hüseynov",
            "R.N. Qasımlı",
            "Ə. M. Hüseynov",
            "Hüseynov Ə.",
            "söz –",
            "söz - ",
            "(24 km)",
            "söz—",
        ] {
            assert_eq!(parts(whole), [whole.trim_end()]);
        }
    }

    #[test]
    fn everything_else_may_be_parted() {
        for (text, expected) in [
            ("24 nəfər", vec!["24", "nəfər"]),
            ("2026 100", vec!["2026", "100"]),
            ("gəldi. Ə. Hüseynov", vec!["gəldi.", "Ə. Hüseynov"]),
            ("söz – o", vec!["söz –", "o"]),
            ("https://a.example/b-c/d?e=f&g=h", vec!["https://a.example/", "b-c/", "d?e=f&g=h"]),
            ("a@b.example c", vec!["a@b.example", "c"]),
        ] {
            assert_eq!(parts(text), expected);
        }
    }
}
