//! The same things in other shapes: pages without classes, in other languages, with what parts the words set otherwise.

use istinad::Document;
use istinad::model::dump::dump;
use istinad::model::walk::block_passages;
use istinad::model::{Block, HeaderRole};

use crate::reading::pages::{codes, read_page};

/// Words enough for a page to have an article.
const FIRST: &str = "<p>The harbour master told the council on Monday that the ferry will sail again from the first of \
    June, after a winter in which the pier had twice been cut in half by storms and once by a drifting barge.</p>";
const SECOND: &str = "<p>Carpenters replaced two hundred planks, and the crane that had stood on the quay since 1931 was \
    lifted to the museum, where children may turn its handle at weekends; three villages shared the cost.</p>";
const THIRD: &str = "<p>Nobody expects many passengers before midsummer, said the baker, who sells bread on board, yet he \
    has ordered twice as much flour as last year and painted his counter a bright yellow.</p>";

/// A page that says in its title what stands in its heading, and whose article has these words in its midst.
fn page(within: &str, behind: &str) -> String {
    headed("Ferry sails again", "<h1>Ferry sails again</h1>", within, behind)
}

fn headed(title: &str, above: &str, within: &str, behind: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title></head><body><main>{above}\
         {FIRST}{within}{SECOND}{THIRD}</main>{behind}</body></html>"
    )
}

fn body(document: &Document) -> String {
    let all = block_passages(&document.body).into_iter().chain(block_passages(&document.rights.statement));
    all.map(|passage| passage.text).collect::<Vec<_>>().join("\n")
}

fn authors(document: &Document) -> Vec<&str> {
    document.metadata.authors.iter().map(|author| author.value.as_str()).collect()
}

