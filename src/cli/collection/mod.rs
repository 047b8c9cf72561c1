//! `istinad convert` of collections: folders, web archives, WACZ, and any number of files, with a manifest.
//!
//! 1. [`inputs`] finds what there is; [`archives`] reads every archive once and keeps where what is;
//! 2. the choice says which captures may be articles; what is passed over gets a line with its reason;
//! 3. [`work`] reads and converts one article, on whichever worker has time;
//! 4. [`keep`] takes the results in the order of the input: a name, the files in place, a line of the manifest;
//!    Of a run that is packed as it is, [`made`] has the files;
//! 5. at the end it is said what became of everything.
//!
//! [`list`] goes the same way as far as reading, and tells it; [`capture`] opens one of many again, for the page.

mod archives;
#[cfg(feature = "serve")]
pub(super) mod capture;
mod inputs;
mod keep;
mod list;
mod made;
mod sources;
mod work;

use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use istinad::capture::{CaptureChoice, Passed};
use istinad::convert::Conversion;
use istinad::run::manifest::ArticleOrigin;
use istinad::run::{NamePattern, Patience, RunSummary, Taken, in_order_within, names};

pub(super) use inputs::is_collection;
pub(super) use list::list;
pub(super) use sources::{FoundSources, SourcesAtHand};

use self::archives::{Broken, Collection, Handles};
use self::inputs::{InputKind, InputList, PassedOver};
use self::keep::Keeper;
use self::made::MadeBefore;
use self::work::{Finished, Goal, WorkItem, Worker};
use super::Exit;
use super::args::{ConvertArguments, UsageError};
use super::messages::Console;
use super::progress::Progress;
use super::time::Time;

/// What a run was asked for.
#[derive(Clone, Copy)]
pub(super) struct Collected<'a> {
    pub(super) arguments: &'a ConvertArguments,
    pub(super) conversion: &'a Conversion,
    pub(super) time: Time,
    pub(super) folder: &'a Path,
    /// The files, folders and archives that were named.
    pub(super) paths: &'a [&'a Path],
}

/// Converts collections.
///
/// # Errors
/// If the arguments make no sense together.
pub(super) fn run(asked: &Collected<'_>, console: Console) -> Result<Exit, UsageError> {
    let Collected { arguments, conversion, time, folder, paths } = *asked;
    let mut console = console.of_many();
    let made = match MadeBefore::of(arguments, paths) {
        Ok(made) => made,
        Err(error) => {
            console.diagnostics(&folder.to_string_lossy(), None, error.diagnostics());
            return Ok(Exit::BadData);
        }
    };
    let found = made.as_ref().map_or_else(|| InputList::find(paths.iter().copied()), MadeBefore::inputs);
    let limits = arguments.knowledge.limits();
    let collection = Collection::index(&found.inputs, limits, |archive, records| {
        console.progress_of(format_args!("{archive}: {records} records"));
    });
    console.clear_progress();

    let has_archives = !collection.archives.is_empty();
    let pattern = pattern(arguments.collection.name.as_ref(), &collection)?;
    let has_folders = paths.iter().any(|path| path.is_dir());
    let keeper = match Keeper::open(arguments, folder, pattern, has_archives || has_folders) {
        Ok(keeper) => keeper,
        Err(error) => {
            console.diagnostics(&folder.to_string_lossy(), None, error.diagnostics());
            return Ok(Exit::BadData);
        }
    };

    let pieces = pieces(&arguments.collection.choice.of(&collection), &found, &collection);
    let done = keeper.done();
    let handles = Handles::new(&collection);
    let worker = &Worker {
        knowledge: &arguments.knowledge,
        conversion,
        time,
        language: arguments.collection.choice.language.as_deref(),
        goal: if arguments.package.is_some() { Goal::Packages } else { Goal::Files },
        proves: arguments.check,
        collection: &collection,
        handles: &handles,
        done: &done,
        made: made.as_ref(),
    };
    let mut run = Run {
        keeper: Some(keeper),
        summary: RunSummary::default(),
        console,
        progress: progress(&pieces),
        most_failures: arguments.collection.max_failures,
        is_enough: false,
    };
    let jobs = arguments.collection.jobs.map_or_else(processors, NonZero::get);
    let late;
    let patience = match arguments.collection.time_limit {
        None => None,
        Some(seconds) => {
            late = move |piece: WorkItem| (true, worker.late(&piece, seconds));
            Some(Patience { longest: Duration::from_secs(seconds), late: &late })
        }
    };
    in_order_within(
        pieces.into_iter(),
        jobs,
        patience.as_ref(),
        |piece| (piece.is_work(), worker.work(piece)),
        |taken| match taken {
            Taken::Result((is_work, finished)) => run.take(is_work, finished),
            // What hangs ends with the process, and with nothing else.
            Taken::Hanging => std::process::exit(run.close() as i32),
        },
    );
    Ok(run.close())
}

/// A run that takes results.
struct Run<'a> {
    /// Nothing after the end.
    keeper: Option<Keeper<'a>>,
    summary: RunSummary,
    console: Console,
    progress: Progress,
    most_failures: Option<u64>,
    /// Whether more failed than may.
    is_enough: bool,
}

