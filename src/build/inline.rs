//! Builds the inlines of one paragraph-like thing from parser events and raw tags.
//!
//! Marks nest on a stack, not by recursion; beyond the deepest level a mark is left out and its words are kept.

use crate::iri::LinkDestination;
use crate::model::walk::plain_text;
use crate::model::{Figure, Inline, Language, Link, NoteId, Picture, inline::Text};
use crate::source::Span;

/// A mark around inlines.
#[derive(Debug, Clone)]
pub(crate) enum InlineMark {
    Emphasis,
    Strong,
    Strikethrough,
    Superscript,
    Subscript,
    Code,
    Link {
        destination: LinkDestination,
        written: String,
        title: Option<String>,
        span: Span,
    },
    LanguageSpan(Language),
    Picture {
        reference: String,
        title: String,
        span: Span,
    },
    /// Nothing but its content.
    Transparent,
}

/// What stands open: a mark, the tag that opened it if it was raw HTML, and what it holds so far.
#[derive(Debug)]
struct OpenMark {
    mark: InlineMark,
    tag: Option<String>,
    content: Vec<Inline>,
}

/// Why a link was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loss {
    /// It has no address.
    Nowhere,
    /// Its address is of a kind that no file may carry.
    Unsafe,
    /// It has no words: nobody could see it, and nobody could follow it.
    Wordless,
}

/// A link that was not kept.
#[derive(Debug, Clone)]
pub(crate) struct LostLink {
    pub(crate) loss: Loss,
    /// The address as the source has it.
    pub(crate) written: String,
    pub(crate) span: Span,
}

/// What one paragraph-like thing came to.
#[derive(Debug, Default)]
pub(crate) struct InlineRun {
    pub(crate) content: Vec<Inline>,
    /// The pictures that stood in it.
    pub(crate) figures: Vec<Figure>,
    pub(crate) lost_links: Vec<LostLink>,
    /// The first place where marks nested too deeply.
    pub(crate) too_deep: Option<Span>,
    /// The first linked picture whose link was left out.
    pub(crate) linked_picture: Option<Span>,
    /// How many of the pictures stood before all words.
    pub(crate) leading: usize,
    /// The first picture that stood amid words: it follows them.
    pub(crate) moved: Option<Span>,
}

/// Builds one run.
#[derive(Debug)]
pub(crate) struct InlineBuilder {
    /// How deep marks may nest.
    deepest: usize,
    run: InlineRun,
    stack: Vec<OpenMark>,
    /// Where in `stack` each mark of the parser's own stands; raw tags do not reach across them.
    parser_marks: Vec<usize>,
    /// Marks that were opened beyond the deepest level.
    ignored: usize,
    /// The first picture behind words, and how long those are.
    amid: Option<(Span, usize)>,
}

impl InlineBuilder {
    /// Nothing yet; marks may nest `deepest` levels deep.
    pub(crate) fn new(deepest: usize) -> Self {
        Self { deepest, run: InlineRun::default(), stack: Vec::new(), parser_marks: Vec::new(), ignored: 0, amid: None }
    }

    fn top(&mut self) -> &mut Vec<Inline> {
        match self.stack.last_mut() {
            Some(open) => &mut open.content,
            None => &mut self.run.content,
        }
    }

    /// Adds words.
    pub(crate) fn text(&mut self, text: String, span: Span) {
        let in_code = self.stack.iter().any(|open| matches!(open.mark, InlineMark::Code));
        let words = Text { text, span: Some(span) };
        self.top().push(if in_code { Inline::Code(words) } else { Inline::Text(words) });
    }

    /// Adds code.
    pub(crate) fn code(&mut self, text: String, span: Span) {
        self.top().push(Inline::Code(Text { text, span: Some(span) }));
    }

    /// Ends a line.
    pub(crate) fn line_break(&mut self) {
        self.top().push(Inline::LineBreak);
    }

    /// Refers to a note.
    pub(crate) fn note(&mut self, note: NoteId) {
        self.top().push(Inline::NoteReference(note));
    }

    /// Opens a mark of the parser's own.
    pub(crate) fn open(&mut self, mark: InlineMark, span: Span) {
        if self.stack.len() >= self.deepest {
            self.ignored += 1;
            self.run.too_deep.get_or_insert(span);
            return;
        }
        self.parser_marks.push(self.stack.len());
        self.stack.push(OpenMark { mark, tag: None, content: Vec::new() });
    }

