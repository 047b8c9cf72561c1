//! The one test binary: a module for each matter.
mod read; // what the reader makes of the articles in tests/articles
mod rights; // terms recognised, policies, profiles, statements
