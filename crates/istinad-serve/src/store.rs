//! What was dropped and what was made of it: folders within the one folder of the session, under names that are safe.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::future::poll_fn;
use std::io::{self, Write as _};
use std::path::{Path as FilePath, PathBuf};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use axum::Json;
use axum::body::{Body, HttpBody as _};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Shared, guard, stream};

/// How many folders may lie within one another.
const DEEPEST: usize = 32;
/// How long a name may be, in bytes: what file systems take.
const LONGEST_NAME: usize = 255;
/// What frames may do: show words, pictures and faces of their own, and nothing else; they are of no origin.
const FRAME_POLICY: &str = "sandbox; default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                            font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
/// The viewer of PDF is the browser's own and does not run in a sandbox; no script of the page's origin runs in it.
const PDF_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; plugin-types application/pdf; frame-ancestors 'self'";

/// The folder of the session.
pub(crate) struct Store {
    drops: PathBuf,
    results: PathBuf,
    next: AtomicU64,
    most_bytes: u64,
    used: AtomicU64,
    /// What the page noted of each drop, for when it is loaded anew.
    notes: Mutex<BTreeMap<u64, Value>>,
}

impl Store {
    pub(crate) fn open(folder: &FilePath, most_bytes: u64) -> io::Result<Self> {
        let (drops, results) = (folder.join("dropped"), folder.join("made"));
        fs::create_dir_all(&drops)?;
        fs::create_dir_all(&results)?;
        Ok(Self {
            drops,
            results,
            next: AtomicU64::new(1),
            most_bytes,
            used: AtomicU64::new(0),
            notes: Mutex::default(),
        })
    }

    fn number(&self) -> u64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    /// Where what was dropped at once lies.
    pub(crate) fn drop_folder(&self, number: u64) -> PathBuf {
        self.drops.join(number.to_string())
    }

    /// Where what a task made lies.
    pub(crate) fn results_folder(&self, number: u64) -> PathBuf {
        self.results.join(number.to_string())
    }

    /// A new folder for what a task makes.
    pub(crate) fn make_results(&self) -> io::Result<(u64, PathBuf)> {
        let number = self.number();
        let folder = self.results_folder(number);
        fs::create_dir(&folder)?;
        Ok((number, folder))
    }

    /// Takes room for bytes; `false` where there is none.
    fn take(&self, bytes: u64) -> bool {
        let more = |used: u64| used.checked_add(bytes).filter(|sum| *sum <= self.most_bytes);
        self.used.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).is_ok()
    }

    fn give_back(&self, bytes: u64) {
        self.used.fetch_sub(bytes, Ordering::Relaxed);
    }
}

/// A refusal that the page puts in words, by its name.
pub(crate) fn refusal(status: StatusCode, error: &'static str, detail: impl Into<String>) -> Response {
    #[derive(Serialize)]
    struct Refused {
        error: &'static str,
        detail: String,
    }
    (status, Json(Refused { error, detail: detail.into() })).into_response()
}

fn failed(error: &io::Error) -> Response {
    refusal(StatusCode::INTERNAL_SERVER_ERROR, "system", error.to_string())
}

/// A path below a folder, from one that somebody else wrote; `None` if it leads elsewhere or is no safe name anywhere.
fn safe(path: &str) -> Option<PathBuf> {
    let is_safe = |name: &str| {
        !matches!(name, "" | "." | "..")
            && name.len() <= LONGEST_NAME
            && !name.chars().any(|c| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|'))
    };
    let parts: Vec<&str> = path.split('/').collect();
    (parts.len() <= DEEPEST && parts.iter().all(|part| is_safe(part))).then(|| parts.iter().collect())
}

/// A path below a folder that is there, and there without links.
fn existing(folder: &FilePath, path: &str) -> Option<PathBuf> {
    let found = folder.join(safe(path)?).canonicalize().ok()?;
    (found.is_file() && found.starts_with(folder.canonicalize().ok()?)).then_some(found)
}

/// Makes a folder for what is dropped at once.
pub(crate) async fn make_drop(State(house): Shared) -> Response {
    #[derive(Serialize)]
    struct Made {
        drop: u64,
    }
    let number = house.store.number();
    match fs::create_dir(house.store.drop_folder(number)) {
        Ok(()) => Json(Made { drop: number }).into_response(),
        Err(error) => failed(&error),
    }
}

#[derive(Deserialize)]
pub(crate) struct Named {
    path: String,
}

/// The name under which something is saved, if the page has a better one.
#[derive(Deserialize)]
pub(crate) struct Called {
    pub(crate) name: Option<String>,
}

/// Keeps a file that is dropped.
pub(crate) async fn keep(
    State(house): Shared,
    Path(drop): Path<u64>,
    Query(Named { path }): Query<Named>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let folder = house.store.drop_folder(drop);
    if !folder.is_dir() {
        return refusal(StatusCode::NOT_FOUND, "gone", "");
    }
    // A name that no system takes is written in one that all take.
    let path = path.replace(['\\', ':', '*', '?', '"', '<', '>', '|'], "_");
    let Some(path) = safe(&path).map(|path| folder.join(path)) else {
        return refusal(StatusCode::BAD_REQUEST, "name", "");
    };
    let too_large = || refusal(StatusCode::PAYLOAD_TOO_LARGE, "too-large", house.store.most_bytes.to_string());
    let stated = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if stated
        .is_some_and(|length| house.store.used.load(Ordering::Relaxed).saturating_add(length) > house.store.most_bytes)
    {
        return too_large();
    }
    let made = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| File::create_new(&path));
    let mut file = match made {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return refusal(StatusCode::CONFLICT, "twice", "");
        }
        Err(error) => return failed(&error),
    };
    let mut taken = 0;
    let mut body = Pin::from(Box::new(body));
    let result = loop {
        let Some(frame) = poll_fn(|context| body.as_mut().poll_frame(context)).await else { break Ok(()) };
        let Ok(piece) = frame.map(|frame| frame.into_data().unwrap_or_default()) else {
            break Err(refusal(StatusCode::BAD_REQUEST, "broken-off", ""));
        };
        let length = piece.len() as u64;
        if !house.store.take(length) {
            break Err(too_large());
        }
        taken += length;
        if let Err(error) = file.write_all(&piece) {
            break Err(failed(&error));
        }
    };
    match result {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(answer) => {
            house.store.give_back(taken);
            let _ = fs::remove_file(&path);
            answer
        }
    }
}

