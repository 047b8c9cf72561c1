//! `istinad convert`: articles in, archival files out.
//!
//! 1. check that the arguments make sense together;
//! 2. settle what holds for all articles: what is known about them, the time to write, the formats;
//! 3. for each article: read it, make all its files, put them in place, say what happened;
//! 4. say what the whole run came to.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::time::Instant;

use istinad::convert::{Conversion, Converted, RenderedFile, RunReport, RunVerdict};
use istinad::package::PackageLayout;
use istinad::{Code, Diagnostic, Error, Outcome, RenderOptions, Severity, Source};

use super::Exit;
use super::args::{ArticleArgument, ConvertArguments, OutputDestination, UsageError};
use super::collection::{self, Collected};
use super::files;
use super::messages::{Console, ReportLine};
use super::pictures::PictureFiles;
use super::place::{OutputFile, Placer};
use super::progress::Progress;
use super::time::{SOURCE_DATE_EPOCH, Time, now};

/// Does what the arguments say.
///
/// # Errors
/// If the arguments make no sense together.
pub(crate) fn run(arguments: &ConvertArguments) -> Result<Exit, UsageError> {
    #[expect(clippy::disallowed_methods, reason = "how long a run takes is said, never written")]
    let start = Instant::now();
    let time = Time::settle(arguments.date)?;
    let mut console = Console::new(&arguments.voice);
    if let OutputDestination::Stdout = arguments.destination() {
        console = console.leaving_stdout();
    }
    let Some(conversion) = conversion(arguments, time, &mut console)? else { return Ok(Exit::BadData) };

    console.detail(format_args!("istinad {}", env!("CARGO_PKG_VERSION")));
    if arguments.package.is_some() && matches!(arguments.destination(), OutputDestination::Stdout) {
        return Err(UsageError::new("a package is put into a folder: name it with -o"));
    }
    let of_packages =
        [("--together", arguments.together), ("--check", arguments.check), ("--ro-crate", arguments.ro_crate)];
    if let (None, Some((option, _))) = (arguments.package, of_packages.iter().find(|(_, is_asked)| *is_asked)) {
        return Err(UsageError::new(format!("{option} is about packages: name a form with --package")));
    }
    if arguments.ro_crate && arguments.package.is_some_and(|form| form.layout != PackageLayout::Bagit) {
        return Err(UsageError::new("--ro-crate is about bags: a package of E-ARK has METS instead"));
    }
    let Some(articles) = files::named(&arguments.inputs(), &mut console)? else { return Ok(Exit::BadData) };
    let paths: Vec<&Path> = articles.iter().filter_map(ArticleArgument::path).collect();
    if paths.len() == articles.len()
        && let OutputDestination::Folder(folder) = arguments.destination()
        && (arguments.is_collection()
            || arguments.package.is_some()
            || paths.iter().any(|path| collection::is_collection(path)))
    {
        return collection::run(
            &Collected { arguments, conversion: &conversion, time, folder, paths: &paths },
            console,
        );
    }
    if arguments.package.is_some() {
        return Err(UsageError::new("a package holds the article's file, and standard input (-) is none"));
    }
    check(arguments, &articles)?;
    let stems = articles.iter().map(|article| article.stem().to_owned()).collect();
    let mut run = ConvertRun { arguments, conversion, time, console, placer: Placer::new(arguments.force), stems };
    let mut report = RunReport::default();
    let mut progress = Progress::new(articles.len() as u64);
    for article in &articles {
        progress.show(&mut run.console, &article.name());
        run.input(article, &mut report);
        progress.step(true, report.failed as u64);
    }

    let mut console = run.console;
    console.clear_progress();
    if report.total() > 1 {
        let failed = if report.failed > 0 { format!(", {} failed", report.failed) } else { String::new() };
        console.remark(format_args!("{} of {} articles converted{failed}", report.converted, report.total()));
    }
    console.detail(format_args!("{:.1} ms", start.elapsed().as_secs_f64() * 1e3));
    Ok(match report.verdict() {
        RunVerdict::Whole if console.is_broken() => Exit::BadData,
        RunVerdict::Whole => Exit::Done,
        RunVerdict::Part => Exit::Partial,
        RunVerdict::Nothing => Exit::BadData,
    })
}

