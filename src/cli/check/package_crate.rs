//! What RO-Crate's metadata states of an article, against the article. Told without what made it.

use std::collections::BTreeMap;

use istinad::Code;
use istinad::inspect::Finding;
use istinad::inspect::package::{PackageReport, PremisRecord, ResearchEntity};
use istinad::model::{Document, walk};

use super::package_claims::{ProvedArticle, lines};

/// What may be said of an article.
const OF_ARTICLES: [&str; 12] = [
    "identifier",
    "name",
    "headline",
    "author",
    "publisher",
    "datePublished",
    "inLanguage",
    "keywords",
    "url",
    "copyrightNotice",
    "license",
    "encoding",
];
/// What may be said of a file.
const OF_FILES: [&str; 6] = ["name", "contentSize", "encodesCreativeWork", "license", "isBasedOn", "encodingFormat"];

/// What is said otherwise than the article says it; nothing where there is no RO-Crate.
pub(super) fn research(article: &ProvedArticle<'_>, package: &PackageReport) -> Vec<Finding> {
    let of = article.record(package).filter(|_| !package.entities.is_empty());
    let found = of.map(|record| differences(article, record, package)).unwrap_or_default();
    found.into_iter().map(|why| Finding::of(Code::ValueDiffers, why)).collect()
}

fn differences(article: &ProvedArticle<'_>, record: &PremisRecord, package: &PackageReport) -> Vec<String> {
    let identifier = article.files.iter().find_map(|(_, said)| said.identifier.clone()).unwrap_or_default();
    // Of several versions of an article each is an entity of its own, which says whose it is.
    let encoded = package.entities.get(article.original).map(|original| original.referred("encodesCreativeWork"));
    let own = encoded.and_then(|works| works.first()).and_then(|id| Some((id, package.entities.get(id)?)));
    let is_named = |(id, work): &(&String, &ResearchEntity)| {
        **id == identifier && !work.texts.contains_key("identifier") || work.text("identifier") == identifier
    };
    let Some((name, work)) = own.filter(is_named) else {
        return vec![format!("RO-Crate does not speak of {}", article.line.origin.input)];
    };
    let mut found = unknown(work, &OF_ARTICLES, "the article");
    for (name, expected) in expected(article.document) {
        if lines(&work.text(name)) != lines(&expected) {
            found.push(format!("RO-Crate says another {name} than the original"));
        }
    }
    let named = |entity: &String| package.entities.get(entity).map(|it| it.text("name")).unwrap_or_default();
    let publisher: String = work.referred("publisher").iter().map(named).collect();
    let own = article.document.metadata.publisher.as_ref().map(|slot| slot.value.name.clone()).unwrap_or_default();
    if lines(&publisher) != lines(&own) {
        found.push("RO-Crate says another publisher than the original".to_owned());
    }
    found.extend(terms(article.document, work, package));
    for (path, format) in record.files.iter().zip(&record.formats) {
        let Some(file) = package.entities.get(path) else {
            found.push(format!("RO-Crate does not speak of {path}"));
            continue;
        };
        found.extend(unknown(file, &OF_FILES, path));
        if file.referred("encodesCreativeWork") != std::slice::from_ref(name) {
            found.push(format!("RO-Crate says of {path} that it is of another article"));
        }
        if file.referred("license") != work.referred("license") || file.texts.contains_key("license") {
            found.push(format!("RO-Crate states other terms of {path} than of its article"));
        }
        if file.text("encodingFormat") != format.media_type {
            found.push(format!("RO-Crate calls {path} otherwise than {}", format.media_type));
        }
    }
    found
}

/// What is said that nothing proves.
fn unknown(entity: &ResearchEntity, known: &[&str], of: &str) -> Vec<String> {
    let names = entity.texts.keys().chain(entity.references.keys());
    let beside = names.filter(|name| !known.contains(&name.as_str()));
    beside.map(|name| format!("RO-Crate says {name} of {of}, which nothing proves")).collect()
}

/// The terms, and the licence that they name.
fn terms(document: &Document, work: &ResearchEntity, package: &PackageReport) -> Vec<String> {
    let rights = &document.rights;
    let terms: Vec<String> = rights.terms.as_slice().iter().map(|term| walk::plain_text(&term.content)).collect();
    let terms = if terms.is_empty() { "The source states no terms.".to_owned() } else { terms.join("\n") };
    let page = rights.terms_page.as_ref().and_then(|page| Some(page.address.as_ref()?.value.clone()));
    let licence = rights.licence.as_ref().and_then(|slot| slot.value.address.clone());
    let (mut found, mut stated) = (Vec::new(), 0);
    let named = work.referred("license");
    for id in named {
        let Some(entity) = package.entities.get(id) else {
            found.push(format!("RO-Crate does not say what {id} is"));
            continue;
        };
        if licence.as_ref() == Some(id) {
            found.extend(unknown(entity, &["name", "description"], id));
            continue;
        }
        stated += 1;
        found.extend(unknown(entity, &["name", "description", "url"], id));
        let is_said = lines(&entity.text("description")) == lines(&terms);
        if !is_said || entity.text("url") != page.clone().unwrap_or_default() {
            found.push(format!("RO-Crate states other terms ({id}) than the original"));
        }
    }
    if stated != 1 || work.texts.contains_key("license") || licence.is_some_and(|licence| !named.contains(&licence)) {
        found.push("RO-Crate does not state the terms of the original".to_owned());
    }
    if let Some(root) = package.entities.get("./") {
        let beside = root.referred("license").iter().chain(root.texts.get("license").into_iter().flatten());
        let beside = beside.filter(|id| !id.starts_with("#terms-"));
        found.extend(beside.map(|id| format!("RO-Crate states terms of the whole that no article states: {id}")));
    }
    found
}

/// What has to be said of an article.
fn expected(document: &Document) -> BTreeMap<&'static str, String> {
    let Document { metadata, rights, .. } = document;
    let section = metadata.section.iter().map(|slot| slot.value.as_str());
    let subjects: Vec<&str> = section.chain(metadata.subjects.iter().map(|slot| slot.value.as_str())).collect();
    let authors: Vec<&str> = metadata.authors.iter().map(|slot| slot.value.as_str()).collect();
    let or_none = |value: Option<String>| value.unwrap_or_default();
    BTreeMap::from([
        ("name", metadata.headline.value.clone()),
        ("headline", metadata.headline.value.clone()),
        ("author", authors.join("; ")),
        ("datePublished", or_none(metadata.published.as_ref().map(|slot| slot.value.to_string()))),
        ("inLanguage", metadata.language.value.to_string()),
        ("keywords", subjects.join("; ")),
        ("url", or_none(metadata.address.as_ref().map(|slot| slot.value.clone()))),
        ("copyrightNotice", or_none(rights.notice.as_ref().map(|slot| slot.value.clone()))),
    ])
}
