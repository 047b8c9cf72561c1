//! The words of terms, one table a language, and how a sentence is held against them.
//!
//! 1. A table (`tables/az.toml`) sorts words into [`TermConcept`]s. An entry is words with single spaces between them:
//!    `foto*` is any word that begins so, `göstər~` is a verb whose ending says more ([`Feature`], by the table's own
//!    list of endings), `icazə^` a noun whose ending may take it away ("icazəsiz"), `*` alone is any one word;
//! 2. [`PhraseTable::read`] covers a sentence with the longest entries from left to right; what none covers stays unknown.
//!
//! What the concepts mean together is [`clause`](super::clause)'s matter. A language is added by one file and one row
//! in [`TABLES`].

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;
use serde::de::IntoDeserializer as _;
use serde::de::value::StrDeserializer;

use super::tokens::{Token, TokenKind, elision, fold, number};

/// What a word says in terms of use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum TermConcept {
    // What is done with a work.
    /// Using again: republication, copying, distribution.
    Use,
    /// Quoting.
    Quote,
    /// Reading and saving for oneself.
    Read,
    /// Translating.
    Translate,
    /// A language, beside translating.
    Tongue,
    /// Changing, shortening.
    Change,
    /// Left as it is.
    Unchanged,
    /// Making other works of it.
    Derive,
    /// Mining text and data.
    Mine,
    /// Training artificial intelligence.
    Ai,
    /// Use for gain, sale.
    Commercial,
    /// Use that is not for gain.
    Noncommercial,
    /// Use for oneself.
    Personal,
    /// Use for teaching.
    Education,
    /// Systematic, in bulk.
    Systematic,
    // What it is done with.
    /// Words: articles, texts, materials.
    Text,
    /// Pictures.
    Pictures,
    /// Video.
    Video,
    /// Sound.
    Audio,
    /// All of it.
    Whole,
    /// A part of it.
    Part,
    /// Short pieces of it.
    Excerpt,
    /// The headline.
    Headline,
    /// The lead.
    Lead,
    /// What is beyond the part that was spoken of.
    Rest,
    // How a source is named.
    /// Naming the source.
    Credit,
    /// The source.
    Source,
    /// An author.
    Author,
    /// A name.
    Name,
    /// To name, to show.
    Show,
    /// A hyperlink.
    Link,
    /// Open to search engines.
    Open,
    /// "The words", "the sentence": what follows or stands before is literal.
    Literal,
    /// A place in the text that is prescribed.
    Place,
    /// The end of the text as such a place.
    PlaceEnd,
    // Conditions.
    /// Permission.
    Permission,
    /// Done without permission.
    Unpermitted,
    /// A fee, a contract.
    Fee,
    /// Telling the publisher.
    Notify,
    /// A copy of what was published.
    Specimen,
    /// A logo, a watermark.
    Logo,
    /// Keeping something on.
    Keep,
    /// Taking something off.
    Remove,
    /// Third parties.
    ThirdParties,
    /// Not covered by what was said before.
    NotCovered,
    /// Conditions, as in "without conditions".
    Condition,
    // Rights.
    /// Rights, copyright.
    Rights,
    /// Reserved, protected.
    Reserved,
    /// "All rights reserved" and the like as whole phrases.
    AllReserved,
    /// The law that reserves or forbids: "under the law on copyright".
    Law,
    /// Breaking the terms or the rights: "violation of copyright".
    Breach,
    // Who.
    /// Whoever republishes: sites, media.
    Who,
    /// Some alone: subscribers.
    Recipients,
    /// Print media.
    Print,
    /// Broadcasters.
    Broadcast,
    /// What is on the web.
    Online,
    // How it is said.
    /// Allowed.
    May,
    /// An invitation to use, where it begins a clause: "republish our".
    Invite,
    /// Meant for something: it allows what is named beside it and nothing else.
    Intended,
    /// Demanded.
    Must,
    /// Forbidden.
    Forbid,
    /// "Not".
    Not,
    /// The first half of a "not" that has two.
    HalfNot,
    /// What makes an "only" of half a "not".
    Than,
    /// "No", "none of", "nothing".
    None,
    /// Only.
    Only,
    /// Except, before what is excepted or behind it.
    Except,
    /// Unless.
    Unless,
    /// Without, before what is missing.
    Without,
    /// Without, behind what is missing.
    Lacking,
    /// Even.
    Even,
    /// But.
    But,
    /// But, or only where nothing stands before it.
    ButOrOnly,
    /// And, or.
    And,
    /// Including.
    Including,
    /// Free.
    Free,
    /// A permission after it.
    After,
    // Counting.
    /// At most.
    AtMost,
    /// More than.
    MoreThan,
    /// The first.
    First,
    /// Per cent.
    Percent,
    /// Characters.
    Characters,
    /// Words.
    Words,
    /// Sentences.
    Sentences,
    /// Paragraphs.
    Paragraphs,
    /// Hours.
    Hours,
    /// Days.
    Days,
    // Pages of terms.
    /// The name of a page of terms.
    Terms,
    /// "See", "here".
    Refer,
    /// A licence by the word.
    Licence,
    /// Under a licence.
    Granted,
    // The rest.
    /// A verb that says nothing by itself: give, make, be.
    Light,
    /// A word that carries no meaning of its own.
    Filler,
    /// The same before a place or a time: "in", "on".
    Within,
    /// "With": what follows is not missing.
    With,
    /// "Unless otherwise agreed".
    Agreed,
    /// The publisher, its site, its editors.
    Owner,
    /// The credit of a picture.
    PictureCredit,
    /// Words of a foot that are no terms: who made the site, whose opinion it is.
    Noise,
    /// Words that make the sentence prose: reports, courts, laws.
    Prose,
    /// A word that is no name, though it is written with a capital.
    Strange,
    /// Something is not known (no table has it).
    Unknown,
    /// A name.
    Proper,
    /// Words in quotation marks.
    Quoted,
    /// A number.
    Number,
    /// An address.
    Address,
    /// The name of a licence.
    Licensed,
    /// A comma, a colon, a dash: what parts clauses weakly.
    Comma,
    /// A colon.
    Colon,
    /// A semicolon: what parts them strongly.
    Semicolon,
}

