//! A paragraph's clusters into lines.
//!
//! 1. break opportunities come from the Unicode line breaking algorithm, less those that would part what belongs
//!    together ([`together`]), plus the hyphenation of the language and the marks in addresses;
//! 2. what lies between two opportunities is a fragment; a word that no line can hold is one for each cluster;
//! 3. [`breaks`] chooses where lines end;
//! 4. each line is put into visual order and justified.

use unicode_bidi::Level;
use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::breaks::{self, End, Fit, Fragment};
use super::inline::{Cluster, Clusters, Style, Styled};
use super::shape::Shaper;
use super::together::{self, Hold};
use super::{Glyph, LineOrder, MarkedContent, Shift, TextRun};
use crate::fonts::{FaceId, FaceStyle, Fonts};
use crate::language::hyphenation::Hyphenator;
use crate::text::ends_sentence;

/// How lines are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Justification {
    /// Both edges even, except in the last line.
    Justified,
    /// Against the edge where lines begin, hyphenated.
    Ragged,
    /// Against the edge where lines begin; a hyphen only in a word that no line can hold.
    Start,
    /// Likewise, all lines about equally long.
    Balanced,
    /// In the middle; hyphens as above.
    Centre,
    /// Against the edge where lines end; hyphens as above.
    End,
    /// Verbatim: spaces count, lines end where the text says so.
    Verbatim,
}

/// A finished line: runs with x from the left edge of the line and y from its baseline.
#[derive(Debug, Default, Clone)]
pub(super) struct LineBox {
    pub(super) runs: Vec<TextRun>,
    /// Where lines are struck through: x, width, y, thickness, and whose colour.
    pub(super) strikes: Vec<Strike>,
    /// Whether it ends inside a word.
    pub(super) hyphenated: bool,
    /// Whether it goes on, and nothing at the end of the line above says so: with a line of the source in what is verbatim,
    /// else with a word or a number that had to be parted.
    pub(super) goes_on: bool,
}

impl LineBox {
    /// So far before the first words of the line, from its left edge on.
    pub(super) fn beginning(&self, right_to_left: bool, gap: f32) -> f32 {
        if right_to_left {
            self.runs.iter().map(|run| run.x + run.width).fold(f32::NEG_INFINITY, f32::max) + gap
        } else {
            self.runs.iter().map(|run| run.x).fold(f32::INFINITY, f32::min) - gap
        }
    }
}

/// Where a line is struck through: as wide as a run, above the baseline.
#[derive(Debug, Clone, Copy)]
pub(super) struct Strike {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) thickness: f32,
    pub(super) colour: super::Colour,
}

/// The clusters of a fragment.
#[derive(Debug, Clone, Copy)]
struct ClusterRange {
    start: usize,
    /// Its end without the spaces behind it.
    end: usize,
    /// Its end with them.
    space_end: usize,
    /// Whether a line must end behind it.
    mandatory: bool,
}

/// Clusters that make one run, and what makes them one.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    start: usize,
    end: usize,
    face: FaceId,
    level: Level,
    /// Whether none of them shows anything.
    is_unseen: bool,
}

/// What the hyphen of a line break says: that it is none of the source's.
const SOFT_HYPHEN: &str = "\u{ad}";

/// Everything that lines are made of.
pub(super) struct LineMaterial<'a> {
    pub(super) styled: &'a Styled,
    pub(super) clusters: &'a Clusters,
    pub(super) setting: Justification,
    /// How much shorter the first line is.
    pub(super) indent: f32,
    pub(super) right_to_left: bool,
}

/// Fragments and their clusters, side by side.
#[derive(Default)]
struct Fragments {
    fragments: Vec<Fragment>,
    pieces: Vec<ClusterRange>,
}

