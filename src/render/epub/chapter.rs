//! The article as one XHTML page.
//!
//! 1. the lines above the body, in the order of the source, and under them the credit line, ours;
//! 2. the body;
//! 3. the footnotes;
//! 4. the source's own statement of its rights.
//!
//! What is ours carries a class that begins with `istinad-`, as [`super`] says.

use std::collections::BTreeMap;

use std::ops::Range;

use super::page::{XhtmlPage, note_id};
use crate::language::labels::Labels;
use crate::model::walk::plain_text;
use crate::model::{
    Alignment, Block, Document, Figure, HeaderLine, HeaderRole, Heading, List, ListItem, Media, MediaId, Picture,
    Table, TableCell, Timestamp,
};
use crate::render::body::scope;
use crate::rights::StatementLine;

/// A heading that the table of contents lists.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ContentsEntry {
    pub(super) level: u8,
    pub(super) id: String,
    pub(super) title: String,
}

/// What the article's page needs to know of the rest of the book.
pub(super) struct Chapter<'a> {
    pub(super) document: &'a Document,
    pub(super) labels: &'a Labels,
    /// The credit line of our statement, which also stands here.
    pub(super) credit: Option<&'a StatementLine>,
    /// Where the pictures lie that the book carries.
    pub(super) pictures: &'a BTreeMap<&'a MediaId, String>,
}

/// Writes the article, and lists its headings.
pub(super) fn chapter(chapter: &Chapter<'_>, page: XhtmlPage<'_>) -> (Vec<u8>, Vec<ContentsEntry>) {
    let document = chapter.document;
    let mut writer = Writer { chapter, page, headings: 0, entries: Vec::new() };
    writer.page.open("main", &[]);
    writer.page.open("article", &[("aria-labelledby", "title")]);
    writer.header();
    writer.blocks(&document.body, Depth::Article);
    writer.notes();
    writer.statement();
    (writer.page.finish(), writer.entries)
}

/// Where blocks stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// In the article itself: headings open a part of it.
    Article,
    /// In a list, a quotation or a footnote: headings are theirs alone.
    Inner,
}

struct Writer<'a> {
    chapter: &'a Chapter<'a>,
    page: XhtmlPage<'a>,
    headings: usize,
    entries: Vec<ContentsEntry>,
}

impl<'a> Writer<'a> {
    fn header(&mut self) {
        self.page.open("header", &[]);
        for line in &self.chapter.document.header {
            self.header_line(line);
        }
        if let Some(credit) = self.chapter.credit {
            self.page.running_label("p", &[("class", "istinad-credit")], credit.content());
        }
        self.page.close();
    }

    fn header_line(&mut self, line: &HeaderLine) {
        let class = ("class", line.role.as_str());
        match line.role {
            HeaderRole::Headline => {
                self.page.bold(|page| page.running("h1", &[("id", "title"), class], &line.content));
            }
            HeaderRole::Standfirst => self.page.italic(|page| page.running("p", &[class], &line.content)),
            HeaderRole::Section => self.page.bold(|page| page.running("p", &[class], &line.content)),
            HeaderRole::Byline | HeaderRole::Publisher | HeaderRole::Other => {
                self.page.running("p", &[class], &line.content);
            }
            HeaderRole::Time => match self.stated_time() {
                Some(time) => {
                    self.page.xml.open("p", &[class]);
                    self.page.xml.open("time", &[("datetime", &time.to_string())]);
                    self.page.inlines(&line.content);
                    self.page.xml.close();
                    self.page.close();
                }
                None => self.page.running("p", &[class], &line.content),
            },
        }
    }

    /// The published time, where the time line is what states it; a relative time states none.
    fn stated_time(&self) -> Option<Timestamp> {
        let metadata = &self.chapter.document.metadata;
        metadata.published.as_ref().filter(|_| metadata.relative_time.is_none()).map(|slot| slot.value)
    }

