//! What a run does with one capture of an archive, whoever runs it: the program, or a worker of somebody's cluster.
//!
//! 1. [`page`] takes the page out of its record; [`known`] has what the archive knows of the article;
//! 2. [`holds_no_article`] and [`is_in`] tell what is passed over once it was read;
//! 3. [`guarded`] keeps a fault of the tool at one article from being the end of all others.

use crate::capture::segments::whole;
use crate::capture::{Archives, CapturedPage, Index, IndexEntry, Passed, Record};
use crate::limits::Limits;
use crate::model::{ArchiveRecord, Document};
use crate::{Code, Diagnostic, Error, ReadOptions};

/// The page that a capture holds.
///
/// # Errors
/// If its record, or that of what it stands for, cannot be read.
pub fn page(
    index: &Index,
    archives: &dyn Archives,
    limits: &Limits,
    entry: &IndexEntry,
) -> Result<CapturedPage, String> {
    let read = |entry: &IndexEntry| -> Result<Record, String> {
        whole(index, archives, entry, limits).map_err(|damage| damage.reason)
    };
    let record = read(entry)?;
    let held = index.resolve(entry).map_err(|_| Passed::Unresolved.meaning().to_owned())?;
    let held = if held.place == entry.place { None } else { Some(read(held)?) };
    CapturedPage::new(&record, held.as_ref(), limits)
}

/// What is known of a capture's article beside `options`; `file` is what files call the archive. What the archive knows
/// is known: the duty of a hyperlink can be met, and "an hour ago" be resolved.
pub fn known(options: &ReadOptions, file: &str, entry: &IndexEntry, page: &CapturedPage) -> ReadOptions {
    let address = options.source_url.clone().or_else(|| Some(page.address.clone()));
    let record = ArchiveRecord::new(file, entry.place.offset, &page.address)
        .with_name(page.record_id.clone())
        .with_payload_digest(page.payload_digest.clone())
        .with_captured(page.time);
    let saved_at = options.saved_at.or(page.time);
    let reservations = page.reservations.clone();
    options.clone().with_source_url(address).with_saved_at(saved_at).with_record(record).with_reservations(reservations)
}

/// What files call an archive: the name of its file without the folders that lead to it, and its own within that.
pub fn archive_name(input: &str, part: Option<&str>) -> String {
    let name = input.rsplit('/').next().unwrap_or(input);
    part.map_or_else(|| name.to_owned(), |part| format!("{name}/{part}"))
}

/// Whether a page could not be read because there is no article on it: no failure, most of a crawl are such.
pub fn holds_no_article(error: &Error) -> bool {
    let none = [Code::EmptyInput, Code::NoArticle, Code::HeadlineMissing];
    error.diagnostics().iter().any(|it| none.contains(&it.code))
}

/// Whether a document is in a language; one that is named without its country or script is meant with all of them.
pub fn is_in(document: &Document, language: &str) -> bool {
    let own = document.metadata.language.value.to_string();
    own.eq_ignore_ascii_case(language) || own.split('-').next() == Some(language)
}

/// Does something, and makes a diagnostic of a fault of the tool itself: what was begun is dropped, and what is shared is
/// whole at any moment.
///
/// # Errors
/// If the tool failed.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Diagnostic> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).map_err(|cause| {
        let said = cause.downcast_ref::<String>().map(String::as_str).or(cause.downcast_ref::<&str>().copied());
        let message = format!("the tool failed at it: {}", said.unwrap_or("for no stated reason"));
        Diagnostic::new(Code::ArticleFailed, message).with_hint("tell the makers of istinad of the article")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Severity;

    #[test]
    fn a_fault_of_the_tool_becomes_a_diagnostic() {
        assert_eq!(guarded(|| 7).ok(), Some(7));
        let nothing: &[u8] = &[];
        let fault = guarded(|| nothing[std::hint::black_box(3)]).expect_err("there is no such byte");
        assert_eq!((fault.code, fault.severity()), (Code::ArticleFailed, Severity::Error));
        assert!(fault.message.contains("index out of bounds"), "{}", fault.message);
    }

    #[test]
    fn an_archive_is_called_by_its_file() {
        assert_eq!(archive_name("crawls/2026/a.warc.gz", None), "a.warc.gz");
        assert_eq!(archive_name("a.wacz", Some("archive/data.warc.gz")), "a.wacz/archive/data.warc.gz");
    }
}
