//! Figures: pictures with their captions, and what plays.
//!
//! 1. A picture or a player in a figure waits until the figure is closed; elsewhere it stands where it is.
//! 2. The caption belongs to the figure's last picture; one that stands beside a figure joins it.
//! 3. What plays becomes a link, what is drawn in the page itself is not carried, and both are said.

use dom_query::NodeRef;

use super::PageBuilder;
use crate::build::inline::{InlineMark, Loss, LostLink};
use crate::diagnostic::{Code, Diagnostic};
use crate::iri::{LinkDestination, resolve_in_page, web};
use crate::model::{Block, Figure, Paragraph, Picture};
use crate::read::html::shapes::{host, is_between_words};
use crate::read::html::table::TableKind;
use crate::read::html::tree::collapsed;
use crate::read::html::{embeds, pictures};
use crate::source::Span;

/// The longest words that a link to something embedded takes from its title, in characters.
const LONGEST_TITLE: usize = 200;

/// A figure that is open.
#[derive(Debug)]
pub(super) struct OpenFigure {
    pictures: Vec<(Picture, Span)>,
    /// Links to what is embedded in it.
    players: Vec<(String, String, Span)>,
    span: Span,
}

impl OpenFigure {
    pub(super) fn new(span: Span) -> Self {
        Self { pictures: Vec::new(), players: Vec::new(), span }
    }
}

impl<'a> PageBuilder<'a> {
    /// A drawing that is written in the page itself is not carried. Outside of figures it is an icon.
    pub(super) fn drawing(&mut self, node: &NodeRef<'a>, span: Span) {
        if node.ancestors_it(None).any(|ancestor| ancestor.has_name("figure")) {
            let message = "a drawing that is written in the page itself (svg) is not carried";
            let hint = "save it as a file beside the page, and refer to it with an img element";
            self.prose.blocks.diagnostics.push(Diagnostic::new(Code::PictureRefused, message).at(span).with_hint(hint));
        }
    }

    pub(super) fn image(&mut self, name: &str, node: &NodeRef<'a>, span: Span) {
        // The sides of a picture of AMP may be no more than their proportion.
        if name == "img" && pictures::is_pixel(node) {
            return;
        }
        if is_between_words(node) {
            self.prose.push_text(" ", span);
        }
        let alternative = node.attr("alt").unwrap_or_default();
        if node.class().is_some_and(|class| class.contains("emoji")) && (1..=8).contains(&alternative.chars().count()) {
            self.prose.push_text(&alternative, span);
            return;
        }
        let (base, pictures_are_elsewhere) = (self.context.base, self.context.pictures_are_elsewhere);
        let mut refused = Vec::new();
        let archive = self.context.source.archive();
        let is_at_hand = |reference: &str| archive.is_some_and(|archive| archive.part(reference).is_some());
        let resolved = |written: &str| {
            if written.starts_with("data:image/") || written.starts_with("cid:") {
                return Some(written.to_owned());
            }
            match resolve_in_page(written, base) {
                LinkDestination::Unsafe => {
                    refused.push(LostLink { loss: Loss::Unsafe, written: written.to_owned(), span });
                    None
                }
                LinkDestination::Address(address) if pictures_are_elsewhere || written.contains("//") => Some(address),
                // A file beside the page.
                LinkDestination::Address(_) | LinkDestination::Nowhere => Some(written.to_owned()),
            }
        };
        let picture = pictures::picture(node, span, &mut self.prose.replaced, resolved, is_at_hand);
        self.prose.blocks.lost_links.append(&mut refused);
        let Some(picture) = picture else { return };
        match &mut self.figure {
            Some(figure) => {
                figure.pictures.push((picture, span));
                let link = node.ancestors_it(Some(2)).find(|around| around.has_name("a"));
                let address = link.and_then(|link| link.attr("href")).filter(|it| !pictures::is_picture_name(it));
                if address.is_some_and(|address| web(&address).is_some()) {
                    let message = "a picture that is a link is kept as a picture, without the link";
                    self.prose.blocks.diagnostics.push(Diagnostic::new(Code::StructureFlattened, message).at(span));
                }
            }
            None => {
                self.prose.words(span).picture(picture, Vec::new(), span);
            }
        }
    }

    /// Something that plays, or another page that is shown here: a link to it.
    pub(super) fn player(&mut self, node: &NodeRef<'a>, span: Span) {
        let Some(written) = embeds::address(node) else { return };
        let title = ["title", "aria-label", "playlabel"].into_iter().find_map(|name| node.attr(name));
        let title = title.map(|title| collapsed(&title)).filter(|title| !title.is_empty());
        self.embed(&written, title.filter(|title| title.chars().count() <= LONGEST_TITLE), span);
    }

