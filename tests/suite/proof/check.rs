//! What `check` proves: every file of every article, and no file that was changed.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use istinad::inspect::{Report, SourceLink, agree, beside_the_proof, compare, examine, inspect_within};
use istinad::model::{Media, MediaId, MediaKind, Timestamp};
use istinad::render::RENDERERS;
use istinad::{Code, Document, Limit, Limits, ReadOptions, RenderOptions, Source, inspect};
use lopdf::{Dictionary, Object, ObjectId};
use serde_json::json;
use zip::write::SimpleFileOptions;

use crate::newsml::item::illustrated;
use crate::support::fixture::articles;

const ARTICLE: &str = "\
---
url: https://numune.example/xeber/1
date: 2026-05-12T09:30+04:00
lang: az
publisher: NümunəRadiosu
---

# Qızıl payız gəlib

Dağ kəndində yağışdan sonra ilıq günəş çıxıb.

Bu abzas heç vaxt itməməlidir.

Son abzas [arxivə](https://numune.example/arxiv) aparır.

**NümunəRadiosu ©**

- **MÜTLƏQ** hiperlinklə istinad verilməlidir.

- İcazə olmadan fotolarımızı təkrar dərc etməyin.
";

pub(crate) fn document(text: &str, options: &ReadOptions) -> Document {
    istinad::read(&Source::new("a.md", text).expect("text"), options).expect("an article").output
}

/// The article's files, each with the name of its format.
pub(crate) fn files(document: &Document) -> Vec<(&'static str, Vec<u8>)> {
    let options = RenderOptions::default().with_modified(Timestamp::parse("2026-06-24"));
    RENDERERS
        .iter()
        .map(|renderer| {
            let file = istinad::render(document, *renderer, &options).expect("a file");
            (renderer.name(), file.output)
        })
        .collect()
}

/// Everything that is found, of a file alone and beside its document.
fn findings(report: &Report, document: &Document) -> Vec<String> {
    examine(report).into_iter().chain(compare(report, document)).map(|finding| format!("{finding:?}")).collect()
}

/// A part of a PDF, changed.
pub(crate) fn pdf(bytes: &[u8], change: impl FnOnce(&mut lopdf::Document)) -> Vec<u8> {
    let mut pdf = lopdf::Document::load_mem(bytes).expect("a PDF");
    change(&mut pdf);
    let mut out = Vec::new();
    pdf.save_to(&mut out).expect("saved");
    out
}

/// The structure elements of a type, in no particular order of the tree.
fn elements(pdf: &lopdf::Document, kind: &str) -> Vec<ObjectId> {
    let is = |object: &Object| {
        object
            .as_dict()
            .is_ok_and(|element| element.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == kind.as_bytes()))
    };
    pdf.objects.iter().filter(|(_, object)| is(object)).map(|(id, _)| *id).collect()
}

fn replace_in_stream(pdf: &mut lopdf::Document, id: ObjectId, from: &str, to: &str) -> bool {
    let stream = pdf.get_object_mut(id).and_then(Object::as_stream_mut).expect("a stream");
    let text = stream.get_plain_content().expect("plain");
    let changed: Vec<u8> = String::from_utf8_lossy(&text).replace(from, to).into_bytes();
    let is_changed = changed != text;
    stream.set_plain_content(changed);
    is_changed
}

pub(crate) fn replace_in_xmp(pdf: &mut lopdf::Document, from: &str, to: &str) {
    let id = pdf.catalog().and_then(|catalog| catalog.get(b"Metadata")).and_then(Object::as_reference).expect("XMP");
    assert!(replace_in_stream(pdf, id, from, to), "{from} stands in the XMP");
}

/// A book with the text of one part replaced.
pub(crate) fn epub(bytes: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut is_changed = false;
    for index in 0..old.len() {
        let mut entry = old.by_index(index).expect("an entry");
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("unpacked");
        if entry.name().ends_with(part) {
            let text = String::from_utf8(content).expect("text");
            is_changed |= text.contains(from);
            content = text.replace(from, to).into_bytes();
        }
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        new.start_file(entry.name().to_owned(), options).expect("started");
        new.write_all(&content).expect("written");
    }
    assert!(is_changed, "{from} stands in {part}");
    new.finish().expect("packed").into_inner()
}

pub(crate) fn newsml(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).expect("text");
    assert!(text.contains(from), "{from} stands in the item");
    text.replace(from, to).into_bytes()
}

