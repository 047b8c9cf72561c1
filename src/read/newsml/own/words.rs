//! The words of a file of ours: XHTML of which every element and class is known.
//!
//! What our own classes (`istinad-*`) mark is no word of the article; the terms that stand there are read for their
//! marks. Text is taken as it stands: the renderer adds white space between blocks alone.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::iri::{LinkDestination, resolve};
use crate::limits::{Limit, Limits};
use crate::model::{
    Alignment, Block, BlockQuote, CodeBlock, Figure, HeaderLine, HeaderRole, Heading, Inline, Language, Link, List,
    ListItem, Note, NoteId, Numerals, Origin, Paragraph, Picture, Table, TableCell, Text,
};
use crate::read::newsml::content::decode;
use crate::read::newsml::tree::{SourceElement, SourceNode};
use crate::source::Span;

/// The lines that have a class; the headline is the heading of level 1.
const LINES: &[HeaderRole] = &[
    HeaderRole::Section,
    HeaderRole::Standfirst,
    HeaderRole::Byline,
    HeaderRole::Publisher,
    HeaderRole::Time,
    HeaderRole::Other,
];

/// What an item says of one of its pictures, outside of the words.
#[derive(Debug)]
pub(super) struct OwnPicture {
    pub(super) reference: Option<String>,
    pub(super) others: Vec<String>,
    pub(super) alternative: String,
}

/// The words, each where it belongs.
#[derive(Debug)]
pub(super) struct ItemWords {
    pub(super) header: Vec<HeaderLine>,
    pub(super) body: Vec<Block>,
    pub(super) notes: Vec<Note>,
    pub(super) statement: Vec<Block>,
    /// The terms that stand in no statement of the source's own.
    pub(super) terms: Vec<Vec<Inline>>,
    /// The pictures that the words show, by their references.
    pub(super) embedded: Vec<(String, Vec<u8>)>,
}

/// Reads a body; `None` where it is not as the renderer writes it.
pub(super) fn read(
    body: &SourceElement,
    parts: Vec<OwnPicture>,
    pictures: &[&SourceElement],
    limits: &Limits,
) -> Option<ItemWords> {
    let all = elements(body)?;
    let is_heading = |element: &&SourceElement| element.name == "h2" && class(element) == Some("istinad-label");
    let ours = all.iter().rposition(is_heading)?;
    let (words, added) = all.split_at(ours);
    let header = words.iter().take_while(|element| role(element).is_some()).count();
    let notes = words.iter().position(|element| element.name == "ol" && class(element) == Some("notes"));
    let statement = words.iter().position(|element| element.attribute("id") == Some("rights"));
    // The notes stand below a heading of ours, and the statement directly behind them.
    let end = match (notes, statement) {
        (Some(notes), statement) => {
            let end = notes.checked_sub(1).filter(|end| is_heading(&words[*end]))?;
            (statement.unwrap_or(words.len()) == notes + 1).then_some(end)?
        }
        (None, statement) => statement.unwrap_or(words.len()),
    };
    let mut reader = OwnWordsReader {
        limits,
        pictures,
        parts: parts.into_iter(),
        embedded: Vec::new(),
        notes: notes.map_or(0, |notes| words[notes].elements().count()),
    };
    let lines = words[..header].iter().map(|element| reader.line(element)).collect::<Option<Vec<_>>>()?;
    if lines.iter().filter(|line| line.role == HeaderRole::Headline).count() != 1 {
        return None;
    }
    let body = reader.blocks(words.get(header..end)?, 0)?;
    let notes = notes.map_or(Some(Vec::new()), |notes| reader.all_notes(words[notes]))?;
    let statement = statement.map_or(Some(Vec::new()), |start| reader.blocks(&words[start..], 0))?;
    let is_term = |element: &&&SourceElement| class(element) == Some("istinad-statement istinad-term");
    let terms = added.iter().filter(is_term).filter_map(|line| line.first("span"));
    let terms = terms.map(|words| reader.inlines(&words.children, 0)).collect::<Option<_>>()?;
    if reader.parts.next().is_some() {
        return None;
    }
    Some(ItemWords { header: lines, body, notes, statement, terms, embedded: reader.embedded })
}

