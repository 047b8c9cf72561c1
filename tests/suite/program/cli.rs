//! The command line as a user meets it: the built program, in folders of its own.
//!
//! 1. wrong usage and help;
//! 2. what is written, and where: folders, streams, what is already there;
//! 3. what is said: reports, diagnostics, JSON, volume;
//! 4. the time that is written;
//! 5. several articles.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use istinad::Renderer;
use istinad::render::RENDERERS;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::support::{fixture, judge};

/// An article that says everything there is to say: no warning, whatever the format.
pub(crate) const WHOLE: &str = "\
---
title: Göl yenidən dolur
author: Nərgiz Quluzadə
publisher: Nümunə
url: https://news.example/gol
date: 2026-06-24T14:05:00+04:00
lang: az
terms: Hiperlinklə istinad edilməlidir.
---

# Göl yenidən dolur

Kəndin yanındakı göl üç ildən sonra yenidən su ilə dolub.
";

/// An article that says so little that there is a warning: who published it, and under which terms?
pub(crate) const BARE: &str = "# Bağ evi\n\nBağ evinin damı təmir olunub, həyətə yol çəkilib.\n";

/// An article without a headline.
const HEADLESS: &str = "---\nlang: az\n---\n";

/// A folder of one test, gone when the test is over.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("cli-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        files.iter().for_each(|(name, text)| folder.write(name, text));
        folder
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        if let Some(folder) = Path::new(name).parent() {
            fs::create_dir_all(self.0.join(folder)).expect("a folder in a temporary folder");
        }
        fs::write(self.0.join(name), text).expect("a file in a temporary folder");
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names of what is in a folder, hidden ones too; none if it is not there.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.0.join(folder)) else { return Vec::new() };
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    pub(crate) fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_istinad"));
        command.current_dir(&self.0).args(arguments).stdin(Stdio::null());
        command.env_remove("SOURCE_DATE_EPOCH").env_remove("XDG_CONFIG_HOME").env("HOME", &self.0);
        command
    }

    /// Runs the program with arguments separated by spaces.
    pub(crate) fn run(&self, arguments: &str) -> Run {
        Run::of(self.command(arguments.split_whitespace()).output())
    }

    pub(crate) fn run_with_input(&self, arguments: &str, input: &[u8]) -> Run {
        let mut child = self
            .command(arguments.split_whitespace())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // A program that fails before it reads has closed the pipe, which is not what is tested here.
        let _ = child.stdin.take().expect("a pipe").write_all(input);
        Run::of(child.wait_with_output())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A run of the program that is over.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    stdout: Vec<u8>,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn of(output: std::io::Result<Output>) -> Self {
        let output = output.expect("the program runs");
        let stderr = String::from_utf8(output.stderr).expect("messages are UTF-8");
        assert!(!stderr.contains("panicked"), "{stderr}");
        Self { code: output.status.code(), stdout: output.stdout, stderr }
    }

    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.text(), self.stderr);
        self
    }

    #[track_caller]
    pub(crate) fn complains(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.stderr.contains(word), "{word:?} is not in\n{}", self.stderr);
        }
        self
    }

    #[track_caller]
    pub(crate) fn says(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.text().contains(word), "{word:?} is not in\n{}", self.text());
        }
        self
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    /// Standard output as JSON lines.
    #[track_caller]
    pub(crate) fn json(&self) -> Vec<Value> {
        let digest: String = Sha256::digest(self.text())[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        let name = format!("{digest}.jsonl");
        judge::json_schema(&[judge::file("json", &name, self.text().as_bytes())]).accepts_all();
        self.text().lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"))).collect()
    }
}

/// The renderers of the formats that are made where none is asked for.
fn usual() -> Vec<&'static dyn Renderer> {
    RENDERERS.iter().copied().filter(|renderer| renderer.is_default()).collect()
}

/// The names of the files of an article, in the order of the renderers.
pub(crate) fn files_of(stem: &str) -> Vec<String> {
    usual().iter().map(|&renderer| file_of(stem, renderer)).collect()
}

pub(crate) fn file_of(stem: &str, renderer: &dyn Renderer) -> String {
    format!("{stem}.{}", renderer.extension())
}

