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

use super::concept::{Alphabet, Feature, LanguageTraits, TermConcept};
use super::memo::Memo;
use super::spelling::{OPENINGS, fold, openings};
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

/// One word of an entry.
#[derive(Debug, Clone, Copy)]
struct PhraseWord {
    /// Folded.
    stem: &'static str,
    ending: Ending,
}

impl PhraseWord {
    fn parse(word: &'static str) -> Self {
        let (stem, ending) = match word.as_bytes().last() {
            Some(b'*') => (&word[..word.len() - 1], Ending::Any),
            Some(b'~') => (&word[..word.len() - 1], Ending::Verb),
            Some(b'^') => (&word[..word.len() - 1], Ending::Noun),
            _ => (word, Ending::Exact),
        };
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

/// The longest ending, in letters: a longer word is another one.
const LONGEST_ENDING: usize = 14;

/// An entry: words, and what they say.
#[derive(Debug, Clone, Copy)]
struct PhraseEntry {
    words: &'static str,
    concept: TermConcept,
}

impl PhraseEntry {
    fn words(self) -> impl Iterator<Item = PhraseWord> {
        self.words.split(' ').map(PhraseWord::parse)
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
    /// Which of [`TABLES`] it is, as a bit.
    bit: u16,
    pub(super) language: LanguageTraits,
    /// The entries in the order of the stems of their first words, those of one stem in that of their concepts.
    text: &'static str,
    /// A record for each entry in [`Self::text`].
    index: &'static [[u8; 8]],
    /// Where in the index the stems are that begin with each byte; last, where it ends.
    begins: &'static [u16; 257],
    /// The openings of the stems, as a set of bits: most words of prose begin as no stem does, which this tells soonest.
    openings: &'static [u64; OPENINGS / 64],
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
    /// Words with which somebody is bidden to tell something.
    pub(super) telling: &'static [&'static str],
    /// How words begin for whoever republishes on the web.
    pub(super) web: &'static [&'static str],
    numbers: &'static [(&'static str, u32)],
}

/// The tables, in the order in which they are tried where the text's own language says nothing.
static TABLES: &[PhraseTable] = include!(concat!(env!("OUT_DIR"), "/tables.rs"));

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
    let has = |at: usize| table.has(tokens, at, Beginnings::of(&tokens[at].folded));
    (words.peek().is_some() && words.all(has)).then_some(table)
}

/// In which tables entries begin with a word, as bits of [`TABLES`].
#[derive(Debug, Clone, Copy, Default)]
struct Beginnings {
    /// It is all of an entry: whatever stands behind it, the table has it.
    whole: u16,
    /// It is the first word of a longer one.
    first: u16,
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
        let mut found = Self::default();
        for table in TABLES.iter().filter(|table| table.may_begin(word)) {
            table.beginning(word, &mut |entry, _| {
                let is_one = !entry.words.contains(' ');
                *if is_one { &mut found.whole } else { &mut found.first } |= table.bit;
            });
        }
        WORDS.with_borrow_mut(|memo| memo.keep(word.to_owned(), found));
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
    TABLES.iter().any(|table| {
        let mut items = table.read(&tokens).into_iter();
        items.any(|item| matches!(item.concept, AllReserved | Licence | Permission | Rights | Terms))
    })
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
    /// A byte of the stem of the first word of an entry, by its record; `None` behind the last.
    fn stem_byte(&self, [a, b, c, d, _, _, stem, _]: [u8; 8], at: usize) -> Option<u8> {
        let start = u32::from_le_bytes([a, b, c, d]) as usize;
        if at < usize::from(stem) { self.text.as_bytes().get(start + at).copied() } else { None }
    }

    /// An entry by its record.
    fn entry(&self, [a, b, c, d, e, f, _, concept]: [u8; 8]) -> PhraseEntry {
        let start = u32::from_le_bytes([a, b, c, d]) as usize;
        let words = &self.text[start..start + usize::from(u16::from_le_bytes([e, f]))];
        PhraseEntry { words, concept: self.concepts[usize::from(concept)] }
    }

    /// Whether a stem may begin a word.
    fn may_begin(&self, word: &str) -> bool {
        openings(word).any(|place| self.openings[place / 64] >> (place % 64) & 1 == 1)
    }

