//! Parser events in, blocks out.
//!
//! 1. pulldown-cmark says what each part of the source is; every node gets its place;
//! 2. containers (quotes, lists, items, notes) nest on a stack, not by recursion; beyond [`DEEPEST`] levels their
//!    content is set at the deepest one;
//! 3. the words of a paragraph are an [`inline::Builder`]'s work; pictures in it follow it as figures;
//! 4. raw HTML is understood where the model has a word for it.

use std::collections::BTreeMap;

use pulldown_cmark::{Alignment as Column, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::html::{self, Token};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    self, Alignment, Block, Cell, Heading, Inline, Item, Language, List, Note, NoteId, Paragraph, Picture, Quote, Table,
};
use crate::read::address::resolve;
use crate::read::characters::Replaced;
use crate::read::inline::{self, LostLink, Mark, Run};
use crate::source::{Source, Span};

/// How deep containers may nest.
const DEEPEST: usize = 32;

/// The blocks of a source, as they stand there.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) blocks: Vec<Block>,
    /// Footnotes, in the order of their first reference.
    pub(super) notes: Vec<Note>,
    /// Links that were not kept.
    pub(super) lost_links: Vec<LostLink>,
}

/// Parses what stands below the front matter. `base` is the article's own address.
pub(super) fn parse(source: &Source, start: usize, base: Option<&str>, diagnostics: &mut Vec<Diagnostic>) -> Parsed {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let text = &source.text()[start..];
    let mut builder = Builder::new(source, start, base, diagnostics);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        builder.event(event, Span::new(range.start + start, range.end + start));
    }
    builder.finish()
}

/// A container that stands open.
#[derive(Debug)]
enum Container {
    Quote,
    List { start: Option<u64>, tight: bool, items: Vec<Item> },
    Item { task: Option<bool> },
    Note { label: String },
}

#[derive(Debug)]
struct OpenContainer {
    kind: Container,
    blocks: Vec<Block>,
    span: Span,
}

/// What the words that come next belong to.
#[derive(Debug, Clone, Copy)]
enum Leaf {
    Paragraph,
    Heading(u8),
    Cell,
}

#[derive(Debug)]
struct OpenLeaf {
    leaf: Leaf,
    builder: inline::Builder,
    span: Span,
}

#[derive(Debug)]
struct OpenTable {
    table: Table,
    row: Vec<Cell>,
    in_head: bool,
    /// Pictures in cells; they follow the table.
    figures: Vec<Block>,
}

struct Builder<'a> {
    source: &'a Source,
    /// Where the parsed text begins in the source.
    start: usize,
    base: Option<&'a str>,
    diagnostics: &'a mut Vec<Diagnostic>,
    blocks: Vec<Block>,
    containers: Vec<OpenContainer>,
    /// Containers that were opened beyond the deepest level.
    ignored: usize,
    leaf: Option<OpenLeaf>,
    table: Option<OpenTable>,
    code: Option<model::Code>,
    /// The lines of a raw HTML block, with the place of each.
    raw: Option<Vec<(String, Span)>>,
    /// Where the content of a dropped element ends.
    dropped_until: usize,
    /// Elements that are never closed below some place; looking for their ends again would be wasted.
    never_closed: Vec<String>,
    dropped_tags: BTreeMap<String, Span>,
    replaced: Replaced,
    note_ids: BTreeMap<String, (NoteId, Span)>,
    notes: BTreeMap<String, Note>,
    lost_links: Vec<LostLink>,
}

