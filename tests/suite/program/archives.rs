//! Web archives that another program wrote, and what another program reads in them: payload by payload.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use istinad::capture::{RecordType, Records, Response};
use istinad::{Limit, Limits};
use serde_json::json;
use sha1::{Digest as _, Sha1};

use crate::program::collections::warc;
use crate::support::judge;

/// Every record of an archive with the SHA-1 of its payload, a line each.
fn payloads(archive: &Path) -> String {
    let limits = Limits::default();
    let file = fs::File::open(archive).expect("an archive");
    let mut lines = String::new();
    for record in Records::new(file, &limits).expect("an archive") {
        let record = record.unwrap_or_else(|damage| panic!("{}: {damage}", archive.display()));
        let is_http =
            record.fields.get("Content-Type").is_some_and(|declared| declared.starts_with("application/http"));
        let is_answer = match record.kind {
            RecordType::Response | RecordType::Revisit => true,
            RecordType::Resource | RecordType::Conversion => is_http,
            _ => false,
        };
        let payload = if is_answer && is_http {
            let response = Response::parse(&record.block, limits.get(Limit::Record)).expect("an answer");
            assert_eq!(response.doubts, [""; 0], "{}: {:?}", archive.display(), record.target());
            response.payload
        } else {
            record.block.clone()
        };
        let digest: String = Sha1::digest(&payload).iter().fold(String::new(), |mut digits, byte| {
            let _ = write!(digits, "{byte:02x}");
            digits
        });
        let kind = record.fields.get("WARC-Type").unwrap_or_default();
        let line = json!({"type": kind, "id": record.id().unwrap_or_default(), "sha1": digest});
        let _ = writeln!(lines, "{line}");
    }
    lines
}

/// `ISTINAD_ARCHIVES` names a folder with more of them.
fn archives() -> Option<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("archives");
    let mut files = judge::archives(&folder.join("made"))?;
    assert!(files.len() >= 8, "{files:?}");
    files.push(judge::file("archives", "own.warc.gz", &warc(20)));
    if let Some(more) = std::env::var_os("ISTINAD_ARCHIVES") {
        let more = fs::read_dir(more).expect("a folder of archives").map(|entry| entry.expect("an entry").path());
        for archive in more.filter(|path| path.to_string_lossy().contains(".warc")) {
            let name = archive.file_name().expect("a name").to_string_lossy().into_owned();
            files.push(judge::file("archives", &name, &fs::read(&archive).expect("an archive")));
        }
    }
    Some(files)
}

#[test]
fn every_payload_is_what_another_reader_takes_of_it() {
    let Some(files) = archives() else { return };
    let mut records = 0;
    for file in &files {
        let told = payloads(file);
        records += told.lines().count();
        fs::write(format!("{}.payloads", file.display()), told).expect("written");
    }
    assert!(records > 700, "{records}");
    judge::fastwarc(&files).accepts_all();
    // A judge that cannot say no is none.
    let broken = judge::file("archives", "broken.warc.gz", &warc(20));
    let told = payloads(&broken).replacen("\"sha1\":\"", "\"sha1\":\"0", 1);
    fs::write(format!("{}.payloads", broken.display()), told).expect("written");
    judge::fastwarc(&[broken]).refuses_all("was told");
}
