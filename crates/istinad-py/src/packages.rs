//! Packages as the command makes them, in memory: what is asked for comes as it would be typed, because a package states a
//! digest of that.

use std::ffi::OsString;

use clap::Parser as _;
use istinad::convert::{Conversion, Converted, RenderedFile};
use istinad::model::{Document, Timestamp};
use istinad::package::{PackageContainer, PackageFacts, TarPackage, ZipPackage, safe_name};
use istinad::run::manifest::{ArticleLine, ArticleOrigin, ArticleState, ArticleSummary, DiagnosticLine, hex};
use istinad::run::{NameFacts, NamePattern, names};
use istinad::{Code, Diagnostic, Error, MediaLoader, Outcome, ReadOptions, RenderOptions, Source};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use super::cli::args::{Arguments, Command, ConvertArguments};
use super::cli::package::{Gathered, PackageOrder, Packing, RecordedPictures};

/// A file of a package, or the one that it is: its path and its bytes.
pub(super) type PackedFile = (String, Vec<u8>);
/// The files of a package, and what was said while they were made.
pub(super) type Packed = (Vec<PackedFile>, Vec<Diagnostic>);

/// What packages are made of articles.
pub(super) struct Packages {
    arguments: Box<ConvertArguments>,
    order: PackageOrder,
}

impl Packages {
    /// As `istinad package` would understand these words.
    pub(super) fn typed(words: Vec<String>) -> PyResult<Self> {
        let typed = ["istinad".to_owned(), "package".to_owned()].into_iter().chain(words).chain(["-".to_owned()]);
        let wrong = |error: clap::Error| {
            let said = error.to_string();
            PyValueError::new_err(said.lines().next().unwrap_or_default().to_owned())
        };
        let Command::Package(arguments) = Arguments::try_parse_from(typed.map(OsString::from)).map_err(wrong)?.command
        else {
            return Err(PyValueError::new_err("no package is asked for"));
        };
        let arguments = Box::new(arguments.packing());
        if arguments.check {
            return Err(PyValueError::new_err("--check is the command's: prove the files with istinad.check"));
        }
        let order = PackageOrder::of(&arguments).ok_or_else(|| PyValueError::new_err("no package is asked for"))?;
        Ok(Self { arguments, order })
    }

    /// What holds a package, if it is one file: its name among the forms, its media type.
    pub(super) fn container(&self) -> (String, &'static str) {
        (self.order.form.to_string(), self.order.form.container.media_type().unwrap_or_default())
    }

    /// The conversion that makes the files of an article.
    pub(super) fn conversion(&self, read: ReadOptions) -> Conversion {
        let render =
            RenderOptions::default().with_modified(self.arguments.date).with_provider(self.arguments.provider.clone());
        Conversion::new(self.arguments.renderers())
            .with_read_options(read)
            .with_render_options(render)
            .with_strict(self.arguments.strict)
            .with_withheld(self.arguments.allow_withheld)
    }

    /// The language that articles have to be in.
    pub(super) fn language(&self) -> Option<&str> {
        self.arguments.collection.choice.language.as_deref()
    }

    /// Packs an article. `usual` is the pattern of its name unless another was asked for, `line` its line of a manifest,
    /// in which nothing is said of files.
    pub(super) fn pack(
        &self,
        usual: &str,
        known: &NameFacts,
        gathered: &Gathered,
        files: &[RenderedFile],
        written: Timestamp,
        line: ArticleLine,
    ) -> Result<Vec<PackedFile>, Diagnostic> {
        let unmade = |why: String| Diagnostic::new(Code::FileUnwritable, format!("the package cannot be made: {why}"));
        let pattern = match &self.arguments.collection.name {
            Some(pattern) => pattern.clone(),
            None => NamePattern::parse(usual).map_err(|error| unmade(error.to_string()))?,
        };
        let stem = safe_name(&pattern.name(known));
        let packing = Packing { gathered, stem: &stem, files, written, line };
        let order = &self.order;
        let packed = match order.form.container {
            PackageContainer::Folder => order.alone(packing, Vec::new()).map(|files| {
                files.into_iter().map(|(path, bytes): PackedFile| (format!("{stem}/{path}"), bytes)).collect()
            }),
            PackageContainer::Zip => order
                .alone(packing, ZipPackage::new(Vec::new()))
                .and_then(ZipPackage::finish)
                .map(|bytes| vec![(format!("{stem}.zip"), bytes)]),
            PackageContainer::Tar => order
                .alone(packing, TarPackage::new(Vec::new()))
                .and_then(TarPackage::finish)
                .map(|bytes| vec![(format!("{stem}.tar"), bytes)]),
        };
        packed.map_err(|error| unmade(error.to_string()))
    }
}

/// What the name of an article is made of; `path` is that of its input.
pub(super) fn name_facts(document: &Document, origin: &ArticleOrigin, path: &str) -> NameFacts {
    let metadata = &document.metadata;
    let day = |time: &str| time.get(..10).map(str::to_owned);
    let published = metadata.published.as_ref().and_then(|slot| day(&slot.value.to_string()));
    NameFacts {
        address: origin.address.clone().or_else(|| metadata.address.as_ref().map(|slot| slot.value.clone())),
        date: published.or_else(|| origin.captured.as_deref().and_then(day)),
        headline: metadata.headline.value.clone(),
        path: path.to_owned(),
        language: metadata.language.value.to_string(),
        digest: origin.sha256.clone().unwrap_or_default(),
        place: origin.place_digest(),
    }
}

/// Packs an article that is a file of its own.
///
/// # Errors
/// If it cannot be read, or one of its files not be made.
pub(super) fn pack(
    packages: &Packages,
    source: &Source,
    read: ReadOptions,
    pictures: &dyn MediaLoader,
) -> Result<Packed, Error> {
    let conversion = packages.conversion(read);
    let recorded = RecordedPictures::new(pictures, source);
    let read = conversion.read(source, &recorded)?;
    let origin = ArticleOrigin {
        input: source.name().to_owned(),
        sha256: Some(hex(&source.sha256())),
        bytes: Some(source.bytes().len() as u64),
        ..ArticleOrigin::default()
    };
    let path = source.name().rsplit('/').next().unwrap_or_default();
    let known = name_facts(&read.output, &origin, path);
    let (facts, summary) = (PackageFacts::of(&read.output), ArticleSummary::of(&read.output));
    let Outcome { output: Converted { files, written }, diagnostics } = conversion.render(source, read)?;
    let gathered = Gathered::of_file(facts, source, recorded.into_taken(), conversion.read_options());
    let line = ArticleLine {
        number: 1,
        origin,
        state: ArticleState::Converted,
        summary,
        written: Some(written.completed().to_string()),
        files: Vec::new(),
        package: None,
        diagnostics: diagnostics.iter().map(|said| DiagnosticLine::of(said, Some(source))).collect(),
        duration_ms: 0.0,
    };
    Ok((packages.pack(names::OF_FILES, &known, &gathered, &files, written, line)?, diagnostics))
}
