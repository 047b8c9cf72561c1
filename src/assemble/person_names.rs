//! The names of persons in a line: "By Aynur Kərimova və Elçin Əliyev", "Dr. Ann Lee, MD, and Bob Ray in Baku".
//!
//! 1. what stands before names ([`marked_byline`]) and between the parts of a line is taken away;
//! 2. a list is cut at what stands between names ([`cut`]);
//! 3. what belongs to the name before it stays with it: a suffix ("Jr."), a degree ("MD");
//! 4. what is behind the names and none of them goes: a place from which somebody reports ("in Reykjavík", ", Baku"), an
//!    office, an agency, the sign of an author ("(obe)").
//!
//! Names are verbatim. A comma stands in names and behind them too: where a line is not marked as one of authors, it
//! lists persons only if every part of it is a whole name ([`persons`]). Where it is marked ([`byline`]), or a page
//! states it as one, whole names are believed; an address, an account or a label is no name.

use crate::language::case::is_small;
use crate::language::dates::{self, DateOrder};
use crate::language::fold::fold;
use crate::language::packs::words;
use crate::language::relative;
use crate::text::is_longer_than;

/// What stands between names in every language.
const BETWEEN: &[&str] =
    &["; ", ", ", " & ", "، ", "、", " og ", " och ", " en collaboration avec ", " avec ", " mit ", " con "];
/// What is cut off the parts of a list.
const EDGES: &[char] = &[' ', ',', ';', '،', ':', '|', '•', '·', '—', '–', '-', '\u{a0}'];
/// What parts a line of which one part has the names.
const PARTS: &[&str] = &[" | ", " · ", " • ", " — ", " – ", " - ", "\n"];
/// What stands behind a name and belongs to it, folded and without full stops.
const SUFFIXES: &[&str] =
    &["jr", "sr", "ii", "iii", "iv", "md", "phd", "dphil", "esq", "jd", "dds", "rn", "mph", "mba", "obe", "mbe"];
