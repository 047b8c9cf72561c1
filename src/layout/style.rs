//! How pages look: their size, their margins, the size of the text, and what follows from these.
//!
//! 1. [`PageStyle`] is what can be chosen; it is checked as a whole, so that every style that exists can be set;
//! 2. [`Step`] is the type scale: every size on a page is one of its rows, in parts of the body's size;
//! 3. [`PageGeometry`] is what follows: the baseline grid, and an area of text that is a whole number of its lines high.

use super::{Colour, Rect};
use crate::diagnostic::{Code, Diagnostic};
use crate::error::Result;

/// Points in a millimetre.
const MILLIMETRE: f32 = 72.0 / 25.4;

/// The smallest margin, in millimetres: printers reach no further, and the running head and foot stand in it.
const LEAST_MARGIN: f32 = 10.0;
/// The longest side of a page, in millimetres (ISO 19005-2, 6.1.13: 14,400 points).
const LONGEST_SIDE: f32 = 5000.0;
/// The sizes of body text, in points, that the scale is made for.
const SIZES: std::ops::RangeInclusive<f32> = 6.0..=36.0;
/// The narrowest area of text, in ems of the body: two words of a language with long ones.
const NARROWEST: f32 = 10.0;
/// The lowest area of text, in lines of the body: a heading, what is kept with it, and a note.
const LOWEST: f32 = 8.0;

/// The size of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageSize {
    width: f32,
    height: f32,
}

impl PageSize {
    /// A4, 210 × 297 mm (ISO 216).
    pub const A4: Self = Self::millimetres(210.0, 297.0);
    /// A5, 148 × 210 mm (ISO 216).
    pub const A5: Self = Self::millimetres(148.0, 210.0);
    /// Letter, 8½ × 11 inches.
    pub const LETTER: Self = Self { width: 612.0, height: 792.0 };

    /// A size in millimetres.
    pub const fn millimetres(width: f32, height: f32) -> Self {
        Self { width: width * MILLIMETRE, height: height * MILLIMETRE }
    }

    /// The size of a name: `a4`, `a5`, `letter`, or width and height in millimetres: `120x190mm`.
    pub fn parse(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "a4" => Some(Self::A4),
            "a5" => Some(Self::A5),
            "letter" => Some(Self::LETTER),
            sides => {
                let (width, height) = sides.strip_suffix("mm")?.split_once('x')?;
                Some(Self::millimetres(number(width)?, number(height)?))
            }
        }
    }

    /// Width in points.
    pub const fn width(self) -> f32 {
        self.width
    }

    /// Height in points.
    pub const fn height(self) -> f32 {
        self.height
    }
}

/// The margins of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins {
    top: f32,
    right: f32,
    bottom: f32,
    left: f32,
}

impl Margins {
    /// Margins in millimetres.
    pub const fn millimetres(top: f32, right: f32, bottom: f32, left: f32) -> Self {
        Self { top: top * MILLIMETRE, right: right * MILLIMETRE, bottom: bottom * MILLIMETRE, left: left * MILLIMETRE }
    }

    /// Margins in millimetres, separated by commas: one for all sides; two, above and below, then beside; or four, from
    /// the top clockwise.
    pub fn parse(list: &str) -> Option<Self> {
        let sides: Option<Vec<f32>> = list.split(',').map(|side| number(side.trim())).collect();
        match *sides? {
            [all] => Some(Self::millimetres(all, all, all, all)),
            [ends, sides] => Some(Self::millimetres(ends, sides, ends, sides)),
            [top, right, bottom, left] => Some(Self::millimetres(top, right, bottom, left)),
            _ => None,
        }
    }

    /// The margins that a page has by default: those of A4, 25 mm above, 30 mm below and 33 mm beside, in proportion,
    /// and no less than 10 mm.
    pub const fn of(size: PageSize) -> Self {
        let (x, y) = (size.width / PageSize::A4.width, size.height / PageSize::A4.height);
        let (top, side, bottom) = (25.0 * y, 33.0 * x, 30.0 * y);
        let side = side.max(LEAST_MARGIN);
        Self::millimetres(top.max(LEAST_MARGIN), side, bottom.max(LEAST_MARGIN), side)
    }
}

