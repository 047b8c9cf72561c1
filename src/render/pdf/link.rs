//! Links as annotations (ISO 32000-1, 12.5.6.5): one for each link on each page, with an area for each line. They lead
//! to an address, to a note, or from a note back to its first reference.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId, dictionary};

use super::{ObjectIds, text_string};
use crate::language::labels::Labels;
use crate::layout::structure::{ElementId, Role, Target};
use crate::layout::{Destination, Layout};

/// A link annotation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Annotation {
    pub(super) page: usize,
    pub(super) object: ObjectId,
    /// Its key in the parent tree.
    pub(super) key: i64,
}

/// Adds the annotations to the pages. A reader hears what each is called in `labels`.
pub(super) fn annotate(
    pdf: &mut Document,
    places: ObjectIds<'_>,
    layout: &Layout,
    labels: &Labels,
) -> BTreeMap<ElementId, Vec<Annotation>> {
    let mut annotations: BTreeMap<ElementId, Vec<Annotation>> = BTreeMap::new();
    // The keys below are those of the pages.
    let mut keys = (0i64..).skip(places.pages.len());
    for ((index, page), object) in layout.pages.iter().enumerate().zip(places.pages) {
        let mut on_page = Vec::new();
        for link in &page.links {
            let Role::Link { target } = &layout.structure.elements[link.element.0].role else { continue };
            let Some((contents, (kind, target))) = lead(target, layout, places, labels) else { continue };
            let Some(key) = keys.next() else { continue };
            let flip = |y: f32| layout.height - y;
            let left = link.areas.iter().map(|area| area.x).fold(f32::INFINITY, f32::min);
            let right = link.areas.iter().map(|area| area.x + area.width).fold(f32::NEG_INFINITY, f32::max);
            let top = link.areas.iter().map(|area| area.y).fold(f32::INFINITY, f32::min);
            let bottom = link.areas.iter().map(|area| area.y + area.height).fold(f32::NEG_INFINITY, f32::max);
            let quads: Vec<Object> = link
                .areas
                .iter()
                .flat_map(|area| {
                    let (left, right) = (area.x, area.x + area.width);
                    let (top, bottom) = (flip(area.y), flip(area.y + area.height));
                    [left, top, right, top, left, bottom, right, bottom].map(number)
                })
                .collect();
            let annotation = pdf.add_object(dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => vec![number(left), number(flip(bottom)), number(right), number(flip(top))],
                "QuadPoints" => quads,
                "Border" => vec![Object::from(0), 0.into(), 0.into()],
                // Printed (ISO 19005-2, 6.3.2).
                "F" => 4,
                "P" => *object,
                "Contents" => text_string(&contents),
                "StructParent" => key,
                kind => target,
            });
            on_page.push(annotation.into());
            annotations.entry(link.element).or_default().push(Annotation { page: index, object: annotation, key });
        }
        if let (false, Ok(Object::Dictionary(page))) = (on_page.is_empty(), pdf.get_object_mut(*object)) {
            page.set("Annots", on_page);
        }
    }
    annotations
}

/// What a link is called, and what takes a reader to its target: an action or a destination.
fn lead(
    target: &Target,
    layout: &Layout,
    places: ObjectIds<'_>,
    labels: &Labels,
) -> Option<(String, (&'static str, Object))> {
    let inside = |name: &str, note: usize, to: Option<Destination>| {
        let Destination { page, y, element } = to?;
        let top = number((layout.height - y).round());
        let to = vec![Object::from(places.target(page, element)?), "XYZ".into(), Object::Null, top, Object::Null];
        Some((format!("{name} {}", note + 1), ("Dest", to.into())))
    };
    match target {
        Target::Address(address) => {
            let uri = Object::string_literal(ascii(address));
            let action = dictionary! { "Type" => "Action", "S" => "URI", "URI" => uri };
            Some((format!("{}: {address}", labels.link), ("A", action.into())))
        }
        Target::Note(note) => inside(labels.note, *note, layout.notes.get(*note)?.note),
        Target::Reference(note) => inside(labels.back_to_reference, *note, layout.notes.get(*note)?.reference),
    }
}

fn number(points: f32) -> Object {
    Object::Real((points * 100.0).round() / 100.0)
}

/// An address in 7-bit ASCII, as a URI action demands: other bytes percent-encoded (RFC 3986, 2.1).
fn ascii(address: &str) -> String {
    use std::fmt::Write as _;
    address.bytes().fold(String::with_capacity(address.len()), |mut out, byte| {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
