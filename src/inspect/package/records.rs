//! What a package says of its files and of rights: PREMIS, and the table of rights.

use std::collections::BTreeMap;

use super::{PackageReport, TakenFile};
use crate::inspect::xml::{XmlElement, parse};
use crate::limits::Limits;

const SPACE: &str = "http://www.loc.gov/premis/v3";

/// What one file of PREMIS says of rights, and of which files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PremisRecord {
    /// Where it is, from `data/`.
    pub path: String,
    /// The files that it speaks of, by path from `data/`.
    pub files: Vec<String>,
    /// The basis of the statement.
    pub basis: String,
    /// The terms and notes.
    pub terms: Vec<String>,
    /// Acts with restriction and note.
    pub acts: Vec<(String, String, String)>,
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
            Ok(_) => {}
            Err(reason) => report.unsound(format!("{path} is no XML: {reason}")),
        }
    }
    match metadata.get("metadata/rights.csv") {
        Some(bytes) => table(bytes, taken, report),
        None => report.remarks.push("it has no table of rights (metadata/rights.csv)".to_owned()),
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
        record.files.push(name.clone());
        let Some(file) = taken.get(&format!("data/{name}")) else {
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
        let media_type = text(characteristics, &["format", "formatNote"]);
        let own = media_type.strip_prefix("media type: ").unwrap_or_default();
        if let Some(expected) = by_content(&file.start).filter(|expected| !own.is_empty() && !own.contains(expected)) {
            report.unsound(format!("{path} calls {name} {own}, and its first bytes are those of {expected}"));
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

fn table(bytes: &[u8], taken: &BTreeMap<String, TakenFile>, report: &mut PackageReport) {
    let mut reader = csv::Reader::from_reader(bytes);
    let columns: Vec<String> = match reader.headers() {
        Ok(columns) => columns.iter().map(str::to_owned).collect(),
        Err(error) => return report.unsound(format!("metadata/rights.csv cannot be read: {error}")),
    };
    let at = |name: &str| columns.iter().position(|column| column == name);
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
        if !taken.contains_key(&format!("data/{file}")) {
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
