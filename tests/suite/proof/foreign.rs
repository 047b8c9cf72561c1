//! Files of other makers: what each taught, made here as that maker makes it. None of them is refused that can be read,
//! and what is missing is said.

use std::io::{Cursor, Write as _};
use std::path::PathBuf;
use std::process::{Command, Output};

use istinad::inspect::{Report, SourceLink, examine, inspect, inspect_within};
use istinad::{Code, Limit, Limits};
use lopdf::{Object, Stream, dictionary};
use zip::write::SimpleFileOptions;

use crate::every;
use crate::support::judge;

/// A PDF of one page with these instructions, in a face whose glyphs are all half as wide as high. `tags` are the
/// structure elements below the root: type, and the marked contents in it; none for a file that is not tagged.
fn pdf(instructions: &str, tags: &[(&str, &[i64])]) -> Vec<u8> {
    let mut pdf = lopdf::Document::with_version("1.7");
    let widths: Vec<Object> = vec![500.into(); 95];
    let font = pdf.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "A", "Encoding" => "WinAnsiEncoding",
        "FirstChar" => 32, "LastChar" => 126, "Widths" => widths,
    });
    let content = pdf.add_object(Stream::new(dictionary! {}, instructions.as_bytes().to_vec()));
    let pages = pdf.new_object_id();
    let page = pdf.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 400.into(), 400.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F" => font } },
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    pdf.objects.insert(pages, tree.into());
    let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => pages };
    if !tags.is_empty() {
        let elements: Vec<Object> = tags
            .iter()
            .map(|(kind, contents)| {
                let contents: Vec<Object> = contents.iter().map(|&content| content.into()).collect();
                pdf.add_object(dictionary! { "Type" => "StructElem", "S" => *kind, "Pg" => page, "K" => contents })
                    .into()
            })
            .collect();
        let root = pdf.add_object(dictionary! { "Type" => "StructTreeRoot", "K" => elements });
        catalog.set("StructTreeRoot", root);
    }
    let catalog = pdf.add_object(catalog);
    pdf.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("saved");
    bytes
}

/// A book of one page whose body holds this, with these elements in its metadata.
fn book(metadata: &str, body: &str) -> Vec<u8> {
    let package = format!(
        "<package xmlns='http://www.idpf.org/2007/opf' xmlns:dc='http://purl.org/dc/elements/1.1/' version='3.0'>\
         <metadata>{metadata}</metadata><manifest><item id='a' href='a.xhtml'/></manifest>\
         <spine><itemref idref='a'/></spine></package>"
    );
    let page = format!("<html xmlns='http://www.w3.org/1999/xhtml'><body>{body}</body></html>");
    let container = "<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>";
    let mut book = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [("META-INF/container.xml", container), ("p.opf", &package), ("a.xhtml", &page)];
    for (name, content) in parts {
        book.start_file(name, SimpleFileOptions::default()).expect("started");
        book.write_all(content.as_bytes()).expect("written");
    }
    book.finish().expect("packed").into_inner()
}

/// A news item with these elements in it.
fn item(elements: &str) -> Vec<u8> {
    format!("<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' standardversion='2.32'>{elements}</newsItem>").into()
}

fn read(bytes: &[u8]) -> Report {
    inspect(bytes).unwrap_or_else(|error| panic!("{error}"))
}

