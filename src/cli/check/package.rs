//! `istinad check` of packages: whether one is whole, whether its rights are those of its articles, and whether each file
//! says what the original in the package says.
//!
//! 1. the library goes along the package twice, and takes every digest;
//! 2. a third time the files of one article after another are held, proved against the original among them, and let go;
//! 3. of what istinad made the package is made anew meanwhile (`package_anew`): every record has to be the same.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, Cursor, Read as _};
use std::path::{Path, PathBuf};

use istinad::capture::{Archives, CapturedPictures, Damage, Index, Record, RecordPlace, Records};
use istinad::inspect::package::{
    EntryKind, PackageContent, PackageEntry, PackageReport, PackageStandard, TarredPackage, ZippedPackage,
    check_package,
};
use istinad::inspect::{Finding, is_proof};
use istinad::model::{ArchiveRecord, Document, Language, Timestamp};
use istinad::run::captured;
use istinad::run::manifest::{ArticleLine, FileLine, ManifestLine, RunLine};
use istinad::source::{Decoding, Encoding};
use istinad::{Code, Diagnostic, Limit, Limits, MediaLoader, ReadOptions, Source, json};
use serde_json::Value;

use super::package_anew::{OriginalCapture, PackageAnew, ReadAgain, is_ours};
use super::package_claims::{ProvedArticle, claims};
use super::package_crate::research;
use crate::cli::args::ArticleArgument;
use crate::cli::files::reason;
use crate::cli::messages::Console;
use crate::cli::proof::{CheckedFiles, check_files};

/// Whether a file is a package rather than a file of an article.
pub(super) fn is_package(file: &ArticleArgument) -> bool {
    let Some(path) = file.path() else { return false };
    let ends = |end: &str| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(end));
    // One that has lost its declaration is no less a bag that is not whole.
    let has = |name: &str| path.join(name).exists();
    let is_folder = || has("bagit.txt") || has("bag-info.txt") && has("data") || has("METS.xml");
    if path.is_dir() { is_folder() } else { ends("zip") || ends("tar") }
}

/// Checks a package and says what was found; `false` if it is not proved.
pub(super) fn check(file: &ArticleArgument, limits: &Limits, console: &mut Console) -> bool {
    let name = file.name();
    let Some(path) = file.path() else { return false };
    let report = open(path, limits).and_then(|mut content| {
        let mut report = check_package(&mut *content, limits)?;
        let articles = prove(&mut *content, &mut report, &folder_of(path), limits)?;
        Ok((report, articles))
    });
    let (report, articles) = match report {
        Ok(checked) => checked,
        Err(why) => {
            let message = format!("the package cannot be proved: {why}");
            console.diagnostics(&name, None, &[Diagnostic::new(Code::PackageUnsound, message)]);
            return false;
        }
    };
    let is_proved = is_proof(&report.findings);
    if console.speaks_json() {
        console.print(json::package(&name, &report, articles));
    } else if !(console.is_quiet() && report.findings.is_empty()) {
        console.print(sheet(&name, &report, articles, is_proved));
    }
    is_proved
}

fn sheet(name: &str, report: &PackageReport, articles: usize, is_proved: bool) -> String {
    let mut lines = vec![name.to_owned()];
    let mut row = |label: &str, value: String| lines.push(format!("  {label:9}  {value}"));
    row(
        "format",
        match report.standard {
            PackageStandard::Bagit => format!("BagIt {}", report.version.as_deref().unwrap_or("of no stated version")),
            PackageStandard::EarkCsip => "E-ARK CSIP".to_owned(),
        },
    );
    row("payload", format!("{} files, {} bytes", report.files, report.octets));
    report.info.iter().for_each(|(name, value)| row("info", format!("{name}: {value}")));
    let stated = report.rights.iter().map(|row| &row.act).chain(report.premis.iter().flat_map(|record| &record.acts));
    let acts: std::collections::BTreeSet<String> = stated
        .filter(|(act, ..)| !act.is_empty())
        .map(|(act, restriction, _)| format!("{act}: {restriction}"))
        .collect();
    acts.into_iter().take(20).for_each(|act| row("rights", act));
    report.remarks.iter().for_each(|remark| row("note", remark.clone()));
    if is_proved {
        let of = match articles {
            0 => "every file is the one that was packed".to_owned(),
            1 => "every file is the one that was packed, and says what the original in the package says".to_owned(),
            many => {
                format!("every file is the one that was packed; those of {many} articles say what the originals say")
            }
        };
        row("proved", of);
    } else {
        lines.push("  NOT PROVED".to_owned());
    }
    lines.extend(report.findings.iter().map(|finding| format!("    * {} [{}]", finding.message, finding.code)));
    lines.join("\n")
}

