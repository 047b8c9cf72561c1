//! Bytes as letters (RFC 4648).

/// The alphabet of base64 (RFC 4648, 4).
pub(super) const BASE64: [u8; 64] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/// The alphabet of base64url (RFC 4648, 5).
pub(super) const BASE64URL: [u8; 64] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes bytes in an alphabet; with `padding` the last group is filled up.
pub(super) fn base64(bytes: &[u8], alphabet: &[u8; 64], padding: Option<char>) -> String {
    let mut letters = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, index| bits << 8 | u32::from(group.get(index).copied().unwrap_or(0)));
        for digit in 0..=group.len() {
            let index = (bits >> (18 - 6 * digit)) & 63;
            letters.push(char::from(alphabet[index as usize]));
        }
        letters.extend(std::iter::repeat_n(padding, 3 - group.len()).flatten());
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_rfc_4648_writes() {
        // RFC 4648, 10.
        for (bytes, letters) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(bytes.as_bytes(), &BASE64, Some('=')), letters);
            assert_eq!(base64(bytes.as_bytes(), &BASE64URL, None), letters.trim_end_matches('='));
        }
        assert_eq!(base64(&[0xfb, 0xff], &BASE64, None), "+/8");
        assert_eq!(base64(&[0xfb, 0xff], &BASE64URL, None), "-_8");
    }
}
