//! Lines above an article that lead past the navigation of its page, or are the path of links to it, by their words.

use crate::language::fold::fold;

/// The longest of them, in characters.
const LONGEST_SKIP_LINK: usize = 60;
/// What leads past the navigation of a page, folded.
const SKIP_LINKS: &[&str] = &[
    "skip to",
    "jump to",
    "go to content",
    "zum inhalt",
    "zum hauptinhalt",
    "direkt zum inhalt",
    "aller au contenu",
    "passer au contenu",
    "ir al contenido",
    "saltar al contenido",
    "məzmuna keç",
    "məzmuna keçid",
    "əsas məzmuna",
    "мәзмуна кеч",
    "içeriğe geç",
    "içeriğe atla",
    "ana içeriğe",
    "перейти к содержанию",
    "перейти к основному",
    "к содержимому",
    "перейти до вмісту",
    "перейти до основного",
    "мазмұнға өту",
    "tarkibga oʻtish",
    "მთავარ შიგთავსზე",
    "رفتن به محتوا",
    "پرش به محتوا",
];

/// Whether a line leads past the navigation of a page.
pub(crate) fn is_skip_link(text: &str) -> bool {
    text.chars().count() <= LONGEST_SKIP_LINK && {
        let folded = fold(text);
        SKIP_LINKS.iter().any(|link| folded.starts_with(link))
    }
}

/// How the first step of a path is called, folded.
const HOME: &[&str] = &[
    "home",
    "homepage",
    "home page",
    "front page",
    "startseite",
    "accueil",
    "inicio",
    "portada",
    "início",
    "página inicial",
    "pagina iniziale",
    "voorpagina",
    "forside",
    "startsida",
    "etusivu",
    "strona główna",
    "ana sehife",
    "ana səhifə",
    "əsas səhifə",
    "baş səhifə",
    "anasayfa",
    "ana sayfa",
    "главная",
    "главная страница",
    "головна",
    "басты бет",
    "bosh sahifa",
    "მთავარი",
    "صفحه اصلی",
    "خانه",
];
/// What stands between the steps of a path.
const STEPS: &[char] = &['›', '»', '>', '→', '❯', '/', '|', '·'];

/// Whether a line is the path of links that leads to the page from its home.
pub(crate) fn is_path(text: &str) -> bool {
    text.chars().count() <= LONGEST_SKIP_LINK && {
        let folded = fold(text);
        let first = folded.split(STEPS).next().unwrap_or_default();
        HOME.contains(&first.trim())
    }
}
