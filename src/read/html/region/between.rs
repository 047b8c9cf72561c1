//! What stands between the words of an article, and nothing of it was found.
//!
//! Sentences there are the article's, whatever holds them is called; so are short lines and facts beside them. Whatever
//! else stands there is named: between the words of an article nothing goes in silence.

use dom_query::NodeId;

use super::{Chooser, MOST_NEIGHBOURS, MOST_OF_CAPTION, MOST_OF_TEASER};
use crate::read::html::clutter;
use crate::read::html::hints::{self, ElementKind};
use crate::read::html::outline::{LetterCount, OutlinePart, OutlineRun};
use crate::read::html::shapes::is_control;
use crate::read::html::tree::{Page, words};

/// Of so many letters in a hundred that are linked a box leads to something else.
const LINKED: usize = 30;
/// The most letters of what lets readers change what stands below a heading.
const MOST_OF_EDITING: usize = 40;
/// The most letters of a note of what was corrected.
const MOST_OF_CORRECTION: usize = 500;
/// Of a line of facts or a note, which is short, more may be linked.
const LINKED_IN_NOTE: usize = 60;

impl Chooser<'_, '_> {
    /// Whether a part stands between words that are taken, and is prose or a sentence that leads nowhere: a section may be called
    /// anything.
    pub(super) fn is_plain_between(&self, index: usize) -> bool {
        let part = &self.outline.parts[index];
        let (first, last) = self.taken;
        part.amount.linked == 0
            && part.amount.controls == 0
            && first < part.runs.0
            && part.runs.1 <= last
            && (matches!(part.kind, ElementKind::Table | ElementKind::List | ElementKind::Aside)
                || self.is_said(index)
                || hints::is_called_heading(&part.node))
    }

