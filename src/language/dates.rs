//! Times as articles write them, in the languages of the packs.
//!
//! 1. [`stated`] reads a line that is a date and nothing else, perhaps with a time of day and a zone, perhaps with the
//!    time of the last change beside that of publication;
//! 2. [`absolute`] is the same for a value that is one moment;
//! 3. which of two numbers is the month, the language of the article says ([`DateOrder`]).
//!
//! Words behind a time of day are mostly those of a zone. A zone that has had one offset ever since a day is read where
//! the moment lies behind that day; other words are given back, for whoever reads to say so.

use std::borrow::Cow;

use super::fold::fold;
use super::packs::words;
use crate::model::{Language, Timestamp};
use crate::text::is_longer_than;

/// The longest line that is a time, in characters; a longer one is prose.
const LONGEST: usize = 200;
/// How many words may stand behind a time of day.
const MOST_BEHIND: usize = 4;
/// What stands between the parts of a line, or around them.
const EDGES: &[char] =
    &[' ', '\u{3000}', ',', ';', ':', '：', '-', '–', '—', '|', '·', '•', '/', '(', ')', '[', ']', '،'];
/// The most words that say when an article was published, marks and all.
const MOST_WORDS: usize = 12;
/// The years of the solar Hijri calendar whose days are known here.
const PERSIAN_YEARS: std::ops::RangeInclusive<i16> = 1_300..=1_470;
/// Those that are written with figures alone; lunar years of the time since there are pages are later ones.
const SOLAR_YEARS_FIRST: i16 = 1_300;
const SOLAR_YEARS_LAST: i16 = 1_420;
/// The last year in figures that is none of ours: nothing that is read here was published before.
const HIJRI_YEARS: i16 = 1_500;

/// Zones by their abbreviations, where only one is called so, folded, in minutes (RFC 5322, 4.3, and common use).
const ZONES: &[(&str, i16)] = &[
    ("ut", 0),
    ("wet", 0),
    ("cet", 60),
    ("cest", 120),
    ("eet", 120),
    ("eest", 180),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("wib", 420),
    ("edt", -240),
    ("est", -300),
    ("cdt", -300),
    ("cst", -360),
    ("mdt", -360),
    ("mst", -420),
    ("pdt", -420),
    ("pst", -480),
];

/// Which of the first two numbers of `06/07/2026` is the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateOrder {
    /// Nobody can tell.
    #[default]
    Unknown,
    /// The second.
    DayFirst,
}

impl DateOrder {
    /// The order in a language. English has both, and what is written without a country may be either.
    pub fn of(language: &Language) -> Self {
        let region = language.as_str().split('-').skip(1).find(|part| part.len() == 2);
        match (language.primary(), region) {
            ("und" | "mul" | "zxx", _) | (_, Some("US" | "us" | "PH" | "ph" | "CA" | "ca")) => Self::Unknown,
            ("en", None) => Self::Unknown,
            _ => Self::DayFirst,
        }
    }
}

/// What a line of times says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatedTimes {
    /// When the article was published.
    pub published: Option<Timestamp>,
    /// When it was last changed.
    pub changed: Option<Timestamp>,
    /// Words behind a time of day that name no zone for certain.
    pub behind: Option<String>,
}

/// Reads a line that is a date and nothing else: "24 iyun 2026, 14:05", "24.06.2026", "June 24, 2026", ISO 8601.
///
/// A date whose order of day and month cannot be told (`06/07/2026`) is none.
pub fn absolute(line: &str) -> Option<Timestamp> {
    stated(line, DateOrder::Unknown)?.published
}

/// The same where the order of day and month may be known.
pub fn absolute_in(line: &str, order: DateOrder) -> Option<Timestamp> {
    stated(line, order)?.published
}

/// ISO 8601's basic form with the signs of the extended one: "20260512T140500Z".
fn with_signs(line: &str) -> Option<String> {
    let (day, rest) = line.trim().split_at_checked(8)?;
    let time = rest.strip_prefix('T')?;
    let (time, zone) = time.split_at(time.find(|it: char| !it.is_ascii_digit()).unwrap_or(time.len()));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(day) || !matches!(time.len(), 4 | 6) {
        return None;
    }
    let seconds = time.get(4..6).map(|seconds| format!(":{seconds}")).unwrap_or_default();
    Some(format!("{}-{}-{}T{}:{}{seconds}{zone}", &day[..4], &day[4..6], &day[6..], &time[..2], &time[2..4]))
}

