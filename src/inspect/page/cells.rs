//! Cells without words: no word of them can be missed, but without them the rest of their row stands below other heads.

use std::collections::{HashMap, HashSet};

use super::visible::Visible;
use super::words::words;
use crate::model::walk::plain_text;
use crate::model::{Block, BlockQuote, Document, List, ListItem};
use crate::source::Span;

/// The rows of a page's tables of which the files have all words, and not all cells between them: where they stand.
pub(super) fn moved(page: &Visible, document: &Document) -> Vec<Span> {
    let mut read: HashMap<String, Vec<Vec<String>>> = HashMap::new();
    rows(&document.body, &mut |row| read.entry(key(&row)).or_default().push(row));
    if read.is_empty() {
        return Vec::new();
    }
    let shown = shown(page);
    let is_moved = |row: &&(Vec<String>, Span)| {
        let same = read.get(&key(&row.0));
        row.0.iter().any(String::is_empty) && same.is_some_and(|same| !same.contains(&row.0))
    };
    shown.iter().filter(is_moved).map(|row| row.1).collect()
}

/// The words of a row, whatever cells stand between them.
fn key(row: &[String]) -> String {
    row.iter().filter(|cell| !cell.is_empty()).map(String::as_str).collect::<Vec<_>>().join("|")
}

/// Cells up to the last one with words.
fn trimmed(mut row: Vec<String>) -> Vec<String> {
    row.truncate(row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
    row
}

/// Every row of the tables in some blocks.
fn rows(blocks: &[Block], found: &mut impl FnMut(Vec<String>)) {
    for block in blocks {
        match block {
            Block::Table(table) => {
                for row in table.head.iter().chain(&table.rows) {
                    found(trimmed(row.iter().map(|cell| words(&plain_text(&cell.content)).join(" ")).collect()));
                }
            }
            Block::List(List { items, .. }) => {
                for ListItem { content, .. } in items {
                    rows(content, &mut *found);
                }
            }
            Block::BlockQuote(BlockQuote { content, .. }) => rows(content, &mut *found),
            Block::Paragraph(_)
            | Block::Heading(_)
            | Block::Figure(_)
            | Block::CodeBlock(_)
            | Block::ThematicBreak(_) => {}
        }
    }
}

/// The rows of the page's tables, and where they stand; none of which a cell is hidden, or holds cells itself.
fn shown(page: &Visible) -> Vec<(Vec<String>, Span)> {
    let is_cell = |index: usize| matches!(&*page.elements[index].name, "td" | "th");
    let mut of_cells: HashMap<usize, (Vec<&str>, Span)> = HashMap::new();
    for word in &page.words {
        if let Some(cell) = page.above(word.element).find(|index| is_cell(*index)) {
            let (words, span) = of_cells.entry(cell).or_insert((Vec::new(), word.span));
            words.push(&word.text);
            *span = span.join(word.span);
        }
    }
    let (mut order, mut rows, mut passed) = (Vec::new(), HashMap::new(), HashSet::new());
    for cell in (0..page.elements.len()).filter(|index| is_cell(*index)) {
        let Some(row) = page.above(cell).find(|index| &*page.elements[*index].name == "tr") else { continue };
        if page.elements[cell].hidden {
            passed.insert(row);
        }
        let outer = page.above(row).find(|index| is_cell(*index));
        passed.extend(outer.and_then(|outer| page.above(outer).find(|index| &*page.elements[*index].name == "tr")));
        let cells = rows.entry(row).or_insert_with(|| {
            order.push(row);
            Vec::new()
        });
        cells.push(cell);
    }
    let row = |row: &usize| {
        let cells = rows.get(row).filter(|_| !passed.contains(row))?;
        let span = cells.iter().filter_map(|cell| of_cells.get(cell)).map(|found| found.1).reduce(Span::join)?;
        let text = |cell: &usize| of_cells.get(cell).map(|found| found.0.join(" ")).unwrap_or_default();
        Some((trimmed(cells.iter().map(text).collect()), span))
    };
    order.iter().filter_map(row).collect()
}
