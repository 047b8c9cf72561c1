//! What is said of the item that an article was delivered in: loudly that it may not be used, or not yet.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::walk::plain_text;
use crate::model::{Delivery, Origin, Status, Terms};

/// Takes what is a term out of what editors said to editors, lines and sentences: it stands among the terms, and nothing
/// stands twice.
pub(super) fn part_from_terms(delivery: &mut Delivery, terms: &Terms) {
    let Terms::Stated(terms) = terms else { return };
    let terms: BTreeSet<String> = terms.iter().map(|term| plain_text(&term.content)).collect();
    delivery.notes.retain_mut(|note| {
        let without = |line: &str| {
            let mut line = line.trim().to_owned();
            for term in terms.iter().filter(|term| !term.is_empty()) {
                if let Some(at) = line.find(term.as_str()) {
                    let (before, behind) = (line[..at].trim_end(), line[at + term.len()..].trim_start());
                    line = [before, behind].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
                }
            }
            line
        };
        if terms.iter().any(|term| !term.is_empty() && note.value.contains(term.as_str())) {
            let lines = note.value.lines().map(without).filter(|line| !line.is_empty());
            note.value = lines.collect::<Vec<_>>().join("\n");
        }
        !note.value.is_empty()
    });
}

/// Says what keeps the article from being used.
pub(super) fn report(delivery: &Delivery, diagnostics: &mut Vec<Diagnostic>) {
    let mut halted = |what: String, span, hint: &str| {
        diagnostics.push(Diagnostic::new(Code::PublicationHalted, what).at(span).with_hint(hint));
    };
    // Whoever read it out of words has said so.
    if let Some(status) = delivery.status.as_ref().filter(|status| status.origin != Origin::Guess) {
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
