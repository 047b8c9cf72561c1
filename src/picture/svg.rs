//! SVG: a drawing is cleaned, and drawn for the formats that hold no drawings.
//!
//! 1. [`clean`] writes the drawing anew from what is on its lists: [shapes, words and what paints them](ELEMENTS), and
//!    [references](is_local) to nothing but the drawing itself. Scripts, styles from elsewhere, pictures, animation,
//!    filters and HTML are not on them. Entities are not resolved: a drawing that needs its own is refused;
//! 2. what it would come to when every `use` is followed is counted before anybody follows one;
//! 3. [`pixels`] draws it with `resvg` in the bundled faces: no file is opened, and no font of the system is asked for.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::name::{LocalName, ResolveResult};
use quick_xml::{NsReader, Writer, XmlVersion};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use super::{Drawing, Pixels};
use crate::fonts::BUNDLED;
use crate::model::Media;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// The elements that are carried.
const ELEMENTS: &[&str] = &[
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "g",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
];
/// What editors write for themselves; that it is gone need not be said.
const EDITORS: &[&str] = &["metadata", "namedview", "view"];

/// Elements within one another.
const MOST_LEVELS: usize = 128;
/// Elements in all, every `use` followed.
const MOST_ELEMENTS: u64 = 20_000;
/// Bytes of a drawing.
const MOST_BYTES: usize = 8 << 20;
/// The longer side of a drawing as it is called, and of its pixels.
const LONGEST_SIDE: f32 = 2_000.0;

/// Whether the bytes look like a drawing.
pub(super) fn is_drawing(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    // Behind comments, a document type, and whatever editors put there.
    text.starts_with(b"<") && text.windows(4).take(16 << 10).any(|start| start == b"<svg")
}

/// Writes the drawing anew.
pub(super) fn clean(bytes: &[u8]) -> Result<Drawing, String> {
    if bytes.len() > MOST_BYTES {
        return Err(format!("it is a drawing of {} bytes, more than {MOST_BYTES}", bytes.len()));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "it is a drawing that is not in UTF-8".to_owned())?;
    let mut reader = NsReader::from_str(text.trim_start_matches('\u{feff}'));
    reader.config_mut().expand_empty_elements = true;
    let mut cleaner =
        Cleaner { writer: Writer::new(Vec::new()), dropped: Vec::new(), open: Vec::new(), uses: Uses::default() };
    // How deep inside an element that is not carried.
    let mut skipped = 0usize;
    let mut levels = 0usize;
    loop {
        let (space, event) = reader.read_resolved_event().map_err(|error| broken(&error))?;
        match event {
            Event::Start(start) => {
                levels += 1;
                if levels > MOST_LEVELS {
                    return Err(format!("it is a drawing of more than {MOST_LEVELS} levels"));
                }
                let ours = matches!(space, ResolveResult::Bound(name) if name.as_ref() == SVG);
                if skipped > 0 || !cleaner.start(ours, &start, &reader)? {
                    skipped += 1;
                }
            }
            Event::End(_) => {
                levels = levels.saturating_sub(1);
                if skipped > 0 {
                    skipped -= 1;
                } else {
                    cleaner.end()?;
                }
            }
            Event::Text(words) if skipped == 0 => {
                cleaner.words(&words)?;
            }
            Event::CData(words) if skipped == 0 => {
                cleaner.words(&words)?;
            }
            Event::GeneralRef(reference) if skipped == 0 => {
                let name: &str = &reference;
                let character = match name {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    _ => match reference.resolve_char_ref() {
                        Ok(Some(character)) => character,
                        Ok(None) => return Err(format!("it is a drawing with an entity of its own ({name})")),
                        Err(error) => return Err(broken(&error)),
                    },
                };
                cleaner.words(character.encode_utf8(&mut [0; 4]))?;
            }
            Event::Eof => break,
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {}
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) | Event::Empty(_) => {}
        }
    }
    if levels > 0 || cleaner.uses.elements.is_empty() {
        return Err(broken(&"it ends before it is closed"));
    }
    cleaner.uses.check()?;
    let mut dropped = cleaner.dropped;
    dropped.sort();
    dropped.dedup();
    Ok(Drawing { bytes: cleaner.writer.into_inner(), dropped })
}

fn broken(error: &dyn std::fmt::Display) -> String {
    format!("it is a broken drawing: {error}")
}

