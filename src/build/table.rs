//! A table, while it is read: its cells as the source has them, then without holes.
//!
//! 1. [`OpenTable`] gathers a caption and rows of cells; cells say how many columns and rows they want to cover;
//! 2. [`OpenTable::close`] leaves out rows without a cell, ends what goes beyond the table, and fills holes with cells
//!    without words (as HTML, 4.9.12, forms a table).

use crate::limits::{Limit, Limits};
use crate::model::{Alignment, Block, Covered, Inline, Table, TableCell};
use crate::source::Span;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// It stands in what is marked as the table's head, where every cell ends.
    Head,
    /// All its cells are heads.
    Heads,
    /// A row like others.
    Body,
}

/// A table that is open.
#[derive(Debug)]
pub(super) struct OpenTable {
    pub(super) caption: Vec<Inline>,
    pub(super) span: Span,
    columns: Vec<Alignment>,
    rows: Vec<(RowKind, Vec<TableCell>)>,
    row: Vec<TableCell>,
    /// What the next cell covers, and whether it is a head.
    next: Option<(usize, usize, bool)>,
    /// Pictures in cells; they follow the table.
    pub(super) figures: Vec<Block>,
}

impl OpenTable {
    pub(super) fn new(columns: Vec<Alignment>, span: Span) -> Self {
        let (caption, rows, row, figures) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { caption, span, columns, rows, row, next: None, figures }
    }

    /// Says of the next cell how many columns and rows it covers, and whether it is a head.
    pub(super) fn next_cell(&mut self, columns: usize, rows: usize, is_head: bool) {
        self.next = Some((columns.max(1), rows.max(1), is_head));
    }

    pub(super) fn push(&mut self, content: Vec<Inline>) {
        let (columns, rows, is_head) = self.next.take().unwrap_or((1, 1, false));
        self.row.push(TableCell { content, columns, rows, is_head });
    }

    pub(super) fn end_row(&mut self, kind: RowKind) {
        self.rows.push((kind, std::mem::take(&mut self.row)));
    }

    /// The table; `None` if it has no cell. `Err` if it has too many.
    pub(super) fn close(self, limits: &Limits) -> Result<Option<Table>, ()> {
        let Self { caption, span, mut columns, rows, .. } = self;
        let (head, rows) = sections(without_empty(rows));
        let width = [&head, &rows].into_iter().map(|section| width(section)).max().unwrap_or(0).max(columns.len());
        let count = head.len() + rows.len();
        if limits.is_exceeded(Limit::TableCells, count.saturating_mul(width)) {
            return Err(());
        }
        if count == 0 {
            return Ok(None);
        }
        columns.resize(width, Alignment::Start);
        let [head, rows] = [head, rows].map(|section| whole(section, width));
        Ok(Some(Table { caption, columns, head, rows, span: Some(span) }))
    }
}

/// Takes out rows without cells; cells that cover one cover a row less.
fn without_empty(rows: Vec<(RowKind, Vec<TableCell>)>) -> Vec<(RowKind, Vec<TableCell>)> {
    // For each row, how many before it are empty.
    let mut before = vec![0];
    before.extend(rows.iter().scan(0, |count, (_, cells)| {
        *count += usize::from(cells.is_empty());
        Some(*count)
    }));
    let last = rows.len();
    let mut left = Vec::with_capacity(last);
    for (index, (kind, mut cells)) in rows.into_iter().enumerate() {
        for cell in &mut cells {
            let end = index.saturating_add(cell.rows).min(last);
            cell.rows = end - index - (before[end] - before[index]);
        }
        if !cells.is_empty() {
            left.push((kind, cells));
        }
    }
    left
}

/// The head and the rows below. Rows of heads whose cells reach into the rows below are no head.
fn sections(rows: Vec<(RowKind, Vec<TableCell>)>) -> (Vec<Vec<TableCell>>, Vec<Vec<TableCell>>) {
    let length = rows.iter().take_while(|(kind, _)| *kind != RowKind::Body).count();
    // A table of heads alone has none.
    let length = if length == rows.len() && rows.iter().all(|(kind, _)| *kind == RowKind::Heads) {
        usize::from(length > 1)
    } else {
        length
    };
    let reaches = |(index, (kind, cells)): (usize, &(RowKind, Vec<TableCell>))| {
        *kind == RowKind::Heads && cells.iter().any(|cell| index + cell.rows > length)
    };
    let is_head = !rows[..length].iter().enumerate().any(reaches);
    let is_empty = rows[..length].iter().flat_map(|(_, cells)| cells).all(|cell| cell.content.is_empty());
    let (mut head, mut body) = (Vec::new(), Vec::new());
    for (index, (kind, mut cells)) in rows.into_iter().enumerate() {
        match index < length {
            true if is_empty => {}
            true if is_head => {
                cells.iter_mut().for_each(|cell| cell.is_head = false);
                head.push(cells);
            }
            _ => {
                cells.iter_mut().for_each(|cell| cell.is_head |= kind != RowKind::Body);
                body.push(cells);
            }
        }
    }
    (head, body)
}

/// How many columns there are in which a cell begins.
fn width(section: &[Vec<TableCell>]) -> usize {
    let most = section.iter().flatten().map(|cell| cell.columns).fold(0usize, usize::saturating_add);
    let mut covered = Covered::new(most.min(WIDEST));
    let mut width = 0;
    for (index, row) in section.iter().enumerate() {
        for cell in row {
            let place = covered.place(cell.columns, cell.rows.min(section.len() - index));
            width = width.max(if place.is_empty() { 0 } else { place.start + 1 });
        }
        covered.end_row();
    }
    width
}

/// More columns than this no table has room for: what asks for more stands in the last.
const WIDEST: usize = 1000;

/// The rows with one cell in each place.
fn whole(section: Vec<Vec<TableCell>>, width: usize) -> Vec<Vec<TableCell>> {
    let mut covered = Covered::new(width);
    let count = section.len();
    let mut rows = Vec::with_capacity(count);
    for (index, mut row) in section.into_iter().enumerate() {
        for cell in &mut row {
            cell.rows = cell.rows.min(count - index);
            cell.columns = covered.place(cell.columns, cell.rows).len().max(1);
        }
        let free = covered.free();
        row.extend(std::iter::repeat_with(|| TableCell::new(Vec::new())).take(free));
        covered.end_row();
        rows.push(row);
    }
    rows
}