#[test]
fn every_file_of_every_article_is_proved() {
    let knowledge = ReadOptions::default()
        .with_source_url("https://numune.example/ə/[1]?x=ü#b".to_owned())
        .with_published(Timestamp::parse("2026-06-24T14:05+04:00"))
        .with_photo_permission("məktub 7".to_owned());
    let mut proved = 0;
    for path in articles("tests/articles") {
        let source = Source::new(path.display().to_string(), fs::read(&path).expect("bytes")).expect("text");
        for options in [&ReadOptions::default(), &knowledge] {
            let Ok(outcome) = istinad::read(&source, options) else { continue };
            let document = outcome.output;
            let reports: Vec<(&str, Report)> = files(&document)
                .into_iter()
                .map(|(format, bytes)| (format, inspect(&bytes).expect("readable")))
                .collect();
            for (format, report) in &reports {
                assert_eq!(findings(report, &document), [""; 0], "{format} of {}", source.name());
                assert_eq!(report.remarks, [""; 0], "{format} of {}", source.name());
                proved += 1;
            }
            let borrowed: Vec<(&str, &Report)> = reports.iter().map(|(format, report)| (*format, report)).collect();
            assert_eq!(agree(&borrowed), [], "{}", source.name());
        }
    }
    assert!(proved >= 25 * 2 * RENDERERS.len(), "{proved}");
}

#[test]
fn a_report_says_what_the_file_says() {
    let document = document(ARTICLE, &ReadOptions::default());
    for (format, bytes) in files(&document) {
        let report = inspect(&bytes).expect("readable");
        assert_eq!(report.title.as_deref(), Some("Qızıl payız gəlib"), "{format}");
        assert_eq!(report.language.as_deref(), Some("az"), "{format}");
        assert_eq!(report.address.as_deref(), Some("https://numune.example/xeber/1"), "{format}");
        assert_eq!(report.holder.as_deref(), Some("NümunəRadiosu"), "{format}");
        assert_eq!(report.source_link(), SourceLink::Present, "{format}");
        assert!(report.policy.is_some(), "{format}");
        assert!(report.rights.join(" ").contains("İcazə olmadan fotolarımızı təkrar dərc etməyin."), "{format}");
        assert_eq!(report.stated_digest.as_ref(), Some(&report.computed_digest()), "{format}");
        assert!(!report.text.source.contains("istinad 0."), "{format}: our own words are not the source's");
    }
}

/// Whether a change of the words is caught by the file alone and beside its source; and where.
#[track_caller]
fn caught(what: &str, format: &str, changed: &[u8], document: &Document, alone: bool) {
    let report = inspect(changed).expect("readable");
    assert!(!compare(&report, document).is_empty(), "{what} in {format} goes unseen beside the source");
    assert!(!alone || !examine(&report).is_empty(), "{what} in {format} goes unseen alone");
}

