//! The words of terms, from `src/rights/tables/`: of each language a text of its entries and an index of them.
//!
//! 1. The text has the words of each entry, folded, with the marks that say how they may end; an entry once, in the
//!    order of the stems of their first words, those of one stem in that of their concepts;
//! 2. a record of the index is eight bytes: where an entry begins in the text (four, the least first), how long it is
//!    (two), how long the stem of its first word is, and the number of its concept in the list of the table;
//! 3. for each byte it is said where in the index the stems are that begin with it, and last where the index ends;
//! 4. a set of bits has how each stem begins.
//!
//! `src/rights/table.rs` reads both.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;
use toml::Spanned;

use super::concept::{Feature, LanguageTraits, TermConcept};
use super::spelling::{OPENINGS, elision, fold, openings};

/// The languages in the order in which their tables are tried where the text's own language says nothing.
const LANGUAGES: [&str; 12] = ["az", "tr", "ru", "en", "uk", "kk", "uz", "fa", "ka", "de", "fr", "es"];

/// A table as people write it.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct TableFile {
    /// How words of the language are written.
    #[serde(default)]
    language: LanguageTraits,
    /// Endings of verbs.
    #[serde(default)]
    endings: BTreeMap<Feature, Vec<String>>,
    /// Endings of nouns that take them away.
    #[serde(default)]
    lacking: Vec<String>,
    /// Endings of nouns from which something is taken out.
    #[serde(default)]
    ablative: Vec<String>,
    /// How names of publishers go on behind their first word.
    publishers: Vec<String>,
    /// Verbs behind which words are told as they have to be said.
    #[serde(default)]
    saying: Vec<String>,
    /// Words with which somebody is bidden to tell something.
    #[serde(default)]
    telling: Vec<String>,
    /// How words begin for whoever republishes on the web.
    #[serde(default)]
    web: Vec<String>,
    /// Numbers in words.
    #[serde(default)]
    numbers: BTreeMap<String, u32>,
    /// What says each concept.
    words: BTreeMap<TermConcept, Vec<Spanned<String>>>,
}

/// An entry as the text has it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    stem: String,
    concept: TermConcept,
    words: String,
}

/// The texts, the indices and the Rust that holds them, of all tables; `read` gives a file.
pub(super) fn make(read: &dyn Fn(&str) -> Result<String, String>) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut made = Vec::new();
    let mut source = "&[\n".to_owned();
    for (number, language) in LANGUAGES.into_iter().enumerate() {
        let name = format!("src/rights/tables/{language}.toml");
        let (rust, text, index) =
            table(language, number, &read(&name)?).map_err(|message| format!("{name}: {message}"))?;
        source.push_str(&rust);
        made.push((format!("{language}.words"), text.into_bytes()));
        made.push((format!("{language}.index"), index));
    }
    source.push(']');
    made.push(("tables.rs".to_owned(), source.into_bytes()));
    Ok(made)
}

/// The Rust, the text and the index of a table.
fn table(language: &str, number: usize, file: &str) -> Result<(String, String, Vec<u8>), String> {
    let table: TableFile = toml::from_str(file).map_err(|error| error.to_string())?;
    let concepts: Vec<TermConcept> = table.words.keys().copied().collect();
    let mut entries = Vec::new();
    for (concept, texts) in &table.words {
        for text in texts {
            let fault = |what: &str| {
                let line = file[..text.span().start].lines().count();
                format!("line {line}: {:?} {what}", text.get_ref())
            };
            entries.push(entry(*concept, text.get_ref()).map_err(fault)?);
        }
    }
    entries.sort_by(|one, other| (&one.stem, one.concept).cmp(&(&other.stem, other.concept)));
    let first = |entry: &Entry| entry.stem.bytes().next();
    let begins = |byte| entries.partition_point(|entry| first(entry).is_none_or(|first| usize::from(first) < byte));
    let begins: Vec<usize> = (0..=1 << u8::BITS).map(begins).collect();
    let mut opened = vec![0_u64; OPENINGS / 64];
    for place in entries.iter().filter_map(|entry| openings(&entry.stem).last()) {
        opened[place / 64] |= 1 << (place % 64);
    }
    let (mut text, mut index) = (String::new(), Vec::new());
    for Entry { stem, concept, words } in &entries {
        let long = |_| format!("{words:?} is too long");
        index.extend(u32::try_from(text.len()).map_err(long)?.to_le_bytes());
        index.extend(u16::try_from(words.len()).map_err(long)?.to_le_bytes());
        index.push(u8::try_from(stem.len()).map_err(long)?);
        let number = concepts.iter().position(|known| known == concept).and_then(|number| u8::try_from(number).ok());
        index.push(number.ok_or("it has more than 256 concepts")?);
        text.push_str(words);
    }
    Ok((rust(language, number, &table, &concepts, &begins, &opened), text, index))
}

