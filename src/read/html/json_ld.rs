//! What a page says of itself in JSON-LD with the vocabulary of schema.org.
//!
//! 1. every block is parsed; one that is no JSON is mended if raw line ends are all that is wrong with it, and said to
//!    be wrong in any case;
//! 2. the nodes are gathered: the block itself, the parts of a list or of a `@graph`, what a page names as its main
//!    entity; a node that is only referred to (`@id`) is looked up;
//! 3. the article among them is read, in all the shapes that publishers give its properties.

use dom_query::NodeRef;
use serde_json::{Map, Value as Json};

use super::metadata::{JSON_LD, OTHER_TITLE, PageClaim};
use super::tree::{Page, collapsed};
use crate::assemble::{StatedKey, person_names};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// How many nodes of JSON-LD are looked at.
const MOST_NODES: usize = 1_000;
/// How many persons, subjects or notices one property may name.
const MOST_VALUES: usize = 64;

/// Reads what the JSON-LD of a page says of its article. `is_headline` tells whether a title is that of the article.
pub(super) fn read(
    source: &Source,
    page: &Page,
    is_headline: &dyn Fn(&str) -> bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<PageClaim> {
    let blocks: Vec<(Json, Option<Span>)> =
        page.elements("script").filter(is_json_ld).filter_map(|script| parse(page, &script, diagnostics)).collect();
    let mut graph = Graph::default();
    for (block, span) in &blocks {
        graph.gather(block, *span);
    }
    let articles = || graph.nodes.iter().filter(|(node, _)| is_article(node));
    let titled = articles().find(|(node, _)| texts(node.get("headline")).iter().any(|title| is_headline(title)));
    let of = |span: Option<Span>| JsonLdReader { source, graph: &graph, span, said: Vec::new() };
    let article = titled.or_else(|| articles().next());
    let mut said = article.map(|(article, span)| of(*span).article(article)).unwrap_or_default();
    // What holds the article may say when it was published where the article itself does not.
    for key in [StatedKey::Published, StatedKey::Modified] {
        let is_dated = |node| is_around_article(node) || is_its_video(node, is_headline);
        let dated = graph.nodes.iter().filter(|(node, _)| is_dated(node));
        let moments = dated.map(|(node, span)| {
            let mut reader = of(*span);
            reader.moment(key, node);
            reader.said
        });
        if !said.iter().any(|said| said.key == key) {
            said.extend(moments.flatten().next());
        }
    }
    said
}

fn is_json_ld(script: &NodeRef<'_>) -> bool {
    let kind = script.attr("type").unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/ld+json")
}

fn parse(page: &Page, script: &NodeRef<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<(Json, Option<Span>)> {
    let text = script.text();
    let span = script.first_child().and_then(|text| page.place(text.id));
    // Some wrap it as scripts were once hidden from browsers that knew none.
    let mut json = text.trim();
    for (open, close) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("//<![CDATA[", "//]]>"), ("/*<![CDATA[*/", "/*]]>*/")]
    {
        json = json.strip_prefix(open).map_or(json, |inside| inside.trim_end().trim_end_matches(close).trim());
    }
    if json.is_empty() {
        return None;
    }
    let error = match serde_json::from_str(json) {
        Ok(value) => return Some((value, span)),
        Err(error) => error,
    };
    // The most frequent fault: a line end or a tab stands raw in a text. The next: something follows the value.
    let mended: String = json.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    let mended = serde_json::Deserializer::from_str(&mended).into_iter::<Json>().next().and_then(Result::ok);
    let (what, hint) = match mended {
        Some(_) => ("it was mended", "compare what was read from it"),
        None => ("it was left out", "state what it said with options"),
    };
    let message = format!("a block of JSON-LD is not valid: {error}; {what}");
    diagnostics.push(Diagnostic::new(Code::MetadataInvalid, message).at(span).with_hint(hint));
    mended.map(|value| (value, span))
}

/// The nodes of all blocks, in the order of the page.
#[derive(Default)]
struct Graph<'a> {
    nodes: Vec<(&'a Map<String, Json>, Option<Span>)>,
}

impl<'a> Graph<'a> {
    fn gather(&mut self, value: &'a Json, span: Option<Span>) {
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            if self.nodes.len() >= MOST_NODES {
                return;
            }
            match value {
                Json::Array(values) => open.extend(values.iter().rev()),
                Json::Object(node) => {
                    self.nodes.push((node, span));
                    open.extend(["mainEntityOfPage", "mainEntity", "@graph"].iter().filter_map(|name| node.get(*name)));
                }
                Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
            }
        }
    }

    /// The node itself, or the one that it refers to.
    fn resolve(&self, node: &'a Map<String, Json>) -> &'a Map<String, Json> {
        let refers = node.len() <= 2 && !node.contains_key("name");
        let Some(Json::String(id)) = node.get("@id").filter(|_| refers) else { return node };
        let named = |other: &&(&'a Map<String, Json>, Option<Span>)| {
            other.0.get("@id").and_then(Json::as_str) == Some(id) && other.0.len() > node.len()
        };
        self.nodes.iter().find(named).map_or(node, |found| found.0)
    }
}

/// The types of a node: one, or a list, with or without the address of the vocabulary.
fn types(node: &Map<String, Json>) -> Vec<String> {
    let names = texts(node.get("@type"));
    names.iter().map(|name| name.rsplit(['/', '#', ':']).next().unwrap_or_default().to_owned()).collect()
}

/// Whether a node is an article: `NewsArticle`, `ReportageNewsArticle`, `BlogPosting`, …
fn is_article(node: &Map<String, Json>) -> bool {
    types(node).iter().any(|name| {
        name.ends_with("Article")
            || matches!(name.as_str(), "Report" | "BlogPosting" | "LiveBlogPosting" | "SocialMediaPosting" | "Review")
    })
}

/// The texts of a value: a text, a number, an object with one of these as its value, or a list of such.
fn texts(value: Option<&Json>) -> Vec<String> {
    match value {
        Some(Json::String(text)) => {
            let text = collapsed(&html_escape::decode_html_entities(text));
            if text.is_empty() { Vec::new() } else { vec![text] }
        }
        Some(Json::Number(number)) => vec![number.to_string()],
        Some(Json::Array(values)) => values.iter().take(MOST_VALUES).flat_map(shallow).collect(),
        Some(Json::Object(_)) => value.map(shallow).unwrap_or_default(),
        Some(Json::Null | Json::Bool(_)) | None => Vec::new(),
    }
}

/// The text of one value, not of a list.
fn shallow(value: &Json) -> Vec<String> {
    match value {
        Json::Object(node) => {
            let named = ["@value", "name", "url", "@id"].into_iter().filter_map(|name| node.get(name));
            named.filter(|value| value.is_string()).map(|value| texts(Some(value))).next().unwrap_or_default()
        }
        Json::Array(_) => Vec::new(),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => texts(Some(value)),
    }
}

/// Whether a node is a page, or what checks a claim in an article.
fn is_around_article(node: &Map<String, Json>) -> bool {
    types(node).iter().any(|name| matches!(name.as_str(), "WebPage" | "ItemPage" | "ClaimReview" | "CreativeWork"))
}

/// Whether a node is a video that is called as the article is.
fn is_its_video(node: &Map<String, Json>, is_headline: &dyn Fn(&str) -> bool) -> bool {
    types(node).iter().any(|name| name == "VideoObject")
        && texts(node.get("name")).iter().any(|title| is_headline(title))
}

struct JsonLdReader<'a> {
    source: &'a Source,
    graph: &'a Graph<'a>,
    /// The block that holds the article.
    span: Option<Span>,
    said: Vec<PageClaim>,
}

