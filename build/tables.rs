//! The words of terms, from `src/rights/tables/`: of each language a text of its entries and an index of them.
//!
//! 1. The text has the words of each entry, folded, with the marks that say how they may end; an entry once, in the
//!    order of the stems of their first words, those of one stem in that of how their second words begin, those alike
//!    in that of their concepts;
//! 2. a record of the index is eight bytes: where an entry begins in the text (three, the least first), how long it is
//!    (two), with what its second word begins, how long the stem of the first one is, and the number of its concept in
//!    the list of the table;
//! 3. of all tables together, each stem has a place by its hash: two bytes of it, two for which holder is the first one
//!    and two for how many there are; a holder says in which table it is, which record is its first one and how many it
//!    has there, two bytes each.
//!
//! `src/rights/table.rs` reads both.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;
use toml::Spanned;

use super::concept::{Feature, LanguageTraits, TermConcept};
use super::spelling::{beginnings, elision, fold, place};

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
    /// Words of times that have not passed yet, and of those in which something happens.
    #[serde(default)]
    sooner: Vec<String>,
    #[serde(default)]
    during: Vec<String>,
    /// Words with which somebody is bidden to tell something.
    #[serde(default)]
    telling: Vec<String>,
    /// How quoted words begin that have to be said.
    #[serde(default)]
    quoting: Vec<String>,
    /// How words begin for whoever republishes on the web.
    #[serde(default)]
    web: Vec<String>,
    /// Labels of menus: beside terms they say nothing.
    #[serde(default)]
    menu: Vec<String>,
    /// Works that stand beside an article: what a licence says of one it does not say of the article.
    #[serde(default)]
    apart: Vec<String>,
    /// The publisher as a word that does something: in the case of those who act, nothing behind it.
    #[serde(default)]
    actors: Vec<String>,
    /// How words end that say that somebody may do something, with the end of the word before them where that matters.
    #[serde(default)]
    active: Vec<String>,
    /// How what stands before such an ending ends where something may be done, by whomever.
    #[serde(default)]
    passive: Vec<String>,
    /// How verbs end that say what the publisher does itself, and the verbs behind a noun that say so.
    #[serde(default)]
    ours: Vec<String>,
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

impl Entry {
    fn order(&self) -> (&str, Option<u8>, TermConcept) {
        let second = self.words.split_once(' ').and_then(|(_, second)| second.bytes().next());
        (&self.stem, second, self.concept)
    }
}

/// The texts, the indices and the Rust that holds them, of all tables; `read` gives a file.
pub(super) fn make(read: &dyn Fn(&str) -> Result<String, String>) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut made = Vec::new();
    let mut source = "&[\n".to_owned();
    let mut holders: BTreeMap<String, Vec<[usize; 3]>> = BTreeMap::new();
    for (number, language) in LANGUAGES.into_iter().enumerate() {
        let name = format!("src/rights/tables/{language}.toml");
        let made_of = table(language, number, &read(&name)?).map_err(|message| format!("{name}: {message}"))?;
        source.push_str(&made_of.rust);
        made.push((format!("{language}.words"), made_of.text.into_bytes()));
        made.push((format!("{language}.index"), made_of.index));
        for (stem, first, count) in made_of.stems {
            holders.entry(stem).or_default().push([number, first, count]);
        }
    }
    source.push(']');
    made.extend(stems(&holders)?);
    made.push(("tables.rs".to_owned(), source.into_bytes()));
    Ok(made)
}

/// What a table is made into.
struct MadeTable {
    rust: String,
    text: String,
    index: Vec<u8>,
    /// Each stem, the number of its first record and how many it has.
    stems: Vec<(String, usize, usize)>,
}

