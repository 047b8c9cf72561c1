//! News as agencies send it, read: NewsML-G2 and NITF.
//!
//! 1. the examples of IPTC, where they are at hand: those with words are articles, the others are refused with what they
//!    are;
//! 2. what an item states is taken for what it is, and nothing else;
//! 3. hostile and broken files end in bounded time with a clear message.

use istinad::model::dump::{describe, dump};
use istinad::model::walk::{plain_text, words};
use istinad::model::{Document, HeaderRole, Origin};
use istinad::read::{FoundBy, reader};
use istinad::{Code, Error, Outcome, ReadOptions, Source, read};

use crate::every;

fn article(name: &str, text: impl Into<Vec<u8>>) -> Result<Outcome<Document>, Error> {
    read(&Source::new(name, text).expect("text"), &ReadOptions::default())
}

/// An article of `tests/articles`.
fn ours(name: &str) -> Outcome<Document> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles").join(name);
    article(name, std::fs::read(path).expect("an article")).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// An item with some metadata and a body of XHTML.
fn item(meta: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"a\" xml:lang=\"az\">{meta}\
         <contentSet><inlineXML><html xmlns=\"http://www.w3.org/1999/xhtml\"><body>{body}</body></html></inlineXML>\
         </contentSet></newsItem>"
    )
}

fn codes(outcome: &Outcome<Document>) -> Vec<Code> {
    outcome.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

/// The examples of IPTC: `None` where the folder is not at hand.
pub(crate) fn listings() -> Vec<(String, Source)> {
    let Ok(folder) = std::fs::read_dir(every::shared().join("corpus/newsml-iptc")) else { return Vec::new() };
    let mut paths: Vec<_> = folder.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "xml"));
    paths.sort();
    let named = |path: &std::path::PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
    paths
        .iter()
        .filter_map(|path| Some((named(path)?, Source::new(named(path)?, std::fs::read(path).ok()?).ok()?)))
        .collect()
}

/// The examples that hold the words of an article.
pub(crate) const WITH_WORDS: &[&str] = &["LISTING_2_", "LISTING_22_"];

#[test]
fn the_examples_of_iptc_are_articles_or_refused_with_what_they_are() {
    for (name, source) in listings() {
        let outcome = read(&source, &ReadOptions::default());
        if WITH_WORDS.iter().any(|start| name.starts_with(start)) {
            let article = outcome.unwrap_or_else(|error| panic!("{name}: {error}")).output;
            assert!(words(&article).len() > 80, "{name}");
            continue;
        }
        let error = outcome.map(|article| dump(&article.output)).expect_err(&name);
        let [said] = error.diagnostics() else { panic!("{name}: {error}") };
        let broken = name.starts_with("LISTING_25_");
        assert_eq!(said.code, if broken { Code::XmlInvalid } else { Code::NoArticle }, "{name}: {error}");
        assert!(said.hint.is_some() && said.span.is_some(), "{name}: {error}");
        if broken {
            // As `xmllint` finds it: the namespace of `xsi:schemaLocation` is not declared.
            let at = source.position(said.span.expect("a place").start);
            assert_eq!(at.line, 4, "{error}");
            assert!(said.message.contains("\"xsi\" of xsi:schemaLocation is not declared"), "{error}");
        }
    }
}

