//! What eyes see of letters: [`Sight`] follows colours, shapes, clipping and the box of a page (ISO 32000-1, 8.4 to 8.6), and
//! finds letters that stand outside of it, are too small, have the colour of what is behind them, or lie under something.
//!
//! Of what is painted in a pattern, as a picture or through a blend, nothing is known: letters on it count as seen. The
//! converter's own pages are painted in one order, backgrounds, pictures, words: there, whatever is painted after words
//! covers some.

use lopdf::{Dictionary, Document, Object};

use super::pen::{Matrix, times};

/// Letters that are smaller on the page, in points, nobody reads.
const SMALLEST: f32 = 0.25;
/// Shades from black (0) to white (1) that are nearer to one another nobody tells apart.
const NEAREST: f32 = 0.06;
/// What is more transparent is not seen.
const FAINTEST: f32 = 0.1;
/// So many shapes, and so many stretches of letters, are looked at on a page.
const MOST: usize = 4096;

/// An upright rectangle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    left: f32,
    bottom: f32,
    right: f32,
    top: f32,
}

impl Area {
    const EVERYWHERE: Self = Self { left: f32::MIN, bottom: f32::MIN, right: f32::MAX, top: f32::MAX };

    /// A rectangle of a file (7.9.5); its corners may be any two.
    pub(super) fn of(pdf: &Document, rectangle: &Object) -> Option<Self> {
        let corner = |object: &Object| pdf.dereference(object).ok()?.1.as_float().ok();
        let [a, b, c, d] =
            <[f32; 4]>::try_from(rectangle.as_array().ok()?.iter().filter_map(corner).collect::<Vec<_>>()).ok()?;
        Some(Self { left: a.min(c), bottom: b.min(d), right: a.max(c), top: b.max(d) })
    }

    /// Around a rectangle that a matrix transforms.
    fn around([x, y, width, height]: [f32; 4], matrix: Matrix) -> Self {
        let corners = [(x, y), (x + width, y), (x, y + height), (x + width, y + height)];
        let corners = corners.map(|corner| transformed(corner, matrix));
        let (xs, ys) = (corners.map(|(x, _)| x), corners.map(|(_, y)| y));
        Self {
            left: xs.into_iter().fold(f32::MAX, f32::min),
            bottom: ys.into_iter().fold(f32::MAX, f32::min),
            right: xs.into_iter().fold(f32::MIN, f32::max),
            top: ys.into_iter().fold(f32::MIN, f32::max),
        }
    }

    fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
        }
    }

    fn within(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        }
    }

    /// Larger by so much on each side.
    pub(super) fn grown(self, by: f32) -> Self {
        Self { left: self.left - by, bottom: self.bottom - by, right: self.right + by, top: self.top + by }
    }

    pub(super) fn holds(self, (x, y): (f32, f32)) -> bool {
        (self.left..=self.right).contains(&x) && (self.bottom..=self.top).contains(&y)
    }

    /// Whether a height on the page is within it.
    pub(super) fn is_at(self, y: f32) -> bool {
        (self.bottom..=self.top).contains(&y)
    }

    /// Whether nobody can point at it.
    pub(super) fn is_a_point(self) -> bool {
        self.right - self.left <= 1.0 && self.top - self.bottom <= 1.0
    }

    fn holds_all_of(self, other: Self) -> bool {
        self.holds((other.left, other.bottom)) && self.holds((other.right, other.top))
    }
}

fn transformed((x, y): (f32, f32), [a, b, c, d, e, f]: Matrix) -> (f32, f32) {
    (a * x + c * y + e, b * x + d * y + f)
}

/// What is set for painting.
#[derive(Debug, Clone, Copy)]
struct PaintState {
    /// The colour of fills, from black (0) to white (1); `None` where it is not known.
    shade: Option<f32>,
    opacity: f32,
    clip: Area,
}

/// A shape, and how many letters were shown before it.
#[derive(Debug, Clone, Copy)]
struct Shape {
    area: Area,
    shade: Option<f32>,
    covers: bool,
    after: usize,
}

