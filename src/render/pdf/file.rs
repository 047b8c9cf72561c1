//! The objects of a document as a file (ISO 32000-1, 7.5).
//!
//! 1. [`write`] goes from the trailer through everything that is referred to, and numbers it as it comes;
//! 2. streams are packed and written as they come; all other objects go into object streams (7.5.7);
//! 3. the cross-reference stream (7.5.8) says where everything is.
//!
//! `lopdf` has a writer too; it copies every object, writes each three times, packs with a slower deflate, and spends
//! seven bytes on every entry of the cross-reference stream.

use std::io::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest as _, Sha256};

use super::syntax::{integer, name, real, string};
use crate::render::deflate::zlib;

/// How many objects are packed together: whoever wants one has to unpack all of them.
const TOGETHER: usize = 1000;

/// Where an object is.
#[derive(Debug, Clone, Copy)]
enum XrefEntry {
    /// At an offset in the file.
    At(usize),
    /// In an object stream, by its number, at an index.
    Within(usize, usize),
}

/// Writes a file of this version of PDF: every object that the trailer leads to. What is not in the document `others`
/// may have, under a number of the document's and no streams: it is made as it is written, and not kept. `identifier`
/// is the first of the two that the file has, the same in every file of the same; the second is of its bytes (14.4).
pub(super) fn write(
    document: &Document,
    others: &dyn Fn(ObjectId) -> Option<Object>,
    version: &str,
    identifier: &[u8],
) -> Vec<u8> {
    let mut file = PdfWriter {
        document,
        others,
        bytes: Vec::with_capacity(64 * 1024),
        numbers: vec![0; usize::try_from(document.max_id).unwrap_or(0) + 1],
        queue: Vec::new(),
        places: vec![None],
        together: Together::default(),
    };
    // Four bytes above 127 say that the file is not text (ISO 19005-2, 6.1.2).
    let _ = write!(file.bytes, "%PDF-{version}\n%");
    file.bytes.extend([0xe2, 0xe3, 0xcf, 0xd3, b'\n']);
    let mut trailer = Vec::new();
    file.entries(&document.trailer, &mut trailer);
    let mut next = 0;
    while let Some(&id) = file.queue.get(next) {
        next += 1;
        file.object(id, next);
    }
    file.end_together();
    let digest: [u8; 32] = Sha256::digest(&file.bytes).into();
    let identifiers = [identifier, &digest[..16]].map(|id| Object::String(id.to_vec(), StringFormat::Hexadecimal));
    file.entries(&dictionary! { "ID" => identifiers.to_vec() }, &mut trailer);
    file.cross_references(&trailer);
    file.bytes
}

struct PdfWriter<'a> {
    document: &'a Document,
    others: &'a dyn Fn(ObjectId) -> Option<Object>,
    bytes: Vec<u8>,
    /// For each object of the document, its number in the file; 0 before it has one.
    numbers: Vec<usize>,
    /// The objects in the order of their numbers.
    queue: Vec<ObjectId>,
    /// Where each number is.
    places: Vec<Option<XrefEntry>>,
    together: Together,
}

/// An object stream in the making.
#[derive(Default)]
struct Together {
    /// Numbers and offsets.
    index: Vec<(usize, usize)>,
    objects: Vec<u8>,
}

