//! The words of a rendition in, blocks out: what XHTML and NITF have in common.
//!
//! 1. a dialect ([`xhtml`](super::xhtml), [`nitf`](super::nitf)) tells what an element [`Means`];
//! 2. here the blocks are built; where a block stands in something that holds words alone (a heading, a cell, a caption),
//!    it is a new line there; marks that stand around blocks are opened anew in each;
//! 3. what our own files add to the words (`istinad-*`) is not read as the article's.

use super::tree::{Element, Node};
use super::wire;
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::Limits;
use crate::model::{self, Block, Figure, Inline, Language, Note, NoteId, Paragraph, Picture};
use crate::read::address::{Destination, resolve};
use crate::read::blocks::{Blocks, Container, Leaf};
use crate::read::characters::Replaced;
use crate::read::html::table::Grid;
use crate::read::inline::{self, Loss, LostLink, Mark};
use crate::source::{Source, Span};

/// What an element of a dialect is.
#[derive(Debug)]
pub(super) enum Means {
    /// Nothing but what is in it.
    Words,
    /// A boundary between paragraphs.
    Block,
    Paragraph,
    Heading(u8),
    Quote,
    /// A list; numbered from a number, or not.
    List(Option<u64>),
    Item,
    Table,
    Row,
    Cell,
    Verbatim,
    Rule,
    LineEnd,
    Mark(Mark),
    /// A picture with what is said of it.
    Figure,
    /// What is said of the picture around it or before it.
    Caption,
    Image(Picture),
    /// Something that plays: its address and its title.
    Player(String, Option<String>),
    Footnote,
    /// Words that are left out, and what they are.
    LeftOut(&'static str),
    /// No words of the article.
    Nothing,
}

/// A dialect: what an element is. The function may resolve addresses against a base.
pub(super) type Dialect = fn(&Element, &Context<'_>) -> Means;

/// What the reader of words has to know.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) source: &'a Source,
    pub(super) dialect: Dialect,
    /// What relative links count from.
    pub(super) base: Option<&'a str>,
    /// The language of the article.
    pub(super) language: Option<&'a Language>,
    /// How much is read.
    pub(super) limits: Limits,
}

/// The blocks of a rendition.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<Note>,
    pub(super) lost_links: Vec<LostLink>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads what is in some elements, one after the other.
pub(super) fn parse<'e>(context: Context<'_>, elements: impl IntoIterator<Item = &'e Element>) -> Parsed {
    let mut builder = Builder::new(context, 0);
    for element in elements {
        builder.boundary();
        builder.nodes(&element.children);
    }
    builder.finish()
}

/// Reads what is in an element, except the one that stands at a place.
pub(super) fn parse_without(context: Context<'_>, element: &Element, skipped: Span) -> Parsed {
    let mut builder = Builder::new(context, 0);
    builder.skipped = Some(skipped);
    builder.nodes(&element.children);
    builder.finish()
}

/// The words of one element, as one line with its marks.
pub(super) fn line(context: Context<'_>, element: &Element) -> Vec<Inline> {
    let mut builder = Builder::new(context, 0);
    builder.open_leaf(Leaf::Caption, element.place());
    builder.nodes(&element.children);
    builder.close_leaf();
    let (words, _) = builder.blocks.take_caption();
    words.into_iter().map(|inline| if inline == Inline::LineBreak { Inline::text(" ") } else { inline }).collect()
}

struct Builder<'a> {
    context: Context<'a>,
    blocks: Blocks<'a>,
    marks: Vec<Mark>,
    language: Option<Language>,
    /// How many elements stand open that hold words alone.
    locked: usize,
    /// Whether the leaf ends with a space, or is at its start.
    spaced: bool,
    /// Whether the leaf has words.
    worded: bool,
    /// A boundary was passed in something that holds words alone.
    line_ends: bool,
    /// Line breaks since the last word.
    breaks: usize,
    /// The pictures of the figure that stands open.
    figure: Option<Vec<(Picture, Span)>>,
    code: Option<String>,
    table: Option<Grid>,
    notes: Vec<Note>,
    /// How many notes stand before these.
    first_note: usize,
    replaced: Replaced,
    /// Links to places in the rendition itself: how many, and the first.
    inner_links: (usize, Option<Span>),
    lost_links: Vec<LostLink>,
    left_out: Vec<(&'static str, Span)>,
    /// Where an element stands that was read already.
    skipped: Option<Span>,
}

