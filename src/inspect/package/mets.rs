//! An information package of E-ARK (CSIP 2.1.0): what its METS files say of the files of the package.

use std::collections::{BTreeMap, BTreeSet};

use super::{ALGORITHMS, PackageReport, TakenFile};
use crate::inspect::xml::{XmlElement, parse};
use crate::limits::Limits;

const SPACE: &str = "http://www.loc.gov/METS/";
const XLINK: &str = "http://www.w3.org/1999/xlink";
/// The METS of the package, and those of its representations, in their folders.
pub(super) const METS: &str = "METS.xml";

/// What METS says of the files of a package.
#[derive(Debug, Default)]
pub(super) struct MetsRecords {
    /// By path from the folder of the package.
    files: BTreeMap<String, MetsEntry>,
}

#[derive(Debug)]
struct MetsEntry {
    /// The METS that says so.
    by: String,
    size: Option<String>,
    /// The algorithm as METS names it, and the digest.
    digest: Option<(String, String)>,
    media_type: Option<String>,
}

/// Whether a file is a METS of the package or of one of its representations.
pub(super) fn is_mets(path: &str) -> bool {
    match path.strip_prefix("representations/") {
        None => path == METS,
        Some(rest) => rest.split_once('/').is_some_and(|(_, name)| name == METS),
    }
}

/// The name of an algorithm as digests are kept here, of its name in METS and PREMIS.
fn algorithm(name: &str) -> Option<&'static str> {
    let plain = name.to_ascii_lowercase().replace('-', "");
    ALGORITHMS.into_iter().find(|known| *known == plain)
}

impl MetsRecords {
    /// Reads a METS; `path` is where it is, from the folder of the package.
    pub(super) fn read(&mut self, path: &str, bytes: &[u8], report: &mut PackageReport, limits: &Limits) {
        let root = match parse(bytes, limits) {
            Ok(root) if root.is(SPACE, "mets") => root,
            Ok(_) => return report.unsound(format!("{path} is no METS")),
            Err(reason) => return report.unsound(format!("{path} is no XML: {reason}")),
        };
        if path == METS {
            describe(&root, report);
        }
        let folder = path.strip_suffix(METS).unwrap_or_default();
        let (mut identifiers, mut named) = (BTreeSet::new(), BTreeSet::new());
        for element in root.all() {
            if let Some(identifier) = element.attribute("ID")
                && !identifiers.insert(identifier.to_owned())
            {
                report.unsound(format!("{path} has two elements of the identifier {identifier}"));
            }
            for name in ["FILEID", "DMDID", "ADMID"] {
                named.extend(element.attribute(name).unwrap_or_default().split_whitespace().map(str::to_owned));
            }
            let located = match element.name() {
                "file" => element.at(&["FLocat"]),
                "mdRef" => Some(element),
                _ => None,
            };
            let Some(address) = located.and_then(|located| located.attribute_in(XLINK, "href")) else { continue };
            self.add(path, folder, address, element, report);
        }
        for identifier in named.difference(&identifiers) {
            report.unsound(format!("{path} speaks of {identifier}, which nothing in it is"));
        }
    }

    fn add(&mut self, by: &str, folder: &str, address: &str, element: &XmlElement, report: &mut PackageReport) {
        let Some(path) = inside(folder, address) else {
            return report.unsound(format!("{by} names {address:?}, which is not in the package"));
        };
        let of = |name: &str| element.attribute(name).map(str::to_owned);
        let digest = of("CHECKSUMTYPE").zip(of("CHECKSUM"));
        let entry = MetsEntry { by: by.to_owned(), size: of("SIZE"), digest, media_type: of("MIMETYPE") };
        // Rights and provenance may be in one file.
        if let Some(before) = self.files.get(&path)
            && (&before.size, &before.digest, &before.media_type) != (&entry.size, &entry.digest, &entry.media_type)
        {
            report.unsound(format!("{by} says of {path} otherwise than {}", before.by));
        }
        self.files.insert(path, entry);
    }

