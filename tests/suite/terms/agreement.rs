//! Policy and rights in the three formats, compared as data: what one says of the terms all say, and so does the article.

use istinad::inspect::policy::Notation;
use istinad::inspect::{Policy, Report, agree, compare, inspect};
use istinad::model::Timestamp;
use istinad::model::walk::plain_text;
use istinad::render::{NewsMlRenderer, RENDERERS};
use istinad::rights::PolicyForm;
use istinad::{Document, ReadOptions, RenderOptions, render};

use crate::every;
use crate::proof::check::{document, epub, newsml, pdf, replace_in_xmp};

/// What there is to say of the terms of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    address: Option<String>,
    holder: Option<String>,
    notice: Option<String>,
    terms: Vec<String>,
    terms_page: Option<String>,
    licence: Option<(Option<String>, Option<String>)>,
    permission: Option<String>,
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An address with what formats escape written out again.
fn plain_address(address: &str) -> String {
    address.replace("%5B", "[").replace("%5D", "]")
}

impl Said {
    fn by_file(report: &Report) -> Self {
        let text = |text: &Option<String>| text.as_deref().map(tidy);
        let address = |address: &Option<String>| address.as_deref().map(plain_address);
        Self {
            address: address(&report.address),
            holder: text(&report.holder),
            notice: text(&report.notice),
            terms: report.terms.iter().map(|term| tidy(term)).collect(),
            terms_page: address(&report.terms_page),
            licence: report.licence.as_ref().map(|licence| (text(&licence.name), address(&licence.address))),
            permission: text(&report.photo_permission),
        }
    }

    fn by_article(document: &Document) -> Self {
        let rights = &document.rights;
        let licence = rights.licence.as_ref().map(|slot| (slot.value.spdx.clone(), slot.value.address.clone()));
        let page = rights.terms_page.as_ref().and_then(|page| page.address.as_ref()).map(|slot| slot.value.clone());
        let is_licence = licence.as_ref().is_some_and(|(_, address)| *address == page);
        Self {
            address: document.metadata.address.as_ref().map(|slot| slot.value.clone()),
            holder: rights.holder.as_ref().map(|slot| tidy(&slot.value.name)),
            notice: rights.notice.as_ref().map(|slot| tidy(&slot.value)),
            terms: rights.terms.as_slice().iter().map(|term| tidy(&plain_text(&term.content))).collect(),
            // Formats with one field for both say the licence.
            terms_page: page.filter(|_| !is_licence),
            licence: licence.filter(|(name, address)| name.is_some() || address.is_some()),
            permission: rights.photo_permission.as_ref().map(|permission| tidy(&permission.reference)),
        }
    }
}

fn reports(document: &Document) -> Vec<(String, Report)> {
    let options = || RenderOptions::default().with_modified(Timestamp::parse("2026-06-24"));
    let read = |name: &str, renderer, options: RenderOptions| {
        let file = render(document, renderer, &options).expect("a file").output;
        (name.to_owned(), inspect(&file).expect("readable"))
    };
    let mut reports: Vec<_> = RENDERERS.iter().map(|each| read(each.name(), *each, options())).collect();
    reports.push(read("newsml with XML", &NewsMlRenderer, options().with_policy_form(PolicyForm::Xml)));
    reports
}

fn borrowed(reports: &[(String, Report)]) -> Vec<(&str, &Report)> {
    reports.iter().map(|(name, report)| (name.as_str(), report)).collect()
}

/// Articles that state what those on disk do not: a licence beside a page, a permission where there is no picture.
fn invented() -> Vec<(String, Document)> {
    let article = |front: &str| format!("---\nlang: az\ndate: 2026-06-24\n{front}---\n# Başlıq\n\nMətn.\n");
    let held = ReadOptions::default().with_photo_permission("məktub 7,  \"2026\" & <o>".to_owned());
    let cc = "https://creativecommons.org/licenses/by-sa/4.0/";
    [
        ("page and licence", format!("license: {cc}\nterms_page: https://numune.example/ş?a=1&b=[2]\n"), &held),
        ("page that is the licence", format!("license: {cc}\nterms_page: {cc}\n"), &held),
        ("licence by name", "license: OGL-UK-3.0\n".to_owned(), &held),
        ("terms that are not understood", "terms: [\"Bir & iki\", \"<Üç>\"]\n".to_owned(), &held),
        ("page alone", "terms_page: https://numune.example/p\n".to_owned(), &ReadOptions::default()),
        ("notice alone", "rights: © 2026 Nümunə\n".to_owned(), &ReadOptions::default()),
        ("nothing", String::new(), &ReadOptions::default()),
    ]
    .map(|(name, front, options)| (name.to_owned(), document(&article(&front), options)))
    .into()
}