impl PdfWriter<'_> {
    /// The number of an object, which from now on is part of the file.
    fn number(&mut self, id: ObjectId) -> usize {
        let known = usize::try_from(id.0).ok().and_then(|id| self.numbers.get_mut(id));
        let Some(number) = known else { return 0 };
        if *number == 0 {
            self.queue.push(id);
            *number = self.queue.len();
        }
        *number
    }

    fn object(&mut self, id: ObjectId, number: usize) {
        let document = self.document;
        match document.objects.get(&id) {
            Some(Object::Stream(stream)) => self.stream(stream, number),
            Some(object) => self.together(object, number),
            None => {
                // A reference to nothing is null (7.3.10).
                if let Some(object) = (self.others)(id) {
                    self.together(&object, number);
                }
            }
        }
    }

    /// Puts an object into the object stream.
    fn together(&mut self, object: &Object, number: usize) {
        let mut objects = std::mem::take(&mut self.together.objects);
        self.together.index.push((number, objects.len()));
        self.value(object, &mut objects);
        objects.push(b'\n');
        self.together.objects = objects;
        if self.together.index.len() == TOGETHER {
            self.end_together();
        }
    }

    fn stream(&mut self, stream: &Stream, number: usize) {
        let mut entries = Vec::new();
        let is_packed = stream.dict.has(b"Filter");
        let packed = if stream.allows_compression && !is_packed { pack(&stream.content) } else { None };
        self.entries(&stream.dict, &mut entries);
        self.begin(number, &entries, packed.is_some(), packed.as_deref().unwrap_or(&stream.content));
    }

    /// Writes a stream; its length is in no other entry.
    fn begin(&mut self, number: usize, entries: &[u8], is_packed: bool, content: &[u8]) {
        self.set_place(number, XrefEntry::At(self.bytes.len()));
        let _ = write!(self.bytes, "{number} 0 obj\n<<");
        self.bytes.extend(entries);
        let filter = if is_packed { "/Filter/FlateDecode" } else { "" };
        let _ = writeln!(self.bytes, "{filter}/Length {}>>stream", content.len());
        self.bytes.extend(content);
        self.bytes.extend(b"\nendstream\nendobj\n");
    }

    /// Writes the object stream and begins another.
    fn end_together(&mut self) {
        let Together { index, objects } = std::mem::take(&mut self.together);
        if index.is_empty() {
            return;
        }
        // A number that no object of the document has: object streams are numbered behind what is in the queue so far.
        self.queue.push((0, u16::MAX));
        let number = self.queue.len();
        let mut content = Vec::with_capacity(objects.len() + 12 * index.len());
        for (within, (number_within, offset)) in index.iter().enumerate() {
            let separator = if within == 0 { "" } else { " " };
            let _ = write!(content, "{separator}{number_within} {offset}");
            self.set_place(*number_within, XrefEntry::Within(number, within));
        }
        content.push(b'\n');
        let entries = format!("/Type/ObjStm/N {}/First {}", index.len(), content.len());
        content.extend(objects);
        let packed = pack(&content);
        self.begin(number, entries.as_bytes(), packed.is_some(), packed.as_deref().unwrap_or(&content));
    }

    fn set_place(&mut self, number: usize, place: XrefEntry) {
        if self.places.len() <= number {
            self.places.resize(number + 1, None);
        }
        self.places[number] = Some(place);
    }

    /// Ends the file. `trailer` has the entries of the trailer, which are the stream's.
    fn cross_references(&mut self, trailer: &[u8]) {
        let start = self.bytes.len();
        let number = self.queue.len() + 1;
        self.set_place(number, XrefEntry::At(start));
        self.places.resize(number + 1, None);
        let widest = |field: fn(XrefEntry) -> usize| {
            let most = self.places.iter().flatten().map(|place| field(*place)).max().unwrap_or(0);
            (1..8).find(|&bytes| most >> (8 * bytes) == 0).unwrap_or(8)
        };
        let second = |place| match place {
            XrefEntry::At(offset) => offset,
            XrefEntry::Within(stream, _) => stream,
        };
        let third = |place| match place {
            XrefEntry::At(_) => 0,
            XrefEntry::Within(_, index) => index,
        };
        let widths = [1, widest(second), widest(third)];
        let row = widths.iter().sum::<usize>();
        let mut rows: Vec<u8> = Vec::with_capacity(self.places.len() * row);
        for place in &self.places {
            let fields = match place {
                None => [0, 0, 0],
                Some(place @ XrefEntry::At(_)) => [1, second(*place), third(*place)],
                Some(place @ XrefEntry::Within(..)) => [2, second(*place), third(*place)],
            };
            for (field, width) in std::iter::zip(fields, widths) {
                rows.extend(&field.to_be_bytes()[size_of::<usize>() - width..]);
            }
        }
        // Each row as its difference from the one above, which is nearly always the same (7.4.4.4, predictor "up").
        let mut differences = Vec::with_capacity(self.places.len() * (row + 1));
        for (index, byte) in rows.iter().enumerate() {
            if index % row == 0 {
                differences.push(2);
            }
            differences.push(byte.wrapping_sub(if index < row { 0 } else { rows[index - row] }));
        }
        let [first, second, third] = widths;
        let mut entries = format!("/Type/XRef/Size {}/W[{first} {second} {third}]", self.places.len()).into_bytes();
        entries.extend(trailer);
        match pack(&differences) {
            Some(packed) => {
                let _ = write!(entries, "/DecodeParms<</Predictor 12/Columns {row}>>");
                self.begin(number, &entries, true, &packed);
            }
            None => self.begin(number, &entries, false, &rows),
        }
        let _ = write!(self.bytes, "startxref\n{start}\n%%EOF\n");
    }

    fn entries(&mut self, dictionary: &Dictionary, out: &mut Vec<u8>) {
        for (key, value) in dictionary {
            // Lengths are written with the streams.
            if key == b"Length" {
                continue;
            }
            name(key, out);
            self.separated(value, out);
        }
    }

    /// A value behind something that may run into it.
    fn separated(&mut self, value: &Object, out: &mut Vec<u8>) {
        if matches!(
            value,
            Object::Null | Object::Boolean(_) | Object::Integer(_) | Object::Real(_) | Object::Reference(_)
        ) {
            out.push(b' ');
        }
        self.value(value, out);
    }

    fn value(&mut self, value: &Object, out: &mut Vec<u8>) {
        match value {
            Object::Null => out.extend(b"null"),
            Object::Boolean(value) => out.extend(if *value { &b"true"[..] } else { b"false" }),
            Object::Integer(value) => integer(*value, out),
            Object::Real(value) => real(*value, out),
            Object::Name(value) => name(value, out),
            Object::String(text, format) => string(text, *format, out),
            Object::Array(items) => {
                out.push(b'[');
                for (index, item) in items.iter().enumerate() {
                    if index == 0 { self.value(item, out) } else { self.separated(item, out) }
                }
                out.push(b']');
            }
            Object::Dictionary(dictionary) => {
                out.extend(b"<<");
                self.entries(dictionary, out);
                out.extend(b">>");
            }
            // Only an object of its own can be a stream, and those do not come here.
            Object::Stream(_) => out.extend(b"null"),
            Object::Reference(id) => {
                let number = self.number(*id);
                integer(i64::try_from(number).unwrap_or_default(), out);
                out.extend(b" 0 R");
            }
        }
    }
}

