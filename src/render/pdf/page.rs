//! The pages, drawn with `printpdf`: fills, text, and around each piece of text the mark that ties it to the
//! structure (ISO 32000-1, 14.6 and 14.7.4).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, ObjectId};
use printpdf::{
    Color, CurTransMat, DictItem, FontId, Mm, Op, PaintMode, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions,
    Point, Pt, Rect, Rgb,
};

use super::direction::{self, DirectionMarks, runs_backwards, shares_line};
use super::font::EmbeddedFont;
use super::{picture, utf16};
use crate::error::{Error, Result};
use crate::fonts::FaceId;
use crate::layout::structure::LeafId;
use crate::layout::{Colour, Layout, LineOrder, MarkedContent, Page, TextRun};
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
    let blank = PdfPage::new(Mm::from(Pt(layout.width)), Mm::from(Pt(layout.height)), Vec::new());
    let mut document = saved(vec![blank.clone(); layout.pages.len()]);
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let mut marks = Marks::new();
    for (index, (page, object)) in layout.pages.iter_mut().zip(&pages).enumerate() {
        let mut pen = ContentPen {
            height: layout.height,
            fonts: &mut fonts,
            pictures: &pictures,
            ops: Vec::new(),
            directions: direction::marks(&page.texts),
            colour: None,
            font: None,
            line: (0, 0),
        };
        pen.page(page, index, &mut marks);
        page.texts = Vec::new();
        let drawn = saved(vec![PdfPage { ops: pen.ops, ..blank.clone() }]);
        let missing = || Error::render("PDF", "a page was saved without its content");
        let place = document.get_page_contents(*object).first().copied().ok_or_else(missing)?;
        document.objects.insert(place, content_of(drawn).ok_or_else(missing)?);
    }
    share_resources(&mut document, &pages, fonts, &pictures)?;
    Ok(Drawn { document, pages, marks })
}

/// Pages as `printpdf` saves them.
fn saved(pages: Vec<PdfPage>) -> lopdf::Document {
    let mut document = PdfDocument::new("");
    document.pages = pages;
    // `secure` would leave out the operators that `printpdf` has no name for; all of them are ours.
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, ..PdfSaveOptions::default() };
    document.to_lopdf_document(&options, &mut Vec::new())
}

