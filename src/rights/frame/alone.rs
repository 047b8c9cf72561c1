//! What a clause says that has no verdict of its own: a reservation, a licence, a page of terms, whom to ask, what becomes
//! of those who break the terms.

use super::{ClausePart, ClauseReader, Mode, says_verdict};
use crate::model::{Licence, Meaning, Scope};
use crate::rights::concept::{Feature, TermConcept};
use crate::rights::sentence::says_terms;
use crate::rights::table;

impl ClauseReader<'_> {
    /// "All rights reserved": a statement by itself, and what it includes.
    pub(super) fn reserved(&mut self, scopes: &[Scope]) {
        let whole = self.frame.has(TermConcept::AllReserved);
        // "The content is protected by law", "the photographs belong to the agency": of a right or not, they reserve.
        let says_more = |part: &ClausePart| says_verdict(part) && part.concept != TermConcept::Intended;
        let works =
            self.names_object() && !self.frame.has(TermConcept::Licensed) && !self.frame.parts.iter().any(says_more);
        // "All other rights stay with the author".
        let rights = self.act(TermConcept::Rights) || (self.act(TermConcept::Rest) && !self.names_object());
        let told = (rights || works) && self.frame.has(TermConcept::Reserved);
        if self.frame.has(TermConcept::Reserved) && !self.frame.parts.iter().any(says_verdict) && self.reserved_uses() {
            return;
        }
        // "Agency reports belong to the agencies".
        if !whole && self.act(TermConcept::Foreign) && self.frame.has(TermConcept::Reserved) {
            self.foreign();
            self.take_all(&[TermConcept::Rights, TermConcept::Reserved], Mode::Positive);
            return;
        }
        // "This does not cover works whose rights belong to others".
        let others = [TermConcept::ThirdParties, TermConcept::Foreign].into_iter().any(|it| self.act(it));
        if !whole && self.frame.has(TermConcept::NotCovered) && others {
            self.take_all(&[TermConcept::Rights, TermConcept::Reserved], Mode::Positive);
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
                TermConcept::Rest,
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
        if self.take_all(&[TermConcept::ThirdParties, TermConcept::Foreign], Mode::Excepted) {
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

    /// "Agency reports may not be reprinted": matter of third parties, and nothing else of which the clause speaks, has no
    /// permission by the others.
    pub(super) fn foreign(&mut self) -> bool {
        let alone = self.act(TermConcept::Foreign)
            && (self.owns_works()
                || !self.frame.has(TermConcept::Video)
                    && !self.frame.has(TermConcept::Audio)
                    && !self.names_more_than_foreign());
        if alone {
            self.take_all(&[TermConcept::Foreign, TermConcept::ThirdParties], Mode::Positive);
            self.say(Meaning::ThirdPartiesExcepted);
            self.take_all(
                &[TermConcept::Use, TermConcept::Quote, TermConcept::Translate, TermConcept::Permission],
                Mode::Positive,
            );
        }
        alone
    }

    /// "Reports and photographs from foreign agencies", with the agencies before them where verbs stand last: whether they
    /// are told as those whose works are named, all of them.
    pub(super) fn owns_works(&mut self) -> bool {
        use TermConcept::{Foreign, Pictures, Text, Video};
        let is_work = |concept: TermConcept| matches!(concept, Pictures | Text | Video);
        let parts = &self.frame.parts;
        let Some(at) = parts.iter().position(|part| part.concept == Foreign) else { return false };
        let mut words = self.tokens.get(parts[at].tokens.clone()).unwrap_or_default().chunks(1);
        let names_work = words.any(|word| [Pictures, Text, Video].into_iter().any(|it| self.table.means(word, it)));
        let (before, behind) = (&parts[..at], &parts[at + 1..]);
        let (own, others) = if self.table.language.verb_last { (behind, before) } else { (before, behind) };
        let any = |parts: &[ClausePart]| parts.iter().any(|part| is_work(part.concept));
        let last = parts.iter().filter(|part| part.concept == Foreign).count() == 1;
        if names_work || !last || !any(own) || any(others) {
            return false;
        }
        self.take_all(&[Text, Pictures, Video], Mode::Positive);
        true
    }

    /// "Agency reports belong to the agencies, and no article may be reprinted": whether a work is named apart from theirs,
    /// behind them.
    fn names_more_than_foreign(&self) -> bool {
        let is_work = |part: &ClausePart| matches!(part.concept, TermConcept::Text | TermConcept::Pictures);
        let parts = &self.frame.parts;
        let last = parts.iter().rposition(|part| part.concept == TermConcept::Foreign);
        last.is_some_and(|last| {
            parts[last + 1..].iter().any(|part| is_work(part) && part.tokens.start > parts[last].tokens.end)
        })
    }

    /// "This permission does not extend to agencies": whether they are those who may not use it, and no work of theirs is
    /// meant.
    pub(super) fn leaves_out_agencies(&self) -> bool {
        use TermConcept::{Granted, Licence, Permission, ThirdParties};
        let is_leave = [Granted, Licence, Permission].into_iter().any(|it| self.frame.has(it));
        is_leave && self.frame.has(ThirdParties) && !self.frame.has(TermConcept::Foreign) && !self.names_object()
    }

    /// "Reports and photographs taken from agencies", with the agencies before them: whether all works of the clause are
    /// theirs.
    pub(super) fn lists_foreign(&mut self) -> bool {
        use TermConcept::{
            And, Comma, Filler, Foreign, Granted, Licence, Light, NotCovered, Permission, Pictures, Text, ThirdParties,
            Video,
        };
        let parts = &self.frame.parts;
        let Some(first) = parts.iter().position(|part| part.concept == Foreign) else { return false };
        let ends = parts.iter().position(|part| part.concept == NotCovered).unwrap_or(parts.len());
        let listed = parts[..first].iter().all(|part| !matches!(part.concept, Text | Pictures | Video))
            && parts[first + 1..]
                .iter()
                .find(|part| !matches!(part.concept, And | Comma | Filler | Light | ThirdParties))
                .is_some_and(|next| matches!(next.concept, Text | Pictures | Video))
            && first < ends
            && parts[first + 1..ends].iter().all(|part| {
                matches!(
                    part.concept,
                    And | Comma
                        | Filler
                        | Granted
                        | Licence
                        | Light
                        | Permission
                        | Text
                        | ThirdParties
                        | Pictures
                        | Video
                )
            });
        if listed {
            self.take(ThirdParties, Mode::Positive);
        }
        listed && self.take(Foreign, Mode::Positive)
    }

    /// "… and may not be reprinted", behind what was said of matter of third parties: whether it bans that alone.
    pub(super) fn goes_on_of_foreign(&self) -> bool {
        use TermConcept::{And, Comma, Forbid, Must, Not, Permission, Quote, Semicolon, Use};
        let told = |part: &ClausePart| matches!(part.concept, Forbid | Must | Not | Permission | Quote | Use);
        // "…, so those are off limits"; "…; reproduction is prohibited" is told of everything.
        let acts = self.frame.has(Use) || self.frame.has(Quote);
        let joined = self
            .frame
            .parts
            .first()
            .is_some_and(|part| part.concept == And || (!acts && matches!(part.concept, Comma | Semicolon)));
        let says = |feature: Feature| self.frame.parts.iter().any(|part| part.feature == Some(feature));
        // "… and must be cleared with their owners".
        let asks = self.frame.has(Permission) && (self.frame.has(Must) || says(Feature::Must));
        let bans = self.frame.has(Forbid) || says(Feature::Forbid) || asks;
        let rest = || self.frame.parts.iter().zip(&self.explained).filter(|(_, explained)| !**explained);
        joined && bans && !self.names_object() && rest().all(|(part, _)| told(part))
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
        // "Any breach may lead to court", "otherwise we go to court".
        let threatens = self.frame.has(TermConcept::Law)
            || (self.frame.has(TermConcept::Breach) && self.frame.has(TermConcept::Forbid));
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
                    | TermConcept::Refer
            ) || (part.concept == TermConcept::Rest && (said || threatens))
                || (matches!(part.concept, TermConcept::May | TermConcept::Must | TermConcept::Reserved) && threatens)
                // "In case of a breach all rights are reserved".
                || (part.concept == TermConcept::AllReserved && self.frame.has(TermConcept::Breach))
        };
        let breaks = self.frame.has(TermConcept::Breach)
            || self.frame.has(TermConcept::Noise)
            || (self.frame.has(TermConcept::Rest) && (said || (threatens && !self.frame.has(TermConcept::Reserved))))
            // "We reserve the right to go to court".
            || (threatens
                && self.frame.has(TermConcept::Reserved)
                && self.frame.has(TermConcept::May)
                && !self.frame.has(TermConcept::Rights)
                && !self.names_object());
        let law = || {
            self.frame.has(TermConcept::Law)
                || self.frame.has(TermConcept::Breach)
                || self.frame.has(TermConcept::Noise)
        };
        let rest = || self.frame.parts.iter().zip(&self.explained).filter(|(_, explained)| !**explained);
        breaks && law() && rest().all(|(part, _)| told(part) && !part.lacking)
    }

    /// "…; the editors answer for no advertisement": whether the clause speaks of something else than reuse.
    pub(super) fn is_neutral(&self) -> bool {
        self.frame.has(TermConcept::Neutral)
            && self.frame.parts.iter().all(|part| {
                // "For the content of advertisements".
                (!says_terms(part.concept) || (part.concept == TermConcept::Commercial && !self.names_act()))
                    && !matches!(part.concept, TermConcept::Unknown | TermConcept::Strange)
                    && part.feature.is_none()
            })
    }

    fn names_act(&self) -> bool {
        use TermConcept::{Change, Derive, Quote, Translate, Use};
        [Change, Derive, Quote, Translate, Use].into_iter().any(|act| self.frame.has(act))
    }

    /// "…; contact the desk": whether it says nothing at all.
    pub(super) fn says_nothing(&self) -> bool {
        use TermConcept::{Address, And, Author, Colon, Comma, Filler, Light, Owner, Proper, Semicolon, With, Within};
        self.frame.parts.iter().all(|part| {
            part.feature.is_none()
                && matches!(
                    part.concept,
                    Address
                        | And
                        | Author
                        | Colon
                        | Comma
                        | Filler
                        | Light
                        | Owner
                        | Proper
                        | Semicolon
                        | With
                        | Within
                )
        })
    }

    /// "…, not at the end": whether it says no more than where a credit does not stand.
    pub(super) fn misplaces(&self) -> bool {
        let place = |part: &ClausePart| matches!(part.concept, TermConcept::Place | TermConcept::PlaceEnd);
        let denies =
            |part: &ClausePart| matches!(part.concept, TermConcept::Not | TermConcept::Headline | TermConcept::Lead);
        let rest = || self.frame.parts.iter().zip(&self.explained).filter(|(_, explained)| !**explained);
        self.frame.has(TermConcept::Not)
            && self.frame.parts.iter().any(place)
            && rest().all(|(part, _)| place(part) || denies(part))
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
        let told = |part: &ClausePart| {
            matches!(
                part.concept,
                TermConcept::Condition
                    | TermConcept::Use
                    | TermConcept::Quote
                    | TermConcept::Number
                    | TermConcept::Must
            )
        };
        let rest = || self.frame.parts.iter().zip(&self.explained).filter(|(_, explained)| !**explained);
        self.frame.opens
            && self.frame.has(TermConcept::Condition)
            && rest().all(|(part, _)| told(part) && !part.lacking)
    }

    /// "Contact the author for permission": whether it says whom to ask, and nothing of what.
    pub(super) fn asks(&self) -> bool {
        let inquires = self.frame.has(TermConcept::Inquiry);
        // "For permission to reprint our texts write to …".
        let is_use = |part: &ClausePart| matches!(part.concept, TermConcept::Use | TermConcept::Quote);
        let told = |part: &ClausePart| {
            use TermConcept::{Contact, Inquiry, Must, Number, Permission, Refer, Rest};
            let asks = matches!(part.concept, Permission | Contact | Inquiry | Must | Rest)
                || (part.concept == TermConcept::Fee && self.prices())
                // "Write to: Editors: …"
                || (part.concept == TermConcept::Neutral && inquires);
            // "Reprint enquiries: 000 00 00, see our page".
            (asks || matches!(part.concept, Number | Refer) || (inquires && is_use(part))) && !part.lacking
        };
        let rest = || self.frame.parts.iter().zip(&self.explained).filter(|(_, explained)| !**explained);
        let asked = self.frame.has(TermConcept::Contact) && self.frame.has(TermConcept::Permission);
        let asked = asked || inquires || self.prices();
        asked && (inquires || !self.names_object()) && rest().all(|(part, _)| told(part))
    }

    /// "To buy a licence, go to https://…": whether the address of a page is named.
    pub(super) fn names_page(&self) -> bool {
        let text = |part: &ClausePart| self.tokens.get(part.tokens.start).map_or("", |token| token.text);
        let is_page = |text: &str| text.contains("://") && !text.contains('@');
        self.frame.parts.iter().any(|part| part.concept == TermConcept::Address && is_page(text(part)))
    }

    /// "Contact us for rates": whether it says whom to ask for the price, and of nothing else.
    fn prices(&self) -> bool {
        let uses =
            [TermConcept::Use, TermConcept::Quote, TermConcept::Translate].into_iter().any(|it| self.frame.has(it));
        let refers = self.frame.has(TermConcept::Refer) || self.frame.has(TermConcept::Contact);
        refers && self.act(TermConcept::Fee) && !uses
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
                TermConcept::Rest,
            ],
            Mode::Positive,
        );
    }

    /// "Terms of use: https://…", "for the rules of reuse see …".
    pub(super) fn terms_page(&mut self) -> bool {
        // "For details see numune.example/copyright".
        let told = || self.frame.has(TermConcept::Refer) && self.leads_to_terms();
        let is_page = (self.frame.has(TermConcept::Terms) || told()) && !self.frame.has(TermConcept::Licensed);
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
        self.take_all(&[TermConcept::May, TermConcept::Must, TermConcept::Read], Mode::Positive);
        self.explain_verbs();
        true
    }

    fn leads_to_terms(&self) -> bool {
        let addresses = self.frame.parts.iter().filter(|part| part.concept == TermConcept::Address);
        addresses.filter_map(|part| self.tokens.get(part.tokens.start)).any(|token| table::leads_to_terms(token.text))
    }

    /// "…; details at numune.example/rules": whether it says no more than where more is said.
    pub(super) fn refers_on(&self) -> bool {
        let has_path = |part: &ClausePart| {
            let text = self.tokens.get(part.tokens.start).map_or("", |token| token.text);
            part.concept == TermConcept::Address && !text.contains('@') && text.replace("://", "").contains('/')
        };
        self.frame.has(TermConcept::Refer)
            && self.frame.parts.iter().any(has_path)
            && self.frame.parts.iter().zip(&self.explained).all(|(part, explained)| {
                *explained || matches!(part.concept, TermConcept::Refer | TermConcept::Contact)
            })
    }

    fn explain_verbs(&mut self) {
        for (part, explained) in self.frame.parts.iter().zip(&mut self.explained) {
            *explained |= part.concept == TermConcept::Show;
        }
    }
}