/// Words of names that begin with a small letter, folded.
const PARTICLES: &[&str] = &[
    "von", "vom", "van", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "la", "le", "las",
    "los", "el", "al", "bin", "bint", "ibn", "ben", "ter", "ten", "te", "zu", "zum", "zur", "af", "av", "y", "e",
    "und", "in", "oglu", "oğlu", "qizi", "kizi", "kızı", "uulu", "kyzy", "оглы", "оғлу", "гызы", "кызы", "улы", "қызы",
    "ал", "аль", "фон", "ван", "де", "ди",
];
/// Words that no person's name has, folded.
const NOT_IN_NAMES: &[&str] = &["of", "for", "the"];
/// Names of accounts, folded.
const ACCOUNTS: &[&str] = &[
    "admin",
    "administrator",
    "administrador",
    "administrateur",
    "superadmin",
    "super user",
    "superuser",
    "site admin",
    "wordpress",
    "staff",
    "guest author",
    "sysadmin",
    "wpadmin",
    "webmaster",
    "root",
    "user",
    "guest",
    "test",
    "moderator",
    "editor",
    "editör",
    "redaktor",
    "author",
    "anonymous",
    "unknown",
    "админ",
    "администратор",
    "модератор",
    "редактор",
    "адмін",
    "адміністратор",
    "null",
    "none",
    "undefined",
];
/// The last words of names of organisations, folded.
const ORGANISATIONS: &[&str] = &[
    "agency",
    "news",
    "press",
    "media",
    "radio",
    "tv",
    "times",
    "post",
    "newspaper",
    "magazine",
    "group",
    "inc",
    "inc.",
    "ltd",
    "ltd.",
    "llc",
    "gmbh",
    "service",
    "services",
    "team",
    "desk",
    "bureau",
    "newsroom",
    "ministry",
    "university",
    "institute",
    "foundation",
    "council",
    "agentliyi",
    "ajansi",
    "ajansı",
    "haber",
    "xəbər",
    "редакция",
    "агентство",
    "новости",
    "редакція",
    "агентство",
    "редакциясы",
    "agentur",
    "nachrichten",
    "redaktion",
    "agence",
    "rédaction",
    "agencia",
    "redacción",
    "noticias",
    "redaksiya",
    "redaksiyası",
    "tahririyat",
    "خبرگزاری",
    "رادیو",
];
/// Agencies by the names that stand in bylines, folded.
const AGENCIES: &[&str] = &[
    "aap",
    "afp",
    "aki",
    "ani",
    "anka",
    "anp",
    "ansa",
    "ap",
    "apa",
    "azertac",
    "azərtac",
    "azertag",
    "belga",
    "bloomberg",
    "bns",
    "bta",
    "cna",
    "ctk",
    "čtk",
    "dha",
    "dpa",
    "dts",
    "efe",
    "epd",
    "iha",
    "interfax",
    "interpress",
    "irna",
    "jiji",
    "kazinform",
    "keystone-sda",
    "kna",
    "kyodo",
    "lusa",
    "mti",
    "ntb",
    "pap",
    "pti",
    "reuters",
    "ritzau",
    "sda",
    "stt",
    "tanjug",
    "tass",
    "turan",
    "ukrinform",
    "unian",
    "upi",
    "xinhua",
    "yonhap",
    "апа",
    "азертадж",
    "интерфакс",
    "казинформ",
    "риа новости",
    "рейтер",
    "тасс",
    "укринформ",
    "унiан",
    "уніан",
];
/// What stands, with a colon or a space, before the names of those who took the pictures, folded.
const OF_PICTURES: &[&str] = &[
    "photo",
    "photos",
    "photography",
    "foto",
    "fotos",
    "fotoğraf",
    "fotoğraflar",
    "fotoqraf",
    "şəkil",
    "şəkillər",
    "фото",
    "фотографии",
    "bilder",
    "photographies",
    "imágenes",
];
/// A place has fewer words.
const SHORT_PLACE: usize = 4;
/// The longest name, in words.
const LONGEST: usize = 8;
/// The longest list, in characters; a longer one is prose.
const LONGEST_LIST: usize = 2_000;
/// The longest sign of an author in brackets behind the name, in characters.
const LONGEST_SIGN: usize = 12;
/// The longest word of the initials of an agency, in characters.
const LONGEST_INITIALS: usize = 4;

/// The parts of a list of names, each with its suffix and without a place behind it.
pub(crate) fn cut(list: &str) -> Vec<&str> {
    if is_longer_than(list, LONGEST_LIST) {
        return vec![list];
    }
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    // Whether what stands before the part may stand in a name too: "Ortega y Gasset".
    let mut is_doubtful = false;
    while start <= list.len() {
        let rest = &list[start..];
        let sure = BETWEEN.iter().copied().chain(words().between.iter().copied());
        let doubtful = words().between_whole.iter().copied();
        let next = |between: &mut dyn Iterator<Item = &str>| {
            between.filter_map(|between| Some((rest.find(between)?, between.len()))).min()
        };
        let (sure, doubtful) = (next(&mut { sure }), next(&mut { doubtful }));
        let next = sure.into_iter().chain(doubtful).min();
        let (length, between) = next.unwrap_or((rest.len(), 1));
        let part = without_last(rest[..length].trim_start_matches(EDGES));
        let from = start + length - part.len();
        let part = part.trim_end_matches(EDGES);
        match parts.last_mut() {
            // A suffix is one part with what stands before it.
            Some(name) if is_suffix(part) => name.1 = from + part.len(),
            Some(name) if is_doubtful && !(is_whole(&list[name.0..name.1]) && is_whole(part)) => {
                name.1 = from + part.len();
            }
            _ if part.is_empty() => {}
            _ => parts.push((from, from + part.len())),
        }
        is_doubtful = sure.is_none_or(|sure| doubtful.is_some_and(|doubtful| doubtful < sure)) && doubtful.is_some();
        start += length + between;
    }
    parts.into_iter().map(|(from, to)| without_place(&list[from..to])).collect()
}