/// The last renderer, where a test needs one and no matter which.
pub(crate) fn any_renderer() -> &'static dyn Renderer {
    *usual().last().expect("there is a renderer")
}

pub(crate) fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names
}

// 1. Wrong usage and help.

#[test]
fn wrong_usage_ends_with_2_and_writes_nothing() {
    let folder = Folder::with(&[("a.md", WHOLE), ("b.md", BARE)]);
    fs::create_dir(folder.0.join("deep")).expect("a folder");
    folder.write("deep/a.txt", BARE);
    for (arguments, words) in [
        ("", &["Usage"][..]),
        ("convert", &["ARTICLE"]),
        ("frobnicate a.md", &["frobnicate"]),
        ("convert a.md --frobnicate", &["--frobnicate"]),
        ("convert a.md --to docx", &["docx"]),
        ("convert a.md --from docx", &["docx", "markdown"]),
        ("convert a.md -q -v", &["--quiet", "--verbose"]),
        ("convert a.md --provider=", &["--provider", "empty"]),
        ("convert a.md --published yesterday", &["--published", "2026-06-24"]),
        ("convert a.md --date 2026-02-30", &["--date"]),
        ("convert a.md --lang Azərbaycan", &["--lang", "az-Cyrl"]),
        ("convert a.md --source-url news.example/gol", &["--source-url", "https://"]),
        ("convert a.md --terms-url #", &["--terms-url"]),
        ("convert a.md --page-size a3", &["--page-size", "120x190mm"]),
        ("convert a.md --page-size 60x80mm --font-size 12", &["needs", "smaller font"]),
        ("convert a.md --page-size 9000x200mm", &["5000 mm"]),
        ("convert a.md --margins 20,20,20", &["--margins", "two or four"]),
        ("convert a.md --margins 5", &["10 mm"]),
        ("convert a.md --margins 100", &["larger page"]),
        ("convert a.md --font-size big", &["--font-size"]),
        ("convert a.md --font-size 40", &["6 to 36"]),
        ("convert a.md --limit cells=5", &["no limit", "table-cells"]),
        ("convert a.md --limit nesting", &["table-cells=50000"]),
        ("convert a.md --limit nesting=deep", &["not a number"]),
        ("convert a.md --limit nesting=4k", &["not a number"]),
        ("convert a.md --limit nesting=0", &["from 1 to 64"]),
        ("show a.md --limit nesting=65", &["from 1 to 64"]),
        ("check a.pdf --limit input=99999999999999999999", &["not a number"]),
        ("convert a.md b.md -o -", &["one article"]),
        ("convert a.md deep/a.txt", &["a.md", "deep/a.txt", "same name"]),
        ("convert a.md a.md", &["same name"]),
        ("show", &["ARTICLE"]),
        ("show a.md b.md", &["b.md"]),
    ] {
        folder.run(arguments).ends(2).complains(words);
    }
    if RENDERERS.len() > 1 {
        folder.run("convert a.md -o -").ends(2).complains(&["one format", RENDERERS[1].name()]);
        let two = format!("convert a.md --to {},{} -o -", RENDERERS[0].name(), RENDERERS[1].name());
        folder.run(&two).ends(2).complains(&["one format"]);
    }
    assert_eq!(folder.names("."), ["a.md", "b.md", "deep"]);
}

#[test]
fn limits_are_set_by_name() {
    let folder = Folder::with(&[("a.md", WHOLE)]);
    let beyond =
        |arguments: &str| folder.run(arguments).ends(1).complains(&["input-too-large", "--limit input=NUMBER"]);
    beyond("show a.md --limit input=200").complains(&["a.md is larger than 200 bytes"]);
    beyond("convert a.md --limit input=200");
    folder.run_with_input("show - --limit input=200", WHOLE.as_bytes()).ends(1).complains(&["- is larger than"]);
    folder.run("show a.md --limit input=200 --limit input=1k").ends(0);
    folder.run("show a.md --limit front-matter=100").ends(1).complains(&["a.md:2:1", "--limit front-matter=NUMBER"]);
    // What is limited too is what is never there.
    folder.run("show a.md --limit elements=1 --limit archive-parts=1 --limit attributes=1").ends(0);

    folder.write("b.md", "# Göl\n\nGöl dolur.\n\n![Göl](gol.png)\n");
    fs::write(folder.0.join("gol.png"), fixture::DOT).expect("a picture");
    folder.run("show b.md --limit picture=10").ends(0).complains(&["larger than 10 bytes", "--limit picture=NUMBER"]);
    let shown = folder.run("show b.md --limit picture=1k").ends(0);
    assert!(!shown.stderr.contains("picture-refused"));
    folder.run("show --help").ends(0).says(&["table-cells=20000", "front-matter=64k"]);
}

