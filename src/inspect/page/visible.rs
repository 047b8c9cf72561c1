//! The words that a page shows, in order, each with its place.
//!
//! Over html5ever's tokenizer, and without a tree: text is shown in the order in which it stands, so a stack of the
//! elements that are open says all that is needed of a word: its block, whether it is linked, whether anybody sees it.
//! Style sheets elsewhere are not known; what an element says itself, and the names that every site uses for what only
//! screen readers say, are.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::words::Splitter;
use crate::source::Span;

/// Elements inside one another that are told apart; deeper ones are part of the deepest.
const MAX_DEPTH: usize = 512;
/// The longest mark that refers to a note, in characters: `[12]`.
const LONGEST_MARK: usize = 5;

/// Elements that stand within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr",
];
/// Elements whose words nobody sees as the page's.
const UNSEEN: &[&str] = &[
    "script", "style", "template", "noscript", "head", "title", "iframe", "noembed", "noframes", "textarea", "select",
    "datalist", "svg", "math", "canvas", "video", "audio", "object", "rp",
];
/// Elements that have no content.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Names by which pages hide what is only to be heard.
const HEARD: &[&str] = &[
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screenreader",
    "screen-reader",
    "sronly",
    "u-visually-hidden",
    "a11y-hidden",
    "hidden-accessible",
    "element-invisible",
    "offscreen",
    "print-only",
];
/// Start tags that end an open paragraph (HTML, 13.2.6.4.7).
const END_PARAGRAPH: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// An element, with what it has of those that hold it.
#[derive(Debug)]
pub(super) struct VisibleElement {
    pub(super) name: Box<str>,
    pub(super) parent: Option<usize>,
    /// Its class, its identity and its role, in small letters.
    pub(super) names: Box<str>,
    pub(super) property: Option<Box<str>>,
    /// Its identity, or the name of an anchor.
    pub(super) identity: Option<Box<str>>,
    /// Where it leads on the page itself.
    note: Option<Box<str>>,
    pub(super) hidden: bool,
    pub(super) linked: bool,
}

/// A word, with its place.
#[derive(Debug)]
pub(super) struct VisibleWord {
    pub(super) text: String,
    pub(super) span: Span,
    /// The innermost element that holds it.
    pub(super) element: usize,
}

/// Words that run on: a paragraph, a heading, a cell.
#[derive(Debug)]
pub(super) struct VisibleBlock {
    pub(super) words: std::ops::Range<usize>,
    /// The element that makes it a block.
    pub(super) element: usize,
    /// Whether its last character ends a sentence.
    pub(super) ends_sentence: bool,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Visible {
    pub(super) elements: Vec<VisibleElement>,
    pub(super) words: Vec<VisibleWord>,
    pub(super) blocks: Vec<VisibleBlock>,
    /// What the page says of itself to machines: its JSON-LD.
    pub(super) data: Vec<String>,
    pub(super) description: Option<String>,
    /// The marks that refer to notes: how many words stand before them, and the name of the note.
    pub(super) marks: Vec<(usize, String)>,
}

impl Visible {
    /// The innermost element around another that is no part of a line.
    pub(super) fn line(&self, mut element: usize) -> usize {
        while INLINE.contains(&&*self.elements[element].name) {
            element = self.elements[element].parent.unwrap_or(0);
        }
        element
    }

    /// An element and those that hold it.
    pub(super) fn above(&self, element: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(element), |&element| self.elements[element].parent)
    }
}

/// What a page shows.
///
/// `with_hidden`: what stands hidden until a script shows it too.
pub(super) fn read(page: &str, with_hidden: bool) -> Visible {
    let state = WalkState { with_hidden, ..WalkState::new(page) };
    let tokenizer = Tokenizer::new(Sink { state: RefCell::new(state) }, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut start = 0;
    while start < page.len() {
        // A tag, or the text up to the next one: what is said of a piece is said of its place.
        let length = if page[start..].starts_with('<') {
            page[start..].find('>').map_or(page.len() - start, |length| length + 1)
        } else {
            page[start..].find('<').unwrap_or(page.len() - start)
        };
        tokenizer.sink.state.borrow_mut().begin(start);
        queue.push_back(StrTendril::from_slice(&page[start..start + length]));
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        start += length;
    }
    tokenizer.end();
    tokenizer.sink.state.into_inner().finish()
}

struct Sink<'a> {
    state: RefCell<WalkState<'a>>,
}

