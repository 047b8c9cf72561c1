//! What a clause says that has no verdict of its own: a reservation, a licence, a page of terms, whom to ask, what becomes
//! of those who break the terms.

use super::{ClausePart, ClauseReader, Mode, says_verdict};
use crate::model::{Licence, Meaning, Scope};
use crate::rights::concept::{Feature, TermConcept};

impl ClauseReader<'_> {
    /// "All rights reserved": a statement by itself, and what it includes.
    pub(super) fn reserved(&mut self, scopes: &[Scope]) {
        let whole = self.frame.has(TermConcept::AllReserved);
        // "The content is protected by law", "the photographs belong to the agency": of a right or not, they reserve.
        let says_more = |part: &ClausePart| says_verdict(part) && part.concept != TermConcept::Intended;
        let works =
            self.names_object() && !self.frame.has(TermConcept::Licensed) && !self.frame.parts.iter().any(says_more);
        let told = (self.act(TermConcept::Rights) || works) && self.frame.has(TermConcept::Reserved);
        if self.frame.has(TermConcept::Reserved) && !self.frame.parts.iter().any(says_verdict) && self.reserved_uses() {
            return;
        }
        if !(whole || told) {
            return;
        }
        self.take_all(
            &[
                TermConcept::AllReserved,
                TermConcept::Rights,
                TermConcept::Reserved,
                TermConcept::Whole,
                TermConcept::Source,
                TermConcept::Print,
                TermConcept::Breach,
            ],
            Mode::Positive,
        );
        if works && !whole {
            // "The articles published here are protected by law".
            self.take(TermConcept::Use, Mode::Positive);
        }
        self.law();
        if scopes.contains(&Scope::Everything) {
            self.say(Meaning::AllRightsReserved);
        } else {
            scopes.iter().for_each(|&scope| self.say(Meaning::NoRepublication { scope, unless_permitted: true }));
        }
        if self.frame.has(TermConcept::Including) {
            if self.take(TermConcept::Ai, Mode::Positive) {
                self.say(Meaning::NoAi);
            }
            if self.take(TermConcept::Mine, Mode::Positive) {
                self.say(Meaning::NoMining);
            }
            if !self.out.is_empty() {
                self.take_all(
                    &[
                        TermConcept::Use,
                        TermConcept::Translate,
                        TermConcept::Quote,
                        TermConcept::Change,
                        TermConcept::Part,
                    ],
                    Mode::Positive,
                );
            }
        }
        if self.take(TermConcept::ThirdParties, Mode::Excepted) {
            self.say(Meaning::ThirdPartiesExcepted);
        }
    }

    /// "Text and data mining is expressly reserved": whether uses of a kind are reserved.
    fn reserved_uses(&mut self) -> bool {
        if self.frame.has(TermConcept::AllReserved) || self.frame.has(TermConcept::Including) {
            return false;
        }
        let (mine, ai) = (self.take(TermConcept::Mine, Mode::Positive), self.take(TermConcept::Ai, Mode::Positive));
        if mine {
            self.say(Meaning::NoMining);
        }
        if ai {
            self.say(Meaning::NoAi);
        }
        if mine || ai {
            self.law();
            let said = [TermConcept::Reserved, TermConcept::Rights, TermConcept::Use, TermConcept::Commercial];
            self.take_all(&said, Mode::Positive);
        }
        mine || ai
    }

    /// The law under which something is reserved or forbidden, with the number that it has.
    pub(super) fn law(&mut self) {
        if self.take(TermConcept::Law, Mode::Positive) | self.take(TermConcept::Law, Mode::Excepted) {
            self.take(TermConcept::Number, Mode::Positive);
        }
    }

    /// "Violators are liable under the law", "for violation of copyright …": whether the clause only says what becomes of
    /// those who break the terms; `said`: whether a clause before it has told them.
    pub(super) fn warns(&self, said: bool) -> bool {
        let told = |part: &ClausePart| {
            matches!(
                part.concept,
                TermConcept::Breach
                    | TermConcept::Law
                    | TermConcept::Rights
                    | TermConcept::Forbid
                    | TermConcept::Number
                    | TermConcept::Terms
                    | TermConcept::Condition
                    | TermConcept::Noise
            ) || (part.concept == TermConcept::Rest && said)
        };
        let breaks = self.frame.has(TermConcept::Breach)
            || self.frame.has(TermConcept::Noise)
            || (self.frame.has(TermConcept::Rest) && said);
        let law = || {
            self.frame.has(TermConcept::Law)
                || self.frame.has(TermConcept::Breach)
                || self.frame.has(TermConcept::Noise)
        };
        let rest = || self.frame.parts.iter().zip(&self.explained).filter(|(_, explained)| !**explained);
        breaks && law() && rest().all(|(part, _)| told(part) && !part.lacking)
    }

    /// "No permission is needed, a link is enough": whether it says no more than the first half.
    pub(super) fn needs_none(&self) -> bool {
        let rest = || self.frame.parts.iter().zip(&self.explained).filter(|(_, explained)| !**explained);
        self.frame.has(TermConcept::Unneeded)
            && !self.names_object()
            && rest().all(|(part, _)| part.concept == TermConcept::Unneeded)
    }

    /// "Conditions of use: …": whether it says no more than that conditions follow.
    pub(super) fn opens(&self) -> bool {
        let told =
            |part: &ClausePart| matches!(part.concept, TermConcept::Condition | TermConcept::Use | TermConcept::Quote);
        let rest = || self.frame.parts.iter().zip(&self.explained).filter(|(_, explained)| !**explained);
        self.frame.opens
            && self.frame.has(TermConcept::Condition)
            && rest().all(|(part, _)| told(part) && !part.lacking)
    }

    /// "Contact the author for permission": whether it says whom to ask, and nothing of what.
    pub(super) fn asks(&self) -> bool {
        let told = |part: &ClausePart| {
            use TermConcept::{Contact, Must, Permission, Rest};
            matches!(part.concept, Permission | Contact | Must | Rest) && !part.lacking
        };
        let rest = || self.frame.parts.iter().zip(&self.explained).filter(|(_, explained)| !**explained);
        self.frame.has(TermConcept::Contact)
            && self.frame.has(TermConcept::Permission)
            && !self.names_object()
            && rest().all(|(part, _)| told(part))
    }

    pub(super) fn licensed(&mut self, licences: &[Option<Licence>], scopes: &[Scope]) {
        let denied = self.frame.parts.iter().any(|part| {
            matches!(part.concept, TermConcept::Not | TermConcept::None | TermConcept::Forbid)
                || matches!(part.feature, Some(Feature::Not | Feature::Forbid))
        });
        if denied || !self.take(TermConcept::Licensed, Mode::Positive) {
            return;
        }
        if self.act(TermConcept::Only) && scopes == [Scope::Everything] {
            // "Only the text is licensed".
            self.say(Meaning::NoRepublication { scope: Scope::Pictures, unless_permitted: true });
        }
        let of_picture = self.take(TermConcept::PictureCredit, Mode::Positive) || !scopes.contains(&Scope::Everything);
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
                TermConcept::Licence,
                TermConcept::Granted,
                TermConcept::Use,
                TermConcept::Quote,
                TermConcept::May,
                TermConcept::Free,
                TermConcept::Terms,
                TermConcept::Refer,
                TermConcept::Condition,
                TermConcept::Number,
                TermConcept::Quoted,
                TermConcept::Colon,
                TermConcept::Reserved,
                TermConcept::PlaceEnd,
            ],
            Mode::Positive,
        );
    }

    /// "Terms of use: https://…", "for the rules of reuse see …".
    pub(super) fn terms_page(&mut self) -> bool {
        let is_page = self.frame.has(TermConcept::Terms) && !self.frame.has(TermConcept::Licensed);
        let refers = self.frame.has(TermConcept::Refer) || self.frame.has(TermConcept::Address);
        let bare = self
            .frame
            .parts
            .iter()
            .zip(&self.explained)
            .all(|(part, explained)| *explained || part.concept == TermConcept::Terms);
        if !is_page || !(refers || bare) {
            return false;
        }
        self.take_all(
            &[
                TermConcept::Terms,
                TermConcept::Refer,
                TermConcept::Use,
                TermConcept::Quote,
                TermConcept::Rights,
                TermConcept::Permission,
                TermConcept::Licence,
                TermConcept::Link,
                TermConcept::Condition,
                TermConcept::Credit,
            ],
            Mode::Positive,
        );
        self.take_all(&[TermConcept::May, TermConcept::Must], Mode::Positive);
        self.explain_verbs();
        true
    }

    fn explain_verbs(&mut self) {
        for (part, explained) in self.frame.parts.iter().zip(&mut self.explained) {
            *explained |= part.concept == TermConcept::Show;
        }
    }
}
