//! What each diagnostic means and what can be done about it, in the languages of the local page.
//!
//! The words are data: a file a language in `src/cli/explain/`. What a code means in English the table of codes says.

use std::collections::BTreeMap;

use clap::ValueEnum;
use istinad::{Code, Severity};
use serde::{Deserialize, Serialize};

/// A language in which diagnostics are explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Tongue {
    /// Azerbaijani
    Az,
    /// English
    #[default]
    En,
    /// Russian
    Ru,
    /// Turkish
    Tr,
}

/// What a diagnostic means, and what to do about it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Explanation {
    /// A sentence.
    #[serde(default)]
    pub(crate) means: String,
    /// One or two sentences, with `{source-url}` and the like where a setting is named.
    pub(crate) advice: String,
}

/// The words of a language.
#[derive(Debug, Deserialize)]
pub(crate) struct Explanations {
    severity: BTreeMap<String, String>,
    #[serde(flatten)]
    codes: BTreeMap<String, Explanation>,
}

impl Explanations {
    /// The words of a language.
    pub(crate) fn of(tongue: Tongue) -> Self {
        let words = match tongue {
            Tongue::Az => include_str!("explain/az.toml"),
            Tongue::En => include_str!("explain/en.toml"),
            Tongue::Ru => include_str!("explain/ru.toml"),
            Tongue::Tr => include_str!("explain/tr.toml"),
        };
        let mut all: Self = toml::from_str(words).expect("a test reads every file that is compiled in");
        if tongue == Tongue::En {
            for code in Code::ALL {
                all.codes.entry(code.as_str().to_owned()).or_default().means = code.meaning().to_owned();
            }
        }
        all
    }

    /// What a code means.
    pub(crate) fn code(&self, code: Code) -> Option<&Explanation> {
        self.codes.get(code.as_str())
    }

    /// What follows from a severity.
    pub(crate) fn severity(&self, severity: Severity) -> &str {
        self.severity.get(severity.as_str()).map_or("", String::as_str)
    }

    /// All of them, by the name of the code.
    #[cfg(any(test, feature = "serve"))]
    pub(crate) fn all(&self) -> &BTreeMap<String, Explanation> {
        &self.codes
    }
}

impl Explanation {
    /// The advice with flags in place of settings.
    pub(crate) fn advice_with_flags(&self) -> String {
        self.advice.replace('{', "--").replace('}', "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The settings that an advice names.
    fn settings(advice: &str) -> Vec<&str> {
        let mut names: Vec<&str> = advice.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn every_code_is_explained_in_every_language() {
        let english = Explanations::of(Tongue::En);
        for tongue in Tongue::value_variants() {
            let words = Explanations::of(*tongue);
            assert_eq!(words.all().len(), Code::ALL.len(), "{tongue:?}: codes that are none");
            for code in Code::ALL {
                let own = words.code(*code).unwrap_or_else(|| panic!("{tongue:?} does not explain {code}"));
                assert!(own.means.ends_with('.') && own.advice.ends_with('.'), "{tongue:?} {code}: {own:?}");
                assert_eq!(
                    settings(&own.advice),
                    settings(&english.code(*code).expect("explained").advice),
                    "{tongue:?} {code} names other settings than the English words"
                );
                let is_own = *tongue == Tongue::En || own.means != code.meaning();
                assert!(is_own, "{tongue:?} {code} is not translated");
            }
            for severity in [Severity::Error, Severity::Warning, Severity::Note] {
                assert!(!words.severity(severity).is_empty(), "{tongue:?} {severity}");
            }
        }
    }

    #[test]
    fn what_is_named_is_a_setting() {
        use clap::CommandFactory as _;
        let command = crate::cli::args::Arguments::command();
        let convert = command.find_subcommand("convert").expect("a command");
        for (code, Explanation { advice, .. }) in Explanations::of(Tongue::En).all() {
            for name in settings(advice) {
                assert!(convert.get_arguments().any(|it| it.get_long() == Some(name)), "{code}: {name}");
            }
        }
    }
}
