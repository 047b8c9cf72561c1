//! Our own NewsML-G2, read back: the same document, and of it the same files.
//!
//! 1. [`differences`] is what counts as equal; it is as strict as a file can be;
//! 2. every article and every document made by hand goes out and comes back;
//! 3. read back and written again, the bytes differ in what says of which input they were made, and nowhere else;
//! 4. what was changed in a file is said.

use istinad::inspect::{compare, inspect};
use istinad::model::dump::dump;
use istinad::model::*;
use istinad::render::{NewsMlRenderer, RENDERERS};
use istinad::{Code as DiagnosticCode, Document, Outcome, ReadOptions, RenderOptions, Source, read, render};

use crate::newsml::item as newsml;
use crate::support::fixture;
use crate::{every, random};

fn written() -> RenderOptions {
    every::options()
}

fn file(document: &Document) -> Vec<u8> {
    render(document, &NewsMlRenderer, &written()).expect("a file").output
}

fn again(name: &str, bytes: &[u8]) -> Outcome<Document> {
    let source = Source::new(format!("{name}.newsml.xml"), bytes.to_vec()).expect("UTF-8");
    read(&source, &ReadOptions::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

// ---------------------------------------------------------------------------------------------------------------------
// What counts as equal

/// A document without what cannot come back:
///
/// - the input, which is now the file (its hash, length and media type), and with it every place in it;
/// - the origin of a value: the file says it all. Only where people are told that a publisher's profile said it (terms,
///   their page, the licence), the file still says so;
/// - whether a heading or a caption was a guess: the file states them;
/// - where one piece of text ends and the next begins, and pieces without text;
/// - line ends and tabs in what the schema keeps to one line (names, section, subjects, page of terms, permission): they
///   are spaces;
/// - characters that XML has no way to write, and a carriage return, which XML makes a line end (2.11);
/// - what an address may only hold encoded, which is encoded;
/// - pictures that the terms withhold, and those that nothing shows;
/// - the `data:` address of a picture that is not delivered: it would be the picture.
fn comparable(document: &Document) -> Document {
    let mut document = document.clone();
    pictures(&mut document);
    let metadata = &mut document.metadata;
    metadata.input = Input::new([0; 32], 0, "");
    bare(&mut metadata.headline);
    bare(&mut metadata.language);
    metadata.section.iter_mut().chain(&mut metadata.subjects).chain(&mut metadata.authors).for_each(|slot| {
        bare(slot);
        one_line(&mut slot.value);
    });
    metadata.description.iter_mut().chain(&mut metadata.relative_time).for_each(bare);
    metadata.address.iter_mut().for_each(|slot| {
        bare(slot);
        address(&mut slot.value);
    });
    metadata.published.iter_mut().chain(&mut metadata.modified).chain(&mut metadata.saved_at).for_each(bare);
    delivery(&mut metadata.delivery);
    let rights = &mut document.rights;
    metadata.publisher.iter_mut().chain(&mut rights.holder).for_each(|slot| {
        bare(slot);
        one_line(&mut slot.value.name);
        slot.value.home.iter_mut().for_each(address);
    });
    rights.year.iter_mut().for_each(bare);
    rights.notice.iter_mut().for_each(bare);
    rights.licence.iter_mut().for_each(|slot| {
        slot.span = None;
        origin(&mut slot.origin);
        slot.value.address.iter_mut().for_each(address);
    });
    if let Some(permission) = &mut rights.photo_permission {
        one_line(&mut permission.reference);
    }
    if let Some(page) = &mut rights.terms_page {
        page.span = None;
        page.address.iter_mut().for_each(|slot| {
            slot.span = None;
            origin(&mut slot.origin);
            address(&mut slot.value);
        });
        one_line(&mut page.label);
    }
    if let Terms::Stated(terms) = &mut rights.terms {
        for term in terms {
            term.span = None;
            origin(&mut term.origin);
            words(&mut term.content);
            for meaning in &mut term.meanings {
                if let Meaning::Licensed { licence, scope: _ } = meaning {
                    licence.address.iter_mut().for_each(address);
                }
            }
        }
    }
    for line in &mut document.header {
        (line.span, line.origin) = (None, Origin::Article);
        words(&mut line.content);
    }
    blocks(&mut document.body);
    blocks(&mut document.rights.statement);
    for note in &mut document.notes {
        note.span = None;
        blocks(&mut note.content);
    }
    document
}

/// Leaves the pictures that something shows and no term withholds.
fn pictures(document: &mut Document) {
    if document.withholds_pictures() {
        let notes = document.notes.iter_mut().flat_map(|note| walk::figures_mut(&mut note.content));
        let all = notes.chain(walk::figures_mut(&mut document.body));
        let all = all.chain(walk::figures_mut(&mut document.rights.statement));
        all.filter_map(|figure| figure.picture.as_mut()).for_each(|picture| picture.media = None);
    }
    let notes = document.notes.iter_mut().flat_map(|note| walk::figures_mut(&mut note.content));
    let all = notes.chain(walk::figures_mut(&mut document.body));
    let all = all.chain(walk::figures_mut(&mut document.rights.statement));
    for picture in all.filter_map(|figure| figure.picture.as_mut()) {
        let Picture { reference, others, media, alternative: _, .. } = picture;
        let undelivered = media.is_none().then_some(reference);
        undelivered.into_iter().chain(others).filter(|name| name.starts_with("data:")).for_each(|name| {
            name.truncate(name.find([';', ',']).unwrap_or(name.len()));
        });
    }
    let shown = walk::all_figures(document).filter_map(|figure| figure.picture.as_ref()?.media.clone());
    let shown: Vec<MediaId> = shown.collect();
    document.media.retain(|id, _| shown.contains(id));
}

fn bare<T>(slot: &mut Sourced<T>) {
    (slot.span, slot.origin) = (None, Origin::Article);
}

fn delivery(delivery: &mut Delivery) {
    let Delivery { guid, version, credit_line, slugline, signals, notes, .. } = delivery;
    guid.iter_mut().chain(version).chain(credit_line).chain(slugline).chain(signals).chain(notes).for_each(bare);
    let Delivery { status, embargo, expires, urgency, genres, concepts, contributors, related, .. } = delivery;
    status.iter_mut().for_each(bare);
    embargo.iter_mut().for_each(bare);
    expires.iter_mut().for_each(bare);
    urgency.iter_mut().for_each(bare);
    genres.iter_mut().chain(concepts).for_each(bare);
    contributors.iter_mut().for_each(bare);
    related.iter_mut().for_each(bare);
}

fn origin(origin: &mut Origin) {
    if *origin != Origin::Profile {
        *origin = Origin::Article;
    }
}

/// An address as a file can hold it: square brackets stand for a host in one (RFC 3986, 3.2.2), angle brackets nowhere.
fn address(address: &mut String) {
    *address = address.replace('[', "%5B").replace(']', "%5D").replace('<', "%3C").replace('>', "%3E");
}

fn one_line(text: &mut String) {
    *text = text.replace(['\n', '\r', '\t'], " ");
}

fn blocks(content: &mut [Block]) {
    for block in content {
        match block {
            Block::Paragraph(Paragraph { content, span, .. }) => {
                *span = None;
                words(content);
            }
            Block::Heading(Heading { content, span, guessed, level: _, .. }) => {
                (*span, *guessed) = (None, false);
                words(content);
            }
            Block::List(List { items, span, start: _, tight: _, .. }) => {
                *span = None;
                for item in items {
                    item.span = None;
                    blocks(&mut item.content);
                }
            }
            Block::BlockQuote(BlockQuote { content, span, .. }) => {
                *span = None;
                blocks(content);
            }
            Block::Table(table) => {
                table.span = None;
                words(&mut table.caption);
                table.cells_mut().for_each(|cell| words(&mut cell.content));
            }
            Block::Figure(Figure { caption, span, guessed, picture: _, .. }) => {
                (*span, *guessed) = (None, false);
                words(caption);
            }
            Block::CodeBlock(CodeBlock { span, .. }) | Block::ThematicBreak(span) => *span = None,
        }
    }
}

fn words(content: &mut Vec<Inline>) {
    let mut joined: Vec<Inline> = Vec::with_capacity(content.len());
    for mut inline in content.drain(..) {
        match &mut inline {
            Inline::Text(text) => {
                text.span = None;
                if text.text.is_empty() {
                    continue;
                }
                if let Some(Inline::Text(before)) = joined.last_mut() {
                    before.text.push_str(&text.text);
                    continue;
                }
            }
            Inline::Code(text) => text.span = None,
            Inline::Link(link) => {
                link.span = None;
                address(&mut link.address);
                words(&mut link.content);
            }
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strikethrough(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content)
            | Inline::LanguageSpan { content, .. } => words(content),
            Inline::LineBreak | Inline::NoteReference(_) => {}
        }
        joined.push(inline);
    }
    *content = joined;
}

/// Where two documents differ, as lines of their dumps; all of the model is compared, more than a dump shows.
fn differences(one: &Document, other: &Document) -> Option<String> {
    let (one, other) = (comparable(one), comparable(other));
    if one == other {
        return None;
    }
    let (left, right) = (dump(&one), dump(&other));
    let first = left.lines().zip(right.lines()).find(|(left, right)| left != right);
    let (left, right) = match first {
        Some((left, right)) => (left.to_owned(), right.to_owned()),
        None => (format!("{one:#?}"), format!("{other:#?}")),
    };
    Some(apart(&left, &right))
}

/// The words of two texts from shortly before the first place where they part.
fn apart(one: &str, other: &str) -> String {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let shown = |text: &str| text.chars().skip(same.saturating_sub(60)).take(120).collect::<String>();
    format!("was  {:?}\nnow  {:?}", shown(one), shown(other))
}

// ---------------------------------------------------------------------------------------------------------------------
// There and back

/// Every document that has to come back.
fn documents() -> Vec<(String, Document)> {
    let articles = every::articles().iter().map(|article| (article.name.clone(), article.document.clone()));
    let samples = newsml::samples().into_iter().filter(|(name, _)| !CANNOT.iter().any(|(known, _)| known == name));
    let samples = samples.map(|(name, document)| (format!("sample {name}"), document));
    let rich = ("rich document".to_owned(), fixture::rich_document());
    let random = (0..RANDOM).map(|seed| (format!("random {seed}"), random::document(&random::bytes(seed, 4096))));
    articles
        .chain(samples)
        .chain(random)
        .chain([rich, ("plain document".to_owned(), fixture::plain_document())])
        .collect()
}

/// How many documents made of bytes come back.
const RANDOM: u64 = 300;

/// Documents of the tests that no reader makes, and why they cannot come back.
const CANNOT: &[(&str, &str)] =
    &[("hostile", "its addresses are none: whoever reads the file must not believe them either")];

#[test]
fn comes_back_as_it_was() {
    let mut faults = Vec::new();
    for (name, document) in documents() {
        let back = again(&name, &file(&document));
        if back.diagnostics.iter().any(|said| said.code == DiagnosticCode::WordsChanged) {
            faults.push(format!("{name}: {:?}", back.diagnostics));
        } else if let Some(difference) = differences(&document, &back.output) {
            faults.push(format!("{name}:\n{difference}"));
        }
    }
    assert!(faults.is_empty(), "{} came back changed:\n{}", faults.len(), faults.join("\n\n"));
}

/// Written again, a file says of another input: its hash in three forms, its size and its media type; and it is the next
/// version. Documents whose names hold line ends and tabs, as
/// readers leave none, are written with spaces once they came back.
#[test]
fn is_written_again_as_it_was() {
    let mut faults = Vec::new();
    let is_read = |name: &str| !name.starts_with("random") && name != "sample permitted";
    for (name, document) in documents().into_iter().filter(|(name, _)| is_read(name)) {
        let first = file(&document);
        let back = again(&name, &first).output;
        let second = file(&back);
        let neutral = |bytes: &[u8], document: &Document| {
            let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
            let input = &document.metadata.input;
            let identifiers = text.match_indices("guid=\"").map(|(start, _)| attribute(&text[start..], "guid=\""));
            let sent = text.split_once("<transmitId>").and_then(|(_, rest)| rest.split_once('<'));
            let identifiers: Vec<String> = identifiers.chain(sent.map(|(sent, _)| sent.to_owned())).collect();
            let named = attribute(&text, "irel:derivedFrom\" residref=\"");
            let origin = format!("contenttype=\"{}\" size=\"{}\"", input.media_type, input.byte_length);
            // When it was first made an item says from its second version on.
            let is_first = |line: &&str| !line.contains("#firstCreated");
            let text = text.lines().filter(is_first).collect::<Vec<_>>().join("\n");
            identifiers
                .iter()
                .fold(text.clone(), |text, identifier| text.replace(identifier, "IDENTIFIER"))
                .replace(&named, "NI")
                .replace(&input.sha256_hex(), "SHA-256")
                .replace(&origin, "INPUT")
                // Made again, an item is its next version.
                .replace(" version=\"2\"", " version=\"1\"")
        };
        let (first, second) = (neutral(&first, &document), neutral(&second, &back));
        if first != second {
            faults.push(format!("{name}:\n{}", apart(&first, &second)));
        }
    }
    assert!(faults.is_empty(), "{} were written otherwise:\n{}", faults.len(), faults.join("\n\n"));
}

fn attribute(text: &str, before: &str) -> String {
    let (_, after) = text.split_once(before).expect("the attribute");
    after.split('"').next().unwrap_or_default().to_owned()
}

/// The words, the terms and all else of a PDF that was made of the NewsML that was made of the article are those of the
/// article; but it says truly that the article's bytes are not what it was made of. Beside the NewsML all of it is proved.
#[test]
fn a_pdf_of_it_is_proved_by_the_article() {
    let article = every::articles().iter().find(|article| article.name == "milli-arxiv").expect("the article");
    let back = again("milli-arxiv", &file(&article.document)).output;
    for renderer in RENDERERS {
        let bytes = render(&back, *renderer, &written()).expect("a file").output;
        let report = inspect(&bytes).expect("a report");
        let findings = compare(&report, &article.document);
        let said: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
        let [input] = said.as_slice() else { panic!("{}: {said:?}", renderer.name()) };
        assert!(input.starts_with("the input's SHA-256 is"), "{}: {input}", renderer.name());
        assert_eq!(compare(&report, &back), [], "{}", renderer.name());
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// What was changed

#[test]
fn says_that_somebody_changed_it() {
    let text = String::from_utf8(file(&fixture::rich_document())).expect("UTF-8");
    let changes = [
        ("Bakı buxtasında", "Bakı buxtasının yanında", "the words are not those"),
        ("<hash hashtypeuri", "<!-- --><fileName>a</fileName><hash hashtypeuri", ""),
        ("scopeuri=\"urn:istinad:ns:1#textDigest\"", "", "no longer states the digest"),
        ("<blockquote>", "<blockquote class=\"a\">", "somebody changed it"),
        ("href=\"#note-2\"", "href=\"#note-9\"", "somebody changed it"),
        ("<p class=\"byline\">", "<p class=\"byline\">x<script>a</script>", "somebody changed it"),
        ("urn:istinad:ns:1#form\" value=\"1\"", "urn:istinad:ns:1#form\" value=\"9\"", ""),
    ];
    for (before, after, said) in changes {
        assert!(text.contains(before), "{before}");
        let outcome = again("changed", text.replacen(before, after, 1).as_bytes());
        let heard = outcome.diagnostics.iter().find(|said| said.code == DiagnosticCode::WordsChanged);
        match heard {
            Some(heard) => assert!(!said.is_empty() && heard.message.contains(said), "{before}: {heard}"),
            None => assert!(said.is_empty(), "{before}: {:?}", outcome.diagnostics),
        }
        assert_eq!(outcome.output.metadata.authors.len(), 2, "{before}");
    }
}

/// Options go before the file, as before any article.
#[test]
fn options_go_before_it() {
    let bytes = file(&fixture::rich_document());
    let source = Source::new("a.xml", bytes).expect("UTF-8");
    let options = ReadOptions::default()
        .with_source_url("https://other.example/1".to_owned())
        .with_publisher("Başqa".to_owned())
        .with_photo_permission("məktub 7".to_owned())
        .with_saved_at(Timestamp::parse("2026-07-01"));
    let outcome = read(&source, &options).expect("an article");
    let document = &outcome.output;
    assert_eq!(document.metadata.address.as_ref().map(|slot| slot.value.as_str()), Some("https://other.example/1"));
    assert_eq!(document.metadata.publisher.as_ref().map(|slot| slot.value.name.as_str()), Some("Başqa"));
    let saved_at = document.metadata.saved_at.as_ref().map(|slot| (slot.value, slot.origin));
    assert_eq!(saved_at, Timestamp::parse("2026-07-01").map(|moment| (moment, Origin::Option)));
    assert!(document.rights.photo_permission.is_some());
    let conflicts = outcome.diagnostics.iter().filter(|said| said.code == DiagnosticCode::OptionConflict).count();
    assert_eq!(conflicts, 2, "{:?}", outcome.diagnostics);
}
