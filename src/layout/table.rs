//! Tables: columns as wide as their contents ask for, rows line by line, the head repeated on every page.
//!
//! 1. the caption stands above; every cell gets its place in the structure;
//! 2. columns share the width; where words do not fit they are set smaller, within bounds, and then hyphenated or cut;
//! 3. rows become slots, a slot for each line of the longest cell, so that a row higher than a page goes on in the next;
//!    the lines of a cell that covers several rows go on in them.

use std::ops::Range;

use super::flow::{BOLD, BlockPlace, Flow, Look};
use super::inline::{self, Styled};
use super::paragraph::{Justification, LineBox, LineMaterial};
use super::slot::Slot;
use super::structure::{ElementId, Role};
use super::style::{GREY, HAIRLINE, INK, Step, Type};
use super::{Fill, MarkedContent, Rect, TextRun};
use crate::fonts::FaceStyle;
use crate::language::direction::runs_right_to_left;
use crate::model::{Alignment, Table, TableCell};

/// Space on either side of a cell's text, in ems of it.
const PADDING: f32 = 0.45;
/// Rows of at most this many lines are not parted.
const WHOLE: usize = 8;
/// The text of a wide table is set no smaller than this part of the size of others, as long as a letter fits.
const SMALLEST: f32 = 0.8;
/// Smaller yet, if a number would be parted otherwise.
const SMALLEST_NUMBER: f32 = 0.6;
/// What a column can hold at least, in ems of its text: its widest letter.
const LETTER: f32 = 1.1;
/// How thick the bar is beside a line that goes on with a word or a number: without it each half would be one of its own.
const BAR: f32 = 0.6;
/// A head that is higher than this part of the page is not repeated.
const HIGHEST: f32 = 0.25;

/// A row: whether it is one of the head, and its cells.
type Row = (bool, Vec<SetCell>);

/// A cell with its words in their style, and what it covers.
struct SetCell {
    styled: Styled,
    columns: Range<usize>,
    rows: usize,
}

/// A cell whose lines are being set.
struct OpenCell {
    lines: std::vec::IntoIter<LineBox>,
    columns: Range<usize>,
    /// In how many rows it goes on, this one counted.
    rows: usize,
}

/// How the columns share the width.
struct Columns {
    widths: Vec<f32>,
    /// Where each begins, from the left edge of the table.
    lefts: Vec<f32>,
    /// On either side of a cell's text.
    padding: f32,
    kind: Type,
}

impl Columns {
    /// The left edge and the width of some columns side by side.
    fn area(&self, columns: &Range<usize>) -> (f32, f32) {
        let left = self.lefts[columns.clone()].iter().copied().fold(f32::INFINITY, f32::min);
        (left, self.widths[columns.clone()].iter().sum())
    }
}

