//! Tables: columns as wide as their contents ask for, rows line by line, the head repeated on every page.
//!
//! 1. every cell gets its place in the structure;
//! 2. columns share the width; where words do not fit they are set smaller, within bounds, and then hyphenated or cut;
//! 3. rows become slots, a slot for each line of the longest cell, so that a row higher than a page goes on in the next.

use super::flow::{BOLD, BlockPlace, Flow, Look};
use super::inline::{self, Styled};
use super::paragraph::{Justification, LineBox, LineMaterial};
use super::slot::Slot;
use super::structure::Role;
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
/// What a column can hold at least, in ems of its text: its widest letter.
const LETTER: f32 = 1.1;
/// A head that is higher than this part of the page is not repeated.
const HIGHEST: f32 = 0.25;

/// A row: whether it is the head, and its cells.
type Row = (bool, Vec<Styled>);

/// How the columns share the width.
struct Columns {
    widths: Vec<f32>,
    /// On either side of a cell's text.
    padding: f32,
    kind: Type,
}

impl Flow<'_> {
    pub(super) fn table(&mut self, table: &Table, place: BlockPlace, before: f32) {
        let count = table.columns.len();
        if count == 0 {
            return;
        }
        let kind = self.frame.step(Step::FINE);
        let mut rows = self.rows(table, kind, place);
        let columns = self.columns(&mut rows, count, kind, place.width);
        let first = self.slots.len();
        let mut head = None;
        let last_row = rows.len() - 1;
        for (number, (is_head, cells)) in rows.into_iter().enumerate() {
            let lines: Vec<Vec<LineBox>> = cells
                .iter()
                .zip(&columns.widths)
                .zip(&table.columns)
                .map(|((styled, width), alignment)| {
                    let right_to_left = runs_right_to_left(&styled.text, self.right_to_left);
                    // Columns begin where the table does, whichever way the words of a cell run.
                    let setting = match (alignment, right_to_left == self.right_to_left) {
                        (Alignment::Start, true) | (Alignment::End, false) => Justification::Start,
                        (Alignment::Centre, _) => Justification::Centre,
                        (Alignment::End, true) | (Alignment::Start, false) => Justification::End,
                    };
                    self.lines(styled, width - 2.0 * columns.padding, setting, 0.0, right_to_left)
                })
                .collect();
            let row_start = self.slots.len();
            self.row(lines, &columns, place, is_head);
            let row = &mut self.slots[row_start..];
            if let Some(slot) = row.last_mut()
                && (is_head || number + 1 == last_row)
                && number < last_row
            {
                // No head without a row, no row alone on the last page.
                slot.keep = 1;
            }
            if is_head && row.iter().map(|slot| slot.height).sum::<f32>() <= HIGHEST * self.frame.height {
                self.heads.push(row.iter().map(repeated).collect());
                head = Some(self.heads.len() - 1);
            }
        }
        for slot in &mut self.slots[first..] {
            slot.head = head;
        }
        if let Some(slot) = self.slots.get_mut(first) {
            slot.before = before;
            slot.head = None;
        }
    }

    /// Every cell with its place in the structure.
    fn rows(&mut self, table: &Table, kind: Type, place: BlockPlace) -> Vec<Row> {
        let element = self.structure.element(Some(place.element), Role::Table);
        let head = (!table.head.is_empty()).then_some((true, &table.head));
        let body = table.rows.iter().map(|row| (false, row));
        head.into_iter()
            .chain(body)
            .map(|(is_head, cells)| {
                let row = self.structure.element(Some(element), Role::TableRow);
                let (role, face) =
                    if is_head { (Role::TableHeader, BOLD) } else { (Role::TableCell, FaceStyle::default()) };
                let style = Look::new(kind, face, INK, Justification::Start).style();
                let mut set = |cell: &TableCell| {
                    let element = self.structure.element(Some(row), role.clone());
                    let mut styled = Styled::default();
                    inline::flatten(&cell.content, element, &style, &mut self.structure, &mut styled);
                    styled
                };
                (is_head, cells.iter().map(&mut set).collect())
            })
            .collect()
    }

    /// One row: as many slots as its longest cell has lines.
    fn row(&mut self, mut cells: Vec<Vec<LineBox>>, columns: &Columns, place: BlockPlace, is_head: bool) {
        let Columns { widths, padding, kind } = columns;
        let height = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let mut lines: Vec<_> = cells.iter_mut().map(|lines| lines.drain(..)).collect();
        for index in 0..height {
            let ends_row = index + 1 == height;
            let air = 0.2 * kind.size;
            let (top, bottom) = (if index == 0 { air } else { 0.0 }, if ends_row { air } else { 0.0 });
            let mut slot = Slot {
                height: top + kind.leading + bottom,
                keep: usize::from(!ends_row && (index == 0 || index + 2 == height)),
                whole: !ends_row && (is_head || height <= WHOLE),
                ..Slot::default()
            };
            let mut x = place.x;
            for position in 0..widths.len() {
                let column = if self.right_to_left { widths.len() - 1 - position } else { position };
                if let Some(line) = lines.get_mut(column).and_then(Iterator::next) {
                    slot.put(line, x + padding, top + kind.baseline(), &self.structure);
                }
                x += widths[column];
            }
            if ends_row {
                let (thickness, colour) = if is_head { (0.8, GREY) } else { (0.4, HAIRLINE) };
                let area = Rect { x: place.x, y: slot.height - thickness, width: place.width, height: thickness };
                slot.fills.push(Fill { area, colour });
            }
            self.slots.push(slot);
        }
    }

    /// As wide as the contents ask for. Where that is too wide, every column keeps its longest word if it can and
    /// shares what is left by what it asks for; where words do not fit, they are all set smaller.
    fn columns(&mut self, rows: &mut [Row], count: usize, kind: Type, available: f32) -> Columns {
        let (mut wanted, mut needed) = (vec![0.0f32; count], vec![0.0f32; count]);
        for (_, cells) in rows.iter() {
            for (column, styled) in cells.iter().enumerate().take(count) {
                // Reported when the cell is set.
                let mut ignored = Vec::new();
                let right_to_left = self.right_to_left;
                let clusters = inline::clusters(styled, right_to_left, &mut self.shaper, &mut ignored);
                let setting = Justification::Start;
                let paragraph = LineMaterial { styled, clusters: &clusters, setting, indent: 0.0, right_to_left };
                let (widest, narrowest) = paragraph.content_widths();
                // A hair more for what rounding took.
                wanted[column] = wanted[column].max(widest + 0.5);
                needed[column] = needed[column].max(narrowest + 0.5);
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "few columns")]
        let columns = count as f32;
        let share = available / columns;
        let total = |widths: &[f32], padding: f32| widths.iter().map(|width| width + 2.0 * padding).sum::<f32>();
        let padding = (PADDING * kind.size).min(share / 8.0);
        let ideal = (available - 2.0 * padding * columns) / needed.iter().sum::<f32>().max(1.0);
        let letter = (share - 2.0 * padding) / (LETTER * kind.size);
        let factor = ideal.clamp(SMALLEST, 1.0).min(letter);
        if factor < 1.0 {
            rows.iter_mut().flat_map(|(_, cells)| cells).for_each(|styled| styled.shrink(factor));
            wanted.iter_mut().chain(&mut needed).for_each(|width| *width *= factor);
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
            // Words will be parted: the longest ones, and those of no column that asks for less than its share.
            let widths: Vec<f32> = needed.iter().map(|width| width + 2.0 * padding).collect();
            let most = widest(&widths, available);
            widths.iter().map(|width| width.min(most)).collect()
        };
        Columns { widths: parts, padding, kind }
    }
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
