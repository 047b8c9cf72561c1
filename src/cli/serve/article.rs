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
use istinad::{Diagnostic, Document, MediaLoader, Outcome, ReadOptions, Source, json};

use super::reading;
use crate::cli::Exit;
use crate::cli::args::{OutputDestination, ServeArticleArguments, UsageError};
use crate::cli::collection::capture::{self, CapturePlace, KeptArchive};
use crate::cli::convert::conversion;
use crate::cli::files;
use crate::cli::messages::Console;
use crate::cli::pictures::PictureFiles;
use crate::cli::time::Time;

/// The text of the input, beside the files. Hidden: it is not taken away.
const TEXT: &str = ".source.txt";

/// What was read for the last order: most of what is said of an article changes nothing of its reading.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// What the reading depended on: the input, and what was known of it.
    of: String,
    articles: Vec<Outcome<Document>>,
    archive: Option<KeptArchive>,
}

/// Does what the arguments say.
///
/// # Errors
/// If the arguments make no sense together.
pub(crate) fn run(arguments: &ServeArticleArguments, kept: &mut Kept) -> Result<Exit, UsageError> {
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
    let Kept { of, articles, archive } = kept;
    let opened = match arguments.record {
        Some(offset) => {
            let part = arguments.record_part.as_deref();
            let place = CapturePlace { offset, index: arguments.record_index, part };
            capture::open(article, place, knowledge, &conversion, archive, |opened| {
                let mut told = told.of(opened.source);
                told.diagnostics(&opened.diagnostics);
                let reading = ArticleReading { of, articles, pictures: opened.pictures };
                told.input(opened.conversion, reading, &stem_of(opened.source.name()))
            })
        }
        None => files::read(article, &knowledge.decoding()).map(|source| {
            let pictures = PictureFiles::of(article, &source, knowledge);
            let stem = article.stem().to_string_lossy();
            told.of(&source).input(&conversion, ArticleReading { of, articles, pictures: &pictures }, &stem)
        }),
    };
    Ok(opened.unwrap_or_else(|error| {
        told.diagnostics(error.diagnostics());
        Exit::BadData
    }))
}

/// How an input is read: as it was for the last order, where nothing of it is another.
struct ArticleReading<'a> {
    of: &'a mut String,
    articles: &'a mut Vec<Outcome<Document>>,
    pictures: &'a dyn MediaLoader,
}

impl ArticleReading<'_> {
    /// The articles of an input, with their pictures.
    fn articles(self, source: &Source, options: &ReadOptions) -> istinad::Result<Vec<Outcome<Document>>> {
        // Pictures lie beside the input, so it is not its digest alone that tells one from another.
        let folder = std::env::current_dir().unwrap_or_default();
        let of = format!("{} {} {:?} {options:?}", folder.display(), source.name(), source.sha256());
        if *self.of != of {
            self.of.clear();
            let mut articles = istinad::read_all(source, options)?;
            for article in &mut articles {
                istinad::attach_media(article, self.pictures, &options.limits);
            }
            *self.articles = articles;
            *self.of = of;
        }
        Ok(self.articles.clone())
    }
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

/// What a file is called.
fn named(stem: &str, file: &RenderedFile) -> String {
    format!("{stem}.{}", file.renderer.extension())
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
        Teller { source: Some(source), console: self.console, ..*self }
    }

    /// Tells of the input and of each article in it, whose files are called by `stem`.
    fn input(mut self, conversion: &Conversion, reading: ArticleReading<'_>, stem: &str) -> Exit {
        let Some(source) = self.source else { return Exit::BadData };
        let options = conversion.read_options();
        if let Ok((reader, found)) = istinad::read::reader(source, options) {
            self.console.print(json::source(source, reader.name(), &found.to_string()));
        }
        if let Err(error) = fs::write(self.folder.join(TEXT), source.text()) {
            self.console.complaint(format_args!("error: {}", files::reason(&error)));
            return Exit::BadData;
        }
        let articles = match reading.articles(source, options) {
            Ok(articles) => articles,
            Err(error) => {
                self.diagnostics(error.diagnostics());
                return Exit::BadData;
            }
        };
        let count = articles.len();
        let mut exit = Exit::Done;
        for (number, article) in (1..).zip(articles) {
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

    /// Makes the files of one article, all at once, and tells of them; `false` where there are none.
    fn article(&mut self, conversion: &Conversion, article: Outcome<Document>, stem: &str) -> bool {
        let Some(source) = self.source else { return false };
        let (files, diagnostics) = match conversion.clone().with_at_once(true).render(source, article) {
            Ok(Outcome { output: Converted { files, .. }, diagnostics }) => (files, diagnostics),
            Err(error) => (Vec::new(), error.into_diagnostics()),
        };
        for file in &files {
            if let Err(error) = self.file(stem, file) {
                self.console.complaint(format_args!("error: {}", files::reason(&error)));
                return false;
            }
        }
        // As whoever receives the files reads it: in the form that is read soonest. All forms tell the same.
        let soonest = ["ninjs", "newsml", "epub", "pdf"]
            .iter()
            .find_map(|name| files.iter().find(|file| file.renderer.name() == *name));
        let told = soonest.and_then(|file| inspect(&file.bytes).ok()?.policy);
        self.console.print(json::policy(self.name, told.as_ref()));
        self.diagnostics(&diagnostics);
        !files.is_empty()
    }

    /// Puts a file into the folder and tells of it.
    fn file(&mut self, stem: &str, file: &RenderedFile) -> std::io::Result<()> {
        let name = named(stem, file);
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
