//! The logical tree of a laid out article: what each piece of text is, in reading order.

use super::MarkedContent;
use crate::model::{Language, Numerals};

/// An element: an index into [`Structure::elements`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub usize);

/// A leaf: text that belongs to one element without a break by another element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LeafId(pub usize);

/// The tree. The first element is the root.
#[derive(Debug, Default)]
pub struct Structure {
    /// Every element; parents stand before their children.
    pub elements: Vec<StructureElement>,
    /// For every leaf, the element that it belongs to.
    pub leaves: Vec<ElementId>,
}

/// An element.
#[derive(Debug)]
pub struct StructureElement {
    /// What it is.
    pub role: Role,
    /// What it belongs to; `None` for the root.
    pub parent: Option<ElementId>,
    /// What it holds, in reading order.
    pub children: Vec<Child>,
    /// Its language, where it differs from what surrounds it.
    pub language: Option<Language>,
    /// The words that its sign stands for.
    pub spoken: Option<&'static str>,
}

/// What an element holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Child {
    /// Another element.
    Element(ElementId),
    /// Text.
    Leaf(LeafId),
}

/// What an element is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// The whole.
    Document,
    /// The article.
    Article,
    /// A part that belongs together: the notes, the source's statement of its rights.
    Section,
    /// A headline (1) or heading (2 to 6).
    Heading(u8),
    /// Running text.
    Paragraph,
    /// A list.
    List {
        /// What its labels are.
        labels: ListNumbering,
    },
    /// One item.
    ListItem,
    /// The mark or number of an item, a note or a reference: ours, not the source's.
    Label,
    /// What an item says.
    ListBody,
    /// The words of somebody else.
    Quote,
    /// A table.
    Table,
    /// A row.
    TableRow,
    /// A cell that heads others.
    TableHeader {
        /// Those to its side, and not those below.
        of_row: bool,
        /// How many columns and rows it covers.
        covers: (usize, usize),
    },
    /// A cell.
    TableCell {
        /// How many columns and rows it covers.
        covers: (usize, usize),
    },
    /// A picture, or the place of one that is not there, with its caption.
    Figure,
    /// The picture.
    Picture {
        /// The words that stand for it where it cannot be seen.
        alternative: String,
    },
    /// The caption.
    Caption,
    /// Code.
    Code,
    /// A link.
    Link {
        /// Where it leads.
        target: Target,
    },
    /// A reference to a note.
    Reference,
    /// A note.
    Note {
        /// Which one, counted from 0; people see it counted from 1.
        index: usize,
    },
    /// Words in another language.
    Span,
    /// Words that are no longer valid.
    Struck,
    /// Our own statement about the source.
    Statement,
    /// Our own credit line.
    Credit,
    /// Our own remark in the place of something that is not there.
    Remark,
}

/// What stands before the items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListNumbering {
    /// Numbers, in some numerals.
    Numbers(Numerals),
    /// A full dot.
    Discs,
    /// A small circle.
    Circles,
    /// A small square.
    Squares,
    /// Boxes that are ticked or not.
    Boxes,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An address.
    Address(String),
    /// A note, counted from 0.
    Note(usize),
    /// The first reference to a note.
    Reference(usize),
}

impl StructureElement {
    fn add(&mut self, child: Child) {
        // Most elements have one.
        if self.children.is_empty() {
            self.children.reserve_exact(1);
        }
        self.children.push(child);
    }
}

impl Structure {
    /// Adds an element at the end of a parent.
    pub(super) fn element(&mut self, parent: Option<ElementId>, role: Role) -> ElementId {
        let id = ElementId(self.elements.len());
        self.elements.push(StructureElement { role, parent, children: Vec::new(), language: None, spoken: None });
        if let Some(parent) = parent {
            self.elements[parent.0].add(Child::Element(id));
        }
        id
    }

    /// The leaf at the end of an element: the one that is open there, or a new one.
    pub(super) fn leaf(&mut self, element: ElementId) -> LeafId {
        if let Some(Child::Leaf(leaf)) = self.elements[element.0].children.last() {
            return *leaf;
        }
        let leaf = LeafId(self.leaves.len());
        self.leaves.push(element);
        self.elements[element.0].add(Child::Leaf(leaf));
        leaf
    }

    /// The note that a mark refers to and the link that it is in, if it is the number of a note.
    pub(super) fn note_of(&self, mark: MarkedContent) -> Option<(usize, ElementId)> {
        let MarkedContent::Content(leaf) = mark else { return None };
        let label = &self.elements[self.leaves[leaf.0].0];
        let link = label.parent.filter(|_| label.role == Role::Label)?;
        match self.elements[link.0].role {
            Role::Link { target: Target::Note(note) } => Some((note, link)),
            _ => None,
        }
    }

    /// The link that an element is or stands in.
    pub fn link_of(&self, mut element: ElementId) -> Option<ElementId> {
        loop {
            let this = &self.elements[element.0];
            if matches!(this.role, Role::Link { .. }) {
                return Some(element);
            }
            element = this.parent?;
        }
    }
}