/// What the ending of a verb says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Feature {
    /// It may be done.
    May,
    /// It must be done.
    Must,
    /// It may not be done.
    Forbid,
    /// It is not done.
    Not,
    /// Without doing it.
    Without,
    /// Nothing, though it ends like one that does.
    Plain,
}

/// How the words of an entry may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// As they are.
    Exact,
    /// Anyhow.
    Any,
    /// As a verb.
    Verb,
    /// As a noun that can be taken away.
    Noun,
}

/// One word of an entry.
#[derive(Debug)]
struct PhraseWord<'w> {
    stem: Cow<'w, str>,
    ending: Ending,
    /// Whether any word will do.
    any: bool,
}

impl<'w> PhraseWord<'w> {
    fn parse(word: &'w str) -> Self {
        let (stem, ending) = match word.char_indices().next_back() {
            Some((at, '*')) => (&word[..at], Ending::Any),
            Some((at, '~')) => (&word[..at], Ending::Verb),
            Some((at, '^')) => (&word[..at], Ending::Noun),
            _ => (word, Ending::Exact),
        };
        Self { stem: fold(stem), ending, any: word == "*" }
    }

    fn is(&self, token: &Token<'_>) -> bool {
        match self.ending {
            _ if self.any => matches!(token.kind, TokenKind::Word | TokenKind::Number),
            Ending::Exact => token.folded == self.stem,
            Ending::Any | Ending::Verb | Ending::Noun => token.folded.starts_with(&*self.stem),
        }
    }
}

/// An entry with what is shortened before an apostrophe as a word of its own, as a sentence has it.
fn elided(entry: &str) -> Cow<'_, str> {
    if !entry.contains(['\'', '’']) {
        return Cow::Borrowed(entry);
    }
    let words = entry.split(' ').map(|word| match elision(word) {
        Some(at) => {
            let rest = word[at..].trim_start_matches(['\'', '’']);
            format!("{} {rest}", &word[..at])
        }
        None => word.to_owned(),
    });
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// The longest ending, in letters: a longer word is another one.
const LONGEST_ENDING: usize = 14;

