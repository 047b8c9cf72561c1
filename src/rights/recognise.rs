//! Reads words as terms.
//!
//! 1. A passage is cut into sentences; each is read by itself ([`sentence`]), in the language whose
//!    [table](super::table) knows most of its words;
//! 2. a sentence is understood if every word of it that carries meaning has its part in what is made of it
//!    ([`frame`]); else it is unread, if it sounds like terms, or prose;
//! 3. a passage with more sentences of prose than of terms is prose. In any other one, every sentence that is not
//!    understood is unread: it may take back what the others give.
//!
//! Missing a term takes a permission away and is said; taking prose for a term would put duties into the source's
//! mouth. So every doubt is decided for prose, and beside a doubt nothing is granted.

use super::clause::{self, clauses, names};
use super::frame::{self, SentenceContext};
use super::licences::{self, NamedLicence};
use super::notice::{has_mark, parse_notice, without_mark};
use super::table::{ConceptUse, PhraseTable, TermConcept, tables};
use super::tokens::{Token, quotation_end, tokens};
use crate::model::{Language, Licence, Meaning};

pub use super::notice::{Notice, notice};

/// What a passage says about using the article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// What was understood; empty where the passage is no term.
    pub meanings: Vec<Meaning>,
    /// Whether the passage refers to a page of terms.
    pub refers_to_terms_page: bool,
    /// The sentences that sound like terms or stand among terms, and were not understood, verbatim.
    pub unread: Vec<String>,
}

impl Reading {
    /// Whether nothing was understood.
    pub fn is_empty(&self) -> bool {
        self.meanings.is_empty() && !self.refers_to_terms_page
    }

    /// Whether the passage speaks of terms, understood or not.
    pub fn speaks_of_terms(&self) -> bool {
        !self.is_empty() || !self.unread.is_empty()
    }

    /// What was understood, and nothing else.
    pub(crate) fn of(meanings: Vec<Meaning>) -> Self {
        Self { meanings, ..Self::default() }
    }

    fn add(&mut self, meanings: Vec<Meaning>, page: bool) {
        for meaning in meanings {
            if !self.meanings.contains(&meaning) {
                self.meanings.push(meaning);
            }
        }
        self.refers_to_terms_page |= page;
    }
}

/// No statement of terms is longer than this many characters; a longer paragraph is prose.
const LONGEST_PASSAGE: usize = 2_000;
/// No sentence of terms has more words than this.
const LONGEST_SENTENCE: usize = 120;

/// Reads one passage (a paragraph, an item of a list) as a term. `language` is the language of the text: its table is
/// preferred to others that know as many words, because "All rights reserved" stands under articles in every language.
pub fn recognise(text: &str, language: &Language) -> Reading {
    recognise_linked(text, &[], language)
}

/// The same for a passage with links: the address of a licence behind a word counts as its name.
pub fn recognise_linked(text: &str, addresses: &[&str], language: &Language) -> Reading {
    if text.chars().nth(LONGEST_PASSAGE).is_some() {
        return Reading::default();
    }
    let mut reading = Reading::default();
    let (mut terms, mut prose) = (0, 0);
    let sentences = sentences(text);
    for words in &sentences {
        // More than half is prose: the rest cannot outweigh it.
        if 2 * prose > sentences.len() {
            break;
        }
        match sentence(words, addresses, language) {
            Sentence::Terms(meanings, page) => {
                terms += 1;
                reading.add(meanings, page);
            }
            Sentence::Unread(meanings) => {
                reading.add(meanings, false);
                reading.unread.push((*words).to_owned());
            }
            Sentence::Notice | Sentence::Noise => {}
            Sentence::Prose => {
                prose += 1;
                reading.unread.push((*words).to_owned());
            }
        }
    }
    let unread = reading.unread.len() - prose;
    let is_statement = terms + unread > 0 && terms + unread >= prose && (terms > 0 || prose == 0);
    if is_statement { reading } else { Reading::default() }
}

/// Reads a passage that is a statement of terms by its place, whatever it says: every sentence of it that is neither
/// understood nor a notice is unread.
pub fn stated(text: &str, addresses: &[&str], language: &Language) -> Reading {
    let mut reading = Reading::default();
    if text.chars().nth(LONGEST_PASSAGE).is_some() {
        reading.unread.push(text.to_owned());
        return reading;
    }
    for words in sentences(text) {
        match sentence(words, addresses, language) {
            Sentence::Terms(meanings, page) => reading.add(meanings, page),
            Sentence::Unread(meanings) => {
                reading.add(meanings, false);
                reading.unread.push(words.to_owned());
            }
            Sentence::Notice | Sentence::Noise => {}
            Sentence::Prose => reading.unread.push(words.to_owned()),
        }
    }
    reading
}

