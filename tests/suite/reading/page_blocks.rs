//! What the markup of pages becomes: no word of it is lost or moved in silence.

use istinad::model::dump::dump;
use istinad::model::{Block, Document, HeaderRole, Origin};
use istinad::{Code, Outcome, ReadOptions, Source, read};

use crate::reading::pages::{codes, page, read_page};

/// The body as it was read, without the two paragraphs that every page begins with.
fn body(outcome: &Outcome<Document>) -> Vec<String> {
    let dump = dump(&outcome.output);
    let lines = dump.lines().skip_while(|line| *line != "body").skip(3);
    lines.take_while(|line| line.starts_with(' ')).map(|line| line.trim().to_owned()).collect()
}

/// What is said with a code, and the words of the page at its place.
fn said(html: &str, code: Code) -> Vec<(String, String)> {
    let source = Source::new("page.html", html).expect("UTF-8");
    let outcome = read_page(html);
    let of_code = outcome.diagnostics.into_iter().filter(|diagnostic| diagnostic.code == code);
    of_code
        .map(|said| (said.message, said.span.map(|span| source.slice(span).to_owned()).unwrap_or_default()))
        .collect()
}

#[test]
fn what_stands_between_two_items_belongs_to_the_first() {
    for (markup, expected) in [
        (
            "<ul><li>bir</li><ul><li>iki</li></ul><li>üç</li></ul>",
            "list, bulleted, tight|item|paragraph: bir|list, bulleted, tight|item|paragraph: iki|item|paragraph: üç",
        ),
        (
            "<ol><li>bir</li>boş söz<li>iki</li></ol>son",
            "list, numbered from 1, tight|item|paragraph: bir|paragraph: boş söz|item|paragraph: iki|paragraph: son",
        ),
        (
            "<ul><li>bir</li><blockquote>sitat</blockquote><img src='a.png' alt='Şəkil'></ul>",
            "list, bulleted, tight|item|paragraph: bir|quote|paragraph: sitat|figure|picture (not carried): a.png|\
             alternative: Şəkil",
        ),
        // Nothing stands before it to which it could belong.
        ("<ul>əvvəl<li>bir</li></ul>", "paragraph: əvvəl|list, bulleted, tight|item|paragraph: bir"),
        ("<ul><ul><li>bir</li></ul></ul>", "list, bulleted, tight|item|paragraph: bir"),
        ("<ul>uzaq dağlar</ul>", "paragraph: uzaq dağlar"),
        (
            "<ul><li>bir</li><ul>söz<li>iki</li></ul></ul>",
            "list, bulleted, tight|item|paragraph: bir|paragraph: söz|list, bulleted, tight|item|paragraph: iki",
        ),
    ] {
        assert_eq!(body(&read_page(&page("", markup))).join("|"), expected, "{markup}");
        let item = format!(
            "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='a'><contentSet><inlineXML><html \
             xmlns='http://www.w3.org/1999/xhtml'><body><h1>A</h1><p>1.</p><p>2.</p>{}</body></html></inlineXML>\
             </contentSet></newsItem>",
            markup.replace("'Şəkil'>", "'Şəkil'/>")
        );
        let source = Source::new("item.xml", item).expect("UTF-8");
        let outcome = read(&source, &ReadOptions::default()).expect("an article");
        assert_eq!(body(&outcome).join("|"), expected, "{markup}, in a news item");
    }
}

/// An item that takes in what follows it is a level too.
#[test]
fn lists_in_lists_nest_no_deeper_than_the_limit() {
    let deep = |levels: usize| "<ul><li>söz</li>".repeat(levels) + &"</ul>".repeat(levels);
    let shallow = read_page(&page("", &deep(15)));
    assert!(!codes(&shallow).contains(&Code::NestingFlattened), "{:?}", shallow.diagnostics);
    let outcome = read_page(&page("", &deep(60)));
    assert!(codes(&outcome).contains(&Code::NestingFlattened), "{:?}", outcome.diagnostics);
    let levels = dump(&outcome.output).lines().map(|line| line.len() - line.trim_start().len()).max();
    assert!(levels.is_some_and(|spaces| spaces / 2 <= 32 + 2), "{levels:?}");
    assert_eq!(body(&outcome).iter().filter(|line| line.contains("söz")).count(), 60);
}

