//! NewsML-G2, out and back in.

pub(crate) mod again; // our own NewsML-G2, read back: an equal document
pub(crate) mod item; // NewsML-G2 as judges and clients see it
pub(crate) mod message; // NewsML-G2 with pictures: a message of items
