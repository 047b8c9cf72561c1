//! Bookmarks (ISO 32000-1, 12.3.3): the headline, and below it the headings as they are nested.

use lopdf::{Document, Object, ObjectId, dictionary};

use super::text_string;
use crate::layout::{Bookmark, Layout};

/// Writes the outline. `None` where there is nothing to list.
pub(super) fn write(pdf: &mut Document, pages: &[ObjectId], layout: &Layout) -> Option<ObjectId> {
    let (first, _) = layout.outline.split_first()?;
    let root = pdf.new_object_id();
    let objects: Vec<ObjectId> = layout.outline.iter().map(|_| pdf.new_object_id()).collect();
    let parent = |index: usize| {
        let level = layout.outline[index].level;
        (0..index).rev().find(|&before| layout.outline[before].level < level)
    };
    let parents: Vec<Option<usize>> = (0..objects.len()).map(parent).collect();
    let left = layout.pages.first().and_then(|page| page.texts.first()).map_or(0.0, |run| run.x);
    for (index, Bookmark { title, page, y, level: _ }) in layout.outline.iter().enumerate() {
        let siblings: Vec<usize> = (0..objects.len()).filter(|&other| parents[other] == parents[index]).collect();
        let position = siblings.iter().position(|&other| other == index).unwrap_or(0);
        let children: Vec<usize> = (0..objects.len()).filter(|&other| parents[other] == Some(index)).collect();
        let top = (layout.height - y).round();
        let mut entry = dictionary! {
            "Title" => text_string(title),
            "Parent" => parents[index].map_or(root, |parent| objects[parent]),
            "Dest" => vec![pages[*page].into(), "XYZ".into(), Object::Real(left), Object::Real(top), Object::Null],
        };
        if let Some(before) = position.checked_sub(1).and_then(|position| siblings.get(position)) {
            entry.set("Prev", objects[*before]);
        }
        if let Some(after) = siblings.get(position + 1) {
            entry.set("Next", objects[*after]);
        }
        if let (Some(first), Some(last)) = (children.first(), children.last()) {
            entry.set("First", objects[*first]);
            entry.set("Last", objects[*last]);
            let below = (0..objects.len()).filter(|&other| descends(other, index, &parents)).count();
            entry.set("Count", i64::try_from(below).unwrap_or(0));
        }
        pdf.objects.insert(objects[index], entry.into());
    }
    debug_assert!(first.level == 1, "the headline is the first bookmark");
    let top: Vec<usize> = (0..objects.len()).filter(|&index| parents[index].is_none()).collect();
    let outline = dictionary! {
        "Type" => "Outlines",
        "First" => objects[*top.first()?],
        "Last" => objects[*top.last()?],
        "Count" => i64::try_from(objects.len()).unwrap_or(0),
    };
    pdf.objects.insert(root, outline.into());
    Some(root)
}

fn descends(mut entry: usize, from: usize, parents: &[Option<usize>]) -> bool {
    while let Some(parent) = parents[entry] {
        if parent == from {
            return true;
        }
        entry = parent;
    }
    false
}
