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
    "əsas səhifəyə",
    "ana səhifəyə",
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

/// What is pressed at the top of a page and is all of its line.
const BUTTONS: &[&str] = &[
    "menu",
    "search",
    "back",
    "close",
    "share",
    "save",
    "print",
    "listen",
    "home",
    "login",
    "log in",
    "sign in",
    "subscribe",
    "follow",
    "comments",
    "menyu",
    "axtar",
    "axtarış",
    "geri",
    "bağla",
    "paylaş",
    "çap et",
    "daxil ol",
    "giriş",
    "abunə ol",
    "menü",
    "ara",
    "kapat",
    "yazdır",
    "giriş yap",
    "üye ol",
    "abone ol",
    "меню",
    "поиск",
    "назад",
    "закрыть",
    "поделиться",
    "войти",
    "вход",
    "подписаться",
    "печать",
    "suche",
    "suchen",
    "zurück",
    "schließen",
    "teilen",
    "drucken",
    "anmelden",
    "abonnieren",
    "rechercher",
    "recherche",
    "retour",
    "fermer",
    "partager",
    "imprimer",
    "se connecter",
    "s'abonner",
    "s’abonner",
    "menú",
    "buscar",
    "volver",
    "cerrar",
    "compartir",
    "imprimir",
    "iniciar sesión",
    "suscribirse",
    "пошук",
    "закрити",
    "поділитися",
    "увійти",
    "підписатися",
    "მენიუ",
    "ძებნა",
    "უკან",
    "გაზიარება",
    "мәзір",
    "іздеу",
    "артқа",
    "бөлісу",
    "qidiruv",
    "orqaga",
    "ulashish",
    "منو",
    "جستجو",
    "بازگشت",
    "اشتراک‌گذاری",
];

/// Whether a line above an article is what is pressed there: it is no section.
pub(crate) fn is_button(text: &str) -> bool {
    text.chars().count() <= LONGEST_SKIP_LINK && {
        let folded = fold(text.trim());
        BUTTONS.iter().any(|button| fold(button) == folded)
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
