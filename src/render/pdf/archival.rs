//! What makes a drawn document an archival and accessible one: PDF/A (ISO 19005) and PDF/UA (ISO 14289), of the parts
//! that the [`Standard`] names.
//!
//! 1. annotations for the links, the structure tree, the outline;
//! 2. the output intent with its sRGB profile;
//! 3. XMP metadata, and before PDF 2.0 the document information that agrees with it;
//! 4. the catalog: language, marks, title shown, attached files;
//! 5. the file, with an identifier that depends on its content alone.

use std::sync::OnceLock;

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};
use sha2::{Digest as _, Sha256};

use super::page::Drawn;
use super::xmp::Written;
use super::{ObjectIds, Standard, attach, file, link, metadata, outline, tag, text_string};
use crate::error::{Error, Result};
use crate::layout::Layout;
use crate::model::{Document, Timestamp};
use crate::render::Edition;
use crate::render::RenderOptions;
use crate::render::deflate::{zlib, zlib_legible};

/// Finishes the file.
pub(super) fn finish(
    edition: &Edition<'_>,
    standard: Standard,
    options: &RenderOptions,
    layout: &Layout,
    drawn: Drawn,
) -> Result<Vec<u8>> {
    let (document, written) = (edition.document, edition.written);
    let Drawn { document: mut pdf, pages, marks } = drawn;
    let version = standard.version();
    for (index, page) in (0i64..).zip(&pages) {
        if let Ok(Object::Dictionary(page)) = pdf.get_object_mut(*page) {
            // Boxes that say what the media box says, and no annotations so far.
            for entry in ["Annots", "TrimBox", "CropBox"] {
                page.remove(entry.as_bytes());
            }
            page.set("StructParents", index);
            page.set("Tabs", "S");
        }
    }
    let language = &document.metadata.language.value;
    let elements: Vec<ObjectId> = layout.structure.elements.iter().map(|_| pdf.new_object_id()).collect();
    let places = ObjectIds { standard, pages: &pages, elements: &elements };
    let annotations = link::annotate(&mut pdf, places, layout, edition.labels);
    let tree = tag::write(&mut pdf, places, layout, &marks, &annotations);
    let outline = outline::write(&mut pdf, places, layout);
    let profile = pdf.add_object(srgb()?.clone());
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    let Written { bytes: xmp, legible } = metadata::xmp(edition, standard);
    let mut metadata: Dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let xmp = match zlib_legible(legible, &xmp) {
        Some(packed) => {
            metadata.set("Filter", "FlateDecode");
            packed
        }
        None => xmp,
    };
    let metadata = pdf.add_object(Stream::new(metadata, xmp).with_compression(false));
    let date = Object::string_literal(pdf_date(written));
    let attachments = if standard.attaches() { options.attachments.as_slice() } else { &[] };
    attach::attach(&mut pdf, attachments, &date)?;
    let catalog = pdf.catalog_mut().map_err(|error| Error::render("PDF", error))?;
    catalog.set("Lang", Object::string_literal(language.as_str()));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    let mut viewer: Dictionary = dictionary! { "DisplayDocTitle" => true };
    if language.is_right_to_left() {
        viewer.set("Direction", "R2L");
    }
    catalog.set("ViewerPreferences", viewer);
    catalog.set("StructTreeRoot", tree.root);
    catalog.set("OutputIntents", vec![Object::from(intent)]);
    catalog.set("Metadata", metadata);
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    match standard {
        Standard::A2aUa1 | Standard::A3aUa1 => {
            let information = pdf.add_object(information(document, date));
            pdf.trailer.set("Info", information);
        }
        // Deprecated (ISO 32000-2, 14.3.3) and forbidden (ISO 19005-4, 6.1.3).
        Standard::A4fUa2 => {
            pdf.trailer.remove(b"Info");
        }
    }
    // The first identifier names what the file is of: the input, the moment, the standard, the version that made it.
    let (input, standard) = (document.metadata.input.sha256_hex(), standard.as_str());
    let seed = format!("{input} {written} {standard} {}", env!("CARGO_PKG_VERSION"));
    let digest: [u8; 32] = Sha256::digest(seed).into();
    // What the maker of the pages put there is not of this file.
    pdf.trailer.remove(b"ID");
    Ok(file::write(&pdf, &|id| tree.object(id), version, &digest[..16]))
}

/// The document information dictionary; it says what the XMP says (ISO 19005-2, 6.6.3).
fn information(document: &Document, date: Object) -> Dictionary {
    let mut information = dictionary! {
        "Title" => text_string(&document.metadata.headline.value),
        "Producer" => text_string(metadata::PRODUCER),
        "CreationDate" => date.clone(),
        "ModDate" => date,
    };
    if let Some(author) = metadata::creators(document).first() {
        information.set("Author", text_string(author));
    }
    information
}

/// A date (ISO 32000-1, 7.9.4).
fn pdf_date(moment: Timestamp) -> String {
    let moment = moment.completed();
    let (time, offset) = (moment.time(), moment.offset_minutes().unwrap_or(0));
    let (hour, minute, second) = time.map_or((0, 0, 0), |time| (time.hour, time.minute, time.second.unwrap_or(0)));
    let sign = if offset < 0 { '-' } else { '+' };
    format!(
        "D:{:04}{:02}{:02}{hour:02}{minute:02}{second:02}{sign}{:02}'{:02}",
        moment.year(),
        moment.month(),
        moment.day(),
        offset.abs() / 60,
        offset.abs() % 60
    )
}

/// The sRGB profile (IEC 61966-2-1), made and packed once.
fn srgb() -> Result<&'static Stream> {
    static PROFILE: OnceLock<std::result::Result<Stream, String>> = OnceLock::new();
    let profile = PROFILE.get_or_init(|| {
        let mut profile = moxcms::ColorProfile::new_srgb();
        // The making of the profile is not an event of this run.
        profile.creation_date_time =
            moxcms::ColorDateTime { year: 2026, month: 1, day_of_the_month: 1, hours: 0, minutes: 0, seconds: 0 };
        let bytes = profile.encode().map_err(|error| error.to_string())?;
        let components: Dictionary = dictionary! { "N" => 3 };
        Ok(match zlib(&bytes) {
            Some(packed) => {
                let mut dictionary = components;
                dictionary.set("Filter", "FlateDecode");
                Stream::new(dictionary, packed)
            }
            None => Stream::new(components, bytes),
        })
    });
    profile.as_ref().map_err(|error| Error::render("PDF", error))
}
