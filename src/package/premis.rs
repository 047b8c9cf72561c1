//! PREMIS 3: objects with their fixity, format and size, events with their outcome, agents, and a statement of rights
//! with the terms verbatim.
//!
//! Archivematica takes the events of a transfer over into its own record, and this is written so that it can: types of
//! objects have the prefix `premis:`, which its reader looks for as these letters; `originalName` is the name as it is
//! submitted, which it finds the file by; every event is of one file and has an agent, and every agent has an event.

use super::acts::RightsAct;
use super::facts::{PackageFacts, RightsBasis};
use super::formats::{FormatName, format};
use super::{FileRole, PackageArticle, PackageFile, PackedPart};
use crate::render::xml::Xml;

const SPACE: &str = "http://www.loc.gov/premis/v3";
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// What an object, an event, an agent and a statement are called within a package.
const LOCAL: &str = "local";
const TOOL: &str = concat!("istinad ", env!("CARGO_PKG_VERSION"));
const TOOL_NAME: &str = "istinad";
const PROVIDER: &str = "provider";
const RIGHTS: &str = "terms";

/// A file that stands in the package.
pub(super) struct PremisFile<'a> {
    /// Where it is, by [`super::PackageLayout::place`].
    pub(super) path: String,
    pub(super) file: &'a PackageFile<'a>,
}

/// The record of an article.
pub(super) fn premis(packed: &PackedPart<'_>, files: &[PremisFile<'_>]) -> Vec<u8> {
    let PackedPart { article, part, identifier } = packed;
    // Statements have names of their own in the whole package (PREMIS 3, 4.1.1), as everything else has.
    let terms = &part.map_or_else(|| RIGHTS.to_owned(), |part| format!("{RIGHTS}:{part}"));
    let mut xml = Xml::new();
    let spaces = [("xmlns", SPACE), ("xmlns:premis", SPACE), ("xmlns:xsi", XSI)];
    let [own, prefixed, xsi] = spaces;
    xml.open("premis", &[own, prefixed, xsi, ("version", "3.0")]);
    representation(&mut xml, article, identifier, terms, files);
    let original = files.iter().find(|file| file.file.role == FileRole::Original);
    for file in files {
        object(&mut xml, file, original.map(|original| original.path.as_str()), terms);
    }
    events(&mut xml, article, files);
    agent(&mut xml, TOOL_NAME, TOOL_NAME, "software", Some(env!("CARGO_PKG_VERSION")));
    if let Some(provider) = article.provider {
        agent(&mut xml, PROVIDER, provider, "organization", None);
    }
    rights(&mut xml, article.facts, terms, files);
    xml.close_line();
    xml.finish()
}

fn pair(xml: &mut Xml, outer: &'static str, names: (&'static str, &'static str), kind: &str, value: &str) {
    xml.open_line(outer, &[]);
    xml.leaf_line(names.0, &[], kind);
    xml.leaf_line(names.1, &[], value);
    xml.close_line();
}

fn linking_rights(xml: &mut Xml, terms: &str) {
    let names = ("linkingRightsStatementIdentifierType", "linkingRightsStatementIdentifierValue");
    pair(xml, "linkingRightsStatementIdentifier", names, LOCAL, terms);
}

