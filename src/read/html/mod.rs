//! A web page in, [`Document`] out.
//!
//! 1. [`tree`] parses the page as browsers do, and knows where every part of it stands;
//! 2. [`find`] tells which words are the article's: [`unfold`] does what a script would do, Readability names words,
//!    [`outline`] says what stands where, [`region`] chooses by it and by what [`hints`] and [`witness`] say; [`notes`]
//!    are found by their links;
//! 3. [`head`], [`headings`] and [`json_ld`] collect what the page says of itself, and [`metadata`] settles what of it is believed;
//! 4. [`blocks`] makes blocks of the article's part, with [`shapes`], [`table`], [`pictures`], [`embeds`],
//!    [`formulas`], [`quotes`] and [`clutter`];
//! 5. [`notices`] knows pages that say nothing but what their readers lack;
//! 6. [`footer`] looks for terms where pages state them: outside of the article;
//! 7. the rest is the article's matter, not HTML's: [`assemble`] finds header, rights and metadata.
//!
//! Nothing is executed, and nothing is fetched.

mod blocks;
mod clutter;
mod embeds;
mod find;
mod footer;
mod formulas;
mod head;
mod headings;
mod hints;
mod json_ld;
mod licence_links;
mod metadata;
mod notes;
mod notices;
mod outline;
mod pictures;
mod quotes;
mod region;
mod shapes;
pub(super) mod table;
mod titles;
pub(super) mod tree;
mod unfold;
mod witness;

use dom_query::{NodeId, NodeRef};

use self::blocks::PageContext;
use self::find::ArticleRegion;
use self::metadata::{Believed, PageClaim};
use self::notes::Notes;
use self::region::MissingPart;
use self::tree::{Page, words};
use super::Reader;
use crate::assemble::{self, Found, StatedKey, StatedValue};
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::error::Result;
use crate::language::dates::{self, DateOrder};
use crate::language::fold::fold;
use crate::limits::Limit;
use crate::model::walk::{block_passages, plain_text};
use crate::model::{Block, Document, Heading, Inline, Language, ListItem, Origin, Paragraph, Text};
use crate::options::ReadOptions;
use crate::remedy::Remedy;
use crate::source::Source;
use crate::text::{self, Replaced};

/// What `--from` calls the reader.
pub(super) const NAME: &str = "html";
/// Elements of a body that a part of a page begins with, where it is no text with some markup in it.
const BEGINNINGS: &[&str] =
    &["<meta", "<link", "<script", "<style", "<base", "<article", "<main", "<section", "<header", "<div", "<center"];
/// The longest line above the headline that is its section, in characters.
const LONGEST_KICKER: usize = 60;
/// The shortest paragraph that is prose, in characters.
const SHORTEST_PROSE: usize = 80;
/// The most characters that readers without scripts are told of what they lack.
const MOST_WITHOUT_SCRIPTS: usize = 300;
/// The most lines below the headline that are set as a list.
const MOST_LINES: usize = 4;
/// A line has more words that says all of a title but the name of the site.
const SHORTEST_LINE: usize = 2;
/// How many blocks below the headline may repeat it.
const REPEATED_WITHIN: usize = 3;

/// The reader of web pages.
#[derive(Debug, Clone, Copy)]
pub struct Html;