/// A number without a sign or an exponent.
fn number(digits: &str) -> Option<f32> {
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    plain.then(|| digits.parse().ok()).flatten()
}

/// How the pages of an article look. All that is set, from the headline to the running foot, and the grid that it
/// stands on, follows from the size of the body text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageStyle {
    size: PageSize,
    margins: Margins,
    font_size: f32,
}

impl Default for PageStyle {
    /// A4 with its margins, the body in 10.5 points.
    fn default() -> Self {
        Self { size: PageSize::A4, margins: Margins::of(PageSize::A4), font_size: Self::FONT_SIZE }
    }
}

impl PageStyle {
    /// The size of the body text by default, in points.
    pub const FONT_SIZE: f32 = 10.5;

    /// A style: the size of the page, its margins (by default those of [`Margins::of`]) and the size of the body text
    /// in points.
    ///
    /// # Errors
    /// If a page cannot be set so ([`Code::PageUnusable`]): sides of more than 5 m, margins of less than 10 mm, text
    /// below 6 or above 36 points, or an area of text that is narrower than ten ems or lower than eight lines.
    pub fn new(size: PageSize, margins: impl Into<Option<Margins>>, font_size: f32) -> Result<Self> {
        let margins = margins.into().unwrap_or(Margins::of(size));
        let style = Self { size, margins, font_size };
        let unusable = |message: String, hint: &str| {
            Err(Diagnostic::new(Code::PageUnusable, message).with_hint(hint.to_owned()).into())
        };
        if size.width.max(size.height) > LONGEST_SIDE * MILLIMETRE {
            return unusable(format!("a page has no side longer than {LONGEST_SIDE} mm"), "choose a smaller page");
        }
        let least = margins.top.min(margins.right).min(margins.bottom).min(margins.left);
        if least < LEAST_MARGIN * MILLIMETRE - 0.01 {
            let hint = "what stands above and below the text on every page stands in the margins";
            return unusable(format!("a margin is at least {LEAST_MARGIN} mm"), hint);
        }
        if !SIZES.contains(&font_size) {
            let message = format!("the font size is from {} to {} points", SIZES.start(), SIZES.end());
            return unusable(message, "choose another font size");
        }
        let width = size.width - margins.left - margins.right;
        let height = size.height - margins.top - margins.bottom;
        let (least_width, least_height) = (NARROWEST * font_size, LOWEST * font_size * Step::BODY.leading);
        if width < least_width || height < least_height {
            let mm = |points: f32| (points / MILLIMETRE).round().max(0.0);
            let message = format!(
                "{:.0} × {:.0} mm are left for the text, and text of {font_size} points needs {:.0} × {:.0} mm",
                mm(width),
                mm(height),
                (least_width / MILLIMETRE).ceil(),
                (least_height / MILLIMETRE).ceil()
            );
            return unusable(message, "choose a larger page, smaller margins or a smaller font");
        }
        Ok(style)
    }

    /// The size of the page.
    pub const fn size(&self) -> PageSize {
        self.size
    }

    /// The area of the text: between the margins, and a whole number of lines high. Running head and foot stand
    /// outside it.
    pub fn text_area(&self) -> Rect {
        let frame = PageGeometry::new(self);
        Rect { x: frame.left, y: frame.top, width: frame.measure, height: frame.floor() - frame.top }
    }

    /// The distance of the baselines of body text, in points.
    pub fn grid(&self) -> f32 {
        self.font_size * Step::BODY.leading
    }
}

/// A step of the type scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Step {
    /// In parts of the size of the body.
    size: f32,
    /// The distance of baselines, in parts of the step's own size.
    leading: f32,
    /// Whether the last line of a paragraph stands on the grid.
    on_grid: bool,
}

