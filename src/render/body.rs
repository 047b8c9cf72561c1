//! The words of an article as XHTML, once with their structure, and where simple readers would lose some of it, once more
//! as plain paragraphs.
//!
//! In both, blocks are children of `<body>` itself, without wrappers.

use std::ops::Range;

use crate::iri::escaped as iri;
use crate::language::direction::{isolated, runs_right_to_left};
use crate::language::labels::{Labels, labels};
use crate::model::walk::plain_text;
use crate::model::{
    Alignment, Block, Document, Figure, HeaderRole, Inline, Language, List, ListItem, Table, TableCell,
};
use crate::render::xml::Xml;
use crate::rights::{Statement, StatementLine};

/// What stands in the place of a figure's picture: where it is, if the file carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ShownPicture {
    /// Its address or its name.
    pub(crate) source: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// The picture of a figure, if the file carries it.
pub(crate) type PictureLookup<'a> = &'a dyn Fn(&Figure) -> Option<ShownPicture>;

/// Writes the article with all its structure: the children of a `<body>`.
pub(crate) fn structured(xml: &mut Xml, document: &Document, statement: &Statement, pictures: PictureLookup<'_>) {
    let labels = labels(&document.metadata.language.value);
    Structured { xml, document, labels, pictures, mark: None }.write(statement);
}

/// The article as lines of plain text, each with the element that it stands in.
pub(crate) fn plain(
    document: &Document,
    statement: &Statement,
    pictures: PictureLookup<'_>,
) -> Vec<(&'static str, String)> {
    let mut plain = Plain { document, labels: labels(&document.metadata.language.value), pictures, lines: Vec::new() };
    plain.collect(statement);
    plain.lines
}

pub(crate) fn direction(language: &Language) -> &'static str {
    if language.is_right_to_left() { "rtl" } else { "ltr" }
}

/// Whether the article has structure that a reader loses who takes the text before the first inline element of each
/// child of `<body>`: any line with an element in it, the statement's among them.
pub(crate) fn has_more_than_plain_paragraphs(document: &Document, statement: &Statement) -> bool {
    let is_plain = |content: &[Inline]| content.iter().all(|inline| matches!(inline, Inline::Text(_)));
    !document.notes.is_empty()
        || !document.header.iter().all(|line| is_plain(&line.content))
        || !statement.lines.iter().all(|line| is_plain(line.content()))
        || !document.body.iter().chain(&document.rights.statement).all(|block| match block {
            Block::Paragraph(paragraph) => is_plain(&paragraph.content),
            Block::Heading(heading) => is_plain(&heading.content),
            Block::Figure(figure) => is_plain(&figure.caption),
            Block::ThematicBreak(_) => true,
            Block::List(_) | Block::BlockQuote(_) | Block::Table(_) | Block::CodeBlock(_) => false,
        })
}

fn heading_element(level: u8) -> &'static str {
    match level {
        0..=2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        6.. => "h6",
    }
}

/// For which cells a cell is the head in HTML (4.9.12.2); `None` if it is none.
pub(super) fn scope(cell: &TableCell, columns: usize, in_head: bool) -> Option<&'static str> {
    match (in_head, cell.is_head) {
        (true, _) => Some(if columns > 1 { "colgroup" } else { "col" }),
        (false, true) => Some(if cell.rows > 1 { "rowgroup" } else { "row" }),
        (false, false) => None,
    }
}

/// What stands in the place of a picture: our words, and the source's alternative text.
fn picture_remark(document: &Document, labels: &Labels, figure: &Figure) -> String {
    let remark = if document.withholds_pictures() { labels.picture_withheld } else { labels.picture_missing };
    match figure.picture.as_ref().filter(|picture| !picture.alternative.is_empty()) {
        Some(picture) => format!("{remark}: {}", isolated(&picture.alternative)),
        None => remark.to_owned(),
    }
}

/// Writes the article with all its structure.
struct Structured<'a> {
    xml: &'a mut Xml,
    document: &'a Document,
    labels: &'static Labels,
    pictures: PictureLookup<'a>,
    /// What the next block is called.
    mark: Option<&'static str>,
}

