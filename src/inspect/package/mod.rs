//! Packages, of any maker: whether a bag (BagIt 0.97 or 1.0, RFC 8493) or an information package of E-ARK (CSIP) is whole,
//! and what it says of rights.
//!
//! 1. [`content`] goes along what is in a ZIP file, a tar file, or whatever the caller opens, as often as is asked;
//! 2. the first time names are judged; then what describes the package is read (`tags` of a bag, METS of E-ARK), and every
//!    digest is taken;
//! 3. [`records`] reads PREMIS and the tables of rights and of Dublin Core, which must say the same of the same files;
//!    [`record_differences`] says in what a record differs from what it has to be.
//!
//! Nothing here is shared with what makes packages. What is kept is names, digests and metadata, never a payload.

mod alike;
pub mod content;
mod mets;
mod records;
mod registry;
mod tags;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha512};
use unicode_normalization::UnicodeNormalization as _;

pub use alike::record_differences;
pub use content::{EntryKind, PackageContent, PackageEntry, TarredPackage, ZippedPackage};
pub use records::{PackageDescription, PremisEvent, PremisFormat, PremisRecord, ResearchEntity, RightsRow};

use self::mets::MetsRecords;
use self::tags::Tags;
use super::finding::Finding;
use crate::diagnostic::Code;
use crate::digest::hex;
use crate::limits::Limits;

/// So many files a package has at most.
const MOST_FILES: usize = 1_000_000;
/// So many bytes a file has at most that describes the package: a manifest, a table, a record.
const LARGEST_TAG: u64 = 256 << 20;
/// So many things are said of one package; the rest is counted.
const MOST_FINDINGS: usize = 100;

/// What describes the payload of a bag as a research object (RO-Crate 1.1).
const RO_CRATE: &str = "ro-crate-metadata.json";

/// The standard of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum PackageStandard {
    /// BagIt.
    #[default]
    Bagit,
    /// E-ARK's Common Specification for Information Packages.
    EarkCsip,
}

impl PackageStandard {
    /// What stands before the paths by which a package's own records name its files, from its folder.
    pub const fn payload(self) -> &'static str {
        match self {
            Self::Bagit => "data/",
            Self::EarkCsip => "",
        }
    }
}

/// What a package is and says.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct PackageReport {
    /// Its standard.
    pub standard: PackageStandard,
    /// The version of BagIt that it states.
    pub version: Option<String>,
    /// The folder of the package within what holds it, with its `/`; nothing where it is at the top.
    pub root: String,
    /// How many files its payload has; of E-ARK how many there are.
    pub files: usize,
    /// How many bytes they have.
    pub octets: u64,
    /// What `bag-info.txt`, or METS, says of it as a whole.
    pub info: Vec<(String, String)>,
    /// What is not as it should be.
    pub findings: Vec<Finding>,
    /// What a reader should know.
    pub remarks: Vec<String>,
    /// What PREMIS says, a record for each file of it.
    pub premis: Vec<PremisRecord>,
    /// The rows of the table of rights.
    pub rights: Vec<RightsRow>,
    /// What it says of its files in the elements of Dublin Core.
    pub descriptions: Vec<PackageDescription>,
    /// What RO-Crate's metadata says, by the identifier of what it says it of; nothing where there is none.
    pub entities: BTreeMap<String, ResearchEntity>,
    /// The other metadata, by path from `data/`, or from the folder of a package of E-ARK; with it `bag-info.txt` and METS.
    pub metadata: BTreeMap<String, Vec<u8>>,
    /// The SHA-256 of every file, by path from the folder of the package.
    pub sha256: BTreeMap<String, String>,
    more: usize,
}

impl PackageReport {
    fn find(&mut self, code: Code, message: impl Into<String>) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(Finding::new(code, message));
        } else {
            self.more += 1;
        }
    }

    fn unsound(&mut self, message: impl Into<String>) {
        self.find(Code::PackageUnsound, message);
    }

    /// Says that rights in a package are not those that its articles state.
    pub fn rights_differ(&mut self, message: impl Into<String>) {
        self.find(Code::TermsDiffer, message);
    }

    /// Adds what was found in a file of the package.
    pub fn add(&mut self, findings: impl IntoIterator<Item = Finding>) {
        for finding in findings {
            if self.findings.len() < MOST_FINDINGS {
                self.findings.push(finding);
            } else {
                self.more += 1;
            }
        }
    }

    /// Where a file is, from the folder of the package, that the package's own records name.
    fn payload(&self, path: &str) -> String {
        format!("{}{path}", self.standard.payload())
    }

    /// A file of its metadata by its name, wherever packages of the standard have it.
    pub fn kept(&self, name: &str) -> Option<&[u8]> {
        let folder = match self.standard {
            PackageStandard::Bagit => "metadata",
            PackageStandard::EarkCsip => "metadata/other",
        };
        self.metadata.get(&format!("{folder}/{name}")).map(Vec::as_slice)
    }

    /// How many findings there are beyond those that are told.
    pub const fn untold(&self) -> usize {
        self.more
    }
}

