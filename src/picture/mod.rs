//! Picture files: what they claim, whether they hold it, and their pixels.
//!
//! 1. [`open`] checks the bytes of a file before anybody relies on them: its kind by its first bytes, its size before
//!    anything is allocated for it, and by unpacking it once, that it is whole;
//! 2. [`jpeg`] walks the segments of a JPEG, whose stream goes into a PDF as it is; [`exif`] says how it is turned;
//! 3. [`png`] has the rows of a PNG as they are packed, where a PDF can take them so;
//! 4. [`pixels`] has the pixels of everything else: [`raster`] decodes PNG, GIF and WebP, [`svg`] cleans a drawing and
//!    draws it;
//! 5. [`profile`] says whether an ICC profile may be relied on.
//!
//! The document keeps files, not pixels: an article may have many pictures, and only one of them is unpacked at a
//! time.

pub(crate) mod exif;
pub(crate) mod jpeg;
pub(crate) mod png;
pub(crate) mod profile;
mod raster;
#[cfg_attr(not(feature = "svg"), path = "svg_absent.rs")]
mod svg;

use self::jpeg::Inks;
use crate::limits::{Limit, Limits};
use crate::memory;
use crate::model::{Media, MediaKind};
use crate::remedy::Remedy;

/// A file that may be carried.
#[derive(Debug)]
pub(crate) struct OpenedPicture {
    pub(crate) media: Media,
    /// What of the file is not carried, in words for people.
    pub(crate) dropped: Vec<String>,
    /// Why it may look otherwise elsewhere, in words for people.
    pub(crate) doubt: Option<&'static str>,
}

/// A drawing without what is not carried.
struct Drawing {
    bytes: Vec<u8>,
    /// What was dropped, in words for people.
    dropped: Vec<String>,
}

/// Why a picture cannot be carried.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// The reason, for people: it begins with "it".
    pub(crate) reason: String,
    /// What would help.
    pub(crate) remedy: Option<Remedy>,
    /// Whether it is sound, and there is no memory for its pixels.
    pub(crate) lacks_memory: bool,
}

/// How much memory the pixels of a picture take while they are unpacked and written, for each of them.
const MEMORY_FOR_A_PIXEL: u64 = 16;

impl<T: Into<String>> From<T> for Refusal {
    fn from(reason: T) -> Self {
        Self { reason: reason.into(), remedy: None, lacks_memory: false }
    }
}

/// Checks the bytes of a picture.
///
/// # Errors
/// If it cannot be carried.
pub(crate) fn open(bytes: Vec<u8>, limits: &Limits) -> Result<OpenedPicture, Refusal> {
    let check = |width: u32, height: u32| {
        if width == 0 || height == 0 {
            Err(Refusal::from("it has no size"))
        } else if u64::from(width) * u64::from(height) > limits.get(Limit::Pixels) {
            let beyond = limits.beyond(Limit::Pixels, "it");
            let remedy = Some(Remedy::raise(Limit::Pixels));
            Err(Refusal { reason: format!("{beyond}: {width}×{height}"), remedy, lacks_memory: false })
        } else if !has_room(u64::from(width) * u64::from(height)) {
            let reason = format!("there is not enough memory for its {width}×{height} pixels");
            Err(Refusal { reason, remedy: Some(Remedy::LowerLimit(Limit::Pixels)), lacks_memory: true })
        } else {
            Ok(())
        }
    };
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        let frame = jpeg::frame(&bytes)?;
        check(frame.width, frame.height)?;
        jpeg::decode(&bytes, frame.inks)?;
        let (width, height) = frame.orientation.seen(frame.width, frame.height);
        let media = Media { kind: MediaKind::Jpeg, bytes, width, height };
        // Browsers, and readers made of them, take every such file for one of Adobe's.
        let doubt = (frame.inks == Inks::Four { inverted: false })
            .then_some("its four inks (CMYK) have no mark of Adobe's, and many readers of EPUB show them inverted");
        return Ok(OpenedPicture { media, dropped: Vec::new(), doubt });
    }
    let kind = if bytes.starts_with(raster::PNG) {
        MediaKind::Png
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        MediaKind::Gif
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        MediaKind::WebP
    } else if svg::is_drawing(&bytes) {
        let drawing = svg::clean(&bytes)?;
        let (width, height) = svg::size(&drawing.bytes)?;
        let media = Media { kind: MediaKind::Svg, bytes: drawing.bytes, width, height };
        svg::pixels(&media)?;
        return Ok(OpenedPicture { media, dropped: drawing.dropped, doubt: None });
    } else {
        return Err("it is neither PNG, JPEG, WebP, GIF nor SVG".into());
    };
    let (width, height) = raster::size(kind, &bytes)?;
    check(width, height)?;
    let (bytes, dropped) = match raster::first_frame(kind, &bytes)? {
        Some(still) => (still, vec!["every frame but the first".to_owned()]),
        None => (bytes, Vec::new()),
    };
    let media = Media { kind, bytes, width, height };
    if kind != MediaKind::Png || png::packed_rows(&media.bytes).is_none() {
        raster::decode(&media)?;
    }
    Ok(OpenedPicture { media, dropped, doubt: None })
}