#[test]
fn every_change_is_caught() {
    let document = document(ARTICLE, &ReadOptions::default());
    const LOST: &str = "Bu abzas heç vaxt itməməlidir.";
    const TERM: &str = "İcazə olmadan fotolarımızı təkrar dərc etməyin.";
    const LINK: &str = "https://numune.example/xeber/1";
    const OTHER: &str = "https://numune.example/xeber/2";
    for (format, bytes) in files(&document) {
        let mut changes: Vec<(&str, Vec<u8>, bool)> = Vec::new();
        match format {
            "pdf" => {
                let kids = |pdf: &mut lopdf::Document, kind: &str, nth: usize| {
                    let id = elements(pdf, kind)[nth];
                    let element = pdf.get_object_mut(id).and_then(Object::as_dict_mut).expect("an element");
                    element.remove(b"K").expect("kids");
                };
                changes.push(("a dropped paragraph", pdf(&bytes, |pdf| kids(pdf, "P", 1)), true));
                changes.push(("a dropped term", pdf(&bytes, |pdf| kids(pdf, "LBody", 1)), true));
                changes.push((
                    "a swapped letter",
                    pdf(&bytes, |pdf| {
                        let streams: Vec<ObjectId> = pdf
                            .objects
                            .values()
                            .filter_map(|object| object.as_dict().ok()?.get(b"ToUnicode").ok()?.as_reference().ok())
                            .collect();
                        let changed = streams.into_iter().filter(|&id| replace_in_stream(pdf, id, "<0131>", "<0069>"));
                        assert!(changed.count() > 0, "some face has ı");
                    }),
                    true,
                ));
                changes.push((
                    "a changed link",
                    pdf(&bytes, |pdf| {
                        for object in pdf.objects.values_mut() {
                            let Ok(annotation) = object.as_dict_mut() else { continue };
                            let Ok(action) = annotation.get_mut(b"A").and_then(Object::as_dict_mut) else { continue };
                            if action.get(b"URI").and_then(Object::as_str).is_ok_and(|uri| uri == LINK.as_bytes()) {
                                action.set("URI", Object::string_literal(OTHER));
                            }
                        }
                    }),
                    true,
                ));
                changes.push(("a changed address", pdf(&bytes, |pdf| replace_in_xmp(pdf, LINK, OTHER)), true));
                changes.push(("a term lost in the XMP", pdf(&bytes, |pdf| replace_in_xmp(pdf, TERM, "")), false));
                changes.push((
                    "stripped XMP",
                    pdf(&bytes, |pdf| {
                        pdf.catalog_mut().expect("a catalog").remove(b"Metadata");
                    }),
                    true,
                ));
                changes.push((
                    "a stripped structure",
                    pdf(&bytes, |pdf| {
                        pdf.catalog_mut().expect("a catalog").remove(b"StructTreeRoot");
                    }),
                    true,
                ));
            }
            "epub" => {
                let change = |part: &str, from: &str, to: &str| epub(&bytes, part, from, to);
                changes.push(("a dropped paragraph", change("article.xhtml", LOST, ""), true));
                changes.push(("a swapped letter", change("article.xhtml", "ilıq", "iliq"), true));
                changes.push(("an added word", change("article.xhtml", "ilıq", "çox ilıq"), true));
                changes.push(("a dropped term", change("article.xhtml", TERM, ""), true));
                changes.push(("a term lost in the package", change(".opf", TERM, ""), true));
                changes.push((
                    "a changed link",
                    change(".xhtml", &format!("href=\"{LINK}\""), &format!("href=\"{OTHER}\"")),
                    true,
                ));
                changes.push((
                    "a changed link of the source's",
                    change("article.xhtml", "numune.example/arxiv", "a.example"),
                    false,
                ));
                changes.push((
                    "a changed digest",
                    change(".opf", "istinad:textDigest\">", "istinad:textDigest\">0"),
                    true,
                ));
            }
            "newsml" => {
                let change = |from: &str, to: &str| newsml(&bytes, from, to);
                changes.push(("a dropped paragraph", change(LOST, ""), true));
                changes.push(("a swapped letter", change("ilıq", "iliq"), true));
                changes.push(("a dropped term", change(TERM, ""), true));
                changes.push((
                    "a changed link",
                    change(&format!("<a href=\"{LINK}\""), &format!("<a href=\"{OTHER}\"")),
                    true,
                ));
                changes.push((
                    "a changed address",
                    change(
                        &format!("rel=\"irel:derivedFrom\" href=\"{LINK}\""),
                        &format!("rel=\"irel:derivedFrom\" href=\"{OTHER}\""),
                    ),
                    true,
                ));
            }
            "ninjs" => {
                let change = |from: &str, to: &str| newsml(&bytes, from, to);
                changes.push(("a dropped paragraph", change(LOST, ""), true));
                changes.push(("a swapped letter", change("ilıq", "iliq"), true));
                changes.push(("a dropped term", change(TERM, ""), true));
                let link = |address: &str| format!("<a href=\\\"{address}\\\"");
                changes.push(("a changed link", change(&link(LINK), &link(OTHER)), true));
            }
            other => panic!("no mutations for {other}"),
        }
        for (what, changed, alone) in changes {
            caught(what, format, &changed, &document, alone);
        }
    }
}

#[test]
fn a_difference_is_shown_where_it_is() {
    let document = document(ARTICLE, &ReadOptions::default());
    let (_, bytes) = files(&document).into_iter().find(|(format, _)| *format == "newsml").expect("NewsML");
    let report = inspect(&newsml(&bytes, "ilıq günəş", "iliq günəş")).expect("readable");
    let finding = compare(&report, &document).into_iter().find(|finding| finding.difference.is_some()).expect("one");
    let difference = finding.difference.expect("a difference");
    assert_eq!((difference.expected.as_str(), difference.found.as_str()), ("ilıq", "iliq"));
    assert_eq!(
        (difference.before.as_str(), difference.after.as_str()),
        ("(UTC+04:00) Dağ kəndində yağışdan sonra", "günəş çıxıb. Bu abzas heç")
    );
    assert!(ARTICLE[finding.span.expect("a place").start..].starts_with("Dağ kəndində"));
}

