//! What became of a whole run, for people: how many, why not, where, and which terms.

use std::collections::BTreeMap;
use std::path::Path;

use istinad::run::manifest::{ArticleOrigin, ArticleSummary};
use istinad::{Code, Diagnostic, Severity};

use super::super::Exit;
use crate::cli::messages::Console;

/// How many places are shown of each reason.
const PLACES: usize = 3;

/// Counts what became of everything.
#[derive(Debug, Default)]
pub(super) struct RunSummary {
    converted: usize,
    before: usize,
    failed: usize,
    failed_before: usize,
    without_terms: usize,
    unmet: usize,
    is_broken: bool,
    skipped: BTreeMap<String, Tally>,
    failures: BTreeMap<&'static str, Tally>,
    terms: BTreeMap<String, usize>,
    damages: Tally,
}

/// How often something was, and where first.
#[derive(Debug, Default)]
struct Tally {
    count: usize,
    places: Vec<String>,
}

impl Tally {
    fn count(&mut self, place: impl FnOnce() -> String) {
        self.count += 1;
        if self.places.len() < PLACES {
            self.places.push(place());
        }
    }
}

/// How a place is shown.
fn place(origin: &ArticleOrigin) -> String {
    match (&origin.address, origin.offset) {
        (Some(address), _) => address.clone(),
        (None, Some(offset)) => format!("{} at byte {offset}", origin.input),
        (None, None) => origin.input.clone(),
    }
}

impl RunSummary {
    /// How many articles went by.
    pub(super) fn articles(&self) -> usize {
        self.converted + self.before + self.failed + self.failed_before
    }

    /// How many failed.
    pub(super) fn failed(&self) -> usize {
        self.failed
    }

    /// An earlier run has converted an article, or failed to.
    pub(super) fn done_before(&mut self, failed: bool) {
        if failed {
            self.failed_before += 1;
        } else {
            self.before += 1;
        }
    }

    /// Nothing more can be written.
    pub(super) fn fail(&mut self) {
        self.is_broken = true;
    }

    pub(super) fn skipped(&mut self, reason: &str, origin: &ArticleOrigin) {
        self.skipped.entry(reason.to_owned()).or_default().count(|| place(origin));
    }

    pub(super) fn damaged(&mut self, message: &str, origin: &ArticleOrigin) {
        self.damages.count(|| format!("{}: {message}", place(origin)));
    }

    pub(super) fn converted(&mut self, said: &ArticleSummary, diagnostics: &[Diagnostic]) {
        self.converted += 1;
        self.without_terms += usize::from(said.terms.is_empty());
        for term in &said.terms {
            *self.terms.entry(term.clone()).or_default() += 1;
        }
        self.unmet += usize::from(diagnostics.iter().any(|diagnostic| diagnostic.code == Code::DutyUnmet));
    }

    pub(super) fn failed_article(&mut self, name: &str, diagnostics: &[Diagnostic]) {
        self.failed += 1;
        let severest = diagnostics.iter().map(Diagnostic::severity).max().unwrap_or(Severity::Error);
        let why = diagnostics.iter().find(|diagnostic| diagnostic.severity() == severest);
        let code = why.map_or("unknown", |diagnostic| diagnostic.code.as_str());
        self.failures.entry(code).or_default().count(|| name.to_owned());
    }

    /// Says it.
    pub(super) fn tell(&self, console: &mut Console, manifest: Option<&Path>) {
        let before = match (self.before, self.failed_before) {
            (0, 0) => String::new(),
            (count, 0) => format!(", {count} done before"),
            (count, failed) => format!(", {count} done and {failed} failed before"),
        };
        console.remark(format_args!("{} articles converted{before}, {} failed", self.converted, self.failed));
        for (code, tally) in &self.failures {
            tell(console, &format!("  failed, {code}"), tally);
        }
        if self.damages.count > 0 {
            tell(console, "  could not be read", &self.damages);
        }
        for (reason, tally) in &self.skipped {
            tell(console, &format!("  passed over, {reason}"), tally);
        }
        for (term, count) in &self.terms {
            console.remark(format_args!("  terms, {term}: {count}"));
        }
        if self.without_terms > 0 {
            console.remark(format_args!("  no terms recognised: {}", self.without_terms));
        }
        if self.unmet > 0 {
            console.remark(format_args!("  a duty is unmet: {}", self.unmet));
        }
        if let Some(manifest) = manifest {
            console.remark(format_args!("a line for each of them is in {}", manifest.display()));
        }
    }

    /// How the run ends.
    pub(super) fn exit(&self) -> Exit {
        let made = self.converted + self.before;
        match (made, self.failed + self.failed_before + self.damages.count) {
            _ if self.is_broken => Exit::BadData,
            (0, _) => Exit::BadData,
            (_, 0) => Exit::Done,
            (_, _) => Exit::Partial,
        }
    }
}

fn tell(console: &mut Console, what: &str, tally: &Tally) {
    let more = if tally.count > tally.places.len() { ", …" } else { "" };
    console.remark(format_args!("{what}: {} ({}{more})", tally.count, tally.places.join(", ")));
}
