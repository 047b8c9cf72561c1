//! The identity of an article: the same in every format, in every edition, on every machine.

use uuid::Uuid;

use crate::model::Document;

/// The article's identifier: `urn:uuid:…`, a version 5 UUID (RFC 9562, 5.5) of its address, else of its input's hash.
pub(crate) fn identifier(document: &Document) -> String {
    article(document).urn().to_string()
}

/// The identifier of a part of an article, or of what is made of it: its name in the namespace that the article is.
pub(crate) fn part(document: &Document, name: &str) -> String {
    Uuid::new_v5(&article(document), name.as_bytes()).urn().to_string()
}

fn article(document: &Document) -> Uuid {
    match &document.metadata.address {
        Some(address) => Uuid::new_v5(&Uuid::NAMESPACE_URL, address.value.as_bytes()),
        None => {
            Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("sha-256:{}", document.metadata.input.sha256_hex()).as_bytes())
        }
    }
}

/// The namespace of our own properties in every format. Whoever reads them back has its own copy: no reader knows a
/// renderer.
pub(crate) const NAMESPACE: &str = "urn:istinad:ns:1#";
