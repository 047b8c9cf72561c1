//! Tables: rows of cells that cover one column and one row, or more.

use std::ops::Range;

use super::inline::Inline;
use crate::source::Span;

/// Rows and columns.
///
/// Readers leave no hole in it: in the head, and in the rows below, each place is covered by one cell, and no cell covers
/// places beyond. [`Table::places`] holds for every table.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Table {
    /// What the table shows, in the source's words; empty if it does not say.
    pub caption: Vec<Inline>,
    /// How each column is set; as many as there are columns.
    pub columns: Vec<Alignment>,
    /// The rows whose cells head the columns; none if the table has no head.
    pub head: Vec<Vec<TableCell>>,
    /// The rows below.
    pub rows: Vec<Vec<TableCell>>,
    /// Where it stands.
    pub span: Option<Span>,
}

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "json", serde(rename_all = "kebab-case"))]
pub enum Alignment {
    /// As the direction of the text has it.
    Start,
    /// In the middle.
    Centre,
    /// Against the direction of the text.
    End,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct TableCell {
    /// The words.
    pub content: Vec<Inline>,
    /// How many columns it covers, at least 1.
    pub columns: usize,
    /// How many rows it covers, at least 1; those of the head end with it.
    pub rows: usize,
    /// Whether it heads its row. The cells of the head head their columns, whatever stands here.
    pub is_head: bool,
}

impl TableCell {
    /// A cell of one column and one row.
    pub fn new(content: Vec<Inline>) -> Self {
        Self { content, columns: 1, rows: 1, is_head: false }
    }
}

impl Table {
    /// A table without a caption.
    pub fn new(columns: Vec<Alignment>, head: Vec<Vec<TableCell>>, rows: Vec<Vec<TableCell>>) -> Self {
        Self { caption: Vec::new(), columns, head, rows, span: None }
    }

    /// The cells in reading order.
    pub fn cells(&self) -> impl Iterator<Item = &TableCell> {
        self.head.iter().chain(&self.rows).flatten()
    }

    /// The cells in reading order, to be changed.
    pub fn cells_mut(&mut self) -> impl Iterator<Item = &mut TableCell> {
        self.head.iter_mut().chain(&mut self.rows).flatten()
    }

    /// The columns that each cell covers, row by row, the head first. Cells that are given no place, beyond the last
    /// column, cover none.
    pub fn places(&self) -> Vec<Vec<Range<usize>>> {
        let mut places = Vec::with_capacity(self.head.len() + self.rows.len());
        for section in [&self.head, &self.rows] {
            let mut covered = Covered::new(self.columns.len());
            for (index, row) in section.iter().enumerate() {
                let below = section.len() - index;
                places.push(row.iter().map(|cell| covered.place(cell.columns, cell.rows.min(below))).collect());
                covered.end_row();
            }
        }
        places
    }
}

/// Which columns of a row cells above cover, or cells before.
#[derive(Debug)]
pub(crate) struct Covered {
    /// For each column, in how many rows from this one on there is a cell.
    rows: Vec<usize>,
    next: usize,
}

impl Covered {
    /// The first row of some columns.
    pub(crate) fn new(columns: usize) -> Self {
        Self { rows: vec![0; columns], next: 0 }
    }

    /// Gives the next cell its columns: from the first free one on, as many as it asks for, as far as they are free.
    pub(crate) fn place(&mut self, columns: usize, rows: usize) -> Range<usize> {
        let is_taken = |column: &usize| self.rows.get(*column).is_some_and(|rows| *rows > 0);
        let start = (self.next..self.rows.len()).find(|column| !is_taken(column)).unwrap_or(self.rows.len());
        let most = start.saturating_add(columns.max(1)).min(self.rows.len());
        let end = (start..most).find(|column| is_taken(column)).unwrap_or(most);
        self.rows[start..end].fill(rows.max(1));
        self.next = end;
        start..end
    }

    /// How many columns of the row have no cell yet.
    pub(crate) fn free(&self) -> usize {
        self.rows.iter().filter(|rows| **rows == 0).count()
    }

    /// Goes on to the next row.
    pub(crate) fn end_row(&mut self) {
        self.rows.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        self.next = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(columns: usize, rows: usize) -> TableCell {
        TableCell { columns, rows, ..TableCell::new(Vec::new()) }
    }

    #[test]
    fn each_cell_has_its_columns() {
        let table = Table {
            caption: Vec::new(),
            columns: vec![Alignment::Start; 3],
            head: vec![vec![cell(1, 2), cell(2, 1)], vec![cell(1, 1), cell(1, 1)]],
            rows: vec![vec![cell(2, 2), cell(1, 1)], vec![cell(1, 9)], vec![cell(1, 1), cell(5, 1), cell(1, 1)]],
            span: None,
        };
        let places: Vec<Vec<(usize, usize)>> =
            table.places().iter().map(|row| row.iter().map(|place| (place.start, place.end)).collect()).collect();
        assert_eq!(
            places,
            [&[(0, 1), (1, 3)][..], &[(1, 2), (2, 3)], &[(0, 2), (2, 3)], &[(2, 3)], &[(0, 1), (1, 2), (3, 3)],]
        );
    }
}