impl Reader for Html {
    fn name(&self) -> &'static str {
        NAME
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "mhtml", "mht"]
    }

    /// An archive of a page, a document type, or the element that holds a page.
    fn recognises(&self, source: &Source) -> bool {
        if source.archive().is_some() {
            return true;
        }
        let mut rest = source.text().trim_start();
        while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|inside| inside.split_once("-->")) {
            rest = after.trim_start();
        }
        if let Some((_, after)) = rest.strip_prefix("<?xml").and_then(|inside| inside.split_once("?>")) {
            rest = after.trim_start();
        }
        let starts = |start: &str| rest.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start));
        let is_text = || {
            let extension = source.name().rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
            matches!(extension.as_deref(), Some("md" | "markdown" | "txt" | "text"))
        };
        ["<!doctype html", "<html", "<head>", "<head ", "<body", "<title"].into_iter().any(starts)
            || BEGINNINGS.iter().any(|start| starts(start)) && !is_text()
    }

    fn read(&self, source: &Source, options: &ReadOptions) -> Result<Outcome<Document>> {
        let mut diagnostics = Vec::new();
        let page = Page::parse(source.text(), &options.limits)?;
        if let Some(span) = page.too_deep {
            let beyond = options.limits.beyond(Limit::ElementNesting, "elements");
            diagnostics.push(
                Diagnostic::new(Code::NestingFlattened, format!("{beyond} are set at the deepest level"))
                    .at(span)
                    .with_hint(Remedy::raise(Limit::ElementNesting)),
            );
        }
        let notes = Notes::of(&page);
        let mut article = ArticleRegion::find(&page, &notes);
        let (Believed { mut values, headline }, parted) = believed(source, &page, &article, options, &mut diagnostics);
        values.form = assemble::Form::Markup;
        // The line above the headline stays with it, in the same heading.
        let whole = headline.and_then(|node| page.document.tree.get(&node)).and_then(|node| {
            let mut around = node.ancestors_it(Some(4));
            around.find(|around| ["h1", "h2", "h3"].iter().any(|name| around.has_name(name)))
        });
        if let (Some(whole), Some(part)) = (whole, headline.and_then(|node| page.document.tree.get(&node))) {
            article.take_heading(&page, &whole);
            article = article.without(&ArticleRegion::whole(&page, &part));
        }
        let top = headline.or_else(|| page.elements("h1").next().map(|heading| heading.id));
        if let (None, Some(headline)) = (values.first(StatedKey::Published), top) {
            let language = values.first(StatedKey::Language).and_then(|value| Language::parse(&value.text));
            let order = language.map(|language| DateOrder::of(&language)).unwrap_or_default();
            if let Some((time, span)) = article.take_time(&page, headline, order) {
                values.push(StatedKey::Published, StatedValue::new(time, span, Origin::Metadata));
            }
        }
        if let Some(published) = values.first_mut(StatedKey::Published)
            && let Some(moment) = dates::absolute(&published.text)
        {
            let same = |time: &str| dates::absolute(time).is_some_and(|time| assemble::agree(moment, time));
            published.shown = head::shown_time(&page, &same).map(|(text, span)| Text { text, span });
        }
        let address = assemble::address(options, &values, &mut diagnostics);
        let address_text = address.as_ref().map(|slot| slot.value.as_str());
        let base = page.base(address_text);
        let language = values.first(StatedKey::Language).and_then(|value| Language::parse(&value.text));
        let context = PageContext {
            source,
            page: &page,
            article: &article,
            notes: Some(&notes),
            base: base.as_ref().map(|base| base.address.as_str()).or(address_text),
            // In an archive everything has its whole address.
            pictures_are_elsewhere: base.as_ref().is_some_and(|base| base.is_elsewhere) || source.archive().is_some(),
            nowhere: None,
            language: language.as_ref(),
            headline,
            is_tidied: true,
            limits: options.limits,
        };
        let media_type = if source.archive().is_some() { "multipart/related" } else { "text/html" };
        let mut found = Found { values, media_type, ..Found::default() };
        if let Some(body) = page.document.body() {
            let parsed = blocks::parse(context, &body);
            diagnostics.extend(parsed.diagnostics);
            let notice = notices::only_notice(&parsed.blocks);
            if headline.is_none()
                && let Some(title) = found.values.first_mut(StatedKey::Title)
                && let Some(line) = shown_title(&title.text, &parsed.blocks)
            {
                title.text = line;
            }
            found.values.text = headline.and_then(|headline| text_apart(context, headline, &body));
            let title = found.values.first(StatedKey::Title).map(|value| value.text.as_str());
            found.blocks = with_lines(with_headline(context, title, parted, parsed.blocks));
            found.notes = parsed.notes;
            found.lost_links = parsed.lost_links;
            found.statement = footer::statement(&context);
            let shown = block_passages(&found.statement).iter().map(|passage| count_words(&passage.text)).sum();
            surroundings(context, &body, shown, &mut diagnostics);
            if notice.is_some() || !has_body(context, &body) {
                return Err(without_body(source, &article, notice.as_deref()).into());
            }
            incomplete(context, &mut diagnostics);
        }
        found.address = address;
        assemble::document(source, options, found, diagnostics)
    }
}

