//! The words of a rendition in, blocks out: what XHTML and NITF have in common.
//!
//! 1. a dialect ([`xhtml`](super::xhtml), [`nitf`](super::nitf)) tells what an element [`Means`];
//! 2. here the blocks are built; where a block stands in something that holds words alone (a heading, a cell, a caption),
//!    it is a new line there; marks that stand around blocks are opened anew in each;
//! 3. what our own files add to the words (`istinad-*`) is not read as the article's.

use std::collections::VecDeque;

use super::tree::{SourceElement, SourceNode, Vocabulary};
use super::wire;
use crate::build::blocks::{BlockContainer, Leaf};
use crate::build::elements::Numbering;
use crate::build::inline::{InlineMark, Loss, LostLink};
use crate::build::prose::Prose;
use crate::build::table::RowKind;
use crate::diagnostic::{Code, Diagnostic};
use crate::iri::{LinkDestination, resolve};
use crate::limits::Limits;
use crate::model::{self, Block, Figure, Inline, Language, Note, NoteId, Paragraph, Picture};
use crate::read::html::table::{Grid, is_flattened};
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
    /// A list; numbered, or not.
    List(Option<Numbering>),
    Item,
    Table,
    /// The caption of a table.
    TableCaption,
    Row,
    Cell,
    Verbatim,
    Rule,
    LineEnd,
    Mark(InlineMark),
    /// A picture with what is said of it.
    Figure,
    /// What is said of the picture around it or before it.
    Caption,
    Image(Picture),
    /// A drawing that is written in the words themselves.
    Drawing,
    /// Something that plays: its address and its title.
    Player(String, Option<String>),
    Footnote,
    /// A picture that is one element, and the lines of its caption.
    Captioned(Option<Picture>, Vec<String>),
    /// A line of a caption that an attribute holds: it stands behind the others.
    CaptionLine(String),
    /// An element of a provider's own of which nothing can be read.
    Unknown,
    /// A fraction: its numerator is raised, its denominator lowered, and a stroke stands between them.
    Fraction,
    /// Words that somebody says, without marks around them.
    Quoted,
    /// How the words before are read: it stands in brackets.
    Reading,
    /// Words that are left out, and what they are.
    LeftOut(&'static str),
    /// No words of the article.
    Nothing,
}

/// A dialect: what an element is. The function may resolve addresses against a base.
pub(super) type Dialect = fn(&SourceElement, &BodyContext<'_>) -> Means;

/// What the reader of words has to know.
#[derive(Clone, Copy)]
pub(super) struct BodyContext<'a> {
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
pub(super) struct ParsedBody {
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<Note>,
    pub(super) lost_links: Vec<LostLink>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads what is in some elements, one after the other.
pub(super) fn parse<'e>(context: BodyContext<'_>, elements: impl IntoIterator<Item = &'e SourceElement>) -> ParsedBody {
    let mut builder = BodyBuilder::new(context, 0);
    for element in elements {
        builder.prose.boundary();
        builder.nodes(&element.children);
    }
    builder.finish()
}

/// Reads what is in an element, except one.
pub(super) fn parse_without<'a>(
    context: BodyContext<'a>,
    element: &SourceElement,
    skipped: &'a SourceElement,
) -> ParsedBody {
    let mut builder = BodyBuilder::new(context, 0);
    builder.skipped = Some(skipped);
    builder.nodes(&element.children);
    builder.finish()
}

/// The words of one element, as one line with its marks.
pub(super) fn line(context: BodyContext<'_>, element: &SourceElement) -> Vec<Inline> {
    let mut builder = BodyBuilder::new(context, 0);
    builder.prose.open_leaf(Leaf::Caption, element.place());
    builder.nodes(&element.children);
    builder.prose.close_leaf();
    let (words, _) = builder.prose.blocks.take_caption();
    words.into_iter().map(|inline| if inline == Inline::LineBreak { Inline::text(" ") } else { inline }).collect()
}

/// Marks around what somebody says.
const QUOTES: [char; 8] = ['"', '“', '”', '„', '«', '»', '‹', '›'];

struct BodyBuilder<'a> {
    context: BodyContext<'a>,
    prose: Prose<'a>,
    language: Option<Language>,
    /// The pictures of the figure that stands open.
    figure: Option<Vec<(Picture, Span)>>,
    /// Whether the paragraph has quotation marks itself.
    has_quotes: bool,
    code: Option<String>,
    table: Option<Grid>,
    /// The numbers that are left of the lists that stand open.
    lists: Vec<VecDeque<u64>>,
    notes: Vec<Note>,
    /// How many notes stand before these.
    first_note: usize,
    /// Links to places in the rendition itself: how many, and the first.
    inner_links: (usize, Option<Span>),
    lost_links: Vec<LostLink>,
    left_out: Vec<(String, Span)>,
    /// An element that was read already.
    skipped: Option<&'a SourceElement>,
}

