//! Words that mean one thing or another by what else the sentence says.

use super::{ends_clause, item_says_verdict};
use crate::rights::concept::{Feature, TermConcept};
use crate::rights::table::ConceptUse;

/// Whether a clause begins behind a part.
fn begins_clause(concept: TermConcept) -> bool {
    matches!(concept, TermConcept::Comma | TermConcept::Semicolon | TermConcept::Colon | TermConcept::Free)
}

/// "May": allowed. Where it is said of the publisher or of authors alone ("we may use the texts that you send us"), nobody
/// else is allowed anything: whom it speaks of stays without a meaning.
fn settle_can(items: &mut [ConceptUse]) {
    for at in 0..items.len() {
        if items[at].concept != TermConcept::Can {
            continue;
        }
        items[at].concept = TermConcept::May;
        let begin = items[..at].iter().rposition(ends_clause).map_or(0, |end| end + 1);
        let end = items[at..].iter().position(ends_clause).map_or(items.len(), |end| at + end);
        let named = |item: &ConceptUse| {
            matches!(item.concept, TermConcept::Owner | TermConcept::Author | TermConcept::Proper | TermConcept::Quoted)
        };
        let neutral = |item: &ConceptUse| {
            matches!(item.concept, TermConcept::Filler | TermConcept::Light | TermConcept::And | TermConcept::Within)
        };
        let denied = items[at..end].iter().any(|item| {
            matches!(item.concept, TermConcept::Not | TermConcept::None | TermConcept::Forbid | TermConcept::HalfNot)
        });
        let whose = &items[begin..at];
        if denied || !whose.iter().any(named) || !whose.iter().all(|item| named(item) || neutral(item)) {
            continue;
        }
        if let Some(whom) = items[begin..at].iter_mut().rev().find(|item| named(item)) {
            whom.concept = TermConcept::Strange;
        }
    }
}

/// "Without the publisher": neither without its leave nor without its name; what it means nobody could tell.
fn settle_absent(items: &mut [ConceptUse]) {
    let is_publisher = |item: &ConceptUse| matches!(item.concept, TermConcept::Owner | TermConcept::Author);
    for at in 0..items.len() {
        let whom = match items[at].concept {
            TermConcept::Without => (at + 1..items.len()).find(|&next| items[next].concept != TermConcept::Filler),
            TermConcept::Lacking => at.checked_sub(1),
            _ => None,
        };
        let Some(whom) = whom.filter(|&whom| is_publisher(&items[whom])) else { continue };
        let ends = items[at].concept == TermConcept::Lacking
            || items.get(whom + 1).is_none_or(|next| ends_clause(next) || next.concept == TermConcept::And);
        if ends {
            items[whom].concept = TermConcept::Strange;
        }
    }
}

/// Whoever is on the web: where a leave does not extend to them, or to nobody else, that is their medium.
fn settle_sites(items: &mut [ConceptUse]) {
    let left_out = items.iter().any(|item| item.concept == TermConcept::NotCovered);
    for at in 0..items.len() {
        if items[at].concept == TermConcept::Sites {
            let only = at.checked_sub(1).is_some_and(|before| items[before].concept == TermConcept::Only);
            items[at].concept = if left_out || only { TermConcept::Online } else { TermConcept::Who };
        }
    }
}

/// "The source will be named": where a clause ends with it, it must.
fn settle_future(items: &mut [ConceptUse]) {
    for at in 0..items.len() {
        if items[at].feature == Some(Feature::Will) {
            let ends = items.get(at + 1).is_none_or(|next| {
                begins_clause(next.concept) || matches!(next.concept, TermConcept::And | TermConcept::But)
            });
            items[at].feature = ends.then_some(Feature::Must);
        }
    }
}

