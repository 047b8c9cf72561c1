//! Where the converter's own files lead to within themselves (ISO 32000-1, 12.3.2): a bookmark to the heading of its name, a
//! link to a place on a page, which it says by page and height and not by a name.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::report::{NoteLead, Report};
use super::content::{PageContents, WordPlace};
use super::text_string;
use crate::diagnostic::Code;

/// More bookmarks are not followed.
pub(super) const MAX_BOOKMARKS: usize = 100_000;
/// How far above and below what it leads to a destination may lie, in points: it is the head of a line.
const NEAR: (f32, f32) = (150.0, 10.0);

/// How far above the number of a note the place lies that a reference to it leads to, in points: it is the middle of the
/// line before it.
const ABOVE_NOTE: RangeInclusive<f32> = 5.0..=80.0;

/// A height on a page.
type PageHeight = (ObjectId, f32);

/// The first marked content with letters of an element of the structure, and its first annotation.
pub(super) type Heads = (Option<(ObjectId, i64)>, Option<ObjectId>);

/// The headings, the notes and the references to these that the structure has.
#[derive(Debug, Default)]
pub(super) struct Leads {
    /// The letters of each heading, and where it begins, if it has any.
    headings: Vec<(String, Option<PageHeight>)>,
    notes: Vec<NotePlace>,
    references: Vec<NoteReference>,
}

/// A note.
#[derive(Debug)]
struct NotePlace {
    /// Where it begins.
    place: Option<PageHeight>,
    leads_to: Option<PageHeight>,
}

/// A reference to a note.
#[derive(Debug)]
struct NoteReference {
    /// Its number, as it is seen.
    label: String,
    place: Option<PageHeight>,
    leads_to: Option<PageHeight>,
    /// How long the source's words are before it.
    at: usize,
}

/// Whether an annotation leads neither to an address nor to a place that is said as the converter says it.
pub(super) fn is_astray(pdf: &Document, annotation: &Dictionary) -> bool {
    let action = annotation.get_deref(b"A", pdf).and_then(Object::as_dict);
    !action.is_ok_and(|action| action.has(b"URI")) && destination(pdf, annotation).is_none()
}

impl Leads {
    /// Takes a heading with its first marked content that has letters.
    pub(super) fn heading(&mut self, words: &str, first: Option<(ObjectId, i64)>, pages: &PageContents<'_>) {
        self.headings.push((letters(words), first.and_then(|first| place(first, pages))));
    }

    /// Takes a note with its first marked content that has letters, and the first annotation in it.
    pub(super) fn note(&mut self, pdf: &Document, (first, annotation): Heads, pages: &PageContents<'_>) {
        let place = first.and_then(|first| place(first, pages));
        self.notes.push(NotePlace { place, leads_to: annotation.and_then(|id| lead(pdf, id)) });
    }

    /// Takes a reference to a note in the same way, with its number, and how long the source's words are before it.
    pub(super) fn reference(
        &mut self,
        pdf: &Document,
        (first, annotation): Heads,
        pages: &PageContents<'_>,
        (label, at): (String, usize),
    ) {
        let place = first.and_then(|first| place(first, pages));
        self.references.push(NoteReference { label, place, leads_to: annotation.and_then(|id| lead(pdf, id)), at });
    }

    /// The note to which each reference leads. Of the notes that have numbers of references as many stand on a page as there
    /// are places on it that references lead to; they stand below one another in the same order.
    fn notes_of_references(&self) -> Vec<Option<usize>> {
        let mut tops: BTreeMap<ObjectId, Vec<f32>> = BTreeMap::new();
        let mut notes: BTreeMap<ObjectId, BTreeMap<usize, f32>> = BTreeMap::new();
        for reference in &self.references {
            if let Some((page, top)) = reference.leads_to {
                tops.entry(page).or_default().push(top);
            }
            if let Some((note, (page, height))) = self.note_of_number(&reference.label) {
                notes.entry(page).or_default().insert(note, height);
            }
        }
        for tops in tops.values_mut() {
            tops.sort_by(|one, other| other.total_cmp(one));
            tops.dedup();
        }
        let notes: BTreeMap<ObjectId, Vec<(usize, f32)>> = notes
            .into_iter()
            .map(|(page, notes)| {
                let mut notes: Vec<(usize, f32)> = notes.into_iter().collect();
                notes.sort_by(|one, other| other.1.total_cmp(&one.1));
                (page, notes)
            })
            .collect();
        let note = |reference: &NoteReference| {
            let (page, top) = reference.leads_to?;
            let (notes, tops) = (notes.get(&page)?, tops.get(&page)?);
            let (note, height) = notes.get(tops.iter().position(|other| *other == top)?)?;
            (notes.len() == tops.len() && ABOVE_NOTE.contains(&(top - height))).then_some(*note)
        };
        self.references.iter().map(note).collect()
    }

    /// The note of a number, and where it begins.
    fn note_of_number(&self, label: &str) -> Option<(usize, PageHeight)> {
        let note = label.parse::<usize>().ok()?.checked_sub(1)?;
        Some((note, self.notes.get(note)?.place?))
    }

