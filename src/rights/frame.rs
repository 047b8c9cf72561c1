//! Makes meanings of a clause: an act, an object, a verdict, and the conditions.
//!
//! Every part of a clause has to have its place in what is made of it. One that has none (a word that no table knows, a
//! "not" that turns nothing round, an act of which the verdict says nothing) makes the clause not understood: `None`.

mod alone;
mod credit;
mod leaning;
mod names;
mod plain;
mod verdicts;

use super::clause::{ClauseFrame, ClausePart, says_verdict};
use super::concept::{Feature, TermConcept};
use super::table::{ConceptUse, PhraseTable};
use super::tokens::Token;
use crate::model::{CreditForm, Licence, Meaning, Medium, Purpose, Scope, Share};

/// The sentence that clauses are of.
#[derive(Debug, Clone, Copy)]
pub(super) struct SentenceWords<'a> {
    pub(super) words: &'a str,
    pub(super) tokens: &'a [Token<'a>],
    /// The table that it is read with.
    pub(super) table: &'static PhraseTable,
}

/// What earlier clauses of the sentence said that later ones leave out.
#[derive(Debug, Default)]
pub(super) struct SentenceContext {
    verdict: Option<ClauseVerdict>,
    acts: bool,
    /// A ban that a permission or the naming of the source lifts.
    lifted: bool,
    /// That ban is one of using again.
    banned: bool,
    scopes: Vec<Scope>,
    said: bool,
    /// The whole may not be used just so: what may be quoted is a part.
    whole: bool,
    /// The sentence speaks of a credit or of an amount: who bids others use a work then means it.
    conditioned: bool,
    /// The clause before speaks of matter of third parties alone.
    foreign: bool,
    /// A clause allows quoting, and none using.
    quoted: bool,
    /// A clause that says nothing of reuse names a work: "the report was paid for by the state, and anyone may reprint it".
    named: bool,
    /// A clause counts how much: "more than a paragraph needs our consent, for a paragraph a link is enough".
    counted: bool,
    /// No permission is needed: who bids others use something then allows it.
    spared: bool,
    /// An act that the ban of the clause before covers.
    again: Option<TermConcept>,
    /// The clause before bans some uses and not all.
    narrow: bool,
}

impl SentenceContext {
    /// Before the first clause of a sentence with these words.
    pub(super) fn of(items: &[ConceptUse]) -> Self {
        use TermConcept::{Credit, Link, Number, Source};
        let conditioned = items.iter().any(|item| matches!(item.concept, Credit | Link | Source | Number));
        let spared = items.iter().any(|item| item.concept == TermConcept::Unneeded);
        Self { conditioned, spared, ..Self::default() }
    }
}

/// What a clause comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ClauseVerdict {
    May,
    Must,
    Forbid,
    /// Nothing is said in so many words: "Nachdruck honorarpflichtig".
    Plain,
}

/// What a clause says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ClauseMeaning {
    pub(super) meanings: Vec<Meaning>,
    /// It refers to a page of terms.
    pub(super) page: bool,
    /// It says what becomes of those who break the terms, and nothing that a machine could keep to.
    pub(super) aside: bool,
    /// It says whom to ask for permission, and not for what.
    pub(super) asks: bool,
    /// It speaks of something else than reuse.
    pub(super) neutral: bool,
    /// It says nothing without what another sentence says.
    pub(super) leaning: Option<Leaning>,
}

/// What a sentence says of something that another one told of: "it must stand in the first paragraph".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Leaning {
    /// How the credit is made.
    Credit(CreditForm),
    /// The logo must stay.
    Logo,
    /// What others allow does not hold in this medium; what it says where none is told in which it holds.
    NotIn(Medium, Vec<Meaning>),
    /// "So is …": bans, behind one or, where what was allowed is denied, behind a grant.
    Again {
        /// What is banned.
        bans: Vec<Meaning>,
        /// Whether something was allowed before.
        granted: bool,
    },
    /// What a ban before it leaves: "the exception is …".
    Instead(Vec<Meaning>),
    /// Consent is asked for in some media, or for whatever others do not allow: where leave is given for a medium, it is
    /// none for the others.
    Asked(AskedMedia),
    /// Where more is said: "Details: https://…".
    Page,
}

