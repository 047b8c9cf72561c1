//! What the terms say of mining text and data, where a format has a word of its own for it.

use istinad::ReadOptions;
use istinad::inspect::{compare, inspect};

use crate::proof::check::{document, files};
use crate::support::judge;

const PROHIBITED: &str = "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED";

/// An article with terms, and what its files have to say: the value of PLUS, the address of the policy.
const ARTICLES: [(&str, &str, Option<&str>, Option<&str>); 4] = [
    ("mining", "\"No text and data mining.\"", Some(""), None),
    ("training", "\"Use for the training of artificial intelligence is prohibited.\"", Some("-AIMLTRAINING"), None),
    (
        "policy",
        "\"tdm-reservation: 1\", \"tdm-policy: https://numune.example/tdm.json\"",
        Some(""),
        Some("https://numune.example/tdm.json"),
    ),
    ("neither", "\"Please credit the source.\"", None, None),
];

#[test]
fn what_is_said_of_mining_stands_where_each_format_has_a_place_for_it() {
    let article = |terms: &str| {
        let text =
            format!("---\nlang: en\ndate: 2026-06-24\nterms: [{terms}]\n---\n# Headline\n\nWords of the article.\n");
        document(&text, &ReadOptions::default())
    };
    let plain = article(ARTICLES[3].1);
    let (mut pdfs, mut books, mut items) = (Vec::new(), Vec::new(), Vec::new());
    for (name, terms, value, policy) in ARTICLES {
        let stated = article(terms);
        for (extension, bytes) in files(&stated) {
            let report = inspect(&bytes).expect("a report");
            assert_eq!(compare(&report, &stated), [], "{extension} of {name}");
            let invented = compare(&report, &plain).iter().any(|it| {
                let found = format!("{it:?}").to_lowercase();
                found.contains("mining") || found.contains("tdm:")
            });
            let file = judge::file("mining", &format!("{name}.{}", extension.replace("newsml", "xml")), &bytes);
            match extension {
                "pdf" => {
                    let said = value.map(|value| format!("plus:DataMining=\"{PROHIBITED}{value}\""));
                    let packet = String::from_utf8_lossy(&bytes);
                    assert_eq!(packet.matches("plus:DataMining=").count(), usize::from(said.is_some()), "{name}");
                    assert!(said.is_none_or(|said| packet.contains(&said)), "{name}");
                    assert_eq!(invented, value.is_some(), "{extension} of {name}");
                    pdfs.push(file);
                }
                "epub" => {
                    let told = policy.is_some() || value == Some("");
                    assert_eq!(invented, told, "{extension} of {name}");
                    books.push(file);
                }
                "newsml" => {
                    let said = value.map(|value| format!("<dataMining uri=\"{PROHIBITED}{value}\"/>"));
                    let item = String::from_utf8(bytes).expect("UTF-8");
                    assert_eq!(item.matches("<dataMining").count(), usize::from(said.is_some()), "{name}");
                    assert!(said.is_none_or(|said| item.contains(&said)), "{name}");
                    assert_eq!(invented, value.is_some(), "{extension} of {name}");
                    items.push(file);
                }
                _ => {}
            }
        }
    }
    assert_eq!((pdfs.len(), books.len(), items.len()), (ARTICLES.len(), ARTICLES.len(), ARTICLES.len()));
    judge::verapdf(&["2a", "ua1"], &pdfs).accepts_all();
    judge::epubcheck(&books).accepts_all();
    judge::newsml_schema(&items).accepts_all();
    judge::newsml_rules(&items).accepts_all();
}
