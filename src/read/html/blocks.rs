//! The article's part of the tree in, blocks out.
//!
//! 1. The tree is walked without recursion; elements that hold nothing of the article are passed by.
//! 2. An element is a mark, a leaf, a container, or a boundary between paragraphs; what it opens it closes when the walk
//!    leaves it.
//! 3. Marks that stand around blocks (`<b><p>…</p></b>`) are opened anew in every paragraph.
//! 4. Where a block stands in something that holds words alone (a heading, a cell, a caption), it is a new line there.

mod beside;
mod figures;

use std::collections::HashMap;

use dom_query::{NodeId, NodeRef};

use self::beside::label;
use self::figures::OpenFigure;
use super::clutter;
use super::embeds;
use super::find::ArticleRegion;
use super::formulas;
use super::hints;
use super::notes::Notes;
use super::pictures;
use super::shapes::{
    begins_line, is_beside_time, is_between_words, is_caption, is_control, is_in_picture_box, is_own_block,
    is_picture_figure, is_set_as_block, is_verse, lacks_its_picture, parts_words, programming_language, row_kind,
    verse,
};
use super::table;
use super::tree::{self, Page, collapsed, walk, words};
use crate::build::blocks::{BlockContainer, Leaf};
use crate::build::elements::{Numbering, is_block};
use crate::build::inline::{InlineMark, Loss, LostLink};
use crate::build::prose::Prose;
use crate::build::table::RowKind;
use crate::diagnostic::{Code, Diagnostic};
use crate::iri::{LinkDestination, resolve_in_page, web};
use crate::limits::Limits;
use crate::model::walk::plain_text;
use crate::model::{self, Block, Language, Note, Paragraph};
use crate::source::{Source, Span};

/// The blocks of an article, as they stand on its page.
#[derive(Debug)]
pub(super) struct ParsedPage {
    pub(super) blocks: Vec<Block>,
    /// Its notes, in the order of their first reference.
    pub(super) notes: Vec<Note>,
    pub(super) lost_links: Vec<LostLink>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What the reader of blocks has to know.
#[derive(Clone, Copy)]
pub(super) struct PageContext<'a> {
    pub(super) source: &'a Source,
    pub(super) page: &'a Page,
    pub(super) article: &'a ArticleRegion,
    /// The notes of the page, where references to them are read.
    pub(super) notes: Option<&'a Notes>,
    /// What relative links count from.
    pub(super) base: Option<&'a str>,
    /// Whether pictures count from there too, and do not lie beside the page.
    pub(super) pictures_are_elsewhere: bool,
    /// The address that stands for places on the page, where links to them are kept: in a menu.
    pub(super) nowhere: Option<&'a str>,
    /// The language of the page.
    pub(super) language: Option<&'a Language>,
    /// The headline: it stands above the body.
    pub(super) headline: Option<NodeId>,
    /// Whether invitations to read or to share something else are left out.
    pub(super) is_tidied: bool,
    /// How much is read.
    pub(super) limits: Limits,
}

/// Reads the article's blocks below `root`.
pub(super) fn parse(context: PageContext<'_>, root: &NodeRef<'_>) -> ParsedPage {
    let mut builder = PageBuilder::new(context);
    walk(root, &mut builder, PageBuilder::enter, PageBuilder::leave);
    let parsed = builder.finish();
    // Whoever writes of nothing else has written of that.
    if parsed.blocks.is_empty() && context.is_tidied {
        return parse(PageContext { is_tidied: false, ..context }, root);
    }
    parsed
}

