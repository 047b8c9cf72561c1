//! The container as every other reader may see it (OCF 3.3, 4; APPNOTE 6.3, 4.3): ZIP readers differ in where they look,
//! and a file must not be one thing to one of them and another to the next.
//!
//! 1. the index at the end, the entries that it names, and nothing behind or between them;
//! 2. each entry once, with the same name, sizes and checksum in the index and before its bytes;
//! 3. the bytes themselves, unpacked, have that checksum.

use std::collections::BTreeSet;
use std::io::Read as _;

use super::OcfContainer;

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// How long the fixed part of a local header is, that of an entry of the index, and that of the end.
const LOCAL_LENGTH: usize = 30;
const CENTRAL_LENGTH: usize = 46;
const END_LENGTH: usize = 22;
/// The sizes and the checksum stand behind the bytes (4.4.4, bit 3).
const DESCRIBED_BEHIND: u16 = 1 << 3;
/// What is unpacked to compare checksums, all parts together.
const MAX_UNPACKED: u64 = 1 << 30;

/// What is wrong with a container: nothing of a sound one. The names are those of the index.
pub(super) fn faults(bytes: &[u8], container: &mut OcfContainer<'_>) -> (Vec<String>, Vec<String>) {
    let mut faults = Vec::new();
    let names = match walk(bytes, &mut faults) {
        Some(names) => names,
        None => {
            faults.push("its index cannot be followed".to_owned());
            Vec::new()
        }
    };
    let mut left = MAX_UNPACKED;
    for index in 0..container.zip.len() {
        let unpacked = container.zip.by_index(index).map_err(|error| error.to_string()).and_then(|part| {
            let name = part.name().to_owned();
            let mut sink = std::io::sink();
            let count = std::io::copy(&mut part.take(left), &mut sink).map_err(|error| format!("{name}: {error}"))?;
            left -= count.min(left);
            Ok(())
        });
        if let Err(reason) = unpacked {
            faults.push(format!("a part is damaged: {reason}"));
        }
    }
    (names, faults)
}

/// Goes along the container; `None` where it is no such chain.
fn walk(bytes: &[u8], faults: &mut Vec<String>) -> Option<Vec<String>> {
    let end =
        (0..=bytes.len().checked_sub(END_LENGTH)?).rev().take(0x1_0000).find(|&at| u32_at(bytes, at) == Some(END))?;
    let (count, start) = (u16_at(bytes, end + 10)?, u32_at(bytes, end + 16)? as usize);
    let size = u32_at(bytes, end + 12)? as usize;
    if end + END_LENGTH + usize::from(u16_at(bytes, end + 20)?) != bytes.len() || u16_at(bytes, end + 20)? > 0 {
        faults.push("there is something behind its end".to_owned());
    }
    if u32_at(bytes, end + 4)? != 0 || u16_at(bytes, end + 8)? != count || start.checked_add(size) != Some(end) {
        faults.push("the end of its index does not agree with the index".to_owned());
    }
    let mut names = Vec::new();
    let mut known = BTreeSet::new();
    // Where the next entry begins if nothing lies between them.
    let mut next = 0;
    let mut entries = Vec::new();
    let mut at = start;
    for _ in 0..count {
        let entry = DirectoryEntry::of_index(bytes, at)?;
        at = at + CENTRAL_LENGTH + entry.name.len() + entry.rest;
        entries.push(entry);
    }
    if at != end {
        faults.push("there is something in its index beside the entries".to_owned());
    }
    entries.sort_by_key(|entry| entry.offset);
    for entry in &entries {
        let name = String::from_utf8_lossy(entry.name).into_owned();
        // Some systems take two names that differ in their case for one (OCF 3.3, 4.2.4).
        if !known.insert(name.to_lowercase()) {
            faults.push(format!("{name} is there twice"));
        }
        if name.starts_with('/') || name.contains('\\') || name.split('/').any(|part| part == "..") {
            faults.push(format!("{name} leads out of it"));
        }
        if entry.offset != next {
            faults.push(format!("there is something before {name} that no entry names"));
        }
        match entry.end(bytes) {
            Some(end) => next = end,
            None => {
                faults.push(format!("what stands before {name} does not agree with the index"));
                next = entry.offset;
            }
        }
        names.push(name);
    }
    if next != start && !faults.iter().any(|fault| fault.contains("does not agree")) {
        faults.push("there is something between its parts and its index".to_owned());
    }
    Some(names)
}

/// An entry as the index has it.
struct DirectoryEntry<'a> {
    name: &'a [u8],
    flags: u16,
    method: u16,
    /// Time and date as two numbers in one.
    time: u32,
    checksum: u32,
    packed: u32,
    unpacked: u32,
    offset: usize,
    /// How long its own fields and its comment are.
    rest: usize,
    version: u16,
}

impl<'a> DirectoryEntry<'a> {
    fn of_index(bytes: &'a [u8], at: usize) -> Option<Self> {
        (u32_at(bytes, at)? == CENTRAL).then_some(())?;
        let length = usize::from(u16_at(bytes, at + 28)?);
        Some(Self {
            name: bytes.get(at + CENTRAL_LENGTH..at + CENTRAL_LENGTH + length)?,
            version: u16_at(bytes, at + 6)?,
            flags: u16_at(bytes, at + 8)?,
            method: u16_at(bytes, at + 10)?,
            time: u32_at(bytes, at + 12)?,
            checksum: u32_at(bytes, at + 16)?,
            packed: u32_at(bytes, at + 20)?,
            unpacked: u32_at(bytes, at + 24)?,
            offset: u32_at(bytes, at + 42)? as usize,
            rest: usize::from(u16_at(bytes, at + 30)?) + usize::from(u16_at(bytes, at + 32)?),
        })
    }

    /// Where its bytes end, if what stands before them says what the index says.
    fn end(&self, bytes: &[u8]) -> Option<usize> {
        let at = self.offset;
        let behind = self.flags & DESCRIBED_BEHIND != 0;
        let sizes = || Some((u32_at(bytes, at + 14)?, u32_at(bytes, at + 18)?, u32_at(bytes, at + 22)?));
        let length = usize::from(u16_at(bytes, at + 26)?);
        let same = u32_at(bytes, at)? == LOCAL
            && u16_at(bytes, at + 4)? == self.version
            && u16_at(bytes, at + 6)? == self.flags
            && u16_at(bytes, at + 8)? == self.method
            && u32_at(bytes, at + 10)? == self.time
            && (behind || sizes()? == (self.checksum, self.packed, self.unpacked))
            && bytes.get(at + LOCAL_LENGTH..at + LOCAL_LENGTH + length)? == self.name;
        same.then_some(())?;
        let end = at + LOCAL_LENGTH + length + usize::from(u16_at(bytes, at + 28)?) + self.packed as usize;
        Some(match behind {
            false => end,
            // With or without its mark (4.3.9.3).
            true if u32_at(bytes, end)? == 0x0807_4b50 => end + 16,
            true => end + 12,
        })
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
