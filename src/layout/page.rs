//! Slots into pages.
//!
//! 1. what is held together ([`Bond`]) is put on the page whole, else on the next, else as much as must be;
//! 2. what stands on the grid falls onto its next line; all else takes its place in between;
//! 3. a note waits from the line that refers to it until its page is full, and then stands at the foot of it; what
//!    does not fit goes on at the foot of the next.
//!
//! Every slot is looked at a few times and none twice for the same page: the cost grows linearly.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use super::slot::{Bond, Slot};
use super::structure::{ElementId, Structure};
use super::style::{GREY, PageGeometry, Step};
use super::{Bookmark, Destination, Fill, LinkArea, MarkedContent, NotePlaces, Page, PlacedPicture, Rect, TextRun};

/// Between the text and the notes below it, in lines of the grid; the rule stands in it.
const APART: f32 = 1.0;
/// From the rule to the notes.
const BELOW: f32 = 0.35;
/// Notes that are still to be set leave at least this part of a page to the text.
const TEXT: f32 = 0.5;
/// What a page cannot hold begins only where there are so many lines left.
const ROOM: f32 = 6.0;

/// What the slots became.
pub(super) struct Pagination {
    pub(super) pages: Vec<Page>,
    pub(super) outline: Vec<Bookmark>,
    pub(super) notes: Vec<NotePlaces>,
}

/// Fills pages with slots. `heads` are repeated where a table goes on, `notes` fetched where they are referred to.
pub(super) fn paginate(
    frame: PageGeometry,
    mut slots: Vec<Slot>,
    heads: &[Vec<Slot>],
    notes: &[Vec<Slot>],
    right_to_left: bool,
) -> Pagination {
    let mut pager = Pager {
        frame,
        heads,
        notes,
        right_to_left,
        pages: vec![Page::default()],
        y: frame.top,
        empty: true,
        waiting: Vec::new(),
        set: 0,
        waiting_height: 0.0,
        outline: Vec::new(),
        places: vec![NotePlaces::default(); notes.len()],
    };
    let count = slots.len();
    pager.run(&mut slots, count, Bond::Whole);
    pager.close();
    while pager.set < pager.waiting.len() {
        pager.open(None);
        pager.close();
    }
    Pagination { pages: pager.pages, outline: pager.outline, notes: pager.places }
}

struct Pager<'f> {
    frame: PageGeometry,
    heads: &'f [Vec<Slot>],
    notes: &'f [Vec<Slot>],
    right_to_left: bool,
    pages: Vec<Page>,
    /// The foot of what stands on the page.
    y: f32,
    /// Whether nothing of the text stands on the page.
    empty: bool,
    /// The notes that were referred to.
    waiting: Vec<&'f Slot>,
    /// How many of these are set.
    set: usize,
    /// The height of the others.
    waiting_height: f32,
    outline: Vec<Bookmark>,
    places: Vec<NotePlaces>,
}

