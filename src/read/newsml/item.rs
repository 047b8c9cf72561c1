//! What a news item states of its article: `itemMeta` and `contentMeta`.
//!
//! 1. every property that the model has a slot for becomes a value; of several languages the article's is taken;
//! 2. whoever provides the item is not its author: only `by`, and creators that are persons by their type or by the
//!    byline, are;
//! 3. what it says to newsrooms alone is the [delivery](super::delivery);
//! 4. what has no slot is named in one note.

use super::delivery;
use super::property::{Preferred, name, value};
use super::tree::{SourceElement, Vocabulary};
use crate::assemble::person_names;
use crate::assemble::{EditorsWords, StatedKey, StatedValue, StatedValues};
use crate::diagnostic::{Code, Diagnostic};
use crate::iri;
use crate::language::dates;
use crate::language::fold::fold;
use crate::model::{Delivery, Language, Origin};
use crate::source::Span;

/// What an item states.
#[derive(Debug, Default)]
pub(super) struct ItemStatements {
    pub(super) values: StatedValues,
    pub(super) delivery: Delivery,
    pub(super) headline: Option<StatedValue>,
    /// Headlines below the headline.
    pub(super) subheadlines: Vec<StatedValue>,
    /// Bylines, verbatim.
    pub(super) bylines: Vec<StatedValue>,
    /// Place and time, verbatim.
    pub(super) dateline: Option<StatedValue>,
    /// What editors say that no file shows.
    pub(super) editors: EditorsWords,
    /// Creators of no stated type: whom a byline names is an author.
    creators: Vec<StatedValue>,
}

/// The properties that are read here or elsewhere, or say nothing about an article.
const KNOWN: &[&str] = &[
    "itemClass",
    "provider",
    "versionCreated",
    "firstCreated",
    "embargoed",
    "pubStatus",
    "generator",
    "profile",
    "fileName",
    "hash",
    "title",
    "edNote",
    "link",
    "contentCreated",
    "contentModified",
    "infoSource",
    "creator",
    "altId",
    "language",
    "keyword",
    "subject",
    "headline",
    "dateline",
    "by",
    "description",
    "icon",
    "role",
    "service",
    "memberOf",
    "instanceOf",
    "signal",
    "itemMetaExtProperty",
    "contentMetaExtProperty",
    "expires",
    "urgency",
    "slugline",
    "genre",
    "creditline",
    "contributor",
];
/// Reads what an item states.
pub(super) fn read(
    item: &SourceElement,
    language: Option<&Language>,
    diagnostics: &mut Vec<Diagnostic>,
) -> ItemStatements {
    let mut said = ItemStatements::default();
    let language = Preferred(language);
    if let Some(meta) = item.first("itemMeta") {
        item_meta(meta, language, &mut said);
    }
    if let Some(meta) = item.first("contentMeta") {
        content_meta(meta, language, &mut said, diagnostics);
    }
    let both = || item.named("itemMeta").chain(item.named("contentMeta"));
    times(item, &mut said, diagnostics);
    said.delivery = delivery::read(item, language, diagnostics);
    publisher(item, language, &mut said, diagnostics);
    authors(&mut said, diagnostics);
    left_out(both().flat_map(SourceElement::elements), diagnostics);
    said
}

fn item_meta(meta: &SourceElement, language: Preferred<'_>, said: &mut ItemStatements) {
    if let Some(title) = language.of(meta.named("title")).and_then(value) {
        said.values.push(StatedKey::Title, title);
    }
    for link in meta.named("link").filter(|link| link.attribute("rel") == Some("irel:derivedFrom")) {
        let is_page = link.attribute("contenttype").is_none_or(|kind| kind.contains("html"));
        if let Some(href) = link.attribute("href").filter(|href| is_page && iri::web(href).is_some()) {
            said.values.push(StatedKey::Address, StatedValue::new(href, link.span, Origin::Metadata));
        }
    }
}

