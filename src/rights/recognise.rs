//! Reads words as terms.
//!
//! 1. A passage is cut into sentences, each of which is read by itself ([`read_sentence`]);
//! 2. one that is a copyright [notice](super::notice) or a sign that belongs to no language is told from the others
//!    before;
//! 3. a passage with more sentences of prose than of terms is prose. In any other one, every sentence that is not
//!    understood is unread: it may take back what the others give.
//!
//! Missing a term takes a permission away and is said; taking prose for a term would put duties into the source's
//! mouth. So every doubt is decided for prose, and beside a doubt nothing is granted.

use std::cell::RefCell;

use super::concept::TermConcept;
use super::frame::{AskedMedia, Leaning, is_ban};
use super::memo::{Memo, remembered};
use super::notice::{
    LONGEST_NOTICE, has_mark, is_of_site, may_be_notice, may_hold, parse_notice, reserves, without_mark,
};
use super::sentence::{
    Sentence, abbreviates, as_before, ask, has, is_noise, joins_company, lifts, read_sentence, settle, settle_asked,
};
use super::spelling::fold;
use super::table::{is_menu_label, tables};
use super::tokens::{quotation_end, tokens};
use super::{clause, licences};
use crate::model::{Language, Meaning, Medium, Scope};

pub use super::notice::Notice;

/// What a passage says about using the article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// What was understood; empty where the passage is no term.
    pub meanings: Vec<Meaning>,
    /// Whether the passage refers to a page of terms.
    pub refers_to_terms_page: bool,
    /// The sentences that sound like terms or stand among terms, and were not understood, verbatim.
    pub unread: Vec<String>,
    /// The media for which consent is asked.
    asked: Vec<AskedMedia>,
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

    /// What is a term and was not understood.
    pub(crate) fn not_understood(words: String) -> Self {
        Self { unread: vec![words], ..Self::default() }
    }

    fn add(&mut self, meanings: Vec<Meaning>, page: bool) {
        // "… except photographs. Photographs may not be used": the ban is the answer.
        if !meanings.iter().any(|meaning| lifts(meaning, &meanings)) {
            self.meanings.retain(|meaning| !lifts(meaning, &meanings));
        }
        for meaning in meanings {
            let meaning = self.of_medium(meaning);
            if !self.meanings.contains(&meaning) {
                self.meanings.push(meaning);
            }
        }
        self.refers_to_terms_page |= page;
    }

    /// "Photographs may be used with credit. The watermark must not be removed": a logo of which nothing else is told is on the
    /// pictures that were spoken of last.
    fn of_medium(&self, meaning: Meaning) -> Meaning {
        let Meaning::KeepLogo { scope: Scope::Everything } = meaning else { return meaning };
        let spoken = self.meanings.iter().rev().find_map(|before| match before {
            Meaning::Attribution { scope, .. } | Meaning::NoRepublication { scope, .. } | Meaning::Fee { scope } => {
                Some(*scope)
            }
            _ => None,
        });
        Meaning::KeepLogo { scope: spoken.unwrap_or(Scope::Everything) }
    }

    /// What a sentence says of something that those before it told of; unread where they did not. Whether it is read.
    fn lean(&mut self, leaning: Leaning, words: &str) -> bool {
        let credited = self.meanings.iter().rev().find_map(|meaning| match meaning {
            Meaning::Attribution { scope, .. } => Some(*scope),
            _ => None,
        });
        let logo = self.meanings.iter().any(|meaning| matches!(meaning, Meaning::KeepLogo { .. }));
        let elsewhere = |of: Medium| {
            self.meanings.iter().any(|meaning| matches!(meaning, Meaning::Medium(medium) if *medium != of))
        };
        match (leaning, credited) {
            (Leaning::Credit(credit), Some(scope)) => self.add(vec![Meaning::Attribution { scope, credit }], false),
            (Leaning::Logo, _) if logo => {}
            (Leaning::NotIn(medium, _), _) if elsewhere(medium) => {}
            (Leaning::NotIn(_, instead), _) => self.add(instead, false),
            (Leaning::Again { bans, granted }, _) if self.is_leant_on(granted) => {
                self.add(as_before(self.meanings.last(), bans), false);
            }
            (Leaning::Instead(left), _) if self.bans_all() => {
                self.meanings.retain(|meaning| *meaning != NO_USE);
                self.add(left, false);
            }
            (Leaning::Asked(asked), _) => {
                self.add(vec![Meaning::ConsentElsewhere], false);
                self.asked.push(asked);
            }
            (Leaning::Page, _) if self.speaks_of_terms() => self.refers_to_terms_page = true,
            (_, _) => {
                self.unread.push(words.to_owned());
                return false;
            }
        }
        true
    }

    /// Whether a sentence that says something again, or denies it, has one to lean on: a ban is what was said last, or
    /// something was granted.
    fn is_leant_on(&self, granted: bool) -> bool {
        let grants = |meaning: &Meaning| {
            matches!(
                meaning,
                Meaning::Attribution { scope: Scope::Everything, .. }
                    | Meaning::Free
                    | Meaning::Permitted
                    | Meaning::Share(_)
            )
        };
        let bans = |meaning: &Meaning| *meaning == Meaning::AllRightsReserved || is_ban(meaning);
        if granted { self.meanings.iter().any(grants) } else { self.meanings.last().is_some_and(bans) }
    }

    fn bans_all(&self) -> bool {
        let banned = |meaning: &Meaning| matches!(meaning, Meaning::NoRepublication { scope: Scope::Everything, .. });
        self.meanings.iter().any(banned)
    }

    /// Sentences on what becomes of those who break the terms: beside others they add nothing; alone they are terms that
    /// say nothing else, and nobody could tell of what.
    fn beside(&mut self, asides: Vec<String>) {
        if !self.speaks_of_terms() {
            self.unread = asides;
        }
    }
}

