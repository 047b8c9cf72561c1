//! Reads copyright notices: a mark or a word, a holder, a year, a reservation, in any order.

use std::borrow::Cow;
use std::ops::Range;

use super::concept::TermConcept;
use super::sentence::{Sentence, abbreviates, joins_company, read_sentence};
use super::table::{ConceptUse, tables};
use super::tokens::{number, tokens};
use crate::model::{Language, Meaning};

/// A copyright notice: "AzadlıqRadiosu ©", "© 2026 Nümunə".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Who holds the copyright, without mark and year.
    pub holder: String,
    /// The year, only where the notice states it; the first of several ("2019–2026"), when the copyright begins.
    pub year: Option<i16>,
}

/// A notice is a line, not a paragraph: no longer one has more characters.
pub(super) const LONGEST_NOTICE: usize = 300;

/// The words that a notice may begin with, beside the mark, in lower case.
const NOTICE_WORDS: &[&str] = &[
    "copyright",
    "müəllif hüquqları",
    "müəllif hüququ",
    "telif hakları",
    "telif hakkı",
    "авторские права",
    "авторское право",
    "авторські права",
    "авторське право",
    "авторлық құқық",
    "mualliflik huquqi",
    "муаллифлик ҳуқуқи",
    "کپی‌رایت",
    "کپی رایت",
    "საავტორო უფლება",
    "urheberrecht",
    "droits d'auteur",
    "droits d’auteur",
    "derechos de autor",
    "direitos autorais",
    "diritti d'autore",
    "diritti d’autore",
    "opphavsrett",
    "ophavsret",
    "upphovsrätt",
    "tekijänoikeus",
    "auteursrecht",
    "prawa autorskie",
    "autorská práva",
    "hak cipta",
    "szerzői jog",
    "drepturi de autor",
    "autorské právo",
    "авторско право",
    "πνευματικά δικαιώματα",
    "कॉपीराइट",
    "저작권",
    "著作権",
    "版权",
];

/// Reservations of all rights in languages whose terms are not read, in lower case: no words of a name.
const RESERVATIONS: &[&str] = &[
    "haki zote zimehifadhiwa",
    "alle rettigheter reservert",
    "alle rettigheder forbeholdes",
    "alla rättigheter förbehållna",
    "kaikki oikeudet pidätetään",
    "tutti i diritti riservati",
    "tutti i diritti sono riservati",
    "todos os direitos reservados",
    "všechna práva vyhrazena",
    "všetky práva vyhradené",
    "wszelkie prawa zastrzeżone",
    "wszystkie prawa zastrzeżone",
    "minden jog fenntartva",
    "toate drepturile rezervate",
    "sva prava pridržana",
    "sva prava zadržana",
    "visos teisės saugomos",
    "visas tiesības aizsargātas",
    "kõik õigused kaitstud",
    "alle rechten voorbehouden",
    "hak cipta dilindungi undang-undang",
    "bản quyền thuộc về",
    "جميع الحقوق محفوظة",
    "כל הזכויות שמורות",
    "सर्वाधिकार सुरक्षित",
    "무단전재 및 재배포 금지",
    "無断転載を禁じます",
    "無断転載禁止",
    "版权所有",
    "版權所有",
    "不得轉載",
    "不得转载",
    "禁止轉載",
    "禁止转载",
];

/// What stands before the year in which somebody began, in lower case.
const SINCE: &[&str] = &[
    "established",
    "est.",
    "est",
    "since",
    "founded",
    "seit",
    "gegründet",
    "depuis",
    "desde",
    "dal",
    "sedan",
    "siden",
];

/// More characters than any of them has.
const LONGEST_NOTICE_WORD: usize = 24;

/// Whether some words have the mark of a copyright.
pub(super) fn has_mark(text: &str) -> bool {
    // One after another: a single character is found without looking at every other one.
    ['©', '℗', 'Ⓒ', 'ⓒ'].into_iter().any(|mark| text.contains(mark))
        || text.split('(').skip(1).any(|rest| ["c)", "C)", "с)", "С)"].iter().any(|mark| rest.starts_with(mark)))
}

