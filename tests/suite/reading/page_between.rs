//! What stands between the words of an article: sentences stay whatever holds them, and what goes is named.

use istinad::inspect::page::witness;
use istinad::model::dump::dump;
use istinad::model::walk::{block_passages, plain_text};
use istinad::model::{Block, Document};
use istinad::{Code, Outcome, ReadOptions, Source, read};

use crate::reading::pages::read_page;

const FIRST: &str = "The harbour bridge opened again on Monday after a winter in which storms had torn away its railing \
    and half of the western ramp, the council said.";
const SECOND: &str = "Carpenters from three villages replaced two hundred planks, and the crane that had stood on the \
    quay since 1931 was lifted into the yard of the museum.";
const THIRD: &str = "Nobody expects many walkers before midsummer, said the baker, who has nevertheless ordered twice \
    as much flour as last year and painted his counter yellow.";

/// An article with something between its paragraphs; a long one has so many words that what is called after something
/// else is passed by at first.
fn article(language: &str, between: &str, is_long: bool) -> String {
    let more: String = ["first", "second", "third", "fourth", "fifth", "sixth"]
        .iter()
        .map(|which| {
            format!(
                "<p>The {which} report on the bridge says that the planks will hold for thirty years, if the ramp is \
                 painted every other summer and nobody drives over it with a lorry.</p>"
            )
        })
        .collect();
    let (before, behind) = if is_long { (more.as_str(), more.replace("report", "paper")) } else { ("", String::new()) };
    format!(
        "<!doctype html><html lang={language}><head><meta charset=utf-8><title>Bridge opens again</title></head><body><main>\
         <article><h1>Bridge opens again</h1>{before}<p>{FIRST}</p>{between}<p>{SECOND}</p>{behind}<p>{THIRD}</p>\
         </article></main></body></html>"
    )
}

fn body(document: &Document) -> String {
    let passages: Vec<String> = block_passages(&document.body).into_iter().map(|passage| passage.text).collect();
    passages.join("\n")
}

fn is_proved(html: &str, document: &Document) -> bool {
    let source = Source::new("page.html", html).expect("UTF-8");
    witness(&source, document).expect("a page").is_proved()
}

#[track_caller]
fn assert_kept(between: &str, words: &[&str]) {
    for is_long in [false, true] {
        let html = article("en", between, is_long);
        let document = read_page(&html).output;
        let body = body(&document);
        for word in words.iter().chain(&[FIRST, SECOND, THIRD]) {
            assert!(body.contains(word), "{word:?} is lost\n{between}\n{body}");
        }
        assert!(is_proved(&html, &document), "{between}");
    }
}

/// That words are left out, and that a message names them.
#[track_caller]
fn assert_named(language: &str, between: &str, words: &str) {
    for is_long in [false, true] {
        let html = article(language, between, is_long);
        let outcome = read_page(&html);
        assert!(!body(&outcome.output).contains(words), "{between} is none of it\n{}", dump(&outcome.output));
        let is_named = |outcome: &Outcome<Document>| {
            outcome.diagnostics.iter().any(|said| said.code == Code::ClutterLeftOut && said.message.contains(words))
        };
        assert!(is_named(&outcome), "{between} goes in silence: {:?}", outcome.diagnostics);
        assert!(is_proved(&html, &outcome.output), "{between}");
    }
}

#[test]
fn a_sentence_between_paragraphs_stays_whatever_holds_it() {
    const SENTENCE: &str = "It was built in 1931.";
    for name in [
        "author-box",
        "footer-note",
        "note",
        "infobox",
        "disclaimer",
        "editor-note",
        "correction",
        "author",
        "sidebar",
        "related",
        "tags",
        "more",
        "widget",
        "promo",
        "meta",
        "credits",
        "update-alert",
    ] {
        for shape in [
            "<div class='{}'>It was built in 1931.</div>",
            "<div class='{}'><p>It was built in 1931.</p></div>",
            "<p class='{}'>It was built in 1931.</p>",
            "<aside class='{}'><p>It was built in 1931.</p></aside>",
            "<section id='{}'><h4>Facts</h4><p>It was built in 1931.</p></section>",
            "<div class='{}'><div><b>Note:</b> It was built in 1931.</div></div>",
            "<div class=x><div class='{}'><span>It was built in 1931.</span></div></div>",
        ] {
            let between = shape.replace("{}", name);
            assert_kept(&between, &[SENTENCE]);
        }
    }
    assert_kept("<footer>It was built in 1931.</footer>", &[SENTENCE]);
    assert_kept(
        "<div class=infobox><div>At a glance</div><div><b>Built</b> 1931</div></div>",
        &["At a glance", "1931"],
    );
    assert_kept(
        "<div class=note><div class=title>Facts</div><div>It was built in 1931. <a href=/c>Charter</a></div></div>",
        &[SENTENCE, "Charter"],
    );
}

