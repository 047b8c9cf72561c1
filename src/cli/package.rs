//! `istinad package`, and `convert` into packages: what goes into a package is gathered while an article is converted,
//! and packed when its name is known.
//!
//! 1. [`Gathered`] holds what the package says and the original, with the pictures or records that were read for it;
//! 2. [`RecordedPictures`] and [`RecordedArchives`] remember what was read;
//! 3. [`PackageOrder`] makes the package, one article after another, wherever it goes;
//! 4. [`Packer`] puts it in place, whole or not at all.

use std::cell::RefCell;
use std::fs;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use istinad::capture::{Archives, Damage, Record, RecordPlace};
use istinad::convert::RenderedFile;
use istinad::model::Timestamp;
use istinad::package::{
    ArticleFileNames, ConstantFile, FileRole, Fixity, Measured, Package, PackageArticle, PackageContainer,
    PackageFacts, PackageFile, PackageForm, PackageLayout, PackageOutline, PackageSink, PackageStatement, Room,
    TarPackage, ZipPackage, safe_name,
};
use istinad::run::manifest::{ArticleLine, FileLine, ManifestLine, RunLine, sha256_hex};
use istinad::{Code, Diagnostic, MediaLoader, ReadOptions, Result, Source};
use tempfile::{SpooledData, SpooledTempFile, spooled_tempfile_in};

use super::args::{ArticleArgument, ConvertArguments, shown};
use super::files::reason;
use super::messages::{Console, FileStatus, ReportLine};
use super::package_folder::{FolderPackage, not_ours, same};
use super::place::{FolderBeside, OutputBytes, OutputFile, Placer};
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
    /// Whether the files were proved against the article.
    pub(super) is_proved: bool,
}

/// What PREMIS notes of files that were proved.
pub(super) const PROVED: &str =
    "istinad check: the words, the values, the terms and the policy in the file are those of the original";

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
pub(super) fn picture_type(bytes: &[u8]) -> &'static str {
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
        let mut names = ArticleFileNames::default();
        names.is_given(&originals[0].name);
        for (number, (reference, bytes)) in (1..).zip(pictures) {
            let last = safe_name(reference.rsplit(['/', '\\']).next().unwrap_or_default());
            // Where the article looks for it, if it may lie there.
            let plain = Some(reference.clone()).filter(|reference| safe_name(reference) == *reference);
            let others = (1..).map(|folder| match folder {
                1 => format!("pictures/{number}-{last}"),
                _ => format!("pictures-{folder}/{number}-{last}"),
            });
            let name = names.first(plain.into_iter().chain(others));
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
        Self { facts, originals, knowledge, captured: options.saved_at, is_proved: false }
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
        Self { facts, originals: vec![original], knowledge, captured, is_proved: false }
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
    ro_crate: bool,
    provider: Option<String>,
    run: RunLine,
}

/// Makes packages and puts them in place.
pub(super) struct Packer {
    order: PackageOrder,
    force: bool,
    /// All articles in one package, where that was asked for.
    together: Option<OneForAll>,
}

