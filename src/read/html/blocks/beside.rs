//! What stands beside the words of blocks: signs that stand for elements, notes, numbers of lists.

use std::collections::HashMap;

use dom_query::{NodeId, NodeRef};

use super::PageBuilder;
use crate::build::elements::{Numbering, StatedNumbers};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Block, Note, NoteId};
use crate::read::html::quotes;
use crate::read::html::tree::words;
use crate::source::Span;

impl<'a> PageBuilder<'a> {
    /// The signs that stand for an element, before its words and behind them.
    pub(super) fn signs(&mut self, name: &str, node: &NodeRef<'a>) -> Option<(&'static str, &'static str)> {
        if self.code.is_some() {
            return None;
        }
        let signs = match name {
            "q" => quotes::marks(self.language.as_ref(), self.quotes),
            // How something is read stands in brackets, where the page has none.
            "rt" | "rtc"
                if !node.parent().is_some_and(|ruby| ruby.element_children().iter().any(|it| it.has_name("rp"))) =>
            {
                ("(", ")")
            }
            _ => return None,
        };
        self.quotes += 1;
        Some(signs)
    }

    /// Refers to a note, if a link does.
    pub(super) fn refers(&mut self, link: &NodeRef<'a>, span: Span) -> bool {
        let note = self.context.notes.and_then(|notes| notes.references.get(&link.id));
        let note = note.and_then(|note| self.context.page.document.tree.get(note));
        let Some(note) = note.filter(|note| self.context.article.holds(note) && self.context.article.holds(link))
        else {
            return false;
        };
        let index = self.referred.iter().position(|other| *other == note.id).unwrap_or_else(|| {
            self.referred.push(note.id);
            self.referred.len() - 1
        });
        self.prose.words(span).note(NoteId(index));
        self.prose.count_as_words();
        true
    }

    /// Whether an element holds a reference to a note and nothing else.
    pub(super) fn is_reference(&self, element: &NodeRef<'a>) -> bool {
        let Some(notes) = self.context.notes else { return false };
        element
            .descendants_it()
            .any(|inner| notes.references.contains_key(&inner.id) && words(&inner) == words(element))
    }

    /// Whether a heading among the article's blocks says nothing and shows nothing.
    pub(super) fn is_empty_heading(&self, heading: &NodeRef<'a>) -> bool {
        let shows =
            |node: &NodeRef<'_>| node.is_nonempty_text() || ["img", "svg"].iter().any(|name| node.has_name(name));
        !self.context.article.holds(heading)
            && Some(heading.id) != self.context.headline
            && heading.parent().is_some_and(|around| self.context.article.holds(&around))
            && !heading.descendants_it().any(|node| shows(&node))
    }

    /// The notes that were referred to. One that stands where no note can is said to be missing.
    pub(super) fn take_notes(&mut self, blocks: &mut Vec<Block>) -> Vec<Note> {
        let mut notes = Vec::with_capacity(self.referred.len());
        for note in std::mem::take(&mut self.referred) {
            notes.push(self.prose.blocks.notes.remove(&label(note)).unwrap_or_else(|| {
                let place = self.context.page.place(note);
                let message = "a note stands where none is read: its words may be missing";
                self.prose.blocks.diagnostics.push(Diagnostic::new(Code::NoteUndefined, message).at(place));
                Note { content: Vec::new(), span: place }
            }));
        }
        // Nothing that was read refers to the others: they are read where they end.
        let mut others: Vec<Note> = std::mem::take(&mut self.prose.blocks.notes).into_values().collect();
        others.sort_by_key(|note| note.span);
        blocks.extend(others.into_iter().flat_map(|note| note.content));
        notes
    }

    /// Whether the items of a numbered list say that they are points, as editors of the family of Quill set them: a level
    /// below is no more than a class of theirs, and is said to be lost.
    pub(super) fn is_bulleted(&mut self, list: &NodeRef<'a>, span: Span) -> bool {
        let items: Vec<_> = list.element_children().into_iter().filter(|item| item.has_name("li")).collect();
        let is_indented = |item: &NodeRef<'_>| item.class().is_some_and(|class| class.contains("ql-indent-"));
        if items.iter().any(is_indented) {
            let message = "points below points of a list are set as points beside them";
            self.prose.blocks.diagnostics.push(Diagnostic::new(Code::StructureFlattened, message).at(span));
        }
        !items.is_empty() && items.iter().all(|item| item.attr("data-list").is_some_and(|kind| &*kind != "ordered"))
    }

    /// How the items of a list are counted, and the number of each of them.
    pub(super) fn count(&mut self, list: &NodeRef<'a>, span: Span) -> (Numbering, HashMap<NodeId, u64>) {
        let items: Vec<_> = list.element_children().into_iter().filter(|item| item.has_name("li")).collect();
        let values: Vec<_> = items.iter().map(|item| item.attr("value")).collect();
        let (start, kind, style) = (list.attr("start"), list.attr("type"), list.attr("style"));
        let stated = StatedNumbers {
            start: start.as_deref(),
            is_reversed: list.has_attr("reversed"),
            kind: kind.as_deref(),
            style: style.as_deref(),
        };
        let numbering = Numbering::of(stated, values.iter().map(|value| value.as_deref()));
        self.prose.blocks.diagnostics.extend(numbering.losses(span));
        let numbers = items.iter().map(|item| item.id).zip(numbering.numbers.iter().copied()).collect();
        (numbering, numbers)
    }
}

/// What a note is called while it is read.
pub(super) fn label(note: NodeId) -> String {
    format!("{note:?}")
}
