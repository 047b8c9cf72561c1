//! The words of terms, one table a language, and how a sentence is held against them.
//!
//! 1. A table (`tables/az.toml`) sorts words into [`TermConcept`]s. An entry is words with single spaces between them:
//!    `foto*` is any word that begins so, `göstər~` is a verb whose ending says more ([`Feature`], by the table's own
//!    list of endings), `icazə^` a noun whose ending may take it away ("icazəsiz"), `*` alone is any one word;
//! 2. [`PhraseTable::read`] covers a sentence with the longest entries from left to right; what none covers stays unknown.
//!
//! What the concepts mean together is [`clause`](super::clause)'s matter. The files are made into [`TABLES`] when the
//! program is built ([`build/tables.rs`](../../build/tables.rs)); a language is added by one file and its tag there.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use super::concept::{Alphabet, Feature, LanguageTraits, TermConcept};
use super::memo::Memo;
use super::spelling::{beginnings, fold, place};
use super::tokens::{Token, TokenKind, number, tokens};

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

impl Ending {
    /// That of a word, by the sign behind its stem.
    const fn by(sign: Option<u8>) -> Self {
        match sign {
            Some(b'*') => Self::Any,
            Some(b'~') => Self::Verb,
            Some(b'^') => Self::Noun,
            _ => Self::Exact,
        }
    }
}

/// One word of an entry.
#[derive(Debug, Clone, Copy)]
struct PhraseWord {
    /// Folded.
    stem: &'static str,
    ending: Ending,
}

impl PhraseWord {
    fn parse(word: &'static str) -> Self {
        let ending = Ending::by(word.as_bytes().last().copied());
        let stem = if ending == Ending::Exact { word } else { &word[..word.len() - 1] };
        Self { stem, ending }
    }

    fn is(self, token: &Token<'_>) -> bool {
        match self.ending {
            // Any word will do.
            Ending::Any if self.stem.is_empty() => matches!(token.kind, TokenKind::Word | TokenKind::Number),
            Ending::Exact => token.folded == self.stem,
            Ending::Any | Ending::Verb | Ending::Noun => token.folded.starts_with(self.stem),
        }
    }
}

/// With what an entry goes on where it takes any word, or has no second one.
const ANY_WORD: u8 = b'*';

/// The longest ending, in letters: a longer word is another one.
const LONGEST_ENDING: usize = 14;

/// An entry: words, and what they say.
#[derive(Debug, Clone, Copy)]
struct PhraseEntry {
    words: &'static str,
    /// How much of them is the stem of the first one, in bytes.
    stem: usize,
    concept: TermConcept,
}

impl PhraseEntry {
    fn words(self) -> impl Iterator<Item = PhraseWord> {
        self.words.split(' ').map(PhraseWord::parse)
    }