/// What an element opened.
#[derive(Debug)]
enum OpenedElement {
    /// Nothing but what is in it.
    Nothing,
    /// A line of something that holds words alone.
    Line,
    /// A boundary between paragraphs.
    Block,
    /// A paragraph, which loosens its list.
    Paragraph,
    /// Words in signs that stand for the element: what closes them.
    Signs(&'static str, Span),
    /// Marks; none where the leaf is inside.
    Mark,
    Container,
    /// A list.
    List,
    /// A heading or a cell.
    Leaf,
    Figure,
    /// The caption of the figure before it.
    Caption,
    /// The caption of a picture that did not come.
    LoneCaption,
    Table(Span),
    /// The caption of a table, and one outside of it.
    TableCaption,
    OuterCaption,
    Row(RowKind),
    Code,
}

/// An element that is open: what it opened, and how many marks stood before it.
#[derive(Debug)]
struct OpenElement {
    opened: OpenedElement,
    marks: usize,
    language: Option<Language>,
}

struct PageBuilder<'a> {
    context: PageContext<'a>,
    prose: Prose<'a>,
    elements: Vec<OpenElement>,
    language: Option<Language>,
    figure: Option<OpenFigure>,
    code: Option<model::CodeBlock>,
    table: Option<table::Grid>,
    /// The caption of a table that stands before it.
    caption: (Vec<model::Inline>, Option<Span>),
    /// Links to places on the page itself: how many, and the first.
    inner_links: (usize, Option<Span>),
    /// Other pages that are shown among the words and are not of the article: how many, and the first.
    frames: (usize, Option<Span>),
    clutter: Vec<(String, Option<Span>)>,
    /// The lists that stand open, with the numbers of their items.
    lists: Vec<HashMap<NodeId, u64>>,
    /// How many quotations stand open.
    quotes: usize,
    /// The notes that were referred to, in the order of their first reference.
    referred: Vec<NodeId>,
}

impl<'a> PageBuilder<'a> {
    fn new(context: PageContext<'a>) -> Self {
        Self {
            prose: Prose::new(context.source, context.limits),
            language: context.language.cloned(),
            context,
            elements: Vec::new(),
            figure: None,
            code: None,
            table: None,
            caption: Default::default(),
            inner_links: (0, None),
            frames: (0, None),
            clutter: Vec::new(),
            lists: Vec::new(),
            quotes: 0,
            referred: Vec::new(),
        }
    }

    /// Reads a node. Whether what is in it is to be read, and [`leave`](Self::leave) to be called after it.
    fn enter(&mut self, node: &NodeRef<'a>) -> bool {
        if node.is_text() {
            // White space between two words of the article is its own.
            if self.context.article.has_leaf(node) || !node.is_nonempty_text() {
                self.text(node);
            }
            return false;
        }
        let Some(name) = node.qual_name_ref().map(|name| name.local.clone()) else { return false };
        let name = &*name;
        let span = self.place(node);
        match name {
            "br" => self.line_break(),
            "hr" if !self.prose.is_locked() => {
                self.prose.boundary();
                self.prose.blocks.push(Block::ThematicBreak(Some(span)));
            }
            _ if embeds::is_picture(name) && self.context.article.has_leaf(node) => self.image(name, node, span),
            // It counts readers, or keeps them: nobody sees it.
            _ if embeds::is_player(name) && (hints::is_hidden(node) || embeds::is_of_no_size(node)) => {}
            _ if embeds::is_player(name) => {
                let is_shown = || node.has_attr("allowfullscreen") || embeds::is_known(node);
                if self.context.article.has_leaf(node) || is_shown() {
                    self.player(node, span);
                } else if embeds::address(node).is_some_and(|address| web(&address).is_some())
                    && !pictures::is_pixel(node)
                {
                    self.frames.0 += 1;
                    self.frames.1.get_or_insert(span);
                }
                if embeds::post(node).is_some() && self.context.article.holds(node) {
                    return self.open(name, node, span);
                }
            }
            "script" | "div" if !self.context.article.holds(node) && embeds::post_of_script(node).is_some() => {
                embeds::post_of_script(node).iter().for_each(|address| self.embed(address, None, span));
            }
            "svg" => self.drawing(node, span),
            "math" if self.context.article.holds(node) => self.prose.push_text(&formulas::line(node), span),
            "a" if self.refers(node, span) => {}
            _ if self.context.notes.is_some_and(|notes| notes.ways_back.contains(&node.id)) => {}
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.is_empty_heading(node) => {
                let message = "a heading without words is left out";
                self.prose.blocks.diagnostics.push(Diagnostic::new(Code::StructureFlattened, message).at(span));
            }
            "script" | "style" | "template" | "head" | "select" | "textarea" | "annotation" => {}
            "td" | "th" | "tr" if self.table.is_some() && !self.context.article.holds(node) => {
                self.pass_cell(name, node, span);
            }
            _ if !self.context.article.holds(node) || Some(node.id) == self.context.headline => {
                // What is left out parts the words before it from those behind it all the same.
                let is_unseen = hints::is_unseen(node);
                if is_block(name) && !is_unseen {
                    self.bound();
                } else if is_unseen && parts_words(node) || is_control(node) || is_between_words(node) {
                    self.prose.push_text(" ", span);
                } else if node.descendants_it().any(|inner| inner.has_name("br")) {
                    self.line_break();
                }
            }
            _ => return self.open(name, node, span),
        }
        false
    }

