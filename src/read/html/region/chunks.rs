//! The chunks of an article that a page sets apart: between advertisements, in columns, as articles of their own, as entries
//! of a report that goes on.

use super::{Chooser, MOST_NEIGHBOURS};
use crate::read::html::hints::{self, ElementKind};
use crate::read::html::outline::{Outline, OutlinePart, OutlineRun, children};
use crate::read::html::tree::words;
use crate::read::html::witness::StatedWords;

/// The fewest figures with prose of an article all blocks of which stand in figures.
const FEWEST_FRAMES: usize = 2;

/// Whether an article stands beside others of its kind, none of which has a heading: each is a chunk of one article.
pub(super) fn is_one_of_chunks(outline: &Outline<'_>, part: usize) -> bool {
    let is_chunk = |part: usize| {
        let OutlinePart { kind, end, amount, .. } = outline.parts[part];
        let mut inside = outline.parts[part..end].iter();
        kind == ElementKind::Article
            && amount.prose > 0
            && amount.controls == 0
            && !amount.is_linked(10)
            && inside.all(|inner| inner.kind != ElementKind::Heading)
    };
    let others = children(outline, outline.parts[part].around).take(MOST_NEIGHBOURS).filter(|other| *other != part);
    let alike = |other: &usize| hints::are_alike(&outline.parts[*other].node, &outline.parts[part].node);
    is_chunk(part) && others.filter(alike).any(is_chunk)
}

/// What holds the entries of a report that goes on (a live blog), of which an article is one: it stands beside others of its
/// kind.
pub(super) fn row_of_entries(outline: &Outline<'_>, part: usize) -> Option<usize> {
    // Each may have a box of its own.
    let OutlinePart { around, amount, .. } = outline.parts[part];
    let is_boxed = outline.parts[around].amount.letters == amount.letters && around > 0;
    let row = if is_boxed { outline.parts[around].around } else { around };
    let alike =
        |other: &usize| *other != part && hints::are_alike(&outline.parts[*other].node, &outline.parts[part].node);
    (is_entry(outline, part) && entries(outline, row).any(|other| alike(&other))).then_some(row)
}

fn entries<'a>(outline: &'a Outline<'_>, row: usize) -> impl Iterator<Item = usize> + 'a {
    let inside = |part: usize| (part..outline.parts[part].end).find(|inner| is_entry(outline, *inner));
    children(outline, row).take(MOST_NEIGHBOURS).filter_map(inside)
}

/// Whether an article says when it was written, and leads nowhere.
fn is_entry(outline: &Outline<'_>, part: usize) -> bool {
    let OutlinePart { node, kind, amount, is_hinted, end, .. } = &outline.parts[part];
    let is_linked = |inner: &OutlinePart<'_>| inner.kind == ElementKind::Heading && inner.amount.linked > 0;
    *kind == ElementKind::Article
        && amount.prose > 0
        && !is_hinted
        && !amount.is_linked(30)
        && !outline.parts[part..*end].iter().any(is_linked)
        && node.descendants_it().any(|inner| inner.has_name("time"))
}

