//! `rightsInfo`: under which terms the article may be used.
//!
//! What is stated for parts of the item alone (`idrefs`) holds for pictures where those parts are none of the words.
//! Terms are kept in every language in which they are stated, the article's first; a notice is taken in one.

use std::ops::Range;

use super::property::{self, Preferred};
use super::tree::SourceElement;
use crate::assemble::{StatedKey, StatedValue, StatedValues};
use crate::diagnostic::{Code, Diagnostic};
use crate::iri;
use crate::language::fold::fold;
use crate::model::{Language, Origin};
use crate::rights::recognise;
use crate::source::Span;
use crate::text::is_longer_than;

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
            for terms in terms(info, language).into_iter().chain(limit(info)).chain(data_mining(info)) {
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
        for terms in terms(info, language).into_iter().chain(data_mining(info)) {
            values.push(StatedKey::Terms, terms);
        }
        values.push_some(StatedKey::Limit, limit(info));
        pages(info, values, diagnostics);
        left_out(info, diagnostics);
        info.named("usageTerms").for_each(|element| links(element, diagnostics));
    }
    let notes = item.named("itemMeta").flat_map(|meta| meta.named("edNote"));
    for (text, note) in notes.filter_map(|note| Some((note.lines()?, note))) {
        restrictions(&text, note.place(), language, values);
    }
}

/// The terms and limits of another item that hold for an article too: they grant nothing of it.
pub(super) fn limits(item: &SourceElement) -> StatedValues {
    let mut values = StatedValues::default();
    for info in item.named("rightsInfo") {
        for limit in terms(info, None).into_iter().chain(limit(info)).chain(data_mining(info)) {
            values.push(StatedKey::Limit, limit);
        }
    }
    values
}

/// What limits the rights and is not said in words: for how long and where they hold, and the rights for machines. What is
/// not read of it may forbid anything.
fn limit(info: &SourceElement) -> Option<StatedValue> {
    let stated = ["validfrom", "validto", "geo"].into_iter();
    let mut limits: Vec<String> = stated.filter_map(|name| Some(format!("{name} {}", info.attribute(name)?))).collect();
    for element in info.elements().filter(|element| EXPRESSIONS.contains(&element.name.as_str())) {
        limits.push(
            [Some(element.name.as_str()), element.attribute("langid")]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
        );
    }
    let text = format!("rightsInfo: {}", limits.join(", "));
    (!limits.is_empty()).then(|| StatedValue::new(text, info.span, Origin::Metadata))
}

/// What machines are told of mining (`dataMining`, by the vocabulary of PLUS), each as it is named.
fn data_mining(info: &SourceElement) -> Vec<StatedValue> {
    let named = info.named("dataMining").filter_map(|element| {
        let stated = ["uri", "qcode", "literal"].into_iter().find_map(|name| element.attribute(name));
        let value = stated.map(str::to_owned).or_else(|| element.text())?;
        Some(StatedValue::new(format!("dataMining: {value}"), element.place(), Origin::Metadata))
    });
    named.collect()
}

/// The elements that hold the rights for machines.
const EXPRESSIONS: &[&str] = &["rightsExpressionData", "rightsExpressionXML"];

/// The page of terms: the first of those that are stated, an address in the terms before that of the notice; the others
/// are said.
fn pages(info: &SourceElement, values: &mut StatedValues, diagnostics: &mut Vec<Diagnostic>) {
    let stated = |name: &'static str| {
        let elements = info.named(name);
        elements.filter_map(|element| Some((element.attribute("href")?.to_owned(), element.span)))
    };
    let in_words =
        info.named("usageTerms").filter_map(|element| Some((address_in(&element.text()?)?, element.place())));
    let all = stated("usageTerms").chain(in_words).chain(stated("copyrightNotice"));
    let mut first: Option<String> = None;
    for (href, span) in all.filter(|(href, _)| iri::web(href).is_some()) {
        if *first.get_or_insert_with(|| href.clone()) == href {
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
    let unread = info.elements().filter(|element| !READ.contains(&element.name.as_str()));
    let others: Vec<String> =
        unread.filter_map(|element| Some(format!("{} {:?}", element.name, says(element)?))).collect();
    if !others.is_empty() {
        let message =
            format!("what is said of the rights and has no place in the files is left out: {}", others.join(", "));
        diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(info.span));
    }
}

