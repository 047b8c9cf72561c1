//! The terms for machines: an ODRL 2.2 policy in the RightsML profile.
//!
//! 1. [`rules`] turns each meaning into rules, and merges rules that say the same: one rule, several sources;
//! 2. [`Policy`] settles the names of assets and parties;
//! 3. [`json_ld`] or [`xml`] writes it: the same policy in another form ([`PolicyForm`]).
//!
//! | meaning | rules |
//! | --- | --- |
//! | attribution | permission to distribute the article, duty `attribute` with party, name and address |
//! | no republication | prohibitions to reproduce and to distribute; with "unless permitted" also a permission, duty `obtainConsent` |
//! | all rights reserved | the same as no republication of everything unless permitted: that is what a reservation says |
//! | licence | permissions to reproduce and to distribute under `dct:license`, but none beside a reservation or a ban of the same thing; what NC and ND forbid as prohibitions; nothing for the licence in a picture's credit |
//! | a permission for pictures that is held | permission to distribute the pictures, duty `obtainConsent` with its reference |
//!
//! The policy is a `Set`: the source states conditions, it makes no offer, and the reading is ours. So every rule has
//! the words that it was read from, verbatim, as its `dct:source`. `conflict` is `perm`: a permission whose duties are
//! fulfilled goes before a prohibition. Three consequences:
//!
//! - where attribution is demanded *and* everything is forbidden without permission, consent and attribution are duties
//!   of one permission: attribution alone lifts nothing;
//! - where everything is forbidden without exception, attribution is an obligation of the policy, no duty of a
//!   permission that would lift the ban;
//! - where a licence contradicts a reservation or a ban, its permissions are left out: which of the two holds only the
//!   source knows, and no machine may be told that the licence does. `conflict` as `prohibit` (ODRL 2.2 Information
//!   Model, 2.1) would say as little of the licence, and make the consent that lifts a ban worth nothing. People read
//!   both terms, and the contradiction is reported ([`conflicts`](mod@super::conflicts)).
//!
//! Names that are nobody's address are derived from the asset: `ASSET#policy`, `ASSET#picture`, `ASSET#source`,
//! `ASSET#holder`.

mod json_ld;
mod xml;

use std::fmt::Write as _;

use super::conflicts;
use super::statement::credit;
use crate::model::walk::plain_text;
use crate::model::{Document, Licence, Meaning, Scope, Term};

/// The namespace of ODRL's own words.
const ODRL: &str = "http://www.w3.org/ns/odrl/2/";
/// The profile of ODRL whose words are used: IPTC's RightsML.
const PROFILE: &str = "https://iptc.org/std/RightsML/odrl-profile/";
/// The namespace of Creative Commons' words for naming a source.
const CC: &str = "http://creativecommons.org/ns#";
/// The namespace of Dublin Core's terms.
const DCT: &str = "http://purl.org/dc/terms/";

/// How a policy is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum PolicyForm {
    /// JSON-LD, by the context of ODRL 2.2 (<https://www.w3.org/TR/odrl-vocab/>).
    #[default]
    JsonLd,
    /// XML, by the schema of ODRL 2.2 (<https://www.w3.org/ns/odrl/2/ODRL22.xsd>).
    Xml,
}

impl PolicyForm {
    /// Every form.
    pub const ALL: &'static [Self] = &[Self::JsonLd, Self::Xml];

    /// The name, as options take it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::JsonLd => "json-ld",
            Self::Xml => "xml",
        }
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::JsonLd => "application/ld+json",
            Self::Xml => "application/xml",
        }
    }
}

/// The policy of a document, or `None` where nothing was understood that a policy could say. `asset` is the IRI that
/// names the article (its guid). The same document, asset and form give the same text; in XML it is an element without
/// an XML declaration.
pub fn policy(document: &Document, asset: &str, form: PolicyForm) -> Option<String> {
    let policy = Policy::of(document, asset)?;
    Some(match form {
        PolicyForm::JsonLd => json_ld::write(&policy),
        PolicyForm::Xml => xml::write(&policy),
    })
}

/// The IRI by which the policy of an article names itself.
pub fn policy_name(asset: &str) -> String {
    iri(&derived(asset, "policy"))
}

/// The IRI that a policy uses for the pictures of an article.
pub fn picture_asset(asset: &str) -> String {
    derived(asset, "picture")
}

/// A policy with every name settled, ready to be written.
#[derive(Debug)]
struct Policy<'d> {
    name: String,
    article: String,
    pictures: String,
    /// Who sets the terms.
    assigner: String,
    attribution: Attribution,
    rules: Vec<Rule<'d>>,
}

