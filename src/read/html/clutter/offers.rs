//! Lines of a page's system within an article: offers of what must be paid for, questions after mistakes, counts of readers.

use dom_query::NodeRef;

use crate::text::is_longer_than;

/// What the class of a block says that stands in the place of what must be paid for, and what such a block offers, folded.
const PAYWALLS: &[&str] = &["paywall", "regwall", "paygate", "piano", "offer", "subscribe", "subscription", "abo"];
const OFFERS: &[&str] = &[
    "weiterlesen",
    "testen",
    "abo ",
    "abonn",
    "€",
    " euro",
    "lire la suite",
    "suscr",
    "sigue leyendo",
    "seguir leyendo",
    "continue reading",
    "keep reading",
    "unlock",
    "subscri",
    "читать дальше",
    "читать полностью",
    "подпис",
    "okumaya devam",
    "oxumağa davam",
    "abone",
    "abunə",
    "assine",
    "abbonati",
    "prenumer",
    "abonneer",
];
/// The longest such offer, in characters.
const LONGEST_OFFER: usize = 120;

/// "Read on for one euro": a line in a box that its class calls what stands before what must be paid for.
pub(super) fn is_offer(block: &NodeRef<'_>, text: &str) -> bool {
    let class = || block.attr("class").unwrap_or_default().to_lowercase();
    let is_called = |class: &str| {
        let mut words = class.split(|it: char| !it.is_alphanumeric());
        words.any(|word| PAYWALLS.iter().any(|wall| word == *wall || wall.len() > 5 && word.starts_with(wall)))
    };
    !text.is_empty()
        && !is_longer_than(text, LONGEST_OFFER)
        && is_called(&class())
        && OFFERS.iter().any(|offer| text.contains(offer))
}

/// What a line says that asks for mistakes, folded; the keys that it wants pressed stand beside it.
const MISTAKES: &[&str] =
    &["ошиб", "опечат", "помилк", "səhv", "sehv", "hata", "error", "mistake", "қате", "xato", "хато", "შეცდომა"];
/// The longest such line, in characters.
const LONGEST_OF_MISTAKES: usize = 180;
/// Labels of how often a page was read, folded.
const COUNTS: &[&str] = &[
    "baxiş sayi",
    "baxış sayı",
    "baxilib",
    "baxiş",
    "oxunub",
    "oxunma sayi",
    "просмотров",
    "просмотры",
    "переглядів",
    "перегляди",
    "okunma",
    "okunma sayisi",
    "görüntülenme",
    "views",
    "page views",
    "koʻrishlar",
    "bu haber kez okundu",
    "bu haber kez görüntülendi",
];
/// The longest line that counts, in characters.
const LONGEST_COUNT: usize = 40;

/// "Have you found a mistake? Select it and press Ctrl+Enter."
pub(super) fn asks_for_mistakes(text: &str) -> bool {
    text.contains("ctrl")
        && text.contains("enter")
        && !is_longer_than(text, LONGEST_OF_MISTAKES)
        && MISTAKES.iter().any(|mistake| text.contains(mistake))
}

/// "Read 1204 times": a label of readers with a number and nothing else.
pub(super) fn counts_readers(text: &str) -> bool {
    if is_longer_than(text, LONGEST_COUNT) || !text.contains(|it: char| it.is_ascii_digit()) {
        return false;
    }
    let words = text.split(|it: char| !it.is_alphabetic() && it != 'ʻ').filter(|word| !word.is_empty());
    COUNTS.contains(&words.collect::<Vec<_>>().join(" ").as_str())
}
