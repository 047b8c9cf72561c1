//! What a server answered: its status, the fields of its head, and what was sent, decoded.
//!
//! Crawlers keep answers as they came: in chunks, compressed, or both (RFC 9112, 7; RFC 9110, 8.4). Some undo it and
//! keep the fields that say so. What is declared and is not so is therefore taken as it stands, and said.

use std::io::{ErrorKind, Read};

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::fields::NamedFields;
use super::loader::NO_MEMORY;

/// The answer of a server.
#[derive(Debug, Clone)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The fields of its head.
    pub fields: NamedFields,
    /// What was sent, without transfer and content codings.
    pub payload: Vec<u8>,
    /// What was declared of the payload and is not so, for people.
    pub doubts: Vec<String>,
}

/// More fields no head has that is read.
const MOST_FIELDS: usize = 512;
/// How much memory the decoder of Brotli takes at a time, in bytes.
const BROTLI_BUFFER: usize = 4096;

impl Response {
    /// Reads an answer; at most `largest` bytes are made of what is compressed.
    ///
    /// # Errors
    /// If it has no head that can be read, or unfolds to more.
    pub fn parse(block: &[u8], largest: u64) -> Result<Self, String> {
        let (status, head) = head(block)?;
        let fields = NamedFields::parse(&block[..head]);
        let mut response = Self { status, fields, payload: Vec::new(), doubts: Vec::new() };
        let sent = &block[head..];
        let transfer = response.codings("Transfer-Encoding");
        let content = response.codings("Content-Encoding");
        // The codings that were applied last are undone first.
        let mut payload = std::borrow::Cow::Borrowed(sent);
        for coding in transfer.iter().rev().chain(content.iter().rev()) {
            match decoded(coding, &payload, largest) {
                Ok(plain) => payload = plain.into(),
                Err(Undecoded::TooLarge) => return Err(format!("it unfolds to more than {largest} bytes")),
                Err(Undecoded::NoMemory) => return Err(NO_MEMORY.to_owned()),
                Err(Undecoded::NotSo) => response.doubts.push(format!("it is declared as {coding} and is not")),
                Err(Undecoded::Unknown) => response.doubts.push(format!("its coding {coding} is not known")),
            }
        }
        response.payload = payload.into_owned();
        Ok(response)
    }

    /// The status and the fields of an answer, without a look at what was sent.
    ///
    /// # Errors
    /// If it has no head that can be read.
    pub fn head(block: &[u8]) -> Result<(u16, NamedFields), String> {
        let (status, length) = head(block)?;
        Ok((status, NamedFields::parse(&block[..length])))
    }

    /// How long the head of an answer is, in bytes; `None` if it has none that can be read.
    pub(super) fn head_length(block: &[u8]) -> Option<usize> {
        head(block).ok().map(|(_, length)| length)
    }

    /// The declared media type, without parameters and in lower case.
    pub fn media_type(&self) -> Option<String> {
        let declared = self.fields.get("Content-Type")?;
        Some(declared.split(';').next()?.trim().to_ascii_lowercase())
    }

    /// The declared encoding of characters.
    pub fn charset(&self) -> Option<&str> {
        charset(self.fields.get("Content-Type")?)
    }

    fn codings(&self, name: &str) -> Vec<String> {
        let codings = self.fields.all(name).flat_map(|value| value.split(','));
        let codings = codings.map(|coding| coding.trim().to_ascii_lowercase());
        codings.filter(|coding| !coding.is_empty() && coding != "identity").collect()
    }
}

/// The encoding of characters that a media type states.
pub(super) fn charset(media_type: &str) -> Option<&str> {
    media_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']))
    })
}

