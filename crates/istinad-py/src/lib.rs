//! The native half of the Python package: bytes and strings in, bytes and lines of the one JSON out.
//!
//! 1. [`read`] makes an [`Article`] of bytes; its pictures come from a function of the caller;
//! 2. [`Article::convert`] makes its files;
//! 3. [`check`] proves a file, alone or against an article;
//! 4. [`archive`] knows the captures of web archives, gives the bytes of each and makes its files; they are read from
//!    files of the machine or of Python ([`input`]);
//! 5. [`packages`] packs an article, and has what packs a page of an archive.
//!
//! What people type is made and documented in `python/istinad/`. The interpreter is released while the library works.

mod archive;
#[allow(dead_code, reason = "the local page alone asks for some of it")]
#[path = "../../../src/cli/mod.rs"]
mod cli;
mod input;
mod packages;

use std::collections::HashMap;
use std::ffi::OsString;

use istinad::convert::{Conversion, Converted, RenderedFile};
use istinad::inspect::{Finding, Report, compare, examine, inspect_within};
use istinad::model::walk::passages;
use istinad::model::{Language, Timestamp};
use istinad::render::{RENDERERS, Renderer, renderer};
use istinad::run::manifest::ArticleSummary;
use istinad::source::{Decoding, Encoding};
use istinad::{
    Code, Diagnostic, Document, Error, Limit, Limits, MediaLoader, Outcome, ReadOptions, RenderOptions, Setting,
    Severity, Source, json,
};
use pyo3::create_exception;
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

create_exception!(_istinad, Refused, PyValueError, "No honest result can be made: a sentence, and the diagnostics.");

/// What the caller knows, by the names of the settings.
type Knowledge = HashMap<String, String>;
/// A file: the name of its format, its extension, its media type, its bytes.
type File = (String, String, String, Py<PyBytes>);

/// The keyword argument that states a setting.
fn keyword(setting: Setting) -> String {
    match setting {
        Setting::Limit(limit) => format!("limits={{\"{limit}\": …}}"),
        other => other.as_str().replace('-', "_"),
    }
}

/// A diagnostic as a line of the one JSON.
fn line(source: Option<&Source>, name: &str, diagnostic: &Diagnostic) -> String {
    let position = source.zip(diagnostic.span).map(|(source, span)| source.position(span.start));
    json::diagnostic(name, diagnostic, position, &keyword)
}

fn refused(source: Option<&Source>, name: &str, error: &Error) -> PyErr {
    let said = |diagnostic: &Diagnostic| match &diagnostic.hint {
        Some(hint) => format!("{} ({})", diagnostic.message, hint.worded(&keyword)),
        None => diagnostic.message.clone(),
    };
    let sentences: Vec<String> = error.diagnostics().iter().map(said).collect();
    let lines: Vec<String> = error.diagnostics().iter().map(|diagnostic| line(source, name, diagnostic)).collect();
    Refused::new_err((sentences.join("; "), lines))
}

/// Options of reading and decoding, from what the caller knows.
fn options(knowledge: &Knowledge, limits: &HashMap<String, u64>) -> PyResult<(ReadOptions, Decoding)> {
    let mut bounds = Limits::default();
    for (name, value) in limits {
        let limit = Limit::parse(name).ok_or_else(|| PyKeyError::new_err(format!("there is no limit {name:?}")))?;
        bounds = bounds.with(limit, *value).map_err(|error| PyValueError::new_err(error.to_string()))?;
    }
    let mut read = ReadOptions::default().with_limits(bounds);
    let mut decoding = Decoding::default().with_limits(bounds);
    let wrong = |name: &str, value: &str, what: &str| PyValueError::new_err(format!("{name}={value:?} is no {what}"));
    for (name, value) in knowledge {
        let text = || value.to_owned();
        let time = || Timestamp::parse(value).ok_or_else(|| wrong(name, value, "time as in 2026-06-24T14:05+04:00"));
        match name.as_str() {
            "format" => read = read.with_format(text()),
            "source_url" => read = read.with_source_url(text()),
            "terms_url" => read = read.with_terms_url(text()),
            "publisher" => read = read.with_publisher(text()),
            "photo_permission" => read = read.with_photo_permission(text()),
            "published" => read = read.with_published(time()?),
            "saved_at" => read = read.with_saved_at(time()?),
            "language" => {
                let language = Language::parse(value).ok_or_else(|| wrong(name, value, "tag of a language"))?;
                read = read.with_language(language);
            }
            "encoding" => {
                let encoding = Encoding::for_label(value).ok_or_else(|| wrong(name, value, "encoding"))?;
                decoding = decoding.with_encoding(encoding);
            }
            "lossy" => decoding = decoding.with_lossy(true),
            other => return Err(PyKeyError::new_err(format!("there is no setting {other:?}"))),
        }
    }
    Ok((read, decoding))
}

/// The formats of some names.
fn renderers(formats: &[String], name: &str) -> PyResult<Vec<&'static dyn Renderer>> {
    formats.iter().map(|format| renderer(format).map_err(|error| refused(None, name, &error))).collect()
}

