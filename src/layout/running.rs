//! What stands on every page and is no part of the article: below, where it comes from and which page this is; above,
//! from the second page on, what it is called.

use super::flow::{Flow, Look};
use super::inline::{self, Style, Styled};
use super::paragraph::Justification;
use super::style::{GREY, HAIRLINE, PageGeometry};
use super::{Fill, MarkedContent, Page, Rect, TextRun};
use crate::fonts::FaceStyle;
use crate::language::direction::isolated;
use crate::rights::Credit;

/// Between the text and the rule at the foot, in lines of the grid.
const APART: f32 = 1.4;
/// Of the width, the most that the publisher takes at the head.
const PUBLISHER: f32 = 0.35;

/// Adds head and foot to every page.
pub(super) fn add(flow: &mut Flow<'_>, credit: &Credit, pages: &mut [Page]) {
    let PageGeometry { left, measure, grid, top, height, .. } = flow.frame;
    let kind = flow.frame.running();
    let floor = flow.frame.floor();
    let look = Look::new(kind, FaceStyle::default(), GREY, Justification::Start);
    let gap = 2.0 * kind.size;

    let rule = floor + (APART * grid).min((height - floor) * 0.35);
    let foot = rule + kind.leading;
    let words = [credit.name.as_deref(), credit.target.address()];
    let words = words.into_iter().flatten().map(isolated).collect::<Vec<_>>().join(" · ");
    let count = pages.len();
    let mut line = Running { flow, style: Style { mark: MarkedContent::Foot, ..look.style() } };
    let widest = line.width(&format!("{count} / {count}"));
    let words = line.fitted(&words, measure - widest - gap);
    for (index, page) in pages.iter_mut().enumerate() {
        let area = Rect { x: left, y: rule, width: measure, height: 0.5 };
        page.fills.push(Fill { area, colour: HAIRLINE });
        page.texts.extend(line.set(&words, Justification::Start, foot));
        page.texts.extend(line.set(&format!("{} / {count}", index + 1), Justification::End, foot));
    }

    let head = top - (APART * grid).min(top * 0.45);
    let mut line = Running { flow, style: Style { mark: MarkedContent::Head, ..look.style() } };
    let publisher = line.fitted(credit.name.as_deref().unwrap_or_default(), PUBLISHER * measure);
    let taken = line.width(&publisher);
    let headline = line.flow.document.metadata.headline.value.split_whitespace().collect::<Vec<_>>().join(" ");
    let headline = line.fitted(&headline, measure - taken - gap);
    for page in pages.iter_mut().skip(1) {
        page.texts.extend(line.set(&isolated(&headline), Justification::Start, head));
        page.texts.extend(line.set(&isolated(&publisher), Justification::End, head));
    }
}

struct Running<'f, 'a> {
    flow: &'f mut Flow<'a>,
    style: Style,
}

impl Running<'_, '_> {
    fn styled(&self, text: &str) -> Styled {
        let mut styled = Styled::default();
        styled.push(text, &self.style, None);
        styled
    }

    /// The ends of the clusters of a text, and the width up to each.
    fn ends(&mut self, text: &str) -> Vec<(usize, f32)> {
        let styled = self.styled(text);
        let right_to_left = self.flow.right_to_left;
        // What no face has was reported where the article says it.
        let clusters = inline::clusters(&styled, right_to_left, &mut self.flow.shaper, &mut Vec::new());
        let widths = clusters.list.iter().scan(0.0, |width, cluster| {
            *width += cluster.width;
            Some((cluster.end, *width))
        });
        widths.collect()
    }

    fn width(&mut self, text: &str) -> f32 {
        self.ends(text).last().map_or(0.0, |(_, width)| *width)
    }

    /// The text, shortened at a word if it is too wide; one word is cut.
    fn fitted(&mut self, text: &str, width: f32) -> String {
        const ELLIPSIS: &str = "…";
        let ends = self.ends(text);
        if ends.last().is_none_or(|(_, whole)| *whole <= width) {
            return text.to_owned();
        }
        let room = width - self.width(ELLIPSIS);
        let cut = ends.iter().take_while(|(_, width)| *width <= room).last().map_or(0, |(end, _)| *end);
        let at_word = if text[cut..].starts_with(' ') { Some(cut) } else { text[..cut].rfind(' ') };
        let kept = text[..at_word.unwrap_or(cut)]
            .trim_end_matches(|last: char| last.is_whitespace() || ",;:–—·-".contains(last));
        format!("{kept}{ELLIPSIS}")
    }

    /// One line of text against one edge of the text area.
    fn set(&mut self, text: &str, setting: Justification, baseline: f32) -> Vec<TextRun> {
        let (left, measure) = (self.flow.frame.left, self.flow.frame.measure);
        let styled = self.styled(text);
        let missing = self.flow.missing.len();
        let line = self
            .flow
            .lines(&styled, measure, setting, 0.0, self.flow.right_to_left)
            .into_iter()
            .next()
            .unwrap_or_default();
        self.flow.missing.truncate(missing);
        line.runs.into_iter().map(|run| TextRun { x: run.x + left, y: run.y + baseline, ..run }).collect()
    }
}
