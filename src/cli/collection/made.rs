//! The files of an earlier run, to be packed as they are.
//!
//! Nothing is converted anew. The articles are read again, for what a package says of them and for what it keeps of them,
//! from the inputs that the manifest names; an input that is not what it was fails its article, and so does such a file.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use istinad::convert::{Converted, RenderedFile};
use istinad::model::{Document, Timestamp};
use istinad::render::RENDERERS;
use istinad::run::manifest::{ArticleLine, ArticleOrigin, FileLine, ManifestLine, SCHEMA, sha256_hex};
use istinad::{Code, Diagnostic, Limit, Limits, Result};

use super::inputs::{InputList, at_hand};
use crate::cli::args::{ArticleArgument, ConvertArguments, shown};
use crate::cli::files;
use crate::cli::manifest::{MANIFEST, lines};

/// The articles that an earlier run has converted.
pub(super) struct MadeBefore {
    folder: PathBuf,
    limits: Limits,
    /// By where they came from.
    lines: BTreeMap<OriginKey, ArticleLine>,
    /// Their inputs, in the order of the run.
    inputs: Vec<String>,
}

type OriginKey = (String, Option<String>, Option<u64>, u32);

fn key(origin: &ArticleOrigin) -> OriginKey {
    (origin.input.clone(), origin.part.clone(), origin.offset, origin.index)
}

impl MadeBefore {
    /// The run that is to be packed: its folder was named, alone. `None` where that is not so.
    ///
    /// # Errors
    /// If its manifest cannot be read, or is of a run with other options.
    pub(super) fn of(arguments: &ConvertArguments, paths: &[&Path]) -> Result<Option<Self>> {
        let [folder] = paths else { return Ok(None) };
        let path = folder.join(MANIFEST);
        if arguments.package.is_none() || !path.is_file() {
            return Ok(None);
        }
        let refuse = |why: &str, hint: &str| {
            let message = format!("{} cannot be packed from: {why}", shown(&path));
            Diagnostic::new(Code::ManifestInvalid, message).with_hint(hint.to_owned())
        };
        let ended = "a run that ended early is taken up with `convert --resume`";
        let expected = sha256_hex(arguments.options_of_articles().as_bytes());
        let (mut made, mut inputs) = (BTreeMap::new(), Vec::new());
        let mut is_begun = false;
        for line in lines(&path).map_err(|error| refuse(&files::reason(&error), ended))? {
            match line.map_err(|bad| refuse(&bad.to_string(), ended))? {
                ManifestLine::Run(run) if run.schema == SCHEMA && run.options == expected => is_begun = true,
                ManifestLine::Run(run) => {
                    let why = format!("its run had other options, or was of another version than {}", run.version);
                    return Err(refuse(&why, "name the options that its files were made with").into());
                }
                ManifestLine::Article(line) if !line.files.is_empty() => {
                    if !inputs.contains(&line.origin.input) {
                        inputs.push(line.origin.input.clone());
                    }
                    made.insert(key(&line.origin), *line);
                }
                _ => {}
            }
        }
        if !is_begun {
            return Err(refuse("no line says what the run was", ended).into());
        }
        Ok(Some(Self { folder: (*folder).to_owned(), limits: arguments.knowledge.limits(), lines: made, inputs }))
    }

    /// The inputs of the run.
    pub(super) fn inputs(&self) -> InputList {
        let mut found = InputList::default();
        for name in &self.inputs {
            match at_hand(name, &self.folder) {
                Some(input) => found.inputs.push(input),
                None => {
                    let message = "it is not where its run found it, nor in the folder of the run or beside it";
                    found.problems.push((name.clone(), message.to_owned()));
                }
            }
        }
        found
    }

    /// What the run says of an article; `None` if it made no files of it.
    pub(super) fn line(&self, origin: &ArticleOrigin) -> Option<&ArticleLine> {
        self.lines.get(&key(origin))
    }

    /// The files of an article, which is this document.
    ///
    /// # Errors
    /// If one is not what the run made.
    pub(super) fn converted(&self, line: &ArticleLine, document: &Document) -> Result<Converted> {
        let files = line.files.iter().map(|file| self.file(file, document)).collect::<Result<Vec<_>>>()?;
        let written = line.written.as_deref().and_then(Timestamp::parse).ok_or_else(|| {
            let message = format!("the manifest does not say when the files of {} were written", line.origin.input);
            Diagnostic::new(Code::ManifestInvalid, message)
        })?;
        Ok(Converted { files, written })
    }

    fn file(&self, line: &FileLine, document: &Document) -> Result<RenderedFile> {
        let path = self.folder.join(&line.file);
        let name = shown(&path);
        let invalid = |message: String| Diagnostic::new(Code::ManifestInvalid, message);
        if Path::new(&line.file).components().any(|part| !matches!(part, Component::Normal(_))) {
            return Err(invalid(format!("the manifest names {:?}, which leads out of its folder", line.file)).into());
        }
        let renderer = RENDERERS.iter().copied().find(|renderer| renderer.name() == line.format);
        let renderer = renderer.ok_or_else(|| invalid(format!("{name} is of no known format: {}", line.format)))?;
        if !path.is_file() {
            return Err(Diagnostic::new(Code::FileMissing, format!("{name} is not there")).into());
        }
        let bytes = files::read_bytes(&ArticleArgument::File(path), &self.limits, Limit::CheckedFile)?;
        if bytes.len() as u64 != line.bytes || sha256_hex(&bytes) != line.sha256 {
            let message = format!("{name} was changed: its size or its SHA-256 is not what the manifest states");
            return Err(Diagnostic::new(Code::FileDiffers, message).into());
        }
        Ok(RenderedFile { renderer, media_type: renderer.media_type_of(document), bytes })
    }
}
