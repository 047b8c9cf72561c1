//! Everything that a PDF says beside its words: catalog, pages, annotations, bookmarks, the texts of structure elements,
//! what stands on pages outside of the structure, and objects that nothing refers to.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::report::Report;
use super::text_string;
use crate::diagnostic::Code;

/// What a catalog may have without doing or saying anything that is not looked at elsewhere (ISO 32000-1, 7.7.2).
const CATALOG: &[&[u8]] = &[
    b"Type",
    b"Version",
    b"Extensions",
    b"Pages",
    b"PageLabels",
    b"Names",
    b"Dests",
    b"ViewerPreferences",
    b"PageLayout",
    b"PageMode",
    b"Outlines",
    b"Metadata",
    b"StructTreeRoot",
    b"MarkInfo",
    b"Lang",
    b"OutputIntents",
    b"AF",
];
/// The same for what it names (7.7.4).
const NAMES: &[&[u8]] = &[b"EmbeddedFiles", b"Dests"];
/// The same for a page (7.7.3.3).
const PAGE: &[&[u8]] = &[
    b"Type",
    b"Parent",
    b"Resources",
    b"MediaBox",
    b"CropBox",
    b"TrimBox",
    b"BleedBox",
    b"ArtBox",
    b"Rotate",
    b"Contents",
    b"Group",
    b"StructParents",
    b"Tabs",
    b"Annots",
    b"UserUnit",
    b"Metadata",
];
/// The same for a link (12.5.2, 12.5.6.5).
const LINK: &[&[u8]] = &[
    b"Type",
    b"Subtype",
    b"Rect",
    b"QuadPoints",
    b"Border",
    b"BS",
    b"C",
    b"F",
    b"P",
    b"Contents",
    b"StructParent",
    b"A",
    b"Dest",
    b"H",
    b"NM",
    b"M",
    b"PA",
    b"StructDest",
];
/// More bookmarks are not followed.
const MAX_BOOKMARKS: usize = 100_000;

/// Notes all of it.
pub(super) fn read(pdf: &Document, catalog: &Dictionary, pages: &[ObjectId], report: &mut Report) {
    unknown(catalog, CATALOG, "catalog", report);
    if let Ok(names) = catalog.get_deref(b"Names", pdf).and_then(Object::as_dict) {
        unknown(names, NAMES, "catalog/Names", report);
    }
    if let Ok(info) = pdf.trailer.get_deref(b"Info", pdf).and_then(Object::as_dict) {
        for (key, value) in info.iter() {
            let value = pdf.dereference(value).map_or(value, |(_, value)| value);
            report.claim(format!("info/{}", String::from_utf8_lossy(key)), text(value));
        }
    }
    for page in pages.iter().filter_map(|page| pdf.get_dictionary(*page).ok()) {
        unknown(page, PAGE, "page", report);
        let annotations = page.get_deref(b"Annots", pdf).and_then(Object::as_array).into_iter().flatten();
        for annotation in annotations.filter_map(|each| pdf.dereference(each).ok()?.1.as_dict().ok()) {
            self::annotation(pdf, annotation, report);
        }
    }
    bookmarks(pdf, catalog, report);
    structure(pdf, report);
    orphans(pdf, report);
}

/// Names the entries of a dictionary that are not known.
fn unknown(dictionary: &Dictionary, known: &[&[u8]], place: &str, report: &mut Report) {
    for (key, value) in dictionary.iter().filter(|(key, _)| !known.contains(&key.as_slice())) {
        report.claim(format!("{place}/{}", String::from_utf8_lossy(key)), text(value));
    }
}

fn annotation(pdf: &Document, annotation: &Dictionary, report: &mut Report) {
    let kind = annotation.get_deref(b"Subtype", pdf).and_then(Object::as_name).unwrap_or_default();
    if kind != b"Link" {
        let contents = annotation.get_deref(b"Contents", pdf).map(text).unwrap_or_default();
        report.claim(format!("annotation:{}", String::from_utf8_lossy(kind)), contents);
        return;
    }
    unknown(annotation, LINK, "annotation", report);
    if let Ok(contents) = annotation.get_deref(b"Contents", pdf) {
        report.claim("annotation/Contents", text(contents));
    }
    if let Ok(action) = annotation.get_deref(b"A", pdf).and_then(Object::as_dict) {
        let kind = action.get_deref(b"S", pdf).and_then(Object::as_name).unwrap_or_default();
        if !matches!(kind, b"URI" | b"GoTo") {
            report.claim(format!("annotation/A:{}", String::from_utf8_lossy(kind)), "");
        }
        unknown(action, &[b"Type", b"S", b"URI", b"D", b"SD"], "annotation/A", report);
    }
}

/// The titles of bookmarks (12.3.3).
fn bookmarks(pdf: &Document, catalog: &Dictionary, report: &mut Report) {
    let Ok(root) = catalog.get_deref(b"Outlines", pdf).and_then(Object::as_dict) else { return };
    let mut seen = BTreeSet::new();
    let mut rest: Vec<ObjectId> = root.get(b"First").and_then(Object::as_reference).into_iter().collect();
    while let Some(id) = rest.pop() {
        if !seen.insert(id) || seen.len() > MAX_BOOKMARKS {
            continue;
        }
        let Ok(entry) = pdf.get_dictionary(id) else { continue };
        report.claim("outline", entry.get_deref(b"Title", pdf).map(text).unwrap_or_default());
        if let Ok(action) = entry.get_deref(b"A", pdf) {
            report.claim("outline/A", text(action));
        }
        for key in [b"First".as_slice(), b"Next"] {
            rest.extend(entry.get(key).and_then(Object::as_reference));
        }
    }
}

/// What elements of the structure say in the place of what is in them, and beside it (14.9).
fn structure(pdf: &Document, report: &mut Report) {
    let elements = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    for element in elements.filter(|element| element.has(b"S") && element.has(b"P")) {
        for key in ["Alt", "E", "T"] {
            if let Ok(value) = element.get_deref(key.as_bytes(), pdf) {
                report.claim(format!("structure/{key}"), text(value));
            }
        }
    }
}

/// Objects that nothing refers to: nobody sees them, and whoever searches the file finds what they say.
fn orphans(pdf: &Document, report: &mut Report) {
    let mut seen = BTreeSet::new();
    let mut rest: Vec<&Object> = pdf.trailer.iter().map(|(_, value)| value).collect();
    while let Some(object) = rest.pop() {
        match object {
            Object::Reference(id) if seen.insert(*id) => rest.extend(pdf.objects.get(id)),
            Object::Array(items) => rest.extend(items),
            Object::Dictionary(dictionary) => rest.extend(dictionary.iter().map(|(_, value)| value)),
            Object::Stream(stream) => rest.extend(stream.dict.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    let holds_objects = |object: &Object| {
        object.as_stream().is_ok_and(|stream| stream.dict.has_type(b"ObjStm") || stream.dict.has_type(b"XRef"))
    };
    let says =
        |object: &Object| !matches!(object, Object::Null | Object::Integer(_) | Object::Real(_) | Object::Boolean(_));
    let orphans =
        pdf.objects.iter().filter(|(id, object)| !seen.contains(id) && says(object) && !holds_objects(object));
    let count = orphans.count();
    if count > 0 {
        report.fault(Code::NotProved, format!("the file holds {count} objects that nothing refers to"));
    }
}

/// What an object says, as far as it says something.
fn text(object: &Object) -> String {
    match object {
        Object::String(bytes, _) => text_string(bytes),
        Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
        _ => String::new(),
    }
}
