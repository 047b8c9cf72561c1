//! What of a page is its article, once Readability has named words of it.
//!
//! 1. the *region*: the article that the page marks (`<article>`, `itemprop=articleBody`, `<main>`), if most of the
//!    named words are in it or if it holds far more; else the smallest part around them;
//! 2. of its parts those are left out that are none of the article's: navigation, forms, links to other articles, what
//!    asks for something. What holds most of the region is never one of them;
//!    Pictures with captions that are leafed through beside it are the article's too;
//! 3. of a run of which one word is taken all are: no class and no role takes a word out of a sentence. Runs of prose
//!    are taken wherever in the region they stand, short ones beside others that are.

mod above;
mod between;
mod chunks;

use dom_query::NodeId;

use self::chunks::{is_one_of_chunks, row_of_entries};
use super::clutter;
use super::hints::{self, ElementKind};
use super::outline::{
    LetterCount, Outline, OutlinePart, OutlinePicture, OutlineRun, around_taken, children, letters_of_figures,
    taken_runs,
};
use super::pictures;
use super::tree::{Page, words};
use super::witness::StatedWords;
use crate::assemble::person_names;

/// How many neighbours of a chunk are looked at.
const MOST_NEIGHBOURS: usize = 64;
/// How many runs before the article's first words may be its description.
const MOST_BEFORE: usize = 40;
/// The most letters of a box that asks for something.
const MOST_OF_ASKING: usize = 1_500;
/// The most letters of a caption.
const MOST_OF_CAPTION: usize = 300;
/// The most letters of a picture's captions, credits and all.
const MOST_OF_FIGURE: usize = 1_200;
/// The most letters of a line that says who took a picture.
const MOST_OF_CREDIT: usize = 80;
/// How many buttons fold a caption up and down.
const MOST_OF_FOLDING: usize = 2;
/// The fewest pictures of a gallery.
const FEWEST_OF_GALLERY: usize = 2;
/// The most letters of what leads to one other article, with what it says of it.
const MOST_OF_TEASER: usize = 600;
/// The fewest letters of a headline in a list of them.
const FEWEST_OF_HEADLINE: usize = 25;
/// How many runs may stand between the headline and what belongs to it.
const MOST_BELOW_HEADLINE: usize = 24;

/// What was chosen of a page.
#[derive(Debug, Default)]
pub(super) struct RegionChoice {
    /// Texts, pictures and players.
    pub(super) leaves: Vec<NodeId>,
    /// Blocks that stand between those that are taken and are not: the node, and its first words.
    pub(super) left_out: Vec<(NodeId, String)>,
    pub(super) missing: MissingPart,
}

/// What is missing of an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum MissingPart {
    #[default]
    Nothing,
    /// So many of the words that the page states in its metadata.
    Stated { missing: usize, of: usize },
    /// Most of the prose that the page marks as an article.
    Marked,
}

/// Chooses.
pub(super) fn choose(page: &Page, outline: &Outline<'_>, witness: &StatedWords) -> RegionChoice {
    let Some(region) = region(outline, witness) else { return RegionChoice::default() };
    let mut chooser = Chooser::new(page, outline, region);
    chooser.pass_parts(witness);
    chooser.take_runs();
    chooser.take_witnessed(witness);
    chooser.take_lead(witness);
    chooser.take_around_headline(witness);
    chooser.take_pictured(witness);
    chooser.take_captions(witness);
    chooser.take_sentences();
    chooser.take_framed();
    chooser.take_headings();
    chooser.take_short();
    chooser.take_preformatted();
    chooser.take_pictures();
    chooser.take_above(witness);
    chooser.take_galleries();
    chooser.finish(witness)
}

