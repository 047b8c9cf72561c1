//! Articles of strangers, as the program meets them.
//!
//! 1. addresses that run or spy, and words that look like code: in no file do they do anything, and every word is kept;
//! 2. characters that nobody sees are reported;
//! 3. names of files and folders of every kind, and paths that climb out;
//! 4. small files that unfold to large ones.

use std::fs;

use istinad::inspect::inspect;
use istinad::model::dump::dump;
use istinad::model::walk::{passages, plain_text};
use istinad::{Code, ReadOptions, Source, read};

use crate::every;
use crate::program::cli::{Folder, Run};
use crate::random::proof;
use crate::support::fixture;

const PLAIN: &str = "# Göl\n\nGöl dolur.\n";

fn said(name: &str, text: &str) -> istinad::Outcome<istinad::Document> {
    read(&Source::new(name, text).expect("UTF-8"), &ReadOptions::default()).expect("an article")
}

fn count(outcome: &istinad::Outcome<istinad::Document>, code: Code) -> usize {
    outcome.diagnostics.iter().filter(|diagnostic| diagnostic.code == code).count()
}

/// Signs that Markdown does not read as marks are told, with their place; those that are meant as signs are not.
#[test]
fn signs_of_emphasis_that_mark_nothing_are_told() {
    for (words, signs) in [
        ("**(Test)**without space", vec!["**(Test)**"]),
        ("Bu **\"Azadlıq\"**da çap olunub, **Bakı:**şəhər", vec!["**\"Azadlıq\"**", "**Bakı:**"]),
        ("*‘söz’*ün mənası", vec!["*‘söz’*"]),
        ("**这是重点。**后面的句子。", vec!["**这是重点。**"]),
        ("__«Su»__dedi", vec!["__«Su»__"]),
        ("***«Su»***dedi", vec!["***«Su»***"]),
        ("**“Вода”**сказал он", vec!["**“Вода”**"]),
        // Marks, and signs that are meant.
        ("**Su** *həyatdır*, __dedi__", vec![]),
        (r"\*\*«Su»\*\*dedi", vec![]),
        ("`**«Su»**dedi`", vec![]),
        ("2 * 3 * 4 və 2 ** 3", vec![]),
        ("Qiymət* və faiz*", vec![]),
        ("ad_soyad_yaş və f(*a, **b)", vec![]),
    ] {
        for text in
            [format!("# Göl\n\n{words}.\n"), format!("# Göl\n\n- {words}\n- su\n"), format!("# Göl\n\n> {words}\n")]
        {
            let outcome = said("a.md", &text);
            let told = outcome.diagnostics.iter().filter(|said| said.code == Code::EmphasisLiteral);
            let told: Vec<&str> = told.map(|said| &text[said.span.map_or(0..0, |span| span.start..span.end)]).collect();
            assert_eq!(told, signs, "{text}");
        }
    }
    // No mark goes on in another paragraph.
    assert_eq!(count(&said("a.md", "# Göl\n\nBu **«su\n\nvə od»**dur.\n"), Code::EmphasisLiteral), 0);
}

// 1. Addresses and words.

/// Addresses that must lead nowhere, as Markdown and HTML can write them.
const DANGEROUS: &[&str] = &[
    "javascript:x(1)",
    "JavaScript:x(1)",
    "java&#x09;script:x(1)",
    "java&#10;script:x(1)",
    "&#1;javascript:x(1)",
    "&#x6A;avascript:x(1)",
    "vbscript:x",
    "data:text/html;base64,eA==",
    "DATA:text/html,x",
    "file:///etc/passwd",
    "blob:https://a.example/x",
    "view-source:https://a.example",
    "about:blank",
    "intent://x",
];

#[test]
fn no_file_leads_where_it_must_not() {
    let links: String = DANGEROUS.iter().map(|address| format!("[söz](<{address}>) ")).collect();
    let raw: String =
        DANGEROUS.iter().map(|address| format!("<a href=\"{address}\" onclick=\"x()\">söz</a> ")).collect();
    let pictures: String = DANGEROUS.iter().map(|address| format!("![şəkil](<{address}>)\n\n")).collect();
    for metadata in ["url", "terms_url", "license", "source"] {
        for address in ["javascript:x(1)", "java\\tscript:x(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x"]
        {
            let text =
                format!("---\ntitle: Göl\n{metadata}: \"{address}\"\n---\n\n# Göl\n\n{links}\n\n{raw}\n\n{pictures}");
            let outcome = said("a.md", &text);
            assert_eq!(count(&outcome, Code::LinkUnsafe), 2 * DANGEROUS.len(), "{:?}", outcome.diagnostics);
            let text = passages(&outcome.output).iter().map(|passage| passage.text.as_str()).collect::<String>();
            assert_eq!(text.matches("söz").count(), 2 * DANGEROUS.len());
            for (_, file) in proof::prove(&outcome.output, &every::options()).expect("proved") {
                leads_nowhere(&file);
            }
        }
    }
}

