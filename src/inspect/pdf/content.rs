//! What is on the pages: for each marked content its words, and all words in the order of painting.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId, Stream};

use super::super::report::{Fault, MOVED};
use super::pen::{Gap, Metrics, TextState};
use super::sight::{self, Area, Sight};
use super::text_string;
use super::words::{PageWords, misplaced_brackets, runs_backwards, turned};
use crate::diagnostic::Code;
use crate::limits::{Limit, Limits};

/// The instructions of one page, unpacked.
const MAX_CONTENT: usize = 4 << 20;
/// Forms within forms.
const MAX_FORMS: usize = 8;
/// What is said of pages that hold more than `super::sight` follows.
const OVERFULL: &str = "a page has more on it than is looked at: whether all of its letters are seen is not known";

/// The words of all pages.
pub(super) struct PageContents<'a> {
    pdf: &'a Document,
    /// Whether all spaces are glyphs.
    exact: bool,
    /// For each page and marked content (MCID), its words.
    marked: BTreeMap<(ObjectId, i64), PageWords>,
    painted: BTreeMap<ObjectId, PageWords>,
    /// Where the words of marked contents stand, of the converter's own files alone.
    places: BTreeMap<(ObjectId, i64), Vec<WordPlace>>,
    /// What stands on pages and is marked as no content: heads and feet, a line each.
    furniture: String,
    /// What stands on pages and is not marked at all.
    loose: PageWords,
    /// Marked contents that the structure has taken.
    used: RefCell<BTreeSet<(ObjectId, i64)>>,
    /// Whether letters are shown that are not painted.
    invisible: bool,
    /// What is seen of the page that is being read.
    sight: Sight,
    /// Why letters are not seen.
    unseen: BTreeSet<&'static str>,
    /// Whether a page has more on it than is looked at.
    overfull: bool,
    /// What marked contents say in words beside what is in them.
    said: Vec<(String, String)>,
    /// Whether brackets are as they are seen.
    mirrors: bool,
    limits: &'a Limits,
    /// What all instructions that are still to be read may unpack to.
    left: usize,
    unreadable: BTreeSet<String>,
}

/// Where words begin on a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordPlace {
    place: (f32, f32),
    /// Whether the pen was put there; else it stands somewhere behind, on the same line.
    is_exact: bool,
}

impl WordPlace {
    /// How high on its page it stands.
    pub(super) fn height(self) -> f32 {
        self.place.1
    }

    /// Whether that may be within an area.
    pub(super) fn is_in(self, area: Area) -> bool {
        if self.is_exact { area.holds(self.place) } else { area.is_at(self.place.1) }
    }
}

/// Marked content that is open (ISO 32000-1, 14.6).
#[derive(Default)]
struct OpenMarkedContent {
    mcid: Option<i64>,
    /// Whether what is in it is said already, or is nothing that the document says.
    silent: bool,
    artifact: bool,
    /// Whether it says of itself that it runs from right to left.
    turned: bool,
    /// Whether it says of itself that the runs in it follow one another from right to left.
    runs: bool,
    /// Whether it says that its letters are as they are seen (14.8.2.3.3).
    reversed: bool,
    /// What the first letters in it stand for, all of them together.
    instead: Option<String>,
}

/// The most characters that one glyph, or what cannot be parted, stands for.
const CLUSTER: usize = 3;

/// What one stream of instructions is read with.
struct StreamScope<'a> {
    page: ObjectId,
    resources: Vec<&'a Dictionary>,
    fonts: BTreeMap<Vec<u8>, Font<'a>>,
}

/// What its glyphs stand for, if the font says it, and how wide they are.
#[derive(Default)]
struct Font<'a> {
    encoding: Option<Encoding<'a>>,
    metrics: Metrics,
    is_composite: bool,
    /// The codes that stand for several units of text. `lopdf` takes neighbours among them that stand for the same text
    /// for a range, and counts on from one to the next.
    several: BTreeMap<Vec<u8>, String>,
    /// The codes of marks of direction that have no width: the converter's own files have them for programs that take the
    /// words out of them.
    directions: BTreeSet<Vec<u8>>,
}

