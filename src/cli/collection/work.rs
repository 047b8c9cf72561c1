//! One article on one worker: read, looked at, converted. Nothing is written here.

use std::time::Instant;

use istinad::capture::{CapturedPictures, IndexEntry, Passed};
use istinad::convert::{Conversion, Converted, RenderedFile};
use istinad::inspect::is_proof;
use istinad::model::{Document, Timestamp};
use istinad::package::PackageFacts;
use istinad::run::captured::guarded;
use istinad::run::manifest::{ArticleLine, ArticleOrigin, ArticleSummary, Done, DoneArticle};
use istinad::run::{NameFacts, article, captured};
use istinad::source::Encoding;
use istinad::{Code, Diagnostic, MediaLoader, Outcome, Severity, Source};

use super::archives::{Collection, Handles};
use super::inputs::InputFile;
use super::made::MadeBefore;
use crate::cli::args::{ArticleArgument, Knowledge};
use crate::cli::files;
use crate::cli::package::{Gathered, RecordedArchives, RecordedPictures};
use crate::cli::pictures::PictureFiles;
use crate::cli::proof::{CheckedFiles, check_files};
use crate::cli::time::Time;

/// The stable name of the reason why an article in another language than the one that is asked for is passed over.
pub(super) const OTHER_LANGUAGE: &str = "other-language";
/// Why what an earlier run made no files of is not packed.
const NOT_CONVERTED: &str = "not-converted";

/// Something that gets a line. A run has one for every record of its archives, so that it is a few bytes.
#[derive(Debug, Clone)]
pub(super) enum WorkItem {
    /// A file with an article.
    File(Box<InputFile>),
    /// A capture that may be one, by its number in the index.
    Capture(usize),
    /// A capture that is not taken.
    Passed(usize, Passed),
    /// Something else that is passed over, and why.
    Skipped(Box<(ArticleOrigin, String)>),
    /// What cannot be read, and why.
    Damage(Box<(ArticleOrigin, String)>),
}

/// What became of a piece.
pub(super) enum Finished {
    Article(Box<FinishedArticle>),
    /// An earlier run has done it.
    Done(DoneArticle),
    Skipped {
        origin: ArticleOrigin,
        reason: String,
        /// What is known of it, where it was read.
        summary: Box<ArticleSummary>,
    },
    Damage {
        origin: ArticleOrigin,
        message: String,
    },
}

/// What became of an article.
pub(super) struct FinishedArticle {
    pub(super) origin: ArticleOrigin,
    /// What stands for the article in messages.
    pub(super) name: String,
    pub(super) source: Option<Source>,
    pub(super) known: NameFacts,
    pub(super) summary: ArticleSummary,
    pub(super) written: Option<Timestamp>,
    /// Its files; empty where none could be made.
    pub(super) files: Vec<RenderedFile>,
    /// What is packed beside them, where packages were asked for.
    pub(super) gathered: Option<Box<Gathered>>,
    /// What an earlier run said of it, whose files these are.
    pub(super) made: Option<Box<ArticleLine>>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) duration_ms: f64,
}

impl FinishedArticle {
    /// One of which nothing is known but where it comes from.
    fn unfinished(name: String, path: String, origin: &ArticleOrigin) -> Self {
        Self {
            origin: ArticleOrigin::default(),
            name,
            source: None,
            known: NameFacts {
                path,
                address: origin.address.clone(),
                date: origin.captured.as_deref().and_then(|time| time.get(..10)).map(str::to_owned),
                place: origin.place_digest(),
                ..NameFacts::default()
            },
            summary: ArticleSummary::default(),
            written: None,
            files: Vec::new(),
            gathered: None,
            made: None,
            diagnostics: Vec::new(),
            duration_ms: 0.0,
        }
    }
}

impl Finished {
    fn skipped(origin: ArticleOrigin, reason: String) -> Self {
        Self::Skipped { origin, reason, summary: Box::default() }
    }

    /// What it is called while it goes by.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Article(article) => article.name.clone(),
            Self::Skipped { origin, .. } | Self::Damage { origin, .. } => origin.input.clone(),
            Self::Done(_) => String::new(),
        }
    }
}

