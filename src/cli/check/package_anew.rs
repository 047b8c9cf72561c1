//! A package of istinad against the one that istinad makes of the originals in it: every file of it, byte for byte.
//!
//! 1. each article, read again from its original, is packed anew into a sink that keeps nothing but compares;
//! 2. what differs is told with its place ([`record_differences`]);
//! 3. at the end come the tables, what is said of the whole, and the files that nothing speaks of.
//!
//! Taken from the package is only what nothing else in it says: who hands it over, what was said while an article was
//! converted, whether its files were proved then, when they were written, and with which version.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use istinad::inspect::Finding;
use istinad::inspect::package::{PackageReport, PackageStandard, PremisRecord, record_differences};
use istinad::model::{Document, Timestamp};
use istinad::package::{
    FileRole, Fixity, Package, PackageArticle, PackageFacts, PackageFile, PackageLayout, PackageOutline, PackageSink,
    PackageStatement,
};
use istinad::run::manifest::{ArticleLine, ArticleState, ArticleSummary, ManifestLine, RunLine, sha256_hex};
use istinad::{Code, Limits, Source};
use serde_json::{Map, Value};

use crate::cli::package::{PROVED, picture_type};

/// What the user may have known, by the names of the settings.
const KNOWN: [&str; 12] = [
    "encoding",
    "from",
    "lang",
    "photo-permission",
    "pictures",
    "published",
    "publisher",
    "record-file",
    "record-offset",
    "saved-at",
    "source-url",
    "terms-url",
];

/// Whether a package says that istinad made it, or has records that only istinad makes.
pub(super) fn is_ours(package: &PackageReport) -> bool {
    let says = |(name, value): &(String, String)| match name.to_ascii_lowercase().as_str() {
        "bag-software-agent" => value.starts_with("istinad"),
        "bagit-profile-identifier" => value.starts_with("urn:istinad:"),
        "creator" => value == "istinad",
        _ => false,
    };
    package.info.iter().any(says)
        || package.premis.iter().any(|record| record.agents.iter().any(|agent| agent == "istinad"))
        || package.kept("knowledge.jsonl").is_some()
}

/// A capture that an original is.
#[derive(Debug, Clone, Default)]
pub(super) struct OriginalCapture {
    /// The name of its record, and the digest that it states.
    pub(super) record: Option<String>,
    pub(super) payload_digest: Option<String>,
    /// When it was captured.
    pub(super) time: Option<Timestamp>,
}

/// An article of a package, read again.
pub(super) struct ReadAgain<'a> {
    pub(super) line: &'a ArticleLine,
    pub(super) knowledge: &'a Map<String, Value>,
    pub(super) files: &'a BTreeMap<String, Vec<u8>>,
    pub(super) source: &'a Source,
    pub(super) document: &'a Document,
    pub(super) capture: Option<&'a OriginalCapture>,
    pub(super) record: &'a PremisRecord,
}

/// A package that is made anew.
pub(super) struct PackageAnew<'a> {
    package: Package<ComparedPackage<'a>>,
    layout: PackageLayout,
    provider: Option<String>,
    formats: BTreeSet<String>,
    /// Whether its files were proved before they were packed, as its manifest says.
    are_proved: bool,
    /// What is said of a package of one article; `None` as long as there is none, and where articles lie together.
    alone: Option<PackageStatement>,
    articles: usize,
    /// The headline of the last article: one alone gives its own, with others or without.
    headline: String,
    latest: Option<Timestamp>,
    findings: Vec<Finding>,
}

