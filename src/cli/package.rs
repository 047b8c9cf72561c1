//! `istinad package`, and `convert` into packages: what goes into a package is gathered while an article is converted,
//! and packed when its name is known.
//!
//! 1. [`Gathered`] holds what the package says and the original, with the pictures or records that were read for it;
//! 2. [`RecordedPictures`] and [`RecordedArchives`] remember what was read;
//! 3. [`PackageOrder`] makes the package, wherever it goes;
//! 4. [`Packer`] has it put in place, whole or not at all.

use std::cell::RefCell;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use istinad::capture::{Archives, Damage, Record, RecordPlace};
use istinad::convert::RenderedFile;
use istinad::model::Timestamp;
use istinad::package::{
    FileRole, Package, PackageArticle, PackageContainer, PackageFacts, PackageFile, PackageForm, PackageLayout,
    PackageOutline, PackageSink, PackageStatement, TarPackage, ZipPackage, safe_name,
};
use istinad::run::manifest::{ArticleLine, FileLine, ManifestLine, RunLine, sha256_hex};
use istinad::{Code, Diagnostic, MediaLoader, ReadOptions, Result, Source};

use super::args::{ArticleArgument, ConvertArguments, shown};
use super::files::reason;
use super::messages::{Console, FileStatus, ReportLine};
use super::place::{OutputFile, Placer};
use super::signals;

/// What is packed with an article beside the files that were made of it.
#[derive(Debug)]
pub(crate) struct Gathered {
    pub(super) facts: PackageFacts,
    /// The original first, then its pictures.
    pub(super) originals: Vec<OriginalFile>,
    /// What the user knew when it was read, as a line of JSON without its end.
    pub(super) knowledge: serde_json::Map<String, serde_json::Value>,
    pub(super) captured: Option<Timestamp>,
}

/// A file that an article came in.
#[derive(Debug)]
pub(super) struct OriginalFile {
    name: String,
    original_name: String,
    role: FileRole,
    media_type: String,
    bytes: Vec<u8>,
}

/// What a picture's file is, by its first bytes.
fn picture_type(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        _ if bytes.trim_ascii_start().starts_with(b"<") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

impl Gathered {
    /// An article that was a file, with the pictures that lay beside it.
    pub(crate) fn of_file(
        facts: PackageFacts,
        source: &Source,
        pictures: Vec<(String, Vec<u8>)>,
        options: &ReadOptions,
    ) -> Self {
        let file_name = source.name().rsplit(['/', '\\']).next().unwrap_or_default();
        let extension = file_name.rsplit_once('.').map(|(_, extension)| safe_name(extension));
        let name = format!("original.{}", extension.as_deref().unwrap_or("txt"));
        let mut originals = vec![OriginalFile {
            name,
            original_name: file_name.to_owned(),
            role: FileRole::Original,
            media_type: facts.media_type.to_owned(),
            bytes: source.bytes().to_vec(),
        }];
        let mut knowledge = knowledge(options);
        knowledge.insert("encoding".to_owned(), source.encoding().name().into());
        let mut places = serde_json::Map::new();
        for (number, (reference, bytes)) in (1..).zip(pictures) {
            let last = safe_name(reference.rsplit(['/', '\\']).next().unwrap_or_default());
            // Where the article looks for it, if it may lie there.
            let is_plain = safe_name(&reference) == reference && !originals.iter().any(|it| it.name == reference);
            let name = if is_plain { reference.clone() } else { format!("pictures/{number}-{last}") };
            places.insert(reference.clone(), name.clone().into());
            originals.push(OriginalFile {
                name,
                original_name: reference,
                role: FileRole::Picture,
                media_type: picture_type(&bytes).to_owned(),
                bytes,
            });
        }
        if !places.is_empty() {
            knowledge.insert("pictures".to_owned(), places.into());
        }
        Self { facts, originals, knowledge, captured: options.saved_at }
    }

    /// An article that was captured, as a web archive of its own: its record, and those of its pictures.
    pub(crate) fn of_capture(facts: PackageFacts, source: &Source, records: &[Record], options: &ReadOptions) -> Self {
        let mut bytes = Vec::new();
        records.iter().for_each(|record| record.write(&mut bytes));
        let mut knowledge = knowledge(options);
        knowledge.insert("encoding".to_owned(), source.encoding().name().into());
        let original = OriginalFile {
            name: "original.warc".to_owned(),
            original_name: source.name().to_owned(),
            role: FileRole::Original,
            media_type: "application/warc".to_owned(),
            bytes,
        };
        let captured = records.first().and_then(Record::time);
        Self { facts, originals: vec![original], knowledge, captured }
    }
}

/// What the user knew, by the names of the settings.
fn knowledge(options: &ReadOptions) -> serde_json::Map<String, serde_json::Value> {
    let time = |time: Option<Timestamp>| time.map(|time| time.to_string());
    let rows = [
        ("from", options.format.clone()),
        ("source-url", options.source_url.clone()),
        ("terms-url", options.terms_url.clone()),
        ("published", time(options.published)),
        ("saved-at", time(options.saved_at)),
        ("lang", options.language.as_ref().map(ToString::to_string)),
        ("publisher", options.publisher.clone()),
        ("photo-permission", options.photo_permission.clone()),
        // Where the record was before it became an archive of its own: its files say so.
        ("record-file", options.record.as_ref().map(|record| record.file.clone())),
        ("record-offset", options.record.as_ref().map(|record| record.offset.to_string())),
    ];
    rows.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.into()))).collect()
}