/// The content stream of a document's only page.
fn content_of(mut document: lopdf::Document) -> Option<lopdf::Object> {
    let page = document.page_iter().next()?;
    let content = *document.get_page_contents(page).first()?;
    document.objects.remove(&content)
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

struct ContentPen<'a, 'f> {
    height: f32,
    fonts: &'a mut BTreeMap<FaceId, EmbeddedFont<'f>>,
    pictures: &'a BTreeMap<&'a MediaId, Image<'a>>,
    ops: Vec<Op>,
    directions: DirectionMarks,
    colour: Option<Colour>,
    /// The face and its size.
    font: Option<(FaceId, f32)>,
    /// Where the last line of text began, from the lower left corner, in hundredths of a point: a hundredth is finer
    /// than any printer.
    line: (i64, i64),
}

impl ContentPen<'_, '_> {
    fn page(&mut self, page: &Page, index: usize, marks: &mut Marks) {
        if !page.fills.is_empty() {
            self.begin("Artifact", artifact("Layout", None));
            for fill in &page.fills {
                self.set_colour(fill.colour);
                let y = self.height - fill.area.y - fill.area.height;
                let mut rectangle = Rect::from_xywh(
                    Pt(round(fill.area.x)),
                    Pt(round(y)),
                    Pt(round(fill.area.width)),
                    Pt(round(fill.area.height)),
                );
                rectangle.mode = Some(PaintMode::Fill);
                self.ops.push(Op::DrawRectangle { rectangle });
            }
            self.ops.push(Op::EndMarkedContent);
        }
        let pieces: Vec<RunPiece<'_>> =
            page.texts.iter().enumerate().flat_map(|(index, run)| self.pieces(index, run)).collect();
        let mut mcid = 0;
        for picture in &page.pictures {
            let Some(image) = self.pictures.get(&picture.media) else { continue };
            self.begin("Figure", BTreeMap::from([("MCID".to_owned(), DictItem::Int(mcid))]));
            marks.entry(picture.leaf).or_default().push((index, mcid));
            mcid += 1;
            let (x, y) = (picture.area.x, self.height - picture.area.y - picture.area.height);
            let (width, height) = (picture.area.width, picture.area.height);
            let [a, b, c, d, e, f] = image.turned;
            let matrix = [a * width, b * height, c * width, d * height, x + e * width, y + f * height].map(round);
            self.ops.extend([
                Op::SaveGraphicsState,
                Op::SetTransformationMatrix { matrix: CurTransMat::Raw(matrix) },
                Op::Unknown { key: "Do".to_owned(), value: vec![DictItem::Name(image.name.clone().into_bytes())] },
                Op::RestoreGraphicsState,
            ]);
            self.ops.push(Op::EndMarkedContent);
        }
        if pieces.is_empty() {
            return;
        }
        self.ops.push(Op::StartTextSection);
        for Chunk { tag, properties, pieces, .. } in chunks(&pieces, index, mcid, marks) {
            self.begin(tag, properties);
            pieces.iter().for_each(|piece| self.piece(piece));
            self.ops.push(Op::EndMarkedContent);
        }
        self.ops.push(Op::EndTextSection);
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

    fn begin(&mut self, tag: &str, map: BTreeMap<String, DictItem>) {
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties });
    }

    fn set_colour(&mut self, colour: Colour) {
        if self.colour.replace(colour) != Some(colour) {
            let part = |value: u8| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0;
            let Colour(red, green, blue) = colour;
            self.ops.push(Op::SetFillColor { col: Color::Rgb(Rgb::new(part(red), part(green), part(blue), None)) });
        }
    }

    fn piece(&mut self, piece: &RunPiece<'_>) {
        let run = piece.run;
        let Some(font) = self.fonts.get(&run.face).filter(|_| !piece.glyphs.is_empty()) else { return };
        let resource = font.resource.clone();
        self.set_colour(run.colour);
        if self.font.replace((run.face, run.size)) != Some((run.face, run.size)) {
            self.ops.push(Op::SetFont { font: PdfFontHandle::External(FontId(resource)), size: Pt(run.size) });
        }
        self.glyphs(piece);
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
    fn glyphs(&mut self, piece: &RunPiece<'_>) {
        let RunPiece { run, index, glyphs, before, x, actual: _ } = piece;
        let Some(font) = self.fonts.get_mut(&run.face) else { return };
        let is_last = glyphs.end == run.glyphs.len();
        let directions = self.directions.get(index).map_or(&[][..], Vec::as_slice).iter();
        let mut directions: Vec<(usize, u16)> = directions
            .filter(|(at, _)| glyphs.contains(at) || is_last && *at == glyphs.end)
            .filter_map(|&(at, mark)| Some((at, font.direction(mark)?)))
            .collect();
        directions.reverse();
        let (mut x, y) = (*x, self.height - run.y);
        let mut shown = ShowOperand::default();
        let mut begin = x;
        let mut error = 0.0f32;
        let first = run.shifts.partition_point(|shift| shift.glyph < glyphs.start);
        let mut shifts = run.shifts[first..].iter().peekable();
        for (index, (glyph, text)) in glyphs.clone().zip(run.glyph_texts_from(glyphs.start, *before)) {
            while let Some((_, code)) = directions.pop_if(|(at, _)| *at == index) {
                shown.push(code);
            }
            let Some(font) = self.fonts.get_mut(&run.face) else { return };
            let code = font.code(glyph.id, &seen(run, text));
            let width = font.width(code);
            match shifts.next_if(|shift| shift.glyph == index) {
                None => {
                    error += f32::from(width) - glyph.advance * 1000.0 / run.size;
                    shown.push(code);
                    if error.abs() >= 0.5 {
                        let offset = error.round();
                        shown.back(offset);
                        error -= offset;
                    }
                    x += glyph.advance;
                }
                Some(shift) => {
                    self.show(std::mem::take(&mut shown), begin, y);
                    shown.push(code);
                    self.show(std::mem::take(&mut shown), x + shift.dx, y + shift.dy);
                    x += glyph.advance;
                    begin = x;
                    error = 0.0;
                }
            }
        }
        directions.into_iter().rev().for_each(|(_, code)| shown.push(code));
        self.show(shown, begin, y);
    }

    fn show(&mut self, shown: ShowOperand, x: f32, y: f32) {
        let items = shown.items();
        if items.is_empty() {
            return;
        }
        // From the beginning of the last line on, in whole hundredths: no error adds up.
        let (x, y) = (hundredths(x), hundredths(y));
        let from = std::mem::replace(&mut self.line, (x, y));
        self.ops.push(Op::SetTextCursor { pos: Point { x: points(x - from.0), y: points(y - from.1) } });
        // `printpdf` shows glyphs one by one, each a string of its own; whole words are half as many bytes.
        self.ops.push(Op::Unknown { key: "TJ".to_owned(), value: vec![DictItem::Array(items)] });
    }
}

/// The operand of `TJ` (ISO 32000-1, 9.4.3) in the making.
#[derive(Default)]
struct ShowOperand {
    items: Vec<DictItem>,
    /// Codes of two bytes each.
    codes: Vec<u8>,
    /// How far back to go before the next glyph, in thousandths of an em.
    back: f32,
}

impl ShowOperand {
    fn push(&mut self, code: u16) {
        if self.back != 0.0 {
            self.end_string();
            self.items.push(DictItem::Real(std::mem::take(&mut self.back)));
        }
        self.codes.extend(code.to_be_bytes());
    }

    fn back(&mut self, thousandths: f32) {
        self.back += thousandths;
    }

    fn end_string(&mut self) {
        if !self.codes.is_empty() {
            self.items.push(DictItem::String { data: std::mem::take(&mut self.codes), literal: true });
        }
    }

    fn items(mut self) -> Vec<DictItem> {
        self.end_string();
        self.items
    }
}

/// Pieces that one mark holds.
struct Chunk<'p, 'r> {
    tag: &'static str,
    properties: BTreeMap<String, DictItem>,
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
    // follows a mark inside a mark; and what is in a turned line, because it reads backwards or does not as a whole.
    let is_one = |first: &RunPiece<'_>, next: &RunPiece<'_>| {
        let is_plain = |piece: &RunPiece<'_>| piece.actual.is_none() && piece.run.line == LineOrder::Straight;
        first.run.mark == next.run.mark && is_plain(first) && is_plain(next)
    };
    let mut chunks: Vec<Chunk<'p, 'r>> = Vec::new();
    for pieces in pieces.chunk_by(is_one) {
        let Some(first) = pieces.first() else { continue };
        let (tag, properties) = match first.run.mark {
            MarkedContent::Content(leaf) => {
                let mut map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(mcid))]);
                if let Some(actual) = first.actual {
                    map.insert("ActualText".to_owned(), DictItem::Bytes(utf16(actual)));
                } else if is_turned_without_letters(first.run) {
                    map.insert(TURNED.to_owned(), DictItem::Bool(true));
                }
                marks.entry(leaf).or_default().push((page, mcid));
                mcid += 1;
                ("Span", map)
            }
            MarkedContent::Setting => ("Artifact", artifact("Layout", None)),
            MarkedContent::Head => ("Artifact", artifact("Pagination", Some("Header"))),
            MarkedContent::Foot => ("Artifact", artifact("Pagination", Some("Footer"))),
            MarkedContent::Repeated => ("Artifact", artifact("Pagination", None)),
        };
        chunks.push(Chunk { tag, properties, pieces });
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