/// A line in ISO 8601's form that begins with a day of the solar Hijri calendar, with ours in its place: pages state so
/// what they show in words: "1405-02-22T14:05:00+03:30".
fn with_common_day(line: &str) -> Option<String> {
    let line = latin_digits(line.trim());
    let (day, rest) = line.split_at_checked(10)?;
    let is_behind = rest.starts_with(|it: char| !it.is_ascii_digit()) || rest.is_empty();
    let [year, month, number] = day.split('-').collect::<Vec<_>>().try_into().ok()?;
    let (year, month, number): (i16, u8, u8) = (year.parse().ok()?, month.parse().ok()?, number.parse().ok()?);
    let is_solar = is_behind && (SOLAR_YEARS_FIRST..=SOLAR_YEARS_LAST).contains(&year);
    let ours = is_solar.then(|| from_persian(year, month, number))??;
    Some(format!("{ours}{rest}"))
}

/// Reads a line that says when the article was published, when it was last changed, or both, and nothing else:
/// "05.04.2025 14:05 - Güncelleme: 06.04.2025", "12 мая 2026, 14:05 (обновлено 13 мая 2026)".
pub fn stated(line: &str, order: DateOrder) -> Option<StatedTimes> {
    if is_longer_than(line, LONGEST) || !line.chars().any(char::is_numeric) {
        return None;
    }
    // "12.05.2026 [14:05]".
    if line.contains('[') {
        let bare = line.replace(['[', ']'], " ");
        return stated(&bare.split_whitespace().collect::<Vec<_>>().join(" "), order);
    }
    // "2026年5月12日", "2026년 5월 12일".
    if let Some(line) = with_strokes(line) {
        return stated(&line, order);
    }
    if let Some(line) = with_common_day(line) {
        return stated(&line, order);
    }
    let moment = Timestamp::parse(&with_signs(line).unwrap_or_else(|| line.to_owned()));
    if let Some(moment) = moment.filter(|moment| moment.year() > HIJRI_YEARS) {
        return Some(StatedTimes { published: Some(moment), ..StatedTimes::default() });
    }
    let folded = fold(line);
    let folded = latin_digits(&folded);
    let mut stated = StatedTimes::default();
    for (is_changed, part) in parts(&folded) {
        let part = part.trim_matches(EDGES);
        if part.is_empty() {
            continue;
        }
        let day = stated.published.filter(|_| is_changed);
        let Read { moment, behind } = date(part, order).or_else(|| time_of(day?, part))?;
        let slot = if is_changed { &mut stated.changed } else { &mut stated.published };
        if slot.replace(moment).is_some() {
            return None;
        }
        stated.behind = behind.or(stated.behind);
    }
    (stated.published.is_some() || stated.changed.is_some()).then_some(stated)
}

/// The first words in a row within a line that say when the article was published, as many of them as say it: where they
/// begin and end, and what they say.
pub(crate) fn within(line: &str, order: DateOrder) -> Option<(std::ops::Range<usize>, StatedTimes)> {
    if is_longer_than(line, LONGEST) || !line.chars().any(char::is_numeric) {
        return None;
    }
    let (mut words, mut at) = (Vec::new(), 0);
    for word in line.split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        if !bare.is_empty() {
            let start = at + word.len() - word.trim_start().len();
            words.push(start..start + bare.len());
        }
        at += word.len();
    }
    let is_edge = |text: &str| text.chars().all(is_between);
    (0..words.len()).filter(|first| !ends_in_change(&line[..words[*first].start])).find_map(|first| {
        (first..words.len().min(first + MOST_WORDS)).rev().find_map(|last| {
            let range = words[first].start..words[last].end;
            let text = &line[range.clone()];
            // What stands between the parts of a line belongs to none of them.
            let is_bare = !is_edge(&line[words[first].clone()]) && !is_edge(&line[words[last].clone()]);
            let times =
                stated(text, order).filter(|times| is_bare && times.published.is_some() && times.behind.is_none())?;
            Some((range, times))
        })
    })
}

