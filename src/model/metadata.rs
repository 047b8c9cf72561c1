//! What is said about the article, and who said it.

use std::fmt;

use super::delivery::Delivery;
use super::time::Timestamp;
use crate::digest::hex;
use crate::source::Span;
use crate::text::is_allowed;

/// A value with its place and its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where the source says it; `None` for options and profiles.
    pub span: Option<Span>,
    /// Where it came from.
    pub origin: Origin,
}

impl<T> Sourced<T> {
    /// A value from somewhere.
    pub fn new(value: T, span: Option<Span>, origin: Origin) -> Self {
        Self { value, span, origin }
    }
}

/// Where a value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "json", serde(rename_all = "kebab-case"))]
pub enum Origin {
    /// The article says it in so many words or marks.
    Article,
    /// The article's front matter says it.
    FrontMatter,
    /// The article's page or file says it to machines: elements of a head, JSON-LD.
    Metadata,
    /// The user said it.
    Option,
    /// A publisher's profile says it.
    Profile,
    /// It was taken for what it is by its place and shape alone.
    Guess,
    /// It was worked out from other values, for example a relative time counted from the time of saving.
    Derived,
}

impl Origin {
    /// The name that dumps and reports use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::FrontMatter => "front matter",
            Self::Metadata => "metadata",
            Self::Option => "option",
            Self::Profile => "profile",
            Self::Guess => "guess",
            Self::Derived => "derived",
        }
    }
}

/// What is said about an article.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Metadata {
    /// The headline as plain text.
    pub headline: Sourced<String>,
    /// The section of the publication, verbatim.
    pub section: Option<Sourced<String>>,
    /// A summary that stands outside the body (front matter `description`).
    pub description: Option<Sourced<String>>,
    /// Who wrote the article: persons, and organisations that the source calls its authors.
    pub authors: Vec<Sourced<String>>,
    /// Those of the authors that are organisations, by their names.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Vec::is_empty"))]
    pub corporate_authors: Vec<String>,
    /// The organisation that the article comes from.
    pub publisher: Option<Sourced<Organisation>>,
    /// When the article was published, as precisely as is known.
    pub published: Option<Sourced<Timestamp>>,
    /// When it was last changed, where its metadata says so.
    pub modified: Option<Sourced<Timestamp>>,
    /// A relative time, verbatim: "1 saat öncə".
    pub relative_time: Option<Sourced<String>>,
    /// When the copy was saved, where its input or the user says so.
    pub saved_at: Option<Sourced<Timestamp>>,
    /// The record of a web archive that the article was read from, where it was.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub record: Option<ArchiveRecord>,
    /// The main language of the text.
    pub language: Sourced<Language>,
    /// Subjects and keywords, verbatim; the section is not repeated here.
    pub subjects: Vec<Sourced<String>>,
    /// The article's own address, absolute, `http` or `https`.
    pub address: Option<Sourced<String>>,
    /// What is said of the item that the article was delivered in.
    pub delivery: Delivery,
    /// The identity of the input.
    pub input: Input,
}

/// An organisation that publishes articles.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Organisation {
    /// Its name, without marks: "AzadlıqRadiosu".
    pub name: String,
    /// Its home page, absolute, where a profile or the source knows it.
    pub home: Option<String>,
}

/// A record of a web archive, as far as it has to be known to find it again and to prove what it held.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ArchiveRecord {
    /// Its own name (`WARC-Record-ID`), `urn:uuid:…` as a rule.
    pub name: Option<String>,
    /// The name of the archive's file, without its folder; within a WACZ that of the archive behind it.
    pub file: String,
    /// Where the record, or the compressed member that holds it, begins in that archive, in bytes.
    pub offset: u64,
    /// The digest of the payload, as the record states it (`WARC-Payload-Digest`).
    pub payload_digest: Option<String>,
    /// The address that was captured.
    pub address: String,
    /// When it was captured.
    pub captured: Option<Timestamp>,
}

impl ArchiveRecord {
    /// The record at a place in an archive, of which an address was captured. What archives state is written by others:
    /// characters that no file can hold are replaced.
    pub fn new(file: impl AsRef<str>, offset: u64, address: impl AsRef<str>) -> Self {
        let (file, address) = (legible(file.as_ref()), legible(address.as_ref()));
        Self { name: None, file, offset, payload_digest: None, address, captured: None }
    }

