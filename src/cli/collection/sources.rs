//! The sources of an earlier run, where they are still at hand: to prove its files beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use istinad::capture::RecordPlace;
use istinad::run::captured;
use istinad::run::manifest::{ArticleOrigin, hex};
use istinad::source::Encoding;
use istinad::{Code, Diagnostic, Document, ReadOptions, Source};

use super::archives::{Collection, Handles};
use super::inputs::{InputFile, InputKind, at_hand};
use crate::cli::args::{ArticleArgument, Knowledge};
use crate::cli::files;

/// The inputs of an earlier run that are at hand, and what is in the archives among them.
pub(in crate::cli) struct FoundSources {
    inputs: BTreeMap<String, InputFile>,
    collection: Collection,
}

impl FoundSources {
    /// Looks for inputs by their names. Archives are read once.
    pub(in crate::cli) fn find(names: &BTreeSet<String>, folder: &Path, knowledge: &Knowledge) -> Self {
        let inputs: Vec<InputFile> = names.iter().filter_map(|name| at_hand(name, folder)).collect();
        let collection = Collection::index(&inputs, knowledge.limits(), |_, _| {});
        Self { inputs: inputs.into_iter().map(|input| (input.name.clone(), input)).collect(), collection }
    }
}

/// The same, opened: articles are read out of them.
pub(in crate::cli) struct SourcesAtHand<'a> {
    knowledge: &'a Knowledge,
    inputs: &'a BTreeMap<String, InputFile>,
    collection: &'a Collection,
    handles: Handles<'a>,
}

impl<'a> SourcesAtHand<'a> {
    /// Opens what was found.
    pub(in crate::cli) fn open(found: &'a FoundSources, knowledge: &'a Knowledge) -> Self {
        let FoundSources { inputs, collection } = found;
        Self { knowledge, inputs, collection, handles: Handles::new(collection) }
    }

    /// The article that came from somewhere; `None` where its input is not at hand.
    ///
    /// # Errors
    /// If it is not what it was, or cannot be read any more.
    pub(in crate::cli) fn original(
        &self,
        origin: &ArticleOrigin,
        known: &ReadOptions,
    ) -> Option<Result<(Source, Document), Diagnostic>> {
        let input = self.inputs.get(&origin.input)?;
        let fault = |reason: &str| {
            Diagnostic::new(
                Code::SourceDiffers,
                format!("the source is not what it was when the files were made: {reason}"),
            )
        };
        let read = match input.kind {
            InputKind::Article => files::read(&ArticleArgument::File(input.path.clone()), &self.knowledge.decoding())
                .map(|source| (source, known.clone()))
                .map_err(|error| error.to_string()),
            InputKind::Archive | InputKind::Wacz => self.capture(origin, known),
        };
        Some(read.map_err(|reason| fault(&reason)).and_then(|(source, options)| {
            if origin.sha256.as_ref().is_some_and(|digest| *digest != hex(&source.sha256())) {
                return Err(fault("its bytes have another SHA-256"));
            }
            let document = istinad::read(&source, &options).map_err(|error| fault(&error.to_string()))?.output;
            Ok((source, document))
        }))
    }

    fn capture(&self, origin: &ArticleOrigin, known: &ReadOptions) -> Result<(Source, ReadOptions), String> {
        let missing = || "no such record is in the archive".to_owned();
        let mut archives = self.collection.archives.iter();
        let file = archives.position(|it| it.input == origin.input && it.part == origin.part).ok_or_else(missing)?;
        let file = u32::try_from(file).map_err(|_| missing())?;
        let place = RecordPlace { file, offset: origin.offset.ok_or_else(missing)?, index: origin.index };
        let entry = self.collection.index.at_place(place).ok_or_else(missing)?;
        let limits = self.knowledge.limits();
        let page = captured::page(&self.collection.index, &self.handles, &limits, entry)?;
        let file = self.collection.file_name(entry.place.file);
        let options = captured::known(known, &file, entry, &page);
        let mut decoding = self.knowledge.decoding();
        let declared = page.charset.as_deref().and_then(Encoding::for_label);
        decoding.encoding = decoding.encoding.or(declared);
        let source = Source::decode(page.address, page.bytes, &decoding).map_err(|error| error.to_string())?;
        Ok((source, options))
    }
}
