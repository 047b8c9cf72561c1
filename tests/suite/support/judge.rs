//! Shows files to the judges: programs that this project did not write.
//!
//! A function per judge takes files and hands back a [`Verdict`]; what the judges know how to read back (text,
//! structure, values) comes as data. All of them go through `tests/validators/judge`, which knows where each judge
//! lives. Starting one costs a second or more and judging a file a tenth of that: show it many files at once.
//!
//! ```ignore
//! let book = judge::file("epub", "sample.epub", &bytes);
//! judge::epubcheck(&[&book]).accepts_all();
//! ```
//!
//! A judge that is not installed skips aloud, unless `CI` or `ISTINAD_JUDGES_REQUIRED` is set: then it panics.
#![allow(dead_code, reason = "a set of tools: which of them the tests use changes with the tests")]

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs};

use serde_json::Value;

/// What a judge said of the files it was shown.
#[derive(Debug)]
#[must_use = "a verdict that nobody looks at proves nothing"]
pub(crate) enum Verdict {
    /// The judge is not installed; why.
    Skipped(String),
    /// One judgement for each file, or for each file and flavour or schema.
    Judged(Vec<Judgement>),
}

/// What a judge said of one file.
#[derive(Debug)]
pub(crate) struct Judgement {
    /// The judge, or the flavour or schema that it judged by.
    pub(crate) by: String,
    /// The file as it was named to the judge.
    pub(crate) file: PathBuf,
    /// What is wrong with it, a sentence each; nothing if it passed.
    pub(crate) faults: Vec<String>,
}

impl Verdict {
    /// Panics with a report unless every file passed (or the judge was skipped, which has been said already).
    #[track_caller]
    pub(crate) fn accepts_all(&self) {
        if let Err(report) = self.as_result() {
            panic!("{report}");
        }
    }

    /// Panics unless every file was refused by a fault that contains `fault`.
    #[track_caller]
    pub(crate) fn refuses_all(&self, fault: &str) {
        for judgement in self.judgements() {
            assert!(
                judgement.faults.iter().any(|found| found.contains(fault)),
                "{} does not refuse {} for {fault:?}: {:#?}",
                judgement.by,
                judgement.file.display(),
                judgement.faults
            );
        }
    }

    /// `Err` with a report of every fault, grouped by file, if there is one.
    pub(crate) fn as_result(&self) -> Result<(), String> {
        let mut report = String::new();
        let refused = self.judgements().iter().filter(|judgement| !judgement.faults.is_empty());
        for judgement in refused {
            let _ = writeln!(report, "{} refuses {}", judgement.by, judgement.file.display());
            for fault in &judgement.faults {
                let _ = writeln!(report, "    {fault}");
            }
        }
        if report.is_empty() { Ok(()) } else { Err(report) }
    }

    /// Every judgement; none if the judge was skipped.
    pub(crate) fn judgements(&self) -> &[Judgement] {
        match self {
            Self::Skipped(_) => &[],
            Self::Judged(judgements) => judgements,
        }
    }

    /// Whether the judge is not installed.
    pub(crate) fn is_skipped(&self) -> bool {
        matches!(self, Self::Skipped(_))
    }
}

/// PDF by veraPDF's profiles: `2a`, `2u`, `3a`, `4f`, `ua1`, `ua2` and so on.
pub(crate) fn verapdf(flavours: &[&str], files: &[impl AsRef<Path>]) -> Verdict {
    judge("verapdf", Some(&flavours.join(",")), files, flavours.len())
}

/// JSON, an object a line, by `docs/istinad-1.schema.json`.
pub(crate) fn json_schema(files: &[impl AsRef<Path>]) -> Verdict {
    judge("json-schema", None, files, 1)
}

/// Bags (folders), by bagit-python.
pub(crate) fn bagit(folders: &[impl AsRef<Path>]) -> Verdict {
    judge("bagit", None, folders, 1)
}

/// Bags (folders), by the profile in `docs/bagit-profile.json`.
pub(crate) fn bagit_profile(folders: &[impl AsRef<Path>]) -> Verdict {
    judge("bagit-profile", None, folders, 1)
}

