//! News as agencies send it in, [`Document`] out: NewsML-G2, with its words in XHTML, NITF or plain text, NITF alone,
//! NewsML 1 ([`first`]), and ninjs ([`ninjs`]).
//!
//! 1. [`tree`] reads the XML, with its places, within bounds;
//! 2. [`message`] chooses the items that are articles;
//! 3. [`item`], [`delivery`] and [`rights`] collect what it states of itself;
//! 4. [`content`] chooses the rendition with the words, [`pictures`] those that stand beside it; [`body`] makes blocks of it, in the dialects [`xhtml`] and
//!    [`nitf`]; [`wire`] cuts plain text into paragraphs;
//! 5. [`status`] sees to it that nothing is called usable that is not known to be;
//! 6. here the lines above the body are put together: those that the words have, else those that the item states;
//! 7. the rest is the article's matter: [`article`].
//!
//! A file of ours has every slot of a document, and [`own`] puts it back where it was.
//!
//! An item names its parts, so little has to be guessed. Who provides an item is never its author, a code is never a
//! name, and nothing outside of the file is fetched.

mod body;
mod content;
mod delivery;
mod first;
mod item;
mod message;
mod ninjs;
mod nitf;
mod nitf_head;
mod own;
mod pictures;
mod property;
mod rights;
mod status;
mod tree;
mod vocabulary;
mod wire;
mod xhtml;

use self::body::{BodyContext, ParsedBody};
use self::content::{ContentPicture, Markup, Rendition};
use self::item::ItemStatements;
use self::message::Chosen;
use self::tree::SourceElement;
use super::Reader;
use crate::assemble::media::attach_media;
use crate::assemble::{self, Form, Found, StatedKey, StatedValue, StatedValues};
use crate::capture::loader::MediaLoader;
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::error::Result;
use crate::language::fold::fold;
use crate::language::relative;
use crate::model::walk::plain_text;
use crate::model::{Block, Document, HeaderLine, HeaderRole, Inline, Language, Origin};
use crate::options::ReadOptions;
use crate::source::Source;

/// The elements that the files of NewsML-G2 begin with, and that of the standard before it, which is told apart.
const ROOTS: &[&str] = &[
    "newsItem",
    "newsMessage",
    "packageItem",
    "conceptItem",
    "knowledgeItem",
    "catalogItem",
    "planningItem",
    "NewsML",
];

/// The media type of a news item.
const MEDIA_TYPE: &str = "application/vnd.iptc.g2.newsitem+xml";

/// How many blocks below the headline may repeat a line above it: wire copy has notes to editors first.
const REPEATED_WITHIN: usize = 8;

/// How many paragraphs may stand above the one that begins with the dateline, and itself.
const DATELINE_WITHIN: usize = 3;

/// The reader of NewsML-G2.
#[derive(Debug, Clone, Copy)]
pub struct NewsMlReader;

/// The reader of NITF.
#[derive(Debug, Clone, Copy)]
pub struct Nitf;

impl Reader for NewsMlReader {
    fn name(&self) -> &'static str {
        "newsml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml", "newsml"]
    }

    fn recognises(&self, source: &Source) -> bool {
        root(source.text()).is_some_and(|name| ROOTS.contains(&name))
    }

    fn read(&self, source: &Source, options: &ReadOptions) -> Result<Outcome<Document>> {
        let mut articles = read_all(source, options)?;
        match articles.len() {
            1 => Ok(articles.remove(0)),
            count => {
                let message = format!("{} holds {count} articles, and one was asked for", source.name());
                Err(Diagnostic::new(Code::SeveralArticles, message).with_hint("take all of them").into())
            }
        }
    }

    fn read_all(&self, source: &Source, options: &ReadOptions) -> Result<Vec<Outcome<Document>>> {
        read_all(source, options)
    }
}

impl Reader for Nitf {
    fn name(&self) -> &'static str {
        "nitf"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["nitf"]
    }

    fn recognises(&self, source: &Source) -> bool {
        root(source.text()) == Some("nitf")
    }

    fn read(&self, source: &Source, options: &ReadOptions) -> Result<Outcome<Document>> {
        nitf_alone(source, options)
    }
}

/// The reader of ninjs.
#[derive(Debug, Clone, Copy)]
pub struct NinjsReader;

impl Reader for NinjsReader {
    fn name(&self) -> &'static str {
        "ninjs"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ninjs", "json"]
    }

    fn recognises(&self, source: &Source) -> bool {
        ninjs::recognises(source.text())
    }

    fn read(&self, source: &Source, options: &ReadOptions) -> Result<Outcome<Document>> {
        ninjs::read(source, options)
    }
}