impl<'a> JsonLdReader<'a> {
    fn article(mut self, article: &'a Map<String, Json>) -> Vec<PageClaim> {
        self.first(StatedKey::Title, article, &["headline", "name"]);
        for title in texts(article.get("alternativeHeadline")) {
            self.say_by(StatedKey::Title, OTHER_TITLE, title);
        }
        self.first(StatedKey::Description, article, &["description"]);
        self.moment(StatedKey::Published, article);
        self.moment(StatedKey::Modified, article);
        self.first(StatedKey::Section, article, &["articleSection"]);
        self.first(StatedKey::Language, article, &["inLanguage"]);
        self.first(StatedKey::Address, article, &["url", "mainEntityOfPage", "@id"]);
        self.all(StatedKey::Subject, texts(article.get("keywords")));
        for organisation in self.named(article.get("publisher")) {
            self.say(StatedKey::Publisher, organisation.name);
        }
        for author in self.named(article.get("author").or_else(|| article.get("creator"))) {
            let key = if author.is_organisation || person_names::agency(&author.name).is_some() {
                StatedKey::AuthorOrganisation
            } else {
                StatedKey::Author
            };
            self.say(key, author.name);
        }
        self.rights(article);
        self.said
    }

    /// Says when the article was published, or changed.
    fn moment(&mut self, key: StatedKey, article: &Map<String, Json>) {
        let names: &[&str] = if key == StatedKey::Modified {
            &["dateModified"]
        } else {
            &["datePublished", "dateCreated", "uploadDate"]
        };
        self.first(key, article, names);
    }

