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
use istinad::{Diagnostic, Document, Outcome, Source, json};

use super::reading;
use crate::cli::Exit;
use crate::cli::args::{ArticleArgument, OutputDestination, ServeArticleArguments, WrongUsage};
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
pub(crate) fn run(arguments: &ServeArticleArguments) -> Result<Exit, WrongUsage> {
    let convert = &arguments.convert;
    let time = Time::settle(convert.date)?;
    let mut console = Console::new(&convert.voice);
    let Some(conversion) = conversion(convert, time, &mut console)? else { return Ok(Exit::BadData) };
    let OutputDestination::Folder(folder) = convert.destination() else {
        return Err(WrongUsage::new("the page takes files, no stream"));
    };
    let Some(articles) = files::named(&convert.inputs(), &mut console)? else { return Ok(Exit::BadData) };
    let [article] = articles.as_slice() else { return Err(WrongUsage::new("one article is read at a time")) };
    let name = article.name();
    let source = match files::read(article, &convert.knowledge.decoding()) {
        Ok(source) => source,
        Err(error) => {
            let mut told = Teller { console: &mut console, folder, name: &name, source: None };
            told.diagnostics(error.diagnostics());
            return Ok(Exit::BadData);
        }
    };
    let told = Teller { console: &mut console, folder, name: &name, source: Some(&source) };
    let pictures = PictureFiles::of(article, &source, &convert.knowledge);
    Ok(told.input(&conversion, &pictures, article))
}

/// Whoever tells the page.
struct Teller<'a> {
    console: &'a mut Console,
    folder: &'a Path,
    name: &'a str,
    source: Option<&'a Source>,
}

impl Teller<'_> {
    /// Tells of the input and of each article in it.
    fn input(mut self, conversion: &Conversion, pictures: &PictureFiles<'_>, input: &ArticleArgument) -> Exit {
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
            let mut stem = input.stem().to_string_lossy().into_owned();
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