/// The content packed, if that makes the stream smaller.
fn pack(content: &[u8]) -> Option<Vec<u8>> {
    zlib(content).filter(|packed| packed.len() + "/Filter/FlateDecode".len() < content.len())
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    /// More objects than go together, references to nothing, strings of every kind: another reader finds it all.
    #[test]
    fn another_reader_finds_what_was_written() {
        let mut document = Document::new();
        let nothing = document.new_object_id();
        let lost = document.add_object(dictionary! { "Lost" => true });
        let bytes: Vec<u8> = (0..=255).collect();
        let values: Vec<Object> = (0..2500i64)
            .map(|index| {
                let text = Object::String(bytes.clone(), StringFormat::Literal);
                document
                    .add_object(dictionary! { "Index" => index, "Text" => text, "A b" => Object::Real(-0.25) })
                    .into()
            })
            .collect();
        let stream = document.add_object(Stream::new(dictionary! { "Nothing" => nothing }, b"x ".repeat(400)));
        let catalog = document.add_object(dictionary! {
            "Type" => "Catalog", "Values" => values, "Stream" => stream, "Null" => Object::Null,
        });
        document.trailer.set("Root", catalog);
        let file = write(&document, &|_| None, "1.7", b"0123456789abcdef");

        let read = Document::load_mem(&file).expect("a file");
        let catalog = read.catalog().expect("a catalog");
        let values = catalog.get(b"Values").and_then(Object::as_array).expect("an array");
        assert_eq!(values.len(), 2500);
        for (index, value) in (0i64..).zip(values) {
            let value = read.get_dictionary(value.as_reference().expect("a reference")).expect("a dictionary");
            assert_eq!(value.get(b"Index").and_then(Object::as_i64).ok(), Some(index));
            assert_eq!(value.get(b"Text").and_then(Object::as_str).ok(), Some(bytes.as_slice()));
            assert_eq!(value.get(b"A b").and_then(Object::as_float).ok(), Some(-0.25));
        }
        let stream = catalog.get_deref(b"Stream", &read).and_then(Object::as_stream).expect("a stream");
        assert_eq!(stream.decompressed_content().ok(), Some(b"x ".repeat(400)));
        assert!(
            read.objects
                .values()
                .all(|object| object.as_dict().is_ok_and(|object| !object.has(b"Lost")) || object.as_dict().is_err()),
            "{lost:?} is not referred to"
        );
    }

    #[test]
    fn another_reader_finds_the_least_that_a_file_can_hold() {
        let mut document = Document::new();
        let catalog = document.add_object(dictionary! { "Type" => "Catalog" });
        document.trailer.set("Root", catalog);
        let read = Document::load_mem(&write(&document, &|_| None, "2.0", b"0123456789abcdef")).expect("a file");
        assert!(read.catalog().is_ok());
        assert_eq!(read.version, "2.0");
    }
}
