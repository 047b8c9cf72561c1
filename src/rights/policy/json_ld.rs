//! A policy as JSON-LD (ODRL 2.2 Vocabulary, the context of <http://www.w3.org/ns/odrl.jsonld>), keys in a fixed order.

use std::fmt::Write as _;

use super::{
    CC, Constraint, DCT, Duty, DutyAction, NamedPolicy, PROFILE, PolicyRule, RuleKind, TDM, licence_iri, words,
};
use crate::model::Term;

pub(super) fn write(policy: &NamedPolicy<'_>) -> String {
    let mut vocabularies = vec![("cc", Json::text(CC)), ("dct", Json::text(DCT))];
    if policy.rules.iter().any(|rule| rule.action.starts_with("tdm:")) {
        vocabularies.push(("tdm", Json::text(TDM)));
    }
    let vocabularies = Json::Object(vocabularies);
    let mut members = vec![
        ("@context", Json::List(vec![Json::text("http://www.w3.org/ns/odrl.jsonld"), vocabularies])),
        ("@type", Json::text("Set")),
        ("uid", Json::text(&*policy.name)),
        ("profile", Json::text(PROFILE)),
        ("conflict", Json::text("perm")),
    ];
    for kind in RuleKind::ALL {
        let rules: Vec<Json> = policy.rules_of(kind).map(|of_kind| rule(policy, of_kind)).collect();
        if !rules.is_empty() {
            members.push((kind.as_str(), Json::List(rules)));
        }
    }
    let mut out = String::new();
    Json::Object(members).write(&mut out);
    out
}

fn rule(policy: &NamedPolicy<'_>, rule: &PolicyRule<'_>) -> Json {
    // The context has no word for what is deprecated.
    let action = if rule.action == "commercialize" { "odrl:commercialize" } else { rule.action };
    let mut members = vec![
        ("target", Json::text(policy.target(rule.scope))),
        ("assigner", Json::text(&*policy.assigner)),
        ("action", Json::text(action)),
    ];
    if (rule.kind, rule.action) == (RuleKind::Obligation, "attribute") {
        members.extend(attribution(policy));
    }
    if !rule.constraints.is_empty() {
        members.push(("constraint", Json::List(rule.constraints.iter().map(constraint).collect())));
    }
    members.extend(rule.licence.and_then(licence_iri).map(|address| ("dct:license", Json::address(&address))));
    members.extend(source(&rule.sources));
    if !rule.duties.is_empty() {
        members.push(("duty", Json::List(rule.duties.iter().map(|of_rule| duty(policy, of_rule)).collect())));
    }
    Json::Object(members)
}

fn duty(policy: &NamedPolicy<'_>, duty: &Duty<'_>) -> Json {
    let mut members = Vec::new();
    match duty.action {
        DutyAction::Attribute => {
            members.push(("action", Json::text("attribute")));
            members.extend(attribution(policy));
        }
        DutyAction::Inform => {
            members.push(("action", Json::text("inform")));
            members.push(("informedParty", Json::text(&*policy.assigner)));
        }
        DutyAction::ObtainConsent(reference) => {
            members.push(("action", Json::text("obtainConsent")));
            members.push(("consentingParty", Json::text(&*policy.assigner)));
            members.extend(reference.map(|reference| ("dct:identifier", Json::text(reference))));
        }
    }
    members.extend(source(&duty.sources));
    Json::Object(members)
}

fn constraint(constraint: &Constraint) -> Json {
    // The context as it was first published makes "odrl:neg" of the bare word, and the exception is lost.
    let operator = if constraint.operator == "neq" { "odrl:neq" } else { constraint.operator };
    let mut members = vec![
        ("leftOperand", Json::text(constraint.left)),
        ("operator", Json::text(operator)),
        ("rightOperand", Json::text(&*constraint.right)),
    ];
    members.extend(constraint.unit.as_deref().map(|unit| ("unit", Json::text(unit))));
    Json::Object(members)
}

fn attribution(policy: &NamedPolicy<'_>) -> Vec<(&'static str, Json)> {
    let attribution = &policy.attribution;
    let mut members = vec![("attributedParty", Json::text(&*attribution.party))];
    members.extend(attribution.name.as_deref().map(|name| ("cc:attributionName", Json::text(name))));
    members.extend(attribution.address.as_deref().map(|address| ("cc:attributionURL", Json::address(address))));
    members
}

/// The words that something was read from, each with its language (JSON-LD 1.1, 4.2.4).
fn source(terms: &[&Term]) -> Option<(&'static str, Json)> {
    let mut sources: Vec<Json> = terms
        .iter()
        .map(|term| {
            Json::object([("@value", Json::text(words(term))), ("@language", Json::text(term.language.as_str()))])
        })
        .collect();
    match sources.len() {
        0 => None,
        1 => sources.pop().map(|only| ("dct:source", only)),
        _ => Some(("dct:source", Json::List(sources))),
    }
}

/// JSON whose members stay in the order in which they were given.
#[derive(Debug)]
enum Json {
    Text(String),
    List(Vec<Self>),
    Object(Vec<(&'static str, Self)>),
}

impl Json {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn address(address: &str) -> Self {
        Self::object([("@id", Self::text(address))])
    }

    fn object<const N: usize>(members: [(&'static str, Self); N]) -> Self {
        Self::Object(members.into())
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => write_string(text, out),
            Self::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    item.write(out);
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    write_string(name, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

/// RFC 8259, 7.
fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\u{0}'..='\u{1f}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}
