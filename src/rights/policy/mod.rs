//! The terms for machines: an ODRL 2.2 policy in the RightsML profile.
//!
//! 1. [`mod@rules`] turns each meaning into rules, and merges rules that say the same: one rule, several sources;
//! 2. [`NamedPolicy`] settles the names of assets and parties;
//! 3. [`json_ld`] or [`xml`] writes it: the same policy in another form ([`PolicyForm`]).
//!
//! | meaning | rules |
//! | --- | --- |
//! | attribution | permission to distribute the article, duty `attribute` with party, name and address; of pictures alone an obligation |
//! | permitted, free | permission to distribute the article |
//! | a share | permission to `extract`, with the share as a constraint; no permission to distribute |
//! | no republication | prohibitions to reproduce and to distribute; with "unless permitted" also a permission, duty `obtainConsent` |
//! | all rights reserved | the same as no republication of everything unless permitted: that is what a reservation says |
//! | licence | permissions to reproduce and to distribute under `dct:license`, but none beside a reservation or a ban of the same thing; what NC and ND forbid as prohibitions; nothing for the licence in a picture's credit |
//! | non-commercial, no changes, no derivatives, no translation, no mining, no systematic copying | prohibitions `commercialize`, `modify`, `derive`, `translate`, `tdm:mine`, `aggregate` |
//! | no training | prohibition `tdm:mine` for that purpose |
//! | a purpose, some recipients | prohibition to distribute for any other, and no permission |
//! | a fee | obligation `compensate`, and no permission |
//! | a delay, a medium | constraints on the permission |
//! | notice, specimen | duty `inform` |
//! | a logo to keep | prohibition `modify` of what it is on |
//! | a permission for pictures that is held | permission to distribute the pictures, duty `obtainConsent` with its reference |
//!
//! The policy is a `Set`: the source states conditions, it makes no offer, and the reading is ours. So every rule has
//! the words that it was read from, verbatim, as its `dct:source`. `conflict` is `perm`: a permission whose duties are
//! fulfilled goes before a prohibition. Consequences:
//!
//! - where attribution is demanded *and* everything is forbidden without permission, consent and attribution are duties
//!   of one permission: attribution alone lifts nothing;
//! - where everything is forbidden without exception, or a sentence of the terms was not understood, or a licence is
//!   named and which cannot be told, nothing is permitted: attribution is an obligation of the policy, no duty of a
//!   permission;
//! - where a licence contradicts a reservation or a ban, its permissions are left out: which of the two holds only the
//!   source knows, and no machine may be told that the licence does. `conflict` as `prohibit` (ODRL 2.2 Information
//!   Model, 2.1) would say as little of the licence, and make the consent that lifts a ban worth nothing. People read
//!   both terms, and the contradiction is reported ([`conflicts`](mod@super::conflicts)).
//!
//! Names that are nobody's address are derived from the asset: `ASSET#policy`, `ASSET#picture`, `ASSET#source`,
//! `ASSET#holder`.

mod json_ld;
mod rules;
mod xml;

use std::fmt::Write as _;

use self::rules::{Constraint, Duty, DutyAction, PolicyRule, rules};
use super::statement::credit;
use crate::model::walk::plain_text;
use crate::model::{Document, Licence, Rights, Scope, Term};

/// The namespace of ODRL's own words.
const ODRL: &str = "http://www.w3.org/ns/odrl/2/";
/// The profile of ODRL whose words are used: IPTC's RightsML.
const PROFILE: &str = "https://iptc.org/std/RightsML/odrl-profile/";
/// The namespace of Creative Commons' words for naming a source.
const CC: &str = "http://creativecommons.org/ns#";
/// The namespace of W3C's words for mining text and data (TDMRep).
const TDM: &str = "http://www.w3.org/ns/tdmrep#";
/// The namespace of our own words.
const OWN: &str = "urn:istinad:ns:1#";
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
    let policy = NamedPolicy::of(document, asset)?;
    Some(match form {
        PolicyForm::JsonLd => json_ld::write(&policy),
        PolicyForm::Xml => xml::write(&policy),
    })
}

/// Whether the policy of these rights grants a licence that their terms name. Where it does not, no other slot for machines
/// may name the licence either: whoever reads that alone would take it for a grant.
pub(crate) fn grants_licence(rights: &Rights) -> bool {
    rules::grants_licence(rights)
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
struct NamedPolicy<'d> {
    name: String,
    article: String,
    pictures: String,
    video: String,
    audio: String,
    /// Who sets the terms.
    assigner: String,
    attribution: Attribution,
    rules: Vec<PolicyRule<'d>>,
}

/// To whom, under which name and with a link to where. The same name and address as in the visible credit line.
#[derive(Debug)]
struct Attribution {
    party: String,
    name: Option<String>,
    address: Option<String>,
}

impl<'d> NamedPolicy<'d> {
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
            video: iri(&derived(asset, "video")),
            audio: iri(&derived(asset, "audio")),
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
            Scope::Video => &self.video,
            Scope::Audio => &self.audio,
        }
    }

    fn rules_of(&self, kind: RuleKind) -> impl Iterator<Item = &PolicyRule<'d>> {
        self.rules.iter().filter(move |rule| rule.kind == kind)
    }
}

/// A name that belongs to an asset: its fragment, which every kind of IRI may have (RFC 3987, 2.2).
fn derived(asset: &str, what: &str) -> String {
    let separator = if asset.contains('#') { '.' } else { '#' };
    format!("{asset}{separator}{what}")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RuleKind {
    Permission,
    Prohibition,
    Obligation,
}

impl RuleKind {
    const ALL: [Self; 3] = [Self::Permission, Self::Prohibition, Self::Obligation];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Permission => "permission",
            Self::Prohibition => "prohibition",
            Self::Obligation => "obligation",
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
