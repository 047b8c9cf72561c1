//! The source's own statement of its rights, at the end of the article.
//!
//! 1. find where it begins: the blocks at the very end that are terms, notices, or stand below a notice, with the
//!    heading that has nothing else below it;
//! 2. read every passage of it: a notice, a term, a reference to a page of terms;
//! 3. a paragraph that is a term and nothing else, above the last few short lines ("Reporting by …"), holds too, and
//!    stays where it is; one anywhere else is reported ([`report_in_text`]).
//!
//! Other words about rights are prose and stay prose.

use std::ops::Range;

use super::lines::{ends_sentence, line_ranges, line_span};
use super::menus::leads_to_terms;
use super::shape::{is_stressed, unstressed};
use super::stated::Form;
use crate::build::inline::{Loss, LostLink};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::case::is_small;
use crate::language::fold::fold;
use crate::model::walk::{plain_text, visit_inlines};
use crate::model::{
    Block, BlockQuote, Heading, Inline, Language, Licence, Link, List, Meaning, Origin, Paragraph, Scope, Sourced,
    Term, TermsPage,
};
use crate::remedy::{Remedy, Setting};
use crate::rights::recognise::{self, Notice, Reading};
use crate::source::{Source, Span};

/// How many blocks below a notice may be its terms.
const MOST_BLOCKS: usize = 12;
/// How many of the last paragraphs are parted where a line of them is a notice.
const MOST_PARTED: usize = 4;
/// The longest passage of a statement, in characters.
const LONGEST_PASSAGE: usize = 500;
/// The longest term that stands without a notice, a list or a heading, in characters.
const LONGEST_LONE_TERM: usize = 250;
/// How many of the last lines of a text may stand below a term.
const MOST_LAST_LINES: usize = 5;
/// The longest of them, in characters.
const LONGEST_LAST_LINE: usize = 120;
/// The most terms within the text that are reported.
const MOST_REPORTED: usize = 20;
/// The longest heading of a statement, in characters.
const LONGEST_HEADING: usize = 80;

/// What the statement says.
#[derive(Debug, Default)]
pub(super) struct StatedRights {
    /// The statement itself.
    pub(super) blocks: Vec<Block>,
    pub(super) notice: Option<(Notice, Sourced<String>)>,
    pub(super) terms: Vec<Term>,
    pub(super) page: Option<TermsPage>,
    /// The link of the reference to the page of terms, where it leads nowhere.
    pub(super) page_link: Option<Span>,
    pub(super) licence: Option<Sourced<Licence>>,
}

impl StatedRights {
    /// Adds what stands outside of the article; what its own statement says already is not repeated.
    pub(super) fn add(&mut self, blocks: Vec<Block>, language: &Language) {
        let said: Vec<String> = passages(&self.blocks).iter().map(|(content, _)| fold(&plain_text(content))).collect();
        for block in blocks {
            let again = passages(std::slice::from_ref(&block))
                .iter()
                .all(|(content, _)| said.contains(&fold(&plain_text(content))));
            if !again {
                read_block(&block, language, &mut Vec::new(), self);
                self.blocks.push(block);
            }
        }
    }
}

/// Parts the last paragraphs where a line of them is a notice, or begins with the mark of one: in text nobody has to leave
/// a line empty above it.
pub(super) fn part_notices(source: &Source, blocks: &mut Vec<Block>) {
    let last = blocks.split_off(blocks.len().saturating_sub(MOST_PARTED));
    for block in last {
        let Block::Paragraph(Paragraph { content, span }) = block else {
            blocks.push(block);
            continue;
        };
        let lines = line_ranges(source, &content);
        let words = |line: &Range<usize>| plain_text(&content[line.clone()]);
        let is_notice = |line: &Range<usize>| recognise::notice(&words(line)).is_some();
        let begins = |line: &Range<usize>| words(line).trim_start().starts_with(['©', '℗']) || is_notice(line);
        let Some(first) = lines.iter().position(begins).filter(|_| lines.len() > 1) else {
            blocks.push(Block::Paragraph(Paragraph { content, span }));
            continue;
        };
        let mut parts: Vec<Range<usize>> = lines[..first].iter().cloned().reduce(joined).into_iter().collect();
        let mut is_closed = true;
        for line in &lines[first..] {
            match parts.last_mut() {
                Some(open) if !is_closed && !is_notice(line) => *open = joined(open.clone(), line.clone()),
                _ => parts.push(line.clone()),
            }
            is_closed = is_notice(line);
        }
        let paragraph = |part: Range<usize>| {
            let content = content[part].to_vec();
            Block::Paragraph(Paragraph { span: line_span(&content).or(span), content })
        };
        blocks.extend(parts.into_iter().map(paragraph));
    }
}

