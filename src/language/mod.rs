//! What depends on a language: labels, dates, detection, direction, case, hyphenation.

pub(crate) mod case;
pub mod dates;
pub mod detect;
pub mod direction;
pub mod hyphenation;
pub mod labels;
