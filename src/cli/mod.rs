//! The command line: the only part that touches disk, clock, environment and standard streams.
//!
//! 1. [`args`] says what may be typed, and explains it; [`values`] reads what follows a flag;
//! 2. [`convert`], [`show`], [`check`] and [`report`] do the work through the library's public face;
//!    [`collection`] that of `convert` on folders and archives, and lists them; [`manifest`] reads what a run said;
//! 3. [`files`] reads articles, [`place`] puts files in place, whole or not at all, whatever [`signals`] come;
//! 4. [`config`] knows what never changes for the user, [`publishers`] the profiles of publishers that the user keeps;
//! 5. [`pictures`] finds the pictures of an article, [`fonts`] loads the fonts that are to be added;
//! 6. [`serve`] has the local page ask for the same, one process of this program an article;
//! 7. [`manners`] has completions and the manual page, [`explain`] what diagnostics mean;
//! 8. [`messages`] says what happened, to people or (`--json`) to machines, [`progress`] how far a run is; [`flags`] knows
//!    what settings are called here.

pub(crate) mod args;
mod check;
mod collection;
mod config;
mod convert;
mod explain;
mod files;
mod flags;
mod fonts;
mod manifest;
mod manners;
mod messages;
pub(crate) mod package;
mod package_folder;
mod pictures;
mod place;
mod progress;
mod proof;
mod publishers;
mod report;
#[cfg(feature = "serve")]
mod serve;
mod show;
mod signals;
mod time;
mod values;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use istinad::ReadOptions;

use args::{Arguments, Command, Knowledge, UsageError, Voice};
use config::{Config, Unusable};
use messages::Console;

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything was done.
    Done = 0,
    /// An article could not be read, a file could not be made or written, or one is not proved.
    BadData = 1,
    /// The command line makes no sense; `clap` ends with the same code.
    UsageError = 2,
    /// Of several articles some were converted and some were not.
    Partial = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Does what was typed; the first word is the name of the program.
pub(crate) fn run(typed: Vec<OsString>) -> Exit {
    let Arguments { command, .. } = match arguments(typed) {
        Ok(arguments) => arguments,
        Err(Misuse::Typed(error)) => error.exit(),
        Err(Misuse::Configured) => return Exit::BadData,
    };
    if command.ends_by_signal() {
        signals::watch();
    }
    let result = match command {
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Package(arguments) => convert::run(&arguments.packing()),
        Command::Show(arguments) => show::run(&arguments),
        Command::List(arguments) => collection::list(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => serve::run(&arguments),
        #[cfg(feature = "serve")]
        Command::ServeArticle(arguments) => serve::article::run(&arguments, &mut serve::article::Kept::default()),
        #[cfg(feature = "serve")]
        Command::ServeOrders => Ok(serve::orders::run()),
        Command::Explain(arguments) => manners::explain(&arguments),
        Command::Completions(arguments) => Ok(manners::completions(&arguments)),
        Command::Man(arguments) => manners::man(&arguments),
    };
    result.unwrap_or_else(|wrong_usage| wrong_usage.report())
}

/// Why there are no arguments.
#[derive(Debug)]
enum Misuse {
    /// For what was typed, or because it asks for help.
    Typed(Box<clap::Error>),
    /// For what the configuration file says; that was told.
    Configured,
}

impl From<clap::Error> for Misuse {
    fn from(error: clap::Error) -> Self {
        Self::Typed(Box::new(error))
    }
}

/// What was typed, with what the configuration file says beside it.
fn arguments(mut typed: Vec<OsString>) -> Result<Arguments, Misuse> {
    let matches = Arguments::command().try_get_matches_from(&typed)?;
    let config = Config::find(&matches).map_err(|unusable| {
        let Unusable { name, source, diagnostics } = *unusable;
        let is_json = typed.iter().any(|word| word == "--json");
        Console::new(&Voice { json: is_json, ..Voice::default() }).diagnostics(&name, source.as_ref(), &diagnostics);
        Misuse::Configured
    })?;
    if !config.flags.is_empty() {
        let command = matches.subcommand_name().unwrap_or_default();
        let after = typed.iter().position(|word| word == command).map_or(typed.len(), |at| at + 1);
        typed.splice(after..after, config.flags);
    }
    let arguments = Arguments::try_parse_from(typed)?;
    if let (Some(path), Some(voice)) = (config.path, arguments.command.voice()) {
        Console::new(voice).detail(format_args!("configuration: {}", path.display()));
    }
    Ok(arguments)
}

/// What is known about the articles; `None` after it was said why the publisher's profile cannot be used.
fn read_options(knowledge: &Knowledge, console: &mut Console) -> Result<Option<ReadOptions>, UsageError> {
    let options = ReadOptions::default()
        .with_format(knowledge.from.clone())
        .with_source_url(knowledge.source_url.clone())
        .with_terms_url(knowledge.terms_url.clone())
        .with_published(knowledge.published)
        .with_saved_at(knowledge.saved_at)
        .with_language(knowledge.lang.clone())
        .with_photo_permission(knowledge.photo_permission.clone())
        .with_limits(knowledge.limits());
    Ok(publishers::add(options, knowledge.publisher()?, console))
}