fn representation(
    xml: &mut Xml,
    article: &PackageArticle<'_>,
    identifier: &str,
    terms: &str,
    files: &[PremisFile<'_>],
) {
    xml.open_line("object", &[("xsi:type", "premis:representation")]);
    let names = ("objectIdentifierType", "objectIdentifierValue");
    pair(xml, "objectIdentifier", names, "URI", identifier);
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
    linking_rights(xml, terms);
    xml.close_line();
}

fn object(xml: &mut Xml, file: &PremisFile<'_>, original: Option<&str>, terms: &str) {
    let PremisFile { path, file } = file;
    xml.open_line("object", &[("xsi:type", "premis:file")]);
    pair(xml, "objectIdentifier", ("objectIdentifierType", "objectIdentifierValue"), LOCAL, path);
    let names = ("significantPropertiesType", "significantPropertiesValue");
    pair(xml, "significantProperties", names, "name before it was packed", &file.original_name);
    xml.open_line("objectCharacteristics", &[]);
    for (algorithm, digest) in [("SHA-256", &file.fixity.sha256), ("SHA-512", &file.fixity.sha512)] {
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
    xml.leaf_line("originalName", &[], path);
    if let (FileRole::Rendition, Some(original)) = (file.role, original) {
        xml.open_line("relationship", &[]);
        xml.leaf_line("relationshipType", &[], "derivation");
        xml.leaf_line("relationshipSubType", &[], "has source");
        let names = ("relatedObjectIdentifierType", "relatedObjectIdentifierValue");
        pair(xml, "relatedObjectIdentifier", names, LOCAL, original);
        let names = ("relatedEventIdentifierType", "relatedEventIdentifierValue");
        pair(xml, "relatedEventIdentifier", names, LOCAL, &event_of("conversion", path));
        xml.close_line();
    }
    linking_rights(xml, terms);
    xml.close_line();
}

/// What an event of a file is called.
fn event_of(what: &str, path: &str) -> String {
    format!("{what}:{path}")
}

/// Something that was done to a file.
struct FileEvent<'a> {
    what: &'a str,
    /// Its type, in the words of the Library of Congress's vocabulary.
    kind: &'a str,
    time: &'a str,
    notes: &'a [String],
    /// Who has to do with it, and as what.
    agents: &'a [(&'a str, &'a str)],
}

fn event(xml: &mut Xml, path: &str, event: &FileEvent<'_>) {
    xml.open_line("event", &[]);
    let names = ("eventIdentifierType", "eventIdentifierValue");
    pair(xml, "eventIdentifier", names, LOCAL, &event_of(event.what, path));
    xml.leaf_line("eventType", &[], event.kind);
    xml.leaf_line("eventDateTime", &[], event.time);
    xml.open_line("eventOutcomeInformation", &[]);
    xml.leaf_line("eventOutcome", &[], "success");
    for note in event.notes {
        xml.open_line("eventOutcomeDetail", &[]);
        xml.leaf_line("eventOutcomeDetailNote", &[], note);
        xml.close_line();
    }
    xml.close_line();
    for (agent, role) in event.agents {
        xml.open_line("linkingAgentIdentifier", &[]);
        xml.leaf_line("linkingAgentIdentifierType", &[], LOCAL);
        xml.leaf_line("linkingAgentIdentifierValue", &[], agent);
        xml.leaf_line("linkingAgentRole", &[], role);
        xml.close_line();
    }
    let names = ("linkingObjectIdentifierType", "linkingObjectIdentifierValue");
    pair(xml, "linkingObjectIdentifier", names, LOCAL, path);
    xml.close_line();
}

fn events(xml: &mut Xml, article: &PackageArticle<'_>, files: &[PremisFile<'_>]) {
    let written = article.written.completed().to_utc_string();
    let time = written.as_str();
    let agents = &[(TOOL_NAME, "executing program")];
    for PremisFile { path, file } in files {
        match file.role {
            FileRole::Original => events_of_original(xml, article, path, time),
            FileRole::Picture => {}
            FileRole::Rendition => {
                event(xml, path, &FileEvent { what: "conversion", kind: "creation", time, notes: &[], agents });
                if let Some(proved) = article.proved {
                    let notes = &[proved.to_owned()];
                    event(xml, path, &FileEvent { what: "validation", kind: "validation", time, notes, agents });
                }
            }
        }
    }
}

/// What was done to the original. That it was normalized is told of it, and of what came of that that it was created, as
/// Archivematica tells it of what it normalizes itself: what was said meanwhile stands once.
fn events_of_original(xml: &mut Xml, article: &PackageArticle<'_>, path: &str, time: &str) {
    let program = [(TOOL_NAME, "executing program")];
    if let Some(captured) = article.captured.map(|captured| captured.completed().to_utc_string()) {
        // Who captured it nobody says; the record says that and when it was.
        let (time, agents) = (captured.as_str(), &[(TOOL_NAME, "reporter")]);
        event(xml, path, &FileEvent { what: "capture", kind: "capture", time, notes: &[], agents });
    }
    let (what, kind, agents) = ("digests", "message digest calculation", &program);
    event(xml, path, &FileEvent { what, kind, time, notes: &[], agents });
    let notes: &[String] = &article.said.iter().map(|(code, message)| format!("{code}: {message}")).collect::<Vec<_>>();
    event(xml, path, &FileEvent { what: "normalization", kind: "normalization", time, notes, agents });
    let provider = article.provider.map(|_| (PROVIDER, "authorizer"));
    let agents: &[(&str, &str)] = &program.into_iter().chain(provider).collect::<Vec<_>>();
    let (what, kind) = ("packing", "information package creation");
    event(xml, path, &FileEvent { what, kind, time, notes: &[], agents });
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

fn rights(xml: &mut Xml, facts: &PackageFacts, terms: &str, files: &[PremisFile<'_>]) {
    xml.open_line("rights", &[]);
    xml.open_line("rightsStatement", &[]);
    let names = ("rightsStatementIdentifierType", "rightsStatementIdentifierValue");
    pair(xml, "rightsStatementIdentifier", names, LOCAL, terms);
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
