//! What never changes for a user, from a file: `istinad/config.toml` in the configuration directory (`XDG_CONFIG_HOME`,
//! else `~/.config`; `APPDATA` on Windows).
//!
//! A key is the name of a flag. What the command line says goes before it, and the value of each is read as the flag's own
//! is; so a run with the file and one with its flags make the same files, and `--no-config` makes those of a run without.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory as _};
use istinad::{Code, Diagnostic, Source, Span};
use serde::Deserialize as _;
use toml::Spanned;

use super::args::Arguments;
use super::files;

/// The keys, with the commands that take them.
const KEYS: &[(&str, &[&str])] = &[
    ("provider", &["convert", "serve-article"]),
    ("publisher", &["convert", "show", "list", "check", "serve-article"]),
    ("to", &["convert", "serve-article"]),
    ("output-dir", &["convert"]),
    ("pdf-standard", &["convert", "serve-article"]),
    ("policy-form", &["convert", "serve-article"]),
    ("page-size", &["convert", "serve-article"]),
    ("margins", &["convert", "serve-article"]),
    ("font-size", &["convert", "serve-article"]),
    ("font-dir", &["convert", "serve-article"]),
];

/// The file that was used, and the flags that it stands for.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// Where it is.
    pub(super) path: Option<PathBuf>,
    /// The flags that the command line does not give itself.
    pub(super) flags: Vec<OsString>,
}

/// What is wrong with the file, and the file, so that the place can be shown.
#[derive(Debug)]
pub(super) struct Unusable {
    pub(super) name: String,
    pub(super) source: Option<Source>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The folder of the user's settings for istinad.
#[expect(clippy::disallowed_methods, reason = "the command line is where the environment is read")]
pub(super) fn folder() -> Option<PathBuf> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty()).map(PathBuf::from);
    let base =
        set("XDG_CONFIG_HOME").or_else(|| set("APPDATA")).or_else(|| set("HOME").map(|home| home.join(".config")));
    Some(base?.join("istinad"))
}

impl Config {
    /// What the file says for a command, where the command line does not.
    ///
    /// # Errors
    /// If it cannot be read, has a key that is not known, or a value that the flag would not take.
    pub(super) fn find(matches: &ArgMatches) -> Result<Self, Box<Unusable>> {
        let Some((command, own)) = matches.subcommand() else { return Ok(Self::default()) };
        let takes = KEYS.iter().any(|(_, commands)| commands.contains(&command));
        if !takes || matches.get_flag("no_config") || own.try_get_one("no_config").is_ok_and(|set| set == Some(&true)) {
            return Ok(Self::default());
        }
        let Some(path) = folder().map(|folder| folder.join("config.toml")).filter(|path| path.is_file()) else {
            return Ok(Self::default());
        };
        let flags = read(&path, command, own)?;
        Ok(Self { path: Some(path), flags })
    }
}

fn read(path: &Path, command: &str, own: &ArgMatches) -> Result<Vec<OsString>, Box<Unusable>> {
    let name = path.display().to_string();
    let source = files::read_file(path).map_err(|error| {
        Box::new(Unusable { name: name.clone(), source: None, diagnostics: error.diagnostics().to_vec() })
    })?;
    let mut diagnostics = Vec::new();
    let mut flags = Vec::new();
    match values(source.text()) {
        Err(diagnostic) => diagnostics.push(*diagnostic),
        Ok(values) => {
            for (key, value) in values {
                let span = Span::new(key.span().start, value.span().end);
                match flag(key.get_ref(), value.get_ref()) {
                    Err(diagnostic) => diagnostics.push(diagnostic.at(span)),
                    Ok((flag, commands)) => {
                        // The name that clap has for it; it knows none that the command does not take.
                        let id = key.get_ref().replace('-', "_");
                        let is_taken = commands.contains(&command);
                        if is_taken && own.value_source(&id) != Some(ValueSource::CommandLine) {
                            flags.push(flag);
                        }
                    }
                }
            }
        }
    }
    if diagnostics.is_empty() { Ok(flags) } else { Err(Box::new(Unusable { name, source: Some(source), diagnostics })) }
}

type Values = BTreeMap<Spanned<String>, Spanned<toml::Value>>;

fn values(text: &str) -> Result<Values, Box<Diagnostic>> {
    let invalid = |error: toml::de::Error| {
        let diagnostic = Diagnostic::new(Code::ConfigInvalid, format!("it is no TOML: {}", error.message()));
        Box::new(match error.span() {
            Some(span) => diagnostic.at(Span::new(span.start, span.end)),
            None => diagnostic,
        })
    };
    Values::deserialize(toml::Deserializer::parse(text).map_err(invalid)?).map_err(invalid)
}

/// A key with its value as a flag, and the commands that take it.
fn flag(key: &str, value: &toml::Value) -> Result<(OsString, &'static [&'static str]), Diagnostic> {
    let Some((_, commands)) = KEYS.iter().find(|(known, _)| *known == key) else {
        let known: Vec<&str> = KEYS.iter().map(|(key, _)| *key).collect();
        return Err(Diagnostic::new(Code::ConfigInvalid, format!("there is no setting {key:?}"))
            .with_hint(format!("the settings are {}", known.join(", "))));
    };
    let wrong = |why: &str| Diagnostic::new(Code::ConfigInvalid, format!("{key}: {why}"));
    let single = |value: &toml::Value| match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Float(number) => Some(number.to_string()),
        toml::Value::Boolean(_) | toml::Value::Datetime(_) | toml::Value::Array(_) | toml::Value::Table(_) => None,
    };
    let text = match value {
        toml::Value::Array(list) => list.iter().map(single).collect::<Option<Vec<_>>>().map(|list| list.join(",")),
        other => single(other),
    };
    let text = text.ok_or_else(|| wrong("it is a text, a number or a list of them"))?;
    let flag = OsString::from(format!("--{key}={text}"));
    // As the flag's own value is read.
    let tried = [OsString::from("istinad"), OsString::from("convert"), flag.clone(), OsString::from("-")];
    let tried = Arguments::command().try_get_matches_from(tried);
    tried.map(|_| (flag, *commands)).map_err(|error| {
        let words = error.to_string();
        let first = words.lines().next().unwrap_or_default();
        wrong(first.trim_start_matches("error: "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_flags_and_their_values_are_read_as_theirs() {
        let value = |text: &str| values(text).expect("TOML").into_values().next().expect("one").into_inner();
        let as_flag = |text: &str| {
            let key = text.split('=').next().expect("a key").trim();
            flag(key, &value(text)).map(|(flag, _)| flag.to_string_lossy().into_owned())
        };
        assert_eq!(as_flag("to = ['pdf', 'epub']").as_deref(), Ok("--to=pdf,epub"));
        assert_eq!(as_flag("font-size = 12.5").as_deref(), Ok("--font-size=12.5"));
        assert_eq!(as_flag("margins = [25, 30]").as_deref(), Ok("--margins=25,30"));
        for bad in ["to = ['docx']", "page-size = 'huge'", "font-size = true", "force = true", "provider = ''"] {
            assert!(as_flag(bad).is_err(), "{bad}");
        }
        assert!(values("to = [").is_err());
    }
}