/// The formats that PREMIS names in bags (folders), by PRONOM's signatures.
pub(crate) fn fido(folders: &[impl AsRef<Path>]) -> Verdict {
    judge("fido", None, folders, 1)
}

/// Information packages of E-ARK (folders, ZIP or tar files), by its validator.
pub(crate) fn eark(packages: &[impl AsRef<Path>]) -> Verdict {
    judge("eark", None, packages, 1)
}

/// RO-Crate 1.1 in the payload of bags (folders), by its validator.
pub(crate) fn ro_crate(folders: &[impl AsRef<Path>]) -> Verdict {
    judge("ro-crate", None, folders, 1)
}

/// METS, by its schema.
pub(crate) fn mets(files: &[impl AsRef<Path>]) -> Verdict {
    judge("mets", None, files, 1)
}

/// PREMIS 3, by its schema.
pub(crate) fn premis(files: &[impl AsRef<Path>]) -> Verdict {
    judge("xmllint", Some("preservation/premis.xsd"), files, 1)
}

/// PDF syntax, by qpdf. Its warnings are faults.
pub(crate) fn qpdf(files: &[impl AsRef<Path>]) -> Verdict {
    judge("qpdf", None, files, 1)
}

/// EPUB by EPUBCheck. Its warnings are faults.
pub(crate) fn epubcheck(files: &[impl AsRef<Path>]) -> Verdict {
    judge("epubcheck", None, files, 1)
}

/// EPUB as epub.js and foliate-js show it on a phone, a tablet and a desktop.
pub(crate) fn readers(files: &[impl AsRef<Path>]) -> Verdict {
    judge("readers", None, files, 2)
}

/// EPUB by Ace, for accessibility. Any violation is a fault.
pub(crate) fn ace(files: &[impl AsRef<Path>]) -> Verdict {
    judge("ace", None, files, 1)
}

/// NewsML-G2 by IPTC's schema alone, as most receivers judge it, and with the schemas of the NITF and ODRL in it.
pub(crate) fn newsml_schema(files: &[impl AsRef<Path>]) -> Verdict {
    judge("xmllint", Some("NewsML-G2_2.35-spec-All-Power.xsd,all-archival.xsd"), files, 2)
}

/// NewsML-G2 with a policy in XML in it, by the schemas of both.
pub(crate) fn newsml_and_odrl_schema(files: &[impl AsRef<Path>]) -> Verdict {
    judge("xmllint", Some("all-archival.xsd"), files, 1)
}

/// NewsML-G2 by IPTC's schema alone.
pub(crate) fn newsml_schema_alone(files: &[impl AsRef<Path>]) -> Verdict {
    judge("xmllint", Some("NewsML-G2_2.35-spec-All-Power.xsd"), files, 1)
}

/// Rights policies in XML, by the schema of ODRL 2.2.
pub(crate) fn odrl_schema(files: &[impl AsRef<Path>]) -> Verdict {
    judge("xmllint", Some("ODRL22.xsd"), files, 1)
}

/// NewsML-G2 by the rules that its schema cannot say.
pub(crate) fn newsml_rules(files: &[impl AsRef<Path>]) -> Verdict {
    judge("newsml-rules", None, files, 1)
}

/// ninjs by IPTC's schema.
pub(crate) fn ninjs(files: &[impl AsRef<Path>]) -> Verdict {
    judge("ninjs", None, files, 1)
}

/// Rights policies, each a JSON-LD file, by W3C's ODRL shapes and vocabulary.
pub(crate) fn odrl(files: &[impl AsRef<Path>]) -> Verdict {
    judge("odrl", None, files, 1)
}

/// What readers of NewsML-G2 take from each file, in the order of the files; `None` if skipped.
///
/// `tests/validators/newsml_read.py` makes the objects: `{"file", "container", "items": [{"guid", "lang", "rights",
/// "meta", "content", "parts", "inline", "superdesk", …}]}` by IPTC's reader, or `{"file", "error"}`.
pub(crate) fn newsml_read(files: &[impl AsRef<Path>]) -> Option<Vec<Value>> {
    Some(answers("newsml-read", files.len(), &ask("newsml-read", None, files).ok()?))
}

