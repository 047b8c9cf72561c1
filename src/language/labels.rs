//! The few words that istinad itself writes into files, from the file of the language in
//! [`packs/`](../../src/language/packs).
//!
//! A language without a file gets English.

use std::fmt::Write as _;

use crate::model::{Language, Timestamp};

/// The words of one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Labels {
    /// The language of these words, with its script where that is not the usual one: `az`, `az-Cyrl`.
    pub language: &'static str,
    /// The months, as they stand behind a day.
    pub months: [&'static str; 12],
    /// Nought, and the comma between a day and a time.
    pub numerals: (char, char),
    /// A date in words: `{day} {month} {year}`.
    pub date: &'static str,
    /// The first day of a month, where it is written in another way than the others.
    pub first: Option<&'static str>,
    /// Heading of the statement.
    pub source_and_rights: &'static str,
    /// Before the name of the source.
    pub source: &'static str,
    /// Before the time at which a web archive captured the article.
    pub archived: &'static str,
    /// Where nothing is known of the source.
    pub unknown: &'static str,
    /// Before a term.
    pub terms: &'static str,
    /// Where no terms were recognised in the source; it may state some all the same.
    pub no_terms: &'static str,
    /// Where a part of the terms was not understood.
    pub terms_unread: &'static str,
    /// After a term that a publisher's profile states.
    pub from_profile: &'static str,
    /// Before the address of the terms.
    pub terms_page: &'static str,
    /// Before a licence.
    pub licence: &'static str,
    /// Where a hyperlink to the article is demanded and its address is not known.
    pub unmet_hyperlink: &'static str,
    /// Before a prescribed place of the attribution that this tool cannot see to.
    pub unmet_place: &'static str,
    /// Where pictures are withheld.
    pub pictures_withheld: &'static str,
    /// Before the reference of a permission for pictures.
    pub pictures_permitted: &'static str,
    /// Before the name and version of this tool, the time and the hash of the input.
    pub made_by: &'static str,
    /// Where the provider has cancelled the article.
    pub canceled: &'static str,
    /// Where the provider withholds the article.
    pub withheld: &'static str,
    /// Where the provider sets no end to an embargo.
    pub embargoed: &'static str,
    /// Before the time at which an embargo ends.
    pub embargoed_until: &'static str,
    /// Before the time after which the article must no longer be used.
    pub expires: &'static str,
    /// In the place of a picture that is not there.
    pub picture_missing: &'static str,
    /// In the place of a picture that the terms withhold.
    pub picture_withheld: &'static str,
    /// Heading of the table of contents.
    pub contents: &'static str,
    /// Heading of the landmarks.
    pub landmarks: &'static str,
    /// The article, as a landmark.
    pub article: &'static str,
    /// Heading of the footnotes.
    pub notes: &'static str,
    /// One footnote, before its number.
    pub note: &'static str,
    /// What a link back to a reference is called.
    pub back_to_reference: &'static str,
    /// Before a page number, where a sentence needs it.
    pub page: &'static str,
    /// What a link is called, before its address.
    pub link: &'static str,
    /// What a done item of a task list is called.
    pub done: &'static str,
    /// What an open item of a task list is called.
    pub open: &'static str,
    /// Accessibility summary of a text without pictures.
    pub accessibility_text_only: &'static str,
    /// Accessibility summary of a text with described pictures.
    pub accessibility_with_pictures: &'static str,
    /// Accessibility summary of a text with pictures that not all have a description.
    pub accessibility_undescribed: &'static str,
}

/// The words for a language: in its script, else in the usual one; English where it has no row.
pub fn labels(language: &Language) -> &'static Labels {
    let written = |labels: &&Labels| labels.is_written_as(language);
    let spoken = |labels: &&Labels| labels.language == language.primary();
    rows().iter().find(written).or_else(|| rows().iter().find(spoken)).unwrap_or(&rows()[0])
}

/// A moment in words, for readers: the day, and as far as it is known the time and its zone; `None` in a language
/// without a row. Seconds are for machines.
pub fn moment(moment: Timestamp, language: &Language) -> Option<String> {
    let labels = rows().iter().find(|labels| labels.is_written_as(language))?;
    let month = labels.months.get(usize::from(moment.month()).checked_sub(1)?)?;
    let day = labels.first.filter(|_| moment.day() == 1).map_or_else(|| moment.day().to_string(), str::to_owned);
    let date = labels.date.replace("{day}", &day).replace("{month}", month);
    let mut words = date.replace("{year}", &moment.year().to_string());
    let mut zone = String::new();
    if let Some(time) = moment.time() {
        let _ = write!(words, ", {:02}:{:02}", time.hour, time.minute);
        zone = match moment.offset_minutes() {
            None => String::new(),
            Some(0) => " (UTC)".to_owned(),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                format!(" (UTC{sign}{:02}:{:02})", offset.abs() / 60, offset.abs() % 60)
            }
        };
    }
    let (nought, comma) = labels.numerals;
    let numeral = |digit| char::from_u32(u32::from(nought) + digit);
    let own = |character: char| match character.to_digit(10).and_then(numeral) {
        Some(digit) => digit,
        None if character == ',' => comma,
        None => character,
    };
    let words: String = words.chars().map(own).collect();
    Some(words + &zone)
}

