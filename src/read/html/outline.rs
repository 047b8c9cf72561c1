//! A page as an outline: its blocks with how much is written in them, and the runs of words between their bounds.
//!
//! One walk through the tree, in the order of the page. A *part* is an element that bounds paragraphs, or one of which
//! nothing is known; a *run* is what stands in one part between two bounds: a paragraph, a heading, a cell, a caption.
//! Words that nobody sees (scripts, what is hidden, labels for screen readers) are in no run.

use std::collections::HashSet;

use dom_query::{NodeId, NodeRef};

use super::tree::{self, Page, collapsed};
use super::{embeds, hints, pictures};
use crate::build::elements::is_block;
use crate::text::ends_sentence;

/// How many letters of an alphabet a character counts that stands for a word or half of one.
const OF_IDEOGRAPH: usize = 3;
/// The fewest letters of a run that is prose: a shorter one may be a label or a name.
const FEWEST_OF_PROSE: usize = 55;
/// The fewest words of a sentence, and the fewest of its letters: a shorter one may be a label.
const FEWEST_OF_SENTENCE: (usize, usize) = (3, 10);

/// How much is written somewhere, in letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct LetterCount {
    pub(super) letters: usize,
    /// Those of links to other pages.
    pub(super) linked: usize,
    /// Those that are taken for the article's.
    pub(super) taken: usize,
    /// Those that stand in runs that read like prose.
    pub(super) prose: usize,
    /// Those that stand in runs that end as sentences do, however short.
    pub(super) sentences: usize,
    /// What can be pressed, chosen, or filled in: how many.
    pub(super) controls: usize,
    /// Pictures and players: how many.
    pub(super) pictures: usize,
}

impl LetterCount {
    fn add(&mut self, other: Self) {
        self.letters += other.letters;
        self.linked += other.linked;
        self.taken += other.taken;
        self.prose += other.prose;
        self.sentences += other.sentences;
        self.controls += other.controls;
        self.pictures += other.pictures;
    }

    /// Whether a share of the letters (in hundredths) is linked.
    pub(super) fn is_linked(&self, hundredths: usize) -> bool {
        self.linked * 100 > self.letters * hundredths
    }
}

/// An element that bounds paragraphs.
#[derive(Debug)]
pub(super) struct OutlinePart<'a> {
    pub(super) node: NodeRef<'a>,
    pub(super) kind: hints::ElementKind,
    /// Whether its class or identity says that it is something beside an article.
    pub(super) is_hinted: bool,
    /// The part around it; the first part is its own.
    pub(super) around: usize,
    /// The first part behind everything in it.
    pub(super) end: usize,
    /// Its runs, those of the parts in it among them.
    pub(super) runs: (usize, usize),
    pub(super) amount: LetterCount,
}

/// What stands between two bounds.
#[derive(Debug)]
pub(super) struct OutlineRun {
    pub(super) part: usize,
    /// Its texts, those of white space among them.
    pub(super) texts: Vec<NodeId>,
    pub(super) amount: LetterCount,
}

impl OutlineRun {
    /// Whether it reads like prose, and not like a label or a link.
    pub(super) fn is_prose(&self) -> bool {
        self.amount.prose > 0
    }

    /// Whether it ends as a sentence does, and is no link.
    pub(super) fn is_sentence(&self) -> bool {
        self.amount.sentences > 0
    }
}

/// A picture or a player.
#[derive(Debug)]
pub(super) struct OutlinePicture {
    pub(super) node: NodeId,
    /// The part in which it stands.
    pub(super) part: usize,
    /// The run behind it.
    pub(super) run: usize,
    /// Whether it is shown to readers without scripts alone.
    pub(super) is_late: bool,
}

/// The parts and the runs of a page, in its order.
#[derive(Debug, Default)]
pub(super) struct Outline<'a> {
    pub(super) parts: Vec<OutlinePart<'a>>,
    pub(super) runs: Vec<OutlineRun>,
    /// Pictures and players.
    pub(super) pictures: Vec<OutlinePicture>,
}