/// What the page says of itself, as far as it is believed; behind which word of its headline a title has a colon where the
/// headline begins another line.
fn believed(
    source: &Source,
    page: &Page,
    article: &ArticleRegion,
    options: &ReadOptions,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Believed, Option<usize>) {
    let candidates = headings::headings(page);
    let mut said = head::read(page, &options.reservations);
    // The name that leads home is none of the headline's.
    said.extend(headings::site_names(page).into_iter().map(|text| PageClaim {
        key: StatedKey::Source,
        by: "<home>",
        text,
        span: None,
    }));
    let is_headline = |title: &str| candidates.iter().any(|heading| titles::agrees(&heading.text, title));
    said.extend(json_ld::read(source, page, &is_headline, diagnostics));
    let language =
        said.iter().find(|said| said.key == StatedKey::Language).and_then(|said| Language::parse(&said.text));
    let language = language.unwrap_or_else(Language::english);
    said.extend(licence_links::read(page, article, &language, diagnostics));
    if let Some((language, span)) = article.language(page) {
        said.push(PageClaim { key: StatedKey::Language, by: "<article lang>", text: language, span });
    }
    if let Some(archive) = source.archive() {
        for (key, text) in [(StatedKey::Address, archive.location()), (StatedKey::SavedAt, archive.saved())] {
            said.extend(text.map(|text| PageClaim { key, by: "<saved from>", text: text.to_owned(), span: None }));
        }
    }
    // What a system writes where it knows no moment says nothing.
    said.retain(|said| !matches!(said.key, StatedKey::Published | StatedKey::Modified) || !is_no_moment(&said.text));
    let mut replaced = Replaced::default();
    for said in &mut said {
        if matches!(said.key, StatedKey::Published | StatedKey::Modified) {
            // The name of a zone, as JavaScript and Java write it, says no more than the figures before it.
            let bracket = if said.text.contains(" GMT") { '(' } else { '[' };
            if let Some((moment, _)) = said.text.split_once(bracket).filter(|(moment, _)| !moment.is_empty()) {
                said.text = moment.trim_end().to_owned();
            }
        }
        if let (StatedKey::Published | StatedKey::Modified, Some(moment)) = (said.key, dates::since_1970(&said.text)) {
            said.text = moment.to_string();
        }
        said.text = replaced.clean(&said.text, said.span);
    }
    replaced.report(diagnostics);
    let titles: Vec<String> =
        said.iter().filter(|said| said.key == StatedKey::Title).map(|said| said.text.clone()).collect();
    let believed = metadata::settle(said, &head::editors(page), &candidates, diagnostics);
    let headline = believed.headline.and_then(|node| page.document.tree.get(&node));
    let parted = headline.and_then(|heading| headings::parted_behind(&heading, &titles));
    (believed, parted)
}

