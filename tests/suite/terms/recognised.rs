//! Rights: what is a term and what only looks like one, what the terms mean to machines, how they are stated.

use istinad::model::dump::describe;
use istinad::model::walk::plain_text;
use istinad::model::{Document, Language, Meaning, Origin, Timestamp};
use istinad::rights::publishers::Publishers;
use istinad::rights::recognise::{self, recognise};
use istinad::rights::statement;
use istinad::{Code, ReadOptions, Source, read};

/// One text and what it should be read as.
struct Case {
    language: Language,
    text: String,
    means: Vec<String>,
}

const TERMS: &str = include_str!("../../rights/terms.toml");
const HELD_OUT_TERMS: &str = include_str!("../../rights/held_out_terms.toml");

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

/// What is behind a link or a button is no term of the article that stands above, in whatever language that is.
#[test]
fn labels_of_menus_mean_nothing() {
    let file: toml::Table = include_str!("../../rights/labels.toml").parse().expect("the file is TOML");
    let mut failures = String::new();
    for (language, labels) in file["labels"].as_table().expect("labels by language") {
        for label in labels.as_array().expect("an array of labels") {
            let label = label.as_str().expect("a label");
            for of_article in [language.as_str(), "az", "ru", "en"] {
                let of_article = Language::parse(of_article).expect("a language tag");
                for reading in [recognise(label, &of_article), recognise::stated(label, &[], &of_article)] {
                    if !reading.is_empty() {
                        failures.push_str(&format!("\n[{language} in {of_article}] {label}: {:?}", reading.meanings));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn prose_that_talks_about_rights_stays_prose() {
    assert!(check(include_str!("../../rights/traps.toml")) >= 20);
    assert!(check(include_str!("../../rights/held_out_traps.toml")) >= 40);
}

#[test]
fn terms_are_read_as_what_they_mean() {
    assert!(check(TERMS) >= 60);
    assert!(check(HELD_OUT_TERMS) >= 100);
}

/// A licence that no word names is none of the words beside its link, whatever their language does with names.
#[test]
fn a_licence_behind_a_link_is_no_word() {
    for words in ["Çınar", "Bahar ve", "the Harbour", "Мост", "Бережок и", "Tern Broadcast", "Brücke", "Chinor"]
    {
        for language in ["az", "tr", "ru", "en", "uk", "kk", "uz", "de", "fr", "es", "ka", "fa"] {
            let language = Language::parse(language).expect("a language tag");
            let reading =
                recognise::stated(words, &["https://creativecommons.org/licenses/by/4.0/"], &language).meanings;
            let licence = |meaning: &Meaning| matches!(meaning, Meaning::Licensed { .. });
            assert!(reading.iter().all(licence), "{words}: {reading:?}");
        }
    }
}

#[test]
fn the_language_of_a_text_is_a_hint_and_no_condition() {
    for Case { text, means, .. } in cases(TERMS).into_iter().chain(cases(HELD_OUT_TERMS)) {
        let unknown = Language::parse("ka").expect("a language tag");
        assert_eq!(meanings(&text, &unknown), means, "{text}");
    }
}

/// An article with terms in its front matter, and what the user knows.
pub(crate) fn article(language: &str, front: &str, terms: &[&str], options: ReadOptions) -> Document {
    let terms: String = terms.iter().map(|term| format!("  - {term:?}\n")).collect();
    let terms = if terms.is_empty() { terms } else { format!("terms:\n{terms}") };
    let text = format!(
        "---\nlang: {language}\ndate: 2026-06-24\n{front}{terms}---\n# Başlıq\n\nMətn.\n\n![Körpü](korpu.jpg)\n\nDavamı.\n"
    );
    let source = Source::new("article.md", text).expect("UTF-8");
    read(&source, &options).unwrap_or_else(|error| panic!("{error}")).output
}

pub(crate) const HYPERLINK: &str = "MÜTLƏQ hiperlinklə istinad verilməlidir.";
pub(crate) const NO_PHOTOS: &str = "İcazə olmadan fotolarımızı təkrar dərc etməyin.";
pub(crate) const RESERVED: &str = "Bütün hüquqlar qorunur.";
pub(crate) const PUBLISHER: &str = "publisher: AzadlıqRadiosu\n";

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

/// The profile that `docs/publishers.md` shows, and the page.
fn documented_profile() -> Publishers {
    let page = include_str!("../../../docs/publishers.md");
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    Publishers::builtin().with_toml("numune.toml", example).expect("the documented example is valid")
}

#[test]
fn the_documented_profile_fills_in_what_an_article_leaves_open() {
    let options = || ReadOptions::default().with_publishers(documented_profile());
    for name in ["Nümunə Xəbər", "nümunə xəbər agentliyi", "numune.example", "NÜMUNƏXƏBƏR"] {
        let document = article("az", &format!("publisher: {name}\n"), &[], options());
        assert_eq!(
            stated(&document)[1..],
            [
                format!("Mənbə: {name}, https://www.numune.example/"),
                "Şərtlər: Materiallardan istifadə edərkən hiperlinklə istinad mütləqdir. (nəşrin profilindən)"
                    .to_owned(),
                "İstifadə şərtləri: https://www.numune.example/sertler (nəşrin profilindən)".to_owned(),
                "Yerinə yetirilməyən tələb: mənbə məqaləyə hiperlink tələb edir, məqalənin ünvanı isə məlum deyil."
                    .to_owned(),
            ]
        );
    }
    // The article's own words win, and those of the user.
    let options = options().with_terms_url("https://numune.example/yeni".to_owned());
    let document = article("az", "publisher: Nümunə Xəbər\n", &[RESERVED], options);
    let lines = stated(&document).join("\n");
    assert!(lines.contains(RESERVED) && lines.contains("https://numune.example/yeni"), "{lines}");
    assert!(!lines.contains("nəşrin profilindən"), "{lines}");
}

#[test]
fn a_profile_s_language_is_that_of_an_article_that_cannot_be_told() {
    let language = |text: &str, options: ReadOptions| {
        let source =
            Source::new("article.md", format!("---\npublisher: Nümunə Xəbər\n---\n# {text}\n")).expect("UTF-8");
        let outcome = read(&source, &options).unwrap_or_else(|error| panic!("{error}"));
        let slot = outcome.output.metadata.language;
        (slot.value.as_str().to_owned(), slot.origin)
    };
    let known = || ReadOptions::default().with_publishers(documented_profile());
    assert_eq!(language("2026", known()), ("az".to_owned(), Origin::Profile));
    assert_eq!(language("2026", ReadOptions::default()), ("und".to_owned(), Origin::Guess));
    let english = "The mayor said that the bridge was open to all of the town";
    assert_eq!(language(english, known()), ("en".to_owned(), Origin::Guess), "the article's own words win");
}

#[test]
fn what_stands_in_the_place_of_a_licence_is_a_licence_another_term_or_unknown() {
    let read = |licence: &str| {
        let text = format!("---\nlang: en\nlicense: {licence}\n---\n# Title\n\nWords.\n");
        let outcome = read(&Source::new("a.md", text).expect("UTF-8"), &ReadOptions::default()).expect("an article");
        let rights = outcome.output.rights;
        let name = rights.licence.map(|slot| slot.value.spdx.or(slot.value.address).unwrap_or_default());
        let meanings: Vec<String> =
            rights.terms.as_slice().iter().flat_map(|term| &term.meanings).map(describe).collect();
        let unknown = outcome.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::LicenceUnknown);
        (name, meanings.join("; "), unknown)
    };
    let licensed = |name: &str, meaning: &str| (Some(name.to_owned()), format!("licensed under {meaning}"), false);
    assert_eq!(read("odbl-1.0"), licensed("ODbL-1.0", "ODbL-1.0"));
    // An address that is on no list of licences is a page of terms, and grants nothing.
    assert_eq!(read("https://numune.example/licence"), (None, String::new(), false));
    let statement = |meanings: &str| (None, meanings.to_owned(), false);
    assert_eq!(read("http://rightsstatements.org/vocab/InC/1.0/"), statement("all rights reserved"));
    assert_eq!(
        read("https://rightsstatements.org/vocab/InC-NC/1.0/"),
        statement("all rights reserved; no commercial use")
    );
    assert_eq!(
        read("http://rightsstatements.org/vocab/InC-EDU/1.0/"),
        statement("all rights reserved; educational use only")
    );
    assert_eq!(read("Open Government Licence v3.0"), licensed("OGL-UK-3.0", "OGL-UK-3.0"));
    assert_eq!(read("All rights reserved"), (None, "all rights reserved".to_owned(), false));
    for unknown in ["Proprietary", "numune-1.0", "CC-BY-9.0"] {
        let meaning = "licensed, but which licence cannot be told".to_owned();
        assert_eq!(read(unknown), (None, meaning, true), "{unknown}");
    }
}

#[test]
fn a_year_of_another_calendar_is_no_name_and_a_label_is_no_holder() {
    for (text, holder) in [
        ("© خبرگزاری نمونه ۱۴۰۵. تمامی حقوق محفوظ است.", Some("خبرگزاری نمونه")),
        ("© پروانه نمونه، ۱۴۰۴", Some("پروانه نمونه")),
        ("© ۱۴۰۴ پروانه نمونه", Some("پروانه نمونه")),
        ("Розробка порталу: © 2015-2026 Громпортал", None),
        ("Saytın dizaynı: © 2020 Nümunə", None),
        ("Müəllif hüquqları: © 2026 “Nümunə 24” MMC", Some("“Nümunə 24” MMC")),
        ("Copyright 2026 All rights reserved to Sample Post", Some("Sample Post")),
        ("©2026 Sample Cellars Pty Ltd ABN 00 000 000 000", Some("Sample Cellars Pty Ltd")),
        ("© 2026 ООО «Пример», ИНН 0000000000", Some("ООО «Пример»")),
        ("«Театр». © Театр, 2026", Some("Театр")),
        ("Örnek Medya A.Ş. © 2026", Some("Örnek Medya A.Ş.")),
        ("Publisher: © 2026 Sample House", Some("Sample House")),
        ("Mətn: © 2026 Nümunə Evi", Some("Nümunə Evi")),
    ] {
        let found = recognise::notice(text).map(|notice| notice.holder);
        assert_eq!(found.as_deref(), holder, "{text}");
    }
    let turkish = Language::parse("tr").expect("a tag");
    for text in [
        "Copyright © 2026 Tüm hakları Örnek Gazetecilik A.Ş.'ye aittir.",
        "© 2026 Tüm hakları Örnek Postası'na aittir.",
    ] {
        assert_eq!(meanings(text, &turkish), ["all rights reserved"], "{text}");
    }
}