/// Checks a package.
///
/// # Errors
/// If what holds it cannot be read to its end, or is hostile; the reason is for people.
pub fn check_package(content: &mut dyn PackageContent, limits: &Limits) -> Result<PackageReport, String> {
    let mut report = PackageReport::default();
    let names = names(content, &mut report)?;
    (report.root, report.standard) = root(&names)?;
    if report.root.is_empty() && report.standard == PackageStandard::Bagit && content.is_one_file() {
        report.unsound("its files lie in no folder of their own in the file that holds it (RFC 8493, 4)");
    }
    let root = report.root.clone();
    let taken = match report.standard {
        PackageStandard::Bagit => {
            let tags = tags(content, &root)?;
            let parsed = Tags::parse(&tags, &mut report);
            let taken = digests(content, &root, &parsed.algorithms(), &mut report)?;
            compare(&taken, &parsed, &mut report);
            fetched(&taken, &parsed, &mut report);
            records::read(&taken, &mut report, limits);
            taken
        }
        PackageStandard::EarkCsip => {
            let mut mets = mets(content, &root, &mut report, limits)?;
            let mut algorithms = mets.algorithms();
            // What PREMIS may state beside METS.
            algorithms.extend(ALGORITHMS);
            let taken = digests(content, &root, &algorithms, &mut report)?;
            mets.compare(&taken, &mut report);
            records::read(&taken, &mut report, limits);
            mets.agree(&mut report);
            taken
        }
    };
    report.sha256 =
        taken.into_iter().filter_map(|(path, mut file)| Some((path, file.digests.remove("sha256")?))).collect();
    if report.more > 0 {
        let more = report.more;
        report.findings.push(Finding::new(Code::PackageUnsound, format!("there are {more} more findings")));
    }
    Ok(report)
}

/// What is in a package.
struct Names {
    files: BTreeSet<String>,
    /// The folders at its top that are entries of their own.
    folders: BTreeSet<String>,
}

/// Every name, once it was judged.
fn names(content: &mut dyn PackageContent, report: &mut PackageReport) -> Result<Names, String> {
    let mut names = BTreeSet::new();
    let mut folders = BTreeSet::new();
    let mut folded: BTreeMap<String, String> = BTreeMap::new();
    content.visit(&mut |entry| {
        let PackageEntry { path, kind, .. } = entry;
        let parts = path.trim_end_matches('/').split('/');
        let climbs = path.starts_with('/')
            || path.contains(['\\', '\0'])
            || path.get(1..2) == Some(":")
            || parts.clone().any(|part| matches!(part, "" | "." | ".."));
        if climbs {
            return Err(format!("the name {path:?} leads out of the package"));
        }
        match kind {
            EntryKind::Folder => {
                folders.extend(path.split('/').next().map(str::to_owned));
                return Ok(());
            }
            EntryKind::Other(what) => return Err(format!("{path:?} is {what}, which no package may have")),
            EntryKind::File => {}
        }
        if path.contains(char::is_control) {
            report.unsound(format!("the name {path:?} holds characters that nobody sees"));
        }
        let key: String = path.nfc().flat_map(char::to_lowercase).collect();
        if let Some(other) = folded.insert(key, path.clone()) {
            if other == path {
                return Err(format!("{path:?} is in the package twice"));
            }
            report.unsound(format!("{other:?} and {path:?} are one name to file systems that fold names"));
        }
        names.insert(path);
        if names.len() > MOST_FILES {
            return Err(format!("it has more than {MOST_FILES} files"));
        }
        Ok(())
    })?;
    Ok(Names { files: names, folders })
}

/// The folder of the package within what holds it, with its `/`, and its standard. Serialised it is the only folder (RFC
/// 8493, 4; CSIPSTR1).
fn root(Names { files: names, folders }: &Names) -> Result<(String, PackageStandard), String> {
    let standards = [("bagit.txt", PackageStandard::Bagit), (mets::METS, PackageStandard::EarkCsip)];
    for (file, standard) in standards {
        if names.contains(file) {
            return Ok((String::new(), standard));
        }
    }
    for (file, standard) in standards {
        let mut roots = names.iter().filter_map(|name| name.strip_suffix(file));
        let Some(root) = roots.find(|root| root.ends_with('/') && root.matches('/').count() == 1) else { continue };
        return match names.iter().find(|name| !name.starts_with(root)) {
            None => match folders.iter().find(|folder| **folder != root.trim_end_matches('/')) {
                None => Ok((root.to_owned(), standard)),
                Some(other) => Err(format!("the folder {other:?} lies beside that of the package")),
            },
            Some(other) => Err(format!("{other:?} lies beside the folder of the package")),
        };
    }
    Err("it has neither bagit.txt nor METS.xml: it is no package".to_owned())
}

