//! Organisations that publish articles: the names they appear under, their pages, their standing terms.
//!
//! A profile is a TOML file, described in `docs/publishers.md`; those in [`BUILTIN`] are compiled in and hold nothing
//! that is not certain. A profile never overrules an article: it fills in what the article does not say, and what came
//! from it says so ([`Origin::Profile`](crate::model::Origin::Profile)).

use std::sync::OnceLock;

use serde::Deserialize;
use toml::Spanned;

use super::spelling::fold;
use crate::diagnostic::{Code, Diagnostic};
use crate::error::{Error, Result};
use crate::model::Language;
use crate::source::{Source, Span};

/// The publishers that are known. By default those that are built in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publishers {
    profiles: Vec<Profile>,
}

/// What is known of one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// Other names it appears under.
    pub aliases: Vec<String>,
    /// Its home page, absolute.
    pub home: Option<String>,
    /// Its page of terms, absolute.
    pub terms_page: Option<String>,
    /// The language in which it publishes: that of its terms, and of an article whose own language cannot be told.
    pub language: Option<String>,
    /// Its standing terms, verbatim.
    pub terms: Vec<String>,
}

/// The profiles that are compiled in: a new one is a file and a row.
const BUILTIN: &[(&str, &str)] = &[("azadliq-radiosu.toml", include_str!("profiles/azadliq-radiosu.toml"))];

impl Default for Publishers {
    fn default() -> Self {
        Self::builtin()
    }
}

impl Publishers {
    /// The publishers that are built in.
    pub fn builtin() -> Self {
        static PROFILES: OnceLock<Vec<Profile>> = OnceLock::new();
        let profile = |&(name, text): &(&str, &str)| {
            let source = Source::new(name, text).expect("built-in profiles are text");
            Profile::read(&source).expect("built-in profiles are valid, and a test reads every one")
        };
        Self { profiles: PROFILES.get_or_init(|| BUILTIN.iter().map(profile).collect()).clone() }
    }

    /// Adds a profile. It goes before those that are already known.
    pub fn add(&mut self, profile: Profile) {
        self.profiles.insert(0, profile);
    }

    /// The same and one more, from a TOML file; `name` is what messages call the file.
    ///
    /// # Errors
    /// For the reasons of [`Profile::read`].
    pub fn with_toml(mut self, name: &str, text: &str) -> Result<Self> {
        self.add(Profile::read(&Source::new(name, text)?)?);
        Ok(self)
    }

    /// The profile of an organisation, by its name or an alias. Spaces, case and diacritics make no difference.
    pub fn find(&self, name: &str) -> Option<&Profile> {
        let wanted = key(name);
        self.profiles.iter().find(|profile| {
            std::iter::once(&profile.name)
                .chain(&profile.aliases)
                .any(|known| !wanted.is_empty() && key(known) == wanted)
        })
    }
}

/// A name as it is compared.
fn key(name: &str) -> String {
    fold(name).split_whitespace().collect()
}

/// The file as it is written; every value knows its place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileFile {
    name: Spanned<String>,
    #[serde(default)]
    aliases: Vec<Spanned<String>>,
    home: Option<Spanned<String>>,
    terms_page: Option<Spanned<String>>,
    language: Option<Spanned<String>>,
    #[serde(default)]
    terms: Vec<Spanned<String>>,
}

impl Profile {
    /// Reads a profile.
    ///
    /// # Errors
    /// If the file is not TOML, has a key that profiles do not have, or values that are none of their kind
    /// ([`Code::PublisherInvalid`], one diagnostic for each fault). The spans are places in `source`, whose
    /// [`position`](Source::position) tells line and column.
    pub fn read(source: &Source) -> Result<Self> {
        let file: ProfileFile = toml::from_str(source.text()).map_err(|error| {
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            Error::from(invalid(message, error.span().map(Span::from)))
        })?;
        let mut faults = Vec::new();
        let mut expect = |value: &Spanned<String>, holds: bool, what: &str| {
            if !holds {
                faults.push(invalid(format!("{:?} is not {what}", value.get_ref()), Some(value.span().into())));
            }
        };
        for words in std::iter::once(&file.name).chain(&file.aliases) {
            expect(words, words.get_ref().chars().any(char::is_alphanumeric), "a name");
        }
        for words in &file.terms {
            expect(words, words.get_ref().chars().any(char::is_alphanumeric), "a term");
        }
        for address in [&file.home, &file.terms_page].into_iter().flatten() {
            expect(address, is_web_address(address.get_ref()), "an absolute http or https address");
        }
        if let Some(tag) = &file.language {
            expect(tag, Language::parse(tag.get_ref()).is_some(), "a language tag such as az or en-GB");
        }
        if !faults.is_empty() {
            return Err(Error::new(faults));
        }
        let plain = |values: Vec<Spanned<String>>| values.into_iter().map(Spanned::into_inner).collect();
        Ok(Self {
            name: file.name.into_inner(),
            aliases: plain(file.aliases),
            home: file.home.map(Spanned::into_inner),
            terms_page: file.terms_page.map(Spanned::into_inner),
            language: file.language.map(Spanned::into_inner),
            terms: plain(file.terms),
        })
    }
}