#[test]
fn a_message_gives_its_text_with_its_pictures() {
    let outcome = ours("agentlik-mesaji.xml");
    let document = &outcome.output;
    let metadata = &document.metadata;
    assert_eq!(metadata.headline.value, "UPDATE 2-Old bridge over the lake opens again");
    assert_eq!(metadata.publisher.as_ref().map(|slot| slot.value.name.as_str()), Some("Agentlik Xəbər"));
    let authors: Vec<&str> = metadata.authors.iter().map(|slot| slot.value.as_str()).collect();
    assert_eq!(authors, ["Aynur Kərimova"]);
    assert_eq!(
        metadata.published.as_ref().map(|slot| slot.value.to_string()).as_deref(),
        Some("2026-05-12T08:02:11+00:00")
    );
    // A code without a name says nothing to people, and a comma does not part a name.
    let subjects: Vec<&str> = metadata.subjects.iter().map(|slot| slot.value.as_str()).collect();
    assert_eq!(subjects, ["transport, roads and railways"]);
    let figures: Vec<_> = istinad::model::walk::figures(&document.body).collect();
    let [figure] = figures.as_slice() else { panic!("{figures:?}") };
    let picture = figure.picture.as_ref().expect("a picture");
    assert_eq!(
        (picture.reference.as_str(), picture.others.as_slice()),
        ("korpu.jpg", &["korpu-kicik.jpg".to_owned()][..])
    );
    // Wire copy: an indented line begins a paragraph, and the byline in it is no second one.
    assert!(
        dump(document).contains("  paragraph: “We kept")
            || dump(document).contains("  paragraph: \"We kept every stone")
    );
    assert!(document.rights.forbids_pictures());
}

/// Its elements all stand at one place, that of the text.
#[test]
fn markup_in_a_plain_text_keeps_its_words() {
    let text = include_str!("../../fuzz-finds/newsml/headline-in-a-text-in-a-text.xml");
    let article = article("a.xml", text).expect("an article").output;
    assert_eq!(words(&article).join(" "), "Lago Il lago torna Dopo tre anni Il lago è tornato. Fine.");
    assert_eq!(article.body.len(), 2);
}

#[test]
fn an_item_that_must_not_be_used_is_read_and_said_loudly() {
    let outcome = ours("agentlik-legv.xml");
    let halted: Vec<&str> = outcome
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::PublicationHalted)
        .map(|diagnostic| diagnostic.message.as_str())
        .collect();
    assert_eq!(halted.len(), 2, "{halted:?}");
    assert!(halted.iter().any(|said| said.contains("cancelled")) && halted.iter().any(|said| said.contains("embargo")));
}

/// A dateline without a date is no time: it is kept, and the time that the item states is shown too.
#[test]
fn a_dateline_without_a_date_hides_none() {
    let nitf = |dateline: &str| {
        format!(
            "<nitf><head><docdata><date.issue norm='20260624T101500Z'/></docdata></head><body><body.head><hedline>\
             <hl1>Körpü bağlandı</hl1></hedline><dateline>{dateline}</dateline></body.head><body.content>\
             <p>Körpü çat səbəbindən bağlandı.</p></body.content></body></nitf>"
        )
    };
    let meta = |dateline: &str| {
        format!(
            "<itemMeta><versionCreated>2026-06-24T10:15:00Z</versionCreated></itemMeta><contentMeta>\
             <dateline>{dateline}</dateline><headline>Körpü bağlandı</headline></contentMeta>"
        )
    };
    let body = "<p>Körpü çat səbəbindən bağlandı.</p>";
    for (name, text, with_date) in [
        ("a.nitf", nitf("<location>BAKI</location> (AZ)"), nitf("BAKI, 24 iyun (AZ)")),
        ("a.xml", item(&meta("BAKI (AZ)"), body), item(&meta("BAKI, 24 iyun (AZ)"), body)),
    ] {
        let lines = |text: String| {
            let header = article(name, text).expect("an article").output.header;
            header.iter().map(|line| (line.role, plain_text(&line.content))).skip(1).collect::<Vec<_>>()
        };
        let [other, time] = &lines(text)[..] else { panic!("{name}") };
        assert_eq!(*other, (HeaderRole::Other, "BAKI (AZ)".to_owned()), "{name}");
        assert!(time.0 == HeaderRole::Time && time.1.contains("2026"), "{name}: {}", time.1);
        assert_eq!(lines(with_date), [(HeaderRole::Time, "BAKI, 24 iyun (AZ)".to_owned())], "{name}");
    }
}

