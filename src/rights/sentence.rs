//! Reads one sentence, in the language whose [table] knows most of its words.
//!
//! It is understood if every word of it that carries meaning has its part in what is made of it ([`frame`]); else it is
//! unread, if it sounds like terms, or noise, or prose. Notices and signs were told from it before.

mod apart;
mod feet;
mod leans;

use std::cell::RefCell;

pub(super) use leans::{as_before, settle_asked};

use super::clause::{self, clauses, names};
use super::concept::{Feature, TermConcept};
use super::frame::{self, Leaning, SentenceContext, SentenceWords};
use super::licences::{self, NamedLicence};
use super::memo::{self, Memo, remembered};
use super::table::{self, ConceptUse, PhraseTable, tables};
use super::tokens::{Token, TokenKind, tokens};
use crate::model::{Language, Licence, Meaning, Medium, Scope, Share};

/// What one sentence is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sentence {
    /// Terms that are understood, and whether it refers to a page of terms.
    Terms(Vec<Meaning>, bool),
    /// Terms that are not, or not wholly; what could be told of them.
    Unread(Vec<Meaning>),
    /// A copyright notice.
    Notice,
    /// What becomes of those who break the terms: it adds nothing to what the others say.
    Aside,
    /// Whom to ask for permission: for what others forbid, else for everything. And whether it is done on a page.
    Asking(bool),
    /// What it says of something that another sentence tells of.
    Leaning(Leaning),
    /// What stands in feet of pages beside terms.
    Noise,
    /// Anything else.
    Prose,
}

impl Sentence {
    /// Whether it is told of use, understood or not: no name, no noise, no prose.
    pub(super) const fn speaks_of_terms(&self) -> bool {
        match self {
            Self::Terms(..) | Self::Unread(_) | Self::Aside | Self::Asking(_) | Self::Leaning(_) => true,
            Self::Notice | Self::Noise | Self::Prose => false,
        }
    }
}

/// No sentence of terms has more words than this.
const LONGEST_SENTENCE: usize = 120;

thread_local! {
    static SENTENCES: RefCell<Memo<Sentence>> = RefCell::default();
}

/// Reads one sentence that is no notice. The addresses are those of its links.
pub(super) fn read_sentence(words: &str, addresses: &[&str], language: &Language) -> Sentence {
    // Of the links only those of licences say anything: with any other the sentence is the same.
    let addresses: Vec<&str> =
        addresses.iter().copied().filter(|address| licences::by_address(address).is_some()).collect();
    remembered(&SENTENCES, memo::key(words, &addresses, language), || {
        let read = read_anew(words, &addresses, language);
        if words.trim_end().ends_with(['?', '؟']) { of_question(read) } else { read }
    })
}

/// "May I reprint your texts?", without an answer: nobody is told anything by it.
fn of_question(read: Sentence) -> Sentence {
    let allows = |meaning: &Meaning| matches!(meaning, Meaning::Permitted | Meaning::Free);
    match read {
        Sentence::Terms(meanings, page) if meanings.is_empty() => Sentence::Terms(meanings, page),
        Sentence::Terms(meanings, false) if meanings.iter().all(allows) => Sentence::Noise,
        Sentence::Terms(..) => Sentence::Unread(Vec::new()),
        other => other,
    }
}

fn read_anew(words: &str, addresses: &[&str], language: &Language) -> Sentence {
    if table::is_menu_label(words) {
        return Sentence::Noise;
    }
    let tokens = tokens(words, language.primary());
    if tokens.is_empty() && !words.contains('%') {
        // "18+".
        return Sentence::Noise;
    }
    if tokens.is_empty() || tokens.len() > LONGEST_SENTENCE {
        return Sentence::Prose;
    }
    let named = named(words, addresses);
    if named.is_empty() && (is_contact(&tokens) || feet::is_frequency(&tokens)) {
        return Sentence::Noise;
    }
    let licences: Vec<Option<Licence>> = named.iter().map(|named| named.licence.clone()).collect();
    let mut best: Option<Sentence> = None;
    // Where the language of the text has every word and makes sense of them, no other has to be asked.
    if let Some(own) = table::own(&tokens, language.primary())
        && let terms @ Sentence::Terms(..) = with_table(own, words, &tokens, &named, &licences)
    {
        return terms;
    }
    let mut all = tables(&tokens, language.primary());
    if all.is_empty() && !named.is_empty() {
        // Nothing but a code or an address, "CC BY 4.0": any table will do.
        all.push(table::any());
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
        None if feet::is_address(&[], &tokens) => Sentence::Noise,
        None => Sentence::Prose,
    }
}

