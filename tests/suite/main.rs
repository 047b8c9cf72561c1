//! The one test binary: a module for each matter.

mod agreement; // policy and rights in the three formats, compared as data
mod architecture; // the rules of docs/architecture.md
mod check; // files proved against their source, and every change caught
mod clauses; // terms built from clauses: nothing lost, nothing granted too much
mod cli; // the command line: exit codes, messages, files
mod collections; // folders, web archives, WACZ: choice, names, manifest, resuming, damage
mod encodings; // encodings, line ends and normal forms: the same article
mod epub; // the EPUB renderer: words, package, container, and what the judges say
mod every; // every article through every renderer and every judge
mod extractors; // the text of our PDFs as other programs extract it
mod files; // files on the disk: two runs, runs that are ended, what the system refuses
mod fixture; // documents made by hand, with everything that the model has
mod foreign; // files of other makers
mod hostile; // limits, and what hostile files come to
mod identity; // what names files and their makers: identifiers, versions, providers
mod json; // the JSON of the library, by its schema
mod judge; // how the judges are called
mod layout; // pages as a book designer looks at them: grid, breaks, notes, margins
mod manners; // completions, manual, explanations, configuration, suggestions
mod mutations; // nobody can put words beside the proof
mod newsml; // NewsML-G2 as judges and clients see it
mod newsml_again; // our own NewsML-G2, read back: an equal document
mod newsml_message; // NewsML-G2 with pictures: a message of items
mod newsml_read; // news as agencies send it, read: shapes, refusals, hostile ones
mod newsroom; // what agencies say to newsrooms, and messages of several articles
mod output; // the files in output/
mod packages; // packages for an archive's ingest: judged, the same bytes again, proved, every change caught
mod page_blocks; // what the markup of pages becomes: lists, tables, quotations, lines, what is embedded
mod pages; // web pages: metadata, archives, what hostile ones come to, figures on real ones
mod pages_whole; // the whole article of a page: no word of it lost, and nothing beside it taken
mod picture_files; // picture files of our own making, one for each kind and trap
mod pictures; // pictures of every kind, and every trap that a picture can be
mod policy; // what the terms mean to machines, in both forms
mod profile; // the standards that a PDF keeps, and what is attached to it
mod proved; // random documents: every file of them is proved
#[path = "../random/mod.rs"]
#[expect(unreachable_pub, reason = "what the suite alone would call `pub(crate)`")]
mod random; // documents made of bytes, shared with fuzz/
mod read; // what the reader makes of the articles in tests/articles
mod replay; // the targets of fuzz/ without a fuzzer: every find, every article, and changes of each
mod rights; // terms recognised, profiles, statements
mod schemas; // where the schemas of the judges come from
mod scripts; // scripts and directions: every script of the region, added fonts, pages from right to left
#[cfg(unix)]
mod serve; // the local page, from another origin, too large, too long, at once
#[path = "../shapes/mod.rs"]
#[expect(unreachable_pub, reason = "what the suite alone would call `pub(crate)`")]
mod shapes; // hostile shapes of any size, shared with benches/growth.rs
mod statements; // statements of use as sites put them, and what machines are told
mod strangers; // what may come in an article of anybody, and under which names, as the program meets it
mod systems; // pages in the shapes of forty systems
mod tags; // the structure tree of the PDF, and every style of pages before the judges
mod who_and_when; // authors, times, headlines, holders: the shapes that pages and people give them
mod witness; // what a page shows against what was read of it, without the reader
