//! What the terms mean, and how they are said.
//!
//! 1. [`recognise`] reads the source's words: notices, duties, prohibitions, licences ([`licences`]); the phrases are
//!    data, one table a language (`phrases/`);
//! 2. [`mod@conflicts`] finds terms that contradict one another;
//! 3. [`publishers`] knows organisations: their names, home pages and standing terms;
//! 4. [`mod@statement`] says in the document's language what every file says of its source;
//! 5. [`mod@policy`] says the same to machines, as an ODRL policy, in JSON-LD or in XML.

pub mod conflicts;
pub mod licences;
mod phrases;
pub mod policy;
pub mod publishers;
pub mod recognise;
pub mod statement;

pub use conflicts::conflicts;
pub use policy::{PolicyForm, picture_asset, policy};
pub use statement::{Credit, CreditTarget, Statement, StatementLine, credit, statement};