/// The bylines in the article's language, those in none, else those in the language of the first; the others are said.
fn bylines(meta: &SourceElement, language: Preferred<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<StatedValue> {
    let Some(best) = language.of(meta.named("by")) else { return Vec::new() };
    let primary = |element: &SourceElement| {
        element.language().and_then(Language::parse).map(|language| language.primary().to_owned())
    };
    let (taken, others): (Vec<&SourceElement>, Vec<&SourceElement>) =
        meta.named("by").partition(|by| primary(by).is_none() || primary(by) == primary(best));
    for other in others.into_iter().filter(|other| other.text().is_some()) {
        let message = format!("another byline is left out: {:?}", other.text().unwrap_or_default());
        diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(other.place()));
    }
    taken.into_iter().filter_map(value).collect()
}

fn content_meta(
    meta: &SourceElement,
    language: Preferred<'_>,
    said: &mut ItemStatements,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let is_sub = |headline: &&SourceElement| {
        headline.attribute("role").is_some_and(|role| role.to_ascii_lowercase().contains("sub"))
    };
    let is_main = |headline: &&SourceElement| headline.attribute("role").is_none_or(|role| role.ends_with("main"));
    let headlines = || meta.named("headline").filter(|headline| !is_sub(headline));
    let headline = language.of(headlines().filter(is_main)).or_else(|| language.of(headlines()));
    said.headline = headline.and_then(value);
    let known = said.headline.as_ref().map(|headline| headline.text.clone());
    others("headline", headlines(), known.as_slice(), diagnostics);
    said.subheadlines = meta.named("headline").filter(is_sub).filter_map(value).collect();
    said.bylines = bylines(meta, language, diagnostics);
    said.dateline = language.of(meta.named("dateline")).and_then(value);
    for creator in meta.named("creator") {
        let Some(name) = name(creator, language) else { continue };
        match creator.attribute("type").and_then(|kind| kind.rsplit(':').next()) {
            Some("person") => said.values.push(StatedKey::Author, name),
            Some(_) => {}
            None => said.creators.push(name),
        }
    }
    if let Some(tag) = meta.named("language").find_map(|language| language.attribute("tag").map(|tag| (tag, language)))
    {
        said.values.push(StatedKey::Language, StatedValue::new(tag.0, tag.1.span, Origin::Metadata));
    }
    let summary = |role: &str| {
        let role = role.rsplit(':').next().unwrap_or(role);
        matches!(role, "summary" | "abstract")
    };
    let summaries = meta.named("description").filter(|element| element.attribute("role").is_none_or(summary));
    let roles = meta.named("description").filter(|element| !element.attribute("role").is_none_or(summary));
    others("description", roles, &[], diagnostics);
    let unnamed = meta.named("subject").filter(|subject| subject.first("name").is_none());
    for (subject, literal) in unnamed.filter_map(|subject| Some((subject, subject.attribute("literal")?))) {
        let message = format!("a subject without a name is left out: {literal:?}");
        diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(subject.place()));
    }
    if let Some(description) = language.of(summaries).and_then(value) {
        said.values.push(StatedKey::Description, description);
    }
    for keyword in meta.named("keyword").filter_map(value) {
        said.values.push(StatedKey::Subject, keyword);
    }
    for subject in meta.named("subject") {
        // Without a name it is a code, which says nothing to people.
        if let Some(name) = language.of(subject.named("name")).and_then(value) {
            said.values.push(StatedKey::Subject, name);
        }
    }
}

/// Says which properties of one name are left out beside those that are known.
fn others<'e>(
    name: &str,
    elements: impl Iterator<Item = &'e SourceElement>,
    known: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for element in elements {
        if let Some(text) = element.text().filter(|text| !known.contains(text)) {
            let message = format!("another {name} is left out: {text:?}");
            diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(element.place()));
        }
    }
}

