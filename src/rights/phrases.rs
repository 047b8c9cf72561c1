//! The phrases of rights, one table a language, and how a sentence is held against them.
//!
//! 1. A table (`phrases/az.toml`) sorts phrases into [`Class`]es. A phrase is words with single spaces between them;
//!    `foto*` is any word that begins so, `*` alone is any one word, `**` any few words or none.
//! 2. [`tokens`] cuts a sentence into words, in a form ([`fold`]) in which case and diacritics make no difference, nor
//!    the script in which Azerbaijani is written ([`latin`]).
//! 3. [`Table::find`] marks which classes the sentence has words of, and which of its words no class knows.
//!
//! What the classes mean together is [`recognise`](super::recognise)'s matter. A language is added by one file and one
//! row in [`TABLES`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;

/// What a phrase contributes to a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Class {
    /// All rights are reserved: a whole statement.
    Reserved,
    /// Naming the source.
    Credit,
    /// Naming it by a link.
    Hyperlink,
    /// A duty: "is mandatory", "must be given", "please give".
    Must,
    /// The source is not named: forbidden together with [`Class::Forbidden`].
    WithoutCredit,
    /// The source's words for where the attribution has to stand.
    Place,
    /// Using again: republication, copying, quotation.
    Reuse,
    /// A prohibition: "is forbidden", "may not be", "do not".
    Forbidden,
    /// The condition of a prohibition: "without permission".
    WithoutPermission,
    /// Only with permission: a prohibition in itself.
    OnlyPermitted,
    /// Pictures.
    Pictures,
    /// Words, articles, everything: beside pictures they widen a term to the whole article.
    Texts,
    /// A grant: "is licensed under", "is available under".
    Granted,
    /// The name of a page of terms.
    TermsPage,
    /// A reference: "more about it here".
    Refer,
    /// The credit of a picture: "Photo:".
    PictureCredit,
    /// Other words that terms are made of: the site, its materials, its editors, conjunctions.
    Plain,
    /// Use for gain: what is said of it is not said of every use.
    Commercial,
    /// Words that turn a term round or take a part out of it: "not", "except". Where no phrase of terms has them, nobody
    /// knows what the sentence says.
    Contrary,
    /// Words that make the sentence prose, whatever else stands in it: reports, courts, laws, conditions elsewhere.
    Prose,
}

impl Class {
    /// Whether words of the class say something of terms by themselves.
    const fn is_of_terms(self) -> bool {
        !matches!(self, Self::Contrary | Self::Prose)
    }
}

/// One word of a phrase.
#[derive(Debug)]
enum Piece {
    Word(String),
    Beginning(String),
    Any,
    Gap,
}

/// How many words a gap may take.
const WIDEST_GAP: usize = 4;

impl Piece {
    fn parse(word: &str) -> Self {
        match word.strip_suffix('*') {
            Some("") => Self::Any,
            Some("*") => Self::Gap,
            Some(beginning) => Self::Beginning(fold(beginning)),
            None => Self::Word(fold(word)),
        }
    }

    /// Whether it is this very word, and not any.
    fn spells(&self, token: &Token<'_>) -> bool {
        match self {
            Self::Word(word) => token.kind == Kind::Word && token.folded == *word,
            Self::Beginning(beginning) => token.kind == Kind::Word && token.folded.starts_with(beginning.as_str()),
            Self::Any | Self::Gap => false,
        }
    }

    /// The letter with which the word begins; none where any word will do.
    fn initial(&self) -> Option<char> {
        match self {
            Self::Word(text) | Self::Beginning(text) => text.chars().next(),
            Self::Any | Self::Gap => None,
        }
    }
}