fn begins_with_word(text: &str) -> bool {
    let text = text.trim_start();
    let first = text.chars().next().and_then(|letter| letter.to_lowercase().next());
    if !first.is_some_and(|first| NOTICE_WORDS.iter().any(|word| word.starts_with(first))) {
        return false;
    }
    let beginning: String = text.chars().take(LONGEST_NOTICE_WORD).flat_map(char::to_lowercase).collect();
    NOTICE_WORDS.iter().any(|word| beginning.starts_with(word))
}

/// Whether a passage can be one: nearly none can, they have neither mark nor word.
pub(super) fn may_be_notice(text: &str) -> bool {
    has_mark(text) || begins_with_word(text)
}

/// How the mark is written, and a sign that only says that it should be drawn as a picture.
const MARKS: &[&str] = &["©", "℗", "(c)", "(C)", "(с)", "(С)", "Ⓒ", "ⓒ", "\u{fe0f}"];

/// Words without the mark before them and the year beside it: "© 2026 All rights reserved".
pub(super) fn without_mark(text: &str) -> &str {
    let mut rest = text.trim();
    // "Copyright © 2026 Tüm hakları …": the word and the mark say the same.
    let word = rest.split_whitespace().next().unwrap_or_default();
    let behind = rest[word.len()..].trim_start();
    if NOTICE_WORDS.contains(&word.to_lowercase().as_str()) && MARKS.iter().any(|mark| behind.starts_with(mark)) {
        rest = behind;
    }
    loop {
        let before = rest;
        for mark in MARKS {
            rest = rest.strip_prefix(mark).unwrap_or(rest).trim_start();
        }
        if before.len() != rest.len() || has_mark(text) {
            let word = rest.split_whitespace().next().unwrap_or_default();
            if years(word).is_some() {
                rest = rest[word.len()..]
                    .trim_start_matches(|it: char| it.is_whitespace() || is_separator(it) || it == '.');
            }
        }
        if before.len() == rest.len() {
            return rest;
        }
    }
}

/// Whether the words of a notice reserve all rights.
pub(super) fn reserves(text: &str) -> bool {
    reservation(text).is_some()
}

/// Where a reservation stands in some words.
fn reservation(text: &str) -> Option<Range<usize>> {
    let tokens = tokens(text, "");
    tables(&tokens, "").iter().find_map(|table| {
        let items = table.read(&tokens);
        let at = items.iter().position(|item| item.concept == TermConcept::AllReserved)?;
        let item = &items[at];
        // "Not all rights reserved" reserves nobody knows what.
        if at.checked_sub(1).is_some_and(|before| matches!(items[before].concept, TermConcept::Not | TermConcept::None))
        {
            return None;
        }
        Some(tokens[item.range.start].range.start..tokens[item.range.end - 1].range.end)
    })
}

/// Reads words that are a copyright notice and nothing else but a reservation: "© 2026 Nümunə - all rights reserved".
pub(super) fn parse_notice(text: &str) -> Option<Notice> {
    if !may_be_notice(text) || text.chars().nth(LONGEST_NOTICE).is_some() {
        return None;
    }
    let shorter = without_noise(text);
    // "Theme by …", "Design: …" name a maker; "Design Press" may be a holder.
    let is_maker = |notice: &Notice| {
        noise(&notice.holder).is_some_and(|words| {
            let (said, rest) = notice.holder.split_at(words.end);
            words.start == 0 && (said.to_lowercase().ends_with(" by") || rest.trim_start().starts_with([':', '–', '—']))
        })
    };
    if is_of_picture(text) {
        return None;
    }
    whole_notice(&shorter).or_else(|| whole_notice(text)).filter(|notice| !is_maker(notice))
}

/// Whether the words before the mark say that a picture is what the notice is for: "Photo: © Mira Sample".
fn is_of_picture(text: &str) -> bool {
    let before = text.find(['©', '℗', 'Ⓒ', 'ⓒ', '(']).map_or("", |at| &text[..at]);
    let is_edge = |it: char| it.is_whitespace() || is_separator(it) || it == '.';
    let mut words = before.split(is_edge).filter(|word| !word.is_empty()).map(str::to_lowercase).peekable();
    words.peek().is_some() && words.all(|word| OF_PICTURES.contains(&word.as_str()))
}