/// A line with its year, month and day parted by strokes, where the signs of Chinese, Japanese or Korean do it.
fn with_strokes(line: &str) -> Option<String> {
    let sign = |character: char| matches!(character, '年' | '月' | '日' | '년' | '월' | '일');
    if !line.contains(['年', '년']) {
        return None;
    }
    let (mut out, mut was_sign) = (String::with_capacity(line.len()), false);
    for character in line.chars() {
        // "2026年5月12日(月)": the names of days have them too.
        let is_counted = out.trim_end().ends_with(char::is_numeric);
        match character {
            '日' | '일' if is_counted => out.push(' '),
            sign_of_part if sign(sign_of_part) && is_counted => {
                out.truncate(out.trim_end().len());
                out.push('-');
            }
            space if space.is_whitespace() && was_sign => {}
            '時' | '시' => out.push(':'),
            '分' | '분' => {}
            other => out.push(other),
        }
        was_sign =
            is_counted && sign(character) && !matches!(character, '日' | '일') || was_sign && character.is_whitespace();
    }
    // Where it stands for something else, the line is no date.
    (!out.contains(['年', '년'])).then_some(out)
}

/// The parts of a line, each from a mark such as "published:" or "updated:" to the next, and whether it is of the last
/// change.
fn parts(folded: &str) -> Vec<(bool, &str)> {
    let mut parts = Vec::new();
    let (mut start, mut is_changed) = (0, false);
    let mut at = 0;
    while at < folded.len() {
        let rest = &folded[at..];
        if let Some((mark, of_change)) = words().marks.iter().find(|(mark, _)| begins(rest, mark)) {
            parts.push((is_changed, &folded[start..at]));
            at += mark.len();
            (start, is_changed) = (at, *of_change);
        }
        // The next word.
        let rest = &folded[at..];
        let word = rest.find(is_between).unwrap_or(rest.len());
        let gap = rest[word..].find(|character| !is_between(character)).unwrap_or(rest.len() - word);
        at += word + gap.max(usize::from(word == 0));
    }
    parts.push((is_changed, &folded[start..]));
    parts
}

fn is_between(character: char) -> bool {
    EDGES.contains(&character)
}

/// Whether a text begins with a mark, and not with a longer word.
fn begins(text: &str, mark: &str) -> bool {
    text.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':', '：', '.', '\u{3000}']))
}

/// Whether folded words are a mark such as "published", or the name of a day.
pub(crate) fn is_mark(folded: &str) -> bool {
    is_around(folded) || words().marks.iter().any(|(mark, _)| *mark == folded)
}

/// Whether what stands before a time says that it is that of a change: "Stand:", "…, updated on".
pub(crate) fn ends_in_change(before: &str) -> bool {
    let before = fold(before.trim_end_matches(EDGES));
    let mut marks = words().marks.iter().filter(|(_, of_change)| *of_change);
    marks.any(|(mark, _)| before.strip_suffix(mark).is_some_and(|rest| rest.is_empty() || rest.ends_with(is_between)))
}

/// Whether a line says when something was changed, and not when it was published: "Stand: 14.05.2026".
pub(crate) fn is_of_change(line: &str) -> bool {
    let is_digit = |it: char| it.is_numeric();
    line.find(is_digit).is_some_and(|digit| ends_in_change(&line[..digit]))
}

/// Whether a line begins with words such as "published:".
pub(crate) fn is_labelled(line: &str) -> bool {
    let folded = fold(line);
    without_published(&folded).len() < folded.len()
}

/// The folded line without words such as "published:".
pub(super) fn without_published(folded: &str) -> &str {
    let mark = words().marks.iter().find(|(mark, of_change)| !of_change && begins(folded, mark));
    mark.map_or(folded, |(mark, _)| &folded[mark.len()..]).trim_start_matches([':', ' ']).trim()
}

/// A moment, and the words behind its time that are not understood.
struct Read {
    moment: Timestamp,
    behind: Option<String>,
}

/// What the words of a date have said so far.
#[derive(Default)]
struct DateParts {
    date: Option<Timestamp>,
    day: Option<u8>,
    month: Option<u8>,
    persian_month: Option<u8>,
    year: Option<i16>,
    time: Option<(u8, u8, Option<u8>)>,
    /// `14.05`: a time, where a whole date stands beside it.
    dotted: Option<(u8, u8, Option<u8>)>,
    half: Option<u8>,
    offset: Option<i16>,
    /// What stands behind the time and is not known.
    behind: Vec<String>,
}

/// A folded text that is a date, perhaps with a time of day and a zone.
fn date(text: &str, order: DateOrder) -> Option<Read> {
    if let Some(moment) = Timestamp::parse(&text.to_ascii_uppercase()).filter(|moment| moment.year() > HIJRI_YEARS) {
        return Some(Read { moment, behind: None });
    }
    let mut parts = DateParts::default();
    for word in text.split([' ', ',', '(', ')', '،', '|', '\u{202f}', '\t', '\n']).filter(|word| !word.is_empty()) {
        parts.add(word, order)?;
    }
    parts.settle()
}

