//! `istinad check` of a run: every file that its manifest names, article by article, in bounded memory.
//!
//! 1. the manifest is read once for its inputs; those that are at hand are opened ([`SourcesAtHand`]);
//! 2. read again line by line, workers compare each file with its size and its digest, and what it says with its source,
//!    or where that is not at hand with itself;
//! 3. what is not as it should be is said, in the order of the manifest.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::{Component, Path};

use istinad::inspect::{Finding, agree, beside_the_proof, compare, examine, inspect_within};
use istinad::run::in_order;
use istinad::run::manifest::{ArticleLine, FileLine, ManifestLine, SCHEMA, sha256_hex};
use istinad::{Code, Diagnostic, Document, Limit, Limits, ReadOptions, Source, json};

use super::{Check, ReportSheet, package};
use crate::cli::args::{ArticleArgument, CheckArguments, shown};
use crate::cli::collection::{FoundSources, SourcesAtHand, processors};
use crate::cli::files;
use crate::cli::manifest::lines;
use crate::cli::messages::Console;
use crate::cli::progress::Progress;

/// How often something was.
#[derive(Debug, Default)]
struct CheckCounts {
    articles: usize,
    proved: usize,
    beside_source: usize,
    not_proved: usize,
    without_source: usize,
}

/// What became of the files of one article.
struct CheckedArticle {
    files: Vec<CheckedFile>,
    /// Why its source proves nothing.
    source_fault: Option<Diagnostic>,
    source: Option<Source>,
    is_at_hand: bool,
    name: String,
}

/// What became of one file.
struct CheckedFile {
    name: String,
    faults: Vec<Diagnostic>,
    check: Option<Check>,
}

impl CheckedFile {
    fn is_proved(&self) -> bool {
        self.faults.is_empty() && self.check.as_ref().is_none_or(Check::is_proved)
    }
}

/// Checks all files of a run; `true` if every one is proved.
pub(super) fn run(arguments: &CheckArguments, options: &ReadOptions, path: &Path, console: &mut Console) -> bool {
    let limits = arguments.limits();
    let (inputs, articles) = match inputs(path) {
        Ok(found) => found,
        Err(message) => {
            let message = format!("{} is no whole manifest: {message}", shown(path));
            let hint = "a run that ended early is taken up with `convert --resume`";
            console.diagnostics(&shown(path), None, &[Diagnostic::new(Code::ManifestInvalid, message).with_hint(hint)]);
            return false;
        }
    };
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let found = FoundSources::find(&inputs, folder, &arguments.knowledge);
    let sources = SourcesAtHand::open(&found, &arguments.knowledge);
    let checker = Checker { folder, limits: &limits, options, sources: &sources };
    let (mut counts, mut progress) = (CheckCounts::default(), Progress::new(articles));
    let lines = lines(path).ok().into_iter().flatten().filter_map(|line| match line {
        Ok(ManifestLine::Article(article)) => Some(article),
        _ => None,
    });
    in_order(
        lines,
        arguments.jobs.map_or_else(processors, NonZero::get),
        |article| checker.check(&article),
        |checked| {
            counts.take(&checked);
            progress.step(true, counts.not_proved as u64);
            progress.show(console, &checked.name);
            say(&checked, console);
            ControlFlow::Continue(())
        },
    );
    console.clear_progress();
    let CheckCounts { articles, proved, beside_source, not_proved, without_source } = counts;
    console.remark(format_args!(
        "{}: {proved} files of {articles} articles proved, {beside_source} of them beside their sources; {not_proved} not \
         proved; the sources of {without_source} articles are not at hand",
        shown(path)
    ));
    not_proved == 0
}

/// The inputs of a run, and how many articles it had; all lines are read to see that they are whole.
fn inputs(path: &Path) -> Result<(BTreeSet<String>, u64), String> {
    let (mut inputs, mut articles) = (BTreeSet::new(), 0);
    let mut is_begun = false;
    for line in lines(path).map_err(|error| files::reason(&error))? {
        match line.map_err(|bad| bad.to_string())? {
            ManifestLine::Run(run) if run.schema == SCHEMA => is_begun = true,
            ManifestLine::Run(run) => return Err(format!("it is of another version ({})", run.schema)),
            ManifestLine::Article(article) => {
                articles += 1;
                inputs.insert(article.origin.input.clone());
            }
            _ => {}
        }
    }
    if is_begun { Ok((inputs, articles)) } else { Err("no line says what the run was".to_owned()) }
}