    fn rights(&mut self, article: &'a Map<String, Json>) {
        self.first(StatedKey::Rights, article, &["copyrightNotice"]);
        self.first(StatedKey::Year, article, &["copyrightYear"]);
        for holder in self.named(article.get("copyrightHolder")) {
            self.say(StatedKey::Holder, holder.name);
        }
        for licence in texts(article.get("license")) {
            self.say(StatedKey::Licence, licence);
        }
        for terms in ["usageInfo", "conditionsOfAccess"].into_iter().flat_map(|name| texts(article.get(name))) {
            self.say(if is_web(&terms) { StatedKey::TermsPage } else { StatedKey::Terms }, terms);
        }
        for page in texts(article.get("acquireLicensePage")) {
            // Where a licence is to be had is a page of terms, if no other is named.
            let key = if self.said.iter().any(|said| said.key == StatedKey::TermsPage) {
                StatedKey::Terms
            } else {
                StatedKey::TermsPage
            };
            self.say(key, page);
        }
        // Whom to name is a credit, and a term only where it says more.
        for credit in texts(article.get("creditText")) {
            self.say(StatedKey::Terms, format!("creditText: {credit}"));
        }
    }

    /// The names of persons or organisations: texts, objects, references, or a list of them.
    fn named(&self, value: Option<&'a Json>) -> Vec<NamedAgent> {
        let values = match value {
            Some(Json::Array(values)) => values.iter().take(MOST_VALUES).collect(),
            Some(value) => vec![value],
            None => Vec::new(),
        };
        let named = values.into_iter().flat_map(|value| match value {
            Json::Object(node) => {
                let node = self.graph.resolve(node);
                let is_organisation = types(node).iter().any(|kind| kind.ends_with("Organization"));
                let agent = |name| NamedAgent { name, is_organisation };
                names(node).into_iter().map(agent).collect::<Vec<_>>()
            }
            Json::String(_) => {
                let name = texts(Some(value)).into_iter().next().filter(|name| !is_web(name));
                name.map(|name| NamedAgent { name, is_organisation: false }).into_iter().collect()
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) => Vec::new(),
        });
        named.collect()
    }

    /// Says the first text of the first property that has one.
    fn first(&mut self, key: StatedKey, article: &Map<String, Json>, names: &[&str]) {
        let text = names.iter().find_map(|name| texts(article.get(*name)).into_iter().next());
        text.into_iter().for_each(|text| self.say(key, text));
    }

    fn all(&mut self, key: StatedKey, texts: Vec<String>) {
        texts.into_iter().for_each(|text| self.say(key, text));
    }

    fn say(&mut self, key: StatedKey, text: String) {
        self.say_by(key, JSON_LD, text);
    }

    fn say_by(&mut self, key: StatedKey, by: &'static str, text: String) {
        // Where the text stands as it is, its place is known; where it is escaped, that of its block.
        let span = self.span.map(|block| {
            let found = self.source.slice(block).find(&text);
            found.map_or(block, |at| Span::new(block.start + at, block.start + at + text.len()))
        });
        self.said.push(PageClaim { key, by, text, span });
    }
}

/// The names of a node: those that it has, or the one that its parts make.
fn names(node: &Map<String, Json>) -> Vec<String> {
    let names = texts(node.get("name"));
    if !names.is_empty() {
        return names;
    }
    let parts = ["givenName", "additionalName", "familyName"].into_iter();
    let parts: Vec<String> = parts.filter_map(|part| texts(node.get(part)).into_iter().next()).collect();
    if parts.is_empty() { Vec::new() } else { vec![parts.join(" ")] }
}

/// A person or an organisation.
struct NamedAgent {
    name: String,
    is_organisation: bool,
}

fn is_web(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}
