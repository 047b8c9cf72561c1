//! Files on the disk: never lost, never another's, whatever else runs, fails or ends the run.
//!
//! 1. two runs in one folder;
//! 2. runs that are ended;
//! 3. what is in the place of a file, or stands for one;
//! 4. what the system refuses.

#![cfg(unix)]

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use istinad::render::RENDERERS;

use crate::program::cli::{BARE, Folder, Run, WHOLE, files_of, sorted};
use crate::support::judge;

/// An article with words of its own.
fn article(word: &str) -> String {
    WHOLE.replace("Kəndin", &format!("{word} kəndin"))
}

/// What is hidden in a folder.
fn hidden(folder: &Folder, name: &str) -> Vec<String> {
    folder.names(name).into_iter().filter(|name| name.starts_with('.')).collect()
}

/// Waits until something is so.
#[expect(clippy::disallowed_methods, reason = "a test that waits for another process")]
fn wait_for(what: impl Fn() -> bool) {
    let start = Instant::now();
    while !what() {
        assert!(start.elapsed() < Duration::from_secs(60), "it never came");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// A command whose run heeds signals, also where whoever started the tests has them ignored, as shells do in the background.
fn heeding(command: &Command) -> Command {
    let mut heeding = Command::new("env");
    if cfg!(target_os = "linux") {
        heeding.arg("--default-signal=INT,TERM");
    }
    heeding.arg(command.get_program()).args(command.get_args()).stdin(Stdio::null());
    heeding.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    heeding.current_dir(command.get_current_dir().expect("the folder of the test"));
    heeding
}

fn send(signal: &str, child: &Child) {
    let sent = Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status();
    assert!(sent.expect("kill is there").success());
}

// 1. Two runs in one folder.

/// In namespaces of their own both have the same number, as in two containers on one volume.
#[test]
fn two_runs_in_two_namespaces_share_a_folder() {
    let unshared = |program: &str| {
        let mut command = Command::new("unshare");
        command.args(["-r", "-p", "-f", "--mount-proc", program]);
        command
    };
    if !unshared("true").stderr(Stdio::null()).status().is_ok_and(|status| status.success()) {
        judge::skip("two runs in two namespaces", "this machine allows none");
        return;
    }
    const ARTICLES: usize = 20;
    let folder = Folder::new();
    let names = |run: &str| (0..ARTICLES).map(|number| format!("{run}{number}")).collect::<Vec<_>>();
    let runs = ["left", "right"];
    for name in runs.iter().flat_map(|run| names(run)) {
        folder.write(&format!("{name}.md"), &article(&name));
    }
    for _ in 0..3 {
        let children = runs.map(|run| {
            let mut command = unshared(env!("CARGO_BIN_EXE_istinad"));
            command.current_dir(&folder.0).args(["convert", "--to", "newsml", "-q"]);
            command.args(names(run).iter().map(|name| format!("{name}.md")));
            command.spawn().expect("unshare is there")
        });
        for mut child in children {
            assert!(child.wait().expect("it ran").success());
        }
        for name in runs.iter().flat_map(|run| names(run)) {
            let file = String::from_utf8(folder.read(&format!("output/{name}.newsml.xml"))).expect("XML");
            assert!(file.contains(&format!("{name} kəndin")), "{name} holds another article");
        }
        assert_eq!(folder.names("output").len(), runs.len() * ARTICLES);
        fs::remove_dir_all(folder.0.join("output")).expect("a folder");
    }
}

#[test]
fn of_two_runs_that_want_one_name_one_gets_it() {
    let folder = Folder::new();
    for side in ["left", "right"] {
        fs::create_dir(folder.0.join(side)).expect("a folder");
        folder.write(&format!("{side}/gol.md"), &article(side));
    }
    for round in 0..100 {
        let children = ["left", "right"].map(|side| {
            let arguments = format!("convert {side}/gol.md --to newsml -q");
            let mut command = folder.command(arguments.split(' '));
            (side, command.stderr(Stdio::piped()).spawn().expect("the program starts"))
        });
        let runs = children.map(|(side, child)| (side, child.wait_with_output().expect("it ran")));
        let won: Vec<&str> = runs.iter().filter(|(_, run)| run.status.success()).map(|&(side, _)| side).collect();
        let said: String = runs.iter().map(|(_, run)| String::from_utf8_lossy(&run.stderr)).collect();
        assert_eq!(won.len(), 1, "round {round}: {said}");
        assert!(said.contains("file-exists"), "{said}");
        assert_eq!(folder.names("output"), ["gol.newsml.xml"]);
        let file = String::from_utf8(folder.read("output/gol.newsml.xml")).expect("XML");
        assert!(file.contains(&format!("{} kəndin", won[0])), "round {round}");
        fs::remove_dir_all(folder.0.join("output")).expect("a folder");
    }
}

// 2. Runs that are ended.

#[test]
fn a_signal_leaves_whole_articles_and_nothing_else() {
    // So many that a run is not over before it can be told to end.
    const ARTICLES: usize = 2_000;
    let folder = Folder::new();
    let names: Vec<String> = (0..ARTICLES).map(|number| format!("a{number:04}")).collect();
    names.iter().for_each(|name| folder.write(&format!("{name}.md"), &article(name)));
    for (signal, number) in [("INT", 2), ("TERM", 15)] {
        let mut command = folder.command(["convert", "-q"]);
        command.args(names.iter().map(|name| format!("{name}.md")));
        let mut child = heeding(&command).spawn().expect("the program starts");
        wait_for(|| folder.names("output").len() > 3);
        send(signal, &child);
        let status = child.wait().expect("it ran");
        assert_eq!(status.signal(), Some(number), "{status}");
        let there = folder.names("output");
        let done = names.iter().take_while(|name| there.contains(&files_of(name)[0]));
        assert_eq!(there, sorted(done.flat_map(|name| files_of(name)).collect()));
        assert!(there.len() < ARTICLES * RENDERERS.len());
        fs::remove_dir_all(folder.0.join("output")).expect("a folder");
    }
}

#[test]
fn what_a_killed_run_left_is_cleared_by_the_next() {
    let folder = Folder::with(&[("gol.md", WHOLE)]);
    fs::create_dir(folder.0.join("output")).expect("a folder");
    folder.write("output/.istinad-0123456789ab.part", "half");
    folder.write("output/.istinad-notes", "mine");
    folder.run("convert gol.md -q").ends(0);
    assert_eq!(hidden(&folder, "output"), [".istinad-notes"]);
}

// 3. What is in the place of a file, or stands for one.

#[test]
fn a_name_that_is_too_long_leaves_no_folder() {
    let stem = "g".repeat(246);
    let folder = Folder::with(&[(&format!("{stem}.md"), WHOLE)]);
    folder.run(&format!("convert {stem}.md -o new/er")).ends(1).complains(&["file-unwritable", "shorter name"]);
    assert_eq!(folder.names("new"), [""; 0]);
    assert!(!folder.0.join("new").exists());
}

#[test]
fn a_link_that_leads_nowhere_is_there() {
    let folder = Folder::with(&[("gol.md", WHOLE)]);
    let file = &files_of("gol")[0];
    fs::create_dir(folder.0.join("output")).expect("a folder");
    std::os::unix::fs::symlink("../elsewhere", folder.0.join("output").join(file)).expect("a link");
    folder.run("convert gol.md").ends(1).complains(&["file-exists", file, "--force"]);
    assert_eq!(folder.names("output"), [file.as_str()]);
    folder.run("convert gol.md --force").ends(0);
    assert!(!folder.0.join("elsewhere").exists());
    assert_eq!(folder.names("output"), sorted(files_of("gol")));
}

#[test]
fn pipes_and_devices_are_refused_and_not_waited_for() {
    let folder = Folder::with(&[("gol.md", WHOLE)]);
    let pipe = |name: &str| {
        let made = Command::new("mkfifo").arg(folder.0.join(name)).status();
        assert!(made.expect("mkfifo is there").success());
    };
    pipe("pipe.md");
    fs::create_dir(folder.0.join("output")).expect("a folder");
    pipe("output/gol.epub");
    for command in ["convert", "show", "check"] {
        folder.run(&format!("{command} pipe.md")).ends(1).complains(&["file-unreadable", "a pipe", "`-`"]);
        folder.run(&format!("{command} /dev/zero")).ends(1).complains(&["file-unreadable", "a device"]);
    }
    folder.run("check gol.md --source pipe.md").ends(1).complains(&["a pipe"]);
    folder.run("convert gol.md --publisher pipe.toml").ends(1);
    folder.run("convert gol.md --font pipe.md").ends(1).complains(&["a pipe"]);
    folder.run("convert gol.md --force").ends(1).complains(&["file-unwritable", "gol.epub", "a pipe"]);
    assert_eq!(folder.names("output"), ["gol.epub"]);
    // A picture too.
    pipe("picture.png");
    folder.write("picture.md", &format!("{WHOLE}\n![Göl](picture.png)\n"));
    folder.run("convert picture.md -o other").ends(0).complains(&["a pipe"]);
}

#[test]
fn an_input_that_changes_while_it_is_read_is_said() {
    use std::io::Write as _;
    use std::sync::atomic::{AtomicBool, Ordering};

    let folder = Folder::new();
    let path = folder.0.join("gol.md");
    fs::write(&path, vec![b'a'; 100 << 20]).expect("a file");
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = fs::OpenOptions::new().append(true).open(&path).expect("the file");
            while !over.load(Ordering::Relaxed) {
                file.write_all(b"\n").expect("a byte");
                std::thread::sleep(Duration::from_micros(200));
            }
        });
        let run = folder.run("show gol.md --limit nesting=1");
        over.store(true, Ordering::Relaxed);
        run.ends(1).complains(&["file-changed", "gol.md", "while it was read"]);
    });
}

