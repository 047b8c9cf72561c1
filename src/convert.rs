//! One article or a hundred thousand: what is done with each of them, and one report at the end.
//!
//! 1. a [`Conversion`] reads an article and makes all of its files in memory, or none of them;
//! 2. a [`RunReport`] counts what became of the articles and gives the [`RunVerdict`].
//!
//! Nothing here touches a disk or a clock: whoever calls brings the bytes and takes the files, one article at a time,
//! so that memory is bounded by one article.

use std::collections::BTreeSet;
use std::iter;
use std::panic::resume_unwind;
use std::thread::{self, ScopedJoinHandle};

use crate::limits::Limit;
use crate::memory;
use crate::model::{Origin, Status, Timestamp};
use crate::remedy::{Remedy, Setting};
use crate::render::{Attachment, Edition, NewsMlRenderer, Relationship};
use crate::{
    Code, Diagnostic, Document, Error, MediaLoader, Outcome, ReadOptions, RenderOptions, Renderer, Result, Severity,
    Source,
};

/// What is done with every article of a run.
#[derive(Debug, Clone)]
pub struct Conversion {
    renderers: Vec<&'static dyn Renderer>,
    read: ReadOptions,
    render: RenderOptions,
    captured: Option<Timestamp>,
    now: Option<Timestamp>,
    strict: bool,
    withheld: bool,
    at_once: bool,
}

/// What became of one article.
#[derive(Debug, Clone)]
pub struct Converted {
    /// One file for each renderer, in their order.
    pub files: Vec<RenderedFile>,
    /// The time that was written into them.
    pub written: Timestamp,
}

/// One file, in memory.
#[derive(Debug, Clone)]
pub struct RenderedFile {
    /// What made it.
    pub renderer: &'static dyn Renderer,
    /// Its media type.
    pub media_type: &'static str,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Conversion {
    /// A conversion to these formats.
    pub fn new(renderers: impl Into<Vec<&'static dyn Renderer>>) -> Self {
        Self {
            renderers: renderers.into(),
            read: ReadOptions::default(),
            render: RenderOptions::default(),
            captured: None,
            now: None,
            strict: false,
            withheld: false,
            at_once: false,
        }
    }

    /// Sets the formats.
    #[must_use]
    pub fn with_renderers(mut self, renderers: impl Into<Vec<&'static dyn Renderer>>) -> Self {
        self.renderers = renderers.into();
        self
    }

    /// The formats.
    pub fn renderers(&self) -> &[&'static dyn Renderer] {
        &self.renderers
    }

    /// Sets what is known about the articles.
    #[must_use]
    pub fn with_read_options(mut self, options: ReadOptions) -> Self {
        self.read = options;
        self
    }

    /// What is known about the articles.
    pub fn read_options(&self) -> &ReadOptions {
        &self.read
    }

    /// Sets what all renderers take.
    #[must_use]
    pub fn with_render_options(mut self, options: RenderOptions) -> Self {
        self.render = options;
        self
    }

    /// Sets when the article was captured: the time to write into the files where neither the options nor the article
    /// know one.
    #[must_use]
    pub fn with_captured(mut self, captured: impl Into<Option<Timestamp>>) -> Self {
        self.captured = captured.into();
        self
    }

    /// Sets the time to write into the files where neither the options nor the article know one.
    #[must_use]
    pub fn with_now(mut self, now: impl Into<Option<Timestamp>>) -> Self {
        self.now = now.into();
        self
    }

    /// Sets whether a warning is reason enough to make nothing.
    #[must_use]
    pub fn with_strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Sets whether files are made of articles that their provider has cancelled or withheld, or that are under embargo.
    #[must_use]
    pub fn with_withheld(mut self, withheld: bool) -> Self {
        self.withheld = withheld;
        self
    }

    /// Sets whether the files of one article are made at once, each by a thread of its own: somebody waits for them. The
    /// bytes are the same. Where there are many articles, they are what is better done at once.
    #[must_use]
    pub fn with_at_once(mut self, at_once: bool) -> Self {
        self.at_once = at_once;
        self
    }

    /// Makes all files of one article; `pictures` brings its pictures.
    ///
    /// # Errors
    /// If the article cannot be read or one of its files not be made; in a strict conversion also if there is a
    /// warning: then the reasons hold no error. All reasons of all formats are given at once.
    pub fn convert(&self, source: &Source, pictures: &dyn MediaLoader) -> Result<Outcome<Converted>> {
        self.render(source, self.read(source, pictures)?)
    }

    /// Makes all files of every article of an input, in its order: what became of each of them.
    ///
    /// # Errors
    /// If the input cannot be read; that of one article no file can be made is told with the article.
    pub fn convert_all(&self, source: &Source, pictures: &dyn MediaLoader) -> Result<Vec<Result<Outcome<Converted>>>> {
        has_room_for(source)?;
        let articles = crate::read_all(source, &self.read)?;
        let with_pictures = |mut article| {
            crate::attach_media(&mut article, pictures, &self.read.limits);
            self.render(source, article)
        };
        Ok(articles.into_iter().map(with_pictures).collect())
    }

