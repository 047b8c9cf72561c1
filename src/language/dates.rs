//! Times as articles write them, in Azerbaijani, Turkish, Russian and English.
//!
//! 1. [`absolute`] reads a line that is a date, perhaps with a time of day and an offset, and nothing else;
//! 2. [`relative`] reads a line that counts from the present of its reader: "1 saat öncə", "вчера, 14:05";
//! 3. [`resolve`] counts from the time of saving, no more precisely than the words allow.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

use crate::model::Timestamp;

/// The longest line that is a time, in bytes; a longer one is prose.
const LONGEST: usize = 200;

/// The names of the twelve months, folded: az Latin, az Cyrillic, tr, ru (both cases), en (long and short).
const MONTHS: [&[&str]; 12] = [
    &["yanvar", "јанвар", "ocak", "январь", "января", "january", "jan"],
    &["fevral", "феврал", "subat", "şubat", "февраль", "февраля", "february", "feb"],
    &["mart", "март", "марта", "march", "mar"],
    &["aprel", "апрел", "nisan", "апрель", "апреля", "april", "apr"],
    &["may", "maj", "мај", "mayis", "май", "мая"],
    &["iyun", "ијун", "haziran", "июнь", "июня", "june", "jun"],
    &["iyul", "ијул", "temmuz", "июль", "июля", "july", "jul"],
    &["avqust", "август", "agustos", "ağustos", "августа", "august", "aug"],
    &["sentyabr", "сентјабр", "eylul", "eylül", "сентябрь", "сентября", "september", "sep", "sept"],
    &["oktyabr", "октјабр", "ekim", "октябрь", "октября", "october", "oct"],
    &["noyabr", "нојабр", "kasim", "ноябрь", "ноября", "november", "nov"],
    &["dekabr", "декабр", "aralik", "декабрь", "декабря", "december", "dec"],
];

/// Words that may stand in a date and say nothing that the rest does not, folded.
const FILLERS: &[&str] = &[
    // Weekdays.
    "bazar",
    "ertəsi",
    "çərşənbə",
    "axşami",
    "cümə",
    "şənbə",
    "pazar",
    "pazartesi",
    "sali",
    "çarşamba",
    "perşembe",
    "cuma",
    "cumartesi",
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    // As RFC 1123 has them.
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    // Words around a year and a time of day.
    "ci",
    "cı",
    "cu",
    "cü",
    "il",
    "saat",
    "yil",
    "г",
    "г.",
    "год",
    "года",
    "в",
    "at",
    "the",
    "of",
    // Zones whose offset the season or the place tells.
    "bst",
    "et",
    "ct",
    "mt",
    "pt",
    "-",
    "–",
    "—",
    "|",
    "·",
];

/// What stands before a time of publication, folded.
const PREFIXES: &[&str] = &[
    "dərc olunub",
    "dərc edilib",
    "dərc tarixi",
    "yayimlanib",
    "yayim tarixi",
    "tarix",
    "yayinlanma tarihi",
    "yayinlanma",
    "yayin tarihi",
    "tarih",
    "giriş",
    "опубликовано",
    "дата публикации",
    "дата",
    "published on",
    "published",
    "posted on",
    "posted",
    "date",
];

/// What stands before the time of the last change, folded.
const CHANGED: &[&str] = &[
    "son yenilənmə",
    "yenilənmə tarixi",
    "yenilənib",
    "son güncelleme",
    "güncelleme tarihi",
    "güncelleme",
    "güncellendi",
    "обновлено",
    "последнее обновление",
    "last updated on",
    "last updated",
    "updated on",
    "updated",
    "last modified",
];

/// The zones that have names of their own, folded, in minutes (RFC 5322, 4.3).
const ZONES: &[(&str, i16)] = &[
    ("ut", 0),
    ("edt", -240),
    ("est", -300),
    ("cdt", -300),
    ("cst", -360),
    ("mdt", -360),
    ("mst", -420),
    ("pdt", -420),
    ("pst", -480),
];

/// A time that is counted from the present of the article's reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relative {
    /// How many units back.
    pub count: u32,
    /// Which units.
    pub unit: Unit,
    /// The time of day, where the words state it: "dünən, 14:05".
    pub time: Option<(u8, u8)>,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// The words for the units, folded.
