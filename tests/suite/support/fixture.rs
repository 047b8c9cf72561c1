//! Documents made by hand, so that a renderer can be tried with everything that the model has.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::random::with;
use istinad::model::{
    Alignment, Block, BlockQuote, CodeBlock, CreditForm, Document, Figure, HeaderLine, HeaderRole, Heading, Inline,
    Input, Language, Licence, Link, List, ListItem, Meaning, Media, MediaId, MediaKind, Metadata, Note, NoteId,
    Organisation, Origin, Paragraph, Picture, Rights, Scope, Sourced, Table, TableCell, Term, Terms, TermsPage, Text,
    Timestamp,
};
use istinad::read::READERS;

pub(crate) use crate::random::pictures::{DOT, SQUARE};

/// The articles of a folder of the repository: every file whose name says what kind of input it is.
pub(crate) fn articles(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let known: Vec<&str> = READERS.iter().flat_map(|reader| reader.extensions()).copied().collect();
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the folder of articles is there")
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| known.contains(&&*extension.to_string_lossy())))
        .collect();
    paths.sort();
    paths
}

/// Words.
pub(crate) fn text(words: &str) -> Inline {
    Inline::text(words)
}

/// A paragraph.
pub(crate) fn paragraph(content: impl Into<Vec<Inline>>) -> Block {
    Block::Paragraph(Paragraph::new(content.into()))
}

/// A heading.
pub(crate) fn heading(level: u8, words: &str) -> Block {
    Block::Heading(Heading::new(level, vec![text(words)]))
}

/// A value that the article states.
pub(crate) fn slot<T>(value: T) -> Sourced<T> {
    Sourced::new(value, None, Origin::Article)
}

fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a tag")
}

fn line(role: HeaderRole, content: impl Into<Vec<Inline>>) -> HeaderLine {
    HeaderLine::new(role, content.into())
}

fn link(address: &str, title: Option<&str>, words: &str) -> Inline {
    Inline::Link(with!(Link::new(address.to_owned(), vec![text(words)]), title = title.map(str::to_owned)))
}

fn code(words: &str) -> Inline {
    Inline::Code(Text::new(words.to_owned()))
}

fn item(task: Option<bool>, content: impl Into<Vec<Block>>) -> ListItem {
    with!(ListItem::new(content.into()), task = task)
}

fn list(start: Option<u64>, items: impl Into<Vec<ListItem>>) -> Block {
    Block::List(List::new(start, items.into()))
}

fn cells(words: &[&str]) -> Vec<TableCell> {
    words.iter().map(|&words| TableCell::new(if words.is_empty() { vec![] } else { vec![text(words)] })).collect()
}

/// A short article that says nothing of itself but its headline: the least that a document can be.
pub(crate) fn plain_document() -> Document {
    let headline = "Qar yağdı & yollar bağlandı";
    Document::new(
        Metadata::new(slot(headline.to_owned()), slot(language("az")), Input::new([7; 32], 70, "text/markdown")),
        vec![line(HeaderRole::Headline, [text(headline)])],
        vec![paragraph([text("Şəhərdə iki gündür qar yağır.")])],
        Rights::new(Terms::NotStated),
    )
}

/// An article with every kind of block and inline, every slot filled, a picture that came and one that did not.
pub(crate) fn rich_document() -> Document {
    let headline = "Xəzərin səviyyəsi: “ölçmələr <davam> edir” & nəticə";
    let dot = MediaId("şəkillər/sahil 1.png".to_owned());
    let by_hyperlink = "hiperlinklə istinad verilməlidir.";
    with!(
        Document::new(
            with!(
                Metadata::new(
                    slot(headline.to_owned()),
                    slot(language("az")),
                    Input::new([0xab; 32], 4096, "text/markdown")
                ),
                section = Some(slot("ELM VƏ TƏBİƏT".to_owned())),
                description = Some(slot("Dəniz geri çəkilir: səbəblər\nvə rəqəmlər & xəritələr.".to_owned())),
                authors = vec![slot("Gülnar Əhmədova".to_owned()), slot("İlkin Qasımlı".to_owned())],
                publisher = Some(slot(Organisation::new("Nümunə Xəbər", Some("https://numune.example/".to_owned())))),
                published = Some(slot(Timestamp::parse("2026-06-24T14:05+04:00").expect("a time"))),
                subjects = vec![slot("Xəzər dənizi".to_owned()), slot("iqlim".to_owned())],
                address = Some(slot("https://numune.example/elm/xezer?id=17&dil=az".to_owned()))
            ),
            vec![
                line(HeaderRole::Section, [text("ELM VƏ TƏBİƏT")]),
                line(HeaderRole::Headline, [text("Xəzərin səviyyəsi: “ölçmələr <davam> edir” & nəticə")]),
                line(HeaderRole::Standfirst, [text("Sahil xətti on ildə iki yüz metr geri çəkilib.")]),
                line(HeaderRole::Byline, [text("Gülnar Əhmədova, İlkin Qasımlı")]),
                line(HeaderRole::Publisher, [text("Nümunə Xəbər ©")]),
                line(HeaderRole::Time, [text("24 iyun 2026, 14:05")]),
            ],
            rich_body(&dot),
            with!(
                Rights::new(Terms::Stated(vec![
                    with!(
                        Term::new(
                            vec![Inline::Strong(vec![text("MÜTLƏQ")]), text(" "), text(by_hyperlink)],
                            language("az")
                        ),
                        meanings = vec![Meaning::Attribution {
                            scope: Scope::Everything,
                            credit: with!(CreditForm::default(), by_hyperlink = true),
                        }],
                        in_statement = true
                    ),
                    with!(
                        Term::new(vec![text("Text may be reused with a link.")], language("en")),
                        origin = Origin::Profile
                    ),
                ])),
                holder = Some(slot(Organisation::new("Nümunə Xəbər", None))),
                year = Some(slot(2026)),
                notice = Some(slot("Nümunə Xəbər ©".to_owned())),
                terms_page =
                    Some(TermsPage::new(Some(slot("https://numune.example/şərtlər".to_owned())), "ətraflı burada")),
                licence = Some(slot(Licence::new(
                    Some("CC-BY-4.0".to_owned()),
                    Some("https://creativecommons.org/licenses/by/4.0/".to_owned())
                ))),
                statement = vec![
                    heading(2, "Nümunə Xəbər ©"),
                    list(
                        None,
                        [item(
                            None,
                            [paragraph([Inline::Strong(vec![text("MÜTLƏQ")]), text(" "), text(by_hyperlink)])]
                        )],
                    ),
                    paragraph([
                        text("İstifadə şərtləri haqda "),
                        link("https://numune.example/şərtlər", None, "ətraflı burada"),
                    ]),
                ]
            )
        ),
        notes = vec![
            Note::new(vec![paragraph([text("Ölçmələr Bakı buxtasında aparılıb.")])]),
            Note::new(vec![
                paragraph([text("Ətraflı: "), link("https://numune.example/hesabat", None, "illik hesabat")]),
                list(None, [item(None, [paragraph([text("birinci cild")])])]),
            ]),
        ],
        media = BTreeMap::from([(dot, Media::new(MediaKind::Png, DOT.to_vec(), 1, 1))])
    )
}

