//! Attached files (ISO 32000-2, 7.11.4): what they are called, whether they are intact, and what they say themselves.

use crate::digest::{hex, sha256};
use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};
use md5::{Digest as _, Md5};

use super::super::report::{Attached, Report};
use super::super::{epub, newsml};
use super::{MAX_DEPTH, text_string};
use crate::limits::{Limit, Limits};

/// More are not looked at.
const MAX_FILES: usize = 64;

/// Reads the files that the catalog lists by name.
pub(super) fn read(pdf: &Document, catalog: &Dictionary, limits: &Limits, report: &mut Report) {
    let names = catalog.get_deref(b"Names", pdf).and_then(Object::as_dict);
    let Ok(tree) = names.and_then(|names| names.get_deref(b"EmbeddedFiles", pdf)) else { return };
    let mut files = Vec::new();
    name_tree(pdf, tree, &mut files, &mut BTreeSet::new(), 0);
    if files.len() > MAX_FILES {
        report.remarks.push(format!("of its {} attached files only {MAX_FILES} were looked at", files.len()));
    }
    for specification in files.into_iter().take(MAX_FILES) {
        match file(pdf, specification, limits) {
            Ok(attached) => report.attached.push(attached),
            Err(reason) => report.remarks.push(format!("an attached file cannot be read: {reason}")),
        }
    }
}

/// The values of a name tree (7.9.6).
fn name_tree<'a>(
    pdf: &'a Document,
    node: &'a Object,
    values: &mut Vec<&'a Dictionary>,
    seen: &mut BTreeSet<ObjectId>,
    depth: usize,
) {
    let Ok(dictionary) = node.as_dict() else { return };
    let names = dictionary.get_deref(b"Names", pdf).and_then(Object::as_array);
    for pair in names.into_iter().flat_map(|names| names.chunks_exact(2)) {
        let value = pdf.dereference(&pair[1]).and_then(|(_, value)| value.as_dict());
        values.extend(value);
    }
    let kids = dictionary.get_deref(b"Kids", pdf).and_then(Object::as_array);
    for kid in kids.into_iter().flatten().filter_map(|kid| kid.as_reference().ok()) {
        if depth < MAX_DEPTH
            && seen.insert(kid)
            && let Ok(kid) = pdf.get_object(kid)
        {
            name_tree(pdf, kid, values, seen, depth + 1);
        }
    }
}

fn file(pdf: &Document, specification: &Dictionary, limits: &Limits) -> Result<Attached, String> {
    let text = |key: &[u8]| {
        specification.get_deref(key, pdf).and_then(Object::as_str).ok().map(text_string).filter(|text| !text.is_empty())
    };
    let name = text(b"UF").or_else(|| text(b"F")).unwrap_or_else(|| "without a name".to_owned());
    let stream = specification
        .get_deref(b"EF", pdf)
        .and_then(Object::as_dict)
        .and_then(|files| files.get_deref(b"UF", pdf).or_else(|_| files.get_deref(b"F", pdf)))
        .and_then(Object::as_stream)
        .map_err(|_| format!("{name} is not in the file"))?;
    let unpacked = if stream.dict.has(b"Filter") {
        stream
            .decompressed_content_with_limit(limits.length(Limit::CheckedPart))
            .map_err(|error| format!("{name}: {error}"))?
    } else {
        stream.content.clone()
    };
    let name_of = |dictionary: &Dictionary, key: &[u8]| {
        let name = dictionary.get_deref(key, pdf).and_then(Object::as_name).ok()?;
        Some(String::from_utf8_lossy(name).into_owned())
    };
    let parameters = stream.dict.get_deref(b"Params", pdf).and_then(Object::as_dict).ok();
    let stated = |key: &[u8]| parameters.and_then(|parameters| parameters.get_deref(key, pdf).ok());
    let size = stated(b"Size").and_then(|size| size.as_i64().ok());
    let checksum = stated(b"CheckSum").and_then(|sum| sum.as_str().ok());
    let digest = Md5::digest(&unpacked);
    let is_intact = size.is_none_or(|size| usize::try_from(size) == Ok(unpacked.len()))
        && checksum.is_none_or(|sum| sum == digest.as_slice());
    let says = if unpacked.starts_with(b"PK\x03\x04") {
        epub::read(&unpacked, limits).ok()
    } else if super::super::looks_like_xml(&unpacked) {
        newsml::read(&unpacked, limits).ok()
    } else {
        None
    };
    Ok(Attached {
        name,
        relationship: name_of(specification, b"AFRelationship"),
        media_type: name_of(&stream.dict, b"Subtype"),
        size: unpacked.len(),
        sha256: hex(&sha256(&unpacked)),
        is_intact,
        says: says.map(|mut says| {
            says.text.part();
            Box::new(says)
        }),
    })
}
