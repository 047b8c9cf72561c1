//! What the metadata of an input states, before anybody believes it: the entries of a front matter, the elements of a
//! page's head.

use crate::model::{Language, Origin, Text};
use crate::remedy::{Remedy, Setting};
use crate::source::Span;

/// What a value is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StatedKey {
    Title,
    Section,
    Description,
    Author,
    /// An organisation that is called the author.
    AuthorOrganisation,
    /// A name that the input shows to people where it states others to machines.
    Byline,
    Publisher,
    Published,
    Modified,
    SavedAt,
    Address,
    /// `source`: an address or an organisation, as the value looks.
    Source,
    Language,
    Subject,
    /// A copyright notice, or words about rights.
    Rights,
    /// A copyright notice that is marked as one.
    Notice,
    /// Who holds the copyright.
    Holder,
    /// The year of the copyright.
    Year,
    Terms,
    /// What limits the use and has no meaning here: beside it nothing is permitted.
    Limit,
    /// Terms that are the pictures' alone.
    PictureTerms,
    TermsPage,
    Licence,
}

impl StatedKey {
    /// What messages call it.
    pub(crate) fn what(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Section => "section",
            Self::Description => "description",
            Self::Author | Self::AuthorOrganisation | Self::Byline => "author",
            Self::Publisher | Self::Source => "publisher",
            Self::Published => "time of publication",
            Self::Modified => "time of the last change",
            Self::SavedAt => "time of saving",
            Self::Address => "address of the article",
            Self::Language => "language",
            Self::Subject => "subject",
            Self::Rights | Self::Notice => "copyright notice",
            Self::Holder => "holder of the copyright",
            Self::Year => "year of the copyright",
            Self::Terms | Self::Limit => "terms",
            Self::PictureTerms => "terms of the pictures",
            Self::TermsPage => "address of the terms",
            Self::Licence => "licence",
        }
    }
}

/// One value, with the place that states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StatedValue {
    /// The text, as the source has it.
    pub(crate) text: String,
    /// The line or the element that states it.
    pub(crate) span: Option<Span>,
    /// Who states it.
    pub(crate) origin: Origin,
    /// How the article shows it to people, where that is another text than what it states to machines.
    pub(crate) shown: Option<Text>,
    /// The language of the text, where it says so itself.
    pub(crate) language: Option<Language>,
}

impl StatedValue {
    /// A value at a place.
    pub(crate) fn new(text: impl Into<String>, span: impl Into<Option<Span>>, origin: Origin) -> Self {
        Self { text: text.into(), span: span.into(), origin, shown: None, language: None }
    }
}

/// How an input states what it states of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Form {
    /// Not at all.
    #[default]
    None,
    /// In a front matter, which the user can add to.
    FrontMatter,
    /// In the elements of a page, or in markup like it.
    Markup,
    /// In the properties of a news item, each of which has one value.
    Item,
}

/// The values that are stated, in the order of their weight: of two with one key the first wins.
#[derive(Debug, Default)]
pub(crate) struct StatedValues {
    /// Where they stand, or could stand.
    pub(crate) form: Form,
    /// Where the text of the article begins, if the source sets it apart from the headline: with its first paragraph.
    pub(crate) text: Option<usize>,
    entries: Vec<(StatedKey, StatedValue)>,
}

impl StatedValues {
    /// Adds a value after all others.
    pub(crate) fn push(&mut self, key: StatedKey, value: StatedValue) {
        self.entries.push((key, value));
    }

    /// Adds a value after all others, where there is one.
    pub(crate) fn push_some(&mut self, key: StatedKey, value: Option<StatedValue>) {
        self.entries.extend(value.map(|value| (key, value)));
    }

    /// Adds all values of another after these.
    pub(crate) fn extend(&mut self, other: Self) {
        self.entries.extend(other.entries);
    }

    /// Every value of a key.
    pub(crate) fn all(&self, key: StatedKey) -> impl Iterator<Item = &StatedValue> {
        self.entries.iter().filter(move |entry| entry.0 == key).map(|entry| &entry.1)
    }

    /// The first value of a key.
    pub(crate) fn first(&self, key: StatedKey) -> Option<&StatedValue> {
        self.all(key).next()
    }

    /// The first value of a key, to be changed.
    pub(crate) fn first_mut(&mut self, key: StatedKey) -> Option<&mut StatedValue> {
        self.entries.iter_mut().find(|entry| entry.0 == key).map(|entry| &mut entry.1)
    }

    /// How something that is missing can be stated: by an entry of the front matter, or an option.
    pub(super) fn hint(&self, key: &'static str, setting: Setting) -> Remedy {
        let front_matter = matches!(self.form, Form::FrontMatter).then_some(key);
        Remedy::State { setting, front_matter }
    }
}
