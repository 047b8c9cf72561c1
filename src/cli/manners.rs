//! `istinad completions`, `istinad man`, `istinad explain`: what a good command says of itself.
//!
//! Completions and manual pages are made of the same definition as the help, so that they cannot say anything else.

use std::fs;
use std::io;
use std::path::Path;

use clap::CommandFactory as _;
use clap_mangen::Man;
use istinad::Code;

use super::Exit;
use super::args::{Arguments, CompletionsArguments, ExplainArguments, ManArguments, UsageError};
use super::explain::Explanations;
use super::messages::Console;

/// Prints what a shell reads to complete the command.
pub(super) fn completions(arguments: &CompletionsArguments) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "istinad", &mut script);
    written(&script)
}

/// Prints a manual page, or writes all of them into a folder.
///
/// # Errors
/// If there is no such command.
pub(super) fn man(arguments: &ManArguments) -> Result<Exit, UsageError> {
    let mut command = Arguments::command();
    // So that each of the subcommands knows its own name.
    command.build();
    if let Some(folder) = &arguments.dir {
        return Ok(match pages(&command, folder) {
            Ok(()) => Exit::Done,
            Err(error) => {
                let reason = super::files::reason(&error);
                Console::plain().complaint(format_args!("error: could not write to {}: {reason}", folder.display()));
                Exit::BadData
            }
        });
    }
    let command = match &arguments.command {
        None => command,
        Some(name) => {
            let named = command.get_subcommands().find(|it| it.get_name() == name && !it.is_hide_set());
            named.ok_or_else(|| UsageError::new(format!("there is no command {name:?}")))?.clone()
        }
    };
    let mut page = Vec::new();
    Ok(match render(&command, &mut page) {
        Ok(()) => written(&page),
        Err(_) => Exit::BadData,
    })
}

/// A page for the program, and one for each of its commands.
fn pages(command: &clap::Command, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let commands = command.get_subcommands().filter(|it| !it.is_hide_set() && it.get_name() != "help");
    for command in std::iter::once(command).chain(commands) {
        let mut page = Vec::new();
        render(command, &mut page)?;
        let name = command.get_display_name().unwrap_or(command.get_name());
        fs::write(folder.join(format!("{name}.1")), page)?;
    }
    Ok(())
}

fn render(command: &clap::Command, page: &mut Vec<u8>) -> io::Result<()> {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    // The date is the version's, as the bytes of everything here are.
    let title = name.to_uppercase();
    Man::new(command.clone())
        .title(title)
        .section("1")
        .source(concat!("istinad ", env!("CARGO_PKG_VERSION")))
        .render(page)
}

fn written(bytes: &[u8]) -> Exit {
    let mut console = Console::plain();
    console.write_stdout(bytes);
    if console.is_broken() { Exit::BadData } else { Exit::Done }
}

/// How many names are offered for one that is not known.
const OFFERED: usize = 3;

/// Says what a diagnostic means; without a code, what each of them means.
///
/// # Errors
/// If there is no such code.
pub(super) fn explain(arguments: &ExplainArguments) -> Result<Exit, UsageError> {
    let mut console = Console::plain();
    let words = Explanations::of(arguments.lang);
    let Some(wanted) = &arguments.code else {
        let width = Code::ALL.iter().map(|code| code.as_str().len()).max().unwrap_or_default();
        for code in Code::ALL {
            let means = words.code(*code).map_or(code.meaning(), |it| &it.means);
            console.print(format_args!("{:width$}  {:7}  {means}", code.as_str(), code.severity().as_str()));
        }
        return Ok(if console.is_broken() { Exit::BadData } else { Exit::Done });
    };
    // As it stands in a message: `warning[terms-page-missing]`.
    let name = wanted.rsplit('[').next().unwrap_or(wanted).trim_end_matches([']', ':']);
    let Some(code) = Code::ALL.iter().find(|code| code.as_str() == name) else {
        let mut near: Vec<(usize, &str)> =
            Code::ALL.iter().map(|code| (distance(name, code.as_str()), code.as_str())).collect();
        near.sort_unstable();
        let near: Vec<&str> = near.iter().take(OFFERED).map(|(_, name)| *name).collect();
        return Err(UsageError::new(format!(
            "there is no diagnostic {name:?}; the nearest are {}; `istinad explain` lists all",
            near.join(", ")
        )));
    };
    let explanation = words.code(*code).cloned().unwrap_or_default();
    let advice = explanation.advice_with_flags();
    let consequence = words.severity(code.severity());
    console.print(format_args!(
        "{}[{code}]\n\n{}\n{advice}\n\n{consequence}",
        code.severity().as_str(),
        explanation.means
    ));
    Ok(if console.is_broken() { Exit::BadData } else { Exit::Done })
}

/// In how many letters two names differ (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().take(64).enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (at, second) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *second);
            diagonal = row[at + 1];
            row[at + 1] = changed.min(row[at] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_letter_by_letter() {
        assert_eq!(distance("terms-page-mising", "terms-page-missing"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", "abc"), 0);
    }
}
