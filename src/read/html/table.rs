//! Tables: which of them hold data, and where their cells stand.
//!
//! The model's cells cover one column and one row each (and so do those of the formats): a cell that covers more is
//! followed by empty ones.

use dom_query::NodeRef;

use crate::limits::{Limit, Limits};

/// How many columns or rows a cell may cover.
const WIDEST: usize = 100;
/// Beyond this many columns a cell covers one.
const MOST_COLUMNS: usize = 500;

/// Blocks that no cell of data holds.
const STRUCTURE: &[&str] =
    &["ul", "ol", "blockquote", "pre", "figure", "hr", "form", "h1", "h2", "h3", "h4", "h5", "h6"];

/// What a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It gives a page its layout.
    Layout,
    /// It holds data.
    Data,
    /// It holds data in more cells than the limit allows.
    TooLarge,
}

impl Kind {
    /// What a table is for, by how it is marked and what it holds.
    pub(super) fn of(table: &NodeRef<'_>, limits: &Limits) -> Self {
        if matches!(table.attr("role").as_deref(), Some("presentation" | "none")) {
            return Self::Layout;
        }
        let mut grid = Grid::default();
        let mut is_too_large = false;
        let (mut rows, mut marked, mut structured, mut paragraphs) = (0, false, false, 0_usize);
        for node in table.descendants_it() {
            let Some(name) = node.qual_name_ref().map(|name| name.local.clone()) else { continue };
            match &*name {
                "table" => return Self::Layout,
                "tr" => {
                    rows += 1;
                    is_too_large |= limits.is_met(Limit::TableCells, rows * grid.width);
                    if !is_too_large {
                        grid.end_row();
                    }
                }
                "td" | "th" => {
                    marked |= &*name == "th";
                    paragraphs = 0;
                    if !is_too_large {
                        grid.cell(covers(&node));
                    }
                }
                "caption" | "thead" => marked = true,
                "p" | "div" => paragraphs += 1,
                other => structured |= STRUCTURE.contains(&other),
            }
            structured |= paragraphs > 2;
        }
        is_too_large |= limits.is_met(Limit::TableCells, rows * grid.width);
        match rows > 1 && grid.width > 1 && (marked || !structured) {
            false => Self::Layout,
            true if is_too_large => Self::TooLarge,
            true => Self::Data,
        }
    }
}

/// How many columns or rows a cell says that it covers.
pub(super) fn covers<'a>(cell: &'a NodeRef<'_>) -> impl Fn(&str) -> Option<usize> + 'a {
    |name| cell.attr(name).and_then(|count| count.trim().parse().ok())
}

/// Where the cells of a table stand.
#[derive(Debug, Default)]
pub(in crate::read) struct Grid {
    /// For each column, how many rows below this one are covered by a cell above.
    covered: Vec<usize>,
    /// The column of the next cell.
    column: usize,
    /// How many columns the widest row has.
    width: usize,
}

impl Grid {
    /// Places a cell: how many empty cells stand before it, and how many columns it covers.
    pub(in crate::read) fn cell(&mut self, attribute: impl Fn(&str) -> Option<usize>) -> (usize, usize) {
        let covers = |name: &str| attribute(name).unwrap_or(1).clamp(1, WIDEST);
        let is_wide = self.covered.len() > MOST_COLUMNS;
        let (columns, rows) = if is_wide { (1, 1) } else { (covers("colspan"), covers("rowspan")) };
        let gap = self.gap();
        let end = self.column + columns;
        if self.covered.len() < end {
            self.covered.resize(end, 0);
        }
        // The row itself counts; its end takes it away.
        self.covered[self.column..end].fill(rows);
        self.column = end;
        self.width = self.width.max(end);
        (gap, columns)
    }

    /// Ends a row: how many empty cells end it.
    pub(in crate::read) fn end_row(&mut self) -> usize {
        let mut gap = 0;
        while self.column < self.covered.len() {
            gap += usize::from(self.covered[self.column] > 0);
            self.column += 1;
        }
        self.covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        self.column = 0;
        gap
    }

    /// Passes the columns that cells above cover.
    fn gap(&mut self) -> usize {
        let start = self.column;
        while self.covered.get(self.column).is_some_and(|rows| *rows > 0) {
            self.column += 1;
        }
        self.column - start
    }
}