/// Remembers the pictures that an article was given.
pub(crate) struct RecordedPictures<'a> {
    inner: &'a dyn MediaLoader,
    source: &'a Source,
    taken: RefCell<Vec<(String, Vec<u8>)>>,
}

impl<'a> RecordedPictures<'a> {
    pub(crate) fn new(inner: &'a dyn MediaLoader, source: &'a Source) -> Self {
        Self { inner, source, taken: RefCell::default() }
    }

    pub(crate) fn into_taken(self) -> Vec<(String, Vec<u8>)> {
        self.taken.into_inner()
    }
}

impl MediaLoader for RecordedPictures<'_> {
    fn load(&self, reference: &str) -> std::result::Result<Vec<u8>, String> {
        let bytes = self.inner.load(reference)?;
        // What came within the article's own file is in the package already.
        let is_within = reference.starts_with("data:") || self.source.load(reference).is_ok();
        let mut taken = self.taken.borrow_mut();
        if !is_within && !taken.iter().any(|(other, _)| other == reference) {
            taken.push((reference.to_owned(), bytes.clone()));
        }
        Ok(bytes)
    }
}

/// Remembers the records that were read for an article.
pub(crate) struct RecordedArchives<'a> {
    inner: &'a dyn Archives,
    keeps: bool,
    taken: Mutex<Vec<(RecordPlace, Record)>>,
}

impl<'a> RecordedArchives<'a> {
    /// What hands records on, and keeps them if `keeps` says so.
    pub(crate) fn new(inner: &'a dyn Archives, keeps: bool) -> Self {
        Self { inner, keeps, taken: Mutex::default() }
    }

    pub(crate) fn taken(&self) -> Vec<Record> {
        let taken = self.taken.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        taken.iter().map(|(_, record)| record.clone()).collect()
    }
}

impl Archives for RecordedArchives<'_> {
    fn record(&self, place: RecordPlace) -> std::result::Result<Record, Damage> {
        let record = self.inner.record(place)?;
        if !self.keeps {
            return Ok(record);
        }
        let mut taken = self.taken.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !taken.iter().any(|(other, _)| *other == place) {
            taken.push((place, record.clone()));
        }
        Ok(record)
    }
}

/// An article with its name and its line, to be packed.
pub(crate) struct Packing<'a> {
    pub(crate) gathered: &'a Gathered,
    /// Its name, from the folder of the run.
    pub(crate) stem: &'a str,
    pub(crate) files: &'a [RenderedFile],
    pub(crate) written: Timestamp,
    /// Its line; of its files nothing is said yet.
    pub(crate) line: ArticleLine,
}

/// How packages are made, wherever they go.
#[derive(Debug, Clone)]
pub(crate) struct PackageOrder {
    pub(crate) form: PackageForm,
    provider: Option<String>,
    run: RunLine,
}

/// What goes into a package.
pub(crate) struct PackageContents {
    /// What the package is called, without the folders that it stands in.
    name: String,
    articles: Vec<PackagePart>,
    statement: PackageStatement,
}

/// Makes packages and puts them in place.
pub(super) struct Packer {
    order: PackageOrder,
    force: bool,
    /// All articles in one package: what is in it so far, and its name.
    together: Option<OneForAll>,
}

struct OneForAll {
    name: String,
    articles: Vec<PackagePart>,
}

/// An article with the name of its part of a package that holds many.
type PackagePart = (Option<String>, OwnedArticle);

