//! What must be true of every document's files.

use std::io::{Cursor, Read as _};

use istinad::inspect::{agree, compare, examine, inspect};
use istinad::layout::style::{Margins, PageSize, PageStyle};
use istinad::model::Timestamp;
use istinad::render::RENDERERS;
use istinad::rights::PolicyForm;
use istinad::{Document, RenderOptions, render};

/// The files of a document, each with the end of its name.
pub type Files = Vec<(&'static str, Vec<u8>)>;

/// Options out of a number: the forms of policies, and pages down to those that hardly hold a word.
pub fn options(choice: u8) -> RenderOptions {
    let style = match choice % 4 {
        0 => PageStyle::default(),
        1 => PageStyle::new(PageSize::parse("60x80mm").expect("a size"), Margins::parse("10"), 6.0).expect("a page"),
        2 => PageStyle::new(PageSize::parse("a5").expect("a size"), None, 18.0).expect("a page"),
        _ => PageStyle::new(PageSize::parse("letter").expect("a size"), None, 8.0).expect("a page"),
    };
    RenderOptions::default()
        .with_modified(Timestamp::parse("2026-06-24T17:00:00+04:00"))
        .with_policy_form(PolicyForm::ALL[usize::from(choice) % PolicyForm::ALL.len()])
        .with_page_style(style)
}

/// Renders a document in every format, and proves every file.
///
/// # Errors
/// Says what is wrong with which file.
pub fn prove(document: &Document, options: &RenderOptions) -> Result<Files, String> {
    let mut files = Vec::new();
    let mut reports = Vec::new();
    for renderer in RENDERERS {
        let name = renderer.name();
        let make = || render(document, *renderer, options).map_err(|error| format!("{name}: {error}"));
        let file = make()?.output;
        if file != make()?.output {
            return Err(format!("{name}: two runs differ"));
        }
        if file.starts_with(b"PK") {
            unpack(&file).map_err(|reason| format!("{name}: {reason}"))?;
        }
        let report = inspect(&file).map_err(|error| format!("{name}: {error}"))?;
        let findings: Vec<_> = compare(&report, document).into_iter().chain(examine(&report)).collect();
        if let Some(finding) = findings.first() {
            return Err(format!("{name}: {} findings, the first: {finding:?}", findings.len()));
        }
        if let Some(remark) = report.remarks.first() {
            return Err(format!("{name}: {remark}"));
        }
        files.push((renderer.extension(), file));
        reports.push((name, report));
    }
    let reports: Vec<_> = reports.iter().map(|(name, report)| (*name, report)).collect();
    match agree(&reports).first() {
        Some((file, finding)) => Err(format!("{} and {} disagree: {finding:?}", reports[0].0, reports[*file].0)),
        None => Ok(files),
    }
}

/// Unpacks all of a ZIP, which compares the checksums.
fn unpack(file: &[u8]) -> Result<(), String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).map_err(|error| error.to_string())?;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|error| error.to_string())?;
        let name = part.name().to_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).map_err(|error| format!("{name}: {error}"))?;
        if name.ends_with("html") || name.ends_with("xml") || name.ends_with("opf") {
            well_formed(&content).map_err(|reason| format!("{name}: {reason}"))?;
        }
    }
    Ok(())
}

/// Reads all of an XML file.
fn well_formed(content: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(content).map_err(|error| error.to_string())?;
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(error.to_string()),
        }
    }
}