impl Run<'_> {
    /// Keeps a result; breaks where the run is to end.
    fn take(&mut self, is_work: bool, finished: Finished) -> ControlFlow<()> {
        let Some(keeper) = &mut self.keeper else { return ControlFlow::Break(()) };
        if is_work {
            self.progress.step(!matches!(finished, Finished::Done(_)), self.summary.failed.total());
            self.progress.show(&mut self.console, &finished.name());
        }
        keeper.keep(finished, &mut self.summary, &mut self.console);
        self.is_enough = self.most_failures.is_some_and(|most| self.summary.failed.total() > most);
        if self.is_enough || keeper.is_broken() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Ends the manifest, and says what became of everything.
    fn close(&mut self) -> Exit {
        let Self { keeper, summary, console, .. } = self;
        let Some(keeper) = keeper.take() else { return Exit::BadData };
        let closed = keeper.close(console);
        console.clear_progress();
        summary.sentences().iter().for_each(|sentence| console.remark(sentence));
        if closed.is_err() {
            console
                .complaint("the run was ended because something could not be written; --resume goes on where it ended");
        }
        if let (true, Some(most)) = (self.is_enough, self.most_failures) {
            console.complaint(format_args!(
                "the run was ended because more than {most} articles failed (--max-failures); --resume goes on behind \
                 them"
            ));
        }
        if let Ok(Some(manifest)) = &closed {
            console.remark(format_args!("a line for each of them is in {}", manifest.display()));
        }
        let made = summary.converted + summary.done_before;
        match (made, summary.failed.total() + summary.failed_before + summary.damages.count) {
            _ if closed.is_err() => Exit::BadData,
            (0, _) => Exit::BadData,
            (_, 0) => Exit::Done,
            (_, _) => Exit::Partial,
        }
    }
}

/// What the files of articles are called: as the user says, else as befits where they come from.
fn pattern(named: Option<&NamePattern>, collection: &Collection) -> Result<NamePattern, UsageError> {
    let usual = if collection.archives.is_empty() { names::OF_FILES } else { names::OF_CAPTURES };
    match named {
        Some(pattern) => Ok(pattern.clone()),
        None => NamePattern::parse(usual).map_err(|error| UsageError::new(error.to_string())),
    }
}

/// How far a run through these pieces is: those count that have to be read.
fn progress(pieces: &[WorkItem]) -> Progress {
    Progress::new(pieces.iter().filter(|piece| piece.is_work()).count() as u64)
}

/// How many workers there are unless the user says it: as many as processors may be used.
pub(super) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

/// Everything that gets a line, in the order of the input.
fn pieces(choice: &CaptureChoice, found: &InputList, collection: &Collection) -> Vec<WorkItem> {
    let verdicts = choice.decide(&collection.index);
    let mut pieces: Vec<WorkItem> = Vec::new();
    let damage = |broken: &Broken| {
        let origin = ArticleOrigin {
            input: broken.input.clone(),
            part: broken.file.and_then(|file| collection.archives.get(file as usize)?.part.clone()),
            offset: broken.offset,
            ..ArticleOrigin::default()
        };
        WorkItem::Damage(Box::new((origin, broken.message.clone())))
    };
    let mut entries = collection.index.entries().iter().zip(&verdicts).enumerate().peekable();
    for input in &found.inputs {
        if input.kind == InputKind::Article {
            pieces.push(WorkItem::File(Box::new(input.clone())));
            continue;
        }
        let of_input = |file: u32| collection.archives.get(file as usize).is_some_and(|it| it.input == input.name);
        let whole = collection.broken.iter().filter(|broken| broken.file.is_none() && broken.input == input.name);
        pieces.extend(whole.map(damage));
        let mut broken = collection.broken.iter().filter(|broken| broken.file.is_some_and(of_input)).peekable();
        while let Some((number, (entry, verdict))) = entries.next_if(|(_, (entry, _))| of_input(entry.place.file)) {
            let place = (Some(entry.place.file), Some(entry.place.offset));
            while let Some(broken) = broken.next_if(|broken| (broken.file, broken.offset) < place) {
                pieces.push(damage(broken));
            }
            pieces.push(match verdict {
                Ok(()) => WorkItem::Capture(number),
                Err(reason) => WorkItem::Passed(number, *reason),
            });
        }
        pieces.extend(broken.map(damage));
    }
    let named = |name: &String| ArticleOrigin { input: name.clone(), ..ArticleOrigin::default() };
    let skipped = found
        .passed_over
        .iter()
        .map(|PassedOver { name, reason }| WorkItem::Skipped(Box::new((named(name), (*reason).to_owned()))));
    pieces.extend(skipped);
    let problems = found.problems.iter();
    pieces.extend(problems.map(|(name, message)| WorkItem::Damage(Box::new((named(name), message.clone())))));
    pieces
}

impl super::args::ChoiceArguments {
    /// Which captures the user asked for.
    fn of(&self, collection: &Collection) -> CaptureChoice {
        let mut choice = CaptureChoice::default();
        choice.patterns.clone_from(&self.patterns);
        choice.since = self.since.map(istinad::model::Timestamp::to_unix);
        choice.until = self.until.map(end);
        choice.editions = self.captures;
        choice.listed.clone_from(&collection.pages);
        choice
    }
}

/// The last second that a time means: a day counts to its end.
fn end(time: istinad::model::Timestamp) -> i64 {
    const DAY: i64 = 24 * 60 * 60;
    time.to_unix() + if time.time().is_none() { DAY - 1 } else { 0 }
}

impl WorkItem {
    /// Whether something has to be read.
    fn is_work(&self) -> bool {
        matches!(self, Self::File(_) | Self::Capture(_))
    }

    fn passed(reason: Passed) -> String {
        reason.as_str().to_owned()
    }
}
