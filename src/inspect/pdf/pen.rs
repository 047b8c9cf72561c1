//! Where text stands on a page: whether what is shown next goes on where the last glyph ended.
//!
//! Many makers position every word, or every glyph, and leave out the spaces. What lies between two pieces of text is
//! then told by their places alone: [`TextState`] follows the text state (ISO 32000-1, 9.3 and 9.4), [`Metrics`] knows how
//! wide glyphs are.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

/// A gap, in parts of the size of type, from which on it is taken for a space.
pub(super) const GAP: f32 = 0.2;
/// A step across the line, in parts of the size of type, from which on it leads to another line.
const LINE: f32 = 0.5;
/// Graphics states within graphics states.
const MAX_STATES: usize = 64;
/// More widths are in no font.
const MAX_WIDTHS: usize = 1 << 16;

/// How wide the glyphs of a font are, in thousandths of the size of type.
#[derive(Debug, Default)]
pub(super) struct Metrics {
    widths: BTreeMap<u32, f32>,
    /// The width of all others; `None` where the font does not say it.
    default: Option<f32>,
    /// Whether a code has two bytes.
    wide: bool,
}

impl Metrics {
    /// The widths of a font (ISO 32000-1, 9.6.2.1, 9.8.1 and 9.7.4.3).
    pub(super) fn of(pdf: &Document, font: &Dictionary) -> Self {
        let number = |object: &Object| pdf.dereference(object).ok().and_then(|(_, object)| object.as_float().ok());
        let code = |object: &Object| {
            let code = pdf.dereference(object).ok().and_then(|(_, object)| object.as_i64().ok());
            code.and_then(|code| u32::try_from(code).ok())
        };
        let array = |dictionary: &Dictionary, key: &[u8]| -> Vec<Object> {
            dictionary.get_deref(key, pdf).and_then(Object::as_array).cloned().unwrap_or_default()
        };
        let mut metrics = Self::default();
        let descendant = array(font, b"DescendantFonts");
        let descendant = descendant.first().and_then(|font| pdf.dereference(font).ok()?.1.as_dict().ok());
        let Some(font) = descendant else {
            let first = font.get(b"FirstChar").ok().and_then(code).unwrap_or_default();
            let widths = array(font, b"Widths");
            metrics.widths.extend((first..).zip(widths.iter().take(MAX_WIDTHS).filter_map(number)));
            if !metrics.widths.is_empty() {
                let descriptor = font.get_deref(b"FontDescriptor", pdf).and_then(Object::as_dict);
                let missing = descriptor.and_then(|descriptor| descriptor.get(b"MissingWidth")).ok().and_then(number);
                metrics.default = Some(missing.unwrap_or_default());
            }
            return metrics;
        };
        metrics.wide = true;
        metrics.default = Some(font.get(b"DW").ok().and_then(number).unwrap_or(1000.0));
        let ranges = array(font, b"W");
        let mut ranges = ranges.iter();
        while let (Some(first), Some(next)) = (ranges.next().and_then(code), ranges.next()) {
            let next = pdf.dereference(next).map_or(next, |(_, object)| object);
            let left = MAX_WIDTHS.saturating_sub(metrics.widths.len());
            if let Ok(widths) = next.as_array() {
                metrics.widths.extend((first..).zip(widths.iter().take(left).filter_map(number)));
            } else if let (Some(last), Some(width)) = (code(next), ranges.next().and_then(number)) {
                metrics.widths.extend((first..=last).take(left).map(|code| (code, width)));
            }
        }
        metrics
    }

    /// Whether a code has no width.
    pub(super) fn is_narrow(&self, code: &[u8]) -> bool {
        self.glyphs(code).all(|(_, width)| width == Some(0.0))
    }

    /// The codes of a string, and for each its width.
    fn glyphs<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = (u32, Option<f32>)> + 'a {
        bytes.chunks(if self.wide { 2 } else { 1 }).map(|code| {
            let code = code.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
            (code, self.widths.get(&code).copied().or(self.default))
        })
    }
}

/// What lies between two pieces of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: the second goes on where the first one ends.
    None,
    /// Room for a space.
    Space,
    /// The end of a line, or a step back in it.
    Line,
}

