//! Rights: what is a term and what only looks like one, what the terms mean to machines, how they are stated.

use istinad::model::dump::describe;
use istinad::model::walk::plain_text;
use istinad::model::{Document, Language, Timestamp};
use istinad::rights::publishers::Publishers;
use istinad::rights::recognise::recognise;
use istinad::rights::{policy, statement};
use istinad::{ReadOptions, Source, read};

use crate::judge;

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

fn meanings(text: &str, language: &Language) -> Vec<String> {
    let reading = recognise(text, language);
    let page = reading.refers_to_terms_page.then(|| "terms page".to_owned());
    reading.meanings.iter().map(describe).chain(page).collect()
}

/// Holds a table against the recogniser; every failure is shown, not the first alone.
fn check(table: &str) -> usize {
    let cases = cases(table);
    let mut failures = String::new();
    for Case { language, text, means } in &cases {
        let read = meanings(text, language);
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
        assert_eq!(meanings(&text, &unknown), means, "{text}");
    }
}

/// An article with terms in its front matter, and what whoever runs the tool knows.
fn article(language: &str, front: &str, terms: &[&str], options: ReadOptions) -> Document {
    let terms: String = terms.iter().map(|term| format!("  - {term:?}\n")).collect();
    let terms = if terms.is_empty() { terms } else { format!("terms:\n{terms}") };
    let text = format!(
        "---\nlang: {language}\ndate: 2026-06-24\n{front}{terms}---\n# Başlıq\n\nMətn.\n\n![Körpü](korpu.jpg)\n\nDavamı.\n"
    );
    let source = Source::new("article.md", text).expect("UTF-8");
    read(&source, &options).unwrap_or_else(|error| panic!("{error}")).output
}

const ASSET: &str = "urn:uuid:7d444840-9dc0-51d1-b245-5ffdce74fad2";

fn policy_of(document: &Document) -> serde_json::Value {
    serde_json::from_str(&policy(document, ASSET).expect("a policy")).expect("JSON")
}

/// A policy in lines: kind, action, what of, duties.
fn rules(policy: &serde_json::Value) -> Vec<String> {
    let mut lines = Vec::new();
    for kind in ["permission", "prohibition", "obligation"] {
        for rule in policy[kind].as_array().into_iter().flatten() {
            let of = if rule["target"] == ASSET { "article" } else { "pictures" };
            let licence = rule["dct:license"]["@id"].as_str().map_or(String::new(), |iri| format!(" under {iri}"));
            let duties =
                rule["duty"].as_array().into_iter().flatten().map(|duty| duty["action"].as_str().expect("action"));
            let duties = duties.collect::<Vec<_>>().join(" + ");
            let duties = if duties.is_empty() { duties } else { format!(" [{duties}]") };
            lines.push(format!("{kind} {} {of}{licence}{duties}", rule["action"].as_str().expect("an action")));
        }
    }
    lines
}

const HYPERLINK: &str = "MÜTLƏQ hiperlinklə istinad verilməlidir.";
const NO_PHOTOS: &str = "İcazə olmadan fotolarımızı təkrar dərc etməyin.";
const RESERVED: &str = "Bütün hüquqlar qorunur.";
const CONSENT: &str = "Перепечатка материалов без письменного разрешения редакции запрещена.";
const BAN: &str = "This material may not be published, broadcast, rewritten, or redistributed.";
const PUBLISHER: &str = "publisher: AzadlıqRadiosu\n";