/// In which media consent is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AskedMedia {
    /// Those that are named; none where it is asked for whatever is not allowed.
    pub(super) media: Vec<Medium>,
    /// Whether the clause is told of one medium, so that what others say is told of the rest.
    pub(super) alone: bool,
}

/// The meanings of a clause of a sentence; `None` where it is not understood.
pub(super) fn meanings(
    frame: &ClauseFrame,
    context: &mut SentenceContext,
    sentence: &SentenceWords<'_>,
    licences: &[Option<Licence>],
) -> Option<ClauseMeaning> {
    let SentenceWords { words, tokens, table } = *sentence;
    let mut reader = ClauseReader {
        frame,
        explained: vec![false; frame.parts.len()],
        out: Vec::new(),
        goes_on: false,
        aside: false,
        words,
        tokens,
        table,
    };
    reader.neutral();
    let scopes = reader.scopes(context);
    if reader.terms_page() {
        return reader.all().then(|| ClauseMeaning { page: true, ..ClauseMeaning::default() });
    }
    if reader.is_neutral() {
        context.named |= reader.names_object();
        return Some(ClauseMeaning { neutral: true, ..ClauseMeaning::default() });
    }
    if context.said && reader.refers_on() {
        return Some(ClauseMeaning { page: true, ..ClauseMeaning::default() });
    }
    if context.said && (reader.misplaces() || reader.says_nothing()) {
        return Some(ClauseMeaning::default());
    }
    if reader.warns(context.said) {
        return Some(ClauseMeaning { aside: true, ..ClauseMeaning::default() });
    }
    if reader.opens() {
        context.acts = true;
        return Some(ClauseMeaning::default());
    }
    if reader.needs_none() {
        // "You need not ask us": it adds nothing to what others allow.
        return Some(ClauseMeaning { aside: true, ..ClauseMeaning::default() });
    }
    if (context.foreign && reader.goes_on_of_foreign()) || (context.narrow && reader.bans_bare()) {
        return Some(ClauseMeaning::default());
    }
    if reader.asks() {
        // "For everything else, ask us for permission".
        if reader.names_object() {
            reader.no_republication(&scopes);
        } else if frame.has(TermConcept::Rest) {
            reader.no_republication(&[Scope::Everything]);
        }
        let page = reader.names_page();
        return Some(ClauseMeaning { meanings: reader.out, page, asks: true, ..ClauseMeaning::default() });
    }
    if !context.said
        && let Some(leaning) = reader.leans(&scopes)
    {
        return Some(ClauseMeaning { leaning: Some(leaning), ..ClauseMeaning::default() });
    }
    reader.reserved(&scopes);
    reader.licensed(licences, &scopes);
    let verdict = reader.verdict(context)?;
    if !reader.all() || reader.out.is_empty() {
        reader.denied(&scopes);
        reader.excepted(verdict);
        match verdict {
            ClauseVerdict::Forbid => reader.forbid(context, &scopes),
            // "Agency reports are excluded", in languages where an "is" may mean a "must".
            ClauseVerdict::Must if frame.has(TermConcept::NotCovered) => reader.plain(&scopes),
            ClauseVerdict::May => reader.may(context, &scopes),
            ClauseVerdict::Must => reader.must(&scopes, context.acts || context.said, context.counted),
            ClauseVerdict::Plain => reader.plain(&scopes),
        }
        // "Reprinting the whole needs our consent, for a quotation a link is enough".
        let quoted = frame.has(TermConcept::Quote) && !frame.has(TermConcept::Use) && verdict != ClauseVerdict::Forbid;
        if context.whole && quoted && !reader.out.iter().any(|meaning| matches!(meaning, Meaning::Share(_))) {
            reader.say(Meaning::Share(Share::Excerpts));
        }
        // "A quotation with a link is free, reprinting the whole needs our consent".
        let whole = frame.has(TermConcept::Whole) && frame.has(TermConcept::Permission);
        if context.quoted && whole && verdict != ClauseVerdict::Forbid && reader.out.len() == 1 {
            reader.say(Meaning::Share(Share::Excerpts));
        }
    }
    let understood = reader.all()
        && reader.tells_exceptions()
        && (!reader.out.is_empty()
            || reader.goes_on
            || reader.aside
            || (context.said && reader.is_rest())
            || (verdict == ClauseVerdict::Forbid
                && context.verdict == Some(ClauseVerdict::Forbid)
                && reader.bans_again()));
    let leaning = reader.not_in().filter(|_| understood).and_then(|medium| reader.bans_medium(medium));
    let leaning = leaning.or_else(|| reader.asks_in_media().filter(|_| understood));
    let (mut meanings, mut aside) = (reader.out, reader.aside);
    // "Whoever keeps to these rules may use our texts": what others tell of them allows it, or nothing does.
    if frame.has(TermConcept::Fulfilled) {
        if !meanings.iter().all(|meaning| matches!(meaning, Meaning::Permitted | Meaning::Free)) {
            return None;
        }
        meanings.clear();
        aside = true;
    }
    if understood {
        context.verdict = Some(verdict).filter(|verdict| *verdict != ClauseVerdict::Plain).or(context.verdict);
        // "Not before three hours have passed; then with a link": what is told behind it is not forbidden.
        if matches!(meanings.as_slice(), [Meaning::Delay { .. }]) {
            context.verdict = None;
        }
        let conditional = |meaning: &Meaning| {
            matches!(meaning, Meaning::NoRepublication { unless_permitted: true, .. } | Meaning::Attribution { .. })
        };
        let again = reader.goes_on && context.banned;
        let conditional = meanings.iter().any(conditional);
        let missing = frame.parts.iter().any(|part| part.concept == TermConcept::Permission && part.lacking);
        let goes_on = reader.goes_on && context.lifted;
        context.lifted = verdict == ClauseVerdict::Forbid && (goes_on || conditional || missing);
        context.banned = again || conditional;
        context.whole |= frame.has(TermConcept::Whole)
            && !frame.has(TermConcept::Part)
            && meanings.iter().any(|meaning| matches!(meaning, Meaning::NoRepublication { .. }));
        let counted = meanings.iter().any(|meaning| matches!(meaning, Meaning::Share(_)));
        context.quoted =
            frame.has(TermConcept::Quote) && !frame.has(TermConcept::Use) && verdict == ClauseVerdict::May && !counted;
        let banned = Meaning::NoRepublication { scope: Scope::Everything, unless_permitted: false };
        context.again = match meanings.as_slice() {
            [Meaning::KeepLogo { .. }] => Some(TermConcept::Remove),
            said if said.contains(&banned) => Some(TermConcept::Commercial),
            _ => None,
        };
        context.counted |= counted;
        context.acts |= frame.has(TermConcept::Use) || frame.has(TermConcept::Quote);
        context.scopes = scopes;
        let left_out = frame.has(TermConcept::ThirdParties) && frame.has(TermConcept::NotCovered);
        context.foreign = (frame.has(TermConcept::Foreign) || left_out) && meanings == [Meaning::ThirdPartiesExcepted];
        let whole = |meaning: &Meaning| matches!(meaning, Meaning::NoRepublication { scope: Scope::Everything, .. });
        context.narrow = !meanings.is_empty() && meanings.iter().all(|it| is_ban(it) && !whole(it));
        context.said = true;
    }
    understood.then_some(ClauseMeaning { meanings, aside, leaning, ..ClauseMeaning::default() })
}

