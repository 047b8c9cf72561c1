//! The structure tree of the PDF beyond what the validator asks for: what a screen reader is told, and what is proved
//! of every style of pages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use istinad::inspect::{compare, examine};
use istinad::layout::style::{Margins, PageSize, PageStyle};
use istinad::model::{Document, Timestamp};
use istinad::render::Pdf;
use istinad::{ReadOptions, RenderOptions, Source, inspect, read, render};
use lopdf::{Dictionary, Object, ObjectId};

use crate::every::articles;
use crate::support::fixture::rich_document;
use crate::support::judge;

fn pdf(document: &Document, style: PageStyle) -> Vec<u8> {
    let options = RenderOptions::default().with_modified(Timestamp::parse("2026-06-24")).with_page_style(style);
    render(document, &Pdf::new(), &options).expect("a file").output
}

fn article(markdown: &str) -> Document {
    read(&Source::new("a.md", markdown).expect("text"), &ReadOptions::default()).expect("an article").output
}

/// Every style is as valid and as faithful as the one by default.
#[test]
fn every_style_is_valid_and_proved() {
    let size = |size: &str| PageSize::parse(size).expect("a size");
    let styles = [
        ("a5", PageStyle::new(size("a5"), None, 9.0)),
        ("a5-24", PageStyle::new(size("a5"), None, 24.0)),
        ("letter-margins", PageStyle::new(size("letter"), Margins::parse("10,40"), 12.0)),
        ("small", PageStyle::new(size("80x120mm"), Margins::parse("12"), 10.0)),
    ];
    let mut files = Vec::new();
    for (name, style) in styles {
        let style = style.expect("a style");
        for article in articles().iter().filter(|article| !article.name.starts_with("y-")) {
            let bytes = pdf(&article.document, style);
            let report = inspect(&bytes).expect("a PDF");
            let findings: Vec<_> = examine(&report).into_iter().chain(compare(&report, &article.document)).collect();
            assert!(findings.is_empty(), "{}, {name}: {findings:?}", article.name);
            files.push(judge::file("styles", &format!("{}-{name}.pdf", article.name), &bytes));
        }
    }
    judge::qpdf(&files).accepts_all();
    judge::verapdf(&["2a", "ua1"], &files).accepts_all();
}

/// The tree as poppler prints it, to be read by people: `tests/suite/pdf/snapshots/`.
#[test]
fn the_trees_of_two_articles_read_well() {
    for name in ["qurulus", "milli-arxiv"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/articles/{name}.md"));
        let document = article(&std::fs::read_to_string(path).expect("an article"));
        let file = judge::file("tags", &format!("{name}.pdf"), &pdf(&document, PageStyle::default()));
        let Some(tree) = judge::pdf_structure(file) else { return };
        // Without what changes and means nothing: the version, the numbers of objects.
        let version = concat!("istinad ", env!("CARGO_PKG_VERSION"));
        let tree: String = tree
            .replace(version, "istinad [version]")
            .lines()
            .fold(String::new(), |tree, line| tree + line.split_inclusive("Object ").next().unwrap_or(line) + "\n");
        insta::assert_snapshot!(name, tree);
    }
}

/// The structure elements of a file.
struct Tree {
    pdf: lopdf::Document,
}

impl Tree {
    fn of(document: &Document, style: PageStyle) -> Self {
        Self { pdf: lopdf::Document::load_mem(&pdf(document, style)).expect("a PDF") }
    }

    fn elements(&self) -> impl Iterator<Item = (ObjectId, &Dictionary, String)> {
        self.pdf.objects.iter().filter_map(|(id, object)| {
            let element = object.as_dict().ok()?;
            // `Type` is optional (ISO 32000-1, table 323); an action has a type of its own and no parent.
            let is_element = element.has(b"P") && !element.has(b"Subtype");
            let kind = String::from_utf8_lossy(element.get(b"S").and_then(Object::as_name).ok()?).into_owned();
            is_element.then_some((*id, element, kind))
        })
    }

    fn kids<'a>(&'a self, element: &'a Dictionary) -> &'a [Object] {
        match element.get(b"K") {
            Ok(Object::Array(kids)) => kids,
            Ok(kid) => std::slice::from_ref(kid),
            Err(_) => &[],
        }
    }

    fn attribute(&self, element: &Dictionary, name: &str) -> Option<String> {
        let attributes = element.get_deref(b"A", &self.pdf).and_then(Object::as_dict).ok()?;
        let value = attributes.get(name.as_bytes()).and_then(Object::as_name).ok()?;
        Some(String::from_utf8_lossy(value).into_owned())
    }

    /// The annotations that an element refers to, as their targets.
    fn annotations<'a>(&'a self, element: &'a Dictionary) -> impl Iterator<Item = &'a Dictionary> {
        let references = self.kids(element).iter().filter_map(|kid| kid.as_dict().ok());
        references.filter_map(|kid| kid.get_deref(b"Obj", &self.pdf).and_then(Object::as_dict).ok())
    }
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16 with its mark, else here ASCII.
fn text_of(string: &[u8]) -> String {
    match string.strip_prefix(b"\xfe\xff") {
        Some(wide) => {
            let units: Vec<u16> = wide.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).expect("UTF-16")
        }
        None => string.iter().map(|&byte| char::from(byte)).collect(),
    }
}

