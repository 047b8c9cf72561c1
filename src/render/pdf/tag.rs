//! The structure tree (ISO 32000-1, 14.7): elements, their marked content, and the way back from content to element.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::link::Annotation;
use super::text_string;
use crate::layout::structure::{Child, Element, ElementId, Labels, LeafId, Role, Structure};
use crate::layout::{Layout, Rect};

/// What the tree is built from, and the parent tree that grows with it.
pub(super) struct Tagger<'a> {
    pub(super) pdf: &'a mut Document,
    pub(super) structure: &'a Structure,
    pub(super) pages: &'a [ObjectId],
    pub(super) marks: &'a BTreeMap<LeafId, Vec<(usize, i64)>>,
    pub(super) annotations: &'a BTreeMap<ElementId, Vec<Annotation>>,
    /// Where each picture stands: left, bottom, right, top.
    areas: BTreeMap<ElementId, [f32; 4]>,
    /// For each page, the element of each marked content.
    parents: Vec<Vec<Object>>,
    /// For each annotation, its key in the parent tree and its element.
    annotation_parents: Vec<(i64, ObjectId)>,
    identifiers: Vec<(String, ObjectId)>,
}

/// Writes the tree. Returns the structure tree root.
pub(super) fn write(
    pdf: &mut Document,
    layout: &Layout,
    pages: &[ObjectId],
    marks: &BTreeMap<LeafId, Vec<(usize, i64)>>,
    annotations: &BTreeMap<ElementId, Vec<Annotation>>,
) -> ObjectId {
    let structure = &layout.structure;
    let areas = layout.pages.iter().flat_map(|page| &page.pictures).map(|picture| {
        let Rect { x, y, width, height } = picture.area;
        (structure.leaves[picture.leaf.0], [x, layout.height - y - height, x + width, layout.height - y])
    });
    let root = pdf.new_object_id();
    let mut tagger = Tagger {
        pdf,
        structure,
        pages,
        marks,
        annotations,
        areas: areas.collect(),
        parents: vec![Vec::new(); pages.len()],
        annotation_parents: Vec::new(),
        identifiers: Vec::new(),
    };
    let document = tagger.element(ElementId(0), root);
    let Tagger { pdf, parents, annotation_parents, identifiers, .. } = tagger;
    let mut numbers = Vec::new();
    let mut key = 0i64;
    for elements in parents {
        let elements = pdf.add_object(elements);
        numbers.extend([Object::from(key), elements.into()]);
        key += 1;
    }
    let mut next = key;
    for (key, element) in annotation_parents {
        numbers.extend([Object::from(key), element.into()]);
        next = next.max(key + 1);
    }
    let parent_tree = pdf.add_object(dictionary! { "Nums" => numbers });
    let mut tree = dictionary! {
        "Type" => "StructTreeRoot",
        "ParentTree" => parent_tree,
        "ParentTreeNextKey" => next,
        "RoleMap" => role_map(),
    };
    if let Some(document) = document {
        tree.set("K", vec![Object::from(document)]);
    }
    if !identifiers.is_empty() {
        let mut names = Vec::new();
        let mut identifiers = identifiers;
        identifiers.sort();
        for (name, element) in identifiers {
            names.extend([Object::string_literal(name), element.into()]);
        }
        let id_tree = pdf.add_object(dictionary! { "Names" => names });
        tree.set("IDTree", id_tree);
    }
    pdf.objects.insert(root, tree.into());
    root
}

/// Our own structure types, and the standard ones that they specialise.
fn role_map() -> Dictionary {
    dictionary! {
        "IstinadStatement" => "Sect",
        "IstinadCredit" => "P",
        "IstinadRemark" => "P",
    }
}

/// The structure type of a role (ISO 32000-1, 14.8.4).
fn structure_type(role: &Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Article => "Art",
        Role::Section => "Sect",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(4) => "H4",
        Role::Heading(5) => "H5",
        Role::Heading(_) => "H6",
        Role::Paragraph => "P",
        Role::List { .. } => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ListBody => "LBody",
        Role::Quote => "BlockQuote",
        Role::Table => "Table",
        Role::TableRow => "TR",
        Role::TableHeader => "TH",
        Role::TableCell => "TD",
        Role::Figure => "Div",
        Role::Picture { .. } => "Figure",
        Role::Caption => "Caption",
        Role::Code => "Code",
        Role::Link { .. } => "Link",
        Role::Reference => "Reference",
        Role::Note { .. } => "Note",
        Role::Span | Role::Struck => "Span",
        Role::Statement => "IstinadStatement",
        Role::Credit => "IstinadCredit",
        Role::Remark => "IstinadRemark",
    }
}

