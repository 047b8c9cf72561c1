//! What the terms mean to machines: policies in both forms, the same rules in each.

use std::path::PathBuf;
use std::process::Command;

use istinad::inspect::policy::Notation;
use istinad::inspect::{Policy, inspect};
use istinad::model::walk::plain_text;
use istinad::model::{Document, Inline, Timestamp};
use istinad::render::NewsMlRenderer;
use istinad::rights::{PolicyForm, policy};
use istinad::{ReadOptions, RenderOptions, render};

use crate::every;
use crate::support::judge;
use crate::terms::recognised::{HYPERLINK, NO_PHOTOS, PUBLISHER, RESERVED, article};

const ASSET: &str = "urn:uuid:7d444840-9dc0-51d1-b245-5ffdce74fad2";

fn policy_of(document: &Document) -> serde_json::Value {
    serde_json::from_str(&policy(document, ASSET, PolicyForm::JsonLd).expect("a policy")).expect("JSON")
}

/// A policy in lines: kind, action, what of, limits, duties.
fn rules(policy: &serde_json::Value) -> Vec<String> {
    let mut lines = Vec::new();
    for kind in ["permission", "prohibition", "obligation"] {
        for rule in policy[kind].as_array().into_iter().flatten() {
            let of = if rule["target"] == ASSET { "article" } else { "pictures" };
            let licence = rule["dct:license"]["@id"].as_str().map_or(String::new(), |iri| format!(" under {iri}"));
            let limit = |it: &serde_json::Value| {
                let part = |name: &str| it[name].as_str().expect("a part of a constraint").to_owned();
                format!(" if {} {} {}", part("leftOperand"), part("operator"), part("rightOperand"))
            };
            let limits: String = rule["constraint"].as_array().into_iter().flatten().map(limit).collect();
            let duties =
                rule["duty"].as_array().into_iter().flatten().map(|duty| duty["action"].as_str().expect("action"));
            let duties = duties.collect::<Vec<_>>().join(" + ");
            let duties = if duties.is_empty() { duties } else { format!(" [{duties}]") };
            lines.push(format!("{kind} {} {of}{licence}{limits}{duties}", rule["action"].as_str().expect("an action")));
        }
    }
    lines
}

const CONSENT: &str = "Перепечатка материалов без письменного разрешения редакции запрещена.";
const BAN: &str = "This material may not be published, broadcast, rewritten, or redistributed.";

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
            "one-medium",
            article(
                "en",
                "",
                &[
                    "Radio stations may read our bulletins on air if they name Pine Hill News. Use in any other medium needs our consent.",
                ],
                plain(),
            ),
            vec![
                "permission distribute article if media eq urn:istinad:ns:1#broadcast [attribute]",
                "permission distribute article if media odrl:neq urn:istinad:ns:1#broadcast [obtainConsent]",
                "prohibition reproduce article if media odrl:neq urn:istinad:ns:1#broadcast",
                "prohibition distribute article if media odrl:neq urn:istinad:ns:1#broadcast",
            ],
        ),
        (
            "commercial-fee",
            article(
                "en",
                "",
                &[
                    "Texts may be reprinted for non-commercial purposes with credit. Commercial use is subject to a fee.",
                ],
                plain(),
            ),
            vec!["permission distribute article [attribute]", "prohibition odrl:commercialize article"],
        ),
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
            vec![
                "prohibition modify article",
                "prohibition reproduce article",
                "prohibition distribute article",
                "obligation attribute article",
            ],
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
            "licence-reserved",
            article("en", "", &["Licence: CC BY-NC 4.0", "All rights reserved."], known()),
            vec![
                "permission distribute article [obtainConsent]",
                "prohibition odrl:commercialize article",
                "prohibition reproduce article",
                "prohibition distribute article",
            ],
        ),
        (
            "licence-banned",
            article("en", "", &["Licence: CC BY 4.0", BAN], plain()),
            vec!["prohibition modify article", "prohibition reproduce article", "prohibition distribute article"],
        ),
        (
            "licence-without-pictures",
            article("en", "", &["Licence: CC BY 4.0. Photos are not included in the licence."], plain()),
            vec![
                "permission reproduce article under https://creativecommons.org/licenses/by/4.0/ [attribute]",
                "permission distribute article under https://creativecommons.org/licenses/by/4.0/ [attribute]",
                "permission distribute pictures [obtainConsent]",
                "prohibition reproduce pictures",
                "prohibition distribute pictures",
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
            "of-a-purpose",
            article("en", "", &["Our texts may be used for educational purposes only."], plain()),
            vec!["prohibition distribute article if purpose odrl:neq urn:istinad:ns:1#education"],
        ),
        (
            "of-subscribers",
            article("en", "", &["Our texts are for subscribers only."], plain()),
            vec!["prohibition distribute article if recipient odrl:neq urn:istinad:ns:1#subscribers"],
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
    assert_eq!(
        policy(&article("az", PUBLISHER, &[], ReadOptions::default()), ASSET, PolicyForm::JsonLd),
        None,
        "no terms, no policy"
    );
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
            let policy = policy(document, ASSET, PolicyForm::JsonLd).expect("a policy");
            judge::file("odrl", &format!("{name}.jsonld"), policy.as_bytes())
        })
        .collect();
    judge::odrl(&files).accepts_all();
}