/// The name of the element that a file begins with, without its prefix.
fn root(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        let after = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")?.1
        } else if rest.starts_with("<?") {
            rest.split_once("?>")?.1
        } else if rest.starts_with("<!") {
            // The subset of a document type may hold the sign that ends it.
            let end = rest.find('>')?;
            match rest.find('[').filter(|start| *start < end) {
                Some(_) => rest.split_once("]")?.1.split_once('>')?.1,
                None => &rest[end + 1..],
            }
        } else {
            break;
        };
        rest = after.trim_start();
    }
    let name =
        rest.strip_prefix('<')?.split(|character: char| character.is_whitespace() || matches!(character, '>' | '/'));
    let name = name.into_iter().next()?;
    Some(name.rsplit(':').next().unwrap_or(name))
}

/// Reads a file that is NITF itself.
fn nitf_alone(source: &Source, options: &ReadOptions) -> Result<Outcome<Document>> {
    let tree = tree::parse(source, &options.limits)?;
    if tree.root.name != "nitf" {
        return NewsMlReader.read(source, options);
    }
    let rendition = Rendition { markup: Markup::Nitf(&tree.root), id: None, language: None };
    let words = ArticleWords {
        rendition,
        said: ItemStatements::default(),
        pictures: Vec::new(),
        media_type: "application/nitf+xml",
    };
    document(source, options, words, tree.diagnostics)
}

/// Reads every article of a file.
fn read_all(source: &Source, options: &ReadOptions) -> Result<Vec<Outcome<Document>>> {
    let tree = tree::parse(source, &options.limits)?;
    if tree.root.name == "nitf" {
        return Ok(vec![nitf_alone(source, options)?]);
    }
    if tree.root.name == "NewsML" {
        return first::read_all(source, options, &tree.root, tree.diagnostics);
    }
    let mut diagnostics = tree.diagnostics;
    let chosen = message::choose(source, &tree.root, &mut diagnostics)?;
    let mut articles = Vec::with_capacity(chosen.len());
    for chosen in chosen {
        // What is said of the whole file is said with its first article.
        articles.push(article(source, options, &chosen, std::mem::take(&mut diagnostics))?);
    }
    Ok(articles)
}

fn article(
    source: &Source,
    options: &ReadOptions,
    chosen: &Chosen<'_>,
    mut diagnostics: Vec<Diagnostic>,
) -> Result<Outcome<Document>> {
    let item = chosen.text;
    if own::is_ours(item) {
        match own::read(source, &options.limits, MEDIA_TYPE, chosen, &mut diagnostics) {
            Some((document, embedded)) => {
                let mut article = assemble::whole(options, document, diagnostics);
                Embedded(embedded).attach(&mut article, options);
                return Ok(article);
            }
            None => diagnostics.push(own::changed(item)),
        }
    }
    let wanted = options.language.clone().or_else(|| language(item));
    let Some(rendition) = content::choose(item, wanted.as_ref(), &options.limits, &mut diagnostics)? else {
        return Err(Diagnostic::new(Code::EmptyInput, format!("{} holds no article text", source.name())).into());
    };
    let spoken = rendition.language.clone().or(wanted);
    let mut said = item::read(item, spoken.as_ref(), &mut diagnostics);
    message::beside(chosen, &mut said, &mut diagnostics);
    rights::read(item, rendition.id, spoken.as_ref(), &mut said.values, &mut diagnostics);
    if let Some(spoken) = &rendition.language {
        let mut values = StatedValues::default();
        values.push(StatedKey::Language, StatedValue::new(spoken.as_str(), item.span, Origin::Metadata));
        values.extend(said.values);
        said.values = values;
    } else if let Some(tag) = item.language() {
        said.values.push(StatedKey::Language, StatedValue::new(tag, item.span, Origin::Metadata));
    }
    let pictures = pictures::of_article(chosen, spoken.as_ref(), &mut said.values, &mut diagnostics);
    let words = ArticleWords { rendition, said, pictures, media_type: MEDIA_TYPE };
    document(source, options, words, diagnostics)
}

/// The language that an item states for its content, else for itself.
fn language(item: &SourceElement) -> Option<Language> {
    let stated =
        item.first("contentMeta").and_then(|meta| meta.named("language").find_map(|element| element.attribute("tag")));
    stated.or_else(|| item.language()).and_then(Language::parse)
}