impl<'a> Outline<'a> {
    /// The outline of what a page shows; `is_taken` tells which texts were taken for the article's.
    /// What stands in `beside` is passed by.
    pub(super) fn of(page: &Page, body: &NodeRef<'a>, beside: &[NodeId], is_taken: impl Fn(NodeId) -> bool) -> Self {
        let beside = beside.iter().copied().collect();
        let mut walk =
            OutlineWalk { page, beside, outline: Outline::default(), open: Vec::new(), run: None, links: 0, is_taken };
        tree::walk(body, &mut walk, OutlineWalk::enter, OutlineWalk::leave);
        walk.outline
    }

    /// The words of a run.
    pub(super) fn words(&self, page: &Page, run: &OutlineRun) -> String {
        let mut words = String::new();
        for text in run.texts.iter().filter_map(|text| page.document.tree.get(text)) {
            words.push_str(&text.text());
        }
        collapsed(&words)
    }

    /// The parts around a part, the innermost first.
    pub(super) fn around(&self, part: usize) -> impl Iterator<Item = usize> {
        let step = |part: usize| (part > 0).then(|| self.parts[part].around);
        std::iter::successors(step(part), move |part| step(*part))
    }
}

/// The parts directly in a part.
pub(super) fn children<'a>(outline: &'a Outline<'_>, part: usize) -> impl Iterator<Item = usize> + 'a {
    let end = outline.parts[part].end;
    let first = (part + 1 < end).then_some(part + 1);
    std::iter::successors(first, move |child| Some(outline.parts[*child].end).filter(|next| *next < end))
}

/// For each part, how many of its letters stand in figures with pictures.
pub(super) fn letters_of_figures(outline: &Outline<'_>) -> Vec<usize> {
    let mut letters = vec![0; outline.parts.len()];
    let mut behind = 0;
    for (index, part) in outline.parts.iter().enumerate() {
        if index >= behind && part.kind == hints::ElementKind::Figure && part.amount.pictures > 0 {
            behind = part.end;
            letters[index..behind]
                .iter_mut()
                .zip(&outline.parts[index..behind])
                .for_each(|(of, part)| *of = part.amount.letters);
            outline.around(index).for_each(|around| letters[around] += part.amount.letters);
        }
    }
    letters
}

/// The smallest part in a part that holds all that is taken of it.
pub(super) fn around_taken(outline: &Outline<'_>, part: usize) -> usize {
    let mut region = part;
    let whole = outline.parts[part].amount.taken;
    loop {
        let inner = children(outline, region).find(|child| outline.parts[*child].amount.taken == whole);
        match inner {
            Some(inner) => region = inner,
            None => return region,
        }
    }
}

/// The first and the last run of a part of which words are taken.
pub(super) fn taken_runs(outline: &Outline<'_>, part: usize) -> (usize, usize) {
    let (start, end) = outline.parts[part].runs;
    let is_taken = |run: &OutlineRun| run.amount.taken > 0;
    let first = outline.runs[start..end].iter().position(is_taken).unwrap_or(0);
    let last = outline.runs[start..end].iter().rposition(is_taken).unwrap_or(0);
    (start + first, start + last)
}

/// What stands open: a part, or an element within a run.
enum OpenPart {
    Part(usize),
    Link,
    Inline,
}

struct OutlineWalk<'a, 'p, F> {
    page: &'p Page,
    beside: HashSet<NodeId>,
    outline: Outline<'a>,
    open: Vec<OpenPart>,
    run: Option<OutlineRun>,
    links: usize,
    is_taken: F,
}

