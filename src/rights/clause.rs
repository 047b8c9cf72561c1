//! What a sentence of terms says, by composition.
//!
//! 1. [`names`] tells which unknown words are names;
//! 2. [`clauses`] parts the sentence at its commas and conjunctions, one clause for each verdict ("may", "must", "is
//!    forbidden");
//! 3. [`ClauseFrame`] says of every clause what is done with what, under which conditions, and what is missing or denied;
//! 4. [`frame::meanings`](super::frame) makes meanings of it, if every item of the clause has its part in them. A clause
//!    with one word that has none is not understood.

use super::concept::{Alphabet, Feature, LanguageTraits, TermConcept};
use super::table::ConceptUse;
use super::tokens::{Token, TokenKind};

/// An item of a clause, and how it is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ClausePart {
    pub(super) concept: TermConcept,
    pub(super) feature: Option<Feature>,
    pub(super) value: Option<u32>,
    pub(super) tokens: std::ops::Range<usize>,
    /// It is missing: "without permission".
    pub(super) lacking: bool,
    /// It is denied: "not for commercial purposes".
    pub(super) denied: bool,
    /// It is excepted: "except for training".
    pub(super) excepted: bool,
}

/// The parts of a clause.
#[derive(Debug, Clone, Default)]
pub(super) struct ClauseFrame {
    pub(super) parts: Vec<ClausePart>,
    /// Whether it stands behind the colon of "under these conditions:".
    pub(super) listed: bool,
    /// Whether the conditions that it speaks of follow it: "under these conditions: …".
    pub(super) opens: bool,
    /// Whether it has no verdict of its own and says "but not …".
    pub(super) elliptic: bool,
}

impl ClauseFrame {
    fn new(items: &[ConceptUse], language: LanguageTraits) -> Self {
        let concept = |item: &ConceptUse| match item.concept {
            TermConcept::Unpermitted => TermConcept::Permission,
            other => other,
        };
        let part = |item: &ConceptUse| ClausePart {
            concept: concept(item),
            feature: item.feature,
            value: item.value,
            tokens: item.range.clone(),
            lacking: item.concept == TermConcept::Unpermitted,
            denied: false,
            excepted: false,
        };
        let mut frame = Self { parts: items.iter().map(part).collect(), listed: false, opens: false, elliptic: false };
        frame.halves();
        frame.lack();
        frame.except(language);
        frame.deny();
        frame
    }

    pub(super) fn has(&self, concept: TermConcept) -> bool {
        self.parts.iter().any(|part| part.concept == concept)
    }

    /// "Ne … que" is "only", "ne … pas" is one "not".
    fn halves(&mut self) {
        use TermConcept::{Filler, HalfNot, None, Not, Only, Than};
        let (half, whole, than) = (self.has(HalfNot), self.has(Not) || self.has(None), self.has(Than));
        let mut only = half && than && !whole;
        let mut not = half && !whole && !than;
        for part in &mut self.parts {
            part.concept = match part.concept {
                HalfNot if std::mem::take(&mut not) => Not,
                Than if std::mem::take(&mut only) => Only,
                HalfNot | Than => Filler,
                other => other,
            };
        }
    }

    /// What is missing: before a "without", behind one, or by its own ending.
    fn lack(&mut self) {
        for at in 0..self.parts.len() {
            let (concept, feature) = (self.parts[at].concept, self.parts[at].feature);
            if concept == TermConcept::Without {
                for part in &mut self.parts[at + 1..] {
                    if !can_lack(part.concept) {
                        break;
                    }
                    part.lacking = true;
                }
            }
            if feature == Some(Feature::Without) {
                self.parts[at].lacking = true;
            }
            let behind = concept == TermConcept::Lacking
                || (feature == Some(Feature::Without)
                    && matches!(concept, TermConcept::Light | TermConcept::Show | TermConcept::Keep));
            if behind {
                // "Changing the text without permission": what is not permitted is not missing itself.
                let mut permission = false;
                for part in self.parts[..at].iter_mut().rev() {
                    if !can_lack(part.concept) || part.lacking || (permission && part.concept == TermConcept::Change) {
                        break;
                    }
                    permission |= part.concept == TermConcept::Permission;
                    part.lacking = true;
                }
            }
        }
    }

