//! The source's terms in XMP, in the words of those vocabularies that are published for it.
//!
//! | property | published in | says |
//! | --- | --- | --- |
//! | `dc:rights` | XMP part 1, 8.3 | the notice and the terms |
//! | `xmpRights:Marked`, `Owner`, `UsageTerms` | XMP part 1, 8.5 | that there is a holder, who it is, the terms |
//! | `xmpRights:WebStatement` | XMP part 1, 8.5 | the page of terms, else that of the licence |
//! | `photoshop:Credit`, `Source` | IPTC Photo Metadata Standard | whom to name; who published the article |
//! | `photoshop:Instructions` | IPTC Photo Metadata Standard | unmet duties; what became of the pictures |
//! | `plus:CopyrightOwner` | PLUS License Data Format; IPTC Photo Metadata Standard | who holds the copyright |
//! | `cc:license`, `attributionName`, `attributionURL` | Creative Commons, "XMP" | the licence; whom to name, with a link to where |
//!
//! PDF/A knows the first three namespaces. The last two it does not, so the file describes them itself, as far as it
//! uses them ([`describe`]; ISO 19005-2, 6.6.2.3.3).

use xmp_writer::pdfa::PdfAExtSchemasWriter;
use xmp_writer::{CustomNamespace, Namespace, RdfCollectionType, XmpWriter};

use super::metadata::alternatives;
use crate::language::labels::labels;
use crate::model::walk::plain_text;
use crate::model::{Document, Timestamp};
use crate::rights::{StatementLine, credit, statement};

fn photoshop() -> Namespace<'static> {
    custom("Photoshop", "photoshop", "http://ns.adobe.com/photoshop/1.0/")
}

fn plus() -> Namespace<'static> {
    custom("PLUS", "plus", "http://ns.useplus.org/ldf/xmp/1.0/")
}

fn creative_commons() -> Namespace<'static> {
    custom("Creative Commons", "cc", "http://creativecommons.org/ns#")
}

fn custom(name: &'static str, prefix: &'static str, address: &'static str) -> Namespace<'static> {
    Namespace::Custom(Box::new(CustomNamespace::new(name, prefix, address)))
}

/// The structure of which `plus:CopyrightOwner` is a list.
const OWNER: &str = "CopyrightOwnerDetail";
/// Its only field that we fill.
const OWNER_NAME: &str = "CopyrightOwnerName";

/// The properties of Creative Commons: name, type, what it says.
const CREATIVE_COMMONS: [(&str, &str, &str); 3] = [
    ("license", "URL", "The address of the licence"),
    ("attributionName", "Text", "The name to give when the work is used"),
    ("attributionURL", "URL", "The address to link to when the work is used"),
];

/// Writes the terms.
pub(super) fn write(xmp: &mut XmpWriter<'_>, document: &Document, written: Timestamp) {
    let rights = &document.rights;
    let language = document.metadata.language.value.as_str();
    let terms = (!rights.terms.as_slice().is_empty()).then(|| terms(document).join(" "));
    // A notice that is a term as well is said once.
    let notice = rights.notice.as_ref().map(|slot| slot.value.as_str());
    let notice = notice.filter(|notice| !terms.as_ref().is_some_and(|terms| terms.contains(notice)));
    let said: Vec<&str> = notice.into_iter().chain(terms.as_deref()).collect();
    let no_terms = labels(&document.metadata.language.value).no_terms;
    let said = if said.is_empty() { no_terms.to_owned() } else { said.join(" ") };
    xmp.rights(alternatives(language, &said));
    if rights.holder.is_some() || rights.notice.is_some() {
        xmp.marked(true);
    }
    let page = rights.terms_page.as_ref().and_then(|page| page.address.as_ref()).map(|slot| slot.value.as_str());
    let licence = rights.licence.as_ref().and_then(|slot| slot.value.address.as_deref());
    if let Some(address) = page.or(licence) {
        xmp.web_statement(address);
    }
    if let Some(terms) = &terms {
        xmp.usage_terms(alternatives(language, terms));
    }
    if let Some(holder) = &rights.holder {
        let name = holder.value.name.as_str();
        xmp.owner([name]);
        let mut owners = xmp.element("CopyrightOwner", plus()).array(RdfCollectionType::Seq);
        owners.element().obj().element(OWNER_NAME, plus()).value(name);
    }
    let credit = credit(document);
    if let Some(name) = &credit.name {
        xmp.element("Credit", photoshop()).value(name.as_str());
        xmp.element("attributionName", creative_commons()).value(name.as_str());
    }
    if let Some(address) = credit.target.address() {
        xmp.element("attributionURL", creative_commons()).value(address);
    }
    if let Some(address) = licence {
        xmp.element("license", creative_commons()).value(address);
    }
    if let Some(publisher) = &document.metadata.publisher {
        xmp.element("Source", photoshop()).value(publisher.value.name.as_str());
    }
    let instructions = instructions(document, written);
    if !instructions.is_empty() {
        xmp.element("Instructions", photoshop()).value(instructions.as_str());
    }
}

/// What whoever republishes the file has to know beside the terms.
fn instructions(document: &Document, written: Timestamp) -> String {
    let lines: Vec<String> = statement(document, written)
        .lines
        .iter()
        .filter(|line| match line {
            StatementLine::Unmet(_) | StatementLine::Pictures(_) => true,
            StatementLine::Credit(_)
            | StatementLine::Term { .. }
            | StatementLine::TermsPage(_)
            | StatementLine::Provenance(_) => false,
        })
        .map(|line| plain_text(line.content()))
        .collect();
    lines.join(" ")
}

/// The terms, verbatim, each on one line.
pub(super) fn terms(document: &Document) -> Vec<String> {
    let terms = document.rights.terms.as_slice().iter();
    terms.map(|term| plain_text(&term.content).replace('\n', " ")).collect()
}

/// Describes what PDF/A does not know of what [`write()`] has written.
pub(super) fn describe(schemas: &mut PdfAExtSchemasWriter<'_, '_>, document: &Document) {
    if document.rights.holder.is_some() {
        let mut schema = schemas.add_schema();
        schema.namespace(plus());
        schema
            .properties()
            .add_property()
            .name("CopyrightOwner")
            .value_type(&format!("Seq {OWNER}"))
            .category(true)
            .description("Who holds the copyright");
        let mut types = schema.value_types();
        let mut owner = types.add_value_type();
        owner.name(OWNER).namespace(plus()).description("A holder of the copyright");
        owner.fields().add_field().name(OWNER_NAME).value_type("Text").description("The holder's name");
    }
    let credit = credit(document);
    let licence = document.rights.licence.as_ref().and_then(|slot| slot.value.address.as_ref());
    if credit.name.is_some() || credit.target.address().is_some() || licence.is_some() {
        let mut schema = schemas.add_schema();
        schema.namespace(creative_commons());
        let mut properties = schema.properties();
        for (name, value_type, description) in CREATIVE_COMMONS {
            properties.add_property().name(name).value_type(value_type).category(true).description(description);
        }
    }
}
