//! A page in, its tree out, every node with its place.
//!
//! 1. The page goes to the tokenizer of html5ever tag by tag ([`Cutter`]), so that it is known which bytes a token came
//!    from.
//! 2. [`Gate`] stands between tokenizer and tree builder: elements beyond the deepest level are not opened, and a
//!    page with too many elements is not read on. What browsers do with such pages is much the same.
//! 3. [`Placed`] stands between tree builder and tree, and notes where every node came from.
//!
//! Nothing is executed and nothing is fetched.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::HashMap;

use dom_query::{Document, NodeData, NodeId, NodeRef};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, LocalName, QualName, TokenizerResult};

use crate::build::elements::is_block;
use crate::diagnostic::Diagnostic;
use crate::iri::{LinkDestination, resolve_in_page, web};
use crate::limits::{Limit, Limits};
use crate::source::Span;

/// A page as its parser understood it.
pub(in crate::read) struct Page {
    /// The tree.
    pub(in crate::read) document: Document,
    /// Where nodes came from, in the order of their identity.
    places: Vec<NodePlace>,
    /// The first element that was nested too deeply to be opened.
    pub(super) too_deep: Option<Span>,
}

/// Goes through `root` and everything below it, in the order of the page, without recursion. What `enter` says `false`
/// to is not entered, and not left.
pub(super) fn walk<'a, V>(
    root: &NodeRef<'a>,
    visitor: &mut V,
    enter: fn(&mut V, &NodeRef<'a>) -> bool,
    leave: fn(&mut V),
) {
    let mut node = *root;
    loop {
        if enter(visitor, &node) {
            if let Some(child) = node.first_child() {
                node = child;
                continue;
            }
            leave(visitor);
        }
        loop {
            if node.id == root.id {
                return;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return };
            node = parent;
            leave(visitor);
        }
    }
}

/// What the links of a page count from.
#[derive(Debug)]
pub(super) struct Base {
    pub(super) address: String,
    /// Whether the page names it whole: then its pictures lie there too, and not beside the page.
    pub(super) is_elsewhere: bool,
}

#[derive(Debug, Clone, Copy)]
struct NodePlace {
    node: NodeId,
    span: Span,
    depth: u16,
}

impl Page {
    /// Parses a page.
    ///
    /// # Errors
    /// If it is beyond one of the limits.
    pub(in crate::read) fn parse(text: &str, limits: &Limits) -> Result<Self, Diagnostic> {
        let builder = TreeBuilder::new(
            Placed::default(),
            TreeBuilderOpts { scripting_enabled: false, drop_doctype: true, ..TreeBuilderOpts::default() },
        );
        let gate = Gate {
            builder,
            limits: *limits,
            ignored: Cell::new(0),
            open: RefCell::default(),
            too_deep: Cell::new(None),
            templates: RefCell::default(),
            is_in_code: Cell::new(false),
        };
        let tokenizer = Tokenizer::new(gate, TokenizerOpts::default());
        let queue = BufferQueue::default();
        let mut cutter = Cutter::new(text, *limits);
        while let Some(piece) = cutter.next_piece()? {
            let words = &text[piece.start..piece.end];
            if tokenizer.sink.is_in_code.get() && is_plain_code(words) {
                continue;
            }
            tokenizer.sink.builder.sink.here.set(piece);
            queue.push_back(StrTendril::from_slice(words));
            while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        }
        tokenizer.end();
        let Gate { builder, too_deep, .. } = tokenizer.sink;
        let Placed { document, places, elements, .. } = builder.sink;
        if limits.is_exceeded(Limit::Elements, elements.get()) {
            return Err(limits.refusal(Limit::Elements, "the page"));
        }
        Ok(Self { document, places: places.into_inner(), too_deep: too_deep.get() })
    }

    /// Where a node came from: for text the words, for an element its start tag.
    pub(super) fn place(&self, node: NodeId) -> Option<Span> {
        let index = self.places.binary_search_by_key(&node, |place| place.node).ok()?;
        Some(self.places[index].span)
    }
}

