//! A policy in ODRL as data, whichever way it is written: two policies are equal if they say the same.
//!
//! 1. [`json_ld`] reads JSON-LD as the context of ODRL 2.2 has it, and the prefixes that the policy itself defines;
//!    no context is fetched, so a word that some other context defines is taken for one of ODRL's;
//! 2. [`xml`] reads XML as ODRL's schema has it: assets and parties name their function, actions their name; what other
//!    vocabularies say is read as RDF/XML.
//!
//! What a policy says is a set of properties, each with a set of values: neither the order of rules nor that of members
//! means anything.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::{Map, Value as Json};

use super::xml::{XmlElement, XmlNode};

const ODRL: &str = "http://www.w3.org/ns/odrl/2/";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const DCT_SOURCE: &str = "http://purl.org/dc/terms/source";

/// Prefixes that the context of ODRL defines.
const PREFIXES: &[(&str, &str)] = &[
    ("odrl", ODRL),
    ("rdf", RDF),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("schema", "http://schema.org/"),
    ("cc", "http://creativecommons.org/ns#"),
    ("tdm", "http://www.w3.org/ns/tdmrep#"),
];

/// Properties of ODRL whose values are words; those of all others are names: addresses, or words of ODRL.
const LITERAL: &[&str] =
    &["rightOperand", "rightOperandReference", "unit", "dataType", "datatype", "status", "version", "language"];
/// Properties whose values are words of ODRL where they are no addresses; the values of others are addresses.
const VOCABULARY: &[&str] = &["type", "conflict", "function", "action", "operator", "leftOperand"];

/// A policy: its form does not count when two are compared.
#[derive(Debug, Clone)]
pub struct Policy {
    /// How it is written.
    pub notation: Notation,
    /// What it says.
    pub data: Properties,
}

/// How a policy is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notation {
    /// As JSON-LD.
    JsonLd,
    /// As XML.
    Xml,
}

/// What is said of something: for each property, named by its IRI, a set of values.
pub type Properties = BTreeMap<String, BTreeSet<PolicyValue>>;

/// A value of a property.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PolicyValue {
    /// Something that has a name, an IRI.
    Name(String),
    /// Words, perhaps with their language.
    Words(String, Option<String>),
    /// Something without a name, by what is said of it: a rule, a duty.
    Thing(Properties),
}

impl PartialEq for Policy {
    fn eq(&self, other: &Self) -> bool {
        self.data == other.data
    }
}

impl Eq for Policy {}

impl Policy {
    /// The rules of a kind: `permission`, `prohibition`, `obligation`.
    pub fn rules(&self, kind: &str) -> impl Iterator<Item = &Properties> {
        self.data.get(&format!("{ODRL}{kind}")).into_iter().flatten().filter_map(|value| match value {
            PolicyValue::Thing(rule) => Some(rule),
            PolicyValue::Name(_) | PolicyValue::Words(..) => None,
        })
    }

    /// The words that rules were read from (`dct:source`), each once.
    pub fn sources(&self) -> BTreeSet<&str> {
        let mut sources = BTreeSet::new();
        let mut rest = vec![&self.data];
        while let Some(properties) = rest.pop() {
            for (property, values) in properties {
                for value in values {
                    match value {
                        PolicyValue::Words(words, _) if property == DCT_SOURCE => {
                            sources.insert(words.as_str());
                        }
                        PolicyValue::Thing(thing) => rest.push(thing),
                        PolicyValue::Name(_) | PolicyValue::Words(..) => {}
                    }
                }
            }
        }
        sources
    }

    /// The same policy as JSON with every name in full (JSON-LD 1.1, expanded form, but for its arrays of one value):
    /// the same for every notation.
    pub fn to_json(&self) -> String {
        object(&self.data).to_string()
    }
}

impl fmt::Display for Policy {
    /// "ODRL in XML: 1 permission, 2 prohibitions".
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let notation = match self.notation {
            Notation::JsonLd => "JSON-LD",
            Notation::Xml => "XML",
        };
        let counts: Vec<String> = ["permission", "prohibition", "obligation"]
            .into_iter()
            .map(|kind| (kind, self.rules(kind).count()))
            .filter(|(_, count)| *count > 0)
            .map(|(kind, count)| format!("{count} {kind}{}", if count == 1 { "" } else { "s" }))
            .collect();
        let counts = if counts.is_empty() { "no rules".to_owned() } else { counts.join(", ") };
        write!(formatter, "ODRL in {notation}: {counts}")
    }
}

