//! The pages, which `printpdf` makes, and what stands on them: fills, pictures, text, and around each piece of it the
//! mark that ties it to the structure (ISO 32000-1, 14.6 and 14.7.4).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, ObjectId, Stream};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions, Pt};

use super::content::{ContentStream, Mark, MarkOrder, ShowOperand};
use super::direction::{self, DirectionMarks, is_plainly_turned, runs_backwards, shares_line};
use super::font::EmbeddedFont;
use super::picture;
use crate::error::{Error, Result};
use crate::fonts::FaceId;
use crate::layout::structure::LeafId;
use crate::layout::{Layout, LineOrder, MarkedContent, Page, Rect, TextRun};
use crate::model::{Document, Media, MediaId};
use crate::text::mirrored;
use smallvec::SmallVec;

/// For each leaf, its marked content: page and number (MCID), in painting order.
pub(super) type Marks = BTreeMap<LeafId, SmallVec<[(usize, i64); 1]>>;

/// The drawn document, and where each leaf of the structure was drawn.
pub(super) struct Drawn {
    pub(super) document: lopdf::Document,
    pub(super) pages: Vec<ObjectId>,
    pub(super) marks: Marks,
}

/// Draws every page, and embeds the faces that they use. Each page leaves the layout as it is drawn, so that a long
/// article is not in memory in every form that it goes through.
pub(super) fn draw(
    article: &Document,
    layout: &mut Layout,
    mut fonts: BTreeMap<FaceId, EmbeddedFont<'_>>,
) -> Result<Drawn> {
    let shown: BTreeSet<&MediaId> =
        layout.pages.iter().flat_map(|page| &page.pictures).map(|picture| &picture.media).collect();
    let pictures: BTreeMap<&MediaId, Image<'_>> = article
        .media
        .iter()
        .filter(|(id, _)| shown.contains(id))
        .enumerate()
        .map(|(index, (id, media))| (id, Image { name: picture::name(index), media, turned: picture::turned(media) }))
        .collect();
    let mut document = blank(layout);
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let mut marks = Marks::new();
    let mut shown = ShowOperand::default();
    for (index, (page, object)) in layout.pages.iter_mut().zip(&pages).enumerate() {
        let mut pen = PagePen {
            height: layout.height,
            fonts: &mut fonts,
            pictures: &pictures,
            directions: direction::marks(&page.texts),
            content: ContentStream::default(),
            shown: &mut shown,
        };
        pen.page(page, index, &mut marks);
        let content = Stream::new(Dictionary::new(), pen.content.into_bytes());
        page.texts = Vec::new();
        let missing = || Error::render("PDF", "a page was made without a place for its content");
        let place = document.get_page_contents(*object).first().copied().ok_or_else(missing)?;
        document.objects.insert(place, content.into());
    }
    share_resources(&mut document, &pages, fonts, &pictures)?;
    Ok(Drawn { document, pages, marks })
}

/// As many pages as the layout has, with nothing on them.
fn blank(layout: &Layout) -> lopdf::Document {
    let mut document = PdfDocument::new("");
    let page = PdfPage::new(Mm::from(Pt(layout.width)), Mm::from(Pt(layout.height)), Vec::new());
    document.pages = vec![page; layout.pages.len()];
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, ..PdfSaveOptions::default() };
    document.to_lopdf_document(&options, &mut Vec::new())
}

/// A picture that is on some page.
struct Image<'a> {
    /// What the pages call it.
    name: String,
    media: &'a Media,
    /// How it is turned.
    turned: [f32; 6],
}

/// Gives all pages the same resources: the faces, and the pictures if there are any. `printpdf` gives each its own,
/// with empty entries for everything else.
fn share_resources(
    document: &mut lopdf::Document,
    pages: &[ObjectId],
    fonts: BTreeMap<FaceId, EmbeddedFont<'_>>,
    pictures: &BTreeMap<&MediaId, Image<'_>>,
) -> Result<()> {
    let mut resources = Dictionary::new();
    let mut faces = Dictionary::new();
    for font in fonts.into_values() {
        faces.set(font.resource.clone(), font.write(document));
    }
    if !faces.is_empty() {
        resources.set("Font", faces);
    }
    let mut objects = Dictionary::new();
    let mut profiles = picture::Profiles::new();
    for (id, picture) in pictures {
        objects.set(picture.name.as_str(), picture::add(document, &mut profiles, id, picture.media)?);
    }
    if !objects.is_empty() {
        resources.set("XObject", objects);
    }
    let resources = document.add_object(resources);
    for page in pages {
        if let Ok(page) = document.get_dictionary_mut(*page) {
            page.set("Resources", resources);
        }
    }
    Ok(())
}