/// What is done with every article; `None` after it was said what cannot be used.
///
/// # Errors
/// If the arguments make no sense together.
pub(super) fn conversion(
    arguments: &ConvertArguments,
    time: Time,
    console: &mut Console,
) -> Result<Option<Conversion>, UsageError> {
    let page_style = arguments.page_style()?;
    let Some(read_options) = super::read_options(&arguments.knowledge, console)? else { return Ok(None) };
    let limits = arguments.knowledge.limits();
    let Some(fonts) = super::fonts::load(&arguments.font, &arguments.font_dir, &limits, console) else {
        return Ok(None);
    };
    let render_options = RenderOptions::default()
        .with_modified(time.fixed())
        .with_provider(arguments.provider.clone())
        .with_fonts(fonts)
        .with_policy_form(arguments.policy_form)
        .with_page_style(page_style);
    Ok(Some(
        Conversion::new(arguments.renderers())
            .with_read_options(read_options)
            .with_render_options(render_options)
            .with_now(now())
            .with_strict(arguments.strict)
            .with_withheld(arguments.allow_withheld),
    ))
}

/// What holds for all articles of a run.
struct ConvertRun<'a> {
    arguments: &'a ConvertArguments,
    conversion: Conversion,
    time: Time,
    console: Console,
    placer: Placer,
    /// The names of the files of articles that are alone in their input.
    stems: BTreeSet<OsString>,
}