impl DateParts {
    /// Takes a word; `None` if it is of no date.
    fn add(&mut self, word: &str, order: DateOrder) -> Option<()> {
        let word = word.trim_end_matches(';');
        // `12-May-2026`.
        if let [day, month, year] = word.split('-').collect::<Vec<_>>().as_slice()
            && words().months.contains(month)
            && [day, year].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        {
            return [day, month, year].into_iter().try_for_each(|part| self.add(part, order));
        }
        let (word, half) = halved(word);
        if let Some(half) = half {
            self.half = unset(self.half, half)?;
        }
        let bare = word.trim_end_matches(['.', ':']);
        let is_month = || self.month.is_none() && words().months.contains(bare);
        let is_filler = || is_around(word) || is_around(bare) || bare.chars().all(is_between);
        if word.is_empty() {
        } else if !self.behind.is_empty() && !word.starts_with(|first: char| first.is_ascii_digit()) && !is_month() {
            self.behind.push(word.to_owned());
        } else if let Some(zone) = zone(word) {
            self.offset = unset(self.offset, zone)?;
        } else if let Some(time) = clock(word) {
            self.time = unset(self.time, time)?;
        } else if let Some(moment) = numeric_date(word, order) {
            self.date = unset(self.date, moment)?;
        } else if let Some(number) = words().months.get(bare).copied().or_else(|| numbered_month(bare)) {
            self.month = unset(self.month, number)?;
        } else if let Some(number) = words().persian_months.get(bare) {
            self.persian_month = unset(self.persian_month, *number)?;
        } else if let Some(number) = year_word(word) {
            self.year = unset(self.year, number)?;
        } else if let Some((day, month)) = day_word(word) {
            self.day = unset(self.day, day)?;
            if let Some(month) = month {
                self.month = unset(self.month, month)?;
            }
        } else if let Some(time) = dotted_clock(word).filter(|_| self.dotted.is_none()) {
            self.dotted = Some(time);
        } else if !is_filler() {
            // Behind a time stand the words of a zone.
            let is_time = self.time.is_some() || self.dotted.is_some();
            (is_time && !word.starts_with(|first: char| first.is_ascii_digit())).then_some(())?;
            self.behind.push(word.to_owned());
        }
        Some(())
    }

    fn settle(self) -> Option<Read> {
        let date = match (self.date, self.day, self.month, self.persian_month, self.year) {
            (Some(date), None, None, None, None) => date,
            (None, Some(day), Some(month), None, Some(year)) => Timestamp::from_date(year, month, day)?,
            (None, Some(day), None, Some(month), Some(year)) => from_persian(year, month, day)?,
            _ => return None,
        };
        // A date that has its time: `2026-06-24T14:05:00`.
        let own = date.time().map(|time| (time.hour, time.minute, time.second));
        let time = match (own, self.time.or(self.dotted)) {
            (Some(_), Some(_)) => return None,
            (own, time) => own.or(time),
        };
        let time = match (time, self.half) {
            (Some((hour @ 1..=12, minute, second)), Some(half)) => Some((hour % 12 + half, minute, second)),
            (time, None) => time,
            (_, Some(_)) => return None,
        };
        let Some((hour, minute, second)) = time else {
            return (self.offset.is_none() && self.behind.is_empty()).then_some(Read { moment: date, behind: None });
        };
        let moment = date.at(hour, minute, second)?;
        if let Some(offset) = self.offset.or(date.offset_minutes()) {
            let moment = moment.with_offset(offset)?;
            return self.behind.is_empty().then_some(Read { moment, behind: None });
        }
        let behind = self.behind.join(" ");
        let zone = words()
            .zones
            .get(behind.trim_matches(EDGES))
            .filter(|(_, since)| Timestamp::parse(since).is_some_and(|since| date >= since));
        match zone {
            Some((offset, _)) => Some(Read { moment: moment.with_offset(*offset)?, behind: None }),
            None if self.behind.len() > MOST_BEHIND => None,
            None => Some(Read { moment, behind: (!behind.is_empty()).then_some(behind) }),
        }
    }
}

