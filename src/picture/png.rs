//! PNG whose rows a PDF takes as they are packed: the same deflate, and the same differences between neighbours
//! (PNG, 9 and 10; ISO 32000-1, 7.4.4.4).

use std::io::Cursor;

use libdeflater::{Decompressor, crc32};

use super::{Colours, profile, raster};

/// The rows of a PNG as they stand in the file.
#[derive(Debug)]
pub(crate) struct PackedRows {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Bits a sample: 1, 2, 4 or 8.
    pub(crate) bits: u8,
    pub(crate) colours: Colours,
    /// One zlib stream (RFC 1950); in each row a number says from which neighbours its differences are.
    pub(crate) zlib: Vec<u8>,
    /// What the samples mean (an ICC profile), where the file says it and can be relied on; else they are sRGB.
    pub(crate) profile: Option<Vec<u8>>,
}

/// The rows of a sound PNG that nothing can be seen through; `None` if a PDF cannot take them as they are.
pub(crate) fn packed_rows(bytes: &[u8]) -> Option<PackedRows> {
    let mut chunks = Chunks(bytes.strip_prefix(raster::PNG)?);
    let (b"IHDR", header) = chunks.next()? else { return None };
    let (width, header) = header.split_first_chunk::<4>()?;
    let (height, header) = header.split_first_chunk::<4>()?;
    // Deflate, the filters that there are, no interlacing (11.2.2).
    let [bits, kind, 0, 0, 0] = *header else { return None };
    let (width, height) = (u32::from_be_bytes(*width), u32::from_be_bytes(*height));
    let samples = match (kind, bits) {
        (0 | 3, 1 | 2 | 4 | 8) => 1,
        (2, 8) => 3,
        _ => return None,
    };
    let (mut table, mut zlib, mut has_profile) = (None, Vec::new(), false);
    loop {
        match chunks.next()? {
            (b"PLTE", content) => table = Some(content.as_chunks::<3>()).filter(|(_, rest)| rest.is_empty()),
            (b"IDAT", content) => zlib.extend(content),
            (b"iCCP", _) => has_profile = true,
            // Something shines through, or it is turned.
            (b"tRNS" | b"eXIf", _) => return None,
            (b"IEND", _) => break,
            // Who does not know a chunk that is critical does not know the picture (5.4).
            (name, _) if name[0].is_ascii_uppercase() => return None,
            _ => {}
        }
    }
    let row = 1 + usize::try_from(u64::from(width) * u64::from(bits) * samples).ok()?.div_ceil(8);
    is_whole(&zlib, row, usize::try_from(height).ok()?).then_some(())?;
    let colours = match kind {
        0 => Colours::Grey,
        3 => Colours::Indexed(table.map(|(table, _)| table.to_vec()).filter(|table| (1..=256).contains(&table.len()))?),
        _ => Colours::Rgb,
    };
    let channels = if colours == Colours::Grey { 1 } else { 3 };
    let profile = if has_profile { profile::checked(&stated(bytes)?, channels) } else { None };
    Some(PackedRows { width, height, bits, colours, zlib, profile })
}

/// Whether a stream holds as many rows of so many bytes, each with a filter that there is.
fn is_whole(zlib: &[u8], row: usize, rows: usize) -> bool {
    let Some(length) = row.checked_mul(rows) else { return false };
    let mut unpacked = vec![0; length];
    Decompressor::new().zlib_decompress(zlib, &mut unpacked) == Ok(length)
        && unpacked.chunks_exact(row).all(|row| row[0] <= 4)
}

/// The profile that a file states.
fn stated(bytes: &[u8]) -> Option<Vec<u8>> {
    let decoder = png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: raster::ROOM });
    Some(decoder.read_info().ok()?.info().icc_profile.as_deref().unwrap_or_default().to_vec())
}

/// The chunks of a file, each with its name and what it holds, as long as their checksums hold (5.3).
struct Chunks<'a>(&'a [u8]);

impl<'a> Iterator for Chunks<'a> {
    type Item = (&'a [u8; 4], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (length, rest) = self.0.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (checked, rest) = rest.split_at_checked(length.checked_add(4)?)?;
        let (checksum, rest) = rest.split_first_chunk::<4>()?;
        (u32::from_be_bytes(*checksum) == crc32(checked)).then_some(())?;
        self.0 = rest;
        checked.split_first_chunk::<4>()
    }
}
