//! A manifest as a page for people: counts, bars, and a table of every line that can be searched and sorted.
//!
//! 1. [`RunPage::new`] says what was counted;
//! 2. [`RunPage::line`] adds a line of the manifest to the table;
//! 3. [`RunPage::finish`] ends it.
//!
//! The page stands alone: its style and its script are in it, it asks for nothing, and its policy (CSP 3) names the
//! digests of both, so that nothing in a manifest can run. What a manifest says is words and never markup; an address is
//! a link only as one of the web.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::{Position, Url};

use super::manifest::{ArticleLine, ArticleState, DiagnosticLine, ManifestLine, RunLine};
use super::summary::{RunSummary, Tallies, Tally, cause, place};
use crate::digest::sha256;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// Says that scripts run, before there is anything to lay out.
const FIRST: &str = "document.documentElement.dataset.script = '';";

/// Longer words are cut, in characters: the manifest has them whole.
const LONGEST: usize = 400;
/// How many kinds have a bar of their own.
const MOST_BARS: usize = 15;

/// The columns of the table, each with its class.
const COLUMNS: [(&str, &str); 9] = [
    ("w1", "What became of it"),
    ("w2", "What it is"),
    ("w3", "Publisher"),
    ("w4", "Published"),
    ("w5", "Language"),
    ("w6", "Words"),
    ("w7", "Terms"),
    ("w8", "Messages"),
    ("w9", "Files"),
];

/// A page in the making.
#[derive(Debug)]
pub struct RunPage<'a> {
    html: String,
    /// The path from the page to the run's folder.
    folder: Option<&'a str>,
}

impl<'a> RunPage<'a> {
    /// A page of a run, of which the first line of its manifest and all of its lines, counted, are known. `manifest` is
    /// what the manifest is called; `folder` is the path from the page to the folder of the run, with `/` behind each of its
    /// parts, and without it no file is a link.
    pub fn new(manifest: &str, run: &RunLine, summary: &RunSummary, folder: Option<&'a str>) -> Self {
        let mut html = head(manifest);
        let failed = summary.failed.total();
        let skipped = summary.skipped.total();
        let lines = summary.converted + failed + skipped + summary.damages.count;
        let _ = write!(
            html,
            "<header><h1>Report of a run</h1><p class=\"quiet\">{}, by istinad {}; formats: {}</p></header>\n<main id=\"main\">\n\
             <ul class=\"counts\"><li class=\"converted\"><strong>{}</strong> converted</li><li class=\"failed\"><strong>{}</strong> failed</li>\
             <li class=\"skipped\"><strong>{}</strong> passed over</li><li class=\"damage\"><strong>{}</strong> could not be read</li>\
             <li><strong>{}</strong> files, {} MB</li></ul>\n<div class=\"sections\">\n",
            escape(manifest),
            escape(&run.version),
            escape(&run.formats.join(", ")),
            grouped(summary.converted),
            grouped(failed),
            grouped(skipped),
            grouped(summary.damages.count),
            grouped(summary.files),
            grouped(summary.bytes.div_ceil(1_000_000)),
        );
        let mut became: Vec<(String, Tally)> = Vec::new();
        if summary.converted > 0 {
            became.push(("converted".to_owned(), Tally { count: summary.converted, places: Vec::new() }));
        }
        let of = |kind: &str, tallies: &Tallies| -> Vec<(String, Tally)> {
            tallies.by_count().into_iter().map(|(name, tally)| (format!("{kind}: {name}"), tally.clone())).collect()
        };
        became.extend(of("failed", &summary.failed));
        became.extend(of("passed over", &summary.skipped));
        if summary.damages.count > 0 {
            became.push((DAMAGE.to_owned(), summary.damages.clone()));
        }
        section(&mut html, "What became of everything", &format!("{} lines", grouped(lines)), lines, &became);
        let of_articles = format!("of {} converted articles", grouped(summary.converted));
        let mut terms = without_places(&summary.terms);
        if summary.without_terms > 0 {
            terms.push(("no terms recognised".to_owned(), Tally { count: summary.without_terms, places: Vec::new() }));
        }
        section(&mut html, "Terms", &format!("What the terms mean, {of_articles}"), summary.converted, &terms);
        if summary.unmet.count > 0 {
            let unmet = [("a duty is unmet".to_owned(), summary.unmet.clone())];
            section(&mut html, "Unmet duties", &format!("Articles, {of_articles}"), summary.converted, &unmet);
        }
        let articles = summary.converted + failed;
        let of_all = format!("Articles with each message, of {}", grouped(articles));
        section(&mut html, "Messages", &of_all, articles, &without_places(&summary.messages));
        let publishers = without_places(&summary.publishers);
        section(&mut html, "Publishers", &format!("Articles, {of_articles}"), summary.converted, &publishers);
        let languages = without_places(&summary.languages);
        section(&mut html, "Languages", &format!("Articles, {of_articles}"), summary.converted, &languages);
        html.push_str("</div>\n");
        table(&mut html, lines, &became);
        Self { html, folder }
    }

