//! Nobody can put words beside the proof: every element, every attribute, every entry and every object of the three
//! formats is changed, added to, doubled, hidden and taken away, one at a time, and `check` beside the source has to
//! refuse each. What it lets pass is on a list, with the reason.
//!
//! A sample in every run, all of them with `ISTINAD_MUTATIONS=all`.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use istinad::inspect::{compare, examine, inspect};
use istinad::{Code, Document, ReadOptions, Severity};
use lopdf::{Dictionary, Object, ObjectId};
use zip::write::SimpleFileOptions;

use crate::proof::check::{document, files};

const ARTICLE: &str = "\
---
url: https://numune.example/xeber/1
date: 2026-05-12T09:30+04:00
lang: az
publisher: NümunəRadiosu
author: Sevda Nümunəli
section: Cəmiyyət
tags: [körpü, yol]
description: Kəndin körpüsü açılıb.
rights: © 2026 NümunəRadiosu
terms: [\"İstinad mütləqdir.\", \"İcazəsiz fotoların dərci qadağandır.\"]
terms_page: https://numune.example/sertler
license: CC-BY-4.0
---

# Qızıl payız gəlib

Dağ kəndində yağışdan sonra [ilıq günəş](https://numune.example/gunes \"Hava\") çıxıb.[^1]

## Yollar

- **Asfalt** quruyub.
- Körpü açılıb.

![Körpü axşam](korpu.jpg)

| İl | Maşın |
| --- | --- |
| 2025 | min |

[^1]: Ölçmə səhər aparılıb.
";

/// What may pass: which mutation, where, and why.
const PASSES: &[(&str, &str, &str)] = &[
    ("double ", "", "what is said twice is said; words, bodies and parts that are doubled are refused all the same"),
    ("remove ", "", "what is left out says nothing; what a file has to say is in MUST_STAY"),
    ("change ", "contributor", "who hands the file over only the file knows: it is named, not proved"),
    ("change ", "provider/name", "who hands the file over only the file knows: it is named, not proved"),
];

/// What no file may lack, by the ends of their places.
const MUST_STAY: &[&str] = &[
    "itemMeta/hash",
    "rightsInfo/rightsExpressionData",
    "body/h1",
    "body/ul",
    "body/table",
    "body/blockquote",
    "body/ol",
    "dc:title of OEBPS/content.opf",
    "dc:source of OEBPS/content.opf",
    "dc:language of OEBPS/content.opf",
    "dc:creator of OEBPS/content.opf",
    "dc:subject of OEBPS/content.opf",
    "dc:description of OEBPS/content.opf",
    "dc:rights of OEBPS/content.opf",
    "package/spine of OEBPS/content.opf",
    "package/spine/itemref of OEBPS/content.opf",
    "package/manifest of OEBPS/content.opf",
    "header/h1 of OEBPS/article.xhtml",
    "article/p of OEBPS/article.xhtml",
    "article/ul/li of OEBPS/article.xhtml",
    "article/table of OEBPS/article.xhtml",
    "main of OEBPS/rights.xhtml",
    "section of OEBPS/rights.xhtml",
];

fn passes(what: &str) -> bool {
    let must_stay = what.starts_with("remove ") && MUST_STAY.iter().any(|place| what.ends_with(place));
    !must_stay && PASSES.iter().any(|(mutation, place, _)| what.starts_with(mutation) && what.contains(place))
}

/// Whether a file is refused beside its source.
fn is_refused(bytes: &[u8], document: &Document) -> bool {
    let Ok(report) = inspect(bytes) else { return true };
    let findings = compare(&report, document).into_iter().chain(examine(&report));
    findings.into_iter().any(|finding| finding.severity() == Severity::Error && finding.code != Code::DigestMissing)
}

/// How many are left out between two that are tried.
fn step(all: usize, wanted: usize) -> usize {
    if std::env::var_os("ISTINAD_MUTATIONS").is_some() { 1 } else { (all / wanted).max(1) }
}

/// Tries mutants of a file, says which survive and are not on the list.
fn survivors(format: &str, mutants: Vec<(String, Vec<u8>)>, document: &Document, wanted: usize) -> Vec<String> {
    assert!(mutants.len() > wanted, "{format}: {}", mutants.len());
    let step = step(mutants.len(), wanted);
    let tried = mutants.into_iter().step_by(step);
    tried
        .filter(|(what, bytes)| !passes(what) && !is_refused(bytes, document))
        .map(|(what, _)| format!("{format}: {what}"))
        .collect()
}

/// A piece of XML: a tag or the text between tags.
struct Piece {
    start: usize,
    end: usize,
    /// The names of the elements around it, its own last.
    path: String,
    kind: Kind,
}

#[derive(PartialEq, Eq)]
enum Kind {
    /// A start tag, with the end of its element.
    Open(usize),
    Text,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('<').map(|offset| at + offset) {
        let path = |open: &[(String, usize)]| open.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join("/");
        if !text[at..start].trim().is_empty() {
            pieces.push(Piece { start: at, end: start, path: path(&open), kind: Kind::Text });
        }
        let end = start + text[start..].find('>').expect("a tag ends") + 1;
        let tag = &text[start..end];
        if tag.starts_with("</") {
            let (_, piece) = open.pop().expect("an element is open");
            pieces[piece].kind = Kind::Open(end);
        } else if !tag.starts_with("<?") && !tag.starts_with("<!") {
            let name = tag[1..]
                .split(|next: char| next.is_whitespace() || matches!(next, '/' | '>'))
                .next()
                .unwrap_or_default();
            open.push((name.to_owned(), pieces.len()));
            pieces.push(Piece { start, end, path: path(&open), kind: Kind::Open(end) });
            if tag.ends_with("/>") {
                open.pop();
            }
        }
        at = end;
    }
    pieces
}

const WORDS: &str = "use as you like";

/// All mutations of the elements, attributes and texts of an XML file.
fn xml(text: &str) -> Vec<(String, String)> {
    let mut mutants = Vec::new();
    let replaced = |start: usize, end: usize, with: &str| format!("{}{with}{}", &text[..start], &text[end..]);
    for Piece { start, end, path, kind } in pieces(text) {
        match kind {
            Kind::Text => mutants.push((format!("change {path}"), replaced(start, end, WORDS))),
            Kind::Open(close) => {
                let element = &text[start..close];
                mutants.push((format!("double {path}"), replaced(close, close, element)));
                mutants.push((format!("remove {path}"), replaced(start, close, "")));
                let inner = &text[start..end];
                let name_end = start + inner.find([' ', '/', '>']).unwrap_or(inner.len() - 1);
                mutants.push((format!("add to {path}"), replaced(name_end, name_end, &format!(" title=\"{WORDS}\""))));
                if !inner.ends_with("/>") {
                    mutants.push((format!("add in {path}"), replaced(end, end, &format!("<x>{WORDS}</x>"))));
                }
                for (attribute, value_start, value_end) in attributes(inner) {
                    let place = format!("{path}@{attribute}");
                    mutants.push((format!("change {place}"), replaced(start + value_start, start + value_end, WORDS)));
                    let whole = start + value_start - attribute.len() - 3;
                    mutants.push((format!("remove {place}"), replaced(whole, start + value_end + 1, "")));
                }
            }
        }
    }
    mutants
}

/// The attributes of a start tag: name, and where the value is.
fn attributes(tag: &str) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = tag[at..].find("=\"").map(|offset| at + offset) {
        let name = tag[..start].rsplit(char::is_whitespace).next().unwrap_or_default();
        let end = start + 2 + tag[start + 2..].find('"').expect("a value ends");
        // Without the declarations of namespaces the file is another kind of thing altogether.
        if !name.starts_with("xmlns") {
            found.push((name.to_owned(), start + 2, end));
        }
        at = end + 1;
    }
    found
}

fn made() -> (Document, BTreeMap<&'static str, Vec<u8>>) {
    let document = document(ARTICLE, &ReadOptions::default());
    let files = files(&document).into_iter().collect();
    (document, files)
}

#[test]
fn untouched_files_pass() {
    let (document, files) = made();
    for (format, bytes) in &files {
        let report = inspect(bytes).expect("readable");
        assert_eq!(compare(&report, &document), [], "{format}");
        assert_eq!(examine(&report), [], "{format}");
    }
}

#[test]
fn every_mutant_of_a_news_item_is_refused() {
    let (document, files) = made();
    let text = std::str::from_utf8(&files["newsml"]).expect("text");
    let mutants = xml(text).into_iter().map(|(what, text)| (what, text.into_bytes())).collect();
    let survivors = survivors("newsml", mutants, &document, 150);
    assert!(survivors.is_empty(), "{} survive:\n{}", survivors.len(), survivors.join("\n"));
}

/// The parts of a book.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
    let names: Vec<String> =
        (0..archive.len()).map(|index| archive.by_index(index).expect("a part").name().to_owned()).collect();
    let part = |name: &String| {
        let mut content = Vec::new();
        archive.by_name(name).expect("a part").read_to_end(&mut content).expect("unpacked");
        (name.clone(), content)
    };
    names.iter().map(part).collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        archive.start_file(name.clone(), options).expect("started");
        archive.write_all(content).expect("written");
    }
    archive.finish().expect("packed").into_inner()
}

