//! The licences of Creative Commons by their names in words.
//!
//! A name is "Creative Commons", the names of elements in a language that has them (`names.toml`), a version, perhaps a
//! jurisdiction. Between them only marks stand. A word within it that is no element makes the licence unknown.

use super::{NamedLicence, PORTED_VERSION, VERSIONS, creative_commons, of_jurisdiction, unversioned};
use crate::rights::spelling::{fold, key};

/// What a part of a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LicenceNamePart {
    /// Creative Commons itself.
    Body,
    By,
    Nc,
    Nd,
    Sa,
    Zero,
    /// Words of the title that are no element: "International".
    Title,
}

/// The names of the parts, the longest first, as they are compared ([`build/licences.rs`](../../../build/licences.rs)).
static PARTS: &[(&str, LicenceNamePart)] = include!(concat!(env!("OUT_DIR"), "/names.rs"));
/// Those of Creative Commons itself, which begin every name.
static BODIES: &[&str] = include!(concat!(env!("OUT_DIR"), "/bodies.rs"));

/// The longest name of a part, in words.
const MOST_WORDS: usize = 7;

/// One word of a sentence, with its place.
struct NameWord<'s> {
    text: &'s str,
    start: usize,
    end: usize,
    /// Whether only marks and spaces stand before it, and none that ends a clause.
    joined: bool,
}

impl NameWord<'_> {
    /// As it is compared.
    fn key(&self) -> String {
        key(self.text)
    }

    /// The first letter of that.
    fn initial(&self) -> Option<char> {
        let letter = |(at, letter): (usize, char)| {
            fold(&self.text[at..at + letter.len_utf8()]).chars().find(|it| it.is_alphanumeric())
        };
        self.text.char_indices().find_map(letter)
    }
}

fn words(sentence: &str) -> Vec<NameWord<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    let mut gap = true;
    let ends = sentence.char_indices().chain([(sentence.len(), ' ')]);
    for (at, character) in ends {
        let inside = character.is_alphanumeric()
            || matches!(character, '’' | '\'' | '\u{200c}' | '\u{300}'..='\u{36f}')
            || (character == '.'
                && sentence[..at].ends_with(char::is_numeric)
                && sentence[at + 1..].starts_with(char::is_numeric));
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push(NameWord { text: &sentence[from..at], start: from, end: at, joined: gap });
                start = None;
                gap = true;
            }
            _ => {}
        }
        if start.is_none() && matches!(character, '.' | ';' | ':' | '!' | '?' | '|' | '\n' | '/') {
            gap = false;
        }
    }
    words
}