#[test]
fn names_come_from_a_list_and_names_that_are_no_text_can_be_found() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let folder = Folder::with(&[("a.md", WHOLE), ("b c.md", BARE)]);
    let odd = OsStr::from_bytes(b"g\xf6l.md");
    fs::write(folder.0.join(odd), WHOLE).expect("a file");
    folder.run_with_input("convert --files-from - --to newsml -q -o lines", b"a.md\r\n\nb c.md\n").ends(0);
    assert_eq!(folder.names("lines"), ["a.newsml.xml", "b c.newsml.xml"]);
    fs::write(folder.0.join("list"), b"b c.md\0g\xf6l.md\0none\xff\\.md\0").expect("a list");
    let run = folder.run("convert a.md --files-from list --to newsml -o nuls --json").ends(3);
    let objects = run.json();
    let of = |kind: &str, key: &str| -> Vec<String> {
        let of_kind = objects.iter().filter(|object| object["type"] == kind);
        of_kind.map(|object| object[key].as_str().expect("a name").to_owned()).collect()
    };
    assert_eq!(of("output", "article"), ["a.md", "b c.md", r"g\xF6l.md"]);
    assert_eq!(of("output", "file")[2], r"nuls/g\xF6l.newsml.xml");
    assert!(of("diagnostic", "file").contains(&r"none\xFF\\.md".to_owned()), "{}", run.text());
    folder.run_with_input("check --files-from -", b"nuls/a.newsml.xml\nnuls/b c.newsml.xml\n").ends(0);
    // Standard input has one end.
    folder.run_with_input("convert - --files-from -", b"a.md").ends(2).complains(&["once only"]);
    folder.run_with_input("check --files-from - --source -", b"a.md").ends(2).complains(&["once only"]);
    folder.run("convert --files-from none").ends(1).complains(&["file-unreadable", "none"]);
    folder.run("convert").ends(2).complains(&["ARTICLE"]);
}

