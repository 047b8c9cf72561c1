//! Pictures as image objects (ISO 32000-1, 8.9.5).
//!
//! - A JPEG is embedded as it is (`DCTDecode`), in the colours that its own profile states; how it is turned is the
//!   page's matter. The rows of a PNG stay as they are packed, where nothing can be seen through it. Everything else is
//!   unpacked, packed again without loss, and what can be seen through becomes a soft mask: set on white it would no
//!   longer be the picture that came.
//! - Colours are those of the ICC profile in the file, where it can be relied on (ISO 19005-2, 6.2.4.2). Grey, red,
//!   green and blue without one are those of the output intent, sRGB.
//! - Four inks without a profile are nobody's in particular. They are taken as the simplest screen takes them,
//!   red = (1 − cyan)(1 − black) and so on: the space `DeviceN` with a function of its own, so that the JPEG stays as
//!   it is, and its inks can still be had.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::error::{Error, Result};
use crate::model::{Media, MediaId, MediaKind};
use crate::picture::jpeg::{self, Inks};
use crate::picture::png::PackedRows;
use crate::picture::{self, Colours};
use crate::render::deflate::zlib;

/// The name of a picture in the page resources.
pub(super) fn name(index: usize) -> String {
    format!("Im{index}")
}

/// Where a picture goes in a square of one unit, so that it is seen as it is meant: a matrix.
pub(super) fn turned(media: &Media) -> [f32; 6] {
    let upright = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    match media.kind {
        MediaKind::Jpeg => jpeg::frame(&media.bytes).map_or(upright, |frame| frame.orientation.matrix()),
        MediaKind::Png | MediaKind::Gif | MediaKind::WebP | MediaKind::Svg => upright,
    }
}

/// Profiles that are in the file already: pictures of one camera share theirs.
pub(super) type Profiles = BTreeMap<Vec<u8>, ObjectId>;

/// Adds the image object of a picture.
pub(super) fn add(pdf: &mut Document, profiles: &mut Profiles, id: &MediaId, media: &Media) -> Result<ObjectId> {
    match media.kind {
        MediaKind::Jpeg => jpeg(pdf, profiles, media),
        MediaKind::Png => match picture::png::packed_rows(&media.bytes) {
            Some(rows) => Ok(packed_rows(pdf, profiles, rows)),
            None => pixels(pdf, profiles, media),
        },
        MediaKind::Gif | MediaKind::WebP | MediaKind::Svg => pixels(pdf, profiles, media),
    }
    .map_err(|reason| Error::render("PDF", format_args!("{}: {reason}", id.0)))
}

fn jpeg(pdf: &mut Document, profiles: &mut Profiles, media: &Media) -> std::result::Result<ObjectId, String> {
    let frame = jpeg::frame(&media.bytes)?;
    let plain = match frame.inks {
        Inks::One => Object::from("DeviceGray"),
        Inks::Three { .. } => Object::from("DeviceRGB"),
        Inks::Four { .. } => four_inks(pdf),
    };
    let channels = match frame.inks {
        Inks::One => 1,
        Inks::Three { .. } => 3,
        Inks::Four { .. } => 4,
    };
    let space = frame.profile.map_or(plain, |bytes| profile(pdf, profiles, bytes, channels));
    let mut image = image(frame.width, frame.height, 8, space);
    image.set("Filter", "DCTDecode");
    match frame.inks {
        Inks::Three { unmarked: true } => image.set("DecodeParms", dictionary! { "ColorTransform" => 0 }),
        Inks::Four { inverted: true } => {
            image.set("Decode", [1, 0, 1, 0, 1, 0, 1, 0].map(Object::from).to_vec());
        }
        Inks::One | Inks::Three { unmarked: false } | Inks::Four { inverted: false } => {}
    }
    Ok(pdf.add_object(Stream::new(image, media.bytes.clone()).with_compression(false)))
}