/// Whether nothing that a file links to is of a kind that runs or reads.
fn leads_nowhere(file: &[u8]) {
    let report = inspect(file).expect("a report");
    let addresses = report.text.links.iter().map(|link| link.address.as_str()).chain(report.address.as_deref());
    for address in addresses {
        let is_harmless = ["http://", "https://", "mailto:", "#"].iter().any(|start| address.starts_with(start));
        // Within a book.
        assert!(is_harmless || !address.contains(':'), "{address}");
    }
}

#[test]
fn what_runs_is_in_no_file_of_any_format() {
    let body = "<p onclick=\"gizli()\">Bir <a href=\"java&#9;script:gizli()\">iki</a> <svg onload=\"gizli()\"><script>gizli()</script>\
                </svg> üç <a xlink:href=\"javascript:gizli()\">dörd</a>.</p><script>gizli()</script><p style=\"background:url(javascript:gizli())\">\
                Kəndin yanındakı göl üç ildən sonra, yağışlı bir yazın sonunda, yenidən su ilə dolub.</p>\
                <math><mtext><img src=\"x\" onerror=\"gizli()\" alt=\"beş\"/></mtext></math><iframe src=\"data:text/html,gizli\"></iframe>";
    let page = format!(
        "<!doctype html><html lang=az><title>Göl</title><body onload=\"gizli()\"><article><h1>Göl</h1>{body}</article>"
    );
    let archive = format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n{page}\r\n\
         --x\r\nContent-Type: text/javascript\r\nContent-Location: https://a.example/x.js\r\n\r\ngizli()\r\n--x--\r\n"
    );
    let item = format!(
        "<?xml version=\"1.0\"?><newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"urn:x:1\" version=\"1\" \
         standard=\"NewsML-G2\" standardversion=\"2.35\" xml:lang=\"az\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><itemMeta>\
         <itemClass qcode=\"ninat:text\"/></itemMeta><contentMeta><headline>Göl</headline></contentMeta><contentSet><inlineXML>\
         <html xmlns=\"http://www.w3.org/1999/xhtml\"><body>{body}</body></html></inlineXML></contentSet></newsItem>"
    );
    for (name, text) in
        [("a.html", page), ("a.mhtml", archive), ("a.xml", item), ("a.md", format!("# Göl\n\n{body}\n"))]
    {
        let outcome = said(name, &text);
        let words = passages(&outcome.output).iter().map(|passage| passage.text.as_str()).collect::<Vec<_>>().join(" ");
        assert!(words.contains("Bir") && words.contains("iki") && !words.contains("gizli"), "{name}: {words}");
        let files = proof::prove(&outcome.output, &every::options()).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        files.iter().for_each(|(_, file)| leads_nowhere(file));
    }
}

/// A saved page may bring its frames before itself, and says which part it is.
#[test]
fn a_frame_that_stands_first_is_not_the_page() {
    let part = |id: &str, location: &str, body: &str| {
        format!(
            "--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-ID: <{id}>\r\nContent-Location: {location}\r\n\r\n\
             <html lang=az><body>{body}</body></html>\r\n"
        )
    };
    let frame = part(
        "ad@a.example",
        "https://ads.example/a.html",
        "<h1>Qayıq alın</h1><p>Ən yaxşı qayıqlar bizdədir, tələsin və bu gün sifariş edin.</p>",
    );
    let page = part(
        "art@a.example",
        "https://a.example/gol",
        "<h1>Göl dolur</h1><p>Kəndin yanındakı göl üç ildən sonra yenidən su ilə dolub.</p>",
    );
    let location = "Snapshot-Content-Location: https://a.example/gol\r\n";
    for (head, start, parts) in [
        ("", "; start=\"<art@a.example>\"", [&frame, &page]),
        (location, "; start=\"<art@a.example>\"", [&frame, &page]),
        (location, "", [&frame, &page]),
        // The part that is named is not there, or names none: the first page is.
        ("", "; start=\"<x@a.example>\"", [&page, &frame]),
        ("", "", [&page, &frame]),
    ] {
        let [first, second] = parts;
        let text = format!(
            "{head}MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x{start}\r\n\r\n{first}{second}--x--\r\n"
        );
        let document = said("a.mhtml", &text).output;
        assert_eq!(document.metadata.headline.value, "Göl dolur", "{head}{start}");
        let address = document.metadata.address.as_ref().map(|slot| slot.value.as_str());
        assert_eq!(address, Some("https://a.example/gol"), "{head}{start}");
    }
}

