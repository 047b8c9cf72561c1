//! What depends on a language: labels, dates, hyphenation.

pub mod labels;