fn joined(first: Range<usize>, last: Range<usize>) -> Range<usize> {
    first.start..last.end
}

/// Takes the statement out of the blocks. A link in it that leads nowhere and refers to the page of terms is taken out
/// of `lost_links`: it is reported as a missing page.
pub(super) fn take(
    blocks: &mut Vec<Block>,
    publisher: Option<&str>,
    lost_links: &mut Vec<LostLink>,
    language: &Language,
) -> StatedRights {
    let start = Finder { language, publisher: publisher.map(fold) }.start(blocks);
    let mut statement = blocks.split_off(start);
    // A rule above the statement says that it is set apart, as the statement is anyway.
    while blocks.last().is_some_and(|block| !statement.is_empty() && matches!(block, Block::ThematicBreak(_))) {
        blocks.pop();
    }
    let mut stated = StatedRights::default();
    if let [first, _, ..] = statement.as_mut_slice() {
        set_heading(first);
    }
    let last = last_lines(blocks, language)..blocks.len();
    for place in last.filter(|place| !is_credit_below_picture(blocks, *place)) {
        stated.terms.extend(lone_term(&blocks[place], language));
    }
    let mut rest = statement.as_slice();
    while let [block, after @ ..] = rest {
        rest = match after {
            [list @ Block::List(_), after @ ..] if read_list(block, list, language, &mut stated) => after,
            after => {
                read_block(block, language, lost_links, &mut stated);
                after
            }
        };
    }
    stated.blocks = statement;
    stated
}

/// Says which paragraphs within the text are terms by their words, and were not taken for the article's.
pub(super) fn report_in_text(blocks: &[Block], form: Form, diagnostics: &mut Vec<Diagnostic>, language: &Language) {
    let last = last_lines(blocks, language);
    let terms = blocks.iter().enumerate().filter_map(|(place, block)| {
        let Block::Paragraph(Paragraph { content, span }) = block else { return None };
        let is_term = lone_term(block, language).is_some();
        // A licence that is not the text's own is somebody else's: it is said, and nothing of it is taken. What is a term
        // among the last lines was taken.
        let of_other = || recognise::names_licence(&plain_text(content));
        (if place < last { is_term || of_other() } else { !is_term && of_other() }).then_some(*span)
    });
    diagnostics.extend(terms.take(MOST_REPORTED).map(|span| {
        Diagnostic::new(Code::TermsInText, "a paragraph within the text reads like terms of use: it was left as text")
            .at(span)
            .with_hint(match form {
                Form::FrontMatter => {
                    Remedy::from("state it as `terms` in the front matter if it holds for the article")
                }
                Form::None => Remedy::from("move it to the end of the article if it holds for it"),
                Form::Markup | Form::Item => Remedy::using(
                    &[Setting::TermsUrl],
                    "state where the terms stand with {} if it holds for the article",
                ),
            })
    }));
}

/// Where the last lines of a text begin: short paragraphs, and terms among them.
fn last_lines(blocks: &[Block], language: &Language) -> usize {
    let is_last_line = |block: &&Block| match block {
        Block::ThematicBreak(_) => true,
        Block::Paragraph(Paragraph { content, .. }) => {
            plain_text(content).chars().count() <= LONGEST_LAST_LINE || lone_term(block, language).is_some()
        }
        Block::Heading(_)
        | Block::List(_)
        | Block::BlockQuote(_)
        | Block::Table(_)
        | Block::Figure(_)
        | Block::CodeBlock(_) => false,
    };
    blocks.len() - blocks.iter().rev().take(MOST_LAST_LINES).take_while(is_last_line).count()
}