    /// What is excepted: behind an "except", or before it.
    fn except(&mut self, language: LanguageTraits) {
        for at in 0..self.parts.len() {
            if self.parts[at].concept != TermConcept::Except {
                continue;
            }
            let stops = |part: &ClausePart| {
                matches!(part.concept, TermConcept::Comma | TermConcept::Semicolon) || says_verdict(part)
            };
            if language.verb_last && at > 0 {
                // "The texts, subscribers excepted, …": what stands before those who are excepted is not.
                let kind = self.parts[..at].iter().rev().map(|part| part.concept).find(|concept| !is_light(*concept));
                let recipients = kind == Some(TermConcept::Recipients);
                let within = |part: &ClausePart| {
                    !recipients
                        || part.concept == TermConcept::Recipients
                        || is_light(part.concept) && part.concept != TermConcept::Text
                };
                self.parts[..at]
                    .iter_mut()
                    .rev()
                    .take_while(|part| !stops(part) && within(part))
                    .for_each(|part| part.excepted = true);
            } else {
                self.parts[at + 1..].iter_mut().take_while(|part| !stops(part)).for_each(|part| part.excepted = true);
            }
        }
    }

    /// "Not for commercial purposes", "the text is not altered": what a "not" stands before or behind.
    fn deny(&mut self) {
        for at in 0..self.parts.len() {
            if self.parts[at].feature == Some(Feature::Not) {
                if can_be_denied(self.parts[at].concept) {
                    self.parts[at].denied = true;
                } else if let Some(part) = self.before(at).filter(|&before| can_be_denied(self.parts[before].concept)) {
                    self.parts[part].denied = true;
                }
            }
            let concept = self.parts[at].concept;
            if !matches!(concept, TermConcept::Not | TermConcept::None) {
                continue;
            }
            let next = (at + 1..self.parts.len()).find(|&next| !is_light(self.parts[next].concept));
            let target = next.filter(|&next| can_be_denied(self.parts[next].concept)).or_else(|| {
                let before = self.before(at)?;
                let last = (at + 1..self.parts.len()).all(|next| is_light(self.parts[next].concept));
                (last && concept == TermConcept::Not && can_be_denied(self.parts[before].concept)).then_some(before)
            });
            // "… and not alter it" denies beside a verdict too; "may not alter it" is the verdict.
            let joined = self.parts[..at]
                .iter()
                .rev()
                .find(|part| {
                    !matches!(
                        part.concept,
                        TermConcept::Filler | TermConcept::Light | TermConcept::Within | TermConcept::Text
                    )
                })
                .is_some_and(|part| part.concept == TermConcept::And);
            if let Some(target) = target
                && (joined || !self.parts.iter().any(says_verdict))
            {
                self.parts[target].denied = true;
                self.parts[at].concept = TermConcept::Filler;
            }
        }
    }

    fn before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|&before| !is_light(self.parts[before].concept))
    }
}

/// What can be missing.
fn can_lack(concept: TermConcept) -> bool {
    use TermConcept::{
        Address, And, Author, Change, Condition, Credit, Fee, Filler, Licence, Light, Link, Literal, Name, None,
        Notify, Open, Owner, Permission, Place, Proper, Quoted, Rights, Show, Source,
    };
    matches!(
        concept,
        Address
            | Author
            | Change
            | Condition
            | Credit
            | Fee
            | Filler
            | Licence
            | Light
            | Link
            | Literal
            | Name
            | Notify
            | Open
            | Owner
            | Permission
            | Proper
            | Quoted
            | Show
            | Source
            | And
            | None
            | Rights
            | Place
    )
}