    /// The stem of the first word.
    fn stem(self) -> &'static str {
        &self.words[..self.stem]
    }

    /// How the first word may end.
    fn ending(self) -> Ending {
        Ending::by(self.words.as_bytes().get(self.stem).copied())
    }

    /// Whether a word that begins with the stem of the first one ends as it may.
    fn may_end(self, word: &str) -> bool {
        match self.ending() {
            Ending::Exact => word.len() == self.stem,
            Ending::Any | Ending::Verb | Ending::Noun => word[self.stem..].chars().count() <= LONGEST_ENDING,
        }
    }

    /// What stands behind the first word; empty where nothing does.
    fn others(self) -> &'static str {
        let first = self.stem + usize::from(self.ending() != Ending::Exact);
        self.words.get(first + 1..).unwrap_or_default()
    }

    fn other_words(self) -> impl Iterator<Item = PhraseWord> + Clone {
        self.others().split_terminator(' ').map(PhraseWord::parse)
    }
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
    /// The tag of the language.
    name: &'static str,
    /// Which of [`TABLES`] it is.
    number: u16,
    pub(super) language: LanguageTraits,
    /// The entries in the order of the stems of their first words, those of one stem in that of how their
    /// second words begin.
    text: &'static str,
    /// A record for each entry in [`Self::text`].
    index: &'static [[u8; 8]],
    /// The concepts by the numbers that the index has for them.
    concepts: &'static [TermConcept],
    /// The longest first, as are the numbers.
    endings: &'static [(&'static str, Feature)],
    lacking: &'static [&'static str],
    /// The endings of nouns from which something is taken out.
    ablative: &'static [&'static str],
    /// How names of publishers go on behind their first word, as they are written.
    pub(super) publishers: &'static [&'static str],
    /// Verbs behind which words are told as they have to be said.
    pub(super) saying: &'static [&'static str],
    /// Words of times that have not passed yet: a ban before an end of them is a delay, any other begins at it.
    pub(super) sooner: &'static [&'static str],
    /// Words of times in which something happens: leave in one is none behind it.
    pub(super) during: &'static [&'static str],
    /// Words with which somebody is bidden to tell something.
    pub(super) telling: &'static [&'static str],
    /// How quoted words begin that have to be said: "First published in …".
    pub(super) quoting: &'static [&'static str],
    /// How words begin for whoever republishes on the web.
    pub(super) web: &'static [&'static str],
    /// Labels of menus: beside terms they say nothing.
    menu: &'static [&'static str],
    /// Works that stand beside an article: what a licence says of one it does not say of the article.
    apart: &'static [&'static str],
    /// The publisher as a word that does something: in the case of those who act, nothing behind it.
    pub(super) actors: &'static [&'static str],
    /// How words end that say that somebody may do something.
    pub(super) active: &'static [&'static str],
    /// How what stands before such an ending ends where something may be done, by whomever.
    pub(super) passive: &'static [&'static str],
    /// How verbs end that say what the publisher does itself, and the verbs behind a noun that say so.
    pub(super) ours: &'static [&'static str],
    numbers: &'static [(&'static str, u32)],
}

/// The tables, in the order in which they are tried where the text's own language says nothing.
static TABLES: &[PhraseTable] = include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// The stems of first words in all tables, each where its hash says or in the next free place, of a power of two: two
/// bytes of its hash, the number of its first holder, and how many it has; none where the place is free.
static PLACES: &[[u8; 6]] = include_bytes!(concat!(env!("OUT_DIR"), "/places")).as_chunks().0;

/// The tables that have a stem: which one, the number of its first record there, and how many it has.
static HOLDERS: &[[u8; 6]] = include_bytes!(concat!(env!("OUT_DIR"), "/holders")).as_chunks().0;

/// The records of one stem in one table.
#[derive(Clone, Copy)]
struct StemRecords {
    table: &'static PhraseTable,
    records: &'static [[u8; 8]],
}

impl StemRecords {
    /// Those that a holder tells of.
    fn of(holder: [u8; 6]) -> Self {
        let [table, first, count] = halves(holder).map(usize::from);
        let table = &TABLES[table];
        Self { table, records: &table.index[first..first + count] }
    }

    fn entries(self) -> impl Iterator<Item = PhraseEntry> {
        self.records.iter().map(move |record| self.table.entry(*record))
    }

    /// Those that may stand where the next word begins with a byte: of the entries that begin with a word of every day
    /// nearly all go on in another way. They are in the order of that byte.
    fn going_on(self, next: Option<u8>) -> impl Iterator<Item = PhraseEntry> {
        let second = |[_, _, _, _, _, second, _, _]: [u8; 8]| second;
        let (any, others) = self.records.split_at(self.records.partition_point(|record| second(*record) <= ANY_WORD));
        let from = others.partition_point(|record| Some(second(*record)) < next);
        let to = from + others[from..].partition_point(|record| Some(second(*record)) == next);
        any.iter().chain(&others[from..to]).map(move |record| self.table.entry(*record))
    }
}

/// The numbers of two bytes, the least first.
fn halves([a, b, c, d, e, f]: [u8; 6]) -> [u16; 3] {
    [[a, b], [c, d], [e, f]].map(u16::from_le_bytes)
}

/// The tables that have the beginnings of a word as stems.
fn beginning(word: &str) -> impl Iterator<Item = &'static [u8; 6]> {
    beginnings(word).flat_map(|(end, hash)| holders(&word[..end], hash))
}