const UNITS: &[(Unit, &[&str])] = &[
    (Unit::Second, &["saniyə", "saniye", "секунду", "секунды", "секунд", "second", "seconds"]),
    (
        Unit::Minute,
        &[
            "dəqiqə",
            "dəq",
            "dəq.",
            "dakika",
            "dk",
            "минуту",
            "минуты",
            "минут",
            "мин",
            "minute",
            "minutes",
            "min",
            "mins",
        ],
    ),
    (Unit::Hour, &["saat", "час", "часа", "часов", "hour", "hours"]),
    (Unit::Day, &["gün", "день", "дня", "дней", "сутки", "day", "days"]),
    (Unit::Week, &["həftə", "hafta", "неделю", "недели", "недель", "week", "weeks"]),
    (Unit::Month, &["ay", "месяц", "месяца", "месяцев", "month", "months"]),
    (Unit::Year, &["il", "yil", "год", "года", "лет", "year", "years"]),
];

/// The words for "ago", folded.
const AGO: &[&str] = &["öncə", "əvvəl", "geri", "bundan əvvəl", "önce", "evvel", "назад", "тому назад", "ago"];

/// Words for a number that is not written in digits, folded.
const NUMBERS: &[(&str, u32)] = &[
    ("bir", 1),
    ("iki", 2),
    ("üç", 3),
    ("a", 1),
    ("an", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("один", 1),
    ("одну", 1),
];

/// Lines that say a relative time by themselves, folded.
const MOMENTS: &[(&str, Unit, u32)] = &[
    ("indi", Unit::Minute, 0),
    ("indicə", Unit::Minute, 0),
    ("şimdi", Unit::Minute, 0),
    ("az önce", Unit::Minute, 0),
    ("только что", Unit::Minute, 0),
    ("сейчас", Unit::Minute, 0),
    ("now", Unit::Minute, 0),
    ("just now", Unit::Minute, 0),
    ("bu gün", Unit::Day, 0),
    ("bugün", Unit::Day, 0),
    ("сегодня", Unit::Day, 0),
    ("today", Unit::Day, 0),
    ("dünən", Unit::Day, 1),
    ("dün", Unit::Day, 1),
    ("вчера", Unit::Day, 1),
    ("yesterday", Unit::Day, 1),
    ("sırağagün", Unit::Day, 2),
    ("позавчера", Unit::Day, 2),
];

/// Lower case for comparing words of any of the languages: the four forms of i are one, and so are composed and
/// decomposed letters.
pub(crate) fn fold(text: &str) -> String {
    let text = text.trim();
    let composed = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect::<String>()),
    };
    fold_composed(&composed).collect()
}

/// Whether a name, composed and without space around it, is a folded word.
fn is(name: &str, folded: &str) -> bool {
    fold_composed(name).eq(folded.chars())
}

fn fold_composed(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .flat_map(|character| match character {
            'İ' | 'I' | 'ı' => 'i'.to_lowercase(),
            other => other.to_lowercase(),
        })
        .filter(|&character| character != '\u{307}')
        .map(|character| if character == '\u{a0}' { ' ' } else { character })
}

/// Reads a line that is a date and nothing else: "24 iyun 2026, 14:05", "24.06.2026", "June 24, 2026", ISO 8601.
///
/// A date whose order of day and month cannot be told (`06/07/2026`) is none.
pub fn absolute(line: &str) -> Option<Timestamp> {
    if line.len() > LONGEST {
        return None;
    }
    date(without_prefix(&fold(line), PREFIXES))
}

/// Reads a line that says when the article was last changed, and nothing else: "Updated: June 25, 2026".
pub fn changed(line: &str) -> Option<Timestamp> {
    if line.len() > LONGEST {
        return None;
    }
    let folded = fold(line);
    let text = without_prefix(&folded, CHANGED);
    if text.len() == folded.len() { None } else { date(text) }
}