/// The term that a paragraph is, where it is nothing else. The licence of a picture stands in its credit, anywhere.
fn lone_term(block: &Block, language: &Language) -> Option<Term> {
    let Block::Paragraph(Paragraph { content, span }) = block else { return None };
    let text = plain_text(content);
    if text.chars().count() > LONGEST_LONE_TERM {
        return None;
    }
    let Reading { meanings, unread, .. } = reading(content, language);
    if text.contains(QUOTATION_MARKS) && !unread.is_empty() {
        return None;
    }
    let is_of_picture = |meaning: &Meaning| matches!(meaning, Meaning::Licensed { scope: Scope::Pictures, .. });
    (!meanings.iter().all(is_of_picture)).then(|| Term {
        content: content.clone(),
        language: language.clone(),
        meanings,
        unread,
        span: *span,
        origin: Origin::Article,
        in_statement: false,
    })
}

/// In a paragraph with these, somebody may be speaking.
const QUOTATION_MARKS: [char; 6] = ['“', '”', '„', '«', '»', '"'];

/// Finds where the statement begins.
struct Finder<'a> {
    language: &'a Language,
    /// The publisher's name, folded.
    publisher: Option<String>,
}

impl Finder<'_> {
    fn start(&self, blocks: &[Block]) -> usize {
        let mut start = blocks.len();
        loop {
            while start > 0
                && !is_credit_below_picture(blocks, start - 1)
                && !self.is_above_rule(blocks, start - 1)
                && (self.belongs(&blocks[start - 1]) || self.is_set_apart(blocks, start - 1))
            {
                start -= 1;
            }
            match self.anchor(blocks, start) {
                Some(anchor) => start = anchor,
                None => break,
            }
        }
        while matches!(blocks.get(start), Some(Block::ThematicBreak(_))) {
            start += 1;
        }
        if start == blocks.len() {
            return start;
        }
        // A heading with nothing else below it is the statement's own.
        match start.checked_sub(1).and_then(|before| blocks.get(before)) {
            Some(Block::Heading(_)) => start - 1,
            Some(Block::Paragraph(paragraph))
                if is_stressed(&paragraph.content) && is_heading_like(&paragraph.content) =>
            {
                start - 1
            }
            _ => start,
        }
    }

    /// Whether a paragraph that is no term for certain stands above the rule that parts the article from what is said of it.
    fn is_above_rule(&self, blocks: &[Block], place: usize) -> bool {
        let Block::Paragraph(Paragraph { content, .. }) = &blocks[place] else { return false };
        let is_rule = |block: &Block| matches!(block, Block::ThematicBreak(_));
        let below = &blocks[place + 1..];
        below.first().is_some_and(is_rule)
            && !below.iter().all(is_rule)
            && recognise::notice(&plain_text(content)).is_none()
            && !is_understood(&reading(content, self.language))
    }

    /// Whether the last paragraph stands below a rule and may be terms: what they say may not be understood.
    fn is_set_apart(&self, blocks: &[Block], place: usize) -> bool {
        let Block::Paragraph(Paragraph { content, .. }) = &blocks[place] else { return false };
        let below_rule = place.checked_sub(1).is_some_and(|before| matches!(blocks[before], Block::ThematicBreak(_)));
        below_rule && is_short(&blocks[place]) && recognise::mentions_terms(&plain_text(content))
    }

    /// Whether a block can be a part of a statement by itself.
    fn belongs(&self, block: &Block) -> bool {
        match block {
            Block::ThematicBreak(_) => true,
            Block::Paragraph(Paragraph { content, .. }) => {
                let text = plain_text(content);
                recognise::notice(&text).is_some()
                    || (text.chars().count() <= LONGEST_PASSAGE && is_understood(&reading(content, self.language)))
                    || (text.chars().count() <= LONGEST_LONE_TERM
                        && !text.contains(QUOTATION_MARKS)
                        && self.is_term(content))
            }
            Block::List(list) => {
                let passages = passages(std::slice::from_ref(block));
                !list.items.is_empty()
                    && passages.iter().all(|(content, _)| plain_text(content).chars().count() <= LONGEST_PASSAGE)
                    && passages.iter().any(|(content, _)| self.is_term(content))
            }
            Block::Heading(_) | Block::BlockQuote(_) | Block::Table(_) | Block::Figure(_) | Block::CodeBlock(_) => {
                false
            }
        }
    }

    fn is_term(&self, content: &[Inline]) -> bool {
        reading(content, self.language).speaks_of_terms()
    }

    /// The first notice above `start` below which everything is short, and at least one term is among it.
    fn anchor(&self, blocks: &[Block], start: usize) -> Option<usize> {
        let mut anchor = None;
        for place in (blocks.len().saturating_sub(MOST_BLOCKS)..start).rev() {
            let block = &blocks[place];
            if self.is_anchor(block)
                && blocks[place + 1..]
                    .iter()
                    .any(|block| !matches!(block, Block::ThematicBreak(_)) && self.belongs(block))
            {
                anchor = Some(place);
            }
            if !is_short(block) {
                break;
            }
        }
        anchor
    }

    /// Whether a block is a notice, or the organisation's name set as a heading.
    fn is_anchor(&self, block: &Block) -> bool {
        let (content, marked) = match block {
            Block::Paragraph(Paragraph { content, .. }) => (content, is_stressed(content)),
            Block::Heading(Heading { content, .. }) => (content, true),
            Block::List(_)
            | Block::BlockQuote(_)
            | Block::Table(_)
            | Block::Figure(_)
            | Block::CodeBlock(_)
            | Block::ThematicBreak(_) => {
                return false;
            }
        };
        let text = plain_text(content);
        recognise::notice(&text).is_some() || (marked && self.publisher.as_deref() == Some(fold(&text).as_str()))
    }
}