/// Reports come one by one: the first is there while the program still waits for the second file.
#[test]
fn a_check_says_each_report_as_soon_as_it_is_known() {
    use std::io::{BufRead as _, BufReader, Write as _};

    let folder = Folder::with(&[("a.md", WHOLE), ("b.md", BARE)]);
    folder.run("convert a.md b.md -q").ends(0);
    let mut command = folder.command(["check", "output/a.pdf", "-", "output/a.epub", "--json"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let first = lines.next().expect("a line").expect("text");
    assert!(first.contains("output/a.pdf"), "{first}");
    let mut input = child.stdin.take().expect("a pipe");
    // Another article's, between two of one.
    input.write_all(&folder.read("output/b.pdf")).expect("written");
    drop(input);
    let rest: Vec<String> = lines.map(|line| line.expect("text")).collect();
    assert_eq!(rest.len(), 2);
    assert!(rest.iter().all(|line| line.contains("\"proved\":true")), "{rest:?}");
    assert!(child.wait().expect("it ran").success());
}

/// Files that do not stand one after another are compared all the same.
#[test]
fn files_of_one_article_are_compared_in_any_order() {
    let folder = Folder::with(&[("a.md", WHOLE), ("b.md", BARE)]);
    folder.run("convert a.md b.md -q").ends(0);
    folder.run("convert a.md -q --to epub --terms-url https://other.example/terms -o other").ends(0);
    let run = folder.run("check output/a.pdf output/b.pdf output/b.epub other/a.epub").ends(1);
    run.says(&["in output/a.pdf"]);
}

/// Resident memory is what the largest file takes, however many there are.
#[test]
#[cfg(target_os = "linux")]
fn a_check_of_many_files_takes_no_more_memory() {
    let folder = Folder::with(&[("a.md", WHOLE)]);
    folder.run("convert a.md -q --to newsml").ends(0);
    let peak = |count: usize| {
        let list = "output/a.newsml.xml\n".repeat(count);
        folder.write("list", &list);
        let script = format!(
            "{} check --files-from list > /dev/null & pid=$!; while grep -s VmHWM /proc/$pid/status; do sleep 0.02; done; wait $pid",
            env!("CARGO_BIN_EXE_istinad")
        );
        let output = Command::new("sh").current_dir(&folder.0).args(["-c", &script]).output().expect("sh is there");
        let said = String::from_utf8(output.stdout).expect("text");
        let last = said.lines().filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).max();
        last.expect("it was seen at work")
    };
    let (few, many) = (peak(100), peak(1500));
    assert!(many < few + 4096, "{few} kB for 100 files, {many} kB for 1500");
}

// 4. What the system refuses.

/// Runs the program in a shell that first does something.
fn after(folder: &Folder, first: &str, arguments: &str) -> Run {
    let program = env!("CARGO_BIN_EXE_istinad");
    let mut command = Command::new("sh");
    command.current_dir(&folder.0).args(["-c", &format!("{first}; exec {program} {arguments}")]);
    Run::of(command.env("HOME", &folder.0).stdin(Stdio::null()).output())
}

#[test]
fn a_file_larger_than_allowed_is_an_error_and_leaves_nothing() {
    let folder = Folder::with(&[("gol.md", WHOLE), ("bag.md", BARE)]);
    let run = after(&folder, "ulimit -f 8", "convert gol.md bag.md");
    run.ends(1).complains(&["file-unwritable", "gol.pdf", "bag.pdf", "ulimit -f"]);
    assert!(!folder.0.join("output").exists());
    // To standard output, which is a file.
    let run = after(&folder, "ulimit -f 8; exec > whole.pdf", "convert gol.md --to pdf -o -");
    run.ends(1).complains(&["standard output"]);
}

#[test]
#[cfg(target_os = "linux")]
fn memory_that_runs_out_names_the_article_and_the_others_are_converted() {
    let folder = Folder::with(&[("gol.md", WHOLE), ("bag.md", BARE)]);
    folder.write("large.md", &format!("# Böyük\n\n{}", "Göl dolur, sular qalxır.\n\n".repeat(400_000)));
    let run = after(&folder, "ulimit -v 400000", "convert gol.md large.md bag.md --to newsml");
    run.ends(3).complains(&["memory-exhausted", "large.md", "--limit input", "2 of 3"]);
    assert_eq!(folder.names("output"), ["bag.newsml.xml", "gol.newsml.xml"]);
    // Not even its bytes find room.
    let file = fs::File::create(folder.0.join("large.md")).expect("a file");
    file.set_len(200 << 20).expect("a length");
    let run = after(&folder, "ulimit -v 150000", "convert large.md gol.md --to newsml -o other");
    run.ends(3).complains(&["memory-exhausted", "large.md", "--limit input"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_collection_goes_on_where_memory_runs_out() {
    let folder = Folder::with(&[("in/gol.md", WHOLE), ("in/bag.md", BARE)]);
    folder.write("in/large.md", &format!("# Böyük\n\n{}", "Göl dolur, sular qalxır.\n\n".repeat(400_000)));
    let run = after(&folder, "ulimit -v 400000", "convert in --jobs 1 --to newsml");
    run.ends(3).complains(&["memory-exhausted", "large.md", "--limit input"]);
    assert_eq!(folder.names("output"), ["bag.newsml.xml", "gol.newsml.xml", "manifest.jsonl"]);
    let manifest = String::from_utf8(folder.read("output/manifest.jsonl")).expect("text");
    let failed: Vec<&str> = manifest.lines().filter(|line| line.contains("\"state\":\"failed\"")).collect();
    assert!(
        matches!(failed[..], [line] if line.contains("large.md") && line.contains("memory-exhausted")),
        "{manifest}"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_picture_without_room_makes_no_file_and_the_others_are_converted() {
    let folder = Folder::with(&[("bag.md", BARE), ("large.md", &format!("{BARE}\n![Göl](large.png)\n"))]);
    // A small file of many pixels.
    let mut png = png::Encoder::new(fs::File::create(folder.0.join("large.png")).expect("a file"), 5500, 5500);
    png.set_color(png::ColorType::Grayscale);
    let mut writer = png.write_header().expect("written");
    writer.write_image_data(&vec![200; 5500 * 5500]).expect("written");
    writer.finish().expect("written");
    let run = after(&folder, "ulimit -v 400000", "convert large.md bag.md --to newsml");
    run.ends(3).complains(&["memory-exhausted", "large.md", "large.png", "5500×5500", "--limit pixels", "1 of 2"]);
    assert_eq!(folder.names("output"), ["bag.newsml.xml"], "a picture is never lost because a machine is small");
    // Nor is one whose bytes find no room.
    folder.write("wide.md", &format!("{BARE}\n![Göl](wide.png)\n"));
    fs::File::create(folder.0.join("wide.png")).expect("a file").set_len(49 << 20).expect("a length");
    let run = after(&folder, "ulimit -v 85000", "convert wide.md --to newsml");
    run.ends(1).complains(&["memory-exhausted", "wide.md", "wide.png", "--limit picture"]);
    // Whoever does without it says so.
    let run = after(&folder, "ulimit -v 400000", "convert large.md --to newsml --limit pixels=1000000");
    run.ends(0).complains(&["picture-refused"]);
    // Files that are checked find no room either.
    let file = fs::File::create(folder.0.join("large.pdf")).expect("a file");
    file.set_len(100 << 20).expect("a length");
    let run = after(&folder, "ulimit -v 300000", "check large.pdf output/bag.newsml.xml");
    run.ends(1).complains(&["memory-exhausted", "large.pdf", "--limit"]);
}

#[test]
fn standard_output_that_is_full_or_cut_is_a_failure() {
    let folder = Folder::with(&[("gol.md", WHOLE)]);
    for arguments in ["convert gol.md --force", "convert gol.md --to pdf -o -", "show gol.md", "check output/gol.pdf"] {
        if Path::new("/dev/full").exists() {
            let run = after(&folder, "exec > /dev/full", arguments);
            run.ends(1).complains(&["standard output"]);
        }
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let run = Run::of(folder.command(arguments.split(' ')).stdout(writer).stderr(Stdio::piped()).output());
        let run = run.ends(1);
        assert!(!run.stderr.to_lowercase().contains("pipe"), "{}", run.stderr);
    }
    assert_eq!(folder.names("output"), sorted(files_of("gol")));
}
