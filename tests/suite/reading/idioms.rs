//! What pages of 2024 to 2026 write in ways of their own: when, who, what they are called, whose the rights are, and the
//! words that stand in odd places.

use istinad::Document;
use istinad::model::dump::dump;

use crate::reading::pages::read_page;

const FIRST: &str = "The harbour bridge opened again on Monday after a winter in which storms had torn away its railing \
    and half of the western ramp, the council said.";
const SECOND: &str = "Carpenters from three villages replaced two hundred planks, and the crane that had stood on the \
    quay since 1931 was lifted into the yard of the museum.";
const THIRD: &str = "Nobody expects many walkers before midsummer, said the baker, who has nevertheless ordered twice \
    as much flour as last year and painted his counter yellow.";

/// A page in a language: what stands in its head, directly below its headline, after its first paragraph, and behind it.
fn page(language: &str, head: &str, below: &str, within: &str, behind: &str) -> String {
    format!(
        "<!doctype html><html lang='{language}'><head><meta charset=utf-8><title>Bridge opens again</title>{head}</head>\
         <body><article><h1>Bridge opens again</h1>{below}<p>{FIRST}</p>{within}<p>{SECOND}</p><p>{THIRD}</p></article>\
         {behind}</body></html>"
    )
}

fn whole(body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Bridge opens again</title></head><body>{body}</body></html>"
    )
}

fn read(html: &str) -> Document {
    read_page(html).output
}

fn published(document: &Document) -> Option<String> {
    document.metadata.published.as_ref().map(|slot| slot.value.to_string())
}

fn authors(document: &Document) -> Vec<&str> {
    document.metadata.authors.iter().map(|author| author.value.as_str()).collect()
}

fn headline(html: &str) -> String {
    read(html).metadata.headline.value
}

fn json_ld(of_article: &str) -> String {
    format!(
        r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Bridge opens again",{of_article}}}</script>"#
    )
}

