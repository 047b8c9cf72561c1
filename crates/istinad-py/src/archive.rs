//! Web archives: which captures they hold, the page of each with its pictures, and what becomes of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use data_encoding::BASE32;
use istinad::capture::page::{declared_language, is_page};
use istinad::capture::{
    Archives, CaptureChoice, CapturedPage, CapturedPictures, Damage, Editions, Index, IndexEntry, Passed, Record,
    RecordPlace, Records, Section, Wacz,
};
use istinad::convert::{Conversion, Converted, RenderedFile};
use istinad::model::Timestamp;
use istinad::package::PackageFacts;
use istinad::run::manifest::{
    ArticleLine, ArticleOrigin, ArticleState, ArticleSummary, DamageLine, DiagnosticLine, ManifestLine, SkippedLine,
    hex,
};
use istinad::run::{article, captured, names};
use istinad::source::{Decoding, Encoding, Source};
use istinad::{Code, Diagnostic, Limits, Outcome, RenderOptions};
use pyo3::exceptions::{PyIndexError, PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use super::cli::package::{Gathered, RecordedArchives};
use super::input::{Input, Opened};
use super::packages::{Packages, name_facts};
use super::{Article, File, Knowledge, options, refused, renderers, time};

/// A file of records: an archive, or a part of a WACZ.
struct RecordFile {
    input: Input,
    part: Option<String>,
    start: u64,
    length: u64,
    open: Mutex<Option<Records<Section<Opened>>>>,
}

impl RecordFile {
    fn records(&self, limits: &Limits) -> Result<Records<Section<Opened>>, String> {
        let file = self.input.open().map_err(|error| error.to_string())?;
        let section = Section::new(file, self.start, self.length).map_err(|error| error.to_string())?;
        Records::new(section, limits).map_err(|error| error.to_string())
    }

    /// What messages call it.
    fn name(&self) -> String {
        let name = self.input.name();
        self.part.as_ref().map_or_else(|| name.to_owned(), |part| format!("{name}/{part}"))
    }
}

/// A part of an archive that cannot be read: file, its part, offset, and what is the matter.
type Broken = (String, Option<String>, Option<u64>, String);

/// What a listing says of a capture beside what the index holds.
struct Listed {
    length: u64,
    language: Option<String>,
    digest: Option<String>,
}

/// The archives of one collection, and what is in them.
#[pyclass(frozen, module = "istinad._istinad")]
pub(super) struct Archive {
    files: Vec<RecordFile>,
    index: Index,
    listed: BTreeMap<u32, BTreeSet<String>>,
    /// One for each capture, where a listing was asked for.
    listing: Vec<Listed>,
    verdicts: OnceLock<Vec<Result<(), Passed>>>,
    broken: Vec<Broken>,
    limits: Limits,
}

/// A page of an archive.
#[pyclass(frozen, get_all, module = "istinad._istinad")]
pub(super) struct Page {
    number: usize,
    address: String,
    time: Option<String>,
    payload: Vec<u8>,
    charset: Option<String>,
    record_id: Option<String>,
    payload_digest: Option<String>,
    file: String,
    offset: u64,
}

/// A capture, as a line of a listing.
#[derive(IntoPyObject)]
pub(super) struct Capture {
    file: String,
    part: Option<String>,
    offset: u64,
    index: u32,
    length: u64,
    address: String,
    time: Option<i64>,
    kind: &'static str,
    status: u16,
    #[pyo3(item("type"))]
    media_type: String,
    language: Option<String>,
    digest: Option<String>,
    passed: Option<&'static str>,
}

/// What is made of each page of a run: files, or a package.
#[pyclass(frozen, module = "istinad._istinad")]
pub(super) struct PageConversion {
    conversion: Conversion,
    decoding: Decoding,
    language: Option<String>,
    packages: Option<Packages>,
}

#[pymethods]
impl PageConversion {
    #[new]
    fn new(
        formats: Vec<String>,
        knowledge: Knowledge,
        limits: HashMap<String, u64>,
        date: Option<String>,
        language: Option<String>,
        strict: bool,
        allow_withheld: bool,
    ) -> PyResult<Self> {
        let (read, decoding) = options(&knowledge, &limits)?;
        let conversion = Conversion::new(renderers(&formats, "the conversion")?)
            .with_read_options(read)
            .with_render_options(RenderOptions::default().with_modified(time("date", date)?))
            .with_strict(strict)
            .with_withheld(allow_withheld);
        Ok(Self { conversion, decoding, language, packages: None })
    }

    /// Packages rather than files: `words` are what one would type for them behind `istinad package`.
    #[staticmethod]
    fn packing(words: Vec<String>, knowledge: Knowledge, limits: HashMap<String, u64>) -> PyResult<Self> {
        let (read, decoding) = options(&knowledge, &limits)?;
        let packages = Packages::typed(words)?;
        let language = packages.language().map(str::to_owned);
        Ok(Self { conversion: packages.conversion(read), decoding, language, packages: Some(packages) })
    }
}

impl Archives for Archive {
    fn record(&self, place: RecordPlace) -> Result<Record, Damage> {
        let damage = |reason: String| Damage { offset: place.offset, reason };
        let file = self.files.get(place.file as usize).ok_or_else(|| damage("there is no such archive".to_owned()))?;
        let mut open = file.open.lock().unwrap_or_else(PoisonError::into_inner);
        let records = match &mut *open {
            Some(records) => records,
            none => none.insert(file.records(&self.limits).map_err(damage)?),
        };
        records.at(place.offset, place.index as usize)
    }
}

/// A file that was made of a page: of what format, with which extension or at which path, its media type, its bytes.
struct MadeFile {
    format: String,
    name: String,
    media_type: &'static str,
    bytes: Vec<u8>,
}

/// What became of a page: why it is passed over, or what is known of the article and its files.
type Made = Result<(ArticleLine, Vec<MadeFile>), String>;

impl Archive {
    /// Finds the archives of a file: itself, or those within a WACZ.
    fn add(&mut self, input: Input) -> Result<(), String> {
        let length = input.length().map_err(|error| error.to_string())?;
        let is_wacz =
            Path::new(input.name()).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("wacz"));
        if !is_wacz {
            self.files.push(RecordFile { input, part: None, start: 0, length, open: Mutex::new(None) });
            return Ok(());
        }
        let file = input.open().map_err(|error| error.to_string())?;
        let Wacz { archives, pages, damages, .. } = Wacz::open(file, &self.limits)?;
        self.broken.extend(damages.into_iter().map(|damage| (input.name().to_owned(), None, None, damage)));
        let pages = pages.map(BTreeSet::from_iter);
        for part in archives {
            let number = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
            self.listed.extend(pages.clone().map(|pages| (number, pages)));
            let (input, open) = (input.clone(), Mutex::new(None));
            self.files.push(RecordFile { input, part: Some(part.name), start: part.start, length: part.length, open });
        }
        Ok(())
    }

    /// Reads the records of a file once.
    fn read_heads(&mut self, number: usize, is_listing: bool) -> Result<(), String> {
        let file = &self.files[number];
        let place = u32::try_from(number).unwrap_or(u32::MAX);
        // The captures behind the last offset, which are as long as it is to the next one.
        let (mut start, mut of_member) = (0, self.listing.len());
        let mut ends_at = |listing: &mut Vec<Listed>, offset: u64| {
            if offset != start {
                listing[of_member..].iter_mut().for_each(|listed| listed.length = offset - start);
                (start, of_member) = (offset, listing.len());
            }
        };
        for record in file.records(&self.limits)?.heads() {
            match record {
                Ok(record) => {
                    let known = self.index.entries().len();
                    self.index.add(place, &record);
                    if is_listing {
                        ends_at(&mut self.listing, record.offset);
                        if let Some(entry) = self.index.entries().get(known) {
                            self.listing.push(listed(entry, &record, &self.limits));
                        }
                    }
                }
                Err(Damage { offset, reason }) => {
                    ends_at(&mut self.listing, offset);
                    self.broken.push((file.input.name().to_owned(), file.part.clone(), Some(offset), reason));
                }
            }
        }
        ends_at(&mut self.listing, file.length);
        Ok(())
    }

    fn entry(&self, number: usize) -> PyResult<&IndexEntry> {
        self.index.entries().get(number).ok_or_else(|| PyIndexError::new_err(number))
    }

    fn captured(&self, archives: &dyn Archives, entry: &IndexEntry) -> Result<CapturedPage, String> {
        captured::page(&self.index, archives, &self.limits, entry)
    }

    /// What files call the archive of a capture.
    fn archive_name(&self, entry: &IndexEntry) -> String {
        let file = self.files.get(entry.place.file as usize);
        file.map(|file| captured::archive_name(file.input.name(), file.part.as_deref())).unwrap_or_default()
    }

    /// What is made of captures that nobody chose among: whether each can be a page at all.
    fn verdicts(&self) -> &[Result<(), Passed>] {
        self.verdicts.get_or_init(|| {
            let mut choice = CaptureChoice::default();
            choice.editions = Editions::All;
            choice.listed = self.listed.clone();
            choice.decide(&self.index)
        })
    }

    /// Where a capture came from, as far as the index knows.
    fn origin(&self, entry: &IndexEntry) -> ArticleOrigin {
        let file = self.files.get(entry.place.file as usize);
        ArticleOrigin {
            input: file.map(|file| file.input.name().to_owned()).unwrap_or_default(),
            part: file.and_then(|file| file.part.clone()),
            offset: Some(entry.place.offset),
            index: entry.place.index,
            address: Some(self.index.address(entry).to_owned()),
            captured: entry.time.and_then(Timestamp::from_unix).map(|time| time.to_string()),
            ..ArticleOrigin::default()
        }
    }

    /// Reads and converts a page; of an article that cannot be converted there are no files.
    fn make(
        &self,
        entry: &IndexEntry,
        archives: &RecordedArchives<'_>,
        page: CapturedPage,
        order: &PageConversion,
        mut line: ArticleLine,
    ) -> Made {
        let known = captured::known(order.conversion.read_options(), &self.archive_name(entry), entry, &page);
        let bounds = known.limits;
        let conversion = order.conversion.clone().with_read_options(known).with_captured(page.time);
        let mut decoding = order.decoding;
        decoding.encoding = decoding.encoding.or_else(|| page.charset.as_deref().and_then(Encoding::for_label));
        let mut said: Vec<Diagnostic> =
            page.doubts.iter().map(|doubt| Diagnostic::new(Code::CaptureDoubtful, doubt.clone())).collect();
        let lines = |said: &[Diagnostic], source: Option<&Source>| -> Vec<DiagnosticLine> {
            said.iter().map(|diagnostic| DiagnosticLine::of(diagnostic, source)).collect()
        };
        let source = match Source::decode(page.address.clone(), page.bytes, &decoding) {
            Ok(source) => source,
            Err(error) => {
                line.diagnostics = lines(error.diagnostics(), None);
                return Ok((line, Vec::new()));
            }
        };
        line.origin.sha256 = Some(hex(&source.sha256()));
        line.origin.bytes = Some(source.bytes().len() as u64);
        let pictures = CapturedPictures::new(&self.index, archives, &page.address, entry.time, &bounds);
        let read = match conversion.read(&source, &pictures) {
            Ok(read) => read,
            Err(error) if captured::holds_no_article(&error) => return Err("no-article".to_owned()),
            Err(error) => {
                said.extend(error.into_diagnostics());
                line.diagnostics = lines(&said, Some(&source));
                return Ok((line, Vec::new()));
            }
        };
        article::is_article(&read.output).map_err(|none| none.as_str().to_owned())?;
        if order.language.as_deref().is_some_and(|language| !captured::is_in(&read.output, language)) {
            return Err("other-language".to_owned());
        }
        line.summary = ArticleSummary::of(&read.output);
        let packing = order.packages.as_ref().map(|packages| {
            let known = name_facts(&read.output, &line.origin, &page.address);
            (packages, known, PackageFacts::of(&read.output))
        });
        let (files, written) = match conversion.render(&source, read) {
            Ok(Outcome { output: Converted { files, written }, diagnostics }) => {
                said.extend(diagnostics);
                (files, written)
            }
            Err(error) => {
                said.extend(error.into_diagnostics());
                line.diagnostics = lines(&said, Some(&source));
                return Ok((line, Vec::new()));
            }
        };
        line.state = ArticleState::Converted;
        line.written = Some(written.completed().to_string());
        line.diagnostics = lines(&said, Some(&source));
        let Some((packages, known, facts)) = packing else { return Ok((line, files.into_iter().map(file).collect())) };
        let gathered = Gathered::of_capture(facts, &source, &archives.taken(), conversion.read_options());
        let (format, media_type) = packages.container();
        let file = |(name, bytes)| MadeFile { format: format.clone(), name, media_type, bytes };
        match packages.pack(names::OF_CAPTURES, &known, &gathered, &files, written, line.clone()) {
            Ok(packed) => Ok((line, packed.into_iter().map(file).collect())),
            Err(unmade) => {
                line.state = ArticleState::Failed;
                line.diagnostics.extend(lines(&[unmade], None));
                Ok((line, Vec::new()))
            }
        }
    }

    /// What becomes of a capture: its line, and its files.
    fn work(&self, number: usize, entry: &IndexEntry, order: &PageConversion) -> (ManifestLine, Vec<MadeFile>) {
        let mut origin = self.origin(entry);
        let skipped =
            |origin: ArticleOrigin, reason: String| (ManifestLine::Skipped(SkippedLine { origin, reason }), Vec::new());
        if let Some(Err(passed)) = self.verdicts().get(number) {
            return skipped(origin, passed.as_str().to_owned());
        }
        let archives = RecordedArchives::new(self, order.packages.is_some());
        let page = match captured::guarded(|| self.captured(&archives, entry)) {
            Ok(Ok(page)) => page,
            Ok(Err(message)) => return (ManifestLine::Damage(DamageLine { origin, message }), Vec::new()),
            Err(fault) => {
                return (ManifestLine::Damage(DamageLine { origin, message: fault.message }), Vec::new());
            }
        };
        if !is_page(&page.bytes) {
            return skipped(origin, Passed::NotPage.as_str().to_owned());
        }
        origin.record.clone_from(&page.record_id);
        origin.payload_digest.clone_from(&page.payload_digest);
        let line = ArticleLine {
            number: number as u64,
            origin: origin.clone(),
            state: ArticleState::Failed,
            summary: ArticleSummary::default(),
            written: None,
            files: Vec::new(),
            package: None,
            diagnostics: Vec::new(),
            duration_ms: 0.0,
        };
        match captured::guarded(|| self.make(entry, &archives, page, order, line.clone())) {
            Ok(Ok((line, files))) => (ManifestLine::Article(Box::new(line)), files),
            Ok(Err(reason)) => skipped(origin, reason),
            Err(fault) => {
                let diagnostics = vec![DiagnosticLine::of(&fault, None)];
                (ManifestLine::Article(Box::new(ArticleLine { diagnostics, ..line })), Vec::new())
            }
        }
    }
}

