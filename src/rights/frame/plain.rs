//! What words without a verdict of their own come to: "Reprints with a link", "the rest by agreement".

use super::{ClausePart, ClauseReader, Mode};
use crate::model::{Meaning, Scope, Share};
use crate::rights::concept::TermConcept;

impl ClauseReader<'_> {
    /// Whether the clause begins with what has to be done: "Credit us when …", "when reposting, add a link".
    fn commands(&self) -> bool {
        let parts = &self.frame.parts;
        (0..parts.len()).any(|at| {
            let parted = |at: usize| {
                at == 0
                    || matches!(parts[at - 1].concept, TermConcept::Comma | TermConcept::Semicolon | TermConcept::Colon)
            };
            let starts = parted(at);
            let verb = matches!(
                parts[at].concept,
                TermConcept::Light | TermConcept::Credit | TermConcept::Show | TermConcept::Link
            );
            // "When citing us, quote a passage and link to it".
            let object = |part: &ClausePart| matches!(part.concept, TermConcept::Excerpt | TermConcept::Filler);
            let quotes = at > 0
                && starts
                && parts[at].concept == TermConcept::Quote
                && parts.get(at + 1).is_some_and(object)
                && self.frame.has(TermConcept::Excerpt);
            let named = matches!(parts[at].concept, TermConcept::Credit | TermConcept::Link) && at == 0;
            let used = self.frame.has(TermConcept::Use) || self.frame.has(TermConcept::Quote);
            // "Below the excerpt a link is placed", with the verb as a part of the entry.
            let is_place = |part: &ClausePart| {
                use TermConcept::{Filler, Place, PlaceEnd, Within};
                matches!(part.concept, Filler | Place | PlaceEnd | Within)
            };
            let begins = (0..at).rev().take_while(|&before| is_place(&parts[before])).last();
            let placed = begins.is_some_and(parted)
                && parts[at].concept == TermConcept::Link
                && parts[at].tokens.len() > 1
                && parts[..at].iter().any(|part| matches!(part.concept, TermConcept::Place | TermConcept::PlaceEnd));
            let first = parts[..at].iter().all(|part| part.concept == TermConcept::Filler);
            // "Just put a link to it in the first paragraph".
            let word = self.tokens.get(parts[at].tokens.start).map_or("", |token| token.folded.as_str());
            let bids = first && parts[at].concept == TermConcept::Light && self.table.telling.contains(&word);
            let tells = first && parts[at].concept == TermConcept::Credit && self.tells(&parts[at]);
            placed
                || quotes
                || tells
                || bids
                || (starts && verb && (!named || used || self.credits_and_links() || self.places_credit()))
                || (at == 0 && self.credits_both())
        })
    }

    /// "Reprints — with a link to the source": whether a credit is what a use is allowed with.
    fn uses_with_credit(&self) -> bool {
        use TermConcept::{
            And, Colon, Comma, Credit, Filler, Light, Link, Name, Owner, Part, Pictures, Proper, Quote, Quoted,
            Semicolon, Show, Source, Text, Tongue, Use, Whole, With,
        };
        let parts = &self.frame.parts;
        // ", texts — with a link", behind what was told of photographs.
        let parts = &parts[parts.iter().take_while(|part| matches!(part.concept, And | Comma | Semicolon)).count()..];
        let parting = |part: &ClausePart| matches!(part.concept, Colon | Comma);
        let Some(dash) = parts.iter().position(parting) else { return false };
        let (used, credit) = parts.split_at(dash);
        // "Text: with acknowledgement to Numune" tells whose it is.
        let names = [Proper, Quoted].into_iter().any(|it| self.frame.has(it));
        let of_use = used.iter().all(|part| {
            let extent = matches!(part.concept, And | Part | Whole);
            extent || matches!(part.concept, Filler | Owner | Pictures | Quote | Text | Tongue | Use)
        });
        let mut named = credit[1..].iter().skip_while(|part| part.concept == Filler).peekable();
        let with = named.next_if(|part| part.concept == With).is_some();
        // "Texts: with the source named", in words of which none is a "with".
        let shown = || {
            credit.iter().any(|part| {
                part.concept == Show || matches!(part.concept, Credit | Link | Source) && part.tokens.len() > 1
            })
        };
        let with = with || (self.table.language.verb_last && shown());
        let next = named.find(|part| !matches!(part.concept, Filler | Light));
        let is_dash = self
            .tokens
            .get(parts[dash].tokens.start)
            .is_some_and(|token| matches!(token.text, "–" | "—") || (parts[dash].concept == Colon && !names));
        let of_works = || {
            used.iter().any(|part| matches!(part.concept, Pictures | Text))
                && used.iter().all(|part| matches!(part.concept, Filler | Owner | Pictures | Text))
        };
        is_dash
            && of_use
            && (used.iter().any(|part| part.concept == Use && !part.lacking) || of_works())
            && with
            && next.is_some_and(|part| matches!(part.concept, Credit | Link | Name | Show | Source))
    }

    /// "The texts are used with a link", with the verb last: whether a use is told as a rule, and a credit with it.
    fn used_with_credit(&self) -> bool {
        use TermConcept::{Credit, Filler, Foreign, Light, Link, Owner, ThirdParties, Use, Who};
        // "On our site reports are used with a link": that is what the publisher does.
        let within = |part: &ClausePart| {
            let word = self.tokens.get(part.tokens.end - 1).map_or("", |token| token.folded.as_str());
            let site = self.table.web.iter().any(|known| word.starts_with(known));
            (matches!(part.concept, Owner | Who) || site) && WITHIN.iter().any(|ending| word.ends_with(ending))
        };
        let mut last = self.frame.parts.iter().rev().skip_while(|part| matches!(part.concept, Filler | Light));
        let used = last.next().is_some_and(|part| part.concept == Use && part.feature.is_none() && !part.lacking);
        used && self.table.language.verb_last
            && self.names_object()
            && (self.act(Credit) || self.act(Link))
            && !self.frame.has(Foreign)
            && !self.frame.has(ThirdParties)
            && !self.frame.parts.iter().any(within)
            && !self.frame.parts.iter().any(|part| part.lacking || part.excepted || part.denied)
    }

    /// "Say where you found it": whether a credit is told as something to say.
    fn tells(&self, part: &ClausePart) -> bool {
        let word = self.tokens.get(part.tokens.start).map_or("", |token| token.folded.as_str());
        part.tokens.len() > 2 && self.table.telling.contains(&word)
    }

    /// "When copying put a link", "yazıda adımızı çəkin": whether somebody is bidden a credit or a link, in one entry with
    /// its verb, and nothing stands before it but what is used and by whom.
    fn bids_credit(&self) -> bool {
        use TermConcept::{
            After, And, Author, But, Comma, Credit, Filler, Light, Link, Name, Notify, Owner, Pictures, Place,
            PlaceEnd, Proper, Quote, Quoted, Source, Text, Unchanged, Use, Video, Who, Within,
        };
        let parts = &self.frame.parts;
        let light = |part: &ClausePart| {
            let light = matches!(part.concept, After | And | But | Comma | Filler | Light | Notify | Owner | Within)
                || matches!(part.concept, Author | Name | Pictures | Place | PlaceEnd | Proper | Quote | Quoted)
                || matches!(part.concept, Source | Text | Unchanged | Use | Video | Who);
            light && !part.lacking && !part.excepted
        };
        let bids = |part: &ClausePart| {
            let tells = |at: usize| {
                self.tokens.get(at).is_some_and(|token| self.table.telling.contains(&token.folded.as_str()))
            };
            // "… and link back".
            let joins = |part: &ClausePart| {
                let first = self.tokens.get(part.tokens.start..part.tokens.start + 1).unwrap_or_default();
                self.table.means(first, And)
            };
            matches!(part.concept, Credit | Link)
                && part.tokens.len() > 1
                && (tells(part.tokens.start)
                    || (self.table.language.verb_last && tells(part.tokens.end - 1))
                    || (part.tokens.len() > 2 && joins(part)))
        };
        let first = parts.iter().position(bids).filter(|&at| !parts[at].lacking);
        let of_use = self.frame.has(Use) || self.frame.has(Quote) || self.names_object();
        of_use && first.is_some_and(|at| parts[..at].iter().all(light))
    }

    /// "Link to the article in the opening paragraph", "credit each photograph to its photographer": whether it tells
    /// where the credit stands, or which pictures it is of, and is no label.
    fn places_credit(&self) -> bool {
        use TermConcept::{Author, Colon, Pictures, Place, PlaceEnd};
        let placed = self.frame.has(Place) || self.frame.has(PlaceEnd);
        (placed || (self.frame.has(Pictures) && self.frame.has(Author)))
            && !self.frame.has(Colon)
            && self.frame.parts.len() > 3
    }

    /// "Credit both the writer and Nümunə": whether two are told whom to name, and it is no label.
    fn credits_both(&self) -> bool {
        use TermConcept::{And, Author, Colon, Credit, Filler, Name, Owner, Proper, Quoted, Source, Who};
        let parts = &self.frame.parts;
        let told =
            |part: &ClausePart| matches!(part.concept, And | Author | Filler | Owner | Proper | Quoted | Source | Who);
        let named = |part: &ClausePart| matches!(part.concept, Owner | Proper | Quoted | Source);
        let bids = |part: &ClausePart| matches!(part.concept, Credit | Name) && part.tokens.len() == 1;
        parts.first().is_some_and(bids)
            && parts.len() > 3
            && !self.frame.has(Colon)
            && self.frame.has(And)
            && self.frame.has(Author)
            && parts[1..].iter().all(told)
            && parts[1..].iter().any(named)
    }

    /// "Credit the author and link to the page": whether it tells whom to name and to link to, and is no label.
    fn credits_and_links(&self) -> bool {
        use TermConcept::{Author, Colon, Credit, Link, Owner, Proper, Source};
        let names = [Author, Owner, Proper, Source].into_iter().any(|it| self.frame.has(it));
        let tells = self.frame.has(Credit) && self.frame.has(Link) && names && !self.frame.has(Colon);
        tells && self.frame.parts.len() > LONGEST_LABEL
    }

    pub(super) fn plain(&mut self, scopes: &[Scope]) {
        if self.take(TermConcept::NotCovered, Mode::Positive) {
            let before = self.out.len();
            self.ban(Mode::Positive, scopes, false);
            if self.out.len() > before {
                // "This permission does not extend to the training of AI", "… to translations".
                self.take(TermConcept::Use, Mode::Positive);
                if !scopes.contains(&Scope::Everything) {
                    self.no_republication(scopes);
                }
            } else if self.leaves_out_agencies() {
                self.explained.fill(false);
                return;
            } else if self.foreign() || self.lists_foreign() || self.take(TermConcept::ThirdParties, Mode::Positive) {
                // "Agency reports are not ours to license", "the licence does not extend to pictures of third parties".
                self.say(Meaning::ThirdPartiesExcepted);
            } else if let Some(medium) = self.left_medium().filter(|_| scopes == [Scope::Everything]) {
                self.say(Meaning::Medium(medium));
            } else if scopes.contains(&Scope::Everything) {
                self.explained.fill(false);
                return;
            } else {
                self.no_republication(scopes);
            }
            self.take_all(
                &[
                    TermConcept::Licence,
                    TermConcept::Terms,
                    TermConcept::Permission,
                    TermConcept::Granted,
                    TermConcept::Condition,
                ],
                Mode::Positive,
            );
            return;
        }
        // "More than 30 per cent is agreed with the editors".
        let asked = self.frame.has(TermConcept::MoreThan) && self.act(TermConcept::Permission);
        let limited = self.frame.has(TermConcept::AtMost) || self.frame.has(TermConcept::Quote) || asked;
        // "Quote no more than 10 per cent and link to it", "publish up to three paragraphs with a link".
        let mut shared = false;
        // "Up to 300 characters: by agreement": even that is not granted.
        let for_all = self.asks_for_all();
        if limited && let Some(share) = self.share() {
            if !for_all {
                self.say(Meaning::Share(share));
            }
            shared = !asked;
            self.take_all(&[TermConcept::Use, TermConcept::Whole], Mode::Positive);
            if asked {
                self.any_mode(TermConcept::MoreThan);
            }
        }
        self.conditions(scopes, false);
        // "Headline and lead with a link".
        let lead = self.act(TermConcept::Headline) && self.act(TermConcept::Lead) && self.names_credit();
        if lead && let Some(share) = self.share() {
            self.say(Meaning::Share(share));
            // "The others get headline and lead".
            self.take(TermConcept::Rest, Mode::Positive);
        }
        // "Whoever reprints our reports names the source".
        let told = self.frame.has(TermConcept::Who)
            && self.act(TermConcept::Use)
            && self.names_object()
            && self.act(TermConcept::Credit);
        let shown = lead
            || told
            || shared
            || self.uses_with_credit()
            || self.used_with_credit()
            || self.frame.has(TermConcept::Show)
            || self.frame.listed
            || self.commands()
            || self.bids_credit()
            || self.literal().is_some()
            || self.frame.has(TermConcept::Open)
            || (self.names_object() && self.act(TermConcept::Link) && self.act(TermConcept::Place))
            || (self.frame.has(TermConcept::Condition) && self.frame.has(TermConcept::Use));
        if shown && let Some(credit) = self.credit(Mode::Positive) {
            for &scope in scopes {
                self.say(Meaning::Attribution { scope, credit: credit.clone() });
            }
            if self.take(TermConcept::Excerpt, Mode::Positive) {
                self.say(Meaning::Share(Share::Excerpts));
            }
            // "Where consent was given, a link is put below the headline".
            // "…, the photographer is named under the picture": for what consent was given was told before.
            if self.take(TermConcept::Permission, Mode::Positive) && scopes.contains(&Scope::Everything) {
                self.no_republication(scopes);
            }
            self.take(TermConcept::Condition, Mode::Positive);
            // "Reprints in English — with a link".
            self.tongue();
        }
        // "Up to 500 characters with a link: without asking us".
        if shared && !self.out.is_empty() {
            self.take(TermConcept::Permission, Mode::Lacking);
        }
        // "Whoever wants to reprint it, with the consent of the editors".
        let acts = self.act(TermConcept::Use) || self.act(TermConcept::Quote);
        // "Anything longer: ask".
        let rest = self.act(TermConcept::Rest);
        let translates = self.act(TermConcept::Translate);
        let commercial = self.act(TermConcept::Commercial);
        // "For the whole text ask the editor".
        let whole = self.act(TermConcept::Whole);
        if (acts || rest || translates || commercial || whole || asked || self.names_object())
            && self.take(TermConcept::Permission, Mode::Positive)
        {
            let narrowed = self.ban(Mode::Positive, scopes, true);
            if !narrowed && (acts || !(translates || commercial)) {
                self.no_republication(scopes);
            }
            // "For commercial use write to …".
            self.take_all(&[TermConcept::Rest, TermConcept::After, TermConcept::Refer], Mode::Positive);
        }
        if !self.out.is_empty() {
            // "Reprints in newspapers: with our consent".
            if let Some(medium) = self.only_medium() {
                self.say(Meaning::Medium(medium));
                self.take_all(&[TermConcept::Print, TermConcept::Broadcast], Mode::Positive);
            }
            self.take_all(
                &[
                    TermConcept::Use,
                    TermConcept::Quote,
                    TermConcept::Whole,
                    TermConcept::Part,
                    TermConcept::Granted,
                    TermConcept::Online,
                ],
                Mode::Positive,
            );
        }
    }
}

/// How words end that say in which place something is, where the verb stands last.
const WITHIN: &[&str] = &["da", "de", "də", "ta", "te", "да", "де", "та", "те"];

/// A label has no more parts than this: "Credits, sources and links".
const LONGEST_LABEL: usize = 6;