/// All that a file has of an article.
struct ArticleWords<'a> {
    rendition: Rendition<'a>,
    said: ItemStatements,
    pictures: Vec<ContentPicture>,
    media_type: &'static str,
}

fn document(
    source: &Source,
    options: &ReadOptions,
    words: ArticleWords<'_>,
    mut diagnostics: Vec<Diagnostic>,
) -> Result<Outcome<Document>> {
    let ArticleWords { rendition, mut said, pictures, media_type } = words;
    said.values.form = Form::Item;
    let nitf = match &rendition.markup {
        Markup::Nitf(nitf) => Some(*nitf),
        Markup::Made(words) => content::is_nitf(words).then(|| words.find("nitf").unwrap_or(words)),
        Markup::Xhtml(_) => None,
    };
    if let Some(nitf) = nitf {
        nitf_head::read(nitf, &mut said, &mut diagnostics);
    }
    let address = assemble::address(options, &said.values, &mut diagnostics);
    let language = said.values.first(StatedKey::Language).and_then(|value| Language::parse(&value.text));
    let dialect = if nitf.is_some() { nitf::means } else { xhtml::means };
    let base = address.as_ref().map(|slot| slot.value.as_str());
    let context = BodyContext { source, dialect, base, language: language.as_ref(), limits: options.limits };
    let (mut header, parsed) = match (nitf, &rendition.markup) {
        (Some(nitf), _) => (nitf::header(nitf, context, &mut said.values), body::parse(context, nitf::parts(nitf))),
        (None, Markup::Xhtml(body) | Markup::Nitf(body)) => xhtml::parse(context, body),
        (None, Markup::Made(body)) => xhtml::parse(context, body),
    };
    let ParsedBody { mut blocks, notes, lost_links, diagnostics: of_body } = parsed;
    diagnostics.extend(of_body);
    complete(&mut header, &said, &mut blocks, &mut diagnostics);
    let embedded = beside(pictures, &mut blocks);
    let found = Found {
        blocks,
        header,
        notes,
        lost_links,
        values: said.values,
        delivery: said.delivery,
        editors: said.editors,
        address,
        media_type,
        ..Found::default()
    };
    let mut article = assemble::document(source, options, found, diagnostics)?;
    embedded.attach(&mut article, options);
    Ok(article)
}

/// The pictures that a file holds.
struct Embedded(Vec<(String, Vec<u8>)>);

impl MediaLoader for Embedded {
    fn load(&self, reference: &str) -> std::result::Result<Vec<u8>, String> {
        let found = self.0.iter().find(|(name, _)| name == reference).map(|(_, bytes)| bytes.clone());
        found.ok_or_else(|| "it did not come with the article".to_owned())
    }
}

impl Embedded {
    /// Puts the pictures into the document.
    fn attach(&self, article: &mut Outcome<Document>, options: &ReadOptions) {
        if !self.0.is_empty() {
            attach_media(article, self, &options.limits);
        }
    }
}

/// Puts the pictures that stand beside the words below them, unless the words show them.
fn beside(pictures: Vec<ContentPicture>, blocks: &mut Vec<Block>) -> Embedded {
    let mut embedded = Vec::new();
    for ContentPicture { figure, embedded: bytes } in pictures {
        let is_same = |reference: &String| {
            figure.picture.as_ref().is_some_and(|picture| {
                std::iter::once(&picture.reference).chain(&picture.others).any(|other| other == reference)
            })
        };
        let shown = crate::model::walk::figures_mut(blocks).into_iter().find_map(|shown| {
            let picture = shown.picture.as_ref()?;
            is_same(&picture.reference).then_some(shown)
        });
        match shown {
            Some(shown) if shown.caption.is_empty() => shown.caption = figure.caption,
            Some(_) => {}
            None => blocks.push(Block::Figure(figure)),
        }
        embedded.extend(bytes);
    }
    Embedded(embedded)
}