/// A time of day alone, on a day that is known.
fn time_of(day: Timestamp, text: &str) -> Option<Read> {
    let mut time = None;
    for word in text.split([' ', ',', '،']).filter(|word| !word.is_empty() && !is_around(word)) {
        time = unset(time, clock(word).or_else(|| dotted_clock(word))?)?;
    }
    let (hour, minute, second) = time?;
    let day = Timestamp::from_date(day.year(), day.month(), day.day())?;
    Some(Read { moment: day.at(hour, minute, second)?, behind: None })
}

/// Whether a folded word may stand in a date and says nothing that the rest does not.
pub(super) fn is_around(word: &str) -> bool {
    words().around.contains(word)
}

/// A value that may be set once.
fn unset<T>(before: Option<T>, value: T) -> Option<Option<T>> {
    before.is_none().then_some(Some(value))
}

/// A text with the digits of Arabic script written as those of Latin script.
pub(super) fn latin_digits(text: &str) -> Cow<'_, str> {
    let latin = |character: char| match character {
        '\u{660}'..='\u{669}' => char::from_digit(u32::from(character) - 0x660, 10).unwrap_or(character),
        '\u{6f0}'..='\u{6f9}' => char::from_digit(u32::from(character) - 0x6f0, 10).unwrap_or(character),
        other => other,
    };
    if text.chars().any(|character| latin(character) != character) {
        Cow::Owned(text.chars().map(latin).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// `14:05`, `14:05:30`, `14h05`, `14:05h`.
pub(super) fn clock(word: &str) -> Option<(u8, u8, Option<u8>)> {
    let word = word.trim_end_matches(['.', '-', '–']);
    let word = word.strip_suffix('h').filter(|time| time.contains(':')).unwrap_or(word);
    let word = word.split(['\'', '’']).next().unwrap_or_default();
    clock_parted_by(word, ':').or_else(|| clock_parted_by(word, 'h').filter(|time| time.2.is_none()))
}

/// `14.05`, which is a time where the date is known.
fn dotted_clock(word: &str) -> Option<(u8, u8, Option<u8>)> {
    let minutes = word.split('.').nth(1)?;
    (minutes.len() == 2).then(|| clock_parted_by(word, '.'))?
}

fn clock_parted_by(word: &str, separator: char) -> Option<(u8, u8, Option<u8>)> {
    let mut parts = word.split(separator);
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

/// `24.06.2026`, `24.06.26`, `2026/06/24`, `20260624`; `24/06/2026` and `24-06-2026` where the order is known or one of
/// the numbers can only be a day.
fn numeric_date(word: &str, order: DateOrder) -> Option<Timestamp> {
    if let Some(moment) = Timestamp::parse(&word.to_ascii_uppercase()).filter(|moment| moment.year() > HIJRI_YEARS) {
        return Some(moment);
    }
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if word.len() == 8 && is_number(word) {
        return Timestamp::from_date(word[..4].parse().ok()?, word[4..6].parse().ok()?, word[6..].parse().ok()?);
    }
    let separator = word.chars().find(|character| !character.is_ascii_digit())?;
    let parts: Vec<&str> = word.trim_end_matches('.').split(separator).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    if !matches!(separator, '.' | '/' | '-') || !parts.iter().all(|part| is_number(part)) || second.len() > 2 {
        return None;
    }
    let small = |part: &str| -> Option<u8> { (part.len() <= 2).then(|| part.parse().ok())? };
    if first.len() == 4 {
        let (year, month, day) = (first.parse().ok()?, small(second)?, small(third)?);
        return match year {
            SOLAR_YEARS_FIRST..=SOLAR_YEARS_LAST => from_persian(year, month, day),
            // Of the lunar calendar: its days depend on who saw the moon.
            ..=HIJRI_YEARS => None,
            _ => Timestamp::from_date(year, month, day),
        };
    }
    let year: i16 = match (third.len(), separator) {
        (4, _) => third.parse().ok()?,
        // POSIX: the years from 1969 to 2068 can be written with two digits.
        (2, '.') => third.parse().ok().map(|year: i16| if year < 69 { 2000 + year } else { 1900 + year })?,
        _ => return None,
    };
    let (first, second) = (small(first)?, small(second)?);
    match (first, second) {
        _ if separator == '.' || order == DateOrder::DayFirst || first > 12 || first == second => {
            Timestamp::from_date(year, second, first)
        }
        (month, day) if day > 12 => Timestamp::from_date(year, month, day),
        _ => None,
    }
}

/// `M06`, as browsers write a month for which they have no name.
fn numbered_month(word: &str) -> Option<u8> {
    let digits = word.strip_prefix('m').filter(|digits| digits.len() == 2)?;
    digits.parse().ok().filter(|number| (1..=12).contains(number))
}

/// `2026`, `2026-cı`, `2026г.`, `2026-yil`.
fn year_word(word: &str) -> Option<i16> {
    let digits = word.trim_end_matches(|character: char| !character.is_ascii_digit());
    let suffix = word.get(digits.len()..)?.trim_start_matches(['-', '\'', '’']).trim_end_matches('.');
    let known = suffix.is_empty() || is_around(suffix);
    (digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) && known).then(|| digits.parse().ok())?
}

/// `24`, `24.`, `24th`, `1er`; and `24-iyun`, with its month.
fn day_word(word: &str) -> Option<(u8, Option<u8>)> {
    let digits = word.find(|character: char| !character.is_ascii_digit()).map_or(word, |end| &word[..end]);
    let suffix = &word[digits.len()..];
    let month =
        suffix.strip_prefix(['-', '.']).and_then(|name| words().months.get(name.trim_end_matches('.')).copied());
    let known = matches!(suffix, "" | "." | "th" | "st" | "nd" | "rd" | "er" | "º" | "-го" | "-е") || month.is_some();
    ((1..=2).contains(&digits.len()) && known).then(|| Some((digits.parse().ok()?, month)))?
}

/// A count of seconds or of milliseconds since 1970 began, as scripts state moments, in UTC.
pub fn since_1970(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds: i64 = match text.len() {
        10 => text.parse().ok()?,
        13 => text[..10].parse().ok()?,
        _ => return None,
    };
    Timestamp::from_date(1970, 1, 1)?.at(0, 0, Some(0))?.with_offset(0)?.minus_seconds(-seconds)
}

/// `3:15pm`: the word without the half of the day behind it, and the hour at which that half begins.
fn halved(word: &str) -> (&str, Option<u8>) {
    let half = [("am", 0), ("a.m.", 0), ("a.m", 0), ("pm", 12), ("p.m.", 12), ("p.m", 12), ("오전", 0), ("오후", 12)];
    let half = half.into_iter().find_map(|(name, hour)| {
        let rest = word.strip_suffix(name)?;
        (rest.is_empty() || rest.ends_with(|last: char| last.is_ascii_digit())).then_some((rest, hour))
    });
    half.map_or((word, None), |(rest, hour)| (rest, Some(hour)))
}

/// `UTC`, `GMT+4`, `EDT`, `+04:00`: an offset in minutes.
fn zone(word: &str) -> Option<i16> {
    let word = word.trim_matches(['[', ']']);
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

/// A day of the solar Hijri calendar. Eight years of a cycle of thirty-three have a day more: in the years that are
/// read here this agrees with the equinox in Tehran, which makes the calendar.
fn from_persian(year: i16, month: u8, day: u8) -> Option<Timestamp> {
    let length = match month {
        1..=6 => 31,
        7..=11 => 30,
        _ if is_persian_leap(year) => 30,
        _ => 29,
    };
    if !PERSIAN_YEARS.contains(&year) || !(1..=length).contains(&day) {
        return None;
    }
    // The first day of 1300 was 21 March 1921.
    let years: i64 = (*PERSIAN_YEARS.start()..year).map(|year| 365 + i64::from(is_persian_leap(year))).sum();
    let months = i64::from(month) - 1;
    let days = years + months * 31 - (months - 6).max(0) + i64::from(day) - 1;
    let moment = Timestamp::from_date(1921, 3, 21)?.minus_seconds(-days * 86_400)?;
    Timestamp::from_date(moment.year(), moment.month(), moment.day())
}

fn is_persian_leap(year: i16) -> bool {
    matches!(year % 33, 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(moment: Option<Timestamp>) -> Option<String> {
        moment.map(|moment| moment.to_string())
    }

    #[test]
    fn reads_dates() {
        for (line, expected) in [
            ("24 iyun 2026", "2026-06-24"),
            ("24 İyun 2026, 14:05", "2026-06-24T14:05"),
            ("Çərşənbə, 24 iyun 2026-cı il, saat 14:05", "2026-06-24T14:05"),
            ("Dərc olunub: 24.06.2026 14:05", "2026-06-24T14:05"),
            ("14:05, 24.06.2026", "2026-06-24T14:05"),
            ("24 ијун 2026", "2026-06-24"),
            ("1405-02-22T14:05:00+03:30", "2026-05-12T14:05:00+03:30"),
            ("۱۴۰۵-۰۲-۳۱ ۱۴:۰۵", "2026-05-21T14:05"),
            ("1405-02-22", "2026-05-12"),
            ("24 Haziran 2026 Çarşamba 14:05", "2026-06-24T14:05"),
            ("3 Kasım 2026", "2026-11-03"),
            ("24 июня 2026 г., 14:05", "2026-06-24T14:05"),
            ("24 июня 2026г. в 14:05", "2026-06-24T14:05"),
            ("June 24, 2026", "2026-06-24"),
            ("June 24, 2026 3:15 PM EDT", "2026-06-24T15:15-04:00"),
            ("June 24, 2026 at 12:05 a.m. ET", "2026-06-24T00:05"),
            ("12:30pm, 24 June 2026", "2026-06-24T12:30"),
            ("24 June 2026 14:05 BST", "2026-06-24T14:05"),
            ("Published: 24th June 2026 at 14:05 (UTC+4)", "2026-06-24T14:05+04:00"),
            ("2026-06-24T14:05:00+04:00", "2026-06-24T14:05:00+04:00"),
            ("2026-06-24T10:05Z", "2026-06-24T10:05+00:00"),
            ("2026-06-24T10:05:00 UTC", "2026-06-24T10:05:00+00:00"),
            ("24/06/2026", "2026-06-24"),
            ("24-Jun-2026", "2026-06-24"),
            ("2026年6月24日 14:05", "2026-06-24T14:05"),
            ("2026년 6월 24일", "2026-06-24"),
            ("quarta-feira, 24 de junho de 2026 às 14h05", "2026-06-24T14:05"),
            ("24 giugno 2026 alle 14:05", "2026-06-24T14:05"),
            ("24 czerwca 2026, godz. 14:05", "2026-06-24T14:05"),
            ("Gepubliceerd op 24 juni 2026 om 14:05 uur", "2026-06-24T14:05"),
            ("Haberin Tarihi: 24.06.2026", "2026-06-24"),
            ("06/24/2026", "2026-06-24"),
            ("2026/06/24", "2026-06-24"),
            ("20260624", "2026-06-24"),
            ("Mi 24.06.26 | 14:05 Uhr", "2026-06-24T14:05"),
            ("Wed, 24 Jun 2026 10:05:00 GMT", "2026-06-24T10:05:00+00:00"),
            ("Wed, 24 Jun 2026 14:05:00 +0400", "2026-06-24T14:05:00+04:00"),
            ("2026-06-24 14:05:00 +0400", "2026-06-24T14:05:00+04:00"),
            ("24.06.2026 / 14:05", "2026-06-24T14:05"),
            ("Giriş Tarihi: 24.06.2026 14:05", "2026-06-24T14:05"),
            ("2026 M06 24", "2026-06-24"),
            ("2026 M06 24, Wed 14:05", "2026-06-24T14:05"),
            ("24 червня 2026 р., 14:05", "2026-06-24T14:05"),
            ("2026 жылғы 24 маусым, 14:05", "2026-06-24T14:05"),
            ("2026-yil 24-iyun, 14:05", "2026-06-24T14:05"),
            ("24 ივნისი, 2026", "2026-06-24"),
            ("24. Juni 2026, 14:05 Uhr", "2026-06-24T14:05"),
            ("Publié le 24 juin 2026 à 14h05", "2026-06-24T14:05"),
            ("1er juin 2026", "2026-06-01"),
            ("24 de junio de 2026 a las 14:05 h", "2026-06-24T14:05"),
            ("۲۴ ژوئن ۲۰۲۶، ۱۴:۰۵", "2026-06-24T14:05"),
            ("۳ تیر ۱۴۰۵", "2026-06-24"),
            ("چهارشنبه ۳ تیر ۱۴۰۵ - ۱۴:۰۵", "2026-06-24T14:05"),
            ("۳۰ اسفند ۱۴۰۳", "2025-03-20"),
        ] {
            assert_eq!(shown(absolute(line)).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn a_word_behind_the_time_does_no_harm() {
        for (line, expected, behind) in [
            ("24 июня 2026, 14:05 МСК", "2026-06-24T14:05+03:00", None),
            ("24 июня 2012, 14:05 МСК", "2012-06-24T14:05", Some("мск")),
            ("24 июня 2026, 14.05", "2026-06-24T14:05", None),
            ("24 июня 2026, 14.05 по московскому времени", "2026-06-24T14:05+03:00", None),
            ("24 iyun 2026, saat 14:05 (Bakı vaxtı ilə)", "2026-06-24T14:05+04:00", None),
            ("24 iyun 2026, 14:05 Gəncə", "2026-06-24T14:05", Some("gəncə")),
            ("24 Haziran 2026 14:05 TSİ", "2026-06-24T14:05+03:00", None),
            ("24 червня 2026, 14:05 за Києвом", "2026-06-24T14:05", Some("за києвом")),
            ("24.06.2026, 14:05 MESZ", "2026-06-24T14:05+02:00", None),
            ("۲۴ ژوئن ۲۰۲۶، ۱۴:۰۵ به وقت تهران", "2026-06-24T14:05+03:30", None),
            ("24 June 2026 14:05 BST", "2026-06-24T14:05", Some("bst")),
        ] {
            let stated = stated(line, DateOrder::Unknown).expect(line);
            assert_eq!(shown(stated.published).as_deref(), Some(expected), "{line}");
            assert_eq!(stated.behind.as_deref(), behind, "{line}");
        }
    }

    #[test]
    fn a_line_has_the_time_of_the_last_change_too() {
        for (line, published, changed) in [
            ("05.04.2025 - Güncelleme : 06.04.2025", Some("2025-04-05"), Some("2025-04-06")),
            ("05.04.2025 14:05 | Son güncelleme: 16:30", Some("2025-04-05T14:05"), Some("2025-04-05T16:30")),
            (
                "Giriş: 05.04.2025 14:05 Güncelleme: 05.04.2025 16:30",
                Some("2025-04-05T14:05"),
                Some("2025-04-05T16:30"),
            ),
            ("12 мая 2026, 14:05 (обновлено 13 мая 2026, 09:00)", Some("2026-05-12T14:05"), Some("2026-05-13T09:00")),
            ("12 may 2026, 14:05 (yenilənib: 13.05.2026)", Some("2026-05-12T14:05"), Some("2026-05-13")),
            ("Updated: June 25, 2026", None, Some("2026-06-25")),
            ("Published 24 June 2026, last updated 25 June 2026", Some("2026-06-24"), Some("2026-06-25")),
            ("Stand: 24.06.2026, 14:05 Uhr", None, Some("2026-06-24T14:05")),
        ] {
            let stated = stated(line, DateOrder::Unknown).expect(line);
            assert_eq!(shown(stated.published).as_deref(), published, "{line}");
            assert_eq!(shown(stated.changed).as_deref(), changed, "{line}");
        }
    }

    #[test]
    fn the_language_tells_the_day_from_the_month() {
        let order = |tag: &str| DateOrder::of(&Language::parse(tag).expect("a tag"));
        for tag in ["az", "pt", "fr-CA", "en-GB", "tr-TR"] {
            let expected = if tag == "fr-CA" { None } else { Some("2026-05-12T14:05") };
            assert_eq!(shown(absolute_in("12/05/2026 14h05", order(tag))).as_deref(), expected, "{tag}");
        }
        for tag in ["en", "en-US", "und"] {
            assert_eq!(absolute_in("12/05/2026", order(tag)), None, "{tag}");
        }
    }

    #[test]
    fn a_time_is_found_among_the_words_of_a_line() {
        for (line, found) in [
            ("Written by Ann Lee 12 May 2026", Some("12 May 2026")),
            ("Posted on May 12, 2026 by admin", Some("Posted on May 12, 2026")),
            ("Siyasət 12 may 2026 14:05 Baxış sayı: 1 204", Some("12 may 2026 14:05")),
            ("Publié par Léa Exemple le 12 mai 2026 à 14h05", Some("le 12 mai 2026 à 14h05")),
            ("Ann Lee — 12.05.2026", Some("12.05.2026")),
            ("Ann Lee, 12 people", None),
            ("Updated 12 May 2026", None),
        ] {
            let range = within(line, DateOrder::DayFirst).map(|(range, _)| &line[range]);
            assert_eq!(range, found, "{line}");
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
            "24 iyun 2026, 14:05 Prezident nümayəndə heyətini qəbul edib",
            "24 iyun 2026, 14:05 qapı 5",
            "30 اسفند 1404",
            "2026 M13 24",
            "Update 2026",
        ] {
            assert_eq!(stated(line, DateOrder::Unknown), None, "{line}");
        }
    }
}
