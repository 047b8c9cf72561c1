//! Characters that nobody sees, where they could deceive: in headlines and names.
//!
//! Everywhere else (in the text, the lines above it, what is told of pictures) only those are told that turn the order of
//! what is seen ([`turned`]): their effect ends with their paragraph, and the words that are read are in another order than those that are there.
//!
//! Some turn the order of what is seen, others are not seen at all. They are kept, because the text is the source's;
//! but whoever searches for a name or trusts one has to know of them.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::walk::{block_passages, figures, plain_text};
use crate::model::{Document, HeaderLine, HeaderRole, Origin, Sourced};
use crate::source::{Source, Span};
use crate::text::is_unseen;

/// How many passages are told that hold characters which turn the order.
const MOST_REPORTED: usize = 20;

/// Says which slots hold characters that nobody sees.
pub(super) fn report(source: &Source, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let metadata = &document.metadata;
    let mut slots: Vec<(&str, &str, Option<Span>)> = Vec::new();
    let mut add = |what, value, slot: (Option<Span>, Origin)| {
        if !matches!(slot.1, Origin::Option | Origin::Profile) {
            slots.push((what, value, slot.0));
        }
    };
    let text = |slot: &Sourced<String>| (slot.span, slot.origin);
    add("the headline", &metadata.headline.value, text(&metadata.headline));
    if let Some(section) = &metadata.section {
        add("the section", &section.value, text(section));
    }
    for author in &metadata.authors {
        add("the name of an author", &author.value, text(author));
    }
    if let Some(publisher) = &metadata.publisher {
        add("the publisher's name", &publisher.value.name, (publisher.span, publisher.origin));
    }
    if let Some(holder) = &document.rights.holder {
        // Mostly it is the publisher.
        let same = metadata.publisher.as_ref().is_some_and(|publisher| publisher.value.name == holder.value.name);
        if !same {
            add("the name of the holder of the copyright", &holder.value.name, (holder.span, holder.origin));
        }
    }
    for (what, value, span) in slots {
        let hidden = hidden(value);
        let Some(&first) = hidden.first() else { continue };
        let names: Vec<String> =
            hidden.iter().map(|&character| format!("U+{:04X} ({})", u32::from(character), name(character))).collect();
        let place = span.map(|span| place(source, span, first));
        let message = format!("{what} holds what nobody sees: {}; it is kept", names.join(", "));
        diagnostics.push(
            Diagnostic::new(Code::HiddenCharacter, message)
                .at(place)
                .with_hint("make sure that it says what it seems to say; take out what does not belong there"),
        );
    }
}

/// Says which passages hold characters that turn the order of what is seen.
pub(super) fn report_turned(source: &Source, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let notes = document.notes.iter().flat_map(|note| block_passages(&note.content));
    let passages =
        block_passages(&document.body).into_iter().chain(notes).chain(block_passages(&document.rights.statement));
    let passages = passages.map(|passage| (passage.text, passage.span));
    let is_slot =
        |line: &HeaderLine| !matches!(line.role, HeaderRole::Standfirst | HeaderRole::Time | HeaderRole::Other);
    let lines = document.header.iter().filter(|line| !is_slot(line));
    let lines = lines.map(|line| (plain_text(&line.content), line.span));
    let metadata = &document.metadata;
    let slots = metadata.description.iter().chain(&metadata.subjects).filter(|slot| slot.origin != Origin::Option);
    let slots = slots.map(|slot| (slot.value.clone(), slot.span));
    // What is told of a picture that nobody sees stands in a line with our own words.
    let pictures = figures(&document.body).filter_map(|figure| Some((figure.picture.as_ref()?, figure.span)));
    let pictures = pictures.map(|(picture, span)| (picture.alternative.clone(), span));
    let all = lines.chain(slots).chain(passages).chain(pictures);
    let turned = all.filter_map(|(text, span)| Some((turned(&text)?, span)));
    diagnostics.extend(turned.take(MOST_REPORTED).map(|(character, span)| {
        let message = format!(
            "the text holds U+{:04X} ({}); it is kept, and ends with its paragraph",
            u32::from(character),
            name(character)
        );
        Diagnostic::new(Code::HiddenCharacter, message)
            .at(span.map(|span| place(source, span, character)))
            .with_hint("make sure that the words say what they seem to say; take out what does not belong there")
    }));
}

