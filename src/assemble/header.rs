//! The lines around the headline: section, headline, organisation, byline, time.
//!
//! 1. find the headline;
//! 2. what stands before it is the section, or one of the lines below;
//! 3. what stands directly below it is read line by line until the first line that is none of these. A few short lines
//!    of which nothing is known may stand among them, and are kept where they stand.
//!
//! A person's name alone is never taken for a byline: only a mark ("Müəllif:"), the front matter or an option makes
//! one. An author is asked for, not invented.

use std::collections::VecDeque;

use super::embargo;
use super::lines::{
    are_names, ends_sentence, is_name, is_reading_time, is_short, is_short_line, is_standfirst, line_ranges, line_span,
    lines,
};
use super::person_names;
use super::skip_links::{is_button, is_path, is_skip_link};
use super::stated::{Form, StatedKey, StatedValue, StatedValues};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::dates::{self, DateOrder};
use crate::language::fold::fold;
use crate::language::labels;
use crate::language::relative::{self, RelativeTime};
use crate::model::walk::{Passage, block_passages, plain_text};
use crate::model::{
    Block, HeaderLine, HeaderRole, Heading, Inline, Language, Origin, Paragraph, Sourced, Text, Timestamp,
};
use crate::options::ReadOptions;
use crate::rights::recognise::{self, Notice};
use crate::source::{Source, Span};
use crate::text::is_longer_than;

/// What the lines around the headline say.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) lines: Vec<HeaderLine>,
    pub(super) headline: Sourced<String>,
    pub(super) section: Option<Sourced<String>>,
    pub(super) authors: Vec<Sourced<String>>,
    pub(super) publisher: Option<Sourced<String>>,
    pub(super) notice: Option<(Notice, Sourced<String>)>,
    pub(super) published: Option<Sourced<Timestamp>>,
    pub(super) modified: Option<Sourced<Timestamp>>,
    pub(super) relative: Option<(RelativeTime, Sourced<String>)>,
}

impl Header {
    /// One of which no more than the headline is known.
    fn of(headline: Sourced<String>) -> Self {
        Self {
            lines: Vec::new(),
            headline,
            section: None,
            authors: Vec::new(),
            publisher: None,
            notice: None,
            published: None,
            modified: None,
            relative: None,
        }
    }
}

/// The longest line that may be a section, in characters.
const LONGEST_SECTION: usize = 60;
/// The longest line that says who wrote the article, or when, in characters; a longer one is prose.
const LONGEST_LINE: usize = 1_000;
/// The longest line that is a name, in characters.
const LONGEST_NAME: usize = 400;
/// The longest line that says who wrote the article, in characters.
const LONGEST_BYLINE: usize = 200;
/// How many lines below the headline may be none that is known, before one that is.
const MOST_OTHERS: usize = 3;
/// The longest of them, in characters.
const LONGEST_OTHER: usize = 60;
/// How much of the first words of an article without a headline stands for one, in characters.
const LONGEST_INCIPIT: usize = 80;
/// The shortest paragraph that is a standfirst because the metadata has the same words, in characters.
const SHORTEST_DESCRIPTION: usize = 30;

/// What stands between the parts of one line.
pub(crate) const BETWEEN_PARTS: &[&str] = &[" | ", " · ", " • "];
/// What stands between a time and something else in a line; each of them stands in times and names too.
const BESIDE_TIME: &[&str] = &[" | ", " · ", " • ", " — ", " – ", " - ", ", ", " / "];

/// What one line, or a part of it, says.
enum LineMeaning {
    Notice(Notice),
    Publisher(String),
    Byline(Vec<String>),
    Times(dates::StatedTimes),
    Relative(RelativeTime),
    /// That the article is under embargo: its time is that of no publication.
    Embargo,
}

/// A line, and what its parts say.
type SaidLine = (Vec<Inline>, Vec<LineMeaning>);

impl LineMeaning {
    fn role(&self) -> HeaderRole {
        match self {
            Self::Notice(_) | Self::Publisher(_) => HeaderRole::Publisher,
            Self::Byline(_) => HeaderRole::Byline,
            Self::Times(_) | Self::Relative(_) => HeaderRole::Time,
            Self::Embargo => HeaderRole::Other,
        }
    }
}

