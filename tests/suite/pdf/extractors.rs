//! The text of our PDFs as other programs extract it, and our PDFs as other programs write them anew.
//!
//! A word is intact if it comes out as it is. A soft hyphen at the end of a line joins, a hard one does not. Marks of
//! direction are no letters.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use istinad::inspect::compare;
use istinad::model::Timestamp;
use istinad::render::{Epub, Pdf};
use istinad::{Code, Document, ReadOptions, RenderOptions, Renderer, Source, inspect, read, render};

use crate::support::fixture::articles;
use crate::support::judge;

/// Of a hundred words, how many are intact at least: of articles in one direction, and of those from right to left; of these
/// there are the suite's, and the news of [`NEWS`].
///
/// pdf.js drops every soft hyphen, so that a word that a line parts stays in two. pypdf turns digits of Arabic script like
/// letters; it and PDFBox take what a glyph stands for that is more than a letter as turned already; PyMuPDF, poppler and
/// pdf.js turn lines and leave brackets and quotation marks as they are seen. pdfminer.six, pdfplumber and Ghostscript turn
/// nothing.
const BARS: [(&str, f64, Option<[f64; 2]>); 9] = [
    ("PyMuPDF", 99.5, Some([98.0, 94.0])),
    ("PDFium", 99.5, Some([98.0, 97.5])),
    ("pypdf", 99.5, Some([86.0, 80.5])),
    ("PDFBox", 99.5, Some([93.0, 95.5])),
    ("pdfminer", 99.5, None),
    ("pdfplumber", 99.5, None),
    ("poppler", 99.5, Some([98.0, 95.5])),
    ("Ghostscript", 99.5, None),
    ("pdf.js", 98.0, Some([98.0, 93.5])),
];

/// News from right to left, with the numbers, names, quotations and brackets that news are full of.
const NEWS: &str = "tests/right-to-left";

/// Words and depths without end say nothing of words.
const WITHOUT_END: [&str; 2] = ["uzun-sozler", "derin-qat"];

fn file(document: &Document, renderer: &dyn Renderer) -> Vec<u8> {
    let written = Timestamp::parse("2026-07-01T10:00:00Z");
    render(document, renderer, &RenderOptions::default().with_modified(written)).expect("a file").output
}

/// Of each article of a folder its name, its document and its PDF, where a judge can see it.
fn files(folder: &str) -> Vec<(String, Document, PathBuf)> {
    let made = articles(folder).into_iter().filter_map(|path| {
        let name = path.file_stem()?.to_string_lossy().into_owned();
        let source = Source::new(path.display().to_string(), fs::read(&path).ok()?).ok()?;
        let document = read(&source, &ReadOptions::default()).ok()?.output;
        let pdf = judge::file("extractors", &format!("{name}.pdf"), &file(&document, &Pdf::new()));
        (!WITHOUT_END.contains(&name.as_str())).then_some((name, document, pdf))
    });
    made.collect()
}

/// The words of a text, each with how often it is there.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut joined = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{ad}') {
        joined.push_str(before);
        let trimmed = after.trim_start_matches([' ', '\t', '\r', '\u{ad}']);
        rest = if trimmed.starts_with('\n') { trimmed.trim_start() } else { after };
    }
    joined.push_str(rest);
    let is_letter = |character: &char| {
        // PDFium has U+0002 for a soft hyphen, and joins the lines itself.
        !matches!(character, '\u{2}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
            && !matches!(character, '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let mut words = BTreeMap::new();
    for word in joined.chars().filter(is_letter).collect::<String>().split_whitespace() {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

#[test]
fn programs_extract_the_words() {
    let mut files = files("tests/articles");
    let suite = files.len();
    files.extend(self::files(NEWS));
    let paths: Vec<&PathBuf> = files.iter().map(|(.., path)| path).collect();
    let Some(answers) = judge::extracted(&paths) else { return };
    // By program and direction, and whether of news: how many words there are, and how many of them are intact.
    let mut counts: BTreeMap<(String, bool, bool), (usize, usize)> = BTreeMap::new();
    for (index, ((_, document, _), answer)) in files.iter().zip(&answers).enumerate() {
        let report = inspect(&file(document, &Epub)).expect("a report");
        let has_other_direction = report.text.source.chars().any(|letter| ('\u{590}'..='\u{8ff}').contains(&letter));
        let is_right_to_left = document.metadata.language.value.is_right_to_left();
        if has_other_direction != is_right_to_left {
            continue;
        }
        let expected = words(&report.text.source);
        for (program, text) in answer["texts"].as_object().expect("texts by program") {
            let found = words(text.as_str().expect("a text"));
            let intact = |(word, count): (&String, &usize)| *count.min(found.get(word).unwrap_or(&0));
            let (all, kept) = counts.entry((program.clone(), is_right_to_left, index >= suite)).or_default();
            *all += expected.values().sum::<usize>();
            *kept += expected.iter().map(intact).sum::<usize>();
        }
    }
    let mut faults = Vec::new();
    for (program, one_way, other_way) in BARS {
        let [suite, news] = other_way.map_or([None; 2], |bars| bars.map(Some));
        for (is_right_to_left, is_news, bar) in
            [(false, false, Some(one_way)), (true, false, suite), (true, true, news)]
        {
            let Some((all, kept)) = counts.get(&(program.to_owned(), is_right_to_left, is_news)) else {
                assert_eq!(program, "Ghostscript", "asked by the judge where it is installed");
                continue;
            };
            #[expect(clippy::cast_precision_loss, reason = "some thousand words")]
            let share = *kept as f64 * 100.0 / *all as f64;
            if bar.is_some_and(|bar| share < bar) {
                let which = format!("right to left: {is_right_to_left}, news: {is_news}");
                faults.push(format!("{program} has {share:.2} % of {all} words ({which})"));
            }
        }
    }
    assert_eq!(faults, [""; 0]);
}

/// Other programs write a file anew when they join, split, sign or shrink it.
#[test]
fn files_that_are_written_anew_stay_proved() {
    let files = files("tests/articles");
    for name in ["milli-arxiv", "fars-elifbasi", "dord-yazi"] {
        let (_, document, path) = files.iter().find(|(other, ..)| other == name).expect("an article of this name");
        let Some(rewritten) = judge::rewritten(path) else { return };
        assert!(rewritten.len() >= 8, "{rewritten:?}");
        for path in &rewritten {
            let report = inspect(&fs::read(path).expect("the judge wrote it")).expect("a report");
            let mut findings = compare(&report, document);
            // As PDF/A anew it has the properties of the standards, and none of ours: digests are not stated.
            findings.retain(|finding| !(path.ends_with("ocrmypdf-pdfa.pdf") && finding.code == Code::NotStated));
            assert_eq!(findings, [], "{}", path.display());
        }
        let kept: Vec<&PathBuf> = rewritten.iter().filter(|path| path.ends_with("qpdf.pdf")).collect();
        judge::verapdf(&["2a", "ua1"], &kept).accepts_all();
    }
}
