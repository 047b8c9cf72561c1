//! The words that people edit, as `build/` makes them: nothing is lost, and a mistake fails the build with its place.

use std::collections::BTreeMap;
use std::fs;

#[path = "../../../src/rights/concept.rs"]
mod concept;
#[path = "../../../src/language/fold.rs"]
mod fold;
#[path = "../../../build/licences.rs"]
mod licences;
#[path = "../../../build/packs.rs"]
mod packs;
#[path = "../../../src/rights/spelling.rs"]
mod spelling;
#[path = "../../../build/tables.rs"]
mod tables;

use super::architecture::root;

type Made = Result<Vec<(String, Vec<u8>)>, String>;

/// Everything that is made, of the files as they are but for one: what is replaced in it, and by what.
fn made(changed: &str, from: &str, to: &str) -> Made {
    let read = |name: &str| {
        let text = fs::read_to_string(root().join(name)).map_err(|error| error.to_string())?;
        let is_there = name != changed || text.contains(from);
        assert!(is_there, "{changed} has no {from:?}");
        Ok(if name == changed { text.replacen(from, to, 1) } else { text })
    };
    Ok([tables::make(&read)?, licences::make(&read)?, packs::make(&read)?].concat())
}

#[test]
fn a_mistake_in_words_fails_the_build_with_its_place() {
    let table = "src/rights/tables/az.toml";
    let pack = "src/language/packs/tr.toml";
    for (file, from, to, expected) in [
        (table, "\nquote = [", "\nqoute = [", "unknown variant `qoute`"),
        (table, "\nquote = [", "\nquote = [\"iki  boşluq\", ", "\"iki  boşluq\" has a word without letters"),
        (table, "\nquote = [", "\nquote = [\"sitat ~\", ", "\"sitat ~\" has a word without letters"),
        (table, "\nquote = [", "\nquote = [7, ", "invalid type: integer `7`"),
        (table, "\nquote = [", "\nquote = [\"* sitat\", ", "begins with any word"),
        (table, "\nquote = [", "\nquote = ", "TOML parse error at line"),
        (table, "verb-last = true", "verb-lost = true", "unknown field `verb-lost`"),
        (table, "[endings]\nwill", "[endings]\nmast", "unknown variant `mast`"),
        ("src/rights/licences/names.toml", "\nnd = [", "\nmd = [", "unknown field `md`"),
        (pack, "language = \"tr\"", "language = \"az\"", "is of the language \"az\""),
        (pack, "[\"Ocak\"", "[\"Mart\"", "which is month"),
        (pack, "\nnotes = ", "\nnotices = ", "has no label \"notes\", which en has"),
        (pack, "\nnotes = ", "\nmore = \"\"\nnotes = ", "has a label \"more\", which en has not"),
        (pack, "[persons]", "[parsons]", "unknown field `parsons`"),
        ("src/language/packs/dates.toml", "[\"gennaio\", \"gen\"]", "[]", "it: has no name for month 1"),
    ] {
        let message = made(file, from, to).expect_err(to);
        assert!(message.starts_with(file), "{message}");
        assert!(message.contains(expected), "{expected}: {message}");
    }
    // A line where one can be told.
    let message = made(table, "\nquote = [", "\nqoute = [").expect_err("an unknown concept");
    let text = fs::read_to_string(root().join(table)).expect("a table");
    let line = text.split("\nquote = [").next().map_or(0, |before| before.lines().count() + 1);
    assert!(message.contains(&format!("line {line}, column 1")), "{message}");
}

#[test]
fn every_entry_of_a_table_is_found_by_its_stem() {
    let made = made("", "", "").expect("the words are sound");
    let file = |name: String| &made.iter().find(|(known, _)| *known == name).expect("it is made").1;
    let (mut tables, mut records_of) = (0, BTreeMap::new());
    for entry in fs::read_dir(root().join("src/rights/tables")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let language = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let toml: toml::Table = fs::read_to_string(&path).expect("a table").parse().expect("TOML");
        let words = toml["words"].as_table().expect("words");
        let count: usize = words.values().map(|entries| entries.as_array().expect("entries").len()).sum();
        let text = str::from_utf8(file(format!("{language}.words"))).expect("text");
        let (records, rest) = file(format!("{language}.index")).as_chunks::<8>();
        assert_eq!((records.len(), rest.len()), (count, 0), "{language}");
        let mut end = 0;
        let stems = records.iter().map(|&[a, b, c, d, e, second, stem, concept]| {
            assert_eq!(u32::from_le_bytes([a, b, c, 0]) as usize, end, "{language}: entries follow one another");
            let words = &text[end..end + usize::from(u16::from_le_bytes([d, e]))];
            end += words.len();
            assert!(usize::from(concept) < words_of(&toml), "{language}: {words}");
            let behind = words.split_once(' ').and_then(|(_, behind)| behind.bytes().next());
            assert_eq!(behind.unwrap_or_default(), second, "{language}: {words}");
            (words[..usize::from(stem)].to_owned(), second)
        });
        let stems: Vec<_> = stems.collect();
        assert!(stems.is_sorted(), "{language}");
        assert_eq!(end, text.len(), "{language}");
        for stem in stems.chunk_by(|(one, _), (other, _)| one == other) {
            *records_of.entry(stem[0].0.clone()).or_insert(0) += stem.len();
        }
        tables += 1;
    }
    let halves = |name: &str| {
        let (numbers, rest) = file(name.to_owned()).as_chunks::<2>();
        assert!(rest.is_empty() && numbers.len() % 3 == 0, "{name}");
        numbers.iter().copied().map(u16::from_le_bytes).map(usize::from).collect::<Vec<_>>()
    };
    let (places, holders) = (halves("places"), halves("holders"));
    let taken: Vec<&[usize]> = places.chunks(3).filter(|place| place[2] > 0).collect();
    assert!(2 * taken.len() <= places.len() / 3, "too few places are free");
    assert_eq!(taken.len(), records_of.len(), "each stem has a place");
    assert_eq!(taken.iter().map(|place| place[2]).sum::<usize>(), holders.len() / 3, "each holder has a stem");
    assert_eq!(holders.chunks(3).map(|holder| holder[2]).sum::<usize>(), records_of.values().sum::<usize>());
    assert_eq!(tables, made.iter().filter(|(name, _)| name.ends_with(".index")).count(), "a table that nobody reads");
}

/// How many concepts a table has words for.
fn words_of(toml: &toml::Table) -> usize {
    toml["words"].as_table().map_or(0, toml::Table::len)
}