/// What one sentence is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sentence {
    /// Terms that are understood, and whether it refers to a page of terms.
    Terms(Vec<Meaning>, bool),
    /// Terms that are not, or not wholly; what could be told of them.
    Unread(Vec<Meaning>),
    /// A copyright notice.
    Notice,
    /// What stands in feet of pages beside terms.
    Noise,
    /// Anything else.
    Prose,
}

/// Cuts at `.`, `!`, `?` and `…` before white space or the end, at line ends but those of a list, and at what parts the
/// lines of a foot that are set side by side.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let end = sentence_end(rest);
        let (sentence, after) = rest.split_at(end);
        rest = after;
        found.extend(beside(sentence.trim()));
    }
    found.retain(|sentence| sentence.chars().any(char::is_alphanumeric));
    found
}

fn sentence_end(text: &str) -> usize {
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let starts = !text[..at].ends_with(char::is_alphanumeric);
        if let Some(end) = quotation_end(&text[at..]).filter(|_| starts) {
            at += end;
            continue;
        }
        let after = &text[at + character.len_utf8()..];
        match character {
            '\n' if !text[..at].trim_end().ends_with([':', ';', ',']) => return at + 1,
            '.' | '!' | '?' | '…' | '。' | '؟' => {
                let ends = after.is_empty() || after.starts_with(char::is_whitespace);
                // "ООО «Пример», г. Москва", "Example Inc. 2026", "v. 3.0", "A. Quliyeva": a stop after a short word,
                // before a small letter or a digit, ends nothing, nor does one after an initial.
                let goes_on = character == '.'
                    && (abbreviates(&text[..at])
                        || after.trim_start().starts_with(|next: char| {
                            (is_small(next) && is_short_word(&text[..at])) || next.is_numeric() || next == '©'
                        }));
                if ends && !goes_on {
                    return at + character.len_utf8();
                }
            }
            _ => {}
        }
        at += character.len_utf8();
    }
    text.len()
}

/// Whether a letter is a small one of an alphabet that has two cases: Georgian has one.
fn is_small(character: char) -> bool {
    character.is_lowercase() && !matches!(character, '\u{10d0}'..='\u{10ff}')
}

/// Whether some words end with one that may be shortened: "Inc. of Baku".
fn is_short_word(words: &str) -> bool {
    let word = words.rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    word.chars().count() <= LONGEST_ABBREVIATION
}

/// How many letters an abbreviation has at most.
const LONGEST_ABBREVIATION: usize = 4;

/// The parts of a line that stand side by side: `© 2026 Nümunə | Bütün hüquqlar qorunur`. A dash or a semicolon parts
/// them only beside a notice.
fn beside(line: &str) -> Vec<&str> {
    let noticed = has_mark(line);
    let mut parts = Vec::new();
    let mut start = 0;
    let mut previous = ' ';
    for (at, character) in line.char_indices() {
        let after = &line[at + character.len_utf8()..];
        let spaced = previous.is_whitespace() && after.starts_with(char::is_whitespace);
        let parts_here = match character {
            '|' | '•' => true,
            '·' => spaced,
            ';' => noticed,
            '–' | '—' | '-' => noticed && spaced,
            _ => false,
        };
        if parts_here {
            parts.push(line[start..at].trim());
            start = at + character.len_utf8();
        }
        previous = character;
    }
    parts.push(line[start..].trim());
    if noticed { rejoined(line, parts) } else { parts }
}

/// The parts of a notice that are no terms by themselves belong to it: "© 2026 – Nümunə".
fn rejoined<'t>(line: &'t str, parts: Vec<&'t str>) -> Vec<&'t str> {
    let language = Language::parse("en").expect("a well-formed tag");
    let mut joined: Vec<&str> = Vec::new();
    let mut open = false;
    for part in parts {
        let apart = !part.is_empty()
            && !has_mark(part)
            && matches!(
                read_sentence(part, &[], &language),
                Sentence::Terms(..) | Sentence::Noise | Sentence::Unread(_)
            );
        match joined.last_mut() {
            Some(last) if open && !apart => {
                let start = last.as_ptr() as usize - line.as_ptr() as usize;
                let end = part.as_ptr() as usize - line.as_ptr() as usize + part.len();
                *last = &line[start..end];
            }
            _ => joined.push(part),
        }
        // What made the site may be said by a name behind a dash: it stays with its label.
        open = !apart || matches!(read_sentence(part, &[], &language), Sentence::Noise);
    }
    joined
}

