//! Pictures.

pub(crate) mod files;
pub(crate) mod pictures; // pictures of every kind, and every trap that a picture can be // picture files of our own making, one for each kind and trap