/// Whoever fills templates with our files finds the source's words, and no more marks than there were.
#[test]
fn words_that_look_like_code_stay_words() {
    let words = "{{7*7}} <% x %> ${y} #{z} ]]> \\u0000 %s %n $(id) `id` \\x1b[31m OR 1=1; --";
    for (name, text) in [
        ("a.txt", format!("{words} göl\n\n{words} \u{7f}\u{85} son.\n")),
        (
            "a.md",
            format!(
                "---\ntitle: 'Göl {words}'\nauthor: '{words}'\npublisher: '{words}'\nterms: '{words}'\n---\n\nson\n"
            ),
        ),
    ] {
        let outcome = said(name, &text);
        assert!(outcome.output.metadata.headline.value.contains("{{7*7}} <% x %> ${y} #{z} ]]>"), "{name}");
        proof::prove(&outcome.output, &every::options()).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    }
}

#[test]
fn what_xml_cannot_hold_is_replaced_and_said() {
    let text = "# Göl\u{fffe}\n\na\u{0}b\u{1b}[31mc\u{ffff}d &#xFFFE; &#0; &#x1b; son\n";
    let outcome = said("a.md", text);
    assert_eq!(outcome.output.metadata.headline.value, "Göl\u{fffd}");
    assert_eq!(count(&outcome, Code::CharacterReplaced), 4, "{:?}", outcome.diagnostics);
    proof::prove(&outcome.output, &every::options()).expect("proved");
}

#[test]
fn what_xml_cannot_hold_gets_past_no_reader() {
    let mut reported = 0;
    for path in fixture::articles("tests/articles") {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        // Behind a letter that stands in words alone; the names of elements and properties have none of them.
        let changed = text.replace('\u{259}', "\u{259}\u{1}").replace('и', "и\u{b}").replace('ی', "ی\u{c}");
        let source = Source::new(&name, changed).expect("UTF-8");
        let Ok(outcome) = read(&source, &ReadOptions::default()) else { continue };
        let shown = dump(&outcome.output);
        assert!(!shown.contains(['\u{1}', '\u{b}', '\u{c}']), "{name}: {shown}");
        reported += usize::from(count(&outcome, Code::CharacterReplaced) > 0);
    }
    assert!(reported > 30, "{reported} articles had such a character");
}

#[test]
fn links_and_marks_without_words_leave_nothing() {
    let text = "# Göl\n\nGöl [ ](https://a.example) [](https://b.example) [**&nbsp;**](https://c.example) [^1] ** ** <b> </b> <i></i> \
                [söz](https://e.example) [![şəkil](x.png)](https://f.example) son.\n\n[^1]: Qeyd[^2].\n[^2]: O biri[^1].\n";
    let outcome = said("a.md", text);
    assert_eq!(count(&outcome, Code::LinkWithoutWords), 3, "{:#?}", outcome.diagnostics);
    for diagnostic in outcome.diagnostics.iter().filter(|diagnostic| diagnostic.code == Code::LinkWithoutWords) {
        assert!(diagnostic.span.is_some() && diagnostic.hint.is_some(), "{diagnostic:?}");
    }
    assert_eq!(outcome.output.notes.len(), 2);
    for (_, file) in proof::prove(&outcome.output, &every::options()).expect("proved") {
        let report = inspect(&file).expect("a report");
        let leads: Vec<&str> = report.text.links.iter().map(|link| link.address.as_str()).collect();
        assert!(
            leads.contains(&"https://e.example") && !leads.iter().any(|address| address.contains("c.example")),
            "{leads:?}"
        );
    }
}

/// A note that nothing refers to stands where it was defined, however many there are.
#[test]
fn notes_without_references_stand_where_they_were_defined() {
    let text: String = (0..50).map(|index| format!("mətn {index}\n\n[^q{index}]: qeyd {index}\n\n")).collect();
    let outcome = said("a.md", &format!("# Göl\n\n{text}son\n"));
    let body: Vec<String> = outcome
        .output
        .body
        .iter()
        .filter_map(|block| match block {
            istinad::model::Block::Paragraph(paragraph) => Some(plain_text(&paragraph.content)),
            _ => None,
        })
        .collect();
    let expected: Vec<String> = (0..50)
        .flat_map(|index| [format!("mətn {index}"), format!("qeyd {index}")])
        .chain(["son".to_owned()])
        .collect();
    assert_eq!(body, expected);
}