impl<'a> Builder<'a> {
    fn new(source: &'a Source, start: usize, base: Option<&'a str>, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        Self {
            source,
            start,
            base,
            diagnostics,
            blocks: Vec::new(),
            containers: Vec::new(),
            ignored: 0,
            leaf: None,
            table: None,
            code: None,
            raw: None,
            dropped_until: 0,
            never_closed: Vec::new(),
            dropped_tags: BTreeMap::new(),
            replaced: Replaced::default(),
            note_ids: BTreeMap::new(),
            notes: BTreeMap::new(),
            lost_links: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                if let Some(code) = &mut self.code {
                    code.text.push_str(&text);
                } else if span.start >= self.dropped_until {
                    let text = self.allowed(&text, span);
                    self.words(span).text(text, span);
                }
            }
            Event::Code(text) => {
                if span.start >= self.dropped_until {
                    let text = self.allowed(&text, span);
                    self.words(span).code(text, span);
                }
            }
            Event::SoftBreak => {
                if span.start >= self.dropped_until {
                    self.words(span).text(" ".to_owned(), span);
                }
            }
            Event::HardBreak => self.words(span).line_break(),
            Event::Html(text) => {
                if let Some(raw) = &mut self.raw {
                    raw.push((text.into_string(), span));
                }
            }
            Event::InlineHtml(text) => self.inline_html(&text, span),
            Event::FootnoteReference(label) => {
                let next = NoteId(self.note_ids.len());
                let id = self.note_ids.entry(label.into_string()).or_insert((next, span)).0;
                self.words(span).note(id);
            }
            Event::Rule => {
                self.close_leaf();
                self.push(Block::Rule(Some(span)));
            }
            Event::TaskListMarker(done) => {
                if let Some(OpenContainer { kind: Container::Item { task }, .. }) = self.containers.last_mut()
                    && self.ignored == 0
                {
                    *task = Some(done);
                }
            }
            // Mathematics is not switched on: the parser sends none.
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                let text = self.allowed(&text, span);
                self.words(span).code(text, span);
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => self.open_leaf(Leaf::Paragraph, span),
            Tag::Heading { level, .. } => self.open_leaf(Leaf::Heading(level as u8), span),
            Tag::BlockQuote(_) => self.open_container(Container::Quote, span),
            Tag::List(start) => self.open_container(Container::List { start, tight: true, items: Vec::new() }, span),
            Tag::Item => self.open_container(Container::Item { task: None }, span),
            Tag::FootnoteDefinition(label) => {
                self.open_container(Container::Note { label: label.into_string() }, span);
            }
            Tag::CodeBlock(kind) => {
                self.close_leaf();
                let language = match kind {
                    CodeBlockKind::Indented => None,
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(|name| self.allowed(name, span)),
                };
                self.code = Some(model::Code { language, text: String::new(), span: Some(span) });
            }
            Tag::HtmlBlock => {
                self.close_leaf();
                self.raw = Some(Vec::new());
            }
            Tag::Table(columns) => {
                self.close_leaf();
                let columns = columns
                    .into_iter()
                    .map(|column| match column {
                        Column::None | Column::Left => Alignment::Start,
                        Column::Center => Alignment::Centre,
                        Column::Right => Alignment::End,
                    })
                    .collect();
                let table = Table { columns, head: Vec::new(), rows: Vec::new(), span: Some(span) };
                self.table = Some(OpenTable { table, row: Vec::new(), in_head: false, figures: Vec::new() });
            }
            Tag::TableHead => self.table.iter_mut().for_each(|open| open.in_head = true),
            Tag::TableRow => self.table.iter_mut().for_each(|open| open.in_head = false),
            Tag::TableCell => self.open_leaf(Leaf::Cell, span),
            Tag::Emphasis => self.words(span).open(Mark::Emphasis, span),
            Tag::Strong => self.words(span).open(Mark::Strong, span),
            Tag::Strikethrough => self.words(span).open(Mark::Strikethrough, span),
            Tag::Superscript => self.words(span).open(Mark::Superscript, span),
            Tag::Subscript => self.words(span).open(Mark::Subscript, span),
            Tag::Link { link_type, dest_url, title, .. } => {
                let written = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                let title = self.allowed(&title, span);
                let mark = self.link(written, Some(title), span);
                self.words(span).open(mark, span);
            }
            Tag::Image { dest_url, title, .. } => {
                let title = self.allowed(&title, span);
                let reference = self.allowed(&dest_url, span);
                self.words(span).open(Mark::Picture { reference, title, span }, span);
            }
            // Not switched on: their words come as text.
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                // A paragraph that stands in an item makes its list a loose one.
                let depth = self.containers.len();
                if self.ignored == 0
                    && matches!(self.containers.last(), Some(OpenContainer { kind: Container::Item { .. }, .. }))
                    && let Some(OpenContainer { kind: Container::List { tight, .. }, .. }) =
                        depth.checked_sub(2).and_then(|parent| self.containers.get_mut(parent))
                {
                    *tight = false;
                }
                self.close_leaf();
            }
            TagEnd::Heading(_) | TagEnd::TableCell => self.close_leaf(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close_container();
            }
            TagEnd::CodeBlock => {
                if let Some(mut code) = self.code.take() {
                    let span = code.span.unwrap_or(Span::new(0, 0));
                    code.text = self.allowed(code.text.strip_suffix('\n').unwrap_or(&code.text), span);
                    if span.start >= self.dropped_until {
                        self.push(Block::Code(code));
                    }
                }
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::TableHead => {
                if let Some(open) = &mut self.table {
                    open.table.head = std::mem::take(&mut open.row);
                }
            }
            TagEnd::TableRow => {
                if let Some(open) = &mut self.table {
                    let mut row = std::mem::take(&mut open.row);
                    row.resize_with(open.table.columns.len(), || Cell { content: Vec::new() });
                    open.table.rows.push(row);
                }
            }
            TagEnd::Table => {
                if let Some(mut open) = self.table.take() {
                    if open.table.head.iter().all(|cell| cell.content.is_empty()) {
                        open.table.head.clear();
                    }
                    self.push(Block::Table(open.table));
                    open.figures.into_iter().for_each(|figure| self.push(figure));
                }
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => {
                if let Some(leaf) = &mut self.leaf {
                    leaf.builder.close();
                }
            }
            TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// The words that are being built; in a tight list they begin without a paragraph.
    fn words(&mut self, span: Span) -> &mut inline::Builder {
        let leaf = self.leaf.get_or_insert_with(|| OpenLeaf {
            leaf: Leaf::Paragraph,
            builder: inline::Builder::default(),
            span,
        });
        leaf.span = leaf.span.join(span);
        &mut leaf.builder
    }

    fn open_leaf(&mut self, leaf: Leaf, span: Span) {
        self.close_leaf();
        self.leaf = Some(OpenLeaf { leaf, builder: inline::Builder::default(), span });
    }

    fn close_leaf(&mut self) {
        let Some(OpenLeaf { leaf, builder, span }) = self.leaf.take() else { return };
        let span = self.trimmed(span);
        let Run { mut content, figures, lost_links, too_deep, linked_picture, .. } = builder.finish();
        inline::trim(&mut content);
        self.lost_links.extend(lost_links);
        if let Some(span) = too_deep {
            self.nested_too_deeply("marks", span);
        }
        if let Some(span) = linked_picture {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::StructureFlattened,
                    "a picture that is a link is kept as a picture, without the link",
                )
                .at(span),
            );
        }
        let figures = figures.into_iter().map(Block::Figure);
        match leaf {
            Leaf::Cell => {
                if let Some(open) = &mut self.table {
                    open.row.push(Cell { content });
                    open.figures.extend(figures);
                }
            }
            Leaf::Paragraph | Leaf::Heading(_) => {
                if !content.is_empty() {
                    self.push(match leaf {
                        Leaf::Heading(level) => {
                            Block::Heading(Heading { level, content, span: Some(span), guessed: false })
                        }
                        Leaf::Paragraph | Leaf::Cell => Block::Paragraph(Paragraph { content, span: Some(span) }),
                    });
                }
                figures.for_each(|figure| self.push(figure));
            }
        }
    }

