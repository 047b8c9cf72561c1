//! The chunks of an article that a page sets apart: between advertisements, in columns, as articles of their own.

use super::{Chooser, MOST_NEIGHBOURS};
use crate::read::html::hints::{self, ElementKind};
use crate::read::html::outline::{Outline, OutlinePart, OutlineRun, children};

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

impl Chooser<'_, '_> {
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

    /// Whether a part stands in one of several chunks of the article's text: in a neighbour, of the same shape, of one
    /// of which words are taken; or in one that is paragraphs and nothing else.
    pub(super) fn is_like_taken(&self, part: usize) -> bool {
        let mut chunk = part;
        for around in self.outline.around(part) {
            if self.outline.parts[around].amount.taken > 0 {
                let class = |part: usize| self.outline.parts[part].node.class();
                let name = |part: usize| self.outline.parts[part].node.node_name();
                let (own_class, own_name) = (class(chunk), name(chunk));
                let mut others = children(self.outline, around).filter(|other| *other != chunk).take(MOST_NEIGHBOURS);
                let is_alike = |other: usize| {
                    self.outline.parts[other].amount.taken > 0 && class(other) == own_class && name(other) == own_name
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
}
