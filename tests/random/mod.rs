//! Documents made of bytes: any bytes make one, the same bytes the same one.
//!
//! 1. [`document`] makes what a reader could have made: every kind of block and inline, nested in every way, with words
//!    out of [`words`] that are as hostile as words can be;
//! 2. [`proof`] renders a document in every format and has each file proved;
//! 3. [`targets`] are what is tried with bytes: of a reader they want [`sound`] documents, of the inspection that it
//!    bears our own files [`changed`] in every way;
//! 4. [`statements`] reads words as terms, and holds what machines are told of them;
//! 5. [`bytes`] makes bytes of a number, where none are at hand.
//!
//! The tests of the suite and the targets of `fuzz/` share this.

pub mod changed;
pub mod pictures;
pub mod proof;
pub mod sound;
pub mod statements;
pub mod targets;
pub mod words;

use std::collections::BTreeMap;

use arbitrary::{Result, Unstructured};
use istinad::model::{
    Alignment, ArchiveRecord, Block, BlockQuote, CodeBlock, CreditForm, Document, Figure, HeaderLine, HeaderRole,
    Heading, Inline, Input, Language, Licence, Link, List, ListItem, Meaning, Media, MediaId, MediaKind, Medium,
    Metadata, Note, NoteId, Numerals, Organisation, Origin, Paragraph, PhotoPermission, Picture, Purpose, Rights,
    Scope, Share, Sourced, Table, TableCell, Term, Terms, TermsPage, Text, Timestamp,
};

/// Something made, and what else is known of it: `with!(Heading::new(2, words), guessed = true)`.
macro_rules! with {
    ($made:expr, $($field:ident = $value:expr),+ $(,)?) => {{
        let mut made = $made;
        $(made.$field = $value;)+
        made
    }};
}
#[allow(
    unused_imports,
    reason = "the suite makes documents too; the benchmarks and the fuzzers make none by hand"
)]
pub(crate) use with;

/// How deep blocks and marks nest; readers allow twice that, and the suite tries it apart.
const DEEPEST: usize = 16;
/// How many blocks a document has at most: a file of them is made in a blink.
const MOST_BLOCKS: usize = 60;

/// Bytes of a number: as many as a document of some size needs.
pub fn bytes(seed: u64, length: usize) -> Vec<u8> {
    // SplitMix64 (Steele, Lea and Flood, 2014).
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    std::iter::repeat_with(|| next().to_le_bytes()).flatten().take(length).collect()
}

/// A document that a reader could have made.
pub fn document(bytes: &[u8]) -> Document {
    let mut maker = Maker { source: Unstructured::new(bytes), blocks: 0, level: 1, notes: 0, pictures: Vec::new() };
    // Where the bytes end, all choices are the first one: there is always a document.
    maker.document().expect("choices without end")
}

/// The pictures that may come with an article, each with its width.
const PICTURES: &[(MediaKind, &[u8], u32)] =
    &[(MediaKind::Png, pictures::DOT, 1), (MediaKind::Jpeg, pictures::SQUARE, 8)];

const LANGUAGES: &[&str] = &["az", "az-Cyrl", "az-Arab", "tr", "ru", "fa", "ka", "en", "ar", "en-GB", "zh-Hans", "x1"];

const ORIGINS: &[Origin] = &[
    Origin::Article,
    Origin::FrontMatter,
    Origin::Metadata,
    Origin::Option,
    Origin::Profile,
    Origin::Guess,
    Origin::Derived,
];

struct Maker<'a> {
    source: Unstructured<'a>,
    /// How many blocks there are.
    blocks: usize,
    /// The level of the heading before: readers leave no gap.
    level: u8,
    /// How many notes may be referred to.
    notes: usize,
    pictures: Vec<MediaId>,
}

