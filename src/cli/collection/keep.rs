//! What is done with results: a name, the files in place, a line of the manifest. One article at a time, in the order
//! of the input, so that names and lines do not depend on which worker was fast.
//!
//! The manifest is locked while a run writes it: two runs cannot share one. A line is written when the files that it
//! names are in place; what a run that was ended left behind it is taken up by the next one (`--resume`).

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead as _, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use istinad::package::safe_name;
use istinad::run::manifest::{
    ArticleLine, ArticleState, DamageLine, DiagnosticLine, Done, DoneArticle, FileLine, ManifestLine, RunLine, SCHEMA,
    SkippedLine, sha256_hex,
};
use istinad::run::{NameFacts, NamePattern, RunSummary, TakenNames};
use istinad::{Code, Diagnostic, Error, Severity};

use super::work::{Finished, FinishedArticle, severest};
use crate::cli::args::{ArticleArgument, ConvertArguments};
use crate::cli::files::reason;
use crate::cli::manifest::MANIFEST;
use crate::cli::messages::{Console, ReportLine};
use crate::cli::package::{Packer, Packing};
use crate::cli::place::{OutputFile, Placer};

/// Keeps what a run makes.
pub(super) struct Keeper<'a> {
    folder: &'a Path,
    pattern: NamePattern,
    taken: TakenNames,
    placer: Placer,
    manifest: Option<Manifest>,
    /// Makes packages rather than files, where they were asked for.
    packer: Option<Packer>,
    done: Done,
    number: u64,
    unsynced: usize,
    strict: bool,
    broken: bool,
}

/// Something that was to be written is not; why was said.
#[derive(Debug)]
pub(super) struct Unwritten;

/// After so many lines the manifest is on the disk.
const LINES_BETWEEN_SYNCS: usize = 64;