impl Chooser<'_, '_> {
    /// Whether an article within the region is the next one of an endless page: the region has the title of the page and
    /// prose above it, it has a heading of the first level with another, or one of the second where it is of the same
    /// class, and only such articles stand below.
    pub(super) fn is_next(&self, index: usize, witness: &StatedWords) -> bool {
        let OutlinePart { kind, end, runs, .. } = self.outline.parts[self.region];
        let OutlinePart { kind: own_kind, runs: own_runs, .. } = self.outline.parts[index];
        if kind != ElementKind::Article || own_kind != ElementKind::Article {
            return false;
        }
        let heading = |from: usize, to: usize| {
            let mut parts = self.outline.parts[from..to].iter();
            parts.find(|part| part.node.has_name("h1") || part.node.has_name("h2"))
        };
        let is_titled = |part: &OutlinePart<'_>| witness.is_title(&words(&part.node));
        let is_alike = |part: &OutlinePart<'_>| {
            part.node.class().is_some() && hints::are_alike(&part.node, &self.outline.parts[self.region].node)
        };
        let is_other = |part: usize| {
            let article = &self.outline.parts[part];
            article.kind == ElementKind::Article
                && heading(part, article.end)
                    .is_some_and(|heading| (heading.node.has_name("h1") || is_alike(article)) && !is_titled(heading))
        };
        let prose = |from: usize, to: usize| self.outline.runs[from..to].iter().filter(|run| run.is_prose());
        let is_inside_other = |run: &OutlineRun| {
            let mut around = std::iter::once(run.part).chain(self.outline.around(run.part));
            around.any(|part| self.region < part && part < end && is_other(part))
        };
        is_other(index)
            && heading(self.region, index).is_some_and(is_titled)
            && prose(runs.0, own_runs.0).next().is_some()
            && prose(own_runs.1, runs.1).all(is_inside_other)
    }

    /// Whether an article in the region is a chunk of the one of which words were taken beside it.
    pub(super) fn is_chunk(&self, index: usize) -> bool {
        let outline = self.outline;
        let around = outline.parts[index].around;
        let is_taken = |other: usize| outline.parts[other].amount.taken > 0;
        let mut others = children(outline, around).take(MOST_NEIGHBOURS);
        (self.region..outline.parts[self.region].end).contains(&around)
            && !outline.parts[index].is_hinted
            && is_one_of_chunks(outline, index)
            && others.any(|other| {
                is_taken(other) && hints::are_alike(&outline.parts[other].node, &outline.parts[index].node)
            })
    }

    /// Whether an article in the region is an entry of a report that goes on, beside another one of which words were taken.
    pub(super) fn is_entry(&self, index: usize) -> bool {
        let outline = self.outline;
        row_of_entries(outline, index).is_some_and(|row| {
            (self.region..outline.parts[self.region].end).contains(&row)
                && entries(outline, row).any(|entry| outline.parts[entry].amount.taken > 0)
        })
    }

    /// Whether a part stands in one of several chunks of the article's text: in a neighbour, of the same shape, of one
    /// of which words are taken; or in one that is paragraphs and nothing else.
    pub(super) fn is_like_taken(&self, part: usize) -> bool {
        let mut chunk = part;
        for around in self.outline.around(part) {
            if self.outline.parts[around].amount.taken > 0 {
                let own = &self.outline.parts[chunk].node;
                let mut others = children(self.outline, around).filter(|other| *other != chunk).take(MOST_NEIGHBOURS);
                let is_alike = |other: usize| {
                    self.outline.parts[other].amount.taken > 0 && hints::are_alike(&self.outline.parts[other].node, own)
                };
                return others.any(is_alike) || self.is_paragraphs(chunk);
            }
            chunk = around;
        }
        false
    }

    /// Whether a part is several paragraphs of prose, and nothing else.
    fn is_paragraphs(&self, index: usize) -> bool {
        let part = &self.outline.parts[index];
        let (start, end) = part.runs;
        let is_paragraph = |run: &OutlineRun| {
            let part = &self.outline.parts[run.part];
            run.is_prose() && (part.node.has_name("p") || part.node.has_name("div") && !part.is_hinted)
        };
        end - start > 1 && !part.amount.is_linked(10) && self.outline.runs[start..end].iter().all(is_paragraph)
    }
    /// Takes all words of figures that hold the blocks of an article one by one: where its paragraphs stand in such frames,
    /// so do its lists, its quotations and its numbers.
    pub(super) fn take_framed(&mut self) {
        let outline = self.outline;
        let is_frame = |part: usize| {
            let OutlinePart { node, kind, amount, is_hinted, .. } = &outline.parts[part];
            node.has_name("figure")
                && *kind == ElementKind::Other
                && amount.controls == 0
                && !is_hinted
                && !amount.is_linked(50)
        };
        let has_prose = |chooser: &Self, part: usize| {
            let (start, end) = outline.parts[part].runs;
            (start..end).any(|run| chooser.is_chosen[run] && outline.runs[run].is_prose())
        };
        let first =
            (self.region..outline.parts[self.region].end).find(|part| is_frame(*part) && has_prose(self, *part));
        let Some(around) = first.map(|first| outline.parts[first].around) else { return };
        let frames: Vec<usize> = children(outline, around).filter(|child| is_frame(*child)).collect();
        if frames.iter().filter(|frame| has_prose(self, **frame)).count() < FEWEST_FRAMES {
            return;
        }
        for frame in frames {
            let (start, end) = outline.parts[frame].runs;
            for run in start..end {
                self.is_chosen[run] |= !self.is_passed[outline.runs[run].part];
            }
        }
    }
}
