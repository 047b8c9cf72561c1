//! ninjs: a news item as JSON.
//!
//! 1. the properties are what it says of itself, and those `altIds` whose role is a name of the converter's;
//! 2. the first of its bodies that is marked up is its words; a body of plain text alone is the source's;
//! 3. every property, of whatever depth and name, is handed over for the account.

use std::collections::BTreeSet;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::policy;
use super::report::{Attached, Format, Report, Whose, tidy};
use super::{xhtml, xml};
use crate::diagnostic::Code;
use crate::digest::{hex, sha256};
use crate::limits::Limits;

/// The namespace of the names that the converter defines.
const OWN: &str = "urn:istinad:ns:1#";

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Report, String> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    let Value::Object(item) = value else { return Err("it is no object".to_owned()) };
    let mut report = Report::new(Format::Ninjs);
    if let Err(reason) = serde_json::from_slice::<Unambiguous>(bytes) {
        report.fault(Code::ContainerUnsound, format!("it is not one thing to every reader: {reason}"));
    }
    let string = |name: &str| item.get(name).and_then(Value::as_str).map(str::to_owned);
    report.identifier = Some(string("uri").ok_or("it has no `uri`")?);
    let standard = item.get("standard").and_then(Value::as_object);
    let version = standard.and_then(|standard| standard.get("version")).and_then(Value::as_str);
    report.claims.push(format!("ninjs {}", version.unwrap_or("of an unstated version")));
    report.title = list(&item, "headlines").iter().find_map(|one| one.get("value")?.as_str().and_then(tidy));
    report.language = string("language");
    report.holder = string("copyrightHolder");
    report.notice = string("copyrightNotice").as_deref().and_then(tidy);
    report.rights.extend(report.notice.clone());
    report.rights.extend(string("usageTerms"));
    own(&item, &mut report);
    report.published = report.published.take().or_else(|| string("contentCreated"));
    report.embargoed = report.embargoed.take().or_else(|| string("embargoedUntil"));
    report.expires = report.expires.take().or_else(|| string("expires"));
    status(string("pubStatus"), &mut report);
    let rights = item.get("rightsInfo").and_then(Value::as_object);
    if let Some(encoded) = rights.and_then(|rights| rights.get("encodedRights")).and_then(Value::as_str) {
        report.set_policy(policy::json_ld(encoded));
    }
    if report.stated_digest.is_none() {
        report.terms.extend(string("usageTerms").as_deref().and_then(tidy));
    }
    let linked = rights.and_then(|rights| rights.get("linkedRights")).and_then(Value::as_str).map(str::to_owned);
    if report.terms_page.is_none() {
        report.set_terms_page(linked);
    }
    words(&item, limits, &mut report);
    let associations = list(&item, "associations");
    let pictures = associations.iter().filter(|one| one.get("type").and_then(Value::as_str) == Some("picture"));
    report.text.pictures = report.text.pictures.max(pictures.count());
    for picture in associations.into_iter().flat_map(carried) {
        report.picture(&picture.name, Some(picture.sha256.clone()));
        report.attached.push(picture);
    }
    item.iter().for_each(|(name, value)| account(&format!("ninjs/{name}"), value, limits, &mut report));
    Ok(report)
}

/// JSON in which no object has a property twice: of two, some readers take the first and some the last (RFC 8259, 4).
struct Unambiguous;

impl<'de> Deserialize<'de> for Unambiguous {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OnceVisitor)
    }
}

struct OnceVisitor;

impl<'de> Visitor<'de> for OnceVisitor {
    type Value = Unambiguous;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Unambiguous)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Unambiguous)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Unambiguous)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Unambiguous)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Unambiguous)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(Unambiguous)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<Unambiguous>()?.is_some() {}
        Ok(Unambiguous)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut parts: A) -> Result<Self::Value, A::Error> {
        let mut names = BTreeSet::new();
        while let Some(name) = parts.next_key::<String>()? {
            parts.next_value::<Unambiguous>()?;
            if let Some(name) = names.replace(name) {
                return Err(serde::de::Error::custom(format_args!("{name:?} stands in it twice")));
            }
        }
        Ok(Unambiguous)
    }
}

/// The renditions of a picture whose bytes stand in their address (RFC 2397).
fn carried(association: &Map<String, Value>) -> Vec<Attached> {
    let mut all = Vec::new();
    for rendition in list(association, "renditions") {
        let part = |name: &str| rendition.get(name).and_then(Value::as_str);
        let data = part("href").filter(|href| href.starts_with("data:")).and_then(|href| href.split_once(";base64,"));
        let Some((_, data)) = data else { continue };
        let bytes = STANDARD.decode(data).unwrap_or_default();
        let size = rendition.get("sizeInBytes").and_then(Value::as_u64);
        all.push(Attached {
            name: association.get("uri").and_then(Value::as_str).unwrap_or_default().to_owned(),
            relationship: Some("Picture".to_owned()),
            media_type: part("contentType").map(str::to_owned),
            size: bytes.len(),
            is_intact: size.is_none_or(|size| usize::try_from(size) == Ok(bytes.len())),
            sha256: hex(&sha256(&bytes)),
            says: None,
        });
    }
    all
}

