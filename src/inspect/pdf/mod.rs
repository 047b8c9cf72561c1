//! PDF (ISO 32000-1), as an archive's tools read it.
//!
//! 1. `lopdf` takes the file apart into objects; every stream is unpacked within bounds, and [`unfold`] sees to those
//!    that hold objects themselves;
//! 2. [`metadata`] reads what the file says of itself: XMP, catalog, information dictionary;
//! 3. [`content`] reads the pages: what each marked content says (ActualText before glyphs, glyphs through ToUnicode,
//!    spaces that are no glyphs by [`pen`], what runs from right to left by [`words`]), and what
//!    nobody sees of it by [`sight`];
//! 4. [`structure`] puts the marked content into the order of the structure tree and finds the links in it, and [`leads`]
//!    sees where bookmarks and the links within a file lead;
//! 5. [`attached`] looks at the files that are attached;
//! 6. [`account`] notes everything that the file says beside its words, and [`form`] what a file of the converter's own
//!    has by its form.
//!
//! Of an untagged file the words are given in the order of painting, and the report says so: they prove nothing.

mod account;
mod attached;
mod content;
mod form;
mod leads;
mod metadata;
mod pen;
mod sight;
mod structure;
mod unfold;
mod words;

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

use self::content::PageContents;
use self::leads::Leads;
use super::report::{Format, Hyperlink, Report, Whose};
use crate::digest::{hex, sha256};
use crate::limits::{Limit, Limits};

/// Page tree and structure tree: nodes within nodes, and the lists of nodes that they hold. The deepest document that
/// can be read ([`Limit::Nesting`](crate::Limit::Nesting)) has 64 levels of blocks and 64 of marks in the last of them;
/// of a list PDF makes three.
const MAX_DEPTH: usize = 384;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Report, String> {
    let options = LoadOptions {
        filter: Some(unfold::filter),
        ..LoadOptions::with_max_decompressed_size(limits.length(Limit::CheckedPart))
    };
    unfold::begin(limits.length(Limit::CheckedParts).min(unfold::MOST));
    let pdf = Document::load_mem_with_options(bytes, options);
    unfold::end()?;
    let pdf = pdf.map_err(|error| error.to_string().trim_end_matches('.').to_owned())?;
    if pdf.is_encrypted() {
        return Err("it is encrypted".to_owned());
    }
    let catalog = pdf.catalog().map_err(|_| "it has no catalog")?;
    let mut report = Report::new(Format::Pdf);
    metadata::read(&pdf, catalog, limits, &mut report);
    attached::read(&pdf, catalog, limits, &mut report);
    let pages = page_tree(&pdf, catalog, limits.length(Limit::CheckedPages));
    match pages.len() {
        0 => report.remarks.push("it has no pages".to_owned()),
        many if limits.is_exceeded(Limit::CheckedPages, many.saturating_add(1)) => {
            report.remarks.push(format!("it has {many} pages or more: no others are read"));
        }
        _ => {}
    }
    let tree = catalog.get_deref(b"StructTreeRoot", &pdf).and_then(Object::as_dict).ok();
    // What lies between pieces of text in the converter's own files is in the text itself; elsewhere it may be in
    // their places alone.
    let exact = tree
        .and_then(|tree| tree.get_deref(b"RoleMap", &pdf).and_then(Object::as_dict).ok())
        .is_some_and(|map| map.has(b"IstinadStatement"));
    let mut words = PageContents::new(&pdf, exact, limits);
    for &page in &pages {
        words.read(page);
    }
    words.settle();
    let (mut seen, mut leads) = (BTreeSet::new(), Leads::default());
    match tree {
        Some(tree) => (seen, leads) = structure::read(&pdf, tree, &words, &mut report),
        None => {
            report.remarks.push("it is not tagged: its words are in the order of painting".to_owned());
            for &page in &pages {
                report.text.push(Whose::Source, &words.painted(page));
                report.text.part();
            }
        }
    }
    if !exact {
        let joined = report.text.join_lines();
        if joined > 0 {
            report.remarks.push(format!("{joined} hyphens at the ends of its lines are joined with what follows"));
        }
    }
    report.faults.extend(words.faults(tree.is_some()));
    words.said().iter().for_each(|(name, value)| report.claim(format!("marked/{name}"), value));
    if tree.is_some() {
        words.furniture().lines().for_each(|line| report.claim("furniture", line));
    }
    account::read(&pdf, catalog, &pages, exact, &mut report);
    if exact {
        form::read(&pdf, &mut report);
        leads.check(&pdf, catalog, &mut report);
    }
    report.remarks.extend(words.remarks());
    other_links(&pdf, &pages, &seen, &mut report);
    pictures(&pdf, &mut report);
    report.text.pictures = report.pictures.len();
    if report.text.source.trim().is_empty() {
        report.remarks.push("it has no words that can be extracted".to_owned());
    }
    Ok(report)
}