impl CheckCounts {
    fn take(&mut self, article: &CheckedArticle) {
        if article.files.is_empty() {
            return;
        }
        self.articles += 1;
        self.without_source += usize::from(!article.is_at_hand);
        let proved = article.files.iter().filter(|file| file.is_proved()).count();
        if article.source_fault.is_some() {
            self.not_proved += article.files.len();
            return;
        }
        self.proved += proved;
        self.not_proved += article.files.len() - proved;
        self.beside_source += if article.is_at_hand { proved } else { 0 };
    }
}

/// Says what is not as it should be; to machines every file.
fn say(article: &CheckedArticle, console: &mut Console) {
    console.diagnostics(&article.name, None, article.source_fault.as_slice());
    let original = article.source.as_ref();
    for file in &article.files {
        console.diagnostics(&file.name, None, &file.faults);
        let Some(check) = &file.check else { continue };
        if console.speaks_json() {
            console.print(json::check(&check.name, &check.report, &check.findings, original));
        } else if !check.is_proved() {
            console.print(ReportSheet { check, original });
        }
    }
}

/// What every worker has.
struct Checker<'a> {
    folder: &'a Path,
    limits: &'a Limits,
    options: &'a ReadOptions,
    sources: &'a SourcesAtHand<'a>,
}

impl Checker<'_> {
    fn check(&self, article: &ArticleLine) -> CheckedArticle {
        let origin = &article.origin;
        let name = origin.address.as_ref().map_or_else(|| origin.input.clone(), |it| format!("{}: {it}", origin.input));
        let mut checked =
            CheckedArticle { files: Vec::new(), source_fault: None, source: None, is_at_hand: false, name };
        if article.files.is_empty() {
            return checked;
        }
        let mut document = None;
        match self.sources.original(origin, self.options) {
            None => {}
            Some(Ok((source, read))) => {
                checked.is_at_hand = true;
                checked.source = Some(source);
                document = Some(read);
            }
            Some(Err(fault)) => {
                checked.is_at_hand = true;
                checked.source_fault = Some(fault);
            }
        }
        for line in &article.files {
            let mut file = self.file(line, document.as_ref());
            if let (Some(check), Some(first)) =
                (&mut file.check, checked.files.first().and_then(|first| first.check.as_ref()))
            {
                let found = agree(&[(&first.name, &first.report), (&check.name, &check.report)]);
                let found = found.into_iter().map(|(_, finding)| finding);
                check.findings.extend(found.filter(|finding| document.is_none() || finding.difference.is_none()));
            }
            checked.files.push(file);
        }
        checked
    }

    fn file(&self, line: &FileLine, document: Option<&Document>) -> CheckedFile {
        let path = self.folder.join(&line.file);
        let mut file = CheckedFile { name: shown(&path), faults: Vec::new(), check: None };
        let fault = |code, message| Diagnostic::new(code, message);
        if Path::new(&line.file).components().any(|part| !matches!(part, Component::Normal(_))) {
            let message = format!("the manifest names {:?}, which leads out of its folder", line.file);
            file.faults.push(fault(Code::ManifestInvalid, message));
            return file;
        }
        if !path.exists() {
            file.faults.push(fault(Code::FileMissing, format!("{} is not there", file.name)));
            return file;
        }
        let argument = ArticleArgument::File(path);
        let bytes = match files::read_bytes(&argument, self.limits, Limit::CheckedFile) {
            Ok(bytes) => bytes,
            Err(error) => {
                file.faults.extend(error.into_diagnostics());
                return file;
            }
        };
        let digest = sha256_hex(&bytes);
        if bytes.len() as u64 != line.bytes {
            let message = format!("{} has {} bytes, and had {} when it was made", file.name, bytes.len(), line.bytes);
            file.faults.push(fault(Code::FileDiffers, message));
        } else if digest != line.sha256 {
            let message = format!("{} was changed: its SHA-256 is {digest}, and was {}", file.name, line.sha256);
            file.faults.push(fault(Code::FileDiffers, message));
        }
        // What is in a package the check of packages proves; here it is one file.
        if package::is_package(&argument) {
            return file;
        }
        match inspect_within(&bytes, self.limits) {
            Ok(report) => {
                let mut findings: Vec<Finding> = document.map(|it| compare(&report, it)).unwrap_or_default();
                findings.extend(document.map(|it| beside_the_proof(&report, it)).unwrap_or_default());
                for finding in examine(&report) {
                    if document.is_none() || finding.code != Code::DigestMissing && !findings.contains(&finding) {
                        findings.push(finding);
                    }
                }
                file.check = Some(Check { name: file.name.clone(), report, findings });
            }
            Err(error) => file.faults.extend(error.into_diagnostics()),
        }
        file
    }
}
