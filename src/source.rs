//! The input text, and places in it.
//!
//! A [`Source`] is one article's bytes, taken out of their archive ([`archive`]) if they came in one, and decoded to
//! text ([`encoding`]) unless they are none ([`binary`]), with the name that messages use for it. A [`Span`] is a range of bytes in that text;
//! [`Source::position`] turns its start into the line and column a person sees.

mod archive;
mod binary;
mod encoding;

use sha2::{Digest as _, Sha256};

use crate::diagnostic::Diagnostic;
use crate::error::Result;
use crate::limits::Limit;
use crate::memory;

pub use crate::span::Span;
pub use archive::SourceArchive;
pub use encoding::{Decoding, Encoding};

/// A place as a person counts it: both numbers start at 1, the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

/// One article as it came: its name for messages, its text, and the identity of its bytes.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    /// The bytes, where they are not those of the text.
    bytes: Option<Vec<u8>>,
    sha256: [u8; 32],
    encoding: Encoding,
    archive: Option<SourceArchive>,
    diagnostics: Vec<Diagnostic>,
}

impl Source {
    /// Takes the bytes of one article in UTF-8, UTF-16 with a byte order mark, or the encoding that they declare.
    /// `name` is what messages call it: a path, or `-`.
    ///
    /// A byte order mark at the start is set aside, and a carriage return that ends a line alone is read as a line
    /// feed; everything else is kept as it is.
    ///
    /// # Errors
    /// If the bytes are no such text ([`Code::Undecodable`](crate::Code::Undecodable)), with the line of the first
    /// offending byte, if they are a picture, a PDF or the like ([`Code::NoArticle`](crate::Code::NoArticle)), or more than
    /// the [limit](crate::Limit::Input).
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Result<Self> {
        Self::decode(name, bytes, &Decoding::default())
    }

    /// Takes the bytes of one article, decoded as the user says.
    ///
    /// # Errors
    /// For the reason of [`Source::new`].
    pub fn decode(name: impl Into<String>, bytes: impl Into<Vec<u8>>, decoding: &Decoding) -> Result<Self> {
        let (name, bytes) = (name.into(), bytes.into());
        if decoding.limits.is_exceeded(Limit::Input, bytes.len()) {
            return Err(decoding.limits.refusal(Limit::Input, &name).into());
        }
        // Text of two bytes a character becomes one of three, and the bytes are kept beside it.
        if !memory::has_room(bytes.len().saturating_mul(4)) {
            return Err(memory::exhausted(&format!("to read {name}"), Limit::Input).into());
        }
        let sha256 = Sha256::digest(&bytes).into();
        let mut decoding = *decoding;
        let (page, archived) = match archive::unpack(&name, &bytes, &decoding.limits)? {
            Some(archive::Unpacked { page, charset, archive }) => {
                let declared = charset.as_deref().and_then(Encoding::for_label);
                decoding.encoding = decoding.encoding.or(declared);
                (page, Some((archive, bytes)))
            }
            None => (bytes, None),
        };
        if let Some(refusal) = binary::refusal(&name, &page) {
            return Err(refusal.into());
        }
        let encoding::Decoded { mut text, mut bytes, encoding, diagnostics } =
            encoding::decode(&name, page, &decoding)?;
        if has_old_line_ends(&text) {
            let with_new = with_new_line_ends(&text);
            let old = std::mem::replace(&mut text, with_new);
            bytes.get_or_insert_with(|| old.into_bytes());
        }
        let (archive, whole) = archived.unzip();
        Ok(Self { name, text, bytes: whole.or(bytes), sha256, encoding, archive, diagnostics })
    }

    /// What messages call this input.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// SHA-256 of the bytes as they came, byte order mark included.
    pub fn sha256(&self) -> [u8; 32] {
        self.sha256
    }

    /// The bytes as they came.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or(self.text.as_bytes())
    }

    /// How many bytes came.
    pub fn byte_length(&self) -> u64 {
        self.bytes().len() as u64
    }

    /// The encoding that the bytes were in.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// What came with the text in one file, if it came so.
    pub fn archive(&self) -> Option<&SourceArchive> {
        self.archive.as_ref()
    }

    /// What there is to say of how the bytes became text.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The text of a span; empty where the span is not one of this source.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// The line and column of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |index| index + 1);
        Position {
            line: memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// Whether a line ends with a carriage return alone.
fn has_old_line_ends(text: &str) -> bool {
    text.contains('\r') && text.as_bytes().windows(2).any(|pair| pair[0] == b'\r' && pair[1] != b'\n')
        || text.ends_with('\r')
}

/// The same text, as long as it was, with line feeds for carriage returns that stand alone.
fn with_new_line_ends(text: &str) -> String {
    let mut characters = text.chars().peekable();
    let mut new = String::with_capacity(text.len());
    while let Some(character) = characters.next() {
        let alone = character == '\r' && characters.peek() != Some(&'\n');
        new.push(if alone { '\n' } else { character });
    }
    new
}