/// Where an article comes from, and its pictures with it.
enum From<'a> {
    File(&'a ArticleArgument),
    Capture { address: &'a str, time: Option<i64>, archives: &'a RecordedArchives<'a> },
}

/// What is made of an article that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// Nothing: what is known of it is enough.
    Known,
    /// Its files.
    Files,
    /// Its files, and what is packed beside them.
    Packages,
}

/// What every worker has.
pub(super) struct Worker<'a> {
    pub(super) knowledge: &'a Knowledge,
    pub(super) conversion: &'a Conversion,
    pub(super) time: Time,
    /// The one language that articles are taken in.
    pub(super) language: Option<&'a str>,
    pub(super) goal: Goal,
    /// Whether files are proved before they are packed.
    pub(super) proves: bool,
    pub(super) collection: &'a Collection,
    pub(super) handles: &'a Handles<'a>,
    pub(super) done: &'a Done,
    /// The run whose files are packed as they are.
    pub(super) made: Option<&'a MadeBefore>,
}

impl Worker<'_> {
    /// Does one piece.
    pub(super) fn work(&self, piece: WorkItem) -> Finished {
        match piece {
            WorkItem::File(input) => self.file(&input),
            WorkItem::Capture(number) => self.capture(&self.collection.index.entries()[number]),
            WorkItem::Passed(number, reason) => {
                let origin = self.origin(&self.collection.index.entries()[number]);
                Finished::skipped(origin, WorkItem::passed(reason))
            }
            WorkItem::Skipped(skipped) => {
                let (origin, reason) = *skipped;
                Finished::skipped(origin, reason)
            }
            WorkItem::Damage(damage) => {
                let (origin, message) = *damage;
                Finished::Damage { origin, message }
            }
        }
    }

    /// What stands for a piece that was given up.
    pub(super) fn late(&self, piece: &WorkItem, seconds: u64) -> Finished {
        let (origin, path, name) = match piece {
            WorkItem::Capture(number) => {
                let origin = self.origin(&self.collection.index.entries()[*number]);
                let address = origin.address.clone().unwrap_or_default();
                let name = format!("{}: {address}", origin.input);
                (origin, address, name)
            }
            WorkItem::File(input) => {
                let origin = ArticleOrigin { input: input.name.clone(), ..ArticleOrigin::default() };
                (origin, input.below.clone(), input.name.clone())
            }
            // These take no time.
            WorkItem::Passed(..) | WorkItem::Skipped(_) | WorkItem::Damage(_) => {
                return self.work(piece.clone());
            }
        };
        let message =
            format!("{name} was not done after {seconds} seconds in which nothing else was, and was given up");
        let fault = Diagnostic::new(Code::ArticleFailed, message)
            .with_hint("convert it by itself; if it takes as long, tell the makers of istinad of it");
        let finished = FinishedArticle::unfinished(name, path, &origin);
        Finished::Article(Box::new(FinishedArticle { origin, diagnostics: vec![fault], ..finished }))
    }

    fn file(&self, input: &InputFile) -> Finished {
        let origin = ArticleOrigin { input: input.name.clone(), ..ArticleOrigin::default() };
        if let Some(done) = self.done.article(&origin) {
            return Finished::Done(done.clone());
        }
        if self.was_not_made(&origin) {
            return Finished::skipped(origin, NOT_CONVERTED.to_owned());
        }
        let article = ArticleArgument::File(input.path.clone());
        let from = From::File(&article);
        self.article(origin, input.below.clone(), self.conversion, &from, || {
            files::read(&article, &self.knowledge.decoding()).map(|source| (source, Vec::new()))
        })
    }

    /// Whether files of an earlier run are packed and it made none of what came from here.
    fn was_not_made(&self, origin: &ArticleOrigin) -> bool {
        self.made.is_some_and(|made| made.line(origin).is_none())
    }

    /// Where a capture came from, as far as the index knows.
    fn origin(&self, entry: &IndexEntry) -> ArticleOrigin {
        let archive = self.collection.archives.get(entry.place.file as usize);
        ArticleOrigin {
            input: archive.map_or_else(String::new, |archive| archive.input.clone()),
            part: archive.and_then(|archive| archive.part.clone()),
            offset: Some(entry.place.offset),
            index: entry.place.index,
            address: Some(self.collection.index.address(entry).to_owned()),
            captured: entry.time.and_then(Timestamp::from_unix).map(|time| time.to_string()),
            ..ArticleOrigin::default()
        }
    }

    fn capture(&self, entry: &IndexEntry) -> Finished {
        let mut origin = self.origin(entry);
        if let Some(done) = self.done.article(&origin) {
            return Finished::Done(done.clone());
        }
        if self.was_not_made(&origin) {
            return Finished::skipped(origin, NOT_CONVERTED.to_owned());
        }
        let archives = RecordedArchives::new(self.handles, self.goal == Goal::Packages);
        let page = match guarded(|| captured::page(&self.collection.index, &archives, &self.knowledge.limits(), entry))
        {
            Ok(Ok(page)) => page,
            Ok(Err(message)) => return Finished::Damage { origin, message },
            Err(fault) => return Finished::Damage { origin, message: fault.message },
        };
        if !istinad::capture::page::is_page(&page.bytes) {
            return Finished::skipped(origin, WorkItem::passed(Passed::NotPage));
        }
        origin.record.clone_from(&page.record_id);
        origin.payload_digest.clone_from(&page.payload_digest);
        let file = self.collection.file_name(entry.place.file);
        let known = captured::known(self.conversion.read_options(), &file, entry, &page);
        let mut conversion = self.conversion.clone().with_read_options(known);
        if self.time.fixed().is_none() {
            // The time of the capture rather than that of the clock: the same archive gives the same files.
            conversion = conversion.with_captured(page.time);
        }
        let address = page.address.clone();
        let from = From::Capture { address: &address, time: entry.time, archives: &archives };
        self.article(origin, address.clone(), &conversion, &from, move || {
            let mut decoding = self.knowledge.decoding();
            let declared = page.charset.as_deref().and_then(Encoding::for_label);
            decoding.encoding = decoding.encoding.or(declared);
            let doubts = page.doubts.iter().map(|doubt| Diagnostic::new(Code::CaptureDoubtful, doubt.clone()));
            let doubts: Vec<Diagnostic> = doubts.collect();
            Source::decode(page.address, page.bytes, &decoding).map(|source| (source, doubts))
        })
    }

    /// Reads and converts.
    fn article(
        &self,
        mut origin: ArticleOrigin,
        path: String,
        conversion: &Conversion,
        from: &From<'_>,
        read: impl FnOnce() -> istinad::Result<(Source, Vec<Diagnostic>)>,
    ) -> Finished {
        #[expect(
            clippy::disallowed_methods,
            reason = "how long an article takes is said, never written into its files"
        )]
        let start = Instant::now();
        let name = match from {
            From::Capture { address, .. } => format!("{}: {address}", origin.input),
            From::File(_) => origin.input.clone(),
        };
        let mut finished = FinishedArticle::unfinished(name, path, &origin);
        finished.made = self.made.and_then(|made| made.line(&origin).cloned()).map(Box::new);
        match guarded(read) {
            Err(fault) => finished.diagnostics.push(fault),
            Ok(Err(error)) => finished.diagnostics = error.into_diagnostics(),
            Ok(Ok((source, doubts))) => {
                finished.diagnostics.extend(doubts);
                origin.sha256 = Some(istinad::run::manifest::hex(&source.sha256()));
                origin.bytes = Some(source.bytes().len() as u64);
                finished.known.digest = istinad::run::manifest::hex(&source.sha256());
                let was = finished.made.as_ref().map(|line| &line.origin.sha256);
                if was.is_some_and(|was| *was != origin.sha256) {
                    let message =
                        "the source is not what it was when the files were made: its bytes have another SHA-256";
                    finished.diagnostics.push(Diagnostic::new(Code::SourceDiffers, message));
                    finished.source = Some(source);
                    finished.origin = origin;
                    return Finished::Article(Box::new(finished));
                }
                match guarded(|| self.convert(&source, conversion, from, &mut finished)) {
                    Ok(Ok(())) => {}
                    Ok(Err(reason)) => {
                        let summary = Box::new(finished.summary);
                        return Finished::Skipped { origin, reason, summary };
                    }
                    Err(fault) => {
                        finished.files.clear();
                        finished.diagnostics.push(fault);
                    }
                }
                finished.source = Some(source);
            }
        }
        finished.origin = origin;
        finished.duration_ms = start.elapsed().as_secs_f64() * 1e3;
        Finished::Article(Box::new(finished))
    }

    /// Converts an article that was read; `Err` with the reason if it is none, or not asked for.
    fn convert(
        &self,
        source: &Source,
        conversion: &Conversion,
        from: &From<'_>,
        finished: &mut FinishedArticle,
    ) -> Result<(), String> {
        let limits = self.knowledge.limits();
        let (beside, captured);
        let pictures: &dyn MediaLoader = match from {
            From::File(article) => {
                beside = PictureFiles::of(article, source, self.knowledge);
                &beside
            }
            From::Capture { address, time, archives } => {
                captured = CapturedPictures::new(&self.collection.index, *archives, address, *time, &limits);
                &captured
            }
        };
        let is_captured = matches!(from, From::Capture { .. });
        let recorded = RecordedPictures::new(pictures, source);
        let packs = self.goal == Goal::Packages;
        let pictures: &dyn MediaLoader = if packs && !is_captured { &recorded } else { pictures };
        let read = match conversion.read(source, pictures) {
            Ok(read) => read,
            Err(error) => {
                if is_captured && captured::holds_no_article(&error) {
                    return Err("no-article".to_owned());
                }
                finished.diagnostics.extend(error.into_diagnostics());
                return Ok(());
            }
        };
        let document = &read.output;
        describe(document, finished);
        if is_captured {
            article::is_article(document).map_err(|none| none.as_str().to_owned())?;
        }
        if self.language.is_some_and(|language| !captured::is_in(document, language)) {
            return Err(OTHER_LANGUAGE.to_owned());
        }
        if self.goal == Goal::Known {
            finished.diagnostics.extend(read.diagnostics);
            finished.diagnostics.extend(conversion.halted(document));
            return Ok(());
        }
        let facts = packs.then(|| PackageFacts::of(document));
        let proved = (packs && self.proves).then(|| document.clone());
        let converted = match (self.made, &finished.made) {
            (Some(made), Some(line)) => {
                made.converted(line, document).map(|output| Outcome { output, diagnostics: read.diagnostics })
            }
            _ => conversion.render(source, read),
        };
        match converted {
            Ok(Outcome { output: Converted { files, written }, diagnostics }) => {
                if let Some(document) = &proved {
                    let named = files.iter().map(|file| (file.renderer.name(), file.bytes.as_slice()));
                    let CheckedFiles { findings, .. } = check_files(named, std::slice::from_ref(document), &limits);
                    if !is_proof(&findings) {
                        let said = findings.into_iter().map(|it| Diagnostic::new(it.code, it.message));
                        finished.diagnostics.extend(said);
                        return Ok(());
                    }
                }
                let options = conversion.read_options();
                finished.gathered = facts.map(|facts| {
                    let gathered = match from {
                        From::File(_) => Gathered::of_file(facts, source, recorded.into_taken(), options),
                        From::Capture { archives, .. } => {
                            Gathered::of_capture(facts, source, &archives.taken(), options)
                        }
                    };
                    Box::new(Gathered { is_proved: proved.is_some(), ..gathered })
                });
                finished.files = files;
                finished.written = Some(written);
                finished.diagnostics.extend(diagnostics);
            }
            Err(error) => finished.diagnostics.extend(error.into_diagnostics()),
        }
        Ok(())
    }
}

/// What is known of a document, for its name and its line.
fn describe(document: &Document, finished: &mut FinishedArticle) {
    let metadata = &document.metadata;
    let published = metadata.published.as_ref().map(|slot| slot.value.to_string());
    if let Some(day) = published.as_deref().and_then(|time| time.get(..10)) {
        finished.known.date = Some(day.to_owned());
    }
    finished.known.headline.clone_from(&metadata.headline.value);
    finished.known.language = metadata.language.value.to_string();
    if finished.known.address.is_none() {
        finished.known.address = metadata.address.as_ref().map(|slot| slot.value.clone());
    }
    finished.summary = ArticleSummary::of(document);
}

/// Whether something was said that kept the files from being made.
pub(super) fn severest(diagnostics: &[Diagnostic]) -> Option<Severity> {
    diagnostics.iter().map(Diagnostic::severity).max()
}