/// The item of a document, with its policy in a form.
fn item(document: &Document, form: PolicyForm) -> Vec<u8> {
    let options = RenderOptions::default().with_modified(Timestamp::parse("2026-06-24")).with_policy_form(form);
    render(document, &NewsMlRenderer, &options).expect("a file").output
}

fn read_back(item: &[u8]) -> Policy {
    let report = inspect(item).expect("readable");
    report.policy.unwrap_or_else(|| panic!("no policy: {:?}", report.remarks))
}

#[test]
fn both_forms_say_the_same() {
    for (name, document, expected) in policies() {
        let [json, xml] = [PolicyForm::JsonLd, PolicyForm::Xml].map(|form| read_back(&item(&document, form)));
        assert_eq!((json.notation, xml.notation), (Notation::JsonLd, Notation::Xml), "{name}");
        assert_eq!(json, xml, "{name}");
        let rules = ["permission", "prohibition", "obligation"].map(|kind| xml.rules(kind).count());
        assert_eq!(rules.iter().sum::<usize>(), expected.len(), "{name}: every rule is read back, and none twice");
    }
}

/// Every policy in XML, alone.
fn in_xml() -> Vec<PathBuf> {
    let file = |(name, document, _): &(&str, Document, Vec<&str>)| {
        let policy = policy(document, ASSET, PolicyForm::Xml).expect("a policy");
        judge::file("odrl", &format!("{name}.xml"), policy.as_bytes())
    };
    policies().iter().map(file).collect()
}

#[test]
fn the_schema_of_odrl_accepts_every_policy_in_xml() {
    judge::odrl_schema(&in_xml()).accepts_all();
}

#[test]
fn newsml_takes_the_xml_form_and_clients_read_the_rest() {
    let files: Vec<PathBuf> = policies()
        .iter()
        .map(|(name, document, _)| judge::file("odrl", &format!("{name}.newsml.xml"), &item(document, PolicyForm::Xml)))
        .collect();
    judge::newsml_and_odrl_schema(&files).accepts_all();
    judge::newsml_rules(&files).accepts_all();
    // The reason why it is an option: IPTC's schema alone knows no element of ODRL.
    judge::newsml_schema_alone(&files).refuses_all("strict wildcard");
    for (answer, (name, document, _)) in judge::newsml_read(&files).into_iter().flatten().zip(policies()) {
        let rights = &answer["items"][0]["rights"][0];
        assert_eq!(rights["expressions_xml"][0]["root"], "{http://www.w3.org/ns/odrl/2/}Policy", "{name}");
        let terms: Vec<String> =
            document.rights.terms.as_slice().iter().map(|term| plain_text(&term.content)).collect();
        let read = rights["usage_terms"][0]["text"].as_str().unwrap_or_default();
        assert_eq!(read, terms.join(" "), "{name}");
    }
}

#[test]
fn every_article_s_policy_in_xml_is_valid() {
    let files: Vec<PathBuf> = every::articles()
        .iter()
        .filter(|article| policy(&article.document, ASSET, PolicyForm::Xml).is_some())
        .map(|article| {
            let item = item(&article.document, PolicyForm::Xml);
            judge::file("every-xml", &format!("{}.newsml.xml", article.name), &item)
        })
        .collect();
    judge::newsml_and_odrl_schema(&files).accepts_all();
    judge::newsml_rules(&files).accepts_all();
}

/// A policy holds words of the source: whatever they are, the file stays XML and says them.
#[test]
fn no_words_break_the_xml() {
    let words = "İcazəsiz <dərc> & ]]> \u{1}\"qadağandır\".\nİkinci sətir";
    let mut document = article("az", PUBLISHER, &[NO_PHOTOS], ReadOptions::default());
    if let istinad::model::Terms::Stated(terms) = &mut document.rights.terms {
        terms[0].content = vec![Inline::text(words)];
    }
    let read = read_back(&item(&document, PolicyForm::Xml));
    let replaced = words.replace('\u{1}', "\u{fffd}");
    assert_eq!(read.sources().into_iter().collect::<Vec<_>>(), [replaced.as_str()]);
}

#[test]
fn the_command_line_chooses_the_form() {
    let convert = |form: &str| {
        Command::new(env!("CARGO_BIN_EXE_istinad"))
            .args([
                "convert",
                "tests/articles/milli-arxiv.md",
                "-q",
                "--to",
                "newsml",
                "-o",
                "-",
                "--policy-form",
                form,
            ])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("a run")
    };
    for form in PolicyForm::ALL {
        let item = convert(form.as_str()).stdout;
        let notation = if *form == PolicyForm::Xml { Notation::Xml } else { Notation::JsonLd };
        assert_eq!(read_back(&item).notation, notation);
    }
    assert_eq!(convert("yaml").status.code(), Some(2));
}