fn table(language: &str, number: usize, file: &str) -> Result<MadeTable, String> {
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
    entries.sort_by(|one, other| one.order().cmp(&other.order()));
    let (mut text, mut index) = (String::new(), Vec::new());
    for entry @ Entry { stem, concept, words } in &entries {
        let (_, second, _) = entry.order();
        let long = |_| format!("{words:?} is too long");
        let start = u32::try_from(text.len()).map_err(long)?.to_le_bytes();
        if start[3] > 0 {
            return Err("it has more than 16 MB".to_owned());
        }
        index.extend(&start[..3]);
        index.extend(u16::try_from(words.len()).map_err(long)?.to_le_bytes());
        index.push(second.unwrap_or_default());
        index.push(u8::try_from(stem.len()).map_err(long)?);
        let number = concepts.iter().position(|known| known == concept).and_then(|number| u8::try_from(number).ok());
        index.push(number.ok_or("it has more than 256 concepts")?);
        text.push_str(words);
    }
    let (mut stems, mut first) = (Vec::new(), 0);
    for records in entries.chunk_by(|one, other| one.stem == other.stem) {
        stems.push((records[0].stem.clone(), first, records.len()));
        first += records.len();
    }
    Ok(MadeTable { rust: rust(language, number, &table, &concepts), text, index, stems })
}

/// The places of all stems and their holders. Half of the places or more stay free, so that a stem is found, or not, at
/// once.
fn stems(holders: &BTreeMap<String, Vec<[usize; 3]>>) -> Result<[(String, Vec<u8>); 2], String> {
    let mut places = vec![[0_u16; 3]; (2 * holders.len()).next_power_of_two()];
    let mut all: Vec<u16> = Vec::new();
    let short = |number: usize| u16::try_from(number).map_err(|_| "the tables have more than 65,535 stems".to_owned());
    for (stem, tables) in holders {
        let (_, hash) = beginnings(stem).last().ok_or("an entry has no letters")?;
        let (mut at, tag) = place(hash, places.len());
        while places[at][2] > 0 {
            at = (at + 1) % places.len();
        }
        places[at] = [tag, short(all.len() / 3)?, short(tables.len())?];
        for number in tables.iter().flatten() {
            all.push(short(*number)?);
        }
    }
    let bytes = |numbers: Vec<u16>| numbers.into_iter().flat_map(u16::to_le_bytes).collect();
    Ok([("places".to_owned(), bytes(places.concat())), ("holders".to_owned(), bytes(all))])
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
fn rust(language: &str, number: usize, table: &TableFile, concepts: &[TermConcept]) -> String {
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
        format!("PhraseTable {{\n    name: {language:?},\n    number: {number},\n    language: LanguageTraits {{ ");
    let _ = writeln!(rust, "verb_last: {verb_last}, capital_nouns: {capital_nouns}, script: Alphabet::{script:?} }},");
    let _ = writeln!(rust, "    text: include_str!(\"{language}.words\"),");
    let _ = writeln!(rust, "    index: include_bytes!(\"{language}.index\").as_chunks().0,");
    let concepts: Vec<_> = concepts.iter().map(|concept| format!("TermConcept::{concept:?}")).collect();
    let _ = writeln!(rust, "    concepts: &[{}],", concepts.join(", "));
    let endings: Vec<_> = endings.iter().map(|(word, feature)| format!("({word:?}, Feature::{feature:?})")).collect();
    let _ = writeln!(rust, "    endings: &[{}],", endings.join(", "));
    let _ = writeln!(rust, "    lacking: &{:?},", folded(&table.lacking));
    let _ = writeln!(rust, "    ablative: &{:?},", folded(&table.ablative));
    let _ = writeln!(rust, "    publishers: &{:?},", table.publishers);
    for (name, words) in [
        ("saying", &table.saying),
        ("sooner", &table.sooner),
        ("during", &table.during),
        ("telling", &table.telling),
        ("quoting", &table.quoting),
        ("web", &table.web),
        ("menu", &table.menu),
        ("apart", &table.apart),
        ("actors", &table.actors),
        ("active", &table.active),
        ("passive", &table.passive),
        ("ours", &table.ours),
    ] {
        let _ = writeln!(rust, "    {name}: &{:?},", folded(words));
    }
    let _ = writeln!(rust, "    numbers: &{numbers:?},\n}},");
    rust
}