#[derive(Debug)]
struct PhraseEntry {
    first: PhraseWord<'static>,
    /// The words after the first, as they are written: few sentences have one that begins like the entry.
    rest: Cow<'static, str>,
    concept: TermConcept,
}

impl PhraseEntry {
    fn new(concept: TermConcept, words: &'static str) -> Self {
        match elided(words) {
            Cow::Borrowed(words) => {
                let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
                Self { first: PhraseWord::parse(first), rest: rest.into(), concept }
            }
            Cow::Owned(words) => {
                let (first, rest) = words.split_once(' ').unwrap_or((&words, ""));
                let PhraseWord { stem, ending, any } = PhraseWord::parse(first);
                let first = PhraseWord { stem: stem.into_owned().into(), ending, any };
                Self { first, rest: rest.to_owned().into(), concept }
            }
        }
    }

    fn rest(&self) -> impl Iterator<Item = PhraseWord<'_>> {
        self.rest.split(' ').filter(|word| !word.is_empty()).map(PhraseWord::parse)
    }
}

/// What a table says before its words.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct TableHead {
    /// How words of the language are written.
    #[serde(default)]
    language: LanguageTraits,
    /// Endings of verbs.
    #[serde(default)]
    endings: BTreeMap<Feature, Vec<String>>,
    /// Endings of nouns that take them away.
    #[serde(default)]
    lacking: Vec<String>,
    /// Numbers in words.
    #[serde(default)]
    numbers: BTreeMap<String, u32>,
}

/// The line between that and the words.
const WORDS: &str = "\n[words]\n";

/// The words of a table: of each concept, by its name, what is sorted into it.
///
/// A table is TOML. This reads what of TOML the words are made of, keys and arrays of plain strings; a test reads them
/// with both. A parser of all of it takes thirty times as long, at the start of every process.
fn concepts(words: &str) -> impl Iterator<Item = (&str, impl Iterator<Item = &str>)> {
    words.split_inclusive("]\n").filter_map(|concept| {
        let (before, entries) = concept.split_once(" = [")?;
        let name = before.rsplit('\n').next().unwrap_or(before);
        Some((name, entries.split('"').skip(1).step_by(2)))
    })
}

/// What a language is like.
#[derive(Debug, Clone, Copy, Deserialize, Default)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct LanguageTraits {
    /// Whether the verb that says what may be done stands last.
    #[serde(default)]
    pub(super) verb_last: bool,
    /// Whether every noun has a capital.
    #[serde(default)]
    pub(super) capital_nouns: bool,
    /// The script.
    #[serde(default)]
    pub(super) script: Alphabet,
}

/// An alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Alphabet {
    /// Latin.
    #[default]
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Arabic.
    Arabic,
    /// Georgian.
    Georgian,
}

impl Alphabet {
    fn of(character: char) -> Option<Self> {
        match character {
            'a'..='z' => Some(Self::Latin),
            '\u{400}'..='\u{52f}' => Some(Self::Cyrillic),
            '\u{600}'..='\u{6ff}' => Some(Self::Arabic),
            '\u{10a0}'..='\u{10ff}' => Some(Self::Georgian),
            _ => None,
        }
    }
}

/// The words of one language.
#[derive(Debug)]
pub(super) struct PhraseTable {
    pub(super) language: LanguageTraits,
    /// The entries in the order of the stems of their first words, those of one stem in that of their concepts.
    entries: Vec<PhraseEntry>,
    endings: Vec<(String, Feature)>,
    lacking: Vec<String>,
    numbers: Vec<(String, u32)>,
}

