//! Cuts a sentence into words, in a form in which case, diacritics and script make no difference.
//!
//! 1. What stands in quotation marks is one token, web addresses are one, a number is one, and so is each mark that
//!    can part clauses;
//! 2. every word is folded ([`fold`]); Azerbaijani and Uzbek in Cyrillic letters are read as they would be in Latin
//!    ones, told apart by the letters that only one of them has.

use std::ops::Range;

use super::spelling::{elision, fold};

/// A word of a sentence.
#[derive(Debug)]
pub(super) struct Token<'t> {
    /// As it stands in the sentence.
    pub(super) text: &'t str,
    /// Where it stands in the sentence, in bytes.
    pub(super) range: Range<usize>,
    /// Without case and diacritics.
    pub(super) folded: String,
    /// What it is.
    pub(super) kind: TokenKind,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A word.
    Word,
    /// Words in quotation marks: a name, or what has to be said.
    Quoted,
    /// Digits, perhaps with an ending.
    Number,
    /// A web address or the name of a host.
    Address,
    /// A mark that can part clauses.
    Mark,
}

/// The marks of quotations, and what ends them.
const QUOTES: &[(char, &[char])] =
    &[('«', &['»']), ('“', &['”', '“']), ('„', &['“', '”']), ('"', &['"']), ('‹', &['›'])];

/// The end of a quotation that begins at the start of a text, after its mark.
pub(super) fn quotation_end(text: &str) -> Option<usize> {
    let open = text.chars().next().filter(|open| !open.is_ascii_alphanumeric())?;
    let (_, closing) = QUOTES.iter().find(|(mark, _)| *mark == open)?;
    let mut depth = 1_usize;
    for (at, character) in text.char_indices().skip(1) {
        if closing.contains(&character) {
            depth -= 1;
        } else if character == open {
            depth += 1;
        }
        if depth == 0 {
            return Some(at + character.len_utf8());
        }
    }
    None
}

/// The end of words in single quotation marks, 'Photo: Eastmoor', after the mark. An apostrophe inside a word ends nothing, and
/// what has no two words is no name to be written.
fn single_quotation_end(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(['\'', '‘'])?;
    let start = text.len() - inner.len();
    let (at, mark) = inner.match_indices(['\'', '’']).find(|(at, mark)| {
        !inner[at + mark.len()..].starts_with(char::is_alphanumeric) && !inner[..*at].ends_with(char::is_whitespace)
    })?;
    let told = &inner[..at];
    (at <= LONGEST_SINGLE && told.starts_with(char::is_uppercase) && told.contains(' '))
        .then(|| start + at + mark.len())
}

/// Words in single quotation marks have no more bytes.
const LONGEST_SINGLE: usize = 80;

/// What is set on links for search engines: in quotation marks it is no name.
const LINK_SIGNS: &[&str] = &["nofollow", "no-follow", "dofollow", "noindex"];

/// Whether a text begins with such a sign in quotation marks.
fn quotes_sign(text: &str) -> bool {
    let inner = text.chars().next().map_or("", |mark| &text[mark.len_utf8()..]);
    let word = inner.split(|letter: char| !letter.is_alphanumeric() && letter != '-').next().unwrap_or_default();
    LINK_SIGNS.iter().any(|sign| sign.eq_ignore_ascii_case(word))
        && quotation_end(text).is_some_and(|end| end <= LONGEST_SIGN)
}

/// A sign with its quotation marks has no more bytes.
const LONGEST_SIGN: usize = 16;

