//! The pictures that go with an article, and the item of each.
//!
//! 1. [`Carried::of`] chooses, in reading order, those that readers can take;
//! 2. [`write`] writes the item of one;
//! 3. [`Carried::left_out`] says which came and are too large.

use std::borrow::Cow;
use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::vocabulary::{self, CATALOG, RFC_6920, SHA_256, named_information, one_line};
use super::{NewsFile, common, rights};
use crate::diagnostic::{Code, Diagnostic};
use crate::digest::{hex, sha256};
use crate::model::walk::{all_figures, plain_text};
use crate::model::{Document, Figure, Media, MediaId};
use crate::render::identity::{self, NAMESPACE};
use crate::render::xml::Xml;

/// The class of a picture's item.
pub(super) const CLASS: &str = "ninat:picture";

/// How long a picture may be in base64: libxml2, and with it `xmllint` and lxml, refuses a file with a text of more than
/// 10,000,000 bytes.
const ROOM: usize = 9_990_000;

/// The pictures that the file carries: they came, no term withholds them, and readers can take them.
pub(super) struct Carried<'a> {
    pictures: Vec<Delivered<'a>>,
    /// Where among them the picture of a reference is.
    places: BTreeMap<&'a MediaId, usize>,
}

/// A picture that the file carries.
pub(super) struct Delivered<'a> {
    /// The name of its item.
    pub(super) guid: String,
    pub(super) media: &'a Media,
    sha256: [u8; 32],
    /// Where it is shown, in reading order.
    figures: Vec<&'a Figure>,
}

impl<'a> Carried<'a> {
    /// Chooses them.
    pub(super) fn of(document: &'a Document) -> Self {
        let mut carried = Self { pictures: Vec::new(), places: BTreeMap::new() };
        for figure in all_figures(document) {
            let Some((id, media)) = came(document, figure).filter(|(_, media)| has_room(media)) else { continue };
            let known = carried.places.get(id).copied();
            let index = known.unwrap_or_else(|| carried.enter(document, media));
            carried.places.insert(id, index);
            carried.pictures[index].figures.push(figure);
        }
        carried
    }

    /// The place of a file, which may have come by another reference too.
    fn enter(&mut self, document: &Document, media: &'a Media) -> usize {
        let sha256 = sha256(&media.bytes);
        self.pictures.iter().position(|picture| picture.sha256 == sha256).unwrap_or_else(|| {
            let guid = identity::part(document, &format!("picture sha-256:{}", hex(&sha256)));
            self.pictures.push(Delivered { guid, media, sha256, figures: Vec::new() });
            self.pictures.len() - 1
        })
    }

    /// All of them, in reading order.
    pub(super) fn pictures(&self) -> &[Delivered<'a>] {
        &self.pictures
    }

    /// The picture of a figure, if the file carries it.
    pub(super) fn picture(&self, figure: &Figure) -> Option<&Delivered<'a>> {
        self.pictures.get(*self.places.get(figure.picture.as_ref()?.media.as_ref()?)?)
    }

    /// Says which pictures came and are not carried.
    pub(super) fn left_out(&self, document: &Document) -> Vec<Diagnostic> {
        all_figures(document)
            .filter(|figure| came(document, figure).is_some() && self.picture(figure).is_none())
            .map(|figure| {
                let message = format!("the NewsML-G2 file has no room for the picture {:?}", figure.words());
                Diagnostic::new(Code::PictureNotCarried, message).at(figure.span).with_hint(
                    "its caption, alternative text and rights are there; the EPUB and the PDF hold the picture",
                )
            })
            .collect()
    }
}

fn came<'a>(document: &'a Document, figure: &Figure) -> Option<(&'a MediaId, &'a Media)> {
    let id = figure.picture.as_ref()?.media.as_ref()?;
    document.media.get_key_value(id).filter(|_| !document.withholds_pictures())
}

fn has_room(media: &Media) -> bool {
    media.bytes.len().div_ceil(3).saturating_mul(4) <= ROOM
}

impl Delivered<'_> {
    /// What the item is called: by its first caption, else by the words that stand for it.
    pub(super) fn title(&self) -> String {
        let caption = self.captions().into_iter().next();
        let words = || self.figures.first().map_or(Cow::default(), |figure| figure.words());
        one_line(&caption.map_or_else(words, Cow::Owned)).into_owned()
    }

    /// What stands under it, each once.
    fn captions(&self) -> Vec<String> {
        let captions = self.figures.iter().map(|figure| plain_text(&figure.caption));
        each_once(captions.filter(|caption| !caption.trim().is_empty()))
    }
}

/// The same without repetitions.
fn each_once<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<T> {
    values.fold(Vec::new(), |mut all, value| {
        if !all.contains(&value) {
            all.push(value);
        }
        all
    })
}

/// Writes the item of a picture.
pub(super) fn write(xml: &mut Xml, file: &NewsFile<'_>, picture: &Delivered<'_>) {
    let document = file.document;
    xml.open_line("newsItem", &common::attributes_of(file, &picture.guid));
    xml.empty_line("catalogRef", &[("href", CATALOG)]);
    rights::of_picture(xml, file);
    item_meta(xml, file, picture);
    content_meta(xml, document, picture);
    content(xml, picture);
    xml.close_line();
}

fn item_meta(xml: &mut Xml, file: &NewsFile<'_>, picture: &Delivered<'_>) {
    let scope = format!("{NAMESPACE}pictureDigest");
    let media = picture.media;
    xml.open_line("itemMeta", &[]);
    common::management(xml, file, CLASS, &picture.title());
    common::editors_note(xml, file.document, &file.edition.statement);
    xml.leaf_line("hash", &[("hashtypeuri", SHA_256), ("scopeuri", &scope)], &hex(&picture.sha256));
    common::derived_from(xml, &picture.sha256, media.kind.media_type(), media.bytes.len());
    common::associated(xml, &file.edition.identifier);
    xml.close_line();
}

fn content_meta(xml: &mut Xml, document: &Document, picture: &Delivered<'_>) {
    let metadata = &document.metadata;
    let lang = ("xml:lang", metadata.language.value.as_str());
    let shown = || picture.figures.iter().filter_map(|figure| figure.picture.as_ref());
    xml.open_line("contentMeta", &[]);
    if let Some(publisher) = &metadata.publisher {
        vocabulary::organisation(xml, "infoSource", &publisher.value);
    }
    xml.leaf_line("altId", &[("typeuri", RFC_6920)], &named_information(&picture.sha256));
    for named in each_once(shown().map(|shown| &*shown.reference)) {
        vocabulary::reference(xml, named);
    }
    xml.empty_line("language", &[("tag", lang.1)]);
    xml.leaf_line("headline", &[lang], &picture.title());
    common::credit_line(xml, document);
    for caption in picture.captions() {
        xml.leaf_line("description", &[lang, ("role", "drol:caption")], &caption);
    }
    for words in each_once(shown().map(|shown| &*shown.alternative).filter(|words| !words.is_empty())) {
        vocabulary::alternative(xml, document, words);
    }
    xml.close_line();
}

/// `contentSet`: the file as it came. It is the only rendition, and so the best.
fn content(xml: &mut Xml, picture: &Delivered<'_>) {
    let Media { kind, bytes, width, height } = picture.media;
    let attributes = [
        ("contenttype", kind.media_type()),
        ("encoding", "encd:base64"),
        ("rendition", "rnd:highRes"),
        ("width", &*width.to_string()),
        ("height", &*height.to_string()),
    ];
    xml.open_line("contentSet", &[]);
    xml.leaf_line("inlineData", &attributes, &STANDARD.encode(bytes));
    xml.close_line();
}
