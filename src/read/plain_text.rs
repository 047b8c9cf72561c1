//! Plain text in, [`Document`] out: every character is meant as it stands.
//!
//! 1. [`paragraphs`] cuts the text where a reader would: at empty lines, at lines that begin with a dash or a number,
//!    and at every line end where lines are too long to have been wrapped;
//! 2. the first line is the headline, or the second where the first is a section ("SİYASƏT") or an embargo: a headline may be in
//!    capitals too, and then a byline, a name or a time stands below it;
//! 3. lines with a bullet are lists;
//! 4. the rest is the article's matter: `assemble` finds header, rights and metadata.

use super::Reader;
use crate::assemble::{self, person_names};
use crate::build::blocks::{BlockContainer, Blocks, Leaf};
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::error::Result;
use crate::language::case::is_small;
use crate::model::{Document, Numerals};
use crate::options::ReadOptions;
use crate::source::{Source, Span};
use crate::text::Replaced;

/// The reader of plain text.
#[derive(Debug, Clone, Copy)]
pub struct PlainText;

impl Reader for PlainText {
    fn name(&self) -> &'static str {
        "text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    /// Any text might be; the name has to say it.
    fn recognises(&self, _: &Source) -> bool {
        false
    }

    fn read(&self, source: &Source, options: &ReadOptions) -> Result<Outcome<Document>> {
        let mut diagnostics = Vec::new();
        let values = assemble::StatedValues::default();
        let address = assemble::address(options, &values, &mut diagnostics);
        let mut blocks = Blocks::new(source, options.limits);
        let mut replaced = Replaced::default();
        let paragraphs = paragraphs(source.text());
        let headline = headline(source, &paragraphs);
        for (index, lines) in paragraphs.iter().enumerate() {
            if Some(index) == headline {
                blocks.open_leaf(Leaf::Heading(1), whole(lines));
                write(source, lines, &mut blocks, &mut replaced);
                let message = "the first line was taken for the headline";
                diagnostics.push(Diagnostic::new(Code::SlotGuessed, message).at(whole(lines)));
            } else if lines.iter().all(|line| bullet(source.slice(*line)).is_some()) {
                list(source, lines, &mut blocks, &mut replaced);
            } else {
                write(source, lines, &mut blocks, &mut replaced);
            }
            blocks.close_leaf();
        }
        let content = blocks.finish();
        diagnostics.append(&mut blocks.diagnostics);
        replaced.report(&mut diagnostics);
        let found = assemble::Found {
            blocks: content,
            values,
            address,
            media_type: "text/plain",
            ..assemble::Found::default()
        };
        assemble::document(source, options, found, diagnostics)
    }
}

/// The longest line of a text that was wrapped, in characters: in a longer one, every line is a paragraph.
const LONGEST_WRAPPED: usize = 100;
/// The longest line that may be a section, in characters.
const LONGEST_SECTION: usize = 60;
/// The longest section above what may be a name, in words: above a longer line in capitals a headline has no place.
const LONGEST_ABOVE_NAME: usize = 2;

/// The lines of each paragraph.
fn paragraphs(text: &str) -> Vec<Vec<Span>> {
    let mut paragraphs: Vec<Vec<Span>> = Vec::new();
    let mut open: Vec<Span> = Vec::new();
    let mut at = 0;
    // An empty line after the last one ends the last paragraph.
    for line in text.split_inclusive('\n').chain([""]) {
        let trimmed = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if trimmed.is_empty() {
            paragraphs.extend(unwrapped(text, std::mem::take(&mut open)));
        } else {
            open.push(Span::new(start, start + trimmed.len()));
        }
    }
    // The headline and what stands right below it are lines of their own.
    let section = begins_with_section(text, &paragraphs);
    let head = usize::from(section && paragraphs.len() > 1);
    if let Some(lines) = paragraphs.get(head).cloned() {
        paragraphs.splice(head..=head, lines.into_iter().map(|line| vec![line]));
    }
    paragraphs
}

