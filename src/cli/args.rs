//! What may be typed, and what it means: the texts that `--help` teaches with.
//!
//! The formats come from the library's tables, so a new reader or renderer appears here by itself.

mod collections;
mod manners;
#[cfg(feature = "serve")]
mod serve;

use std::ffi::{OsStr, OsString};
use std::num::NonZero;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{ArgAction, Args, CommandFactory as _, Parser, Subcommand};
use istinad::layout::style::{Margins, PageSize, PageStyle};
use istinad::model::{Language, Timestamp};
use istinad::package::PackageForm;
use istinad::render::pdf::Standard;
use istinad::render::{Pdf, Provider, RENDERERS};
use istinad::rights::PolicyForm;
use istinad::source::{Decoding, Encoding};
use istinad::{Limit, Limits};

use super::Exit;
use super::flags::flag;
use super::values::{
    address, encoding, language, limit, limits_help, margins, package_forms, page_size, policy_forms, provider,
    readers, renderers, standards, time,
};

pub(crate) use collections::{ChoiceArguments, CollectionArguments, ListArguments, ReportArguments};
pub(crate) use manners::{CompletionsArguments, ExplainArguments, ManArguments};
#[cfg(feature = "serve")]
pub(crate) use serve::{ServeArguments, ServeArticleArguments};

/// What stands for standard input or standard output.
const STREAM: &str = "-";

const EXIT_CODES: &str = "\
Exit codes:
  0  everything was done
  1  an article could not be read, or a file could not be made or written
  2  the command line makes no sense
  3  of several articles, some were converted and some were not";

const EXAMPLES: &str = "\
Examples:
  istinad convert article.md
      writes output/article.pdf, output/article.epub and output/article.newsml.xml
  istinad convert article.md --source-url https://news.example/a/1 --published 2026-06-24T14:05+04:00
      says what the article itself does not say
  istinad show article.md
      prints how the article was understood, and what is missing
  istinad check --source article.md output/article.*
      proves that the files say what the article says";