#[test]
fn help_teaches() {
    let folder = Folder::new();
    folder.run("--help").ends(0).says(&["istinad convert article.md", "Exit codes:", "newsml.xml"]);
    let help = folder.run("convert --help").ends(0);
    for renderer in RENDERERS {
        assert!(help.text().contains(renderer.name()), "{}", help.text());
    }
    let help =
        help.says(&["--source-url", "--strict", "SOURCE_DATE_EPOCH", "convert - --from markdown", "Exit codes:"]);
    assert!(!help.text().contains("since\n1970"), "{}", help.text());
    folder.run("show --help").ends(0).says(&["--saved-at", "istinad show article.md"]);
    folder.run("--version").ends(0).says(&[concat!("istinad ", env!("CARGO_PKG_VERSION"))]);
}

// 2. What is written, and where.

#[test]
fn unreadable_input_ends_with_1() {
    let folder = Folder::new();
    fs::write(folder.0.join("latin.md"), b"# Ba\xfel\xfdq\n").expect("written");
    folder.run("convert nothing.md").ends(1).complains(&["file-unreadable", "nothing.md"]);
    folder.run("show .").ends(1).complains(&["file-unreadable"]);
    folder.run("convert latin.md").ends(1).complains(&["undecodable", "latin.md", "line 1", "help"]);
    folder.run("show latin.md").ends(1).complains(&["undecodable"]);
    folder.run_with_input("convert -", b"").ends(1).complains(&["empty-input"]);
    assert_eq!(folder.names("output"), [""; 0]);
}

#[test]
fn text_in_another_encoding_is_read_when_it_is_named() {
    let folder = Folder::with(&[]);
    fs::write(folder.0.join("a.md"), b"# \xc1\xe0\xea\xf3\n\n\xce\xe4\xe8\xed \xe0\xe1\xe7\xe0\xf6.\n")
        .expect("a file");
    folder.run("show a.md").ends(1).complains(&["not UTF-8", "line 1", "--encoding", "windows-1251 “# Баку”"]);
    folder.run("show a.md --encoding cp1251").ends(0).says(&["headline: Баку", "Один абзац."]);
    folder.run("show a.md --lossy").ends(0).complains(&["bytes-replaced"]);
    folder.run("show a.md --encoding klingon").ends(2);
}

#[test]
fn every_format_goes_to_output() {
    let folder = Folder::with(&[("gol.md", WHOLE)]);
    let run = folder.run("convert gol.md").ends(0);
    assert_eq!(folder.names("output"), sorted(files_of("gol")));
    assert_eq!(run.text().lines().count(), usual().len());
    for (line, file) in run.text().lines().zip(files_of("gol")) {
        assert!(line.starts_with(&format!("output/{file} ")) && line.ends_with('B'), "{line}");
    }
}

#[test]
fn formats_and_folder_are_chosen() {
    let folder = Folder::with(&[("gol.md", WHOLE)]);
    let renderer = any_renderer();
    folder.run(&format!("convert gol.md --to {0},{0} -o deep/er/ -q", renderer.name())).ends(0);
    assert_eq!(folder.names("deep/er"), [file_of("gol", renderer)]);
    assert_eq!(folder.names("output"), [""; 0]);
}