#[test]
fn what_an_item_credits_is_not_left_out_in_silence() {
    let left_out = |credit: &str| {
        let meta = format!(
            "<itemMeta><provider><name>Agentlik</name></provider></itemMeta><contentMeta><urgency>3</urgency>\
             <contributor><name>Ayan Əliyeva</name></contributor><creditline>{credit}</creditline>\
             <headline>Baş</headline></contentMeta>"
        );
        let outcome = article("a.xml", item(&meta, "<p>Mətn burada bitir.</p>")).expect("an article");
        let said = outcome.diagnostics.into_iter().find(|said| said.code == Code::MetadataLeftOut);
        said.map(|said| said.message).unwrap_or_default()
    };
    assert_eq!(left_out("Agentlik/Quliyev"), "", "all of it is carried");
}

/// Who provides an item is not its author, and neither is a creator of whom nobody says that it is a person.
#[test]
fn nobody_is_made_an_author() {
    for name in ["agentlik-basliqli.xml", "agentlik-duz-metn.xml"] {
        let outcome = ours(name);
        assert!(outcome.output.metadata.authors.is_empty(), "{name}");
        assert!(codes(&outcome).contains(&Code::MetadataLeftOut), "{name}");
    }
    let meta = "<itemMeta><provider><name>Agentlik</name></provider></itemMeta><contentMeta><creator qcode='x:1'/>\
                <headline>Baş</headline></contentMeta>";
    let outcome = article("a.xml", item(meta, "<p>Mətn burada bitir.</p>")).expect("an article");
    assert!(outcome.output.metadata.authors.is_empty());
    assert_eq!(outcome.output.metadata.publisher.map(|slot| slot.value.name).as_deref(), Some("Agentlik"));
    assert!(outcome.output.metadata.published.is_none() && outcome.output.rights.year.is_none());
}

#[test]
fn the_lines_of_nitf_are_what_they_are_marked_as() {
    let document = ours("agentlik-nitf.xml").output;
    let lines: Vec<HeaderRole> = document.header.iter().map(|line| line.role).collect();
    assert_eq!(
        lines,
        [HeaderRole::Headline, HeaderRole::Standfirst, HeaderRole::Byline, HeaderRole::Publisher, HeaderRole::Time]
    );
    assert_eq!(document.notes.len(), 1);
    assert_eq!(
        document.metadata.address.as_ref().map(|slot| slot.value.as_str()),
        Some("https://wire.example/article/storks-7c1f")
    );
    let alone = ours("teqvim.nitf").output;
    assert_eq!(alone.metadata.section.as_ref().map(|slot| slot.value.as_str()), Some("Kültür"));
    assert_eq!(
        alone.metadata.published.as_ref().map(|slot| slot.value.to_string()).as_deref(),
        Some("2026-03-01T08:00:00+03:00")
    );
    assert!(
        alone.metadata.headline.origin == Origin::Article && alone.metadata.input.media_type == "application/nitf+xml"
    );
}

/// The rights of a picture do not bind the words.
#[test]
fn terms_of_pictures_are_the_pictures_own() {
    let meta = "<rightsInfo idrefs='p1'><usageTerms xml:lang='en'>Republication without permission is prohibited.</usageTerms>\
                </rightsInfo><contentMeta><headline>Baş</headline></contentMeta>";
    let outcome = article("a.xml", item(meta, "<p>Mətn burada bitir.</p>")).expect("an article");
    let meanings: Vec<_> = outcome.output.rights.meanings().map(|(_, meaning)| format!("{meaning:?}")).collect();
    assert!(!meanings.is_empty() && meanings.iter().all(|meaning| meaning.contains("scope: Pictures")), "{meanings:?}");
}

