//! Web archives: which captures they hold, and the page of each with its pictures.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use istinad::Limits;
use istinad::capture::page::is_page;
use istinad::capture::{
    Archives, CaptureChoice, CapturedPage, CapturedPictures, Damage, Editions, Index, Record, RecordPlace, Records,
    Section, Wacz,
};
use istinad::model::Timestamp;
use istinad::source::{Encoding, Source};
use pyo3::exceptions::{PyIndexError, PyOSError, PyValueError};
use pyo3::prelude::*;

use super::{Article, Knowledge, options, refused};

/// A file of records: an archive, or a part of a WACZ.
struct RecordFile {
    path: PathBuf,
    name: String,
    start: u64,
    length: u64,
    open: Mutex<Option<Records<Section<File>>>>,
}

impl RecordFile {
    fn records(&self, limits: &Limits) -> Result<Records<Section<File>>, String> {
        let file = File::open(&self.path).map_err(|error| error.to_string())?;
        let section = Section::new(file, self.start, self.length).map_err(|error| error.to_string())?;
        Records::new(section, limits).map_err(|error| error.to_string())
    }
}

/// The archives of one collection, and what is in them.
#[pyclass(frozen, module = "istinad._istinad")]
pub(super) struct Archive {
    files: Vec<RecordFile>,
    index: Index,
    listed: BTreeMap<u32, BTreeSet<String>>,
    damages: Vec<String>,
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

impl Archive {
    fn captured(&self, number: usize) -> Result<CapturedPage, String> {
        let entry = self.index.entries().get(number).ok_or_else(|| format!("there is no capture {number}"))?;
        let read = |place| self.record(place).map_err(|damage| damage.to_string());
        let record = read(entry.place)?;
        let held = self.index.resolve(entry).map_err(|_| "it stands for a capture that is not here".to_owned())?;
        let held = if held.place == entry.place { None } else { Some(read(held.place)?) };
        CapturedPage::new(&record, held.as_ref(), &self.limits)
    }
}

#[pymethods]
impl Archive {
    /// Reads the records of some files once, and keeps where what is.
    #[new]
    fn new(py: Python<'_>, paths: Vec<PathBuf>) -> PyResult<Self> {
        let limits = Limits::default();
        py.detach(|| {
            let mut files = Vec::new();
            let (mut listed, mut damages) = (BTreeMap::new(), Vec::new());
            for path in paths {
                let name = path.display().to_string();
                let unreadable = |error: String| PyOSError::new_err(format!("{name}: {error}"));
                let length = path.metadata().map_err(|error| unreadable(error.to_string()))?.len();
                let is_wacz = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("wacz"));
                if !is_wacz {
                    files.push(RecordFile { path, name, start: 0, length, open: Mutex::new(None) });
                    continue;
                }
                let file = File::open(&path).map_err(|error| unreadable(error.to_string()))?;
                let Wacz { archives, pages, damages: broken, .. } = Wacz::open(file, &limits).map_err(unreadable)?;
                damages.extend(broken);
                let pages = pages.map(BTreeSet::from_iter);
                for part in archives {
                    let number = u32::try_from(files.len()).unwrap_or(u32::MAX);
                    listed.extend(pages.clone().map(|pages| (number, pages)));
                    let name = format!("{name}/{}", part.name);
                    let (start, length) = (part.start, part.length);
                    files.push(RecordFile { path: path.clone(), name, start, length, open: Mutex::new(None) });
                }
            }
            let mut index = Index::new();
            for (number, file) in files.iter().enumerate() {
                let unreadable = |error: String| PyOSError::new_err(format!("{}: {error}", file.name));
                for record in file.records(&limits).map_err(unreadable)? {
                    match record {
                        Ok(record) => index.add(u32::try_from(number).unwrap_or(u32::MAX), &record),
                        Err(damage) => damages.push(format!("{}: {damage}", file.name)),
                    }
                }
            }
            index.finish();
            Ok(Self { files, index, listed, damages, limits })
        })
    }

    /// How many captures there are.
    fn __len__(&self) -> usize {
        self.index.entries().len()
    }

    /// What is broken in the files, with its place.
    fn damages(&self) -> Vec<String> {
        self.damages.clone()
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
            let entry = self.index.entries().get(number).ok_or_else(|| PyIndexError::new_err(number))?;
            let captured = self.captured(number).map_err(PyValueError::new_err)?;
            if !is_page(&captured.bytes) {
                return Ok(None);
            }
            let file = self.files.get(entry.place.file as usize).map(|file| file.name.clone()).unwrap_or_default();
            Ok(Some(Page {
                number,
                address: captured.address,
                time: captured.time.map(|time| time.to_string()),
                payload: captured.bytes,
                charset: captured.charset,
                record_id: captured.record_id,
                payload_digest: captured.payload_digest,
                file,
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
        let (mut read, mut decoding) = options(&knowledge, &limits)?;
        py.detach(|| {
            let time = page.time.as_deref().and_then(Timestamp::parse);
            read.source_url = read.source_url.take().or_else(|| Some(page.address.clone()));
            read.saved_at = read.saved_at.or(time);
            decoding.encoding = decoding.encoding.or_else(|| page.charset.as_deref().and_then(Encoding::for_label));
            let source = Source::decode(page.address.clone(), page.payload.clone(), &decoding)
                .map_err(|error| refused(None, &page.address, &error))?;
            let seconds = time.map(Timestamp::to_unix);
            let bounds = read.limits;
            let pictures = CapturedPictures::new(&self.index, self, &page.address, seconds, &bounds);
            Article::make(source, read, &pictures)
                .map_err(|(source, error)| refused(Some(&source), &page.address, &error))
        })
    }
}