/// A file as the one of a page.
fn file(file: RenderedFile) -> MadeFile {
    let RenderedFile { renderer, media_type, bytes } = file;
    MadeFile { format: renderer.name().to_owned(), name: renderer.extension().to_owned(), media_type, bytes }
}

/// What a listing says of a capture.
fn listed(entry: &IndexEntry, record: &Record, limits: &Limits) -> Listed {
    let stated = record.fields.get("WARC-Payload-Digest");
    let is_sha1 = stated.is_none_or(|stated| stated.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("sha1")));
    let digest = match (is_sha1, entry.digest()) {
        // Written in one way, however the archive writes it.
        (true, Some(digest)) => Some(format!("sha1:{}", BASE32.encode(&digest))),
        _ => stated.map(str::to_owned),
    };
    let language = declared_language(record, limits).map(|language| language.to_string().to_lowercase());
    let language = language.and_then(|language| language.split('-').next().map(str::to_owned));
    Listed { length: 0, language, digest }
}

#[pymethods]
impl Archive {
    /// Reads the records of some files once, and keeps where what is. `listing`: for [`Archive::captures`];
    /// `tolerant`: a file that cannot be read is a damage, and not an error.
    #[new]
    fn new(
        py: Python<'_>,
        inputs: Vec<(String, Option<Py<PyAny>>)>,
        listing: bool,
        tolerant: bool,
        limits: HashMap<String, u64>,
    ) -> PyResult<Self> {
        let limits = options(&Knowledge::new(), &limits)?.0.limits;
        py.detach(|| {
            let mut archive = Self {
                files: Vec::new(),
                index: Index::new(),
                listed: BTreeMap::new(),
                listing: Vec::new(),
                verdicts: OnceLock::new(),
                broken: Vec::new(),
                limits,
            };
            let unreadable = |broken: &mut Vec<Broken>, name: &str, part: Option<String>, error: String| {
                if !tolerant {
                    return Err(PyOSError::new_err(format!("{name}: {error}")));
                }
                broken.push((name.to_owned(), part, None, error));
                Ok(())
            };
            for (name, lent) in inputs {
                let input = Input::new(name.clone(), lent);
                if let Err(error) = archive.add(input) {
                    unreadable(&mut archive.broken, &name, None, error)?;
                }
            }
            for number in 0..archive.files.len() {
                if let Err(error) = archive.read_heads(number, listing) {
                    let RecordFile { input, part, .. } = &archive.files[number];
                    unreadable(&mut archive.broken, input.name(), part.clone(), error)?;
                }
            }
            archive.index.finish();
            Ok(archive)
        })
    }

