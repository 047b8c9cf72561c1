//! Blocks that are being built: what the reader of any format opens, fills and closes.
//!
//! 1. Containers (quotes, lists, items, notes) nest on a stack, not by recursion; beyond the deepest level that
//!    [`Limit::Nesting`] allows their content is set at it.
//! 2. A list holds items alone: what stands between two of them belongs to the first.
//! 3. The words of a paragraph-like thing, a [`Leaf`], are an [`inline::InlineBuilder`]'s work; pictures in it follow it as
//!    figures, and one with which a paragraph begins stands above it.
//! 4. Cells gather in the table that stands open.

use std::collections::BTreeMap;

use super::inline::{self, InlineRun, LostLink};
use super::table::{OpenTable, RowKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::{Limit, Limits};
use crate::model::{
    Alignment, Block, BlockQuote, Figure, Heading, Inline, List, ListItem, Note, Numerals, Paragraph, Table,
};
use crate::remedy::Remedy;
use crate::source::{Source, Span};

/// A container that stands open.
#[derive(Debug)]
pub(crate) enum BlockContainer {
    Quote,
    List(List),
    /// `number`: where the source counts its items itself.
    Item {
        task: Option<bool>,
        number: Option<u64>,
    },
    Note {
        label: String,
    },
}

impl BlockContainer {
    /// A list, numbered from `start` if there is one.
    pub(crate) fn list(start: Option<u64>, numerals: Numerals) -> Self {
        Self::List(List { start, numerals, tight: true, items: Vec::new(), span: None })
    }

    /// An item that is no task, and counted on from the one before it.
    pub(crate) const fn item() -> Self {
        Self::Item { task: None, number: None }
    }
}

#[derive(Debug)]
struct OpenContainer {
    kind: BlockContainer,
    blocks: Vec<Block>,
    span: Span,
    /// How deep it nests: as many containers stand around its content, and items that take in what follows them.
    depth: usize,
}

/// What the words that come next belong to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Leaf {
    Paragraph,
    Heading(u8),
    Cell,
    /// The caption of a figure: whoever opened it takes it.
    Caption,
}

#[derive(Debug)]
struct OpenLeaf {
    leaf: Leaf,
    builder: inline::InlineBuilder,
    span: Span,
}

