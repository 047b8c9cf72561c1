//! The identity of an article: the same in every format, in every edition, on every machine.

use uuid::Uuid;

use crate::model::Document;

/// The article's identifier: `urn:uuid:…`, a version 5 UUID (RFC 9562, 5.5) of its address, else of its input's hash.
pub(crate) fn identifier(document: &Document) -> String {
    let uuid = match &document.metadata.address {
        Some(address) => Uuid::new_v5(&Uuid::NAMESPACE_URL, address.value.as_bytes()),
        None => {
            Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("sha-256:{}", document.metadata.input.sha256_hex()).as_bytes())
        }
    };
    uuid.urn().to_string()
}

/// The namespace of our own properties in every format.
pub(crate) const NAMESPACE: &str = "urn:istinad:ns:1#";
