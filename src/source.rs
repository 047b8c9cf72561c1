//! The input text, and places in it.
//!
//! A [`Source`] is one article's bytes, checked to be UTF-8 text, with the name that messages use for it. A [`Span`]
//! is a range of bytes in that text; [`Source::position`] turns its start into the line and column a person sees.

use sha2::{Digest as _, Sha256};

use crate::diagnostic::{Code, Diagnostic};
use crate::error::{Error, Result};

/// A range of bytes in the text of a [`Source`], start inclusive, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// The range from `start` up to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies within this range.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

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
    sha256: [u8; 32],
    byte_length: u64,
}

impl Source {
    /// Takes the bytes of one article. `name` is what messages call it: a path, or `-`.
    ///
    /// A byte order mark at the start is set aside; everything else is kept as it is.
    ///
    /// # Errors
    /// If the bytes are not UTF-8 ([`Code::NotUtf8`]), with the line of the first offending byte.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Result<Self> {
        let (name, bytes) = (name.into(), bytes.into());
        let sha256 = Sha256::digest(&bytes).into();
        let byte_length = bytes.len() as u64;
        let mut text = String::from_utf8(bytes).map_err(|error| {
            let offset = error.utf8_error().valid_up_to();
            let before = &error.as_bytes()[..offset];
            let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
            Error::from(
                Diagnostic::new(Code::NotUtf8, format!("{name} is not UTF-8 text: byte {offset}, in line {line}"))
                    .with_hint("save the article as UTF-8 (for example `iconv -f CP1254 -t UTF-8`)"),
            )
        })?;
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Ok(Self { name, text, sha256, byte_length })
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

    /// How many bytes came.
    pub fn byte_length(&self) -> u64 {
        self.byte_length
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
            line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}