impl<'a> Builder<'a> {
    fn new(context: Context<'a>, first_note: usize) -> Self {
        Self {
            context,
            blocks: Blocks::new(context.source, context.limits),
            marks: Vec::new(),
            language: context.language.cloned(),
            locked: 0,
            spaced: true,
            worded: false,
            line_ends: false,
            breaks: 0,
            figure: None,
            code: None,
            table: None,
            notes: Vec::new(),
            first_note,
            replaced: Replaced::default(),
            inner_links: (0, None),
            lost_links: Vec::new(),
            left_out: Vec::new(),
            skipped: None,
        }
    }

    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Element(element) => self.element(element),
                Node::Text(text, span) => self.text(text, *span),
            }
        }
    }

    fn element(&mut self, element: &Element) {
        let is_ours = |name: &str| {
            let names = element.attribute(name).unwrap_or_default();
            names.split_whitespace().any(|name| name.starts_with("istinad-"))
        };
        if is_ours("class") || is_ours("id") || self.skipped == Some(element.span) {
            return;
        }
        let marks = self.marks.len();
        let language = self.language.clone();
        let foreign = element.language().and_then(Language::parse).filter(|stated| language.as_ref() != Some(stated));
        let means = (self.context.dialect)(element, &self.context);
        // A mark for the language stands inside of the block that it is stated for.
        let opens = |builder: &mut Self| {
            if let Some(foreign) = &foreign {
                if builder.language.is_some() {
                    builder.open_mark(Mark::Foreign(foreign.clone()), element.span);
                }
                builder.language = Some(foreign.clone());
            }
        };
        self.meant(element, means, &opens);
        while self.marks.len() > marks {
            self.close_mark();
        }
        self.language = language;
    }

    fn meant(&mut self, element: &Element, means: Means, opens: &dyn Fn(&mut Self)) {
        let span = element.place();
        let in_words = self.locked > 0 || self.code.is_some();
        match means {
            Means::Nothing => {}
            Means::LeftOut(what) => {
                if element.text().is_some() {
                    self.left_out.push((what, element.place()));
                }
            }
            Means::LineEnd => self.line_break(),
            Means::Rule if in_words => self.line_ends = true,
            Means::Rule => {
                self.boundary();
                self.blocks.push(Block::Rule(Some(span)));
            }
            Means::Words => {
                opens(self);
                self.nodes(&element.children);
            }
            Means::Mark(mark) => {
                opens(self);
                self.mark(mark, element, span);
            }
            Means::Image(picture) => self.image(picture, span),
            Means::Player(written, title) => self.player(&written, title, span),
            Means::Footnote => self.footnote(element, span),
            Means::Cell if self.table.is_some() => {
                let count = |name: &str| element.attribute(name).and_then(|count| count.parse().ok());
                let (gap, columns) = self.table.as_mut().map_or((0, 1), |grid| grid.cell(count));
                self.blocks.empty_cells(gap);
                self.open_leaf(Leaf::Cell, span);
                opens(self);
                self.nodes(&element.children);
                self.close_leaf();
                self.blocks.empty_cells(columns - 1);
            }
            _ if in_words && !matches!(means, Means::Caption) => {
                self.line_ends = true;
                opens(self);
                self.nodes(&element.children);
                self.line_ends = true;
            }
            Means::Block | Means::Row | Means::Cell | Means::Item if !self.is_placed(&means) => {
                self.boundary();
                opens(self);
                self.nodes(&element.children);
                self.boundary();
            }
            Means::Block => {}
            Means::Paragraph => self.paragraph(element, opens),
            Means::Heading(level) => {
                self.open_leaf(Leaf::Heading(level), span);
                opens(self);
                self.nodes(&element.children);
                self.close_leaf();
            }
            Means::Quote => self.container(Container::Quote, element, span, opens),
            Means::List(start) => {
                self.container(Container::List { start, tight: true, items: Vec::new() }, element, span, opens);
            }
            Means::Item => self.container(Container::Item { task: None }, element, span, opens),
            Means::Table => {
                self.boundary();
                self.blocks.open_table(Vec::new(), span);
                let outer = self.table.replace(Grid::default());
                opens(self);
                self.nodes(&element.children);
                self.boundary();
                self.table = outer;
                self.blocks.close_table();
            }
            Means::Row => {
                opens(self);
                self.nodes(&element.children);
                self.boundary();
                let gap = self.table.as_mut().map_or(0, Grid::end_row);
                self.blocks.empty_cells(gap);
                let cells = || element.elements().filter(|cell| matches!(cell.name.as_str(), "td" | "th"));
                self.blocks.end_row(cells().count() > 0 && cells().all(|cell| cell.name == "th"));
            }
            Means::Cell => {}
            Means::Verbatim => self.verbatim(element, span),
            Means::Figure => self.figure(element, span, opens),
            Means::Caption => self.caption(element, span, opens),
        }
    }

    /// Whether an element stands in what it belongs to: a row in a table, an item in a list.
    fn is_placed(&mut self, means: &Means) -> bool {
        match means {
            Means::Row | Means::Cell => self.table.is_some(),
            Means::Item => matches!(self.blocks.container(), Some(Container::List { .. })),
            _ => false,
        }
    }

    fn container(&mut self, kind: Container, element: &Element, span: Span, opens: &dyn Fn(&mut Self)) {
        self.boundary();
        self.blocks.open_container(kind, span);
        opens(self);
        self.nodes(&element.children);
        self.boundary();
        self.blocks.close_container();
    }

    /// A paragraph. Wire copy puts all of an article into one, with its lines: an indented line begins the next.
    fn paragraph(&mut self, element: &Element, opens: &dyn Fn(&mut Self)) {
        self.boundary();
        opens(self);
        match element.children.as_slice() {
            [Node::Text(text, span)] if self.marks.is_empty() && wire::is_wire(text) => {
                for words in wire::paragraphs(text) {
                    self.text(&words, *span);
                    self.boundary();
                }
            }
            children => {
                self.nodes(children);
                if self.blocks.has_words() {
                    self.blocks.loosen();
                }
            }
        }
        self.boundary();
    }

    fn verbatim(&mut self, element: &Element, span: Span) {
        self.boundary();
        self.code = Some(String::new());
        self.nodes(&element.children);
        let text = self.code.take().unwrap_or_default();
        let text = text.strip_prefix('\n').unwrap_or(&text).trim_end();
        let text = self.replaced.clean(text, span);
        let named = |element: &Element| {
            let classes = element.attribute("class")?;
            classes.split_whitespace().find_map(|class| class.strip_prefix("language-").map(str::to_owned))
        };
        if !text.trim().is_empty() {
            let language = named(element).or_else(|| element.elements().find_map(named));
            self.blocks.push(Block::Code(model::Code { language, text, span: Some(element.place()) }));
        }
        self.boundary();
    }

    fn mark(&mut self, mark: Mark, element: &Element, span: Span) {
        if let Mark::Link { written, .. } = &mark
            && written.starts_with('#')
        {
            self.inner_links.0 += 1;
            self.inner_links.1.get_or_insert(span);
            return self.nodes(&element.children);
        }
        if self.code.is_some() {
            return self.nodes(&element.children);
        }
        self.open_mark(mark, span);
        self.nodes(&element.children);
        self.close_mark();
    }

    fn open_mark(&mut self, mark: Mark, span: Span) {
        if let Some(words) = self.blocks.open_words() {
            words.open(mark.clone(), span);
        }
        self.marks.push(mark);
    }

    fn close_mark(&mut self) {
        self.marks.pop();
        if let Some(words) = self.blocks.open_words() {
            words.close();
        }
    }

    fn image(&mut self, picture: Picture, span: Span) {
        match &mut self.figure {
            Some(pictures) => pictures.push((picture, span)),
            None => self.words(span).picture(picture, Vec::new(), span),
        }
    }

    fn player(&mut self, written: &str, title: Option<String>, span: Span) {
        let address = match resolve(written, self.context.base) {
            Destination::Address(address) => address,
            destination => {
                let loss = if destination == Destination::Unsafe { Loss::Unsafe } else { Loss::Nowhere };
                self.lost_links.push(LostLink { loss, written: written.to_owned(), span });
                return;
            }
        };
        self.blocks.diagnostics.push(
            Diagnostic::new(Code::EmbedLinked, format!("what is embedded from {address:?} is kept as a link to it"))
                .at(span),
        );
        let words = title.unwrap_or_else(|| address.clone());
        let mark =
            Mark::Link { destination: Destination::Address(address), written: written.to_owned(), title: None, span };
        self.words(span).open(mark, span);
        self.push_text(&words, span);
        self.words(span).close();
    }

    fn footnote(&mut self, element: &Element, span: Span) {
        let number = self.first_note + self.notes.len();
        self.words(span).note(NoteId(number));
        self.worded = true;
        // A note in a note would need a place between the two: it follows both.
        let place = self.notes.len();
        self.notes.push(Note { content: Vec::new(), span: Some(element.place()) });
        let mut inner = Builder::new(self.context, number + 1);
        inner.nodes(&element.children);
        let Parsed { blocks, notes, lost_links, diagnostics } = inner.finish();
        self.notes[place].content = blocks;
        self.notes.extend(notes);
        self.lost_links.extend(lost_links);
        self.blocks.diagnostics.extend(diagnostics);
    }

    fn figure(&mut self, element: &Element, span: Span, opens: &dyn Fn(&mut Self)) {
        self.boundary();
        let outer = self.figure.replace(Vec::new());
        self.open_leaf(Leaf::Caption, span);
        opens(self);
        self.nodes(&element.children);
        self.close_leaf();
        let (caption, caption_span) = self.blocks.take_caption();
        let mut pictures = std::mem::replace(&mut self.figure, outer).unwrap_or_default();
        let last = pictures.pop();
        for (picture, span) in pictures {
            let figure = Figure { picture: Some(picture), caption: Vec::new(), span: Some(span), guessed: false };
            self.blocks.push(Block::Figure(figure));
        }
        let whole = Some(caption_span.map_or(span, |caption| span.join(caption)));
        if let Some((picture, _)) = last {
            self.blocks.push(Block::Figure(Figure { picture: Some(picture), caption, span: whole, guessed: false }));
        } else if !caption.is_empty() {
            self.blocks.push(Block::Paragraph(Paragraph { content: caption, span: caption_span }));
        }
    }

    fn caption(&mut self, element: &Element, span: Span, opens: &dyn Fn(&mut Self)) {
        if self.locked > 0 {
            self.line_ends = true;
            opens(self);
            return self.nodes(&element.children);
        }
        self.boundary();
        if self.blocks.last_figure().is_none() {
            return self.paragraph(element, opens);
        }
        self.open_leaf(Leaf::Caption, span);
        opens(self);
        self.nodes(&element.children);
        self.close_leaf();
        let (caption, span) = self.blocks.take_caption();
        if let Some(figure) = self.blocks.last_figure() {
            figure.caption = caption;
            figure.span = figure.span.into_iter().chain(span).reduce(Span::join);
        }
    }

    /// Ends the paragraph that stands open.
    fn boundary(&mut self) {
        self.blocks.close_leaf();
        self.start_leaf();
    }

    fn start_leaf(&mut self) {
        (self.spaced, self.worded, self.line_ends, self.breaks) = (true, false, false, 0);
    }

    fn open_leaf(&mut self, leaf: Leaf, span: Span) {
        self.blocks.open_leaf(leaf, span);
        self.start_leaf();
        self.locked += 1;
        self.open_marks(span);
    }

    fn close_leaf(&mut self) {
        self.locked -= 1;
        self.boundary();
    }

    fn open_marks(&mut self, span: Span) {
        for mark in &self.marks {
            self.blocks.words(span).open(mark.clone(), span);
        }
    }

    fn words(&mut self, span: Span) -> &mut inline::Builder {
        if !self.blocks.has_words() {
            self.open_marks(span);
        }
        self.blocks.words(span)
    }

    fn text(&mut self, text: &str, span: Span) {
        match &mut self.code {
            Some(code) => code.push_str(text),
            None => self.push_text(text, span),
        }
    }

    /// Adds words, each run of white space as one space.
    fn push_text(&mut self, text: &str, span: Span) {
        let is_space = |character: char| character.is_ascii_whitespace();
        if text.chars().all(is_space) {
            if self.worded && !self.spaced && !self.line_ends && self.breaks == 0 {
                self.spaced = true;
                self.words(span).text(" ".to_owned(), span);
            }
            return;
        }
        if self.breaks > 1 && self.locked == 0 {
            self.boundary();
        } else if self.worded && (self.line_ends || self.breaks > 0) {
            self.words(span).line_break();
            self.spaced = true;
        }
        (self.breaks, self.line_ends) = (0, false);
        let mut words = String::with_capacity(text.len());
        for character in text.chars() {
            if !is_space(character) {
                words.push(character);
            } else if !self.spaced {
                words.push(' ');
            }
            self.spaced = is_space(character);
        }
        let words = self.replaced.clean(&words, span);
        self.words(span).text(words, span);
        self.worded = true;
    }

    fn line_break(&mut self) {
        match &mut self.code {
            Some(code) => code.push('\n'),
            None => self.breaks += usize::from(self.worded),
        }
    }

    fn finish(mut self) -> Parsed {
        let mut blocks = self.blocks.finish();
        while matches!(blocks.last(), Some(Block::Rule(_))) {
            blocks.pop();
        }
        let mut diagnostics = std::mem::take(&mut self.blocks.diagnostics);
        if let (count @ 1.., first) = self.inner_links {
            let links = if count == 1 { "a link".to_owned() } else { format!("{count} links") };
            let message = format!("{links} to places in the article itself: the words are kept without a link");
            diagnostics.push(Diagnostic::new(Code::StructureFlattened, message).at(first));
        }
        for (what, span) in self.left_out {
            diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, format!("{what} is left out")).at(span));
        }
        self.replaced.report(&mut diagnostics);
        let mut lost_links = std::mem::take(&mut self.blocks.lost_links);
        lost_links.extend(self.lost_links);
        // Links without words are those around pictures.
        lost_links.retain(|link| link.loss != Loss::Wordless);
        lost_links.dedup_by(|next, last| next.span == last.span && next.written == last.written);
        Parsed { blocks, notes: self.notes, lost_links, diagnostics }
    }
}
