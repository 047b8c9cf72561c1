//! Times that are counted from the present of their reader: "1 saat öncə", "вчера, 14:05", "il y a 3 heures".
//!
//! 1. [`relative`] reads a line that is such a time and nothing else;
//! 2. [`resolve`] counts from the time of saving, no more precisely than the words allow.

use super::dates::{self, clock, latin_digits};
use super::fold::fold;
pub use super::packs::TimeUnit;
use super::packs::words;
use crate::model::Timestamp;
use crate::text::is_longer_than;

/// The longest line that is a relative time, in characters; a longer one is prose.
const LONGEST: usize = 120;

/// A time that is counted from the present of the article's reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelativeTime {
    /// How many units back.
    pub count: u32,
    /// Which units.
    pub unit: TimeUnit,
    /// The time of day, where the words state it: "dünən, 14:05".
    pub time: Option<(u8, u8)>,
}

/// Reads a line that is a relative time and nothing else: "1 saat öncə", "3 hours ago", "dünən, 14:05".
pub fn relative(line: &str) -> Option<RelativeTime> {
    if is_longer_than(line, LONGEST) {
        return None;
    }
    let folded = fold(line);
    let folded = latin_digits(&folded);
    let text = dates::without_published(&folded);
    moment(text).or_else(|| moment_with_time(text)).or_else(|| counted(text))
}

/// A line without the relative time at its end, marked or not: "12 мая 2026, обновлено 2 часа назад". It counts from a
/// moment that nobody knows later.
pub(crate) fn before(line: &str) -> Option<&str> {
    const BETWEEN: &[char] = &[',', '،', '|', '·', '•', '-', '–', '—', '/', '('];
    if is_longer_than(line, 2 * LONGEST) {
        return None;
    }
    // What style sheets set apart has a space between and nothing else.
    let parts = |at: usize, character: char| {
        let follows = || line[at + 1..].starts_with(char::is_numeric);
        BETWEEN.contains(&character) || character == ' ' && follows()
    };
    line.char_indices().filter(|(at, character)| parts(*at, *character)).find_map(|(at, between)| {
        let (before, rest) = (line[..at].trim_end(), line[at + between.len_utf8()..].trim_matches([' ', ')']));
        let folded = fold(rest);
        let bare: Vec<&str> = folded.split(' ').filter(|word| !dates::is_mark(word)).collect();
        // What was done then may be said behind it.
        let is_done = || folded.rsplit_once(' ').is_some_and(|(rest, _)| relative(rest).is_some());
        let is_relative = relative(rest).is_some() || relative(&bare.join(" ")).is_some() || is_done();
        (!before.is_empty() && is_relative).then_some(before)
    })
}

/// "dünən".
fn moment(text: &str) -> Option<RelativeTime> {
    let (count, unit) = *words().moments.get(text)?;
    Some(RelativeTime { count, unit, time: None })
}

/// "dünən, saat 14:05".
fn moment_with_time(text: &str) -> Option<RelativeTime> {
    let (mut time, mut rest) = (None, String::new());
    for word in text.split([' ', ',', '،', '|']).filter(|word| !word.is_empty()) {
        if let Some((hour, minute, _)) = clock(word) {
            time.replace((hour, minute)).is_none().then_some(())?;
        } else if time.is_none() || !dates::is_around(word) {
            rest.extend((!rest.is_empty()).then_some(' '));
            rest.push_str(word);
        }
    }
    let time = Some(time?);
    // What leads to the time stands behind the day: "вчера в", "yesterday at", "bu gün saat".
    let day = moment(&rest).or_else(|| moment(rest.rsplit_once(' ').filter(|(_, last)| dates::is_around(last))?.0));
    day.or_else(|| moment(rest.strip_suffix(" a las")?))
        .filter(|day| day.unit == TimeUnit::Day)
        .map(|day| RelativeTime { time, ..day })
}

/// "1 saat öncə", "yarım saat əvvəl", "vor drei Stunden".
fn counted(text: &str) -> Option<RelativeTime> {
    let behind = || words().ago.iter().find_map(|ago| text.strip_suffix(ago)?.strip_suffix([' ', '\u{200c}']));
    let before = || words().before.iter().find_map(|before| text.strip_prefix(before)?.strip_prefix(' '));
    let counted = behind().or_else(before)?.trim();
    let unit = |name: &str| words().units.get(name).copied();
    let is_half_hour = words().half.iter().any(|half| {
        let rest = counted.strip_prefix(half).map(|rest| rest.trim_start_matches([' ', '-']));
        rest.is_some_and(|rest| unit(rest) == Some(TimeUnit::Hour))
    });
    if is_half_hour {
        return Some(RelativeTime { count: 1, unit: TimeUnit::HalfHour, time: None });
    }
    // "2h ago": the unit may stand at its number.
    let digits = counted.len() - counted.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    let (number, name) = match counted.rsplit_once(' ') {
        Some(parts) => parts,
        None if digits > 0 => counted.split_at(digits),
        None => ("1", counted),
    };
    let number = number.trim();
    let count = match number.parse() {
        Ok(count) if number.bytes().all(|byte| byte.is_ascii_digit()) => count,
        _ => *words().numbers.get(number)?,
    };
    Some(RelativeTime { count, unit: unit(name)?, time: None })
}