/// A ban that nothing lifts.
const NO_USE: Meaning = Meaning::NoRepublication { scope: Scope::Everything, unless_permitted: false };

/// No statement of terms is longer than this many characters; a longer paragraph is prose.
const LONGEST_PASSAGE: usize = 2_000;

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
    let (mut terms, mut prose, mut asking, mut asked_on_page) = (0, 0, Vec::new(), false);
    let sentences = sentences(text);
    for words in &sentences {
        // More than half is prose: the rest cannot outweigh it.
        if 2 * prose > sentences.len() {
            break;
        }
        match sentence(words, linked(words, &sentences, addresses), language) {
            Sentence::Terms(meanings, page) => {
                terms += 1;
                reading.add(meanings, page);
            }
            Sentence::Unread(meanings) => {
                reading.add(meanings, false);
                reading.unread.push((*words).to_owned());
            }
            Sentence::Leaning(leaning) => {
                let read = reading.lean(leaning, words);
                (terms, prose) = (terms + usize::from(read), prose + usize::from(!read));
            }
            Sentence::Asking(page) => {
                asking.push((*words).to_owned());
                asked_on_page |= page;
            }
            Sentence::Notice | Sentence::Noise | Sentence::Aside => {}
            Sentence::Prose => {
                prose += 1;
                reading.unread.push((*words).to_owned());
            }
        }
    }
    if terms > 0 && !asking.is_empty() {
        ask(&mut reading.meanings);
        reading.refers_to_terms_page |= asked_on_page;
    } else {
        reading.unread.extend(asking);
    }
    settle_asked(&mut reading.meanings, &reading.asked);
    settle(&mut reading.meanings);
    let unread = reading.unread.len() - prose;
    // "Terms of use | Privacy | Press kit": a row of labels, of which one is that of a page of terms.
    let is_row = text.contains('|') && reading.meanings.is_empty() && prose > 0 && unread == 0;
    let is_statement = !is_row && terms + unread > 0 && terms + unread >= prose && (terms > 0 || prose == 0);
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
    let (mut asides, mut asks) = (Vec::new(), false);
    let sentences = sentences(text);
    for words in &sentences {
        match sentence(words, linked(words, &sentences, addresses), language) {
            Sentence::Terms(meanings, page) => reading.add(meanings, page),
            Sentence::Unread(meanings) => {
                reading.add(meanings, false);
                reading.unread.push((*words).to_owned());
            }
            Sentence::Leaning(leaning) => {
                reading.lean(leaning, words);
            }
            Sentence::Aside => asides.push((*words).to_owned()),
            Sentence::Asking(page) => {
                asks = true;
                reading.refers_to_terms_page |= page;
            }
            Sentence::Notice | Sentence::Noise => {}
            Sentence::Prose => reading.unread.push((*words).to_owned()),
        }
    }
    if asks {
        ask(&mut reading.meanings);
    }
    settle_asked(&mut reading.meanings, &reading.asked);
    settle(&mut reading.meanings);
    reading.beside(asides);
    reading
}