fn pixels(pdf: &mut Document, profiles: &mut Profiles, media: &Media) -> std::result::Result<ObjectId, String> {
    let picture = picture::pixels(media)?;
    let (space, samples) = space(pdf, profiles, picture.colours, picture.profile);
    let mut dictionary = image(picture.width, picture.height, 8, space);
    if let Some(alpha) = picture.alpha {
        let mask = image(picture.width, picture.height, 8, Object::from("DeviceGray"));
        let mask = packed(mask, alpha, picture.width, 1);
        dictionary.set("SMask", pdf.add_object(mask));
    }
    Ok(pdf.add_object(packed(dictionary, picture.samples, picture.width, samples)))
}

/// The rows of a PNG as they are: of the predictors, 15 is "as each row says", and that is what those of PNG say.
fn packed_rows(pdf: &mut Document, profiles: &mut Profiles, rows: PackedRows) -> ObjectId {
    let (space, samples) = space(pdf, profiles, rows.colours, rows.profile);
    let mut dictionary = image(rows.width, rows.height, rows.bits, space);
    dictionary.set("DecodeParms", predicted_by_rows(rows.width, rows.bits, samples));
    dictionary.set("Filter", "FlateDecode");
    pdf.add_object(Stream::new(dictionary, rows.zlib).with_compression(false))
}

/// The colour space, and how many samples a pixel has.
fn space(pdf: &mut Document, profiles: &mut Profiles, colours: Colours, stated: Option<Vec<u8>>) -> (Object, u8) {
    let (name, channels) = match colours {
        Colours::Grey => ("DeviceGray", 1),
        Colours::Rgb | Colours::Indexed(_) => ("DeviceRGB", 3),
    };
    let space = stated.map_or(Object::from(name), |bytes| profile(pdf, profiles, bytes, channels));
    match colours {
        Colours::Grey | Colours::Rgb => (space, channels),
        Colours::Indexed(table) => {
            let last = i64::try_from(table.len()).unwrap_or_default() - 1;
            let table = Object::String(table.into_flattened(), lopdf::StringFormat::Hexadecimal);
            (Object::Array(vec!["Indexed".into(), space, last.into(), table]), 1)
        }
    }
}

/// How rows are read that each say from which neighbours their differences are (7.4.4.4).
fn predicted_by_rows(width: u32, bits: u8, samples: u8) -> Dictionary {
    dictionary! {
        "Predictor" => 15,
        "Colors" => i64::from(samples),
        "BitsPerComponent" => i64::from(bits),
        "Columns" => i64::from(width),
    }
}

/// What every image says of itself.
fn image(width: u32, height: u32, bits: u8, space: Object) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "ColorSpace" => space,
        "BitsPerComponent" => i64::from(bits),
    }
}

/// The samples packed: as they are, or each as its difference from those around it, whichever is smaller.
fn packed(mut dictionary: Dictionary, samples: Vec<u8>, width: u32, colours: u8) -> Stream {
    let plain = zlib(&samples);
    let predicted = zlib(&predicted(&samples, width, usize::from(colours)));
    let length = |packed: &Option<Vec<u8>>| packed.as_ref().map_or(usize::MAX, Vec::len);
    if length(&predicted) < length(&plain) {
        dictionary.set("DecodeParms", predicted_by_rows(width, 8, colours));
        dictionary.set("Filter", "FlateDecode");
        return Stream::new(dictionary, predicted.unwrap_or_default()).with_compression(false);
    }
    if plain.is_some() {
        dictionary.set("Filter", "FlateDecode");
    }
    Stream::new(dictionary, plain.unwrap_or(samples)).with_compression(false)
}

