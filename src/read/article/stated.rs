//! What the metadata of an input states, before anybody believes it: the entries of a front matter, the elements of a
//! page's head.

use crate::model::Origin;
use crate::source::Span;

/// What a value is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Key {
    Title,
    Section,
    Description,
    Author,
    Publisher,
    Published,
    SavedAt,
    Address,
    /// `source`: an address or an organisation, as the value looks.
    Source,
    Language,
    Subject,
    Rights,
    Terms,
    TermsPage,
    Licence,
}

/// One value, with the place that states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Value {
    /// The text, as the source has it.
    pub(in crate::read) text: String,
    /// The line or the element that states it.
    pub(in crate::read) span: Option<Span>,
    /// Who states it.
    pub(in crate::read) origin: Origin,
}

impl Value {
    /// A value at a place.
    pub(in crate::read) fn new(text: impl Into<String>, span: impl Into<Option<Span>>, origin: Origin) -> Self {
        Self { text: text.into(), span: span.into(), origin }
    }
}

/// The values that are stated, in the order of their weight: of two with one key the first wins.
#[derive(Debug, Default)]
pub(in crate::read) struct Values {
    entries: Vec<(Key, Value)>,
}

impl Values {
    /// Adds a value after all others.
    pub(in crate::read) fn push(&mut self, key: Key, value: Value) {
        self.entries.push((key, value));
    }

    /// Every value of a key.
    pub(in crate::read) fn all(&self, key: Key) -> impl Iterator<Item = &Value> {
        self.entries.iter().filter(move |entry| entry.0 == key).map(|entry| &entry.1)
    }

    /// The first value of a key.
    pub(in crate::read) fn first(&self, key: Key) -> Option<&Value> {
        self.all(key).next()
    }
}