/// The scale.
#[rustfmt::skip]
impl Step {
    pub(super) const HEADLINE: Self   = Self { size: 2.4,  leading: 1.2,        on_grid: false };
    pub(super) const STANDFIRST: Self = Self { size: 1.15, leading: 1.4,        on_grid: false };
    pub(super) const HEADING_2: Self  = Self { size: 1.25, leading: 1.35,       on_grid: true };
    pub(super) const HEADING_3: Self  = Self { size: 1.1,  leading: 1.35,       on_grid: true };
    pub(super) const HEADING_4: Self  = Self { size: 1.0,  leading: 10.0 / 7.0, on_grid: true };
    pub(super) const BODY: Self       = Self { size: 1.0,  leading: 10.0 / 7.0, on_grid: true };
    /// The lines around the headline, the source's statement.
    pub(super) const SMALL: Self      = Self { size: 0.9,  leading: 1.4,        on_grid: false };
    /// Notes, captions, tables, code, our own statement.
    pub(super) const FINE: Self       = Self { size: 0.82, leading: 1.4,        on_grid: false };
    pub(super) const RUNNING: Self    = Self { size: 0.76, leading: 1.4,        on_grid: false };
}

/// The palette. All text has a contrast of at least 7 to 1 with the paper and the grounds (WCAG 2.2, 1.4.6).
pub(super) const INK: Colour = Colour(0x1a, 0x1a, 0x1a);
/// What is not the article's own words, or less than they.
pub(super) const GREY: Colour = Colour(0x4a, 0x4a, 0x4a);
/// The section of the publication.
pub(super) const ACCENT: Colour = Colour(0x8c, 0x1d, 0x18);
/// Links.
pub(super) const LINK: Colour = Colour(0x12, 0x4a, 0x8c);
/// Rules.
pub(super) const HAIRLINE: Colour = Colour(0xb8, 0xb8, 0xb8);
/// The ground of code and of our own words.
pub(super) const GROUND: Colour = Colour(0xf4, 0xf2, 0xee);

/// How far below the middle of a line its baseline stands, in parts of the size.
const SINK: f32 = 0.33;
/// A headline is at most so large that so many of its ems fill a line.
const HEADLINE_EMS: f32 = 12.0;
/// A line that holds fewer ems is not justified: there are too few spaces to take what is left over.
const JUSTIFIED_FROM: f32 = 22.0;

/// A step as it is set on pages of a style, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    pub(super) size: f32,
    pub(super) leading: f32,
    /// From the baseline to the foot of the line.
    pub(super) drop: f32,
    pub(super) on_grid: bool,
}

impl Type {
    /// From the head of a line to its baseline.
    pub(super) fn baseline(self) -> f32 {
        self.leading - self.drop
    }

    /// The same, smaller.
    pub(super) fn shrunk(self, factor: f32) -> Self {
        Self { size: self.size * factor, leading: self.leading * factor, drop: self.drop * factor, ..self }
    }
}

/// What follows from a style.
#[derive(Debug, Clone, Copy)]
pub(super) struct PageGeometry {
    /// Width of the page.
    pub(super) width: f32,
    /// Height of the page.
    pub(super) height: f32,
    /// Left edge of the text.
    pub(super) left: f32,
    /// Upper edge of the text.
    pub(super) top: f32,
    /// Width of the text.
    pub(super) measure: f32,
    /// Size of the body.
    pub(super) em: f32,
    /// Distance of the baselines of the body.
    pub(super) grid: f32,
    /// Lines of the body on a page.
    lines: f32,
    bottom_margin: f32,
}

impl PageGeometry {
    pub(super) fn new(style: &PageStyle) -> Self {
        let PageStyle { size, margins, font_size } = *style;
        let grid = style.grid();
        Self {
            width: size.width,
            height: size.height,
            left: margins.left,
            top: margins.top,
            measure: size.width - margins.left - margins.right,
            em: font_size,
            grid,
            // A line more for what rounding took.
            lines: ((size.height - margins.top - margins.bottom) / grid + 0.001).floor(),
            bottom_margin: margins.bottom,
        }
    }

