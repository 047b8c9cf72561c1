//! Blocks into a sequence of lines: how each kind of block looks, what it is, and what belongs together.

use super::inline::{self, Missing, Style, Styled};
use super::paragraph::{Line, Paragraph, Setting};
use super::shape::Shaper;
use super::structure::{ElementId, Role, Structure};
use super::{Bookmark, Colour, Fill, Mark, PlacedPicture, Rect, TextRun};
use crate::fonts::{FaceStyle, Fonts};
use crate::language::direction::isolated;
use crate::language::hyphenation::Hyphenator;
use crate::language::labels::{Labels, labels};
use crate::model::walk::plain_text;
use crate::model::{Block, Code, Document, Figure, HeaderRole, Heading, Inline, Language, List, Note, Timestamp};
use crate::rights::{StatementLine, statement};

/// A4 (ISO 216).
pub(super) const PAGE: (f32, f32) = (595.276, 841.89);
/// Left and right margin.
pub(super) const SIDE: f32 = 86.0;
/// Upper margin.
pub(super) const TOP: f32 = 72.0;
/// Lower margin; the running foot stands in it.
pub(super) const BOTTOM: f32 = 84.0;
/// The width of the text.
pub(super) const MEASURE: f32 = PAGE.0 - 2.0 * SIDE;

/// Body text, its size and the distance of its baselines; every other distance is a part of the latter.
const SIZE: f32 = 10.5;
pub(super) const GRID: f32 = 15.0;

const INK: Colour = Colour(0x1a, 0x1a, 0x1a);
pub(super) const GREY: Colour = Colour(0x55, 0x55, 0x55);
const ACCENT: Colour = Colour(0x8c, 0x1d, 0x18);
pub(super) const LINK: Colour = Colour(0x12, 0x4a, 0x8c);
pub(super) const HAIRLINE: Colour = Colour(0xb8, 0xb8, 0xb8);
const PAPER: Colour = Colour(0xf4, 0xf2, 0xee);

/// One line of the flow: what is painted, how much room it takes, what it holds on to.
#[derive(Debug, Default)]
pub(super) struct Slot {
    /// Space above; dropped at the top of a page.
    pub(super) before: f32,
    pub(super) height: f32,
    /// x from the left edge of the page, y from the top of the slot.
    pub(super) texts: Vec<TextRun>,
    /// The same; a fill may reach into the space above by a negative y.
    pub(super) fills: Vec<Fill>,
    /// The same.
    pub(super) picture: Option<PlacedPicture>,
    /// Whether the next slot must stand on the same page.
    pub(super) keep: bool,
    /// An entry of the outline that begins here; page and y are filled in later.
    pub(super) bookmark: Option<Bookmark>,
    /// Lines to repeat at the top of a new page, while a table goes on: index into [`Flow::heads`].
    pub(super) head: Option<usize>,
}

/// Where a block stands: its structure, its left edge, its width.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) element: ElementId,
    pub(super) x: f32,
    pub(super) width: f32,
    /// Quotes have a line at their edge.
    bar: Option<f32>,
    /// The text is set smaller.
    small: bool,
}

impl Place {
    /// What is nested too deeply to be indented once more stands as far in as what it is nested in.
    fn outdented(self, left: f32, right: f32) -> Self {
        if self.width - left - right >= MEASURE / 2.0 {
            return self;
        }
        Self { x: self.x - left, width: self.width + left + right, ..self }
    }
}

/// The article as a sequence of slots.
pub(super) struct Flow<'a> {
    document: &'a Document,
    labels: &'static Labels,
    pub(super) shaper: Shaper<'a>,
    pub(super) hyphenator: Option<Hyphenator>,
    pub(super) right_to_left: bool,
    pub(super) structure: Structure,
    pub(super) slots: Vec<Slot>,
    pub(super) heads: Vec<Vec<Slot>>,
    pub(super) missing: Vec<Missing>,
}