fn can_be_denied(concept: TermConcept) -> bool {
    use TermConcept::{Ai, Change, Commercial, Derive, Mine, Systematic, Translate};
    matches!(concept, Ai | Change | Commercial | Derive | Mine | Systematic | Translate)
}

fn is_light(concept: TermConcept) -> bool {
    use TermConcept::{And, Comma, Filler, Light, Text, With, Within};
    matches!(concept, And | Comma | Filler | Light | Text | With | Within)
}

/// Whether a part says what may, must or may not be done.
pub(super) fn says_verdict(part: &ClausePart) -> bool {
    matches!(part.concept, TermConcept::May | TermConcept::Intended | TermConcept::Must | TermConcept::Forbid)
        || matches!(part.feature, Some(Feature::May | Feature::Must | Feature::Forbid))
}

fn item_says_verdict(item: &ConceptUse) -> bool {
    use TermConcept::{AllReserved, Forbid, Free, Intended, Invite, May, Must, NotCovered};
    matches!(item.concept, Invite | May | Intended | Must | Forbid | Free | NotCovered | AllReserved)
        || matches!(item.feature, Some(Feature::May | Feature::Must | Feature::Forbid))
}

/// Tells which unknown words are names. A capital says it, but not at the beginning of a sentence, nor in a sentence
/// all in capitals; where every noun has one, only what stands beside the source, its link or its permission is a name.
pub(super) fn names(items: &mut [ConceptUse], tokens: &[Token<'_>], language: LanguageTraits) {
    if language.script == Alphabet::Arabic {
        names_without_capitals(items);
    }
    let shouting =
        !tokens.iter().any(|token| token.kind == TokenKind::Word && token.text.chars().any(char::is_lowercase));
    if shouting {
        return;
    }
    let capital = |item: &ConceptUse| {
        item.concept == TermConcept::Unknown && tokens[item.range.start].text.starts_with(char::is_uppercase)
    };
    for at in 0..items.len() {
        if !capital(&items[at]) {
            continue;
        }
        let before = at.checked_sub(1).map(|before| items[before].concept);
        let next = items.get(at + 1);
        let token = &tokens[items[at].range.start];
        let first = at == 0 || matches!(before, Some(TermConcept::Semicolon));
        let is_name = if language.capital_nouns {
            let near = |concept: TermConcept| {
                matches!(
                    concept,
                    TermConcept::Show
                        | TermConcept::Source
                        | TermConcept::Link
                        | TermConcept::Permission
                        | TermConcept::Owner
                        | TermConcept::Proper
                        | TermConcept::Credit
                )
            };
            let behind = items[..at].iter().rev().take(3).any(|item| near(item.concept));
            let ahead = items[at + 1..].iter().take(2).any(|item| near(item.concept));
            !first && (behind || ahead)
        } else if first {
            // "Çınar Haber'in": an ending behind an apostrophe is that of a name.
            let ended = |next: &ConceptUse| {
                let text = tokens[next.range.start].text;
                language.verb_last && text.starts_with(char::is_uppercase) && text.contains(['\'', '’'])
            };
            token.text.contains(['\'', '’'])
                || next.is_some_and(|next| {
                    matches!(next.concept, TermConcept::Owner | TermConcept::Quoted) || capital(next) || ended(next)
                })
        } else {
            let named = at.checked_sub(2).is_some_and(|at| {
                matches!(
                    items[at].concept,
                    TermConcept::Light
                        | TermConcept::Text
                        | TermConcept::Credit
                        | TermConcept::Source
                        | TermConcept::Link
                        | TermConcept::Show
                        | TermConcept::Use
                        | TermConcept::Rights
                )
            });
            before != Some(TermConcept::Within) || named
        };
        if is_name {
            items[at].concept = TermConcept::Proper;
        }
    }
    // Small words within a name are a part of it: "Heron Bay on Sea" stays unknown, "The Tern" does not.
}

/// Where no letter is a capital, a word that stands behind who owns the rights, or behind whose name has to be told, is
/// a name: "belongs to the agency Sarv", "with the name of the site Sarv".
fn names_without_capitals(items: &mut [ConceptUse]) {
    for at in 1..items.len() {
        let told = |item: &ConceptUse| {
            matches!(
                item.concept,
                TermConcept::Reserved | TermConcept::Rights | TermConcept::Credit | TermConcept::Source
            )
        };
        let owned = items[at - 1].concept == TermConcept::Owner && items[..at - 1].iter().any(told);
        let alone = items.get(at + 1).is_none_or(|next| next.concept != TermConcept::Unknown);
        if items[at].concept == TermConcept::Unknown && owned && alone {
            items[at].concept = TermConcept::Proper;
        }
    }
}

/// Parts a sentence into clauses.
pub(super) fn clauses(items: &[ConceptUse], language: LanguageTraits) -> Vec<ClauseFrame> {
    let segments = segments(items);
    let mut clauses: Vec<Clause> = Vec::new();
    let mut list = false;
    for (at, segment) in segments.iter().enumerate() {
        let next = segments.get(at + 1).map(Vec::as_slice);
        let here = Segment { items: segment, first: at == 0, verdict: has_verdict(segment, language) };
        let later = || segments[at + 1..].iter().any(|next| next.iter().any(item_says_verdict));
        match clauses.last_mut() {
            Some(last) if !here.starts(last, next, list, language, later()) => {
                last.items.extend(segment.iter().cloned());
            }
            _ => clauses.push(Clause { items: segment.clone(), listed: list, elliptic: here.is_elliptic() }),
        }
        let colon = next.and_then(<[ConceptUse]>::first).is_some_and(|item| item.concept == TermConcept::Colon);
        list |= colon && segment.iter().any(|item| item.concept == TermConcept::Condition);
    }
    let opens = clauses.iter().position(|clause| clause.listed);
    let frames = clauses.iter().enumerate();
    frames
        .map(|(at, clause)| ClauseFrame {
            listed: clause.listed,
            opens: !clause.listed && opens == Some(at + 1),
            elliptic: clause.elliptic,
            ..ClauseFrame::new(&clause.items, language)
        })
        .collect()
}

/// A clause in the making.
struct Clause {
    items: Vec<ConceptUse>,
    listed: bool,
    elliptic: bool,
}

/// What stands between two marks or conjunctions.
struct Segment<'a> {
    items: &'a [ConceptUse],
    first: bool,
    verdict: bool,
}

