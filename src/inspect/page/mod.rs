//! How much of what a page shows was read: a witness that knows nothing of the reader.
//!
//! 1. [`visible`] takes the words that the page shows out of it, each with its place; `words` says what a word is;
//! 2. [`matching`] finds them among the words of the files, each once;
//! 3. the region of the article is the innermost element that holds nearly all words of the body that were found;
//! 4. [`cells`] says of which rows of tables the cells without words are in no file;
//! 5. [`kinds`] says of all words in and around it that no file has what they are; what is nothing of an article's
//!    surroundings is lost, and so is what the page itself calls its article's: its `articleBody`, its description,
//!    the notes that its words refer to.
//!
//! Nothing here is shared with the reader: no tree, no Readability, no list of names that takes words away.

mod cells;
mod kinds;
mod matching;
mod visible;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use self::kinds::{
    ReadPlace, WordCount, amounts, begins_with_label, is_in_navigation, is_prose, is_sentence, label, of_block,
};
use self::matching::Matcher;
use self::visible::{Visible, VisibleBlock, VisibleElement};
use self::words::words;
use super::finding::Finding;
use crate::diagnostic::{Code, Severity};
use crate::model::Document;
use crate::model::walk;
use crate::source::{Source, Span};

pub use self::kinds::LeftOut;

/// How far above a heading the article begins that it heads.
const HIGHEST_ARTICLE: usize = 8;
/// A block of so many words is found wherever it stands.
const LONG: usize = 8;
/// The region holds so many in a hundred of the words that were found.
const REGION: usize = 85;
/// The longest passage that a finding shows, in words.
const SHOWN: usize = 24;
/// What the page calls its article's has so many words at least.
const CALLED: usize = 6;

/// So many blocks before and behind an item others of its list are looked for.
const NEAR_ITEM: usize = 8;
/// A paragraph between headline and body has so many words.
const LEAD: usize = 12;
/// A line that says when something was published has so many words at most.
const LONGEST_OF_TIME: usize = 16;
/// One part in so many of the words that were read is too much to be missing beside them.
const SMALL: usize = 5;

/// What a page shows, compared with what was read of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Witness {
    /// How many words the page shows in the region of the article.
    pub words: usize,
    /// How many of them are in the files.
    pub kept: usize,
    /// How many are not, by what they are.
    pub left_out: BTreeMap<LeftOut, usize>,
    /// What is lost, by place.
    pub findings: Vec<Finding>,
}

/// Compares what a page shows with the document that was read of it; `None` where the source is no page.
pub fn witness(source: &Source, document: &Document) -> Option<Witness> {
    if !matches!(document.metadata.input.media_type, "text/html" | "multipart/related") {
        return None;
    }
    let page = visible::read(source.text(), false);
    let moved = cells::moved(&page, document);
    let is_moved = !moved.is_empty();
    let mut shown = Comparison::new(page, document).judge();
    shown.findings.extend(moved.into_iter().map(|span| {
        let message = "the words of this row stand in the files without the empty cells between them";
        Finding::new(Code::PageWordsLost, message).at(Some(span))
    }));
    if !shown.findings.iter().any(|finding| finding.code == Code::PageBodySmall) {
        return Some(shown);
    }
    // What stands hidden until a script shows it may be the article.
    let with_hidden = Comparison::new(visible::read(source.text(), true), document).judge();
    Some(if with_hidden.is_proved() && !is_moved { with_hidden } else { shown })
}

impl Witness {
    /// Whether nothing is lost.
    pub fn is_proved(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity() < Severity::Error)
    }

    fn lose(&mut self, code: Code, spans: Vec<Span>, page: &Visible) {
        self.findings.extend(spans.into_iter().map(|span| finding(code, span, page)));
    }
}

/// From where to where a page was read, by the numbers of its blocks.
#[derive(Debug, Clone, Copy)]
struct Reach {
    /// The first block of all that was read.
    headline: usize,
    /// The first and the last block of the body.
    body: usize,
    last: usize,
}

impl Reach {
    fn place(&self, block: usize) -> ReadPlace {
        match block {
            _ if block > self.last => ReadPlace::Behind,
            _ if self.body < block && block < self.last => ReadPlace::Between,
            _ => ReadPlace::Before,
        }
    }
}