/// Every shape that a policy can have: its name, its article, its rules.
fn policies() -> Vec<(&'static str, Document, Vec<&'static str>)> {
    let plain = ReadOptions::default;
    let known = || ReadOptions::default().with_source_url("https://numune.example/a?b=ə#c".to_owned());
    let held = || plain().with_photo_permission("məktub № 7, \"2026\"".to_owned());
    vec![
        (
            "sample",
            article("az", PUBLISHER, &[HYPERLINK, NO_PHOTOS], plain()),
            vec![
                "permission distribute article [attribute]",
                "permission distribute pictures [obtainConsent]",
                "prohibition reproduce pictures",
                "prohibition distribute pictures",
            ],
        ),
        (
            "held",
            article("az", PUBLISHER, &["Fotoların təkrar dərci qadağandır."], held()),
            vec![
                "permission distribute pictures [obtainConsent]",
                "prohibition reproduce pictures",
                "prohibition distribute pictures",
            ],
        ),
        ("held-alone", article("az", "", &[], held()), vec!["permission distribute pictures [obtainConsent]"]),
        (
            "reserved",
            article("az", "", &[RESERVED], known()),
            vec![
                "permission distribute article [obtainConsent]",
                "prohibition reproduce article",
                "prohibition distribute article",
            ],
        ),
        (
            "reserved-attribution",
            article("az", PUBLISHER, &[RESERVED, HYPERLINK], known()),
            vec![
                "permission distribute article [attribute]",
                "prohibition reproduce article",
                "prohibition distribute article",
            ],
        ),
        (
            "consent-attribution",
            article(
                "ru",
                "publisher: «Пример»\n",
                &[CONSENT, "При перепечатке активная гиперссылка обязательна."],
                plain(),
            ),
            vec![
                "permission distribute article [obtainConsent + attribute]",
                "prohibition reproduce article",
                "prohibition distribute article",
            ],
        ),
        (
            "ban-attribution",
            article("en", "", &[BAN, "Please credit the source."], plain()),
            vec!["prohibition reproduce article", "prohibition distribute article", "obligation attribute article"],
        ),
        (
            "licence",
            article("en", "", &["Licence: CC BY-NC-ND 4.0"], known()),
            vec![
                "permission reproduce article under https://creativecommons.org/licenses/by-nc-nd/4.0/ [attribute]",
                "permission distribute article under https://creativecommons.org/licenses/by-nc-nd/4.0/ [attribute]",
                "prohibition odrl:commercialize article",
                "prohibition derive article",
            ],
        ),
        (
            "licence-of-a-picture",
            article("en", "", &["Photo: Jane Doe / CC BY 2.0", "Our photos may not be republished."], plain()),
            vec!["prohibition reproduce pictures", "prohibition distribute pictures"],
        ),
        (
            "licence-by-name",
            article("en", "", &["This article is available under the Open Government Licence v3.0."], plain()),
            vec![
                "permission reproduce article under http://spdx.org/licenses/OGL-UK-3.0",
                "permission distribute article under http://spdx.org/licenses/OGL-UK-3.0",
            ],
        ),
        (
            "said-twice",
            article(
                "en",
                "",
                &["All rights reserved.", "No part of this article may be reproduced without permission."],
                plain(),
            ),
            vec![
                "permission distribute article [obtainConsent]",
                "prohibition reproduce article",
                "prohibition distribute article",
            ],
        ),
    ]
}

#[test]
fn a_policy_says_what_the_terms_mean() {
    for (name, document, expected) in policies() {
        assert_eq!(rules(&policy_of(&document)), expected, "{name}");
    }
    assert_eq!(policy(&article("az", PUBLISHER, &[], ReadOptions::default()), ASSET), None, "no terms, no policy");
}

#[test]
fn every_rule_of_a_term_has_its_words_and_every_name_an_address() {
    for (name, document, _) in policies() {
        let policy = policy_of(&document);
        let text = policy.to_string();
        assert!(!text.contains(":\"#") && !text.contains(":\"\""), "{name}: {text}");
        for kind in ["permission", "prohibition", "obligation"] {
            for rule in policy[kind].as_array().into_iter().flatten() {
                // Only the permission that is held needs no words of the source.
                let held = rule["duty"][0].get("dct:identifier").is_some();
                assert!(held || rule.get("dct:source").is_some(), "{name}: {rule}");
            }
        }
    }
}

#[test]
fn the_attribution_is_that_of_the_credit_line() {
    let document = article("az", PUBLISHER, &[HYPERLINK], ReadOptions::default());
    let duty = policy_of(&document)["permission"][0]["duty"][0].clone();
    assert_eq!(duty["attributedParty"], "https://www.azadliq.org/");
    assert_eq!(duty["cc:attributionName"], "AzadlıqRadiosu");
    assert_eq!(duty["cc:attributionURL"]["@id"], "https://www.azadliq.org/");
    assert_eq!(duty["dct:source"], serde_json::json!({"@value": HYPERLINK, "@language": "az"}));
    let unknown = article("az", "publisher: Nümunə\n", &[HYPERLINK], ReadOptions::default());
    let duty = policy_of(&unknown)["permission"][0]["duty"][0].clone();
    assert_eq!(duty["attributedParty"], format!("{ASSET}#source"));
    assert_eq!(duty.get("cc:attributionURL"), None);
}

