//! What a process does with one article for the page: it says all that there is to say of it as the one JSON, and puts
//! its files into the folder.
//!
//! 1. the input: how it was read, and its text, into which all places point;
//! 2. each article in it: the document, its files, what machines are told, the chapters of its EPUB, and the diagnostics.

use std::fs;
use std::path::{Path, PathBuf};

use istinad::convert::{Conversion, Converted, RenderedFile};
use istinad::inspect::inspect;
use istinad::render::Renderer;
use istinad::{Diagnostic, Document, MediaLoader, Outcome, Source, json};

use super::reading;
use crate::cli::Exit;
use crate::cli::args::{OutputDestination, ServeArticleArguments, UsageError};
use crate::cli::collection::capture::{self, CapturePlace};
use crate::cli::convert::conversion;
use crate::cli::files;
use crate::cli::messages::Console;
use crate::cli::pictures::PictureFiles;
use crate::cli::time::Time;

/// The text of the input, beside the files. Hidden: it is not taken away.
const TEXT: &str = ".source.txt";

/// Does what the arguments say.
///
/// # Errors
/// If the arguments make no sense together.
pub(crate) fn run(arguments: &ServeArticleArguments) -> Result<Exit, UsageError> {
    let convert = &arguments.convert;
    let time = Time::settle(convert.date)?;
    let mut console = Console::new(&convert.voice);
    let Some(conversion) = conversion(convert, time, &mut console)? else { return Ok(Exit::BadData) };
    let OutputDestination::Folder(folder) = convert.destination() else {
        return Err(UsageError::new("the page takes files, no stream"));
    };
    let Some(articles) = files::named(&convert.inputs(), &mut console)? else { return Ok(Exit::BadData) };
    let [article] = articles.as_slice() else { return Err(UsageError::new("one article is read at a time")) };
    let name = article.name();
    let mut told = Teller { console: &mut console, folder, name: &name, source: None };
    let knowledge = &convert.knowledge;
    let opened = match arguments.record {
        Some(offset) => {
            let part = arguments.record_part.as_deref();
            let place = CapturePlace { offset, index: arguments.record_index, part };
            capture::open(article, place, knowledge, &conversion, |opened| {
                let mut told = told.of(opened.source);
                told.diagnostics(&opened.diagnostics);
                told.input(opened.conversion, opened.pictures, &stem_of(opened.source.name()))
            })
        }
        None => files::read(article, &knowledge.decoding()).map(|source| {
            let pictures = PictureFiles::of(article, &source, knowledge);
            let stem = article.stem().to_string_lossy();
            told.of(&source).input(&conversion, &pictures, &stem)
        }),
    };
    Ok(opened.unwrap_or_else(|error| {
        told.diagnostics(error.diagnostics());
        Exit::BadData
    }))
}

/// What the files of a capture are called: the last part of its address that says something.
fn stem_of(address: &str) -> String {
    /// How long a name may be, in characters.
    const LONGEST: usize = 80;
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let part = path.split('/').skip(3).filter(|part| !part.is_empty()).last().unwrap_or("article");
    let part = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
    let name = part.chars().take(LONGEST).map(|letter| if letter.is_alphanumeric() { letter } else { '-' });
    let name: String = name.collect();
    if name.trim_matches('-').is_empty() { "article".to_owned() } else { name }
}

/// Whoever tells the page.
struct Teller<'a> {
    console: &'a mut Console,
    folder: &'a Path,
    name: &'a str,
    source: Option<&'a Source>,
}

impl Teller<'_> {
    /// The same for an input that was read.
    fn of<'b>(&'b mut self, source: &'b Source) -> Teller<'b> {
        Teller { console: self.console, folder: self.folder, name: self.name, source: Some(source) }
    }

    /// Tells of the input and of each article in it, whose files are called by `stem`.
    fn input(mut self, conversion: &Conversion, pictures: &dyn MediaLoader, stem: &str) -> Exit {
        let Some(source) = self.source else { return Exit::BadData };
        let options = conversion.read_options();
        if let Ok((reader, found)) = istinad::read::reader(source, options) {
            self.console.print(json::source(source, reader.name(), &found.to_string()));
        }
        if let Err(error) = fs::write(self.folder.join(TEXT), source.text()) {
            self.console.complaint(format_args!("error: {}", files::reason(&error)));
            return Exit::BadData;
        }
        let articles = match istinad::read_all(source, options) {
            Ok(articles) => articles,
            Err(error) => {
                self.diagnostics(error.diagnostics());
                return Exit::BadData;
            }
        };
        let count = articles.len();
        let mut exit = Exit::Done;
        for (number, mut article) in (1..).zip(articles) {
            istinad::attach_media(&mut article, pictures, &options.limits);
            self.console.print(json::document(self.name, &article.output));
            let mut stem = stem.to_owned();
            if count > 1 {
                stem.push_str(&format!("-{number}"));
            }
            if !self.article(conversion, article, &stem) {
                exit = Exit::Partial;
            }
        }
        exit
    }

    /// Makes the files of one article and tells of them; `false` where there are none.
    fn article(&mut self, conversion: &Conversion, article: Outcome<Document>, stem: &str) -> bool {
        let Some(source) = self.source else { return false };
        let (files, diagnostics) = match conversion.render(source, article) {
            Ok(Outcome { output: Converted { files, .. }, diagnostics }) => (files, diagnostics),
            Err(error) => (Vec::new(), error.into_diagnostics()),
        };
        let is_made = !files.is_empty();
        for file in &files {
            if let Err(error) = self.file(stem, file) {
                self.console.complaint(format_args!("error: {}", files::reason(&error)));
                return false;
            }
        }
        // As whoever receives the files reads it: in the form that is read soonest.
        let told = ["ninjs", "newsml", "epub", "pdf"].iter().find_map(|name| {
            let file = files.iter().find(|file| file.renderer.name() == *name)?;
            inspect(&file.bytes).ok()?.policy
        });
        self.console.print(json::policy(self.name, told.as_ref()));
        self.diagnostics(&diagnostics);
        is_made
    }

    /// Puts a file into the folder and tells of it.
    fn file(&mut self, stem: &str, file: &RenderedFile) -> std::io::Result<()> {
        let name = format!("{stem}.{}", file.renderer.extension());
        let path: PathBuf = self.folder.join(&name);
        fs::write(&path, &file.bytes)?;
        self.console.print(json::output(&json::WrittenFile {
            article: self.name,
            file: &name,
            format: file.renderer.name(),
            media_type: file.media_type,
            bytes: file.bytes.len(),
            status: "written",
        }));
        if file.renderer.name() == istinad::render::Epub.name() {
            let folder = reading::folder_of(&name);
            let chapters = reading::lay_open(&path, &self.folder.join(&folder))?;
            self.console.print(json::chapters(&name, &folder, &chapters));
        }
        Ok(())
    }

    fn diagnostics(&mut self, diagnostics: &[Diagnostic]) {
        self.console.diagnostics(self.name, self.source, diagnostics);
    }
}
