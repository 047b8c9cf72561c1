//! Sentences that go on with what another one says: "So is the training of AI", "The exception is short quotations".

use super::{ASK, Sentence, has};
use crate::model::{Meaning, Medium, Scope, Share};
use crate::rights::concept::{Feature, TermConcept};
use crate::rights::frame::{AskedMedia, Leaning, is_ban};
use crate::rights::table::{ConceptUse, PhraseTable, leads_to_terms};
use crate::rights::tokens::Token;

/// What an item may be before the words that such a sentence begins with, or between them and what it speaks of.
fn is_light(concept: TermConcept) -> bool {
    use TermConcept::{And, ButOrOnly, Comma, Filler, Light, Only};
    matches!(concept, And | ButOrOnly | Comma | Filler | Light | Only)
}

fn is_act(concept: TermConcept) -> bool {
    use TermConcept::{Ai, Change, Commercial, Derive, Mine, Quote, Translate, Use};
    matches!(concept, Ai | Change | Commercial | Derive | Mine | Quote | Translate | Use)
}

fn says_verdict(item: &ConceptUse) -> bool {
    use TermConcept::{Forbid, Free, Intended, Invite, May, Must, NotCovered, Unneeded};
    matches!(item.concept, Forbid | Free | Intended | Invite | May | Must | NotCovered | Unneeded)
        || item.feature.is_some_and(|feature| feature != Feature::Plain)
}

/// "This permission holds for print media only": in which medium it holds, and nothing of what it allows.
pub(super) fn medium_alone(items: &[ConceptUse]) -> Option<Medium> {
    use TermConcept::{
        And, Broadcast, ButOrOnly, Filler, Intended, Intention, Light, May, Online, Only, Permission, Print, Reserved,
        Within,
    };
    let light = |item: &ConceptUse| {
        matches!(item.concept, And | ButOrOnly | Filler | Intended | Intention | Light | May | Only | Reserved | Within)
            && !matches!(item.feature, Some(Feature::Forbid | Feature::Not | Feature::Without))
    };
    let mut media = items.iter().filter_map(|item| match item.concept {
        Print => Some(Medium::Print),
        Broadcast => Some(Medium::Broadcast),
        Online => Some(Medium::Online),
        _ => None,
    });
    let permission = items.iter().find(|item| item.concept == Permission)?;
    // "In print only with our consent", where the "with" is an ending.
    let is_only = |item: &ConceptUse| matches!(item.concept, Only | ButOrOnly);
    let mut limited = items.iter().skip_while(|item| !is_only(item)).skip(1).skip_while(|item| item.concept == Filler);
    let only = limited.next().map_or(items.iter().any(is_only), |next| next.concept != Permission);
    let told = permission.feature.is_none()
        && only
        && items.iter().all(|item| light(item) || matches!(item.concept, Broadcast | Online | Permission | Print));
    let first = media.next().filter(|_| told)?;
    media.all(|medium| medium == first).then_some(first)
}

/// Reads a sentence that leans on one before it: `read` reads words as a sentence.
pub(super) fn leans(items: &[ConceptUse], read: &dyn Fn(&[ConceptUse]) -> Sentence) -> Option<Leaning> {
    again(items, read).or_else(|| refused(items, read)).or_else(|| instead(items, read))
}

/// "So is the training of AI", "the same goes for photographs", with the verb first or last: what is said of those is
/// what was said before.
fn again(items: &[ConceptUse], read: &dyn Fn(&[ConceptUse]) -> Sentence) -> Option<Leaning> {
    let is_again = |at: &usize| items[*at].concept == TermConcept::Again;
    let first = items.iter().position(|item| !is_light(item.concept)).filter(is_again);
    let last = || items.iter().rposition(|item| item.concept != TermConcept::Filler).filter(is_again);
    let mut said = match (first, last()) {
        (Some(at), _) if !items.iter().any(says_verdict) => items[at..].to_vec(),
        // "This ban covers photographs too": which ban it is was said before.
        (None, Some(_)) => {
            let named = |item: &ConceptUse| {
                matches!(item.concept, TermConcept::Condition | TermConcept::Forbid | TermConcept::Terms)
            };
            items.iter().filter(|item| !named(item)).cloned().collect()
        }
        _ => return None,
    };
    for item in &mut said {
        if item.concept == TermConcept::Again {
            item.concept = TermConcept::Forbid;
        }
    }
    bans(read(&said)).map(|bans| Leaning::Again { bans, granted: false })
}

