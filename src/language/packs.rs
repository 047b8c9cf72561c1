//! The words of each language, in one file of data a language: [`packs/`](../../src/language/packs).
//!
//! 1. a [`Pack`] is such a file; the first is the one for languages without a file;
//! 2. [`words`] has the words of all of them by what they mean, folded: a line is read without knowing its language.
//!
//! A language is added by one file and one row of [`FILES`].

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::fold::fold;
use crate::model::Timestamp;

/// The files by the tag of their language.
const FILES: &[(&str, &str)] = &[
    ("en", include_str!("packs/en.toml")),
    ("az", include_str!("packs/az.toml")),
    ("tr", include_str!("packs/tr.toml")),
    ("ru", include_str!("packs/ru.toml")),
    ("az-Cyrl", include_str!("packs/az-Cyrl.toml")),
    ("az-Arab", include_str!("packs/az-Arab.toml")),
    ("fa", include_str!("packs/fa.toml")),
    ("ka", include_str!("packs/ka.toml")),
    ("uk", include_str!("packs/uk.toml")),
    ("kk", include_str!("packs/kk.toml")),
    ("uz", include_str!("packs/uz.toml")),
    ("de", include_str!("packs/de.toml")),
    ("fr", include_str!("packs/fr.toml")),
    ("es", include_str!("packs/es.toml")),
];

/// The dates of languages without a file, by the tag of each.
const DATES: &str = include_str!("packs/dates.toml");

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum TimeUnit {
    Second,
    Minute,
    HalfHour,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// The words of one language, as its file has them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pack {
    /// The tag of the language, with its script where that is not the usual one.
    pub(super) language: String,
    /// Nought, and the comma between a day and a time.
    pub(super) numerals: [char; 2],
    /// A date in words: `{day} {month} {year}`.
    pub(super) date: String,
    /// The first day of a month, where it is written in another way than the others.
    pub(super) first: Option<String>,
    pub(super) dates: Dates,
    #[serde(default)]
    zones: Vec<Zone>,
    relative: RelativeWords,
    persons: Persons,
    /// What the tool itself writes into files; none where it writes in another script of the language.
    pub(super) labels: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dates {
    /// The names of each month; the first stands behind a day.
    pub(super) months: [Vec<String>; 12],
    #[serde(default)]
    persian_months: Vec<String>,
    weekdays: Vec<String>,
    around: Vec<String>,
    published: Vec<String>,
    changed: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Zone {
    name: String,
    /// From UTC, in minutes.
    offset: i16,
    /// The day since which it has been so all year round.
    since: String,
}

#[derive(Debug, Deserialize)]
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

#[derive(Debug, Deserialize)]
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

/// Every pack, in the order of [`FILES`].
pub(super) fn packs() -> &'static [Pack] {
    static PACKS: OnceLock<Vec<Pack>> = OnceLock::new();
    PACKS.get_or_init(|| {
        let parse = |text: &str| toml::from_str(text).expect("the packs are compiled in, and a test reads every one");
        FILES.iter().map(|(_, text)| parse(text)).collect()
    })
}

/// The dates of the languages that have no pack.
fn other_dates() -> BTreeMap<String, Dates> {
    toml::from_str(DATES).expect("it is compiled in, and a test reads it")
}

/// The words of all languages by what they mean, folded.
#[derive(Debug, Default)]
pub(crate) struct LanguageWords {
    /// The months of the Gregorian calendar, 1 to 12.
    pub(super) months: BTreeMap<String, u8>,
    /// Those of the solar Hijri calendar.
    pub(super) persian_months: BTreeMap<String, u8>,
    /// What may stand in a date and says nothing that the rest does not, the days of the week among it.
    pub(super) around: BTreeMap<String, ()>,
    /// What stands before a time of publication (`false`) or of the last change (`true`), the longest first.
    pub(super) marks: Vec<(String, bool)>,
    /// Zones with the offset that they have had since a day.
    pub(super) zones: BTreeMap<String, (i16, Timestamp)>,
    /// What stands behind a count of units that lie back, the longest first, and before one.
    pub(super) ago: Vec<String>,
    pub(super) before: Vec<String>,
    pub(super) half: Vec<String>,
    /// Words that are a relative time by themselves.
    pub(super) moments: BTreeMap<String, (u32, TimeUnit)>,
    pub(super) units: BTreeMap<String, TimeUnit>,
    pub(super) numbers: BTreeMap<String, u32>,
    /// What stands before the names of authors with a colon, the longest first.
    pub(crate) byline: Vec<String>,
    /// The same with a space alone.
    pub(crate) by: Vec<String>,
    /// What stands before the name of an organisation, with a colon.
    pub(crate) source: Vec<String>,
    /// What stands between two names, with its spaces.
    pub(crate) between: Vec<String>,
    /// The same, where it stands in names too: "Ortega y Gasset".
    pub(crate) between_whole: Vec<String>,
    /// What stands between the last name and a place, with its spaces.
    pub(crate) place: Vec<String>,
    /// The last words of what somebody is.
    pub(crate) offices: Vec<String>,
}

/// The words of all languages.
pub(crate) fn words() -> &'static LanguageWords {
    static WORDS: OnceLock<LanguageWords> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words = LanguageWords::default();
        packs().iter().for_each(|pack| words.add(pack));
        other_dates().values().for_each(|dates| words.add_dates(dates));
        for longest_first in [&mut words.ago, &mut words.before, &mut words.byline, &mut words.by, &mut words.source] {
            longest_first.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        words.marks.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        words
    })
}