/// "The link at the beginning, not at the end", with the "not" before or behind what it denies: the other place is meant.
fn settle_places(items: &mut [ConceptUse]) {
    let is_place = |item: &ConceptUse| matches!(item.concept, TermConcept::Place | TermConcept::PlaceEnd);
    let is_light = |item: &ConceptUse| matches!(item.concept, TermConcept::Within | TermConcept::Filler);
    for at in 1..items.len() {
        if items[at].concept != TermConcept::Not {
            continue;
        }
        let next = (at + 1..items.len()).find(|&next| !is_light(&items[next])).filter(|&next| is_place(&items[next]));
        let denied = if is_place(&items[at - 1]) && items[at + 1..].iter().any(is_place) {
            Some(at - 1)
        } else {
            next.filter(|_| items[..at].iter().any(is_place))
        };
        if let Some(place) = denied {
            items[place].concept = TermConcept::Filler;
            items[at].concept = TermConcept::Filler;
        }
    }
}

/// "Three hours have to pass; then – with a link": "then" behind what has to pass says no more.
fn settle_then(items: &mut [ConceptUse]) {
    use TermConcept::{After, And, Comma, Filler, May, Semicolon};
    for at in 1..items.len() {
        let begins = matches!(items[at - 1].concept, Comma | Semicolon);
        let ends = items.get(at + 1).is_some_and(|next| matches!(next.concept, And | Comma | May));
        if items[at].concept == After && begins && ends && items[..at].iter().any(|item| is_time(Some(item))) {
            items[at].concept = Filler;
        }
    }
}

/// "Permission to copy our texts is not given", with the permission first: nothing but a ban.
fn settle_refused(items: &mut [ConceptUse]) {
    use TermConcept::{
        Ai, Commercial, Filler, Forbid, Intention, Light, Owner, Permission, Pictures, Quote, Text, Translate, Use,
        Video, Who, With, Within, Without,
    };
    for at in 0..items.len() {
        let refused = |item: &&ConceptUse| {
            let light = matches!(item.concept, Filler | Intention | Light | Owner | Who | Within);
            light
                || matches!(item.concept, Ai | Commercial | Pictures | Quote | Text | Translate | Use | Video)
                    && item.feature.is_none()
        };
        let before = at.checked_sub(1).map(|before| items[before].concept);
        if items[at].concept != Permission
            || items[at].feature.is_some()
            || !matches!(before, None | Some(Filler | TermConcept::Comma | TermConcept::Semicolon))
            || items[..at].iter().any(|item| matches!(item.concept, Without | With | TermConcept::Only))
        {
            continue;
        }
        let end = at + 1 + items[at + 1..].iter().take_while(refused).count();
        let used = items[at + 1..end].iter().any(|item| matches!(item.concept, Quote | Use));
        let last = items[end.min(items.len())..].iter().all(|item| matches!(item.concept, Forbid | Filler | Light));
        if used && last && items.get(end).is_some_and(|item| item.concept == Forbid) {
            items[at].concept = Filler;
        }
    }
}

/// "For educational and other non-commercial purposes": the first is one of those that may be.
fn settle_purposes(items: &mut [ConceptUse]) {
    use TermConcept::{And, Education, Filler, Noncommercial, Other};
    for at in 0..items.len() {
        let other = |item: &ConceptUse| matches!(item.concept, Filler | Other);
        // "Bildungs- und andere …".
        let behind = at + 1 + usize::from(items.get(at + 1).is_some_and(|item| item.concept == TermConcept::Comma));
        let joined = match items.get(behind) {
            // "Və digər", in one entry.
            Some(next) if other(next) && next.range.len() > 1 => behind + 1,
            Some(next) if next.concept == And && items.get(behind + 1).is_some_and(other) => behind + 2,
            _ => continue,
        };
        if items[at].concept == Education && items.get(joined).is_some_and(|item| item.concept == Noncommercial) {
            items[at].concept = Filler;
        }
    }
}

/// "Citer deux paragraphes": what is counted is quoted, and no source.
fn settle_counted(items: &mut [ConceptUse]) {
    use TermConcept::{AtMost, Credit, Filler, Number, Quote};
    for at in 0..items.len() {
        let mut behind = items[at + 1..].iter().filter(|item| !matches!(item.concept, AtMost | Filler));
        let counts = behind.next().is_some_and(|item| item.concept == Number)
            && behind.next().is_some_and(|item| is_unit(item) && !is_time(Some(item)));
        let verb = items[at].concept == Credit && items[at].feature.is_none() && items[at].range.len() == 1;
        if verb && counts {
            items[at].concept = Quote;
        }
    }
}

