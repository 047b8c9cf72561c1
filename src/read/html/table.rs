//! Tables: which of them hold data, and where their cells stand.
//!
//! What a table of the model has no word for is said once for each table.

use dom_query::NodeRef;

use super::find::ArticleRegion;
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::{Limit, Limits};
use crate::source::Span;

/// How many columns or rows a cell may cover.
const WIDEST: usize = 100;
/// Beyond this many columns a cell covers one.
const MOST_COLUMNS: usize = 500;

/// A table that gives a page its layout holds less of the article than this: the article in one cell, its time or its
/// section in another.
const FEWEST_CELLS: usize = 3;
/// Blocks that no cell of data holds.
const STRUCTURE: &[&str] =
    &["ul", "ol", "blockquote", "pre", "figure", "hr", "form", "h1", "h2", "h3", "h4", "h5", "h6"];

/// What a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableKind {
    /// It gives a page its layout.
    Layout,
    /// It holds data, in cells of more than words.
    Nested,
    /// It holds data.
    Data,
    /// It holds data in more cells than the limit allows.
    TooLarge,
}

impl TableKind {
    /// What a table is for, by how it is marked and what it holds of the article.
    pub(super) fn of(table: &NodeRef<'_>, article: &ArticleRegion, limits: &Limits) -> Self {
        if matches!(table.attr("role").as_deref(), Some("presentation" | "none")) {
            return Self::Layout;
        }
        let mut grid = Grid::default();
        let mut is_too_large = false;
        let (mut rows, mut cells, mut marked, mut structured, mut paragraphs) = (0, 0, false, false, 0_usize);
        for node in table.descendants_it() {
            let Some(name) = node.qual_name_ref().map(|name| name.local.clone()) else { continue };
            match &*name {
                "table" if rows > 0 && grid.width > 1 && cells >= FEWEST_CELLS => return Self::Nested,
                "table" => return Self::Layout,
                "tr" => {
                    rows += 1;
                    is_too_large |= limits.is_exceeded(Limit::TableCells, rows * grid.width);
                    if !is_too_large {
                        grid.end_row();
                    }
                }
                "td" | "th" => {
                    cells += usize::from(article.holds(&node));
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
        is_too_large |= limits.is_exceeded(Limit::TableCells, rows * grid.width);
        match rows > 1 && grid.width > 1 {
            true if !marked && structured && cells >= FEWEST_CELLS => Self::Nested,
            true if !marked && structured => Self::Layout,
            true if is_too_large => Self::TooLarge,
            true => Self::Data,
            false => Self::Layout,
        }
    }
}

/// How many columns or rows a cell says that it covers.
pub(super) fn covers<'a>(cell: &'a NodeRef<'_>) -> impl Fn(&str) -> Option<usize> + 'a {
    |name| cell.attr(name).and_then(|count| count.trim().parse().ok())
}

/// Whether an element in a cell is a block that there is no more than a line.
pub(in crate::read) fn is_flattened(name: &str) -> bool {
    matches!(name, "table" | "dl" | "menu") || STRUCTURE.contains(&name)
}

/// Where the cells of a table stand, and whether what they hold is made simpler.
#[derive(Debug, Default)]
pub(in crate::read) struct Grid {
    /// Whether a cell holds blocks that are no more than lines there.
    flattens: bool,
    /// For each column, how many rows below this one are covered by a cell above.
    covered: Vec<usize>,
    /// The column of the next cell.
    column: usize,
    /// How many columns the widest row has.
    width: usize,
}

impl Grid {
    /// Places a cell: how many columns and rows it covers.
    pub(in crate::read) fn cell(&mut self, attribute: impl Fn(&str) -> Option<usize>) -> (usize, usize) {
        let covers = |name: &str| attribute(name).unwrap_or(1).clamp(1, WIDEST);
        let is_wide = self.covered.len() > MOST_COLUMNS;
        let (columns, rows) = if is_wide { (1, 1) } else { (covers("colspan"), covers("rowspan")) };
        self.pass();
        let end = self.column + columns;
        if self.covered.len() < end {
            self.covered.resize(end, 0);
        }
        // The row itself counts; its end takes it away.
        self.covered[self.column..end].fill(rows);
        self.column = end;
        self.width = self.width.max(end);
        (columns, rows)
    }

    /// Notes that a cell holds a block that is no more than a line there.
    pub(in crate::read) fn flattens_block(&mut self) {
        self.flattens = true;
    }

    /// Says what the table at `place` loses, if it does.
    pub(in crate::read) fn loss(&self, place: Span) -> Option<Diagnostic> {
        let message = "the table is made simpler: lists and other blocks in cells are lines";
        self.flattens.then(|| Diagnostic::new(Code::StructureFlattened, message).at(place))
    }

    /// Ends a row.
    pub(in crate::read) fn end_row(&mut self) {
        self.covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        self.column = 0;
    }

    /// Passes the columns that cells above cover.
    fn pass(&mut self) {
        while self.covered.get(self.column).is_some_and(|rows| *rows > 0) {
            self.column += 1;
        }
    }
}