#[test]
fn a_moment_is_read_as_scripts_count_it() {
    for (head, below) in [
        (json_ld(r#""datePublished":1778594700"#), ""),
        (json_ld(r#""datePublished":1778594700000"#), ""),
        (json_ld(r#""datePublished":"1778594700""#), ""),
        (json_ld(r#""datePublished":{"@type":"Date","@value":"2026-05-12T14:05:00Z"}"#), ""),
        ("<meta property=article:published_time content=1778594700>".to_owned(), ""),
        (String::new(), "<span data-timestamp=1778594700>May 12</span>"),
        (String::new(), "<div class=when data-epoch=1778594700000>3 hours ago</div>"),
        (String::new(), "<span class=date data-date=2026-05-12T14:05:00Z>yesterday</span>"),
        (String::new(), "<relative-time datetime=2026-05-12T14:05:00Z>on 12 May</relative-time>"),
        (String::new(), "<x-ago datetime='2026-05-12T14:05:00+00:00'>Tuesday</x-ago>"),
    ] {
        let found = published(&read(&page("en", &head, below, "", "")));
        assert_eq!(found.as_deref(), Some("2026-05-12T14:05:00+00:00"), "{head}{below}");
    }
    // A number that is no moment, and a moment of something else.
    for below in [
        "<span data-timestamp=12>May 12</span>",
        "<p>It was <ins datetime=2026-05-12>twice</ins> as long.</p>",
        "<div data-time=1778594700><img src=a.jpg></div>",
    ] {
        assert_eq!(published(&read(&page("en", "", below, "", ""))), None, "{below}");
    }
}

#[test]
fn every_system_calls_the_time_of_publication_as_it_likes() {
    for name in [
        "vr:published_time",
        "mediator_published_time",
        "ya:ovs:upload_date",
        "pub-date",
        "article.published_date",
        "article:post_date",
        "datePosted",
        "cms-publication-timestamp",
    ] {
        for attribute in ["property", "name"] {
            let head = format!("<meta {attribute}='{name}' content='2026-05-12T14:05:00+03:00'>");
            let found = published(&read(&page("en", &head, "", "", "")));
            assert_eq!(found.as_deref(), Some("2026-05-12T14:05:00+03:00"), "{head}");
        }
    }
    for name in
        ["article:expiration_time", "last-update", "video:release_date", "event-date", "published-by", "post-id"]
    {
        let head = format!("<meta name='{name}' content='2026-05-12T14:05:00+03:00'>");
        assert_eq!(published(&read(&page("en", &head, "", "", ""))), None, "{head}");
    }
}

#[test]
fn a_line_with_a_time_is_one_in_any_order_and_language() {
    for (language, line, expected) in [
        ("en", "Posted 2:05 p.m. ET, May 12, 2026", "2026-05-12T14:05"),
        ("en", "2026.05.12 14:05", "2026-05-12T14:05"),
        ("az", "12 May, 2026 14:05 1250", "2026-05-12T14:05"),
        ("az", "Yayımlanıb: 12.05.2026 14:05 · Yenilənib: 13.05.2026", "2026-05-12T14:05"),
        ("tr", "Oluşturulma Tarihi: 12 Mayıs 2026, Salı 14:05", "2026-05-12T14:05"),
        ("ru", "Анна Примерова, 12.05.2026", "2026-05-12"),
        ("ru", "14:05, 12 мая 2026", "2026-05-12T14:05"),
        ("ko", "입력 2026.05.12 14:05", "2026-05-12T14:05"),
        ("ko", "입력 2026-05-12 14:05 | 수정 2026-05-13 09:00", "2026-05-12T14:05"),
        ("ko", "등록 : 2026년 5월 12일 (화) 오후 2:05", "2026-05-12T14:05"),
        ("ja", "公開 2026年5月12日(月) 14:05", "2026-05-12T14:05"),
        ("zh", "发布时间：2026-05-12 14:05", "2026-05-12T14:05"),
        ("uz", "2026-yil 12-may, 14:05", "2026-05-12T14:05"),
        ("kk", "2026 жылғы 12 мамыр, 14:05", "2026-05-12T14:05"),
        ("fa", "۲۲ اردیبهشت ۱۴۰۵ - ۱۴:۰۵", "2026-05-12T14:05"),
    ] {
        let found = published(&read(&page(language, "", &format!("<div>{line}</div>"), "", "")));
        assert_eq!(found.as_deref(), Some(expected), "{language}: {line}");
    }
}

#[test]
fn an_author_is_whoever_wrote_however_they_are_set() {
    for (head, below, expected) in [
        (
            json_ld(r#""author":{"@type":"Person","name":["Mira Sample","Tom Reed"]}"#),
            "",
            vec!["Mira Sample", "Tom Reed"],
        ),
        (json_ld(r#""author":{"@type":"Person","givenName":"Mira","familyName":"Sample"}"#), "", vec!["Mira Sample"]),
        (json_ld(r#""author":"Mira Sample, The Echo""#), "", vec!["Mira Sample"]),
        (
            String::new(),
            "<p>By <strong>Mira Sample</strong> and <strong>Tom Reed</strong>, Staff Writers</p>",
            vec!["Mira Sample", "Tom Reed"],
        ),
        (
            String::new(),
            "<div class=article-byline><img alt='Mira Sample' src=m.jpg><a href=/m>Mira Sample</a><span>Chief Correspondent</span><button>Follow</button></div>",
            vec!["Mira Sample"],
        ),
        (String::new(), "<p>Reporting by Mira Sample; Editing by Tom Reed</p>", vec!["Mira Sample"]),
        (String::new(), "<p>Ein Bericht von Mira Muster</p>", vec!["Mira Muster"]),
        (String::new(), "<p>Par Mireille Exemple avec AFP</p>", vec!["Mireille Exemple"]),
        (String::new(), "<p>Texto: Mira Ejemplo. Fotos: Juan Muestra</p>", vec!["Mira Ejemplo"]),
        (String::new(), "<p><a href='/author/mira-sample/'>Mira Sample</a> | May 12, 2026</p>", vec!["Mira Sample"]),
        (String::new(), "<div><a href='https://e.example/yazarlar/defne'>Defne Örnek</a></div>", vec!["Defne Örnek"]),
        // None of them wrote it.
        (String::new(), "<p class=byline>Staff Writers</p>", vec![]),
        (String::new(), "<p><a href='/topics/mira-sample/'>Mira Sample</a> | May 12, 2026</p>", vec![]),
        (String::new(), "<div class=photo><img src=a.jpg><span class=author>Tom Reed</span></div>", vec![]),
        (String::new(), "<figure><img src=a.jpg><figcaption class=author>Tom Reed</figcaption></figure>", vec![]),
    ] {
        let document = read(&page("en", &head, below, "", ""));
        assert_eq!(authors(&document), expected, "{head}{below}");
    }
}

#[test]
fn a_headline_may_be_part_of_a_heading_or_be_one_by_its_role() {
    for above in [
        "<h1><span class=kicker>Harbour</span> Bridge opens again</h1>",
        "<div class=headline role=heading aria-level=1>Bridge opens again</div>",
        "<div role=heading>Bridge opens again</div>",
    ] {
        let html = whole(&format!("<main>{above}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></main>"));
        let html = html.replace("</title>", " | Echo</title>");
        assert_eq!(headline(&html), "Bridge opens again", "{above}");
        assert_eq!(dump(&read(&html)).matches("Bridge opens again").count(), 2, "{above}");
    }
    let echo = format!(
        "<h1>Echo</h1><main><article><h2 itemprop=headline>Bridge opens again</h2><p>{FIRST}</p><p>{SECOND}</p></article></main>"
    );
    let echo = whole(&echo).replace("Bridge opens again</title>", "Echo</title>");
    assert_eq!(headline(&echo), "Bridge opens again");
    let within = "<div role=heading aria-level=2>Second part</div>";
    assert!(dump(&read(&page("en", "", "", within, ""))).contains("heading 2: Second part"));
}

#[test]
fn what_is_pressed_above_a_headline_is_no_section() {
    for line in [
        "Menu",
        "Search",
        "Back",
        "Axtarış",
        "Geri",
        "Paylaş",
        "Меню",
        "Поиск",
        "Zurück",
        "Rechercher",
        "Buscar",
        "Меню",
        "Əsas səhifəyə keç",
        "Bridge opens again",
        "3 min read",
        "14:05",
    ] {
        let html = page("en", "", "", "", "").replace("<h1>", &format!("<p>{line}</p><h1>"));
        assert_eq!(read(&html).metadata.section.map(|section| section.value), None, "{line}");
    }
    let html = page("en", "", "", "", "").replace("<h1>", "<p>Harbour</p><h1>");
    assert_eq!(read(&html).metadata.section.map(|section| section.value).as_deref(), Some("Harbour"));
}

#[test]
fn a_publisher_is_neither_the_title_of_the_page_nor_an_address() {
    let echo = "<meta name=application-name content=Echo>";
    for stated in [
        "<meta property=og:site_name content='Bridge opens again | Echo'>".to_owned(),
        "<meta name=publisher content='https://social.example/echo'>".to_owned(),
        json_ld(r#""publisher":{"@type":"Organization","name":"Bridge opens again - Echo"}"#),
    ] {
        let publisher = read(&page("en", &format!("{stated}{echo}"), "", "", "")).metadata.publisher;
        assert_eq!(publisher.map(|slot| slot.value.name).as_deref(), Some("Echo"), "{stated}");
    }
}

#[test]
fn the_licence_of_another_work_is_not_the_articles() {
    let by = "<a rel=license href='https://creativecommons.org/licenses/by-sa/4.0/'>CC BY-SA 4.0</a>";
    for other in [
        format!("<div class=image><img src=a.jpg alt=B></div><p class=image-credit>M. Sample / {by}</p>"),
        format!("<p><img src=a.jpg alt=B><br><small>M. Sample, {by}</small></p>"),
        format!("<p>Music: “Waves” by M. Sample, {by}</p>"),
        format!("<p>Map data © Sea Mappers, {by}</p>"),
        format!("<blockquote><p>Words of a poem on a bridge.</p><footer>M. Sample, {by}</footer></blockquote>"),
    ] {
        for html in [
            page("en", "", "", &other, ""),
            page("en", "", "", "", "").replace("</article>", &format!("{other}</article>")),
        ] {
            let rights = read(&html).rights;
            assert!(rights.licence.is_none() && rights.holder.is_none(), "{other}: {:?}", rights.licence);
        }
    }
    let own = format!("<p><img src=a.jpg alt=B></p><p>This article is licensed under {by}.</p>");
    let html = page("en", "", "", "", "").replace("</article>", &format!("{own}</article>"));
    assert!(read(&html).rights.licence.is_some());
}

#[test]
fn a_holder_is_a_name_whatever_parts_it_from_the_rest() {
    for (foot, expected) in [
        ("© 2026 Echo Media Ltd. | About us | Contact | Advertise", Some("Echo Media Ltd")),
        ("Theme © 2026 Themely", None),
        ("Follow us © 2026", None),
        ("Map data © Sea Mappers", None),
        ("2026 © Echo", Some("Echo")),
    ] {
        let holder = read(&page("en", "", "", "", &format!("<footer><p>{foot}</p></footer>"))).rights.holder;
        assert_eq!(holder.map(|holder| holder.value.name).as_deref(), expected, "{foot}");
    }
    // Prose beside the article, and what nobody sees, states no terms.
    let prose =
        "The second part of the work waits for money that the province has promised but not yet sent to anybody.";
    for last in
        [format!("<aside class=pull><p>{prose}</p></aside>"), format!("<div style='display:none'><p>{prose}</p></div>")]
    {
        let html = whole(&format!(
            "<main><h1>Bridge opens again</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{last}</main>"
        ));
        assert!(read(&html).rights.terms.as_slice().is_empty(), "{last}");
    }
}

#[test]
fn words_in_odd_places_are_kept() {
    for (within, kept) in [
        ("<p>Call <button class=tooltip>Mr Reed</button> about it, said Ann.</p>", vec!["Call Mr Reed about it"]),
        ("<ul class='facts sidebar'><li>Built 1931</li><li>Length 90 m</li></ul>", vec!["Built 1931", "Length 90 m"]),
        ("<p>Winners:</p><ul class=tags><li>Ann Lee</li><li>Bob Ray</li></ul>", vec!["Ann Lee", "Bob Ray"]),
        ("<menu><li>Fish</li><li>Bread</li></menu>", vec!["Fish", "Bread"]),
        (
            "<aside class=factbox><h3>The bridge</h3><table><tr><td>Length<td>90 m</table></aside>",
            vec!["The bridge", "90 m"],
        ),
        ("<picture><source srcset='a.webp 800w, b.webp 1600w'><img alt='The bridge'></picture>", vec!["The bridge"]),
        ("<aside class=pullquote>It is wider than before, and safer</aside>", vec!["It is wider than before"]),
        (
            "<div class=quote-block><div class=quote-text>It is far wider than it was before the storms, and much safer.</div><div class=quote-author>Mira Sample, mayor</div></div>",
            vec!["It is far wider", "Mira Sample, mayor"],
        ),
        ("<div class=et_pb_image><img src=a.jpg alt='The bridge'></div>", vec!["The bridge"]),
        ("<p><ruby>東京<rtc>Tokyo</rtc></ruby> came.</p>", vec!["東京(Tokyo)"]),
    ] {
        let said = dump(&read(&page("en", "", "", within, "")));
        kept.iter().for_each(|words| assert!(said.contains(words), "{within}: {words}\n{said}"));
    }
    let words = format!("<h1>Bridge opens again</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>");
    for body in [
        format!("<div class=post><div class=body>{words}</div><pre># restart\nbridge --open</pre></div>"),
        format!(
            "<main><div class=content>{words}</div><div class=code><pre><code>bridge --open</code></pre></div></main>"
        ),
        format!(
            "<x-article><template shadowrootmode=open><style>p{{}}</style><article>{words}<p>bridge --open</p></article></template></x-article>"
        ),
    ] {
        let said = dump(&read(&whole(&body)));
        assert!(said.contains("bridge --open") && said.contains("Nobody expects"), "{body}\n{said}");
    }
    let lead = "A winter of storms is over for the bridge of the town";
    for below in [
        format!("<p class=standfirst>{lead}</p>"),
        format!("<h2 class=subtitle>{lead}</h2>"),
        format!("<div class=summary>{lead}</div>"),
        format!("<p itemprop=description>{lead}</p>"),
        format!("<div data-testid=article-subheadline>{lead}</div>"),
        format!("<p>{lead}</p>"),
    ] {
        let headed = format!(
            "<header><h1>Bridge opens again</h1>{below}</header><div class=body><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
        );
        for body in [format!("<article>{headed}</article>"), headed] {
            let said = dump(&read(&whole(&body)));
            assert!(said.contains(lead), "{body}\n{said}");
        }
    }
}

#[test]
fn a_note_may_be_referred_to_by_name_or_by_a_high_number() {
    for (reference, notes) in [
        (
            "<span class=footnote-ref><a href='#f1'>1</a></span>",
            "<section class=footnotes><ol><li id=f1>Built in 1964.</li></ol></section>",
        ),
        ("<a class=fn href='#x'>²</a>", "<footer class=fn-list><p id=x>² Built in 1964.</p></footer>"),
        ("<a epub:type=noteref href='#n'>*</a>", "<div class=end><p id=n>* Built in 1964.</p></div>"),
    ] {
        let html = page("en", "", "", "", notes).replace("the council said", &format!("the council said{reference}"));
        let document = read(&html);
        assert_eq!(document.notes.len(), 1, "{reference}: {}", dump(&document));
        assert!(dump(&document).contains("Built in 1964."), "{reference}");
    }
}

#[test]
fn what_asks_or_leads_on_is_none_of_the_article() {
    for within in [
        "<p class=browserupgrade>You are using an <strong>outdated</strong> browser. Please <a href='https://b.example/'>upgrade your browser</a> to improve your experience on this site.</p>",
        "<div class=push-optin><p>Get notified of the most important news of the day straight to your device, never more than three.</p><button>Later</button><button>Allow</button></div>",
        "<p>— Advertisement —</p>",
        "<p>RELATED: <a href=/x>Another thing happened there</a></p>",
        "<p>Oʻqing: <a href=/x>Another thing happened there</a></p>",
        "<p>Тағы оқыңыз: <a href=/x>Another thing happened there</a></p>",
        "<p>წაიკითხეთ ასევე: <a href=/x>Another thing happened there</a></p>",
    ] {
        let said = dump(&read(&page("en", "", "", within, "")));
        assert!(
            !said.contains("outdated")
                && !said.contains("Advertisement")
                && !said.contains("Get notified")
                && !said.contains("Another thing"),
            "{said}"
        );
    }
}

#[test]
fn a_picture_above_the_text_keeps_its_caption_whatever_box_it_stands_in() {
    let image = "<img src=a.jpg alt='The bridge'>";
    for above in [
        format!("<div class=photo><a href=large.jpg>{image}</a><span class=photo-legend>Planks at dawn</span></div>"),
        format!("<table class=image><tr><td>{image}</td></tr><tr><td class=caption>Planks at dawn</td></tr></table>"),
        format!("<p style='text-align:center'>{image}<br><em>Planks at dawn</em></p>"),
        format!("<div class=foto-box>{image}<small>Planks at dawn</small></div>"),
        format!("<div class=article-image>{image}<span class=image-source>Planks at dawn</span></div>"),
        format!("<figure>{image}<div>Planks at dawn</div></figure>"),
    ] {
        let html = whole(&format!(
            "<main><h1>Bridge opens again</h1>{above}<div class=body><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div></main>"
        ));
        let said = dump(&read(&html));
        assert!(said.contains("Planks at dawn") && said.contains("figure"), "{above}\n{said}");
    }
    // The portrait of whoever wrote the article is no picture of it.
    for above in [
        format!("<div class=author>{image}<span>Mira Sample</span></div>"),
        format!("<div class=photo>{image}<span>Mira Sample</span></div>"),
    ] {
        let html = whole(&format!(
            "<main><h1>Bridge opens again</h1>{above}<div class=body><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div></main>"
        ));
        assert!(!dump(&read(&html)).contains("figure"), "{above}");
    }
}