/// The files, by language, in the order in which they are tried where the text's own language says nothing.
const TABLES: [(&str, Alphabet, &str); 12] = [
    ("az", Alphabet::Latin, include_str!("tables/az.toml")),
    ("tr", Alphabet::Latin, include_str!("tables/tr.toml")),
    ("ru", Alphabet::Cyrillic, include_str!("tables/ru.toml")),
    ("en", Alphabet::Latin, include_str!("tables/en.toml")),
    ("uk", Alphabet::Cyrillic, include_str!("tables/uk.toml")),
    ("kk", Alphabet::Cyrillic, include_str!("tables/kk.toml")),
    ("uz", Alphabet::Latin, include_str!("tables/uz.toml")),
    ("fa", Alphabet::Arabic, include_str!("tables/fa.toml")),
    ("ka", Alphabet::Georgian, include_str!("tables/ka.toml")),
    ("de", Alphabet::Latin, include_str!("tables/de.toml")),
    ("fr", Alphabet::Latin, include_str!("tables/fr.toml")),
    ("es", Alphabet::Latin, include_str!("tables/es.toml")),
];

/// A table by its number, parsed when it is asked for first: an article needs those of its script alone.
fn parsed(number: usize) -> &'static PhraseTable {
    static PARSED: [OnceLock<PhraseTable>; TABLES.len()] = [const { OnceLock::new() }; TABLES.len()];
    PARSED[number].get_or_init(|| {
        let (_, written_in, text) = TABLES[number];
        let table = PhraseTable::parse(text);
        debug_assert_eq!(table.language.script, written_in, "a table stands in the list with its own script");
        table
    })
}