fn whole_notice(text: &str) -> Option<Notice> {
    let Some(reservation) = reservation(text) else { return bare_notice(text, false) };
    // The notice stands before the reservation, after one that comes first, or around it: "© 2026 · … · Nümunə".
    let (before, after) = (&text[..reservation.start], &text[reservation.end..]);
    bare_notice(before, true).or_else(|| bare_notice(&format!("{before} {after}"), true))
}

/// Where the words stand that begin what says who made a site: "Design by", "Powered by".
fn noise(text: &str) -> Option<Range<usize>> {
    let tokens = tokens(text, "");
    let begins = |item: &ConceptUse| item.concept == TermConcept::Noise;
    let read = tables(&tokens, "").into_iter().filter_map(|table| table.read(&tokens).into_iter().find(begins));
    let noise = read.map(|item| item.range).min_by_key(|range| range.start)?;
    Some(tokens[noise.start].range.start..tokens[noise.end - 1].range.end)
}

/// A notice without who made the site: "© 2026 Nümunə. Design by …", "© 2026 | Theme by … | Nümunə".
fn without_noise(text: &str) -> Cow<'_, str> {
    let cut = |part: &&str| {
        noise(part).map_or(part.len(), |words| if part[..words.start].trim().is_empty() { 0 } else { words.start })
    };
    // Part by part: each may be in a language of its own.
    let parts = text.split_inclusive(PARTING).map(|part| &part[..cut(&part)]);
    let shorter = parts.collect::<String>();
    match shorter.trim_end_matches(|it: char| it.is_whitespace() || is_separator(it)) {
        shorter if shorter.len() < text.len() && has_mark(shorter) => Cow::Owned(shorter.to_owned()),
        _ => Cow::Borrowed(text),
    }
}

/// Words that name nobody, in lower case: what the notice is for, and whoever it may be.
const NOBODY: &[&str] = &[
    "all",
    "any",
    "this",
    "text",
    "texts",
    "article",
    "articles",
    "content",
    "contents",
    "photo",
    "photos",
    "photograph",
    "photographs",
    "photography",
    "image",
    "images",
    "picture",
    "pictures",
    "illustration",
    "illustrations",
    "video",
    "videos",
    "graphic",
    "graphics",
    "material",
    "materials",
    "by",
    "and",
    "of",
    "their",
    "its",
    "our",
    "the",
    "respective",
    "follow",
    "us",
    "owner",
    "owners",
    "author",
    "authors",
    "holders",
    "copyright",
    "foto",
    "fotolar",
    "şəkil",
    "şəkillər",
    "mətn",
    "mətnlər",
    "bütün",
    "fotoğraf",
    "fotoğraflar",
    "görsel",
    "görseller",
    "metin",
    "metinler",
    "tüm",
    "фото",
    "фотография",
    "фотографии",
    "текст",
    "тексты",
    "материалы",
    "изображения",
    "иллюстрации",
    "все",
    "и",
    "г",
    "il",
    "телiф",
    "p",
    "рр",
    "гг",
    "jahr",
    "жыл",
    "yil",
];

fn says_nobody(word: &str) -> bool {
    NOBODY.contains(&word.trim_matches(|it: char| is_separator(it) || it == '.').to_lowercase().as_str())
}

/// Words before a mark that say that it is a picture's, in lower case.
const OF_PICTURES: &[&str] = &[
    "photo",
    "photos",
    "photograph",
    "photographs",
    "photography",
    "picture",
    "pictures",
    "image",
    "images",
    "credit",
    "crédit",
    "crédits",
    "illustration",
    "foto",
    "fotos",
    "fotolar",
    "fotoqraf",
    "fotoğraf",
    "fotoğraflar",
    "fotograf",
    "görsel",
    "görseller",
    "şəkil",
    "şəkillər",
    "bild",
    "bilder",
    "titelbild",
    "bildrechte",
    "bildquelle",
    "bildnachweis",
    "grafik",
    "imagen",
    "imágenes",
    "fotografía",
    "imagem",
    "immagine",
    "фото",
    "фотография",
    "фотографии",
    "изображение",
    "иллюстрация",
    "map",
    "maps",
    "data",
    "music",
    "theme",
    "template",
    "xəritə",
    "harita",
    "карта",
    "karte",
    "зображення",
    "сурет",
    "surat",
    "rasm",
    "عکس",
    "ფოტო",
    "写真",
    "사진",
];