/// "…; the same goes for photographs", behind a ban in the same sentence.
pub(super) fn again_within(items: &[ConceptUse], read: &dyn Fn(&[ConceptUse]) -> Sentence) -> Option<Sentence> {
    let at = items.iter().position(|item| item.concept == TermConcept::Again)?;
    let parted = |item: &&ConceptUse| {
        matches!(item.concept, TermConcept::And | TermConcept::Comma | TermConcept::Semicolon | TermConcept::Colon)
    };
    let before = at - items[..at].iter().rev().take_while(parted).count();
    if before == at {
        return None;
    }
    let Sentence::Terms(mut meanings, page) = read(&items[..before]) else { return None };
    let Leaning::Again { bans, granted: false } = again(&items[at..], read)? else { return None };
    if !meanings.last().is_some_and(is_ban) {
        return None;
    }
    for meaning in as_before(meanings.last(), bans) {
        if !meanings.contains(&meaning) {
            meanings.push(meaning);
        }
    }
    Some(Sentence::Terms(meanings, page))
}

/// Bans as the one before them is: without consent, where that is.
pub(in crate::rights) fn as_before(last: Option<&Meaning>, bans: Vec<Meaning>) -> Vec<Meaning> {
    let lifted =
        matches!(last, Some(Meaning::ConsentElsewhere | Meaning::NoRepublication { unless_permitted: true, .. }));
    let unless = |meaning| match meaning {
        Meaning::NoRepublication { scope, .. } if lifted => Meaning::NoRepublication { scope, unless_permitted: true },
        Meaning::NoTranslation { .. } if lifted => Meaning::NoTranslation { unless_permitted: true },
        other => other,
    };
    bans.into_iter().map(unless).collect()
}

/// "Short excerpts are fine. Whole articles are not": a denial of what was allowed before.
fn refused(items: &[ConceptUse], read: &dyn Fn(&[ConceptUse]) -> Sentence) -> Option<Leaning> {
    let last = items.iter().rposition(|item| !matches!(item.concept, TermConcept::Filler | TermConcept::Comma))?;
    let told = items.iter().any(says_verdict) || has(items, TermConcept::Only) || has(items, TermConcept::Unless);
    if items[last].concept != TermConcept::Not || told {
        return None;
    }
    let mut said = items.to_vec();
    said[last].concept = TermConcept::Forbid;
    // "Full articles are not": what is not done with them was said before.
    if !items.iter().any(|item| is_act(item.concept)) {
        let of_last = said[last].clone();
        said.insert(last, ConceptUse { concept: TermConcept::Use, ..of_last });
    }
    bans(read(&said)).map(|bans| Leaning::Again { bans, granted: true })
}

/// "The only exception is short quotations with a link": what a ban before it leaves.
fn instead(items: &[ConceptUse], read: &dyn Fn(&[ConceptUse]) -> Sentence) -> Option<Leaning> {
    let at = items.iter().position(|item| !is_light(item.concept))?;
    let excepts =
        items[at].concept == TermConcept::Except && items.iter().filter(|item| says_verdict(item)).count() == 0;
    let parted = items
        .get(at + 1)
        .is_some_and(|next| matches!(next.concept, TermConcept::Colon | TermConcept::Comma | TermConcept::Light));
    if !(excepts && parted) {
        return None;
    }
    let mut said = items[at..].to_vec();
    said[0].concept = TermConcept::May;
    said.retain(|item| item.concept != TermConcept::Colon);
    let Sentence::Terms(left, false) = read(&said) else { return None };
    let narrow = |meaning: &Meaning| {
        matches!(meaning, Meaning::Share(_) | Meaning::Attribution { scope: Scope::Everything, .. })
    };
    let share = left.iter().any(|meaning| matches!(meaning, Meaning::Share(_)));
    (share && left.iter().all(narrow)).then_some(Leaning::Instead(left))
}