impl<'a> BodyBuilder<'a> {
    fn new(context: BodyContext<'a>, first_note: usize) -> Self {
        Self {
            context,
            prose: Prose::new(context.source, context.limits),
            language: context.language.cloned(),
            figure: None,
            has_quotes: false,
            code: None,
            table: None,
            lists: Vec::new(),
            notes: Vec::new(),
            first_note,
            inner_links: (0, None),
            lost_links: Vec::new(),
            left_out: Vec::new(),
            skipped: None,
        }
    }

    fn nodes(&mut self, nodes: &[SourceNode]) {
        for node in nodes {
            match node {
                SourceNode::Element(element) => self.element(element),
                SourceNode::Text(text, span) => self.text(text, *span),
            }
        }
    }

    fn element(&mut self, element: &SourceElement) {
        let is_ours = |name: &str| {
            let names = element.attribute(name).unwrap_or_default();
            names.split_whitespace().any(|name| name.starts_with("istinad-"))
        };
        if is_ours("class") || is_ours("id") || self.skipped.is_some_and(|skipped| std::ptr::eq(skipped, element)) {
            return;
        }
        let marks = self.prose.open_mark_count();
        let language = self.language.clone();
        let foreign = element.language().and_then(Language::parse).filter(|stated| language.as_ref() != Some(stated));
        let means = (self.context.dialect)(element, &self.context);
        // A mark for the language stands inside of the block that it is stated for.
        let opens = |builder: &mut Self| {
            if let Some(foreign) = &foreign {
                if builder.language.is_some() {
                    builder.prose.open_mark(InlineMark::LanguageSpan(foreign.clone()), element.span);
                }
                builder.language = Some(foreign.clone());
            }
        };
        self.meant(element, means, &opens);
        while self.prose.open_mark_count() > marks {
            self.prose.close_mark();
        }
        self.language = language;
    }