/// Cuts at `.`, `!`, `?` and `…` before white space or the end, at line ends but those of a list, and at what parts the
/// lines of a foot that are set side by side.
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        rest = rest[numbering(rest)..].trim_start();
        if rest.is_empty() {
            break;
        }
        let end = sentence_end(rest);
        let (sentence, after) = rest.split_at(end);
        rest = after;
        found.extend(beside(sentence.trim()).into_iter().flat_map(behind_notice));
    }
    found.retain(|sentence| sentence.chars().any(char::is_alphanumeric));
    found
}

/// "© 2026 Numune A.Ş. Haberler kopyalanamaz.": where the stop of a shortened name ends a notice too, what stands behind
/// it is a sentence of its own.
fn behind_notice(line: &str) -> Vec<&str> {
    if let Some(parts) = before_notice(line) {
        return parts;
    }
    if !has_mark(line) || parse_notice(line).is_some() {
        return vec![line];
    }
    let language = Language::english();
    let ends = line.match_indices(". ").find_map(|(at, stop)| {
        let (notice, rest) = (&line[..at + 1], line[at + stop.len()..].trim_start());
        let says_terms = || read_sentence(rest, &[], &language).speaks_of_terms();
        let begins = rest.starts_with(|first: char| first.is_alphabetic() && !is_small(first));
        // "Numune e. V.": the stop within a shortened name ends nothing.
        let begins = begins && !joins_company(&line[..at], &line[at + 1..]);
        (begins && parse_notice(notice).is_some() && says_terms()).then(|| vec![notice, rest])
    });
    ends.unwrap_or_else(|| vec![line])
}

/// "A link to the source is obligatory. © 2026 Nümunə", "Editor: Aysel Quliyeva. © 2026 Nümunə": a sentence before a
/// notice is no name of its holder.
fn before_notice(line: &str) -> Option<Vec<&str>> {
    let at = line.rfind(". ©")?;
    let (terms, notice) = (&line[..=at], line[at + 1..].trim_start());
    let is_sentence = || {
        let read = read_sentence(terms, &[], &Language::english());
        read.speaks_of_terms() || read == Sentence::Noise || terms.split_whitespace().count() > LONGEST_NAME
    };
    (parse_notice(notice).is_some() && is_sentence()).then(|| vec![terms, notice])
}

/// Whoever stands before a notice that names somebody has no more words in the name.
const LONGEST_NAME: usize = 5;

/// How long the number of a rule is at its start: "1.3. ", "2) ", "a) ". One number with a stop may be the first half of
/// a word ("3. kişilere"), so a capital has to follow it.
fn numbering(text: &str) -> usize {
    let label = text.split_whitespace().next().unwrap_or_default();
    let Some(numbers) = label.strip_suffix(['.', ')']) else { return 0 };
    let is_number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = label.ends_with(')') && numbers.chars().count() == 1 && numbers.chars().all(char::is_alphabetic);
    let levels = numbers.split('.').count();
    let follows = text[label.len()..].trim_start();
    let begins =
        levels > 1 || label.ends_with(')') || follows.starts_with(|next: char| next.is_alphabetic() && !is_small(next));
    let is_label = (is_letter || numbers.split('.').all(is_number)) && begins && !follows.is_empty();
    if is_label { label.len() } else { 0 }
}

