//! What a package says of its files and of rights: PREMIS, and the table of rights.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::mets::plain_path;
use super::registry::kind_in_registry;
use super::{PackageReport, PackageStandard, RO_CRATE, TakenFile};
use crate::inspect::xml::{XmlElement, parse};
use crate::limits::Limits;

const SPACE: &str = "http://www.loc.gov/premis/v3";
/// Dublin Core in the form of OAI-PMH.
const OAI_DC: &str = "http://www.openarchives.org/OAI/2.0/oai_dc/";

/// What one file of PREMIS says of rights, and of which files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PremisRecord {
    /// Where it is, from `data/`.
    pub path: String,
    /// The files that it speaks of, by path from `data/`.
    pub files: Vec<String>,
    /// Their formats, in the same order.
    pub formats: Vec<PremisFormat>,
    /// The basis of the statement.
    pub basis: String,
    /// The terms and notes.
    pub terms: Vec<String>,
    /// Acts with restriction and note.
    pub acts: Vec<(String, String, String)>,
    /// What was done to the files.
    pub events: Vec<PremisEvent>,
    /// The names of those who did it.
    pub agents: Vec<String>,
}

/// Something that was done, as PREMIS says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PremisEvent {
    /// Its type.
    pub kind: String,
    /// When it was.
    pub time: String,
    /// How it ended.
    pub outcome: String,
    /// What is noted of that.
    pub notes: Vec<String>,
}

/// What PREMIS says of the format of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PremisFormat {
    /// The media type.
    pub media_type: String,
    /// The version.
    pub version: String,
    /// The identifier of PRONOM.
    pub pronom: String,
}

/// What a package says of a file in the elements of Dublin Core.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PackageDescription {
    /// Where it says so, from `data/`.
    pub path: String,
    /// The file, by path from `data/`; `None` of all files of an article.
    pub file: Option<String>,
    /// Elements by their names, without those that are empty.
    pub elements: BTreeMap<String, Vec<String>>,
}

/// What RO-Crate's metadata says of something: what stands under each name, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResearchEntity {
    /// Its type.
    pub kind: String,
    /// Texts, and whatever else is no reference, as JSON.
    pub texts: BTreeMap<String, Vec<String>>,
    /// Identifiers of other entities.
    pub references: BTreeMap<String, Vec<String>>,
}

impl ResearchEntity {
    fn of(entity: serde_json::Map<String, Value>) -> Self {
        let mut read = Self::default();
        for (name, value) in entity {
            let values = if let Value::Array(values) = value { values } else { vec![value] };
            for value in values {
                let reference = value.get("@id").and_then(Value::as_str).map(str::to_owned);
                match (reference, value) {
                    (Some(id), _) => read.references.entry(name.clone()).or_default().push(id),
                    (None, Value::String(text)) => read.texts.entry(name.clone()).or_default().push(text),
                    (None, other) => read.texts.entry(name.clone()).or_default().push(other.to_string()),
                }
            }
        }
        read.texts.remove("@id");
        read.kind = read.texts.remove("@type").unwrap_or_default().join(" ");
        read
    }

    /// What stands under a name, as one text.
    pub fn text(&self, name: &str) -> String {
        self.texts.get(name).map(|texts| texts.join("; ")).unwrap_or_default()
    }

    /// The identifiers under a name.
    pub fn referred(&self, name: &str) -> &[String] {
        self.references.get(name).map(Vec::as_slice).unwrap_or_default()
    }
}

/// A row of the table of rights.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RightsRow {
    /// The file, by path from `data/`.
    pub file: String,
    /// The basis.
    pub basis: String,
    /// The terms.
    pub terms: String,
    /// The note.
    pub note: String,
    /// The act, its restriction, its note.
    pub act: (String, String, String),
}

