//! Pictures as image objects (ISO 32000-1, 8.9.5): JPEG as it is, PNG unpacked and set on white.

use std::collections::BTreeMap;

use printpdf::{DictItem, ExternalStream, ExternalXObject, XObjectId};

use crate::error::{Error, Result};
use crate::model::{Media, MediaId, MediaKind};

/// The name of a picture in the page resources.
pub(super) fn name(index: usize) -> XObjectId {
    XObjectId(format!("Im{index}"))
}

/// The image object of a picture.
pub(super) fn object(id: &MediaId, media: &Media) -> Result<ExternalXObject> {
    let (width, height, space, filter, content) = match media.kind {
        MediaKind::Jpeg => {
            let space = if is_grey(&media.bytes) { "DeviceGray" } else { "DeviceRGB" };
            (media.width, media.height, space, Some("DCTDecode"), media.bytes.clone())
        }
        MediaKind::Png => {
            let pixels =
                unpack(&media.bytes).map_err(|error| Error::render("PDF", format_args!("{}: {error}", id.0)))?;
            (media.width, media.height, "DeviceRGB", None, pixels)
        }
    };
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let mut dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(width.into())),
        ("Height".to_owned(), DictItem::Int(height.into())),
        ("ColorSpace".to_owned(), name(space)),
        ("BitsPerComponent".to_owned(), DictItem::Int(8)),
    ]);
    if let Some(filter) = filter {
        dict.insert("Filter".to_owned(), name(filter));
    }
    let stream = ExternalStream { dict, content, compress: filter.is_none() };
    Ok(ExternalXObject { stream, width: None, height: None, dpi: None })
}

/// Whether a JPEG has one component (ITU-T T.81, B.2.2). The reader has walked its segments before.
fn is_grey(bytes: &[u8]) -> bool {
    let mut rest = &bytes[2..];
    while let [0xff, marker, high, low, ..] = rest {
        if *marker == 0xff {
            rest = &rest[1..];
            continue;
        }
        if matches!(marker, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf) {
            return rest.get(9) == Some(&1);
        }
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        rest = rest.get(2 + length..).unwrap_or_default();
    }
    false
}

/// The pixels of a PNG as RGB, eight bits a part, what is transparent set on white.
fn unpack(bytes: &[u8]) -> std::result::Result<Vec<u8>, png::DecodingError> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info()?;
    let mut pixels = vec![0; reader.output_buffer_size().unwrap_or(0)];
    let frame = reader.next_frame(&mut pixels)?;
    pixels.truncate(frame.buffer_size());
    let on_white = |part: u8, alpha: u8| {
        let (part, alpha) = (u16::from(part), u16::from(alpha));
        u8::try_from((part * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
    };
    Ok(match frame.color_type {
        png::ColorType::Grayscale => pixels.iter().flat_map(|&grey| [grey; 3]).collect(),
        png::ColorType::GrayscaleAlpha => {
            pixels.chunks_exact(2).flat_map(|pixel| [on_white(pixel[0], pixel[1]); 3]).collect()
        }
        png::ColorType::Rgba => {
            pixels.chunks_exact(4).flat_map(|pixel| [0, 1, 2].map(|part| on_white(pixel[part], pixel[3]))).collect()
        }
        png::ColorType::Rgb | png::ColorType::Indexed => pixels,
    })
}