#[test]
fn every_mutant_of_a_book_is_refused() {
    let (document, files) = made();
    let parts = parts(&files["epub"]);
    assert!(!is_refused(&packed(&parts), &document), "packed anew it is the same book");
    let mut mutants = Vec::new();
    for (index, (name, content)) in parts.iter().enumerate() {
        let with = |content: Vec<u8>| {
            let mut parts = parts.clone();
            parts[index].1 = content;
            packed(&parts)
        };
        let mut without = parts.clone();
        without.remove(index);
        if name != "mimetype" {
            mutants.push((format!("remove the part {name}"), packed(&without)));
        }
        let mut more = parts.clone();
        more.push((format!("{name}.txt"), WORDS.into()));
        mutants.push((format!("add a part beside {name}"), packed(&more)));
        let text = std::str::from_utf8(content).unwrap_or_default();
        if name.ends_with("html") || name.ends_with("opf") {
            mutants.extend(
                xml(text).into_iter().map(|(what, text)| (format!("{what} of {name}"), with(text.into_bytes()))),
            );
        }
        if name.ends_with("css") {
            for rule in [
                "p{display:none}",
                ".term{color:#fff}",
                "p::after{content:'CC0'}",
                "section{position:absolute;left:-9999px}",
            ] {
                mutants.push((format!("hide by {rule}"), with(format!("{text}{rule}").into_bytes())));
            }
        }
        if name.ends_with("jsonld") {
            for (from, to) in
                [("distribute", "sell"), ("\"duty\"", "\"x\""), ("İstinad", "Istinad"), ("prohibition", "permission")]
            {
                let changed = text.replace(from, to);
                assert_ne!(changed, text, "{from}");
                mutants.push((format!("change {from} of {name}"), with(changed.into_bytes())));
            }
        }
    }
    let survivors = survivors("epub", mutants, &document, 120);
    assert!(survivors.is_empty(), "{} survive:\n{}", survivors.len(), survivors.join("\n"));
}