#[test]
fn a_quotation_keeps_who_is_quoted() {
    for (markup, expected) in [
        ("<blockquote>Söz.<footer>— Ayan</footer></blockquote>", "quote|paragraph: Söz.|paragraph: — Ayan"),
        (
            "<figure><blockquote><p>Söz.</p></blockquote><footer>— Ayan, <cite>Kitab</cite></footer></figure>",
            "quote|paragraph: Söz.|paragraph: — Ayan, *Kitab*",
        ),
    ] {
        assert_eq!(body(&read_page(&page("", markup))).join("|"), expected, "{markup}");
    }
    // The foot of the page is none of it.
    let outcome = read_page(&page("", "<footer>Bizimlə əlaqə</footer>"));
    assert_eq!(body(&outcome), Vec::<String>::new());
}

#[test]
fn lists_are_numbered_as_their_page_numbers_them() {
    for (list, numbers) in [
        ("<ol><li>a<li>b</ol>", "1 2"),
        ("<ol start=3><li>a<li>b</ol>", "3 4"),
        ("<ol type=a start=26><li>a<li>b</ol>", "z aa"),
        ("<ol type=A><li>a<li>b</ol>", "A B"),
        ("<ol type=i start=8><li>a<li>b</ol>", "viii ix"),
        ("<ol type=I start=3><li>a</ol>", "III"),
        ("<ol style='list-style-type: upper-roman'><li>a<li>b</ol>", "I II"),
        ("<ol type=a style='list-style: lower-latin outside'><li>a</ol>", "a"),
        ("<ol><li value=10>a<li>b<li value=12>c</ol>", "10 11 12"),
        ("<ol><li>a<li value=10>b<li>c</ol>", "1 10 11"),
        ("<ol reversed><li>üç<li>iki<li>bir</ol>", "3 2 1"),
        ("<ol reversed start=9 type=a><li>a<li>b<li value=3>c<li>d</ol>", "i h c b"),
        ("<ol start=7><li>a<li value=7>b</ol>", "7 7"),
        ("<ul><li><ol type=i><li>a<li value=4>b</ol></ul>", "i iv"),
        // What is left out of a list leaves its number out.
        ("<ol><li>a<li class=sr-only>x<li>b</ol>", "1 3"),
    ] {
        let html = page("", list);
        let found = read_page(&html).output.body.iter().find_map(numbers_of);
        assert_eq!(found.as_deref(), Some(numbers), "{list}");
        assert!(said(&html, Code::StructureFlattened).is_empty(), "{list}");
    }
    for list in ["<ol start=-1><li>a<li>b</ol>", "<ol style='list-style-type:lower-greek'><li>a<li>b</ol>"] {
        let html = page("", list);
        assert_eq!(read_page(&html).output.body.iter().find_map(numbers_of).as_deref(), Some("1 2"), "{list}");
        let said = said(&html, Code::StructureFlattened);
        assert!(matches!(said.as_slice(), [(_, place)] if place.starts_with("<ol")), "{list}: {said:?}");
    }
}

/// The numbers of the first numbered list in a block.
fn numbers_of(block: &Block) -> Option<String> {
    let Block::List(list) = block else { return None };
    let numbers: Vec<String> = list.numbers().flatten().collect();
    if numbers.is_empty() {
        return list.items.iter().flat_map(|item| &item.content).find_map(numbers_of);
    }
    Some(numbers.join(" "))
}

#[test]
fn what_a_table_loses_is_said_once_for_each() {
    let head = "<tr><th>A</th><th>B</th></tr>";
    let row = "<tr><td>1</td><td>2</td></tr>";
    for (rows, expected) in [
        (format!("{head}{row}"), ""),
        (format!("{head}<tr><td colspan=2>1</td></tr><tr><td rowspan=2>1</td><td>2</td></tr>"), ""),
        (format!("{head}{head}{row}"), ""),
        (format!("{head}<tr><th scope=row>1</th><td>2</td></tr>"), ""),
        (format!("{head}<tr><td>1</td><td><ul><li>x</li><li>y</li></ul></td></tr>"), "lists and other blocks"),
        (
            format!("{head}<tr><td>1</td><td>2 <img src=a.png alt=x></td></tr>"),
            "a picture that stands within a table follows it",
        ),
        (format!("{row}<tr><td>1</td><td><ul><li>x</li></ul></td></tr>"), "set as paragraphs"),
        (format!("{head}<tr><td>1</td><td><table><tr><td>x</td></tr></table></td></tr>"), "set as paragraphs"),
    ] {
        let table = format!("<table>{rows}</table>");
        let said = said(&page("", &table), Code::StructureFlattened);
        match said.as_slice() {
            [] => assert_eq!(expected, "", "{table}"),
            [(message, place)] => {
                assert!(!expected.is_empty() && message.contains(expected), "{table}: {message}");
                assert!(place == "<table>" || place.starts_with("<img"), "{place}");
            }
            _ => panic!("{table}: {said:?}"),
        }
    }
    // What only gives the page its layout says nothing.
    let layout = "<table><tr><td>Ana səhifə</td><td><ul><li>a</li></ul></td></tr><tr><td></td><td></td></tr></table>";
    assert_eq!(said(&page("", layout), Code::StructureFlattened), []);
}