/// The part of a page in which its article stands.
fn region(outline: &Outline<'_>, witness: &StatedWords) -> Option<usize> {
    let whole = outline.parts.first()?.amount;
    let is_beside = |part: usize| {
        std::iter::once(part).chain(outline.around(part)).any(|part| {
            matches!(
                outline.parts[part].kind,
                ElementKind::Navigation
                    | ElementKind::Dialog
                    | ElementKind::Foot
                    | ElementKind::Aside
                    | ElementKind::Form
            )
        })
    };
    for kind in [ElementKind::Article, ElementKind::Main] {
        let mut marked: Vec<usize> = Vec::new();
        let mut most = 0;
        for (index, part) in outline.parts.iter().enumerate().filter(|(_, part)| part.kind == kind) {
            let is_inside = marked.last().is_some_and(|last| index < outline.parts[*last].end);
            if part.amount.prose > 0 && !is_inside && !is_beside(index) {
                most = most.max(part.amount.prose);
                marked.push(index);
            }
        }
        marked.retain(|index| outline.parts[*index].amount.prose * 4 >= most);
        let taken: usize = marked.iter().map(|index| outline.parts[*index].amount.taken).sum();
        // Readability may have taken something else altogether.
        if marked.is_empty() || taken * 2 <= whole.taken && most <= whole.taken * 2 {
            continue;
        }
        let is_titled = |index: &&usize| {
            let parts = &outline.parts[**index..outline.parts[**index].end];
            let mut headings = parts.iter().filter(|part| part.kind == ElementKind::Heading);
            headings.any(|heading| witness.is_title(&words(&heading.node)))
        };
        // The headline of a report that goes on stands above its entries.
        let titled = marked.iter().find(is_titled);
        let row = marked.first().filter(|_| titled.is_none()).and_then(|first| row_of_entries(outline, *first));
        let is_headed = |row: usize| {
            let mut above = outline.parts[..marked[0]].iter().filter(|part| part.kind == ElementKind::Heading);
            outline.parts[row].amount.taken > 0 && above.any(|heading| witness.is_title(&words(&heading.node)))
        };
        if let Some(row) = row.filter(|row| is_headed(*row)) {
            return Some(row);
        }
        let likeliest = || marked.iter().rev().max_by_key(|index| outline.parts[**index].amount.taken);
        let chosen = titled.or_else(likeliest).copied();
        // Several without headings of their own are chunks of one.
        let around = |part: usize| outline.parts[part].around;
        if let Some(around) = chosen.map(around).filter(|_| chosen.is_some_and(|part| is_one_of_chunks(outline, part)))
        {
            return Some(around);
        }
        return chosen.map(|part| titled_of_several(outline, part, witness).unwrap_or(part));
    }
    (whole.taken > 0).then(|| {
        let part = around_taken(outline, 0);
        titled_of_several(outline, part, witness).unwrap_or(part)
    })
}

/// Of the articles of an endless page that marks none as such, the one whose heading is the title of the page: they stand
/// beside one another, are called articles by their classes, and each has a heading of its own.
fn titled_of_several(outline: &Outline<'_>, part: usize, witness: &StatedWords) -> Option<usize> {
    let around = around_taken(outline, part);
    let is_headed = |part: usize, is_it: &dyn Fn(&str) -> bool| {
        let mut headings = outline.parts[part..outline.parts[part].end].iter();
        let is_first = |it: &&OutlinePart<'_>| it.node.has_name("h1") || it.node.has_name("h2");
        headings.find(is_first).is_some_and(|heading| is_it(&words(&heading.node)))
    };
    let articles = children(outline, around).filter(|child| {
        let part = &outline.parts[*child];
        part.amount.prose > 0 && (hints::is_called_article(&part.node) || part.kind == ElementKind::Article)
    });
    let articles: Vec<usize> = articles.take(MOST_NEIGHBOURS).collect();
    let titled = articles.iter().find(|article| is_headed(**article, &|heading| witness.is_title(heading)))?;
    let is_other = |article: &&usize| {
        hints::are_alike(&outline.parts[**article].node, &outline.parts[*titled].node)
            && is_headed(**article, &|heading| !witness.is_title(heading))
    };
    articles.iter().any(|article| is_other(&article)).then_some(*titled)
}

