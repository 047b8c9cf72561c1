//! The one test binary: a folder for each matter, a module for each side of it.

mod epub; // EPUB: words, package, container, and what the judges say
mod every; // every article through every renderer and every judge
mod house; // the repository itself: its rules, its generated pages, its fuzzers, the files in output/
mod media; // pictures: files of every kind and trap, and what becomes of them
mod newsml; // NewsML-G2, out and back in
mod pdf; // pages, structure, and the text in other programs
mod program; // the command line, collections, packages, the local page
mod proof; // what `check` proves, and that every change is caught
#[path = "../random/mod.rs"]
#[expect(unreachable_pub, reason = "what the suite alone would call `pub(crate)`")]
mod random; // documents made of bytes, shared with fuzz/
mod reading; // bytes to documents
#[path = "../shapes/mod.rs"]
#[expect(unreachable_pub, reason = "what the suite alone would call `pub(crate)`")]
mod shapes; // hostile shapes of any size, shared with benches/growth.rs
mod support; // what all tests share: documents made by hand, and the judges
mod terms; // the terms of the source: read, meant, and said alike in every format
