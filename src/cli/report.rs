//! `istinad report`: what became of a run, as its manifest has it, in words, as JSON or as a page.
//!
//! The manifest is read twice for a page: what was counted stands before the lines.

use std::ffi::OsStr;
use std::path::{Component, Path};

use istinad::run::RunSummary;
use istinad::run::manifest::{ManifestLine, RunLine, SCHEMA};
use istinad::run::report::RunPage;
use istinad::{Code, Diagnostic};

use super::Exit;
use super::args::{ArticleArgument, ReportArguments, UsageError, shown};
use super::files;
use super::manifest;
use super::messages::{Console, ReportLine};
use super::place::{OutputFile, Placer};

/// Does what the arguments say.
///
/// # Errors
/// If the page has no name.
pub(crate) fn run(arguments: &ReportArguments) -> Result<Exit, UsageError> {
    let mut console = Console::new(&arguments.voice);
    let path = manifest::named(&arguments.manifest).unwrap_or_else(|| arguments.manifest.clone());
    let name = shown(&path);
    let Counted { run, summary, is_cut } = match counted(&path) {
        Ok(counted) => counted,
        Err(message) => {
            let message = format!("{name} is no manifest: {message}");
            let hint = "name the manifest of a run, or its folder";
            console.diagnostics(&name, None, &[Diagnostic::new(Code::ManifestInvalid, message).with_hint(hint)]);
            return Ok(Exit::BadData);
        }
    };
    if is_cut {
        console.remark(format_args!(
            "{name} ends within a line: the run goes on, or is to be taken up (convert --resume)"
        ));
    }
    if let Some(place) = &arguments.html {
        let file_name = place.file_name().ok_or_else(|| UsageError::new("--html names no file"))?;
        let folder = place.parent().unwrap_or(Path::new(""));
        if let Err(error) = write(arguments, &path, &run, &summary, (folder, file_name), &mut console) {
            console.diagnostics(&name, None, error.diagnostics());
            return Ok(Exit::BadData);
        }
    } else if console.speaks_json() {
        console.print(summary.to_json(&name));
    } else {
        summary.sentences().iter().for_each(|sentence| console.print(sentence));
        console.print(format_args!("a line for each of them is in {name}"));
    }
    Ok(if console.is_broken() { Exit::BadData } else { Exit::Done })
}

/// What a manifest says of its run, and its lines, counted.
struct Counted {
    run: RunLine,
    summary: RunSummary,
    /// Whether the last line is not whole. It counts for nothing, as for whoever resumes the run.
    is_cut: bool,
}

fn counted(path: &Path) -> Result<Counted, String> {
    let (mut run, mut summary, mut is_cut) = (None, RunSummary::default(), false);
    for line in manifest::lines(path).map_err(|error| files::reason(&error))? {
        let line = match line {
            Ok(line) => line,
            Err(bad) if bad.is_cut => {
                is_cut = true;
                break;
            }
            Err(bad) => return Err(bad.to_string()),
        };
        match line {
            ManifestLine::Run(line) if line.schema != SCHEMA => {
                return Err(format!("it is of another version ({})", line.schema));
            }
            ManifestLine::Run(line) => run = Some(line),
            line => summary.take(&line),
        }
    }
    Ok(Counted { run: run.ok_or("no line says what the run was")?, summary, is_cut })
}

/// Makes the page and puts it in its place.
fn write(
    arguments: &ReportArguments,
    path: &Path,
    run: &RunLine,
    summary: &RunSummary,
    (folder, file_name): (&Path, &OsStr),
    console: &mut Console,
) -> istinad::Result<()> {
    let way = way(folder, path.parent().unwrap_or(Path::new("")));
    let name = path.file_name().map_or_else(|| shown(path), |name| shown(Path::new(name)));
    let mut page = RunPage::new(&name, run, summary, way.as_deref());
    for line in manifest::lines(path).into_iter().flatten().map_while(Result::ok) {
        page.line(&line);
    }
    let page = page.finish().into_bytes();
    let bytes = page.len();
    let output = OutputFile { name: file_name.to_owned(), bytes: page.into() };
    // The manifest is what no page takes the place of.
    let article = ArticleArgument::File(path.to_owned());
    let statuses = Placer::new(arguments.force).place(&article, folder, &[output])?;
    if let Some(&status) = statuses.first() {
        let (article, path) = (&*shown(path), folder.join(file_name));
        console.report(&[ReportLine { article, path, format: "html", media_type: "text/html", bytes, status }]);
    }
    Ok(())
}

/// The path from one folder to another, with `/` behind each part; `None` where there is none, or one that is no text.
fn way(from: &Path, to: &Path) -> Option<String> {
    let absolute = |path: &Path| {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        path.canonicalize().or_else(|_| std::path::absolute(path)).ok()
    };
    let (from, to) = (absolute(from)?, absolute(to)?);
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) = (from.components().collect(), to.components().collect());
    let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    // Another drive.
    if common == 0 {
        return None;
    }
    let mut way = "../".repeat(from.len() - common);
    for part in &to[common..] {
        way.push_str(part.as_os_str().to_str()?);
        way.push('/');
    }
    Some(way)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_finds_the_folder_of_its_run() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        let of = |from: &str, to: &str| way(&root.join(from), &root.join(to));
        std::fs::create_dir_all(root.join("a/b")).expect("made");
        assert_eq!(of("a", "a").as_deref(), Some(""));
        assert_eq!(of("", "a/b").as_deref(), Some("a/b/"));
        assert_eq!(of("a/b", "").as_deref(), Some("../../"));
    }
}
