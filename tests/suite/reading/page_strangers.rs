//! Shapes of pages that nobody had in mind: boxes whose names say less than their words, lines that style sheets set
//! apart, names that stand beside a time.

use istinad::Document;
use istinad::Source;
use istinad::inspect::page::witness;
use istinad::model::walk::block_passages;

use crate::reading::pages::read_page;

const FIRST: &str = "The council voted on Monday to rebuild the old pier, which had closed after the winter storms of \
    last year.";
const SECOND: &str = "Forty of those who live at the harbour came to the town hall to hear the vote, some of them with \
    their dogs.";
const THIRD: &str = "The engineer said that the new piles go deeper than the old ones, so that ice cannot lift them \
    again.";
const TITLE: &str = "Council rebuilds the pier";

fn page(head: &str, body: &str) -> String {
    format!("<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body>{body}</body></html>")
}

/// An article with something below its headline, between its paragraphs and below them.
fn article(above: &str, between: &str, below: &str) -> String {
    let body = format!(
        "<header><a href=/>Nümunə</a><nav><a href=/w>World</a> <a href=/e>Middle East</a></nav></header><main><article>\
         <h1>{TITLE}</h1>{above}<p>{FIRST}</p><p>{SECOND}</p>{between}<p>{THIRD}</p>{below}</article></main>"
    );
    page(&format!("<title>{TITLE}</title>"), &body)
}

fn body(document: &Document) -> String {
    let passages: Vec<String> = block_passages(&document.body).into_iter().map(|passage| passage.text).collect();
    passages.join("\n")
}

fn authors(document: &Document) -> Vec<String> {
    document.metadata.authors.iter().map(|author| author.value.clone()).collect()
}

fn headline(document: &Document) -> &str {
    &document.metadata.headline.value
}

fn published(document: &Document) -> Option<String> {
    document.metadata.published.as_ref().map(|slot| slot.value.to_string())
}

#[track_caller]
fn assert_whole(html: &str, words: &[&str]) {
    let document = read_page(html).output;
    let body = body(&document);
    for word in words {
        assert!(body.lines().any(|line| line.contains(word)), "{word:?} is lost\n{html}\n{body}");
    }
    let source = Source::new("page.html", html).expect("UTF-8");
    assert!(witness(&source, &document).expect("a page").is_proved(), "{html}\n{body}");
}

#[test]
fn a_box_that_tells_something_with_a_link_is_the_articles_whatever_it_is_called() {
    let told = "Nobody was hurt when the pier broke, as <a href=/t>the town said in January</a>, and it has thanked all \
                who helped on that night.";
    let words = "Nobody was hurt when the pier broke, as the town said in January, and it has thanked all";
    for class in ["author-box", "related", "promo", "sidebar", "bio", "teaser", "social", "inline-related", "read-more"]
    {
        assert_whole(&article("", &format!("<div class={class}><p>{told}</p></div>"), ""), &[words]);
        assert_whole(&article("", &format!("<div class={class}>{told}</div>"), ""), &[words]);
    }
    for element in ["aside", "section", "footer"] {
        assert_whole(&article("", &format!("<{element}><p>{told}</p></{element}>"), ""), &[words]);
    }
    // What leads somewhere else, or is ordered, is none of it.
    for other in [
        "<div class=related><h3><a href=/o>Another story of the harbour</a></h3><p>What happened there last year, as the \
         harbour master tells it to whoever asks.</p></div>",
        "<div class=promo><p>Everything that happens at the harbour comes to you every morning in <a href=/n>our \
         newsletter</a>.</p></div>",
        "<div class=author-box><img src=l.jpg width=64 height=64 alt=Leyla><p>Leyla Quliyeva writes about <a href=/h>\
         harbours</a> and has done so since she came to the town twelve years ago.</p></div>",
    ] {
        let document = read_page(&article("", other, "")).output;
        assert!(body(&document).lines().count() == 3, "{other}\n{}", body(&document));
    }
}

#[test]
fn the_witness_calls_a_sentence_with_a_link_lost_whatever_holds_it_is_called() {
    for class in ["author-box", "related", "more", "sidebar"] {
        let html = article(
            "",
            &format!(
                "<div class={class}><p>Nobody was hurt when the pier broke, as <a href=/t>the town said</a>, and it has \
                 thanked all who helped on that night.</p></div>"
            ),
            "",
        );
        // The document of the page without the box.
        let document = read_page(&article("", "", "")).output;
        let source = Source::new("page.html", html.as_str()).expect("UTF-8");
        assert!(!witness(&source, &document).expect("a page").is_proved(), "{html}");
    }
}

