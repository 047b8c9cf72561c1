//! Notes: set as a block of slots each, which the pages fetch when a line refers to them.
//!
//! In the structure they stand together behind the article, where their words stand in the document: whoever listens
//! is not interrupted, and follows the reference if they want to.

use super::flow::{BlockPlace, Flow, Manner, hang};
use super::paragraph::Justification;
use super::slot::Slot;
use super::structure::{Role, Target};
use super::style::Step;
use crate::model::walk::{for_each_inline, visit_inlines};
use crate::model::{Document, Inline, Note};

/// Notes of no more lines are not parted.
const WHOLE: usize = 3;

impl Flow<'_> {
    /// Sets all notes. One that nothing leads to is set here and now, so that it is not lost.
    pub(super) fn notes(&mut self, place: BlockPlace) {
        let notes = &self.document.notes;
        if notes.is_empty() {
            return;
        }
        let section = self.structure.element(Some(place.element), Role::Section);
        let kind = self.frame.step(Step::FINE);
        let manner = Manner { kind, setting: Justification::Justified, spaced: false };
        let place = BlockPlace { element: section, manner, ..place };
        let reached = reached(self.document);
        let mut here = Vec::new();
        let article = std::mem::take(&mut self.slots);
        for (index, (note, reached)) in notes.iter().zip(reached).enumerate() {
            self.note(note, index, reached, place);
            let slots = std::mem::take(&mut self.slots);
            if reached {
                self.notes.push(slots);
            } else {
                self.notes.push(Vec::new());
                here.extend(slots);
            }
        }
        self.slots = article;
        if !here.is_empty() {
            self.rule(self.frame.grid, place);
            self.slots.extend(here);
        }
    }

    fn note(&mut self, note: &Note, index: usize, reached: bool, place: BlockPlace) {
        let element = self.structure.element(Some(place.element), Role::Note { index });
        let mut label = self.structure.element(Some(element), Role::Label);
        if reached {
            label = self.structure.element(Some(label), Role::Link { target: Target::Reference(index) });
        }
        let kind = place.manner.kind;
        let hang = hang(self.document.notes.len().to_string().len(), kind);
        let inner = BlockPlace { element, in_note: true, ..self.inset(place, hang, 0.0) };
        self.blocks(&note.content, inner, 0.0);
        if self.slots.is_empty() {
            self.slots.push(Slot { height: kind.leading, ..Slot::default() });
        }
        self.label(&format!("{}.", index + 1), label, place, hang, 0);
        self.slots[0].before = 0.25 * kind.leading;
        self.slots[0].note = Some((index, element));
        let last = self.slots.len() - 1;
        if last < WHOLE {
            self.slots[..last].iter_mut().for_each(|slot| slot.keep = 1);
        }
    }
}

/// For each note, whether somebody who reads the article and follows its references comes to it.
fn reached(document: &Document) -> Vec<bool> {
    let mut reached = vec![false; document.notes.len()];
    let mut open = Vec::new();
    let mut visit = |inline: &Inline| {
        if let Inline::NoteReference(note) = inline {
            open.push(note.0);
        }
    };
    for line in &document.header {
        visit_inlines(&line.content, &mut visit);
    }
    for_each_inline(&document.body, &mut visit);
    for_each_inline(&document.rights.statement, &mut visit);
    while let Some(index) = open.pop() {
        let Some(seen) = reached.get_mut(index) else { continue };
        if !std::mem::replace(seen, true) {
            for_each_inline(&document.notes[index].content, &mut |inline| {
                if let Inline::NoteReference(note) = inline {
                    open.push(note.0);
                }
            });
        }
    }
    reached
}
