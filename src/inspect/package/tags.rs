//! The files that describe a bag: `bagit.txt`, `bag-info.txt`, manifests (RFC 8493, 2).

use std::collections::{BTreeMap, BTreeSet};

use super::{ALGORITHMS, PackageReport};

/// What describes a bag.
pub(super) struct Tags {
    /// By their names.
    pub(super) manifests: BTreeMap<String, BagManifest>,
}

/// A manifest of payload or of tags.
pub(super) struct BagManifest {
    pub(super) algorithm: &'static str,
    pub(super) of_tags: bool,
    /// By path.
    pub(super) digests: BTreeMap<String, String>,
}

impl Tags {
    pub(super) fn parse(tags: &BTreeMap<String, Vec<u8>>, report: &mut PackageReport) -> Self {
        let text = |name: &str| tags.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let declaration = text("bagit.txt").unwrap_or_default();
        for (name, value) in fields(&declaration) {
            match name.as_str() {
                "BagIt-Version" => report.version = Some(value),
                "Tag-File-Character-Encoding" if value.eq_ignore_ascii_case("UTF-8") => {}
                "Tag-File-Character-Encoding" => {
                    report.remarks.push(format!("its tags are in {value}; they were read as UTF-8"));
                }
                other => report.unsound(format!("bagit.txt says {other:?}, which is none of its two lines")),
            }
        }
        match report.version.as_deref() {
            Some("0.97" | "1.0") => {}
            Some(other) => report.unsound(format!("it is of BagIt {other}: 0.97 and 1.0 are known")),
            None => report.unsound("bagit.txt states no version"),
        }
        report.info = fields(&text("bag-info.txt").unwrap_or_default());
        if !report.info.iter().any(|(name, _)| name.eq_ignore_ascii_case("Payload-Oxum")) {
            report.remarks.push("it states no count of its payload (Payload-Oxum)".to_owned());
        }
        if tags.contains_key("fetch.txt") {
            report.remarks.push("it has a fetch.txt: nothing is fetched, what is missing stays missing".to_owned());
        }
        let mut manifests = BTreeMap::new();
        for (name, bytes) in tags {
            let Some(algorithm) = name.strip_suffix(".txt").and_then(|name| name.split_once("manifest-")) else {
                continue;
            };
            let (kind, algorithm) = algorithm;
            let of_tags = match kind {
                "" => false,
                "tag" => true,
                _ => continue,
            };
            let Some(&algorithm) = ALGORITHMS.iter().find(|it| **it == algorithm.to_ascii_lowercase()) else {
                report.remarks.push(format!("{name} is of an algorithm that is not known, and was not looked at"));
                continue;
            };
            let digests = lines(name, bytes, report);
            manifests.insert(name.clone(), BagManifest { algorithm, of_tags, digests });
        }
        if manifests.values().all(|manifest| manifest.of_tags) {
            report.unsound("it has no manifest of its payload that can be read");
        }
        if !manifests.values().any(|manifest| manifest.of_tags) {
            report.remarks.push("it has no manifest of its tags: what describes it is not proved".to_owned());
        }
        if manifests.values().all(|manifest| matches!(manifest.algorithm, "md5" | "sha1")) && !manifests.is_empty() {
            report.remarks.push("its digests (MD5, SHA-1) guard against accidents, not against anybody".to_owned());
        }
        Self { manifests }
    }

    pub(super) fn algorithms(&self) -> BTreeSet<&'static str> {
        self.manifests.values().map(|manifest| manifest.algorithm).collect()
    }
}

/// `Name: value`, folded lines joined.
fn fields(text: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_owned(), value.trim().to_owned()));
        } else if !line.trim().is_empty() {
            fields.push((line.trim().to_owned(), String::new()));
        }
    }
    fields
}

fn lines(name: &str, bytes: &[u8], report: &mut PackageReport) -> BTreeMap<String, String> {
    let mut digests = BTreeMap::new();
    for (number, line) in (1..).zip(String::from_utf8_lossy(bytes).lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let parts = line.split_once([' ', '\t']);
        let Some((digest, path)) = parts.map(|(digest, path)| (digest, path.trim_start_matches([' ', '\t', '*'])))
        else {
            report.unsound(format!("line {number} of {name} has no path"));
            continue;
        };
        // Carriage return, line feed and the mark itself are encoded (RFC 8493, 2.1.3).
        let path = path.replace("%0A", "\n").replace("%0a", "\n").replace("%0D", "\r").replace("%0d", "\r");
        let path = path.replace("%25", "%");
        let path = path.strip_prefix("./").unwrap_or(&path).to_owned();
        if digests.insert(path.clone(), digest.to_owned()).is_some() {
            report.unsound(format!("{name} names {path} twice"));
        }
    }
    digests
}