/// Whether there is nothing but where the publisher is found: an e-mail, its host, a number of a telephone. An address
/// with a path may be that of a page of terms.
fn is_contact(tokens: &[Token<'_>]) -> bool {
    tokens.iter().all(|token| match token.kind {
        TokenKind::Address => token.text.contains('@') || !token.text.trim_start_matches("https://").contains('/'),
        TokenKind::Number => true,
        TokenKind::Mark => token.text != "%",
        TokenKind::Word | TokenKind::Quoted => false,
    })
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
    table: &'static PhraseTable,
    words: &str,
    tokens: &[Token<'_>],
    named: &[NamedLicence],
    licences: &[Option<Licence>],
) -> Sentence {
    let mut items = table.read(tokens);
    licensed(&mut items, tokens, named);
    if !named.is_empty() && apart::is_of_another(&items, tokens, table) {
        return Sentence::Prose;
    }
    if !named.is_empty() {
        apart::settle_label(&mut items, tokens);
    }
    clause::settle_bodies(&mut items, tokens, table.language.verb_last);
    names(&mut items, tokens, table);
    clause::settle_actors(&mut items, tokens, table);
    clause::settle_mail(&mut items, tokens);
    clause::settle(&mut items);
    clause::settle_limits(&mut items, tokens, table);
    match leans::page_label(&items, tokens, table) {
        Some(true) => return Sentence::Terms(Vec::new(), true),
        Some(false) => return Sentence::Leaning(Leaning::Page),
        None => {}
    }
    if let Some(medium) = leans::medium_alone(&items) {
        return Sentence::Terms(vec![Meaning::Medium(medium)], false);
    }
    if is_noise(&items)
        || is_directory(&items, tokens)
        || feet::is_station(&items, tokens)
        || feet::is_name(&items, tokens)
        || feet::is_publisher(&items, tokens)
        || feet::is_address(&items, tokens)
        || feet::is_number(&items)
    {
        return Sentence::Noise;
    }
    let read = |items: &[ConceptUse]| of_items(items, table, words, tokens, licences);
    let sentence = read(&items);
    match sentence {
        Sentence::Unread(_) | Sentence::Prose => leans::again_within(&items, &read)
            .or_else(|| leans::leans(&items, &read).map(Sentence::Leaning))
            .unwrap_or(sentence),
        sentence => sentence,
    }
}

/// Reads a sentence of which it is told what its words say.
fn of_items(
    items: &[ConceptUse],
    table: &'static PhraseTable,
    words: &str,
    tokens: &[Token<'_>],
    licences: &[Option<Licence>],
) -> Sentence {
    let mut context = SentenceContext::of(items);
    let (mut meanings, mut page, mut understood) = (Vec::new(), false, true);
    let (mut aside, mut asks, mut neutral) = (false, false, false);
    let frames = clauses(items, table.language);
    let (mut of_medium, mut of_others) = (false, false);
    let (mut asked, mut leans) = (Vec::new(), None);
    let is_told_of = |said: &[Meaning]| said.iter().all(|meaning| is_told(meaning, items, tokens));
    for frame in &frames {
        match frame::meanings(frame, &mut context, &SentenceWords { words, tokens, table }, licences) {
            Some(said) => {
                match said.leaning.clone() {
                    Some(leaning) if frames.len() == 1 && is_told_of(&said.meanings) => {
                        return Sentence::Leaning(leaning);
                    }
                    // What it leans on may be one of its own clauses: nobody could tell.
                    // "Newspapers may print it, websites may not post it": what is left is told.
                    Some(Leaning::NotIn(medium, _)) if is_elsewhere(&meanings, medium) => continue,
                    Some(Leaning::NotIn(_, instead)) => {
                        understood &= said.meanings == instead;
                    }
                    Some(Leaning::Asked(media)) => asked.push(media),
                    // "…, else the reprint is a breach".
                    Some(leaning @ Leaning::Credit(_)) if meanings.is_empty() => {
                        leans = Some(leaning);
                        continue;
                    }
                    Some(_) => understood = false,
                    None => {}
                }
                if said.meanings.iter().any(|meaning| matches!(meaning, Meaning::Attribution { .. })) {
                    let medium = said.meanings.iter().any(|meaning| matches!(meaning, Meaning::Medium(_)));
                    of_medium |= medium;
                    of_others |= !medium && (frame.has(TermConcept::Online) || frame.has(TermConcept::Who));
                }
                let of_asked = matches!(said.leaning, Some(Leaning::Asked(_)));
                for meaning in if of_asked { vec![Meaning::ConsentElsewhere] } else { said.meanings } {
                    if !meanings.contains(&meaning) {
                        meanings.push(meaning);
                    }
                }
                page |= said.page;
                aside |= said.aside;
                asks |= said.asks;
                neutral |= said.neutral;
            }
            None => understood = false,
        }
    }
    // "Print media name the source, sites add a link": each has its duty, so use is not that of one medium.
    if of_medium && of_others {
        meanings.retain(|meaning| !matches!(meaning, Meaning::Medium(_)));
    }
    settle_asked(&mut meanings, &asked);
    // "May I copy it? No, you may not without our consent".
    let bans = |unless_permitted| Meaning::NoRepublication { scope: Scope::Everything, unless_permitted };
    // "It may not be copied: ask for our consent first".
    if (words.contains('?') || has(items, TermConcept::Colon)) && meanings.contains(&bans(true)) {
        meanings.retain(|meaning| *meaning != bans(false));
    }
    if let Some(leaning) = leans {
        return if understood && meanings.is_empty() { Sentence::Leaning(leaning) } else { Sentence::Unread(meanings) };
    }
    // "The licence does not cover photographs, and they may not be used": the ban is the answer.
    // "The photographs belong to the agency, and they may not be used": whose they are says no more, "are copyright of" does.
    let of_rights = |item: &ConceptUse| {
        let mut words = tokens.get(item.range.clone()).unwrap_or_default().chunks(1);
        item.concept == TermConcept::Rights || words.any(|word| table.means(word, TermConcept::Rights))
    };
    let owned = has(items, TermConcept::Reserved) && !items.iter().any(of_rights);
    if owned || has(items, TermConcept::NotCovered) || has(items, TermConcept::Except) {
        let said = meanings.clone();
        meanings.retain(|meaning| !lifts(meaning, &said));
    }
    if !page && !is_told_of(&meanings) {
        return if sounds_like_terms(items) { Sentence::Unread(Vec::new()) } else { Sentence::Prose };
    }
    if asks && !meanings.is_empty() {
        ask(&mut meanings);
    }
    match (understood, meanings.is_empty() && !page) {
        (true, _) if asks && meanings.is_empty() => Sentence::Asking(page),
        (true, false) => Sentence::Terms(meanings, page),
        (true, true) if aside => Sentence::Aside,
        (true, true) if neutral => Sentence::Noise,
        (_, false) if !has(items, TermConcept::Prose) => Sentence::Unread(meanings),
        _ if sounds_like_terms(items) => Sentence::Unread(Vec::new()),
        _ => Sentence::Prose,
    }
}

/// Whether leave was given for another medium alone.
fn is_elsewhere(meanings: &[Meaning], medium: Medium) -> bool {
    meanings.iter().any(|meaning| matches!(meaning, Meaning::Medium(told) if *told != medium))
}

/// A label of a menu has no more words; a longer sentence whose every word has its part says what it says.
const LONGEST_LABEL: usize = 6;

/// Whether a sentence has what a meaning needs to be told of works. Labels of menus and buttons say what is behind them and
/// have the words of terms all the same: "Education", "Membership", "Copy link", "Share this story", "Buy photos".
fn is_told(meaning: &Meaning, items: &[ConceptUse], tokens: &[Token<'_>]) -> bool {
    use TermConcept::{
        Ai, AllReserved, Audio, Change, Commercial, Credit, Derive, Forbid, Free, Invite, Licence, Licensed, Link, May,
        Mine, Must, Name, NotCovered, Only, Part, Permission, Pictures, Quote, Read, Reserved, Rights, Source, Terms,
        Text, Translate, Use, Video, Whole,
    };
    let any = |concepts: &[TermConcept]| concepts.iter().any(|concept| has(items, *concept));
    let says = |features: &[Feature]| items.iter().any(|item| item.feature.is_some_and(|it| features.contains(&it)));
    let words = tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
    // "Further offers and partners of the publisher:" is as long as it likes, and limits nothing to partners.
    if words > LONGEST_LABEL && *meaning != Meaning::Recipients {
        return true;
    }
    let act = any(&[Ai, Change, Commercial, Derive, Mine, Part, Quote, Translate, Use, Whole]);
    let work = any(&[Audio, Pictures, Read, Text, Video]);
    let right = any(&[AllReserved, Licence, Licensed, Reserved, Rights, Terms]);
    let of_purpose = |item: &ConceptUse| item.concept == TermConcept::Noncommercial && item.range.len() > 2;
    let verdict = any(&[Forbid, May, Must, NotCovered, Only, Permission])
        || says(&[Feature::May, Feature::Must, Feature::Forbid]);
    match meaning {
        Meaning::ConsentElsewhere => is_told(&ASK, items, tokens),
        // "Copy link", "How is it written?"
        Meaning::Attribution { .. } => {
            let literal = any(&[TermConcept::Literal, TermConcept::Sentences]) && any(&[TermConcept::Quoted]);
            let named = act || verdict || right || literal || any(&[Credit, Link, Name, Source]);
            named && (verdict || words > 2 || !has(items, Use))
        }
        // "Share this story"
        Meaning::Permitted | Meaning::Free => {
            !has(items, Invite) || verdict || right || any(&[Credit, Free, Link, Source])
        }
        // "This text should never be seen", "All consent allowed"
        Meaning::NoRepublication { unless_permitted, .. } => {
            act || right
                || has(items, Forbid)
                || (*unless_permitted && (work || any(&[Must, Only]) || !has(items, May)))
        }
        Meaning::Fee { .. } | Meaning::CommercialFee => {
            (act && words > 2)
                || (work && words > 3)
                // "Fotolar isə ödənişlidir".
                || (work && words > 2 && items.last().is_some_and(|item| item.concept == TermConcept::Fee))
                || right
                || (verdict && work)
                || (verdict && act && any(&[Must, Permission, Only, Forbid, May]))
                // "Members pay a fee of …".
                || (words > 3 && has(items, TermConcept::Recipients))
        }
        Meaning::Notify => act || verdict || (work && words > 3),
        // "Not for commercial use".
        Meaning::NonCommercial { .. } if words > 2 && items.iter().any(of_purpose) => true,
        Meaning::Recipients
        | Meaning::Purpose(_)
        | Meaning::NonCommercial { .. }
        | Meaning::Specimen
        | Meaning::Medium(_)
        | Meaning::Delay { .. } => {
            // "Customer service for subscriptions and ads:"
            let heads = items.last().is_some_and(|item| item.concept == TermConcept::Colon);
            let of_works = act || right || (words > 2 && (work || any(&[Credit, Link, Source])));
            verdict || (of_works && !heads)
        }
        _ => true,
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

pub(super) fn has(items: &[ConceptUse], concept: TermConcept) -> bool {
    items.iter().any(|item| item.concept == concept)
}

/// Who made the site, whose opinion it is, for which age it is: no terms, whatever else the sentence says.
pub(super) fn is_noise(items: &[ConceptUse]) -> bool {
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
    if is_neutral(items) || is_masthead(items) || is_label(items) {
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

/// "Editor: A. Quliyeva", "Subscriptions: 000 00 00": names, numbers and addresses, and what they are of. Nothing of it can
/// be a condition.
fn is_masthead(items: &[ConceptUse]) -> bool {
    use TermConcept::{
        Address, And, Author, Colon, Comma, Fee, Filler, Light, Neutral, Noise, Number, Owner, Proper, Quoted,
        Recipients, Unknown, Who, With, Within,
    };
    let names = |item: &ConceptUse| matches!(item.concept, Proper | Number | Address | Quoted);
    let light = |item: &ConceptUse| {
        matches!(item.concept, And | Author | Comma | Filler | Light | Neutral | Noise | Owner | Who | With | Within)
            && item.feature.is_none()
    };
    let colon = items.iter().position(|item| item.concept == Colon);
    let (label, rest) = items.split_at(colon.unwrap_or(0));
    let is_label = |item: &ConceptUse| light(item) || matches!(item.concept, Fee | Recipients | Unknown | Number);
    // "Subscriptions: 000 00 00", "Abunə: 000-00-00", and no price: "Fee: 500".
    let mut numbers = rest.iter().filter(|item| item.concept == Number);
    let called = rest.iter().skip(1).all(|item| matches!(item.concept, Number | Comma | Filler))
        && numbers.next().is_some_and(|number| number.value.is_none() || numbers.next().is_some())
        && label.len() <= LONGEST_OF_TELEPHONE
        && label.iter().all(is_label);
    (colon.is_some() && called)
        || (items.iter().any(names) && items.iter().all(|item| names(item) || light(item) || item.concept == Colon))
            && (colon.is_some() || items.iter().any(|item| matches!(item.concept, Neutral | Noise)))
}

/// "Contact: editors@numune.example", "Contact: (012) 000 00 00": where somebody is found. An address with a path may be
/// that of a page of terms.
fn is_directory(items: &[ConceptUse], tokens: &[Token<'_>]) -> bool {
    use TermConcept::{Address, And, Colon, Comma, Filler, Neutral, Noise, Number, Owner, Proper, Refer};
    let found = |item: &ConceptUse| match item.concept {
        Address => tokens.get(item.range.start).is_some_and(|token| is_contact(std::slice::from_ref(token))),
        And | Colon | Comma | Filler | Neutral | Noise | Number | Owner | Proper | Refer => item.feature.is_none(),
        _ => false,
    };
    let mail = |item: &ConceptUse| tokens.get(item.range.start).is_some_and(|token| token.text.contains('@'));
    let called = || has(items, Address) || items.iter().filter(|item| item.concept == Number).count() > 1;
    has(items, Refer) && items.iter().all(found) && (items.iter().any(mail) || (has(items, Colon) && called()))
}

/// "Contact", "About us": what is said of a page, and of nothing that could be done with a work.
fn is_label(items: &[ConceptUse]) -> bool {
    use TermConcept::{And, Filler, Neutral, Noise, Owner, Refer};
    has(items, Refer)
        && items.len() <= LONGEST_OF_TELEPHONE
        && items.iter().all(|item| {
            matches!(item.concept, And | Filler | Neutral | Noise | Owner | Refer) && item.feature.is_none()
        })
}

/// A label of a telephone has no more words than this.
const LONGEST_OF_TELEPHONE: usize = 4;

/// "By use is meant …", "the editors answer for no advertisement": words of something else than reuse, and none that
/// allows, demands, forbids or narrows. Beside an act or a work, every word has to be known; else few may be unknown beside
/// those that say so: "The bridge was opened for the first time" has such words, and is prose.
fn is_neutral(items: &[ConceptUse]) -> bool {
    use TermConcept::{
        Audio, Change, Derive, Neutral, Pictures, Quote, Rights, Strange, Text, Translate, Unknown, Use, Video,
    };
    let of_works = |item: &ConceptUse| {
        matches!(item.concept, Audio | Change | Derive | Pictures | Quote | Rights | Text | Translate | Use | Video)
    };
    // "Articles marked «Partner» are advertisements": a mark that nobody has to set.
    let acts = [Use, Quote, Translate, Change, Derive, TermConcept::Show].into_iter().any(|act| has(items, act));
    let marked = !acts && has(items, TermConcept::Quoted);
    let says = |item: &ConceptUse| {
        says_terms(item.concept)
            && !(marked && item.concept == TermConcept::Literal)
            // "For the content of advertisements".
            && (acts || item.concept != TermConcept::Commercial)
    };
    let words = |of: &[TermConcept]| -> usize {
        items.iter().filter(|item| of.contains(&item.concept)).map(|item| item.range.len()).sum()
    };
    // "We do not guarantee the accuracy of the information": one clause says one thing.
    let one = !items.iter().any(|item| {
        matches!(item.concept, TermConcept::And | TermConcept::Colon | TermConcept::Comma | TermConcept::Semicolon)
    });
    let of_text = |item: &ConceptUse| of_works(item) && item.concept != Text;
    let vague = has(items, Strange) || words(&[Unknown]) > if one { MOST_UNKNOWN } else { 0 };
    has(items, Neutral)
        && words(&[Unknown, Strange]) <= MOST_UNKNOWN * words(&[Neutral])
        // "Found a mistake? Write to us".
        && !items.iter().any(|item| says(item) || (item.feature.is_some() && item.concept != TermConcept::Refer))
        && !(vague && items.iter().any(of_works))
        && !(has(items, Unknown) && items.iter().any(of_text))
}

/// How many unknown words may stand beside each that says that a sentence is of something else.
const MOST_UNKNOWN: usize = 2;

/// Whether a word allows, demands, forbids or narrows something, or names what is narrowed.
pub(super) fn says_terms(concept: TermConcept) -> bool {
    use TermConcept::{
        Ai, AllReserved, AtMost, Can, Commercial, Credit, Education, Except, Fee, Forbid, Free, HalfNot, Inquiry,
        Intended, Invite, Lacking, Licence, Licensed, Link, Literal, May, Mine, MoreThan, Must, Noncommercial, None,
        Not, NotCovered, Notify, Only, Percent, Permission, Personal, Recipients, Reserved, Specimen, Systematic,
        Unchanged, Unless, Unneeded, Unpermitted, Without,
    };
    matches!(
        concept,
        Ai | AllReserved
            | AtMost
            | Can
            | Commercial
            | Credit
            | Education
            | Except
            | Fee
            | Forbid
            | Free
            | HalfNot
            | Inquiry
            | Intended
            | Invite
            | Lacking
            | Licence
            | Licensed
            | Link
            | Literal
            | May
            | Mine
            | MoreThan
            | Must
            | Noncommercial
            | None
            | Not
            | NotCovered
            | Notify
            | Only
            | Percent
            | Permission
            | Personal
            | Recipients
            | Reserved
            | Specimen
            | Systematic
            | Unchanged
            | Unless
            | Unneeded
            | Unpermitted
            | Without
    )
}

/// Whom to ask was said: for what is forbidden or narrowed, and where nothing is, for every use.
pub(super) fn ask(meanings: &mut Vec<Meaning>) {
    let grants = |meaning: &Meaning| {
        matches!(
            meaning,
            Meaning::Attribution { .. }
                | Meaning::Permitted
                | Meaning::Free
                | Meaning::Licensed { .. }
                | Meaning::Notify
                | Meaning::Specimen
                | Meaning::Medium(_)
                | Meaning::Delay { .. }
                | Meaning::KeepLogo { .. }
                | Meaning::ThirdPartiesExcepted
        )
    };
    if meanings.iter().all(grants) {
        meanings.push(ASK);
    }
}

/// A ban that consent lifts.
const ASK: Meaning = Meaning::NoRepublication { scope: Scope::Everything, unless_permitted: true };

/// A duty to name the source says that use is allowed with it.
pub(super) fn settle(meanings: &mut Vec<Meaning>) {
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
    // "Copying the whole is forbidden, two paragraphs may be quoted": how much is counted, not excerpts of any length.
    let counts = |meaning: &Meaning| matches!(meaning, Meaning::Share(share) if *share != Share::Excerpts);
    if meanings.iter().any(counts) {
        meanings.retain(|meaning| *meaning != Meaning::Share(Share::Excerpts));
    }
    let licensed = meanings.iter().any(|meaning| {
        matches!(
            meaning,
            Meaning::Attribution { scope: Scope::Everything, .. } | Meaning::Licensed { .. } | Meaning::Share(_)
        )
    });
    let licensed =
        licensed || meanings.iter().any(|meaning| matches!(meaning, Meaning::Purpose(_) | Meaning::Recipients));
    if licensed {
        meanings.retain(|meaning| !matches!(meaning, Meaning::Permitted | Meaning::Free));
    }
    // "In the original language; translations are prohibited": what is forbidden needs no consent.
    let banned = Meaning::NoTranslation { unless_permitted: false };
    if meanings.contains(&banned) {
        meanings.retain(|meaning| *meaning != Meaning::NoTranslation { unless_permitted: true });
    }
    // "It may be reprinted, with no strings attached".
    if meanings.contains(&Meaning::Free) {
        meanings.retain(|meaning| *meaning != Meaning::Permitted);
    }
}

/// Whether a meaning says that permission lifts the ban of some media that others say without any "unless".
pub(super) fn lifts(meaning: &Meaning, others: &[Meaning]) -> bool {
    match *meaning {
        Meaning::NoRepublication { scope, unless_permitted: true } if scope != Scope::Everything => {
            others.contains(&Meaning::NoRepublication { scope, unless_permitted: false })
        }
        _ => false,
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
        || items.iter().any(|item| matches!(item.feature, Some(Feature::May | Feature::Must | Feature::Forbid)));
    let naming = any(&[Credit, Link, Name, Source]);
    let condition = any(&[Permission, Licence, Licensed, Fee, Recipients]);
    has(items, AllReserved)
        || (has(items, Rights) && has(items, Reserved))
        || (act && verdict && (object || naming || condition))
        || (naming && verdict && object)
        || (condition && object && (act || verdict))
        || has(items, Terms) && (act || has(items, Rights))
}

/// Words that are shortened before others: in addresses before the name of a street or of a saint, "or" in German terms.
const SHORTENED: &[&str] = &[
    "St",
    "Rd",
    "Ave",
    "bzw",
    "Dr",
    "Prof",
    "Mr",
    "Mrs",
    "Ms",
    "Inh",
    "им",
    "Str",
    "ул",
    "просп",
    "пр",
    "пер",
    "пл",
    "наб",
    "бул",
    "обл",
    "стр",
    "оф",
    "корп",
    "пос",
    "вул",
    "м",
    "г",
    "д",
    "кв",
    "көш",
    "қ",
    "küç",
    "pr",
    "Sok",
    "Cad",
    "Mah",
    "Apt",
    "şəh",
    "şəhəri",
];

/// Whether words end with an initial, or with one of the few that are shortened before a name.
pub(super) fn abbreviates(words: &str) -> bool {
    let word = words.rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    // Georgian has no capitals.
    let is_initial = |letter: char| letter.is_uppercase() || ('\u{10d0}'..='\u{10ff}').contains(&letter);
    // "2026 г.": of a year it ends the words.
    let of_year = words.trim_end_matches(word).trim_end().ends_with(|letter: char| letter.is_numeric());
    (SHORTENED.contains(&word) && !of_year) || (word.chars().count() == 1 && word.starts_with(is_initial))
}

/// What is shortened in the names of companies.
const COMPANIES: &[&str] = &["Co", "Inc", "KG", "LLC", "Ltd", "Paz", "San", "Tic", "V", "Yay", "e", "Şti"];

/// "Co. Ltd.", "San. ve Tic. Ltd. Şti.": whether a stop stands between two shortened words of one name.
pub(super) fn joins_company(before: &str, after: &str) -> bool {
    let ends = before.rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    let goes_on = after.trim_start();
    let goes_on = goes_on.strip_prefix("ve ").unwrap_or(goes_on);
    let next = goes_on.split(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    COMPANIES.contains(&ends) && (COMPANIES.contains(&next) || goes_on.starts_with("A.Ş"))
}