#[test]
fn w3c_s_shapes_accept_every_policy() {
    let files: Vec<_> = policies()
        .iter()
        .map(|(name, document, _)| {
            let policy = policy(document, ASSET).expect("a policy");
            judge::file("odrl", &format!("{name}.jsonld"), policy.as_bytes())
        })
        .collect();
    judge::odrl(&files).accepts_all();
}

/// The statement as a person reads it, without the line that names this version.
fn stated(document: &Document) -> Vec<String> {
    let written = Timestamp::parse("2026-06-24T17:00:00+04:00").expect("a moment");
    let statement = statement(document, written);
    let lines: Vec<String> = statement.lines.iter().map(|line| plain_text(line.content())).collect();
    let (provenance, lines) = lines.split_last().expect("at least the provenance");
    assert!(provenance.contains("istinad ") && provenance.contains(&document.metadata.input.sha256_hex()));
    std::iter::once(statement.heading.to_owned()).chain(lines.iter().cloned()).collect()
}

#[test]
fn the_statement_speaks_azerbaijani() {
    assert_eq!(
        stated(&article("az", PUBLISHER, &[HYPERLINK, NO_PHOTOS], ReadOptions::default())),
        [
            "Mənbə və hüquqlar",
            "Mənbə: AzadlıqRadiosu, https://www.azadliq.org/",
            "Şərtlər: MÜTLƏQ hiperlinklə istinad verilməlidir.",
            "Şərtlər: İcazə olmadan fotolarımızı təkrar dərc etməyin.",
            "Yerinə yetirilməyən tələb: mənbə məqaləyə hiperlink tələb edir, məqalənin ünvanı isə məlum deyil.",
            "Şəkillər daxil edilməyib: mənbə onların icazəsiz təkrar dərcini qadağan edir.",
        ]
    );
}

#[test]
fn the_statement_speaks_turkish_and_names_what_comes_from_a_profile() {
    let profile = "name = \"Örnek Gazetesi\"\nterms_page = \"https://ornek.example/kosullar\"\nlanguage = \"tr\"\nterms = [\"Kaynak gösterilmeden kullanılamaz.\"]\n";
    let publishers = Publishers::builtin().with_toml("ornek.toml", profile).expect("a valid profile");
    let options = ReadOptions::default().with_publishers(publishers);
    assert_eq!(
        stated(&article("tr", "publisher: Örnek Gazetesi\n", &[], options)),
        [
            "Kaynak ve haklar",
            "Kaynak: Örnek Gazetesi",
            "Koşullar: Kaynak gösterilmeden kullanılamaz. (yayıncının profilinden)",
            "Kullanım koşulları: https://ornek.example/kosullar (yayıncının profilinden)",
        ]
    );
}

#[test]
fn the_statement_speaks_russian_and_says_where_the_source_wants_its_name() {
    let term = "При использовании материалов гиперссылка не ниже третьего абзаца обязательна.";
    let options = ReadOptions::default().with_source_url("https://primer.example/1".to_owned());
    assert_eq!(
        stated(&article("ru", "publisher: Пример\n", &[term], options)),
        [
            "Источник и права",
            "Источник: Пример, https://primer.example/1",
            "Условия: При использовании материалов гиперссылка не ниже третьего абзаца обязательна.",
            "Источник определяет место ссылки: не ниже третьего абзаца",
        ]
    );
}

#[test]
fn the_statement_speaks_english_and_names_licence_and_permission() {
    let options = ReadOptions::default().with_photo_permission("letter of 1 June 2026".to_owned());
    assert_eq!(
        stated(&article(
            "en",
            "",
            &["Licence: CC BY 4.0", "Our photos may not be republished without permission."],
            options
        )),
        [
            "Source and rights",
            "Source: not known",
            "Terms: Licence: CC BY 4.0",
            "Terms: Our photos may not be republished without permission.",
            "Licence: CC-BY-4.0, https://creativecommons.org/licenses/by/4.0/",
            "Pictures are included by permission: letter of 1 June 2026",
        ]
    );
}
