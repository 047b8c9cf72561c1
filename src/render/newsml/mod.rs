//! [`Document`] in, NewsML-G2 out: one `newsItem`, or a `newsMessage` where pictures go with it, of version 2.35,
//! conformance level power.
//!
//! 1. [`item`] writes the text item: who provides it, when, what it is derived from, and what its content is, in the
//!    words of the [`vocabulary`]; what all items have is in [`common`];
//! 2. [`rights`] writes the terms: verbatim for people, as an ODRL policy for machines, again for the pictures;
//! 3. [`content`] writes the words as XHTML;
//! 4. [`picture`] chooses the pictures that go with it, and writes an item for each;
//! 5. [`message`] puts them all into one file, with a package that ties them.
//!
//! What is decided here, where the standard leaves a choice:
//!
//! - **Identity.** The `guid` is the article's identifier, the same in every format. The article's address and the
//!   input's bytes (RFC 6920 `ni:` name, size, SHA-256) are what the item is `irel:derivedFrom`; an organisation's
//!   home page never is.
//! - **Times.** `contentCreated` is the published time as precisely as the source has it: a day, or a time whose
//!   missing seconds are zero because `xs:dateTime` cannot be without them; a missing zone stays missing.
//!   `contentModified` is the time of the last change. `versionCreated` is the time of writing, always with its zone. A
//!   relative time is the `dateline`, verbatim.
//! - **Provider.** Who runs the tool; where nobody said so, the tool itself, by its name.
//! - **Digest.** `itemMeta/hash` with the scope `urn:istinad:ns:1#textDigest` is [`text_digest`] of the source's words.
//! - **Policy.** JSON-LD as `rightsExpressionData`. By option it is XML as `rightsExpressionXML`, for receivers whose
//!   schema knows ODRL: to one that does not, as IPTC's alone, no element of another namespace is valid there.
//! - **Words.** Everything in the body whose class begins with `istinad-` is ours; without it, the first rendition
//!   holds exactly the source's words in order: header, body, notes, the source's own statement of rights.
//! - **Reading back.** Nothing of the document is in our words alone: classes (`section`, `loose`, `done`), names
//!   (`rights` for the block with which the source's statement begins, `description`) and properties of our namespace
//!   say what NewsML-G2 and XHTML have no word for. `#form` says which of them a file can be read back by.
//! - **Simple readers.** Some take of each child of `<body>` the text before its first inline element and nothing
//!   else (Superdesk-Core). For an article whose structure they would lose there is a second rendition, after the
//!   first, in which every passage is plain text; its `<body>` is marked as ours.
//! - **Pictures.** A file without pictures is a single `newsItem`. With pictures it is a `newsMessage`: the text item,
//!   a picture item for each file (its `guid` made of the article's and of the file's SHA-256) with the bytes in base64,
//!   their `ni:` name, size and digest (`itemMeta/hash`, scope `urn:istinad:ns:1#pictureDigest`), and all terms of the
//!   article, because a picture may leave it; and a `packageItem`, which names the text first. In the words stands an
//!   `img` whose `src` is the `guid` of the item, and whose `alt` are the words for readers that do not look it up;
//!   `partMeta` links to the item too. A picture that is shown twice, or by two names, is one item.
//! - **One name for both.** Files of either kind end in `newsml.xml`; the media type of a message is another, where it
//!   is stated.
//! - **Size.** libxml2 reads no text of more than 10,000,000 bytes: a picture for which that is too little is left out,
//!   and reported.
//!
//! [`text_digest`]: crate::model::walk::text_digest

mod common;
mod content;
mod delivery;
mod item;
mod message;
mod picture;
mod rights;
mod vocabulary;

use self::picture::Carried;
use super::{Edition, RenderOptions, Renderer, identity};
use crate::diagnostic::Outcome;
use crate::error::Result;
use crate::model::Document;

/// The NewsML-G2 renderer.
#[derive(Debug, Clone, Copy)]
pub struct NewsMlRenderer;

impl Renderer for NewsMlRenderer {
    fn name(&self) -> &'static str {
        "newsml"
    }

    fn extension(&self) -> &'static str {
        "newsml.xml"
    }

    fn media_type(&self) -> &'static str {
        vocabulary::MEDIA_TYPE
    }

    fn media_type_of(&self, document: &Document) -> &'static str {
        if Carried::of(document).pictures().is_empty() { vocabulary::MEDIA_TYPE } else { message::MEDIA_TYPE }
    }

    fn render(&self, edition: &Edition<'_>, options: &RenderOptions) -> Result<Outcome<Vec<u8>>> {
        let document = edition.document;
        let file = NewsFile {
            edition,
            document,
            policy: rights::WrittenPolicy::of(edition, options.policy_form),
            version: identity::previous(document).map_or(1, |previous| previous.version.saturating_add(1)).to_string(),
            carried: Carried::of(document),
        };
        let bytes = if file.carried.pictures().is_empty() { item::alone(&file) } else { message::write(&file) };
        Ok(Outcome::new(bytes, file.carried.left_out(document)))
    }
}

/// What all items of a file share.
struct NewsFile<'a> {
    edition: &'a Edition<'a>,
    document: &'a Document,
    /// The terms for machines, in the form that was asked for.
    policy: Option<rights::WrittenPolicy<'a>>,
    /// Which version of the text item this is.
    version: String,
    carried: Carried<'a>,
}