/// The table of a page, as the model has it.
fn table_of(rows: &str) -> Vec<String> {
    let dump = dump(&read_page(&page("", &format!("<table>{rows}</table>"))).output);
    let lines = dump.lines().map(str::trim).skip_while(|line| !line.starts_with("table"));
    let is_table = |line: &&str| ["table", "caption", "head", "row"].iter().any(|name| line.starts_with(name));
    lines.take_while(is_table).map(str::to_owned).collect()
}

/// Cells over several columns and rows, heads of rows, heads of several rows, captions.
#[test]
fn a_table_keeps_what_its_cells_cover_and_what_heads_them() {
    let head = "<thead><tr><th rowspan=2>Rayon<th colspan=2>2025</tr><tr><th>Yay<th>Qış</tr></thead>";
    assert_eq!(
        table_of(&format!(
            "<caption>Suyun <b>qiyməti</b></caption>{head}<tr><th scope=row rowspan=2>Göytəpə<td>1,20<td>0,90</tr>             <tr><td colspan=2>1,40</tr><tr><th scope=row>Şorsu<td>1,10</tr>"
        )),
        [
            "table: start, start, start",
            "caption: Suyun **qiyməti**",
            "head: Rayon (2 rows) | 2025 (2 columns)",
            "head: Yay | Qış",
            "row: Göytəpə (heads its row, 2 rows) | 1,20 | 0,90",
            "row: 1,40 (2 columns)",
            "row: Şorsu (heads its row) | 1,10 |",
        ]
    );
    // What asks for more than there is, rows without cells, heads that reach into the rows below.
    for (rows, expected) in [
        (
            "<tr><td colspan=90>a<tr><td>b<td rowspan=50>c<tr><td>d",
            &["table: start, start", "row: a (2 columns)", "row: b | c (2 rows)", "row: d"][..],
        ),
        ("<tr><td rowspan=3>a<td>b<tr><tr><td>c", &["table: start, start", "row: a (2 rows) | b", "row: c"]),
        (
            "<tr><th rowspan=2>a<th>b<tr><td>c<tr><td>d<td>e",
            &["table: start, start", "row: a (heads its row, 2 rows) | b (heads its row)", "row: c", "row: d | e"],
        ),
        (
            "<thead><tr><th rowspan=9>a<th>b</thead><tr><td>c<td>d",
            &["table: start, start", "head: a | b", "row: c | d"],
        ),
        (
            "<tr><th>a<th>b<tr><th>c<th>d",
            &["table: start, start", "head: a | b", "row: c (heads its row) | d (heads its row)"],
        ),
    ] {
        assert_eq!(table_of(rows), expected, "{rows}");
    }
}

#[test]
fn what_amp_embeds_is_read_as_what_it_stands_for() {
    let outcome = read_page(&page(
        "",
        "<amp-img src='a.png' alt='Körpü' width=4 height=3 layout=responsive></amp-img>\
         <amp-youtube data-videoid='x-Y_1'></amp-youtube><amp-iframe src='https://xerite.example/1'></amp-iframe>\
         <amp-youtube data-videoid='../a'></amp-youtube>",
    ));
    let expected = [
        "figure",
        "picture (not carried): a.png",
        "alternative: Körpü",
        "paragraph: [www.youtube.com](https://www.youtube.com/watch?v=x-Y_1)",
        "paragraph: [xerite.example](https://xerite.example/1)",
    ];
    assert_eq!(body(&outcome), expected);
    assert_eq!(codes(&outcome).into_iter().filter(|code| *code == Code::EmbedLinked).count(), 2);
}

