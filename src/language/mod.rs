//! What depends on a language: labels, dates, hyphenation.

pub mod hyphenation;
pub mod labels;
