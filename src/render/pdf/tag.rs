//! The structure tree (ISO 32000-1, 14.7): elements, their marked content, and the way back from content to element.
//!
//! Before PDF 2.0 there is one namespace, and a role map says what our own types are. In PDF 2.0 every element names
//! its namespace (ISO 32000-2, 14.7.4): that of PDF 2.0, which has titles, asides and footnotes, or our own; those
//! without one are in that of PDF 1.7, which has the types that PDF 2.0 dropped: articles, quotations, code.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::link::Annotation;
use super::page::Marks;
use super::{ObjectIds, Standard, text_string};
use crate::layout::structure::{Child, ElementId, LeafId, ListNumbering, Role, Structure, StructureElement, Target};
use crate::layout::{Layout, Rect};
use crate::model::Numerals;
use crate::render::identity;

/// The structure tree. Its root is in the document; its elements, of which a long article has a hundred thousand, are
/// made one by one while the file is written.
pub(super) struct StructureTree<'a> {
    pub(super) root: ObjectId,
    structure: &'a Structure,
    places: ObjectIds<'a>,
    marks: &'a Marks,
    annotations: &'a BTreeMap<ElementId, Vec<Annotation>>,
    /// The namespaces, where elements name theirs.
    namespaces: Option<Namespaces>,
    /// Which elements hold something.
    written: Vec<bool>,
    /// Which stand in a footnote, itself apart.
    in_notes: Vec<bool>,
    /// For each footnote, the note and the links to it.
    notes: BTreeMap<usize, (Option<ObjectId>, Vec<ObjectId>)>,
    /// Where each picture stands: left, bottom, right, top.
    areas: BTreeMap<ElementId, [f32; 4]>,
}

/// What leads from content back to elements.
struct Parents {
    /// For each page, the element of each marked content.
    of_pages: Vec<Vec<Object>>,
    /// For each annotation, its key in the parent tree and its element.
    of_annotations: Vec<(i64, ObjectId)>,
    identifiers: Vec<(String, ObjectId)>,
}

/// The namespaces of PDF 2.0 and of our own types.
#[derive(Debug, Clone, Copy)]
struct Namespaces {
    standard: ObjectId,
    own: ObjectId,
}

impl Namespaces {
    fn write(pdf: &mut Document) -> Self {
        let namespace = |name: &str| dictionary! { "Type" => "Namespace", "NS" => Object::string_literal(name) };
        let standard = pdf.add_object(namespace("http://iso.org/pdf2/ssn"));
        let mut own = namespace(identity::NAMESPACE);
        let map: Dictionary = OWN
            .into_iter()
            .map(|(name, _, in_pdf_2)| (name, Object::from(vec![in_pdf_2.into(), Object::from(standard)])))
            .collect();
        own.set("RoleMapNS", map);
        Self { standard, own: pdf.add_object(own) }
    }

    /// The namespace of a structure type; none for that of PDF 1.7, which is the default.
    fn of(self, name: &str) -> Option<ObjectId> {
        if OWN.iter().any(|(own, ..)| *own == name) {
            Some(self.own)
        } else {
            // What PDF 2.0 has no longer (ISO 32000-2, annex M).
            (!["Art", "BlockQuote", "Code", "Reference"].contains(&name)).then_some(self.standard)
        }
    }
}