/// An entry, with what is shortened before an apostrophe as a word of its own, as a sentence has it.
fn entry(concept: TermConcept, text: &str) -> Result<Entry, &'static str> {
    let mut words = Vec::new();
    for word in text.split(' ') {
        match elision(word) {
            Some(at) => words.extend([&word[..at], word[at..].trim_start_matches(['\'', '’'])]),
            None => words.push(word),
        }
    }
    let mut folded = Vec::new();
    for word in words {
        let stem = word.strip_suffix(['*', '~', '^']).unwrap_or(word);
        let mark = &word[stem.len()..];
        let stem = fold(stem);
        // A word that is nothing but a star is any word.
        if stem.is_empty() && mark != "*" {
            return Err("has a word without letters");
        }
        folded.push((stem, mark));
    }
    // Entries are found by how their first word begins.
    if folded.first().is_some_and(|(stem, _)| stem.is_empty()) {
        return Err("begins with any word");
    }
    let stem = folded.first().map(|(stem, _)| stem.to_string()).unwrap_or_default();
    let words: Vec<String> = folded.iter().map(|(stem, mark)| format!("{stem}{mark}")).collect();
    Ok(Entry { stem, concept, words: words.join(" ") })
}

/// The table as Rust; its text and its index are files beside it.
fn rust(
    language: &str,
    number: usize,
    table: &TableFile,
    concepts: &[TermConcept],
    begins: &[usize],
    opened: &[u64],
) -> String {
    let LanguageTraits { verb_last, capital_nouns, script } = table.language;
    let folded = |words: &[String]| words.iter().map(|word| fold(word).into_owned()).collect::<Vec<_>>();
    let mut endings: Vec<(String, Feature)> = Vec::new();
    for (feature, words) in &table.endings {
        endings.extend(folded(words).into_iter().map(|word| (word, *feature)));
    }
    endings.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.chars().count()));
    let mut numbers: Vec<_> = table.numbers.iter().map(|(word, value)| (fold(word), value)).collect();
    numbers.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    let mut rust =
        format!("PhraseTable {{\n    name: {language:?},\n    bit: 1 << {number},\n    language: LanguageTraits {{ ");
    let _ = writeln!(rust, "verb_last: {verb_last}, capital_nouns: {capital_nouns}, script: Alphabet::{script:?} }},");
    let _ = writeln!(rust, "    text: include_str!(\"{language}.words\"),");
    let _ = writeln!(rust, "    index: include_bytes!(\"{language}.index\").as_chunks().0,");
    let _ = writeln!(rust, "    begins: &{begins:?},");
    let _ = writeln!(rust, "    openings: &{opened:?},");
    let concepts: Vec<_> = concepts.iter().map(|concept| format!("TermConcept::{concept:?}")).collect();
    let _ = writeln!(rust, "    concepts: &[{}],", concepts.join(", "));
    let endings: Vec<_> = endings.iter().map(|(word, feature)| format!("({word:?}, Feature::{feature:?})")).collect();
    let _ = writeln!(rust, "    endings: &[{}],", endings.join(", "));
    let _ = writeln!(rust, "    lacking: &{:?},", folded(&table.lacking));
    let _ = writeln!(rust, "    ablative: &{:?},", folded(&table.ablative));
    let _ = writeln!(rust, "    publishers: &{:?},", table.publishers);
    for (name, words) in [("saying", &table.saying), ("telling", &table.telling), ("web", &table.web)] {
        let _ = writeln!(rust, "    {name}: &{:?},", folded(words));
    }
    let _ = writeln!(rust, "    numbers: &{numbers:?},\n}},");
    rust
}
