//! Signs of emphasis that mark nothing: `**«Su»**dedi` has its stars among the words, because a letter follows the sign
//! and punctuation stands before it (CommonMark, 6.2). Whoever wrote them meant a mark, so that they are told.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// How many signs of a paragraph may wait for their like.
const MOST_OPEN: usize = 64;
/// How many pairs of signs are told.
const MOST_REPORTED: usize = 20;

/// The signs of a source that stand in its text in pairs, as those of marks do.
#[derive(Debug, Default)]
pub(super) struct LiteralSigns {
    /// Those of the paragraph that stand before a word.
    open: Vec<Span>,
    pairs: Vec<Span>,
    /// Where the last row of signs ends.
    until: usize,
}

impl LiteralSigns {
    /// Looks at words of a paragraph where they stand; the signs of marks are not among them.
    pub(super) fn look_at(&mut self, source: &Source, words: Span) {
        let (all, mut at) = (source.text(), words.start.max(self.until));
        while let Some(found) = all.get(at..words.end).and_then(|rest| rest.find(['*', '_', '~'])) {
            let start = at + found;
            let sign = &all[start..=start];
            at = all.len() - all[start..].trim_start_matches(sign).len();
            // One underscore stands in names of many kinds, one tilde before numbers.
            if sign == "*" || at - start == 2 {
                self.meet(source, Span::new(start, at));
            }
            // The parser may cut a row of them.
            self.until = at;
        }
    }

    fn meet(&mut self, source: &Source, sign: Span) {
        let (before, after) =
            (source.text()[..sign.start].chars().next_back(), source.text()[sign.end..].chars().next());
        let is_beside = |character: Option<char>| character.is_some_and(|character| !character.is_whitespace());
        // Whoever writes a stroke before it means the sign.
        if before == Some('\\') {
            return;
        }
        let is_alike = |open: &Span| source.slice(*open) == source.slice(sign) && open.end < sign.start;
        let opened = if is_beside(before) { self.open.iter().rposition(is_alike) } else { None };
        match opened {
            Some(open) => {
                self.pairs.push(self.open[open].join(sign));
                self.open.truncate(open);
            }
            None if is_beside(after) && self.open.len() < MOST_OPEN => self.open.push(sign),
            None => {}
        }
    }

    /// Ends a paragraph: no mark goes on in the next.
    pub(super) fn end_paragraph(&mut self) {
        self.open.clear();
    }

    pub(super) fn report(self, source: &Source, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.extend(self.pairs.into_iter().take(MOST_REPORTED).map(|pair| {
            let sign: String = source.slice(pair).chars().take_while(|character| "*_~".contains(*character)).collect();
            let message = format!("{sign:?} marks nothing here and stands among the words as it is written");
            Diagnostic::new(Code::EmphasisLiteral, message).at(pair).with_hint(
                "by the rules of Markdown no mark ends between a punctuation mark and a letter: put the punctuation outside of it or a space behind it; put a backslash before a sign that is meant as one",
            )
        }));
    }
}