#[test]
fn a_headline_is_told_from_the_name_of_its_site() {
    for (title, above, expected) in [
        (
            "Ferry sails again - The Kilmarsh Echo",
            "<header><h1>The Kilmarsh Echo</h1></header><h2>Ferry sails again</h2>",
            "Ferry sails again",
        ),
        (
            "Kilmarsh Echo: Ferry sails again",
            "<div><h1>Kilmarsh Echo</h1></div><h2>Ferry sails again</h2>",
            "Ferry sails again",
        ),
        ("The ferry", "<h1>The ferry sails</h1>", "The ferry sails"),
        ("Ferry", "<h1>Ferry sails</h1>", "Ferry sails"),
    ] {
        let document = read_page(&headed(title, above, "", "")).output;
        assert_eq!(document.metadata.headline.value, expected, "{title}: {above}");
    }
    // A title that shares nothing with the heading of the article is none of it, whoever states it.
    for stated in ["Tomas Reed", "Kilmarsh timetable 2026"] {
        let json =
            format!(r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{stated}"}}</script>"#);
        let html = headed(stated, "<article><h1>Bread goes to sea again</h1></article>", "", "");
        let document = read_page(&html.replace("</head>", &format!("{json}</head>"))).output;
        assert_eq!(document.metadata.headline.value, "Bread goes to sea again", "{stated}");
    }
    // One that shares a word with it may be the better one.
    let json = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bakers follow the ferries out"}</script></head>"#;
    let html = headed("x", "<article><h1>Baker goes to sea again</h1></article>", "", "").replace("</head>", json);
    assert_eq!(read_page(&html).output.metadata.headline.value, "Bakers follow the ferries out");
}

#[test]
fn a_holder_ends_where_the_menu_begins() {
    for (foot, expected) in [
        ("© 2026 Echo Verlag GmbH Impressum Datenschutz", Some("Echo Verlag GmbH")),
        ("© 2026 Echo Verlag GmbH - Kontakt - Impressum - Datenschutz", Some("Echo Verlag GmbH")),
        ("© 2026 Sahil Media MMC | Haqqımızda | Əlaqə | Reklam", Some("Sahil Media MMC")),
        ("© 2026 Haven Courant B.V. – Alle rechten voorbehouden", Some("Haven Courant B.V.")),
        ("© 2026 Echo Portu Sp. z o.o. Wszelkie prawa zastrzeżone", Some("Echo Portu Sp. z o.o")),
        (
            "© 2026, The Kilmarsh Echo, Inc. or its affiliates. All rights reserved.",
            Some("The Kilmarsh Echo, Inc. or its affiliates"),
        ),
        ("Copyright © 2026 Kilmarsh, Echo & Co. Ltd. All rights reserved.", Some("Kilmarsh, Echo & Co. Ltd")),
        ("Copyright KILMARSH ECHO NEWSPAPERS. All rights reserved.", Some("KILMARSH ECHO NEWSPAPERS")),
        ("Copyright © Přístavní listy, a.s. Všechna práva vyhrazena. Přihlásit se", Some("Přístavní listy, a.s")),
        ("© 2026 港口日報 版權所有 不得轉載", Some("港口日報")),
        ("© ۱۴۰۵ پژواک بندر. تمامی حقوق محفوظ است", Some("پژواک بندر")),
        // What comes of no line of a notice.
        ("Copyright law: all rights reserved", None),
        ("Photo: © Mira Sample", None),
        ("Şəkil © Mira Nümunə", None),
    ] {
        let document = read_page(&page("", &format!("<footer><p>{foot}</p></footer>"))).output;
        let holder = document.rights.holder.map(|holder| holder.value.name);
        assert_eq!(holder.as_deref(), expected, "{foot}");
    }
    // What is pressed and leads nowhere is no part of a name.
    let subscribe = "<div class='paper-subscribe'><span>The paper<em>Copyright ⓒ Kilmarsh Echo</em></span> <a href='#'>Order the paper</a></div>";
    let holder = read_page(&page("", subscribe)).output.rights.holder.map(|holder| holder.value.name);
    assert!(holder.is_none_or(|holder| holder == "Kilmarsh Echo"));
}

#[test]
fn what_leads_to_the_data_of_readers_leads_to_no_terms() {
    let link = |path: &str, label: &str| format!("<a href='https://e.example/{path}'>{label}</a>");
    let imprint = link("i", "Impressum");
    let privacy = link("p", "Datenschutz");
    let rights = |foot: &str| read_page(&page("", &format!("<footer>{foot}</footer>"))).output.rights;
    for terms in [
        "AGB",
        "Nutzungsbedingungen",
        "Terms of Service",
        "Kullanım Koşulları",
        "Правила использования материалов",
        "Terms & Privacy",
        "Terms of Use and Privacy Policy",
    ] {
        let terms = link("t", terms);
        let editorial = link("r", "Redaktionelle Richtlinien");
        for foot in [
            format!("{imprint} {privacy} {terms}"),
            format!("<nav>{imprint}{editorial}{terms}</nav>"),
            format!("<ul><li>{imprint}</li><li>{privacy}</li><li>{terms}</li></ul>"),
            terms.clone(),
        ] {
            let page = rights(&foot).terms_page.and_then(|page| page.address).map(|address| address.value);
            assert_eq!(page.as_deref(), Some("https://e.example/t"), "{foot}");
        }
    }
    let sentence = format!(
        "<p>By using this site you agree to our {} and {}.</p>",
        link("p", "Privacy Policy"),
        link("t", "Terms of Use")
    );
    let page = rights(&sentence).terms_page.and_then(|page| page.address).map(|address| address.value);
    assert_eq!(page.as_deref(), Some("https://e.example/t"));
    for foot in [
        format!("<p>{imprint} | {privacy}</p>"),
        "<p>Impressum/Datenschutz</p>".to_owned(),
        "<p>© 2026 Kilmarsh Echo | <a href='/i'>Impressum</a> | <a href='/p'>Datenschutz</a></p>".to_owned(),
        "<div>© 2026 Kilmarsh Echo | Do Not Sell or Share My Personal Information | Notice at Collection</div>"
            .to_owned(),
        "<a href='https://e.example/p'>Ne vendez pas mes informations personnelles</a>".to_owned(),
        "<p>Подписывайтесь на автора:</p>".to_owned(),
        "<p>Subscribe now, cancel any time</p>".to_owned(),
        "<p>Saytımız kukilərdən istifadə edir, saytdan istifadə etməklə buna razılıq verirsiniz.</p>".to_owned(),
    ] {
        let rights = rights(&foot);
        assert!(rights.terms_page.is_none() && rights.terms.as_slice().is_empty(), "{foot}: {:?}", rights.terms_page);
    }
}

#[test]
fn a_licence_has_an_address_of_any_shape() {
    let licence = |within: &str, behind: &str| {
        let licence = read_page(&page("", &format!("{within}{behind}"))).output.rights.licence;
        licence.and_then(|licence| licence.value.spdx)
    };
    for (foot, expected) in [
        (
            "<footer><p>This work is licensed under a <a rel=license href='//creativecommons.org/licenses/by-sa/3.0'>Creative Commons licence</a>.</p></footer>",
            Some("CC-BY-SA-3.0"),
        ),
        (
            "<footer><a rel=license href='//creativecommons.org/licenses/by/4.0/'><img src='//i.example/88x31.png' alt='Creative Commons Licence'></a></footer>",
            Some("CC-BY-4.0"),
        ),
        // That of a picture is none.
        (
            "<figure><img src=a.jpg alt=x><a rel=license href='https://creativecommons.org/licenses/by/4.0/'><img src=b.png alt=CC></a></figure>",
            None,
        ),
    ] {
        assert_eq!(licence(foot, "").as_deref(), expected, "{foot}");
    }
}

#[test]
fn lines_below_a_headline_are_read_however_they_are_set() {
    for (line, names, day, kept) in [
        (
            "<p class=byline>By Mira Sample (<a href='mailto:m@e.example'>m@e.example</a>)</p>",
            vec!["Mira Sample"],
            None,
            "",
        ),
        (
            "<p class=byline>By Mira Sample in Kilmarsh and Tomas Reed in Sandy Holm</p>",
            vec!["Mira Sample", "Tomas Reed"],
            None,
            "",
        ),
        // An organisation beside the author, whichever of both is in capitals.
        ("<p class=byline>MIRA SAMPLE, Kilmarsh Echo</p>", vec!["MIRA SAMPLE"], None, "MIRA SAMPLE, Kilmarsh Echo"),
        (
            "<ul class=meta><li class=author><b>By</b> Mira Sample</li><li>12 May 2026</li></ul>",
            vec!["Mira Sample"],
            Some("2026-05-12"),
            "12 May 2026",
        ),
        ("<ul><li>12 May 2026, 14:05</li></ul>", vec![], Some("2026-05-12"), "12 May 2026, 14:05"),
        ("<ul><li><a href=/b>The school opens in autumn too</a> 12 May 2026</li></ul>", vec![], None, ""),
    ] {
        let document =
            read_page(&headed("Ferry sails again", &format!("<h1>Ferry sails again</h1>{line}"), "", "")).output;
        assert_eq!(authors(&document), names, "{line}");
        let found = document.metadata.published.as_ref().map(|slot| slot.value.to_string()[..10].to_owned());
        assert_eq!(found.as_deref(), day, "{line}");
        assert!(dump(&document).contains(kept), "{line}: {}", dump(&document));
    }
    let stated = headed("Ferry sails again", "<h1>Ferry sails again</h1>", "", "")
        .replace("</head>", "<meta name=pubdate content=20260512T140500Z></head>");
    let published = read_page(&stated).output.metadata.published.map(|slot| slot.value.to_string());
    assert_eq!(published.as_deref(), Some("2026-05-12T14:05:00+00:00"));
    for path in ["<p>Home › News</p>", "<p>Ana səhifə / Xəbərlər</p>", "<p>Startseite</p>"] {
        let document =
            read_page(&headed("Ferry sails again", &format!("{path}<h1>Ferry sails again</h1>"), "", "")).output;
        assert!(document.metadata.section.is_none(), "{path}");
    }
    let document = read_page(&headed("Ferry sails again", "<p>Harbour</p><h1>Ferry sails again</h1>", "", "")).output;
    assert_eq!(document.metadata.section.map(|section| section.value).as_deref(), Some("Harbour"));
}

#[test]
fn what_asks_readers_is_no_article_whatever_it_is_called() {
    let consent = "We and our 842 partners store information on a device, such as cookies, and process personal data for \
        personalised advertising and content, audience research and services development, as you may choose at any time.";
    for box_ in [
        format!(
            "<div role=alertdialog><h1>Kilmarsh asks for your consent</h1><p>{consent}</p><button>Consent</button></div>"
        ),
        format!("<div><p>{consent}</p><button>Accept</button><button>Reject</button></div>"),
        "<div><p>Bu səhifə 18 yaşdan yuxarı istifadəçilər üçündür. Davam etmək üçün 18 yaşınızın tamam olduğunu \
         təsdiqləyin, əks halda səhifəni tərk edin.</p><button>Bəli</button><button>Xeyr</button></div>"
            .to_owned(),
    ] {
        for html in [page("", &box_), page("", "").replace("<main>", &format!("{box_}<main>"))] {
            let document = read_page(&html).output;
            let said = dump(&document);
            assert!(
                said.contains("Nobody expects") && !said.contains("842") && !said.contains("yaşdan"),
                "{html}\n{said}"
            );
        }
    }
}

#[test]
fn what_stands_between_paragraphs_is_kept_whatever_it_is_called() {
    for (within, kept) in [
        (
            "<div class=table-responsive><table class=sidebar><tr><th>Port<th>Adult<tr><td>Sandy Holm<td>free</table></div>",
            vec!["Port", "Adult", "Sandy Holm", "free"],
        ),
        ("<div class='heading sponsor'>The pier is mended</div>", vec!["The pier is mended"]),
        (
            "<div class=wp-caption><img src=a.jpg alt=Ferry><p class=wp-caption-text>The ferry, photo: T. Sample, <a href='//creativecommons.org/licenses/by/4.0/'>CC BY 4.0</a></p></div>",
            vec!["The ferry, photo: T. Sample"],
        ),
        (
            "<table><tr><td><img src=a.jpg><br>Caption one</td><td><img src=b.jpg><br>Caption two</td></tr></table>",
            vec!["Caption one", "Caption two"],
        ),
    ] {
        let outcome = read_page(&page(within, ""));
        let said = dump(&outcome.output);
        for words in kept {
            assert!(said.contains(words), "{within}: {words}\n{said}");
        }
        let pictures = within.matches("<img").count();
        let found = said.matches("picture").count();
        assert!(pictures == 0 || found >= pictures, "{within}\n{said}\n{:?}", codes(&outcome));
    }
    // A caption between headline and text comes with its picture.
    let caption = "<div class=wp-caption><img src=a.jpg alt=Ferry><p class=wp-caption-text>The ferry, <a href='//creativecommons.org/licenses/by/4.0/'>CC BY 4.0</a></p></div>";
    let document =
        read_page(&headed("Ferry sails again", &format!("<h1>Ferry sails again</h1>{caption}"), "", "")).output;
    let is_captioned = |block: &Block| matches!(block, Block::Figure(figure) if !figure.caption.is_empty());
    assert!(document.body.iter().any(is_captioned), "{}", dump(&document));
    // A raised number leads to a note, though nothing leads back.
    let noted = page("", "<div id=foot><ol><li id=n1>The pier dates from 1874.</li></ol></div>")
        .replace("lifted to", "lifted<a href='#n1'><sup>1</sup></a> to");
    let document = read_page(&noted).output;
    assert_eq!(document.notes.len(), 1, "{}", dump(&document));
    // What keeps a place is no picture; links that are recommended are no list of the article's.
    let nothing = "<img src='data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'>";
    let named = "<figure><img alt='The pier' src='data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'><figcaption>The new pier</figcaption></figure>";
    let document = read_page(&page(named, "")).output;
    assert!(document.body.iter().any(is_captioned), "{}", dump(&document));
    let recommended =
        "<div class=recirc><h3>You may like</h3><ul><li><a href=/x>Another pier falls into the sea</a></li></ul></div>";
    let document = read_page(&page(&format!("{nothing}{recommended}"), "")).output;
    assert!(
        !document.body.iter().any(|block| matches!(block, Block::Figure(_) | Block::List(_))),
        "{}",
        body(&document)
    );
    assert!(document.header.iter().any(|line| line.role == HeaderRole::Headline));
}