/// How many tokens a phrase takes from the first of `tokens` on, if it stands there. A gap takes as few as it can.
fn length(phrase: &[Piece], tokens: &[Token<'_>]) -> Option<usize> {
    let Some((piece, phrase)) = phrase.split_first() else { return Some(0) };
    if let Piece::Gap = piece {
        return (0..=WIDEST_GAP.min(tokens.len())).find_map(|gap| Some(gap + length(phrase, &tokens[gap..])?));
    }
    let (token, tokens) = tokens.split_first()?;
    let stands = match piece {
        Piece::Word(_) | Piece::Beginning(_) => piece.spells(token),
        Piece::Any | Piece::Gap => true,
    };
    Some(1 + stands.then(|| length(phrase, tokens))??)
}

/// A class and the words of one of its phrases.
type Phrase = (Class, Vec<Piece>);

/// The phrases of one language, by the first letter of their first word, so that a word is held only against those
/// that can begin with it.
#[derive(Debug)]
pub(super) struct Table {
    phrases: BTreeMap<Option<char>, Vec<Phrase>>,
}

/// The files, by language, in the order in which they are tried where the text's own language has none.
const TABLES: &[(&str, &str)] = &[
    ("az", include_str!("phrases/az.toml")),
    ("tr", include_str!("phrases/tr.toml")),
    ("ru", include_str!("phrases/ru.toml")),
    ("en", include_str!("phrases/en.toml")),
];

/// Every table: that of the language first, the others after it, because "All rights reserved" stands under articles
/// in every language.
pub(super) fn tables(language: &str) -> impl Iterator<Item = &'static Table> {
    static PARSED: OnceLock<Vec<(&str, Table)>> = OnceLock::new();
    let parsed = PARSED.get_or_init(|| TABLES.iter().map(|&(language, text)| (language, Table::parse(text))).collect());
    let own = parsed.iter().filter(move |(of, _)| *of == language);
    let others = parsed.iter().filter(move |(of, _)| *of != language);
    own.chain(others).map(|(_, table)| table)
}

impl Table {
    fn parse(text: &str) -> Self {
        let classes: BTreeMap<Class, Vec<String>> =
            toml::from_str(text).expect("the tables are compiled in, and a test reads every one");
        let mut phrases: BTreeMap<Option<char>, Vec<Phrase>> = BTreeMap::new();
        for (class, texts) in classes {
            for text in texts {
                let pieces: Vec<Piece> = text.split(' ').map(Piece::parse).collect();
                phrases.entry(pieces.first().and_then(Piece::initial)).or_default().push((class, pieces));
            }
        }
        Self { phrases }
    }

    /// Holds a sentence against the table.
    pub(super) fn find(&self, tokens: &[Token<'_>]) -> Findings {
        let mut findings =
            Findings { hits: Vec::new(), known: vec![false; tokens.len()], accounted: vec![false; tokens.len()] };
        for (start, token) in tokens.iter().enumerate() {
            let beginnings = [token.folded.chars().next(), None];
            // A token without letters begins no phrase but those that begin with any word.
            let beginnings = &beginnings[usize::from(beginnings[0].is_none())..];
            for (class, phrase) in beginnings.iter().filter_map(|initial| self.phrases.get(initial)).flatten() {
                if let Some(length) = length(phrase, &tokens[start..]) {
                    let range = start..start + length;
                    findings.known[range.clone()].fill(true);
                    if class.is_of_terms() {
                        let spelled = |token: &Token<'_>| phrase.iter().any(|piece| piece.spells(token));
                        for index in range.clone() {
                            findings.accounted[index] |= spelled(&tokens[index]);
                        }
                    }
                    findings.hits.push((*class, range));
                }
            }
        }
        findings
    }
}

/// What a sentence has of a table.
#[derive(Debug)]
pub(super) struct Findings {
    hits: Vec<(Class, Range<usize>)>,
    /// For each token, whether a phrase covers it.
    pub(super) known: Vec<bool>,
    /// For each token, whether a phrase of terms has the very word: what a gap swallows is none of the phrase's.
    accounted: Vec<bool>,
}

impl Findings {
    /// Whether the sentence has words of a class.
    pub(super) fn has(&self, class: Class) -> bool {
        self.hits.iter().any(|(of, _)| *of == class)
    }

    /// Whether the sentence has words of prose, but for those that are part of a longer phrase of terms: laws make
    /// prose, "protected by law" is a term.
    pub(super) fn has_prose(&self) -> bool {
        let prose = self.hits.iter().filter(|(class, _)| *class == Class::Prose).map(|(_, range)| range);
        let terms = || self.hits.iter().filter(|(class, _)| class.is_of_terms()).map(|(_, range)| range);
        prose.into_iter().any(|prose| !terms().any(|term| within(prose, term)))
    }