/// A part of a list without the word that may stand between a comma and the last name: "A, B, and C".
fn without_last(part: &str) -> &str {
    let between = words().between.iter().map(|between| &between[1..]).chain(["& "]);
    let rest = between.into_iter().find_map(|last| part.strip_prefix(last));
    rest.unwrap_or(part).trim_start()
}

/// The persons whom a text names: several where every part of it is a whole name, else one.
pub(crate) fn persons(text: &str) -> Vec<&str> {
    let parts = cut(text);
    if parts.len() > 1 && parts.iter().all(|part| is_whole(part)) { parts } else { vec![text.trim()] }
}

/// The persons in a text that is marked or stated as a byline; empty where it names none. What stands before, between
/// and behind the names is left out.
pub(crate) fn byline(text: &str) -> Vec<&str> {
    let text = unmarked(without_photographers(text));
    if text.len() > LONGEST_LIST || is_account(text) && without_address(text).len() == text.len() {
        return Vec::new();
    }
    let mut names: Vec<&str> = Vec::new();
    // Names of one word, as long as a whole one may follow.
    let mut short: Vec<&str> = Vec::new();
    let mut has_other = false;
    for part in beside_time(text).into_iter().flat_map(parts_of_line).map(before_relative).map(unmarked) {
        if !names.is_empty() {
            break;
        }
        // Each of several may be somewhere: "Ann Lee in Baku and Bob Ray in Lenkoran".
        let part = if cut(part).iter().filter(|name| is_whole(name)).count() > 1 { part } else { without_place(part) };
        let is_other = |text: &str| text.split_whitespace().any(|word| NOT_IN_NAMES.contains(&fold(word).as_str()));
        // "Ann Lee, The Sample Post": what stands before the comma names somebody all the same.
        let part = match part.split_once(", ") {
            Some((first, rest)) if is_other(rest) && is_whole(first) => first,
            _ => part,
        };
        if is_other(part) {
            has_other = true;
            continue;
        }
        for name in part.split('/').flat_map(cut) {
            let name = without_address(name);
            let name = if is_of_machine(name) { name } else { without_sign(name) };
            if is_whole(name) && !is_initials(name) && !is_organisation(name) && !is_of_machine(name) {
                names.append(&mut short);
                names.push(name);
            } else if is_single(name) {
                short.push(name);
            } else {
                has_other = true;
            }
        }
    }
    // Among names in small letters one in capitals is that of an organisation, and the other way round: the first is
    // the author's.
    if let Some(is_first_small) = names.first().map(|name| name.contains(is_small)) {
        names.retain(|name| name.contains(is_small) == is_first_small);
    }
    if names.is_empty() && !has_other && short.len() == 1 { short } else { names }
}

/// A name without the address in brackets behind it: "Mira Sample (m.sample@news.example)".
fn without_address(name: &str) -> &str {
    let address = name.split_once([' ', '\u{a0}']).and_then(|_| name.rsplit_once(['(', '[', '<']));
    address.filter(|(_, address)| address.contains('@')).map_or(name, |(name, _)| name.trim_end())
}

/// The persons in a line that says by its own words that it is a byline; empty where it says so of none. Behind a word
/// without a colon only whole names are believed.
pub(crate) fn marked_byline(text: &str) -> Vec<&str> {
    if let Some(names) = after_mark(text, words().byline, true).or_else(|| after_mark(text, words().by, true)) {
        return byline(names);
    }
    // "Author, Ann Lee": a label that is read aloud.
    let aloud = text.split_once(", ").filter(|(mark, _)| words().byline.contains(&fold(mark).as_str()));
    let names = aloud.map(|(_, names)| names).or_else(|| after_by(text)).map(byline).unwrap_or_default();
    if names.iter().all(|name| is_whole(name)) { names } else { Vec::new() }
}

