//! The identity of an article: the same in every format, in every edition, on every machine.

use uuid::Uuid;

use crate::model::Document;
use crate::model::metadata::Previous;

/// The article's identifier: `urn:uuid:…`, a version 5 UUID (RFC 9562, 5.5) of its address, else of the name
/// that its provider gave it, else of its input's hash.
pub(crate) fn identifier(document: &Document) -> String {
    article(document).urn().to_string()
}

/// The identifier of a part of an article, or of what is made of it: its name in the namespace that the article is.
pub(crate) fn part(document: &Document, name: &str) -> String {
    Uuid::new_v5(&article(document), name.as_bytes()).urn().to_string()
}

/// The identifier of one of several versions of an article that lie together: its name there in the namespace that the
/// article is, whose identifier is given.
pub(crate) fn version(article: &str, name: &str) -> String {
    let article = Uuid::parse_str(article).unwrap_or(Uuid::NAMESPACE_OID);
    Uuid::new_v5(&article, name.as_bytes()).urn().to_string()
}

/// The item of ours that the document was read from, if that is the same article: what is made now is its next version.
pub(crate) fn previous(document: &Document) -> Option<&Previous> {
    document.metadata.input.previous.as_ref().filter(|previous| previous.guid == identifier(document))
}

fn article(document: &Document) -> Uuid {
    let metadata = &document.metadata;
    if let Some(address) = &metadata.address {
        return Uuid::new_v5(&Uuid::NAMESPACE_URL, address.value.as_bytes());
    }
    // Made of an item of ours, it is the article that the item is of.
    let previous = metadata.input.previous.as_ref().and_then(|previous| Uuid::parse_str(&previous.guid).ok());
    previous.unwrap_or_else(|| {
        if let Some(guid) = &metadata.delivery.guid {
            return Uuid::new_v5(&Uuid::NAMESPACE_URL, guid.value.as_bytes());
        }
        Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("sha-256:{}", metadata.input.sha256_hex()).as_bytes())
    })
}

/// What files say in the place of the end of an embargo that has none.
pub(crate) const EMBARGO_WITHOUT_END: &str = "without end";

/// The namespace of our own properties in every format. Whoever reads them back has its own copy: no reader knows a
/// renderer.
pub(crate) const NAMESPACE: &str = "urn:istinad:ns:1#";

/// What every file says of the record of a web archive that its article was read from: names of ours, each behind the
/// prefix of our namespace, and values.
pub(crate) fn record(document: &Document) -> Vec<(&'static str, String)> {
    let Some(record) = &document.metadata.record else { return Vec::new() };
    let rows = [
        ("istinad:record", record.name.clone()),
        ("istinad:recordFile", Some(record.file.clone())),
        ("istinad:recordOffset", Some(record.offset.to_string())),
        ("istinad:payloadDigest", record.payload_digest.clone()),
        ("istinad:capturedAddress", Some(record.address.clone())),
        ("istinad:captured", record.captured.map(|captured| captured.to_string())),
    ];
    rows.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}