impl Page {
    fn nodes(&self) -> impl Iterator<Item = NodeRef<'_>> {
        let tree = &self.document.tree;
        tree.descendant_ids_of_it(&tree.root().id).map(|node| NodeRef::new(node, tree))
    }

    /// The elements of a name, in the order of the page.
    pub(super) fn elements<'a>(&'a self, name: &'a str) -> impl Iterator<Item = NodeRef<'a>> {
        self.nodes().filter(move |node| node.has_name(name))
    }

    /// The elements that are headings by their role, with their levels (WAI-ARIA 1.2, 5.4: without a level, the second).
    pub(super) fn headings_by_role(&self) -> impl Iterator<Item = (NodeRef<'_>, u8)> {
        self.nodes().filter_map(|node| Some((node, heading_by_role(&node)?)))
    }

    /// What links count from, if the page says it in a `base` element (HTML, 4.2.3); `address` is that of the page.
    pub(super) fn base(&self, address: Option<&str>) -> Option<Base> {
        let written = self.elements("base").find_map(|base| base.attr("href"))?;
        match resolve_in_page(&written, address) {
            LinkDestination::Address(base) if base.starts_with("http") => {
                Some(Base { is_elsewhere: web(&written).is_some(), address: base })
            }
            LinkDestination::Address(_) | LinkDestination::Nowhere | LinkDestination::Unsafe => None,
        }
    }

    /// The comments of the page, with their places.
    pub(super) fn comments(&self) -> impl Iterator<Item = (String, Option<Span>)> {
        self.nodes().filter(NodeRef::is_comment).filter_map(|comment| {
            let text = comment.query(|node| match &node.data {
                NodeData::Comment { contents } => Some(contents.to_string()),
                _ => None,
            })??;
            Some((text, self.place(comment.id)))
        })
    }
}

/// The level of an element that is a heading by its role.
pub(super) fn heading_by_role(node: &NodeRef<'_>) -> Option<u8> {
    let element = node.element_ref()?;
    let is_heading = element.attr("role").is_some_and(|role| role.trim().eq_ignore_ascii_case("heading"));
    is_heading.then(|| element.attr("aria-level").and_then(|level| level.trim().parse().ok()).unwrap_or(2))
}

/// The words of a node as people see them, each run of white space as one space: what stands in two blocks, or in two
/// lines, is not one word.
pub(super) fn words(node: &NodeRef<'_>) -> String {
    let mut text = String::new();
    for node in std::iter::once(*node).chain(node.descendants_it()) {
        if node.is_text() {
            text.push_str(&node.text());
        } else if node.qual_name_ref().is_some_and(|name| &*name.local == "br" || is_block(&name.local)) {
            text.push(' ');
        }
    }
    collapsed(&text)
}

/// Text with each run of white space as one space.
pub(super) fn collapsed(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cuts a page into pieces: a tag each, and the text between them.
///
/// The cuts only decide how exactly places are known; what a token is decides the tokenizer.
struct Cutter<'a> {
    text: &'a str,
    at: usize,
    /// The element whose content is text alone, up to its own end tag.
    raw: Option<&'static str>,
    limits: Limits,
}

impl<'a> Cutter<'a> {
    fn new(text: &'a str, limits: Limits) -> Self {
        Self { text, at: 0, raw: None, limits }
    }

    fn next_piece(&mut self) -> Result<Option<Span>, Diagnostic> {
        let start = self.at;
        let rest = &self.text[start..];
        if rest.is_empty() {
            return Ok(None);
        }
        let length = if let Some(name) = self.raw.take() {
            end_of_raw_text(rest, name)
        } else if is_tag(rest) {
            let (length, attributes) = tag_length(rest);
            if self.limits.is_exceeded(Limit::Attributes, attributes) {
                return Err(self.limits.refusal(Limit::Attributes, "the element").at(Span::new(start, start + 1)));
            }
            self.raw = raw_text_element(rest);
            length
        } else {
            let skip = rest.chars().next().map_or(0, char::len_utf8);
            rest[skip..].find('<').map_or(rest.len(), |length| skip + length)
        };
        self.at = start + length;
        // An element of raw text that is empty has no piece of its own.
        if length == 0 { self.next_piece() } else { Ok(Some(Span::new(start, self.at))) }
    }
}

/// Whether a tag begins here (HTML, 13.2.5.6).
fn is_tag(rest: &str) -> bool {
    let name = rest.strip_prefix("</").or_else(|| rest.strip_prefix('<'));
    name.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_alphabetic()))
}