/// Counts back from the time of saving. `None` where the words are too coarse to name a day, or the time of saving is
/// not known precisely enough.
///
/// Minutes lead to a minute. Hours and days lead to a day: "3 hours ago" names no minute, nor does half an hour.
pub fn resolve(relative: RelativeTime, saved_at: Timestamp) -> Option<Timestamp> {
    let seconds = match relative.unit {
        TimeUnit::Second => 1,
        TimeUnit::Minute => 60,
        TimeUnit::HalfHour => 1_800,
        TimeUnit::Hour => 3_600,
        TimeUnit::Day => 86_400,
        TimeUnit::Week | TimeUnit::Month | TimeUnit::Year => return None,
    };
    if relative.unit != TimeUnit::Day && saved_at.time().is_none() {
        return None;
    }
    let moment = saved_at.minus_seconds(i64::from(relative.count) * seconds)?;
    let day = Timestamp::from_date(moment.year(), moment.month(), moment.day())?;
    let (hour, minute) = match (relative.unit, relative.time) {
        (_, Some(time)) => time,
        (TimeUnit::Second | TimeUnit::Minute, None) => moment.time().map(|time| (time.hour, time.minute))?,
        (
            TimeUnit::HalfHour | TimeUnit::Hour | TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Year,
            None,
        ) => return Some(day),
    };
    let minute = day.at(hour, minute, None)?;
    match saved_at.offset_minutes() {
        Some(offset) => minute.with_offset(offset),
        None => Some(minute),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_relative_times() {
        for (line, count, unit) in [
            ("1 saat öncə", 1, TimeUnit::Hour),
            ("5 dəqiqə əvvəl", 5, TimeUnit::Minute),
            ("3 saat qabaq", 3, TimeUnit::Hour),
            ("yarım saat əvvəl", 1, TimeUnit::HalfHour),
            ("srağagün", 2, TimeUnit::Day),
            ("2 gün geri", 2, TimeUnit::Day),
            ("3 HƏFTƏ ÖNCƏ", 3, TimeUnit::Week),
            ("1 саат өнҹә", 1, TimeUnit::Hour),
            ("дүнән", 1, TimeUnit::Day),
            ("јарым саат әввәл", 1, TimeUnit::HalfHour),
            ("20 дәгигә габаг", 20, TimeUnit::Minute),
            ("4 dakika önce", 4, TimeUnit::Minute),
            ("час назад", 1, TimeUnit::Hour),
            ("22 часа назад", 22, TimeUnit::Hour),
            ("полчаса назад", 1, TimeUnit::HalfHour),
            ("2 години тому", 2, TimeUnit::Hour),
            ("5 минут бұрын", 5, TimeUnit::Minute),
            ("3 kun oldin", 3, TimeUnit::Day),
            ("۱ ساعت پیش", 1, TimeUnit::Hour),
            ("دیروز", 1, TimeUnit::Day),
            ("نیم ساعت پیش", 1, TimeUnit::HalfHour),
            ("2 საათის წინ", 2, TimeUnit::Hour),
            ("vor drei Stunden", 3, TimeUnit::Hour),
            ("vor einer halben Stunde", 1, TimeUnit::HalfHour),
            ("il y a une demi-heure", 1, TimeUnit::HalfHour),
            ("il y a 2 jours", 2, TimeUnit::Day),
            ("hace 10 minutos", 10, TimeUnit::Minute),
            ("an hour ago", 1, TimeUnit::Hour),
            ("half an hour ago", 1, TimeUnit::HalfHour),
            ("Published 2 days ago", 2, TimeUnit::Day),
            ("Dünən", 1, TimeUnit::Day),
            ("bu gün", 0, TimeUnit::Day),
            ("indi", 0, TimeUnit::Minute),
        ] {
            assert_eq!(relative(line), Some(RelativeTime { count, unit, time: None }), "{line}");
        }
        for line in [
            "dünən, 14:05",
            "dünən, saat 14:05",
            "вчера в 14:05",
            "gestern um 14:05 Uhr",
            "hier à 14h05",
            "دیروز، ۱۴:۰۵",
        ] {
            assert_eq!(
                relative(line),
                Some(RelativeTime { count: 1, unit: TimeUnit::Day, time: Some((14, 5)) }),
                "{line}"
            );
        }
        for line in [
            "saat öncə gələn xəbər",
            "öncə",
            "1 öncə",
            "+1 saat öncə",
            "saatlar öncə",
            "99999999999 saat öncə",
            "yarım öncə",
            "vor dem Rathaus",
            "dünən 14:05 15:05",
        ] {
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
        assert_eq!(resolved("yarım saat əvvəl", saved).as_deref(), Some("2026-06-24"));
        assert_eq!(resolved("1 saat öncə", saved).as_deref(), Some("2026-06-23"));
        assert_eq!(resolved("dünən", saved).as_deref(), Some("2026-06-23"));
        assert_eq!(resolved("dünən, 14:05", saved).as_deref(), Some("2026-06-23T14:05+04:00"));
        assert_eq!(resolved("2 həftə öncə", saved), None);
        assert_eq!(resolved("2 gün öncə", "2026-06-24").as_deref(), Some("2026-06-22"));
        assert_eq!(resolved("2 saat öncə", "2026-06-24"), None);
    }
}
