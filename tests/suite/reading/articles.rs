//! What the reader makes of the articles in `tests/articles`.
//!
//! Of five articles document and diagnostics are kept whole, as text in `tests/suite/reading/snapshots/articles`. After a wanted
//! change: `INSTA_UPDATE=always cargo test --test suite articles`, then look at the difference. What each other article is
//! about, `tests/suite/reading/about.txt` says.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use istinad::model::dump::dump;
use istinad::model::walk::{plain_text, words};
use istinad::model::{Block, Document, HeaderLine, HeaderRole, Origin, Timestamp};
use istinad::read::{FoundBy, reader};
use istinad::{Code, Diagnostic, Outcome, ReadOptions, Setting, Source, read};

use crate::support::fixture::articles;

fn name(path: &Path) -> String {
    path.file_name().expect("an article is a file").to_string_lossy().into_owned()
}

/// A setting, as the command line calls it.
fn setting_name(setting: Setting) -> String {
    match setting {
        Setting::Limit(limit) => format!("`--limit {limit}=NUMBER`"),
        other => format!("--{}", other.as_str()),
    }
}

fn listed(source: Option<&Source>, diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let place = diagnostic.span.zip(source).map_or("-".to_owned(), |(span, source)| {
            let position = source.position(span.start);
            format!("{}:{}", position.line, position.column)
        });
        let _ = writeln!(text, "{place} {diagnostic}");
        if let Some(hint) = &diagnostic.hint {
            let _ = writeln!(text, "    hint: {}", hint.worded(&setting_name));
        }
    }
    text
}

/// Reads text with options.
fn article(text: &str, options: &ReadOptions) -> Outcome<Document> {
    let source = Source::new("article.md", text).expect("UTF-8");
    read(&source, options).unwrap_or_else(|error| panic!("{error}"))
}