/// Why words are the article's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    /// They stand among words that were read, or the page calls them the article's.
    Certain,
    /// They are prose before or behind these.
    Beside,
}

struct Comparison {
    page: Visible,
    /// For each word of the page its place in the files.
    found: Vec<Option<usize>>,
    kept: Vec<bool>,
    amounts: Vec<WordCount>,
    /// The words of the body in the files.
    body: std::ops::Range<usize>,
    region: usize,
    /// The elements that hold blocks of the body beside one another.
    among: BTreeSet<usize>,
    /// What the elements of these blocks are called.
    read: BTreeSet<(usize, Box<str>, Box<str>)>,
    /// The last element of the region, and the element that the page calls its article around it.
    article: usize,
    /// What the page calls articles by their classes, the one that was read among them.
    several: BTreeSet<usize>,
    /// The blocks of notes of which no file has a word, though words that one has refer to them.
    notes: BTreeSet<usize>,
    called: Called,
}

impl Comparison {
    fn new(page: Visible, document: &Document) -> Self {
        let passages: Vec<Vec<String>> = walk::passages(document).iter().map(|passage| words(&passage.text)).collect();
        let blocks = walk::block_passages(&document.body).len();
        let header = document.header.len();
        let count = |passages: &[Vec<String>]| passages.iter().map(Vec::len).sum::<usize>();
        let start = count(&passages[..header.min(passages.len())]);
        let body = start..start + count(&passages[header.min(passages.len())..(header + blocks).min(passages.len())]);
        let mut this = Self {
            found: vec![None; page.words.len()],
            kept: Vec::new(),
            amounts: Vec::new(),
            body,
            region: 0,
            among: BTreeSet::new(),
            read: BTreeSet::new(),
            article: 0,
            several: BTreeSet::new(),
            notes: BTreeSet::new(),
            called: Called::by(&page),
            page,
        };
        let mut matcher = Matcher::new(passages.iter().flatten().map(String::as_str));
        this.find_passages(&mut matcher, &passages);
        let is_open = |this: &Self, block: usize| this.found[this.page.blocks[block].words.start].is_none();
        let long: Vec<usize> =
            (0..this.page.blocks.len()).filter(|&block| this.length(block) >= LONG && is_open(&this, block)).collect();
        // What stands in the files as a whole goes before what stands there in part.
        let rest: Vec<usize> = long.into_iter().filter(|&block| !this.find_whole(&mut matcher, block)).collect();
        this.find(&mut matcher, &rest);
        this.settle();
        // Short lines may stand in a menu too: those of the region come first.
        let is_short = |block: &usize| this.length(*block) < LONG && is_open(&this, *block);
        let (inner, outer): (Vec<usize>, Vec<usize>) =
            (0..this.page.blocks.len()).filter(is_short).partition(|&block| this.holds(this.article, block));
        // A word or two may stand anywhere: they take nothing from what is longer.
        for blocks in [inner, outer] {
            let (longer, rest): (Vec<usize>, Vec<usize>) =
                blocks.into_iter().partition(|&block| this.length(block) >= matching::KEY);
            this.find(&mut matcher, &longer);
            this.find(&mut matcher, &rest);
        }
        this.settle();
        this.notes = this.lost_notes();
        this
    }

    fn length(&self, block: usize) -> usize {
        self.page.blocks[block].words.len()
    }

    /// Finds the blocks that are passages of the files as they are, headings first, and those of menus last.
    fn find_passages(&mut self, matcher: &mut Matcher, passages: &[Vec<String>]) {
        let mut places: HashMap<String, VecDeque<usize>> = HashMap::new();
        let mut start = 0;
        for passage in passages {
            places.entry(passage.join(" ")).or_default().push_back(start);
            start += passage.len();
        }
        let is_menu = |this: &Self, block: &VisibleBlock| {
            let linked = |index: usize| this.page.elements[this.page.words[index].element].linked;
            is_in_navigation(&this.page, block) || block.words.clone().all(linked) && !this.is_heading(block)
        };
        // A list of what happened says in short what headings say: these come first.
        for (headings, menus) in [(true, false), (false, false), (true, true), (false, true)] {
            for block in 0..self.page.blocks.len() {
                let each = &self.page.blocks[block];
                let is_heading = self.is_heading(each);
                // One that leads somewhere else is the headline of another article.
                let leads = is_heading && self.page.elements[self.page.words[each.words.start].element].linked;
                if (is_heading && !leads) != headings
                    || !is_heading && each.words.len() < 2
                    || self.found[each.words.start].is_some()
                    || is_menu(self, each) != menus
                {
                    continue;
                }
                let words = self.page.words[each.words.clone()].iter().map(|word| word.text.as_str());
                let text = words.collect::<Vec<_>>().join(" ");
                let Some(start) = places.get_mut(&text).and_then(VecDeque::pop_front) else { continue };
                let range = each.words.clone();
                matcher.take_at(start, range.len());
                range.zip(start..).for_each(|(index, place)| self.found[index] = Some(place));
            }
        }
    }