/// The one package of all articles, in the making.
struct OneForAll {
    name: String,
    package: Option<Package<PackedInto>>,
    articles: usize,
    /// The headline of the first.
    headline: String,
    /// The latest time of an article.
    latest: Option<Timestamp>,
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

impl Packing<'_> {
    /// Adds the article to a package; `part` is the name of its part of one that holds many.
    fn add<S: PackageSink>(
        self,
        package: &mut Package<S>,
        layout: PackageLayout,
        part: Option<&str>,
        provider: Option<&str>,
    ) -> io::Result<()> {
        let Self { gathered, stem, files, written, mut line } = self;
        let mut names = ArticleFileNames::default();
        let base = safe_name(stem.rsplit('/').next().unwrap_or(stem));
        let mut all: Vec<PackageFile<'_>> = Vec::with_capacity(gathered.originals.len() + files.len());
        for OriginalFile { name, original_name, role, media_type, bytes } in &gathered.originals {
            names.is_given(name);
            all.push(PackageFile {
                name: name.clone(),
                original_name: original_name.clone(),
                role: *role,
                media_type,
                bytes,
                fixity: Fixity::of(bytes),
            });
        }
        line.files.clear();
        // The time that it took is of this machine, not of the article.
        line.duration_ms = 0.0;
        for RenderedFile { renderer, media_type, bytes } in files {
            let name = format!("{base}.{}", renderer.extension());
            let others = (1..).map(|number| match number {
                1 => format!("article-{name}"),
                _ => format!("article-{number}-{name}"),
            });
            let name = names.first(std::iter::once(name.clone()).chain(others));
            let fixity = Fixity::of(bytes);
            line.files.push(FileLine {
                file: layout.place(part, FileRole::Rendition, &name),
                format: renderer.name().to_owned(),
                media_type: (*media_type).to_owned(),
                bytes: bytes.len() as u64,
                sha256: fixity.sha256.clone(),
            });
            all.push(PackageFile {
                original_name: name.clone(),
                name,
                role: FileRole::Rendition,
                media_type,
                bytes,
                fixity,
            });
        }
        let said: Vec<(String, String)> =
            line.diagnostics.iter().map(|it| (it.code.clone(), it.message.clone())).collect();
        let mut knowledge = serde_json::Map::new();
        let original = all.first().map(|file| file.name.clone()).unwrap_or_default();
        knowledge.insert("file".to_owned(), layout.place(part, FileRole::Original, &original).into());
        knowledge.extend(gathered.knowledge.clone());
        package.article(
            part,
            &PackageArticle {
                facts: &gathered.facts,
                files: &all,
                written,
                captured: gathered.captured,
                said: &said,
                proved: gathered.is_proved.then_some(PROVED),
                provider,
                line: &ManifestLine::Article(Box::new(line)).to_json(),
                knowledge: &format!("{}\n", serde_json::Value::Object(knowledge)),
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
            checked: arguments.check,
        };
        let provider = arguments.provider.as_ref().map(ToString::to_string);
        Some(Self { form, ro_crate: arguments.ro_crate, provider, run })
    }

    /// An empty package of a name.
    fn begin<S: PackageSink>(&self, name: &str, sink: S) -> io::Result<Package<S>> {
        let run = ManifestLine::Run(self.run.clone()).to_json();
        let is_rooted = self.form.container != PackageContainer::Folder;
        let outline = PackageOutline { name: name.to_owned(), is_rooted, run, ro_crate: self.ro_crate };
        Package::begin(self.form.layout, sink, outline)
    }

    /// Puts a package of one article into a sink, and gives the sink back.
    ///
    /// # Errors
    /// If the sink takes nothing more.
    pub(crate) fn alone<S: PackageSink>(&self, mut packing: Packing<'_>, sink: S) -> io::Result<S> {
        // In its own package it is the only one.
        packing.line.number = 1;
        let facts = &packing.gathered.facts;
        let statement = PackageStatement {
            source: self.provider.clone(),
            date: Some(packing.written),
            identifiers: facts.names(packing.line.origin.record.as_deref()),
            description: Some(facts.headline.clone()),
            group: facts.publisher.clone(),
        };
        let mut package = self.begin(packing.stem.rsplit('/').next().unwrap_or(packing.stem), sink)?;
        packing.add(&mut package, self.form.layout, None, self.provider.as_deref())?;
        package.finish(&statement)
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
            together: arguments.together.then_some(OneForAll {
                name,
                package: None,
                articles: 0,
                headline: String::new(),
                latest: None,
            }),
        })
    }

    /// Whether all articles go into one package.
    pub(super) fn is_together(&self) -> bool {
        self.together.is_some()
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

    /// Packs an article: into a package of its own, or behind the others in the one of all.
    ///
    /// # Errors
    /// If the package cannot be written, or not be put in its place.
    pub(super) fn pack(
        &mut self,
        folder: &Path,
        packing: Packing<'_>,
        placer: &mut Placer,
    ) -> Result<Option<PackedFile>> {
        let Some(mut all) = self.together.take() else {
            let place = folder.join(packing.stem);
            let refuse = |error: io::Error| unwritable(&place, &error);
            let sink = self.sink(&place, placer)?;
            return self.place(self.order.alone(packing, sink).map_err(refuse)?, &place, placer).map(Some);
        };
        let place = folder.join(&all.name);
        let refuse = |error: io::Error| unwritable(&place, &error);
        let mut package = match all.package.take() {
            Some(package) => package,
            None => self.order.begin(&all.name, self.sink(&place, placer)?).map_err(refuse)?,
        };
        all.articles += 1;
        if all.articles == 1 {
            all.headline.clone_from(&packing.gathered.facts.headline);
        }
        all.latest = all.latest.into_iter().chain([packing.written]).max_by_key(|time| time.to_unix());
        let PackageOrder { form, provider, .. } = &self.order;
        let part = form.layout.part(all.articles, packing.stem);
        packing.add(&mut package, form.layout, Some(&part), provider.as_deref()).map_err(refuse)?;
        all.package = Some(package);
        self.together = Some(all);
        Ok(None)
    }

    /// Ends the one package of all.
    ///
    /// # Errors
    /// If the package cannot be put in its place.
    pub(super) fn finish(&mut self, folder: &Path, placer: &mut Placer) -> Result<Option<PackedFile>> {
        let Some(OneForAll { name, package: Some(package), articles, headline, latest }) = self.together.take() else {
            return Ok(None);
        };
        let statement = PackageStatement {
            source: self.order.provider.clone(),
            date: latest,
            identifiers: Vec::new(),
            // One alone gives its headline, with others or without.
            description: Some(if articles == 1 { headline } else { format!("{articles} news articles") }),
            group: None,
        };
        let place = folder.join(name);
        let packed = package.finish(&statement).map_err(|error| unwritable(&place, &error))?;
        self.place(packed, &place, placer).map(Some)
    }

    /// What a package goes into that is to be in a place, which is named without what its container adds.
    fn sink(&self, place: &Path, placer: &mut Placer) -> Result<PackedInto> {
        let parent = place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        placer.clear(parent)?;
        PackedInto::new(self.order.form.container, parent).map_err(|error| unwritable(place, &error))
    }

    /// Puts a package in its place.
    fn place(&self, packed: PackedInto, place: &Path, placer: &mut Placer) -> Result<PackedFile> {
        let refuse = |error: io::Error| unwritable(place, &error);
        let PackedInto { container, parent } = packed;
        let (spool, end) = match container {
            PackedContainer::Folder(made) => return self.folder(place, &parent, made),
            PackedContainer::Zip(zip) => (zip.finish().map_err(refuse)?, ".zip"),
            PackedContainer::Tar(tar) => (tar.finish().map_err(refuse)?, ".tar"),
        };
        let (spool, length, sha256) = spool.finish();
        let mut name = place.file_name().unwrap_or_default().to_owned();
        name.push(end);
        let path = place.with_file_name(&name);
        let spool = spool.into_inner().map_err(|error| refuse(error.into_error()))?;
        let bytes = match spool.into_inner() {
            SpooledData::InMemory(bytes) => OutputBytes::Held(bytes.into_inner()),
            SpooledData::OnDisk(file) => OutputBytes::Spooled(file),
        };
        let statuses = placer.place(&ArticleArgument::Stdin, &parent, &[OutputFile { name, bytes }])?;
        Ok(PackedFile {
            path,
            status: statuses.first().copied().unwrap_or(FileStatus::Written),
            bytes: usize::try_from(length).unwrap_or(usize::MAX),
            media_type: self.order.form.container.media_type().unwrap_or_default(),
            sha256: Some(sha256),
        })
    }

    /// Puts a package that was made beside its place there.
    fn folder(&self, place: &Path, parent: &Path, mut made: FolderPackage) -> Result<PackedFile> {
        let refuse = |error: io::Error| unwritable(place, &error);
        made.sync().map_err(refuse)?;
        let FolderPackage { root: made, bytes, .. } = made;
        let _hold = signals::hold();
        let packed =
            |status| PackedFile { path: place.to_owned(), status, bytes, media_type: "inode/directory", sha256: None };
        let status = match fs::symlink_metadata(place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => FileStatus::Written,
            Err(error) => return Err(refuse(error)),
            Ok(there) if there.is_dir() && same(place, made.path()).map_err(refuse)? => {
                return Ok(packed(FileStatus::Unchanged));
            }
            Ok(there) if there.is_dir() && self.force => {
                if let Some(other) = not_ours(place).map_err(refuse)? {
                    let message = format!("{} is not replaced: {other}", shown(place));
                    let hint = "choose another folder with -o; only a package that istinad made is replaced";
                    return Err(Diagnostic::new(Code::FileExists, message).with_hint(hint).into());
                }
                FileStatus::Replaced
            }
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
            let old = FolderBeside::new(parent).map_err(refuse)?;
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
        made.renamed();
        Ok(packed(status))
    }
}

/// What a package is put into before it is in its place, and room beside it for what grows.
struct PackedInto {
    container: PackedContainer,
    /// The folder that the package will lie in.
    parent: PathBuf,
}

enum PackedContainer {
    Folder(FolderPackage),
    Zip(ZipPackage<PackageSpool>),
    Tar(TarPackage<PackageSpool>),
}

/// A package that is one file, in memory while it is small, else on the disk without a name: whatever ends the run, nothing
/// of it is left.
type PackageSpool = Measured<BufWriter<SpooledTempFile>>;

/// So much of a file is held in memory.
const MOST_HELD: usize = 1 << 20;
/// The same of a package that is one file.
const MOST_HELD_OF_PACKAGE: usize = 8 << 20;

impl PackedInto {
    fn new(container: PackageContainer, parent: &Path) -> io::Result<Self> {
        let spool = || Measured::new(BufWriter::new(spooled_tempfile_in(MOST_HELD_OF_PACKAGE, parent)));
        let container = match container {
            PackageContainer::Folder => PackedContainer::Folder(FolderPackage::new(FolderBeside::new(parent)?)),
            PackageContainer::Zip => PackedContainer::Zip(ZipPackage::new(spool())),
            PackageContainer::Tar => PackedContainer::Tar(TarPackage::new(spool())),
        };
        Ok(Self { container, parent: parent.to_owned() })
    }

    fn sink(&mut self) -> &mut dyn PackageSink {
        match &mut self.container {
            PackedContainer::Folder(folder) => folder,
            PackedContainer::Zip(zip) => zip,
            PackedContainer::Tar(tar) => tar,
        }
    }
}

impl PackageSink for PackedInto {
    fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.sink().put(path, bytes)
    }

    fn put_constant(&mut self, path: &str, file: &'static ConstantFile) -> io::Result<()> {
        self.sink().put_constant(path, file)
    }

    fn put_long(&mut self, path: &str, length: u64, content: &mut dyn Room) -> io::Result<()> {
        self.sink().put_long(path, length, content)
    }

    fn room(&mut self) -> io::Result<Box<dyn Room>> {
        Ok(Box::new(spooled_tempfile_in(MOST_HELD, &self.parent)))
    }
}

fn unwritable(path: &Path, error: &io::Error) -> istinad::Error {
    let message = format!("could not write {}: {}", shown(path), reason(error));
    Diagnostic::new(Code::FileUnwritable, message).with_hint("choose another folder with -o").into()
}