fn codes(outcome: &Outcome<Document>) -> Vec<Code> {
    outcome.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

macro_rules! keep {
    ($name:expr, $text:expr) => {
        insta::with_settings!({
            snapshot_path => "snapshots/articles",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, { insta::assert_snapshot!($name, $text) })
    };
}

/// An article of the tests: its dump, and all that is said of it.
fn dumped(path: &Path) -> (String, String) {
    let source = Source::new(name(path), std::fs::read(path).expect("readable")).expect("UTF-8");
    let outcome = read(&source, &ReadOptions::default()).unwrap_or_else(|error| panic!("{}: {error}", name(path)));
    (dump(&outcome.output), listed(Some(&source), &outcome.diagnostics))
}

/// The articles that are kept whole: between them they have every kind of block, line, origin and input.
const WHOLE: &[&str] = &["agentlik-mesaji", "cetinlik", "fars-elifbasi", "milli-arxiv", "qurulus"];

/// What every other article is about.
const ABOUT: &str = include_str!("about.txt");

#[test]
fn articles_are_read_as_kept() {
    let mut kept = 0;
    for path in articles("tests/articles") {
        let stem = path.file_stem().expect("named").to_string_lossy().into_owned();
        if WHOLE.contains(&stem.as_str()) {
            let (dump, said) = dumped(&path);
            keep!(stem, format!("{dump}diagnostics\n{said}"));
            kept += 1;
        }
    }
    assert_eq!(kept, WHOLE.len());
}

#[test]
fn articles_say_what_they_are_about() {
    let about: Vec<(&str, Vec<&str>)> = ABOUT
        .split("\n== ")
        .skip(1)
        .map(|part| {
            let (head, lines) = part.split_once('\n').expect("lines under a name");
            (
                head.split_once(": ").expect("a name and a sentence").0,
                lines.lines().filter(|it| !it.is_empty()).collect(),
            )
        })
        .collect();
    let mut wrong = Vec::new();
    for path in articles("tests/articles") {
        let stem = path.file_stem().expect("named").to_string_lossy().into_owned();
        if WHOLE.contains(&stem.as_str()) {
            continue;
        }
        let Some((_, lines)) = about.iter().find(|(name, _)| *name == stem) else {
            wrong.push(format!("{stem}: tests/suite/reading/about.txt does not say what it is about"));
            continue;
        };
        let (dump, said) = dumped(&path);
        let (expected, codes) =
            lines.split_at(lines.iter().position(|line| *line == "diagnostics").expect("diagnostics"));
        let mut rest = dump.lines().map(str::trim);
        for line in expected {
            let is_it = |found: &str| match line.strip_suffix('…') {
                Some(start) => found.starts_with(start),
                None => found == *line,
            };
            if !rest.by_ref().any(is_it) {
                wrong.push(format!("{stem}: there is no line {line:?}, or not in this order, in\n{dump}"));
                break;
            }
        }
        // `3:1 warning[html-dropped]: …` is said as `3:1 html-dropped`; hints stand below.
        let found = said.lines().filter_map(|line| {
            let (place, rest) = line.split_once(' ').filter(|(place, _)| !place.is_empty())?;
            Some(format!("{place} {}", rest.split_once('[')?.1.split_once(']')?.0))
        });
        let found: Vec<String> = found.collect();
        if found != codes[1..] {
            wrong.push(format!("{stem}: it is said\n{}", found.join("\n")));
        }
    }
    for (name, _) in &about {
        let is_there = articles("tests/articles").iter().any(|path| path.file_stem().is_some_and(|stem| stem == *name));
        assert!(
            is_there && !WHOLE.contains(name),
            "{name} of tests/suite/reading/about.txt is no article, or is kept whole"
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn refused_articles_are_refused_with_a_reason() {
    let mut text = String::new();
    for path in articles("tests/articles/refused") {
        let _ = writeln!(text, "{}", name(&path));
        let source = Source::new(name(&path), std::fs::read(&path).expect("readable"));
        let error = match &source {
            Ok(source) => read(source, &ReadOptions::default()).expect_err("must be refused"),
            Err(error) => error.clone(),
        };
        text.push_str(&listed(source.as_ref().ok(), error.diagnostics()));
    }
    keep!("refused", text);
}

/// Every span points at something, and text with a span is what stands there, marks and references aside.
#[test]
fn every_block_has_its_place() {
    for path in articles("tests/articles") {
        let source = Source::new(name(&path), std::fs::read(&path).expect("readable")).expect("UTF-8");
        let outcome = read(&source, &ReadOptions::default()).expect("readable");
        for passage in istinad::model::walk::passages(&outcome.output) {
            let span = passage.span.unwrap_or_else(|| panic!("{}: no place: {}", name(&path), passage.text));
            assert!(!source.slice(span).trim().is_empty(), "{}: empty place: {}", name(&path), passage.text);
            let first = passage.text.split_whitespace().next().unwrap_or_default();
            let plain = first.chars().all(char::is_alphanumeric);
            // A picture's caption may stand in a definition elsewhere; a time that is stated for machines is put into words.
            let is_time = |line: &HeaderLine| line.role == HeaderRole::Time && line.origin != Origin::Article;
            let times = outcome.output.header.iter().filter(|line| is_time(line));
            let is_stated = times.map(|line| plain_text(&line.content)).any(|time| time == passage.text);
            let plain = plain && !source.slice(span).starts_with("![") && !is_stated;
            assert!(!plain || source.slice(span).contains(first), "{}: {first:?} is not at its place", name(&path));
        }
    }
}

/// The real sample, as the table of its parts says.
#[test]
#[expect(clippy::print_stdout, reason = "a test that was skipped says so")]
fn the_real_sample_is_understood() {
    let shared = std::env::var_os("ISTINAD_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = shared.join("article/000_b7f091aae76eeadc.txt");
    let Ok(bytes) = std::fs::read(&path) else {
        println!("skipped: {} is not there", path.display());
        return;
    };
    let source = Source::new("sample.txt", bytes).expect("UTF-8");
    let outcome = read(&source, &ReadOptions::default()).expect("the sample is an article");
    let document = &outcome.output;
    let text = dump(document);
    let metadata = &document.metadata;
    assert_eq!(metadata.section.as_ref().map(|slot| slot.value.as_str()), Some("SİYASƏT"), "{text}");
    assert_eq!(metadata.publisher.as_ref().map(|slot| slot.value.name.as_str()), Some("AzadlıqRadiosu"), "{text}");
    assert_eq!(metadata.relative_time.as_ref().map(|slot| slot.value.as_str()), Some("1 saat öncə"), "{text}");
    assert_eq!(metadata.language.value.as_str(), "az");
    assert!(metadata.published.is_none() && metadata.authors.is_empty() && metadata.address.is_none(), "{text}");
    assert!(document.rights.year.is_none());
    let blocks: Vec<&str> = text
        .lines()
        .skip_while(|line| *line != "body")
        .map(|line| line.trim_start().split(':').next().unwrap_or_default())
        .collect();
    let expected = "body|figure (guess)|picture missing|caption|paragraph|paragraph|paragraph|paragraph|paragraph|paragraph\
        |paragraph|heading 2 (guess)|paragraph|paragraph|statement|heading 2|list, bulleted, loose|item|paragraph|item\
        |paragraph|paragraph";
    assert_eq!(blocks.join("|"), expected, "{text}");
    assert_eq!(document.rights.terms.as_slice().len(), 2, "{text}");
    assert!(document.rights.demands_hyperlink() && document.rights.forbids_pictures(), "{text}");
    let page = document.rights.terms_page.as_ref().expect("a page of terms is referred to");
    assert!(page.address.is_none() && page.label.ends_with("ətraflı burada"));
    assert_eq!(
        codes(&outcome),
        [
            Code::TimeUnresolved,
            Code::SlotGuessed,
            Code::PictureMissing,
            Code::SlotGuessed,
            Code::DutyUnmet,
            Code::TermsPageMissing,
            Code::LanguageGuessed,
        ]
    );
    let of_source: Vec<String> = source
        .text()
        .replace(['#', '*', '[', ']'], "")
        .replace("(\u{200b})", "")
        .split_whitespace()
        .filter(|word| *word != "-")
        .map(|word| word.trim_end_matches("()").to_owned())
        .collect();
    // `, - deyər` holds a dash of its own.
    let of_document: Vec<String> = words(document).into_iter().filter(|word| word != "-").collect();
    assert_eq!(of_document, of_source);
}

/// A paragraph that begins with a year is an item for CommonMark, and the years behind the first one count for nothing there.
#[test]
fn numbers_that_rise_or_fall_stay_as_they_are_written() {
    let numbers = |written: &[&str]| {
        let items: Vec<String> = written.iter().map(|number| format!("{number} Göl dəyişir.")).collect();
        let outcome = article(&format!("# Göl\n\nBelə olub.\n\n{}\n", items.join("\n\n")), &ReadOptions::default());
        let list =
            outcome.output.body.iter().find_map(|block| if let Block::List(list) = block { Some(list) } else { None });
        list.expect("a list").numbers().flatten().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(numbers(&["1991.", "1994.", "2003."]), "1991 1994 2003");
    assert_eq!(numbers(&["3)", "2)", "1)"]), "3 2 1");
    assert_eq!(numbers(&["1.", "2.", "4."]), "1 2 4");
    // Whoever writes the same number, or numbers in no order, leaves counting to the reader.
    assert_eq!(numbers(&["1.", "1.", "1."]), "1 2 3");
    assert_eq!(numbers(&["2.", "5.", "3."]), "2 3 4");
}

/// A term above the last short lines holds, one within the text is reported; both stay where they are.
#[test]
fn terms_that_are_not_the_last_words_are_not_lost() {
    let long = "Körpü bu gün açıldı və şəhərin iki sahilini ilk dəfə birləşdirdi. ".repeat(3);
    let term = "Fotoların icazəsiz dərci qadağandır.";
    let with = |blocks: &[&str]| {
        let outcome =
            article(&format!("---\nlang: az\n---\n\n# Başlıq\n\n{}\n", blocks.join("\n\n")), &ReadOptions::default());
        assert!(words(&outcome.output).join(" ").contains("icazəsiz dərci"), "the words stay");
        (outcome.output.rights.forbids_pictures(), codes(&outcome).contains(&Code::TermsInText))
    };
    assert_eq!(with(&[&long, term, "Mətn: Aysel Quliyeva", "© 2026 Nümunə"]), (true, false));
    assert_eq!(with(&[&long, &format!("*{term}*"), "Bizi izləyin"]), (true, false));
    assert_eq!(with(&[&long, term, &long]), (false, true));
    assert_eq!(with(&[&long, term, "![Körpü](korpu.jpg)", "Davamı."]), (false, true));
    assert_eq!(with(&[&long, &format!("“{term}” yazısı divardan asılıb."), &long]), (false, false));
    assert_eq!(with(&[&long, &format!("{long} {term}"), "Bizi izləyin"]), (false, false));
}

/// Old pages have no foot that says so: the last row of a table is one.
#[test]
fn the_last_row_of_a_page_is_its_foot() {
    let page = |last: &str| {
        let story = "<p>Körpü bu gün açıldı və şəhərin iki sahilini ilk dəfə birləşdirdi, deyə bələdiyyə bildirir.</p>"
            .repeat(3);
        let page = format!(
            "<html lang='az'><head><title>Körpü</title></head><body><table><tr><td><h1>Körpü</h1>{story}</td></tr>{last}\
             </table><script>var a = 1;</script></body></html>"
        );
        let source = Source::new("a.html", page).expect("UTF-8");
        read(&source, &ReadOptions::default()).expect("an article").output.rights
    };
    let reserved = page("<tr><td>© 2026 Nümunə. Bütün hüquqlar qorunur.</td></tr>");
    assert_eq!(reserved.holder.as_ref().map(|slot| slot.value.name.as_str()), Some("Nümunə"));
    assert_eq!(reserved.terms.as_slice().len(), 1);
    let menu = page("<tr><td><a href='/a'>Əlaqə</a> <a href='/b'>Reklam</a></td></tr>");
    assert!(menu.terms.as_slice().is_empty() && menu.statement.is_empty());
}

#[test]
fn options_win_and_conflicts_are_said() {
    let text = "---\nurl: https://a.example/1\nlang: az\npublisher: A\ndate: 2026-01-01\n---\n\n# Başlıq\n\nMətn.\n";
    let options = ReadOptions::default()
        .with_source_url("https://b.example/2".to_owned())
        .with_language(istinad::model::Language::parse("tr"))
        .with_publisher("B".to_owned())
        .with_published(Timestamp::parse("2026-02-02"));
    let outcome = article(text, &options);
    let metadata = &outcome.output.metadata;
    assert_eq!(metadata.address.as_ref().map(|slot| slot.value.as_str()), Some("https://b.example/2"));
    assert_eq!(metadata.language.value.as_str(), "tr");
    assert_eq!(metadata.publisher.as_ref().map(|slot| slot.value.name.as_str()), Some("B"));
    assert_eq!(metadata.published.as_ref().map(|slot| slot.value.to_string()).as_deref(), Some("2026-02-02"));
    assert_eq!(codes(&outcome).iter().filter(|code| **code == Code::OptionConflict).count(), 4);
}

#[test]
fn a_relative_time_is_counted_only_from_what_is_known() {
    let text = "# Başlıq\n\n1 saat öncə\n\nMətn burada bitir.\n";
    let with = |options: ReadOptions| article(text, &options);
    let alone = with(ReadOptions::default());
    assert!(alone.output.metadata.published.is_none() && codes(&alone).contains(&Code::TimeUnresolved));
    let saved = with(ReadOptions::default().with_saved_at(Timestamp::parse("2026-06-24T14:05+04:00")));
    let published = saved.output.metadata.published.as_ref().expect("counted");
    assert_eq!((published.value.to_string().as_str(), published.origin), ("2026-06-24", Origin::Derived));
    assert!(!codes(&saved).contains(&Code::TimeUnresolved));
    let stated = with(ReadOptions::default().with_published(Timestamp::parse("2026-06-24T13:00")));
    assert!(!codes(&stated).contains(&Code::TimeUnresolved) && !codes(&stated).contains(&Code::OptionConflict));
    assert_eq!(stated.output.metadata.relative_time.as_ref().map(|slot| slot.value.as_str()), Some("1 saat öncə"));
}

/// The roles and words of the lines around the headline.
fn lines(document: &Document) -> Vec<(HeaderRole, String)> {
    document.header.iter().map(|line| (line.role, plain_text(&line.content))).collect()
}

fn authors(document: &Document) -> Vec<&str> {
    document.metadata.authors.iter().map(|slot| slot.value.as_str()).collect()
}

fn published(document: &Document) -> Option<String> {
    document.metadata.published.as_ref().map(|slot| slot.value.to_string())
}

#[test]
fn a_line_of_which_nothing_is_known_hides_no_other() {
    let body = "Şəhər çayın üzərində yeni körpü tikib və onun iki zolağı var.";
    for (text, expected) in [
        (
            "Günel Əliyeva\n\n24 iyun 2026, 12:30",
            &[(HeaderRole::Other, "Günel Əliyeva"), (HeaderRole::Time, "24 iyun 2026, 12:30")][..],
        ),
        (
            "Günel Əliyeva\n24 iyun 2026, 12:30",
            &[(HeaderRole::Other, "Günel Əliyeva"), (HeaderRole::Time, "24 iyun 2026, 12:30")],
        ),
        (
            "Nümunə qəzeti\n\nMüəllif: Günel Əliyeva\n\n24 iyun 2026, 12:30",
            &[
                (HeaderRole::Other, "Nümunə qəzeti"),
                (HeaderRole::Byline, "Müəllif: Günel Əliyeva"),
                (HeaderRole::Time, "24 iyun 2026, 12:30"),
            ],
        ),
    ] {
        let outcome = article(&format!("# Yeni körpü açılıb\n\n{text}\n\n{body}\n"), &ReadOptions::default());
        let expected: Vec<(HeaderRole, String)> =
            expected.iter().map(|(role, words)| (*role, (*words).to_owned())).collect();
        assert_eq!(lines(&outcome.output)[1..], expected, "{text}");
        assert_eq!(published(&outcome.output).as_deref(), Some("2026-06-24T12:30"));
        assert!(!authors(&outcome.output).contains(&"Nümunə qəzeti"));
        assert_eq!(authors(&outcome.output).len(), usize::from(text.contains("Müəllif")));
        assert!(codes(&outcome).contains(&Code::SlotGuessed) && !codes(&outcome).contains(&Code::TimeMissing));
        assert_eq!(outcome.output.body.len(), 1);
    }
    // Prose is none of these lines, four of them are a poem, and an article is more than its lines.
    for body in [
        "Körpü açılıb.\n\n24 iyun 2026, 12:30\n\nMətn burada bitir.",
        "Bir\n\nİki\n\nÜç\n\nDörd\n\n24 iyun 2026\n\nMətn burada bitir.",
        "Metro işləyir\n\n24 iyun 2026",
        "Metro işləyir\n24 iyun 2026",
    ] {
        let outcome = article(&format!("# Yeni körpü açılıb\n\n{body}\n"), &ReadOptions::default());
        assert_eq!(lines(&outcome.output).len(), 1, "{body}");
    }
}

#[test]
fn a_line_of_several_parts_says_what_is_understood() {
    let line = "By Ann Lee | 5 min read | June 24, 2026 3:15 PM EDT | Updated: June 25, 2026";
    let outcome = article(&format!("# Ferries return\n\n{line}\n\nThe body is here.\n"), &ReadOptions::default());
    assert_eq!(lines(&outcome.output)[1..], [(HeaderRole::Byline, line.to_owned())]);
    assert_eq!(authors(&outcome.output), ["Ann Lee"]);
    assert_eq!(published(&outcome.output).as_deref(), Some("2026-06-24T15:15-04:00"));
    let modified = outcome.output.metadata.modified.map(|slot| slot.value.to_string());
    assert_eq!(modified.as_deref(), Some("2026-06-25"));
}

#[test]
fn every_author_is_named_and_nobody_else() {
    for (text, expected) in [
        ("---\nauthor: Ann Lee and Bob Ray\n---\n# Ferries\n", &["Ann Lee", "Bob Ray"][..]),
        ("---\nauthors: Ann Lee, Bob Ray\nauthor: Ann Lee and Bob Ray\n---\n# Ferries\n", &["Ann Lee", "Bob Ray"]),
        ("---\nauthor: Lee, Ann\n---\n# Ferries\n", &["Lee, Ann"]),
        ("# Ferries\n\nBy Ann Lee and Björn Þórðarson in Reykjavík\n", &["Ann Lee", "Björn Þórðarson"]),
        ("# Ferries\n\nBy Ann Lee, Bob Ray and Cy Dunn, Reuters\n", &["Ann Lee", "Bob Ray", "Cy Dunn"]),
        ("# Ferries\n\nBy Ann Lee, Staff Writer\n", &["Ann Lee"]),
        (
            "# Ferries\n\nBy Dr. Ann Lee, MD, and Martin Luther King, Jr.\n",
            &["Dr. Ann Lee, MD", "Martin Luther King, Jr."],
        ),
    ] {
        let outcome = article(&format!("{text}\nThe ferry left at noon.\n"), &ReadOptions::default());
        assert_eq!(authors(&outcome.output), expected, "{text}");
        assert!(!codes(&outcome).contains(&Code::FrontMatterConflict));
    }
    let both = "---\nauthor: Ann Lee\n---\n# Ferries\n\nBy Ann Lee and Bob Ray\n\nThe ferry left at noon.\n";
    let outcome = article(both, &ReadOptions::default());
    let conflict = outcome.diagnostics.iter().find(|diagnostic| diagnostic.code == Code::FrontMatterConflict);
    let message = conflict.map(|conflict| conflict.message.as_str());
    assert_eq!(message, Some("the author is \"Ann Lee, Bob Ray\" here and \"Ann Lee\" in the front matter"));
}

#[test]
fn a_front_matter_that_contradicts_itself_is_reported() {
    let with = |more: &str| {
        let text = format!("---\npublished: 2026-06-24T08:00:00Z\n{more}\n---\n# Ferries\n\nThe ferry left at noon.\n");
        article(&text, &ReadOptions::default())
    };
    for (more, conflicts) in [("date: 2026-06-20", 1), ("date: 2026-06-24", 0), ("section: [sea, land]", 1)] {
        let outcome = with(more);
        let found = codes(&outcome).iter().filter(|code| **code == Code::FrontMatterConflict).count();
        assert_eq!(found, conflicts, "{more}");
        let times = lines(&outcome.output).iter().filter(|(role, _)| *role == HeaderRole::Time).count();
        assert_eq!(times, 1, "{more}");
    }
}

#[test]
fn the_place_of_a_table_in_toml_is_its_own_line() {
    let text = "+++\ntitle = \"Ferries\"\n[params]\nfeatured = true\n+++\n\nThe ferry left at noon.\n";
    let outcome = article(text, &ReadOptions::default());
    let unknown = outcome.diagnostics.iter().find(|said| said.code == Code::FrontMatterUnknownKey).expect("reported");
    assert_eq!(unknown.span.map(|span| &text[span.start..span.end]), Some("[params]"));
}

#[test]
fn a_stated_time_that_is_not_understood_is_said_once() {
    let text = "---\ndate: on a fine day\n---\n# Ferries\n\nThe ferry left at noon.\n";
    let outcome = article(text, &ReadOptions::default());
    assert!(codes(&outcome).contains(&Code::TimeInvalid) && !codes(&outcome).contains(&Code::TimeMissing));
}

/// An article that ends anywhere, and one whose parts stand in another order, is read or refused.
#[test]
fn any_part_of_an_article_is_read_or_refused() {
    for path in articles("tests/articles") {
        let text = String::from_utf8(std::fs::read(&path).expect("readable")).expect("UTF-8");
        let places: Vec<usize> = text.char_indices().map(|(index, _)| index).take(2_000).step_by(71).collect();
        for place in places {
            for part in
                [text[..place].to_owned(), text[place..].to_owned(), format!("{}{}", &text[place..], &text[..place])]
            {
                // An archive of a page that is cut off need not hold the page.
                let Ok(source) = Source::new(name(&path), part) else { continue };
                if let Ok(outcome) = read(&source, &ReadOptions::default()) {
                    assert!(outcome.output.header.iter().any(|line| line.role == HeaderRole::Headline));
                    assert!(outcome.diagnostics.iter().all(|diagnostic| {
                        diagnostic.span.is_none_or(|span| source.text().get(span.start..span.end).is_some())
                    }));
                }
            }
        }
    }
}

/// Hostile nesting ends in bounded time on a small stack.
#[test]
fn hostile_nesting_is_flattened() {
    let quotes = format!("# B\n\n{} son\n", ">".repeat(10_000));
    let spaced = format!("# B\n\n{} son\n", "> ".repeat(10_000));
    let lists = format!("# B\n\n{} son\n", "- ".repeat(10_000));
    let marks = format!("# B\n\n{}son{}\n", "*a **b ".repeat(5_000), "** c*".repeat(5_000));
    let tags = format!("# B\n\nx {}son\n", "<b>".repeat(10_000));
    let brackets = format!("# B\n\n{}son\n", "[".repeat(10_000));
    let links = format!("# B\n\n{}son{}\n", "[a".repeat(10_000), "](x)".repeat(10_000));
    let pictures = format!("# B\n\n{}son{}\n", "![a".repeat(10_000), "](x)".repeat(10_000));
    let scripts = format!("# B\n\nson {}\n", "<script>".repeat(10_000));
    let tag_starts = format!("# B\n\nson\n\n<div {}\n", "<a ".repeat(20_000));
    let indented: String = (0..2_000).map(|level| format!("{}- a\n", "  ".repeat(level))).collect();
    let indented = format!("# B\n\n{indented}\nson\n");
    for text in [quotes, spaced, lists, marks, tags, brackets, links, pictures, scripts, tag_starts, indented] {
        let start = text[5..].chars().take(12).collect::<String>();
        let run = std::thread::Builder::new().stack_size(1024 * 1024).spawn(move || {
            let outcome = article(&text, &ReadOptions::default());
            let flat = dump(&outcome.output);
            (flat.contains("son"), codes(&outcome).contains(&Code::NestingFlattened))
        });
        let (kept, _) = run.expect("a thread").join().unwrap_or_else(|_| panic!("{start:?} ended badly"));
        assert!(kept, "{start:?} lost its word");
    }
}

/// Content goes before name, and an option before both.
#[test]
fn what_an_input_is_its_content_says_first() {
    let found = |name: &str, text: &str, option: Option<&str>| {
        let source = Source::new(name, text).expect("UTF-8");
        let options = ReadOptions::default().with_format(option.map(str::to_owned));
        let (reader, by) = reader(&source, &options).expect("a reader");
        (reader.name(), by)
    };
    assert_eq!(found("a.txt", "# Baş\n\nMətn.\n", None), ("markdown", FoundBy::Content));
    assert_eq!(found("a.txt", "---\r\ntitle: Baş\r\n---\r\n", None), ("markdown", FoundBy::Content));
    assert_eq!(found("a.txt", "Baş\n\n#söz\n", None), ("text", FoundBy::Name));
    assert_eq!(found("a.md", "Baş\n", None), ("markdown", FoundBy::Name));
    assert_eq!(found("-", "Baş\n", None), ("markdown", FoundBy::Default));
    assert_eq!(found("a.md", "# Baş\n", Some("text")), ("text", FoundBy::Option));
    let source = Source::new("a.md", "# Baş\n").expect("UTF-8");
    let error = reader(&source, &ReadOptions::default().with_format("word".to_owned())).expect_err("no such reader");
    assert_eq!(error.diagnostics()[0].code, Code::UnknownFormat);
}