    /// Adds a line of the manifest.
    pub fn line(&mut self, line: &ManifestLine) {
        match line {
            ManifestLine::Run(_) => {}
            ManifestLine::Article(article) => self.article(article),
            ManifestLine::Skipped(skipped) => {
                let became = format!("passed over: {}", skipped.reason);
                let what = address(&place(&skipped.origin));
                self.row("skipped", &became, ["", "", "", "", "", "", ""], &what);
            }
            ManifestLine::Damage(damage) => {
                let what = address(&place(&damage.origin)) + &why(&damage.message);
                self.row("damage", DAMAGE, ["", "", "", "", "", "", ""], &what);
            }
        }
    }

    fn article(&mut self, article: &ArticleLine) {
        let ArticleLine { origin, state, summary, files, diagnostics, .. } = article;
        let (class, became) = match state {
            ArticleState::Converted => ("converted", "converted".to_owned()),
            ArticleState::Failed => ("failed", format!("failed: {}", cause(diagnostics))),
        };
        let mut what = String::new();
        if let Some(headline) = &summary.headline {
            let language = summary.language.as_deref().filter(|language| is_tag(language));
            let language = language.map(|language| format!(" lang=\"{language}\"")).unwrap_or_default();
            let _ = write!(what, "<span class=\"headline\" dir=\"auto\"{language}>{}</span>", escape(headline));
        }
        what.push_str(&address(&place(origin)));
        if *state == ArticleState::Failed {
            let reason = diagnostics.iter().find(|said| said.code == cause(diagnostics));
            what.extend(reason.map(|said| why(&said.message)));
        }
        let links: Vec<String> = files.iter().map(|file| self.link(&file.file, &file.format)).collect();
        let text = |value: &Option<String>| value.as_deref().map(escape).unwrap_or_default();
        let published = summary.published.as_deref().map(|time| escape(&time.chars().take(10).collect::<String>()));
        let cells = [
            format!("<bdi>{}</bdi>", text(&summary.publisher)),
            published.unwrap_or_default(),
            text(&summary.language),
            summary.words.map(|words| words.to_string()).unwrap_or_default(),
            escape(&summary.terms.join("; ")),
            messages(diagnostics),
            links.join(" "),
        ];
        self.row(class, &became, cells.each_ref().map(String::as_str), &what);
    }

    fn row(&mut self, class: &str, became: &str, cells: [&str; 7], what: &str) {
        let _ = write!(self.html, "<tr><td class=\"{class}\">{}</td><th scope=\"row\">{what}</th>", escape(became));
        for (at, cell) in cells.iter().enumerate() {
            let class = if at == WORDS { " class=\"number\"" } else { "" };
            let _ = write!(self.html, "<td{class}>{cell}</td>");
        }
        self.html.push_str("</tr>\n");
    }

    /// A file of the run, as a link where it lies within the folder.
    fn link(&self, file: &str, format: &str) -> String {
        let is_within = !file.is_empty() && file.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
        match self.folder {
            Some(folder) if is_within => {
                format!("<a href=\"{}{}\">{}</a>", percent_encoded(folder), percent_encoded(file), escape(format))
            }
            _ => escape(format),
        }
    }

    /// The whole page.
    #[must_use]
    pub fn finish(self) -> String {
        let mut html = self.html;
        html.push_str("</tbody>\n</table>\n</div>\n</main>\n");
        html.push_str(
            "<footer><p>Made from a manifest, whose lines say more: digests, places in archives, every message.</p></footer>\n",
        );
        let _ = write!(html, "<script>{SCRIPT}</script>\n</body>\n</html>\n");
        html
    }
}

/// Which of the cells behind the heading has the number of words.
const WORDS: usize = 3;

/// What stands in the first column of damage.
const DAMAGE: &str = "could not be read";