    /// Sets a cell without words in its place: those behind it in its row stand below their own heads. A row without words
    /// is one that cells above may reach into.
    fn pass_cell(&mut self, name: &str, node: &NodeRef<'a>, span: Span) {
        self.prose.boundary();
        match &mut self.table {
            Some(grid) if name == "tr" => {
                grid.end_row();
                self.prose.blocks.end_row(RowKind::Body);
            }
            Some(grid) => {
                let (columns, rows) = grid.cell(table::covers(node));
                self.prose.blocks.next_cell(columns, rows, name == "th");
                self.prose.open_leaf(Leaf::Cell, span);
                self.prose.close_leaf();
            }
            None => {}
        }
    }

    /// Parts words from those behind them: paragraphs, or lines where no paragraphs can be.
    fn bound(&mut self) {
        if self.code.is_some() {
        } else if self.prose.is_locked() {
            self.prose.end_line();
        } else {
            self.prose.boundary();
        }
    }

    /// Opens an element that holds something of the article.
    fn open(&mut self, name: &str, node: &NodeRef<'a>, span: Span) -> bool {
        // In a table of data every word is one of its row's.
        if self.context.is_tidied
            && self.table.is_none()
            && is_block(name)
            && (clutter::is_clutter(node) || clutter::follows_invitation(node))
        {
            self.clutter.push((words(node), Some(span)));
            return false;
        }
        let mut element = OpenElement {
            opened: OpenedElement::Nothing,
            marks: self.prose.open_mark_count(),
            language: self.language.clone(),
        };
        let language = node.attr("lang").or_else(|| node.attr("xml:lang")).and_then(|tag| Language::parse(&tag));
        let foreign = language.filter(|language| self.language.as_ref() != Some(language));
        let is_caption_line = || !self.prose.blocks.has_words() && is_caption(node);
        let is_own_block = || is_block(name) || is_own_block(node) || is_set_as_block(name, node);
        if is_own_block() || name == "td" || name == "th" || name == "span" && is_caption_line() {
            element.opened = self.open_block(name, node, span);
        }
        if let Some(language) = foreign {
            // Until the page says in which language it is, nothing on it is foreign.
            if self.language.is_some() {
                self.prose.open_mark(InlineMark::LanguageSpan(language.clone()), span);
            }
            self.language = Some(language);
        }
        let is_heading = |element: &OpenElement| matches!(element.opened, OpenedElement::Leaf);
        let begins = || self.elements.last().is_some_and(is_heading) && begins_line(node) || is_beside_time(node);
        if !is_block(name) && begins() {
            self.prose.push_text(" ", span);
        }
        if let Some((open, close)) = self.signs(name, node) {
            self.prose.push_text(open, span);
            element.opened = OpenedElement::Signs(close, span);
        }
        if let Some(mark) = self.mark(name, node, span) {
            self.prose.open_mark(mark, span);
            element.opened = OpenedElement::Mark;
        }
        self.elements.push(element);
        true
    }

