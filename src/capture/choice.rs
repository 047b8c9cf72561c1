//! Which captures may be articles, the cheapest question first.
//!
//! 1. what the user asked for: addresses that match, times, a list of pages;
//! 2. the status that the server answered, and the declared type;
//! 3. whether it was fetched as a part of another page;
//! 4. one of several captures of the same address.
//!
//! Whether a page is an article at all only its reader can tell.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::index::{Index, IndexEntry, PayloadType};
use super::record::RecordType;

/// Which of several captures of one address are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Editions {
    /// One of those that hold the same payload, the first.
    #[default]
    Distinct,
    /// The first of all.
    First,
    /// The last of all.
    Last,
    /// Every one.
    All,
}

impl Editions {
    /// Every policy with the name that the user knows it by.
    pub const ALL: &'static [(&'static str, Self)] =
        &[("distinct", Self::Distinct), ("first", Self::First), ("last", Self::Last), ("all", Self::All)];
}

/// Why a capture is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Passed {
    /// Its address is none that was asked for.
    NotAskedFor,
    /// It was captured before or after the time that was asked for.
    OutsideTime,
    /// The list of pages does not name it.
    NotListed,
    /// The server answered with another status than 200.
    NotSuccessful,
    /// It is declared as something else than a page.
    NotPage,
    /// It was fetched as a part of another page.
    PartOfPage,
    /// Another capture of the same address is taken.
    OtherEdition,
    /// It stands for an earlier capture that the archives do not hold.
    Unresolved,
}

impl Passed {
    /// The stable name that manifests use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotAskedFor => "not-asked-for",
            Self::OutsideTime => "outside-time",
            Self::NotListed => "not-listed",
            Self::NotSuccessful => "not-successful",
            Self::NotPage => "not-page",
            Self::PartOfPage => "part-of-page",
            Self::OtherEdition => "other-edition",
            Self::Unresolved => "unresolved-revisit",
        }
    }

    /// What it means, for people.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::NotAskedFor => "address not asked for",
            Self::OutsideTime => "captured outside of the time asked for",
            Self::NotListed => "not in the list of pages",
            Self::NotSuccessful => "the server did not answer 200",
            Self::NotPage => "no web page",
            Self::PartOfPage => "fetched as a part of another page",
            Self::OtherEdition => "another capture of the same address was taken",
            Self::Unresolved => "a revisit of a capture that is not here",
        }
    }
}

impl fmt::Display for Passed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.meaning())
    }
}

/// What the user asked for.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct CaptureChoice {
    /// Patterns of addresses, `*` standing for any characters; one that matches is enough, none is asked for if there
    /// are none.
    pub patterns: Vec<String>,
    /// The first moment that counts, in seconds since 1970.
    pub since: Option<i64>,
    /// The last moment that counts, in seconds since 1970.
    pub until: Option<i64>,
    /// Which captures of one address are taken.
    pub editions: Editions,
    /// The addresses that count in a file, by its number; a file without a list has none that do not.
    pub listed: BTreeMap<u32, BTreeSet<String>>,
}

impl CaptureChoice {
    /// Decides of every capture of an index, in its order.
    pub fn decide(&self, index: &Index) -> Vec<Result<(), Passed>> {
        let mut verdicts: Vec<Result<(), Passed>> =
            index.entries().iter().map(|entry| self.judge(index, entry)).collect();
        if self.editions != Editions::All {
            self.choose_editions(index, &mut verdicts);
        }
        verdicts
    }

    fn judge(&self, index: &Index, entry: &IndexEntry) -> Result<(), Passed> {
        let address = index.address(entry);
        if !self.patterns.is_empty() && !self.patterns.iter().any(|pattern| matches(pattern, address)) {
            return Err(Passed::NotAskedFor);
        }
        let early = self.since.is_some_and(|since| entry.time.is_none_or(|time| time < since));
        let late = self.until.is_some_and(|until| entry.time.is_none_or(|time| time > until));
        if early || late {
            return Err(Passed::OutsideTime);
        }
        let listed = self.listed.get(&entry.place.file);
        if listed.is_some_and(|listed| !listed.contains(address)) {
            return Err(Passed::NotListed);
        }
        if entry.status != 200 {
            return Err(Passed::NotSuccessful);
        }
        let held = index.resolve(entry).map_err(|_| Passed::Unresolved)?;
        let payload = if entry.payload == PayloadType::Undeclared { held.payload } else { entry.payload };
        match payload {
            PayloadType::Page => {}
            // What nobody declared is looked into; text that a crawler made of something else is not.
            PayloadType::Undeclared if held.kind != RecordType::Conversion => {}
            PayloadType::Undeclared | PayloadType::Other => return Err(Passed::NotPage),
        }
        if entry.is_part && listed.is_none() {
            return Err(Passed::PartOfPage);
        }
        Ok(())
    }

