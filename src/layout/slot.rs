//! One line of the flow: what is painted, how much room it takes, what it holds on to.

use std::borrow::Borrow;

use super::paragraph::LineBox;
use super::structure::{ElementId, Structure};
use super::{Bookmark, Colour, Fill, PlacedPicture, Rect, TextRun};

/// A line of text, a picture, a rule; x is from the left edge of the page, y from the head of the slot.
#[derive(Debug, Default)]
pub(super) struct Slot {
    /// The least space above; none at the head of a page.
    pub(super) before: f32,
    pub(super) height: f32,
    /// Whether its foot stands on the grid.
    pub(super) on_grid: bool,
    /// So many slots below follow without a gap, and the last of them stands on the grid.
    pub(super) rigid: usize,
    /// So many slots below must stand on the same page.
    pub(super) keep: usize,
    /// The slot below should stand on the same page, if a page can hold all that is held together so.
    pub(super) whole: bool,
    pub(super) texts: Vec<TextRun>,
    /// May reach into the space above by a negative y.
    pub(super) fills: Vec<Fill>,
    /// It parts what is above from what is below, and is not set where nothing is above.
    pub(super) between: bool,
    /// What goes on from the slot above without a gap.
    pub(super) grounds: Vec<Ground>,
    pub(super) picture: Option<PlacedPicture>,
    /// An entry of the outline that begins here; page and y are filled in later.
    pub(super) bookmark: Option<Bookmark>,
    /// Lines to repeat at the head of a new page, while a table goes on: index into the flow's heads.
    pub(super) head: Option<usize>,
    /// The notes that it refers to, each with the link that does.
    pub(super) notes: Vec<(usize, ElementId)>,
    /// The note that begins with it.
    pub(super) note: Option<(usize, ElementId)>,
}

/// A strip of colour from the foot of the slot above to the foot of this one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground {
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) colour: Colour,
}

impl Slot {
    /// Puts a line into the slot, with its left edge and its baseline.
    pub(super) fn put(&mut self, line: LineBox, x: f32, baseline: f32, structure: &Structure) {
        for strike in line.strikes {
            let area = Rect { x: x + strike.x, y: baseline + strike.y, width: strike.width, height: strike.thickness };
            self.fills.push(Fill { area, colour: strike.colour });
        }
        // Nearly always one; a row of a table gets more.
        if self.texts.is_empty() {
            self.texts.reserve_exact(line.runs.len());
        }
        for run in line.runs {
            self.notes.extend(structure.note_of(run.mark));
            self.texts.push(TextRun { x: run.x + x, y: run.y + baseline, ..run });
        }
        if line.hyphenated {
            // A page does not end inside a word.
            self.keep = self.keep.max(1);
        }
    }
}

/// Lays a ground under slots: `above` is how far it reaches over the first, `below` how far under the last.
pub(super) fn lay_ground(slots: &mut [Slot], ground: Ground, above: f32, below: f32) {
    let Ground { x, width, colour } = ground;
    let last = slots.len().saturating_sub(1);
    for (index, slot) in slots.iter_mut().enumerate() {
        // Under what stands on it already.
        if index == 0 {
            let area = Rect { x, y: -above, width, height: above + slot.height };
            slot.fills.insert(0, Fill { area, colour });
        } else {
            slot.grounds.insert(0, ground);
        }
        if index == last && below > 0.0 {
            let area = Rect { x, y: slot.height, width, height: below };
            slot.fills.insert(0, Fill { area, colour });
        }
    }
}

/// What holds slots together on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bond {
    /// What should not be parted, and what must not.
    Whole,
    /// What must not be parted.
    Kept,
    /// Nothing: each for itself.
    None,
}

impl Bond {
    /// How many slots at the front are held together.
    pub(super) fn holds<S: Borrow<Slot>>(self, slots: &[S]) -> usize {
        let mut end = 1;
        let mut index = 0;
        while index < end && index < slots.len() {
            let Slot { keep, whole, .. } = slots[index].borrow();
            let reach = match self {
                Self::Whole => (*keep).max(usize::from(*whole)),
                Self::Kept => *keep,
                Self::None => 0,
            };
            end = end.max(index + 1 + reach);
            index += 1;
        }
        end.min(slots.len())
    }
}
