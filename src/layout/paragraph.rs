//! A paragraph's clusters into lines, the whole paragraph at once.
//!
//! 1. break opportunities come from the Unicode line breaking algorithm, less those that would part what belongs
//!    together (`24-də`, addresses), plus the hyphenation of the language;
//! 2. what lies between two opportunities is a fragment; one wider than the line is cut between clusters;
//! 3. the breaks that leave the least ragged paragraph are chosen over all fragments together;
//! 4. each line is put into visual order and justified.

use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};
use unicode_bidi::Level;
use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::inline::{Cluster, Style, Styled};
use super::shape::Shaper;
use super::{Glyph, Mark, TextRun};
use crate::fonts::Fonts;
use crate::language::hyphenation::Hyphenator;

/// How lines are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// Both edges even, except in the last line.
    Justified,
    /// Against the edge where lines begin.
    Start,
    /// In the middle.
    Centre,
    /// Against the edge where lines end.
    End,
    /// Verbatim: spaces count, lines end where the text says so.
    Verbatim,
}

/// A finished line: runs with x from the left edge of the line and y from its baseline.
#[derive(Debug, Default, Clone)]
pub(super) struct Line {
    pub(super) runs: Vec<TextRun>,
    /// Where lines are struck through: x, width, y, thickness, and whose colour.
    pub(super) strikes: Vec<(f32, f32, f32, super::Colour)>,
}

/// What lies between two places where a line may end.
#[derive(Debug, Clone, Copy)]
struct Fragment {
    /// Its clusters, without the spaces after it.
    start: usize,
    end: usize,
    /// The end of the spaces after it.
    space_end: usize,
    width: f64,
    space: f64,
    /// The width of the hyphen that a break after it needs.
    hyphen: f64,
    /// Whether a line must end after it.
    mandatory: bool,
}

impl textwrap::core::Fragment for Fragment {
    fn width(&self) -> f64 {
        self.width
    }
    fn whitespace_width(&self) -> f64 {
        self.space
    }
    fn penalty_width(&self) -> f64 {
        self.hyphen
    }
}

/// Everything that lines are made of.
pub(super) struct Paragraph<'a> {
    pub(super) styled: &'a Styled,
    pub(super) clusters: &'a [Cluster],
    pub(super) setting: Setting,
    pub(super) right_to_left: bool,
}

