//! Items as different agencies write them: other prefixes, other names, other places for the same thing. Nothing is called
//! usable that may not be used, nobody is credited who is not the provider, and what has no place in the files is said.

use istinad::model::walk::{plain_text, words};
use istinad::model::{Document, HeaderRole, Status, Timestamp};
use istinad::{Code, Diagnostic, Outcome, ReadOptions, Source, read, read_all};

/// An item of NewsML-G2 in a prefix of its own.
fn prefixed(managed: &str, described: &str, rights: &str, body: &str) -> String {
    format!(
        "<n:newsItem xmlns:n='http://iptc.org/std/nar/2006-10-01/' xmlns='http://www.w3.org/1999/xhtml' version='2' \
         guid='urn:newsml:chay.example:1' standard='NewsML-G2' standardversion='2.28' conformance='power' xml:lang='de'>\
         <n:catalogRef href='http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_36.xml'/>\
         <n:rightsInfo>{rights}</n:rightsInfo><n:itemMeta>{managed}<n:itemClass qcode='ninat:text'/><n:provider>\
         <n:name>Tal-Dienst</n:name></n:provider><n:versionCreated>2026-06-24T09:00:00+02:00</n:versionCreated></n:itemMeta>\
         <n:contentMeta><n:language tag='de'/>{described}<n:headline>Steg gesperrt</n:headline></n:contentMeta>\
         <n:contentSet><n:inlineXML contenttype='application/xhtml+xml'><html><head><title>t</title></head>\
         <body>{body}</body></html></n:inlineXML></n:contentSet></n:newsItem>"
    )
}

const BODY: &str = "<p>Der Steg am Ufer ist gesperrt.</p>";

fn nitf(data: &str, lines: &str, body: &str) -> String {
    format!(
        "<x:nitf xmlns:x='http://iptc.org/std/NITF/2006-10-18/'><x:head><x:docdata {data}</x:docdata></x:head><x:body>\
         <x:body.head><x:hedline><x:hl1>Pier closed</x:hl1></x:hedline>{lines}</x:body.head>\
         <x:body.content>{body}</x:body.content></x:body></x:nitf>"
    )
}

fn newsml1(management: &str, components: &str) -> String {
    format!(
        "<?xml version='1.0'?><!DOCTYPE NewsML SYSTEM 'NewsML_1.2.dtd'><NewsML Version='1.2'><NewsEnvelope/><NewsItem \
         xml:lang='fr'><Identification><NewsIdentifier><PublicIdentifier>urn:newsml:rive.example:1</PublicIdentifier>\
         </NewsIdentifier></Identification><NewsManagement>{management}</NewsManagement>{components}</NewsItem></NewsML>"
    )
}

const COMPONENT: &str = "<NewsComponent><NewsLines><HeadLine>Quai fermé</HeadLine></NewsLines><ContentItem><DataContent>\
                         <p>Le quai est fermé ce soir.</p></DataContent></ContentItem></NewsComponent>";

fn ninjs(properties: &str) -> String {
    format!(
        "{{\"uri\": \"urn:newsml:kaj.example:1\", \"type\": \"text\", \"language\": \"sv\", \"headline\": \"Kajen stängd\", \
         \"body_text\": \"Kajen är stängd i kväll.\", \"copyrightholder\": \"Kajbyrån\", {properties}}}"
    )
}

fn named(name: &str, text: &str) -> Source {
    Source::new(name, text).expect("text")
}

/// By what a text begins with, what it is called.
fn source(text: &str) -> Source {
    named(if text.starts_with('{') { "a.json" } else { "a.xml" }, text)
}

fn article(text: &str) -> Outcome<Document> {
    read(&source(text), &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[track_caller]
fn said<'d>(diagnostics: &'d [Diagnostic], code: Code, about: &str) -> &'d Diagnostic {
    let found = diagnostics.iter().find(|said| said.code == code && said.message.contains(about));
    found.unwrap_or_else(|| panic!("{about:?} is not said: {diagnostics:#?}"))
}

fn written() -> Timestamp {
    Timestamp::parse("2026-07-01T00:00:00Z").expect("a moment")
}