#[test]
fn a_picture_has_to_be_one_of_the_sources() {
    let document = illustrated();
    let mut other = illustrated();
    let id = MediaId("a.jpeg".to_owned());
    let bytes = [document.media[&id].bytes.as_slice(), b"x"].concat();
    other.media.insert(id, Media::new(MediaKind::Jpeg, bytes, 8, 8));
    let mut without = illustrated();
    without.media.clear();
    for (format, file) in files(&document) {
        let report = inspect(&file).expect("readable");
        assert_eq!(report.pictures.len(), 2, "{format}");
        assert_eq!(findings(&report, &document), Vec::<String>::new(), "{format}");
        let found = findings(&report, &other);
        assert!(found.len() == 1 && found[0].contains("none of the source's"), "{format}: {found:?}");
        // A PDF packs all but JPEG anew; and where the source's are not at hand, nothing is compared.
        let said = |document: &Document| beside_the_proof(&report, document).len();
        assert_eq!(said(&document), usize::from(format == "pdf"), "{format}");
    }
}

#[test]
fn whatever_ninjs_says_is_accounted_for() {
    let document = document(ARTICLE, &ReadOptions::default());
    let (_, bytes) = files(&document).into_iter().find(|(format, _)| *format == "ninjs").expect("ninjs");
    let item: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    let with = |name: &str, value: serde_json::Value| {
        let mut item = item.clone();
        item[name] = value;
        inspect(item.to_string().as_bytes()).expect("readable")
    };
    assert_eq!(findings(&inspect(&bytes).expect("readable"), &document), Vec::<String>::new());
    for (name, value) in [
        ("by", json!("Başqa Müəllif")),
        ("description_text", json!("Sərbəst istifadə")),
        ("people", json!([{"name": "Başqa Müəllif", "rel": "author"}])),
        ("trustIndicators", json!([{}])),
        ("edNote", json!("Use as you like.")),
        ("usageTerms", json!("Use as you like.")),
        ("links", json!([])),
        ("bodies", json!([item["bodies"][0], {"role": "plain", "contentType": "text/plain", "value": "Başqa mətn."}])),
        ("language", json!("en")),
    ] {
        assert!(!findings(&with(name, value), &document).is_empty(), "{name}");
    }
}

#[test]
fn the_language_of_a_pdf_is_the_sources() {
    let document = document(ARTICLE, &ReadOptions::default());
    let (_, bytes) = files(&document).into_iter().find(|(format, _)| *format == "pdf").expect("a PDF");
    let changed = pdf(&bytes, |pdf| {
        let catalog = pdf.catalog_mut().expect("a catalog");
        catalog.set("Lang", Object::string_literal("en"));
    });
    assert!(!findings(&inspect(&changed).expect("readable"), &document).is_empty());
}

#[test]
fn broken_files_do_no_harm() {
    let document = document(ARTICLE, &ReadOptions::default());
    let mut random = 7u64;
    let mut next = move || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).expect("31 bits")
    };
    for (_, bytes) in files(&document) {
        for round in 0..60 {
            let mut broken = bytes.clone();
            if round % 3 == 0 {
                broken.truncate(next() % bytes.len());
            }
            for _ in 0..round % 7 {
                if !broken.is_empty() {
                    let place = next() % broken.len();
                    broken[place] = next().to_le_bytes()[0];
                }
            }
            if let Ok(report) = inspect(&broken) {
                let _ = findings(&report, &document);
            }
        }
    }
    for nothing in [&b""[..], b"%PDF-", b"PK\x03\x04", b"<", b"hello", b"<html/>", b"\xff\xfe<\0"] {
        assert!(inspect(nothing).expect_err("nothing").has(Code::CheckUnreadable), "{nothing:?}");
    }
}