#[test]
fn facts_are_the_articles_with_links_and_below_the_text() {
    let facts = "<aside class=factbox><h3>The pier in figures</h3><ul><li>Built in <a href=/1964>1964</a></li>\
                 <li>Length: 120 metres</li></ul></aside>";
    assert_whole(&article("", facts, ""), &["The pier in figures", "Built in 1964", "Length: 120 metres"]);
    let facts = "<aside class=infobox><h3>The pier in figures</h3><p>Length: 120 metres</p><p>Built: 1964</p></aside>";
    assert_whole(&article("", "", facts), &["The pier in figures", "Length: 120 metres", "Built: 1964"]);
}

#[test]
fn chunks_of_an_article_are_one_article() {
    let head = format!("<title>{TITLE}</title>");
    for chunks in [
        format!("<article><p>{FIRST}</p></article><article><p>{SECOND}</p></article><article><p>{THIRD}</p></article>"),
        format!(
            "<div class=\"col wide\"><p>{FIRST}</p></div><div class=\"col small\"><div><div><p>{SECOND}</p><p>{THIRD}</p>\
             </div></div></div>"
        ),
    ] {
        assert_whole(&page(&head, &format!("<main><h1>{TITLE}</h1>{chunks}</main>")), &[FIRST, SECOND, THIRD]);
    }
    // One with a heading of its own is another article.
    let other = format!(
        "<main><article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></article><article><h2>The mill burns</h2><p>{THIRD}\
         </p></article></main>"
    );
    assert!(!body(&read_page(&page(&head, &other)).output).contains(THIRD));
}

#[test]
fn a_line_that_leads_on_to_what_was_said_stays() {
    let body = format!(
        "<article><h1>{TITLE}</h1><p>The mayor said:</p><blockquote><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></blockquote>\
         </article>"
    );
    assert_whole(&page(&format!("<title>{TITLE}</title>"), &body), &["The mayor said:", FIRST]);
}

#[test]
fn what_a_page_sets_apart_is_not_run_together() {
    for (between, lines) in [
        (
            "<p><span style=\"display: block\">The first notice hung on the door of the hall.</span><span \
             style=\"display:block\">The second one hung at the quay.</span></p>",
            ["The first notice hung on the door of the hall.", "The second one hung at the quay."],
        ),
        (
            "<fieldset><legend>The first notice hung on the door</legend>The second one hung at the quay.</fieldset>",
            ["The first notice hung on the door", "The second one hung at the quay."],
        ),
        (
            "<p>The first notice hung on the door of the hall.<img src=\"data:,\">The second one hung at the quay.</p>",
            ["The first notice hung on the door of the hall. The", "The second one hung at the quay."],
        ),
        (
            "<p>The first notice hung<span><br></span>on the door. The second one hung at the quay.</p>",
            ["The first notice hung", "The second one hung at the quay."],
        ),
    ] {
        let html = article("", between, "");
        assert_whole(&html, &lines);
        let body = body(&read_page(&html).output);
        assert!(!body.contains("hall.The") && !body.contains("doorThe") && !body.contains("hungon"), "{body}");
    }
}

