//! What can be done about a diagnostic: typed, so that each caller words it with what it has.
//!
//! A [`Remedy`] names the [`Setting`]s that would help. The command line calls them by its flags, a binding for another
//! language by its arguments, a form by its fields: [`Remedy::worded`] makes the sentence with the names that it is given.

use std::fmt;

use crate::limits::Limit;

/// Something that the user can state beside the article itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Setting {
    /// The language of the article.
    Lang,
    /// Who published it.
    Publisher,
    /// When it was published.
    Published,
    /// When the copy at hand was saved.
    SavedAt,
    /// The time to write into the files.
    Date,
    /// The address of the article.
    SourceUrl,
    /// The address of the page of terms.
    TermsUrl,
    /// The permission to republish pictures.
    PhotoPermission,
    /// The encoding of the input.
    Encoding,
    /// Whether bytes that cannot be read are replaced.
    Lossy,
    /// Whether files are made of what its provider withholds.
    AllowWithheld,
    /// The reader of the input.
    From,
    /// The article that files are compared with.
    Source,
    /// How much is read of what may be hostile.
    Limit(Limit),
}

impl Setting {
    /// The stable name, for example `source-url`; that of a limit is the name of all limits, `limit`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lang => "lang",
            Self::Publisher => "publisher",
            Self::Published => "published",
            Self::SavedAt => "saved-at",
            Self::Date => "date",
            Self::SourceUrl => "source-url",
            Self::TermsUrl => "terms-url",
            Self::PhotoPermission => "photo-permission",
            Self::Encoding => "encoding",
            Self::Lossy => "lossy",
            Self::AllowWithheld => "allow-withheld",
            Self::From => "from",
            Self::Source => "source",
            Self::Limit(_) => "limit",
        }
    }
}

impl fmt::Display for Setting {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Limit(limit) => write!(formatter, "`limit {limit}`"),
            other => write!(formatter, "`{}`", other.as_str()),
        }
    }
}

/// What the user can do about a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Remedy {
    /// Something that is done outside of the tool, or merely known.
    Advice(String),
    /// State what is missing.
    State {
        /// The setting that states it.
        setting: Setting,
        /// The key of the front matter that states it too.
        front_matter: Option<&'static str>,
    },
    /// Use settings in the way that a sentence tells.
    Use {
        /// The settings.
        settings: &'static [Setting],
        /// The sentence, with `{}` for each of the settings in turn.
        words: &'static str,
    },
    /// Raise a limit, where the file can be trusted.
    RaiseLimit {
        /// The limit.
        limit: Limit,
        /// What to try first.
        first: Option<&'static str>,
    },
    /// Lower a limit, so that what the memory does not suffice for is refused.
    LowerLimit(Limit),
    /// Name the encoding of the input.
    NameEncoding {
        /// The encodings that it may be in.
        candidates: Vec<EncodingCandidate>,
        /// The line that cannot be read.
        line: Option<usize>,
    },
}

/// An encoding that an input may be in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EncodingCandidate {
    /// Its name, as it is called on the web.
    pub name: &'static str,
    /// How the place in question would read in it.
    pub reading: Option<String>,
}

impl Remedy {
    /// State the time to write into the files, or one that it can be taken from.
    pub(crate) const TIME_OF_WRITING: Self =
        Self::using(&[Setting::Date, Setting::Published], "give a date ({}), or the published time ({})");

    /// State what is missing with a setting.
    pub const fn state(setting: Setting) -> Self {
        Self::State { setting, front_matter: None }
    }

    /// Use settings: `words` has `{}` for each of them in turn.
    pub const fn using(settings: &'static [Setting], words: &'static str) -> Self {
        Self::Use { settings, words }
    }

    /// Raise a limit.
    pub const fn raise(limit: Limit) -> Self {
        Self::RaiseLimit { limit, first: None }
    }