/// When the article was published: when its content was made, else the item, else this version of it.
fn times(item: &SourceElement, said: &mut ItemStatements, diagnostics: &mut Vec<Diagnostic>) {
    let stated = |meta: &str, name: &str| item.first(meta)?.named(name).find_map(value);
    let created = stated("contentMeta", "contentCreated");
    let known = stated("itemMeta", "versionCreated").into_iter().chain(created.clone());
    said.editors.zone = known.filter_map(|time| dates::absolute(&time.text)?.offset_minutes()).next();
    let item_created = || stated("itemMeta", "firstCreated").or_else(|| stated("itemMeta", "versionCreated"));
    if let Some(published) = created.or_else(|| {
        let guessed = item_created()?;
        let message = "the time at which the item was made was taken for that of publication";
        diagnostics.push(Diagnostic::new(Code::SlotGuessed, message).at(guessed.span));
        Some(guessed)
    }) {
        said.values.push(StatedKey::Published, published);
    }
    if let Some(modified) = stated("contentMeta", "contentModified") {
        said.values.push(StatedKey::Modified, modified);
    }
}

/// The organisation that the article comes from: who provides it, else whoever is named as its source without a role of
/// their own, else who made it, else who holds the rights. Who gave information alone is a contributor.
fn publisher(
    item: &SourceElement,
    language: Preferred<'_>,
    said: &mut ItemStatements,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let metas = |name: &'static str| item.first(name).into_iter();
    let is_kind =
        |element: &SourceElement, kind: &str| element.attribute("type").is_some_and(|stated| stated.ends_with(kind));
    let providers = metas("itemMeta").flat_map(|meta| meta.named("provider"));
    let sources = metas("contentMeta").flat_map(|meta| meta.named("infoSource")).filter(|source| {
        !is_kind(source, ":person") && source.attribute("role").or_else(|| source.attribute("roleuri")).is_none()
    });
    let makers =
        metas("contentMeta").flat_map(|meta| meta.named("creator")).filter(|creator| is_kind(creator, ":organisation"));
    let holders = item.named("rightsInfo").flat_map(|info| info.named("copyrightHolder"));
    let provider =
        metas("itemMeta").flat_map(|meta| meta.named("provider")).find(|party| name(party, language).is_none());
    if let Some(provider) = provider {
        let message = "the provider has no name: an identifier alone is not taken for one";
        diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(provider.span));
    }
    let provider = named_provider(item, language);
    let parties: Vec<&SourceElement> = providers.chain(sources).chain(makers).chain(holders).collect();
    // A host or a code is no name where somebody states one.
    let is_named = |party: &&&SourceElement| party.first("name").is_some();
    let is_host = |value: &StatedValue| value.text.contains('.') && !value.text.contains(' ');
    let names = |parties: Vec<&SourceElement>| {
        parties.into_iter().filter_map(|party| name(party, language)).collect::<Vec<_>>()
    };
    let named = names(parties.iter().filter(is_named).copied().collect());
    let all = names(parties);
    let best = named.iter().chain(&all).find(|name| !is_host(name)).or(all.first());
    // "bulaq.example" is the Bulaq Agency, where the item says both.
    let of_host = provider.as_ref().filter(|name| is_host(name)).and_then(|host| {
        let label = fold(host.text.split('.').next().unwrap_or_default());
        all.iter()
            .find(|name| !is_host(name) && !label.is_empty() && fold(&name.text).replace(' ', "").contains(&label))
    });
    let best = of_host.or(provider.as_ref()).or(best);
    // "EW" is The Example Wire, where the item says both.
    let best = best.map(|best| named.iter().find(|name| is_short_for(&best.text, &name.text)).unwrap_or(best)).cloned();
    if let Some(name) = best {
        // Who publishes is no contributor besides.
        said.delivery
            .contributors
            .retain(|slot| fold(&slot.value.name) != fold(&name.text) || slot.value.role.is_some());
        said.values.push(StatedKey::Publisher, name);
    }
}

