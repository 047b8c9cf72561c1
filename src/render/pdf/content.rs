//! The content stream of a page (ISO 32000-1, 7.8.2), written operator by operator.
//!
//! `printpdf` has operations as values: each is made, kept, translated for `lopdf` and only then written. A page has
//! thousands of them.

use std::mem::{replace, take};

use lopdf::StringFormat;

use super::syntax::{decimal, integer, literal, name, real, string};
use super::utf16;
use crate::layout::Colour;

/// What marked content is (14.6).
#[derive(Debug, Clone, Copy)]
pub(super) enum Mark<'a> {
    /// A piece of the structure, with its number (MCID), what it stands for where the file cannot know it from the
    /// glyphs, and how it runs where they do not show it.
    Structure { tag: &'static str, mcid: i64, actual: Option<&'a str>, order: Option<MarkOrder> },
    /// Nothing of the article, of a type and perhaps a subtype (14.8.2.2.2).
    Artifact(&'static str, Option<&'static str>),
}

impl Mark<'_> {
    /// What the setting of the lines made, or colours.
    pub(super) const LAYOUT: Self = Self::Artifact("Layout", None);
}

/// How what a mark holds runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkOrder {
    /// From right to left, though no letter says it.
    Turned,
    /// In runs, which follow one another from right to left: those with letters or digits that run from left to right,
    /// and all others.
    Runs,
}

impl MarkOrder {
    /// The entry of a mark that says it.
    fn key(self) -> &'static str {
        match self {
            Self::Turned => "IstinadTurned",
            Self::Runs => "IstinadRuns",
        }
    }
}

/// The operators of one page.
#[derive(Debug, Default)]
pub(super) struct ContentStream {
    bytes: Vec<u8>,
    colour: Option<Colour>,
    /// The resource and the size.
    font: Option<(usize, f32)>,
    /// Where the last line of text began, from the lower left corner.
    line: [i64; 2],
}

impl ContentStream {
    /// What was written.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    fn operator(&mut self, operator: &str) {
        self.bytes.extend(operator.as_bytes());
        self.bytes.push(b'\n');
    }

    /// Lengths as operands: a hundredth of a point is finer than any printer.
    fn lengths(&mut self, hundredths: impl IntoIterator<Item = i64>) {
        for length in hundredths {
            decimal(length, 2, &mut self.bytes);
            self.bytes.push(b' ');
        }
    }

    fn name(&mut self, text: &str) {
        name(text.as_bytes(), &mut self.bytes);
    }

    /// Begins marked content.
    pub(super) fn begin(&mut self, mark: Mark<'_>) {
        match mark {
            Mark::Structure { tag, mcid, actual, order } => {
                self.name(tag);
                self.bytes.extend(b"<<");
                if let Some(actual) = actual {
                    self.name("ActualText");
                    string(&utf16(actual), StringFormat::Hexadecimal, &mut self.bytes);
                }
                if let Some(order) = order {
                    self.name(order.key());
                    self.bytes.extend(b" true");
                }
                self.bytes.extend(b"/MCID ");
                integer(mcid, &mut self.bytes);
            }
            Mark::Artifact(kind, subtype) => {
                self.name("Artifact");
                self.bytes.extend(b"<<");
                for (key, value) in [("Subtype", subtype), ("Type", Some(kind))] {
                    let Some(value) = value else { continue };
                    self.name(key);
                    self.name(value);
                }
            }
        }
        self.operator(">>BDC");
    }

    /// Ends marked content.
    pub(super) fn end(&mut self) {
        self.operator("EMC");
    }

    /// Fills a rectangle: from its lower left corner, as wide and as high.
    pub(super) fn fill(&mut self, [x, y, width, height]: [f32; 4], colour: Colour) {
        self.set_colour(colour);
        self.lengths([x, y, width, height].map(hundredths));
        self.operator("re");
        self.operator("f");
    }

    /// Paints a picture of the resources, from the unit square to where the matrix puts it.
    pub(super) fn picture(&mut self, resource: &str, matrix: [f32; 6]) {
        self.operator("q");
        self.lengths(matrix.map(hundredths));
        self.operator("cm");
        self.name(resource);
        self.operator(" Do");
        self.operator("Q");
    }

    /// Begins text.
    pub(super) fn begin_text(&mut self) {
        self.operator("BT");
    }

    /// Ends text.
    pub(super) fn end_text(&mut self) {
        self.operator("ET");
    }

    fn set_colour(&mut self, colour: Colour) {
        if self.colour.replace(colour) != Some(colour) {
            let Colour(red, green, blue) = colour;
            for part in [red, green, blue] {
                // In thousandths, rounded.
                decimal((i64::from(part) * 1000 + 127) / 255, 3, &mut self.bytes);
                self.bytes.push(b' ');
            }
            self.operator("rg");
        }
    }

    /// Sets how text looks that is shown from now on.
    pub(super) fn style(&mut self, resource: &str, index: usize, size: f32, colour: Colour) {
        self.set_colour(colour);
        if self.font.replace((index, size)) != Some((index, size)) {
            self.name(resource);
            self.bytes.push(b' ');
            real(size, &mut self.bytes);
            self.operator(" Tf");
        }
    }

    /// Shows glyphs from a point on, and begins the operand anew.
    pub(super) fn show(&mut self, shown: &mut ShowOperand, x: f32, y: f32) {
        shown.end_string();
        shown.back = 0;
        if shown.items.is_empty() {
            return;
        }
        // From the beginning of the last line on, in whole hundredths: no error adds up.
        let [x, y] = [x, y].map(hundredths);
        let [last_x, last_y] = replace(&mut self.line, [x, y]);
        self.lengths([x - last_x, y - last_y]);
        self.operator("Td");
        self.bytes.push(b'[');
        self.bytes.append(&mut shown.items);
        self.operator("]TJ");
    }
}

