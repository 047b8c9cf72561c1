//! WACZ 1.1: a ZIP with archives that lie in it as they are, a list of pages, and digests of all of it
//! (<https://specs.webrecorder.net/wacz/1.1.1/>).
//!
//! 1. [`Wacz::open`] reads the list of files; no entry is unpacked to find another;
//! 2. the archives are read in place, each as a [`Section`] of the file;
//! 3. the list of pages says what the crawler was sent for. It may be missing, so it chooses only where it is there.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use serde::Deserialize;
use zip::{CompressionMethod, ZipArchive};

use crate::limits::{Limit, Limits};

/// What a WACZ holds, as far as it matters here.
#[derive(Debug, Clone, Default)]
pub struct Wacz {
    /// The archives, in the order of their names.
    pub archives: Vec<WaczPart>,
    /// The addresses of the pages that the crawler was sent for; `None` where nothing lists them.
    pub pages: Option<Vec<String>>,
    /// What of it cannot be read, for people.
    pub damages: Vec<String>,
}

/// An archive within a WACZ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaczPart {
    /// Its name in the ZIP.
    pub name: String,
    /// Where it begins in the file, in bytes.
    pub start: u64,
    /// How long it is, in bytes.
    pub length: u64,
}

#[derive(Deserialize)]
struct PageLine {
    url: Option<String>,
}

/// The longest line of a list of pages that is read, in bytes: some hold the whole text of a page.
const LONGEST_LINE: u64 = 64 << 20;

/// Whether these first bytes of a file are those of a ZIP.
pub fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

impl Wacz {
    /// Reads what lies where.
    ///
    /// # Errors
    /// If the file is no ZIP, holds no archive, or more files than [`Limit::ArchiveParts`].
    pub fn open(file: impl Read + Seek, limits: &Limits) -> Result<Self, String> {
        let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|error| format!("it is no whole ZIP ({error})"))?;
        if limits.is_exceeded(Limit::ArchiveParts, zip.len()) {
            return Err(limits.beyond(Limit::ArchiveParts, "it"));
        }
        let mut wacz = Self::default();
        let mut lists = Vec::new();
        for index in 0..zip.len() {
            let entry = match zip.by_index_raw(index) {
                Ok(entry) => entry,
                Err(error) => {
                    wacz.damages.push(format!("its entry {index} cannot be read ({error})"));
                    continue;
                }
            };
            let name = entry.name().to_owned();
            if is_list(&name) {
                lists.push(index);
            }
            if !is_archive(&name) {
                continue;
            }
            if entry.compression() != CompressionMethod::Stored || entry.encrypted() {
                wacz.damages.push(format!("{name} is compressed or encrypted within it, and cannot be read in place"));
                continue;
            }
            wacz.archives.push(WaczPart { start: entry.data_start(), length: entry.size(), name });
        }
        wacz.archives.sort_by(|one, other| one.name.cmp(&other.name));
        for index in lists {
            match zip.by_index(index).map_err(io::Error::other).and_then(|entry| pages(entry, limits)) {
                Ok(pages) => wacz.pages.get_or_insert_default().extend(pages),
                Err(error) => wacz.damages.push(format!("its list of pages cannot be read ({error})")),
            }
        }
        if wacz.archives.is_empty() {
            return Err("it holds no web archive that can be read (archive/*.warc.gz)".to_owned());
        }
        Ok(wacz)
    }
}

fn is_list(name: &str) -> bool {
    name.strip_prefix("pages/").is_some_and(|rest| rest.ends_with(".jsonl") && !rest.contains('/'))
}

fn is_archive(name: &str) -> bool {
    const ENDS: [&str; 5] = [".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz"];
    name.starts_with("archive/") && ENDS.iter().any(|end| name.ends_with(end))
}

/// The addresses of a list of pages: a line of JSON each, the first of which says what the list is.
fn pages(list: impl Read, limits: &Limits) -> io::Result<Vec<String>> {
    let mut reader = BufReader::new(list.take(limits.get(Limit::Input)));
    let (mut pages, mut line) = (Vec::new(), Vec::new());
    loop {
        line.clear();
        if reader.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(pages);
        }
        // A line that is none does not hide the others.
        pages.extend(serde_json::from_slice::<PageLine>(&line).ok().and_then(|line| line.url));
    }
}

/// A part of a file, read as a file of its own.
#[derive(Debug)]
pub struct Section<R> {
    file: R,
    start: u64,
    length: u64,
    at: u64,
}

impl<R: Read + Seek> Section<R> {
    /// The `length` bytes of a file from `start`.
    ///
    /// # Errors
    /// If the file cannot be sought.
    pub fn new(mut file: R, start: u64, length: u64) -> io::Result<Self> {
        file.seek(SeekFrom::Start(start))?;
        Ok(Self { file, start, length, at: 0 })
    }
}

impl<R: Read> Read for Section<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.length.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let room = buffer.len().min(left);
        let count = self.file.read(&mut buffer[..room])?;
        self.at += count as u64;
        Ok(count)
    }
}

impl<R: Seek> Seek for Section<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        let at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        self.file.seek(SeekFrom::Start(self.start.saturating_add(at)))?;
        self.at = at;
        Ok(at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    fn wacz(entries: &[(&str, &[u8], CompressionMethod)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes, method) in entries {
            zip.start_file(*name, SimpleFileOptions::default().compression_method(*method)).expect("in memory");
            zip.write_all(bytes).expect("in memory");
        }
        zip.finish().expect("in memory").into_inner()
    }

    #[test]
    fn finds_archives_in_place_and_the_list_of_pages() {
        let list = b"{\"format\":\"json-pages-1.0\"}\n{\"url\":\"https://a.example/1\",\"ts\":\"2026\"}\nnot json\n";
        let file = wacz(&[
            ("datapackage.json", b"{}", CompressionMethod::Stored),
            ("archive/b.warc.gz", b"bbb", CompressionMethod::Stored),
            ("archive/a.warc", b"aa", CompressionMethod::Stored),
            ("archive/packed.warc", b"cc", CompressionMethod::Deflated),
            ("pages/pages.jsonl", list, CompressionMethod::Deflated),
        ]);
        let found = Wacz::open(Cursor::new(&file), &Limits::default()).expect("a WACZ");
        let names: Vec<&str> = found.archives.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["archive/a.warc", "archive/b.warc.gz"]);
        assert_eq!(found.pages.as_deref(), Some(["https://a.example/1".to_owned()].as_slice()));
        assert_eq!(found.damages.len(), 1, "{:?}", found.damages);
        let part = &found.archives[1];
        let mut section = Section::new(Cursor::new(&file), part.start, part.length).expect("in memory");
        let mut read = String::new();
        section.read_to_string(&mut read).expect("in memory");
        assert_eq!(read, "bbb");
        section.seek(SeekFrom::Start(1)).expect("in memory");
        read.clear();
        section.read_to_string(&mut read).expect("in memory");
        assert_eq!(read, "bb");
    }

    #[test]
    fn refuses_what_is_none() {
        assert!(Wacz::open(Cursor::new(b"no zip"), &Limits::default()).is_err());
        let empty = wacz(&[("datapackage.json", b"{}", CompressionMethod::Stored)]);
        assert!(Wacz::open(Cursor::new(&empty), &Limits::default()).is_err());
    }
}