/// What stands between the parts of a notice that say different things.
const PARTING: [char; 3] = ['|', '·', '•'];

/// The fewest words before a colon and a mark that introduce what others write.
const SHORTEST_INTRODUCTION: usize = 4;
/// The fewest of a label that says what else the mark is of.
const SHORTEST_LABEL: usize = 2;

/// What stands between the parts of a notice.
fn is_separator(character: char) -> bool {
    matches!(character, ',' | ';' | ':' | '-' | '–' | '—' | '|' | '/' | '·' | '•' | ' ' | '،' | '؛')
}

/// Reads words that are a copyright notice and nothing else: a mark or a word, a name, perhaps a year.
/// `is_reserved`: a reservation stands beside them.
fn bare_notice(text: &str, is_reserved: bool) -> Option<Notice> {
    let text = text.trim_matches(|character: char| character.is_whitespace() || is_separator(character));
    let text = if ends_abbreviated(text) { text } else { text.trim_end_matches('.') };
    // U+FE0F only says that the mark should be drawn as a picture.
    let text = text
        .replace('\u{fe0f}', "")
        .replace("(c)", "©")
        .replace("(C)", "©")
        .replace("(с)", "©")
        .replace("(С)", "©")
        .replace(['℗', 'Ⓒ', 'ⓒ'], "©");
    let text = without_reservation(&with_mark(text));
    let (before, worded_before) = without_word(text.split_once('©').map_or("", |(before, _)| before));
    let (before, ends_worded) = without_last_word(&before);
    // "Below sites they write: © 2020 Nümunə": who quotes a notice is no holder. "Design of the site: © 2020 Nümunə": nor is
    // whoever made something else.
    let label = text.split_once('©').map(|(before, _)| before.trim_end()).filter(|before| before.ends_with(':'));
    let label = label.filter(|_| before.contains(char::is_alphabetic));
    let label_words = label.map_or(0, |label| label.split_whitespace().count());
    let is_of_all = || label.is_some_and(|label| label.split_whitespace().any(says_nobody));
    if label_words >= SHORTEST_INTRODUCTION || label_words >= SHORTEST_LABEL && !is_of_all() {
        return None;
    }
    let marked = text.contains('©');
    let (after, worded_after) = without_word(text.split_once('©').map_or(&*text, |(_, after)| after));
    let worded = worded_before || worded_after;
    if !marked && !worded {
        return None;
    }
    let after = after.replace('©', " ");
    let mut year = None;
    let before = name(&before, &mut year)?;
    let after = name(&after, &mut year)?;
    let words = || before.split_whitespace().chain(after.split_whitespace());
    // "Text © 2026 Nümunə": what stands before the mark names the holder only where nothing in it says what for.
    let starts_name = |it: char| {
        it.is_uppercase() || (it.is_alphabetic() && !it.is_lowercase()) || matches!(it, '«' | '“' | '"' | '„')
    };
    // "«Nümunə». © Nümunə, 2026": what ends before the mark is a line of its own.
    let is_ended = before.ends_with('.') && !ends_abbreviated(&before);
    let is_name =
        label_words == 0 && !is_ended && before.starts_with(starts_name) && !before.split_whitespace().any(says_nobody);
    // "Text: Aysel Quliyeva © 2026".
    let labelled = before.split_once(": ").filter(|(label, _)| says_nobody(label)).map_or(&*before, |(_, name)| name);
    let holder = match (after.is_empty(), is_name && !ends_worded) {
        (true, _) => labelled,
        (false, true) => &before,
        (false, false) => &after,
    };
    let holder = without_menu(without_number(named_part(holder)));
    let named = holder.chars().any(char::is_alphabetic) && !holder.split_whitespace().all(says_nobody);
    // Without the mark it is a notice only with a year, or beside a reservation: "Copyright law changes" is none.
    let is_reserved = is_reserved && holder.starts_with(starts_name);
    (named && words().count() <= 9 && (marked || year.is_some() || is_reserved) && !is_sentence(holder))
        .then(|| Notice { holder: holder.to_owned(), year })
}

