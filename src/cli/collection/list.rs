//! `istinad list`: what is in a collection, a line for everything, as far as reading tells.
//!
//! It goes the way of a run, with the same choice and the same names, up to where files would be made; so what it says is
//! what a run would do. Lines are said in the order of the input as soon as they are known, and none is kept.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::Path;

use istinad::Severity;
use istinad::capture::{IndexEntry, Passed};
use istinad::convert::Conversion;
use istinad::model::Timestamp;
use istinad::run::listing::{ListedLine, Prospect};
use istinad::run::manifest::{ArticleOrigin, DiagnosticLine, Done};
use istinad::run::{TakenNames, in_order};

use super::archives::{Collection, Handles};
use super::inputs::InputList;
use super::work::{Finished, FinishedArticle, Goal, OTHER_LANGUAGE, WorkItem, Worker, severest};
use super::{pattern, pieces, processors, progress};
use crate::cli::Exit;
use crate::cli::args::{ArticleArgument, ListArguments, UsageError};
use crate::cli::files;
use crate::cli::messages::Console;
use crate::cli::time::{Time, now};

/// Does what the arguments say.
///
/// # Errors
/// If the arguments make no sense together.
pub(in crate::cli) fn list(arguments: &ListArguments) -> Result<Exit, UsageError> {
    let mut console = Console::new(&arguments.voice);
    let Some(options) = crate::cli::read_options(&arguments.knowledge, &mut console)? else { return Ok(Exit::BadData) };
    let Some(named) = files::named(&arguments.inputs(), &mut console)? else { return Ok(Exit::BadData) };
    let paths: Vec<&Path> = named.iter().filter_map(ArticleArgument::path).collect();
    if paths.len() < named.len() {
        return Err(UsageError::new("what is listed is sought in, and standard input (-) cannot be: name a file"));
    }
    let found = InputList::find(paths.into_iter());
    let limits = arguments.knowledge.limits();
    let collection = Collection::index(&found.inputs, limits, |archive, records| {
        console.progress_of(format_args!("{archive}: {records} records"));
    });
    console.clear_progress();

    let time = Time::settle(None)?;
    let conversion = Conversion::new([]).with_read_options(options).with_now(time.fixed().or(now()));
    let (done, handles) = (Done::default(), Handles::new(&collection));
    let worker = Worker {
        knowledge: &arguments.knowledge,
        conversion: &conversion,
        time,
        language: arguments.choice.language.as_deref(),
        goal: Goal::Known,
        proves: false,
        collection: &collection,
        handles: &handles,
        done: &done,
        made: None,
    };
    let pattern = pattern(arguments.name.as_ref(), &collection)?;
    let mut taken = TakenNames::default();
    let mut table = ListTable { form: ListForm::of(arguments), counts: ListCounts::default() };
    table.begin(&mut console);
    let pieces = pieces(&arguments.choice.of(&collection), &found, &collection);
    let mut progress = progress(&pieces);
    in_order(
        pieces.into_iter(),
        arguments.jobs.map_or_else(processors, NonZero::get),
        |piece| {
            let entry = match &piece {
                WorkItem::Capture(number) | WorkItem::Passed(number, _) => collection.index.entries().get(*number),
                WorkItem::File(_) | WorkItem::Skipped(_) | WorkItem::Damage(_) => None,
            };
            (entry, piece.is_work(), worker.work(piece))
        },
        |(entry, is_work, finished)| {
            if is_work {
                progress.step(true, table.counts.failed as u64);
                progress.show(&mut console, &finished.name());
            }
            let mut line = line(finished, &conversion, |known| taken.take(&pattern.name(known)));
            if let Some(entry) = entry {
                describe(&mut line, entry, &collection);
            }
            table.line(&line, &mut console);
            if console.is_broken() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        },
    );
    let counts = table.counts;
    if console.is_broken() {
        return Ok(Exit::BadData);
    }
    console.remark(counts.sentence());
    Ok(counts.exit())
}

