//! The item: `itemMeta` says what the file is, `contentMeta` what the article is.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{content, rights};
use crate::language::labels::labels;
use crate::model::walk::{self, plain_text, text_digest};
use crate::model::{Document, Figure, HeaderRole, Organisation, Timestamp};
use crate::render::RenderOptions;
use crate::render::identity::{self, NAMESPACE};
use crate::render::xml::Xml;
use crate::rights::{Statement, StatementLine, credit, statement};

/// IPTC's catalog of schemes, by which the aliases of our QCodes resolve.
const CATALOG: &str = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml";
/// What names the function of a `hash` (XML Encryption, 5.8.2).
const SHA_256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
/// What names the type of an `ni:` name.
const RFC_6920: &str = "https://www.rfc-editor.org/rfc/rfc6920";

/// Writes the whole file.
pub(super) fn write(document: &Document, written: Timestamp, options: &RenderOptions) -> Vec<u8> {
    let statement = statement(document, written);
    let guid = identity::identifier(document);
    let language = document.metadata.language.value.as_str();
    let mut attributes = vec![
        ("xmlns", "http://iptc.org/std/nar/2006-10-01/"),
        ("guid", &*guid),
        ("version", "1"),
        ("standard", "NewsML-G2"),
        ("standardversion", "2.35"),
        ("conformance", "power"),
        ("xml:lang", language),
    ];
    if document.metadata.language.value.is_right_to_left() {
        attributes.push(("dir", "rtl"));
    }
    let mut xml = Xml::new();
    xml.open("newsItem", &attributes);
    xml.line();
    xml.empty("catalogRef", &[("href", CATALOG)]);
    rights::write(&mut xml, document, &guid, options.policy_form);
    item_meta(&mut xml, document, &statement, written, options.provider.as_deref());
    content_meta(&mut xml, document);
    for (index, figure) in walk::all_figures(document).enumerate() {
        part_meta(&mut xml, document, index, figure);
    }
    content::write(&mut xml, document, &statement);
    xml.close_line();
    xml.finish()
}

/// `itemMeta`: management of the item itself. The order of its children is the schema's.
fn item_meta(xml: &mut Xml, document: &Document, statement: &Statement, written: Timestamp, provider: Option<&str>) {
    let metadata = &document.metadata;
    let language = metadata.language.value.as_str();
    let written = written.to_string();
    xml.open_line("itemMeta", &[]);
    xml.empty_line("itemClass", &[("qcode", "ninat:text")]);
    let provider = Provider::parse(provider.unwrap_or_default());
    party(xml, "provider", provider.name, provider.address, None);
    xml.leaf_line("versionCreated", &[], &written);
    xml.leaf_line("firstCreated", &[], &written);
    xml.empty_line("pubStatus", &[("qcode", "stat:usable")]);
    xml.leaf_line("generator", &[("versioninfo", env!("CARGO_PKG_VERSION"))], "istinad");
    xml.leaf_line("title", &[("xml:lang", language)], &metadata.headline.value);
    editors_note(xml, document, statement);
    let scope = format!("{NAMESPACE}textDigest");
    xml.leaf_line("hash", &[("hashtypeuri", SHA_256), ("scopeuri", &scope)], &hex(&text_digest(document)));
    if let Some(address) = &metadata.address {
        xml.empty_line("link", &[("rel", "irel:derivedFrom"), ("href", &iri(&address.value))]);
    }
    let input = &metadata.input;
    xml.line();
    xml.open(
        "link",
        &[
            ("rel", "irel:derivedFrom"),
            ("residref", &named_information(&input.sha256)),
            ("contenttype", input.media_type),
            ("size", &input.byte_length.to_string()),
        ],
    );
    xml.leaf("hash", &[("hashtypeuri", SHA_256)], &input.sha256_hex());
    xml.close();
    xml.close_line();
}