#[test]
fn whoever_is_quoted_stays_whatever_the_quotation_is_called() {
    for name in ["excerpt", "pullquote", "related", "quote share", "teaser", "promo", "note"] {
        for shape in [
            "<blockquote class='{}'><p>We will walk again by summer.</p></blockquote>",
            "<div class='{}'><blockquote><p>We will walk again by summer.</p><cite>Tom Reed</cite></blockquote></div>",
            "<aside class='{}'><blockquote>We will walk again by summer</blockquote></aside>",
            "<figure class='{}'><blockquote>We will walk again by summer</blockquote><figcaption>Tom Reed</figcaption></figure>",
        ] {
            assert_kept(&shape.replace("{}", name), &["We will walk again by summer"]);
        }
    }
}

/// Without what stands between, whoever reads the page anew misses it.
#[test]
fn a_short_note_that_a_reader_drops_is_missed() {
    for between in [
        "<div class=author-box>It was built in 1931.</div>",
        "<div class=footer><p>It was built in 1931.</p></div>",
        "<div class=related><p>It was built in 1931.</p></div>",
        "<aside class=sidebar>It was built in 1931.</aside>",
        "<section class=topics><div>It was built in 1931.</div></section>",
        "<div class=byline>It was built in 1931.</div>",
        "<div class=tools>It was built in 1931.</div>",
    ] {
        for is_long in [false, true] {
            let html = article("en", between, is_long);
            let mut document = read_page(&html).output;
            let is_note = |block: &Block| match block {
                Block::Paragraph(paragraph) => plain_text(&paragraph.content).contains("built in 1931"),
                _ => false,
            };
            let before = document.body.len();
            document.body.retain(|block| !is_note(block));
            assert_eq!(document.body.len() + 1, before, "{between}");
            assert!(!is_proved(&html, &document), "nobody misses {between}");
        }
    }
}

#[test]
fn what_stands_between_and_is_none_of_it_is_named() {
    for (between, words) in [
        (
            "<div class=card><a href=/1><img src=x.jpg><h3>The road to the mill was closed on Friday</h3></a><p>The council said why.</p></div>",
            "road to the mill",
        ),
        ("<div class=tags><a href=/a>Harbour</a> <a href=/b>Council</a></div>", "Harbour Council"),
        (
            "<div class=newsletter-signup><h4>The best of the harbour</h4><form><input type=email><button>Sign up</button></form></div>",
            "The best of the harbour",
        ),
        ("<div class=listen>Listen to this article<button>Play</button></div>", "Listen to this article"),
    ] {
        assert_named("en", between, words);
    }
    for line in [
        "Реклама. ООО «Пример», erid: LjN8KabcD",
        "Реклама. ООО «Пример» ИНН 7700000000 erid: 2VtzqxAbC12",
        "На правах рекламы. erid: LjN8K12",
        "Реклама, 16+. АО «Пример». erid LjN8Kdef",
        "ООО «Пример», реклама. Erid: LjN8Kd",
    ] {
        for shape in ["<p>{}</p>", "<div class=erid>{}</div>", "<p><a href='https://shop.example'>{}</a></p>"] {
            assert_named("ru", &shape.replace("{}", line), line);
        }
    }
    // What is said of advertising is no advertisement.
    for line in [
        "Рынок рекламы вырос, сообщила ООО «Пример» во вторник.",
        "Токен erid: он появился в законе и нужен каждому.",
        "Реклама подорожала на четверть.",
    ] {
        let html = article("ru", &format!("<p>{line}</p>"), true);
        assert!(body(&read_page(&html).output).contains(line), "{line}");
    }
}

