//! PREMIS 3: objects with their fixity, format and size, events with their outcome, agents, and a statement of rights
//! with the terms verbatim.

use super::acts::RightsAct;
use super::facts::{PackageFacts, RightsBasis};
use super::formats::{FormatName, format};
use super::{FileRole, PackageArticle, PackageFile};
use crate::render::xml::Xml;

const SPACE: &str = "http://www.loc.gov/premis/v3";
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// What an object, an event, an agent and a statement are called within a package.
const LOCAL: &str = "local";
const TOOL: &str = concat!("istinad ", env!("CARGO_PKG_VERSION"));
const TOOL_NAME: &str = "istinad";
const RIGHTS: &str = "terms";

/// A file that stands in the package, with its digests in hexadecimal digits.
pub(super) struct PremisFile<'a> {
    /// Where it is, by [`super::PackageLayout::place`].
    pub(super) path: String,
    pub(super) file: &'a PackageFile<'a>,
    pub(super) sha256: &'a str,
    pub(super) sha512: &'a str,
}

/// The record of an article.
pub(super) fn premis(article: &PackageArticle<'_>, files: &[PremisFile<'_>]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("premis", &[("xmlns", SPACE), ("xmlns:xsi", XSI), ("version", "3.0")]);
    representation(&mut xml, article, files);
    let original = files.iter().find(|file| file.file.role == FileRole::Original);
    for file in files {
        object(&mut xml, file, original.map(|original| original.path.as_str()));
    }
    events(&mut xml, article, files);
    agent(&mut xml, TOOL_NAME, TOOL_NAME, "software", Some(env!("CARGO_PKG_VERSION")));
    if let Some(provider) = article.provider {
        agent(&mut xml, "provider", provider, "organization", None);
    }
    rights(&mut xml, article, files);
    xml.close_line();
    xml.finish()
}

fn pair(xml: &mut Xml, outer: &'static str, names: (&'static str, &'static str), kind: &str, value: &str) {
    xml.open_line(outer, &[]);
    xml.leaf_line(names.0, &[], kind);
    xml.leaf_line(names.1, &[], value);
    xml.close_line();
}

fn linking_rights(xml: &mut Xml) {
    let names = ("linkingRightsStatementIdentifierType", "linkingRightsStatementIdentifierValue");
    pair(xml, "linkingRightsStatementIdentifier", names, LOCAL, RIGHTS);
}

fn representation(xml: &mut Xml, article: &PackageArticle<'_>, files: &[PremisFile<'_>]) {
    xml.open_line("object", &[("xsi:type", "representation")]);
    let names = ("objectIdentifierType", "objectIdentifierValue");
    pair(xml, "objectIdentifier", names, "URI", &article.facts.identifier);
    if let Some(address) = &article.facts.address {
        xml.leaf_line("originalName", &[], address);
    }
    xml.open_line("relationship", &[]);
    xml.leaf_line("relationshipType", &[], "structural");
    xml.leaf_line("relationshipSubType", &[], "has part");
    for file in files {
        let names = ("relatedObjectIdentifierType", "relatedObjectIdentifierValue");
        pair(xml, "relatedObjectIdentifier", names, LOCAL, &file.path);
    }
    xml.close_line();
    linking_rights(xml);
    xml.close_line();
}

fn object(xml: &mut Xml, file: &PremisFile<'_>, original: Option<&str>) {
    let PremisFile { path, file, sha256, sha512 } = file;
    xml.open_line("object", &[("xsi:type", "file")]);
    pair(xml, "objectIdentifier", ("objectIdentifierType", "objectIdentifierValue"), LOCAL, path);
    xml.open_line("objectCharacteristics", &[]);
    for (algorithm, digest) in [("SHA-256", sha256), ("SHA-512", sha512)] {
        xml.open_line("fixity", &[]);
        xml.leaf_line("messageDigestAlgorithm", &[], algorithm);
        xml.leaf_line("messageDigest", &[], digest);
        xml.leaf_line("messageDigestOriginator", &[], TOOL);
        xml.close_line();
    }
    xml.leaf_line("size", &[], &file.bytes.len().to_string());
    xml.open_line("format", &[]);
    let known = format(file.media_type, file.bytes);
    xml.open_line("formatDesignation", &[]);
    match &known {
        Ok(FormatName { name, version, .. }) => {
            xml.leaf_line("formatName", &[], name);
            if let Some(version) = version {
                xml.leaf_line("formatVersion", &[], version);
            }
        }
        Err(media_type) => xml.leaf_line("formatName", &[], media_type),
    }
    xml.close_line();
    if let Ok(FormatName { puid: Some(puid), .. }) = known {
        xml.open_line("formatRegistry", &[]);
        xml.leaf_line("formatRegistryName", &[], "PRONOM");
        xml.leaf_line("formatRegistryKey", &[], puid);
        xml.close_line();
    }
    xml.leaf_line("formatNote", &[], &format!("media type: {}", file.media_type));
    xml.close_line();
    xml.close_line();
    xml.leaf_line("originalName", &[], &file.original_name);
    if let (FileRole::Rendition, Some(original)) = (file.role, original) {
        xml.open_line("relationship", &[]);
        xml.leaf_line("relationshipType", &[], "derivation");
        xml.leaf_line("relationshipSubType", &[], "has source");
        let names = ("relatedObjectIdentifierType", "relatedObjectIdentifierValue");
        pair(xml, "relatedObjectIdentifier", names, LOCAL, original);
        let names = ("relatedEventIdentifierType", "relatedEventIdentifierValue");
        pair(xml, "relatedEventIdentifier", names, LOCAL, "conversion");
        xml.close_line();
    }
    linking_rights(xml);
    xml.close_line();
}