fn words(report: &Report) -> String {
    report.words().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn remarks(report: &Report, about: &str) {
    assert!(report.remarks.iter().any(|remark| remark.contains(about)), "{about:?}: {:?}", report.remarks);
}

/// Browsers set kerned pairs and links by their places, without a glyph between them that could be a space.
#[test]
fn kerned_glyphs_make_no_words() {
    let kerned = "BT /F 10 Tf 1 0 0 1 20 300 Tm (pa) Tj 9.7 0 Td (yiz) Tj 1 0 0 1 44.7 300 Tm (g) Tj \
                  4.8 0 Td (e) Tj 5 0 Td (lib) Tj ET";
    let report = read(&pdf(kerned, &[]));
    assert_eq!(words(&report), "payizgelib", "the places alone part words, and here none does");
    remarks(&report, "not tagged");
    let spaced = kerned.replace("44.7 300", "48 300");
    assert_eq!(words(&read(&pdf(&spaced, &[]))), "payiz gelib");
}

/// A line ends where its last word ends: what begins the next line is another word, also in another marked content.
#[test]
fn a_new_line_begins_a_new_word() {
    let lines = "/P << /MCID 0 >> BDC BT /F 10 Tf 1 0 0 1 20 300 Tm (qar) Tj ET EMC \
                 /P << /MCID 1 >> BDC BT /F 10 Tf 1 0 0 1 20 288 Tm (ya) Tj ET EMC \
                 /Span << /MCID 2 >> BDC BT /F 10 Tf 1 0 0 1 30 288 Tm (gdi) Tj ET EMC";
    assert_eq!(words(&read(&pdf(lines, &[("P", &[0, 1, 2])]))), "qar yagdi");
}

/// What others wrap at the end of a line is one word: without its hyphen, or with it where the source has it. It is said.
#[test]
fn words_that_two_lines_hold_are_one() {
    let lines = |first: &str, second: &str| {
        let text = format!("BT /F 10 Tf 1 0 0 1 20 300 Tm ({first}) Tj 1 0 0 1 20 288 Tm ({second}) Tj ET");
        read(&pdf(&text, &[]))
    };
    let report = lines("kitabxana-", "da yeni");
    assert_eq!(words(&report), "kitabxanada yeni");
    remarks(&report, "1 hyphens at the ends of its lines are joined");
    assert_eq!(words(&lines("Baku-", "Seki yolu")), "Baku-Seki yolu", "a name begins behind it");
    assert_eq!(words(&lines("on - ", "iki")), "on - iki", "a dash is no hyphen");
    // The source knows whether the word has a hyphen itself.
    for source in ["# A\n\nbir qedim-turk sozu", "# A\n\nbir qedimturk sozu"] {
        let document = crate::proof::check::document(source, &istinad::ReadOptions::default());
        let text = "BT /F 10 Tf 1 0 0 1 20 320 Tm (A) Tj 1 0 0 1 20 300 Tm (bir qedim-) Tj 1 0 0 1 20 288 Tm (turk sozu) Tj ET";
        let findings = istinad::inspect::compare(&read(&pdf(text, &[])), &document);
        assert!(findings.iter().all(|finding| finding.code != Code::WordsDiffer), "{source}: {findings:?}");
    }
}

/// A face whose glyphs stand for these characters, each a code of its own from 1 on.
fn in_letters(instructions: &str, letters: &str) -> Vec<u8> {
    let bytes = pdf(instructions, &[]);
    let mut pdf = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let lines: String = letters
        .chars()
        .enumerate()
        .map(|(at, letter)| format!("<{:02X}> <{:04X}>\n", at + 1, u32::from(letter)))
        .collect();
    let count = letters.chars().count();
    let map = format!(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) \
         /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<00> <FF>\n\
         endcodespacerange\n{count} beginbfchar\n{lines}endbfchar\nendcmap\n\
         CMapName currentdict /CMap defineresource pop\nend\nend\n"
    );
    let map = pdf.add_object(Stream::new(dictionary! {}, map.into_bytes()));
    for object in pdf.objects.values_mut() {
        if let Ok(font) = object.as_dict_mut()
            && font.has(b"Widths")
        {
            font.set("ToUnicode", map);
            font.set("FirstChar", 0);
        }
    }
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("saved");
    bytes
}

/// Browsers set what runs from right to left as it is seen, each letter with what it stands for; others have the brackets as
/// they are meant and not as they are seen.
#[test]
fn what_runs_from_right_to_left_is_read_in_its_order() {
    // From left to right on the page: "(هزات) باتک", which reads "کتاب (تازه)".
    let letters = "کتاب زه()";
    let code = |letter: char| letters.chars().position(|known| known == letter).map_or(0, |at| at + 1);
    let shown = |text: &str| text.chars().map(|letter| format!("{:02X}", code(letter))).collect::<String>();
    let spans = |text: &str| {
        let span = |letter: char| {
            let actual = format!("FEFF{:04X}", u32::from(letter));
            format!("/Span <</ActualText <{actual}>>> BDC <{:02X}> Tj EMC ", code(letter))
        };
        text.chars().map(span).collect::<String>()
    };
    for (what, line) in [
        ("as seen", format!("<{}> Tj", shown("(هزات) باتک"))),
        ("brackets as meant", format!("<{}> Tj", shown(")هزات( باتک"))),
        ("letter by letter", format!("/ReversedChars BMC {} EMC", spans(")هزات( باتک"))),
    ] {
        let bytes = in_letters(&format!("BT /F 10 Tf 1 0 0 1 20 300 Tm {line} ET"), letters);
        assert_eq!(words(&read(&bytes)), "کتاب (تازه)", "{what}");
    }
}

