//! Pictures that came with an article.

/// Which picture: the reference by which the source names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct MediaId(pub String);

/// A picture, its bytes checked and its size known.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Media {
    /// What kind of file it is.
    pub kind: MediaKind,
    /// The file, as it came; of a moving picture its first frame, of a drawing what is harmless.
    #[cfg_attr(feature = "json", serde(rename = "byte_length", serialize_with = "super::serial::length"))]
    pub bytes: Vec<u8>,
    /// Width in pixels, as it is to be seen (after its orientation).
    pub width: u32,
    /// Height in pixels, as it is to be seen.
    pub height: u32,
}

/// The kinds of picture that a document carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "json", serde(rename_all = "lowercase"))]
pub enum MediaKind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF, of one frame.
    Gif,
    /// WebP.
    WebP,
    /// SVG, without scripts and without references to anything outside it.
    Svg,
}

impl MediaKind {
    /// The media type, as registered.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
            Self::Svg => "image/svg+xml",
        }
    }

    /// The usual end of a file name, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::WebP => "webp",
            Self::Svg => "svg",
        }
    }

    /// Its name, for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::WebP => "WebP",
            Self::Svg => "SVG",
        }
    }
}