/// Cuts a sentence into tokens. The language tells Kazakh from Uzbek where no letter does.
pub(super) fn tokens<'t>(sentence: &'t str, language: &str) -> Vec<Token<'t>> {
    let script = WrittenScript::of(sentence, language);
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(character) = sentence[at..].chars().next() {
        let rest = &sentence[at..];
        let before = sentence[..at].chars().next_back();
        let is_start = !before.is_some_and(char::is_alphanumeric);
        // "A.Ş.'ye": an ending behind a shortened name.
        let shortened = [".'", ".’"].into_iter().any(|end| sentence[..at].ends_with(end));
        if shortened && character.is_lowercase() {
            at += word_end(rest).max(character.len_utf8());
            continue;
        }
        let quoted = quotation_end(rest).or_else(|| single_quotation_end(rest));
        let (length, kind) = if let Some(end) = quoted.filter(|_| is_start && !quotes_sign(rest)) {
            // "«Нарцисс»ə": the ending of a name in quotation marks is a part of it.
            (
                end + word_end(rest[end..].trim_start_matches(['\'', '’']))
                    + (rest[end..].len() - rest[end..].trim_start_matches(['\'', '’']).len()),
                Some(TokenKind::Quoted),
            )
        } else if let Some(end) = address(rest).filter(|_| is_start) {
            (end, Some(TokenKind::Address))
        } else if character.is_numeric() {
            // "16+" says for which age something is.
            let end = thousands(rest, is_start).unwrap_or_else(|| word_end(rest));
            (end, Some(TokenKind::Number).filter(|_| !rest[end..].starts_with('+')))
        } else if character.is_alphanumeric() {
            (word_end(rest), Some(TokenKind::Word))
        } else if character == '%' {
            // "30%-dən": the ending of what the mark is read as.
            push(&mut tokens, &sentence[at..at + 1], at, TokenKind::Mark, script);
            at += 1 + ending(&rest[1..]);
            continue;
        } else if is_mark(character) {
            (character.len_utf8(), Some(TokenKind::Mark))
        } else {
            (character.len_utf8(), None)
        };
        // "?\n– Yes": what parts a question from its answer parts nothing more.
        let asked = tokens.last().is_some_and(|token: &Token<'_>| matches!(token.text, "?" | "؟"));
        let joins = asked && kind == Some(TokenKind::Mark) && matches!(character, '\n' | '–' | '—' | '-');
        if let Some(kind) = kind.filter(|_| !joins) {
            push(&mut tokens, &sentence[at..at + length], at, kind, script);
        }
        at += length;
    }
    tokens
}

fn push<'t>(tokens: &mut Vec<Token<'t>>, text: &'t str, start: usize, kind: TokenKind, script: WrittenScript) {
    let folded = match kind {
        TokenKind::Word | TokenKind::Number | TokenKind::Mark => script.folded(text),
        TokenKind::Quoted | TokenKind::Address => String::new(),
    };
    // "l'autorisation", "qu'avec", "n'est": what was shortened is a word of its own.
    let elided = elision(text).filter(|_| kind == TokenKind::Word);
    if let Some(at) = elided {
        let quote = text[at..].chars().next().map_or(1, char::len_utf8);
        let second = &text[at + quote..];
        let range = start..start + at;
        tokens.push(Token { text: &text[..at], range, folded: fold(&text[..at]).into_owned(), kind });
        let from = start + at + quote;
        tokens.push(Token { text: second, range: from..from + second.len(), folded: fold(second).into_owned(), kind });
        return;
    }
    tokens.push(Token { text, range: start..start + text.len(), folded, kind });
}

/// Where a word ends: hyphens, apostrophes, joiners and the marks of decomposed letters stand inside it.
fn word_end(text: &str) -> usize {
    let mut end = 0;
    for (at, character) in text.char_indices() {
        if character.is_alphanumeric() || is_combining(character) {
            end = at + character.len_utf8();
        } else if !is_joiner(character) {
            break;
        }
    }
    end
}

/// How much of a text is an ending behind a hyphen or an apostrophe.
fn ending(text: &str) -> usize {
    let mut letters = text.chars();
    let joined = letters.next().is_some_and(is_joiner) && letters.next().is_some_and(char::is_lowercase);
    if joined { word_end(text) } else { 0 }
}

