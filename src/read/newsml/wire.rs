//! Plain text as agencies send it, cut into paragraphs.
//!
//! Wire copy has a fixed width, and an indented line begins a paragraph; other plain text has empty lines between
//! paragraphs, or a line for each.

/// The longest line of wire copy, in characters.
const LONGEST_LINE: usize = 100;

/// The paragraphs of a text, each on one line.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let is_indented = |line: &str| line.starts_with("  ") || line.starts_with('\t');
    let lines: Vec<&str> = text.lines().collect();
    let worded = || lines.iter().filter(|line| !line.trim().is_empty());
    let is_wrapped = worded().all(|line| line.chars().count() <= LONGEST_LINE);
    let is_wire = is_wrapped && is_wire(text);
    let has_gaps = lines
        .windows(3)
        .any(|three| three[1].trim().is_empty() && !three[0].trim().is_empty() && !three[2].trim().is_empty());
    let mut paragraphs: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in lines {
        let words = line.trim();
        if words.is_empty() {
            is_open = false;
            continue;
        }
        let goes_on = if is_wire { !is_indented(line) } else { has_gaps && is_wrapped };
        let begins = !is_open || !goes_on;
        match paragraphs.last_mut() {
            Some(open) if !begins => {
                open.push(' ');
                open.push_str(words);
            }
            _ => paragraphs.push(words.to_owned()),
        }
        is_open = true;
    }
    paragraphs
}

/// Whether indented lines begin paragraphs: some lines are indented and some are not, behind the first.
pub(super) fn is_wire(text: &str) -> bool {
    let lines = || text.lines().skip(1).filter(|line| !line.trim().is_empty());
    let indented = |line: &&str| line.starts_with("  ") || line.starts_with('\t');
    lines().any(|line| indented(&line)) && lines().any(|line| !indented(&line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_where_a_reader_would() {
        assert_eq!(paragraphs("  BAKI - Bir\niki üç.\n  Dörd\nbeş.\n"), ["BAKI - Bir iki üç.", "Dörd beş."]);
        assert_eq!(paragraphs("\nBir\niki.\n\nÜç\ndörd.\n"), ["Bir iki.", "Üç dörd."]);
        assert_eq!(paragraphs("Bir iki.\nÜç dörd."), ["Bir iki.", "Üç dörd."]);
        assert_eq!(paragraphs(" \n"), Vec::<String>::new());
    }
}