#[test]
fn every_format_says_of_the_terms_what_the_article_says() {
    let mut stated = [0; 8];
    let on_disk = every::articles().iter().map(|article| (article.name.clone(), article.document.clone()));
    for (name, document) in on_disk.chain(invented()) {
        let reports = reports(&document);
        let expected = Said::by_article(&document);
        for (format, report) in &reports {
            assert_eq!(Said::by_file(report), expected, "{format} of {name}");
            assert_eq!(report.policy, reports[0].1.policy, "{format} of {name}");
            assert_eq!(compare(report, &document), [], "{format} of {name}");
        }
        let notation = |report: &Report| report.policy.as_ref().map(|policy| policy.notation);
        let notations: Vec<_> = reports.iter().filter_map(|(_, report)| notation(report)).collect();
        assert!(matches!(notations.as_slice(), [] | [.., Notation::Xml]), "{name}: {notations:?}");
        assert_eq!(agree(&borrowed(&reports)), [], "{name}");
        let Said { address, holder, notice, terms, terms_page, licence, permission } = &expected;
        let is_stated = [
            address.is_some(),
            holder.is_some(),
            notice.is_some(),
            !terms.is_empty(),
            terms_page.is_some(),
            licence.is_some(),
            permission.is_some(),
            reports[0].1.policy.is_some(),
        ];
        stated.iter_mut().zip(is_stated).for_each(|(count, is_stated)| *count += usize::from(is_stated));
    }
    assert!(stated.iter().all(|count| *count >= 3), "what no article states is not compared: {stated:?}");
}

