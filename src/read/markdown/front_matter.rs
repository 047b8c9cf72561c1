//! The front matter: what stands above the article between `---` lines (YAML) or `+++` lines (TOML).
//!
//! 1. find it at the very start, and its end;
//! 2. parse it, within a budget of size, depth and aliases;
//! 3. sort its entries by [`StatedKey`]; a key that no format carries is reported.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::assemble::{self, StatedKey, StatedValue, StatedValues};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::dates;
use crate::language::fold::fold;
use crate::limits::{Limit, Limits};
use crate::model::Origin;
use crate::source::{Source, Span};
use crate::text::Replaced;

/// How many values a front matter may unfold to; a larger one, to one for every four bytes.
const MOST_NODES: usize = 4_096;
/// How many bytes its texts may unfold to, if it is not itself larger.
const LONGEST_UNFOLDED: usize = 64 * 1024;

/// The names under which the keys are known, in lower case with `_` between words.
const KEYS: &[(StatedKey, &[&str])] = &[
    (StatedKey::Title, &["title", "headline"]),
    (StatedKey::Section, &["section", "category", "kicker"]),
    (StatedKey::Description, &["description", "summary", "abstract", "excerpt"]),
    (StatedKey::Author, &["author", "authors", "byline", "creator"]),
    (StatedKey::Publisher, &["publisher", "organisation", "organization", "site", "site_name"]),
    (StatedKey::Published, &["date", "published", "published_at", "publication_date", "pubdate"]),
    (StatedKey::Modified, &["modified", "updated", "last_modified", "modified_at", "updated_at"]),
    (StatedKey::SavedAt, &["saved_at", "saved", "retrieved", "accessed"]),
    (StatedKey::Address, &["url", "address", "source_url", "canonical", "canonical_url", "link", "permalink"]),
    (StatedKey::Source, &["source"]),
    (StatedKey::Language, &["lang", "language"]),
    (StatedKey::Subject, &["tags", "keywords", "subjects", "subject"]),
    (StatedKey::Rights, &["rights", "copyright"]),
    (StatedKey::Terms, &["terms", "usage_terms", "terms_of_use"]),
    (StatedKey::TermsPage, &["terms_url", "terms_page"]),
    (StatedKey::Licence, &["licence", "license"]),
];

/// The keys of which the files have one value.
const ONCE: &[StatedKey] = &[
    StatedKey::Title,
    StatedKey::Section,
    StatedKey::Description,
    StatedKey::Published,
    StatedKey::Modified,
    StatedKey::SavedAt,
    StatedKey::Address,
    StatedKey::Language,
    StatedKey::TermsPage,
];

/// The entries of a front matter, and where the article begins.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    /// What it states.
    pub(super) values: StatedValues,
    /// The offset of the first byte below it.
    pub(super) end: usize,
}

