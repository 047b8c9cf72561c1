//! What a package is built like, and what holds it.

use std::fmt;

/// A kind of package: how it is called, `bagit:zip`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PackageForm {
    /// What holds it.
    pub container: PackageContainer,
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
    pub const ALL: [Self; 3] = [
        Self { container: PackageContainer::Folder },
        Self { container: PackageContainer::Zip },
        Self { container: PackageContainer::Tar },
    ];

    /// The form of a name: `bagit`, which is a folder, `bagit:folder`, `bagit:zip`, `bagit:tar`.
    pub fn parse(name: &str) -> Option<Self> {
        if name == "bagit" {
            return Some(Self { container: PackageContainer::Folder });
        }
        Self::ALL.into_iter().find(|form| form.to_string() == name)
    }
}

impl fmt::Display for PackageForm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "bagit:{}", self.container.as_str())
    }
}
