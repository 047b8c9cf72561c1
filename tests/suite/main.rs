//! The one test binary: a module for each matter.

mod architecture; // the rules of docs/architecture.md
mod cli; // the command line: exit codes, messages, files
mod every; // every article through every renderer and every judge
mod judge; // how the judges are called
mod newsml; // NewsML-G2 as judges and clients see it
mod read; // what the reader makes of the articles in tests/articles
mod rights; // terms recognised, policies, profiles, statements