#[test]
fn what_unfolds_words_is_their_heading() {
    for between in [
        "<div class=accordion><div><h3><button aria-expanded=true>When may I walk?</button></h3><div>From Monday at noon.</div></div></div>",
        "<section><h2><button>When may I walk?</button></h2><p>From Monday at noon.</p></section>",
        "<details><summary>When may I walk?</summary><p>From Monday at noon.</p></details>",
    ] {
        assert_kept(between, &["When may I walk?", "From Monday at noon."]);
    }
}

#[test]
fn elements_of_a_sites_own_part_paragraphs_and_no_words() {
    let html = format!(
        "<!doctype html><html lang=en><title>Bridge opens again</title><body><news-article><h1>Bridge opens again</h1><news-body>\
         <news-paragraph>{FIRST}</news-paragraph><news-note>It was dear.</news-note>\
         <news-paragraph>{SECOND}</news-paragraph><news-paragraph>{THIRD} The <x-term>ramp</x-term>s hold.</news-paragraph>\
         </news-body></news-article></body></html>"
    );
    let document = read_page(&html).output;
    let body = body(&document);
    assert!(body.lines().any(|line| line == "It was dear."), "{body}");
    assert!(body.contains("The ramps hold."), "{body}");
    // What is pressed between two words parts them.
    for control in ["<input type=checkbox>", "<label for=a></label><input id=a type=checkbox>", "<button>+</button>"] {
        assert_kept(
            &format!("<p>It was dear.{control}<span class=sidenote>As told by the baker.</span></p>"),
            &["dear. As told"],
        );
    }
}

#[test]
fn a_line_with_a_name_and_a_time_says_when_and_who_and_invents_nobody() {
    for (language, line, day) in [
        ("en", "Mira Sample | May 12, 2026", "2026-05-12"),
        ("en", "Mira Sample · 12 May 2026, 14:05", "2026-05-12"),
        ("az", "Leyla Quliyeva | 12.05.2026 14:05", "2026-05-12"),
        ("az", "12 may 2026 | Leyla Quliyeva", "2026-05-12"),
        ("ru", "Анна Примерова | 12 мая 2026", "2026-05-12"),
        ("tr", "Ayşe Örnek • 12 Mayıs 2026 14:05", "2026-05-12"),
        ("de", "Nina Muster | 12.05.2026", "2026-05-12"),
        ("ka", "ნინო მაგალითი | 12 მაისი 2026", "2026-05-12"),
        ("en", "Middle East | May 12, 2026", "2026-05-12"),
        ("en", "Town | May 12, 2026 | 5 min read", "2026-05-12"),
    ] {
        for shape in ["<p>{}</p>", "<div>{}</div>", "<div class=x1><span>{}</span></div>", "<div class=meta>{}</div>"] {
            let html = format!(
                "<!doctype html><html lang={language}><meta charset=utf-8><title>Bridge opens again</title><article>\
                 <h1>Bridge opens again</h1>{}<div class=body><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div></article>",
                shape.replace("{}", line)
            );
            let document = read_page(&html).output;
            let published = document.metadata.published.as_ref().map(|slot| slot.value.to_string());
            assert_eq!(published.as_deref().and_then(|time| time.get(..10)), Some(day), "{line} {shape}");
            let names: Vec<&str> = document.metadata.authors.iter().map(|author| author.value.as_str()).collect();
            let persons = ["Mira Sample", "Leyla Quliyeva", "Анна Примерова", "Ayşe Örnek", "Nina Muster"];
            let expected: Vec<&str> = persons.into_iter().filter(|person| line.contains(person)).collect();
            assert_eq!(names, expected, "{line} {shape}");
            assert!(dump(&document).contains(line), "{line} is lost\n{}", dump(&document));
        }
    }
}

#[test]
fn how_long_ago_is_read_with_the_unit_at_its_number() {
    for (language, line) in [
        ("en", "2h ago"),
        ("en", "45m ago"),
        ("en", "3d ago"),
        ("tr", "2sa önce"),
        ("ru", "2ч назад"),
        ("fr", "il y a 2h"),
    ] {
        let html = format!(
            "<!doctype html><html lang={language}><meta charset=utf-8><title>Bridge opens again</title><article>\
             <h1>Bridge opens again</h1><p class=time>{line}</p><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>"
        );
        assert!(!body(&read_page(&html).output).contains(line), "{line} is no sentence");
    }
    // Behind a name it is none of the name's.
    for line in [
        "By Mira Sample ۲ ساعت پیش",
        "By Mira Sample 2h ago",
        "By Mira Sample Updated 2h ago",
        "By Mira Sample · 2 saat əvvəl",
    ] {
        let html = format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>Bridge opens again</title><article><h1>Bridge opens again</h1>\
             <p class=byline>{line}</p><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>"
        );
        let document = read_page(&html).output;
        let authors: Vec<&str> = document.metadata.authors.iter().map(|author| author.value.as_str()).collect();
        assert_eq!(authors, ["Mira Sample"], "{line}");
    }
}

