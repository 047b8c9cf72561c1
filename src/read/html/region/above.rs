//! What stands above an article's text: the line above its headline, its lead, its points, its picture.
//!
//! Pages set the headline, a line of names and times, a picture and the text each in a box of its own; what of these is the
//! article's is found by its place between headline and text.

use dom_query::NodeRef;

use super::{Chooser, MOST_BELOW_HEADLINE, MOST_OF_FIGURE, MOST_OF_FOLDING};
use crate::assemble::{is_marked_line, person_names};
use crate::language::dates::{self, DateOrder};
use crate::read::html::hints::{self, ElementKind};
use crate::read::html::outline::{LetterCount, OutlinePart, OutlinePicture, OutlineRun};
use crate::read::html::tree::words;
use crate::read::html::witness::StatedWords;
use crate::read::html::{embeds, pictures};

/// The fewest letters of a lead.
const FEWEST_OF_LEAD: usize = 24;
/// The fewest of one that its class calls so.
const FEWEST_OF_CALLED_LEAD: usize = 10;
/// How many runs may stand between the headline and the first words of the article that were found.
const MOST_ABOVE_TEXT: usize = 96;
/// The most letters of the line above a headline.
const MOST_OF_KICKER: usize = 80;
/// The fewest items of a list of points, and the fewest letters and words of each.
const FEWEST_POINTS: usize = 2;
const FEWEST_OF_POINT: usize = 12;
const FEWEST_WORDS_OF_POINT: usize = 3;
/// What the name of a file says, or the class of what shows it, of a picture that is a sign or a portrait.
const SIGNS: &[&str] =
    &["icon", "logo", "avatar", "portrait", "sprite", "emoji", "userpic", "author", "yazar", "muellif", "advert"];
/// The smallest side of a picture that is more than a sign or a portrait, in pixels.
const SMALLEST_SIDE: u32 = 120;

impl Chooser<'_, '_> {
    /// Takes pictures with a few words in one box between headline and text, where the box is called after a picture or the
    /// words stand beside it in a line.
    pub(super) fn take_pictured(&mut self, witness: &StatedWords) {
        let Some(first) = self.first_words() else { return };
        let Some(headline) = self.headline_above(first, MOST_BELOW_HEADLINE, witness) else { return };
        for index in self.region + 1..self.outline.parts[self.region].end {
            let part = &self.outline.parts[index];
            let is_near = headline < part.runs.0 && part.runs.1 <= first;
            let is_called = || part.kind == ElementKind::Prose || hints::is_of_picture(&part.node);
            let is_portrait = || {
                let mut around = std::iter::once(index).chain(self.outline.around(index)).take(3);
                let words = words(&part.node);
                let is_called = around.any(|part| hints::is_of_writer(&self.outline.parts[part].node));
                is_called && !person_names::is_of_picture(&words) || person_names::is_whole(&words)
            };
            if is_near && !self.is_passed[index] && self.is_picture(index) && is_called() && !is_portrait() {
                self.is_chosen[part.runs.0..part.runs.1].fill(true);
                let inside = self.outline.pictures.iter().filter(|picture| (index..part.end).contains(&picture.part));
                self.pictures.extend(inside.map(|picture| picture.node));
            }
        }
    }

    /// Whether a run is a heading of the first level, or one that the page calls its title.
    pub(super) fn is_headline(&self, run: usize, witness: &StatedWords) -> bool {
        let run = &self.outline.runs[run];
        let part = &self.outline.parts[run.part];
        part.kind == ElementKind::Heading
            && (part.node.has_name("h1") || witness.is_title(&self.outline.words(self.page, run)))
    }

    /// Takes the prose between the headline and the first words that were found: the page's lead.
    pub(super) fn take_lead(&mut self, witness: &StatedWords) {
        let Some(first) = self.first_words() else { return };
        let is_bare = |part: usize| {
            let LetterCount { controls, pictures, .. } = self.outline.parts[part].amount;
            controls == 0 && pictures == 0
        };
        let Some(headline) = self.headline_above(first, MOST_ABOVE_TEXT, witness) else { return };
        for index in headline + 1..first.min(headline + MOST_BELOW_HEADLINE) {
            let run = &self.outline.runs[index];
            let part = &self.outline.parts[run.part];
            // Sites call it after what they make of it on their front page.
            let is_teaser = is_bare(run.part) && hints::is_teaser(&part.node);
            // What is called a lead is one, though it stands in a box with what can be pressed.
            let is_marked = is_bare(run.part) && hints::is_lead(&part.node);
            let is_left = if is_teaser { !self.passed.contains(&run.part) } else { !is_marked };
            // Far above the text there is more than the lead.
            let is_near = headline + MOST_BELOW_HEADLINE >= first || is_teaser || is_marked;
            // What stands directly below the headline, or is called a lead, may be short; a line that says who or when is
            // read where those are looked for.
            let is_line = || {
                let words = self.outline.words(self.page, run);
                is_marked_line(&words) || dates::within(&words, DateOrder::DayFirst).is_some()
            };
            let is_next = index == headline + 1
                && part.end - run.part == 1
                && ["p", "h2", "h3", "h4"].iter().any(|name| part.node.has_name(name))
                && !hints::is_of_writer(&part.node)
                && !is_line();
            let fewest = if is_marked { FEWEST_OF_CALLED_LEAD } else { FEWEST_OF_LEAD };
            let is_short = (is_next || is_marked || is_teaser) && run.amount.letters >= fewest;
            // "The mayor said:", and what was said.
            let leads_on = || {
                let is_quoted = |part: usize| {
                    ["blockquote", "ul", "ol"].iter().any(|name| self.outline.parts[part].node.has_name(name))
                };
                index + 1 == first
                    && self.outline.around(self.outline.runs[first].part).any(is_quoted)
                    && self.outline.words(self.page, run).ends_with(':')
            };
            let is_lead = (run.is_prose() || is_short || is_next && leads_on())
                && is_near
                && run.amount.linked == 0
                && !(self.is_passed[run.part] && is_left)
                && matches!(part.kind, ElementKind::Prose | ElementKind::Heading | ElementKind::Other)
                && !std::iter::once(run.part).chain(self.outline.around(run.part)).take(2).any(|part| {
                    self.outline.parts[part].is_hinted && !is_teaser
                        || hints::is_caption(&self.outline.parts[part].node)
                });
            self.is_chosen[index] |= is_lead;
        }
    }