    /// Whether the sentence has words of a class elsewhere than inside longer ones of another: "must", and not that of
    /// "must not".
    pub(super) fn has_outside(&self, class: Class, other: Class) -> bool {
        let of = |wanted: Class| self.hits.iter().filter(move |(of, _)| *of == wanted).map(|(_, range)| range);
        of(class).any(|inner| !of(other).any(|outer| within(inner, outer)))
    }

    /// Whether a "not" or an "except" stands in the sentence that no phrase of terms has.
    pub(super) fn is_contrary(&self) -> bool {
        let of_terms = |range: &Range<usize>| {
            let holds = |outer: &Range<usize>| outer.start <= range.start && range.end <= outer.end;
            self.hits.iter().any(|(class, outer)| class.is_of_terms() && holds(outer))
                && self.accounted[range.clone()].iter().all(|accounted| *accounted)
        };
        let contrary = self.hits.iter().filter(|(class, _)| *class == Class::Contrary).map(|(_, range)| range);
        contrary.into_iter().any(|range| !of_terms(range))
    }

    /// The longest words of a class, the first among equals: a range of tokens.
    pub(super) fn longest(&self, class: Class) -> Option<Range<usize>> {
        let of_class = self.hits.iter().filter(|(of, _)| *of == class).map(|(_, range)| range);
        of_class.min_by_key(|range| (std::cmp::Reverse(range.len()), range.start)).cloned()
    }
}

/// Whether some words are a part of longer ones.
fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end && inner.len() < outer.len()
}

/// A word of a sentence.
#[derive(Debug)]
pub(super) struct Token<'t> {
    /// As it stands in the sentence.
    pub(super) text: &'t str,
    /// Where it stands in the sentence, in bytes.
    pub(super) range: Range<usize>,
    /// Without case and diacritics.
    folded: String,
    /// What it is.
    pub(super) kind: Kind,
}

impl Token<'_> {
    /// Whether the word begins so; `beginning` is without case and diacritics.
    pub(super) fn begins(&self, beginning: &str) -> bool {
        self.folded.starts_with(beginning)
    }
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word.
    Word,
    /// Inside quotation marks: somebody's name, or somebody's words.
    Quoted,
    /// Digits, perhaps with an ending.
    Number,
    /// A web address or the name of a host.
    Address,
}

/// Cuts a sentence into words.
pub(super) fn tokens(sentence: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut quoted = false;
    let azerbaijani = sentence.contains(AZERBAIJANI_CYRILLIC);
    for (start, chunk) in chunks(sentence) {
        if is_address(chunk) {
            let range = start..start + chunk.len();
            tokens.push(Token { text: chunk, range, folded: String::new(), kind: Kind::Address });
            continue;
        }
        let mut word_start = None;
        for (offset, character) in chunk.char_indices().chain([(chunk.len(), ' ')]) {
            let in_word = character.is_alphanumeric() || is_joiner(character);
            match (word_start, in_word) {
                (None, true) if character.is_alphanumeric() => word_start = Some(offset),
                (Some(from), false) => {
                    let mut word = word(&chunk[from..offset], start + from, quoted);
                    if azerbaijani {
                        word.folded = fold(&latin(&word.folded));
                    }
                    tokens.push(word);
                    word_start = None;
                }
                _ => {}
            }
            match character {
                '“' | '«' | '„' => quoted = true,
                '”' | '»' => quoted = false,
                '"' => quoted = !quoted,
                _ => {}
            }
        }
    }
    tokens
}

fn word(text: &str, start: usize, quoted: bool) -> Token<'_> {
    let text = text.trim_end_matches(is_joiner);
    let kind = match quoted {
        true => Kind::Quoted,
        false if text.starts_with(|character: char| character.is_numeric()) => Kind::Number,
        false => Kind::Word,
    };
    Token { text, range: start..start + text.len(), folded: fold(text), kind }
}

