//! Work that is done in a process of its own: waited for, listened to, and ended when it takes too long.
//!
//! Whoever asks gets what the process says while it says it. Who goes away ends it. No more run at once than was
//! settled; the others wait, and how many may wait is settled too.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Json, body::Body};
use serde::Serialize;
use serde_json::Value;
use tokio::sync::Semaphore;
use tokio::sync::mpsc::Sender;

use crate::store::{attachment, refusal};
use crate::stream::{self, PIECE};
use crate::{House, Room, Shared, Work, guard};

/// How many may wait for their turn.
const MOST_WAITING: usize = 1_000;
/// How often a file that grows is looked at, and the clock.
const LOOK: Duration = Duration::from_millis(40);
/// How much of what a process complains about is kept.
const LONGEST_COMPLAINT: u64 = 16 << 10;

/// What is being done.
pub(crate) struct Tasks {
    turns: Arc<Semaphore>,
    waiting: AtomicUsize,
    running: Mutex<BTreeMap<u64, Arc<Mutex<Child>>>>,
}

impl Tasks {
    pub(crate) fn new(at_once: usize) -> Self {
        let turns = Arc::new(Semaphore::new(at_once));
        Self { turns, waiting: AtomicUsize::new(0), running: Mutex::new(BTreeMap::new()) }
    }

    fn end(&self, task: u64) {
        let child = self.running.lock().unwrap_or_else(PoisonError::into_inner).remove(&task);
        if let Some(child) = child {
            end(&child);
        }
    }

    /// Ends everything that runs.
    pub(crate) fn end_all(&self) {
        let all = std::mem::take(&mut *self.running.lock().unwrap_or_else(PoisonError::into_inner));
        all.values().for_each(|child| end(child));
    }
}

fn end(child: &Mutex<Child>) {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = child.kill();
    let _ = child.wait();
}

/// What is said beside what the process says.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Said {
    /// The first line: what the task is called.
    Task { task: u64 },
    /// The last line: how it ended.
    End { how: How, code: Option<i32>, complaint: String, milliseconds: u64 },
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum How {
    /// By itself.
    Done,
    /// Because it was silent for too long.
    TooLong,
    /// Because it broke.
    Broken,
    /// Because nobody listens any more.
    Left,
}

/// Starts what is asked for, and answers with what is said of it, a line at a time.
pub(crate) async fn start(State(house): Shared, Json(asked): Json<Value>) -> Response {
    let drop = asked.get("drop").and_then(Value::as_u64).unwrap_or_default();
    let dropped = house.store.drop_folder(drop);
    if !dropped.is_dir() {
        return refusal(StatusCode::NOT_FOUND, "gone", "");
    }
    if house.tasks.waiting.fetch_add(1, Ordering::Relaxed) >= MOST_WAITING {
        house.tasks.waiting.fetch_sub(1, Ordering::Relaxed);
        return refusal(StatusCode::SERVICE_UNAVAILABLE, "busy", "");
    }
    let made = house.store.make_results();
    let (task, results) = match made {
        Ok(made) => made,
        Err(error) => {
            house.tasks.waiting.fetch_sub(1, Ordering::Relaxed);
            return refusal(StatusCode::INTERNAL_SERVER_ERROR, "system", error.to_string());
        }
    };
    let work = house.workshop.work(&asked, &Room { dropped: &dropped, results: &results });
    let mut work = match work {
        Ok(work) => work,
        Err(reason) => {
            house.tasks.waiting.fetch_sub(1, Ordering::Relaxed);
            let _ = std::fs::remove_dir_all(&results);
            return refusal(StatusCode::UNPROCESSABLE_ENTITY, "asked", reason);
        }
    };
    work.command.current_dir(&dropped);
    let (sender, body) = stream::body();
    tokio::spawn(take_turn(Arc::clone(&house), task, work, sender));
    let mut answer = Body::into_response(body);
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-ndjson"));
    answer
}

/// Waits for its turn, works, and says how it ended.
async fn take_turn(house: Arc<House>, task: u64, work: Work, sender: Sender<Bytes>) {
    let turn = tokio::select! {
        turn = Arc::clone(&house.tasks.turns).acquire_owned() => turn.ok(),
        () = sender.closed() => None,
    };
    house.tasks.waiting.fetch_sub(1, Ordering::Relaxed);
    let Some(turn) = turn else { return };
    let patience = house.settings.patience;
    let _ = tokio::task::spawn_blocking(move || {
        let line = |said: &Said| {
            let mut line = serde_json::to_vec(said).unwrap_or_default();
            line.push(b'\n');
            Bytes::from(line)
        };
        if sender.blocking_send(line(&Said::Task { task })).is_err() {
            return;
        }
        let start = now();
        let ended = Running::start(&house, task, work, &sender).and_then(|running| running.listen(patience));
        house.tasks.end(task);
        let milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        let (how, code, complaint) = ended.unwrap_or_else(|error| (How::Broken, None, error.to_string()));
        let _ = sender.blocking_send(line(&Said::End { how, code, complaint, milliseconds }));
        drop(turn);
    })
    .await;
}

#[expect(clippy::disallowed_methods, reason = "how long something takes is measured, and never written into a file")]
fn now() -> Instant {
    Instant::now()
}

/// A process that works.
struct Running<'a> {
    child: Arc<Mutex<Child>>,
    output: Box<dyn Read + Send>,
    follow: Option<PathBuf>,
    complaint: std::thread::JoinHandle<String>,
    sender: &'a Sender<Bytes>,
}

