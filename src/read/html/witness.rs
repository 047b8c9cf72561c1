//! Who beside the markup tells what the words of an article are: JSON-LD that states them (`articleBody`), the
//! description, the titles of the page.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use dom_query::NodeRef;
use serde_json::Value as Json;

use super::titles::agrees;
use super::tree::Page;
use crate::language::fold::fold;

/// How many words in a row are looked for.
const ROW: usize = 4;
/// The fewest words of an article that JSON-LD states: fewer are its description.
const FEWEST_WORDS: usize = 40;
/// The fewest letters and digits of a description that is looked for among the words.
const FEWEST_OF_DESCRIPTION: usize = 30;
/// The most nodes of JSON that are looked at.
const MOST_NODES: usize = 20_000;

/// What the page says of the words of its article.
#[derive(Debug, Default)]
pub(super) struct StatedWords {
    /// Each row of words that the JSON-LD states.
    rows: HashSet<u64>,
    /// How many words that are.
    pub(super) words: usize,
    descriptions: Vec<String>,
    titles: Vec<String>,
}

impl StatedWords {
    /// Asks a page.
    pub(super) fn of(page: &Page) -> Self {
        let mut witness = Self::default();
        for meta in page.elements("meta") {
            let name = meta.attr("name").or_else(|| meta.attr("property")).unwrap_or_default();
            let Some(content) = meta.attr("content") else { continue };
            match name.to_ascii_lowercase().as_str() {
                "description" | "og:description" | "twitter:description" => witness.describe(&content),
                "og:title" | "twitter:title" => witness.titles.push(content.to_string()),
                _ => {}
            }
        }
        witness.titles.extend(page.elements("title").next().map(|title| title.text().to_string()));
        let stated = page.elements("script").filter_map(|script| stated(&script)).max_by_key(String::len);
        let words = stated.map(|text| words(&text)).filter(|words| words.len() >= FEWEST_WORDS);
        if let Some(words) = words {
            witness.words = words.len();
            witness.rows = rows(&words).collect();
        }
        witness
    }

    fn describe(&mut self, text: &str) {
        let text = essence(text);
        if text.chars().count() >= FEWEST_OF_DESCRIPTION && !self.descriptions.contains(&text) {
            self.descriptions.push(text);
        }
    }

    /// Whether JSON-LD states the words of the article.
    pub(super) fn states_words(&self) -> bool {
        self.words > 0
    }

    /// Whether nearly all of a text is among the words that the JSON-LD states.
    pub(super) fn states(&self, text: &str) -> bool {
        let words = words(text);
        if self.words == 0 || words.len() < ROW {
            return false;
        }
        let rows: Vec<u64> = rows(&words).collect();
        let known = rows.iter().filter(|row| self.rows.contains(row)).count();
        known * 5 >= rows.len() * 4
    }

    /// Whether most of a text is not among the words of another.
    pub(super) fn are_missing(&self, text: &str, other: &str) -> bool {
        let other: HashSet<u64> = rows(&words(other)).filter(|row| self.rows.contains(row)).collect();
        let text: Vec<u64> = rows(&words(text)).filter(|row| self.rows.contains(row)).collect();
        text.iter().filter(|row| other.contains(row)).count() * 2 < text.len()
    }

    /// How many of the words that the JSON-LD states are in none of some texts.
    pub(super) fn missing<'a>(&self, texts: impl Iterator<Item = &'a str>) -> usize {
        let all: Vec<String> = texts.flat_map(words).collect();
        let found: HashSet<u64> = rows(&all).filter(|row| self.rows.contains(row)).collect();
        if self.rows.is_empty() { 0 } else { (self.rows.len() - found.len()) * self.words / self.rows.len() }
    }

    /// Whether a text is the description of the page, or begins as it does.
    pub(super) fn describes(&self, text: &str) -> bool {
        let text = essence(text);
        let is_it = |description: &String| {
            text == *description
                || text.starts_with(description.as_str()) && text.len() < description.len() * 2
                || description.starts_with(&text) && text.len() * 2 > description.len()
        };
        text.chars().count() >= FEWEST_OF_DESCRIPTION && self.descriptions.iter().any(is_it)
    }

    /// Whether a heading is what the page calls itself.
    pub(super) fn is_title(&self, heading: &str) -> bool {
        // Behind the line above a headline.
        let ends = |title: &String| {
            let (heading, title) = (essence(heading), essence(title));
            title.chars().count() >= FEWEST_OF_DESCRIPTION && heading.ends_with(&title)
        };
        self.titles.iter().any(|title| agrees(heading, title) || ends(title))
    }
}

/// The letters and digits of a text, without case.
fn essence(text: &str) -> String {
    fold(text).chars().filter(|character| character.is_alphanumeric()).collect()
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn rows(words: &[String]) -> impl Iterator<Item = u64> + '_ {
    words.windows(ROW).map(|row| {
        let mut hasher = DefaultHasher::new();
        row.hash(&mut hasher);
        hasher.finish()
    })
}

/// The words of the article that a block of JSON-LD states.
fn stated(script: &NodeRef<'_>) -> Option<String> {
    if !script.attr("type").is_some_and(|kind| kind.contains("ld+json")) {
        return None;
    }
    let text = script.text();
    if !text.contains("\"articleBody\"") {
        return None;
    }
    let text: String = text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    let json: Json = serde_json::from_str(text.trim()).ok()?;
    let mut open = vec![&json];
    let mut longest: Option<&str> = None;
    let mut seen = 0;
    while let Some(node) = open.pop() {
        seen += 1;
        if seen > MOST_NODES {
            break;
        }
        match node {
            Json::Array(items) => open.extend(items),
            Json::Object(object) => {
                if let Some(Json::String(body)) = object.get("articleBody")
                    && longest.is_none_or(|longest| longest.len() < body.len())
                {
                    longest = Some(body);
                }
                open.extend(object.values().filter(|value| value.is_object() || value.is_array()));
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
    }
    longest.map(without_tags)
}

/// Words in which somebody left markup.
fn without_tags(text: &str) -> String {
    let text = html_escape::decode_html_entities(text);
    let (mut words, mut in_tag) = (String::with_capacity(text.len()), false);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '<' if characters.peek().is_some_and(|next| next.is_ascii_alphabetic() || *next == '/') => {
                in_tag = true;
                words.push(' ');
            }
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            character => words.push(character),
        }
    }
    words
}