/// A ZIP is read from its end by some and from its start by others.
#[test]
fn a_book_is_one_thing_to_every_reader() {
    let (document, files) = made();
    let bytes = &files["epub"];
    let forged = {
        let mut parts = parts(bytes);
        for (name, content) in &mut parts {
            if name.ends_with("rights.xhtml") {
                *content =
                    b"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>use as you like</p></body></html>".to_vec();
            }
        }
        packed(&parts)
    };
    // Another book in front of the book: whoever reads from the start sees that one.
    let mut front = forged.clone();
    front.extend_from_slice(bytes);
    assert!(is_refused(&front, &document));
    let mut behind = bytes.clone();
    behind.extend_from_slice(b"use as you like");
    assert!(is_refused(&behind, &document));
    let mut survivors = Vec::new();
    for place in (0..bytes.len()).step_by(step(bytes.len(), 400)) {
        let mut flipped = bytes.clone();
        flipped[place] ^= 0x10;
        if !is_refused(&flipped, &document) {
            survivors.push(place);
        }
    }
    // What the index alone says of a part: which system packed it, and what that system's files may do.
    let index = bytes.windows(4).position(|window| window == b"PK\x01\x02").expect("an index");
    // Deflate can say the same content in other bits, such as those of a code that no symbol uses.
    let contents = {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
        let content = |index: usize| {
            let part = archive.by_index(index).expect("a part");
            part.data_start()..part.data_start() + part.compressed_size()
        };
        (0..parts(bytes).len()).map(content).collect::<Vec<_>>()
    };
    let is_the_same = |place: usize| {
        let mut flipped = bytes.clone();
        flipped[place] ^= 0x10;
        contents.iter().any(|content| content.contains(&(place as u64))) && parts(&flipped) == parts(bytes)
    };
    survivors.retain(|place| *place < index && !is_the_same(*place));
    assert!(survivors.is_empty(), "flipped bytes pass: {survivors:?} of {}", bytes.len());
}

