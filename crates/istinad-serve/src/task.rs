//! Work that is done in a process of its own: waited for, listened to, and ended when it takes too long.
//!
//! Whoever asks gets what the process says while it says it. Who goes away ends it. No more run at once than was
//! settled; the others wait, and how many may wait is settled too.
//!
//! A process that takes orders stays when it has done one, and takes the next that is like it: what it has read it need
//! not read again. Whatever goes wrong ends it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read, Write as _};
use std::path::{Path as FilePath, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Json, body::Body};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::Semaphore;
use tokio::sync::mpsc::Sender;

use crate::store::{Called, attachment, refusal};
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
    /// The processes that stayed, no more than work at once.
    staying: Mutex<Vec<Worker>>,
    at_once: usize,
}

impl Tasks {
    pub(crate) fn new(at_once: usize) -> Self {
        let turns = Arc::new(Semaphore::new(at_once));
        let running = Mutex::new(BTreeMap::new());
        Self { turns, waiting: AtomicUsize::new(0), running, staying: Mutex::new(Vec::new()), at_once }
    }

    fn locked(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<Mutex<Child>>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn end(&self, task: u64) {
        let child = self.locked().remove(&task);
        if let Some(child) = child {
            end(&child);
        }
    }

    /// Ends everything that runs.
    pub(crate) fn end_all(&self) {
        let all = std::mem::take(&mut *self.locked());
        all.values().for_each(|child| end(child));
        let staying = std::mem::take(&mut *self.staying.lock().unwrap_or_else(PoisonError::into_inner));
        staying.iter().for_each(|worker| end(&worker.child));
    }

    /// The process that stayed last, if there is one.
    fn take_staying(&self) -> Option<Worker> {
        self.staying.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    /// Has a process stay; where enough did, it ends.
    fn stay(&self, worker: Worker) {
        let mut staying = self.staying.lock().unwrap_or_else(PoisonError::into_inner);
        if staying.len() < self.at_once {
            staying.push(worker);
        } else {
            end(&worker.child);
        }
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
    let work =
        house.workshop.work(&asked, &Room { dropped: &dropped, results: &results, patience: house.settings.patience });
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
    let patience = house.settings.patience.saturating_add(work.grace);
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
        let ended = work_on(&house, task, work, &sender, patience);
        house.tasks.locked().remove(&task);
        let milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        let Ended { how, code, complaint } = ended.unwrap_or_else(|error| Ended::broken(error.to_string()));
        let _ = sender.blocking_send(line(&Said::End { how, code, complaint, milliseconds }));
        drop(turn);
    })
    .await;
}

#[expect(clippy::disallowed_methods, reason = "how long something takes is measured, and never written into a file")]
fn now() -> Instant {
    Instant::now()
}

/// How a process ended, or its order.
struct Ended {
    how: How,
    code: Option<i32>,
    complaint: String,
}

impl Ended {
    fn broken(complaint: String) -> Self {
        Self { how: How::Broken, code: None, complaint }
    }
}

/// A process that works.
struct Worker {
    child: Arc<Mutex<Child>>,
    input: Option<ChildStdin>,
    output: Option<BufReader<ChildStdout>>,
    complaint: JoinHandle<String>,
}

/// What a process that takes orders says behind a NUL when it has done one.
#[derive(Deserialize)]
struct Over {
    code: i32,
    complaint: String,
}

/// Has work done by a process of its own, or by the one that stayed.
fn work_on(house: &House, task: u64, work: Work, sender: &Sender<Bytes>, patience: Duration) -> io::Result<Ended> {
    let Work { mut command, follow, order, grace: _ } = work;
    let Some(order) = order else {
        command.stdin(Stdio::null()).stdout(if follow.is_some() { Stdio::null() } else { Stdio::piped() });
        let mut worker = Worker::start(command)?;
        house.tasks.locked().insert(task, Arc::clone(&worker.child));
        let (how, _) = worker.listen(patience, sender, follow.as_deref());
        return worker.ended(how);
    };
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let staying = house.tasks.take_staying().and_then(|mut worker| worker.order(&order).is_ok().then_some(worker));
    let mut worker = match staying {
        Some(worker) => worker,
        None => {
            let mut worker = Worker::start(command)?;
            worker.order(&order)?;
            worker
        }
    };
    house.tasks.locked().insert(task, Arc::clone(&worker.child));
    match worker.listen(patience, sender, None) {
        (How::Done, Some(Over { code, complaint })) => {
            // Whoever ended the task meanwhile has ended the process.
            if house.tasks.locked().remove(&task).is_some() {
                house.tasks.stay(worker);
            }
            Ok(Ended { how: How::Done, code: Some(code), complaint })
        }
        (how, _) => {
            end(&worker.child);
            worker.ended(if how == How::Done { How::Broken } else { how })
        }
    }
}

impl Worker {
    fn start(mut command: Command) -> io::Result<Self> {
        let mut child = command.stderr(Stdio::piped()).spawn()?;
        let (input, output) = (child.stdin.take(), child.stdout.take().map(BufReader::new));
        let errors = child.stderr.take();
        let complaint = std::thread::spawn(move || {
            let mut kept = Vec::new();
            if let Some(mut errors) = errors {
                let _ = errors.by_ref().take(LONGEST_COMPLAINT).read_to_end(&mut kept);
                let _ = io::copy(&mut errors, &mut io::sink());
            }
            String::from_utf8_lossy(&kept).into_owned()
        });
        Ok(Self { child: Arc::new(Mutex::new(child)), input, output, complaint })
    }

