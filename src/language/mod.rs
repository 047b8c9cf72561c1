//! What depends on a language: labels, dates, detection, hyphenation.

pub mod dates;
pub mod detect;
pub mod hyphenation;
pub mod labels;