impl Font<'_> {
    /// What a string stands for, from left to right.
    fn text(&self, bytes: &[u8], exact: bool) -> Option<String> {
        let encoding = self.encoding.as_ref()?;
        let without: Vec<u8>;
        let bytes = if exact && !self.directions.is_empty() {
            without = bytes.chunks(2).filter(|code| !self.directions.contains(*code)).flatten().copied().collect();
            &without
        } else {
            bytes
        };
        let decode = |code: &[u8]| match self.several.get(code) {
            Some(text) => Some(text.clone()),
            None => Document::decode_text(encoding, code).ok(),
        };
        let glyphs = || bytes.chunks(if self.is_composite { 2 } else { 1 });
        let text = if self.several.is_empty() { decode(bytes)? } else { glyphs().filter_map(decode).collect() };
        if exact || !text.chars().any(runs_backwards) {
            return Some(text);
        }
        // Glyph by glyph: what one stands for is in logical order, but in the converter's own files.
        Some(glyphs().filter_map(decode).map(|text| turned(&text)).collect())
    }
}

/// The single codes of a ToUnicode map (ISO 32000-1, 9.10.3) that stand for several units of UTF-16, or for a mark of
/// direction.
fn several(map: &[u8]) -> BTreeMap<Vec<u8>, String> {
    let map = String::from_utf8_lossy(map);
    let hex = |digits: &str| -> Option<Vec<u8>> {
        let digits: Vec<u8> = digits.bytes().filter(|digit| !digit.is_ascii_whitespace()).collect();
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        digits.chunks(2).map(byte).collect()
    };
    let mut several = BTreeMap::new();
    for section in map.split("beginbfchar").skip(1) {
        let section = section.split("endbfchar").next().unwrap_or_default();
        let strings: Vec<&str> = section.split('<').skip(1).filter_map(|rest| rest.split('>').next()).collect();
        for pair in strings.chunks_exact(2) {
            if (pair[1].len() > 4 || matches!(pair[1], "061C" | "200E" | "200F"))
                && let (Some(code), Some(text)) = (hex(pair[0]), hex(pair[1]))
            {
                let units = text.chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
                let text = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
                several.insert(code, text);
            }
        }
    }
    several
}

impl<'a> PageContents<'a> {
    pub(super) fn new(pdf: &'a Document, exact: bool, limits: &'a Limits) -> Self {
        Self {
            pdf,
            exact,
            marked: BTreeMap::new(),
            painted: BTreeMap::new(),
            places: BTreeMap::new(),
            furniture: String::new(),
            loose: PageWords::default(),
            used: RefCell::default(),
            invisible: false,
            sight: Sight::new(None, false),
            unseen: BTreeSet::new(),
            overfull: false,
            said: Vec::new(),
            mirrors: true,
            limits,
            left: limits.length(Limit::CheckedParts),
            unreadable: BTreeSet::new(),
        }
    }

    /// The words of a marked content. Those of the converter's own files have one direction each.
    pub(super) fn marked(&self, page: ObjectId, mcid: i64) -> String {
        self.used.borrow_mut().insert((page, mcid));
        self.marked.get(&(page, mcid)).map_or_else(String::new, |words| words.logical(self.exact, self.mirrors))
    }

    /// Where the words of a marked content stand.
    pub(super) fn places(&self, page: ObjectId, mcid: i64) -> &[WordPlace] {
        self.places.get(&(page, mcid)).map_or(&[], Vec::as_slice)
    }

    /// The words of a page, line by line in the order of painting.
    pub(super) fn painted(&self, page: ObjectId) -> String {
        self.painted.get(&page).map_or_else(String::new, |words| words.logical(false, self.mirrors))
    }

    /// What stands on pages and is marked as no content, a line each.
    pub(super) fn furniture(&self) -> &str {
        &self.furniture
    }

