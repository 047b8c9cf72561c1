//! Pages as they were captured: with their address, their time and what they show.
//!
//! - [`record`]: the records of a web archive (WARC, ARC), one at a time, damage and all;
//! - [`segments`]: any record again, those that were cut into several whole;
//! - [`http`]: what a server answered, decoded;
//! - [`index`]: what is in some archives, and where;
//! - `write`: a record written again, for an archive of its own;
//! - [`wacz`]: archives within a WACZ, and its list of pages;
//! - [`choice`]: which captures may be articles, and why others are none;
//! - [`page`]: a captured page with its pictures;
//! - [`fields`]: the named fields of both;
//! - [`loader`]: where the pictures of an article come from.
//!
//! Nothing here opens a file: whoever calls brings what can be read and sought.

mod arc;
pub mod choice;
pub mod fields;
mod head;
pub mod http;
pub mod index;
pub mod loader;
mod members;
pub mod page;
pub mod record;
pub mod segments;
pub mod wacz;
mod write;

pub use choice::{CaptureChoice, Editions, Passed};
pub use fields::NamedFields;
pub use http::Response;
pub use index::{Index, IndexEntry, PayloadType, RecordPlace, Unresolved};
pub use loader::MediaLoader;
pub use members::Compression;
pub use page::{CapturedPage, CapturedPictures};
pub use record::{Damage, Record, RecordType, Records};
pub use segments::Archives;
pub use wacz::{Section, Wacz};