/// What METS says of the files.
fn mets(
    content: &mut dyn PackageContent,
    root: &str,
    report: &mut PackageReport,
    limits: &Limits,
) -> Result<MetsRecords, String> {
    let mut records = MetsRecords::default();
    content.visit(&mut |entry| {
        let path = entry.path.strip_prefix(root).filter(|path| entry.kind == EntryKind::File && mets::is_mets(path));
        if let Some(path) = path {
            records.read(path, &bounded(entry.content, path)?, report, limits);
        }
        Ok(())
    })?;
    Ok(records)
}

fn bounded(content: &mut dyn Read, path: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    content.take(LARGEST_TAG + 1).read_to_end(&mut bytes).map_err(|error| format!("{path}: {error}"))?;
    if bytes.len() as u64 > LARGEST_TAG {
        return Err(format!("{path} has more than {} MB", LARGEST_TAG >> 20));
    }
    Ok(bytes)
}

/// The files that describe the bag, at its top.
fn tags(content: &mut dyn PackageContent, root: &str) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut tags = BTreeMap::new();
    content.visit(&mut |entry| {
        let Some(path) = entry.path.strip_prefix(root).filter(|_| matches!(entry.kind, EntryKind::File)) else {
            return Ok(());
        };
        let is_tag = matches!(path, "bagit.txt" | "bag-info.txt" | "fetch.txt")
            || !path.contains('/') && path.contains("manifest-") && path.ends_with(".txt");
        if is_tag {
            tags.insert(path.to_owned(), bounded(entry.content, path)?);
        }
        Ok(())
    })?;
    Ok(tags)
}

/// What was taken of a file: its size and its digests by algorithm.
#[derive(Debug, Default)]
struct TakenFile {
    size: u64,
    /// Its first bytes.
    start: Vec<u8>,
    digests: BTreeMap<&'static str, String>,
}

/// The algorithms that are known, by their names in the names of manifests.
const ALGORITHMS: [&str; 4] = ["md5", "sha1", "sha256", "sha512"];

struct Hashers {
    md5: Option<Md5>,
    sha1: Option<Sha1>,
    sha256: Sha256,
    sha512: Option<Sha512>,
}

impl Hashers {
    fn of(algorithms: &BTreeSet<&'static str>) -> Self {
        Self {
            md5: algorithms.contains("md5").then(Md5::new),
            sha1: algorithms.contains("sha1").then(Sha1::new),
            sha256: Sha256::new(),
            sha512: algorithms.contains("sha512").then(Sha512::new),
        }
    }

    fn update(&mut self, bytes: &[u8]) {
        self.md5.iter_mut().for_each(|it| it.update(bytes));
        self.sha1.iter_mut().for_each(|it| it.update(bytes));
        self.sha256.update(bytes);
        self.sha512.iter_mut().for_each(|it| it.update(bytes));
    }

    fn finish(self) -> BTreeMap<&'static str, String> {
        let mut digests = BTreeMap::from([("sha256", hex(&self.sha256.finalize()))]);
        digests.extend(self.md5.map(|it| ("md5", hex(&it.finalize()))));
        digests.extend(self.sha1.map(|it| ("sha1", hex(&it.finalize()))));
        digests.extend(self.sha512.map(|it| ("sha512", hex(&it.finalize()))));
        digests
    }
}

/// The digests of every file, and the metadata of the payload.
fn digests(
    content: &mut dyn PackageContent,
    root: &str,
    algorithms: &BTreeSet<&'static str>,
    report: &mut PackageReport,
) -> Result<BTreeMap<String, TakenFile>, String> {
    let mut taken = BTreeMap::new();
    let payload = report.standard.payload();
    content.visit(&mut |entry| {
        let Some(path) = entry.path.strip_prefix(root).filter(|_| matches!(entry.kind, EntryKind::File)) else {
            return Ok(());
        };
        let mut hashers = Hashers::of(algorithms);
        let mut start = Vec::new();
        let describes = |path: &&str| path.starts_with("metadata/") || *path == RO_CRATE;
        let of_whole = path == "bag-info.txt" || payload.is_empty() && mets::is_mets(path);
        let stated = path.strip_prefix(payload).filter(describes).or_else(|| of_whole.then_some(path));
        let size = if let Some(metadata) = stated {
            let bytes = bounded(entry.content, path)?;
            hashers.update(&bytes);
            let size = bytes.len() as u64;
            start.extend(bytes.iter().take(16));
            report.metadata.insert(metadata.to_owned(), bytes);
            size
        } else {
            let mut buffer = vec![0; 64 << 10];
            let mut size = 0;
            loop {
                match entry.content.read(&mut buffer) {
                    Ok(0) => break size,
                    Ok(count) => {
                        start.extend(buffer[..count].iter().take(16_usize.saturating_sub(start.len())));
                        hashers.update(&buffer[..count]);
                        size += count as u64;
                    }
                    Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(format!("{path}: {error}")),
                }
            }
        };
        if path.starts_with(payload) {
            report.files += 1;
            report.octets += size;
        }
        taken.insert(path.to_owned(), TakenFile { size, start, digests: hashers.finish() });
        Ok(())
    })?;
    Ok(taken)
}

