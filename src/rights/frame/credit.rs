//! What a clause says of the credit and of amounts: how the source is named, how much may be used, and when.

use super::{ClausePart, ClauseReader, Mode};
use crate::model::{CreditForm, Share};
use crate::rights::concept::TermConcept;
use crate::rights::spelling::fold;
use crate::rights::tokens::quotation_end;

impl ClauseReader<'_> {
    /// How the source must be named; `None` where the clause does not speak of it.
    pub(super) fn credit(&mut self, wanted: Mode) -> Option<CreditForm> {
        // What search engines follow is a hyperlink.
        let opened = wanted == Mode::Positive && self.frame.has(TermConcept::Open);
        let by_hyperlink = self.has(TermConcept::Link, wanted) || opened;
        // "Kept and shown": a logo that is to be seen names nobody.
        let keeps_logo =
            self.frame.has(TermConcept::Logo) && self.frame.has(TermConcept::Keep) && !self.shows_somebody();
        let shown = self.has(TermConcept::Show, wanted)
            && !keeps_logo
            && [
                TermConcept::Author,
                TermConcept::Owner,
                TermConcept::Who,
                TermConcept::Proper,
                TermConcept::Quoted,
                TermConcept::Address,
            ]
            .into_iter()
            .any(|it| self.frame.has(it));
        let named =
            [TermConcept::Credit, TermConcept::Source, TermConcept::Name].into_iter().any(|it| self.has(it, wanted))
                || shown;
        let named = named || (wanted == Mode::Lacking && self.leaves_unnamed());
        // Words that are missing are missed with the credit: "marked with the words …" is no credit that is missing.
        let literal = self.literal().filter(|_| wanted == Mode::Positive || by_hyperlink || named);
        let literal = literal.or_else(|| self.missing_literal().filter(|_| wanted == Mode::Lacking));
        if !(by_hyperlink || named || literal.is_some()) {
            return None;
        }
        self.take_all(
            &[
                TermConcept::Link,
                TermConcept::Credit,
                TermConcept::Source,
                TermConcept::Name,
                TermConcept::Show,
                TermConcept::Author,
            ],
            wanted,
        );
        self.take(TermConcept::Literal, Mode::Positive);
        let open_link = self.any_mode(TermConcept::Open);
        let place = self.place();
        if literal.is_some() {
            self.take_all(
                &[
                    TermConcept::Literal,
                    TermConcept::Words,
                    TermConcept::Sentences,
                    TermConcept::Show,
                    TermConcept::Source,
                    TermConcept::Credit,
                ],
                Mode::Positive,
            );
        }
        self.take(TermConcept::Quoted, Mode::Positive);
        self.take(TermConcept::Quoted, Mode::Lacking);
        Some(CreditForm { by_hyperlink, place, literal, open_link })
    }

    /// "With the channel named and the logo kept": whether a naming stands right before who is named.
    fn shows_somebody(&self) -> bool {
        use TermConcept::{Author, Filler, Owner, Proper, Quoted, Show, With};
        let parts = &self.frame.parts;
        parts.iter().enumerate().filter(|(_, part)| part.concept == Show).any(|(at, _)| {
            let with = at.checked_sub(1).is_some_and(|before| parts[before].concept == With);
            let next = parts[at + 1..].iter().find(|part| part.concept != Filler);
            with && next.is_some_and(|part| matches!(part.concept, Author | Owner | Proper | Quoted))
        })
    }

    /// "Not having named the photographer", which is a "without" that has its verb in it: whether only authors are missing.
    fn leaves_unnamed(&self) -> bool {
        use TermConcept::{And, Author, Filler, Light, Owner, Without};
        let parts = &self.frame.parts;
        let missing = |part: &&ClausePart| part.lacking;
        let first = |part: &ClausePart| self.tokens.get(part.tokens.start..part.tokens.start + 1).unwrap_or_default();
        let verb = |part: &ClausePart| {
            part.concept == Without && part.tokens.len() > 1 && self.table.means(first(part), TermConcept::Not)
        };
        self.has(Author, Mode::Lacking)
            && parts.iter().any(verb)
            && parts.iter().filter(missing).all(|part| matches!(part.concept, And | Author | Filler | Light | Owner))
    }

    /// The words that have to be said.
    pub(super) fn literal(&self) -> Option<String> {
        let quoted = self.frame.parts.iter().position(|part| part.concept == TermConcept::Quoted && !part.lacking)?;
        let counted = self.frame.has(TermConcept::Number);
        let told = self.act(TermConcept::Literal)
            || (!counted && (self.act(TermConcept::Words) || self.act(TermConcept::Sentences)))
            || quoted.checked_sub(1).is_some_and(|before| self.frame.parts[before].concept == TermConcept::Colon);
        let token = self.tokens.get(self.frame.parts[quoted].tokens.start)?;
        // "They have to say, at the beginning, «…»".
        let light = |at: &usize| {
            use TermConcept::{Colon, Comma, Filler, Place, PlaceEnd, Within};
            matches!(self.frame.parts[*at].concept, Colon | Comma | Filler | Place | PlaceEnd | Within)
        };
        let says = |at: usize| {
            let part = &self.frame.parts[at];
            let word = self.tokens.get(part.tokens.end - 1).map_or("", |token| token.folded.as_str());
            let tells = matches!(part.concept, TermConcept::Credit | TermConcept::Show);
            (tells || matches!(part.concept, TermConcept::Place | TermConcept::PlaceEnd))
                && self.table.saying.contains(&word)
        };
        let said = (0..quoted).rev().find(|at| says(*at) || !light(at)).is_some_and(says);
        let told = told || is_credit(token.text) || said || self.quotes_credit(token.text);
        told.then(|| {
            let end = quotation_end(token.text).unwrap_or(token.text.len());
            let inner = token.text[..end].chars().count().saturating_sub(2);
            token.text.chars().skip(1).take(inner).collect()
        })
    }

    /// "Without the caption «Photo: Nümunə»": the words of a credit that are missed.
    fn missing_literal(&self) -> Option<String> {
        let is_missing = |part: &&ClausePart| part.concept == TermConcept::Quoted && part.lacking;
        let quoted = self.frame.parts.iter().find(is_missing)?;
        let token = self.tokens.get(quoted.tokens.start).filter(|token| is_credit(token.text))?;
        let end = quotation_end(token.text).unwrap_or(token.text.len());
        let inner = token.text[..end].chars().count().saturating_sub(2);
        Some(token.text.chars().skip(1).take(inner).collect())
    }

    /// "First published in Nümunə": whether quoted words tell a source as a sentence does, and are no name.
    fn quotes_credit(&self, quoted: &str) -> bool {
        let inner = quoted.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let begins = || {
            let folded = fold(inner);
            self.table.quoting.iter().any(|known| folded.strip_prefix(known).is_some_and(|rest| rest.starts_with(' ')))
        };
        inner.split_whitespace().count() > 2 && begins()
    }

    pub(super) fn place(&mut self) -> Option<String> {
        let words = self.words;
        let tokens = self.tokens;
        let said = |part: &ClausePart| {
            let (first, last) = (tokens.get(part.tokens.start)?, tokens.get(part.tokens.end - 1)?);
            Some(words[first.range.start..last.range.end].to_owned())
        };
        let find = |concept: TermConcept| self.frame.parts.iter().find(|part| part.concept == concept).and_then(said);
        let place = find(TermConcept::Place).or_else(|| find(TermConcept::PlaceEnd));
        self.any_mode(TermConcept::Place);
        self.any_mode(TermConcept::PlaceEnd);
        place
    }

    /// "The first paragraph must …": the lead where it is what has to name the source, and not what is used.
    pub(super) fn first_paragraph(&mut self) -> Option<String> {
        let parts = &self.frame.parts;
        let counts = self.frame.has(TermConcept::Headline) || self.frame.has(TermConcept::Number);
        let lead = parts.iter().position(|part| part.concept == TermConcept::Lead).filter(|_| !counts)?;
        let says = |part: &&ClausePart| !matches!(part.concept, TermConcept::Filler | TermConcept::Within);
        let before = parts[..lead].iter().rev().find(says).map(|part| part.concept);
        let next = parts[lead + 1..].iter().find(says).map(|part| part.concept);
        let names =
            matches!(next, Some(TermConcept::Must | TermConcept::Light | TermConcept::Name | TermConcept::Show));
        if !names || !matches!(before, None | Some(TermConcept::Must | TermConcept::Comma | TermConcept::Colon)) {
            return None;
        }
        let (first, last) = (self.tokens.get(parts[lead].tokens.start)?, self.tokens.get(parts[lead].tokens.end - 1)?);
        self.explained[lead] = true;
        Some(self.words[first.range.start..last.range.end].to_owned())
    }

    /// How much may be used, if the clause counts it or names a part.
    pub(super) fn share(&mut self) -> Option<Share> {
        let parts = &self.frame.parts;
        let mut found = None;
        let mut places: Vec<usize> = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            let fraction = fraction(part.concept);
            let counted: fn(u32) -> Share = match part.concept {
                _ if fraction.is_some() => Share::Percent,
                TermConcept::Percent => Share::Percent,
                TermConcept::Characters => Share::Characters,
                TermConcept::Words => Share::Words,
                TermConcept::Sentences => Share::Sentences,
                TermConcept::Paragraphs => Share::Paragraphs,
                _ => continue,
            };
            let is_between = |part: &ClausePart| {
                matches!(
                    part.concept,
                    TermConcept::Filler
                        | TermConcept::First
                        | TermConcept::AtMost
                        | TermConcept::MoreThan
                        | TermConcept::Within
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
                .filter(|&place| parts[place].value.is_some() && part.concept == TermConcept::Percent);
            let first = (at.saturating_sub(2)..parts.len().min(at + 2))
                .find(|&place| parts[place].concept == TermConcept::First);
            let number = behind.or(ahead);
            let value = number.and_then(|place| parts[place].value).or(first.map(|_| 1));
            // "Half an hour" is no half of the text.
            let next =
                parts.get(at + 1..).and_then(|behind| behind.iter().find(|part| part.concept != TermConcept::Filler));
            let timed = next.is_some_and(|part| hours(part.concept).is_some());
            let (value, number, first) = match fraction {
                // "One third".
                Some(value) => {
                    let one = at.checked_sub(1).filter(|&before| parts[before].value == Some(1));
                    (Some(value).filter(|_| !timed), one, None)
                }
                None => (value, number, first),
            };
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
        // The first paragraph or the first sentence is the lead.
        let first = matches!(found, Some(Share::Paragraphs(1) | Share::Sentences(1)));
        if self.act(TermConcept::Headline) && (self.act(TermConcept::Lead) || first)
            || (self.has(TermConcept::Headline, Mode::Excepted)
                && (self.has(TermConcept::Lead, Mode::Excepted) || first))
        {
            self.any_mode(TermConcept::Headline);
            self.any_mode(TermConcept::Lead);
            places.extend((0..parts.len()).filter(|&at| parts[at].concept == TermConcept::First));
            found = Some(Share::HeadlineAndLead);
        }
        if found.is_some() {
            for place in places {
                self.explained[place] = true;
            }
            // "An announcement of three sentences": what is counted is no lead.
            for concept in [
                TermConcept::Lead,
                TermConcept::Part,
                TermConcept::Excerpt,
                TermConcept::AtMost,
                TermConcept::Quote,
                TermConcept::Rest,
            ] {
                self.any_mode(concept);
            }
        }
        found
    }

    /// Whether a time is told with one of these words, or behind one: "before", "within", "до истечения".
    pub(super) fn is_timed(&self, words: &[&str]) -> bool {
        self.frame.parts.iter().filter(|part| part.concept == TermConcept::After).any(|part| {
            let said = self.tokens.get(part.tokens.start.saturating_sub(1)..part.tokens.end).unwrap_or_default();
            said.iter().any(|token| words.contains(&token.folded.as_str()))
        })
    }

    /// Whether leave is told of a time: "within 24 hours" grants nothing behind them. Whoever must tell somebody within
    /// them may use it.
    pub(super) fn is_within(&self) -> bool {
        let told = [TermConcept::Notify, TermConcept::Specimen, TermConcept::Fee];
        self.is_timed(self.table.during) && !told.into_iter().any(|concept| self.frame.has(concept))
    }

    /// "24 hours after publication": how many hours; `None` where no time is said.
    pub(super) fn delay(&mut self) -> Option<Option<u32>> {
        let parts = &self.frame.parts;
        let unit = parts.iter().position(|part| hours(part.concept).is_some());
        let (Some(unit), true) = (unit, self.frame.has(TermConcept::After)) else { return None };
        let number = (0..unit).rev().take(3).find(|&at| parts[at].value.is_some());
        let factor = hours(parts[unit].concept).unwrap_or(1);
        let hours = number.and_then(|at| parts[at].value).unwrap_or(1).saturating_mul(factor);
        number.into_iter().chain([unit]).for_each(|at| self.explained[at] = true);
        self.any_mode(TermConcept::After);
        self.any_mode(TermConcept::AtMost);
        self.any_mode(TermConcept::MoreThan);
        Some(Some(hours))
    }
}

/// "Source: Nümunə" in quotation marks: words that have to be said, and no name.
pub(super) fn is_credit(quoted: &str) -> bool {
    quoted.contains(": ")
}

/// A part of the whole in per cent, never more than it.
fn fraction(concept: TermConcept) -> Option<u32> {
    Some(match concept {
        TermConcept::Half => 50,
        TermConcept::Third => 33,
        TermConcept::Quarter => 25,
        TermConcept::Fifth => 20,
        TermConcept::Tenth => 10,
        _ => return None,
    })
}

/// How many hours a unit of time has, never fewer.
fn hours(concept: TermConcept) -> Option<u32> {
    Some(match concept {
        TermConcept::Hours => 1,
        TermConcept::Days => 24,
        TermConcept::Weeks => 7 * 24,
        TermConcept::Months => 31 * 24,
        _ => return None,
    })
}
