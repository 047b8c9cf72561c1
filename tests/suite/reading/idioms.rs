//! What pages of 2024 to 2026 write in ways of their own: when, who, what they are called, whose the rights are, and the
//! words that stand in odd places.

use istinad::Document;

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
        ("© 2026 Echo Media Ltd. | About us | Contact | Advertise", Some("Echo Media Ltd.")),
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