/// Whether a paragraph directly below a picture says who made it and under which licence: "M. Nümunə / CC BY 4.0".
fn is_credit_below_picture(blocks: &[Block], place: usize) -> bool {
    let Block::Paragraph(Paragraph { content, .. }) = &blocks[place] else { return false };
    let is_below = place.checked_sub(1).is_some_and(|above| matches!(blocks[above], Block::Figure(_)));
    let text = plain_text(content);
    // A name stands before the licence, and no sentence says what is licensed.
    let name = text.split(['/', ',', '|', '–', '—', '(']).next().unwrap_or_default().trim();
    let is_name = name.len() < text.trim().len()
        && !name.is_empty()
        && name.split_whitespace().all(|word| !word.starts_with(is_small));
    is_below
        && is_name
        && !ends_sentence(&text)
        && recognise::notice(&text).is_none()
        && recognise::names_licence(&text)
}

/// Whether a block is short enough to be a part of a statement.
fn is_short(block: &Block) -> bool {
    match block {
        Block::Paragraph(_) | Block::List(_) => passages(std::slice::from_ref(block))
            .iter()
            .all(|(content, _)| plain_text(content).chars().count() <= LONGEST_PASSAGE),
        Block::Heading(_) | Block::ThematicBreak(_) => true,
        Block::BlockQuote(_) | Block::Table(_) | Block::Figure(_) | Block::CodeBlock(_) => false,
    }
}

fn is_heading_like(content: &[Inline]) -> bool {
    let text = plain_text(content);
    text.chars().count() <= LONGEST_HEADING && (text.ends_with(':') || !ends_sentence(&text))
}

