//! The item in which an article was delivered, as who provides it describes it to newsrooms: agencies mostly.

use super::metadata::{Origin, Sourced};
use super::time::Timestamp;

/// What is said of the item; of an article that came in none all of it is absent.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Delivery {
    /// The name by which the provider knows the item.
    pub guid: Option<Sourced<String>>,
    /// The version of it.
    pub version: Option<Sourced<String>>,
    /// Whether it may be used at all.
    pub status: Option<Sourced<Status>>,
    /// Before when it must not be published.
    pub embargo: Option<Sourced<Embargo>>,
    /// After when it must no longer be used.
    pub expires: Option<Sourced<Timestamp>>,
    /// Whom the provider wants credited, verbatim: "Leyla Quliyeva/Nümunə Agentliyi".
    pub credit_line: Option<Sourced<String>>,
    /// The short name of the story, by which newsrooms file it.
    pub slugline: Option<Sourced<String>>,
    /// How urgent it is, 1 (most) to 9.
    pub urgency: Option<Sourced<u8>>,
    /// What kind of text it is.
    pub genres: Vec<Sourced<Concept>>,
    /// Its subjects by their codes; those with a name alone are keywords.
    pub concepts: Vec<Sourced<Concept>>,
    /// Who contributed to the content, and how.
    pub contributors: Vec<Sourced<Contributor>>,
    /// What is to be done with the item: `http://cv.iptc.org/newscodes/signal/correction`.
    pub signals: Vec<Sourced<String>>,
    /// What editors say to editors.
    pub notes: Vec<Sourced<String>>,
    /// Pages that the item refers to.
    pub related: Vec<Sourced<Related>>,
}

/// Whether an item may be used (IPTC's vocabulary `pubstatusg2`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "json", serde(rename_all = "kebab-case"))]
pub enum Status {
    /// It may, as far as its terms go.
    Usable,
    /// Not until further notice.
    Withheld,
    /// Never again.
    Canceled,
}

impl Status {
    /// The name in IPTC's vocabulary.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Usable => "usable",
            Self::Withheld => "withheld",
            Self::Canceled => "canceled",
        }
    }

    /// The status of a name, in either spelling.
    pub fn parse(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().as_str() {
            "usable" => Some(Self::Usable),
            "withheld" | "withhold" => Some(Self::Withheld),
            "canceled" | "cancelled" => Some(Self::Canceled),
            _ => None,
        }
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A time before which something must not be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Embargo {
    /// The time; `None` where the item is under embargo until its provider says otherwise.
    pub until: Option<Timestamp>,
}

/// A concept of a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Concept {
    /// Its identifier, whole: `http://cv.iptc.org/newscodes/mediatopic/20000002`.
    pub uri: Option<String>,
    /// What it is called.
    pub name: Option<String>,
}

/// Somebody who contributed to an article, or handed it on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Contributor {
    /// The name.
    pub name: String,
    /// The role, as an identifier of a vocabulary.
    pub role: Option<String>,
}

/// A page that an item refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Related {
    /// Its address.
    pub address: String,
    /// What it is called.
    pub title: Option<String>,
}

impl Delivery {
    /// The status to state in a file of a time: the provider's own; without one, what is under embargo then is withheld,
    /// and all else usable.
    pub fn status_at(&self, written: Timestamp) -> Status {
        match &self.status {
            Some(status) => status.value,
            None if self.embargo.as_ref().is_some_and(|embargo| embargo.value.holds_at(Some(written))) => {
                Status::Withheld
            }
            None => Status::Usable,
        }
    }

    /// The embargo to state in a file of a time. One that was taken from a time of release alone is none once that time
    /// has come: then the article was released, and nobody spoke of an embargo.
    pub fn embargo_at(&self, written: Timestamp) -> Option<Embargo> {
        let embargo = self.embargo.as_ref()?;
        (embargo.origin != Origin::Guess || embargo.value.holds_at(Some(written))).then_some(embargo.value)
    }

    /// Whether the item must not be used at a moment; where no moment is known, an embargo holds. A time of release alone
    /// is said loudly and halts nothing: who made the item did not speak of an embargo.
    pub fn is_halted_at(&self, now: Option<Timestamp>) -> bool {
        let is_halted =
            self.status.as_ref().is_some_and(|status| matches!(status.value, Status::Withheld | Status::Canceled));
        let is_stated = |embargo: &&Sourced<Embargo>| embargo.origin != Origin::Guess;
        is_halted || self.embargo.as_ref().filter(is_stated).is_some_and(|embargo| embargo.value.holds_at(now))
    }
}

impl Embargo {
    /// Whether it is not over at a moment; a day without a time is over when it begins, and a time without a zone when it
    /// has come everywhere.
    pub fn holds_at(self, now: Option<Timestamp>) -> bool {
        match (self.until, now) {
            (Some(until), Some(now)) => now.to_unix() < until.latest().to_unix(),
            (None, _) | (_, None) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_embargo_is_over_at_its_time_and_not_before() {
        let moment = |text: &str| Timestamp::parse(text).expect("a moment");
        let embargo = Embargo { until: Some(moment("2030-01-01T10:00:00+04:00")) };
        assert!(embargo.holds_at(Some(moment("2030-01-01T05:59:59Z"))));
        assert!(!embargo.holds_at(Some(moment("2030-01-01T06:00:00Z"))));
        assert!(embargo.holds_at(None));
        let nowhere = Embargo { until: Some(moment("2030-01-01T10:00:00")) };
        assert!(nowhere.holds_at(Some(moment("2030-01-01T10:00:00-11:00"))), "it may be a time of the far west");
        assert!(!nowhere.holds_at(Some(moment("2030-01-01T10:00:00-12:00"))));
        assert!(Embargo { until: None }.holds_at(Some(moment("2100-01-01"))));
    }

    #[test]
    fn what_is_not_usable_is_never_said_to_be() {
        let with = |status: Option<Status>, embargo: bool| Delivery {
            status: status.map(|status| Sourced::new(status, None, Origin::Metadata)),
            embargo: embargo.then(|| Sourced::new(Embargo { until: None }, None, Origin::Metadata)),
            ..Delivery::default()
        };
        let written = Timestamp::parse("2026-06-24").expect("a day");
        assert_eq!(with(None, false).status_at(written), Status::Usable);
        assert_eq!(with(None, true).status_at(written), Status::Withheld);
        assert_eq!(with(Some(Status::Canceled), true).status_at(written), Status::Canceled);
        let released = |day: &str, origin: Origin| {
            let until = Timestamp::parse(day);
            let embargo = Some(Sourced::new(Embargo { until }, None, origin));
            Delivery { embargo, ..Delivery::default() }.embargo_at(written).is_some()
        };
        assert!(released("2026-06-25", Origin::Guess) && !released("2026-06-23", Origin::Guess));
        assert!(released("2026-06-23", Origin::Metadata), "an embargo that was stated is a fact of the past too");
        assert!(with(Some(Status::Withheld), false).is_halted_at(None));
        assert!(!with(Some(Status::Usable), false).is_halted_at(None));
        assert_eq!(Status::parse("Cancelled"), Some(Status::Canceled));
        assert_eq!(Status::parse("embargoed"), None);
    }
}
