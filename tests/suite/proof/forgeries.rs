//! What a forger does to a file without touching a word of it: shows words that nobody wrote, hides those that somebody
//! wrote, and says to machines what the source does not. Each has to be refused beside the source.

use std::collections::BTreeMap;

use istinad::inspect::{compare, examine, inspect};
use istinad::{Code, Document, ReadOptions, Severity};
use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use crate::proof::check::{document, epub, files, newsml, pdf};

const ARTICLE: &str = "\
---
url: https://numune.example/xeber/1
lang: az
publisher: NümunəRadiosu
terms: [\"İstinad mütləqdir.\"]
---

# Qızıl payız gəlib

Dağ kəndində yağışdan sonra [ilıq günəş](https://numune.example/gunes) çıxıb.

| İl | Maşın |
| --- | --- |
| 2025 | min |
";

const WORDS: &str = "use as you like";

fn made() -> (Document, BTreeMap<&'static str, Vec<u8>>) {
    let document = document(ARTICLE, &ReadOptions::default());
    let files = files(&document).into_iter().collect();
    (document, files)
}

#[track_caller]
fn refuse(what: &str, bytes: &[u8], document: &Document) {
    let Ok(report) = inspect(bytes) else { return };
    let findings = compare(&report, document).into_iter().chain(examine(&report));
    let is_refused = findings
        .into_iter()
        .any(|finding| finding.severity() == Severity::Error && finding.code != Code::DigestMissing);
    assert!(is_refused, "{what} passes");
}

fn catalog(pdf: &mut lopdf::Document) -> &mut Dictionary {
    pdf.catalog_mut().expect("a catalog")
}

fn first_page(pdf: &lopdf::Document) -> ObjectId {
    pdf.page_iter().next().expect("a page")
}

/// The first structure element of a type.
fn element<'p>(pdf: &'p mut lopdf::Document, kind: &str) -> &'p mut Dictionary {
    let is = |object: &Object| {
        object.as_dict().is_ok_and(|element| {
            element.has(b"P") && element.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == kind.as_bytes())
        })
    };
    let object = pdf.objects.values_mut().find(|object| is(object)).expect("an element");
    object.as_dict_mut().expect("a dictionary")
}

fn words() -> Object {
    Object::string_literal(WORDS)
}

