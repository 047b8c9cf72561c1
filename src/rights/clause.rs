//! What a sentence of terms says, by composition.
//!
//! 1. [`names()`] tells which unknown words are names;
//! 2. [`clauses`] parts the sentence at its commas and conjunctions, one clause for each verdict ("may", "must", "is
//!    forbidden");
//! 3. [`ClauseFrame`] says of every clause what is done with what, under which conditions, and what is missing or denied;
//! 4. [`frame::meanings`](super::frame) makes meanings of it, if every item of the clause has its part in them. A clause
//!    with one word that has none is not understood.

mod actors;
mod limits;
mod names;
mod says;
mod settle;

pub(super) use actors::{settle_actors, settle_mail};
pub(super) use limits::settle_limits;
pub(super) use names::{names, settle_bodies};
pub(super) use settle::settle;

use says::{
    agrees, aims, asks_for_whole, bans_use, bids_credit, completes, costs_media, credits, credits_somebody, demands,
    ends_freely, forbids, goes_on, licenses, limits, names_medium, names_whole, names_works, needs_permission, refuses,
    reserves, says_aside, says_no, says_only, settles, settles_another, settles_others, threatens, warns, with_credit,
};

use super::concept::{Feature, LanguageTraits, TermConcept};
use super::table::ConceptUse;

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
            TermConcept::Outsiders => TermConcept::Recipients,
            other => other,
        };
        let part = |item: &ConceptUse| ClausePart {
            concept: concept(item),
            feature: item.feature,
            value: item.value,
            tokens: item.range.clone(),
            lacking: matches!(item.concept, TermConcept::Unpermitted | TermConcept::Outsiders),
            denied: false,
            excepted: false,
        };
        let mut frame = Self { parts: items.iter().map(part).collect(), listed: false, opens: false, elliptic: false };
        frame.halves();
        frame.spare();
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
        use TermConcept::{Filler, HalfNot, None, Not, Only, Quote, Than, Use};
        // "Ne copiez pas nos textes": the "not" stands before the verb.
        for at in 2..self.parts.len() {
            let [half, verb, not] = [at - 2, at - 1, at].map(|at| self.parts[at].concept);
            if half == HalfNot && matches!(verb, Quote | Use) && not == Not {
                (self.parts[at - 2].concept, self.parts[at].concept) = (Not, Filler);
            }
        }
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

    /// "No permission is required", "permission is not needed": it is not asked for.
    fn spare(&mut self) {
        use TermConcept::{
            Colon, Credit, Filler, Link, Must, None, Not, Permission, Semicolon, Show, Source, Unneeded,
        };
        let only = |part: &ClausePart| !says_verdict(part) || part.concept == Must;
        let Some(must) = self.parts.iter().position(|part| part.concept == Must) else { return };
        let Some(asked) = self.parts.iter().position(|part| part.concept == Permission && !part.lacking) else {
            return;
        };
        let nexts = |at: usize| (at + 1..self.parts.len()).find(|&next| !is_light(self.parts[next].concept));
        let denial = self.parts.iter().position(|part| matches!(part.concept, Not | None));
        let Some(denial) = denial else { return };
        // "It is not enough to credit us: ask before you reprint".
        let between = must.min(asked)..must.max(asked);
        let told = |part: &ClausePart| matches!(part.concept, Colon | Credit | Link | Semicolon | Show | Source);
        if self.parts[between].iter().any(told) {
            return;
        }
        let denies = match self.parts[denial].concept {
            // "No permission is required".
            None => nexts(denial) == Some(asked),
            // "Permission is not required".
            _ => nexts(denial) == Some(must),
        };
        // "Никакого согласия не требуется": a denial that is said twice is one.
        let twice = self
            .parts
            .iter()
            .position(|part| part.concept == Not)
            .filter(|&not| self.parts[denial].concept == None && asked < not && nexts(not) == Some(must));
        let whole = self.parts.iter().filter(|part| matches!(part.concept, Must | Not | None | Permission)).count()
            == 3 + usize::from(twice.is_some());
        if denies && whole && self.parts.iter().all(only) {
            self.parts[asked].concept = Unneeded;
            for place in [Some(denial), Some(must), twice].into_iter().flatten() {
                self.parts[place].concept = Filler;
            }
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
                    && (matches!(concept, TermConcept::Light | TermConcept::Show | TermConcept::Keep)
                        // "Kaynağa link verilmeden": the verb is a part of the entry.
                        || (matches!(concept, TermConcept::Link | TermConcept::Credit)
                            && self.parts[at].tokens.len() > 1)));
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
            // "For personal, non-commercial purposes": a comma between purposes stops nothing.
            let purpose = |at: usize| {
                matches!(
                    self.parts.get(at).map(|part| part.concept),
                    Some(TermConcept::Personal | TermConcept::Education | TermConcept::Noncommercial)
                )
            };
            let stops = |place: usize| match self.parts[place].concept {
                TermConcept::Comma => !(place.checked_sub(1).is_some_and(purpose) && purpose(place + 1)),
                TermConcept::Semicolon => true,
                _ => says_verdict(&self.parts[place]),
            };
            // "…, except agency reports", with what is excepted behind it though verbs stand last.
            let behind = at > 0 && at + 1 < self.parts.len() && self.parts[at - 1].concept == TermConcept::Comma;
            let places: Vec<usize> = if language.verb_last && at > 0 && !behind {
                // "The texts, subscribers excepted, …": what stands before those who are excepted is not.
                let kind = self.parts[..at].iter().rev().map(|part| part.concept).find(|concept| !is_light(*concept));
                let recipients = kind == Some(TermConcept::Recipients);
                // "The texts and photographs, personal use excepted, …".
                let aimed = at.checked_sub(1).is_some_and(purpose);
                let within = |place: usize| {
                    let concept = self.parts[place].concept;
                    !(recipients || aimed)
                        || concept == TermConcept::Recipients
                        || (aimed && (purpose(place) || concept == TermConcept::Use))
                        || is_light(concept) && concept != TermConcept::Text
                };
                (0..at).rev().take_while(|&place| !stops(place) && within(place)).collect()
            } else {
                (at + 1..self.parts.len()).take_while(|&place| !stops(place)).collect()
            };
            for place in places {
                self.parts[place].excepted = true;
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
            // "Provided that the text is not altered", not "must not be altered".
            let conditioned = self.parts[..at]
                .iter()
                .rposition(|part| part.concept == TermConcept::Must)
                .is_some_and(|must| self.parts[must + 1..at].iter().any(|part| part.concept == TermConcept::Text));
            // "One condition: not to change the text".
            let colon = self.parts[..at].iter().position(|part| part.concept == TermConcept::Colon);
            let listed = colon.is_some_and(|colon| {
                let is_must = |part: &ClausePart| part.concept == TermConcept::Must;
                let demanded = |part: &ClausePart| is_must(part) || is_light(part.concept);
                self.parts[..colon].iter().any(is_must) && self.parts[..colon].iter().all(demanded)
            });
            if let Some(target) = target
                && (joined || listed || conditioned || !self.parts.iter().any(says_verdict))
            {
                // "Not for training AI systems or models": all that stands beside it.
                let concept = self.parts[target].concept;
                for part in &mut self.parts[target..] {
                    match part.concept {
                        TermConcept::And | TermConcept::Comma | TermConcept::Filler => {}
                        other if other == concept => part.denied = true,
                        _ => break,
                    }
                }
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
        Address, And, Author, Change, Condition, Credit, Fee, Filler, Licence, Light, Link, Literal, Logo, Name, None,
        Notify, Open, Owner, Permission, Place, Proper, Quoted, Recipients, Remove, Rights, Show, Source, Who,
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
            | Logo
            | Name
            | Notify
            | Open
            | Owner
            | Permission
            | Proper
            | Quoted
            | Recipients
            | Remove
            | Show
            | Source
            | And
            | None
            | Rights
            | Place
            | Who
    )
}

fn can_be_denied(concept: TermConcept) -> bool {
    use TermConcept::{Ai, Change, Commercial, Derive, Mine, Remove, Systematic, Translate};
    matches!(concept, Ai | Change | Commercial | Derive | Mine | Remove | Systematic | Translate)
}

fn is_light(concept: TermConcept) -> bool {
    use TermConcept::{And, Comma, Filler, Light, Text, With, Within};
    matches!(concept, And | Comma | Filler | Light | Text | With | Within)
}

/// Whether a part says what may, must or may not be done.
pub(super) fn says_verdict(part: &ClausePart) -> bool {
    use TermConcept::{Forbid, Intended, May, Must, Unneeded};
    matches!(part.concept, May | Unneeded | Intended | Must | Forbid)
        || matches!(part.feature, Some(Feature::May | Feature::Must | Feature::Forbid))
}

fn item_says_verdict(item: &ConceptUse) -> bool {
    use TermConcept::{AllReserved, Forbid, Free, Intended, Invite, May, Must, Neutral, NotCovered, Unneeded};
    matches!(
        item.concept,
        Invite | May | Unneeded | Intended | Must | Forbid | Free | NotCovered | AllReserved | Neutral
    ) || matches!(item.feature, Some(Feature::May | Feature::Must | Feature::Forbid))
}

/// Parts a sentence into clauses.
pub(super) fn clauses(items: &[ConceptUse], language: LanguageTraits) -> Vec<ClauseFrame> {
    let segments = segments(items, language);
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
            last => {
                // "Texts with a link and photographs with consent may be used": the first are told as in a list.
                let whole = here.with_next(next);
                let settles = |last: &Clause| {
                    settles_others(&whole, &last.items) || (language.verb_last && settles_another(&whole, &last.items))
                };
                if let Some(last) = last.filter(|last| settles(last)) {
                    last.listed |= !has_verdict(&last.items, language);
                }
                clauses.push(Clause { items: segment.clone(), listed: list, elliptic: here.is_elliptic() });
            }
        }
        let colon = next.and_then(<[ConceptUse]>::first).is_some_and(|item| item.concept == TermConcept::Colon);
        list |= colon && segment.iter().any(|item| item.concept == TermConcept::Condition);
    }
    for clause in &mut clauses {
        clause.elliptic |= refuses(&clause.items);
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

    /// It, and what follows where it only names what is spoken of.
    fn with_next(&self, next: Option<&[ConceptUse]>) -> Vec<ConceptUse> {
        let next = if names_works(self.items) || names_medium(self.items) { next.unwrap_or_default() } else { &[] };
        [self.items, next].concat()
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
        // "Whole articles or photographs only with our consent".
        let lists = |next: &[ConceptUse]| {
            let has = |items: &[ConceptUse], of: TermConcept| items.iter().any(|item| item.concept == of);
            let joined = next.first().is_some_and(|item| item.concept == TermConcept::And);
            joined && has(self.items, TermConcept::Whole) && has(next, TermConcept::Permission)
        };
        let follows = |next: &[ConceptUse]| {
            next.first().is_none_or(|item| strength(item.concept) <= 2)
                && (next.iter().any(item_says_verdict) || says_only(next))
                && (!next.iter().any(own) || lists(next))
        };
        // "To copy, share and post it — only with a link": what ends a list leads nothing.
        let joined = self.parted_by() == Some(TermConcept::And)
            && self.items.iter().any(|item| matches!(item.concept, TermConcept::Use | TermConcept::Text));
        let is_no = |next: &[ConceptUse]| refuses(&[self.items, next].concat());
        !self.verdict && !joined && self.items.iter().any(own) && next.is_some_and(|next| follows(next) || is_no(next))
    }

    /// Whether it speaks of what is left: "the rest by agreement".
    fn says_of_rest(&self) -> bool {
        let content = |item: &&ConceptUse| !is_parting(item.concept) && item.concept != TermConcept::Filler;
        !self.first
            && self.parted_by() != Some(TermConcept::And)
            && self.items.iter().find(content).is_some_and(|item| item.concept == TermConcept::Rest)
    }

    /// Whether it goes on with the acts that one before it permits: "you may copy, share and translate it provided that …".
    fn lists_acts(&self, last: &[ConceptUse]) -> bool {
        let is_media = |item: &ConceptUse| matches!(item.concept, TermConcept::Video | TermConcept::Pictures);
        let media = last.iter().any(is_media);
        let is_act = |item: &ConceptUse| {
            matches!(
                item.concept,
                TermConcept::Use
                    | TermConcept::Quote
                    | TermConcept::Translate
                    | TermConcept::Change
                    | TermConcept::Derive
            )
            // "Videos may be embedded or shown only if …".
            || (media && item.concept == TermConcept::Show)
        };
        let is_may = |item: &ConceptUse| item.concept == TermConcept::May || item.feature == Some(Feature::May);
        let is_must = |item: &ConceptUse| item.concept == TermConcept::Must || item.feature == Some(Feature::Must);
        let others = |items: &[ConceptUse], own: &dyn Fn(&ConceptUse) -> bool| {
            items.iter().any(|item| item_says_verdict(item) && !own(item))
        };
        let content = |item: &&ConceptUse| !is_parting(item.concept) && item.concept != TermConcept::Filler;
        !self.is_strong()
            && self.items.iter().find(content).is_some_and(|item| is_act(item) && !item_says_verdict(item))
            && (self.items.iter().any(is_must) || says_only(self.items))
            && !others(self.items, &is_must)
            && last.iter().rev().find(content).is_some_and(|item| is_act(item) && !item_says_verdict(item))
            && last.iter().any(is_may)
            && !others(last, &is_may)
    }

    /// "In print and online, provided that …".
    fn goes_on_of_media(&self, last: &[ConceptUse]) -> bool {
        let is_light =
            |item: &&ConceptUse| !matches!(item.concept, TermConcept::And | TermConcept::Filler | TermConcept::Within);
        let is_medium = |item: &ConceptUse| {
            matches!(item.concept, TermConcept::Print | TermConcept::Online | TermConcept::Broadcast)
        };
        self.parted_by() == Some(TermConcept::And)
            && !self.items.iter().any(|item| matches!(item.concept, TermConcept::May | TermConcept::Forbid))
            && self.items.iter().find(is_light).is_some_and(is_medium)
            && last.iter().rev().find(is_light).is_some_and(is_medium)
    }

    /// "No article may be copied, neither in full nor in part, without consent": what is said of the one holds for the
    /// other.
    fn goes_on_of_extent(&self, last: &[ConceptUse]) -> bool {
        let is_extent =
            |item: &ConceptUse| matches!(item.concept, TermConcept::Excerpt | TermConcept::Part | TermConcept::Whole);
        let is_light = |item: &&ConceptUse| {
            !matches!(item.concept, TermConcept::Filler | TermConcept::Light | TermConcept::Within)
                && !is_parting(item.concept)
        };
        let denies = |item: &ConceptUse| matches!(item.concept, TermConcept::None | TermConcept::Not);
        let mut content = self.items.iter().filter(is_light);
        let denied = content.next().is_some_and(denies) && content.next().is_some_and(is_extent);
        let goes_on = last.iter().rev().find(is_light).is_some_and(is_extent);
        let banned = last.iter().any(|item| denies(item) || forbids(item));
        !self.verdict && !self.is_strong() && denied && (goes_on || banned)
    }

    /// "Headlines and leads only": the two are one part.
    fn goes_on_of_opening(&self, last: &[ConceptUse]) -> bool {
        use TermConcept::{Filler, Headline, Lead, Only, Within};
        let content = |item: &&ConceptUse| !is_parting(item.concept) && !matches!(item.concept, Filler | Within);
        self.parted_by() == Some(TermConcept::And)
            && self.items.iter().any(|item| item.concept == Lead)
            && self.items.iter().filter(content).all(|item| matches!(item.concept, Lead | Only))
            && last.iter().rev().find(content).is_some_and(|item| item.concept == Headline)
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
        let complete = bans_use(&last.items)
            || (has_verdict(&last.items, language)
                && !agrees(&last.items)
                && !(language.verb_last && ends_freely(&last.items, self.items)))
            || (self.is_strong()
                && (warns(&last.items)
                    || needs_permission(&last.items)
                    || licenses(&last.items)
                    || (self.verdict && limits(&last.items))));
        if self.goes_on_of_media(&last.items)
            || self.goes_on_of_extent(&last.items)
            || self.goes_on_of_opening(&last.items)
        {
            return false;
        }
        if list {
            let parts =
                matches!(self.parted_by(), Some(TermConcept::Semicolon | TermConcept::Colon | TermConcept::Comma));
            return self.is_strong() || self.verdict || parts;
        }
        // "Photographs — with our consent, texts — with a link".
        let settled = |concept: TermConcept| {
            matches!(concept, TermConcept::Credit | TermConcept::Fee | TermConcept::Link | TermConcept::Permission)
                || matches!(concept, TermConcept::Show | TermConcept::Source)
        };
        let settles_next = || next.is_some_and(|next| next.iter().any(|item| settled(item.concept)));
        if names_works(self.items) && last.items.iter().any(|item| settled(item.concept)) && settles_next() {
            return true;
        }
        if settles_another(&self.with_next(next), &last.items) {
            return true;
        }
        // "Articles may be reprinted, photographs — no": the works and their "no" are one clause.
        let refuses_works = |works: &[ConceptUse], no: &[ConceptUse]| {
            names_works(works) && no.len() < 4 && refuses(&[works, no].concat())
        };
        if refuses_works(&last.items, self.items) {
            return false;
        }
        if settles_others(self.items, &last.items)
            || (complete && next.is_some_and(|next| refuses_works(self.items, next)))
            || (credits(&last.items) && asks_for_whole(self.items))
        {
            return true;
        }
        // "Excerpts may be taken, the whole — only with our consent".
        let consents = || next.is_some_and(|next| next.iter().any(|item| item.concept == TermConcept::Permission));
        if names_whole(self.items) && complete && consents() {
            return true;
        }
        // "Reprints in English — with a link; translations are not allowed".
        if self.parted_by() == Some(TermConcept::Semicolon) && self.verdict && with_credit(&last.items) {
            return true;
        }
        // "The lead with a link, the rest by agreement".
        if self.says_of_rest() && settles(&last.items) {
            return true;
        }
        // "For private reading, and may not be passed on".
        if aims(&last.items) && self.items.iter().any(forbids) {
            return true;
        }
        // "The text is under CC BY 4.0, the photographs belong to their authors".
        let excludes = self.items.iter().any(|item| item.concept == TermConcept::NotCovered);
        if licenses(&last.items) && (excludes || reserves(self.items)) {
            return true;
        }
        // "This article was paid for by the fund and is published under CC BY 4.0".
        if last.items.iter().any(|item| item.concept == TermConcept::Neutral) && licenses(self.items) {
            return true;
        }
        // "One condition: not to change the text".
        if self.parted_by() == Some(TermConcept::Colon) && !self.verdict && demands(&last.items) {
            return false;
        }
        // "No changes, no sale, a link required".
        if self.verdict && says_no(&last.items) && credits(self.items) {
            return true;
        }
        // "Credit us and link to the page, and do not edit the text".
        if !language.verb_last && self.verdict && bids_credit(&last.items) && self.items.iter().any(forbids) {
            return true;
        }
        // "Fees are payable, and a rate card is available on request".
        if says_aside(self.items) {
            return true;
        }
        if !complete {
            return false;
        }
        // "The texts are free, a fee is charged for photographs".
        let also = next.filter(|next| next.first().is_some_and(|item| item.concept == TermConcept::And));
        let told = [self.items, also.unwrap_or_default()].concat();
        if !self.verdict && costs_media(&told) && last.items.iter().any(|item| item.concept == TermConcept::Free) {
            return true;
        }
        // "Agency reports may not be reprinted, everything else freely".
        let told_next = || next.is_some_and(|next| next.iter().any(item_says_verdict));
        if !self.verdict && self.says_of_rest() && told_next() {
            return true;
        }
        // "Please respect our work: link to the source".
        if self.parted_by() == Some(TermConcept::Colon)
            && last.items.iter().any(|item| item.concept == TermConcept::Neutral)
        {
            return true;
        }
        if refuses(self.items) || threatens(self.items) {
            return true;
        }
        if self.denies() || (self.is_strong() && (self.verdict || !language.verb_last || !later)) {
            return true;
        }
        if self.verdict {
            return !goes_on(&last.items, self.items) && !self.lists_acts(&last.items);
        }
        if language.verb_last {
            (later && !completes(&last.items, self.items))
                || (last.items.iter().any(forbids) && credits_somebody(self.items))
        } else {
            self.leads(next) || self.is_strong()
        }
    }
}

