//! Picture files of our own making, one for each kind and trap. Nothing was taken from anywhere: every file is written
//! here, the JPEGs by [`jpeg`], a writer of squares of one colour.

use std::io::Cursor;

/// Four colours as RGB: red, green, blue, and grey.
pub(crate) const COLOURS: [[u8; 3]; 4] = [[214, 40, 40], [40, 160, 60], [40, 70, 200], [128, 128, 128]];

/// A PNG with these samples.
pub(crate) fn png(size: (u32, u32), colour: png::ColorType, depth: png::BitDepth, samples: &[u8]) -> Vec<u8> {
    png_with(size, colour, depth, samples, |_| {})
}

/// A PNG with these samples, and what `more` adds to its header.
pub(crate) fn png_with(
    (width, height): (u32, u32),
    colour: png::ColorType,
    depth: png::BitDepth,
    samples: &[u8],
    more: impl FnOnce(&mut png::Info<'_>),
) -> Vec<u8> {
    let mut info = png::Info::with_size(width, height);
    info.color_type = colour;
    info.bit_depth = depth;
    more(&mut info);
    let mut bytes = Vec::new();
    let encoder = png::Encoder::with_info(&mut bytes, info).expect("a header");
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(samples).expect("samples");
    writer.finish().expect("an end");
    bytes
}

/// Every colour type of PNG, with the depths and the transparency that they have.
pub(crate) fn pngs() -> Vec<(&'static str, Vec<u8>)> {
    use png::BitDepth::{Eight, One, Sixteen, Two};
    use png::ColorType::{Grayscale, GrayscaleAlpha, Indexed, Rgb, Rgba};
    let many = |channels: usize| -> Vec<u8> { (0..=250).cycle().take(32 * 32 * channels).collect() };
    let palette = COLOURS.as_flattened().to_vec();
    let indices: Vec<u8> =
        (0..8).flat_map(|row| [if row < 4 { 0b0000_0101 } else { 0b1010_1111 }, 0b1110_0100]).collect();
    vec![
        ("grey-1.png", png((8, 8), Grayscale, One, &[0b1010_1010, 0b0101_0101].repeat(4))),
        ("grey-8.png", png((32, 32), Grayscale, Eight, &many(1))),
        ("grey-16.png", png((32, 32), Grayscale, Sixteen, &many(2))),
        ("grey-alpha.png", png((32, 32), GrayscaleAlpha, Eight, &many(2))),
        ("rgb-8.png", png((32, 32), Rgb, Eight, &many(3))),
        ("rgb-16.png", png((32, 32), Rgb, Sixteen, &many(6))),
        ("rgba-8.png", png((32, 32), Rgba, Eight, &many(4))),
        ("rgba-16.png", png((32, 32), Rgba, Sixteen, &many(8))),
        ("indexed.png", png_with((8, 8), Indexed, Two, &indices, |info| info.palette = Some(palette.clone().into()))),
        (
            "indexed-trns.png",
            png_with((8, 8), Indexed, Two, &indices, |info| {
                info.palette = Some(palette.into());
                info.trns = Some(vec![255, 128, 0].into());
            }),
        ),
        (
            "rgb-trns.png",
            png_with((2, 2), Rgb, Eight, COLOURS.as_flattened(), |info| {
                info.trns = Some(vec![0, 40, 0, 160, 0, 60].into());
            }),
        ),
        ("rgb-icc.png", png_with((32, 32), Rgb, Eight, &many(3), |info| info.icc_profile = Some(display_p3().into()))),
    ]
}

/// A profile of other colours than sRGB.
pub(crate) fn display_p3() -> Vec<u8> {
    moxcms::ColorProfile::new_display_p3().encode().expect("a profile")
}

/// A profile that says that it is of four inks, and whose only table turns each into grey of its own lightness: enough
/// for a reader to take it. It describes no press.
pub(crate) fn four_inks_profile() -> Vec<u8> {
    // Header (ICC.1:2010, 7.2), table of tags, and an `A2B0` of type `mft1` (10.9) with two samples for each ink.
    let mut lut = b"mft1\0\0\0\0".to_vec();
    lut.extend([4, 3, 2, 0]);
    for row in 0..3 {
        for column in 0..3 {
            lut.extend(if row == column { 0x0001_0000u32 } else { 0 }.to_be_bytes());
        }
    }
    let ramp: Vec<u8> = (0..=255).collect();
    lut.extend(ramp.repeat(4));
    for corner in 0..16u8 {
        // The first ink changes slowest. Lab in eight bits: lightness, and no colour.
        let colours = (0..3).map(|ink| corner >> (ink + 1) & 1).sum::<u8>();
        let light = if corner & 1 != 0 { 0 } else { 255 - colours * 60 };
        lut.extend([light, 128, 128]);
    }
    lut.extend(ramp.repeat(3));
    let mut text = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS\0\0\0\x08\0\0\0\x1c".to_vec();
    text.extend(b"\0T\0e\0s\0t");
    let white: Vec<u8> =
        [b"XYZ ".as_slice(), &[0; 4], &63190u32.to_be_bytes(), &65536u32.to_be_bytes(), &54061u32.to_be_bytes()]
            .concat();
    let tags: [(&[u8; 4], &[u8]); 4] = [(b"desc", &text), (b"cprt", &text), (b"wtpt", &white), (b"A2B0", &lut)];
    let mut offset = 128 + 4 + 12 * tags.len();
    let mut table = u32::try_from(tags.len()).expect("few").to_be_bytes().to_vec();
    let mut content = Vec::new();
    for (name, tag) in tags {
        table.extend(name);
        table.extend(u32::try_from(offset).expect("short").to_be_bytes());
        table.extend(u32::try_from(tag.len()).expect("short").to_be_bytes());
        content.extend(tag);
        content.resize(content.len().next_multiple_of(4), 0);
        offset = 128 + 4 + 12 * 4 + content.len();
    }
    let mut header = vec![0; 128];
    let length = u32::try_from(128 + table.len() + content.len()).expect("short");
    header[..4].copy_from_slice(&length.to_be_bytes());
    header[8..12].copy_from_slice(&[4, 0x20, 0, 0]);
    header[12..24].copy_from_slice(b"prtrCMYKLab ");
    header[24..36].copy_from_slice(&[0x07, 0xea, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    header[36..40].copy_from_slice(b"acsp");
    header[68..80].copy_from_slice(&white[8..]);
    [header, table, content].concat()
}

/// A JPEG of squares of eight pixels, each of one colour: baseline, no quantisation, segments of the caller's behind
/// its beginning. Samples are stored as they are given.
pub(crate) fn jpeg(squares: (u16, u16), colours: &[&[u8]], segments: &[(u8, &[u8])]) -> Vec<u8> {
    let components = u8::try_from(colours[0].len()).expect("few");
    let mut out = vec![0xff, 0xd8];
    let segment = |out: &mut Vec<u8>, marker: u8, content: &[u8]| {
        out.extend([0xff, marker]);
        out.extend(u16::try_from(content.len() + 2).expect("short").to_be_bytes());
        out.extend(content);
    };
    for (marker, content) in segments {
        segment(&mut out, *marker, content);
    }
    segment(&mut out, 0xdb, &[&[0u8][..], &[1; 64]].concat());
    let (width, height) = (squares.0 * 8, squares.1 * 8);
    let mut frame = vec![8];
    frame.extend(height.to_be_bytes());
    frame.extend(width.to_be_bytes());
    frame.push(components);
    frame.extend((1..=components).flat_map(|id| [id, 0x11, 0]));
    segment(&mut out, 0xc0, &frame);
    // Twelve categories of four bits each; of the other table the end of a block alone, one bit.
    let mut lengths = [0; 17];
    lengths[4] = 12;
    segment(&mut out, 0xc4, &[&lengths[..], &(0..12).collect::<Vec<u8>>()].concat());
    let mut lengths = [0; 17];
    (lengths[0], lengths[1]) = (0x10, 1);
    segment(&mut out, 0xc4, &[&lengths[..], &[0]].concat());
    let mut scan = vec![components];
    scan.extend((1..=components).flat_map(|id| [id, 0]));
    scan.extend([0, 63, 0]);
    segment(&mut out, 0xda, &scan);
    let mut bits = String::new();
    let mut before = vec![0i32; usize::from(components)];
    for colour in colours {
        for (sample, before) in colour.iter().zip(&mut before) {
            let value = (i32::from(*sample) - 128) * 8;
            let difference = value - std::mem::replace(before, value);
            let category = 32 - difference.unsigned_abs().leading_zeros();
            bits += &format!("{category:04b}");
            if category > 0 {
                let code = if difference < 0 { difference + (1 << category) - 1 } else { difference };
                bits += &format!("{code:0width$b}", width = category as usize);
            }
            bits.push('0');
        }
    }
    while !bits.len().is_multiple_of(8) {
        bits.push('1');
    }
    for byte in bits.as_bytes().chunks(8) {
        let byte = u8::from_str_radix(std::str::from_utf8(byte).expect("digits"), 2).expect("bits");
        out.push(byte);
        if byte == 0xff {
            out.push(0);
        }
    }
    out.extend([0xff, 0xd9]);
    out
}

/// Adobe's mark: the samples are what they are (0), and inks are inverted.
pub(crate) const ADOBE: (u8, &[u8]) = (0xee, b"Adobe\0\x64\0\0\0\0\0");

/// Two squares by two: red, green, blue, grey.
pub(crate) fn four_colours(segments: &[(u8, &[u8])]) -> Vec<u8> {
    let colours: Vec<&[u8]> = COLOURS.iter().map(|colour| &colour[..]).collect();
    jpeg((2, 2), &colours, &[&[ADOBE], segments].concat())
}

/// The same four colours in four inks.
pub(crate) fn four_inks(inverted: bool, segments: &[(u8, &[u8])]) -> Vec<u8> {
    let inks: Vec<Vec<u8>> = COLOURS
        .iter()
        .map(|[red, green, blue]| {
            let inks = [255 - red, 255 - green, 255 - blue, 0];
            inks.iter().map(|ink| if inverted { 255 - ink } else { *ink }).collect()
        })
        .collect();
    let inks: Vec<&[u8]> = inks.iter().map(Vec::as_slice).collect();
    let marks: &[(u8, &[u8])] = if inverted { &[ADOBE] } else { &[] };
    jpeg((2, 2), &inks, &[marks, segments].concat())
}

/// An upright picture of two squares by three, stored as this orientation says.
///
/// Upright it is red, green / blue, grey / white, black.
pub(crate) fn turned(orientation: u8) -> Vec<u8> {
    let [red, green, blue, grey] = COLOURS;
    let upright = [[red, green], [blue, grey], [[255; 3], [0; 3]]];
    let at = |row: usize, column: usize| upright[row][column];
    // Row and column of the stored picture, as EXIF says where they are to be seen.
    let stored = |row: usize, column: usize| match orientation {
        2 => at(row, 1 - column),
        3 => at(2 - row, 1 - column),
        4 => at(2 - row, column),
        5 => at(column, row),
        6 => at(column, 1 - row),
        7 => at(2 - column, 1 - row),
        8 => at(2 - column, row),
        _ => at(row, column),
    };
    let (columns, rows) = if orientation < 5 { (2, 3) } else { (3, 2) };
    let colours: Vec<[u8; 3]> = (0..rows)
        .flat_map(|row| (0..columns).map(move |column| (row, column)))
        .map(|(row, column)| stored(usize::from(row), usize::from(column)))
        .collect();
    let colours: Vec<&[u8]> = colours.iter().map(|colour| &colour[..]).collect();
    let exif =
        [b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation], &[0; 6]].concat();
    jpeg((columns, rows), &colours, &[(0xe1, &exif), ADOBE])
}

/// A GIF of so many frames, each of one colour on a quarter of the screen, the rest to be seen through.
pub(crate) fn gif(frames: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = gif::Encoder::new(&mut bytes, 16, 16, COLOURS.as_flattened()).expect("a header");
    for colour in (0..4).cycle().take(frames) {
        let buffer = vec![colour; 64];
        let frame =
            gif::Frame { left: 8, top: 8, width: 8, height: 8, buffer: buffer.into(), delay: 10, ..Default::default() };
        encoder.write_frame(&frame).expect("a frame");
    }
    drop(encoder);
    bytes
}

/// A WebP of four colours, two of them half to be seen through.
pub(crate) fn webp() -> Vec<u8> {
    let mut samples = Vec::new();
    for row in 0..16 {
        for column in 0..16 {
            let [red, green, blue] = COLOURS[row / 8 * 2 + column / 8];
            samples.extend([red, green, blue, if row < 8 { 255 } else { 96 }]);
        }
    }
    let mut bytes = Cursor::new(Vec::new());
    image_webp::WebPEncoder::new(&mut bytes).encode(&samples, 16, 16, image_webp::ColorType::Rgba8).expect("a file");
    bytes.into_inner()
}

/// A WebP that moves: the picture of [`webp`], twice.
pub(crate) fn moving_webp() -> Vec<u8> {
    let still = webp();
    let chunk = |name: &[u8; 4], content: &[u8]| {
        let length = u32::try_from(content.len()).expect("small").to_le_bytes();
        let padding = &[0][..content.len() % 2];
        [&name[..], &length, content, padding].concat()
    };
    // Place, size less one, duration, "do not blend"; then what is in the file of one picture.
    let frame = chunk(b"ANMF", &[&[0, 0, 0, 0, 0, 0, 15, 0, 0, 15, 0, 0, 100, 0, 0, 2], &still[12..]].concat());
    let header = chunk(b"VP8X", &[0x12, 0, 0, 0, 15, 0, 0, 15, 0, 0]);
    let chunks = [b"WEBP".to_vec(), header, chunk(b"ANIM", &[0; 6]), frame.clone(), frame].concat();
    chunk(b"RIFF", &chunks)
}

/// A drawing with words, that wants nothing.
pub(crate) const DRAWING: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="240" height="120" viewBox="0 0 240 120">
  <title>Yağıntı</title>
  <defs>
    <linearGradient id="su"><stop offset="0" stop-color="#28a"/><stop offset="1" stop-color="#8cf"/></linearGradient>
    <g id="damla"><circle r="9" fill="url(#su)"/></g>
    <style>.yazi { font-family: Arial, sans-serif; font-size: 16px; fill: #333 }</style>
  </defs>
  <rect x="20" y="30" width="30" height="70" fill="url(#su)"/><rect x="70" y="60" width="30" height="40" fill="#d62828"/>
  <use xlink:href="#damla" x="150" y="40"/><use href="#damla" x="190" y="60"/>
  <text class="yazi" x="20" y="22">Yağış, əsrin ən çoxu</text>
</svg>
"##;
