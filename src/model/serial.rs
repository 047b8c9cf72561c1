//! What of the model JSON says otherwise than Rust: each part of it an object that has a type.

use serde::ser::{SerializeStruct as _, Serializer};

use super::block::NoteId;
use super::inline::Inline;
use crate::digest::hex;
use crate::span::Span;

/// `{"content": […]}`.
pub(super) fn content<S: Serializer>(content: &Vec<Inline>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_struct("content", 1)?;
    object.serialize_field("content", content)?;
    object.end()
}

/// `{"note": 0}`: which of the notes, counted from 0.
pub(super) fn note<S: Serializer>(note: &NoteId, serializer: S) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_struct("note", 1)?;
    object.serialize_field("note", &note.0)?;
    object.end()
}

/// `{"span": [0, 3]}`.
pub(super) fn span<S: Serializer>(span: &Option<Span>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_struct("span", 1)?;
    object.serialize_field("span", span)?;
    object.end()
}

/// Bytes as hexadecimal digits.
pub(super) fn hexadecimal<S: Serializer>(bytes: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&hex(bytes))
}

/// Bytes as how many they are.
pub(super) fn length<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(bytes.len() as u64)
}