/// Reads the front matter of a source, if it has one.
///
/// # Errors
/// If it has no end, is too large, or is not valid; the diagnostic points at the line.
pub(super) fn read(
    source: &Source,
    limits: &Limits,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<FrontMatter, Diagnostic> {
    let Some(fence) = find(source)? else { return Ok(FrontMatter::default()) };
    let text = source.slice(fence.content);
    if limits.is_exceeded(Limit::FrontMatter, text.len()) {
        return Err(limits.refusal(Limit::FrontMatter, "the front matter").at(fence.content));
    }
    let fields = if text.trim().is_empty() {
        FrontMatterFields::default()
    } else {
        fence.syntax.parse(text, fence.content.start)?
    };
    let mut replaced = Replaced::default();
    let mut values = StatedValues::default();
    let lines = lines_by_key(text);
    for (name, field) in fields.0 {
        let (range, written) = lines.get(name.as_str()).cloned().unwrap_or((0..text.len(), ""));
        let span = Span::new(fence.content.start + range.start, fence.content.start + range.end);
        let mut texts = Vec::new();
        let complete = field.texts(written, &mut texts);
        let known = key(&name, texts.first().map_or("", String::as_str));
        match known {
            Some(key) if complete => {
                for text in &texts {
                    values.push(key, StatedValue::new(replaced.clean(text, span), span, Origin::FrontMatter));
                }
            }
            Some(_) => diagnostics.push(
                Diagnostic::new(
                    Code::FrontMatterUnknownKey,
                    format!("the value of front matter key {name:?} is not text"),
                )
                .at(span)
                .with_hint("give a text or a list of texts"),
            ),
            None => diagnostics.push(
                Diagnostic::new(
                    Code::FrontMatterUnknownKey,
                    format!("front matter key {name:?} has no place in the files"),
                )
                .at(span)
                .with_hint(format!("remove it, or use one of {}", known_names())),
            ),
        }
    }
    replaced.report(diagnostics);
    contradictions(&values, diagnostics);
    Ok(FrontMatter { values, end: fence.end })
}

/// Reports what the front matter says twice, in two ways: under two names of one key, or in a list.
fn contradictions(values: &StatedValues, diagnostics: &mut Vec<Diagnostic>) {
    let same = |left: &str, right: &str| match (dates::absolute(left), dates::absolute(right)) {
        (Some(left), Some(right)) => assemble::agree(left, right),
        (None, _) | (_, None) => fold(left) == fold(right),
    };
    for key in ONCE {
        let mut of_key = values.all(*key);
        let Some(first) = of_key.next() else { continue };
        for other in of_key.filter(|other| !same(&first.text, &other.text)) {
            let message = format!("the {} is {:?} here and {:?} before", key.what(), other.text, first.text);
            let hint = "the first won; remove one of them";
            diagnostics.push(Diagnostic::new(Code::FrontMatterConflict, message).at(other.span).with_hint(hint));
        }
    }
}

/// The first name of every key.
fn known_names() -> String {
    let names: Vec<&str> = KEYS.iter().filter_map(|(_, names)| names.first().copied()).collect();
    names.join(", ")
}

/// What a key means. `source` is an address or a name, as its value looks.
fn key(name: &str, value: &str) -> Option<StatedKey> {
    let name = name.trim().to_lowercase().replace(['-', ' '], "_");
    let key = KEYS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(key, _)| *key)?;
    Some(match key {
        StatedKey::Source if value.contains("://") => StatedKey::Address,
        StatedKey::Source => StatedKey::Publisher,
        other => other,
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Yaml,
    Toml,
}

struct Fence {
    syntax: Syntax,
    content: Span,
    end: usize,
}

/// Finds the lines that enclose the front matter. A rule at the start of an article, with a blank line below it, is a
/// rule.
fn find(source: &Source) -> Result<Option<Fence>, Diagnostic> {
    let text = source.text();
    let first = text.lines().next().unwrap_or_default();
    let (syntax, closers): (Syntax, &[&str]) = match first.trim_end() {
        "---" => (Syntax::Yaml, &["---", "..."]),
        "+++" => (Syntax::Toml, &["+++"]),
        _ => return Ok(None),
    };
    let start = text.find('\n').map_or(text.len(), |index| index + 1);
    let mut offset = start;
    for line in text[start..].split_inclusive('\n') {
        if closers.contains(&line.trim_end()) {
            return Ok(Some(Fence { syntax, content: Span::new(start, offset), end: offset + line.len() }));
        }
        offset += line.len();
    }
    if syntax == Syntax::Yaml && text[start..].lines().next().is_none_or(|line| line.trim().is_empty()) {
        return Ok(None);
    }
    Err(Diagnostic::new(Code::FrontMatterInvalid, format!("the front matter has no closing line {:?}", closers[0]))
        .at(Span::new(0, first.len()))
        .with_hint("close it, or put a blank line below the rule that begins the article"))
}

impl Syntax {
    /// Parses; `base` is where the text begins in the source.
    fn parse(self, text: &str, base: usize) -> Result<FrontMatterFields, Diagnostic> {
        let (name, message, range) = match self {
            Self::Yaml => {
                let options = || {
                    serde_saphyr::options! {
                        budget: serde_saphyr::budget! {
                            max_depth: 16,
                            max_nodes: MOST_NODES.max(text.len() / 4),
                            max_events: 4 * MOST_NODES.max(text.len() / 4),
                            max_aliases: 64,
                            max_anchors: 64,
                            max_documents: 1,
                            max_total_scalar_bytes: LONGEST_UNFOLDED.max(text.len()),
                        },
                    }
                };
                match serde_saphyr::from_str_with_options::<FrontMatterFields>(text, options()) {
                    // `NO` and `012` are what stands there, not what a number or a truth value would print.
                    Ok(fields) => {
                        let fields = FrontMatterValue::Map(fields);
                        let literal = serde_saphyr::with_deserializer_from_str_with_options(text, options(), |it| {
                            Literal(&fields).deserialize(it)
                        });
                        return match (literal, fields) {
                            (Ok(FrontMatterValue::Map(literal)), _) | (Err(_), FrontMatterValue::Map(literal)) => {
                                Ok(literal)
                            }
                            _ => Ok(FrontMatterFields::default()),
                        };
                    }
                    Err(error) => {
                        let line = error.location().map_or(1, |location| usize::try_from(location.line()).unwrap_or(1));
                        let message = error.without_snippet().render();
                        ("YAML", message, nth_line(text, line.saturating_sub(1)))
                    }
                }
            }
            Self::Toml => match toml::from_str::<FrontMatterFields>(text) {
                Ok(fields) => return Ok(fields),
                Err(error) => {
                    let place = error.span().map_or(0, |span| span.start);
                    let line = text.get(..place).map_or(0, |before| before.matches('\n').count());
                    ("TOML", error.message().to_owned(), nth_line(text, line))
                }
            },
        };
        let place = Span::new(base + range.start, base + range.end);
        // The parser's sentence ends with a place in the front matter alone: ours is the place in the source.
        let message = message.lines().next().unwrap_or_default();
        let message = message.split(" at line ").next().unwrap_or_default().trim_end_matches('.');
        Err(if message.starts_with("budget") {
            Diagnostic::new(Code::FrontMatterInvalid, "the front matter unfolds to more than can be honest")
                .at(place)
                .with_hint("write the values out instead of repeating anchors")
        } else {
            Diagnostic::new(Code::FrontMatterInvalid, format!("the front matter is not valid {name}: {message}"))
                .at(place)
                .with_hint("put values with special characters in quotes")
        })
    }
}

/// The range of a line, counted from 0, without its end.
fn nth_line(text: &str, number: usize) -> Range<usize> {
    let mut start = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if index == number {
            return start..start + line.trim_end().len();
        }
        start += line.len();
    }
    text.len()..text.len()
}

/// How many marks of a line may end its key: a key may hold some itself.
const MARKS_OF_A_LINE: usize = 8;

/// The lines at the top level by their keys: the range of each, and the value as it is written there. Of two lines with
/// one key the first.
fn lines_by_key(text: &str) -> BTreeMap<&str, (Range<usize>, &str)> {
    let mut lines = BTreeMap::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        // The head of a table in TOML: `[params]`, `[[params.colours]]`.
        if let Some(table) = bare.strip_prefix('[') {
            let key = table.trim_start_matches('[').split(['.', ']']).next().unwrap_or_default().trim();
            lines.entry(key).or_insert((start..start + bare.len(), ""));
        }
        for (mark, _) in bare.match_indices([':', '=']).take(MARKS_OF_A_LINE) {
            let key = bare[..mark].trim_end();
            let bared = key.strip_prefix(['"', '\'']).and_then(|key| key.strip_suffix(['"', '\'']));
            for key in std::iter::once(key).chain(bared) {
                lines.entry(key).or_insert((start..start + bare.len(), bare[mark + 1..].trim()));
            }
        }
        start += line.len();
    }
    lines
}