impl Segment<'_> {
    fn parted_by(&self) -> Option<TermConcept> {
        self.items.first().map(|item| item.concept)
    }

    /// Whether what parts it from the clause before is more than a comma.
    fn is_strong(&self) -> bool {
        let parted = self.parted_by();
        matches!(parted, Some(TermConcept::Semicolon | TermConcept::But))
            || (!self.first && parted == Some(TermConcept::ButOrOnly))
    }

    /// "… but not for commercial purposes". "Neither in print nor in electronic form" goes on.
    fn denies(&self) -> bool {
        let is_light = |item: &&ConceptUse| {
            is_parting(item.concept)
                || matches!(item.concept, TermConcept::Within | TermConcept::Filler | TermConcept::With)
        };
        let has = |concept: TermConcept| self.items.iter().any(|item| item.concept == concept);
        let begins = self.items.iter().find(|item| !is_light(item));
        let of_media = [TermConcept::Print, TermConcept::Online, TermConcept::Broadcast].into_iter().any(has)
            && !has(TermConcept::Use);
        !self.verdict
            && !self.first
            && !of_media
            && begins.is_some_and(|item| matches!(item.concept, TermConcept::Not | TermConcept::None))
    }

    fn is_elliptic(&self) -> bool {
        self.denies() || (!self.verdict && self.is_strong())
    }

    /// Whether it says of what the next speaks: "photographs — never".
    fn leads(&self, next: Option<&[ConceptUse]>) -> bool {
        let own = |item: &ConceptUse| {
            matches!(
                item.concept,
                TermConcept::Pictures | TermConcept::Video | TermConcept::Audio | TermConcept::Text | TermConcept::Use
            )
        };
        let follows = |next: &[ConceptUse]| {
            next.first().is_none_or(|item| strength(item.concept) <= 2)
                && (next.iter().any(item_says_verdict) || says_only(next))
                && !next.iter().any(own)
        };
        !self.verdict && self.items.iter().any(own) && next.is_some_and(follows)
    }

    /// Whether it goes on with the acts that one before it permits: "you may copy, share and translate it provided that …".
    fn lists_acts(&self, last: &[ConceptUse]) -> bool {
        let is_act = |item: &ConceptUse| {
            matches!(
                item.concept,
                TermConcept::Use
                    | TermConcept::Quote
                    | TermConcept::Translate
                    | TermConcept::Change
                    | TermConcept::Derive
            )
        };
        let is_may = |item: &ConceptUse| item.concept == TermConcept::May || item.feature == Some(Feature::May);
        let is_must = |item: &ConceptUse| item.concept == TermConcept::Must || item.feature == Some(Feature::Must);
        let others = |items: &[ConceptUse], own: &dyn Fn(&ConceptUse) -> bool| {
            items.iter().any(|item| item_says_verdict(item) && !own(item))
        };
        let content = |item: &&ConceptUse| !is_parting(item.concept) && item.concept != TermConcept::Filler;
        !self.is_strong()
            && self.items.iter().find(content).is_some_and(|item| is_act(item) && !item_says_verdict(item))
            && self.items.iter().any(is_must)
            && !others(self.items, &is_must)
            && last.iter().rev().find(content).is_some_and(|item| is_act(item) && !item_says_verdict(item))
            && last.iter().any(is_may)
            && !others(last, &is_may)
    }

    /// Whether it begins a clause. Where verdicts stand last, what has none belongs to the one behind it; elsewhere to
    /// the one before it.
    fn starts(
        &self,
        last: &Clause,
        next: Option<&[ConceptUse]>,
        list: bool,
        language: LanguageTraits,
        later: bool,
    ) -> bool {
        let complete = has_verdict(&last.items, language) || (self.is_strong() && warns(&last.items));
        if list {
            let parts =
                matches!(self.parted_by(), Some(TermConcept::Semicolon | TermConcept::Colon | TermConcept::Comma));
            return self.is_strong() || self.verdict || parts;
        }
        if !complete {
            return false;
        }
        if self.denies() || (self.is_strong() && (self.verdict || !language.verb_last || !later)) {
            return true;
        }
        if self.verdict {
            return !goes_on(&last.items, self.items) && !self.lists_acts(&last.items);
        }
        if language.verb_last {
            later && !completes(&last.items, self.items)
        } else {
            self.leads(next) || self.is_strong()
        }
    }
}

