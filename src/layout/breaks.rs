//! Where the lines of a paragraph end, chosen over the whole paragraph at once.
//!
//! The method is Knuth's and Plass's (Breaking Paragraphs into Lines, Software: Practice and Experience 11, 1981): of
//! all ways to set the paragraph the one whose lines are together the least bad.
//!
//! 1. every fragment says how a line may end behind it ([`End`]), and what that costs;
//! 2. a line is the worse the further its spaces ([`Fit::Justified`]) or its end are from what they should be;
//! 3. the paragraph is tried without hyphens, then with them, then with whatever fits: most need no more than the
//!    first, and only a line that cannot be helped is too loose.
//!
//! A line is only ever continued from the few places where it can begin, so the cost grows linearly with the text.

use std::ops::Range;

/// Spaces shrink to no less than three quarters of what they are: about a fifth of an em.
pub(super) const SHRINK: f64 = 0.25;
/// Spaces stretch to no more than twice what they are: about half an em.
const STRETCH: f64 = 1.0;
/// A line that cannot be helped is still as wide as its neighbours while its spaces are no more than three times what
/// they are: a few points missing at the margin disturb more than wide spaces. What needs more stays as it is.
pub(super) const LOOSEST: f64 = 2.0;

/// How a line may end behind a fragment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Between words, or where an address may be parted.
    Free,
    /// With a hyphen.
    Hyphen,
    /// Inside a word that no line can hold.
    Inside,
    /// Between what belongs together, if nothing else is left.
    Held,
}

/// What lies between two places where a line may end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fragment {
    /// Without the spaces behind it.
    pub(super) width: f64,
    /// Of this, what spaces inside it take.
    pub(super) inner: f64,
    /// The spaces behind it.
    pub(super) space: f64,
    /// The hyphen that a line needs that ends behind it.
    pub(super) hyphen: f64,
    pub(super) end: End,
}

/// What lines should be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// All as wide as they may be.
    Justified,
    /// About as wide as one another, by hyphens if need be.
    Ragged,
    /// About as wide as one another; hyphens only in a word that no line can hold.
    Whole,
}

/// What one attempt allows.
struct Pass {
    hyphens: bool,
    anything: bool,
    /// How far lines may be from what they should be.
    slack: f64,
}

const fn pass(hyphens: bool, anything: bool, slack: f64) -> Pass {
    Pass { hyphens, anything, slack }
}

impl Fit {
    /// Slack of justified lines is in parts of their spaces, that of others in parts of their width.
    const fn passes(self) -> [Pass; 3] {
        let last = pass(true, true, f64::INFINITY);
        match self {
            Self::Justified => [pass(false, false, STRETCH / 2.0), pass(true, false, STRETCH), last],
            Self::Ragged => [pass(false, false, 0.25), pass(true, false, 0.5), last],
            Self::Whole => [pass(false, false, f64::INFINITY), pass(true, false, f64::INFINITY), last],
        }
    }
}

/// A place where a line ends, with the best way there.
#[derive(Debug, Clone, Copy)]
struct BreakNode {
    /// How many fragments stand before it.
    at: usize,
    /// How many lines before it in a row end with a hyphen.
    hyphens: usize,
    cost: f64,
    /// The node where its line begins.
    from: usize,
}

/// More hyphens in a row than these are not set.
const HYPHENS: usize = 2;

// What is done only if nothing else is left, the worse the greater.
const WORST: f64 = 1e6;
const THIRD_HYPHEN: f64 = 1e7;
const HELD: f64 = 1e8;
const OVERFULL: f64 = 1e10;

/// The lines of fragments as ranges of them. `indent` is taken from the first.
pub(super) fn lines(fragments: &[Fragment], width: f64, indent: f64, fit: Fit) -> Vec<Range<usize>> {
    let breaker = Breaker::new(fragments, width, indent, fit);
    fit.passes().iter().find_map(|pass| breaker.attempt(pass)).unwrap_or_default()
}

/// As many lines as a width needs, all about equally long: what they are in the narrowest width that needs no more.
pub(super) fn balanced(fragments: &[Fragment], width: f64) -> Vec<Range<usize>> {
    let set = |width| lines(fragments, width, 0.0, Fit::Whole);
    let parts_words = |lines: &[Range<usize>]| {
        lines.iter().any(|line| line.end < fragments.len() && fragments[line.end - 1].end != End::Free)
    };
    let mut best = set(width);
    let (mut narrow, mut wide) = (width / 2.0, width);
    // To within a hundredth of the width.
    for _ in 0..6 {
        let middle = f64::midpoint(narrow, wide);
        let attempt = set(middle);
        if attempt.len() > best.len() || parts_words(&attempt) {
            narrow = middle;
        } else {
            (best, wide) = (attempt, middle);
        }
    }
    best
}