#[test]
fn a_drawing_in_the_page_is_not_left_out_in_silence() {
    let figure =
        "<figure><svg><title>Nəqliyyat</title><rect/></svg><figcaption>Körpüdə nəqliyyat</figcaption></figure>";
    let html = page("", figure);
    assert_eq!(body(&read_page(&html)), ["figure", "picture missing", "caption: Körpüdə nəqliyyat"]);
    let said = said(&html, Code::PictureRefused);
    assert!(matches!(said.as_slice(), [(message, place)] if message.contains("svg") && place == "<svg>"), "{said:?}");
    let icon = "<p>Paylaş <svg><path d='M0 0'/></svg> hamısı ilə, və bu cümlə uzundur.</p>";
    assert!(!codes(&read_page(&page("", icon))).contains(&Code::PictureRefused));
}

#[test]
fn a_line_with_a_name_in_it_stays_whole() {
    for line in [
        "<p>Yazdı: <a rel=author href='https://numune.example/a'>Ayan Əliyeva</a>, şəhər sakini, körpünün yanında.</p>",
        "<p><span class=author-name>Ayan Əliyeva</span> körpünün yanında durub baxırdı, hamı da onunla birlikdə.</p>",
    ] {
        let html = page("", line).replacen("<h1>Körpü açıldı</h1>", &format!("<h1>Körpü açıldı</h1>{line}"), 1);
        let dump = dump(&read_page(&html).output);
        assert!(dump.contains("Ayan Əliyeva") && dump.contains("körpünün yanında"), "{line}\n{dump}");
        let whole = dump.lines().any(|line| line.contains("Ayan Əliyeva") && line.contains("körpünün yanında"));
        assert!(whole, "{line}\n{dump}");
    }
}

#[test]
fn the_time_beside_the_words_is_found() {
    let words = page("", "")
        .split_once("</h1>")
        .map(|(_, rest)| rest.replace("</article></body></html>", ""))
        .unwrap_or_default();
    let shaped = |before: &str, between: &str, after: &str| {
        format!(
            "<!doctype html><html lang=az><head><title>Körpü açıldı</title></head><body><div class=top><span \
             class=date>26 noyabr 2026</span></div><div class=news>{before}<h1>Körpü açıldı</h1>{between}<div \
             class=text>{words}</div>{after}</div></body></html>"
        )
    };
    let time = "24 İyun 2026, 17:45";
    let marked = format!("<div class=date>{time}</div>");
    let bare = format!("<div><span>{time}</span></div>");
    for (html, is_found) in [
        (shaped("", &marked, ""), true),
        (shaped("", &bare, ""), true),
        (shaped(&marked, "", ""), true),
        (shaped(&bare, "", ""), false),
        (
            shaped("", &format!("<p class=byline>Müəllif: <a rel=author href='#a'>Ayan Əliyeva</a> | {time}</p>"), ""),
            true,
        ),
        // A time of something else.
        (
            shaped("", &format!("<ul><li><a href=/b>Yeni məktəb dekabrda qapılarını açır</a>{marked}</li></ul>"), ""),
            false,
        ),
        (shaped("", &format!("<ul><li>{marked}</li></ul>"), ""), true),
        (shaped("", "", &marked), false),
        (shaped("", &marked.replace("date", "updated"), ""), false),
        // Who states it is believed.
        (shaped("", &marked, "").replace("<head>", "<head><meta name=date content=2026-06-23>"), false),
    ] {
        let document = read_page(&html).output;
        let published = document.metadata.published.as_ref();
        let is_time = published.is_some_and(|slot| slot.value.to_string() == "2026-06-24T17:45");
        assert_eq!(is_time, is_found, "{html}\n{published:?}");
        if is_found {
            assert!(published.is_some_and(|slot| slot.origin == Origin::Article && slot.span.is_some()));
            let is_line = |role: HeaderRole| matches!(role, HeaderRole::Time | HeaderRole::Byline);
            let line = document.header.iter().find(|line| is_line(line.role)).expect("a line");
            assert!(istinad::model::walk::plain_text(&line.content).ends_with(time));
        }
    }
}