/// The status of an answer, and how long its head is.
fn head(block: &[u8]) -> Result<(u16, usize), String> {
    let mut fields = vec![httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut response = httparse::Response::new(&mut fields);
    let mut parser = httparse::ParserConfig::default();
    parser
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .allow_multiple_spaces_in_response_status_delimiters(true)
        .ignore_invalid_headers_in_responses(true);
    match parser.parse_response(&mut response, block) {
        Ok(httparse::Status::Complete(length)) => {
            response.code.map(|status| (status, length)).ok_or_else(|| "it has no status".to_owned())
        }
        // An answer without a payload may lack the line that would part it from one.
        Ok(httparse::Status::Partial) => {
            response.code.map(|status| (status, block.len())).ok_or_else(|| "its head is cut off".to_owned())
        }
        Err(error) => Err(format!("its head is none of HTTP ({error})")),
    }
}

enum Undecoded {
    TooLarge,
    NoMemory,
    NotSo,
    Unknown,
}

fn decoded(coding: &str, bytes: &[u8], largest: u64) -> Result<Vec<u8>, Undecoded> {
    match coding {
        "chunked" => joined(bytes).ok_or(Undecoded::NotSo),
        "gzip" | "x-gzip" => unfolded(MultiGzDecoder::new(bytes), largest),
        // With a frame around it as the standard has it, or without as some servers do.
        "deflate" => match unfolded(ZlibDecoder::new(bytes), largest) {
            Err(Undecoded::NotSo) => unfolded(DeflateDecoder::new(bytes), largest),
            other => other,
        },
        "br" => unfolded(brotli_decompressor::Decompressor::new(bytes, BROTLI_BUFFER), largest),
        "zstd" => {
            let decoder = ruzstd::decoding::StreamingDecoder::new(bytes).map_err(|_| Undecoded::NotSo)?;
            unfolded(decoder, largest)
        }
        _ => Err(Undecoded::Unknown),
    }
}

fn unfolded(mut decoder: impl Read, largest: u64) -> Result<Vec<u8>, Undecoded> {
    let mut plain = Vec::new();
    let read = decoder.by_ref().take(largest.saturating_add(1)).read_to_end(&mut plain);
    match read {
        _ if plain.len() as u64 > largest => Err(Undecoded::TooLarge),
        Ok(_) => Ok(plain),
        Err(error) if error.kind() == ErrorKind::OutOfMemory => Err(Undecoded::NoMemory),
        Err(_) => Err(Undecoded::NotSo),
    }
}

/// What stands in chunks (RFC 9112, 7.1); `None` if it is not in chunks to its end.
fn joined(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(bytes.len());
    loop {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let length = bytes[..end].split(|byte| *byte == b';').next()?.trim_ascii();
        let length = usize::from_str_radix(std::str::from_utf8(length).ok()?, 16).ok()?;
        bytes = &bytes[end + 1..];
        if length == 0 {
            return Some(joined);
        }
        joined.extend_from_slice(bytes.get(..length)?);
        bytes = &bytes[length..];
        bytes = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n"))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(block: &str) -> Response {
        Response::parse(block.as_bytes(), 1 << 20).expect("an answer")
    }

    #[test]
    fn joins_chunks_and_takes_what_is_none_as_it_stands() {
        let head =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html; charset=\"UTF-8\"\r\n\r\n";
        let response = parse(&format!("{head}3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"));
        assert_eq!((response.status, response.payload.as_slice()), (200, b"abcde".as_slice()));
        assert_eq!((response.media_type().as_deref(), response.charset()), (Some("text/html"), Some("UTF-8")));
        let plain = parse(&format!("{head}<p>abc</p>"));
        assert_eq!(plain.payload, b"<p>abc</p>");
        assert_eq!(plain.doubts, ["it is declared as chunked and is not"]);
    }

    #[test]
    fn undoes_codings_in_the_opposite_order() {
        use std::io::Write as _;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all("göl".repeat(100).as_bytes()).expect("in memory");
        let gzip = gzip.finish().expect("in memory");
        let mut block = b"HTTP/1.0 200\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
        block.extend(format!("{:x}\r\n", gzip.len()).bytes());
        block.extend(&gzip);
        block.extend(b"\r\n0\r\n\r\n");
        assert_eq!(Response::parse(&block, 1 << 20).expect("an answer").payload, "göl".repeat(100).as_bytes());
        assert!(Response::parse(&block, 100).is_err(), "it unfolds to more");
    }

    #[test]
    fn refuses_what_is_no_answer() {
        assert!(Response::parse(b"no answer", 100).is_err());
        assert!(Response::parse(b"", 100).is_err());
    }
}