fn object(properties: &Properties) -> Json {
    let value = |value: &PolicyValue| match value {
        PolicyValue::Name(name) => Json::from_iter([("@id", name.as_str())]),
        PolicyValue::Words(words, None) => Json::from_iter([("@value", words.as_str())]),
        PolicyValue::Words(words, Some(language)) => {
            Json::from_iter([("@value", words.as_str()), ("@language", language.as_str())])
        }
        PolicyValue::Thing(thing) => object(thing),
    };
    properties
        .iter()
        .map(|(property, values)| {
            let mut values: Vec<Json> = values.iter().map(value).collect();
            let only = if values.len() == 1 { values.pop() } else { None };
            (property.clone(), only.unwrap_or(Json::Array(values)))
        })
        .collect::<Map<String, Json>>()
        .into()
}

/// Reads a policy in JSON-LD; the reason if it is none.
pub(super) fn json_ld(text: &str) -> Result<Policy, String> {
    let json: Json = serde_json::from_str(text).map_err(|error| format!("it is not JSON: {error}"))?;
    let Json::Object(members) = &json else { return Err("it is no JSON object".to_owned()) };
    let contexts = match members.get("@context") {
        Some(Json::Array(contexts)) => contexts.as_slice(),
        Some(context) => std::slice::from_ref(context),
        None => return Err("it has no @context, so its words mean nothing".to_owned()),
    };
    let mut prefixes: BTreeMap<&str, &str> = PREFIXES.iter().copied().collect();
    for context in contexts.iter().filter_map(Json::as_object) {
        prefixes.extend(context.iter().filter_map(|(prefix, name)| Some((prefix.as_str(), name.as_str()?))));
    }
    let reader = JsonLd { prefixes };
    Ok(Policy { notation: Notation::JsonLd, data: reader.properties(members) })
}

struct JsonLd<'a> {
    prefixes: BTreeMap<&'a str, &'a str>,
}

impl JsonLd<'_> {
    fn properties(&self, members: &Map<String, Json>) -> Properties {
        let mut properties = Properties::new();
        for (key, value) in members.iter().filter(|(key, _)| *key != "@context") {
            let property = match key.as_str() {
                "@id" | "id" => format!("{ODRL}uid"),
                "@type" => format!("{ODRL}type"),
                key => self.expand(key, ODRL),
            };
            let several = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
            let values = several.iter().filter_map(|value| self.value(&property, value));
            properties.entry(property.clone()).or_default().extend(values);
        }
        properties
    }

    fn value(&self, property: &str, value: &Json) -> Option<PolicyValue> {
        Some(match value {
            Json::Null => return None,
            Json::Bool(_) | Json::Number(_) => PolicyValue::Words(value.to_string(), None),
            Json::String(text) => match property.strip_prefix(ODRL) {
                Some(own) if LITERAL.contains(&own) => PolicyValue::Words(text.clone(), None),
                Some(own) => PolicyValue::Name(self.expand(text, if VOCABULARY.contains(&own) { ODRL } else { "" })),
                None => PolicyValue::Words(text.clone(), None),
            },
            // Lists of lists mean nothing in ODRL.
            Json::Array(_) => return None,
            Json::Object(members) => {
                let text = |key: &str| members.get(key).and_then(Json::as_str);
                match (text("@value"), text("@id").or(text("uid"))) {
                    (Some(words), _) => PolicyValue::Words(words.to_owned(), text("@language").map(str::to_owned)),
                    (None, Some(name)) if members.len() == 1 => PolicyValue::Name(self.expand(name, "")),
                    (None, _) => PolicyValue::Thing(self.properties(members)),
                }
            }
        })
    }

    /// The IRI that a name stands for: `cc:x` by its prefix, an address as it is, any other name in `base`.
    fn expand(&self, name: &str, base: &str) -> String {
        match name.split_once(':') {
            Some((prefix, rest)) if !rest.starts_with("//") => match self.prefixes.get(prefix) {
                Some(space) => format!("{space}{rest}"),
                None => name.to_owned(),
            },
            Some(_) => name.to_owned(),
            None => format!("{base}{name}"),
        }
    }
}

/// Reads a policy in XML; the reason if the element is none.
pub(super) fn xml(element: &XmlElement) -> Result<Policy, String> {
    if !element.is(ODRL, "Policy") {
        return Err(format!("its root element is <{}>, which is no policy of ODRL 2.2", element.name()));
    }
    Ok(Policy { notation: Notation::Xml, data: properties(element) })
}