/// The time that an argument states.
fn time(name: &str, text: Option<String>) -> PyResult<Option<Timestamp>> {
    let wrong = |text| PyValueError::new_err(format!("{name}={text:?} is no time as in 2026-06-24T14:05+04:00"));
    text.map(|text| Timestamp::parse(&text).ok_or_else(|| wrong(text))).transpose()
}

/// Files, as Python takes them.
fn converted(py: Python<'_>, files: Vec<RenderedFile>) -> Vec<File> {
    let files = files.into_iter().map(|file| {
        let (name, extension) = (file.renderer.name().to_owned(), file.renderer.extension().to_owned());
        (name, extension, file.media_type.to_owned(), PyBytes::new(py, &file.bytes).unbind())
    });
    files.collect()
}

/// Brings pictures from a function of Python.
struct Caller(Option<Py<PyAny>>);

impl MediaLoader for Caller {
    fn load(&self, reference: &str) -> Result<Vec<u8>, String> {
        let Some(function) = &self.0 else { return Err("no pictures were given with the article".to_owned()) };
        Python::attach(|py| {
            let found = function.bind(py).call1((reference,)).map_err(|error| error.to_string())?;
            let found: Option<Vec<u8>> = found.extract().map_err(|error: PyErr| error.to_string())?;
            found.ok_or_else(|| "it was not found".to_owned())
        })
    }
}

/// Pictures of the source itself (of an MHTML), else of the caller.
struct Both<'a>(&'a Source, &'a dyn MediaLoader);

impl MediaLoader for Both<'_> {
    fn load(&self, reference: &str) -> Result<Vec<u8>, String> {
        self.0.load(reference).or_else(|_| self.1.load(reference))
    }
}

/// An article that was read.
#[pyclass(frozen, module = "istinad._istinad")]
struct Article {
    source: Source,
    document: Document,
    diagnostics: Vec<Diagnostic>,
    limits: Limits,
}

impl Article {
    /// Reads an article; what could not be read comes back with the reason.
    fn make(source: Source, read: ReadOptions, pictures: &dyn MediaLoader) -> Result<Self, Box<(Source, Error)>> {
        let limits = read.limits;
        let conversion = Conversion::new(Vec::new()).with_read_options(read);
        match conversion.read(&source, &Both(&source, pictures)) {
            Ok(Outcome { output, diagnostics }) => Ok(Self { source, document: output, diagnostics, limits }),
            Err(error) => Err(Box::new((source, error))),
        }
    }
}

#[pymethods]
impl Article {
    /// The document as a line of the one JSON.
    fn document(&self, py: Python<'_>) -> String {
        py.detach(|| json::document(self.source.name(), &self.document))
    }

    /// What was said while it was read, a line of the one JSON each.
    fn diagnostics(&self) -> Vec<String> {
        let said = self.source.diagnostics().iter().chain(&self.diagnostics);
        said.map(|diagnostic| line(Some(&self.source), self.source.name(), diagnostic)).collect()
    }

    /// What a manifest says of it, as JSON.
    fn summary(&self) -> String {
        ArticleSummary::of(&self.document).to_json()
    }

    /// Its words, a line for each passage.
    fn words(&self) -> String {
        let passages = passages(&self.document);
        let lines: Vec<&str> = passages.iter().map(|passage| passage.text.as_str()).collect();
        lines.join("\n")
    }

    /// The text that spans point into.
    fn text(&self) -> &str {
        self.source.text()
    }

    /// The files in some formats, and what was said while they were made.
    #[pyo3(signature = (formats, date=None, captured=None, strict=false, allow_withheld=false))]
    fn convert(
        &self,
        py: Python<'_>,
        formats: Vec<String>,
        date: Option<String>,
        captured: Option<String>,
        strict: bool,
        allow_withheld: bool,
    ) -> PyResult<(Vec<File>, Vec<String>)> {
        let (date, captured) = (time("date", date)?, time("captured", captured)?);
        let conversion = Conversion::new(renderers(&formats, self.source.name())?)
            .with_read_options(ReadOptions::default().with_limits(self.limits))
            .with_render_options(RenderOptions::default().with_modified(date))
            .with_captured(captured)
            .with_strict(strict)
            .with_withheld(allow_withheld);
        let read = Outcome { output: self.document.clone(), diagnostics: Vec::new() };
        let made = py.detach(|| conversion.render(&self.source, read));
        let Outcome { output: Converted { files, .. }, diagnostics } =
            made.map_err(|error| refused(Some(&self.source), self.source.name(), &error))?;
        let said =
            diagnostics.iter().map(|diagnostic| line(Some(&self.source), self.source.name(), diagnostic)).collect();
        Ok((converted(py, files), said))
    }
}

