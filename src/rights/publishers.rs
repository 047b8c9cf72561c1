//! Organisations that publish articles: the names they appear under, their pages, their standing terms.

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
}