/// Whether some words have a verdict of their own.
fn has_verdict(items: &[ConceptUse], language: LanguageTraits) -> bool {
    items.iter().any(item_says_verdict) || reserves(items) || (!language.verb_last && says_only(items))
}

/// "Whoever breaks the rules is liable": it says nothing of what is done with the text.
fn warns(items: &[ConceptUse]) -> bool {
    let has = |concept: TermConcept| items.iter().any(|item| item.concept == concept);
    (has(TermConcept::Breach) || has(TermConcept::Noise)) && !has(TermConcept::Use) && !has(TermConcept::Quote)
}

/// "All rights belong to us", "the texts are protected by law".
fn reserves(items: &[ConceptUse]) -> bool {
    let has = |concept: TermConcept| items.iter().any(|item| item.concept == concept);
    let works = [TermConcept::Text, TermConcept::Pictures, TermConcept::Video, TermConcept::Audio].into_iter().any(has);
    has(TermConcept::Reserved) && (has(TermConcept::Rights) || (works && !has(TermConcept::Except)))
}

/// Whether a duty that says nothing yet goes on: "do not forget, please, the link".
fn goes_on(last: &[ConceptUse], next: &[ConceptUse]) -> bool {
    let is_must = |item: &ConceptUse| item.concept == TermConcept::Must || item.feature == Some(Feature::Must);
    let is_other = |item: &ConceptUse| item_says_verdict(item) && !is_must(item);
    let says = |item: &ConceptUse| {
        matches!(
            item.concept,
            TermConcept::Credit
                | TermConcept::Link
                | TermConcept::Source
                | TermConcept::Name
                | TermConcept::Show
                | TermConcept::Permission
                | TermConcept::Notify
                | TermConcept::Fee
                | TermConcept::Logo
                | TermConcept::Change
                | TermConcept::Specimen
                | TermConcept::Literal
                | TermConcept::Number
        )
    };
    last.iter().any(is_must)
        && !last.iter().any(is_other)
        && !last.iter().any(says)
        && next.iter().any(is_must)
        && !next.iter().any(is_other)
}

