//! Compressed files taken apart: plain, a gzip member after the other, a Zstandard frame after the other.
//!
//! Web archives compress each record by itself, so that any of them can be read without those before it. [`Members`]
//! knows where each begins. Where one is broken, reading goes on at the next that can be read.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use flate2::bufread::GzDecoder;
use ruzstd::decoding::{BlockDecodingStrategy, Dictionary, FrameDecoder, StreamingDecoder};

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// Not at all.
    None,
    /// Members of gzip (RFC 1952, 2.2).
    Gzip,
    /// Frames of Zstandard (RFC 8878, 3.1).
    Zstandard,
}

/// The bytes with which a member of gzip begins.
const GZIP: [u8; 3] = [0x1f, 0x8b, 8];
/// The bytes with which a frame of Zstandard begins.
const ZSTANDARD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// A frame that decoders skip; in a `.warc.zst` the first one holds the dictionary of the others.
const SKIPPED: [u8; 4] = [0x5d, 0x2a, 0x4d, 0x18];
/// None of these marks is longer.
const LONGEST_MARK: usize = 4;
/// No dictionary is larger.
const LARGEST_DICTIONARY: u64 = 16 << 20;

/// A buffered reader that knows where it is in its file.
struct CountingReader<R> {
    inner: BufReader<R>,
    offset: u64,
}

impl<R: Read + Seek> CountingReader<R> {
    fn seek_to(&mut self, offset: u64) -> io::Result<()> {
        self.inner.seek(SeekFrom::Start(offset))?;
        self.offset = offset;
        Ok(())
    }

    /// The next bytes, which stay unread: as many as asked for, if the file has so many. What is buffered may be less.
    fn ahead(&mut self, count: usize) -> io::Result<Vec<u8>> {
        if let Some(bytes) = self.fill_buf()?.get(..count) {
            return Ok(bytes.to_vec());
        }
        let (start, mut bytes) = (self.offset, Vec::new());
        self.take(count as u64).read_to_end(&mut bytes)?;
        self.seek_to(start)?;
        Ok(bytes)
    }
}

impl<R: Read> Read for CountingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.offset += count as u64;
        Ok(count)
    }
}

impl<R: Read> BufRead for CountingReader<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.offset += count as u64;
        self.inner.consume(count);
    }
}

/// A frame of Zstandard, decoded block by block.
struct ZstdFrame<R> {
    decoder: FrameDecoder,
    file: CountingReader<R>,
}

impl<R: Read> Read for ZstdFrame<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
            let blocks = BlockDecodingStrategy::UptoBlocks(1);
            self.decoder.decode_blocks(&mut self.file, blocks).map_err(io::Error::other)?;
        }
        self.decoder.read(buffer)
    }
}

/// What is being read.
enum Member<R> {
    /// The file itself.
    Plain(CountingReader<R>),
    Gzip(Box<BufReader<GzDecoder<CountingReader<R>>>>),
    Zstandard(Box<BufReader<ZstdFrame<R>>>),
    /// Nothing, behind the last member or before the next.
    Between(io::Empty, Option<CountingReader<R>>),
}

/// The members of a file, one after the other.
pub(super) struct Members<R> {
    member: Member<R>,
    compression: Compression,
    dictionary: Option<Vec<u8>>,
    /// Where the member begins that is being read.
    start: u64,
}

