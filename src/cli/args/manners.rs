//! The arguments of `explain`, `completions` and `man`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::explain::Tongue;

/// The arguments of `explain`.
#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// The code, for example terms-page-missing [default: all of them]
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,

    /// The language of the explanation
    #[arg(long, value_name = "LANG", value_enum, default_value_t)]
    pub(crate) lang: Tongue,
}

/// The arguments of `completions`.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

/// The arguments of `man`.
#[derive(Debug, Args)]
pub(crate) struct ManArguments {
    /// The page of this command [default: that of the program]
    #[arg(value_name = "COMMAND", conflicts_with = "dir")]
    pub(crate) command: Option<String>,

    /// Write all pages into this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
}