impl<'a> Flow<'a> {
    pub(super) fn new(document: &'a Document, fonts: &'a Fonts) -> Self {
        let language = &document.metadata.language.value;
        Self {
            document,
            labels: labels(language),
            shaper: Shaper::new(language.as_str(), fonts),
            hyphenator: Hyphenator::new(language),
            right_to_left: language.is_right_to_left(),
            structure: Structure::default(),
            slots: Vec::new(),
            heads: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// The whole article: header, body, notes, the source's statement, ours.
    pub(super) fn article(&mut self, document: &Document, written: Timestamp) {
        let root = self.structure.element(None, Role::Document);
        let article = self.structure.element(Some(root), Role::Article);
        let place = Place { element: article, x: SIDE, width: MEASURE, bar: None, small: false };
        self.header(place);
        self.blocks(&document.body, place, GRID / 2.0);
        self.notes(&document.notes, place);
        if !document.rights.statement.is_empty() {
            let section = self.structure.element(Some(article), Role::Section);
            self.rule(GRID * 1.5, place);
            let place = Place { element: section, small: true, ..place };
            self.blocks(&document.rights.statement, place, GRID / 3.0);
        }
        self.statement(document, written, Place { element: root, ..place });
    }

    fn header(&mut self, place: Place) {
        let document = self.document;
        for line in &document.header {
            let (size, leading, before, face, colour) = match line.role {
                HeaderRole::Section => (9.5, GRID, 0.0, bold(), ACCENT),
                HeaderRole::Headline => (25.0, GRID * 2.0, GRID / 2.0, bold(), INK),
                HeaderRole::Standfirst => (12.0, GRID * 1.2, GRID * 0.6, FaceStyle::default(), INK),
                HeaderRole::Byline | HeaderRole::Publisher | HeaderRole::Time => {
                    (9.5, GRID, GRID / 3.0, FaceStyle::default(), GREY)
                }
            };
            let (role, bookmark) = match line.role {
                HeaderRole::Headline => (Role::Heading(1), Some(1)),
                HeaderRole::Section
                | HeaderRole::Standfirst
                | HeaderRole::Byline
                | HeaderRole::Publisher
                | HeaderRole::Time => (Role::Paragraph, None),
            };
            let style = Style { face, size, rise: 0.0, colour, strike: false, mark: Mark::Pagination };
            let element = self.structure.element(Some(place.element), role);
            let first = self.slots.len();
            self.text(&line.content, Place { element, ..place }, &style, leading, before, Setting::Start);
            for slot in &mut self.slots[first..] {
                slot.keep = true;
            }
            self.mark(first, bookmark, &line.content);
        }
        self.rule(GRID * 0.6, place);
    }

    /// A thin line across the text.
    fn rule(&mut self, before: f32, place: Place) {
        let area = Rect { x: place.x, y: GRID / 4.0, width: place.width, height: 0.5 };
        let fills = vec![Fill { area, colour: HAIRLINE }];
        self.slots.push(Slot { before, height: GRID / 2.0, fills, keep: true, ..Slot::default() });
    }

    fn mark(&mut self, first: usize, level: Option<u8>, content: &[Inline]) {
        if let (Some(level), Some(slot)) = (level, self.slots.get_mut(first)) {
            slot.bookmark = Some(Bookmark { level, title: plain_text(content).replace('\n', " "), page: 0, y: 0.0 });
        }
    }

    fn body_style(&self, place: Place) -> Style {
        let size = if place.small { SIZE * 0.9 } else { SIZE };
        Style { face: FaceStyle::default(), size, rise: 0.0, colour: INK, strike: false, mark: Mark::Pagination }
    }

    fn leading(place: Place) -> f32 {
        if place.small { GRID * 0.9 } else { GRID }
    }

    /// Blocks one below the other; `gap` is the space between them.
    pub(super) fn blocks(&mut self, blocks: &[Block], place: Place, gap: f32) {
        for (index, block) in blocks.iter().enumerate() {
            let before = if index == 0 { gap.min(GRID / 3.0) } else { gap };
            self.block(block, place, before);
        }
    }

    fn block(&mut self, block: &Block, place: Place, before: f32) {
        match block {
            Block::Paragraph(paragraph) => {
                let element = self.structure.element(Some(place.element), Role::Paragraph);
                let setting = if place.small { Setting::Start } else { Setting::Justified };
                self.text(
                    &paragraph.content,
                    Place { element, ..place },
                    &self.body_style(place),
                    Self::leading(place),
                    before,
                    setting,
                );
            }
            Block::Heading(heading) => self.heading(heading, place),
            Block::List(list) => self.list(list, place, before),
            Block::Quote(quote) => {
                let element = self.structure.element(Some(place.element), Role::Quote);
                // The line stands where the lines of the text begin.
                let (left, right, bar) = if self.right_to_left { (8.0, 16.0, 6.0) } else { (16.0, 8.0, 4.0) };
                let place = place.outdented(left, right);
                let bar = if self.right_to_left { place.x + place.width - bar } else { place.x + bar };
                let width = place.width - left - right;
                let inner = Place { element, x: place.x + left, width, bar: Some(bar), ..place };
                self.blocks(&quote.content, inner, GRID / 2.0);
            }
            Block::Table(table) => self.table(table, place, before),
            Block::Figure(figure) => self.figure(figure, place),
            Block::Code(code) => self.code(code, place, before),
            Block::Rule(_) => {
                let middle = place.x + place.width / 2.0;
                let area = Rect { x: middle - 30.0, y: GRID / 2.0, width: 60.0, height: 0.6 };
                self.slots.push(Slot {
                    before,
                    height: GRID,
                    fills: vec![Fill { area, colour: GREY }],
                    ..Slot::default()
                });
            }
        }
    }

    fn heading(&mut self, heading: &Heading, place: Place) {
        let (size, before) = match heading.level {
            ..=2 => (13.0, GRID * 1.25),
            3 => (11.5, GRID),
            _ => (SIZE, GRID * 0.75),
        };
        let style = Style { face: bold(), size, ..self.body_style(place) };
        let element = self.structure.element(Some(place.element), Role::Heading(heading.level));
        let first = self.slots.len();
        self.text(&heading.content, Place { element, ..place }, &style, GRID * 1.2, before, Setting::Start);
        for slot in &mut self.slots[first..] {
            slot.keep = true;
        }
        self.mark(first, Some(heading.level), &heading.content);
    }

    fn list(&mut self, list: &List, place: Place, before: f32) {
        let element = self.structure.element(Some(place.element), Role::List { numbered: list.start.is_some() });
        let gap = if list.tight { GRID / 6.0 } else { GRID / 3.0 };
        // Room for the widest number, never less than for a bullet.
        let digits = list.start.map_or(0, |start| (start + list.items.len() as u64).to_string().len());
        #[expect(clippy::cast_precision_loss, reason = "at most twenty digits")]
        let hang = (digits as f32 * 6.0 + 8.0).max(16.0);
        for (index, item) in list.items.iter().enumerate() {
            let row = self.structure.element(Some(element), Role::ListItem);
            let label = self.structure.element(Some(row), Role::Label);
            let body = self.structure.element(Some(row), Role::ListBody);
            let text = match (item.task, list.start) {
                (Some(true), _) => "[×]".to_owned(),
                (Some(false), _) => "[ ]".to_owned(),
                (None, Some(start)) => format!("{}.", start.saturating_add(index as u64)),
                (None, None) => "•".to_owned(),
            };
            let place = if self.right_to_left { place.outdented(0.0, hang) } else { place.outdented(hang, 0.0) };
            let inner = Place {
                element: body,
                x: if self.right_to_left { place.x } else { place.x + hang },
                width: place.width - hang,
                ..place
            };
            let first = self.slots.len();
            self.blocks(&item.content, inner, if list.tight { GRID / 6.0 } else { GRID / 3.0 });
            if self.slots.len() == first {
                // An item without words still has its mark.
                self.slots.push(Slot { height: Self::leading(place), ..Slot::default() });
            }
            self.label(&text, label, place, hang, first);
            self.slots[first].before = if index == 0 { before.max(gap) } else { gap };
        }
    }

    /// Sets a label beside the slot `at`, on the baseline of its first text.
    fn label(&mut self, text: &str, element: ElementId, place: Place, hang: f32, at: usize) {
        let style = Style { mark: Mark::Content(self.structure.leaf(element)), ..self.body_style(place) };
        let mut styled = Styled::default();
        styled.push(text, &style, None);
        let lines = self.lines(&styled, hang.max(24.0), Setting::Start);
        let Some(line) = lines.into_iter().next() else { return };
        let baseline = self.slots[at]
            .texts
            .iter()
            .map(|run| run.y)
            .fold(None, |lowest: Option<f32>, y| Some(lowest.map_or(y, |lowest| lowest.max(y))));
        let baseline = baseline.unwrap_or(baseline_of(Self::leading(place), style.size));
        let x = if self.right_to_left {
            place.x + place.width - line.runs.iter().map(|run| run.width).sum::<f32>()
        } else {
            place.x
        };
        let shift = if self.right_to_left { x - line.runs.first().map_or(0.0, |run| run.x) } else { x };
        let runs = line.runs.into_iter().map(|run| TextRun { x: run.x + shift, y: run.y + baseline, ..run });
        self.slots[at].texts.splice(0..0, runs);
    }

    fn figure(&mut self, figure: &Figure, place: Place) {
        let element = self.structure.element(Some(place.element), Role::Figure);
        let first = self.slots.len();
        if !self.picture(figure, element, place) {
            self.remark(figure, element, place);
        }
        self.caption(figure, element, place);
        let last = self.slots.len() - 1;
        for slot in &mut self.slots[first..last] {
            slot.keep = true;
        }
        // The caption ends clear of the text below.
        self.slots[last].height += GRID / 3.0;
    }

    /// Sets the picture, as large as it is at 96 pixels to the inch, if it came; at most as wide as the text and about
    /// half as high as the page.
    fn picture(&mut self, figure: &Figure, element: ElementId, place: Place) -> bool {
        let Some(picture) = &figure.picture else { return false };
        let media = picture.media.as_ref().and_then(|id| Some((id, self.document.media.get(id)?)));
        let Some((id, media)) = media else { return false };
        let alternative = match picture.alternative.as_str() {
            "" if figure.caption.is_empty() => picture.reference.clone(),
            "" => plain_text(&figure.caption),
            alternative => alternative.to_owned(),
        };
        let role = Role::Picture { alternative };
        let element = self.structure.element(Some(element), role);
        let leaf = self.structure.leaf(element);
        #[expect(clippy::cast_precision_loss, reason = "at most 40 million pixels")]
        let (width, height) = (media.width as f32 * 0.75, media.height as f32 * 0.75);
        let scale = (place.width / width).min(360.0 / height).min(1.0);
        let (width, height) = (width * scale, height * scale);
        let x = place.x + (place.width - width) / 2.0;
        let area = Rect { x, y: 0.0, width, height };
        let picture = Some(PlacedPicture { media: id.clone(), leaf, area });
        self.slots.push(Slot { before: GRID, height: height + GRID / 3.0, picture, ..Slot::default() });
        true
    }

    /// Our remark in the place of a picture that is not there.
    fn remark(&mut self, figure: &Figure, element: ElementId, place: Place) {
        let first = self.slots.len();
        let remark = self.structure.element(Some(element), Role::Remark);
        self.structure.elements[remark.0].language = self.labels_language();
        let withheld = figure.picture.is_some() && self.document.withholds_pictures();
        let mut words = if withheld { self.labels.picture_withheld } else { self.labels.picture_missing }.to_owned();
        if let Some(picture) = figure.picture.as_ref().filter(|picture| !picture.alternative.is_empty()) {
            words = format!("{words}: {}", isolated(&picture.alternative));
        }
        let style = Style { size: 8.5, colour: GREY, ..self.body_style(place) };
        let inner = Place { element: remark, x: place.x + 12.0, width: place.width - 24.0, ..place };
        self.text(&[Inline::text(words)], inner, &style, GRID * 0.8, GRID, Setting::Centre);
        let height = self.slots[first..].iter().map(|slot| slot.height).sum::<f32>();
        let area = Rect { x: place.x, y: -GRID / 2.0, width: place.width, height: height + GRID };
        self.slots[first].fills.insert(0, Fill { area, colour: PAPER });
        self.slots[first].before = GRID * 1.2;
    }

    fn caption(&mut self, figure: &Figure, element: ElementId, place: Place) {
        let above = if self.slots.last().is_some_and(|slot| slot.picture.is_some()) { 0.0 } else { GRID * 0.8 };
        if !figure.caption.is_empty() {
            let caption = self.structure.element(Some(element), Role::Caption);
            let style = Style { size: 9.0, colour: GREY, ..self.body_style(place) };
            self.text(&figure.caption, Place { element: caption, ..place }, &style, GRID * 0.85, above, Setting::Start);
        }
    }

    fn code(&mut self, code: &Code, place: Place, before: f32) {
        let paragraph = self.structure.element(Some(place.element), Role::Paragraph);
        let element = self.structure.element(Some(paragraph), Role::Code);
        let face = FaceStyle { mono: true, ..FaceStyle::default() };
        let style =
            Style { face, size: 8.5, mark: Mark::Content(self.structure.leaf(element)), ..self.body_style(place) };
        let mut styled = Styled::default();
        styled.push(&code.text, &style, code.span);
        let inner = Place { x: place.x + 8.0, width: place.width - 16.0, ..place };
        let first = self.slots.len();
        let lines = self.lines(&styled, inner.width, Setting::Verbatim);
        self.place(lines, inner, style.size, GRID * 0.8, before + GRID / 4.0);
        for slot in &mut self.slots[first..] {
            let area = Rect { x: place.x, y: -0.5, width: place.width, height: slot.height + 1.0 };
            slot.fills.insert(0, Fill { area, colour: PAPER });
        }
    }

    fn notes(&mut self, notes: &[Note], place: Place) {
        if notes.is_empty() {
            return;
        }
        let section = self.structure.element(Some(place.element), Role::Section);
        self.rule(GRID, place);
        for (index, note) in notes.iter().enumerate() {
            let element = self.structure.element(Some(section), Role::Note { number: index + 1 });
            let label = self.structure.element(Some(element), Role::Label);
            let inner = Place {
                element,
                x: if self.right_to_left { place.x } else { place.x + 20.0 },
                width: place.width - 20.0,
                small: true,
                ..place
            };
            let first = self.slots.len();
            self.blocks(&note.content, inner, GRID / 4.0);
            if self.slots.len() == first {
                self.slots.push(Slot { height: Self::leading(inner), ..Slot::default() });
            }
            self.label(&format!("{}.", index + 1), label, Place { small: true, ..place }, 20.0, first);
        }
    }

    /// The language of our own words, where it is not the article's.
    fn labels_language(&self) -> Option<Language> {
        let (language, _) = self.labels.marked_in(&self.document.metadata.language.value)?;
        Language::parse(language)
    }

    /// Our own statement, set apart from the article by its ground and its labels.
    fn statement(&mut self, document: &Document, written: Timestamp, place: Place) {
        let statement = statement(document, written);
        let section = self.structure.element(Some(place.element), Role::Statement);
        self.structure.elements[section.0].language = self.labels_language();
        let inner = Place { element: section, x: place.x + 12.0, width: place.width - 24.0, small: true, ..place };
        let first = self.slots.len();
        let heading = self.structure.element(Some(section), Role::Heading(2));
        let style = Style { face: bold(), size: 9.5, ..self.body_style(place) };
        let title = [Inline::text(statement.heading)];
        self.text(&title, Place { element: heading, ..inner }, &style, GRID, GRID * 1.8, Setting::Start);
        self.mark(first, Some(2), &title);
        let style = Style { size: 8.5, ..self.body_style(place) };
        for line in &statement.lines {
            let role = match line {
                StatementLine::Credit(_) => Role::Credit,
                StatementLine::Term { .. }
                | StatementLine::TermsPage(_)
                | StatementLine::Unmet(_)
                | StatementLine::Pictures(_)
                | StatementLine::Provenance(_) => Role::Paragraph,
            };
            let element = self.structure.element(Some(section), role);
            self.text(line.content(), Place { element, ..inner }, &style, GRID * 0.8, GRID / 5.0, Setting::Start);
        }
        let last = self.slots.len() - 1;
        for (index, slot) in self.slots[first..].iter_mut().enumerate() {
            let above = if index == 0 { GRID * 0.6 } else { slot.before };
            let area = Rect { x: place.x, y: -above, width: place.width, height: above + slot.height + 0.3 };
            slot.fills.insert(0, Fill { area, colour: PAPER });
            // The statement stays in one piece where a page can hold it.
            slot.keep = first + index < last;
        }
        if let Some(fill) = self.slots[last].fills.first_mut() {
            fill.area.height += GRID * 0.6;
        }
    }

    /// Sets inlines as one paragraph.
    fn text(&mut self, content: &[Inline], place: Place, style: &Style, leading: f32, before: f32, setting: Setting) {
        let mut styled = Styled::default();
        inline::flatten(content, place.element, style, &mut self.structure, &mut styled);
        let lines = self.lines(&styled, place.width, setting);
        self.place(lines, place, style.size, leading, before);
    }

    /// Breaks styled text into lines.
    pub(super) fn lines(&mut self, styled: &Styled, width: f32, setting: Setting) -> Vec<Line> {
        let clusters = inline::clusters(styled, self.right_to_left, &mut self.shaper, &mut self.missing);
        let paragraph = Paragraph { styled, clusters: &clusters, setting, right_to_left: self.right_to_left };
        let hyphenator = self.hyphenator.filter(|_| setting == Setting::Justified);
        paragraph.lines(width, hyphenator.as_ref(), &mut self.shaper)
    }

    /// Puts lines one below the other. The first two and the last two stay together: no widow, no orphan.
    fn place(&mut self, lines: Vec<Line>, place: Place, size: f32, leading: f32, before: f32) {
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            let before = if index == 0 { before } else { 0.0 };
            let mut slot = Slot {
                before,
                height: leading,
                keep: index == 0 && count > 1 || index + 2 == count,
                ..Slot::default()
            };
            put(&mut slot, line, place.x, baseline_of(leading, size));
            if let Some(x) = place.bar {
                let area = Rect { x, y: -before, width: 2.0, height: before + leading };
                slot.fills.push(Fill { area, colour: HAIRLINE });
            }
            self.slots.push(slot);
        }
    }
}

/// Puts a line into a slot, with its left edge and its baseline.
pub(super) fn put(slot: &mut Slot, line: Line, x: f32, baseline: f32) {
    for (from, width, y, colour) in line.strikes {
        slot.fills.push(Fill { area: Rect { x: x + from, y: baseline + y, width, height: 0.6 }, colour });
    }
    slot.texts.extend(line.runs.into_iter().map(|run| TextRun { x: run.x + x, y: run.y + baseline, ..run }));
}

/// Where the baseline stands in a line: the text in the middle of it, a little more room below than above.
pub(super) fn baseline_of(leading: f32, size: f32) -> f32 {
    leading / 2.0 + size * 0.33
}

pub(super) const fn bold() -> FaceStyle {
    FaceStyle { bold: true, italic: false, mono: false }
}

impl Flow<'_> {
    /// The style and leading of a table's cells.
    pub(super) fn cell_style(&self, place: Place, head: bool) -> (Style, f32) {
        let face = if head { bold() } else { FaceStyle::default() };
        (Style { face, size: 9.0, ..self.body_style(place) }, GRID * 0.85)
    }
}