#[test]
fn what_is_not_known_to_be_usable_is_not_said_to_be() {
    let item = |managed: &str| prefixed(managed, "", "", BODY);
    for (text, status) in [
        (item("<n:pubStatus uri='http://cv.iptc.org/newscodes/pubstatusg2/withheld'/>"), Status::Withheld),
        (item("<n:pubStatus literal='canceled'/>"), Status::Canceled),
        (item("<n:pubStatus qcode='stat:killed'/>"), Status::Canceled),
        (item("<n:pubStatus qcode='chaystat:gesperrt'/>"), Status::Withheld),
        (item("<n:pubStatus qcode='stat:embargoed'/>"), Status::Withheld),
        (item("<n:pubStatus qcode='stat:usable'/><n:signal qcode='sig:kill'/>"), Status::Canceled),
        (nitf("management-status='withheld'>", "", "<x:p>It is closed.</x:p>"), Status::Withheld),
        (nitf("management-status='spiked'>", "", "<x:p>It is closed.</x:p>"), Status::Withheld),
        (nitf("management-status='Embargoed'>", "", "<x:p>It is closed.</x:p>"), Status::Withheld),
        (newsml1("<Status FormalName='Retracted'/>", COMPONENT), Status::Canceled),
        (newsml1("<Status FormalName='Provisional'/>", COMPONENT), Status::Withheld),
        (newsml1("<Status FormalName='EMBARGOED'/>", COMPONENT), Status::Withheld),
        (ninjs("\"pubstatus\": \"replaced\""), Status::Withheld),
        (ninjs("\"pubstatus\": \"embargoed\""), Status::Withheld),
        (ninjs("\"pubStatus\": \"Canceled\""), Status::Canceled),
    ] {
        let Outcome { output, diagnostics } = article(&text);
        assert_eq!(output.metadata.delivery.status_at(written()), status, "{text}");
        assert!(output.metadata.delivery.is_halted_at(Some(written())), "{text}");
        said(&diagnostics, Code::PublicationHalted, "");
    }
    let Outcome { diagnostics, .. } = article(&item("<n:pubStatus qcode='chaystat:gesperrt'/>"));
    said(&diagnostics, Code::SlotGuessed, "\"gesperrt\"");
    // A text in an item may say less than the item does.
    let inner = nitf("management-status='canceled'>", "", "<x:p>C'est fermé.</x:p>");
    let data = format!("<NewsComponent><ContentItem><DataContent>{inner}</DataContent></ContentItem></NewsComponent>");
    let document = article(&newsml1("<Status FormalName='Usable'/>", &data)).output;
    assert_eq!(document.metadata.delivery.status_at(written()), Status::Canceled);
}

#[test]
fn a_status_that_will_change_says_until_when() {
    let change = |now: &str, then: &str| {
        let then = format!("<FutureStatus FormalName='{then}'/><DateAndTime>20990624T180000Z</DateAndTime>");
        newsml1(&format!("<Status FormalName='{now}'/><StatusWillChange>{then}</StatusWillChange>"), COMPONENT)
    };
    let delivery = |text: &str| article(text).output.metadata.delivery;
    let withheld = delivery(&change("Withheld", "Usable"));
    assert_eq!(withheld.embargo.and_then(|embargo| embargo.value.until).map(|until| until.year()), Some(2099));
    let expiring = delivery(&change("Usable", "Canceled"));
    assert_eq!((expiring.expires.map(|expires| expires.value.year()), expiring.embargo), (Some(2099), None));
}

#[test]
fn an_embargo_that_stands_in_words_alone_is_one() {
    let note = |words: &str| prefixed(&format!("<n:edNote>{words}</n:edNote>"), "", "", BODY);
    let dated = note("SPERRFRIST 24.06.2099, 18.00 Uhr");
    let block = note("<div><h2>Sperrfrist</h2><p>Frei ab Beginn der Rede.</p></div>");
    let line = prefixed("", "", "", "<p>*** Embargoed until 18:00 ***</p><p>Der Steg am Ufer ist gesperrt.</p>");
    let message = nitf("><x:ed-msg info='To desks: sperrefrist kl. 18'/>", "", "<x:p>It is closed.</x:p>");
    let instruction = newsml1("<Instruction>EMBARGO jusqu’à 18 heures</Instruction>", COMPONENT);
    let editors = ninjs("\"ednote\": \"EMBARGO till kl 18\"");
    for (text, year) in
        [(dated, Some(2099)), (block, None), (line, None), (message, None), (instruction, None), (editors, None)]
    {
        let Outcome { output, diagnostics } = article(&text);
        let delivery = &output.metadata.delivery;
        let embargo = delivery.embargo.as_ref().unwrap_or_else(|| panic!("no embargo: {text}"));
        assert_eq!(embargo.value.until.map(|until| until.year()), year, "{text}");
        assert_eq!(delivery.status_at(written()), Status::Withheld, "{text}");
        if year.is_none() {
            said(&diagnostics, Code::PublicationHalted, "under embargo");
        }
    }
    let about = prefixed("<n:edNote>Ergänzt: Waffenembargo</n:edNote>", "", "", "<p>Embargo auf Öl bleibt.</p>");
    assert_eq!(article(&about).output.metadata.delivery.embargo, None);
}

