//! Web pages: what they say of themselves, what of them is carried, and what hostile ones come to.
//!
//! The pages in `tests/articles` are kept as snapshots by the tests of `articles`. Where Mozilla's pages for Readability are
//! at hand (`ISTINAD_SHARED`), what is read of them is measured, and may not become worse.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use dom_query::NodeRef;
use istinad::model::dump::dump;
use istinad::model::walk::{block_passages, plain_text};
use istinad::model::{Block, Document, HeaderRole, Language, Origin, Timestamp};
use istinad::{Code, Limits, Outcome, ReadOptions, Source, attach_media, read};

use crate::every;
use crate::support::judge;

/// Words enough for a page to have an article.
const WORDS: &str = "<p>Körpünün təmiri vaxtından iki ay əvvəl başa çatıb, yeni döşəmə, məhəccər və işıqlar qoyulub, \
    köhnə daşlar isə saxlanıb, çünki onlar on doqquzuncu əsrdəndir və şəhərin yaddaşıdır.</p>\
    <p>Mühəndislərin sözlərinə görə, ən çətini suyun altında işləmək olub, dalğıclar qışda, buzun altında da \
    dayanmayıb, hər növbə qırx dəqiqə çəkib, sonra isti çay verilib.</p>";

pub(crate) fn page(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=az><head><title>Körpü açıldı</title>{head}</head><body><article><h1>Körpü açıldı</h1>{WORDS}{body}</article></body></html>"
    )
}

pub(crate) fn read_page(html: &str) -> Outcome<Document> {
    let source = Source::new("page.html", html).expect("UTF-8");
    read(&source, &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}\n{html:.300}"))
}