impl LineMaterial<'_> {
    /// The widest line that this paragraph would like, and the narrowest that it can bear without cutting words.
    pub(super) fn content_widths(&self) -> (f32, f32) {
        let Fragments { fragments, pieces } = self.fragments(None, f64::INFINITY, &mut |_| 0.0);
        let (mut line, mut widest, mut word, mut narrowest) = (0.0f64, 0.0f64, 0.0f64, 0.0f64);
        for (fragment, piece) in fragments.iter().zip(&pieces) {
            widest = widest.max(line + fragment.width);
            narrowest = narrowest.max(word + fragment.width);
            line = if piece.mandatory { 0.0 } else { line + fragment.width + fragment.space };
            word = if fragment.end == End::Held { word + fragment.width + fragment.space } else { 0.0 };
        }
        #[expect(clippy::cast_possible_truncation, reason = "widths of a page")]
        let widths = (widest as f32, narrowest as f32);
        widths
    }

    /// The lines of the paragraph in a width.
    pub(super) fn lines(&self, width: f32, hyphenator: Option<&Hyphenator>, shaper: &mut Shaper<'_>) -> Vec<LineBox> {
        let mut known: Option<(usize, f64)> = None;
        let mut hyphen_width = |style: usize| match known {
            Some((of, width)) if of == style => width,
            Some(_) | None => known.insert((style, f64::from(self.hyphen(style, shaper).width))).1,
        };
        let limit = f64::from(width - self.indent);
        let Fragments { fragments, pieces } = self.fragments(hyphenator, limit, &mut hyphen_width);
        let mut lines = Vec::new();
        let mut start = 0;
        for part in pieces.split_inclusive(|piece| piece.mandatory) {
            let fragments = &fragments[start..start + part.len()];
            start += part.len();
            let indent = if lines.is_empty() { self.indent } else { 0.0 };
            let fit = |fit| breaks::lines(fragments, f64::from(width), f64::from(indent), fit);
            let broken = match self.setting {
                Justification::Verbatim => breaks::full_lines(fragments, f64::from(width)),
                Justification::Justified => fit(Fit::Justified),
                Justification::Ragged => fit(Fit::Ragged),
                Justification::Start | Justification::Centre | Justification::End => fit(Fit::Whole),
                Justification::Balanced => breaks::balanced(fragments, f64::from(width)),
            };
            for range in broken {
                let last = range.end == part.len();
                let hyphenated = !last && fragments[range.end - 1].end == End::Hyphen;
                let indent = if lines.is_empty() { indent } else { 0.0 };
                let before = fragments[..range.start].last();
                let goes_on = before.is_some_and(|before| match self.setting {
                    Justification::Verbatim => true,
                    _ => matches!(before.end, End::Inside | End::Held),
                });
                lines.push(LineBox { goes_on, ..self.line(&part[range], hyphenated, width, indent, last, shaper) });
            }
        }
        // What separates the last word from the next paragraph is the structure, not a space.
        if let Some(run) = lines.last_mut().and_then(|line| line.runs.last_mut())
            && run.text.ends_with(' ')
            && run.text.len() > 1
            && !self.styled.text.ends_with(char::is_whitespace)
        {
            trim_space(run);
        }
        lines
    }

    /// Cuts the paragraph where lines may end. `limit` is the shortest of its lines.
    fn fragments(
        &self,
        hyphenator: Option<&Hyphenator>,
        limit: f64,
        hyphen_width: &mut dyn FnMut(usize) -> f64,
    ) -> Fragments {
        let text = &self.styled.text;
        let verbatim = self.setting == Justification::Verbatim;
        let mut fragments = Fragments::default();
        let (mut cluster, mut word_start) = (0, 0);
        // Where the word begins that is between two spaces.
        let mut whole_start = 0;
        let mut breaks: Vec<(usize, End)> = Vec::new();
        // A name belongs to the initial before it, and is no beginning of a sentence.
        let mut held = false;
        let mut opportunities = linebreaks(text).peekable();
        while let Some((end, opportunity)) = opportunities.next() {
            let last = opportunities.peek().is_none();
            let free = last || opportunity == BreakOpportunity::Mandatory;
            let hold = if free { Hold::Free } else { together::hold(text, whole_start, end) };
            if hold == Hold::Fast {
                continue;
            }
            let first = cluster;
            while cluster < self.clusters.list.len() && self.clusters.list[cluster].end <= end {
                cluster += 1;
            }
            let mandatory = opportunity == BreakOpportunity::Mandatory && !last;
            let word = &text[word_start..end];
            let visible_end = word_start + word.trim_end_matches(char::is_whitespace).len();
            let mut content_end = cluster;
            // Spaces are content in what is verbatim, all but the line end itself.
            while content_end > first
                && if verbatim {
                    text[self.clusters.list[content_end - 1].start..].starts_with('\n')
                } else {
                    self.clusters.list[content_end - 1].start >= visible_end
                }
            {
                content_end -= 1;
            }
            breaks.clear();
            if together::is_address(&text[whole_start..visible_end]) {
                let marks = text[word_start..visible_end].match_indices(together::MARKS_IN_ADDRESSES);
                breaks.extend(marks.map(|(offset, _)| (word_start + offset, End::Inside)));
            } else if let (Some(hyphenator), false) = (hyphenator, verbatim) {
                let begins = !held && begins_sentence(&text[..word_start]);
                let word = &text[word_start..visible_end];
                hyphenator.breaks(word, begins, &mut |offset| breaks.push((word_start + offset, End::Hyphen)));
            }
            held = hold == Hold::Held;
            let mut start = first;
            for &(offset, kind) in &breaks {
                let Some(at) = (start + 1..content_end).find(|&index| self.clusters.list[index].start == offset) else {
                    continue;
                };
                let hyphen = if kind == End::Hyphen { hyphen_width(self.clusters.list[at - 1].style) } else { 0.0 };
                let piece = ClusterRange { start, end: at, space_end: at, mandatory: false };
                self.push(piece, kind, hyphen, limit, &mut fragments);
                start = at;
            }
            if start < cluster || mandatory {
                let piece = ClusterRange { start, end: content_end.max(start), space_end: cluster, mandatory };
                // The source's own soft hyphen shows where a line ends behind it.
                let (kind, hyphen) = match hold {
                    _ if word.ends_with('\u{ad}') && content_end > start => {
                        (End::Hyphen, hyphen_width(self.clusters.list[content_end - 1].style))
                    }
                    Hold::Held => (End::Held, 0.0),
                    Hold::Free | Hold::Fast => (End::Free, 0.0),
                };
                self.push(piece, kind, hyphen, limit, &mut fragments);
            }
            if visible_end < end {
                whole_start = end;
            }
            word_start = end;
        }
        fragments
    }

    /// Adds a fragment; one that no line can hold is cut between clusters, not too near its ends.
    fn push(&self, piece: ClusterRange, end: End, hyphen: f64, limit: f64, fragments: &mut Fragments) {
        const NEAR: usize = 2;
        let width_of = |clusters: &[Cluster]| -> f64 { clusters.iter().map(|cluster| f64::from(cluster.width)).sum() };
        let mut start = piece.start;
        let clusters = &self.clusters.list[start..piece.end];
        if width_of(clusters) + hyphen > limit {
            for index in start + 1..piece.end {
                let near = index - piece.start < NEAR || piece.end - index < NEAR;
                let end = if near { End::Held } else { End::Inside };
                let width = width_of(&self.clusters.list[start..index]);
                fragments.fragments.push(Fragment { width, inner: 0.0, space: 0.0, hyphen: 0.0, end });
                fragments.pieces.push(ClusterRange { start, end: index, space_end: index, mandatory: false });
                start = index;
            }
        }
        let clusters = &self.clusters.list[start..piece.end];
        let spaces = clusters.iter().filter(|cluster| cluster.elastic).map(|cluster| f64::from(cluster.width));
        fragments.fragments.push(Fragment {
            width: width_of(clusters),
            inner: spaces.sum(),
            space: width_of(&self.clusters.list[piece.end..piece.space_end]),
            hyphen,
            end,
        });
        fragments.pieces.push(ClusterRange { start, ..piece });
    }

    /// One line: in visual order, justified.
    fn line(
        &self,
        pieces: &[ClusterRange],
        hyphenated: bool,
        width: f32,
        indent: f32,
        last: bool,
        shaper: &mut Shaper<'_>,
    ) -> LineBox {
        let (Some(first), Some(final_piece)) = (pieces.first(), pieces.last()) else { return LineBox::default() };
        let clusters = &self.clusters.list[first.start..final_piece.end];
        let natural: f32 = clusters.iter().map(|cluster| cluster.width).sum();
        // A break inside a word shows a hyphen where the language breaks it; elsewhere it shows nothing.
        let hyphen = hyphenated.then(|| self.hyphen(self.clusters.list[final_piece.end - 1].style, shaper));
        let hyphen_width = hyphen.as_ref().map_or(0.0, |run| run.width);
        let spaces: f32 = clusters.iter().filter(|cluster| cluster.elastic).map(|cluster| cluster.width).sum();
        let slack = width - indent - natural - hyphen_width;
        let stretch = match self.setting {
            Justification::Justified => justified(slack, spaces, last),
            Justification::Ragged
            | Justification::Start
            | Justification::Balanced
            | Justification::Centre
            | Justification::End
            | Justification::Verbatim => 0.0,
        };
        let free = slack - stretch * spaces;
        let (before, after) = match self.setting {
            Justification::Centre => (free / 2.0, free / 2.0),
            Justification::End => (free, 0.0),
            Justification::Justified
            | Justification::Ragged
            | Justification::Start
            | Justification::Balanced
            | Justification::Verbatim => (0.0, free),
        };
        let mut x = if self.right_to_left { after + hyphen_width } else { before + indent };
        let mut line = LineBox { hyphenated, ..LineBox::default() };
        let runs = self.runs(first.start, final_piece.end, shaper.faces);
        let levels: Vec<Level> = runs.iter().map(|run| run.level).collect();
        let mut places = vec![0.0; runs.len()];
        for index in visual_order(&levels) {
            places[index] = x;
            let Stretch { start, end, .. } = runs[index];
            x += self.clusters.list[start..end].iter().map(|cluster| cluster.stretched(stretch)).sum::<f32>();
        }
        // In logical order; whoever paints them may choose another.
        for (stretch_of, x) in runs.iter().zip(places) {
            let run = self.run(stretch_of, x, stretch, shaper.faces);
            let style = &self.styled.stretches[self.clusters.list[stretch_of.start].style].1;
            if style.strike {
                line.strikes.push(Strike {
                    x,
                    y: -style.rise - style.size * 0.28,
                    width: run.width,
                    thickness: style.size * 0.06,
                    colour: style.colour,
                });
            }
            line.runs.push(run);
        }
        match hyphen {
            Some(mut hyphen) => {
                hyphen.x = if self.right_to_left { after } else { x };
                line.runs.push(hyphen);
            }
            None if final_piece.space_end > final_piece.end || final_piece.mandatory => {
                self.end_with_space(&mut line, final_piece, if self.right_to_left { after } else { x }, shaper.faces);
            }
            None => {}
        }
        let order = match levels.iter().any(Level::is_rtl) {
            _ if self.right_to_left => LineOrder::RightToLeft,
            true => LineOrder::Turned,
            false => LineOrder::Straight,
        };
        for (index, run) in line.runs.iter_mut().enumerate() {
            (run.begins_line, run.line) = (index == 0, order);
        }
        line
    }

    /// Adds the space that a line break stands for: it is read, not seen. It stands behind all that is on the line, `edge`,
    /// in a run of its own where the last one is of the other direction, is a mark that it is no part of, or is in a face
    /// without a space.
    fn end_with_space(&self, line: &mut LineBox, last: &ClusterRange, edge: f32, fonts: &Fonts) {
        let space = self.clusters.list.get(last.end..last.space_end).and_then(<[Cluster]>::first);
        let mark = space.map(|space| self.styled.stretches[space.style].1.mark);
        let Some(run) = line.runs.last_mut() else { return };
        let mark = mark.unwrap_or(run.mark);
        let has_space = |face: FaceId| fonts.face(face).glyph(' ').is_some();
        if run.mark == mark && run.right_to_left == self.right_to_left && has_space(run.face) {
            push_space(run, fonts);
            return;
        }
        let of_space = space.map(|space| space.face).filter(|face| has_space(*face));
        let face = if has_space(run.face) { run.face } else { of_space.unwrap_or(fonts.primary(FaceStyle::default())) };
        let mut run = TextRun {
            face,
            mark,
            x: edge,
            width: 0.0,
            glyphs: Vec::new(),
            shifts: Vec::new(),
            text: String::new(),
            right_to_left: self.right_to_left,
            ..run.clone()
        };
        push_space(&mut run, fonts);
        line.runs.push(run);
    }

    /// Stretches of clusters that make one run: same style, face, direction.
    fn runs(&self, start: usize, end: usize, fonts: &Fonts) -> Vec<Stretch> {
        let has_space = |face: FaceId| fonts.face(face).glyph(' ').is_some();
        let mut runs: Vec<Stretch> = Vec::new();
        for (index, cluster) in (start..end).zip(&self.clusters.list[start..end]) {
            let Cluster { face, level, .. } = *cluster;
            match runs.last_mut() {
                // What shows nothing is of any direction and of any face that can stand for it.
                Some(run)
                    if self.clusters.list[run.start].style == cluster.style
                        && (cluster.is_unseen() && has_space(run.face)
                            || run.is_unseen && has_space(face)
                            || run.face == face && run.level == level) =>
                {
                    run.end = index + 1;
                    if run.is_unseen {
                        (run.face, run.level, run.is_unseen) = (face, level, cluster.is_unseen());
                    }
                }
                _ => runs.push(Stretch { start: index, end: index + 1, face, level, is_unseen: cluster.is_unseen() }),
            }
        }
        runs
    }

    fn run(&self, stretch_of: &Stretch, x: f32, stretch: f32, fonts: &Fonts) -> TextRun {
        let Stretch { start, end, face: face_id, level, .. } = *stretch_of;
        let clusters = &self.clusters.list[start..end];
        let style = &self.styled.stretches[clusters[0].style].1;
        let right_to_left = level.is_rtl();
        let text = &self.styled.text[clusters[0].start..clusters[clusters.len() - 1].end];
        let face = fonts.face(face_id);
        let scale = face.unit(style.size);
        #[expect(clippy::cast_precision_loss, reason = "font units are far below 2^24")]
        let points = |units: i32| units as f32 * scale;
        // One more for the space that a line break stands for.
        let mut glyphs = Vec::with_capacity(end - start + 1);
        let mut shifts = Vec::new();
        let mut width = 0.0;
        // The bytes of what shows nothing, until a glyph takes them; a space of no width, if no glyph can.
        let mut unseen = 0u16;
        let nothing = |length| face.glyph(' ').map(|id| Glyph { id, length, advance: 0.0 });
        let mut add = |cluster: &Cluster| {
            width += cluster.stretched(stretch);
            let extra = cluster.stretched(stretch) - cluster.width;
            if cluster.is_unseen() {
                unseen = unseen.checked_add(cluster.length()).unwrap_or_else(|| {
                    glyphs.extend(nothing(unseen));
                    cluster.length()
                });
            }
            for glyph in self.clusters.glyphs(cluster) {
                let mut length = glyph.length;
                if length > 0 && unseen > 0 {
                    length = length.checked_add(unseen).unwrap_or_else(|| {
                        glyphs.extend(nothing(unseen));
                        length
                    });
                    unseen = 0;
                }
                if glyph.dx != 0 || glyph.dy != 0 {
                    shifts.push(Shift { glyph: glyphs.len(), dx: points(glyph.dx), dy: points(glyph.dy) });
                }
                glyphs.push(Glyph { id: glyph.id, length, advance: points(glyph.advance) + extra });
            }
        };
        // What shows nothing belongs to the glyph to the right of it.
        if right_to_left {
            clusters.iter().rev().for_each(&mut add);
        } else {
            clusters.iter().for_each(&mut add);
        }
        if unseen > 0 {
            glyphs.extend(nothing(unseen));
        }
        TextRun {
            mark: style.mark,
            face: face_id,
            size: style.size * face.size_adjust,
            x,
            y: -style.rise,
            width,
            glyphs,
            shifts,
            text: text.to_owned(),
            right_to_left,
            begins_line: false,
            line: LineOrder::Straight,
            colour: style.colour,
        }
    }

    /// The hyphen that a line break inserts, in the style of what it follows. It is no part of the article: readers
    /// of the structure do not see it, and to readers of the bare text it says that it is a soft one (ISO 32000-1,
    /// 14.8.2.2.3).
    fn hyphen(&self, style: usize, shaper: &mut Shaper<'_>) -> TextRun {
        let fonts = shaper.faces;
        let style: &Style = &self.styled.stretches[style].1;
        let face = fonts.select('-', style.face).unwrap_or_else(|| fonts.primary(style.face));
        let shaped = shaper.shape(face, false, "-");
        let scale = fonts.face(face).unit(style.size);
        #[expect(clippy::cast_precision_loss, reason = "font units are far below 2^24")]
        let glyphs: Vec<Glyph> = shaped
            .iter()
            .flat_map(|cluster| &cluster.glyphs)
            .zip([2].into_iter().chain(std::iter::repeat(0)))
            .map(|(glyph, length)| Glyph { id: glyph.id, length, advance: glyph.advance as f32 * scale })
            .collect();
        let width = glyphs.iter().map(|glyph| glyph.advance).sum();
        TextRun {
            mark: MarkedContent::Setting,
            face,
            size: style.size * fonts.face(face).size_adjust,
            x: 0.0,
            y: -style.rise,
            width,
            glyphs,
            shifts: Vec::new(),
            text: SOFT_HYPHEN.to_owned(),
            right_to_left: false,
            begins_line: false,
            line: LineOrder::Straight,
            colour: style.colour,
        }
    }
}

