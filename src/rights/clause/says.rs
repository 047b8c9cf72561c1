//! What the words of a clause say as a whole: whether they limit, license, reserve, warn.

use super::{is_parting, item_says_verdict};
use crate::rights::concept::{Feature, TermConcept};
use crate::rights::table::ConceptUse;

/// "Freely, without permission …": whether how something may be used is told, and not yet what is done.
pub(super) fn ends_freely(last: &[ConceptUse], next: &[ConceptUse]) -> bool {
    use TermConcept::{Audio, Filler, Free, Licensed, May, Pictures, Quote, Text, Unpermitted, Use, Video};
    let is_work = |item: &ConceptUse| matches!(item.concept, Audio | Pictures | Text | Video);
    let acts = |items: &[ConceptUse]| items.iter().any(|item| matches!(item.concept, Quote | Use));
    let lacks = |item: &ConceptUse| item.feature == Some(Feature::Without) || item.concept == Unpermitted;
    last.iter().rev().find(|item| item.concept != Filler).is_some_and(|item| item.concept == Free)
        && !last.iter().any(|item| matches!(item.concept, Licensed | May))
        && !acts(last)
        && !next.iter().any(is_work)
        && (acts(next) || next.iter().any(lacks))
}

/// "Videos are not copied", "videolar köçürülmür": whether it is told, as a rule, that something is not used.
pub(super) fn bans_use(items: &[ConceptUse]) -> bool {
    use TermConcept::{Audio, Not, Pictures, Quote, Text, Use, Video};
    let is_use = |item: &ConceptUse| matches!(item.concept, Quote | Use);
    let works = items.iter().any(|item| matches!(item.concept, Audio | Pictures | Text | Video));
    let denied = items.iter().any(|item| is_use(item) && item.feature == Some(Feature::Not))
        || items.windows(2).any(|pair| pair[0].concept == Not && is_use(&pair[1]));
    works && denied && !items.iter().any(item_says_verdict)
}

/// "A fee is charged for photographs": whether some media, and no text, are told to cost something.
pub(super) fn costs_media(items: &[ConceptUse]) -> bool {
    use TermConcept::{Audio, Fee, Pictures, Text, Video};
    let has = |concept: TermConcept| items.iter().any(|item| item.concept == concept && item.feature.is_none());
    has(Fee) && !has(Text) && (has(Pictures) || has(Video) || has(Audio))
}

/// ", the whole", between what is told of excerpts and what is told of it: whether no more than that is named.
pub(super) fn names_whole(items: &[ConceptUse]) -> bool {
    use TermConcept::{Comma, Filler, Semicolon, Text, Whole};
    items.first().is_some_and(|item| matches!(item.concept, Comma | Semicolon))
        && items.iter().any(|item| item.concept == Whole)
        && items[1..].iter().all(|item| matches!(item.concept, Filler | Text | Whole))
}

/// "Reprints — with a link": whether no more than a use, a comma or a dash, and what it is allowed with is told.
pub(super) fn with_credit(items: &[ConceptUse]) -> bool {
    use TermConcept::{Comma, Credit, Filler, Link, Show, Use, With};
    let has = |concept: TermConcept| items.iter().any(|item| item.concept == concept);
    let mut behind =
        items.iter().skip_while(|item| item.concept != With).skip(1).skip_while(|item| item.concept == Filler);
    has(Use)
        && has(Comma)
        && !items.iter().any(item_says_verdict)
        && behind.next().is_some_and(|item| matches!(item.concept, Credit | Link | Show))
}

/// ", texts", between what is told of photographs and what is told of them: whether no more than works is named.
pub(super) fn names_works(items: &[ConceptUse]) -> bool {
    use TermConcept::{Audio, Comma, Filler, Pictures, Semicolon, Text, Video};
    let is_work = |item: &ConceptUse| matches!(item.concept, Audio | Pictures | Text | Video);
    items.first().is_some_and(|item| matches!(item.concept, Comma | Semicolon))
        && items.iter().any(is_work)
        && items[1..].iter().all(|item| item.concept == Filler || is_work(item))
}

/// "…, the photographer is named", with the verb last: whether the name of somebody is told, as a rule.
pub(super) fn credits_somebody(items: &[ConceptUse]) -> bool {
    use TermConcept::{Author, Credit, Filler, Name, Show, Source};
    let last = items.iter().rev().find(|item| item.concept != Filler);
    last.is_some_and(|item| item.concept == Show && item.feature.is_none())
        && items.iter().any(|item| matches!(item.concept, Author | Credit | Name | Source))
}

/// "The texts are there for private reading": whether a purpose is told, and no act.
pub(super) fn aims(items: &[ConceptUse]) -> bool {
    let has = |concept: TermConcept| items.iter().any(|item| item.concept == concept);
    has(TermConcept::Personal)
        && has(TermConcept::Text)
        && ![TermConcept::Use, TermConcept::Quote, TermConcept::Translate].into_iter().any(has)
        && !items.iter().any(item_says_verdict)
}

