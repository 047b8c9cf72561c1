//! Links above an article that lead past the navigation of its page, by their words.

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