/// Glyphs of one run that carry one mark.
struct RunPiece<'a> {
    run: &'a TextRun,
    /// Which run of the page it is.
    index: usize,
    glyphs: std::ops::Range<usize>,
    /// How many bytes of the run's text those to the left of it stand for.
    before: usize,
    x: f32,
    /// What they stand for, where the file cannot know it from the glyphs.
    actual: Option<&'a str>,
}

impl RunPiece<'_> {
    /// Where it ends, from the left.
    fn end(&self) -> f32 {
        self.x + self.run.glyphs[self.glyphs.clone()].iter().map(|glyph| glyph.advance).sum::<f32>()
    }

    /// Whether the next piece of the article goes on directly to the left of this one, so that one mark holds both.
    fn goes_on_leftwards(&self, next: &RunPiece<'_>) -> bool {
        let is_plain = |piece: &RunPiece<'_>| piece.run.line == LineOrder::RightToLeft && is_plainly_turned(piece.run);
        let are_beside = || self.run.y == next.run.y && (next.end() - self.x).abs() < 0.05;
        is_plain(self) && is_plain(next) && shares_line(self.run, next.run) && are_beside()
    }
}

struct PagePen<'a, 'f> {
    height: f32,
    fonts: &'a mut BTreeMap<FaceId, EmbeddedFont<'f>>,
    pictures: &'a BTreeMap<&'a MediaId, Image<'a>>,
    directions: DirectionMarks,
    content: ContentStream,
    shown: &'a mut ShowOperand,
}

impl PagePen<'_, '_> {
    fn page(&mut self, page: &Page, index: usize, marks: &mut Marks) {
        if !page.fills.is_empty() {
            self.content.begin(Mark::LAYOUT);
            for fill in &page.fills {
                let Rect { x, y, width, height } = fill.area;
                self.content.fill([x, self.height - y - height, width, height], fill.colour);
            }
            self.content.end();
        }
        let pieces: Vec<RunPiece<'_>> =
            page.texts.iter().enumerate().flat_map(|(index, run)| self.pieces(index, run)).collect();
        let mut mcid = 0;
        for picture in &page.pictures {
            let Some(image) = self.pictures.get(&picture.media) else { continue };
            self.content.begin(Mark::Structure { tag: "Figure", mcid, actual: None, order: None });
            marks.entry(picture.leaf).or_default().push((index, mcid));
            mcid += 1;
            let (x, y) = (picture.area.x, self.height - picture.area.y - picture.area.height);
            let (width, height) = (picture.area.width, picture.area.height);
            let [a, b, c, d, e, f] = image.turned;
            let matrix = [a * width, b * height, c * width, d * height, x + e * width, y + f * height];
            self.content.picture(&image.name, matrix);
            self.content.end();
        }
        if pieces.is_empty() {
            return;
        }
        self.content.begin_text();
        for Chunk { mark, pieces } in chunks(&pieces, index, mcid, marks) {
            self.content.begin(mark);
            if pieces[0].run.line == LineOrder::RightToLeft {
                pieces.iter().rev().for_each(|piece| self.piece(piece));
            } else {
                pieces.iter().for_each(|piece| self.piece(piece));
            }
            self.content.end();
        }
        self.content.end_text();
    }