impl<'a> Keeper<'a> {
    /// Opens the manifest of a run; what an earlier run has done is known from then on.
    ///
    /// # Errors
    /// If there is a manifest and the run is not to be resumed, if it was of another run, or cannot be written.
    pub(super) fn open(
        arguments: &ConvertArguments,
        folder: &'a Path,
        pattern: NamePattern,
        is_collection: bool,
    ) -> Result<Self, Error> {
        let of_articles = arguments.options_of_articles();
        // Of packages it does not matter to what is in them in what they are kept.
        let run = match arguments.package {
            None => sha256_hex(of_articles.as_bytes()),
            Some(form) => {
                let ConvertArguments { together, check, ro_crate, .. } = arguments;
                sha256_hex(format!("{of_articles} {form} {together} {check} {ro_crate}").as_bytes())
            }
        };
        let mut keeper = Self {
            folder,
            pattern,
            taken: TakenNames::default(),
            // What an ended run left without a line is made again.
            placer: Placer::new(arguments.force || arguments.collection.resume),
            manifest: None,
            packer: Packer::of(arguments),
            done: Done::default(),
            number: 0,
            unsynced: 0,
            strict: arguments.strict,
            broken: false,
        };
        let path = match &arguments.collection.manifest {
            Some(path) => path.clone(),
            None if is_collection || arguments.collection.resume => folder.join(MANIFEST),
            None => return Ok(keeper),
        };
        let refuse = |error: &io::Error| {
            let message = format!("could not write the manifest {}: {}", path.display(), reason(error));
            Diagnostic::new(Code::FileUnwritable, message)
        };
        if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            std::fs::create_dir_all(parent).map_err(|error| refuse(&error))?;
        }
        if path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
            return Err(refuse(&io::Error::other("it is no file")).into());
        }
        let mut options = OpenOptions::new();
        let file = options.read(true).write(true).create(true).truncate(false).open(&path);
        let file = file.map_err(|error| refuse(&error))?;
        match file.try_lock() {
            // A file system may have no locks.
            Ok(()) | Err(TryLockError::Error(_)) => {}
            Err(TryLockError::WouldBlock) => {
                let message = format!("another run is writing the manifest {}", path.display());
                return Err(Diagnostic::new(Code::FileExists, message).with_hint("wait until it ends").into());
            }
        }
        let mut manifest = Manifest { file, path };
        keeper.done = manifest.take_up(arguments, &run)?;
        if keeper.done.options.is_none() {
            let formats = arguments.renderers().iter().map(|renderer| renderer.name().to_owned()).collect();
            let version = env!("CARGO_PKG_VERSION").to_owned();
            let line = ManifestLine::Run(RunLine {
                schema: SCHEMA.to_owned(),
                version,
                options: run,
                formats,
                checked: false,
            });
            manifest.write(&line).map_err(|error| refuse_write(&manifest.path, &error))?;
        }
        keeper.manifest = Some(manifest);
        Ok(keeper)
    }

    /// What an earlier run has done that need not be done again: one package of all articles has to hold every one of
    /// them, and nothing of it is there before its end.
    pub(super) fn done(&self) -> Done {
        let done = self.done.clone();
        if self.packer.as_ref().is_some_and(Packer::is_together) { done.without_converted() } else { done }
    }

    /// Whether nothing more can be written.
    pub(super) fn is_broken(&self) -> bool {
        self.broken
    }

    /// Keeps one result.
    pub(super) fn keep(&mut self, finished: Finished, summary: &mut RunSummary, console: &mut Console) {
        let line = match finished {
            Finished::Done(DoneArticle { state, files, package, .. }) => {
                self.number += 1;
                summary.take_done(state == ArticleState::Failed);
                let named = files.first().and_then(|file| stem(&file.file, &file.format));
                if let Some(stem) = package.as_deref().or(named) {
                    self.take(stem);
                }
                return;
            }
            Finished::Skipped { origin, reason, .. } => ManifestLine::Skipped(SkippedLine { origin, reason }),
            Finished::Damage { origin, message } => ManifestLine::Damage(DamageLine { origin, message }),
            Finished::Article(article) => match self.article(*article, console) {
                Some(line) => line,
                None => return,
            },
        };
        if self.was_converted(&line) {
            return summary.take_done(false);
        }
        summary.take(&line);
        if self.done.has(&line) {
            return;
        }
        if let Err(diagnostic) = self.write(&line) {
            self.broken = true;
            console.diagnostics(MANIFEST, None, &[diagnostic]);
        }
    }

    /// Whether this is an article that an earlier run has converted, and was converted again to be packed with all others.
    fn was_converted(&self, line: &ManifestLine) -> bool {
        let ManifestLine::Article(line) = line else { return false };
        let before = self.done.article(&line.origin).map(|before| before.state);
        (line.state, before) == (ArticleState::Converted, Some(ArticleState::Converted))
    }

    /// Gives a name away. Packages lie beside one another: none is a folder within another.
    fn take(&mut self, name: &str) -> String {
        if self.packer.is_some() { self.taken.take_folder(name) } else { self.taken.take(name) }
    }

    /// Puts the files of an article in their places; `None` if nothing more can be written there. Then it has no line, and
    /// whoever takes up the run makes it again.
    fn article(&mut self, article: FinishedArticle, console: &mut Console) -> Option<ManifestLine> {
        self.number += 1;
        let FinishedArticle {
            origin,
            name,
            source,
            known,
            summary: said,
            written,
            files,
            gathered,
            made,
            mut diagnostics,
            duration_ms,
        } = article;
        let bar = if self.strict { Severity::Warning } else { Severity::Error };
        let mut is_whole = !files.is_empty() && severest(&diagnostics) < Some(bar);
        let (mut lines, mut package) = (Vec::new(), None);
        if is_whole {
            // What has a name already keeps it.
            let named = made.as_ref().and_then(|line| line.files.first()).and_then(|it| stem(&it.file, &it.format));
            let stem = self.take(&named.map_or_else(|| self.stem(&known), safe_name));
            let placed = match (&self.packer, &gathered, written) {
                (Some(_), Some(gathered), Some(written)) => {
                    let said_now = || diagnostics.iter().map(|it| DiagnosticLine::of(it, source.as_ref())).collect();
                    let line = ArticleLine {
                        number: made.as_ref().map_or(self.number, |line| line.number),
                        origin: origin.clone(),
                        state: ArticleState::Converted,
                        summary: said.clone(),
                        written: Some(written.completed().to_string()),
                        files: Vec::new(),
                        package: None,
                        diagnostics: made.as_ref().map_or_else(said_now, |line| line.diagnostics.clone()),
                        duration_ms,
                    };
                    let packing = Packing { gathered, stem: &stem, files: &files, written, line };
                    self.pack(&name, packing, console)
                }
                _ => self.place(&name, &stem, &files, console),
            };
            match placed {
                Ok(placed) => {
                    lines = placed;
                    package = self.packer.as_ref().filter(|packer| !packer.is_together()).map(|_| stem);
                }
                Err(error) if error.diagnostics().iter().any(|said| said.code == Code::FileUnwritable) => {
                    self.broken = true;
                    console.diagnostics(&name, None, error.diagnostics());
                    return None;
                }
                Err(error) => {
                    is_whole = false;
                    diagnostics.extend(error.into_diagnostics());
                }
            }
        }
        let cause = if is_whole { Severity::Error } else { severest(&diagnostics).unwrap_or(Severity::Error) };
        console.diagnostics_from(&name, source.as_ref(), &diagnostics, cause);
        Some(ManifestLine::Article(Box::new(ArticleLine {
            number: self.number,
            origin,
            state: if is_whole { ArticleState::Converted } else { ArticleState::Failed },
            summary: said,
            written: written.map(|time| time.completed().to_string()),
            files: lines,
            package,
            diagnostics: diagnostics.iter().map(|diagnostic| DiagnosticLine::of(diagnostic, source.as_ref())).collect(),
            duration_ms,
        })))
    }

    /// The name of an article's files; in packages, one that every judge of them takes.
    fn stem(&self, known: &NameFacts) -> String {
        let name = self.pattern.name(known);
        if self.packer.is_some() { safe_name(&name) } else { name }
    }

    /// Packs an article; what is a file is its line's.
    fn pack(&mut self, name: &str, packing: Packing<'_>, console: &mut Console) -> Result<Vec<FileLine>, Error> {
        let Some(packer) = &mut self.packer else { return Ok(Vec::new()) };
        let packed = packer.pack(self.folder, packing, &mut self.placer)?;
        Ok(packed.map(|packed| packer.told(name, self.folder, packed, console)).unwrap_or_default())
    }

    fn place(
        &mut self,
        name: &str,
        stem: &str,
        files: &[istinad::convert::RenderedFile],
        console: &mut Console,
    ) -> Result<Vec<FileLine>, Error> {
        let (below, file_stem) = stem.rsplit_once('/').unwrap_or(("", stem));
        let folder = self.folder.join(below);
        let outputs: Vec<OutputFile> = files
            .iter()
            .map(|file| OutputFile {
                name: OsString::from(format!("{file_stem}.{}", file.renderer.extension())),
                bytes: file.bytes.clone().into(),
            })
            .collect();
        let statuses = self.placer.place(&ArticleArgument::Stdin, &folder, &outputs)?;
        let mut lines = Vec::with_capacity(files.len());
        for ((file, output), status) in files.iter().zip(&outputs).zip(statuses) {
            lines.push(FileLine {
                file: format!("{stem}.{}", file.renderer.extension()),
                format: file.renderer.name().to_owned(),
                media_type: file.media_type.to_owned(),
                bytes: file.bytes.len() as u64,
                sha256: sha256_hex(&file.bytes),
            });
            console.report(&[ReportLine {
                article: name,
                path: folder.join(&output.name),
                format: file.renderer.name(),
                media_type: file.media_type,
                bytes: file.bytes.len(),
                status,
            }]);
        }
        Ok(lines)
    }

    fn write(&mut self, line: &ManifestLine) -> Result<(), Diagnostic> {
        let Some(manifest) = &mut self.manifest else { return Ok(()) };
        let refuse = |path: &Path, error: &io::Error| refuse_write(path, error);
        manifest.write(line).map_err(|error| refuse(&manifest.path, &error))?;
        self.unsynced += 1;
        if self.unsynced >= LINES_BETWEEN_SYNCS {
            self.unsynced = 0;
            manifest.file.sync_data().map_err(|error| refuse(&manifest.path, &error))?;
        }
        Ok(())
    }

    /// Ends the manifest and says where it is; `Err` if something that was to be written is not.
    pub(super) fn close(mut self, console: &mut Console) -> Result<Option<PathBuf>, Unwritten> {
        if let Some(packer) = &mut self.packer {
            match packer.finish(self.folder, &mut self.placer) {
                Ok(packed) => {
                    packed.map(|packed| packer.told("all articles", self.folder, packed, console));
                }
                Err(error) => {
                    self.broken = true;
                    console.diagnostics(&self.folder.to_string_lossy(), None, error.diagnostics());
                }
            }
        }
        let path = match self.manifest {
            None => None,
            Some(Manifest { file, path }) => {
                if let Err(error) = file.sync_all() {
                    self.broken = true;
                    console.diagnostics(&path.to_string_lossy(), None, &[refuse_write(&path, &error)]);
                }
                Some(path)
            }
        };
        if self.broken { Err(Unwritten) } else { Ok(path) }
    }
}