/// What an element of ODRL says: by its attributes, and by the elements in it.
fn properties(element: &XmlElement) -> Properties {
    let mut properties = Properties::new();
    let mut say = |property: String, value: PolicyValue| {
        properties.entry(property).or_default().insert(value);
    };
    for (name, value) in element.attributes().filter(|(name, _)| !matches!(*name, "id" | "idref")) {
        // What a constraint measures is its name.
        let name = if element.name() == "constraint" && name == "name" { "leftOperand" } else { name };
        let value = match name {
            _ if LITERAL.contains(&name) => PolicyValue::Words(value.to_owned(), None),
            _ => PolicyValue::Name(value.to_owned()),
        };
        say(format!("{ODRL}{name}"), value);
    }
    for child in element.elements() {
        if !child.is(ODRL, child.name()) {
            say(format!("{}{}", child.space(), child.name()), foreign(child));
            continue;
        }
        // An asset, a party or an action that is only named is that name; what it is to the rule says the attribute.
        let (property, name) = match child.name() {
            "asset" => (child.attribute("relation"), child.attribute("uid")),
            "party" => (child.attribute("function"), child.attribute("uid")),
            "action" => (None, child.attribute("name")),
            _ => (None, None),
        };
        let property = property.map_or_else(|| format!("{ODRL}{}", child.name()), str::to_owned);
        match name {
            Some(name) if child.elements().next().is_none() => say(property, PolicyValue::Name(name.to_owned())),
            Some(_) | None => say(property, PolicyValue::Thing(self::properties(child))),
        }
    }
    properties
}

/// What an element of another vocabulary says (RDF/XML, 2.4 and 2.7).
fn foreign(element: &XmlElement) -> PolicyValue {
    match element.attribute_in(RDF, "resource") {
        Some(address) => PolicyValue::Name(address.to_owned()),
        None if element.children.iter().any(|child| matches!(child, XmlNode::Element(_))) => {
            PolicyValue::Thing(properties(element))
        }
        None => PolicyValue::Words(element.raw_text(), element.language().map(str::to_owned)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"{"@context": ["http://www.w3.org/ns/odrl.jsonld", {"x": "urn:x:"}], "@type": "Set",
        "uid": "urn:p", "prohibition": {"action": "odrl:sell", "target": "urn:a", "assigner": {"@id": "urn:b"},
        "dct:source": [{"@value": "Yox", "@language": "az"}, "No"], "x:limit": 3}}"#;
    const XML: &str =
        "<o:Policy xmlns:o='http://www.w3.org/ns/odrl/2/' xmlns:d='http://purl.org/dc/terms/' xmlns:x='urn:x:'
        type='http://www.w3.org/ns/odrl/2/Set' uid='urn:p'>
          <o:prohibition><x:limit>3</x:limit><d:source>No</d:source><d:source xml:lang='az'>Yox</d:source>
            <o:party function='http://www.w3.org/ns/odrl/2/assigner' uid='urn:b'/>
            <o:asset relation='http://www.w3.org/ns/odrl/2/target' uid='urn:a'/>
            <o:action name='http://www.w3.org/ns/odrl/2/sell'/></o:prohibition>
        </o:Policy>";

    fn from_xml(text: &str) -> Result<Policy, String> {
        xml(&super::super::xml::parse(text.as_bytes(), &crate::Limits::default()).expect("XML"))
    }

    #[test]
    fn the_form_does_not_count() {
        let (one, other) = (json_ld(JSON).expect("a policy"), from_xml(XML).expect("a policy"));
        assert_eq!(one, other);
        assert_eq!(one.to_json(), other.to_json());
        assert_eq!(one.sources(), BTreeSet::from(["No", "Yox"]));
        assert_eq!(one.to_string(), "ODRL in JSON-LD: 1 prohibition");
        for (from, to) in
            [("'urn:a'", "'urn:c'"), ("2/sell", "2/give"), ("No<", "Now<"), ("'az'", "'tr'"), (">3<", ">4<")]
        {
            assert_ne!(one, from_xml(&XML.replace(from, to)).expect("a policy"), "{to}");
        }
    }

    #[test]
    fn what_is_no_policy_is_said() {
        for broken in ["", "[]", "\"x\"", "{}", "{\"uid\": \"urn:a\"}"] {
            assert!(json_ld(broken).is_err(), "{broken}");
        }
        assert!(from_xml("<Policy/>").is_err_and(|reason| reason.contains("no policy")));
    }
}
