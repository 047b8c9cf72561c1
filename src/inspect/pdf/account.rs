//! Everything that a PDF says beside its words: catalog, pages, annotations, bookmarks, the texts of structure elements,
//! what stands on pages outside of the structure, and objects that nothing refers to.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::report::Report;
use super::leads::{MAX_BOOKMARKS, is_astray};
use super::sight::Area;
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

/// What the trailer may have, also where it is a stream (7.5.5, 7.5.8.2).
const TRAILER: &[&[u8]] = &[
    b"Size",
    b"Prev",
    b"Root",
    b"Encrypt",
    b"Info",
    b"ID",
    b"XRefStm",
    b"Type",
    b"Index",
    b"W",
    b"Filter",
    b"DecodeParms",
    b"Length",
    b"DocChecksum",
];
/// What an element of the structure may have whose words are looked at elsewhere, or that are names (14.7.2).
const ELEMENT: &[&[u8]] = &[b"ID", b"Lang", b"ActualText", b"Alt", b"E", b"T", b"R", b"Phoneme", b"PhoneticAlphabet"];

/// Entries of any dictionary whose words are looked at elsewhere, or are names, dates or sums.
const WORDED: &[&[u8]] = &[
    b"Title",
    b"Author",
    b"Subject",
    b"Keywords",
    b"Creator",
    b"Producer",
    b"CreationDate",
    b"ModDate",
    b"Trapped",
    b"Info",
    b"OutputCondition",
    b"OutputConditionIdentifier",
    b"RegistryName",
    b"ID",
    b"Lang",
    b"ActualText",
    b"Alt",
    b"E",
    b"T",
    b"URI",
    b"Contents",
    b"NM",
    b"M",
    b"Registry",
    b"Ordering",
    b"CharSet",
    b"Panose",
    b"Style",
    b"F",
    b"UF",
    b"Desc",
    b"CheckSum",
    b"D",
    b"P",
    b"DocChecksum",
    b"NS",
    b"Lookup",
];

/// Notes all of it. `is_own`: the converter made it, and every word in it has a place.
pub(super) fn read(pdf: &Document, catalog: &Dictionary, pages: &[ObjectId], is_own: bool, report: &mut Report) {
    unknown(catalog, CATALOG, "catalog", report);
    unknown(&pdf.trailer, TRAILER, "trailer", report);
    for key in [b"PageLabels".as_slice(), b"ViewerPreferences", b"MarkInfo"] {
        if let Ok(part) = catalog.get_deref(key, pdf) {
            words_in(pdf, part, &format!("catalog/{}", String::from_utf8_lossy(key)), report);
        }
    }
    if let Ok(names) = catalog.get_deref(b"Names", pdf).and_then(Object::as_dict) {
        unknown(names, NAMES, "catalog/Names", report);
        if let (true, Ok(places)) = (is_own, names.get_deref(b"Dests", pdf)) {
            words_in(pdf, places, "catalog/Names/Dests", report);
        }
    }
    if let Ok(info) = pdf.trailer.get_deref(b"Info", pdf).and_then(Object::as_dict) {
        for (key, value) in info.iter() {
            let value = pdf.dereference(value).map_or(value, |(_, value)| value);
            report.claim(format!("info/{}", String::from_utf8_lossy(key)), text(value));
        }
    }
    for dictionary in pages.iter().filter_map(|page| pdf.get_dictionary(*page).ok()) {
        unknown(dictionary, PAGE, "page", report);
        let annotations = dictionary.get_deref(b"Annots", pdf).and_then(Object::as_array).into_iter().flatten();
        for annotation in annotations.filter_map(|each| pdf.dereference(each).ok()?.1.as_dict().ok()) {
            self::annotation(pdf, annotation, report);
            let is_link = annotation.get_deref(b"Subtype", pdf).and_then(Object::as_name).is_ok_and(|it| it == b"Link");
            if is_own && is_link && is_astray(pdf, annotation) {
                report.fault(Code::LinkDiffers, "a link leads to a place by a name, or by an action");
            }
            if is_out_of_reach(pdf, annotation) {
                report.fault(Code::LinkDiffers, "a link stands on a page where nobody can follow it");
            }
        }
    }
    bookmarks(pdf, catalog, report);
    if let Ok(intents) = catalog.get_deref(b"OutputIntents", pdf).and_then(Object::as_array) {
        for intent in intents.iter().filter_map(|intent| pdf.dereference(intent).ok()?.1.as_dict().ok()) {
            let words = intent.iter().filter(|(_, value)| matches!(value, Object::String(..)));
            words.for_each(|(key, value)| {
                report.claim(format!("colours/{}", String::from_utf8_lossy(key)), text(value));
            });
        }
    }
    if let Ok(root) = catalog.get_deref(b"StructTreeRoot", pdf).and_then(Object::as_dict) {
        let words = root.iter().filter(|(_, value)| value.as_str().is_ok());
        words.for_each(|(key, value)| report.claim(format!("structure/{}", String::from_utf8_lossy(key)), text(value)));
    }
    let known = attached(pdf, catalog);
    pdf.objects.iter().for_each(|(id, object)| {
        dictionaries(object, &mut |dictionary| {
            element(pdf, dictionary, report);
            if is_own {
                let stray = dictionary
                    .iter()
                    .filter(|(key, value)| matches!(value, Object::String(..)) && !WORDED.contains(&key.as_slice()));
                stray.for_each(|(key, value)| {
                    report.claim(format!("object/{}", String::from_utf8_lossy(key)), text(value));
                });
            }
            if dictionary.has(b"EF") && !known.contains(id) {
                let name = [b"UF".as_slice(), b"F"].into_iter().find_map(|key| dictionary.get_deref(key, pdf).ok());
                report.claim("attachment/elsewhere", name.map(text).unwrap_or_default());
            }
        });
    });
    orphans(pdf, report);
}