pub(crate) fn codes(outcome: &Outcome<Document>) -> Vec<Code> {
    outcome.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

fn json_ld(json: &str) -> String {
    page(&format!("<script type='application/ld+json'>{json}</script>"), "")
}

fn authors(document: &Document) -> Vec<&str> {
    document.metadata.authors.iter().map(|author| author.value.as_str()).collect()
}

#[test]
fn authors_are_read_in_every_shape() {
    for (author, expected) in [
        (r#""Ayan Əliyeva""#, vec!["Ayan Əliyeva"]),
        (r#"{"@type": "Person", "name": "Ayan Əliyeva"}"#, vec!["Ayan Əliyeva"]),
        (r#"["Ayan Əliyeva", {"@type": ["Person"], "name": "Elçin Quliyev"}]"#, vec!["Ayan Əliyeva", "Elçin Quliyev"]),
        (r#"[{"name": "Ayan &amp; Əli"}, null, 7]"#, vec!["Ayan & Əli"]),
        (r#""Ayan Əliyeva, Elçin Quliyev""#, vec!["Ayan Əliyeva", "Elçin Quliyev"]),
        (r#""Əliyeva, Ayan""#, vec!["Əliyeva, Ayan"]),
        (r#"{"@type": "Organization", "name": "Nümunə Agentliyi"}"#, vec!["Nümunə Agentliyi"]),
        (r#""https://numune.example/muellif/7""#, vec![]),
        ("{}", vec![]),
    ] {
        let html = json_ld(&format!(r#"{{"@type": "NewsArticle", "author": {author}}}"#));
        assert_eq!(authors(&read_page(&html).output), expected, "{author}");
    }
}

#[test]
fn an_article_is_found_in_every_shape_of_json_ld() {
    let article = r#""headline": "Körpü açıldı", "articleSection": ["Şəhər", "Nəqliyyat"], "keywords": "körpü, çay""#;
    for shape in [
        format!(r#"{{"@context": "https://schema.org", "@type": "NewsArticle", {article}}}"#),
        format!(r#"{{"@type": ["Thing", "ReportageNewsArticle"], {article}}}"#),
        format!(r#"[{{"@type": "WebSite", "name": "x"}}, {{"@type": "Article", {article}}}]"#),
        format!(
            r#"{{"@graph": [{{"@type": "Organization"}}, {{"@type": "http://schema.org/NewsArticle", {article}}}]}}"#
        ),
        format!(r#"{{"@type": "WebPage", "mainEntity": {{"@type": "BlogPosting", {article}}}}}"#),
        format!("//<![CDATA[\n{{\"@type\": \"NewsArticle\", {article}}}\n//]]>"),
        format!("<!--{{\"@type\": \"NewsArticle\", {article}}}-->"),
        // Raw line ends in a text, and more behind the value: mended, and said.
        format!("{{\"@type\": \"NewsArticle\", \"description\": \"bir\n\tiki\", {article}}};"),
    ] {
        let outcome = read_page(&json_ld(&shape));
        let metadata = &outcome.output.metadata;
        assert_eq!(metadata.section.as_ref().map(|slot| slot.value.as_str()), Some("Şəhər"), "{shape}");
        assert_eq!(metadata.section.as_ref().map(|slot| slot.origin), Some(Origin::Metadata), "{shape}");
        assert_eq!(metadata.subjects.iter().map(|slot| slot.value.as_str()).collect::<Vec<_>>(), ["körpü", "çay"]);
        assert_eq!(codes(&outcome).contains(&Code::MetadataInvalid), shape.ends_with(';'), "{shape}");
    }
    let broken = read_page(&json_ld("{\"@type\": \"NewsArticle\", \"articleSection\": }"));
    assert!(codes(&broken).contains(&Code::MetadataInvalid) && broken.output.metadata.section.is_none());
    let deep = read_page(&json_ld(&"[".repeat(100_000)));
    assert!(codes(&deep).contains(&Code::MetadataInvalid));
}

#[test]
fn what_publishers_say_of_rights_is_read() {
    let html = json_ld(
        r##"{"@type": "NewsArticle", "copyrightHolder": {"@id": "#n"}, "copyrightYear": "2026",
            "license": "https://creativecommons.org/licenses/by/4.0/", "usageInfo": "https://numune.example/sert",
            "acquireLicensePage": "https://numune.example/lisenziya", "creditText": "Nümunə Xəbər"}
        </script><script type="application/ld+json">{"@id": "#n", "@type": "Organization", "name": "Nümunə Media"}"##,
    );
    let rights = read_page(&html).output.rights;
    assert_eq!(rights.holder.as_ref().map(|slot| slot.value.name.as_str()), Some("Nümunə Media"));
    assert_eq!(rights.year.as_ref().map(|slot| slot.value), Some(2026));
    let page = rights.terms_page.as_ref().and_then(|page| page.address.as_ref());
    assert_eq!(page.map(|slot| slot.value.as_str()), Some("https://numune.example/sert"));
    // Beside what is not understood a licence is no grant.
    assert_eq!(rights.licence, None);
    let alone = json_ld(r#"{"@type": "NewsArticle", "license": "https://creativecommons.org/licenses/by/4.0/"}"#);
    let licence = read_page(&alone).output.rights.licence;
    assert_eq!(licence.and_then(|slot| slot.value.spdx).as_deref(), Some("CC-BY-4.0"));
    // Whom to name is none of the terms that are not understood, unless it says more.
    let credited = |credit: &str| {
        let html = json_ld(&format!(
            r#"{{"@type": "NewsArticle", "license": "https://creativecommons.org/licenses/by/4.0/", "creditText": "{credit}"}}"#
        ));
        read_page(&html).output.rights.licence.is_some()
    };
    assert!(credited("Nümunə Xəbər") && credited("Photo: Nümunə Xəbər"));
    assert!(!credited("Nümunə Xəbər. Copying is prohibited."));
    let terms: Vec<String> = rights.terms.as_slice().iter().map(|term| plain_text(&term.content)).collect();
    assert!(terms.contains(&"creditText: Nümunə Xəbər".to_owned()), "{terms:?}");
    assert!(terms.contains(&"https://numune.example/lisenziya".to_owned()), "{terms:?}");
}

#[test]
fn times_are_read_in_every_form_and_a_missing_zone_stays_missing() {
    for (written, expected) in [
        ("2026-06-24T14:05:00+04:00", "2026-06-24T14:05:00+04:00"),
        ("2026-06-24T14:05:00+0400", "2026-06-24T14:05:00+04:00"),
        ("2026-06-24 14:05:00 +0400", "2026-06-24T14:05:00+04:00"),
        ("2026-06-24T10:05:00.123Z", "2026-06-24T10:05:00+00:00"),
        ("2026-06-24 14:05", "2026-06-24T14:05"),
        ("2026-06-24", "2026-06-24"),
        ("Wed, 24 Jun 2026 10:05:00 GMT", "2026-06-24T10:05:00+00:00"),
        ("24.06.2026 14:05", "2026-06-24T14:05"),
    ] {
        let html = page(&format!("<meta property='article:published_time' content='{written}'>"), "");
        let published = read_page(&html).output.metadata.published.expect("a time");
        assert_eq!(published.value.to_string(), expected, "{written}");
    }
    let wrong = read_page(&page("<meta property='article:published_time' content='dünən'>", ""));
    assert!(wrong.output.metadata.published.is_none() && codes(&wrong).contains(&Code::TimeInvalid));
}

#[test]
fn options_go_before_everything_that_a_page_says() {
    let html = page(
        "<link rel=canonical href='https://a.example/1'><meta property='og:site_name' content='A'>\
         <meta property='article:published_time' content='2026-01-01'>",
        "",
    );
    let options = ReadOptions::default()
        .with_source_url("https://b.example/2".to_owned())
        .with_language(Language::parse("tr"))
        .with_publisher("B".to_owned())
        .with_published(Timestamp::parse("2026-02-02"));
    let source = Source::new("page.html", html).expect("UTF-8");
    let outcome = read(&source, &options).expect("a page");
    let metadata = &outcome.output.metadata;
    assert_eq!(metadata.address.as_ref().map(|slot| slot.value.as_str()), Some("https://b.example/2"));
    assert_eq!(metadata.language.value.as_str(), "tr");
    assert_eq!(metadata.publisher.as_ref().map(|slot| slot.value.name.as_str()), Some("B"));
    assert_eq!(metadata.published.as_ref().map(|slot| slot.value.to_string()).as_deref(), Some("2026-02-02"));
    assert_eq!(codes(&outcome).iter().filter(|code| **code == Code::OptionConflict).count(), 4);
}

#[test]
fn links_count_from_where_the_page_says() {
    let link = |head: &str| {
        let outcome = read_page(&page(head, "<p>Ətraflı <a href='../hesabat'>hesabatda</a> yazılıb.</p>"));
        dump(&outcome.output).lines().find(|line| line.contains("hesabatda")).expect("the line").trim().to_owned()
    };
    let canonical = "<link rel=canonical href='https://a.example/x/y/z'>";
    assert_eq!(link(canonical), "paragraph: Ətraflı [hesabatda](https://a.example/x/hesabat) yazılıb.");
    let based = format!("{canonical}<base href='https://b.example/p/q/'>");
    assert_eq!(link(&based), "paragraph: Ətraflı [hesabatda](https://b.example/p/hesabat) yazılıb.");
    let relative = format!("{canonical}<base href='/r/s/t'>");
    assert_eq!(link(&relative), "paragraph: Ətraflı [hesabatda](https://a.example/r/hesabat) yazılıb.");
    assert_eq!(link("<base href='javascript:x'>"), "paragraph: Ətraflı hesabatda yazılıb.");
}

#[test]
fn nothing_that_runs_or_spies_is_carried() {
    let html = page(
        "<script>alert('gizli')</script><style>p { content: 'gizli' }</style>",
        "<p onclick='gizli()'>Bir <a href=' java\tscript:gizli()'>iki</a> <a href='file:///gizli'>üç</a> \
         <a href='DATA:text/html,gizli'>dörd</a> <a href='vbscript:gizli'>beş</a> altı yeddi səkkiz doqquz on.</p>\
         <img src='javascript:gizli()' alt=Şəkil><img src='file:///gizli.png' alt=Şəkil>\
         <img src='https://sayqac.example/gizli.gif' width=1 height=1><iframe src='javascript:gizli()' allowfullscreen></iframe>\
         <object data='file:///gizli.swf'></object><svg><script>gizli</script><text>gizli</text></svg>\
         <template>gizli</template><form><input value=gizli><button>gizli</button></form>",
    );
    let outcome = read_page(&html);
    let text = dump(&outcome.output);
    assert!(text.contains("Bir iki üç dörd beş altı") && !text.contains("gizli"), "{text}");
    assert!(codes(&outcome).iter().filter(|code| **code == Code::LinkUnsafe).count() >= 6, "{:?}", outcome.diagnostics);
}

#[test]
fn a_page_without_a_title_is_called_by_its_first_words() {
    let outcome = read_page(&format!("<html><body>{WORDS}</body></html>"));
    let headline = &outcome.output.metadata.headline;
    assert!(headline.value.starts_with("Körpünün təmiri") && headline.value.ends_with('…'), "{}", headline.value);
    assert_eq!(headline.origin, Origin::Guess);
    assert!(block_passages(&outcome.output.body)[0].text.starts_with("Körpünün təmiri"));
    for empty in
        ["<html></html>", "<!doctype html><title></title><script>x</script>", "<html><body> &nbsp; </body></html>"]
    {
        let source = Source::new("page.html", empty).expect("UTF-8");
        assert!(read(&source, &ReadOptions::default()).expect_err("nothing").has(Code::EmptyInput), "{empty}");
    }
}

/// The archive brings its pictures along, by address and by identity.
#[test]
fn an_archive_holds_its_pictures() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles/gece-qatari.mhtml");
    let source = Source::new("gece-qatari.mhtml", std::fs::read(path).expect("readable")).expect("an archive");
    let mut article = read(&source, &ReadOptions::default()).expect("a page");
    attach_media(&mut article, &source, &Limits::default());
    assert_eq!(article.output.media.len(), 2);
    assert!(!codes(&article).contains(&Code::PictureRefused));
    let metadata = &article.output.metadata;
    let saved_at = metadata.saved_at.as_ref().map(|slot| (slot.value.to_string(), slot.origin));
    assert_eq!(saved_at, Some(("2026-06-04T08:15:00+04:00".to_owned(), Origin::Metadata)));
    for broken in [
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n",
        "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n",
        "A: b\r\ncontent-type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: image/png\r\n\r\n",
    ] {
        assert!(Source::new("x.mht", broken).expect_err("broken").has(Code::ArchiveInvalid), "{broken}");
    }
    // What only looks like the head of a message is text.
    let letter = Source::new("x.md", "Content-Type: text/plain\n\n# Başlıq\n\nMətn.\n").expect("text");
    assert!(letter.archive().is_none());
}

/// Whatever is repeated ten thousand times ends in bounded time on a small stack, and keeps its words.
#[test]
#[expect(clippy::disallowed_methods, reason = "how long it takes is what is tried")]
fn hostile_pages_end() {
    let many = |piece: &str| piece.repeat(10_000);
    let pages = [
        ("elements", many("<div>") + "son"),
        ("elements that close", many("<div>") + "son" + &many("</div>")),
        ("quotes", many("<blockquote>") + "son" + &many("</blockquote>")),
        ("lists", many("<ul><li>") + "son"),
        ("marks", many("<b><i>") + "son"),
        ("marks around paragraphs", many("<b><p>") + "son"),
        (
            "marks with attributes",
            (0..10_000).map(|index| format!("<b id=x{index}>")).collect::<String>() + "<p>a<p>b<p>son",
        ),
        ("links", many("<a href=x>") + "son"),
        ("tables", many("<table><tr><td>") + "son"),
        ("cells", format!("<table>{}</table><p>son</p>", many("<tr><td>x<td>y"))),
        ("figures", many("<figure><figcaption>") + "son"),
        ("breaks", many("<br>") + "son"),
        ("paragraphs", many("<p>a") + "<p>son"),
        ("closing tags", many("</div></p>") + "son"),
        ("deeper and deeper", many("<div></x></y><table><td>") + "son"),
        ("vectors", many("<svg><g>") + "</svg><p>son"),
        ("templates", many("<template>") + "</template>son"),
        ("scripts", many("<script><!--<script>") + "</script>--></script><p>son"),
        ("comments", many("<!--") + "--><p>son"),
        ("references", many("&amp;&#x41;&nosuch;") + " son"),
        ("invitations", many("<div>Həmçinin oxuyun:<a href=x>") + "</a>son"),
        ("feet", many("<footer>© Nümunə") + "</footer><p>son"),
        ("bylines", many("<span class=byline>x@") + "<p>son"),
        ("pictures", format!("<img srcset='{}'>son", many("a.jpg 1w,"))),
        ("cdata", many("<![CDATA[") + "]]><p>son"),
    ];
    for (what, body) in pages {
        let html = format!(
            "<!doctype html><html><head><title>Başlıq</title></head><body>{WORDS}<div>{body}</div></body></html>"
        );
        let start = Instant::now();
        let thread = std::thread::Builder::new().stack_size(1024 * 1024).spawn(move || {
            let source = Source::new("page.html", html).expect("UTF-8");
            read(&source, &ReadOptions::default()).map(|outcome| dump(&outcome.output))
        });
        let outcome = thread.expect("a thread").join().unwrap_or_else(|_| panic!("{what}: it ended badly"));
        let text = outcome.unwrap_or_else(|error| panic!("{what}: {error}"));
        // What is all invitations is an article of invitations.
        assert!(text.contains("Körpünün") || text.contains("oxuyun"), "{what}: the article was lost");
        let time = start.elapsed();
        assert!(time < Duration::from_secs(20), "{what}: it took {time:?}");
    }
}

#[test]
fn pages_beyond_the_limits_are_refused() {
    let attributes = (0..600).map(|index| format!(" a{index}=x")).collect::<String>();
    for html in [
        page("", &"<i></i>".repeat(250_000)),
        page("", &format!("<p{attributes}>")),
        page("", &"<b><p>x".repeat(60_000)),
        page("", &"<a <b ".repeat(10_000)),
        page("", &format!("<table>{}", "<tr><td colspan=1000 rowspan=1000>x</td></tr>".repeat(10_000))),
    ] {
        let source = Source::new("page.html", html).expect("UTF-8");
        assert!(read(&source, &ReadOptions::default()).expect_err("too large").has(Code::InputTooLarge));
    }
}

/// Mozilla's pages for Readability, where they are at hand.
pub(crate) fn corpus() -> Vec<PathBuf> {
    let folder = every::shared().join("corpus/readability-dev");
    match std::fs::read_dir(&folder) {
        Ok(entries) => {
            let mut pages: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
            pages.retain(|page| page.join("source.html").is_file());
            pages.sort();
            pages
        }
        Err(error) => {
            judge::skip("the pages for Readability", &format!("{}: {error}", folder.display()));
            Vec::new()
        }
    }
}

/// The floors lie a little below what is reached. For the words it is lower: these pages expect what Readability takes,
/// and an article has words that it does not take (`benches/reading.py` has pages that say what they expect).
#[test]
fn the_words_and_the_metadata_of_real_pages_are_found() {
    let pages = corpus();
    if pages.is_empty() {
        return;
    }
    let mut scores: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for page in pages {
        let text = |name: &str| std::fs::read_to_string(page.join(name)).expect("a page has all its files");
        let source = Source::new("source.html", text("source.html")).expect("UTF-8");
        let document =
            read(&source, &ReadOptions::default()).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        let document = document.output;
        let expected: serde_json::Value = serde_json::from_str(&text("expected-metadata.json")).expect("JSON");
        let metadata = &document.metadata;
        let authors = metadata.authors.iter().map(|author| author.value.as_str()).collect::<Vec<_>>().join(", ");
        let site = metadata.publisher.as_ref().map_or("", |publisher| publisher.value.name.as_str());
        let published = metadata.published.as_ref().map(|published| published.value.to_string()).unwrap_or_default();
        scores.entry("text").or_default().push(f1(&words_of(&document), &markup_text(&text("expected.html"))));
        for (name, found) in [("title", metadata.headline.value.as_str()), ("byline", &authors), ("siteName", site)] {
            if let Some(expected) = expected[name].as_str().filter(|expected| !expected.is_empty()) {
                scores.entry(name).or_default().push(f1(found, expected));
            }
        }
        let same_start = |found: &str, expected: &str, length: usize| {
            f64::from(u8::from(found.get(..length) == expected.get(..length)))
        };
        if let Some(expected) = expected["lang"].as_str() {
            scores.entry("lang").or_default().push(same_start(metadata.language.value.as_str(), expected, 2));
        }
        if let Some(expected) = expected["publishedTime"].as_str() {
            scores.entry("publishedTime").or_default().push(same_start(&published, expected, 10));
        }
    }
    let means: BTreeMap<&str, f64> = scores
        .iter()
        .map(|(name, scores)| {
            (*name, scores.iter().sum::<f64>() / f64::from(u32::try_from(scores.len()).expect("few")))
        })
        .collect();
    for (name, floor) in
        [("text", 0.97), ("title", 0.95), ("byline", 0.78), ("siteName", 0.99), ("lang", 0.99), ("publishedTime", 0.99)]
    {
        assert!(means[name] >= floor, "{name}: {means:?}");
    }
}

/// The words of an article without its headline, and without what its page states elsewhere.
fn words_of(document: &Document) -> String {
    let lines = document
        .header
        .iter()
        .filter(|line| line.role != HeaderRole::Headline && matches!(line.origin, Origin::Article | Origin::Guess));
    let lines = lines.map(|line| plain_text(&line.content));
    lines.chain(block_passages(&document.body).into_iter().map(|passage| passage.text)).collect::<Vec<_>>().join("\n")
}

/// The text of markup, its blocks apart.
fn markup_text(markup: &str) -> String {
    const INLINE: &[&str] =
        &["a", "abbr", "b", "cite", "code", "em", "font", "i", "span", "strong", "sub", "sup", "time", "u"];
    let document = dom_query::Document::from(markup);
    let mut text = String::new();
    let is_inline = |node: &NodeRef<'_>| INLINE.iter().any(|name| node.has_name(name));
    for node in document.root().descendants() {
        if node.is_text() {
            text.push_str(&node.text());
            let ends =
                std::iter::once(node).chain(node.ancestors(None)).take_while(|node| node.next_sibling().is_none());
            if ends.into_iter().filter_map(|node| node.parent()).any(|parent| !is_inline(&parent)) {
                text.push(' ');
            }
        } else if !is_inline(&node) {
            text.push(' ');
        }
    }
    text
}

/// The F1 of words, each as often as it occurs.
fn f1(found: &str, expected: &str) -> f64 {
    fn words(text: &str) -> BTreeMap<String, u32> {
        let mut words = BTreeMap::new();
        let lower = text.to_lowercase();
        for word in lower
            .split(|character: char| !character.is_alphanumeric() && character != '_')
            .filter(|word| !word.is_empty())
        {
            *words.entry(word.to_owned()).or_default() += 1;
        }
        words
    }
    let (found, expected) = (words(found), words(expected));
    let common: u32 = found.iter().map(|(word, count)| *count.min(expected.get(word).unwrap_or(&0))).sum();
    let total: u32 = found.values().chain(expected.values()).sum();
    if total == 0 { 1.0 } else { f64::from(2 * common) / f64::from(total) }
}

#[test]
fn a_byline_on_the_page_names_each_author() {
    for (byline, expected) in [
        ("<p class=byline>By Ayan Əliyeva and Elçin Quliyev</p>", vec!["Ayan Əliyeva", "Elçin Quliyev"]),
        ("<p class=post-author>Müəllif: Ayan Əliyeva</p>", vec!["Ayan Əliyeva"]),
        (
            "<span class='c-article__authors'>Ayan Əliyeva və Elçin Quliyev | 24 iyun</span>",
            vec!["Ayan Əliyeva", "Elçin Quliyev"],
        ),
        ("<p class=byline><a href=/m>Ayan Əliyeva</a>, müxbir</p>", vec!["Ayan Əliyeva"]),
        ("<p class=byline>By Ayan Əliyeva and Elçin Quliyev, CNX</p>", vec!["Ayan Əliyeva", "Elçin Quliyev"]),
        ("<p class=byline>Ayan Əliyeva, müxbir</p>", vec!["Ayan Əliyeva"]),
        ("<p class='post-author vcard'>ავტორი <span class=fn>ნინო ბერიძე</span></p>", vec!["ნინო ბერიძე"]),
        (
            "<div data-component=byline-block><time>2 gün öncə</time><span>Ayan Əliyeva</span><span>Cənub müxbiri</span></div>",
            vec!["Ayan Əliyeva"],
        ),
        // A box about an author, and what is no name.
        ("<div class=author-box>Bizim Müəlliflər</div>", vec![]),
        ("<p class=byline>24.06.2026, 14:05</p>", vec![]),
    ] {
        assert_eq!(authors(&read_page(&page("", byline)).output), expected, "{byline}");
    }
}

#[test]
fn an_author_whom_only_readers_see_is_a_conflict() {
    let stated =
        "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"author\": \"Ayan Əliyeva\"}</script>";
    for byline in [
        "<h4 class=author-name><a href=/a>Ayan Əliyeva</a>, <a href=/b>Elçin Quliyev</a></h4>",
        "<p class=byline>By Ayan Əliyeva and Elçin Quliyev</p>",
    ] {
        let outcome = read_page(&page(stated, byline));
        let conflicts: Vec<&str> = outcome
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.code == Code::MetadataConflict)
            .map(|diagnostic| diagnostic.message.as_str())
            .collect();
        let expected = "the author is \"Ayan Əliyeva, Elçin Quliyev\" here and \"Ayan Əliyeva\" in the metadata";
        assert_eq!(conflicts, [expected], "{byline}");
    }
    let same = read_page(&page(stated, "<p class=byline>Müəllif: Ayan Əliyeva</p>"));
    assert!(!codes(&same).contains(&Code::MetadataConflict));
}

#[test]
fn what_is_no_part_of_the_article_is_left_out_of_its_midst() {
    for clutter in [
        "<div class=newsletter-signup><p>Xəbərlərimizi poçtla alın</p><form><input name=e></form></div>",
        "<div>Reklam</div>",
        "<p>ADVERTISEMENT</p>",
        "<p>Həmçinin oxuyun: <a href='https://numune.example/2'>Kənddə yeni məktəb</a></p>",
        "<p>Körpünün üstündən ilk olaraq şagirdlər keçib, sonra qonşu kəndlərdən gələnlər, axşama yaxın isə bütün şəhər. Son söz.<br><br>Həmçinin oxuyun: <a href='https://numune.example/2'>Kənddə yeni məktəb</a><br><br>Bayram gecəyarısına qədər davam edib, musiqi çalınıb, çay süfrələri açılıb, uşaqlar çərpələng uçurub. Bitdi.</p>",
    ] {
        let outcome = read_page(&page("", &format!("{clutter}{WORDS}")));
        let text = words_of(&outcome.output);
        let left =
            ["poçtla", "Reklam", "ADVERTISEMENT", "oxuyun", "məktəb"].into_iter().find(|word| text.contains(word));
        assert_eq!(left, None, "{clutter}");
        assert!(!clutter.contains("Bitdi") || text.contains("Son söz.") && text.contains("Bitdi."), "{text}");
        assert!(codes(&outcome).contains(&Code::ClutterLeftOut), "{clutter}: {:?}", codes(&outcome));
    }
    // The same words are kept where they are what the article says.
    let said = "<p>Reklam bazarı bu il on faiz böyüyüb.</p><p>Həmçinin oxuyun deyən müəllim kitabları payladı.</p>";
    let text = words_of(&read_page(&page("", said)).output);
    assert!(text.contains("Reklam bazarı") && text.contains("payladı"), "{text}");
}

#[test]
fn a_short_article_is_found_among_lists_of_links() {
    let links = |count: usize| {
        (0..count).fold(String::from("<ul class=latest>"), |list, index| {
            list + &format!("<li><a href='/x/{index}'>Başqa bir xəbərin kifayət qədər uzun başlığı, {index}</a></li>")
        }) + "</ul>"
    };
    let html = format!(
        "<!doctype html><html lang=az><head><title>Su kəsiləcək</title></head><body><div>{}</div><main><h1>Su \
         kəsiləcək</h1><div class=text><p>Sabah saat 10-dan 14-dək Göl küçəsində su olmayacaq, çünki borular dəyişdirilir.\
         </p></div></main><aside>{}</aside></body></html>",
        links(25),
        links(40)
    );
    let text = words_of(&read_page(&html).output);
    assert!(text.contains("borular dəyişdirilir"), "{text}");
    assert!(!text.contains("Başqa bir xəbərin"), "{text}");
}

/// Where no heading is, a first line that says what the title says is the headline as readers see it.
#[test]
fn a_line_that_repeats_the_title_stands_once() {
    let html = format!(
        "<!doctype html><html lang=az><head><title>Körpü açıldı</title></head><body><article><p>Körpü açıldı</p>{WORDS}\
         </article></body></html>"
    );
    let document = read_page(&html).output;
    assert_eq!(document.metadata.headline.value, "Körpü açıldı");
    assert!(!words_of(&document).contains("Körpü açıldı"), "{}", words_of(&document));
}

/// A paragraph that holds only a picture, and one with a picture among words.
#[test]
fn pictures_leave_their_paragraphs() {
    let outcome = read_page(&page(
        "",
        "<p><img src='a.png' alt='Bir'></p><p>Əvvəl <img src='b.png' alt='İki'> sonra gəlir, və bu cümlə uzundur.</p>",
    ));
    let kinds: Vec<&str> = outcome
        .output
        .body
        .iter()
        .map(|block| match block {
            Block::Paragraph(_) => "paragraph",
            Block::Figure(_) => "figure",
            Block::Heading(_)
            | Block::List(_)
            | Block::BlockQuote(_)
            | Block::Table(_)
            | Block::CodeBlock(_)
            | Block::ThematicBreak(_) => "other",
        })
        .collect();
    assert_eq!(kinds, ["paragraph", "paragraph", "figure", "paragraph", "figure"]);
}