    fn is_heading(&self, block: &VisibleBlock) -> bool {
        matches!(&*self.page.elements[block.element].name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
    }

    fn find_whole(&mut self, matcher: &mut Matcher, block: usize) -> bool {
        let range = self.page.blocks[block].words.clone();
        let numbers = matcher.numbers(self.page.words[range.clone()].iter().map(|word| word.text.as_str()));
        let Some(start) = matcher.take_whole(&numbers) else { return false };
        range.zip(start..).for_each(|(index, place)| self.found[index] = Some(place));
        true
    }

    fn find(&mut self, matcher: &mut Matcher, blocks: &[usize]) {
        for &block in blocks {
            let range = self.page.blocks[block].words.clone();
            let numbers = matcher.numbers(self.page.words[range.clone()].iter().map(|word| word.text.as_str()));
            for (index, place) in range.zip(matcher.take(&numbers)) {
                self.found[index] = place;
            }
        }
    }

    /// Settles where the article is by what was found.
    fn settle(&mut self) {
        let is_body: Vec<bool> =
            self.found.iter().map(|place| place.is_some_and(|place| self.body.contains(&place))).collect();
        let of_body = amounts(&self.page, &is_body);
        let all = of_body.first().map_or(0, |amount| amount.kept);
        self.region =
            (0..of_body.len()).rev().find(|&index| of_body[index].kept * 100 >= all * REGION && all > 0).unwrap_or(0);
        self.article = self.around(self.region);
        let of_body: Vec<usize> = (0..self.page.blocks.len()).filter(|&block| self.is_of(block, &self.body)).collect();
        let elements = || of_body.iter().map(|&block| &self.page.elements[self.page.blocks[block].element]);
        self.among = elements().filter_map(|element| element.parent).collect();
        self.read = elements().map(|each| element_key(each.parent.unwrap_or(0), &each.name, &each.names)).collect();
        self.kept = self.found.iter().map(Option::is_some).collect();
        self.amounts = amounts(&self.page, &self.kept);
        self.several = self.several();
    }

    /// The innermost element around another that the page calls its article.
    fn around(&self, element: usize) -> usize {
        let mut next = Some(element);
        while let Some(index) = next {
            if self.is_article(index) {
                return index;
            }
            next = self.page.elements[index].parent;
        }
        element
    }

    fn is_article(&self, element: usize) -> bool {
        let element = &self.page.elements[element];
        matches!(&*element.name, "article" | "main")
            || element.property.as_deref() == Some("articleBody")
            || element.names.split_whitespace().any(|name| matches!(name, "article" | "main"))
    }

    fn holds(&self, element: usize, block: usize) -> bool {
        let mut next = Some(self.page.blocks[block].element);
        while let Some(index) = next.filter(|&index| index >= element) {
            if index == element {
                return true;
            }
            next = self.page.elements[index].parent;
        }
        false
    }

    /// Whether the words of a block that are in the files are many of it, and mostly of a part of them.
    fn is_of(&self, block: usize, part: &std::ops::Range<usize>) -> bool {
        let words = self.page.blocks[block].words.clone();
        let found = self.found[words.clone()].iter().flatten().count();
        found * 3 >= words.len() && self.is_mostly_of(block, part)
    }

    /// Whether the words of a block that are in the files are mostly of a part of them.
    fn is_mostly_of(&self, block: usize, part: &std::ops::Range<usize>) -> bool {
        let found = || self.found[self.page.blocks[block].words.clone()].iter().flatten();
        found().filter(|place| part.contains(place)).count() * 2 > found().count()
    }

    fn judge(&self) -> Witness {
        let read = |part: std::ops::Range<usize>| {
            (0..self.page.blocks.len())
                .filter(move |&block| self.holds(self.article, block) && self.is_of(block, &part))
        };
        let last = read(self.body.clone()).next_back().unwrap_or(0);
        let reach = Reach {
            headline: read(0..self.body.end).next().unwrap_or(last),
            body: read(self.body.clone()).next().unwrap_or(last),
            last,
        };
        let mut witness = Witness::default();
        let mut beside = Vec::new();
        for (block, &VisibleBlock { ref words, element, .. }) in self.page.blocks.iter().enumerate() {
            let is_note = self.notes.contains(&block);
            if !self.holds(self.article, block) && !is_note {
                continue;
            }
            let missing: Vec<usize> = words.clone().filter(|&index| !self.kept[index]).collect();
            witness.words += words.len();
            witness.kept += words.len() - missing.len();
            if missing.is_empty() {
                continue;
            }
            let is_called = is_note || self.called.says(&self.page, block, block > last);
            let is_counted = missing.len() == words.len() && self.is_counted(block);
            let kind = if is_called || is_counted {
                LeftOut::Lost
            } else if is_in_navigation(&self.page, &self.page.blocks[block]) || self.heads_other(block, reach) {
                LeftOut::Navigation
            } else if reach.headline < block && block < reach.body && self.says_when(block) {
                LeftOut::Other
            } else if missing.len() * 2 > words.len() {
                of_block(&self.page, &self.amounts, &self.page.blocks[block], reach.place(block))
            } else {
                LeftOut::Lost
            };
            let reason = match kind {
                LeftOut::Lost if is_counted => Some(Reason::Certain),
                LeftOut::Lost => self.reason(block, missing.len(), reach, is_called),
                LeftOut::Navigation | LeftOut::Comment | LeftOut::Invitation | LeftOut::Advert | LeftOut::Other => None,
            };
            match reason {
                Some(Reason::Certain) => {
                    *witness.left_out.entry(LeftOut::Lost).or_default() += missing.len();
                    witness.lose(Code::PageWordsLost, runs(&missing, &self.page), &self.page);
                }
                Some(Reason::Beside) if !self.is_another(element) => beside.extend(missing),
                Some(Reason::Beside) | None => {
                    let kind = if kind == LeftOut::Lost { LeftOut::Other } else { kind };
                    *witness.left_out.entry(kind).or_default() += missing.len();
                }
            }
        }
        self.weigh(&beside, &mut witness);
        witness
    }

    /// Whether a line of a few words has a moment that is marked as one: when something was published or broadcast.
    fn says_when(&self, block: usize) -> bool {
        let VisibleBlock { words, .. } = &self.page.blocks[block];
        let is_time = |index: usize| {
            let mut above = self.page.above(self.page.words[index].element).take(3);
            above.any(|above| &*self.page.elements[above].name == "time")
        };
        words.len() <= LONGEST_OF_TIME && words.clone().any(is_time)
    }

    /// Whether a block is the heading of what is none of the article's: what stands below it are ways to somewhere else.
    fn heads_other(&self, block: usize, reach: Reach) -> bool {
        let each = &self.page.blocks[block];
        let heads = |each: &VisibleBlock| self.is_heading(each) || begins_with_label(&self.page, each);
        let Some(below) = self.page.blocks.get(block + 1).filter(|_| heads(each)) else {
            return false;
        };
        let is_missing = |words: std::ops::Range<usize>| words.into_iter().all(|index| !self.kept[index]);
        is_missing(self.page.blocks[block].words.clone())
            && is_missing(below.words.clone())
            && matches!(
                of_block(&self.page, &self.amounts, below, reach.place(block)),
                LeftOut::Navigation | LeftOut::Invitation | LeftOut::Advert | LeftOut::Comment
            )
    }

    /// Whether a label is one of what a table or a list counts, beside others that were read, or is the heading of words that
    /// were read.
    fn is_counted(&self, block: usize) -> bool {
        let each = &self.page.blocks[block];
        let parent = |index: usize| self.page.elements[index].parent.unwrap_or(0);
        let name = |index: usize| &*self.page.elements[index].name;
        if label(&self.page, each).is_none() || is_in_navigation(&self.page, each) {
            return false;
        }
        let is_read = |other: usize| self.page.blocks.get(other).is_some_and(|_| self.is_of(other, &self.body));
        if self.is_heading(each) {
            let below = || self.page.above(self.page.blocks[block + 1].element).take(3);
            return each.words.len() == 1
                && is_read(block + 1)
                && below().any(|index| parent(index) == parent(each.element));
        }
        let mut above = self.page.above(each.element).take(3);
        let item = above.find(|index| matches!(name(*index), "td" | "th" | "li" | "dt" | "dd" | "caption"));
        let Some(item) = item.filter(|item| self.amounts[*item].words == each.words.len()) else { return false };
        let around = parent(item);
        let WordCount { words, linked, prose, .. } = self.amounts[around];
        // A row with prose may be the layout of a page.
        let is_layout = matches!(name(item), "td" | "th") && prose > 0;
        let beside = block.saturating_sub(NEAR_ITEM)..block + NEAR_ITEM;
        !is_layout
            && linked * 2 < words
            && beside.into_iter().any(|other| other != block && is_read(other) && self.holds(around, other))
    }

    /// Says whether what was read is little beside what the page calls its article.
    fn weigh(&self, beside: &[usize], witness: &mut Witness) {
        let body = self.found.iter().flatten().filter(|place| self.body.contains(place)).count();
        let is_much = beside.len() * SMALL > body.max(1);
        *witness.left_out.entry(if is_much { LeftOut::Lost } else { LeftOut::Other }).or_default() += beside.len();
        witness.left_out.retain(|_, count| *count > 0);
        if is_much {
            witness.lose(Code::PageWordsLost, runs(beside, &self.page), &self.page);
        }
        if body * 2 < self.body.len() {
            let message =
                format!("of {} words of the article's text in the files the page shows {body}", self.body.len());
            witness.findings.push(Finding::new(Code::PageBodySmall, message));
        }
        let Some(other) = self.other(body) else { return };
        let WordCount { prose, kept, .. } = self.amounts[other];
        let inner = self.page.words.iter().find(|word| self.page.above(word.element).any(|above| above == other));
        let message = format!(
            "the page shows {prose} words under this headline, {kept} of them are in the files, and these have {body} words \
             of text from elsewhere on the page"
        );
        witness.findings.push(Finding::new(Code::PageBodySmall, message).at(inner.map(|word| word.span)));
    }

    /// Whether an element has the name, the class and the parent of one that was read: only its place tells them apart.
    fn looks_read(&self, element: usize) -> bool {
        let VisibleElement { parent, name, names, .. } = &self.page.elements[element];
        !self.amounts[element].is_links() && self.read.contains(&element_key(parent.unwrap_or(0), name, names))
    }

    /// Whether an element is in something that the page calls an article, and of which nothing was read.
    fn is_another(&self, element: usize) -> bool {
        let inside = self.page.above(element).take_while(|&index| index != self.article);
        inside.into_iter().any(|index| self.is_one(index) && self.amounts[index].kept == 0)
    }

    /// Whether an element is one article, by its name or beside another.
    fn is_one(&self, index: usize) -> bool {
        &*self.page.elements[index].name == "article" || self.several.contains(&index)
    }

    /// The elements that are called articles and have a heading each, where one of which words were read stands beside others
    /// of its kind: the page goes on with another article.
    fn several(&self) -> BTreeSet<usize> {
        let heads = |block: &&VisibleBlock| matches!(&*self.page.elements[block.element].name, "h1" | "h2");
        let headed: BTreeSet<usize> = self
            .page
            .blocks
            .iter()
            .filter(heads)
            .flat_map(|block| self.page.above(block.element).take(HIGHEST_ARTICLE))
            .collect();
        let kind = |index: usize| {
            let VisibleElement { parent, name, names, .. } = &self.page.elements[index];
            (parent.unwrap_or(0), &**name, names.split(' ').next().unwrap_or_default())
        };
        let read: BTreeSet<_> =
            headed.iter().filter(|index| self.amounts[**index].kept > 0).map(|index| kind(*index)).collect();
        let is_one =
            |index: &usize| read.contains(&kind(*index)) && is_called_article(&self.page.elements[*index].names);
        headed.iter().copied().filter(is_one).collect()
    }

    /// Why words of a block that no file has are the article's; `None` where they may be none of it.
    fn reason(&self, block: usize, missing: usize, reach: Reach, is_called: bool) -> Option<Reason> {
        let &VisibleBlock { ref words, element, .. } = &self.page.blocks[block];
        if is_called {
            let is_said = self.notes.contains(&block) || words.len() >= CALLED && !self.amounts[element].is_links();
            return is_said.then_some(Reason::Certain);
        }
        if missing < words.len() {
            // Torn out of a sentence that was read.
            let is_torn = missing * 3 <= words.len() * 2
                || is_prose(&self.page, &self.page.blocks[block])
                || self.looks_read(element);
            return (is_torn && self.is_mostly_of(block, &self.body)).then_some(Reason::Certain);
        }
        let is_prose = is_prose(&self.page, &self.page.blocks[block]);
        let name = &*self.page.elements[element].name;
        let above = || self.page.above(element).take_while(|&index| self.amounts[index].kept == 0);
        let top = above().last().unwrap_or(element);
        let is_among = self.page.elements[top].parent.is_some_and(|parent| self.among.contains(&parent));
        let in_figure = above().any(|index| &*self.page.elements[index].name == "figure");
        let is_heading = matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        // A heading in something that holds no text is the heading of something else.
        let heads = is_heading && (top == element || self.amounts[top].prose > 0);
        let is_text = matches!(name, "p" | "li" | "td" | "th" | "dd" | "dt" | "blockquote" | "pre" | "figcaption");
        let is_certain = if reach.place(block) == ReadPlace::Between {
            // The credit of a picture is no sentence.
            let is_plain = || is_sentence(&self.page.blocks[block]) && self.amounts[top].linked == 0 && !in_figure;
            is_among && (is_prose || heads || is_text || is_plain())
        } else if reach.headline < block && block < reach.body {
            is_among && name == "p" || is_prose && !in_figure && words.len() >= LEAD
        } else {
            is_sentence(&self.page.blocks[block]) && self.looks_read(element)
        };
        match is_certain {
            true => Some(Reason::Certain),
            false => is_prose.then_some(Reason::Beside),
        }
    }

    /// The blocks of notes of which no file has a word, though words that one has refer to them.
    fn lost_notes(&self) -> BTreeSet<usize> {
        let mut named = HashMap::new();
        for (index, element) in self.page.elements.iter().enumerate() {
            if let Some(identity) = &element.identity {
                named.entry(&**identity).or_insert(index);
            }
        }
        let refers = |word: usize| word > 0 && self.found[word - 1].is_some_and(|place| self.body.contains(&place));
        let notes: BTreeSet<usize> = self
            .page
            .marks
            .iter()
            .filter(|(word, _)| refers(*word))
            .filter_map(|(_, note)| named.get(note.as_str()).copied())
            .map(|element| self.page.line(element))
            .filter(|&element| self.amounts[element].kept == 0 && self.amounts[element].words > 0)
            .collect();
        if notes.is_empty() {
            return notes;
        }
        let is_in_note =
            |block: &usize| self.page.above(self.page.blocks[*block].element).any(|element| notes.contains(&element));
        (0..self.page.blocks.len()).filter(is_in_note).collect()
    }

    /// What the page calls an article and has more words than those that were read, under the headline that was read.
    fn other(&self, body: usize) -> Option<usize> {
        let header = 0..self.body.start;
        let headed: BTreeSet<usize> = (0..self.page.blocks.len())
            .filter(|&block| self.is_of(block, &header))
            .flat_map(|block| self.page.above(self.page.blocks[block].element))
            .collect();
        // Where headline and text stand in one article, the next is another: the page goes on without an end.
        let own = self.page.above(self.region).find(|&index| self.is_one(index) && headed.contains(&index));
        (0..self.page.elements.len()).rev().find(|&index| {
            let WordCount { prose, kept, .. } = self.amounts[index];
            self.is_article(index)
                && headed.contains(&index)
                && prose > body
                && kept * 2 < prose
                && self.own_prose(index, own) > kept * 2
        })
    }

    /// How many words of prose an element holds that are no surroundings. Beside the article `own`, others are.
    fn own_prose(&self, element: usize, own: Option<usize>) -> usize {
        let is_of_other = |each: &VisibleBlock| {
            let mut articles = self
                .page
                .above(each.element)
                .filter(|&index| self.is_one(index) && self.amounts[index].kept * 2 < self.amounts[index].prose);
            own.is_some_and(|own| {
                articles.any(|index| index != own && !self.page.above(own).any(|above| above == index))
            })
        };
        let blocks = self.page.blocks.iter().enumerate().filter(|(block, each)| {
            let is_missing = each.words.clone().all(|index| !self.kept[index]);
            self.holds(element, *block)
                && is_prose(&self.page, each)
                && !is_of_other(each)
                && (!is_missing || of_block(&self.page, &self.amounts, each, ReadPlace::Behind) == LeftOut::Lost)
        });
        blocks.map(|(_, block)| block.words.len()).sum()
    }
}

/// Whether the class or the identity of an element calls it an article.
fn is_called_article(names: &str) -> bool {
    let mut words = names.split(|character: char| !character.is_alphanumeric());
    words.any(|word| matches!(word, "article" | "post" | "hentry" | "story" | "news" | "entry" | "item"))
}

fn element_key(parent: usize, name: &str, names: &str) -> (usize, Box<str>, Box<str>) {
    (parent, name.into(), names.into())
}

/// Words in a row, each run as one place.
fn runs(words: &[usize], page: &Visible) -> Vec<Span> {
    let mut runs: Vec<(usize, Span)> = Vec::new();
    for &index in words {
        match runs.last_mut() {
            Some((last, span)) if *last + 1 == index => {
                *last = index;
                *span = span.join(page.words[index].span);
            }
            _ => runs.push((index, page.words[index].span)),
        }
    }
    runs.into_iter().map(|(_, span)| span).collect()
}

fn finding(code: Code, span: Span, page: &Visible) -> Finding {
    let first = page.words.partition_point(|word| word.span.start < span.start);
    let words = page.words[first..].iter().take_while(|word| word.span.end <= span.end);
    let count = words.clone().count();
    let mut shown = words.take(SHOWN).map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    if count > SHOWN {
        shown.push_str(&format!(" […{} words…]", count - SHOWN));
    }
    Finding::new(code, format!("words that the page shows are in no file: {shown:?}")).at(Some(span))
}

/// What the page itself calls its article's.
struct Called {
    /// Of the bodies that it states.
    bodies: HashSet<[String; 3]>,
    /// Of its description, which a list of articles has too.
    description: HashSet<[String; 3]>,
}

impl Called {
    fn by(page: &Visible) -> Self {
        let runs = |text: String| {
            let words = words(&text);
            words.windows(3).map(|run| [run[0].clone(), run[1].clone(), run[2].clone()]).collect::<Vec<_>>()
        };
        Self {
            bodies: page.data.iter().flat_map(|data| bodies(data)).flat_map(runs).collect(),
            description: page.description.clone().into_iter().flat_map(runs).collect(),
        }
    }

    /// Whether it says the words of a block; `behind` the last words that were read the description says nothing.
    fn says(&self, page: &Visible, block: usize, behind: bool) -> bool {
        let words = &page.words[page.blocks[block].words.clone()];
        let is_said = |run: &[String; 3]| self.bodies.contains(run) || !behind && self.description.contains(run);
        let runs = words.windows(3).map(|run| [run[0].text.clone(), run[1].text.clone(), run[2].text.clone()]);
        words.len() > 3 && runs.filter(is_said).count() * 10 >= (words.len() - 2) * 9
    }
}

/// The bodies of articles in a page's JSON-LD.
fn bodies(data: &str) -> Vec<String> {
    let mut bodies = Vec::new();
    let mut rest: Vec<serde_json::Value> = serde_json::from_str(data).into_iter().collect();
    while let Some(value) = rest.pop() {
        match value {
            serde_json::Value::Array(values) => rest.extend(values),
            serde_json::Value::Object(members) => {
                for (name, value) in members {
                    match value {
                        serde_json::Value::String(text) if name == "articleBody" => bodies.push(text),
                        value => rest.push(value),
                    }
                }
            }
            _ => {}
        }
    }
    bodies
}