/// "Defne Medya A.Ş.", "Quellenfunk e. V.": the last stop belongs to the name.
fn ends_abbreviated(text: &str) -> bool {
    let Some(rest) = text.strip_suffix('.') else { return false };
    let last = rest.rsplit([' ', '.']).next().unwrap_or_default();
    let shortened = last == "Şti" && rest.trim_end_matches(last).trim_end().ends_with('.');
    shortened
        || (last.chars().count() == 1
            && last.starts_with(char::is_uppercase)
            && rest.trim_end_matches(last).trim_end().ends_with('.'))
}

/// The words behind a word that a notice begins with.
fn without_word(text: &str) -> (String, bool) {
    let text = text.trim_start_matches(|it: char| it.is_whitespace() || is_separator(it));
    let lower = text.to_lowercase();
    // Lower case can change lengths (İ): the word is counted in characters of the text itself.
    match NOTICE_WORDS.iter().find(|word| lower.starts_with(**word)) {
        Some(word) => (text.chars().skip(word.chars().count()).collect(), true),
        None => (text.to_owned(), false),
    }
}

/// "Copyright @ 2026 Nümunə": what is typed for want of the mark.
fn with_mark(text: String) -> String {
    let is_after_word =
        |at: usize| NOTICE_WORDS.iter().any(|word| text[..at].trim_end().to_lowercase().ends_with(word));
    match text.find('@').filter(|at| is_after_word(*at) && !text.contains('©')) {
        Some(at) => format!("{}©{}", &text[..at], &text[at + 1..]),
        None => text,
    }
}

/// The words of a notice without a reservation in a language whose terms are not read.
fn without_reservation(text: &str) -> String {
    let lower = text.to_lowercase();
    let found = RESERVATIONS.iter().find_map(|words| Some((lower.find(words)?, words.len())));
    // Lower case can change lengths (İ): then nothing is cut.
    match found {
        Some((at, length)) if lower.len() == text.len() && text.is_char_boundary(at + length) => {
            let is_edge = |it: char| it.is_whitespace() || is_separator(it);
            let before = text[..at].trim_end_matches(is_edge);
            // The stop of "B.V." is the name's own.
            let before =
                if ends_abbreviated(before) { before } else { before.trim_end_matches(|it| is_edge(it) || it == '.') };
            // What stands behind a name and its reservation is no more of it.
            if names_somebody(before) {
                return before.to_owned();
            }
            let after = text[at + length..].trim_start_matches(|it| is_edge(it) || it == '.');
            format!("{before} {after}")
        }
        Some(_) | None => text.to_owned(),
    }
}

/// Whether words have more in them than the mark, a word for it and a year.
fn names_somebody(words: &str) -> bool {
    let lower = words.to_lowercase();
    let mut words = lower.split(|it: char| !it.is_alphabetic()).filter(|word| word.chars().count() > 1);
    words.any(|word| !NOTICE_WORDS.contains(&word))
}

/// The words before the mark without a word for it in their midst or at their end: "Rundfunk Copyright" and the mark,
/// "Logo Opphavsrett NRK" and the mark. Whether they end with one: what stands before it is another line.
fn without_last_word(text: &str) -> (String, bool) {
    let lower = text.to_lowercase();
    let found = NOTICE_WORDS.iter().filter_map(|word| Some((lower.rfind(word)?, word.len()))).max();
    let Some((at, length)) = found.filter(|(at, _)| lower.len() == text.len() && text.is_char_boundary(*at)) else {
        return (text.to_owned(), false);
    };
    let (before, after) = (text[..at].trim_end(), text[at + length..].trim());
    match after.is_empty() {
        true => (before.trim_end_matches(is_separator).to_owned(), true),
        false if before.is_empty() || text[..at].ends_with(' ') && text[at + length..].starts_with(' ') => {
            (after.to_owned(), false)
        }
        false => (text.to_owned(), false),
    }
}