const ARTICLE: &str = "\
---
url: https://numune.example/xeber/1
date: 2026-05-12T09:30+04:00
lang: az
publisher: NümunəRadiosu
rights: © 2026 NümunəRadiosu
terms: [\"İstinad mütləqdir.\", \"İcazəsiz fotoların dərci qadağandır.\"]
terms_page: https://numune.example/sertler
license: CC-BY-4.0
---

# Qızıl payız gəlib

Dağ kəndində yağışdan sonra ilıq günəş çıxıb.
";

/// What is changed, in which format, from what to what; in the PDF it stands in the XMP.
const CHANGES: &[(&str, &str, &str, &str)] = &[
    ("holder", "pdf", "<xmpRights:Owner><rdf:Bag><rdf:li>Nümunə", "<xmpRights:Owner><rdf:Bag><rdf:li>Numunə"),
    ("holder", "epub", "rightsHolder\">Nümunə", "rightsHolder\">Numunə"),
    ("holder", "newsml", "<copyrightHolder type=\"cpnat:organisation\"><name>N", "<copyrightHolder><name>M"),
    ("notice", "pdf", "istinad:notice=\"© 2026", "istinad:notice=\"© 2025"),
    ("notice", "epub", "id=\"notice\">© 2026", "id=\"notice\">© 2025"),
    ("notice", "newsml", ">© 2026 NümunəRadiosu</copyrightNotice>", ">© 2025 NümunəRadiosu</copyrightNotice>"),
    ("term", "pdf", "<rdf:li>İstinad mütləqdir.", "<rdf:li>Istinad mütləqdir."),
    ("term", "epub", "id=\"term-1\">İ", "id=\"term-1\">I"),
    ("term", "newsml", "#term\" value=\"İstinad", "#term\" value=\"Istinad"),
    ("lost term", "epub", "refines=\"#term-2\">term", "refines=\"#term-2\">notice"),
    ("licence", "pdf", "istinad:licence=\"CC-BY-4.0", "istinad:licence=\"CC-BY-3.0"),
    ("licence", "epub", "dcterms:license\">CC-BY-4.0", "dcterms:license\">CC0-1.0"),
    ("licence", "newsml", "value=\"CC-BY-4.0\"", "value=\"CC-BY-ND-4.0\""),
    (
        "licence's address",
        "pdf",
        "cc:license=\"https://creativecommons.org/licenses/by/4",
        "cc:license=\"https://a.example/4",
    ),
    (
        "licence's address",
        "epub",
        "license\" href=\"https://creativecommons.org/licenses/by/",
        "license\" href=\"https://a/",
    ),
    ("licence's address", "newsml", "uri=\"https://creativecommons.org/licenses/by/", "uri=\"https://a.example/"),
    ("page of terms", "pdf", "xmpRights:WebStatement=\"https://numune", "xmpRights:WebStatement=\"https://nomune"),
    ("page of terms", "epub", "rights\" href=\"https://numune", "rights\" href=\"https://nomune"),
    ("page of terms", "newsml", "href=\"https://numune.example/sertler\">", "href=\"https://numune.example/serter\">"),
    ("permission", "pdf", "photoPermission=\"məktub 7", "photoPermission=\"məktub 8"),
    ("permission", "epub", "photoPermission\">məktub 7", "photoPermission\">məktub 8"),
    ("permission", "newsml", "photoPermission\" value=\"məktub 7", "photoPermission\" value=\"məktub 8"),
    ("address", "pdf", "dc:source=\"https://numune.example/xeber/1", "dc:source=\"https://numune.example/xeber/2"),
    ("address", "epub", "<dc:source>https://numune.example/xeber/1", "<dc:source>https://numune.example/xeber/2"),
    (
        "address",
        "newsml",
        "derivedFrom\" href=\"https://numune.example/xeber/1",
        "derivedFrom\" href=\"https://n.example/",
    ),
];

/// A policy that is changed disagrees with the other formats; what it should be the source alone does not say.
const POLICY_CHANGES: &[(&str, &str, &str, &str)] = &[
    ("action", "pdf", "action\":\"reproduce", "action\":\"display"),
    ("duty", "epub", "obtainConsent", "compensate"),
    ("prohibition", "newsml", "\"prohibition\"", "\"permission\""),
];

#[test]
fn a_licence_beside_what_forbids_it_is_named_to_no_machine() {
    let cc = "https://creativecommons.org/licenses/by/4.0/";
    for (beside, is_granted) in [
        ("", true),
        ("Mənbə göstərilməlidir.", true),
        ("Reproduction is prohibited without the written consent of the zorbling board.", false),
        ("Nəşriyyatın razılığı olmadan mətnin təkrar dərci qadağandır.", false),
        ("Bütün hüquqlar qorunur.", false),
    ] {
        let text =
            format!("---\nlang: az\ndate: 2026-06-24\nlicense: {cc}\nterms: [\"{beside}\"]\n---\n# Başlıq\n\nMətn.\n");
        let text = text.replace("terms: [\"\"]\n", "");
        for (format, report) in reports(&document(&text, &ReadOptions::default())) {
            assert_eq!(report.licence.is_some(), is_granted, "{format}: {beside}");
            assert!(report.terms.iter().any(|term| term.contains(cc)), "{format}: {:?}", report.terms);
        }
    }
}

#[test]
fn a_change_in_one_format_is_caught() {
    let options = ReadOptions::default().with_photo_permission("məktub 7".to_owned());
    let document = document(ARTICLE, &options);
    let written = RenderOptions::default().with_modified(Timestamp::parse("2026-06-24"));
    let files: Vec<(&str, Vec<u8>)> = RENDERERS
        .iter()
        .map(|renderer| (renderer.name(), render(&document, *renderer, &written).expect("a file").output))
        .collect();
    let judged = |changed: Option<(&str, Vec<u8>)>| {
        let reports: Vec<(String, Report)> = files
            .iter()
            .map(|(format, bytes)| {
                let bytes = changed.as_ref().filter(|(changed, _)| changed == format).map_or(bytes, |(_, bytes)| bytes);
                ((*format).to_owned(), inspect(bytes).expect("readable"))
            })
            .collect();
        let by_source = reports.iter().flat_map(|(_, report)| compare(report, &document)).count();
        (agree(&borrowed(&reports)).len(), by_source)
    };
    assert_eq!(judged(None), (0, 0), "nothing is changed");
    for (index, (what, format, from, to)) in CHANGES.iter().chain(POLICY_CHANGES).enumerate() {
        let (_, bytes) = files.iter().find(|(name, _)| name == format).expect("the format");
        let changed = match *format {
            "pdf" => pdf(bytes, |pdf| replace_in_xmp(pdf, from, to)),
            "epub" if index < CHANGES.len() => epub(bytes, ".opf", from, to),
            "epub" => epub(bytes, "policy.jsonld", from, to),
            _ => newsml(bytes, from, to),
        };
        let (others, source) = judged(Some((format, changed)));
        assert!(others > 0, "a changed {what} in {format} goes unseen beside the other formats");
        assert!(source > 0 || index >= CHANGES.len(), "a changed {what} in {format} goes unseen beside the source");
    }
}

#[test]
fn rights_that_the_source_does_not_state_are_found() {
    let plain = document("# Başlıq\n\nMətn.\n", &ReadOptions::default());
    let granted = document("---\nlicense: CC0-1.0\n---\n# Başlıq\n\nMətn.\n", &ReadOptions::default());
    for (format, report) in reports(&granted) {
        let findings = compare(&report, &plain);
        let found = |words: &str| findings.iter().any(|finding| finding.message.contains(words));
        assert!(found("the source states no licence") && found("the source has no term"), "{format}: {findings:?}");
    }
    let policies: Vec<Option<Policy>> = reports(&plain).into_iter().map(|(_, report)| report.policy).collect();
    assert!(policies.iter().all(Option::is_none));
}