#[test]
fn no_element_is_empty_and_every_attribute_is_there() {
    for document in articles().iter().map(|article| &article.document).chain([&rich_document()]) {
        let tree = Tree::of(document, PageStyle::default());
        let mut ids = BTreeSet::new();
        for (id, element, kind) in tree.elements() {
            assert!(!tree.kids(element).is_empty() || ["TD", "TH"].contains(&kind.as_str()), "{id:?}: an empty {kind}");
            match kind.as_str() {
                "L" => assert!(tree.attribute(element, "ListNumbering").is_some()),
                "TH" => {
                    let scope = tree.attribute(element, "Scope");
                    assert!(matches!(scope.as_deref(), Some("Column" | "Row")), "{scope:?}");
                }
                "Figure" => assert!(element.has(b"Alt")),
                "Note" => {
                    let name = element.get(b"ID").and_then(Object::as_str).expect("a note has an identifier");
                    assert!(ids.insert(name.to_vec()), "two notes have one identifier");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn list_labels_and_struck_words_say_what_they_are() {
    let document = article(
        "---\nlang: az\n---\n# Siyahı\n\n- a\n  - b\n    - c\n\n<!-- -->\n\n7. d\n\n<!-- -->\n\n- [x] e\n- [ ] f\n\n~~g~~\n",
    );
    let tree = Tree::of(&document, PageStyle::default());
    let lists: BTreeSet<String> = tree
        .elements()
        .filter(|(_, _, kind)| kind == "L")
        .map(|(_, list, _)| tree.attribute(list, "ListNumbering").expect("every list says how it is numbered"))
        .collect();
    assert_eq!(lists, ["Circle", "Decimal", "Disc", "None", "Square"].map(str::to_owned).into());
    let spoken: BTreeSet<String> = tree
        .elements()
        .filter_map(|(_, element, kind)| {
            let text = element.get(b"ActualText").and_then(Object::as_str).ok()?;
            assert_eq!(kind, "Lbl");
            Some(text_of(text))
        })
        .collect();
    assert_eq!(spoken, ["Yerinə yetirilib", "Yerinə yetirilməyib"].map(str::to_owned).into());
    let struck = tree.elements().filter(|(_, element, _)| {
        tree.attribute(element, "TextDecorationType").is_some_and(|decoration| decoration == "LineThrough")
    });
    assert_eq!(struck.count(), 1);
}

/// A link that goes on in the next line or on the next page is one link: one element, an annotation for each page.
#[test]
fn a_link_across_lines_and_pages_is_one_link() {
    let words = "hökumətlərarası komissiyanın növbəti iclasında müzakirə olunub ".repeat(90);
    let document = article(&format!("# Keçid\n\n[{}](https://numune.example/bir)\n", words.trim()));
    let style = PageStyle::new(PageSize::A5, None, 14.0).expect("a style");
    let tree = Tree::of(&document, style);
    let links: Vec<_> = tree
        .elements()
        .filter(|(_, _, kind)| kind == "Link")
        .map(|(_, link, _)| tree.annotations(link).collect::<Vec<_>>())
        .filter(|annotations| annotations.iter().any(|annotation| annotation.has(b"A")))
        .collect();
    assert_eq!(links.len(), 1);
    let pages: BTreeSet<ObjectId> =
        links[0].iter().map(|link| link.get(b"P").and_then(Object::as_reference).expect("its page")).collect();
    assert!(pages.len() > 2 && pages.len() == links[0].len(), "{} pages, {} annotations", pages.len(), links[0].len());
    for annotation in &links[0] {
        let quads = annotation.get(b"QuadPoints").and_then(Object::as_array).expect("an area for each line");
        assert!(quads.len() >= 16, "{} numbers", quads.len());
    }
}

/// A reference leads to its note and the note back, inside the file, and both say so to who hears them.
#[test]
fn references_and_notes_lead_to_one_another() {
    let document =
        article("---\nlang: az\n---\n# Qeyd\n\nBir[^1] və iki[^2], yenə bir[^1].\n\n[^1]: Birinci.\n\n[^2]: İkinci.\n");
    let tree = Tree::of(&document, PageStyle::default());
    let kinds: BTreeMap<ObjectId, String> = tree.elements().map(|(id, _, kind)| (id, kind)).collect();
    let mut found: Vec<(String, String)> = Vec::new();
    for (_, link, _) in tree.elements().filter(|(_, _, kind)| kind == "Link") {
        let parent = link.get(b"P").and_then(Object::as_reference).expect("a parent");
        for annotation in tree.annotations(link) {
            let contents = annotation.get(b"Contents").and_then(Object::as_str).expect("what it is called");
            assert!(!annotation.has(b"A"), "an action where a destination does");
            let to = annotation.get(b"Dest").and_then(Object::as_array).expect("a destination");
            assert!(to[0].as_reference().is_ok() && to[1].as_name().is_ok_and(|name| name == b"XYZ"));
            found.push((kinds[&parent].clone(), text_of(contents)));
        }
    }
    found.sort();
    let expected = [
        ("Lbl", "Mətnə qayıt 1"),
        ("Lbl", "Mətnə qayıt 2"),
        ("Reference", "Qeyd 1"),
        ("Reference", "Qeyd 1"),
        ("Reference", "Qeyd 2"),
    ];
    assert_eq!(found, expected.map(|(kind, contents)| (kind.to_owned(), contents.to_owned())));
}