/// `edNote`: the terms once more, where every newsroom system shows them, and the lines of our statement that whoever
/// republishes has to know. One note, because readers take the first.
fn editors_note(xml: &mut Xml, document: &Document, statement: &Statement) {
    let terms = rights::terms(document.rights.terms.as_slice());
    let ours: Vec<String> = statement
        .lines
        .iter()
        .filter(|line| match line {
            StatementLine::Term { .. } => terms.is_none(),
            StatementLine::Credit(_)
            | StatementLine::TermsPage(_)
            | StatementLine::Unmet(_)
            | StatementLine::Pictures(_) => true,
            StatementLine::Provenance(_) => false,
        })
        .map(|line| plain_text(line.content()))
        .collect();
    let labels = labels(&document.metadata.language.value).language;
    // "mul" (ISO 639-2): several languages, as where an English label stands before an Uzbek term.
    let language = match &terms {
        Some(terms) if terms.language != labels => "mul",
        Some(_) | None => labels,
    };
    let lines: Vec<&str> = terms.iter().map(|terms| &*terms.text).chain(ours.iter().map(String::as_str)).collect();
    xml.leaf_line("edNote", &[("xml:lang", language)], &lines.join("\n"));
}

/// `contentMeta`: what the article is and says of itself. The order of the groups is the schema's.
fn content_meta(xml: &mut Xml, document: &Document) {
    let metadata = &document.metadata;
    let lang = [("xml:lang", metadata.language.value.as_str())];
    let section = format!("{NAMESPACE}section");
    xml.open_line("contentMeta", &[]);
    if let Some(published) = &metadata.published {
        xml.leaf_line("contentCreated", &[], &with_seconds(published.value).to_string());
    }
    if let Some(modified) = &metadata.modified {
        xml.leaf_line("contentModified", &[], &with_seconds(modified.value).to_string());
    }
    let publisher = metadata.publisher.as_ref().map(|slot| &slot.value);
    if let Some(publisher) = publisher {
        organisation(xml, "infoSource", publisher);
    }
    for author in &metadata.authors {
        party(xml, "creator", Some(&author.value), None, Some("cpnat:person"));
    }
    if let Some(publisher) = publisher {
        organisation(xml, "creator", publisher);
    }
    xml.leaf_line("altId", &[("typeuri", RFC_6920)], &named_information(&metadata.input.sha256));
    xml.empty_line("language", &[("tag", metadata.language.value.as_str())]);
    if let Some(slot) = &metadata.section {
        xml.leaf_line("keyword", &[lang[0], ("roleuri", &section)], &one_line(&slot.value));
    }
    for subject in &metadata.subjects {
        xml.leaf_line("keyword", &lang, &one_line(&subject.value));
    }
    xml.leaf_line("headline", &lang, &metadata.headline.value);
    if let Some(relative) = &metadata.relative_time {
        xml.leaf_line("dateline", &lang, &relative.value);
    }
    let said = header_lines(document, HeaderRole::Byline);
    if said.is_empty() {
        metadata.authors.iter().for_each(|author| xml.leaf_line("by", &lang, &author.value));
    } else {
        said.iter().for_each(|line| xml.leaf_line("by", &lang, line));
    }
    credit_line(xml, document);
    let summary = [lang[0], ("role", "drol:summary")];
    let standfirst = header_lines(document, HeaderRole::Standfirst);
    let description = metadata.description.iter().map(|slot| &slot.value).filter(|value| !standfirst.contains(value));
    description.chain(&standfirst).for_each(|text| xml.leaf_line("description", &summary, text));
    xml.close_line();
}

fn header_lines(document: &Document, role: HeaderRole) -> Vec<String> {
    document.header.iter().filter(|line| line.role == role).map(|line| plain_text(&line.content)).collect()
}