    fn meant(&mut self, element: &SourceElement, means: Means, opens: &dyn Fn(&mut Self)) {
        let span = element.place();
        let in_words = self.prose.is_locked() || self.code.is_some();
        match means {
            Means::Nothing | Means::CaptionLine(_) => {}
            Means::LeftOut(what) => {
                if element.text().is_some() {
                    self.left_out.push((what.to_owned(), element.place()));
                }
            }
            Means::LineEnd => self.line_break(),
            Means::Rule if in_words => self.prose.end_line(),
            Means::Rule => {
                self.prose.boundary();
                self.prose.blocks.push(Block::ThematicBreak(Some(span)));
            }
            Means::Words => {
                if element.vocabulary == Vocabulary::Other || element.name.contains('-') {
                    let said =
                        element.worded().map(|words| ("what a provider's own element says in attributes", words));
                    said.for_each(|(what, words)| self.left_out.push((format!("{what}, {words:?},"), element.span)));
                }
                opens(self);
                self.nodes(&element.children);
            }
            Means::Unknown => {
                let message =
                    format!("<{}> is the provider's own element: it holds no words and is left out", element.name);
                self.prose.blocks.diagnostics.push(Diagnostic::new(Code::ClutterLeftOut, message).at(element.span));
            }
            Means::Captioned(picture, words) => self.captioned(picture, &words, span),
            Means::Fraction => self.fraction(element),
            Means::Quoted => {
                opens(self);
                let (before, after) = self.quotation_marks(element);
                self.text(before, span);
                self.nodes(&element.children);
                self.text(after, span);
            }
            Means::Reading => {
                self.text(" (", span);
                self.nodes(&element.children);
                self.text(")", span);
            }
            Means::Mark(mark) => {
                opens(self);
                self.mark(mark, element, span);
            }
            Means::Drawing => {
                let message = "a drawing that is written in the text itself (svg) is not carried";
                self.prose.blocks.diagnostics.push(Diagnostic::new(Code::PictureRefused, message).at(span));
            }
            Means::Image(picture) => self.image(picture, span),
            Means::Player(written, title) => self.player(&written, title, span),
            Means::Footnote => self.footnote(element, span),
            Means::Cell if self.table.is_some() && !in_words => {
                let count = |name: &str| element.attribute(name).and_then(|count| count.parse().ok());
                let (columns, rows) = self.table.as_mut().map_or((1, 1), |grid| grid.cell(count));
                self.prose.blocks.next_cell(columns, rows, element.name == "th");
                self.prose.open_leaf(Leaf::Cell, span);
                opens(self);
                self.nodes(&element.children);
                self.prose.close_leaf();
            }
            _ if in_words && !matches!(means, Means::Caption) => {
                if let Some(grid) = self.table.as_mut().filter(|_| is_flattened(&element.name)) {
                    grid.flattens_block();
                }
                self.prose.end_line();
                opens(self);
                self.nodes(&element.children);
                self.prose.end_line();
            }
            Means::Block | Means::Row | Means::Cell | Means::Item if !self.is_placed(&means) => {
                self.prose.boundary();
                opens(self);
                self.nodes(&element.children);
                self.prose.boundary();
            }
            Means::Block => {}
            Means::Paragraph => self.paragraph(element, opens),
            Means::Heading(level) => {
                self.prose.open_leaf(Leaf::Heading(level), span);
                opens(self);
                self.nodes(&element.children);
                self.prose.close_leaf();
            }
            Means::Quote => self.container(BlockContainer::Quote, element, span, opens),
            Means::List(numbering) => {
                self.prose.blocks.diagnostics.extend(numbering.iter().flat_map(|numbering| numbering.losses(span)));
                let start = numbering.as_ref().map(|numbering| numbering.start);
                let numerals = numbering.as_ref().map(|numbering| numbering.numerals).unwrap_or_default();
                self.lists.push(numbering.map(|numbering| numbering.numbers.into()).unwrap_or_default());
                self.container(BlockContainer::list(start, numerals), element, span, opens);
                self.lists.pop();
            }
            Means::Item => {
                let number = self.lists.last_mut().and_then(VecDeque::pop_front);
                self.container(BlockContainer::Item { task: None, number }, element, span, opens);
            }
            Means::Table => {
                self.prose.boundary();
                self.prose.blocks.open_table(Vec::new(), span);
                let outer = self.table.replace(Grid::default());
                opens(self);
                self.nodes(&element.children);
                self.prose.boundary();
                let loss = std::mem::replace(&mut self.table, outer).and_then(|grid| grid.loss(span));
                self.prose.blocks.diagnostics.extend(loss);
                self.prose.blocks.close_table();
            }
            Means::Row => {
                opens(self);
                self.nodes(&element.children);
                self.prose.boundary();
                let cells = || element.elements().filter(|cell| matches!(cell.name.as_str(), "td" | "th"));
                let is_head = cells().count() > 0 && cells().all(|cell| cell.name == "th");
                if let Some(grid) = &mut self.table {
                    grid.end_row();
                }
                self.prose.blocks.end_row(if is_head { RowKind::Heads } else { RowKind::Body });
            }
            Means::Cell => {}
            Means::Verbatim => self.verbatim(element),
            Means::Figure => self.figure(element, span, opens),
            Means::Caption => self.caption(element, span, opens),
            Means::TableCaption if self.table.is_some() => {
                self.prose.open_leaf(Leaf::Caption, span);
                opens(self);
                self.nodes(&element.children);
                self.prose.close_leaf();
                self.prose.blocks.caption_table();
            }
            Means::TableCaption => self.paragraph(element, opens),
        }
    }

    /// Whether an element stands in what it belongs to: a row in a table, an item in a list.
    fn is_placed(&mut self, means: &Means) -> bool {
        match means {
            Means::Row | Means::Cell => self.table.is_some(),
            Means::Item => matches!(self.prose.blocks.container(), Some(BlockContainer::List(_))),
            _ => false,
        }
    }

    fn container(&mut self, kind: BlockContainer, element: &SourceElement, span: Span, opens: &dyn Fn(&mut Self)) {
        self.prose.boundary();
        self.prose.blocks.open_container(kind, span);
        opens(self);
        self.nodes(&element.children);
        self.prose.boundary();
        self.prose.blocks.close_container();
    }

    /// A paragraph. Wire copy puts all of an article into one, with its lines: an indented line begins the next.
    fn paragraph(&mut self, element: &SourceElement, opens: &dyn Fn(&mut Self)) {
        self.prose.boundary();
        opens(self);
        self.has_quotes = element.raw_text().contains(QUOTES);
        match element.children.as_slice() {
            [SourceNode::Text(text, span)] if self.prose.open_mark_count() == 0 && wire::is_wire(text) => {
                for words in wire::paragraphs(text) {
                    self.text(&words, *span);
                    self.prose.boundary();
                }
            }
            children => {
                self.nodes(children);
                if self.prose.blocks.has_words() {
                    self.prose.blocks.loosen();
                }
            }
        }
        self.prose.boundary();
    }