impl Labels {
    /// Whether text in a language is in the language and the script of these words.
    fn is_written_as(&self, language: &Language) -> bool {
        let (primary, script) =
            self.language.split_once('-').map_or((self.language, None), |(primary, script)| (primary, Some(script)));
        let usual = match primary {
            "ru" | "uk" | "kk" => "Cyrl",
            "fa" => "Arab",
            "ka" => "Geor",
            _ => "Latn",
        };
        // South Azerbaijani is written in Arabic script.
        let (spoken, usual_of_text) = match language.primary() {
            "azb" => ("az", "Arab"),
            "azj" => ("az", "Latn"),
            other => (other, usual),
        };
        primary == spoken && script.unwrap_or(usual) == language.script().unwrap_or(usual_of_text)
    }

    /// What these words have to say of their language amid text in `surrounding`: their language and direction
    /// (`ltr`, `rtl`), or nothing if both are the same.
    pub fn marked_in(&self, surrounding: &Language) -> Option<(&'static str, &'static str)> {
        let right_to_left = Language::parse(self.language).is_some_and(|language| language.is_right_to_left());
        (!self.is_written_as(surrounding)).then_some((self.language, if right_to_left { "rtl" } else { "ltr" }))
    }
}

/// Every row; the first is the one for languages without a row.
fn rows() -> &'static [Labels] {
    static ROWS: &[Labels] = include!(concat!(env!("OUT_DIR"), "/labels.rs"));
    ROWS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::parse(tag).expect("a tag")
    }

    #[test]
    fn words_are_in_the_language_and_if_possible_in_the_script() {
        for (tag, words) in [
            ("az", "az"),
            ("az-Latn-AZ", "az"),
            ("az-Cyrl", "az-Cyrl"),
            ("az-Arab", "az-Arab"),
            ("azb", "az-Arab"),
            ("azj", "az"),
            ("az-Geor", "az"),
            ("fa-IR", "fa"),
            ("de-AT", "de"),
            ("uz-Latn", "uz"),
            ("sv", "en"),
        ] {
            assert_eq!(labels(&language(tag)).language, words, "{tag}");
        }
    }

    #[test]
    fn words_say_their_language_where_it_is_another() {
        let marked = |tag| labels(&language(tag)).marked_in(&language(tag));
        assert_eq!([marked("az"), marked("az-Latn"), marked("az-Cyrl"), marked("fa"), marked("ru-RU")], [None; 5]);
        assert_eq!([marked("az-Arab"), marked("azb"), marked("azj")], [None; 3]);
        assert_eq!(marked("az-Geor"), Some(("az", "ltr")));
        assert_eq!(marked("he"), Some(("en", "ltr")));
    }

    #[test]
    fn what_is_written_in_words_is_read_again() {
        let moment = Timestamp::parse("2026-03-01T14:05").expect("a moment");
        for labels in rows() {
            let words = super::moment(moment, &language(labels.language)).expect("a row");
            assert_eq!(crate::language::dates::absolute(&words), Some(moment), "{words}");
        }
    }

    #[test]
    fn moments_are_said_as_precisely_as_they_are_known() {
        let said = |text, tag| moment(Timestamp::parse(text).expect("a moment"), &language(tag));
        assert_eq!(said("2026-06-24", "az").as_deref(), Some("24 iyun 2026"));
        assert_eq!(said("2026-06-04T09:05", "tr").as_deref(), Some("4 Haziran 2026, 09:05"));
        assert_eq!(said("2026-06-24T14:05:09-03:30", "ru").as_deref(), Some("24 июня 2026, 14:05 (UTC-03:30)"));
        assert_eq!(said("2026-06-24T14:05+03:30", "fa-IR").as_deref(), Some("۲۴ ژوئن ۲۰۲۶، ۱۴:۰۵ (UTC+03:30)"));
        assert_eq!(said("2026-06-24T14:05Z", "en").as_deref(), Some("24 June 2026, 14:05 (UTC)"));
        assert_eq!(said("2026-06-24", "de").as_deref(), Some("24. Juni 2026"));
        assert_eq!(said("2026-06-01", "fr").as_deref(), Some("1er juin 2026"));
        assert_eq!(said("2026-06-24T14:05", "es").as_deref(), Some("24 de junio de 2026, 14:05"));
        assert_eq!(said("2026-06-24", "kk").as_deref(), Some("2026 жылғы 24 маусым"));
        assert_eq!(said("2026-06-24", "sv"), None);
    }
}