/// What became of a piece, as a line.
fn line(
    finished: Finished,
    conversion: &Conversion,
    name: impl FnOnce(&istinad::run::NameFacts) -> String,
) -> ListedLine {
    match finished {
        Finished::Article(article) => {
            let FinishedArticle { origin, source, known, summary, diagnostics, .. } = *article;
            let is_sound = severest(&diagnostics) < Some(Severity::Error);
            let mut line = ListedLine::new(origin, if is_sound { Prospect::Article } else { Prospect::Failed });
            let cause = diagnostics.iter().find(|said| said.severity() == Severity::Error);
            line.reason = cause.map(|said| said.code.as_str().to_owned());
            line.name = is_sound.then(|| name(&known));
            line.format = source.as_ref().and_then(|source| {
                let reader = istinad::read::reader(source, conversion.read_options()).ok()?.0;
                Some(reader.name().to_owned())
            });
            line.diagnostics = diagnostics.iter().map(|said| DiagnosticLine::of(said, source.as_ref())).collect();
            line.summary = summary;
            line
        }
        Finished::Skipped { origin, reason, summary } => {
            let mut line = ListedLine::new(origin, Prospect::Skipped);
            (line.reason, line.summary) = (Some(reason), *summary);
            line
        }
        Finished::Damage { origin, message } => {
            let mut line = ListedLine::new(origin, Prospect::Damage);
            line.reason = Some(message);
            line
        }
        // Nothing was done before.
        Finished::Done { .. } => ListedLine::new(ArticleOrigin::default(), Prospect::Skipped),
    }
}

/// Adds what the head of a capture says.
fn describe(line: &mut ListedLine, entry: &IndexEntry, collection: &Collection) {
    let declared = collection.index.media_type(entry);
    line.media_type = Some(declared.to_owned()).filter(|declared| !declared.is_empty());
    // An answer that cannot be read has none.
    line.status = Some(entry.status).filter(|status| *status != 0);
}

/// How lines are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListForm {
    Json,
    Csv,
    Text,
}

impl ListForm {
    fn of(arguments: &ListArguments) -> Self {
        match (arguments.voice.json, arguments.csv) {
            (true, _) => Self::Json,
            (false, true) => Self::Csv,
            (false, false) => Self::Text,
        }
    }
}

/// Says the lines, and counts them.
struct ListTable {
    form: ListForm,
    counts: ListCounts,
}

impl ListTable {
    fn begin(&self, console: &mut Console) {
        match self.form {
            ListForm::Json => {}
            ListForm::Csv => console.write_stdout(&csv_row(&ListedLine::COLUMNS)),
            ListForm::Text => {
                console.print(text_row(["captured", "becomes", "words", "lang", "type"], "address → files"));
            }
        }
    }

    fn line(&mut self, line: &ListedLine, console: &mut Console) {
        if !self.counts.take(line) {
            return;
        }
        match self.form {
            ListForm::Json => console.print(line.to_json()),
            ListForm::Csv => console.write_stdout(&csv_row(&line.row().map(|field| harmless(&field)))),
            ListForm::Text => console.print(text(line)),
        }
    }
}

/// A field that a spreadsheet shows and does not reckon with: what begins as a formula has an apostrophe before it.
fn harmless(field: &str) -> String {
    if field.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{field}") } else { field.to_owned() }
}

fn csv_row<S: AsRef<[u8]>>(fields: &[S]) -> Vec<u8> {
    let mut row = csv::WriterBuilder::new().from_writer(Vec::new());
    // Into memory, and each row alone: nothing can be refused.
    let _ = row.write_record(fields);
    row.into_inner().unwrap_or_default()
}