/// The length of a tag in bytes, and how many attributes it has (HTML, 13.2.5.8 and 13.2.5.32 to 39).
fn tag_length(tag: &str) -> (usize, usize) {
    let bytes = tag.as_bytes();
    let from = |start: usize, stop: &dyn Fn(u8) -> bool| {
        bytes[start..].iter().position(|&byte| stop(byte)).map_or(bytes.len(), |offset| start + offset)
    };
    let is_space = |byte: u8| byte.is_ascii_whitespace();
    let mut at = from(1, &|byte| is_space(byte) || byte == b'>');
    let mut attributes = 0;
    loop {
        at = from(at, &|byte| !is_space(byte) && byte != b'/');
        match bytes.get(at) {
            None => return (bytes.len(), attributes),
            Some(b'>') => return (at + 1, attributes),
            Some(_) => {}
        }
        attributes += 1;
        // A name may begin with `=`.
        at = from(at + 1, &|byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        let value = from(at, &|byte| !is_space(byte));
        if bytes.get(value) != Some(&b'=') {
            continue;
        }
        at = from(value + 1, &|byte| !is_space(byte));
        at = match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) => (from(at + 1, &|byte| byte == quote) + 1).min(bytes.len()),
            _ => from(at, &|byte| is_space(byte) || byte == b'>'),
        };
    }
}

/// The element that begins here, if its content is text alone (HTML, 13.2.5.2 and 13.2.5.3).
fn raw_text_element(tag: &str) -> Option<&'static str> {
    RAW_TEXT.iter().copied().find(|name| {
        tag.get(1..=name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
            && !tag[1 + name.len()..].starts_with(|next: char| next.is_ascii_alphanumeric() || next == '-')
    })
}

/// The elements whose content is text alone. They are opened at any depth: else their content became the page's.
const RAW_TEXT: &[&str] =
    &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"];

/// The elements that have no content.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Whether a tag opens a script or a style that says nothing of the page: all but JSON-LD.
fn is_code(tag: &Tag) -> bool {
    let says = |attribute: &Attribute| attribute.value.to_ascii_lowercase().contains("ld+json");
    tag.kind == TagKind::StartTag && matches!(&*tag.name, "script" | "style") && !tag.attrs.iter().any(says)
}

/// Whether the content of a script ends where its first end tag is (HTML, 13.2.5.15 to 31: a comment may hide one).
fn is_plain_code(content: &str) -> bool {
    !content.starts_with('<') && !content.contains("<!--")
}

/// Where the end tag of an element of raw text begins.
fn end_of_raw_text(rest: &str, name: &str) -> usize {
    let is_end =
        |at: &usize| rest.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
    rest.match_indices("</").map(|(at, _)| at).find(is_end).unwrap_or(rest.len())
}

/// Lets tokens through to the tree builder, as long as the page is within its limits.
struct Gate {
    builder: TreeBuilder<NodeId, Placed>,
    limits: Limits,
    /// How many elements stand open that the builder does not know.
    ignored: Cell<usize>,
    /// How many start tags of a name went through, less its end tags.
    open: RefCell<HashMap<LocalName, usize>>,
    too_deep: Cell<Option<Span>>,
    /// Of each template that stands open, whether browsers show it.
    templates: RefCell<Vec<bool>>,
    /// Whether the tokenizer stands at the start of a script or a style, whose words nobody reads.
    is_in_code: Cell<bool>,
}

impl Gate {
    /// The same token; a template that browsers show where it stands (`shadowrootmode`: HTML, 13.2.6.4.4) as what it shows.
    fn shown(&self, token: Token) -> Token {
        let Token::TagToken(mut tag) = token else { return token };
        if &*tag.name == "template" {
            let mut templates = self.templates.borrow_mut();
            let is_shown = match tag.kind {
                TagKind::StartTag => {
                    templates.push(tag.attrs.iter().any(|attribute| &*attribute.name.local == "shadowrootmode"));
                    templates.last().copied()
                }
                TagKind::EndTag => templates.pop(),
            };
            if is_shown == Some(true) {
                tag.name = LocalName::from("div");
            }
        }
        Token::TagToken(tag)
    }

