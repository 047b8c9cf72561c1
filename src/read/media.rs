//! Pictures that come with an article: found, checked, and put into the document.
//!
//! 1. a picture that the terms withhold is not even looked for;
//! 2. whoever runs the tool says through a [`MediaLoader`] where pictures are: the core touches no disk;
//! 3. the bytes are checked before anything is made of them: kind, size, and whether every format can show them.

use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::limits::{Limit, Limits};
use crate::model::walk::figures_mut;
use crate::model::{Document, Media, MediaId, MediaKind};
use crate::source::Source;

/// Where the bytes of pictures come from.
pub trait MediaLoader {
    /// The bytes of the picture that the article calls `reference` (a path or a `data:` address).
    ///
    /// # Errors
    /// If they cannot be had; the reason is for people.
    fn load(&self, reference: &str) -> Result<Vec<u8>, String>;
}

/// The pictures that came with a source in one file.
impl MediaLoader for Source {
    fn load(&self, reference: &str) -> Result<Vec<u8>, String> {
        let part = self.archive().and_then(|archive| archive.part(reference));
        part.map(<[u8]>::to_vec).ok_or_else(|| "it did not come with the article".to_owned())
    }
}

/// Puts the pictures of an article into its document, and says which could not be carried.
pub fn attach_media(article: &mut Outcome<Document>, loader: &dyn MediaLoader, limits: &Limits) {
    let document = &mut article.output;
    if document.withholds_pictures() {
        return;
    }
    let mut said = Vec::new();
    for figure in figures_mut(&mut document.body) {
        let Some(picture) = &mut figure.picture else { continue };
        let mut reasons = Vec::new();
        let references: Vec<String> = std::iter::once(&picture.reference).chain(&picture.others).cloned().collect();
        for (index, reference) in references.into_iter().enumerate() {
            let id = MediaId(reference.clone());
            if !document.media.contains_key(&id) {
                match loader.load(&reference).and_then(|bytes| check(bytes, limits)) {
                    Ok(media) => {
                        document.media.insert(id.clone(), media);
                    }
                    Err(reason) => {
                        reasons.push(reason);
                        continue;
                    }
                }
            }
            // The picture is called what the one that came is called.
            if index > 0 {
                picture.others[index - 1] = std::mem::replace(&mut picture.reference, reference);
            }
            picture.media = Some(id);
            break;
        }
        if let (None, Some(reason)) = (&picture.media, reasons.first()) {
            let reference = shortened(&picture.reference);
            let message = format!("the picture {reference:?} is not carried: {reason}");
            said.push(Diagnostic::new(Code::PictureRefused, message).at(figure.span));
        }
    }
    // What the reader said of every picture now holds for none: they are carried, or it was said why not.
    article.diagnostics.retain(|diagnostic| diagnostic.code != Code::PictureNotCarried);
    article.diagnostics.append(&mut said);
    article.diagnostics.sort_by_key(|diagnostic| (diagnostic.span.is_none(), diagnostic.span));
}

/// The start of a reference, for messages: a `data:` address is as long as its picture.
fn shortened(reference: &str) -> String {
    let start: String = reference.chars().take(60).collect();
    if start.len() < reference.len() { start + "…" } else { start }
}

/// Checks the bytes of a picture.
fn check(bytes: Vec<u8>, limits: &Limits) -> Result<Media, String> {
    let (kind, width, height) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        let (width, height) = png_size(&bytes).ok_or("it is a broken PNG")?;
        (MediaKind::Png, width, height)
    } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        let (width, height) = jpeg_size(&bytes)?;
        (MediaKind::Jpeg, width, height)
    } else {
        return Err("it is neither PNG nor JPEG".to_owned());
    };
    if width == 0 || height == 0 {
        return Err("it has no size".to_owned());
    }
    if u64::from(width) * u64::from(height) > limits.get(Limit::Pixels) {
        let beyond = limits.beyond(Limit::Pixels, "it");
        return Err(format!("{beyond}: {width}×{height} ({})", Limits::hint(Limit::Pixels)));
    }
    Ok(Media { kind, bytes, width, height })
}

/// Width and height from the header chunk (PNG, 11.2.2).
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.get(12..24)?.strip_prefix(b"IHDR")?;
    let (width, height) = header.split_first_chunk::<4>()?;
    Some((u32::from_be_bytes(*width), u32::from_be_bytes(*height.first_chunk()?)))
}

/// Width and height from the frame header (ITU-T T.81, B.2.2). A picture that is to be turned before it is seen, or
/// printed in four inks, is refused: not every format could show it as it is meant.
fn jpeg_size(bytes: &[u8]) -> Result<(u32, u32), String> {
    let broken = || "it is a broken JPEG".to_owned();
    let mut rest = &bytes[2..];
    loop {
        let marker = match rest {
            [0xff, 0xff, ..] => {
                rest = &rest[1..];
                continue;
            }
            [0xff, marker, ..] => *marker,
            _ => return Err(broken()),
        };
        let length =
            rest.get(2..4).map(|length| usize::from(u16::from_be_bytes([length[0], length[1]]))).ok_or_else(broken)?;
        let segment = rest.get(4..2 + length.max(2)).ok_or_else(broken)?;
        match marker {
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let [_, height_high, height_low, width_high, width_low, components, ..] = segment else {
                    return Err(broken());
                };
                if !matches!(components, 1 | 3) {
                    return Err("it is in four inks (CMYK); convert it to RGB".to_owned());
                }
                let (width, height) = ([*width_high, *width_low], [*height_high, *height_low]);
                return Ok((u16::from_be_bytes(width).into(), u16::from_be_bytes(height).into()));
            }
            0xe1 if turned(segment) => return Err("it is stored turned (EXIF orientation); save it upright".to_owned()),
            0xd9 | 0xda => return Err(broken()),
            _ => {}
        }
        rest = &rest[2 + length.max(2)..];
    }
}

/// Whether an APP1 segment holds an EXIF orientation other than upright (CIPA DC-008, 4.6.4, tag 0x0112).
fn turned(segment: &[u8]) -> bool {
    let Some(tiff) = segment.strip_prefix(b"Exif\0\0") else { return false };
    let little = tiff.starts_with(b"II");
    let short = |at: usize| -> Option<u16> {
        let bytes = [*tiff.get(at)?, *tiff.get(at + 1)?];
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| -> Option<usize> {
        let (first, second) = (usize::from(short(at)?), usize::from(short(at + 2)?));
        Some(if little { first | second << 16 } else { first << 16 | second })
    };
    let orientation = || {
        let directory = long(4)?;
        let entries = usize::from(short(directory)?);
        let entry = (0..entries).map(|index| directory + 2 + 12 * index).find(|&entry| short(entry) == Some(0x0112))?;
        short(entry + 8)
    };
    orientation().is_some_and(|orientation| !matches!(orientation, 0 | 1))
}