impl Pager<'_> {
    /// Sets the first `count` of some slots.
    fn run(&mut self, slots: &mut [Slot], count: usize, bond: Bond) {
        let mut at = 0;
        while at < count {
            let rest = &mut slots[at..];
            let held = bond.holds(rest).min(count - at);
            if self.holds(rest, held, bond) {
                (0..held).for_each(|index| self.slot(&mut rest[index..]));
            } else if !self.empty && (self.is_page(rest, held) || self.room() < ROOM * self.frame.grid) {
                self.close();
                self.open(rest[0].head);
                continue;
            } else {
                match bond {
                    Bond::Whole => self.run(rest, held, Bond::Kept),
                    Bond::Kept => self.run(rest, held, Bond::None),
                    // No page holds it.
                    Bond::None => self.slot(rest),
                }
            }
            at += held;
        }
    }

    fn room(&self) -> f32 {
        self.frame.floor() - self.y
    }

    /// Where the first of some slots stands that follow on `y`.
    fn head(&self, slots: &[Slot], y: f32, empty: bool) -> f32 {
        let first = &slots[0];
        let rigid = &slots[..=first.rigid.min(slots.len() - 1)];
        let height: f32 = rigid.iter().map(|slot| slot.height).sum();
        let y = if empty { y } else { y + first.before };
        if !rigid.last().is_some_and(|slot| slot.on_grid) {
            return y;
        }
        // At the head of a page a large line may rise a little above the grid.
        let rise = if empty { self.frame.grid / 4.0 } else { 0.0 };
        self.frame.snap(y + height - rise) - height
    }

    /// The foot of the first `count` of some slots that follow on `y`.
    fn foot(&self, slots: &[Slot], count: usize, mut y: f32, mut empty: bool) -> f32 {
        for index in 0..count {
            if empty && slots[index].between {
                continue;
            }
            y = self.head(&slots[index..], y, empty) + slots[index].height;
            empty = false;
        }
        y
    }

    /// Whether the first `count` of some slots fit on the page, with the notes that they refer to.
    fn holds(&self, slots: &[Slot], count: usize, bond: Bond) -> bool {
        let foot = self.foot(slots, count, self.y, self.empty);
        if foot + self.notes_room(&slots[..count]) <= self.frame.floor() + 0.01 {
            return true;
        }
        // A page that begins with notes of the last gives way to the text, but for their first lines; and what must
        // not be parted goes before the notes that it refers to.
        let gives_way = self.empty && (bond != Bond::Whole || slots[..count].iter().all(|slot| slot.notes.is_empty()));
        gives_way && foot + self.apart(start(&self.waiting[self.set..])) <= self.frame.floor() + 0.01
    }

    /// Whether a page of its own would hold the first `count` of some slots.
    fn is_page(&self, slots: &[Slot], count: usize) -> bool {
        self.foot(slots, count, self.frame.top, true) <= self.frame.floor() + 0.01
    }

    /// The room that notes need below some slots: those that wait, and of the last new one the first lines.
    fn notes_room(&self, slots: &[Slot]) -> f32 {
        let is_new = |note: &usize| self.places.get(*note).is_some_and(|places| places.reference.is_none());
        let notes = slots.iter().flat_map(|slot| &slot.notes).map(|(note, _)| *note);
        // Notes are counted in the order of their references.
        let mut new: BTreeSet<usize> = notes.filter(is_new).collect();
        let Some(last) = new.pop_last() else {
            let most = (1.0 - TEXT) * (self.frame.floor() - self.frame.top);
            return self.apart(self.waiting_height.min(most));
        };
        let others: f32 = new.iter().map(|&note| height(&self.notes[note])).sum();
        self.apart(self.waiting_height + others + start(&self.notes[last]))
    }

    /// Notes of a height with what sets them apart from the text.
    fn apart(&self, height: f32) -> f32 {
        if height > 0.0 { height + APART * self.frame.grid + self.lift() } else { 0.0 }
    }

    /// The last line of the notes shares its baseline with the last line of the grid.
    fn lift(&self) -> f32 {
        self.frame.step(Step::BODY).drop - self.frame.step(Step::FINE).drop
    }

    /// Sets the first of some slots. Its text moves onto the page: an article has it once in memory.
    fn slot(&mut self, slots: &mut [Slot]) {
        if self.empty && slots[0].between {
            return;
        }
        let head = self.head(slots, self.y, self.empty);
        let above = if self.empty { head } else { self.y };
        let texts = std::mem::take(&mut slots[0].texts);
        let slot = &slots[0];
        self.paint(slot, texts, head, above);
        if let Some(bookmark) = &slot.bookmark {
            self.outline.push(Bookmark { page: self.pages.len() - 1, y: head, ..bookmark.clone() });
        }
        self.y = head + slot.height;
        self.empty = false;
        self.refer(slot, head);
    }

    /// Fetches the notes that a slot refers to for the first time.
    fn refer(&mut self, slot: &Slot, y: f32) {
        for &(note, link) in &slot.notes {
            let here = self.destination(link, y);
            let Some(places) = self.places.get_mut(note).filter(|places| places.reference.is_none()) else { continue };
            places.reference = Some(here);
            self.waiting.extend(&self.notes[note]);
            self.waiting_height += height(&self.notes[note]);
        }
    }

    /// Sets notes at the foot of the page, as many lines as there is room for.
    fn close(&mut self) {
        let room = self.room() - self.apart(f32::MIN_POSITIVE);
        let first = self.set;
        let mut height = 0.0;
        while self.set < self.waiting.len() {
            let rest = &self.waiting[self.set..];
            let fits = |held: &usize| height + self::height(&rest[..*held]) <= room + 0.01;
            let kept = Some(Bond::Kept.holds(rest)).filter(fits);
            // On a page without text what is too high for it goes on where it must.
            let Some(held) = kept.or((self.empty && self.set == first).then_some(1)) else { break };
            height += self::height(&rest[..held]);
            self.set += held;
            for index in self.set - held..self.set {
                self.refer(self.waiting[index], self.frame.floor());
            }
        }
        if self.set == first {
            return;
        }
        self.waiting_height = if self.set == self.waiting.len() { 0.0 } else { self.waiting_height - height };
        let mut y = self.frame.floor() - self.lift() - height;
        let width = self.frame.measure / 4.0;
        let x = if self.right_to_left { self.frame.left + self.frame.measure - width } else { self.frame.left };
        let area = Rect { x, y: y - BELOW * self.frame.grid, width, height: 0.5 };
        self.page().fills.push(Fill { area, colour: GREY });
        for index in first..self.set {
            let slot = self.waiting[index];
            let above = y;
            y += slot.before;
            self.paint(slot, slot.texts.clone(), y, if index == first { y } else { above });
            y += slot.height;
        }
    }

    /// Begins a page, with the head of a table that goes on.
    fn open(&mut self, head: Option<usize>) {
        self.pages.push(Page::default());
        self.y = self.frame.top;
        self.empty = true;
        if let Some(head) = head {
            for slot in &self.heads[head] {
                self.paint(slot, slot.texts.clone(), self.y, self.y);
                self.y += slot.height;
            }
        }
    }

    /// What stands at `y` of this page, as a destination: a little above, so that it is seen whole.
    fn destination(&self, element: ElementId, y: f32) -> Destination {
        Destination { element, page: self.pages.len() - 1, y: (y - self.frame.grid / 2.0).max(0.0) }
    }

    fn page(&mut self) -> &mut Page {
        // There is always one.
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    /// Paints a slot and its text with its head at `y`; what stands above it ends at `above`.
    fn paint(&mut self, slot: &Slot, texts: Vec<TextRun>, y: f32, above: f32) {
        if let Some((note, element)) = slot.note {
            let here = self.destination(element, y);
            if let Some(places) = self.places.get_mut(note) {
                places.note = Some(here);
            }
        }
        // What reaches up does not reach above the text of a page.
        let highest = self.frame.top - self.frame.grid * 0.6;
        let page = self.page();
        for ground in &slot.grounds {
            let area = Rect { x: ground.x, y: above, width: ground.width, height: y + slot.height - above };
            page.fills.push(Fill { area, colour: ground.colour });
        }
        for fill in &slot.fills {
            let top = (fill.area.y + y).max(highest);
            let height = fill.area.height - (top - (fill.area.y + y));
            page.fills.push(Fill { area: Rect { y: top, height, ..fill.area }, ..*fill });
        }
        page.pictures.extend(slot.picture.iter().map(|picture| {
            let area = Rect { y: picture.area.y + y, ..picture.area };
            PlacedPicture { area, ..picture.clone() }
        }));
        page.texts.extend(texts.into_iter().map(|run| TextRun { y: run.y + y, ..run }));
    }
}

