//! Parser events in, blocks out.
//!
//! 1. pulldown-cmark says what each part of the source is; every node gets its place;
//! 2. what nests and what is said of it goes to the [`Blocks`] that all readers build with;
//! 3. raw HTML is understood where the model has a word for it.

use std::collections::BTreeMap;

use pulldown_cmark::{Alignment as Column, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::html::{self, HtmlToken};
use super::signs::LiteralSigns;
use crate::build::blocks::{BlockContainer, Blocks, Leaf};
use crate::build::elements::is_block;
use crate::build::inline::{InlineMark, LostLink};
use crate::build::table::RowKind;
use crate::diagnostic::{Code, Diagnostic};
use crate::iri::resolve;
use crate::limits::Limits;
use crate::model::{self, Alignment, Block, Inline, Language, ListItem, Note, NoteId, Numerals, Picture};
use crate::source::{Source, Span};
use crate::text::Replaced;

/// The blocks of a source, as they stand there.
#[derive(Debug, Default)]
pub(super) struct ParsedMarkdown {
    pub(super) blocks: Vec<Block>,
    /// Footnotes, in the order of their first reference.
    pub(super) notes: Vec<Note>,
    /// Links that were not kept.
    pub(super) lost_links: Vec<LostLink>,
}

/// Parses what stands below the front matter. `base` is the article's own address.
pub(super) fn parse(
    source: &Source,
    start: usize,
    base: Option<&str>,
    limits: Limits,
    diagnostics: &mut Vec<Diagnostic>,
) -> ParsedMarkdown {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let text = &source.text()[start..];
    let mut builder = MarkdownBuilder::new(source, start, base, limits);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        builder.event(event, Span::new(range.start + start, range.end + start));
    }
    builder.finish(diagnostics)
}

struct MarkdownBuilder<'a> {
    source: &'a Source,
    /// Where the parsed text begins in the source.
    start: usize,
    base: Option<&'a str>,
    blocks: Blocks<'a>,
    code: Option<model::CodeBlock>,
    /// The lines of a raw HTML block, with the place of each.
    raw: Option<Vec<(String, Span)>>,
    /// Where the content of a dropped element ends.
    dropped_until: usize,
    /// Elements that are never closed below some place; looking for their ends again would be wasted.
    never_closed: Vec<String>,
    dropped_tags: BTreeMap<String, Span>,
    replaced: Replaced,
    signs: LiteralSigns,
    note_ids: BTreeMap<String, (NoteId, Span)>,
}

/// The number that an item begins with.
fn written_number(item: &str) -> Option<u64> {
    let digits = item.len() - item.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    item[digits..].starts_with(['.', ')']).then(|| item[..digits].parse().ok()).flatten()
}

/// Keeps the numbers of items where somebody meant them. CommonMark (5.3) counts from the first and looks at no other, for
/// the sake of those who write 1 before each. Where the written ones only rise, or only fall, they are years of a
/// chronicle, or places of a ranking, and no others may stand there.
fn settle_numbers(items: &mut [ListItem]) {
    let numbers: Vec<Option<u64>> = items.iter().map(|item| item.value).collect();
    let are_meant = numbers.iter().all(Option::is_some)
        && (numbers.is_sorted_by(|one, next| one < next) || numbers.is_sorted_by(|one, next| one > next));
    if !are_meant {
        items.iter_mut().for_each(|item| item.value = None);
    }
}

