//! The properties of an item, in the order and under the names of the schema.

use serde::Serialize;

use super::uri;
use crate::model;

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NinjsItem {
    pub(super) standard: NinjsStandard,
    pub(super) uri: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) representation_type: &'static str,
    pub(super) version: &'static str,
    pub(super) version_created: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) content_created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) embargoed_until: Option<String>,
    pub(super) pub_status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) expires: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) urgency: Option<u8>,
    pub(super) language: String,
    pub(super) headlines: Vec<NinjsText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) slugline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) copyright_holder: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) copyright_notice: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) usage_terms: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rights_info: Option<RightsInfo>,
    pub(super) ed_note: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) descriptions: Vec<NinjsText>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) people: Vec<Person>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) organisations: Vec<NinjsOrganisation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) info_sources: Vec<InfoSource>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) subjects: Vec<Subject>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) genres: Vec<Genre>,
    pub(super) alt_ids: Vec<AltId>,
    pub(super) bodies: Vec<Body>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) associations: Vec<Association>,
}

#[derive(Debug, Serialize)]
pub(super) struct NinjsStandard {
    name: &'static str,
    version: &'static str,
    schema: &'static str,
}

impl NinjsStandard {
    pub(super) const VERSION_3: Self =
        Self { name: "ninjs", version: "3.0", schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json#" };
}

/// A headline or a description.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NinjsText {
    role: &'static str,
    content_type: &'static str,
    value: String,
}

impl NinjsText {
    pub(super) fn new(role: &'static str, value: String) -> Self {
        Self { role, content_type: "text/plain", value }
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Body {
    pub(super) role: &'static str,
    pub(super) content_type: &'static str,
    pub(super) word_count: usize,
    pub(super) value: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) rel: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct NinjsOrganisation {
    name: String,
    rel: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<String>,
}

impl NinjsOrganisation {
    pub(super) fn new(rel: &'static str, organisation: &model::Organisation) -> Self {
        Self { name: organisation.name.clone(), rel, uri: organisation.home.as_deref().map(uri) }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct InfoSource {
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) role: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Subject {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rel: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) uri: Option<String>,
}

impl Subject {
    pub(super) fn named(name: &str, rel: Option<&'static str>) -> Self {
        Self { name: Some(name.to_owned()), rel, uri: None }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Genre {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<String>,
}

impl Genre {
    pub(super) fn of(concept: &model::Concept) -> Self {
        Self { name: concept.name.clone(), uri: concept.uri.as_deref().map(uri) }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct AltId {
    pub(super) role: String,
    pub(super) value: String,
}

/// The rights for machines: one of the two.
#[derive(Debug, Serialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
pub(super) enum RightsInfo {
    Encoded { lang_id: &'static str, encoded_rights: String },
    Linked { linked_rights: String },
}

/// A picture.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Association {
    pub(super) name: String,
    pub(super) uri: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) copyright_holder: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) usage_terms: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) descriptions: Vec<NinjsText>,
    pub(super) renditions: Vec<NinjsRendition>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NinjsRendition {
    pub(super) name: &'static str,
    pub(super) href: String,
    pub(super) content_type: &'static str,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) size_in_bytes: usize,
}
