//! One property of an item: its words, its name, its code, and which of several is in the article's language.

use super::tree::SourceElement;
use crate::assemble::StatedValue;
use crate::model::{Language, Origin};

/// The language that is preferred where a property is stated in several.
#[derive(Debug, Clone, Copy)]
pub(super) struct Preferred<'a>(pub(super) Option<&'a Language>);

impl Preferred<'_> {
    /// The best of some elements: in the language, else in none that is named, else the first.
    pub(super) fn of<'e>(self, elements: impl Iterator<Item = &'e SourceElement>) -> Option<&'e SourceElement> {
        let elements: Vec<&SourceElement> = elements.filter(|element| element.text().is_some()).collect();
        let primary = self.0.map(Language::primary);
        let stated = |element: &SourceElement| element.language().and_then(Language::parse);
        let same =
            |element: &&&SourceElement| stated(element).is_some_and(|language| Some(language.primary()) == primary);
        let unnamed = |element: &&&SourceElement| stated(element).is_none();
        elements.iter().find(same).or_else(|| elements.iter().find(unnamed)).or(elements.first()).copied()
    }
}

/// The words of an element as a value.
pub(super) fn value(element: &SourceElement) -> Option<StatedValue> {
    let mut value = StatedValue::new(element.text()?, element.place(), Origin::Metadata);
    value.language = element.language().and_then(Language::parse);
    Some(value)
}

/// The vocabulary of providers.
const PROVIDERS: &str = "http://cv.iptc.org/newscodes/newsprovider/";

/// What a party, or any concept, is called: by its name, else by the literal, else by a code of the vocabulary of
/// providers, whose codes are names ("nprov:dpa").
pub(super) fn name(element: &SourceElement, language: Preferred<'_>) -> Option<StatedValue> {
    let codes = ["nrol:mnemonic", "nrol:short"];
    let full = element.named("name").filter(|name| !name.attribute("role").is_some_and(|role| codes.contains(&role)));
    if let Some(name) = language.of(full).or_else(|| language.of(element.named("name"))) {
        return Some(StatedValue::new(name.text()?, name.place(), Origin::Metadata));
    }
    let code = element.attribute("qcode").and_then(|code| code.strip_prefix("nprov:"));
    let code = code.or_else(|| element.attribute("uri").and_then(|uri| uri.strip_prefix(PROVIDERS)));
    // A literal that refers to an assertion is no name; one with spaces or capitals is.
    let literal = element.attribute("literal").filter(|literal| literal.chars().any(char::is_alphabetic));
    Some(StatedValue::new(literal.or(code)?, element.span, Origin::Metadata))
}

/// The part of a code behind its scheme: `text` of `ninat:text`.
pub(super) fn code(element: &SourceElement) -> Option<&str> {
    let code = element.attribute("qcode").or_else(|| element.attribute("uri"))?;
    code.rsplit([':', '/', '#']).next()
}