/// `partMeta`: a picture that the article refers to, in the words that stand for it.
fn part_meta(xml: &mut Xml, document: &Document, index: usize, figure: &Figure) {
    let lang = ("xml:lang", document.metadata.language.value.as_str());
    let (id, sequence) = (part_id(index), (index + 1).to_string());
    xml.open_line("partMeta", &[("partid", &id), ("seq", &sequence)]);
    if let Some(picture) = &figure.picture {
        xml.leaf_line("altId", &[("typeuri", &format!("{NAMESPACE}reference"))], &picture.reference);
    }
    credit_line(xml, document);
    if !figure.caption.is_empty() {
        xml.leaf_line("description", &[lang, ("role", "drol:caption")], &plain_text(&figure.caption));
    }
    if let Some(picture) = figure.picture.as_ref().filter(|picture| !picture.alternative.is_empty()) {
        let role = format!("{NAMESPACE}alternative");
        xml.leaf_line("description", &[lang, ("roleuri", &role)], &picture.alternative);
    }
    xml.close_line();
}

/// What `idrefs` calls the picture that is counted so from 0.
pub(super) fn part_id(index: usize) -> String {
    format!("picture-{}", index + 1)
}

fn credit_line(xml: &mut Xml, document: &Document) {
    if let Some(name) = credit(document).name {
        xml.leaf_line("creditline", &[("xml:lang", document.metadata.language.value.as_str())], &one_line(&name));
    }
}

/// An organisation by its name, and by its home page where that is known.
pub(super) fn organisation(xml: &mut Xml, element: &'static str, organisation: &Organisation) {
    party(xml, element, Some(&organisation.name), organisation.home.as_deref(), Some("cpnat:organisation"));
}

fn party(xml: &mut Xml, element: &'static str, name: Option<&str>, address: Option<&str>, kind: Option<&str>) {
    let address = address.map(iri);
    let attributes: Vec<(&str, &str)> =
        [address.as_deref().map(|uri| ("uri", uri)), kind.map(|kind| ("type", kind))].into_iter().flatten().collect();
    xml.line();
    xml.open(element, &attributes);
    if let Some(name) = name {
        xml.leaf("name", &[], &one_line(name));
    }
    xml.close();
}

/// Who hands the file over.
#[derive(Debug, PartialEq, Eq)]
struct Provider<'a> {
    name: Option<&'a str>,
    address: Option<&'a str>,
}

impl<'a> Provider<'a> {
    /// Reads `Name <https://…>`, a name, or an address. The tool stands for itself where there is none of them.
    fn parse(text: &'a str) -> Self {
        let is_address = |text: &str| text.starts_with("https://") || text.starts_with("http://");
        let text = text.trim();
        let (name, address) = match text.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) {
            Some((name, address)) if is_address(address) => (name.trim_end(), Some(address)),
            Some(_) | None if is_address(text) => ("", Some(text)),
            Some(_) | None => (text, None),
        };
        let name = (!name.is_empty()).then_some(name);
        Self { name: name.or(if address.is_none() { Some("istinad") } else { None }), address }
    }
}

/// The same moment with seconds, where it has a time at all: `xs:dateTime` cannot be without them.
fn with_seconds(moment: Timestamp) -> Timestamp {
    moment.time().and_then(|time| moment.at(time.hour, time.minute, time.second.or(Some(0)))).unwrap_or(moment)
}

/// The `ni:` name of some bytes (RFC 6920, 3), which is their SHA-256 in base64url without padding.
fn named_information(sha256: &[u8; 32]) -> String {
    format!("ni:///sha-256;{}", URL_SAFE_NO_PAD.encode(sha256))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An address as `xs:anyURI` takes it: what RFC 3987 forbids where it stands is percent-encoded, the rest is kept.
pub(super) fn iri(address: &str) -> Cow<'_, str> {
    let authority = address.find("://").map_or(0..0, |start| {
        let start = start + 3;
        start..address[start..].find(['/', '?', '#']).map_or(address.len(), |end| start + end)
    });
    let host = &address[authority.clone()];
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let is_literal = host.starts_with('[')
        && host.split_once(']').is_some_and(|(literal, port)| {
            literal[1..].parse::<std::net::Ipv6Addr>().is_ok() && (port.is_empty() || is_port(port))
        });
    let named_port = !is_literal && host.find(':').is_none_or(|colon| is_port(&host[colon..]));
    let fragment = address.find('#').unwrap_or(address.len());
    let is_forbidden = |(index, character): (usize, char)| match character {
        '%' => !address.get(index + 1..index + 3).is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit())),
        '#' => index > fragment,
        '[' | ']' => !(is_literal && authority.contains(&index)),
        ':' => authority.contains(&index) && !is_literal && !named_port,
        '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' => true,
        other => other.is_whitespace() || other.is_control(),
    };
    if !address.char_indices().any(is_forbidden) {
        return Cow::Borrowed(address);
    }
    let mut encoded = String::with_capacity(address.len() + 8);
    for (index, character) in address.char_indices() {
        if is_forbidden((index, character)) {
            let mut bytes = [0; 4];
            character.encode_utf8(&mut bytes).bytes().for_each(|byte| encoded.push_str(&format!("%{byte:02X}")));
        } else {
            encoded.push(character);
        }
    }
    Cow::Owned(encoded)
}

