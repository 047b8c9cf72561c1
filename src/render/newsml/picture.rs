//! Pictures in the text item: a file of one item has no place beside it, so a picture stands in the words themselves,
//! as an image whose address is its own bytes (RFC 2397, `data:`).
//!
//! 1. [`Carried::of`] chooses, in reading order, the pictures for which there is room;
//! 2. [`address`] writes one;
//! 3. [`left_out`] says which came and found no room.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Document, Figure, Media, MediaId, walk};

/// How long all addresses may be together: libxml2, and with it `xmllint` and lxml, refuses a file when it has held
/// more than 10,000,000 bytes at a time, and it may hold everything since the first of them. What is left is for the
/// words.
const ROOM: usize = 8_000_000;

/// The pictures that the file carries: they came, no term withholds them, and there is room for them.
pub(super) struct Carried<'a>(BTreeMap<&'a MediaId, &'a Media>);

impl<'a> Carried<'a> {
    /// Chooses them.
    pub(super) fn of(document: &'a Document) -> Self {
        let mut carried = BTreeMap::new();
        let mut room = ROOM;
        let shown: Vec<(&MediaId, &Media)> =
            walk::all_figures(document).filter_map(|figure| came(document, figure)).collect();
        for &(id, media) in &shown {
            if carried.contains_key(id) {
                continue;
            }
            // A picture takes its room wherever it is shown.
            let times = shown.iter().filter(|(other, _)| *other == id).count();
            if let Some(rest) = room.checked_sub(times.saturating_mul(address_length(media))) {
                room = rest;
                carried.insert(id, media);
            }
        }
        Self(carried)
    }

    /// The picture of a figure, if the file carries it.
    pub(super) fn picture(&self, figure: &Figure) -> Option<&'a Media> {
        self.0.get(figure.picture.as_ref()?.media.as_ref()?).copied()
    }
}

fn came<'a>(document: &'a Document, figure: &'a Figure) -> Option<(&'a MediaId, &'a Media)> {
    let id = figure.picture.as_ref()?.media.as_ref()?;
    let media = document.media.get(id)?;
    (!document.withholds_pictures()).then_some((id, media))
}

fn beginning(media: &Media) -> String {
    format!("data:{};base64,", media.kind.media_type())
}

fn address_length(media: &Media) -> usize {
    beginning(media).len() + media.bytes.len().div_ceil(3) * 4
}

/// The address that is the picture itself.
pub(super) fn address(media: &Media) -> String {
    beginning(media) + &STANDARD.encode(&media.bytes)
}

/// Says which pictures came and found no room.
pub(super) fn left_out(document: &Document) -> Vec<Diagnostic> {
    let carried = Carried::of(document);
    walk::all_figures(document)
        .filter(|figure| came(document, figure).is_some() && carried.picture(figure).is_none())
        .filter_map(|figure| Some((figure.picture.as_ref()?, figure.span)))
        .map(|(picture, span)| {
            let message = format!("the NewsML-G2 file has no room for the picture {:?}", picture.reference);
            Diagnostic::new(Code::PictureNotCarried, message)
                .at(span)
                .with_hint("its caption, alternative text and rights are there; the EPUB and the PDF hold the picture")
        })
        .collect()
}
