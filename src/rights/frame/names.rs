//! What a clause names: works, acts, credits, whom and what it is limited to.

use super::{ClausePart, ClauseReader, ClauseVerdict, Mode, mode};
use crate::model::{Meaning, Medium, Purpose, Scope};
use crate::rights::concept::{Feature, TermConcept};

impl ClauseReader<'_> {
    /// Whether the purpose that a ban names holds for all acts of the clause: for those that stand beside it, and where
    /// it is said as a purpose ("for commercial purposes"), for all that it follows or that follow it.
    pub(super) fn narrows_all(&self) -> bool {
        let parts = &self.frame.parts;
        let is_purpose = |part: &ClausePart| {
            matches!(
                part.concept,
                TermConcept::Ai | TermConcept::Mine | TermConcept::Commercial | TermConcept::Systematic
            ) && mode(part) == Mode::Positive
        };
        let is_act = |part: &ClausePart| matches!(part.concept, TermConcept::Use | TermConcept::Quote);
        let parts_acts =
            |part: &ClausePart| matches!(part.concept, TermConcept::Comma | TermConcept::And | TermConcept::Semicolon);
        let is_work = |part: &ClausePart| {
            matches!(part.concept, TermConcept::Text | TermConcept::Pictures | TermConcept::Video | TermConcept::Audio)
        };
        // "Using texts and photographs for training": an "and" between works parts no acts.
        let joins = |at: usize| {
            let next = parts[at + 1..].iter().find(|part| part.concept != TermConcept::Filler);
            parts_acts(&parts[at]) && !next.is_some_and(is_work)
        };
        // "Selling them or placing them on other sites": the sale is an act among others, not a purpose of them.
        let leads_list = |at: usize| {
            let light = |part: &&ClausePart| matches!(part.concept, TermConcept::Filler | TermConcept::Within);
            let mut behind = parts[at + 1..].iter().skip_while(light);
            behind.next().is_some_and(parts_acts) && behind.find(|part| !light(part)).is_some_and(is_act)
        };
        let wide = parts.iter().enumerate().any(|(at, part)| {
            is_purpose(part)
                && part.concept == TermConcept::Commercial
                && (part.tokens.len() > 1
                    || (!leads_list(at)
                        && at.checked_sub(1).is_some_and(|before| {
                            matches!(parts[before].concept, TermConcept::Within | TermConcept::Filler)
                        })))
        });
        // "In the training of AI too it may not be used", with a word behind the training that is an "and" elsewhere.
        let is_too = |at: usize| {
            let word = self.tokens.get(parts[at].tokens.start).map_or("", |token| token.folded.as_str());
            TOO.contains(&word) && at.checked_sub(1).is_some_and(|before| is_purpose(&parts[before]))
        };
        let ends: Vec<usize> = (0..parts.len()).filter(|&at| joins(at) && !is_too(at)).chain([parts.len()]).collect();
        let starts = std::iter::once(0).chain(ends.iter().map(|end| end + 1));
        wide || starts.zip(&ends).all(|(start, &end)| {
            let chunk = &parts[start..end];
            !chunk.iter().any(is_act) || chunk.iter().any(is_purpose)
        })
    }

    /// "When using the texts, changing them is prohibited": whether the use is the occasion of the act that is banned, not
    /// an act beside it.
    pub(super) fn on_use(&self) -> bool {
        let acts = [TermConcept::Change, TermConcept::Derive, TermConcept::Translate];
        let purposes = [TermConcept::Commercial, TermConcept::Systematic, TermConcept::Mine, TermConcept::Ai];
        let banned = || acts.into_iter().filter(|act| self.act(*act)).flat_map(|act| self.places(act));
        let uses = || self.places(TermConcept::Use).chain(self.places(TermConcept::Quote));
        // "Publishing our text, do not shorten it": what is bidden not to be done is the change.
        let bids = |part: &ClausePart| {
            matches!(part.feature, Some(Feature::Must | Feature::Forbid)) && acts.contains(&part.concept)
        };
        let occasion = self.frame.parts.iter().any(bids)
            && !self.frame.has(TermConcept::Forbid)
            && uses().all(|used| self.frame.parts[used].feature.is_none());
        if occasion && !purposes.into_iter().any(|purpose| self.act(purpose)) {
            return true;
        }
        !purposes.into_iter().any(|purpose| self.act(purpose))
            && uses().all(|used| banned().any(|act| !self.parted(act, used)))
    }

    /// Whether a work is named of which the logo is not told: "the texts may not be changed, nor the logo removed", not "the
    /// logo on the photographs".
    pub(super) fn changes_a_work(&self) -> bool {
        let parts = &self.frame.parts;
        let says =
            |at: &usize| !matches!(parts[*at].concept, TermConcept::Filler | TermConcept::Within | TermConcept::Light);
        let is_logo = |at: usize| parts[at].concept == TermConcept::Logo;
        self.places(TermConcept::Text).chain(self.places(TermConcept::Pictures)).any(|at| {
            let next = (at + 1..parts.len()).find(says);
            let before = (0..at).rev().find(says);
            !next.is_some_and(is_logo) && !before.is_some_and(is_logo)
        })
    }

    /// "Nobody else may use it": whether those are denied it of whom nothing was said.
    pub(super) fn names_nobody_else(&self) -> bool {
        let nobody = |pair: &[ClausePart]| pair[0].concept == TermConcept::None && pair[1].concept == TermConcept::Rest;
        self.frame.parts.windows(2).any(nobody)
    }

    /// "Not for sale or redistribution": whether more than a sale is denied, and by one "not".
    pub(super) fn denies_list(&self) -> bool {
        use TermConcept::{And, Comma, Filler, Noncommercial, Not, Quote, Use};
        self.places(Noncommercial).any(|at| {
            let start = self.frame.parts[at].tokens.start;
            let denied = self.tokens.get(start..=start).is_some_and(|word| self.table.means(word, Not));
            let mut behind = self.frame.parts[at + 1..].iter().filter(|part| part.concept != Filler);
            denied
                && behind.next().is_some_and(|part| matches!(part.concept, And | Comma))
                && behind.next().is_some_and(|part| matches!(part.concept, Quote | Use))
        })
    }

    /// "The others get the headline and the lead": whether these are the part that is spoken of.
    pub(super) fn names_opening(&self) -> bool {
        self.act(TermConcept::Headline) && self.act(TermConcept::Lead)
    }

    /// "They may only be quoted": whether quoting is what an "only" stands before, and nothing more is done.
    pub(super) fn only_quotes(&self) -> bool {
        use TermConcept::{ButOrOnly, Comma, Filler, Light, May, Only, Quote, Semicolon, Translate, Use, Within};
        let parts = &self.frame.parts;
        // "Alıntı yapmak": to reuse, and by its first word to quote.
        let quotes = |part: &ClausePart| {
            let first = || self.tokens.get(part.tokens.start..part.tokens.start + 1);
            part.concept == Quote || (part.concept == Use && first().is_some_and(|word| self.table.means(word, Quote)))
        };
        let is_only = |at: usize| match parts[at].concept {
            Only => true,
            ButOrOnly => at.checked_sub(1).is_none_or(|before| !matches!(parts[before].concept, Comma | Semicolon)),
            _ => false,
        };
        let more = |part: &ClausePart| part.concept == Translate || (part.concept == Use && !quotes(part));
        !parts.iter().any(more)
            && (0..parts.len()).filter(|at| is_only(*at)).any(|at| {
                let next = parts[at + 1..].iter().find(|part| !matches!(part.concept, Filler | Light | May | Within));
                next.is_some_and(quotes)
            })
    }

    /// "Neither in full …": whether it is denied that the whole is meant and nothing else.
    pub(super) fn denies_extent(&self) -> bool {
        use TermConcept::{Even, Filler, None, Not, Within};
        let parts = &self.frame.parts;
        self.places(TermConcept::Whole).any(|at| {
            let before = parts[..at].iter().rev().find(|part| !matches!(part.concept, Filler | Within));
            before.is_some_and(|part| matches!(part.concept, Even | None | Not))
        })
    }

    /// Whether no purpose of the clause was said already.
    pub(super) fn purposes_none(&self) -> bool {
        !self.out.iter().any(|meaning| matches!(meaning, Meaning::Purpose(_))) || self.act(TermConcept::Use)
    }

    /// Whether it says for whom or for what something may be used.
    pub(super) fn limits_use(&self) -> bool {
        [
            TermConcept::Personal,
            TermConcept::Education,
            TermConcept::Recipients,
            TermConcept::Noncommercial,
            TermConcept::Permission,
        ]
        .into_iter()
        .any(|it| self.act(it))
    }

    /// "A full reprint and photographs", "anything longer, and any photograph": whether the whole, or the rest, is named apart
    /// from media.
    pub(super) fn names_whole_apart(&self) -> bool {
        use TermConcept::{Audio, Excerpt, Part, Pictures, Rest, Video, Whole};
        let parts = &self.frame.parts;
        let of = |wanted: &'static [TermConcept]| {
            (0..parts.len())
                .filter(move |&at| wanted.contains(&parts[at].concept) && mode(&parts[at]) == Mode::Positive)
        };
        let apart = of(&[Rest, Whole]).any(|whole| of(&[Audio, Pictures, Video]).any(|it| self.parted(whole, it)));
        apart && !self.frame.has(Part) && !self.frame.has(Excerpt)
    }

    /// "Commercial use is subject to a fee": whether what costs something is commercial use of everything, and no other.
    pub(super) fn sells(&self) -> bool {
        use TermConcept::{Audio, Commercial, Noncommercial, Pictures, Systematic, Video};
        let others = [Audio, Noncommercial, Pictures, Systematic, Video].into_iter().any(|it| self.frame.has(it));
        self.act(Commercial) && !others && !self.lists_with_use(Commercial)
    }

    /// "Only with a licence of the publisher": whether a licence is told as a permission that has to be had.
    pub(super) fn needs_licence(&mut self) -> bool {
        use TermConcept::{Granted, Licence, Licensed};
        !self.frame.has(Licensed) && !self.frame.has(Granted) && self.take(Licence, Mode::Positive)
    }

    /// "Sites without advertising": whether something is told to be missing.
    pub(super) fn lacks(&self) -> bool {
        self.frame.has(TermConcept::Without) || self.frame.has(TermConcept::Lacking)
    }

    /// Excerpts, the whole and consent in one clause: of what consent is asked nobody can tell.
    pub(super) fn mixes_extents(&self) -> bool {
        use TermConcept::{Excerpt, Permission, Whole};
        [Excerpt, Whole, Permission].into_iter().all(|it| self.act(it))
    }

    /// "Free use", in one entry: whether what is told to be free is a use.
    pub(super) fn frees_use(&self) -> bool {
        let names_use = |part: &ClausePart| {
            let mut words = self.tokens.get(part.tokens.clone()).unwrap_or_default().chunks(1);
            part.concept == TermConcept::Free && words.any(|word| self.table.means(word, TermConcept::Use))
        };
        self.frame.parts.iter().any(names_use)
    }

    /// "On keeping the text and …": whether it is the text that has to be kept, not a link or a name.
    pub(super) fn keeps_text(&self) -> bool {
        use TermConcept::{Filler, Keep, Light, Owner, Text, Within};
        let parts = &self.frame.parts;
        self.places(Keep).filter(|&at| mode(&parts[at]) == Mode::Positive).any(|at| {
            let next = parts[at + 1..].iter().find(|part| !matches!(part.concept, Filler | Light | Owner | Within));
            next.is_some_and(|part| part.concept == Text)
        })
    }

    /// "Share it, but …": whether a use is bidden, and nothing else is said.
    pub(super) fn bids_alone(&self) -> bool {
        use TermConcept::{And, Comma, Filler, Light, Use};
        let parts = &self.frame.parts;
        parts.iter().any(|part| part.concept == Use && part.feature == Some(Feature::Must))
            && parts.iter().all(|part| matches!(part.concept, And | Comma | Filler | Light | Use))
    }

    pub(super) fn names_credit(&self) -> bool {
        [TermConcept::Credit, TermConcept::Link, TermConcept::Source].into_iter().any(|it| self.act(it))
    }

    /// Whether it says what is done with a work, or for whom.
    pub(super) fn names_use(&self) -> bool {
        use TermConcept::{
            Ai, Change, Commercial, Derive, Licence, Mine, Part, Permission, Quote, Recipients, Translate, Use, Whole,
        };
        [Use, Quote, Translate, Change, Derive, Mine, Ai, Commercial, Licence, Permission, Recipients, Whole, Part]
            .into_iter()
            .any(|it| self.frame.has(it))
    }

    pub(super) fn names_object(&self) -> bool {
        [TermConcept::Text, TermConcept::Pictures, TermConcept::Video, TermConcept::Audio]
            .into_iter()
            .any(|it| self.frame.has(it))
    }

    /// Whether a word or an ending says that something may be done.
    pub(super) fn allows(&self) -> bool {
        use TermConcept::{Intended, Invite, May, Unneeded};
        self.frame.parts.iter().any(|part| {
            matches!(part.concept, Intended | Invite | May | Unneeded) || part.feature == Some(Feature::May)
        })
    }

    /// "Up to 200 words may be reprinted with our consent", "… for a fee": whether even a part is not granted.
    pub(super) fn asks_for_all(&self) -> bool {
        let asks = self.act(TermConcept::Permission) || self.act(TermConcept::Fee);
        asks && ![TermConcept::MoreThan, TermConcept::Rest, TermConcept::Whole].into_iter().any(|it| self.frame.has(it))
    }

    /// "The rest …", "all other texts …": whether it speaks of what others leave from its first word.
    pub(super) fn begins_with_rest(&self) -> bool {
        let light = |part: &&ClausePart| {
            matches!(part.concept, TermConcept::Filler | TermConcept::Comma | TermConcept::Within | TermConcept::And)
        };
        self.frame.parts.iter().find(|part| !light(part)).is_some_and(|part| part.concept == TermConcept::Rest)
    }

    /// "Only the agency Sarv may …", "only on our site": whether what it is limited to is somebody or some place that no
    /// machine could tell. A name before a consent, a credit or a work says whose that is.
    pub(super) fn only_somebody(&self) -> bool {
        use TermConcept::{
            Address, And, Author, Comma, Filler, Free, Light, May, Only, Owner, Proper, Quote, Quoted, Semicolon,
            Translate, Use, Who, With, Within,
        };
        let parts = &self.frame.parts;
        let named = |part: &ClausePart| matches!(part.concept, Owner | Author | Proper | Quoted | Address | Who);
        let light = |part: &ClausePart| matches!(part.concept, Filler | Light | With | Within | And);
        let ends =
            |part: &ClausePart| matches!(part.concept, Use | Quote | Translate | May | Only | Free | Comma | Semicolon);
        parts.iter().enumerate().filter(|(_, part)| part.concept == Only).any(|(at, _)| {
            let mut behind = parts[at + 1..].iter().skip_while(|part| light(part)).peekable();
            let begins = behind.peek().is_some_and(|part| named(part));
            // "Only the newspaper «Zarya»", "only our colleagues of the newspaper «Zarya»".
            let paper = parts[at + 1..]
                .windows(2)
                .any(|pair| pair[0].concept == TermConcept::Print && matches!(pair[1].concept, Proper | Quoted));
            paper || begins && behind.find(|part| !named(part) && !light(part)).is_none_or(ends)
        })
    }

    /// "For publication in the newspaper «Zarya»": whether what is allowed is for one that is named.
    pub(super) fn names_paper(&self) -> bool {
        use TermConcept::{Filler, Owner, Print, Proper, Quote, Quoted, Use, Within};
        let named = |part: &ClausePart| matches!(part.concept, Proper | Quoted);
        let paper = |part: &ClausePart| matches!(part.concept, Owner | Print);
        let parts = &self.frame.parts;
        // "What was published in the newspaper «Zarya» may be reprinted" says whose it is.
        let Some(used) = parts.iter().rposition(|part| matches!(part.concept, Quote | Use)) else { return false };
        let mut behind = parts[used + 1..].iter().skip_while(|part| matches!(part.concept, Filler | Within));
        behind
            .next()
            .zip(behind.next())
            .is_some_and(|(one, next)| paper(one) && named(next) || named(one) && paper(next))
    }

    /// "The articles of the section «News»": whether a part is named in which the article may not stand.
    pub(super) fn names_section(&self) -> bool {
        let is_pair = |one: TermConcept, other: TermConcept| {
            (one == TermConcept::Part && other == TermConcept::Quoted)
                || (one == TermConcept::Quoted && other == TermConcept::Part)
        };
        self.frame.parts.windows(2).any(|pair| is_pair(pair[0].concept, pair[1].concept))
    }

    /// "… but ask us before you translate it": whether somebody is bidden to ask, and nothing stands before it.
    pub(super) fn bids_permission(&self) -> bool {
        use TermConcept::{And, But, ButOrOnly, Comma, Filler, Permission, Semicolon};
        let light = |part: &&ClausePart| matches!(part.concept, And | But | ButOrOnly | Comma | Filler | Semicolon);
        let first = self.frame.parts.iter().find(|part| !light(part));
        first.is_some_and(|part| {
            let word = self.tokens.get(part.tokens.start).map_or("", |token| token.folded.as_str());
            part.concept == Permission && mode(part) == Mode::Positive && self.table.telling.contains(&word)
        })
    }

    /// "Any use but for oneself needs our consent": what is excepted may be done without.
    pub(super) fn excepted_purposes(&mut self, verdict: ClauseVerdict) {
        if verdict != ClauseVerdict::Must || !self.act(TermConcept::Permission) {
            return;
        }
        for (concept, meaning) in [
            (TermConcept::Personal, Meaning::Purpose(Purpose::Personal)),
            (TermConcept::Education, Meaning::Purpose(Purpose::Education)),
            (TermConcept::Noncommercial, Meaning::NonCommercial { scope: Scope::Everything }),
        ] {
            if self.take(concept, Mode::Excepted) {
                self.say(meaning);
                self.take_all(&[TermConcept::Use, TermConcept::Quote, TermConcept::Read], Mode::Excepted);
            }
        }
    }

    /// "No reproduction without permission", "not for reproduction".
    pub(super) fn begins_with_ban(&self) -> bool {
        use TermConcept::{Comma, Even, Filler, None, Not, Only, Quote, Use, Within};
        let mut said = self.frame.parts.iter().map(|part| part.concept).skip_while(|concept| *concept == Comma);
        let denied = said.next().is_some_and(|concept| matches!(concept, None | Not));
        let acts =
            said.find(|concept| !matches!(concept, Filler | Within)).is_some_and(|act| matches!(act, Use | Quote));
        denied && acts && !self.frame.has(Only) && !self.frame.has(Even)
    }

    pub(super) fn places(&self, wanted: TermConcept) -> impl Iterator<Item = usize> {
        let parts = &self.frame.parts;
        (0..parts.len()).filter(move |&at| parts[at].concept == wanted)
    }

    /// Whether an "and" or a comma stands between two parts.
    pub(super) fn parted(&self, one: usize, other: usize) -> bool {
        use TermConcept::{
            And, Audio, But, Comma, Filler, Headline, Lead, Light, Owner, Pictures, Text, Video, Within,
        };
        let (start, end) = (one.min(other), one.max(other));
        let light = |at: &usize| matches!(self.frame.parts[*at].concept, Filler | Light | Owner | Within);
        let is_work =
            |at: usize| matches!(self.frame.parts[at].concept, Audio | Headline | Lead | Pictures | Text | Video);
        // "When reprinting, changing the headline and the text": an "and" between works parts no acts.
        let joins_works = |at: usize| {
            (start + 1..at).rev().find(|at| !light(at)).is_some_and(is_work)
                && (at + 1..end).find(|at| !light(at)).is_some_and(is_work)
        };
        (start..end).any(|at| matches!(self.frame.parts[at].concept, And | But | Comma) && !joins_works(at))
    }

    /// Whether it counts how much of a work.
    pub(super) fn counts(&self) -> bool {
        use TermConcept::{Characters, Number, Paragraphs, Percent, Sentences, Words};
        [Number, Percent, Characters, Words, Sentences, Paragraphs].into_iter().any(|it| self.frame.has(it))
    }

    /// The medium that a clause speaks of, where it is one alone.
    pub(super) fn only_medium(&self) -> Option<Medium> {
        // "Sites a link, newspapers the name".
        let others = self.places(TermConcept::Who).any(|who| {
            let of = |medium: TermConcept| self.places(medium).any(|at| self.parted(who, at));
            of(TermConcept::Print) || of(TermConcept::Broadcast)
        });
        match [TermConcept::Print, TermConcept::Broadcast].map(|medium| self.act(medium)) {
            _ if self.frame.has(TermConcept::Online) || others => None,
            [true, false] => Some(Medium::Print),
            [false, true] => Some(Medium::Broadcast),
            [true, true] | [false, false] => None,
        }
    }
}

/// "Too", "also", behind what it is said of, where the verb stands last.
const TOO: &[&str] = &["da", "de", "də", "ham", "да", "де", "ҳам"];
