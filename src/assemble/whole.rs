//! An article that its input holds whole: a file of ours, read back. Nothing has to be found in it.
//!
//! 1. options go before what the file says, and a conflict is reported;
//! 2. what is still missing is taken from the publisher's profile, or counted from the time of saving;
//! 3. unmet duties are said.

use super::metadata::{agree, counted, organisation, settle, web_address};
use super::stated::{Form, StatedValues};
use super::{delivery, duties};
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::language::fold::fold;
use crate::language::relative;
use crate::model::{Document, Origin, PhotoPermission, Sourced, Terms, TermsPage};
use crate::options::ReadOptions;
use crate::remedy::Setting;

/// Completes a document that was read as a whole.
pub(crate) fn whole(
    options: &ReadOptions,
    mut document: Document,
    mut diagnostics: Vec<Diagnostic>,
) -> Outcome<Document> {
    let mut values = StatedValues::default();
    values.form = Form::Item;
    metadata(options, &values, &mut document, &mut diagnostics);
    rights(options, &mut document, &mut diagnostics);
    duties::report(&document, values.form, &mut diagnostics);
    delivery::report(&document.metadata.delivery, &mut diagnostics);
    Outcome::new(document, diagnostics)
}

fn said<T>(value: Option<T>) -> Option<Sourced<T>> {
    value.map(|value| Sourced::new(value, None, Origin::Option))
}

fn metadata(options: &ReadOptions, values: &StatedValues, document: &mut Document, diagnostics: &mut Vec<Diagnostic>) {
    let metadata = &mut document.metadata;
    if let Some(language) = said(options.language.clone()) {
        let stated = metadata.language.clone();
        metadata.language =
            settle("language", Some(language), Some(stated.clone()), |left, right| left == right, diagnostics)
                .unwrap_or(stated);
    }
    let address = web_address(options.source_url.as_deref(), None, "address of the article", diagnostics);
    let stated = metadata.address.take();
    metadata.address = settle("address of the article", address, stated, |left, right| left == right, diagnostics);
    let stated = metadata.saved_at.take();
    metadata.saved_at =
        settle("time of saving", said(options.saved_at), stated, |left, right| agree(*left, *right), diagnostics);
    if options.record.is_some() {
        metadata.record.clone_from(&options.record);
    }
    let same = |left: &_, right: &_| agree(*left, *right);
    let stated = metadata.published.take();
    metadata.published = settle("time of publication", said(options.published), stated, same, diagnostics);
    if metadata.published.is_none() {
        let relative = metadata.relative_time.as_ref().and_then(|text| Some((relative::relative(&text.value)?, text)));
        metadata.published = counted(relative, metadata.saved_at.as_ref().map(|slot| slot.value), values, diagnostics);
    }
    let name = |name: &String| Sourced::new(name.clone(), None, Origin::Option);
    if let Some(option) = options.publisher.as_ref().map(name) {
        let stated =
            metadata.publisher.as_ref().map(|slot| Sourced::new(slot.value.name.clone(), slot.span, slot.origin));
        let same = |left: &String, right: &String| fold(left) == fold(right);
        let publisher = settle("publisher", Some(option), stated, same, diagnostics);
        metadata.publisher = publisher.map(|name| organisation(options, name));
    }
    if metadata.publisher.is_none() {
        diagnostics.push(
            Diagnostic::new(Code::PublisherMissing, "nothing says who published the article")
                .with_hint(values.hint("publisher", Setting::Publisher)),
        );
    }
}

fn rights(options: &ReadOptions, document: &mut Document, diagnostics: &mut Vec<Diagnostic>) {
    let Document { metadata, rights, .. } = document;
    if let Some(reference) = options.photo_permission.clone() {
        rights.photo_permission = Some(PhotoPermission { reference });
    }
    let profile = metadata.publisher.as_ref().and_then(|slot| options.publishers.find(&slot.value.name));
    if let Some(profile) = profile
        && matches!(rights.terms, Terms::NotStated)
    {
        let terms = duties::of_profile(profile, &metadata.language.value, diagnostics);
        if !terms.is_empty() {
            rights.terms = Terms::Stated(terms);
        }
    }
    let TermsPage { address: stated, label, span } =
        rights.terms_page.take().unwrap_or(TermsPage { address: None, label: String::new(), span: None });
    let option = web_address(options.terms_url.as_deref(), None, "address of the terms", diagnostics);
    let address = settle("address of the terms", option, stated, |left, right| left == right, diagnostics);
    let profile = profile.and_then(|profile| profile.terms_page.as_deref());
    rights.terms_page = duties::page(TermsPage { address, label, span }, None, profile, diagnostics);
}
