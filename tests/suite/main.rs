//! The one test binary: a module for each matter.