/// The numbers of notes stand higher, and belong to the word before them as they do on the page.
#[test]
fn a_raised_number_stays_with_its_word() {
    let raised = "BT /F 10 Tf 1 0 0 1 20 300 Tm (aparir) Tj /F 6 Tf 1 0 0 1 50 303 Tm (1) Tj \
                  /F 10 Tf 1 0 0 1 57 300 Tm (son) Tj ET";
    assert_eq!(words(&read(&pdf(raised, &[]))), "aparir1 son");
}

/// Justified lines are spaced with the numbers of `TJ`, letters that are spaced out with `Tc`.
#[test]
fn spaces_may_be_numbers() {
    assert_eq!(words(&read(&pdf("BT /F 10 Tf [(qar) -280 (yag) 40 (di)] TJ ET", &[]))), "qar yagdi");
    let letters = "BT /F 10 Tf 3 Tc (qa) Tj 16 0 Td (r) Tj ET";
    assert_eq!(words(&read(&pdf(letters, &[]))), "qar");
}

/// A face of the standard fourteen may come without widths: then nothing is known but that the pen was moved.
#[test]
fn a_face_without_widths_parts_words_wherever_the_pen_is_moved() {
    let bytes = pdf("BT /F 10 Tf (qar) Tj 15 0 Td (yagdi) Tj ET", &[]);
    let mut pdf = lopdf::Document::load_mem(&bytes).expect("a PDF");
    for object in pdf.objects.values_mut() {
        if let Ok(font) = object.as_dict_mut() {
            font.remove(b"Widths");
        }
    }
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("saved");
    assert_eq!(words(&read(&bytes)), "qar yagdi");
}

#[test]
fn pages_that_are_too_many_are_said() {
    let mut pdf = lopdf::Document::with_version("1.7");
    let pages = pdf.new_object_id();
    let kids: Vec<Object> =
        (0..5_001).map(|_| pdf.add_object(dictionary! { "Type" => "Page", "Parent" => pages }).into()).collect();
    pdf.objects.insert(pages, dictionary! { "Type" => "Pages", "Count" => 5_001, "Kids" => kids }.into());
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    pdf.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("saved");
    let limits = Limits::default().with(Limit::CheckedPages, 5_000).expect("a limit");
    remarks(&inspect_within(&bytes, &limits).expect("a report"), "5000 pages or more");
    assert!(!read(&bytes).remarks.iter().any(|remark| remark.contains("pages or more")));
}

#[test]
fn what_nobody_sees_is_no_statement() {
    let hidden = [
        "<p hidden='hidden'>TERM</p>",
        "<p style='color: red; display : NONE !important'>TERM</p>",
        "<div style='display:none'><p>TERM</p></div>",
        "<p>A <span style=\"visibility:hidden\">TERM</span></p>",
    ];
    for body in hidden {
        let report = read(&book("", &body.replace("TERM", "Gizli şərt.")));
        assert!(!report.text.shows("Gizli şərt."), "{body}");
    }
    for body in ["<p style='display:block'>TERM</p>", "<p style='x:display'>TERM</p>", "<p aria-hidden='true'>TERM</p>"]
    {
        assert!(read(&book("", &body.replace("TERM", "Açıq şərt."))).text.shows("Açıq şərt."), "{body}");
    }
    // Neither is a link, and neither are the words of an item.
    let source = "<dc:source>https://numune.example/1</dc:source>";
    let link = "<p style='display:none'><a href='https://numune.example/1'>Mənbə</a></p><p>Mətn.</p>";
    assert_eq!(read(&book(source, link)).source_link(), SourceLink::Invisible);
    assert_eq!(read(&book(source, &link.replace("none", "block"))).source_link(), SourceLink::Present);
    assert_eq!(read(&book(source, "<p><a href='https://b.example/'>B</a></p>")).source_link(), SourceLink::Absent);
    let content = "<contentSet><inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><body><p>Bir</p>\
                   <p style='display:none'>iki</p></body></html></inlineXML></contentSet>";
    assert_eq!(words(&read(&item(content))), "Bir");
}

/// What the rights of a book are, a notice or terms, many makers do not tell apart.
#[test]
fn rights_that_are_not_told_apart_are_neither_notice_nor_terms() {
    let report = read(&book("<dc:rights>© 2026 Nümunə</dc:rights>", "<p>Mətn.</p>"));
    assert_eq!(
        (report.rights.as_slice(), report.notice, report.terms.len()),
        (&["© 2026 Nümunə".to_owned()][..], None, 0)
    );
}