    /// Cuts a run, in logical order, where glyphs stand for another text than a code can say.
    fn pieces<'r>(&mut self, index: usize, run: &'r TextRun) -> Vec<RunPiece<'r>> {
        if is_misread(run) {
            let (glyphs, actual) = (0..run.glyphs.len(), Some(&*run.text));
            return vec![RunPiece { run, index, glyphs, before: 0, x: run.x, actual }];
        }
        let mut pieces = Vec::new();
        let mut x = run.x;
        let (mut start, mut before) = (0, 0);
        while let Some(first) = run.glyphs.get(start) {
            let (plain, plain_before) = self.extent(run, start, before);
            let (end, next, actual) = if plain > start {
                (plain, plain_before, None)
            } else {
                // Several glyphs for one text, or a text that is too long for a code.
                let end = (start + 1..run.glyphs.len()).find(|&index| run.glyphs[index].length > 0);
                let length = usize::from(first.length);
                (end.unwrap_or(run.glyphs.len()), before + length, Some(run.text_from(before, length)))
            };
            pieces.push(RunPiece { run, index, glyphs: start..end, before, x, actual });
            x += run.glyphs[start..end].iter().map(|glyph| glyph.advance).sum::<f32>();
            (start, before) = (end, next);
        }
        if run.right_to_left {
            pieces.reverse();
        }
        pieces
    }

    /// The end of the glyphs from `start` on whose codes say what they stand for, and of their text.
    fn extent(&mut self, run: &TextRun, start: usize, mut before: usize) -> (usize, usize) {
        let Some(font) = self.fonts.get_mut(&run.face) else { return (run.glyphs.len(), run.text.len()) };
        let mut index = start;
        while let Some(glyph) = run.glyphs.get(index) {
            let length = usize::from(glyph.length);
            let text = run.text_from(before, length);
            let several = run.glyphs.get(index + 1).is_some_and(|next| next.length == 0);
            if text.is_empty() || several {
                break;
            }
            let text = &*seen(run, text);
            let code = font.code(glyph.id, text);
            if !font.says(code, text) {
                break;
            }
            (index, before) = (index + 1, before + length);
        }
        (index, before)
    }

    /// Shows the glyphs of a piece. The file states whole widths, so what the true advances differ from them is summed up
    /// and made good as soon as it reaches a thousandth of an em.
    fn piece(&mut self, piece: &RunPiece<'_>) {
        let RunPiece { run, index, glyphs, before, x, actual: _ } = piece;
        let Some(font) = self.fonts.get_mut(&run.face).filter(|_| !glyphs.is_empty()) else { return };
        self.content.style(&font.resource, run.face.index(), run.size, run.colour);
        let is_last = glyphs.end == run.glyphs.len();
        let directions = self.directions.get(index).map_or(&[][..], Vec::as_slice).iter();
        let mut directions: Vec<(usize, u16)> = directions
            .filter(|(at, _)| glyphs.contains(at) || is_last && *at == glyphs.end)
            .filter_map(|&(at, mark)| Some((at, font.direction(mark)?)))
            .collect();
        directions.reverse();
        let (mut x, y) = (*x, self.height - run.y);
        let mut begin = x;
        let mut error = 0.0f32;
        let first = run.shifts.partition_point(|shift| shift.glyph < glyphs.start);
        let mut shifts = run.shifts[first..].iter().peekable();
        for (index, (glyph, text)) in glyphs.clone().zip(run.glyph_texts_from(glyphs.start, *before)) {
            while let Some((_, code)) = directions.pop_if(|(at, _)| *at == index) {
                self.shown.mark(code);
            }
            let code = font.code(glyph.id, &seen(run, text));
            match shifts.next_if(|shift| shift.glyph == index) {
                None => {
                    error += f32::from(font.width(code)) - glyph.advance * 1000.0 / run.size;
                    self.shown.push(code);
                    if error.abs() >= 0.5 {
                        let offset = error.round();
                        #[expect(clippy::cast_possible_truncation, reason = "whole, and less than a page")]
                        self.shown.back(offset as i64);
                        error -= offset;
                    }
                    x += glyph.advance;
                }
                Some(shift) => {
                    self.content.show(self.shown, begin, y);
                    self.shown.push(code);
                    self.content.show(self.shown, x + shift.dx, y + shift.dy);
                    x += glyph.advance;
                    begin = x;
                    error = 0.0;
                }
            }
        }
        directions.into_iter().rev().for_each(|(_, code)| self.shown.mark(code));
        self.content.show(self.shown, begin, y);
    }
}