impl Shape {
    /// Whether letters stand on it, or under it: a rule through them or below them is no ground.
    fn is_behind(&self, spot: Spot) -> bool {
        self.area.holds(spot.place) && self.area.top - self.area.bottom > spot.size / 2.0
    }
}

#[derive(Debug, Clone, Copy)]
struct Spot {
    place: (f32, f32),
    size: f32,
}

/// What is seen of a page.
#[derive(Debug)]
pub(super) struct Sight {
    page: Area,
    /// Whether nothing may be painted after words.
    is_ordered: bool,
    states: Vec<PaintState>,
    look: PaintState,
    /// Around the path that is being built, and whether it is of rectangles alone.
    path: Option<(Area, bool)>,
    clips: bool,
    shapes: Vec<Shape>,
    spots: Vec<Spot>,
    unseen: Option<&'static str>,
}

impl Sight {
    pub(super) fn new(page: Option<Area>, is_ordered: bool) -> Self {
        let page = page.unwrap_or(Area::EVERYWHERE);
        Self {
            page,
            is_ordered,
            states: Vec::new(),
            look: PaintState { shade: Some(0.0), opacity: 1.0, clip: page },
            path: None,
            clips: false,
            shapes: Vec::new(),
            spots: Vec::new(),
            unseen: None,
        }
    }

    /// Takes note of an operator, with the matrix that holds where it stands.
    pub(super) fn operate(&mut self, operator: &str, operands: &[Object], matrix: Matrix) {
        let numbers: Vec<f32> = operands.iter().filter_map(|operand| operand.as_float().ok()).collect();
        match operator {
            "q" if self.states.len() < super::MAX_DEPTH => self.states.push(self.look),
            "Q" => self.look = self.states.pop().unwrap_or(self.look),
            "g" | "rg" | "k" | "sc" | "scn" => self.look.shade = shade(&numbers),
            "cs" => self.look.shade = Some(0.0),
            "re" => {
                if let [x, y, width, height] = numbers[..] {
                    self.extend(Area::around([x, y, width, height], matrix), true);
                }
            }
            "m" | "l" | "c" | "v" | "y" => {
                for point in numbers.chunks_exact(2) {
                    self.extend(Area::around([point[0], point[1], 0.0, 0.0], matrix), false);
                }
            }
            "W" | "W*" => self.clips = true,
            "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" => {
                if let Some((area, is_exact)) = self.path {
                    let shade = self.look.shade.filter(|_| self.look.opacity >= 1.0);
                    self.shape(area, shade, is_exact && shade.is_some());
                }
                self.end_path();
            }
            "S" | "s" => {
                if self.path.is_some() {
                    self.painted();
                }
                self.end_path();
            }
            "n" => self.end_path(),
            "sh" => self.shape(self.look.clip, None, false),
            "BI" => {
                self.picture(matrix);
                if self.is_ordered {
                    self.unseen.get_or_insert("a picture is painted in the midst of the instructions");
                }
            }
            _ => {}
        }
    }

    /// Takes note of a graphics state that is set by its name (8.4.5).
    pub(super) fn state(&mut self, pdf: &Document, state: &Dictionary) {
        if let Ok(opacity) = state.get_deref(b"ca", pdf).and_then(Object::as_float) {
            self.look.opacity = opacity;
        }
        let blends =
            |key: &[u8], plain: &[u8]| state.get_deref(key, pdf).is_ok_and(|value| value.as_name().ok() != Some(plain));
        if blends(b"BM", b"Normal") || blends(b"SMask", b"None") {
            self.look.shade = None;
        }
    }

    /// A picture in the unit square.
    pub(super) fn picture(&mut self, matrix: Matrix) {
        self.shape(Area::around([0.0, 0.0, 1.0, 1.0], matrix), None, false);
    }

    /// What a form shows is cut at its box.
    pub(super) fn clip(&mut self, bounds: [f32; 4], matrix: Matrix) {
        let [left, bottom, right, top] = bounds;
        self.look.clip = self.look.clip.within(Area::around([left, bottom, right - left, top - bottom], matrix));
    }