/// Whether a sentence begins behind some text.
fn begins_sentence(before: &str) -> bool {
    let before = before.trim_end();
    before.is_empty() || before.ends_with(':') || ends_sentence(before)
}

/// By which part of their width the spaces of a justified line grow: no further than they may.
fn justified(slack: f32, spaces: f32, last: bool) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "parts of a space")]
    const LIMITS: (f32, f32) = (-breaks::SHRINK as f32, breaks::LOOSEST as f32);
    if spaces <= 0.0 || last && slack > 0.0 || slack > LIMITS.1 * spaces {
        return 0.0;
    }
    (slack / spaces).max(LIMITS.0)
}

/// The order in which runs stand from left to right (Unicode Bidirectional Algorithm, rule L2).
fn visual_order(levels: &[Level]) -> Vec<usize> {
    if levels.iter().all(|level| level.number() == 0) {
        return (0..levels.len()).collect();
    }
    unicode_bidi::BidiInfo::reorder_visual(levels)
}

/// Adds the space that a line break stands for behind the text of a run: no glyph that is seen, but text that is read.
fn push_space(run: &mut TextRun, fonts: &Fonts) {
    let face = fonts.face(run.face);
    let Some(id) = face.glyph(' ') else { return };
    let advance = f32::from(face.advance(id)) * run.size / f32::from(face.font().units_per_em());
    run.text.push(' ');
    let space = Glyph { id, length: 1, advance };
    if run.right_to_left {
        run.glyphs.insert(0, space);
        run.shifts.iter_mut().for_each(|shift| shift.glyph += 1);
        run.x -= advance;
        run.width += advance;
    } else {
        run.glyphs.push(space);
    }
}

/// Takes it away again.
fn trim_space(run: &mut TextRun) {
    run.text.pop();
    if !run.right_to_left {
        run.glyphs.pop();
    } else if !run.glyphs.is_empty() {
        let Glyph { advance, .. } = run.glyphs.remove(0);
        run.shifts.iter_mut().for_each(|shift| shift.glyph -= 1);
        run.x += advance;
        run.width -= advance;
    }
}