#[test]
fn pages_are_as_they_were_asked_for() {
    let folder = Folder::with(&[("gol.md", WHOLE)]);
    for (options, width, height) in [
        ("", 595.28, 841.89),
        ("--page-size a5", 419.53, 595.28),
        ("--page-size LETTER --margins 20", 612.0, 792.0),
        ("--page-size 120x190mm --margins 15,12", 340.16, 538.58),
        ("--page-size a5 --font-size 24 --margins 10,12,15,12", 419.53, 595.28),
    ] {
        folder.run(&format!("convert gol.md --to pdf -q --force {options}")).ends(0);
        let pdf = lopdf::Document::load_mem(&folder.read("output/gol.pdf")).expect("a PDF");
        for page in pdf.page_iter() {
            let media =
                pdf.get_dictionary(page).and_then(|page| page.get(b"MediaBox")).and_then(|media| media.as_array());
            let sides: Vec<f32> = media.expect("a size").iter().filter_map(|side| side.as_float().ok()).collect();
            assert!(sides.len() == 4 && sides[..2] == [0.0, 0.0], "{options}: {sides:?}");
            assert!((sides[2] - width).abs() < 0.1 && (sides[3] - height).abs() < 0.1, "{options}: {sides:?}");
        }
    }
}

#[test]
fn the_standards_of_the_pdf_are_chosen() {
    let folder = Folder::with(&[("a.md", WHOLE)]);
    folder.run("convert a.md --to pdf --pdf-standard a-4f,ua-2 --date 2026-06-24").ends(0);
    assert!(folder.read("output/a.pdf").starts_with(b"%PDF-2.0"));
    let check = folder.run("check output/a.pdf").ends(0);
    check.says(&["PDF/A-4F, PDF/UA-2", "a.md, text/markdown", "as Source", "a.newsml.xml", "as Alternative"]);
    folder.run("convert a.md --pdf-standard a-1b").ends(2).complains(&["a-2a,ua-1", "a-3a,ua-1", "a-4f,ua-2"]);
}

#[test]
fn the_same_file_is_fine_and_a_different_one_is_not() {
    let folder = Folder::with(&[("gol.md", WHOLE)]);
    folder.run("convert gol.md").ends(0);
    let first: Vec<Vec<u8>> = files_of("gol").iter().map(|name| folder.read(&format!("output/{name}"))).collect();
    let again = folder.run("convert gol.md").ends(0);
    assert_eq!(again.text().matches("unchanged").count(), usual().len());

    let file = format!("output/{}", file_of("gol", any_renderer()));
    folder.write(&file, "mine");
    folder.run("convert gol.md").ends(1).complains(&["file-exists", &file, "--force"]);
    assert_eq!(folder.read(&file), b"mine");
    let forced = folder.run("convert gol.md --force").ends(0);
    assert_eq!(forced.text().matches("replaced").count(), 1);
    let last: Vec<Vec<u8>> = files_of("gol").iter().map(|name| folder.read(&format!("output/{name}"))).collect();
    assert!(first == last);
    assert_eq!(folder.names("output"), sorted(files_of("gol")));
}

#[test]
fn an_article_has_all_of_its_files_or_none() {
    let folder = Folder::with(&[("gol.md", WHOLE)]);
    // A folder in the place of one file.
    let file = file_of("gol", any_renderer());
    fs::create_dir_all(folder.0.join("output").join(&file)).expect("a folder");
    folder.run("convert gol.md --force").ends(1).complains(&["file-unwritable", &file]);
    assert_eq!(folder.names("output"), [file]);
    // A file in the place of the folder.
    folder.write("taken", "");
    folder.run("convert gol.md -o taken").ends(1).complains(&["file-unwritable", "taken"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_an_error() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::with(&[("gol.md", WHOLE)]);
    let locked = folder.0.join("locked");
    fs::create_dir(&locked).expect("a folder");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).expect("permissions");
    // Whoever may do everything (root in a container) cannot be kept out.
    if fs::write(locked.join("probe"), "").is_err() {
        folder.run("convert gol.md -o locked").ends(1).complains(&["file-unwritable", "locked"]);
        assert_eq!(folder.names("locked"), [""; 0]);
    }
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).expect("permissions");
}

#[cfg(unix)]
#[test]
fn names_need_not_be_utf8() {
    use std::os::unix::ffi::OsStrExt as _;

    let folder = Folder::new();
    let name = OsStr::from_bytes(b"g\xf6l.md");
    let missing = Run::of(folder.command([OsStr::new("convert"), name]).output());
    missing.ends(1).complains(&["file-unreadable"]);
    if fs::write(folder.0.join(name), WHOLE).is_err() {
        return;
    }
    Run::of(folder.command([OsStr::new("convert"), name, OsStr::new("--json")]).output()).ends(0);
    let mut file = OsStr::from_bytes(b"g\xf6l.").to_owned();
    file.push(any_renderer().extension());
    assert!(folder.0.join("output").join(file).exists());
}