    fn blocks(&mut self, blocks: &[Block], depth: Depth) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.page.running("p", &[], &paragraph.content),
                Block::Heading(heading) => self.heading(heading, depth),
                Block::List(list) => self.list(list),
                Block::BlockQuote(quote) => {
                    self.page.open("blockquote", &[]);
                    self.blocks(&quote.content, Depth::Inner);
                    self.page.close();
                }
                Block::Table(table) => self.table(table),
                Block::Figure(figure) => self.figure(figure),
                Block::CodeBlock(code) => {
                    // Nothing but the code between the tags: all white space counts here.
                    self.page.xml.open("pre", &[("dir", "ltr")]);
                    self.page.xml.open("code", &[]);
                    self.page.mono(|page| page.text(&code.text));
                    self.page.xml.close();
                    self.page.close();
                }
                Block::ThematicBreak(_) => {
                    self.page.xml.empty("hr", &[]);
                    self.page.xml.line();
                }
            }
        }
    }

    fn heading(&mut self, heading: &Heading, depth: Depth) {
        self.headings += 1;
        let id = format!("s{}", self.headings);
        let name = match heading.level {
            0..=2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            6.. => "h6",
        };
        self.page.bold(|page| page.running(name, &[("id", &id)], &heading.content));
        let title = plain_text(&heading.content);
        if depth == Depth::Article && !title.trim().is_empty() {
            self.entries.push(ContentsEntry { level: heading.level, id, title });
        }
    }

    fn list(&mut self, list: &List) {
        let start = list.start.map(|start| start.to_string());
        let mut attributes = Vec::new();
        if let Some(start) = start.as_deref().filter(|&start| start != "1") {
            attributes.push(("start", start));
        }
        attributes.extend(list.numerals.html_type().map(|kind| ("type", kind)));
        if list.tight {
            attributes.push(("class", "tight"));
        }
        self.page.open(if list.start.is_some() { "ol" } else { "ul" }, &attributes);
        for item in &list.items {
            self.item(item);
        }
        self.page.close();
    }

    fn item(&mut self, item: &ListItem) {
        let value = item.value.map(|value| value.to_string());
        let mut attributes: Vec<(&str, &str)> = value.iter().map(|value| ("value", value.as_str())).collect();
        let Some(done) = item.task else {
            self.page.open("li", &attributes);
            self.blocks(&item.content, Depth::Inner);
            return self.page.close();
        };
        attributes.push(("class", "task"));
        self.page.open("li", &attributes);
        let (class, label) = if done {
            ("istinad-label istinad-done", self.chapter.labels.done)
        } else {
            ("istinad-label istinad-open", self.chapter.labels.open)
        };
        self.page.label("span", &[("class", class)], label);
        self.blocks(&item.content, Depth::Inner);
        self.page.close();
    }

    fn table(&mut self, table: &Table) {
        self.page.open("table", &[]);
        if !table.caption.is_empty() {
            self.page.italic(|page| page.running("caption", &[], &table.caption));
        }
        let places = table.places();
        let (above, below) = places.split_at(table.head.len());
        for (part, rows, places) in [("thead", &table.head, above), ("tbody", &table.rows, below)] {
            if !rows.is_empty() {
                self.page.open(part, &[]);
                for (row, places) in rows.iter().zip(places) {
                    self.page.open("tr", &[]);
                    cells(&mut self.page, row, places, &table.columns, part == "thead");
                    self.page.close();
                }
                self.page.close();
            }
        }
        self.page.close();
    }

    fn figure(&mut self, figure: &Figure) {
        self.page.open("figure", &[]);
        match figure.picture.as_ref().and_then(|picture| self.carried(picture)) {
            Some((path, media)) => {
                let (alternative, width, height) = (figure.words(), media.width.to_string(), media.height.to_string());
                let attributes = [("src", path), ("alt", &*alternative), ("width", &*width), ("height", &*height)];
                self.page.xml.empty("img", &attributes);
                self.page.xml.line();
            }
            None => {
                let labels = self.chapter.labels;
                let withheld = self.chapter.document.withholds_pictures();
                let label = if withheld { labels.picture_withheld } else { labels.picture_missing };
                let alternative = figure.picture.as_ref().map(|picture| picture.alternative.trim()).unwrap_or_default();
                self.page.open("p", &[("class", "istinad-label istinad-picture")]);
                self.page.label("span", &[], label);
                if !alternative.is_empty() && alternative != plain_text(&figure.caption).trim() {
                    self.page.italic(|page| page.leaf("span", &[("class", "alternative")], alternative));
                }
                self.page.close();
            }
        }
        if !figure.caption.is_empty() {
            // Converters to other formats take words in paragraphs alone.
            self.page.open("figcaption", &[]);
            self.page.italic(|page| page.running("p", &[], &figure.caption));
            self.page.close();
        }
        self.page.close();
    }

    /// Where a picture lies in the book, and what it is, if the book carries it.
    fn carried(&self, picture: &Picture) -> Option<(&'a str, &'a Media)> {
        let id = picture.media.as_ref()?;
        Some((self.chapter.pictures.get(id)?, self.chapter.document.media.get(id)?))
    }

    fn notes(&mut self) {
        let (notes, labels) = (&self.chapter.document.notes, self.chapter.labels);
        if notes.is_empty() {
            return;
        }
        let attributes =
            [("class", "notes"), ("epub:type", "endnotes"), ("role", "doc-endnotes"), ("aria-labelledby", "notes")];
        self.page.open("section", &attributes);
        self.page.bold(|page| page.label("h2", &[("id", "notes"), ("class", "istinad-label")], labels.notes));
        self.entries.push(ContentsEntry { level: 2, id: "notes".to_owned(), title: labels.notes.to_owned() });
        self.page.open("ol", &[]);
        for (index, note) in notes.iter().enumerate() {
            self.page.open("li", &[("id", &note_id(index)), ("epub:type", "endnote")]);
            self.blocks(&note.content, Depth::Inner);
            let references: Vec<String> = self.page.references_to(index).collect();
            for (nth, reference) in references.iter().enumerate() {
                let label = match nth {
                    0 => labels.back_to_reference.to_owned(),
                    _ => format!("{} {}", labels.back_to_reference, nth + 1),
                };
                self.page.open("p", &[("class", "istinad-label istinad-back")]);
                let attributes = [("role", "doc-backlink"), ("href", &*format!("#{reference}"))];
                self.page.label("a", &attributes, &label);
                self.page.close();
            }
            self.page.close();
        }
        self.page.close();
        self.page.close();
    }

    fn statement(&mut self) {
        let statement = &self.chapter.document.rights.statement;
        let (heading, rest) = match statement.split_first() {
            None => return,
            Some((Block::Heading(heading), rest)) => (Some(heading), rest),
            Some(_) => (None, statement.as_slice()),
        };
        // The heading's id is known before it is written: it is the next one.
        let id = format!("s{}", self.headings + 1);
        let mut attributes = vec![("class", "rights")];
        attributes.extend(heading.map(|_| ("aria-labelledby", id.as_str())));
        self.page.open("section", &attributes);
        if let Some(heading) = heading {
            self.heading(heading, Depth::Article);
        }
        self.blocks(rest, Depth::Article);
        self.page.close();
    }
}

fn cells(page: &mut XhtmlPage<'_>, cells: &[TableCell], places: &[Range<usize>], columns: &[Alignment], in_head: bool) {
    for (cell, place) in cells.iter().zip(places) {
        let (colspan, rowspan) = (place.len().to_string(), cell.rows.to_string());
        let mut attributes = Vec::new();
        match columns.get(place.start) {
            Some(Alignment::Centre) => attributes.push(("class", "centre")),
            Some(Alignment::End) => attributes.push(("class", "end")),
            Some(Alignment::Start) | None => {}
        }
        if place.len() > 1 {
            attributes.push(("colspan", colspan.as_str()));
        }
        if cell.rows > 1 {
            attributes.push(("rowspan", rowspan.as_str()));
        }
        // A head without words heads nothing.
        match scope(cell, place.len(), in_head).filter(|_| !cell.content.is_empty()) {
            Some(scope) => {
                attributes.push(("scope", scope));
                page.bold(|page| page.running("th", &attributes, &cell.content));
            }
            None => page.running("td", &attributes, &cell.content),
        }
    }
}
