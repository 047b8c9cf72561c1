//! What is said of the item that an article was delivered in: loudly that it may not be used, or not yet.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::walk::plain_text;
use crate::model::{Delivery, Origin, Status, Terms};

/// Takes the lines that are terms out of what editors said to editors: they stand among the terms, and nothing stands
/// twice.
pub(super) fn part_from_terms(delivery: &mut Delivery, terms: &Terms) {
    let Terms::Stated(terms) = terms else { return };
    let terms: BTreeSet<String> = terms.iter().map(|term| plain_text(&term.content)).collect();
    delivery.notes.retain_mut(|note| {
        let (said, others): (Vec<&str>, Vec<&str>) = note.value.lines().partition(|line| terms.contains(line.trim()));
        if !said.is_empty() {
            note.value = others.join("\n").trim().to_owned();
        }
        !note.value.is_empty()
    });
}

/// Says what keeps the article from being used.
pub(super) fn report(delivery: &Delivery, diagnostics: &mut Vec<Diagnostic>) {
    let mut halted = |what: String, span, hint: &str| {
        diagnostics.push(Diagnostic::new(Code::PublicationHalted, what).at(span).with_hint(hint));
    };
    if let Some(status) = &delivery.status {
        let what = match status.value {
            Status::Usable => None,
            Status::Canceled => Some("has been cancelled by its provider: it must no longer be used"),
            Status::Withheld => Some("is withheld by its provider: it must not be used until that is lifted"),
        };
        if let Some(what) = what {
            halted(format!("the article {what}"), status.span, "ask the provider before you use it in any form");
        }
    }
    // What was taken from a time of release alone is an embargo only until that time: who knows the present says so.
    if let Some(embargo) = delivery.embargo.as_ref().filter(|embargo| embargo.origin != Origin::Guess) {
        let until = embargo.value.until.map_or("without a date".to_owned(), |time| format!("until {time}"));
        halted(format!("the article is under embargo {until}"), embargo.span, "it must not be published before");
    }
    if let Some(expires) = &delivery.expires {
        let what = format!("the article must not be used after {}", expires.value);
        halted(what, expires.span, "its provider sets this time; ask before you use it later");
    }
}
