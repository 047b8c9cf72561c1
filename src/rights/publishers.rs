//! Organisations that publish articles: the names they appear under, their pages, their standing terms.
//!
//! A profile is a small TOML file:
//!
//! ```toml
//! name = "Nümunə Radiosu"
//! aliases = ["NümunəRadiosu", "Nümunə"]
//! home = "https://news.example/"
//! terms_page = "https://news.example/terms"
//! language = "az"
//! terms = ["Hiperlinklə istinad edilməlidir."]
//! ```
//!
//! Only the name is required. What the article itself says goes before its publisher's profile.

use serde::Deserialize;

use crate::diagnostic::{Code, Diagnostic};
use crate::error::Result;
use crate::model::Language;
use crate::source::{Source, Span};

/// The publishers that are known.
#[derive(Debug, Clone, Default)]
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
    /// The language in which it publishes.
    pub language: Option<String>,
    /// Its standing terms, verbatim.
    pub terms: Vec<String>,
}

impl Publishers {
    /// The profile of an organisation, by its name or an alias.
    pub fn find(&self, name: &str) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.name == name || profile.aliases.iter().any(|alias| alias == name))
    }

    /// Adds a profile. It goes before those that are already known.
    pub fn add(&mut self, profile: Profile) {
        self.profiles.insert(0, profile);
    }
}

/// A profile as the file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: toml::Spanned<String>,
    #[serde(default)]
    aliases: Vec<String>,
    home: Option<toml::Spanned<String>>,
    terms_page: Option<toml::Spanned<String>>,
    language: Option<toml::Spanned<String>>,
    #[serde(default)]
    terms: Vec<String>,
}

impl Profile {
    /// Reads a profile.
    ///
    /// # Errors
    /// If it is not valid TOML, has keys that no profile has, or values that cannot be meant
    /// ([`Code::PublisherInvalid`]), with the place.
    pub fn read(source: &Source) -> Result<Self> {
        let Written { name, aliases, home, terms_page, language, terms } =
            toml::from_str(source.text()).map_err(|error| {
                let message = error.message().lines().collect::<Vec<_>>().join(", ");
                invalid(message, error.span().map(Span::from))
            })?;
        if name.get_ref().trim().is_empty() {
            return Err(invalid("the publisher's name is empty", Some(name.span().into())).into());
        }
        for address in [&home, &terms_page].into_iter().flatten() {
            let text = address.get_ref();
            if !(text.starts_with("https://") || text.starts_with("http://")) || text.contains(char::is_whitespace) {
                let message = format!("{text:?} is no address that starts with https:// or http://");
                return Err(invalid(message, Some(address.span().into())).into());
            }
        }
        if let Some(tag) = language.as_ref().filter(|tag| Language::parse(tag.get_ref()).is_none()) {
            let message = format!("{:?} is no language tag such as az or en-GB", tag.get_ref());
            return Err(invalid(message, Some(tag.span().into())).into());
        }
        let inner = |value: Option<toml::Spanned<String>>| value.map(toml::Spanned::into_inner);
        Ok(Self {
            name: name.into_inner(),
            aliases,
            home: inner(home),
            terms_page: inner(terms_page),
            language: inner(language),
            terms,
        })
    }
}

fn invalid(message: impl Into<String>, span: Option<Span>) -> Diagnostic {
    Diagnostic::new(Code::PublisherInvalid, message)
        .at(span)
        .with_hint("a profile has name, aliases, home, terms_page, language and terms; only the name is required")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Profile> {
        Profile::read(&Source::new("numune.toml", text)?)
    }

    #[test]
    fn a_profile_is_found_by_every_name() {
        let mut publishers = Publishers::default();
        publishers.add(
            read("name = \"Nümunə\"\naliases = [\"NümunəRadiosu\"]\nhome = \"https://n.example/\"\n").expect("valid"),
        );
        for name in ["Nümunə", "NümunəRadiosu"] {
            assert_eq!(publishers.find(name).and_then(|profile| profile.home.as_deref()), Some("https://n.example/"));
        }
        assert_eq!(publishers.find("Başqa"), None);
    }

    #[test]
    fn a_broken_profile_says_where() {
        for (text, place) in [
            ("name = \"N\"\nhome = \"n.example\"\n", "\"n.example\""),
            ("name = \"\"\n", "\"\""),
            ("name = \"N\"\nlanguage = \"Azərbaycan\"\n", "\"Azərbaycan\""),
            ("name = \"N\"\nhoem = \"https://n.example\"\n", "hoem"),
            ("name = 1\n", "1"),
        ] {
            let source = Source::new("numune.toml", text).expect("text");
            let error = Profile::read(&source).expect_err(text);
            let [diagnostic] = error.diagnostics() else { panic!("{error}") };
            assert_eq!(diagnostic.code, Code::PublisherInvalid);
            assert_eq!(source.slice(diagnostic.span.expect(text)), place, "{diagnostic}");
        }
        assert!(read("name = ").is_err() && read("").is_err());
    }
}