fn open(path: &Path, limits: &Limits) -> Result<Box<dyn PackageContent>, String> {
    if path.is_dir() {
        return Ok(Box::new(FolderContent { root: path.to_owned() }));
    }
    let file = File::open(path).map_err(|error| reason(&error))?;
    if !file.metadata().is_ok_and(|metadata| metadata.is_file()) {
        return Err("it is no file".to_owned());
    }
    let is_zip = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    let reader = BufReader::new(file);
    if is_zip {
        return Ok(Box::new(ZippedPackage::new(reader, limits).map_err(|error| reason(&error))?));
    }
    Ok(Box::new(TarredPackage::new(reader)))
}

/// A package that is a folder.
struct FolderContent {
    root: PathBuf,
}

impl PackageContent for FolderContent {
    fn visit(&mut self, each: &mut dyn FnMut(PackageEntry<'_>) -> Result<(), String>) -> Result<(), String> {
        walk_folder(&self.root, "", each)
    }
}

fn walk_folder(
    folder: &Path,
    below: &str,
    each: &mut dyn FnMut(PackageEntry<'_>) -> Result<(), String>,
) -> Result<(), String> {
    let told = |error: std::io::Error| format!("{}: {}", folder.display(), reason(&error));
    let mut names: Vec<_> = fs::read_dir(folder)
        .map_err(told)?
        .map(|entry| Ok(entry?.file_name()))
        .collect::<std::io::Result<_>>()
        .map_err(told)?;
    names.sort();
    for name in names {
        let path = folder.join(&name);
        let Some(name) = name.to_str() else { return Err(format!("{} is a name that is no UTF-8", path.display())) };
        let inner = format!("{below}{name}");
        let metadata = fs::symlink_metadata(&path).map_err(told)?;
        if metadata.is_dir() {
            walk_folder(&path, &format!("{inner}/"), each)?;
        } else if metadata.is_file() {
            let mut file = File::open(&path).map_err(|error| format!("{}: {}", path.display(), reason(&error)))?;
            each(PackageEntry { path: inner, kind: EntryKind::File, content: &mut file })?;
        } else {
            let kind = if metadata.is_symlink() { "a link" } else { "neither file nor folder" };
            each(PackageEntry { path: inner, kind: EntryKind::Other(kind), content: &mut std::io::empty() })?;
        }
    }
    Ok(())
}

/// An article of a package while its files are gathered.
struct PackedArticle {
    line: ArticleLine,
    knowledge: serde_json::Map<String, Value>,
    /// Files that have not come yet.
    missing: usize,
    files: BTreeMap<String, Vec<u8>>,
}

/// What a folder is called.
fn folder_of(path: &Path) -> String {
    let whole = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    whole.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What a package is called; `folder` is the name of what holds it. A bag may lie in a folder of any name, and says itself
/// what it was called where that matters; that of E-ARK is called what its METS says (CSIPSTR2).
fn name_of(report: &mut PackageReport, folder: &str) -> String {
    let folder = if report.root.is_empty() { folder } else { report.root.trim_end_matches('/') }.to_owned();
    match report.standard {
        PackageStandard::Bagit => report.entities.get("./").map(|root| root.text("name")).unwrap_or(folder),
        PackageStandard::EarkCsip => {
            let stated = report.info.iter().find(|(name, _)| name == "OBJID").map(|(_, value)| value.clone());
            let stated = stated.unwrap_or_default();
            if stated != folder {
                report.add([unsound(format!("METS.xml calls the package {stated:?}, and its folder is {folder:?}"))]);
            }
            stated
        }
    }
}

/// Proves every article of the package against the original in it; how many there were. `folder` is the name of what holds
/// the package.
fn prove(
    content: &mut dyn PackageContent,
    report: &mut PackageReport,
    folder: &str,
    limits: &Limits,
) -> Result<usize, String> {
    let is_ours = is_ours(report);
    // Others may have a file of this name.
    let is_manifest =
        |lines: &[u8]| is_ours || String::from_utf8_lossy(lines).lines().any(|line| ManifestLine::parse(line).is_ok());
    if is_ours && report.kept("manifest.jsonl").is_none() {
        report.add([unsound("it is of istinad, and has no manifest.jsonl: nothing in it can be proved")]);
        return Ok(0);
    }
    let name = if is_ours { name_of(report, folder) } else { String::new() };
    let Some(lines) = report.kept("manifest.jsonl").filter(|lines| is_manifest(lines)) else {
        report.remarks.push("it has no manifest of istinad: its files are not proved against an original".to_owned());
        return Ok(0);
    };
    let mut known = String::from_utf8_lossy(report.kept("knowledge.jsonl").unwrap_or_default()).into_owned();
    known.retain(|it| it != '\r');
    let mut knowledge = known.lines().filter_map(|line| match serde_json::from_str(line) {
        Ok(Value::Object(map)) => Some(map),
        _ => None,
    });
    let mut articles: Vec<PackedArticle> = Vec::new();
    let mut of_file: BTreeMap<String, usize> = BTreeMap::new();
    let mut faults: Vec<String> = Vec::new();
    let mut run: Option<RunLine> = None;
    for line in String::from_utf8_lossy(lines).lines() {
        let line = match ManifestLine::parse(line) {
            Ok(ManifestLine::Article(line)) => *line,
            Ok(ManifestLine::Run(line)) => {
                run.get_or_insert(line);
                continue;
            }
            Ok(_) => continue,
            Err(error) => {
                faults.push(format!("manifest.jsonl is no manifest: {error}"));
                continue;
            }
        };
        let Some(knowledge) = knowledge.next() else {
            faults.push("knowledge.jsonl has fewer lines than there are articles".to_owned());
            break;
        };
        let number = articles.len();
        let mut names: Vec<String> = line.files.iter().map(|file| file.file.clone()).collect();
        names.extend(text(&knowledge, "file"));
        let folder =
            text(&knowledge, "file").and_then(|file| Some(file.rsplit_once('/')?.0.to_owned())).unwrap_or_default();
        if let Some(Value::Object(pictures)) = knowledge.get("pictures") {
            names.extend(pictures.values().filter_map(Value::as_str).map(|name| format!("{folder}/{name}")));
        }
        let missing = names.len();
        for name in names {
            if of_file.insert(name.clone(), number).is_some() {
                faults.push(format!("{name} is of two articles, as manifest.jsonl says"));
            }
        }
        articles.push(PackedArticle { line, knowledge, missing, files: BTreeMap::new() });
    }
    if articles.is_empty() {
        faults.push("manifest.jsonl speaks of no article: nothing in the package can be proved".to_owned());
    }
    faults.into_iter().for_each(|fault| report.add([unsound(fault)]));
    let payload = format!("{}{}", report.root, report.standard.payload());
    let mut held: u64 = 0;
    let mut findings: Vec<Finding> = Vec::new();
    let failed = |error: std::io::Error| reason(&error);
    let mut anew = PackageAnew::begin(report, run.as_ref(), &name, limits).map_err(failed)?;
    let mut made = 0;
    content.visit(&mut |entry| {
        let Some(path) = entry.path.strip_prefix(&*payload).map(str::to_owned) else { return Ok(()) };
        let Some(&number) = of_file.get(&path) else { return Ok(()) };
        let mut bytes = Vec::new();
        let most = limits.get(Limit::CheckedFile);
        entry
            .content
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| format!("{path}: {error}"))?;
        held += bytes.len() as u64;
        if held > most.saturating_mul(2) {
            return Err("the files of its articles lie too far from one another to be proved".to_owned());
        }
        let article = &mut articles[number];
        article.missing = article.missing.saturating_sub(usize::from(article.files.insert(path, bytes).is_none()));
        if article.missing == 0 {
            let files = std::mem::take(&mut article.files);
            held -= files.values().map(|bytes| bytes.len() as u64).sum::<u64>();
            let (found, is_made) = article_findings(article, &files, report, &mut anew, limits);
            findings.extend(found);
            made += usize::from(is_made);
        }
        Ok(())
    })?;
    let unseen: Vec<Finding> = articles
        .iter()
        .filter(|article| article.missing > 0)
        .map(|article| unsound(format!("files of {} are missing: it is not proved", article.line.origin.input)))
        .collect();
    findings.extend(unseen);
    findings.extend(anew.finish(made > 0 && made == articles.len())?);
    report.add(findings);
    Ok(articles.len())
}

fn unsound(message: impl Into<String>) -> Finding {
    Finding::of(Code::PackageUnsound, message)
}

fn text(map: &serde_json::Map<String, Value>, key: &str) -> Option<String> {
    map.get(key).and_then(Value::as_str).map(str::to_owned)
}

/// What the user knew when the article was read.
fn options(knowledge: &serde_json::Map<String, Value>, limits: &Limits) -> ReadOptions {
    let time = |key: &str| text(knowledge, key).and_then(|time| Timestamp::parse(&time));
    ReadOptions::default()
        .with_format(text(knowledge, "from"))
        .with_source_url(text(knowledge, "source-url"))
        .with_terms_url(text(knowledge, "terms-url"))
        .with_published(time("published"))
        .with_saved_at(time("saved-at"))
        .with_language(text(knowledge, "lang").and_then(|tag| Language::parse(&tag)))
        .with_publisher(text(knowledge, "publisher"))
        .with_photo_permission(text(knowledge, "photo-permission"))
        .with_limits(*limits)
}

/// The pictures that lie in the package.
struct PackedPictures<'a> {
    source: &'a Source,
    knowledge: &'a serde_json::Map<String, Value>,
    folder: &'a str,
    files: &'a BTreeMap<String, Vec<u8>>,
}

impl MediaLoader for PackedPictures<'_> {
    fn load(&self, reference: &str) -> Result<Vec<u8>, String> {
        let name = self.knowledge.get("pictures").and_then(|pictures| pictures.get(reference)?.as_str());
        let packed = name.and_then(|name| self.files.get(&format!("{}/{name}", self.folder)));
        packed.cloned().map_or_else(|| self.source.load(reference), Ok)
    }
}