impl<'a, F: Fn(NodeId) -> bool> OutlineWalk<'a, '_, F> {
    /// The part that stands open.
    fn part(&self) -> usize {
        let part = self.open.iter().rev().find_map(|open| match open {
            OpenPart::Part(part) => Some(*part),
            OpenPart::Link | OpenPart::Inline => None,
        });
        part.unwrap_or(0)
    }

    fn enter(&mut self, node: &NodeRef<'a>) -> bool {
        if node.is_text() {
            self.text(node);
            return false;
        }
        let Some(name) = node.qual_name_ref().map(|name| name.local.clone()) else { return false };
        let name = &*name;
        let is_player = embeds::is_player(name);
        if is_player || embeds::is_picture(name) {
            self.show(node, false);
            // The words of a post stand in what shows it.
            if !is_player || embeds::post(node).is_none() {
                return false;
            }
        }
        if name == "noscript" {
            // Where another picture stands before it, that one is meant; what only keeps a place for it is none.
            let is_twin = |inner: NodeRef<'a>| inner.has_name("img") && pictures::names_a_file(&inner);
            let has_twin = node
                .prev_element_sibling()
                .is_some_and(|before| is_twin(before) || before.descendants_it().any(is_twin));
            let is_picture = |inner: &NodeRef<'a>| inner.has_name("img") || inner.has_name("amp-img");
            for picture in node.descendants_it().filter(is_picture).filter(|_| !has_twin) {
                self.show(&picture, true);
            }
            return false;
        }
        match name {
            "script" | "style" | "template" | "head" | "svg" | "object" | "canvas" | "annotation"
            | "annotation-xml" => return false,
            _ if embeds::is_advert(name) => return false,
            "br" => {
                let follows_another =
                    self.run.as_ref().is_some_and(|run| run.texts.is_empty() || run.amount.letters == 0);
                if follows_another || node.prev_element_sibling().is_some_and(|before| before.has_name("br")) {
                    self.end_run();
                }
                return false;
            }
            // A word of a sentence that shows more when it is pressed, or a heading that unfolds what stands below it.
            "button" if is_in_sentence(node) || is_heading(node) => {
                self.open.push(OpenPart::Inline);
                return true;
            }
            "input" | "select" | "textarea" | "button" => {
                let part = self.part();
                let is_seen = node.attr("type").is_none_or(|kind| &*kind != "hidden");
                self.outline.parts[part].amount.controls += usize::from(is_seen);
                // A picture that is shown larger when it is pressed.
                let is_picture = |inner: &NodeRef<'a>| inner.has_name("img") || inner.has_name("amp-img");
                for picture in node.descendants_it().filter(is_picture).filter(|_| name == "button") {
                    self.show(&picture, false);
                }
                return false;
            }
            _ if hints::is_unseen(node) || self.beside.contains(&node.id) => return false,
            _ => {}
        }
        if self.outline.parts.is_empty() || is_part(name) {
            self.end_run();
            let (part, run) = (self.outline.parts.len(), self.outline.runs.len());
            let around = self.part();
            self.outline.parts.push(OutlinePart {
                node: *node,
                kind: hints::ElementKind::of(name, node),
                is_hinted: hints::is_beside(node),
                around,
                end: part,
                runs: (run, run),
                amount: LetterCount::default(),
            });
            self.open.push(OpenPart::Part(part));
        // "#" alone is no place on the page: a script does something there.
        } else if name == "a" && node.attr("href").is_some_and(|address| &*address == "#" || !address.starts_with('#'))
        {
            self.links += 1;
            self.open.push(OpenPart::Link);
        } else {
            self.open.push(OpenPart::Inline);
        }
        true
    }

    fn show(&mut self, node: &NodeRef<'a>, is_late: bool) {
        let part = self.part();
        if let Some(around) = self.outline.parts.get_mut(part) {
            around.amount.pictures += 1;
            let run = self.outline.runs.len() + usize::from(self.run.is_some());
            self.outline.pictures.push(OutlinePicture { node: node.id, part, run, is_late });
        }
    }

    fn leave(&mut self) {
        match self.open.pop() {
            Some(OpenPart::Part(part)) => {
                self.end_run();
                let (end, run) = (self.outline.parts.len(), self.outline.runs.len());
                let closed = &mut self.outline.parts[part];
                (closed.end, closed.runs.1) = (end, run);
                let (amount, around) = (closed.amount, closed.around);
                if part > 0 {
                    self.outline.parts[around].amount.add(amount);
                }
            }
            Some(OpenPart::Link) => self.links -= 1,
            Some(OpenPart::Inline) | None => {}
        }
    }

    fn text(&mut self, node: &NodeRef<'a>) {
        if self.page.place(node.id).is_none() {
            return;
        }
        let letters = letters(&node.text());
        if letters == 0 && self.run.is_none() {
            return;
        }
        let part = self.part();
        let run =
            self.run.get_or_insert_with(|| OutlineRun { part, texts: Vec::new(), amount: LetterCount::default() });
        run.texts.push(node.id);
        run.amount.letters += letters;
        run.amount.linked += if self.links > 0 { letters } else { 0 };
        run.amount.taken += if (self.is_taken)(node.id) { letters } else { 0 };
    }

    fn end_run(&mut self) {
        let Some(mut run) = self.run.take() else { return };
        if run.amount.letters == 0 {
            return;
        }
        let bare = run.amount.letters - run.amount.linked;
        run.amount.prose = if bare >= FEWEST_OF_PROSE && !run.amount.is_linked(50) { bare } else { 0 };
        let is_sentence = !run.amount.is_linked(50) && is_sentence(&self.outline.words(self.page, &run));
        run.amount.sentences = if is_sentence { run.amount.letters } else { 0 };
        self.outline.parts[run.part].amount.add(run.amount);
        self.outline.runs.push(run);
    }
}

