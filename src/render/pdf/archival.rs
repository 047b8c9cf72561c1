//! What makes a drawn document an archival and accessible one (ISO 19005-2 level A, ISO 14289-1).
//!
//! 1. annotations for the links, the structure tree, the outline;
//! 2. the output intent with its sRGB profile;
//! 3. XMP metadata and the document information that agrees with it;
//! 4. the catalog: language, marks, title shown;
//! 5. compression, and the file with an identifier that depends on its content alone.

use std::sync::OnceLock;

use libdeflater::{CompressionLvl, Compressor};
use lopdf::{Dictionary, Object, ObjectId, SaveOptions, Stream, dictionary};
use sha2::{Digest as _, Sha256};

use super::page::Drawn;
use super::{link, metadata, outline, tag, text_string};
use crate::error::{Error, Result};
use crate::language::labels::labels;
use crate::layout::Layout;
use crate::model::{Document, Timestamp};

/// Finishes the file.
pub(super) fn finish(document: &Document, written: Timestamp, layout: &Layout, drawn: Drawn) -> Result<Vec<u8>> {
    let Drawn { document: mut pdf, marks } = drawn;
    pdf.version = "1.7".to_owned();
    let pages: Vec<ObjectId> = pdf.page_iter().collect();
    for (index, page) in (0i64..).zip(&pages) {
        if let Ok(Object::Dictionary(page)) = pdf.get_object_mut(*page) {
            page.remove(b"Annots");
            page.set("StructParents", index);
            page.set("Tabs", "S");
        }
    }
    let language = &document.metadata.language.value;
    let annotations = link::annotate(&mut pdf, &pages, layout, labels(language));
    let tree = tag::write(&mut pdf, layout, &pages, &marks, &annotations);
    let outline = outline::write(&mut pdf, &pages, layout);
    let profile = pdf.add_object(Stream::new(dictionary! { "N" => 3 }, srgb()?.to_vec()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    let xmp = metadata::xmp(document, written);
    // An archive reads metadata without unpacking it (ISO 19005-2, 6.6.2.1 lets it be compressed; we do not).
    let metadata = pdf.add_object(
        Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp.into_bytes()).with_compression(false),
    );
    let catalog = pdf.catalog_mut().map_err(|error| Error::render("PDF", error))?;
    catalog.set("Lang", Object::string_literal(language.as_str()));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    let mut viewer: Dictionary = dictionary! { "DisplayDocTitle" => true };
    if language.is_right_to_left() {
        viewer.set("Direction", "R2L");
    }
    catalog.set("ViewerPreferences", viewer);
    catalog.set("StructTreeRoot", tree);
    catalog.set("OutputIntents", vec![Object::from(intent)]);
    catalog.set("Metadata", metadata);
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    let information = information(document, written);
    let information = pdf.add_object(information);
    pdf.trailer.set("Info", information);
    pdf.prune_objects();
    pdf.renumber_objects();
    compress(&mut pdf);
    // The identifier names the content: the input, the moment, the version that made the file.
    let seed = format!("{} {written} {}", document.metadata.input.sha256_hex(), env!("CARGO_PKG_VERSION"));
    let digest: [u8; 32] = Sha256::digest(seed).into();
    let identifier = Object::String(digest[..16].to_vec(), lopdf::StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![identifier.clone(), identifier]);
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(1000)
        .compression_level(9)
        .build();
    let mut bytes = Vec::with_capacity(64 * 1024);
    pdf.save_with_options(&mut bytes, options).map_err(|error| Error::render("PDF", error))?;
    Ok(bytes)
}

/// The document information dictionary; it says what the XMP says (ISO 19005-2, 6.6.3).
fn information(document: &Document, written: Timestamp) -> Dictionary {
    let date = Object::string_literal(pdf_date(written));
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
        "D:{:04}{:02}{:02}{hour:02}{minute:02}{second:02}{sign}{:02}'{:02}'",
        moment.year(),
        moment.month(),
        moment.day(),
        offset.abs() / 60,
        offset.abs() % 60
    )
}

/// The sRGB profile (IEC 61966-2-1), made once.
fn srgb() -> Result<&'static [u8]> {
    static PROFILE: OnceLock<std::result::Result<Vec<u8>, String>> = OnceLock::new();
    let profile = PROFILE.get_or_init(|| {
        let mut profile = moxcms::ColorProfile::new_srgb();
        // The making of the profile is not an event of this run.
        profile.creation_date_time =
            moxcms::ColorDateTime { year: 2026, month: 1, day_of_the_month: 1, hours: 0, minutes: 0, seconds: 0 };
        profile.encode().map_err(|error| error.to_string())
    });
    profile.as_deref().map_err(|error| Error::render("PDF", error))
}

/// Compresses every stream that may be and is not yet.
fn compress(pdf: &mut lopdf::Document) {
    let mut compressor = Compressor::new(CompressionLvl::new(9).unwrap_or_default());
    for object in pdf.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            continue;
        }
        let mut packed = vec![0; compressor.zlib_compress_bound(stream.content.len())];
        if let Ok(length) = compressor.zlib_compress(&stream.content, &mut packed)
            && length + 20 < stream.content.len()
        {
            packed.truncate(length);
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(packed);
        }
    }
}
