//! The local page of istinad.