/// Whether a duty that has its verdict first is told behind an "and": "it is obligatory that the author and the source be
/// named".
fn completes(last: &[ConceptUse], next: &[ConceptUse]) -> bool {
    let names = |item: &ConceptUse| {
        matches!(item.concept, TermConcept::Credit | TermConcept::Link | TermConcept::Source | TermConcept::Show)
    };
    let first_verdict = last.iter().rev().find(|item| item.concept != TermConcept::Filler);
    last.iter().any(|item| item.concept == TermConcept::Must)
        && first_verdict.is_some_and(|item| item.concept == TermConcept::Author)
        && !last.iter().any(names)
        && next.iter().any(names)
}

/// Whether a clause begins behind a part.
fn begins_clause(concept: TermConcept) -> bool {
    matches!(concept, TermConcept::Comma | TermConcept::Semicolon | TermConcept::Colon | TermConcept::Free)
}

/// "May": allowed. Where it is said of the publisher or of authors alone ("we may use the texts that you send us"), nobody
/// else is allowed anything: whom it speaks of stays without a meaning.
fn settle_can(items: &mut [ConceptUse]) {
    let ends = |item: &ConceptUse| {
        matches!(item.concept, TermConcept::Comma | TermConcept::Semicolon | TermConcept::Colon | TermConcept::But)
    };
    for at in 0..items.len() {
        if items[at].concept != TermConcept::Can {
            continue;
        }
        items[at].concept = TermConcept::May;
        let begin = items[..at].iter().rposition(ends).map_or(0, |end| end + 1);
        let end = items[at..].iter().position(ends).map_or(items.len(), |end| at + end);
        let named = |item: &ConceptUse| {
            matches!(item.concept, TermConcept::Owner | TermConcept::Author | TermConcept::Proper | TermConcept::Quoted)
        };
        let neutral = |item: &ConceptUse| {
            matches!(item.concept, TermConcept::Filler | TermConcept::Light | TermConcept::And | TermConcept::Within)
        };
        let denied = items[at..end].iter().any(|item| {
            matches!(item.concept, TermConcept::Not | TermConcept::None | TermConcept::Forbid | TermConcept::HalfNot)
        });
        let whose = &items[begin..at];
        if denied || !whose.iter().any(named) || !whose.iter().all(|item| named(item) || neutral(item)) {
            continue;
        }
        if let Some(whom) = items[begin..at].iter_mut().rev().find(|item| named(item)) {
            whom.concept = TermConcept::Strange;
        }
    }
}

