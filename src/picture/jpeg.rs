//! JPEG (ITU-T T.81): what its segments say, and whether it is whole.

use std::io::Cursor;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::exif::{self, Orientation};
use super::profile;

/// What a viewer has to know before it sees the picture.
#[derive(Debug)]
pub(crate) struct JpegFrame {
    /// Width in pixels, as it is stored.
    pub(crate) width: u32,
    /// Height in pixels, as it is stored.
    pub(crate) height: u32,
    pub(crate) inks: Inks,
    pub(crate) orientation: Orientation,
    /// The ICC profile, if there is one that can be relied on.
    pub(crate) profile: Option<Vec<u8>>,
}

/// What its components are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inks {
    /// Grey.
    One,
    /// Red, green and blue.
    Three {
        /// They are stored as they are, and nothing in the file says so but their names (as libjpeg reads them).
        unmarked: bool,
    },
    /// Cyan, magenta, yellow and black.
    Four {
        /// No ink is 255, as in all files with a mark of Adobe's.
        inverted: bool,
    },
}

/// Reads the segments up to the end of the picture.
pub(crate) fn frame(bytes: &[u8]) -> Result<JpegFrame, String> {
    let broken = || "it is a broken JPEG".to_owned();
    let mut frame = None;
    let mut orientation = Orientation::Upright;
    let mut adobe = false;
    let mut chunks: Vec<(u8, &[u8])> = Vec::new();
    let mut rest = bytes.get(2..).ok_or_else(broken)?;
    loop {
        let marker = match rest {
            [0xff, 0xff, ..] => {
                rest = &rest[1..];
                continue;
            }
            [0xff, marker, ..] => *marker,
            _ => return Err(broken()),
        };
        let segment = segment(rest).ok_or_else(broken)?;
        match marker {
            // Baseline, extended and progressive, all with Huffman's codes; what viewers know.
            0xc0..=0xc2 => frame = Some(start(segment)?),
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Err(
                    "it is a JPEG of a kind that hardly any viewer knows; save it as an ordinary one".to_owned()
                );
            }
            0xe1 => {
                if let Some(tiff) = segment.strip_prefix(b"Exif\0\0") {
                    orientation = exif::orientation(tiff);
                }
            }
            // ICC.1:2010, B.4: number, count, a part of the profile.
            0xe2 => {
                if let Some([number, _, chunk @ ..]) = segment.strip_prefix(b"ICC_PROFILE\0") {
                    chunks.push((*number, chunk));
                }
            }
            0xee => adobe |= segment.starts_with(b"Adobe"),
            0xda => break,
            0xd9 => return Err(broken()),
            _ => {}
        }
        rest = &rest[2 + segment.len() + 2..];
    }
    // In what follows a scan, markers stand among codes; the end is the one that counts.
    if !rest.windows(2).any(|pair| pair == [0xff, 0xd9]) {
        return Err("it is a JPEG that was cut short".to_owned());
    }
    let (width, height, components) = frame.ok_or_else(broken)?;
    let inks = match &components[..] {
        [_] => Inks::One,
        [first, second, third] => {
            Inks::Three { unmarked: !adobe && [*first, *second, *third].map(|id| id.to_ascii_uppercase()) == *b"RGB" }
        }
        [_, _, _, _] => Inks::Four { inverted: adobe },
        _ => return Err(broken()),
    };
    chunks.sort_by_key(|(number, _)| *number);
    let stated: Vec<u8> = chunks.iter().flat_map(|(_, chunk)| *chunk).copied().collect();
    let channels = u8::try_from(components.len()).unwrap_or_default();
    Ok(JpegFrame { width, height, inks, orientation, profile: profile::checked(&stated, channels) })
}

/// The content of the segment that begins here.
fn segment(rest: &[u8]) -> Option<&[u8]> {
    let length = usize::from(u16::from_be_bytes([*rest.get(2)?, *rest.get(3)?]));
    rest.get(4..2 + length.max(2))
}

/// Width, height and the names of the components (B.2.2).
fn start(segment: &[u8]) -> Result<(u32, u32, Vec<u8>), String> {
    let [precision, height_high, height_low, width_high, width_low, count, components @ ..] = segment else {
        return Err("it is a broken JPEG".to_owned());
    };
    if *precision != 8 {
        return Err(format!("it is a JPEG of {precision} bits a sample; save it with 8"));
    }
    let (width, height) = ([*width_high, *width_low], [*height_high, *height_low]);
    let ids = components.chunks_exact(3).take(usize::from(*count)).map(|component| component[0]).collect();
    Ok((u16::from_be_bytes(width).into(), u16::from_be_bytes(height).into(), ids))
}

/// Decodes the picture to see that it can be; its pixels are not kept.
pub(crate) fn decode(bytes: &[u8], inks: Inks) -> Result<(), String> {
    let options = DecoderOptions::default().set_max_width(usize::from(u16::MAX)).set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().map_err(|error| format!("it is a broken JPEG: {error}"))?;
    match inks {
        // As they are stored: what the colours are does not matter here.
        Inks::Four { .. } => {
            let stored = decoder.input_colorspace().unwrap_or(ColorSpace::CMYK);
            decoder.set_options(options.jpeg_set_out_colorspace(stored));
        }
        // Of colours the codes are read all the same, and how light they are is enough to see that they hold.
        Inks::Three { .. } if decoder.input_colorspace() != Some(ColorSpace::YCbCr) => {}
        Inks::One | Inks::Three { .. } => decoder.set_options(options.jpeg_set_out_colorspace(ColorSpace::Luma)),
    }
    decoder.decode().map(drop).map_err(|error| format!("it is a broken JPEG: {error}"))
}