/// The manifest of a run, locked.
struct Manifest {
    file: File,
    path: PathBuf,
}

impl Manifest {
    fn write(&mut self, line: &ManifestLine) -> io::Result<()> {
        self.file.write_all(line.to_json().as_bytes())
    }

    /// Reads what stands in the manifest, and cuts off a line that was being written when its run ended.
    fn take_up(&mut self, arguments: &ConvertArguments, options: &str) -> Result<Done, Error> {
        let refuse = |error: &io::Error| refuse_write(&self.path, error);
        let length = self.file.metadata().map_err(|error| refuse(&error))?.len();
        if length == 0 {
            return Ok(Done::default());
        }
        if !arguments.collection.resume {
            if arguments.force {
                self.file.set_len(0).map_err(|error| refuse(&error))?;
                return Ok(Done::default());
            }
            let message = format!("{} is there already, from an earlier run", self.path.display());
            let hint = "`--resume` goes on where that run ended, `--force` begins anew, `-o` names another folder";
            return Err(Diagnostic::new(Code::FileExists, message).with_hint(hint).into());
        }
        let mut reader = BufReader::new(&self.file);
        let (mut done, mut line) = (Done::default(), String::new());
        loop {
            line.clear();
            match reader.read_line(&mut line) {
                Ok(0) => break,
                Ok(_) if !line.ends_with('\n') => break,
                Ok(_) => {}
                // Bytes that are no text: the end of a write that a machine did not survive.
                Err(error) if error.kind() == io::ErrorKind::InvalidData => break,
                Err(error) => return Err(refuse(&error).into()),
            }
            if let Err(why) = done.take(&line) {
                let message = format!("{} is no manifest of this version: {why}", self.path.display());
                return Err(Diagnostic::new(Code::ManifestInvalid, message).with_hint("choose another folder").into());
            }
        }
        if done.options.as_deref().is_some_and(|of_run| of_run != options) {
            let message = format!("{} is of a run with other options", self.path.display());
            let hint = "resume it with the options that it was begun with, or choose another folder";
            return Err(Diagnostic::new(Code::ManifestInvalid, message).with_hint(hint).into());
        }
        self.file.set_len(done.bytes).map_err(|error| refuse(&error))?;
        self.file.seek(SeekFrom::End(0)).map_err(|error| refuse(&error))?;
        Ok(done)
    }
}

fn refuse_write(path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("could not write the manifest {}: {}", path.display(), reason(error));
    Diagnostic::new(Code::FileUnwritable, message)
}

/// The name of a file without what its format adds.
fn stem<'a>(file: &'a str, format: &str) -> Option<&'a str> {
    let renderer = istinad::render::RENDERERS.iter().find(|renderer| renderer.name() == format)?;
    file.strip_suffix(renderer.extension())?.strip_suffix('.')
}