    /// Reads an article, and its pictures with it: the first half of [`Conversion::convert`].
    ///
    /// # Errors
    /// If the article cannot be read.
    pub fn read(&self, source: &Source, pictures: &dyn MediaLoader) -> Result<Outcome<Document>> {
        has_room_for(source)?;
        let mut article = crate::read(source, &self.read)?;
        crate::attach_media(&mut article, pictures, &self.read.limits);
        Ok(article)
    }

    /// Makes all files of an article that was read: the second half of [`Conversion::convert`].
    ///
    /// # Errors
    /// If one of its files cannot be made; in a strict conversion also if there is a warning.
    pub fn render(&self, source: &Source, article: Outcome<Document>) -> Result<Outcome<Converted>> {
        let Outcome { output: document, mut diagnostics } = article;

        diagnostics.extend(self.halted(&document));
        let published = document.metadata.published.as_ref().map(|slot| slot.value);
        // No file was made at a time that has not come.
        let published = published.filter(|published| self.now.is_none_or(|now| published.to_unix() <= now.to_unix()));
        let known = self.render.modified.or(published).or(self.captured);
        if let (None, Some(now)) = (known, self.now) {
            diagnostics.push(
                Diagnostic::new(
                    Code::ClockUsed,
                    format!("the present ({now}) is written into the files: two runs differ"),
                )
                .with_hint(Remedy::TIME_OF_WRITING),
            );
        }
        let mut options = self.render.clone().with_modified(known.or(self.now));
        let edition = Edition::new(&document, &options)?;
        let written = edition.written;
        // What is attached to one file may be asked for by itself too, and is the same.
        let mut attached = None;
        if self.renderers.iter().any(|renderer| renderer.attaches()) {
            let news = NewsMlRenderer.render(&edition, &options)?;
            options.attachments.extend(self.attachments(source, &edition, news.output.clone())?);
            attached = Some(news);
        }
        let render = |renderer: &dyn Renderer| match &attached {
            Some(news) if renderer.name() == NewsMlRenderer.name() => Ok(news.clone()),
            _ => renderer.render(&edition, &options),
        };
        let mut files = Vec::with_capacity(self.renderers.len());
        for (&renderer, rendered) in self.renderers.iter().zip(self.each_renderer(&render)) {
            match rendered {
                Ok(outcome) => {
                    let media_type = renderer.media_type_of(&document);
                    files.push(RenderedFile { renderer, media_type, bytes: outcome.output });
                    diagnostics.extend(outcome.diagnostics);
                }
                Err(error) => diagnostics.extend(error.into_diagnostics()),
            }
        }

        let outcome = Outcome::new(Converted { files, written }, said_once(diagnostics));
        let bar = if self.strict { Severity::Warning } else { Severity::Error };
        if outcome.diagnostics.iter().any(|diagnostic| diagnostic.severity() >= bar) {
            return Err(Error::new(outcome.diagnostics));
        }
        Ok(outcome)
    }

    /// What becomes of each renderer, in their order. The first stays on this thread, which may know its words already.
    fn each_renderer<T: Send>(&self, render: &(impl Fn(&dyn Renderer) -> T + Sync)) -> Vec<T> {
        let [first, others @ ..] = self.renderers.as_slice() else { return Vec::new() };
        if !self.at_once {
            return self.renderers.iter().map(|&renderer| render(renderer)).collect();
        }
        thread::scope(|scope| {
            let others: Vec<_> = others.iter().map(|&renderer| scope.spawn(move || render(renderer))).collect();
            let first = render(*first);
            let joined = |other: ScopedJoinHandle<'_, T>| other.join().unwrap_or_else(|panic| resume_unwind(panic));
            iter::once(first).chain(others.into_iter().map(joined)).collect()
        })
    }

    /// Why an article must not be used now: that it is not released yet, and that therefore no file is made of it.
    pub fn halted(&self, document: &Document) -> impl Iterator<Item = Diagnostic> {
        [self.unreleased(document), self.refusal(document)].into_iter().flatten()
    }

    /// That an article is to be released at a time that has not come.
    fn unreleased(&self, document: &Document) -> Option<Diagnostic> {
        let embargo = document.metadata.delivery.embargo.as_ref()?;
        let holds = embargo.value.holds_at(self.render.modified.or(self.now));
        let until = embargo.value.until.filter(|_| embargo.origin == Origin::Guess && holds)?;
        let message = format!("the article is to be released at {until}, which has not come: it is under embargo");
        let halted = Diagnostic::new(Code::PublicationHalted, message).at(embargo.span);
        Some(halted.with_hint("it must not be published before"))
    }