/// Every string, name and entry of every dictionary of a PDF.
#[test]
fn every_mutant_of_a_pdf_is_refused() {
    let (document, files) = made();
    let pdf = lopdf::Document::load_mem(&files["pdf"]).expect("a PDF");
    let saved = |change: &dyn Fn(&mut lopdf::Document)| {
        let mut pdf = pdf.clone();
        change(&mut pdf);
        let mut bytes = Vec::new();
        pdf.save_to(&mut bytes).expect("saved");
        bytes
    };
    assert!(!is_refused(&saved(&|_| {}), &document), "written anew it is the same file");
    let mut survivors = Vec::new();
    let mut tried = 0;
    let mut attempt = |what: String, change: &dyn Fn(&mut lopdf::Document)| {
        tried += 1;
        if !is_refused(&saved(change), &document) {
            survivors.push(what);
        }
    };
    let words = || Object::string_literal(WORDS);
    let catalog = pdf.trailer.get(b"Root").and_then(Object::as_reference).expect("a catalog");
    for (key, value) in [
        ("OpenAction", action()),
        ("AA", action()),
        ("AcroForm", Object::Dictionary(Dictionary::new())),
        ("X", words()),
    ] {
        attempt(format!("add {key} to the catalog"), &|pdf| set(pdf, catalog, key, value.clone()));
    }
    attempt("add an object".to_owned(), &|pdf| {
        pdf.add_object(words());
    });
    if let Ok(info) = pdf.trailer.get(b"Info").and_then(Object::as_reference) {
        for key in ["Title", "Author", "Subject", "Keywords", "Custom"] {
            attempt(format!("set {key} of the information"), &|pdf| set(pdf, info, key, words()));
        }
    }
    let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    for &page in &pages {
        attempt("add an action to a page".to_owned(), &|pdf| set(pdf, page, "AA", action()));
        attempt("add a note to a page".to_owned(), &|pdf| {
            let mut note = Dictionary::new();
            note.set("Type", "Annot");
            note.set("Subtype", "FreeText");
            note.set("Contents", words());
            let note = pdf.add_object(note);
            set(pdf, page, "Annots", Object::Array(vec![note.into()]));
        });
        for instructions in
            [format!("BT /F1 10 Tf 3 Tr ({WORDS}) Tj ET"), "q 1 1 1 rg 0 0 600 900 re f Q BT 3 Tr ET".to_owned()]
        {
            attempt("paint on a page".to_owned(), &|pdf| {
                let _ = pdf.add_page_contents(page, instructions.clone().into_bytes());
            });
        }
    }
    let ids: Vec<ObjectId> = pdf.objects.keys().copied().collect();
    for id in ids {
        let Some(Ok(dictionary)) = pdf.objects.get(&id).map(Object::as_dict) else { continue };
        for (key, value) in dictionary.iter().filter(|(_, value)| matches!(value, Object::String(..))) {
            let key = String::from_utf8_lossy(key).into_owned();
            let _ = value;
            attempt(format!("change {key} of {id:?}"), &|pdf| set(pdf, id, &key, words()));
        }
    }
    survivors.retain(|what| !PDF_PASSES.iter().any(|(place, _)| what.contains(place)));
    assert!(tried > 30, "{tried}");
    assert!(survivors.is_empty(), "{} of {tried} survive:\n{}", survivors.len(), survivors.join("\n"));
}

