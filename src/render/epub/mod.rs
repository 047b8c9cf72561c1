//! EPUB 3.3 with the accessibility of EPUB Accessibility 1.1.
//!
//! 1. [`chapter`] writes the article as one page, [`statement`] the page of its source and rights, [`navigation`] the
//!    table of contents, each over [`page`];
//! 2. [`fonts`] cuts the faces down to the characters that those pages show;
//! 3. [`package`] has `epub-builder` list the parts, and gathers what there is to say about them, with
//!    [`accessibility`];
//! 4. [`seal`] completes the package document and writes the container.
//!
//! # Whose words
//!
//! In `article.xhtml` every word is the source's, in the order of [`crate::model::walk::passages`], except in elements
//! whose `class` attribute begins with `istinad-`; those, with everything inside them, are ours: `istinad-credit` is
//! the credit line, `istinad-label` are numbers of footnotes, headings and notes that we add. A `br` and the bounds of
//! blocks part words. All of `rights.xhtml` (in the element `istinad-statement`) and of `nav.xhtml` is ours, though
//! both repeat words of the source.

mod accessibility;
mod chapter;
mod fonts;
mod navigation;
mod package;
mod page;
mod seal;
mod statement;

use std::collections::BTreeMap;

use self::chapter::Chapter;
use self::fonts::FontUse;
use self::package::{PackageValues, PublicationResource, ResourceRole};
use self::page::XhtmlPage;
use super::{Edition, RenderOptions, Renderer};
use crate::diagnostic::Outcome;
use crate::error::Result;
use crate::model::{Document, MediaId, walk};
use crate::rights::StatementLine;

/// The page of the article.
const ARTICLE: &str = "article.xhtml";
/// The page of its source and rights.
const STATEMENT: &str = "rights.xhtml";
/// The navigation document; `epub-builder` gives it this name.
const NAVIGATION: &str = "nav.xhtml";
/// The style sheet; `epub-builder` gives it this name.
const STYLESHEET: &str = "stylesheet.css";
/// The terms for machines.
const POLICY: &str = "rights/policy.jsonld";
/// Their media type.
const POLICY_TYPE: &str = "application/ld+json";
/// The media type of pages.
const XHTML: &str = "application/xhtml+xml";

/// Makes EPUB files.
#[derive(Debug, Clone, Copy, Default)]
pub struct Epub;

impl Renderer for Epub {
    fn name(&self) -> &'static str {
        "epub"
    }

    fn extension(&self) -> &'static str {
        "epub"
    }

    fn media_type(&self) -> &'static str {
        "application/epub+zip"
    }

    fn render(&self, edition: &Edition<'_>, options: &RenderOptions) -> Result<Outcome<Vec<u8>>> {
        let Edition { document, labels, statement: notice, .. } = edition;
        let language = &document.metadata.language.value;
        let headline = document.metadata.headline.value.as_str();
        let pictures = pictures(document);
        let mut used = FontUse::new();

        let credit = notice.lines.iter().find(|line| matches!(line, StatementLine::Credit(_)));
        let contents = Chapter { document, labels, credit, pictures: &pictures };
        let (article, entries) = chapter::chapter(&contents, XhtmlPage::new(headline, language, &mut used));
        let statement = statement::statement(edition, XhtmlPage::new(notice.heading, language, &mut used));
        let navigation =
            navigation::navigation(headline, &entries, labels, XhtmlPage::new(labels.contents, language, &mut used));

        let subsets = used.subsets(&options.fonts)?;
        let style = fonts::rules(&subsets) + include_str!("style.css");

        let mut parts = vec![
            PublicationResource {
                path: NAVIGATION.to_owned(),
                media_type: XHTML,
                place: ResourceRole::Page,
                bytes: navigation,
            },
            PublicationResource {
                path: ARTICLE.to_owned(),
                media_type: XHTML,
                place: ResourceRole::Page,
                bytes: article,
            },
            PublicationResource {
                path: STATEMENT.to_owned(),
                media_type: XHTML,
                place: ResourceRole::Page,
                bytes: statement,
            },
            PublicationResource {
                path: STYLESHEET.to_owned(),
                media_type: "text/css",
                place: ResourceRole::Page,
                bytes: style.into_bytes(),
            },
        ];
        parts.extend(edition.policy.as_ref().map(|policy| PublicationResource {
            path: POLICY.to_owned(),
            media_type: POLICY_TYPE,
            place: ResourceRole::Linked,
            bytes: policy.clone().into_bytes(),
        }));
        parts.extend(subsets.into_iter().map(|subset| PublicationResource {
            path: subset.path(),
            media_type: "font/ttf",
            place: ResourceRole::Resource,
            bytes: subset.bytes,
        }));
        parts.extend(pictures.iter().filter_map(|(id, path)| {
            let media = document.media.get(id)?;
            let bytes = media.bytes.clone();
            Some(PublicationResource {
                path: path.clone(),
                media_type: media.kind.media_type(),
                place: ResourceRole::Resource,
                bytes,
            })
        }));

        let skeleton = package::template(language)?;
        let values =
            PackageValues { identifier: &edition.identifier, title: headline, language, modified: edition.written };
        let mut metadata = package::metadata(edition);
        metadata.extend(accessibility::accessibility(document, labels, |id| pictures.contains_key(id)));
        let book = seal::seal(skeleton, &values, &metadata, &parts)?;
        Ok(Outcome::new(book, Vec::new()))
    }
}

/// Where each picture lies that the book carries: those that figures show and the terms do not withhold.
fn pictures(document: &Document) -> BTreeMap<&MediaId, String> {
    if document.withholds_pictures() {
        return BTreeMap::new();
    }
    let shown = walk::all_figures(document).filter_map(|figure| figure.picture.as_ref()?.media.as_ref());
    let mut paths = BTreeMap::new();
    for id in shown {
        if let Some(media) = document.media.get(id) {
            let number = paths.len() + 1;
            paths.entry(id).or_insert_with(|| format!("images/{number}.{}", media.kind.extension()));
        }
    }
    paths
}