/// "Rules of reprinting: …": where no page is named, what stands behind it are the rules.
fn settle_rules(items: &mut [ConceptUse]) {
    use TermConcept::{Address, Colon, Condition, Licensed, Number, Refer, Semicolon, Terms};
    let [first, colon, rest @ ..] = items else { return };
    let listed = rest.iter().any(|item| item.concept == Semicolon);
    let named = rest.iter().any(|item| matches!(item.concept, Address | Licensed | Number | Refer | Terms));
    if first.concept == Terms && colon.concept == Colon && listed && !named {
        first.concept = Condition;
    }
}

/// "News of the radio station", "with the consent of the radio": whose they are, not where they may be used.
fn settle_stations(items: &mut [ConceptUse]) {
    use TermConcept::{Broadcast, Credit, Filler, Licence, Link, Name, Owner, Permission, Source, Text};
    for at in 1..items.len() {
        if items[at].concept != Broadcast || items[at].range.len() > 1 {
            continue;
        }
        let before = items[..at].iter().rev().find(|item| item.concept != Filler).map(|item| item.concept);
        let named = matches!(before, Some(Credit | Licence | Link | Name | Permission | Source));
        // "Radionun icazəsi", with what is asked behind whom.
        let asked = items.get(at + 1).is_some_and(|next| matches!(next.concept, Licence | Permission));
        if named || asked || items[at - 1].concept == Text {
            items[at].concept = Owner;
        }
    }
}

/// Whether a part is what is counted: of a text, or of time.
fn is_unit(item: &ConceptUse) -> bool {
    use TermConcept::{
        Characters, Days, Fifth, Half, Hours, Months, Paragraphs, Percent, Quarter, Sentences, Tenth, Third, Weeks,
        Words,
    };
    matches!(
        item.concept,
        Characters
            | Days
            | Fifth
            | Half
            | Hours
            | Months
            | Paragraphs
            | Percent
            | Quarter
            | Sentences
            | Tenth
            | Third
            | Weeks
            | Words
    )
}

/// Whether a number is how many of something.
fn is_counted(items: &[ConceptUse], at: usize) -> bool {
    items.get(at + 1).is_some_and(is_unit)
}

/// Whether a part is a length of time.
fn is_time(item: Option<&ConceptUse>) -> bool {
    use TermConcept::{Days, Hours, Months, Weeks};
    item.is_some_and(|item| matches!(item.concept, Days | Hours | Months | Weeks))
}

/// "Photographs: use permitted …": whether a use stands behind the colon, and no name.
fn uses_behind(items: &[ConceptUse], at: usize) -> bool {
    use TermConcept::{Colon, May, Quote, Use};
    let is = |at: usize, wanted: &[TermConcept]| items.get(at).is_some_and(|item| wanted.contains(&item.concept));
    is(at + 1, &[Colon]) && is(at + 2, &[Quote, Use]) && is(at + 3, &[May])
}

/// "Photographs: name the photographer under each": whether it is told behind the colon how they are credited.
fn credits_behind(items: &[ConceptUse], at: usize) -> bool {
    use TermConcept::{Author, Colon, Comma, Credit, Filler, Keep, Logo, Place, PlaceEnd, Show};
    let is = |at: usize, wanted: &[TermConcept]| items.get(at).is_some_and(|item| wanted.contains(&item.concept));
    let names = |item: &ConceptUse| item.concept == Author;
    is(at + 1, &[Colon])
        && (is(at + 2, &[Credit, Show]) || (is(at + 2, &[Filler]) && is(at + 3, &[Credit, Show])))
        && items[at + 2..].iter().any(names)
        && items[at + 2..].iter().any(|item| matches!(item.concept, Comma | Keep | Logo | Place | PlaceEnd))
}

