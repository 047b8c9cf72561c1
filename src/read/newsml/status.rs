//! Whether an article may be used, where no vocabulary knows the status that is stated for it, and where several items
//! state one.
//!
//! What is not known to be usable is not said to be.

use crate::diagnostic::{Code, Diagnostic};
use crate::language::fold::fold;
use crate::model::{Delivery, Embargo, Origin, Sourced, Status};
use crate::source::Span;

/// Names of a status, folded, under which an article must not be used again; the vocabularies of IPTC have one of them.
const CANCELED: &[&str] = &[
    "killed",
    "kill",
    "withdrawn",
    "withdraw",
    "retracted",
    "retract",
    "recalled",
    "recall",
    "deleted",
    "delete",
    "annulled",
    "annul",
    "cancel",
];

/// The status of a name. One that is not known is taken for withheld; of an embargo the name says no end.
pub(super) fn take(name: &str, span: Span, delivery: &mut Delivery, diagnostics: &mut Vec<Diagnostic>) {
    let folded = fold(name.trim());
    if folded.is_empty() {
        return;
    }
    if folded.contains("embargo") {
        let embargo = Sourced::new(Embargo { until: None }, Some(span), Origin::Metadata);
        delivery.embargo.get_or_insert(embargo);
        return;
    }
    let is_canceled = || CANCELED.contains(&folded.as_str()).then_some(Status::Canceled);
    let status = Status::parse(name).or_else(is_canceled).unwrap_or_else(|| {
        let message = format!("the status {name:?} is none that is known: the article is taken for withheld");
        diagnostics.push(Diagnostic::new(Code::SlotGuessed, message).at(span));
        Status::Withheld
    });
    // Of several the one that allows least.
    if delivery.status.as_ref().is_none_or(|known| known.value < status) {
        delivery.status = Some(Sourced::new(status, Some(span), Origin::Metadata));
    }
}

/// Whether a name is of a status under which an article must not be used.
pub(super) fn halts(name: &str) -> bool {
    let folded = fold(name.trim());
    let known = Status::parse(name).is_some_and(|status| status != Status::Usable);
    known || CANCELED.contains(&folded.as_str()) || folded.contains("embargo")
}

/// Adds what another item says of whether the article may be used: of two the one that allows less.
pub(super) fn add(delivery: &mut Delivery, other: Delivery) {
    if let Some(status) = other.status
        && delivery.status.as_ref().is_none_or(|known| known.value < status.value)
    {
        delivery.status = Some(status);
    }
    let end = |embargo: &Sourced<Embargo>| embargo.value.until.map_or(i64::MAX, |until| until.latest().to_unix());
    if let Some(embargo) = other.embargo
        && delivery.embargo.as_ref().is_none_or(|known| end(known) < end(&embargo))
    {
        delivery.embargo = Some(embargo);
    }
    if let Some(expires) = other.expires
        && delivery.expires.as_ref().is_none_or(|known| expires.value.to_unix() < known.value.to_unix())
    {
        delivery.expires = Some(expires);
    }
}
