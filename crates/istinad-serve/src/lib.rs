//! The local page of istinad: HTTP, sessions, security and the page itself, and nothing of articles.
//!
//! 1. [`open`] takes a port of this machine and nothing else, and makes the secrets of the session ([`secret`]);
//! 2. [`guard`] refuses whoever is not the page: by host, origin, secret and what the browser says of the asker;
//! 3. [`page`] has the page, its style, its scripts and its translations;
//! 4. [`store`] keeps what was dropped and what was made of it in one folder, within a limit;
//! 5. [`task`] has a program of the caller's do the work, in a process of its own that is ended when it takes too long,
//!    and hands on what it says while it says it ([`stream`]).
//!
//! What the work is the [`Workshop`] knows.

mod guard;
mod page;
mod secret;
mod store;
mod stream;
mod task;

use std::fs::File;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Path as UrlPath, State};
use axum::middleware;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{delete, get, post, put};
use axum::serve::ListenerExt as _;
use axum::{Json, Router};
use serde_json::Value;

use guard::Guard;
use store::Store;
use task::Tasks;

/// What can be chosen about a session.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Settings {
    /// The port; 0 for any that is free.
    pub port: u16,
    /// The folder that takes everything; whoever calls makes it and removes it.
    pub folder: PathBuf,
    /// How many bytes may be dropped in all.
    pub most_bytes: u64,
    /// How long a task may be silent before it is ended.
    pub patience: Duration,
    /// How many tasks are done at once; the others wait.
    pub at_once: usize,
}

impl Settings {
    /// Settings for a session in a folder.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { port: 0, folder: folder.into(), most_bytes: 2 << 30, patience: Duration::from_secs(60), at_once: 2 }
    }

    /// Sets the port; 0 for any that is free.
    #[must_use]
    pub fn with_port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Sets how many bytes may be dropped in all.
    #[must_use]
    pub fn with_most_bytes(mut self, most_bytes: u64) -> Self {
        self.most_bytes = most_bytes;
        self
    }

    /// Sets how long a task may be silent before it is ended.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Sets how many tasks are done at once.
    #[must_use]
    pub fn with_at_once(mut self, at_once: usize) -> Self {
        self.at_once = at_once.max(1);
        self
    }
}

/// Where the files of a task are.
#[derive(Debug, Clone, Copy)]
pub struct Room<'a> {
    /// What was dropped: the folder in which the work is done.
    pub dropped: &'a Path,
    /// The empty folder for what is made.
    pub results: &'a Path,
    /// How long a task may be silent.
    pub patience: Duration,
}

/// What is done, and where it says how far it is.
#[derive(Debug)]
pub struct Work {
    /// The program with its arguments. What it prints is handed on to the page.
    pub command: Command,
    /// A file to which it writes lines, which are handed on instead.
    pub follow: Option<PathBuf>,
    /// A line for a program that takes orders on its standard input and stays: it says what there is to say, then a NUL
    /// and a line of JSON with the `code` and the `complaint` that it would have ended with. All that take orders are alike.
    pub order: Option<String>,
    /// How much longer than others it may be silent: for a program that itself says what takes too long.
    pub grace: Duration,
}

/// Whoever does the work that the page asks for.
pub trait Workshop: Send + Sync + 'static {
    /// What the page has to know before it asks for anything: an object.
    fn about(&self) -> Value;

    /// What the page says of messages, in a language that it speaks: an object, or nothing where there is no such language.
    fn explanations(&self, language: &str) -> Option<Value>;

    /// The faces that the page is set in, by the name of the file.
    fn face(&self, name: &str) -> Option<&'static [u8]>;

    /// The work that the page asks for.
    ///
    /// # Errors
    /// If it makes no sense, with the reason for people.
    fn work(&self, asked: &Value, room: &Room<'_>) -> Result<Work, String>;

    /// Puts what was made into one ZIP.
    ///
    /// # Errors
    /// If it cannot be read or written.
    fn pack(&self, results: &Path, file: File) -> io::Result<()>;
}

/// A session that has its port.
#[derive(Debug)]
pub struct Session {
    listener: TcpListener,
    guard: Guard,
    settings: Settings,
}

/// What every answer may need.
pub(crate) struct House {
    guard: Guard,
    store: Store,
    tasks: Tasks,
    workshop: Box<dyn Workshop>,
    settings: Settings,
}