#[test]
fn an_agency_s_terms_are_read_and_looked_for_in_the_text() {
    let rights = "<rightsInfo><copyrightHolder uri='https://agency.example/'/>\
                  <copyrightNotice href='https://agency.example/terms'>© Agency</copyrightNotice>\
                  <usageTerms>No use after 30 days</usageTerms></rightsInfo>";
    let report = read(&item(rights));
    assert_eq!(report.holder.as_deref(), Some("https://agency.example/"));
    assert_eq!(
        (report.notice.as_deref(), report.terms.as_slice()),
        (Some("© Agency"), &["No use after 30 days".to_owned()][..])
    );
    assert_eq!(report.terms_page.as_deref(), Some("https://agency.example/terms"));
    let findings = examine(&report);
    let unseen = "\"No use after 30 days\" does not stand in the file's text";
    assert!(findings.iter().any(|finding| finding.message.contains(unseen)), "{findings:?}");
}

/// Items that hold no article, and messages whose items hold nothing.
#[test]
fn other_items_are_called_what_they_are() {
    let space = "xmlns='http://iptc.org/std/nar/2006-10-01/'";
    let report = read(format!("<conceptItem {space}><itemMeta/></conceptItem>").as_bytes());
    remarks(&report, "it is a <conceptItem>");
    let message =
        format!("<newsMessage {space}><itemSet><packageItem/><newsItem guid='1'>…</newsItem></itemSet></newsMessage>");
    let report = read(message.as_bytes());
    remarks(&report, "a message of 2 items");
    remarks(&report, "it has no content");
    for fragment in [format!("<contentSet {space}/>"), format!("<newsMessage {space}/>"), "<html/>".to_owned()] {
        let error = inspect(fragment.as_bytes()).expect_err(&fragment);
        assert!(error.has(Code::CheckUnreadable), "{error}");
    }
}

#[test]
fn content_that_is_not_read_is_named() {
    let sports = "<contentSet><inlineXML><sports-content xmlns='urn:x'/></inlineXML>\
                  <inlineData contenttype='application/pdf' encoding='x'>AAAA</inlineData></contentSet>";
    let report = read(&item(sports));
    remarks(&report, "<sports-content>, which is not read");
    remarks(&report, "application/pdf, which is not read");
    remarks(&report, "it has no words");
}

#[test]
fn a_policy_that_is_none_is_said() {
    let data = |policy: &str| item(&format!("<rightsInfo>{policy}</rightsInfo>"));
    remarks(&read(&data("<rightsExpressionData>not JSON</rightsExpressionData>")), "its policy cannot be read");
    remarks(&read(&data("<rightsExpressionXML><x xmlns='urn:x'/></rightsExpressionXML>")), "no policy of ODRL");
}

fn check(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_istinad")).arg("check").args(arguments).output().expect("a run")
}

#[test]
fn a_file_over_the_limit_is_refused_and_the_limit_can_be_raised() {
    let page = format!("<p>Mətn.</p><!--{}-->", "x".repeat(3 << 20));
    let html = format!("<html xmlns='http://www.w3.org/1999/xhtml'><body>{page}</body></html>");
    let large = item(&format!("<contentSet><inlineXML>{html}</inlineXML></contentSet>"));
    assert!(
        inspect_within(&large, &Limits::default().with(Limit::CheckedFile, 1 << 20).expect("a limit"))
            .expect_err("too large")
            .has(Code::FileTooLarge)
    );
    let path = judge::file("foreign", "large.newsml.xml", &large);
    let path = path.to_str().expect("a name");
    let refused = check(&["--max-size", "2", path]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(
        said.contains("file-too-large") && said.contains("larger than 2 MB") && said.contains("--limit checked-file"),
        "{said}"
    );
    let taken = check(&["--max-size", "4", path]);
    assert!(String::from_utf8_lossy(&taken.stdout).contains("1 words"), "{taken:?}");
    for nonsense in ["0", "-1", "x", "99999999999999999"] {
        assert_eq!(check(&["--max-size", nonsense, path]).status.code(), Some(2), "{nonsense}");
    }
}

/// IPTC's own listings, where they are at hand: none makes the program fall over, alone or beside an article.
#[test]
fn iptc_s_listings_are_reported_on() {
    let folder = every::shared().join("corpus/newsml-iptc");
    let Ok(entries) = std::fs::read_dir(&folder) else { return judge::skip("IPTC's listings", "not at hand") };
    let paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "xml"))
        .collect();
    let article = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles/english.md");
    for path in &paths {
        let path = path.to_str().expect("a name");
        for arguments in [&["--json", path][..], &["--source", article, path][..]] {
            let output = check(arguments);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(1), "{path}: {said}");
            assert!(!output.stdout.is_empty() || said.contains("check-unreadable"), "{path}: {said}");
        }
    }
    assert!(paths.len() > 20);
}