/// Whether the first paragraph is a section: a short line in capitals above what may be the headline.
fn begins_with_section(text: &str, paragraphs: &[Vec<Span>]) -> bool {
    let Some([line]) = paragraphs.first().map(Vec::as_slice) else { return false };
    let words = &text[line.start..line.end];
    // So is what press releases begin with.
    if assemble::speaks_of_embargo(words) {
        return paragraphs.len() > 2;
    }
    let capitals = words.chars().any(char::is_uppercase) && !words.chars().any(char::is_lowercase);
    let below = paragraphs.get(1).and_then(|lines| lines.first()).map_or("", |line| &text[line.start..line.end]);
    let is_headline = assemble::is_marked_line(below)
        || is_signed(below)
        || words.split_whitespace().count() > LONGEST_ABOVE_NAME && may_be_persons(below);
    capitals && words.chars().count() <= LONGEST_SECTION && !is_headline
}

/// Whether a line is a name with its surname in capitals, perhaps with a place: "Ləman ƏLİYEVA, Bakı".
fn is_signed(line: &str) -> bool {
    let (name, place) = line.split_once(", ").unwrap_or((line, ""));
    let words: Vec<&str> = name.split_whitespace().collect();
    let [first, .., last] = words.as_slice() else { return false };
    let is_surname = last.chars().count() > 1 && last.chars().all(|letter| letter.is_uppercase() || letter == '-');
    let is_given = first.starts_with(char::is_uppercase) && first.contains(is_small);
    words.len() <= 3 && is_surname && is_given && person_names::is_whole(name) && place.split_whitespace().count() <= 2
}

/// Whether a line looks like the names of persons, in no more than three words each and not in capitals.
fn may_be_persons(line: &str) -> bool {
    let names = person_names::cut(line);
    let looks_like_one = |name: &&str| {
        let begins_with_capital =
            |word: &str| word.starts_with(|first: char| first.is_alphabetic() && !is_small(first));
        let words = || name.split_whitespace();
        person_names::is_whole(name) && words().count() <= 3 && words().all(begins_with_capital)
    };
    !names.is_empty() && names.iter().all(looks_like_one) && line.contains(is_small)
}

/// The paragraphs of lines between which no line is empty.
fn unwrapped(text: &str, lines: Vec<Span>) -> Vec<Vec<Span>> {
    let words = |line: &Span| &text[line.start..line.end];
    if lines.iter().all(|line| bullet(words(line)).is_some()) {
        return if lines.is_empty() { Vec::new() } else { vec![lines] };
    }
    let wrapped = lines.iter().all(|line| words(line).chars().count() <= LONGEST_WRAPPED);
    let mut paragraphs: Vec<Vec<Span>> = Vec::new();
    for line in lines {
        match paragraphs.last_mut() {
            Some(open) if wrapped && !begins_anew(words(&line)) => open.push(line),
            _ => paragraphs.push(vec![line]),
        }
    }
    paragraphs
}

/// Whether a line begins a paragraph by its look: a dash (speech, an item), a bullet, a number with its sign.
fn begins_anew(line: &str) -> bool {
    let numbered = || {
        let rest = line.trim_start_matches(|character: char| character.is_ascii_digit());
        rest.len() < line.len() && rest.starts_with([')', '.']) && rest[1..].starts_with(' ')
    };
    ["- ", "– ", "— "].iter().any(|dash| line.starts_with(dash)) || bullet(line).is_some() || numbered()
}

/// What stands behind the bullet of a line.
fn bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['•', '·', '◦', '▪', '*', '●'])?;
    rest.strip_prefix([' ', '\t', '\u{a0}']).map(str::trim_start)
}

/// Which paragraph is the headline: the first, or the second below a short line in capitals.
fn headline(source: &Source, paragraphs: &[Vec<Span>]) -> Option<usize> {
    paragraphs.first()?;
    let section = begins_with_section(source.text(), paragraphs);
    Some(usize::from(section && paragraphs.len() > 2))
}

fn whole(lines: &[Span]) -> Span {
    lines.iter().copied().reduce(Span::join).unwrap_or(Span::new(0, 0))
}