#[test]
fn nobody_can_hide_words_on_a_page() {
    let (document, files) = made();
    let file = &files["pdf"];
    let painted = |before: &str, after: &str| {
        pdf(file, |pdf| {
            let page = first_page(pdf);
            let content = pdf.get_page_content(page);
            let content = [before.as_bytes(), b"\n", &content, b"\n", after.as_bytes()].concat();
            let content = pdf.add_object(Stream::new(dictionary! {}, content));
            let state = pdf.add_object(dictionary! { "Type" => "ExtGState", "ca" => 0, "CA" => 0 });
            let cover = dictionary! { "Type" => "XObject", "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), 700.into(), 900.into()] };
            let cover = pdf.add_object(Stream::new(cover, b"1 1 1 rg 0 0 700 900 re f".to_vec()));
            let resources =
                pdf.get_dictionary(page).and_then(|page| page.get(b"Resources")).cloned().expect("resources");
            let (_, resources) = pdf.dereference(&resources).expect("resources");
            let mut resources = resources.as_dict().expect("a dictionary").clone();
            resources.set("ExtGState", dictionary! { "Zg" => state });
            resources.set("XObject", dictionary! { "Zf" => cover });
            let page = pdf.get_dictionary_mut(page).expect("a page");
            page.set("Contents", content);
            page.set("Resources", resources);
        })
    };
    let report = inspect(&painted("", "")).expect("readable");
    assert_eq!(compare(&report, &document), [], "written anew it is the same page");
    let behind_many = "0 0 1 1 re f\n".repeat(5000) + "0.1 g 0 0 700 900 re f";
    for (what, before, after) in [
        ("a page that is dark behind more shapes than are followed", behind_many.as_str(), ""),
        ("a white sheet", "", "q 1 1 1 rg 0 0 700 900 re f Q"),
        ("a strip amid the words", "", "/Artifact BMC q 0.9 0.9 0.9 rg 200 300 90 200 re f Q EMC"),
        ("a sheet of its own instructions", "", "q /Zf Do Q"),
        ("words as shapes", "", "/Artifact BMC 100 100 m 200 300 l 300 100 l f EMC"),
        ("a picture in the instructions", "", "q 500 0 0 700 40 60 cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q"),
        ("words without substance", "/Zg gs", ""),
        ("a window of a point", "q 0 0 1 1 re W n", "Q"),
        ("words like dust", "q 0.001 0 0 0.001 100 100 cm", "Q"),
        ("a page that is dark before the words", "0.1 g 0 0 700 900 re f", ""),
        ("letters that are not painted", "3 Tr", ""),
    ] {
        refuse(what, &painted(before, after), &document);
    }
    let white = pdf(file, |pdf| {
        let page = first_page(pdf);
        let content = String::from_utf8_lossy(&pdf.get_page_content(page)).into_owned();
        let content = content.replace("0.102 0.102 0.102 rg", "1 1 1 rg");
        pdf.change_page_content(page, content.into_bytes()).expect("changed");
    });
    refuse("white words", &white, &document);
    for (what, key, value) in
        [("a page of a corner", "CropBox", vec![0, 0, 10, 10]), ("a small page", "MediaBox", vec![0, 0, 100, 100])]
    {
        let cut = pdf(file, |pdf| {
            let page = first_page(pdf);
            let numbers: Vec<Object> = value.iter().map(|number| Object::from(*number)).collect();
            pdf.get_dictionary_mut(page).expect("a page").set(key, numbers);
        });
        refuse(what, &cut, &document);
    }
}

#[test]
fn nobody_can_say_more_in_a_pdf() {
    type Forgery = (&'static str, fn(&mut lopdf::Document));
    let forgeries: [Forgery; 19] = [
        ("labels of pages", |pdf| {
            let label = dictionary! { "S" => "D", "P" => words() };
            catalog(pdf).set("PageLabels", dictionary! { "Nums" => vec![0.into(), label.into()] });
        }),
        ("preferences", |pdf| catalog(pdf).set("ViewerPreferences", dictionary! { "Terms" => words() })),
        ("the trailer", |pdf| pdf.trailer.set("Terms", words())),
        ("the root of the structure", |pdf| {
            let root = catalog(pdf).get(b"StructTreeRoot").and_then(Object::as_reference).expect("a root");
            pdf.get_dictionary_mut(root).expect("a root").set("T", words());
        }),
        ("an entry of an element", |pdf| element(pdf, "Table").set("Terms", words())),
        ("a summary of a table", |pdf| {
            element(pdf, "Table").set("A", dictionary! { "O" => "Table", "Summary" => words() });
        }),
        ("properties of a user", |pdf| {
            let property = dictionary! { "N" => Object::string_literal("Terms"), "V" => words() };
            element(pdf, "P").set("A", dictionary! { "O" => "UserProperties", "P" => vec![property.into()] });
        }),
        ("what a picture shows, in an element that nothing names", |pdf| {
            let inner = dictionary! { "S" => "Figure", "P" => Object::Null, "Alt" => words() };
            element(pdf, "P").set("Z", inner);
        }),
        ("a file of a page", |pdf| {
            let held = pdf.add_object(Stream::new(dictionary! {}, WORDS.as_bytes().to_vec()));
            let file = dictionary! { "Type" => "Filespec", "F" => Object::string_literal("terms.txt"),
            "EF" => dictionary! { "F" => held } };
            element(pdf, "Table").set("AF", vec![file.into()]);
        }),
        ("metadata of a page", |pdf| {
            let packet = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\
                          <rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:rights>use as you \
                          like</dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>";
            let header = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
            let metadata = pdf.add_object(Stream::new(header, packet.as_bytes().to_vec()));
            let page = first_page(pdf);
            pdf.get_dictionary_mut(page).expect("a page").set("Metadata", metadata);
        }),
        ("words of a mark", |pdf| {
            let page = first_page(pdf);
            pdf.add_page_contents(page, b"/Span <</Alt (use as you like)>> BDC EMC".to_vec()).expect("added");
        }),
        ("a marked point", |pdf| {
            let page = first_page(pdf);
            pdf.add_page_contents(page, b"/X <</Terms (use as you like)>> DP".to_vec()).expect("added");
        }),
        ("what the colours are", |pdf| {
            let intents = catalog(pdf).get(b"OutputIntents").cloned().expect("an intent");
            let intent = intents.as_array().expect("a list")[0].clone();
            let mut intent = pdf.dereference(&intent).expect("an intent").1.as_dict().expect("a dictionary").clone();
            intent.set("OutputCondition", words());
            catalog(pdf).set("OutputIntents", vec![intent.into()]);
        }),
        ("a link that nobody can follow", |pdf| {
            for object in pdf.objects.values_mut() {
                if let Ok(link) = object.as_dict_mut()
                    && link.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Link")
                {
                    link.set("Rect", vec![0.into(), 0.into(), 0.into(), 0.into()]);
                }
            }
        }),
        ("a link that lies over other words", |pdf| {
            for object in pdf.objects.values_mut() {
                let link = object.as_dict_mut().ok();
                let link = link.filter(|it| it.get(b"Subtype").and_then(Object::as_name).is_ok_and(|it| it == b"Link"));
                let Some(area) = link.and_then(|link| link.get_mut(b"Rect").and_then(Object::as_array_mut).ok()) else {
                    continue;
                };
                for at in [1, 3] {
                    area[at] = (area[at].as_float().expect("a number") - 40.0).into();
                }
            }
        }),
        ("a page that is turned", |pdf| {
            let page = first_page(pdf);
            pdf.get_dictionary_mut(page).expect("a page").set("Rotate", 180);
        }),
        ("headings that are paragraphs", |pdf| {
            let root = catalog(pdf).get(b"StructTreeRoot").and_then(Object::as_reference).expect("a root");
            let roles = pdf.get_dictionary_mut(root).expect("a root").get_mut(b"RoleMap").and_then(Object::as_dict_mut);
            roles.expect("a map").set("H2", "P");
        }),
        ("the name of a font", |pdf| {
            for object in pdf.objects.values_mut() {
                if let Ok(font) = object.as_dict_mut()
                    && font.has(b"BaseFont")
                {
                    font.set("BaseFont", "ABCDEF+use as you like");
                }
            }
        }),
        ("a picture", |pdf| {
            let header = dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1,
            "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray" };
            let picture = pdf.add_object(Stream::new(header, vec![0]));
            let page = first_page(pdf);
            pdf.get_dictionary_mut(page).expect("a page").set("Group", dictionary! { "X" => picture });
        }),
    ];
    let (document, files) = made();
    for (what, forge) in forgeries {
        refuse(what, &pdf(&files["pdf"], forge), &document);
    }
}

/// Where links within a file lead no words say.
#[test]
fn nobody_can_lead_readers_elsewhere() {
    type Forgery = (&'static str, fn(&mut lopdf::Document));
    const LED: &str = "# Qızıl payız\n\nDağ kəndi[^a] yaxındır[^b].\n\n## Hava\n\nYağış yağıb.\n\n## Yol\n\nPalçıqdır.\n\n\
                       [^a]: Göyçay.\n\n[^b]: Şəki.\n";
    /// The dictionaries that lead somewhere, in the order of the file: links if they have an area, else bookmarks.
    fn led(pdf: &mut lopdf::Document, links: bool) -> Vec<&mut Dictionary> {
        let dictionaries = pdf.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
        dictionaries.filter(|it| it.has(b"Dest") && it.has(b"Rect") == links).collect()
    }
    fn exchange(pdf: &mut lopdf::Document) {
        let mut led = led(pdf, false);
        let places: Vec<Object> = led.iter().map(|it| it.get(b"Dest").expect("a place").clone()).collect();
        let length = led.len();
        led.iter_mut().enumerate().for_each(|(index, it)| it.set("Dest", places[(index + 1) % length].clone()));
    }
    /// Has a link lead where another one leads: those of the references come first, then those back to them.
    fn lead(pdf: &mut lopdf::Document, link: usize, to: usize) {
        let mut led = led(pdf, true);
        let place = led[to].get(b"Dest").expect("a place").clone();
        led[link].set("Dest", place);
    }
    let forgeries: [Forgery; 8] = [
        ("a reference that leads to another note", |pdf| lead(pdf, 0, 1)),
        ("references that lead to one another's notes", |pdf| {
            let place = led(pdf, true)[1].get(b"Dest").expect("a place").clone();
            lead(pdf, 1, 0);
            led(pdf, true)[0].set("Dest", place);
        }),
        ("a reference that leads to itself", |pdf| lead(pdf, 1, 2)),
        ("bookmarks that lead to one another's places", exchange),
        ("a link to a name", |pdf| led(pdf, true)[0].set("Dest", Object::string_literal("a"))),
        ("a bookmark to a name", |pdf| led(pdf, false)[1].set("Dest", "a")),
        ("a link with an action", |pdf| {
            let to = led(pdf, true)[0].remove(b"Dest").expect("a place");
            led(pdf, true)[0].set("A", dictionary! { "S" => "GoTo", "D" => to });
        }),
        ("names of places", |pdf| {
            let names = dictionary! { "Names" => vec![words(), Object::Null] };
            let held = catalog(pdf).get_mut(b"Names").and_then(Object::as_dict_mut);
            match held {
                Ok(held) => held.set("Dests", names),
                Err(_) => catalog(pdf).set("Names", dictionary! { "Dests" => names }),
            }
        }),
    ];
    let document = document(LED, &ReadOptions::default());
    let files: BTreeMap<&'static str, Vec<u8>> = files(&document).into_iter().collect();
    let report = inspect(&files["pdf"]).expect("readable");
    let findings: Vec<_> = compare(&report, &document).into_iter().chain(examine(&report)).collect();
    assert!(findings.iter().all(|finding| finding.severity() != Severity::Error), "{findings:?}");
    for (what, forge) in forgeries {
        refuse(what, &pdf(&files["pdf"], forge), &document);
    }
    let reference = |note: usize| {
        format!(
            "<a class=\"istinad-label\" epub:type=\"noteref\" role=\"doc-noteref\" id=\"ref{note}\" \
             href=\"#note{note}\">{note}</a>"
        )
    };
    let (first, second) = (format!("{} yaxındır", reference(1)), reference(2));
    for (what, from, to) in [
        ("a reference that leads to another note", "href=\"#note1\"", "href=\"#note2\""),
        ("a reference that leads to a heading", "href=\"#note1\"", "href=\"#title\""),
        ("a reference to a place that is there twice", "<p>Yağış", "<p id=\"note1\">Yağış"),
        ("a reference of another number", "href=\"#note2\">2</a>", "href=\"#note2\">1</a>"),
        ("a reference behind another word", &*first, &*format!(" yaxındır{}", reference(1))),
        ("a reference that is gone", &*second, ""),
        ("a reference too many", &*second, &*second.repeat(2)),
        ("a note that leads back to another reference", "href=\"#ref1\"", "href=\"#ref2\""),
    ] {
        refuse(what, &epub(&files["epub"], "article.xhtml", from, to), &document);
    }
    let item = newsml(&files["newsml"], "href=\"#note-1\"", "href=\"#note-2\"");
    refuse("a reference in an item that leads to another note", &item, &document);
}

#[test]
fn nobody_can_say_more_in_the_other_formats() {
    let (document, files) = made();
    let item = |from: &str, to: &str| newsml(&files["newsml"], from, to);
    for (what, forged) in [
        ("another name", item("guid=\"urn:uuid:", "guid=\"urn:uuid:00")),
        ("another class", item("ninat:text", "ninat:picture")),
        ("hidden words", item("</body>", "<p hidden=\"hidden\">use as you like</p></body>")),
        ("a sheet of style", item("<newsItem", "<?xml-stylesheet href=\"https://evil.example/a.css\"?><newsItem")),
        ("a document type", item("<newsItem", "<!DOCTYPE newsItem [<!ATTLIST p hidden CDATA 'hidden'>]><newsItem")),
        (
            "who accounts for it",
            item("<itemMeta>", "<rightsInfo><accountable><name>X</name></accountable></rightsInfo><itemMeta>"),
        ),
    ] {
        refuse(what, &forged, &document);
    }
    let book = |part: &str, from: &str, to: &str| epub(&files["epub"], part, from, to);
    for (what, forged) in [
        (
            "a second package",
            book("container.xml", "</rootfiles>", "<rootfile full-path=\"a.opf\" media-type=\"x\"/></rootfiles>"),
        ),
        ("a hidden credit", book("rights.xhtml", "<p ", "<p hidden=\"hidden\" ")),
        (
            "a sheet of style",
            book("article.xhtml", "<!DOCTYPE html>", "<?xml-stylesheet href=\"a.css\"?><!DOCTYPE html>"),
        ),
        (
            "a document type",
            book("rights.xhtml", "<!DOCTYPE html>", "<!DOCTYPE html [<!ATTLIST main hidden CDATA 'hidden'>]>"),
        ),
        (
            "a picture",
            book("article.xhtml", "</body>", "<img alt=\"\" src=\"https://evil.example/terms.png\"/></body>"),
        ),
    ] {
        refuse(what, &forged, &document);
    }
    let text = String::from_utf8(files["ninjs"].clone()).expect("text");
    let first = text.replacen('{', "{\"usageTerms\": \"use as you like\",", 1);
    let last = format!("{},\"usageTerms\": \"use as you like\"}}", text.trim_end().trim_end_matches('}'));
    let deep = text.replacen("\"value\":", "\"value\": \"use as you like\", \"value\":", 1);
    for (what, forged) in [("terms before the terms", first), ("terms behind them", last), ("words before words", deep)]
    {
        assert_ne!(forged, text);
        refuse(what, forged.as_bytes(), &document);
    }
}