/// The dictionaries of an object, those within others too.
fn dictionaries(object: &Object, visit: &mut impl FnMut(&Dictionary)) {
    let mut rest = vec![object];
    while let Some(object) = rest.pop() {
        match object {
            Object::Array(items) => rest.extend(items),
            Object::Dictionary(dictionary) => {
                visit(dictionary);
                rest.extend(dictionary.iter().map(|(_, value)| value));
            }
            Object::Stream(stream) => {
                visit(&stream.dict);
                rest.extend(stream.dict.iter().map(|(_, value)| value));
            }
            _ => {}
        }
    }
}

/// The specifications of files that the catalog lists by name: what they hold is looked at.
fn attached(pdf: &Document, catalog: &Dictionary) -> BTreeSet<ObjectId> {
    let names = catalog.get_deref(b"Names", pdf).and_then(Object::as_dict);
    let Ok(tree) = names.and_then(|names| names.get(b"EmbeddedFiles")) else { return BTreeSet::new() };
    let (mut known, mut rest) = (BTreeSet::new(), vec![tree]);
    while let Some(object) = rest.pop() {
        match object {
            Object::Reference(id) if known.insert(*id) => rest.extend(pdf.objects.get(id)),
            Object::Array(items) => rest.extend(items),
            Object::Dictionary(dictionary) => {
                let keys = [b"Kids".as_slice(), b"Names"];
                rest.extend(keys.into_iter().filter_map(|key| dictionary.get(key).ok()));
            }
            _ => {}
        }
    }
    known
}

/// Notes the words in an object, whatever they are called.
fn words_in(pdf: &Document, object: &Object, place: &str, report: &mut Report) {
    let (mut seen, mut rest) = (BTreeSet::new(), vec![object]);
    while let Some(object) = rest.pop() {
        match object {
            Object::Reference(id) if seen.insert(*id) => rest.extend(pdf.objects.get(id)),
            Object::String(..) => report.claim(place, text(object)),
            Object::Array(items) => rest.extend(items),
            Object::Dictionary(dictionary) => rest.extend(dictionary.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
}

/// Names the entries of a dictionary that are not known.
fn unknown(dictionary: &Dictionary, known: &[&[u8]], place: &str, report: &mut Report) {
    for (key, value) in dictionary.iter().filter(|(key, _)| !known.contains(&key.as_slice())) {
        report.claim(format!("{place}/{}", String::from_utf8_lossy(key)), text(value));
    }
}

/// Whether a link is hidden (12.5.3), or is so small that nobody can follow it.
fn is_out_of_reach(pdf: &Document, annotation: &Dictionary) -> bool {
    const HIDDEN: i64 = 1 << 1 | 1 << 5;
    let kind = annotation.get_deref(b"Subtype", pdf).and_then(Object::as_name).unwrap_or_default();
    let flags = annotation.get_deref(b"F", pdf).and_then(Object::as_i64).unwrap_or_default();
    let area = annotation.get_deref(b"Rect", pdf).ok().and_then(|area| Area::of(pdf, area));
    kind == b"Link" && (flags & HIDDEN != 0 || area.is_some_and(Area::is_a_point))
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

/// What an element of the structure says in the place of what is in it, and beside it (14.9): in entries of its own, and
/// in attributes (14.7.6).
fn element(pdf: &Document, element: &Dictionary, report: &mut Report) {
    if !element.has(b"S") || !element.has(b"P") {
        return;
    }
    for (key, value) in element.iter() {
        let is_known = ELEMENT.contains(&key.as_slice());
        let value = pdf.dereference(value).map_or(value, |(_, value)| value);
        let says = matches!(key.as_slice(), b"Alt" | b"E" | b"T") || !is_known && matches!(value, Object::String(..));
        if says {
            report.claim(format!("structure/{}", String::from_utf8_lossy(key)), text(value));
        }
    }
    // The heads of a cell are named.
    let attributes = element.get_deref(b"A", pdf).into_iter();
    let attributes = attributes.flat_map(|attributes| match attributes {
        Object::Array(all) => all.iter().collect(),
        one => vec![one],
    });
    for attributes in attributes.filter_map(|each| pdf.dereference(each).ok()?.1.as_dict().ok()) {
        for (key, value) in attributes.iter().filter(|(key, _)| key.as_slice() != b"Headers") {
            words_in(pdf, value, &format!("structure/A/{}", String::from_utf8_lossy(key)), report);
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
