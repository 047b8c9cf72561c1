//! Our own files, changed as bytes say: what is sound on the outside and hostile within.
//!
//! The parts of a book are changed under checksums that hold, the objects of a PDF under offsets that hold, and the
//! text of an item as it stands.

use std::io::{Cursor, Read as _, Write as _};
use std::sync::OnceLock;

use arbitrary::{Result, Unstructured};
use istinad::Document;
use istinad::inspect::{Report, inspect};
use lopdf::Object;
use zip::write::SimpleFileOptions;

use super::{bytes, document, proof};

/// How many changes are made to a file at most.
const MOST_CHANGES: usize = 8;

/// What is put into files.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<section class=\"istinad-rights\">",
    "<span lang=\"az\" dir=\"rtl\">",
    "<div/>",
    "<!DOCTYPE a [<!ENTITY b \"&b;&b;\">]>",
    "&b;",
    "&#0;",
    "&#x10ffff;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "<?a",
    " xml:lang=\"\"",
    " href=\"../../mimetype\"",
    " href=\"https://numune.example/\"",
    " id=\"",
    "\"",
    "{\"@context\":[{\"a\":",
    "[[[[[[[[[[[[[[[[",
    "}",
    "/P <</MCID 0>> BDC",
    "/Span <</ActualText (\\376\\377)>> BDC",
    "EMC",
    "q Q BT ET",
    "/F0 -1e38 Tf",
    "9e999 0 0 1 0 0 cm",
    "[(a) -99999999999 <0001>] TJ",
    "/X Do",
    "beginbfrange <0000> <ffff> <0000> endbfrange",
    "1 begincodespacerange <00> <ffffffff>",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "İ",
];

/// A document, its files and what is said of one of them.
pub struct Sample {
    pub document: Document,
    pub report: Report,
    book: Vec<(String, Vec<u8>)>,
    item: Vec<u8>,
    pdf: lopdf::Document,
}

/// The sample whose files are changed.
pub fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let document = document(&bytes(7, 1000));
        let files = proof::prove(&document, &proof::options(0)).expect("a document whose files are proved");
        let file = |wanted: &str| &files.iter().find(|(extension, _)| *extension == wanted).expect("a format").1;
        let mut pdf = lopdf::Document::load_mem(file("pdf")).expect("a PDF");
        pdf.decompress();
        let report = inspect(file("newsml.xml")).expect("proved");
        Sample { document, report, book: unpacked(file("epub")), item: file("newsml.xml").clone(), pdf }
    })
}

/// One of our files with changes; `None` where the bytes say none.
pub fn changed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut source = Unstructured::new(bytes);
    let changed = match source.int_in_range(0..=2).ok()? {
        0 => book(&mut source),
        1 => pdf(&mut source),
        _ => item(&mut source),
    };
    changed.ok()
}

fn book(source: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut parts = sample().book.clone();
    for _ in 0..source.int_in_range(1..=MOST_CHANGES)? {
        let part = source.choose_index(parts.len())?;
        match source.int_in_range(0..=9)? {
            0 => drop(parts.remove(part)),
            1 => {
                let name = String::from_utf8_lossy(source.peek_bytes(8).unwrap_or_default()).into_owned();
                parts[part].0 = name;
            }
            _ => text(source, &mut parts[part].1)?,
        }
        if parts.is_empty() {
            break;
        }
    }
    Ok(packed(&parts))
}

fn item(source: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut item = sample().item.clone();
    for _ in 0..source.int_in_range(1..=MOST_CHANGES)? {
        text(source, &mut item)?;
    }
    Ok(item)
}

fn pdf(source: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut pdf = sample().pdf.clone();
    let ids: Vec<_> = pdf.objects.keys().copied().collect();
    for _ in 0..source.int_in_range(1..=MOST_CHANGES)? {
        let new = object(source, &ids)?;
        let Some(old) = pdf.objects.get_mut(source.choose(&ids)?) else { continue };
        match old {
            Object::Stream(stream) if source.arbitrary()? => text(source, &mut stream.content)?,
            Object::Stream(lopdf::Stream { dict, .. }) | Object::Dictionary(dict) if !dict.is_empty() => {
                let keys: Vec<Vec<u8>> = dict.iter().map(|(key, _)| key.clone()).collect();
                dict.set(source.choose(&keys)?.clone(), new);
            }
            Object::Array(elements) if !elements.is_empty() => {
                let place = source.choose_index(elements.len())?;
                elements[place] = new;
            }
            other => *other = new,
        }
    }
    let mut file = Vec::new();
    // Whatever it is now, it is a file.
    let _ = pdf.save_to(&mut file);
    Ok(file)
}

/// An object of any kind, a reference most of the time: so trees become rings.
fn object(source: &mut Unstructured<'_>, ids: &[lopdf::ObjectId]) -> Result<Object> {
    let reference = Object::Reference(*source.choose(ids)?);
    Ok(match source.int_in_range(0..=9)? {
        0 => Object::Null,
        1 => Object::Integer(source.arbitrary()?),
        2 => Object::Real(source.arbitrary()?),
        3 => Object::Name(source.choose(PIECES)?.as_bytes().to_vec()),
        4 => Object::string_literal(*source.choose(PIECES)?),
        5 => Object::Array(vec![reference; source.int_in_range(0..=40)?]),
        6 => Object::Boolean(source.arbitrary()?),
        _ => reference,
    })
}

/// Changes something somewhere in a text.
fn text(source: &mut Unstructured<'_>, text: &mut Vec<u8>) -> Result<()> {
    let place = source.int_in_range(0..=text.len())?;
    let end = text.len().min(place + source.int_in_range(0..=40)?);
    match source.int_in_range(0..=4)? {
        0 => drop(text.drain(place..end)),
        1 => {
            let again = text[place..end].repeat(source.int_in_range(1..=50)?);
            text.splice(place..place, again);
        }
        2 => {
            let piece = source.choose(PIECES)?.repeat(source.int_in_range(1..=50)?);
            text.splice(place..place, piece.into_bytes());
        }
        3 => drop(text.splice(place..end, source.choose(PIECES)?.bytes())),
        _ => {
            if let Some(byte) = text.get_mut(place) {
                *byte = source.arbitrary()?;
            }
        }
    }
    Ok(())
}

fn unpacked(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a ZIP");
    let parts = archive.len();
    let part = |index| {
        let mut part = archive.by_index(index).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("proved");
        (part.name().to_owned(), content)
    };
    (0..parts).map(part).collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        // No two parts have one name.
        if archive.start_file(name.clone(), options).is_ok() {
            archive.write_all(content).expect("written to memory");
        }
    }
    archive.finish().expect("written to memory").into_inner()
}