fn sentence_end(text: &str) -> usize {
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let starts = || !text[..at].ends_with(char::is_alphanumeric);
        if let Some(end) = quotation_end(&text[at..]).filter(|_| starts()) {
            at += end;
            continue;
        }
        let after = &text[at + character.len_utf8()..];
        match character {
            '\n' if !text[..at].trim_end().ends_with([':', ';', ',']) => return at + 1,
            '.' | '!' | '?' | '…' | '。' | '؟' => {
                let ends = character == '。' || after.is_empty() || after.starts_with(char::is_whitespace);
                // "ООО «Пример», г. Москва", "Example Inc. 2026", "v. 3.0", "A. Quliyeva": a stop after a short word,
                // before a small letter or a digit, ends nothing, nor does one after an initial.
                let goes_on = character == '.'
                    && (abbreviates(&text[..at])
                        || joins_company(&text[..at], after)
                        || after.trim_start().starts_with(|next: char| {
                            (is_small(next) && is_short_word(&text[..at]))
                                || (next.is_numeric() && !is_house(&text[..at], after))
                                || next == '©'
                        }) && numbering(after.trim_start()) == 0
                            && !is_age(after.trim_start()));
                if ends && matches!(character, '?' | '؟') && asks(&text[..at], after) {
                    at += after.len() - after.trim_start().len();
                    at += character.len_utf8();
                    continue;
                }
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

/// "All rights reserved. 3 Quay Street": whether a number behind a stop is that of a house, and no year.
fn is_house(before: &str, after: &str) -> bool {
    let mut words = after.split_whitespace();
    let number = words.next().unwrap_or_default();
    let short = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let named = words.next().is_some_and(|word| word.starts_with(char::is_uppercase));
    short && named && !is_short_word(before) && before.trim_end_matches(char::is_alphabetic) != before
}

/// "12+": whether words begin with the mark of an age.
fn is_age(text: &str) -> bool {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    (1..=2).contains(&(text.len() - rest.len())) && rest.starts_with('+')
}

/// "Would you like to reprint it? Write to us": whether a short question belongs to what is said behind it.
fn asks(question: &str, after: &str) -> bool {
    let answer = after.trim_start_matches(' ');
    // "– May I reprint it?", and on the next line "– Yes, with a link".
    let spoken = answer.trim_start_matches(|mark: char| mark.is_whitespace() || matches!(mark, '–' | '—' | '-'));
    let word = spoken.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let agrees = || AGREEING.contains(&&*fold(word));
    question.split_whitespace().count() <= LONGEST_QUESTION
        && (answer.starts_with(char::is_alphabetic) || (spoken.len() < answer.len() && agrees()))
}

/// Words by which a question is answered with a yes, folded.
const AGREEING: &[&str] = &[
    "yes",
    "sure",
    "certainly",
    "evet",
    "tabii",
    "elbette",
    "beli",
    "elbetde",
    "да",
    "конечно",
    "так",
    "звичайно",
    "иә",
    "ha",
    "albatta",
    "بله",
    "დიახ",
    "კი",
    "ja",
    "oui",
    "si",
];

/// A question of more words stands for itself.
const LONGEST_QUESTION: usize = 12;

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
            // "2011 - 2026" are the years of one notice.
            '–' | '—' | '-' => {
                let digits = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
                let years =
                    digits(line[..at].trim_end().chars().next_back()) && digits(after.trim_start().chars().next());
                noticed && spaced && !years
            }
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
    let language = Language::english();
    let mut joined: Vec<&str> = Vec::new();
    let mut open = false;
    for part in parts {
        let is_noise = || matches!(read_sentence(part, &[], &language), Sentence::Noise);
        let says_terms = || read_sentence(part, &[], &language).speaks_of_terms();
        let apart = !part.is_empty() && !has_mark(part) && (is_noise() || says_terms());
        // "© 2026, numune.example | Nümunə MMC": the site is named before whoever publishes it.
        let of_site = |last: &str| !is_menu_label(part) && may_hold(part) && is_noise() && is_of_site(last);
        match joined.last_mut() {
            Some(last) if open && (!apart || of_site(last)) => {
                let start = last.as_ptr() as usize - line.as_ptr() as usize;
                let end = part.as_ptr() as usize - line.as_ptr() as usize + part.len();
                *last = &line[start..end];
            }
            _ => joined.push(part),
        }
        // What made the site may be said by a name behind a dash: it stays with its label.
        open = !apart || is_noise();
    }
    joined
}

/// The addresses of the links of a passage that may be a sentence's own: where another sentence names a licence, what leads to
/// one is behind its name.
fn linked<'a>(words: &str, sentences: &[&str], addresses: &'a [&'a str]) -> &'a [&'a str] {
    let names = |words: &str| !addresses.is_empty() && !licences::by_name(words).is_empty();
    if sentences.len() > 1 && !names(words) && sentences.iter().any(|other| names(other)) { &[] } else { addresses }
}

/// Reads one sentence.
fn sentence(words: &str, addresses: &[&str], language: &Language) -> Sentence {
    if parse_notice(words).is_some() {
        // "© Nümunə, all rights reserved": the reservation holds too.
        let reserved = reserves(words);
        return if reserved { Sentence::Terms(vec![Meaning::AllRightsReserved], false) } else { Sentence::Notice };
    }
    match sign(words) {
        Some(sentence) => sentence,
        None => match words.trim().strip_prefix(CREDIT) {
            Some(credit) => match read_sentence(without_mark(credit), addresses, language) {
                Sentence::Prose => Sentence::Noise,
                terms => terms,
            },
            None => read_sentence(without_mark(words), addresses, language),
        },
    }
}

/// What stands before the words by which a page tells machines whom to name.
const CREDIT: &str = "creditText: ";

/// Signs that belong to no language: what a page tells machines of mining (TDM Reservation Protocol, robots), what a news
/// item tells them (NewsML-G2 `dataMining`, by the vocabulary of PLUS), and the addresses of rights statements.
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
    if let Some(value) = lower.strip_prefix("datamining:") {
        let code = value.rsplit(['#', '/', ':']).next().unwrap_or_default().trim();
        return Some(match code {
            "dmi-unspecified" | "dmi-allowed" => Sentence::Noise,
            "dmi-prohibited" => Sentence::Terms(vec![Meaning::NoMining], false),
            "dmi-prohibited-aimltraining" => Sentence::Terms(vec![Meaning::NoAi], false),
            // Which mining is meant is more than can be said: none is allowed, and nothing beside it.
            _ => Sentence::Unread(vec![Meaning::NoMining]),
        });
    }
    if let Some(value) = lower.strip_prefix("robots:").or_else(|| lower.strip_prefix("x-robots-tag:")) {
        // "a-bot: noai" is told to one of them.
        if value.contains(':') {
            return Some(Sentence::Unread(Vec::new()));
        }
        let says = |word: &str| value.split([',', ' ']).any(|part| part.trim() == word);
        return (says("noai") || says("noimageai")).then(|| Sentence::Terms(vec![Meaning::NoAi], false));
    }
    let alone = words.trim();
    let meanings = licences::rights_statement(alone).filter(|_| !alone.contains(char::is_whitespace));
    meanings.map(|meanings| Sentence::Terms(meanings, false))
}

thread_local! {
    static NOTICES: RefCell<Memo<Option<Notice>>> = RefCell::default();
    static MENTIONS: RefCell<Memo<bool>> = RefCell::default();
}

/// Reads a passage that begins with a copyright notice and holds nothing else than that and terms: "© 2026 Nümunə",
/// "AzadlıqRadiosu ©", "© 2026 Nümunə. Bütün hüquqlar qorunur."
pub fn notice(text: &str) -> Option<Notice> {
    if !may_be_notice(text) {
        return None;
    }
    remembered(&NOTICES, text.to_owned(), || read_notice(text))
}

fn read_notice(text: &str) -> Option<Notice> {
    let language = Language::english();
    let sentences = sentences(text);
    let found = sentences.iter().enumerate().find_map(|(at, words)| Some((at, parse_notice(words)?)));
    if let Some((at, notice)) = found {
        let (mut terms, mut prose) = (0, 0);
        for words in sentences.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, words)| words) {
            match sentence(words, &[], &language) {
                Sentence::Prose => prose += 1,
                said => terms += usize::from(said.speaks_of_terms()),
            }
        }
        // "© Nümunə 2026. The bridge opens today" is no notice.
        if prose == 0 || terms >= prose {
            return Some(notice);
        }
    }
    if text.chars().nth(LONGEST_NOTICE).is_some() { None } else { parse_notice(text) }
}