    /// Letters that are shown with their feet at a place, of a size. `is_artifact`: they stand at the head or the foot.
    ///
    /// On the converter's own pages what cannot be broken runs out of the page at the end of its line; where lines stand,
    /// and what stands at the foot, does not.
    pub(super) fn show(&mut self, (x, y): (f32, f32), size: f32, is_artifact: bool) {
        let place = (x + size * 0.1, y + size * 0.25);
        let runs_out = self.is_ordered && !is_artifact && (self.page.bottom..=self.page.top).contains(&place.1);
        let is_cut = !(runs_out && self.look.clip.holds_all_of(self.page) || self.look.clip.holds(place));
        let is_off = !(runs_out || self.page.holds(place));
        let fault = match () {
            () if is_cut || is_off => Some("they stand outside of what is shown of it"),
            () if size < SMALLEST => Some("they are too small to be read"),
            () if self.look.opacity < FAINTEST => Some("they are transparent"),
            () => None,
        };
        self.unseen = self.unseen.or(fault);
        if self.spots.len() < MOST {
            let spot = Spot { place, size };
            self.spots.push(spot);
            let behind = self.shapes.iter().rev().find(|shape| shape.is_behind(spot));
            let behind = behind.map_or(Some(1.0), |shape| shape.shade);
            if let (Some(shade), Some(behind)) = (self.look.shade, behind)
                && (shade - behind).abs() < NEAREST
            {
                self.unseen.get_or_insert("they have the colour of what is behind them");
            }
        }
    }

    /// Why letters of the page are not seen.
    pub(super) fn unseen(&self) -> Option<&'static str> {
        let is_covered = |shape: &Shape| self.spots[..shape.after].iter().any(|spot| shape.is_behind(*spot));
        let covered = self.shapes.iter().filter(|shape| shape.covers).any(is_covered);
        self.unseen.or_else(|| covered.then_some("something is painted over them"))
    }

    /// Whether the page has more on it than is looked at: what is behind the rest and over it is not known.
    pub(super) fn is_overfull(&self) -> bool {
        self.spots.len() == MOST || self.shapes.len() == MOST
    }

    fn extend(&mut self, area: Area, is_rectangle: bool) {
        self.path = Some(match self.path {
            Some((before, exact)) => (before.with(area), exact && is_rectangle),
            None => (area, is_rectangle),
        });
    }

    fn end_path(&mut self) {
        if let Some((area, _)) = self.path.take()
            && self.clips
        {
            self.look.clip = self.look.clip.within(area);
        }
        self.clips = false;
    }

    fn shape(&mut self, area: Area, shade: Option<f32>, covers: bool) {
        self.painted();
        if self.shapes.len() < MOST {
            let area = area.within(self.look.clip);
            self.shapes.push(Shape { area, shade, covers, after: self.spots.len() });
        }
    }

    fn painted(&mut self) {
        if self.is_ordered && !self.spots.is_empty() {
            self.unseen.get_or_insert("something is painted over them");
        }
    }
}

/// How bright a colour is: of one component grey, of three red, green and blue, of four inks.
fn shade(numbers: &[f32]) -> Option<f32> {
    let of = |red: f32, green: f32, blue: f32| 0.299 * red + 0.587 * green + 0.114 * blue;
    match *numbers {
        [grey] => Some(grey),
        [red, green, blue] => Some(of(red, green, blue)),
        [cyan, magenta, yellow, black] => {
            let light = |ink: f32| (1.0 - ink) * (1.0 - black);
            Some(of(light(cyan), light(magenta), light(yellow)))
        }
        _ => None,
    }
}

/// The matrix of something that stands within something else.
pub(super) fn nested(pdf: &Document, form: &Dictionary, outer: Matrix) -> Matrix {
    let number = |object: &Object| pdf.dereference(object).ok()?.1.as_float().ok();
    let matrix = form.get_deref(b"Matrix", pdf).and_then(Object::as_array).ok();
    let matrix = matrix.and_then(|matrix| Matrix::try_from(matrix.iter().filter_map(number).collect::<Vec<_>>()).ok());
    matrix.map_or(outer, |matrix| times(matrix, outer))
}