/// Where the first paragraph of the text stands, if it stands with others in something that does not hold the headline.
fn text_apart(context: PageContext<'_>, headline: NodeId, body: &NodeRef<'_>) -> Option<usize> {
    let headline = context.page.document.tree.get(&headline)?;
    let above: Vec<NodeId> = headline.ancestors_it(None).map(|around| around.id).collect();
    let is_prose = |node: &NodeRef<'_>| {
        node.has_name("p")
            && context.article.holds(node)
            && !hints::is_lead(node)
            && words(node).chars().count() >= SHORTEST_PROSE
    };
    let is_apart = |first: &NodeRef<'_>| {
        let siblings = || first.parent().into_iter().flat_map(|around| around.children_it(false));
        let is_own = |around: &NodeRef<'_>| !above.contains(&around.id) && !hints::is_lead(around);
        first.parent().is_some_and(|around| is_own(&around))
            && siblings().filter(|other| other.id != first.id).any(|other| is_prose(&other))
    };
    let start = context.page.place(headline.id)?.start;
    let place = |node: &NodeRef<'_>| context.page.place(node.id).map(|place| place.start);
    let is_below = |node: &NodeRef<'_>| place(node).is_some_and(|place| place > start);
    let first = body.descendants_it().find(|node| is_prose(node) && is_below(node) && is_apart(node))?;
    place(&first)
}

/// Whether a text stands for a moment that nobody knew: what systems write of an empty one.
fn is_no_moment(text: &str) -> bool {
    ["0000-", "-0001-", "0001-01-01", "1970-01-01", "00.00.0000"].iter().any(|empty| text.trim().starts_with(empty))
}

/// The line near the top that says all of a title but the name of the site, which nothing else tells from the headline.
fn shown_title(title: &str, blocks: &[Block]) -> Option<String> {
    blocks.iter().take(REPEATED_WITHIN).find_map(|block| {
        let Block::Paragraph(Paragraph { content, .. }) = block else { return None };
        let text = plain_text(content);
        let is_line = text.chars().count() < title.chars().count() && text.split_whitespace().count() > SHORTEST_LINE;
        (is_line && titles::agrees(&text, title)).then_some(text)
    })
}

/// Puts the headline above the article's blocks; a short line that stands above it on the page stays there. Where only
/// a title says what the headline is, the first line that repeats it is the headline as readers see it.
fn with_headline(
    context: PageContext<'_>,
    title: Option<&str>,
    parted: Option<usize>,
    mut blocks: Vec<Block>,
) -> Vec<Block> {
    let Some(headline) = context.headline.and_then(|node| heading(context, node, parted)) else {
        let repeats = |block: &Block| {
            let (Block::Paragraph(Paragraph { content, .. }), Some(title)) = (block, title) else { return false };
            fold(&plain_text(content)) == fold(title)
        };
        if let Some(place) = blocks.iter().take(REPEATED_WITHIN).position(repeats) {
            blocks.remove(place);
        }
        return blocks;
    };
    // The colon between its lines may be a title's alone.
    let bare = |content: &[Inline]| fold(&plain_text(content)).replace(':', "");
    let words = bare(&headline.content);
    let repeats = |block: &Block| match block {
        Block::Heading(Heading { content, .. }) => bare(content) == words,
        Block::Paragraph(_)
        | Block::List(_)
        | Block::BlockQuote(_)
        | Block::Table(_)
        | Block::Figure(_)
        | Block::CodeBlock(_)
        | Block::ThematicBreak(_) => false,
    };
    if let Some(place) = blocks.iter().take(REPEATED_WITHIN).position(repeats) {
        blocks.remove(place);
    }
    let start = headline.span.map_or(0, |span| span.start);
    let above = blocks.iter().take_while(|block| block.span().is_some_and(|span| span.end <= start)).count();
    let is_kicker = match blocks.get(..above) {
        Some([Block::Paragraph(Paragraph { content, .. }) | Block::Heading(Heading { content, .. })]) => {
            plain_text(content).chars().count() <= LONGEST_KICKER
        }
        Some(_) | None => false,
    };
    blocks.insert(usize::from(is_kicker), Block::Heading(headline));
    blocks
}