    /// Lower edge of the text: the foot of the last line of the grid.
    pub(super) fn floor(&self) -> f32 {
        self.top + self.lines * self.grid
    }

    /// A step of the scale on these pages.
    pub(super) fn step(&self, step: Step) -> Type {
        self.sized(step, self.em * step.size)
    }

    fn sized(&self, step: Step, size: f32) -> Type {
        let leading = size * step.leading;
        let drop = |size: f32, leading: f32| leading / 2.0 - size * SINK;
        // What stands on the grid shares the body's baseline.
        let drop = if step.on_grid { drop(self.em, self.grid) } else { drop(size, leading) };
        Type { size, leading, drop, on_grid: step.on_grid }
    }

    /// The headline: large where lines are long, and no less than a heading where they are short.
    pub(super) fn headline(&self) -> Type {
        let least = self.em * Step::HEADING_2.size;
        self.sized(Step::HEADLINE, (self.em * Step::HEADLINE.size).min((self.measure / HEADLINE_EMS).max(least)))
    }

    /// The running head and foot: small, and never more than what the margins bear.
    pub(super) fn running(&self) -> Type {
        let margin = self.top.min(self.bottom_margin);
        self.sized(Step::RUNNING, (self.em * Step::RUNNING.size).min(margin * 0.3))
    }

    /// Whether text of a size is justified in a width.
    pub(super) fn justifies(&self, width: f32, size: f32) -> bool {
        width >= JUSTIFIED_FROM * size
    }

    /// The first line of the grid at or below `y`: where what ends at `y` has its foot if it stands on the grid.
    pub(super) fn snap(&self, y: f32) -> f32 {
        // A hundredth of a line is rounding, not a line.
        self.top + ((y - self.top) / self.grid - 0.01).ceil() * self.grid
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_margins_have_names() {
        assert_eq!(PageSize::parse("A5"), Some(PageSize::A5));
        assert_eq!(PageSize::parse("210x297mm"), Some(PageSize::A4));
        for bad in ["", "a3", "120x190", "x190mm", "-1x5mm", "1e9x5mm", "nanxinfmm", "1.2.3x4mm", "210 x 297 mm"] {
            assert_eq!(PageSize::parse(bad), None, "{bad}");
        }
        assert_eq!(Margins::parse("20"), Margins::parse("20,20,20,20"));
        assert_eq!(Margins::parse("20, 30"), Margins::parse("20,30,20,30"));
        for bad in ["", "20,", "1,2,3", "1,2,3,4,5", "20mm", "-5", "NaN"] {
            assert_eq!(Margins::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_style_that_exists_can_be_set() {
        for size in [PageSize::A4, PageSize::A5, PageSize::LETTER] {
            for font_size in [6.0, 10.5, 18.0, 24.0] {
                let style = PageStyle::new(size, None, font_size).expect("the margins leave room");
                let area = style.text_area();
                let lines = area.height / style.grid();
                assert!((lines - lines.round()).abs() < 1e-3, "{size:?} at {font_size}: {lines} lines");
            }
        }
        assert_eq!(
            PageStyle::new(PageSize::A4, None, PageStyle::FONT_SIZE).expect("the default"),
            PageStyle::default()
        );
        let unusable = [
            (PageSize::A4, Margins::parse("9"), 10.5),
            (PageSize::A4, Margins::parse("100"), 10.5),
            (PageSize::millimetres(60.0, 80.0), None, 12.0),
            (PageSize::millimetres(0.0, 0.0), None, 10.5),
            (PageSize::millimetres(100.0, 6000.0), None, 10.5),
            (PageSize::A4, None, 5.0),
            (PageSize::A4, None, f32::NAN),
            (PageSize::A5, None, 36.0),
        ];
        for (size, margins, font_size) in unusable {
            assert!(PageStyle::new(size, margins, font_size).is_err(), "{size:?} {margins:?} {font_size}");
        }
    }
}