fn head(manifest: &str) -> String {
    let digest = |text: &str| format!("'sha256-{}'", STANDARD.encode(sha256(text.as_bytes())));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action 'none'; \
         style-src {}; script-src {} {}\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Report of a run: {}</title>\n\
         <script>{FIRST}</script>\n<style>{STYLE}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#table\">To the table</a>\n",
        digest(STYLE),
        digest(FIRST),
        digest(SCRIPT),
        escape(manifest)
    )
}

fn without_places(tallies: &Tallies) -> Vec<(String, Tally)> {
    let tally = |count| Tally { count, places: Vec::new() };
    tallies.by_count().into_iter().map(|(kind, of)| (kind.to_owned(), tally(of.count))).collect()
}

/// A heading, and under it how often each of some things was, as a table with bars.
fn section(html: &mut String, title: &str, caption: &str, whole: u64, rows: &[(String, Tally)]) {
    if rows.is_empty() {
        return;
    }
    let has_places = rows.iter().any(|(_, tally)| !tally.places.is_empty());
    let where_head = if has_places { "<th scope=\"col\" class=\"where\">First places</th>" } else { "" };
    let _ = write!(
        html,
        "<section><h2>{title}</h2>\n<table class=\"bars\"><caption>{caption}</caption>\n<thead><tr><th scope=\"col\" class=\"what\">What</th>\
         <th scope=\"col\" class=\"number\">How often</th><th scope=\"col\" class=\"bar\">Share</th>{where_head}</tr></thead>\n<tbody>\n"
    );
    for (kind, tally) in rows.iter().take(MOST_BARS) {
        bar(html, kind, tally, whole, has_places);
    }
    let rest: u64 = rows.iter().skip(MOST_BARS).map(|(_, tally)| tally.count).sum();
    if rest > 0 {
        let kind = format!("{} more kinds", rows.len() - MOST_BARS);
        bar(html, &kind, &Tally { count: rest, places: Vec::new() }, whole, has_places);
    }
    html.push_str("</tbody></table></section>\n");
}

fn bar(html: &mut String, kind: &str, Tally { count, places }: &Tally, whole: u64, has_places: bool) {
    // In tenths of a per cent; what is there at all can be seen.
    let share = (count.saturating_mul(1_000) / whole.max(1)).clamp(5, 1_000);
    let _ = write!(
        html,
        "<tr><th scope=\"row\" dir=\"auto\">{}</th><td class=\"number\">{}</td><td class=\"bar\"><svg aria-hidden=\"true\" focusable=\"false\">\
         <rect width=\"{}.{}%\" height=\"100%\" fill=\"currentColor\"/></svg></td>",
        escape(kind),
        grouped(*count),
        share / 10,
        share % 10
    );
    if has_places {
        let places: String = places.iter().map(|place| format!("<li><bdi>{}</bdi></li>", escape(place))).collect();
        let list = if places.is_empty() { String::new() } else { format!("<ol>{places}</ol>") };
        let _ = write!(html, "<td class=\"where\">{list}</td>");
    }
    html.push_str("</tr>\n");
}

/// The table up to its first line, with what finds lines in it.
fn table(html: &mut String, lines: u64, became: &[(String, Tally)]) {
    let options: String = became
        .iter()
        .map(|(kind, tally)| {
            let value = escape(kind);
            format!("<option value=\"{value}\">{value} ({})</option>", grouped(tally.count))
        })
        .collect();
    let heads: String =
        COLUMNS.iter().map(|(class, name)| format!("<th scope=\"col\" class=\"{class}\">{name}</th>")).collect();
    let _ = write!(
        html,
        "<h2 id=\"table\">Every line</h2>\n<form id=\"find\" role=\"search\" hidden><div><label for=\"words\">Words to look for</label>\
         <input id=\"words\" type=\"search\" autocomplete=\"off\"></div><div><label for=\"kind\">What became of it</label>\
         <select id=\"kind\"><option value=\"\">everything ({})</option>{options}</select></div></form>\n\
         <div class=\"pages\" id=\"pages\" hidden><p role=\"status\" id=\"count\"></p><button type=\"button\" id=\"back\">Back</button>\
         <button type=\"button\" id=\"on\">On</button></div>\n\
         <div class=\"scroll\" id=\"scroll\" role=\"region\" aria-labelledby=\"table\" tabindex=\"0\">\n<table id=\"lines\">\
         <thead><tr>{heads}</tr></thead>\n<tbody>\n",
        grouped(lines)
    );
}

