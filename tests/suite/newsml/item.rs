//! NewsML-G2: what the judges accept, what clients take from a file, what no word is lost on.
//!
//! 1. [`samples`] builds documents that no article on disk can be, [`articles`] reads those that are;
//! 2. every file of both is shown to the schema, to the rules beyond it, and to IPTC's reader;
//! 3. a small reader of XML, shared with nothing, takes the words out again and compares them.

use istinad::model::*;
use istinad::render::{NewsMlRenderer, NinjsRenderer};
use istinad::rights::PolicyForm;
use istinad::{Document, ReadOptions, RenderOptions, Source, Span, read, render};
use quick_xml::events::Event;

use crate::random::with;
use crate::support::fixture::{DOT, SQUARE};
use crate::support::judge;

const XHTML: &str = "http://www.w3.org/1999/xhtml";

// ---------------------------------------------------------------------------------------------------------------------
// Documents

fn text(words: &str) -> Inline {
    Inline::text(words)
}

fn slot<T>(value: T) -> Sourced<T> {
    Sourced::new(value, None, Origin::Article)
}

fn paragraph(content: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph::new(content))
}

fn heading(level: u8, words: &str) -> Block {
    Block::Heading(Heading::new(level, vec![text(words)]))
}

fn link(address: &str, words: &str) -> Inline {
    let (address, content) = (address.to_owned(), vec![text(words)]);
    Inline::Link(with!(Link::new(address, content), title = Some("Başlıq \"və\" <s>".to_owned())))
}

fn line(role: HeaderRole, words: &str) -> HeaderLine {
    HeaderLine::new(role, vec![text(words)])
}

fn cell(words: &str) -> TableCell {
    TableCell::new(vec![text(words)])
}

pub(crate) fn figure(picture: Option<Picture>, caption: &str) -> Block {
    let caption = if caption.is_empty() { Vec::new() } else { vec![text(caption)] };
    Block::Figure(with!(Figure::new(picture, caption), span = Some(Span::new(3, 9))))
}

fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a tag")
}

/// A headline and one paragraph, by nobody, without terms.
fn bare() -> Document {
    Document::new(
        Metadata::new(
            slot("Çayxana açıldı".to_owned()),
            slot(language("az")),
            Input::new([7; 32], 48, "text/markdown"),
        ),
        vec![line(HeaderRole::Headline, "Çayxana açıldı")],
        vec![paragraph(vec![text("Şəhərdə yeni çayxana açılıb.")])],
        Rights::new(Terms::NotStated),
    )
}

/// The same, from somebody, with every kind of term.
pub(crate) fn with_rights() -> Document {
    let mut document = bare();
    let organisation = Organisation::new("Nümunə Xəbər", Some("https://numune.example/".to_owned()));
    let term = |words: Vec<Inline>, meanings, in_statement| {
        with!(Term::new(words, language("az")), meanings = meanings, in_statement = in_statement)
    };
    let duty = vec![Inline::Strong(vec![text("MÜTLƏQ")]), text(" hiperlinklə istinad edin.")];
    let photos = vec![text("Fotolar icazəsiz dərc olunmasın.")];
    document.metadata.publisher = Some(slot(organisation.clone()));
    document.metadata.address = Some(slot("https://numune.example/xeber/1?a=1&b=2".to_owned()));
    document.metadata.published = Timestamp::parse("2026-06-24T14:05").map(slot);
    document.metadata.section = Some(slot("ŞƏHƏR\thəyatı".to_owned()));
    document.metadata.subjects = vec![slot("çay".to_owned()), slot("iki\nsətir".to_owned())];
    document.metadata.authors = vec![slot("Aytən Səmədova".to_owned())];
    document.metadata.relative_time = Some(slot("2 saat öncə".to_owned()));
    document.metadata.description = Some(slot("Qısa məzmun.".to_owned()));
    document.rights = with!(
        Rights::new(Terms::Stated(vec![
            term(
                duty.clone(),
                vec![Meaning::Attribution {
                    scope: Scope::Everything,
                    credit: with!(CreditForm::default(), by_hyperlink = true),
                }],
                true,
            ),
            term(
                photos.clone(),
                vec![Meaning::NoRepublication { scope: Scope::Pictures, unless_permitted: true }],
                true,
            ),
            with!(term(vec![text("Все права защищены")], Vec::new(), false), language = language("ru")),
        ])),
        holder = Some(slot(organisation)),
        notice = Some(slot("Nümunə Xəbər ©".to_owned())),
        terms_page = Some(TermsPage::new(Some(slot("https://numune.example/şərtlər".to_owned())), "ətraflı burada")),
        statement = vec![
            heading(2, "Nümunə Xəbər ©"),
            Block::List(List::new(
                None,
                [duty, photos].into_iter().map(|content| ListItem::new(vec![paragraph(content)])).collect()
            )),
        ]
    );
    document
}