/// "With the credit line of the agency", "with the signature of the editors": with their name, where nothing is quoted.
fn settle_signatures(items: &mut [ConceptUse]) {
    use TermConcept::{Author, Credit, Filler, Light, Literal, Owner, Permission, Proper, Quoted, Source, With};
    let has = |items: &[ConceptUse], concept: TermConcept| items.iter().any(|item| item.concept == concept);
    if has(items, Quoted) || has(items, Permission) {
        return;
    }
    for at in 1..items.len() {
        let named = items[at + 1..].iter().find(|item| !matches!(item.concept, Filler | Light));
        let named = named.is_some_and(|item| matches!(item.concept, Author | Owner | Proper | Source));
        if items[at].concept == Literal && items[at - 1].concept == With && named {
            items[at].concept = Credit;
        }
    }
}

/// "Training is forbidden, as is mining": what is said of the one is said of the other.
fn settle_as(items: &mut [ConceptUse]) {
    use TermConcept::{Ai, And, Comma, Commercial, Filler, Forbid, Mine, Systematic, Translate, Unchanged};
    for at in 2..items.len() {
        let next = items[at + 1..].iter().find(|item| item.concept != Filler);
        let act = next.is_some_and(|item| matches!(item.concept, Ai | Commercial | Mine | Systematic | Translate));
        let told = items[at - 1].concept == Comma && items[at - 2].concept == Forbid;
        if items[at].concept == Unchanged && items[at].range.len() == 2 && told && act {
            items[at].concept = And;
        }
    }
}

/// "Write under it: «…»": what is written there is a credit, and no word to the publisher.
fn settle_captions(items: &mut [ConceptUse]) {
    use TermConcept::{Colon, Contact, Filler, Notify, Place, PlaceEnd, Quoted, Show};
    for at in 0..items.len() {
        if matches!(items[at].concept, Notify | Contact) {
            let light = |item: &&ConceptUse| matches!(item.concept, Filler | Place | PlaceEnd | Colon);
            let behind: Vec<_> = items[at + 1..].iter().take_while(light).map(|item| item.concept).collect();
            let quoted = items.get(at + 1 + behind.len()).is_some_and(|item| item.concept == Quoted);
            let ahead = items[..at].iter().rev().find(|item| item.concept != Filler);
            let ahead = ahead.is_some_and(|item| matches!(item.concept, Place | PlaceEnd));
            if quoted && (ahead || behind.iter().any(|concept| matches!(concept, Place | PlaceEnd))) {
                items[at].concept = Show;
            }
        }
    }
}

/// "The right to use our reports have subscribers only": whoever has the right may.
fn settle_rights(items: &mut [ConceptUse]) {
    use TermConcept::{AllReserved, Breach, Filler, Forbid, Light, Only, Quote, Recipients, Reserved, Rights, Use};
    let has = |items: &[ConceptUse], concept: TermConcept| items.iter().any(|item| item.concept == concept);
    let told = has(items, Only) && has(items, Recipients);
    if !told || [AllReserved, Breach, Forbid].into_iter().any(|it| has(items, it)) {
        return;
    }
    for at in 0..items.len() {
        let is_use = |item: Option<&ConceptUse>| item.is_some_and(|item| matches!(item.concept, Quote | Use));
        let beside = is_use(items.get(at + 1)) || is_use(at.checked_sub(1).and_then(|before| items.get(before)));
        if items[at].concept == Rights && beside {
            items[at].concept = Filler;
            items.iter_mut().filter(|item| item.concept == Reserved).for_each(|item| item.concept = Light);
        }
    }
}