impl TokenSink for Sink<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::TagToken(tag) => match tag.kind {
                TagKind::StartTag => return state.open(&tag),
                TagKind::EndTag => state.close(&tag.name),
            },
            Token::CharacterTokens(text) => state.text(&text),
            Token::NullCharacterToken
            | Token::CommentToken(_)
            | Token::DoctypeToken(_)
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

struct WalkState<'a> {
    page: &'a str,
    /// Where the text begins that comes next.
    at: usize,
    open: Vec<usize>,
    counts: HashMap<Box<str>, usize>,
    ignored: usize,
    splitter: Splitter,
    /// Where the open word begins, and in which element.
    begun: (usize, usize),
    /// Where the open block begins, and whether its last character ended a sentence.
    block: usize,
    ends_sentence: bool,
    /// Whether an element of a line begins where another one ended, and the last character before it.
    seam: bool,
    last: char,
    /// Whether what stands before it ends with the number of a year.
    follows_year: bool,
    /// The elements of lines that are set as blocks by their own style.
    set_apart: HashSet<usize>,
    /// Whether the text of a script is JSON-LD.
    data: bool,
    with_hidden: bool,
    visible: Visible,
}

impl<'a> WalkState<'a> {
    fn new(page: &'a str) -> Self {
        let root = VisibleElement {
            name: "".into(),
            parent: None,
            names: "".into(),
            property: None,
            identity: None,
            note: None,
            hidden: false,
            linked: false,
        };
        Self {
            page,
            at: 0,
            open: vec![0],
            counts: HashMap::new(),
            ignored: 0,
            splitter: Splitter::default(),
            begun: (0, 0),
            block: 0,
            ends_sentence: false,
            seam: false,
            last: ' ',
            follows_year: false,
            set_apart: HashSet::new(),
            data: false,
            with_hidden: false,
            visible: Visible { elements: vec![root], ..Visible::default() },
        }
    }

    fn begin(&mut self, start: usize) {
        self.at = start;
    }

    fn top(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }

