//! The words in the order of the structure tree (ISO 32000-1, 14.7), the source's apart from those that were added.
//!
//! Labels (`Lbl`) and what has a structure type that begins with `Istinad` were added; all else is the source's.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::report::{Hyperlink, Report, Whose};
use super::content::PageContents;
use super::form::OpenLink;
use super::leads::{Heads, Leads};
use super::{MAX_DEPTH, address, text_string};
use crate::diagnostic::Code;

/// Structure types that stand within a line of text (ISO 32000-1, 14.8.4.4).
const INLINE: &[&[u8]] = &[
    b"Span",
    b"Quote",
    b"Reference",
    b"BibEntry",
    b"Code",
    b"Link",
    b"Annot",
    b"Ruby",
    b"RB",
    b"RT",
    b"RP",
    b"Warichu",
    b"WT",
    b"WP",
    b"Lbl",
    b"Em",
    b"Strong",
    b"Sub",
    b"NonStruct",
];

struct StructureWalk<'a> {
    pdf: &'a Document,
    roles: Option<&'a Dictionary>,
    pages: &'a PageContents<'a>,
    report: &'a mut Report,
    elements: BTreeSet<ObjectId>,
    annotations: BTreeSet<ObjectId>,
    /// The addresses of the link that is open.
    link: Option<String>,
    /// Where it lies, and its words.
    open: Option<OpenLink>,
    leads: Leads,
    /// The first marked content with letters of the heading that is open.
    first: Option<(ObjectId, i64)>,
    /// The same of the note and of the reference that are open, with their first annotation.
    note: Option<Heads>,
    reference: Option<Heads>,
    too_deep: bool,
}

/// Reads the tree. Returns the annotations that it holds, and what leads where.
pub(super) fn read(
    pdf: &Document,
    tree: &Dictionary,
    pages: &PageContents<'_>,
    report: &mut Report,
) -> (BTreeSet<ObjectId>, Leads) {
    let roles = tree.get_deref(b"RoleMap", pdf).and_then(Object::as_dict).ok();
    let mut walk = StructureWalk {
        pdf,
        roles,
        pages,
        report,
        elements: BTreeSet::new(),
        annotations: BTreeSet::new(),
        link: None,
        open: None,
        leads: Leads::default(),
        first: None,
        note: None,
        reference: None,
        too_deep: false,
    };
    if let Ok(kids) = tree.get(b"K") {
        walk.kids(kids, None, Whose::Source, 0);
    }
    walk.report.text.part();
    if walk.too_deep {
        walk.report.remarks.push(format!("its structure tree is deeper than {MAX_DEPTH} or turns back on itself"));
    }
    (walk.annotations, walk.leads)
}

