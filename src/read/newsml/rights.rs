//! `rightsInfo`: under which terms the article may be used.
//!
//! What is stated for parts of the item alone (`idrefs`) holds for pictures where those parts are none of the words.
//! Terms are kept in every language in which they are stated, the article's first; a notice is taken in one.

use super::property::{self, Preferred};
use super::tree::SourceElement;
use crate::assemble::{StatedKey, StatedValue, StatedValues};
use crate::diagnostic::{Code, Diagnostic};
use crate::iri;
use crate::language::fold::fold;
use crate::model::{Language, Origin};
use crate::rights::recognise;
use crate::source::Span;

/// Reads what an item says of its rights. `rendition` is the identity of the rendition that was chosen.
pub(super) fn read(
    item: &SourceElement,
    rendition: Option<&str>,
    language: Option<&Language>,
    values: &mut StatedValues,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let preferred = Preferred(language);
    for info in item.named("rightsInfo") {
        let parts: Vec<&str> = info.attribute("idrefs").map(|ids| ids.split_whitespace().collect()).unwrap_or_default();
        let is_of_words = parts.is_empty() || rendition.is_some_and(|id| parts.contains(&id));
        // What holds for the metadata alone does not hold for the article.
        let is_of_content = info
            .attribute("scope")
            .is_none_or(|scopes| scopes.split_whitespace().any(|scope| scope.ends_with(":content")));
        if !is_of_content {
            continue;
        }
        if !is_of_words {
            for terms in terms(info, language) {
                values.push(StatedKey::PictureTerms, terms);
            }
            continue;
        }
        let holders: Vec<&SourceElement> = info.named("copyrightHolder").collect();
        for holder in &holders {
            match property::name(holder, preferred) {
                Some(name) => values.push(StatedKey::Holder, name),
                None => {
                    let message = "the holder of the copyright has no name: an identifier alone is not taken for one";
                    diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(holder.span));
                }
            }
        }
        let notices: Vec<&SourceElement> =
            info.named("copyrightNotice").filter(|notice| notice.text().is_some()).collect();
        if let Some(notice) = preferred.of(notices.iter().copied())
            && let Some(value) = property::value(notice)
        {
            values.push(StatedKey::Notice, value);
            if notices.len() > 1 {
                let message = "the copyright notice is stated in several languages: one of them was taken";
                let other = notices.iter().find(|other| other.span != notice.span);
                diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(other.map(|other| other.place())));
            }
        }
        for terms in terms(info, language) {
            values.push(StatedKey::Terms, terms);
        }
        pages(info, values, diagnostics);
        left_out(info, diagnostics);
        for element in info.named("usageTerms") {
            links(element, diagnostics);
            let address = element.text().and_then(|text| address_in(&text));
            values.push_some(
                StatedKey::TermsPage,
                address.map(|href| StatedValue::new(href, element.place(), Origin::Metadata)),
            );
        }
    }
    let notes = item.named("itemMeta").flat_map(|meta| meta.named("edNote"));
    for (text, note) in notes.filter_map(|note| Some((note.text()?, note))) {
        restrictions(&text, note.place(), language, values);
    }
}

/// The page of terms: the first of those that are stated; the others are said.
fn pages(info: &SourceElement, values: &mut StatedValues, diagnostics: &mut Vec<Diagnostic>) {
    let stated = info.named("usageTerms").chain(info.named("copyrightNotice"));
    let stated = stated.filter_map(|element| element.attribute("href").map(|href| (href, element.span)));
    let mut first: Option<&str> = None;
    for (href, span) in stated.filter(|(href, _)| iri::web(href).is_some()) {
        if *first.get_or_insert(href) == href {
            values.push(StatedKey::TermsPage, StatedValue::new(href, span, Origin::Metadata));
        } else {
            let message = format!("another page of terms is left out: {href}");
            diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(span));
        }
    }
}

/// Names what else is said of the rights: it has no place in the files.
fn left_out(info: &SourceElement, diagnostics: &mut Vec<Diagnostic>) {
    let says = |element: &SourceElement| {
        let stated = ["literal", "uri", "qcode", "value", "href"].into_iter().find_map(|name| element.attribute(name));
        element.text().or_else(|| stated.map(str::to_owned))
    };
    let limits = ["validfrom", "validto", "geo"].into_iter();
    let mut others: Vec<String> = limits.filter_map(|name| Some(format!("{name} {}", info.attribute(name)?))).collect();
    let unread = info.elements().filter(|element| !READ.contains(&element.name.as_str()));
    others.extend(unread.filter_map(|element| match element.name.as_str() {
        "rightsExpressionData" | "rightsExpressionXML" => Some("the rights for machines".to_owned()),
        name => Some(format!("{name} {:?}", says(element)?)),
    }));
    if !others.is_empty() {
        let message =
            format!("what is said of the rights and has no place in the files is left out: {}", others.join(", "));
        diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(info.span));
    }
}

/// What is read of the rights.
const READ: &[&str] = &["copyrightHolder", "copyrightNotice", "usageTerms"];

/// What editors say of terms: a restriction is a term, and the address in it the page of terms.
pub(super) fn restrictions(note: &str, span: Span, language: Option<&Language>, values: &mut StatedValues) {
    let undetermined = Language::undetermined();
    let language = language.unwrap_or(&undetermined);
    for line in note.lines().map(str::trim).filter(|line| line.chars().count() <= LONGEST_RESTRICTION) {
        let folded = fold(line);
        let is_restriction = RESTRICTIONS.iter().any(|word| folded.starts_with(word));
        let is_term = !recognise::recognise(line, language).meanings.is_empty();
        if is_restriction || is_term {
            values.push(StatedKey::Terms, StatedValue::new(line, span, Origin::Metadata));
            let address = address_in(line).map(|href| StatedValue::new(href, span, Origin::Metadata));
            values.push_some(StatedKey::TermsPage, address);
        }
    }
}

/// The longest restriction in a note, in characters.
const LONGEST_RESTRICTION: usize = 500;
/// How lines of restrictions begin, folded.
const RESTRICTIONS: &[&str] = &[
    "restriction",
    "editorial restriction",
    "usage restriction",
    "terms of use",
    "usage terms",
    "not for use",
    "nutzungsbe",
    "məhdudiyyət",
    "istifadə şərtləri",
    "kısıtlama",
    "kullanım koşulları",
    "ограничения",
    "условия использования",
];

/// The first web address that stands in some words.
fn address_in(text: &str) -> Option<String> {
    let is_address = |word: &&str| word.starts_with("https://") || word.starts_with("http://");
    let word =
        text.split(|character: char| character.is_whitespace() || "<>()[]\"".contains(character)).find(is_address)?;
    iri::web(word.trim_end_matches(['.', ',', ';', ':', '!', '?']))
}

/// Says where links in terms lead: the words of a term are kept without them.
fn links(terms: &SourceElement, diagnostics: &mut Vec<Diagnostic>) {
    for child in terms.elements() {
        if let Some(href) = child.attribute("href").filter(|_| child.name == "a") {
            let message = format!("a link in the terms is kept as its words: it leads to {href:?}");
            diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(child.place()));
        }
        links(child, diagnostics);
    }
}

/// The usage terms, those in the article's language first.
fn terms(info: &SourceElement, language: Option<&Language>) -> Vec<StatedValue> {
    let mut terms: Vec<StatedValue> = info.named("usageTerms").filter_map(property::value).collect();
    let primary = language.map(Language::primary);
    terms.sort_by_key(|value| value.language.as_ref().is_some_and(|stated| Some(stated.primary()) != primary));
    terms
}