    /// How many captures there are.
    fn __len__(&self) -> usize {
        self.index.entries().len()
    }

    /// What is broken in the files, with its place.
    fn damages(&self) -> Vec<Broken> {
        self.broken.clone()
    }

    /// Some captures, from the number `start`, as lines of a listing.
    fn captures(&self, start: usize, most: usize) -> Vec<Capture> {
        let entries = self.index.entries().iter().zip(&self.listing).zip(self.verdicts());
        let row = |((entry, listed), verdict): ((&IndexEntry, &Listed), &Result<(), Passed>)| {
            let ArticleOrigin { input, part, .. } = self.origin(entry);
            Capture {
                file: input,
                part,
                offset: entry.place.offset,
                index: entry.place.index,
                length: listed.length,
                address: self.index.address(entry).to_owned(),
                time: entry.time,
                kind: entry.kind.as_str(),
                status: entry.status,
                media_type: self.index.media_type(entry).to_owned(),
                language: listed.language.clone(),
                digest: listed.digest.clone(),
                passed: verdict.err().map(Passed::as_str),
            }
        };
        entries.skip(start).take(most).map(row).collect()
    }

    /// The number of the capture at a place.
    fn at(&self, file: &str, part: Option<&str>, offset: u64, index: u32) -> Option<usize> {
        let is_it = |held: &RecordFile| held.input.name() == file && held.part.as_deref() == part;
        let file = u32::try_from(self.files.iter().position(is_it)?).ok()?;
        let place = RecordPlace { file, offset, index };
        self.index.entries().binary_search_by_key(&place, |entry| entry.place).ok()
    }

