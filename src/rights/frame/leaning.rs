//! What a clause says of something that another sentence told of: where the credit stands, what does not hold in a medium.

use super::{AskedMedia, ClausePart, ClauseReader, Leaning, Mode};
use crate::model::{CreditForm, Meaning, Medium, Scope};
use crate::rights::concept::{Feature, TermConcept};

impl ClauseReader<'_> {
    /// "It must stand in the first paragraph", "it must not be covered", of what is not named.
    pub(super) fn leans(&mut self, scopes: &[Scope]) -> Option<Leaning> {
        if scopes != [Scope::Everything] {
            return None;
        }
        let parts = &self.frame.parts;
        let is_place = |part: &ClausePart| matches!(part.concept, TermConcept::Place | TermConcept::PlaceEnd);
        let rest = || parts.iter().zip(&self.explained).filter(|(_, explained)| !**explained).map(|(part, _)| part);
        let plain = |part: &ClausePart| !part.lacking && !part.excepted && !part.denied;
        let must = |part: &ClausePart| part.concept == TermConcept::Must;
        let forbids = |part: &ClausePart| part.concept == TermConcept::Forbid;
        if let Some(place) = parts.iter().position(is_place) {
            let placed =
                rest().all(|part| plain(part) && (is_place(part) || must(part) || part.concept == TermConcept::Show));
            let told =
                parts.iter().any(|part| must(part) || matches!(part.concept, TermConcept::Show | TermConcept::Light));
            return (placed && told && !self.names_before(place)).then(|| {
                let place = self.place();
                Leaning::Credit(CreditForm { place, ..CreditForm::default() })
            });
        }
        if let Some(leaning) = self.opens_link() {
            return Some(leaning);
        }
        let cut = |part: &ClausePart| matches!(part.concept, TermConcept::Change | TermConcept::Remove);
        let covered = parts.iter().any(|part| part.concept == TermConcept::Remove)
            && (parts.iter().any(forbids) || parts.iter().any(|part| part.feature == Some(Feature::Forbid)))
            && rest().all(|part| plain(part) && (cut(part) || forbids(part)));
        if covered && !self.names_before(parts.len()) {
            return Some(Leaning::Logo);
        }
        // "This offer does not extend to newspapers".
        let others = [
            TermConcept::Licence,
            TermConcept::Terms,
            TermConcept::Permission,
            TermConcept::Granted,
            TermConcept::Condition,
        ];
        let medium = self.not_in().filter(|_| self.frame.has(TermConcept::NotCovered))?;
        let told = |part: &ClausePart| {
            matches!(
                part.concept,
                TermConcept::NotCovered
                    | TermConcept::Print
                    | TermConcept::Online
                    | TermConcept::Broadcast
                    | TermConcept::Use
            ) || others.contains(&part.concept)
        };
        let left = || vec![Meaning::Medium(other(medium))];
        rest().all(|part| plain(part) && told(part)).then(|| Leaning::NotIn(medium, left()))
    }

    /// "… and does not extend to websites": the medium for which leave is left, where a clause among others takes one out.
    pub(super) fn left_medium(&mut self) -> Option<Medium> {
        use TermConcept::{Broadcast, Online, Print, Use};
        // "The texts of the online edition are not covered" takes texts out, not a medium.
        let medium = self.not_in().filter(|_| !self.names_object())?;
        self.take_all(&[Broadcast, Online, Print, Use], Mode::Positive);
        Some(other(medium))
    }

    /// "For print our consent is needed", "all other uses need our consent": in which media consent is asked for, where
    /// nothing else is said.
    pub(super) fn asks_in_media(&self) -> Option<Leaning> {
        let asks = Meaning::NoRepublication { scope: Scope::Everything, unless_permitted: true };
        let (media, alone) = match self.out.as_slice() {
            [Meaning::Medium(medium), ban] | [ban, Meaning::Medium(medium)] if *ban == asks => (vec![*medium], true),
            [ban] if *ban == asks => (self.media(), false),
            _ => return None,
        };
        let told = !media.is_empty() || self.frame.has(TermConcept::Rest);
        told.then_some(Leaning::Asked(AskedMedia { media, alone }))
    }

    /// "… and is prohibited", behind a ban of some uses: whether it says that again and nothing else.
    pub(super) fn bans_bare(&self) -> bool {
        use TermConcept::{And, Comma, Filler, Forbid, Light};
        let parts = &self.frame.parts;
        let bare = |part: &ClausePart| matches!(part.concept, And | Comma | Filler | Forbid | Light) && !part.lacking;
        parts.first().is_some_and(|part| matches!(part.concept, And | Comma))
            && (self.frame.has(Forbid) || parts.iter().any(|part| part.feature == Some(Feature::Forbid)))
            && parts.iter().all(bare)
    }

    /// "Do not close it to search engines", of a link that is not named: how it has to be.
    fn opens_link(&self) -> Option<Leaning> {
        use TermConcept::{Credit, Forbid, Keep, Link, Must, None, Not, Open, Remove, Show, Use};
        let parts = &self.frame.parts;
        let rest = || parts.iter().zip(&self.explained).filter(|(_, explained)| !**explained).map(|(part, _)| part);
        let bids = |part: &ClausePart| {
            matches!(part.concept, Must | Forbid | Not) || matches!(part.feature, Some(Feature::Must | Feature::Forbid))
        };
        let told = |part: &ClausePart| {
            matches!(part.concept, Forbid | Keep | Must | None | Not | Open | Remove | Show | Use) && !part.lacking
        };
        let named = self.frame.has(Link) || self.frame.has(Credit) || self.names_object();
        let opens = self.act(Open) && !named && parts.iter().any(bids) && rest().all(told);
        let credit = CreditForm { by_hyperlink: true, open_link: true, ..CreditForm::default() };
        opens.then_some(Leaning::Credit(credit))
    }

    /// Whether something is named before a part that the clause may speak of.
    fn names_before(&self, end: usize) -> bool {
        use TermConcept::{Author, Owner, Proper, Quoted, Text, Who};
        let names = |part: &ClausePart| matches!(part.concept, Author | Owner | Proper | Quoted | Text | Who);
        self.frame.parts[..end].iter().any(names)
    }

    /// "Newspapers and blogs may reprint it": whether it names those who are on the web.
    pub(super) fn names_sites(&self) -> bool {
        let is_site = |part: &ClausePart| {
            let text = self.tokens.get(part.tokens.end - 1).map_or("", |token| token.folded.as_str());
            part.concept == TermConcept::Who && self.table.web.iter().any(|word| text.starts_with(word))
        };
        self.frame.parts.iter().any(is_site)
    }

    /// The media that a clause names.
    fn media(&self) -> Vec<Medium> {
        let has = |concept: TermConcept| self.has(concept, Mode::Positive);
        let named = [
            (Medium::Print, has(TermConcept::Print)),
            (Medium::Broadcast, has(TermConcept::Broadcast)),
            (Medium::Online, has(TermConcept::Online) || self.names_sites()),
        ];
        named.into_iter().filter_map(|(medium, named)| named.then_some(medium)).collect()
    }

    /// The one medium that a clause names.
    pub(super) fn not_in(&self) -> Option<Medium> {
        if let [medium] = self.media().as_slice() { Some(*medium) } else { None }
    }

    /// "Websites may not reprint them": a ban of a medium alone, and no other.
    pub(super) fn bans_medium(&self, medium: Medium) -> Option<Leaning> {
        let ban = Meaning::NoRepublication { scope: Scope::Everything, unless_permitted: false };
        let told = |part: &ClausePart| {
            use TermConcept::{
                And, Broadcast, Comma, Filler, Forbid, Light, None, Not, Online, Owner, Print, Quote, Text, Use, Who,
                With, Within,
            };
            matches!(
                part.concept,
                And | Broadcast
                    | Comma
                    | Filler
                    | Forbid
                    | Light
                    | None
                    | Not
                    | Online
                    | Owner
                    | Print
                    | Quote
                    | Text
                    | Use
                    | Who
                    | With
                    | Within
            )
        };
        let alone = self.out == [ban] && self.frame.parts.iter().all(told);
        alone.then(|| Leaning::NotIn(medium, self.out.clone()))
    }
}

/// The medium for which leave is left where it does not extend to one: narrower than the words where there is a third.
const fn other(medium: Medium) -> Medium {
    match medium {
        Medium::Print => Medium::Online,
        Medium::Online | Medium::Broadcast => Medium::Print,
    }
}
