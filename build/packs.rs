//! The words of languages, from `src/language/packs/`: what the program writes in each, and what it reads in all of them
//! by what it means.
//!
//! `src/language/labels.rs` and `src/language/packs.rs` hold what is made here.

use std::collections::BTreeMap;
use std::fmt::{self, Debug, Write as _};

use serde::Deserialize;

use super::fold::fold;

/// The languages; the first is the one for languages without a file.
const LANGUAGES: [&str; 14] =
    ["en", "az", "tr", "ru", "az-Cyrl", "az-Arab", "fa", "ka", "uk", "kk", "uz", "de", "fr", "es"];

/// The words of one language, as its file has them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pack {
    /// The tag of the language, with its script where that is not the usual one.
    language: String,
    /// Nought, and the comma between a day and a time.
    numerals: [char; 2],
    /// A date in words: `{day} {month} {year}`.
    date: String,
    /// The first day of a month, where it is written in another way than the others.
    first: Option<String>,
    dates: Dates,
    #[serde(default)]
    zones: Vec<Zone>,
    relative: RelativeWords,
    persons: Persons,
    /// What the tool itself writes into files; none where it writes in another script of the language.
    labels: Option<BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dates {
    /// The names of each month; the first stands behind a day.
    months: [Vec<String>; 12],
    #[serde(default)]
    persian_months: Vec<String>,
    weekdays: Vec<String>,
    around: Vec<String>,
    published: Vec<String>,
    changed: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Zone {
    name: String,
    /// From UTC, in minutes.
    offset: i16,
    /// The day since which it has been so all year round.
    since: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RelativeWords {
    ago: Vec<String>,
    before: Vec<String>,
    half: Vec<String>,
    now: Vec<String>,
    today: Vec<String>,
    yesterday: Vec<String>,
    before_yesterday: Vec<String>,
    second: Vec<String>,
    minute: Vec<String>,
    hour: Vec<String>,
    day: Vec<String>,
    week: Vec<String>,
    month: Vec<String>,
    year: Vec<String>,
    numbers: BTreeMap<String, u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Persons {
    byline: Vec<String>,
    by: Vec<String>,
    source: Vec<String>,
    between: Vec<String>,
    #[serde(default)]
    between_whole: Vec<String>,
    place: Vec<String>,
    offices: Vec<String>,
}

/// The variant of an enum in Rust.
#[derive(Clone, Copy)]
struct Variant(&'static str);

impl Debug for Variant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "TimeUnit::{}", self.0)
    }
}

/// The Rust of the labels of each language and of the words of all of them; `read` gives a file.
pub(super) fn make(read: &dyn Fn(&str) -> Result<String, String>) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut words = LanguageWords::default();
    let mut labels = "&[\n".to_owned();
    let mut names: Option<Vec<String>> = None;
    for language in LANGUAGES {
        let name = format!("src/language/packs/{language}.toml");
        let pack: Pack = toml::from_str(&read(&name)?).map_err(|error| format!("{name}: {error}"))?;
        let mut checked = || {
            (pack.language == language)
                .then_some(())
                .ok_or_else(|| format!("is of the language {:?}", pack.language))?;
            words.add(&pack)?;
            let Some(own) = &pack.labels else { return Ok(()) };
            let names = names.get_or_insert_with(|| own.keys().cloned().collect());
            let missing = names.iter().find(|name| !own.contains_key(*name));
            let unknown = own.keys().find(|name| !names.contains(name));
            match (missing, unknown) {
                (Some(name), _) => Err(format!("has no label {name:?}, which {} has", LANGUAGES[0])),
                (None, Some(name)) => Err(format!("has a label {name:?}, which {} has not", LANGUAGES[0])),
                (None, None) => {
                    labels.push_str(&rust(&pack, own));
                    Ok(())
                }
            }
        };
        checked().map_err(|fault| format!("{name} {fault}"))?;
    }
    labels.push(']');
    let name = "src/language/packs/dates.toml";
    let others: BTreeMap<String, Dates> = toml::from_str(&read(name)?).map_err(|error| format!("{name}: {error}"))?;
    for (language, dates) in &others {
        words.add_dates(dates).map_err(|fault| format!("{name}, {language}: {fault}"))?;
    }
    Ok(vec![("labels.rs".to_owned(), labels.into_bytes()), ("words.rs".to_owned(), words.rust().into_bytes())])
}

/// What the program writes in a language.
fn rust(pack: &Pack, labels: &BTreeMap<String, String>) -> String {
    let Pack { language, numerals: [nought, comma], date, first, dates, .. } = pack;
    let months = dates.months.each_ref().map(|names| &names[0]);
    let mut rust = format!("Labels {{\n    language: {language:?},\n    months: {months:?},\n");
    let _ = writeln!(rust, "    numerals: ({nought:?}, {comma:?}),\n    date: {date:?},\n    first: {first:?},");
    for (name, label) in labels {
        let _ = writeln!(rust, "    {name}: {label:?},");
    }
    rust.push_str("},\n");
    rust
}

