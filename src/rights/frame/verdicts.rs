//! What each verdict makes of a clause: a ban, a permission or a duty.
//!
//! Each takes the parts of the clause that have their place under it; what is left over makes the clause not understood.

use super::{
    ClausePart, ClauseReader, ClauseVerdict, Mode, SentenceContext, is_ban_of_part, media_or_all, medium_or_all,
};
use crate::model::{Meaning, Medium, Purpose, Scope, Share};
use crate::rights::concept::{Feature, TermConcept};

impl ClauseReader<'_> {
    pub(super) fn forbid(&mut self, context: &SentenceContext, scopes: &[Scope]) {
        let lifted = self.frame.has(TermConcept::Agreed)
            | self.take(TermConcept::Permission, Mode::Lacking)
            | self.take(TermConcept::Licence, Mode::Lacking)
            | ((self.frame.has(TermConcept::Unless)
                || self.frame.has(TermConcept::Only)
                || self.frame.has(TermConcept::Except))
                && (self.take(TermConcept::Permission, Mode::Positive)
                    | self.take(TermConcept::Permission, Mode::Excepted)));
        if lifted {
            self.take(TermConcept::Read, Mode::Lacking);
        }
        self.law();
        // "Nobody else may use it": it adds nothing to what some may do.
        if !lifted && self.names_nobody_else() {
            self.take_all(
                &[TermConcept::Rest, TermConcept::Use, TermConcept::Quote, TermConcept::Whole, TermConcept::Part],
                Mode::Positive,
            );
            self.aside = true;
            return;
        }
        // "Who has no contract may not use agency reports": of an agency that speaks of its own.
        if self.has(TermConcept::Fee, Mode::Lacking) || self.has(TermConcept::Recipients, Mode::Lacking) {
            self.take(TermConcept::Foreign, Mode::Positive);
        } else if self.act(TermConcept::Foreign) {
            let others = self.frame.has(TermConcept::Text) || !scopes.contains(&Scope::Everything);
            let joined =
                self.frame.parts.iter().any(|part| matches!(part.concept, TermConcept::And | TermConcept::Comma));
            if self.owns_works() || !(others && joined) {
                self.foreign();
                return;
            }
            self.take(TermConcept::Foreign, Mode::Positive);
        }
        // "Who has not subscribed may not use it".
        let strangers = self.take(TermConcept::Recipients, Mode::Lacking)
            // "Nobody but our subscribers may use it".
            || (self.has(TermConcept::Recipients, Mode::Excepted) && self.frame.has(TermConcept::None));
        if strangers || (self.frame.has(TermConcept::Only) && self.take(TermConcept::Recipients, Mode::Positive)) {
            // "Only subscribers get it, and it may not be passed on".
            self.say(Meaning::Recipients);
        }
        if strangers && !lifted && scopes == [Scope::Everything] {
            // "Who has not subscribed may not use it": the others are not forbidden anything by it.
            self.take_all(
                &[TermConcept::Use, TermConcept::Quote, TermConcept::Whole, TermConcept::Part],
                Mode::Positive,
            );
            return;
        }
        // "May not be passed on to third parties".
        if self.take(TermConcept::ThirdParties, Mode::Positive) && self.take(TermConcept::Recipients, Mode::Positive) {
            self.say(Meaning::Recipients);
        }
        // "May not be passed on to others", "copying it offends against the author's rights".
        if self.act(TermConcept::Use) {
            self.take_all(&[TermConcept::ThirdParties, TermConcept::Rights], Mode::Positive);
        }
        if self.frame.has(TermConcept::Even) {
            self.take(TermConcept::Even, Mode::Positive);
            let _ = self.credit(Mode::Positive);
        }
        let unnamed = self.credit(Mode::Lacking).or_else(|| {
            let excepted = self.frame.has(TermConcept::Unless) || self.frame.has(TermConcept::Except);
            excepted.then(|| self.credit(Mode::Excepted).or_else(|| self.credit(Mode::Positive))).flatten()
        });
        // "Photographs with our logo may not be copied": it is they that may not.
        let marked = self.act(TermConcept::Logo)
            && !scopes.contains(&Scope::Everything)
            && (self.act(TermConcept::Use) || self.act(TermConcept::Quote))
            && ![TermConcept::Remove, TermConcept::Change, TermConcept::Keep].into_iter().any(|it| self.frame.has(it));
        if marked {
            self.take_all(&[TermConcept::Logo, TermConcept::Show], Mode::Positive);
        }
        if !marked
            && self.any_mode(TermConcept::Logo)
            && (self.take(TermConcept::Remove, Mode::Positive)
                | self.take(TermConcept::Change, Mode::Positive)
                | self.act(TermConcept::Use))
        {
            self.say(Meaning::KeepLogo { scope: medium_or_all(scopes) });
            self.take_all(&[TermConcept::Use, TermConcept::Quote], Mode::Positive);
            // "The texts may not be changed, nor the logo removed".
            if self.changes_a_work() && self.frame.has(TermConcept::Remove) && self.frame.has(TermConcept::Change) {
                self.say(Meaning::NoChanges);
            }
            return;
        }
        let limited = self.frame.has(TermConcept::MoreThan)
            || self.frame.has(TermConcept::AtMost)
            || self.frame.has(TermConcept::Except);
        if limited && let Some(share) = self.share() {
            self.say(Meaning::Share(share));
            self.any_mode(TermConcept::MoreThan);
            self.take_all(
                &[TermConcept::Use, TermConcept::Quote, TermConcept::Whole, TermConcept::Part],
                Mode::Positive,
            );
            if lifted {
                self.say(Meaning::NoRepublication { scope: Scope::Everything, unless_permitted: true });
            }
            // "No more than a paragraph without naming us".
            if let Some(credit) = unnamed {
                scopes.iter().for_each(|&scope| self.say(Meaning::Attribution { scope, credit: credit.clone() }));
            }
            return;
        }
        // "The author's name must not be removed".
        let named = self.names_credit() || self.act(TermConcept::Name);
        let unused = !self.act(TermConcept::Use) && !self.act(TermConcept::Quote) && !self.act(TermConcept::Open);
        if unnamed.is_none()
            && named
            && unused
            && !self.act(TermConcept::Change)
            && self.act(TermConcept::Remove)
            && let Some(credit) = self.credit(Mode::Positive)
        {
            for &scope in scopes {
                self.say(Meaning::Attribution { scope, credit: credit.clone() });
            }
            self.take(TermConcept::Remove, Mode::Positive);
            return;
        }
        // "The link must not be closed to search engines".
        let linked = self.act(TermConcept::Link) || self.act(TermConcept::Credit);
        if unnamed.is_none()
            && (linked || context.said)
            && self.act(TermConcept::Open)
            && let Some(credit) = self.credit(Mode::Positive)
        {
            for &scope in scopes {
                self.say(Meaning::Attribution { scope, credit: credit.clone() });
            }
            self.take_all(&[TermConcept::Remove, TermConcept::Use, TermConcept::After], Mode::Positive);
            return;
        }
        // "Not for use after 30 days" begins where a delay ends.
        if self.is_timed(self.table.sooner)
            && let Some(hours) = self.delay()
        {
            self.say(Meaning::Delay { hours });
            self.take_all(&[TermConcept::Use, TermConcept::Quote], Mode::Positive);
            return;
        }
        if self.take(TermConcept::Fee, Mode::Lacking) {
            self.say(Meaning::Fee { scope: media_or_all(scopes) });
            self.ban(Mode::Positive, scopes, false);
            self.take_all(&[TermConcept::Use, TermConcept::Quote, TermConcept::Read], Mode::Positive);
            // "Without a contract and our consent".
            if lifted {
                self.no_republication(scopes);
            }
            return;
        }
        if self.take(TermConcept::Notify, Mode::Lacking) {
            self.say(Meaning::Notify);
            self.take_all(&[TermConcept::Use, TermConcept::Quote], Mode::Positive);
            return;
        }
        let whole = self.act(TermConcept::Whole)
            && !self.frame.has(TermConcept::Part)
            && !self.frame.has(TermConcept::Excerpt)
            && !self.denies_extent();
        self.take_all(&[TermConcept::Whole, TermConcept::Part, TermConcept::Excerpt], Mode::Positive);
        if self.frame.has(TermConcept::Print)
            && (self.frame.has(TermConcept::Online) || self.frame.has(TermConcept::Broadcast))
        {
            self.take_all(&[TermConcept::Print, TermConcept::Online, TermConcept::Broadcast], Mode::Positive);
        }
        self.take(TermConcept::Online, Mode::Positive);
        self.take(TermConcept::Condition, Mode::Positive);
        self.take(TermConcept::Read, Mode::Positive);
        if let Some(credit) = unnamed {
            for &scope in scopes {
                self.say(Meaning::Attribution { scope, credit: credit.clone() });
            }
            // "Using it without a link, and changing it, is forbidden".
            let acts = [TermConcept::Change, TermConcept::Derive, TermConcept::Translate];
            let purposes = [TermConcept::Ai, TermConcept::Mine, TermConcept::Commercial, TermConcept::Systematic];
            if acts.into_iter().any(|act| self.lists_with_use(act)) && !purposes.into_iter().any(|it| self.act(it)) {
                self.ban(Mode::Positive, scopes, false);
            }
            self.take_all(&[TermConcept::Use, TermConcept::Quote], Mode::Positive);
            if lifted {
                self.no_republication(scopes);
            }
            return;
        }
        // "May not be copied, distributed without permission", "… kopyalanamaz, çoğaltılamaz": the same ban goes on.
        let bare = self.frame.parts.iter().all(|part| {
            matches!(
                part.concept,
                TermConcept::Use
                    | TermConcept::Quote
                    | TermConcept::Change
                    | TermConcept::Derive
                    | TermConcept::Translate
                    | TermConcept::Tongue
                    | TermConcept::Commercial
                    | TermConcept::Comma
                    | TermConcept::And
                    | TermConcept::Light
                    | TermConcept::Filler
                    | TermConcept::Forbid
                    | TermConcept::Law
                    | TermConcept::Online
                    | TermConcept::Owner
                    | TermConcept::Who
                    | TermConcept::Within
            )
        });
        if bare && context.verdict == Some(ClauseVerdict::Forbid) && context.lifted {
            self.goes_on = true;
            // "Without our consent it may not be changed, copied or published": the change alone was banned.
            if !context.banned && (self.act(TermConcept::Use) || self.act(TermConcept::Quote)) {
                self.no_republication(scopes);
            }
            self.take_all(
                &[
                    TermConcept::Use,
                    TermConcept::Quote,
                    TermConcept::Change,
                    TermConcept::Derive,
                    TermConcept::Translate,
                    TermConcept::Tongue,
                    TermConcept::Commercial,
                    TermConcept::Law,
                    TermConcept::Online,
                ],
                Mode::Positive,
            );
            return;
        }
        // "May not be copied, nor sold", "the logo may not be cut, nor covered": the same ban goes on.
        let light = |part: &ClausePart| {
            matches!(
                part.concept,
                TermConcept::Comma | TermConcept::And | TermConcept::Light | TermConcept::Filler | TermConcept::Forbid
            )
        };
        let again = context.again.filter(|again| {
            // "Nor cut": what is done to a logo may be said of works elsewhere.
            let cuts = |concept| *again == TermConcept::Remove && concept == TermConcept::Change;
            let is_again = |part: &ClausePart| part.concept == *again || cuts(part.concept);
            self.frame.parts.iter().any(is_again) && self.frame.parts.iter().all(|part| is_again(part) || light(part))
        });
        if again.is_some() {
            self.goes_on =
                self.take_all(&[TermConcept::Remove, TermConcept::Change, TermConcept::Commercial], Mode::Positive);
            return;
        }
        if self.act(TermConcept::Commercial) && self.take(TermConcept::Noncommercial, Mode::Positive) {
            // For gain or not: for every purpose.
            self.take(TermConcept::Commercial, Mode::Positive);
            self.no_republication_of(scopes, lifted);
            self.take_all(&[TermConcept::Use, TermConcept::Quote], Mode::Positive);
            return;
        }
        // "The pictures may not be cut".
        if !scopes.contains(&Scope::Everything) && !linked && self.take(TermConcept::Remove, Mode::Positive) {
            self.say(Meaning::NoChanges);
            return;
        }
        let before = self.out.len();
        let narrowed = self.ban(Mode::Positive, scopes, lifted);
        if self.out.contains(&Meaning::NoDerivatives) {
            // "No summary, no adaptation may be made of them".
            self.take(TermConcept::Lead, Mode::Positive);
        }
        if self.out.contains(&Meaning::NoChanges) {
            self.take_all(&[TermConcept::Headline, TermConcept::Lead], Mode::Positive);
            // "Changing the headline and removing the links".
            if self.act(TermConcept::Remove) && self.names_credit() {
                self.take_all(
                    &[TermConcept::Remove, TermConcept::Link, TermConcept::Credit, TermConcept::Source],
                    Mode::Positive,
                );
            }
            // "Changes in the text": no place of a credit.
            if !self.names_credit() {
                self.take(TermConcept::Place, Mode::Positive);
            }
        }
        let used = (self.act(TermConcept::Use) || self.act(TermConcept::Quote)) && !self.on_use();
        // "…, nor mined": that alone.
        let told = self.frame.elliptic && !self.out.is_empty();
        let implied = !used && !told && self.out.len() == before;
        self.take_all(&[TermConcept::Use, TermConcept::Quote], Mode::Positive);
        let alone = !used && self.out.is_empty();
        if self.take(TermConcept::Rest, Mode::Positive) && (context.said || alone) {
            // "Any other use is prohibited": it adds nothing to what allows a part.
            self.aside = !context.said && !lifted;
            if lifted {
                self.say(Meaning::NoRepublication { scope: Scope::Everything, unless_permitted: true });
            }
            return;
        }
        // "No use other than for personal purposes": the purpose that is left says it.
        let left = !lifted
            && self.frame.parts.iter().any(|part| {
                part.excepted
                    && matches!(
                        part.concept,
                        TermConcept::Personal | TermConcept::Education | TermConcept::Noncommercial
                    )
            });
        if left {
            return;
        }
        if (used && !(narrowed && self.narrows_all()))
            || (implied
                && (context.acts
                    || self.names_object()
                    || (lifted && (self.act(TermConcept::Part) || self.act(TermConcept::Whole))))
                && self.purposes_none())
        {
            if whole && !lifted && scopes == [Scope::Everything] {
                self.say(Meaning::Share(Share::Excerpts));
            } else {
                self.no_republication_of(scopes, lifted);
            }
        }
    }

    /// Conditions that a permission and a duty share; `acts`: whether a clause before has told what is done.
    pub(super) fn conditions(&mut self, scopes: &[Scope], acts: bool) {
        // "Without cutting our logo": it is the logo that stays.
        let uncut = self.places(TermConcept::Unchanged).any(|at| {
            let before = (0..at).rev().find(|&before| self.frame.parts[before].concept != TermConcept::Filler);
            before.is_some_and(|before| self.frame.parts[before].concept == TermConcept::Logo)
        });
        if uncut {
            self.take_all(&[TermConcept::Unchanged, TermConcept::Logo], Mode::Positive);
            self.say(Meaning::KeepLogo { scope: medium_or_all(scopes) });
        } else if self.take(TermConcept::Unchanged, Mode::Positive) {
            self.say(Meaning::NoChanges);
            // "Without changing the headline or the text".
            self.take(TermConcept::Headline, Mode::Positive);
        }
        if !self.is_within()
            && let Some(hours) = self.delay()
        {
            self.say(Meaning::Delay { hours });
        }
        if self.take(TermConcept::Specimen, Mode::Positive) {
            // "Tell us, and send us a copy", not "tell us by sending a copy".
            let specimen = || self.places(TermConcept::Specimen);
            if self.places(TermConcept::Notify).any(|told| specimen().any(|sent| self.parted(told, sent))) {
                self.say(Meaning::Notify);
            }
            self.say(Meaning::Specimen);
            self.take_all(&[TermConcept::Notify, TermConcept::After], Mode::Positive);
        } else if self.take(TermConcept::Notify, Mode::Positive) {
            self.say(Meaning::Notify);
            self.take_all(&[TermConcept::Refer, TermConcept::After], Mode::Positive);
        }
        let kept = self.act(TermConcept::Logo) && self.take(TermConcept::Keep, Mode::Positive);
        let unremoved = self.frame.has(TermConcept::Logo)
            && (self.take(TermConcept::Remove, Mode::Lacking)
                | self.take(TermConcept::Remove, Mode::Denied)
                | self.take(TermConcept::Change, Mode::Lacking));
        if kept || unremoved {
            self.any_mode(TermConcept::Logo);
            self.take(TermConcept::Show, Mode::Positive);
            self.say(Meaning::KeepLogo { scope: medium_or_all(scopes) });
        }
        // What costs something, or is agreed upon, has to be a use or a work.
        let of_use = acts || self.names_use() || self.names_object();
        if of_use && self.take(TermConcept::Fee, Mode::Positive) {
            self.take_all(&[TermConcept::Condition, TermConcept::After], Mode::Positive);
            // "The right of use costs something".
            self.take(TermConcept::Rights, Mode::Positive);
            let commercial = self.sells();
            self.say(if commercial { Meaning::CommercialFee } else { Meaning::Fee { scope: media_or_all(scopes) } });
            // "Commercial use is subject to a fee".
            if self.take(TermConcept::Commercial, Mode::Positive) {
                self.say(Meaning::NonCommercial { scope: media_or_all(scopes) });
            }
            if self.take(TermConcept::Systematic, Mode::Positive) {
                self.say(Meaning::NoSystematic);
            }
        }
        if !self.denies_list() && self.take(TermConcept::Noncommercial, Mode::Positive) {
            self.say(Meaning::NonCommercial { scope: media_or_all(scopes) });
            // "Not for commercial use": alone it allows nothing.
            let may = |part: &ClausePart| part.concept == TermConcept::May || part.feature == Some(Feature::May);
            let grounded = acts || self.names_use() || self.names_object() || self.frame.parts.iter().any(may);
            if !self.frame.listed && grounded && scopes.contains(&Scope::Everything) {
                self.say(Meaning::Permitted);
            }
        }
        for (concept, purpose) in
            [(TermConcept::Personal, Purpose::Personal), (TermConcept::Education, Purpose::Education)]
        {
            if self.take(concept, Mode::Positive) {
                self.say(Meaning::Purpose(purpose));
                self.take(TermConcept::Read, Mode::Positive);
            }
        }
        if self.take(TermConcept::Recipients, Mode::Positive) {
            self.say(Meaning::Recipients);
        }
    }

    pub(super) fn may(&mut self, context: &SentenceContext, scopes: &[Scope]) {
        // "Registration is free", "a link is possible": what is allowed there is no use of a work.
        let acts = {
            use TermConcept::{AllReserved, Invite, Quote, Read, Rest, Translate, Use};
            [Use, Quote, Translate, Read, Rest, AllReserved, Invite]
        };
        // "To link to us no permission is needed".
        let unneeded = self.frame.has(TermConcept::Unneeded);
        let parts = &self.frame.parts;
        let told = self.frame.has(TermConcept::Must) || parts.iter().any(|part| part.feature == Some(Feature::Must));
        let free = self.frame.has(TermConcept::Free);
        let grounded = acts.into_iter().any(|act| self.frame.has(act))
            || self.names_object()
            || context.acts
            || context.said
            || self.limits_use()
            // "On the web freely, with a link".
            || (free && (self.not_in().is_some() || self.frees_use()) && self.names_credit())
            || (self.counts() && self.frame.has(TermConcept::AtMost) && self.names_credit())
            || ((self.act(TermConcept::Excerpt) || self.names_opening() || (unneeded && told)) && self.names_credit())
            || (self.act(TermConcept::Excerpt) && (self.act(TermConcept::Law) || self.frame.has(TermConcept::Only)))
            // "They may give the headline and the first sentence only, with a link".
            || (self.act(TermConcept::Headline) && self.frame.has(TermConcept::Only) && self.names_credit());
        // "For information" is no use that a machine could keep to.
        // "You may link to our articles": whoever may link may not copy yet.
        let links_alone = (self.frame.has(TermConcept::May)
            || (unneeded && !told)
            || parts.iter().any(|part| part.feature == Some(Feature::May)))
            && self.act(TermConcept::Link)
            && !self.frees_use()
            && !self.frame.has(TermConcept::Only)
            && !self.frame.has(TermConcept::Excerpt)
            && !self.frame.has(TermConcept::Number)
            && !self.names_opening()
            && !context.acts
            && !acts.into_iter().any(|act| self.frame.has(act));
        let aimless = links_alone
            || self.frame.has(TermConcept::Intended)
                && !self.limits_use()
                && !acts.into_iter().any(|act| self.frame.has(act));
        if !grounded || aimless || self.only_somebody() || self.names_section() {
            self.explained.fill(false);
            return;
        }
        // "Our stories are free to read": that is no use by others, and takes nothing away.
        let read = self.act(TermConcept::Read) && !self.limits_use() && !self.frame.has(TermConcept::Only);
        if read
            && self
                .explained
                .iter()
                .zip(&self.frame.parts)
                .all(|(explained, part)| *explained || matches!(part.concept, TermConcept::Read | TermConcept::Free))
        {
            self.take_all(&[TermConcept::Read, TermConcept::Free], Mode::Positive);
            (self.goes_on, self.aside) = (true, true);
            return;
        }
        // "Agency reports are for subscribers only": of an agency that speaks of its own.
        if self.act(TermConcept::Recipients) {
            self.take(TermConcept::Foreign, Mode::Positive);
        }
        let credit = self.credit(Mode::Positive);
        for &scope in scopes {
            if let Some(credit) = &credit {
                self.say(Meaning::Attribution { scope, credit: credit.clone() });
            }
        }
        if credit.is_some() {
            self.take(TermConcept::Read, Mode::Positive);
            // "With the original text kept and a link".
            if self.keeps_text() {
                self.say(Meaning::NoChanges);
            }
            if !self.frame.has(TermConcept::Logo) {
                self.take(TermConcept::Keep, Mode::Positive);
            }
        }
        let asked = self.asks_for_all();
        if credit.is_some() && self.mixes_extents() {
            self.explained.fill(false);
            return;
        }
        let limited = self.share();
        if let Some(share) = limited {
            if !asked {
                self.say(Meaning::Share(share));
            }
            // "More than 20 per cent may be used with permission only".
            if self.act(TermConcept::Permission) {
                self.any_mode(TermConcept::MoreThan);
            }
        } else if (self.act(TermConcept::Part) || self.act(TermConcept::Excerpt))
            && !self.act(TermConcept::Whole)
            && !self.act(TermConcept::Permission)
        {
            self.say(Meaning::Share(Share::Excerpts));
        }
        // "They may only be quoted": that is no leave for the whole.
        if limited.is_none() && self.only_quotes() && !self.out.contains(&Meaning::Share(Share::Excerpts)) {
            self.say(Meaning::Share(Share::Excerpts));
        }
        let acts = [TermConcept::Use, TermConcept::Quote];
        self.take_all(
            &[TermConcept::Part, TermConcept::Excerpt, TermConcept::Whole, TermConcept::Even],
            Mode::Positive,
        );
        self.conditions(scopes, context.acts);
        // "For the training of AI only under a contract": the contract is for that alone.
        let trained = (self.act(TermConcept::Ai) || self.act(TermConcept::Mine))
            && self.out.iter().any(|meaning| matches!(meaning, Meaning::Fee { .. }));
        if trained {
            self.ban(Mode::Positive, scopes, true);
            self.out.retain(|meaning| !matches!(meaning, Meaning::Fee { .. }));
        }
        let medium =
            match (self.act(TermConcept::Print), self.act(TermConcept::Broadcast), self.act(TermConcept::Online)) {
                (true, false, false) => Some(Medium::Print).filter(|_| !self.names_sites()),
                (false, true, false) => Some(Medium::Broadcast),
                (false, false, true) => Some(Medium::Online),
                _ => None,
            };
        // "Reprinting and electronic distribution": the medium is that of one of the acts.
        let uses = self.frame.parts.iter().filter(|part| part.concept == TermConcept::Use).count();
        if let Some(medium) = medium.filter(|medium| uses < 2 || *medium != Medium::Online) {
            self.say(Meaning::Medium(medium));
        }
        self.take_all(&[TermConcept::Print, TermConcept::Broadcast, TermConcept::Online], Mode::Positive);
        let licence = self.frame.has(TermConcept::Only) && self.needs_licence();
        let permitted_only = self.take(TermConcept::Permission, Mode::Positive) | licence;
        // "Without asking us, and without telling us".
        self.take_all(&[TermConcept::Permission, TermConcept::Notify], Mode::Lacking);
        // "Who has not subscribed may use a third of it".
        self.take(TermConcept::Recipients, Mode::Lacking);
        if permitted_only || self.out.iter().any(|meaning| matches!(meaning, Meaning::Fee { .. })) {
            // "Third parties may use it only with consent".
            self.take_all(&[TermConcept::ThirdParties, TermConcept::Foreign], Mode::Positive);
        }
        if permitted_only {
            self.take(TermConcept::After, Mode::Positive);
            let narrowed = self.ban(Mode::Positive, scopes, true);
            let used = acts.iter().any(|act| self.act(*act)) || self.frame.has(TermConcept::Rest);
            self.take_all(&[TermConcept::Rest, TermConcept::Rights], Mode::Positive);
            let translated = self.out.iter().any(|meaning| matches!(meaning, Meaning::NoTranslation { .. }));
            let changed = self.out.iter().any(|meaning| matches!(meaning, Meaning::NoChanges | Meaning::NoDerivatives));
            if !narrowed && !translated && (used || !changed) {
                self.out.retain(|meaning| *meaning != Meaning::Permitted);
                self.no_republication(scopes);
            }
        } else if credit.is_some() && scopes == [Scope::Everything] && !self.lacks() {
            // "Commercial use is possible with a link": not freer than the link asks.
            self.take(TermConcept::Commercial, Mode::Positive);
        }
        // "Selling it is forbidden, in other cases it may be shared with a link": what the clauses before forbid stays so.
        // "The other texts may be used with a link": what the sentences before forbid stays so too.
        let of_rest = credit.is_some() && self.begins_with_rest();
        if (context.said && !permitted_only && (credit.is_some() || !self.out.is_empty())) || of_rest {
            self.take(TermConcept::Rest, Mode::Positive);
        }
        // "You may read, print and share it", "access is restricted to members".
        // "Subscribers may read them".
        if self.act(TermConcept::Broadcast)
            || (self.act(TermConcept::Recipients)
                && (self.frame.has(TermConcept::Only) || !self.frame.has(TermConcept::Use)))
            || (!self.frame.has(TermConcept::Only) && self.lists_with_use(TermConcept::Read))
        {
            self.take(TermConcept::Read, Mode::Positive);
        }
        self.take_all(&acts, Mode::Positive);
        self.take_all(&acts, Mode::Excepted);
        // "You may copy, translate and share it": whoever may do more may distribute.
        for act in [TermConcept::Translate, TermConcept::Change, TermConcept::Derive] {
            if !permitted_only && self.act(act) && self.lists_with_use(act) {
                self.take(act, Mode::Positive);
            }
        }
        self.tongue();
        let unconditional = self.take(TermConcept::Condition, Mode::Lacking);
        // Conditions that nobody has told are none that a machine can keep.
        if self.frame.opens || credit.is_some() || permitted_only || !self.out.is_empty() {
            self.take(TermConcept::Condition, Mode::Positive);
        }
        if self.frame.opens && !self.out.iter().any(|meaning| matches!(meaning, Meaning::Share(_))) {
            // "Reprints are welcome on two conditions: …"
            self.take(TermConcept::Number, Mode::Positive);
        }
        let free = self.take(TermConcept::Free, Mode::Positive);
        self.take(TermConcept::Fee, Mode::Lacking);
        // "Under the law on copyright, excerpts may be quoted". What it allows of the whole nobody can tell from here.
        let lawful = self.act(TermConcept::Law);
        self.law();
        if lawful && self.act(TermConcept::Quote) && !self.act(TermConcept::Use) && limited.is_none() {
            self.say(Meaning::Share(Share::Excerpts));
        }
        let shared = self.out.iter().any(|meaning| matches!(meaning, Meaning::Share(_)));
        if lawful && credit.is_some() && !shared && !permitted_only {
            self.explained.fill(false);
            return;
        }
        let bans_alone = self.out.iter().all(is_ban_of_part);
        if bans_alone && !permitted_only && !trained && (!unconditional || self.out.is_empty()) {
            if !scopes.contains(&Scope::Everything) {
                // A grant of pictures alone has no word: it grants nothing of the article. What it asks of them holds.
                let kept = self.out.iter().any(|meaning| matches!(meaning, Meaning::KeepLogo { .. }));
                // "Photographs may be taken, but name the source": what the others ask holds for them.
                self.goes_on |= !kept && context.conditioned;
                if !kept && !context.conditioned {
                    self.explained.fill(false);
                }
                return;
            }
            // "The site may be used": that is no leave to copy from it; "authors may …": nor is that one for others.
            let of_site = (self.frame.has(TermConcept::Owner) || self.frame.has(TermConcept::Who))
                && !self.names_object()
                && !self.frame.has(TermConcept::Quote)
                && !unneeded
                && !context.named
                && !context.acts
                && !context.said
                && !(context.conditioned && self.act(TermConcept::Use));
            if of_site || self.frame.has(TermConcept::Author) {
                self.explained.fill(false);
                return;
            }
            // "The texts are for information only": an "only" allows nothing that is not told.
            let acts_told = context.acts || context.said || self.names_use();
            if !acts_told && !free && !unconditional && !self.allows() && self.out.is_empty() {
                self.explained.fill(false);
                return;
            }
            // "Use is allowed as the law says": what the law allows is no leave of the publisher's.
            if lawful {
                self.aside = self.out.is_empty();
                return;
            }
            // "For publication in the newspaper «Zarya»": that is leave for nobody else.
            if self.names_paper() {
                self.explained.fill(false);
                return;
            }
            let is_free = (free || unconditional) && self.out.is_empty() && !self.frame.opens;
            self.say(if is_free { Meaning::Free } else { Meaning::Permitted });
        }
    }

    /// "In English it may be reprinted", "… in the original language only": that is no leave for any other.
    pub(super) fn tongue(&mut self) {
        if self.take(TermConcept::Tongue, Mode::Positive) && !self.frame.has(TermConcept::Translate) {
            let unless_permitted = !self.only_tongue();
            self.say(Meaning::NoTranslation { unless_permitted });
        }
    }

    /// "In English only", "only in English": whether an "only" is one of the language. "In English with a link only" has
    /// none.
    fn only_tongue(&self) -> bool {
        use TermConcept::{Credit, Filler, Light, Link, Only, Show, Source, Tongue, With, Within};
        let parts = &self.frame.parts;
        let light = |at: &usize| matches!(parts[*at].concept, Filler | Light | Within | With);
        let named = [Credit, Link, Show, Source].into_iter().any(|it| self.frame.has(it));
        self.places(Only).any(|only| {
            let next = (only + 1..parts.len()).find(|at| !light(at));
            let before = (0..only).rev().find(|at| !light(at));
            !named || [next, before].into_iter().flatten().any(|at| parts[at].concept == Tongue)
        })
    }

    pub(super) fn no_republication(&mut self, scopes: &[Scope]) {
        self.no_republication_of(scopes, true);
    }

    fn no_republication_of(&mut self, scopes: &[Scope], unless_permitted: bool) {
        if scopes.contains(&Scope::Everything) {
            self.say(Meaning::NoRepublication { scope: Scope::Everything, unless_permitted });
        } else {
            scopes.iter().for_each(|&scope| self.say(Meaning::NoRepublication { scope, unless_permitted }));
        }
    }

    /// `acts`: whether a clause before has told what is done; `counted`: whether one has told how much.
    pub(super) fn must(&mut self, scopes: &[Scope], acts: bool, counted: bool) {
        if self.names_section() {
            self.explained.fill(false);
            return;
        }
        // "Any reprint, even with a link, needs our consent": the link is none that would do.
        // "A link does not replace our consent".
        let replaces = self.act(TermConcept::Permission) && self.take(TermConcept::Replaces, Mode::Positive);
        let even = replaces || self.act(TermConcept::Even) && self.act(TermConcept::Permission);
        let mut credit = self.credit(Mode::Positive).filter(|_| !even);
        // "The first paragraph must name us": it is where the credit stands.
        if let Some(credit) = credit.as_mut().filter(|credit| credit.place.is_none())
            && let Some(place) = self.first_paragraph()
        {
            credit.place = Some(place);
        }
        for &scope in scopes {
            if let Some(credit) = &credit {
                self.say(Meaning::Attribution { scope, credit: credit.clone() });
            }
        }
        self.conditions(scopes, acts);
        // "All others have to pay for it".
        if self.out.iter().any(|meaning| matches!(meaning, Meaning::Fee { .. })) {
            self.take(TermConcept::Rest, Mode::Positive);
        }
        self.out.retain(|meaning| *meaning != Meaning::Permitted);
        // "The headline must be kept".
        if self.act(TermConcept::Headline) && credit.is_none() && self.take(TermConcept::Keep, Mode::Positive) {
            self.say(Meaning::NoChanges);
        }
        if credit.is_some() {
            // "When reading it out on the radio, name us".
            self.take_all(&[TermConcept::Rest, TermConcept::Read], Mode::Positive);
            if !self.frame.has(TermConcept::Logo) {
                // "Leave the author's name and the link".
                self.take(TermConcept::Keep, Mode::Positive);
            }
        }
        let more = self.any_mode(TermConcept::MoreThan);
        let limited = self.frame.has(TermConcept::AtMost)
            || more
            || counted
            || self.act(TermConcept::Only) && self.act(TermConcept::Headline) && self.act(TermConcept::Lead)
            || self.act(TermConcept::Quote) && self.frame.has(TermConcept::Number);
        let asked = self.asks_for_all();
        if limited
            && let Some(share) = self.share()
            && !asked
        {
            self.say(Meaning::Share(share));
        }
        // "A licence of the publisher is needed".
        let licence = self.needs_licence();
        let lifted = self.take(TermConcept::Permission, Mode::Positive) | licence;
        if lifted {
            let narrowed = self.ban(Mode::Positive, scopes, true);
            let translated = self.out.iter().any(|meaning| matches!(meaning, Meaning::NoTranslation { .. }));
            // "Any change has to be agreed".
            let changed = !self.act(TermConcept::Use)
                && !self.act(TermConcept::Quote)
                && self.out.iter().any(|meaning| matches!(meaning, Meaning::NoChanges | Meaning::NoDerivatives));
            // "For the reports of other agencies ask those".
            let foreign = !self.act(TermConcept::Use)
                && !self.act(TermConcept::Quote)
                && self.take_all(&[TermConcept::ThirdParties, TermConcept::Foreign], Mode::Positive);
            if foreign {
                self.say(Meaning::ThirdPartiesExcepted);
            } else if !narrowed && !translated && !changed {
                self.no_republication(scopes);
            }
            self.take_all(&[TermConcept::Rest, TermConcept::After], Mode::Positive);
        }
        self.take_all(
            &[
                TermConcept::Use,
                TermConcept::Quote,
                TermConcept::Whole,
                TermConcept::Part,
                TermConcept::Condition,
                TermConcept::Online,
                TermConcept::Headline,
                TermConcept::Even,
            ],
            Mode::Positive,
        );
        self.take_all(&[TermConcept::Use, TermConcept::Quote], Mode::Lacking);
        // "Translations need consent": of what language it is then says nothing more.
        if !self.frame.has(TermConcept::Permission) {
            self.tongue();
        }
        let counted = self.out.iter().any(|meaning| matches!(meaning, Meaning::Share(_)));
        if !counted && self.act(TermConcept::Excerpt) {
            // "When quoting an excerpt, name the source": a part is spoken of, the whole is not granted.
            self.say(Meaning::Share(Share::Excerpts));
        }
        self.take(TermConcept::Excerpt, Mode::Positive);
        // "Magazines that print it are asked for a copy": that is no leave.
        let sent = matches!(self.out.as_slice(), [Meaning::Specimen]);
        if let Some(medium) = self.only_medium().filter(|_| !sent) {
            self.say(Meaning::Medium(medium));
        }
        self.take_all(&[TermConcept::Print, TermConcept::Broadcast], Mode::Positive);
    }
}