/// The web archive that an article's original is.
struct PackedArchive<'a> {
    bytes: &'a [u8],
    limits: &'a Limits,
}

impl Archives for PackedArchive<'_> {
    fn record(&self, place: RecordPlace) -> Result<Record, Damage> {
        let damage = |error: std::io::Error| Damage { offset: place.offset, reason: reason(&error) };
        Records::new(Cursor::new(self.bytes), self.limits).map_err(damage)?.at(place.offset, place.index as usize)
    }
}

/// The article as its original says it.
fn read(
    article: &PackedArticle,
    files: &BTreeMap<String, Vec<u8>>,
    limits: &Limits,
) -> Result<(Source, Vec<Document>, Option<OriginalCapture>), String> {
    let said =
        |error: istinad::Error| error.diagnostics().iter().map(|it| it.message.clone()).collect::<Vec<_>>().join("; ");
    let file = text(&article.knowledge, "file").ok_or("knowledge.jsonl names no original")?;
    let original = files.get(&file).ok_or("the original is missing")?;
    let encoding = text(&article.knowledge, "encoding").and_then(|label| Encoding::for_label(&label));
    let decoding = Decoding::default().with_encoding(encoding).with_limits(*limits);
    let mut index = Index::default();
    let mut capture = None;
    let mut stated = None;
    let mut options = options(&article.knowledge, limits);
    let (name, bytes) = if file.ends_with(".warc") {
        let all = Records::new(Cursor::new(original.as_slice()), limits).map_err(|error| error.to_string())?;
        all.filter_map(Result::ok).for_each(|record| index.add(0, &record));
        index.finish();
        // Its own record stands first; behind it what that was cut into or stands for, and the records of its pictures.
        let entry = index.at_place(RecordPlace { file: 0, offset: 0, index: 0 });
        let entry = entry.ok_or("the original begins with no capture of a page")?;
        let page = captured::page(&index, &PackedArchive { bytes: original, limits }, limits, entry)?;
        options = options.with_reservations(page.reservations.clone());
        let first = Records::new(Cursor::new(original.as_slice()), limits).map_err(|error| error.to_string())?;
        stated = Some(OriginalCapture {
            record: page.record_id.clone(),
            payload_digest: page.payload_digest.clone(),
            time: first.filter_map(Result::ok).next().and_then(|record| record.time()),
        });
        if let Some(file) = text(&article.knowledge, "record-file") {
            let offset = text(&article.knowledge, "record-offset").and_then(|offset| offset.parse().ok());
            let record = ArchiveRecord::new(file, offset.unwrap_or_default(), &page.address)
                .with_name(page.record_id.clone())
                .with_payload_digest(page.payload_digest.clone())
                .with_captured(page.time);
            options = options.with_record(record);
        }
        capture = Some((page.address.clone(), page.time.map(Timestamp::to_unix)));
        (page.address, page.bytes)
    } else {
        (article.line.origin.input.clone(), original.clone())
    };
    let source = Source::decode(name, bytes, &decoding).map_err(said)?;
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let pictures = PackedPictures { source: &source, knowledge: &article.knowledge, folder, files };
    let mut read = istinad::read_all(&source, &options).map_err(said)?;
    let archive = PackedArchive { bytes: original, limits };
    let records =
        capture.as_ref().map(|(address, time)| CapturedPictures::new(&index, &archive, address, *time, limits));
    let pictures: &dyn MediaLoader = records.as_ref().map_or(&pictures, |records| records);
    read.iter_mut().for_each(|document| istinad::attach_media(document, pictures, limits));
    Ok((source.clone(), read.into_iter().map(|outcome| outcome.output).collect(), stated))
}