const CONVERT_EXAMPLES: &str = "\
Examples:
  istinad convert article.md
      every format, into output/
  istinad convert article.md --to pdf,epub -o archive/2026/ --strict
      two formats; any warning (an unmet duty, a lost link) fails, and no file is written
  istinad convert - --from markdown --to newsml -o - < article.md > article.newsml.xml
      through a pipe
  istinad convert articles/*.md --saved-at 2026-06-24T15:00+04:00 --json > report.jsonl
      many articles; one line of JSON for each file and each diagnostic

The time written into the files is the one of --date, else of the environment variable SOURCE_DATE_EPOCH (seconds since \
1970), else the article's own published time, else the present; only with the last do two runs differ.";

const PACKAGE_EXAMPLES: &str = "\
Examples:
  istinad package article.md -o deposit/
      deposit/article/, a bag
  istinad package crawl.warc.gz --as bagit:zip -o deposit/ --provider 'Arxiv <https://arxiv.example/>'
      a zipped bag for each article of the crawl
  istinad package articles/ --as bagit:tar --together -o deposit/
      one bag with all of them
  istinad package article.md --as eark-csip -o aip/
      aip/article/, an information package of E-ARK";

const SHOW_EXAMPLES: &str = "\
Examples:
  istinad show article.md
  istinad show article.md --saved-at 2026-06-24T15:00+04:00
      resolves \"1 saat öncə\" (1 hour ago)
  istinad show - --json < article.md";

const LIST_EXAMPLES: &str = "\
Examples:
  istinad list crawl.warc.gz
      what is in it, and what would become of it
  istinad list collection.wacz --match 'https://news.example/a/*' --language az --since 2026-06-01
      what the same options of convert would take
  istinad list articles/ --csv > articles.csv
      for a spreadsheet

Exit codes:
  0  everything could be read
  1  nothing could be read
  2  the command line makes no sense
  3  something could be read, and something could not";

const REPORT_EXAMPLES: &str = "\
Examples:
  istinad report archive/
      as at the end of the run
  istinad report archive/manifest.jsonl --html archive/report.html
      a page whose links lead to the files";

const CHECK_EXAMPLES: &str = "\
Examples:
  istinad check output/article.pdf
      is it still what it was when it was made?
  istinad check --source article.md output/*
      does each file say what the article says, and do they agree?
  istinad check archive/
      is every file there that the manifest of a run names, unchanged, and does it say what its source says?

What you knew when you converted (--source-url, --published and so on) has to be said again beside --source.

Exit codes:
  0  every file is proved
  1  a file is not, or could not be read
  2  the command line makes no sense";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  istinad completions bash > ~/.local/share/bash-completion/completions/istinad
  istinad completions zsh > ~/.zfunc/_istinad
  istinad completions fish > ~/.config/fish/completions/istinad.fish
  istinad completions powershell >> $PROFILE";

#[cfg(feature = "serve")]
const SERVE_EXAMPLES: &str = "\
Examples:
  istinad serve
      opens the page in your browser; Ctrl-C ends it
  istinad serve --no-open --port 8020
      prints its address only, always at the same port";

/// Turns news articles into archival files that keep the source's terms attached.
///
/// istinad (Azerbaijani: attribution) reads an article and writes PDF/A + PDF/UA, EPUB 3.3 and NewsML-G2. Each file
/// names its source with a hyperlink and carries the source's terms twice: in words for readers, as metadata for
/// machines. What the tool had to guess, could not carry or is not able to fulfil it says, with the place in the
/// article and what to do about it. It never goes to the network.
#[derive(Debug, Parser)]
#[command(name = "istinad", version, after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Leave the configuration file alone
    #[arg(long, global = true, help_heading = VOICE)]
    pub(crate) no_config: bool,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Convert articles to archival files
    ///
    /// All files of an article are made before the first one is written, so an article has all of its files or none.
    /// A file that is already there and is the same is left alone; a different one is an error unless --force is given.
    #[command(after_help = format!("{CONVERT_EXAMPLES}\n\n{EXIT_CODES}"))]
    Convert(Box<ConvertArguments>),
    /// Convert articles and pack them for an archive's ingest
    ///
    /// The same as `convert --package`, bagit unless another form is named: a package an article, or one for all with
    /// --together, as a bag (BagIt 1.0) or by E-ARK's specification (CSIP 2.1.0). In it are the original (the article's file
    /// with its pictures, or the record of the web archive as a web archive of its own), the files, PREMIS, and the terms.
    /// The folder of a finished run is packed as it is, with the options that the run had. `istinad check` proves a package.
    #[command(after_help = format!("{PACKAGE_EXAMPLES}\n\n{EXIT_CODES}"))]
    Package(Box<ConvertArguments>),
    /// Show how an article is understood
    ///
    /// Prints the document: each part with where it came from, guesses marked as guesses, the terms and what they were
    /// taken to mean, and what is missing.
    #[command(after_help = SHOW_EXAMPLES)]
    Show(Box<ShowArguments>),
    /// List what is in a collection, and what would become of it
    ///
    /// A line for every page, file and damage of folders, web archives and WACZ: when it was captured, whether it would
    /// become an article or why not, its words, its language, its type, its address, and what its files would be called.
    /// Nothing is written. What the options leave out is counted at the end. The lines come as the pages are read.
    #[command(after_help = LIST_EXAMPLES)]
    List(Box<ListArguments>),
    /// Say what became of a run, as its manifest has it
    ///
    /// What was converted, what failed and what was passed over, with reasons and places, the terms, and the duties that
    /// are not met. With --html it becomes a page that needs nothing else: counts, bars, and a table of every line that
    /// can be searched and sorted.
    #[command(after_help = REPORT_EXAMPLES)]
    Report(ReportArguments),
    /// Check files against their source, or against themselves
    ///
    /// Reports what each file says of itself: format, source, terms, links, digest. With --source it proves that every
    /// word of the article is in each file, in order, that nothing was added but what is marked as added, that the
    /// terms stand verbatim, and that the files agree. Without it a file is compared with the digest that it carries;
    /// one without a digest cannot be proved alone.
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Box<CheckArguments>),
    /// Open a page in the browser that does all of this, for whoever has no terminal at hand
    ///
    /// Drop articles, folders, saved pages or web archives into it; see what was understood, say what you know, look at
    /// the pages, take the files away, and prove files that somebody else sent you. The page is of this machine alone:
    /// it answers at 127.0.0.1, to the browser that has the address with its secret, and nothing leaves the machine.
    /// Nothing is kept when the program ends.
    #[cfg(feature = "serve")]
    #[command(after_help = SERVE_EXAMPLES)]
    Serve(ServeArguments),
    /// Say what a diagnostic means: the code in the brackets of a message
    Explain(ExplainArguments),
    /// Print what a shell needs to complete the command
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions(CompletionsArguments),
    /// Print the manual page
    Man(ManArguments),
    /// What the page has done with each article, in a process of its own
    #[cfg(feature = "serve")]
    #[command(hide = true)]
    ServeArticle(Box<ServeArticleArguments>),
    /// The same for one after the other: a process that takes orders
    #[cfg(feature = "serve")]
    #[command(hide = true)]
    ServeOrders,
}

impl Command {
    /// What is said, and how, where that can be chosen.
    pub(crate) fn voice(&self) -> Option<&Voice> {
        match self {
            Self::Convert(arguments) | Self::Package(arguments) => Some(&arguments.voice),
            Self::Show(arguments) => Some(&arguments.voice),
            Self::List(arguments) => Some(&arguments.voice),
            Self::Report(arguments) => Some(&arguments.voice),
            Self::Check(arguments) => Some(&arguments.voice),
            #[cfg(feature = "serve")]
            Self::ServeArticle(arguments) => Some(&arguments.convert.voice),
            #[cfg(feature = "serve")]
            Self::Serve(_) | Self::ServeOrders => None,
            Self::Explain(_) | Self::Completions(_) | Self::Man(_) => None,
        }
    }

    /// Whether a signal ends the run; the page's session ends in a way of its own.
    pub(crate) fn ends_by_signal(&self) -> bool {
        #[cfg(feature = "serve")]
        if let Self::Serve(_) = self {
            return false;
        }
        true
    }
}

/// The arguments of `convert`.
#[derive(Debug, Args)]
pub(crate) struct ConvertArguments {
    /// The articles; - is standard input
    #[arg(required_unless_present = "files_from", value_name = "ARTICLE")]
    articles: Vec<ArticleArgument>,

    /// A file with the names of more articles, one a line, or each ended by a NUL (find -print0); - is standard input
    #[arg(long, value_name = "FILE")]
    files_from: Option<ArticleArgument>,

    /// The formats to write, separated by commas [default: pdf,epub,newsml]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = renderers(), help_heading = OUTPUT)]
    to: Vec<String>,

    /// The folder to write into, made if it is not there; - writes one file to standard output
    #[arg(short, long, value_name = "DIR", default_value = "output", help_heading = OUTPUT)]
    output_dir: PathBuf,

    /// A font file (TrueType) for characters that the bundled fonts do not have; may be given several times
    #[arg(long, value_name = "FILE", help_heading = OUTPUT)]
    pub(crate) font: Vec<PathBuf>,

    /// A folder with font files; those that cannot be embedded are named and left out; may be given several times
    #[arg(long, value_name = "DIR", help_heading = OUTPUT)]
    pub(crate) font_dir: Vec<PathBuf>,

    /// The standards that the PDF keeps
    #[arg(
        long, value_name = "STANDARDS", default_value = Standard::default().as_str(), value_parser = standards(),
        help_heading = OUTPUT
    )]
    pdf_standard: Standard,

    /// The archive that runs the tool: a name, perhaps with an address: 'Arxiv <https://arxiv.example/>'
    #[arg(long, value_name = "NAME", value_parser = provider, help_heading = OUTPUT)]
    pub(crate) provider: Option<Provider>,

    /// The time to write into the files, for example 2026-06-24 or 2026-06-24T14:05+04:00
    #[arg(long, value_name = "TIME", value_parser = time, help_heading = OUTPUT)]
    pub(crate) date: Option<Timestamp>,

    /// How NewsML-G2 carries the terms for machines; PDF and EPUB always carry JSON-LD
    #[arg(
        long, value_name = "FORM", default_value = PolicyForm::default().as_str(), value_parser = policy_forms(),
        help_heading = OUTPUT
    )]
    pub(crate) policy_form: PolicyForm,

    /// The pages of PDF: a4, a5, letter, or width and height: 120x190mm
    #[arg(long, value_name = "SIZE", default_value = "a4", value_parser = page_size, help_heading = OUTPUT)]
    page_size: PageSize,

    /// Their margins in millimetres: all; above and below, beside; or from the top clockwise: 25,30,30,30
    /// [default: in proportion to the page]
    #[arg(long, value_name = "MM", value_parser = margins, help_heading = OUTPUT)]
    margins: Option<Margins>,

    /// The size of their body text in points, 6 to 36; all else on a page follows it
    #[arg(long, value_name = "PT", default_value_t = PageStyle::FONT_SIZE, help_heading = OUTPUT)]
    font_size: f32,

    /// Packages rather than files, for an archive's ingest: bagit (BagIt 1.0) or eark-csip (E-ARK CSIP 2.1.0), as a folder,
    /// or with :zip or :tar; in each the original, its files, their digests, PREMIS, and the terms
    #[arg(long, visible_alias = "as", value_name = "FORM", value_parser = package_forms, help_heading = OUTPUT)]
    pub(crate) package: Option<PackageForm>,

    /// All articles in one package
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) together: bool,

    /// Prove each file against its article before it is packed, as `istinad check` does, and say so in PREMIS; an article
    /// whose files are not proved is not packed
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) check: bool,

    /// RO-Crate 1.1 in each bag too: data/ro-crate-metadata.json
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) ro_crate: bool,

    /// Let warnings fail: no file is written for an article that has one
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) strict: bool,

    /// Make files of articles that their provider has cancelled, withheld or put under embargo
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) allow_withheld: bool,

    /// Replace files that are already there and differ
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) force: bool,

    /// Many articles.
    #[command(flatten)]
    pub(crate) collection: CollectionArguments,

    /// What is known about the article.
    #[command(flatten)]
    pub(crate) knowledge: Knowledge,

    /// What is said, and how.
    #[command(flatten)]
    pub(crate) voice: Voice,
}

/// The arguments of `show`.
#[derive(Debug, Args)]
pub(crate) struct ShowArguments {
    /// The article; - is standard input
    #[arg(value_name = "ARTICLE")]
    pub(crate) article: ArticleArgument,

    /// What is known about the article.
    #[command(flatten)]
    pub(crate) knowledge: Knowledge,

    /// What is said, and how.
    #[command(flatten)]
    pub(crate) voice: Voice,
}

impl ConvertArguments {
    /// The same for packages: bags as folders unless another form was named.
    pub(crate) fn packing(mut self) -> Self {
        self.package.get_or_insert(PackageForm::default());
        self
    }

    /// Whether many articles are converted as a run of their own, with what that brings.
    pub(crate) fn is_collection(&self) -> bool {
        let CollectionArguments { jobs, name, manifest, resume, max_failures, time_limit, .. } = &self.collection;
        jobs.is_some()
            || name.is_some()
            || manifest.is_some()
            || *resume
            || max_failures.is_some()
            || time_limit.is_some()
    }

    /// The same with the version that makes the files: the digest of this is what a manifest states of its run.
    pub(crate) fn options_of_articles(&self) -> String {
        format!("{} {}", env!("CARGO_PKG_VERSION"), self.fingerprint())
    }

    /// Everything that was asked for and changes which files are made or what is in them.
    pub(crate) fn fingerprint(&self) -> String {
        let Self {
            articles: _,
            files_from: _,
            to,
            output_dir: _,
            font,
            font_dir,
            pdf_standard,
            provider,
            date,
            policy_form,
            page_size,
            margins,
            font_size,
            package: _,
            together: _,
            check: _,
            ro_crate: _,
            strict,
            allow_withheld,
            force: _,
            collection,
            knowledge,
            voice: _,
        } = self;
        let CollectionArguments {
            name, choice: ChoiceArguments { patterns, since, until, language, captures }, ..
        } = collection;
        format!(
            "{to:?} {font:?} {font_dir:?} {pdf_standard:?} {provider:?} {date:?} {policy_form:?} {page_size:?} {margins:?} \
             {font_size:?} {strict} {allow_withheld} {knowledge:?} {name:?} {patterns:?} {since:?} {until:?} {language:?} {captures:?}"
        )
    }
}

/// The arguments of `check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// The files: PDF, EPUB, NewsML-G2 or ninjs; packages (bags and E-ARK's: folders, .zip, .tar); the folder or the manifest of a run;
    /// - is standard input
    #[arg(required_unless_present = "files_from", value_name = "FILE")]
    files: Vec<ArticleArgument>,

    /// A file with the names of more files, one a line, or each ended by a NUL (find -print0); - is standard input
    #[arg(long, value_name = "FILE")]
    files_from: Option<ArticleArgument>,

    /// The article that the files were made from
    #[arg(long, value_name = "ARTICLE")]
    pub(crate) source: Option<ArticleArgument>,

    /// How many articles of a run are proved at once [default: as many as there are processors]
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZero<usize>>,

    /// The largest file to read, in MB (1 048 576 bytes), short for --limit checked-file; reading may take several times
    /// as much memory
    #[arg(
        long, value_name = "MB",
        value_parser = clap::value_parser!(u64).range(1..=Limit::CheckedFile.highest_value() >> 20)
    )]
    max_size: Option<u64>,

    /// What is known about the article.
    #[command(flatten)]
    pub(crate) knowledge: Knowledge,

    /// What is said, and how.
    #[command(flatten)]
    pub(crate) voice: Voice,
}

/// The files that a run is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InputArguments<'a> {
    /// Those that are named.
    pub(crate) named: &'a [ArticleArgument],
    /// The file that names more.
    pub(crate) list: Option<&'a ArticleArgument>,
    /// What is read beside them.
    pub(crate) beside: Option<&'a ArticleArgument>,
}

impl CheckArguments {
    /// The files to check.
    pub(crate) fn inputs(&self) -> InputArguments<'_> {
        InputArguments { named: &self.files, list: self.files_from.as_ref(), beside: self.source.as_ref() }
    }

    /// How much is read.
    pub(crate) fn limits(&self) -> Limits {
        let limits = self.knowledge.limits();
        let size = self.max_size.and_then(|size| limits.with(Limit::CheckedFile, size << 20).ok());
        size.unwrap_or(limits)
    }
}

const OUTPUT: &str = "What is written";
const KNOWLEDGE: &str = "What you know about the article (goes before what the article says; a conflict is reported)";
const LIMITS: &str = "How much is read";
const COLLECTION: &str = "Collections (folders, .warc, .arc, .wacz, many files)";
const VOICE: &str = "What is said";

/// What the user knows about the article.
#[derive(Debug, Args)]
#[command(next_help_heading = KNOWLEDGE)]
pub(crate) struct Knowledge {
    /// The format of the input [default: by its content, else by the end of its name]
    #[arg(long, value_name = "FORMAT", value_parser = readers())]
    pub(crate) from: Option<String>,

    /// The encoding of the input, for example windows-1254 [default: what a byte order mark or the input says, else UTF-8]
    #[arg(long, value_name = "LABEL", value_parser = encoding)]
    encoding: Option<Encoding>,

    /// Replace what is no text in the input by U+FFFD, and say so, rather than refuse it
    #[arg(long)]
    lossy: bool,

    /// The article's own address; terms that demand a hyperlink cannot be kept without it
    #[arg(long, value_name = "URL", value_parser = address)]
    pub(crate) source_url: Option<String>,

    /// The address of the page of terms that the article refers to
    #[arg(long, value_name = "URL", value_parser = address)]
    pub(crate) terms_url: Option<String>,

    /// When the article was published, as precisely as you know: 2026-06-24 or 2026-06-24T14:05+04:00
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) published: Option<Timestamp>,

    /// When the copy was saved; a relative time ("1 hour ago") is counted from here
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) saved_at: Option<Timestamp>,

    /// The main language of the text, as a language tag: az, az-Cyrl, tr, ru, en-GB
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub(crate) lang: Option<Language>,

    /// Who published the article: a name, or a profile in TOML (a name that ends in .toml)
    #[arg(long, value_name = "NAME|FILE.toml")]
    publisher: Option<OsString>,

    /// The reference of a permission you hold to republish the article's pictures
    #[arg(long, value_name = "REFERENCE", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub(crate) photo_permission: Option<String>,

    /// The folder in which the article's pictures may lie, if not its own
    #[arg(long, value_name = "FOLDER")]
    pub(crate) resource_root: Option<PathBuf>,

    /// How much is read of what may be hostile; may be given several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = limit, long_help = limits_help(), help_heading = LIMITS)]
    limit: Vec<(Limit, u64)>,
}

/// What is said, and how.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = VOICE)]
pub(crate) struct Voice {
    /// Say it to machines: one line of JSON for each file and each diagnostic, on standard output
    #[arg(long)]
    pub(crate) json: bool,

    /// Say errors only
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// Say more: the version, which time was written and where it came from, how long it took
    #[arg(short, long, action = ArgAction::SetTrue)]
    pub(crate) verbose: bool,
}

/// An article as it was named on the command line.
#[derive(Debug, Clone)]
pub(crate) enum ArticleArgument {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl From<OsString> for ArticleArgument {
    fn from(name: OsString) -> Self {
        if name == STREAM { Self::Stdin } else { Self::File(name.into()) }
    }
}

impl ArticleArgument {
    /// What messages call it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => STREAM.to_owned(),
            Self::File(path) => shown(path),
        }
    }

    /// Where it is; `None` of standard input.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin => None,
            Self::File(path) => Some(path),
        }
    }

    /// The name of its files, without their extension.
    pub(crate) fn stem(&self) -> &OsStr {
        match self {
            Self::Stdin => None,
            Self::File(path) => path.file_stem(),
        }
        .unwrap_or(OsStr::new("article"))
    }
}

/// A name as messages have it, by which the file can be found: in one that is not UTF-8, the bytes that are none are
/// written `\xF6`, and a backslash twice.
pub(crate) fn shown(path: &Path) -> String {
    #[cfg(unix)]
    if path.to_str().is_none() {
        use std::fmt::Write as _;
        use std::os::unix::ffi::OsStrExt as _;
        return path.as_os_str().as_bytes().utf8_chunks().fold(String::new(), |mut name, chunk| {
            name.push_str(&chunk.valid().replace('\\', r"\\"));
            chunk.invalid().iter().for_each(|byte| _ = write!(name, "\\x{byte:02X}"));
            name
        });
    }
    path.display().to_string()
}

/// Where the files go.
#[derive(Debug, Clone, Copy)]
pub(crate) enum OutputDestination<'a> {
    /// Standard output.
    Stdout,
    /// A folder.
    Folder(&'a Path),
}

impl ConvertArguments {
    /// The articles to convert.
    pub(crate) fn inputs(&self) -> InputArguments<'_> {
        InputArguments { named: &self.articles, list: self.files_from.as_ref(), beside: None }
    }

    /// Where the files go.
    pub(crate) fn destination(&self) -> OutputDestination<'_> {
        if self.output_dir.as_os_str() == STREAM {
            OutputDestination::Stdout
        } else {
            OutputDestination::Folder(&self.output_dir)
        }
    }

    /// How pages look.
    ///
    /// # Errors
    /// If the text could not be set so.
    pub(crate) fn page_style(&self) -> Result<PageStyle, UsageError> {
        PageStyle::new(self.page_size, self.margins, self.font_size).map_err(|error| {
            let sentences = error.diagnostics().iter().flat_map(|diagnostic| {
                let hint = diagnostic.hint.as_ref().map(|hint| hint.worded(&flag));
                [Some(diagnostic.message.clone()), hint].into_iter().flatten()
            });
            UsageError::new(sentences.collect::<Vec<_>>().join(": "))
        })
    }

    /// The renderers that were asked for, each once, in the order of the table; the usual ones where none was named.
    pub(crate) fn renderers(&self) -> Vec<&'static dyn istinad::Renderer> {
        let wanted = |renderer: &dyn istinad::Renderer| match self.to.as_slice() {
            [] => renderer.is_default(),
            named => named.iter().any(|name| name == renderer.name()),
        };
        let pdf: &'static dyn istinad::Renderer = Pdf::keeping(self.pdf_standard);
        RENDERERS
            .iter()
            .filter(|renderer| wanted(**renderer))
            .map(|&renderer| if renderer.name() == pdf.name() { pdf } else { renderer })
            .collect()
    }
}

/// The publisher as it was named on the command line.
#[derive(Debug, Clone, Copy)]
pub(crate) enum PublisherArgument<'a> {
    /// By its name.
    Name(&'a str),
    /// By a profile.
    Profile(&'a Path),
}

impl Knowledge {
    /// How the input becomes text.
    pub(crate) fn decoding(&self) -> Decoding {
        Decoding::default().with_encoding(self.encoding).with_lossy(self.lossy).with_limits(self.limits())
    }

    /// How much is read.
    pub(crate) fn limits(&self) -> Limits {
        // That the values can be set was seen when they were read.
        self.limit.iter().fold(Limits::default(), |limits, &(limit, value)| limits.with(limit, value).unwrap_or(limits))
    }

    /// The publisher, if one was named.
    ///
    /// # Errors
    /// If the name is not UTF-8 text.
    pub(crate) fn publisher(&self) -> Result<Option<PublisherArgument<'_>>, UsageError> {
        let Some(publisher) = &self.publisher else { return Ok(None) };
        let path = Path::new(publisher);
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml")) {
            return Ok(Some(PublisherArgument::Profile(path)));
        }
        match publisher.to_str().map(str::trim) {
            Some(name) if !name.is_empty() => Ok(Some(PublisherArgument::Name(name))),
            Some(_) => Err(UsageError::new("the name of the publisher (--publisher) is empty")),
            None => Err(UsageError::new("the name of the publisher (--publisher) is not UTF-8 text")),
        }
    }
}

/// Arguments that each make sense and together do not.
#[derive(Debug)]
pub(crate) struct UsageError(String);

impl UsageError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// Says it the way `clap` says what is wrong.
    pub(crate) fn report(self) -> Exit {
        // A standard error that nobody reads is no reason to fail in another way.
        let _ = self.worded().print();
        Exit::UsageError
    }

    /// What `clap` would say.
    pub(crate) fn worded(self) -> clap::Error {
        Arguments::command().error(ErrorKind::ArgumentConflict, self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_holds() {
        Arguments::command().debug_assert();
    }
}