/// The first character that turns the order of a text: an override, or an embedding or an isolate that is not closed.
fn turned(text: &str) -> Option<char> {
    let mut open = Vec::new();
    for character in text.chars() {
        match character {
            '\u{202d}' | '\u{202e}' => return Some(character),
            '\u{202a}' | '\u{202b}' | '\u{2066}'..='\u{2068}' => open.push(character),
            '\u{202c}' | '\u{2069}' => {
                open.pop();
            }
            _ => {}
        }
    }
    open.first().copied()
}

/// Where a character stands in a span; the span, if it is written there in another way.
fn place(source: &Source, span: Span, character: char) -> Span {
    let found = source.slice(span).find(character);
    found.map_or(span, |at| Span::new(span.start + at, span.start + at + character.len_utf8()))
}

/// The hidden characters of a text, each once.
fn hidden(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    let mut before = None;
    for character in text.chars() {
        if is_unseen(character) && !is_at_home(character, before, text) && !found.contains(&character) {
            found.push(character);
        }
        before = Some(character);
    }
    found
}

/// Whether the text is written with such a character: joiners in scripts that join and in pictures of persons, marks of
/// direction beside what runs from right to left, tags in flags.
fn is_at_home(character: char, before: Option<char>, text: &str) -> bool {
    let runs_from_the_right =
        |other: char| matches!(other, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    match character {
        '\u{200c}' | '\u{200d}' => before.is_some_and(|before| before >= '\u{600}' && !is_unseen(before)),
        '\u{61c}' | '\u{200e}' | '\u{200f}' => text.chars().any(runs_from_the_right),
        '\u{e0000}'..='\u{e007f}' => text.contains('\u{1f3f4}'),
        _ => false,
    }
}

/// What a hidden character is called.
fn name(character: char) -> &'static str {
    match character {
        '\u{ad}' => "soft hyphen",
        '\u{61c}' | '\u{200e}' | '\u{200f}' => "mark of direction",
        '\u{200b}' | '\u{feff}' => "space without width",
        '\u{200c}' | '\u{200d}' | '\u{2060}' => "joiner without width",
        '\u{2028}' | '\u{2029}' => "separator of lines",
        '\u{202d}' | '\u{202e}' => "it turns the order of what follows",
        '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}' => "it may turn the order of what is seen",
        '\u{e0000}'..='\u{e007f}' => "tag",
        _ => "control without a look",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_script_needs_is_not_hidden() {
        for text in ["Göl – dolur…", "می\u{200c}خواهم", "👨\u{200d}👩\u{200d}👧", "شهر\u{200f}!", "❤\u{fe0f}\u{200d}🔥"]
        {
            assert_eq!(hidden(text), [' '; 0], "{text:?}");
        }
    }

    #[test]
    fn what_deceives_is() {
        assert_eq!(hidden("Gö\u{200b}l\u{200b}"), ['\u{200b}']);
        assert_eq!(hidden("\u{202e}rulod\u{202c}"), ['\u{202e}', '\u{202c}']);
        assert_eq!(hidden("Göl\u{200d}\u{200d}"), ['\u{200d}']);
        assert_eq!(hidden("Nümunə\u{200e}Radio"), ['\u{200e}']);
        assert_eq!(hidden("a\u{e0041}\u{feff}"), ['\u{e0041}', '\u{feff}']);
        assert_eq!(turned("Bu mətn \u{202e}bidi yolu ilə"), Some('\u{202e}'));
        assert_eq!(turned("a \u{202d}b\u{202c} c"), Some('\u{202d}'));
        assert_eq!(turned("a \u{2067}b c"), Some('\u{2067}'));
        assert_eq!(turned("a \u{2067}b\u{2069} c \u{202b}d\u{202c}"), None);
    }
}
