//! The fonts that the command line adds to the bundled ones.

use std::path::PathBuf;

use istinad::fonts::{Face, Fonts};
use istinad::{Limit, Limits};

use super::args::Article;
use super::files;
use super::messages::Console;

/// The bundled fonts and those of `paths`, in their order; `None` after it was said which of them cannot be used.
pub(super) fn load(paths: &[PathBuf], limits: &Limits, console: &mut Console) -> Option<Fonts> {
    let mut fonts = Fonts::default();
    let mut sound = true;
    for path in paths {
        let name = path.display().to_string();
        let face = files::read_bytes(&Article::File(path.clone()), limits, Limit::Font)
            .and_then(|bytes| Face::added(&name, bytes));
        if let Err(error) = face.and_then(|face| fonts.add(face)) {
            console.diagnostics(&name, None, error.diagnostics());
            sound = false;
        }
    }
    sound.then_some(fonts)
}
