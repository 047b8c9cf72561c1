//! The standards that a PDF keeps (`--pdf-standard`): every article in each of them before the judge, and the files that
//! are attached: the article's own bytes and the same article as NewsML-G2.

use std::path::PathBuf;

use istinad::convert::Conversion;
use istinad::inspect::{compare, examine};
use istinad::render::pdf::Standard;
use istinad::render::{Attachment, NewsMlRenderer, Pdf, Relationship};
use istinad::{Code, MediaLoader, ReadOptions, Renderer, Source, inspect};
use lopdf::{Dictionary, Document, Object};

use crate::every::{self, Article};
use crate::support::judge;

/// No picture comes.
struct NoPictures;

impl MediaLoader for NoPictures {
    fn load(&self, _: &str) -> Result<Vec<u8>, String> {
        Err("there are none here".to_owned())
    }
}

fn convert(article: &Article, standard: Standard) -> Vec<u8> {
    let renderers: [&'static dyn Renderer; 1] = [Pdf::keeping(standard)];
    let conversion =
        Conversion::new(renderers).with_read_options(article.knowledge.clone()).with_render_options(every::options());
    // One of them was cancelled.
    let conversion = conversion.with_withheld(true);
    let converted = conversion.convert(&article.source, &NoPictures);
    let converted = converted.unwrap_or_else(|error| panic!("{}: {error}", article.name)).output;
    converted.files.into_iter().next().expect("a file").bytes
}

/// Every article as a PDF that keeps a standard.
fn files(standard: Standard) -> Vec<PathBuf> {
    let file = |article: &Article| {
        let bytes = convert(article, standard);
        judge::file("profile", &format!("{}.{}.pdf", article.name, standard.as_str()), &bytes)
    };
    every::articles().iter().map(file).collect()
}

fn sample() -> &'static Article {
    every::articles().iter().find(|article| article.name == "milli-arxiv").expect("the article is there")
}

#[test]
fn every_article_with_attachments_is_pdf_a_3a_and_pdf_ua_1() {
    let files = files(Standard::A3aUa1);
    judge::verapdf(&["3a", "ua1"], &files).accepts_all();
    judge::qpdf(&files).accepts_all();
}

#[test]
fn every_article_in_pdf_2_is_pdf_a_4f_and_pdf_ua_2_and_well_tagged() {
    let files = files(Standard::A4fUa2);
    judge::verapdf(&["4f", "ua2", "wt1a", "wt1r"], &files).accepts_all();
    judge::qpdf(&files).accepts_all();
}

#[test]
fn a_file_claims_the_standards_that_were_asked_for() {
    let claims = |standard| inspect(&convert(sample(), standard)).expect("a PDF").claims;
    assert_eq!(claims(Standard::A2aUa1), ["PDF 1.7", "PDF/A-2A", "PDF/UA-1"]);
    assert_eq!(claims(Standard::A3aUa1), ["PDF 1.7", "PDF/A-3A", "PDF/UA-1"]);
    let of_pdf_2 = ["PDF 2.0", "PDF/A-4F", "PDF/UA-2", "wtpdf#accessibility1.0", "wtpdf#reuse1.0"];
    assert_eq!(claims(Standard::A4fUa2), of_pdf_2);
}

/// What the signatures of PRONOM look for (fmt/476 PDF/A-2a, fmt/479 PDF/A-3a): the namespace, and behind it part and
/// conformance close together. With it stand the source and its terms, for whoever has nothing but the bytes. In PDF
/// 2.0 there is no information dictionary (ISO 19005-4, 6.1.3).
#[test]
fn formats_are_identified_without_unpacking() {
    for (standard, (part, conformance)) in Standard::ALL.into_iter().zip([(2, 'A'), (3, 'A'), (4, 'F')]) {
        let bytes = convert(sample(), standard);
        let mut from = 0;
        for mark in [
            "%PDF-",
            "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"",
            "dc:source=\"https://www.numune.example/a/milli-arxiv.html\"",
            &format!("<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>{conformance}</pdfaid:conformance>"),
            "MÜTLƏQ hiperlinklə istinad verilməlidir.",
        ] {
            let place = bytes[from..].windows(mark.len()).position(|window| window == mark.as_bytes());
            from += place.unwrap_or_else(|| panic!("{}: no {mark}", standard.as_str()));
        }
        let pdf = Document::load_mem(&bytes).expect("a PDF");
        assert_eq!(pdf.trailer.has(b"Info"), standard != Standard::A4fUa2, "{}", standard.as_str());
    }
}

#[test]
fn the_bytes_of_the_article_and_its_newsml_are_attached() {
    let article = sample();
    let news = istinad::render(&article.document, &NewsMlRenderer, &every::options()).expect("a file").output;
    for standard in [Standard::A3aUa1, Standard::A4fUa2] {
        let report = inspect(&convert(article, standard)).expect("a PDF");
        let [source, newsml] = report.attached.as_slice() else { panic!("two files: {:?}", report.attached) };
        assert_eq!((source.name.as_str(), source.relationship.as_deref()), ("milli-arxiv.md", Some("Source")));
        assert_eq!(source.media_type.as_deref(), Some("text/markdown"));
        assert_eq!(Some(&source.sha256), report.input_hash.as_ref());
        assert_eq!(source.size, article.source.bytes().len());
        assert_eq!(newsml.name, "milli-arxiv.newsml.xml");
        assert_eq!(newsml.relationship.as_deref(), Some("Alternative"));
        assert_eq!(newsml.size, news.len());
        assert!(newsml.says.as_ref().is_some_and(|says| says.words().eq(report.words())));
        assert_eq!(compare(&report, &article.document), []);
        assert_eq!(examine(&report), []);
    }
    let report = inspect(&convert(article, Standard::A2aUa1)).expect("a PDF");
    assert_eq!(report.attached, []);
}