/// The tables that can be those of a sentence: those of its script that know most of its words, that of the language
/// first where it knows as many.
pub(super) fn tables(tokens: &[Token<'_>], language: &str) -> Vec<&'static PhraseTable> {
    let Some(script) = script(tokens) else { return Vec::new() };
    let mut scored: Vec<(usize, bool, &PhraseTable)> = TABLES
        .iter()
        .enumerate()
        .filter(|(_, (_, written_in, _))| *written_in == script)
        .map(|(number, (name, ..))| (parsed(number), *name))
        .map(|(table, name)| (table.known(tokens), name != language, table))
        .filter(|(known, _, _)| *known > 0)
        .collect();
    scored.sort_by_key(|(known, other, _)| (std::cmp::Reverse(*known), *other));
    let most = scored.first().map_or(0, |(known, _, _)| *known);
    scored.retain(|(known, other, _)| *known == most || (!other && known + 1 >= most));
    scored.into_iter().map(|(_, _, table)| table).take(MOST_TABLES).collect()
}

/// The table of a language, if it has every word of a sentence: the first of those that [`tables`] finds.
pub(super) fn own(tokens: &[Token<'_>], language: &str) -> Option<&'static PhraseTable> {
    let script = script(tokens)?;
    let number = TABLES.iter().position(|(name, written_in, _)| *name == language && *written_in == script)?;
    let table = parsed(number);
    let words = tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
    (words > 0 && table.known(tokens) == words).then_some(table)
}

/// The script of the first letter that has one.
fn script(tokens: &[Token<'_>]) -> Option<Alphabet> {
    tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .flat_map(|token| token.folded.chars())
        .find_map(Alphabet::of)
}

/// Some table: for words of no language.
pub(super) fn any() -> &'static PhraseTable {
    parsed(0)
}

/// How many tables a sentence is held against.
const MOST_TABLES: usize = 3;

/// What a part of a sentence says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ConceptUse {
    pub(super) concept: TermConcept,
    pub(super) feature: Option<Feature>,
    /// The tokens.
    pub(super) range: Range<usize>,
    /// The number, where it is one.
    pub(super) value: Option<u32>,
}

impl PhraseTable {
    fn parse(text: &'static str) -> Self {
        let (head, words) = text.split_once(WORDS).unwrap_or((text, ""));
        let head: TableHead = toml::from_str(head).expect("the tables are compiled in, and a test reads every one");
        let mut entries: Vec<PhraseEntry> = Vec::with_capacity(words.len() / 12);
        for (name, texts) in concepts(words) {
            let name: StrDeserializer<'_, serde::de::value::Error> = name.into_deserializer();
            let concept = TermConcept::deserialize(name).expect("a test reads every concept of every table");
            entries.extend(texts.map(|text| PhraseEntry::new(concept, text)));
        }
        entries.sort_by(|one, other| (&one.first.stem, one.concept).cmp(&(&other.first.stem, other.concept)));
        let mut endings: Vec<(String, Feature)> = head
            .endings
            .into_iter()
            .flat_map(|(feature, endings)| endings.into_iter().map(move |ending| (fold(&ending).into_owned(), feature)))
            .collect();
        endings.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.chars().count()));
        let lacking = head.lacking.iter().map(|ending| fold(ending).into_owned()).collect();
        let mut numbers: Vec<(String, u32)> =
            head.numbers.into_iter().map(|(word, value)| (fold(&word).into_owned(), value)).collect();
        numbers.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        Self { language: head.language, entries, endings, lacking, numbers }
    }

    /// How many of the words the table has.
    fn known(&self, tokens: &[Token<'_>]) -> usize {
        (0..tokens.len()).filter(|&at| tokens[at].kind == TokenKind::Word && self.at(tokens, at).is_some()).count()
    }

    /// The longest entry that stands at a place, with how many tokens it takes.
    fn at(&self, tokens: &[Token<'_>], at: usize) -> Option<(&PhraseEntry, usize)> {
        let token = tokens.get(at)?;
        if !matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Mark) {
            return None;
        }
        let mut best: Option<(&PhraseEntry, usize, usize)> = None;
        // The entries whose first stem begins as the word does; those that have no more stand first.
        let mut entries = &self.entries[..];
        for (start, character) in token.folded.char_indices() {
            let end = start + character.len_utf8();
            let begin = &token.folded[..end];
            entries = &entries[entries.partition_point(|entry| &*entry.first.stem < begin)..];
            entries = &entries[..entries.partition_point(|entry| entry.first.stem.starts_with(begin))];
            if entries.is_empty() {
                break;
            }
            for entry in entries.iter().take_while(|entry| entry.first.stem.len() == end) {
                let ending = token.folded.len() - end;
                let fits = match entry.first.ending {
                    Ending::Exact => ending == 0,
                    Ending::Any | Ending::Verb | Ending::Noun => token.folded[end..].chars().count() <= LONGEST_ENDING,
                };
                let (mut length, mut letters) = (1, end);
                let stands = fits
                    && entry.rest().all(|piece| {
                        let is = tokens.get(at + length).is_some_and(|token| piece.is(token));
                        length += 1;
                        letters += piece.stem.len();
                        is
                    });
                if !stands {
                    continue;
                }
                let exact = usize::from(entry.first.ending == Ending::Exact);
                let score = (length, letters + exact);
                if best.is_none_or(|(_, length, size)| score > (length, size)) {
                    best = Some((entry, score.0, score.1));
                }
            }
        }
        best.map(|(entry, length, _)| (entry, length))
    }

    /// Covers a sentence with entries.
    pub(super) fn read(&self, tokens: &[Token<'_>]) -> Vec<ConceptUse> {
        let mut items: Vec<ConceptUse> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let (item, length) = self.item(tokens, at);
            items.extend(item);
            at += length;
        }
        items
    }

    fn item(&self, tokens: &[Token<'_>], at: usize) -> (Option<ConceptUse>, usize) {
        let token = &tokens[at];
        let item = |concept| ConceptUse { concept, feature: None, range: at..at + 1, value: None };
        let of = |concept| Some(item(concept));
        match token.kind {
            TokenKind::Quoted => return (of(TermConcept::Quoted), 1),
            TokenKind::Address => return (of(TermConcept::Address), 1),
            TokenKind::Word | TokenKind::Number | TokenKind::Mark => {}
        }
        if let Some((entry, length)) = self.at(tokens, at) {
            let feature = self.feature(entry, &tokens[at..at + length]);
            return (Some(ConceptUse { concept: entry.concept, feature, range: at..at + length, value: None }), length);
        }
        match token.kind {
            TokenKind::Number => (Some(ConceptUse { value: number(token.text), ..item(TermConcept::Number) }), 1),
            TokenKind::Mark => (mark(token.text).and_then(of), 1),
            TokenKind::Word | TokenKind::Quoted | TokenKind::Address => {
                let spelled = self.numbers.iter().find(|(word, _)| token.folded.starts_with(word.as_str()));
                match spelled.filter(|(word, _)| token.folded.len() <= word.len() + 8) {
                    Some((_, value)) => (Some(ConceptUse { value: Some(*value), ..item(TermConcept::Number) }), 1),
                    None => (of(TermConcept::Unknown), 1),
                }
            }
        }
    }

    /// What the ending of the last inflected word of an entry says.
    fn feature(&self, entry: &PhraseEntry, tokens: &[Token<'_>]) -> Option<Feature> {
        if let Some(token) = tokens.last()
            && can_be_taken_away(entry.concept)
            && self.lacking.iter().any(|known| token.folded.ends_with(known.as_str()))
        {
            return Some(Feature::Without);
        }
        if let ([token], TermConcept::Light, true) = (tokens, entry.concept, self.language.verb_last) {
            return self.verb(&token.folded);
        }
        let rest: Vec<PhraseWord<'_>> = entry.rest().collect();
        let pieces = std::iter::once(&entry.first).chain(&rest);
        let inflected =
            pieces.zip(tokens).filter(|(piece, _)| matches!(piece.ending, Ending::Verb | Ending::Noun)).last();
        let Some((piece, token)) = inflected else {
            // "İzin almadan": the last of several words is a verb, where it says what only a verb says.
            let worded = self.language.verb_last && tokens.len() > 1 && can_be_taken_away(entry.concept);
            let last = tokens.last().filter(|_| worded)?;
            return self.verb(&last.folded).filter(|feature| *feature == Feature::Without);
        };
        let ending = token.folded.strip_prefix(&*piece.stem)?;
        match piece.ending {
            Ending::Verb => self.verb(ending),
            Ending::Noun => {
                self.lacking.iter().any(|known| ending.contains(known.as_str())).then_some(Feature::Without)
            }
            Ending::Exact | Ending::Any => None,
        }
    }

    /// What the ending of a verb says.
    fn verb(&self, ending: &str) -> Option<Feature> {
        let said = self.endings.iter().find(|(known, _)| ending.ends_with(known.as_str())).map(|(_, feature)| *feature);
        said.filter(|feature| *feature != Feature::Plain)
    }
}

/// What an ending can take away from a noun.
fn can_be_taken_away(concept: TermConcept) -> bool {
    use TermConcept::{Change, Condition, Credit, Fee, Link, Notify, Permission, Source};
    matches!(concept, Change | Condition | Credit | Fee | Link | Notify | Permission | Source)
}

/// What a mark parts.
fn mark(text: &str) -> Option<TermConcept> {
    match text {
        "," | "،" | "–" | "—" | "-" | "|" | "·" | "•" => Some(TermConcept::Comma),
        ":" => Some(TermConcept::Colon),
        ";" | "؛" | "\n" => Some(TermConcept::Semicolon),
        "%" | "٪" => Some(TermConcept::Percent),
        "/" | "&" => Some(TermConcept::And),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words as TOML has them.
    #[derive(Deserialize)]
    struct Words {
        words: BTreeMap<String, Vec<String>>,
    }

    #[test]
    fn the_words_of_every_table_are_read_as_toml_reads_them() {
        for (language, _, text) in TABLES {
            let expected: Words = toml::from_str(text).expect("a table");
            let (_, words) = text.split_once(WORDS).expect("words");
            let mut read: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for (name, entries) in concepts(words) {
                read.entry(name.to_owned()).or_default().extend(entries.map(str::to_owned));
            }
            assert!(read == expected.words, "{language}");
            let table = PhraseTable::parse(text);
            assert_eq!(table.entries.len(), expected.words.values().map(Vec::len).sum::<usize>(), "{language}");
        }
    }
}