    /// A span without the line end that the parser counts in.
    fn trimmed(&self, span: Span) -> Span {
        Span::new(span.start, span.start + self.source.slice(span).trim_end().len())
    }

    fn push(&mut self, block: Block) {
        // A list holds items alone: what stands in one beyond the deepest level goes to its parent item.
        match self.containers.iter_mut().rev().find(|open| !matches!(open.kind, Container::List { .. })) {
            Some(open) => open.blocks.push(block),
            None => self.blocks.push(block),
        }
    }

    fn open_container(&mut self, kind: Container, span: Span) {
        self.close_leaf();
        // A list needs room for its items too.
        let room = if matches!(kind, Container::List { .. }) { DEEPEST - 1 } else { DEEPEST };
        if self.ignored > 0 || self.containers.len() >= room {
            if self.ignored == 0 {
                self.nested_too_deeply("blocks", self.trimmed(span));
            }
            self.ignored += 1;
            return;
        }
        self.containers.push(OpenContainer { kind, blocks: Vec::new(), span });
    }

    fn close_container(&mut self) {
        self.close_leaf();
        if self.ignored > 0 {
            self.ignored -= 1;
            return;
        }
        let Some(OpenContainer { kind, blocks, span }) = self.containers.pop() else { return };
        let span = Some(self.trimmed(span));
        match kind {
            Container::Quote if blocks.is_empty() => {}
            Container::Quote => self.push(Block::Quote(Quote { content: blocks, span })),
            Container::List { items, .. } if items.is_empty() => {}
            Container::List { start, tight, items } => {
                self.push(Block::List(List { start, tight, items, span }));
            }
            Container::Item { task } => {
                if let Some(OpenContainer { kind: Container::List { items, .. }, .. }) = self.containers.last_mut() {
                    items.push(Item { task, content: blocks, span });
                }
            }
            Container::Note { label } => {
                self.notes.entry(label).or_insert(Note { content: Vec::new(), span }).content.extend(blocks);
            }
        }
    }