/// A folded text that is a date, perhaps with a time of day and an offset.
fn date(text: &str) -> Option<Timestamp> {
    if let Some(moment) = Timestamp::parse(&text.to_ascii_uppercase()) {
        return Some(moment);
    }
    let (mut date, mut time, mut half, mut offset) = (None, None, None, None);
    let (mut day, mut month, mut year) = (None, None, None);
    for word in text.split([' ', ',', '(', ')']).filter(|word| !word.is_empty()) {
        let word = word.trim_end_matches(';');
        let (word, stated) = halved(word);
        if let Some(stated) = stated {
            half = unset(half, stated)?;
        }
        if word.is_empty() {
            continue;
        }
        if let Some(zone) = zone(word) {
            offset = unset(offset, zone)?;
        } else if let Some(clock) = clock(word) {
            time = unset(time, clock)?;
        } else if let Some(numeric) = numeric_date(word) {
            date = unset(date, numeric)?;
        } else if let Some(number) = MONTHS
            .iter()
            .zip(1u8..)
            .find_map(|(names, number)| names.iter().any(|name| is(name, word.trim_end_matches('.'))).then_some(number))
        {
            month = unset(month, number)?;
        } else if let Some(number) = year_word(word) {
            year = unset(year, number)?;
        } else if let Some(number) = day_word(word) {
            day = unset(day, number)?;
        } else if !FILLERS.iter().any(|filler| is(filler, word.trim_end_matches(':'))) {
            return None;
        }
    }
    let date = match (date, day, month, year) {
        (Some(date), None, None, None) => date,
        (None, Some(day), Some(month), Some(year)) => Timestamp::from_date(year, month, day)?,
        _ => return None,
    };
    let time = match (time, half) {
        (Some((hour @ 1..=12, minute, second)), Some(half)) => Some((hour % 12 + half, minute, second)),
        (time, None) => time,
        (_, Some(_)) => return None,
    };
    match (time, offset) {
        (Some((hour, minute, second)), Some(offset)) => date.at(hour, minute, second)?.with_offset(offset),
        (Some((hour, minute, second)), None) => date.at(hour, minute, second),
        (None, None) => Some(date),
        (None, Some(_)) => None,
    }
}

/// Reads a line that is a relative time and nothing else: "1 saat öncə", "3 hours ago", "dünən, 14:05".
pub fn relative(line: &str) -> Option<Relative> {
    if line.len() > LONGEST {
        return None;
    }
    let folded = fold(line);
    let text = without_prefix(&folded, PREFIXES);
    let moment = |text: &str| {
        let (_, unit, count) = MOMENTS.iter().find(|moment| is(moment.0, text))?;
        Some(Relative { count: *count, unit: *unit, time: None })
    };
    if let Some(relative) = moment(text) {
        return Some(relative);
    }
    let (head, last) =
        text.rsplit_once(' ').map_or((text, ""), |(head, last)| (head.trim_end_matches([' ', ',']), last));
    if let Some((hour, minute, _)) = clock(last)
        && let head =
            head.trim_end_matches(" saat").trim_end_matches(" at").trim_end_matches(" в").trim_end_matches(',')
        && let Some(relative) = moment(head).filter(|relative| relative.unit == Unit::Day)
    {
        return Some(Relative { time: Some((hour, minute)), ..relative });
    }
    let counted = AGO.iter().find_map(|ago| text.strip_suffix(ago)?.strip_suffix(' '))?;
    let (number, unit) = counted.trim().rsplit_once(' ').unwrap_or(("1", counted.trim()));
    let unit = UNITS.iter().find(|(_, names)| names.iter().any(|name| is(name, unit)))?.0;
    let number = number.trim();
    let count = match number.parse() {
        Ok(count) if number.bytes().all(|byte| byte.is_ascii_digit()) => count,
        _ => NUMBERS.iter().find(|(word, _)| is(word, number))?.1,
    };
    Some(Relative { count, unit, time: None })
}

/// Counts back from the time of saving. `None` where the words are too coarse to name a day, or the time of saving is
/// not known precisely enough.
///
/// Minutes lead to a minute. Hours and days lead to a day: "3 hours ago" names no minute.
pub fn resolve(relative: Relative, saved_at: Timestamp) -> Option<Timestamp> {
    let seconds = match relative.unit {
        Unit::Second => 1,
        Unit::Minute => 60,
        Unit::Hour => 3_600,
        Unit::Day => 86_400,
        Unit::Week | Unit::Month | Unit::Year => return None,
    };
    if relative.unit != Unit::Day && saved_at.time().is_none() {
        return None;
    }
    let moment = saved_at.minus_seconds(i64::from(relative.count) * seconds)?;
    let day = Timestamp::from_date(moment.year(), moment.month(), moment.day())?;
    let (hour, minute) = match (relative.unit, relative.time) {
        (_, Some(time)) => time,
        (Unit::Second | Unit::Minute, None) => moment.time().map(|time| (time.hour, time.minute))?,
        (Unit::Hour | Unit::Day | Unit::Week | Unit::Month | Unit::Year, None) => return Some(day),
    };
    let minute = day.at(hour, minute, None)?;
    match saved_at.offset_minutes() {
        Some(offset) => minute.with_offset(offset),
        None => Some(minute),
    }
}