/// An article that came through a pipe has no name; its bytes are not always those of its text.
#[test]
fn bytes_are_attached_as_they_came() {
    let bytes = "\u{feff}# Başlıq\r\n\r\nMətn burada.\r\n";
    let source = Source::new("-", bytes).expect("text");
    let knowledge = ReadOptions::default();
    let document = istinad::read(&source, &knowledge).expect("an article").output;
    let pdf = convert(&Article { name: "pipe".to_owned(), source, knowledge, document }, Standard::A3aUa1);
    let report = inspect(&pdf).expect("a PDF");
    let names: Vec<&str> = report.attached.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["article.md", "article.newsml.xml"]);
    assert_eq!(embedded(&Document::load_mem(&pdf).expect("a PDF"), "article.md"), bytes.as_bytes());
}

#[test]
fn pdf_a_4f_without_an_attachment_is_none() {
    let error =
        istinad::render(&sample().document, Pdf::keeping(Standard::A4fUa2), &every::options()).expect_err("none");
    assert!(error.has(Code::AttachmentMissing));
}

/// Two files of one name cannot both be found by it.
#[test]
fn attachments_of_one_name_are_refused() {
    let attachment = || Attachment::new("a.csv", "text/csv", Relationship::Data, "1,2");
    let options = every::options().with_attachments([attachment(), attachment()]);
    let error = istinad::render(&sample().document, Pdf::keeping(Standard::A3aUa1), &options).expect_err("refused");
    assert!(error.to_string().contains("a.csv"), "{error}");
}

/// The specification of an attached file.
fn specification<'a>(pdf: &'a Document, name: &str) -> &'a Dictionary {
    let files = pdf.catalog().and_then(|catalog| catalog.get(b"AF")).and_then(Object::as_array).expect("files");
    files
        .iter()
        .map(|file| pdf.get_dictionary(file.as_reference().expect("a reference")).expect("a dictionary"))
        .find(|file| file.get(b"UF").and_then(Object::as_str).is_ok_and(|found| found == name.as_bytes()))
        .expect("the file is attached")
}

fn embedded_id(pdf: &Document, name: &str) -> lopdf::ObjectId {
    let files = specification(pdf, name).get(b"EF").and_then(Object::as_dict).expect("files");
    files.get(b"F").and_then(Object::as_reference).expect("a reference")
}

fn embedded(pdf: &Document, name: &str) -> Vec<u8> {
    let stream = pdf.get_object(embedded_id(pdf, name)).and_then(Object::as_stream).expect("a stream");
    stream.get_plain_content().expect("plain")
}

/// What is found in a file in which an attached one was changed, without or with what is stated beside it.
fn findings(name: &str, from: &str, to: &str, states_it: bool) -> Vec<String> {
    let mut pdf = Document::load_mem(&convert(sample(), Standard::A3aUa1)).expect("a PDF");
    let text = String::from_utf8(embedded(&pdf, name)).expect("text");
    assert!(text.contains(from), "{from} stands in {name}");
    let id = embedded_id(&pdf, name);
    let stream = pdf.get_object_mut(id).and_then(Object::as_stream_mut).expect("a stream");
    stream.set_plain_content(text.replace(from, to).into_bytes());
    if !states_it {
        stream.dict.remove(b"Params");
    }
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("saved");
    let report = inspect(&bytes).expect("a PDF");
    examine(&report).into_iter().map(|finding| finding.message).collect()
}

#[test]
fn an_attached_file_that_was_changed_is_found() {
    let has = |findings: &[String], words: &str| {
        assert!(findings.iter().any(|finding| finding.contains(words)), "{words:?} in {findings:#?}");
    };
    let word = "əlyazmanın";
    let changed = findings("milli-arxiv.md", word, "kitabın", true);
    has(&changed, "the attached file milli-arxiv.md is not what it was");
    has(&changed, "is not what the file was converted from");
    let replaced = findings("milli-arxiv.md", word, "kitabın", false);
    has(&replaced, "is not what the file was converted from");
    let other_words = findings("milli-arxiv.newsml.xml", word, "kitabın", false);
    has(&other_words, "the attached file milli-arxiv.newsml.xml: the words are not those of the PDF");
    let other_source = findings("milli-arxiv.newsml.xml", "milli-arxiv.html", "basqa.html", false);
    has(&other_source, "the attached file milli-arxiv.newsml.xml: the source's address");
}

#[test]
fn equal_input_makes_equal_bytes_on_any_thread() {
    for standard in [Standard::A3aUa1, Standard::A4fUa2] {
        let here = convert(sample(), standard);
        let there = std::thread::spawn(move || {
            // Another article before it leaves no trace.
            let other = every::articles().iter().find(|article| article.name == "russkij").expect("it is there");
            convert(other, standard);
            convert(sample(), standard)
        });
        assert!(here == there.join().expect("the thread ends well"), "{}", standard.as_str());
    }
}
