//! In what a record of a package differs from what it has to be, with the places: PREMIS, METS and Dublin Core by their
//! elements, tables by rows and columns, lines of JSON and RO-Crate by their members, anything else by its lines.
//!
//! In which order the objects, the events or the rows stand says nothing: articles come in that of the package.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::inspect::xml::{XmlElement, XmlNode, parse};
use crate::limits::Limits;

/// So much of a value is shown.
const SHOWN: usize = 120;

/// A value with its place in a record.
type RecordedValue = (String, String);

/// In what a record differs from what it has to be, as sentences; `name` is what it is called.
pub fn record_differences(name: &str, stated: &[u8], due: &[u8], limits: &Limits) -> Vec<String> {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let leaves = |bytes: &[u8]| match extension {
        "xml" => parse(bytes, limits).map(|root| of_xml(&root)),
        "json" => serde_json::from_slice(bytes).map(|value| of_graph(&value)).map_err(|error| error.to_string()),
        _ => Ok(String::from_utf8_lossy(bytes).lines().map(|line| ("a line".to_owned(), line.to_owned())).collect()),
    };
    match extension {
        "csv" => return of_tables(name, stated, due),
        "jsonl" => return of_lines(name, stated, due),
        _ => {}
    }
    match (leaves(stated), leaves(due)) {
        (Ok(stated), Ok(due)) => told(name, stated, due),
        (Err(why), _) | (_, Err(why)) => vec![format!("{name} cannot be read: {why}")],
    }
}

/// What is in one and not in the other, each as often as it is.
fn apart<T: Ord>(stated: Vec<T>, due: Vec<T>) -> (Vec<T>, Vec<T>) {
    let mut counts: BTreeMap<T, i64> = BTreeMap::new();
    stated.into_iter().for_each(|item| *counts.entry(item).or_default() += 1);
    due.into_iter().for_each(|item| *counts.entry(item).or_default() -= 1);
    let (mut many, mut lacking) = (Vec::new(), Vec::new());
    for (item, count) in counts {
        match count {
            1.. => many.push(item),
            0 => {}
            _ => lacking.push(item),
        }
    }
    (many, lacking)
}

fn told(name: &str, stated: Vec<RecordedValue>, due: Vec<RecordedValue>) -> Vec<String> {
    let (many, mut lacking) = apart(stated, due);
    let mut found = Vec::new();
    for (place, value) in many {
        // What stands in the place of something else is one difference and not two.
        match lacking.iter().position(|(other, _)| *other == place) {
            Some(at) => {
                let (_, right) = lacking.remove(at);
                found.push(format!("{name} says {} in {place}, where it is {}", shown(&value), shown(&right)));
            }
            None => found.push(format!("{name} says {} in {place}, which is not so", shown(&value))),
        }
    }
    let lacks = |(place, value): (String, String)| format!("{name} does not say {} in {place}", shown(&value));
    found.extend(lacking.into_iter().map(lacks));
    found
}

fn shown(value: &str) -> String {
    if value.chars().count() <= SHOWN {
        return format!("{value:?}");
    }
    format!("{:?}…", value.chars().take(SHOWN).collect::<String>())
}

/// Attributes and texts of a document; those of the elements in its root by what these identify themselves by.
fn of_xml(root: &XmlElement) -> Vec<RecordedValue> {
    let mut leaves = Vec::new();
    own_leaves(root, root.name(), &mut leaves);
    for element in root.elements() {
        let identifier = element.elements().find(|it| it.name().ends_with("Identifier"));
        let place = match identifier.and_then(|it| it.elements().last()) {
            Some(value) => format!("{} {}", element.name(), value.raw_text().trim()),
            None => element.name().to_owned(),
        };
        push_leaves(element, &place, &mut leaves);
    }
    leaves
}

fn own_leaves(element: &XmlElement, place: &str, leaves: &mut Vec<RecordedValue>) {
    for (space, name, value) in element.every_attribute() {
        let name = if space.is_empty() { name.to_owned() } else { format!("{{{space}}}{name}") };
        leaves.push((format!("{place}, {name}"), value.to_owned()));
    }
    let text: String = element
        .children
        .iter()
        .filter_map(|node| match node {
            XmlNode::Text(text) => Some(text.as_str()),
            XmlNode::Element(_) => None,
        })
        .collect();
    // Space between elements is none of theirs.
    let text = if element.elements().next().is_some() { text.trim() } else { &text };
    leaves.push((format!("{place} {{{}}}", element.space()), text.to_owned()));
}

fn push_leaves(element: &XmlElement, place: &str, leaves: &mut Vec<RecordedValue>) {
    own_leaves(element, place, leaves);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for inner in element.elements() {
        let count = counts.entry(inner.name()).or_default();
        *count += 1;
        let name = if *count == 1 { inner.name().to_owned() } else { format!("{} {count}", inner.name()) };
        push_leaves(inner, &format!("{place}, {name}"), leaves);
    }
}

