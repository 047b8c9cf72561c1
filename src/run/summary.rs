//! What became of a whole run, counted from the lines of its manifest: how many, why not, where, and which terms.

use std::collections::BTreeMap;

use serde::Serialize;

use super::manifest::{ArticleLine, ArticleOrigin, ArticleState, DiagnosticLine, ManifestLine, SCHEMA};
use crate::diagnostic::{Code, Severity};

/// How many places are kept of each reason.
const PLACES: usize = 3;
/// So many kinds of something are told apart; what comes behind them is counted together.
const MOST_KINDS: usize = 500;
/// How many kinds of terms are named in a sentence each.
const TERMS_NAMED: usize = 20;

/// How often something was, and where first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// How often.
    pub count: u64,
    /// The first places, three at most.
    pub places: Vec<String>,
}

impl Tally {
    fn count(&mut self, place: impl FnOnce() -> String) {
        self.count += 1;
        if self.places.len() < PLACES {
            self.places.push(place());
        }
    }
}

/// Tallies by kind. However many kinds a hostile archive has, no more than some are held.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Tallies(BTreeMap<String, Tally>);

impl Tallies {
    /// What all kinds beyond those that are told apart are counted as.
    pub const OTHERS: &'static str = "others";

    fn count(&mut self, kind: &str, place: impl FnOnce() -> String) {
        let is_known = self.0.contains_key(kind) || self.0.len() < MOST_KINDS;
        let kind = if is_known { kind } else { Self::OTHERS };
        self.0.entry(kind.to_owned()).or_default().count(place);
    }

    /// Every kind with its tally, the most frequent first.
    pub fn by_count(&self) -> Vec<(&str, &Tally)> {
        let mut all: Vec<(&str, &Tally)> = self.0.iter().map(|(kind, tally)| (kind.as_str(), tally)).collect();
        all.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.count));
        all
    }

    /// How often anything was.
    pub fn total(&self) -> u64 {
        self.0.values().map(|tally| tally.count).sum()
    }
}

/// What became of everything in a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RunSummary {
    /// Articles whose files were made.
    pub converted: u64,
    /// Of those that an earlier run had done: not counted in anything else, because nothing was read of them.
    pub done_before: u64,
    /// Articles that an earlier run had failed at.
    pub failed_before: u64,
    /// Articles that failed, by the code of the first reason.
    pub failed: Tallies,
    /// What was passed over, by reason.
    pub skipped: Tallies,
    /// What could not be read.
    pub damages: Tally,
    /// Articles with a duty that is not met.
    pub unmet: Tally,
    /// What the terms of the converted articles mean: how many articles have each meaning.
    pub terms: Tallies,
    /// Converted articles in which no terms were understood.
    pub without_terms: u64,
    /// Converted articles by publisher.
    pub publishers: Tallies,
    /// Converted articles by language.
    pub languages: Tallies,
    /// Articles by the codes of what was said of them.
    pub messages: Tallies,
    /// Files that were made.
    pub files: u64,
    /// How many bytes these have.
    pub bytes: u64,
}

/// Where something is, as people find it.
pub fn place(origin: &ArticleOrigin) -> String {
    match (&origin.address, &origin.part, origin.offset) {
        (Some(address), ..) => address.clone(),
        (None, Some(part), Some(offset)) => format!("{}/{part} at byte {offset}", origin.input),
        (None, None, Some(offset)) => format!("{} at byte {offset}", origin.input),
        (None, _, None) => origin.input.clone(),
    }
}

/// The code of the reason why an article failed: the first of the gravest.
pub fn cause(diagnostics: &[DiagnosticLine]) -> &str {
    let gravity = |said: &&DiagnosticLine| {
        [Severity::Error, Severity::Warning].iter().position(|severity| severity.as_str() == said.severity).unwrap_or(2)
    };
    diagnostics.iter().min_by_key(gravity).map_or("unknown", |said| &said.code)
}

impl RunSummary {
    /// Counts a line of a manifest.
    pub fn take(&mut self, line: &ManifestLine) {
        match line {
            ManifestLine::Run(_) => {}
            ManifestLine::Article(article) => self.article(article),
            ManifestLine::Skipped(line) => self.skipped.count(&line.reason, || place(&line.origin)),
            ManifestLine::Damage(line) => {
                self.damages.count(|| format!("{}: {}", place(&line.origin), line.message));
            }
        }
    }