/// Whether a notice names a site by its host and nobody else: "© 2026, nümunə.example".
pub(super) fn is_of_site(text: &str) -> bool {
    parse_notice(text).is_some_and(|notice| is_host(&notice.holder))
}

/// Whether a line by itself may be who holds something: words with capitals, and none of a menu.
pub(super) fn may_hold(line: &str) -> bool {
    line.contains(' ')
        && line.split_whitespace().all(|word| {
            word.starts_with(|first: char| first.is_alphabetic() && !first.is_lowercase())
                && !MENU.contains(&word.to_lowercase().as_str())
        })
}

fn is_host(text: &str) -> bool {
    text.contains('.') && !text.contains(char::is_whitespace) && !text.ends_with('.')
}

/// Of a name in parts the one that is a name: "nümunə.example | Nümunə MMC".
fn named_part(holder: &str) -> &str {
    let mut parts = holder.split(PARTING).map(str::trim).filter(|part| !part.is_empty() && !is_host(part));
    match (holder.contains(PARTING), parts.next()) {
        (true, Some(first)) => first,
        (_, _) => holder,
    }
}

/// Names of the numbers under which companies are registered.
const REGISTERS: &[&str] =
    &["ABN", "ACN", "VÖEN", "ИНН", "ОГРН", "NIF", "CIF", "SIREN", "SIRET", "VAT", "HRB", "БСН", "БИН", "ЄДРПОУ"];

/// A name without the number that an agency gives its message, or under which a company is registered: "Nümunə,
/// nma:260512-99-53606/3", "Sample Pty Ltd ABN 00 000 000 000".
fn without_number(holder: &str) -> &str {
    let registered = REGISTERS.iter().find_map(|register| {
        let (name, number) = holder.split_once(&format!(" {register}"))?;
        let is_number = !name.is_empty() && number.starts_with([' ', ':']) && !number.contains(char::is_alphabetic);
        is_number.then(|| name.trim_end_matches(is_separator))
    });
    if let Some(name) = registered {
        return name;
    }
    let is_number = |text: &str| {
        let first = text.split_whitespace().next().unwrap_or_default();
        first.bytes().filter(u8::is_ascii_digit).count() >= 5
    };
    holder.split_once(", ").filter(|(_, rest)| is_number(rest)).map_or(holder, |(name, _)| name)
}

/// A name without the labels of a menu behind it: "Nümunə MMC - Əlaqə - Reklam".
fn without_menu(holder: &str) -> &str {
    let mut name = holder;
    loop {
        let rest = name.trim_end_matches(|it: char| is_separator(it) || it == '.');
        let last = rest.rsplit(' ').next().unwrap_or_default();
        let is_label = last.len() < rest.len() && MENU.contains(&last.to_lowercase().as_str());
        // What parts a label from the name before it parts nothing of the name.
        match is_label {
            true => name = &rest[..rest.len() - last.len()],
            false if name.len() == holder.len() => return holder,
            false => return name.trim_end_matches(is_separator),
        }
    }
}

/// Labels of menus of one word, in lower case, that end no name.
const MENU: &[&str] = &[
    "impressum",
    "datenschutz",
    "datenschutzerklärung",
    "kontakt",
    "agb",
    "werbung",
    "mediadaten",
    "nutzungsbedingungen",
    "imprint",
    "privacy",
    "cookies",
    "contact",
    "contacts",
    "contacto",
    "contatti",
    "contatto",
    "contato",
    "about",
    "advertise",
    "advertising",
    "sitemap",
    "haqqımızda",
    "əlaqə",
    "reklam",
    "künye",
    "hakkımızda",
    "iletişim",
    "контакты",
    "контакти",
    "реклама",
    "rss",
];

/// Whether words are terms or a sentence, and so nobody's name.
fn is_sentence(words: &str) -> bool {
    let language = Language::english();
    match read_sentence(words, &[], &language) {
        Sentence::Terms(meanings, page) => {
            // "Anar Media": what is written as a name is one, unless it says more than whom to name.
            let titled = words.split_whitespace().all(|word| !word.starts_with(char::is_lowercase));
            let named = |meaning: &Meaning| {
                titled && words.chars().any(char::is_lowercase) && matches!(meaning, Meaning::Attribution { .. })
            };
            page || meanings.iter().any(|meaning| !matches!(meaning, Meaning::Licensed { .. }) && !named(meaning))
        }
        other => other.speaks_of_terms(),
    }
}