impl Tagger<'_> {
    /// Writes an element and what is in it; nothing where it holds nothing (a cell may be empty, nothing else).
    fn element(&mut self, id: ElementId, parent: ObjectId) -> Option<ObjectId> {
        let structure = self.structure;
        let Element { role, children, language, spoken, parent: _ } = &structure.elements[id.0];
        let object = self.pdf.new_object_id();
        let mut kids = Vec::new();
        for child in children {
            match child {
                Child::Element(child) => kids.extend(self.element(*child, object).map(Object::from)),
                Child::Leaf(leaf) => self.leaf(*leaf, object, &mut kids),
            }
        }
        for annotation in self.annotations.get(&id).into_iter().flatten() {
            let Annotation { page, object: annotation, key } = *annotation;
            kids.push(dictionary! { "Type" => "OBJR", "Obj" => annotation, "Pg" => self.pages[page] }.into());
            self.annotation_parents.push((key, object));
        }
        if kids.is_empty() && !matches!(role, Role::TableCell | Role::TableHeader) {
            return None;
        }
        let mut element = dictionary! { "Type" => "StructElem", "S" => structure_type(role), "P" => parent };
        if !kids.is_empty() {
            element.set("K", kids);
        }
        if let Some(language) = language {
            element.set("Lang", Object::string_literal(language.as_str()));
        }
        if let Some(words) = spoken {
            element.set("ActualText", text_string(words));
        }
        match role {
            Role::List { labels } => {
                // ISO 32000-1, table 347; ticks are labels that no numbering makes.
                let numbering = match labels {
                    Labels::Numbers => "Decimal",
                    Labels::Discs => "Disc",
                    Labels::Circles => "Circle",
                    Labels::Squares => "Square",
                    Labels::Boxes => "None",
                };
                element.set("A", dictionary! { "O" => "List", "ListNumbering" => numbering });
            }
            Role::TableHeader => element.set("A", dictionary! { "O" => "Table", "Scope" => "Column" }),
            Role::Struck => {
                element.set("A", dictionary! { "O" => "Layout", "TextDecorationType" => "LineThrough" });
            }
            Role::Note { index } => {
                let name = format!("note-{}", index + 1);
                element.set("ID", Object::string_literal(name.clone()));
                self.identifiers.push((name, object));
            }
            Role::Statement => element.set("T", Object::string_literal("istinad")),
            Role::Picture { alternative } => {
                element.set("Alt", text_string(alternative));
                if let Some(area) = self.areas.get(&id) {
                    let area: Vec<Object> = area.iter().map(|edge| Object::Real(edge.round())).collect();
                    element.set("A", dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => area });
                }
            }
            Role::Document
            | Role::Article
            | Role::Section
            | Role::Heading(_)
            | Role::Paragraph
            | Role::ListItem
            | Role::Label
            | Role::ListBody
            | Role::Quote
            | Role::Table
            | Role::TableRow
            | Role::TableCell
            | Role::Figure
            | Role::Caption
            | Role::Code
            | Role::Link { .. }
            | Role::Reference
            | Role::Span
            | Role::Credit
            | Role::Remark => {}
        }
        self.pdf.objects.insert(object, element.into());
        Some(object)
    }

    fn leaf(&mut self, leaf: LeafId, element: ObjectId, kids: &mut Vec<Object>) {
        for &(page, mcid) in self.marks.get(&leaf).into_iter().flatten() {
            kids.push(dictionary! { "Type" => "MCR", "Pg" => self.pages[page], "MCID" => mcid }.into());
            let parents = &mut self.parents[page];
            let index = usize::try_from(mcid).unwrap_or(0);
            if parents.len() <= index {
                parents.resize(index + 1, Object::Null);
            }
            parents[index] = element.into();
        }
    }
}
