//! The words of all languages by what they mean, folded: a line is read without knowing its language.
//!
//! A language is one file of data ([`packs/`](../../src/language/packs)). The files are made into [`words`] and
//! [`labels`](super::labels) when the program is built ([`build/packs.rs`](../../build/packs.rs)); a language is added by
//! one file and its tag there.

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

/// Words in their order, each with what it says.
#[derive(Debug)]
pub(super) struct WordMap<T: 'static>(&'static [(&'static str, T)]);

impl<T> WordMap<T> {
    pub(super) fn get(&self, word: &str) -> Option<&'static T> {
        let at = self.0.binary_search_by(|(known, _)| (*known).cmp(word)).ok()?;
        Some(&self.0[at].1)
    }

    pub(super) fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }
}

/// The words of all languages by what they mean, folded.
#[derive(Debug)]
pub(crate) struct LanguageWords {
    /// The months of the Gregorian calendar, 1 to 12.
    pub(super) months: WordMap<u8>,
    /// Those of the solar Hijri calendar.
    pub(super) persian_months: WordMap<u8>,
    /// What may stand in a date and says nothing that the rest does not, the days of the week among it.
    pub(super) around: WordMap<()>,
    /// What stands before a time of publication (`false`) or of the last change (`true`), the longest first.
    pub(super) marks: &'static [(&'static str, bool)],
    /// Zones with the offset that they have had since a day.
    pub(super) zones: WordMap<(i16, &'static str)>,
    /// What stands behind a count of units that lie back, the longest first, and before one.
    pub(super) ago: &'static [&'static str],
    pub(super) before: &'static [&'static str],
    pub(super) half: &'static [&'static str],
    /// Words that are a relative time by themselves.
    pub(super) moments: WordMap<(u32, TimeUnit)>,
    pub(super) units: WordMap<TimeUnit>,
    pub(super) numbers: WordMap<u32>,
    /// What stands before the names of authors with a colon, the longest first.
    pub(crate) byline: &'static [&'static str],
    /// The same with a space alone.
    pub(crate) by: &'static [&'static str],
    /// What stands before the name of an organisation, with a colon.
    pub(crate) source: &'static [&'static str],
    /// What stands between two names, with its spaces.
    pub(crate) between: &'static [&'static str],
    /// The same, where it stands in names too: "Ortega y Gasset".
    pub(crate) between_whole: &'static [&'static str],
    /// What stands between the last name and a place, with its spaces.
    pub(crate) place: &'static [&'static str],
    /// The last words of what somebody is.
    pub(crate) offices: &'static [&'static str],
}

/// The words of all languages.
pub(crate) fn words() -> &'static LanguageWords {
    static WORDS: LanguageWords = include!(concat!(env!("OUT_DIR"), "/words.rs"));
    &WORDS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;

    #[test]
    fn every_zone_has_a_day() {
        assert!(words().zones.0.iter().all(|(_, (_, since))| Timestamp::parse(since).is_some()));
    }
}