struct ClauseReader<'a> {
    frame: &'a ClauseFrame,
    explained: Vec<bool>,
    out: Vec<Meaning>,
    /// It says again what the clause before it says.
    goes_on: bool,
    /// It adds nothing to other sentences.
    aside: bool,
    words: &'a str,
    tokens: &'a [Token<'a>],
    table: &'static PhraseTable,
}

/// How a part is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Positive,
    Lacking,
    Excepted,
    Denied,
}

fn mode(part: &ClausePart) -> Mode {
    match (part.lacking, part.denied, part.excepted) {
        (true, _, _) => Mode::Lacking,
        (_, true, _) => Mode::Denied,
        (_, _, true) => Mode::Excepted,
        _ => Mode::Positive,
    }
}

impl ClauseReader<'_> {
    /// Words that say nothing by themselves.
    fn neutral(&mut self) {
        use TermConcept::{
            Address, Agreed, And, Author, But, ButOrOnly, Colon, Comma, Except, Filler, Fulfilled, HalfNot, Including,
            Lacking, Light, Owner, Proper, Semicolon, Text, Than, Unless, Who, With, Within, Without,
        };
        let literal = self.literal().is_some();
        for (part, explained) in self.frame.parts.iter().zip(&mut self.explained) {
            // Words in quotation marks are a name where nothing says that they have to be said.
            *explained |= part.concept == TermConcept::Quoted && !literal;
            *explained |= matches!(
                part.concept,
                TermConcept::Granted
                    | Address
                    | Agreed
                    | And
                    | Author
                    | But
                    | ButOrOnly
                    | Colon
                    | Comma
                    | Except
                    | Filler
                    | Fulfilled
                    | Including
                    | Light
                    | Owner
                    | Proper
                    | Semicolon
                    | Text
                    | Than
                    | Unless
                    | Who
                    | With
                    | Within
                    | Without
                    | Lacking
                    | HalfNot
            );
        }
    }

    fn has(&self, concept: TermConcept, wanted: Mode) -> bool {
        self.frame.parts.iter().any(|part| part.concept == concept && mode(part) == wanted)
    }

    fn act(&self, concept: TermConcept) -> bool {
        self.has(concept, Mode::Positive)
    }

    fn take(&mut self, concept: TermConcept, wanted: Mode) -> bool {
        let mut any = false;
        for (part, explained) in self.frame.parts.iter().zip(&mut self.explained) {
            if part.concept == concept && mode(part) == wanted {
                *explained = true;
                any = true;
            }
        }
        any
    }

    fn take_all(&mut self, concepts: &[TermConcept], wanted: Mode) -> bool {
        concepts.iter().fold(false, |any, concept| self.take(*concept, wanted) | any)
    }

    fn any_mode(&mut self, concept: TermConcept) -> bool {
        [Mode::Positive, Mode::Lacking, Mode::Excepted, Mode::Denied]
            .into_iter()
            .fold(false, |any, wanted| self.take(concept, wanted) | any)
    }

    fn all(&self) -> bool {
        self.explained.iter().all(|explained| *explained)
    }

    /// Whether what is excepted has a meaning, if anything is: "except the articles of our guests" takes something out
    /// that no machine could tell.
    fn tells_exceptions(&self) -> bool {
        use TermConcept::{
            Address, And, Author, Comma, Except, Filler, Light, Only, Owner, Proper, Quoted, Show, Text, Use, Who,
            With, Within,
        };
        let silent = |part: &&ClausePart| {
            matches!(
                part.concept,
                Address
                    | And
                    | Author
                    | Comma
                    | Except
                    | Filler
                    | Light
                    | Only
                    | Owner
                    | Proper
                    | Quoted
                    | Show
                    | Text
                    | Use
                    | Who
                    | With
                    | Within
            )
        };
        let excepted = || self.frame.parts.iter().filter(|part| part.excepted && part.concept != Except);
        let names = |part: &ClausePart| matches!(part.concept, Author | Owner | Proper | Quoted | Text | Who | Address);
        !excepted().any(names) || !excepted().all(|part| silent(&part))
    }

    /// "We are against it and do not allow it": whether a ban behind another names nothing of its own.
    fn bans_again(&self) -> bool {
        !self.names_use() && !self.names_object() && !self.frame.has(TermConcept::Rest)
    }

    fn is_rest(&self) -> bool {
        self.frame.has(TermConcept::Rest)
    }

    fn say(&mut self, meaning: Meaning) {
        if !self.out.contains(&meaning) {
            self.out.push(meaning);
        }
    }

    /// Of what the clause speaks: of everything, of some media alone, or of both.
    fn scopes(&mut self, context: &SentenceContext) -> Vec<Scope> {
        let media = |concept: TermConcept| match concept {
            TermConcept::Pictures => Some(Scope::Pictures),
            TermConcept::Video => Some(Scope::Video),
            TermConcept::Audio => Some(Scope::Audio),
            _ => None,
        };
        let mut scopes: Vec<Scope> = Vec::new();
        let parts = &self.frame.parts;
        for (part, explained) in parts.iter().zip(&mut self.explained) {
            if let Some(scope) = media(part.concept) {
                if part.excepted {
                    continue;
                }
                *explained = true;
                if !scopes.contains(&scope) {
                    scopes.push(scope);
                }
            }
        }
        // "The text «Photo: Nümunə» must be seen": what is quoted as a credit is no work.
        let quoted = |at: usize| {
            let before = at.checked_sub(1).map(|before| &parts[before]);
            before.is_some_and(|part| {
                part.concept == TermConcept::Quoted
                    && self.tokens.get(part.tokens.start).is_some_and(|token| credit::is_credit(token.text))
            })
        };
        let texts: Vec<usize> = (0..parts.len())
            .filter(|&at| parts[at].concept == TermConcept::Text && !parts[at].excepted && !quoted(at))
            .collect();
        let is_media = |at: usize| parts.get(at).is_some_and(|part| media(part.concept).is_some());
        // "Photographs of the article", "məqalənin şəkilləri": whose they are is no object of its own.
        let owns = |at: usize| {
            let says = |at: &usize| {
                !matches!(
                    parts[*at].concept,
                    TermConcept::Filler
                        | TermConcept::Within
                        | TermConcept::Light
                        | TermConcept::Owner
                        | TermConcept::With
                )
            };
            (at + 1..parts.len()).find(says).is_some_and(is_media) || (0..at).rev().find(says).is_some_and(is_media)
        };
        if scopes.is_empty() {
            // "Without «Photo: Nümunə» below the pictures": the place says of what the credit is.
            let of_pictures = |part: &ClausePart| {
                let mut words = self.tokens.get(part.tokens.clone()).unwrap_or_default().chunks(1);
                matches!(part.concept, TermConcept::Place | TermConcept::PlaceEnd)
                    && words.any(|word| self.table.means(word, TermConcept::Pictures))
            };
            if texts.is_empty() && parts.iter().any(of_pictures) {
                return vec![Scope::Pictures];
            }
            if texts.is_empty() && !context.scopes.is_empty() {
                return context.scopes.clone();
            }
            return vec![Scope::Everything];
        }
        if texts.iter().any(|&at| !owns(at)) || self.names_whole_apart() {
            scopes.insert(0, Scope::Everything);
        }
        scopes
    }

    /// Whether a word or the ending of one says a verdict.
    fn says(&mut self, concept: TermConcept, feature: Option<Feature>) -> bool {
        let mut any = false;
        for (part, explained) in self.frame.parts.iter().zip(&mut self.explained) {
            if part.concept == concept && !part.lacking {
                *explained = true;
                any = true;
            }
            any |= feature.is_some() && part.feature == feature;
        }
        any
    }

    fn verdict(&mut self, context: &SentenceContext) -> Option<ClauseVerdict> {
        let free = self.frame.has(TermConcept::Free);
        let may = self.says(TermConcept::Invite, None)
            | self.says(TermConcept::Unneeded, None)
            | self.says(TermConcept::May, Some(Feature::May))
            || self.says(TermConcept::Intended, None)
            || free;
        let must = self.says(TermConcept::Must, Some(Feature::Must));
        // "Copying it is a violation of copyright".
        let breach = self.breach();
        let forbid = self.says(TermConcept::Forbid, Some(Feature::Forbid)) | breach;
        let none = self.says(TermConcept::None, None);
        let not = self.says(TermConcept::Not, None);
        self.take_all(&[TermConcept::Not, TermConcept::None, TermConcept::Even], Mode::Lacking);
        let first_only =
            self.frame.parts.first().is_some_and(|part| part.concept == TermConcept::ButOrOnly) && !context.said;
        let only = self.says(TermConcept::Only, None) || first_only;
        let limit = self.frame.has(TermConcept::MoreThan) || self.frame.has(TermConcept::AtMost);
        let credits = [TermConcept::Credit, TermConcept::Link, TermConcept::Source, TermConcept::Name]
            .into_iter()
            .any(|it| self.act(it));
        // "Take our texts, but …": who bids others use a work allows it.
        let is_act = |part: &ClausePart| matches!(part.concept, TermConcept::Use | TermConcept::Quote);
        let bids = |part: &ClausePart| part.feature == Some(Feature::Must) && part.concept != TermConcept::Must;
        // "Take our texts without hesitation, publish them on your site", "quote us, but …".
        let twice = self.frame.parts.iter().filter(|part| is_act(part) && bids(part)).count() > 1;
        let of_us = self.frame.has(TermConcept::Quote) && self.frame.has(TermConcept::Owner);
        let invited = ((context.conditioned || twice) && (self.names_object() || of_us)
            || (context.spared && twice)
            || (context.conditioned && self.bids_alone())
            || context.verdict == Some(ClauseVerdict::May))
            && !forbid
            && !not
            && !none
            && !self.frame.has(TermConcept::Must)
            && self.frame.parts.iter().any(|part| is_act(part) && bids(part))
            && self.frame.parts.iter().all(|part| is_act(part) || !bids(part));
        let (may, must) = if invited { (true, false) } else { (may, must) };
        // "May not be prohibited": nobody knows what a ban of a ban is.
        let bans = self.frame.parts.windows(3).any(|parts| {
            parts[0].concept == TermConcept::Forbid
                && parts[2].concept == TermConcept::Forbid
                && parts[1].concept == TermConcept::Light
        });
        if bans {
            return None;
        }
        // "Videos are not copied": nobody knows what it is beside a "may".
        let unused = self.denies_use();
        let negated = |part: &ClausePart| part.concept == TermConcept::Use && part.feature == Some(Feature::Not);
        if may && self.frame.parts.iter().any(negated) {
            return None;
        }
        match (forbid, may, must) {
            (true, false, false) if !not => Some(ClauseVerdict::Forbid),
            (true, false, true) if !not && !credits => Some(ClauseVerdict::Forbid),
            (true, _, _) => None,
            (_, true, _) if not || none => (!free && !must).then_some(ClauseVerdict::Forbid),
            (_, true, _) => Some(ClauseVerdict::May),
            (_, _, true) if not || none => (limit || !credits).then_some(ClauseVerdict::Forbid),
            (_, _, true) => Some(ClauseVerdict::Must),
            _ if unused && !must => Some(ClauseVerdict::Forbid),
            _ if not || none => {
                let inherited = limit || self.frame.elliptic || self.begins_with_ban();
                inherited.then_some(ClauseVerdict::Forbid)
            }
            // "A link does not replace our consent".
            _ if credits && self.act(TermConcept::Replaces) && self.act(TermConcept::Permission) => {
                Some(ClauseVerdict::Must)
            }
            _ if only => Some(ClauseVerdict::May),
            _ if self.frame.listed || self.bids_permission() => Some(ClauseVerdict::Must),
            _ if self.frame.elliptic => Some(context.verdict.unwrap_or(ClauseVerdict::Plain)),
            _ => Some(ClauseVerdict::Plain),
        }
    }

    /// "Videos are not copied", with the "not" before the verb or in it: whether it is told of a work as a rule.
    fn denies_use(&self) -> bool {
        use TermConcept::{Not, Quote, Use};
        let parts = &self.frame.parts;
        let is_use = |part: &ClausePart| matches!(part.concept, Quote | Use);
        let denied = parts.iter().any(|part| is_use(part) && part.feature == Some(Feature::Not))
            || parts.windows(2).any(|pair| pair[0].concept == Not && is_use(&pair[1]) && pair[1].feature.is_none());
        denied && (self.names_object() || self.frame.has(TermConcept::None))
    }

    /// Whether an act of the clause is called a breach of rights.
    fn breach(&mut self) -> bool {
        let acts = self.frame.has(TermConcept::Use) || self.frame.has(TermConcept::Quote);
        let broken = acts && self.take(TermConcept::Breach, Mode::Positive);
        if broken {
            self.take(TermConcept::Rights, Mode::Positive);
        }
        broken
    }

    /// "Not for commercial purposes", "without changes".
    fn denied(&mut self, scopes: &[Scope]) {
        for wanted in [Mode::Denied, Mode::Lacking] {
            self.ban(wanted, scopes, false);
        }
    }

    /// What is forbidden of the acts that are meant so; whether any is.
    fn ban(&mut self, wanted: Mode, scopes: &[Scope], permission: bool) -> bool {
        let before = self.out.len();
        if self.take(TermConcept::Ai, wanted) {
            self.say(Meaning::NoAi);
        }
        if self.take(TermConcept::Mine, wanted) {
            self.say(Meaning::NoMining);
        }
        // "Copying, changing, selling and translating it requires consent" is one ban.
        let one = |reader: &Self, act: TermConcept| permission && reader.lists_with_use(act);
        let listed = wanted == Mode::Positive && self.lists_with_use(TermConcept::Commercial) && !self.narrows_all();
        let sold = one(self, TermConcept::Commercial) || listed;
        if self.take(TermConcept::Commercial, wanted) && !sold {
            let scope = media_or_all(scopes);
            self.say(Meaning::NonCommercial { scope });
        }
        if self.take(TermConcept::Systematic, wanted) {
            self.say(Meaning::NoSystematic);
        }
        let narrowed = self.out.len() > before;
        let (derived, changed) = (one(self, TermConcept::Derive), one(self, TermConcept::Change));
        if self.take(TermConcept::Derive, wanted) && !derived {
            self.say(Meaning::NoDerivatives);
        }
        if self.take(TermConcept::Change, wanted) && !changed {
            self.say(Meaning::NoChanges);
        }
        if self.has(TermConcept::Translate, wanted) {
            self.take(TermConcept::Translate, wanted);
            self.any_mode(TermConcept::Tongue);
            if !one(self, TermConcept::Translate) {
                self.say(Meaning::NoTranslation { unless_permitted: permission });
            }
        }
        narrowed
    }

    /// Whether an act stands in a list with that of using: "copying, translating and distributing".
    fn lists_with_use(&self, act: TermConcept) -> bool {
        let of = |wanted: TermConcept| self.places(wanted);
        of(act).any(|act| of(TermConcept::Use).any(|used| self.parted(act, used)))
    }

    /// What is taken out by an "except".
    fn excepted(&mut self, verdict: ClauseVerdict) {
        if self.take_all(&[TermConcept::ThirdParties, TermConcept::Foreign], Mode::Excepted) {
            self.say(Meaning::ThirdPartiesExcepted);
            self.take_all(
                &[
                    TermConcept::Rights,
                    TermConcept::Reserved,
                    TermConcept::Pictures,
                    TermConcept::Video,
                    TermConcept::Audio,
                ],
                Mode::Excepted,
            );
            // "Except news and photographs of other agencies": both are theirs.
            if self.has(TermConcept::Text, Mode::Excepted) && verdict != ClauseVerdict::Forbid {
                return;
            }
        }
        if verdict == ClauseVerdict::Forbid {
            for (concept, purpose) in
                [(TermConcept::Personal, Purpose::Personal), (TermConcept::Education, Purpose::Education)]
            {
                if self.take(concept, Mode::Excepted) {
                    self.say(Meaning::Purpose(purpose));
                    self.take_all(&[TermConcept::Use, TermConcept::Quote], Mode::Excepted);
                }
            }
            if self.take(TermConcept::Recipients, Mode::Excepted) {
                self.say(Meaning::Recipients);
            }
            if self.take(TermConcept::Noncommercial, Mode::Excepted) {
                self.say(Meaning::NonCommercial { scope: Scope::Everything });
                self.take_all(&[TermConcept::Use, TermConcept::Quote], Mode::Excepted);
            }
            // "No reproduction, except brief quotations".
            let brief = self.has(TermConcept::Excerpt, Mode::Excepted)
                && !self.counts()
                && !self.frame.has(TermConcept::Headline);
            if brief {
                self.say(Meaning::Share(Share::Excerpts));
                let said = [TermConcept::Excerpt, TermConcept::Quote, TermConcept::Part, TermConcept::Use];
                self.take_all(&said, Mode::Excepted);
            }
            return;
        }
        // "Except where the law allows it, consent is needed".
        if self.take(TermConcept::Law, Mode::Excepted) {
            self.take_all(&[TermConcept::May, TermConcept::Use, TermConcept::Show], Mode::Excepted);
        }
        self.ban(Mode::Excepted, &[Scope::Everything], false);
        // "Except brief quotations with a link, any reprint needs our consent".
        self.excepted_purposes(verdict);
        let quoted = self.has(TermConcept::Excerpt, Mode::Excepted) || self.has(TermConcept::Quote, Mode::Excepted);
        if verdict == ClauseVerdict::Must && quoted && self.act(TermConcept::Permission) && !self.counts() {
            self.say(Meaning::Share(Share::Excerpts));
            self.take_all(&[TermConcept::Excerpt, TermConcept::Quote, TermConcept::Part], Mode::Excepted);
        }
        for (concept, scope) in [
            (TermConcept::Pictures, Scope::Pictures),
            (TermConcept::Video, Scope::Video),
            (TermConcept::Audio, Scope::Audio),
        ] {
            if self.take(concept, Mode::Excepted) {
                self.say(Meaning::NoRepublication { scope, unless_permitted: true });
            }
        }
        if !self.out.is_empty() {
            self.take_all(&[TermConcept::Use, TermConcept::Quote, TermConcept::Text], Mode::Excepted);
        }
    }
}