/// Reads what there is, and compares it with the files and with one another.
pub(super) fn read(taken: &BTreeMap<String, TakenFile>, report: &mut PackageReport, limits: &Limits) {
    let metadata = std::mem::take(&mut report.metadata);
    for (path, bytes) in metadata.iter().filter(|(path, _)| path.ends_with(".xml")) {
        match parse(bytes, limits) {
            Ok(root) if root.is(SPACE, "premis") => premis(path, &root, taken, report),
            Ok(root) if root.is(OAI_DC, "dc") => report.descriptions.push(dublin_core(path, &root)),
            Ok(_) => {}
            Err(reason) => report.unsound(format!("{path} is no XML: {reason}")),
        }
    }
    // The tables are those of an ingest that takes bags.
    let is_bag = report.standard == PackageStandard::Bagit;
    match metadata.get("metadata/rights.csv") {
        Some(bytes) => table(bytes, taken, report),
        None if !is_bag => {}
        None => report.remarks.push("it has no table of rights (metadata/rights.csv)".to_owned()),
    }
    match metadata.get("metadata/metadata.csv") {
        Some(bytes) => descriptions(bytes, taken, report),
        None if !is_bag => {}
        None => report.remarks.push("it has no table of Dublin Core (metadata/metadata.csv)".to_owned()),
    }
    if let Some(bytes) = metadata.get(RO_CRATE).filter(|_| is_bag) {
        research(bytes, taken, report);
    }
    if report.premis.is_empty() {
        report.remarks.push("it has no PREMIS that says where its files came from".to_owned());
    } else if metadata.contains_key("metadata/rights.csv") {
        agree(report);
    }
    report.metadata = metadata;
}

fn text(element: &XmlElement, path: &[&str]) -> String {
    element.at(path).map(XmlElement::raw_text).unwrap_or_default().trim().to_owned()
}

fn premis(path: &str, root: &XmlElement, taken: &BTreeMap<String, TakenFile>, report: &mut PackageReport) {
    let mut record = PremisRecord { path: path.to_owned(), ..PremisRecord::default() };
    for object in root.named("object") {
        let Some(characteristics) = object.at(&["objectCharacteristics"]) else { continue };
        let name = text(object, &["objectIdentifier", "objectIdentifierValue"]);
        if text(object, &["objectIdentifier", "objectIdentifierType"]) != "local" {
            report.remarks.push(format!("{path} names {name} by no path: what it says of that file is not proved"));
            continue;
        }
        record.files.push(name.clone());
        let Some(file) = taken.get(&report.payload(&name)) else {
            record.formats.push(PremisFormat::default());
            report.unsound(format!("{path} speaks of {name}, which is not in the payload"));
            continue;
        };
        if text(characteristics, &["size"]) != file.size.to_string() {
            report.unsound(format!("{path} states another size of {name} than {}", file.size));
        }
        let mut proved = false;
        for fixity in characteristics.named("fixity") {
            let algorithm = text(fixity, &["messageDigestAlgorithm"]).to_ascii_lowercase().replace('-', "");
            let Some(found) = file.digests.get(algorithm.as_str()) else { continue };
            proved = true;
            if !found.eq_ignore_ascii_case(&text(fixity, &["messageDigest"])) {
                report.unsound(format!("{path} states another {algorithm} of {name} than the file has"));
            }
        }
        if !proved {
            report.remarks.push(format!("{path} states no digest of {name} that was taken"));
        }
        record.formats.push(format(path, &name, characteristics, file, report));
    }
    record.agents = root.named("agent").map(|agent| text(agent, &["agentName"])).collect();
    for event in root.named("event") {
        let outcome = event.at(&["eventOutcomeInformation"]);
        let notes = outcome.into_iter().flat_map(|outcome| outcome.named("eventOutcomeDetail"));
        record.events.push(PremisEvent {
            kind: text(event, &["eventType"]),
            time: text(event, &["eventDateTime"]),
            outcome: text(event, &["eventOutcomeInformation", "eventOutcome"]),
            notes: notes.map(|detail| text(detail, &["eventOutcomeDetailNote"])).collect(),
        });
        for linked in event.named("linkingObjectIdentifier") {
            let name = text(linked, &["linkingObjectIdentifierValue"]);
            if !record.files.contains(&name) {
                report.unsound(format!("{path} says what was done to {name}, of which it says nothing else"));
            }
        }
    }
    for statement in root.named("rights").flat_map(|rights| rights.named("rightsStatement")) {
        record.basis = text(statement, &["rightsBasis"]);
        let notes = ["licenseTerms", "licenseNote", "otherRightsNote", "copyrightNote"];
        for information in statement.elements() {
            for note in information.elements().filter(|note| notes.contains(&note.name())) {
                record.terms.push(note.raw_text().trim().to_owned());
            }
        }
        for granted in statement.named("rightsGranted") {
            let act = |name: &str| text(granted, &[name]);
            record.acts.push((act("act"), act("restriction"), act("rightsGrantedNote")));
        }
        for linked in statement.named("linkingObjectIdentifier") {
            let name = text(linked, &["linkingObjectIdentifierValue"]);
            if !record.files.contains(&name) {
                report.unsound(format!("{path} states rights in {name}, of which it says nothing else"));
            }
        }
    }
    report.premis.push(record);
}