#[test]
#[cfg(unix)]
fn no_name_and_no_text_reaches_the_terminal_raw() {
    let name = "e\u{1b}[31m\u{9b}x.md";
    let folder =
        Folder::with(&[(name, &format!("{BARE}\n\u{1b}]0;t\u{7} \u{9b}31m ![\u{1b}[1m](../\u{1b}[1m.png)\n"))]);
    for (command, code) in [("show", 0), ("convert", 0), ("convert", 0), ("check", 1)] {
        for more in [&[][..], &["--json"], &["-v"]] {
            let mut command = folder.command([command, name].into_iter().chain(more.iter().copied()));
            // The second run makes the same files as the first, whatever the time.
            let run = Run::of(command.env("SOURCE_DATE_EPOCH", "1780000000").output());
            let said = format!("{}{}", run.text(), run.stderr);
            assert!(!said.contains(['\u{1b}', '\u{9b}', '\u{7}']), "{command:?}: {said:?}");
            if more.is_empty() {
                run.ends(code);
            }
        }
    }
}

#[test]
fn streams_in_and_out() {
    let folder = Folder::with(&[("gol.md", WHOLE)]);
    folder.run("convert gol.md").ends(0);
    for (renderer, file) in usual().iter().zip(files_of("gol")) {
        let to_stdout = format!("convert - --from markdown --to {} -o -", renderer.name());
        let run = folder.run_with_input(&to_stdout, WHOLE.as_bytes()).ends(0);
        assert!(run.stdout == folder.read(&format!("output/{file}")), "{file}");
    }
    folder.run_with_input("convert -", WHOLE.as_bytes()).ends(0);
    assert!(folder.names("output").contains(&file_of("article", any_renderer())));

    let json = folder.run(&format!("convert gol.md --to {} -o - --json", any_renderer().name())).ends(0);
    assert!(json.stdout == folder.read(&format!("output/{}", file_of("gol", any_renderer()))));
}

// 3. What is said.

#[test]
fn strict_lets_warnings_fail() {
    let folder = Folder::with(&[("bag.md", BARE), ("gol.md", WHOLE)]);
    folder.run("convert bag.md --strict").ends(1).complains(&["warning[terms-not-stated]", "--strict", "no file"]);
    folder.run("convert bag.md --strict -q").ends(1).complains(&["warning[terms-not-stated]"]);
    assert_eq!(folder.names("output"), [""; 0]);
    folder.run("convert gol.md --strict").ends(0);
    folder.run("convert bag.md").ends(0).complains(&["warning[terms-not-stated]"]);
}

#[test]
fn diagnostics_point_and_advise() {
    let text = format!("{BARE}\nBax: [buraya](#).\n");
    let folder = Folder::with(&[("bag.md", &text)]);
    let run = folder.run("convert bag.md").ends(0);
    let run = run.complains(&["warning[link-without-address]", "--> bag.md:5:6", "5 | Bax: [buraya](#).", "= help: "]);
    assert!(!run.stderr.contains('\x1b'), "colours where nobody sees them");
}

#[test]
fn quiet_says_errors_only() {
    let folder = Folder::with(&[("bag.md", BARE)]);
    let run = folder.run("convert bag.md -q").ends(0);
    assert_eq!((run.text().as_str(), run.stderr.as_str()), ("", ""));
    folder.write(&format!("output/{}", file_of("bag", any_renderer())), "mine");
    let run = folder.run("convert bag.md -q").ends(1).complains(&["file-exists"]);
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
}