#[test]
fn whoever_is_named_is_credited_or_said() {
    let described = "<n:creator type='cpnat:organisation'><n:name>Ufer-Ferndienst</n:name></n:creator>\
                     <n:creditline xml:lang='en'>Valley/Shore</n:creditline><n:creditline xml:lang='de'>Tal/Ufer</n:creditline>";
    let Outcome { output, diagnostics } = article(&prefixed("", described, "", BODY));
    let delivery = &output.metadata.delivery;
    assert_eq!(output.metadata.publisher.as_ref().map(|slot| slot.value.name.as_str()), Some("Tal-Dienst"));
    assert_eq!(delivery.credit_line.as_ref().map(|slot| slot.value.as_str()), Some("Tal/Ufer"));
    let contributors: Vec<&str> = delivery.contributors.iter().map(|slot| slot.value.name.as_str()).collect();
    assert_eq!(contributors, ["Ufer-Ferndienst"]);
    said(&diagnostics, Code::MetadataLeftOut, "Valley/Shore");
    let of = |provider: &str| {
        let text = prefixed("", "", "", BODY);
        text.replace("<n:provider><n:name>Tal-Dienst</n:name></n:provider>", &format!("<n:provider {provider}/>"))
    };
    let coded = article(&of("uri='http://cv.iptc.org/newscodes/newsprovider/Tal'")).output;
    assert_eq!(coded.metadata.publisher.as_ref().map(|slot| slot.value.name.as_str()), Some("Tal"));
    said(&article(&of("uri='http://chay.example/id/7'")).diagnostics, Code::MetadataLeftOut, "provider has no name");
    let people =
        "\"people\": [{\"name\": \"Anna Nord\", \"rel\": \"author\"}, {\"name\": \"Bo Berg\", \"rel\": \"subject\"}]";
    let Outcome { output, diagnostics } = article(&ninjs(people));
    let authors: Vec<&str> = output.metadata.authors.iter().map(|slot| slot.value.as_str()).collect();
    assert_eq!(authors, ["Anna Nord"]);
    said(&diagnostics, Code::MetadataLeftOut, "Bo Berg");
    let owner = "><x:doc.copyright holder='Shore Wire' year='2026'/><x:doc.rights owner='Pier Trust'/>";
    let document = article(&nitf(owner, "", "<x:p>It is closed.</x:p>")).output;
    assert_eq!(document.metadata.delivery.contributors[0].value.name, "Pier Trust");
}

#[test]
fn what_has_no_place_in_the_files_is_said() {
    let links = "<n:link rel='irel:seeAlso' residref='urn:newsml:chay.example:2'/>\
                 <n:link rel='chay:extra' href='https://chay.example/extra'/>";
    let rights = "<n:usageTerms href='https://chay.example/a'>Mit <a href='https://chay.example/1'>Link</a> und \
                  <a href='https://chay.example/2'>Namen</a>.</n:usageTerms>\
                  <n:copyrightNotice href='https://chay.example/b'>© Tal</n:copyrightNotice>\
                  <n:rightsInfoExtProperty rel='x:y' literal='Nicht am Kiosk'/>";
    let text = prefixed(links, "", rights, BODY).replace("<n:rightsInfo>", "<n:rightsInfo validto='2027-01-01'>");
    let Outcome { diagnostics, .. } = article(&text);
    for about in [
        "urn:newsml:chay.example:2",
        "https://chay.example/extra",
        "https://chay.example/1",
        "https://chay.example/2",
        "https://chay.example/b",
        "Nicht am Kiosk",
    ] {
        said(&diagnostics, Code::MetadataLeftOut, about);
    }
    let note = "<x:note type='npa'><x:body.content><x:p>Desks: call.</x:p></x:body.content></x:note>\
                <x:series series.name='Piers'/>";
    let Outcome { output, diagnostics } = article(&nitf(">", note, "<x:p>It is closed.</x:p>"));
    assert!(!words(&output).join(" ").contains("Desks"));
    said(&diagnostics, Code::MetadataLeftOut, "not for publication");
    said(&diagnostics, Code::MetadataLeftOut, "series");
    let extra = "\"place\": [{\"name\": \"Malmö\"}], \"extra\": {\"a\": \"b\"}, \"headlines\": [{\"value\": \"Kajen stängd\"}, \
                 {\"role\": \"short\", \"value\": \"Kaj\"}], \"bodies\": [{\"contentType\": \"text/html\", \"value\": \
                 \"<p>Kajen är stängd.</p>\"}, {\"role\": \"sidebar\", \"contentType\": \"text/html\", \"value\": \"<p>Mer.</p>\"}]";
    let Outcome { diagnostics, .. } = article(&ninjs(extra));
    for about in ["place", "extra", "\"Kaj\""] {
        said(&diagnostics, Code::MetadataLeftOut, about);
    }
    said(&diagnostics, Code::ItemLeftOut, "sidebar");
}