    /// Whether a tag is kept from the builder.
    fn stops(&self, tag: &Tag) -> bool {
        let sink = &self.builder.sink;
        let name = &*tag.name;
        if VOID.contains(&name) || RAW_TEXT.contains(&name) {
            return false;
        }
        match tag.kind {
            TagKind::StartTag if u64::from(sink.depth.get()) < self.limits.get(Limit::ElementNesting) => {
                *self.open.borrow_mut().entry(tag.name.clone()).or_default() += 1;
                false
            }
            TagKind::StartTag => {
                self.ignored.set(self.ignored.get() + 1);
                self.too_deep.set(self.too_deep.get().or(Some(sink.here.get())));
                true
            }
            TagKind::EndTag if self.ignored.get() > 0 => {
                self.ignored.set(self.ignored.get() - 1);
                true
            }
            TagKind::EndTag => {
                // How deep the builder really is shows the next node that it adds.
                if let Some(open) = self.open.borrow_mut().get_mut(&tag.name).filter(|open| **open > 0) {
                    *open -= 1;
                    sink.depth.set(sink.depth.get().saturating_sub(1));
                }
                false
            }
        }
    }
}

impl TokenSink for Gate {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<NodeId> {
        self.is_in_code.set(false);
        let token = self.shown(token);
        let beyond =
            self.limits.is_exceeded(Limit::Elements, self.builder.sink.elements.get()) && token != Token::EOFToken;
        if beyond || matches!(&token, Token::TagToken(tag) if self.stops(tag)) {
            return TokenSinkResult::Continue;
        }
        let opens_code = matches!(&token, Token::TagToken(tag) if is_code(tag));
        let result = self.builder.process_token(token, line_number);
        self.is_in_code.set(opens_code && matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Script(_)));
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// The tree, and beside it where its nodes came from.
struct Placed {
    document: Document,
    places: RefCell<Vec<NodePlace>>,
    /// The piece of the page that is being read.
    here: Cell<Span>,
    /// How deep the node stands that was added last.
    depth: Cell<u16>,
    elements: Cell<usize>,
}

impl Default for Placed {
    fn default() -> Self {
        Self {
            document: Document::default(),
            places: RefCell::default(),
            here: Cell::new(Span::new(0, 0)),
            depth: Cell::new(0),
            elements: Cell::new(0),
        }
    }
}

impl Placed {
    /// Notes a new node, or that more was added to a text.
    fn note(&self, node: NodeId) {
        let span = self.here.get();
        let mut places = self.places.borrow_mut();
        // Nodes come in the order of their identity, but for a few.
        if places.last().is_none_or(|last| last.node < node) {
            places.push(NodePlace { node, span, depth: 0 });
            return;
        }
        match places.binary_search_by_key(&node, |place| place.node) {
            Ok(index) => places[index].span = places[index].span.join(span),
            Err(index) => places.insert(index, NodePlace { node, span, depth: 0 }),
        }
    }

    /// Notes that a node was added to a parent.
    fn added(&self, parent: NodeId, child: Option<NodeRef<'_>>) {
        let Some(child) = child else { return };
        if child.is_text() {
            self.note(child.id);
        }
        let mut places = self.places.borrow_mut();
        let index = |node: NodeId| places.binary_search_by_key(&node, |place| place.node);
        let depth = index(parent).map_or(0, |index| places[index].depth).saturating_add(1);
        if let Ok(index) = index(child.id) {
            places[index].depth = depth;
        }
        self.depth.set(if child.is_element() { depth } else { depth - 1 });
    }
}

impl TreeSink for Placed {
    type Handle = NodeId;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.document.elem_name(target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.elements.set(self.elements.get() + 1);
        let node = self.document.create_element(name, attributes, flags);
        self.note(node);
        node
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        let node = self.document.create_comment(text);
        self.note(node);
        node
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.document.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.document.append(parent, child);
        self.added(*parent, self.document.tree.last_child_of(parent));
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        if self.document.tree.parent_of(element).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        self.document.append_doctype_to_document(name, public_id, system_id);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.document.get_template_contents(target)
    }

    fn same_node(&self, left: &NodeId, right: &NodeId) -> bool {
        left == right
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.document.append_before_sibling(sibling, child);
        let tree = &self.document.tree;
        if let Some(parent) = tree.parent_of(sibling) {
            self.added(parent.id, tree.prev_sibling_of(sibling));
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.document.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        self.document.reparent_children(node, parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        TreeSink::is_mathml_annotation_xml_integration_point(&self.document, handle)
    }
}