/// "…, the watermark not to be removed", with the "not" before a verb that has no verdict: a ban.
fn settle_marks(items: &mut [ConceptUse]) {
    use TermConcept::{Filler, Forbid, Logo, Not, Remove};
    let mut banned = false;
    for at in 1..items.len() {
        let begin = items[..at].iter().rposition(ends_clause).map_or(0, |end| end + 1);
        let end = items[at..].iter().position(ends_clause).map_or(items.len(), |end| at + end);
        let whole = &items[begin..end];
        let removed = items.get(at + 1).is_some_and(|next| next.concept == Remove && next.feature.is_none());
        let logo = items[begin..at].iter().any(|item| item.concept == Logo);
        if items[at].concept != Not || !removed || !logo {
            continue;
        }
        if !whole.iter().any(item_says_verdict) {
            items[at].concept = Forbid;
        } else if banned {
            items[at].concept = Filler;
        }
        banned |= items[at].concept == Forbid;
    }
}

/// "A quarter of it, with a link in the lead": where something is counted, the lead before a link is where the link stands.
fn settle_lead(items: &mut [ConceptUse]) {
    use TermConcept::{Credit, Filler, Headline, Lead, Link, Owner, Place};
    let counted =
        items.iter().enumerate().any(|(at, item)| is_unit(item) && !is_time(Some(item)) && (at > 0 || items.len() > 1))
            && items.iter().any(|item| item.concept == TermConcept::Number);
    if !counted || items.iter().any(|item| item.concept == Headline) {
        return;
    }
    for at in 0..items.len() {
        let mut behind = items[at + 1..].iter().skip_while(|item| matches!(item.concept, Filler | Owner));
        if items[at].concept == Lead && behind.next().is_some_and(|item| matches!(item.concept, Credit | Link)) {
            items[at].concept = Place;
        }
    }
}

/// "Agency copy is used under a paid licence", and nothing else is named: it is the agency that says so of its own.
fn settle_agency(items: &mut [ConceptUse]) {
    use TermConcept::{Fee, Foreign, NotCovered, Pictures, Text, Use, Video};
    let has = |concept: TermConcept| items.iter().any(|item| item.concept == concept);
    let missing = items.iter().any(|item| matches!(item.concept, TermConcept::Without | TermConcept::Lacking));
    if has(Fee) && has(Use) && !has(NotCovered) && ![Text, Pictures, Video].into_iter().any(has) && !missing {
        items.iter_mut().filter(|item| item.concept == Foreign).for_each(|item| item.concept = Text);
    }
}

