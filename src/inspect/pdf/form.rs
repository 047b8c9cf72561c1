//! What a file of the converter's own has by its form, where any other form would have programs read, or readers see and
//! follow, something else: how its pages stand, what its structure types stand for, what its fonts are called, and where
//! its links lie.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::report::Report;
use super::content::{PageContents, WordPlace};
use super::sight::Area;
use crate::diagnostic::Code;

/// Structure types that stand for others, in PDF 1.7 and in PDF 2.0 (ISO 32000-2, 14.8.6).
const ROLES: &[(&[u8], &[u8])] = &[
    (b"IstinadStatement", b"Sect"),
    (b"IstinadCredit", b"P"),
    (b"IstinadRemark", b"P"),
    (b"Title", b"H1"),
    (b"FENote", b"Note"),
];
/// The same in the namespace of our own.
const ROLES_2: &[(&[u8], &[u8])] =
    &[(b"IstinadStatement", b"Aside"), (b"IstinadCredit", b"P"), (b"IstinadRemark", b"P")];
/// The letters before the name of a font of which a file has a part (ISO 32000-1, 9.6.4).
const TAG: usize = 6;
/// How far beside its words a link may lie, in points.
const BESIDE: f32 = 2.0;

/// Reports what has another form.
pub(super) fn read(pdf: &Document, report: &mut Report) {
    for dictionary in pdf.objects.values().filter_map(|object| object.as_dict().ok()) {
        let turned = dictionary.get_deref(b"Rotate", pdf).and_then(Object::as_i64).unwrap_or_default();
        if turned % 360 != 0 {
            report.fault(Code::NotProved, format!("a page is turned by {turned} degrees"));
        }
        for (key, known) in [(b"RoleMap".as_slice(), ROLES), (b"RoleMapNS", ROLES_2)] {
            if let Ok(map) = dictionary.get_deref(key, pdf).and_then(Object::as_dict) {
                roles(pdf, map, known, report);
            }
        }
        for key in [b"BaseFont".as_slice(), b"FontName"] {
            let name = dictionary.get_deref(key, pdf).and_then(Object::as_name).unwrap_or_default();
            if !name.is_empty() && !is_font_name(name) {
                report.claim(format!("font/{}", String::from_utf8_lossy(key)), String::from_utf8_lossy(name));
            }
        }
    }
}

fn roles(pdf: &Document, map: &Dictionary, known: &[(&[u8], &[u8])], report: &mut Report) {
    for (name, role) in map.iter() {
        let role = pdf.dereference(role).map_or(role, |(_, role)| role);
        // In a namespace a type stands with the namespace that it is of.
        let role = role.as_array().ok().and_then(|pair| pair.first()).unwrap_or(role);
        let role = role.as_name().unwrap_or_default();
        if !known.contains(&(name.as_slice(), role)) {
            let (name, role) = (String::from_utf8_lossy(name), String::from_utf8_lossy(role));
            report.fault(Code::NotProved, format!("the structure type {name} stands for {role}"));
        }
    }
}

/// Whether a name is that of a part of a font, in the letters that names of fonts have (ISO 32000-1, 9.6.4; OpenType, `name`
/// table, 6).
fn is_font_name(name: &[u8]) -> bool {
    let (tag, rest) = name.split_at(TAG.min(name.len()));
    let Some((b'+', name)) = rest.split_first() else { return false };
    tag.iter().all(u8::is_ascii_uppercase) && name.iter().all(|it| it.is_ascii_alphanumeric() || *it == b'-')
}

/// The links that are open in the structure, with what lies in them.
#[derive(Debug, Default)]
pub(super) struct OpenLink {
    areas: Vec<(ObjectId, Area)>,
    marked: Vec<(ObjectId, i64)>,
}

impl OpenLink {
    /// Takes the annotation of the link.
    pub(super) fn annotation(&mut self, pdf: &Document, page: Option<ObjectId>, annotation: &Object) {
        let annotation = pdf.dereference(annotation).ok().and_then(|(_, annotation)| annotation.as_dict().ok());
        let Some(annotation) = annotation else { return };
        let area = annotation.get_deref(b"Rect", pdf).ok().and_then(|area| Area::of(pdf, area));
        let page = annotation.get(b"P").and_then(Object::as_reference).ok().or(page);
        if let Some((page, area)) = page.zip(area) {
            self.areas.push((page, area));
        }
    }

    /// Takes a marked content in it.
    pub(super) fn marked(&mut self, page: ObjectId, mcid: i64) {
        self.marked.push((page, mcid));
    }

    /// Whether each annotation lies over some of the words on its page, where there are any.
    pub(super) fn lies_over_its_words(&self, pages: &PageContents<'_>) -> bool {
        let mut words: BTreeMap<ObjectId, Vec<WordPlace>> = BTreeMap::new();
        for (page, mcid) in &self.marked {
            words.entry(*page).or_default().extend(pages.places(*page, *mcid));
        }
        self.areas.iter().all(|(page, area)| {
            let area = area.grown(BESIDE);
            words.get(page).is_none_or(|places| places.is_empty() || places.iter().any(|place| place.is_in(area)))
        })
    }
}
