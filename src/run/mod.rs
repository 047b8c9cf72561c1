//! Many articles: bounded workers, results in the order of the input, a name for each, a line for everything.
//!
//! 1. [`order`] has several workers do the work and gives back the results in its order, without those that hang;
//! 2. [`names`] gives the files of each article a name that is nobody else's;
//! 3. [`article`] tells pages that are no articles;
//! 4. [`captured`] has what is done with one capture of an archive;
//! 5. [`listing`] says what there is and would become of it, before anything is made;
//! 6. [`manifest`] says of every article, every capture and every damage what became of it, and tells a later run what
//!    is done;
//! 7. [`summary`] counts its lines, and [`report`] makes a page of them.
//!
//! Nothing here touches a disk or a clock: whoever calls brings the work and keeps the lines.

pub mod article;
pub mod captured;
pub mod listing;
pub mod manifest;
pub mod names;
pub mod order;
pub mod report;
pub mod summary;

pub use names::{NameFacts, NamePattern, TakenNames};
pub use order::{Patience, Taken, in_order, in_order_within};
pub use summary::RunSummary;