/// The same, with every kind of block and inline.
fn rich() -> Document {
    let mut document = with_rights();
    let item = |task, content| with!(ListItem::new(content), task = task);
    let picture = |alternative: &str| Picture::new("şəkillər/1 & 2.jpg", alternative.to_owned());
    document.header = vec![
        line(HeaderRole::Section, "ŞƏHƏR"),
        with!(line(HeaderRole::Headline, ""), content = vec![text("Çayxana "), Inline::Emphasis(vec![text("açıldı")])]),
        line(HeaderRole::Standfirst, "Üç ildən sonra."),
        line(HeaderRole::Byline, "Aytən Səmədova yazır"),
        line(HeaderRole::Publisher, "Nümunə Xəbər ©"),
        line(HeaderRole::Time, "2 saat öncə"),
    ];
    document.body = vec![
        paragraph(vec![
            link("https://numune.example/a?b=1&c=2", "Keçidlə"),
            text(" başlayan "),
            Inline::Strong(vec![Inline::Emphasis(vec![text("qalın")])]),
            text(" söz, H"),
            Inline::Subscript(vec![text("2")]),
            text("O, m"),
            Inline::Superscript(vec![text("2")]),
            text(", "),
            Inline::Strikethrough(vec![text("köhnə")]),
            text(" və "),
            Inline::Code(Text::new("a < b && c")),
            Inline::NoteReference(NoteId(0)),
            text("."),
            Inline::LineBreak,
            text("Yeni sətir "),
            Inline::LanguageSpan { language: language("fa"), content: vec![text("چای‌خانه")] },
            text("."),
        ]),
        heading(2, "Menyu"),
        heading(3, "Çaylar"),
        Block::List(with!(
            List::new(
                Some(3),
                vec![
                    item(None, vec![paragraph(vec![text("Qara çay")]), paragraph(vec![text("Limonla")])]),
                    item(
                        Some(true),
                        vec![Block::List(List::new(
                            None,
                            vec![item(None, vec![paragraph(vec![text("kəklikotu")])]), item(None, Vec::new())]
                        ))],
                    ),
                    item(Some(false), vec![paragraph(vec![text("Göy çay")])]),
                ]
            ),
            tight = false
        )),
        Block::BlockQuote(BlockQuote::new(vec![
            paragraph(vec![text("“Çay söhbətdir”")]),
            heading(4, "Sitatda başlıq"),
        ])),
        Block::Table(with!(
            Table::new(
                vec![Alignment::Start, Alignment::Centre, Alignment::End],
                vec![vec![cell("Çay"), cell("Ölçü"), cell("Qiymət")]],
                vec![vec![cell("Qara"), cell(""), cell("2 ₼")], vec![cell("Göy"), cell("200 ml"), cell("3 ₼")]],
            ),
            caption = vec![text("Qiymətlər")]
        )),
        Block::Table(Table::new(vec![Alignment::Start], Vec::new(), vec![vec![cell("başlıqsız")]])),
        figure(Some(picture("Armudu stəkan")), "Çayxananın zalı"),
        figure(Some(picture("")), ""),
        figure(None, "Şəkilsiz alt yazı"),
        Block::CodeBlock(CodeBlock::new(Some("c++".to_owned()), "  if (a < b) {\n\treturn;\n  }")),
        Block::ThematicBreak(None),
        paragraph(Vec::new()),
    ];
    document.notes =
        vec![Note::new(vec![paragraph(vec![text("Qeydin sözləri.")]), paragraph(vec![text("İkinci abzas.")])])];
    document
}

