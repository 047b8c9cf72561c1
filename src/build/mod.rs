//! What readers build blocks with.
//!
//! - [`blocks`]: containers and leaves that open, are filled and close;
//! - [`table`]: rows and cells, without holes;
//! - [`inline`]: the words of a leaf, with their marks and links;
//! - [`prose`]: the same from elements of HTML and XML;
//! - [`elements`]: what elements of HTML mean, as far as more than one reader knows them.

pub(crate) mod blocks;
pub(crate) mod elements;
pub(crate) mod inline;
pub(crate) mod prose;
pub(crate) mod table;