fn has_room(pixels: u64) -> bool {
    usize::try_from(pixels * MEMORY_FOR_A_PIXEL).is_ok_and(memory::has_room)
}

/// The pixels of a picture, eight bits a sample.
#[derive(Debug)]
pub(crate) struct Pixels {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) colours: Colours,
    /// The samples of every pixel, row by row from the top.
    pub(crate) samples: Vec<u8>,
    /// How opaque each pixel is, where any is not wholly so.
    pub(crate) alpha: Option<Vec<u8>>,
    /// What the samples mean (an ICC profile), where the file says it and can be relied on; else they are sRGB.
    pub(crate) profile: Option<Vec<u8>>,
}

/// What the samples of a pixel are.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Colours {
    /// One: how light it is.
    Grey,
    /// Three: red, green, blue.
    Rgb,
    /// One: an index of this table of red, green and blue.
    Indexed(Vec<[u8; 3]>),
}

/// The pixels of a picture of a kind that PDF does not know.
///
/// # Errors
/// If it is broken, which [`open`] would have found.
pub(crate) fn pixels(media: &Media) -> Result<Pixels, String> {
    match media.kind {
        MediaKind::Jpeg => Err("a JPEG is shown as it is".to_owned()),
        MediaKind::Png | MediaKind::Gif | MediaKind::WebP => raster::decode(media),
        MediaKind::Svg => svg::pixels(media),
    }
}

impl Pixels {
    /// Makes them of red, green, blue and how opaque: in the fewest bytes that hold the same.
    fn from_rgba(width: u32, height: u32, rgba: &[u8], profile: Option<Vec<u8>>) -> Self {
        let (pixels, _) = rgba.as_chunks::<4>();
        let alpha: Vec<u8> = pixels.iter().map(|pixel| pixel[3]).collect();
        let alpha = alpha.iter().any(|&alpha| alpha != u8::MAX).then_some(alpha);
        // What cannot be seen has no colour.
        let shown = |[red, green, blue, alpha]: [u8; 4]| if alpha == 0 { [0; 3] } else { [red, green, blue] };
        let colours: Vec<[u8; 3]> = pixels.iter().map(|pixel| shown(*pixel)).collect();
        // A profile of three channels says nothing of one.
        let grey = profile.is_none() && colours.iter().all(|[red, green, blue]| red == green && green == blue);
        if grey {
            let samples = colours.iter().map(|colour| colour[0]).collect();
            return Self { width, height, colours: Colours::Grey, samples, alpha, profile };
        }
        match table(&colours) {
            Some((table, samples)) => Self { width, height, colours: Colours::Indexed(table), samples, alpha, profile },
            None => {
                let samples = colours.as_flattened().to_vec();
                Self { width, height, colours: Colours::Rgb, samples, alpha, profile }
            }
        }
    }
}

/// The colours as indices of a table, in the order in which they occur, if there are no more than 256.
fn table(colours: &[[u8; 3]]) -> Option<(Vec<[u8; 3]>, Vec<u8>)> {
    let mut places = std::collections::BTreeMap::new();
    let mut table = Vec::new();
    let mut samples = Vec::with_capacity(colours.len());
    let mut last = None;
    for colour in colours {
        let index = match last {
            Some((same, index)) if same == colour => index,
            Some(_) | None => match places.get(colour) {
                Some(index) => *index,
                None => {
                    let index = u8::try_from(table.len()).ok()?;
                    table.push(*colour);
                    places.insert(*colour, index);
                    index
                }
            },
        };
        last = Some((colour, index));
        samples.push(index);
    }
    Some((table, samples))
}