/// What PREMIS says of the format of a file; its media type, its first bytes and the registry have to agree.
fn format(
    path: &str,
    name: &str,
    characteristics: &XmlElement,
    file: &TakenFile,
    report: &mut PackageReport,
) -> PremisFormat {
    let note = text(characteristics, &["format", "formatNote"]);
    let registry = text(characteristics, &["format", "formatRegistry", "formatRegistryName"]);
    let key = text(characteristics, &["format", "formatRegistry", "formatRegistryKey"]);
    let said = PremisFormat {
        media_type: note.strip_prefix("media type: ").unwrap_or_default().to_owned(),
        version: text(characteristics, &["format", "formatDesignation", "formatVersion"]),
        pronom: if registry.eq_ignore_ascii_case("PRONOM") { key } else { String::new() },
    };
    let PremisFormat { media_type, version, pronom } = &said;
    let content = by_content(&file.start);
    if let Some(expected) = content.filter(|expected| !media_type.is_empty() && !media_type.contains(expected)) {
        report.unsound(format!("{path} calls {name} {media_type}, and its first bytes are those of {expected}"));
    }
    if pronom.is_empty() {
        return said;
    }
    match kind_in_registry(pronom) {
        None => report.remarks.push(format!("{path} calls {name} {pronom}, which is not known here")),
        Some(kind) if !media_type.is_empty() && !kind.is_of(media_type) => {
            report.unsound(format!("{path} calls {name} {pronom}, which is no identifier of {media_type}"));
        }
        Some(kind) if kind.version.is_some_and(|own| !version.is_empty() && own != version) => {
            report.unsound(format!("{path} calls {name} {pronom}, which is not of version {version}"));
        }
        Some(_) => {}
    }
    said
}

/// What a file is by its first bytes, where those say it.
fn by_content(start: &[u8]) -> Option<&'static str> {
    let marks: [(&[u8], &str); 6] = [
        (b"%PDF-", "pdf"),
        (b"PK\x03\x04", "zip"),
        (b"WARC/", "warc"),
        (b"\x89PNG", "png"),
        (b"\xff\xd8\xff", "jpeg"),
        (b"GIF8", "gif"),
    ];
    marks.into_iter().find(|(mark, _)| start.starts_with(mark)).map(|(_, kind)| kind)
}

/// Of two columns of one name some readers take the first, and some the last.
fn twice<'a>(path: &str, columns: impl IntoIterator<Item = &'a String>, report: &mut PackageReport) {
    let mut seen = BTreeSet::new();
    for column in columns.into_iter().filter(|column| !seen.insert(column.as_str())).collect::<BTreeSet<_>>() {
        report.rights_differ(format!("{path} has two columns of the name {column:?}"));
    }
}