    /// Leaves of the captures of each address those that the policy takes.
    fn choose_editions(&self, index: &Index, verdicts: &mut [Result<(), Passed>]) {
        let places: Vec<u32> = index.by_address().to_vec();
        for group in places.chunk_by(|one, other| index.address_at(*one) == index.address_at(*other)) {
            let taken: Vec<usize> = group.iter().map(|at| *at as usize).filter(|at| verdicts[*at].is_ok()).collect();
            let mut seen = BTreeSet::new();
            for &at in &taken {
                let entry = &index.entries()[at];
                let keep = match self.editions {
                    Editions::All => true,
                    Editions::First => at == taken[0],
                    Editions::Last => Some(&at) == taken.last(),
                    Editions::Distinct => entry.digest.is_none_or(|digest| seen.insert(digest)),
                };
                if !keep {
                    verdicts[at] = Err(Passed::OtherEdition);
                }
            }
        }
    }
}

/// Whether an address is one of a pattern's, in which `*` stands for any characters.
fn matches(pattern: &str, address: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| address.strip_prefix(first)) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::super::fields::NamedFields;
    use super::super::record::Record;
    use super::*;

    fn page(target: &str, date: &str, status: u16, media_type: &str, words: &str) -> Record {
        let mut fields = NamedFields::default();
        fields.push("WARC-Target-URI", target);
        fields.push("WARC-Date", date);
        let block = format!("HTTP/1.1 {status} X\r\nContent-Type: {media_type}\r\n\r\n{words}").into_bytes();
        let length = block.len() as u64;
        Record { kind: RecordType::Response, offset: 0, index: 0, fields, block, length, passed_digest: None }
    }

    fn index(records: &[Record]) -> Index {
        let mut index = Index::new();
        records.iter().for_each(|record| index.add(0, record));
        index.finish();
        index
    }

    #[test]
    fn passes_over_what_is_no_page_and_says_why() {
        let index = index(&[
            page("https://a.example/1", "2026-05-01T00:00:00Z", 200, "text/html; charset=utf-8", "a"),
            page("https://a.example/2", "2026-05-01T00:00:00Z", 404, "text/html", "b"),
            page("https://a.example/3", "2026-05-01T00:00:00Z", 200, "image/jpeg", "c"),
            page("https://b.example/4", "2026-05-01T00:00:00Z", 200, "text/html", "d"),
            page("https://a.example/5", "2025-05-01T00:00:00Z", 200, "text/html", "e"),
        ]);
        let choice = CaptureChoice {
            patterns: vec!["https://a.example/*".to_owned()],
            since: crate::model::Timestamp::parse("2026-01-01").map(crate::model::Timestamp::to_unix),
            ..CaptureChoice::default()
        };
        let passed = [Ok(()), Err(Passed::NotSuccessful), Err(Passed::NotPage), Err(Passed::NotAskedFor)];
        assert_eq!(choice.decide(&index)[..4], passed);
        assert_eq!(choice.decide(&index)[4], Err(Passed::OutsideTime));
        let listed = BTreeSet::from(["https://b.example/4".to_owned()]);
        let choice = CaptureChoice { listed: BTreeMap::from([(0, listed.clone())]), ..CaptureChoice::default() };
        assert_eq!(choice.decide(&index)[3], Ok(()));
        assert_eq!(choice.decide(&index)[0], Err(Passed::NotListed));
        let choice = CaptureChoice { listed: BTreeMap::from([(1, listed)]), ..CaptureChoice::default() };
        assert_eq!(choice.decide(&index)[0], Ok(()), "the list of another file says nothing of this one");
    }

    #[test]
    fn takes_of_several_captures_what_the_policy_says() {
        let index = index(&[
            page("https://a.example/1", "2026-05-03T00:00:00Z", 200, "text/html", "new"),
            page("https://a.example/1", "2026-05-01T00:00:00Z", 200, "text/html", "old"),
            page("https://a.example/1", "2026-05-02T00:00:00Z", 200, "text/html", "old"),
        ]);
        let taken = |editions| {
            let verdicts = CaptureChoice { editions, ..CaptureChoice::default() }.decide(&index);
            verdicts.iter().map(Result::is_ok).collect::<Vec<_>>()
        };
        assert_eq!(taken(Editions::Distinct), [true, true, false]);
        assert_eq!(taken(Editions::First), [false, true, false]);
        assert_eq!(taken(Editions::Last), [true, false, false]);
        assert_eq!(taken(Editions::All), [true, true, true]);
    }

    #[test]
    fn patterns_stand_for_addresses() {
        assert!(matches("https://a.example/a/*", "https://a.example/a/1?x=1"));
        assert!(matches("*.example/*/1", "https://a.example/a/b/1"));
        assert!(!matches("https://a.example/a/", "https://a.example/a/1"));
        assert!(!matches("*b*", "https://a.example/"));
        assert!(matches("a*a", "aa") && !matches("a*a", "a"));
    }
}
