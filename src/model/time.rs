//! Moments, as precise as they are known.

use std::fmt;

/// A moment: a date, perhaps a time of day, perhaps the offset from UTC. What is not known is absent, never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "json", serde(into = "String"))]
pub struct Timestamp {
    year: i16,
    month: u8,
    day: u8,
    time: Option<TimeOfDay>,
    offset_minutes: Option<i16>,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct TimeOfDay {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59; `None` where only hours and minutes are known.
    pub second: Option<u8>,
}

/// The offset of the zone in which a time comes last, in minutes.
const WESTERNMOST: i16 = -12 * 60;

impl From<Timestamp> for String {
    fn from(moment: Timestamp) -> Self {
        moment.to_string()
    }
}

impl Timestamp {
    /// A day. `None` if the calendar has no such day.
    pub fn from_date(year: i16, month: u8, day: u8) -> Option<Self> {
        let date = (1..=9999).contains(&year)
            && jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).is_ok();
        date.then_some(Self { year, month, day, time: None, offset_minutes: None })
    }

    /// The same day at a time of day. `None` if there is no such time.
    #[must_use = "this makes a new value"]
    pub fn at(self, hour: u8, minute: u8, second: Option<u8>) -> Option<Self> {
        let valid = hour < 24 && minute < 60 && second.is_none_or(|second| second < 60);
        valid.then_some(Self { time: Some(TimeOfDay { hour, minute, second }), ..self })
    }

    /// The same moment with its offset from UTC in minutes. `None` if it is a day without a time, or beyond ±14 hours.
    #[must_use = "this makes a new value"]
    pub fn with_offset(self, minutes: i16) -> Option<Self> {
        (self.time.is_some() && minutes.abs() <= 14 * 60).then_some(Self { offset_minutes: Some(minutes), ..self })
    }

    /// Reads ISO 8601 / RFC 3339: `2026-06-24`, `2026-06-24T14:05`, `2026-06-24T14:05:30+04:00`, with `T` or a space,
    /// `Z`, `+0400` or `+04`. Fractions of a second are dropped.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = |range: std::ops::Range<usize>| -> Option<u8> {
            let part = text.get(range)?;
            part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
        };
        let year = text.get(..4)?;
        if !text.is_ascii()
            || !year.bytes().all(|byte| byte.is_ascii_digit())
            || text.get(4..5)? != "-"
            || text.get(7..8)? != "-"
        {
            return None;
        }
        let date = Self::from_date(year.parse().ok()?, digits(5..7)?, digits(8..10)?)?;
        let Some(separator) = text.as_bytes().get(10) else { return Some(date) };
        if !matches!(separator, b'T' | b't' | b' ') || text.get(13..14)? != ":" {
            return None;
        }
        let (hour, minute) = (digits(11..13)?, digits(14..16)?);
        let mut rest = &text[16..];
        let mut second = None;
        if rest.starts_with(':') {
            second = Some(digits(17..19)?);
            rest = &text[19..];
            if let Some(fraction) = rest.strip_prefix(['.', ',']) {
                let end = fraction.find(|character: char| !character.is_ascii_digit()).unwrap_or(fraction.len());
                rest = if end > 0 { &fraction[end..] } else { return None };
            }
        }
        let moment = date.at(hour, minute, second)?;
        match rest.trim_start() {
            "" => Some(moment),
            "Z" | "z" => moment.with_offset(0),
            offset => {
                let sign = match offset.as_bytes()[0] {
                    b'+' => 1,
                    b'-' => -1,
                    _ => return None,
                };
                let offset = offset[1..].replace(':', "");
                if !matches!(offset.len(), 2 | 4) || !offset.bytes().all(|byte| byte.is_ascii_digit()) {
                    return None;
                }
                let hours: i16 = offset[..2].parse().ok()?;
                let minutes: i16 =
                    offset.get(2..4).filter(|part| !part.is_empty()).map_or(Some(0), |part| part.parse().ok())?;
                if minutes > 59 { None } else { moment.with_offset(sign * (hours * 60 + minutes)) }
            }
        }
    }

    /// The moment that lies `seconds` after 1970-01-01T00:00:00Z, in UTC.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        let moment = jiff::Timestamp::from_second(seconds).ok()?;
        Self::from_civil(jiff::tz::Offset::UTC.to_datetime(moment), 0)
    }

    /// Seconds since 1970-01-01T00:00:00Z. A missing time of day is midnight, a missing offset is UTC: use it where a
    /// format demands an instant, not to say what the source said.
    pub fn to_unix(self) -> i64 {
        let time = self.time.unwrap_or(TimeOfDay { hour: 0, minute: 0, second: None });
        let (month, day) = (self.month.cast_signed(), self.day.cast_signed());
        let (hour, minute) = (time.hour.cast_signed(), time.minute.cast_signed());
        let civil =
            jiff::civil::date(self.year, month, day).at(hour, minute, time.second.unwrap_or(0).cast_signed(), 0);
        let utc = jiff::tz::Offset::UTC.to_timestamp(civil).map_or(0, jiff::Timestamp::as_second);
        utc - i64::from(self.offset_minutes.unwrap_or(0)) * 60
    }

    /// The moment `seconds` earlier, in the same offset.
    #[must_use = "this makes a new value"]
    pub fn minus_seconds(self, seconds: i64) -> Option<Self> {
        let offset = self.offset_minutes.unwrap_or(0);
        let local = self.to_unix().checked_sub(seconds)?.checked_add(i64::from(offset) * 60)?;
        let moment = jiff::Timestamp::from_second(local).ok()?;
        let shifted = Self::from_civil(jiff::tz::Offset::UTC.to_datetime(moment), offset)?;
        Some(Self { offset_minutes: self.offset_minutes, ..shifted })
    }

    fn from_civil(civil: jiff::civil::DateTime, offset_minutes: i16) -> Option<Self> {
        let small = |value: i8| u8::try_from(value).ok();
        Self::from_date(civil.year(), small(civil.month())?, small(civil.day())?)?
            .at(small(civil.hour())?, small(civil.minute())?, Some(small(civil.second())?))?
            .with_offset(offset_minutes)
    }

    /// The year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// The time of day, where it is known.
    pub const fn time(self) -> Option<TimeOfDay> {
        self.time
    }

    /// The offset from UTC in minutes, where it is known.
    pub const fn offset_minutes(self) -> Option<i16> {
        self.offset_minutes
    }

    /// The same moment with every part filled in, for formats that demand an instant: midnight and UTC where the
    /// source says nothing.
    #[must_use = "this makes a new value"]
    pub fn completed(self) -> Self {
        let time = self.time.unwrap_or(TimeOfDay { hour: 0, minute: 0, second: None });
        Self {
            time: Some(TimeOfDay { second: Some(time.second.unwrap_or(0)), ..time }),
            offset_minutes: Some(self.offset_minutes.unwrap_or(0)),
            ..self
        }
    }

    /// The last instant that the moment can be, with every part filled in: where the source names no zone, the time has come
    /// everywhere only when it has in the westernmost one (UTC-12). Of a day it is the beginning.
    #[must_use = "this makes a new value"]
    pub fn latest(self) -> Self {
        Self { offset_minutes: Some(self.offset_minutes.unwrap_or(WESTERNMOST)), ..self.completed() }
    }

    /// The same instant in UTC, every part filled in, ending in `Z`: `2026-06-24T10:05:00Z`.
    pub fn to_utc_string(self) -> String {
        Self::from_unix(self.to_unix()).map_or_else(String::new, |moment| moment.to_string().replace("+00:00", "Z"))
    }
}