/// The top level of a front matter, in the order of the source.
#[derive(Debug, Default)]
struct FrontMatterFields(Vec<(String, FrontMatterValue)>);

#[derive(Debug)]
enum FrontMatterValue {
    Nothing,
    Text(String),
    /// A number or a truth value: its text is what is written, not what a number would print.
    Scalar(String),
    List(Vec<Self>),
    Map(FrontMatterFields),
}

impl FrontMatterValue {
    /// Collects the texts. False if a part is no text.
    fn texts(&self, written: &str, texts: &mut Vec<String>) -> bool {
        match self {
            Self::Nothing => {}
            Self::Text(text) => texts.extend((!text.trim().is_empty()).then(|| text.trim().to_owned())),
            Self::Scalar(text) => {
                let plain = written.split(" #").next().unwrap_or_default().trim();
                let plain = if plain.is_empty() || plain.starts_with(['[', '&', '*', '!']) { text } else { plain };
                texts.push(plain.to_owned());
            }
            Self::List(fields) => return fields.iter().all(|field| field.texts("", texts)),
            // A person or an organisation as a mapping: its name is what the model has a word for.
            Self::Map(fields) => match fields.0.as_slice() {
                [(name, field)] if name == "name" => return field.texts("", texts),
                // A TOML date.
                [(name, field)] if name.starts_with("$__toml") => return field.texts("", texts),
                _ => return false,
            },
        }
        true
    }
}