/// Every row as PNG's filter `Paeth` or `Sub` or `Up` leaves it (PNG, 9.2), whichever has the smallest differences.
fn predicted(samples: &[u8], width: u32, colours: usize) -> Vec<u8> {
    let Ok(width) = usize::try_from(width) else { return Vec::new() };
    let length = (width * colours).max(1);
    let mut rows = Vec::with_capacity(samples.len() + samples.len() / length);
    let mut above = vec![0; length];
    let mut filtered = vec![Vec::with_capacity(length); FILTERS.len()];
    for row in samples.chunks_exact(length) {
        for ((_, predict), out) in FILTERS.iter().zip(&mut filtered) {
            out.clear();
            out.extend((0..length).map(|index| {
                let (left, corner) = match index.checked_sub(colours) {
                    Some(before) => (row[before], above[before]),
                    None => (0, 0),
                };
                row[index].wrapping_sub(predict(left, above[index], corner))
            }));
        }
        let size = |row: &[u8]| row.iter().map(|byte| u64::from(byte.cast_signed().unsigned_abs())).sum::<u64>();
        let best = FILTERS.iter().zip(&filtered).min_by_key(|(_, row)| size(row));
        if let Some(((number, _), row)) = best {
            rows.push(*number);
            rows.extend(row);
        }
        above.copy_from_slice(row);
    }
    rows
}

/// From the samples on the left, above, and above on the left: what a sample is likely to be.
type Predict = fn(u8, u8, u8) -> u8;

/// The filters by their numbers.
const FILTERS: [(u8, Predict); 4] = [(0, |_, _, _| 0), (1, |left, _, _| left), (2, |_, above, _| above), (4, paeth)];

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let distance = |value: u8| (guess - i16::from(value)).abs();
    // The first of the nearest.
    [left, above, corner].into_iter().min_by_key(|value| distance(*value)).unwrap_or_default()
}

/// The colour space of a profile (8.6.5.5).
fn profile(pdf: &mut Document, profiles: &mut Profiles, bytes: Vec<u8>, channels: u8) -> Object {
    let id = match profiles.get(&bytes) {
        Some(id) => *id,
        None => {
            let mut dictionary = dictionary! { "N" => i64::from(channels) };
            let content = zlib(&bytes);
            if content.is_some() {
                dictionary.set("Filter", "FlateDecode");
            }
            let content = content.unwrap_or_else(|| bytes.clone());
            let id = pdf.add_object(Stream::new(dictionary, content).with_compression(false));
            profiles.insert(bytes, id);
            id
        }
    };
    Object::Array(vec!["ICCBased".into(), id.into()])
}

/// Cyan, magenta, yellow and black without a profile (8.6.6.5). The function (7.10.2) has a sample for each of the 16
/// corners, the first ink changing fastest; between them it is linear in each ink, and so is what it stands for.
fn four_inks(pdf: &mut Document) -> Object {
    let samples: Vec<u8> = (0u8..16)
        .flat_map(|corner| {
            let black = corner & 8 != 0;
            [1, 2, 4].map(|ink| if black || corner & ink != 0 { 0 } else { u8::MAX })
        })
        .collect();
    let whole = |count: usize| [0, 1].repeat(count).into_iter().map(Object::from).collect::<Vec<Object>>();
    let function = dictionary! {
        "FunctionType" => 0,
        "Domain" => whole(4),
        "Range" => whole(3),
        "Size" => [2, 2, 2, 2].map(Object::from).to_vec(),
        "BitsPerSample" => 8,
    };
    let function = pdf.add_object(Stream::new(function, samples).with_compression(false));
    let inks = ["Cyan", "Magenta", "Yellow", "Black"].map(Object::from).to_vec();
    Object::Array(vec!["DeviceN".into(), inks.into(), "DeviceRGB".into(), function.into()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_comes_back_from_its_differences() {
        let samples: Vec<u8> = (0..=255).chain((0..=255).rev()).chain([7; 256]).collect();
        let rows = predicted(&samples, 64, 3);
        let mut back: Vec<u8> = Vec::new();
        for row in rows.chunks_exact(193) {
            let start = back.len();
            let (_, predict) = FILTERS.iter().find(|(number, _)| *number == row[0]).expect("a filter of ours");
            for (index, difference) in row[1..].iter().enumerate() {
                let at = |back: &[u8], before: bool, up: bool| match (index >= 3 || !before, start >= 192 || !up) {
                    (true, true) => back[back.len() - if before { 3 } else { 0 } - if up { 192 } else { 0 }],
                    _ => 0,
                };
                let value = predict(at(&back, true, false), at(&back, false, true), at(&back, true, true));
                back.push(difference.wrapping_add(value));
            }
        }
        assert_eq!(back, samples);
    }
}