impl<'a> Running<'a> {
    fn start(house: &House, task: u64, mut work: Work, sender: &'a Sender<Bytes>) -> io::Result<Self> {
        let output = if work.follow.is_some() { Stdio::null() } else { Stdio::piped() };
        let mut child = work.command.stdin(Stdio::null()).stdout(output).stderr(Stdio::piped()).spawn()?;
        let output: Box<dyn Read + Send> = match child.stdout.take() {
            Some(stdout) => Box::new(stdout),
            None => Box::new(io::empty()),
        };
        let errors = child.stderr.take();
        let complaint = std::thread::spawn(move || {
            let mut kept = Vec::new();
            if let Some(mut errors) = errors {
                let _ = errors.by_ref().take(LONGEST_COMPLAINT).read_to_end(&mut kept);
                let _ = io::copy(&mut errors, &mut io::sink());
            }
            String::from_utf8_lossy(&kept).into_owned()
        });
        let child = Arc::new(Mutex::new(child));
        house.tasks.running.lock().unwrap_or_else(PoisonError::into_inner).insert(task, Arc::clone(&child));
        Ok(Self { child, output, follow: work.follow, complaint, sender })
    }

    /// Hands on what is said until nothing more is, or for too long nothing was.
    fn listen(self, patience: Duration) -> io::Result<(How, Option<i32>, String)> {
        let Self { child, output, follow, complaint, sender } = self;
        let beat = AtomicU64::new(0);
        let start = now();
        let watched = std::sync::atomic::AtomicBool::new(true);
        let mut how = How::Done;
        std::thread::scope(|scope| {
            // What waits for output cannot look at the clock: somebody else does.
            let watch = scope.spawn(|| {
                while watched.load(Ordering::Acquire) {
                    std::thread::sleep(LOOK / 4);
                    let silent = start.elapsed().saturating_sub(Duration::from_millis(beat.load(Ordering::Relaxed)));
                    let reason = match (silent > patience, sender.is_closed()) {
                        (_, true) => How::Left,
                        (true, false) => How::TooLong,
                        (false, false) => continue,
                    };
                    end(&child);
                    return Some(reason);
                }
                None
            });
            let mut said = |piece: &[u8]| {
                let sent = sender.blocking_send(Bytes::copy_from_slice(piece)).is_ok();
                beat.store(u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX), Ordering::Relaxed);
                sent
            };
            match follow {
                None => hand_on(output, &mut said),
                Some(file) => hand_on_as_it_grows(&file, &child, &mut said),
            }
            watched.store(false, Ordering::Release);
            if let Ok(Some(reason)) = watch.join() {
                how = reason;
            }
        });
        let status = child.lock().unwrap_or_else(PoisonError::into_inner).wait()?;
        if how == How::Done && status.code().is_none() {
            how = How::Broken;
        }
        Ok((how, status.code(), complaint.join().unwrap_or_default()))
    }
}

fn hand_on(mut output: impl Read, said: &mut dyn FnMut(&[u8]) -> bool) {
    let mut piece = vec![0; PIECE];
    while let Ok(length @ 1..) = output.read(&mut piece) {
        if !said(&piece[..length]) {
            break;
        }
    }
}

/// Hands on the lines of a file while a process writes them.
fn hand_on_as_it_grows(path: &std::path::Path, child: &Mutex<Child>, said: &mut dyn FnMut(&[u8]) -> bool) {
    let mut file = None;
    let mut piece = vec![0; PIECE];
    loop {
        let is_over = !matches!(child.lock().unwrap_or_else(PoisonError::into_inner).try_wait(), Ok(None));
        if file.is_none() {
            file = File::open(path).ok();
        }
        while let Some(length @ 1..) = file.as_mut().and_then(|file| file.read(&mut piece).ok()) {
            if !said(&piece[..length]) {
                return;
            }
        }
        if is_over {
            return;
        }
        std::thread::sleep(LOOK);
    }
}

/// Ends a task, and forgets what it made.
pub(crate) async fn forget(State(house): Shared, Path(task): Path<u64>) -> Response {
    house.tasks.end(task);
    match std::fs::remove_dir_all(house.store.results_folder(task)) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(_) => refusal(StatusCode::NOT_FOUND, "gone", ""),
    }
}

/// The one ZIP that a task made itself, if it made nothing else.
fn only_zip(results: &std::path::Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(results).ok()?.flatten();
    let mut seen = entries.map(|entry| entry.path()).filter(|path| {
        path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.'))
            && !path.ends_with("manifest.jsonl")
    });
    let first = seen.next()?;
    (seen.next().is_none() && first.is_file() && first.extension().is_some_and(|end| end == "zip")).then_some(first)
}

/// Everything that a task made, in one file.
pub(crate) async fn zip(State(house): Shared, Path(task): Path<u64>) -> Response {
    let results = house.store.results_folder(task);
    if !results.is_dir() {
        return guard::nothing_here().await;
    }
    if let Some((path, file)) = only_zip(&results).and_then(|path| Some((path.clone(), File::open(path).ok()?))) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        return attachment(file, &name, "application/zip");
    }
    let packed = tokio::task::spawn_blocking(move || {
        let path = results.with_extension("zip");
        let written = File::create(&path).and_then(|file| house.workshop.pack(&results, file));
        let file = written.and_then(|()| File::open(&path));
        // Whoever has it open can read it to its end.
        #[cfg(unix)]
        let _ = std::fs::remove_file(&path);
        file
    });
    match packed.await {
        Ok(Ok(file)) => attachment(file, "istinad.zip", "application/zip"),
        Ok(Err(error)) => refusal(StatusCode::INTERNAL_SERVER_ERROR, "system", error.to_string()),
        Err(error) => refusal(StatusCode::INTERNAL_SERVER_ERROR, "system", error.to_string()),
    }
}