#[test]
fn hostile_files_come_to_an_end() {
    let document = document(ARTICLE, &ReadOptions::default());
    for (format, bytes) in files(&document) {
        match format {
            "pdf" => {
                // Elements and pages that hold themselves.
                let circle = pdf(&bytes, |pdf| {
                    let paragraph = elements(pdf, "P")[0];
                    let parent = elements(pdf, "Document")[0];
                    let element = pdf.get_object_mut(paragraph).and_then(Object::as_dict_mut).expect("an element");
                    element.set("K", vec![Object::from(parent), paragraph.into()]);
                    let root = pdf.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference);
                    let root = root.expect("pages");
                    let node: &mut Dictionary =
                        pdf.get_object_mut(root).and_then(Object::as_dict_mut).expect("a page tree");
                    node.get_mut(b"Kids").and_then(Object::as_array_mut).expect("kids").push(root.into());
                });
                let report = inspect(&circle).expect("readable");
                assert!(report.remarks.iter().any(|remark| remark.contains("turns back on itself")), "{report:?}");
                assert!(!examine(&report).is_empty());
            }
            "epub" => {
                // 20 MB of spaces in a few kilobytes.
                let mut book = zip::ZipWriter::new(Cursor::new(Vec::new()));
                let options = SimpleFileOptions::default();
                let write = |book: &mut zip::ZipWriter<_>, name: &str, content: &[u8]| {
                    book.start_file(name, options).expect("started");
                    book.write_all(content).expect("written");
                };
                let container = "<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>";
                let package = "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata/><manifest>\
                               <item id='a' href='a.xhtml'/></manifest><spine><itemref idref='a'/></spine></package>";
                write(&mut book, "META-INF/container.xml", container.as_bytes());
                write(&mut book, "p.opf", package.as_bytes());
                write(&mut book, "a.xhtml", &vec![b' '; 20 << 20]);
                let limits = Limits::default().with(Limit::CheckedPart, 16 << 20).expect("a limit");
                let report = inspect_within(&book.finish().expect("packed").into_inner(), &limits).expect("readable");
                assert!(report.remarks.iter().any(|remark| remark.contains("larger than")), "{:?}", report.remarks);
                assert_eq!(report.words().count(), 0);
            }
            "newsml" => {
                let deep = format!("<newsItem>{}", "<a>".repeat(100_000));
                assert!(inspect(deep.as_bytes()).expect_err("deep").has(Code::CheckUnreadable));
                let limits = Limits::default().with(Limit::CheckedNodes, 100).expect("a limit");
                let many = format!("<newsItem>{}</newsItem>", "<a/>".repeat(100));
                assert!(inspect_within(many.as_bytes(), &limits).expect_err("many").has(Code::CheckUnreadable));
            }
            "ninjs" => {
                let deep = format!("{{\"uri\":{}", "[".repeat(100_000));
                assert!(inspect(deep.as_bytes()).expect_err("deep").has(Code::CheckUnreadable));
            }
            other => panic!("nothing hostile for {other}"),
        }
    }
}

#[test]
fn a_file_of_another_maker_cannot_be_proved_alone() {
    let item = "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' standardversion='2.32' xml:lang='en'><contentSet>\
                <inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><body><p>One <b>t</b>wo.</p><p>Three</p></body>\
                </html></inlineXML></contentSet></newsItem>";
    let report = inspect(item.as_bytes()).expect("readable");
    assert_eq!(report.words().collect::<Vec<_>>(), ["One", "two.", "Three"]);
    assert_eq!(report.claims, ["NewsML-G2 2.32", "conformance core"]);
    let findings = examine(&report);
    assert!(findings.len() == 1 && findings[0].message.contains("cannot be proved alone"), "{findings:?}");
}

#[test]
fn exit_codes_say_whether_all_is_proved() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check-exit-codes");
    fs::create_dir_all(&folder).expect("a folder");
    let article = folder.join("a.md");
    fs::write(&article, ARTICLE).expect("written");
    let mut paths = Vec::new();
    for (format, bytes) in files(&document(ARTICLE, &ReadOptions::default())) {
        paths.push(folder.join(format));
        fs::write(folder.join(format), bytes).expect("written");
    }
    let check = |article: &Path| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_istinad"));
        let output = command.args(["check", "--json", "--source"]).arg(article).args(&paths).output().expect("a run");
        (output.status.code(), String::from_utf8(output.stdout).expect("text"))
    };
    let (code, said) = check(&article);
    assert_eq!((code, said.matches("\"proved\":true").count()), (Some(0), RENDERERS.len()), "{said}");
    fs::write(&article, ARTICLE.replace("ilıq", "iliq")).expect("written");
    let (code, said) = check(&article);
    assert_eq!((code, said.matches("\"proved\":false").count()), (Some(1), RENDERERS.len()), "{said}");
    assert!(
        said.contains("\"line\":10,\"column\":null,\"difference\":{"),
        "the difference is in the tenth line: {said}"
    );
}
