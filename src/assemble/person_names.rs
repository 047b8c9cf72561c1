//! The names in a line that lists persons: "Aynur Kərimova və Elçin Əliyev", "Dr. Ann Lee, MD, and Bob Ray".
//!
//! 1. the line is cut at what stands between names;
//! 2. what belongs to the name before it stays with it: a suffix ("Jr."), a degree ("MD");
//! 3. the place from which somebody reports, behind the last name, is no part of it ("in Reykjavík").
//!
//! Names are verbatim. A comma stands in names and behind them too: where a line is not marked as one of authors, it
//! lists persons only if every part of it is a whole name.

use crate::language::case::is_small;
use crate::language::fold::fold;

/// What stands between the names of persons.
const BETWEEN: &[&str] = &["; ", ", ", " və ", " ve ", " и ", " and ", " & ", " und ", " et ", " და ", " و ", "، "];
/// The words that may stand between a comma and the last name: "A, B, and C".
const LAST: &[&str] = &["və ", "ve ", "и ", "and ", "& ", "und ", "et ", "და ", "و "];
/// What is cut off the parts of a list.
const EDGES: &[char] = &[' ', ',', ';', '،'];
/// What stands behind a name and belongs to it, folded and without full stops.
const SUFFIXES: &[&str] =
    &["jr", "sr", "ii", "iii", "iv", "md", "phd", "dphil", "esq", "jd", "dds", "rn", "mph", "mba", "obe", "mbe"];
/// The last words of an office, folded.
const OFFICES: &[&str] = &[
    "writer",
    "reporter",
    "editor",
    "correspondent",
    "columnist",
    "photographer",
    "journalist",
    "staff",
    "müxbir",
    "müxbiri",
    "redaktor",
    "redaktoru",
    "jurnalist",
    "muhabir",
    "muhabiri",
    "editör",
    "editörü",
    "корреспондент",
    "редактор",
    "журналист",
    "обозреватель",
];
/// What stands between the last name and a place.
const BEFORE_PLACE: &str = " in ";
/// Words that no person's name has, folded.
const NOT_IN_NAMES: &[&str] = &["of", "for", "the"];
/// The longest name, in words.
const LONGEST: usize = 8;
/// The longest list, in bytes; a longer one is prose.
const LONGEST_LIST: usize = 2_000;

/// The parts of a list of names, each with its suffix and without a place behind it.
pub(crate) fn cut(list: &str) -> Vec<&str> {
    if list.len() > LONGEST_LIST {
        return vec![list];
    }
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    while start <= list.len() {
        let rest = &list[start..];
        let next = BETWEEN.iter().filter_map(|between| Some((rest.find(between)?, between.len()))).min();
        let (length, between) = next.unwrap_or((rest.len(), 1));
        let part = rest[..length].trim_start_matches(EDGES);
        let part = LAST.iter().find_map(|last| part.strip_prefix(last)).unwrap_or(part).trim_start();
        let from = start + length - part.len();
        let part = part.trim_end_matches(EDGES);
        match parts.last_mut() {
            // A suffix is one part with what stands before it.
            Some(name) if is_suffix(part) => name.1 = from + part.len(),
            _ if part.is_empty() => {}
            _ => parts.push((from, from + part.len())),
        }
        start += length + between;
    }
    parts.into_iter().map(|(from, to)| without_place(&list[from..to])).collect()
}

/// The persons whom a text names: several where every part of it is a whole name, else one.
pub(crate) fn persons(text: &str) -> Vec<&str> {
    let parts = cut(text);
    if parts.len() > 1 && parts.iter().all(|part| is_whole(part)) { parts } else { vec![text.trim()] }
}

/// Whether a text is a name of at least two words, and no office.
pub(crate) fn is_whole(name: &str) -> bool {
    let name = without_suffixes(name);
    let count = name.split_whitespace().count();
    let begins_small = |word: Option<&str>| word.is_none_or(|word| word.starts_with(is_small));
    (2..=LONGEST).contains(&count)
        && !begins_small(name.split_whitespace().next())
        && !begins_small(name.split_whitespace().last())
        && !name.contains(|character: char| {
            character.is_ascii_digit() || matches!(character, '@' | '?' | '!' | '/' | ':' | '(' | '©')
        })
        && !name.split_whitespace().any(|word| NOT_IN_NAMES.contains(&fold(word).as_str()))
        && !is_office(name)
}

/// Whether a text says what somebody is: "Staff Writer".
pub(crate) fn is_office(text: &str) -> bool {
    text.split_whitespace().last().is_some_and(|last| OFFICES.contains(&fold(last).as_str()))
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

/// A name without the place behind it; one that begins with a small letter is part of a name ("in ’t Veld").
fn without_place(name: &str) -> &str {
    match name.split_once(BEFORE_PLACE) {
        Some((before, place)) if is_whole(before) && place.starts_with(char::is_uppercase) => before.trim_end(),
        Some(_) | None => name,
    }
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
}