#[test]
fn elements_of_a_providers_own_leave_their_words() {
    let body = "<div><section><header><h2 class='kicker'>Ufer</h2><h1>Steg gesperrt</h1><div class='byline'>Von Jana Feld</div>\
                </header><p>Eins.</p></section></div><t:bild xmlns:t='urn:tal' bildtext='Steg von oben' quelle='A. Foto'/>\
                <t-media data-href='https://film.example/3' data-caption='Der Steg'/><x-box headline='Zahlen und Namen'>\
                <p>Zwei.</p></x-box><object data='https://film.example/4'/><video src='https://film.example/5'/>";
    let Outcome { output, diagnostics } = article(&prefixed("", "", "", body));
    let lines: Vec<(HeaderRole, String)> =
        output.header.iter().take(3).map(|line| (line.role, plain_text(&line.content))).collect();
    assert_eq!(
        lines,
        [
            (HeaderRole::Section, "Ufer".to_owned()),
            (HeaderRole::Headline, "Steg gesperrt".to_owned()),
            (HeaderRole::Byline, "Von Jana Feld".to_owned()),
        ]
    );
    let text = words(&output).join(" ");
    assert!(text.contains("Steg von oben A. Foto"), "{text}");
    assert!(text.contains("Der Steg"), "{text}");
    assert!(text.contains("https://film.example/4 https://film.example/5"), "side by side they are two: {text}");
    said(&diagnostics, Code::MetadataLeftOut, "Zahlen und Namen");
}

#[test]
fn each_component_with_a_text_is_an_article() {
    let component = |role: &str, id: &str, words: &str| {
        format!(
            "<NewsComponent Duid='{id}'><Role FormalName='{role}'/><NewsLines><HeadLine>Titre {id}</HeadLine></NewsLines>\
             <ContentItem><MediaType FormalName='Text'/><DataContent><p>{words}</p></DataContent></ContentItem></NewsComponent>"
        )
    };
    let components = |attributes: &str, inner: &[String]| {
        newsml1("", &format!("<NewsComponent {attributes}>{}</NewsComponent>", inner.concat()))
    };
    let both = [component("Main", "a", "Le premier texte."), component("Supporting", "b", "Le second texte.")];
    let all = |text: &str| read_all(&source(text), &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    let articles = all(&components("", &both));
    let guids: Vec<Option<&str>> =
        articles.iter().map(|one| Some(one.output.metadata.delivery.guid.as_ref()?.value.as_str())).collect();
    assert_eq!(guids, [Some("urn:newsml:rive.example:1"), Some("urn:newsml:rive.example:1#b")]);
    assert_eq!(articles[1].output.metadata.headline.value, "Titre b");
    // The same in another form is no other text, and what stands under a picture is none.
    let alike = all(&components("EquivalentsList='yes'", &both));
    assert_eq!(alike.len(), 1);
    said(&alike[0].diagnostics, Code::ItemLeftOut, "another form");
    let pictured = all(&components("", &[both[0].clone(), component("Photo Caption", "c", "Le quai vu d’en haut.")]));
    assert_eq!(pictured.len(), 1);
    said(&pictured[0].diagnostics, Code::ItemLeftOut, "caption");
}

#[test]
fn ninjs_of_agencies_keeps_its_markup_and_the_terms_of_its_pictures() {
    let text = ninjs(
        "\"body_html5\": \"<html><body><h1>Kajen stängd</h1><p>Kajen <b>är</b> stängd.</p></body></html>\", \"slug\": \"kaj\", \
         \"embargoed\": \"2099-01-01T00:00:00Z\", \"embargoedreason\": \"Rapporten släpps då\", \"associations\": {\"a\": \
         {\"uri\": \"urn:p\", \"type\": \"picture\", \"usageterms\": \"Endast abonnenter\", \"renditions\": {\"r\": \
         {\"href\": \"https://bild.example/1.jpg\"}}}}",
    );
    let document = article(&text).output;
    let dump = istinad::model::dump::dump(&document);
    assert!(dump.contains("Kajen **är** stängd."), "{dump}");
    assert!(dump.contains("Endast abonnenter"), "{dump}");
    assert_eq!(document.metadata.delivery.slugline.as_ref().map(|slot| slot.value.as_str()), Some("kaj"));
    assert_eq!(document.metadata.delivery.notes[0].value, "Rapporten släpps då");
}
