//! A bag (BagIt 1.0, RFC 8493): articles below `data/objects/`, what is said of them in `data/metadata/`, and the
//! digests of all of it.
//!
//! What grows with every article, the tables and the manifests, is written where the sink has room for it: of an article
//! nothing is held when it is packed.

use std::io;

use super::crate_metadata::{self, CrateMetadata};
use super::growing::GrowingFile;
use super::premis::{PremisFile, premis};
use super::tables::PackageTable;
use super::{Fixity, PackageOutline, PackageSink, PackageStatement, PackedPart};

/// The name of the profile that the bags keep, `docs/bagit-profile.json`.
pub(super) const PROFILE: &str = "urn:istinad:bagit-profile:1";

/// The manifests of some files: a line a file, by SHA-256 and by SHA-512 (RFC 8493, 2.1.3).
struct Manifests {
    sha256: GrowingFile,
    sha512: GrowingFile,
}

impl Manifests {
    fn new(sink: &mut impl PackageSink) -> io::Result<Self> {
        Ok(Self { sha256: GrowingFile::new(sink)?, sha512: GrowingFile::new(sink)? })
    }

    fn add(&mut self, path: &str, fixity: &Fixity) -> io::Result<()> {
        self.sha256.add(format!("{}  {path}\n", fixity.sha256).as_bytes())?;
        self.sha512.add(format!("{}  {path}\n", fixity.sha512).as_bytes())
    }
}

/// A bag in the making.
pub(super) struct Bag<S> {
    sink: S,
    outline: PackageOutline,
    payload: Manifests,
    tags: Manifests,
    files: u64,
    octets: u64,
    rights: PackageTable,
    metadata: PackageTable,
    lines: GrowingFile,
    knowledge: GrowingFile,
    /// RO-Crate, where that was asked for.
    research: Option<CrateMetadata>,
}

/// Where a file of an article lies, from the folder `data/`.
pub(super) fn place(article: Option<&str>, file: &str) -> String {
    article.map_or_else(|| format!("objects/{file}"), |article| format!("objects/{article}/{file}"))
}

impl<S: PackageSink> Bag<S> {
    pub(super) fn begin(mut sink: S, outline: PackageOutline) -> io::Result<Self> {
        let mut bag = Self {
            payload: Manifests::new(&mut sink)?,
            tags: Manifests::new(&mut sink)?,
            files: 0,
            octets: 0,
            rights: PackageTable::of_rights(&mut sink)?,
            metadata: PackageTable::of_metadata(&mut sink)?,
            lines: GrowingFile::new(&mut sink)?,
            knowledge: GrowingFile::new(&mut sink)?,
            research: if outline.ro_crate { Some(CrateMetadata::new(&mut sink)?) } else { None },
            sink,
            outline,
        };
        bag.lines.add(bag.outline.run.as_bytes())?;
        bag.tag("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")?;
        Ok(bag)
    }

    pub(super) fn article(&mut self, packed: &PackedPart<'_>) -> io::Result<()> {
        let PackedPart { article, part: name, .. } = *packed;
        let mut files = Vec::with_capacity(article.files.len());
        for file in article.files {
            let path = place(name, &file.name);
            self.payload(&format!("data/{path}"), file.bytes, &file.fixity)?;
            self.rights.rights(&path, article.facts)?;
            self.metadata.metadata(&path, file.media_type, article)?;
            files.push(PremisFile { path, file });
        }
        let record = premis(packed, &files);
        let path = match name {
            Some(name) => format!("data/metadata/premis/{name}.xml"),
            None => "data/metadata/premis.xml".to_owned(),
        };
        self.payload(&path, &record, &Fixity::of(&record))?;
        if let Some(research) = &mut self.research {
            research.article(packed, &files)?;
            research.part(path.strip_prefix("data/").unwrap_or(&path), "application/xml")?;
        }
        self.lines.add(article.line.as_bytes())?;
        self.knowledge.add(article.knowledge.as_bytes())
    }

    fn payload(&mut self, path: &str, bytes: &[u8], fixity: &Fixity) -> io::Result<()> {
        self.sink.put(&self.outline.path(path), bytes)?;
        self.count(path, bytes.len() as u64, fixity)
    }

    fn count(&mut self, path: &str, length: u64, fixity: &Fixity) -> io::Result<()> {
        self.files += 1;
        self.octets += length;
        self.payload.add(path, fixity)
    }

    fn tag(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.sink.put(&self.outline.path(path), bytes)?;
        self.tags.add(path, &Fixity::of(bytes))
    }

    /// Ends the bag: the tables, what is said of it, and the digests.
    pub(super) fn finish(self, facts: &PackageStatement) -> io::Result<S> {
        let Self { mut sink, outline, mut payload, mut tags, mut files, mut octets, .. } = self;
        let mut tables = vec![
            ("metadata/rights.csv", "text/csv", self.rights.into_file()),
            ("metadata/metadata.csv", "text/csv", self.metadata.into_file()),
            // Lines of JSON have no media type of their own.
            ("metadata/manifest.jsonl", "text/plain", self.lines),
            ("metadata/knowledge.jsonl", "text/plain", self.knowledge),
        ];
        if let Some(mut research) = self.research {
            for (name, media_type, _) in &tables {
                research.part(name, media_type)?;
            }
            let file = research.finish(&mut sink, &outline.name, facts)?;
            tables.push((crate_metadata::NAME, "application/ld+json", file));
        }
        for (name, _, table) in tables {
            let path = format!("data/{name}");
            let (length, fixity) = table.put(&mut sink, &outline.path(&path))?;
            payload.add(&path, &fixity)?;
            files += 1;
            octets += length;
        }
        let info = info(facts, octets, files);
        sink.put(&outline.path("bag-info.txt"), info.as_bytes())?;
        tags.add("bag-info.txt", &Fixity::of(info.as_bytes()))?;
        for (name, manifest) in [("manifest-sha256.txt", payload.sha256), ("manifest-sha512.txt", payload.sha512)] {
            let (_, fixity) = manifest.put(&mut sink, &outline.path(name))?;
            tags.add(name, &fixity)?;
        }
        for (name, manifest) in [("tagmanifest-sha256.txt", tags.sha256), ("tagmanifest-sha512.txt", tags.sha512)] {
            manifest.put(&mut sink, &outline.path(name))?;
        }
        Ok(sink)
    }
}

fn info(facts: &PackageStatement, octets: u64, files: u64) -> String {
    let date = facts.date.map(|date| date.to_string().chars().take(10).collect::<String>());
    let oxum = format!("{octets}.{files}");
    let tool = concat!("istinad ", env!("CARGO_PKG_VERSION"));
    let mut rows =
        vec![("Source-Organization", facts.source.as_deref()), ("External-Description", facts.description.as_deref())];
    rows.extend(facts.identifiers.iter().map(|identifier| ("External-Identifier", Some(identifier.as_str()))));
    rows.extend([
        ("Bag-Group-Identifier", facts.group.as_deref()),
        ("Bagging-Date", date.as_deref()),
        ("Payload-Oxum", Some(oxum.as_str())),
        ("Bag-Software-Agent", Some(tool)),
        ("BagIt-Profile-Identifier", Some(PROFILE)),
    ]);
    let line = |(name, value): (&str, &str)| {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("{name}: {value}\n")
    };
    rows.into_iter().filter_map(|(name, value)| Some(line((name, value?)))).collect()
}
