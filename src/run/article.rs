//! Whether a page that was read is an article at all: a crawl holds front pages and lists of links too.

use crate::model::walk::{block_passages, for_each_inline};
use crate::model::{Document, Inline};

/// Why a page is no article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotArticle {
    /// It is the front page of a site.
    FrontPage,
    /// Most of its words are links.
    ListOfLinks,
    /// It has hardly any words.
    Stub,
}

impl NotArticle {
    /// The stable name that manifests use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FrontPage => "front-page",
            Self::ListOfLinks => "list-of-links",
            Self::Stub => "stub",
        }
    }
}

/// An article has so many words at least; a flash of an agency has more.
const FEWEST_WORDS: usize = 8;
/// Of the words of an article, at most so many of a hundred are links.
const MOST_LINKED: usize = 60;

/// Whether a document is an article.
///
/// # Errors
/// If it is none, with the reason.
pub fn is_article(document: &Document) -> Result<(), NotArticle> {
    let address = document.metadata.address.as_ref().map(|slot| slot.value.as_str());
    if address.is_some_and(is_root) {
        return Err(NotArticle::FrontPage);
    }
    let count = |text: &str| text.split_whitespace().count();
    let words: usize = block_passages(&document.body).iter().map(|passage| count(&passage.text)).sum();
    let mut linked = 0;
    for_each_inline(&document.body, &mut |inline| {
        if let Inline::Link(link) = inline {
            linked += count(&crate::model::walk::plain_text(&link.content));
        }
    });
    match words {
        0..FEWEST_WORDS => Err(NotArticle::Stub),
        _ if linked * 100 > words * MOST_LINKED => Err(NotArticle::ListOfLinks),
        _ => Ok(()),
    }
}

/// Whether an address is that of a site itself.
fn is_root(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let has_query = rest.contains('?');
    !has_query && matches!(path.trim_end_matches('/'), "" | "index.html" | "index.htm" | "index.php" | "home")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_itself_is_no_article() {
        for root in ["https://a.example", "https://a.example/", "https://a.example/index.html#top"] {
            assert!(is_root(root), "{root}");
        }
        for page in ["https://a.example/a", "https://a.example/?p=12", "https://a.example/home/1"] {
            assert!(!is_root(page), "{page}");
        }
    }
}
