//! What narrows a permission without a word of its own in the tables: the place where it holds, and who is left out.
//!
//! No meaning says them, so they stay strange, and the sentence unread: taken for names they would be lost, and machines be
//! told of a permission that the words do not give.

use super::ends_clause;
use crate::rights::concept::{Feature, TermConcept};
use crate::rights::table::{ConceptUse, PhraseTable};
use crate::rights::tokens::Token;

/// Finds what narrows the permission that a sentence gives.
pub(in crate::rights) fn settle_limits(items: &mut [ConceptUse], tokens: &[Token<'_>], table: &PhraseTable) {
    settle_left_out(items, tokens);
    if items.iter().any(bans) {
        return;
    }
    for at in 0..items.len() {
        if is_place(items, tokens, table, at) || is_excepted(items, at) || is_alone(items, at) {
            items[at].concept = TermConcept::Strange;
        }
    }
}

/// Whether something forbids what a sentence speaks of.
fn bans(item: &ConceptUse) -> bool {
    use TermConcept::{Forbid, HalfNot, None, Not};
    matches!(item.concept, Forbid | HalfNot | None | Not)
        || matches!(item.feature, Some(Feature::Forbid | Feature::Not))
}

/// What says nothing beside a place.
fn is_light(concept: TermConcept) -> bool {
    use TermConcept::{And, Filler, Light, Only};
    matches!(concept, And | Filler | Light | Only)
}

/// What is done with a work, or that it may be done.
fn is_done(item: &ConceptUse) -> bool {
    use TermConcept::{Free, May, Quote, Translate, Use};
    matches!(item.concept, Free | May | Quote | Translate | Use)
}

/// "Republished in Azerbaijan", "Azərbaycanda dərc edilə bilər": whether a name is the place where something may be done. What
/// was published in a paper is told of the paper.
fn is_place(items: &[ConceptUse], tokens: &[Token<'_>], table: &PhraseTable, at: usize) -> bool {
    use TermConcept::{Proper, Unknown};
    if !matches!(items[at].concept, Proper | Unknown) {
        return false;
    }
    let folded = |item: &ConceptUse| tokens.get(item.range.end - 1).map_or("", |token| token.folded.as_str());
    if table.language.verb_last {
        let next = items[at + 1..].iter().find(|item| !is_light(item.concept) && item.concept != Proper);
        return ends_as_place(folded(&items[at])) && next.is_some_and(is_done);
    }
    let names = items[..at].iter().rev().take_while(|item| matches!(item.concept, Proper | TermConcept::And)).count();
    let Some(place) = (at - names).checked_sub(1) else { return false };
    let within = items[place].range.len() == 1 && WITHIN.contains(&folded(&items[place]));
    let Some(done) = items[..place].iter().rposition(|item| !is_light(item.concept)) else { return false };
    // "Texts published in the Northmere Weekly may …": that is where they were.
    let is_past = done > 0 && !items[..done].iter().any(|item| item.concept == TermConcept::May);
    within && is_done(&items[done]) && !(items[done].concept == TermConcept::Use && is_past)
}

/// Words before a place, folded.
const WITHIN: &[&str] =
    &["in", "within", "inside", "throughout", "в", "во", "у", "en", "dans", "au", "aux", "im", "innerhalb"];

/// Whether a word ends as places do, where they have no word before them.
fn ends_as_place(word: &str) -> bool {
    PLACES.iter().any(|ending| word.ends_with(ending))
}

/// How places end in the languages whose verb stands last, folded.
const PLACES: &[&str] = &["da", "de", "ta", "te", "да", "де", "та", "те", "ში"];

/// "Except Sweden: …", "worldwide except Sweden": whether a name is what is left out.
fn is_excepted(items: &[ConceptUse], at: usize) -> bool {
    use TermConcept::{Except, Proper, Unknown, Within};
    let is_name = |item: &ConceptUse| matches!(item.concept, Proper | Unknown);
    let before =
        items[..at].iter().rev().find(|item| !is_light(item.concept) && item.concept != Within && !is_name(item));
    let behind = items[at + 1..].iter().find(|item| !is_light(item.concept) && !is_name(item));
    is_name(&items[at]) && before.is_some_and(|item| item.concept == Except) && behind.is_none_or(ends_clause)
}

/// "SWEDEN ONLY": whether a name is all that something is for.
fn is_alone(items: &[ConceptUse], at: usize) -> bool {
    use TermConcept::{Only, Proper, Unknown};
    let ends = items.get(at + 2).is_none_or(ends_clause);
    matches!(items[at].concept, Proper | Unknown)
        && items.get(at + 1).is_some_and(|item| item.concept == Only)
        && ends
        && items[..at].iter().any(is_done)
}

/// "SWEDEN OUT", "OUT: Norway": the word by which agencies leave somebody out.
fn settle_left_out(items: &mut [ConceptUse], tokens: &[Token<'_>]) {
    use TermConcept::{Broadcast, Colon, Online, Print, Proper, Sites, Unknown, Who};
    for at in 0..items.len() {
        let is_out =
            items[at].range.len() == 1 && tokens.get(items[at].range.start).is_some_and(|token| token.folded == "out");
        let leaves =
            |item: &ConceptUse| matches!(item.concept, Broadcast | Online | Print | Proper | Sites | Unknown | Who);
        let before = at.checked_sub(1).is_some_and(|before| leaves(&items[before]));
        let ends = items.get(at + 1).is_none_or(ends_clause);
        let begins = at == 0 && items.get(1).is_some_and(|item| item.concept == Colon);
        if is_out && (before && ends || begins) {
            items[at].concept = TermConcept::Strange;
        }
    }
}