struct OwnWordsReader<'a> {
    limits: &'a Limits,
    /// The items of the message that are pictures.
    pictures: &'a [&'a SourceElement],
    /// The pictures that were not yet met.
    parts: std::vec::IntoIter<OwnPicture>,
    embedded: Vec<(String, Vec<u8>)>,
    /// How many notes there are.
    notes: usize,
}

impl OwnWordsReader<'_> {
    fn line(&mut self, element: &SourceElement) -> Option<HeaderLine> {
        let content = self.inlines(&element.children, 0)?;
        Some(HeaderLine { role: role(element)?, content, span: Some(element.place()), origin: Origin::Article })
    }

    fn all_notes(&mut self, list: &SourceElement) -> Option<Vec<Note>> {
        let items = elements(list)?;
        items
            .into_iter()
            .map(|item| Some(Note { content: self.item_blocks(item, 2)?, span: Some(item.place()) }))
            .collect()
    }

    fn blocks(&mut self, elements: &[&SourceElement], depth: usize) -> Option<Vec<Block>> {
        if depth > self.limits.length(Limit::Nesting) {
            return None;
        }
        let mut blocks = Vec::with_capacity(elements.len());
        for element in elements {
            let span = Some(element.place());
            let words = |reader: &mut Self| reader.inlines(&element.children, 0);
            let block = match (element.name.as_str(), class(element)) {
                ("p", None) => Block::Paragraph(Paragraph { content: words(self)?, span }),
                ("p", Some("picture" | "istinad-label")) => Block::Figure(self.figure(element)?),
                ("p", Some("caption")) => {
                    let caption = words(self)?;
                    let Some(Block::Figure(figure)) = blocks.last_mut().filter(|_| !caption.is_empty()) else {
                        return None;
                    };
                    if !std::mem::replace(&mut figure.caption, caption).is_empty() {
                        return None;
                    }
                    figure.span = figure.span.into_iter().chain(span).reduce(Span::join);
                    continue;
                }
                ("h2" | "h3" | "h4" | "h5" | "h6", None) => {
                    let level = element.name.strip_prefix('h')?.parse().ok()?;
                    Block::Heading(Heading { level, content: words(self)?, span, guessed: false })
                }
                ("ul" | "ol", None | Some("loose")) => Block::List(self.list(element, depth + 1)?),
                ("blockquote", None) => {
                    let content = self.blocks(&self::elements(element)?, depth + 1)?;
                    Block::BlockQuote(BlockQuote { content, span })
                }
                ("table", None) => Block::Table(self.table(element)?),
                ("pre", None) => Block::CodeBlock(self.code(element)?),
                ("hr", None) => Block::ThematicBreak(Some(element.span)),
                _ => return None,
            };
            blocks.push(block);
        }
        Some(blocks)
    }

    /// A picture, or what the renderer said in its place.
    fn figure(&mut self, element: &SourceElement) -> Option<Figure> {
        let OwnPicture { mut reference, others, alternative } = self.parts.next()?;
        if class(element) == Some("picture") {
            let guid = element.first("img")?.attribute("src")?;
            let item = self.pictures.iter().find(|item| item.attribute("guid") == Some(guid))?;
            let bytes = decode(&item.first("contentSet")?.first("inlineData")?.raw_text())?;
            reference = reference.map(|reference| whole(reference, &bytes));
            self.embedded.push((reference.clone()?, bytes));
        }
        let picture = reference.map(|reference| Picture { reference, others, alternative, media: None });
        Some(Figure { picture, caption: Vec::new(), span: Some(element.span), guessed: false })
    }

    fn list(&mut self, element: &SourceElement, depth: usize) -> Option<List> {
        let start = match (element.name.as_str(), element.attribute("start")) {
            ("ol", None) => Some(1),
            ("ol", Some(start)) => Some(start.parse().ok()?),
            _ => None,
        };
        let items = elements(element)?.into_iter().map(|item| {
            let value = match item.attribute("value") {
                None => None,
                Some(value) => Some(value.parse().ok()?),
            };
            let task = match class(item) {
                None => None,
                Some("done") => Some(true),
                Some("open") => Some(false),
                Some(_) => return None,
            };
            Some(ListItem { task, value, content: self.item_blocks(item, depth + 1)?, span: Some(item.place()) })
        });
        let items = items.collect::<Option<_>>()?;
        let numerals = match element.attribute("type") {
            None => Numerals::Digits,
            Some(kind) => Numerals::of_html(kind)?,
        };
        Some(List { start, numerals, tight: class(element).is_none(), items, span: Some(element.place()) })
    }

    /// The blocks of an item, in which a lone paragraph has no element of its own.
    fn item_blocks(&mut self, item: &SourceElement, depth: usize) -> Option<Vec<Block>> {
        if item.name != "li" {
            return None;
        }
        let is_label = |node: &SourceNode| matches!(node, SourceNode::Element(element) if is_label(element));
        let label = item.children.iter().take_while(|node| is_label(node)).count();
        let words = &item.children[label..];
        let is_block =
            |node: &SourceNode| matches!(node, SourceNode::Element(element) if BLOCKS.contains(&element.name.as_str()));
        let is_space = |node: &SourceNode| matches!(node, SourceNode::Text(text, _) if text.trim().is_empty());
        if words.iter().any(is_block) || words.iter().all(is_space) {
            return self.blocks(&only_elements(words)?, depth);
        }
        Some(vec![Block::Paragraph(Paragraph { content: self.inlines(words, 0)?, span: Some(item.place()) })])
    }

    fn table(&mut self, element: &SourceElement) -> Option<Table> {
        let mut table = Table {
            caption: Vec::new(),
            columns: Vec::new(),
            head: Vec::new(),
            rows: Vec::new(),
            span: Some(element.place()),
        };
        // How each cell is set, row by row.
        let mut set: Vec<Vec<Alignment>> = Vec::new();
        for part in elements(element)? {
            if part.name == "caption" && set.is_empty() && table.caption.is_empty() {
                table.caption = self.inlines(&part.children, 0)?;
                continue;
            }
            for row in elements(part)? {
                let cells = elements(row)?;
                set.push(cells.iter().map(|cell| alignment(cell)).collect::<Option<_>>()?);
                let cells = cells.iter().map(|cell| self.cell(cell, part.name == "thead"));
                let cells = cells.collect::<Option<Vec<_>>>()?;
                match part.name.as_str() {
                    "thead" if table.rows.is_empty() => table.head.push(cells),
                    "tbody" => table.rows.push(cells),
                    _ => return None,
                }
            }
        }
        let first = table.head.first().or(table.rows.first())?;
        let width = first.iter().try_fold(0usize, |width, cell| width.checked_add(cell.columns))?;
        let rows = table.head.len() + table.rows.len();
        if self.limits.is_exceeded(Limit::TableCells, rows.saturating_mul(width)) {
            return None;
        }
        // Each cell is set as the column is in which it begins.
        table.columns = vec![Alignment::Start; width];
        let mut known = vec![false; width];
        for (places, set) in table.places().iter().zip(&set) {
            for (place, alignment) in places.iter().zip(set) {
                let column = table.columns.get_mut(place.start)?;
                if std::mem::replace(known.get_mut(place.start)?, true) && *column != *alignment {
                    return None;
                }
                *column = *alignment;
            }
        }
        Some(table)
    }

    fn cell(&mut self, element: &SourceElement, in_head: bool) -> Option<TableCell> {
        let covers = |name: &str| match element.exact(name) {
            Some(count) => count.parse().ok().filter(|count| (2..=1000).contains(count)),
            None => Some(1),
        };
        Some(TableCell {
            columns: covers("colspan")?,
            rows: covers("rowspan")?,
            is_head: !in_head && element.name == "th",
            ..TableCell::new(self.inlines(&element.children, 0)?)
        })
    }

    fn code(&mut self, element: &SourceElement) -> Option<CodeBlock> {
        let [SourceNode::Element(code)] = element.children.as_slice() else { return None };
        let language = match code.exact("class") {
            Some(named) => Some(named.strip_prefix("language-")?.to_owned()),
            None => None,
        };
        Some(CodeBlock { language, text: self.verbatim(code)?.text, span: Some(element.place()) })
    }

    fn verbatim(&mut self, element: &SourceElement) -> Option<Text> {
        if element.name != "code" || element.elements().next().is_some() {
            return None;
        }
        Some(Text { text: element.raw_text(), span: Some(element.place()) })
    }

    fn inlines(&mut self, nodes: &[SourceNode], depth: usize) -> Option<Vec<Inline>> {
        if depth > self.limits.length(Limit::Nesting) {
            return None;
        }
        nodes
            .iter()
            .map(|node| match node {
                SourceNode::Text(text, span) => Some(Inline::Text(Text { text: text.clone(), span: Some(*span) })),
                SourceNode::Element(element) => self.inline(element, depth + 1),
            })
            .collect()
    }

    fn inline(&mut self, element: &SourceElement, depth: usize) -> Option<Inline> {
        let words = |reader: &mut Self| reader.inlines(&element.children, depth);
        Some(match (element.name.as_str(), class(element)) {
            ("em", None) => Inline::Emphasis(words(self)?),
            ("strong", None) => Inline::Strong(words(self)?),
            ("s", None) => Inline::Strikethrough(words(self)?),
            ("sup", None) => Inline::Superscript(words(self)?),
            ("sup", Some("istinad-label")) => {
                let number: usize = element.first("a")?.attribute("href")?.strip_prefix("#note-")?.parse().ok()?;
                Inline::NoteReference(NoteId(number.checked_sub(1).filter(|index| *index < self.notes)?))
            }
            ("sub", None) => Inline::Subscript(words(self)?),
            ("code", None) => Inline::Code(self.verbatim(element)?),
            ("br", None) => Inline::LineBreak,
            ("a", None) => {
                let LinkDestination::Address(address) = resolve(element.exact("href")?, None) else { return None };
                let title = element.exact("title").map(str::to_owned);
                Inline::Link(Link { address, title, content: words(self)?, span: Some(element.place()) })
            }
            ("span", None) => {
                Inline::LanguageSpan { language: Language::parse(element.language()?)?, content: words(self)? }
            }
            _ => return None,
        })
    }
}

