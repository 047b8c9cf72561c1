//! What the terms mean, and how they are said.
//!
//! 1. [`recognise`] reads the source's words, sentence by sentence ([`sentence`]): [`tokens`] cuts them into words,
//!    [`table`] knows what each says (data, one table a language: `tables/`), [`clause`] parts them into clauses,
//!    [`frame`] makes meanings of a clause; beside them it knows copyright [`notice`]s and licences ([`licences`]), and what it
//!    read lately ([`memo`]);
//! 2. [`mod@conflicts`] finds terms that contradict one another;
//! 3. [`publishers`] knows organisations: their names, home pages and standing terms;
//! 4. [`mod@statement`] says in the document's language what every file says of its source;
//! 5. [`mining`] says what formats have a word of their own for;
//! 6. [`mod@policy`] says the same to machines, as an ODRL policy, in JSON-LD or in XML.

mod clause;
mod concept;
pub mod conflicts;
mod frame;
pub mod licences;
mod memo;
mod mining;
mod notice;
pub mod policy;
pub mod publishers;
pub mod recognise;
mod sentence;
mod spelling;
pub mod statement;
mod table;
mod tokens;

pub use conflicts::conflicts;
pub(crate) use mining::{data_mining, mining_policy};
pub use policy::{PolicyForm, picture_asset, policy};
pub use statement::{Credit, CreditTarget, Statement, StatementLine, credit, statement};