impl LanguageWords {
    fn add(&mut self, pack: &Pack) {
        let Pack { dates, zones, relative, persons, .. } = pack;
        self.add_dates(dates);
        for zone in zones {
            let since = Timestamp::parse(&zone.since).expect("the packs are compiled in, and a test reads every zone");
            self.zones.insert(fold(&zone.name), (zone.offset, since));
        }
        self.add_relative(relative);
        let spaced = |words: &[String]| words.iter().map(|word| format!(" {word} ")).collect::<Vec<_>>();
        self.byline.extend(persons.byline.iter().map(|word| fold(word)));
        self.by.extend(persons.by.iter().map(|word| fold(word)));
        self.source.extend(persons.source.iter().map(|word| fold(word)));
        self.between.extend(spaced(&persons.between));
        self.between_whole.extend(spaced(&persons.between_whole));
        self.place.extend(spaced(&persons.place));
        self.offices.extend(persons.offices.iter().map(|word| fold(word)));
    }

    fn add_dates(&mut self, dates: &Dates) {
        for (names, number) in dates.months.iter().zip(1..) {
            self.months.extend(names.iter().map(|name| (fold(name), number)));
        }
        self.persian_months.extend(dates.persian_months.iter().map(|name| fold(name)).zip(1..));
        self.around.extend(dates.weekdays.iter().chain(&dates.around).map(|word| (fold(word), ())));
        self.marks.extend(dates.published.iter().map(|mark| (fold(mark), false)));
        self.marks.extend(dates.changed.iter().map(|mark| (fold(mark), true)));
    }

    fn add_relative(&mut self, relative: &RelativeWords) {
        for (own, words) in
            [(&mut self.ago, &relative.ago), (&mut self.before, &relative.before), (&mut self.half, &relative.half)]
        {
            own.extend(words.iter().map(|word| fold(word)));
        }
        for (count, unit, words) in [
            (0, TimeUnit::Minute, &relative.now),
            (0, TimeUnit::Day, &relative.today),
            (1, TimeUnit::Day, &relative.yesterday),
            (2, TimeUnit::Day, &relative.before_yesterday),
        ] {
            self.moments.extend(words.iter().map(|word| (fold(word), (count, unit))));
        }
        for (unit, words) in [
            (TimeUnit::Second, &relative.second),
            (TimeUnit::Minute, &relative.minute),
            (TimeUnit::Hour, &relative.hour),
            (TimeUnit::Day, &relative.day),
            (TimeUnit::Week, &relative.week),
            (TimeUnit::Month, &relative.month),
            (TimeUnit::Year, &relative.year),
        ] {
            self.units.extend(words.iter().map(|word| (fold(word), unit)));
        }
        self.numbers.extend(relative.numbers.iter().map(|(word, number)| (fold(word), *number)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_is_of_its_language() {
        for (pack, (language, _)) in packs().iter().zip(FILES) {
            assert_eq!(pack.language, *language);
            assert!(pack.dates.months.iter().all(|names| !names.is_empty()), "{language}");
            assert!(pack.zones.iter().all(|zone| Timestamp::parse(&zone.since).is_some()), "{language}");
        }
    }

    #[test]
    fn no_word_is_two_months_or_two_units() {
        let mut months: BTreeMap<String, usize> = BTreeMap::new();
        let others = other_dates();
        for (language, dates) in packs().iter().map(|pack| (&pack.language, &pack.dates)).chain(&others) {
            for (number, names) in dates.months.iter().enumerate() {
                for name in names {
                    assert_eq!(*months.entry(fold(name)).or_insert(number), number, "{name} in {language}");
                }
            }
            for weekday in &dates.weekdays {
                assert!(!months.contains_key(&fold(weekday)), "{weekday} in {language}");
            }
        }
    }
}