/// What stands inside a word.
fn is_joiner(character: char) -> bool {
    matches!(
        character,
        '-' | '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | '`' | '\u{ad}' | '\u{2010}' | '\u{2011}' | '\u{200c}' | '\u{200d}'
    )
}

/// The marks of decomposed letters, and the vowels of Arabic.
fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{655}' | '\u{670}')
}

fn is_mark(character: char) -> bool {
    matches!(
        character,
        ',' | ';'
            | ':'
            | '–'
            | '—'
            | '-'
            | '|'
            | '·'
            | '•'
            | '('
            | ')'
            | '/'
            | '%'
            | '،'
            | '؛'
            | '٪'
            | '\n'
            | '&'
            | '?'
            | '؟'
    )
}

/// `https://…`, `www.…`, `numune.az`, `numune.az-ın`: how much of a text is an address at its start.
fn address(text: &str) -> Option<usize> {
    let chunk = text
        .split(|it: char| it.is_whitespace() || matches!(it, ',' | ')' | '(' | '»' | '”' | '"' | '|' | ';'))
        .next()?;
    // Nearly every word is none.
    if !chunk.contains(['.', '/', '@']) {
        return None;
    }
    let chunk = chunk.trim_end_matches(['.', ':', '!', '?', '…']);
    let host = chunk.split(['\'', '’', '/']).next().unwrap_or_default();
    let is_host = || {
        host.rsplit_once('.').is_some_and(|(before, top)| {
            // "numune-xeber.az-ın": a hyphen behind the dot joins an ending, one before it is a part of the name.
            let top = top.split('-').next().unwrap_or_default();
            before.chars().filter(|it| it.is_alphanumeric()).count() >= 2
                && top.len() >= 2
                && (top.bytes().all(|byte| byte.is_ascii_alphabetic()) || CYRILLIC_TOPS.contains(&fold(top).as_ref()))
        })
    };
    (chunk.contains("://") || chunk.starts_with("www.") || chunk.contains('@') || is_host()).then_some(chunk.len())
}

/// How hosts end that are written in Cyrillic letters, and names of sites that are told so: "Пример.ру".
const CYRILLIC_TOPS: &[&str] = &["ру", "рф", "укр", "қаз", "кз", "уз", "ком", "орг", "инфо"];

/// The script in which a language is written that has two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WrittenScript {
    /// The usual one.
    Usual,
    /// Azerbaijani in Cyrillic letters.
    Azerbaijani,
    /// Uzbek in Cyrillic letters.
    Uzbek,
}

impl WrittenScript {
    /// By letters that only one alphabet has. Where there are none, the language says it, else the endings of Uzbek.
    fn of(sentence: &str, language: &str) -> Self {
        // All of the letters are Cyrillic, and most sentences have none.
        if !sentence.contains(|letter| ('\u{400}'..='\u{52f}').contains(&letter)) {
            return Self::Usual;
        }
        let has = |letters: &[char]| sentence.contains(letters);
        let kazakh = has(&['қ', 'Қ', 'ң', 'Ң', 'і', 'І', 'ұ', 'Ұ']);
        let azerbaijani = has(&['ҝ', 'Ҝ', 'ҹ', 'Ҹ', 'ј', 'Ј'])
            || (has(&['ә', 'Ә', 'һ', 'Һ']) && !kazakh && language != "kk")
            || (language == "az" && has(&['ө', 'Ө', 'ү', 'Ү', 'ғ', 'Ғ', 'һ', 'Һ']));
        if azerbaijani {
            return Self::Azerbaijani;
        }
        if has(&['ә', 'Ә', 'і', 'І', 'ң', 'Ң', 'ұ', 'Ұ', 'ү', 'Ү', 'ө', 'Ө']) {
            return Self::Usual;
        }
        let shared = has(&['қ', 'Қ', 'ғ', 'Ғ']);
        let ending =
            || ["лари", "нинг", "дан ", "ланг", "миз", "лган", "ниб"].iter().any(|ending| sentence.contains(ending));
        let uzbek = has(&['ў', 'Ў', 'ҳ', 'Ҳ'])
            || (shared && language == "uz")
            || (shared && language != "kk" && ending())
            || (language == "uz" && has(&['а', 'и', 'о']));
        if uzbek { Self::Uzbek } else { Self::Usual }
    }

    /// A word folded; in Latin letters where it could be written in them.
    fn folded(self, word: &str) -> String {
        let small = || word.chars().flat_map(char::to_lowercase);
        match self {
            Self::Usual => fold(word).into_owned(),
            Self::Azerbaijani => fold(&small().map(azerbaijani).collect::<String>()).into_owned(),
            Self::Uzbek => {
                let mut latin = String::with_capacity(word.len());
                for (place, character) in small().enumerate() {
                    uzbek(character, place == 0, &mut latin);
                }
                fold(&latin).into_owned()
            }
        }
    }
}

/// A small letter of the Azerbaijani Cyrillic alphabet of 1958 in the Latin one of 1991.
fn azerbaijani(character: char) -> char {
    match character {
        'а' => 'a',
        'б' => 'b',
        'в' => 'v',
        'г' => 'q',
        'ғ' => 'ğ',
        'д' => 'd',
        'е' | 'э' => 'e',
        'ә' => 'ə',
        'ж' => 'j',
        'з' => 'z',
        'и' => 'i',
        'ы' => 'ı',
        'ј' | 'й' => 'y',
        'к' => 'k',
        'ҝ' => 'g',
        'л' => 'l',
        'м' => 'm',
        'н' => 'n',
        'о' => 'o',
        'ө' => 'ö',
        'п' => 'p',
        'р' => 'r',
        'с' => 's',
        'т' => 't',
        'у' => 'u',
        'ү' => 'ü',
        'ф' => 'f',
        'х' => 'x',
        'һ' => 'h',
        'ч' => 'ç',
        'ҹ' => 'c',
        'ш' => 'ş',
        other => other,
    }
}

/// A small letter of the Uzbek Cyrillic alphabet in the Latin one.
fn uzbek(character: char, first: bool, latin: &mut String) {
    let letters = match character {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'ғ' => "g",
        'д' => "d",
        'е' if first => "ye",
        'е' | 'э' => "e",
        'ё' => "yo",
        'ж' => "j",
        'з' => "z",
        'и' => "i",
        'й' => "y",
        'к' => "k",
        'қ' => "q",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' | 'ў' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "x",
        'ҳ' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        other => {
            latin.push(other);
            return;
        }
    };
    latin.push_str(letters);
}

/// A number in any digits.
pub(super) fn number(text: &str) -> Option<u32> {
    let digits: String = text.chars().filter(|letter| !is_separator(*letter)).map_while(digit).take(7).collect();
    digits.parse().ok()
}

/// What stands between the thousands and the hundreds of a number.
const fn is_separator(character: char) -> bool {
    matches!(character, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}')
}

/// "1,000", "10 000": where a number ends whose thousands stand apart. Groups that are parted by spaces are a telephone where
/// more of them follow, or where the first is longer.
fn thousands(text: &str, is_start: bool) -> Option<usize> {
    let count = |text: &str| text.chars().take_while(|letter| digit(*letter).is_some()).count();
    let length = |text: &str| text.chars().take_while(|letter| digit(*letter).is_some()).map(char::len_utf8).sum();
    let first: usize = length(text);
    let separator = text[first..].chars().next().filter(|mark| is_separator(*mark))?;
    let spaced = !matches!(separator, ',' | '.');
    let behind = first + separator.len_utf8();
    let end = behind + length(&text[behind..]);
    let mut next = text[end..].chars();
    let (next, after) = (next.next(), next.next());
    let grouped = next.is_some_and(is_separator) && after.is_some_and(|letter| digit(letter).is_some());
    let whole = is_start && !text.starts_with('0') && (1..=if spaced { 2 } else { 3 }).contains(&count(text));
    let parted = !grouped && next.is_none_or(|letter| !letter.is_alphanumeric() && letter != '-');
    (whole && parted && count(&text[behind..]) == 3).then_some(end)
}

fn digit(character: char) -> Option<char> {
    let code = u32::from(character);
    let value = match code {
        0x30..=0x39 => code - 0x30,
        0x660..=0x669 => code - 0x660,
        0x6f0..=0x6f9 => code - 0x6f0,
        _ => return None,
    };
    char::from_digit(value, 10)
}