/// A plain article with two pictures that came.
pub(crate) fn illustrated() -> Document {
    let mut document = bare();
    let mut add = |reference: &str, alternative: &str, caption: &str, media: Media| {
        let id = MediaId(reference.to_owned());
        let (reference, alternative) = (reference.to_owned(), alternative.to_owned());
        document.media.insert(id.clone(), media);
        document.body.push(figure(Some(with!(Picture::new(reference, alternative), media = Some(id))), caption));
    };
    add("b.png", "Boz nöqtə", "", Media::new(MediaKind::Png, DOT.to_vec(), 1, 1));
    add("a.jpeg", "", "Boz kvadrat", Media::new(MediaKind::Jpeg, SQUARE.to_vec(), 8, 8));
    document
}

/// Each with its name: what an article on disk hardly ever is.
pub(crate) fn samples() -> Vec<(&'static str, Document)> {
    let change = |mut document: Document, change: &dyn Fn(&mut Document)| {
        change(&mut document);
        document
    };
    vec![
        ("bare", bare()),
        ("with-rights", with_rights()),
        ("rich", rich()),
        (
            "permitted",
            change(rich(), &|document| {
                document.rights.photo_permission = Some(PhotoPermission::new("Məktub,\n12.06.2026"));
            }),
        ),
        ("illustrated", illustrated()),
        ("illustrated-with-permission", crate::newsml::message::permitted()),
        ("no-address", change(rich(), &|document| document.metadata.address = None)),
        (
            "no-publisher",
            change(rich(), &|document| {
                document.metadata.publisher = None;
                document.rights.holder = None;
            }),
        ),
        (
            "licence-alone",
            change(bare(), &|document| {
                document.rights.licence = Some(slot(Licence::new(
                    Some("CC-BY-4.0".to_owned()),
                    Some("https://creativecommons.org/licenses/by/4.0/".to_owned()),
                )));
            }),
        ),
        (
            "terms-page-alone",
            change(bare(), &|document| {
                document.rights.terms_page = Some(TermsPage::new(None, "ətraflı burada"));
            }),
        ),
        (
            "right-to-left",
            change(rich(), &|document| {
                document.metadata.language = slot(language("az-Arab"));
                document.body.insert(0, paragraph(vec![text("چایخانا آچیلدی")]));
            }),
        ),
        ("day", change(bare(), &|document| document.metadata.published = Timestamp::parse("2026-06-24").map(slot))),
        (
            "hostile",
            change(rich(), &|document| {
                let evil = "]]> <!-- & \"'\u{0}\u{b}\u{fffe}\u{ffff}\u{202e}\r\u{85}\u{2028}\u{1f375} ﷽";
                document.metadata.headline.value = evil.to_owned();
                document.metadata.section = Some(slot(evil.to_owned()));
                document.metadata.relative_time = Some(slot(evil.to_owned()));
                document.metadata.publisher =
                    Some(slot(Organisation::new(evil.to_owned(), Some("https://[x/ %zz#a#b".to_owned()))));
                document.metadata.address = Some(slot("https://a b:port/{}|\\^`<>\"#".to_owned()));
                document.rights.notice = Some(slot(evil.to_owned()));
                document.header = vec![line(HeaderRole::Headline, evil)];
                document.body.push(paragraph(vec![text(evil), link("https://x.example/\u{0} #\"<", evil)]));
                document.body.push(Block::CodeBlock(CodeBlock::new(Some("a b\"<".to_owned()), evil.to_owned())));
                document.body.push(figure(Some(Picture::new(evil.to_owned(), evil.to_owned())), evil));
            }),
        ),
    ]
}