    /// What is embedded from an address: a link to it.
    pub(super) fn embed(&mut self, written: &str, title: Option<String>, span: Span) {
        let address = match resolve_in_page(written, self.context.base) {
            LinkDestination::Address(address) => address,
            // An empty frame.
            LinkDestination::Unsafe if written.starts_with("about:") => return,
            destination => {
                let loss = if destination == LinkDestination::Unsafe { Loss::Unsafe } else { Loss::Nowhere };
                self.prose.blocks.lost_links.push(LostLink { loss, written: written.to_owned(), span });
                return;
            }
        };
        let title = title.unwrap_or_else(|| host(&address));
        let title = self.prose.replaced.clean(&title, span);
        self.prose.blocks.diagnostics.push(
            Diagnostic::new(Code::EmbedLinked, format!("what is embedded from {address:?} is kept as a link to it"))
                .at(span),
        );
        match &mut self.figure {
            Some(figure) => figure.players.push((address, title, span)),
            None if self.prose.is_locked() => self.push_link(address, title, span),
            None => {
                self.prose.boundary();
                self.push_link(address, title, span);
                self.prose.boundary();
            }
        }
    }

    fn push_link(&mut self, address: String, words: String, span: Span) {
        let written = address.clone();
        let link = InlineMark::Link { destination: LinkDestination::Address(address), written, title: None, span };
        self.prose.words(span).open(link, span);
        self.prose.push_text(&words, span);
        self.prose.words(span).close();
    }

    pub(super) fn close_figure(&mut self) {
        self.prose.close_leaf();
        let (caption, caption_span) = self.prose.blocks.take_caption();
        let Some(OpenFigure { mut pictures, players, span }) = self.figure.take() else { return };
        let whole = Some(caption_span.map_or(span, |caption| span.join(caption)));
        let last = pictures.pop();
        for (picture, span) in pictures {
            let figure = Figure { picture: Some(picture), caption: Vec::new(), span: Some(span), guessed: false };
            self.prose.blocks.push(Block::Figure(figure));
        }
        for (address, words, span) in players {
            self.push_link(address, words, span);
            self.prose.boundary();
        }
        match last {
            Some((picture, _)) => {
                let figure = Figure { picture: Some(picture), caption, span: whole, guessed: false };
                self.prose.blocks.push(Block::Figure(figure));
            }
            // What plays is a link above; its caption is a paragraph below.
            None if !caption.is_empty() => {
                self.prose.blocks.push(Block::Paragraph(Paragraph { content: caption, span: caption_span.or(whole) }));
            }
            None => {}
        }
    }

    /// Closes the caption of the figure before it.
    pub(super) fn close_caption(&mut self) {
        self.prose.close_leaf();
        let (caption, span) = self.prose.blocks.take_caption();
        if let Some(figure) = self.prose.blocks.last_figure() {
            figure.caption = caption;
            figure.span = figure.span.into_iter().chain(span).reduce(Span::join);
        }
    }

    /// Whether a caption stands in a figure with one table of data and no picture.
    pub(super) fn is_of_table(&self, caption: &NodeRef<'a>) -> bool {
        let is = |inner: &NodeRef<'a>, is_one: fn(&str) -> bool| {
            inner.qual_name_ref().is_some_and(|name| is_one(&name.local))
        };
        let Some(figure) = caption.ancestors_it(Some(2)).find(|around| around.has_name("figure")) else { return false };
        let mut tables = figure.descendants_it().filter(|inner| inner.has_name("table"));
        let (Some(table), None) = (tables.next(), tables.next()) else { return false };
        !figure.descendants_it().any(|inner| is(&inner, embeds::is_picture) || is(&inner, embeds::is_player))
            && TableKind::of(&table, self.context.article, &self.context.limits) == TableKind::Data
    }

    /// Closes the caption of a table that stands behind it, or before it.
    pub(super) fn close_outer_caption(&mut self) {
        self.prose.close_leaf();
        self.caption = self.prose.blocks.take_caption();
        if self.prose.blocks.last_table().is_some() {
            self.caption_table();
        }
    }

    /// Gives the table that was closed last the caption that stands outside of it. Where there is no table after all, it is
    /// a paragraph.
    pub(super) fn caption_table(&mut self) {
        let (caption, span) = std::mem::take(&mut self.caption);
        if caption.is_empty() {
            return;
        }
        match self.prose.blocks.last_table() {
            Some(table) => {
                table.caption = caption;
                table.span = table.span.into_iter().chain(span).reduce(Span::join);
            }
            None => self.prose.blocks.push(Block::Paragraph(Paragraph { content: caption, span })),
        }
    }

    /// Closes the caption of a picture that did not come.
    pub(super) fn close_lone_caption(&mut self) {
        self.prose.close_leaf();
        let (caption, span) = self.prose.blocks.take_caption();
        if caption.is_empty() {
            return;
        }
        self.prose.blocks.push(Block::Figure(Figure { picture: None, caption, span, guessed: false }));
        let message = "the picture of this caption did not come with the article";
        self.prose.blocks.diagnostics.push(Diagnostic::new(Code::PictureMissing, message).at(span));
    }
}