    /// The same with its name.
    #[must_use]
    pub fn with_name(self, name: Option<String>) -> Self {
        Self { name: name.as_deref().map(legible), ..self }
    }

    /// The same with the digest of its payload.
    #[must_use]
    pub fn with_payload_digest(self, digest: Option<String>) -> Self {
        Self { payload_digest: digest.as_deref().map(legible), ..self }
    }

    /// The same with the time of its capture.
    #[must_use]
    pub fn with_captured(self, captured: Option<Timestamp>) -> Self {
        Self { captured, ..self }
    }
}

fn legible(text: &str) -> String {
    let is_bad = |character: char| character.is_control() || !is_allowed(character);
    text.chars().map(|character| if is_bad(character) { char::REPLACEMENT_CHARACTER } else { character }).collect()
}

/// The bytes that the document was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Input {
    /// SHA-256 of the bytes.
    #[cfg_attr(feature = "json", serde(serialize_with = "super::serial::hexadecimal"))]
    pub sha256: [u8; 32],
    /// How many bytes there were.
    pub byte_length: u64,
    /// Their media type, for example `text/markdown`.
    pub media_type: &'static str,
    /// What a NewsML-G2 item that istinad made says of itself, where the bytes are one.
    pub previous: Option<Previous>,
}

/// The version of a NewsML-G2 item that istinad made, of which the next is made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Previous {
    /// The item's identifier.
    pub guid: String,
    /// Its version.
    pub version: u32,
    /// When its first version was made.
    pub first_created: Timestamp,
}

impl Input {
    /// The SHA-256 as 64 lower-case hexadecimal digits.
    pub fn sha256_hex(&self) -> String {
        hex(&self.sha256)
    }
}

/// A language tag (BCP 47), well-formed, in its conventional case: `az`, `az-Cyrl`, `en-GB`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Language(String);

impl Language {
    /// Takes a tag. `None` if it is not well-formed: a language of two to eight letters, then subtags of one to eight
    /// letters or digits (RFC 5646, 2.1).
    pub fn parse(tag: &str) -> Option<Self> {
        let mut subtags = tag.trim().split(['-', '_']);
        let language = subtags.next()?;
        if !(2..=8).contains(&language.len()) || !language.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        let mut canonical = language.to_ascii_lowercase();
        let mut extension = false;
        for subtag in subtags {
            if !(1..=8).contains(&subtag.len()) || !subtag.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return None;
            }
            let alphabetic = subtag.bytes().all(|byte| byte.is_ascii_alphabetic());
            canonical.push('-');
            match subtag.len() {
                // RFC 5646, 2.1.1: regions in capitals, scripts capitalised, except after a singleton.
                2 if alphabetic && !extension => canonical.push_str(&subtag.to_ascii_uppercase()),
                4 if alphabetic && !extension => {
                    canonical.push_str(&subtag[..1].to_ascii_uppercase());
                    canonical.push_str(&subtag[1..].to_ascii_lowercase());
                }
                _ => canonical.push_str(&subtag.to_ascii_lowercase()),
            }
            extension |= subtag.len() == 1;
        }
        // A singleton introduces something; it cannot be the end.
        (canonical.rsplit('-').next()?.len() > 1).then_some(Self(canonical))
    }

    /// English: `en`.
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// A language that could not be told: `und` (ISO 639-2; RFC 5646, 4.1).
    pub fn undetermined() -> Self {
        Self("und".to_owned())
    }

    /// The whole tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language subtag: `az` of `az-Cyrl`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The script subtag, where the tag has one: `Cyrl` of `az-Cyrl`.
    pub fn script(&self) -> Option<&str> {
        self.0
            .split('-')
            .skip(1)
            .find(|subtag| subtag.len() == 4 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic()))
    }

    /// Whether text in this language runs from right to left.
    pub fn is_right_to_left(&self) -> bool {
        match self.script() {
            Some(script) => matches!(script, "Arab" | "Hebr" | "Syrc" | "Thaa"),
            None => {
                matches!(self.primary(), "ar" | "fa" | "he" | "ur" | "ps" | "ckb" | "azb" | "yi" | "dv" | "ug" | "sd")
            }
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
