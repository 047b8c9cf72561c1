//! One capture of an archive by itself, for whoever has seen its line in a manifest.

use std::path::PathBuf;

use istinad::capture::{Archives as _, CapturedPage, CapturedPictures, Passed};
use istinad::convert::Conversion;
use istinad::source::Encoding;
use istinad::{Code, Diagnostic, MediaLoader, Source};

use super::archives::{Collection, Handles};
use super::inputs::InputList;
use crate::cli::args::{ArticleArgument, Knowledge};

/// Where a capture lies, as a manifest says it.
#[derive(Debug, Clone, Copy)]
pub(in crate::cli) struct CapturePlace<'a> {
    /// The offset of its record.
    pub(in crate::cli) offset: u64,
    /// Which record of its member it is.
    pub(in crate::cli) index: u32,
    /// The archive within the input.
    pub(in crate::cli) part: Option<&'a str>,
}

/// A capture that was read, as `open` hands it on.
pub(in crate::cli) struct OpenedCapture<'a> {
    pub(in crate::cli) source: &'a Source,
    /// The conversion with what the archive knows of the page: its address and its time.
    pub(in crate::cli) conversion: &'a Conversion,
    pub(in crate::cli) pictures: &'a dyn MediaLoader,
    pub(in crate::cli) diagnostics: Vec<Diagnostic>,
}

/// An archive whose index is kept: where everything is in it need not be found for each of its pages.
#[derive(Debug)]
pub(in crate::cli) struct KeptArchive {
    path: PathBuf,
    collection: Collection,
}

/// Reads a capture and hands it on.
///
/// # Errors
/// If it is not there or cannot be read.
pub(in crate::cli) fn open<T>(
    archive: &ArticleArgument,
    place: CapturePlace<'_>,
    knowledge: &Knowledge,
    conversion: &Conversion,
    kept: &mut Option<KeptArchive>,
    then: impl FnOnce(OpenedCapture<'_>) -> T,
) -> istinad::Result<T> {
    let failed = |message: String| -> istinad::Error { Diagnostic::new(Code::ArchiveInvalid, message).into() };
    let limits = knowledge.limits();
    let path = archive.path().ok_or_else(|| failed("an archive is a file".to_owned()))?;
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if kept.as_ref().is_none_or(|kept| kept.path != whole) {
        let found = InputList::find(std::iter::once(path));
        *kept = Some(KeptArchive { path: whole, collection: Collection::index(&found.inputs, limits, |_, _| {}) });
    }
    let Some(KeptArchive { collection, .. }) = kept.as_ref() else {
        return Err(failed("there is no archive".to_owned()));
    };
    let handles = Handles::new(collection);
    let entry = collection.index.entries().iter().find(|entry| {
        let archive = collection.archives.get(entry.place.file as usize);
        entry.place.offset == place.offset
            && entry.place.index == place.index
            && archive.is_some_and(|archive| archive.part.as_deref() == place.part)
    });
    let entry = entry.ok_or_else(|| failed(format!("{} has no record there", archive.name())))?;
    let read =
        |entry: &istinad::capture::IndexEntry| handles.record(entry.place).map_err(|damage| failed(damage.reason));
    let record = read(entry)?;
    let held = collection.index.resolve(entry).map_err(|_| failed(Passed::Unresolved.meaning().to_owned()))?;
    let held = if held.place == entry.place { None } else { Some(read(held)?) };
    let page = CapturedPage::new(&record, held.as_ref(), &limits).map_err(failed)?;

    let known = conversion.read_options().clone();
    let address = known.source_url.clone().or_else(|| Some(page.address.clone()));
    let saved_at = known.saved_at.or(page.time);
    let known = known.with_source_url(address).with_saved_at(saved_at).with_reservations(page.reservations.clone());
    let conversion = conversion.clone().with_read_options(known).with_captured(page.time);
    let mut decoding = knowledge.decoding();
    decoding.encoding = decoding.encoding.or(page.charset.as_deref().and_then(Encoding::for_label));
    let diagnostics = page.doubts.iter().map(|doubt| Diagnostic::new(Code::CaptureDoubtful, doubt.clone())).collect();
    let pictures = CapturedPictures::new(&collection.index, &handles, &page.address, entry.time, &limits);
    let source = Source::decode(page.address.clone(), page.bytes, &decoding)?;
    Ok(then(OpenedCapture { source: &source, conversion: &conversion, pictures: &pictures, diagnostics }))
}
