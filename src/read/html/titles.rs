//! Titles of pages beside the headings that they repeat: the name of a site or of an author stands before or behind.

use super::tree::collapsed;
use crate::language::fold::fold;

/// What stands between a title and the name of the site.
pub(super) const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " ‹ ", " › ", " / ", " // ", " ~ "];

/// Whether a heading says what a title says: all of it, or all but the name of a site before or behind it. Marks between
/// words are set by hand, another time in each place.
pub(super) fn agrees(heading: &str, title: &str) -> bool {
    let (heading, title) = (fold(&collapsed(heading)), fold(&collapsed(title)));
    if heading.is_empty() || title.is_empty() {
        return false;
    }
    heading == title
        || bare_words(&heading).eq(bare_words(&title)) && bare_words(&heading).next().is_some()
        || SEPARATORS.iter().any(|separator| {
            title.strip_prefix(&heading).is_some_and(|rest| rest.starts_with(separator))
                || title.strip_suffix(&heading).is_some_and(|rest| rest.ends_with(separator))
                || heading.strip_prefix(&title).is_some_and(|rest| rest.starts_with(separator))
        })
}

/// The words of a folded text without the marks at and between them.
pub(super) fn bare_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a folded heading stands in a title behind the name of its author, and before that of the site: "Ann Lee - The dam
/// - Sample".
pub(super) fn is_behind_author(heading: &str, title: &str, author: &str) -> bool {
    let parts = |text: &str| SEPARATORS.iter().any(|separator| text.starts_with(separator));
    let rest = title.strip_prefix(author).filter(|_| !author.is_empty());
    let mut rests = SEPARATORS.iter().filter_map(|separator| rest?.strip_prefix(separator)?.strip_prefix(heading));
    rests.any(|rest| rest.is_empty() || parts(rest))
}