/// The persons whom metadata states as authors: those of a byline, else the text as it is.
pub(crate) fn stated(text: &str) -> Vec<&str> {
    let names = byline(text);
    if names.is_empty() { vec![text.trim()] } else { names }
}

/// The agency that a byline names and nobody else: "dpa", "AFP, MANILA", "APA / Bakı".
pub(crate) fn agency(text: &str) -> Option<&str> {
    let text = unmarked(text);
    let (name, place) = text.split_once([',', '/', '|']).unwrap_or((text, ""));
    let name = name.trim();
    let is_place = place.split_whitespace().count() < SHORT_PLACE && !place.trim_start().starts_with(is_small);
    (AGENCIES.contains(&fold(name).as_str()) && is_place).then_some(name)
}

/// Whether a line begins as a byline does, whoever is named behind that.
pub(crate) fn is_byline(line: &str) -> bool {
    after_byline(line).is_some()
}

/// Whether a line begins with words such as "Photo:".
pub(crate) fn is_of_picture(line: &str) -> bool {
    line.split_once([':', '：']).is_some_and(|(label, _)| OF_PICTURES.contains(&fold(label).as_str()))
}

/// Whether a text is the label of a name alone: "Author:", "Müəllif".
pub(crate) fn is_label(text: &str) -> bool {
    is_mark(&fold(text.trim().trim_end_matches([':', '：'])))
}

/// A line up to where those are named who took the pictures.
fn without_photographers(text: &str) -> &str {
    let mut start = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        let is_marked = bare.ends_with(':') || text[start + word.len()..].trim_start().starts_with("by ");
        if start > 0 && is_marked && OF_PICTURES.contains(&fold(bare.trim_end_matches(':')).as_str()) {
            let names = text[..start].trim_end_matches(EDGES);
            // The stop of a short word is its own: "Jr."
            let is_long = names.rsplit(' ').next().is_some_and(|last| last.chars().count() > 4);
            return if is_long { names.trim_end_matches('.') } else { names };
        }
        start += word.len();
    }
    text
}

/// Whether a name is that of an organisation by one of its words.
pub(crate) fn is_organisation(name: &str) -> bool {
    name.split_whitespace().any(|word| ORGANISATIONS.contains(&fold(word).as_str()))
}

/// Whether a text can be the name of somebody, or of an organisation, though it is none that can be told for certain.
pub(crate) fn is_sound(name: &str) -> bool {
    let first = name.chars().find(|character| character.is_alphabetic());
    first.is_some_and(|first| !is_small(first)) && !is_of_machine(name) && name.chars().count() <= 100
}

/// Whether a text is an address, a handle, an account or a label rather than a name.
fn is_of_machine(text: &str) -> bool {
    let is_host = |word: &str| {
        let word = word.trim_matches(|character: char| !character.is_alphanumeric());
        word.rsplit_once('.').is_some_and(|(before, top)| {
            before.len() > 2 && (2..=6).contains(&top.len()) && top.bytes().all(|byte| byte.is_ascii_lowercase())
        })
    };
    is_account(text) || text.split_whitespace().any(is_host)
}

/// Whether a text has signs that no name has, or is the name of an account or a label.
fn is_account(text: &str) -> bool {
    let folded = fold(text.trim().trim_end_matches([':', '.']));
    text.trim().is_empty()
        || text.contains(['@', '<', '>', '{', '}', '[', '=', '_', '?', '!'])
        || text.contains("://")
        || ACCOUNTS.contains(&folded.as_str())
        || is_mark(&folded)
}

/// The parts of a line beside a time that stands in it: "Leyla Quliyeva 12 May 2026".
fn beside_time(text: &str) -> Vec<&str> {
    match dates::within(text, DateOrder::DayFirst) {
        Some((time, _)) => vec![&text[..time.start], &text[time.end..]],
        None => vec![text],
    }
}

