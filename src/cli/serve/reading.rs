//! An EPUB laid open for a browser: its parts as files, and the chapters that there are.
//!
//! A frame of no origin loads no fonts: browsers ask for those as one origin of another. So the style sheet has them in it.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zip::ZipArchive;

/// The folder beside an EPUB that has its parts. Hidden: it is not taken away.
pub(super) fn folder_of(file: &str) -> String {
    format!(".{file}.reading")
}

/// Lays an EPUB of ours open in a folder: its chapters in order.
///
/// # Errors
/// If it cannot be read or the parts not be written.
pub(super) fn lay_open(epub: &Path, folder: &Path) -> io::Result<Vec<String>> {
    let mut zip = ZipArchive::new(File::open(epub)?).map_err(io::Error::other)?;
    let mut chapters = Vec::new();
    let mut sheets = Vec::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).map_err(io::Error::other)?;
        let Some(path) = part.enclosed_name() else { continue };
        let (name, path) = (part.name().to_owned(), folder.join(path));
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        io::copy(&mut part, &mut File::create(&path)?)?;
        if name.ends_with(".xhtml") && !name.ends_with("/nav.xhtml") {
            chapters.push(name);
        } else if name.ends_with(".css") {
            sheets.push(path);
        }
    }
    sheets.iter().try_for_each(|sheet| take_fonts_in(sheet))?;
    Ok(chapters)
}

/// Puts the fonts that a style sheet names into it.
fn take_fonts_in(sheet: &Path) -> io::Result<()> {
    let css = fs::read_to_string(sheet)?;
    let mut parts = css.split("url(");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        whole.push_str("url(");
        let font = part.split_once(')').and_then(|(path, rest)| {
            let path = path.trim_matches(['"', '\'']);
            let font = sheet.parent()?.join(path);
            let mut bytes = Vec::new();
            File::open(font).ok()?.read_to_end(&mut bytes).ok()?;
            Some((bytes, rest))
        });
        match font {
            Some((bytes, rest)) => {
                whole.push_str("data:font/ttf;base64,");
                STANDARD.encode_string(bytes, &mut whole);
                whole.push(')');
                whole.push_str(rest);
            }
            None => whole.push_str(part),
        }
    }
    fs::write(sheet, whole)
}