/// To whom, under which name and with a link to where. The same name and address as in the visible credit line.
#[derive(Debug)]
struct Attribution {
    party: String,
    name: Option<String>,
    address: Option<String>,
}

impl<'d> Policy<'d> {
    fn of(document: &'d Document, asset: &str) -> Option<Self> {
        let rules = rules(document);
        if rules.is_empty() {
            return None;
        }
        let credit = credit(document);
        Some(Self {
            name: policy_name(asset),
            article: iri(asset),
            pictures: iri(&picture_asset(asset)),
            assigner: assigner(document, asset),
            attribution: Attribution {
                party: publisher(document, asset),
                name: credit.name,
                address: credit.target.address().map(iri),
            },
            rules,
        })
    }

    fn target(&self, scope: Scope) -> &str {
        match scope {
            Scope::Everything => &self.article,
            Scope::Pictures => &self.pictures,
        }
    }

    fn rules_of(&self, kind: Kind) -> impl Iterator<Item = &Rule<'d>> {
        self.rules.iter().filter(move |rule| rule.kind == kind)
    }
}

/// A name that belongs to an asset: its fragment, which every kind of IRI may have (RFC 3987, 2.2).
fn derived(asset: &str, what: &str) -> String {
    let separator = if asset.contains('#') { '.' } else { '#' };
    format!("{asset}{separator}{what}")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Permission,
    Prohibition,
    Obligation,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Permission, Self::Prohibition, Self::Obligation];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Permission => "permission",
            Self::Prohibition => "prohibition",
            Self::Obligation => "obligation",
        }
    }
}

/// A permission, a prohibition, or an obligation of the policy.
#[derive(Debug)]
struct Rule<'d> {
    kind: Kind,
    scope: Scope,
    /// A word of ODRL.
    action: &'static str,
    duties: Vec<Duty<'d>>,
    licence: Option<&'d Licence>,
    /// The terms that it was read from; none for a permission that is held.
    sources: Vec<&'d Term>,
}

/// What has to be done before a permission holds.
#[derive(Debug)]
struct Duty<'d> {
    action: DutyAction<'d>,
    sources: Vec<&'d Term>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DutyAction<'d> {
    Attribute,
    /// With the reference of the consent, where one is held.
    ObtainConsent(Option<&'d str>),
}

/// The rules, in the order of the terms.
fn rules(document: &Document) -> Vec<Rule<'_>> {
    let rights = &document.rights;
    let mut rules = Rules::default();
    let banned = rights.meanings().any(|(_, meaning)| {
        matches!(meaning, Meaning::NoRepublication { scope: Scope::Everything, unless_permitted: false })
    });
    let demands_attribution = rights.meanings().any(|(_, meaning)| matches!(meaning, Meaning::Attribution { .. }));
    let contradicted = conflicts::contradicts(rights, Scope::Everything);
    for (term, meaning) in rights.meanings() {
        match meaning {
            Meaning::Attribution { .. } if banned => rules.add(Kind::Obligation, Scope::Everything, "attribute", term),
            Meaning::Attribution { .. } => rules.permit(Scope::Everything, DutyAction::Attribute, term),
            // A demand for attribution presupposes use: it says how the reservation is lifted.
            Meaning::AllRightsReserved => {
                rules.forbid(Scope::Everything, term);
                if !banned && !demands_attribution {
                    rules.permit(Scope::Everything, DutyAction::ObtainConsent(None), term);
                }
            }
            Meaning::NoRepublication { scope, unless_permitted } => {
                rules.forbid(*scope, term);
                let lifted = *unless_permitted && !(banned && *scope == Scope::Everything);
                if lifted {
                    rules.permit(*scope, DutyAction::ObtainConsent(None), term);
                }
            }
            Meaning::Licensed { licence, scope: Scope::Everything } => rules.license(licence, !contradicted, term),
            // Somebody else's grant, for one picture: said of all of them it would lift what the terms forbid.
            Meaning::Licensed { scope: Scope::Pictures, .. } => {}
        }
    }
    if let Some(permission) = &rights.photo_permission {
        rules.hold(&permission.reference);
    }
    rules.0
}

/// Rules in the making.
#[derive(Debug, Default)]
struct Rules<'d>(Vec<Rule<'d>>);

impl<'d> Rules<'d> {
    /// A rule of its own; one that is there already gets another source.
    fn add(&mut self, kind: Kind, scope: Scope, action: &'static str, term: &'d Term) {
        add(&mut self.rule(kind, scope, action, None).sources, term);
    }