    /// What becomes of a capture: its line of a manifest, and its files, or those of its package by their paths.
    fn convert(&self, py: Python<'_>, number: usize, order: &PageConversion) -> PyResult<(String, Vec<File>)> {
        let entry = self.entry(number)?;
        let (line, files) = py.detach(|| self.work(number, entry, order));
        let file = |MadeFile { format, name, media_type, bytes }: MadeFile| {
            (format, name, media_type.to_owned(), PyBytes::new(py, &bytes).unbind())
        };
        Ok((line.to_json(), files.into_iter().map(file).collect()))
    }

    /// The numbers of the captures that may be pages.
    #[pyo3(signature = (patterns, since=None, until=None, captures="distinct"))]
    fn choose(
        &self,
        patterns: Vec<String>,
        since: Option<&str>,
        until: Option<&str>,
        captures: &str,
    ) -> PyResult<Vec<usize>> {
        let time = |text: Option<&str>| match text {
            Some(text) => Timestamp::parse(text)
                .map(|time| Some(time.to_unix()))
                .ok_or_else(|| PyValueError::new_err(format!("{text:?} is no time as in 2026-06-24"))),
            None => Ok(None),
        };
        let editions = Editions::ALL.iter().find(|(name, _)| *name == captures).map(|(_, editions)| *editions);
        let mut choice = CaptureChoice::default();
        choice.patterns = patterns;
        (choice.since, choice.until) = (time(since)?, time(until)?);
        choice.editions =
            editions.ok_or_else(|| PyValueError::new_err(format!("captures={captures:?} is no policy")))?;
        choice.listed = self.listed.clone();
        let verdicts = choice.decide(&self.index);
        Ok(verdicts.iter().enumerate().filter_map(|(number, verdict)| verdict.is_ok().then_some(number)).collect())
    }