// 2. Characters that nobody sees.

#[test]
fn hidden_characters_in_headlines_and_names_are_reported_and_kept() {
    let text = "---\nauthor: Nər\u{200b}giz\npublisher: Nümunə \u{2066}Radio\u{2069}\n---\n\n# Göl \u{202e}rulod\u{202c}\n\nGöl\u{200b} dolur.\n";
    let outcome = said("a.md", text);
    assert_eq!(outcome.output.metadata.headline.value, "Göl \u{202e}rulod\u{202c}");
    assert_eq!(outcome.output.metadata.authors[0].value, "Nər\u{200b}giz");
    let said: Vec<_> =
        outcome.diagnostics.iter().filter(|diagnostic| diagnostic.code == Code::HiddenCharacter).collect();
    let messages: Vec<&str> = said.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert_eq!(said.len(), 3, "{messages:?}");
    assert!(messages[0].contains("author") && messages[0].contains("U+200B"), "{messages:?}");
    assert!(messages[1].contains("publisher") && messages[1].contains("U+2066"), "{messages:?}");
    assert!(messages[2].contains("headline") && messages[2].contains("U+202E"), "{messages:?}");
    let places: Vec<&str> =
        said.iter().map(|diagnostic| diagnostic.span.map_or("", |span| &text[span.start..span.end])).collect();
    assert_eq!(places, ["\u{200b}", "\u{2066}", "\u{202e}"]);
    assert!(said.iter().all(|diagnostic| diagnostic.hint.is_some()));
    proof::prove(&outcome.output, &every::options()).expect("proved");
    // An encoded one has the place of the headline.
    let page = said_of_page("G&#x202e;öl");
    assert_eq!(count(&page, Code::HiddenCharacter), 1);
    assert_eq!(count(&said_of_page("Göl"), Code::HiddenCharacter), 0);
}

fn said_of_page(headline: &str) -> istinad::Outcome<istinad::Document> {
    let words = "Kəndin yanındakı göl üç ildən sonra, yağışlı bir yazın sonunda, yenidən su ilə dolub.";
    said(
        "a.html",
        &format!(
            "<!doctype html><html lang=az><title>{headline}</title><article><h1>{headline}</h1><p>{words}</p></article>"
        ),
    )
}

// 3. Names and paths.

#[test]
fn names_of_every_kind_are_names() {
    let long = "n".repeat(243);
    let longest = "m".repeat(250);
    let folder = Folder::new();
    for (name, made) in [
        ("-rf.md", "-rf.newsml.xml"),
        ("--help.md", "--help.newsml.xml"),
        ("CON.md", "CON.newsml.xml"),
        ("iki söz \"Ə\" 'b'.md", "iki söz \"Ə\" 'b'.newsml.xml"),
        ("nöqtələr...md", "nöqtələr...newsml.xml"),
        ("adsız", "adsız.newsml.xml"),
        ("$(id);`id`&|.md", "$(id);`id`&|.newsml.xml"),
        ("sətir\nsonu.md", "sətir\nsonu.newsml.xml"),
        ("\u{202e}dm.a.md", "\u{202e}dm.a.newsml.xml"),
        (".gizli.md", ".gizli.newsml.xml"),
        (&long, &format!("{long}.newsml.xml")),
    ] {
        folder.write(name, PLAIN);
        let arguments = ["convert", "--to", "newsml", "-q", "-o", "out", "--", name];
        Run::of(folder.command(arguments).output()).ends(0);
        assert_eq!(folder.names("out"), [made], "{name:?}");
        fs::remove_file(folder.0.join("out").join(made)).expect("removed");
    }
    folder.write(&longest, PLAIN);
    Run::of(folder.command(["convert", "--to", "newsml", "-q", "-o", "out", &longest]).output())
        .ends(1)
        .complains(&["file-unwritable", "shorter name"]);
    assert_eq!(folder.names("out"), [""; 0]);
}

