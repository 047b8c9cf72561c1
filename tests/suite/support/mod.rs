//! What all tests share: documents made by hand, and the judges.

pub(crate) mod fixture; // documents made by hand, with everything that the model has
pub(crate) mod judge; // how the judges are called