/// The codes of what was said of an article.
fn messages(diagnostics: &[DiagnosticLine]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    diagnostics.iter().for_each(|said| *counts.entry(&said.code).or_default() += 1);
    let codes: Vec<String> = counts
        .iter()
        .map(|(code, count)| if *count > 1 { format!("{code} ({count})") } else { (*code).to_owned() })
        .collect();
    escape(&codes.join(", "))
}

/// Why something was not converted.
fn why(message: &str) -> String {
    format!("<span class=\"why\" dir=\"auto\">{}</span>", escape(message))
}

/// Where something is; an address of the web as a link.
fn address(place: &str) -> String {
    // One that would be cut leads nowhere.
    let url = Url::parse(place).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let url = url.filter(|url| sound(url).len() < LONGEST);
    match url {
        Some(url) => format!("<a class=\"address\" href=\"{}\"><bdi>{}</bdi></a>", escape(&sound(&url)), escape(place)),
        None => format!("<bdi class=\"address\">{}</bdi>", escape(place)),
    }
}

/// An address with the characters encoded that browsers keep and the standard forbids (RFC 3986, 3.3 and 3.4).
fn sound(url: &Url) -> String {
    let mut sound = url[..Position::BeforePath].to_owned();
    for character in url[Position::BeforePath..].chars() {
        if "[]{}|\\^`".contains(character) {
            let _ = write!(sound, "%{:02X}", u32::from(character));
        } else {
            sound.push(character);
        }
    }
    sound
}

/// Whether a language is named as pages name one (BCP 47).
fn is_tag(language: &str) -> bool {
    let mut parts = language.split('-');
    let is_first = parts
        .next()
        .is_some_and(|part| matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_lowercase()));
    is_first && parts.all(|part| matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Words as HTML has them: no markup, and no character that it forbids (HTML, 13.1.3 and 13.1.4).
fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len().min(4 * LONGEST));
    for (at, character) in words.chars().enumerate() {
        match character {
            _ if at == LONGEST => {
                escaped.push('…');
                break;
            }
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(' '),
            control if control.is_control() => escaped.push(char::REPLACEMENT_CHARACTER),
            '\u{fdd0}'..='\u{fdef}' => escaped.push(char::REPLACEMENT_CHARACTER),
            none if u32::from(none) & 0xfffe == 0xfffe => escaped.push(char::REPLACEMENT_CHARACTER),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A path as the path of an address (RFC 3986, 3.3).
fn percent_encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// A number with its thousands apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_markup() {
        assert_eq!(
            escape("<b a='x'>\u{0}\u{85}\u{ffff}\u{1fffe}&"),
            "&lt;b a=&#39;x&#39;&gt;\u{fffd}\u{fffd}\u{fffd}\u{fffd}&amp;"
        );
        assert_eq!(escape(&"ə".repeat(LONGEST + 1)), format!("{}…", "ə".repeat(LONGEST)));
        for place in ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "göl.md"] {
            assert!(!address(place).contains("href"), "{place}");
        }
        assert!(address("https://a.example/\"><script>").contains("href=\"https://a.example/%22%3E%3Cscript%3E\""));
        assert!(address("https://[::1]/[a]?{b}").contains("href=\"https://[::1]/%5Ba%5D?%7Bb%7D\""));
    }

    #[test]
    fn files_are_links_where_they_lie_in_the_folder() {
        let page = RunPage { html: String::new(), folder: Some("../archive/") };
        assert_eq!(
            page.link("a.example/göl: 1.pdf", "pdf"),
            "<a href=\"../archive/a.example/g%C3%B6l%3A%201.pdf\">pdf</a>"
        );
        for outside in ["/etc/passwd", "../x.pdf", "a/../../x.pdf", "", "a//b"] {
            assert_eq!(page.link(outside, "pdf"), "pdf", "{outside}");
        }
        assert_eq!(RunPage { folder: None, ..page }.link("a.pdf", "pdf"), "pdf");
    }

    #[test]
    fn numbers_and_tags() {
        assert_eq!([grouped(0), grouped(999), grouped(1_234_567)], ["0", "999", "1,234,567"]);
        assert!(is_tag("az") && is_tag("az-Cyrl") && !is_tag("az\"") && !is_tag("") && !is_tag("x-klingon"));
    }
}
