//! What desks are told beside an article: embargoes and kills in words, newer versions, the items of its pictures, limits
//! and restrictions. Nothing is usable, permitted or credited that the source does not say is.

use istinad::convert::Conversion;
use istinad::model::walk::{all_figures, plain_text, words};
use istinad::model::{Document, HeaderRole, Meaning, Origin, Status, Timestamp};
use istinad::render::{NewsMlRenderer, NinjsRenderer};
use istinad::{
    Code, Diagnostic, Error, MediaLoader, Outcome, ReadOptions, RenderOptions, Source, read, read_all, render,
};

const BODY: &str = "<p>The bridge over the river opened on Monday.</p>";

/// An item of NewsML-G2: its version, what stands in `itemMeta`, `contentMeta`, `rightsInfo`, and its content.
fn item(guid: &str, version: u8, parts: [&str; 4]) -> String {
    let [managed, described, rights, content] = parts;
    let class = if content.contains("image/") { "picture" } else { "text" };
    let provider = if managed.contains("<provider") { "" } else { "<provider><name>Bulaq Agency</name></provider>" };
    let content = match content {
        "" => String::new(),
        content if content.starts_with("<p") => format!(
            "<contentSet><inlineXML contenttype='application/xhtml+xml'><html xmlns='http://www.w3.org/1999/xhtml'>\
             <body>{content}</body></html></inlineXML></contentSet>"
        ),
        content => format!("<contentSet>{content}</contentSet>"),
    };
    format!(
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='{guid}' version='{version}' standard='NewsML-G2' \
         standardversion='2.35' conformance='power' xml:lang='en'>\
         <catalogRef href='http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml'/>{rights}\
         <itemMeta><itemClass qcode='ninat:{class}'/>{provider}<versionCreated>2026-06-24T09:00:00+04:00</versionCreated>\
         {managed}</itemMeta><contentMeta><contentCreated>2026-06-24T08:00:00+04:00</contentCreated><language tag='en'/>\
         {described}<headline>Bridge opens</headline></contentMeta>{content}</newsItem>"
    )
}

fn one(managed: &str, described: &str, rights: &str) -> String {
    item("urn:b:1", 3, [managed, described, rights, BODY])
}

fn message(items: &[&str]) -> String {
    let items = items.concat();
    format!("<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>{items}</itemSet></newsMessage>")
}

fn nitf(data: &str, lines: &str, body: &str) -> String {
    format!(
        "<nitf xml:lang='en'><head><docdata>{data}</docdata></head><body><body.head><hedline><hl1>Bridge opens</hl1></hedline>\
         {lines}</body.head><body.content>{body}</body.content></body></nitf>"
    )
}

fn ninjs(properties: &str) -> String {
    format!(
        "{{\"uri\": \"urn:k:1\", \"type\": \"text\", \"language\": \"en\", \"versioncreated\": \"2026-06-24T09:00:00Z\", \
         \"bodies\": [{{\"contenttype\": \"text/html\", \"value\": \"<p>The bridge opened on Monday.</p>\"}}], {properties}}}"
    )
}

fn source(name: &str, text: &str) -> Source {
    Source::new(name, text).expect("text")
}