    /// The headline above a run, with at most so many runs between.
    fn headline_above(&self, first: usize, most: usize, witness: &StatedWords) -> Option<usize> {
        (first.saturating_sub(most)..first).rev().find(|run| self.is_headline(*run, witness))
    }

    /// Takes the line directly above the headline that its class calls so, and the points directly below it: a list of
    /// short sentences that lead nowhere.
    pub(super) fn take_around_headline(&mut self, witness: &StatedWords) {
        let Some(first) = self.first_words() else { return };
        let Some(headline) = self.headline_above(first, MOST_BELOW_HEADLINE, witness) else { return };
        let outline = self.outline;
        if let Some(above) = headline.checked_sub(1).map(|above| &outline.runs[above]) {
            let mut around = std::iter::once(above.part).chain(outline.around(above.part)).take(2);
            let is_called = around.any(|part| {
                let OutlinePart { node, amount, .. } = &outline.parts[part];
                amount.letters <= MOST_OF_KICKER && hints::is_above_headline(node)
            });
            let is_open = matches!(
                outline.parts[above.part].kind,
                ElementKind::Prose | ElementKind::Heading | ElementKind::Other
            );
            let is_time = || dates::within(&outline.words(self.page, above), DateOrder::DayFirst).is_some();
            if is_called && is_open && above.amount.linked == 0 && !is_time() {
                self.is_chosen[headline - 1..=headline].fill(true);
            }
        }
        for OutlinePart { runs, .. } in outline.parts.iter().filter(|part| {
            let is_list = part.kind == ElementKind::List && !part.node.has_name("dl");
            is_list && !part.is_hinted && headline < part.runs.0 && part.runs.1 <= first
        }) {
            if runs.1 - runs.0 >= FEWEST_POINTS && outline.runs[runs.0..runs.1].iter().all(|run| self.is_point(run)) {
                self.is_chosen[runs.0..runs.1].fill(true);
            }
        }
    }

    /// Whether a run is an item of a list that says something, and neither who nor when.
    fn is_point(&self, run: &OutlineRun) -> bool {
        let OutlinePart { node, amount, .. } = &self.outline.parts[run.part];
        let is_bare = amount.linked == 0 && amount.controls == 0 && amount.pictures == 0;
        is_bare && !self.is_passed[run.part] && amount.letters >= FEWEST_OF_POINT && node.has_name("li") && {
            let words = self.outline.words(self.page, run);
            words.split(' ').count() >= FEWEST_WORDS_OF_POINT
                && !is_marked_line(&words)
                && !person_names::is_whole(&words)
                && dates::within(&words, DateOrder::DayFirst).is_none()
        }
    }

    /// Takes the pictures and players between the headline and the box of the text, each with its caption.
    pub(super) fn take_above(&mut self, witness: &StatedWords) {
        let Some(first) = self.first_words() else { return };
        let Some(headline) = self.headline_above(first, MOST_BELOW_HEADLINE, witness) else { return };
        let text = self.begins_below(first);
        let outline = self.outline;
        for picture in outline.pictures.iter().filter(|picture| headline < picture.run && picture.run <= text) {
            if self.pictures.contains(&picture.node) || !self.is_above(picture, headline, text) {
                continue;
            }
            self.pictures.push(picture.node);
            let figure = self.figure(picture.part).map(|figure| outline.parts[figure].runs);
            let (from, to) = figure.unwrap_or((picture.run, (picture.run + 2).min(text)));
            for index in from..to {
                let run = &outline.runs[index];
                let is_beside = || {
                    let node = self.page.document.tree.get(&picture.node);
                    index == picture.run && node.is_some_and(|node| has_caption_beside(&node))
                };
                let is_caption =
                    figure.is_some() && !run.amount.is_linked(50) || self.is_marked_caption(run) || is_beside();
                self.is_chosen[index] |= is_caption && !self.is_passed[run.part];
            }
        }
    }

