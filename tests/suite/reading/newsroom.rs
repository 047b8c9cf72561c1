//! What agencies say to newsrooms: whether and until when an article may be used, whom to credit, under which codes to
//! file it; and messages with several articles.

use istinad::convert::Conversion;
use istinad::inspect::{compare, inspect};
use istinad::model::{Document, HeaderRole, Status, Timestamp};
use istinad::render::{NewsMlRenderer, NinjsRenderer, RENDERERS};
use istinad::{
    Code, Error, MediaLoader, Outcome, ReadOptions, RenderOptions, Source, inspect::Report, read, read_all, render,
};

use crate::support::judge;

/// An item of an agency: what stands in `itemMeta`, in `contentMeta`, in `rightsInfo`, in the body.
fn item(guid: &str, parts: [&str; 4]) -> String {
    let [managed, described, rights, body] = parts;
    format!(
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='{guid}' version='3' standard='NewsML-G2' \
         standardversion='2.35' conformance='power' xml:lang='az'>\
         <catalogRef href='http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml'/>\
         <rightsInfo>{rights}</rightsInfo><itemMeta><itemClass qcode='ninat:text'/><provider><name>Bulaq Agentliyi</name>\
         </provider><versionCreated>2026-06-24T09:00:00+04:00</versionCreated>{managed}</itemMeta>\
         <contentMeta><contentCreated>2026-06-24T08:00:00+04:00</contentCreated><language tag='az'/>{described}\
         <headline>Körpü açıldı</headline></contentMeta><contentSet><inlineXML contenttype='application/xhtml+xml'>\
         <html xmlns='http://www.w3.org/1999/xhtml'><head><title>t</title></head><body>{body}</body></html></inlineXML>\
         </contentSet></newsItem>"
    )
}

fn nitf(head: &str, lines: &str, body: &str) -> String {
    format!(
        "<nitf><head><docdata>{head}</docdata></head><body><body.head><hedline><hl1>Bridge opens</hl1></hedline>{lines}\
         </body.head><body.content>{body}</body.content></body></nitf>"
    )
}

