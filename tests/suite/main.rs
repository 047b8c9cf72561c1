//! The one test binary: a module for each matter.
mod rights; // terms recognised, policies, profiles, statements