/// Whether some words name a licence.
pub(crate) fn names_licence(text: &str) -> bool {
    text.chars().nth(LONGEST_PASSAGE).is_none() && !licences::by_name(text).is_empty()
}

/// Whether words that stand where terms do may be some: a mark of a copyright, or a few words with one of rights,
/// licences, permissions, bans, reuse, in any language of the tables. Nothing of the kind is ever thrown away.
pub(crate) fn mentions_terms(text: &str) -> bool {
    if has_mark(text) {
        return true;
    }
    if text.chars().nth(LONGEST_PASSAGE).is_some() {
        return false;
    }
    remembered(&MENTIONS, text.to_owned(), || sentences(text).into_iter().any(mentions))
}

/// Whether a sentence has the words of terms, as [`mentions_terms`] asks.
fn mentions(words: &str) -> bool {
    use TermConcept::{
        Ai, AllReserved, Commercial, Credit, Fee, Forbid, Licence, Licensed, Link, Mine, Permission, Quote, Recipients,
        Reserved, Rights, Terms, Use,
    };
    let tokens = tokens(words, "");
    if tokens.len() < FEWEST_WORDS {
        return false;
    }
    tables(&tokens, "").iter().any(|table| {
        let mut items = table.read(&tokens);
        clause::settle(&mut items);
        let noise = is_noise(&items) && !has(&items, TermConcept::Neutral);
        if noise || has(&items, TermConcept::Prose) {
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
}

/// A line of fewer words is a label of a menu.
const FEWEST_WORDS: usize = 4;