/// What is read of the rights.
const READ: &[&str] =
    &["copyrightHolder", "copyrightNotice", "usageTerms", "dataMining", "rightsExpressionData", "rightsExpressionXML"];

/// What editors say of terms: sentences that restrict are a term, and the address in them is the page of terms.
pub(super) fn restrictions(note: &str, span: Span, language: Option<&Language>, values: &mut StatedValues) {
    let undetermined = Language::undetermined();
    let language = language.unwrap_or(&undetermined);
    for line in note.lines().map(str::trim) {
        for words in restricting(line, language) {
            // "SWEDEN OUT" excludes whom it names: what that is, no table knows.
            let key = if ends_in_out(words) { StatedKey::Limit } else { StatedKey::Terms };
            values.push(key, StatedValue::new(words, span, Origin::Metadata));
            let address = address_in(words).map(|href| StatedValue::new(href, span, Origin::Metadata));
            values.push_some(StatedKey::TermsPage, address);
        }
    }
}

/// The runs of sentences of a line that restrict: of a line that begins so all of them.
fn restricting<'t>(line: &'t str, language: &Language) -> Vec<&'t str> {
    let begins = |words: &str| {
        let folded = fold(words);
        RESTRICTIONS.iter().any(|start| folded.starts_with(start)) || ends_in_out(words)
    };
    if begins(line) && !is_longer_than(line, LONGEST_RESTRICTION) {
        return vec![line];
    }
    let start = |words: &str| words.as_ptr() as usize - line.as_ptr() as usize;
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    for words in recognise::sentences(line) {
        let restricts = !is_longer_than(words, LONGEST_RESTRICTION)
            && (begins(words) || recognise::recognise(words, language).speaks_of_terms());
        let end = start(words) + words.len();
        match runs.last_mut() {
            Some(run) if restricts && goes_on => run.end = end,
            _ if restricts => runs.push(start(words)..end),
            _ => {}
        }
        goes_on = restricts;
    }
    runs.into_iter().map(|run| &line[run]).collect()
}

/// Whether words exclude somebody as agencies write it: "SWEDEN OUT".
fn ends_in_out(words: &str) -> bool {
    let is_end = |word: &str| word.trim_end_matches([',', ';', '.', '/', '!', '-']) == "OUT";
    words.split_whitespace().skip(1).any(is_end)
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
    "not for sale",
    "not for archiv",
    "no archiv",
    "no sale",
    "no resale",
    "no third part",
    "no internet",
    "no use ",
    "no mag",
    "editorial use only",
    "for editorial use",
    "mandatory credit",
    "one-time use",
    "one time use",
    "nur zur redaktionellen",
    "keine archiv",
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

/// What holds for a picture that is an item of its own: its terms and limits, where the article does not say the same.
pub(super) fn of_picture(item: &SourceElement, article: &SourceElement) -> Vec<StatedValue> {
    let all = |item: &SourceElement| {
        let infos = item.named("rightsInfo");
        infos
            .flat_map(|info| terms(info, None).into_iter().chain(limit(info)).chain(data_mining(info)))
            .collect::<Vec<_>>()
    };
    let known = all(article);
    let of_item = item.named("itemMeta").flat_map(|meta| meta.named("edNote")).flat_map(|note| {
        let mut said = StatedValues::default();
        restrictions(&note.lines().unwrap_or_default(), note.place(), None, &mut said);
        [StatedKey::Terms, StatedKey::Limit].iter().flat_map(|key| said.all(*key).cloned()).collect::<Vec<_>>()
    });
    let mut found = all(item);
    found.extend(of_item);
    found.retain(|value| !known.iter().any(|known| known.text == value.text));
    found
}

/// The usage terms, those in the article's language first.
fn terms(info: &SourceElement, language: Option<&Language>) -> Vec<StatedValue> {
    let mut terms: Vec<StatedValue> = info.named("usageTerms").filter_map(property::value).collect();
    let primary = language.map(Language::primary);
    terms.sort_by_key(|value| value.language.as_ref().is_some_and(|stated| Some(stated.primary()) != primary));
    terms
}
