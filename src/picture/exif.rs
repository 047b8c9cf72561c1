//! How a picture is to be turned before it is seen (CIPA DC-008, 4.6.4, tag 0x0112).

/// Where the first row and the first column of the stored picture are to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Orientation {
    /// Row on top, column on the left: as it is stored.
    Upright,
    /// Row on top, column on the right.
    Mirrored,
    /// Row at the bottom, column on the right.
    Reversed,
    /// Row at the bottom, column on the left.
    Flipped,
    /// Row on the left, column on top.
    Transposed,
    /// Row on the right, column on top.
    Clockwise,
    /// Row on the right, column at the bottom.
    Transversed,
    /// Row on the left, column at the bottom.
    Anticlockwise,
}

impl Orientation {
    /// The orientation of a number in EXIF. What is no such number turns nothing.
    fn of(number: u16) -> Self {
        match number {
            2 => Self::Mirrored,
            3 => Self::Reversed,
            4 => Self::Flipped,
            5 => Self::Transposed,
            6 => Self::Clockwise,
            7 => Self::Transversed,
            8 => Self::Anticlockwise,
            _ => Self::Upright,
        }
    }

    /// Width and height as they are seen.
    pub(crate) fn seen(self, width: u32, height: u32) -> (u32, u32) {
        match self {
            Self::Upright | Self::Mirrored | Self::Reversed | Self::Flipped => (width, height),
            Self::Transposed | Self::Clockwise | Self::Transversed | Self::Anticlockwise => (height, width),
        }
    }

    /// Where the stored picture, one unit wide and high, goes in a square of one unit: the matrix (a, b, c, d, e, f)
    /// of ISO 32000-1, 8.3.3, whose y axis points up.
    pub(crate) fn matrix(self) -> [f32; 6] {
        match self {
            Self::Upright => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            Self::Mirrored => [-1.0, 0.0, 0.0, 1.0, 1.0, 0.0],
            Self::Reversed => [-1.0, 0.0, 0.0, -1.0, 1.0, 1.0],
            Self::Flipped => [1.0, 0.0, 0.0, -1.0, 0.0, 1.0],
            Self::Transposed => [0.0, -1.0, -1.0, 0.0, 1.0, 1.0],
            Self::Clockwise => [0.0, -1.0, 1.0, 0.0, 0.0, 1.0],
            Self::Transversed => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
            Self::Anticlockwise => [0.0, 1.0, -1.0, 0.0, 1.0, 0.0],
        }
    }
}

/// The orientation that a block of EXIF states; upright where it states none.
pub(crate) fn orientation(tiff: &[u8]) -> Orientation {
    let little = tiff.starts_with(b"II");
    let short = |at: usize| -> Option<u16> {
        let bytes = [*tiff.get(at)?, *tiff.get(at.checked_add(1)?)?];
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| -> Option<usize> {
        let (first, second) = (usize::from(short(at)?), usize::from(short(at + 2)?));
        Some(if little { first | second << 16 } else { first << 16 | second })
    };
    let stated = || {
        let directory = long(4)?;
        let entries = usize::from(short(directory)?);
        let mut entries = (0..entries).map(|index| directory + 2 + 12 * index);
        short(entries.find(|&entry| short(entry) == Some(0x0112))? + 8)
    };
    stated().map_or(Orientation::Upright, Orientation::of)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The upper left corner of the stored picture is seen where its first row meets its first column.
    #[test]
    fn every_orientation_puts_the_first_corner_where_exif_says() {
        let corners = [(0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0)];
        for (number, corner) in (1..).zip(corners) {
            let orientation = Orientation::of(number);
            let [_, _, c, d, e, f] = orientation.matrix();
            assert_eq!((c + e, d + f), corner, "orientation {number}");
            assert_eq!(orientation.seen(3, 2), if number < 5 { (3, 2) } else { (2, 3) });
        }
    }

    #[test]
    fn a_lying_directory_turns_nothing() {
        for tiff in [&b""[..], b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\xff\xff", b"II*\0\x08\0\0\0\x01\0\x12\x01"] {
            assert_eq!(orientation(tiff), Orientation::Upright);
        }
    }
}