impl<R: Read + Seek> Members<R> {
    /// Looks at the first bytes of a file and stands before its first member.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(super) fn open(file: R) -> io::Result<Self> {
        let mut file = CountingReader { inner: BufReader::with_capacity(1 << 16, file), offset: 0 };
        let head = file.ahead(LONGEST_MARK)?;
        let compression = if head.starts_with(&GZIP) {
            Compression::Gzip
        } else if head.starts_with(&ZSTANDARD) || head.starts_with(&SKIPPED) {
            Compression::Zstandard
        } else {
            Compression::None
        };
        let mut members =
            Self { member: Member::Between(io::empty(), None), compression, dictionary: None, start: file.offset };
        members.member = match compression {
            Compression::None => Member::Plain(file),
            Compression::Gzip => Member::Between(io::empty(), Some(file)),
            Compression::Zstandard => {
                members.dictionary = dictionary(&mut file)?;
                Member::Between(io::empty(), Some(file))
            }
        };
        Ok(members)
    }

    /// How the file is compressed.
    pub(super) fn compression(&self) -> Compression {
        self.compression
    }

    /// Where what is read now can be found again: in a plain file its own place, else that of its member.
    pub(super) fn place(&self) -> u64 {
        match &self.member {
            Member::Plain(file) => file.offset,
            Member::Gzip(_) | Member::Zstandard(_) | Member::Between(..) => self.start,
        }
    }

    /// What is left of the member.
    pub(super) fn reader(&mut self) -> &mut dyn BufRead {
        match &mut self.member {
            Member::Plain(file) => file,
            Member::Gzip(member) => member,
            Member::Zstandard(member) => member,
            Member::Between(nothing, _) => nothing,
        }
    }

    /// Reads what is left of the member and opens the next; `false` behind the last.
    ///
    /// # Errors
    /// If this member is broken, or what follows is none; [`Members::recover`] then goes on.
    pub(super) fn advance(&mut self) -> io::Result<bool> {
        io::copy(self.reader(), &mut io::sink())?;
        let mut file = match self.take_file() {
            Some(file) => file,
            None => return Ok(false),
        };
        if self.compression == Compression::Zstandard {
            skip_frames(&mut file)?;
        }
        self.start = file.offset;
        if file.fill_buf()?.is_empty() {
            return Ok(false);
        }
        self.enter(file)
    }

    /// Goes to an offset, and into the member that begins there.
    ///
    /// # Errors
    /// If there is none.
    pub(super) fn seek(&mut self, offset: u64) -> io::Result<bool> {
        let Some(mut file) = self.take_file() else { return Ok(false) };
        file.seek_to(offset)?;
        self.start = offset;
        self.enter(file)
    }

    /// Goes to the next place where a member can be read whose first line `begins` a record, in a plain file such a line.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub(super) fn recover(&mut self, begins: fn(&[u8]) -> bool) -> io::Result<bool> {
        let (mut from, compression) = (self.place(), self.compression);
        let Some(mut file) = self.take_file() else { return Ok(false) };
        if compression == Compression::None {
            let found = next_line(&mut file, begins)?;
            self.member = Member::Plain(file);
            return Ok(found);
        }
        loop {
            file.seek_to(from + 1)?;
            let magic: &[u8] = if compression == Compression::Gzip { &GZIP } else { &ZSTANDARD };
            let Some(found) = next_bytes(&mut file, magic)? else {
                self.start = file.offset;
                self.member = Member::Between(io::empty(), None);
                return Ok(false);
            };
            file.seek_to(found)?;
            self.start = found;
            let first = if self.enter(file).unwrap_or(false) { first_line(self.reader()).ok() } else { None };
            let Some(back) = self.take_file() else { return Ok(false) };
            (file, from) = (back, found);
            if first.is_some_and(|first| begins(&first)) {
                file.seek_to(found)?;
                return self.enter(file);
            }
        }
    }

    /// Opens the member that begins where the file stands.
    fn enter(&mut self, mut file: CountingReader<R>) -> io::Result<bool> {
        let head = file.ahead(LONGEST_MARK)?;
        match self.compression {
            Compression::None => self.member = Member::Plain(file),
            Compression::Gzip if head.starts_with(&GZIP[..head.len().min(2)]) => {
                self.member = Member::Gzip(Box::new(BufReader::with_capacity(1 << 15, GzDecoder::new(file))));
            }
            Compression::Zstandard if head.starts_with(&ZSTANDARD) => {
                let mut decoder = FrameDecoder::new();
                let opened = match self.dictionary.as_deref().map(Dictionary::decode_dict).transpose() {
                    Ok(Some(dictionary)) => decoder.add_dict(dictionary).and_then(|()| decoder.init(&mut file)),
                    Ok(None) => decoder.init(&mut file),
                    Err(error) => {
                        self.member = Member::Between(io::empty(), Some(file));
                        return Err(io::Error::other(error));
                    }
                };
                if let Err(error) = opened {
                    self.member = Member::Between(io::empty(), Some(file));
                    return Err(io::Error::other(error));
                }
                self.member =
                    Member::Zstandard(Box::new(BufReader::with_capacity(1 << 15, ZstdFrame { decoder, file })));
            }
            Compression::Gzip | Compression::Zstandard => {
                self.member = Member::Between(io::empty(), Some(file));
                return Err(io::Error::new(io::ErrorKind::InvalidData, "no compressed member begins here"));
            }
        }
        Ok(true)
    }

    /// The file, wherever in a member it stands.
    fn take_file(&mut self) -> Option<CountingReader<R>> {
        match std::mem::replace(&mut self.member, Member::Between(io::empty(), None)) {
            Member::Plain(file) => Some(file),
            Member::Gzip(member) => Some(member.into_inner().into_inner()),
            Member::Zstandard(member) => Some(member.into_inner().file),
            Member::Between(_, file) => file,
        }
    }
}