/// What stands inside a word: hyphens, apostrophes, the marks of decomposed letters, soft hyphens.
fn is_joiner(character: char) -> bool {
    matches!(character, '-' | '\'' | '’' | '\u{ad}' | '\u{2010}' | '\u{2011}' | '\u{300}'..='\u{36f}')
}

fn chunks(sentence: &str) -> impl Iterator<Item = (usize, &str)> {
    sentence.split_whitespace().map(|chunk| (chunk.as_ptr() as usize - sentence.as_ptr() as usize, chunk))
}

/// `https://…`, `www.…`, `numune.az`, `numune.az-ın`.
fn is_address(chunk: &str) -> bool {
    let chunk = chunk.trim_matches(|character: char| !character.is_alphanumeric());
    let host = chunk.split(['-', '\'', '’', '/']).next().unwrap_or_default();
    chunk.contains("://")
        || chunk.starts_with("www.")
        || host.rsplit_once('.').is_some_and(|(before, top)| {
            !before.is_empty() && top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic())
        })
}

/// Letters of the Azerbaijani Cyrillic alphabet that Russian does not have. A sentence with one of them is read as it
/// would be in the Latin alphabet.
const AZERBAIJANI_CYRILLIC: [char; 16] =
    ['ә', 'Ә', 'ғ', 'Ғ', 'ҝ', 'Ҝ', 'ө', 'Ө', 'ү', 'Ү', 'һ', 'Һ', 'ҹ', 'Ҹ', 'ј', 'Ј'];

/// A word of small letters in the Azerbaijani Latin alphabet of 1991, from the Cyrillic one of 1958.
fn latin(word: &str) -> String {
    let letter = |character: char| match character {
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
        'ј' => 'y',
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
    };
    word.chars().map(letter).collect()
}

/// A word without case and diacritics.
///
/// For comparison only. Azerbaijani and Turkish pair İ with i and I with ı, other languages pair I with i; shouting
/// footers mix both, and many pages type neither ə nor ı. So all of these are one letter here: no two phrases of the
/// tables differ in them alone.
pub(super) fn fold(word: &str) -> String {
    let plain = |character: char| match character {
        'ı' => Some('i'),
        'ə' => Some('e'),
        'ş' => Some('s'),
        'ç' => Some('c'),
        'ğ' => Some('g'),
        'ö' | 'ô' => Some('o'),
        'ü' | 'û' => Some('u'),
        'â' => Some('a'),
        'î' => Some('i'),
        'ё' => Some('е'),
        'й' => Some('и'),
        '\u{300}'..='\u{36f}' | '\'' | '’' | '\u{ad}' => None,
        '\u{2010}' | '\u{2011}' => Some('-'),
        other => Some(other),
    };
    word.chars().flat_map(char::to_lowercase).filter_map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_valid_and_has_every_class_that_makes_a_meaning() {
        for (language, text) in TABLES {
            let table = Table::parse(text);
            for class in [Class::Reserved, Class::Credit, Class::Must, Class::Forbidden, Class::Contrary, Class::Prose]
            {
                assert!(table.phrases.values().flatten().any(|(of, _)| *of == class), "{language} has no {class:?}");
            }
        }
    }

    #[test]
    fn case_of_dotted_and_dotless_i_makes_no_difference() {
        for word in ["MÜTLƏQDİR", "mütləqdir", "Mütləqdır", "mu\u{308}tlәqdir".replace('ә', "ə").as_str()] {
            assert_eq!(fold(word), "mutleqdir", "{word}");
        }
    }

    #[test]
    fn tokens_keep_their_places_and_kinds() {
        let sentence = "«Пример-ТВ» и www.numune.az-ın, 2026-cı il.";
        let tokens = tokens(sentence);
        let shown: Vec<_> = tokens.iter().map(|token| (token.text, token.kind)).collect();
        assert_eq!(
            shown,
            [
                ("Пример-ТВ", Kind::Quoted),
                ("и", Kind::Word),
                ("www.numune.az-ın,", Kind::Address),
                ("2026-cı", Kind::Number),
                ("il", Kind::Word)
            ]
        );
        assert!(tokens.iter().all(|token| &sentence[token.range.clone()] == token.text));
    }
}