fn article(text: &str) -> Outcome<Document> {
    read(&source(text), &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn source(text: &str) -> Source {
    Source::new("a.xml", text).expect("text")
}

fn written() -> Timestamp {
    Timestamp::parse("2026-06-24T12:00:00+04:00").expect("a moment")
}

fn options() -> RenderOptions {
    RenderOptions::default().with_modified(written())
}

/// What each format says of a document.
fn reports(document: &Document) -> Vec<(&'static str, Report)> {
    let report = |renderer: &'static dyn istinad::Renderer| {
        let file = render(document, renderer, &options()).expect("a file").output;
        (renderer.name(), inspect(&file).expect("readable"))
    };
    RENDERERS.iter().map(|renderer| report(*renderer)).collect()
}

struct NoPictures;

impl MediaLoader for NoPictures {
    fn load(&self, _: &str) -> Result<Vec<u8>, String> {
        Err("there are none".to_owned())
    }
}

fn convert(text: &str, withheld: bool) -> Vec<Result<Vec<Code>, Error>> {
    let conversion = Conversion::new(vec![&NewsMlRenderer as &'static dyn istinad::Renderer])
        .with_render_options(options())
        .with_withheld(withheld);
    let all = conversion.convert_all(&source(text), &NoPictures).expect("articles");
    all.into_iter().map(|one| Ok(one?.diagnostics.iter().map(|said| said.code).collect())).collect()
}

const BODY: &str = "<p>Çayın üstündə yeni körpü açıldı.</p>";

#[test]
fn what_may_not_be_used_is_refused_and_else_said_in_every_format() {
    let embargo = "<embargoed>2030-01-01T00:00:00+04:00</embargoed>";
    for (managed, status, words) in [
        ("<pubStatus qcode='stat:withheld'/>", Some("withheld"), "saxlanılıb"),
        ("<pubStatus qcode='stat:canceled'/>", Some("canceled"), "ləğv edilib"),
        (&*format!("{embargo}<pubStatus qcode='stat:usable'/>"), Some("usable"), "1 yanvar 2030"),
        (embargo, None, "1 yanvar 2030"),
        ("<embargoed/>", None, "onu götürənədək"),
    ] {
        let text = item("urn:newsml:bulaq.example:20260624:1", [managed, "", "", BODY]);
        let [Err(error)] = &convert(&text, false)[..] else { panic!("{managed} was converted") };
        assert!(error.has(Code::ArticleHalted), "{managed}: {error}");
        let [Ok(said)] = &convert(&text, true)[..] else { panic!("{managed}: allowed and not converted") };
        assert!(said.contains(&Code::PublicationHalted), "{managed}: {said:?}");
        let document = article(&text).output;
        for (format, report) in reports(&document) {
            assert_eq!(report.status.as_deref(), status, "{managed} in {format}");
            assert_eq!(report.embargoed.is_some(), managed.contains("embargoed"), "{managed} in {format}");
            assert!(report.text.added.contains(words), "{managed}: {format} says it to nobody: {}", report.text.added);
            assert_eq!(compare(&report, &document), [], "{managed} in {format}");
        }
        let file = render(&document, &NewsMlRenderer, &options()).expect("a file").output;
        let file = String::from_utf8(file).expect("UTF-8");
        assert_eq!(file.contains("stat:usable"), status == Some("usable"), "{managed}");
        judge::newsml_schema(&[judge::file("newsroom", "halted.newsml.xml", file.as_bytes())]).accepts_all();
    }
    let over =
        item("urn:newsml:bulaq.example:20260624:1", ["<embargoed>2026-06-24T11:00:00+04:00</embargoed>", "", "", BODY]);
    assert!(convert(&over, false)[0].is_ok(), "the embargo is over by the time of writing");
}

#[test]
fn a_forged_status_is_found() {
    let text = item("urn:newsml:bulaq.example:20260624:1", ["<pubStatus qcode='stat:withheld'/>", "", "", BODY]);
    let document = article(&text).output;
    let file =
        String::from_utf8(render(&document, &NewsMlRenderer, &options()).expect("a file").output).expect("UTF-8");
    let forged = file.replace("stat:withheld", "stat:usable");
    let findings = compare(&inspect(forged.as_bytes()).expect("readable"), &document);
    assert!(findings.iter().any(|finding| finding.message.contains("publication status")), "{findings:?}");
}

#[test]
fn nitf_says_when_it_is_released_and_under_which_terms() {
    let head = "<date.issue norm='20260624T0500Z'/><date.release norm='20300101T0000Z'/><date.expire norm='20310101T0000Z'/>\
                <doc.copyright holder='Spring Agency' year='2026'/>\
                <doc.rights owner='Spring Agency' agent='Spring Sales' type='all' limitations='Not for sale in Kiosks'/>\
                <correction info='Width corrected'/>";
    let lines = "<note noteclass='cpyrt'><body.content><p>Copyright 2026 Spring Agency.</p></body.content></note>\
                 <note noteclass='editorsnote' type='std'><body.content><p>Names were changed.</p></body.content></note>\
                 <note noteclass='editorsnote' type='npa'><body.content><p>Desks: call back.</p></body.content></note>\
                 <rights>Websites may use it for <rights.limitations>ten days</rights.limitations> only.</rights>";
    let body = "<p>The bridge is <num>3<frac><numer>1</numer><denom>4</denom></frac></num> miles from \
                <pronounce phonetic='goy'>Göy</pronounce>, <q>ours</q> they say.</p>\
                <note type='npa'><body.content><p>Desks: cut here.</p></body.content></note>";
    let Outcome { output: document, diagnostics } = article(&nitf(head, lines, body));
    let (metadata, rights) = (&document.metadata, &document.rights);
    assert_eq!(
        metadata.published.as_ref().map(|slot| slot.value.to_string()).as_deref(),
        Some("2026-06-24T05:00:00+00:00")
    );
    let embargo = metadata.delivery.embargo.as_ref().and_then(|slot| slot.value.until).map(|until| until.year());
    assert_eq!((embargo, metadata.delivery.expires.as_ref().map(|slot| slot.value.year())), (Some(2030), Some(2031)));
    assert_eq!(rights.notice.as_ref().map(|slot| slot.value.as_str()), Some("Copyright 2026 Spring Agency."));
    assert_eq!(rights.holder.as_ref().map(|slot| slot.value.name.as_str()), Some("Spring Agency"));
    let terms: Vec<String> =
        rights.terms.as_slice().iter().map(|term| istinad::model::walk::plain_text(&term.content)).collect();
    assert_eq!(terms, ["Not for sale in Kiosks", "Websites may use it for ten days only."]);
    let words = istinad::model::walk::words(&document).join(" ");
    assert!(words.contains("is 3 1/4 miles from Göy, “ours” they say."), "{words}");
    assert!(words.contains("Names were changed.") && !words.contains("Desks"), "{words}");
    assert!(diagnostics.iter().any(|said| said.code == Code::PublicationHalted));
    assert_eq!(metadata.delivery.signals[0].value, "http://cv.iptc.org/newscodes/signal/correction");
    for (format, report) in reports(&document) {
        assert_eq!(compare(&report, &document), [], "{format}");
        assert!(report.embargoed.is_some() && report.expires.is_some(), "{format}");
    }
}

/// A time of release alone is that of publication, unless it has not come.
#[test]
fn a_release_that_has_not_come_is_an_embargo() {
    let released = |day: &str| nitf(&format!("<date.release norm='{day}'/>"), "", "<p>It opens.</p>");
    assert!(convert(&released("20260620T0000Z"), false)[0].is_ok());
    // Said loudly, whatever else is quiet; a strict run fails on it.
    let [Ok(said)] = &convert(&released("20260724T0000Z"), false)[..] else { panic!("refused") };
    assert!(said.contains(&Code::PublicationHalted), "{said:?}");
    let embargoed = released("20260724T0000Z").replace("<docdata>", "<docdata management-status='embargoed'>");
    let [Err(error)] = &convert(&embargoed, false)[..] else { panic!("converted") };
    assert!(error.has(Code::ArticleHalted), "{error}");
    let [Err(error)] = &convert(
        &nitf("", "", "<p>It opens.</p>").replace("<docdata>", "<docdata management-status='canceled'>"),
        false,
    )[..] else {
        panic!("converted")
    };
    assert!(error.has(Code::ArticleHalted), "{error}");
    assert_eq!(article(&released("20260724T0000Z")).output.metadata.delivery.status_at(written()), Status::Withheld);
}

#[test]
fn the_provider_is_credited_and_who_informed_is_a_contributor() {
    let described = "<infoSource role='isrol:originfo'><name>Başqa Radio</name></infoSource>\
                     <infoSource><name>Üçüncü Qəzet</name></infoSource>";
    let document = article(&item("urn:x:1", ["", described, "", BODY])).output;
    assert_eq!(document.metadata.publisher.as_ref().map(|slot| slot.value.name.as_str()), Some("Bulaq Agentliyi"));
    let contributors: Vec<(&str, Option<&str>)> = document
        .metadata
        .delivery
        .contributors
        .iter()
        .map(|slot| (slot.value.name.as_str(), slot.value.role.as_deref()))
        .collect();
    let role = "http://cv.iptc.org/newscodes/infosourcerole/originfo";
    assert_eq!(contributors, [("Başqa Radio", Some(role)), ("Üçüncü Qəzet", None)]);
}

#[test]
fn each_text_of_a_message_is_an_article() {
    let texts = ["urn:newsml:bulaq.example:20260624:1", "urn:newsml:bulaq.example:20260624:2"];
    let [first, second] = texts.map(|guid| item(guid, ["", "", "<usageTerms>Şərt.</usageTerms>", BODY]));
    let halted = item(texts[1], ["<pubStatus qcode='stat:withheld'/>", "", "", BODY]);
    let message = |items: &[&str]| {
        format!(
            "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>{}</itemSet></newsMessage>",
            items.concat()
        )
    };
    let both = read_all(&source(&message(&[&first, &second])), &ReadOptions::default()).expect("articles");
    let names: Vec<Option<String>> =
        both.iter().map(|one| Some(one.output.metadata.delivery.guid.as_ref()?.value.clone())).collect();
    assert_eq!(names, texts.map(|guid| Some(guid.to_owned())));
    let identities: Vec<_> = both.iter().map(|one| reports(&one.output)[0].1.identifier.clone()).collect();
    assert_ne!(identities[0], identities[1], "each has a name of its own");
    let error = read(&source(&message(&[&first, &second])), &ReadOptions::default()).expect_err("two articles");
    assert!(error.has(Code::SeveralArticles), "{error}");
    let converted = convert(&message(&[&first, &halted]), false);
    assert!(converted[0].is_ok() && converted[1].is_err(), "one of them is withheld");
    let older = first.replace("version='3'", "version='2'");
    assert_eq!(convert(&message(&[&older, &first]), false).len(), 1, "of two versions the newer");
}

#[test]
fn nothing_stands_twice_and_nothing_of_a_providers_own_is_lost() {
    let body = "<header><strong class='embargoed'>Saat 9-dək dərc etməyin</strong><h1>Körpü açıldı</h1>\
                <p class='byline'>Ayan Quliyeva</p></header><p class='teaser'>Qısa.</p>\
                <p>ŞƏKİ, 24 iyun (Bulaq) - Körpü açıldı.</p><x-photo ref='urn:x:7' caption='Körpü səhər.' credit='Bulaq'/>\
                <x-videoplayer src='https://video.example/7'/><x-void kind='ad'/>";
    let described = "<creator type='cpnat:person'><name>Ayan Quliyeva</name></creator>";
    let described = format!("{described}<by>Ayan Quliyeva</by><dateline>ŞƏKİ, 24 iyun (Bulaq) - </dateline>");
    let Outcome { output: document, diagnostics } = article(&item("urn:x:1", ["", &described, "", body]));
    let lines: Vec<(HeaderRole, String)> = document
        .header
        .iter()
        .map(|line| (line.role, istinad::model::walk::plain_text(&line.content)))
        .filter(|(role, _)| !matches!(role, HeaderRole::Publisher | HeaderRole::Time))
        .collect();
    assert_eq!(
        lines,
        [
            (HeaderRole::Other, "Saat 9-dək dərc etməyin".to_owned()),
            (HeaderRole::Headline, "Körpü açıldı".to_owned()),
            (HeaderRole::Byline, "Ayan Quliyeva".to_owned()),
        ]
    );
    let words = istinad::model::walk::words(&document).join(" ");
    assert_eq!(words.matches("ŞƏKİ,").count(), 1, "{words}");
    assert!(words.contains("Körpü səhər.") && words.contains("https://video.example/7"), "{words}");
    assert!(diagnostics.iter().any(|said| said.message.contains("<x-void>")), "{diagnostics:?}");
}

/// A note to editors that is a term stands among the terms, and once in what editors read.
#[test]
fn a_note_that_is_a_term_stands_once() {
    let managed = "<edNote>DÜZƏLİŞ: ad dəyişdi</edNote><edNote>Bütün hüquqlar qorunur.</edNote>";
    let text = item("urn:newsml:bulaq.example:20260624:2", [managed, "", "", "<p>Çayın üstündə körpü açıldı.</p>"]);
    let document = article(&text).output;
    let notes: Vec<&str> = document.metadata.delivery.notes.iter().map(|note| note.value.as_str()).collect();
    assert_eq!(notes, ["DÜZƏLİŞ: ad dəyişdi"]);
    let file = |renderer: &dyn istinad::Renderer| {
        String::from_utf8(render(&document, renderer, &options()).expect("a file").output).expect("text")
    };
    let item = file(&NewsMlRenderer);
    let in_item: String = item.split("<edNote").skip(1).filter_map(|rest| rest.split("</edNote>").next()).collect();
    let json: serde_json::Value = serde_json::from_str(&file(&NinjsRenderer)).expect("JSON");
    for said in [&*in_item, json["edNote"].as_str().expect("a note")] {
        for line in ["Bütün hüquqlar qorunur.", "ad dəyişdi"] {
            assert_eq!(said.matches(line).count(), 1, "{line}: {said}");
        }
    }
}

/// What clients take of a source and of the file that is made of it is equal.
#[test]
fn newsrooms_find_in_our_file_what_they_find_in_the_source() {
    let managed = "<embargoed>2030-01-01T00:00:00+04:00</embargoed><pubStatus qcode='stat:usable'/>\
                   <edNote>DÜZƏLİŞ: ad dəyişdi</edNote><signal qcode='sig:correction'/>\
                   <link rel='irel:seeAlso' href='https://bulaq.example/tam'><title>Tam mətn</title></link>";
    let described = "<urgency>2</urgency><creator type='cpnat:person'><name>Ayan Quliyeva</name></creator>\
                     <genre qcode='genre:Current'><name xml:lang='en'>Current</name></genre>\
                     <subject qcode='subj:04000000'><name>iqtisadiyyat</name></subject><slugline>körpü-açılış</slugline>\
                     <by>Ayan Quliyeva</by><creditline>Bulaq/Ayan Quliyeva</creditline>";
    let rights = "<copyrightHolder><name>Bulaq Agentliyi</name></copyrightHolder>\
                  <usageTerms xml:lang='az'>Yalnız abunəçilər üçün.</usageTerms>\
                  <usageTerms xml:lang='en'>Subscribers only.</usageTerms>";
    let body = "<p>Çayın üstündə körpü açıldı.</p><p>Onu hamı gözləyirdi.</p>";
    let text = item("urn:newsml:bulaq.example:20260624:1", [managed, described, rights, body]);
    let document = article(&text).output;
    for (format, report) in reports(&document) {
        assert_eq!(compare(&report, &document), [], "{format}");
    }
    let ours = render(&document, &NewsMlRenderer, &options()).expect("a file").output;
    let again =
        read(&Source::new("a.newsml.xml", ours.clone()).expect("UTF-8"), &ReadOptions::default()).expect("ours");
    let bare = |document: &Document| {
        let lines = istinad::model::dump::dump(document);
        let delivery = lines.lines().filter(|line| line.contains(": ") && !line.starts_with("input"));
        delivery.map(|line| line.replace(" (metadata)", "")).collect::<Vec<_>>()
    };
    assert_eq!(bare(&document), bare(&again.output), "our file is read back as it was");
    let xml = String::from_utf8(ours.clone()).expect("UTF-8");
    assert!(xml.contains("<usageTerms xml:lang=\"en\">Subscribers only.</usageTerms>"), "{xml}");
    let files =
        [judge::file("newsroom", "source.xml", text.as_bytes()), judge::file("newsroom", "ours.newsml.xml", &ours)];
    judge::newsml_schema(&files[1..]).accepts_all();
    judge::newsml_rules(&files[1..]).accepts_all();
    let Some(answers) = judge::newsml_read(&files) else { return };
    let [source, ours] = [0, 1].map(|index| answers[index]["items"][0]["superdesk"].clone());
    let names = [
        "pubstatus",
        "embargoed",
        "ednote",
        "signal",
        "urgency",
        "slugline",
        "headline",
        "byline",
        "firstcreated",
        "authors",
        "subject",
        "genre",
        "usage_terms",
    ];
    for name in names {
        assert_eq!(source[name], ours[name], "{name}");
    }
    assert!(ours["body"].to_string().contains("gözləyirdi"), "{ours}");
}

/// NewsML 1, the standard before NewsML-G2, and ninjs say the same of an article as NewsML-G2 does.
#[test]
fn other_standards_say_the_same() {
    let first = "<NewsML><NewsEnvelope/><NewsItem><Identification><NewsIdentifier><ProviderId>bulaq.example</ProviderId>\
                 <DateId>20260624</DateId><NewsItemId>7</NewsItemId><RevisionId PreviousRevision='0' Update='N'>2</RevisionId>\
                 <PublicIdentifier>urn:newsml:bulaq.example:20260624:7:2</PublicIdentifier></NewsIdentifier></Identification>\
                 <NewsManagement><FirstCreated>20260624T080000+0400</FirstCreated><Status FormalName='Embargoed'/>\
                 <StatusWillChange><FutureStatus FormalName='Usable'/><DateAndTime>20300101T000000+0400</DateAndTime>\
                 </StatusWillChange><Urgency FormalName='3'/></NewsManagement><NewsComponent xml:lang='az'><NewsLines>\
                 <HeadLine>Körpü açıldı</HeadLine><ByLine>Ayan Quliyeva</ByLine><DateLine>ŞƏKİ, 24 iyun</DateLine>\
                 <CreditLine>Bulaq/Quliyeva</CreditLine><CopyrightLine>© 2026 Bulaq</CopyrightLine>\
                 <RightsLine>Yalnız abunəçilər üçün.</RightsLine><SlugLine>körpü</SlugLine>\
                 <NewsLine><NewsLineType FormalName='Advisory'/><NewsLineText>Səhərə saxlayın.</NewsLineText></NewsLine></NewsLines>\
                 <AdministrativeMetadata><Provider><Party FormalName='Bulaq Agentliyi'/></Provider></AdministrativeMetadata>\
                 <NewsComponent><ContentItem><MediaType FormalName='Photo'/></ContentItem></NewsComponent>\
                 <NewsComponent><Role FormalName='Main'/><ContentItem><MediaType FormalName='Text'/><DataContent>\
                 <p>Çayın üstündə körpü açıldı.</p><p>Onu hamı gözləyirdi.</p></DataContent></ContentItem></NewsComponent>\
                 </NewsComponent></NewsItem></NewsML>";
    let third = r#"{"uri": "urn:newsml:bulaq.example:20260624:7:2", "type": "text", "version": "2",
        "contentCreated": "2026-06-24T08:00:00+04:00", "embargoedUntil": "2030-01-01T00:00:00+04:00", "urgency": 3,
        "language": "az", "copyrightHolder": "Bulaq Agentliyi", "copyrightNotice": "© 2026 Bulaq",
        "usageTerms": "Yalnız abunəçilər üçün.", "slugline": "körpü", "by": "Ayan Quliyeva", "located": "ŞƏKİ",
        "headlines": [{"role": "main", "value": "Körpü açıldı"}],
        "bodies": [{"contentType": "text/plain", "value": "Başqa."}, {"contentType": "text/html",
        "value": "<p>Çayın üstündə <b>körpü</b> açıldı.</p><p>Onu hamı gözləyirdi.</p>"}]}"#;
    let second = third.replace("embargoedUntil", "embargoed").replace("copyrightHolder", "copyrightholder");
    let second = second.replace("copyrightNotice", "copyrightnotice").replace("usageTerms", "usageterms");
    let second = second.replace("contentCreated", "contentcreated").replace("contentType", "contenttype");
    for (name, text) in [("a.xml", first), ("b.json", third), ("c.json", &second)] {
        let source = Source::new(name, text).expect("text");
        let document = read(&source, &ReadOptions::default()).unwrap_or_else(|error| panic!("{name}: {error}")).output;
        let (metadata, rights) = (&document.metadata, &document.rights);
        assert_eq!(metadata.headline.value, "Körpü açıldı", "{name}");
        let authors: Vec<&str> = metadata.authors.iter().map(|slot| slot.value.as_str()).collect();
        assert_eq!(authors, ["Ayan Quliyeva"], "{name}");
        assert_eq!(metadata.publisher.as_ref().map(|slot| slot.value.name.as_str()), Some("Bulaq Agentliyi"), "{name}");
        assert_eq!(metadata.language.value.as_str(), "az", "{name}");
        let published = metadata.published.as_ref().map(|slot| slot.value.to_string());
        assert_eq!(published.as_deref(), Some("2026-06-24T08:00:00+04:00"), "{name}");
        let delivery = &metadata.delivery;
        let value = |slot: &Option<istinad::model::Sourced<String>>| slot.as_ref().map(|slot| slot.value.clone());
        assert_eq!(value(&delivery.guid).as_deref(), Some("urn:newsml:bulaq.example:20260624:7:2"), "{name}");
        assert_eq!(value(&delivery.version).as_deref(), Some("2"), "{name}");
        assert_eq!(value(&delivery.slugline).as_deref(), Some("körpü"), "{name}");
        assert_eq!(delivery.urgency.as_ref().map(|slot| slot.value), Some(3), "{name}");
        let notes: Vec<&str> = delivery.notes.iter().map(|note| note.value.as_str()).collect();
        assert_eq!(notes, if name == "a.xml" { &["Səhərə saxlayın."][..] } else { &[] }, "{name}");
        let until = delivery.embargo.as_ref().and_then(|slot| slot.value.until).map(|until| until.to_string());
        assert_eq!(until.as_deref(), Some("2030-01-01T00:00:00+04:00"), "{name}");
        assert_eq!(rights.notice.as_ref().map(|slot| slot.value.as_str()), Some("© 2026 Bulaq"), "{name}");
        let terms: Vec<String> =
            rights.terms.as_slice().iter().map(|term| istinad::model::walk::plain_text(&term.content)).collect();
        assert_eq!(terms, ["Yalnız abunəçilər üçün."], "{name}");
        let words = istinad::model::walk::words(&document).join(" ");
        assert!(words.ends_with("Çayın üstündə körpü açıldı. Onu hamı gözləyirdi."), "{name}: {words}");
        for (format, report) in reports(&document) {
            assert_eq!(compare(&report, &document), [], "{name} in {format}");
        }
    }
    for (name, text) in
        [("a.json", "{\"uri\": \"x:1\", \"headlines\": [{\"value\": \"A\"}]}"), ("b.json", "{\"uri\": \"bodies\"")]
    {
        let error = read(&Source::new(name, text).expect("text"), &ReadOptions::default()).expect_err(name);
        assert!(error.has(Code::NoArticle) || error.has(Code::HeadlineMissing), "{name}: {error}");
    }
    let picture = first.replace("FormalName='Text'", "FormalName='Photo'");
    let error = read(&source(&picture), &ReadOptions::default()).expect_err("no words");
    assert!(error.has(Code::NoArticle), "{error}");
}

#[test]
fn ninjs_has_what_the_schema_has_a_place_for() {
    let managed = "<embargoed>2030-01-01T00:00:00+04:00</embargoed><edNote>DÜZƏLİŞ: ad dəyişdi</edNote>";
    let described = "<creator type='cpnat:person'><name>Ayan Quliyeva</name></creator><slugline>körpü</slugline>\
                     <subject qcode='medtop:20000430'><name>yollar</name></subject><by>Ayan Quliyeva</by>";
    let rights = "<copyrightHolder><name>Bulaq Agentliyi</name></copyrightHolder>\
                  <usageTerms>Hiperlinklə istinad mütləqdir.</usageTerms>";
    let text = item("urn:newsml:bulaq.example:20260624:1", [managed, described, rights, BODY]);
    let document = article(&text).output;
    let file = render(&document, &NinjsRenderer, &options()).expect("a file").output;
    judge::ninjs(&[judge::file("newsroom", "a.ninjs.json", &file)]).accepts_all();
    let json: serde_json::Value = serde_json::from_slice(&file).expect("JSON");
    assert_eq!(json["pubStatus"], "withheld", "what is under embargo is not usable");
    assert_eq!(json["embargoedUntil"], "2030-01-01T00:00:00+04:00");
    assert_eq!(json["usageTerms"], "Hiperlinklə istinad mütləqdir.");
    assert_eq!(json["slugline"], "körpü");
    assert_eq!(json["people"], serde_json::json!([{"name": "Ayan Quliyeva", "rel": "author"}]));
    assert!(json["edNote"].as_str().is_some_and(|note| note.starts_with("DÜZƏLİŞ: ad dəyişdi\n")), "{json}");
    let subjects = json["subjects"].to_string();
    assert!(subjects.contains("http://cv.iptc.org/newscodes/mediatopic/20000430"), "{subjects}");
    let policy = json["rightsInfo"]["encodedRights"].as_str().expect("a policy");
    assert!(serde_json::from_str::<serde_json::Value>(policy).is_ok_and(|policy| policy["@type"] == "Set"), "{policy}");
    // Read again it is the same article.
    let again = read(&Source::new("a.ninjs.json", file).expect("UTF-8"), &ReadOptions::default()).expect("ours").output;
    assert_eq!(again.metadata.headline.value, document.metadata.headline.value);
    let words = |document: &Document| {
        istinad::model::walk::block_passages(&document.body)
            .iter()
            .map(|passage| passage.text.clone())
            .collect::<Vec<_>>()
    };
    // The lines above the words stand among them: the schema has no place for lines.
    assert!(words(&again).ends_with(&words(&document)), "{:?}", words(&again));
    for (from, to) in [("Hiperlinklə", "Linklə"), ("körpü açıldı", "körpü uçdu"), ("2030-01-01", "2026-01-01")]
    {
        let forged =
            String::from_utf8(render(&document, &NinjsRenderer, &options()).expect("a file").output).expect("UTF-8");
        assert!(forged.contains(from), "{from}");
        let report = inspect(forged.replace(from, to).as_bytes()).expect("readable");
        assert_ne!(compare(&report, &document), [], "{to} goes unseen");
    }
}