/// The line without words such as "published:".
fn without_prefix<'a>(folded: &'a str, prefixes: &[&str]) -> &'a str {
    let rest = prefixes.iter().find_map(|prefix| {
        let mut rest = folded.chars();
        let stands = fold_composed(prefix).all(|character| rest.next() == Some(character));
        let rest = rest.as_str();
        (stands && rest.starts_with([':', ' '])).then_some(rest)
    });
    rest.unwrap_or(folded).trim_start_matches([':', ' ']).trim()
}

/// A value that may be set once.
fn unset<T>(before: Option<T>, value: T) -> Option<Option<T>> {
    before.is_none().then_some(Some(value))
}

/// `14:05`, `14:05:30`.
fn clock(word: &str) -> Option<(u8, u8, Option<u8>)> {
    let mut parts = word.split(':');
    let mut part = |required: bool| -> Option<Option<u8>> {
        match parts.next() {
            Some(part) if (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()) => {
                Some(Some(part.parse().ok()?))
            }
            Some(_) => None,
            None => (!required).then_some(None),
        }
    };
    let (hour, minute, second) = (part(true)??, part(true)??, part(false)?);
    (parts.next().is_none() && hour < 24 && minute < 60 && second.is_none_or(|second| second < 60))
        .then_some((hour, minute, second))
}

/// `24.06.2026`, and `24/06/2026` or `24-06-2026` where the first number can only be a day.
fn numeric_date(word: &str) -> Option<Timestamp> {
    if let Some(date) = Timestamp::parse(word).filter(|date| date.time().is_none()) {
        return Some(date);
    }
    let separator = word.chars().find(|character| !character.is_ascii_digit())?;
    let parts: Vec<&str> = word.trim_end_matches('.').split(separator).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let all_digits = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if !all_digits || year.len() != 4 || day.len() > 2 || month.len() > 2 {
        return None;
    }
    let day: u8 = day.parse().ok()?;
    (separator == '.' || (matches!(separator, '/' | '-') && day > 12))
        .then(|| Timestamp::from_date(year.parse().ok()?, month.parse().ok()?, day))?
}

/// `2026`, `2026-cı`.
fn year_word(word: &str) -> Option<i16> {
    let digits = word.split(['-', '.']).next()?;
    let suffix = &word[digits.len()..];
    let known = suffix.is_empty() || suffix == "." || ["-ci", "-cu", "-cü"].contains(&suffix);
    (digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) && known).then(|| digits.parse().ok())?
}