impl<'a> PackageAnew<'a> {
    /// Begins a package; `run` is the first line of its manifest, `name` what it is called.
    pub(super) fn begin(
        report: &'a PackageReport,
        run: Option<&RunLine>,
        name: &str,
        limits: &'a Limits,
    ) -> io::Result<Self> {
        let said = |wanted: &str| {
            let mut info = report.info.iter();
            info.find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.clone())
        };
        let (layout, provider) = match report.standard {
            PackageStandard::Bagit => (PackageLayout::Bagit, said("Source-Organization")),
            PackageStandard::EarkCsip => (PackageLayout::EarkCsip, said("SUBMITTER")),
        };
        let version = run.map_or(env!("CARGO_PKG_VERSION"), |run| &run.version).to_owned();
        let outline = PackageOutline {
            name: name.to_owned(),
            is_rooted: false,
            run: run.map(|run| ManifestLine::Run(run.clone()).to_json()).unwrap_or_default(),
            ro_crate: report.sha256.contains_key("data/ro-crate-metadata.json"),
        };
        let sink = ComparedPackage { report, limits, version, put: BTreeSet::new(), findings: Vec::new() };
        Ok(Self {
            package: Package::begin(layout, sink, outline)?,
            layout,
            provider,
            formats: run.map(|run| run.formats.iter().cloned().collect()).unwrap_or_default(),
            are_proved: run.is_some_and(|run| run.checked),
            alone: None,
            articles: 0,
            headline: String::new(),
            latest: None,
            findings: Vec::new(),
        })
    }

    /// Packs an article anew.
    pub(super) fn article(&mut self, article: &ReadAgain<'_>) -> Result<(), String> {
        let ReadAgain { line, knowledge, files, source, document, capture, record } = article;
        let original = knowledge.get("file").and_then(Value::as_str).unwrap_or_default();
        let (part, name) = placed(self.layout, original).ok_or_else(|| format!("no original lies at {original}"))?;
        let written = line.written.as_deref().and_then(Timestamp::parse);
        let written = written.ok_or_else(|| format!("manifest.jsonl does not say when {original} was converted"))?;
        let facts = PackageFacts::of(document);
        let mut due = self.line(article, part.is_some());
        let mut packed = vec![PackageFile {
            name: name.clone(),
            original_name: match capture {
                Some(_) => source.name().to_owned(),
                None => source.name().rsplit(['/', '\\']).next().unwrap_or_default().to_owned(),
            },
            role: FileRole::Original,
            media_type: if capture.is_some() { "application/warc" } else { facts.media_type },
            ..file(files, original)
        }];
        if let Some(Value::Object(pictures)) = knowledge.get("pictures") {
            for (reference, name) in pictures.iter().filter_map(|(from, to)| Some((from, to.as_str()?))) {
                let file = file(files, &self.layout.place(part.as_deref(), FileRole::Picture, name));
                packed.push(PackageFile {
                    name: name.to_owned(),
                    original_name: reference.clone(),
                    role: FileRole::Picture,
                    media_type: picture_type(file.bytes),
                    ..file
                });
            }
        }
        let folder = self.layout.place(part.as_deref(), FileRole::Rendition, "");
        for (line, due) in line.files.iter().zip(&mut due.files) {
            let Some(name) = line.file.strip_prefix(&folder) else {
                return Err(format!("manifest.jsonl names {}, which does not lie where files of it lie", line.file));
            };
            let file = file(files, &line.file);
            due.bytes = file.bytes.len() as u64;
            due.sha256.clone_from(&file.fixity.sha256);
            packed.push(PackageFile {
                name: name.to_owned(),
                original_name: name.to_owned(),
                media_type: &line.media_type,
                ..file
            });
        }
        // In the order in which the package has them.
        let place = |file: &PackageFile<'_>| self.layout.place(part.as_deref(), file.role, &file.name);
        packed.sort_by_key(|file| record.files.iter().position(|other| *other == place(file)));
        let said: Vec<(String, String)> =
            line.diagnostics.iter().map(|it| (it.code.clone(), it.message.clone())).collect();
        let mut known = Map::new();
        known.insert("file".to_owned(), original.into());
        known.extend(
            knowledge
                .iter()
                .filter(|(key, _)| KNOWN.contains(&key.as_str()))
                .map(|(key, value)| (key.clone(), value.clone())),
        );
        known.insert("encoding".to_owned(), source.encoding().name().into());
        let saved_at = knowledge.get("saved-at").and_then(Value::as_str).and_then(Timestamp::parse);
        self.articles += 1;
        self.headline.clone_from(&facts.headline);
        self.latest = self.latest.into_iter().chain([written]).max_by_key(|time| time.to_unix());
        self.alone = part.is_none().then(|| PackageStatement {
            source: self.provider.clone(),
            date: Some(written),
            identifiers: facts.names(line.origin.record.as_deref()),
            description: Some(facts.headline.clone()),
            group: facts.publisher.clone(),
        });
        let formats: BTreeSet<String> = line.files.iter().map(|file| file.format.clone()).collect();
        if formats != self.formats {
            let message = format!("manifest.jsonl says that other formats were made of {}", line.origin.input);
            self.findings.push(Finding::of(Code::ValueDiffers, message));
        }
        let anew = PackageArticle {
            facts: &facts,
            files: &packed,
            written,
            captured: capture.map_or(saved_at, |capture| capture.time),
            said: &said,
            proved: self.are_proved.then_some(PROVED),
            provider: self.provider.as_deref(),
            line: &ManifestLine::Article(Box::new(due)).to_json(),
            knowledge: &format!("{}\n", Value::Object(known)),
        };
        self.package.article(part.as_deref(), &anew).map_err(|error| error.to_string())
    }

    /// The article's line as it has to be.
    fn line(&self, article: &ReadAgain<'_>, is_together: bool) -> ArticleLine {
        let ReadAgain { line, source, document, capture, .. } = article;
        let mut due = (*line).clone();
        due.state = ArticleState::Converted;
        due.summary = ArticleSummary::of(document);
        due.duration_ms = 0.0;
        due.origin.sha256 = Some(istinad::run::manifest::hex(&source.sha256()));
        due.origin.bytes = Some(source.byte_length());
        if !is_together {
            due.number = 1;
        }
        if let Some(OriginalCapture { record, payload_digest, time }) = capture {
            due.origin.record.clone_from(record);
            due.origin.payload_digest.clone_from(payload_digest);
            let unix = |time: Timestamp| time.to_unix();
            let stated = due.origin.captured.as_deref().and_then(Timestamp::parse);
            if stated.map(unix) != time.map(unix) {
                due.origin.captured = time.map(|time| time.to_string());
            }
        }
        due
    }

    /// Ends the package; all that differs. `is_whole` says whether every article was packed anew: else nothing can be said
    /// of the whole.
    pub(super) fn finish(self, is_whole: bool) -> Result<Vec<Finding>, String> {
        let Self { package, provider, alone, articles, headline, latest, mut findings, .. } = self;
        let together = PackageStatement {
            source: provider,
            date: latest,
            identifiers: Vec::new(),
            description: Some(if articles == 1 { headline } else { format!("{articles} news articles") }),
            group: None,
        };
        let statement = alone.filter(|_| articles == 1).unwrap_or(together);
        if !is_whole {
            return Ok(findings);
        }
        let sink = package.finish(&statement).map_err(|error| error.to_string())?;
        findings.extend(sink.beside());
        findings.extend(sink.findings);
        Ok(findings)
    }
}

