//! PNG, GIF and WebP.

use std::borrow::Cow;
use std::io::Cursor;

use super::exif::{self, Orientation};
use super::{Colours, Pixels, profile};
use crate::model::{Media, MediaKind};

/// How a PNG begins (PNG, 5.2).
pub(super) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What decoders may allocate beside the pixels, which were counted before.
pub(super) const ROOM: usize = 64 << 20;

/// Width and height that a file claims, before anything is unpacked.
pub(super) fn size(kind: MediaKind, bytes: &[u8]) -> Result<(u32, u32), String> {
    match kind {
        // The header chunk (PNG, 11.2.2).
        MediaKind::Png => (|| {
            let header = bytes.get(12..24)?.strip_prefix(b"IHDR")?;
            let (width, height) = header.split_first_chunk::<4>()?;
            Some((u32::from_be_bytes(*width), u32::from_be_bytes(*height.first_chunk()?)))
        })()
        .ok_or_else(|| broken(kind, "its header is missing")),
        // The logical screen (GIF89a, 18).
        MediaKind::Gif => (|| {
            let (width, height) = bytes.get(6..10)?.split_first_chunk::<2>()?;
            Some((u16::from_le_bytes(*width).into(), u16::from_le_bytes(*height.first_chunk()?).into()))
        })()
        .ok_or_else(|| broken(kind, "its header is missing")),
        MediaKind::WebP => {
            let decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).map_err(|error| broken(kind, error))?;
            Ok(decoder.dimensions())
        }
        MediaKind::Jpeg | MediaKind::Svg => Err(broken(kind, "it is no such file")),
    }
}

/// The same file with its first frame alone, where it has more.
pub(super) fn first_frame(kind: MediaKind, bytes: &[u8]) -> Result<Option<Vec<u8>>, String> {
    match kind {
        MediaKind::Png => Ok(png_still(bytes)),
        MediaKind::Gif => {
            let (end, moves) = gif_first(bytes).ok_or_else(|| broken(kind, "it ends before its first frame does"))?;
            // Up to there, and a trailer.
            Ok(moves.then(|| [bytes.get(..end).unwrap_or_default(), &[0x3b]].concat()))
        }
        MediaKind::WebP => webp_first(bytes).map_err(|error| broken(kind, error)),
        MediaKind::Jpeg | MediaKind::Svg => Ok(None),
    }
}

/// The first frame, packed again without loss: a frame of a moving WebP is no file, for it may be a part of the picture.
fn webp_first(bytes: &[u8]) -> Result<Option<Vec<u8>>, Box<dyn std::error::Error>> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes))?;
    if !decoder.is_animated() {
        return Ok(None);
    }
    let (width, height) = decoder.dimensions();
    let mut frame = vec![0; decoder.output_buffer_size().ok_or("it is too large")?];
    decoder.set_memory_limit(ROOM);
    decoder.read_frame(&mut frame)?;
    let colours = if decoder.has_alpha() { image_webp::ColorType::Rgba8 } else { image_webp::ColorType::Rgb8 };
    let mut still = Vec::new();
    let mut encoder = image_webp::WebPEncoder::new(&mut still);
    if let Some(profile) = decoder.icc_profile()? {
        encoder.set_icc_profile(profile);
    }
    if let Some(exif) = decoder.exif_metadata()? {
        encoder.set_exif_metadata(exif);
    }
    encoder.encode(&frame, width, height, colours)?;
    Ok(Some(still))
}

/// Without the chunks that make it move (PNG, 11.3.6); what is left is the picture that all viewers know.
fn png_still(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut still = PNG.to_vec();
    let mut rest = bytes.get(PNG.len()..)?;
    let mut moves = false;
    while let Some((length, named)) = rest.split_first_chunk::<4>() {
        // Length, name, content, checksum.
        let whole = usize::try_from(u32::from_be_bytes(*length)).ok()?.checked_add(12)?;
        let chunk = rest.get(..whole)?;
        match named.first_chunk::<4>()? {
            b"acTL" | b"fcTL" | b"fdAT" => moves = true,
            _ => still.extend(chunk),
        }
        rest = &rest[whole..];
    }
    moves.then_some(still)
}

/// Where the first image ends, and whether another one follows it (GIF89a, Appendix B).
fn gif_first(bytes: &[u8]) -> Option<(usize, bool)> {
    let table = |packed: u8| if packed & 0x80 == 0 { 0 } else { 3 << ((packed & 7) + 1) };
    // Where the blocks end that begin here: each says its length, the last one has none.
    let blocks = |mut at: usize| -> Option<usize> {
        loop {
            let length = usize::from(*bytes.get(at)?);
            at += 1 + length;
            if length == 0 {
                return Some(at);
            }
        }
    };
    // The next image from here on, past all extensions.
    let image = |mut at: usize| -> Option<usize> {
        while *bytes.get(at)? == 0x21 {
            at = blocks(at + 2)?;
        }
        (bytes.get(at) == Some(&0x2c)).then_some(at)
    };
    let first = image(13 + table(*bytes.get(10)?))?;
    // The descriptor, its table, the width of the first code, the codes.
    let end = blocks(first + 10 + table(*bytes.get(first + 9)?) + 1)?;
    Some((end, image(end).is_some()))
}