#[test]
fn json_has_one_object_for_each_file_and_diagnostic() {
    let folder = Folder::with(&[("bag.md", &format!("{BARE}\nBax: [buraya](#).\n"))]);
    let missing = folder.run("convert nothing.md --json").ends(1);
    let [object] = &missing.json()[..] else { panic!("{}", missing.text()) };
    assert_eq!(object["type"], "diagnostic");
    assert_eq!(object["file"], "nothing.md");
    assert_eq!(object["code"], "file-unreadable");
    assert_eq!(object["severity"], "error");
    assert!(object["line"].is_null() && object["span"].is_null() && object["hint"].is_string());
    assert_eq!(missing.stderr, "");

    let run = folder.run("convert bag.md --json").ends(0);
    assert_eq!(run.stderr, "");
    let objects = run.json();
    let outputs: Vec<&Value> = objects.iter().filter(|object| object["type"] == "output").collect();
    assert_eq!(outputs.len(), usual().len());
    for ((output, renderer), name) in outputs.iter().zip(usual()).zip(files_of("bag")) {
        let file = format!("output/{name}");
        assert_eq!(output["bytes"], folder.read(&file).len());
        assert_eq!(output["file"], file);
        assert_eq!(output["article"], "bag.md");
        assert_eq!(output["format"], renderer.name());
        assert_eq!(output["media_type"], renderer.media_type());
        assert_eq!(output["status"], "written");
    }
    // A message is of another type than an item.
    let picture =
        "# Göl\n\nGöl dolur.\n\n![Göl](data:image/gif;base64,R0lGODdhAQABAIAAAP///////ywAAAAAAQABAAACAkQBADs=)\n";
    folder.write("picture.md", picture);
    let run = folder.run("convert picture.md --to newsml --date 2026-06-24 --json").ends(0);
    assert_eq!(run.json()[0]["media_type"], "application/vnd.iptc.g2.newsmessage+xml");
    let link = objects.iter().find(|object| object["code"] == "link-without-address").expect("the link is reported");
    assert_eq!((&link["line"], &link["severity"]), (&Value::from(5), &Value::from("warning")));
    assert!(link["span"][0].as_u64() < link["span"][1].as_u64());
    assert!(objects.iter().any(|object| object["code"] == "clock-used"));
}

#[test]
fn show_prints_the_document_and_what_is_missing() {
    let folder = Folder::with(&[("bag.md", BARE), ("gol.md", WHOLE)]);
    folder.run("show bag.md").ends(0).says(&[
        "headline: Bağ evi",
        "paragraph: Bağ evinin damı",
        "missing\n",
        "  the article's address (--source-url)",
        "  terms\n",
    ]);
    folder.run("show gol.md").ends(0).says(&["Nərgiz Quluzadə", "https://news.example/gol", "Hiperlinklə istinad"]);
    folder
        .run("show bag.md --source-url https://news.example/bag")
        .ends(0)
        .says(&["address (option): https://news.example/bag"]);
    folder.run_with_input("show -", BARE.as_bytes()).ends(0).says(&["headline: Bağ evi"]);

    let json = folder.run("show bag.md --json").ends(0).json();
    assert_eq!(json[0]["type"], "document");
    assert_eq!(json[0]["headline"]["value"], "Bağ evi");
    assert!(
        json[0]["missing"].as_array().expect("a list").iter().any(|missing| missing["settings"][0] == "source-url")
    );
    assert!(json[1..].iter().all(|object| object["type"] == "diagnostic"));
    assert_eq!(folder.names("output"), [""; 0]);
}

#[test]
fn a_publisher_is_a_name_or_a_profile() {
    let folder = Folder::with(&[
        ("bag.md", BARE),
        ("numune.toml", "name = \"Nümunə\"\nhome = \"https://news.example/\"\n"),
        ("broken.toml", "name = \"Nümunə\"\nhome = \"news.example\"\n"),
    ]);
    folder.run("show bag.md --publisher Nümunə").ends(0).says(&["publisher (option): Nümunə"]);
    folder.run("show bag.md --publisher numune.toml").ends(0).says(&["Nümunə", "https://news.example/"]);
    folder.run("show bag.md --publisher missing.toml").ends(1).complains(&["file-unreadable", "missing.toml"]);
    // As the page on profiles shows it.
    let page = include_str!("../../../docs/publishers.md");
    let shown = page.split("```\n").find(|part| part.starts_with("error[publisher-invalid]")).expect("an example");
    fs::write(folder.0.join("numune.toml"), "name = \"Nümunə\"\nhome = \"numune.example\"\n").expect("a file");
    let run = folder.run("show bag.md --publisher numune.toml").ends(1);
    run.complains(&shown.lines().collect::<Vec<_>>());
    for command in ["show", "convert"] {
        let run = folder.run(&format!("{command} bag.md --publisher broken.toml")).ends(1);
        run.complains(&["publisher-invalid", "--> broken.toml:2:8", "only the name is required"]);
    }
    assert_eq!(folder.names("output"), [""; 0]);
}

