//! Who, when, and what it is called: on pages and in text, in the shapes that sites and people give it.

use istinad::model::walk::block_passages;
use istinad::model::{Document, HeaderRole};
use istinad::{Code, Outcome, ReadOptions, Source, read};

use crate::reading::pages::{codes, read_page};

/// Words enough for a page to have an article.
const WORDS: &str = "<p>The bridge over the Kura was opened on Sunday after two winters of work, the council said, and \
    the first to cross it were the pupils of both schools, who had drawn its arches for a year and a half.</p>\
    <p>The old stones were kept, because they were cut in the nineteenth century, and the divers who worked under the \
    ice were given hot tea every forty minutes, as the head of the works, Ayan Sample, told the readers.</p>\
    <p>A second bridge will follow when the money is there, which nobody expects before the autumn of next year, and \
    until then lorries take the long way round by the mill and the railway station.</p>";

fn page(language: &str, head: &str, above: &str, behind: &str) -> String {
    format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=utf-8><title>Bridge opens</title>{head}</head>\
         <body><article><h1>Bridge opens</h1>{above}{WORDS}</article>{behind}</body></html>"
    )
}

fn markdown(text: &str) -> Outcome<Document> {
    let source = Source::new("article.md", text).expect("UTF-8");
    read(&source, &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn published(document: &Document) -> Option<String> {
    document.metadata.published.as_ref().map(|slot| slot.value.to_string())
}

fn authors(document: &Document) -> Vec<&str> {
    document.metadata.authors.iter().map(|author| author.value.as_str()).collect()
}

fn body(document: &Document) -> String {
    block_passages(&document.body).iter().map(|passage| passage.text.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_time_that_readers_see_is_read_in_its_language() {
    for (language, line, expected) in [
        ("de", "<p class=meta>12. Mai 2026</p>", "2026-05-12"),
        ("de", "<p class=meta>12.05.2026, 14:05 Uhr</p>", "2026-05-12T14:05"),
        (
            "de",
            "<div class=info>Di 12.05.26 | 14:05 Uhr | Von <span class=authorname>Nina Muster</span></div>",
            "2026-05-12T14:05",
        ),
        ("fr", "<p class=meta>12 mai 2026</p>", "2026-05-12"),
        ("fr", "<p class=date>Publié le 12 mai 2026 à 14h05</p>", "2026-05-12T14:05"),
        ("pt", "<p class=meta>12/05/2026 14h05</p>", "2026-05-12T14:05"),
        ("es", "<p class=fecha-date>12 de mayo de 2026, 14:05 h</p>", "2026-05-12T14:05"),
        ("az", "<div>12.05.2026 / 14:05</div>", "2026-05-12T14:05"),
        ("en", "<p class=byline>By Leyla Quliyeva — 12 May 2026</p>", "2026-05-12"),
        ("en", "<p class=author>By Leyla Quliyeva, 12 May 2026</p>", "2026-05-12"),
        ("az", "<div class=byline>Nərmin Quliyeva, 12.05.2026, Nümunə Agentliyi</div>", "2026-05-12"),
        ("ru", "<p class=author>Анна Петрова, 12.05.2026, Баку</p>", "2026-05-12"),
        ("az", "<div class=tarix>12 may 2026, saat 14:05 (Bakı vaxtı ilə)</div>", "2026-05-12T14:05+04:00"),
        ("tr", "<p>Giriş Tarihi: 12.05.2026 14:05</p>", "2026-05-12T14:05"),
        ("tr", "<span class=tarih-date>12.05.2026 - Güncelleme : 13.05.2026</span>", "2026-05-12"),
        ("ru", "<p class=date>12 мая 2026, 14:05 (обновлено 13 мая 2026, 09:00)</p>", "2026-05-12T14:05"),
        ("uk", "<p class=date>12 травня 2026 р., 14:05</p>", "2026-05-12T14:05"),
        ("ka", "<p class=date>12 მაისი, 2026</p>", "2026-05-12"),
        ("kk", "<p class=date>2026 жылғы 12 мамыр</p>", "2026-05-12"),
        (
            "az",
            "<h4>Yeni körpü ilk gün yüz uşağı keçirdi.</h4><div><span class=xeber-tarix>12.05.2026</span></div>",
            "2026-05-12",
        ),
        (
            "ru",
            "<p class=lead>Мост открыли после двух зим работы.</p><div class=info>12 мая 2026, 14:05</div>",
            "2026-05-12T14:05",
        ),
        (
            "de",
            "<div class=zeile><div class=lineinfo>Di 12.05.26 | 14:05 Uhr</div></div><h4>Zwei Winter lang wurde gebaut.</h4>",
            "2026-05-12T14:05",
        ),
        ("de", "<ul class=facts><li><strong>Datum</strong> 12.05.2026</li></ul>", "2026-05-12"),
    ] {
        let outcome = read_page(&page(language, "", line, ""));
        assert_eq!(published(&outcome.output).as_deref(), Some(expected), "{language}: {line}");
    }
}

#[test]
fn a_time_that_machines_see_is_read_in_every_dialect() {
    let json = |json: &str| format!("<script type='application/ld+json'>{json}</script>");
    for (head, above, expected) in [
        ("<meta name=publishdate content=2026-05-12>".to_owned(), "", "2026-05-12"),
        (
            "<meta property=article:published:time content=2026-05-12T14:05:00+00:00>".to_owned(),
            "",
            "2026-05-12T14:05:00+00:00",
        ),
        ("<meta name='citation_publication_date' content='2026/05/12'>".to_owned(), "", "2026-05-12"),
        ("<meta name=DC.date.created content=20260512>".to_owned(), "", "2026-05-12"),
        (json(r#"{"@type":"NewsArticle","datePublished":"2026-05-12T14:05:00 UTC"}"#), "", "2026-05-12T14:05:00+00:00"),
        (json(r#"{"@type":"WebPage","datePublished":"2026-05-12"}"#), "", "2026-05-12"),
        (json(r#"{"@graph":[{"@type":"ClaimReview","datePublished":"2026-05-12 14:05"}]}"#), "", "2026-05-12T14:05"),
        (
            String::new(),
            "<abbr class=published title=2026-05-12T14:05:00+02:00>12. Mai</abbr>",
            "2026-05-12T14:05:00+02:00",
        ),
        (String::new(), "<span itemprop=datePublished content=2026-05-12>yesterday</span>", "2026-05-12"),
        (String::new(), "<b itemprop=datePublished datetime=2026-05-12>12 May</b>", "2026-05-12"),
        (String::new(), "<i class=dt-published title=2026-05-12>May</i>", "2026-05-12"),
    ] {
        let outcome = read_page(&page("de", &head, above, ""));
        assert_eq!(published(&outcome.output).as_deref(), Some(expected), "{head}{above}");
    }
}

#[test]
fn a_label_an_address_or_an_account_is_no_author() {
    let json = |name: &str| {
        format!(
            "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"author\":{{\"name\":{name:?}}}}}</script>"
        )
    };
    for (head, above, expected) in [
        (json("<a href=\"/people/mira\" hreflang=\"en\">Mira Sample</a>"), "", vec!["Mira Sample"]),
        (json("By Leyla Quliyeva in Göytəpə"), "", vec!["Leyla Quliyeva"]),
        (json("admin"), "", vec![]),
        (json("news.example"), "", vec![]),
        ("<meta name=author content=m.sample@news.example>".to_owned(), "", vec![]),
        ("<meta name=author content='@mira'>".to_owned(), "", vec![]),
        ("<meta name=author content='https://social.example/mira'>".to_owned(), "", vec![]),
        ("<meta name=author content='Posted on'>".to_owned(), "", vec![]),
        (
            String::new(),
            "<span class=meta-prep-author>Posted on</span> <span class='author vcard'><a>Mira Sample</a></span>",
            vec!["Mira Sample"],
        ),
        (String::new(), "<p class=byline>By Leyla Quliyeva — 12 May 2026</p>", vec!["Leyla Quliyeva"]),
        (
            String::new(),
            "<div class=post-author>Müəllif: Aynur Kərimova və Elçin Əliyev</div>",
            vec!["Aynur Kərimova", "Elçin Əliyev"],
        ),
        (
            String::new(),
            "<p class=author>von <a href=mailto:x@news.example>Nina Muster, NMA MUSTERLAND</a></p>",
            vec!["Nina Muster"],
        ),
        (
            String::new(),
            "<ul><li>Von: <span><a>Nina Muster</a>, </span><span><a>Jan BEISPIEL</a></span></li></ul>",
            vec!["Nina Muster", "Jan BEISPIEL"],
        ),
    ] {
        let outcome = read_page(&page("en", &head, above, ""));
        assert_eq!(authors(&outcome.output), expected, "{head}{above}");
    }
    let aside = "<aside><p><span itemprop=author><span itemprop=name>Mira Sample</span> —</span></p></aside>";
    assert_eq!(authors(&read_page(&page("en", "", "", aside)).output), ["Mira Sample"]);
    let comment = "<section class=comments><p class=comment-author>Somebody Else</p><p>Nice bridge.</p></section>";
    assert!(authors(&read_page(&page("en", "", "", comment)).output).is_empty());
}

#[test]
fn the_words_above_a_headline_stay_with_it() {
    let html = format!(
        "<!doctype html><html lang=en><head><title>Pupils cross first</title></head><body><main>\
         <h2><span class=kicker>After two winters</span> <span>Pupils cross first</span></h2>{WORDS}</main></body></html>"
    );
    let outcome = read_page(&html);
    let line = |role: HeaderRole| {
        let lines = outcome.output.header.iter().filter(|line| line.role == role);
        lines.map(|line| istinad::model::walk::plain_text(&line.content)).collect::<Vec<_>>()
    };
    assert_eq!(line(HeaderRole::Headline), ["Pupils cross first"]);
    assert_eq!(line(HeaderRole::Section), ["After two winters"]);
    assert!(!body(&outcome.output).contains("Pupils cross first"));
}

#[test]
fn who_edited_an_article_or_is_called_as_the_site_did_not_write_it() {
    let json = |author: &str| {
        format!(
            "<meta property=og:site_name content='Sample Post'><link rel=canonical href='https://samplepost.example/a'>\
             <script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"author\":{{\"@type\":\"Person\",\"name\":{author:?}}}}}</script>"
        )
    };
    for (head, above, expected) in [
        (
            json("Rauf Nümunə"),
            "<p class=author>Aynur Kərimova</p><p>Redaktor: <a class=author>Rauf Nümunə</a></p>",
            vec!["Aynur Kərimova"],
        ),
        (json("Rauf Nümunə"), "<p>Editor: Rauf Nümunə</p>", vec!["Rauf Nümunə"]),
        (
            String::new(),
            "<p class=info__byline>Redaktion: Nina Muster und <a>Jan Beispiel</a><br>Sendung: 12.05.2026</p>",
            vec![],
        ),
        (String::new(), "<div>Редактор : <a class=author href=/y>Анна Примерова</a></div>", vec![]),
        (String::new(), "<div>Edited by: <a class=author href=/y>Mira Sample</a></div>", vec![]),
        (json("Nachrichten"), "<p>in <a rel='category tag' href=/c>Nachrichten</a></p>", vec![]),
        (json("Samplepost"), "", vec![]),
        (json("Sample"), "", vec![]),
        // However the name of the site is written.
        (json("The Sample Post"), "", vec![]),
        (json("SamplePost.example"), "", vec![]),
        (json("Sample Post").replace("content='Sample Post'", "content='Sample Post Media Ltd'"), "", vec![]),
        (json("Samplepost").replace("content='Sample Post'", "content=''"), "", vec![]),
        (json("The Sample Post").replace("content='Sample Post'", "content=''"), "", vec![]),
        // A person may have given a site their name.
        (
            json("Mira Sample").replace("content='Sample Post'", "content='Mira Sample Magazine'"),
            "",
            vec!["Mira Sample"],
        ),
        (json("Sweidah"), "", vec!["Sweidah"]),
    ] {
        let outcome = read_page(&page("en", &head, above, ""));
        assert_eq!(authors(&outcome.output), expected, "{head}{above}");
    }
}

#[test]
fn whoever_signs_is_the_author_and_nobody_of_another_article() {
    let organisation = r#"<script type='application/ld+json'>{"@type":"NewsArticle","author":{"@type":"Organization","name":"Samplepost"}}</script>"#;
    let whole = |above: &str, signature: &str, class: &str| {
        let page = page("vi", organisation, above, "");
        let page = page.replacen("<article>", &format!("<div class='{class}'><article>"), 1);
        page.replacen("</article>", &format!("{signature}</article></div>"), 1)
    };
    let right = |name: &str| format!("<p style='text-align:right;'><strong>{name}</strong></p><span id=end></span>");
    // The main part of a page may be called a side of it.
    for class in ["sidebar-1", "page-widget", "related-layout", "col"] {
        let outcome = read_page(&whole("", &right("Mira Sample"), class));
        assert_eq!(authors(&outcome.output), ["Mira Sample"], "{class}");
    }
    for teaser in [
        "<div><a href=/other><span>Dünən körpü bağlandı, indi isə bütün yollar açıqdır</span> <span>By Mira Sample, Bakı</span></a></div>",
        "<a href=/other><h3>The other bridge was closed for good on Friday</h3><p class=byline>By Mira Sample</p></a>",
        "<ul><li><a href=/other><img src=a.jpg> Why the mill by the river was closed after all <small>By Mira Sample</small></a></li></ul>",
    ] {
        let outcome = read_page(&whole("", teaser, "col"));
        assert_eq!(authors(&outcome.output), ["Samplepost"], "{teaser}");
    }
    let linked = "<a href=/mira><span class=byline>By Mira Sample</span> <i>Reporter</i></a>";
    assert_eq!(authors(&read_page(&whole(linked, "", "col")).output), ["Mira Sample"]);
}

#[test]
fn a_marked_line_has_its_names_and_its_time() {
    for (line, names, moment) in [
        ("By Leyla Quliyeva, 12 May 2026", &["Leyla Quliyeva"][..], Some("2026-05-12")),
        ("By Ann Lee, Bob Ray", &["Ann Lee", "Bob Ray"], None),
        ("By Martin Muster, Jr.", &["Martin Muster, Jr."], None),
        ("By Jane O'Neill and Björn Þórðarson in Reykjavík", &["Jane O'Neill", "Björn Þórðarson"], None),
        ("Müəllif: Aynur Kərimova | 12.05.2026 14:05", &["Aynur Kərimova"], Some("2026-05-12T14:05")),
        ("Автор: Анна Смирнова, 12 мая 2026, 14:05 МСК", &["Анна Смирнова"], Some("2026-05-12T14:05+03:00")),
        ("12 Mayıs 2026 - Yazan: Defne Örnek", &["Defne Örnek"], Some("2026-05-12")),
        ("Von Nina Muster und Jan Beispiel", &["Nina Muster", "Jan Beispiel"], None),
    ] {
        let text = format!(
            "# Körpü açıldı\n\n{line}\n\nKörpünün təmiri başa çatıb, məktəblilər onu keçib.\n\nDaşlar saxlanıb.\n"
        );
        let outcome = markdown(&text);
        assert_eq!(authors(&outcome.output), names, "{line}");
        assert_eq!(published(&outcome.output).as_deref(), moment, "{line}");
    }
    for prose in ["By Ann Lee, who reports from Baku.", "By the river the lake begins", "Von Berlin nach Paris"] {
        let outcome =
            markdown(&format!("# Körpü açıldı\n\n{prose}\n\nKörpünün təmiri başa çatıb.\n\nDaşlar saxlanıb.\n"));
        assert!(authors(&outcome.output).is_empty(), "{prose}");
    }
}

#[test]
fn a_time_beside_a_name_is_that_of_the_article() {
    for (line, names, moment) in [
        ("Leyla Quliyeva 12 May 2026", &[][..], "2026-05-12"),
        ("May 12, 2026 Leyla Quliyeva", &[], "2026-05-12"),
        ("Göytəpə 12 May 2026 14:05 Leyla Quliyeva", &[], "2026-05-12T14:05"),
        ("Leyla Quliyeva 12.05.2026 14:05", &[], "2026-05-12T14:05"),
        ("By Leyla Quliyeva 12 May 2026", &["Leyla Quliyeva"], "2026-05-12"),
        ("Müəllif: Leyla Quliyeva 12.05.2026 14:05", &["Leyla Quliyeva"], "2026-05-12T14:05"),
        ("Автор: Анна Смирнова 12 мая 2026 14:05", &["Анна Смирнова"], "2026-05-12T14:05"),
        ("Von Nina Muster 12. Mai 2026", &["Nina Muster"], "2026-05-12"),
    ] {
        let text = format!(
            "# Körpü açıldı\n\n{line}\n\nKörpünün təmiri başa çatıb, məktəblilər onu keçib.\n\nDaşlar saxlanıb.\n"
        );
        let pages = [format!("<p>{line}</p>"), format!("<div class=meta>{line}</div>")];
        let pages = pages.iter().map(|above| read_page(&page("az", "", above, "")));
        for outcome in pages.chain([markdown(&text)]) {
            assert_eq!(authors(&outcome.output), names, "{line}");
            assert_eq!(published(&outcome.output).as_deref(), Some(moment), "{line}");
            assert!(!body(&outcome.output).contains(line), "{line}");
        }
    }
    // A byline that its class marks.
    for (line, names) in [
        ("<p class=byline>By Leyla Quliyeva 12 May 2026 14:05</p>", ["Leyla Quliyeva"]),
        ("<div class=author>Анна Петрова 12 мая 2026 14:05</div>", ["Анна Петрова"]),
    ] {
        let outcome = read_page(&page("ru", "", line, ""));
        assert_eq!(authors(&outcome.output), names, "{line}");
        assert_eq!(published(&outcome.output).as_deref(), Some("2026-05-12T14:05"), "{line}");
    }
    for prose in ["On 12 May 2026 the bridge opens", "Körpü 12 may 2026 açılacaq"] {
        let outcome =
            markdown(&format!("# Körpü açıldı\n\n{prose}\n\nKörpünün təmiri başa çatıb.\n\nDaşlar saxlanıb.\n"));
        assert_eq!(published(&outcome.output), None, "{prose}");
    }
}

#[test]
fn the_headline_is_the_one_that_readers_see() {
    let with = |head: &str, top: &str, heading: &str| {
        format!(
            "<!doctype html><html lang=en><head>{head}</head><body>{top}<main><article>{heading}{WORDS}</article></main></body></html>"
        )
    };
    for (html, expected) in [
        (
            with(
                "<title>Bridge opens again | Samplepost</title>",
                "<header><h1><a href='/'>Samplepost</a></h1></header>",
                "<h2>Bridge opens again</h2>",
            ),
            "Bridge opens again",
        ),
        (
            with(
                "<title>Bridge opens again - Samplepost</title>",
                "<header><a href='https://news.example/'><h1>Samplepost</h1></a></header>",
                "",
            ),
            "Bridge opens again",
        ),
        (
            with(
                "<title>Kura bridge: opening, cost, news</title><meta property=og:title content='Kura bridge: opening, cost, news'>",
                "",
                "<h1>Pupils cross on Sunday</h1>",
            ),
            "Pupils cross on Sunday",
        ),
        (
            with("<title>Bridge opens again</title>", "", "<h1>News</h1><h2>Bridge opens again</h2>"),
            "Bridge opens again",
        ),
        // The last step of the path to the page is a heading for search engines; readers see another.
        (
            with(
                "<title>Kura bridge 2026: all news | Samplepost</title><meta property=og:title content='Pupils cross first'>",
                "<nav class=path><a href='/'>Start</a> <a href='/town'>Town</a> <h1>Kura bridge 2026: all news</h1></nav>",
                "<h2>Pupils cross first</h2>",
            ),
            "Pupils cross first",
        ),
        (
            with(
                "<title>Kura bridge 2026: all news</title><meta property=og:title content='Winter: Pupils cross first'>",
                "",
                "<ol class=c-breadcrumbs><li><a href='/'>Start</a></li><li><h1>Kura bridge 2026: all news</h1></li></ol>\
                 <h2><span>Winter</span> <span>Pupils cross first</span></h2>",
            ),
            "Winter: Pupils cross first",
        ),
        (
            with(
                "<title>Kura bridge 2026: all news</title><meta property=og:title content='Pupils cross first'>",
                "<div class=x9><div><a href='https://news.example/'>Start</a></div><div><a href='/town'>Town</a></div>\
                 <div><h1>Kura bridge 2026: all news</h1></div></div>",
                "<h2><span class=kicker>After two winters</span> <span>Pupils cross first</span></h2>",
            ),
            "Pupils cross first",
        ),
        (
            with(
                "<title>Körpü: xəbərlər</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Körpü: xəbərlər\",\"alternativeHeadline\":\"Uşaqlar keçdi\"}</script>",
                "<div role=navigation><a href='/'>Əsas</a> <h1>Körpü: xəbərlər</h1></div>",
                "<h2>Uşaqlar keçdi</h2>",
            ),
            "Uşaqlar keçdi",
        ),
        // Titles for search engines say what the lone heading says, and more.
        (
            with(
                "<title>Göl dolur 2026 | Xəbər | sayt</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Göl dolur 2026 | Xəbər | sayt\"}</script>",
                "",
                "<h1>Göl dolur</h1>",
            ),
            "Göl dolur",
        ),
        (
            with(
                "<title>Göl dolur: son xəbərlər 2026 | sayt</title><meta property=og:title content='Göl dolur: son xəbərlər 2026'><meta name=dc.title content='Göl dolur: son xəbərlər 2026'>",
                "",
                "<h1>Göl dolur</h1>",
            ),
            "Göl dolur",
        ),
        (
            with(
                "<title>Bridge over the Kura opens 2026: news, photos, video</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Bridge over the Kura opens 2026: news, photos, video\"}</script>",
                "<header><h1><a href='/'>Samplepost</a></h1></header>",
                "<h1>Bridge over the Kura opens</h1>",
            ),
            "Bridge over the Kura opens",
        ),
        (
            with(
                "<title>Kura bridge: Pupils cross on Sunday, 2026 news</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Kura bridge: Pupils cross on Sunday, 2026 news\"}</script>",
                "",
                "<h1>Pupils cross on Sunday</h1>",
            ),
            "Pupils cross on Sunday",
        ),
        // The site calls itself by its name in the title, and the article by its own in a short heading.
        (with("<title>Samplepost</title>", "", "<h1>Bridge opens</h1>"), "Bridge opens"),
        // A heading that shares nothing with what the page states for archives, or the name of the site, is none.
        (
            with(
                "<title>Pupils cross Kura bridge</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Pupils cross Kura bridge\"}</script>",
                "<h1>Science and education</h1>",
                "",
            ),
            "Pupils cross Kura bridge",
        ),
        (
            with(
                "<title>Sample Post - Pupils cross first</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Sample Post opens a bridge\",\"publisher\":{\"@type\":\"Organization\",\"name\":\"Sample Post\"}}</script>",
                "",
                "<h1>Sample Post</h1>",
            ),
            "Sample Post opens a bridge",
        ),
        // Whoever marks words by hand marks them another time in each place.
        (
            with(
                "<title>Kura bridge - it opens – again</title>",
                "<nav><a href='/'>Start</a> <a href='/town'>Town</a></nav>",
                "<h1>News</h1><h2>Kura bridge: it opens again</h2>",
            ),
            "Kura bridge: it opens again",
        ),
    ] {
        let outcome = read_page(&html);
        assert_eq!(outcome.output.metadata.headline.value, expected, "{html:.200}");
    }
}

#[test]
fn a_name_of_the_site_is_no_headline() {
    for (title, body, expected) in [
        (
            "Bridge opens » Sample News",
            "<div id=logo><h1>Sample News</h1></div><main><article><h2>Bridge opens</h2>",
            "Bridge opens",
        ),
        (
            "Bridge opens again – Samplepost",
            "<h1 class=site-title>Samplepost</h1><main><article><h2>Bridge opens again</h2>",
            "Bridge opens again",
        ),
        ("Bridge opens again « Samplepost", "<main><article><h1>Bridge opens again</h1>", "Bridge opens again"),
        (
            "Kura bridge 2026: cost",
            "<main><article><h1>Pupils cross on Sunday</h1><h1>Comments</h1>",
            "Pupils cross on Sunday",
        ),
    ] {
        let html = format!(
            "<!doctype html><html lang=en><head><title>{title}</title></head><body>{body}{WORDS}</article></main></body></html>"
        );
        assert_eq!(read_page(&html).output.metadata.headline.value, expected, "{title}{body}");
    }
}

#[test]
fn a_line_says_when_among_other_words() {
    for (language, line, day) in [
        (
            "en",
            "<div class=entry-meta>Written by <span>Mira Sample</span> <span>12 May 2026</span></div>",
            "2026-05-12",
        ),
        ("en", "<p class=post-info>Posted on <b>May 12, 2026</b> by admin</p>", "2026-05-12"),
        ("fr", "<p class=byline>Publié par Léa Exemple le 12 mai 2026 à 14h05</p>", "2026-05-12T14:05"),
        ("pt", "<p class=meta>quarta-feira, 12 de maio de 2026 às 14h05</p>", "2026-05-12T14:05"),
        ("nl", "<p class=meta>12 mei 2026</p>", "2026-05-12"),
        ("ja", "<p class=date>2026年5月12日 14:05</p>", "2026-05-12T14:05"),
        ("en", "<p class=date>12-May-2026</p>", "2026-05-12"),
    ] {
        let outcome = read_page(&page(language, "", line, ""));
        assert_eq!(published(&outcome.output).as_deref(), Some(day), "{line}");
    }
}

#[test]
fn an_organisation_is_the_author_where_the_page_calls_it_one() {
    let json = |authors: &str| {
        format!(
            "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"Bridge opens\",\"author\":{authors}}}</script>"
        )
    };
    let person = r#"{"@type":"Person","name":"Mira Sample"}"#;
    let organisation = r#"{"@type":"NewsMediaOrganization","name":"Numune Agency"}"#;
    for (authors_stated, line, expected, corporate) in [
        (organisation.to_owned(), "", vec!["Numune Agency"], vec!["Numune Agency"]),
        (format!("[{person},{organisation}]"), "", vec!["Mira Sample", "Numune Agency"], vec!["Numune Agency"]),
        (organisation.to_owned(), "<p class=byline>By Mira Sample</p>", vec!["Mira Sample"], vec![]),
        (r#"{"@type":"Person","name":"dpa"}"#.to_owned(), "", vec!["dpa"], vec!["dpa"]),
        (organisation.to_owned(), "<div class=name>AFP, MANILA</div>", vec!["AFP"], vec!["AFP"]),
    ] {
        let document = read_page(&page("en", &json(&authors_stated), line, "")).output;
        assert_eq!(authors(&document), expected, "{authors_stated}{line}");
        assert_eq!(document.metadata.corporate_authors, corporate, "{authors_stated}{line}");
    }
}

#[test]
fn a_name_stands_behind_a_label_before_the_photographer_or_below_the_text() {
    for (above, behind, expected) in [
        ("<div class=author><span class=label>Müəllif</span><span>Mira Sample</span></div>", "", vec!["Mira Sample"]),
        ("<div class=author>Текст: Анна Примерова<br>Фото: Пётр Образцов</div>", "", vec!["Анна Примерова"]),
        ("<div itemprop=author itemscope><meta itemprop=name content='Mira Sample'></div>", "", vec!["Mira Sample"]),
        ("", "<p style='text-align: right'><strong>Mira Sample</strong></p>", vec!["Mira Sample"]),
        ("<p class=byline>By Mira Sample for Numune News</p>", "", vec!["Mira Sample"]),
    ] {
        let html = format!(
            "<!doctype html><html lang=en><head><title>Bridge opens</title></head><body><article><h1>Bridge opens</h1>{above}{WORDS}{behind}</article></body></html>"
        );
        assert_eq!(authors(&read_page(&html).output), expected, "{above}{behind}");
    }
}

#[test]
fn the_licence_of_a_credited_picture_is_not_the_articles() {
    let licence = "<a rel=license href='https://creativecommons.org/licenses/by-sa/2.0/'>CC BY-SA 2.0</a>";
    for credit in [
        format!("<p><em>Photo: Tarn Muster via Commons ({licence})</em></p>"),
        format!("<img src=a.jpg alt=x><span class=wp-caption-text>Tarn Muster, {licence}</span>"),
        format!("<p>Foto: Tarn Muster, {licence}</p>"),
    ] {
        assert_eq!(read_page(&page("en", "", &credit, "")).output.rights.licence, None, "{credit}");
    }
}

#[test]
fn a_section_is_neither_a_link_nor_a_date_nor_a_person_nor_the_headline() {
    for above in ["Skip to content", "Məzmuna keç", "İçeriğe geç", "Перейти к содержанию", "Zum Inhalt springen"]
    {
        let html = format!(
            "<!doctype html><html lang=en><head><title>Bridge opens</title></head><body><article><p>{above}</p><h1>Bridge opens</h1>{WORDS}</article></body></html>"
        );
        let outcome = read_page(&html);
        assert_eq!(outcome.output.metadata.section, None, "{above}");
    }
    for section in ["Bridge opens", "12.05.2026", "Mira Sample"] {
        let json = format!(
            r#"<script type='application/ld+json'>{{"@type":"NewsArticle","headline":"Bridge opens","author":"Mira Sample","articleSection":"{section}"}}</script>"#
        );
        assert_eq!(read_page(&page("en", &json, "", "")).output.metadata.section, None, "{section}");
    }
    let json = r#"<script type='application/ld+json'>{"@type":"NewsArticle","headline":"Bridge opens","publisher":{"name":"Bridge opens "}}</script><meta property=og:site_name content="Samplepost">"#;
    let publisher = read_page(&page("en", json, "", "")).output.metadata.publisher;
    assert_eq!(publisher.map(|publisher| publisher.value.name).as_deref(), Some("Samplepost"));
}

#[test]
fn a_holder_has_no_words_of_a_menu_nor_of_a_picture() {
    let holder = |above: &str, foot: &str| {
        let outcome = read_page(&page("de", "", above, &format!("<footer>{foot}</footer>")));
        outcome.output.rights.holder.map(|holder| holder.value.name)
    };
    for (above, foot, expected) in [
        (
            "",
            "<p>© 2026 Samplepost GmbH | <a href='/i'>Impressum</a> | <a href='/d'>Datenschutz</a></p>",
            Some("Samplepost GmbH"),
        ),
        (
            "",
            "<p><a href='/i'>Impressum</a> · <a href='/d'>Datenschutz</a> · © 2026 Samplepost GmbH</p>",
            Some("Samplepost GmbH"),
        ),
        ("", "<div>© 2026 <a href='/'>Samplepost</a> <a href='/d'>Datenschutz</a></div>", Some("Samplepost")),
        (
            "<div class=image><img src=a.jpg alt=Dach><p class=copyright>© Tarn Muster/Agentur Beispiel</p></div>",
            "<p>Samplepost, die Zeitung im Tal</p>",
            None,
        ),
        ("<figure><img src=a.jpg alt=Dach><figcaption class=copyright>© Tarn Muster</figcaption></figure>", "", None),
        ("", "<p>© 2026, samplepost.example | Samplepost GmbH | Alle Rechte vorbehalten.</p>", Some("Samplepost GmbH")),
        ("", "<p>© 2026, samplepost.example | Radio Sample | Impressum</p>", Some("Radio Sample")),
        ("", "<p>© 2026, samplepost.example | Impressum Kontakt | Datenschutz</p>", Some("samplepost.example")),
        ("", "<p>© nma-infocom, nma:260512-99-53606/3 (nma)</p>", Some("nma-infocom")),
        (
            "",
            "<p>Copyright @ 2026 Sample Group - samplepost. All Rights Reserved</p>",
            Some("Sample Group - samplepost"),
        ),
        ("", "<p>© 2026 The Sample Post - Established 1977</p>", Some("The Sample Post")),
        ("", "<p>© Şirvan Günlüyü, since 1991</p>", Some("Şirvan Günlüyü")),
        ("", "<p>© 2026, Haki Zote Zimehifadhiwa | Kampuni ya Mfano</p>", Some("Kampuni ya Mfano")),
        ("", "<p>Logo Opphavsrett Prøve AS © 2026</p>", Some("Prøve AS")),
        ("", "<p>© 2026 Primjer d.o.o. Sva prava pridržana.</p>", Some("Primjer d.o.o")),
        // Who made the site holds nothing.
        ("", "<p>Copyright © 2026 | Theme by Pressmaker | Samplepost GmbH</p>", Some("Samplepost GmbH")),
        ("", "<p>© 2026 Samplepost · Powered by Pressmaker · Design by Studio Nord</p>", Some("Samplepost")),
        ("", "<p>© 2026 | Powered by Pressmaker</p>", None),
        ("", "<p>Copyright © 2026 | Theme by Pressmaker | Xəbər Saytı MMC</p>", Some("Xəbər Saytı MMC")),
        ("", "<p>© 2026 Design Press</p>", Some("Design Press")),
    ] {
        assert_eq!(holder(above, foot).as_deref(), expected, "{above}{foot}");
    }
    let beside = "<div class=c-image-copyright>Copyright Tarn Muster/Copyright 2026 The NMA. All rights reserved</div>\
        <footer><p>Copyright © samplepost 2026</p></footer>";
    let holder = read_page(&page("de", "", "", beside)).output.rights.holder;
    assert_eq!(holder.map(|holder| holder.value.name).as_deref(), Some("samplepost"));
}

#[test]
fn the_licence_and_the_terms_are_those_of_the_article() {
    let rights = |head: &str, above: &str, behind: &str| read_page(&page("en", head, above, behind)).output.rights;
    let of_picture = "<figure><img src=a.jpg alt=x><figcaption>The arch. <a rel=license href='https://creativecommons.org/licenses/by-sa/2.0/deed.de'>CC-BY-SA 2.0</a></figcaption></figure>";
    assert_eq!(rights("", of_picture, "<footer>© 2026 Samplepost. All rights reserved.</footer>").licence, None);
    for address in [
        "//creativecommons.org/licenses/by-sa/3.0/",
        "https://archive.example/web/20260512000000/https://creativecommons.org/licenses/by-sa/3.0/",
        "http://www.creativecommons.org/licenses/by-sa/3.0/deed.az",
    ] {
        let licence = rights(&format!("<link rel=license href='{address}'>"), "", "").licence;
        assert_eq!(licence.and_then(|licence| licence.value.spdx).as_deref(), Some("CC-BY-SA-3.0"), "{address}");
    }
    let menu = "<footer><p><a href='https://n.example/about'>About Us</a> <a href='https://n.example/terms'>Terms of Use</a> <a href='https://n.example/privacy'>Privacy Policy</a></p></footer>";
    let page = rights("", "", menu).terms_page.and_then(|page| page.address);
    assert_eq!(page.map(|address| address.value).as_deref(), Some("https://n.example/terms"));
    for words in [
        "Do Not Sell or Share My Personal Information",
        "Do not sell my personal data",
        "Meine personenbezogenen Daten nicht verkaufen",
    ] {
        let rights = rights("", "", &format!("<footer><a href='https://n.example/p'>{words}</a></footer>"));
        assert!(rights.terms.as_slice().is_empty(), "{words}");
    }
    let stated = rights("<meta name=copyright content='Samplepost, Exampletown, Germany'>", "", "");
    assert!(stated.terms.as_slice().is_empty() && stated.notice.is_some());
}

#[test]
fn lines_without_a_blank_line_below_them_are_lines() {
    for (text, section, body_begins) in [
        ("## SİYASƏT\n# Başlıq sıx\nSınaq ©\n1 saat öncə\nBağda qış çiçəyi açıb.\n", Some("SİYASƏT"), "Bağda qış"),
        (
            "# Başlıq\nMüəllif: Aynur Kərimova\n24 iyun 2026, 14:05\nBağda qış çiçəyi açıb, bağban sevinib.\n",
            None,
            "Bağda qış",
        ),
        ("# Заголовок\n24 июня 2026\nВ саду расцвёл цветок, садовник рад.\nВсе пришли.\n", None, "В саду"),
    ] {
        let outcome = markdown(text);
        let document = &outcome.output;
        assert_eq!(document.metadata.section.as_ref().map(|slot| slot.value.as_str()), section, "{text}");
        assert!(body(document).starts_with(body_begins), "{text}: {:?}", body(document));
        assert!(document.header.iter().any(|line| line.role == HeaderRole::Time), "{text}");
        assert!(document.rights.statement.is_empty(), "{text}");
    }
}

#[test]
fn names_and_notices_need_no_empty_line_around_them() {
    let text = "Göl yaz yağışlarından sonra yenidən dolmağa başlayıb və sakinlər balıqçılığa qayıdıb.";
    let terms = "Saytdan istifadə edərkən istinad vacibdir.";
    for (article, others, time) in [
        (format!("# Göl dolur\nLəman Əliyeva\n12 may 2026, 14:05\n{text}\n© Nümunə Media\n{terms}\n"), 1, true),
        (format!("# Göl dolur\n12 may 2026, 14:05\n{text}\n© Nümunə Media. {terms}\n"), 0, true),
        (format!("# Göl dolur\n\n{text}\n\n{text}\n© Nümunə Media\n{terms}\n"), 0, false),
        (format!("# Göl dolur\n\n{text}\n\n© Nümunə Media\n{terms}\n"), 0, false),
    ] {
        let document = markdown(&article).output;
        assert_eq!(document.metadata.published.is_some(), time, "{article}");
        let unknown = document.header.iter().filter(|line| line.role == HeaderRole::Other).count();
        assert_eq!(unknown, others, "{article}");
        assert!(body(&document).lines().all(|line| line == text), "{article}: {}", body(&document));
        assert!(document.rights.meanings().next().is_some(), "{article}");
        assert!(document.rights.terms.as_slice().iter().all(|term| term.unread.is_empty()), "{article}");
    }
    let holder = markdown(&format!("# Göl dolur\n\n{text}\n© Nümunə Media\n{terms}\n")).output.rights.holder;
    assert_eq!(holder.map(|holder| holder.value.name).as_deref(), Some("Nümunə Media"));
}

#[test]
fn tags_are_the_words_that_stand_there() {
    let tags = |yaml: &str| {
        let outcome = markdown(&format!("---\n{yaml}\n---\n# Başlıq\n\nMətn burada durur.\n"));
        outcome.output.metadata.subjects.iter().map(|subject| subject.value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        tags("tags: [NO, yes, 1.0, 0x1F, 2026-06-24, ~, 012]"),
        ["NO", "yes", "1.0", "0x1F", "2026-06-24", "012"]
    );
    assert_eq!(tags("tags:\n  - on\n  - 1_000\n  - .5\n  - 'true'"), ["on", "1_000", ".5", "true"]);
    assert_eq!(tags("keywords: {name: No}"), ["No"]);
    assert_eq!(tags("tags: 010"), ["010"]);
}

#[test]
fn an_override_in_the_text_is_told() {
    for character in ['\u{202e}', '\u{202d}', '\u{202b}', '\u{2067}'] {
        let outcome = markdown(&format!("# Sınaq\n\nNümunə ©\n\nBu mətn {character}bidi yolu ilə çevrilib.\n"));
        assert!(codes(&outcome).contains(&Code::HiddenCharacter), "{character:?}");
        // A caption, a table, a note, what is told of a picture, the lead, the description.
        let fact = format!("söz {character}bidi");
        for (head, above, below) in [
            (
                String::new(),
                String::new(),
                format!("<figure><img src=a.jpg alt=Bənd><figcaption>{fact}</figcaption></figure>"),
            ),
            (
                String::new(),
                String::new(),
                format!("<figure><img src=a.jpg alt=\"{fact}\"><figcaption>Bənd</figcaption></figure>"),
            ),
            (
                String::new(),
                String::new(),
                format!("<table><tr><th>A</th><th>B</th></tr><tr><td>{fact}</td><td>c</td></tr></table>"),
            ),
            (String::new(), String::new(), format!("<ul><li>bir</li><li>{fact}</li></ul>")),
            (
                String::new(),
                format!("<p class=lead>{fact} və daha çox söz burada durur.</p><p>12.05.2026 14:05</p>"),
                String::new(),
            ),
            (format!("<meta name=description content=\"{fact}\">"), String::new(), String::new()),
            (format!("<meta name=keywords content=\"göl, {fact}\">"), String::new(), String::new()),
        ] {
            let html = page("az", &head, &above, "").replace("</article>", &format!("{below}</article>"));
            let outcome = read_page(&html);
            assert!(codes(&outcome).contains(&Code::HiddenCharacter), "{character:?} in {head}{above}{below}");
        }
    }
}

#[test]
fn a_mail_and_a_wire_are_refused_with_what_they_are() {
    for (text, what) in [
        (
            "From: n@news.example\nTo: a@b.example\nSubject: Göl\nDate: Wed, 24 Jun 2026 10:00:00 +0400\n\nGöl dolur.\n",
            "mail",
        ),
        ("\u{1}nma0123 4 pl 45 NMA 0042\r\n\u{2}Göl dolur\r\n\u{3}", "wire"),
        ("ZCZC NMA0042 4 pl\nGöl dolur\nNNNN\n", "wire"),
    ] {
        let source = Source::new("article.txt", text).expect("UTF-8");
        let error = read(&source, &ReadOptions::default()).expect_err("it is refused");
        assert_eq!(error.diagnostics()[0].code, Code::NoArticle, "{text}");
        assert!(error.diagnostics()[0].message.contains(what), "{error}");
    }
}

#[test]
fn a_second_heading_of_the_first_level_and_one_without_words_are_said() {
    for (text, count) in [
        ("# Körpü açıldı\n\nMətn burada başlayır.\n\n# Daşlar\n\nDaşlar saxlanıb.\n", 1),
        ("# Bridge opens\n\nIt opened on Sunday.\n\n##\n\nThe stones were kept.\n", 1),
        ("Bridge opens\n============\n\nIt opened.\n\n# Stones\n\n# ##\n\nThey were kept.\n", 2),
        ("# Мост открыт\n\nОн открыт.\n\n## Камни\n\nИх сохранили.\n", 0),
    ] {
        let outcome = markdown(text);
        let said = codes(&outcome).into_iter().filter(|code| *code == Code::StructureFlattened).count();
        assert_eq!(said, count, "{text}");
    }
}