/// An article that waits for the others of its package.
struct OwnedArticle {
    facts: PackageFacts,
    files: Vec<OriginalFile>,
    written: Timestamp,
    captured: Option<Timestamp>,
    said: Vec<(String, String)>,
    line: String,
    knowledge: String,
}

/// A package that is in place.
pub(super) struct PackedFile {
    pub(super) path: PathBuf,
    pub(super) status: FileStatus,
    pub(super) bytes: usize,
    pub(super) media_type: &'static str,
    /// The digest of a package that is one file.
    pub(super) sha256: Option<String>,
}

impl OwnedArticle {
    /// `part` is the name of its part of a package that holds many.
    fn of(packing: Packing<'_>, layout: PackageLayout, part: Option<&str>) -> Self {
        let Packing { gathered, stem, files, written, mut line } = packing;
        let base = safe_name(stem.rsplit('/').next().unwrap_or(stem));
        let mut all: Vec<OriginalFile> = Vec::new();
        for OriginalFile { name, original_name, role, media_type, bytes } in &gathered.originals {
            all.push(OriginalFile {
                name: name.clone(),
                original_name: original_name.clone(),
                role: *role,
                media_type: media_type.clone(),
                bytes: bytes.clone(),
            });
        }
        line.files.clear();
        // The time that it took is of this machine, not of the article.
        line.duration_ms = 0.0;
        let is_taken = |name: &str| gathered.originals.iter().any(|it| it.name == name);
        for file in files {
            let mut name = format!("{base}.{}", file.renderer.extension());
            if is_taken(&name) {
                name = format!("article-{name}");
            }
            line.files.push(FileLine {
                file: layout.place(part, FileRole::Rendition, &name),
                format: file.renderer.name().to_owned(),
                media_type: file.media_type.to_owned(),
                bytes: file.bytes.len() as u64,
                sha256: sha256_hex(&file.bytes),
            });
            all.push(OriginalFile {
                original_name: name.clone(),
                name,
                role: FileRole::Rendition,
                media_type: file.media_type.to_owned(),
                bytes: file.bytes.clone(),
            });
        }
        let said = line.diagnostics.iter().map(|it| (it.code.clone(), it.message.clone())).collect();
        let mut knowledge = serde_json::Map::new();
        let original = all.first().map(|file| file.name.clone()).unwrap_or_default();
        knowledge.insert("file".to_owned(), layout.place(part, FileRole::Original, &original).into());
        knowledge.extend(gathered.knowledge.clone());
        Self {
            facts: gathered.facts.clone(),
            files: all,
            written,
            captured: gathered.captured,
            said,
            line: ManifestLine::Article(Box::new(line)).to_json(),
            knowledge: format!("{}\n", serde_json::Value::Object(knowledge)),
        }
    }

    fn add(&self, package: &mut Package<'_>, part: Option<&str>, provider: Option<&str>) -> io::Result<()> {
        let files: Vec<PackageFile<'_>> = self
            .files
            .iter()
            .map(|file| PackageFile {
                name: file.name.clone(),
                original_name: file.original_name.clone(),
                role: file.role,
                media_type: &file.media_type,
                bytes: &file.bytes,
            })
            .collect();
        package.article(
            part,
            &PackageArticle {
                facts: &self.facts,
                files: &files,
                written: self.written,
                captured: self.captured,
                said: &self.said,
                provider,
                line: &self.line,
                knowledge: &self.knowledge,
            },
        )
    }
}

impl PackageOrder {
    /// As the arguments ask for it; `None` where no package was asked for.
    pub(crate) fn of(arguments: &ConvertArguments) -> Option<Self> {
        let form = arguments.package?;
        let formats = arguments.renderers().iter().map(|renderer| renderer.name().to_owned()).collect();
        let run = RunLine {
            schema: istinad::run::manifest::SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            // Of packages it does not matter to what is in them in what they are kept.
            options: sha256_hex(arguments.options_of_articles().as_bytes()),
            formats,
        };
        Some(Self { form, provider: arguments.provider.as_ref().map(ToString::to_string), run })
    }

    /// What goes into a package of one article.
    pub(crate) fn alone(&self, mut packing: Packing<'_>) -> PackageContents {
        // In its own package it is the only one.
        packing.line.number = 1;
        let name = packing.stem.rsplit('/').next().unwrap_or(packing.stem).to_owned();
        let article = OwnedArticle::of(packing, self.form.layout, None);
        let statement = PackageStatement {
            source: self.provider.clone(),
            date: Some(article.written),
            identifier: Some(article.facts.address.clone().unwrap_or_else(|| article.facts.identifier.clone())),
            description: Some(article.facts.headline.clone()),
            group: article.facts.publisher.clone(),
        };
        PackageContents { name, articles: vec![(None, article)], statement }
    }

