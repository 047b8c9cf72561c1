//! `istinad serve`: the local page, and the program that it has do the work.
//!
//! 1. a temporary [`folder`] takes everything, and is removed when the session ends, at the latest by the next one;
//! 2. `istinad-serve` has the port, the secrets and the page; what it is asked for [`workshop`] makes a command of:
//!    this program once more, so that what takes too long can be ended and what breaks takes nothing with it;
//! 3. [`article`] is what such a process does with one article: all that the page wants to know of it, and its files;
//! 4. [`orders`] has one process do that for one article after the other, and keep what it has read.

pub(super) mod article;
mod folder;
pub(super) mod orders;
mod reading;
mod workshop;

use std::num::NonZero;
use std::time::Duration;

use istinad_serve::Settings;

use self::folder::SessionFolder;
use self::workshop::Program;
use super::Exit;
use super::args::{ServeArguments, UsageError};
use super::messages::Console;

/// Does what the arguments say, until it is told to end.
///
/// # Errors
/// If the arguments make no sense together.
pub(crate) fn run(arguments: &ServeArguments) -> Result<Exit, UsageError> {
    let mut console = Console::plain();
    match session(arguments, &mut console) {
        Ok(()) => Ok(Exit::Done),
        Err(error) => {
            console.complaint(format_args!("error: the page could not be opened: {}", super::files::reason(&error)));
            Ok(Exit::BadData)
        }
    }
}

fn session(arguments: &ServeArguments, console: &mut Console) -> std::io::Result<()> {
    let folder = SessionFolder::make()?;
    let settings = Settings::new(folder.path())
        .with_port(arguments.port)
        .with_most_bytes(arguments.max_upload << 20)
        .with_patience(Duration::from_secs(arguments.time_limit))
        .with_at_once(arguments.jobs.map_or_else(processors, NonZero::get));
    let program = Program::new(std::env::current_exe()?);
    let session = istinad_serve::open(settings)?;
    let address = session.address();
    console.print(&address);
    if arguments.no_open {
        console.remark("open it in a browser; Ctrl-C ends it, and nothing is kept");
    } else if open::that_detached(&address).is_err() {
        console.remark("no browser could be opened: open the address in one; Ctrl-C ends it, and nothing is kept");
    } else {
        console.remark("opened in your browser; Ctrl-C ends it, and nothing is kept");
    }
    session.serve(program)?;
    folder.close()
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}
