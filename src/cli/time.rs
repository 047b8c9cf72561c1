//! The time to write into the files: who says it, and the clock.

use std::time::SystemTime;

use istinad::model::Timestamp;

use super::args::UsageError;

/// The variable of the environment that says the time of whatever is built.
pub(super) const SOURCE_DATE_EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The time to write into the files, and who said so.
#[derive(Debug, Clone, Copy)]
pub(super) enum Time {
    /// `--date`.
    Option(Timestamp),
    /// The environment.
    Environment(Timestamp),
    /// Nobody: each article's own, else the present.
    Unknown,
}

impl Time {
    /// Finds out who says which time to write.
    ///
    /// # Errors
    /// If the environment says something that is no time (<https://reproducible-builds.org/specs/source-date-epoch/>).
    pub(super) fn settle(date: Option<Timestamp>) -> Result<Self, UsageError> {
        if let Some(date) = date {
            return Ok(Self::Option(date));
        }
        match std::env::var_os(SOURCE_DATE_EPOCH) {
            Some(value) if !value.is_empty() => value
                .to_str()
                .and_then(|value| value.parse().ok())
                .and_then(Timestamp::from_unix)
                .map(Self::Environment)
                .ok_or_else(|| {
                    UsageError::new(format!(
                        "the environment variable {SOURCE_DATE_EPOCH} is not a number of seconds since 1970"
                    ))
                }),
            Some(_) | None => Ok(Self::Unknown),
        }
    }

    /// The time that holds for all articles.
    pub(super) fn fixed(self) -> Option<Timestamp> {
        match self {
            Self::Option(time) | Self::Environment(time) => Some(time),
            Self::Unknown => None,
        }
    }
}

/// The present, to the second; `None` on a machine whose clock stands before 1970.
pub(super) fn now() -> Option<Timestamp> {
    #[expect(clippy::disallowed_methods, reason = "the last resort where nothing else says which time to write")]
    let now = SystemTime::now();
    let seconds = now.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
    Timestamp::from_unix(seconds.try_into().ok()?)
}
