//! The arguments about collections: those of a run, of `list` and of `report`.

use std::num::NonZero;
use std::path::PathBuf;

use clap::Args;
use istinad::capture::Editions;
use istinad::model::Timestamp;
use istinad::run::NamePattern;

use super::{ArticleArgument, COLLECTION, InputArguments, Knowledge, Voice};
use crate::cli::values::{editions, name_pattern, time};

/// What `convert` takes for collections: folders, web archives, many files.
#[derive(Debug, Args)]
#[command(next_help_heading = COLLECTION)]
pub(crate) struct CollectionArguments {
    /// How many articles are worked on at once [default: as many as there are processors]
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZero<usize>>,

    /// What the files of an article are called, of {host}, {date}, {slug}, {stem}, {path}, {lang}, {digest}, {place}
    /// [default: {host}/{date}-{slug} from archives, else {path}]
    #[arg(long, value_name = "PATTERN", value_parser = name_pattern)]
    pub(crate) name: Option<NamePattern>,

    /// Which of them are taken.
    #[command(flatten)]
    pub(crate) choice: ChoiceArguments,

    /// The file with a line for every article [default: manifest.jsonl in the folder, for folders and archives]
    #[arg(long, value_name = "FILE")]
    pub(crate) manifest: Option<PathBuf>,

    /// Go on where an earlier run ended, as its manifest says
    #[arg(long)]
    pub(crate) resume: bool,

    /// End the run after more than this many articles failed
    #[arg(long, value_name = "N")]
    pub(crate) max_failures: Option<u64>,

    /// Give up articles that are worked on when for so many seconds none is begun and none done; the others go on
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) time_limit: Option<u64>,
}

/// What of a collection is asked for.
#[derive(Debug, Args)]
#[command(next_help_heading = COLLECTION)]
pub(crate) struct ChoiceArguments {
    /// Only captures of these addresses; * stands for any characters; may be given several times
    #[arg(long = "match", value_name = "ADDRESS")]
    pub(crate) patterns: Vec<String>,

    /// Only captures from this time on
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) since: Option<Timestamp>,

    /// Only captures up to this time; a day counts to its end
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) until: Option<Timestamp>,

    /// Only articles in this language, for example az (--lang says which one an article is in)
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<String>,

    /// Which captures of one address: distinct (one of those with the same payload), first, last, all
    #[arg(long, value_name = "WHICH", default_value = "distinct", value_parser = editions())]
    pub(crate) captures: Editions,
}

/// The arguments of `list`.
#[derive(Debug, Args)]
pub(crate) struct ListArguments {
    /// The collections: folders, web archives, WACZ; articles too
    #[arg(required_unless_present = "files_from", value_name = "COLLECTION")]
    collections: Vec<ArticleArgument>,

    /// A file with the names of more, one a line, or each ended by a NUL (find -print0); - is standard input
    #[arg(long, value_name = "FILE")]
    files_from: Option<ArticleArgument>,

    /// A table for a spreadsheet (CSV) on standard output; what one would take for a formula has an apostrophe before it
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,

    /// How many pages are read at once [default: as many as there are processors]
    #[arg(long, value_name = "N", help_heading = COLLECTION)]
    pub(crate) jobs: Option<NonZero<usize>>,

    /// What the files of an article would be called, as in convert
    #[arg(long, value_name = "PATTERN", value_parser = name_pattern, help_heading = COLLECTION)]
    pub(crate) name: Option<NamePattern>,

    /// Which of them are listed.
    #[command(flatten)]
    pub(crate) choice: ChoiceArguments,

    /// What is known about the articles.
    #[command(flatten)]
    pub(crate) knowledge: Knowledge,

    /// What is said, and how.
    #[command(flatten)]
    pub(crate) voice: Voice,
}

impl ListArguments {
    /// The collections to list.
    pub(crate) fn inputs(&self) -> InputArguments<'_> {
        InputArguments { named: &self.collections, list: self.files_from.as_ref(), beside: None }
    }
}

/// The arguments of `report`.
#[derive(Debug, Args)]
pub(crate) struct ReportArguments {
    /// The manifest of a run, or its folder
    #[arg(value_name = "MANIFEST")]
    pub(crate) manifest: PathBuf,

    /// Write a page for people: the counts, and a table of everything
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,

    /// Replace a page that is already there and differs
    #[arg(long, requires = "html")]
    pub(crate) force: bool,

    /// What is said, and how.
    #[command(flatten)]
    pub(crate) voice: Voice,
}