    fn open(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        // What unfolds the words below a heading is the heading.
        let begins = self.visible.words.len() == self.block && self.splitter.is_between();
        let name = if &*tag.name == "button" && begins && self.is_heading() { "span" } else { &*tag.name };
        self.seam &= INLINE.contains(&name);
        if !INLINE.contains(&name) {
            self.part(name != "br" && !matches!(name, "ruby" | "rt" | "rb" | "rtc" | "rp"));
        }
        self.end_implied(name);
        let get = |wanted: &str| tag.attrs.iter().find(|each| &*each.name.local == wanted).map(|each| &*each.value);
        self.note(name, &get);
        let is_apart = INLINE.contains(&name) && get("style").is_some_and(is_set_apart);
        if is_apart {
            self.part(false);
            self.set_apart.insert(self.visible.elements.len());
        }
        let (parent, identity) = (self.top(), get("id").or_else(|| get("name").filter(|_| name == "a")));
        let names: Vec<&str> = ["class", "id", "role"].into_iter().filter_map(get).collect();
        let names = names.join(" ").to_lowercase();
        let above = &self.visible.elements[parent];
        let element = VisibleElement {
            name: name.into(),
            parent: Some(parent),
            hidden: above.hidden
                || if self.with_hidden { UNSEEN.contains(&name) } else { is_hidden(name, &names, &get) },
            linked: above.linked || name == "a" && get("href").is_some(),
            names: names.into(),
            property: get("itemprop").map(Into::into),
            note: get("href").filter(|_| name == "a").and_then(|href| href.strip_prefix('#')).map(Into::into),
            identity: identity.map(Into::into),
        };
        self.visible.elements.push(element);
        if VOID.contains(&name) {
            return TokenSinkResult::Continue;
        }
        if self.open.len() >= MAX_DEPTH {
            self.ignored += 1;
        } else {
            self.open.push(self.visible.elements.len() - 1);
            *self.counts.entry(name.into()).or_default() += 1;
        }
        match name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            "plaintext" => TokenSinkResult::Plaintext,
            _ => TokenSinkResult::Continue,
        }
    }

    /// Notes what the page says to machines.
    fn note<'t>(&mut self, name: &str, get: &impl Fn(&str) -> Option<&'t str>) {
        self.data = name == "script" && get("type").is_some_and(|kind| kind.to_lowercase().contains("ld+json"));
        if self.data {
            self.visible.data.push(String::new());
        }
        if name == "meta"
            && self.visible.description.is_none()
            && get("name")
                .or_else(|| get("property"))
                .is_some_and(|name| name == "description" || name == "og:description")
        {
            self.visible.description = get("content").map(str::to_owned);
        }
    }

    /// Ends what a start tag ends without an end tag.
    fn end_implied(&mut self, name: &str) {
        let (ends, stops): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "option" => (&["option"], &["select"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            _ if END_PARAGRAPH.contains(&name) => (&["p"], &["button", "td", "th", "table", "li", "object"]),
            _ => return,
        };
        if ends.iter().all(|name| self.counts.get(*name).is_none_or(|count| *count == 0)) {
            return;
        }
        let is_any = |index: usize, names: &[&str]| names.contains(&&*self.visible.elements[index].name);
        let found = self.open.iter().rposition(|&index| is_any(index, ends) || is_any(index, stops));
        if let Some(place) = found.filter(|&place| is_any(self.open[place], ends)) {
            self.pop_to(place);
        }
    }

    fn close(&mut self, name: &str) {
        if name == "script" {
            self.data = false;
        }
        let inline = INLINE.contains(&name);
        self.seam = inline;
        if !inline {
            self.part(!matches!(name, "ruby" | "rt" | "rb" | "rtc" | "rp"));
        }
        if self.ignored > 0 {
            self.ignored -= 1;
            return;
        }
        if self.counts.get(name).is_none_or(|count| *count == 0) {
            return;
        }
        let Some(place) = self.open.iter().rposition(|&index| *self.visible.elements[index].name == *name) else {
            return;
        };
        if self.set_apart.contains(&self.open[place]) {
            self.part(false);
        }
        if inline {
            // What was begun within it goes on behind it.
            self.open.remove(place);
            self.uncount(name);
        } else {
            self.pop_to(place);
        }
    }

    fn pop_to(&mut self, place: usize) {
        for index in self.open.split_off(place) {
            let name = self.visible.elements[index].name.clone();
            self.uncount(&name);
        }
        if self.open.is_empty() {
            self.open.push(0);
        }
    }

    fn uncount(&mut self, name: &str) {
        if let Some(count) = self.counts.get_mut(name) {
            *count = count.saturating_sub(1);
        }
    }

    fn text(&mut self, text: &str) {
        if self.data {
            if let Some(data) = self.visible.data.last_mut() {
                data.push_str(text);
            }
            return;
        }
        let top = self.top();
        if self.visible.elements[top].hidden || self.is_mark(text) {
            return;
        }
        let first = text.chars().next();
        let is_seam = std::mem::take(&mut self.seam);
        if is_seam && first.is_some_and(|it| self.is_heading() && self.parts(it) || self.parts_time(text, it)) {
            self.part(false);
        }
        for (offset, character) in text.char_indices() {
            let word = self.splitter.push(character);
            self.take(word);
            if self.splitter.is_between() {
                continue;
            }
            if self.begun.0 == usize::MAX {
                self.begun = (self.place(&text[offset..]), top);
            }
        }
        self.last = text.chars().next_back().unwrap_or(self.last);
        self.follows_year = text.rsplit(|it: char| !it.is_ascii_digit()).next().is_some_and(is_year);
        if let Some(last) = text.trim_end().chars().next_back() {
            // A bracket or a quotation mark may close the sentence.
            let inner = text.trim_end_matches(|character: char| {
                character.is_whitespace() || matches!(character, '"' | '”' | '»' | '“' | ')' | ']' | '\'' | '’')
            });
            let ends = |character: char| {
                matches!(character, '.' | '!' | '?' | '…' | ':' | ';' | '。' | '！' | '？' | '؟' | '۔' | '।')
            };
            self.ends_sentence = ends(last) || inner.chars().next_back().is_some_and(ends);
        }
    }

    fn is_heading(&self) -> bool {
        let name = |index: &usize| &*self.visible.elements[*index].name;
        self.open.iter().rev().take(6).any(|index| matches!(name(index), "h1" | "h2" | "h3" | "h4"))
    }

    /// Whether a character begins another line where an element begins: style sheets set parts of headings so.
    fn parts(&self, first: char) -> bool {
        let ends = self.last.is_lowercase() || self.last.is_ascii_digit() || ".:!?…".contains(self.last);
        ends && (first.is_uppercase() || first.is_ascii_digit() || "„“\"«»'‘".contains(first))
    }

    /// Whether a moment and something else meet where elements of a line do: "Leyla Quliyeva", "12 May 2026".
    fn parts_time(&self, text: &str, first: char) -> bool {
        let has_year = || text.split(|it: char| !it.is_ascii_digit()).any(is_year);
        self.follows_year && first.is_alphanumeric()
            || self.last.is_alphanumeric() && first.is_ascii_digit() && text.trim().contains(' ') && has_year()
    }

    /// Whether a text is the mark that refers to a note, or back from it; notes the reference.
    fn is_mark(&mut self, text: &str) -> bool {
        let text = text.trim();
        // "[i]", "[a]": a letter alone may be a word.
        let is_bracketed = text.starts_with('[') && text.ends_with(']');
        let is_word = !is_bracketed && text.chars().any(char::is_alphabetic);
        if text.is_empty() || text.chars().count() > LONGEST_MARK || is_word {
            return false;
        }
        let above = self.open.iter().rev().take(4);
        let note = above.filter_map(|&index| self.visible.elements[index].note.clone()).next();
        self.visible.marks.extend(note.iter().map(|note| (self.visible.words.len(), note.to_string())));
        note.is_some()
    }

    /// Where a text stands that begins with a word, from where the last one was found.
    fn place(&mut self, text: &str) -> usize {
        let word = text.split(char::is_whitespace).next().unwrap_or_default();
        let mut end = (self.at + word.len() + 256).min(self.page.len());
        while !self.page.is_char_boundary(end) {
            end -= 1;
        }
        match self.page.get(self.at..end).and_then(|window| window.find(word)) {
            Some(offset) => {
                let place = self.at + offset;
                self.at = place + word.len();
                place
            }
            // It holds references to characters.
            None => self.at,
        }
    }

    fn take(&mut self, word: Option<String>) {
        let (start, element) = self.begun;
        if let Some(text) = word {
            let start = if start == usize::MAX { self.at } else { start };
            let end = (start + text.len()).min(self.page.len());
            self.visible.words.push(VisibleWord { text, span: Span::new(start, end), element });
            self.begun = (usize::MAX, 0);
        }
        if self.splitter.is_between() {
            self.begun = (usize::MAX, 0);
        }
    }

    /// Ends the word that is open, and the block where it ends.
    fn part(&mut self, ends_block: bool) {
        let word = self.splitter.end();
        self.take(word);
        if !ends_block {
            return;
        }
        let words = self.block..self.visible.words.len();
        if let Some(first) = self.visible.words.get(words.start).filter(|_| !words.is_empty()) {
            let element = self.visible.line(first.element);
            self.visible.blocks.push(VisibleBlock { words, element, ends_sentence: self.ends_sentence });
        }
        self.block = self.visible.words.len();
        self.ends_sentence = false;
    }

    fn finish(mut self) -> Visible {
        self.part(true);
        self.visible
    }
}