/// What RO-Crate says of each of its entities; lists have no order.
fn of_graph(whole: &Value) -> Vec<RecordedValue> {
    let mut leaves = Vec::new();
    let Value::Object(members) = whole else { return vec![("all of it".to_owned(), whole.to_string())] };
    for (member, value) in members {
        let (Value::Array(graph), "@graph") = (value, member.as_str()) else {
            leaves.push((member.clone(), value.to_string()));
            continue;
        };
        for entity in graph {
            let id = entity.get("@id").and_then(Value::as_str).unwrap_or_default();
            let Value::Object(members) = entity else {
                leaves.push(("@graph".to_owned(), entity.to_string()));
                continue;
            };
            for (name, value) in members {
                let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                leaves.extend(values.iter().map(|value| (format!("{id}, {name}"), value.to_string())));
            }
        }
    }
    leaves
}

/// Lines of JSON: what each says, member by member.
fn of_lines(name: &str, stated: &[u8], due: &[u8]) -> Vec<String> {
    let lines = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect::<Vec<_>>();
    let (many, mut lacking) = apart(lines(stated), lines(due));
    let members = |line: &str| -> Option<Vec<RecordedValue>> {
        let Ok(Value::Object(members)) = serde_json::from_str(line) else { return None };
        Some(members.into_iter().map(|(name, value)| (name, value.to_string())).collect())
    };
    let mut found = Vec::new();
    for line in many {
        let kind = |line: &str| {
            let read: Option<Value> = serde_json::from_str(line).ok();
            ["type", "file", "number"].map(|key| read.as_ref().and_then(|it| it.get(key)).map(ToString::to_string))
        };
        let of_this = lacking.iter().position(|other| kind(other) == kind(&line));
        match of_this.or_else(|| (lacking.len() == 1).then_some(0)).map(|at| lacking.remove(at)) {
            Some(right) => match (members(&line), members(&right)) {
                (Some(stated), Some(due)) => {
                    let differing = told(name, stated, due);
                    let is_same = differing.is_empty();
                    found.extend(differing);
                    // A member twice, or another way to write the same.
                    found.extend(is_same.then(|| format!("{name} has a line that is written otherwise")));
                }
                _ => found.push(format!("{name} has a line {}, where it is {}", shown(&line), shown(&right))),
            },
            None => found.push(format!("{name} has a line too many: {}", shown(&line))),
        }
    }
    found.extend(lacking.iter().map(|line| format!("{name} has no line {}", shown(line))));
    found
}

/// Tables: which columns there are, and what each row says.
fn of_tables(name: &str, stated: &[u8], due: &[u8]) -> Vec<String> {
    let rows = |bytes: &[u8]| -> Result<Vec<Vec<String>>, csv::Error> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        reader.records().map(|row| Ok(row?.iter().map(str::to_owned).collect())).collect()
    };
    let (mut stated, mut due) = match (rows(stated), rows(due)) {
        (Ok(stated), Ok(due)) if !stated.is_empty() && !due.is_empty() => (stated, due),
        (Err(error), _) | (_, Err(error)) => return vec![format!("{name} cannot be read: {error}")],
        _ => return vec![format!("{name} is empty")],
    };
    let (head, columns) = (stated.remove(0), due.remove(0));
    if head != columns {
        return vec![format!("{name} has the columns {}, and they are {}", head.join(", "), columns.join(", "))];
    }
    let (many, mut lacking) = apart(stated, due);
    let mut found = Vec::new();
    for row in many {
        let file = row.first().cloned().unwrap_or_default();
        let alike = |other: &Vec<String>| row.iter().zip(other).filter(|(one, other)| one == other).count();
        let nearest = (0..lacking.len())
            .filter(|at| lacking[*at].first() == row.first())
            .max_by_key(|at| (alike(&lacking[*at]), std::cmp::Reverse(*at)));
        let Some(right) = nearest.map(|at| lacking.remove(at)) else {
            found.push(format!("{name} has a row too many of {file}: {}", shown(&row.join(","))));
            continue;
        };
        for ((column, value), right) in columns.iter().zip(&row).zip(&right).filter(|((_, one), other)| one != other) {
            found.push(format!("{name} says {} in {column} of {file}, where it is {}", shown(value), shown(right)));
        }
        if row.len() != right.len() {
            found.push(format!("{name} has a row of {file} with {} columns", row.len()));
        }
    }
    for row in lacking {
        let file = row.first().cloned().unwrap_or_default();
        found.push(format!("{name} has no row of {file} that says {}", shown(&row.join(","))));
    }
    found
}