    /// The settings that would help.
    pub fn settings(&self) -> Vec<Setting> {
        match self {
            Self::Advice(_) => Vec::new(),
            Self::State { setting, .. } => vec![*setting],
            Self::Use { settings, .. } => settings.to_vec(),
            Self::RaiseLimit { limit, .. } | Self::LowerLimit(limit) => vec![Setting::Limit(*limit)],
            Self::NameEncoding { candidates, .. } if candidates.is_empty() => vec![Setting::Encoding, Setting::Lossy],
            Self::NameEncoding { .. } => vec![Setting::Encoding],
        }
    }

    /// The sentence for people: lower case, no final stop. `name` is what the caller calls a setting.
    pub fn worded(&self, name: &dyn Fn(Setting) -> String) -> String {
        match self {
            Self::Advice(words) => words.clone(),
            Self::State { setting, front_matter: None } => format!("state it with {}", name(*setting)),
            Self::State { setting, front_matter: Some(key) } => {
                format!("state `{key}` in the front matter or with {}", name(*setting))
            }
            Self::Use { settings, words } => settings
                .iter()
                .fold((*words).to_owned(), |sentence, setting| sentence.replacen("{}", &name(*setting), 1)),
            Self::RaiseLimit { limit, first } => {
                let first = first.map(|first| format!("{first}; ")).unwrap_or_default();
                format!("{first}{} raises the limit, for files that you trust", name(Setting::Limit(*limit)))
            }
            Self::LowerLimit(limit) => {
                format!("give it more memory, or refuse what is so large with a lower {}", name(Setting::Limit(*limit)))
            }
            Self::NameEncoding { candidates, line } => {
                let encoding = name(Setting::Encoding);
                if candidates.is_empty() {
                    let lossy = name(Setting::Lossy);
                    return format!("name its encoding with {encoding}; {lossy} replaces what cannot be read");
                }
                let shown = candidates.iter().map(|candidate| match &candidate.reading {
                    Some(reading) => format!("{} “{reading}”", candidate.name),
                    None => candidate.name.to_owned(),
                });
                let shown = shown.collect::<Vec<_>>().join(", as ");
                match line {
                    Some(line) => format!("name its encoding with {encoding}; line {line} would read as {shown}"),
                    None => format!("name its encoding with {encoding}; it seems to be {shown}"),
                }
            }
        }
    }
}

impl From<&str> for Remedy {
    fn from(words: &str) -> Self {
        Self::Advice(words.to_owned())
    }
}

impl From<String> for Remedy {
    fn from(words: String) -> Self {
        Self::Advice(words)
    }
}

impl fmt::Display for Remedy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.worded(&|setting| setting.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a binding for another language might call a setting.
    fn argument(setting: Setting) -> String {
        format!("{}=", setting.as_str().replace('-', "_"))
    }

    #[test]
    fn each_caller_words_it_with_its_own_names() {
        let stated = Remedy::State { setting: Setting::SourceUrl, front_matter: Some("url") };
        assert_eq!(stated.worded(&argument), "state `url` in the front matter or with source_url=");
        assert_eq!(Remedy::state(Setting::TermsUrl).to_string(), "state it with `terms-url`");
        assert_eq!(
            Remedy::TIME_OF_WRITING.worded(&argument),
            "give a date (date=), or the published time (published=)"
        );
        assert_eq!(
            Remedy::raise(Limit::Pixels).to_string(),
            "`limit pixels` raises the limit, for files that you trust"
        );
    }

    #[test]
    fn encodings_are_named_with_how_the_place_reads() {
        let read = |name, reading: &str| EncodingCandidate { name, reading: Some(reading.to_owned()) };
        let candidates = vec![read("windows-1254", "dağ"), read("windows-1251", "daр")];
        let remedy = Remedy::NameEncoding { candidates, line: Some(3) };
        assert_eq!(
            remedy.worded(&argument),
            "name its encoding with encoding=; line 3 would read as windows-1254 “dağ”, as windows-1251 “daр”"
        );
        assert_eq!(remedy.settings(), [Setting::Encoding]);
        let unknown = Remedy::NameEncoding { candidates: Vec::new(), line: Some(3) };
        assert_eq!(unknown.settings(), [Setting::Encoding, Setting::Lossy]);
    }
}