#[test]
fn a_word_above_the_headline_is_none_of_it() {
    for (language, word) in
        [("en", "LIVE"), ("az", "CANLI"), ("tr", "SON DAKİKA"), ("ru", "ОНЛАЙН"), ("de", "Liveblog"), ("fa", "زنده")]
    {
        for shape in [
            "<span class=live>{}</span><h1>Bridge opens again</h1>",
            "<div class='badge live'><i></i>{}</div><h1>Bridge opens again</h1>",
            "<h1><span class=label-live>{}</span> Bridge opens again</h1>",
        ] {
            let html = format!(
                "<!doctype html><html lang={language}><meta charset=utf-8><title>Bridge opens again</title><article>{}\
                 <p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>",
                shape.replace("{}", word)
            );
            let document = read_page(&html).output;
            assert_eq!(document.metadata.headline.value, "Bridge opens again", "{word} {shape}");
            assert!(document.metadata.authors.is_empty(), "{word}");
        }
    }
}

#[test]
fn a_short_subtitle_that_is_called_one_is_read() {
    for line in [
        "<h3 class=subtitle>A winter ends</h3>",
        "<h2 class=dek>A winter ends</h2>",
        "<p class=standfirst>A winter ends</p>",
    ] {
        let html = format!(
            "<!doctype html><html lang=en><title>Bridge opens again</title><div class=post><div class=head><h1>Bridge opens again</h1>\
             {line}<div><a href='https://letters.example/@mira'>Mira Sample</a></div></div><div class=body><p>{FIRST}</p>\
             <p>{SECOND}</p><p>{THIRD}</p></div></div>"
        );
        assert!(dump(&read_page(&html).output).contains("A winter ends"), "{line}");
    }
}

#[test]
fn a_publisher_is_whom_an_element_marks() {
    for (marked, expected) in [
        (
            "<span itemprop=publisher itemscope itemtype='https://schema.org/Organization'><meta itemprop=name content='Sample Post'></span>",
            Some("Sample Post"),
        ),
        (
            "<div itemprop=publisher itemscope><b itemprop=name>Sample Post</b><img itemprop=logo src=l.png></div>",
            Some("Sample Post"),
        ),
        ("<span itemprop=publisher>Sample Post</span>", Some("Sample Post")),
        ("<div itemprop=publisher itemscope><img itemprop=logo src=l.png></div>", None),
    ] {
        let document = read_page(&article("en", marked, false)).output;
        let publisher = document.metadata.publisher.as_ref().map(|slot| slot.value.name.as_str());
        assert_eq!(publisher, expected, "{marked}");
    }
}

#[test]
fn the_page_of_terms_is_known_by_what_its_link_is_called() {
    for (language, label) in [
        ("en", "Copyright and reprint policy"),
        ("en", "Reprint policy"),
        ("tr", "Telif hakkı ve alıntı politikası"),
        ("tr", "Yeniden yayım koşulları"),
        ("ru", "Политика перепечатки материалов"),
        ("de", "Nachdruck und Rechte"),
        ("es", "Política de reproducción"),
        ("uk", "Правила передруку"),
    ] {
        let html = article(language, "", false).replace(
            "</body>",
            &format!(
                "<footer><ul><li><a href='https://news.example/about'>About</a></li><li><a href='https://news.example/privacy'>Privacy policy</a></li>\
                 <li><a href='https://news.example/reuse'>{label}</a></li></ul><p>© 2026 Sample News</p></footer></body>"
            ),
        );
        let source = Source::new("page.html", html).expect("UTF-8");
        let document = read(&source, &ReadOptions::default()).expect("an article").output;
        let page = document.rights.terms_page.as_ref().and_then(|page| page.address.as_ref());
        assert_eq!(page.map(|address| address.value.as_str()), Some("https://news.example/reuse"), "{label}");
    }
}
