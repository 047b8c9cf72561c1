//! How the parts of a document are made by others.
//!
//! Every struct of the model may get a field, and none of that breaks a caller: whoever makes a part begins with what it
//! cannot be without, and sets whatever else is known of it. Blocks and inlines are closed all the same: a new kind of
//! them has to be dealt with by everyone who writes documents, so that nothing of an article is left out in silence.

use std::collections::BTreeMap;

use super::{
    Block, BlockQuote, CodeBlock, Concept, Contributor, Delivery, Document, Embargo, Figure, HeaderLine, HeaderRole,
    Heading, Inline, Input, Language, Licence, Link, List, ListItem, Media, MediaKind, Metadata, Note, Numerals,
    Organisation, Origin, Paragraph, PhotoPermission, Picture, Previous, Related, Rights, Sourced, Term, Terms,
    TermsPage, Text, Timestamp,
};

impl Document {
    /// An article without notes and pictures. One line of the header has to be the headline.
    ///
    /// ```
    /// use istinad::model::{Block, HeaderLine, HeaderRole, Inline, Input, Language, Metadata, Origin, Paragraph};
    /// use istinad::model::{Document, Rights, Sourced, Terms};
    ///
    /// let headline = Sourced::new("Göl dolur".to_owned(), None, Origin::Article);
    /// let language = Sourced::new(Language::parse("az").unwrap(), None, Origin::Option);
    /// let metadata = Metadata::new(headline, language, Input::new([0; 32], 0, "text/plain"));
    /// let header = vec![HeaderLine::new(HeaderRole::Headline, vec![Inline::text("Göl dolur")])];
    /// let body = vec![Block::Paragraph(Paragraph::new(vec![Inline::text("Göl su ilə dolub.")]))];
    /// let mut article = Document::new(metadata, header, body, Rights::new(Terms::NotStated));
    /// article.rights.year = Some(Sourced::new(2026, None, Origin::Article));
    /// ```
    pub fn new(metadata: Metadata, header: Vec<HeaderLine>, body: Vec<Block>, rights: Rights) -> Self {
        Self { metadata, header, body, notes: Vec::new(), rights, media: BTreeMap::new() }
    }
}

impl HeaderLine {
    /// A line that the article states, of no known place.
    pub fn new(role: HeaderRole, content: Vec<Inline>) -> Self {
        Self { role, content, span: None, origin: Origin::Article }
    }
}

impl Metadata {
    /// What no article is without.
    pub fn new(headline: Sourced<String>, language: Sourced<Language>, input: Input) -> Self {
        Self {
            headline,
            section: None,
            description: None,
            authors: Vec::new(),
            corporate_authors: Vec::new(),
            publisher: None,
            published: None,
            modified: None,
            relative_time: None,
            saved_at: None,
            record: None,
            language,
            subjects: Vec::new(),
            address: None,
            delivery: Delivery::default(),
            input,
        }
    }
}

impl Organisation {
    /// An organisation by its name, and by its home page where that is known.
    pub fn new(name: impl Into<String>, home: Option<String>) -> Self {
        Self { name: name.into(), home }
    }
}

impl Input {
    /// Bytes by their SHA-256, their number and their media type.
    pub fn new(sha256: [u8; 32], byte_length: u64, media_type: &'static str) -> Self {
        Self { sha256, byte_length, media_type, previous: None }
    }
}

impl Previous {
    /// A version by the identifier of its item, its number, and the time of the first.
    pub fn new(guid: impl Into<String>, version: u32, first_created: Timestamp) -> Self {
        Self { guid: guid.into(), version, first_created }
    }
}

impl Rights {
    /// The rights of an article whose source states these terms and nothing else.
    pub fn new(terms: Terms) -> Self {
        Self {
            holder: None,
            year: None,
            notice: None,
            terms,
            terms_page: None,
            licence: None,
            photo_permission: None,
            statement: Vec::new(),
        }
    }
}

