//! The command line tool: arguments in, exit code out.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run(std::env::args_os().collect()).into()
}