/// A name within a notice, without the first year; `None` where a sentence ends in it.
fn name(words: &str, year: &mut Option<i16>) -> Option<String> {
    let mut name: Vec<&str> = Vec::new();
    let mut ended = false;
    for word in words.split_whitespace() {
        match years(word) {
            // A year in the digits and by the calendar of another script.
            None if is_other_year(word) => ended = !name.is_empty() && word.ends_with('.'),
            // "1398–1404" in them, by that calendar.
            None if !word.is_ascii() && is_other_years(word) => {}
            // "Established 1977": the year of somebody, not of the notice.
            Some(_) if name.last().is_some_and(|last| SINCE.contains(&last.to_lowercase().as_str())) => {
                name.pop();
            }
            Some(first) => {
                year.get_or_insert(first);
                ended = !name.is_empty() && word.ends_with('.');
            }
            None if name.is_empty() && word.chars().all(is_separator) => {}
            None if name.is_empty()
                && matches!(word, "by" | "to" | "Copyright" | "copyright" | "г." | "гг." | "р." | "il" | "by:") => {
            }
            // "2026 г. «Пример»": the sign of the year.
            None if year.is_some()
                && matches!(word, "г." | "гг." | "р." | "рр." | "ж." | "г" | "гг" | "р" | "рр" | "y.") => {
            }
            None if ended => return None,
            None => name.push(word),
        }
    }
    let name = name.join(" ");
    let name = name.trim_matches(is_separator);
    let sentence = name.match_indices(['.', '!', '?', ';']).any(|(at, end)| {
        let after = &name[at + end.len()..];
        after.starts_with(' ')
            // "Nümunə Ltd. | Əlaqə": the parts of a line end no sentence.
            && !(end == "." && after.trim_start().starts_with(PARTING))
            // "Nümunə Sp. z o.o.", "Nümunə, Inc. or its affiliates", "Nümunə & Co. Ltd."
            && !(end == "." && after.trim_start().starts_with(|next: char| next.is_lowercase() && next.is_ascii()))
            && !(end == "." && (name[..at].ends_with("Co") || joins_company(&name[..at], after)))
            && !(end == "."
                && (abbreviates(&name[..at])
                    || after.trim_start().starts_with(|it: char| it.is_uppercase() && ends_abbreviated(name))))
            && !(end == "."
                && name[..at].ends_with(|it: char| it.is_lowercase())
                && name[..at].rsplit(' ').next().is_some_and(|word| word.chars().count() == 1))
    });
    (!sentence && !name.contains('。')).then(|| name.to_owned())
}

/// A number of four digits in another script, alone.
fn is_other_year(word: &str) -> bool {
    let word = word.trim_matches(is_separator).trim_end_matches(['.', '،']);
    word.chars().count() == 4 && word.chars().all(|it| it.is_numeric() && !it.is_ascii())
}

/// Two numbers of four digits in another script with a dash between them.
fn is_other_years(word: &str) -> bool {
    let word = word.trim_matches(is_separator);
    let mut years = word.split(['-', '–', '—']);
    years.clone().count() == 2 && years.all(is_other_year)
}

/// `2026`, `2019–2026`, `2026,`: the first year.
fn years(word: &str) -> Option<i16> {
    let word = word.trim_matches(|it: char| matches!(it, ',' | '.' | '-' | '–' | '—' | '(' | ')' | ';' | ':'));
    let mut years = word.split(['-', '–', '—', '/']);
    let is_number = |year: &str| (1..=4).contains(&year.chars().count()) && year.chars().all(char::is_numeric);
    // In the digits of any script, by one calendar.
    let is_year = |year: &str| is_number(year) && matches!(number(year), Some(1900..=2099));
    let first = years.next().filter(|year| is_year(year)).and_then(number)?;
    years.all(is_number).then(|| i16::try_from(first).ok()).flatten()
}