    /// Closes the innermost mark of the parser's own, with every raw tag left open inside it.
    pub(crate) fn close(&mut self) {
        if self.ignored > 0 {
            self.ignored -= 1;
        } else if let Some(depth) = self.parser_marks.pop() {
            self.close_down_to(depth);
        }
    }

    /// Opens the marks of a raw tag.
    pub(crate) fn open_tag(&mut self, name: &str, marks: Vec<InlineMark>, span: Span) {
        for mark in marks {
            if self.stack.len() >= self.deepest {
                self.run.too_deep.get_or_insert(span);
            } else {
                self.stack.push(OpenMark { mark, tag: Some(name.to_owned()), content: Vec::new() });
            }
        }
    }

    /// Closes the innermost raw tag of that name; one that is not open is nothing.
    pub(crate) fn close_tag(&mut self, name: &str) {
        let floor = self.parser_marks.last().map_or(0, |depth| depth + 1);
        let named = |open: &OpenMark| open.tag.as_deref() == Some(name);
        if let Some(found) = self.stack[floor..].iter().rposition(named) {
            let mut depth = floor + found;
            // One tag may have opened two marks: `<i lang="la">`.
            if depth > floor
                && named(&self.stack[depth - 1])
                && matches!(self.stack[depth - 1].mark, InlineMark::LanguageSpan(_))
            {
                depth -= 1;
            }
            self.close_down_to(depth);
        }
    }

    /// Adds a picture.
    pub(crate) fn picture(&mut self, picture: Picture, caption: Vec<Inline>, span: Span) {
        if self.run.leading == self.run.figures.len()
            && plain_text(&self.run.content).trim().is_empty()
            && self.stack.iter().all(|open| plain_text(&open.content).trim().is_empty())
        {
            self.run.leading += 1;
        } else if self.amid.is_none() {
            let open = self.stack.iter().map(|open| plain_text(&open.content).len());
            let before = plain_text(&self.run.content).len() + open.sum::<usize>();
            self.amid = Some((span, before));
        }
        if let Some(InlineMark::Link { span, destination: LinkDestination::Address(_), .. }) =
            self.stack.last().map(|open| &open.mark)
        {
            let span = *span;
            self.run.linked_picture.get_or_insert(span);
        }
        self.run.figures.push(Figure { picture: Some(picture), caption, span: Some(span), guessed: false });
    }

    /// Ends the run.
    pub(crate) fn finish(mut self) -> InlineRun {
        self.close_down_to(0);
        let mut run = self.run;
        let words = || plain_text(&run.content).trim_end().len();
        run.moved = self.amid.filter(|(_, before)| words() > *before).map(|(span, _)| span);
        if !run.figures.is_empty() {
            trim(&mut run.content);
            // A picture and stressed words below it, in one paragraph: the words are its caption.
            if run.leading > 0
                && let [figure] = run.figures.as_mut_slice()
                && figure.caption.is_empty()
                && let [Inline::Emphasis(caption)] = run.content.as_mut_slice()
            {
                figure.caption = std::mem::take(caption);
                run.content.clear();
            }
        }
        run
    }

    fn close_down_to(&mut self, depth: usize) {
        while self.stack.len() > depth {
            let Some(OpenMark { mark, content, tag: _ }) = self.stack.pop() else { return };
            let closed = match mark {
                InlineMark::Transparent | InlineMark::Code => {
                    self.top().extend(content);
                    continue;
                }
                InlineMark::Picture { reference, title, span } => {
                    let caption = if title.trim().is_empty() {
                        Vec::new()
                    } else {
                        vec![Inline::Text(Text { text: title, span: Some(span) })]
                    };
                    let alternative = plain_text(&content).replace('\n', " ").trim().to_owned();
                    self.picture(Picture { reference, others: Vec::new(), alternative, media: None }, caption, span);
                    continue;
                }
                InlineMark::Link { destination, written, title, span } => match destination {
                    LinkDestination::Address(address) if has_words(&content) => {
                        let link = Link { address, title, content: Vec::new(), span: Some(span) };
                        self.top().extend(linked(&link, content));
                        continue;
                    }
                    LinkDestination::Address(_) | LinkDestination::Nowhere | LinkDestination::Unsafe => {
                        let loss = match destination {
                            LinkDestination::Address(_) => Loss::Wordless,
                            LinkDestination::Nowhere => Loss::Nowhere,
                            LinkDestination::Unsafe => Loss::Unsafe,
                        };
                        // Of the link around a picture it is said that the picture was kept.
                        let held = self.run.figures.last().and_then(|figure| figure.span);
                        if loss != Loss::Wordless || !held.is_some_and(|held| span.contains(held)) {
                            self.run.lost_links.push(LostLink { loss, written, span });
                        }
                        self.top().extend(content);
                        continue;
                    }
                },
                InlineMark::Emphasis => Inline::Emphasis(content),
                InlineMark::Strong => Inline::Strong(content),
                InlineMark::Strikethrough => Inline::Strikethrough(content),
                InlineMark::Superscript => Inline::Superscript(content),
                InlineMark::Subscript => Inline::Subscript(content),
                InlineMark::LanguageSpan(language) => Inline::LanguageSpan { language, content },
            };
            // A mark around nothing says nothing.
            if !closed.children().is_empty() {
                self.top().push(closed);
            }
        }
    }
}

