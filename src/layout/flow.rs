//! Blocks into a sequence of slots: how each kind of block looks, what it is, and what belongs together.

use super::inline::{self, MissingGlyph, Style, Styled};
use super::paragraph::{Justification, LineBox, LineMaterial};
use super::shape::Shaper;
use super::slot::{Ground, Slot, lay_ground};
use super::structure::{ElementId, ListNumbering, Role, Structure};
use super::style::{ACCENT, GREY, GROUND, HAIRLINE, INK, PageGeometry, PageStyle, Step, Type};
use super::{Bookmark, Colour, Fill, MarkedContent, PlacedPicture, Rect, TextRun};
use crate::fonts::{FaceStyle, Fonts};
use crate::language::direction::{isolated, runs_right_to_left};
use crate::language::hyphenation::Hyphenator;
use crate::language::labels::{Labels, labels};
use crate::model::walk::plain_text;
use crate::model::{
    Block, BlockQuote, CodeBlock, Document, Figure, HeaderLine, HeaderRole, Heading, Inline, Language, List,
    Paragraph as Text,
};
use crate::rights::{Statement, StatementLine};

/// Space between blocks, in lines: around what is no running text.
const APART: f32 = 0.75;
/// Below it, at least; what follows returns to the grid.
const BELOW: f32 = 0.7;
/// Between paragraphs that are not indented.
const SPACED: f32 = 0.35;
/// Inside a ground, between its edge and what stands on it, in ems of the body.
const PADDING: f32 = 0.8;

/// How the text of a place is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    pub(super) kind: Type,
    pub(super) setting: Justification,
    /// Paragraphs are set apart by space; else by indenting each that follows another.
    pub(super) spaced: bool,
}

/// Where a block stands: its structure, its left edge, its width.
#[derive(Debug, Clone, Copy)]
pub(super) struct BlockPlace {
    pub(super) element: ElementId,
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) manner: Manner,
    /// Blocks stand close together, as in an item of a list.
    pub(super) close: bool,
    /// How many lists it stands in.
    pub(super) depth: usize,
    /// Whether it stands beside the number of a note.
    pub(super) in_note: bool,
}

/// How a paragraph looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub(super) kind: Type,
    pub(super) face: FaceStyle,
    pub(super) colour: Colour,
    pub(super) setting: Justification,
    indent: f32,
    /// Whether it stands where lines of the article begin, also if it runs the other way.
    stays: bool,
}

impl Look {
    pub(super) fn new(kind: Type, face: FaceStyle, colour: Colour, setting: Justification) -> Self {
        Self { kind, face, colour, setting, indent: 0.0, stays: false }
    }

    /// Its style, before it is known what it marks.
    pub(super) fn style(&self) -> Style {
        let Self { kind, face, colour, .. } = *self;
        Style { face, size: kind.size, rise: 0.0, colour, strike: false, mark: MarkedContent::Setting }
    }
}

/// The article as a sequence of slots.
pub(super) struct Flow<'a> {
    pub(super) document: &'a Document,
    pub(super) labels: &'static Labels,
    pub(super) frame: PageGeometry,
    pub(super) shaper: Shaper<'a>,
    hyphenator: Option<Hyphenator>,
    pub(super) right_to_left: bool,
    pub(super) structure: Structure,
    pub(super) slots: Vec<Slot>,
    /// The heads of tables, as they are repeated.
    pub(super) heads: Vec<Vec<Slot>>,
    /// The notes; empty where a note stands among the slots.
    pub(super) notes: Vec<Vec<Slot>>,
    pub(super) missing: Vec<MissingGlyph>,
}