/// How long what the page notes of a drop may be, in bytes.
const LONGEST_NOTE: usize = 64 << 10;

type Shared = State<Arc<House>>;

/// Takes the port, on this machine's own address alone.
///
/// # Errors
/// If the port is taken, or the system has no random numbers.
pub fn open(settings: Settings) -> io::Result<Session> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, settings.port))?;
    listener.set_nonblocking(true)?;
    let guard = Guard::new(listener.local_addr()?.port())?;
    Ok(Session { listener, guard, settings })
}

impl Session {
    /// The address of the page, with the secret of the session.
    pub fn address(&self) -> String {
        self.guard.address()
    }

    /// Answers until the process is told to end (Ctrl-C, SIGTERM, SIGHUP); then no task is left running.
    ///
    /// # Errors
    /// If the system does not let it.
    pub fn serve(self, workshop: impl Workshop) -> io::Result<()> {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).thread_name("page").enable_all().build()?;
        let Self { listener, guard, settings } = self;
        let house = Arc::new(House {
            store: Store::open(&settings.folder, settings.most_bytes)?,
            tasks: Tasks::new(settings.at_once),
            guard,
            workshop: Box::new(workshop),
            settings,
        });
        let result = runtime.block_on(async {
            // Else a line waits for the browser to confirm the one before, which it puts off for 40 ms.
            let at_once = |connection: &mut tokio::net::TcpStream| _ = connection.set_nodelay(true);
            let listener = tokio::net::TcpListener::from_std(listener)?.tap_io(at_once);
            let server = axum::serve(listener, router(&house)).into_future();
            tokio::select! {
                ended = server => ended,
                () = told_to_end() => Ok(()),
            }
        });
        house.tasks.end_all();
        runtime.shutdown_timeout(Duration::from_secs(2));
        result
    }
}

/// Everything that can be asked for. What lies under the second secret is for frames.
fn router(house: &Arc<House>) -> Router {
    let at = |path: &str| format!("/{}{path}", house.guard.secret());
    let in_frames = |path: &str| format!("/{}{path}", house.guard.frame_secret());
    Router::new()
        .route(&at("/"), get(page::index))
        .route(&at("/page/{file}"), get(page::asset))
        .route(&at("/faces/{file}"), get(page::face))
        .route(&at("/api/about"), get(about))
        .route(&at("/api/explanations/{language}"), get(explanations))
        .route(&at("/api/drops"), post(store::make_drop).get(store::drops))
        .route(&at("/api/drops/{drop}"), put(store::keep).delete(store::forget_drop))
        .route(&at("/api/drops/{drop}/note"), put(store::note).layer(DefaultBodyLimit::max(LONGEST_NOTE)))
        .route(&at("/api/tasks"), post(task::start).layer(DefaultBodyLimit::max(256 << 10)))
        .route(&at("/api/tasks/{task}"), delete(task::forget))
        .route(&at("/api/tasks/{task}/file"), get(store::result))
        .route(&at("/api/tasks/{task}/zip"), get(task::zip))
        .route(&in_frames("/{task}/{*path}"), get(store::framed))
        .fallback(guard::nothing_here)
        .layer(middleware::from_fn_with_state(Arc::clone(house), guard::watch))
        .with_state(Arc::clone(house))
}

async fn about(State(house): Shared) -> Response {
    let mut about = house.workshop.about();
    if let Value::Object(fields) = &mut about {
        fields.insert("most_bytes".to_owned(), house.settings.most_bytes.into());
        fields.insert("patience".to_owned(), house.settings.patience.as_secs().into());
        fields.insert("frames".to_owned(), format!("/{}", house.guard.frame_secret()).into());
    }
    Json(about).into_response()
}

async fn explanations(State(house): Shared, UrlPath(language): UrlPath<String>) -> Response {
    match house.workshop.explanations(&language) {
        Some(words) => Json(words).into_response(),
        None => guard::nothing_here().await,
    }
}

#[cfg(unix)]
async fn told_to_end() {
    use tokio::signal::unix::{SignalKind, signal};

    async fn one(kind: SignalKind) {
        match signal(kind) {
            Ok(mut signal) => _ = signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    }
    tokio::select! {
        () = one(SignalKind::interrupt()) => {}
        () = one(SignalKind::terminate()) => {}
        () = one(SignalKind::hangup()) => {}
    }
}

#[cfg(not(unix))]
async fn told_to_end() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}
