//! Runs of collections that are ended by others, or by a machine that refuses: taken up again they come to what an
//! undisturbed run comes to. `benches/faults.py` does the same at length.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::program::cli::{Folder, Run};
use crate::program::collections::{tree, warc};

const CONVERT: &str = "convert crawl.warc.gz --to newsml,epub --jobs 2 -q";

/// The lines of a manifest, without what takes time.
fn lines(folder: &Path) -> Vec<Value> {
    let text = fs::read_to_string(folder.join("manifest.jsonl")).expect("a manifest");
    let line = |line: &str| {
        let mut line: Value = serde_json::from_str(line).expect("a whole line");
        line.as_object_mut().expect("an object").remove("duration_ms");
        line
    };
    text.lines().map(line).collect()
}

#[track_caller]
fn assert_same(folder: &Folder, name: &str, what: &str) {
    let (own, whole) = (folder.0.join(name), folder.0.join("whole"));
    let names = |folder: &Path| tree(folder).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(&own), names(&whole), "{what}");
    assert!(tree(&own) == tree(&whole), "{what}: a file differs");
    assert_eq!(lines(&own), lines(&whole), "{what}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a run is ended in the middle of its time")]
fn a_run_that_is_ended_at_any_moment_is_taken_up_to_the_same() {
    let folder = Folder::new();
    fs::write(folder.0.join("crawl.warc.gz"), warc(8)).expect("written");
    let start = Instant::now();
    folder.run(&format!("{CONVERT} -o whole")).ends(0);
    let whole = start.elapsed();
    for (round, signal) in (1..).zip(["KILL", "KILL", "TERM", "INT", "KILL"]) {
        let out = format!("out{round}");
        let mut command = folder.command(format!("{CONVERT} -o {out}").split(' '));
        let mut child = command.stderr(Stdio::null()).spawn().expect("the program starts");
        std::thread::sleep(whole * round / 6);
        let _ =
            Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).stderr(Stdio::null()).status();
        let _ = child.wait().expect("it ran");
        folder.run(&format!("{CONVERT} -o {out} --resume")).ends(0);
        assert_same(&folder, &out, &format!("{signal} after {round} sixths"));
    }
    assert!(whole > Duration::ZERO);
}

#[test]
fn a_disk_that_takes_no_more_ends_a_run_and_costs_nothing() {
    let folder = Folder::new();
    fs::write(folder.0.join("crawl.warc.gz"), warc(5)).expect("written");
    folder.run(&format!("{CONVERT} -o whole")).ends(0);
    // No file may be larger than a part of what is made: the first is refused, and no line says that its article is done.
    let script = format!("ulimit -f 8; exec {} {CONVERT} -o out", env!("CARGO_BIN_EXE_istinad"));
    let mut command = Command::new("sh");
    command.current_dir(&folder.0).args(["-c", &script]).env("HOME", &folder.0).stdin(Stdio::null());
    let run = Run::of(command.output()).ends(1);
    let run = run.complains(&["file-unwritable", "could not be written", "--resume"]);
    assert!(!run.stderr.contains("panicked"));
    assert_eq!(tree(&folder.0.join("out")).len(), 0);
    folder.run(&format!("{CONVERT} -o out --resume")).ends(0);
    assert_same(&folder, "out", "a limit of the system");
}

#[test]
fn an_archive_that_is_cut_anywhere_gives_what_stands_before_the_cut() {
    let folder = Folder::new();
    let archive = warc(4);
    fs::write(folder.0.join("crawl.warc.gz"), &archive).expect("written");
    folder.run("convert crawl.warc.gz --to newsml -q -o whole").ends(0);
    let whole = tree(&folder.0.join("whole"));
    for part in 1..12_usize {
        let cut = archive.len() * part / 12 + part;
        fs::write(folder.0.join("crawl.warc.gz"), &archive[..cut]).expect("written");
        let out = format!("out{part}");
        let run = folder.run(&format!("convert crawl.warc.gz --to newsml -q -o {out}"));
        assert!(matches!(run.code, Some(1 | 3)), "{cut}: {:?} {}", run.code, run.stderr);
        let made = tree(&folder.0.join(&out));
        // What is made is what the whole archive gives but for pictures, which may stand behind the cut.
        assert!(made.len() <= whole.len());
        assert!(made.iter().all(|(name, _)| whole.iter().any(|(other, _)| other == name)), "{cut}");
        let said = lines(&folder.0.join(&out));
        assert!(said.iter().any(|line| line["type"] == "damage"), "{cut}: nothing says that the archive is cut");
        assert_eq!(said.iter().filter(|line| line["state"] == "converted").count(), made.len(), "{cut}");
    }
}
