//! Bookmarks (ISO 32000-1, 12.3.3): the headline, and below it the headings as they are nested.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::{ObjectIds, text_string};
use crate::layout::{Bookmark, Layout};

/// Writes the outline. `None` where there is nothing to list.
pub(super) fn write(pdf: &mut Document, places: ObjectIds<'_>, layout: &Layout) -> Option<ObjectId> {
    if layout.outline.is_empty() {
        return None;
    }
    let root = pdf.new_object_id();
    let mut entries: Vec<OutlineEntry> = Vec::with_capacity(layout.outline.len());
    // The entries that may still get children, from the outermost to the innermost.
    let mut open: Vec<usize> = Vec::new();
    let mut last_at_top = None;
    for (index, Bookmark { title, element, page, y, level }) in layout.outline.iter().enumerate() {
        while open.last().is_some_and(|&before| layout.outline[before].level >= *level) {
            open.pop();
        }
        let parent = open.last().copied();
        let target = places.target(*page, *element)?;
        let top = (layout.height - y).round();
        let dictionary = dictionary! {
            "Title" => text_string(title),
            "Parent" => parent.map_or(root, |parent: usize| entries[parent].object),
            "Dest" => vec![target.into(), "XYZ".into(), Object::Real(layout.left), Object::Real(top), Object::Null],
        };
        let mut entry = OutlineEntry { object: pdf.new_object_id(), dictionary, first: None, last: None, below: 0 };
        let before = match parent {
            Some(parent) => entries[parent].last.replace(index),
            None => last_at_top.replace(index),
        };
        if let Some(before) = before {
            entry.dictionary.set("Prev", entries[before].object);
            entries[before].dictionary.set("Next", entry.object);
        }
        if let Some(parent) = parent {
            entries[parent].first.get_or_insert(index);
        }
        for &above in &open {
            entries[above].below += 1;
        }
        entries.push(entry);
        open.push(index);
    }
    let outline = dictionary! {
        "Type" => "Outlines",
        "First" => entries[0].object,
        "Last" => entries[last_at_top?].object,
        "Count" => i64::try_from(entries.len()).unwrap_or(0),
    };
    let objects: Vec<ObjectId> = entries.iter().map(|entry| entry.object).collect();
    for OutlineEntry { object, mut dictionary, first, last, below } in entries {
        if let (Some(first), Some(last)) = (first, last) {
            dictionary.set("First", objects[first]);
            dictionary.set("Last", objects[last]);
            dictionary.set("Count", below);
        }
        pdf.objects.insert(object, dictionary.into());
    }
    pdf.objects.insert(root, outline.into());
    Some(root)
}

/// An entry in the making.
struct OutlineEntry {
    object: ObjectId,
    dictionary: Dictionary,
    first: Option<usize>,
    last: Option<usize>,
    /// How many entries are below it, at all depths: all are open.
    below: i64,
}