/// Makes the first line of a statement its heading, of level 2.
fn set_heading(first: &mut Block) {
    match first {
        Block::Heading(heading) => heading.level = 2,
        Block::Paragraph(Paragraph { content, span }) if is_heading_like(content) => {
            let guessed = !is_stressed(content);
            let content = unstressed(std::mem::take(content));
            *first = Block::Heading(Heading { level: 2, content, span: *span, guessed });
        }
        Block::Paragraph(_)
        | Block::List(_)
        | Block::BlockQuote(_)
        | Block::Table(_)
        | Block::Figure(_)
        | Block::CodeBlock(_)
        | Block::ThematicBreak(_) => {}
    }
}

/// Reads a paragraph and the list below it as one sentence: "under these conditions:", and the conditions. Whether they
/// are one, and understood; else each is read by itself.
fn read_list(head: &Block, list: &Block, language: &Language, stated: &mut StatedRights) -> bool {
    let Block::Paragraph(Paragraph { content, span }) = head else { return false };
    let text = plain_text(content);
    if !text.trim_end().ends_with(':') {
        return false;
    }
    let items = passages(std::slice::from_ref(list));
    let words: Vec<String> = items.iter().map(|(content, _)| plain_text(content)).collect();
    let reading = recognise::stated(&format!("{text}\n{}", words.join(";\n")), &[], language);
    if reading.is_empty() || !reading.unread.is_empty() {
        return false;
    }
    // The whole is said once, by its first line; the conditions are its words too.
    let mut meanings = Some(reading.meanings);
    for (content, span) in std::iter::once((content.as_slice(), *span)).chain(items) {
        stated.terms.push(Term {
            content: content.to_vec(),
            language: language.clone(),
            meanings: meanings.take().unwrap_or_default(),
            unread: Vec::new(),
            span,
            origin: Origin::Article,
            in_statement: true,
        });
    }
    true
}

fn read_block(block: &Block, language: &Language, lost_links: &mut Vec<LostLink>, stated: &mut StatedRights) {
    if let Block::Heading(Heading { content, span, .. }) = block {
        read_notice(&plain_text(content), *span, stated);
        return;
    }
    for (content, span) in passages(std::slice::from_ref(block)) {
        if let Some(link) = page_in_menu(content, language) {
            let address = Sourced::new(link.address.clone(), link.span, Origin::Article);
            let label = plain_text(&link.content).trim().to_owned();
            let is_new = stated.page.is_none();
            stated.page.get_or_insert(TermsPage { address: Some(address), label, span: link.span });
            // Another link alone is no menu: it is kept as what it says.
            if is_new || addresses(content).len() > 1 {
                continue;
            }
        }
        let text = plain_text(content);
        let is_notice = read_notice(&text, span, stated);
        let reading = stated_reading(content, language);
        // A notice may be a term too: "© 2026 Nümunə. Bütün hüquqlar qorunur."
        if is_notice && !reading.speaks_of_terms() {
            continue;
        }
        if reading.refers_to_terms_page && stated.page.is_none() {
            stated.page =
                Some(TermsPage { address: terms_address(content, language), label: text.trim().to_owned(), span });
            let inside =
                |link: &LostLink| link.loss == Loss::Nowhere && span.is_some_and(|span| span.contains(link.span));
            stated.page_link = lost_links.iter().find(|link| inside(link)).map(|link| link.span);
            lost_links.retain(|link| !inside(link));
            if reading.meanings.is_empty() && reading.unread.is_empty() {
                continue;
            }
        } else if stated.page.is_none()
            && let Some(link) =
                links(content).into_iter().find(|link| leads_to_terms(&plain_text(&link.content), language))
        {
            // "By reading on you agree to our [terms of use]": what is said is said, and where they stand.
            let address = Sourced::new(link.address.clone(), link.span, Origin::Article);
            let label = plain_text(&link.content).trim().to_owned();
            stated.page = Some(TermsPage { address: Some(address), label, span: link.span });
        }
        for meaning in &reading.meanings {
            if let Meaning::Licensed { licence, scope: Scope::Everything } = meaning {
                stated.licence.get_or_insert_with(|| Sourced::new(licence.clone(), span, Origin::Article));
            }
        }
        stated.terms.push(Term {
            content: content.to_vec(),
            language: language.clone(),
            meanings: reading.meanings,
            unread: reading.unread,
            span,
            origin: Origin::Article,
            in_statement: true,
        });
    }
}