/// Puts the lines below the headline that are set as a list, a time among them, as the lines that they are.
fn with_lines(mut blocks: Vec<Block>) -> Vec<Block> {
    let Some(headline) = blocks.iter().position(|block| matches!(block, Block::Heading(Heading { level: 1, .. })))
    else {
        return blocks;
    };
    let Some(Block::List(list)) = blocks.get(headline + 1) else { return blocks };
    let line = |item: &ListItem| match item.content.as_slice() {
        [Block::Paragraph(line)] if !text::is_longer_than(&plain_text(&line.content), LONGEST_KICKER) => {
            Some(line.clone())
        }
        _ => None,
    };
    let lines: Option<Vec<Paragraph>> = list.items.iter().map(line).collect();
    let is_time = |line: &Paragraph| dates::stated(&plain_text(&line.content), DateOrder::DayFirst).is_some();
    if let Some(lines) = lines.filter(|lines| lines.len() <= MOST_LINES && lines.iter().any(is_time)) {
        blocks.splice(headline + 1..=headline + 1, lines.into_iter().map(Block::Paragraph));
    }
    blocks
}

/// The heading that is the headline, with its marks.
fn heading(context: PageContext<'_>, node: NodeId, parted: Option<usize>) -> Option<Heading> {
    let node = context.page.document.tree.get(&node)?;
    let mut article = ArticleRegion::default();
    article.take_heading(context.page, &node);
    let parsed = blocks::parse(PageContext { article: &article, notes: None, headline: None, ..context }, &node);
    parsed.blocks.into_iter().find_map(|block| match block {
        // A part of a heading stands alone.
        Block::Heading(Heading { content, span, .. }) | Block::Paragraph(Paragraph { content, span }) => {
            Some(Heading { level: 1, content: in_one_line(content, parted), span, guessed: false })
        }
        Block::List(_)
        | Block::BlockQuote(_)
        | Block::Table(_)
        | Block::Figure(_)
        | Block::CodeBlock(_)
        | Block::ThematicBreak(_) => None,
    })
}

/// A headline is one line, however its page breaks it. Where it is parted behind some of its words, and a title of the page
/// has a colon there, so does the line.
fn in_one_line(content: Vec<Inline>, parted: Option<usize>) -> Vec<Inline> {
    let mut line = Vec::with_capacity(content.len());
    let mut left = parted.unwrap_or(0);
    for inline in content {
        let mut inline = if inline == Inline::LineBreak { Inline::text(" ") } else { inline };
        if let Inline::Text(Text { text, .. }) = &mut inline
            && text.contains("  ")
        {
            *text = text.split("  ").map(|part| part.trim_start_matches(' ')).collect::<Vec<_>>().join(" ");
        }
        let ends = word_ends(&plain_text(std::slice::from_ref(&inline)));
        let is_here = left > 0 && left <= ends.len();
        let is_last = left == ends.len();
        match &mut inline {
            Inline::Text(Text { text, .. }) if is_here => text.insert(ends[left - 1], ':'),
            _ => {}
        }
        let is_colon_behind = is_here && is_last && !matches!(inline, Inline::Text(_));
        line.push(inline);
        line.extend(is_colon_behind.then(|| Inline::text(":")));
        left = left.saturating_sub(ends.len());
    }
    line
}

/// Where the words of a text end, each with the marks behind it.
fn word_ends(text: &str) -> Vec<usize> {
    let (mut ends, mut is_word) = (Vec::new(), false);
    for (at, character) in text.char_indices() {
        // Where a word may be parted it goes on.
        if character == '\u{ad}' {
            continue;
        }
        if is_word && !character.is_alphanumeric() {
            ends.push(at);
        }
        // Quotation marks that close stand before a colon.
        if let Some(end) = ends.last_mut().filter(|end| **end == at)
            && matches!(character, '"' | '“' | '”' | '»' | '’' | ')')
        {
            *end = at + character.len_utf8();
        }
        is_word = character.is_alphanumeric();
    }
    if is_word {
        ends.push(text.len());
    }
    ends
}