/// Whether words end with an initial, or with one of the few that are shortened before a name.
pub(super) fn abbreviates(words: &str) -> bool {
    let word = words.rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    word == "St" || (word.chars().count() == 1 && word.starts_with(char::is_uppercase))
}

/// Reads one sentence.
pub(super) fn sentence(words: &str, addresses: &[&str], language: &Language) -> Sentence {
    if parse_notice(words).is_some() {
        // "© Nümunə, all rights reserved": the reservation holds too.
        let reserved = super::notice::reserves(words);
        return if reserved { Sentence::Terms(vec![Meaning::AllRightsReserved], false) } else { Sentence::Notice };
    }
    match sign(words) {
        Some(sentence) => sentence,
        None => read_sentence(without_mark(words), addresses, language),
    }
}

/// Signs that belong to no language: what a page tells machines of mining (TDM Reservation Protocol, robots), and the
/// addresses of rights statements.
fn sign(words: &str) -> Option<Sentence> {
    let lower = words.trim().to_ascii_lowercase();
    if let Some(value) = lower.strip_prefix("tdm-reservation:") {
        return Some(match value.trim() {
            "1" => Sentence::Terms(vec![Meaning::NoMining], false),
            "0" => Sentence::Noise,
            _ => Sentence::Unread(Vec::new()),
        });
    }
    if lower.strip_prefix("tdm-policy:").is_some() {
        return Some(Sentence::Terms(Vec::new(), true));
    }
    if let Some(value) = lower.strip_prefix("robots:") {
        let says = |word: &str| value.split([',', ' ']).any(|part| part.trim() == word);
        return (says("noai") || says("noimageai")).then(|| Sentence::Terms(vec![Meaning::NoAi], false));
    }
    let address = words.split_whitespace().find(|word| word.contains("rightsstatements.org/"))?;
    let alone = words.trim() == address;
    licences::rights_statement(address).filter(|_| alone).map(|meanings| Sentence::Terms(meanings, false))
}

pub(super) fn read_sentence(words: &str, addresses: &[&str], language: &Language) -> Sentence {
    let tokens = tokens(words, language.primary());
    if tokens.is_empty() || tokens.len() > LONGEST_SENTENCE {
        return Sentence::Prose;
    }
    let named = named(words, addresses);
    let licences: Vec<Option<Licence>> = named.iter().map(|named| named.licence.clone()).collect();
    let mut best: Option<Sentence> = None;
    let mut all = tables(&tokens, language.primary());
    if all.is_empty() && !named.is_empty() {
        // Nothing but a code or an address, "CC BY 4.0": any table will do.
        all.push(super::table::any());
    }
    for table in &all {
        match with_table(table, words, &tokens, &named, &licences) {
            terms @ Sentence::Terms(..) => return terms,
            Sentence::Noise if best.is_none() => return Sentence::Noise,
            other => {
                best.get_or_insert(other);
            }
        }
    }
    match best {
        Some(sentence) => sentence,
        None => Sentence::Prose,
    }
}

/// The licences that a sentence names, and those behind its links. A link says "CC BY 3.0" and leads to its version of
/// one country: that is the one. A name that says less than another of the same licence is the other.
fn named(words: &str, addresses: &[&str]) -> Vec<NamedLicence> {
    let mut named = licences::by_name(words);
    for licence in addresses.iter().filter_map(|address| licences::by_address(address)) {
        named.push(NamedLicence { licence: Some(licence), place: 0..0 });
    }
    let all: Vec<Option<Licence>> = named.iter().map(|named| named.licence.clone()).collect();
    for one in &mut named {
        if let Some(other) = all.iter().flatten().find(|other| licences::says_more(other, one.licence.as_ref())) {
            one.licence = Some(other.clone());
        }
    }
    named
}