/// A line for people. The columns are as wide as what they hold as a rule: lines are said before all are known.
fn text(line: &ListedLine) -> String {
    let ListedLine { origin, summary, .. } = line;
    let captured = origin.captured.as_deref().and_then(Timestamp::parse).map(|time| {
        let time = time.to_string();
        time.get(..16).unwrap_or(&time).replace('T', " ")
    });
    let becomes = match (line.becomes, &line.reason) {
        (Prospect::Skipped, Some(reason)) => reason,
        (becomes, _) => becomes.as_str(),
    };
    let words = summary.words.map(|words| words.to_string());
    let kind = line.media_type.as_deref().or(line.format.as_deref());
    let place = match (&origin.address, &origin.part, origin.offset) {
        (Some(address), ..) => address.clone(),
        (None, Some(part), Some(offset)) => format!("{}/{part} at byte {offset}", origin.input),
        (None, None, Some(offset)) => format!("{} at byte {offset}", origin.input),
        (None, _, None) => origin.input.clone(),
    };
    let end = match (&line.name, &line.reason, line.becomes) {
        (Some(name), ..) => format!("{place} → {name}"),
        (None, Some(reason), Prospect::Failed) => format!("{place} [{reason}]"),
        (None, Some(reason), Prospect::Damage) => format!("{place}: {reason}"),
        (None, ..) => place,
    };
    let or_none = |value: Option<&str>| value.unwrap_or("-").to_owned();
    let columns =
        [captured.as_deref(), Some(becomes), words.as_deref(), summary.language.as_deref(), kind].map(or_none);
    text_row(columns.each_ref().map(String::as_str), &end)
}

fn text_row([captured, becomes, words, language, kind]: [&str; 5], end: &str) -> String {
    format!("{captured:16}  {becomes:18}  {words:>6}  {language:7}  {kind:21}  {end}")
}

/// How often something was.
#[derive(Debug, Default)]
struct ListCounts {
    articles: usize,
    failed: usize,
    damages: usize,
    passed_over: BTreeMap<String, usize>,
    left_out: usize,
}

impl ListCounts {
    /// Counts a line; `false` of one that nobody asked for.
    fn take(&mut self, line: &ListedLine) -> bool {
        match line.becomes {
            Prospect::Article => self.articles += 1,
            Prospect::Failed => self.failed += 1,
            Prospect::Damage => self.damages += 1,
            Prospect::Skipped => {
                let reason = line.reason.clone().unwrap_or_default();
                if [Passed::NotAskedFor.as_str(), Passed::OutsideTime.as_str(), OTHER_LANGUAGE].contains(&&*reason) {
                    self.left_out += 1;
                    return false;
                }
                *self.passed_over.entry(reason).or_default() += 1;
            }
        }
        true
    }

    fn sentence(&self) -> String {
        let mut sentence = format!("{} article{}", self.articles, if self.articles == 1 { "" } else { "s" });
        if self.failed > 0 {
            let _ = write!(sentence, ", {} that would fail", self.failed);
        }
        if self.damages > 0 {
            let _ = write!(sentence, ", {} that cannot be read", self.damages);
        }
        let passed_over: usize = self.passed_over.values().sum();
        if passed_over > 0 {
            let reasons: Vec<String> =
                self.passed_over.iter().map(|(reason, count)| format!("{reason} {count}")).collect();
            let _ = write!(sentence, ", {passed_over} passed over ({})", reasons.join(", "));
        }
        if self.left_out > 0 {
            let _ = write!(sentence, "; {} that were not asked for are left out", self.left_out);
        }
        sentence
    }

    fn exit(&self) -> Exit {
        match (self.articles + self.passed_over.values().sum::<usize>() + self.left_out, self.failed + self.damages) {
            (_, 0) => Exit::Done,
            (0, _) => Exit::BadData,
            (_, _) => Exit::Partial,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_takes_no_field_for_a_formula() {
        for field in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert!(harmless(field).starts_with('\''), "{field}");
        }
        assert_eq!(harmless("Göl = 1"), "Göl = 1");
        assert_eq!(csv_row(&["a,b", "say \"c\"", "d\ne"]), b"\"a,b\",\"say \"\"c\"\"\",\"d\ne\"\n");
    }
}