/// Takes the lines around the headline out of the blocks; what is left is the body.
///
/// # Errors
/// If there is no headline.
pub(super) fn take(
    source: &Source,
    options: &ReadOptions,
    values: &StatedValues,
    language: &Language,
    blocks: &mut Vec<Block>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Header, Diagnostic> {
    let Headline { place, stays, slot, line } = find_headline(source, values, blocks, diagnostics)?;
    let mut taker = Taker {
        source,
        options,
        form: values.form,
        order: DateOrder::of(language),
        names: known_names(options, values, blocks),
        authors: values.all(StatedKey::Author).flat_map(|value| person_names::stated(&value.text)).map(fold).collect(),
        text: values.text,
        description: values.first(StatedKey::Description).map(|value| fold(&value.text)),
        diagnostics,
        header: Header::of(slot),
    };
    let mut rest = std::mem::take(blocks);
    let below = rest.split_off(place.map_or(0, |place| place + 1));
    let heading = if place.is_some() { rest.pop() } else { None };
    let mut body: Vec<Block> = rest.into_iter().filter_map(|block| taker.above(block)).collect();
    taker.header.lines.push(line);
    body.extend(heading.filter(|_| stays));
    taker.below(below, &mut body);
    *blocks = body;
    Ok(taker.header)
}

struct Headline {
    /// Which block it is, or stands at.
    place: Option<usize>,
    /// Whether that block stays in the body, because another headline won.
    stays: bool,
    slot: Sourced<String>,
    line: HeaderLine,
}

/// What lines say that the input itself marks as what they are.
pub(super) fn marked(lines: Vec<HeaderLine>) -> Header {
    let slot = |role: HeaderRole| {
        let line = lines.iter().find(|line| line.role == role)?;
        Some(Sourced::new(plain_text(&line.content).replace('\n', " ").trim().to_owned(), line.span, line.origin))
    };
    let headline = slot(HeaderRole::Headline).unwrap_or_else(|| Sourced::new(String::new(), None, Origin::Guess));
    let section = slot(HeaderRole::Section);
    Header { lines, section, ..Header::of(headline) }
}

/// Finds the headline: the first heading of level 1, else the title of the front matter, else the first heading.
///
/// A front matter title that differs from the heading of level 1 wins; the heading then stays in the body.
fn find_headline(
    source: &Source,
    values: &StatedValues,
    blocks: &[Block],
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Headline, Diagnostic> {
    let all_headings = || {
        blocks.iter().enumerate().filter_map(|(place, block)| match block {
            Block::Heading(heading) => Some((place, heading)),
            Block::Paragraph(_)
            | Block::List(_)
            | Block::BlockQuote(_)
            | Block::Table(_)
            | Block::Figure(_)
            | Block::CodeBlock(_)
            | Block::ThematicBreak(_) => None,
        })
    };
    // What a press release begins with is not what it is called.
    let speaks = |heading: &Heading| embargo::speaks_of_one(&plain_text(&heading.content));
    let is_embargo_alone = all_headings().all(|(_, heading)| speaks(heading));
    let headings = || all_headings().filter(move |(_, heading)| is_embargo_alone || !speaks(heading));
    let same = |left: &str, right: &str| left.split_whitespace().eq(right.split_whitespace());
    let from_heading = |place: usize, heading: &Heading, origin: Origin| {
        // One line, however the words are broken.
        let words = plain_text(&heading.content).split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Headline {
            place: Some(place),
            stays: false,
            slot: Sourced::new(words, heading.span, origin),
            line: HeaderLine {
                role: HeaderRole::Headline,
                content: heading.content.clone(),
                span: heading.span,
                origin,
            },
        })
    };
    let marked = headings().find(|(_, heading)| heading.level == 1);
    if let Some(title) = values.first(StatedKey::Title) {
        let written = headings().find(|(_, heading)| same(&plain_text(&heading.content), &title.text));
        if let Some((place, heading)) = written {
            return from_heading(place, heading, Origin::Article);
        }
        if let Some((_, heading)) = marked {
            diagnostics.push(
                Diagnostic::new(
                    Code::FrontMatterConflict,
                    "the title in the front matter is not the article's headline: the title won, the headline stands in the body",
                )
                .at(heading.span)
                .with_hint("make them equal, or remove the title"),
            );
        }
        return Ok(Headline {
            place: marked.map(|(place, _)| place),
            stays: true,
            slot: Sourced::new(title.text.clone(), title.span, title.origin),
            line: stated_line(HeaderRole::Headline, title),
        });
    }
    if let Some((place, heading)) = marked {
        return from_heading(place, heading, Origin::Article);
    }
    let Some((place, heading)) = headings().next() else {
        if matches!(values.form, Form::Markup | Form::Item)
            && let Some(passage) = block_passages(blocks).into_iter().find(|passage| !passage.text.trim().is_empty())
        {
            return Ok(incipit(&passage, diagnostics));
        }
        let first = blocks.first().and_then(Block::span);
        let line = first.map(|span| {
            let length = source.slice(span).lines().next().unwrap_or_default().len();
            Span::new(span.start, span.start + length)
        });
        return Err(Diagnostic::new(Code::HeadlineMissing, format!("{} has no headline", source.name()))
            .at(line)
            .with_hint(match values.form {
                Form::None => "begin it with the headline",
                Form::FrontMatter => "begin it with a line such as `# Headline`, or state `title` in the front matter",
                Form::Markup | Form::Item => "neither a heading nor a title says what it is called",
            }));
    };
    diagnostics.push(guess("the first heading was taken for the headline", heading.span));
    from_heading(place, heading, Origin::Guess)
}

/// The first words of an article that is called nothing, as catalogues take them. They stay where they are.
fn incipit(passage: &Passage, diagnostics: &mut Vec<Diagnostic>) -> Headline {
    let mut words = String::new();
    for word in passage.text.split_whitespace() {
        if !words.is_empty() && words.chars().count() + word.chars().count() >= LONGEST_INCIPIT {
            words.push('…');
            break;
        }
        words.extend((!words.is_empty()).then_some(' '));
        words.push_str(word);
    }
    diagnostics.push(guess("neither a heading nor a title is there: the first words were taken for one", passage.span));
    let content = vec![Inline::Text(Text { text: words.clone(), span: passage.span })];
    Headline {
        place: None,
        stays: true,
        slot: Sourced::new(words, passage.span, Origin::Guess),
        line: HeaderLine { role: HeaderRole::Headline, content, span: passage.span, origin: Origin::Guess },
    }
}

/// A line for what the metadata states.
pub(super) fn stated_line(role: HeaderRole, value: &StatedValue) -> HeaderLine {
    let (words, span) = match &value.shown {
        Some(Text { text, span }) => (text, *span),
        None => (&value.text, value.span),
    };
    HeaderLine { role, content: vec![Inline::text(&**words)], span, origin: value.origin }
}

/// A line for the time that the metadata states. What is written for machines is put into words of the article's
/// language.
pub(super) fn stated_time(value: &StatedValue, language: &Language) -> HeaderLine {
    let moment = || {
        let text = value.text.trim();
        // Words in front matter are the author's own.
        let stated = (value.origin == Origin::Metadata).then(|| dates::absolute(text)).flatten();
        Timestamp::parse(text).or(stated).and_then(|moment| labels::moment(moment, language))
    };
    let words = if value.shown.is_none() { moment() } else { None };
    match words {
        Some(words) => {
            let content = vec![Inline::text(words)];
            HeaderLine { role: HeaderRole::Time, content, span: value.span, origin: value.origin }
        }
        None => stated_line(HeaderRole::Time, value),
    }
}

/// A note that something was recognised by its place and shape alone.
pub(super) fn guess(what: &str, span: Option<Span>) -> Diagnostic {
    Diagnostic::new(Code::SlotGuessed, what).at(span)
}

/// The names of the publisher that are known before any line is read, folded: from the options, the front matter and
/// the notices at the article's end.
fn known_names(options: &ReadOptions, values: &StatedValues, blocks: &[Block]) -> Vec<String> {
    let stated = options
        .publisher
        .iter()
        .chain(values.all(StatedKey::Publisher).map(|value| &value.text))
        .map(|name| fold(name));
    let at_end = blocks.iter().rev().take(8).filter_map(|block| match block {
        Block::Paragraph(Paragraph { content, .. }) | Block::Heading(Heading { content, .. }) => {
            recognise::notice(&plain_text(content)).map(|notice| fold(&notice.holder))
        }
        Block::List(_)
        | Block::BlockQuote(_)
        | Block::Table(_)
        | Block::Figure(_)
        | Block::CodeBlock(_)
        | Block::ThematicBreak(_) => None,
    });
    stated.chain(at_end).collect()
}

struct Taker<'a> {
    source: &'a Source,
    options: &'a ReadOptions,
    form: Form,
    order: DateOrder,
    names: Vec<String>,
    authors: Vec<String>,
    /// Where the text begins that stands apart from the headline.
    text: Option<usize>,
    /// What the metadata calls the description of the article, folded.
    description: Option<String>,
    diagnostics: &'a mut Vec<Diagnostic>,
    header: Header,
}

