//! Packages that an archive's ingest takes: an article with its original, its files, their fixity, where they came from,
//! and under which terms they may be used.
//!
//! 1. [`PackageFacts`] are what a package says of an article, taken from its document; [`acts`] says of each of its
//!    meanings which act it is about;
//! 2. [`Package`] lays out a BagIt 1.0 bag (RFC 8493; `bag`) or an information package of E-ARK (`eark`), with what
//!    `premis`, `tables` and `crate_metadata` make of the facts; what grows with every article it writes where the sink has
//!    room, and holds no article that is packed;
//! 3. a [`PackageSink`] takes file after file: memory, ZIP, tar, or whatever the caller has.
//!
//! Nothing here touches a disk or a clock: the same article gives the same bytes.

pub mod acts;
mod bag;
mod crate_metadata;
mod eark;
mod facts;
mod form;
mod formats;
mod growing;
mod names;
mod premis;
pub mod sink;
mod tables;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;

pub use facts::{PackageFacts, RightsBasis};
pub use form::{PackageContainer, PackageForm, PackageLayout};
pub use growing::Fixity;
pub use names::{ArticleFileNames, safe_name};
pub use sink::{ConstantFile, Measured, PackageSink, Room, TarPackage, ZipPackage};

use self::bag::Bag;
use self::eark::EarkPackage;
use crate::digest::sha256;
use crate::model::Timestamp;
use crate::render::identity;

/// What a package is, before anything is in it.
#[derive(Debug, Clone)]
pub struct PackageOutline {
    /// What it is called.
    pub name: String,
    /// Whether it stands in a folder of its name within what the sink makes.
    pub is_rooted: bool,
    /// The first line of its manifest.
    pub run: String,
    /// Whether a bag has RO-Crate's metadata too.
    pub ro_crate: bool,
}

impl PackageOutline {
    /// Where a file of the package goes in the sink.
    fn path(&self, path: &str) -> String {
        if self.is_rooted { format!("{}/{path}", self.name) } else { path.to_owned() }
    }
}

/// What a package says of itself as a whole.
#[derive(Debug, Clone, Default)]
pub struct PackageStatement {
    /// Who hands it over.
    pub source: Option<String>,
    /// When it was packed.
    pub date: Option<Timestamp>,
    /// By which names the world knows what is in it: [`PackageFacts::names`].
    pub identifiers: Vec<String>,
    /// What it is.
    pub description: Option<String>,
    /// To which other packages it belongs.
    pub group: Option<String>,
}

/// A package in the making. Of an article it holds nothing when that is packed but a digest of its identifier.
pub struct Package<S> {
    laid_out: LaidOutPackage<S>,
    /// The identifiers in it: half of a digest of each.
    identified: BTreeSet<[u8; 16]>,
}

enum LaidOutPackage<S> {
    Bag(Box<Bag<S>>),
    Eark(Box<EarkPackage<S>>),
}

impl<S> std::fmt::Debug for Package<S> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Package").finish_non_exhaustive()
    }
}

impl<S: PackageSink> Package<S> {
    /// An empty package.
    ///
    /// # Errors
    /// If the sink takes nothing.
    pub fn begin(layout: PackageLayout, sink: S, outline: PackageOutline) -> io::Result<Self> {
        let laid_out = match layout {
            PackageLayout::Bagit => LaidOutPackage::Bag(Box::new(Bag::begin(sink, outline)?)),
            PackageLayout::EarkCsip => LaidOutPackage::Eark(Box::new(EarkPackage::begin(sink, outline)?)),
        };
        Ok(Self { laid_out, identified: BTreeSet::new() })
    }

    /// Packs an article; `part` is the name of its part of a package that holds many.
    ///
    /// # Errors
    /// If the sink takes nothing more.
    pub fn article(&mut self, part: Option<&str>, article: &PackageArticle<'_>) -> io::Result<()> {
        let own = &article.facts.identifier;
        let digest = sha256(own.as_bytes());
        let is_first = self.identified.insert(std::array::from_fn(|at| digest[at]));
        let identifier = match part {
            // The identifiers of objects are unique (PREMIS 3, 1.1), and several versions of an article have the same.
            Some(part) if !is_first => identity::version(own, part).into(),
            _ => Cow::from(own.as_str()),
        };
        let packed = PackedPart { article, part, identifier };
        match &mut self.laid_out {
            LaidOutPackage::Bag(bag) => bag.article(&packed),
            LaidOutPackage::Eark(package) => package.article(&packed),
        }
    }

    /// Ends the package, what is said of all of it and the digests, and gives the sink back.
    ///
    /// # Errors
    /// If the sink takes nothing more.
    pub fn finish(self, statement: &PackageStatement) -> io::Result<S> {
        match self.laid_out {
            LaidOutPackage::Bag(bag) => bag.finish(statement),
            LaidOutPackage::Eark(package) => package.finish(statement),
        }
    }
}

/// What a file is to its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileRole {
    /// What the article was read from.
    Original,
    /// A picture that came with it.
    Picture,
    /// What was made of it.
    Rendition,
}

/// A file of an article.
#[derive(Debug, Clone)]
pub struct PackageFile<'a> {
    /// What it is called in the package, below the folder of its article: ASCII, see [`safe_name`].
    pub name: String,
    /// What it was called before.
    pub original_name: String,
    /// What it is to the article.
    pub role: FileRole,
    /// Its media type.
    pub media_type: &'a str,
    /// What it holds.
    pub bytes: &'a [u8],
    /// The digests of that.
    pub fixity: Fixity,
}

/// An article, ready to be packed.
#[derive(Debug)]
pub struct PackageArticle<'a> {
    /// What is said of it.
    pub facts: &'a PackageFacts,
    /// Its files: the original first.
    pub files: &'a [PackageFile<'a>],
    /// The time that stands in its files.
    pub written: Timestamp,
    /// When it was captured, where that is known.
    pub captured: Option<Timestamp>,
    /// What was said while it was converted: code and sentence.
    pub said: &'a [(String, String)],
    /// What was proved of what was made of it, as a sentence; `None` where nobody looked.
    pub proved: Option<&'a str>,
    /// Who hands the package over.
    pub provider: Option<&'a str>,
    /// Its line of the manifest, whose files are named by [`PackageLayout::place`].
    pub line: &'a str,
    /// What the user knew when it was read, as a line of JSON: without it nobody can read it the same way again.
    pub knowledge: &'a str,
}

/// An article in its package.
struct PackedPart<'a> {
    article: &'a PackageArticle<'a>,
    /// The name of its part of a package that holds many.
    part: Option<&'a str>,
    /// What it is identified by there: as in its files, but for further versions of one article.
    identifier: Cow<'a, str>,
}
