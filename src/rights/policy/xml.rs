//! A policy as XML (the schema of ODRL 2.2, `ODRL22.xsd`).
//!
//! Assets and parties are elements that name their function; an action is one that has a name. What the policy says in
//! the words of other vocabularies stands in elements of their namespaces, as RDF/XML writes them: an address is an
//! `rdf:resource`, words have their language.

use std::io;

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::{
    CC, Constraint, DCT, Duty, DutyAction, NamedPolicy, ODRL, PROFILE, PolicyRule, RuleKind, TDM, licence_iri, words,
};
use crate::model::Term;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

type PolicyXml = Writer<Vec<u8>>;

pub(super) fn write(policy: &NamedPolicy<'_>) -> String {
    let mut xml = PolicyXml::new_with_indent(Vec::new(), b' ', 1);
    let kind = odrl("Set");
    let conflict = odrl("perm");
    xml.create_element("o:Policy")
        .with_attributes([
            ("xmlns:o", ODRL),
            ("xmlns:cc", CC),
            ("xmlns:dct", DCT),
            ("xmlns:rdf", RDF),
            ("uid", &*policy.name),
            ("type", &*kind),
            ("profile", PROFILE),
            ("conflict", &*conflict),
        ])
        .write_inner_content(|xml| {
            RuleKind::ALL
                .into_iter()
                .flat_map(|kind| policy.rules_of(kind))
                .try_for_each(|each| rule(xml, policy, each))
        })
        .expect("a Vec takes every byte");
    String::from_utf8(xml.into_inner()).expect("it was written from text")
}

fn rule(xml: &mut PolicyXml, policy: &NamedPolicy<'_>, rule: &PolicyRule<'_>) -> io::Result<()> {
    let name = match rule.kind {
        RuleKind::Permission => "o:permission",
        RuleKind::Prohibition => "o:prohibition",
        RuleKind::Obligation => "o:obligation",
    };
    xml.create_element(name).write_inner_content(|xml| {
        xml.create_element("o:asset")
            .with_attributes([("uid", policy.target(rule.scope)), ("relation", &*odrl("target"))])
            .write_empty()?;
        action(xml, rule.action)?;
        party(xml, &policy.assigner, "assigner")?;
        if (rule.kind, rule.action) == (RuleKind::Obligation, "attribute") {
            attribution(xml, policy)?;
        }
        rule.constraints.iter().try_for_each(|each| constraint(xml, each))?;
        if let Some(licence) = rule.licence.and_then(licence_iri) {
            address(xml, "dct:license", &licence)?;
        }
        sources(xml, &rule.sources)?;
        rule.duties.iter().try_for_each(|each| duty(xml, policy, each))
    })?;
    Ok(())
}

fn duty(xml: &mut PolicyXml, policy: &NamedPolicy<'_>, duty: &Duty<'_>) -> io::Result<()> {
    xml.create_element("o:duty").write_inner_content(|xml| {
        match duty.action {
            DutyAction::Attribute => {
                action(xml, "attribute")?;
                attribution(xml, policy)?;
            }
            DutyAction::Inform => {
                action(xml, "inform")?;
                party(xml, &policy.assigner, "informedParty")?;
            }
            DutyAction::ObtainConsent(reference) => {
                action(xml, "obtainConsent")?;
                party(xml, &policy.assigner, "consentingParty")?;
                if let Some(reference) = reference {
                    xml.create_element("dct:identifier").write_text_content(BytesText::new(reference))?;
                }
            }
        }
        sources(xml, &duty.sources)
    })?;
    Ok(())
}

fn constraint(xml: &mut PolicyXml, constraint: &Constraint) -> io::Result<()> {
    let (name, operator) = (odrl(constraint.left), odrl(constraint.operator));
    let mut attributes = vec![("name", &*name), ("operator", &*operator), ("rightOperand", &*constraint.right)];
    attributes.extend(constraint.unit.as_deref().map(|unit| ("unit", unit)));
    xml.create_element("o:constraint").with_attributes(attributes).write_empty().map(drop)
}

fn attribution(xml: &mut PolicyXml, policy: &NamedPolicy<'_>) -> io::Result<()> {
    let attribution = &policy.attribution;
    party(xml, &attribution.party, "attributedParty")?;
    if let Some(name) = &attribution.name {
        xml.create_element("cc:attributionName").write_text_content(BytesText::new(name))?;
    }
    attribution.address.iter().try_for_each(|target| address(xml, "cc:attributionURL", target))
}

fn action(xml: &mut PolicyXml, name: &str) -> io::Result<()> {
    xml.create_element("o:action").with_attribute(("name", &*odrl(name))).write_empty().map(drop)
}

fn party(xml: &mut PolicyXml, uid: &str, function: &str) -> io::Result<()> {
    let function = odrl(function);
    xml.create_element("o:party").with_attributes([("uid", uid), ("function", &*function)]).write_empty().map(drop)
}

fn address(xml: &mut PolicyXml, name: &str, address: &str) -> io::Result<()> {
    xml.create_element(name).with_attribute(("rdf:resource", address)).write_empty().map(drop)
}

/// The words that something was read from, each with its language.
fn sources(xml: &mut PolicyXml, terms: &[&Term]) -> io::Result<()> {
    terms.iter().try_for_each(|term| {
        xml.create_element("dct:source")
            .with_attribute(("xml:lang", term.language.as_str()))
            .write_text_content(BytesText::new(&words(term)))
            .map(drop)
    })
}

/// A word of ODRL, or one with the prefix of another vocabulary, as the IRI that it stands for.
fn odrl(word: &str) -> String {
    word.strip_prefix("tdm:").map_or_else(|| format!("{ODRL}{word}"), |word| format!("{TDM}{word}"))
}