impl Taker<'_> {
    /// Reads a block that stands before the headline. What is no line is given back for the body.
    fn above(&mut self, block: Block) -> Option<Block> {
        match block {
            Block::Heading(Heading { content, span, .. }) => {
                if !self.classified(&content, span, 0) {
                    self.section(content, span, Origin::Article);
                }
            }
            Block::Paragraph(Paragraph { content, span }) => {
                let text = plain_text(&content);
                if self.classified(&content, span, 0) {
                } else if is_skip_link(&text) || self.is_path(&content) || self.is_said_below(&text) {
                    let what = "a link above the headline that leads past the navigation, or to it, is left out";
                    self.diagnostics.push(Diagnostic::new(Code::SurroundingsLeftOut, what).at(span));
                } else if self.form == Form::Markup
                    && text.contains(|it: char| it.is_ascii_digit())
                    && is_short(&text, LONGEST_OTHER)
                {
                    // "3 min read", "14:05": what counts something is no section.
                    self.other(content, span);
                } else if self.header.section.is_none() && is_short_line(self.source, &content, span, LONGEST_SECTION) {
                    self.diagnostics.push(guess("a short line above the headline was taken for the section", span));
                    self.section(content, span, Origin::Guess);
                } else {
                    self.diagnostics.push(guess("a paragraph above the headline was taken for the standfirst", span));
                    self.line(HeaderRole::Standfirst, content, span, Origin::Guess);
                }
            }
            Block::Figure(_) => return Some(block),
            Block::List(_) | Block::BlockQuote(_) | Block::Table(_) | Block::CodeBlock(_) | Block::ThematicBreak(_) => {
                if !matches!(block, Block::ThematicBreak(_)) {
                    self.diagnostics.push(guess("what stands above the headline was set below it", block.span()));
                }
                return Some(block);
            }
        }
        None
    }

    /// Whether a line above the headline of a page is the path of links to it.
    fn is_path(&self, content: &[Inline]) -> bool {
        self.form == Form::Markup && is_path(&plain_text(content))
    }

    /// Whether a line above the headline of a page says the headline once more, or is pressed there.
    fn is_said_below(&self, text: &str) -> bool {
        self.form == Form::Markup && (is_button(text) || fold(text) == fold(&self.header.headline.value))
    }

    /// Reads the blocks below the headline; from the first one that is no line, all are the body.
    fn below(&mut self, blocks: Vec<Block>, body: &mut Vec<Block>) {
        let mut blocks = VecDeque::from(blocks);
        while let Some(block) = blocks.pop_front() {
            match block {
                Block::Paragraph(Paragraph { content, span }) => {
                    // The last paragraph of all is no line, but what the article says.
                    let most_others = if blocks.is_empty() { 0 } else { MOST_OTHERS };
                    // On a page a notice below a picture is the credit of that.
                    if matches!(self.form, Form::Markup | Form::Item)
                        && matches!(body.last(), Some(Block::Figure(_)))
                        && recognise::notice(&plain_text(&content)).is_some()
                    {
                        body.push(Block::Paragraph(Paragraph { content, span }));
                        continue;
                    }
                    if self.classified(&content, span, most_others) {
                        continue;
                    }
                    // Lines without a blank line below them: what follows the last that is known is the body.
                    if let Some((said, rest)) = self.leading(&content) {
                        self.claim_lines(said, span);
                        body.push(Block::Paragraph(Paragraph { span: line_span(&rest).or(span), content: rest }));
                        break;
                    }
                    // A date in the text is one of what it tells.
                    if self.is_text(span) && !self.is_lead_of_text(&content, &blocks) {
                        body.push(Block::Paragraph(Paragraph { content, span }));
                        break;
                    }
                    if is_standfirst(&content) && matches!(blocks.front(), Some(Block::Paragraph(_))) {
                        self.diagnostics.push(guess("a stressed paragraph was taken for the standfirst", span));
                        self.line(HeaderRole::Standfirst, content, span, Origin::Guess);
                        continue;
                    }
                    if self.is_described(&content) && !blocks.is_empty() {
                        self.line(HeaderRole::Standfirst, content, span, Origin::Article);
                        continue;
                    }
                    if self.is_lead(&content, body, &blocks) {
                        self.lead(content, span);
                        continue;
                    }
                    if let Some(lines) = self.short_lines(&content).filter(|lines| self.are_lines(lines.len(), &blocks))
                    {
                        lines.into_iter().for_each(|line| self.other(line, span));
                        continue;
                    }
                    body.push(Block::Paragraph(Paragraph { content, span }));
                    break;
                }
                // Sites set the standfirst as a heading too, or a first line of it above its sentence.
                Block::Heading(Heading { content, span, .. })
                    if self.is_lead(&content, body, &blocks) || body.is_empty() && self.leads_to_lead(&blocks) =>
                {
                    self.lead(content, span);
                }
                // A picture may stand among the lines.
                Block::Figure(_) => body.push(block),
                Block::Heading(_)
                | Block::List(_)
                | Block::BlockQuote(_)
                | Block::Table(_)
                | Block::CodeBlock(_)
                | Block::ThematicBreak(_) => {
                    body.push(block);
                    break;
                }
            }
        }
        body.extend(blocks);
    }

    /// Whether a paragraph stands where the source has the text of the article, apart from the headline.
    fn is_text(&self, span: Option<Span>) -> bool {
        self.text.zip(span).is_some_and(|(text, span)| text <= span.start)
    }

    /// Whether the first paragraph of a text is its standfirst all the same: it is described or stressed as one, or a line
    /// below it names whoever wrote the article.
    fn is_lead_of_text(&self, content: &[Inline], rest: &VecDeque<Block>) -> bool {
        let is_named = || match rest.front() {
            Some(Block::Paragraph(Paragraph { content, .. })) => {
                let said = self.said(content, 0).into_iter().flatten().flat_map(|(_, said)| said);
                said.into_iter().any(|said| said.role() == HeaderRole::Byline)
            }
            _ => false,
        };
        self.is_described(content) || is_standfirst(content) || is_named()
    }

    /// Whether a paragraph says what the metadata calls the description of the article.
    fn is_described(&self, content: &[Inline]) -> bool {
        let text = fold(&plain_text(content));
        text.chars().count() >= SHORTEST_DESCRIPTION && self.description.as_ref().is_some_and(|it| *it == text)
    }

    /// Whether words directly below the headline of a page are its standfirst: they say what the article is about, or
    /// who wrote it, or when, stands below them.
    fn is_lead(&self, content: &[Inline], body: &[Block], rest: &VecDeque<Block>) -> bool {
        // A picture may stand among the lines.
        let mut rest = rest.iter().filter(|block| !matches!(block, Block::Figure(_)));
        let Some(Block::Paragraph(Paragraph { content: below, .. })) = rest.next() else { return false };
        let is_lined = || self.said(below, 0).is_some() && !is_longer_than(&plain_text(content), LONGEST_NAME);
        self.form == Form::Markup && body.is_empty() && (self.is_described(content) || is_lined())
    }

    /// Whether what stands next on a page is what the metadata calls the description of the article.
    fn leads_to_lead(&self, rest: &VecDeque<Block>) -> bool {
        self.form == Form::Markup
            && rest.len() > 1
            && matches!(rest.front(), Some(Block::Paragraph(Paragraph { content, .. })) if self.is_described(content))
    }

    fn lead(&mut self, content: Vec<Inline>, span: Option<Span>) {
        self.diagnostics.push(guess("what stands between headline and byline was taken for the standfirst", span));
        self.line(HeaderRole::Standfirst, content, span, Origin::Guess);
    }

    /// The lines of a paragraph, if they are few and short.
    fn short_lines(&self, content: &[Inline]) -> Option<Vec<Vec<Inline>>> {
        let lines = lines(self.source, content);
        let few = (1..=MOST_OTHERS).contains(&lines.len());
        (few && lines.iter().all(|line| is_short(&plain_text(line), LONGEST_OTHER))).then_some(lines)
    }

    /// Whether one of the blocks below some lines says something about the article, those before it are short lines too,
    /// all of them few, and there is something below it that can be the body.
    fn are_lines(&self, mut others: usize, blocks: &VecDeque<Block>) -> bool {
        for (place, block) in blocks.iter().enumerate() {
            match block {
                Block::Paragraph(Paragraph { content, .. }) => {
                    if self.said(content, MOST_OTHERS).is_some() {
                        return place + 1 < blocks.len();
                    }
                    others += self.short_lines(content).map_or(MOST_OTHERS, |lines| lines.len());
                    if others > MOST_OTHERS {
                        return false;
                    }
                }
                Block::Figure(_) => {}
                Block::Heading(_)
                | Block::List(_)
                | Block::BlockQuote(_)
                | Block::Table(_)
                | Block::CodeBlock(_)
                | Block::ThematicBreak(_) => return false,
            }
        }
        false
    }

    /// Takes a paragraph whose lines say something about the article, all but a few. False if they do not.
    fn classified(&mut self, content: &[Inline], span: Option<Span>, most_others: usize) -> bool {
        let Some(said) = self.said(content, most_others) else { return false };
        self.claim_lines(said, span);
        true
    }

    /// The first lines of a paragraph that say something about the article, and the rest of it.
    fn leading(&self, content: &[Inline]) -> Option<(Vec<SaidLine>, Vec<Inline>)> {
        let all = line_ranges(self.source, content);
        let line = |at: usize| &content[all[at].clone()];
        let mut parts: Vec<_> = (0..all.len()).map(|at| self.parts(&plain_text(line(at)))).collect();
        let is_line = |at: &usize| {
            let leads_on = || parts[*at..].iter().take(MOST_OTHERS + 1).any(Option::is_some);
            parts[*at].is_some() || is_short(&plain_text(line(*at)), LONGEST_OTHER) && leads_on()
        };
        let count = (0..all.len()).take_while(is_line).count();
        let said: Vec<SaidLine> =
            parts.drain(..count).enumerate().map(|(at, said)| (line(at).to_vec(), said.unwrap_or_default())).collect();
        let others = said.iter().filter(|(_, said)| said.is_empty()).count();
        let rest = all.get(count).filter(|_| count > 0 && others <= MOST_OTHERS)?;
        Some((said, content[rest.start..].to_vec()))
    }

    /// Takes lines and what they say.
    fn claim_lines(&mut self, said: Vec<SaidLine>, span: Option<Span>) {
        for (line, said) in said {
            let span = line_span(&line).or(span);
            let Some(role) = said.first().map(LineMeaning::role) else {
                self.other(line, span);
                continue;
            };
            let text = plain_text(&line).trim().to_owned();
            said.into_iter().for_each(|said| self.claim(said, &text, span));
            self.line(role, line, span, Origin::Article);
        }
    }

    /// What the lines of a paragraph say; some short ones may say nothing that is known. `None` for all others.
    fn said(&self, content: &[Inline], most_others: usize) -> Option<Vec<SaidLine>> {
        let (mut said, mut others) = (Vec::new(), 0);
        for line in lines(self.source, content) {
            let text = plain_text(&line);
            let of_line = self.parts(&text).unwrap_or_default();
            if of_line.is_empty() {
                others += 1;
                if others > most_others || !is_short(&text, LONGEST_OTHER) {
                    return None;
                }
            }
            said.push((line, of_line));
        }
        (said.len() > others).then_some(said)
    }

    /// What the parts of one line say; `None` if nothing, or if one of them is none of a few words.
    fn parts(&self, text: &str) -> Option<Vec<LineMeaning>> {
        if is_longer_than(text, LONGEST_LINE) {
            return None;
        }
        let text = &*text.replace('\u{a0}', " ");
        let of_embargo = embargo::speaks_of_one(text).then(|| vec![LineMeaning::Embargo]);
        let whole = || self.with_time(text).or_else(|| Some(vec![self.classify(text)?]));
        if let Some(said) = of_embargo.or_else(whole) {
            return Some(said);
        }
        if let Some(separator) = BETWEEN_PARTS.iter().find(|separator| text.contains(**separator)) {
            let mut said = Vec::new();
            let mut parts = text.split(separator).peekable();
            while let Some(part) = parts.next() {
                // "24.06.2026 | 14:05" is one time.
                let joined = parts.peek().and_then(|next| time(&format!("{part} {next}"), self.order));
                if joined.is_some() && time(part, self.order).is_some() {
                    parts.next();
                    said.extend(joined);
                    continue;
                }
                match self.classify(part) {
                    Some(of_part) => said.push(of_part),
                    None if is_short(part, LONGEST_OTHER) => {}
                    None => return None,
                }
            }
            return Some(said).filter(|said| !said.is_empty());
        }
        None
    }

    /// A line that is a time, or one beside something else that is known: "Leyla Quliyeva, 24 iyun 2026".
    fn with_time(&self, text: &str) -> Option<Vec<LineMeaning>> {
        if let Some(time) = time(text, self.order) {
            return Some(vec![time]);
        }
        let other = |part: &str| self.classify(part).filter(|said| said.role() != HeaderRole::Time);
        if let Some(said) = self.around_time(text) {
            return Some(said);
        }
        BESIDE_TIME.iter().find_map(|between| {
            text.match_indices(between).find_map(|(at, between)| {
                let (before, after) = (text[..at].trim(), text[at + between.len()..].trim());
                if let Some(time) = time(after, self.order) {
                    return Some(vec![other(before)?, time]);
                }
                Some(vec![time(before, self.order)?, other(after)?])
            })
        })
    }

    /// A line with a time among its words, before and behind which somebody is named: "Written by Ann Lee 12 May 2026".
    fn around_time(&self, text: &str) -> Option<Vec<LineMeaning>> {
        if text.chars().count() > LONGEST_BYLINE || ends_sentence(text) {
            return None;
        }
        let (range, times) = dates::within(text, self.order)?;
        // "Posted on May 12, 2026 by admin".
        if range.start == 0 && dates::is_labelled(text) && is_short(text, LONGEST_OTHER) {
            return Some(vec![LineMeaning::Times(times)]);
        }
        let sides = [&text[..range.start], &text[range.end..]];
        let sides = sides.map(|side| side.trim_matches(|character: char| !character.is_alphanumeric()));
        // How often a page was read says nothing of when.
        let is_count =
            |side: &str| self.form == Form::Markup && (!side.contains(char::is_alphabetic) || is_reading_time(side));
        let sides: Vec<&str> = sides.into_iter().filter(|side| !side.is_empty() && !is_count(side)).collect();
        let byline = |side: &&str| self.classify(side).filter(|said| matches!(said, LineMeaning::Byline(_)));
        let said: Option<Vec<LineMeaning>> = sides.iter().map(byline).collect();
        match said {
            Some(said) if said.is_empty() => {
                (self.form == Form::Markup && is_short(text, LONGEST_OTHER)).then(|| vec![LineMeaning::Times(times)])
            }
            Some(said) => Some(said.into_iter().chain([LineMeaning::Times(times)]).collect()),
            // Who is named and not marked as the author may be somebody else; the time is that of the article.
            None => (is_short(text, LONGEST_OTHER) && are_names(&sides)).then(|| vec![LineMeaning::Times(times)]),
        }
    }

    fn classify(&self, text: &str) -> Option<LineMeaning> {
        let text = text.trim();
        if let Some(said) = marked_line(text, self.order) {
            return Some(said);
        }
        if !is_longer_than(text, LONGEST_NAME) {
            let folded = fold(text);
            if self.names.contains(&folded) || self.options.publishers.find(text).is_some() {
                return Some(LineMeaning::Publisher(text.to_owned()));
            }
            let persons = person_names::persons(text);
            if persons.iter().any(|name| self.authors.contains(&fold(name))) {
                return Some(LineMeaning::Byline(persons.into_iter().map(str::to_owned).collect()));
            }
            // "Leyla Quliyeva, Nümunə": somebody who is known, and what they are.
            let is_line = text.chars().count() <= LONGEST_BYLINE && !ends_sentence(text);
            if self.form == Form::Markup && is_line && dates::within(text, self.order).is_none() {
                let names = person_names::byline(text);
                if !names.is_empty() && names.iter().all(|name| self.authors.contains(&fold(name))) {
                    return Some(LineMeaning::Byline(names.into_iter().map(str::to_owned).collect()));
                }
            }
        }
        None
    }

    fn claim(&mut self, said: LineMeaning, text: &str, span: Option<Span>) {
        let header = &mut self.header;
        let text = || Sourced::new(text.to_owned(), span, Origin::Article);
        match said {
            LineMeaning::Notice(notice) => {
                header.publisher.get_or_insert_with(|| Sourced::new(notice.holder.clone(), span, Origin::Article));
                header.notice.get_or_insert_with(|| (notice, text()));
            }
            LineMeaning::Publisher(name) => {
                header.publisher.get_or_insert_with(|| Sourced::new(name, span, Origin::Article));
            }
            LineMeaning::Byline(names) => {
                header.authors.extend(names.into_iter().map(|name| Sourced::new(name, span, Origin::Article)));
            }
            LineMeaning::Times(dates::StatedTimes { published, changed, behind }) => {
                let slot = |moment| Sourced::new(moment, span, Origin::Article);
                header.published = header.published.take().or(published.map(slot));
                header.modified = header.modified.take().or(changed.map(slot));
                self.diagnostics.extend(behind.map(|behind| no_zone(&behind, span)));
            }
            LineMeaning::Embargo => {}
            LineMeaning::Relative(relative) => {
                header.relative.get_or_insert_with(|| (relative, text()));
            }
        }
    }

    /// Keeps a line among the others of which nothing is known. An author is asked for, not invented.
    fn other(&mut self, content: Vec<Inline>, of_paragraph: Option<Span>) {
        let span = line_span(&content).or(of_paragraph);
        let message = "a line among those around the headline says neither who nor when: it was kept as it stands";
        let hint = match self.form {
            Form::None => "if it names the author, begin it with `Author:`",
            Form::FrontMatter => {
                "if it names the author, begin it with `Author:`, or state `author` in the front matter"
            }
            Form::Markup | Form::Item => "if it names the author, nothing in the input marks it so",
        };
        self.diagnostics.push(guess(message, span).with_hint(hint));
        self.line(HeaderRole::Other, content, span, Origin::Guess);
    }

    fn section(&mut self, content: Vec<Inline>, span: Option<Span>, origin: Origin) {
        self.header.section.get_or_insert_with(|| Sourced::new(plain_text(&content), span, origin));
        self.line(HeaderRole::Section, content, span, origin);
    }

    fn line(&mut self, role: HeaderRole, content: Vec<Inline>, span: Option<Span>, origin: Origin) {
        self.header.lines.push(HeaderLine { role, content, span, origin });
    }
}