/// A part of a line without a relative time at its end: "Leyla Quliyeva 2 saat əvvəl".
fn before_relative(part: &str) -> &str {
    let starts = part.char_indices().filter(|(_, character)| character.is_numeric());
    let relative = starts.map(|(start, _)| start).find(|start| relative::relative(&part[*start..]).is_some());
    let before = relative.map_or(part, |start| part[..start].trim_end_matches(EDGES));
    match before.rsplit_once(' ') {
        Some((names, label)) if before.len() < part.len() && dates::is_mark(&fold(label)) => names,
        _ => before,
    }
}

/// Whether folded words are those that stand before a name or a time.
fn is_mark(folded: &str) -> bool {
    let persons = words();
    [persons.byline, persons.by, persons.source].iter().any(|marks| marks.contains(&folded)) || dates::is_mark(folded)
}

/// The parts of a line.
fn parts_of_line(text: &str) -> Vec<&str> {
    PARTS.iter().fold(vec![text], |parts, between| parts.into_iter().flat_map(|part| part.split(between)).collect())
}

/// A text without what stands before the names: "By", "Müəllif:", "Text: Von".
fn unmarked(text: &str) -> &str {
    let mut text = text.trim_matches(EDGES);
    while let Some(rest) = after_byline(text) {
        text = rest.trim_matches(EDGES);
    }
    text
}

/// What follows a mark of authors: "By Ann Lee", "Müəllif: Aynur Kərimova".
fn after_byline(text: &str) -> Option<&str> {
    let with_colon = || after_mark(text, words().byline, true);
    with_colon().or_else(|| after_mark(text, words().by, true)).or_else(|| after_by(text))
}

/// What follows a mark without a colon; whoever took a picture wrote nothing: "Autor Foto, Ann Lee".
fn after_by(text: &str) -> Option<&str> {
    let is_picture = |rest: &&str| {
        let first = rest.split([' ', ',', ':']).next().unwrap_or_default();
        OF_PICTURES.contains(&fold(first).as_str())
    };
    after_mark(text, words().by, false).filter(|rest| !is_picture(rest))
}

/// What follows a mark of an organisation: "Mənbə: Nümunə".
pub(crate) fn after_source(text: &str) -> Option<&str> {
    after_mark(text, words().source, true)
}

/// What follows one of some folded marks, in the source's own case, behind a colon or behind a space alone.
fn after_mark<'a>(text: &'a str, marks: &[&str], colon: bool) -> Option<&'a str> {
    const COLONS: [char; 2] = [':', '：'];
    let text = text.trim_start();
    // Most lines have none.
    if colon && !text.contains(COLONS) {
        return None;
    }
    marks.iter().find_map(|mark| {
        let (end, _) = text.char_indices().nth(mark.chars().count())?;
        let (marked, rest) = text.split_at(end);
        let rest = if colon { rest.trim_start().strip_prefix(COLONS)? } else { rest.strip_prefix([' ', '\u{a0}'])? };
        let rest = rest.trim();
        (!rest.is_empty() && fold(marked) == *mark).then_some(rest)
    })
}

/// Whether a text is a name of at least two words, and no office.
pub(crate) fn is_whole(name: &str) -> bool {
    let name = without_suffixes(name);
    let count = name.split_whitespace().count();
    let begins_small = |word: Option<&str>| word.is_none_or(|word| word.starts_with(is_small));
    let last = name.split_whitespace().last();
    // "d’Aubigny", "al-Sadr".
    let has_capital =
        |word: &str| word.split_once(['\'', '’', '-']).is_some_and(|(_, rest)| rest.starts_with(char::is_uppercase));
    let is_of_name =
        |word: &str| !word.starts_with(is_small) || PARTICLES.contains(&fold(word).as_str()) || has_capital(word);
    (2..=LONGEST).contains(&count)
        && !begins_small(name.split_whitespace().next())
        && (!begins_small(last) || last.is_some_and(|last| has_capital(last) || (count > 2 && is_of_name(last))))
        && name.split_whitespace().all(is_of_name)
        && !name.contains(|character: char| {
            character.is_ascii_digit() || matches!(character, '@' | '?' | '!' | '/' | ':' | '(' | '©' | '|' | '<' | '_')
        })
        && !name.split_whitespace().any(|word| NOT_IN_NAMES.contains(&fold(word).as_str()))
        && !is_office(name)
}

