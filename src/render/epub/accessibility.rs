//! What the package says of the book's accessibility (EPUB Accessibility 1.1, 2.2), worked out from what is in it.
//!
//! Nothing is claimed that nobody looked at: no conformance to WCAG, which a person has to judge.

use super::package::MetadataElement;
use crate::language::labels::Labels;
use crate::model::walk::{all_figures, plain_text};
use crate::model::{Document, MediaId};

/// The statements. `carries` says whether the book carries a picture.
pub(super) fn accessibility(
    document: &Document,
    labels: &Labels,
    carries: impl Fn(&MediaId) -> bool,
) -> Vec<MetadataElement> {
    let mut pictures = 0;
    let mut described = 0;
    for figure in all_figures(document) {
        let Some(picture) = figure.picture.as_ref().filter(|picture| picture.media.as_ref().is_some_and(&carries))
        else {
            continue;
        };
        pictures += 1;
        let words = picture.alternative.trim().len() + plain_text(&figure.caption).trim().len();
        described += usize::from(words > 0);
    }

    let mut statements = vec![("schema:accessMode", "textual")];
    if pictures > 0 {
        statements.push(("schema:accessMode", "visual"));
    }
    if described == pictures {
        statements.push(("schema:accessModeSufficient", "textual"));
    }
    if pictures > 0 {
        statements.push(("schema:accessModeSufficient", "textual,visual"));
    }
    for feature in ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"] {
        statements.push(("schema:accessibilityFeature", feature));
    }
    if pictures > 0 && described == pictures {
        statements.push(("schema:accessibilityFeature", "alternativeText"));
    }
    // Text and still pictures: nothing flashes, moves or sounds.
    statements.push(("schema:accessibilityHazard", "none"));
    let summary = match (pictures, described) {
        (0, _) => labels.accessibility_text_only,
        (all, described) if all == described => labels.accessibility_with_pictures,
        _ => labels.accessibility_undescribed,
    };
    statements.push(("schema:accessibilitySummary", summary));
    statements.into_iter().map(|(property, value)| MetadataElement::meta(property, value)).collect()
}