/// The pixels. Whatever a file says beyond them and their colours stays in the file.
pub(super) fn decode(media: &Media) -> Result<Pixels, String> {
    let broken = |error: &dyn std::fmt::Display| broken(media.kind, error);
    match media.kind {
        MediaKind::Png => png(media).map_err(|error| broken(&error)),
        MediaKind::Gif => gif(media).map_err(|error| broken(&error)),
        MediaKind::WebP => webp(media).map_err(|error| broken(&error)),
        MediaKind::Jpeg | MediaKind::Svg => Err(broken(&"it is no such file")),
    }
    .and_then(|(pixels, turned)| {
        if turned == Orientation::Upright {
            Ok(pixels)
        } else {
            // Of these kinds, viewers honour it or do not: nobody could say how it is seen.
            Err("it is stored turned (EXIF orientation); save it upright".to_owned())
        }
    })
}

fn broken(kind: MediaKind, error: impl std::fmt::Display) -> String {
    format!("it is a broken {}: {error}", kind.name())
}

fn png(media: &Media) -> Result<(Pixels, Orientation), String> {
    let error = |error: png::DecodingError| error.to_string();
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(&media.bytes), png::Limits { bytes: ROOM });
    // PDF has 16 bits a sample too; a page shows no more than 8 of them.
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(error)?;
    let mut unpacked = vec![0; reader.output_buffer_size().ok_or("its size is no size")?];
    let frame = reader.next_frame(&mut unpacked).map_err(error)?;
    unpacked.truncate(frame.buffer_size());
    reader.finish().map_err(error)?;
    let info = reader.info();
    let turned = info.exif_metadata.as_deref().map_or(Orientation::Upright, exif::orientation);
    let stated = info.icc_profile.as_deref().unwrap_or_default();
    let (width, height) = (media.width, media.height);
    let rgba: Cow<'_, [u8]> = match frame.color_type {
        png::ColorType::Grayscale => {
            let profile = profile::checked(stated, 1);
            let pixels = Pixels { width, height, colours: Colours::Grey, samples: unpacked, alpha: None, profile };
            return Ok((pixels, turned));
        }
        png::ColorType::GrayscaleAlpha => {
            let (pixels, _) = unpacked.as_chunks::<2>();
            let samples = pixels.iter().map(|pixel| pixel[0]).collect();
            let alpha: Vec<u8> = pixels.iter().map(|pixel| pixel[1]).collect();
            let alpha = alpha.iter().any(|&alpha| alpha != u8::MAX).then_some(alpha);
            let profile = profile::checked(stated, 1);
            return Ok((Pixels { width, height, colours: Colours::Grey, samples, alpha, profile }, turned));
        }
        png::ColorType::Rgba => Cow::Borrowed(&unpacked),
        png::ColorType::Rgb | png::ColorType::Indexed => Cow::Owned(opaque(&unpacked)),
    };
    Ok((Pixels::from_rgba(width, height, &rgba, profile::checked(stated, 3)), turned))
}

fn gif(media: &Media) -> Result<(Pixels, Orientation), String> {
    let error = |error: gif::DecodingError| error.to_string();
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    options.check_frame_consistency(true);
    options.check_lzw_end_code(true);
    let pixels = u64::from(media.width) * u64::from(media.height);
    let most = std::num::NonZeroU64::new(4 * pixels).ok_or("it has no size")?;
    options.set_memory_limit(gif::MemoryLimit::Bytes(most));
    let mut decoder = options.read_info(Cursor::new(&media.bytes)).map_err(error)?;
    let frame = decoder.read_next_frame().map_err(error)?.ok_or("it has no frame")?;
    let screen = usize::try_from(media.width).map_err(|error| error.to_string())?;
    let mut rgba = vec![0; usize::try_from(4 * pixels).map_err(|error| error.to_string())?];
    // The frame lies somewhere on the screen; around it there is nothing.
    let (left, top, width) = (usize::from(frame.left), usize::from(frame.top), usize::from(frame.width));
    for (row, line) in frame.buffer.chunks_exact(4 * width.max(1)).enumerate() {
        let start = 4 * ((top + row) * screen + left);
        rgba.get_mut(start..start + line.len()).ok_or("its frame lies beside it")?.copy_from_slice(line);
    }
    Ok((Pixels::from_rgba(media.width, media.height, &rgba, None), Orientation::Upright))
}

fn webp(media: &Media) -> Result<(Pixels, Orientation), String> {
    let error = |error: image_webp::DecodingError| error.to_string();
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(&media.bytes)).map_err(error)?;
    let mut unpacked = vec![0; decoder.output_buffer_size().ok_or("its size is no size")?];
    decoder.set_memory_limit(ROOM);
    decoder.read_image(&mut unpacked).map_err(error)?;
    let exif = decoder.exif_metadata().map_err(error)?.unwrap_or_default();
    let turned = exif::orientation(exif.strip_prefix(b"Exif\0\0").unwrap_or(&exif));
    let stated = decoder.icc_profile().map_err(error)?.unwrap_or_default();
    let rgba = if decoder.has_alpha() { unpacked } else { opaque(&unpacked) };
    Ok((Pixels::from_rgba(media.width, media.height, &rgba, profile::checked(&stated, 3)), turned))
}

/// Red, green and blue with nothing to be seen through.
fn opaque(rgb: &[u8]) -> Vec<u8> {
    let (pixels, _) = rgb.as_chunks::<3>();
    pixels.iter().flat_map(|[red, green, blue]| [*red, *green, *blue, u8::MAX]).collect()
}