/// The pages in order (ISO 32000-1, 7.7.3), each once.
fn page_tree(pdf: &Document, catalog: &Dictionary, most: usize) -> Vec<ObjectId> {
    let mut pages = Vec::new();
    let mut seen = BTreeSet::new();
    let mut rest: Vec<(ObjectId, usize)> =
        catalog.get(b"Pages").and_then(Object::as_reference).map(|root| (root, 0)).into_iter().collect();
    while let Some((id, depth)) = rest.pop() {
        if depth > MAX_DEPTH || pages.len() >= most || !seen.insert(id) {
            continue;
        }
        let Ok(node) = pdf.get_dictionary(id) else { continue };
        match node.get_deref(b"Kids", pdf).and_then(Object::as_array) {
            Ok(kids) => {
                let kids = kids.iter().rev().filter_map(|kid| kid.as_reference().ok());
                rest.extend(kids.map(|kid| (kid, depth + 1)));
            }
            Err(_) => pages.push(id),
        }
    }
    pages
}

/// Links that stand on pages and not in the structure.
fn other_links(pdf: &Document, pages: &[ObjectId], seen: &BTreeSet<ObjectId>, report: &mut Report) {
    for &page in pages {
        let annotations =
            pdf.get_dictionary(page).and_then(|page| page.get_deref(b"Annots", pdf)).and_then(Object::as_array);
        for annotation in annotations.into_iter().flatten() {
            if annotation.as_reference().is_ok_and(|id| seen.contains(&id)) {
                continue;
            }
            if let Some(address) = address(pdf, annotation) {
                report.text.links.push(Hyperlink { address, text: String::new(), whose: Whose::Source });
            }
        }
    }
}

/// Where a link annotation leads (ISO 32000-1, 12.6.4.7).
fn address(pdf: &Document, annotation: &Object) -> Option<String> {
    let (_, annotation) = pdf.dereference(annotation).ok()?;
    let action = annotation.as_dict().ok()?.get_deref(b"A", pdf).ok()?.as_dict().ok()?;
    Some(text_string(action.get_deref(b"URI", pdf).ok()?.as_str().ok()?))
}

/// The pictures, without what masks them. A JPEG stands in the file as it came (ISO 32000-1, 7.4.8).
fn pictures(pdf: &Document, report: &mut Report) {
    let is_image =
        |stream: &Stream| stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image");
    let masks: BTreeSet<ObjectId> = pdf
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .flat_map(|stream| [stream.dict.get(b"SMask"), stream.dict.get(b"Mask")])
        .filter_map(|mask| mask.and_then(Object::as_reference).ok())
        .collect();
    for (id, object) in pdf.objects.iter().filter(|(id, _)| !masks.contains(id)) {
        let Some(stream) = object.as_stream().ok().filter(|stream| is_image(stream)) else { continue };
        let is_jpeg = stream.filters().is_ok_and(|filters| filters == [b"DCTDecode"]);
        report.picture(format!("object {}", id.0), is_jpeg.then(|| hex(&sha256(&stream.content))));
    }
}

/// A text string (ISO 32000-1, 7.9.2.2; UTF-8 as in ISO 32000-2).
fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // PDFDocEncoding; where it differs from Latin-1 are marks that addresses and titles hardly have.
        _ => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}