fn article(name: &str, text: &str) -> Outcome<Document> {
    read(&source(name, text), &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn written() -> Timestamp {
    Timestamp::parse("2026-06-25T00:00:00Z").expect("a moment")
}

#[track_caller]
fn said(diagnostics: &[Diagnostic], code: Code, about: &str) {
    let is_said = diagnostics.iter().any(|said| said.code == code && said.message.contains(about));
    assert!(is_said, "{about:?} is not said: {diagnostics:#?}");
}

struct NoPictures;

impl MediaLoader for NoPictures {
    fn load(&self, _: &str) -> Result<Vec<u8>, String> {
        Err("there are none".to_owned())
    }
}

fn convert(text: &str) -> Vec<Result<Vec<Code>, Error>> {
    let conversion = Conversion::new(vec![&NewsMlRenderer as &'static dyn istinad::Renderer])
        .with_render_options(RenderOptions::default().with_modified(written()));
    let all = conversion.convert_all(&source("a.xml", text), &NoPictures).expect("articles");
    all.into_iter().map(|one| Ok(one?.diagnostics.iter().map(|said| said.code).collect())).collect()
}

fn terms(document: &Document) -> Vec<String> {
    document.rights.terms.as_slice().iter().map(|term| plain_text(&term.content)).collect()
}

fn policy(document: &Document) -> String {
    let options = RenderOptions::default().with_modified(written());
    let file = render(document, &NinjsRenderer, &options).expect("a file").output;
    let json: serde_json::Value = serde_json::from_slice(&file).expect("JSON");
    json["rightsInfo"]["encodedRights"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn an_embargo_of_a_press_release_is_no_time_of_publication() {
    let words = "The bridge over the river opened on Monday. Everybody had waited for it.\n\nThe mayor cut the ribbon.";
    for (name, text) in [
        ("a.txt", format!("Bridge opens in Gävle\n\nEMBARGOED UNTIL 24 June 2099 18:00 GMT\n\n{words}\n")),
        ("b.txt", format!("EMBARGOED UNTIL 24 June 2099 18:00 GMT\n\nBridge opens in Gävle\n\n{words}\n")),
        ("c.md", format!("---\ntitle: Bridge opens\nlang: en\n---\n\nEmbargo: 24 June 2099, 18:00 GMT\n\n{words}\n")),
        ("d.md", format!("# Bridge opens\n\n**Strictly embargoed until 24 June 2099 18:00 GMT**\n\n{words}\n")),
        ("e.md", format!("# Embargoed until 24 June 2099 18:00 GMT\n\n# Bridge opens\n\n{words}\n")),
        ("f.txt", format!("Brücke öffnet\n\nSperrfrist: 24. Juni 2099, 18:00 Uhr\n\n{words}\n")),
        (
            "g.html",
            format!(
                "<html lang='en'><head><title>Bridge opens</title></head><body><article><h1>Bridge opens</h1>\
                 <p>EMBARGOED UNTIL 24 June 2099 18:00 GMT</p><p>{words}</p><p>{words}</p></article></body></html>"
            ),
        ),
    ] {
        let document = article(name, &text).output;
        let metadata = &document.metadata;
        let embargo = metadata.delivery.embargo.as_ref().unwrap_or_else(|| panic!("no embargo: {name}"));
        assert_eq!(embargo.value.until.map(|until| until.year()), Some(2099), "{name}");
        assert_eq!(metadata.published.as_ref().map(|slot| slot.value), None, "{name}");
        assert_eq!(metadata.delivery.status_at(written()), Status::Withheld, "{name}");
        assert!(metadata.headline.value.starts_with('B'), "{name}: {}", metadata.headline.value);
        let is_time = |line: &istinad::model::HeaderLine| line.role == HeaderRole::Time;
        assert!(!document.header.iter().any(is_time), "{name}");
    }
    for text in [
        format!("Embargo: EU lifts ban on bridge steel\n\nBy Ann Lee\n\n{words}\n"),
        format!("Bridge opens\n\nEmbargoed goods were seized at the border in large numbers this week.\n\n{words}\n"),
        format!("Embargo until summer for Russian steel\n\nBy Ann Lee\n\n{words}\n"),
    ] {
        assert_eq!(article("a.txt", &text).output.metadata.delivery.embargo, None, "{text}");
    }
    let news =
        one("<pubStatus qcode='stat:usable'/>", "", "").replace("Bridge opens", "Embargo: EU lifts ban on steel");
    assert_eq!(article("a.xml", &news).output.metadata.delivery.embargo, None);
}

#[test]
fn what_editors_are_told_of_an_embargo_or_a_kill_holds() {
    let note = |words: &str| one(&format!("<pubStatus qcode='stat:usable'/><edNote>{words}</edNote>"), "", "");
    let internal = "<note type='npa'><body.content><p>Desks: call back.</p><p>EMBARGOED until 24 June 2099 18:00 GMT</p>\
                    </body.content></note>";
    for text in [
        note("EMBARGO 24/06/2099 18:00 GMT"),
        note("Story for Friday.\nEMBARGOED until 24 June 2099 18:00 GMT"),
        note("Picture follows.<br/>Frei ab 24.06.2099, 18 Uhr"),
        note("Не публиковать до 24 июня 2099, 18:00"),
        nitf("<date.issue norm='20260624T080000+0400'/>", internal, BODY),
    ] {
        let [Err(error)] = &convert(&text)[..] else { panic!("converted: {text}") };
        assert!(error.has(Code::ArticleHalted), "{error}");
    }
    let document = article("a.xml", &nitf("", internal, BODY)).output;
    assert!(!words(&document).join(" ").contains("EMBARGOED"), "it is for no reader");
    for words in ["MANDATORY KILL: do not use this story.", "KILL: wrong bridge", "Streichen!", "To desks: ANNULLERAD."]
    {
        let Outcome { output, diagnostics } = article("a.xml", &note(words));
        let status = output.metadata.delivery.status.as_ref().map(|slot| (slot.value, slot.origin));
        assert_eq!(status, Some((Status::Withheld, Origin::Guess)), "{words}");
        said(&diagnostics, Code::PublicationHalted, words);
    }
    for words in ["Kill the third paragraph", "ANNULE ET REMPLACE la version de 9 h", "Corrects name"] {
        assert_eq!(article("a.xml", &note(words)).output.metadata.delivery.status_at(written()), Status::Usable);
    }
    let signalled = one("<pubStatus qcode='stat:usable'/><signal qcode='bsig:cancel'/>", "", "");
    assert_eq!(article("a.xml", &signalled).output.metadata.delivery.status_at(written()), Status::Canceled);
}

#[test]
fn the_newest_version_and_the_package_say_whether_it_may_be_used() {
    let usable = "<pubStatus qcode='stat:usable'/>";
    let first = item("urn:b:1", 1, [usable, "", "", BODY]);
    let canceled = item("urn:b:1", 2, ["<pubStatus qcode='stat:canceled'/>", "", "", ""]);
    for order in [[&*first, &canceled], [&canceled, &first]] {
        let [Err(error)] = &convert(&message(&order))[..] else { panic!("converted") };
        assert!(error.has(Code::ArticleHalted), "{error}");
    }
    let other = canceled.replace("urn:b:1", "urn:b:2");
    assert!(convert(&message(&[&first, &other]))[0].is_ok(), "another item is canceled");
    let older = first.replace("version='1'", "version='3'");
    assert!(convert(&message(&[&older, &canceled]))[0].is_ok(), "an older version is canceled");
    let package = "<packageItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:b:p' version='1'><rightsInfo>\
                   <usageTerms>The package may be republished.</usageTerms></rightsInfo><itemMeta><itemClass qcode='ninat:composite'/>\
                   <pubStatus qcode='stat:withheld'/></itemMeta><groupSet root='r'><group id='r' role='group:main'>\
                   <itemRef residref='urn:b:1'/></group></groupSet></packageItem>";
    let read = &read_all(&source("a.xml", &message(&[package, &first])), &ReadOptions::default()).expect("articles")[0];
    assert_eq!(read.output.metadata.delivery.status_at(written()), Status::Withheld);
    assert_eq!(terms(&read.output), ["The package may be republished."]);
    assert!(!policy(&read.output).contains("\"permission\""), "what a package grants is none of the article");
    let revision = |number: u8, status: &str, text: &str| {
        format!(
            "<NewsItem><Identification><NewsIdentifier><ProviderId>b.example</ProviderId><DateId>20260624</DateId>\
             <NewsItemId>5</NewsItemId><RevisionId>{number}</RevisionId></NewsIdentifier></Identification><NewsManagement>\
             <Status FormalName='{status}'/></NewsManagement><NewsComponent><NewsLines><HeadLine>Pier</HeadLine></NewsLines>\
             <ContentItem><DataContent>{text}</DataContent></ContentItem></NewsComponent></NewsItem>"
        )
    };
    for text in ["<p>The pier is closed.</p>", ""] {
        let items = revision(2, "Usable", "<p>The pier is open.</p>") + &revision(3, "Canceled", text);
        let [Err(error)] = &convert(&format!("<NewsML>{items}</NewsML>"))[..] else { panic!("converted: {text}") };
        assert!(error.has(Code::ArticleHalted), "{error}");
    }
}

#[test]
fn the_end_of_an_embargo_is_never_earlier_than_the_source_says() {
    let until = |managed: &str| {
        let embargo = article("a.xml", &one(managed, "", "")).output.metadata.delivery.embargo;
        embargo.and_then(|embargo| embargo.value.until).map(|until| until.to_string())
    };
    let at = "<embargoed>2099-06-24T18:00:00</embargoed>";
    assert_eq!(until(at).as_deref(), Some("2099-06-24T18:00:00+04:00"), "the zone of the item's other times");
    let nowhere = one(at, "", "").replace("+04:00", "");
    let document = article("a.xml", &nowhere).output;
    let options = RenderOptions::default().with_modified(written());
    for (renderer, element) in
        [(&NewsMlRenderer as &dyn istinad::Renderer, "embargoed>"), (&NinjsRenderer, "Until\": \"")]
    {
        let file = String::from_utf8(render(&document, renderer, &options).expect("a file").output).expect("text");
        assert!(file.contains(&format!("{element}2099-06-24T18:00:00-12:00")), "{file}");
        let report = istinad::inspect::inspect(file.as_bytes()).expect("readable");
        assert_eq!(istinad::inspect::compare(&report, &document), []);
    }
}

#[test]
fn the_provider_goes_before_whoever_informed() {
    let described = "<infoSource><name>Other Press</name></infoSource>";
    for (provider, name) in [
        ("<provider qcode='nprov:BULAQ'/>", "BULAQ"),
        ("<provider uri='http://cv.iptc.org/newscodes/newsprovider/BULAQ'/>", "BULAQ"),
        ("<provider literal='bulaq.example'/>", "bulaq.example"),
        ("<provider literal='bulaq.example'/><provider><name>Bulaq</name></provider>", "Bulaq"),
    ] {
        let metadata = article("a.xml", &one(provider, described, "")).output.metadata;
        assert_eq!(metadata.publisher.as_ref().map(|slot| slot.value.name.as_str()), Some(name), "{provider}");
        assert_eq!(metadata.delivery.contributors[0].value.name, "Other Press", "{provider}");
    }
    let by = "<by xml:lang='az'>Lalə Quliyeva</by><by xml:lang='en'>Lala Guliyeva</by>";
    let Outcome { output, diagnostics } = article("a.xml", &one("", by, ""));
    let authors: Vec<&str> = output.metadata.authors.iter().map(|slot| slot.value.as_str()).collect();
    assert_eq!(authors, ["Lala Guliyeva"]);
    said(&diagnostics, Code::MetadataLeftOut, "Lalə Quliyeva");
}

#[test]
fn nothing_is_permitted_beside_a_limit_that_cannot_be_said() {
    let free = "<usageTerms>The text may be republished.</usageTerms>";
    let read = |rights: &str| article("a.xml", &one("", "", rights)).output;
    assert!(policy(&read(&format!("<rightsInfo>{free}</rightsInfo>"))).contains("\"permission\""));
    for (rights, words) in [
        (format!("<rightsInfo validto='2026-07-01T00:00:00Z'>{free}</rightsInfo>"), "validto 2026-07-01T00:00:00Z"),
        (format!("<rightsInfo geo='cc:AZE'>{free}</rightsInfo>"), "geo cc:AZE"),
        (
            format!(
                "<rightsInfo>{free}<rightsExpressionData langid='http://www.w3.org/ns/odrl/2/'>{{}}</rightsExpressionData></rightsInfo>"
            ),
            "rightsExpressionData http://www.w3.org/ns/odrl/2/",
        ),
    ] {
        let document = read(&rights);
        assert!(!policy(&document).contains("\"permission\""), "{rights}");
        assert!(terms(&document).iter().any(|term| term.contains(words)), "{rights}");
    }
    let mining = |code: &str| {
        let uri = format!("http://ns.useplus.org/LDF/ldf-XMPSpecification#{code}");
        read(&format!("<rightsInfo>{free}<dataMining uri='{uri}'/></rightsInfo>"))
    };
    assert!(mining("DMI-PROHIBITED").rights.meanings().any(|(_, meaning)| *meaning == Meaning::NoMining));
    assert!(mining("DMI-PROHIBITED-AIMLTRAINING").rights.meanings().any(|(_, meaning)| *meaning == Meaning::NoAi));
    assert!(policy(&mining("DMI-PROHIBITED")).contains("\"permission\""), "mining is all that is forbidden");
    assert!(!policy(&mining("DMI-PROHIBITED-SEECONSTRAINT")).contains("\"permission\""));
    let encoded = "\"headline\": \"Bridge\", \"usageterms\": \"The text may be republished.\", \
                   \"rightsinfo\": {\"encodedrights\": \"{\\\"prohibition\\\": []}\"}";
    assert!(!policy(&article("a.json", &ninjs(encoded)).output).contains("\"permission\""));
}

#[test]
fn a_ban_behind_a_time_is_no_delay() {
    let meanings = |words: &str| {
        let rights = format!("<rightsInfo><usageTerms>{words}</usageTerms></rightsInfo>");
        let document = article("a.xml", &one("", "", &rights)).output;
        document.rights.meanings().map(|(_, meaning)| meaning.clone()).collect::<Vec<_>>()
    };
    let delays = |words: &str| meanings(words).iter().any(|meaning| matches!(meaning, Meaning::Delay { .. }));
    for words in [
        "Not for use after 30 days.",
        "No archiving after 30 days.",
        "No archive use after 14 days of publication.",
        "Не использовать после 30 дней.",
        "30 gündən sonra istifadə edilə bilməz.",
        "The text may be republished within 24 hours.",
    ] {
        assert!(!delays(words), "{words}: {:?}", meanings(words));
    }
    for words in [
        "May not be used before 24 hours have passed.",
        "Not to be published until 24 hours after publication.",
        "No use within 24 hours of publication.",
        "May be republished after 24 hours.",
    ] {
        assert!(delays(words), "{words}: {:?}", meanings(words));
    }
}

#[test]
fn restrictions_in_notes_are_terms() {
    let note = |words: &str| one(&format!("<edNote>{words}</edNote>"), "", "");
    for (text, term) in [
        (note("Corrects name. Not for use in Sweden. Third party sale forbidden."), "Not for use in Sweden."),
        (
            note("Corrects name.<br/>NO ARCHIVES. NO SALES. EDITORIAL USE ONLY"),
            "NO ARCHIVES. NO SALES. EDITORIAL USE ONLY",
        ),
        (note("SWEDEN OUT"), "SWEDEN OUT"),
        (nitf("<ed-msg info='Not for use by online media. Third party sale forbidden.'/>", "", BODY), "Not for use by"),
        (
            nitf(
                "",
                "<note><body.content><p>EDITORS: story moves Friday. Not for archive use.</p></body.content></note>",
                BODY,
            ),
            "Not for archive use.",
        ),
    ] {
        let document = article("a.xml", &text).output;
        let all = terms(&document);
        assert!(all.iter().any(|said| said.starts_with(term)), "{term}: {all:?}");
        assert!(!all.iter().any(|said| said.contains("Corrects") || said.contains("moves Friday")), "{all:?}");
        assert!(!policy(&document).contains("\"permission\""), "{term}");
    }
    let notes = article("a.xml", &note("Corrects name. Not for use in Sweden.")).output.metadata.delivery.notes;
    assert_eq!(notes[0].value, "Corrects name.");
}

#[test]
fn parts_of_nitf_rights_stand_apart() {
    let rights = "<rights><rights.owner>Spring Agency</rights.owner><rights.geography>Sweden only</rights.geography>\
                  <rights.limitations>No archive use</rights.limitations><rights.enddate norm='20270101'/></rights>";
    let document = article("a.xml", &nitf("", rights, BODY)).output;
    let mut all = terms(&document);
    all.sort();
    assert_eq!(all, ["No archive use", "Sweden only", "rights.enddate: 2027-01-01"]);
    assert_eq!(document.rights.holder.as_ref().map(|slot| slot.value.name.as_str()), Some("Spring Agency"));
    let coded = nitf("<doc.rights owner='Spring' limitations='Internetverbot' type='print-only'/>", "", BODY);
    let document = article("a.xml", &coded).output;
    assert_eq!(terms(&document), ["print-only", "Internetverbot"]);
    assert!(document.rights.is_unread());
}

#[test]
fn pictures_keep_their_own_rights_and_status() {
    let data = "<inlineData contenttype='image/png' encoding='http://cv.iptc.org/newscodes/encoding/base64'>iVBORw0KGgo=</inlineData>";
    let free = "<rightsInfo><usageTerms>The text may be republished.</usageTerms></rightsInfo>";
    let text = item("urn:b:1", 3, ["", "", free, BODY]);
    let own = "<rightsInfo><copyrightHolder><name>Jane Doe</name></copyrightHolder><copyrightNotice>© Jane Doe</copyrightNotice>\
               <usageTerms>One-time use only. No sales.</usageTerms></rightsInfo>";
    let picture = item("urn:b:2", 1, ["", "<creditline>Doe/Spring</creditline>", own, data]);
    let document = article("a.xml", &message(&[&text, &picture])).output;
    assert!(terms(&document).contains(&"One-time use only. No sales.".to_owned()), "{:?}", terms(&document));
    let caption: Vec<String> = all_figures(&document).map(|figure| plain_text(&figure.caption)).collect();
    assert!(caption[0].contains("Doe/Spring") && caption[0].contains("© Jane Doe"), "{caption:?}");
    assert!(document.withholds_pictures(), "who may use the text may not use the picture");
    for managed in ["<pubStatus qcode='stat:withheld'/>", "<embargoed>2099-01-01T00:00:00Z</embargoed>", "<embargoed/>"]
    {
        let withheld = item("urn:b:2", 1, [managed, "", "", data]);
        let Outcome { output, diagnostics } = article("a.xml", &message(&[&text, &withheld]));
        assert_eq!(all_figures(&output).count(), 0, "{managed}");
        said(&diagnostics, Code::ItemLeftOut, "a picture of the message is left out");
        assert_eq!(output.metadata.delivery.embargo, None, "the article may be used");
    }
    let associated = |properties: &str| {
        ninjs(&format!(
            "\"headline\": \"Bridge\", \"associations\": [{{\"uri\": \"urn:k:2\", \"type\": \"picture\", {properties}, \
             \"renditions\": [{{\"href\": \"https://p.example/a.jpg\"}}]}}]"
        ))
    };
    let credited =
        "\"creditline\": \"Doe/Spring\", \"copyrightnotice\": \"© Jane Doe\", \"copyrightholder\": \"Jane Doe\"";
    let document = article("a.json", &associated(credited)).output;
    let caption: Vec<String> = all_figures(&document).map(|figure| plain_text(&figure.caption)).collect();
    assert_eq!(caption, ["Doe/Spring\n© Jane Doe"]);
    for kept in ["\"pubstatus\": \"withheld\"", "\"embargoed\": \"2099-01-01T00:00:00Z\"", "\"type\": \"video\""] {
        let Outcome { output, diagnostics } =
            article("a.json", &associated(kept).replace("\"picture\", \"type\": ", ""));
        assert_eq!(all_figures(&output).count(), 0, "{kept}");
        said(&diagnostics, Code::ItemLeftOut, "urn:k:2");
    }
    let media = "<p>The bridge opened.</p><media media-type='image'><media-metadata name='credit' value='J. Doe/Spring'/>\
                 <media-metadata name='rights' value='No sale in Sweden'/><media-metadata name='x-desk' value='7'/>\
                 <media-reference mime-type='image/jpeg' source='a.jpg'/><media-caption>The bridge.</media-caption></media>";
    let Outcome { output, diagnostics } = article("a.xml", &nitf("", "", media));
    let caption: Vec<String> = all_figures(&output).map(|figure| plain_text(&figure.caption)).collect();
    assert_eq!(caption, ["The bridge.\nJ. Doe/Spring"]);
    assert_eq!(terms(&output), ["No sale in Sweden"]);
    said(&diagnostics, Code::MetadataLeftOut, "x-desk");
}

#[test]
fn of_several_the_main_one_is_taken_and_the_others_are_said() {
    let headlines = "<headline role='hld:short'>Bridge</headline>";
    let Outcome { output, diagnostics } = article("a.xml", &one("", headlines, ""));
    assert_eq!(output.metadata.headline.value, "Bridge opens");
    said(&diagnostics, Code::MetadataLeftOut, "\"Bridge\"");
    let text = ninjs(
        "\"contentmodified\": \"2026-06-25T00:00:00Z\", \"headlines\": [{\"role\": \"short\", \"value\": \"Bridge\"}, \
         {\"role\": \"main\", \"contenttype\": \"text/html\", \"value\": \"Bridge &amp; road <em>open</em>\"}]",
    );
    let short =
        "{\"role\": \"short\", \"contenttype\": \"text/html\", \"value\": \"<p>Short.</p>\"}, {\"role\": \"main\", ";
    let text = text.replace("\"bodies\": [{", &format!("\"bodies\": [{short}"));
    let Outcome { output, diagnostics } = article("a.json", &text);
    assert_eq!(output.metadata.headline.value, "Bridge & road open");
    assert!(words(&output).join(" ").ends_with("The bridge opened on Monday."));
    assert!(output.metadata.modified.is_some());
    said(&diagnostics, Code::MetadataLeftOut, "the headline \"Bridge\"");
    said(&diagnostics, Code::ItemLeftOut, "another text of the item (short)");
    let described = "<subject literal='roads'/><description role='drol:note'>Checked by the desk</description>";
    let diagnostics = article("a.xml", &one("", described, "")).diagnostics;
    said(&diagnostics, Code::MetadataLeftOut, "roads");
    said(&diagnostics, Code::MetadataLeftOut, "Checked by the desk");
}

#[test]
fn subjects_keep_their_codes() {
    let first = "<NewsML><NewsItem><NewsManagement><Status FormalName='Usable'/></NewsManagement><NewsComponent><NewsLines>\
                 <HeadLine>Pier</HeadLine></NewsLines><DescriptiveMetadata><SubjectCode><Subject FormalName='04000000'/>\
                 <SubjectMatter FormalName='04015000'/></SubjectCode><Location><Property FormalName='City' Value='Madrid'/>\
                 </Location><Property FormalName='Keyword' Value='pier'/></DescriptiveMetadata><ContentItem>\
                 <Encoding Notation='Base64'><DataContent>VGhlIHBpZXIgaXMgb3Blbi4=</DataContent></Encoding></ContentItem>\
                 </NewsComponent></NewsItem></NewsML>";
    let head = "<nitf xml:lang='en'><head><tobject><tobject.property tobject.property.type='current'/><tobject.subject \
                tobject.subject.refnum='04015000' tobject.subject.type='Economy'/></tobject><docdata><identified-content>\
                <person>John Smith</person></identified-content><date.release norm='soon'/></docdata></head>";
    let nitf = nitf("", "", BODY).replace("<nitf xml:lang='en'><head><docdata></docdata></head>", head);
    let uri = "http://cv.iptc.org/newscodes/subjectcode/04015000";
    for (text, left_out) in [(first, "Location"), (&*nitf, "identified-content")] {
        let Outcome { output, diagnostics } = article("a.xml", text);
        let concepts: Vec<_> =
            output.metadata.delivery.concepts.iter().filter_map(|slot| slot.value.uri.clone()).collect();
        assert!(concepts.iter().any(|concept| concept == uri), "{concepts:?}");
        said(&diagnostics, Code::MetadataLeftOut, left_out);
    }
    let document = article("a.xml", first).output;
    assert!(words(&document).join(" ").contains("The pier is open."));
    assert!(document.metadata.subjects.iter().any(|subject| subject.value == "pier"));
    let Outcome { output, diagnostics } = article("a.xml", &nitf);
    assert_eq!(output.metadata.delivery.genres[0].value.name.as_deref(), Some("current"));
    said(&diagnostics, Code::TimeInvalid, "soon");
}

#[test]
fn words_of_an_item_are_those_that_its_readers_see() {
    let body = "<p>It holds <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> of <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>.</p>\
                <p hidden='hidden'>Secret one.</p><p style='display: none'>Secret two.</p>";
    let Outcome { output, diagnostics } = article("a.xml", &item("urn:b:1", 3, ["", "", "", body]));
    let text = words(&output).join(" ");
    assert!(text.contains("1/2 of 漢 (kan)."), "{text}");
    assert!(!text.contains("Secret"), "{text}");
    said(&diagnostics, Code::MetadataLeftOut, "what the item hides");
    let list = nitf("", "", "<p>It opened.</p><ol seqnum='3'><li>Three</li><li>Four</li></ol>");
    assert!(istinad::model::dump::dump(&article("a.xml", &list).output).contains("numbered from 3"));
}

/// Parts of NITF that nothing around them says to be NITF are NITF all the same: one and a half is not 112.
#[test]
fn nitf_without_its_root_is_read_as_nitf() {
    let half = "<num>1<frac><numer>1</numer><frac-sep>/</frac-sep><denom>2</denom></frac></num>";
    let words = format!("<p>Add {half} cups.</p><hl2>Then wait</hl2><p>It rises.</p>");
    let lines = "<body.head><hedline><hl1>Bread</hl1></hedline><byline>By Ann Lee</byline></body.head>";
    let picture = "<media media-type='image'><media-reference source='loaf.jpg' mime-type='image/jpeg'/><media-caption>A loaf.</media-caption></media>";
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let first = |data: &str| {
        let head = "<Identification><NewsIdentifier><ProviderId>b.example</ProviderId><NewsItemId>1</NewsItemId></NewsIdentifier></Identification>";
        format!(
            "<NewsML><NewsItem xml:lang='en'>{head}<NewsComponent><NewsLines><HeadLine>Bread</HeadLine></NewsLines><ContentItem>\
             <DataContent>{data}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
        )
    };
    let parted = format!("{lines}<body.content>{words}{picture}</body.content>");
    let object = |name: &str, body: &str| {
        let body = serde_json::Value::from(body);
        format!(
            "{{\"uri\": \"urn:b:1\", \"type\": \"text\", \"language\": \"en\", \"headline\": \"Bread\", \"{name}\": {body}}}"
        )
    };
    let inputs = [
        ("a.xml", first(&words)),
        ("b.xml", first(&parted)),
        ("c.xml", first(&format!("<block>{words}</block>"))),
        ("d.xml", first(&format!("<body>{parted}</body>"))),
        ("e.xml", first(&escaped(&parted))),
        ("f.xml", first(&format!("<![CDATA[<nitf><body>{parted}</body></nitf>]]>"))),
        ("g.json", object("body_nitf", &words)),
        ("h.json", object("body_nitf", &format!("<nitf><body>{parted}</body></nitf>"))),
        ("i.json", object("body_xhtml", &words)),
    ];
    for (name, text) in inputs {
        let document =
            read(&source(name, &text), &ReadOptions::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let document = document.output;
        let dumped = istinad::model::dump::dump(&document);
        assert!(dumped.contains("paragraph: Add 1 1/2 cups."), "{name}: {dumped}");
        assert!(dumped.contains("heading 2: Then wait") && dumped.contains("paragraph: It rises."), "{name}: {dumped}");
        if text.contains("body.head") {
            assert_eq!(
                document.metadata.authors.iter().map(|it| it.value.as_str()).collect::<Vec<_>>(),
                ["Ann Lee"],
                "{name}"
            );
            assert!(dumped.contains("caption: A loaf."), "{name}: {dumped}");
        }
    }
}

#[test]
fn a_party_with_a_name_is_called_by_it_and_not_by_its_code() {
    let of = |party: &str| {
        let text = format!(
            "<NewsML><NewsItem xml:lang='en'><NewsComponent><NewsLines><HeadLine>Bread</HeadLine></NewsLines><AdministrativeMetadata>\
             <Provider>{party}</Provider></AdministrativeMetadata><ContentItem><DataContent><p>It rises.</p></DataContent>\
             </ContentItem></NewsComponent></NewsItem></NewsML>"
        );
        let document = read(&source("a.xml", &text), &ReadOptions::default()).expect("an article").output;
        document.metadata.publisher.map(|publisher| publisher.value.name)
    };
    let named = "<Party FormalName='BA'><Property FormalName='Name' Value='Bulaq Agency'/></Party>";
    assert_eq!(of(named).as_deref(), Some("Bulaq Agency"));
    assert_eq!(
        of("<Party FormalName='Bulaq Agency'><Property FormalName='Desk' Value='7'/></Party>").as_deref(),
        Some("Bulaq Agency")
    );
}

#[test]
fn an_element_of_a_providers_own_makes_no_nitf_of_its_words() {
    let words = "<h1>Bread</h1><p xmlns:x='urn:x:1'>Add flour. <x:block>It rises.</x:block></p>";
    let bare = format!(
        "<NewsML><NewsItem xml:lang='en'><NewsComponent><NewsLines><HeadLine>Bread</HeadLine></NewsLines><ContentItem>\
         <DataContent><div>{words}</div></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
    );
    let document = read(&source("b.xml", &bare), &ReadOptions::default()).expect("an article").output;
    let dumped = istinad::model::dump::dump(&document);
    assert!(!dumped.contains("heading") && dumped.contains("paragraph: Add flour. It rises."), "{dumped}");
}

#[test]
fn mails_and_wires_are_refused_by_either_way_of_reading() {
    for (name, text) in [
        (
            "a.eml",
            "Return-Path: <n@b.example>\nReceived: from a by b\nFrom: n@b.example\nSubject: Lake\nDate: Wed, 24 Jun 2026\n\nThe lake fills.",
        ),
        (
            "a.txt",
            "\u{1}nma0123 4 pl 45 NMA 0042\r\n\r\n\u{2}The lake fills\r\n   By ANN LEE=\r\n   The lake is full again.\r\n\u{3}",
        ),
    ] {
        let source = source(name, text);
        let alone = read(&source, &ReadOptions::default()).map(|_| ()).expect_err(name).to_string();
        let all = read_all(&source, &ReadOptions::default()).map(|_| ()).expect_err(name).to_string();
        assert!(alone.contains("which is not read"), "{alone}");
        assert_eq!(alone, all);
    }
}