fn table(bytes: &[u8], taken: &BTreeMap<String, TakenFile>, report: &mut PackageReport) {
    let mut reader = csv::Reader::from_reader(bytes);
    let columns: Vec<String> = match reader.headers() {
        Ok(columns) => columns.iter().map(str::to_owned).collect(),
        Err(error) => return report.unsound(format!("metadata/rights.csv cannot be read: {error}")),
    };
    let at = |name: &str| columns.iter().position(|column| column == name);
    twice("metadata/rights.csv", &columns, report);
    if at("file").is_none() {
        return report.unsound("metadata/rights.csv has no column file");
    }
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => return report.unsound(format!("metadata/rights.csv cannot be read: {error}")),
        };
        let field = |name: &str| at(name).and_then(|at| row.get(at)).unwrap_or_default().trim().to_owned();
        let file = field("file");
        if !taken.contains_key(&report.payload(&file)) {
            report.unsound(format!("metadata/rights.csv speaks of {file}, which is not in the payload"));
        }
        let restriction = field("grant_restriction");
        if !["", "allow", "disallow", "conditional"].contains(&restriction.to_ascii_lowercase().as_str()) {
            report.rights_differ(format!(
                "metadata/rights.csv restricts {file} by {restriction:?}, which no ingest knows"
            ));
        }
        report.rights.push(RightsRow {
            file,
            basis: field("basis"),
            terms: field("terms"),
            note: field("note"),
            act: (field("grant_act"), restriction, field("grant_note")),
        });
    }
}

/// What a record of Dublin Core says.
fn dublin_core(path: &str, root: &XmlElement) -> PackageDescription {
    let mut elements: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for element in root.elements() {
        elements.entry(element.name().to_owned()).or_default().push(element.raw_text());
    }
    PackageDescription { path: path.to_owned(), file: None, elements }
}

/// What the table of Dublin Core says.
fn descriptions(bytes: &[u8], taken: &BTreeMap<String, TakenFile>, report: &mut PackageReport) {
    const PATH: &str = "metadata/metadata.csv";
    let mut reader = csv::Reader::from_reader(bytes);
    let columns: Vec<String> = match reader.headers() {
        Ok(columns) => columns.iter().map(str::to_owned).collect(),
        Err(error) => return report.unsound(format!("{PATH} cannot be read: {error}")),
    };
    // An element may come as often as there are values of it.
    twice(PATH, columns.iter().filter(|column| !column.starts_with("dc")), report);
    let Some(of_file) = columns.iter().position(|column| column == "filename") else {
        return report.unsound(format!("{PATH} has no column filename"));
    };
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => return report.unsound(format!("{PATH} cannot be read: {error}")),
        };
        let file = row.get(of_file).unwrap_or_default().trim().to_owned();
        // A folder of the payload may be described too.
        let is_folder =
            || taken.keys().any(|path| path.starts_with(&report.payload(&format!("{}/", file.trim_end_matches('/')))));
        if !taken.contains_key(&report.payload(&file)) && !is_folder() {
            report.unsound(format!("{PATH} speaks of {file}, which is not in the payload"));
        }
        let mut elements: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (column, value) in columns.iter().zip(row.iter()).filter(|(_, value)| !value.is_empty()) {
            if let Some(element) = column.strip_prefix("dc.") {
                elements.entry(element.to_owned()).or_default().push(value.to_owned());
            }
        }
        report.descriptions.push(PackageDescription { path: PATH.to_owned(), file: Some(file), elements });
    }
}

