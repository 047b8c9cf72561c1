//! The marks around words that markup calls a quotation (`q`), in the language that surrounds them (CLDR, "delimiters").

use crate::model::Language;

/// For each language the outer pair and the inner pair. All others have the first row.
const MARKS: &[(&str, [&str; 4])] = &[
    ("en", ["“", "”", "‘", "’"]),
    ("be", ["«", "»", "„", "“"]),
    ("bg", ["„", "“", "‚", "‘"]),
    ("cs", ["„", "“", "‚", "‘"]),
    ("de", ["„", "“", "‚", "‘"]),
    ("el", ["«", "»", "“", "”"]),
    ("es", ["«", "»", "“", "”"]),
    ("et", ["„", "“", "‚", "‘"]),
    ("fa", ["«", "»", "‹", "›"]),
    ("fi", ["”", "”", "’", "’"]),
    ("fr", ["« ", " »", "« ", " »"]),
    ("hu", ["„", "”", "»", "«"]),
    ("hy", ["«", "»", "«", "»"]),
    ("is", ["„", "“", "‚", "‘"]),
    ("it", ["«", "»", "“", "”"]),
    ("ja", ["「", "」", "『", "』"]),
    ("ka", ["„", "“", "«", "»"]),
    ("lt", ["„", "“", "‚", "‘"]),
    ("lv", ["«", "»", "„", "“"]),
    ("no", ["«", "»", "‘", "’"]),
    ("nb", ["«", "»", "‘", "’"]),
    ("nn", ["«", "»", "‘", "’"]),
    ("pl", ["„", "”", "«", "»"]),
    ("pt", ["“", "”", "‘", "’"]),
    ("ro", ["„", "”", "«", "»"]),
    ("ru", ["«", "»", "„", "“"]),
    ("sk", ["„", "“", "‚", "‘"]),
    ("sl", ["„", "“", "‚", "‘"]),
    ("sr", ["„", "“", "‘", "’"]),
    ("sv", ["”", "”", "’", "’"]),
    ("uk", ["«", "»", "„", "“"]),
];

/// The marks that open and close a quotation that stands in `depth` others.
pub(super) fn marks(language: Option<&Language>, depth: usize) -> (&'static str, &'static str) {
    let tag = language.map(Language::as_str).unwrap_or_default();
    let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let row = MARKS.iter().find(|(name, _)| *name == primary).or(MARKS.first());
    let [open, close, inner_open, inner_close] = row.map_or(["“", "”", "‘", "’"], |row| row.1);
    if depth.is_multiple_of(2) { (open, close) } else { (inner_open, inner_close) }
}