/// Whether a meaning forbids acts, one or many.
pub(super) fn is_ban(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::NoRepublication { .. }
            | Meaning::ConsentElsewhere
            | Meaning::NoChanges
            | Meaning::NoDerivatives
            | Meaning::NoTranslation { .. }
            | Meaning::NoMining
            | Meaning::NoAi
            | Meaning::NoSystematic
            | Meaning::NonCommercial { .. }
    )
}

/// Whether a meaning takes a part away and grants nothing.
fn is_ban_of_part(meaning: &Meaning) -> bool {
    let of_all = matches!(meaning, Meaning::NoRepublication { scope: Scope::Everything, .. });
    let narrows = matches!(
        meaning,
        Meaning::ThirdPartiesExcepted
            | Meaning::Delay { .. }
            | Meaning::Medium(_)
            | Meaning::Notify
            | Meaning::Specimen
            | Meaning::KeepLogo { .. }
    );
    (is_ban(meaning) && !of_all) || narrows
}

/// The one medium that a clause speaks of, else everything.
fn media_or_all(scopes: &[Scope]) -> Scope {
    match scopes {
        [scope] => *scope,
        _ => Scope::Everything,
    }
}

/// The first medium that a clause speaks of beside the text, else everything: a logo stands on a picture.
fn medium_or_all(scopes: &[Scope]) -> Scope {
    scopes.iter().copied().find(|scope| *scope != Scope::Everything).unwrap_or(Scope::Everything)
}
