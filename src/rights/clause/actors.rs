//! Who does something, and who is told of it: what the publisher itself may do, nobody else may, and what an e-mail is named
//! for is no credit.
//!
//! Languages in which "may" stands behind who may and before what they may have it in their tables as such a word
//! ([`TermConcept::Can`]); where the verb stands last, it is told by whoever stands first and by the ending of the verb.

use super::ends_clause;
use crate::rights::concept::{Feature, TermConcept};
use crate::rights::table::{ConceptUse, PhraseTable};
use crate::rights::tokens::Token;

/// "The agency may use our texts", with the verb last: the agency stays without a meaning, and so the sentence unread.
pub(in crate::rights) fn settle_actors(items: &mut [ConceptUse], tokens: &[Token<'_>], table: &PhraseTable) {
    settle_ours(items, tokens, table);
    if table.actors.is_empty() {
        settle_agents(items, tokens);
        return;
    }
    let mut begin = 0;
    while begin < items.len() {
        let end = items[begin..].iter().position(ends_clause).map_or(items.len(), |end| begin + end);
        if let Some(actor) = actor(&items[begin..end], tokens, table) {
            items[begin + actor].concept = TermConcept::Strange;
        }
        begin = end + 1;
    }
}

/// "Мы публикуем тексты читателей со ссылкой": what the publisher does itself stays without a meaning. What it grants by a
/// licence is for others.
fn settle_ours(items: &mut [ConceptUse], tokens: &[Token<'_>], table: &PhraseTable) {
    use TermConcept::{Granted, Licence, Licensed, Light, Quote, Use};
    if table.ours.is_empty() || items.iter().any(|item| matches!(item.concept, Granted | Licence | Licensed)) {
        return;
    }
    let word = |item: &ConceptUse| tokens.get(item.range.end - 1).map_or("", |token| token.folded.as_str());
    for at in 0..items.len() {
        let item = &items[at];
        let is_ours = table.ours.iter().any(|ending| word(item).ends_with(ending))
            // "Dərc edirik", in two entries.
            || items.get(at + 1).is_some_and(|next| next.concept == Light && table.ours.iter().any(|it| word(next).ends_with(it)));
        if matches!(item.concept, Quote | Use) && item.feature.is_none() && is_ours {
            items[at].concept = TermConcept::Strange;
        }
    }
}

/// "Наши тексты могут использоваться университетом": by whom it may be done stays without a meaning.
fn settle_agents(items: &mut [ConceptUse], tokens: &[Token<'_>]) {
    use TermConcept::{Can, May, Owner, Use};
    if !items.iter().any(|item| matches!(item.concept, Can | May)) {
        return;
    }
    let ends = |item: &ConceptUse, endings: &[&str]| {
        let word = tokens.get(item.range.end - 1).map_or("", |token| token.folded.as_str());
        endings.iter().any(|ending| word.ends_with(ending))
    };
    for at in 1..items.len() {
        let passive = items[at - 1].concept == Use && ends(&items[at - 1], PASSIVES);
        if passive && items[at].concept == Owner && items[at].range.len() == 1 && ends(&items[at], AGENTS) {
            items[at].concept = TermConcept::Strange;
        }
    }
}

/// How verbs end in Russian and Ukrainian that say what is done, by somebody.
const PASSIVES: &[&str] = &["ся", "сь", "ны", "но", "ні"];

/// How words end there that say by whom.
const AGENTS: &[&str] = &["ом", "ем", "ой", "еи", "ою", "ею", "ами", "ями"];

/// "Please signal every reprint to desk@numune.example": where nothing but an e-mail could be what is named, the publisher is
/// told of the use, and no source is credited.
pub(in crate::rights) fn settle_mail(items: &mut [ConceptUse], tokens: &[Token<'_>]) {
    use TermConcept::{Address, Author, Credit, Link, Literal, Name, Quoted, Show, Source};
    let is_mail = |item: &ConceptUse| {
        item.concept == Address && tokens.get(item.range.start).is_some_and(|token| token.text.contains('@'))
    };
    let is_named =
        |item: &ConceptUse| matches!(item.concept, Author | Credit | Link | Literal | Name | Quoted | Source);
    for clause in items.split_mut(ends_clause) {
        if clause.iter().any(is_mail) && !clause.iter().any(is_named) {
            clause.iter_mut().filter(|item| item.concept == Show).for_each(|item| item.concept = TermConcept::Notify);
        }
    }
}

/// Which part of a clause is the publisher that may do something.
fn actor(items: &[ConceptUse], tokens: &[Token<'_>], table: &PhraseTable) -> Option<usize> {
    use TermConcept::{Change, Derive, Permission, Quote, Recipients, Translate, Use, Who};
    let has = |concepts: &[TermConcept]| items.iter().any(|item| concepts.contains(&item.concept));
    // "The editors may give leave" is no leave yet; beside others who act it is theirs.
    let of_others = has(&[Permission, Recipients, Who]);
    // "Foydalana oladi": "may use", in one entry.
    let may_use = |item: &ConceptUse| item.concept == TermConcept::May && item.range.len() > 1;
    if of_others
        || !(has(&[Change, Derive, Quote, Translate, Use]) || items.iter().any(may_use))
        || !items.iter().any(|item| acts(item, tokens, table))
    {
        return None;
    }
    let named = |item: &ConceptUse| matches!(item.concept, TermConcept::Proper | TermConcept::Quoted);
    let light =
        |item: &ConceptUse| matches!(item.concept, TermConcept::Filler | TermConcept::Light | TermConcept::Only);
    let last = |item: &ConceptUse| tokens.get(item.range.end - 1).map_or("", |token| token.folded.as_ref());
    // "Müze …", not "müzenin …", whose it is.
    let is_body = |item: &ConceptUse| {
        let words = tokens.get(item.range.clone()).unwrap_or_default();
        item.concept == TermConcept::Owner
            && table.means(words, TermConcept::Body)
            && !GENITIVES.iter().any(|ending| last(item).ends_with(ending))
    };
    let is_actor = |item: &ConceptUse| table.actors.contains(&last(item)) || is_body(item);
    // "Only the agency", "the agency Numune", "Numune".
    let first = items.iter().position(|item| is_actor(item) || !light(item))?;
    let from = &items[first..];
    let names = from.iter().take_while(|item| named(item)).count();
    // "Ajansı kaynak göstererek": whom one names as the source.
    let cited = from.get(names.max(1)).is_some_and(|item| matches!(item.concept, TermConcept::Source));
    if cited {
        return None;
    }
    (names > 0 || from.first().is_some_and(is_actor)).then_some(first)
}

/// How words end that say whose something is, where the verb stands last.
const GENITIVES: &[&str] = &["n", "ng", "ң", "ის"];

/// Whether a word says that somebody may do something, rather than that something may be done.
fn acts(item: &ConceptUse, tokens: &[Token<'_>], table: &PhraseTable) -> bool {
    if !matches!(item.concept, TermConcept::May | TermConcept::Can) && item.feature != Some(Feature::May) {
        return false;
    }
    let last = item.range.end - 1;
    let words = tokens.get(last.saturating_sub(1)..=last).unwrap_or_default();
    let text: Vec<&str> = words.iter().map(|token| token.folded.as_ref()).collect();
    let text = text.join(" ");
    let before = table.active.iter().filter_map(|ending| text.strip_suffix(ending)).min_by_key(|before| before.len());
    before.is_some_and(|before| !table.passive.iter().any(|ending| before.trim_end().ends_with(ending)))
}
