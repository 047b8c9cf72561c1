//! XMP (ISO 16684-1): what the file says of itself, its source and (with [`rights`]) its terms, and which standards it
//! keeps.

use xmp_writer::{CustomNamespace, DateTime, LangId, Namespace, Timezone, XmpWriter};

use super::rights;
use crate::model::walk::{plain_text, text_digest};
use crate::model::{Document, Timestamp};
use crate::render::identity;
use crate::rights::{PolicyForm, policy, statement};

/// The tool and its version.
pub(super) const PRODUCER: &str = concat!("istinad ", env!("CARGO_PKG_VERSION"));

/// The properties that no schema of the standards has. Each is described in the file itself, as PDF/A demands
/// (ISO 19005-2, 6.6.2.3.3).
const PROPERTIES: [(&str, &str); 8] = [
    ("inputHash", "SHA-256 of the bytes that the document was converted from"),
    ("textDigest", "SHA-256 of the source's words in this file, joined by single spaces"),
    ("notice", "The source's copyright notice, verbatim"),
    ("terms", "The source's terms, verbatim, one by one"),
    ("licence", "The SPDX identifier of the licence under which the source stands"),
    ("policy", "The source's terms as an ODRL 2.2 policy in JSON-LD"),
    ("photoPermission", "The reference of the permission under which pictures are included"),
    ("credit", "The credit line that the file shows"),
];

/// A value of one of them.
enum Own {
    Text(String),
    /// In order.
    List(Vec<String>),
}

impl Own {
    const fn value_type(&self) -> &'static str {
        match self {
            Self::Text(_) => "Text",
            Self::List(_) => "Seq Text",
        }
    }
}

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

    rights::write(&mut xmp, document, written);

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
        let element = xmp.element(name, namespace());
        match value {
            Own::Text(text) => element.value(text.as_str()),
            Own::List(items) => element.ordered_array(items.iter().map(String::as_str)),
        }
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
        for (name, description) in PROPERTIES {
            let Some((_, value)) = values.iter().find(|(used, _)| *used == name) else { continue };
            properties
                .add_property()
                .name(name)
                .value_type(value.value_type())
                .category(false)
                .description(description);
        }
    }
    rights::describe(&mut schemas, document);
    drop(schemas);
    xmp.finish(None)
}

/// A text in the document's language, and again as the default (XMP part 1, 8.2.2.4).
pub(super) fn alternatives<'a>(language: &'a str, text: &'a str) -> [(Option<LangId<'a>>, &'a str); 2] {
    [(None, text), (Some(LangId(language)), text)]
}

fn own_values(document: &Document, written: Timestamp) -> Vec<(&'static str, Own)> {
    let rights = &document.rights;
    let digest = text_digest(document).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut values =
        vec![("inputHash", Own::Text(document.metadata.input.sha256_hex())), ("textDigest", Own::Text(digest))];
    let mut text = |name, value: Option<String>| values.extend(value.map(|value| (name, Own::Text(value))));
    text("notice", rights.notice.as_ref().map(|slot| slot.value.clone()));
    text("licence", rights.licence.as_ref().and_then(|slot| slot.value.spdx.clone()));
    text("policy", policy(document, &identity::identifier(document), PolicyForm::JsonLd));
    text("photoPermission", rights.photo_permission.as_ref().map(|permission| permission.reference.clone()));
    text("credit", statement(document, written).lines.first().map(|line| plain_text(line.content())));
    let terms = rights::terms(document);
    if !terms.is_empty() {
        values.push(("terms", Own::List(terms)));
    }
    values
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
