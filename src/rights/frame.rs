//! Makes meanings of a clause: an act, an object, a verdict, and the conditions.
//!
//! Every part of a clause has to have its place in what is made of it. One that has none (a word that no table knows, a
//! "not" that turns nothing round, an act of which the verdict says nothing) makes the clause not understood: `None`.

mod verdicts;

use super::clause::{Frame, Part};
use super::table::{Concept, Feature};
use super::tokens::{Token, quotation_end};
use crate::model::{CreditForm, Licence, Meaning, Purpose, Scope, Share};

/// What earlier clauses of the sentence said that later ones leave out.
#[derive(Debug, Default)]
pub(super) struct Context {
    verdict: Option<Verdict>,
    acts: bool,
    /// A ban that a permission or the naming of the source lifts.
    lifted: bool,
    scopes: Vec<Scope>,
    said: bool,
}

/// What a clause comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    May,
    Must,
    Forbid,
    /// Nothing is said in so many words: "Nachdruck honorarpflichtig".
    Plain,
}

/// What a clause says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) meanings: Vec<Meaning>,
    /// It refers to a page of terms.
    pub(super) page: bool,
}

/// The meanings of a clause of a sentence; `None` where it is not understood.
pub(super) fn meanings(
    frame: &Frame,
    context: &mut Context,
    words: &str,
    tokens: &[Token<'_>],
    licences: &[Option<Licence>],
) -> Option<Said> {
    let mut reader =
        Reader { frame, explained: vec![false; frame.parts.len()], out: Vec::new(), goes_on: false, words, tokens };
    reader.neutral();
    let scopes = reader.scopes(context);
    if reader.terms_page() {
        return reader.all().then(|| Said { meanings: Vec::new(), page: true });
    }
    reader.reserved(&scopes);
    reader.licensed(licences, &scopes);
    let verdict = reader.verdict(context)?;
    if !reader.all() || reader.out.is_empty() {
        reader.denied(&scopes);
        reader.excepted(verdict);
        match verdict {
            Verdict::Forbid => reader.forbid(context, &scopes),
            Verdict::May => reader.may(context, &scopes),
            Verdict::Must => reader.must(&scopes),
            Verdict::Plain => reader.plain(&scopes),
        }
    }
    let understood = reader.all() && (!reader.out.is_empty() || reader.goes_on || (context.said && reader.is_rest()));
    let meanings = reader.out;
    if understood {
        context.verdict = Some(verdict).filter(|verdict| *verdict != Verdict::Plain).or(context.verdict);
        let conditional = |meaning: &Meaning| {
            matches!(meaning, Meaning::NoRepublication { unless_permitted: true, .. } | Meaning::Attribution { .. })
        };
        context.lifted = verdict == Verdict::Forbid && (reader.goes_on || meanings.iter().any(conditional));
        context.acts |= frame.has(Concept::Use) || frame.has(Concept::Quote);
        context.scopes = scopes;
        context.said = true;
    }
    understood.then_some(Said { meanings, page: false })
}

struct Reader<'a> {
    frame: &'a Frame,
    explained: Vec<bool>,
    out: Vec<Meaning>,
    /// It says again what the clause before it says.
    goes_on: bool,
    words: &'a str,
    tokens: &'a [Token<'a>],
}

/// How a part is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Positive,
    Lacking,
    Excepted,
    Denied,
}

fn mode(part: &Part) -> Mode {
    match (part.lacking, part.denied, part.excepted) {
        (true, _, _) => Mode::Lacking,
        (_, true, _) => Mode::Denied,
        (_, _, true) => Mode::Excepted,
        _ => Mode::Positive,
    }
}