    /// How many of the words the table has.
    fn known(&self, tokens: &[Token<'_>], beginnings: &[Beginnings]) -> usize {
        let (mut known, mut at) = (0, 0);
        while at < tokens.len() {
            // Words that are known only together are known.
            let Beginnings { whole, first } = beginnings[at];
            let length = if first & self.bit == 0 {
                usize::from(whole & self.bit != 0)
            } else {
                self.at(tokens, at).map_or(0, |(_, length)| length)
            };
            known += tokens[at..at + length].iter().filter(|token| token.kind == TokenKind::Word).count();
            at += length.max(1);
        }
        known
    }

    /// Whether it has the word at a place.
    fn has(&self, tokens: &[Token<'_>], at: usize, Beginnings { whole, first }: Beginnings) -> bool {
        whole & self.bit != 0 || first & self.bit != 0 && self.at(tokens, at).is_some()
    }

    /// Gives all entries whose first word a word is, each with the length of its stem in bytes.
    fn beginning(&self, word: &str, take: &mut dyn FnMut(PhraseEntry, usize)) {
        // The entries whose first stem begins as the word does, byte by byte: the next one alone tells them apart, and
        // those that have no more stand first.
        let Some(first) = word.bytes().next().map(usize::from) else { return };
        let mut index = &self.index[usize::from(self.begins[first])..usize::from(self.begins[first + 1])];
        for (end, byte) in (1..).zip(word.bytes()) {
            let next = |record: &[u8; 8]| self.stem_byte(*record, end - 1);
            if end > 1 {
                index = &index[index.partition_point(|record| next(record) < Some(byte))..];
                index = &index[..index.partition_point(|record| next(record) == Some(byte))];
            }
            if index.is_empty() {
                break;
            }
            for record in index.iter().take_while(|record| self.stem_byte(**record, end).is_none()) {
                let entry = self.entry(*record);
                let fits = entry.words().next().is_some_and(|first| match first.ending {
                    Ending::Exact => end == word.len(),
                    Ending::Any | Ending::Verb | Ending::Noun => word[end..].chars().count() <= LONGEST_ENDING,
                });
                if fits {
                    take(entry, end);
                }
            }
        }
    }

    /// The longest entry that stands at a place, with how many tokens it takes.
    fn at(&self, tokens: &[Token<'_>], at: usize) -> Option<(PhraseEntry, usize)> {
        let token = tokens.get(at)?;
        if !matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Mark)
            || !self.may_begin(&token.folded)
        {
            return None;
        }
        let mut best: Option<(PhraseEntry, usize, usize)> = None;
        self.beginning(&token.folded, &mut |entry, stem| {
            let mut words = entry.words();
            let exact = words.next().is_some_and(|first| first.ending == Ending::Exact);
            let (mut length, mut letters) = (1, stem);
            let stands = words.all(|word| {
                let is = tokens.get(at + length).is_some_and(|token| word.is(token));
                length += 1;
                letters += word.stem.len();
                is
            });
            let size = letters + usize::from(exact);
            if stands && best.is_none_or(|(_, most, largest)| (length, size) > (most, largest)) {
                best = Some((entry, length, size));
            }
        });
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

    /// "No more than one paragraph": what is an article elsewhere ("bir", "ein") is a number there.
    fn count(&self, items: &mut [ConceptUse], tokens: &[Token<'_>]) {
        use TermConcept::{AtMost, Filler, MoreThan, Number, Paragraphs, Sentences};
        if !items.iter().any(|item| matches!(item.concept, AtMost | MoreThan)) {
            return;
        }
        for at in 1..items.len() {
            let (one, unit) = (&items[at - 1], items[at].concept);
            let is_one = || self.numbers.contains(&(tokens[one.range.start].folded.as_str(), 1));
            let is_article = one.concept == Filler && one.range.len() == 1;
            if is_article && matches!(unit, Paragraphs | Sentences) && is_one() {
                (items[at - 1].concept, items[at - 1].value) = (Number, Some(1));
            }
        }
    }

    /// Whether an item begins with the word for "other", which is "except" behind an ablative: "for purposes of teaching
    /// other use", "for other use than …".
    fn is_other(&self, item: &ConceptUse, tokens: &[Token<'_>]) -> bool {
        item.concept == TermConcept::Other
            || (item.concept == TermConcept::Rest
                && self.at(&tokens[..1], 0).is_some_and(|(entry, _)| entry.concept == TermConcept::Other))
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
        "," | "،" | "?" | "–" | "—" | "-" | "|" | "·" | "•" => Some(TermConcept::Comma),
        ":" => Some(TermConcept::Colon),
        ";" | "؛" | "\n" => Some(TermConcept::Semicolon),
        "%" | "٪" => Some(TermConcept::Percent),
        "/" | "&" => Some(TermConcept::And),
        _ => None,
    }
}