/// A colon and digits.
fn is_port(text: &str) -> bool {
    text.strip_prefix(':').is_some_and(|digits| digits.len() < 6 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Text for a property that the schema keeps to one line (`g2normalizedString`): other white space becomes a space.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let breaks = ['\n', '\r', '\t'];
    if text.contains(breaks) { Cow::Owned(text.replace(breaks, " ")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_is_a_name_an_address_or_both_and_never_nobody() {
        for (text, name, address) in [
            ("Arxiv <https://arxiv.example/>", Some("Arxiv"), Some("https://arxiv.example/")),
            ("<https://arxiv.example/>", None, Some("https://arxiv.example/")),
            (" https://arxiv.example/ ", None, Some("https://arxiv.example/")),
            ("Milli Arxiv", Some("Milli Arxiv"), None),
            ("A <b>", Some("A <b>"), None),
            ("", Some("istinad"), None),
            ("  ", Some("istinad"), None),
        ] {
            assert_eq!(Provider::parse(text), Provider { name, address }, "{text:?}");
        }
    }

    #[test]
    fn names_bytes_as_rfc_6920_does() {
        // The example of RFC 6920, 8.1: the digest of "Hello World!".
        let digest: [u8; 32] =
            sha2::Digest::finalize(sha2::Digest::chain_update(<sha2::Sha256 as sha2::Digest>::new(), "Hello World!"))
                .into();
        assert_eq!(named_information(&digest), "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk");
    }

    #[test]
    fn an_address_is_kept_unless_it_would_not_be_one() {
        for kept in [
            "https://a.example/xəbər?q=%C9%99#yuxarı",
            "https://[2001:db8::1]:8080/",
            "http://user:word@a.example:80/",
            "mailto:a@b.example?subject=x",
        ] {
            assert_eq!(iri(kept), kept);
        }
        for (address, encoded) in [
            ("https://a.example/a b", "https://a.example/a%20b"),
            ("https://a.example/100%", "https://a.example/100%25"),
            ("https://a.example/%zz", "https://a.example/%25zz"),
            ("https://a.example/#a#b", "https://a.example/#a%23b"),
            ("https://a.example/[x]", "https://a.example/%5Bx%5D"),
            ("https://[foo/", "https://%5Bfoo/"),
            ("https://a:xx/", "https://a%3Axx/"),
            ("https://a.example/\u{a0}", "https://a.example/%C2%A0"),
        ] {
            assert_eq!(iri(address), encoded);
        }
    }

    #[test]
    fn a_time_gets_seconds_and_nothing_else() {
        for (stated, written) in [
            ("2026-06-24", "2026-06-24"),
            ("2026-06-24T14:05", "2026-06-24T14:05:00"),
            ("2026-06-24T14:05:07", "2026-06-24T14:05:07"),
            ("2026-06-24T14:05+04:00", "2026-06-24T14:05:00+04:00"),
        ] {
            let moment = Timestamp::parse(stated).expect("a time");
            assert_eq!(with_seconds(moment).to_string(), written);
        }
    }
}
