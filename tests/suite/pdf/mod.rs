//! The PDF: its pages, its structure, and its text in other programs.

pub(crate) mod extractors; // the text of our PDFs as other programs extract it
pub(crate) mod layout; // pages as a book designer looks at them: grid, breaks, notes, margins
pub(crate) mod profile;
pub(crate) mod scripts; // scripts and directions: every script of the region, added fonts, pages from right to left
pub(crate) mod tags; // the structure tree of the PDF, and every style of pages before the judges // the standards that a PDF keeps, and what is attached to it