fn rich_body(dot: &MediaId) -> Vec<Block> {
    let figure = |picture, caption: &str, guessed| {
        let caption = if caption.is_empty() { vec![] } else { vec![text(caption)] };
        Block::Figure(with!(Figure::new(picture, caption), guessed = guessed))
    };
    vec![
        figure(
            Some(with!(Picture::new(dot.0.clone(), "Qumlu sahil, uzaqda gəmi"), media = Some(dot.clone()))),
            "Sahil xətti, 2026",
            false,
        ),
        paragraph([
            text("Xəzər dənizinin səviyyəsi "),
            Inline::Strong(vec![text("sürətlə "), Inline::Emphasis(vec![text("enir")])]),
            text(", deyir "),
            link("https://numune.example/alim", Some("Alimin səhifəsi"), "alim"),
            Inline::NoteReference(NoteId(0)),
            text(". İndi "),
            Inline::Strikethrough(vec![text("28")]),
            text(" 29 m; sahə 10"),
            Inline::Superscript(vec![text("5")]),
            text(" km"),
            Inline::Superscript(vec![text("2")]),
            text(", H"),
            Inline::Subscript(vec![text("2")]),
            text("O azalır."),
        ]),
        paragraph([
            text("İngiliscə "),
            Inline::LanguageSpan { language: language("en"), content: vec![text("the sea retreats")] },
            text(", farsca "),
            Inline::LanguageSpan { language: language("fa"), content: vec![text("دریای خزر")] },
            text(", gürcücə "),
            Inline::LanguageSpan {
                language: language("ka"), content: vec![text("კასპიის ზღვა")]
            },
            text(", kirillə "),
            Inline::LanguageSpan {
                language: language("az-Cyrl"), content: vec![text("Хәзәр дәнизи ҝөзәлдир")]
            },
            text(" yazılır."),
            Inline::LineBreak,
            text("Yeni sətir; yenə qeyd"),
            Inline::NoteReference(NoteId(0)),
            Inline::NoteReference(NoteId(1)),
            text("."),
        ]),
        heading(2, "Ölçmə üsulları"),
        paragraph([text("Cihaz "), code("sea_level --unit m < ölçü"), text(" əmri ilə oxunur.")]),
        heading(3, "Peyk"),
        list(
            Some(3),
            [
                item(None, [paragraph([text("üçüncü")])]),
                item(None, [paragraph([text("dördüncü")]), list(None, [item(None, [paragraph([text("daxili")])])])]),
            ],
        ),
        list(
            None,
            [
                item(Some(true), [paragraph([text("məlumat toplanıb")])]),
                item(Some(false), [paragraph([text("xəritə çəkilib")])]),
            ],
        ),
        heading(3, "Stansiya"),
        Block::BlockQuote(BlockQuote::new(vec![
            heading(4, "Sitat"),
            paragraph([text("“Dəniz bizə nə qədər lazımdırsa, biz də ona o qədər lazımıq”.")]),
        ])),
        Block::Table(Table::new(
            vec![Alignment::Start, Alignment::Centre, Alignment::End],
            vec![cells(&["", "İl", "Səviyyə"])],
            vec![cells(&["Bakı", "2016", "−27,9"]), cells(&["Lənkəran", "2026", "−29,1"])],
        )),
        Block::ThematicBreak(None),
        heading(2, "Hesablama"),
        Block::CodeBlock(CodeBlock::new(
            Some("python".to_owned()),
            "for il in range(2016, 2026):\n    print(il, \"ə\")\n\n# son & <bitdi>",
        )),
        figure(None, "Məhəmməd Cəfərov və Leyla Hüseynova", true),
        figure(Some(Picture::new("itmiş.jpg", "Stansiyanın binası")), "", false),
    ]
}