    /// The page of a capture; `None` if it is no page after all.
    fn page(&self, py: Python<'_>, number: usize) -> PyResult<Option<Page>> {
        py.detach(|| {
            let entry = self.entry(number)?;
            let captured = self.captured(self, entry).map_err(PyValueError::new_err)?;
            if !is_page(&captured.bytes) {
                return Ok(None);
            }
            Ok(Some(Page {
                number,
                address: captured.address,
                time: captured.time.map(|time| time.to_string()),
                payload: captured.bytes,
                charset: captured.charset,
                record_id: captured.record_id,
                payload_digest: captured.payload_digest,
                file: self.files.get(entry.place.file as usize).map(RecordFile::name).unwrap_or_default(),
                offset: entry.place.offset,
            }))
        })
    }

    /// Reads the article of a page, with its pictures from the same archives, its address and the time of its capture.
    fn read(
        &self,
        py: Python<'_>,
        page: &Page,
        knowledge: Knowledge,
        limits: HashMap<String, u64>,
    ) -> PyResult<Article> {
        let (read, mut decoding) = options(&knowledge, &limits)?;
        py.detach(|| {
            let entry = self.entry(page.number)?;
            let captured = self.captured(self, entry).map_err(PyValueError::new_err)?;
            let read = captured::known(&read, &self.archive_name(entry), entry, &captured);
            decoding.encoding = decoding.encoding.or_else(|| captured.charset.as_deref().and_then(Encoding::for_label));
            let source = Source::decode(captured.address, captured.bytes, &decoding)
                .map_err(|error| refused(None, &page.address, &error))?;
            let bounds = read.limits;
            let pictures = CapturedPictures::new(&self.index, self, &page.address, entry.time, &bounds);
            Article::make(source, read, &pictures).map_err(|unread| refused(Some(&unread.0), &page.address, &unread.1))
        })
    }
}
