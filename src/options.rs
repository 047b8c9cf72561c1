//! What the user knows about an article, for whatever reads it.

use crate::limits::Limits;
use crate::model::{ArchiveRecord, Language, Timestamp};
use crate::rights::publishers::Publishers;

/// What the user knows about an article. Everything here goes before what the article says, and a
/// conflict is reported.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    /// The name of the reader; by default the one for the end of the source's name.
    pub format: Option<String>,
    /// The article's own address (absolute, `http` or `https`).
    pub source_url: Option<String>,
    /// The address of the terms.
    pub terms_url: Option<String>,
    /// When the article was published.
    pub published: Option<Timestamp>,
    /// When the copy was saved: relative times are counted from here.
    pub saved_at: Option<Timestamp>,
    /// What the server of a page told machines of mining it, beside the page: `tdm-reservation: 1`.
    pub reservations: Vec<String>,
    /// The record of a web archive that the article is read from.
    pub record: Option<ArchiveRecord>,
    /// The main language.
    pub language: Option<Language>,
    /// The publisher's name; it is looked up in `publishers`.
    pub publisher: Option<String>,
    /// The permission to republish pictures that the user holds: its reference.
    pub photo_permission: Option<String>,
    /// The publishers that are known.
    pub publishers: Publishers,
    /// How much is read of what may be hostile.
    pub limits: Limits,
}

macro_rules! setters {
    ($($(#[$doc:meta])* $setter:ident, $field:ident: $type:ty;)*) => {
        impl ReadOptions {
            $($(#[$doc])* #[must_use] pub fn $setter(mut self, value: impl Into<Option<$type>>) -> Self {
                self.$field = value.into();
                self
            })*

            /// Sets the publishers that are known.
            #[must_use]
            pub fn with_publishers(mut self, publishers: Publishers) -> Self {
                self.publishers = publishers;
                self
            }

            /// Sets what the server of a page told machines of mining it.
            #[must_use]
            pub fn with_reservations(mut self, reservations: Vec<String>) -> Self {
                self.reservations = reservations;
                self
            }

            /// Sets how much is read of what may be hostile.
            #[must_use]
            pub fn with_limits(mut self, limits: Limits) -> Self {
                self.limits = limits;
                self
            }
        }
    };
}

setters! {
    /// Sets the name of the reader.
    with_format, format: String;
    /// Sets the article's own address.
    with_source_url, source_url: String;
    /// Sets the address of the terms.
    with_terms_url, terms_url: String;
    /// Sets when the article was published.
    with_published, published: Timestamp;
    /// Sets when the copy was saved.
    with_saved_at, saved_at: Timestamp;
    /// Sets the record of a web archive that the article is read from.
    with_record, record: ArchiveRecord;
    /// Sets the main language.
    with_language, language: Language;
    /// Sets the publisher's name.
    with_publisher, publisher: String;
    /// Sets the reference of the permission to republish pictures.
    with_photo_permission, photo_permission: String;
}
