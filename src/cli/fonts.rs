//! The fonts that the command line adds to the bundled ones.
//!
//! Files that are named come first, in their order; each must be usable. Of a folder, whose files were not chosen one by
//! one, what cannot be embedded is named and left out.

use std::path::{Path, PathBuf};

use istinad::fonts::{Face, Fonts};
use istinad::{Code, Diagnostic, Limit, Limits};

use super::args::ArticleArgument;
use super::files;
use super::messages::Console;

/// The bundled fonts, those of `paths` and those in `folders`, in their order; `None` after it was said which of them
/// cannot be used.
pub(super) fn load(paths: &[PathBuf], folders: &[PathBuf], limits: &Limits, console: &mut Console) -> Option<Fonts> {
    let mut fonts = Fonts::default();
    let mut sound = true;
    for path in paths {
        if let Err(error) = add(&mut fonts, path, limits) {
            console.diagnostics(&path.display().to_string(), None, error.diagnostics());
            sound = false;
        }
    }
    for folder in folders {
        let name = folder.display().to_string();
        let files = match faces_in(folder) {
            Ok(files) => files,
            Err(error) => {
                let message = format!("the folder of fonts {name} cannot be read: {}", files::reason(&error));
                let refused = Diagnostic::new(Code::FontRefused, message).with_hint("name a folder that is there");
                console.diagnostics(&name, None, &[refused]);
                sound = false;
                continue;
            }
        };
        for path in files {
            if let Err(error) = add(&mut fonts, &path, limits) {
                let left_out: Vec<Diagnostic> = error.diagnostics().iter().map(left_out).collect();
                console.diagnostics(&path.display().to_string(), None, &left_out);
            }
        }
    }
    sound.then_some(fonts)
}

fn left_out(refused: &Diagnostic) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::FontLeftOut, refused.message.clone());
    match &refused.hint {
        Some(hint) => diagnostic.with_hint(hint.clone()),
        None => diagnostic,
    }
}

fn add(fonts: &mut Fonts, path: &Path, limits: &Limits) -> istinad::Result<()> {
    let bytes = files::read_bytes(&ArticleArgument::File(path.to_owned()), limits, Limit::Font)?;
    fonts.add(Face::added(&path.display().to_string(), bytes)?)
}

/// The font files right in a folder, sorted by their names, so that a run on another disk takes them in the same order.
fn faces_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let kind = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
        if matches!(kind.as_deref(), Some("ttf" | "otf" | "ttc")) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