impl Reader<'_> {
    /// Words that say nothing by themselves.
    fn neutral(&mut self) {
        use Concept::{
            Address, Agreed, And, Author, But, ButOrOnly, Colon, Comma, Except, Filler, HalfNot, Including, Lacking,
            Light, Owner, Proper, Semicolon, Text, Than, Unless, Who, With, Within, Without,
        };
        let literal = self.literal().is_some();
        for (part, explained) in self.frame.parts.iter().zip(&mut self.explained) {
            // Words in quotation marks are a name where nothing says that they have to be said.
            *explained |= part.concept == Concept::Quoted && !literal;
            *explained |= matches!(
                part.concept,
                Concept::Granted
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

    fn has(&self, concept: Concept, wanted: Mode) -> bool {
        self.frame.parts.iter().any(|part| part.concept == concept && mode(part) == wanted)
    }

    fn act(&self, concept: Concept) -> bool {
        self.has(concept, Mode::Positive)
    }

    fn take(&mut self, concept: Concept, wanted: Mode) -> bool {
        let mut any = false;
        for (part, explained) in self.frame.parts.iter().zip(&mut self.explained) {
            if part.concept == concept && mode(part) == wanted {
                *explained = true;
                any = true;
            }
        }
        any
    }

    fn take_all(&mut self, concepts: &[Concept], wanted: Mode) -> bool {
        concepts.iter().fold(false, |any, concept| self.take(*concept, wanted) | any)
    }

    fn any_mode(&mut self, concept: Concept) -> bool {
        [Mode::Positive, Mode::Lacking, Mode::Excepted, Mode::Denied]
            .into_iter()
            .fold(false, |any, wanted| self.take(concept, wanted) | any)
    }

    fn all(&self) -> bool {
        self.explained.iter().all(|explained| *explained)
    }

    fn is_rest(&self) -> bool {
        self.frame.has(Concept::Rest)
    }

    fn say(&mut self, meaning: Meaning) {
        if !self.out.contains(&meaning) {
            self.out.push(meaning);
        }
    }

    /// Of what the clause speaks: of everything, of some media alone, or of both.
    fn scopes(&mut self, context: &Context) -> Vec<Scope> {
        let media = |concept: Concept| match concept {
            Concept::Pictures => Some(Scope::Pictures),
            Concept::Video => Some(Scope::Video),
            Concept::Audio => Some(Scope::Audio),
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
        let texts: Vec<usize> =
            (0..parts.len()).filter(|&at| parts[at].concept == Concept::Text && !parts[at].excepted).collect();
        let is_media = |at: usize| parts.get(at).is_some_and(|part| media(part.concept).is_some());
        // "Photographs of the article", "məqalənin şəkilləri": whose they are is no object of its own.
        let owns = |at: usize| {
            let says = |at: &usize| {
                !matches!(parts[*at].concept, Concept::Filler | Concept::Within | Concept::Light | Concept::Owner)
            };
            (at + 1..parts.len()).find(says).is_some_and(is_media) || (0..at).rev().find(says).is_some_and(is_media)
        };
        if scopes.is_empty() {
            if texts.is_empty() && !context.scopes.is_empty() {
                return context.scopes.clone();
            }
            return vec![Scope::Everything];
        }
        if texts.iter().any(|&at| !owns(at)) {
            scopes.insert(0, Scope::Everything);
        }
        scopes
    }

    /// Whether a word or the ending of one says a verdict.
    fn says(&mut self, concept: Concept, feature: Option<Feature>) -> bool {
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

    fn verdict(&mut self, context: &Context) -> Option<Verdict> {
        let free = self.frame.has(Concept::Free);
        let may = self.says(Concept::Invite, None) | self.says(Concept::May, Some(Feature::May)) || free;
        let must = self.says(Concept::Must, Some(Feature::Must));
        let forbid = self.says(Concept::Forbid, Some(Feature::Forbid));
        let none = self.says(Concept::None, None);
        let not = self.says(Concept::Not, None);
        self.take_all(&[Concept::Not, Concept::None, Concept::Even], Mode::Lacking);
        let first_only =
            self.frame.parts.first().is_some_and(|part| part.concept == Concept::ButOrOnly) && !context.said;
        let only = self.says(Concept::Only, None) || first_only;
        let limit = self.frame.has(Concept::MoreThan) || self.frame.has(Concept::AtMost);
        let credits =
            [Concept::Credit, Concept::Link, Concept::Source, Concept::Name].into_iter().any(|it| self.act(it));
        // "May not be prohibited": nobody knows what a ban of a ban is.
        let bans = self.frame.parts.windows(3).any(|parts| {
            parts[0].concept == Concept::Forbid
                && parts[2].concept == Concept::Forbid
                && parts[1].concept == Concept::Light
        });
        if bans {
            return None;
        }
        match (forbid, may, must) {
            (true, false, false) if !not => Some(Verdict::Forbid),
            (true, false, true) if !not && !credits => Some(Verdict::Forbid),
            (true, _, _) => None,
            (_, true, _) if not || none => (!free && !must).then_some(Verdict::Forbid),
            (_, true, _) => Some(Verdict::May),
            (_, _, true) if not || none => (limit || !credits).then_some(Verdict::Forbid),
            (_, _, true) => Some(Verdict::Must),
            _ if not || none => {
                let inherited = limit || self.frame.elliptic;
                inherited.then_some(Verdict::Forbid)
            }
            _ if only => Some(Verdict::May),
            _ if self.frame.listed => Some(Verdict::Must),
            _ if self.frame.elliptic => Some(context.verdict.unwrap_or(Verdict::Plain)),
            _ => Some(Verdict::Plain),
        }
    }

    /// "All rights reserved": a statement by itself, and what it includes.
    fn reserved(&mut self, scopes: &[Scope]) {
        let whole = self.frame.has(Concept::AllReserved);
        let told = self.act(Concept::Rights) && self.frame.has(Concept::Reserved);
        if !(whole || told) {
            return;
        }
        self.take_all(
            &[Concept::AllReserved, Concept::Rights, Concept::Reserved, Concept::Whole, Concept::Source],
            Mode::Positive,
        );
        if scopes.contains(&Scope::Everything) {
            self.say(Meaning::AllRightsReserved);
        } else {
            scopes.iter().for_each(|&scope| self.say(Meaning::NoRepublication { scope, unless_permitted: true }));
        }
        if self.frame.has(Concept::Including) {
            if self.take(Concept::Ai, Mode::Positive) {
                self.say(Meaning::NoAi);
            }
            if self.take(Concept::Mine, Mode::Positive) {
                self.say(Meaning::NoMining);
            }
            if !self.out.is_empty() {
                self.take_all(
                    &[Concept::Use, Concept::Translate, Concept::Quote, Concept::Change, Concept::Part],
                    Mode::Positive,
                );
            }
        }
        if self.take(Concept::ThirdParties, Mode::Excepted) {
            self.say(Meaning::ThirdPartiesExcepted);
        }
    }

    fn licensed(&mut self, licences: &[Option<Licence>], scopes: &[Scope]) {
        let denied = self.frame.parts.iter().any(|part| {
            matches!(part.concept, Concept::Not | Concept::None | Concept::Forbid)
                || matches!(part.feature, Some(Feature::Not | Feature::Forbid))
        });
        if denied || !self.take(Concept::Licensed, Mode::Positive) {
            return;
        }
        if self.act(Concept::Only) && scopes == [Scope::Everything] {
            // "Only the text is licensed".
            self.say(Meaning::NoRepublication { scope: Scope::Pictures, unless_permitted: true });
        }
        let of_picture = self.take(Concept::PictureCredit, Mode::Positive) || !scopes.contains(&Scope::Everything);
        for licence in licences {
            let scope = if of_picture {
                scopes.iter().copied().find(|scope| *scope != Scope::Everything).unwrap_or(Scope::Pictures)
            } else {
                Scope::Everything
            };
            self.say(match licence {
                Some(licence) => Meaning::Licensed { licence: licence.clone(), scope },
                None => Meaning::LicenceUnknown,
            });
        }
        self.take_all(
            &[
                Concept::Licence,
                Concept::Granted,
                Concept::Use,
                Concept::Quote,
                Concept::May,
                Concept::Free,
                Concept::Terms,
                Concept::Refer,
                Concept::Condition,
                Concept::Number,
                Concept::Quoted,
                Concept::Colon,
                Concept::Reserved,
            ],
            Mode::Positive,
        );
    }

    /// "Terms of use: https://…", "for the rules of reuse see …".
    fn terms_page(&mut self) -> bool {
        let is_page = self.frame.has(Concept::Terms) && !self.frame.has(Concept::Licensed);
        let refers = self.frame.has(Concept::Refer) || self.frame.has(Concept::Address);
        let bare = self
            .frame
            .parts
            .iter()
            .zip(&self.explained)
            .all(|(part, explained)| *explained || part.concept == Concept::Terms);
        if !is_page || !(refers || bare) {
            return false;
        }
        self.take_all(
            &[
                Concept::Terms,
                Concept::Refer,
                Concept::Use,
                Concept::Quote,
                Concept::Rights,
                Concept::Permission,
                Concept::Licence,
                Concept::Link,
                Concept::Condition,
                Concept::Credit,
            ],
            Mode::Positive,
        );
        self.take_all(&[Concept::May, Concept::Must], Mode::Positive);
        self.explain_verbs();
        true
    }

    fn explain_verbs(&mut self) {
        for (part, explained) in self.frame.parts.iter().zip(&mut self.explained) {
            *explained |= part.concept == Concept::Show;
        }
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
        if self.take(Concept::Ai, wanted) {
            self.say(Meaning::NoAi);
        }
        if self.take(Concept::Mine, wanted) {
            self.say(Meaning::NoMining);
        }
        if self.take(Concept::Commercial, wanted) {
            let scope = media_or_all(scopes);
            self.say(Meaning::NonCommercial { scope });
        }
        if self.take(Concept::Systematic, wanted) {
            self.say(Meaning::NoSystematic);
        }
        let narrowed = self.out.len() > before;
        if self.take(Concept::Derive, wanted) {
            self.say(Meaning::NoDerivatives);
        }
        if self.take(Concept::Change, wanted) {
            self.say(Meaning::NoChanges);
        }
        if self.has(Concept::Translate, wanted) {
            self.take(Concept::Translate, wanted);
            // "Copying, translating and distributing it requires consent" is one ban.
            if !(permission && self.lists_with_use(Concept::Translate)) {
                self.say(Meaning::NoTranslation { unless_permitted: permission });
            }
        }
        narrowed
    }

    /// Whether an act stands in a list with that of using: "copying, translating and distributing".
    fn lists_with_use(&self, act: Concept) -> bool {
        let parts = &self.frame.parts;
        let of = |wanted: Concept| (0..parts.len()).filter(move |&at| parts[at].concept == wanted);
        of(act).any(|act| {
            of(Concept::Use).any(|used| {
                let between = &parts[act.min(used)..act.max(used)];
                between.iter().any(|part| matches!(part.concept, Concept::And | Concept::Comma))
            })
        })
    }

    /// What is taken out by an "except".
    fn excepted(&mut self, verdict: Verdict) {
        if self.take(Concept::ThirdParties, Mode::Excepted) {
            self.say(Meaning::ThirdPartiesExcepted);
            self.take_all(
                &[Concept::Rights, Concept::Reserved, Concept::Pictures, Concept::Video, Concept::Audio],
                Mode::Excepted,
            );
        }
        if verdict == Verdict::Forbid {
            for (concept, purpose) in [(Concept::Personal, Purpose::Personal), (Concept::Education, Purpose::Education)]
            {
                if self.take(concept, Mode::Excepted) {
                    self.say(Meaning::Purpose(purpose));
                    self.take_all(&[Concept::Use, Concept::Quote], Mode::Excepted);
                }
            }
            return;
        }
        self.ban(Mode::Excepted, &[Scope::Everything], false);
        for (concept, scope) in
            [(Concept::Pictures, Scope::Pictures), (Concept::Video, Scope::Video), (Concept::Audio, Scope::Audio)]
        {
            if self.take(concept, Mode::Excepted) {
                self.say(Meaning::NoRepublication { scope, unless_permitted: true });
            }
        }
        if !self.out.is_empty() {
            self.take_all(&[Concept::Use, Concept::Quote, Concept::Text], Mode::Excepted);
        }
    }

    /// How the source must be named; `None` where the clause does not speak of it.
    fn credit(&mut self, wanted: Mode) -> Option<CreditForm> {
        let by_hyperlink = self.has(Concept::Link, wanted);
        let shown = self.has(Concept::Show, wanted)
            && [Concept::Author, Concept::Owner, Concept::Who, Concept::Proper, Concept::Quoted, Concept::Address]
                .into_iter()
                .any(|it| self.frame.has(it));
        let named =
            [Concept::Credit, Concept::Source, Concept::Name].into_iter().any(|it| self.has(it, wanted)) || shown;
        let literal = self.literal();
        if !(by_hyperlink || named || literal.is_some()) {
            return None;
        }
        self.take_all(
            &[Concept::Link, Concept::Credit, Concept::Source, Concept::Name, Concept::Show, Concept::Author],
            wanted,
        );
        self.take(Concept::Literal, Mode::Positive);
        let open_link = by_hyperlink && self.any_mode(Concept::Open);
        let place = self.place(literal.is_some());
        if literal.is_some() {
            self.take_all(
                &[
                    Concept::Literal,
                    Concept::Words,
                    Concept::Sentences,
                    Concept::Show,
                    Concept::Source,
                    Concept::Credit,
                ],
                Mode::Positive,
            );
        }
        self.take(Concept::Quoted, Mode::Positive);
        self.take(Concept::Quoted, Mode::Lacking);
        Some(CreditForm { by_hyperlink, place, literal, open_link })
    }

    /// The words that have to be said.
    fn literal(&self) -> Option<String> {
        let quoted = self.frame.parts.iter().position(|part| part.concept == Concept::Quoted && !part.lacking)?;
        let counted = self.frame.has(Concept::Number);
        let told = self.act(Concept::Literal)
            || (!counted && (self.act(Concept::Words) || self.act(Concept::Sentences)))
            || quoted.checked_sub(1).is_some_and(|before| self.frame.parts[before].concept == Concept::Colon);
        let token = self.tokens.get(self.frame.parts[quoted].tokens.start)?;
        told.then(|| {
            let end = quotation_end(token.text).unwrap_or(token.text.len());
            let inner = token.text[..end].chars().count().saturating_sub(2);
            token.text.chars().skip(1).take(inner).collect()
        })
    }

    fn place(&mut self, literal: bool) -> Option<String> {
        let words = self.words;
        let tokens = self.tokens;
        let said = |part: &Part| {
            let (first, last) = (tokens.get(part.tokens.start)?, tokens.get(part.tokens.end - 1)?);
            Some(words[first.range.start..last.range.end].to_owned())
        };
        let find = |concept: Concept| self.frame.parts.iter().find(|part| part.concept == concept).and_then(said);
        let place = find(Concept::Place).or_else(|| find(Concept::PlaceEnd).filter(|_| !literal));
        self.any_mode(Concept::Place);
        self.any_mode(Concept::PlaceEnd);
        place
    }

    /// How much may be used, if the clause counts it or names a part.
    fn share(&mut self) -> Option<Share> {
        let parts = &self.frame.parts;
        let mut found = None;
        let mut places: Vec<usize> = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            let counted: fn(u32) -> Share = match part.concept {
                Concept::Percent => Share::Percent,
                Concept::Characters => Share::Characters,
                Concept::Words => Share::Words,
                Concept::Sentences => Share::Sentences,
                Concept::Paragraphs => Share::Paragraphs,
                _ => continue,
            };
            let is_between = |part: &Part| {
                matches!(
                    part.concept,
                    Concept::Filler | Concept::First | Concept::AtMost | Concept::MoreThan | Concept::Within
                )
            };
            let behind = (0..at)
                .rev()
                .take(3)
                .find(|&place| !is_between(&parts[place]))
                .filter(|&place| parts[place].value.is_some());
            let ahead = (at + 1..parts.len())
                .take(2)
                .find(|&place| !is_between(&parts[place]))
                .filter(|&place| parts[place].value.is_some() && part.concept == Concept::Percent);
            let first =
                (at.saturating_sub(2)..parts.len().min(at + 2)).find(|&place| parts[place].concept == Concept::First);
            let number = behind.or(ahead);
            let value = number.and_then(|place| parts[place].value).or(first.map(|_| 1));
            let Some(value) = value else { continue };
            if found.is_some() {
                // "50 per cent (fifty per cent)": two limits are one only where they are the same.
                if found != Some(counted(value)) {
                    return None;
                }
            }
            found = Some(counted(value));
            places.extend(number);
            places.extend(first);
            places.push(at);
        }
        if self.act(Concept::Headline) && (self.act(Concept::Lead) || matches!(found, Some(Share::Paragraphs(1))))
            || (self.has(Concept::Headline, Mode::Excepted)
                && (self.has(Concept::Lead, Mode::Excepted) || matches!(found, Some(Share::Paragraphs(1)))))
        {
            self.any_mode(Concept::Headline);
            self.any_mode(Concept::Lead);
            places.extend((0..parts.len()).filter(|&at| parts[at].concept == Concept::First));
            found = Some(Share::HeadlineAndLead);
        }
        if found.is_some() {
            for place in places {
                self.explained[place] = true;
            }
            for concept in [Concept::Part, Concept::Excerpt, Concept::AtMost, Concept::Quote, Concept::Rest] {
                self.any_mode(concept);
            }
        }
        found
    }

    /// "24 hours after publication": how many hours; `None` where no time is said.
    fn delay(&mut self) -> Option<Option<u32>> {
        let parts = &self.frame.parts;
        let unit = parts.iter().position(|part| matches!(part.concept, Concept::Hours | Concept::Days));
        let (Some(unit), true) = (unit, self.frame.has(Concept::After)) else { return None };
        let number = (0..unit).rev().take(3).find(|&at| parts[at].value.is_some());
        let factor = if parts[unit].concept == Concept::Days { 24 } else { 1 };
        let hours = number.and_then(|at| parts[at].value).unwrap_or(1).saturating_mul(factor);
        number.into_iter().chain([unit]).for_each(|at| self.explained[at] = true);
        self.any_mode(Concept::After);
        self.any_mode(Concept::AtMost);
        self.any_mode(Concept::MoreThan);
        Some(Some(hours))
    }
}

/// Whether a meaning takes a part away and grants nothing.
fn is_ban_of_part(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::NonCommercial { .. }
        | Meaning::NoChanges
        | Meaning::NoDerivatives
        | Meaning::NoTranslation { .. }
        | Meaning::NoMining
        | Meaning::NoAi
        | Meaning::NoSystematic
        | Meaning::ThirdPartiesExcepted
        | Meaning::Delay { .. }
        | Meaning::Medium(_)
        | Meaning::Notify
        | Meaning::Specimen
        | Meaning::KeepLogo { .. } => true,
        Meaning::NoRepublication { scope, .. } => *scope != Scope::Everything,
        Meaning::Attribution { .. }
        | Meaning::AllRightsReserved
        | Meaning::Licensed { .. }
        | Meaning::LicenceUnknown
        | Meaning::Permitted
        | Meaning::Free
        | Meaning::Share(_)
        | Meaning::Purpose(_)
        | Meaning::Recipients
        | Meaning::Fee { .. } => false,
    }
}

/// The one medium that a clause speaks of, else everything.
fn media_or_all(scopes: &[Scope]) -> Scope {
    match scopes {
        [scope] => *scope,
        _ => Scope::Everything,
    }
}