/// Writes lines as the words of one leaf.
fn write(source: &Source, lines: &[Span], blocks: &mut Blocks<'_>, replaced: &mut Replaced) {
    let mut end = None;
    for line in lines {
        if let Some(end) = end.replace(line.end) {
            // The line end that separates two words.
            blocks.words(*line).text(" ".to_owned(), Span::new(end, line.start));
        }
        let text = replaced.clean(source.slice(*line), *line);
        blocks.words(*line).text(text, *line);
    }
}

fn list(source: &Source, lines: &[Span], blocks: &mut Blocks<'_>, replaced: &mut Replaced) {
    blocks.open_container(BlockContainer::list(None, Numerals::Digits), whole(lines));
    for line in lines {
        let words = bullet(source.slice(*line)).unwrap_or_default();
        blocks.open_container(BlockContainer::item(), *line);
        write(source, &[Span::new(line.end - words.len(), line.end)], blocks, replaced);
        blocks.close_container();
    }
    blocks.close_container();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let source = Source::new("a.txt", text).expect("UTF-8");
        paragraphs(source.text())
            .iter()
            .map(|lines| lines.iter().map(|line| source.slice(*line)).collect::<Vec<_>>().join("|"))
            .collect()
    }

    #[test]
    fn lines_are_joined_where_they_were_wrapped() {
        assert_eq!(cut("Baş\n\nbir iki\nüç dörd\n\n\nbeş\n"), ["Baş", "bir iki|üç dörd", "beş"]);
        let long = "söz ".repeat(40);
        let long = long.trim();
        assert_eq!(cut(&format!("Baş\n\n{long}\n{long}\n")), ["Baş", long, long]);
        assert_eq!(cut("Baş\nNümunə ©\n1 saat öncə\n\nMətn"), ["Baş", "Nümunə ©", "1 saat öncə", "Mətn"]);
        assert_eq!(cut("Baş\n\n- Salam.\n- Necəsən?\nYaxşıyam.\n"), ["Baş", "- Salam.", "- Necəsən?|Yaxşıyam."]);
        assert_eq!(cut("Baş\n\n• bir\n• iki\n"), ["Baş", "• bir|• iki"]);
        assert_eq!(cut(" \n\n"), Vec::<String>::new());
    }

    #[test]
    fn a_line_of_capitals_above_the_headline_is_the_section() {
        let place = |text: &str| {
            let source = Source::new("a.txt", text).expect("UTF-8");
            headline(&source, &paragraphs(source.text()))
        };
        assert_eq!(place("SİYASƏT\n\nBaş xəbər\n\nMətn."), Some(1));
        assert_eq!(place("BÖYÜK XƏBƏR\n\nMətn."), Some(0));
        assert_eq!(place("Baş xəbər\n\nMətn."), Some(0));
        assert_eq!(place(""), None);
        assert_eq!(place("XƏBƏR\n\nYeni Körpü\n\nMətn."), Some(1));
    }

    #[test]
    fn a_headline_in_capitals_stands_above_an_author_or_a_time() {
        let source = |text: &str| Source::new("a.txt", text).expect("UTF-8");
        for below in ["By Ann Lee", "Ann Lee", "Günel Əliyeva və Elçin Əliyev", "June 24, 2026", "24 iyun 2026, 14:05"]
        {
            let source = source(&format!("FERRIES RETURN TO THE HARBOUR\n\n{below}\n\nThe body.\n"));
            assert_eq!(headline(&source, &paragraphs(source.text())), Some(0), "{below}");
        }
        for below in ["Ləman ƏLİYEVA", "Ləman ƏLİYEVA, Bakı", "Anna SAMPLE-NOVA, New York"] {
            let source = source(&format!("GÖL DOLUR\n\n{below}\n\nMətn.\n"));
            assert_eq!(headline(&source, &paragraphs(source.text())), Some(0), "{below}");
        }
        let source = source("FERRIES RETURN\nBy Ann Lee\n\nThe body.\n");
        assert_eq!(headline(&source, &paragraphs(source.text())), Some(0));
    }
}