/// Whether a line says by its own words what it is: a notice, a time, a byline, a source.
pub(crate) fn is_marked_line(text: &str) -> bool {
    !is_longer_than(text, LONGEST_LINE) && marked_line(text.trim(), DateOrder::Unknown).is_some()
}

/// What a line says by its own words.
fn marked_line(text: &str, order: DateOrder) -> Option<LineMeaning> {
    if let Some(notice) = recognise::notice(text) {
        return Some(LineMeaning::Notice(notice));
    }
    if let Some(time) = time(text, order) {
        return Some(time);
    }
    if let Some(name) = person_names::after_source(text).filter(|name| is_name(name)) {
        return Some(LineMeaning::Publisher(name.to_owned()));
    }
    // "By Ann Lee, who reports from Baku." is prose.
    if text.chars().count() > LONGEST_BYLINE || ends_sentence(person_names::without_suffixes(text)) {
        return None;
    }
    let names: Vec<String> = person_names::marked_byline(text).into_iter().map(str::to_owned).collect();
    (!names.is_empty() && names.iter().all(|name| is_name(name))).then_some(LineMeaning::Byline(names))
}

/// What a line says that is a time and nothing else.
fn time(text: &str, order: DateOrder) -> Option<LineMeaning> {
    let beside_relative = || relative::before(text).and_then(|rest| dates::stated(rest, order));
    let stated = dates::stated(text, order).or_else(beside_relative);
    stated.map(LineMeaning::Times).or_else(|| relative::relative(text).map(LineMeaning::Relative))
}

/// A note that words behind a time were not understood.
pub(super) fn no_zone(behind: &str, span: Option<Span>) -> Diagnostic {
    guess(&format!("the words {behind:?} behind the time name no zone for certain: it has none"), span)
}
