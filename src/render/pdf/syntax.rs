//! How values are written (ISO 32000-1, 7.3): in the file as in the streams of its pages.

use std::io::Write as _;

use lopdf::StringFormat;

/// A name (7.3.5).
pub(super) fn name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            out.push(b'#');
            hexadecimal(byte, out);
        }
    }
}

/// A string (7.3.4).
pub(super) fn string(text: &[u8], format: StringFormat, out: &mut Vec<u8>) {
    match format {
        StringFormat::Literal => {
            out.push(b'(');
            literal(text, out);
            out.push(b')');
        }
        StringFormat::Hexadecimal => {
            out.push(b'<');
            text.iter().for_each(|byte| hexadecimal(*byte, out));
            out.push(b'>');
        }
    }
}

/// Bytes of a literal string, between its brackets.
pub(super) fn literal(text: &[u8], out: &mut Vec<u8>) {
    for &byte in text {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
            // As it is it would be read as a line feed.
            b'\r' => out.extend(b"\\r"),
            _ => out.push(byte),
        }
    }
}

fn hexadecimal(byte: u8, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend([byte >> 4, byte & 15].map(|digit| DIGITS[usize::from(digit)]));
}

/// A number that has a fraction.
pub(super) fn real(value: f32, out: &mut Vec<u8>) {
    // Writing into memory cannot fail.
    let _ = write!(out, "{value}");
}

/// A whole number.
pub(super) fn integer(value: i64, out: &mut Vec<u8>) {
    decimal(value, 0, out);
}

/// A number in parts of which so many powers of ten make one (hundredths: 2), without needless digits.
pub(super) fn decimal(value: i64, places: usize, out: &mut Vec<u8>) {
    /// As many as the largest number has.
    const MOST: usize = 20;
    if value < 0 {
        out.push(b'-');
    }
    let mut digits = [b'0'; MOST];
    let (mut rest, mut first) = (value.unsigned_abs(), MOST);
    while rest > 0 {
        first -= 1;
        digits[first] += u8::try_from(rest % 10).unwrap_or_default();
        rest /= 10;
    }
    let point = MOST - places;
    let last = digits.iter().rposition(|digit| *digit != b'0').map_or(point, |last| point.max(last + 1));
    out.extend(&digits[first.min(point - 1)..point]);
    if last > point {
        out.push(b'.');
        out.extend(&digits[point..last]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_digits_that_they_need() {
        let cases = [
            (0, 0, "0"),
            (0, 2, "0"),
            (7, 0, "7"),
            (-120, 0, "-120"),
            (5, 2, "0.05"),
            (-50, 2, "-0.5"),
            (1200, 2, "12"),
            (84_189, 2, "841.89"),
            (63, 3, "0.063"),
            (1000, 3, "1"),
            (i64::MIN, 0, "-9223372036854775808"),
        ];
        for (value, places, expected) in cases {
            let mut out = Vec::new();
            decimal(value, places, &mut out);
            assert_eq!(String::from_utf8_lossy(&out), expected);
        }
    }
}
