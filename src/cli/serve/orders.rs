//! A process that takes orders: each line of its input is the folder and the arguments of one article.
//!
//! Whoever says something of an article on the page says it of one that was just read: what was read is kept, and what does
//! not depend on the reading is made of it anew.

use std::ffi::OsString;
use std::io::{self, BufRead as _, Write as _};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::article::{self, Kept};
use crate::cli::args::{Arguments, Command};
use crate::cli::{Exit, Misuse, arguments};

/// What is to be done.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Order {
    /// The folder to work in.
    pub(super) folder: PathBuf,
    /// What would have been typed there.
    pub(super) typed: Vec<OsString>,
}

/// That an order was carried out, and how it would have ended.
#[derive(Debug, Serialize)]
struct Over {
    code: u8,
    complaint: String,
}

/// Does what the lines of the input say, until there are no more.
pub(crate) fn run() -> Exit {
    let mut kept = Kept::default();
    for line in io::stdin().lock().lines() {
        let Ok(line) = line else { return Exit::BadData };
        let Ok(order) = serde_json::from_str::<Order>(&line) else { return Exit::UsageError };
        let over = carry_out(order, &mut kept);
        let Ok(over) = serde_json::to_string(&over) else { return Exit::BadData };
        let mut stdout = io::stdout();
        if writeln!(stdout, "\0{over}").and_then(|()| stdout.flush()).is_err() {
            return Exit::BadData;
        }
    }
    Exit::Done
}

fn carry_out(Order { folder, typed }: Order, kept: &mut Kept) -> Over {
    let over = |exit: Exit, complaint: String| Over { code: exit as u8, complaint };
    if let Err(error) = std::env::set_current_dir(&folder) {
        return over(Exit::BadData, format!("error: {}", crate::cli::files::reason(&error)));
    }
    match arguments(typed) {
        Ok(Arguments { command: Command::ServeArticle(arguments), .. }) => match article::run(&arguments, kept) {
            Ok(exit) => over(exit, String::new()),
            Err(wrong) => over(Exit::UsageError, wrong.worded().to_string()),
        },
        Ok(_) => over(Exit::UsageError, "error: an order is about an article".to_owned()),
        Err(Misuse::Typed(error)) => over(Exit::UsageError, error.to_string()),
        Err(Misuse::Configured) => over(Exit::BadData, String::new()),
    }
}