/// The height of a note, or of a part of one.
fn height<S: Borrow<Slot>>(slots: &[S]) -> f32 {
    slots.iter().map(|slot| slot.borrow().before + slot.borrow().height).sum()
}

/// The height of the first lines of a note.
fn start<S: Borrow<Slot>>(slots: &[S]) -> f32 {
    height(&slots[..Bond::Kept.holds(slots)])
}

/// Where links can be clicked: the runs of each link, line by line.
pub(super) fn links(page: &Page, structure: &Structure) -> Vec<LinkArea> {
    let mut areas: BTreeMap<ElementId, Vec<Rect>> = BTreeMap::new();
    for run in &page.texts {
        let MarkedContent::Content(leaf) = run.mark else { continue };
        let Some(link) = structure.link_of(structure.leaves[leaf.0]) else { continue };
        let area = Rect { x: run.x, y: run.y - run.size * 0.85, width: run.width, height: run.size * 1.15 };
        let rects = areas.entry(link).or_default();
        match rects.last_mut() {
            // Runs beside one another on one line make one area.
            Some(last) if (last.y - area.y).abs() < 0.5 * run.size && area.x >= last.x => {
                last.width = area.x + area.width - last.x;
            }
            _ => rects.push(area),
        }
    }
    areas.into_iter().map(|(element, areas)| LinkArea { element, areas }).collect()
}