#[test]
fn no_article_is_lost_under_its_own_file() {
    let folder = Folder::with(&[("a.pdf", PLAIN), ("b.md", PLAIN)]);
    for out in [".", "./", "../"] {
        fs::create_dir_all(folder.0.join("x")).expect("a folder");
        let article = if out == "../" { "../a.pdf" } else { "a.pdf" };
        let mut command = folder.command(["convert", "--from", "markdown", "--force", "-o", out, article]);
        if out == "../" {
            command.current_dir(folder.0.join("x"));
        }
        Run::of(command.output()).ends(1).complains(&["file-exists", "the article itself"]);
    }
    assert_eq!(folder.read("a.pdf"), PLAIN.as_bytes());
    // Beside its files an article may stand.
    folder.run("convert b.md -o . -q").ends(0);
    assert_eq!(folder.read("b.md"), PLAIN.as_bytes());
    assert_eq!(folder.names("."), ["a.pdf", "b.epub", "b.md", "b.newsml.xml", "b.pdf", "x"]);
}

#[test]
fn two_articles_never_share_a_file() {
    let folder = Folder::with(&[("a.md", PLAIN), ("a.txt", PLAIN)]);
    for name in ["x", "y"] {
        fs::create_dir(folder.0.join(name)).expect("a folder");
        folder.write(&format!("{name}/a.md"), PLAIN);
    }
    for arguments in ["a.md a.txt", "x/a.md y/a.md", "x/a.md ./x/a.md", "a.md x/../a.md"] {
        folder.run(&format!("convert {arguments}")).ends(2).complains(&["same name"]);
    }
    folder.run("convert a.md/b.md").ends(1).complains(&["file-unreadable"]);
    assert_eq!(folder.names("output"), [""; 0]);
}

#[cfg(unix)]
#[test]
fn pictures_come_from_the_folder_of_the_article_and_from_nowhere_else() {
    let folder = Folder::new();
    for name in ["in", "out"] {
        fs::create_dir(folder.0.join(name)).expect("a folder");
        fs::write(folder.0.join(name).join("p.png"), fixture::DOT).expect("a picture");
    }
    std::os::unix::fs::symlink("../out/p.png", folder.0.join("in/link.png")).expect("a link");
    std::os::unix::fs::symlink("../out", folder.0.join("in/folder")).expect("a link");
    std::os::unix::fs::symlink("p.png", folder.0.join("in/inside.png")).expect("a link");
    let absolute = folder.0.join("out/p.png").canonicalize().expect("a path").display().to_string();
    let outside = [
        "../out/p.png",
        "./x/../../out/p.png",
        "link.png",
        "folder/p.png",
        "%2e%2e/out/p.png",
        "..%2fout%2fp.png",
        &absolute,
        &format!("file://{absolute}"),
        "/dev/zero",
        "/proc/self/environ",
        "//a.example/p.png",
        "https://a.example/p.png",
        ".",
        "",
    ];
    for reference in outside {
        folder.write("in/a.md", &format!("# Göl\n\nGöl dolur.\n\n![Göl](<{reference}>)\n"));
        folder.run("convert in/a.md --to epub --force -q").ends(0);
        let book = folder.read("output/a.epub");
        assert!(!book.windows(4).any(|window| window == b".png"), "{reference}");
    }
    for reference in ["p.png", "./p.png", "inside.png", "../in/p.png"] {
        folder.write("in/a.md", &format!("# Göl\n\nGöl dolur.\n\n![Göl](<{reference}>)\n"));
        folder.run("convert in/a.md --to epub --force -q").ends(0);
        let book = folder.read("output/a.epub");
        assert!(book.windows(4).any(|window| window == b".png"), "{reference}");
    }
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_where_files_are_written() {
    let folder = Folder::with(&[("a.md", PLAIN), ("mine", "mine")]);
    fs::create_dir(folder.0.join("output")).expect("a folder");
    std::os::unix::fs::symlink("../mine", folder.0.join("output/a.epub")).expect("a link");
    folder.run("convert a.md --to epub").ends(1).complains(&["file-exists"]);
    folder.run("convert a.md --to epub --force -q").ends(0);
    assert_eq!(folder.read("mine"), b"mine");
    assert!(folder.read("output/a.epub").starts_with(b"PK"));
}

// 4. What unfolds.

#[test]
fn metadata_that_unfolds_is_refused() {
    let laughs: String = (1..12)
        .map(|level| format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", ")))
        .collect();
    let deep = "[".repeat(20_000);
    for (matter, said) in [
        (format!("---\na0: &a0 [ha, ha]\n{laughs}---\n"), "unfolds"),
        (format!("---\ntitle: {deep}\n---\n"), ""),
        (format!("---\ntitle: {}\n---\n", "{a: ".repeat(10_000)), ""),
        (format!("+++\ntitle = {deep}\n+++\n"), ""),
        (format!("+++\ntitle = {}\n+++\n", "{a=".repeat(10_000)), ""),
        (format!("+++\n{} = 1\n+++\n", ["a"; 20_000].join(".")), ""),
        (format!("+++\n[{}]\n+++\n", ["a"; 20_000].join(".")), ""),
        (format!("+++\nsubjects = {}\n+++\n", "9".repeat(20_000)), ""),
    ] {
        let source = Source::new("a.md", format!("{matter}\n# Göl\n\nGöl dolur.\n")).expect("UTF-8");
        let refusal = read(&source, &ReadOptions::default()).expect_err(&matter[..40]);
        assert!(refusal.has(Code::FrontMatterInvalid), "{refusal}");
        assert!(refusal.to_string().contains(said), "{refusal}");
    }
    // A number is its digits.
    for matter in
        ["---\ntags: [123456789012345678901234567890, 1e300, 0x10]\n---\n", "+++\ntags = [1e300, 0x10]\n+++\n"]
    {
        said("a.md", &format!("{matter}\n# Göl\n\nGöl dolur.\n"));
    }
}