/// "For print our consent is needed. Websites may use it with a link": the leave is for another medium than the one for which
/// consent is asked; where there is none, it is that medium that is spoken of.
pub(in crate::rights) fn settle_asked(meanings: &mut Vec<Meaning>, asked: &[AskedMedia]) {
    let told = |meaning: &Meaning| matches!(meaning, Meaning::Medium(_));
    let linked = |meaning: &Meaning| matches!(meaning, Meaning::Attribution { scope: Scope::Everything, credit } if credit.by_hyperlink);
    let named = || asked.iter().filter(|asked| asked.alone).flat_map(|asked| asked.media.iter().copied());
    let grants = meanings.iter().any(is_grant);
    if named().next().is_some() && !meanings.iter().any(told) {
        if grants || meanings.iter().any(|meaning| matches!(meaning, Meaning::Share(_))) {
            let media = [Medium::Online, Medium::Print, Medium::Broadcast];
            let left = |medium: &Medium| !named().any(|asked| asked == *medium);
            let first = media.first().filter(|medium| meanings.iter().any(linked) && left(medium));
            let left = first.or_else(|| media.iter().find(|medium| left(medium)));
            meanings.extend(left.map(|medium| Meaning::Medium(*medium)));
        } else {
            meanings.extend(named().map(Meaning::Medium));
        }
    }
    let elsewhere = |meaning: &Meaning| *meaning == Meaning::ConsentElsewhere;
    let mut media = meanings.iter().filter(|meaning| told(meaning));
    let is_asked =
        |of: &Meaning| asked.iter().flat_map(|asked| &asked.media).any(|asked| *of == Meaning::Medium(*asked));
    let allowed = media.next().is_some_and(|medium| !is_asked(medium));
    if grants && allowed && media.next().is_none() && !meanings.iter().any(limits_leave) {
        return;
    }
    // What is left is consent for everything.
    if let Some(at) = meanings.iter().position(elsewhere) {
        meanings[at] = ASK;
        let mut first = true;
        meanings.retain(|meaning| *meaning != ASK || std::mem::take(&mut first));
    }
}

/// Whether a meaning allows the whole, with what it asks.
fn is_grant(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Attribution { scope: Scope::Everything, .. } | Meaning::Permitted | Meaning::Free)
}

/// Whether leave beside it is none for a whole medium: what is asked beyond it may be more than other media.
fn limits_leave(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Share(_)
            | Meaning::Purpose(_)
            | Meaning::Recipients
            | Meaning::Delay { .. }
            | Meaning::Fee { scope: Scope::Everything }
            | Meaning::Licensed { .. }
            | Meaning::LicenceUnknown
            | Meaning::NoRepublication { scope: Scope::Everything, .. }
    )
}

/// The bans that a sentence says, where it says nothing else.
fn bans(sentence: Sentence) -> Option<Vec<Meaning>> {
    let Sentence::Terms(bans, false) = sentence else { return None };
    let forbids = |meaning: &Meaning| is_ban(meaning) || matches!(meaning, Meaning::Share(Share::Excerpts));
    (!bans.is_empty() && bans.iter().all(forbids)).then_some(bans)
}

/// "Terms: https://…": whether a label and the address of a page are all that there is; `false` where the label says no
/// more than that there is more to read.
pub(super) fn page_label(items: &[ConceptUse], tokens: &[Token<'_>], table: &PhraseTable) -> Option<bool> {
    use TermConcept::{
        Address, And, Audio, Colon, Condition, Filler, Licence, Light, Owner, Permission, Pictures, Quote, Refer,
        Rights, Terms, Text, Use, Video, Whole, Within,
    };
    let (address, label) = items.split_last()?;
    // Some tables have the colon in the entry.
    let ends =
        |item: &ConceptUse| item.concept == Colon || tokens.get(item.range.end - 1).is_some_and(|it| it.text == ":");
    if !label.last().is_some_and(ends) || label.iter().rev().skip(1).any(|item| item.concept == Colon) {
        return None;
    }
    let leads = |item: &ConceptUse| {
        let text = tokens.get(item.range.start).map_or("", |token| token.text);
        item.concept == Address && !text.contains('@') && text.replace("://", "").contains('/')
            || item.concept == Address && text.contains("://")
    };
    let told = label.iter().all(|item| {
        matches!(
            item.concept,
            And | Audio
                | Colon
                | Condition
                | Filler
                | Licence
                | Light
                | Owner
                | Permission
                | Pictures
                | Quote
                | Refer
                | Rights
                | Terms
                | Text
                | Use
                | Video
                | Whole
                | Within
        ) && item.feature.is_none()
    });
    // "Terms" alone says nothing elsewhere: before an address it does.
    let named =
        |item: &ConceptUse| tokens.get(item.range.start).is_some_and(|token| table.begins(&token.folded, Terms));
    let of_terms = label.iter().any(|item| matches!(item.concept, Condition | Permission | Terms))
        || (label.iter().any(|item| matches!(item.concept, Licence | Rights | Use))
            && label.iter().any(|item| item.concept == Refer))
        || label.first().is_some_and(named)
        || tokens.get(address.range.start).is_some_and(|token| leads_to_terms(token.text));
    let refers = label.iter().any(|item| item.concept == Refer);
    let light = |item: &&ConceptUse| !matches!(item.concept, And | Filler | Light);
    (told && leads(address) && label.iter().filter(light).count() <= LONGEST_LABEL && (of_terms || refers))
        .then_some(of_terms)
}

/// A label of a page has no more parts than this.
const LONGEST_LABEL: usize = 6;