struct Chooser<'a, 'p> {
    page: &'a Page,
    outline: &'a Outline<'p>,
    region: usize,
    /// What the region holds, with what is taken of it; all prose where nothing is.
    core: LetterCount,
    /// For each part of the page, whether it is passed by.
    is_passed: Vec<bool>,
    /// The outermost parts that are.
    passed: Vec<usize>,
    is_chosen: Vec<bool>,
    pictures: Vec<NodeId>,
    /// The first and the last run of which words are taken.
    taken: (usize, usize),
    /// For each part of the page, how many of its letters stand in figures with pictures.
    of_figures: Vec<usize>,
}

impl<'a, 'p> Chooser<'a, 'p> {
    fn new(page: &'a Page, outline: &'a Outline<'p>, region: usize) -> Self {
        Self {
            page,
            outline,
            region,
            core: outline.parts[region].amount,
            is_passed: vec![false; outline.parts.len()],
            passed: Vec::new(),
            is_chosen: vec![false; outline.runs.len()],
            pictures: Vec::new(),
            taken: taken_runs(outline, region),
            of_figures: letters_of_figures(outline),
        }
    }

    fn pass_parts(&mut self, witness: &StatedWords) {
        let (mut part, end) = (self.region + 1, self.outline.parts[self.region].end);
        while part < end {
            if self.is_next(part, witness) || self.is_beside(part) {
                let behind = self.outline.parts[part].end;
                self.is_passed[part..behind].fill(true);
                self.passed.push(part);
                part = behind;
            } else {
                part += 1;
            }
        }
    }

    /// Whether a part stands beside the article, or in its midst and is none of it.
    fn is_beside(&self, index: usize) -> bool {
        let part = &self.outline.parts[index];
        let LetterCount { letters, taken, prose, controls, pictures, .. } = part.amount;
        if letters == 0 && pictures == 0 {
            return false;
        }
        if taken * 2 > self.core.taken.max(1) || prose * 2 > self.core.prose.max(1) {
            return false;
        }
        // Whatever is pressed to leaf through pictures and their captions, they are the article's.
        if self.shows_pictures(index) {
            return false;
        }
        // It has the headline and what belongs to it (HTML, 4.3.7): of its other parts each is looked at.
        if part.node.has_name("hgroup") {
            return false;
        }
        let asks = controls > 0 && letters <= MOST_OF_ASKING && !self.unfolds(index);
        match part.kind {
            ElementKind::Navigation | ElementKind::Dialog => return true,
            ElementKind::Foot | ElementKind::Aside if self.is_correction(index) => return false,
            ElementKind::Foot => {
                let is_quoted = self.outline.around(index).any(|around| {
                    matches!(self.outline.parts[around].node.node_name().as_deref(), Some("blockquote" | "figure"))
                });
                let is_between = || self.is_plain_between(index) || self.is_told_between(index);
                return !is_quoted && (taken == 0 && !is_between() || part.amount.is_linked(40));
            }
            ElementKind::Form => return true,
            ElementKind::Article if self.is_chunk(index) || self.is_entry(index) => return false,
            ElementKind::Article => {
                return taken == 0 && !self.is_plain_between(index) || part.amount.is_linked(40) || self.is_card(index);
            }
            ElementKind::Aside if self.is_picture(index) => return false,
            ElementKind::Aside => {
                let is_plain = self.is_plain_between(index) && (!part.is_hinted || self.is_said(index))
                    || self.is_facts(index)
                    || self.is_told_between(index);
                let is_box = is_plain || prose > 0 && !part.is_hinted && !part.amount.is_linked(30) && !asks;
                return !is_box && (taken == 0 || part.amount.is_linked(50) || asks);
            }
            // "Your browser is out of date": a line may ask for something too, where its class and its words say so.
            ElementKind::Prose if hints::is_asking(&part.node) && hints::asks_for_consent(&part.node) => return true,
            // What a sentence is made of is no other matter.
            ElementKind::Prose | ElementKind::Heading if taken > 0 || !part.amount.is_linked(70) => {
                return false;
            }
            ElementKind::Figure => return part.is_hinted && part.amount.is_linked(60) && taken == 0,
            ElementKind::Main
            | ElementKind::Prose
            | ElementKind::Heading
            | ElementKind::List
            | ElementKind::Table
            | ElementKind::Other => {}
        }
        if hints::is_asking(&part.node) || hints::is_of_readers(&part.node) || self.invites(index) {
            return true;
        }
        if asks && hints::asks_for_consent(&part.node) {
            return true;
        }
        if part.is_hinted && !self.is_told_between(index) {
            let is_small = part.amount.linked > 0 && letters <= MOST_OF_TEASER;
            let is_nothing = taken == 0 && (hints::is_advert(&part.node) || !self.is_plain_between(index));
            return is_nothing || part.amount.is_linked(50) || asks || is_small;
        }
        // A line says who wrote the article; more of it tells of a life.
        let is_plain = || self.is_plain_between(index) || self.is_told_between(index);
        if prose > 0 && letters <= MOST_OF_ASKING && hints::is_of_writer(&part.node) && !is_plain() {
            return true;
        }
        if taken == 0 {
            return part.amount.is_linked(50) && !self.is_edited_heading(index) || asks;
        }
        part.amount.is_linked(50) && self.leads_to_another(index)
            || part.kind == ElementKind::List && part.amount.is_linked(60) && prose == 0 && self.lists_headlines(index)
    }