impl Flow<'_> {
    pub(super) fn table(&mut self, table: &Table, place: BlockPlace, before: f32) {
        let count = table.columns.len();
        if count == 0 {
            return;
        }
        let kind = self.frame.step(Step::FINE);
        let element = self.structure.element(Some(place.element), Role::Table);
        let before = self.table_caption(table, BlockPlace { element, ..place }, before);
        let mut rows = self.rows(table, kind, element);
        let columns = self.columns(&mut rows, count, kind, place.width);
        let first = self.slots.len();
        let last_row = rows.len().saturating_sub(1);
        let mut open: Vec<OpenCell> = Vec::new();
        let mut head_ends = first;
        for (number, (in_head, cells)) in rows.into_iter().enumerate() {
            for cell in cells.into_iter().filter(|cell| !cell.columns.is_empty()) {
                let lines = self.cell(&cell, &columns, table.columns[cell.columns.start]).into_iter();
                open.push(OpenCell { lines, columns: cell.columns, rows: cell.rows });
            }
            let row_start = self.slots.len();
            self.row(&mut open, &columns, place, in_head);
            if let Some(slot) = self.slots[row_start..].last_mut()
                && (in_head || number + 1 == last_row)
                && number < last_row
            {
                // No head without a row, no row alone on the last page.
                slot.keep = 1;
            }
            if in_head {
                head_ends = self.slots.len();
            }
        }
        let head = &self.slots[first..head_ends];
        let is_repeated =
            !head.is_empty() && head.iter().map(|slot| slot.height).sum::<f32>() <= HIGHEST * self.frame.height;
        let head = is_repeated.then(|| {
            self.heads.push(head.iter().map(repeated).collect());
            self.heads.len() - 1
        });
        for slot in &mut self.slots[first..] {
            slot.head = head;
        }
        if let Some(slot) = self.slots.get_mut(first) {
            slot.before = before;
            slot.head = None;
        }
    }

    /// Sets the caption above the table, which it is not parted from. Gives the space that is left to the table.
    fn table_caption(&mut self, table: &Table, place: BlockPlace, before: f32) -> f32 {
        if table.caption.is_empty() {
            return before;
        }
        let element = self.structure.element(Some(place.element), Role::Caption);
        let kind = self.frame.step(Step::FINE);
        let look = Look::new(kind, FaceStyle::default(), GREY, Justification::Start);
        let first = self.text(&table.caption, BlockPlace { element, ..place }, look, before);
        for slot in &mut self.slots[first..] {
            slot.whole = true;
        }
        if let Some(slot) = self.slots.last_mut() {
            slot.keep = slot.keep.max(1);
        }
        0.3 * kind.leading
    }

    /// Every cell with its place in the structure.
    fn rows(&mut self, table: &Table, kind: Type, element: ElementId) -> Vec<Row> {
        let head = table.head.iter().map(|row| (true, row));
        let body = table.rows.iter().map(|row| (false, row));
        head.chain(body)
            .zip(table.places())
            .map(|((in_head, cells), places)| {
                let row = self.structure.element(Some(element), Role::TableRow);
                let mut set = |(cell, columns): (&TableCell, Range<usize>)| {
                    let (covers, of_row) = ((columns.len().max(1), cell.rows), !in_head);
                    let (role, face) = if in_head || cell.is_head {
                        (Role::TableHeader { of_row, covers }, BOLD)
                    } else {
                        (Role::TableCell { covers }, FaceStyle::default())
                    };
                    let style = Look::new(kind, face, INK, Justification::Start).style();
                    let element = self.structure.element(Some(row), role);
                    let mut styled = Styled::default();
                    inline::flatten(&cell.content, element, &style, &mut self.structure, &mut styled);
                    SetCell { styled, columns, rows: cell.rows }
                };
                (in_head, cells.iter().zip(places).map(&mut set).collect())
            })
            .collect()
    }

    /// The lines of a cell.
    fn cell(&mut self, cell: &SetCell, columns: &Columns, alignment: Alignment) -> Vec<LineBox> {
        let (_, width) = columns.area(&cell.columns);
        let right_to_left = runs_right_to_left(&cell.styled.text, self.right_to_left);
        // Columns begin where the table does, whichever way the words of a cell run.
        let setting = match (alignment, right_to_left == self.right_to_left) {
            (Alignment::Start, true) | (Alignment::End, false) => Justification::Start,
            (Alignment::Centre, _) => Justification::Centre,
            (Alignment::End, true) | (Alignment::Start, false) => Justification::End,
        };
        self.lines(&cell.styled, width - 2.0 * columns.padding, setting, 0.0, right_to_left)
    }

    /// One row: as many slots as the longest cell has lines that ends in it. Cells that go on do so in the next row.
    fn row(&mut self, open: &mut Vec<OpenCell>, columns: &Columns, place: BlockPlace, in_head: bool) {
        let Columns { padding, kind, lefts, .. } = columns;
        let lines = open.iter().filter(|cell| cell.rows <= 1).map(|cell| cell.lines.len());
        let height = lines.max().unwrap_or(0).max(1);
        let goes_on = open.iter().any(|cell| cell.rows > 1);
        open.sort_by(|one, other| lefts[one.columns.start].total_cmp(&lefts[other.columns.start]));
        for index in 0..height {
            let ends_row = index + 1 == height;
            let air = 0.2 * kind.size;
            let (top, bottom) = (if index == 0 { air } else { 0.0 }, if ends_row { air } else { 0.0 });
            let mut slot = Slot {
                height: top + kind.leading + bottom,
                keep: usize::from(if ends_row { goes_on } else { index == 0 || index + 2 == height }),
                whole: !ends_row && (in_head || height <= WHOLE),
                ..Slot::default()
            };
            for cell in open.iter_mut() {
                if let Some(line) = cell.lines.next() {
                    let (left, _) = columns.area(&cell.columns);
                    let x = place.x + left + padding;
                    if line.goes_on {
                        let x = x + line.beginning(self.right_to_left, padding / 2.0);
                        let area = Rect { x: x - BAR / 2.0, y: top, width: BAR, height: kind.leading };
                        slot.fills.push(Fill { area, colour: GREY });
                    }
                    slot.put(line, x, top + kind.baseline(), &self.structure);
                }
            }
            if ends_row {
                let (thickness, colour) = if in_head { (0.8, GREY) } else { (0.4, HAIRLINE) };
                let y = slot.height - thickness;
                let mut rule = |x: f32, width: f32| {
                    slot.fills.push(Fill { area: Rect { x: place.x + x, y, width, height: thickness }, colour });
                };
                if goes_on {
                    for cell in open.iter().filter(|cell| cell.rows <= 1) {
                        let (left, width) = columns.area(&cell.columns);
                        rule(left, width);
                    }
                } else {
                    rule(0.0, place.width);
                }
            }
            self.slots.push(slot);
        }
        open.iter_mut().for_each(|cell| cell.rows -= 1);
        open.retain(|cell| cell.rows > 0);
    }

    /// As wide as the contents ask for. Where that is too wide, every column keeps its longest word if it can and
    /// shares what is left by what it asks for; where words do not fit, they are all set smaller.
    fn columns(&mut self, rows: &mut [Row], count: usize, kind: Type, available: f32) -> Columns {
        let (mut wanted, mut needed) = (vec![0.0f32; count], vec![0.0f32; count]);
        // What numbers need: parted, each half would be read as a number of its own.
        let mut numbers = vec![0.0f32; count];
        let mut over_several = Vec::new();
        for SetCell { styled, columns, .. } in rows.iter().flat_map(|(_, cells)| cells) {
            // Reported when the cell is set.
            let mut ignored = Vec::new();
            let right_to_left = self.right_to_left;
            let clusters = inline::clusters(styled, right_to_left, &mut self.shaper, &mut ignored);
            let setting = Justification::Start;
            let paragraph = LineMaterial { styled, clusters: &clusters, setting, indent: 0.0, right_to_left };
            let (widest, narrowest) = paragraph.content_widths();
            // A hair more for what rounding took.
            let (widest, narrowest) = (widest + 0.5, narrowest + 0.5);
            match columns.len() {
                0 => {}
                1 => {
                    wanted[columns.start] = wanted[columns.start].max(widest);
                    needed[columns.start] = needed[columns.start].max(narrowest);
                    if is_number(&styled.text) {
                        numbers[columns.start] = numbers[columns.start].max(narrowest);
                    }
                }
                _ => over_several.push((columns.clone(), widest, narrowest)),
            }
        }
        // What covers several columns shares among them what it lacks.
        over_several.sort_by_key(|(columns, ..)| (columns.len(), columns.start));
        for (columns, widest, narrowest) in over_several {
            for (widths, asked) in [(&mut wanted, widest), (&mut needed, narrowest)] {
                let widths = &mut widths[columns.clone()];
                #[expect(clippy::cast_precision_loss, reason = "few columns")]
                let lacking = (asked - widths.iter().sum::<f32>()) / widths.len() as f32;
                widths.iter_mut().for_each(|width| *width += lacking.max(0.0));
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "few columns")]
        let columns = count as f32;
        let share = available / columns;
        let total = |widths: &[f32], padding: f32| widths.iter().map(|width| width + 2.0 * padding).sum::<f32>();
        let padding = (PADDING * kind.size).min(share / 8.0);
        let ideal = (available - 2.0 * padding * columns) / needed.iter().sum::<f32>().max(1.0);
        let letter = (share - 2.0 * padding) / (LETTER * kind.size);
        let whole = (available - 2.0 * padding * columns) / numbers.iter().sum::<f32>().max(1.0);
        let factor = ideal.clamp(SMALLEST, 1.0).min(whole.max(SMALLEST_NUMBER)).min(letter);
        if factor < 1.0 {
            rows.iter_mut().flat_map(|(_, cells)| cells).for_each(|cell| cell.styled.shrink(factor));
            wanted.iter_mut().chain(&mut needed).chain(&mut numbers).for_each(|width| *width *= factor);
        }
        let kind = kind.shrunk(factor);
        let (least, most) = (total(&needed, padding), total(&wanted, padding));
        let parts: Vec<f32> = if most <= available {
            wanted.iter().map(|width| width + 2.0 * padding + (available - most) / columns).collect()
        } else if least <= available {
            let spare = (available - least) / (most - least).max(1.0);
            let both = wanted.iter().zip(&needed);
            both.map(|(wanted, needed)| needed + 2.0 * padding + spare * (wanted - needed)).collect()
        } else {
            // Words will be parted: the longest ones, and those of no column that asks for less than its share. Numbers
            // only if words of a letter in a line would not do.
            let padded = |width: f32| width + 2.0 * padding;
            let letter = LETTER * kind.size;
            let kept: Vec<f32> = numbers.iter().map(|width| padded(width.max(letter))).collect();
            let widths: Vec<f32> = needed.iter().map(|width| padded(*width)).collect();
            let spare = available - kept.iter().sum::<f32>();
            if spare >= 0.0 {
                let lacking: Vec<f32> = widths.iter().zip(&kept).map(|(width, kept)| (width - kept).max(0.0)).collect();
                let most = widest(&lacking, spare);
                kept.iter().zip(&lacking).map(|(kept, lacking)| kept + lacking.min(most)).collect()
            } else {
                let most = widest(&widths, available);
                widths.iter().map(|width| width.min(most)).collect()
            }
        };
        let mut lefts = vec![0.0; count];
        let mut x = 0.0;
        for position in 0..count {
            let column = if self.right_to_left { count - 1 - position } else { position };
            lefts[column] = x;
            x += parts[column];
        }
        Columns { widths: parts, lefts, padding, kind }
    }
}

/// Whether a cell holds a number, with its sign and unit.
fn is_number(text: &str) -> bool {
    let letters = text.chars().filter(|character| character.is_alphabetic()).count();
    text.contains(|character: char| character.is_numeric()) && letters <= 3
}

/// The width to which columns have to be cut so that all together have the width that there is.
fn widest(widths: &[f32], available: f32) -> f32 {
    let mut widths = widths.to_vec();
    widths.sort_by(f32::total_cmp);
    let mut left = available;
    for (index, width) in widths.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "few columns")]
        let share = left / (widths.len() - index) as f32;
        if *width > share {
            return share;
        }
        left -= width;
    }
    f32::INFINITY
}

/// A head row as it stands again on the next page: seen, but no second part of the article.
fn repeated(slot: &Slot) -> Slot {
    let texts = slot.texts.iter().map(|run| TextRun { mark: MarkedContent::Repeated, ..run.clone() });
    Slot { height: slot.height, texts: texts.collect(), fills: slot.fills.clone(), ..Slot::default() }
}