/// The properties of an artifact (ISO 32000-1, 14.8.2.2.2).
fn artifact(kind: &str, subtype: Option<&str>) -> BTreeMap<String, DictItem> {
    let mut map = BTreeMap::from([("Type".to_owned(), DictItem::Name(kind.as_bytes().to_vec()))]);
    if let Some(subtype) = subtype {
        map.insert("Subtype".to_owned(), DictItem::Name(subtype.as_bytes().to_vec()));
    }
    map
}

/// Whether who reads the glyphs of a run from left to right, and backwards if letters of such a script are among them,
/// gets another text than that of the run, because it runs against its letters.
fn is_misread(run: &TextRun) -> bool {
    !run.right_to_left && run.glyphs.len() > 1 && run.text.chars().any(runs_backwards)
}

/// The entry of a mark that says that what it holds runs from right to left.
const TURNED: &str = "IstinadTurned";

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

/// Points in hundredths.
fn hundredths(points: f32) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a place on a page")]
    let hundredths = (points * 100.0).round() as i64;
    hundredths
}

/// Hundredths in points.
fn points(hundredths: i64) -> Pt {
    #[expect(clippy::cast_precision_loss, reason = "a place on a page")]
    let points = hundredths as f32 / 100.0;
    Pt(points)
}

fn round(length: f32) -> f32 {
    points(hundredths(length)).0
}
