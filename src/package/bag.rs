//! A bag (BagIt 1.0, RFC 8493): articles below `data/objects/`, what is said of them in `data/metadata/`, and the
//! digests of all of it.

use std::io;

use super::premis::{PremisFile, premis};
use super::tables::PackageTable;
use super::{PackageArticle, PackageFile, PackageOutline, PackageSink, PackageStatement};
use crate::digest::{hex, sha256, sha512};

/// The name of the profile that the bags keep, `docs/bagit-profile.json`.
pub(super) const PROFILE: &str = "urn:istinad:bagit-profile:1";

struct Digests {
    path: String,
    sha256: String,
    sha512: String,
}

impl Digests {
    fn of(path: String, bytes: &[u8]) -> Self {
        Self { path, sha256: hex(&sha256(bytes)), sha512: hex(&sha512(bytes)) }
    }
}

/// A bag in the making.
pub(super) struct Bag<'s> {
    sink: &'s mut dyn PackageSink,
    outline: PackageOutline,
    payload: Vec<Digests>,
    tags: Vec<Digests>,
    octets: u64,
    rights: PackageTable,
    metadata: PackageTable,
    lines: String,
    knowledge: String,
}

/// Where a file of an article lies, from the folder `data/`.
pub(super) fn place(article: Option<&str>, file: &str) -> String {
    article.map_or_else(|| format!("objects/{file}"), |article| format!("objects/{article}/{file}"))
}

impl<'s> Bag<'s> {
    pub(super) fn begin(sink: &'s mut dyn PackageSink, outline: PackageOutline) -> io::Result<Self> {
        let mut bag = Self {
            sink,
            payload: Vec::new(),
            tags: Vec::new(),
            octets: 0,
            rights: PackageTable::of_rights(),
            metadata: PackageTable::of_metadata(),
            lines: outline.run.clone(),
            outline,
            knowledge: String::new(),
        };
        bag.tag("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")?;
        Ok(bag)
    }

    pub(super) fn article(&mut self, name: Option<&str>, article: &PackageArticle<'_>) -> io::Result<()> {
        let mut digests = Vec::with_capacity(article.files.len());
        for PackageFile { name: file, bytes, .. } in article.files {
            digests.push(self.payload(format!("data/{}", place(name, file)), bytes)?);
        }
        let mut files = Vec::with_capacity(article.files.len());
        for (file, &at) in article.files.iter().zip(&digests) {
            let Digests { sha256, sha512, .. } = &self.payload[at];
            let path = place(name, &file.name);
            self.rights.rights(&path, article.facts);
            self.metadata.metadata(&path, file.media_type, article);
            files.push(PremisFile { path, file, sha256, sha512 });
        }
        let record = premis(article, &files);
        let path = match name {
            Some(name) => format!("data/metadata/premis/{name}.xml"),
            None => "data/metadata/premis.xml".to_owned(),
        };
        self.payload(path, &record)?;
        self.lines.push_str(article.line);
        self.knowledge.push_str(article.knowledge);
        Ok(())
    }

    fn payload(&mut self, path: String, bytes: &[u8]) -> io::Result<usize> {
        self.sink.put(&self.outline.path(&path), bytes)?;
        self.octets += bytes.len() as u64;
        self.payload.push(Digests::of(path, bytes));
        Ok(self.payload.len() - 1)
    }

    fn tag(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.sink.put(&self.outline.path(path), bytes)?;
        self.tags.push(Digests::of(path.to_owned(), bytes));
        Ok(())
    }

    /// Ends the bag: the tables, what is said of it, and the digests.
    pub(super) fn finish(mut self, facts: &PackageStatement) -> io::Result<()> {
        let rights = std::mem::replace(&mut self.rights, PackageTable::of_rights()).finish();
        self.payload("data/metadata/rights.csv".to_owned(), &rights)?;
        let metadata = std::mem::replace(&mut self.metadata, PackageTable::of_metadata()).finish();
        self.payload("data/metadata/metadata.csv".to_owned(), &metadata)?;
        let lines = std::mem::take(&mut self.lines);
        self.payload("data/metadata/manifest.jsonl".to_owned(), lines.as_bytes())?;
        let knowledge = std::mem::take(&mut self.knowledge);
        self.payload("data/metadata/knowledge.jsonl".to_owned(), knowledge.as_bytes())?;
        let info = self.info(facts);
        self.tag("bag-info.txt", info.as_bytes())?;
        self.payload.sort_by(|one, other| one.path.cmp(&other.path));
        for (name, of_sha256) in [("manifest-sha256.txt", true), ("manifest-sha512.txt", false)] {
            let manifest = manifest(&self.payload, of_sha256);
            self.tag(name, manifest.as_bytes())?;
        }
        self.tags.sort_by(|one, other| one.path.cmp(&other.path));
        for (name, of_sha256) in [("tagmanifest-sha256.txt", true), ("tagmanifest-sha512.txt", false)] {
            let manifest = manifest(&self.tags, of_sha256);
            self.sink.put(&self.outline.path(name), manifest.as_bytes())?;
        }
        Ok(())
    }

    fn info(&self, facts: &PackageStatement) -> String {
        let date = facts.date.map(|date| date.to_string().chars().take(10).collect::<String>());
        let oxum = format!("{}.{}", self.octets, self.payload.len());
        let tool = concat!("istinad ", env!("CARGO_PKG_VERSION"));
        let rows = [
            ("Source-Organization", facts.source.as_deref()),
            ("External-Description", facts.description.as_deref()),
            ("External-Identifier", facts.identifier.as_deref()),
            ("Bag-Group-Identifier", facts.group.as_deref()),
            ("Bagging-Date", date.as_deref()),
            ("Payload-Oxum", Some(oxum.as_str())),
            ("Bag-Software-Agent", Some(tool)),
            ("BagIt-Profile-Identifier", Some(PROFILE)),
        ];
        let line = |(name, value): (&str, &str)| {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            format!("{name}: {value}\n")
        };
        rows.into_iter().filter_map(|(name, value)| Some(line((name, value?)))).collect()
    }
}

fn manifest(files: &[Digests], of_sha256: bool) -> String {
    let digest = |file: &Digests| if of_sha256 { file.sha256.clone() } else { file.sha512.clone() };
    files.iter().map(|file| format!("{}  {}\n", digest(file), file.path)).collect()
}