    pub(super) fn algorithms(&self) -> BTreeSet<&'static str> {
        self.files.values().filter_map(|entry| algorithm(&entry.digest.as_ref()?.0)).collect()
    }

    /// Every entry against every file.
    pub(super) fn compare(&mut self, taken: &BTreeMap<String, TakenFile>, report: &mut PackageReport) {
        // Addresses are URIs: what is written with `%` there is the file without (RFC 3986, 2.1), unless one is called so.
        for path in self.files.keys().filter(|path| !taken.contains_key(*path)).cloned().collect::<Vec<_>>() {
            let plain = plain_path(&path).filter(|plain| taken.contains_key(plain) && !self.files.contains_key(plain));
            if let Some((plain, entry)) = plain.and_then(|plain| Some((plain, self.files.remove(&path)?))) {
                self.files.insert(plain, entry);
            }
        }
        for (path, MetsEntry { by, size, digest, .. }) in &self.files {
            let Some(file) = taken.get(path) else {
                report.unsound(format!("{path} is missing, which {by} names"));
                continue;
            };
            if size.as_ref().is_some_and(|size| *size != file.size.to_string()) {
                report.unsound(format!("{by} states another size of {path} than {}", file.size));
            }
            match digest {
                None => report.remarks.push(format!("{by} states no digest of {path}")),
                Some((name, digest)) => match algorithm(name).and_then(|known| file.digests.get(known)) {
                    Some(found) if found.eq_ignore_ascii_case(digest) => {}
                    Some(_) => report.unsound(format!("{path} is not the file whose digest {by} states")),
                    None => {
                        report.remarks.push(format!("{by} states a digest of {path} by {name}, which was not taken"));
                    }
                },
            }
        }
        for path in taken.keys().filter(|path| *path != METS && !self.files.contains_key(*path)) {
            report.unsound(format!("{path} is in the package, and no METS names it"));
        }
    }

    /// That PREMIS and METS say the same of the kinds of files.
    pub(super) fn agree(&self, report: &mut PackageReport) {
        let mut differences = Vec::new();
        for record in &report.premis {
            for (file, format) in record.files.iter().zip(&record.formats).filter(|(_, it)| !it.media_type.is_empty()) {
                let said =
                    self.files.get(file).and_then(|entry| entry.media_type.as_ref().map(|said| (&entry.by, said)));
                if let Some((by, said)) = said.filter(|(_, said)| **said != format.media_type) {
                    differences.push(format!("{by} calls {file} {said}, and {} {}", record.path, format.media_type));
                }
            }
        }
        differences.into_iter().for_each(|difference| report.unsound(difference));
    }
}

/// A path without what encodes its characters; `None` where that is no text.
pub(super) fn plain_path(path: &str) -> Option<String> {
    let mut plain = Vec::new();
    let mut rest = path.as_bytes();
    while let [first, behind @ ..] = rest {
        let digit = |at: usize| behind.get(at).and_then(|it| char::from(*it).to_digit(16));
        let encoded = digit(0).zip(digit(1)).filter(|_| *first == b'%');
        match encoded.and_then(|(high, low)| u8::try_from(high * 16 + low).ok()) {
            Some(byte) => {
                plain.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                plain.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8(plain).ok()
}

/// A path from the folder of the package; `None` of an address that leads out of it.
fn inside(folder: &str, address: &str) -> Option<String> {
    // A scheme and no host: the file is here all the same.
    let address = address.strip_prefix("file:").filter(|path| path.starts_with("./")).unwrap_or(address);
    if address.contains(':') || address.starts_with('/') || address.contains('\\') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// What the METS of the package says of it as a whole.
fn describe(root: &XmlElement, report: &mut PackageReport) {
    for name in ["OBJID", "LABEL", "TYPE", "PROFILE"] {
        match root.attribute(name) {
            Some(value) => report.info.push((name.to_owned(), value.to_owned())),
            None if name == "LABEL" => {}
            None => report.unsound(format!("{METS} states no {name}")),
        }
    }
    if let Some(header) = root.at(&["metsHdr"]) {
        for agent in header.named("agent") {
            let role = agent.attribute("OTHERROLE").or_else(|| agent.attribute("ROLE")).unwrap_or_default();
            let name = agent.at(&["name"]).map(XmlElement::raw_text).unwrap_or_default();
            report.info.push((role.to_owned(), name.trim().to_owned()));
        }
        for identifier in header.named("altRecordID") {
            report.info.push(("altRecordID".to_owned(), identifier.raw_text().trim().to_owned()));
        }
    }
}
