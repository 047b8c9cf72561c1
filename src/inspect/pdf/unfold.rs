//! Objects that are stored in streams (ISO 32000-1, 7.5.7), kept from unfolding to more than a machine can hold.
//!
//! `lopdf` parses each object from where the stream's index says that it begins to where it ends by itself. Nothing
//! keeps a hundred entries of the index from naming one large array, or each array within another: a file of 8 kB
//! asked for more than 10 GB. So before `lopdf` looks into such a stream it is written anew:
//!
//! 1. it is unpacked, as long as all of them together stay within a budget;
//! 2. each object ends where the next one begins, and one of a place that another has already taken is left out.
//!
//! An object that was parsed takes some fifty times its bytes; the budget counts with that.

use std::cell::Cell;
use std::collections::BTreeMap;

use lopdf::{DecompressError, Error, Object, ObjectId, Stream};

/// All streams of objects of a file together unpack to this many bytes at most: `lopdf` holds them at once, each some
/// fifty times as large.
pub(super) const MOST: usize = 32 << 20;

/// No object begins with it: whatever stands open before it is broken off.
const BREAK: &[u8] = b" endobj ";

thread_local! {
    /// What is left of the budget, if it is not used up. `lopdf` takes a function without a state.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Prepares for a file, whose streams of objects may unpack to so much.
pub(super) fn begin(most: usize) {
    LEFT.set(Some(most));
}

/// Whether the file was within the budget; else what is wrong with it.
pub(super) fn end() -> Result<(), String> {
    LEFT.take().map(|_| ()).ok_or_else(|| "its streams of objects unfold to too much".to_owned())
}

/// Looks at an object before `lopdf` keeps it; `None` leaves it out.
pub(super) fn filter(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let Object::Stream(stream) = object else { return Some((id, object.clone())) };
    if stream.dict.has_type(b"ObjStm") {
        let left = LEFT.get()?;
        let content = match unpack(stream, left) {
            Ok(content) => content,
            Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
                LEFT.set(None);
                return None;
            }
            Err(_) => return None,
        };
        LEFT.set(Some(left - content.len()));
        bound(stream, &content)?;
    }
    // What is returned counts for objects that stood in a stream, and no stream does.
    Some((id, Object::Null))
}

fn unpack(stream: &Stream, limit: usize) -> Result<Vec<u8>, Error> {
    if stream.dict.has(b"Filter") {
        stream.decompressed_content_with_limit(limit)
    } else if stream.content.len() <= limit {
        Ok(stream.content.clone())
    } else {
        Err(DecompressError::MemoryLimitExceeded { limit }.into())
    }
}

/// Writes a stream of objects anew, so that each ends where the next one begins.
fn bound(stream: &mut Stream, content: &[u8]) -> Option<()> {
    let first = usize::try_from(stream.dict.get(b"First").and_then(Object::as_i64).ok()?).ok()?;
    let index = std::str::from_utf8(content.get(..first)?).ok()?;
    let numbers: Vec<usize> = index.split_ascii_whitespace().map_while(|number| number.parse().ok()).collect();
    // Each place once: the first entry that names it has it.
    let mut objects = BTreeMap::new();
    for pair in numbers.chunks_exact(2) {
        objects.entry(pair[1]).or_insert(pair[0]);
    }
    let mut ends = objects.keys().copied().skip(1).collect::<Vec<_>>().into_iter();
    let (mut entries, mut bodies) = (String::new(), Vec::with_capacity(content.len()));
    for (&start, number) in &objects {
        let end = ends.next().map_or(content.len(), |next| first.saturating_add(next));
        let Some(body) = content.get(first.saturating_add(start)..end.min(content.len())) else { break };
        entries.push_str(&format!("{number} {} ", bodies.len()));
        bodies.extend_from_slice(body);
        bodies.extend_from_slice(BREAK);
    }
    stream.dict.set("First", i64::try_from(entries.len()).ok()?);
    let mut content = entries.into_bytes();
    content.append(&mut bodies);
    stream.set_plain_content(content);
    Some(())
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    fn bounded(index: &str, objects: &str) -> Vec<(u32, String)> {
        let dictionary =
            dictionary! { "Type" => "ObjStm", "N" => 2, "First" => i64::try_from(index.len()).expect("small") };
        let mut stream = Stream::new(dictionary, format!("{index}{objects}").into_bytes());
        begin(1 << 20);
        let mut object = Object::Stream(stream.clone());
        filter((9, 0), &mut object).expect("within the budget");
        end().expect("within the budget");
        stream = object.as_stream().expect("a stream").clone();
        let objects = lopdf::ObjectStream::new_with_limit(&mut stream, Some(1 << 20)).expect("objects").objects;
        objects.into_iter().map(|((number, _), object)| (number, format!("{object:?}"))).collect()
    }

    #[test]
    fn sound_streams_stay_as_they_are() {
        assert_eq!(bounded("4 0 5 4 ", "123 /Ab"), [(4, "123".to_owned()), (5, "/Ab".to_owned())]);
        // The index need not be in the order of the objects.
        assert_eq!(bounded("4 4 5 0 ", "123 /Ab"), [(4, "/Ab".to_owned()), (5, "123".to_owned())]);
    }

    #[test]
    fn no_object_is_there_twice_and_none_holds_another() {
        assert_eq!(bounded("4 0 5 0 6 0 ", "[1 2 3]").len(), 1);
        let nested = bounded("4 0 5 1 6 2 ", "[[[1 2 3]]]");
        assert_eq!(nested.len(), 1, "{nested:?}");
    }

    #[test]
    fn what_unfolds_to_too_much_is_refused() {
        begin(1 << 20);
        let dictionary = dictionary! { "Type" => "ObjStm", "N" => 1, "First" => 4 };
        let content = vec![b' '; (1 << 19) + 1];
        for is_within in [true, false] {
            let mut object = Object::Stream(Stream::new(dictionary.clone(), content.clone()));
            assert_eq!(filter((9, 0), &mut object).is_some(), is_within);
        }
        assert!(end().is_err());
    }
}