    fn verbatim(&mut self, element: &SourceElement) {
        self.prose.boundary();
        self.code = Some(String::new());
        self.nodes(&element.children);
        let text = self.code.take().unwrap_or_default();
        let text = text.strip_prefix('\n').unwrap_or(&text).trim_end().to_owned();
        let named = |element: &SourceElement| {
            let classes = element.attribute("class")?;
            classes.split_whitespace().find_map(|class| class.strip_prefix("language-").map(str::to_owned))
        };
        if !text.trim().is_empty() {
            let language = named(element).or_else(|| element.elements().find_map(named));
            self.prose.blocks.push(Block::CodeBlock(model::CodeBlock { language, text, span: Some(element.place()) }));
        }
        self.prose.boundary();
    }

    fn mark(&mut self, mark: InlineMark, element: &SourceElement, span: Span) {
        if let InlineMark::Link { written, .. } = &mark
            && written.starts_with('#')
        {
            self.inner_links.0 += 1;
            self.inner_links.1.get_or_insert(span);
            return self.nodes(&element.children);
        }
        if self.code.is_some() {
            return self.nodes(&element.children);
        }
        self.prose.open_mark(mark, span);
        self.nodes(&element.children);
        self.prose.close_mark();
    }

    /// A picture with its caption; in the midst of words both stand behind them.
    fn captioned(&mut self, picture: Option<Picture>, words: &[String], span: Span) {
        let mut caption = Vec::new();
        for line in words {
            if !caption.is_empty() {
                caption.push(Inline::LineBreak);
            }
            caption.push(Inline::Text(model::Text { text: line.clone(), span: Some(span) }));
        }
        if self.prose.is_locked() {
            self.image_of(picture, span);
            return self.text(&format!(" {} ", words.join(" ")), span);
        }
        self.prose.boundary();
        self.prose.blocks.push(Block::Figure(Figure { picture, caption, span: Some(span), guessed: false }));
    }

    fn image_of(&mut self, picture: Option<Picture>, span: Span) {
        if let Some(picture) = picture {
            self.image(picture, span);
        }
    }

    /// "1½" as "1 1/2": a whole number before it stays a number of its own.
    fn fraction(&mut self, element: &SourceElement) {
        let span = element.place();
        // Whatever its parts are called, they are numbers.
        let is_number = |part: &&SourceElement| part.text().is_some_and(|text| text.contains(char::is_numeric));
        let in_order = |at: usize| element.elements().filter(is_number).nth(at);
        let named = [element.first("numer").or_else(|| in_order(0)), element.first("denom").or_else(|| in_order(1))];
        let parts = named.map(|part| part.and_then(SourceElement::text));
        let [Some(numerator), Some(denominator)] = parts else { return self.nodes(&element.children) };
        self.text(&format!(" {numerator}/{denominator}"), span);
    }

    /// The marks around words that somebody says; none where the source has them.
    fn quotation_marks(&self, element: &SourceElement) -> (&'static str, &'static str) {
        let is_marked = self.has_quotes || element.raw_text().contains(QUOTES);
        match self.language.as_ref().map(Language::primary) {
            _ if is_marked => ("", ""),
            Some("az" | "ru" | "fr") => ("«", "»"),
            Some("de" | "ka") => ("„", "“"),
            Some(_) | None => ("“", "”"),
        }
    }

    fn image(&mut self, picture: Picture, span: Span) {
        match &mut self.figure {
            Some(pictures) => pictures.push((picture, span)),
            None => {
                self.prose.words(span).picture(picture, Vec::new(), span);
            }
        }
    }

    fn player(&mut self, written: &str, title: Option<String>, span: Span) {
        let address = match resolve(written, self.context.base) {
            LinkDestination::Address(address) => address,
            destination => {
                let loss = if destination == LinkDestination::Unsafe { Loss::Unsafe } else { Loss::Nowhere };
                self.lost_links.push(LostLink { loss, written: written.to_owned(), span });
                return;
            }
        };
        self.prose.blocks.diagnostics.push(
            Diagnostic::new(Code::EmbedLinked, format!("what is embedded from {address:?} is kept as a link to it"))
                .at(span),
        );
        let words = title.unwrap_or_else(|| address.clone());
        // Two that stand side by side are no one word.
        self.text(" ", span);
        let mark = InlineMark::Link {
            destination: LinkDestination::Address(address),
            written: written.to_owned(),
            title: None,
            span,
        };
        self.prose.words(span).open(mark, span);
        self.prose.push_text(&words, span);
        self.prose.words(span).close();
        self.text(" ", span);
    }