/// Words that mean one thing or another by what else the sentence says.
pub(super) fn settle(items: &mut [ConceptUse]) {
    settle_can(items);
    let has = |concept: TermConcept, items: &[ConceptUse]| items.iter().any(|item| item.concept == concept);
    let (logo, rights, quoted) =
        (has(TermConcept::Logo, items), has(TermConcept::Rights, items), has(TermConcept::Quoted, items));
    let counted = has(TermConcept::Number, items);
    let light = |concept: TermConcept| {
        matches!(concept, TermConcept::Filler | TermConcept::With | TermConcept::Within | TermConcept::Light)
    };
    let is_some = |concept: TermConcept| {
        matches!(concept, TermConcept::Personal | TermConcept::Education | TermConcept::Recipients)
    };
    for at in 0..items.len() {
        let next = items.get(at + 1).map(|item| item.concept);
        items[at].concept = match items[at].concept {
            // "Photo: …" is a credit, "photographs may not …" are pictures.
            TermConcept::PictureCredit
                if !matches!(
                    next,
                    Some(TermConcept::Colon | TermConcept::Proper | TermConcept::Quoted | TermConcept::Unknown)
                ) =>
            {
                TermConcept::Pictures
            }
            TermConcept::Pictures if at == 0 && next == Some(TermConcept::Colon) => TermConcept::PictureCredit,
            TermConcept::Keep if !logo && rights => TermConcept::Reserved,
            // "Republish our …" invites where a clause begins; elsewhere it is the act.
            TermConcept::Invite if !at.checked_sub(1).is_none_or(|before| begins_clause(items[before].concept)) => {
                TermConcept::Use
            }
            // "Reserved for subscribers", "abunəçilər üçün saxlanılır".
            TermConcept::Reserved
                if !rights
                    && (items[at + 1..].iter().find(|item| !light(item.concept)))
                        .into_iter()
                        .chain(items[..at].iter().rev().find(|item| !light(item.concept)))
                        .any(|item| is_some(item.concept)) =>
            {
                TermConcept::Only
            }
            // "Republish the words": what is not counted is not a number of words.
            TermConcept::Words if !quoted && !counted => TermConcept::Text,
            TermConcept::Literal if !quoted => TermConcept::Filler,
            other => other,
        };
    }
}

fn says_only(items: &[ConceptUse]) -> bool {
    items
        .iter()
        .enumerate()
        .any(|(at, item)| item.concept == TermConcept::Only || (at == 0 && item.concept == TermConcept::ButOrOnly))
}

/// The parts between marks and conjunctions; each begins with what parted it.
fn segments(items: &[ConceptUse]) -> Vec<Vec<ConceptUse>> {
    let mut segments: Vec<Vec<ConceptUse>> = vec![Vec::new()];
    for item in items {
        let parts = matches!(
            item.concept,
            TermConcept::Comma
                | TermConcept::Colon
                | TermConcept::Semicolon
                | TermConcept::And
                | TermConcept::But
                | TermConcept::ButOrOnly
        );
        match segments.last_mut() {
            // A conjunction behind a comma parts nothing more; it may say more than the comma.
            Some(last) if !(parts && last.iter().any(|item| !is_parting(item.concept))) => last.push(item.clone()),
            _ => segments.push(vec![item.clone()]),
        }
    }
    for segment in &mut segments {
        let parting = segment.iter().take_while(|item| is_parting(item.concept)).count();
        if let Some(strongest) =
            segment[..parting].iter().map(|item| item.concept).max_by_key(|concept| strength(*concept))
            && let Some(first) = segment.first_mut()
        {
            first.concept = strongest;
        }
    }
    segments.retain(|segment| !segment.is_empty());
    segments
}

fn is_parting(concept: TermConcept) -> bool {
    strength(concept) > 0
}

fn strength(concept: TermConcept) -> u8 {
    match concept {
        TermConcept::And => 1,
        TermConcept::Comma => 2,
        TermConcept::ButOrOnly => 3,
        TermConcept::But => 4,
        TermConcept::Semicolon => 5,
        TermConcept::Colon => 6,
        _ => 0,
    }
}