/// Whether a text can be a name of one word: "Sweidah", "مریم".
fn is_single(name: &str) -> bool {
    let first = name.chars().next();
    name.chars().count() > 1
        && !name.contains(char::is_whitespace)
        && first.is_some_and(|first| first.is_alphabetic() && !is_small(first))
        && name.chars().all(|character| character.is_alphabetic() || matches!(character, '-' | '\'' | '’' | '\u{200c}'))
        && !is_initials(name)
        && !is_of_machine(name)
        && !is_office(name)
}

/// Whether all words are initials, as those of agencies are: "AFP", "AP USA".
fn is_initials(name: &str) -> bool {
    name.split_whitespace().all(|word| {
        word.chars().count() <= LONGEST_INITIALS && word.chars().all(|character| character.is_ascii_uppercase())
    })
}

/// Whether a text says what somebody is: "Staff Writer".
pub(crate) fn is_office(text: &str) -> bool {
    text.split_whitespace().last().is_some_and(|last| words().offices.contains(&&*fold(last)))
}

/// A name without what stands behind it and belongs to it.
pub(crate) fn without_suffixes(name: &str) -> &str {
    let mut name = name.trim();
    while let Some((before, last)) = name.rsplit_once(' ')
        && is_suffix(last)
    {
        name = before.trim_end_matches([' ', ',']);
    }
    name
}

fn is_suffix(part: &str) -> bool {
    let bare: String = fold(part).chars().filter(|character| *character != '.').collect();
    SUFFIXES.contains(&bare.as_str())
}

/// A name without the sign of its author, or the agency, in brackets behind it.
fn without_sign(name: &str) -> &str {
    let sign = name.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    let names_agency = |sign: &str| sign.rsplit(' ').next().is_some_and(|last| AGENCIES.contains(&fold(last).as_str()));
    match sign {
        Some((before, sign)) if sign.chars().count() <= LONGEST_SIGN && (!sign.contains(' ') || names_agency(sign)) => {
            before.trim_end()
        }
        Some(_) | None => name,
    }
}