    /// Puts the files of a package into a sink, in a folder of the package's name or not.
    ///
    /// # Errors
    /// If the sink takes nothing more.
    pub(crate) fn fill(
        &self,
        contents: &PackageContents,
        sink: &mut dyn PackageSink,
        is_rooted: bool,
    ) -> io::Result<()> {
        let PackageContents { name, articles, statement } = contents;
        let run = ManifestLine::Run(self.run.clone()).to_json();
        let outline = PackageOutline { name: name.clone(), is_rooted, run };
        let mut package = Package::begin(self.form.layout, sink, outline)?;
        for (part, article) in articles {
            article.add(&mut package, part.as_deref(), self.provider.as_deref())?;
        }
        package.finish(statement)
    }

    /// A package that is one file, with what its name ends in; `None` of one that is a folder.
    ///
    /// # Errors
    /// If it holds more than such a file can.
    pub(crate) fn file(&self, contents: &PackageContents) -> io::Result<Option<(&'static str, Vec<u8>)>> {
        match self.form.container {
            PackageContainer::Folder => Ok(None),
            PackageContainer::Zip => {
                let mut zip = ZipPackage::default();
                self.fill(contents, &mut zip, true)?;
                Ok(Some((".zip", zip.finish()?)))
            }
            PackageContainer::Tar => {
                let mut tar = TarPackage::new(Vec::new());
                self.fill(contents, &mut tar, true)?;
                Ok(Some((".tar", tar.finish()?)))
            }
        }
    }
}

impl Packer {
    /// A packer as the arguments ask for it; `None` where no package was asked for.
    pub(super) fn of(arguments: &ConvertArguments) -> Option<Self> {
        let order = PackageOrder::of(arguments)?;
        let name = arguments
            .inputs()
            .named
            .first()
            .map_or("articles".to_owned(), |input| safe_name(&input.stem().to_string_lossy()));
        Some(Self {
            order,
            force: arguments.force || arguments.collection.resume,
            together: arguments.together.then_some(OneForAll { name, articles: Vec::new() }),
        })
    }

    /// Says where a package is; what the manifest says of it, if it is a file.
    pub(super) fn told(&self, name: &str, folder: &Path, packed: PackedFile, console: &mut Console) -> Vec<FileLine> {
        let PackedFile { path, status, bytes, media_type, sha256 } = packed;
        let format = self.order.form.to_string();
        let line = sha256.map(|sha256| FileLine {
            file: path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/"),
            format: format.clone(),
            media_type: media_type.to_owned(),
            bytes: bytes as u64,
            sha256,
        });
        console.report(&[ReportLine { article: name, path, format: &format, media_type, bytes, status }]);
        line.into_iter().collect()
    }

    /// Packs an article, or keeps it for the one package of all.
    ///
    /// # Errors
    /// If the package cannot be put in its place.
    pub(super) fn pack(
        &mut self,
        folder: &Path,
        packing: Packing<'_>,
        placer: &mut Placer,
    ) -> Result<Option<PackedFile>> {
        let stem = packing.stem.to_owned();
        let layout = self.order.form.layout;
        if let Some(together) = &mut self.together {
            let part = layout.part(together.articles.len() + 1, &stem);
            let article = OwnedArticle::of(packing, layout, Some(&part));
            together.articles.push((Some(part), article));
            return Ok(None);
        }
        self.write(folder, &stem, &self.order.alone(packing), placer).map(Some)
    }

    /// Packs what was kept for one package.
    ///
    /// # Errors
    /// If the package cannot be put in its place.
    pub(super) fn finish(&mut self, folder: &Path, placer: &mut Placer) -> Result<Option<PackedFile>> {
        let Some(OneForAll { name, articles }) = self.together.take() else { return Ok(None) };
        if articles.is_empty() {
            return Ok(None);
        }
        let statement = PackageStatement {
            source: self.order.provider.clone(),
            date: articles.iter().map(|(_, article)| article.written).max_by_key(|time| time.to_unix()),
            identifier: None,
            description: Some(format!("{} news articles", articles.len())),
            group: None,
        };
        let contents = PackageContents { name: name.clone(), articles, statement };
        self.write(folder, &name, &contents, placer).map(Some)
    }

