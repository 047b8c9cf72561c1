//! Lines of feet that are no sentences: where somebody is found.

use super::{has, says_terms};
use crate::rights::concept::TermConcept;
use crate::rights::spelling::fold;
use crate::rights::table::ConceptUse;
use crate::rights::tokens::{Token, TokenKind};

/// "The official site of the Ministry of Ports", "«Ертіс» ақпараттық порталы", "ФК «Метель», официальный сайт": whose site it is.
pub(super) fn is_publisher(items: &[ConceptUse], tokens: &[Token<'_>]) -> bool {
    use TermConcept::{And, Body, Broadcast, Comma, Filler, Online, Owner, Proper, Quoted, Sites, Unknown, Who};
    let site = |item: &ConceptUse| {
        tokens
            .get(item.range.clone())
            .unwrap_or_default()
            .iter()
            .any(|token| SITES.iter().any(|word| token.folded.starts_with(&*fold(word))))
    };
    let named = |item: &ConceptUse| match item.concept {
        Body | Proper | Quoted => true,
        Owner | Who | Unknown => !site(item),
        _ => false,
    };
    let told = |item: &ConceptUse| {
        item.feature.is_none()
            && (site(item)
                || matches!(
                    item.concept,
                    And | Body | Broadcast | Comma | Filler | Online | Owner | Proper | Quoted | Sites | Unknown
                ))
    };
    let ends = |item: Option<&ConceptUse>| item.is_some_and(|item| site(item) || matches!(item.concept, Filler));
    let unknown: usize = items.iter().filter(|item| item.concept == Unknown).map(|item| item.range.len()).sum();
    (2..=LONGEST_OF_PUBLISHER).contains(&tokens.len())
        && items.iter().any(site)
        && (ends(items.first()) || items.last().is_some_and(site))
        && items.iter().any(named)
        && items.iter().all(told)
        && unknown <= MOST_UNKNOWN
        && !tokens.iter().any(|token| ENDS.contains(&token.folded.as_str()) || WITHIN.contains(&token.folded.as_str()))
}

/// A line that tells whose site it is has no more words.
const LONGEST_OF_PUBLISHER: usize = 12;

/// So many words of it may be in no table: a kind of body, a name in small letters.
const MOST_UNKNOWN: usize = 3;

/// What a publisher calls its site or itself.
const SITES: &[&str] = &[
    "site",
    "website",
    "portal",
    "sayt",
    "sitesi",
    "sitesidir",
    "сайт",
    "портал",
    "nashri",
    "nəşri",
    "orqanı",
    "საიტი",
    "პორტალი",
    "وب‌سایت",
    "پایگاه",
    "پرتال",
    "webseite",
    "internetauftritt",
];

/// What is somewhere is told of a place where something may be done.
const WITHIN: &[&str] =
    &["in", "within", "inside", "outside", "for", "в", "во", "вне", "для", "en", "dans", "für", "im"];

/// "14 Tollgate Lane, Fenwick Harbour", "Адрес: 000100, г. Верхнепристань, ул. Бакенщиков, 7", "Studio: 2 Chapel Yard": an
/// address of a house, with a number, every word of which is written as a name but those that say what is named.
pub(super) fn is_address(items: &[ConceptUse], tokens: &[Token<'_>]) -> bool {
    use TermConcept::{AllReserved, Licensed, Link, May, Must, Permission, Reserved, Use};
    let words = || tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let is_of = |token: &Token<'_>, list: &[&str]| list.iter().any(|word| *fold(word) == *token.folded);
    let street =
        |token: &Token<'_>| is_of(token, STREETS) || STREET_ENDINGS.iter().any(|ending| token.folded.ends_with(ending));
    let capital = |token: &Token<'_>| token.text.starts_with(|first: char| first.is_uppercase() || is_georgian(first));
    let small = |token: &Token<'_>| token.text.chars().count() <= LONGEST_JOINING;
    let labelled = tokens.iter().position(|token| token.text == ":").is_some_and(|colon| {
        (1..=LONGEST_LABEL).contains(&colon) && tokens[..colon].iter().any(|token| is_of(token, LABELS))
    });
    let numbered = tokens.iter().any(|token| token.kind == TokenKind::Number);
    let plain = |token: &Token<'_>| match token.kind {
        TokenKind::Word => capital(token) || small(token) || street(token) || is_of(token, LABELS),
        TokenKind::Number | TokenKind::Quoted => true,
        TokenKind::Mark => matches!(token.text, "," | ":" | "/" | "-" | "–" | "(" | ")" | "\n"),
        TokenKind::Address => false,
    };
    let says = |item: &ConceptUse| {
        item.feature.is_some()
            || matches!(item.concept, AllReserved | Licensed | Link | May | Must | Permission | Reserved | Use)
    };
    // "Fenwick Rangers FC, Mill Road, Fenwick": a house without a number, beside two commas and nothing but names.
    let listed = tokens.iter().filter(|token| token.text == ",").count() > 1 && words().all(capital);
    // "Ünvan: Gəncə şəhəri, Nar bağı küçəsi 21": behind such a label every word is one of an address that says nothing else.
    let of_house = numbered
        && labelled
        && tokens.first().is_some_and(|token| is_of(token, LABELS))
        && tokens.iter().all(|token| token.kind != TokenKind::Address)
        && !items.iter().any(|item| says_terms(item.concept) || is_work(item.concept));
    (2..=LONGEST_ADDRESS).contains(&words().count())
        && (numbered || listed)
        && (labelled || words().any(street))
        && (of_house || tokens.iter().all(plain))
        && !items.iter().any(says)
}

/// Whether a word names what could be used.
const fn is_work(concept: TermConcept) -> bool {
    use TermConcept::{Audio, Change, Derive, Pictures, Quote, Rights, Source, Text, Translate, Video};
    matches!(concept, Audio | Change | Derive | Pictures | Quote | Rights | Source | Text | Translate | Video)
}

/// "Lisenziya № 2211", "Broadcasting licence: 2211": the number of a licence that somebody has, and nothing else.
pub(super) fn is_number(items: &[ConceptUse]) -> bool {
    use TermConcept::{Broadcast, Colon, Comma, Filler, Licence, Neutral, Noise, Number, Owner, Proper};
    let told = |item: &ConceptUse| {
        item.feature.is_none()
            && matches!(
                item.concept,
                Broadcast | Colon | Comma | Filler | Licence | Neutral | Noise | Number | Owner | Proper
            )
    };
    let licence = items.iter().position(|item| item.concept == Licence);
    let number = licence.is_some_and(|at| items[at..].iter().any(|item| item.concept == Number));
    number && items.len() <= LONGEST_LABELS && items.iter().all(told)
}

/// Labels with what they are of have no more parts.
const LONGEST_LABELS: usize = 9;

/// Georgian has no capitals.
fn is_georgian(letter: char) -> bool {
    matches!(letter, '\u{10d0}'..='\u{10ff}')
}

/// An address has no more words.
const LONGEST_ADDRESS: usize = 14;

/// A small word within one has no more letters.
const LONGEST_JOINING: usize = 3;

/// What stands before an address has no more words.
const LONGEST_LABEL: usize = 4;

/// What stands before an address.
const LABELS: &[&str] = &[
    "address",
    "studio",
    "office",
    "studios",
    "offices",
    "newsroom",
    "ünvan",
    "ünvanı",
    "ünvanımız",
    "adres",
    "adresi",
    "adresimiz",
    "адрес",
    "адреса",
    "мекенжай",
    "мекенжайы",
    "мекенжайымыз",
    "manzil",
    "manzili",
    "manzilimiz",
    "манзил",
    "نشانی",
    "آدرس",
    "მისამართი",
    "adresse",
    "anschrift",
    "dirección",
    "domicilio",
    "sitz",
    "siège",
    "ғимараты",
    "офисі",
    "klub",
    "kulüp",
    "club",
    "arena",
    "ground",
    "stadium",
    "merkez",
    "merkezi",
    "loi",
    "association",
    "кабинет",
    "этаж",
    "офис",
    "зал",
    "арена",
    "стадион",
    "дом",
    "дворец",
    "редакция",
    "редакции",
];

/// Kinds of streets and of places.
const STREETS: &[&str] = &[
    "lane",
    "street",
    "road",
    "avenue",
    "yard",
    "square",
    "quay",
    "terrace",
    "close",
    "drive",
    "row",
    "wharf",
    "court",
    "parade",
    "crescent",
    "hill",
    "st",
    "rd",
    "ave",
    "boulevard",
    "küçə",
    "küçəsi",
    "küç",
    "prospekti",
    "pr",
    "döngə",
    "döngəsi",
    "meydanı",
    "sokak",
    "sokağı",
    "sok",
    "cadde",
    "caddesi",
    "cad",
    "mahallesi",
    "mah",
    "bulvarı",
    "улица",
    "ул",
    "проспект",
    "просп",
    "пр",
    "переулок",
    "пер",
    "площадь",
    "пл",
    "набережная",
    "наб",
    "шоссе",
    "бульвар",
    "проезд",
    "г",
    "вулиця",
    "вул",
    "провулок",
    "площа",
    "көшесі",
    "даңғылы",
    "ko'chasi",
    "ko‘chasi",
    "кўчаси",
    "хиёбони",
    "خیابان",
    "کوچه",
    "بلوار",
    "میدان",
    "ქუჩა",
    "გამზირი",
    "rue",
    "quai",
    "place",
    "chemin",
    "impasse",
    "calle",
    "plaza",
    "avenida",
    "paseo",
    "carrera",
    "straße",
    "strasse",
    "gasse",
    "platz",
];

/// How such words end where they are one word with the name, folded.
const STREET_ENDINGS: &[&str] = &["strasse", "straße", "gasse", "platz", "weg", "allee", "ufer", "damm"];

/// "«Numune» radio", "Radio Numune": who it is, and nothing that could be done.
pub(super) fn is_station(items: &[ConceptUse], tokens: &[Token<'_>]) -> bool {
    use TermConcept::{Broadcast, Comma, Filler, Number, Owner, Proper, Quoted, Unknown};
    // "რადიო თეთრი ხიდი, 98.1 FM": with its frequency.
    let frequency = items.iter().position(|item| item.concept == Comma || item.concept == Number).filter(|at| {
        has(items, Number)
            && tokens.get(items[*at].range.start..).is_some_and(|rest| {
                rest.iter().any(|token| WAVES.contains(&token.text))
                    && rest.iter().all(|token| token.kind != TokenKind::Word || WAVES.contains(&token.text))
            })
    });
    if let Some(at) = frequency.filter(|at| *at > 0) {
        let rest = &items[..at];
        return items.len() <= LONGEST_STATION + LONGEST_OF_FREQUENCY
            && has(rest, Broadcast)
            && rest.iter().all(|item| {
                item.feature.is_none() && matches!(item.concept, Broadcast | Filler | Owner | Proper | Quoted | Unknown)
            });
    }
    let names = |item: &ConceptUse| matches!(item.concept, Proper | Quoted | Unknown);
    let quoted = has(items, Owner) && has(items, Quoted);
    items.len() <= LONGEST_STATION
        && (has(items, Broadcast) || quoted)
        && items.iter().filter(|item| names(item)).count() == 1
        && items.iter().all(|item| item.concept == Broadcast || item.concept == Owner || names(item))
}

/// "Ministry of Fisheries and Ports", a line by itself: a name, each word of which has a capital but the small ones that
/// join them, and nothing that could be done.
pub(super) fn is_name(items: &[ConceptUse], tokens: &[Token<'_>]) -> bool {
    use TermConcept::{
        And, Author, Broadcast, Comma, Education, Filler, Light, Name, Neutral, Number, Owner, Proper, Prose, Quoted,
        Strange, Text, Unknown, Who, Within,
    };
    let words = || tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let capital = |token: &Token<'_>| token.text.starts_with(char::is_uppercase);
    let small = |token: &Token<'_>| token.text.chars().count() <= LONGEST_JOINING;
    let of_name = |item: &ConceptUse| {
        matches!(
            item.concept,
            And | Author
                | Broadcast
                | Comma
                | Education
                | Filler
                | Light
                | Name
                | Neutral
                | Number
                | Owner
                | Proper
                | Prose
                | Quoted
                | Strange
                | Text
                | Unknown
                | Who
                | Within
        ) && item.feature.is_none()
    };
    let names = |item: &ConceptUse| matches!(item.concept, Owner | Proper | Prose | Unknown);
    (2..=LONGEST_TITLE).contains(&words().count())
        && !words().any(|token| ENDS.contains(&token.folded.as_str()))
        && words().next().is_some_and(capital)
        && words().filter(|token| capital(token)).count() > 1
        && words().all(|token| capital(token) || small(token))
        && items.iter().all(of_name)
        && items.iter().any(names)
}

/// What agencies write in capitals of what must not be done, or until when: "SWEDEN OUT", "Expires 30 June".
const ENDS: &[&str] = &["embargo", "embargoed", "expire", "expires", "expiry", "hold", "kill", "out", "until"];

/// A name that stands by itself has no more words.
const LONGEST_TITLE: usize = 10;

/// "104.2 FM": whether words are a frequency and nothing else.
pub(super) fn is_frequency(tokens: &[Token<'_>]) -> bool {
    let wave = |token: &Token<'_>| WAVES.contains(&token.text);
    let other = |token: &Token<'_>| matches!(token.kind, TokenKind::Mark | TokenKind::Number);
    tokens.iter().any(wave)
        && tokens.iter().any(|token| token.kind == TokenKind::Number)
        && tokens.iter().all(|token| wave(token) || other(token))
}

/// The name of a station has no more parts.
const LONGEST_STATION: usize = 3;

/// A frequency behind it has no more.
const LONGEST_OF_FREQUENCY: usize = 4;

/// What stands behind the numbers of a frequency.
const WAVES: &[&str] = &["FM", "AM", "MHz", "kHz", "МГц", "кГц", "ФМ"];