/// Reads an article. `pictures` is called with each reference and gives bytes or None.
#[pyfunction]
#[pyo3(signature = (name, data, knowledge, limits, pictures=None))]
fn read(
    py: Python<'_>,
    name: String,
    data: Vec<u8>,
    knowledge: Knowledge,
    limits: HashMap<String, u64>,
    pictures: Option<Py<PyAny>>,
) -> PyResult<Article> {
    let (options, decoding) = options(&knowledge, &limits)?;
    py.detach(|| {
        let source = Source::decode(name.clone(), data, &decoding).map_err(|error| refused(None, &name, &error))?;
        Article::make(source, options, &Caller(pictures)).map_err(|unread| refused(Some(&unread.0), &name, &unread.1))
    })
}

/// The files of a package, by their paths.
type PackageFiles = Vec<(String, Py<PyBytes>)>;

/// Reads an article and packs it: the files of the package by their paths, and what was said. `words` are what one would
/// type for it behind `istinad package`.
#[pyfunction]
#[pyo3(signature = (name, data, words, knowledge, limits, pictures=None))]
fn package(
    py: Python<'_>,
    name: String,
    data: Vec<u8>,
    words: Vec<String>,
    knowledge: Knowledge,
    limits: HashMap<String, u64>,
    pictures: Option<Py<PyAny>>,
) -> PyResult<(PackageFiles, Vec<String>)> {
    let (options, decoding) = options(&knowledge, &limits)?;
    let packages = packages::Packages::typed(words)?;
    let (files, said) = py.detach(|| {
        let source = Source::decode(name.clone(), data, &decoding).map_err(|error| refused(None, &name, &error))?;
        let pictures = Caller(pictures);
        let (files, said) = packages::pack(&packages, &source, options, &Both(&source, &pictures))
            .map_err(|error| refused(Some(&source), &name, &error))?;
        let said: Vec<String> = said.iter().map(|diagnostic| line(Some(&source), &name, diagnostic)).collect();
        PyResult::Ok((files, said))
    })?;
    let files = files.into_iter().map(|(path, bytes)| (path, PyBytes::new(py, &bytes).unbind())).collect();
    Ok((files, said))
}

/// What a file says of itself: pairs of a name and a value.
type Facts = Vec<(&'static str, Option<String>)>;
/// What is found in a file: code, severity and message of each.
type Findings = Vec<(String, String, String)>;

/// What a file says of itself, its digest of words, what is found, and whether it is proved. `source` is the article
/// that it should come from.
#[pyfunction]
#[pyo3(signature = (data, source=None))]
fn check(py: Python<'_>, data: Vec<u8>, source: Option<&Article>) -> PyResult<(Facts, Findings, bool)> {
    let limits = source.map_or_else(Limits::default, |article| article.limits);
    py.detach(|| {
        let report = inspect_within(&data, &limits).map_err(|error| refused(None, "the file", &error))?;
        let mut findings: Vec<Finding> = source.map(|article| compare(&report, &article.document)).unwrap_or_default();
        for finding in examine(&report) {
            // That a file without a digest proves nothing alone does not matter beside its source.
            if source.is_none() || finding.code != Code::DigestMissing && !findings.contains(&finding) {
                findings.push(finding);
            }
        }
        let proved = findings.iter().all(|finding| finding.severity() < Severity::Error);
        let said = findings.iter().map(|finding| {
            let (code, severity) = (finding.code.as_str().to_owned(), finding.severity().as_str().to_owned());
            (code, severity, finding.message.clone())
        });
        Ok((facts(&report), said.collect(), proved))
    })
}

fn facts(report: &Report) -> Facts {
    vec![
        ("format", Some(report.format.as_str().to_owned())),
        ("title", report.title.clone()),
        ("language", report.language.clone()),
        ("address", report.address.clone()),
        ("published", report.published.clone()),
        ("holder", report.holder.clone()),
        ("notice", report.notice.clone()),
        ("terms", (!report.terms.is_empty()).then(|| report.terms.join("\n"))),
        ("terms_page", report.terms_page.clone()),
        ("policy", report.policy.as_ref().map(istinad::inspect::Policy::to_json)),
        ("digest", Some(report.computed_digest())),
    ]
}

/// The names of the formats that files can be made in.
#[pyfunction]
fn formats() -> Vec<&'static str> {
    RENDERERS.iter().map(|renderer| renderer.name()).collect()
}

/// Does what was typed as the program does it, and gives the exit code; of wrong usage the process ends here.
#[pyfunction]
fn command(py: Python<'_>, typed: Vec<OsString>) -> u8 {
    py.detach(|| cli::run(typed) as u8)
}

#[pymodule]
fn _istinad(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("Refused", module.py().get_type::<Refused>())?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<Article>()?;
    module.add_class::<archive::Archive>()?;
    module.add_class::<archive::Page>()?;
    module.add_class::<archive::PageConversion>()?;
    module.add_function(wrap_pyfunction!(read, module)?)?;
    module.add_function(wrap_pyfunction!(package, module)?)?;
    module.add_function(wrap_pyfunction!(check, module)?)?;
    module.add_function(wrap_pyfunction!(formats, module)?)?;
    module.add_function(wrap_pyfunction!(command, module)?)
}