#[test]
fn a_name_beside_a_time_is_the_author_where_the_page_says_it_of_nothing_else() {
    for (line, names) in [
        ("<p>Leyla Quliyeva | 12 May 2026</p>", vec!["Leyla Quliyeva"]),
        ("<p>Leyla Quliyeva, Baku | 12 May 2026</p>", vec!["Leyla Quliyeva"]),
        ("<p>12 May 2026 / Leyla Quliyeva</p>", vec!["Leyla Quliyeva"]),
        ("<p>John Sample · May 12, 2026 · 3 min read</p>", vec!["John Sample"]),
        ("<p>Posted on May 12, 2026 by Leyla Quliyeva</p>", vec!["Leyla Quliyeva"]),
        ("<p>Leyla Quliyeva and John Sample | 12 May 2026</p>", vec!["Leyla Quliyeva", "John Sample"]),
        ("<div class=meta><span>Leyla Quliyeva</span><span>12 May 2026</span></div>", vec!["Leyla Quliyeva"]),
        // A place, a section, a site, words of the text.
        ("<p>Baku | 12 May 2026</p>", vec![]),
        ("<p>World News | 12 May 2026</p>", vec![]),
        ("<p>Middle East | 12 May 2026</p>", vec![]),
        ("<p>Town Hall | 12 May 2026</p>", vec![]),
        ("<p>Leyla Quliyeva 12 May 2026</p>", vec![]),
        ("<p><a href=/topics/l>Leyla Quliyeva</a> | 12 May 2026</p>", vec![]),
        ("<p>Posted by admin on May 12, 2026</p>", vec![]),
    ] {
        let document = read_page(&article(line, "", "")).output;
        assert_eq!(authors(&document), names, "{line}");
        if !line.contains("admin") {
            assert_eq!(published(&document).as_deref(), Some("2026-05-12"), "{line}");
        }
    }
    // Below another headline somebody else is named.
    for below in [
        "<div class=next><h3><a href=/x>The mill burns again</a></h3><p>By Other Person</p></div>",
        "<div class=most-read><a href=/x>The mill burns</a> <span class=author>Other Person</span></div>",
    ] {
        assert!(authors(&read_page(&article("", "", below)).output).is_empty(), "{below}");
    }
}

#[test]
fn a_relative_time_beside_a_day_takes_nothing_from_it() {
    for (language, line) in [
        ("az", "<div><span>12 may 2026</span><span>2 saat əvvəl</span></div>"),
        ("en", "<div>12 May 2026 · Updated 2h ago</div>"),
        ("ru", "<div>12 мая 2026, обновлено 2 часа назад</div>"),
        ("de", "<div>12. Mai 2026, aktualisiert vor 2 Stunden</div>"),
        ("tr", "<div>12 Mayıs 2026 - 2 saat önce güncellendi</div>"),
    ] {
        let html = article(line, "", "").replace("lang=en", &format!("lang={language}"));
        assert_eq!(published(&read_page(&html).output).as_deref(), Some("2026-05-12"), "{line}");
    }
}

#[test]
fn a_solar_year_in_figures_is_none_of_the_fifteenth_century() {
    let html = |line: &str| article(line, "", "").replace("lang=en", "lang=fa");
    let of = |line: &str| published(&read_page(&html(line)).output);
    assert_eq!(of("<div>تاریخ انتشار: ۱۴۰۵/۰۲/۲۲</div>").as_deref(), Some("2026-05-12"));
    // A lunar year.
    assert_eq!(of("<div>1447/11/25</div>"), None);
}

#[test]
fn a_headline_has_neither_a_section_nor_the_site_nor_a_label_in_it() {
    let words = format!("<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>");
    for (title, heading) in [
        (format!("Harbour - {TITLE} | Nümunə"), format!("<h2>{TITLE}</h2>")),
        (format!("{TITLE} | Nümunə"), format!("<p>{TITLE}</p>")),
        (format!("{TITLE} | Nümunə"), format!("<h1>{TITLE}<span class=label>Updating</span></h1>")),
        (TITLE.to_owned(), format!("<h1>{TITLE} <small>12 comments</small></h1>")),
    ] {
        let html = page(&format!("<title>{title}</title>"), &format!("<article>{heading}{words}</article>"));
        let document = read_page(&html).output;
        assert_eq!(headline(&document), TITLE, "{html}");
        assert!(!body(&document).contains(TITLE), "{}", body(&document));
    }
    for (title, head) in [
        (format!("Nümunə | {TITLE}"), "<meta property=og:site_name content=Nümunə>"),
        (format!("{TITLE} - numune.example"), "<link rel=canonical href=https://www.numune.example/a>"),
    ] {
        let html = page(&format!("<title>{title}</title>{head}"), &format!("<div>{words}</div>"));
        assert_eq!(headline(&read_page(&html).output), TITLE, "{html}");
    }
}

#[test]
fn what_leads_away_is_left_out_in_more_words() {
    for line in [
        "<p><b>Don’t miss: </b><a href=/o>The mill burns again</a></p>",
        "<p><b>Читать ещё: </b><a href=/o>The mill burns again</a></p>",
        "<p><b>Mövzu ilə bağlı: </b><a href=/o>The mill burns again</a></p>",
        "<p>Share this article: Facebook Telegram WhatsApp</p>",
    ] {
        let body = body(&read_page(&article("", line, "")).output);
        assert!(!body.contains("mill") && !body.contains("Telegram"), "{line}\n{body}");
    }
}