    /// What eyes see and the structure does not have, or the other way round.
    pub(super) fn faults(&self, is_tagged: bool) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |code, message: String| faults.push(Fault { code, message });
        let used = self.used.borrow();
        let unused = self.marked.iter().filter(|(place, _)| !used.contains(place)).map(|(_, words)| words);
        let lost: String = unused.chain([&self.loose]).map(|words| words.logical(true, self.mirrors)).collect();
        if is_tagged && lost.chars().any(char::is_alphanumeric) {
            fault(Code::NotProved, format!("the pages show words that are in no structure: {:?}", lost.trim()));
        }
        if self.invisible {
            fault(Code::WordsHidden, "letters stand on a page that are not painted".to_owned());
        }
        for reason in &self.unseen {
            fault(Code::WordsHidden, format!("letters stand on a page that nobody sees: {reason}"));
        }
        if self.overfull && self.exact {
            fault(Code::NotProved, OVERFULL.to_owned());
        }
        faults
    }

    /// What marked contents say beside what is in them: where, and what.
    pub(super) fn said(&self) -> &[(String, String)] {
        &self.said
    }

    /// Settles, once all pages are read, whether brackets of what runs from right to left are as they are seen or as they
    /// are meant: makers do either.
    pub(super) fn settle(&mut self) {
        if !self.exact {
            let misplaced = |mirrors: bool| -> usize {
                self.painted.values().map(|words| misplaced_brackets(&words.logical(false, mirrors))).sum()
            };
            self.mirrors = misplaced(true) <= misplaced(false);
        }
    }

    /// What could not be read.
    pub(super) fn remarks(self) -> impl Iterator<Item = String> {
        // Of other makers' pages, which may show letter by letter, no more than this can be said.
        let overfull = (self.overfull && !self.exact).then(|| OVERFULL.to_owned());
        self.unreadable.into_iter().chain(overfull)
    }

    /// Reads a page.
    pub(super) fn read(&mut self, page: ObjectId) {
        match self.pdf.get_page_content_with_limit(page, MAX_CONTENT.min(self.left)) {
            Ok(bytes) => {
                self.left -= bytes.len().min(self.left);
                let resources = self.page_resources(page);
                let scope = StreamScope { page, resources, fonts: BTreeMap::new() };
                self.sight = Sight::new(page_box(self.pdf, page), self.exact);
                self.instructions(&bytes, scope, &mut TextState::new(), &mut Vec::new(), 0);
                self.unseen.extend(self.sight.unseen());
                self.overfull |= self.sight.is_overfull();
            }
            Err(_) => {
                self.unreadable.insert("a page is too large to be read".to_owned());
            }
        }
    }

    /// The resources of a page, its own or those of the nodes above it (ISO 32000-1, 7.7.3.4).
    fn page_resources(&self, page: ObjectId) -> Vec<&'a Dictionary> {
        let mut node = self.pdf.get_dictionary(page).ok();
        for _ in 0..super::MAX_DEPTH {
            let Some(this) = node else { break };
            if let Ok(resources) = this.get_deref(b"Resources", self.pdf).and_then(Object::as_dict) {
                return vec![resources];
            }
            node = this.get_deref(b"Parent", self.pdf).and_then(Object::as_dict).ok();
        }
        Vec::new()
    }

    fn instructions(
        &mut self,
        bytes: &[u8],
        mut scope: StreamScope<'a>,
        pen: &mut TextState,
        marks: &mut Vec<OpenMarkedContent>,
        depth: usize,
    ) {
        let Ok(content) = Content::decode(bytes) else {
            self.unreadable.insert("the instructions of a page cannot be read".to_owned());
            return;
        };
        let mut font: Option<Vec<u8>> = None;
        let outer = marks.len();
        for operation in &content.operations {
            let operands = operation.operands.as_slice();
            pen.operate(&operation.operator, operands);
            self.sight.operate(&operation.operator, operands, pen.page());
            match operation.operator.as_str() {
                "Tr" if operands
                    .first()
                    .and_then(|mode| mode.as_i64().ok())
                    .is_some_and(|mode| mode == 3 || mode == 7) =>
                {
                    self.invisible = true;
                }
                "BT" | "Td" | "TD" | "Tm" | "T*" if marks.last().is_some_and(|mark| mark.artifact) => {
                    self.furniture.push(MOVED);
                }
                "gs" => {
                    let name = operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
                    let state = resource(self.pdf, &scope.resources, b"ExtGState", name);
                    if let Some(state) = state.and_then(|state| state.as_dict().ok()) {
                        self.sight.state(self.pdf, state);
                    }
                }
                "BMC" | "BDC" => self.begin(operands, &scope, marks),
                "DP" => _ = self.says(operands, &scope),
                // What was begun outside is not ended here.
                "EMC" => marks.truncate(marks.len().saturating_sub(1).max(outer)),
                "Tf" => font = operands.first().and_then(|name| name.as_name().ok()).map(<[u8]>::to_vec),
                "Tj" | "'" | "\"" => self.show(operands, font.as_deref(), &mut scope, pen, marks),
                "TJ" => {
                    for item in operands.iter().filter_map(|operand| operand.as_array().ok()).flatten() {
                        if item.as_float().is_ok_and(|number| pen.adjust(number)) {
                            self.gap(Gap::Space, &scope, marks);
                        }
                        self.show(std::slice::from_ref(item), font.as_deref(), &mut scope, pen, marks);
                    }
                }
                "Do" if depth < MAX_FORMS => self.form(operands, &scope, pen, marks, depth),
                _ => {}
            }
        }
        marks.truncate(outer);
    }

    /// The properties of a marked content or a marked point (14.6.2); what they say in words is noted.
    fn says<'o>(&mut self, operands: &'o [Object], scope: &StreamScope<'o>) -> Option<&'o Dictionary>
    where
        'a: 'o,
    {
        let properties = match operands.get(1)? {
            Object::Dictionary(properties) => properties,
            Object::Name(name) => resource(self.pdf, &scope.resources, b"Properties", name)?.as_dict().ok()?,
            _ => return None,
        };
        for (key, value) in properties.iter().filter(|(key, _)| !matches!(key.as_slice(), b"ActualText" | b"Lang")) {
            if let Ok(words) = value.as_str() {
                self.said.push((String::from_utf8_lossy(key).into_owned(), text_string(words)));
            }
        }
        Some(properties)
    }

    fn begin(&mut self, operands: &[Object], scope: &StreamScope<'a>, marks: &mut Vec<OpenMarkedContent>) {
        let is_artifact = operands.first().and_then(|tag| tag.as_name().ok()) == Some(b"Artifact".as_slice());
        let properties = self.says(operands, scope);
        let mcid = properties.and_then(|properties| properties.get(b"MCID").and_then(Object::as_i64).ok());
        let silent = marks.last().is_some_and(|mark| mark.silent);
        let inherited = marks.last().and_then(|mark| mark.mcid);
        let in_artifact = marks.last().is_some_and(|mark| mark.artifact);
        if is_artifact && !in_artifact && !self.furniture.is_empty() {
            self.furniture.push('\n');
        }
        let is_reversed = operands.first().and_then(|tag| tag.as_name().ok()) == Some(b"ReversedChars".as_slice());
        let reversed = is_reversed || marks.last().is_some_and(|mark| mark.reversed);
        let mut mark = OpenMarkedContent {
            reversed,
            instead: None,
            mcid: mcid.or(inherited),
            silent: silent || is_artifact,
            artifact: is_artifact || in_artifact,
            turned: self.exact && properties.is_some_and(|properties| properties.has(b"IstinadTurned")),
            runs: self.exact && properties.is_some_and(|properties| properties.has(b"IstinadRuns")),
        };
        let actual = properties.and_then(|properties| properties.get_deref(b"ActualText", self.pdf).ok());
        if let Some(actual) = actual.and_then(|text| text.as_str().ok()).filter(|_| !mark.silent) {
            let actual = text_string(actual);
            // What stands for a glyph or two stands where they are seen.
            if !self.exact && (reversed || actual.chars().count() <= CLUSTER) {
                mark.instead = Some(actual);
            } else {
                self.each(scope, &mark, |words| words.say(&actual));
                mark.silent = true;
            }
        }
        marks.push(mark);
    }

    /// Adds something to the words of a mark, and to those of its page.
    fn each(&mut self, scope: &StreamScope<'a>, mark: &OpenMarkedContent, add: impl Fn(&mut PageWords)) {
        match mark.mcid {
            Some(mcid) => add(self.marked.entry((scope.page, mcid)).or_default()),
            None => add(&mut self.loose),
        }
        add(self.painted.entry(scope.page).or_default());
    }

    /// Something that stands for a space where spaces are no glyphs. It may be the first thing in a marked content.
    fn gap(&mut self, gap: Gap, scope: &StreamScope<'a>, marks: &[OpenMarkedContent]) {
        let nothing = OpenMarkedContent::default();
        let mark = marks.last().unwrap_or(&nothing);
        if self.exact || mark.silent {
            return;
        }
        match gap {
            Gap::None => {}
            Gap::Space => self.each(scope, mark, PageWords::space),
            Gap::Line => self.each(scope, mark, PageWords::end_line),
        }
    }

    fn show(
        &mut self,
        operands: &[Object],
        font: Option<&[u8]>,
        scope: &mut StreamScope<'a>,
        pen: &mut TextState,
        marks: &mut [OpenMarkedContent],
    ) {
        let Some(bytes) = operands.last().and_then(|text| text.as_str().ok()) else { return };
        let Some(name) = font else { return };
        if !scope.fonts.contains_key(name) {
            let font = self.font(name, &scope.resources);
            scope.fonts.insert(name.to_vec(), font);
        }
        let Some(font) = scope.fonts.get(name) else { return };
        let (foot, size) = pen.foot();
        let is_exact = pen.is_put();
        let gap = pen.show(bytes, &font.metrics);
        // What a mark says stands for all that is in it, once.
        let instead = marks.last_mut().and_then(|mark| mark.instead.as_mut().map(std::mem::take));
        let nothing = OpenMarkedContent::default();
        let marks = &*marks;
        let mark = marks.last().unwrap_or(&nothing);
        if mark.silent && !mark.artifact {
            return;
        }
        let text = match instead {
            Some(actual) if actual.chars().any(runs_backwards) => Some(turned(&actual)),
            Some(actual) => Some(actual),
            None => font.text(bytes, self.exact),
        };
        let has_words = text.as_ref().is_none_or(|text| text.chars().any(char::is_alphanumeric));
        if has_words {
            self.sight.show(foot, size, mark.artifact);
        }
        if mark.artifact {
            self.furniture.push_str(&text.unwrap_or_default());
            return;
        }
        if let Some(mcid) = mark.mcid.filter(|_| self.exact && has_words) {
            let place = WordPlace { place: foot, is_exact };
            self.places.entry((scope.page, mcid)).or_default().push(place);
        }
        self.gap(gap, scope, marks);
        match text {
            Some(text) if let Some(mcid) = mark.mcid.filter(|_| mark.runs) => {
                self.marked.entry((scope.page, mcid)).or_default().show_run(&text, is_exact);
                self.painted.entry(scope.page).or_default().show(&text);
            }
            Some(text) if mark.turned => self.each(scope, mark, |words| words.show_turned(&text)),
            Some(text) => self.each(scope, mark, |words| words.show(&text)),
            None => {
                let name = String::from_utf8_lossy(name).into_owned();
                self.unreadable.insert(format!("the font {name} does not say what its glyphs stand for"));
            }
        }
    }

    fn font(&self, name: &[u8], resources: &[&'a Dictionary]) -> Font<'a> {
        match resource(self.pdf, resources, b"Font", name).map(Object::as_dict) {
            Some(Ok(font)) => {
                let several = self.several(font);
                let is_mark = |text: &str| matches!(text, "\u{61c}" | "\u{200e}" | "\u{200f}");
                let marks = || several.iter().filter(|(_, text)| is_mark(text));
                // Where every space is a glyph nothing else has to be measured.
                let is_measured = !self.exact || marks().next().is_some();
                let metrics = if is_measured { Metrics::of(self.pdf, font) } else { Metrics::default() };
                let directions =
                    marks().map(|(code, _)| code).filter(|code| metrics.is_narrow(code)).cloned().collect();
                let (encoding, is_composite) = (self.encoding(font), is_composite(font));
                Font { encoding, metrics, is_composite, several, directions }
            }
            Some(Err(_)) | None => Font::default(),
        }
    }

    fn several(&self, font: &'a Dictionary) -> BTreeMap<Vec<u8>, String> {
        let map = font.get_deref(b"ToUnicode", self.pdf).and_then(Object::as_stream);
        let unpacked = |map: &Stream| {
            if map.dict.has(b"Filter") {
                map.decompressed_content_with_limit(self.limits.length(Limit::CheckedPart)).ok()
            } else {
                Some(map.content.clone())
            }
        };
        map.ok().and_then(unpacked).map(|map| several(&map)).unwrap_or_default()
    }

    fn encoding(&self, font: &'a Dictionary) -> Option<Encoding<'a>> {
        // ToUnicode says it best, whatever the font's own encoding is (ISO 32000-1, 9.10.2).
        let mapped = font.get_deref(b"ToUnicode", self.pdf).and_then(Object::as_stream).is_ok();
        if mapped && !is_composite(font) {
            let mut plain = Dictionary::new();
            plain.set("Type", "Font");
            plain.set("ToUnicode", font.get(b"ToUnicode").ok()?.clone());
            if let Ok(Encoding::UnicodeMapEncoding(map)) =
                plain.get_font_encoding_with_limit(self.pdf, self.limits.length(Limit::CheckedPart))
            {
                return Some(Encoding::UnicodeMapEncoding(map));
            }
        }
        if !mapped && is_composite(font) {
            return None;
        }
        font.get_font_encoding_with_limit(self.pdf, self.limits.length(Limit::CheckedPart)).ok()
    }

    fn form(
        &mut self,
        operands: &[Object],
        scope: &StreamScope<'a>,
        pen: &mut TextState,
        marks: &mut Vec<OpenMarkedContent>,
        depth: usize,
    ) {
        let Some(name) = operands.first().and_then(|name| name.as_name().ok()) else { return };
        let form = resource(self.pdf, &scope.resources, b"XObject", name).and_then(|form| form.as_stream().ok());
        if form
            .is_some_and(|form| form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image"))
        {
            self.sight.picture(pen.page());
        }
        let Some(form) = form
            .filter(|form| form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|subtype| subtype == b"Form"))
        else {
            return;
        };
        // What is unpacked is taken from the sum, so forms that call one another come to an end.
        let limit = MAX_CONTENT.min(self.left);
        let bytes = form.decompressed_content_with_limit(limit).unwrap_or_default();
        self.left = self.left.saturating_sub(bytes.len().max(1024));
        if self.left == 0 || bytes.is_empty() && !form.content.is_empty() {
            self.unreadable.insert("a form within a page is too large to be read, or broken".to_owned());
            return;
        }
        let mut resources: Vec<&Dictionary> =
            form.dict.get_deref(b"Resources", self.pdf).and_then(Object::as_dict).into_iter().collect();
        resources.extend(&scope.resources);
        let inner = StreamScope { page: scope.page, resources, fonts: BTreeMap::new() };
        let matrix = sight::nested(self.pdf, &form.dict, pen.page());
        pen.operate("q", &[]);
        self.sight.operate("q", &[], matrix);
        pen.stand(matrix);
        if let Some(bounds) = form.dict.get_deref(b"BBox", self.pdf).ok().and_then(|bounds| numbers(self.pdf, bounds)) {
            self.sight.clip(bounds, matrix);
        }
        self.instructions(&bytes, inner, pen, marks, depth + 1);
        pen.operate("Q", &[]);
        self.sight.operate("Q", &[], matrix);
    }
}

/// Four numbers.
fn numbers(pdf: &Document, array: &Object) -> Option<[f32; 4]> {
    let number = |object: &Object| pdf.dereference(object).ok()?.1.as_float().ok();
    array.as_array().ok()?.iter().filter_map(number).collect::<Vec<_>>().try_into().ok()
}

/// What is shown of a page (14.11.2): its crop box, else its media box, which may be those of the nodes above it.
fn page_box(pdf: &Document, page: ObjectId) -> Option<Area> {
    let inherited = |key: &[u8]| {
        let mut node = pdf.get_dictionary(page).ok()?;
        for _ in 0..super::MAX_DEPTH {
            if let Ok(area) = node.get_deref(key, pdf) {
                return Area::of(pdf, area);
            }
            node = node.get_deref(b"Parent", pdf).and_then(Object::as_dict).ok()?;
        }
        None
    };
    inherited(b"CropBox").or_else(|| inherited(b"MediaBox"))
}

fn is_composite(font: &Dictionary) -> bool {
    font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|subtype| subtype == b"Type0")
}

/// A named resource of a kind.
fn resource<'a>(pdf: &'a Document, resources: &[&'a Dictionary], kind: &[u8], name: &[u8]) -> Option<&'a Object> {
    resources
        .iter()
        .find_map(|resources| resources.get_deref(kind, pdf).ok()?.as_dict().ok()?.get_deref(name, pdf).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_that_stand_for_the_same_text_do() {
        let map = b"3 beginbfchar\n<0001> <200C0647>\n<0002><200C 0647>\n<0003><0061>\nendbfchar";
        let several = several(map);
        assert_eq!(several.len(), 2);
        assert_eq!(several.get([0, 1].as_slice()), several.get([0, 2].as_slice()));
        assert_eq!(several.get([0, 1].as_slice()).map(String::as_str), Some("\u{200c}ه"));
    }
}
