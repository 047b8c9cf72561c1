//! Attached files (ISO 32000-2, 7.11; ISO 19005-3, 6.8): listed by name, and associated with the whole document.

use lopdf::{Document, Object, dictionary};
use md5::{Digest as _, Md5};

use super::text_string;
use crate::error::{Error, Result};
use crate::render::Attachment;

/// Adds the files to a document. `date` is the moment that the file states for itself: what is attached states no other.
///
/// # Errors
/// If two files have one name.
pub(super) fn attach(pdf: &mut Document, attachments: &[Attachment], date: &Object) -> Result<()> {
    if attachments.is_empty() {
        return Ok(());
    }
    let mut files: Vec<(&str, Object)> = Vec::new();
    for Attachment { name, media_type, relationship, description, bytes } in attachments {
        let parameters = dictionary! {
            "Size" => i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            "ModDate" => date.clone(),
            "CheckSum" => Object::String(Md5::digest(bytes).to_vec(), lopdf::StringFormat::Hexadecimal),
        };
        let dictionary = dictionary! {
            "Type" => "EmbeddedFile",
            "Subtype" => Object::Name(media_type.clone().into_bytes()),
            "Params" => parameters,
        };
        let content = pdf.add_object(lopdf::Stream::new(dictionary, bytes.clone()));
        let specification = pdf.add_object(dictionary! {
            "Type" => "Filespec",
            "F" => text_string(name),
            "UF" => text_string(name),
            "AFRelationship" => relationship.as_str(),
            "Desc" => text_string(description),
            "EF" => dictionary! { "F" => content, "UF" => content },
        });
        files.push((name, specification.into()));
    }
    let associated: Vec<Object> = files.iter().map(|(_, file)| file.clone()).collect();
    // A name tree is sorted by its names (7.9.6), as bytes.
    let mut named: Vec<(Vec<u8>, Object)> =
        files.into_iter().filter_map(|(name, file)| Some((text_string(name).as_str().ok()?.to_vec(), file))).collect();
    named.sort_by(|(one, _), (other, _)| one.cmp(other));
    if let Some(twice) = named.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        let name = String::from_utf8_lossy(&twice[0].0).into_owned();
        return Err(Error::render("PDF", format_args!("two attached files are called {name}")));
    }
    let names: Vec<Object> =
        named.into_iter().flat_map(|(name, file)| [Object::String(name, lopdf::StringFormat::Literal), file]).collect();
    let embedded = pdf.add_object(dictionary! { "Names" => names });
    if let Ok(catalog) = pdf.catalog_mut() {
        catalog.set("AF", associated);
        catalog.set("Names", dictionary! { "EmbeddedFiles" => embedded });
    }
    Ok(())
}