    fn nested_too_deeply(&mut self, what: &str, span: Span) {
        let line_end = self.source.slice(span).find('\n').map_or(span.end, |end| span.start + end);
        self.diagnostics.push(
            Diagnostic::new(
                Code::NestingFlattened,
                format!("{what} nested more than {DEEPEST} levels deep are set at the deepest level"),
            )
            .at(Span::new(span.start, line_end))
            .with_hint("check the marks at this place"),
        );
    }

    fn link(&self, written: String, title: Option<String>, span: Span) -> Mark {
        let destination = resolve(&written, self.base);
        Mark::Link { destination, written, title: title.filter(|title| !title.trim().is_empty()), span }
    }

    /// The text with every character that no XML file can hold replaced.
    fn allowed(&mut self, text: &str, span: Span) -> String {
        self.replaced.clean(text, span)
    }

    fn inline_html(&mut self, text: &str, span: Span) {
        for (token, range) in html::tokens(text) {
            self.html_token(token, &text[range.clone()], Span::new(span.start + range.start, span.start + range.end));
        }
    }

    /// A block of raw HTML: its elements separate paragraphs.
    fn html_block(&mut self) {
        let Some(lines) = self.raw.take() else { return };
        let text: String = lines.iter().map(|(line, _)| line.as_str()).collect();
        // Where each line begins in `text`, to find the place of a piece in the source.
        let mut starts = Vec::with_capacity(lines.len());
        let mut start = 0;
        for (line, span) in &lines {
            starts.push((start, *span));
            start += line.len();
        }
        let place = |offset: usize| {
            let index = starts.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
            starts.get(index).map_or(0, |(start, span)| (span.start + offset - start).min(span.end))
        };
        for (token, range) in html::tokens(&text) {
            let span = Span::new(place(range.start), place(range.end).max(place(range.start)));
            if matches!(&token, Token::Open(tag) if html::is_block(&tag.name))
                || matches!(&token, Token::Close(name) if html::is_block(name))
            {
                self.close_leaf();
            }
            self.html_token(token, &text[range], span);
        }
        self.close_leaf();
    }

    fn html_token(&mut self, token: Token, text: &str, span: Span) {
        if span.start < self.dropped_until {
            return;
        }
        match token {
            Token::Silent => {}
            Token::Text => {
                // White space between elements is layout, not text.
                let words = html::decode(text).split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
                let edge = |open: bool| if open { " " } else { "" };
                let words = match words.trim() {
                    "" => " ".to_owned(),
                    inner => format!(
                        "{}{inner}{}",
                        edge(text.starts_with(char::is_whitespace)),
                        edge(text.ends_with(char::is_whitespace))
                    ),
                };
                if self.leaf.is_some() || !words.trim().is_empty() {
                    let words = self.allowed(&words, span);
                    self.words(span).text(words, span);
                }
            }
            Token::Close(name) => {
                if let Some(leaf) = &mut self.leaf {
                    leaf.builder.close_tag(&name);
                }
            }
            Token::Open(tag) => {
                let language = tag.attribute("lang").or_else(|| tag.attribute("xml:lang")).and_then(Language::parse);
                let mark = match tag.name.as_str() {
                    "br" => return self.words(span).line_break(),
                    "img" => return self.html_picture(&tag, span),
                    "sup" => Mark::Superscript,
                    "sub" => Mark::Subscript,
                    "em" | "i" | "cite" => Mark::Emphasis,
                    "strong" | "b" => Mark::Strong,
                    "del" | "s" => Mark::Strikethrough,
                    "code" => Mark::Code,
                    "a" => match tag.attribute("href") {
                        Some(href) => {
                            let title = tag.attribute("title").map(str::to_owned);
                            self.link(href.to_owned(), title, span)
                        }
                        // An anchor that others link to: it has no words of its own.
                        None => Mark::Transparent,
                    },
                    "span" if language.is_some() => Mark::Transparent,
                    // Its only sense is where paragraphs end, which is kept.
                    "p" => return,
                    name => {
                        self.drop_tag(name.to_owned(), span);
                        return;
                    }
                };
                let mut marks: Vec<Mark> = language.map(Mark::Foreign).into_iter().collect();
                marks.push(mark);
                self.words(span).open_tag(&tag.name, marks, span);
            }
        }
    }