struct Cleaner {
    writer: Writer<Vec<u8>>,
    dropped: Vec<String>,
    /// The elements that are open, and what was collected of a style sheet.
    open: Vec<(&'static str, String)>,
    uses: Uses,
}

impl Cleaner {
    /// Writes the start of an element, if it is carried.
    fn start(&mut self, ours: bool, start: &BytesStart<'_>, reader: &NsReader<&[u8]>) -> Result<bool, String> {
        let local = start.local_name();
        let name = local.as_ref();
        let Some(&name) = ELEMENTS.iter().find(|&&known| ours && known == name) else {
            if self.open.is_empty() {
                return Err("it is neither PNG, JPEG, WebP, GIF nor SVG".to_owned());
            }
            if ours && !EDITORS.contains(&name) {
                self.dropped.push(format!("<{name}>"));
            }
            return Ok(false);
        };
        if self.open.is_empty() && (name != "svg" || !self.uses.elements.is_empty()) {
            return Err(broken(&"its root is no <svg>"));
        }
        let mut written = BytesStart::new(name);
        if self.open.is_empty() {
            written.push_attribute(("xmlns", "http://www.w3.org/2000/svg"));
            written.push_attribute(("xmlns:xlink", "http://www.w3.org/1999/xlink"));
        }
        let (mut id, mut target) = (None, None);
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| broken(&error))?;
            let (space, local) = reader.resolver().resolve_attribute(attribute.key);
            let Some(key) = self.attribute(&space, &local, attribute.key.as_ref()) else { continue };
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| format!("it is a drawing with an entity of its own, or broken: {error}"))?;
            let reference = key.ends_with("href");
            if if reference { !value.trim().starts_with('#') } else { !is_local(&value) } {
                self.dropped.push(format!("a reference to something outside it ({key})"));
                continue;
            }
            if key == "id" {
                id = Some(value.to_string());
            } else if reference {
                target = value.trim().strip_prefix('#').map(str::to_owned);
            }
            written.push_attribute((&*key, &*value));
        }
        self.uses.start(id, target.filter(|_| name == "use"));
        self.open.push((name, String::new()));
        self.write(Event::Start(written))?;
        Ok(true)
    }

    /// The name under which an attribute is written, if it is carried.
    fn attribute(&mut self, space: &ResolveResult<'_>, local: &LocalName<'_>, whole: &str) -> Option<String> {
        let local = local.as_ref();
        match space {
            ResolveResult::Unbound if local.starts_with("on") => {
                self.dropped.push(format!("a script ({local})"));
                None
            }
            // Namespaces are said once, and a base would send references elsewhere.
            ResolveResult::Unbound if local == "xmlns" => None,
            // The filters themselves are gone.
            ResolveResult::Unbound if local == "filter" => None,
            ResolveResult::Unbound => {
                local.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-').then(|| local.to_owned())
            }
            ResolveResult::Bound(name) if name.as_ref() == XLINK && local == "href" => Some("xlink:href".to_owned()),
            ResolveResult::Bound(_) if whole == "xml:space" || whole == "xml:lang" => Some(whole.to_owned()),
            ResolveResult::Bound(_) | ResolveResult::Unknown(_) => None,
        }
    }

    fn words(&mut self, words: &str) -> Result<(), String> {
        match self.open.last_mut() {
            Some(("style", collected)) => collected.push_str(words),
            Some(_) => self.write(Event::Text(BytesText::new(words)))?,
            None => {}
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), String> {
        let Some((name, style)) = self.open.pop() else { return Ok(()) };
        if is_local(&style) {
            self.write(Event::Text(BytesText::new(&style)))?;
        } else {
            self.dropped.push("a style sheet that refers to something outside it".to_owned());
        }
        self.uses.end();
        self.write(Event::End(quick_xml::events::BytesEnd::new(name)))
    }

    fn write(&mut self, event: Event<'_>) -> Result<(), String> {
        self.writer.write_event(event).map_err(|error| broken(&error))
    }
}

/// Whether a value, or a style sheet, refers to nothing but the drawing itself. What is written so that one has to
/// decode it before one can tell (CSS Syntax, 4.3.7) is taken to refer elsewhere.
fn is_local(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let elsewhere = ["\\", "@import", "@font-face", "@namespace", "javascript:", "expression(", "image-set("];
    !elsewhere.iter().any(|word| lower.contains(word))
        && lower
            .split("url(")
            .skip(1)
            .all(|rest| rest.trim_start_matches([' ', '\t', '\n', '\'', '"']).starts_with('#'))
}