fn event(
    xml: &mut Xml,
    name: &str,
    kind: &str,
    time: &str,
    outcome: (&str, &[String]),
    by_tool: bool,
    files: &[&PremisFile<'_>],
) {
    xml.open_line("event", &[]);
    pair(xml, "eventIdentifier", ("eventIdentifierType", "eventIdentifierValue"), LOCAL, name);
    xml.leaf_line("eventType", &[], kind);
    xml.leaf_line("eventDateTime", &[], time);
    let (outcome, notes) = outcome;
    xml.open_line("eventOutcomeInformation", &[]);
    xml.leaf_line("eventOutcome", &[], outcome);
    for note in notes {
        xml.open_line("eventOutcomeDetail", &[]);
        xml.leaf_line("eventOutcomeDetailNote", &[], note);
        xml.close_line();
    }
    xml.close_line();
    if by_tool {
        let names = ("linkingAgentIdentifierType", "linkingAgentIdentifierValue");
        pair(xml, "linkingAgentIdentifier", names, LOCAL, TOOL_NAME);
    }
    for file in files {
        let names = ("linkingObjectIdentifierType", "linkingObjectIdentifierValue");
        pair(xml, "linkingObjectIdentifier", names, LOCAL, &file.path);
    }
    xml.close_line();
}

fn events(xml: &mut Xml, article: &PackageArticle<'_>, files: &[PremisFile<'_>]) {
    let written = article.written.completed().to_utc_string();
    let of = |role: FileRole| files.iter().filter(move |file| file.file.role == role).collect::<Vec<_>>();
    if let Some(captured) = article.captured {
        let time = captured.completed().to_utc_string();
        event(xml, "capture", "capture", &time, ("success", &[]), false, &of(FileRole::Original));
    }
    let said: Vec<String> = article.said.iter().map(|(code, message)| format!("{code}: {message}")).collect();
    event(xml, "conversion", "normalization", &written, ("success", &said), true, &of(FileRole::Rendition));
    let all: Vec<&PremisFile<'_>> = files.iter().collect();
    event(xml, "digests", "message digest calculation", &written, ("success", &[]), true, &all);
}

fn agent(xml: &mut Xml, identifier: &str, name: &str, kind: &str, version: Option<&str>) {
    xml.open_line("agent", &[]);
    pair(xml, "agentIdentifier", ("agentIdentifierType", "agentIdentifierValue"), LOCAL, identifier);
    xml.leaf_line("agentName", &[], name);
    xml.leaf_line("agentType", &[], kind);
    if let Some(version) = version {
        xml.leaf_line("agentVersion", &[], version);
    }
    xml.close_line();
}

fn rights(xml: &mut Xml, article: &PackageArticle<'_>, files: &[PremisFile<'_>]) {
    let facts = article.facts;
    xml.open_line("rights", &[]);
    xml.open_line("rightsStatement", &[]);
    let names = ("rightsStatementIdentifierType", "rightsStatementIdentifierValue");
    pair(xml, "rightsStatementIdentifier", names, LOCAL, RIGHTS);
    xml.leaf_line("rightsBasis", &[], facts.basis.as_str());
    match facts.basis {
        RightsBasis::License => {
            xml.open_line("licenseInformation", &[]);
            documented(
                xml,
                facts,
                "licenseDocumentationIdentifier",
                ("licenseDocumentationIdentifierType", "licenseDocumentationIdentifierValue"),
                "licenseDocumentationRole",
            );
            xml.leaf_line("licenseTerms", &[], &facts.terms_or_none());
            if let Some(notice) = &facts.notice {
                xml.leaf_line("licenseNote", &[], notice);
            }
            xml.close_line();
        }
        RightsBasis::Other => {
            xml.open_line("otherRightsInformation", &[]);
            documented(
                xml,
                facts,
                "otherRightsDocumentationIdentifier",
                ("otherRightsDocumentationIdentifierType", "otherRightsDocumentationIdentifierValue"),
                "otherRightsDocumentationRole",
            );
            let basis = if facts.terms.is_empty() { "no terms stated" } else { "terms of the source" };
            xml.leaf_line("otherRightsBasis", &[], basis);
            xml.leaf_line("otherRightsNote", &[], &facts.terms_or_none());
            if let Some(notice) = &facts.notice {
                xml.leaf_line("otherRightsNote", &[], notice);
            }
            xml.close_line();
        }
    }
    for RightsAct { act, restriction, note } in &facts.acts {
        xml.open_line("rightsGranted", &[]);
        xml.leaf_line("act", &[], act);
        xml.leaf_line("restriction", &[], restriction.as_str());
        xml.leaf_line("rightsGrantedNote", &[], note);
        xml.close_line();
    }
    for file in files {
        let names = ("linkingObjectIdentifierType", "linkingObjectIdentifierValue");
        pair(xml, "linkingObjectIdentifier", names, LOCAL, &file.path);
    }
    xml.close_line();
    xml.close_line();
}

fn documented(
    xml: &mut Xml,
    facts: &PackageFacts,
    outer: &'static str,
    names: (&'static str, &'static str),
    role: &'static str,
) {
    let pages = [(&facts.licence, "licence"), (&facts.terms_page, "page of terms")];
    for (address, what) in pages.into_iter().filter_map(|(address, what)| Some((address.as_ref()?, what))) {
        xml.open_line(outer, &[]);
        xml.leaf_line(names.0, &[], "URI");
        xml.leaf_line(names.1, &[], address);
        xml.leaf_line(role, &[], what);
        xml.close_line();
    }
}
