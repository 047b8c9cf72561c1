//! The files that describe a bag: `bagit.txt`, `bag-info.txt`, manifests (RFC 8493, 2).

use std::collections::{BTreeMap, BTreeSet};

use encoding_rs::{Encoding, UTF_8};

use super::{ALGORITHMS, PackageReport};

/// What describes a bag.
pub(super) struct Tags {
    /// By their names.
    pub(super) manifests: BTreeMap<String, BagManifest>,
    /// Paths that `fetch.txt` names, with the addresses.
    pub(super) fetched: BTreeMap<String, String>,
}

/// A manifest of payload or of tags.
pub(super) struct BagManifest {
    pub(super) algorithm: &'static str,
    pub(super) of_tags: bool,
    /// By path.
    pub(super) digests: BTreeMap<String, String>,
}

/// How the tags of a bag are read.
struct TagReader {
    /// Of all but `bagit.txt`, which is always UTF-8 (RFC 8493, 2.1.1).
    encoding: &'static Encoding,
    /// Whether `%` is written as `%25` in paths: since 1.0 (RFC 8493, 2.1.3).
    escapes_percent: bool,
}

impl TagReader {
    fn text(&self, name: &str, bytes: &[u8], report: &mut PackageReport) -> String {
        let (text, _, is_broken) = self.encoding.decode(bytes);
        if is_broken {
            report.unsound(format!("{name} is not in the encoding that bagit.txt states"));
        }
        text.into_owned()
    }

    /// A path of a manifest or of `fetch.txt`: carriage return and line feed are encoded, and the mark itself.
    fn path(&self, path: &str) -> String {
        let path = path.replace("%0A", "\n").replace("%0a", "\n").replace("%0D", "\r").replace("%0d", "\r");
        let path = if self.escapes_percent { path.replace("%25", "%") } else { path };
        path.strip_prefix("./").unwrap_or(&path).to_owned()
    }
}

/// Lines end in line feed, carriage return, or both (RFC 8493, 2.1.1).
fn each_line(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('\r'))
}

/// Reads `bagit.txt`: two lines, in their order (RFC 8493, 2.1.1).
fn declaration(text: &str, report: &mut PackageReport) -> TagReader {
    let said = fields("bagit.txt", text, report);
    let names: Vec<&str> = said.iter().map(|(name, _)| name.as_str()).collect();
    if names != ["BagIt-Version", "Tag-File-Character-Encoding"] {
        report.unsound("bagit.txt does not say version and encoding, each once and in this order");
    }
    if text.starts_with('\u{feff}') {
        report.unsound("bagit.txt begins with a byte order mark");
    }
    let of = |wanted: &str| said.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
    report.version = of("BagIt-Version");
    match report.version.as_deref() {
        Some("0.97" | "1.0") => {}
        Some(other) => {
            let message = format!("it is of BagIt {other}: 0.97 and 1.0 are known");
            report.unsound(message);
        }
        None => report.unsound("bagit.txt states no version"),
    }
    let label = of("Tag-File-Character-Encoding").unwrap_or_else(|| "UTF-8".to_owned());
    let encoding = Encoding::for_label_no_replacement(label.as_bytes());
    if encoding.is_none() {
        report.unsound(format!("bagit.txt states the encoding {label:?}, which is not known"));
    }
    TagReader { encoding: encoding.unwrap_or(UTF_8), escapes_percent: report.version.as_deref() != Some("0.97") }
}

impl Tags {
    pub(super) fn parse(tags: &BTreeMap<String, Vec<u8>>, report: &mut PackageReport) -> Self {
        let declared = tags.get("bagit.txt").map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
        let reader = declaration(&declared, report);
        let mut text = |name: &str| tags.get(name).map(|bytes| reader.text(name, bytes, report)).unwrap_or_default();
        let (info, fetch) = (text("bag-info.txt"), text("fetch.txt"));
        report.info = fields("bag-info.txt", &info, report);
        if !report.info.iter().any(|(name, _)| name.eq_ignore_ascii_case("Payload-Oxum")) {
            report.remarks.push("it states no count of its payload (Payload-Oxum)".to_owned());
        }
        if tags.contains_key("fetch.txt") {
            report.remarks.push("it has a fetch.txt: nothing is fetched, what is missing stays missing".to_owned());
        }
        let fetched = fetch_lines(&fetch, &reader, report);
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
            let text = reader.text(name, bytes, report);
            let digests = lines(name, &text, &reader, report);
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
        Self { manifests, fetched }
    }

    pub(super) fn algorithms(&self) -> BTreeSet<&'static str> {
        self.manifests.values().map(|manifest| manifest.algorithm).collect()
    }
}

/// `Name: value`, folded lines joined.
fn fields(name: &str, text: &str, report: &mut PackageReport) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in each_line(text.trim_start_matches('\u{feff}')) {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((label, value)) = line.split_once(':') {
            // Before 1.0 a label might have space behind it.
            let label = if name == "bagit.txt" { label } else { label.trim() };
            fields.push((label.to_owned(), value.trim().to_owned()));
        } else if !line.trim().is_empty() {
            report.unsound(format!("{name} has the line {:?}, which has no colon", line.trim()));
        }
    }
    fields
}

/// `address length path`, a line each (RFC 8493, 2.2.3).
fn fetch_lines(text: &str, reader: &TagReader, report: &mut PackageReport) -> BTreeMap<String, String> {
    let mut fetched = BTreeMap::new();
    for (number, line) in (1..).zip(each_line(text)).filter(|(_, line)| !line.trim().is_empty()) {
        let mut rest = line.trim_start();
        let mut word = || {
            let (word, behind) = rest.split_once([' ', '\t'])?;
            rest = behind.trim_start_matches([' ', '\t']);
            Some(word)
        };
        let (address, length) = (word(), word());
        let is_length = |it: &str| it == "-" || !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
        match (address, length) {
            (Some(address), Some(length)) if address.contains(':') && is_length(length) && !rest.is_empty() => {
                fetched.insert(reader.path(rest), address.to_owned());
            }
            _ => report.unsound(format!("line {number} of fetch.txt is no address, length and path")),
        }
    }
    fetched
}

fn lines(name: &str, text: &str, reader: &TagReader, report: &mut PackageReport) -> BTreeMap<String, String> {
    let mut digests = BTreeMap::new();
    for (number, line) in (1..).zip(each_line(text)) {
        if line.trim().is_empty() {
            continue;
        }
        let parts = line.split_once([' ', '\t']);
        let Some((digest, path)) = parts.map(|(digest, path)| (digest, path.trim_start_matches([' ', '\t', '*'])))
        else {
            report.unsound(format!("line {number} of {name} has no path"));
            continue;
        };
        let path = reader.path(path);
        if digests.insert(path.clone(), digest.to_owned()).is_some() {
            report.unsound(format!("{name} names {path} twice"));
        }
    }
    digests
}