/// The part that begins at a word, with how many words it takes. A long word may have a part's name at its beginning
/// and an ending of its own.
fn part(words: &[NameWord<'_>]) -> Option<(LicenceNamePart, usize)> {
    let first = words.first()?.initial()?;
    // Nearly every word begins no name at all.
    let mut names = PARTS.iter().filter(|(name, _)| name.starts_with(first)).peekable();
    names.peek()?;
    let names: Vec<_> = names.collect();
    let mut joined = String::new();
    let mut best = None;
    for (count, word) in words.iter().take(MOST_WORDS).enumerate() {
        if count > 0 && !word.joined {
            break;
        }
        let before = joined.len();
        joined.push_str(&word.key());
        let is = |name: &str| {
            joined.strip_prefix(name).is_some_and(|ending| {
                ending.is_empty() || (name.chars().count() >= 5 && ending.chars().count() <= ENDING)
            })
        };
        let found =
            names.iter().find(|(name, _)| name.len() + 3 * ENDING > joined.len() && before < name.len() && is(name));
        if let Some((_, part)) = found {
            best = Some((*part, count + 1));
        }
    }
    best
}

/// The longest ending of a name, in letters.
const ENDING: usize = 4;

/// Whether a text in lower case (ASCII) may name one in words: nearly none does. In Latin letters all names have "Commons",
/// whose parts a soft hyphen may part.
pub(super) fn may_be_in_words(lower: &str) -> bool {
    // The first bytes of what is Greek, Cyrillic, Arabic, Georgian and the like.
    lower.bytes().any(|byte| (0xce..=0xe1).contains(&byte)) || lower.contains("ommons") || lower.contains('\u{ad}')
}

/// The licences of Creative Commons that a sentence names in words.
pub(super) fn in_words(sentence: &str) -> Vec<NamedLicence> {
    let mut found = Vec::new();
    let words = words(sentence);
    let mut at = 0;
    while at < words.len() {
        // Nearly every word begins nothing of the kind.
        let first = words[at].initial();
        let may_begin = |key: &str| BODIES.iter().any(|name| name.starts_with(key) || key.starts_with(name));
        let begins = first.is_some_and(|first| BODIES.iter().any(|name| name.starts_with(first)));
        match (begins && may_begin(&words[at].key())).then(|| part(&words[at..])).flatten() {
            Some((LicenceNamePart::Body, count)) => {
                let (named, next) = name(sentence, &words, at, at + count);
                found.push(named);
                at = next;
            }
            _ => at += 1,
        }
    }
    found
}

/// Reads a name whose elements begin at a word; with the word behind it.
fn name(sentence: &str, words: &[NameWord<'_>], first: usize, mut at: usize) -> (NamedLicence, usize) {
    let mut elements: Vec<&str> = Vec::new();
    let mut zero = false;
    let mut end = words[at - 1].end;
    let mut odd = false;
    while at < words.len() && words[at].joined {
        let Some((part, count)) = part(&words[at..]).or_else(|| Some((element(words[at].text)?, 1))) else { break };
        match part {
            LicenceNamePart::By => elements.push("by"),
            LicenceNamePart::Nc => elements.push("nc"),
            LicenceNamePart::Nd => elements.push("nd"),
            LicenceNamePart::Sa => elements.push("sa"),
            LicenceNamePart::Zero => zero = true,
            LicenceNamePart::Title => {}
            LicenceNamePart::Body => break,
        }
        end = words[at + count - 1].end;
        at += count;
    }
    // "…, version 4.0".
    let is_version = |word: &NameWord<'_>| digits(&sentence[word.start..word.end]).is_some();
    if words.get(at).is_some_and(|word| word.joined && VERSION.contains(&word.key().as_str()))
        && words.get(at + 1).is_some_and(|word| word.joined && is_version(word))
    {
        at += 1;
    }
    // A word joined to the name by a hyphen, or one before the version, is an element that nobody knows.
    if let Some(word) = words.get(at)
        && !is_version(word)
    {
        let hyphen =
            sentence[end..word.start].chars().all(|it| matches!(it, '-' | '\u{2010}' | '\u{2011}')) && word.start > end;
        let versioned = word.joined && words[at..].iter().take(5).take_while(|word| word.joined).any(is_version);
        if !elements.is_empty() && (hyphen || versioned) {
            odd = true;
            let last = words[at..].iter().take(5).position(is_version).map_or(at, |offset| at + offset);
            end = words[last].end;
            at = last + 1;
        }
    }
    let code = if zero { "zero".to_owned() } else { ordered(&elements) };
    let version = words.get(at).filter(|word| word.joined).and_then(|word| digits(&sentence[word.start..word.end]));
    let mut licence = None;
    match version {
        _ if odd => {}
        Some(version) => {
            end = words[at].end;
            at += 1;
            let known = VERSIONS.iter().chain([&PORTED_VERSION]).find(|known| **known == version);
            if let Some((found, behind)) = known.and_then(|known| of_jurisdiction(&code, known, sentence, end)) {
                licence = Some(found);
                end = behind;
                while words.get(at).is_some_and(|word| word.start < end) {
                    at += 1;
                }
            }
            // "3.0 Chile", "3.0 New Zealand": of a jurisdiction that is not known by its name, and not the unported one.
            let next = words.get(at).filter(|word| word.joined && word.start >= end);
            let titled = part(&words[at.min(words.len())..]).is_some_and(|(part, _)| part == LicenceNamePart::Title);
            if let Some(next) = next
                && !titled
                && version != "4.0"
                && version != "1.0"
                && sentence[next.start..].starts_with(char::is_uppercase)
                && sentence[end..next.start].trim().is_empty()
                && licence.as_ref().is_some_and(|licence| licence.spdx.is_some())
            {
                licence = None;
            }
        }
        None if zero => licence = creative_commons("zero", "1.0"),
        None => licence = unversioned(&code),
    }
    while at < words.len() && words[at].joined {
        match part(&words[at..]) {
            Some((LicenceNamePart::Title, count)) => {
                end = words[at + count - 1].end;
                at += count;
            }
            _ => break,
        }
    }
    (NamedLicence { licence, place: words[first].start..end }, at)
}

/// What stands before the number of a version.
const VERSION: &[&str] =
    &["version", "versione", "versiya", "versiyası", "sürüm", "версия", "версии", "версія", "нұсқа", "versión"];

/// An element by its code, in capitals: "Creative Commons BY-SA 4.0".
fn element(word: &str) -> Option<LicenceNamePart> {
    Some(match word {
        "BY" => LicenceNamePart::By,
        "NC" => LicenceNamePart::Nc,
        "ND" => LicenceNamePart::Nd,
        "SA" => LicenceNamePart::Sa,
        _ => return None,
    })
}

/// Elements in the order in which Creative Commons writes them.
fn ordered(elements: &[&str]) -> String {
    ["by", "nc", "nd", "sa"].into_iter().filter(|element| elements.contains(element)).collect::<Vec<_>>().join("-")
}

/// A version in any digits, in ASCII.
fn digits(word: &str) -> Option<String> {
    let ascii: String = word
        .chars()
        .map(|it| match u32::from(it) {
            code @ 0x6f0..=0x6f9 => char::from_digit(code - 0x6f0, 10).unwrap_or(it),
            code @ 0x660..=0x669 => char::from_digit(code - 0x660, 10).unwrap_or(it),
            _ => it,
        })
        .collect();
    let (whole, part) = ascii.split_once('.')?;
    let number = |it: &str| it.len() == 1 && it.bytes().all(|byte| byte.is_ascii_digit());
    (number(whole) && number(part)).then_some(ascii)
}