/// The article's part of a package that holds many, and the name of its original, by where that lies.
fn placed(layout: PackageLayout, original: &str) -> Option<(Option<String>, String)> {
    let (folder, name) = original.rsplit_once('/')?;
    let part = match layout {
        PackageLayout::Bagit => folder.strip_prefix("objects/"),
        PackageLayout::EarkCsip => folder.strip_prefix("representations/")?.strip_suffix("-original/data"),
    };
    let is_there = layout.place(part, FileRole::Original, name) == original;
    is_there.then(|| (part.map(str::to_owned), name.to_owned()))
}

/// A file of the package; what it is called and what it is comes from elsewhere.
fn file<'f>(files: &'f BTreeMap<String, Vec<u8>>, path: &str) -> PackageFile<'f> {
    let bytes = files.get(path).map(Vec::as_slice).unwrap_or_default();
    PackageFile {
        name: String::new(),
        original_name: String::new(),
        role: FileRole::Rendition,
        media_type: "",
        bytes,
        fixity: Fixity::of(bytes),
    }
}

/// Takes the files of a package and compares each with that of another.
struct ComparedPackage<'a> {
    report: &'a PackageReport,
    limits: &'a Limits,
    /// The version that made the other.
    version: String,
    put: BTreeSet<String>,
    findings: Vec<Finding>,
}

/// Whether a file of a bag is a manifest: of those every digest was taken before.
fn is_manifest(path: &str) -> bool {
    !path.contains('/') && path.contains("manifest-") && path.ends_with(".txt")
}

impl ComparedPackage<'_> {
    /// The files of the package that nothing is said of.
    fn beside(&self) -> Vec<Finding> {
        let beside = self.report.sha256.keys().filter(|path| !self.put.contains(*path) && !is_manifest(path));
        beside
            .map(|path| {
                let message = format!("{path} is in the package, and is nothing that was packed");
                Finding::of(Code::PackageUnsound, message)
            })
            .collect()
    }

    /// The file as the version writes it that made the package.
    fn as_then(&self, bytes: &[u8]) -> Vec<u8> {
        let own = env!("CARGO_PKG_VERSION");
        if self.version == own {
            return bytes.to_vec();
        }
        let text =
            String::from_utf8_lossy(bytes).replace(&format!("istinad {own}"), &format!("istinad {}", self.version));
        text.replace(&format!(">{own}<"), &format!(">{}<", self.version)).into_bytes()
    }
}

impl PackageSink for ComparedPackage<'_> {
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        if is_manifest(path) {
            return Ok(());
        }
        self.put.insert(path.to_owned());
        let Some(sha256) = self.report.sha256.get(path) else {
            self.findings.push(Finding::of(Code::PackageUnsound, format!("{path} is missing")));
            return Ok(());
        };
        let name = path.strip_prefix(self.report.standard.payload()).unwrap_or(path);
        let stated = self.report.metadata.get(name);
        let due = if stated.is_some() { self.as_then(bytes) } else { bytes.to_vec() };
        if *sha256 == sha256_hex(&due) {
            return Ok(());
        }
        let mut differences = match stated {
            Some(stated) => record_differences(name, stated, &due, self.limits),
            None => vec![format!("{path} is not what istinad writes there")],
        };
        // The count is told already, of what the payload is.
        differences.retain(|why| !why.contains("where it is \"Payload-Oxum"));
        if name == "bag-info.txt" && differences.is_empty() {
            return Ok(());
        }
        let is_told = !differences.is_empty() || !name.ends_with(".xml") || self.version != env!("CARGO_PKG_VERSION");
        let untold = (!is_told).then(|| format!("{path} says the same as istinad, and is written otherwise"));
        self.findings.extend(differences.into_iter().chain(untold).map(|why| {
            let is_of_rights = name.ends_with("rights.csv") || why.contains("ights") && name.ends_with(".xml");
            Finding::of(if is_of_rights { Code::TermsDiffer } else { Code::ValueDiffers }, why)
        }));
        Ok(())
    }
}