/// The articles of the tests, as they are read.
fn articles() -> Vec<(String, Document)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| {
            let name = path.file_stem().expect("named").to_string_lossy().into_owned();
            let source = Source::new(name.as_str(), std::fs::read(&path).expect("readable")).expect("UTF-8");
            (name, read(&source, &ReadOptions::default()).expect("an article").output)
        })
        .collect()
}

fn everything() -> Vec<(String, Document)> {
    samples().into_iter().map(|(name, document)| (name.to_owned(), document)).chain(articles()).collect()
}

pub(crate) fn options() -> RenderOptions {
    RenderOptions::default().with_modified(Timestamp::parse("2026-06-25T10:00+04:00"))
}

pub(crate) fn rendered(document: &Document) -> Vec<u8> {
    render(document, &NewsMlRenderer, &options()).expect("rendered").output
}

fn files(documents: &[(String, Document)]) -> Vec<std::path::PathBuf> {
    documents
        .iter()
        .map(|(name, document)| judge::file("newsml", &format!("{name}.newsml.xml"), &rendered(document)))
        .collect()
}

// ---------------------------------------------------------------------------------------------------------------------
// A small reader of XML

#[derive(Debug, Default)]
pub(crate) struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Child>,
}

#[derive(Debug)]
enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// Every element of a name, at any depth.
    pub(crate) fn all(&self, name: &str) -> Vec<&Self> {
        let own = (self.name == name).then_some(self);
        own.into_iter().chain(self.elements().flat_map(|element| element.all(name))).collect()
    }

    pub(crate) fn text(&self) -> String {
        self.children
            .iter()
            .map(|child| match child {
                Child::Element(element) => element.text(),
                Child::Text(text) => text.clone(),
            })
            .collect()
    }

    /// The text before the first element.
    fn first_text(&self) -> &str {
        match self.children.first() {
            Some(Child::Text(text)) => text,
            Some(Child::Element(_)) | None => "",
        }
    }

    /// The words that are the source's, apart wherever a reader sees them apart.
    fn words(&self, out: &mut String) {
        if self.attribute("class").is_some_and(|class| class.starts_with("istinad-")) {
            return;
        }
        let runs_on = ["em", "strong", "s", "sup", "sub", "code", "a", "span"].contains(&self.name.as_str());
        if !runs_on {
            out.push(' ');
        }
        for child in &self.children {
            match child {
                Child::Element(element) => element.words(out),
                Child::Text(text) => out.push_str(text),
            }
        }
        if !runs_on {
            out.push(' ');
        }
    }
}

pub(crate) fn parse(bytes: &[u8]) -> Element {
    let mut reader = quick_xml::Reader::from_str(std::str::from_utf8(bytes).expect("UTF-8"));
    let mut open = vec![Element::default()];
    let append = |open: &mut Vec<Element>, text: &str| {
        let children = &mut open.last_mut().expect("open").children;
        match children.last_mut() {
            Some(Child::Text(before)) => before.push_str(text),
            Some(Child::Element(_)) | None => children.push(Child::Text(text.to_owned())),
        }
    };
    let element = |start: &quick_xml::events::BytesStart<'_>| Element {
        name: start.name().as_ref().to_owned(),
        attributes: start
            .attributes()
            .map(|attribute| {
                let attribute = attribute.expect("well-formed");
                (
                    attribute.key.as_ref().to_owned(),
                    quick_xml::escape::unescape(&attribute.value).expect("well-formed").into_owned(),
                )
            })
            .collect(),
        children: Vec::new(),
    };
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => {
                let element = element(&start);
                open.last_mut().expect("open").children.push(Child::Element(element));
            }
            Event::End(_) => {
                let element = open.pop().expect("open");
                open.last_mut().expect("balanced").children.push(Child::Element(element));
            }
            Event::Text(text) => append(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let written = format!("&{};", reference.xml10_content());
                append(&mut open, &quick_xml::escape::unescape(&written).expect("a known reference"));
            }
            Event::Eof => break,
            Event::Decl(_) => {}
            other => panic!("unexpected {other:?}"),
        }
    }
    open.pop().expect("the root")
}