/// What is not as it should be in an article of the package, and whether it could be packed anew.
fn article_findings(
    article: &PackedArticle,
    files: &BTreeMap<String, Vec<u8>>,
    report: &PackageReport,
    anew: &mut PackageAnew<'_>,
    limits: &Limits,
) -> (Vec<Finding>, bool) {
    let (source, documents, capture) = match read(article, files, limits) {
        Ok(read) => read,
        Err(why) => {
            let message = format!("the original of {} cannot be read again: {why}", article.line.origin.input);
            return (vec![unsound(message)], false);
        }
    };
    let mut findings = Vec::new();
    let bytes_of = |file: &FileLine| files.get(&file.file).map(Vec::as_slice).unwrap_or_default();
    for file in &article.line.files {
        let bytes = bytes_of(file);
        if file.bytes != bytes.len() as u64 || istinad::run::manifest::sha256_hex(bytes) != file.sha256 {
            findings.push(unsound(format!("manifest.jsonl states another size or digest of {}", file.file)));
        }
    }
    let named = article.line.files.iter().map(|file| (file.file.as_str(), bytes_of(file)));
    let CheckedFiles { reports, findings: found, nearest } = check_files(named, &documents, limits);
    findings.extend(found);
    if let (Some(document), Some(original)) = (nearest, text(&article.knowledge, "file")) {
        let of_record = article.line.origin.captured.clone();
        let captured = of_record.or_else(|| text(&article.knowledge, "saved-at"));
        let captured = captured.as_deref().and_then(Timestamp::parse);
        let proved = ProvedArticle { line: &article.line, original: &original, document, captured, files: &reports };
        findings.extend(claims(&proved, report));
        findings.extend(research(&proved, report));
        if let Some(record) = proved.record(report) {
            let PackedArticle { line, knowledge, .. } = article;
            let capture = capture.as_ref();
            let again = ReadAgain { line, knowledge, files, source: &source, document, capture, record };
            match anew.article(&again) {
                Ok(()) => return (findings, true),
                Err(why) => findings.push(unsound(why)),
            }
        }
    } else if nearest.is_none() || article.line.files.is_empty() {
        findings.push(unsound(format!("nothing in {} can be proved", article.line.origin.input)));
    }
    (findings, false)
}