    /// An earlier run has converted an article, or failed at it.
    pub fn take_done(&mut self, has_failed: bool) {
        if has_failed {
            self.failed_before += 1;
        } else {
            self.done_before += 1;
        }
    }

    fn article(&mut self, article: &ArticleLine) {
        let ArticleLine { origin, state, summary, files, diagnostics, .. } = article;
        let here = || place(origin);
        let mut codes: Vec<&str> = diagnostics.iter().map(|said| said.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.iter().for_each(|code| self.messages.count(code, here));
        if *state == ArticleState::Failed {
            return self.failed.count(cause(diagnostics), here);
        }
        self.converted += 1;
        self.files += files.len() as u64;
        self.bytes += files.iter().map(|file| file.bytes).sum::<u64>();
        self.without_terms += u64::from(summary.terms.is_empty());
        let mut terms: Vec<&String> = summary.terms.iter().collect();
        terms.sort_unstable();
        terms.dedup();
        terms.iter().for_each(|term| self.terms.count(term, here));
        self.publishers.count(summary.publisher.as_deref().unwrap_or("not stated"), here);
        self.languages.count(summary.language.as_deref().unwrap_or("not known"), here);
        if codes.contains(&Code::DutyUnmet.as_str()) {
            self.unmet.count(here);
        }
    }

    /// How many articles went by.
    pub fn articles(&self) -> u64 {
        self.converted + self.done_before + self.failed.total() + self.failed_before
    }

    /// The summary in words, a sentence a line.
    pub fn sentences(&self) -> Vec<String> {
        let before = match (self.done_before, self.failed_before) {
            (0, 0) => String::new(),
            (count, 0) => format!(", {count} done before"),
            (count, failed) => format!(", {count} done and {failed} failed before"),
        };
        let mut said = vec![format!("{} articles converted{before}, {} failed", self.converted, self.failed.total())];
        said.extend(self.failed.by_count().iter().map(|(code, tally)| with_places(&format!("failed, {code}"), tally)));
        if self.damages.count > 0 {
            said.push(with_places("could not be read", &self.damages));
        }
        said.extend(
            self.skipped.by_count().iter().map(|(reason, tally)| with_places(&format!("passed over, {reason}"), tally)),
        );
        let terms = self.terms.by_count();
        said.extend(terms.iter().take(TERMS_NAMED).map(|(term, tally)| format!("  terms, {term}: {}", tally.count)));
        if terms.len() > TERMS_NAMED {
            said.push(format!("  terms, {} more kinds", terms.len() - TERMS_NAMED));
        }
        if self.without_terms > 0 {
            said.push(format!("  no terms recognised: {}", self.without_terms));
        }
        if self.unmet.count > 0 {
            said.push(with_places("a duty is unmet", &self.unmet));
        }
        said
    }

    /// The summary as JSON, without an end; `manifest` is what the manifest is called.
    pub fn to_json(&self, manifest: &str) -> String {
        #[derive(Serialize)]
        struct SummaryLine<'a> {
            schema: &'static str,
            r#type: &'static str,
            manifest: &'a str,
            #[serde(flatten)]
            summary: &'a RunSummary,
        }
        let line = SummaryLine { schema: SCHEMA, r#type: "report", manifest, summary: self };
        serde_json::to_string(&line).unwrap_or_default()
    }
}

fn with_places(what: &str, tally: &Tally) -> String {
    let more = if tally.count > tally.places.len() as u64 { ", …" } else { "" };
    format!("  {what}: {} ({}{more})", tally.count, tally.places.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_without_end_are_counted_together() {
        let mut tallies = Tallies::default();
        for kind in 0..MOST_KINDS + 7 {
            tallies.count(&kind.to_string(), || "here".to_owned());
        }
        tallies.count("3", || "there".to_owned());
        assert_eq!(tallies.total(), MOST_KINDS as u64 + 8);
        assert_eq!(tallies.0[Tallies::OTHERS].count, 7);
        assert_eq!(tallies.0["3"].places, ["here", "there"]);
    }

    #[test]
    fn an_article_failed_for_the_first_of_the_gravest_reasons() {
        let said = |code: &str, severity: &str| DiagnosticLine {
            code: code.to_owned(),
            severity: severity.to_owned(),
            message: String::new(),
            line: None,
            column: None,
        };
        let all = [said("a", "note"), said("b", "warning"), said("c", "error"), said("d", "error")];
        assert_eq!((cause(&all), cause(&all[..2]), cause(&[])), ("c", "b", "unknown"));
    }
}