    /// Gives it a line that says what to do.
    fn order(&mut self, order: &str) -> io::Result<()> {
        let input = self.input.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        input.write_all(order.as_bytes())?;
        input.write_all(b"\n")?;
        input.flush()
    }

    /// Hands on what is said until nothing more is, or for too long nothing was.
    fn listen(&mut self, patience: Duration, sender: &Sender<Bytes>, follow: Option<&FilePath>) -> (How, Option<Over>) {
        let Self { child, output, .. } = self;
        let beat = AtomicU64::new(0);
        let start = now();
        let watched = AtomicBool::new(true);
        std::thread::scope(|scope| {
            // What waits for output cannot look at the clock: somebody else does.
            let watch = scope.spawn(|| {
                while watched.load(Ordering::Acquire) {
                    std::thread::park_timeout(LOOK / 4);
                    let silent = start.elapsed().saturating_sub(Duration::from_millis(beat.load(Ordering::Relaxed)));
                    let reason = match (watched.load(Ordering::Acquire), silent > patience, sender.is_closed()) {
                        (false, ..) => return None,
                        (true, _, true) => How::Left,
                        (true, true, false) => How::TooLong,
                        (true, false, false) => continue,
                    };
                    end(child);
                    return Some(reason);
                }
                None
            });
            let mut said = |piece: &[u8]| {
                let sent = sender.blocking_send(Bytes::copy_from_slice(piece)).is_ok();
                beat.store(u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX), Ordering::Relaxed);
                sent
            };
            let over = match (follow, output) {
                (Some(file), _) => {
                    hand_on_as_it_grows(file, child, &mut said);
                    None
                }
                (None, Some(output)) => hand_on(output, &mut said),
                (None, None) => None,
            };
            watched.store(false, Ordering::Release);
            watch.thread().unpark();
            (watch.join().ok().flatten().unwrap_or(How::Done), over)
        })
    }

    /// How it ended.
    fn ended(self, how: How) -> io::Result<Ended> {
        let status = self.child.lock().unwrap_or_else(PoisonError::into_inner).wait()?;
        let how = if how == How::Done && status.code().is_none() { How::Broken } else { how };
        Ok(Ended { how, code: status.code(), complaint: self.complaint.join().unwrap_or_default() })
    }
}

/// Hands on what is said, to its end or to the NUL behind which an order is over.
fn hand_on(output: &mut BufReader<ChildStdout>, said: &mut dyn FnMut(&[u8]) -> bool) -> Option<Over> {
    loop {
        let piece = output.fill_buf().ok().filter(|piece| !piece.is_empty())?;
        let end = piece.iter().position(|byte| *byte == 0);
        let length = end.unwrap_or(piece.len());
        if length > 0 && !said(&piece[..length]) {
            return None;
        }
        output.consume(length);
        if end.is_some() {
            output.consume(1);
            let mut line = Vec::new();
            output.by_ref().take(2 * LONGEST_COMPLAINT).read_until(b'\n', &mut line).ok()?;
            return serde_json::from_slice(&line).ok();
        }
    }
}

/// Hands on the lines of a file while a process writes them.
fn hand_on_as_it_grows(path: &FilePath, child: &Mutex<Child>, said: &mut dyn FnMut(&[u8]) -> bool) {
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
fn only_zip(results: &FilePath) -> Option<PathBuf> {
    let entries = std::fs::read_dir(results).ok()?.flatten();
    let mut seen = entries.map(|entry| entry.path()).filter(|path| {
        path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.'))
            && !path.ends_with("manifest.jsonl")
    });
    let first = seen.next()?;
    (seen.next().is_none() && first.is_file() && first.extension().is_some_and(|end| end == "zip")).then_some(first)
}

/// Everything that a task made, in one file.
pub(crate) async fn zip(State(house): Shared, Path(task): Path<u64>, Query(called): Query<Called>) -> Response {
    let results = house.store.results_folder(task);
    if !results.is_dir() {
        return guard::nothing_here().await;
    }
    if let Some((path, file)) = only_zip(&results).and_then(|path| Some((path.clone(), File::open(path).ok()?))) {
        let own = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        return attachment(file, &called.name.unwrap_or(own), "application/zip");
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
        Ok(Ok(file)) => attachment(file, called.name.as_deref().unwrap_or("istinad.zip"), "application/zip"),
        Ok(Err(error)) => refusal(StatusCode::INTERNAL_SERVER_ERROR, "system", error.to_string()),
        Err(error) => refusal(StatusCode::INTERNAL_SERVER_ERROR, "system", error.to_string()),
    }
}