/// Writes the root of the tree, and all that leads from the content back into it.
pub(super) fn write<'a>(
    pdf: &mut Document,
    places: ObjectIds<'a>,
    layout: &'a Layout,
    marks: &'a Marks,
    annotations: &'a BTreeMap<ElementId, Vec<Annotation>>,
) -> StructureTree<'a> {
    let structure = &layout.structure;
    let areas = layout.pages.iter().flat_map(|page| &page.pictures).map(|picture| {
        let Rect { x, y, width, height } = picture.area;
        (structure.leaves[picture.leaf.0], [x, layout.height - y - height, x + width, layout.height - y])
    });
    let root = pdf.new_object_id();
    let namespaces = match places.standard {
        Standard::A2aUa1 | Standard::A3aUa1 => None,
        Standard::A4fUa2 => Some(Namespaces::write(pdf)),
    };
    let mut tree = StructureTree {
        root,
        structure,
        places,
        marks,
        annotations,
        namespaces,
        written: vec![false; structure.elements.len()],
        in_notes: vec![false; structure.elements.len()],
        notes: BTreeMap::new(),
        areas: areas.collect(),
    };
    let mut parents =
        Parents { of_pages: vec![Vec::new(); places.pages.len()], of_annotations: Vec::new(), identifiers: Vec::new() };
    let holds_something = tree.survey(ElementId(0), false, &mut parents);
    let Parents { of_pages, of_annotations, mut identifiers } = parents;
    let mut numbers = Vec::new();
    let mut key = 0i64;
    for elements in of_pages {
        let elements = pdf.add_object(elements);
        numbers.extend([Object::from(key), elements.into()]);
        key += 1;
    }
    let mut next = key;
    for (key, element) in of_annotations {
        numbers.extend([Object::from(key), element.into()]);
        next = next.max(key + 1);
    }
    let parent_tree = pdf.add_object(dictionary! { "Nums" => numbers });
    let mut entries = dictionary! {
        "Type" => "StructTreeRoot",
        "ParentTree" => parent_tree,
        "ParentTreeNextKey" => next,
    };
    let own = OWN.into_iter().map(|(name, before_2, _)| (name, before_2));
    let map = match namespaces {
        None => own.map(|(name, role)| (name, role.into())).collect::<Dictionary>(),
        Some(Namespaces { standard, own: ours }) => {
            entries.set("Namespaces", vec![standard.into(), Object::from(ours)]);
            // For readers that know no namespaces.
            own.chain([("Title", "H1"), ("FENote", "Note")]).map(|(name, role)| (name, role.into())).collect()
        }
    };
    entries.set("RoleMap", map);
    if holds_something {
        entries.set("K", vec![Object::from(places.elements[0])]);
    }
    if !identifiers.is_empty() {
        let mut names = Vec::new();
        identifiers.sort();
        for (name, element) in identifiers {
            names.extend([Object::string_literal(name), element.into()]);
        }
        let id_tree = pdf.add_object(dictionary! { "Names" => names });
        entries.set("IDTree", id_tree);
    }
    pdf.objects.insert(root, entries.into());
    tree
}

/// Our own structure types, and the standard ones that they specialise before PDF 2.0 and in it.
const OWN: [(&str, &str, &str); 3] =
    [("IstinadStatement", "Sect", "Aside"), ("IstinadCredit", "P", "P"), ("IstinadRemark", "P", "P")];

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
        Role::TableHeader { .. } => "TH",
        Role::TableCell { .. } => "TD",
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

/// The structure type of a role in PDF 2.0 (ISO 32000-2, 14.8.4), which has better words for some.
fn structure_type_in_2(role: &Role, in_note: bool) -> &'static str {
    match role {
        // No heading: the headings begin below it. A footnote must not have any (ISO/TS 32005, table 5).
        Role::Heading(_) if in_note => "P",
        Role::Heading(1) => "Title",
        Role::Heading(level) => structure_type(&Role::Heading(level - 1)),
        Role::Note { .. } => "FENote",
        // A caption in a `Div` counts for what is around that.
        Role::Figure => "Sect",
        Role::Document
        | Role::Article
        | Role::Section
        | Role::Paragraph
        | Role::List { .. }
        | Role::ListItem
        | Role::Label
        | Role::ListBody
        | Role::Quote
        | Role::Table
        | Role::TableRow
        | Role::TableHeader { .. }
        | Role::TableCell { .. }
        | Role::Picture { .. }
        | Role::Caption
        | Role::Code
        | Role::Link { .. }
        | Role::Reference
        | Role::Span
        | Role::Struck
        | Role::Statement
        | Role::Credit
        | Role::Remark => structure_type(role),
    }
}

