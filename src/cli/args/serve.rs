//! The arguments of `serve`, and those of the processes that it has work.

use std::num::NonZero;

use clap::Args;

use super::ConvertArguments;

/// The arguments of `serve`.
#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    /// The port on this machine [default: any that is free]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(crate) port: u16,

    /// Print the address, and open no browser
    #[arg(long)]
    pub(crate) no_open: bool,

    /// How much may be dropped in a session, in MB (1 048 576 bytes)
    #[arg(long, value_name = "MB", default_value_t = 2048, value_parser = clap::value_parser!(u64).range(1..=1 << 20))]
    pub(crate) max_upload: u64,

    /// After how many seconds without a word the work on an article is ended
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) time_limit: u64,

    /// How many articles are worked on at once [default: as many as there are processors]
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZero<usize>>,
}

/// The arguments of `serve-article`: those of `convert`.
#[derive(Debug, Args)]
pub(crate) struct ServeArticleArguments {
    /// The offset of the record in the archive
    #[arg(long)]
    pub(crate) record: Option<u64>,

    /// The record of its member
    #[arg(long, default_value_t = 0)]
    pub(crate) record_index: u32,

    /// The archive within the input
    #[arg(long)]
    pub(crate) record_part: Option<String>,

    /// The rest.
    #[command(flatten)]
    pub(crate) convert: ConvertArguments,
}
