//! A file that is carried in another one: what an article was made from, or the same article in another format.

/// A file to attach.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attachment {
    /// Its name, without folders.
    pub name: String,
    /// Its media type: `text/markdown`.
    pub media_type: String,
    /// What it is to the article.
    pub relationship: Relationship,
    /// What it is, in a sentence for people.
    pub description: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Attachment {
    /// A file with a name, a media type, and what it is to the article.
    pub fn new(
        name: impl Into<String>,
        media_type: impl Into<String>,
        relationship: Relationship,
        bytes: impl Into<Vec<u8>>,
    ) -> Self {
        let (name, media_type) = (name.into(), media_type.into());
        let description = name.clone();
        Self { name, media_type, relationship, description, bytes: bytes.into() }
    }

    /// Sets what it is, in a sentence for people; by default its name.
    #[must_use]
    pub fn with_description(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }
}

/// What an attached file is to the article (ISO 32000-2, 7.11.3, `AFRelationship`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relationship {
    /// What the article was made from.
    Source,
    /// The same article in another format.
    Alternative,
    /// What the article shows or was worked out from: numbers of a table.
    Data,
    /// More than the article has.
    Supplement,
}

impl Relationship {
    /// Its name in the standard.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Source => "Source",
            Self::Alternative => "Alternative",
            Self::Data => "Data",
            Self::Supplement => "Supplement",
        }
    }
}