impl StructureWalk<'_> {
    fn kids(&mut self, kids: &Object, page: Option<ObjectId>, whose: Whose, depth: usize) {
        if depth > MAX_DEPTH {
            self.too_deep = true;
            return;
        }
        match kids {
            Object::Array(kids) => kids.iter().for_each(|kid| self.kids(kid, page, whose, depth + 1)),
            Object::Integer(mcid) => self.marked(page, *mcid, whose),
            Object::Reference(id) => {
                let Ok(object) = self.pdf.get_object(*id) else { return };
                match object {
                    Object::Array(_) => self.kids(object, page, whose, depth + 1),
                    // An element has one parent: whoever comes back to it goes in a circle.
                    Object::Dictionary(element) if self.elements.insert(*id) => {
                        self.dictionary(element, page, whose, depth);
                    }
                    Object::Dictionary(_) => self.too_deep = true,
                    _ => {}
                }
            }
            Object::Dictionary(element) => self.dictionary(element, page, whose, depth),
            _ => {}
        }
    }

    fn dictionary(&mut self, kid: &Dictionary, page: Option<ObjectId>, whose: Whose, depth: usize) {
        let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        match kid.get(b"Type").and_then(Object::as_name).unwrap_or_default() {
            b"MCR" => {
                if let Ok(mcid) = kid.get(b"MCID").and_then(Object::as_i64) {
                    self.marked(page, mcid, whose);
                }
            }
            b"OBJR" => {
                if let Ok(object) = kid.get(b"Obj") {
                    self.annotations.extend(object.as_reference());
                    // That of a reference in a note is none of the note's own.
                    if let Some((_, annotation)) = self.reference.as_mut().or(self.note.as_mut()) {
                        *annotation = annotation.or(object.as_reference().ok());
                    }
                    self.link = self.link.take().or_else(|| address(self.pdf, object));
                    if let Some(open) = &mut self.open {
                        open.annotation(self.pdf, page, object);
                    }
                }
            }
            _ => self.element(kid, page, whose, depth),
        }
    }

    fn element(&mut self, element: &Dictionary, page: Option<ObjectId>, whose: Whose, depth: usize) {
        let kind = element.get(b"S").and_then(Object::as_name).unwrap_or_default();
        let whose = if kind == b"Lbl" || kind.starts_with(b"Istinad") { Whose::Added } else { whose };
        let kind = self.standard(kind);
        let (inline, is_link) = (INLINE.contains(&kind), kind == b"Link");
        let (is_note, is_reference) = (kind == b"Note", kind == b"Reference");
        let is_heading = matches!(kind, [b'H', b'1'..=b'9', ..] | b"Title");
        if !inline {
            self.report.text.part();
        }
        if is_heading {
            self.first = None;
        }
        if is_note {
            self.note = Some(Heads::default());
        }
        let reference = is_reference.then(|| {
            self.reference = Some(Heads::default());
            (self.report.text.mark(Whose::Added), self.report.text.mark(Whose::Source))
        });
        let outer = is_link.then(|| (self.link.take(), self.open.replace(OpenLink::default())));
        let start = self.report.text.mark(whose);
        match element.get_deref(b"ActualText", self.pdf).and_then(Object::as_str) {
            Ok(actual) => self.report.text.push(whose, &text_string(actual)),
            Err(_) => {
                if let Ok(kids) = element.get(b"K") {
                    self.kids(kids, page, whose, depth + 1);
                }
            }
        }
        if let Some((link, open)) = outer {
            let own = std::mem::replace(&mut self.open, open).unwrap_or_default();
            if !own.lies_over_its_words(self.pages) {
                self.report.fault(Code::LinkDiffers, "a link lies elsewhere than its words");
            }
            if let Some(address) = std::mem::replace(&mut self.link, link) {
                let text = self.report.text.since(whose, start);
                self.report.text.links.push(Hyperlink { address, text, whose });
            }
        }
        if is_heading {
            self.leads.heading(&self.report.text.since(whose, start), self.first, self.pages);
        }
        if is_note && let Some(heads) = self.note.take() {
            self.leads.note(self.pdf, heads, self.pages);
        }
        if let Some(((label, at), heads)) = reference.zip(self.reference.take_if(|_| is_reference)) {
            let label = self.report.text.since(Whose::Added, label);
            self.leads.reference(self.pdf, heads, self.pages, (label, at));
        }
        if !inline {
            self.report.text.part();
        }
    }

    /// The standard type of a type of somebody's own.
    fn standard<'k>(&'k self, mut kind: &'k [u8]) -> &'k [u8] {
        for _ in 0..8 {
            match self.roles.and_then(|roles| roles.get(kind).and_then(Object::as_name).ok()) {
                Some(role) if role != kind => kind = role,
                Some(_) | None => break,
            }
        }
        kind
    }

    fn marked(&mut self, page: Option<ObjectId>, mcid: i64, whose: Whose) {
        if let Some(page) = page {
            self.report.text.push(whose, &self.pages.marked(page, mcid));
            if !self.pages.places(page, mcid).is_empty() {
                self.first.get_or_insert((page, mcid));
                for (first, _) in [&mut self.note, &mut self.reference].into_iter().flatten() {
                    first.get_or_insert((page, mcid));
                }
            }
            if let Some(open) = &mut self.open {
                open.marked(page, mcid);
            }
        }
    }
}