/// Lines as full as they can be, one after the other: for code, where every line counts for itself.
pub(super) fn full_lines(fragments: &[Fragment], width: f64) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut end) = (0, 0.0);
    for (index, fragment) in fragments.iter().enumerate() {
        if index > start && end + fragment.width > width {
            lines.push(start..index);
            (start, end) = (index, 0.0);
        }
        end += fragment.width + fragment.space;
    }
    lines.push(start..fragments.len());
    lines
}

struct Breaker<'a> {
    fragments: &'a [Fragment],
    width: f64,
    indent: f64,
    fit: Fit,
    /// For each fragment, the width of all before it, and of this what spaces take.
    before: Vec<(f64, f64)>,
}

impl<'a> Breaker<'a> {
    fn new(fragments: &'a [Fragment], width: f64, indent: f64, fit: Fit) -> Self {
        let mut before = Vec::with_capacity(fragments.len() + 1);
        let mut sum = (0.0, 0.0);
        before.push(sum);
        for fragment in fragments {
            sum.0 += fragment.width + fragment.space;
            sum.1 += fragment.inner + fragment.space;
            before.push(sum);
        }
        Self { fragments, width, indent, fit, before }
    }

    /// The best lines that a pass allows, if it allows any.
    fn attempt(&self, pass: &Pass) -> Option<Vec<Range<usize>>> {
        let count = self.fragments.len();
        let mut nodes = vec![BreakNode { at: 0, hyphens: 0, cost: 0.0, from: 0 }];
        // The nodes before this one are too far back to begin a line from.
        let mut near = 0;
        for end in 1..=count {
            let last = end == count;
            while near < nodes.len()
                && self.is_full(nodes[near].at, end)
                && !(pass.anything && nodes[near].at + 1 == end)
            {
                near += 1;
            }
            if near == nodes.len() {
                return None;
            }
            let Some(price) = self.price(end, pass) else { continue };
            let hyphenated = !last && self.fragments[end - 1].end == End::Hyphen;
            let mut best: [Option<BreakNode>; HYPHENS + 1] = [None; HYPHENS + 1];
            for (index, node) in nodes.iter().enumerate().skip(near) {
                let mut hyphens = if hyphenated { node.hyphens + 1 } else { 0 };
                let mut price = price;
                if hyphens > HYPHENS {
                    if !pass.anything {
                        continue;
                    }
                    hyphens = HYPHENS;
                    price += THIRD_HYPHEN;
                }
                let Some(badness) = self.badness(node.at, end, pass) else { continue };
                let cost = node.cost
                    + (1.0 + badness) * (1.0 + badness)
                    + price * price
                    + if hyphens == HYPHENS { 5e3 } else { 0.0 };
                if best[hyphens].is_none_or(|best| cost < best.cost) {
                    best[hyphens] = Some(BreakNode { at: end, hyphens, cost, from: index });
                }
            }
            nodes.extend(best.into_iter().flatten());
        }
        let ends = nodes.iter().enumerate().rev().take_while(|(_, node)| node.at == count);
        let (mut index, _) = ends.min_by(|(_, one), (_, other)| one.cost.total_cmp(&other.cost))?;
        let mut lines = Vec::new();
        while index > 0 {
            let BreakNode { at, from, .. } = nodes[index];
            lines.push(nodes[from].at..at);
            index = from;
        }
        lines.reverse();
        Some(lines)
    }

    /// What it costs to end a line before fragment `end`; `None` if it may not.
    fn price(&self, end: usize, pass: &Pass) -> Option<f64> {
        if end == self.fragments.len() {
            return Some(0.0);
        }
        match self.fragments[end - 1].end {
            End::Free => Some(0.0),
            End::Hyphen => pass.hyphens.then_some(100.0),
            End::Inside => pass.anything.then_some(1e3),
            End::Held => pass.anything.then_some(HELD),
        }
    }

    /// Whether the fragments from `start` to before `end` are more than a line holds.
    fn is_full(&self, start: usize, end: usize) -> bool {
        let (natural, spaces) = self.line(start, end);
        natural - spaces * self.shrink() > self.room(start) + 1e-3
    }

    fn shrink(&self) -> f64 {
        if self.fit == Fit::Justified { SHRINK } else { 0.0 }
    }

    fn room(&self, start: usize) -> f64 {
        if start == 0 { self.width - self.indent } else { self.width }
    }