pub(super) fn forbids(item: &ConceptUse) -> bool {
    item.concept == TermConcept::Forbid || item.feature == Some(Feature::Forbid)
}

/// "Texts with a link, photographs with consent": whether, behind what one kind of works takes, another is told to take
/// consent or to cost something.
pub(super) fn settles_others(items: &[ConceptUse], last: &[ConceptUse]) -> bool {
    use TermConcept::{
        And, Audio, But, Comma, Credit, Fee, Filler, Forbid, Link, Not, Permission, PictureCredit, Pictures, Semicolon,
        Show, Source, Text, Video,
    };
    let of = |items: &[ConceptUse], of: &[TermConcept]| items.iter().any(|item| of.contains(&item.concept));
    let is_media = |item: &ConceptUse| matches!(item.concept, Audio | PictureCredit | Pictures | Video);
    let mut content = items.iter().filter(|item| !matches!(item.concept, And | But | Comma | Filler | Semicolon));
    content.next().is_some_and(is_media)
        && items.iter().any(|item| item.concept == Fee || (item.concept == Permission && item.feature.is_none()))
        && !of(items, &[Forbid, Not, Text])
        && !items.iter().any(|item| item.feature == Some(Feature::Forbid))
        && of(last, &[Text])
        && !last.iter().any(|item| is_media(item) || forbids(item) || item.concept == Not)
        && of(last, &[Credit, Link, Show, Source])
}

/// ", in print", between what is told of the web and what is told of it: whether no more than a medium is named.
pub(super) fn names_medium(items: &[ConceptUse]) -> bool {
    use TermConcept::{Filler, Within};
    items.first().is_some_and(|item| is_parting(item.concept))
        && items.iter().any(is_medium)
        && items[1..].iter().all(|item| matches!(item.concept, Filler | Within) || is_medium(item))
}

fn is_medium(item: &ConceptUse) -> bool {
    matches!(item.concept, TermConcept::Broadcast | TermConcept::Online | TermConcept::Print | TermConcept::Sites)
}

/// "On the web with a link, in print with consent", "the whole with consent, a part with a link": whether, behind what one
/// medium or extent takes, another is told, and consent or a fee is for one of them alone.
pub(super) fn settles_another(items: &[ConceptUse], last: &[ConceptUse]) -> bool {
    use TermConcept::{
        Credit, Excerpt, Fee, Filler, Lacking, Link, Not, Part, Permission, Show, Source, Unpermitted, Who, Whole,
        Within, Without,
    };
    let content = |item: &&ConceptUse| !is_parting(item.concept) && !matches!(item.concept, Filler | Within);
    let asks = |items: &[ConceptUse]| {
        items.iter().any(|item| matches!(item.concept, Fee | Permission) && item.feature.is_none())
    };
    let credits = |items: &[ConceptUse]| items.iter().any(|item| matches!(item.concept, Credit | Link | Show | Source));
    let denies = |item: &ConceptUse| forbids(item) || matches!(item.concept, Lacking | Not | Unpermitted | Without);
    let extent = |item: &ConceptUse| match item.concept {
        Excerpt | Part => Some(Part),
        Whole => Some(Whole),
        _ => None,
    };
    let medium = |item: &ConceptUse| (is_medium(item) || item.concept == Who).then_some(item.concept);
    let differ = |of: &dyn Fn(&ConceptUse) -> Option<TermConcept>| {
        let told = |items: &[ConceptUse]| items.iter().find_map(of);
        told(last).is_some_and(|before| told(items).is_some_and(|told| told != before))
    };
    let told = |one: &[ConceptUse], other: &[ConceptUse]| asks(one) && credits(other) && !asks(other);
    let first = items.iter().find(content);
    (first.is_some_and(is_medium) && differ(&medium) || first.is_some_and(|it| extent(it).is_some()) && differ(&extent))
        && (told(items, last) || told(last, items))
        && ![items, last].into_iter().flatten().any(denies)
}

/// "The headline with a link": whether a credit or a permission is told for something.
pub(super) fn settles(items: &[ConceptUse]) -> bool {
    let has = |concept: TermConcept| items.iter().any(|item| item.concept == concept);
    let something =
        has(TermConcept::Headline) || has(TermConcept::Number) || has(TermConcept::Excerpt) || has(TermConcept::Use);
    something && (has(TermConcept::Credit) || has(TermConcept::Link) || has(TermConcept::Permission))
}