/// The elements that are blocks.
const BLOCKS: &[&str] = &["p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "table", "pre", "hr"];

fn alignment(cell: &SourceElement) -> Option<Alignment> {
    match cell.attribute("style") {
        None => Some(Alignment::Start),
        Some("text-align: center") => Some(Alignment::Centre),
        Some("text-align: end") => Some(Alignment::End),
        Some(_) => None,
    }
}

fn role(element: &SourceElement) -> Option<HeaderRole> {
    match (element.name.as_str(), class(element)) {
        ("h1", None) => Some(HeaderRole::Headline),
        ("p", Some(class)) => LINES.iter().copied().find(|role| role.as_str() == class),
        _ => None,
    }
}

fn class(element: &SourceElement) -> Option<&str> {
    element.attribute("class")
}

fn is_label(element: &SourceElement) -> bool {
    element.name == "span" && class(element) == Some("istinad-label")
}

/// The elements in an element that holds elements alone.
fn elements(element: &SourceElement) -> Option<Vec<&SourceElement>> {
    only_elements(&element.children)
}

fn only_elements(nodes: &[SourceNode]) -> Option<Vec<&SourceElement>> {
    let mut elements = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            SourceNode::Element(element) => elements.push(element),
            SourceNode::Text(text, _) if text.trim().is_empty() => {}
            SourceNode::Text(..) => return None,
        }
    }
    Some(elements)
}

/// What the source calls a picture that the file holds: of a `data:` address (RFC 2397), which is the picture itself, the
/// renderer wrote only the start.
fn whole(reference: String, bytes: &[u8]) -> String {
    if reference.starts_with("data:") && !reference.contains(',') {
        return format!("{reference};base64,{}", STANDARD.encode(bytes));
    }
    reference
}