impl Structured<'_> {
    fn write(&mut self, statement: &Statement) {
        let document = self.document;
        for line in &document.header {
            match line.role {
                HeaderRole::Headline => self.passage("h1", &[], &line.content),
                HeaderRole::Section
                | HeaderRole::Standfirst
                | HeaderRole::Byline
                | HeaderRole::Publisher
                | HeaderRole::Time
                | HeaderRole::Other => self.passage("p", &[("class", line.role.as_str())], &line.content),
            }
        }
        self.blocks(&document.body);
        self.notes();
        self.mark = (!document.rights.statement.is_empty()).then_some(STATEMENT);
        self.blocks(&document.rights.statement);
        self.ours("h2", "istinad-label", &[Inline::text(statement.heading)]);
        for line in &statement.lines {
            let class = match line {
                StatementLine::Credit(_) => "istinad-credit",
                StatementLine::Term { .. } => "istinad-statement istinad-term",
                StatementLine::Archived(_)
                | StatementLine::Status(_)
                | StatementLine::Unread(_)
                | StatementLine::TermsPage(_)
                | StatementLine::Unmet(_)
                | StatementLine::Pictures(_)
                | StatementLine::Provenance(_) => "istinad-statement",
            };
            self.ours("p", class, line.content());
        }
    }

    fn notes(&mut self) {
        let document = self.document;
        if document.notes.is_empty() {
            return;
        }
        self.ours("h2", "istinad-label", &[Inline::text(self.labels.notes)]);
        self.xml.open_line("ol", &[("class", "notes")]);
        for (index, note) in document.notes.iter().enumerate() {
            self.item("li", &[("id", &note_id(index))], None, &note.content);
        }
        self.xml.close_line();
    }

    /// Words of our own, which may be in another language than the article.
    fn ours(&mut self, element: &'static str, class: &str, content: &[Inline]) {
        self.passage(element, &self.label_attributes(class), content);
    }

    fn label_attributes<'c>(&self, class: &'c str) -> Vec<(&'c str, &'c str)> {
        let mut attributes = vec![("class", class)];
        if let Some((language, direction)) = self.labels.marked_in(&self.document.metadata.language.value) {
            attributes.extend([("xml:lang", language), ("lang", language), ("dir", direction)]);
        }
        attributes
    }

    /// Opens a block, with its name where it has one.
    fn open_block(&mut self, element: &'static str, attributes: &[(&str, &str)]) {
        let mut attributes = attributes.to_vec();
        attributes.extend(self.mark.take().map(|mark| ("id", mark)));
        self.xml.open_line(element, &attributes);
    }

    /// One passage on a line of its own.
    fn passage(&mut self, element: &'static str, attributes: &[(&str, &str)], content: &[Inline]) {
        let article = self.document.metadata.language.value.is_right_to_left();
        let right_to_left = runs_right_to_left(&plain_text(content), article);
        let is_stated = attributes.iter().any(|(name, _)| *name == "dir");
        let turned =
            (right_to_left != article && !is_stated).then_some(("dir", if right_to_left { "rtl" } else { "ltr" }));
        self.open_block(element, &[attributes, turned.as_slice()].concat());
        self.inlines(content);
        self.xml.close();
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => self.passage("p", &[], &paragraph.content),
            Block::Heading(heading) => self.passage(heading_element(heading.level), &[], &heading.content),
            Block::List(list) => self.list(list),
            Block::BlockQuote(quote) => {
                self.open_block("blockquote", &[]);
                self.blocks(&quote.content);
                self.xml.close_line();
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => {
                self.picture(figure);
                if !figure.caption.is_empty() {
                    self.passage("p", &[("class", "caption")], &figure.caption);
                }
            }
            Block::CodeBlock(code) => {
                let is_turned = self.document.metadata.language.value.is_right_to_left();
                self.open_block("pre", is_turned.then_some(("dir", "ltr")).as_slice());
                // HTML (4.4.3, 4.5.15): a block of code is `code` in `pre`; the class names the language.
                let class = code.language.as_ref().map(|language| format!("language-{language}"));
                let attributes: Vec<(&str, &str)> =
                    class.as_deref().map(|class| ("class", class)).into_iter().collect();
                self.xml.leaf("code", &attributes, &code.text);
                self.xml.close();
            }
            Block::ThematicBreak(_) => {
                let mark: Vec<(&str, &str)> = self.mark.take().map(|mark| ("id", mark)).into_iter().collect();
                self.xml.empty_line("hr", &mark);
            }
        }
    }

    /// The picture of a figure, or what we say in its place.
    fn picture(&mut self, figure: &Figure) {
        let Some(picture) = (self.pictures)(figure) else {
            let remark = picture_remark(self.document, self.labels, figure);
            return self.ours("p", "istinad-label", &[Inline::text(remark)]);
        };
        let alternative = figure.words();
        let (width, height) = (picture.width.to_string(), picture.height.to_string());
        self.open_block("p", &[("class", "picture")]);
        let attributes = [("src", &*picture.source), ("alt", &*alternative), ("width", &*width), ("height", &*height)];
        self.xml.empty("img", &attributes);
        self.xml.close();
    }

    fn list(&mut self, list: &List) {
        let start = list.start.unwrap_or(1).to_string();
        let mut attributes = Vec::new();
        if !list.tight {
            attributes.push(("class", "loose"));
        }
        if !matches!(list.start, None | Some(1)) {
            attributes.push(("start", &*start));
        }
        attributes.extend(list.numerals.html_type().map(|kind| ("type", kind)));
        self.open_block(if list.start.is_some() { "ol" } else { "ul" }, &attributes);
        for ListItem { task, value, content, span: _ } in &list.items {
            let value = value.map(|value| value.to_string());
            let class = task.map(|done| ("class", if done { "done" } else { "open" }));
            let attributes: Vec<(&str, &str)> =
                class.into_iter().chain(value.as_deref().map(|value| ("value", value))).collect();
            self.item("li", &attributes, *task, content);
        }
        self.xml.close_line();
    }

    /// An item: a lone paragraph needs no element of its own.
    fn item(&mut self, element: &'static str, attributes: &[(&str, &str)], task: Option<bool>, content: &[Block]) {
        self.xml.open_line(element, attributes);
        if let Some(done) = task {
            let label = if done { self.labels.done } else { self.labels.open };
            self.xml.leaf("span", &self.label_attributes("istinad-label"), &format!("{label}: "));
        }
        if let [Block::Paragraph(paragraph)] = content {
            self.inlines(&paragraph.content);
            self.xml.close();
        } else {
            self.blocks(content);
            self.xml.close_line();
        }
    }

    fn table(&mut self, table: &Table) {
        self.open_block("table", &[]);
        if !table.caption.is_empty() {
            self.passage("caption", &[], &table.caption);
        }
        let places = table.places();
        let (above, below) = places.split_at(table.head.len());
        for (part, rows, places) in [("thead", &table.head, above), ("tbody", &table.rows, below)] {
            if !rows.is_empty() {
                self.xml.open_line(part, &[]);
                for (row, places) in rows.iter().zip(places) {
                    self.row(row, places, &table.columns, part == "thead");
                }
                self.xml.close_line();
            }
        }
        self.xml.close_line();
    }

    fn row(&mut self, cells: &[TableCell], places: &[Range<usize>], columns: &[Alignment], in_head: bool) {
        self.xml.open_line("tr", &[]);
        for (cell, place) in cells.iter().zip(places) {
            let (colspan, rowspan) = (place.len().to_string(), cell.rows.to_string());
            let scope = scope(cell, place.len(), in_head);
            let mut attributes = Vec::new();
            attributes.extend(scope.map(|scope| ("scope", scope)));
            if place.len() > 1 {
                attributes.push(("colspan", colspan.as_str()));
            }
            if cell.rows > 1 {
                attributes.push(("rowspan", rowspan.as_str()));
            }
            match columns.get(place.start) {
                Some(Alignment::Centre) => attributes.push(("style", "text-align: center")),
                Some(Alignment::End) => attributes.push(("style", "text-align: end")),
                Some(Alignment::Start) | None => {}
            }
            self.passage(if scope.is_some() { "th" } else { "td" }, &attributes, &cell.content);
        }
        self.xml.close_line();
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(words) => self.xml.text(&words.text),
            Inline::Emphasis(content) => self.span("em", &[], content),
            Inline::Strong(content) => self.span("strong", &[], content),
            Inline::Strikethrough(content) => self.span("s", &[], content),
            Inline::Superscript(content) => self.span("sup", &[], content),
            Inline::Subscript(content) => self.span("sub", &[], content),
            Inline::Code(words) => self.xml.leaf("code", &[], &words.text),
            Inline::Link(link) => {
                let address = iri(&link.address);
                let mut attributes = vec![("href", &*address)];
                attributes.extend(link.title.as_deref().map(|title| ("title", title)));
                self.span("a", &attributes, &link.content);
            }
            Inline::LineBreak => self.xml.empty("br", &[]),
            Inline::NoteReference(note) => {
                self.xml.open("sup", &[("class", "istinad-label")]);
                let target = format!("#{}", note_id(note.0));
                self.xml.leaf("a", &[("href", &target)], &(note.0 + 1).to_string());
                self.xml.close();
            }
            Inline::LanguageSpan { language, content } => {
                let tag = language.as_str();
                let attributes = [("xml:lang", tag), ("lang", tag), ("dir", direction(language))];
                // The direction only where it changes: `dir` isolates its words from the order around them.
                let turns = language.is_right_to_left() != self.document.metadata.language.value.is_right_to_left();
                self.span("span", if turns { &attributes } else { &attributes[..2] }, content);
            }
        }
    }

    fn span(&mut self, element: &'static str, attributes: &[(&str, &str)], content: &[Inline]) {
        self.xml.open(element, attributes);
        self.inlines(content);
        self.xml.close();
    }
}

