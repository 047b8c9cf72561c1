//! The words of the vocabulary: names of schemes and namespaces, and the properties that more than one part of an item
//! has.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::model::{Document, Organisation};
use crate::render::identity::NAMESPACE;
use crate::render::xml::Xml;

pub(super) use crate::iri::escaped as iri;

/// IPTC's catalog of schemes, by which the aliases of our QCodes resolve.
pub(super) const CATALOG: &str = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml";
/// What names the function of a `hash` (XML Encryption, 5.8.2).
pub(super) const SHA_256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
/// What names the type of an `ni:` name.
pub(super) const RFC_6920: &str = "https://www.rfc-editor.org/rfc/rfc6920";
/// The namespace of all elements of the standard.
pub(super) const NAR: &str = "http://iptc.org/std/nar/2006-10-01/";
/// The media type of an item.
pub(super) const MEDIA_TYPE: &str = "application/vnd.iptc.g2.newsitem+xml";

/// A property that NewsML-G2 has no word for.
pub(super) fn own_property(xml: &mut Xml, element: &'static str, name: &str, value: &str) {
    let relation = format!("{NAMESPACE}{name}");
    xml.empty_line(element, &[("reluri", &relation), ("value", &one_line(value))]);
}

/// What the source calls a picture. A `data:` address (RFC 2397) is the picture itself: of it the media type stays.
pub(super) fn reference(xml: &mut Xml, reference: &str) {
    let name = match reference.split_once([';', ',']) {
        Some((start, _)) if start.starts_with("data:") => start,
        Some(_) | None => reference,
    };
    xml.leaf_line("altId", &[("typeuri", &format!("{NAMESPACE}reference"))], name);
}

/// The alternative text that the source gives a picture.
pub(super) fn alternative(xml: &mut Xml, document: &Document, words: &str) {
    let role = format!("{NAMESPACE}alternative");
    let attributes = [("xml:lang", document.metadata.language.value.as_str()), ("roleuri", &*role)];
    xml.leaf_line("description", &attributes, words);
}

/// What `idrefs` calls the picture that is counted so from 0.
pub(super) fn part_id(index: usize) -> String {
    format!("picture-{}", index + 1)
}

/// An organisation by its name, and by its home page where that is known.
pub(super) fn organisation(xml: &mut Xml, element: &'static str, organisation: &Organisation) {
    party(xml, element, Some(&organisation.name), organisation.home.as_deref(), Some("cpnat:organisation"));
}

pub(super) fn party(
    xml: &mut Xml,
    element: &'static str,
    name: Option<&str>,
    address: Option<&str>,
    kind: Option<&str>,
) {
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

/// The `ni:` name of some bytes (RFC 6920, 3), which is their SHA-256 in base64url without padding.
pub(super) fn named_information(sha256: &[u8; 32]) -> String {
    format!("ni:///sha-256;{}", URL_SAFE_NO_PAD.encode(sha256))
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
    fn names_bytes_as_rfc_6920_does() {
        // The example of RFC 6920, 8.1: the digest of "Hello World!".
        let digest: [u8; 32] =
            sha2::Digest::finalize(sha2::Digest::chain_update(<sha2::Sha256 as sha2::Digest>::new(), "Hello World!"))
                .into();
        assert_eq!(named_information(&digest), "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk");
    }
}
