//! Pictures that come with an article: found, checked, and put into the document.
//!
//! 1. a picture that the terms withhold is not even looked for;
//! 2. the caller says through a [`MediaLoader`] where pictures are: the core touches no disk;
//! 3. [`picture::open`] checks the bytes before anything is made of them: kind, size, and whether they are whole.

use crate::capture::loader::{MediaLoader, NO_MEMORY};
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::limits::{Limit, Limits};
use crate::model::walk::figures_mut;
use crate::model::{Document, MediaId};
use crate::picture;
use crate::picture::Refusal;
use crate::remedy::Remedy;

/// Puts the pictures of an article into its document, wherever they stand in it, and says which could not be carried.
pub fn attach_media(article: &mut Outcome<Document>, loader: &dyn MediaLoader, limits: &Limits) {
    let document = &mut article.output;
    if document.withholds_pictures() {
        return;
    }
    let mut said = Vec::new();
    let Document { body, notes, rights, media: carried, .. } = document;
    let notes = notes.iter_mut().flat_map(|note| figures_mut(&mut note.content));
    for figure in figures_mut(body).into_iter().chain(notes).chain(figures_mut(&mut rights.statement)) {
        let Some(picture) = &mut figure.picture else { continue };
        let mut reasons = Vec::new();
        let references: Vec<String> = std::iter::once(&picture.reference).chain(&picture.others).cloned().collect();
        for (index, reference) in references.into_iter().enumerate() {
            let id = MediaId(reference.clone());
            if !carried.contains_key(&id) {
                match loader.load(&reference).map_err(not_loaded).and_then(|bytes| picture::open(bytes, limits)) {
                    Ok(opened) => {
                        if !opened.dropped.is_empty() {
                            let what = opened.dropped.join(", ");
                            let reference = shortened(&reference);
                            let message = format!("the picture {reference:?} is carried without {what}");
                            let reduced = Diagnostic::new(Code::PictureReduced, message).at(figure.span);
                            said.push(reduced.with_hint("keep the file itself beside the archive, if it matters"));
                        }
                        if let Some(doubt) = opened.doubt {
                            let message = format!("the picture {:?} is in doubt: {doubt}", shortened(&reference));
                            let doubt = Diagnostic::new(Code::PictureUnsure, message).at(figure.span);
                            said.push(doubt.with_hint("save it in red, green and blue (sRGB), and convert again"));
                        }
                        carried.insert(id.clone(), opened.media);
                    }
                    Err(reason) => {
                        reasons.push(reason);
                        continue;
                    }
                }
            }
            // The picture is called what the one that came is called.
            if index > 0 {
                picture.others[index - 1] = std::mem::replace(&mut picture.reference, reference);
            }
            picture.media = Some(id);
            break;
        }
        // Whether a picture is shown must not hang on the machine: what lacks memory alone makes no file.
        let reason = reasons.iter().find(|reason| reason.lacks_memory).or(reasons.first());
        if let (None, Some(Refusal { reason, remedy, lacks_memory })) = (&picture.media, reason) {
            let reference = shortened(&picture.reference);
            let message = format!("the picture {reference:?} is not carried: {reason}");
            let code = if *lacks_memory { Code::MemoryExhausted } else { Code::PictureRefused };
            let refused = Diagnostic::new(code, message).at(figure.span);
            said.push(match remedy {
                Some(remedy) => refused.with_hint(remedy.clone()),
                None => refused,
            });
        }
    }
    // What the reader said of every picture now holds for none: they are carried, or it was said why not.
    article.diagnostics.retain(|diagnostic| diagnostic.code != Code::PictureNotCarried);
    article.diagnostics.append(&mut said);
    article.diagnostics.sort_by_key(|diagnostic| (diagnostic.span.is_none(), diagnostic.span));
}

/// Why a picture cannot be carried that could not be loaded.
fn not_loaded(reason: String) -> Refusal {
    let lacks_memory = reason == NO_MEMORY;
    Refusal { reason, remedy: lacks_memory.then_some(Remedy::LowerLimit(Limit::Picture)), lacks_memory }
}

/// The start of a reference, for messages: a `data:` address is as long as its picture.
pub(crate) fn shortened(reference: &str) -> String {
    let start: String = reference.chars().take(60).collect();
    if start.len() < reference.len() { start + "…" } else { start }
}
