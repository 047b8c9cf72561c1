//! What each verdict makes of a clause: a ban, a permission, a duty, or words without a verb.
//!
//! Each takes the parts of the clause that have their place under it; what is left over makes the clause not understood.

use super::{Context, Mode, Part, Reader, Verdict, is_ban_of_part, media_or_all, mode};
use crate::model::{Meaning, Medium, Purpose, Scope, Share};
use crate::rights::table::Concept;

impl Reader<'_> {
    pub(super) fn forbid(&mut self, context: &Context, scopes: &[Scope]) {
        let lifted = self.frame.has(Concept::Agreed)
            | self.take(Concept::Permission, Mode::Lacking)
            | ((self.frame.has(Concept::Unless) || self.frame.has(Concept::Only) || self.frame.has(Concept::Except))
                && (self.take(Concept::Permission, Mode::Positive) | self.take(Concept::Permission, Mode::Excepted)));
        if lifted {
            self.take(Concept::Read, Mode::Lacking);
        }
        if self.frame.has(Concept::Even) {
            self.take(Concept::Even, Mode::Positive);
            let _ = self.credit(Mode::Positive);
        }
        let unnamed = self.credit(Mode::Lacking).or_else(|| {
            let excepted = self.frame.has(Concept::Unless) || self.frame.has(Concept::Except);
            excepted.then(|| self.credit(Mode::Excepted).or_else(|| self.credit(Mode::Positive))).flatten()
        });
        if self.any_mode(Concept::Logo)
            && (self.take(Concept::Remove, Mode::Positive)
                | self.take(Concept::Change, Mode::Positive)
                | self.act(Concept::Use))
        {
            self.say(Meaning::KeepLogo { scope: media_or_all(scopes) });
            self.take_all(&[Concept::Use, Concept::Quote], Mode::Positive);
            return;
        }
        let limited =
            self.frame.has(Concept::MoreThan) || self.frame.has(Concept::AtMost) || self.frame.has(Concept::Except);
        if limited && let Some(share) = self.share() {
            self.say(Meaning::Share(share));
            self.any_mode(Concept::MoreThan);
            self.take_all(&[Concept::Use, Concept::Quote, Concept::Whole, Concept::Part], Mode::Positive);
            if lifted {
                self.say(Meaning::NoRepublication { scope: Scope::Everything, unless_permitted: true });
            }
            return;
        }
        if let Some(hours) = self.delay() {
            self.say(Meaning::Delay { hours });
            self.take_all(&[Concept::Use, Concept::Quote], Mode::Positive);
            return;
        }
        if self.take(Concept::Fee, Mode::Lacking) {
            self.say(Meaning::Fee { scope: media_or_all(scopes) });
            self.take_all(&[Concept::Use, Concept::Quote], Mode::Positive);
            return;
        }
        if self.take(Concept::Notify, Mode::Lacking) {
            self.say(Meaning::Notify);
            self.take_all(&[Concept::Use, Concept::Quote], Mode::Positive);
            return;
        }
        let whole = self.act(Concept::Whole) && !self.frame.has(Concept::Part) && !self.frame.has(Concept::Excerpt);
        self.take_all(&[Concept::Whole, Concept::Part, Concept::Excerpt], Mode::Positive);
        if self.frame.has(Concept::Print) && (self.frame.has(Concept::Online) || self.frame.has(Concept::Broadcast)) {
            self.take_all(&[Concept::Print, Concept::Online, Concept::Broadcast], Mode::Positive);
        }
        self.take(Concept::Online, Mode::Positive);
        self.take(Concept::Condition, Mode::Positive);
        self.take(Concept::Read, Mode::Positive);
        if let Some(credit) = unnamed {
            for &scope in scopes {
                self.say(Meaning::Attribution { scope, credit: credit.clone() });
            }
            self.take_all(&[Concept::Use, Concept::Quote], Mode::Positive);
            if lifted {
                scopes.iter().for_each(|&scope| self.say(Meaning::NoRepublication { scope, unless_permitted: true }));
            }
            return;
        }
        // "May not be copied, distributed without permission", "… kopyalanamaz, çoğaltılamaz": the same ban goes on.
        let bare = self.frame.parts.iter().all(|part| {
            matches!(
                part.concept,
                Concept::Use
                    | Concept::Quote
                    | Concept::Comma
                    | Concept::And
                    | Concept::Light
                    | Concept::Filler
                    | Concept::Forbid
            )
        });
        if bare && context.verdict == Some(Verdict::Forbid) && context.lifted {
            self.goes_on = true;
            self.take_all(&[Concept::Use, Concept::Quote], Mode::Positive);
            return;
        }
        if self.act(Concept::Commercial) && self.take(Concept::Noncommercial, Mode::Positive) {
            // For gain or not: for every purpose.
            self.take(Concept::Commercial, Mode::Positive);
            self.no_republication_of(scopes, lifted);
            self.take_all(&[Concept::Use, Concept::Quote], Mode::Positive);
            return;
        }
        let before = self.out.len();
        let narrowed = self.ban(Mode::Positive, scopes, lifted);
        let used = self.act(Concept::Use) || self.act(Concept::Quote);
        let implied = !used && self.out.len() == before;
        self.take_all(&[Concept::Use, Concept::Quote], Mode::Positive);
        if self.take(Concept::Rest, Mode::Positive) && context.said {
            if lifted {
                self.say(Meaning::NoRepublication { scope: Scope::Everything, unless_permitted: true });
            }
            return;
        }
        if (used && !(narrowed && self.narrows_all()))
            || (implied && (context.acts || self.names_object()) && self.purposes_none())
        {
            if whole && !lifted && scopes == [Scope::Everything] {
                self.say(Meaning::Share(Share::Excerpts));
            } else if scopes.contains(&Scope::Everything) {
                self.say(Meaning::NoRepublication { scope: Scope::Everything, unless_permitted: lifted });
            } else {
                scopes.iter().for_each(|&scope| self.say(Meaning::NoRepublication { scope, unless_permitted: lifted }));
            }
        }
    }

    /// Whether the purpose that a ban names holds for all acts of the clause: for those that stand beside it, and where
    /// it is said as a purpose ("for commercial purposes"), for all that it follows or that follow it.
    fn narrows_all(&self) -> bool {
        let parts = &self.frame.parts;
        let is_purpose = |part: &Part| {
            matches!(part.concept, Concept::Ai | Concept::Mine | Concept::Commercial | Concept::Systematic)
                && mode(part) == Mode::Positive
        };
        let is_act = |part: &Part| matches!(part.concept, Concept::Use | Concept::Quote);
        let parted = |part: &Part| matches!(part.concept, Concept::Comma | Concept::And | Concept::Semicolon);
        let wide = parts.iter().enumerate().any(|(at, part)| {
            is_purpose(part)
                && part.concept == Concept::Commercial
                && (part.tokens.len() > 1
                    || at
                        .checked_sub(1)
                        .is_some_and(|before| matches!(parts[before].concept, Concept::Within | Concept::Filler)))
        });
        wide || parts.split(parted).all(|chunk| !chunk.iter().any(is_act) || chunk.iter().any(is_purpose))
    }

    /// Whether no purpose of the clause was said already.
    fn purposes_none(&self) -> bool {
        !self.out.iter().any(|meaning| matches!(meaning, Meaning::Purpose(_))) || self.act(Concept::Use)
    }

    /// Whether it says for whom or for what something may be used.
    fn limits_use(&self) -> bool {
        [Concept::Personal, Concept::Education, Concept::Recipients, Concept::Noncommercial, Concept::Permission]
            .into_iter()
            .any(|it| self.act(it))
    }

    fn names_object(&self) -> bool {
        [Concept::Text, Concept::Pictures, Concept::Video, Concept::Audio].into_iter().any(|it| self.frame.has(it))
    }

    /// Conditions that a permission and a duty share.
    fn conditions(&mut self, scopes: &[Scope]) {
        if self.take(Concept::Unchanged, Mode::Positive) {
            self.say(Meaning::NoChanges);
        }
        if let Some(hours) = self.delay() {
            self.say(Meaning::Delay { hours });
        }
        if self.take(Concept::Specimen, Mode::Positive) {
            self.say(Meaning::Specimen);
            self.take(Concept::Notify, Mode::Positive);
        } else if self.take(Concept::Notify, Mode::Positive) {
            self.say(Meaning::Notify);
            self.take_all(&[Concept::Refer, Concept::After], Mode::Positive);
        }
        if self.act(Concept::Logo) && self.take(Concept::Keep, Mode::Positive) {
            self.take(Concept::Logo, Mode::Positive);
            self.say(Meaning::KeepLogo { scope: media_or_all(scopes) });
        }
        if self.take(Concept::Fee, Mode::Positive) {
            self.take_all(&[Concept::Condition, Concept::After], Mode::Positive);
            self.say(Meaning::Fee { scope: media_or_all(scopes) });
        }
        if self.take(Concept::Noncommercial, Mode::Positive) {
            self.say(Meaning::NonCommercial { scope: media_or_all(scopes) });
            if !self.frame.listed {
                self.say(Meaning::Permitted);
            }
        }
        for (concept, purpose) in [(Concept::Personal, Purpose::Personal), (Concept::Education, Purpose::Education)] {
            if self.take(concept, Mode::Positive) {
                self.say(Meaning::Purpose(purpose));
                self.take(Concept::Read, Mode::Positive);
            }
        }
        if self.take(Concept::Recipients, Mode::Positive) {
            self.say(Meaning::Recipients);
        }
    }

    pub(super) fn may(&mut self, context: &Context, scopes: &[Scope]) {
        // "Registration is free", "a link is possible": what is allowed there is no use of a work.
        let acts = [
            Concept::Use,
            Concept::Quote,
            Concept::Translate,
            Concept::Read,
            Concept::Rest,
            Concept::AllReserved,
            Concept::Invite,
        ];
        let grounded = acts.into_iter().any(|act| self.frame.has(act))
            || self.names_object()
            || context.acts
            || context.said
            || self.limits_use();
        if !grounded {
            self.explained.fill(false);
            return;
        }
        let credit = self.credit(Mode::Positive);
        for &scope in scopes {
            if let Some(credit) = &credit {
                self.say(Meaning::Attribution { scope, credit: credit.clone() });
            }
        }
        if credit.is_some() && !self.frame.has(Concept::Logo) {
            self.take(Concept::Keep, Mode::Positive);
        }
        let limited = self.share();
        if let Some(share) = limited {
            self.say(Meaning::Share(share));
        } else if (self.act(Concept::Part) || self.act(Concept::Excerpt))
            && !self.act(Concept::Whole)
            && !self.act(Concept::Permission)
        {
            self.say(Meaning::Share(Share::Excerpts));
        }
        let acts = [Concept::Use, Concept::Quote];
        self.take_all(&[Concept::Part, Concept::Excerpt, Concept::Whole, Concept::Even], Mode::Positive);
        self.conditions(scopes);
        let medium = match (self.act(Concept::Print), self.act(Concept::Broadcast), self.act(Concept::Online)) {
            (true, false, false) => Some(Medium::Print),
            (false, true, false) => Some(Medium::Broadcast),
            (false, false, true) => Some(Medium::Online),
            _ => None,
        };
        if let Some(medium) = medium {
            self.say(Meaning::Medium(medium));
        }
        self.take_all(&[Concept::Print, Concept::Broadcast, Concept::Online], Mode::Positive);
        let permitted_only = self.take(Concept::Permission, Mode::Positive);
        self.take(Concept::Permission, Mode::Lacking);
        if permitted_only {
            self.take(Concept::After, Mode::Positive);
            let narrowed = self.ban(Mode::Positive, scopes, true);
            let used = acts.iter().any(|act| self.act(*act)) || self.frame.has(Concept::Rest);
            self.take(Concept::Rest, Mode::Positive);
            let translated = self.out.iter().any(|meaning| matches!(meaning, Meaning::NoTranslation { .. }));
            if used && !narrowed && !translated || self.out.iter().all(|meaning| matches!(meaning, Meaning::Permitted))
            {
                self.out.retain(|meaning| *meaning != Meaning::Permitted);
                self.no_republication(scopes);
            }
        } else if credit.is_some() {
            // "Commercial use is possible with a link": not freer than the link asks.
            self.take(Concept::Commercial, Mode::Positive);
        }
        self.take_all(&acts, Mode::Positive);
        self.take_all(&acts, Mode::Excepted);
        let unconditional = self.take(Concept::Condition, Mode::Lacking);
        // Conditions that nobody has told are none that a machine can keep.
        if self.frame.opens || credit.is_some() || permitted_only {
            self.take(Concept::Condition, Mode::Positive);
        }
        let free = self.take(Concept::Free, Mode::Positive);
        self.take(Concept::Fee, Mode::Lacking);
        let bans_alone = self.out.iter().all(is_ban_of_part);
        if bans_alone && !permitted_only && (!unconditional || self.out.is_empty()) {
            if !scopes.contains(&Scope::Everything) {
                // A grant of pictures alone has no word: it grants nothing of the article.
                self.explained.fill(false);
                return;
            }
            let is_free = (free || unconditional) && self.out.is_empty() && !self.frame.opens;
            self.say(if is_free { Meaning::Free } else { Meaning::Permitted });
        }
    }

    fn no_republication(&mut self, scopes: &[Scope]) {
        self.no_republication_of(scopes, true);
    }

    fn no_republication_of(&mut self, scopes: &[Scope], unless_permitted: bool) {
        if scopes.contains(&Scope::Everything) {
            self.say(Meaning::NoRepublication { scope: Scope::Everything, unless_permitted });
        } else {
            scopes.iter().for_each(|&scope| self.say(Meaning::NoRepublication { scope, unless_permitted }));
        }
    }

    pub(super) fn must(&mut self, scopes: &[Scope]) {
        let credit = self.credit(Mode::Positive);
        for &scope in scopes {
            if let Some(credit) = &credit {
                self.say(Meaning::Attribution { scope, credit: credit.clone() });
            }
        }
        self.conditions(scopes);
        self.out.retain(|meaning| *meaning != Meaning::Permitted);
        if credit.is_some() {
            self.take(Concept::Rest, Mode::Positive);
        }
        let more = self.any_mode(Concept::MoreThan);
        let limited =
            self.frame.has(Concept::AtMost) || more || self.act(Concept::Quote) && self.frame.has(Concept::Number);
        if limited && let Some(share) = self.share() {
            self.say(Meaning::Share(share));
        }
        let lifted = self.take(Concept::Permission, Mode::Positive);
        if lifted {
            let narrowed = self.ban(Mode::Positive, scopes, true);
            let translated = self.out.iter().any(|meaning| matches!(meaning, Meaning::NoTranslation { .. }));
            if !narrowed && !translated {
                self.no_republication(scopes);
            }
            self.take(Concept::Rest, Mode::Positive);
        }
        self.take_all(
            &[
                Concept::Use,
                Concept::Quote,
                Concept::Whole,
                Concept::Part,
                Concept::Condition,
                Concept::Online,
                Concept::Headline,
                Concept::Even,
            ],
            Mode::Positive,
        );
        self.take_all(&[Concept::Use, Concept::Quote], Mode::Lacking);
        if self.act(Concept::Excerpt) {
            // "When quoting an excerpt, name the source": a part is spoken of, the whole is not granted.
            self.say(Meaning::Share(Share::Excerpts));
            self.take(Concept::Excerpt, Mode::Positive);
        }
        let medium = match (self.act(Concept::Print), self.act(Concept::Broadcast)) {
            (true, false) => Some(Medium::Print),
            (false, true) => Some(Medium::Broadcast),
            _ => None,
        };
        if let Some(medium) = medium.filter(|_| !self.frame.has(Concept::Online)) {
            self.say(Meaning::Medium(medium));
        }
        self.take_all(&[Concept::Print, Concept::Broadcast], Mode::Positive);
    }

    /// Whether the clause begins with what has to be done: "Credit us when …", "when reposting, add a link".
    fn commands(&self) -> bool {
        let parts = &self.frame.parts;
        (0..parts.len()).any(|at| {
            let starts =
                at == 0 || matches!(parts[at - 1].concept, Concept::Comma | Concept::Semicolon | Concept::Colon);
            let verb = matches!(parts[at].concept, Concept::Light | Concept::Credit | Concept::Show | Concept::Link);
            let named = matches!(parts[at].concept, Concept::Credit | Concept::Link) && at == 0;
            starts && verb && (!named || self.frame.has(Concept::Use) || self.frame.has(Concept::Quote))
        })
    }

    pub(super) fn plain(&mut self, scopes: &[Scope]) {
        if self.take(Concept::NotCovered, Mode::Positive) {
            if scopes.contains(&Scope::Everything) {
                self.explained.fill(false);
                return;
            }
            self.no_republication(scopes);
            self.take_all(&[Concept::Licence, Concept::Terms, Concept::Permission, Concept::Granted], Mode::Positive);
            return;
        }
        let limited = self.frame.has(Concept::AtMost) || self.frame.has(Concept::Quote);
        if limited && let Some(share) = self.share() {
            self.say(Meaning::Share(share));
            self.take_all(&[Concept::Use, Concept::Whole], Mode::Positive);
        }
        self.conditions(scopes);
        let shown = self.frame.has(Concept::Show)
            || self.frame.listed
            || self.commands()
            || self.literal().is_some()
            || (self.frame.has(Concept::Condition) && self.frame.has(Concept::Use));
        if shown && let Some(credit) = self.credit(Mode::Positive) {
            for &scope in scopes {
                self.say(Meaning::Attribution { scope, credit: credit.clone() });
            }
            if self.take(Concept::Excerpt, Mode::Positive) {
                self.say(Meaning::Share(Share::Excerpts));
            }
            self.take(Concept::Condition, Mode::Positive);
        }
        if !self.out.is_empty() {
            self.take_all(
                &[Concept::Use, Concept::Quote, Concept::Whole, Concept::Part, Concept::Granted],
                Mode::Positive,
            );
        }
    }
}