/// Every manifest against every file.
fn compare(taken: &BTreeMap<String, TakenFile>, tags: &Tags, report: &mut PackageReport) {
    for (name, manifest) in &tags.manifests {
        for (path, digest) in &manifest.digests {
            // Each manifest is of its own kind of files (RFC 8493, 2.1.3 and 2.2.1).
            if manifest.of_tags == path.starts_with("data/") || manifest.of_tags && path.starts_with("tagmanifest-") {
                report.unsound(format!("{name} names {path}, which is no file for it to name"));
            }
            let Some(file) = taken.get(path) else {
                let fetched = if tags.fetched.contains_key(path) { "; fetch.txt says where it was" } else { "" };
                report.unsound(format!("{path} is missing, which {name} names{fetched}"));
                continue;
            };
            match file.digests.get(manifest.algorithm) {
                Some(found) if found.eq_ignore_ascii_case(digest) => {}
                _ => report.unsound(format!("{path} is not the file whose digest {name} states")),
            }
        }
        // A manifest of tags names every manifest of the payload; that it names the others too is asked for and no duty (RFC
        // 8493, 2.2.1).
        for path in tags.manifests.iter().filter(|(_, it)| manifest.of_tags && !it.of_tags).map(|(path, _)| path) {
            if !manifest.digests.contains_key(path) {
                report.unsound(format!("{name} does not name {path}"));
            }
        }
    }
    // A manifest names every file of the payload (RFC 8493, 2.1.3); before 1.0 each may name a part of them.
    let of_payload: Vec<_> = tags.manifests.iter().filter(|(_, manifest)| !manifest.of_tags).collect();
    let is_in_parts = report.version.as_deref() == Some("0.97");
    for path in taken.keys().filter(|path| path.starts_with("data/")) {
        let unnamed = || of_payload.iter().filter(|(_, manifest)| !manifest.digests.contains_key(path));
        if !is_in_parts || unnamed().count() == of_payload.len() {
            unnamed().for_each(|(name, _)| {
                report.unsound(format!("{path} is in the payload, and {name} does not name it"));
            });
        }
    }
    let has_tag_manifest = tags.manifests.values().any(|manifest| manifest.of_tags);
    for path in taken.keys().filter(|path| has_tag_manifest && !path.starts_with("data/")) {
        let is_named = tags.manifests.values().any(|it| it.of_tags && it.digests.contains_key(path));
        if !is_named && !path.starts_with("tagmanifest-") {
            report
                .remarks
                .push(format!("{path} is beside the payload, and no manifest of tags names it: it is not proved"));
        }
    }
    let mut oxums = report.info.iter().filter(|(name, _)| name.eq_ignore_ascii_case("Payload-Oxum"));
    let (oxum, second) = (oxums.next().map(|(_, oxum)| oxum.clone()), oxums.next().is_some());
    if let Some(oxum) = oxum {
        let found = format!("{}.{}", report.octets, report.files);
        if oxum != found {
            report.unsound(format!("the payload has {found} bytes and files, and Payload-Oxum states {oxum}"));
        }
    }
    if second {
        report.unsound("bag-info.txt states Payload-Oxum twice");
    }
}

/// What is to be fetched: files of the payload alone, each in every manifest (RFC 8493, 2.2.3).
fn fetched(taken: &BTreeMap<String, TakenFile>, tags: &Tags, report: &mut PackageReport) {
    for path in tags.fetched.keys() {
        let parts = || path.split('/');
        if !path.starts_with("data/") || parts().any(|part| matches!(part, "" | "." | "..")) || path.contains('\\') {
            report.unsound(format!("fetch.txt names {path:?}, which is no file of the payload"));
            continue;
        }
        if !tags.manifests.values().any(|it| !it.of_tags && it.digests.contains_key(path)) {
            report.unsound(format!("fetch.txt names {path}, and no manifest does"));
        } else if taken.contains_key(path) {
            report.remarks.push(format!("fetch.txt names {path}, which is there"));
        }
    }
}