/// Whether a passage is terms, and every word of it understood: nobody is speaking in it.
fn is_understood(reading: &Reading) -> bool {
    !reading.is_empty() && reading.unread.is_empty()
}

/// Reads a passage as terms; the address of a licence behind a word counts as its name.
fn reading(content: &[Inline], language: &Language) -> Reading {
    recognise::recognise_linked(&plain_text(content), &addresses(content), language)
}

/// Reads a passage that stands in a statement: what is not understood of it is unread.
fn stated_reading(content: &[Inline], language: &Language) -> Reading {
    recognise::stated(&plain_text(content), &addresses(content), language)
}

fn addresses(content: &[Inline]) -> Vec<&str> {
    links(content).into_iter().map(|link| link.address.as_str()).collect()
}

fn links(content: &[Inline]) -> Vec<&Link> {
    let mut links = Vec::new();
    visit_inlines(content, &mut |inline| {
        if let Inline::Link(link) = inline {
            links.push(link);
        }
    });
    links
}

/// Reads a passage that is a notice, or begins with one.
fn read_notice(text: &str, span: Option<Span>, stated: &mut StatedRights) -> bool {
    let Some(notice) = recognise::notice(text) else { return false };
    stated.notice.get_or_insert_with(|| (notice, Sourced::new(text.trim().to_owned(), span, Origin::Article)));
    true
}

/// In a passage of several links and nothing else, the one whose own words refer to terms: a menu says nothing as a
/// whole.
pub(crate) fn page_in_menu<'c>(content: &'c [Inline], language: &Language) -> Option<&'c Link> {
    let mut links: Vec<&Link> = Vec::new();
    for inline in content {
        match inline {
            Inline::Link(link) => links.push(link),
            Inline::Text(words) if !words.text.contains(char::is_alphanumeric) => {}
            Inline::LineBreak => {}
            _ => return None,
        }
    }
    // A link alone may say terms too.
    let says_more = |label: &str| !recognise::recognise(label, language).meanings.is_empty();
    let is_alone = links.len() == 1;
    links.into_iter().find(|link| {
        let label = plain_text(&link.content);
        leads_to_terms(&label, language) && !(is_alone && says_more(&label))
    })
}

/// The web address of the link whose own words refer to terms; where none does, of the first.
fn terms_address(content: &[Inline], language: &Language) -> Option<Sourced<String>> {
    let (mut first, mut named) = (None, None);
    visit_inlines(content, &mut |inline| {
        if let Inline::Link(link) = inline
            && !link.address.starts_with("mailto:")
            && named.is_none()
        {
            let slot = || Sourced::new(link.address.clone(), link.span, Origin::Article);
            if leads_to_terms(&plain_text(&link.content), language) {
                named = Some(slot());
            }
            first.get_or_insert_with(slot);
        }
    });
    named.or(first)
}

/// The paragraphs of some blocks, at any depth, with their places.
fn passages(blocks: &[Block]) -> Vec<(&[Inline], Option<Span>)> {
    fn collect<'a>(blocks: &'a [Block], passages: &mut Vec<(&'a [Inline], Option<Span>)>) {
        for block in blocks {
            match block {
                Block::Paragraph(Paragraph { content, span }) => passages.push((content, *span)),
                Block::List(List { items, .. }) => items.iter().for_each(|item| collect(&item.content, passages)),
                Block::BlockQuote(BlockQuote { content, .. }) => collect(content, passages),
                Block::Heading(_)
                | Block::Table(_)
                | Block::Figure(_)
                | Block::CodeBlock(_)
                | Block::ThematicBreak(_) => {}
            }
        }
    }
    let mut found = Vec::new();
    collect(blocks, &mut found);
    found
}
