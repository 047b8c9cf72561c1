//! Random documents: whatever a reader could have made, every file of it is proved, and every judge accepts it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use istinad::model::dump::dump;
use istinad::{ReadOptions, Source, read};

use crate::random::{bytes, document, proof};
use crate::support::judge;

/// How many documents are tried. More: `ISTINAD_DOCUMENTS=100000 cargo test --release proved`.
const DOCUMENTS: u64 = 100;

/// The bytes of a document's number: the first ones of every hundred make short documents.
fn bytes_of(seed: u64) -> Vec<u8> {
    bytes(seed, usize::try_from(100 + 40 * (seed % 100)).expect("a small number"))
}

fn attempt(seed: u64, bytes: &[u8]) -> Result<proof::Files, String> {
    proof::prove(&document(bytes), &proof::options(seed.to_le_bytes()[0]))
}

/// What is wrong with a document, and the shortest one made of the same bytes of which that is true too.
fn fault(seed: u64) -> Option<String> {
    let bytes = bytes_of(seed);
    attempt(seed, &bytes).err()?;
    let shortest =
        (0..bytes.len()).step_by(64).find(|&length| attempt(seed, &bytes[..length]).is_err()).unwrap_or(bytes.len());
    let reason = attempt(seed, &bytes[..shortest]).err()?;
    Some(format!("document {seed}: {reason}\n{}\n", dump(&document(&bytes[..shortest]))))
}

/// Found here: the space behind the mark of a note became a part of the mark where a line ended between them.
#[test]
fn the_mark_of_a_note_at_the_end_of_a_line_joins_no_words() {
    let text = format!("# Göl\n\n{}\n\n[^1]: Qeyd.\n", "göl[^1] dolur ".repeat(60));
    let source = Source::new("a.md", text).expect("UTF-8");
    let document = read(&source, &ReadOptions::default()).expect("an article").output;
    for choice in 0..4 {
        proof::prove(&document, &proof::options(choice)).unwrap_or_else(|fault| panic!("{fault}"));
    }
}

/// Found here: a letter under more marks than a `ToUnicode` map can say took the texts of all other letters with it.
#[test]
fn a_letter_under_hundreds_of_marks_spoils_no_other() {
    let text = format!("# Göl\n\nSu o{} dolur.\n\nBalıq çoxalır.\n", "\u{301}".repeat(400));
    let source = Source::new("a.md", text).expect("UTF-8");
    let document = read(&source, &ReadOptions::default()).expect("an article").output;
    proof::prove(&document, &proof::options(0)).unwrap_or_else(|fault| panic!("{fault}"));
}

/// Found here: letters under several marks, in a headline that the head of a page has to cut.
#[test]
fn a_headline_of_letters_under_several_marks_is_proved() {
    for marked in
        ["Z\u{351}\u{352}\u{353}\u{31a}\u{31b}söz", "a\u{328}\u{301}\u{323}Əlyazma", "soz\u{301}\u{308}\u{330}lar"]
    {
        for count in 1..12 {
            let headline = format!("{} {marked}{marked} göl", format!("{marked} ").repeat(count));
            let text = format!("# {headline}\n\n{}", "Göl dolur və balıq çoxalır.\n\n".repeat(60));
            let source = Source::new("a.md", text).expect("UTF-8");
            let document = read(&source, &ReadOptions::default()).expect("an article").output;
            let choice = u8::try_from(count % 4).unwrap_or(0);
            proof::prove(&document, &proof::options(choice)).unwrap_or_else(|fault| panic!("{headline}: {fault}"));
        }
    }
}

#[test]
fn every_file_of_every_document_is_proved() {
    let documents = std::env::var_os("ISTINAD_DOCUMENTS").and_then(|count| count.to_str()?.parse().ok());
    let faults: Vec<String> = (0..documents.unwrap_or(DOCUMENTS)).filter_map(fault).take(3).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// A sample of them before every judge: what inspect cannot know, they do.
#[test]
fn the_judges_accept_random_documents() {
    let mut files: BTreeMap<&str, Vec<PathBuf>> = BTreeMap::new();
    for seed in (0..DOCUMENTS).step_by(5) {
        let made = attempt(seed, &bytes_of(seed)).unwrap_or_else(|fault| panic!("document {seed}: {fault}"));
        for (extension, bytes) in made {
            let file = judge::file("proved", &format!("{seed}.{extension}"), &bytes);
            files.entry(extension).or_default().push(file);
        }
    }
    judge::verapdf(&["2a", "ua1"], &files["pdf"]).accepts_all();
    judge::qpdf(&files["pdf"]).accepts_all();
    judge::epubcheck(&files["epub"]).accepts_all();
    // It takes a browser its time.
    judge::ace(&files["epub"][..3]).accepts_all();
    // Some have their policy in XML, which the schema of IPTC alone does not know.
    judge::newsml_and_odrl_schema(&files["newsml.xml"]).accepts_all();
    judge::newsml_rules(&files["newsml.xml"]).accepts_all();
}
