//! ICC profiles (ICC.1:2010) that came with a picture.

/// The profile, if it describes so many channels and PDF/A takes it (ISO 19005-2, 6.2.4.2: versions 2 to 4, of an
/// input, display, output or colour space device). What cannot be relied on is no profile.
pub(crate) fn checked(bytes: &[u8], channels: u8) -> Option<Vec<u8>> {
    let length = usize::try_from(u32::from_be_bytes(*bytes.first_chunk()?)).ok()?;
    // Some writers round the end up to four bytes.
    let bytes = bytes.get(..length).filter(|_| length >= 128)?;
    let space: &[u8] = match channels {
        1 => b"GRAY",
        3 => b"RGB ",
        4 => b"CMYK",
        _ => return None,
    };
    let is_device = matches!(&bytes[12..16], b"scnr" | b"mntr" | b"prtr" | b"spac");
    let fits = &bytes[36..40] == b"acsp" && matches!(bytes[8], 2..=4) && &bytes[16..20] == space && is_device;
    (fits && moxcms::ColorProfile::new_from_slice(bytes).is_ok()).then(|| bytes.to_vec())
}