/// The operand of `TJ` (9.4.3) in the making.
#[derive(Debug, Default)]
pub(super) struct ShowOperand {
    items: Vec<u8>,
    in_string: bool,
    /// How far back to go before the next glyph, in thousandths of an em.
    back: i64,
}

impl ShowOperand {
    /// Adds a glyph by its code.
    pub(super) fn push(&mut self, code: u16) {
        if self.back != 0 {
            self.end_string();
            integer(take(&mut self.back), &mut self.items);
        }
        if !replace(&mut self.in_string, true) {
            self.items.push(b'(');
        }
        literal(&code.to_be_bytes(), &mut self.items);
    }

    /// Adds a mark of direction, a hair before its place: poppler sorts what stands in a line, and a mark at the place of
    /// the first digit of the number behind it would part the number.
    pub(super) fn mark(&mut self, code: u16) {
        // In thousandths of an em: more than places are rounded by.
        const HAIR: i64 = 3;
        self.back(HAIR);
        self.push(code);
        self.back(-HAIR);
    }

    /// Goes back before the next glyph, by thousandths of an em.
    pub(super) fn back(&mut self, thousandths: i64) {
        self.back += thousandths;
    }

    fn end_string(&mut self) {
        if take(&mut self.in_string) {
            self.items.push(b')');
        }
    }
}

/// A length in points as hundredths.
fn hundredths(points: f32) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a place on a page")]
    let hundredths = (points * 100.0).round() as i64;
    hundredths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_are_written_as_they_are_called() {
        let mut content = ContentStream::default();
        content.begin(Mark::LAYOUT);
        content.fill([72.0, 700.126, 0.5, 12.0], Colour(0, 128, 255));
        content.end();
        content.begin_text();
        content.begin(Mark::Structure { tag: "Span", mcid: 3, actual: Some("ə"), order: None });
        content.style("F0", 0, 10.5, Colour(0, 128, 255));
        let mut shown = ShowOperand::default();
        shown.push(0x2841);
        shown.back(-7);
        shown.push(0x0d5c);
        shown.back(4);
        content.show(&mut shown, 72.0, 690.0);
        content.show(&mut shown, 1.0, 2.0);
        shown.push(1);
        content.style("F0", 0, 10.5, Colour(0, 128, 255));
        content.show(&mut shown, 71.5, 690.0);
        content.end();
        content.end_text();
        let expected = b"/Artifact<</Type/Layout>>BDC\n0 0.502 1 rg\n72 700.13 0.5 12 re\nf\nEMC\nBT\n\
            /Span<</ActualText<FEFF0259>/MCID 3>>BDC\n/F0 10.5 Tf\n72 690 Td\n[(\\(A)-7(\\r\\\\)]TJ\n\
            -0.5 0 Td\n[(\0\x01)]TJ\nEMC\nET\n";
        assert_eq!(content.into_bytes().escape_ascii().to_string(), expected.escape_ascii().to_string());
    }
}