/// Whether there is something in a link to see and to follow.
fn has_words(content: &[Inline]) -> bool {
    !plain_text(content).trim().is_empty()
}

/// Words as a link, in several parts where another link or a reference to a note stands among them: no format has one
/// in the other.
fn linked(link: &Link, content: Vec<Inline>) -> Vec<Inline> {
    let part = |words: &mut Vec<Inline>, parts: &mut Vec<Inline>| match std::mem::take(words) {
        content if has_words(&content) => parts.push(Inline::Link(Link { content, ..link.clone() })),
        spaces => parts.extend(spaces),
    };
    let (mut parts, mut words) = (Vec::new(), Vec::new());
    for mut inline in content {
        if !leads_elsewhere(&inline) {
            words.push(inline);
            continue;
        }
        part(&mut words, &mut parts);
        match &mut inline {
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strikethrough(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content)
            | Inline::LanguageSpan { content, .. } => *content = linked(link, std::mem::take(content)),
            Inline::Text(_) | Inline::Code(_) | Inline::Link(_) | Inline::LineBreak | Inline::NoteReference(_) => {}
        }
        parts.push(inline);
    }
    part(&mut words, &mut parts);
    parts
}

/// Whether a link or a reference to a note stands in it, or is it.
fn leads_elsewhere(inline: &Inline) -> bool {
    matches!(inline, Inline::Link(_) | Inline::NoteReference(_)) || inline.children().iter().any(leads_elsewhere)
}

/// Removes white space at both ends, and nothing else.
pub(crate) fn trim(content: &mut Vec<Inline>) {
    fn blank(inline: &Inline) -> bool {
        match inline {
            Inline::Text(text) => text.text.trim().is_empty(),
            Inline::LineBreak => true,
            Inline::Emphasis(_)
            | Inline::Strong(_)
            | Inline::Strikethrough(_)
            | Inline::Superscript(_)
            | Inline::Subscript(_)
            | Inline::Code(_)
            | Inline::Link(_)
            | Inline::NoteReference(_)
            | Inline::LanguageSpan { .. } => false,
        }
    }
    while content.last().is_some_and(blank) {
        content.pop();
    }
    let start = content.iter().position(|inline| !blank(inline)).unwrap_or(content.len());
    content.drain(..start);
    if let Some(Inline::Text(text)) = content.first_mut()
        && text.text.starts_with(char::is_whitespace)
    {
        text.text = text.text.trim_start().to_owned();
    }
    if let Some(Inline::Text(text)) = content.last_mut() {
        text.text.truncate(text.text.trim_end().len());
    }
}

/// Joins neighbouring words into one piece of text, at every depth.
pub(crate) fn join_text(content: &mut Vec<Inline>) {
    let mut joined: Vec<Inline> = Vec::with_capacity(content.len());
    for mut inline in content.drain(..) {
        match (&mut inline, joined.last_mut()) {
            (Inline::Text(next), Some(Inline::Text(last))) => {
                last.text.push_str(&next.text);
                last.span = match (last.span, next.span) {
                    (Some(last), Some(next)) => Some(last.join(next)),
                    (span, None) | (None, span) => span,
                };
                continue;
            }
            (
                Inline::Emphasis(content)
                | Inline::Strong(content)
                | Inline::Strikethrough(content)
                | Inline::Superscript(content)
                | Inline::Subscript(content)
                | Inline::Link(Link { content, .. })
                | Inline::LanguageSpan { content, .. },
                _,
            ) => join_text(content),
            (Inline::Text(_) | Inline::Code(_) | Inline::LineBreak | Inline::NoteReference(_), _) => {}
        }
        joined.push(inline);
    }
    *content = joined;
}