/// What RO-Crate's metadata says; of files it may say what they are, and has to name all of them.
fn research(bytes: &[u8], taken: &BTreeMap<String, TakenFile>, report: &mut PackageReport) {
    let parsed: Result<Value, _> = serde_json::from_slice(bytes);
    let Some(Value::Array(graph)) = parsed.ok().and_then(|mut whole| whole.get_mut("@graph").map(Value::take)) else {
        return report.unsound(format!("{RO_CRATE} is no graph of RO-Crate"));
    };
    for entity in graph {
        let Value::Object(entity) = entity else { continue };
        let id = entity.get("@id").and_then(Value::as_str).unwrap_or_default().to_owned();
        if report.entities.insert(id.clone(), ResearchEntity::of(entity)).is_some() {
            report.unsound(format!("{RO_CRATE} speaks twice of {id}"));
        }
    }
    let mut faults = Vec::new();
    for (id, entity) in report.entities.iter().filter(|(_, entity)| entity.kind == "File") {
        // Identifiers are URIs (RO-Crate 1.1, Data Entities).
        let decoded = || plain_path(id).and_then(|path| taken.get(&report.payload(&path)));
        let Some(file) = taken.get(&report.payload(id)).or_else(decoded) else {
            faults.push(format!("{RO_CRATE} speaks of {id}, which is not in the payload"));
            continue;
        };
        let size = entity.text("contentSize");
        if !size.is_empty() && size != file.size.to_string() {
            faults.push(format!("{RO_CRATE} states another size of {id} than {}", file.size));
        }
    }
    let parts = report.entities.get("./").map(|root| root.referred("hasPart")).unwrap_or_default();
    let parts: BTreeSet<String> = parts.iter().flat_map(|id| plain_path(id).into_iter().chain([id.clone()])).collect();
    let payload = taken.keys().filter_map(|path| path.strip_prefix(report.standard.payload()));
    let unnamed = payload.filter(|path| *path != RO_CRATE && !parts.contains(*path));
    // It should, and need not (RO-Crate 1.1, Data Entities).
    report.remarks.extend(unnamed.map(|path| format!("{RO_CRATE} does not name {path} among the parts")));
    faults.into_iter().for_each(|fault| report.unsound(fault));
}

/// That PREMIS and the table say the same rights of the same files.
fn agree(report: &mut PackageReport) {
    let mut by_file: BTreeMap<&str, Vec<&RightsRow>> = BTreeMap::new();
    report.rights.iter().for_each(|row| by_file.entry(&row.file).or_default().push(row));
    let mut differences = Vec::new();
    for record in &report.premis {
        for file in &record.files {
            let rows = by_file.remove(file.as_str()).unwrap_or_default();
            if rows.is_empty() {
                differences.push(format!("metadata/rights.csv says nothing of {file}"));
                continue;
            }
            let mut acts: Vec<_> = rows.iter().map(|row| &row.act).filter(|act| !act.0.is_empty()).collect();
            let mut stated: Vec<_> = record.acts.iter().collect();
            acts.sort();
            stated.sort();
            if acts != stated {
                differences.push(format!("metadata/rights.csv and {} state other acts of {file}", record.path));
            }
            if rows.iter().any(|row| row.basis != record.basis) {
                differences.push(format!("metadata/rights.csv and {} state another basis of {file}", record.path));
            }
            let lines = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let said: Vec<String> = record.terms.iter().map(|terms| lines(terms)).collect();
            if !rows.iter().all(|row| said.contains(&lines(&row.terms))) {
                differences.push(format!("metadata/rights.csv and {} state other terms of {file}", record.path));
            }
            let is_note = |note: &str| {
                let note = lines(note);
                note.is_empty() || said.contains(&note) || said.iter().all(|part| note.contains(part.as_str()))
            };
            if !rows.iter().all(|row| is_note(&row.note)) {
                differences.push(format!("metadata/rights.csv and {} state another notice of {file}", record.path));
            }
        }
    }
    let left: Vec<String> = by_file.into_keys().map(str::to_owned).collect();
    differences
        .extend(left.into_iter().map(|file| format!("metadata/rights.csv states rights in {file}, and PREMIS none")));
    differences.into_iter().for_each(|difference| report.rights_differ(difference));
}