/// A name without the place behind it; one that begins with a small letter is part of a name ("in ’t Veld").
fn without_place(name: &str) -> &str {
    let place = words().place.iter().find_map(|between| {
        let (before, place) = name.split_once(between)?;
        (is_whole(before) && place.starts_with(char::is_uppercase)).then_some(before)
    });
    place.map_or(name, str::trim_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_cut_into_names() {
        for (list, names) in [
            ("Lea Marsh, Tom Reed", &["Lea Marsh", "Tom Reed"][..]),
            ("Ann Lee and Bob Ray", &["Ann Lee", "Bob Ray"]),
            ("Ann Lee, Bob Ray, and Lea Marsh", &["Ann Lee", "Bob Ray", "Lea Marsh"]),
            ("Aynur Kərimova və Elçin Əliyev", &["Aynur Kərimova", "Elçin Əliyev"]),
            ("Dr. Ann Lee, MD, and Martin Luther King, Jr.", &["Dr. Ann Lee, MD", "Martin Luther King, Jr."]),
            ("Prof. Ann Lee Ph.D. & Bob Ray III", &["Prof. Ann Lee Ph.D.", "Bob Ray III"]),
            ("Jane O'Neill and Björn Þórðarson in Reykjavík", &["Jane O'Neill", "Björn Þórðarson"]),
            ("Sophie in ’t Veld", &["Sophie in ’t Veld"]),
            ("Анна Смирнова, Пётр Иванов", &["Анна Смирнова", "Пётр Иванов"]),
            ("Olena Shevchenko та Ivan Bondar", &["Olena Shevchenko", "Ivan Bondar"]),
            ("Ana Ruiz y Pablo Gil", &["Ana Ruiz", "Pablo Gil"]),
            ("José Ortega y Gasset", &["José Ortega y Gasset"]),
            ("Ann Lee,", &["Ann Lee"]),
            ("", &[]),
            (", , ", &[]),
        ] {
            assert_eq!(cut(list), names, "{list}");
        }
    }

    #[test]
    fn only_whole_names_are_several_persons() {
        for one in [
            "Lee, Ann",
            "Smith and Sons",
            "Ann Lee, Staff Writer",
            "Ann Lee, MD",
            "Ann Lee, Baku",
            "Ann Lee and the mayor",
            "Ministry of Culture and Youth Affairs",
        ] {
            assert_eq!(persons(one), [one]);
        }
        assert_eq!(persons(" Ann Lee and Bob Ray"), ["Ann Lee", "Bob Ray"]);
    }

    #[test]
    fn a_byline_is_its_names() {
        for (line, names) in [
            ("By Ann Lee, Bob Ray", &["Ann Lee", "Bob Ray"][..]),
            ("By Leyla Quliyeva in Göytəpə", &["Leyla Quliyeva"]),
            ("By Leyla Quliyeva, 12 May 2026", &["Leyla Quliyeva"]),
            ("By Leyla Quliyeva — 12 May 2026", &["Leyla Quliyeva"]),
            ("By Leyla Quliyeva 12 May 2026 14:05", &["Leyla Quliyeva"]),
            ("12 мая 2026 14:05 Анна Смирнова", &["Анна Смирнова"]),
            ("Von Nina Beispiel, Mustertal", &["Nina Beispiel"]),
            ("Text: Von Nina Beispiel und Jan Muster, mna", &["Nina Beispiel", "Jan Muster"]),
            ("Nina Beispiel (nbe)", &["Nina Beispiel"]),
            ("Numune Welle (www.numune.example)", &[]),
            ("Müəllif: Aynur Kərimova, müxbir", &["Aynur Kərimova"]),
            ("Автор: Анна Смирнова", &["Анна Смирнова"]),
            ("Par Léa Exemple et Jean Modèle", &["Léa Exemple", "Jean Modèle"]),
            ("Por Ana Ruiz", &["Ana Ruiz"]),
            ("Martin Luther King, Jr.", &["Martin Luther King, Jr."]),
            ("Bill MUSTER / MNA / Lea SAMPLE / MNA USA", &["Bill MUSTER", "Lea SAMPLE"]),
            ("Lea Marsh | Numune Agency", &["Lea Marsh"]),
            ("By Lea Marsh, Numune Agency", &["Lea Marsh"]),
            ("Omar al-Sadr, Jean d’Exemple", &["Omar al-Sadr", "Jean d’Exemple"]),
            ("Povilas Pavyzdys, universiteto profesorius, Pvz.lt", &["Povilas Pavyzdys"]),
            ("David Muster, NMA MUSTERLAND", &["David Muster"]),
            ("JÖRG MUSTER", &["JÖRG MUSTER"]),
            ("Sweidah", &["Sweidah"]),
            ("Əli oğlu Vəli Həsənli", &["Əli oğlu Vəli Həsənli"]),
        ] {
            assert_eq!(byline(line), names, "{line}");
        }
        for none in [
            "Posted on",
            "By",
            "admin",
            "Müəllif",
            "m.sample@news.example",
            "@leyla",
            "https://news.example/authors/leyla",
            "numune.example",
            "red, numune.example/Agenturen",
            "leyla_q",
            "MNA",
            "von Angesicht zu Angesicht stehen",
            "",
        ] {
            assert_eq!(byline(none), Vec::<&str>::new(), "{none}");
        }
    }
}