/// The text of a PDF as poppler extracts it, pages parted by form feeds; `None` if skipped.
pub(crate) fn pdf_text(file: impl AsRef<Path>) -> Option<String> {
    read("pdftotext", file.as_ref())
}

/// The structure tree of a PDF with the text of each element, as poppler prints it; `None` if skipped.
pub(crate) fn pdf_structure(file: impl AsRef<Path>) -> Option<String> {
    read("pdfstruct", file.as_ref())
}

/// The fonts of a PDF as poppler lists them; `None` if skipped.
pub(crate) fn pdf_fonts(file: impl AsRef<Path>) -> Option<String> {
    read("pdffonts", file.as_ref())
}

/// The text of each PDF by program, in the order of the files, as `{"file", "texts": {program: text}}`; `None` if
/// skipped.
pub(crate) fn extracted(files: &[impl AsRef<Path>]) -> Option<Vec<Value>> {
    Some(answers("extractors", files.len(), &ask("extractors", None, files).ok()?))
}

/// The text of each EPUB as calibre converts it, in the order of the files, as `{"file", "texts": {format: text}}`: to TXT,
/// and to AZW3, the format of Kindles, and from there to TXT; `None` if skipped.
pub(crate) fn calibre(files: &[impl AsRef<Path>]) -> Option<Vec<Value>> {
    Some(answers("calibre", files.len(), &ask("calibre", None, files).ok()?))
}

/// A PDF as other programs write it anew: each file; `None` if skipped.
pub(crate) fn rewritten(file: &Path) -> Option<Vec<PathBuf>> {
    let folder = file.with_extension("rewritten");
    let output = ask("rewritten", Some(&folder.to_string_lossy()), &[file]).ok()?;
    assert!(output.status.success(), "rewriting broke off: {}", describe(&output));
    let files = fs::read_dir(&folder).expect("the judge made the folder");
    Some(files.map(|entry| entry.expect("the folder can be listed").path()).collect())
}

/// What is wrong with the local page of a program, as an archivist uses it in a browser; `None` if skipped.
pub(crate) fn page(folder: &Path, program: &Path) -> Option<Vec<String>> {
    let output = ask("page", Some(&folder.to_string_lossy()), &[program]).ok()?;
    assert!(lines(&output).filter(|line| line.starts_with("pass\t")).count() > 5, "page: {}", describe(&output));
    let wrong = lines(&output).filter(|line| line.starts_with("fail\t")).map(|line| line.replace('\t', "\n  "));
    Some(wrong.collect())
}

/// HTML by the Nu checker. Its warnings are faults.
pub(crate) fn html(files: &[impl AsRef<Path>]) -> Verdict {
    judge("html", None, files, 1)
}

/// Reports of runs, each beside its manifest, in a browser.
pub(crate) fn report(files: &[impl AsRef<Path>]) -> Verdict {
    judge("report", None, files, 1)
}

/// The payloads of web archives as they were told in files beside them, by FastWARC.
pub(crate) fn fastwarc(files: &[impl AsRef<Path>]) -> Verdict {
    judge("fastwarc", None, files, 1)
}