pub(crate) fn bodies(root: &Element) -> Vec<&Element> {
    root.all("inlineXML").into_iter().flat_map(|inline| inline.all("body")).collect()
}

/// What stands for a text in XML: for a character that XML cannot write, U+FFFD, or a space if it is white space.
fn writable(text: &str) -> String {
    text.replace(['\u{0}', '\u{fffe}', '\u{ffff}'], "\u{fffd}").replace('\u{b}', " ")
}

fn collapsed(text: &str) -> String {
    writable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

// ---------------------------------------------------------------------------------------------------------------------
// Tests

#[test]
fn schema_and_rules_accept_every_file() {
    let files = files(&everything());
    judge::newsml_schema(&files).accepts_all();
    judge::newsml_rules(&files).accepts_all();
}

#[test]
fn the_first_rendition_holds_the_words_of_the_source_and_no_others() {
    for (name, document) in everything() {
        let root = parse(&rendered(&document));
        let mut found = String::new();
        bodies(&root)[0].words(&mut found);
        let expected: Vec<String> = walk::words(&document).iter().map(|word| writable(word)).collect();
        let found: Vec<&str> = found.split_whitespace().collect();
        assert_eq!(found, expected, "{name}");
        let count = root.all("inlineXML")[0].attribute("wordcount").expect("a count").to_owned();
        assert_eq!(count, expected.len().to_string(), "{name}");
    }
}

/// Superdesk-Core takes of each child of the last body the text before its first element; the terms it takes from
/// `usageTerms`. No passage of header, body and notes may be lost on such a reader.
#[test]
fn a_reader_of_flat_text_gets_every_passage() {
    for (name, document) in everything() {
        let root = parse(&rendered(&document));
        let body = *bodies(&root).last().expect("a body");
        // The words alone: what is struck, raised or lowered has marks beside it.
        let unmarked = |text: &str| text.replace(['~', '^', '_'], "");
        let taken: String = body.elements().map(|element| collapsed(element.first_text()) + "\n").collect();
        let taken = unmarked(&taken);
        let mut rest = taken.as_str();
        let without_statement =
            with!(document.clone(), rights = with!(document.rights.clone(), statement = Vec::new()));
        let mut linked = false;
        walk::for_each_inline(&document.body, &mut |inline| {
            linked |= matches!(inline, Inline::Link(_) | Inline::NoteReference(_));
        });
        for passage in walk::passages(&without_statement) {
            // Addresses and note numbers stand between the words; then the words are looked for one by one.
            let words = unmarked(&collapsed(&passage.text));
            let pieces: Vec<&str> = if linked { words.split(' ').collect() } else { vec![&words] };
            for piece in pieces {
                let piece = piece.trim_end_matches(['.', ',', ')', ';', ':']);
                let at = rest.find(piece).unwrap_or_else(|| panic!("{name}: {piece:?} is lost in {rest:?}"));
                rest = &rest[at + piece.len()..];
            }
        }
    }
}

/// Without its mark a word that is taken back would be said, and a power would be another number.
#[test]
fn plain_text_marks_what_is_struck_raised_and_lowered() {
    for (name, words) in [("qurulus", "~~köhnə~~ yeni qiymətlər"), ("html", "Su H_2_O, sahə 10 m^2^")] {
        let text = std::fs::read(format!("tests/articles/{name}.md")).expect("an article");
        let source = Source::new(name, text).expect("text");
        let document = read(&source, &ReadOptions::default()).expect("an article").output;
        let ninjs = render(&document, &NinjsRenderer, &options()).expect("rendered").output;
        for file in [rendered(&document), ninjs] {
            assert!(String::from_utf8_lossy(&file).contains(words), "{name}: {}", String::from_utf8_lossy(&file));
        }
    }
}

#[test]
fn plain_articles_need_one_rendition() {
    for (name, document, count) in
        // A credit with a link is more than plain words.
        [
            ("bare", bare(), 1),
            ("with rights", with_rights(), 2),
            ("rich", rich(), 2),
            ("illustrated", illustrated(), 1),
        ]
    {
        assert_eq!(bodies(&parse(&rendered(&document))).len(), count, "{name}");
    }
}

#[test]
fn structure_is_kept() {
    let root = parse(&rendered(&rich()));
    let body = bodies(&root)[0];
    for (element, count) in [
        ("h1", 1),
        ("h3", 1),
        ("h4", 1),
        ("ol", 2),
        ("ul", 2),
        ("li", 8),
        ("blockquote", 1),
        ("table", 2),
        ("th", 3),
        ("td", 7),
        ("pre", 1),
        ("hr", 1),
        ("br", 1),
        ("em", 2),
        ("s", 1),
        ("sub", 1),
        ("sup", 2),
    ] {
        assert_eq!(body.all(element).len(), count, "{element}");
    }
    let words = |element: &str| body.all(element)[0].text();
    assert_eq!(words("code"), "a < b && c");
    assert_eq!(words("pre"), "  if (a < b) {\n\treturn;\n  }");
    assert_eq!(body.all("a")[0].attribute("href"), Some("https://numune.example/a?b=1&c=2"));
    assert_eq!(body.all("a")[0].attribute("title"), Some("Başlıq \"və\" <s>"));
    assert_eq!(body.all("ol")[0].attribute("start"), Some("3"));
    let foreign = body.all("span").into_iter().find(|span| span.attribute("lang") == Some("fa")).expect("a span");
    assert_eq!(foreign.attribute("dir"), Some("rtl"));
    // A reference leads to its note.
    let target = body.all("sup")[1].all("a")[0].attribute("href").expect("a target")[1..].to_owned();
    let note = body.all("li").into_iter().find(|item| item.attribute("id") == Some(&target)).expect("the note");
    assert!(note.text().contains("Qeydin sözləri."));
}

#[test]
fn everything_stands_in_the_namespace_of_xhtml_and_directly_in_the_body() {
    let root = parse(&rendered(&rich()));
    for html in root.all("html") {
        assert_eq!(html.attribute("xmlns"), Some(XHTML));
        let body = html.all("body")[0];
        assert!(body.elements().all(|element| !["div", "article", "section", "figure"].contains(&&*element.name)));
    }
}

#[test]
fn every_file_shows_a_credit_with_its_link() {
    let credit = |document: &Document| {
        let root = parse(&rendered(document));
        let line = bodies(&root)[0]
            .all("p")
            .into_iter()
            .find(|line| line.attribute("class") == Some("istinad-credit"))
            .expect("a credit line");
        (line.text(), line.all("a").first().and_then(|link| link.attribute("href")).map(str::to_owned))
    };
    let address = "https://numune.example/xeber/1?a=1&b=2";
    assert_eq!(credit(&with_rights()), (format!("Mənbə: Nümunə Xəbər, {address}"), Some(address.to_owned())));
    let mut unknown = with_rights();
    unknown.metadata.address = None;
    assert_eq!(credit(&unknown).1.as_deref(), Some("https://numune.example/"));
    // The article's address is not known, so the file claims to come from nowhere but its input.
    let root = parse(&rendered(&unknown));
    let links: Vec<_> =
        root.all("link").into_iter().filter(|link| link.attribute("rel") == Some("irel:derivedFrom")).collect();
    assert_eq!(links.len(), 1);
    assert!(links[0].attribute("residref").is_some_and(|name| name.starts_with("ni:///sha-256;")));
    let note = root.all("edNote")[0].text();
    assert!(note.contains("Yerinə yetirilməyən tələb"), "{note}");
    assert_eq!(credit(&bare()), ("Mənbə: məlum deyil".to_owned(), None));
}

#[test]
fn terms_are_verbatim_and_again_with_the_pictures() {
    let root = parse(&rendered(&rich()));
    let rights = root.all("rightsInfo");
    let terms = |element: &Element| element.all("usageTerms").iter().map(|terms| terms.text()).collect::<Vec<_>>();
    let all = "MÜTLƏQ hiperlinklə istinad edin. Fotolar icazəsiz dərc olunmasın. Все права защищены";
    assert_eq!(rights.len(), 2);
    let (az, ru) = all.split_once(" Все").map(|(az, ru)| (az, format!("Все{ru}"))).expect("two languages");
    assert_eq!(terms(rights[0]), [az, &ru]);
    let languages = rights[0].all("usageTerms").iter().map(|terms| terms.attribute("xml:lang")).collect::<Vec<_>>();
    assert_eq!(languages, [Some("az"), Some("ru")]);
    assert_eq!(rights[0].all("usageTerms")[0].attribute("href"), Some("https://numune.example/şərtlər"));
    assert_eq!(rights[1].attribute("idrefs"), Some("picture-1 picture-2 picture-3"));
    assert_eq!(terms(rights[1]), ["Fotolar icazəsiz dərc olunmasın."]);
    assert!(root.all("edNote")[0].text().starts_with(all));
    assert_eq!(rights[0].all("copyrightNotice")[0].text(), "Nümunə Xəbər ©");
    // Nothing is said where the source says nothing.
    let bare = parse(&rendered(&bare()));
    assert!(bare.all("rightsInfo").is_empty());
    assert!(bare.all("edNote")[0].text().contains("Mənbədə istifadə şərtləri aşkar edilmədi."));
    assert!(bare.all("dataMining").is_empty());
}

#[test]
fn the_policy_is_carried_whole_and_names_the_article_and_its_pictures() {
    let root = parse(&rendered(&rich()));
    let guid = root.all("newsItem")[0].attribute("guid").expect("a guid").to_owned();
    let carried = root.all("rightsExpressionData")[0].text();
    assert_eq!(Some(&carried), istinad::rights::policy(&rich(), &guid, PolicyForm::JsonLd).as_ref());
    let policy: serde_json::Value = serde_json::from_str(&carried).expect("JSON");
    let links: Vec<_> =
        root.all("link").into_iter().filter(|link| link.attribute("rel") == Some("irel:rightspolicy")).collect();
    assert_eq!(links.len(), 2);
    assert!(links.iter().all(|link| link.attribute("residref") == policy["uid"].as_str()));
    assert_eq!(policy["permission"][0]["target"].as_str(), Some(&*guid));
    let target = "http://www.w3.org/ns/odrl/2/target";
    let properties = root.all("rightsInfoExtProperty");
    let pictures = properties.iter().find(|property| property.attribute("reluri") == Some(target));
    let pictures = pictures.expect("the pictures' name").attribute("uri");
    assert_eq!(policy["prohibition"][0]["target"].as_str(), pictures);
}

#[test]
fn values_of_the_document_are_where_clients_look() {
    let root = parse(&rendered(&rich()));
    let value = |name: &str| root.all(name).iter().map(|element| element.text()).collect::<Vec<_>>();
    assert_eq!(root.all("newsItem")[0].attribute("conformance"), Some("power"));
    assert!(root.all("newsItem")[0].attribute("guid").is_some_and(|guid| guid.starts_with("urn:uuid:")));
    assert_eq!(value("versionCreated"), ["2026-06-25T10:00:00+04:00"]);
    assert_eq!(value("contentCreated"), ["2026-06-24T14:05:00"]);
    assert_eq!(value("dateline"), ["2 saat öncə"]);
    assert_eq!(value("keyword"), ["ŞƏHƏR həyatı", "çay", "iki sətir"]);
    assert_eq!(value("by"), ["Aytən Səmədova yazır"]);
    assert_eq!(value("provider"), ["istinad"]);
    let descriptions: Vec<_> = root.all("contentMeta")[0].all("description").iter().map(|each| each.text()).collect();
    assert_eq!(descriptions, ["Qısa məzmun.", "Üç ildən sonra."]);
    let creators: Vec<_> = root.all("creator").iter().map(|each| (each.text(), each.attribute("type"))).collect();
    // Clients list every creator as an author, and an organisation is none.
    assert_eq!(creators, [("Aytən Səmədova".to_owned(), Some("cpnat:person"))]);
    assert_eq!(value("firstCreated"), Vec::<String>::new(), "nobody knows when the source's item was made first");
    let hex = |bytes: [u8; 32]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    assert_eq!(value("hash"), [hex(walk::text_digest(&rich())), hex([7; 32])]);
    assert_eq!(root.all("language")[0].attribute("tag"), Some("az"));
    let named = options().with_provider(render::Provider::parse("Arxiv <https://arxiv.example/>"));
    let root = parse(&render(&rich(), &NewsMlRenderer, &named).expect("rendered").output);
    assert_eq!(root.all("provider")[0].attribute("uri"), Some("https://arxiv.example/"));
    assert_eq!(root.all("provider")[0].text(), "Arxiv");
}

/// IPTC's own reader hands over what was written; it collapses white space.
#[test]
fn clients_read_equal_values() {
    let documents = everything();
    let Some(answers) = judge::newsml_read(&files(&documents)) else { return };
    for ((name, document), answer) in documents.iter().zip(answers) {
        let item = &answer["items"][0];
        assert!(answer["error"].is_null(), "{name}: {answer}");
        for item in answer["items"].as_array().expect("items") {
            assert_eq!(item["superdesk"]["stops_at"], serde_json::json!([]), "{name}");
        }
        let same = |found: &serde_json::Value, expected: &str| {
            assert_eq!(collapsed(found.as_str().unwrap_or_default()), collapsed(expected), "{name}");
        };
        same(&item["content"]["headline"][0]["text"], &document.metadata.headline.value);
        same(&item["content"]["language"][0], document.metadata.language.value.as_str());
        let rights = &item["rights"][0];
        let terms: Vec<String> =
            document.rights.terms.as_slice().iter().map(|term| walk::plain_text(&term.content)).collect();
        // Those of each language are one text, in the order in which the languages are met.
        let stated = document.rights.terms.as_slice();
        if let Some(first) = stated.first() {
            let of_first = stated.iter().zip(&terms).filter(|(term, _)| term.language == first.language);
            let text = of_first.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ");
            same(&rights["usage_terms"][0]["text"], &text);
            same(&item["superdesk"]["usage_terms"], &text);
        }
        if let Some(notice) = &document.rights.notice {
            same(&rights["copyright_notice"][0]["text"], &notice.value);
        }
        if let Some(holder) = &document.rights.holder {
            same(&rights["copyright_holder"]["names"][0]["text"], &holder.value.name);
        }
        if document.notes.is_empty() {
            let blocks = item["inline"][0]["blocks"].as_array().expect("blocks");
            let read: Vec<&str> = blocks.iter().filter_map(|block| block["text"].as_str()).collect();
            let (read, mut from) = (collapsed(&read.join(" ")), 0);
            for passage in walk::passages(document) {
                let words = collapsed(&passage.text);
                from += read[from..].find(&words).unwrap_or_else(|| panic!("{name}: {words:?} is lost")) + words.len();
            }
        }
    }
}

#[test]
fn nothing_but_document_and_options_decides_the_bytes() {
    for (name, document) in everything() {
        assert!(rendered(&document) == rendered(&document.clone()), "{name}");
    }
    let error = render(&bare(), &NewsMlRenderer, &RenderOptions::default()).expect_err("no time is known");
    assert!(error.has(istinad::Code::TimeOfWritingUnknown));
}
