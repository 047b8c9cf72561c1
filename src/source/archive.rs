//! A page and all that it shows in one file: MHTML (RFC 2557), as browsers save it.
//!
//! 1. the head of the file shows that it is one;
//! 2. the parts of the message are taken apart; the page that it is about is the text of the source;
//! 3. the other parts are what came with it, by the addresses that the page calls them.

use std::collections::BTreeMap;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding as Transfer, HeaderName, Message, MessageParser, MessagePart, MimeHeaders as _, PartType};

use crate::diagnostic::{Code, Diagnostic};
use crate::limits::{Limit, Limits};

/// How much of a file is looked at for the head of a message.
const HEAD: usize = 4 * 1024;

/// What came with the text of a source in one file.
#[derive(Debug, Clone, Default)]
pub struct SourceArchive {
    location: Option<String>,
    saved: Option<String>,
    parts: BTreeMap<String, Vec<u8>>,
}

impl SourceArchive {
    /// The address that the page was saved from, as the file states it.
    pub fn location(&self) -> Option<&str> {
        self.location.as_deref()
    }

    /// When the page was saved, as the file states it.
    pub fn saved(&self) -> Option<&str> {
        self.saved.as_deref()
    }

    /// The bytes of a part, by its address (`Content-Location`) or its identity (`cid:` and `Content-ID`, RFC 2392).
    pub fn part(&self, reference: &str) -> Option<&[u8]> {
        self.parts.get(reference).map(Vec::as_slice)
    }
}

/// A page that was taken out of its archive.
pub(super) struct Unpacked {
    /// The bytes of the page.
    pub(super) page: Vec<u8>,
    /// The encoding that its part declares.
    pub(super) charset: Option<String>,
    pub(super) archive: SourceArchive,
}

/// Takes a page out of its archive; `None` if the bytes are none.
///
/// # Errors
/// If it is broken, or beyond a limit.
pub(super) fn unpack(name: &str, bytes: &[u8], limits: &Limits) -> Result<Option<Unpacked>, Diagnostic> {
    if !is_archive(bytes) {
        return Ok(None);
    }
    let broken = |what: &str| {
        Diagnostic::new(Code::ArchiveInvalid, format!("{name} is an MHTML archive and {what}"))
            .with_hint("save the page again, or as HTML")
    };
    let message = MessageParser::default().parse(bytes).ok_or_else(|| broken("cannot be taken apart"))?;
    if limits.is_exceeded(Limit::ArchiveParts, message.parts.len()) {
        return Err(limits.refusal(Limit::ArchiveParts, name));
    }
    let location = message.header_raw(HeaderName::Other("Snapshot-Content-Location".into())).map(str::trim);
    let page = root(&message, location).ok_or_else(|| broken("holds no page"))?;
    let mut archive = SourceArchive {
        location: location.or_else(|| message.parts[page].content_location()).map(str::to_owned),
        saved: message.header_raw(HeaderName::Date).map(|date| date.trim().to_owned()),
        parts: BTreeMap::new(),
    };
    for (index, part) in message.parts.iter().enumerate().filter(|(index, _)| *index != page) {
        let names = [part.content_location().map(str::to_owned), part.content_id().map(|id| format!("cid:{id}"))];
        let names: Vec<String> = names.into_iter().flatten().collect();
        if index == 0 || names.is_empty() {
            continue;
        }
        let Some(content) = content(&message, part) else { continue };
        for name in names {
            archive.parts.entry(name).or_insert_with(|| content.clone());
        }
    }
    let charset = message.parts[page].content_type().and_then(|kind| kind.attribute("charset")).map(str::to_owned);
    let page = content(&message, &message.parts[page]).ok_or_else(|| broken("its page cannot be decoded"))?;
    Ok(Some(Unpacked { page, charset, archive }))
}

/// The part that is the page, others are frames of it: the one that the head of the message names (`start`, RFC 2387, 3.2),
/// that of the address which was saved, or else the first.
fn root(message: &Message<'_>, location: Option<&str>) -> Option<usize> {
    let start =
        message.content_type().and_then(|kind| kind.attribute("start")).map(|id| id.trim_matches(['<', '>', ' ']));
    let named = |part: &&MessagePart<'_>| start.is_some() && part.content_id() == start;
    let saved = |part: &&MessagePart<'_>| location.is_some() && part.content_location() == location;
    let place =
        |is: &dyn Fn(&&MessagePart<'_>) -> bool| message.parts.iter().position(|part| is_page(part) && is(&part));
    place(&named).or_else(|| place(&saved)).or_else(|| place(&|_| true))
}

/// Whether bytes begin with the head of a message that holds related parts.
fn is_archive(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let head = head.split("\r\n\r\n").next().unwrap_or_default().split("\n\n").next().unwrap_or_default();
    let mut lines = head.lines();
    let begins = lines.next().is_some_and(|line| {
        line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
    });
    begins
        && head.lines().any(|line| {
            line.strip_prefix("content-type:").is_some_and(|kind| kind.trim_start().starts_with("multipart/related"))
        })
}

fn is_page(part: &MessagePart<'_>) -> bool {
    part.content_type().is_some_and(|kind| {
        let is = |main: &str, sub: &str| {
            kind.ctype().eq_ignore_ascii_case(main)
                && kind.subtype().is_some_and(|subtype| subtype.eq_ignore_ascii_case(sub))
        };
        is("text", "html") || is("application", "xhtml+xml")
    })
}

/// The bytes of a part, its transfer encoding undone.
fn content(message: &Message<'_>, part: &MessagePart<'_>) -> Option<Vec<u8>> {
    if let PartType::Binary(bytes) | PartType::InlineBinary(bytes) = &part.body {
        return Some(bytes.to_vec());
    }
    let place = |offset: u32| usize::try_from(offset).ok();
    let raw = message.raw_message.get(place(part.offset_body)?..place(part.offset_end)?)?;
    match part.encoding {
        Transfer::None => Some(raw.to_vec()),
        Transfer::QuotedPrintable => quoted_printable_decode(raw),
        Transfer::Base64 => base64_decode(raw),
    }
}