/// ISO 8601 as precise as the moment is known: `2026-06-24`, `2026-06-24T14:05`, `2026-06-24T14:05:00+04:00`.
impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)?;
        if let Some(time) = self.time {
            write!(formatter, "T{:02}:{:02}", time.hour, time.minute)?;
            if let Some(second) = time.second {
                write!(formatter, ":{second:02}")?;
            }
        }
        if let Some(offset) = self.offset_minutes {
            let sign = if offset < 0 { '-' } else { '+' };
            write!(formatter, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_what_is_known_and_no_more() {
        for (input, output) in [
            ("2026-06-24", "2026-06-24"),
            ("2026-06-24T14:05", "2026-06-24T14:05"),
            ("2026-06-24 14:05+04", "2026-06-24T14:05+04:00"),
            ("2026-06-24T14:05:09.123Z", "2026-06-24T14:05:09+00:00"),
            ("2026-06-24T14:05:09-0330", "2026-06-24T14:05:09-03:30"),
        ] {
            assert_eq!(Timestamp::parse(input).expect(input).to_string(), output);
        }
        for wrong in [
            "",
            "2026",
            "2026-02-30",
            "2026-06-24T25:00",
            "2026-06-24T14:05+15:00",
            "2026-06-24T14:05 ",
            "24.06.2026",
            "2026-06-24X",
        ] {
            if wrong.trim() == wrong {
                assert_eq!(Timestamp::parse(wrong), None, "{wrong}");
            }
        }
    }

    #[test]
    fn counts_instants() {
        let moment = Timestamp::parse("2026-06-24T14:05:00+04:00").expect("valid");
        assert_eq!(moment.to_utc_string(), "2026-06-24T10:05:00Z");
        assert_eq!(Timestamp::from_unix(moment.to_unix()).expect("in range").to_unix(), moment.to_unix());
        assert_eq!(moment.minus_seconds(15 * 3600).expect("in range").to_string(), "2026-06-23T23:05:00+04:00");
    }
}
