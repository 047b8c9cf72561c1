//! What a package is built like, and what holds it.

use std::fmt;

use super::{FileRole, bag, eark};

/// A kind of package: how it is called, `bagit:zip`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PackageForm {
    /// By which standard it is laid out.
    pub layout: PackageLayout,
    /// What holds it.
    pub container: PackageContainer,
}

/// By which standard a package is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum PackageLayout {
    /// BagIt 1.0 (RFC 8493).
    #[default]
    Bagit,
    /// E-ARK's Common Specification for Information Packages, 2.1.0.
    EarkCsip,
}

impl PackageLayout {
    /// Every layout.
    pub const ALL: [Self; 2] = [Self::Bagit, Self::EarkCsip];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bagit => "bagit",
            Self::EarkCsip => "eark-csip",
        }
    }

    /// The name of an article's part of a package that holds many: `stem` is what its files are called, `number` which it
    /// is in the package, from 1.
    pub fn part(self, number: usize, stem: &str) -> String {
        match self {
            Self::Bagit => stem.to_owned(),
            // Its folders stand beside one another, whatever their files were called.
            Self::EarkCsip => format!("{number:06}"),
        }
    }

    /// Where a file of an article lies, as the package's own records name it. `part` is the name of the article's part of
    /// a package that holds many.
    pub fn place(self, part: Option<&str>, role: FileRole, file: &str) -> String {
        match self {
            Self::Bagit => bag::place(part, file),
            Self::EarkCsip => eark::place(part, role, file),
        }
    }
}

/// What holds the files of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum PackageContainer {
    /// A folder.
    #[default]
    Folder,
    /// A ZIP file.
    Zip,
    /// A tar file.
    Tar,
}

impl PackageContainer {
    /// Every container.
    pub const ALL: [Self; 3] = [Self::Folder, Self::Zip, Self::Tar];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::Zip => "zip",
            Self::Tar => "tar",
        }
    }

    /// The media type of the file that holds the package (RFC 8493, 4); `None` of a folder.
    pub const fn media_type(self) -> Option<&'static str> {
        match self {
            Self::Folder => None,
            Self::Zip => Some("application/zip"),
            Self::Tar => Some("application/x-tar"),
        }
    }
}

impl PackageForm {
    /// Every form.
    pub fn all() -> impl Iterator<Item = Self> {
        let containers = |layout| PackageContainer::ALL.into_iter().map(move |container| Self { layout, container });
        PackageLayout::ALL.into_iter().flat_map(containers)
    }

    /// The form of a name: `bagit`, which is a folder, `bagit:folder`, `bagit:zip`, `bagit:tar`, and so on.
    pub fn parse(name: &str) -> Option<Self> {
        let folder = |layout: PackageLayout| Self { layout, container: PackageContainer::Folder };
        let layouts = PackageLayout::ALL.into_iter().filter(|layout| layout.as_str() == name).map(folder);
        layouts.chain(Self::all().filter(|form| form.to_string() == name)).next()
    }
}

impl fmt::Display for PackageForm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.layout.as_str(), self.container.as_str())
    }
}