    fn html_picture(&mut self, tag: &html::Tag, span: Span) {
        let text = |name: &str| tag.attribute(name).unwrap_or_default().trim().to_owned();
        let reference = self.allowed(&text("src"), span);
        let alternative = self.allowed(&text("alt"), span);
        let title = self.allowed(&text("title"), span);
        let caption = if title.is_empty() { Vec::new() } else { vec![Inline::text(title)] };
        self.words(span).picture(Picture { reference, alternative, media: None }, caption, span);
    }

    /// Leaves out a tag that the model has no word for, and with some the content up to their end.
    fn drop_tag(&mut self, name: String, span: Span) {
        if html::drops_content(&name) && !self.never_closed.contains(&name) {
            let end = format!("</{name}");
            let rest = &self.source.text().as_bytes()[span.end.max(self.start)..];
            match rest.windows(end.len()).position(|window| window.eq_ignore_ascii_case(end.as_bytes())) {
                Some(offset) => self.dropped_until = span.end + offset,
                None => self.never_closed.push(name.clone()),
            }
        }
        self.dropped_tags.entry(name).or_insert(span);
    }

    fn finish(mut self) -> Parsed {
        self.close_leaf();
        while !self.containers.is_empty() {
            self.ignored = 0;
            self.close_container();
        }
        for (name, span) in &self.dropped_tags {
            let (kept, hint) = if html::drops_content(name) {
                ("it was left out with its content", "an archive file carries no active content")
            } else {
                ("its text was kept", "write it in Markdown if its form matters")
            };
            self.diagnostics.push(
                Diagnostic::new(
                    Code::HtmlDropped,
                    format!("the HTML element <{name}> has no place in the model: {kept}"),
                )
                .at(*span)
                .with_hint(hint),
            );
        }
        self.replaced.report(self.diagnostics);
        let notes = self.take_notes();
        Parsed { blocks: self.blocks, notes, lost_links: self.lost_links }
    }

    /// The notes in the order of their first reference. A note without a reference is set at the end of the body.
    fn take_notes(&mut self) -> Vec<Note> {
        let mut ids: Vec<(NoteId, Span, String)> =
            std::mem::take(&mut self.note_ids).into_iter().map(|(label, (id, span))| (id, span, label)).collect();
        ids.sort();
        let mut notes = Vec::with_capacity(ids.len());
        for (_, span, label) in ids {
            notes.push(self.notes.remove(&label).unwrap_or_else(|| {
                self.diagnostics.push(
                    Diagnostic::new(Code::NoteUndefined, format!("the footnote {label:?} is not defined")).at(span),
                );
                Note { content: Vec::new(), span: None }
            }));
        }
        let mut orphans: Vec<(String, Note)> = std::mem::take(&mut self.notes).into_iter().collect();
        orphans.sort_by_key(|(_, note)| note.span);
        for (label, note) in orphans {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::NoteUndefined,
                    format!("nothing refers to the footnote {label:?}: its text stands in the body"),
                )
                .at(note.span)
                .with_hint(format!("refer to it with [^{label}]")),
            );
            self.restore(note);
        }
        notes
    }

    /// Puts the blocks of a note where it was defined.
    fn restore(&mut self, note: Note) {
        let place = self.blocks.partition_point(|block| block.span() < note.span);
        self.blocks.splice(place..place, note.content);
    }
}
