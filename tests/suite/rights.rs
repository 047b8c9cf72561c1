//! The tables of rights texts: what is a term, what it means, and what only looks like one.

use istinad::model::Language;
use istinad::model::dump::describe;
use istinad::rights::recognise::recognise;

/// One text and what it should be read as.
struct Case {
    language: Language,
    text: String,
    means: Vec<String>,
}

fn cases(table: &str) -> Vec<Case> {
    let table: toml::Table = table.parse().expect("the table is TOML");
    let texts = table["text"].as_array().expect("an array of texts");
    let string = |value: &toml::Value| value.as_str().expect("a string").to_owned();
    texts
        .iter()
        .map(|case| Case {
            language: Language::parse(&string(&case["language"])).expect("a language tag"),
            text: string(&case["text"]),
            means: case.get("means").map_or(Vec::new(), |means| {
                means.as_array().expect("an array of meanings").iter().map(string).collect()
            }),
        })
        .collect()
}

fn read(text: &str, language: &Language) -> Vec<String> {
    let reading = recognise(text, language);
    let page = reading.refers_to_terms_page.then(|| "terms page".to_owned());
    reading.meanings.iter().map(describe).chain(page).collect()
}

/// Holds a table against the recogniser; every failure is shown, not the first alone.
fn check(table: &str) -> usize {
    let cases = cases(table);
    let mut failures = String::new();
    for Case { language, text, means } in &cases {
        let read = read(text, language);
        if read != *means {
            failures.push_str(&format!("\n[{language}] {text}\n  expected {means:?}\n  read     {read:?}"));
        }
    }
    assert!(failures.is_empty(), "{failures}");
    cases.len()
}

#[test]
fn prose_that_talks_about_rights_stays_prose() {
    assert!(check(include_str!("../rights/traps.toml")) >= 20);
}

#[test]
fn terms_are_read_as_what_they_mean() {
    assert!(check(include_str!("../rights/terms.toml")) >= 60);
}

#[test]
fn the_language_of_a_text_is_a_hint_and_no_condition() {
    for Case { text, means, .. } in cases(include_str!("../rights/terms.toml")) {
        let unknown = Language::parse("ka").expect("a language tag");
        assert_eq!(read(&text, &unknown), means, "{text}");
    }
}