/// A transformation (ISO 32000-1, 8.3.3).
pub(super) type Matrix = [f32; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// One transformation and then another.
pub(super) fn times(one: Matrix, other: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = one;
    let [g, h, i, j, k, l] = other;
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

/// What the operators of text set, and where the last piece of text stood.
#[derive(Debug)]
pub(super) struct TextState {
    page: Matrix,
    states: Vec<Matrix>,
    line: Matrix,
    text: Matrix,
    size: f32,
    leading: f32,
    character: f32,
    word: f32,
    scale: f32,
    /// Whether something has set another place since text was shown.
    moved: bool,
    last: Option<TextExtent>,
}

/// A piece of text: where it begins and ends.
#[derive(Debug, Clone, Copy)]
struct TextExtent {
    start: (f32, f32),
    end: (f32, f32),
    /// Whether the end is known.
    exact: bool,
}

impl TextState {
    pub(super) fn new() -> Self {
        Self {
            page: IDENTITY,
            states: Vec::new(),
            line: IDENTITY,
            text: IDENTITY,
            size: 1.0,
            leading: 0.0,
            character: 0.0,
            word: 0.0,
            scale: 1.0,
            moved: true,
            last: None,
        }
    }

    /// Takes note of an operator; those that show text are told with [`show`](Self::show).
    pub(super) fn operate(&mut self, operator: &str, operands: &[Object]) {
        let number = |index: usize| operands.get(index).and_then(|operand| operand.as_float().ok()).unwrap_or_default();
        let matrix = || [number(0), number(1), number(2), number(3), number(4), number(5)];
        match operator {
            "q" if self.states.len() < MAX_STATES => self.states.push(self.page),
            "Q" => self.page = self.states.pop().unwrap_or(self.page),
            "cm" => {
                self.page = times(matrix(), self.page);
                self.moved = true;
            }
            "BT" => self.set(IDENTITY),
            "Tm" => self.set(matrix()),
            "Td" => self.step(number(0), number(1)),
            "TD" => {
                self.leading = -number(1);
                self.step(number(0), number(1));
            }
            "T*" | "'" | "\"" => self.step(0.0, -self.leading),
            "TL" => self.leading = number(0),
            "Tf" => self.size = number(1),
            "Tc" => self.character = number(0),
            "Tw" => self.word = number(0),
            "Tz" => self.scale = number(0) / 100.0,
            _ => {}
        }
    }

    /// What leads from where instructions stand to the page.
    pub(super) fn page(&self) -> Matrix {
        self.page
    }

    /// Goes on within something that stands in the page.
    pub(super) fn stand(&mut self, matrix: Matrix) {
        self.page = matrix;
        self.moved = true;
    }

    /// Where the pen stands on the page, and how high letters are there.
    pub(super) fn foot(&self) -> ((f32, f32), f32) {
        let [a, b, c, d, ..] = times(self.text, self.page);
        let height = c.hypot(d).min(a.hypot(b) * self.scale.abs());
        (self.place(), self.size.abs() * height)
    }

    /// Whether it was put where it stands, and has shown nothing since.
    pub(super) const fn is_put(&self) -> bool {
        self.moved
    }

    fn set(&mut self, matrix: Matrix) {
        self.line = matrix;
        self.text = matrix;
        self.moved = true;
    }

    fn step(&mut self, x: f32, y: f32) {
        self.set(times([1.0, 0.0, 0.0, 1.0, x, y], self.line));
    }

    /// Moves on by a number of a `TJ`, in thousandths of the size of type, against the direction of writing. Returns
    /// whether that leaves a gap.
    pub(super) fn adjust(&mut self, number: f32) -> bool {
        self.forward(-number / 1000.0 * self.size * self.scale);
        number < -1000.0 * GAP
    }

    /// Shows a string; what lies between it and what was shown before.
    pub(super) fn show(&mut self, bytes: &[u8], metrics: &Metrics) -> Gap {
        let start = self.place();
        let (mut width, mut exact) = (0.0, true);
        for (code, glyph) in metrics.glyphs(bytes) {
            exact &= glyph.is_some();
            let word = if code == u32::from(b' ') && !metrics.wide { self.word } else { 0.0 };
            width += (glyph.unwrap_or_default() / 1000.0 * self.size + self.character + word) * self.scale;
        }
        self.forward(width);
        let piece = TextExtent { start, end: self.place(), exact };
        let moved = std::mem::take(&mut self.moved);
        match self.last.replace(piece) {
            Some(last) if moved => self.gap(last, piece),
            Some(_) | None => Gap::None,
        }
    }

    fn forward(&mut self, width: f32) {
        self.text = times([1.0, 0.0, 0.0, 1.0, width, 0.0], self.text);
    }

    /// The pen's place on the page.
    fn place(&self) -> (f32, f32) {
        let [.., x, y] = times(self.text, self.page);
        (x, y)
    }

    /// What lies between two pieces. They may be in either order, as those of a text from right to left are.
    fn gap(&self, one: TextExtent, other: TextExtent) -> Gap {
        if !one.exact || !other.exact {
            return Gap::Space;
        }
        let [a, b, ..] = times(self.text, self.page);
        let length = a.hypot(b);
        let em = self.size.abs() * length;
        if em <= f32::EPSILON {
            return Gap::Space;
        }
        let along = |(x, y): (f32, f32)| (x * a + y * b) / length;
        let across = |(x, y): (f32, f32)| (y * a - x * b) / length;
        let ahead = along(other.start) - along(one.end);
        let behind = along(one.start) - along(other.end);
        if (across(other.start) - across(one.start)).abs() > LINE * em || behind > GAP * em {
            Gap::Line
        } else if ahead > GAP * em {
            Gap::Space
        } else {
            Gap::None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metrics() -> Metrics {
        Metrics { widths: BTreeMap::from([(u32::from(b'a'), 500.0)]), default: None, wide: false }
    }

    /// Whether there is a gap between "aa" and what is shown after some operators.
    fn gap(operators: &[(&str, &[f32])]) -> Gap {
        let mut pen = TextState::new();
        let operate = |pen: &mut TextState, operator: &str, numbers: &[f32]| {
            let operands: Vec<Object> = numbers.iter().map(|number| Object::Real(*number)).collect();
            pen.operate(operator, &operands);
        };
        operate(&mut pen, "BT", &[]);
        pen.operate("Tf", &[Object::Name(b"F".to_vec()), Object::Real(10.0)]);
        assert_eq!(pen.show(b"aa", &metrics()), Gap::None, "the first text");
        operators.iter().for_each(|(operator, numbers)| operate(&mut pen, operator, numbers));
        pen.show(b"a", &metrics())
    }

    #[test]
    fn text_that_goes_on_where_it_ended_has_no_gap() {
        assert_eq!(gap(&[]), Gap::None);
        assert_eq!(gap(&[("Td", &[10.0, 0.0])]), Gap::None, "two glyphs of half the size of type");
        assert_eq!(gap(&[("Td", &[9.0, 3.0])]), Gap::None, "kerned, and raised as a number of a note");
        assert_eq!(gap(&[("Td", &[-5.0, 0.0])]), Gap::None, "from right to left");
        assert_eq!(
            gap(&[("cm", &[1.0, 0.0, 0.0, 1.0, 0.0, 0.0]), ("Tm", &[1.0, 0.0, 0.0, 1.0, 10.0, 0.0])]),
            Gap::None
        );
        assert_eq!(gap(&[("Tz", &[200.0]), ("Td", &[10.0, 0.0])]), Gap::None);
    }

    #[test]
    fn other_places_are_gaps() {
        for place in [[12.5, 0.0], [200.0, 0.0]] {
            assert_eq!(gap(&[("Td", &place)]), Gap::Space, "{place:?}");
        }
        for place in [[0.0, -12.0], [10.0, 6.0], [-8.0, 0.0]] {
            assert_eq!(gap(&[("Td", &place)]), Gap::Line, "{place:?}");
        }
        assert_eq!(gap(&[("TL", &[12.0]), ("T*", &[])]), Gap::Line);
        assert_eq!(
            gap(&[("q", &[]), ("cm", &[1.0, 0.0, 0.0, 1.0, 0.0, 40.0]), ("Tm", &[1.0, 0.0, 0.0, 1.0, 10.0, 0.0])]),
            Gap::Line
        );
        let mut pen = TextState::new();
        assert!(pen.adjust(-300.0) && !pen.adjust(-100.0) && !pen.adjust(300.0));
    }
}