    fn footnote(&mut self, element: &SourceElement, span: Span) {
        let number = self.first_note + self.notes.len();
        self.prose.words(span).note(NoteId(number));
        self.prose.count_as_words();
        // A note in a note would need a place between the two: it follows both.
        let place = self.notes.len();
        self.notes.push(Note { content: Vec::new(), span: Some(element.place()) });
        let mut inner = BodyBuilder::new(self.context, number + 1);
        inner.nodes(&element.children);
        let ParsedBody { blocks, notes, lost_links, diagnostics } = inner.finish();
        self.notes[place].content = blocks;
        self.notes.extend(notes);
        self.lost_links.extend(lost_links);
        self.prose.blocks.diagnostics.extend(diagnostics);
    }

    fn figure(&mut self, element: &SourceElement, span: Span, opens: &dyn Fn(&mut Self)) {
        self.prose.boundary();
        let outer = self.figure.replace(Vec::new());
        self.prose.open_leaf(Leaf::Caption, span);
        opens(self);
        self.nodes(&element.children);
        for child in element.elements() {
            if let Means::CaptionLine(line) = (self.context.dialect)(child, &self.context) {
                self.prose.end_line();
                self.text(&line, child.place());
            }
        }
        self.prose.close_leaf();
        let (caption, caption_span) = self.prose.blocks.take_caption();
        let mut pictures = std::mem::replace(&mut self.figure, outer).unwrap_or_default();
        let last = pictures.pop();
        for (picture, span) in pictures {
            let figure = Figure { picture: Some(picture), caption: Vec::new(), span: Some(span), guessed: false };
            self.prose.blocks.push(Block::Figure(figure));
        }
        let whole = Some(caption_span.map_or(span, |caption| span.join(caption)));
        if let Some((picture, _)) = last {
            self.prose.blocks.push(Block::Figure(Figure {
                picture: Some(picture),
                caption,
                span: whole,
                guessed: false,
            }));
        } else if !caption.is_empty() {
            self.prose.blocks.push(Block::Paragraph(Paragraph { content: caption, span: caption_span }));
        }
    }

    fn caption(&mut self, element: &SourceElement, span: Span, opens: &dyn Fn(&mut Self)) {
        if self.prose.is_locked() {
            self.prose.end_line();
            opens(self);
            return self.nodes(&element.children);
        }
        self.prose.boundary();
        if self.prose.blocks.last_figure().is_none() {
            return self.paragraph(element, opens);
        }
        self.prose.open_leaf(Leaf::Caption, span);
        opens(self);
        self.nodes(&element.children);
        self.prose.close_leaf();
        let (caption, span) = self.prose.blocks.take_caption();
        if let Some(figure) = self.prose.blocks.last_figure() {
            figure.caption = caption;
            figure.span = figure.span.into_iter().chain(span).reduce(Span::join);
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        match &mut self.code {
            Some(code) => code.push_str(text),
            None => self.prose.push_text(text, span),
        }
    }

    fn line_break(&mut self) {
        match &mut self.code {
            Some(code) => code.push('\n'),
            None => self.prose.line_break(),
        }
    }

    fn finish(mut self) -> ParsedBody {
        let mut blocks = self.prose.blocks.finish();
        while matches!(blocks.last(), Some(Block::ThematicBreak(_))) {
            blocks.pop();
        }
        let mut diagnostics = std::mem::take(&mut self.prose.blocks.diagnostics);
        if let (count @ 1.., first) = self.inner_links {
            let links = if count == 1 { "a link".to_owned() } else { format!("{count} links") };
            let message = format!("{links} to places in the article itself: the words are kept without a link");
            diagnostics.push(Diagnostic::new(Code::StructureFlattened, message).at(first));
        }
        for (what, span) in self.left_out {
            diagnostics.push(Diagnostic::new(Code::MetadataLeftOut, format!("{what} is left out")).at(span));
        }
        self.prose.replaced.report(&mut diagnostics);
        let mut lost_links = std::mem::take(&mut self.prose.blocks.lost_links);
        lost_links.extend(self.lost_links);
        // Links without words are those around pictures.
        lost_links.retain(|link| link.loss != Loss::Wordless);
        lost_links.dedup_by(|next, last| next.span == last.span && next.written == last.written);
        ParsedBody { blocks, notes: self.notes, lost_links, diagnostics }
    }
}