    fn write(&self, folder: &Path, stem: &str, contents: &PackageContents, placer: &mut Placer) -> Result<PackedFile> {
        let made = self.order.file(contents).map_err(|error| unwritable(&folder.join(stem), &error))?;
        let Some((end, bytes)) = made else {
            return self.folder(&folder.join(stem), contents);
        };
        let path = folder.join(format!("{stem}{end}"));
        let (length, sha256) = (bytes.len(), Some(sha256_hex(&bytes)));
        let parent = path.parent().unwrap_or(folder).to_owned();
        let output = OutputFile { name: OsString::from(format!("{}{end}", contents.name)), bytes };
        let statuses = placer.place(&ArticleArgument::Stdin, &parent, &[output])?;
        Ok(PackedFile {
            path,
            status: statuses.first().copied().unwrap_or(FileStatus::Written),
            bytes: length,
            media_type: self.order.form.container.media_type().unwrap_or_default(),
            sha256,
        })
    }

    /// Makes a package beside its place, and renames it.
    fn folder(&self, place: &Path, contents: &PackageContents) -> Result<PackedFile> {
        let refuse = |error: io::Error| unwritable(place, &error);
        let parent = place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let _hold = signals::hold();
        fs::create_dir_all(parent).map_err(refuse)?;
        let mut builder = tempfile::Builder::new();
        let made = builder.prefix(".istinad-").suffix(".part").rand_bytes(12).tempdir_in(parent).map_err(refuse)?;
        let mut sink = FolderPackage { root: made.path().to_owned(), bytes: 0 };
        self.order.fill(contents, &mut sink, false).map_err(refuse)?;
        let bytes = sink.bytes;
        let packed =
            |status| PackedFile { path: place.to_owned(), status, bytes, media_type: "inode/directory", sha256: None };
        let status = match fs::symlink_metadata(place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => FileStatus::Written,
            Err(error) => return Err(refuse(error)),
            Ok(there) if there.is_dir() && same(place, made.path()).map_err(refuse)? => {
                return Ok(packed(FileStatus::Unchanged));
            }
            Ok(there) if there.is_dir() && self.force => FileStatus::Replaced,
            Ok(_) => {
                let message = format!("{} is already there and differs", shown(place));
                let hint = "choose another folder with -o, or replace a package with --force";
                return Err(Diagnostic::new(Code::FileExists, message).with_hint(hint).into());
            }
        };
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // What is made as a temporary folder is its maker's alone.
            fs::set_permissions(made.path(), fs::Permissions::from_mode(0o755)).map_err(refuse)?;
        }
        let old = if status == FileStatus::Replaced {
            let old = builder.tempdir_in(parent).map_err(refuse)?;
            fs::rename(place, old.path().join("old")).map_err(refuse)?;
            Some(old)
        } else {
            None
        };
        if let Err(error) = fs::rename(made.path(), place) {
            if let Some(old) = &old {
                let _ = fs::rename(old.path().join("old"), place);
            }
            return Err(refuse(error));
        }
        // It is not there any more under its temporary name.
        let _ = made.keep();
        Ok(packed(status))
    }
}

/// A package as a folder.
struct FolderPackage {
    root: PathBuf,
    bytes: usize,
}

impl PackageSink for FolderPackage {
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.root.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut file = File::create_new(path)?;
        file.write_all(bytes)?;
        self.bytes += bytes.len();
        file.sync_data()
    }
}

/// Whether two folders hold the same.
fn same(one: &Path, other: &Path) -> io::Result<bool> {
    let names = |folder: &Path| -> io::Result<Vec<OsString>> {
        let mut names: Vec<OsString> =
            fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<_>>()?;
        names.sort();
        Ok(names)
    };
    let all = names(one)?;
    if all != names(other)? {
        return Ok(false);
    }
    for name in all {
        let (one, other) = (one.join(&name), other.join(&name));
        let (first, second) = (fs::symlink_metadata(&one)?, fs::symlink_metadata(&other)?);
        let is_same = match (first.is_dir(), second.is_dir()) {
            (true, true) => same(&one, &other)?,
            (false, false) => first.is_file() && first.len() == second.len() && fs::read(&one)? == fs::read(&other)?,
            (true, false) | (false, true) => false,
        };
        if !is_same {
            return Ok(false);
        }
    }
    Ok(true)
}

fn unwritable(path: &Path, error: &io::Error) -> istinad::Error {
    let message = format!("could not write {}: {}", shown(path), reason(error));
    Diagnostic::new(Code::FileUnwritable, message).with_hint("choose another folder with -o").into()
}