    /// The run at which the text begins: behind a lead that stands outside of the box of the text.
    fn begins_below(&self, lead: usize) -> usize {
        let box_of = |run: usize| self.outline.parts[self.outline.runs[run].part].around;
        let next = (lead + 1..self.is_chosen.len()).find(|run| self.is_chosen[*run]);
        next.filter(|next| box_of(*next) != box_of(lead) && next - lead <= MOST_BELOW_HEADLINE).unwrap_or(lead)
    }

    /// Whether a picture or a player stands alone between headline and text, leads nowhere and is no sign.
    fn is_above(&self, picture: &OutlinePicture, headline: usize, text: usize) -> bool {
        let outline = self.outline;
        let Some(node) = self.page.document.tree.get(&picture.node) else { return false };
        let Some(name) = node.qual_name_ref().map(|name| name.local.clone()) else { return false };
        let is_shown = if embeds::is_picture(&name) {
            pictures::names_a_file(&node) && (&*name != "img" || !pictures::is_pixel(&node))
        } else {
            matches!(&*name, "video" | "audio" | "amp-video" | "amp-audio") && embeds::address(&node).is_some()
        };
        let is_common =
            |part: &OutlinePart<'_>| [headline, text].iter().any(|run| (part.runs.0..part.runs.1).contains(run));
        let is_of_line =
            |run: Option<usize>| run.and_then(|run| outline.runs.get(run)).is_some_and(|run| run.part == picture.part);
        let is_in_line = || {
            let is_behind_words = !is_common(&outline.parts[picture.part]) && is_of_line(picture.run.checked_sub(1));
            is_behind_words || is_of_line(Some(picture.run)) && !has_caption_beside(&node)
        };
        if !is_shown || is_sign(&node) || is_in_line() || self.pictures_beside(picture, headline, text) > 1 {
            return false;
        }
        let boxes = std::iter::once(picture.part).chain(outline.around(picture.part)).map(|part| &outline.parts[part]);
        boxes.take_while(|part| !is_common(part)).all(|part| {
            let LetterCount { controls, linked, letters, .. } = part.amount;
            let is_open = matches!(
                part.kind,
                ElementKind::Other | ElementKind::Figure | ElementKind::Prose | ElementKind::Article
            );
            let is_small = letters <= MOST_OF_FIGURE || part.kind == ElementKind::Other;
            is_open
                && is_small
                && linked * 2 <= letters
                && controls <= MOST_OF_FOLDING
                && !part.is_hinted
                && !part.node.has_name("li")
                && !hints::is_of_writer(&part.node)
                && !hints::is_asking(&part.node)
        })
    }

    /// How many pictures stand in the largest box around one that has no words, or in its figure.
    fn pictures_beside(&self, picture: &OutlinePicture, headline: usize, text: usize) -> usize {
        let outline = self.outline;
        let is_box = |part: &usize| {
            let OutlinePart { amount, kind, runs, .. } = &outline.parts[*part];
            (amount.letters == 0 || *kind == ElementKind::Figure) && runs.0 > headline && runs.1 <= text
        };
        let boxes = std::iter::once(picture.part).chain(outline.around(picture.part)).take_while(is_box);
        boxes.last().map_or(1, |part| outline.parts[part].amount.pictures)
    }
}

/// Whether words of a line directly behind a picture are called its caption.
fn has_caption_beside(picture: &NodeRef<'_>) -> bool {
    picture.next_element_sibling().is_some_and(|next| hints::is_caption(&next))
}

/// Whether a picture is a sign, a portrait or what leads to something else: by its sides, its name, its class, its link.
fn is_sign(image: &NodeRef<'_>) -> bool {
    let says = |text: &str| SIGNS.iter().any(|sign| text.to_ascii_lowercase().contains(sign));
    let side = |name: &str| image.attr(name).and_then(|side| side.trim().trim_end_matches("px").parse::<u32>().ok());
    let is_small = || ["width", "height"].into_iter().filter_map(side).any(|side| side < SMALLEST_SIDE);
    let file = image.attr("src").unwrap_or_default();
    let file = file.split(['?', '#']).next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
    let around = || std::iter::once(*image).chain(image.ancestors_it(Some(2)));
    let leads_away = |link: &NodeRef<'_>| {
        link.attr("href").is_some_and(|address| !pictures::is_picture_name(&address) && !link.has_attr("data-fancybox"))
    };
    // The sides of a picture of AMP may be no more than their proportion.
    image.has_name("img") && is_small()
        || !file.starts_with("data:") && (says(file) || file.to_ascii_lowercase().ends_with(".svg"))
        || around().any(|around| around.class().is_some_and(|class| says(&class)))
        || around().any(|link| link.has_name("a") && leads_away(&link))
        || image.ancestors_it(Some(2)).any(|around| around.has_name("button"))
}