/// What the provider is called: by its name, else by its code or its literal. Whoever else is named is not the provider.
fn named_provider(item: &SourceElement, language: Preferred<'_>) -> Option<StatedValue> {
    let providers = || item.named("itemMeta").flat_map(|meta| meta.named("provider"));
    let is_host = |value: &StatedValue| value.text.contains('.') && !value.text.contains(' ');
    let named = providers().filter(|party| party.first("name").is_some());
    let names: Vec<StatedValue> = named.chain(providers()).filter_map(|party| name(party, language)).collect();
    names.iter().find(|name| !is_host(name)).or(names.first()).cloned()
}

/// Whether a name is made of the first letters of another's words.
fn is_short_for(short: &str, long: &str) -> bool {
    let words = || long.split_whitespace().filter(|word| word.starts_with(char::is_uppercase));
    let initials: String = words().filter_map(|word| word.chars().next()).collect();
    let is_article = words().next().is_some_and(|first| fold(first) == "the");
    words().count() > 1 && (initials == short || is_article && initials[1..] == *short)
}

/// The authors whom bylines name, and the creators whom they name.
fn authors(said: &mut ItemStatements, diagnostics: &mut Vec<Diagnostic>) {
    let bylines = said.bylines.clone();
    for creator in std::mem::take(&mut said.creators) {
        if bylines.iter().any(|byline| fold(&byline.text).contains(&fold(&creator.text))) {
            said.values.push(StatedKey::Author, creator);
            continue;
        }
        let is_known =
            |key: StatedKey| said.values.first(key).is_some_and(|value| fold(&value.text) == fold(&creator.text));
        if !is_known(StatedKey::Publisher) {
            let message = format!(
                "nothing says whether the creator {:?} is a person: it is not taken for the author",
                creator.text
            );
            diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(creator.span));
        }
    }
    if said.values.first(StatedKey::Author).is_none() {
        for byline in &bylines {
            for name in names(&byline.text) {
                said.values.push(StatedKey::Author, StatedValue::new(name, byline.span, byline.origin));
            }
        }
    }
}

/// The names in a byline; none where it names no person.
pub(super) fn names(byline: &str) -> Vec<&str> {
    person_names::byline(byline).into_iter().filter(|name| person_names::is_whole(name)).collect()
}

/// One note for all that has no place in the files.
fn left_out<'e>(properties: impl Iterator<Item = &'e SourceElement>, diagnostics: &mut Vec<Diagnostic>) {
    let mut names: Vec<String> = Vec::new();
    let mut first: Option<Span> = None;
    for property in properties.filter(|property| property.vocabulary != Vocabulary::Other) {
        let says = property.text().is_some() || property.attribute("literal").is_some();
        if says && !KNOWN.contains(&property.name.as_str()) && !names.contains(&property.name) {
            names.push(property.name.clone());
            first.get_or_insert(property.place());
        }
    }
    if !names.is_empty() {
        let message = format!("properties that have no place in the files are left out: {}", names.join(", "));
        diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, message).at(first));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_names_persons_or_nobody() {
        assert_eq!(names("By Aynur Kərimova and Elçin Əliyev"), ["Aynur Kərimova", "Elçin Əliyev"]);
        assert_eq!(names("Von Anna Muster"), ["Anna Muster"]);
        assert_eq!(names("By Aynur Kərimova, müxbir"), ["Aynur Kərimova"]);
        assert_eq!(names("Von Anna Muster und Ole Beispiel, dpb"), ["Anna Muster", "Ole Beispiel"]);
        assert_eq!(names("سیاوش نمونه"), ["سیاوش نمونه"]);
        for none in ["Reuters", "gr/bp", "redaksiya xəbər verir", "STT", ""] {
            assert_eq!(names(none), Vec::<&str>::new(), "{none}");
        }
    }
}