#[test]
fn the_users_own_profiles_are_known_without_being_named() {
    let folder = Folder::with(&[("bag.md", BARE)]);
    let profiles = folder.0.join(".config/istinad/publishers");
    fs::create_dir_all(&profiles).expect("a folder in a temporary folder");
    let profile = "name = \"Nümunə\"\nhome = \"https://news.example/\"\n";
    fs::write(profiles.join("numune.toml"), profile).expect("a file in a temporary folder");
    folder.run("show bag.md --publisher Nümunə").ends(0).says(&["https://news.example/"]);
    fs::write(profiles.join("other.toml"), "name = 1\n").expect("a file in a temporary folder");
    folder.run("show bag.md").ends(1).complains(&["publisher-invalid", "other.toml:1:8"]);
}

// 4. The time that is written.

#[test]
fn source_date_epoch_has_to_be_a_number() {
    let folder = Folder::with(&[("gol.md", WHOLE)]);
    let run = |value: &str, arguments: &str| {
        Run::of(folder.command(arguments.split(' ')).env("SOURCE_DATE_EPOCH", value).output())
    };
    run("yesterday", "convert gol.md").ends(2).complains(&["SOURCE_DATE_EPOCH"]);
    run("99999999999999999999", "convert gol.md").ends(2).complains(&["SOURCE_DATE_EPOCH"]);
    run("yesterday", "convert gol.md --date 2026-07-01").ends(0);
    run("", "convert gol.md -o other").ends(0);
}

#[test]
fn the_time_written_is_found_in_order() {
    let folder = Folder::with(&[("bag.md", BARE), ("gol.md", WHOLE)]);
    let run = |epoch: &str, arguments: &str| {
        let arguments = format!("convert {arguments} --force -v");
        Run::of(folder.command(arguments.split(' ')).env("SOURCE_DATE_EPOCH", epoch).output()).ends(0)
    };
    run("1782900000", "gol.md --date 2026-07-02").complains(&["2026-07-02T00:00:00+00:00, from --date"]);
    run("1782900000", "gol.md").complains(&["2026-07-01T10:00:00+00:00, from SOURCE_DATE_EPOCH"]);
    run("", "gol.md").complains(&["2026-06-24T14:05:00+04:00, from the article's published time"]);
    run("", "bag.md").complains(&["from the clock", "note[clock-used]"]);
    run("", "bag.md --published 2026-06-01").complains(&["2026-06-01T00:00:00+00:00, from the article's"]);
    let normal = folder.run("convert bag.md --force").ends(0);
    assert!(!normal.stderr.contains("clock-used"), "{}", normal.stderr);

    let twice = |arguments: &str| {
        let to_stdout = format!("convert {arguments} --to {} -o - -q --date 2026-07-02", any_renderer().name());
        folder.run(&to_stdout).ends(0).stdout
    };
    assert!(twice("bag.md") == twice("bag.md"));
}

// 5. Several articles.

#[test]
fn a_batch_reports_what_failed() {
    let folder = Folder::with(&[("a.md", WHOLE), ("b.md", HEADLESS), ("c.md", BARE)]);
    folder
        .run("convert b.md missing.md")
        .ends(1)
        .complains(&["file-unreadable", "0 of 2 articles converted, 2 failed"]);
    folder.run("convert a.md b.md c.md").ends(3).complains(&["b.md", "2 of 3 articles converted, 1 failed"]);
    let mut expected = files_of("a");
    expected.extend(files_of("c"));
    assert_eq!(folder.names("output"), sorted(expected));
    folder.run("convert a.md c.md --date 2026-07-02 --force").ends(0).complains(&["2 of 2 articles converted\n"]);
    let json = folder.run("convert a.md b.md --date 2026-07-02 --json -o json").ends(3).json();
    assert_eq!(json.iter().filter(|object| object["type"] == "output").count(), usual().len());
    assert!(json.iter().any(|object| object["file"] == "b.md" && object["severity"] == "error"));
}