fn invalid(message: String, span: Option<Span>) -> Diagnostic {
    Diagnostic::new(Code::PublisherInvalid, message)
        .at(span)
        .with_hint("a profile has name, aliases, home, terms_page, language and terms; only the name is required")
}

fn is_web_address(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    rest.and_then(|rest| rest.split(['/', '?', '#']).next())
        .is_some_and(|host| host.contains('.') && !host.starts_with('.'))
        && !address
            .chars()
            .any(|character| character.is_whitespace() || character.is_control() || "<>\"\\^`{|}".contains(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_profiles_are_found_under_every_spelling() {
        let publishers = Publishers::default();
        for name in ["AzadlıqRadiosu", "Azadlıq Radiosu", "Azadlıq radiosu", "AZADLIQ RADİOSU", " azadlıqradiosu "]
        {
            let profile = publishers.find(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(profile.home.as_deref(), Some("https://www.azadliq.org/"), "{name}");
            assert_eq!((profile.terms_page.as_deref(), profile.terms.len()), (None, 0), "nothing is invented");
        }
        for name in ["", " ", "Azadlıq", "Radiosu", "BBC"] {
            assert_eq!(publishers.find(name), None, "{name:?}");
        }
    }

    #[test]
    fn the_user_s_profile_goes_before_the_built_in_one() {
        let text = "name = \"Azadlıq Radiosu\"\nterms = [\"İstinad mütləqdir.\"]\n";
        let publishers = Publishers::builtin().with_toml("own.toml", text).expect("a valid profile");
        assert_eq!(publishers.find("AzadlıqRadiosu").map(|profile| profile.terms.len()), Some(1));
    }

    /// The faults of a profile: line, column, and what is there.
    fn faults(text: &str) -> Vec<(usize, usize, String)> {
        let source = Source::new("numune.toml", text).expect("text");
        let error = Profile::read(&source).expect_err(text);
        let fault = |fault: &Diagnostic| {
            assert_eq!(fault.code, Code::PublisherInvalid);
            let span = fault.span.unwrap_or_else(|| panic!("{fault} has no place"));
            let position = source.position(span.start);
            (position.line, position.column, source.slice(span).to_owned())
        };
        error.diagnostics().iter().map(fault).collect()
    }

    #[test]
    fn faults_have_line_and_column() {
        let one = |line, column, what: &str| vec![(line, column, what.to_owned())];
        assert_eq!(faults("name = \"Ə\"\nhome = \"numune.az\"\n"), one(2, 8, "\"numune.az\""));
        assert_eq!(faults("name = \"Ə\"\n\nhoem = \"https://numune.az/\"\n"), one(3, 1, "hoem"));
        assert_eq!(faults("name = \"Ə\"\nlanguage = \"azərbaycanca\"\n"), one(2, 12, "\"azərbaycanca\""));
        assert_eq!(faults("name = 1\n"), one(1, 8, "1"));
        assert_eq!(faults("name = \" \"\nterms = [\"\"]\n").len(), 2, "all faults at once");
        let source = Source::new("numune.toml", "aliases = []\n").expect("text");
        assert!(Profile::read(&source).is_err_and(|error| error.to_string().contains("missing field `name`")));
    }

    #[test]
    fn the_documented_example_is_valid() {
        let page = include_str!("../../docs/publishers.md");
        let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
        let profile = Profile::read(&Source::new("example", example).expect("text")).expect("valid");
        assert!(!profile.aliases.is_empty() && !profile.terms.is_empty() && profile.terms_page.is_some());
    }
}