    /// Why no file is made of an article that must not be used: an embargo is over by the time to write, else by the
    /// present.
    fn refusal(&self, document: &Document) -> Option<Diagnostic> {
        let delivery = &document.metadata.delivery;
        if self.withheld || !delivery.is_halted_at(self.render.modified.or(self.now)) {
            return None;
        }
        let halted = delivery.status.as_ref().filter(|status| status.value != Status::Usable);
        let span = halted.and_then(|status| status.span).or(delivery.embargo.as_ref().and_then(|embargo| embargo.span));
        let message = "no file is made of an article that its provider has cancelled, withheld or put under embargo";
        let hint = Remedy::using(
            &[Setting::AllowWithheld],
            "ask the provider; if you may keep it all the same, say so with {}",
        );
        Some(Diagnostic::new(Code::ArticleHalted, message).at(span).with_hint(hint))
    }

    /// What belongs to an article and may be attached to its files: the bytes that it was made from, and the article as
    /// NewsML-G2, for machines.
    fn attachments(&self, source: &Source, edition: &Edition<'_>, news: Vec<u8>) -> Result<[Attachment; 2]> {
        let document = edition.document;
        let name = source.name().rsplit(['/', '\\']).next().filter(|name| !["", "-"].contains(name));
        let stem = name.map_or("article", |name| name.rsplit_once('.').map_or(name, |(stem, _)| stem));
        let own_name = match name {
            Some(name) => name.to_owned(),
            None => {
                let (reader, _) = crate::read::reader(source, &self.read)?;
                format!("{stem}.{}", reader.extensions().first().unwrap_or(&"txt"))
            }
        };
        let input = Attachment::new(own_name, document.metadata.input.media_type, Relationship::Source, source.bytes())
            .with_description("The file that this document was made from");
        let name = format!("{stem}.{}", NewsMlRenderer.extension());
        let news = Attachment::new(name, NewsMlRenderer.media_type_of(document), Relationship::Alternative, news)
            .with_description("The same article as NewsML-G2, with its metadata and terms for machines");
        Ok([input, news])
    }
}

/// How much memory an article takes at most while its files are made, for each byte of its text. Measured on dense
/// Markdown: the document, its glyphs on pages and three files.
const MEMORY_FOR_A_BYTE: usize = 50;

/// Sees that there is memory for an article before it is begun.
fn has_room_for(source: &Source) -> Result<()> {
    let length = source.text().len();
    if memory::has_room(length.saturating_mul(MEMORY_FOR_A_BYTE)) {
        return Ok(());
    }
    let what = format!("to convert {}, whose text has {} MB", source.name(), length >> 20);
    Err(memory::exhausted(&what, Limit::Input).into())
}

/// What two formats say in the same words about the same place is said once.
fn said_once(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let first: Vec<bool> = diagnostics
        .iter()
        .map(|Diagnostic { code, span, message, hint }| seen.insert((*code, *span, message.as_str(), hint.as_ref())))
        .collect();
    diagnostics.into_iter().zip(first).filter_map(|(diagnostic, first)| first.then_some(diagnostic)).collect()
}

/// What became of the articles of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RunReport {
    /// How many articles were converted.
    pub converted: usize,
    /// How many were not.
    pub failed: usize,
}

impl RunReport {
    /// Counts one article.
    pub fn count(&mut self, converted: bool) {
        if converted {
            self.converted += 1;
        } else {
            self.failed += 1;
        }
    }

    /// How many articles there were.
    pub const fn total(self) -> usize {
        self.converted + self.failed
    }

    /// What the whole run came to.
    pub const fn verdict(self) -> RunVerdict {
        match (self.converted, self.failed) {
            (_, 0) => RunVerdict::Whole,
            (0, _) => RunVerdict::Nothing,
            (_, _) => RunVerdict::Part,
        }
    }
}

/// What a run came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunVerdict {
    /// Every article was converted.
    Whole,
    /// Some were, some were not.
    Part,
    /// None was.
    Nothing,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_to_a_verdict() {
        let verdict = |converted, failed| RunReport { converted, failed }.verdict();
        assert_eq!(verdict(0, 0), RunVerdict::Whole);
        assert_eq!(verdict(3, 0), RunVerdict::Whole);
        assert_eq!(verdict(2, 1), RunVerdict::Part);
        assert_eq!(verdict(0, 1), RunVerdict::Nothing);
    }

    #[test]
    fn says_once_what_two_formats_say_alike() {
        let lost = |message: &str| Diagnostic::new(Code::GlyphMissing, message);
        assert_eq!(
            said_once(vec![lost("a"), lost("b"), lost("a"), lost("a").with_hint("c")]),
            [lost("a"), lost("b"), lost("a").with_hint("c")]
        );
    }
}