impl Paragraph<'_> {
    /// The widest line that this paragraph would like, and the narrowest that it can bear without cutting words.
    pub(super) fn content_widths(&self) -> (f32, f32) {
        let fragments = self.fragments(None, f64::INFINITY, &mut |_| 0.0);
        let (mut line, mut widest, mut narrowest) = (0.0f64, 0.0f64, 0.0f64);
        for fragment in &fragments {
            narrowest = narrowest.max(fragment.width);
            widest = widest.max(line + fragment.width);
            line = if fragment.mandatory { 0.0 } else { line + fragment.width + fragment.space };
        }
        #[expect(clippy::cast_possible_truncation, reason = "widths of a page")]
        let widths = (widest as f32, narrowest as f32);
        widths
    }

    /// The lines of the paragraph in a width.
    pub(super) fn lines(&self, width: f32, hyphenator: Option<&Hyphenator>, shaper: &mut Shaper<'_>) -> Vec<Line> {
        let mut hyphen_width = |style: usize| f64::from(self.hyphen(style, shaper).width);
        let fragments = self.fragments(hyphenator, f64::from(width), &mut hyphen_width);
        let mut lines = Vec::new();
        for part in fragments.split_inclusive(|fragment| fragment.mandatory) {
            let broken = match self.setting {
                Setting::Verbatim => wrap_first_fit(part, &[f64::from(width)]),
                Setting::Justified | Setting::Start | Setting::Centre | Setting::End => {
                    wrap_optimal_fit(part, &[f64::from(width)], &penalties())
                        .unwrap_or_else(|_| wrap_first_fit(part, &[f64::from(width)]))
                }
            };
            let count = broken.len();
            for (index, fragments) in broken.into_iter().enumerate() {
                lines.push(self.line(fragments, width, index + 1 == count, shaper));
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

    /// Cuts the paragraph where lines may end.
    fn fragments(
        &self,
        hyphenator: Option<&Hyphenator>,
        limit: f64,
        hyphen_width: &mut dyn FnMut(usize) -> f64,
    ) -> Vec<Fragment> {
        let text = &self.styled.text;
        let mut fragments = Vec::new();
        let mut cluster = 0;
        let mut word_start = 0;
        let mut opportunities = linebreaks(text).peekable();
        while let Some((end, opportunity)) = opportunities.next() {
            let last = opportunities.peek().is_none();
            if !last && opportunity == BreakOpportunity::Allowed && holds_together(text, word_start, end) {
                continue;
            }
            let first = cluster;
            while cluster < self.clusters.len() && self.clusters[cluster].end <= end {
                cluster += 1;
            }
            let mandatory = opportunity == BreakOpportunity::Mandatory && !last;
            let word = &text[word_start..end];
            let visible_end = word_start + word.trim_end_matches(char::is_whitespace).len();
            let verbatim = self.setting == Setting::Verbatim;
            let mut content_end = cluster;
            while content_end > first && self.clusters[content_end - 1].start >= visible_end {
                content_end -= 1;
            }
            if verbatim {
                // Spaces are content here, all but the line end itself.
                content_end = cluster;
                while content_end > first && text[self.clusters[content_end - 1].start..].starts_with('\n') {
                    content_end -= 1;
                }
            }
            let mut breaks: Vec<usize> = Vec::new();
            if let (Some(hyphenator), false) = (hyphenator, verbatim) {
                hyphenator.breaks(&text[word_start..visible_end], &mut |offset| breaks.push(word_start + offset));
            }
            let mut piece_start = first;
            for offset in breaks {
                let Some(at) = (piece_start + 1..content_end).find(|&index| self.clusters[index].start == offset)
                else {
                    continue;
                };
                let hyphen = hyphen_width(self.clusters[at - 1].style);
                self.push_fragment(piece_start, at, at, hyphen, false, limit, &mut fragments);
                piece_start = at;
            }
            if piece_start < cluster || mandatory {
                self.push_fragment(
                    piece_start,
                    content_end.max(piece_start),
                    cluster,
                    0.0,
                    mandatory,
                    limit,
                    &mut fragments,
                );
            }
            word_start = end;
        }
        fragments
    }

    /// Adds a fragment; one that no line can hold is cut between clusters.
    #[expect(clippy::too_many_arguments, reason = "the parts of one fragment, which has no meaning before it is cut")]
    fn push_fragment(
        &self,
        start: usize,
        end: usize,
        space_end: usize,
        hyphen: f64,
        mandatory: bool,
        limit: f64,
        fragments: &mut Vec<Fragment>,
    ) {
        let width_of = |range: std::ops::Range<usize>| -> f64 {
            self.clusters[range].iter().map(|cluster| f64::from(cluster.width)).sum()
        };
        let mut start = start;
        let mut width = width_of(start..end);
        while width + hyphen > limit && end - start > 1 {
            let mut cut = start + 1;
            let mut piece = f64::from(self.clusters[start].width);
            while cut < end && piece + f64::from(self.clusters[cut].width) <= limit {
                piece += f64::from(self.clusters[cut].width);
                cut += 1;
            }
            if cut >= end {
                // The word fits, its hyphen does not: the cut goes before the last cluster.
                cut = end - 1;
                piece = width_of(start..cut);
            }
            fragments.push(Fragment {
                start,
                end: cut,
                space_end: cut,
                width: piece,
                space: 0.0,
                hyphen: 0.0,
                mandatory: false,
            });
            start = cut;
            width = width_of(start..end);
        }
        let space = width_of(end..space_end);
        fragments.push(Fragment { start, end, space_end, width, space, hyphen, mandatory });
    }

    /// One line: in visual order, justified.
    fn line(&self, fragments: &[Fragment], width: f32, last: bool, shaper: &mut Shaper<'_>) -> Line {
        let (Some(first), Some(final_fragment)) = (fragments.first(), fragments.last()) else { return Line::default() };
        let clusters = &self.clusters[first.start..final_fragment.end];
        let natural: f32 = clusters.iter().map(|cluster| cluster.width).sum();
        // A break inside a word shows a hyphen where the language breaks it; elsewhere it shows nothing.
        let hyphen = (!last && final_fragment.hyphen > 0.0)
            .then(|| self.hyphen(self.clusters[final_fragment.end - 1].style, shaper));
        let hyphen_width = hyphen.as_ref().map_or(0.0, |run| run.width);
        let gaps = clusters.iter().filter(|cluster| self.is_space(cluster)).count();
        let slack = width - natural - hyphen_width;
        let stretch = match self.setting {
            #[expect(clippy::cast_precision_loss, reason = "few gaps in a line")]
            Setting::Justified if !last && gaps > 0 && slack > 0.0 => slack / gaps as f32,
            Setting::Justified | Setting::Start | Setting::Centre | Setting::End | Setting::Verbatim => 0.0,
        };
        let free = if stretch > 0.0 { 0.0 } else { slack };
        let mut x = match (self.setting, self.right_to_left) {
            (Setting::Centre, _) => free / 2.0,
            (Setting::End, false) | (Setting::Justified | Setting::Start | Setting::Verbatim, true) => free,
            (Setting::End, true) | (Setting::Justified | Setting::Start | Setting::Verbatim, false) => 0.0,
        };
        let mut line = Line::default();
        let stretches = self.runs(first.start, final_fragment.end);
        let mut placed: Vec<(usize, f32)> = Vec::with_capacity(stretches.len());
        if self.right_to_left {
            x += hyphen_width;
        }
        for index in visual_order(&stretches.iter().map(|&(start, _)| self.clusters[start].level).collect::<Vec<_>>()) {
            let (start, end) = stretches[index];
            placed.push((index, x));
            x += self.clusters[start..end]
                .iter()
                .map(|cluster| cluster.width + if self.is_space(cluster) { stretch } else { 0.0 })
                .sum::<f32>();
        }
        // Painted in logical order, so that the order of the file is the order of reading.
        placed.sort_by_key(|(index, _)| *index);
        for (index, x) in placed {
            let (start, end) = stretches[index];
            let run = self.run(start, end, x, stretch, shaper.faces);
            let style = &self.styled.stretches[self.clusters[start].style].1;
            if style.strike {
                line.strikes.push((x, run.width, -style.rise - style.size * 0.28, style.colour));
            }
            line.runs.push(run);
        }
        match hyphen {
            Some(mut hyphen) => {
                hyphen.x = if self.right_to_left { 0.0 } else { x };
                line.runs.push(hyphen);
            }
            None if final_fragment.space_end > final_fragment.end || final_fragment.mandatory => {
                // The space that the line break stands for: it is read, not seen.
                if let Some(run) = line.runs.last_mut() {
                    push_space(run, shaper.faces);
                }
            }
            None => {}
        }
        line
    }

    /// Stretches of clusters that make one run: same style, face, direction, and nothing replaced beside what is not.
    fn runs(&self, start: usize, end: usize) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for index in start..end {
            let cluster = &self.clusters[index];
            match runs.last_mut() {
                Some((first, last)) if same_run(&self.clusters[*first], cluster) => *last = index + 1,
                _ => runs.push((index, index + 1)),
            }
        }
        runs
    }

    fn run(&self, start: usize, end: usize, x: f32, stretch: f32, fonts: &Fonts) -> TextRun {
        let first = &self.clusters[start];
        let style = &self.styled.stretches[first.style].1;
        let right_to_left = first.level.is_rtl();
        let text_start = first.start;
        let text = &self.styled.text[text_start..self.clusters[end - 1].end];
        let scale = style.size / f32::from(fonts.face(first.face).font().units_per_em());
        #[expect(clippy::cast_precision_loss, reason = "font units are far below 2^24")]
        let points = |units: i32| units as f32 * scale;
        let mut glyphs = Vec::with_capacity(end - start);
        let mut width = 0.0;
        let mut add = |cluster: &Cluster| {
            let extra = if self.is_space(cluster) { stretch } else { 0.0 };
            width += cluster.width + extra;
            for (index, glyph) in cluster.glyphs.iter().enumerate() {
                let from = cluster.start - text_start;
                let text = if index == 0 { from..cluster.end - text_start } else { from..from };
                glyphs.push(Glyph {
                    id: glyph.id,
                    advance: points(glyph.advance) + extra,
                    dx: points(glyph.dx),
                    dy: points(glyph.dy),
                    text,
                });
            }
        };
        if right_to_left {
            self.clusters[start..end].iter().rev().for_each(&mut add);
        } else {
            self.clusters[start..end].iter().for_each(&mut add);
        }
        TextRun {
            mark: style.mark,
            face: first.face,
            size: style.size,
            x,
            y: -style.rise,
            width,
            glyphs,
            text: text.to_owned(),
            actual: first.replaced.then(|| text.to_owned()),
            right_to_left,
            colour: style.colour,
        }
    }

    /// The hyphen that a line break inserts, in the style of what it follows. It is no part of the article: readers
    /// of the structure do not see it, and readers of the bare text know a hyphen at the end of a line for what it is.
    fn hyphen(&self, style: usize, shaper: &mut Shaper<'_>) -> TextRun {
        let fonts = shaper.faces;
        let style: &Style = &self.styled.stretches[style].1;
        let face = fonts.select('-', style.face).unwrap_or_else(|| fonts.primary(style.face));
        let shaped = shaper.shape(face, false, "-");
        let scale = style.size / f32::from(fonts.face(face).font().units_per_em());
        #[expect(clippy::cast_precision_loss, reason = "font units are far below 2^24")]
        let glyphs: Vec<Glyph> = shaped
            .iter()
            .flat_map(|cluster| &cluster.glyphs)
            .map(|glyph| Glyph { id: glyph.id, advance: glyph.advance as f32 * scale, dx: 0.0, dy: 0.0, text: 0..1 })
            .collect();
        let width = glyphs.iter().map(|glyph| glyph.advance).sum();
        TextRun {
            mark: Mark::Setting,
            face,
            size: style.size,
            x: 0.0,
            y: -style.rise,
            width,
            glyphs,
            text: "-".to_owned(),
            actual: None,
            right_to_left: false,
            colour: style.colour,
        }
    }

    fn is_space(&self, cluster: &Cluster) -> bool {
        matches!(&self.styled.text[cluster.start..cluster.end], " " | "\u{a0}" | "\t")
    }
}

fn same_run(first: &Cluster, next: &Cluster) -> bool {
    first.style == next.style
        && first.face == next.face
        && first.level == next.level
        && !first.replaced
        && !next.replaced
}

/// A gap is penalised by its square; a hyphen costs about as much as a rather loose line.
fn penalties() -> Penalties {
    Penalties {
        nline_penalty: 1000,
        overflow_penalty: 50 * 50,
        short_last_line_fraction: 5,
        short_last_line_penalty: 400,
        hyphen_penalty: 300,
    }
}

/// The order in which runs stand from left to right (Unicode Bidirectional Algorithm, rule L2).
fn visual_order(levels: &[Level]) -> Vec<usize> {
    if levels.iter().all(|level| level.number() == 0) {
        return (0..levels.len()).collect();
    }
    unicode_bidi::BidiInfo::reorder_visual(levels)
}

/// Whether a break would part what belongs together: a hyphen after a digit or a capital (`24-də`, `ABŞ-nin`), short
/// parts on either side of a hyphen, and anything inside an address.
fn holds_together(text: &str, word_start: usize, at: usize) -> bool {
    let before = &text[word_start..at];
    if before.ends_with(char::is_whitespace) {
        return false;
    }
    let after = text[at..].split(char::is_whitespace).next().unwrap_or_default();
    if before.contains("://") || before.contains('@') {
        // An address breaks after its slashes and nowhere else, so that it can be put together again.
        return !before.ends_with('/') || after.starts_with('/');
    }
    before.ends_with('-')
}

/// Adds the space that a line break stands for: no glyph that is seen, but text that is read.
fn push_space(run: &mut TextRun, fonts: &Fonts) {
    let face = fonts.face(run.face);
    let Some(id) = face.glyph(' ') else { return };
    if let Some(actual) = &mut run.actual {
        return actual.push(' ');
    }
    if run.right_to_left {
        // Its glyphs run against its text, and the text is what is read.
        return run.text.push(' ');
    }
    let advance = f32::from(face.advance(id)) * run.size / f32::from(face.font().units_per_em());
    let at = run.text.len();
    run.text.push(' ');
    run.glyphs.push(Glyph { id, advance, dx: 0.0, dy: 0.0, text: at..at + 1 });
}

fn trim_space(run: &mut TextRun) {
    run.text.pop();
    if run.glyphs.last().is_some_and(|glyph| glyph.text.start >= run.text.len() && !run.right_to_left) {
        run.glyphs.pop();
    }
}
