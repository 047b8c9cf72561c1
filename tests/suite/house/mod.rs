//! The repository itself: its rules, its generated pages, its fuzzers, the files in `output/`.

pub(crate) mod architecture; // the rules of docs/architecture.md
pub(crate) mod output;
pub(crate) mod replay; // the targets of fuzz/ without a fuzzer: every find, every article, and changes of each
pub(crate) mod schemas; // where the schemas of the judges come from // the files in output/
mod words; // the words of terms and languages, as the build makes them
