//! Which unknown words are names.

use crate::rights::concept::{Alphabet, TermConcept};
use crate::rights::table::{ConceptUse, PhraseTable};
use crate::rights::tokens::{Token, TokenKind};

/// Tells which unknown words are names. A capital says it, but not at the beginning of a sentence, nor in a sentence
/// all in capitals; where every noun has one, only what stands beside the source, its link or its permission is a name.
pub(in crate::rights) fn names(items: &mut [ConceptUse], tokens: &[Token<'_>], table: &PhraseTable) {
    let language = table.language;
    if language.script == Alphabet::Arabic {
        names_without_capitals(items);
    }
    let shouting =
        !tokens.iter().any(|token| token.kind == TokenKind::Word && token.text.chars().any(char::is_lowercase));
    if shouting {
        return;
    }
    let capital = |item: &ConceptUse| {
        item.concept == TermConcept::Unknown && tokens[item.range.start].text.starts_with(char::is_uppercase)
    };
    for at in 0..items.len() {
        if !capital(&items[at]) {
            continue;
        }
        let before = at.checked_sub(1).map(|before| items[before].concept);
        let next = items.get(at + 1);
        let token = &tokens[items[at].range.start];
        let first = at == 0 || matches!(before, Some(TermConcept::Semicolon));
        let is_name = if language.capital_nouns {
            let near = |concept: TermConcept| {
                matches!(
                    concept,
                    TermConcept::Show
                        | TermConcept::Source
                        | TermConcept::Link
                        | TermConcept::Permission
                        | TermConcept::Owner
                        | TermConcept::Proper
                        | TermConcept::Credit
                )
            };
            let behind = items[..at].iter().rev().take(3).any(|item| near(item.concept));
            let ahead = items[at + 1..].iter().take(2).any(|item| near(item.concept));
            // "Text und Fotos: Jana Erle".
            let credits = |item: &ConceptUse| {
                matches!(
                    item.concept,
                    TermConcept::Text | TermConcept::Pictures | TermConcept::PictureCredit | TermConcept::Video
                )
            };
            let credited = before == Some(TermConcept::Colon) && credits(&items[0]) && at <= LONGEST_CREDIT;
            !first && (behind || ahead || credited)
        } else if first {
            // "Çınar Haber'in": an ending behind an apostrophe is that of a name.
            let ended = |next: &ConceptUse| {
                let text = tokens.get(next.range.start).map_or("", |token| token.text);
                language.verb_last && text.starts_with(char::is_uppercase) && text.contains(['\'', '’'])
            };
            token.text.contains(['\'', '’'])
                || next.is_some_and(|next| {
                    matches!(next.concept, TermConcept::Owner | TermConcept::Quoted)
                        || capital(next)
                        || ended(next)
                        || tokens
                            .get(next.range.start)
                            .is_some_and(|token| table.publishers.iter().any(|word| token.text.starts_with(word)))
                })
        } else {
            let named = at.checked_sub(2).is_some_and(|at| {
                matches!(
                    items[at].concept,
                    TermConcept::Light
                        | TermConcept::Text
                        | TermConcept::Credit
                        | TermConcept::Source
                        | TermConcept::Link
                        | TermConcept::Show
                        | TermConcept::Use
                        | TermConcept::Rights
                )
            });
            before != Some(TermConcept::Within) || named
        };
        if is_name {
            items[at].concept = TermConcept::Proper;
        }
    }
    if !language.capital_nouns {
        for at in 1..items.len() {
            if is_of_name(items, tokens, at) {
                items[at].concept = TermConcept::Proper;
            }
        }
    }
    // Small words within a name are a part of it: "Heron Bay on Sea" stays unknown, "The Tern" does not.
}

/// "Moorgate Council", "the Ministry of Coastal Affairs", "a mention of Harbour TV": whether a word that says something
/// else by itself is a part of a name, as it stands.
fn is_of_name(items: &[ConceptUse], tokens: &[Token<'_>], at: usize) -> bool {
    use TermConcept::{Broadcast, Credit, Filler, Link, Name, Proper, Prose, Show, Source};
    let item = &items[at];
    // A licence behind a link is an item without a word.
    let starts = tokens.get(item.range.start).is_some_and(|token| token.text.starts_with(char::is_uppercase));
    let capital = item.range.len() == 1 && starts;
    let behind = items[at - 1].concept == Proper;
    // A medium narrows what is allowed: only who is named as the source has a name that ends so.
    let named = items[..at]
        .iter()
        .rev()
        .take(LONGEST_NAME)
        .any(|item| matches!(item.concept, Credit | Link | Name | Show | Source));
    let ahead = items.get(at + 1).is_some_and(|next| next.concept == Filler && next.range.len() == 1)
        && items.get(at + 2).is_some_and(|next| next.concept == Proper);
    capital && (item.concept == Prose && (behind || ahead) || item.concept == Broadcast && behind && named)
}

/// A name that is told as the source has no more words.
const LONGEST_NAME: usize = 5;

/// "Text und Fotos:": what names are told of has no more parts.
const LONGEST_CREDIT: usize = 4;

/// Where no letter is a capital, a word that stands behind who owns the rights, or behind whose name has to be told, is
/// a name: "belongs to the agency Sarv", "with the name of the site Sarv".
fn names_without_capitals(items: &mut [ConceptUse]) {
    for at in 1..items.len() {
        let told = |item: &ConceptUse| {
            matches!(
                item.concept,
                TermConcept::Reserved | TermConcept::Rights | TermConcept::Credit | TermConcept::Source
            )
        };
        let owned = items[at - 1].concept == TermConcept::Owner && items[..at - 1].iter().any(told);
        // "With the name Sarv told".
        let named = at >= 2
            && items[at - 1].concept == TermConcept::Name
            && matches!(items[at - 2].concept, TermConcept::Credit | TermConcept::Source);
        let alone = items.get(at + 1).is_none_or(|next| next.concept != TermConcept::Unknown);
        if items[at].concept == TermConcept::Unknown && (owned || named) && alone {
            items[at].concept = TermConcept::Proper;
        }
    }
}
