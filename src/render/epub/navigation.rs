//! The navigation document (EPUB 3.3, 7): the table of contents, its headings nested, and the landmarks.

use super::chapter::ContentsEntry;
use super::page::XhtmlPage;
use super::{ARTICLE, STATEMENT};
use crate::language::labels::Labels;

/// Writes the navigation of an article with this headline and these headings.
pub(super) fn navigation(
    headline: &str,
    entries: &[ContentsEntry],
    labels: &Labels,
    mut page: XhtmlPage<'_>,
) -> Vec<u8> {
    let attributes = [("epub:type", "toc"), ("role", "doc-toc"), ("id", "toc"), ("aria-labelledby", "contents")];
    page.open("nav", &attributes);
    page.bold(|page| page.label("h1", &[("id", "contents")], labels.contents));
    page.open("ol", &[]);
    page.open("li", &[]);
    page.leaf("a", &[("href", ARTICLE)], headline);
    list(entries, &mut page);
    page.close();
    page.open("li", &[]);
    page.label("a", &[("href", STATEMENT)], labels.source_and_rights);
    page.close();
    page.close();
    page.close();

    let attributes =
        [("epub:type", "landmarks"), ("id", "landmarks"), ("aria-labelledby", "places"), ("hidden", "hidden")];
    page.open("nav", &attributes);
    page.bold(|page| page.label("h2", &[("id", "places")], labels.landmarks));
    page.open("ol", &[]);
    for (kind, href, title) in
        [("bodymatter", ARTICLE, labels.article), ("copyright-page", STATEMENT, labels.source_and_rights)]
    {
        page.open("li", &[]);
        page.label("a", &[("epub:type", kind), ("href", href)], title);
        page.close();
    }
    page.finish()
}

/// Writes headings as a list, each with those below it inside.
fn list(mut entries: &[ContentsEntry], page: &mut XhtmlPage<'_>) {
    if entries.is_empty() {
        return;
    }
    page.open("ol", &[]);
    while let Some((entry, rest)) = entries.split_first() {
        let below = rest.iter().position(|next| next.level <= entry.level).unwrap_or(rest.len());
        page.open("li", &[]);
        page.leaf("a", &[("href", &format!("{ARTICLE}#{}", entry.id))], entry.title.trim());
        list(&rest[..below], page);
        page.close();
        entries = &rest[below..];
    }
    page.close();
}