impl<'a> MarkdownBuilder<'a> {
    fn new(source: &'a Source, start: usize, base: Option<&'a str>, limits: Limits) -> Self {
        Self {
            source,
            start,
            base,
            blocks: Blocks::new(source, limits),
            code: None,
            raw: None,
            dropped_until: 0,
            never_closed: Vec::new(),
            dropped_tags: BTreeMap::new(),
            replaced: Replaced::default(),
            signs: LiteralSigns::default(),
            note_ids: BTreeMap::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                if let Some(code) = &mut self.code {
                    code.text.push_str(&text);
                } else if span.start >= self.dropped_until {
                    self.signs.look_at(self.source, span);
                    let text = self.allowed(&text, span);
                    self.blocks.words(span).text(text, span);
                }
            }
            Event::Code(text) => {
                if span.start >= self.dropped_until {
                    let text = self.allowed(&text, span);
                    self.blocks.words(span).code(text, span);
                }
            }
            Event::SoftBreak => {
                if span.start >= self.dropped_until {
                    self.blocks.words(span).text(" ".to_owned(), span);
                }
            }
            Event::HardBreak => self.blocks.words(span).line_break(),
            Event::Html(text) => {
                if let Some(raw) = &mut self.raw {
                    raw.push((text.into_string(), span));
                }
            }
            Event::InlineHtml(text) => self.inline_html(&text, span),
            Event::FootnoteReference(label) => {
                let next = NoteId(self.note_ids.len());
                let id = self.note_ids.entry(label.into_string()).or_insert((next, span)).0;
                self.blocks.words(span).note(id);
            }
            Event::Rule => {
                self.blocks.close_leaf();
                self.blocks.push(Block::ThematicBreak(Some(span)));
            }
            Event::TaskListMarker(done) => {
                if let Some(BlockContainer::Item { task, .. }) = self.blocks.container() {
                    *task = Some(done);
                }
            }
            // Mathematics is not switched on: the parser sends none.
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                let text = self.allowed(&text, span);
                self.blocks.words(span).code(text, span);
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => self.blocks.open_leaf(Leaf::Paragraph, span),
            Tag::Heading { level, .. } => {
                let is_sign = |character: char| character == '#' || character.is_whitespace();
                if self.source.slice(span).chars().all(is_sign) {
                    let message = "a heading without words is left out";
                    self.blocks.diagnostics.push(Diagnostic::new(Code::StructureFlattened, message).at(span));
                }
                self.blocks.open_leaf(Leaf::Heading(level as u8), span);
            }
            Tag::BlockQuote(_) => self.blocks.open_container(BlockContainer::Quote, span),
            Tag::List(start) => {
                self.blocks.open_container(BlockContainer::list(start, Numerals::Digits), span);
            }
            Tag::Item => {
                self.signs.end_paragraph();
                let number = written_number(self.source.slice(span));
                self.blocks.open_container(BlockContainer::Item { task: None, number }, span);
            }
            Tag::FootnoteDefinition(label) => {
                self.blocks.open_container(BlockContainer::Note { label: label.into_string() }, span);
            }
            Tag::CodeBlock(kind) => {
                self.blocks.close_leaf();
                let language = match kind {
                    CodeBlockKind::Indented => None,
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(|name| self.allowed(name, span)),
                };
                self.code = Some(model::CodeBlock { language, text: String::new(), span: Some(span) });
            }
            Tag::HtmlBlock => {
                self.blocks.close_leaf();
                self.raw = Some(Vec::new());
            }
            Tag::Table(columns) => {
                let columns = columns
                    .into_iter()
                    .map(|column| match column {
                        Column::None | Column::Left => Alignment::Start,
                        Column::Center => Alignment::Centre,
                        Column::Right => Alignment::End,
                    })
                    .collect();
                self.blocks.open_table(columns, span);
            }
            Tag::TableCell => self.blocks.open_leaf(Leaf::Cell, span),
            Tag::Emphasis => self.blocks.words(span).open(InlineMark::Emphasis, span),
            Tag::Strong => self.blocks.words(span).open(InlineMark::Strong, span),
            Tag::Strikethrough => self.blocks.words(span).open(InlineMark::Strikethrough, span),
            Tag::Superscript => self.blocks.words(span).open(InlineMark::Superscript, span),
            Tag::Subscript => self.blocks.words(span).open(InlineMark::Subscript, span),
            Tag::Link { link_type, dest_url, title, .. } => {
                let written = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                let title = self.allowed(&title, span);
                let mark = self.link(written, Some(title), span);
                self.blocks.words(span).open(mark, span);
            }
            Tag::Image { dest_url, title, .. } => {
                let title = self.allowed(&title, span);
                let reference = self.allowed(&dest_url, span);
                self.blocks.words(span).open(InlineMark::Picture { reference, title, span }, span);
            }
            // The cells of a row are enough; what is not switched on comes as text.
            Tag::TableHead
            | Tag::TableRow
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.signs.end_paragraph();
                self.blocks.loosen();
                self.blocks.close_leaf();
            }
            TagEnd::Heading(_) | TagEnd::TableCell => {
                self.signs.end_paragraph();
                self.blocks.close_leaf();
            }
            TagEnd::List(_) => {
                if let Some(BlockContainer::List(list)) = self.blocks.container() {
                    settle_numbers(&mut list.items);
                }
                self.blocks.close_container();
            }
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition => self.blocks.close_container(),
            TagEnd::CodeBlock => {
                if let Some(mut code) = self.code.take() {
                    let span = code.span.unwrap_or(Span::new(0, 0));
                    code.text = self.allowed(code.text.strip_suffix('\n').unwrap_or(&code.text), span);
                    if span.start >= self.dropped_until {
                        self.blocks.push(Block::CodeBlock(code));
                    }
                }
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::TableHead => self.blocks.end_row(RowKind::Head),
            TagEnd::TableRow => self.blocks.end_row(RowKind::Body),
            TagEnd::Table => self.blocks.close_table(),
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => {
                if let Some(words) = self.blocks.open_words() {
                    words.close();
                }
            }
            TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn link(&self, written: String, title: Option<String>, span: Span) -> InlineMark {
        let destination = resolve(&written, self.base);
        InlineMark::Link { destination, written, title: title.filter(|title| !title.trim().is_empty()), span }
    }

    /// The text with every character that no XML file can hold replaced.
    fn allowed(&mut self, text: &str, span: Span) -> String {
        self.replaced.clean(text, span)
    }

    fn inline_html(&mut self, text: &str, span: Span) {
        for (token, range) in html::tokens(text) {
            self.html_token(token, &text[range.clone()], Span::new(span.start + range.start, span.start + range.end));
        }
    }

    /// A block of raw HTML: its elements separate paragraphs.
    fn html_block(&mut self) {
        let Some(lines) = self.raw.take() else { return };
        let text: String = lines.iter().map(|(line, _)| line.as_str()).collect();
        // Where each line begins in `text`, to find the place of a piece in the source.
        let mut starts = Vec::with_capacity(lines.len());
        let mut start = 0;
        for (line, span) in &lines {
            starts.push((start, *span));
            start += line.len();
        }
        let place = |offset: usize| {
            let index = starts.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
            starts.get(index).map_or(0, |(start, span)| (span.start + offset - start).min(span.end))
        };
        for (token, range) in html::tokens(&text) {
            let span = Span::new(place(range.start), place(range.end).max(place(range.start)));
            if matches!(&token, HtmlToken::Open(tag) if is_block(&tag.name))
                || matches!(&token, HtmlToken::Close(name) if is_block(name))
            {
                self.blocks.close_leaf();
            }
            self.html_token(token, &text[range], span);
        }
        self.blocks.close_leaf();
    }

    fn html_token(&mut self, token: HtmlToken, text: &str, span: Span) {
        if span.start < self.dropped_until {
            return;
        }
        match token {
            HtmlToken::Silent => {}
            HtmlToken::Text => {
                // White space between elements is layout, not text.
                let words = html::decode(text).split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
                let edge = |open: bool| if open { " " } else { "" };
                let words = match words.trim() {
                    "" => " ".to_owned(),
                    inner => format!(
                        "{}{inner}{}",
                        edge(text.starts_with(char::is_whitespace)),
                        edge(text.ends_with(char::is_whitespace))
                    ),
                };
                if self.blocks.has_words() || !words.trim().is_empty() {
                    let words = self.allowed(&words, span);
                    self.blocks.words(span).text(words, span);
                }
            }
            HtmlToken::Close(name) => {
                if let Some(words) = self.blocks.open_words() {
                    words.close_tag(&name);
                }
            }
            HtmlToken::Open(tag) => {
                let language = tag.attribute("lang").or_else(|| tag.attribute("xml:lang")).and_then(Language::parse);
                let mark = match tag.name.as_str() {
                    "br" => return self.blocks.words(span).line_break(),
                    "img" => return self.html_picture(&tag, span),
                    "sup" => InlineMark::Superscript,
                    "sub" => InlineMark::Subscript,
                    "em" | "i" | "cite" => InlineMark::Emphasis,
                    "strong" | "b" => InlineMark::Strong,
                    "del" | "s" => InlineMark::Strikethrough,
                    "code" => InlineMark::Code,
                    "a" => match tag.attribute("href") {
                        Some(href) => {
                            let title = tag.attribute("title").map(str::to_owned);
                            self.link(href.to_owned(), title, span)
                        }
                        // An anchor that others link to: it has no words of its own.
                        None => InlineMark::Transparent,
                    },
                    "span" if language.is_some() => InlineMark::Transparent,
                    // Its only sense is where paragraphs end, which is kept.
                    "p" => return,
                    name => {
                        self.drop_tag(name.to_owned(), span);
                        return;
                    }
                };
                let mut marks: Vec<InlineMark> = language.map(InlineMark::LanguageSpan).into_iter().collect();
                marks.push(mark);
                self.blocks.words(span).open_tag(&tag.name, marks, span);
            }
        }
    }

    fn html_picture(&mut self, tag: &html::Tag, span: Span) {
        let text = |name: &str| tag.attribute(name).unwrap_or_default().trim().to_owned();
        let reference = self.allowed(&text("src"), span);
        let alternative = self.allowed(&text("alt"), span);
        let title = self.allowed(&text("title"), span);
        let caption = if title.is_empty() { Vec::new() } else { vec![Inline::text(title)] };
        self.blocks.words(span).picture(
            Picture { reference, others: Vec::new(), alternative, media: None },
            caption,
            span,
        );
    }

    /// Leaves out a tag that the model has no word for, and with some the content up to their end.
    fn drop_tag(&mut self, name: String, span: Span) {
        if html::drops_content(&name) && !self.never_closed.contains(&name) {
            let end = format!("</{name}");
            let rest = &self.source.text().as_bytes()[span.end.max(self.start)..];
            match rest.windows(end.len()).position(|window| window.eq_ignore_ascii_case(end.as_bytes())) {
                Some(offset) => self.dropped_until = span.end + offset,
                None => self.never_closed.push(name.clone()),
            }
        }
        self.dropped_tags.entry(name).or_insert(span);
    }

    fn finish(mut self, diagnostics: &mut Vec<Diagnostic>) -> ParsedMarkdown {
        let mut blocks = self.blocks.finish();
        for (name, span) in &self.dropped_tags {
            let (kept, hint) = if html::drops_content(name) {
                ("it was left out with its content", "an archive file carries no active content")
            } else {
                ("its text was kept", "write it in Markdown if its form matters")
            };
            self.blocks.diagnostics.push(
                Diagnostic::new(
                    Code::HtmlDropped,
                    format!("the HTML element <{name}> has no place in the model: {kept}"),
                )
                .at(*span)
                .with_hint(hint),
            );
        }
        self.replaced.report(&mut self.blocks.diagnostics);
        std::mem::take(&mut self.signs).report(self.source, &mut self.blocks.diagnostics);
        let notes = self.take_notes(&mut blocks);
        diagnostics.append(&mut self.blocks.diagnostics);
        ParsedMarkdown { blocks, notes, lost_links: self.blocks.lost_links }
    }

    /// The notes in the order of their first reference. A note without a reference is set where it was defined.
    fn take_notes(&mut self, blocks: &mut Vec<Block>) -> Vec<Note> {
        let mut ids: Vec<(NoteId, Span, String)> =
            std::mem::take(&mut self.note_ids).into_iter().map(|(label, (id, span))| (id, span, label)).collect();
        ids.sort();
        let mut notes = Vec::with_capacity(ids.len());
        for (_, span, label) in ids {
            notes.push(self.blocks.notes.remove(&label).unwrap_or_else(|| {
                self.blocks.diagnostics.push(
                    Diagnostic::new(Code::NoteUndefined, format!("the footnote {label:?} is not defined")).at(span),
                );
                Note { content: Vec::new(), span: None }
            }));
        }
        let mut orphans: Vec<(String, Note)> = std::mem::take(&mut self.blocks.notes).into_iter().collect();
        orphans.sort_by_key(|(_, note)| note.span);
        let mut unreferred = Vec::with_capacity(orphans.len());
        for (label, note) in orphans {
            self.blocks.diagnostics.push(
                Diagnostic::new(
                    Code::NoteUndefined,
                    format!("nothing refers to the footnote {label:?}: its text stands in the body"),
                )
                .at(note.span)
                .with_hint(format!("refer to it with [^{label}]")),
            );
            unreferred.push(note);
        }
        set_in_body(unreferred, blocks);
        notes
    }
}

/// Sets the blocks of notes, which are in the order of the source, where they were defined.
fn set_in_body(notes: Vec<Note>, blocks: &mut Vec<Block>) {
    if notes.is_empty() {
        return;
    }
    let mut body = std::mem::take(blocks).into_iter().peekable();
    for note in notes {
        while let Some(block) = body.next_if(|block| block.span() < note.span) {
            blocks.push(block);
        }
        blocks.extend(note.content);
    }
    blocks.extend(body);
}