/// What was dropped in this session and not forgotten, with what the page noted of it.
pub(crate) async fn drops(State(house): Shared) -> Response {
    #[derive(Serialize)]
    struct Noted<'a> {
        drop: u64,
        note: &'a Value,
    }
    let notes = house.store.notes.lock().unwrap_or_else(PoisonError::into_inner);
    let noted: Vec<_> = notes.iter().map(|(drop, note)| Noted { drop: *drop, note }).collect();
    Json(noted).into_response()
}

/// Keeps what the page notes of a drop, as long as it keeps the drop.
pub(crate) async fn note(State(house): Shared, Path(drop): Path<u64>, Json(note): Json<Value>) -> Response {
    let mut notes = house.store.notes.lock().unwrap_or_else(PoisonError::into_inner);
    if !house.store.drop_folder(drop).is_dir() {
        return refusal(StatusCode::NOT_FOUND, "gone", "");
    }
    notes.insert(drop, note);
    StatusCode::NO_CONTENT.into_response()
}

/// Forgets what was dropped at once.
pub(crate) async fn forget_drop(State(house): Shared, Path(drop): Path<u64>) -> Response {
    house.store.notes.lock().unwrap_or_else(PoisonError::into_inner).remove(&drop);
    let folder = house.store.drop_folder(drop);
    house.store.give_back(size(&folder));
    match fs::remove_dir_all(&folder) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(_) => refusal(StatusCode::NOT_FOUND, "gone", ""),
    }
}

/// How many bytes the files below a folder have.
fn size(folder: &FilePath) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let of = |entry: fs::DirEntry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => size(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    };
    entries.flatten().map(of).sum()
}

/// A file that was made, to be taken away.
pub(crate) async fn result(
    State(house): Shared,
    Path(task): Path<u64>,
    Query(Named { path }): Query<Named>,
) -> Response {
    let Some(found) = existing(&house.store.results_folder(task), &path) else {
        return guard::nothing_here().await;
    };
    match File::open(&found) {
        Ok(file) => attachment(file, &path, kind(&path)),
        Err(error) => failed(&error),
    }
}

/// A file as something that browsers save and never show.
pub(crate) fn attachment(file: File, path: &str, kind: &'static str) -> Response {
    let length = file.metadata().map_or(0, |metadata| metadata.len());
    let mut answer = stream::of_file(file).into_response();
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(FRAME_POLICY));
    headers.insert(header::CONTENT_LENGTH, length.into());
    let name = path.rsplit('/').next().unwrap_or(path);
    if let Ok(value) = format!("attachment; filename*=UTF-8''{}", escaped(name)).parse() {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    answer
}

/// A name as headers have it (RFC 8187).
fn escaped(name: &str) -> String {
    let shown = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    name.bytes().map(shown).collect()
}

/// A file that was made, to be shown in a frame that is of no origin.
pub(crate) async fn framed(State(house): Shared, Path((task, path)): Path<(u64, String)>) -> Response {
    let found = existing(&house.store.results_folder(task), &path);
    let Some(file) = found.and_then(|found| File::open(found).ok()) else {
        return guard::nothing_here().await;
    };
    let kind = kind(&path);
    let length = file.metadata().map_or(0, |metadata| metadata.len());
    let mut answer = stream::of_file(file).into_response();
    let headers = answer.headers_mut();
    let policy = if kind == PDF { PDF_POLICY } else { FRAME_POLICY };
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_LENGTH, length.into());
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    // What is of no origin may not load what is for the same origin only, its own parts among them.
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    answer
}

const PDF: &str = "application/pdf";

/// The media type of a file that was made. What is not known is shown by nobody.
fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "pdf" => PDF,
        "epub" => "application/epub+zip",
        "xhtml" => "application/xhtml+xml; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        "xml" => "application/xml; charset=utf-8",
        "json" | "jsonl" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_below_their_folder() {
        for good in ["a.md", "qovluq/Məqalə 1.html", "a_files/b.png", "-rf", ".a"] {
            assert!(safe(good).is_some(), "{good}");
        }
        let deep = vec!["a"; DEEPEST + 1].join("/");
        for bad in [
            "",
            "/etc/passwd",
            "../a",
            "a/../b",
            "a//b",
            "a/",
            ".",
            "a\\b",
            "c:a",
            "a\0b",
            "a\nb",
            &deep,
            &"ə".repeat(128),
        ] {
            assert!(safe(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn names_in_headers_are_ascii() {
        assert_eq!(escaped("Göl \"1\".pdf"), "G%C3%B6l%20%221%22.pdf");
    }
}
