//! [`Document`] in, NewsML-G2 out: one `newsItem` of version 2.35, conformance level power.
//!
//! 1. [`item`] writes the item: who provides it, when, what it is derived from ([`item`] also describes its content);
//! 2. [`rights`] writes the terms: verbatim for people, as an ODRL policy for machines, again for the pictures;
//! 3. [`content`] writes the words as XHTML, and in them the pictures, with [`picture`].
//!
//! What is decided here, where the standard leaves a choice:
//!
//! - **Identity.** The `guid` is the article's identifier, the same in every format. The article's address and the
//!   input's bytes (RFC 6920 `ni:` name, size, SHA-256) are what the item is `irel:derivedFrom`; an organisation's
//!   home page never is.
//! - **Times.** `contentCreated` is the published time as precisely as the source has it: a day, or a time whose
//!   missing seconds are zero because `xs:dateTime` cannot be without them; a missing zone stays missing.
//!   `contentModified` is the time of the last change. `versionCreated` is the time of writing, always with its zone. A relative time is the `dateline`, verbatim.
//! - **Provider.** Who runs the tool; where nobody said so, the tool itself, by its name.
//! - **Digest.** `itemMeta/hash` with the scope `urn:istinad:ns:1#textDigest` is [`text_digest`] of the source's words.
//! - **Policy.** JSON-LD as `rightsExpressionData`. By option it is XML as `rightsExpressionXML`, for receivers whose
//!   schema knows ODRL: to one that does not, as IPTC's alone, no element of another namespace is valid there.
//! - **Words.** Everything in the body whose class begins with `istinad-` is ours; without it, the first rendition
//!   holds exactly the source's words in order: header, body, notes, the source's own statement of rights.
//! - **Simple readers.** Some take of each child of `<body>` the text before its first inline element and nothing
//!   else (Superdesk-Core). For an article whose structure they would lose there is a second rendition, after the
//!   first, in which every passage is plain text; its `<body>` is marked as ours.
//! - **Pictures.** One file is one item: a picture is embedded in the first rendition as an `img` whose `src` is a
//!   `data:` address, and described by its `partMeta`. A `newsMessage` with a picture item for each would want
//!   renditions to lie somewhere of their own. The second rendition says that it has no picture. What is more than
//!   readers take, all pictures together, is left out, and reported.
//!
//! [`text_digest`]: crate::model::walk::text_digest

mod content;
mod item;
mod picture;
mod rights;

use super::{RenderOptions, Renderer};
use crate::diagnostic::Outcome;
use crate::error::Result;
use crate::model::Document;

/// The NewsML-G2 renderer.
#[derive(Debug, Clone, Copy)]
pub struct NewsMl;

impl Renderer for NewsMl {
    fn name(&self) -> &'static str {
        "newsml"
    }

    fn extension(&self) -> &'static str {
        "newsml.xml"
    }

    fn media_type(&self) -> &'static str {
        "application/vnd.iptc.g2.newsitem+xml"
    }

    fn render(&self, document: &Document, options: &RenderOptions) -> Result<Outcome<Vec<u8>>> {
        let written = options.time_of_writing(document)?;
        let bytes = item::write(document, written, options);
        Ok(Outcome::new(bytes, picture::left_out(document)))
    }
}