/// The dictionary with which a `.warc.zst` begins, itself compressed or not
/// (<https://iipc.github.io/warc-specifications/specifications/warc-zstd/>).
fn dictionary<R: Read + Seek>(file: &mut CountingReader<R>) -> io::Result<Option<Vec<u8>>> {
    if !file.ahead(LONGEST_MARK)?.starts_with(&SKIPPED) {
        return Ok(None);
    }
    let raw = skipped(file)?;
    if !raw.starts_with(&ZSTANDARD) {
        return Ok(Some(raw));
    }
    let mut plain = Vec::new();
    let decoder = StreamingDecoder::new(raw.as_slice()).map_err(io::Error::other)?;
    decoder.take(LARGEST_DICTIONARY).read_to_end(&mut plain)?;
    Ok(Some(plain))
}

/// Passes over frames that hold nothing to decode (RFC 8878, 3.1.2).
fn skip_frames<R: Read + Seek>(file: &mut CountingReader<R>) -> io::Result<()> {
    loop {
        let head = file.ahead(LONGEST_MARK)?;
        let is_skipped = matches!(head[..], [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..]);
        if !is_skipped {
            return Ok(());
        }
        skipped(file)?;
    }
}

/// What a frame that is skipped holds.
fn skipped<R: Read + Seek>(file: &mut CountingReader<R>) -> io::Result<Vec<u8>> {
    let mut head = [0; 8];
    file.read_exact(&mut head)?;
    let length = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
    if length > LARGEST_DICTIONARY {
        file.seek_to(file.offset + length)?;
        return Ok(Vec::new());
    }
    let mut held = Vec::new();
    file.take(length).read_to_end(&mut held)?;
    Ok(held)
}

/// Goes to the next line that begins a record, behind the one where the file stands.
fn next_line<R: Read + Seek>(file: &mut CountingReader<R>, begins: fn(&[u8]) -> bool) -> io::Result<bool> {
    file.skip_until(b'\n')?;
    loop {
        let start = file.offset;
        let first = first_line(file)?;
        if first.is_empty() {
            return Ok(false);
        }
        if begins(&first) {
            file.seek_to(start)?;
            return Ok(true);
        }
        if !first.ends_with(b"\n") {
            file.skip_until(b'\n')?;
        }
    }
}

/// A line, as far as one that begins a record may go; empty at the end.
fn first_line(reader: &mut dyn BufRead) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    reader.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    Ok(line)
}

/// No line that begins a record is longer, in bytes: of ARC it has the address.
const LONGEST_LINE: u64 = 1 << 16;

/// Where some bytes stand next.
fn next_bytes<R: Read>(file: &mut CountingReader<R>, bytes: &[u8]) -> io::Result<Option<u64>> {
    let mut matched = 0;
    loop {
        let start = file.offset;
        let buffer = file.fill_buf()?;
        if buffer.is_empty() {
            return Ok(None);
        }
        let length = buffer.len();
        let mut found = None;
        for (index, byte) in buffer.iter().enumerate() {
            // The first byte stands nowhere else in either mark: what does not go on may only begin anew.
            matched = if *byte == bytes[matched] { matched + 1 } else { usize::from(*byte == bytes[0]) };
            if matched == bytes.len() {
                found = Some(start + index as u64 + 1 - bytes.len() as u64);
                break;
            }
        }
        file.consume(length);
        if found.is_some() {
            return Ok(found);
        }
    }
}