/// A notice may hold terms: what it reserves is reserved.
#[test]
fn the_terms_of_a_notice_are_terms() {
    let read = |notice: &str| {
        let meta = format!("<rightsInfo><copyrightNotice xml:lang='en'>{notice}</copyrightNotice></rightsInfo>");
        let meta = meta + "<contentMeta><headline>Baş</headline></contentMeta>";
        let outcome = article("a.xml", item(&meta, "<p>Mətn burada bitir.</p>")).expect("an article");
        let rights = &outcome.output.rights;
        let meanings: Vec<String> = rights.meanings().map(|(_, meaning)| describe(meaning)).collect();
        assert_eq!(rights.notice.as_ref().map(|slot| slot.value.as_str()), Some(notice));
        (meanings.join("; "), codes(&outcome).contains(&Code::TermsNotStated))
    };
    let reserved = || ("all rights reserved".to_owned(), false);
    assert_eq!(read("Copyright 2026 Nümunə, all rights reserved"), reserved());
    assert_eq!(read("2026 Nümunə Agentliyi, all rights reserved"), reserved());
    assert_eq!(read("Nümunə 2026. Bütün hüquqlar qorunur."), reserved());
    assert_eq!(
        read("© 2026 Nümunə. Photographs may not be republished without permission."),
        ("no republication of pictures without permission".to_owned(), false)
    );
    // Nobody knows what it says: it is a term that was not understood.
    assert_eq!(read("Copyright 2026 Nümunə, not all rights reserved"), (String::new(), false));
    assert_eq!(read("© 2026 Nümunə"), (String::new(), true));
}

/// What is not of the article is left out, and each of it is said with its place and what it is.
#[test]
fn what_is_not_of_the_article_is_said() {
    let text = |guid: &str, headline: &str, more: &str| {
        format!(
            "<newsItem guid='{guid}'><itemMeta><itemClass qcode='ninat:text'/></itemMeta><contentMeta><headline>{headline}\
             </headline></contentMeta><contentSet><inlineXML xml:lang='az'><html><body><p>Mətn {guid} burada bitir.</p>\
             </body></html></inlineXML>{more}</contentSet></newsItem>"
        )
    };
    let english = "<inlineXML xml:lang='en'><html><body><p>The text.</p></body></html></inlineXML>";
    let plain = "<inlineData contenttype='text/plain'>Mətn.</inlineData>";
    let message = format!(
        "<newsMessage><itemSet>{}{}<conceptItem guid='c'/></itemSet></newsMessage>",
        text("a", "Birinci", &format!("{english}{plain}")),
        text("b", "İkinci", "")
    );
    let source = Source::new("a.xml", message.clone()).expect("text");
    let articles = istinad::read_all(&source, &ReadOptions::default()).expect("articles");
    let headlines: Vec<&str> = articles.iter().map(|one| one.output.metadata.headline.value.as_str()).collect();
    assert_eq!(headlines, ["Birinci", "İkinci"]);
    let mut said: Vec<&istinad::Diagnostic> = articles.iter().flat_map(|one| &one.diagnostics).collect();
    said.sort_by_key(|said| said.span.map(|span| span.start));
    let left_out = said.into_iter().filter(|said| said.code == Code::ItemLeftOut);
    let said: Vec<(&str, &str)> = left_out
        .map(|said| (said.message.as_str(), &message[said.span.expect("a place").start..]))
        .map(|(said, place)| (said, place.split('>').next().expect("a tag")))
        .collect();
    assert_eq!(
        said,
        [
            ("another rendition of the article, in en, is left out", "<inlineXML xml:lang='en'"),
            ("another rendition of the article, in another form, is left out", "<inlineData contenttype='text/plain'"),
            ("another item of the message, a conceptItem, is left out", "<conceptItem guid='c'/"),
        ]
    );
}

#[test]
fn the_encoding_that_xml_declares_is_believed() {
    let text = "<?xml version=\"1.0\" encoding=\"ISO-8859-9\"?><nitf baselang=\"tr\"><body><body.head><hedline><hl1>Ba\u{15f}l\u{131}k</hl1>\
                </hedline></body.head><body.content><p>Metin.</p></body.content></body></nitf>";
    let (bytes, _, _) = encoding(text);
    let outcome = article("a.nitf", bytes).expect("an article");
    assert_eq!(outcome.output.metadata.headline.value, "Ba\u{15f}l\u{131}k");
}