/// The tables that have a stem, by its hash.
fn holders(stem: &str, hash: u32) -> &'static [[u8; 6]] {
    let (mut at, tag) = place(hash, PLACES.len());
    loop {
        let [known, first, count] = halves(PLACES[at]);
        let holders = &HOLDERS[usize::from(first)..][..usize::from(count)];
        let is = |holder: &[u8; 6]| StemRecords::of(*holder).entries().next().is_some_and(|entry| entry.stem() == stem);
        match holders.first() {
            None => return &[],
            Some(holder) if known == tag && is(holder) => return holders,
            Some(_) => at = (at + 1) % PLACES.len(),
        }
    }
}

/// The tables that can be those of a sentence: those of its script that know most of its words, that of the language
/// first where it knows as many.
pub(super) fn tables(tokens: &[Token<'_>], language: &str) -> Vec<&'static PhraseTable> {
    let Some(script) = script(tokens) else { return Vec::new() };
    let beginnings: Vec<Beginnings> = tokens.iter().map(|token| Beginnings::of(&token.folded)).collect();
    let mut scored: Vec<(usize, bool, &PhraseTable)> = TABLES
        .iter()
        .filter(|table| table.language.script == script)
        .map(|table| (table.known(tokens, &beginnings), table.name != language, table))
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
    let table = TABLES.iter().find(|table| table.name == language && table.language.script == script)?;
    let mut words = (0..tokens.len()).filter(|&at| tokens[at].kind == TokenKind::Word).peekable();
    (words.peek().is_some() && words.all(|at| table.has(tokens, at))).then_some(table)
}

/// In which tables entries begin with a word, as bits of [`TABLES`].
#[derive(Debug, Clone, Default)]
struct Beginnings {
    /// It is all of an entry: whatever stands behind it, the table has it.
    whole: u16,
    /// It is the first word of a longer one.
    first: u16,
    /// The tables that have a beginning of it as a stem.
    holders: Rc<[&'static [u8; 6]]>,
}

/// How many words are remembered with their [`Beginnings`]: those of a language are few that come again and again.
const MOST_WORDS: usize = 2_048;

thread_local! {
    static WORDS: RefCell<Memo<Beginnings>> = RefCell::new(Memo::of(MOST_WORDS));
}

impl Beginnings {
    /// Those of a word, folded.
    fn of(word: &str) -> Self {
        if let Some(known) = WORDS.with_borrow_mut(|memo| memo.get(word)) {
            return known;
        }
        let mut found = Self { holders: beginning(word).collect(), ..Self::default() };
        for stem in found.holders.iter().map(|holder| StemRecords::of(**holder)) {
            for entry in stem.entries().filter(|entry| entry.may_end(word)) {
                *if entry.others().is_empty() { &mut found.whole } else { &mut found.first } |= stem.table.bit();
            }
        }
        WORDS.with_borrow_mut(|memo| memo.keep(word.to_owned(), found.clone()));
        found
    }
}

/// Whether the path of an address has words of terms: "numune.example/copyright", "numune.example/kullanim-kosullari".
pub(super) fn leads_to_terms(address: &str) -> bool {
    use TermConcept::{AllReserved, Licence, Permission, Rights, Terms};
    let host = address.find("://").map_or(address, |scheme| &address[scheme + 3..]);
    let Some((_, path)) = host.split_once('/') else { return false };
    let words = path.replace(|letter: char| !letter.is_alphanumeric(), " ");
    let tokens = tokens(&words, "");
    if tokens.iter().any(|token| PATHS_TO_TERMS.contains(&token.folded.as_str())) {
        return true;
    }
    TABLES.iter().any(|table| {
        let mut items = table.read(&tokens).into_iter();
        items.any(|item| matches!(item.concept, AllReserved | Licence | Permission | Rights | Terms))
    })
}

/// Words of terms as paths have them, in letters that the language is not written in, or shortened.
const PATHS_TO_TERMS: &[&str] = &[
    "pravila",
    "pravyla",
    "usloviya",
    "usloviia",
    "umovy",
    "ispolzovanie",
    "ispolzovaniya",
    "vykorystannia",
    "vykorystannya",
    "perepechatka",
    "peredruk",
    "ereje",
    "erezhe",
    "erezheler",
    "erezheleri",
    "qoidalar",
    "qoidalari",
    "shartlar",
    "foydalanish",
    "istifade",
    "qaydalar",
    "qaydalari",
    "sertler",
    "sertleri",
    "kosullar",
    "kosullari",
    "kurallar",
    "kurallari",
    "sartlar",
    "sartlari",
    "telif",
    "nutzung",
    "lizenz",
    "utilisation",
    "reutilisation",
    "reutilizacion",
    "condiciones",
    "tsesebi",
    "gamoqeneba",
    "gamoqenebis",
    "reuse",
    "republish",
];

/// The script of the first word that has one, by how it ends: "IT-журнал" begins in Latin letters.
fn script(tokens: &[Token<'_>]) -> Option<Alphabet> {
    let mut words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
    words.find_map(|token| token.folded.chars().rev().find_map(Alphabet::of))
}

/// Whether some words are a label of a menu and nothing else: "Contacts", "About us".
pub(super) fn is_menu_label(words: &str) -> bool {
    let label = words.trim().trim_end_matches(['.', '?', '!', ':']).trim_end();
    if label.is_empty() || label.split_whitespace().count() > LONGEST_MENU_LABEL {
        return false;
    }
    let folded = fold(label);
    TABLES.iter().any(|table| table.menu.contains(&&*folded))
}

/// What some words say in any language, as a whole.
pub(super) fn said_anywhere(words: &[Token<'_>]) -> Vec<TermConcept> {
    let Some(first) = words.first().map(|token| token.folded.as_str()) else { return Vec::new() };
    let begins = Beginnings::of(first);
    let entries = begins.holders.iter().flat_map(|holder| StemRecords::of(**holder).entries());
    let is_whole = |entry: &PhraseEntry| {
        let others = entry.other_words();
        entry.may_end(first)
            && others.clone().count() + 1 == words.len()
            && others.zip(&words[1..]).all(|(word, token)| word.is(token))
    };
    entries.filter(is_whole).map(|entry| entry.concept).collect()
}

/// How many words at the beginning of some are a work that stands beside an article, in any language: "dataset", "source
/// code".
pub(super) fn apart(tokens: &[Token<'_>]) -> Option<usize> {
    let first = tokens.first().filter(|token| token.kind == TokenKind::Word)?;
    let length = |entry: &'static str| {
        let words: Vec<PhraseWord> = entry.split(' ').map(PhraseWord::parse).collect();
        let is = |(word, token): (&PhraseWord, &Token<'_>)| word.is(token);
        (words.len() <= tokens.len() && words.iter().zip(tokens).all(is)).then_some(words.len())
    };
    let begins = |entry: &&&str| entry.as_bytes().first() == first.folded.as_bytes().first();
    TABLES.iter().flat_map(|table| table.apart.iter().filter(begins).filter_map(|entry| length(entry))).max()
}

/// A label of a menu has no more words.
const LONGEST_MENU_LABEL: usize = 4;

/// Some table: for words of no language.
pub(super) fn any() -> &'static PhraseTable {
    &TABLES[0]
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
    /// Which of [`TABLES`] it is, as a bit.
    fn bit(&self) -> u16 {
        1 << self.number
    }

    /// An entry by its record.
    fn entry(&self, [a, b, c, d, e, _, stem, concept]: [u8; 8]) -> PhraseEntry {
        let start = u32::from_le_bytes([a, b, c, 0]) as usize;
        let words = &self.text[start..start + usize::from(u16::from_le_bytes([d, e]))];
        PhraseEntry { words, stem: usize::from(stem), concept: self.concepts[usize::from(concept)] }
    }

    /// How many of the words the table has.
    fn known(&self, tokens: &[Token<'_>], beginnings: &[Beginnings]) -> usize {
        let (mut known, mut at) = (0, 0);
        while at < tokens.len() {
            // Words that are known only together are known.
            let Beginnings { whole, first, .. } = &beginnings[at];
            let length = if first & self.bit() == 0 {
                usize::from(whole & self.bit() != 0)
            } else {
                self.at(tokens, at, &beginnings[at]).map_or(0, |(_, length)| length)
            };
            known += tokens[at..at + length].iter().filter(|token| token.kind == TokenKind::Word).count();
            at += length.max(1);
        }
        known
    }

    /// Whether it has the word at a place.
    fn has(&self, tokens: &[Token<'_>], at: usize) -> bool {
        let found = Beginnings::of(&tokens[at].folded);
        found.whole & self.bit() != 0 || found.first & self.bit() != 0 && self.at(tokens, at, &found).is_some()
    }

    /// The stems with which a word begins.
    fn stems(&self, found: &Beginnings) -> impl Iterator<Item = StemRecords> {
        let own = found.holders.iter().filter(|[a, b, ..]| u16::from_le_bytes([*a, *b]) == self.number);
        own.map(|holder| StemRecords::of(**holder))
    }

    /// The longest entry that stands at a place, with how many tokens it takes; `found` is what the word there begins.
    fn at(&self, tokens: &[Token<'_>], at: usize, found: &Beginnings) -> Option<(PhraseEntry, usize)> {
        let token = tokens.get(at)?;
        if !matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Mark) {
            return None;
        }
        let next = tokens.get(at + 1).and_then(|next| next.folded.bytes().next());
        let mut best: Option<(PhraseEntry, usize, usize)> = None;
        if (found.whole | found.first) & self.bit() == 0 {
            return None;
        }
        let entries = self.stems(found).flat_map(|stem| stem.going_on(next));
        for entry in entries.filter(|entry| entry.may_end(&token.folded)) {
            let (mut length, mut letters) = (1, entry.stem);
            let stands = entry.other_words().all(|word| {
                let is = tokens.get(at + length).is_some_and(|token| word.is(token));
                length += 1;
                letters += word.stem.len();
                is
            });
            let size = letters + usize::from(entry.ending() == Ending::Exact);
            if stands && best.is_none_or(|(_, most, largest)| (length, size) > (most, largest)) {
                best = Some((entry, length, size));
            }
        }
        best.map(|(entry, length, _)| (entry, length))
    }

    /// Covers a sentence with entries.
    pub(super) fn read(&self, tokens: &[Token<'_>]) -> Vec<ConceptUse> {
        let mut items: Vec<ConceptUse> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if is_label(tokens, at) {
                at += 1;
                continue;
            }
            let (mut item, mut length) = self.item(tokens, at);
            if opens_aside(tokens, at) {
                item = Some(ConceptUse { concept: TermConcept::Comma, feature: None, range: at..at + 1, value: None });
            }
            if let Some(item) = &mut item
                && self.is_other(item, &tokens[at..at + length])
            {
                let before = at.checked_sub(1).map(|before| fold(tokens[before].text));
                let taken = before.is_some_and(|before| self.ablative.iter().any(|known| before.ends_with(known)));
                if taken {
                    (item.concept, item.range, length) = (TermConcept::Except, at..at + 1, 1);
                } else if item.concept == TermConcept::Other {
                    item.concept = TermConcept::Filler;
                }
            }
            items.extend(item);
            at += length;
        }
        self.count(&mut items, tokens);
        items
    }

    /// Whether entries that say something begin with a word.
    pub(super) fn begins(&self, word: &str, concept: TermConcept) -> bool {
        let found = Beginnings::of(word);
        self.stems(&found).flat_map(StemRecords::entries).any(|entry| entry.may_end(word) && entry.concept == concept)
    }

    /// Whether a word says something by itself.
    pub(super) fn means(&self, word: &[Token<'_>], concept: TermConcept) -> bool {
        let first = word.first().map(|token| Beginnings::of(&token.folded)).unwrap_or_default();
        self.at(word, 0, &first).is_some_and(|(entry, _)| entry.concept == concept)
    }

    /// "No more than one paragraph": what is an article elsewhere ("bir", "ein") is a number there.
    fn count(&self, items: &mut [ConceptUse], tokens: &[Token<'_>]) {
        use TermConcept::{AtMost, Filler, MoreThan, Number, Paragraphs, Quote, Sentences, Use, Who};
        let counted = items.iter().any(|item| matches!(item.concept, AtMost | MoreThan));
        let quotes = |item: Option<&ConceptUse>| item.is_some_and(|item| matches!(item.concept, Quote | Use));
        for at in 1..items.len() {
            let (one, unit) = (&items[at - 1], items[at].concept);
            let is_one = || self.numbers.contains(&(tokens[one.range.start].folded.as_str(), 1));
            // "Quote one paragraph", with the verb before or behind.
            let counted = counted || quotes(items.get(at + 1)) || at > 1 && quotes(items.get(at - 2));
            let is_article = matches!(one.concept, Filler | Who) && one.range.len() == 1;
            if counted && is_article && matches!(unit, Paragraphs | Sentences) && is_one() {
                (items[at - 1].concept, items[at - 1].value) = (Number, Some(1));
            }
        }
    }

    /// Whether an item begins with the word for "other", which is "except" behind an ablative: "for purposes of teaching
    /// other use", "for other use than …".
    fn is_other(&self, item: &ConceptUse, tokens: &[Token<'_>]) -> bool {
        item.concept == TermConcept::Other
            || (item.concept == TermConcept::Rest
                && self
                    .at(&tokens[..1], 0, &Beginnings::of(&tokens[0].folded))
                    .is_some_and(|(entry, _)| entry.concept == TermConcept::Other))
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
        if let Some((entry, length)) = self.at(tokens, at, &Beginnings::of(&token.folded)) {
            let feature = self.feature(entry, &tokens[at..at + length]);
            return (Some(ConceptUse { concept: entry.concept, feature, range: at..at + length, value: None }), length);
        }
        match token.kind {
            TokenKind::Number => (Some(ConceptUse { value: number(token.text), ..item(TermConcept::Number) }), 1),
            TokenKind::Mark => (mark(token.text).and_then(of), 1),
            TokenKind::Word | TokenKind::Quoted | TokenKind::Address => {
                let spelled = self.numbers.iter().find(|(word, _)| token.folded.starts_with(word));
                let letters = |word: &str| word.chars().count();
                let ends = |word: &str| if letters(word) > SHORTEST_NUMBER { 8 } else { 4 };
                match spelled.filter(|(word, _)| letters(&token.folded) <= letters(word) + ends(word)) {
                    Some((_, value)) => (Some(ConceptUse { value: Some(*value), ..item(TermConcept::Number) }), 1),
                    None => (of(TermConcept::Unknown), 1),
                }
            }
        }
    }

    /// What the ending of the last inflected word of an entry says.
    fn feature(&self, entry: PhraseEntry, tokens: &[Token<'_>]) -> Option<Feature> {
        if let Some(token) = tokens.last()
            && can_be_taken_away(entry.concept)
            && self.lacking.iter().any(|known| token.folded.ends_with(known))
        {
            return Some(Feature::Without);
        }
        // "Razılığı lazımdır": the last of the words says that it is demanded.
        let demanded = || self.means(&tokens[tokens.len() - 1..], TermConcept::Must);
        if entry.concept == TermConcept::Permission && self.language.verb_last && tokens.len() > 1 && demanded() {
            return Some(Feature::Must);
        }
        if let ([token], TermConcept::Light, true) = (tokens, entry.concept, self.language.verb_last) {
            return self.verb(&token.folded);
        }
        let inflected =
            entry.words().zip(tokens).filter(|(word, _)| matches!(word.ending, Ending::Verb | Ending::Noun)).last();
        let Some((word, token)) = inflected else {
            // "İzin almadan", "değişiklik yapılamaz": the last of several words is a verb, where it says what only a verb
            // says.
            let is_verb = matches!(entry.concept, TermConcept::Show | TermConcept::Keep | TermConcept::Remove);
            let last = tokens.last().filter(|_| self.language.verb_last && (tokens.len() > 1 || is_verb))?;
            let said = self.endings.iter().find(|(known, _)| last.folded.ends_with(known));
            // "Silinməməlidir" keeps: what is not taken off must stay.
            if entry.concept == TermConcept::Keep && said.is_some_and(|(_, feature)| *feature == Feature::Forbid) {
                return Some(Feature::Must);
            }
            return said.and_then(|(ending, feature)| match feature {
                Feature::Without => Some(*feature).filter(|_| can_be_taken_away(entry.concept)),
                Feature::Forbid | Feature::May | Feature::Must => {
                    Some(*feature).filter(|_| ending.chars().count() >= LEAST_VERB_ENDING && is_done(entry.concept))
                }
                Feature::Not | Feature::Plain | Feature::Will => None,
            });
        };
        let ending = token.folded.strip_prefix(word.stem)?;
        match word.ending {
            Ending::Verb => self.verb(ending),
            Ending::Noun => self.lacking.iter().any(|known| ending.contains(known)).then_some(Feature::Without),
            Ending::Exact | Ending::Any => None,
        }
    }

    /// What the ending of a verb says.
    fn verb(&self, ending: &str) -> Option<Feature> {
        let said = self.endings.iter().find(|(known, _)| ending.ends_with(known)).map(|(_, feature)| *feature);
        said.filter(|feature| *feature != Feature::Plain)
    }
}

/// "… (this does not cover agency reports).": whether a bracket opens a clause that ends the sentence.
fn opens_aside(tokens: &[Token<'_>], at: usize) -> bool {
    let is_mark = |token: &Token<'_>, mark: &str| token.kind == TokenKind::Mark && token.text == mark;
    let close = tokens[at..].iter().position(|token| is_mark(token, ")")).map_or(0, |close| at + close);
    let ends = || tokens[close + 1..].iter().all(|token| token.kind == TokenKind::Mark);
    at > 0 && is_mark(&tokens[at], "(") && close > at + SHORTEST_ASIDE && ends()
}

/// A clause in brackets has more words than this.
const SHORTEST_ASIDE: usize = 4;

/// "…: a) a link; b) the author's name": whether a token is the label of an item in a list.
fn is_label(tokens: &[Token<'_>], at: usize) -> bool {
    let is_mark = |token: &Token<'_>, marks: &[&str]| token.kind == TokenKind::Mark && marks.contains(&token.text);
    let short = matches!(tokens[at].kind, TokenKind::Word | TokenKind::Number) && tokens[at].text.chars().count() <= 2;
    short
        && tokens.get(at + 1).is_some_and(|next| is_mark(next, &[")"]))
        && at.checked_sub(1).is_none_or(|before| is_mark(&tokens[before], &[":", ";", ",", "("]))
}

/// Many words begin as a number does that is no longer: its endings are short.
const SHORTEST_NUMBER: usize = 3;

/// A shorter ending may be that of a noun.
const LEAST_VERB_ENDING: usize = 4;

/// What is done: of which an ending says whether it may be, or must.
fn is_done(concept: TermConcept) -> bool {
    use TermConcept::{
        Change, Credit, Derive, Fee, Keep, Link, Notify, Permission, Quote, Remove, Show, Source, Specimen, Translate,
        Use,
    };
    matches!(
        concept,
        Change
            | Credit
            | Derive
            | Fee
            | Keep
            | Link
            | Notify
            | Permission
            | Quote
            | Remove
            | Show
            | Source
            | Specimen
            | Translate
            | Use
    )
}

/// What an ending can take away from a noun.
fn can_be_taken_away(concept: TermConcept) -> bool {
    use TermConcept::{Change, Condition, Contact, Credit, Fee, Link, Logo, Notify, Permission, Source};
    matches!(concept, Change | Condition | Contact | Credit | Fee | Link | Logo | Notify | Permission | Source)
}

/// What a mark parts.
fn mark(text: &str) -> Option<TermConcept> {
    match text {
        "," | "،" | "?" | "؟" | "–" | "—" | "-" | "|" | "·" | "•" => Some(TermConcept::Comma),
        ":" => Some(TermConcept::Colon),
        ";" | "؛" | "\n" => Some(TermConcept::Semicolon),
        "%" | "٪" => Some(TermConcept::Percent),
        "/" | "&" => Some(TermConcept::And),
        _ => None,
    }
}
