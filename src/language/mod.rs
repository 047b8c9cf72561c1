//! What depends on a language: labels, dates, detection, direction, hyphenation.

pub mod dates;
pub mod detect;
pub mod direction;
pub mod hyphenation;
pub mod labels;
