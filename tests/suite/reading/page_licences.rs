//! Licences that stand on a page: the article's own, and those of works beside it.

use istinad::Document;
use istinad::diagnostic::{Code, Outcome};

use crate::reading::pages::read_page;

const FIRST: &str = "The orchard on the northern slope was planted again on Friday, forty years after a frost had taken \
    nearly all of its apricot trees, the cooperative said.";
const SECOND: &str = "Schoolchildren of two villages carried the saplings uphill in wicker baskets, and an old man showed \
    them how deep a root wants to stand in clay.";
const THIRD: &str = "The first fruit is expected in five summers, and until then the rows between the trees are let to \
    those who grow beans.";
const BY: &str = "https://creativecommons.org/licenses/by/4.0/";

/// A page with a line below the text of its article, or in its foot; in brackets stands what is linked to the licence.
fn page(line: &str, is_in_foot: bool, is_marked: bool) -> String {
    let rel = if is_marked { "rel=license " } else { "" };
    let line = line.replace('[', &format!("<a {rel}href='{BY}'>")).replace(']', "</a>");
    let (below, foot) =
        if is_in_foot { (String::new(), format!("<p>{line}</p>")) } else { (format!("<p>{line}</p>"), String::new()) };
    whole(&below, &format!("<footer>{foot}<p>Post: Orchard Lane 4</p></footer>"))
}

fn whole(below: &str, behind: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Orchard planted again</title></head><body>\
         <nav><a href=/>Home</a></nav><main><article><h1>Orchard planted again</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>\
         {below}</article></main>{behind}</body></html>"
    )
}

fn licence(html: &str) -> Option<String> {
    read_page(html).output.rights.licence.and_then(|licence| licence.value.spdx)
}

fn is_said(outcome: &Outcome<Document>) -> bool {
    outcome.diagnostics.iter().any(|diagnostic| matches!(diagnostic.code, Code::TermsInText | Code::TermsConflict))
}

#[test]
fn a_licence_that_is_said_of_another_work_is_not_the_articles() {
    for line in [
        "The data set of harvests is licensed under [CC BY 4.0].",
        "The figures come from a database that is available under [CC BY 4.0].",
        "Theme: Blossom by Mira Muster, licensed under [CC BY 4.0]",
        "The font is used under [CC BY 4.0].",
        "The book “Apricots of the North” is published under [CC BY 4.0].",
        "The code of the calculator is released under [CC BY 4.0].",
        "“A History of Fruit” by Tarn Muster is licensed under [CC BY 4.0].",
        "Der Datensatz ist unter [CC BY 4.0] veröffentlicht.",
        "Grafik: Mira Muster, [CC BY 4.0]",
        "Ces données sont publiées sous licence [CC BY 4.0].",
        "Los datos se publican bajo licencia [CC BY 4.0].",
        "Книга опубликована на условиях лицензии [CC BY 4.0].",
        "Источник: Садовая энциклопедия, [CC BY 4.0]",
        "Тема оформлення: Міра Зразок, [CC BY 4.0]",
        "Veri seti [CC BY 4.0] lisansı ile yayımlanmıştır.",
        "Fotoğraf: Mira Örnek, [CC BY 4.0]",
        "Məlumat toplusu [CC BY 4.0] lisenziyası ilə yayımlanır.",
        "Mənbə: Bağ Ensiklopediyası, [CC BY 4.0]",
        "Деректер: Бақ бюросы, [CC BY 4.0]",
        "Kitob [CC BY 4.0] litsenziyasi asosida tarqatiladi.",
        "მონაცემები ვრცელდება [CC BY 4.0] ლიცენზიით.",
        "کتاب تحت مجوز [CC BY 4.0] منتشر شده است.",
    ] {
        for (is_in_foot, is_marked) in [(false, false), (false, true), (true, false), (true, true)] {
            let outcome = read_page(&page(line, is_in_foot, is_marked));
            assert_eq!(outcome.output.rights.licence, None, "{line} {is_in_foot} {is_marked}");
            // What leads to a licence, or stands in the article, does not go in silence.
            assert!(is_in_foot && !is_marked || is_said(&outcome), "{line} {is_in_foot} {is_marked}");
        }
    }
}

#[test]
fn a_licence_that_is_said_of_the_article_or_its_site_is_taken() {
    for line in [
        "This article and its data are licensed under [CC BY 4.0].",
        "This book review is published under [CC BY 4.0].",
        "Text: [CC BY 4.0]",
        "Except where otherwise noted, content on this site is licensed under [CC BY 4.0].",
        "Texte und Daten stehen unter [CC BY 4.0].",
        "Sauf mention contraire, les textes sont sous licence [CC BY 4.0]. Site réalisé sous Pressoir.",
        "Данные материалы доступны по лицензии [CC BY 4.0].",
        "Sitedeki yazılar [CC BY 4.0] lisansı altındadır.",
        "Bu məqalə [CC BY 4.0] lisenziyası ilə yayımlanır.",
        "محتوای این سایت تحت مجوز [CC BY 4.0] منتشر می‌شود.",
    ] {
        for (is_in_foot, is_marked) in [(false, false), (true, false), (true, true)] {
            let found = licence(&page(line, is_in_foot, is_marked));
            assert_eq!(found.as_deref(), Some("CC-BY-4.0"), "{line} {is_in_foot} {is_marked}");
        }
    }
    // Whoever gives credit names the title.
    let titled = page("“Orchard planted again” by Mira Muster is licensed under [CC BY 4.0].", true, true);
    assert_eq!(licence(&titled).as_deref(), Some("CC-BY-4.0"));
}

#[test]
fn the_place_of_a_badge_says_what_is_licensed() {
    let badge = format!("<a rel=license href='{BY}'><img src=/cc.svg alt='CC BY'></a>");
    let other = "<article><h2>Dam leaks</h2><p>Water ran into the valley on Sunday, where nobody was hurt, and the mayor thanked \
        those who had stood on the wall all night.</p>BADGE</article>";
    for (below, behind) in [
        ("", "<aside><h3>Atlas of orchards</h3><p>Maps of four valleys.</p>BADGE</aside>"),
        ("<div class=player><video src=/a.mp4></video>BADGE</div>", ""),
        ("<blockquote><p>An orchard is a promise.</p><p>BADGE</p></blockquote>", ""),
        ("", other),
        ("", "<section class=comments><p>Lovely!</p>BADGE</section>"),
    ] {
        let [below, behind] = [below, behind].map(|part| part.replace("BADGE", &badge));
        let outcome = read_page(&whole(&below, &behind));
        assert_eq!(outcome.output.rights.licence, None, "{below}{behind}");
    }
    for (below, behind) in [
        ("BADGE", ""),
        ("<p>BADGE</p>", ""),
        ("", "<footer><p>BADGE</p></footer>"),
        ("", "<aside class=republish><h3>Republish our articles for free, in print or online.</h3>BADGE</aside>"),
    ] {
        let [below, behind] = [below, behind].map(|part| part.replace("BADGE", &badge));
        assert_eq!(licence(&whole(&below, &behind)).as_deref(), Some("CC-BY-4.0"), "{below}{behind}");
    }
}