/// `24`, `24.`, `24th`.
fn day_word(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches("th").trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd");
    let digits = digits.trim_end_matches('.');
    ((1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())?
}

/// `3:15pm`: the word without the half of the day behind it, and the hour at which that half begins.
fn halved(word: &str) -> (&str, Option<u8>) {
    let half = [("am", 0), ("a.m.", 0), ("pm", 12), ("p.m.", 12)].into_iter().find_map(|(name, hour)| {
        let rest = word.strip_suffix(name)?;
        (rest.is_empty() || rest.ends_with(|last: char| last.is_ascii_digit())).then_some((rest, hour))
    });
    half.map_or((word, None), |(rest, hour)| (rest, Some(hour)))
}

/// `UTC`, `GMT+4`, `EDT`, `+04:00`: an offset in minutes.
fn zone(word: &str) -> Option<i16> {
    if let Some((_, offset)) = ZONES.iter().find(|(name, _)| *name == word) {
        return Some(*offset);
    }
    let rest = word.strip_prefix("utc").or_else(|| word.strip_prefix("gmt")).unwrap_or(word);
    if rest.is_empty() {
        return Some(0);
    }
    let (sign, digits) = match rest.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = digits.split_once(':').unwrap_or(match digits.len() {
        4 => digits.split_at_checked(2)?,
        _ => (digits, "0"),
    });
    let number = |text: &str| -> Option<i16> {
        ((1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates() {
        for (line, expected) in [
            ("24 iyun 2026", "2026-06-24"),
            ("24 İyun 2026, 14:05", "2026-06-24T14:05"),
            ("Çərşənbə, 24 iyun 2026-cı il, saat 14:05", "2026-06-24T14:05"),
            ("Dərc olunub: 24.06.2026 14:05", "2026-06-24T14:05"),
            ("14:05, 24.06.2026", "2026-06-24T14:05"),
            ("24 ијун 2026", "2026-06-24"),
            ("24 Haziran 2026 Çarşamba 14:05", "2026-06-24T14:05"),
            ("3 Kasım 2026", "2026-11-03"),
            ("24 июня 2026 г., 14:05", "2026-06-24T14:05"),
            ("June 24, 2026", "2026-06-24"),
            ("June 24, 2026 3:15 PM EDT", "2026-06-24T15:15-04:00"),
            ("June 24, 2026 at 12:05 a.m. ET", "2026-06-24T00:05"),
            ("12:30pm, 24 June 2026", "2026-06-24T12:30"),
            ("24 June 2026 14:05 BST", "2026-06-24T14:05"),
            ("Published: 24th June 2026 at 14:05 (UTC+4)", "2026-06-24T14:05+04:00"),
            ("2026-06-24T14:05:00+04:00", "2026-06-24T14:05:00+04:00"),
            ("2026-06-24T10:05Z", "2026-06-24T10:05+00:00"),
            ("24/06/2026", "2026-06-24"),
            ("Wed, 24 Jun 2026 10:05:00 GMT", "2026-06-24T10:05:00+00:00"),
            ("Wed, 24 Jun 2026 14:05:00 +0400", "2026-06-24T14:05:00+04:00"),
            ("2026-06-24 14:05:00 +0400", "2026-06-24T14:05:00+04:00"),
        ] {
            assert_eq!(absolute(line).map(|moment| moment.to_string()).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn leaves_everything_else_alone() {
        for line in [
            "",
            "24",
            "2026",
            "24 iyun",
            "iyunun 24-də",
            "24 iyun 2026 Bakı",
            "06/07/2026",
            "31 fevral 2026",
            "14:05",
            "24 iyun 25 iyul 2026",
            "24 iyun 2026 25:00",
            "24 June 2026 15:05 pm",
            "24 June 2026 am",
            "March of the penguins",
        ] {
            assert_eq!(absolute(line), None, "{line}");
            assert_eq!(relative(line), None, "{line}");
        }
    }

    #[test]
    fn reads_relative_times() {
        for (line, count, unit) in [
            ("1 saat öncə", 1, Unit::Hour),
            ("5 dəqiqə əvvəl", 5, Unit::Minute),
            ("2 gün geri", 2, Unit::Day),
            ("3 HƏFTƏ ÖNCƏ", 3, Unit::Week),
            ("4 dakika önce", 4, Unit::Minute),
            ("час назад", 1, Unit::Hour),
            ("22 часа назад", 22, Unit::Hour),
            ("an hour ago", 1, Unit::Hour),
            ("Published 2 days ago", 2, Unit::Day),
            ("Dünən", 1, Unit::Day),
            ("bu gün", 0, Unit::Day),
            ("indi", 0, Unit::Minute),
        ] {
            assert_eq!(relative(line), Some(Relative { count, unit, time: None }), "{line}");
        }
        assert_eq!(relative("dünən, 14:05"), Some(Relative { count: 1, unit: Unit::Day, time: Some((14, 5)) }));
        for line in ["saat öncə gələn xəbər", "öncə", "1 öncə", "+1 saat öncə", "saatlar öncə", "99999999999 saat öncə"]
        {
            assert_eq!(relative(line), None, "{line}");
        }
    }

    #[test]
    fn counts_back_no_more_precisely_than_the_words() {
        let resolved = |line: &str, saved: &str| {
            let saved = Timestamp::parse(saved).expect("valid");
            resolve(relative(line).expect("relative"), saved).map(|moment| moment.to_string())
        };
        let saved = "2026-06-24T00:30:10+04:00";
        assert_eq!(resolved("5 dəqiqə öncə", saved).as_deref(), Some("2026-06-24T00:25+04:00"));
        assert_eq!(resolved("1 saat öncə", saved).as_deref(), Some("2026-06-23"));
        assert_eq!(resolved("dünən", saved).as_deref(), Some("2026-06-23"));
        assert_eq!(resolved("dünən, 14:05", saved).as_deref(), Some("2026-06-23T14:05+04:00"));
        assert_eq!(resolved("2 həftə öncə", saved), None);
        assert_eq!(resolved("2 gün öncə", "2026-06-24").as_deref(), Some("2026-06-22"));
        assert_eq!(resolved("2 saat öncə", "2026-06-24"), None);
    }
}