#[test]
fn a_picture_with_which_a_paragraph_begins_stands_above_it() {
    let outcome = read_page(&page(
        "",
        "<p><img src='a.png' alt='Bir'> <img src='b.png' alt='İki'>Sonra söz gəlir.</p><p>Söz <img src='c.png' \
         alt='Üç'> və söz.</p>",
    ));
    let body = body(&outcome);
    let kinds: Vec<&str> =
        body.iter().filter(|line| line.contains("picture") || line.contains("paragraph")).map(String::as_str).collect();
    let expected = [
        "picture (not carried): a.png",
        "picture (not carried): b.png",
        "paragraph: Sonra söz gəlir.",
        "paragraph: Söz və söz.",
        "picture (not carried): c.png",
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn frames_among_the_words_are_not_left_out_in_silence() {
    let frame = "<iframe src='https://xerite.example/1'></iframe>";
    let pixel = "<iframe src='https://sayan.example/1' width=1 height=1></iframe>";
    assert_eq!(said(&page("", pixel), Code::ClutterLeftOut), []);
    let said = said(&page("", &format!("{frame}{pixel}{frame}")), Code::ClutterLeftOut);
    assert!(
        matches!(said.as_slice(), [(message, place)] if message.starts_with("2 other pages") && place.starts_with("<iframe")),
        "{said:?}"
    );
}

/// Formulas are words in both readers, without what their makers noted in them.
#[test]
fn formulas_are_words() {
    let formula = "<p>Düstur: <math><mi>x</mi><mo>=</mo><mn>2</mn><annotation>x=2</annotation></math>.</p>";
    assert_eq!(body(&read_page(&page("", formula))), ["paragraph: Düstur: x=2."]);
    let item = format!(
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='a'><contentSet><inlineXML><html \
         xmlns='http://www.w3.org/1999/xhtml'><body><h1>A</h1><p>1.</p><p>2.</p>{formula}</body></html></inlineXML>\
         </contentSet></newsItem>"
    );
    let source = Source::new("item.xml", item).expect("UTF-8");
    let outcome = read(&source, &ReadOptions::default()).expect("an article");
    assert_eq!(body(&outcome), ["paragraph: Düstur: x=2."]);
}

/// Whatever a page numbers its items with, every file shows it, and is proved.
#[test]
fn every_file_numbers_items_as_their_page_does() {
    let list = "<ol type=a start=26><li>bir<li>iki</ol><ol type=I><li>üç<li value=9>dörd</ol><ol reversed><li>beş<li>altı</ol>";
    let html = page("", list);
    let source = Source::new("page.html", html).expect("UTF-8");
    let document = read(&source, &ReadOptions::default()).expect("an article").output;
    let options = istinad::RenderOptions::default()
        .with_modified(istinad::model::Timestamp::parse("2026-07-01T10:00:00Z"))
        .with_provider(istinad::render::Provider::parse("Milli Arxiv <https://arxiv.example/>"));
    let make = |renderer: &dyn istinad::render::Renderer| {
        istinad::render(&document, renderer, &options).expect("a file").output
    };
    let newsml = make(&istinad::render::NewsMlRenderer);
    let text = String::from_utf8_lossy(&newsml).into_owned();
    for markup in [
        "<ol start=\"26\" type=\"a\">",
        "<ol type=\"I\">",
        "<li value=\"9\">dörd</li>",
        "<ol start=\"2\">",
        "<li value=\"1\">altı</li>",
    ] {
        assert!(text.contains(markup), "{markup}\n{text}");
    }
    for plain in ["z. bir", "aa. iki", "I. üç", "IX. dörd", "2. beş", "1. altı"] {
        assert!(text.contains(plain), "{plain}\n{text}");
    }
    let again = Source::new("page.newsml.xml", newsml.clone()).expect("UTF-8");
    let again = read(&again, &ReadOptions::default()).expect("an article").output;
    let numbers = |document: &Document| document.body.iter().filter_map(numbers_of).collect::<Vec<_>>();
    assert_eq!(numbers(&again), ["z aa", "I IX", "2 1"]);
    for file in [newsml, make(&istinad::render::Epub), make(&istinad::render::Pdf::new())] {
        let report = istinad::inspect::inspect(&file).expect("a report");
        let findings = istinad::inspect::compare(&report, &document);
        assert!(findings.is_empty(), "{findings:?}");
    }
}
