//! ZIP archives as the Open Container Format wants them (EPUB 3.3, 4.2), the same bytes for the same files.
//!
//! Nothing of the machine goes in: entries stand in the order in which they were added, every time is the earliest
//! that ZIP can say, every file has the permissions `rw-r--r--`, and there are no extra fields and no comments.

use std::io::{self, Read, Seek, SeekFrom, Write};

use super::deflate::deflate;

/// 1980-01-01, in the format of MS-DOS.
const DATE: u16 = 1 << 5 | 1;
/// Version 2.0 of the ZIP format: it has deflate and folders, and is all that is needed.
const VERSION: u16 = 20;
/// Version 4.5, which has ZIP64: for archives of very many files.
const VERSION_64: u16 = 45;
/// Made under Unix: the upper half of the external attributes holds permissions.
const MADE_BY_UNIX: u16 = 3 << 8 | VERSION;
/// A regular file, `rw-r--r--`.
const ATTRIBUTES: u32 = 0o100_644 << 16;

/// An archive in the making, wherever it is written to.
pub(crate) struct ZipWriter<W: Write> {
    out: W,
    /// How many bytes were written.
    offset: u64,
    directory: Vec<u8>,
    entries: u64,
}

/// An archive that this writer has no numbers for: more than 4 GiB.
#[derive(Debug)]
pub(crate) struct TooLarge;

impl std::fmt::Display for TooLarge {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("there is more in it than a ZIP archive holds")
    }
}

impl std::error::Error for TooLarge {}

/// A number as wide as its field.
fn fitted<N: TryFrom<u64>>(number: u64) -> io::Result<N> {
    N::try_from(number).map_err(|_| io::Error::other(TooLarge))
}

impl<W: Write> ZipWriter<W> {
    /// An empty archive.
    pub(crate) fn new(out: W) -> Self {
        Self { out, offset: 0, directory: Vec::new(), entries: 0 }
    }

    /// Adds a file as it is. `path` is ASCII.
    pub(crate) fn store(&mut self, path: &str, content: &[u8]) -> io::Result<()> {
        let length = content.len() as u64;
        self.head(path, 0, libdeflater::crc32(content), length, length)?;
        self.write(content)
    }

    /// Adds a file as it is, of `length` bytes, which need not be in memory. `path` is ASCII.
    pub(crate) fn store_long<R>(&mut self, path: &str, length: u64, content: &mut R) -> io::Result<()>
    where
        R: Read + Seek + ?Sized,
    {
        let mut checksum = libdeflater::Crc::new();
        let mut buffer = vec![0; 1 << 16];
        content.seek(SeekFrom::Start(0))?;
        loop {
            match content.read(&mut buffer)? {
                0 => break,
                read => checksum.update(&buffer[..read]),
            }
        }
        content.seek(SeekFrom::Start(0))?;
        self.head(path, 0, checksum.sum(), length, length)?;
        self.offset += io::copy(&mut Read::take(&mut *content, length), &mut self.out)?;
        Ok(())
    }

    /// Adds a file, compressed where that makes it smaller. `path` is ASCII.
    pub(crate) fn deflate(&mut self, path: &str, content: &[u8]) -> io::Result<()> {
        self.add(path, content, deflate(content).as_deref())
    }

    /// Adds a file, compressed as [`deflate`] makes it or, for want of that, as it is. `path` is ASCII.
    pub(crate) fn add(&mut self, path: &str, content: &[u8], packed: Option<&[u8]>) -> io::Result<()> {
        let Some(packed) = packed else { return self.store(path, content) };
        self.head(path, 8, libdeflater::crc32(content), packed.len() as u64, content.len() as u64)?;
        self.write(packed)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.offset += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    fn head(&mut self, path: &str, method: u16, checksum: u32, packed: u64, length: u64) -> io::Result<()> {
        let offset: u32 = fitted(self.offset)?;
        // What the local header and the central directory say alike (APPNOTE 4.3.7 and 4.3.12).
        let mut common = Vec::with_capacity(26);
        for field in [VERSION, 0, method, 0, DATE] {
            common.extend(field.to_le_bytes());
        }
        for field in [checksum, fitted(packed)?, fitted(length)?] {
            common.extend(field.to_le_bytes());
        }
        common.extend(fitted::<u16>(path.len() as u64)?.to_le_bytes());
        common.extend(0u16.to_le_bytes());

        let mut head = Vec::with_capacity(30 + path.len());
        head.extend(b"PK\x03\x04");
        head.extend(&common);
        head.extend(path.as_bytes());
        self.write(&head)?;

        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(MADE_BY_UNIX.to_le_bytes());
        self.directory.extend(&common);
        // No comment, first disk, no internal attributes.
        self.directory.extend([0; 6]);
        self.directory.extend(ATTRIBUTES.to_le_bytes());
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(path.as_bytes());
        self.entries += 1;
        Ok(())
    }

    /// Ends the archive with its directory (APPNOTE 4.3.16); the number of more than 65,534 files stands before it in the
    /// record of ZIP64 (4.3.14 and 4.3.15).
    pub(crate) fn finish(mut self) -> io::Result<W> {
        let (offset, length): (u32, u32) = (fitted(self.offset)?, fitted(self.directory.len() as u64)?);
        let mut end = std::mem::take(&mut self.directory);
        let entries = u16::try_from(self.entries).unwrap_or(u16::MAX);
        if entries == u16::MAX {
            let record = self.offset + end.len() as u64;
            end.extend(b"PK\x06\x06");
            // What follows of it, by whom and for whom, and that there is one disk.
            end.extend(44u64.to_le_bytes());
            end.extend((MADE_BY_UNIX - VERSION + VERSION_64).to_le_bytes());
            end.extend(VERSION_64.to_le_bytes());
            end.extend([0; 8]);
            for number in [self.entries, self.entries, u64::from(length), u64::from(offset)] {
                end.extend(number.to_le_bytes());
            }
            end.extend(b"PK\x06\x07");
            end.extend([0; 4]);
            end.extend(record.to_le_bytes());
            end.extend(1u32.to_le_bytes());
        }
        end.extend(b"PK\x05\x06");
        end.extend([0; 4]);
        for entries in [entries; 2] {
            end.extend(entries.to_le_bytes());
        }
        end.extend(length.to_le_bytes());
        end.extend(offset.to_le_bytes());
        end.extend([0; 2]);
        self.write(&end)?;
        Ok(self.out)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn another_reader_finds_what_was_added_and_nothing_else() {
        let long = "istinad ".repeat(100);
        let mut archive = ZipWriter::new(Vec::new());
        archive.store("mimetype", b"application/epub+zip").expect("small");
        archive.deflate("a/long.txt", long.as_bytes()).expect("small");
        archive.deflate("a/short.txt", b"x").expect("small");
        archive.deflate("a/empty.txt", b"").expect("small");
        let bytes = archive.finish().expect("small");
        // EPUB 3.3, 4.2.2: whoever looks at byte 38 of the file finds its media type.
        assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");

        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let names: Vec<String> = zip.file_names().map(str::to_owned).collect();
        assert_eq!(names, ["mimetype", "a/long.txt", "a/short.txt", "a/empty.txt"]);
        for (name, content) in [("a/long.txt", long.as_str()), ("a/short.txt", "x"), ("a/empty.txt", "")] {
            let mut file = zip.by_name(name).expect("a file");
            assert_eq!(file.unix_mode(), Some(0o100_644));
            assert!(file.extra_data().is_none_or(<[u8]>::is_empty));
            let mut text = String::new();
            file.read_to_string(&mut text).expect("its checksum holds");
            assert_eq!(text, content);
        }
    }
}
