//! Which unknown words are names, and which institutions are publishers.

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
    if !language.capital_nouns {
        join_names(items, tokens);
    }
}

/// "The press office of the district court", "materials of the museum": an institution is the publisher where a site, a work or
/// a credit stands beside it. Elsewhere it is what a report is about.
pub(in crate::rights) fn settle_bodies(items: &mut [ConceptUse], tokens: &[Token<'_>], verb_last: bool) {
    use TermConcept::{Body, Filler, Owner, Permission, Prose, Strange, Within};
    let told = !items.iter().any(|item| item.concept == Prose);
    for at in 0..items.len() {
        if items[at].concept != Body {
            continue;
        }
        let of_name = |item: &&ConceptUse| !is_of_body(item.concept);
        let behind = items[at + 1..].iter().take(LONGEST_NAME).find(of_name);
        let before = items[..at].iter().rev().take(LONGEST_NAME).find(of_name);
        // "The consent of the museum", not "the court allowed it".
        let asks = |item: Option<&ConceptUse>| item.is_some_and(|item| item.concept == Permission);
        let owns = [before, behind].into_iter().flatten().any(|item| tells_owner(item.concept))
            || asks(if verb_last { behind } else { before });
        // "Always name the Committee".
        let owns = owns || !verb_last && before.is_some_and(|item| item.concept == TermConcept::Show);
        // "Photographs in the museum": that is where; "used by the museum", with a word behind it: by whom.
        let inside = before.is_some_and(|item| item.concept == Within) || is_agent(items, tokens, at);
        // "The museum website".
        let site = items.get(at + 1).is_some_and(|next| next.concept == TermConcept::Who);
        let owns = (owns || site) && told && !inside;
        items[at].concept = if owns { Owner } else { Prose };
        // What kind of an institution it is, before its word: "the regional court".
        if let Some(kind) = at.checked_sub(1).filter(|_| owns)
            && items[kind].concept == Strange
        {
            items[kind].concept = Filler;
        }
    }
}

/// "Müze tarafından kullanılabilir": whether what stands behind an institution says that it is who does something.
fn is_agent(items: &[ConceptUse], tokens: &[Token<'_>], at: usize) -> bool {
    let next = items.get(at + 1).and_then(|next| tokens.get(next.range.start));
    next.is_some_and(|token| AGENTS.contains(&token.folded.as_str()))
}

/// "By", where it stands behind who does something, folded.
const AGENTS: &[&str] = &["tarafindan", "terefinden", "tarafinca", "тарапынан", "tomonidan", "მიერ"];

/// What may stand between an institution and what tells that it is the publisher: a part of its name.
fn is_of_body(concept: TermConcept) -> bool {
    use TermConcept::{And, Body, Filler, Light, Proper, Quoted, Strange, Unknown};
    matches!(concept, And | Body | Filler | Light | Proper | Quoted | Strange | Unknown)
}

/// What tells that an institution beside it is the publisher.
fn tells_owner(concept: TermConcept) -> bool {
    use TermConcept::{
        Address, AllReserved, Audio, Author, Contact, Credit, Link, Name, Owner, PictureCredit, Pictures, Reserved,
        Rights, Source, Terms, Text, Unpermitted, Video,
    };
    matches!(
        concept,
        Address
            | AllReserved
            | Audio
            | Author
            | Contact
            | Credit
            | Link
            | Name
            | Owner
            | PictureCredit
            | Pictures
            | Reserved
            | Rights
            | Source
            | Terms
            | Text
            | Unpermitted
            | Video
    )
}

/// "The Northmere Institute for Public Policy", "Shoreline Rights Watch": what stands beside a name with a capital is a part
/// of it, whatever it says by itself. What would narrow something is one only where somebody is named as the source.
fn join_names(items: &mut [ConceptUse], tokens: &[Token<'_>]) {
    use TermConcept::Proper;
    let text = |item: &ConceptUse| tokens.get(item.range.start).filter(|token| token.kind == TokenKind::Word);
    let capital = |item: &ConceptUse| {
        item.range.len() == 1 && text(item).is_some_and(|token| token.text.starts_with(char::is_uppercase))
    };
    let capitals = items.iter().filter(|item| capital(item)).count();
    // A title has capitals everywhere: they tell nothing.
    if capitals < 2 || 2 * capitals > tokens.len() {
        return;
    }
    let joins = |item: &ConceptUse| {
        item.range.len() == 1 && text(item).is_some_and(|token| JOINING.contains(&token.folded.as_str()))
    };
    let is_part = |item: &ConceptUse| capital(item) && (item.concept == Proper || can_be_named(item.concept));
    for core in 0..items.len() {
        if items[core].concept != Proper || !capital(&items[core]) {
            continue;
        }
        let (mut start, mut end) = (core, core + 1);
        while end < items.len() {
            let small = items[end..].iter().take_while(|item| joins(item)).count();
            match items.get(end + small).filter(|item| is_part(item)) {
                Some(_) => end += small + 1,
                None => break,
            }
        }
        // The first word of a sentence has a capital anyhow.
        while start > 1 {
            let small = items[1..start].iter().rev().take_while(|item| joins(item)).count();
            match start.checked_sub(small + 1).filter(|&before| before > 0 && is_part(&items[before])) {
                Some(before) => start = before,
                None => break,
            }
        }
        let light = |item: &&ConceptUse| {
            !is_of_body(item.concept)
                && !matches!(item.concept, TermConcept::Owner | TermConcept::With | TermConcept::Within)
        };
        let named =
            items[..start].iter().rev().take(LONGEST_NAME).find(light).is_some_and(|item| names_source(item.concept))
                || items[end..].iter().take(LONGEST_NAME).find(light).is_some_and(|item| names_source(item.concept));
        for item in &mut items[start..end] {
            if named || is_harmless(item.concept) || joins(item) {
                item.concept = Proper;
            }
        }
    }
}

/// Small words within names.
const JOINING: &[&str] = &[
    "of", "for", "and", "the", "de", "del", "la", "las", "los", "el", "y", "e", "du", "des", "d", "l", "le", "les",
    "et", "ve", "и", "та", "й",
];

/// Whether somebody is named as the source beside it.
fn names_source(concept: TermConcept) -> bool {
    use TermConcept::{Credit, Link, Name, Show, Source};
    matches!(concept, Credit | Link | Name | Show | Source)
}

/// What narrows, allows or demands nothing where it is taken for a part of a name.
fn is_harmless(concept: TermConcept) -> bool {
    use TermConcept::{Author, Filler, Name, Neutral, Noise, Owner, Prose, Refer, Strange, Terms, Who};
    matches!(concept, Author | Filler | Name | Neutral | Noise | Owner | Prose | Refer | Strange | Terms | Who)
}

/// What can be a part of a name beside a word that is nothing else: nouns and adjectives.
fn can_be_named(concept: TermConcept) -> bool {
    use TermConcept::{
        Ai, Audio, Broadcast, Commercial, Education, Excerpt, Law, Learners, Mine, Online, Open, Part, Personal,
        PictureCredit, Pictures, Print, Recipients, Rights, Sites, Text, Video, Whole,
    };
    is_harmless(concept)
        || matches!(
            concept,
            Ai | Audio
                | Broadcast
                | Commercial
                | Education
                | Excerpt
                | Law
                | Learners
                | Mine
                | Online
                | Open
                | Part
                | Personal
                | PictureCredit
                | Pictures
                | Print
                | Recipients
                | Rights
                | Sites
                | Text
                | Video
                | Whole
        )
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

/// Nor has one that no capital tells.
const LONGEST_WITHOUT: usize = 3;

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
        // "Tell the name Sarv".
        let named = named
            || items[at - 1].concept == TermConcept::Name
                && items[at..].iter().take(LONGEST_NAME).any(|item| names_source(item.concept));
        // "The agency Voice of the Plain": a name has few words.
        let words = items[at..].iter().take_while(|item| item.concept == TermConcept::Unknown).count();
        if (owned || named) && (1..=LONGEST_WITHOUT).contains(&words) {
            items[at..at + words].iter_mut().for_each(|item| item.concept = TermConcept::Proper);
        }
    }
}