/// Whether some words have a verdict of their own.
fn has_verdict(items: &[ConceptUse], language: LanguageTraits) -> bool {
    items.iter().any(item_says_verdict) || reserves(items) || (!language.verb_last && says_only(items))
}

/// The parts between marks and conjunctions; each begins with what parted it.
fn segments(items: &[ConceptUse], language: LanguageTraits) -> Vec<Vec<ConceptUse>> {
    let mut segments: Vec<Vec<ConceptUse>> = vec![Vec::new()];
    for (at, item) in items.iter().enumerate() {
        let parts = matches!(
            item.concept,
            TermConcept::Comma
                | TermConcept::Colon
                | TermConcept::Semicolon
                | TermConcept::And
                | TermConcept::But
                | TermConcept::ButOrOnly
        );
        // "All rights are reserved may not be copied": where verbs stand last, the one that reserves ends its clause.
        let behind = segments.last().and_then(|last| last.last()).map(|last| last.concept);
        let ended = language.verb_last
            && matches!(behind, Some(TermConcept::Reserved | TermConcept::AllReserved))
            && !parts
            && items[at..].iter().find(|item| !is_empty(item)).is_some_and(|next| !follows_reserved(next));
        match segments.last_mut() {
            _ if ended => segments.push(vec![item.clone()]),
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
    let mut joined: Vec<Vec<ConceptUse>> = Vec::new();
    for segment in segments {
        match joined.last_mut() {
            // "The reprint of whole articles and photographs — only with consent": what is named with an act.
            Some(last) if joins_works(&segment) && names_whole_act(last, language) => last.extend(segment),
            _ => joined.push(segment),
        }
    }
    joined
}

/// "… and photographs": whether no more than works is named behind a conjunction.
fn joins_works(items: &[ConceptUse]) -> bool {
    use TermConcept::{And, Audio, Filler, Pictures, Video};
    items.first().is_some_and(|item| item.concept == And)
        && items.iter().any(|item| matches!(item.concept, Audio | Pictures | Video))
        && items[1..].iter().all(|item| matches!(item.concept, Audio | Filler | Pictures | Video))
}

/// "The reprint of whole articles": whether the whole is named, and nothing is said of it yet.
fn names_whole_act(items: &[ConceptUse], language: LanguageTraits) -> bool {
    items.iter().any(|item| item.concept == TermConcept::Whole)
        && items.first().is_some_and(|item| is_parting(item.concept))
        && !has_verdict(items, language)
}

/// Whether an item goes on with a clause that reserves: "protected works", "is reserved by law".
fn follows_reserved(item: &ConceptUse) -> bool {
    use TermConcept::{Audio, Forbid, Law, May, Must, Not, Pictures, Reserved, Rights, Text, Video, With};
    is_parting(item.concept)
        || matches!(
            item.concept,
            Audio | Forbid | Law | May | Must | Not | Pictures | Reserved | Rights | Text | Video | With
        )
}

/// Whether an item says nothing by itself.
fn is_empty(item: &ConceptUse) -> bool {
    matches!(item.concept, TermConcept::Filler | TermConcept::Light) && item.feature.is_none()
}

/// Whether what follows is another clause, whatever it says.
fn ends_clause(item: &ConceptUse) -> bool {
    matches!(item.concept, TermConcept::Comma | TermConcept::Semicolon | TermConcept::Colon | TermConcept::But)
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