/// What a drawing comes to when every `use` is followed.
#[derive(Default)]
struct Uses {
    elements: Vec<SvgElement>,
    open: Vec<usize>,
    ids: BTreeMap<String, usize>,
}

#[derive(Default)]
struct SvgElement {
    children: Vec<usize>,
    target: Option<String>,
    /// How many elements it is, itself included, once that is known.
    weight: Option<u64>,
}

impl Uses {
    fn start(&mut self, id: Option<String>, target: Option<String>) {
        let index = self.elements.len();
        if let Some(&parent) = self.open.last() {
            self.elements[parent].children.push(index);
        }
        if let Some(id) = id {
            self.ids.entry(id).or_insert(index);
        }
        self.elements.push(SvgElement { target, ..SvgElement::default() });
        self.open.push(index);
    }

    fn end(&mut self) {
        self.open.pop();
    }

    fn check(&mut self) -> Result<(), String> {
        let weight = self.weight(0, 0)?;
        if weight > MOST_ELEMENTS {
            return Err(format!("it is a drawing of {weight} elements, more than {MOST_ELEMENTS}"));
        }
        Ok(())
    }

    fn weight(&mut self, index: usize, level: usize) -> Result<u64, String> {
        if let Some(weight) = self.elements[index].weight {
            return Ok(weight);
        }
        // One that uses what it stands in goes on forever.
        if level > 2 * MOST_LEVELS {
            return Err("it is a drawing that uses itself".to_owned());
        }
        let mut weight = 1u64;
        for place in 0..self.elements[index].children.len() {
            let child = self.elements[index].children[place];
            weight = weight.saturating_add(self.weight(child, level + 1)?);
        }
        let target = self.elements[index].target.as_ref().and_then(|target| self.ids.get(target)).copied();
        if let Some(target) = target {
            weight = weight.saturating_add(self.weight(target, level + 1)?);
        }
        self.elements[index].weight = Some(weight);
        Ok(weight)
    }
}

/// Width and height in pixels (at 96 to the inch). A drawing has no pixels: what is too large is the same, smaller.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), String> {
    let size = parse(bytes)?.size();
    let scale = (LONGEST_SIDE / size.width().max(size.height())).min(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to the longest side")]
    let side = |length: f32| (length * scale).round().clamp(1.0, LONGEST_SIDE) as u32;
    Ok((side(size.width()), side(size.height())))
}

/// The drawing, as pixels: twice as many on each side as it is called, so that it is sharp in print.
pub(super) fn pixels(media: &Media) -> Result<Pixels, String> {
    let tree = parse(&media.bytes)?;
    #[expect(clippy::cast_precision_loss, reason = "no more than the longest side")]
    let (width, height) = (media.width as f32, media.height as f32);
    let scale = (LONGEST_SIDE / width.max(height)).min(2.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to the longest side")]
    let side = |length: f32| (length * scale).round().clamp(1.0, LONGEST_SIDE) as u32;
    let mut pixmap = Pixmap::new(side(width), side(height)).ok_or("it has no size")?;
    let (size, sides) = (tree.size(), (pixmap.width(), pixmap.height()));
    #[expect(clippy::cast_precision_loss, reason = "no more than the longest side")]
    let transform = Transform::from_scale(sides.0 as f32 / size.width(), sides.1 as f32 / size.height());
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    let rgba: Vec<u8> = pixmap
        .pixels()
        .iter()
        .map(|pixel| pixel.demultiply())
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()])
        .collect();
    Ok(Pixels::from_rgba(sides.0, sides.1, &rgba, None))
}

fn parse(bytes: &[u8]) -> Result<usvg::Tree, String> {
    static FACES: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let faces = FACES.get_or_init(|| {
        let mut faces = fontdb::Database::new();
        for face in &BUNDLED {
            faces.load_font_source(fontdb::Source::Binary(Arc::new(face.bytes())));
        }
        let serif = "Noto Serif";
        faces.set_serif_family(serif);
        faces.set_sans_serif_family(serif);
        faces.set_cursive_family(serif);
        faces.set_fantasy_family(serif);
        faces.set_monospace_family("Noto Sans Mono");
        Arc::new(faces)
    });
    let options = usvg::Options {
        font_family: "Noto Serif".to_owned(),
        fontdb: Arc::clone(faces),
        // There are no pictures in a clean drawing; were there one, it would not be looked for.
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    usvg::Tree::from_data(bytes, &options).map_err(|error| broken(&error))
}