/// "The reports are for subscribers; …": whether those are named for whom something is, or what it costs.
pub(super) fn limits(items: &[ConceptUse]) -> bool {
    let limit =
        |item: &ConceptUse| matches!(item.concept, TermConcept::Recipients | TermConcept::Fee | TermConcept::Personal);
    items.iter().any(limit)
}

/// "The text is under CC BY 4.0": whether a licence is named.
pub(super) fn licenses(items: &[ConceptUse]) -> bool {
    items.iter().any(|item| item.concept == TermConcept::Licensed)
}

/// "To reprint it, write to us": whether permission for an act is spoken of, and nothing else.
pub(super) fn needs_permission(items: &[ConceptUse]) -> bool {
    let has = |concept: TermConcept| items.iter().any(|item| item.concept == concept);
    has(TermConcept::Permission) && (has(TermConcept::Use) || has(TermConcept::Quote) || has(TermConcept::Translate))
}

/// "The editors do not mind, if …": whether some words allow, and do not say what yet.
pub(super) fn agrees(items: &[ConceptUse]) -> bool {
    items.iter().any(|item| item.concept == TermConcept::May)
        && items.iter().all(|item| {
            is_parting(item.concept)
                || matches!(
                    item.concept,
                    TermConcept::May
                        | TermConcept::Owner
                        | TermConcept::Author
                        | TermConcept::Filler
                        | TermConcept::Light
                )
        })
}

/// "Whoever breaks the rules is liable": it says nothing of what is done with the text.
pub(super) fn warns(items: &[ConceptUse]) -> bool {
    let has = |concept: TermConcept| items.iter().any(|item| item.concept == concept);
    (has(TermConcept::Breach) || has(TermConcept::Noise)) && !has(TermConcept::Use) && !has(TermConcept::Quote)
}

/// "Otherwise we go to court": what becomes of those who do not keep to what was said before.
pub(super) fn threatens(items: &[ConceptUse]) -> bool {
    let has = |concept: TermConcept| items.iter().any(|item| item.concept == concept);
    // "…, else we take the reprint for a breach".
    let breaks = |item: &ConceptUse| {
        is_parting(item.concept)
            || matches!(item.concept, TermConcept::Breach | TermConcept::Filler | TermConcept::Light)
    };
    (has(TermConcept::Breach) && items.iter().all(breaks))
        || has(TermConcept::Law)
            && (has(TermConcept::Rest) || has(TermConcept::Breach))
            && ![TermConcept::Use, TermConcept::Quote, TermConcept::Credit, TermConcept::Link, TermConcept::Permission]
                .into_iter()
                .any(has)
}

/// "All rights belong to us", "the texts are protected by law".
pub(super) fn reserves(items: &[ConceptUse]) -> bool {
    let has = |concept: TermConcept| items.iter().any(|item| item.concept == concept);
    let works = [TermConcept::Text, TermConcept::Pictures, TermConcept::Video, TermConcept::Audio].into_iter().any(has);
    has(TermConcept::Reserved) && (has(TermConcept::Rights) || (works && !has(TermConcept::Except)))
}

/// "No changes, no sale": whether acts are denied one by one, and nothing else is said.
pub(super) fn says_no(items: &[ConceptUse]) -> bool {
    use TermConcept::{Change, Commercial, Derive, Filler, None, Translate};
    let told = |item: &ConceptUse| {
        is_parting(item.concept) || matches!(item.concept, Change | Commercial | Derive | Filler | None | Translate)
    };
    items.iter().any(|item| item.concept == None) && items.iter().all(told)
}

/// "One condition": whether something is demanded, and not yet what.
pub(super) fn demands(items: &[ConceptUse]) -> bool {
    use TermConcept::{Filler, Light, Must, Owner};
    items.iter().any(|item| item.concept == Must)
        && items.iter().all(|item| matches!(item.concept, Filler | Light | Must | Owner) || is_parting(item.concept))
}

/// "A link required": whether a credit is told.
pub(super) fn credits(items: &[ConceptUse]) -> bool {
    use TermConcept::{Credit, Link, Name, Show, Source};
    items.iter().any(|item| matches!(item.concept, Credit | Link | Name | Show | Source))
}

/// Whether a duty that has its verdict first is told behind an "and": "it is obligatory that the author and the source be
/// named".
pub(super) fn completes(last: &[ConceptUse], next: &[ConceptUse]) -> bool {
    let names = |item: &ConceptUse| {
        matches!(item.concept, TermConcept::Credit | TermConcept::Link | TermConcept::Source | TermConcept::Show)
    };
    let first_verdict = last.iter().rev().find(|item| item.concept != TermConcept::Filler);
    last.iter().any(|item| item.concept == TermConcept::Must)
        && first_verdict.is_some_and(|item| item.concept == TermConcept::Author)
        && !last.iter().any(names)
        && next.iter().any(names)
}

