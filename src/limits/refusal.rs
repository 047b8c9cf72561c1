//! What is said where a limit is set to a value that it cannot have, and where an input goes beyond one.

use super::{Limit, Limits};
use crate::diagnostic::{Code, Diagnostic};
use crate::error::Result;
use crate::remedy::Remedy;

impl Limits {
    /// Sets a limit.
    ///
    /// # Errors
    /// If the value is 0 or above the highest one ([`Code::LimitInvalid`]).
    pub fn with(mut self, limit: Limit, value: u64) -> Result<Self> {
        if !(1..=limit.highest_value()).contains(&value) {
            let message = format!("the limit {limit} cannot be {value}: it is from 1 to {}", limit.highest_value());
            return Err(Diagnostic::new(Code::LimitInvalid, message).into());
        }
        self.values[limit as usize] = value;
        Ok(self)
    }

    /// The reason for which something beyond a limit is not read.
    pub(crate) fn refusal(&self, limit: Limit, what: &str) -> Diagnostic {
        Diagnostic::new(Code::InputTooLarge, self.beyond(limit, what)).with_hint(Remedy::raise(limit))
    }
}