/// The blocks of an article, while they are read.
#[derive(Debug)]
pub(crate) struct Blocks<'a> {
    source: &'a Source,
    limits: Limits,
    done: Vec<Block>,
    containers: Vec<OpenContainer>,
    /// Containers that were opened beyond the deepest level.
    ignored: usize,
    leaf: Option<OpenLeaf>,
    table: Option<OpenTable>,
    /// The caption that was closed last, and its place.
    caption: (Vec<Inline>, Option<Span>),
    /// The notes by their labels.
    pub(crate) notes: BTreeMap<String, Note>,
    pub(crate) lost_links: Vec<LostLink>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl<'a> Blocks<'a> {
    /// No blocks yet.
    pub(crate) fn new(source: &'a Source, limits: Limits) -> Self {
        Self {
            source,
            limits,
            done: Vec::new(),
            containers: Vec::new(),
            ignored: 0,
            leaf: None,
            table: None,
            caption: (Vec::new(), None),
            notes: BTreeMap::new(),
            lost_links: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// The words that are being built; without a leaf they begin a paragraph.
    pub(crate) fn words(&mut self, span: Span) -> &mut inline::InlineBuilder {
        let deepest = self.deepest();
        let leaf = self.leaf.get_or_insert_with(|| OpenLeaf {
            leaf: Leaf::Paragraph,
            builder: inline::InlineBuilder::new(deepest),
            span,
        });
        leaf.span = leaf.span.join(span);
        &mut leaf.builder
    }

    /// The words that are being built, if there are any.
    pub(crate) fn open_words(&mut self) -> Option<&mut inline::InlineBuilder> {
        self.leaf.as_mut().map(|leaf| &mut leaf.builder)
    }

    /// Whether words are being built.
    pub(crate) fn has_words(&self) -> bool {
        self.leaf.is_some()
    }

    /// Ends the leaf that stands open and begins another.
    pub(crate) fn open_leaf(&mut self, leaf: Leaf, span: Span) {
        self.close_leaf();
        self.leaf = Some(OpenLeaf { leaf, builder: inline::InlineBuilder::new(self.deepest()), span });
    }

    /// Ends the leaf that stands open, if one does.
    pub(crate) fn close_leaf(&mut self) {
        let Some(OpenLeaf { leaf, builder, span }) = self.leaf.take() else { return };
        let span = self.trimmed(span);
        let InlineRun { mut content, figures, lost_links, too_deep, linked_picture, leading, moved } = builder.finish();
        inline::trim(&mut content);
        content.shrink_to_fit();
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
        let is_cell = matches!(leaf, Leaf::Cell);
        if let Some(span) = moved.filter(|_| !is_cell) {
            self.picture_moved("amid words follows them", span);
        }
        let mut figures = figures.into_iter().map(Block::Figure);
        match leaf {
            Leaf::Cell => {
                if let Some(open) = &mut self.table {
                    open.span = open.span.join(span);
                    open.push(content);
                    open.figures.extend(figures);
                }
            }
            Leaf::Caption => {
                let span = (!content.is_empty()).then_some(span);
                self.caption = (content, span);
                figures.for_each(|figure| self.push(figure));
            }
            Leaf::Paragraph | Leaf::Heading(_) => {
                if let Leaf::Paragraph = leaf {
                    figures.by_ref().take(leading).for_each(|figure| self.push(figure));
                }
                if !content.is_empty() {
                    let span = Some(span);
                    self.push(match leaf {
                        Leaf::Heading(level) => Block::Heading(Heading { level, content, span, guessed: false }),
                        Leaf::Paragraph | Leaf::Cell | Leaf::Caption => Block::Paragraph(Paragraph { content, span }),
                    });
                }
                figures.for_each(|figure| self.push(figure));
            }
        }
    }

    /// The caption that was closed last, and its place.
    pub(crate) fn take_caption(&mut self) -> (Vec<Inline>, Option<Span>) {
        std::mem::take(&mut self.caption)
    }

    /// The figure that was added last, if nothing follows it and it has no caption.
    pub(crate) fn last_figure(&mut self) -> Option<&mut Figure> {
        match self.target().0.last_mut() {
            Some(Block::Figure(figure)) if figure.caption.is_empty() => Some(figure),
            Some(_) | None => None,
        }
    }

    /// The table that was added last, if nothing follows it and it has no caption.
    pub(crate) fn last_table(&mut self) -> Option<&mut Table> {
        match self.target().0.last_mut() {
            Some(Block::Table(table)) if table.caption.is_empty() => Some(table),
            Some(_) | None => None,
        }
    }

    /// Adds a block to what stands open.
    pub(crate) fn push(&mut self, block: Block) {
        let place = block.span();
        let (blocks, item) = self.target();
        blocks.push(block);
        if let Some(item) = item {
            *item = [*item, place].into_iter().flatten().reduce(Span::join);
        }
    }

    /// Where blocks go, and the place of the item that takes them in after its end: what stands in a list and in no
    /// item belongs to the item before it, as browsers show it (HTML, 4.4.6 and 4.4.8 allow no such thing). Where there
    /// is none yet, it stands before the list.
    fn target(&mut self) -> (&mut Vec<Block>, Option<&mut Option<Span>>) {
        for open in self.containers.iter_mut().rev() {
            match &mut open.kind {
                BlockContainer::List(List { items, .. }) => {
                    if let Some(item) = items.last_mut() {
                        return (&mut item.content, Some(&mut item.span));
                    }
                }
                BlockContainer::Quote | BlockContainer::Item { .. } | BlockContainer::Note { .. } => {
                    return (&mut open.blocks, None);
                }
            }
        }
        (&mut self.done, None)
    }

    /// Opens a container.
    pub(crate) fn open_container(&mut self, kind: BlockContainer, span: Span) {
        self.close_leaf();
        // A list needs room for its items too.
        let room = self.deepest() - usize::from(matches!(kind, BlockContainer::List(_)));
        let depth = 1 + self.containers.last().map_or(0, |around| {
            let goes_to_item =
                matches!(around.kind, BlockContainer::List(_)) && !matches!(kind, BlockContainer::Item { .. });
            around.depth + usize::from(goes_to_item)
        });
        if self.ignored > 0 || depth > room {
            if self.ignored == 0 {
                self.nested_too_deeply("blocks", self.trimmed(span));
            }
            self.ignored += 1;
            return;
        }
        self.containers.push(OpenContainer { kind, blocks: Vec::new(), span, depth });
    }

    /// The container that stands open, unless it was opened beyond the deepest level.
    pub(crate) fn container(&mut self) -> Option<&mut BlockContainer> {
        self.containers.last_mut().filter(|_| self.ignored == 0).map(|open| &mut open.kind)
    }

    /// A paragraph that stands in an item makes its list a loose one.
    pub(crate) fn loosen(&mut self) {
        if self.ignored == 0
            && let [.., list, OpenContainer { kind: BlockContainer::Item { .. }, .. }] = self.containers.as_mut_slice()
            && let BlockContainer::List(list) = &mut list.kind
        {
            list.tight = false;
        }
    }

    /// Closes the container that was opened last.
    pub(crate) fn close_container(&mut self) {
        self.close_leaf();
        if self.ignored > 0 {
            self.ignored -= 1;
            return;
        }
        let Some(OpenContainer { kind, mut blocks, span, depth: _ }) = self.containers.pop() else { return };
        // Most hold one block, and there are many.
        blocks.shrink_to_fit();
        // A parser may know where a container begins and not where it ends.
        let span = Some(blocks.iter().filter_map(Block::span).fold(self.trimmed(span), Span::join));
        match kind {
            BlockContainer::Quote if blocks.is_empty() => {}
            BlockContainer::Quote => self.push(Block::BlockQuote(BlockQuote { content: blocks, span })),
            BlockContainer::List(list) if list.items.is_empty() => {}
            BlockContainer::List(list) => self.push(Block::List(List { span, ..counted(list) })),
            BlockContainer::Item { task, number } => {
                if let Some(OpenContainer { kind: BlockContainer::List(list), .. }) = self.containers.last_mut() {
                    list.items.push(ListItem { task, value: number, content: blocks, span });
                }
            }
            BlockContainer::Note { label } => {
                self.notes.entry(label).or_insert(Note { content: Vec::new(), span }).content.extend(blocks);
            }
        }
    }

    /// Opens a table.
    pub(crate) fn open_table(&mut self, columns: Vec<Alignment>, span: Span) {
        self.close_leaf();
        self.table = Some(OpenTable::new(columns, span));
    }

    /// Says of the next cell how many columns and rows it covers, and whether it is a head.
    pub(crate) fn next_cell(&mut self, columns: usize, rows: usize, is_head: bool) {
        if let Some(open) = &mut self.table {
            open.next_cell(columns, rows, is_head);
        }
    }

    /// Ends the row of the cells that were closed since the last one.
    pub(crate) fn end_row(&mut self, kind: RowKind) {
        self.close_leaf();
        if let Some(open) = &mut self.table {
            open.end_row(kind);
        }
    }

    /// Takes the caption that was closed last for that of the table; `false` if none is open.
    pub(crate) fn caption_table(&mut self) -> bool {
        let (caption, span) = self.take_caption();
        let Some(open) = &mut self.table else { return false };
        if !open.caption.is_empty() && !caption.is_empty() {
            open.caption.push(Inline::LineBreak);
        }
        open.caption.extend(caption);
        open.span = span.map_or(open.span, |span| open.span.join(span));
        true
    }

    /// Closes the table; the pictures of its cells follow it.
    pub(crate) fn close_table(&mut self) {
        self.close_leaf();
        let Some(mut open) = self.table.take() else { return };
        let (span, figures) = (open.span, std::mem::take(&mut open.figures));
        let caption = open.caption.clone();
        match open.close(&self.limits) {
            Ok(Some(table)) => self.push(Block::Table(table)),
            Ok(None) if caption.is_empty() => {}
            Ok(None) => self.push(Block::Paragraph(Paragraph { content: caption, span: Some(span) })),
            Err(()) => return self.refuse_table(Some(span)),
        }
        if let Some(span) = figures.iter().find_map(Block::span) {
            self.picture_moved("within a table follows it", span);
        }
        figures.into_iter().for_each(|figure| self.push(figure));
    }

    /// Says that a picture stands elsewhere than in the source.
    fn picture_moved(&mut self, how: &str, span: Span) {
        self.diagnostics
            .push(Diagnostic::new(Code::StructureFlattened, format!("a picture that stands {how}")).at(span));
    }

    /// Says that a table has too many cells: then there is no article.
    pub(crate) fn refuse_table(&mut self, span: Option<Span>) {
        self.diagnostics.push(self.limits.refusal(Limit::TableCells, "the table").at(span));
    }

    /// A span without the line end that a parser counts in.
    pub(crate) fn trimmed(&self, span: Span) -> Span {
        Span::new(span.start, span.start + self.source.slice(span).trim_end().len())
    }

    /// How deep containers may nest, and marks.
    fn deepest(&self) -> usize {
        self.limits.length(Limit::Nesting)
    }

    fn nested_too_deeply(&mut self, what: &str, span: Span) {
        let line_end = self.source.slice(span).find('\n').map_or(span.end, |end| span.start + end);
        self.diagnostics.push(
            Diagnostic::new(
                Code::NestingFlattened,
                format!("{} are set at the deepest level", self.limits.beyond(Limit::Nesting, what)),
            )
            .at(Span::new(span.start, line_end))
            .with_hint(Remedy::RaiseLimit { limit: Limit::Nesting, first: Some("check the marks at this place") }),
        );
    }

    /// Closes everything, and gives the blocks back.
    pub(crate) fn finish(&mut self) -> Vec<Block> {
        self.close_leaf();
        while !self.containers.is_empty() {
            self.ignored = 0;
            self.close_container();
        }
        std::mem::take(&mut self.done)
    }
}

/// A list of which only those items have a number of their own that do not go on from the one before them.
fn counted(mut list: List) -> List {
    let Some(start) = list.start else { return list };
    let start = list.items.first().and_then(|first| first.value).unwrap_or(start);
    list.start = Some(start);
    let mut next = Some(start);
    for item in &mut list.items {
        let number = item.value.or(next);
        item.value = item.value.filter(|_| number != next);
        next = number.and_then(|number| number.checked_add(1));
    }
    list
}