/// The same list for strings in a PDF.
const PDF_PASSES: &[(&str, &str)] = &[
    ("change Lang of", "in which language a part is; the words are compared"),
    ("change ID of", "names within the file"),
    ("change Date", "when the file was written, which only the file knows"),
    ("change OutputConditionIdentifier", "the name of the colours, which veraPDF judges"),
    ("change Info of", "the name of the colours, which veraPDF judges"),
    ("change Registry", "the name of an encoding"),
    ("change Ordering", "the name of an encoding"),
    ("change Producer", "what made the file: whoever rewrites it says so"),
    ("change CreationDate", "when the file was written"),
    ("change ModDate", "when the file was written"),
];

fn action() -> Object {
    let mut action = Dictionary::new();
    action.set("S", "JavaScript");
    action.set("JS", Object::string_literal("app.alert('use as you like')"));
    Object::Dictionary(action)
}

fn set(pdf: &mut lopdf::Document, id: ObjectId, key: &str, value: Object) {
    let object = pdf.get_object_mut(id).expect("an object");
    match object {
        Object::Stream(stream) => stream.dict.set(key, value),
        Object::Dictionary(dictionary) => dictionary.set(key, value),
        _ => unreachable!("it was a dictionary"),
    }
}

#[test]
fn every_property_of_the_xmp_is_proved() {
    let (document, files) = made();
    let pdf = lopdf::Document::load_mem(&files["pdf"]).expect("a PDF");
    let id = pdf.catalog().and_then(|catalog| catalog.get(b"Metadata")).and_then(Object::as_reference).expect("XMP");
    let packet =
        pdf.get_object(id).and_then(Object::as_stream).and_then(|stream| stream.get_plain_content()).expect("XMP");
    let packet = String::from_utf8(packet).expect("text");
    let mutants: Vec<(String, Vec<u8>)> = xml(&packet)
        .into_iter()
        .filter(|(what, _)| !what.contains("pdfaExtension") && !what.contains("rdf:about"))
        .map(|(what, packet)| {
            let mut pdf = pdf.clone();
            let stream = pdf.get_object_mut(id).and_then(Object::as_stream_mut).expect("a stream");
            stream.set_plain_content(packet.into_bytes());
            let mut bytes = Vec::new();
            pdf.save_to(&mut bytes).expect("saved");
            (what, bytes)
        })
        .collect();
    let mut survivors = survivors("xmp", mutants, &document, 60);
    // What is not there says nothing; what has to be there, the other tests of the proof ask for.
    survivors.retain(|what| {
        !what.contains("remove") && !what.contains("double") && !what.contains("Tool") && !what.contains("Producer")
    });
    assert!(survivors.is_empty(), "{} survive:\n{}", survivors.len(), survivors.join("\n"));
}
