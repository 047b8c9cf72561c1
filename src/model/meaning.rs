//! What terms can mean: a closed list of what sources say about the use of an article.

/// What a term means.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Meaning {
    /// The source must be named.
    Attribution {
        /// In which use: of everything, or of a part alone.
        scope: Scope,
        /// How it must be named.
        credit: CreditForm,
    },
    /// All rights are reserved.
    AllRightsReserved,
    /// No republication.
    NoRepublication {
        /// Of what.
        scope: Scope,
        /// Whether a permission lifts it.
        unless_permitted: bool,
    },
    /// A licence is granted.
    Licensed {
        /// The licence.
        licence: Licence,
        /// For what: the licence in a photo's credit does not license the article.
        scope: Scope,
    },
    /// A licence is named, and which it is cannot be told.
    LicenceUnknown,
    /// Use is allowed, with the duties and limits that stand beside it.
    Permitted,
    /// Use is allowed without any condition.
    Free,
    /// No commercial use.
    NonCommercial {
        /// Of what.
        scope: Scope,
    },
    /// A part may be used at most.
    Share(Share),
    /// No changes.
    NoChanges,
    /// No works that are derived from it.
    NoDerivatives,
    /// No translation.
    NoTranslation {
        /// Whether a permission lifts it.
        unless_permitted: bool,
    },
    /// No mining of text and data.
    NoMining,
    /// No training of artificial intelligence.
    NoAi,
    /// Use for one purpose alone.
    Purpose(Purpose),
    /// Use in one medium alone.
    Medium(Medium),
    /// In media other than the one that is allowed a permission is needed.
    ConsentElsewhere,
    /// No systematic copying.
    NoSystematic,
    /// Use by some alone: subscribers, members.
    Recipients,
    /// Use after some time alone.
    Delay {
        /// How many hours after the publication, where the words say it in hours or days.
        hours: Option<u32>,
    },
    /// Use for a fee, or by contract.
    Fee {
        /// Of what.
        scope: Scope,
    },
    /// Commercial use for a fee, or by contract, and no other.
    CommercialFee,
    /// The publisher must be told of the use.
    Notify,
    /// A copy of what was published must be sent.
    Specimen,
    /// A logo or a watermark must stay.
    KeepLogo {
        /// On what.
        scope: Scope,
    },
    /// Matter of third parties is excepted.
    ThirdPartiesExcepted,
}

impl Meaning {
    /// Whether it says something of pictures, alone or with everything else.
    pub fn is_about_pictures(&self) -> bool {
        match self {
            Self::NoRepublication { .. } | Self::ConsentElsewhere | Self::Fee { .. } | Self::CommercialFee => true,
            Self::Licensed { scope, .. }
            | Self::Attribution { scope, .. }
            | Self::NonCommercial { scope }
            | Self::KeepLogo { scope } => *scope == Scope::Pictures,
            Self::Purpose(_) | Self::Recipients | Self::ThirdPartiesExcepted => true,
            Self::AllRightsReserved
            | Self::LicenceUnknown
            | Self::Permitted
            | Self::Free
            | Self::Share(_)
            | Self::NoChanges
            | Self::NoDerivatives
            | Self::NoTranslation { .. }
            | Self::NoMining
            | Self::NoAi
            | Self::Medium(_)
            | Self::NoSystematic
            | Self::Delay { .. }
            | Self::Notify
            | Self::Specimen => false,
        }
    }
}

/// How a source must be named.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
#[non_exhaustive]
pub struct CreditForm {
    /// By a hyperlink to it.
    pub by_hyperlink: bool,
    /// In a place that the source prescribes, in its words: "не ниже третьего абзаца".
    pub place: Option<String>,
    /// In these very words.
    pub literal: Option<String>,
    /// By a link that search engines may follow.
    pub open_link: bool,
}

/// What a term is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Everything in the article.
    Everything,
    /// Its pictures.
    Pictures,
    /// Its video.
    Video,
    /// Its sound.
    Audio,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 4] = [Self::Everything, Self::Pictures, Self::Video, Self::Audio];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Everything => "everything",
            Self::Pictures => "pictures",
            Self::Video => "video",
            Self::Audio => "audio",
        }
    }
}

/// How much may be used at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Share {
    /// So many per cent.
    Percent(u32),
    /// So many characters.
    Characters(u32),
    /// So many words.
    Words(u32),
    /// So many sentences.
    Sentences(u32),
    /// So many paragraphs.
    Paragraphs(u32),
    /// The headline and the lead.
    HeadlineAndLead,
    /// Excerpts.
    Excerpts,
}

impl Share {
    /// The name of what is counted, and how many; `None` where nothing is counted.
    pub const fn count(self) -> Option<(&'static str, u32)> {
        match self {
            Self::Percent(count) => Some(("percent", count)),
            Self::Characters(count) => Some(("characters", count)),
            Self::Words(count) => Some(("words", count)),
            Self::Sentences(count) => Some(("sentences", count)),
            Self::Paragraphs(count) => Some(("paragraphs", count)),
            Self::HeadlineAndLead | Self::Excerpts => None,
        }
    }
}

/// For what something may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// For oneself.
    Personal,
    /// For teaching.
    Education,
}

impl Purpose {
    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::Education => "education",
        }
    }
}

/// In what something may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Medium {
    /// In print.
    Print,
    /// In broadcasts.
    Broadcast,
    /// On the web.
    Online,
}

impl Medium {
    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Print => "print",
            Self::Broadcast => "broadcast",
            Self::Online => "online",
        }
    }
}

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Licence {
    /// Its SPDX identifier, where it has one: `CC-BY-4.0`.
    pub spdx: Option<String>,
    /// Its address.
    pub address: Option<String>,
}

impl Licence {
    /// What it is called: its SPDX identifier, else the name that the address of Creative Commons tells, `CC-BY-3.0-ES`,
    /// without a version where nobody says it; `None` where neither is known.
    pub fn name(&self) -> Option<String> {
        if let Some(spdx) = &self.spdx {
            return Some(spdx.clone());
        }
        let path = self.address.as_deref()?.strip_prefix("https://creativecommons.org/licenses/")?;
        let parts: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(str::to_ascii_uppercase).collect();
        Some(format!("CC-{}", parts.join("-")))
    }
}