    /// Whether most of a part are pictures with captions that lead nowhere, or whether it stands in a figure of such.
    fn shows_pictures(&self, index: usize) -> bool {
        let part = &self.outline.parts[index];
        let of_figures = self.of_figures[index];
        if of_figures == 0 || of_figures * 10 < part.amount.letters * 6 || part.amount.is_linked(20) {
            return false;
        }
        let is_open = |part: &OutlinePart<'_>| {
            matches!(part.kind, ElementKind::Other | ElementKind::Figure | ElementKind::List | ElementKind::Prose)
                && (!part.is_hinted || hints::is_gallery(&part.node))
        };
        is_open(part) && self.figure(index).is_none_or(|figure| is_open(&self.outline.parts[figure]))
    }

    /// Whether a small part has a picture and a heading that is a link: another article.
    fn leads_to_another(&self, index: usize) -> bool {
        let OutlinePart { kind, amount, end, .. } = self.outline.parts[index];
        let mut inside = self.outline.parts[index + 1..end].iter();
        kind == ElementKind::Other
            && amount.pictures > 0
            && amount.letters <= MOST_OF_TEASER
            && inside.any(|part| part.kind == ElementKind::Heading && part.amount.is_linked(90))
    }

    /// Whether the items of a list are links to articles: each as long as a headline is.
    fn lists_headlines(&self, index: usize) -> bool {
        let (start, end) = self.outline.parts[index].runs;
        let items = end - start;
        items > 1 && self.outline.parts[index].amount.letters >= items * FEWEST_OF_HEADLINE
    }

    /// Whether a small part invites to subscribe, to sign in, or the like: one of its links or buttons says so.
    fn invites(&self, index: usize) -> bool {
        let part = &self.outline.parts[index];
        let amount = part.amount;
        if amount.letters > MOST_OF_ASKING || amount.letters * 4 > self.core.letters || part.kind == ElementKind::Prose
        {
            return false;
        }
        (amount.linked > 0 || amount.controls > 0) && clutter::asks_to_subscribe(&part.node)
    }

    fn take_runs(&mut self) {
        let (start, end) = self.outline.parts[self.region].runs;
        let has_words = self.core.taken > 0;
        let (first, last) = self.taken;
        let is_article = self.outline.parts[self.region].kind == ElementKind::Article;
        let is_marked = is_article || self.outline.parts[self.region].kind == ElementKind::Main;
        for index in start..end {
            let run = &self.outline.runs[index];
            let is_between = first <= index && index <= last;
            let is_home = || {
                !has_words
                    || self.is_at_home(run.part)
                    || is_between && (is_marked || self.outline.parts[run.part].kind == ElementKind::Prose)
                    || is_article && index < first
                    || is_marked && self.is_like_taken(run.part)
            };
            self.is_chosen[index] = !self.is_passed[run.part] && (run.amount.taken > 0 || run.is_prose() && is_home());
        }
    }

    /// Takes what the page itself states to be the words of its article, wherever they stand.
    fn take_witnessed(&mut self, witness: &StatedWords) {
        if witness.states_words() {
            for (index, run) in self.outline.runs.iter().enumerate() {
                if !self.is_chosen[index] && run.is_prose() {
                    self.is_chosen[index] = witness.states(&self.outline.words(self.page, run));
                }
            }
        }
        let described = |chooser: &Self, index: usize| {
            witness.describes(&chooser.outline.words(chooser.page, &chooser.outline.runs[index]))
        };
        let Some(first) = self.first_words() else { return };
        let within = first.saturating_sub(MOST_BEFORE)..(first + MOST_BEFORE).min(self.is_chosen.len());
        if within.clone().any(|index| self.is_chosen[index] && described(self, index)) {
            return;
        }
        let found = within.clone().rev().find(|index| {
            let run = &self.outline.runs[*index];
            *index < first && !run.amount.is_linked(50) && described(self, *index)
        });
        if let Some(found) = found {
            self.is_chosen[found] = true;
        }
    }

    /// The first run of the article's text that is chosen: the headline is none.
    fn first_words(&self) -> Option<usize> {
        let is_chosen = |index: &usize| self.is_chosen[*index];
        let is_heading = |index: &usize| {
            let part = self.outline.runs[*index].part;
            self.outline.parts[part].kind == ElementKind::Heading
        };
        let mut chosen = (0..self.is_chosen.len()).filter(is_chosen);
        let first = chosen.next()?;
        Some(std::iter::once(first).chain(chosen).find(|index| !is_heading(index)).unwrap_or(first))
    }

    /// Takes the words of figures that stand among those that are taken, and of those between headline and text: a
    /// caption is the article's, whatever becomes of its picture.
    fn take_captions(&mut self, witness: &StatedWords) {
        let (start, end) = self.outline.parts[self.region].runs;
        let Some(first) = self.first_words() else { return };
        let last = self.is_chosen.iter().rposition(|chosen| *chosen).unwrap_or(first);
        let above = first.saturating_sub(MOST_BELOW_HEADLINE).max(start)..first;
        let from = above.clone().rev().find(|run| self.is_headline(*run, witness)).unwrap_or(first);
        for index in from..end.min(last + 1) {
            let run = &self.outline.runs[index];
            if (index < first || !self.is_passed[run.part]) && self.is_marked_caption(run) {
                self.is_chosen[index] = true;
            }
            let figure = std::iter::once(run.part).chain(self.outline.around(run.part));
            let mut figure = figure.filter(|around| self.outline.parts[*around].kind == ElementKind::Figure);
            let Some(figure) = figure.next().map(|figure| &self.outline.parts[figure]) else { continue };
            let LetterCount { letters, controls, pictures, .. } = figure.amount;
            let is_caption = pictures > 0
                && letters <= MOST_OF_FIGURE
                && controls <= MOST_OF_FOLDING
                && !figure.amount.is_linked(50);
            if is_caption && !self.is_passed[run.part] && !run.amount.is_linked(50) {
                self.is_chosen[index] = true;
            }
        }
    }

    /// Whether a class calls a run of prose a caption, and a picture stands in what is directly around it. A button that
    /// folds it up may stand there too.
    fn is_marked_caption(&self, run: &OutlineRun) -> bool {
        let is_of_picture = |around: LetterCount| around.pictures == 1 && around.letters <= MOST_OF_FIGURE;
        let is_pictured = |part: usize| {
            let amount = self.outline.parts[part].amount;
            let around = || self.outline.around(part).take(2).map(|part| self.outline.parts[part].amount);
            amount.letters <= MOST_OF_FIGURE
                && amount.controls <= 1
                && (amount.pictures == 1 || around().any(is_of_picture))
        };
        let mut around = std::iter::once(run.part).chain(self.outline.around(run.part)).take(3);
        let caption = around.find(|part| hints::is_caption(&self.outline.parts[*part].node));
        // "Photo: Mira Sample": who took it.
        let is_credit = || {
            run.amount.letters <= MOST_OF_CREDIT
                && is_pictured(run.part)
                && person_names::is_of_picture(&self.outline.words(self.page, run))
        };
        !run.amount.is_linked(50) && caption.map_or_else(is_credit, is_pictured)
    }

    /// Takes the headings that stand directly above words that are taken, in whatever they stand.
    fn take_headings(&mut self) {
        let (start, end) = self.outline.parts[self.region].runs;
        let Some(first) = self.is_chosen[start..end].iter().position(|chosen| *chosen) else { return };
        for index in (start + first..end.saturating_sub(1)).rev() {
            let run = &self.outline.runs[index];
            let part = &self.outline.parts[run.part];
            // "[edit]" may stand beside it.
            let is_edited = self.is_edited_heading(self.outline.parts[run.part].around);
            let next = (index + 1 + usize::from(is_edited)).min(end - 1);
            let leads_on = || self.is_chosen[next] && !run.amount.is_linked(50) && !part.is_hinted;
            if part.kind == ElementKind::Heading && !self.is_passed[run.part] && leads_on() {
                self.is_chosen[index] = true;
            }
        }
    }

    /// Whether a part is a picture with a caption, and nothing else.
    fn is_picture(&self, index: usize) -> bool {
        let LetterCount { letters, linked, controls, pictures, .. } = self.outline.parts[index].amount;
        let (start, end) = self.outline.parts[index].runs;
        pictures > 0 && letters > 0 && letters <= MOST_OF_CAPTION && linked == 0 && controls == 0 && end - start <= 2
    }

    /// The figure around a part, or the part itself: by its name, or by what it holds.
    fn figure(&self, part: usize) -> Option<usize> {
        let is_figure = |index: &usize| match self.outline.parts[*index].kind {
            ElementKind::Figure => true,
            ElementKind::Aside => self.is_picture(*index),
            _ => false,
        };
        std::iter::once(part).chain(self.outline.around(part)).find(is_figure)
    }

    /// Takes preformatted lines below the text, however short: in the region, or beside one that the page does not mark.
    fn take_preformatted(&mut self) {
        let outline = self.outline;
        let OutlinePart { kind, around, end, .. } = outline.parts[self.region];
        let Some(first) = self.first_words() else { return };
        let is_marked = self.region == 0 || matches!(kind, ElementKind::Article | ElementKind::Main);
        let beside = if is_marked { end..end } else { end..outline.parts[around].end };
        let is_open = |part: usize| {
            let OutlinePart { kind, is_hinted, .. } = outline.parts[part];
            matches!(kind, ElementKind::Other | ElementKind::Prose) && !is_hinted
        };
        for index in (self.region..end).chain(beside) {
            let part = &outline.parts[index];
            let is_open = index < end
                || std::iter::once(index).chain(outline.around(index)).take_while(|it| *it != around).all(is_open);
            let is_code = part.node.has_name("pre") && part.runs.0 > first && part.amount.linked == 0;
            if is_code && is_open && !self.is_passed[index] {
                self.is_chosen[part.runs.0..part.runs.1].fill(true);
            }
        }
    }

    /// Whether a part stands in a box beside the text of which prose is taken: its short lines are the article's too.
    fn is_in_box(&self, part: usize) -> bool {
        let mut around = std::iter::once(part).chain(self.outline.around(part));
        around.find(|around| self.outline.parts[*around].kind == ElementKind::Aside).is_some_and(|aside| {
            let part = &self.outline.parts[aside];
            let (start, end) = part.runs;
            let is_prose = |run: &OutlineRun| run.is_prose();
            let taken = (start..end).any(|run| self.is_chosen[run] && is_prose(&self.outline.runs[run]));
            (taken || self.is_plain_between(aside)) && part.amount.controls == 0 && !part.amount.is_linked(30)
        })
    }

    /// Whether a part stands among others of which words are taken.
    fn is_at_home(&self, part: usize) -> bool {
        let holds = |part: usize| self.outline.parts[part].amount.taken > 0;
        let is_inner = |part: &usize| {
            matches!(
                self.outline.parts[*part].kind,
                ElementKind::Prose | ElementKind::List | ElementKind::Table | ElementKind::Figure
            )
        };
        if holds(part) {
            return true;
        }
        // A table may have a box of its own, which is not called after the article.
        let mut inner = part;
        for around in self.outline.around(part) {
            let [inside, outside] = [inner, around].map(|part| &self.outline.parts[part]);
            let is_box = inside.kind == ElementKind::Table && outside.amount.letters == inside.amount.letters;
            if !is_inner(&around) && !is_box {
                return holds(around);
            }
            // The box of the box is one too.
            inner = if is_box { inner } else { around };
        }
        false
    }

    /// Takes the pictures of figures, those that readers without scripts see, and those in a cell, an item or a paragraph,
    /// where words around them are taken.
    fn take_pictures(&mut self) {
        let outline = self.outline;
        let Some(first) = self.is_chosen.iter().position(|chosen| *chosen) else { return };
        let last = self.is_chosen.iter().rposition(|chosen| *chosen).unwrap_or(first);
        for OutlinePicture { node, part, run, is_late } in &outline.pictures {
            let figure = self.figure(*part);
            let (start, end) = figure.map_or((0, 0), |figure| outline.parts[figure].runs);
            let is_captioned = self.is_chosen[start..end].iter().any(|chosen| *chosen);
            let is_between = first < *run && *run <= last && !self.is_passed[*part];
            let OutlinePart { kind, runs, .. } = outline.parts[*part];
            let is_image = || self.page.document.tree.get(node).is_some_and(|node| node.has_name("img"));
            let has_words = || {
                kind == ElementKind::Prose && is_image() && self.is_chosen[runs.0..runs.1].iter().any(|chosen| *chosen)
            };
            let names_a_file = || self.page.document.tree.get(node).is_some_and(|node| pictures::names_a_file(&node));
            // Alone in a paragraph.
            let is_alone = || kind == ElementKind::Prose && runs.0 == runs.1 && is_image() && names_a_file();
            // Where the picture names no file, what stands beside it does.
            let is_open = matches!(kind, ElementKind::Other | ElementKind::Article | ElementKind::Main);
            let is_bare = || {
                let image = self.page.document.tree.get(node);
                let has_sources =
                    image.and_then(|image| image.parent()).is_some_and(|around| around.has_name("picture"));
                is_open && has_sources && names_a_file() && self.is_at_home(*part)
            };
            let is_boxed =
                || outline.parts[*part].amount.letters == 0 && hints::is_of_picture(&outline.parts[*part].node);
            let is_among =
                is_between && (figure.is_some() || *is_late || has_words() || is_alone() || is_bare() || is_boxed());
            if is_captioned || self.has_caption(*part) || is_among {
                self.pictures.push(*node);
            }
        }
    }

    /// Whether a picture stands alone in a part of which words are taken that a class calls its caption.
    fn has_caption(&self, part: usize) -> bool {
        let mut around = std::iter::once(part).chain(self.outline.around(part)).take(2);
        around.any(|around| {
            let OutlinePart { amount, runs, .. } = self.outline.parts[around];
            let is_caption = |run: &usize| {
                let run = &self.outline.runs[*run];
                let mut holders = std::iter::once(run.part).chain(self.outline.around(run.part)).take(2);
                holders.any(|holder| hints::is_caption(&self.outline.parts[holder].node))
            };
            amount.pictures == 1
                && amount.letters <= MOST_OF_FIGURE
                && (runs.0..runs.1).filter(|run| self.is_chosen[*run]).any(|run| is_caption(&run))
        })
    }

    /// Takes the pictures and captions that are leafed through beside the region, above or below the text.
    fn take_galleries(&mut self) {
        let outline = self.outline;
        let (region, region_end) = (self.region, outline.parts[self.region].end);
        let mut part = 1;
        while part < outline.parts.len() {
            let OutlinePart { kind, end, runs, .. } = outline.parts[part];
            let is_elsewhere = matches!(
                kind,
                ElementKind::Navigation
                    | ElementKind::Dialog
                    | ElementKind::Foot
                    | ElementKind::Form
                    | ElementKind::Aside
                    | ElementKind::Article
            );
            if (part..end).contains(&region) && part != region {
                part += 1;
            } else if (region..region_end).contains(&part) {
                part = region_end;
            } else if is_elsewhere {
                part = end;
            } else if self.is_gallery(part) {
                for run in runs.0..runs.1 {
                    let is_heading = outline.parts[outline.runs[run].part].kind == ElementKind::Heading;
                    let is_caption = outline.runs[run].is_prose() || self.figure(outline.runs[run].part).is_some();
                    self.is_chosen[run] |= (is_heading || is_caption) && !outline.runs[run].amount.is_linked(50);
                }
                let inside = outline.pictures.iter().filter(|picture| (part..end).contains(&picture.part));
                self.pictures.extend(inside.map(|picture| picture.node));
                part = end;
            } else {
                part += 1;
            }
        }
    }

    /// Whether a part is a gallery: several pictures with captions that lead nowhere, and it is called so or stands beside
    /// the article.
    fn is_gallery(&self, index: usize) -> bool {
        let part = &self.outline.parts[index];
        let LetterCount { pictures, prose, letters, .. } = part.amount;
        if pictures < FEWEST_OF_GALLERY || self.of_figures[index].max(prose) * 2 < letters || part.amount.is_linked(10)
        {
            return false;
        }
        let is_caption = |run: &&OutlineRun| run.is_prose() || self.figure(run.part).is_some();
        let captioned = self.outline.runs[part.runs.0..part.runs.1].iter().filter(is_caption).count();
        let is_called = hints::is_gallery(&part.node);
        let region = self.outline.parts[self.region].around;
        let is_near = std::iter::once(index)
            .chain(self.outline.around(index))
            .take(2)
            .any(|part| part > 0 && self.outline.parts[part].around == region);
        captioned >= FEWEST_OF_GALLERY
            && (is_called || is_near && !part.is_hinted && self.of_figures[index] * 10 >= letters * 8)
    }

    fn finish(self, witness: &StatedWords) -> RegionChoice {
        let mut leaves: Vec<NodeId> = Vec::new();
        for (run, _) in self.outline.runs.iter().zip(&self.is_chosen).filter(|(_, chosen)| **chosen) {
            leaves.extend(&run.texts);
        }
        leaves.extend(&self.pictures);
        let left_out = self.left_between();
        RegionChoice { leaves, left_out, missing: self.missing(witness) }
    }
    /// What is missing of the article, as far as the page shows it.
    fn missing(&self, witness: &StatedWords) -> MissingPart {
        let chosen = self.outline.runs.iter().zip(&self.is_chosen).filter(|(_, chosen)| **chosen);
        let chosen: Vec<&OutlineRun> = chosen.map(|(run, _)| run).collect();
        let letters: usize = chosen.iter().map(|run| run.amount.letters).sum();
        if witness.states_words() {
            let texts: Vec<String> = chosen.iter().map(|run| self.outline.words(self.page, run)).collect();
            let missing = witness.missing(texts.iter().map(String::as_str));
            if missing * 10 > witness.words {
                return MissingPart::Stated { missing, of: witness.words };
            }
        }
        let prose =
            self.outline.parts.iter().filter(|part| matches!(part.kind, ElementKind::Article | ElementKind::Main));
        let prose = prose.map(|part| part.amount.prose).max().unwrap_or(0);
        if prose > letters * 2 { MissingPart::Marked } else { MissingPart::Nothing }
    }
}
