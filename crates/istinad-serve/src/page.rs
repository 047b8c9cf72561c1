//! The page: one document, its style and its scripts, compiled in, without a build chain.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};

use crate::{Shared, guard};

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

macro_rules! assets {
    ($($name:literal: $kind:expr),* $(,)?) => {
        /// The parts of the page: name, media type, bytes.
        const ASSETS: &[(&str, &str, &[u8])] = &[$(($name, $kind, include_bytes!(concat!("../page/", $name)))),*];
    };
}

assets! {
    "icon.svg": "image/svg+xml",
    "style.css": CSS,
    "app.js": SCRIPT,
    "ask.js": SCRIPT,
    "drop.js": SCRIPT,
    "make.js": SCRIPT,
    "prove.js": SCRIPT,
    "see.js": SCRIPT,
    "source.js": SCRIPT,
    "state.js": SCRIPT,
    "table.js": SCRIPT,
    "take.js": SCRIPT,
    "understood.js": SCRIPT,
    "words.js": SCRIPT,
    "words-az.js": SCRIPT,
    "words-en.js": SCRIPT,
    "words-ru.js": SCRIPT,
    "words-tr.js": SCRIPT,
}

/// The document.
pub(crate) async fn index() -> Response {
    ([(header::CONTENT_TYPE, HTML)], include_str!("../page/index.html")).into_response()
}

/// A part of the page.
pub(crate) async fn asset(Path(file): Path<String>) -> Response {
    match ASSETS.iter().find(|(name, ..)| *name == file) {
        Some((_, kind, bytes)) => ([(header::CONTENT_TYPE, *kind)], *bytes).into_response(),
        None => guard::nothing_here().await,
    }
}

/// A face.
pub(crate) async fn face(State(house): Shared, Path(file): Path<String>) -> Response {
    match house.workshop.face(&file) {
        Some(bytes) => ([(header::CONTENT_TYPE, "font/ttf")], bytes).into_response(),
        None => guard::nothing_here().await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_page_is_inline_or_from_elsewhere() {
        let index = include_str!("../page/index.html");
        for forbidden in ["<style", "style=", " onclick", " onload", "javascript:", "http://", "https://"] {
            assert!(!index.contains(forbidden), "{forbidden}");
        }
        let scripts = index.matches("<script").count();
        assert_eq!(scripts, index.matches("<script type=\"module\" src=\"page/").count());
        for (name, kind, bytes) in ASSETS {
            let text = std::str::from_utf8(bytes).expect("text");
            for forbidden in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"]
            {
                assert!(!text.contains(forbidden), "{name}: {forbidden}");
            }
            assert!(*kind != CSS || !text.contains("url(http") && !text.contains("@import"), "{name}");
        }
    }

    #[test]
    fn all_languages_say_the_same_things() {
        let keys = |name: &str| {
            let (.., bytes) = ASSETS.iter().find(|(file, ..)| *file == name).expect("there");
            let text = std::str::from_utf8(bytes).expect("text");
            let keys = text.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(": ")).map(|(key, _)| key);
            keys.map(str::to_owned).collect::<std::collections::BTreeSet<String>>()
        };
        let english = keys("words-en.js");
        assert!(english.len() > 100, "{}", english.len());
        for other in ["words-az.js", "words-tr.js", "words-ru.js"] {
            let other_keys = keys(other);
            let missing: Vec<_> = english.symmetric_difference(&other_keys).collect();
            assert!(missing.is_empty(), "{other}: {missing:?}");
        }
    }
}