/// ISO 8859-9, as far as the test needs it.
fn encoding(text: &str) -> (Vec<u8>, (), ()) {
    let byte = |character: char| match character {
        '\u{15f}' => 0xfe,
        '\u{131}' => 0xfd,
        other => u8::try_from(other).expect("ASCII"),
    };
    (text.chars().map(byte).collect(), (), ())
}

#[test]
fn what_a_file_is_its_root_says() {
    let found = |name: &str, text: &str| {
        let source = Source::new(name, text).expect("UTF-8");
        let (reader, by) = reader(&source, &ReadOptions::default()).expect("a reader");
        (reader.name(), by)
    };
    let comment = "<?xml version='1.0'?>\n<!-- a > b -->\n<!DOCTYPE nitf [<!ENTITY a '>'>]>\n";
    assert_eq!(found("a.txt", &format!("{comment}<nitf/>")), ("nitf", FoundBy::Content));
    assert_eq!(
        found("-", "<g2:newsItem xmlns:g2='http://iptc.org/std/nar/2006-10-01/'># söz\n</g2:newsItem>").0,
        "newsml"
    );
    assert_eq!(found("a.md", &item("", "<p>\n# söz\n</p>")), ("newsml", FoundBy::Content));
    assert_eq!(found("a.xml", "<rss/>"), ("newsml", FoundBy::Name));
    assert_eq!(found("a.xml", "<?xml version='1.0'?><html><body/></html>"), ("html", FoundBy::Content));
    let error = article("a.xml", "<rss/>").expect_err("no article");
    assert!(error.has(Code::NoArticle) && error.to_string().contains("<rss>"), "{error}");
}

/// Nesting, entities and what is broken: an article or a clear error, on a small stack.
#[test]
fn hostile_files_end_well() {
    let deep = |open: &str, close: &str, depth: usize| {
        item(
            "<contentMeta><headline>B</headline></contentMeta>",
            &format!("{}son{}", open.repeat(depth), close.repeat(depth)),
        )
    };
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE newsItem [<!ENTITY a \"bbbbbbbbbb\"><!ENTITY c \"&a;&a;&a;&a;&a;&a;\">\
                <!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    let bomb = item("<contentMeta><headline>B</headline></contentMeta>", "<p>&c; &x; son</p>")
        .replace("<?xml version=\"1.0\"?>", bomb);
    let cases = [
        (deep("<blockquote>", "</blockquote>", 240), None),
        (deep("<b><i>", "</i></b>", 120), None),
        (deep("<ul><li>", "</li></ul>", 120), None),
        (deep("<table><tr><td>", "</td></tr></table>", 80), None),
        (deep("<div>", "</div>", 10_000), Some(Code::InputTooLarge)),
        (bomb, None),
        (item("", "<p>son</b>"), Some(Code::XmlInvalid)),
        ("<newsItem>".to_owned(), Some(Code::XmlInvalid)),
        ("<newsMessage/>".to_owned(), Some(Code::NoArticle)),
        (
            "<newsItem><contentSet><inlineData encoding='encd:b64'>!!</inlineData></contentSet></newsItem>".to_owned(),
            Some(Code::Undecodable),
        ),
        (item("", ""), Some(Code::NoArticle)),
        ("<nitf/>".to_owned(), Some(Code::EmptyInput)),
    ];
    for (text, refused) in cases {
        let start: String = text.chars().skip(60).take(200).collect();
        let run = std::thread::Builder::new()
            .stack_size(2 * 1024 * 1024)
            .spawn(move || article("a.xml", text).map(|outcome| (dump(&outcome.output), codes(&outcome))));
        match (run.expect("a thread").join().unwrap_or_else(|_| panic!("{start} ended badly")), refused) {
            (Ok((text, _)), None) => {
                assert!(text.contains("son") && !text.contains("bbbb") && !text.contains("root:"), "{text}");
            }
            (Err(error), Some(code)) => assert!(error.has(code), "{start}: {error}"),
            (other, refused) => panic!("{start}: {other:?}, not {refused:?}"),
        }
    }
}