/// What the block is called with which the source's own statement of rights begins.
const STATEMENT: &str = "rights";

fn note_id(index: usize) -> String {
    format!("note-{}", index + 1)
}

/// Collects the article as lines of plain text, each an element without elements in it.
struct Plain<'a> {
    document: &'a Document,
    labels: &'static Labels,
    pictures: PictureLookup<'a>,
    lines: Vec<(&'static str, String)>,
}

impl Plain<'_> {
    fn collect(&mut self, statement: &Statement) {
        let document = self.document;
        for line in &document.header {
            let element = if line.role == HeaderRole::Headline { "h1" } else { "p" };
            self.line(element, &mut String::new(), &line.content);
        }
        self.blocks(&document.body, &mut String::new());
        for (index, note) in document.notes.iter().enumerate() {
            self.blocks(&note.content, &mut format!("[{}] ", index + 1));
        }
        self.blocks(&document.rights.statement, &mut String::new());
        for line in &statement.lines {
            self.line("p", &mut String::new(), line.content());
        }
    }

    /// One line, after a marker that is used up by it.
    fn line(&mut self, element: &'static str, marker: &mut String, content: &[Inline]) {
        let mut text = std::mem::take(marker);
        plain_inlines(content, &mut text);
        if !text.is_empty() {
            self.lines.push((element, text));
        }
    }

    fn blocks(&mut self, blocks: &[Block], marker: &mut String) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.line("p", marker, &paragraph.content),
                Block::Heading(heading) => self.line(heading_element(heading.level), marker, &heading.content),
                Block::List(list) => {
                    for (item, number) in list.items.iter().zip(list.numbers()) {
                        match number {
                            Some(number) => marker.push_str(&format!("{number}. ")),
                            None => marker.push_str("• "),
                        }
                        if let Some(done) = item.task {
                            marker.push_str(if done { self.labels.done } else { self.labels.open });
                            marker.push_str(": ");
                        }
                        self.blocks(&item.content, marker);
                        // An item without words uses its marker up all the same.
                        marker.clear();
                    }
                }
                Block::BlockQuote(quote) => self.blocks(&quote.content, marker),
                Block::Table(table) => {
                    if !table.caption.is_empty() {
                        self.line("p", marker, &table.caption);
                    }
                    for row in table.head.iter().chain(&table.rows) {
                        let mut text = std::mem::take(marker);
                        for (index, cell) in row.iter().enumerate() {
                            if index > 0 {
                                text.push_str(" | ");
                            }
                            let mut words = String::new();
                            plain_inlines(&cell.content, &mut words);
                            text.push_str(&isolated(&words));
                        }
                        self.lines.push(("p", text));
                    }
                }
                Block::Figure(figure) => {
                    // A picture that goes with the article is an item of its own, with its alternative text.
                    if (self.pictures)(figure).is_none() {
                        let remark = picture_remark(self.document, self.labels, figure);
                        self.line("p", marker, &[Inline::text(remark)]);
                    }
                    self.line("p", marker, &figure.caption);
                }
                Block::CodeBlock(code) => self.lines.push(("pre", std::mem::take(marker) + &code.text)),
                Block::ThematicBreak(_) => {}
            }
        }
    }
}

/// The words of inlines, in the notation of Markdown where they are struck, raised or lowered; the address of a link and
/// the number of a note stand beside them in brackets.
fn plain_inlines(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(&words.text),
            Inline::LineBreak => text.push('\n'),
            Inline::NoteReference(note) => text.push_str(&format!("[{}]", note.0 + 1)),
            Inline::Link(link) => {
                plain_inlines(&link.content, text);
                let address = iri(&link.address);
                if iri(&plain_text(&link.content)) != address {
                    text.push_str(&format!(" ({address})"));
                }
            }
            Inline::Strikethrough(content) => marked_inlines("~~", content, text),
            Inline::Superscript(content) => marked_inlines("^", content, text),
            Inline::Subscript(content) => marked_inlines("_", content, text),
            Inline::Emphasis(_) | Inline::Strong(_) | Inline::LanguageSpan { .. } => {
                plain_inlines(inline.children(), text);
            }
        }
    }
}

/// Words that say something else without their mark: what is taken back would be said, and 10^6^ would be 106.
fn marked_inlines(mark: &str, content: &[Inline], text: &mut String) {
    text.push_str(mark);
    plain_inlines(content, text);
    text.push_str(mark);
}