    /// Whether a part stands between words that are taken and tells something: sentences with links among their words, and
    /// nothing that is pressed, shown or offered.
    pub(super) fn is_told_between(&self, index: usize) -> bool {
        let part = &self.outline.parts[index];
        let LetterCount { linked, prose, controls, pictures, .. } = part.amount;
        let (first, last) = self.taken;
        let is_offer = |part: &OutlinePart<'_>| {
            part.kind == ElementKind::Heading && part.amount.is_linked(50) || part.kind == ElementKind::List
        };
        linked > 0
            && prose > 0
            && controls == 0
            && pictures == 0
            && first < part.runs.0
            && part.runs.1 <= last
            && !part.amount.is_linked(LINKED)
            && !self.outline.parts[index..part.end].iter().any(is_offer)
            && !clutter::promotes(&words(&part.node))
            && self.outline.runs[part.runs.0..part.runs.1]
                .iter()
                .any(|run| run.is_prose() && run.is_sentence() && !run.amount.is_linked(LINKED))
    }

    /// Whether a part is a heading that leads nowhere, beside what unfolds the words below it: something to be pressed that
    /// says nothing.
    pub(super) fn unfolds(&self, index: usize) -> bool {
        let OutlinePart { amount, runs, node, .. } = &self.outline.parts[index];
        let is_heading = |run: &OutlineRun| self.outline.parts[run.part].kind == ElementKind::Heading;
        let mut pressed = node.descendants_it().filter(is_control);
        amount.controls == 1
            && amount.linked == 0
            && runs.1 - runs.0 == 1
            && self.outline.runs[runs.0..runs.1].iter().all(is_heading)
            && pressed.all(|inner| inner.has_name("button") && words(&inner).is_empty())
    }

    /// Whether a part is a heading that leads nowhere, beside a few linked words that let readers change what stands below.
    pub(super) fn is_edited_heading(&self, index: usize) -> bool {
        let OutlinePart { amount, runs, .. } = self.outline.parts[index];
        let is_heading = |run: &OutlineRun| self.outline.parts[run.part].kind == ElementKind::Heading;
        let [heading, links] = &self.outline.runs[runs.0..runs.1] else { return false };
        amount.prose == 0
            && is_heading(heading)
            && heading.amount.linked == 0
            && links.amount.linked > 0
            && links.amount.letters <= MOST_OF_EDITING
            && hints::is_for_editing(&self.outline.parts[links.part].node)
    }

    /// Whether a small article within the region leads to another page: its heading is all a link.
    pub(super) fn is_card(&self, index: usize) -> bool {
        let part = &self.outline.parts[index];
        let mut inside = self.outline.parts[index..part.end].iter();
        let heading = inside.find(|inner| inner.kind == ElementKind::Heading).filter(|it| it.amount.is_linked(90));
        // A link to a place on this page is none to another.
        let leads_away = |heading: &OutlinePart<'_>| {
            let mut around = heading.node.ancestors_it(Some(2)).chain(heading.node.descendants_it());
            around.any(|link| link.attr("href").is_some_and(|address| !address.contains('#')))
        };
        part.amount.letters <= MOST_OF_TEASER && heading.is_some_and(leads_away)
    }

    /// Whether a part of the article is called after facts, and leads to little else.
    pub(super) fn is_facts(&self, index: usize) -> bool {
        let part = &self.outline.parts[index];
        self.outline.parts[self.region].kind == ElementKind::Article
            && self.is_called_note(index)
            && hints::is_facts(&part.node)
            && !part.amount.is_linked(LINKED)
    }

    /// Whether a part holds a sentence, or what somebody is quoted with.
    pub(super) fn is_said(&self, index: usize) -> bool {
        let part = &self.outline.parts[index];
        let mut inside = self.outline.parts[index..part.end].iter().take(MOST_NEIGHBOURS);
        part.amount.prose > 0 || part.amount.sentences > 0 || inside.any(|inner| inner.node.has_name("blockquote"))
    }

    /// Takes the sentences between those that are taken, with the lines of the box that holds them and leads nowhere, and all
    /// lines of a box that is called after facts or notes; below the text all lines of facts, and the sentences of notes.
    pub(super) fn take_sentences(&mut self) {
        let Some((first, last)) = self.bounds() else { return };
        for index in first..self.outline.parts[self.region].runs.1 {
            let run = &self.outline.runs[index];
            let is_open = !self.is_chosen[index] && !self.is_passed[run.part];
            if !is_open || self.outline.parts[self.untaken(index)].amount.is_linked(LINKED) {
                continue;
            }
            let is_called = || {
                let mut around = std::iter::once(run.part).chain(self.outline.around(run.part));
                around.any(|part| self.is_called_note(part)) && !run.amount.is_linked(LINKED_IN_NOTE)
            };
            let is_plain = || {
                let around = std::iter::once(run.part).chain(self.outline.around(run.part));
                let mut around = around.take_while(|part| self.outline.parts[*part].amount.taken == 0);
                around.any(|part| self.is_plain_between(part) && self.is_said(part))
            };
            let is_fact = || {
                let mut around = std::iter::once(run.part).chain(self.outline.around(run.part));
                around.any(|part| self.is_facts(part))
            };
            let is_corrected = || {
                let mut around = std::iter::once(run.part).chain(self.outline.around(run.part)).take(2);
                around.any(|part| self.is_correction(part))
            };
            self.is_chosen[index] = if index < last {
                run.is_sentence() || is_called() || is_plain()
            } else {
                // Whoever tells how it was found out links to it.
                run.is_sentence() && is_called() || run.amount.linked == 0 && (is_fact() || is_corrected())
            };
        }
    }

    /// Whether a short part of an article says that it was changed, or has a note of the editors, by its first words.
    pub(super) fn is_correction(&self, index: usize) -> bool {
        let OutlinePart { amount, node, .. } = &self.outline.parts[index];
        let LetterCount { letters, controls, linked, .. } = *amount;
        letters > 0
            && letters <= MOST_OF_CORRECTION
            && controls == 0
            && linked * 2 < letters
            && self.outline.around(index).any(|around| self.outline.parts[around].kind == ElementKind::Article)
            && clutter::is_correction(&words(node))
    }

    /// Whether a part is called after facts or notes, and holds nothing to be pressed.
    fn is_called_note(&self, index: usize) -> bool {
        let OutlinePart { amount, node, .. } = &self.outline.parts[index];
        amount.controls == 0
            && amount.letters * 2 < self.core.letters
            && hints::is_note(node)
            && !hints::is_of_readers(node)
    }

    /// Takes the short runs that stand between those that are taken.
    pub(super) fn take_short(&mut self) {
        let (start, end) = self.outline.parts[self.region].runs;
        let chosen = || self.is_chosen[start..end].iter();
        let Some(first) = chosen().position(|chosen| *chosen) else { return };
        let last = chosen().rposition(|chosen| *chosen).unwrap_or(first);
        for index in start + first..start + last {
            let run = &self.outline.runs[index];
            let kind = self.outline.parts[run.part].kind;
            let is_edited = kind == ElementKind::Other && self.is_edited_heading(run.part);
            if !self.is_chosen[index]
                && !self.is_passed[run.part]
                && !is_edited
                && (matches!(kind, ElementKind::Prose | ElementKind::Heading | ElementKind::Aside)
                    || self.is_in_small_box(run.part)
                    || hints::is_called_heading(&self.outline.parts[run.part].node))
                && (self.is_at_home(run.part)
                    || self.is_in_box(run.part)
                    || self.is_in_small_box(run.part)
                    || self.outline.parts[run.part].node.has_name("figcaption")
                    || self
                        .figure(run.part)
                        .is_some_and(|figure| self.outline.parts[figure].kind == ElementKind::Aside))
            {
                self.is_chosen[index] = true;
            }
        }
    }

    /// Whether a part stands in a box of few words of which some are taken: who is quoted, below what was said.
    fn is_in_small_box(&self, part: usize) -> bool {
        let around = self.outline.parts[part].around;
        let OutlinePart { runs, amount, is_hinted, .. } = self.outline.parts[around];
        let has_taken = || self.is_chosen[runs.0..runs.1].iter().any(|chosen| *chosen);
        let is_bare = amount.linked == 0 && amount.controls == 0 && amount.pictures == 0;
        let is_small = amount.letters <= MOST_OF_CAPTION
            && (self.region + 1..self.outline.parts[self.region].end).contains(&around);
        is_small
            && is_bare
            && (!is_hinted || self.is_plain_between(around))
            && self.outline.parts[part].kind == ElementKind::Other
            && has_taken()
    }

    /// The first and the last run of the article's text that are chosen, the headline aside.
    fn bounds(&self) -> Option<(usize, usize)> {
        let (start, end) = self.outline.parts[self.region].runs;
        let first = self.first_words().filter(|first| (start..end).contains(first))?;
        let last = self.is_chosen[first..end].iter().rposition(|chosen| *chosen)?;
        Some((first, first + last))
    }

    /// The outermost part around a run of which nothing was found, or the part that holds it.
    fn untaken(&self, run: usize) -> usize {
        let part = self.outline.runs[run].part;
        let is_untaken = |part: &usize| self.outline.parts[*part].amount.taken == 0;
        let around = std::iter::once(part).chain(self.outline.around(part));
        around.take_while(is_untaken).last().unwrap_or(part)
    }

    /// What stands between the words of the article and was not taken: the node, and its words.
    pub(super) fn left_between(&self) -> Vec<(NodeId, String)> {
        let chosen = || self.is_chosen.iter();
        let (Some(first), Some(last)) = (chosen().position(|it| *it), chosen().rposition(|it| *it)) else {
            return Vec::new();
        };
        let is_between = |runs: (usize, usize)| runs.0 > first && runs.1 <= last && runs.0 < runs.1;
        let passed = self.passed.iter().filter(|part| is_between(self.outline.parts[**part].runs));
        let mut left: Vec<(usize, NodeId, String)> = passed
            .map(|part| {
                let OutlinePart { node, runs, .. } = &self.outline.parts[*part];
                (runs.0, node.id, words(node))
            })
            .collect();
        // How many runs before each are chosen.
        let counts: Vec<usize> = std::iter::once(0)
            .chain(self.is_chosen.iter().scan(0, |count, chosen| {
                *count += usize::from(*chosen);
                Some(*count)
            }))
            .collect();
        let (mut index, last) = self.bounds().unwrap_or((0, 0));
        while index < last {
            let run = &self.outline.runs[index];
            if self.is_chosen[index] || self.is_passed[run.part] {
                index += 1;
                continue;
            }
            // What is left out together is named once.
            let is_left = |part: &usize| {
                let (start, end) = self.outline.parts[*part].runs;
                counts[start] == counts[end]
            };
            let around = std::iter::once(run.part).chain(self.outline.around(run.part));
            match around.take_while(is_left).last().map(|part| &self.outline.parts[part]) {
                Some(part) => {
                    left.push((part.runs.0, part.node.id, words(&part.node)));
                    index = part.runs.1;
                }
                None => {
                    let text = run.texts.iter().find(|text| has_words(self.page, **text));
                    left.extend(text.map(|text| (index, *text, self.outline.words(self.page, run))));
                    index += 1;
                }
            }
        }
        left.sort_by_key(|(run, ..)| *run);
        left.into_iter().map(|(_, node, words)| (node, words)).collect()
    }
}

fn has_words(page: &Page, text: NodeId) -> bool {
    page.document.tree.get(&text).is_some_and(|text| !text.text().trim().is_empty())
}