/// Completes the lines that the words have with those that the item states. What the words repeat of them below the
/// headline is one line, and theirs.
fn complete(
    header: &mut Vec<HeaderLine>,
    said: &ItemStatements,
    blocks: &mut Vec<Block>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let title = || said.values.first(StatedKey::Title);
    let headline = said.headline.as_ref();
    let has = |header: &[HeaderLine], role: HeaderRole| header.iter().any(|line| line.role == role);
    match (header.iter().find(|line| line.role == HeaderRole::Headline), headline) {
        (Some(line), Some(stated)) => {
            let shown = plain_text(&line.content);
            if bare(&shown) != bare(&stated.text) {
                let message = format!("the headline is {:?} in the item and {shown:?} in the words", stated.text);
                diagnostics.push(Diagnostic::new(Code::HeadlineVariant, message).at(stated.span));
            }
        }
        (Some(_), None) => {}
        (None, stated) => {
            let Some(value) = stated.or_else(title) else {
                // Lines without a headline are words like others: the first of all of them stand for one.
                let words = header
                    .drain(..)
                    .map(|line| Block::Paragraph(crate::model::Paragraph { content: line.content, span: line.span }));
                let words: Vec<Block> = words.collect();
                blocks.splice(0..0, words);
                return;
            };
            let line = taken(value, HeaderRole::Headline, blocks);
            let place = header.iter().take_while(|line| line.role == HeaderRole::Section).count();
            header.insert(place, line);
        }
    }
    let below = header.iter().position(|line| line.role == HeaderRole::Headline).map_or(0, |place| place + 1);
    if !has(header, HeaderRole::Standfirst) {
        for (index, value) in said.subheadlines.iter().enumerate() {
            let line = taken(value, HeaderRole::Standfirst, blocks);
            header.insert(below + index, line);
        }
    }
    if !has(header, HeaderRole::Byline) {
        for value in &said.bylines {
            header.push(taken(value, HeaderRole::Byline, blocks));
        }
    }
    // A teaser may stand above the paragraph with the dateline.
    let first = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(bare(&plain_text(&paragraph.content))),
        Block::Heading(_)
        | Block::List(_)
        | Block::BlockQuote(_)
        | Block::Table(_)
        | Block::Figure(_)
        | Block::CodeBlock(_)
        | Block::ThematicBreak(_) => None,
    });
    let first: Vec<String> = first.take(DATELINE_WITHIN).collect();
    let begins = |line: &str| {
        let line = bare(line);
        !line.is_empty() && first.iter().any(|first| first.starts_with(&line))
    };
    if let Some(value) = &said.dateline
        && !has(header, dateline_role(&value.text))
        && !begins(&value.text)
    {
        header.push(line(value, dateline_role(&value.text)));
    }
    let is_dateline = |line: &HeaderLine| matches!(line.role, HeaderRole::Time | HeaderRole::Other);
    header.retain(|line| !is_dateline(line) || !begins(&plain_text(&line.content)));
}

/// What a dateline is: a time, or where it names no day, a line of its own ("PORTLAND, Ore. (WS)"): then the time that
/// the item states is shown too.
fn dateline_role(words: &str) -> HeaderRole {
    let is_time = words.contains(char::is_numeric) || relative::relative(words).is_some();
    if is_time { HeaderRole::Time } else { HeaderRole::Other }
}

/// Words for comparing: folded, without what is no letter.
fn bare(text: &str) -> String {
    fold(text).chars().filter(|character| character.is_alphanumeric()).collect()
}

fn line(value: &StatedValue, role: HeaderRole) -> HeaderLine {
    HeaderLine { role, content: vec![Inline::text(value.text.clone())], span: value.span, origin: value.origin }
}

/// A line that the item states, or the block of the words that says the same, taken out of them.
fn taken(value: &StatedValue, role: HeaderRole, blocks: &mut Vec<Block>) -> HeaderLine {
    let words = bare(&value.text);
    // A byline may say "By" in one of the two places alone.
    let persons = (role == HeaderRole::Byline).then(|| item::names(&value.text)).filter(|names| !names.is_empty());
    let is_same = |content: &[Inline]| {
        let text = plain_text(content);
        bare(&text) == words || persons.as_ref().is_some_and(|persons| item::names(text.trim()) == *persons)
    };
    let place = blocks.iter().take(REPEATED_WITHIN).position(|block| match block {
        Block::Paragraph(paragraph) => is_same(&paragraph.content),
        Block::Heading(heading) => is_same(&heading.content),
        Block::List(_)
        | Block::BlockQuote(_)
        | Block::Table(_)
        | Block::Figure(_)
        | Block::CodeBlock(_)
        | Block::ThematicBreak(_) => false,
    });
    match place.map(|place| blocks.remove(place)) {
        Some(Block::Paragraph(crate::model::Paragraph { content, span }))
        | Some(Block::Heading(crate::model::Heading { content, span, .. })) => {
            HeaderLine { role, content, span, origin: Origin::Article }
        }
        Some(_) | None => line(value, role),
    }
}