    /// The width of a line without a hyphen, and of this what spaces take.
    fn line(&self, start: usize, end: usize) -> (f64, f64) {
        let behind = self.fragments[end - 1].space;
        let (width, spaces) = (self.before[end].0 - self.before[start].0, self.before[end].1 - self.before[start].1);
        (width - behind, spaces - behind)
    }

    /// How bad a line is: nothing if it is as it should be, 100 if it is as far from that as is good.
    fn badness(&self, start: usize, end: usize, pass: &Pass) -> Option<f64> {
        let (natural, spaces) = self.line(start, end);
        let last = end == self.fragments.len();
        let natural = if last { natural } else { natural + self.fragments[end - 1].hyphen };
        let slack = self.room(start) - natural;
        let cube = |part: f64| (100.0 * part * part * part).min(WORST);
        if slack < -1e-3 {
            let shrunk = -slack / spaces.max(1e-3);
            return if shrunk <= self.shrink() + 1e-6 {
                Some(cube(shrunk / SHRINK))
            } else {
                // Nothing narrower is left.
                (pass.anything && start + 1 == end).then_some(OVERFULL)
            };
        }
        if last {
            // A last line may be short, but not one syllable, and it had better not begin inside a word.
            let inside = start > 0 && self.fragments[start - 1].end == End::Hyphen;
            return Some(match natural / self.width {
                _ if start == 0 => 0.0,
                part if inside && part < 0.25 => 500.0,
                part if part < 0.1 => 100.0,
                _ if inside => 50.0,
                _ => 0.0,
            });
        }
        let (slack, good) = match self.fit {
            Fit::Justified if slack < 1e-3 => (0.0, 1.0),
            // A line of one long word has no spaces to speak of, and is as bad as its end is uneven.
            Fit::Justified if pass.anything => (slack / spaces.max(self.width / 12.0), STRETCH / 2.0),
            Fit::Justified => (slack / spaces.max(1e-3), STRETCH / 2.0),
            Fit::Ragged | Fit::Whole => (slack / self.width, 0.25),
        };
        (slack <= pass.slack + 1e-6).then(|| cube(slack / good))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of so many letters; a letter is 5 wide, a space 3.
    fn words(lengths: &[u32]) -> Vec<Fragment> {
        let word = |&length: &u32| Fragment {
            width: f64::from(length) * 5.0,
            inner: 0.0,
            space: 3.0,
            hyphen: 0.0,
            end: End::Free,
        };
        lengths.iter().map(word).collect()
    }

    #[test]
    fn the_whole_paragraph_decides() {
        // First fit leaves the third word alone on its line.
        let fragments = words(&[4, 4, 2, 10, 4]);
        assert_eq!(full_lines(&fragments, 55.0), [0..2, 2..3, 3..4, 4..5]);
        assert_eq!(lines(&fragments, 55.0, 0.0, Fit::Whole), [0..1, 1..3, 3..4, 4..5]);
        // The first line is shorter by an indent.
        assert_eq!(lines(&words(&[4, 5]), 55.0, 0.0, Fit::Whole).len(), 1);
        assert_eq!(lines(&words(&[4, 5]), 55.0, 10.0, Fit::Whole).len(), 2);
    }

    #[test]
    fn no_more_than_two_hyphens_in_a_row() {
        let syllable = Fragment { width: 20.0, inner: 0.0, space: 0.0, hyphen: 3.0, end: End::Hyphen };
        let word = Fragment { space: 3.0, hyphen: 0.0, end: End::Free, ..syllable };
        let fragments: Vec<Fragment> = (0..60).map(|index| if index % 4 == 3 { word } else { syllable }).collect();
        for width in 45..160 {
            let lines = lines(&fragments, f64::from(width), 0.0, Fit::Ragged);
            let ends: Vec<bool> = lines.iter().map(|line| fragments[line.end - 1].end == End::Hyphen).collect();
            assert!(!ends.windows(3).any(|three| three == [true; 3]), "{width}: {ends:?}");
        }
    }

    #[test]
    fn balanced_lines_are_about_equally_long() {
        let fragments = words(&[5, 5, 5, 5]);
        assert_eq!(lines(&fragments, 84.0, 0.0, Fit::Whole), [0..3, 3..4]);
        assert_eq!(balanced(&fragments, 84.0), [0..2, 2..4]);
    }

    #[test]
    fn what_no_line_holds_is_set_all_the_same() {
        for fit in [Fit::Justified, Fit::Ragged, Fit::Whole] {
            assert_eq!(lines(&words(&[2, 30, 2]), 50.0, 0.0, fit), [0..1, 1..2, 2..3]);
        }
    }
}