/// "Photographs — no", "şəkillər isə yox": whether it is said of some media that what holds for the rest does not for
/// them.
pub(super) fn refuses(items: &[ConceptUse]) -> bool {
    let is_light = |concept: TermConcept| {
        is_parting(concept) || matches!(concept, TermConcept::Filler | TermConcept::Light | TermConcept::Owner)
    };
    let is_media = |concept: TermConcept| {
        matches!(concept, TermConcept::Pictures | TermConcept::Video | TermConcept::Audio | TermConcept::PictureCredit)
    };
    let mut said = items.iter().map(|item| item.concept).filter(|concept| !is_light(*concept)).rev();
    said.next() == Some(TermConcept::Not) && said.next().is_some_and(is_media) && said.all(is_media)
}

/// Whether it says "only".
pub(super) fn says_only(items: &[ConceptUse]) -> bool {
    items
        .iter()
        .enumerate()
        .any(|(at, item)| item.concept == TermConcept::Only || (at == 0 && item.concept == TermConcept::ButOrOnly))
}

/// "…; for the whole text consent is asked for": whether the whole, or the rest, is told to take consent.
pub(super) fn asks_for_whole(items: &[ConceptUse]) -> bool {
    use TermConcept::{Permission, Rest, Semicolon, Whole};
    let has = |concept: TermConcept| items.iter().any(|item| item.concept == concept);
    items.first().is_some_and(|item| item.concept == Semicolon)
        && (has(Whole) || has(Rest))
        && items.iter().any(|item| item.concept == Permission && item.feature.is_none())
        && !items.iter().any(forbids)
}

/// Whether a duty that says nothing yet goes on: "do not forget, please, the link".
pub(super) fn goes_on(last: &[ConceptUse], next: &[ConceptUse]) -> bool {
    let is_must = |item: &ConceptUse| item.concept == TermConcept::Must || item.feature == Some(Feature::Must);
    let is_other = |item: &ConceptUse| item_says_verdict(item) && !is_must(item);
    let says = |item: &ConceptUse| {
        matches!(
            item.concept,
            TermConcept::Credit
                | TermConcept::Link
                | TermConcept::Source
                | TermConcept::Name
                | TermConcept::Show
                | TermConcept::Permission
                | TermConcept::Notify
                | TermConcept::Fee
                | TermConcept::Logo
                | TermConcept::Change
                | TermConcept::Specimen
                | TermConcept::Literal
                | TermConcept::Number
        )
    };
    // "A link is obligatory and must stand in the first paragraph".
    let places = |item: &ConceptUse| {
        is_parting(item.concept)
            || matches!(
                item.concept,
                TermConcept::Must
                    | TermConcept::Light
                    | TermConcept::Filler
                    | TermConcept::Within
                    | TermConcept::Place
                    | TermConcept::PlaceEnd
                    | TermConcept::Open
            )
    };
    let credits = |item: &ConceptUse| matches!(item.concept, TermConcept::Credit | TermConcept::Link);
    let placed = next.iter().all(places)
        && next.iter().any(|item| !matches!(item.concept, TermConcept::Must))
        && next
            .iter()
            .any(|item| matches!(item.concept, TermConcept::Place | TermConcept::PlaceEnd | TermConcept::Open));
    if placed
        && !next.iter().any(is_other)
        && last.iter().any(credits)
        && last.iter().any(is_must)
        && !last.iter().any(is_other)
    {
        return true;
    }
    last.iter().any(is_must)
        && !last.iter().any(is_other)
        && !last.iter().any(says)
        && next.iter().any(is_must)
        && !next.iter().any(is_other)
}

/// "Credit us and link to the page": whether somebody is bidden a credit or a link, and nothing else is said.
pub(super) fn bids_credit(items: &[ConceptUse]) -> bool {
    use TermConcept::{Credit, Filler, Link};
    let content = |item: &&ConceptUse| !is_parting(item.concept) && item.concept != Filler;
    items.iter().find(content).is_some_and(|item| matches!(item.concept, Credit | Link))
        && !items.iter().any(item_says_verdict)
}

/// ", and a rate card is available on request": whether a part is of something else than reuse.
pub(super) fn says_aside(items: &[ConceptUse]) -> bool {
    use TermConcept::{Address, Contact, Filler, Inquiry, Light, Neutral, Number, Owner, Permission, Refer, Within};
    let inquires = items.iter().any(|item| item.concept == Inquiry);
    let told = |item: &ConceptUse| {
        matches!(item.concept, Address | Contact | Filler | Light | Neutral | Number | Owner | Refer | Within)
            || inquires && matches!(item.concept, Inquiry | Permission)
    };
    items.first().is_some_and(|item| is_parting(item.concept))
        && (inquires || items.iter().any(|item| item.concept == Neutral))
        && items.iter().all(|item| is_parting(item.concept) || told(item))
}
