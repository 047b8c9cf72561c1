//! Deflate (RFC 1951), for the formats that pack what they hold.

use std::cell::RefCell;
use std::thread::LocalKey;

use libdeflater::{CompressionError, CompressionLvl, Compressor, adler32};

thread_local! {
    // Their tables are larger than what most articles hold: made once on each thread. The slowest level takes a third as
    // long again for less than a hundredth of the size.
    static USUAL: RefCell<Compressor> = RefCell::new(Compressor::new(CompressionLvl::new(5).unwrap_or_default()));
    static QUICK: RefCell<Compressor> = RefCell::new(Compressor::new(CompressionLvl::new(1).unwrap_or_default()));
}

/// The content packed, `None` if that does not make it smaller.
pub(crate) fn deflate(content: &[u8]) -> Option<Vec<u8>> {
    packed(&USUAL, content, Compressor::deflate_compress_bound, Compressor::deflate_compress)
}

/// The same in half of the time, for packages, most of which is packed already: they grow by a hundredth.
pub(crate) fn deflate_quickly(content: &[u8]) -> Option<Vec<u8>> {
    packed(&QUICK, content, Compressor::deflate_compress_bound, Compressor::deflate_compress)
}

/// The content packed with a header and a checksum (zlib, RFC 1950), `None` if that does not make it smaller.
pub(crate) fn zlib(content: &[u8]) -> Option<Vec<u8>> {
    packed(&USUAL, content, Compressor::zlib_compress_bound, Compressor::zlib_compress)
}

/// The same for what hardly repeats itself, such as outlines: three fifths of the time for three hundredths of the size.
pub(crate) fn zlib_quickly(content: &[u8]) -> Option<Vec<u8>> {
    packed(&QUICK, content, Compressor::zlib_compress_bound, Compressor::zlib_compress)
}

fn packed(
    compressor: &'static LocalKey<RefCell<Compressor>>,
    content: &[u8],
    bound: fn(&mut Compressor, usize) -> usize,
    compress: impl Fn(&mut Compressor, &[u8], &mut [u8]) -> Result<usize, CompressionError>,
) -> Option<Vec<u8>> {
    compressor.with_borrow_mut(|compressor| {
        let mut packed = vec![0; bound(compressor, content.len())];
        let length = compress(compressor, content, &mut packed).ok()?;
        packed.truncate(length);
        (length < content.len()).then_some(packed)
    })
}

/// The content packed with a header and a checksum (zlib), but for its first `legible` bytes, 65,535 at most: they
/// stand in it as they are (a stored block; RFC 1951, 3.2.4), so that whoever searches the bytes of a file finds them.
pub(crate) fn zlib_legible(legible: usize, content: &[u8]) -> Option<Vec<u8>> {
    let (plain, rest) = content.split_at_checked(legible)?;
    let length = u16::try_from(plain.len()).ok()?;
    let packed = deflate(rest)?;
    let mut out = Vec::with_capacity(plain.len() + packed.len() + 11);
    // 32 KiB of window, the checksum of the header; a block that is not the last one, stored.
    out.extend([0x78, 0x9c, 0]);
    out.extend(length.to_le_bytes());
    out.extend((!length).to_le_bytes());
    out.extend(plain);
    out.extend(packed);
    out.extend(adler32(content).to_be_bytes());
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_legible_is_and_all_of_it_comes_back() {
        let content = b"legible ".repeat(9).into_iter().chain(b"packed ".repeat(200)).collect::<Vec<u8>>();
        let packed = zlib_legible(72, &content).expect("smaller");
        assert!(packed.len() < 150 && packed[7..].starts_with(&content[..72]));
        let mut out = vec![0; content.len()];
        let mut decompressor = libdeflater::Decompressor::new();
        assert_eq!(decompressor.zlib_decompress(&packed, &mut out), Ok(content.len()));
        assert_eq!(out, content);
        assert_eq!(zlib_legible(content.len() + 1, &content), None);
        assert_eq!(zlib_legible(70_000, &[b'a'; 80_000]), None);
    }
}