/// Whether a style sets an element of a line as a block.
fn is_set_apart(style: &str) -> bool {
    let style: String = style.to_lowercase().chars().filter(|character| !character.is_whitespace()).collect();
    style.split(';').any(|rule| {
        rule.strip_prefix("display:").is_some_and(|how| ["block", "flex", "grid", "list-item"].contains(&how))
    })
}

/// Whether digits are the number of a year in which there were pages.
fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// Whether an element hides what it holds.
fn is_hidden<'t>(name: &str, names: &str, get: &impl Fn(&str) -> Option<&'t str>) -> bool {
    let styled = get("style").is_some_and(|style| {
        let style: String = style.to_lowercase().chars().filter(|character| !character.is_whitespace()).collect();
        style.split(';').any(|rule| rule.starts_with("display:none") || rule.starts_with("visibility:hidden"))
    });
    // What a server sends later stands hidden until a script puts it into its place.
    let streamed = get("id").is_some_and(|id| id.strip_prefix("S:").is_some_and(|rest| !rest.is_empty()));
    // Browsers show these in place of the element around them.
    let shown = name == "template" && get("shadowrootmode").is_some();
    UNSEEN.contains(&name) && !shown
        || styled && !streamed
        || get("hidden").is_some() && !streamed
        || name == "dialog" && get("open").is_none()
        || names.split_whitespace().any(|name| HEARD.contains(&name))
        || is_hidden_by_name(names)
}

/// Whether an element has the name by which frameworks of style sheets hide, and none by which large screens show it.
fn is_hidden_by_name(names: &str) -> bool {
    let shows = |name: &str| {
        name.split_once(':').is_some_and(|(size, how)| {
            matches!(size, "sm" | "md" | "lg" | "xl" | "2xl")
                && ["block", "flex", "grid", "inline", "table", "contents"].iter().any(|shown| how.starts_with(shown))
        })
    };
    names.split_whitespace().any(|name| name == "hidden") && !names.split_whitespace().any(shows)
}