fn with_table(
    table: &PhraseTable,
    words: &str,
    tokens: &[Token<'_>],
    named: &[NamedLicence],
    licences: &[Option<Licence>],
) -> Sentence {
    let mut items = table.read(tokens);
    licensed(&mut items, tokens, named);
    names(&mut items, tokens, table.language);
    clause::settle(&mut items);
    if is_noise(&items) {
        return Sentence::Noise;
    }
    let mut context = SentenceContext::default();
    let (mut meanings, mut page, mut understood) = (Vec::new(), false, true);
    let frames = clauses(&items, table.language);
    for frame in &frames {
        match frame::meanings(frame, &mut context, words, tokens, licences) {
            Some(said) => {
                for meaning in said.meanings {
                    if !meanings.contains(&meaning) {
                        meanings.push(meaning);
                    }
                }
                page |= said.page;
            }
            None => understood = false,
        }
    }
    settle(&mut meanings);
    match (understood, meanings.is_empty() && !page) {
        (true, false) => Sentence::Terms(meanings, page),
        (_, false) if !has(&items, TermConcept::Prose) => Sentence::Unread(meanings),
        _ if sounds_like_terms(&items) => Sentence::Unread(Vec::new()),
        _ => Sentence::Prose,
    }
}

/// Marks the names of licences; a sentence with a licence behind its link alone has one all the same.
fn licensed(items: &mut Vec<ConceptUse>, tokens: &[Token<'_>], named: &[NamedLicence]) {
    for NamedLicence { place, .. } in named {
        for item in items.iter_mut() {
            let (Some(first), Some(last)) = (tokens.get(item.range.start), tokens.get(item.range.end - 1)) else {
                continue;
            };
            if first.range.start < place.end && place.start < last.range.end {
                (item.concept, item.feature, item.value) = (TermConcept::Licensed, None, None);
            }
        }
    }
    if !named.is_empty() && !has(items, TermConcept::Licensed) {
        let at = tokens.len();
        items.push(ConceptUse { concept: TermConcept::Licensed, feature: None, range: at..at + 1, value: None });
    }
    // A bare "Creative Commons" behind which a link leads to the licence is its name.
    items.dedup_by(|later, earlier| later.concept == TermConcept::Licensed && earlier.concept == TermConcept::Licensed);
}

fn has(items: &[ConceptUse], concept: TermConcept) -> bool {
    items.iter().any(|item| item.concept == concept)
}

/// Whether some words name a licence.
pub(crate) fn names_licence(text: &str) -> bool {
    text.chars().nth(LONGEST_PASSAGE).is_none() && !licences::by_name(text).is_empty()
}

/// Whether words that stand where terms do may be some: a mark of a copyright, or a few words with one of rights,
/// licences, permissions, bans, reuse, in any language of the tables. Nothing of the kind is ever thrown away.
pub(crate) fn mentions_terms(text: &str) -> bool {
    use TermConcept::{
        Ai, AllReserved, Commercial, Credit, Fee, Forbid, Licence, Licensed, Link, Mine, Permission, Quote, Recipients,
        Reserved, Rights, Terms, Use,
    };
    if has_mark(text) {
        return true;
    }
    if text.chars().nth(LONGEST_PASSAGE).is_some() {
        return false;
    }
    sentences(text).iter().any(|words| {
        let tokens = tokens(words, "");
        if tokens.len() < FEWEST_WORDS {
            return false;
        }
        tables(&tokens, "").iter().any(|table| {
            let mut items = table.read(&tokens);
            clause::settle(&mut items);
            if is_noise(&items) || has(&items, TermConcept::Prose) {
                return false;
            }
            let any = |concepts: &[TermConcept]| concepts.iter().filter(|concept| has(&items, **concept)).count();
            any(&[
                AllReserved,
                Rights,
                Reserved,
                Licence,
                Licensed,
                Permission,
                Forbid,
                Commercial,
                Ai,
                Mine,
                Fee,
                Recipients,
            ]) > 0
                && any(&[
                    Use,
                    Quote,
                    Rights,
                    Reserved,
                    Licence,
                    Permission,
                    Credit,
                    Link,
                    Terms,
                    TermConcept::Text,
                    TermConcept::Pictures,
                ]) > 0
                || any(&[Use, Quote]) > 0
                    && any(&[Credit, Link, TermConcept::Only, TermConcept::May, TermConcept::Must]) > 0
        })
    })
}

/// A line of fewer words is a label of a menu.
const FEWEST_WORDS: usize = 4;

/// Who made the site, whose opinion it is, for which age it is: no terms, whatever else the sentence says.
fn is_noise(items: &[ConceptUse]) -> bool {
    use TermConcept::{
        Ai, AllReserved, Change, Commercial, Credit, Education, Fee, Forbid, Licence, Licensed, Link, Mine, Noise,
        Permission, Personal, Quote, Recipients, Rights, Terms, Use,
    };
    let neutral = |item: &ConceptUse| {
        use TermConcept::{
            And, Author, Colon, Comma, Filler, Light, Number, Owner, PictureCredit, Proper, Quoted, Who, With, Within,
        };
        matches!(
            item.concept,
            Author
                | Colon
                | Comma
                | Filler
                | Light
                | Number
                | Owner
                | PictureCredit
                | Proper
                | Quoted
                | Who
                | And
                | Within
                | With
        )
    };
    // "Photos and words: Nümunə".
    let work = |item: &ConceptUse| {
        matches!(item.concept, TermConcept::Pictures | TermConcept::Text | TermConcept::Video | TermConcept::Audio)
    };
    let credits = has(items, TermConcept::Colon)
        && items.first().is_some_and(|item| work(item) || item.concept == TermConcept::PictureCredit);
    if credits && items.iter().all(|item| neutral(item) || work(item)) {
        return true;
    }
    // "Photo: Nümunə", "Dear colleagues!"
    if !items.is_empty()
        && items.iter().all(neutral)
        && (items[0].concept == TermConcept::PictureCredit
            || items
                .iter()
                .all(|item| matches!(item.concept, TermConcept::Filler | TermConcept::Who | TermConcept::And)))
    {
        return true;
    }
    has(items, Noise)
        && ![
            AllReserved,
            Ai,
            Commercial,
            Credit,
            Forbid,
            Licence,
            Licensed,
            Link,
            Mine,
            Permission,
            Personal,
            Education,
            Recipients,
            Fee,
            Change,
            Quote,
            Rights,
            Terms,
            Use,
        ]
        .into_iter()
        .any(|concept| has(items, concept))
}

/// A duty to name the source says that use is allowed with it.
fn settle(meanings: &mut Vec<Meaning>) {
    // "Its words must stand at the beginning, and a link on them": one duty.
    let mut merged: Vec<Meaning> = Vec::new();
    for meaning in meanings.drain(..) {
        let Meaning::Attribution { scope, credit } = &meaning else {
            merged.push(meaning);
            continue;
        };
        let same = merged.iter_mut().find_map(|other| match other {
            Meaning::Attribution { scope: of, credit } if of == scope => Some(credit),
            _ => None,
        });
        match same {
            Some(other) => {
                other.by_hyperlink |= credit.by_hyperlink;
                other.open_link |= credit.open_link;
                other.place = other.place.take().or_else(|| credit.place.clone());
                other.literal = other.literal.take().or_else(|| credit.literal.clone());
            }
            None => merged.push(meaning),
        }
    }
    *meanings = merged;
    let licensed = meanings.iter().any(|meaning| {
        matches!(
            meaning,
            Meaning::Attribution { scope: crate::model::Scope::Everything, .. }
                | Meaning::Licensed { .. }
                | Meaning::Share(_)
        )
    });
    let licensed =
        licensed || meanings.iter().any(|meaning| matches!(meaning, Meaning::Purpose(_) | Meaning::Recipients));
    if licensed {
        meanings.retain(|meaning| !matches!(meaning, Meaning::Permitted | Meaning::Free));
    }
}

/// Whether words that are not understood sound like terms: of what is done with a work, what may or must be.
fn sounds_like_terms(items: &[ConceptUse]) -> bool {
    use TermConcept::{
        Ai, AllReserved, Commercial, Credit, Fee, Forbid, Free, Licence, Licensed, Link, May, Mine, Must, Name, Only,
        Permission, Pictures, Prose, Quote, Recipients, Reserved, Rights, Source, Terms, Text, Translate, Use, Video,
    };
    if has(items, Prose) {
        return false;
    }
    let any = |concepts: &[TermConcept]| concepts.iter().any(|concept| has(items, *concept));
    let act = any(&[Use, Quote, Translate, Mine, Ai, Commercial]);
    let object = any(&[Text, Pictures, Video, Source, Rights]);
    let verdict = any(&[May, Must, Forbid, Free, Only])
        || items.iter().any(|item| {
            matches!(
                item.feature,
                Some(super::table::Feature::May | super::table::Feature::Must | super::table::Feature::Forbid)
            )
        });
    let naming = any(&[Credit, Link, Name, Source]);
    let condition = any(&[Permission, Licence, Licensed, Fee, Recipients]);
    has(items, AllReserved)
        || (has(items, Rights) && has(items, Reserved))
        || (act && verdict && (object || naming || condition))
        || (naming && verdict && object)
        || (condition && object && (act || verdict))
        || has(items, Terms) && (act || has(items, Rights))
}