impl Maker<'_> {
    fn document(&mut self) -> Result<Document> {
        let headline = words::line(&mut self.source)?;
        let language = self.language()?;
        self.notes = self.source.int_in_range(0..=4)?;
        let mut media = BTreeMap::new();
        for index in 0..self.source.int_in_range(0..=2)? {
            let (kind, bytes, size) = *self.source.choose(PICTURES)?;
            let id = MediaId(format!("{}/{index}.{}", words::line(&mut self.source)?, kind.extension()));
            media.insert(id.clone(), Media::new(kind, bytes.to_vec(), size, size));
            self.pictures.push(id);
        }
        let rights = self.rights()?;
        let mut metadata = with!(
            Metadata::new(
                self.slot(headline.clone())?,
                Sourced::new(language.clone(), None, Origin::Article),
                Input::new([0xa5; 32], 4096, "text/markdown")
            ),
            section = self.maybe(Self::text_slot)?,
            description = self.maybe(Self::text_slot)?,
            authors = self.some(2, Self::text_slot)?,
            publisher = self.maybe(|maker| {
                let organisation = maker.organisation()?;
                maker.slot(organisation)
            })?,
            published = self.maybe(|maker| {
                let time = maker.time()?;
                maker.slot(time)
            })?,
            relative_time = self.maybe(Self::text_slot)?,
            saved_at = self.maybe(|maker| {
                let time = maker.time()?;
                maker.slot(time)
            })?,
            language = self.slot(language)?,
            subjects = self.some(3, Self::text_slot)?,
            address = self.maybe(|maker| {
                let address = maker.web_address()?;
                maker.slot(address)
            })?
        );
        // Of nothing new, so that bytes that were kept go on making the same documents.
        if let (Some(saved_at), Some(address)) = (&metadata.saved_at, &metadata.address) {
            let record = ArchiveRecord::new("crawl 1.warc.gz", 4096, &address.value);
            metadata.record = Some(record.with_captured(Some(saved_at.value)));
        }
        let mut header = vec![line(HeaderRole::Headline, vec![Inline::text(headline)])];
        for role in
            [HeaderRole::Standfirst, HeaderRole::Byline, HeaderRole::Publisher, HeaderRole::Time, HeaderRole::Other]
        {
            if self.chance(1, 4)? {
                header.push(line(role, self.run(0)?));
            }
        }
        if let Some(section) = &metadata.section {
            header.insert(0, line(HeaderRole::Section, vec![Inline::text(section.value.clone())]));
        }
        let body = self.blocks(0)?;
        let notes = (0..self.notes)
            .map(|_| {
                self.level = 1;
                Ok(Note::new(if self.chance(7, 8)? { self.blocks(1)? } else { vec![] }))
            })
            .collect::<Result<_>>()?;
        Ok(with!(Document::new(metadata, header, body, rights), notes = notes, media = media))
    }

    // What is said about an article.

    fn slot<T>(&mut self, value: T) -> Result<Sourced<T>> {
        Ok(Sourced::new(value, None, *self.source.choose(ORIGINS)?))
    }

    fn text_slot(&mut self) -> Result<Sourced<String>> {
        let text = words::line(&mut self.source)?;
        self.slot(text)
    }

    fn organisation(&mut self) -> Result<Organisation> {
        Ok(Organisation::new(words::line(&mut self.source)?, self.maybe(Self::web_address)?))
    }

    fn language(&mut self) -> Result<Language> {
        let tag = self.source.choose(LANGUAGES)?;
        Ok(Language::parse(tag).unwrap_or_else(|| Language::parse("az").expect("a tag")))
    }

    fn time(&mut self) -> Result<Timestamp> {
        let times =
            ["2026-06-24", "1899-12-31T23:59", "2026-02-28T14:05:59+14:00", "0001-01-01", "9999-12-31T00:00:00Z"];
        Ok(Timestamp::parse(self.source.choose(&times)?).expect("a time"))
    }

    fn web_address(&mut self) -> Result<String> {
        Ok((*self.source.choose(words::WEB_ADDRESSES)?).to_owned())
    }

    fn rights(&mut self) -> Result<Rights> {
        let mut terms = Vec::new();
        let mut statement = Vec::new();
        if self.source.arbitrary()? {
            statement = self.some(3, Self::statement_block)?;
            for _ in 0..self.source.int_in_range(0..=3)? {
                let term = self.term()?;
                if term.in_statement {
                    statement.push(paragraph(term.content.clone()));
                }
                terms.push(term);
            }
        }
        Ok(with!(
            Rights::new(if terms.is_empty() { Terms::NotStated } else { Terms::Stated(terms) }),
            holder = self.maybe(|maker| {
                let organisation = maker.organisation()?;
                maker.slot(organisation)
            })?,
            year = self.maybe(|maker| {
                let year = maker.source.int_in_range(1..=9999)?;
                maker.slot(year)
            })?,
            notice = self.maybe(Self::text_slot)?,
            terms_page = self.maybe(|maker| {
                let address = maker.maybe(|maker| {
                    let address = maker.web_address()?;
                    maker.slot(address)
                })?;
                Ok(TermsPage::new(address, words::line(&mut maker.source)?))
            })?,
            licence = self.maybe(|maker| {
                let licence = maker.licence()?;
                maker.slot(licence)
            })?,
            photo_permission = self.maybe(|maker| Ok(PhotoPermission::new(words::line(&mut maker.source)?)))?,
            statement = statement
        ))
    }

    fn statement_block(&mut self) -> Result<Block> {
        let content = self.run(0)?;
        Ok(match self.source.int_in_range(0..=2)? {
            0 => paragraph(content),
            1 => Block::Heading(Heading::new(2, content)),
            _ => Block::List(List::new(None, vec![ListItem::new(vec![paragraph(content)])])),
        })
    }

    fn term(&mut self) -> Result<Term> {
        // What does not stand in the article comes from where no marks are: metadata, a profile.
        let in_statement = self.source.arbitrary()?;
        let content =
            if in_statement { self.run(DEEPEST - 3)? } else { vec![Inline::text(words::line(&mut self.source)?)] };
        Ok(with!(
            Term::new(content, self.language()?),
            meanings = self.some(2, Self::meaning)?,
            unread = self.some(1, |maker| words::line(&mut maker.source))?,
            origin = *self.source.choose(ORIGINS)?,
            in_statement = in_statement
        ))
    }

    fn meaning(&mut self) -> Result<Meaning> {
        let scope = *self.source.choose(&Scope::ALL)?;
        let unless_permitted = self.source.arbitrary()?;
        Ok(match self.source.int_in_range(0..=25)? {
            0 => Meaning::Attribution {
                scope,
                credit: with!(
                    CreditForm::default(),
                    by_hyperlink = self.source.arbitrary()?,
                    place = self.maybe(|maker| words::line(&mut maker.source))?,
                    literal = self.maybe(|maker| words::line(&mut maker.source))?,
                    open_link = self.source.arbitrary()?
                ),
            },
            1 => Meaning::AllRightsReserved,
            2 => Meaning::NoRepublication { scope, unless_permitted },
            3 => Meaning::LicenceUnknown,
            4 => Meaning::Permitted,
            5 => Meaning::Free,
            6 => Meaning::NonCommercial { scope },
            7 => Meaning::Share(self.share()?),
            8 => Meaning::NoChanges,
            9 => Meaning::NoDerivatives,
            10 => Meaning::NoTranslation { unless_permitted },
            11 => Meaning::NoMining,
            12 => Meaning::NoAi,
            13 => Meaning::Purpose(*self.source.choose(&[Purpose::Personal, Purpose::Education])?),
            14 => Meaning::Medium(*self.source.choose(&[Medium::Print, Medium::Broadcast, Medium::Online])?),
            15 => Meaning::NoSystematic,
            16 => Meaning::Recipients,
            17 => Meaning::Delay { hours: self.maybe(|maker| maker.source.int_in_range(1..=96))? },
            18 => Meaning::Fee { scope },
            19 => Meaning::Notify,
            20 => Meaning::Specimen,
            21 => Meaning::KeepLogo { scope },
            22 => Meaning::ThirdPartiesExcepted,
            23 => Meaning::ConsentElsewhere,
            24 => Meaning::CommercialFee,
            _ => Meaning::Licensed { licence: self.licence()?, scope },
        })
    }

    fn share(&mut self) -> Result<Share> {
        let count = self.source.int_in_range(1..=900)?;
        let shares = [
            Share::Percent(count % 100),
            Share::Characters(count),
            Share::Words(count),
            Share::Sentences(count),
            Share::Paragraphs(count),
            Share::HeadlineAndLead,
            Share::Excerpts,
        ];
        Ok(*self.source.choose(&shares)?)
    }

    fn licence(&mut self) -> Result<Licence> {
        Ok(match self.source.int_in_range(0..=2)? {
            0 => Licence::new(
                Some("CC-BY-4.0".to_owned()),
                Some("https://creativecommons.org/licenses/by/4.0/".to_owned()),
            ),
            1 => Licence::new(None, Some(self.web_address()?)),
            _ => Licence::new(Some("MIT".to_owned()), None),
        })
    }

    // What an article is made of.

    fn blocks(&mut self, depth: usize) -> Result<Vec<Block>> {
        let mut blocks = vec![self.block(depth)?];
        while self.blocks < MOST_BLOCKS && self.chance(if depth == 0 { 9 } else { 4 }, 10)? {
            blocks.push(self.block(depth)?);
        }
        Ok(blocks)
    }

    fn block(&mut self, depth: usize) -> Result<Block> {
        self.blocks += 1;
        let kinds = if depth < DEEPEST && self.blocks < MOST_BLOCKS { 9 } else { 6 };
        Ok(match self.source.int_in_range(0..=kinds)? {
            0 | 1 => paragraph(self.run(depth)?),
            2 => {
                self.level = self.source.int_in_range(2..=6.min(self.level + 1))?;
                Block::Heading(with!(Heading::new(self.level, self.run(depth)?), guessed = self.source.arbitrary()?))
            }
            3 => self.figure(depth)?,
            4 => Block::CodeBlock(CodeBlock::new(
                self.maybe(|maker| words::line(&mut maker.source))?,
                words::lines(&mut self.source)?,
            )),
            5 => Block::ThematicBreak(None),
            6 => self.table()?,
            7 | 8 => self.list(depth)?,
            _ => Block::BlockQuote(BlockQuote::new(self.blocks(depth + 1)?)),
        })
    }

    fn list(&mut self, depth: usize) -> Result<Block> {
        let starts = [None, None, Some(0), Some(1), Some(7), Some(999_999_999)];
        let start = *self.source.choose(&starts)?;
        let tasks = start.is_none() && self.chance(1, 4)?;
        let mut items = Vec::new();
        for _ in 0..self.source.int_in_range(1..=4)? {
            let task = if tasks { Some(self.source.arbitrary()?) } else { None };
            let content = if self.chance(1, 12)? { vec![] } else { self.blocks(depth + 1)? };
            // What the bytes say of other things they go on saying.
            let value = (start == Some(1) && items.len() == 2).then_some(3_999);
            items.push(with!(ListItem::new(content), task = task, value = value));
        }
        let numerals = match (start, items.len() % 4) {
            (None | Some(0 | 1), _) => Numerals::Digits,
            (Some(_), 0) => Numerals::SmallLetters,
            (Some(_), 1) => Numerals::CapitalLetters,
            (Some(_), 2) => Numerals::SmallRoman,
            (Some(_), _) => Numerals::CapitalRoman,
        };
        Ok(Block::List(with!(List::new(start, items), numerals = numerals, tight = self.source.arbitrary()?)))
    }

    fn table(&mut self) -> Result<Block> {
        let width = self.source.int_in_range(1..=7)?;
        let alignments = [Alignment::Start, Alignment::Centre, Alignment::End];
        let mut columns = Vec::new();
        for _ in 0..width {
            columns.push(*self.source.choose(&alignments)?);
        }
        let caption = if self.chance(1, 3)? { self.run(DEEPEST - 2)? } else { vec![] };
        let above = self.source.int_in_range(0..=2)?;
        let mut head = self.section(width, above)?;
        head.iter_mut().flatten().for_each(|cell| cell.is_head = false);
        let below = self.source.int_in_range(usize::from(head.is_empty())..=5)?;
        let rows = self.section(width, below)?;
        let mut table = with!(Table::new(columns, head, rows), caption = caption);
        let starts: Vec<usize> = table.places().iter().flatten().map(|place| place.start).collect();
        for (column, alignment) in table.columns.iter_mut().enumerate() {
            // Nothing is set in a column in which no cell begins.
            if !starts.contains(&column) {
                *alignment = Alignment::Start;
            }
        }
        Ok(Block::Table(table))
    }

    /// Rows without holes, of cells that cover one column and one row or more.
    fn section(&mut self, width: usize, height: usize) -> Result<Vec<Vec<TableCell>>> {
        let mut taken = vec![vec![false; width]; height];
        let mut rows = Vec::new();
        for row in 0..height {
            let mut cells = Vec::new();
            while let Some(start) = (0..width).find(|column| !taken[row][*column]) {
                let free = (start..width).take_while(|column| !taken[row][*column]).count();
                let columns = if self.chance(1, 5)? { self.source.int_in_range(1..=free)? } else { 1 };
                // No row is without a cell that begins in it.
                let below = if start == 0 && columns == width { 1 } else { height - row };
                let covers = if start > 0 && self.chance(1, 5)? { self.source.int_in_range(1..=below)? } else { 1 };
                for line in &mut taken[row..row + covers] {
                    line[start..start + columns].fill(true);
                }
                let content = if self.chance(1, 4)? { vec![] } else { self.run(DEEPEST - 2)? };
                let mut cell = TableCell::new(content);
                (cell.columns, cell.rows) = (columns, covers);
                cell.is_head = self.chance(1, 5)?;
                cells.push(cell);
            }
            rows.push(cells);
        }
        Ok(rows)
    }

    fn figure(&mut self, depth: usize) -> Result<Block> {
        let picture = self.maybe(|maker| {
            let media = if maker.pictures.is_empty() || maker.chance(1, 3)? {
                None
            } else {
                Some(maker.source.choose(&maker.pictures)?.clone())
            };
            let reference = match &media {
                Some(id) => id.0.clone(),
                None => words::line(&mut maker.source)?,
            };
            let alternative = if maker.source.arbitrary()? { words::line(&mut maker.source)? } else { String::new() };
            Ok(with!(Picture::new(reference, alternative), media = media))
        })?;
        let caption = if picture.is_none() || self.source.arbitrary()? { self.run(depth)? } else { vec![] };
        let guessed = picture.is_none();
        Ok(Block::Figure(with!(Figure::new(picture, caption), guessed = guessed)))
    }

    /// What a paragraph is made of: it begins with words, as one that a reader made does.
    fn run(&mut self, depth: usize) -> Result<Vec<Inline>> {
        let mut run = vec![Inline::text(words::line(&mut self.source)?)];
        while self.chance(1, 2)? {
            run.push(self.inline(depth)?);
        }
        Ok(run)
    }

    fn inlines(&mut self, depth: usize) -> Result<Vec<Inline>> {
        let mut run = vec![self.inline(depth)?];
        while self.chance(1, 3)? {
            run.push(self.inline(depth)?);
        }
        Ok(run)
    }

    fn inline(&mut self, depth: usize) -> Result<Inline> {
        let text = |maker: &mut Self| words::any(&mut maker.source);
        let kinds = if depth < DEEPEST { 11 } else { 4 };
        Ok(match self.source.int_in_range(0..=kinds)? {
            0..=2 => Inline::text(text(self)?),
            3 if self.notes > 0 => Inline::NoteReference(NoteId(self.source.int_in_range(0..=self.notes - 1)?)),
            3 => Inline::LineBreak,
            4 => Inline::Code(Text::new(text(self)?)),
            5 => Inline::Emphasis(self.inlines(depth + 1)?),
            6 => Inline::Strong(self.inlines(depth + 1)?),
            7 => Inline::Strikethrough(self.inlines(depth + 1)?),
            8 => Inline::Superscript(self.inlines(depth + 1)?),
            9 => Inline::Subscript(self.inlines(depth + 1)?),
            10 => Inline::LanguageSpan { language: self.language()?, content: self.inlines(depth + 1)? },
            _ => {
                let address = *self.source.choose(words::ADDRESSES)?;
                let title = self.maybe(|maker| words::line(&mut maker.source))?;
                // No link and no reference stands in a link, and none is without words.
                let content = without_links(self.run(depth + 1)?);
                Inline::Link(with!(Link::new(address, content), title = title))
            }
        })
    }

    /// Whether something with so many chances out of so many is to be; where the bytes end, nothing is.
    fn chance(&mut self, chances: u32, of: u32) -> Result<bool> {
        Ok(self.source.int_in_range(1..=of)? > of - chances)
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> Result<T>) -> Result<Option<T>> {
        if self.source.arbitrary()? { make(self).map(Some) } else { Ok(None) }
    }

    fn some<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        (0..self.source.int_in_range(0..=most)?).map(|_| make(self)).collect()
    }
}

fn paragraph(content: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph::new(content))
}

fn line(role: HeaderRole, content: Vec<Inline>) -> HeaderLine {
    HeaderLine::new(role, content)
}

/// The same words without references, with what was a link as what it linked.
fn without_links(content: Vec<Inline>) -> Vec<Inline> {
    content
        .into_iter()
        .flat_map(|inline| match inline {
            Inline::Link(link) => without_links(link.content),
            Inline::Emphasis(content) => vec![Inline::Emphasis(without_links(content))],
            Inline::Strong(content) => vec![Inline::Strong(without_links(content))],
            Inline::Strikethrough(content) => vec![Inline::Strikethrough(without_links(content))],
            Inline::Superscript(content) => vec![Inline::Superscript(without_links(content))],
            Inline::Subscript(content) => vec![Inline::Subscript(without_links(content))],
            Inline::LanguageSpan { language, content } => {
                vec![Inline::LanguageSpan { language, content: without_links(content) }]
            }
            Inline::NoteReference(_) => vec![],
            other @ (Inline::Text(_) | Inline::Code(_) | Inline::LineBreak) => vec![other],
        })
        .collect()
}