/// Whether the article has words beside its headline. A few words for readers without scripts are none: they say what these
/// readers lack.
fn has_body(context: PageContext<'_>, body: &NodeRef<'_>) -> bool {
    let headline = context.headline.or_else(|| context.page.elements("h1").next().map(|heading| heading.id));
    let is_headline = |text: &NodeRef<'_>| {
        headline.is_some_and(|node| text.id == node || text.ancestors_it(None).any(|around| around.id == node))
    };
    let mut late = 0;
    body.descendants_it()
        .filter(|node| node.is_nonempty_text() && context.article.has_leaf(node) && !is_headline(node))
        .any(|node| {
            let is_late = node.ancestors_it(None).any(|around| around.has_name("noscript"));
            late += if is_late { node.text().trim().chars().count() } else { 0 };
            !is_late || late > MOST_WITHOUT_SCRIPTS
        })
}

/// The error for a page that shows no words of an article.
fn without_body(source: &Source, article: &ArticleRegion, notice: Option<&str>) -> Diagnostic {
    let says = notice.map(|notice| {
        let start: String = notice.chars().take(60).collect();
        let dots = if start.len() < notice.len() { "…" } else { "" };
        format!("; it says {:?}", start + dots)
    });
    let states = match article.missing {
        MissingPart::Stated { of, .. } => format!("; it states {of} words in its metadata"),
        MissingPart::Nothing | MissingPart::Marked => String::new(),
    };
    Diagnostic::new(
        Code::EmptyInput,
        format!("{} shows no article text{}{states}", source.name(), says.unwrap_or_default()),
    )
    .with_hint("scripts may have shown it: save the page from a browser that shows the article")
}

/// Says what of the article is missing, and what stands among its words and was left out.
fn incomplete(context: PageContext<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // What was found later for another reason is not left out.
    let is_left = |node: &NodeId| {
        let is_left = |text: &NodeRef<'_>| text.is_nonempty_text() && !context.article.has_leaf(text);
        let node = context.page.document.tree.get(node);
        node.is_some_and(|node| is_left(&node) || node.descendants_it().any(|text| is_left(&text)))
    };
    for (node, words) in context.article.left_out.iter().filter(|(node, _)| is_left(node)) {
        let start: String = words.chars().take(60).collect();
        let dots = if start.len() < words.len() { "…" } else { "" };
        let message =
            format!("what stands among the words of the article and is none of it is left out: {:?}", start + dots);
        diagnostics.push(Diagnostic::new(Code::ClutterLeftOut, message).at(context.page.place(*node)));
    }
    let message = match context.article.missing {
        MissingPart::Nothing => return,
        MissingPart::Stated { missing, of } => {
            format!("about {missing} of {of} words that the page states to be its article's are not among those read")
        }
        MissingPart::Marked => "the page marks far more words as its article's than were read".to_owned(),
    };
    diagnostics.push(
        Diagnostic::new(Code::ArticleIncomplete, message)
            .with_hint("readers may see more after a script or a subscription: compare with the page, and save it from a browser that shows the whole article"),
    );
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Says how much was left out around the article; of it, `shown` words were not.
fn surroundings(context: PageContext<'_>, body: &NodeRef<'_>, shown: usize, diagnostics: &mut Vec<Diagnostic>) {
    let is_code = |text: &NodeRef<'_>| {
        text.parent().is_none_or(|parent| ["script", "style", "noscript"].iter().any(|name| parent.has_name(name)))
    };
    let is_headline = |text: &NodeRef<'_>| {
        context.headline.is_some_and(|headline| {
            text.id == headline || text.ancestors_it(None).any(|ancestor| ancestor.id == headline)
        })
    };
    let words: usize = body
        .descendants_it()
        .filter(|node| node.is_nonempty_text() && !context.article.has_leaf(node))
        .filter(|text| !is_code(text) && !is_headline(text))
        .map(|text| count_words(&text.text()))
        .sum();
    let words = words.saturating_sub(shown);
    if words > 0 {
        let message = format!("{words} words that surround the article on its page are left out");
        diagnostics.push(
            Diagnostic::new(Code::SurroundingsLeftOut, message)
                .with_hint("navigation and other articles are no part of it; `istinad show` tells what was read"),
        );
    }
}
