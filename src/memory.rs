//! Memory that runs out is told before it is gone: in the midst of an allocation nothing could be said any more.
//!
//! Whoever is about to take much because a file says so asks first. Where the system grants memory that it does not have,
//! it ends the run itself.

use crate::diagnostic::{Code, Diagnostic};
use crate::limits::Limit;
use crate::remedy::Remedy;

/// Whether there is room for so many bytes now.
pub(crate) fn has_room(bytes: usize) -> bool {
    Vec::<u8>::new().try_reserve_exact(bytes).is_ok()
}

/// That there is none: `what` says for what, and the limit can be lowered, so that it is refused.
pub(crate) fn exhausted(what: &str, limit: Limit) -> Diagnostic {
    Diagnostic::new(Code::MemoryExhausted, format!("there is not enough memory {what}"))
        .with_hint(Remedy::LowerLimit(limit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_for_little_and_not_for_everything() {
        assert!(has_room(0) && has_room(1 << 10));
        assert!(!has_room(usize::MAX) && !has_room(usize::MAX / 4));
    }
}