    fn open_block(&mut self, name: &str, node: &NodeRef<'a>, span: Span) -> OpenedElement {
        if let ("td" | "th", Some(grid)) = (name, &mut self.table) {
            let (columns, rows) = grid.cell(table::covers(node));
            self.prose.blocks.next_cell(columns, rows, name == "th");
            self.prose.open_leaf(Leaf::Cell, span);
            return OpenedElement::Leaf;
        }
        if self.prose.is_locked() || self.code.is_some() {
            self.prose.end_line();
            if let Some(grid) = self.table.as_mut().filter(|_| table::is_flattened(name)) {
                grid.flattens_block();
            }
            return OpenedElement::Line;
        }
        self.prose.boundary();
        if self.context.notes.is_some_and(|notes| notes.blocks.contains(&node.id)) && self.figure.is_none() {
            self.prose.blocks.open_container(BlockContainer::Note { label: label(node.id) }, span);
            return OpenedElement::Container;
        }
        let has_figure = self.prose.blocks.last_figure().is_some();
        if name == "figcaption" && self.is_of_table(node) {
            self.prose.open_leaf(Leaf::Caption, span);
            return OpenedElement::OuterCaption;
        }
        if name == "figcaption" || is_caption(node) || has_figure && is_in_picture_box(node) {
            if has_figure {
                self.prose.open_leaf(Leaf::Caption, span);
                return OpenedElement::Caption;
            }
            if lacks_its_picture(node) {
                self.prose.open_leaf(Leaf::Caption, span);
                return OpenedElement::LoneCaption;
            }
        }
        if let Some(level) = tree::heading_by_role(node) {
            self.prose.open_leaf(Leaf::Heading(level.clamp(2, 6)), span);
            return OpenedElement::Leaf;
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                // The headline alone has level 1.
                if name == "h1" && self.context.headline.is_some() {
                    let message = "another heading of the first level is set as one of the second";
                    self.prose.blocks.diagnostics.push(Diagnostic::new(Code::StructureFlattened, message).at(span));
                }
                let level = name.as_bytes()[1].saturating_sub(b'0').clamp(2, 6);
                self.prose.open_leaf(Leaf::Heading(level), span);
                OpenedElement::Leaf
            }
            "p" => OpenedElement::Paragraph,
            "dl" => {
                let message = "a list of names and what they mean is set as paragraphs";
                self.prose.blocks.diagnostics.push(Diagnostic::new(Code::StructureFlattened, message).at(span));
                OpenedElement::Block
            }
            "blockquote" => {
                self.prose.blocks.open_container(BlockContainer::Quote, span);
                OpenedElement::Container
            }
            "ul" | "ol" | "menu" => {
                let (start, numerals, numbers) = if name == "ol" && !self.is_bulleted(node, span) {
                    let (Numbering { start, numerals, .. }, numbers) = self.count(node, span);
                    (Some(start), numerals, numbers)
                } else {
                    Default::default()
                };
                self.lists.push(numbers);
                self.prose.blocks.open_container(BlockContainer::list(start, numerals), span);
                OpenedElement::List
            }
            "li" if matches!(self.prose.blocks.container(), Some(BlockContainer::List(_))) => {
                let number = self.lists.last().and_then(|list| list.get(&node.id)).copied();
                self.prose.blocks.open_container(BlockContainer::Item { task: None, number }, span);
                OpenedElement::Container
            }
            "pre" => {
                let language = programming_language(node);
                self.code = Some(model::CodeBlock { language, text: String::new(), span: Some(span) });
                OpenedElement::Code
            }
            "table" => match table::TableKind::of(node, self.context.article, &self.context.limits) {
                table::TableKind::Layout => OpenedElement::Block,
                table::TableKind::Nested => {
                    let message = "a table with lists, tables or other blocks in its cells is set as paragraphs";
                    self.prose.blocks.diagnostics.push(Diagnostic::new(Code::StructureFlattened, message).at(span));
                    OpenedElement::Block
                }
                table::TableKind::Data => {
                    self.prose.blocks.open_table(Vec::new(), span);
                    self.table = Some(table::Grid::default());
                    OpenedElement::Table(span)
                }
                table::TableKind::TooLarge => {
                    self.prose.blocks.refuse_table(Some(span));
                    OpenedElement::Block
                }
            },
            "tr" if self.table.is_some() => OpenedElement::Row(row_kind(node)),
            "caption" if self.table.is_some() => {
                self.prose.open_leaf(Leaf::Caption, span);
                OpenedElement::TableCaption
            }
            "figure" if is_picture_figure(node) => {
                self.figure = Some(OpenFigure::new(span));
                self.prose.open_leaf(Leaf::Caption, span);
                OpenedElement::Figure
            }
            _ => OpenedElement::Block,
        }
    }

    /// Closes the element that was opened last.
    fn leave(&mut self) {
        let Some(OpenElement { opened, marks, language }) = self.elements.pop() else { return };
        match opened {
            OpenedElement::Nothing | OpenedElement::Mark => {}
            OpenedElement::Line => self.prose.end_line(),
            OpenedElement::Signs(close, span) => {
                self.prose.push_text(close, span);
                self.quotes = self.quotes.saturating_sub(1);
            }
            OpenedElement::Block => self.prose.boundary(),
            OpenedElement::Paragraph => {
                if self.prose.blocks.has_words() {
                    self.prose.blocks.loosen();
                }
                self.prose.boundary();
            }
            OpenedElement::Container => {
                self.prose.boundary();
                self.prose.blocks.close_container();
            }
            OpenedElement::List => {
                self.prose.boundary();
                self.prose.blocks.close_container();
                self.lists.pop();
            }
            OpenedElement::Leaf => self.prose.close_leaf(),
            OpenedElement::TableCaption => {
                self.prose.close_leaf();
                self.prose.blocks.caption_table();
            }
            OpenedElement::OuterCaption => self.close_outer_caption(),
            OpenedElement::Row(kind) => {
                self.prose.boundary();
                if let Some(grid) = &mut self.table {
                    grid.end_row();
                }
                self.prose.blocks.end_row(kind);
            }
            OpenedElement::Table(span) => {
                self.prose.boundary();
                let loss = self.table.take().and_then(|grid| grid.loss(span));
                self.prose.blocks.diagnostics.extend(loss);
                self.prose.blocks.close_table();
                self.caption_table();
            }
            OpenedElement::Caption => self.close_caption(),
            OpenedElement::LoneCaption => self.close_lone_caption(),
            OpenedElement::Figure => self.close_figure(),
            OpenedElement::Code => self.close_code(),
        }
        while self.prose.open_mark_count() > marks {
            self.prose.close_mark();
        }
        self.language = language;
    }

    fn text(&mut self, node: &NodeRef<'a>) {
        let (text, span) = (node.text(), self.place(node));
        if let Some(code) = &mut self.code {
            code.text.push_str(&text);
            code.span = code.span.map(|code| code.join(span));
            return;
        }
        self.prose.push_text(&text, span);
    }

    fn line_break(&mut self) {
        match &mut self.code {
            Some(code) => code.text.push('\n'),
            None => self.prose.line_break(),
        }
    }

    /// The mark that an element is; `None` for an element that only holds its words.
    fn mark(&mut self, name: &str, node: &NodeRef<'a>, span: Span) -> Option<InlineMark> {
        if self.code.is_some() {
            return None;
        }
        Some(match name {
            "em" | "i" | "cite" | "dfn" | "var" => InlineMark::Emphasis,
            "strong" | "b" => InlineMark::Strong,
            "del" | "s" | "strike" => InlineMark::Strikethrough,
            "sup" if self.is_reference(node) => return None,
            "sup" => InlineMark::Superscript,
            "sub" => InlineMark::Subscript,
            "code" | "kbd" | "samp" | "tt" => InlineMark::Code,
            "a" => {
                let written = node.attr("href")?.trim().to_owned();
                // The picture in another size: it is one of the addresses of the picture.
                if pictures::is_picture_name(&written) && words(node).is_empty() {
                    return None;
                }
                if let Some(nowhere) = self.context.nowhere.filter(|_| written.starts_with(['#', 'j'])) {
                    let destination = resolve_in_page(&written, self.context.base);
                    let is_place = written.starts_with('#') || destination == LinkDestination::Unsafe;
                    let nowhere = LinkDestination::Address(nowhere.to_owned());
                    let destination = if is_place { nowhere } else { destination };
                    return Some(InlineMark::Link { destination, written, title: None, span });
                }
                if written.starts_with('#') {
                    self.inner_links.0 += 1;
                    self.inner_links.1.get_or_insert(span);
                    return None;
                }
                let title = node.attr("title").map(|title| self.prose.replaced.clean(&collapsed(&title), span));
                let title = title.filter(|title| !title.is_empty());
                InlineMark::Link { destination: resolve_in_page(&written, self.context.base), written, title, span }
            }
            _ => return None,
        })
    }

    fn close_code(&mut self) {
        let Some(mut code) = self.code.take() else { return };
        let span = code.span.unwrap_or(Span::new(0, 0));
        code.text = self.prose.replaced.clean(code.text.trim_end_matches(['\n', ' ', '\t']), span);
        if is_verse(&code) {
            for stanza in verse(&code) {
                self.prose.blocks.push(Block::Paragraph(stanza));
            }
        } else if !code.text.trim().is_empty() {
            self.prose.blocks.push(Block::CodeBlock(code));
        }
        self.prose.boundary();
    }

    /// Where a node stands, without white space around it.
    fn place(&self, node: &NodeRef<'a>) -> Span {
        let span = self.context.page.place(node.id).unwrap_or(Span::new(0, 0));
        let text = self.context.source.slice(span);
        let inside = text.trim();
        if inside.is_empty() {
            return span;
        }
        let start = span.start + (text.len() - text.trim_start().len());
        Span::new(start, start + inside.len())
    }

    /// Leaves out what invites to read something else between two line breaks: it is a paragraph only now.
    fn drop_invitations(&mut self, blocks: &mut Vec<Block>) {
        blocks.retain(|block| {
            let Block::Paragraph(Paragraph { content, span }) = block else { return true };
            let is_inside = |link: &LostLink| span.is_some_and(|span| span.join(link.span) == span);
            if !clutter::is_invitation_line(content, self.prose.blocks.lost_links.iter().any(is_inside)) {
                return true;
            }
            self.clutter.push((plain_text(content), *span));
            self.prose.blocks.lost_links.retain(|link| !is_inside(link));
            false
        });
    }

    fn finish(mut self) -> ParsedPage {
        let mut blocks = self.prose.blocks.finish();
        let notes = self.take_notes(&mut blocks);
        if self.context.is_tidied {
            self.drop_invitations(&mut blocks);
        }
        while matches!(blocks.last(), Some(Block::ThematicBreak(_))) {
            blocks.pop();
        }
        let leading = blocks.iter().take_while(|block| matches!(block, Block::ThematicBreak(_))).count();
        blocks.drain(..leading);
        blocks.dedup_by(|next, last| matches!((next, last), (Block::ThematicBreak(_), Block::ThematicBreak(_))));
        let mut diagnostics = std::mem::take(&mut self.prose.blocks.diagnostics);
        if let (count @ 1.., first) = self.inner_links {
            let links = if count == 1 { "a link".to_owned() } else { format!("{count} links") };
            let message = format!("{links} to places on the page itself: the words are kept without a link");
            diagnostics.push(Diagnostic::new(Code::StructureFlattened, message).at(first));
        }
        if let (count @ 1.., first) = self.frames {
            let pages = if count == 1 { "another page is".to_owned() } else { format!("{count} other pages are") };
            let message = format!("{pages} shown in a frame among the words, and left out");
            diagnostics.push(Diagnostic::new(Code::ClutterLeftOut, message).at(first));
        }
        for (words, span) in self.clutter {
            let start: String = words.chars().take(60).collect();
            let dots = if start.len() < words.len() { "…" } else { "" };
            let message = format!("what invites to read or to share something is left out: {:?}", start + dots);
            diagnostics.push(Diagnostic::new(Code::ClutterLeftOut, message).at(span));
        }
        self.prose.replaced.report(&mut diagnostics);
        let mut lost_links = std::mem::take(&mut self.prose.blocks.lost_links);
        // Links without words are those around pictures and icons.
        lost_links.retain(|link| link.loss != Loss::Wordless);
        // A link around blocks was opened in each.
        lost_links.dedup_by(|next, last| next.span == last.span && next.written == last.written);
        ParsedPage { blocks, notes, lost_links, diagnostics }
    }
}