/// Words that mean one thing or another by what else the sentence says.
pub(in crate::rights) fn settle(items: &mut [ConceptUse]) {
    settle_sites(items);
    settle_future(items);
    settle_can(items);
    settle_absent(items);
    settle_places(items);
    settle_then(items);
    settle_refused(items);
    settle_counted(items);
    settle_purposes(items);
    settle_rules(items);
    settle_stations(items);
    settle_signatures(items);
    settle_as(items);
    settle_captions(items);
    settle_rights(items);
    settle_marks(items);
    settle_lead(items);
    settle_agency(items);
    let has = |concept: TermConcept, items: &[ConceptUse]| items.iter().any(|item| item.concept == concept);
    let (logo, rights, quoted) =
        (has(TermConcept::Logo, items), has(TermConcept::Rights, items), has(TermConcept::Quoted, items));
    let counted = has(TermConcept::Number, items);
    let left_out = has(TermConcept::NotCovered, items);
    // "Call 000 00 00".
    let called = (has(TermConcept::Contact, items) || has(TermConcept::Inquiry, items)) && !items.iter().any(is_unit);
    // "For consent write to a@b.example, 000 00 00", not "articles of 2015 … to a.example".
    let address = items.iter().position(|item| item.concept == TermConcept::Address);
    let behind = address.filter(|_| has(TermConcept::Permission, items) && !items.iter().any(is_unit));
    // "To republish our work": an invitation where a clause begins, elsewhere what somebody wants.
    let wants = items.iter().enumerate().any(|(at, item)| {
        item.concept == TermConcept::Invite
            && !at.checked_sub(1).is_none_or(|before| begins_clause(items[before].concept))
    });
    let used =
        wants || [TermConcept::Use, TermConcept::Quote, TermConcept::Translate].into_iter().any(|act| has(act, items));
    let works = [TermConcept::Text, TermConcept::Pictures, TermConcept::Video, TermConcept::Audio]
        .into_iter()
        .any(|work| has(work, items));
    // "To reprint it, write to us", "write to us before you reprint it".
    let wanted = wants
        || has(TermConcept::Intention, items)
        || (has(TermConcept::After, items)
            && ![TermConcept::Hours, TermConcept::Days, TermConcept::Weeks, TermConcept::Months]
                .into_iter()
                .any(|unit| has(unit, items)));
    let asked = has(TermConcept::Permission, items) || has(TermConcept::Inquiry, items);
    let rest = has(TermConcept::Rest, items);
    let has_free = has(TermConcept::Free, items);
    let has_fee = has(TermConcept::Fee, items);
    // What the photographs say of themselves is more than whose they are.
    let spoken = items.iter().any(item_says_verdict) || has(TermConcept::Reserved, items);
    // "If you need more than two paragraphs", which elsewhere is the rest.
    let counts = |at: usize| {
        items.get(at + 1).is_some_and(|next| next.concept == TermConcept::Number)
            && items.get(at + 2).is_some_and(is_unit)
    };
    let beyond: Vec<usize> =
        (0..items.len()).filter(|&at| items[at].concept == TermConcept::Rest && counts(at)).collect();
    let light = |concept: TermConcept| {
        matches!(concept, TermConcept::Filler | TermConcept::With | TermConcept::Within | TermConcept::Light)
    };
    // "May not be used before …", not "may be used for no more than 24 hours".
    let says = |concept: TermConcept, feature: Feature, items: &[ConceptUse]| {
        items.iter().any(|item| item.concept == concept || item.feature == Some(feature))
    };
    let banned = says(TermConcept::Forbid, Feature::Forbid, items) && !says(TermConcept::May, Feature::May, items);
    let allowed = says(TermConcept::May, Feature::May, items) || has(TermConcept::Free, items);
    let written = has(TermConcept::Text, items);
    let posted = has(TermConcept::Specimen, items) && has(TermConcept::Colon, items);
    let consent = has(TermConcept::Permission, items)
        && !allowed
        && ![TermConcept::Credit, TermConcept::Link, TermConcept::Source].into_iter().any(|credit| has(credit, items))
        && (has(TermConcept::Only, items) || has(TermConcept::Must, items));
    let sized = [
        TermConcept::Characters,
        TermConcept::Words,
        TermConcept::Sentences,
        TermConcept::Paragraphs,
        TermConcept::Percent,
    ]
    .into_iter()
    .any(|unit| has(unit, items));
    let priced = has_fee && !has_free && !items.iter().any(ends_clause);
    let is_some = |concept: TermConcept| {
        matches!(concept, TermConcept::Personal | TermConcept::Education | TermConcept::Recipients)
    };
    for at in beyond {
        items[at].concept = TermConcept::MoreThan;
    }
    for at in 0..items.len() {
        let next = items.get(at + 1).map(|item| item.concept);
        items[at].concept = match items[at].concept {
            // "Agency reports are an exception; …", with the verb last.
            TermConcept::Except
                if items[..at].iter().any(|item| item.concept == TermConcept::Foreign)
                    && matches!(next, None | Some(TermConcept::Semicolon)) =>
            {
                TermConcept::NotCovered
            }
            // "Photo: …" is a credit, "photographs may not …" are pictures.
            TermConcept::PictureCredit
                if uses_behind(items, at) || credits_behind(items, at) || !matches!(
                    next,
                    Some(TermConcept::Colon | TermConcept::Proper | TermConcept::Quoted | TermConcept::Unknown)
                ) || (spoken && next != Some(TermConcept::Colon))
                    // "Photographs: ask the photographer", "photographs: for a fee".
                    || ((asked || has_fee) && next == Some(TermConcept::Colon))
                    // "Photographs: all rights reserved".
                    || (next == Some(TermConcept::Colon)
                        && items.get(at + 2).is_some_and(|behind| behind.concept == TermConcept::AllReserved)) =>
            {
                TermConcept::Pictures
            }
            TermConcept::Contact if used && (asked || has_fee) => TermConcept::Filler,
            // "This does not cover photographs; ask the photographer".
            TermConcept::Contact if left_out && !used => TermConcept::Filler,
            // "For anything longer, write to us".
            TermConcept::Contact if used && (wanted || rest) => TermConcept::Permission,
            TermConcept::Contact if used => TermConcept::Notify,
            TermConcept::Contact if !asked => TermConcept::Refer,
            TermConcept::Intention => TermConcept::Filler,
            // "Send a copy to: 390000, P.O. box 17".
            TermConcept::Number if posted && !is_counted(items, at) => TermConcept::Filler,
            TermConcept::Number if called || behind.is_some_and(|address| at > address) => TermConcept::Filler,
            // "Ask us first."
            TermConcept::First if next.is_none_or(|next| begins_clause(next) || next == TermConcept::And) => {
                TermConcept::Filler
            }
            // "Articles of the archive may be used for a fee".
            TermConcept::Withheld if written && priced => TermConcept::Text,
            // "News and exclusive reports may not be copied": they are some of the works that may not.
            // "Articles of the archive cost something".
            TermConcept::Withheld if written && ((banned && !has_free) || consent || (has_fee && !allowed)) => {
                TermConcept::Text
            }
            TermConcept::Withheld => TermConcept::Strange,
            TermConcept::Learners if works || (used && spoken) => TermConcept::Education,
            TermConcept::Learners => TermConcept::Prose,
            TermConcept::Pictures
                if at == 0
                    && !asked
                    && !has_fee
                    && next == Some(TermConcept::Colon)
                    && !uses_behind(items, at)
                    && !credits_behind(items, at) =>
            {
                TermConcept::PictureCredit
            }
            // "Restricted to members".
            TermConcept::AtMost
                if items[at + 1..]
                    .iter()
                    .find(|item| !light(item.concept))
                    .is_some_and(|item| item.concept == TermConcept::Recipients) =>
            {
                TermConcept::Only
            }
            // "Up to 300 characters" begins in some languages as "without" does.
            TermConcept::Without
                if matches!(
                    next,
                    Some(
                        TermConcept::Number
                            | TermConcept::Half
                            | TermConcept::Third
                            | TermConcept::Quarter
                            | TermConcept::Fifth
                            | TermConcept::Tenth
                    )
                ) =>
            {
                TermConcept::AtMost
            }
            // "Before 24 hours are over": beside a time, what is not more is not yet over.
            TermConcept::AtMost
                if !sized && banned && is_time(items[..at].iter().rev().find(|item| !light(item.concept))) =>
            {
                TermConcept::After
            }
            // "Up to 200 words" begins in some languages as "until" does.
            TermConcept::After if next == Some(TermConcept::Number) && sized => TermConcept::AtMost,
            TermConcept::Keep if !logo && rights => TermConcept::Reserved,
            // "Republish our …" invites where a clause begins; elsewhere it is the act.
            TermConcept::Invite if !at.checked_sub(1).is_none_or(|before| begins_clause(items[before].concept)) => {
                TermConcept::Use
            }
            // "Reserved for subscribers", "abunəçilər üçün saxlanılır".
            TermConcept::Reserved
                if !rights
                    && (items[at + 1..].iter().find(|item| !light(item.concept)))
                        .into_iter()
                        .chain(items[..at].iter().rev().find(|item| !light(item.concept)))
                        .any(|item| is_some(item.concept)) =>
            {
                TermConcept::Only
            }
            // "Republish the words": what is not counted is not a number of words.
            TermConcept::Words if !quoted && !counted => TermConcept::Text,
            // "With the signature of the author".
            TermConcept::Literal
                if !quoted
                    && at.checked_sub(1).is_some_and(|before| items[before].concept == TermConcept::With)
                    && items[at + 1..]
                        .iter()
                        .find(|item| !light(item.concept))
                        .is_some_and(|item| item.concept == TermConcept::Author) =>
            {
                TermConcept::Credit
            }
            TermConcept::Literal if !quoted => TermConcept::Filler,
            other => other,
        };
    }
}