/// How much a text is, in letters; white space is nothing.
pub(super) fn letters(text: &str) -> usize {
    let of = |character: char| match character {
        character if character.is_whitespace() => 0,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => OF_IDEOGRAPH,
        _ => 1,
    };
    text.chars().map(of).sum()
}

/// Whether words end as a sentence does, and are enough for one. A script without spaces needs none.
fn is_sentence(words: &str) -> bool {
    let (fewest, fewest_letters) = FEWEST_OF_SENTENCE;
    ends_sentence(words)
        && letters(words) >= fewest_letters
        && (words.split(' ').nth(fewest - 1).is_some() || letters(words) > words.chars().count())
}

/// Whether words stand directly before and behind an element that has some itself.
fn is_in_sentence(node: &NodeRef<'_>) -> bool {
    let is_word = |neighbour: Option<NodeRef<'_>>| {
        neighbour.is_some_and(|neighbour| neighbour.is_text() && neighbour.text().contains(char::is_alphabetic))
    };
    is_word(node.prev_sibling())
        && is_word(node.next_sibling())
        && node.text().contains(char::is_alphabetic)
        && !node.descendants_it().any(|inner| inner.has_name("img"))
}

/// Whether an element is all of a heading.
fn is_heading(node: &NodeRef<'_>) -> bool {
    let heading =
        node.parent().filter(|around| ["h2", "h3", "h4", "h5", "h6"].iter().any(|name| around.has_name(name)));
    heading.is_some_and(|heading| !node.text().trim().is_empty() && heading.text().trim() == node.text().trim())
}

/// Whether an element bounds paragraphs: those of HTML that do, and those of which nothing is known.
fn is_part(name: &str) -> bool {
    const INLINE: &[&str] = &[
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "math",
        "nobr",
        "picture",
        "q",
        "rb",
        "rp",
        "rt",
        "rtc",
        "ruby",
        "s",
        "samp",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "mi",
        "mo",
        "mn",
        "mrow",
        "mfrac",
        "msup",
        "msub",
        "msubsup",
        "msqrt",
        "mroot",
        "mtext",
        "mspace",
        "mtable",
        "mtr",
        "mtd",
        "semantics",
        "mover",
        "munder",
        "munderover",
        "mstyle",
        "mpadded",
        "menclose",
        "mphantom",
        "ms",
        "mfenced",
    ];
    is_block(name) || !INLINE.contains(&name)
}