impl StructureTree<'_> {
    /// Goes through an element and what is in it, in order. Returns whether it is written: what holds nothing is not,
    /// unless it is a cell of a table.
    fn survey(&mut self, id: ElementId, in_note: bool, parents: &mut Parents) -> bool {
        let structure = self.structure;
        let StructureElement { role, children, .. } = &structure.elements[id.0];
        let object = self.places.elements[id.0];
        self.in_notes[id.0] = in_note;
        let inside = in_note || matches!(role, Role::Note { .. });
        let mut holds = matches!(role, Role::TableCell { .. } | Role::TableHeader { .. });
        for child in children {
            match child {
                Child::Element(child) => holds |= self.survey(*child, inside, parents),
                Child::Leaf(leaf) => {
                    for &(page, mcid) in self.marks.get(leaf).into_iter().flatten() {
                        holds = true;
                        let of_page = &mut parents.of_pages[page];
                        let index = usize::try_from(mcid).unwrap_or(0);
                        if of_page.len() <= index {
                            of_page.resize(index + 1, Object::Null);
                        }
                        of_page[index] = object.into();
                    }
                }
            }
        }
        let annotations = self.annotations.get(&id).map_or(&[][..], Vec::as_slice);
        parents.of_annotations.extend(annotations.iter().map(|annotation| (annotation.key, object)));
        holds |= !annotations.is_empty();
        self.written[id.0] = holds;
        if let (true, Role::Note { index }) = (holds, role) {
            parents.identifiers.push((note_name(*index), object));
            self.notes.entry(*index).or_default().0 = Some(object);
        } else if let (true, Role::Link { target: Target::Note(index) }) = (holds, role) {
            self.notes.entry(*index).or_default().1.push(object);
        }
        holds
    }

    /// The element that has this number; `None` if none has.
    pub(super) fn object(&self, id: ObjectId) -> Option<Object> {
        let first = self.places.elements.first()?;
        let index = usize::try_from(id.0.checked_sub(first.0)?).ok()?;
        let is_written = self.written.get(index).copied().unwrap_or_default();
        (is_written && self.places.elements[index] == id).then(|| self.element(ElementId(index)).into())
    }

    fn element(&self, id: ElementId) -> Dictionary {
        let StructureElement { role, children, language, spoken, parent } = &self.structure.elements[id.0];
        let in_note = self.in_notes[id.0];
        let mut kids = Vec::new();
        let mut page = None;
        for child in children {
            match child {
                Child::Element(child) if self.written[child.0] => kids.push(self.places.elements[child.0].into()),
                Child::Element(_) => {}
                Child::Leaf(leaf) => self.leaf(*leaf, &mut page, &mut kids),
            }
        }
        for annotation in self.annotations.get(&id).into_iter().flatten() {
            let Annotation { page, object: annotation, key: _ } = *annotation;
            kids.push(dictionary! { "Type" => "OBJR", "Obj" => annotation, "Pg" => self.places.pages[page] }.into());
        }
        let parent = parent.map_or(self.root, |parent| self.places.elements[parent.0]);
        let name = if self.namespaces.is_some() { structure_type_in_2(role, in_note) } else { structure_type(role) };
        // That it is a structure element says its place in the tree (table 323: the type is optional).
        let mut element = dictionary! { "S" => name, "P" => parent };
        if let Some(namespace) = self.namespaces.and_then(|namespaces| namespaces.of(name)) {
            element.set("NS", namespace);
        }
        if let Some(page) = page {
            element.set("Pg", self.places.pages[page]);
        }
        match kids.pop() {
            Some(only) if kids.is_empty() => element.set("K", only),
            Some(last) => {
                kids.push(last);
                element.set("K", kids);
            }
            None => {}
        }
        if let Some(language) = language {
            element.set("Lang", Object::string_literal(language.as_str()));
        }
        if let Some(words) = spoken {
            element.set("ActualText", text_string(words));
        }
        match role {
            Role::List { labels } => {
                // ISO 32000-1, table 347; ticks are labels that no numbering makes, for which PDF 2.0 has a word.
                let numbering = match labels {
                    ListNumbering::Numbers(Numerals::Digits) => "Decimal",
                    ListNumbering::Numbers(Numerals::SmallLetters) => "LowerAlpha",
                    ListNumbering::Numbers(Numerals::CapitalLetters) => "UpperAlpha",
                    ListNumbering::Numbers(Numerals::SmallRoman) => "LowerRoman",
                    ListNumbering::Numbers(Numerals::CapitalRoman) => "UpperRoman",
                    ListNumbering::Discs => "Disc",
                    ListNumbering::Circles => "Circle",
                    ListNumbering::Squares => "Square",
                    ListNumbering::Boxes if self.namespaces.is_some() => "Unordered",
                    ListNumbering::Boxes => "None",
                };
                element.set("A", dictionary! { "O" => "List", "ListNumbering" => numbering });
            }
            Role::TableHeader { of_row, covers } => {
                let scope = if *of_row { "Row" } else { "Column" };
                element.set("A", covering(dictionary! { "O" => "Table", "Scope" => scope }, *covers));
            }
            Role::TableCell { covers } if *covers != (1, 1) => {
                element.set("A", covering(dictionary! { "O" => "Table" }, *covers));
            }
            Role::Struck => {
                element.set("A", dictionary! { "O" => "Layout", "TextDecorationType" => "LineThrough" });
            }
            Role::Note { index } => {
                element.set("ID", Object::string_literal(note_name(*index)));
                if self.namespaces.is_some() {
                    element.set("A", dictionary! { "O" => "FENote", "NoteType" => "Footnote" });
                }
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
            | Role::TableCell { .. }
            | Role::Figure
            | Role::Caption
            | Role::Code
            | Role::Link { .. }
            | Role::Reference
            | Role::Span
            | Role::Credit
            | Role::Remark => {}
        }
        self.refer(role, &mut element);
        element
    }

    /// Has footnotes and the references to them name each other, in PDF 2.0 (ISO 14289-2, 8.2.5.14).
    fn refer(&self, role: &Role, element: &mut Dictionary) {
        let (Role::Note { index } | Role::Link { target: Target::Note(index) }, Some(_)) = (role, self.namespaces)
        else {
            return;
        };
        let Some((Some(note), references)) = self.notes.get(index) else { return };
        if references.is_empty() {
            return;
        }
        let named = if matches!(role, Role::Note { .. }) { references.as_slice() } else { std::slice::from_ref(note) };
        element.set("Ref", named.iter().map(|named| Object::from(*named)).collect::<Vec<_>>());
    }

    /// Adds the marked content of a leaf to the kids of its element: by its number alone where it is on the page of the
    /// element, which is that of its first content (table 323, `Pg`).
    fn leaf(&self, leaf: LeafId, first: &mut Option<usize>, kids: &mut Vec<Object>) {
        for &(page, mcid) in self.marks.get(&leaf).into_iter().flatten() {
            kids.push(if *first.get_or_insert(page) == page {
                mcid.into()
            } else {
                dictionary! { "Type" => "MCR", "Pg" => self.places.pages[page], "MCID" => mcid }.into()
            });
        }
    }
}

/// How many columns and rows a cell covers (ISO 32000-1, table 349), where it is more than one.
fn covering(mut attributes: Dictionary, (columns, rows): (usize, usize)) -> Dictionary {
    for (name, count) in [("ColSpan", columns), ("RowSpan", rows)] {
        if count > 1 {
            attributes.set(name, i64::try_from(count).unwrap_or(i64::MAX));
        }
    }
    attributes
}

/// What a footnote is called (ISO 32000-1, table 323, `ID`).
fn note_name(index: usize) -> String {
    format!("note-{}", index + 1)
}