/// Web archives that another program writes into a folder; `None` if skipped.
pub(crate) fn archives(folder: &Path) -> Option<Vec<PathBuf>> {
    let output = ask("archives", None, &[folder]).ok()?;
    assert!(output.status.success(), "making archives broke off: {}", describe(&output));
    let files = fs::read_dir(folder).expect("the judge made the folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_none_or(|it| it != "payloads")).collect();
    files.sort();
    Some(files)
}

/// Puts bytes where a judge can see them: `target/tmp/FOLDER/NAME`. They stay there, to be looked at after a failure.
pub(crate) fn file(folder: &str, name: &str, bytes: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    let path = folder.join(name);
    // Two tests may show the same file: a judge that reads it for the one never sees half of what the other writes.
    static WRITTEN: AtomicUsize = AtomicUsize::new(0);
    let part = folder.join(format!(".{}-{name}.part", WRITTEN.fetch_add(1, Ordering::Relaxed)));
    fs::write(&part, bytes).expect("the target folder can be written");
    fs::rename(&part, &path).expect("the target folder can be written");
    path
}

/// Asks a judge, and takes its answer apart: `lines_each` lines for each file.
fn judge(name: &str, argument: Option<&str>, files: &[impl AsRef<Path>], lines_each: usize) -> Verdict {
    let output = match ask(name, argument, files) {
        Ok(output) => output,
        Err(reason) => return Verdict::Skipped(reason),
    };
    let judgements: Vec<Judgement> = lines(&output).filter_map(judgement).collect();
    // An answer that is not whole is no verdict: the judge fell over on the way.
    assert!(
        judgements.len() == files.len() * lines_each && output.status.code().is_some_and(|code| code <= 1),
        "{name} broke off: {}",
        describe(&output)
    );
    Verdict::Judged(judgements)
}

/// `pass|fail`, by what, file, faults, parted by tabs.
fn judgement(line: &str) -> Option<Judgement> {
    let mut fields = line.split('\t');
    let passed = match fields.next()? {
        "pass" => true,
        "fail" => false,
        _ => return None,
    };
    let by = fields.next()?.to_owned();
    let file = PathBuf::from(fields.next()?);
    let mut faults: Vec<String> = fields.map(str::to_owned).collect();
    if !passed && faults.is_empty() {
        faults.push("refused without a reason".to_owned());
    }
    Some(Judgement { by, file, faults })
}

fn read(name: &str, file: &Path) -> Option<String> {
    let output = ask(name, None, &[file]).ok()?;
    assert!(output.status.success(), "{name} cannot read {}: {}", file.display(), describe(&output));
    Some(String::from_utf8(output.stdout).expect("poppler prints UTF-8"))
}

/// Runs a judge. `Err` if it is not installed, after saying so.
fn ask(name: &str, argument: Option<&str>, files: &[impl AsRef<Path>]) -> Result<Output, String> {
    assert!(!files.is_empty(), "{name} was shown no file: a test that judges nothing proves nothing");
    let arguments = argument.map(OsString::from).into_iter().chain(files.iter().map(|file| file.as_ref().into()));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/validators/judge");
    // Through bash by name, so that it does not hang on the executable bit.
    let run = Command::new("bash").arg(script).arg(name).args(arguments).output();
    let reason = match run {
        Ok(output) if output.status.code() != Some(NOT_INSTALLED) => return Ok(output),
        Ok(output) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        Err(error) => format!("bash cannot be started: {error}"),
    };
    assert!(!are_required(), "{name} is required here: {reason}");
    skip(name, &reason);
    Err(reason)
}

/// The exit code of `tests/validators/judge` where a judge is missing.
const NOT_INSTALLED: i32 = 3;

/// Whether a judge that is not installed fails the tests.
fn are_required() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| ![OsStr::new(""), OsStr::new("0")].contains(&&*value));
    is_set("ISTINAD_JUDGES_REQUIRED") || is_set("CI")
}

/// Says that something is skipped because it is not at hand.
pub(crate) fn skip(what: &str, reason: &str) {
    say_once(&format!("skipped: {what}: {reason}"));
}

/// Says it past the test harness, which keeps the words of a test that passes to itself.
fn say_once(message: &str) {
    static SAID: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let is_new = SAID.lock().is_ok_and(|mut said| said.insert(message.to_owned()));
    if is_new {
        let _ = writeln!(std::io::stderr(), "{message}");
    }
}

/// What a judge answers in JSON, a line for each of `count` files.
fn answers(judge: &str, count: usize, output: &Output) -> Vec<Value> {
    let answers: Result<Vec<Value>, _> = lines(output).map(serde_json::from_str).collect();
    match answers {
        Ok(answers) if answers.len() == count => answers,
        Ok(_) => panic!("{judge} broke off: {}", describe(output)),
        Err(error) => panic!("{judge} does not speak JSON ({error}): {}", describe(output)),
    }
}

fn lines(output: &Output) -> impl Iterator<Item = &str> {
    std::str::from_utf8(&output.stdout).expect("judges print UTF-8").lines()
}

fn describe(output: &Output) -> String {
    let text = |bytes| String::from_utf8_lossy(bytes).trim().to_owned();
    format!("{}\n{}\n{}", output.status, text(&output.stderr), text(&output.stdout))
}
