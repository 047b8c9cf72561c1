//! What depends on a language: its words, labels, dates, detection, direction, case, hyphenation.

pub(crate) mod case;
pub mod dates;
pub mod detect;
pub mod direction;
pub(crate) mod fold;
pub mod hyphenation;
pub mod labels;
pub(crate) mod packs;
pub mod relative;
