//! The terms of the source: read, meant, and said alike in every format.

pub(crate) mod agreement;
pub(crate) mod clauses; // terms built from clauses: nothing lost, nothing granted too much
pub(crate) mod mining; // what is said of mining, where formats have a word for it
pub(crate) mod policy; // what the terms mean to machines, in both forms
pub(crate) mod recognised; // terms recognised, profiles, statements
pub(crate) mod statements; // statements of use as sites put them, and what machines are told // policy and rights in the three formats, compared as data