    /// Reports what leads elsewhere.
    pub(super) fn check(&self, pdf: &Document, catalog: &Dictionary, report: &mut Report) {
        for (title, to) in bookmarks(pdf, catalog) {
            let title = letters(&title);
            let leads_to = |at: Option<PageHeight>| at.is_none_or(|at| is_at(to, at));
            if !self.headings.iter().any(|(words, at)| *words == title && leads_to(*at)) {
                report.fault(Code::LinkDiffers, "a bookmark leads elsewhere than to the heading of its name");
            }
        }
        let notes = self.notes_of_references();
        for (NoteReference { label, at, .. }, note) in self.references.iter().zip(&notes) {
            if note.is_none_or(|note| (note + 1).to_string() != *label) {
                report.fault(Code::LinkDiffers, "a reference leads elsewhere than to the note of its number");
            }
            report.text.references.push(NoteLead { note: *note, at: *at });
        }
        for (index, note) in self.notes.iter().enumerate().filter(|(_, note)| note.leads_to.is_some()) {
            let mut own = self.references.iter().zip(&notes).filter(|(_, note)| **note == Some(index));
            // Where on its page a reference stands in a tall row, its line does not say.
            let pages =
                |reference: &NoteReference| note.leads_to.map(|to| to.0) == reference.place.map(|place| place.0);
            if !own.any(|(reference, _)| pages(reference)) {
                report.fault(Code::LinkDiffers, "a note leads elsewhere than back to its reference");
            }
        }
    }
}

/// Where a marked content begins.
fn place((page, mcid): (ObjectId, i64), pages: &PageContents<'_>) -> Option<PageHeight> {
    pages.places(page, mcid).first().map(|place| (page, WordPlace::height(*place)))
}

/// Whether a destination is the head of the line that something stands in.
fn is_at(to: Option<PageHeight>, (page, height): PageHeight) -> bool {
    to.is_some_and(|(other, top)| other == page && (height - NEAR.1..=height + NEAR.0).contains(&top))
}

fn letters(words: &str) -> String {
    words.chars().filter(|character| character.is_alphanumeric()).collect()
}

/// Where an annotation leads.
fn lead(pdf: &Document, annotation: ObjectId) -> Option<PageHeight> {
    destination(pdf, pdf.get_dictionary(annotation).ok()?)
}

/// Where a link or a bookmark leads: to a height on a page, or where an element of the structure stands, as the converter
/// says it. Names of places are none of its ways.
fn destination(pdf: &Document, holder: &Dictionary) -> Option<PageHeight> {
    let foreign = [b"A".as_slice(), b"PA", b"SE", b"StructDest"];
    let to = holder.get_deref(b"Dest", pdf).and_then(Object::as_array).ok()?;
    let target = to.first()?.as_reference().ok().filter(|_| !foreign.iter().any(|key| holder.has(key)))?;
    let is_placed = to.get(1).and_then(|kind| kind.as_name().ok()) == Some(b"XYZ".as_slice());
    let top = pdf.dereference(to.get(3)?).ok()?.1.as_float().ok().filter(|_| is_placed)?;
    Some((page_of(pdf, target)?, top))
}

/// A page, or the one on which an element of the structure begins.
fn page_of(pdf: &Document, target: ObjectId) -> Option<ObjectId> {
    let mut seen = BTreeSet::new();
    let mut rest = vec![target];
    while let Some(id) = rest.pop() {
        let dictionary = pdf.get_dictionary(id).ok().filter(|_| seen.insert(id) && seen.len() <= super::MAX_DEPTH);
        let Some(dictionary) = dictionary else { continue };
        if dictionary.has_type(b"Page") {
            return Some(id);
        }
        if let Ok(page) = dictionary.get(b"Pg").and_then(Object::as_reference) {
            return Some(page);
        }
        match dictionary.get_deref(b"K", pdf) {
            Ok(Object::Array(kids)) => {
                if let Some(page) = kids.iter().find_map(|kid| kid.as_dict().ok()?.get(b"Pg").ok()?.as_reference().ok())
                {
                    return Some(page);
                }
                rest.extend(kids.iter().rev().filter_map(|kid| kid.as_reference().ok()));
            }
            Ok(Object::Dictionary(kid)) => {
                if let Ok(page) = kid.get(b"Pg").and_then(Object::as_reference) {
                    return Some(page);
                }
                rest.extend(dictionary.get(b"K").and_then(Object::as_reference));
            }
            _ => {}
        }
    }
    None
}

/// The bookmarks (12.3.3): what each is called, and where it leads.
fn bookmarks(pdf: &Document, catalog: &Dictionary) -> Vec<(String, Option<PageHeight>)> {
    let Ok(root) = catalog.get_deref(b"Outlines", pdf).and_then(Object::as_dict) else { return Vec::new() };
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    let mut rest: Vec<ObjectId> = root.get(b"First").and_then(Object::as_reference).into_iter().collect();
    while let Some(id) = rest.pop() {
        let entry = pdf.get_dictionary(id).ok().filter(|_| seen.insert(id) && seen.len() <= MAX_BOOKMARKS);
        let Some(entry) = entry else { continue };
        let title = entry.get_deref(b"Title", pdf).and_then(Object::as_str).map(text_string).unwrap_or_default();
        found.push((title, destination(pdf, entry)));
        rest.extend(
            [b"First".as_slice(), b"Next"].into_iter().filter_map(|key| entry.get(key).ok()?.as_reference().ok()),
        );
    }
    found
}