/// Hands over what a property says, by the names that lead to it.
fn account(place: &str, value: &Value, limits: &Limits, report: &mut Report) {
    match value {
        Value::Array(values) if !values.is_empty() => {
            values.iter().for_each(|value| account(place, value, limits, report));
        }
        Value::Object(parts) if place == "ninjs/bodies" => body(parts, limits, report),
        Value::Object(parts) if !parts.is_empty() => {
            // Names of the converter's own lie in a list, each with what it says.
            let role = parts.get("role").and_then(Value::as_str).and_then(|role| role.strip_prefix(OWN));
            let role = role.filter(|_| place == "ninjs/altIds");
            for (name, value) in parts.iter().filter(|(name, _)| role.is_none() || *name != "role") {
                let inner = role
                    .filter(|_| name == "value")
                    .map_or(format!("{place}/{name}"), |role| format!("{place}:{role}"));
                account(&inner, value, limits, report);
            }
        }
        Value::String(text) => report.claim(place, text),
        Value::Number(_) | Value::Bool(_) => report.claim(place, value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => report.claim(place, ""),
    }
}

/// What a body says beside the words that are compared; a plain one has to repeat them.
fn body(parts: &Map<String, Value>, limits: &Limits, report: &mut Report) {
    let is_marked = parts.get("contentType").and_then(Value::as_str).is_some_and(|kind| kind.contains("html"));
    for (name, value) in parts {
        match value.as_str().filter(|_| name == "value") {
            Some(text) if is_marked => {
                let page = format!("<body xmlns=\"http://www.w3.org/1999/xhtml\">{text}</body>");
                // What cannot be read is said with the words.
                if let Ok(page) = xml::parse(page.as_bytes(), limits) {
                    xhtml::account(&page, report);
                }
            }
            Some(text) => text.split("\n\n").for_each(|line| report.claim("item/contentSet/plain", line)),
            None => account(&format!("ninjs/bodies/{name}"), value, limits, report),
        }
    }
}

/// The objects of a list.
fn list<'a>(item: &'a Map<String, Value>, name: &str) -> Vec<&'a Map<String, Value>> {
    item.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object).collect()
}

/// The status, where it says anything: without a statement of the source's an item is usable by default, or withheld by
/// an embargo. What it states to all goes before what the converter notes of it.
fn status(stated: Option<String>, report: &mut Report) {
    let noted = report.status.take();
    let is_endless = report.embargoed.as_deref() == Some("without end");
    report.status = match (noted, stated) {
        // For an embargo without end there is no place: what is under one is withheld.
        (Some(noted), Some(stated)) if noted == "usable" && stated == "withheld" && is_endless => Some(noted),
        (Some(_), stated) => stated,
        (None, Some(status)) if status == "usable" || status == "withheld" && report.embargoed.is_some() => None,
        (None, stated) => stated,
    };
}

/// What the converter says under names of its own.
fn own(item: &Map<String, Value>, report: &mut Report) {
    let (mut licence, mut address, mut page) = (None, None, None);
    for alternative in list(item, "altIds") {
        let part = |name: &str| alternative.get(name).and_then(Value::as_str);
        let (Some(role), Some(value)) = (part("role"), part("value")) else { continue };
        let value = Some(value.to_owned());
        match role.strip_prefix(OWN) {
            Some("generator") => report.maker = value,
            Some("inputHash") => report.input_hash = value,
            Some("textDigest") => report.stated_digest = value,
            Some("address") => report.address = value,
            Some("published") => report.published = value,
            Some("status") => report.status = value,
            Some("embargoed") => report.embargoed = value,
            Some("expires") => report.expires = value,
            Some("term") => report.terms.extend(value.as_deref().and_then(tidy)),
            Some("termsPage") => page = value,
            Some("licence") => licence = value,
            Some("licenceAddress") => address = value,
            Some("photoPermission") => report.photo_permission = value,
            Some(_) | None => {}
        }
    }
    report.set_licence(licence, address);
    report.set_terms_page(page);
}

fn words(item: &Map<String, Value>, limits: &Limits, report: &mut Report) {
    let bodies = list(item, "bodies");
    let part =
        |body: &Map<String, Value>, name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let is_marked = |body: &&&Map<String, Value>| part(body, "contentType").contains("html");
    let Some(body) = bodies.iter().find(is_marked).or(bodies.first()) else {
        report.remarks.push("it has no words".to_owned());
        return;
    };
    let value = part(body, "value");
    if !part(body, "contentType").contains("html") {
        return report.text.push(Whose::Source, &value);
    }
    let page = format!("<body xmlns=\"http://www.w3.org/1999/xhtml\">{value}</body>");
    match xml::parse(page.as_bytes(), limits) {
        Ok(body) => xhtml::collect(&body, &mut report.text),
        Err(reason) => report.remarks.push(format!("its words cannot be read as XHTML: {reason}")),
    }
}