#[test]
fn pages_and_archives_that_nest_end() {
    let json = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let page = |json: &str| {
        format!(
            "<!doctype html><html lang=az><title>Göl</title><script type=application/ld+json>{json}</script><article><h1>Göl</h1>\
             <p>Kəndin yanındakı göl üç ildən sonra, yağışlı bir yazın sonunda, yenidən su ilə dolub.</p></article>"
        )
    };
    assert_eq!(count(&said("a.html", &page(&json)), Code::MetadataInvalid), 1);
    let objects = format!("{}1{}", "{\"@graph\":".repeat(100_000), "}".repeat(100_000));
    assert_eq!(count(&said("a.html", &page(&objects)), Code::MetadataInvalid), 1);

    // A part in a part in a part: it is read or refused.
    let mut parts = String::from("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b0\r\n\r\n");
    for level in 0..5_000 {
        parts.push_str(&format!("--b{level}\r\nContent-Type: multipart/related; boundary=b{}\r\n\r\n", level + 1));
    }
    parts.push_str("--b5000\r\nContent-Type: text/html\r\n\r\n<h1>Göl</h1><p>Göl dolur.\r\n");
    let messages = "Content-Type: message/rfc822\r\n\r\n".repeat(5_000);
    let messages =
        format!("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n{messages}--b--\r\n");
    for archive in [parts, messages] {
        if let Err(refusal) = Source::new("a.mht", archive) {
            assert!(refusal.has(Code::ArchiveInvalid) || refusal.has(Code::InputTooLarge), "{refusal}");
        }
    }
}

/// A PDF of hand-written objects, numbered from 1; the first is the catalog.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend([format!("{} 0 obj\n", index + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let start = bytes.len();
    let size = objects.len() + 1;
    bytes.extend(format!("{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").into_bytes());
    bytes
}

/// A stream of objects whose index names one large array a hundred times, and twenty streams of one such array.
#[test]
fn pdfs_that_unfold_are_refused_or_cut_short() {
    let file = |streams: usize, entries: usize| {
        let index: String = (0..entries).map(|entry| format!("{} 0 ", 1_000 + entry)).collect();
        let content = format!("{index}[{}]", "1 ".repeat(1_500_000));
        let mut packed = lopdf::Stream::new(lopdf::Dictionary::new(), content.into_bytes());
        packed.compress().expect("packed");
        let (first, length) = (index.len(), packed.content.len());
        let head = format!("<</Type/ObjStm/N {entries}/First {first}/Filter/FlateDecode/Length {length}>>stream\n");
        let stream = [head.as_bytes(), &packed.content, b"\nendstream"].concat();
        let mut objects: Vec<Vec<u8>> =
            ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page>>"]
                .map(|object| object.as_bytes().to_vec())
                .to_vec();
        objects.extend(vec![stream; streams]);
        pdf(&objects)
    };
    let again = file(1, 100);
    assert!(again.len() < 20_000, "{}", again.len());
    inspect(&again).expect("one array, read once");
    let refusal = inspect(&file(20, 1)).expect_err("too much");
    assert!(refusal.has(Code::CheckUnreadable), "{refusal}");
    assert!(refusal.to_string().contains("unfold to too much"), "{refusal}");
}