/// Reads again what was read, with every number and truth value as the text that stands there.
struct Literal<'a>(&'a FrontMatterValue);

impl<'de> DeserializeSeed<'de> for Literal<'_> {
    type Value = FrontMatterValue;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<FrontMatterValue, D::Error> {
        match self.0 {
            FrontMatterValue::Nothing => IgnoredAny::deserialize(deserializer).map(|_| FrontMatterValue::Nothing),
            FrontMatterValue::Text(_) | FrontMatterValue::Scalar(_) => {
                String::deserialize(deserializer).map(FrontMatterValue::Text)
            }
            FrontMatterValue::List(_) => deserializer.deserialize_seq(self),
            FrontMatterValue::Map(_) => deserializer.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for Literal<'_> {
    type Value = FrontMatterValue;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("what was there before")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<FrontMatterValue, A::Error> {
        let FrontMatterValue::List(before) = self.0 else { return Ok(FrontMatterValue::Nothing) };
        let mut fields = Vec::new();
        for field in before {
            fields.extend(sequence.next_element_seed(Literal(field))?);
        }
        Ok(FrontMatterValue::List(fields))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FrontMatterValue, A::Error> {
        let FrontMatterValue::Map(FrontMatterFields(before)) = self.0 else { return Ok(FrontMatterValue::Nothing) };
        let mut fields = FrontMatterFields::default();
        for (_, field) in before {
            let Some(name) = map.next_key::<String>()? else { break };
            fields.0.push((name, map.next_value_seed(Literal(field))?));
        }
        Ok(FrontMatterValue::Map(fields))
    }
}

impl<'de> Deserialize<'de> for FrontMatterFields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;

        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = FrontMatterFields;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("keys with values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FrontMatterFields, A::Error> {
                let mut fields = FrontMatterFields::default();
                while let Some(entry) = map.next_entry()? {
                    fields.0.push(entry);
                }
                Ok(fields)
            }
        }

        deserializer.deserialize_map(FieldsVisitor)
    }
}

impl<'de> Deserialize<'de> for FrontMatterValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldVisitor;

        impl<'de> Visitor<'de> for FieldVisitor {
            type Value = FrontMatterValue;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text or a list of texts")
            }

            fn visit_unit<E>(self) -> Result<FrontMatterValue, E> {
                Ok(FrontMatterValue::Nothing)
            }

            fn visit_none<E>(self) -> Result<FrontMatterValue, E> {
                Ok(FrontMatterValue::Nothing)
            }

            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<FrontMatterValue, D::Error> {
                FrontMatterValue::deserialize(deserializer)
            }

            fn visit_str<E>(self, text: &str) -> Result<FrontMatterValue, E> {
                Ok(FrontMatterValue::Text(text.to_owned()))
            }

            fn visit_bool<E>(self, value: bool) -> Result<FrontMatterValue, E> {
                Ok(FrontMatterValue::Scalar(value.to_string()))
            }

            fn visit_i64<E>(self, value: i64) -> Result<FrontMatterValue, E> {
                Ok(FrontMatterValue::Scalar(value.to_string()))
            }

            fn visit_u64<E>(self, value: u64) -> Result<FrontMatterValue, E> {
                Ok(FrontMatterValue::Scalar(value.to_string()))
            }

            fn visit_f64<E>(self, value: f64) -> Result<FrontMatterValue, E> {
                Ok(FrontMatterValue::Scalar(value.to_string()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<FrontMatterValue, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = sequence.next_element()? {
                    fields.push(field);
                }
                Ok(FrontMatterValue::List(fields))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FrontMatterValue, A::Error> {
                let mut fields = FrontMatterFields::default();
                while let Some(entry) = map.next_entry()? {
                    fields.0.push(entry);
                }
                Ok(FrontMatterValue::Map(fields))
            }
        }

        deserializer.deserialize_any(FieldVisitor)
    }
}