impl<'a> Flow<'a> {
    pub(super) fn new(document: &'a Document, style: &PageStyle, fonts: &'a Fonts) -> Self {
        let language = &document.metadata.language.value;
        Self {
            document,
            labels: labels(language),
            frame: PageGeometry::new(style),
            shaper: Shaper::new(language.as_str(), fonts),
            hyphenator: Hyphenator::new(language),
            right_to_left: language.is_right_to_left(),
            structure: Structure::default(),
            slots: Vec::new(),
            heads: Vec::new(),
            notes: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// The whole article: header, body, notes, the source's statement, ours.
    pub(super) fn article(&mut self, statement: &Statement) {
        let document = self.document;
        let root = self.structure.element(None, Role::Document);
        let article = self.structure.element(Some(root), Role::Article);
        let manner = Manner { kind: self.frame.step(Step::BODY), setting: Justification::Justified, spaced: false };
        let place = BlockPlace {
            element: article,
            x: self.frame.left,
            width: self.frame.measure,
            manner,
            close: false,
            depth: 0,
            in_note: false,
        };
        self.header(&document.header, place);
        self.blocks(&document.body, place, BELOW * self.frame.grid);
        self.notes(place);
        if !document.rights.statement.is_empty() {
            let section = self.structure.element(Some(article), Role::Section);
            self.rule(self.frame.grid, place);
            let manner = Manner { kind: self.frame.step(Step::SMALL), setting: Justification::Start, spaced: true };
            let place = BlockPlace { element: section, manner, ..place };
            self.blocks(&document.rights.statement, place, SPACED * manner.kind.leading);
        }
        self.statement(statement, BlockPlace { element: root, ..place });
    }

    fn header(&mut self, lines: &[HeaderLine], place: BlockPlace) {
        let grid = self.frame.grid;
        for line in lines {
            let regular = FaceStyle::default();
            let (kind, before, face, colour) = match line.role {
                HeaderRole::Section => (self.frame.step(Step::SMALL), 0.0, BOLD, ACCENT),
                HeaderRole::Headline => (self.frame.headline(), 0.5, BOLD, INK),
                HeaderRole::Standfirst => (self.frame.step(Step::STANDFIRST), 0.6, regular, INK),
                HeaderRole::Byline | HeaderRole::Publisher | HeaderRole::Time | HeaderRole::Other => {
                    (self.frame.step(Step::SMALL), 0.3, regular, GREY)
                }
            };
            let (role, bookmark) = match line.role {
                HeaderRole::Headline => (Role::Heading(1), Some(1)),
                HeaderRole::Section
                | HeaderRole::Standfirst
                | HeaderRole::Byline
                | HeaderRole::Publisher
                | HeaderRole::Time
                | HeaderRole::Other => (Role::Paragraph, None),
            };
            let element = self.structure.element(Some(place.element), role);
            let setting = if bookmark.is_some() { Justification::Balanced } else { Justification::Start };
            let look = Look { stays: true, ..Look::new(kind, face, colour, setting) };
            let first = self.text(&line.content, BlockPlace { element, ..place }, look, before * grid);
            for slot in &mut self.slots[first..] {
                slot.keep = 1;
            }
            self.mark(first, bookmark, element, &line.content);
        }
        self.rule(0.6 * grid, place);
    }

    /// A thin line across the text, between two parts.
    pub(super) fn rule(&mut self, before: f32, place: BlockPlace) {
        let grid = self.frame.grid;
        let area = Rect { x: place.x, y: grid / 4.0, width: place.width, height: 0.5 };
        let fills = vec![Fill { area, colour: HAIRLINE }];
        self.slots.push(Slot { before, height: grid / 2.0, fills, between: true, keep: 1, ..Slot::default() });
    }

    fn mark(&mut self, first: usize, level: Option<u8>, element: ElementId, content: &[Inline]) {
        if let (Some(level), Some(slot)) = (level, self.slots.get_mut(first)) {
            let title = plain_text(content).replace('\n', " ");
            slot.bookmark = Some(Bookmark { level, title, element, page: 0, y: 0.0 });
        }
    }

    /// Blocks one below the other; `before` is the space above the first.
    pub(super) fn blocks(&mut self, blocks: &[Block], place: BlockPlace, before: f32) {
        let mut previous = None;
        for block in blocks {
            let before = previous.map_or(before, |previous| gap(previous, block, place));
            self.block(block, place, before, matches!(previous, Some(Block::Paragraph(_))));
            previous = Some(block);
        }
    }

    /// `follows`: whether the block follows a paragraph.
    fn block(&mut self, block: &Block, place: BlockPlace, before: f32, follows: bool) {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph, place, before, follows),
            Block::Heading(heading) => self.heading(heading, place),
            Block::List(list) => self.list(list, place, before),
            Block::BlockQuote(quote) => self.quote(quote, place, before),
            Block::Table(table) => self.table(table, place, before),
            Block::Figure(figure) => self.figure(figure, place, before),
            Block::CodeBlock(code) => self.code(code, place, before),
            Block::ThematicBreak(_) => {
                let PageGeometry { grid, em, .. } = self.frame;
                let width = (6.0 * em).min(place.width);
                let area = Rect { x: place.x + (place.width - width) / 2.0, y: grid, width, height: 0.6 };
                let fills = vec![Fill { area, colour: GREY }];
                self.slots.push(Slot { before, height: 2.0 * grid, on_grid: true, fills, ..Slot::default() });
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Text, place: BlockPlace, before: f32, follows: bool) {
        let element = self.structure.element(Some(place.element), Role::Paragraph);
        let Manner { kind, setting, spaced } = place.manner;
        // A square of white: as wide as lines are apart.
        let indent = if follows && !spaced { kind.leading } else { 0.0 };
        let look = Look { indent, ..Look::new(kind, FaceStyle::default(), INK, setting) };
        self.text(&paragraph.content, BlockPlace { element, ..place }, look, before);
    }

    fn heading(&mut self, heading: &Heading, place: BlockPlace) {
        let (step, before) = match heading.level {
            ..=2 => (Step::HEADING_2, 1.6),
            3 => (Step::HEADING_3, 0.9),
            _ => (Step::HEADING_4, 0.9),
        };
        let element = self.structure.element(Some(place.element), Role::Heading(heading.level));
        let look = Look::new(self.frame.step(step), BOLD, INK, Justification::Balanced);
        let first = self.text(&heading.content, BlockPlace { element, ..place }, look, before * self.frame.grid);
        for slot in &mut self.slots[first..] {
            slot.keep = 1;
        }
        // At least two lines of what it heads stand below it.
        if let Some(slot) = self.slots[first..].last_mut() {
            slot.keep = 2;
        }
        self.mark(first, Some(heading.level), element, &heading.content);
    }

    fn list(&mut self, list: &List, place: BlockPlace, before: f32) {
        let tasks = list.items.iter().any(|item| item.task.is_some());
        let (labels, sign) = match (list.start, place.depth % 3) {
            _ if tasks => (ListNumbering::Boxes, "•"),
            (Some(_), _) => (ListNumbering::Numbers(list.numerals), ""),
            (None, 0) => (ListNumbering::Discs, "•"),
            (None, 1) => (ListNumbering::Circles, "◦"),
            (None, _) => (ListNumbering::Squares, "▪"),
        };
        let element = self.structure.element(Some(place.element), Role::List { labels });
        let gap = place.manner.kind.leading
            * match (list.tight || place.depth > 0, place.manner.spaced) {
                (true, false) => 0.0,
                (true, true) => SPACED / 2.0,
                (false, true) => SPACED,
                (false, false) => 1.0,
            };
        let numbers: Vec<Option<String>> = list.numbers().collect();
        let longest = numbers.iter().flatten().map(String::len).max().unwrap_or(0);
        let hang = hang(longest, place.manner.kind).min(self.frame.measure / 2.0);
        for (index, (item, number)) in list.items.iter().zip(numbers).enumerate() {
            let row = self.structure.element(Some(element), Role::ListItem);
            let label = self.structure.element(Some(row), Role::Label);
            let body = self.structure.element(Some(row), Role::ListBody);
            let (text, spoken) = match (item.task, number) {
                (Some(true), _) => ("■".to_owned(), Some(self.labels.done)),
                (Some(false), _) => ("□".to_owned(), Some(self.labels.open)),
                (None, Some(number)) => (format!("{number}."), None),
                (None, None) => (sign.to_owned(), None),
            };
            self.structure.elements[label.0].spoken = spoken;
            let place = self.outdented(place, hang, 0.0);
            let inner =
                BlockPlace { element: body, close: list.tight, depth: place.depth + 1, ..self.inset(place, hang, 0.0) };
            let first = self.slots.len();
            self.blocks(&item.content, inner, 0.0);
            if self.slots.len() == first {
                // An item without words still has its mark.
                let Type { leading, on_grid, .. } = place.manner.kind;
                self.slots.push(Slot { height: leading, on_grid, ..Slot::default() });
            }
            self.label(&text, label, place, hang, first);
            self.slots[first].before = match index.checked_sub(1).map(|previous| &list.items[previous].content) {
                None => before,
                // A caption belongs to what is above it.
                Some(content) if matches!(content.last(), Some(Block::Figure(_))) => {
                    gap.max(BELOW * place.manner.kind.leading)
                }
                Some(_) => gap,
            };
        }
    }

    /// Sets a label beside the slot `at`, on the baseline of its first text.
    pub(super) fn label(&mut self, text: &str, element: ElementId, place: BlockPlace, hang: f32, at: usize) {
        let kind = place.manner.kind;
        let mark = MarkedContent::Content(self.structure.leaf(element));
        let style = Style { mark, ..Look::new(kind, FaceStyle::default(), INK, Justification::Start).style() };
        let mut styled = Styled::default();
        styled.push(text, &style, None);
        let clusters = inline::clusters(&styled, self.right_to_left, &mut self.shaper, &mut Vec::new());
        let width = clusters.width();
        // The number of a page without room for it is set smaller.
        styled.shrink((hang / width * 0.99).min(1.0));
        let Some(line) = self.lines(&styled, hang, Justification::Start, 0.0, self.right_to_left).into_iter().next()
        else {
            return;
        };
        let baselines = self.slots[at].texts.iter().map(|run| run.y);
        let baseline = baselines.fold(None, |lowest: Option<f32>, y| Some(lowest.map_or(y, |lowest| lowest.max(y))));
        let baseline = baseline.unwrap_or(kind.baseline());
        let x = if self.right_to_left { place.x + place.width - hang } else { place.x };
        let runs = line.runs.into_iter().map(|run| TextRun { x: run.x + x, y: run.y + baseline, ..run });
        self.slots[at].texts.splice(0..0, runs);
    }

    fn quote(&mut self, quote: &BlockQuote, place: BlockPlace, before: f32) {
        let element = self.structure.element(Some(place.element), Role::Quote);
        let em = place.manner.kind.size;
        let (lead, trail) = (1.5 * em, 0.75 * em);
        let place = self.outdented(place, lead, trail);
        let inner = BlockPlace { element, close: false, ..self.inset(place, lead, trail) };
        let first = self.slots.len();
        self.blocks(&quote.content, inner, 0.0);
        if let Some(slot) = self.slots.get_mut(first) {
            slot.before = slot.before.max(before);
        }
        let width = 0.2 * em;
        let x = if self.right_to_left { place.x + place.width - 0.4 * em - width } else { place.x + 0.4 * em };
        lay_ground(&mut self.slots[first..], Ground { x, width, colour: HAIRLINE }, 0.0, 0.0);
    }

    /// A place further in, by so much where lines begin and where they end.
    pub(super) fn inset(&self, place: BlockPlace, lead: f32, trail: f32) -> BlockPlace {
        let left = if self.right_to_left { trail } else { lead };
        BlockPlace { x: place.x + left, width: place.width - lead - trail, ..place }
    }

    /// What is nested too deeply to be inset once more stands as far in as what it is nested in.
    fn outdented(&self, place: BlockPlace, lead: f32, trail: f32) -> BlockPlace {
        if place.width - lead - trail >= self.frame.measure / 2.0 {
            return place;
        }
        let left = place.x - self.frame.left;
        let right = self.frame.measure - left - place.width;
        let (before, after) = if self.right_to_left { (right, left) } else { (left, right) };
        self.inset(place, -lead.min(before), -trail.min(after))
    }

    fn figure(&mut self, figure: &Figure, place: BlockPlace, before: f32) {
        let element = self.structure.element(Some(place.element), Role::Figure);
        let first = self.slots.len();
        if !self.picture(figure, element, place, before) {
            self.remark(figure, element, place, before);
        }
        self.caption(figure, element, place);
        let last = self.slots.len() - 1;
        for slot in &mut self.slots[first..last] {
            slot.whole = true;
        }
        // A picture is not parted from the first lines of its caption.
        if first < last {
            self.slots[first].keep = self.slots[first].keep.max(1);
        }
    }

    /// Sets the picture, as large as it is at 96 pixels to the inch, if it came; at most as wide as the text and about
    /// half as high as the page.
    fn picture(&mut self, figure: &Figure, element: ElementId, place: BlockPlace, before: f32) -> bool {
        let Some(picture) = &figure.picture else { return false };
        let media = picture.media.as_ref().and_then(|id| Some((id, self.document.media.get(id)?)));
        let Some((id, media)) = media else { return false };
        let role = Role::Picture { alternative: figure.words().into_owned() };
        let element = self.structure.element(Some(element), role);
        let leaf = self.structure.leaf(element);
        #[expect(clippy::cast_precision_loss, reason = "at most 40 million pixels")]
        let (width, height) = (media.width as f32 * 0.75, media.height as f32 * 0.75);
        let scale = (place.width / width).min(self.tallest_picture() / height).min(1.0);
        let (width, height) = (width * scale, height * scale);
        let x = place.x + (place.width - width) / 2.0;
        let area = Rect { x, y: 0.0, width, height };
        let picture = Some(PlacedPicture { media: id.clone(), leaf, area });
        self.slots.push(Slot { before, height, picture, ..Slot::default() });
        true
    }

    /// Our remark in the place of a picture that is not there.
    fn remark(&mut self, figure: &Figure, element: ElementId, place: BlockPlace, before: f32) {
        let remark = self.structure.element(Some(element), Role::Remark);
        self.structure.elements[remark.0].language = self.labels_language();
        let withheld = figure.picture.is_some() && self.document.withholds_pictures();
        let mut words = if withheld { self.labels.picture_withheld } else { self.labels.picture_missing }.to_owned();
        if let Some(picture) = figure.picture.as_ref().filter(|picture| !picture.alternative.is_empty()) {
            words = format!("{words}: {}", isolated(&picture.alternative));
        }
        let padding = PADDING * self.frame.em;
        let look = Look::new(self.frame.step(Step::FINE), FaceStyle::default(), GREY, Justification::Centre);
        let inner = BlockPlace { element: remark, ..self.inset(place, padding, padding) };
        let first = self.text(&[Inline::text(words)], inner, look, before + padding);
        let ground = Ground { x: place.x, width: place.width, colour: GROUND };
        lay_ground(&mut self.slots[first..], ground, padding, padding);
        if let Some(slot) = self.slots.last_mut() {
            slot.height += padding;
        }
    }

    fn caption(&mut self, figure: &Figure, element: ElementId, place: BlockPlace) {
        if !figure.caption.is_empty() {
            let element = self.structure.element(Some(element), Role::Caption);
            let kind = self.frame.step(Step::FINE);
            let look = Look::new(kind, FaceStyle::default(), GREY, Justification::Start);
            self.text(&figure.caption, BlockPlace { element, ..place }, look, 0.3 * kind.leading);
        }
    }

    fn code(&mut self, code: &CodeBlock, place: BlockPlace, before: f32) {
        let paragraph = self.structure.element(Some(place.element), Role::Paragraph);
        let element = self.structure.element(Some(paragraph), Role::Code);
        let face = FaceStyle { mono: true, ..FaceStyle::default() };
        let kind = self.frame.step(Step::FINE);
        let mark = MarkedContent::Content(self.structure.leaf(element));
        let style = Style { mark, ..Look::new(kind, face, INK, Justification::Verbatim).style() };
        let mut styled = Styled::default();
        styled.push(&code.text, &style, code.span);
        let padding = PADDING * self.frame.em;
        let inner = self.inset(place, padding, padding);
        let first = self.slots.len();
        // Programs are written from left to right.
        let lines = self.lines(&styled, inner.width, Justification::Verbatim, 0.0, false);
        let goes_on: Vec<bool> = lines.iter().map(|line| line.goes_on).collect();
        self.place(lines, inner, kind, before + padding / 2.0);
        // A bar beside what goes on with the line above: the source has one line there.
        for (slot, _) in self.slots[first..].iter_mut().zip(goes_on).filter(|(_, goes_on)| *goes_on) {
            let area = Rect { x: inner.x - padding / 2.0, y: 0.0, width: 0.8, height: kind.leading };
            slot.fills.push(Fill { area, colour: GREY });
        }
        let ground = Ground { x: place.x, width: place.width, colour: GROUND };
        lay_ground(&mut self.slots[first..], ground, padding / 2.0, padding / 2.0);
        if let Some(slot) = self.slots.last_mut() {
            slot.height += padding / 2.0;
        }
    }

    /// The language of our own words, where it is not the article's.
    fn labels_language(&self) -> Option<Language> {
        let (language, _) = self.labels.marked_in(&self.document.metadata.language.value)?;
        Language::parse(language)
    }

    /// Our own statement, set apart from the article by its ground and its labels.
    fn statement(&mut self, statement: &Statement, place: BlockPlace) {
        let section = self.structure.element(Some(place.element), Role::Statement);
        self.structure.elements[section.0].language = self.labels_language();
        let padding = 1.2 * self.frame.em;
        let inner = BlockPlace { element: section, ..self.inset(place, padding, padding) };
        let heading = self.structure.element(Some(section), Role::Heading(2));
        let look = Look::new(self.frame.step(Step::SMALL), BOLD, INK, Justification::Start);
        let title = [Inline::text(statement.heading)];
        let before = self.frame.grid + padding;
        let first = self.text(&title, BlockPlace { element: heading, ..inner }, look, before);
        self.mark(first, Some(2), heading, &title);
        let kind = self.frame.step(Step::FINE);
        let look = Look::new(kind, FaceStyle::default(), INK, Justification::Start);
        for line in &statement.lines {
            let role = match line {
                StatementLine::Credit(_) => Role::Credit,
                StatementLine::Archived(_)
                | StatementLine::Status(_)
                | StatementLine::Term { .. }
                | StatementLine::Unread(_)
                | StatementLine::TermsPage(_)
                | StatementLine::Unmet(_)
                | StatementLine::Pictures(_)
                | StatementLine::Provenance(_) => Role::Paragraph,
            };
            let element = self.structure.element(Some(section), role);
            self.text(line.content(), BlockPlace { element, ..inner }, look, SPACED / 2.0 * kind.leading);
        }
        let ground = Ground { x: place.x, width: place.width, colour: GROUND };
        lay_ground(&mut self.slots[first..], ground, padding * 0.8, padding * 0.7);
        // The statement stays in one piece where a page can hold it.
        let last = self.slots.len() - 1;
        for slot in &mut self.slots[first..last] {
            slot.whole = true;
        }
        self.slots[last].height += padding * 0.7;
    }

    /// Sets inlines as one paragraph. Returns its first slot.
    pub(super) fn text(&mut self, content: &[Inline], place: BlockPlace, look: Look, before: f32) -> usize {
        let first = self.slots.len();
        let mut styled = Styled::default();
        inline::flatten(content, place.element, &look.style(), &mut self.structure, &mut styled);
        let setting = match look.setting {
            Justification::Justified if !self.frame.justifies(place.width, look.kind.size) => Justification::Ragged,
            setting => setting,
        };
        let right_to_left = runs_right_to_left(&styled.text, self.right_to_left);
        // What is turned begins at the other edge, but for the words of an item or a note, which stay beside their mark, and
        // for the lines of the header, which stay one below the other.
        let stays = place.depth > 0 || place.in_note || look.stays;
        let setting = if stays && right_to_left != self.right_to_left { Justification::End } else { setting };
        let lines = self.lines(&styled, place.width, setting, look.indent, right_to_left);
        self.place(lines, place, look.kind, before);
        first
    }

    /// Breaks styled text into lines; the first is shorter by `indent`.
    pub(super) fn lines(
        &mut self,
        styled: &Styled,
        width: f32,
        setting: Justification,
        indent: f32,
        right_to_left: bool,
    ) -> Vec<LineBox> {
        let clusters = inline::clusters(styled, right_to_left, &mut self.shaper, &mut self.missing);
        let paragraph = LineMaterial { styled, clusters: &clusters, setting, indent, right_to_left };
        paragraph.lines(width, self.hyphenator.as_ref(), &mut self.shaper)
    }

    /// Puts lines one below the other. The first two and the last two stay together: no widow, no orphan.
    fn place(&mut self, lines: Vec<LineBox>, place: BlockPlace, kind: Type, before: f32) {
        let count = lines.len();
        // Lines as far apart as those of the grid stand on it all; of others the last one does.
        #[expect(clippy::float_cmp, reason = "the same product of the same numbers")]
        let all = kind.on_grid && kind.leading == self.frame.grid;
        for (index, line) in lines.into_iter().enumerate() {
            let last = index + 1 == count;
            let mut slot = Slot {
                before: if index == 0 { before } else { 0.0 },
                height: kind.leading,
                on_grid: kind.on_grid && (all || last),
                rigid: if kind.on_grid && !all { count - 1 - index } else { 0 },
                keep: usize::from(index == 0 && !last || index + 2 == count),
                ..Slot::default()
            };
            slot.put(line, place.x, kind.baseline(), &self.structure);
            self.slots.push(slot);
        }
    }

    /// A picture and its caption leave room for text on their page.
    fn tallest_picture(&self) -> f32 {
        (self.frame.floor() - self.frame.top) * 0.55
    }
}

/// The space between two blocks.
fn gap(previous: &Block, block: &Block, place: BlockPlace) -> f32 {
    let BlockPlace { manner: Manner { kind, spaced, .. }, close, .. } = place;
    let lines = match (previous, block) {
        // A heading and a rule have their own.
        (_, Block::Heading(_) | Block::ThematicBreak(_)) => 0.0,
        (_, Block::Table(_) | Block::Figure(_) | Block::CodeBlock(_)) => APART,
        (Block::Table(_) | Block::Figure(_) | Block::CodeBlock(_), _) => BELOW,
        _ if spaced => SPACED,
        (Block::Heading(_) | Block::ThematicBreak(_), _) => 0.0,
        (Block::Paragraph(_), Block::Paragraph(_)) => 0.0,
        (Block::Paragraph(_), Block::List(_)) | (Block::List(_), Block::Paragraph(_)) if close => 0.0,
        (Block::Paragraph(_) | Block::List(_) | Block::BlockQuote(_), _) => 1.0,
    };
    lines * kind.leading
}

/// Room for labels: a mark, or numbers of so many signs at most.
pub(super) fn hang(signs: usize, kind: Type) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a few signs")]
    let ems = signs as f32 * 0.57 + 0.8;
    ems.max(1.5) * kind.size
}

pub(super) const BOLD: FaceStyle = FaceStyle { bold: true, italic: false, mono: false };