    fn rule(&mut self, kind: Kind, scope: Scope, action: &'static str, licence: Option<&'d Licence>) -> &mut Rule<'d> {
        let same =
            |rule: &Rule<'d>| (rule.kind, rule.scope, rule.action, rule.licence) == (kind, scope, action, licence);
        let index = self.0.iter().position(same).unwrap_or_else(|| {
            self.0.push(Rule { kind, scope, action, duties: Vec::new(), licence, sources: Vec::new() });
            self.0.len() - 1
        });
        &mut self.0[index]
    }

    /// Neither copies nor distribution.
    fn forbid(&mut self, scope: Scope, term: &'d Term) {
        self.add(Kind::Prohibition, scope, "reproduce", term);
        self.add(Kind::Prohibition, scope, "distribute", term);
    }

    /// Distribution, once a duty is done; all duties of one scope together.
    fn permit(&mut self, scope: Scope, action: DutyAction<'d>, term: &'d Term) {
        self.add(Kind::Permission, scope, "distribute", term);
        let rule = self.rule(Kind::Permission, scope, "distribute", None);
        match rule.duties.iter_mut().find(|duty| duty.action == action) {
            Some(duty) => add(&mut duty.sources, term),
            None => rule.duties.push(Duty { action, sources: vec![term] }),
        }
    }

    /// What a licence grants, where nothing contradicts it, and, where its code says so, forbids. Everything else is in
    /// its text.
    fn license(&mut self, licence: &'d Licence, grants: bool, term: &'d Term) {
        // Without an address there is nothing that a machine could read on.
        if licence_iri(licence).is_none() {
            return;
        }
        let code = licence.spdx.as_deref().filter(|spdx| spdx.starts_with("CC-")).unwrap_or_default();
        let has = |element: &str| code.split('-').any(|part| part == element);
        for action in ["reproduce", "distribute"].into_iter().filter(|_| grants) {
            let rule = self.rule(Kind::Permission, Scope::Everything, action, Some(licence));
            add(&mut rule.sources, term);
            if has("BY") {
                match rule.duties.iter_mut().find(|duty| duty.action == DutyAction::Attribute) {
                    Some(duty) => add(&mut duty.sources, term),
                    None => rule.duties.push(Duty { action: DutyAction::Attribute, sources: vec![term] }),
                }
            }
        }
        if has("NC") {
            // Deprecated for CC's own word, which W3C's ontology does not have as an action.
            self.add(Kind::Prohibition, Scope::Everything, "commercialize", term);
        }
        if has("ND") {
            self.add(Kind::Prohibition, Scope::Everything, "derive", term);
        }
    }

    /// The permission for pictures that whoever runs the tool holds.
    fn hold(&mut self, reference: &'d str) {
        let rule = self.rule(Kind::Permission, Scope::Pictures, "distribute", None);
        let consent = DutyAction::ObtainConsent(Some(reference));
        match rule.duties.iter_mut().find(|duty| duty.action == DutyAction::ObtainConsent(None)) {
            Some(duty) => duty.action = consent,
            None => rule.duties.push(Duty { action: consent, sources: Vec::new() }),
        }
    }
}

/// Adds the term that something was read from, once. Terms come one after the other: if it is there, it is the last.
fn add<'d>(sources: &mut Vec<&'d Term>, term: &'d Term) {
    if sources.last() != Some(&term) {
        sources.push(term);
    }
}

/// The words that something was read from.
fn words(term: &Term) -> String {
    plain_text(&term.content).trim().to_owned()
}

/// Who sets the terms: the holder of the copyright, else the publisher.
fn assigner(document: &Document, asset: &str) -> String {
    let publisher_name = document.metadata.publisher.as_ref().map(|slot| &slot.value.name);
    match &document.rights.holder {
        Some(holder) if Some(&holder.value.name) != publisher_name => {
            holder.value.home.as_deref().map_or_else(|| iri(&derived(asset, "holder")), iri)
        }
        Some(_) | None => publisher(document, asset),
    }
}

/// Who is to be named.
fn publisher(document: &Document, asset: &str) -> String {
    let home = document.metadata.publisher.as_ref().and_then(|slot| slot.value.home.as_deref());
    home.map_or_else(|| iri(&derived(asset, "source")), iri)
}

/// Where a licence is: its own address, else the name that the SPDX list gives it (SPDX 2.3, 10.1).
fn licence_iri(licence: &Licence) -> Option<String> {
    let by_name = || licence.spdx.as_ref().map(|spdx| format!("http://spdx.org/licenses/{spdx}"));
    licence.address.as_deref().map(iri).or_else(by_name)
}

/// An address as an IRI: characters that no IRI may have are percent-encoded (RFC 3987, 2.2 and 3.1).
fn iri(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for character in address.chars() {
        if character.is_control() || character.is_whitespace() || "<>\"\\^`{|}".contains(character) {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(character);
        }
    }
    out
}
