//! The page: one document, its style and its scripts, compiled in, without a build chain.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
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
    "shelf.js": SCRIPT,
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

const INDEX: &str = include_str!("../page/index.html");

/// The words that the document announces as it stands.
const ANNOUNCED: &str = "words-en.js";

/// The document. It announces the words that the browser is going to ask for, so that they come with its scripts.
pub(crate) async fn index(headers: HeaderMap) -> Response {
    ([(header::CONTENT_TYPE, HTML)], INDEX.replace(ANNOUNCED, words(&headers))).into_response()
}

/// The words in the first language of the browser that the page has, as the page itself chooses it.
fn words(headers: &HeaderMap) -> &'static str {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut primaries = accepted.split(',').filter_map(|range| range.trim().split([';', '-']).next());
    let of = |primary: &str| {
        let mut names = ASSETS.iter().map(|(name, ..)| *name);
        names.find(|name| {
            let tongue = name.strip_prefix("words-").and_then(|name| name.strip_suffix(".js"));
            tongue.is_some_and(|tongue| tongue.eq_ignore_ascii_case(primary))
        })
    };
    primaries.find_map(of).unwrap_or(ANNOUNCED)
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
    fn announces_the_words_of_the_browser() {
        let of = |accepted: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, accepted.parse().expect("a value"));
            words(&headers)
        };
        assert_eq!(of("az"), "words-az.js");
        assert_eq!(of("de-AT,ru-RU;q=0.9,en;q=0.8"), "words-ru.js");
        assert_eq!(of("fr, TR;q=0.5"), "words-tr.js");
        assert_eq!(of("ka"), ANNOUNCED);
        assert_eq!(words(&HeaderMap::new()), ANNOUNCED);
        assert_eq!(INDEX.matches(ANNOUNCED).count(), 1);
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
