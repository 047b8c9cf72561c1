//! The archives of a run: what is in them, and any record of them again.
//!
//! 1. [`Collection::index`] reads every archive once, record by record, and keeps where what is;
//! 2. a record is read again by whichever worker needs it; files stay open for the next.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use istinad::Limits;
use istinad::capture::{Archives, Damage, Index, Record, RecordPlace, Records, Section, Wacz};
use istinad::run::captured::archive_name;

use super::inputs::{InputFile, InputKind};
use crate::cli::files::reason;

/// An archive: a file, or a part of one.
#[derive(Debug, Clone)]
pub(super) struct ArchiveFile {
    path: PathBuf,
    /// What manifests call the file.
    pub(super) input: String,
    /// Its name within a WACZ.
    pub(super) part: Option<String>,
    start: u64,
    length: u64,
}

/// A part of an archive that cannot be read.
#[derive(Debug)]
pub(super) struct Broken {
    /// The number of the archive; `None` of a file that is none.
    pub(super) file: Option<u32>,
    /// What manifests call the file.
    pub(super) input: String,
    pub(super) offset: Option<u64>,
    pub(super) message: String,
}

/// All archives of a run.
#[derive(Debug, Default)]
pub(super) struct Collection {
    pub(super) archives: Vec<ArchiveFile>,
    pub(super) index: Index,
    pub(super) broken: Vec<Broken>,
    /// What the list of pages of a WACZ names, by the numbers of its archives.
    pub(super) pages: BTreeMap<u32, BTreeSet<String>>,
    limits: Limits,
}

type OpenArchive = Records<Section<File>>;

impl ArchiveFile {
    fn open(&self, limits: &Limits) -> Result<OpenArchive, String> {
        let file = File::open(&self.path).map_err(|error| reason(&error))?;
        let section = Section::new(file, self.start, self.length).map_err(|error| reason(&error))?;
        Records::new(section, limits).map_err(|error| reason(&error))
    }
}

impl Collection {
    /// Reads every archive among the inputs, and says how many records were seen on the way.
    pub(super) fn index(inputs: &[InputFile], limits: Limits, mut seen: impl FnMut(&str, u64)) -> Self {
        let mut all = Self { limits, ..Self::default() };
        for input in inputs {
            match input.kind {
                InputKind::Article => {}
                InputKind::Archive => all.add_file(input),
                InputKind::Wacz => all.add_wacz(input),
            }
        }
        let mut records = 0;
        for (number, archive) in all.archives.iter().enumerate() {
            let file = u32::try_from(number).unwrap_or(u32::MAX);
            let broken = |offset, message| Broken { file: Some(file), input: archive.input.clone(), offset, message };
            let opened = match archive.open(&limits) {
                Ok(opened) => opened,
                Err(message) => {
                    all.broken.push(broken(None, message));
                    continue;
                }
            };
            for record in opened.heads() {
                records += 1;
                match record {
                    Ok(record) => all.index.add(file, &record),
                    Err(Damage { offset, reason }) => all.broken.push(broken(Some(offset), reason)),
                }
                if records % 1024 == 0 {
                    seen(&archive.input, records);
                }
            }
        }
        all.index.finish();
        all
    }

    fn add_file(&mut self, input: &InputFile) {
        match input.path.metadata() {
            Ok(metadata) if metadata.is_file() => self.archives.push(ArchiveFile {
                path: input.path.clone(),
                input: input.name.clone(),
                part: None,
                start: 0,
                length: metadata.len(),
            }),
            Ok(_) => self.refuse(input, "it is no file".to_owned()),
            Err(error) => self.refuse(input, reason(&error)),
        }
    }

    fn add_wacz(&mut self, input: &InputFile) {
        let opened = File::open(&input.path).map_err(|error| reason(&error));
        match opened.and_then(|file| Wacz::open(file, &self.limits)) {
            Ok(Wacz { archives, pages, damages, .. }) => {
                damages.into_iter().for_each(|damage| self.refuse(input, damage));
                let pages = pages.map(BTreeSet::from_iter);
                for part in archives {
                    let number = u32::try_from(self.archives.len()).unwrap_or(u32::MAX);
                    self.pages.extend(pages.clone().map(|pages| (number, pages)));
                    self.archives.push(ArchiveFile {
                        path: input.path.clone(),
                        input: input.name.clone(),
                        part: Some(part.name),
                        start: part.start,
                        length: part.length,
                    });
                }
            }
            Err(message) => self.refuse(input, message),
        }
    }

    /// What files call an archive: its name without the folders that lead to it.
    pub(super) fn file_name(&self, number: u32) -> String {
        let Some(ArchiveFile { input, part, .. }) = self.archives.get(number as usize) else { return String::new() };
        archive_name(input, part.as_deref())
    }

    fn refuse(&mut self, input: &InputFile, message: String) {
        self.broken.push(Broken { file: None, input: input.name.clone(), offset: None, message });
    }
}

/// Open files of the archives, handed from worker to worker.
#[derive(Debug)]
pub(super) struct Handles<'a> {
    collection: &'a Collection,
    idle: Mutex<Vec<(u32, OpenArchive)>>,
}

impl<'a> Handles<'a> {
    pub(super) fn new(collection: &'a Collection) -> Self {
        Self { collection, idle: Mutex::default() }
    }

    fn take(&self, file: u32) -> Result<OpenArchive, String> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let mut waiting = idle();
        if let Some(at) = waiting.iter().position(|(other, _)| *other == file) {
            return Ok(waiting.swap_remove(at).1);
        }
        drop(waiting);
        let archive = self.collection.archives.get(file as usize).ok_or("there is no such archive")?;
        archive.open(&self.collection.limits)
    }

    fn give_back(&self, file: u32, open: OpenArchive) {
        /// How many files stay open beyond those in use.
        const MOST_IDLE: usize = 16;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() >= MOST_IDLE {
            idle.remove(0);
        }
        idle.push((file, open));
    }
}

impl Archives for Handles<'_> {
    fn record(&self, place: RecordPlace) -> Result<Record, Damage> {
        let damage = |reason| Damage { offset: place.offset, reason };
        let mut open = self.take(place.file).map_err(damage)?;
        let record = open.at(place.offset, place.index as usize);
        self.give_back(place.file, open);
        record
    }
}