impl ConvertRun<'_> {
    /// Converts every article of an input, and counts them.
    fn input(&mut self, article: &ArticleArgument, report: &mut RunReport) {
        let name = article.name();
        let source = match files::read(article, &self.arguments.knowledge.decoding()) {
            Ok(source) => source,
            Err(error) => {
                self.console.diagnostics(&name, None, error.diagnostics());
                return report.count(false);
            }
        };
        if let Ok((reader, found)) = istinad::read::reader(&source, self.conversion.read_options()) {
            let encoding = source.encoding().name();
            self.console.detail(format_args!("{name}: read as {}, {found}; {encoding}", reader.name()));
        }
        let pictures = PictureFiles::of(article, &source, &self.arguments.knowledge);
        let outcomes = match self.conversion.convert_all(&source, &pictures) {
            Ok(outcomes) => outcomes,
            Err(error) => {
                self.refused(&name, &source, &error);
                return report.count(false);
            }
        };
        let count = outcomes.len();
        if count > 1 && matches!(self.arguments.destination(), OutputDestination::Stdout) {
            let message = format!("{name} holds {count} articles, and standard output takes the file of one");
            let several = Diagnostic::new(Code::SeveralArticles, message).with_hint("name a folder for their files");
            self.console.diagnostics(&name, None, &[several]);
            return report.count(false);
        }
        for (number, outcome) in (1..).zip(outcomes) {
            let mut stem = article.stem().to_owned();
            if count > 1 {
                stem.push(format!("-{number}"));
            }
            let converted = match outcome {
                Ok(outcome) => self.article(article, &source, &stem, outcome),
                Err(error) => {
                    self.refused(&name, &source, &error);
                    false
                }
            };
            report.count(converted);
        }
    }

    /// Puts the files of one article in their places; `false` if that failed.
    fn article(
        &mut self,
        article: &ArticleArgument,
        source: &Source,
        stem: &OsStr,
        outcome: Outcome<Converted>,
    ) -> bool {
        let name = article.name();
        let Outcome { output: Converted { files, written }, diagnostics } = outcome;

        let placed = match self.arguments.destination() {
            OutputDestination::Stdout => {
                files.iter().for_each(|file| self.console.write_stdout(&file.bytes));
                Ok(())
            }
            OutputDestination::Folder(folder) => {
                self.is_free(article, stem).and_then(|()| self.place(article, stem, folder, files))
            }
        };
        self.console.diagnostics(&name, Some(source), &diagnostics);
        let origin = match self.time {
            Time::Option(_) => "--date",
            Time::Environment(_) => SOURCE_DATE_EPOCH,
            Time::Unknown if diagnostics.iter().any(|diagnostic| diagnostic.code == Code::ClockUsed) => "the clock",
            Time::Unknown => "the article's published time",
        };
        self.console.detail(format_args!("{name}: the time written is {}, from {origin}", written.completed()));
        if let Err(error) = &placed {
            self.console.diagnostics(&name, None, error.diagnostics());
        }
        placed.is_ok()
    }

    /// Sees that no two articles of a run have files of one name: one of several in an input is named by its number.
    fn is_free(&self, article: &ArticleArgument, stem: &OsStr) -> istinad::Result<()> {
        if stem != article.stem() && self.stems.contains(stem) {
            let message = format!("the files of {} and of another article would have the same name", stem.display());
            return Err(Diagnostic::new(Code::FileExists, message)
                .with_hint("convert them in two runs, into two folders")
                .into());
        }
        Ok(())
    }

    /// Puts the files of one article in their places and says where they are.
    fn place(
        &mut self,
        article: &ArticleArgument,
        stem: &OsStr,
        folder: &Path,
        files: Vec<RenderedFile>,
    ) -> istinad::Result<()> {
        let mut kinds = Vec::with_capacity(files.len());
        let mut outputs = Vec::with_capacity(files.len());
        for RenderedFile { renderer, media_type, bytes } in files {
            let mut name = stem.to_owned();
            name.push(".");
            name.push(renderer.extension());
            kinds.push((renderer.name(), media_type, bytes.len()));
            outputs.push(OutputFile { name, bytes: bytes.into() });
        }
        let statuses = self.placer.place(article, folder, &outputs)?;
        let name = article.name();
        let lines: Vec<ReportLine<'_>> = outputs
            .iter()
            .zip(kinds)
            .zip(statuses)
            .map(|((OutputFile { name: file, .. }, (format, media_type, bytes)), status)| ReportLine {
                article: &name,
                path: folder.join(file),
                format,
                media_type,
                bytes,
                status,
            })
            .collect();
        self.console.report(&lines);
        Ok(())
    }

    /// Says why nothing was made of an article.
    fn refused(&mut self, name: &str, source: &Source, error: &Error) {
        let severest = error.diagnostics().iter().map(Diagnostic::severity).max();
        self.console.diagnostics_from(name, Some(source), error.diagnostics(), severest.unwrap_or(Severity::Error));
        if severest < Some(Severity::Error) {
            self.console.complaint(format_args!("{name}: no file was written, because --strict lets warnings fail"));
        }
    }
}

/// What `clap` cannot say about arguments one by one.
fn check(arguments: &ConvertArguments, articles: &[ArticleArgument]) -> Result<(), UsageError> {
    let renderers = arguments.renderers();
    if let OutputDestination::Stdout = arguments.destination() {
        if articles.len() > 1 {
            return Err(UsageError::new(
                "standard output (-o -) takes the file of one article, and several were named",
            ));
        }
        if renderers.len() != 1 {
            let names: Vec<&str> = renderers.iter().map(|renderer| renderer.name()).collect();
            return Err(UsageError::new(format!(
                "standard output (-o -) takes one format: choose it with --to ({})",
                names.join(", ")
            )));
        }
    }
    let mut stems: BTreeMap<&OsStr, &ArticleArgument> = BTreeMap::new();
    for article in articles {
        if let Some(other) = stems.insert(article.stem(), article) {
            return Err(UsageError::new(format!(
                "{} and {} would be written to files of the same name: convert them in two runs, into two folders",
                other.name(),
                article.name()
            )));
        }
    }
    Ok(())
}