/// The words of all languages by what they mean, folded.
#[derive(Default)]
struct LanguageWords {
    months: BTreeMap<String, u8>,
    persian_months: BTreeMap<String, u8>,
    around: BTreeMap<String, ()>,
    marks: Vec<(String, bool)>,
    zones: BTreeMap<String, (i16, String)>,
    ago: Vec<String>,
    before: Vec<String>,
    half: Vec<String>,
    moments: BTreeMap<String, (u32, Variant)>,
    units: BTreeMap<String, Variant>,
    numbers: BTreeMap<String, u32>,
    byline: Vec<String>,
    by: Vec<String>,
    source: Vec<String>,
    between: Vec<String>,
    between_whole: Vec<String>,
    place: Vec<String>,
    offices: Vec<String>,
}

impl LanguageWords {
    fn add(&mut self, pack: &Pack) -> Result<(), String> {
        let Pack { dates, zones, relative, persons, .. } = pack;
        self.add_dates(dates)?;
        self.zones.extend(zones.iter().map(|zone| (fold(&zone.name), (zone.offset, zone.since.clone()))));
        self.add_relative(relative);
        let spaced = |words: &[String]| words.iter().map(|word| format!(" {word} ")).collect::<Vec<_>>();
        self.byline.extend(persons.byline.iter().map(|word| fold(word)));
        self.by.extend(persons.by.iter().map(|word| fold(word)));
        self.source.extend(persons.source.iter().map(|word| fold(word)));
        self.between.extend(spaced(&persons.between));
        self.between_whole.extend(spaced(&persons.between_whole));
        self.place.extend(spaced(&persons.place));
        self.offices.extend(persons.offices.iter().map(|word| fold(word)));
        Ok(())
    }

    fn add_dates(&mut self, dates: &Dates) -> Result<(), String> {
        for (names, number) in dates.months.iter().zip(1..) {
            if names.is_empty() {
                return Err(format!("has no name for month {number}"));
            }
            for name in names {
                let before = self.months.insert(fold(name), number);
                if let Some(before) = before.filter(|before| *before != number) {
                    return Err(format!("calls month {number} {name:?}, which is month {before} in another language"));
                }
            }
        }
        self.persian_months.extend(dates.persian_months.iter().map(|name| fold(name)).zip(1..));
        self.around.extend(dates.weekdays.iter().chain(&dates.around).map(|word| (fold(word), ())));
        self.marks.extend(dates.published.iter().map(|mark| (fold(mark), false)));
        self.marks.extend(dates.changed.iter().map(|mark| (fold(mark), true)));
        match dates.weekdays.iter().find(|weekday| self.months.contains_key(&fold(weekday))) {
            Some(weekday) => Err(format!("has a day of the week {weekday:?}, which is a month")),
            None => Ok(()),
        }
    }

    fn add_relative(&mut self, relative: &RelativeWords) {
        for (own, words) in
            [(&mut self.ago, &relative.ago), (&mut self.before, &relative.before), (&mut self.half, &relative.half)]
        {
            own.extend(words.iter().map(|word| fold(word)));
        }
        for (count, unit, words) in [
            (0, Variant("Minute"), &relative.now),
            (0, Variant("Day"), &relative.today),
            (1, Variant("Day"), &relative.yesterday),
            (2, Variant("Day"), &relative.before_yesterday),
        ] {
            self.moments.extend(words.iter().map(|word| (fold(word), (count, unit))));
        }
        for (unit, words) in [
            (Variant("Second"), &relative.second),
            (Variant("Minute"), &relative.minute),
            (Variant("Hour"), &relative.hour),
            (Variant("Day"), &relative.day),
            (Variant("Week"), &relative.week),
            (Variant("Month"), &relative.month),
            (Variant("Year"), &relative.year),
        ] {
            self.units.extend(words.iter().map(|word| (fold(word), unit)));
        }
        self.numbers.extend(relative.numbers.iter().map(|(word, number)| (fold(word), *number)));
    }

    fn rust(mut self) -> String {
        for longest_first in [&mut self.ago, &mut self.before, &mut self.byline, &mut self.by, &mut self.source] {
            longest_first.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        self.marks.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let mut rust = "LanguageWords {\n".to_owned();
        let mut field = |name: &str, value: String| {
            let _ = writeln!(rust, "    {name}: {value},");
        };
        field("months", sorted(&self.months));
        field("persian_months", sorted(&self.persian_months));
        field("around", sorted(&self.around));
        field("marks", format!("&{:?}", self.marks));
        field("zones", sorted(&self.zones));
        field("ago", format!("&{:?}", self.ago));
        field("before", format!("&{:?}", self.before));
        field("half", format!("&{:?}", self.half));
        field("moments", sorted(&self.moments));
        field("units", sorted(&self.units));
        field("numbers", sorted(&self.numbers));
        field("byline", format!("&{:?}", self.byline));
        field("by", format!("&{:?}", self.by));
        field("source", format!("&{:?}", self.source));
        field("between", format!("&{:?}", self.between));
        field("between_whole", format!("&{:?}", self.between_whole));
        field("place", format!("&{:?}", self.place));
        field("offices", format!("&{:?}", self.offices));
        rust.push('}');
        rust
    }
}

/// A map that is searched by halves.
fn sorted<T: Debug>(words: &BTreeMap<String, T>) -> String {
    format!("WordMap(&{:?})", words.iter().collect::<Vec<_>>())
}