/// Pieces that one mark holds.
struct Chunk<'p, 'r> {
    mark: Mark<'r>,
    pieces: &'p [RunPiece<'r>],
}

/// The marks of a page's text, in the order of painting: each line from left to right, as other programs expect it that
/// put what they find into logical order (UAX 9). Their numbers are in logical order, and so are `marks`.
fn chunks<'p, 'r>(
    pieces: &'p [RunPiece<'r>],
    page: usize,
    mut mcid: i64,
    marks: &mut Marks,
) -> impl Iterator<Item = Chunk<'p, 'r>> {
    // One mark for what belongs together. What stands for another text has a mark of its own, because readers lose what
    // follows a mark inside a mark; and what is in a turned line, because it reads backwards or does not as a whole. Where a
    // whole line can be read from right to left, run by run, one mark holds it: pdf.js turns mark by mark.
    let is_one = |first: &RunPiece<'_>, next: &RunPiece<'_>| {
        let is_straight = |piece: &RunPiece<'_>| piece.run.line == LineOrder::Straight;
        first.run.mark == next.run.mark
            && (first.actual, next.actual) == (None, None)
            && (is_straight(first) && is_straight(next) || first.goes_on_leftwards(next))
    };
    let mut chunks: Vec<Chunk<'p, 'r>> = Vec::new();
    for pieces in pieces.chunk_by(is_one) {
        let Some(first) = pieces.first() else { continue };
        let mark = match first.run.mark {
            MarkedContent::Content(leaf) => {
                let is_turned = first.actual.is_none() && is_turned_without_letters(first.run);
                let order = match pieces {
                    [_, _, ..] if first.run.line == LineOrder::RightToLeft => Some(MarkOrder::Runs),
                    _ => is_turned.then_some(MarkOrder::Turned),
                };
                let mark = Mark::Structure { tag: "Span", mcid, actual: first.actual, order };
                marks.entry(leaf).or_default().push((page, mcid));
                mcid += 1;
                mark
            }
            MarkedContent::Setting => Mark::LAYOUT,
            MarkedContent::Head => Mark::Artifact("Pagination", Some("Header")),
            MarkedContent::Foot => Mark::Artifact("Pagination", Some("Footer")),
            MarkedContent::Repeated => Mark::Artifact("Pagination", None),
        };
        chunks.push(Chunk { mark, pieces });
    }
    let is_one_line = |first: &Chunk<'_, '_>, next: &Chunk<'_, '_>| {
        let (one, next) = (first.pieces[0].run, next.pieces[0].run);
        let is_turned = |run: &TextRun| run.line != LineOrder::Straight;
        is_turned(one) && is_turned(next) && (std::ptr::eq(one, next) || shares_line(one, next))
    };
    for line in chunks.chunk_by_mut(is_one_line) {
        line.sort_by(|one, other| one.pieces[0].x.total_cmp(&other.pieces[0].x));
    }
    chunks.into_iter()
}

/// Whether who reads the glyphs of a run from left to right, and backwards if letters of such a script are among them,
/// gets another text than that of the run, because it runs against its letters.
fn is_misread(run: &TextRun) -> bool {
    !run.right_to_left && run.glyphs.len() > 1 && run.text.chars().any(runs_backwards)
}

/// Whether a run is in an order that its glyphs do not show: signs alone do not say which way they run. An ActualText
/// would say it too; programs then lose where the signs stand, and turn the words beside them the wrong way.
fn is_turned_without_letters(run: &TextRun) -> bool {
    run.right_to_left
        && !run.text.chars().any(runs_backwards)
        && (run.glyphs.len() > 1 || seen(run, &run.text) != run.text)
}

/// What a code says of a glyph that stands for some text. In a run from right to left that is what is seen, from left to
/// right and with brackets turned: programs turn it back with all that is beside it.
fn seen<'t>(run: &TextRun, text: &'t str) -> Cow<'t, str> {
    if run.right_to_left {
        Cow::Owned(text.chars().rev().map(|character| mirrored(character).unwrap_or(character)).collect())
    } else {
        Cow::Borrowed(text)
    }
}
