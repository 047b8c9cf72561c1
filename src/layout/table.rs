//! Tables: columns as wide as their contents ask for, rows line by line, the head repeated on every page.

use super::flow::{Flow, GREY, HAIRLINE, Place, Slot, baseline_of, put};
use super::inline::{self, Styled};
use super::paragraph::{Line, Paragraph, Setting};
use super::structure::Role;
use super::{Fill, Mark, Rect};
use crate::model::{Alignment, Cell, Table};

/// Space on either side of a cell's text.
const PADDING: f32 = 4.0;
/// Rows of at most this many lines are never parted.
const WHOLE: usize = 8;

impl Flow<'_> {
    pub(super) fn table(&mut self, table: &Table, place: Place, before: f32) {
        let count = table.columns.len();
        if count == 0 {
            return;
        }
        let element = self.structure.element(Some(place.element), Role::Table);
        let head = (!table.head.is_empty()).then_some(table.head.as_slice());
        let rows: Vec<(bool, &[Cell])> = head
            .map(|cells| (true, cells))
            .into_iter()
            .chain(table.rows.iter().map(|row| (false, row.as_slice())))
            .collect();
        let mut styled_rows: Vec<(bool, Vec<Styled>)> = Vec::new();
        for (is_head, cells) in rows {
            let row = self.structure.element(Some(element), Role::TableRow);
            let role = if is_head { Role::TableHeader } else { Role::TableCell };
            let mut styled_row = Vec::new();
            for cell in cells {
                let cell_element = self.structure.element(Some(row), role.clone());
                let (style, _) = self.cell_style(place, is_head);
                let mut styled = Styled::default();
                inline::flatten(&cell.content, cell_element, &style, &mut self.structure, &mut styled);
                styled_row.push(styled);
            }
            styled_rows.push((is_head, styled_row));
        }
        let widths = self.column_widths(&styled_rows, count, place.width);
        let first = self.slots.len();
        let mut head_slots = None;
        for (is_head, cells) in styled_rows {
            let lines: Vec<Vec<Line>> = cells
                .iter()
                .zip(&widths)
                .zip(&table.columns)
                .map(|((styled, width), alignment)| {
                    let setting = match alignment {
                        Alignment::Start => Setting::Start,
                        Alignment::Centre => Setting::Centre,
                        Alignment::End => Setting::End,
                    };
                    self.lines(styled, width - 2.0 * PADDING, setting)
                })
                .collect();
            let row_start = self.slots.len();
            self.row(lines, &widths, place, is_head);
            if is_head {
                let again = self.slots[row_start..].iter().map(repeated).collect();
                self.heads.push(again);
                head_slots = Some(self.heads.len() - 1);
            }
        }
        let last = self.slots.len();
        for slot in &mut self.slots[first..last] {
            slot.head = head_slots;
        }
        if let Some(slot) = self.slots.get_mut(first) {
            slot.before = before + 2.0;
            slot.head = None;
        }
    }

    /// One row: as many slots as its longest cell has lines.
    fn row(&mut self, mut cells: Vec<Vec<Line>>, widths: &[f32], place: Place, is_head: bool) {
        let (style, leading) = self.cell_style(place, is_head);
        let height = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let mut columns: Vec<_> = cells.iter_mut().map(|lines| lines.drain(..)).collect();
        for index in 0..height {
            let ends_row = index + 1 == height;
            let top = if index == 0 { PADDING / 2.0 } else { 0.0 };
            let bottom = if ends_row { PADDING / 2.0 } else { 0.0 };
            let mut slot = Slot {
                height: top + leading + bottom,
                keep: is_head || !ends_row && height <= WHOLE,
                ..Slot::default()
            };
            let mut x = place.x;
            for (position, width) in widths.iter().enumerate() {
                let column = if self.right_to_left { widths.len() - 1 - position } else { position };
                let width = if self.right_to_left { widths[column] } else { *width };
                if let Some(line) = columns.get_mut(column).and_then(Iterator::next) {
                    put(&mut slot, line, x + PADDING, top + baseline_of(leading, style.size));
                }
                x += width;
            }
            if ends_row {
                let (thickness, colour) = if is_head { (0.8, GREY) } else { (0.4, HAIRLINE) };
                let area = Rect { x: place.x, y: slot.height - thickness, width: place.width, height: thickness };
                slot.fills.push(Fill { area, colour });
            }
            self.slots.push(slot);
        }
    }

    /// As wide as the contents ask for; where that is too wide, every column keeps its longest word if it can and
    /// shares what is left by what it asks for.
    fn column_widths(&mut self, rows: &[(bool, Vec<Styled>)], count: usize, available: f32) -> Vec<f32> {
        let (mut wanted, mut needed) = (vec![0.0f32; count], vec![0.0f32; count]);
        for (_, cells) in rows {
            for (column, styled) in cells.iter().enumerate().take(count) {
                // Reported when the cell is set.
                let mut ignored = Vec::new();
                let clusters = inline::clusters(styled, self.right_to_left, &mut self.shaper, &mut ignored);
                let paragraph = Paragraph {
                    styled,
                    clusters: &clusters,
                    setting: Setting::Start,
                    right_to_left: self.right_to_left,
                };
                let (widest, narrowest) = paragraph.content_widths();
                wanted[column] = wanted[column].max(widest + 2.0 * PADDING + 0.5);
                needed[column] = needed[column].max(narrowest + 2.0 * PADDING + 0.5);
            }
        }
        let total_wanted: f32 = wanted.iter().sum();
        let total_needed: f32 = needed.iter().sum();
        #[expect(clippy::cast_precision_loss, reason = "few columns")]
        let columns = count as f32;
        if total_wanted <= available {
            let spare = (available - total_wanted) / columns;
            wanted.iter().map(|width| width + spare).collect()
        } else if total_needed <= available {
            let spare = available - total_needed;
            let more: f32 = wanted.iter().zip(&needed).map(|(wanted, needed)| wanted - needed).sum();
            wanted
                .iter()
                .zip(&needed)
                .map(|(wanted, needed)| needed + if more > 0.0 { spare * (wanted - needed) / more } else { 0.0 })
                .collect()
        } else {
            // Words will be cut: no column below what a few letters need, unless there are too many columns.
            let floor = (available / columns).min(24.0);
            let over: f32 = needed.iter().map(|width| (width - floor).max(0.0)).sum();
            let spare = available - floor * columns;
            needed
                .iter()
                .map(|width| floor + if over > 0.0 { spare * (width - floor).max(0.0) / over } else { spare / columns })
                .collect()
        }
    }
}

/// A head row as it stands again on the next page: seen, but no second part of the article.
fn repeated(slot: &Slot) -> Slot {
    Slot {
        height: slot.height,
        texts: slot
            .texts
            .iter()
            .cloned()
            .map(|mut run| {
                run.mark = Mark::Pagination;
                run
            })
            .collect(),
        fills: slot.fills.clone(),
        keep: true,
        ..Slot::default()
    }
}