impl Term {
    /// Words that nobody understood yet, which stand in the article and not in its statement of rights.
    pub fn new(content: Vec<Inline>, language: Language) -> Self {
        Self {
            content,
            language,
            meanings: Vec::new(),
            unread: Vec::new(),
            span: None,
            origin: Origin::Article,
            in_statement: false,
        }
    }
}

impl TermsPage {
    /// A page by its address, where that is known, and by the words that refer to it.
    pub fn new(address: Option<Sourced<String>>, label: impl Into<String>) -> Self {
        Self { address, label: label.into(), span: None }
    }
}

impl PhotoPermission {
    /// A permission that can be found again by its reference.
    pub fn new(reference: impl Into<String>) -> Self {
        Self { reference: reference.into() }
    }
}

impl Licence {
    /// A licence by its SPDX identifier and its address, as far as it has them.
    pub fn new(spdx: Option<String>, address: Option<String>) -> Self {
        Self { spdx, address }
    }
}

impl Media {
    /// A file whose bytes are checked; its size is that of the picture as it is to be seen.
    pub fn new(kind: MediaKind, bytes: Vec<u8>, width: u32, height: u32) -> Self {
        Self { kind, bytes, width, height }
    }
}

impl Embargo {
    /// An embargo until a time; without one, until its provider says otherwise.
    pub const fn new(until: Option<Timestamp>) -> Self {
        Self { until }
    }
}

impl Concept {
    /// A concept by its identifier and its name, as far as it has them.
    pub fn new(uri: Option<String>, name: Option<String>) -> Self {
        Self { uri, name }
    }
}

impl Contributor {
    /// Somebody by name, and by the identifier of a role where one is stated.
    pub fn new(name: impl Into<String>, role: Option<String>) -> Self {
        Self { name: name.into(), role }
    }
}

impl Related {
    /// A page by its address, and by its title where one is stated.
    pub fn new(address: impl Into<String>, title: Option<String>) -> Self {
        Self { address: address.into(), title }
    }
}

impl Paragraph {
    /// Running text of no known place.
    pub fn new(content: Vec<Inline>) -> Self {
        Self { content, span: None }
    }
}

impl Heading {
    /// A heading that its source marks as one, of level 2 to 6.
    pub fn new(level: u8, content: Vec<Inline>) -> Self {
        Self { level, content, span: None, guessed: false }
    }
}

impl List {
    /// Items that stand close together, numbered from `start` if there is one.
    pub fn new(start: Option<u64>, items: Vec<ListItem>) -> Self {
        Self { start, numerals: Numerals::default(), tight: true, items, span: None }
    }
}

impl ListItem {
    /// An item that is no task.
    pub fn new(content: Vec<Block>) -> Self {
        Self { task: None, value: None, content, span: None }
    }
}

impl BlockQuote {
    /// The words of somebody else.
    pub fn new(content: Vec<Block>) -> Self {
        Self { content, span: None }
    }
}

impl Figure {
    /// A picture, if the source says which, and its caption.
    pub fn new(picture: Option<Picture>, caption: Vec<Inline>) -> Self {
        Self { picture, caption, span: None, guessed: false }
    }
}

impl Picture {
    /// A picture that did not come, by what the source calls it, and the words that stand for it.
    pub fn new(reference: impl Into<String>, alternative: impl Into<String>) -> Self {
        Self { reference: reference.into(), others: Vec::new(), alternative: alternative.into(), media: None }
    }
}

impl CodeBlock {
    /// Lines, with `\n` between them, and the programming language where it is known.
    pub fn new(language: Option<String>, text: impl Into<String>) -> Self {
        Self { language, text: text.into(), span: None }
    }
}

impl Note {
    /// A footnote.
    pub fn new(content: Vec<Block>) -> Self {
        Self { content, span: None }
    }
}

impl Text {
    /// Words of no known place.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), span: None }
    }
}

impl Link {
    /// A link without a title.
    pub fn new(address: impl Into<String>, content: Vec<Inline>) -> Self {
        Self { address: address.into(), title: None, content, span: None }
    }
}
