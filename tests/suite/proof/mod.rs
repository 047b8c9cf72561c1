//! `check`: what is proved, and what is not.

pub(crate) mod check; // files proved against their source, and every change caught
pub(crate) mod foreign; // files of other makers
pub(crate) mod forgeries; // words that are hidden, or said beside those that are compared
pub(crate) mod mutations; // nobody can put words beside the proof
pub(crate) mod proved; // random documents: every file of them is proved
pub(crate) mod witness; // what a page shows against what was read of it, without the reader
