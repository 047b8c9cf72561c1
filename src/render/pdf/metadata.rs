//! XMP (ISO 16684-1): what the file says of itself, its source and its terms, and which standards it keeps.

use xmp_writer::{CustomNamespace, DateTime, LangId, Namespace, Timezone, XmpWriter};

use crate::language::labels::labels;
use crate::model::walk::{plain_text, text_digest};
use crate::model::{Document, Timestamp};
use crate::render::identity;
use crate::rights::policy::policy;
use crate::rights::{credit, statement};

/// The tool and its version.
pub(super) const PRODUCER: &str = concat!("istinad ", env!("CARGO_PKG_VERSION"));

/// The properties that no schema of the standards has. Each is described in the file itself, as PDF/A demands
/// (ISO 19005-2, 6.6.2.3.3).
const PROPERTIES: [(&str, &str); 5] = [
    ("inputHash", "SHA-256 of the bytes that the document was converted from"),
    ("textDigest", "SHA-256 of the source's words in this file, joined by single spaces"),
    ("policy", "The source's terms as an ODRL 2.2 policy in JSON-LD"),
    ("photoPermission", "The reference of the permission under which pictures are included"),
    ("credit", "The credit line that the file shows"),
];

fn namespace() -> Namespace<'static> {
    Namespace::Custom(Box::new(CustomNamespace::new("istinad", "istinad", identity::NAMESPACE)))
}

/// Whom the file names as its makers: the authors, else the organisation that the article comes from.
pub(super) fn creators(document: &Document) -> Vec<String> {
    let metadata = &document.metadata;
    if metadata.authors.is_empty() {
        metadata.publisher.iter().map(|slot| slot.value.name.clone()).collect()
    } else {
        metadata.authors.iter().map(|slot| slot.value.clone()).collect()
    }
}

/// The packet.
pub(super) fn xmp(document: &Document, written: Timestamp) -> String {
    let metadata = &document.metadata;
    let rights = &document.rights;
    let language = metadata.language.value.as_str();
    let mut xmp = XmpWriter::new();

    xmp.title(alternatives(language, &metadata.headline.value));
    let creators = creators(document);
    if !creators.is_empty() {
        xmp.creator(creators.iter().map(String::as_str));
    }
    if let Some(publisher) = &metadata.publisher {
        xmp.publisher([publisher.value.name.as_str()]);
    }
    if let Some(address) = &metadata.address {
        xmp.source(&address.value);
    }
    xmp.identifier(&identity::identifier(document));
    xmp.language([LangId(language)]);
    xmp.format("application/pdf");
    if let Some(published) = &metadata.published {
        xmp.date([date(published.value)]);
    }
    if let Some(description) = &metadata.description {
        xmp.description(alternatives(language, &description.value));
    }
    let subjects: Vec<&str> =
        metadata.section.iter().chain(&metadata.subjects).map(|slot| slot.value.as_str()).collect();
    if !subjects.is_empty() {
        xmp.subject(subjects);
    }

    let terms = terms(document);
    let notice = notice(document);
    // A notice that is a term as well is said once.
    let notice = notice.filter(|notice| !terms.as_ref().is_some_and(|terms| terms.contains(notice.as_str())));
    let said: Vec<&str> = [notice.as_deref(), terms.as_deref()].into_iter().flatten().collect();
    let said = if said.is_empty() { labels(&metadata.language.value).no_terms.to_owned() } else { said.join(" ") };
    xmp.rights(alternatives(language, &said));
    if rights.holder.is_some() || rights.notice.is_some() {
        xmp.marked(true);
    }
    if let Some(holder) = &rights.holder {
        xmp.owner([holder.value.name.as_str()]);
    }
    let page = rights.terms_page.as_ref().and_then(|page| page.address.as_ref()).map(|slot| slot.value.as_str());
    let licence = rights.licence.as_ref().and_then(|slot| slot.value.address.as_deref());
    if let Some(address) = page.or(licence) {
        xmp.web_statement(address);
    }
    if let Some(terms) = &terms {
        xmp.usage_terms(alternatives(language, terms));
    }
    if let Some(name) = credit(document).name {
        let photoshop = Namespace::Custom(Box::new(CustomNamespace::new(
            "Photoshop",
            "photoshop",
            "http://ns.adobe.com/photoshop/1.0/",
        )));
        xmp.element("Credit", photoshop).value(name.as_str());
    }

    let moment = date(written);
    xmp.create_date(moment);
    xmp.modify_date(moment);
    xmp.metadata_date(moment);
    xmp.creator_tool(PRODUCER);
    xmp.producer(PRODUCER);
    xmp.pdfa_part(2);
    xmp.pdfa_conformance("A");
    xmp.pdfua_part(1);

    let values = own_values(document, written);
    for (name, value) in &values {
        xmp.element(name, namespace()).value(value.as_str());
    }
    let mut schemas = xmp.extension_schemas();
    schemas
        .add_schema()
        .namespace(Namespace::PdfUAId)
        .properties()
        .add_property()
        .name("part")
        .value_type("Integer")
        .category(true)
        .description("The part of ISO 14289 that the file keeps");
    {
        let mut schema = schemas.add_schema();
        schema.namespace(namespace());
        let mut properties = schema.properties();
        for (name, description) in PROPERTIES.iter().filter(|(name, _)| values.iter().any(|(used, _)| used == name)) {
            properties.add_property().name(name).value_type("Text").category(false).description(description);
        }
    }
    drop(schemas);
    xmp.finish(None)
}

/// A text in the document's language, and again as the default (XMP part 1, 8.2.2.4).
fn alternatives<'a>(language: &'a str, text: &'a str) -> [(Option<LangId<'a>>, &'a str); 2] {
    [(None, text), (Some(LangId(language)), text)]
}

fn own_values(document: &Document, written: Timestamp) -> Vec<(&'static str, String)> {
    let digest = text_digest(document).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut values = vec![("inputHash", document.metadata.input.sha256_hex()), ("textDigest", digest)];
    values.extend(policy(document, &identity::identifier(document)).map(|policy| ("policy", policy)));
    values.extend(
        document.rights.photo_permission.as_ref().map(|permission| ("photoPermission", permission.reference.clone())),
    );
    values.extend(statement(document, written).lines.first().map(|line| ("credit", plain_text(line.content()))));
    values
}

/// The terms, verbatim, one after the other; `None` where the source states none.
fn terms(document: &Document) -> Option<String> {
    let terms: Vec<String> =
        document.rights.terms.as_slice().iter().map(|term| plain_text(&term.content).replace('\n', " ")).collect();
    (!terms.is_empty()).then(|| terms.join(" "))
}

fn notice(document: &Document) -> Option<String> {
    document.rights.notice.as_ref().map(|slot| slot.value.clone())
}

fn date(moment: Timestamp) -> DateTime {
    let time = moment.time();
    let timezone = moment.offset_minutes().map(|offset| match offset {
        0 => Timezone::Utc,
        _ => Timezone::Local {
            hour: i8::try_from(offset / 60).unwrap_or(0),
            minute: i8::try_from((offset % 60).abs()).unwrap_or(0),
        },
    });
    DateTime {
        year: u16::try_from(moment.year()).unwrap_or(0),
        month: Some(moment.month()),
        day: Some(moment.day()),
        hour: time.map(|time| time.hour),
        minute: time.map(|time| time.minute),
        // `xmp-writer` writes a zone after seconds only.
        second: time.and_then(|time| time.second.or(timezone.is_some().then_some(0))),
        timezone,
    }
}
