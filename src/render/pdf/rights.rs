//! The source's terms in XMP, in the words of those vocabularies that are published for it.
//!
//! | property | published in | says |
//! | --- | --- | --- |
//! | `dc:rights` | XMP part 1, 8.3 | the notice and the terms |
//! | `xmpRights:Marked`, `Owner`, `UsageTerms` | XMP part 1, 8.5 | that there is a holder, who it is, the terms |
//! | `xmpRights:WebStatement` | XMP part 1, 8.5 | the page of terms, else that of the licence |
//! | `photoshop:Credit`, `Source` | IPTC Photo Metadata Standard | whom to name; who published the article |
//! | `photoshop:Instructions` | IPTC Photo Metadata Standard | embargoes and the like; unmet duties; what became of the pictures |
//! | `plus:CopyrightOwner` | PLUS License Data Format; IPTC Photo Metadata Standard | who holds the copyright |
//! | `plus:DataMining` | PLUS License Data Format; IPTC Photo Metadata Standard | that mining, or training, is prohibited |
//! | `cc:license`, `attributionName`, `attributionURL` | Creative Commons, "XMP" | the licence; whom to name, with a link to where |
//!
//! PDF/A knows the first three namespaces. The last two it does not, so the packet describes them ([`super::xmp`]).

use super::xmp::{Packet, XmpValue};
use crate::model::Document;
use crate::model::walk::plain_text;
use crate::render::Edition;
use crate::rights::{Statement, StatementLine, data_mining};

/// Writes the terms.
pub(super) fn write(packet: &mut Packet, edition: &Edition<'_>) {
    let document = edition.document;
    let rights = &document.rights;
    let terms = (!rights.terms.as_slice().is_empty()).then(|| terms(document).join(" "));
    // A notice that is a term as well is said once.
    let notice = rights.notice.as_ref().map(|slot| slot.value.as_str());
    let notice = notice.filter(|notice| !terms.as_ref().is_some_and(|terms| terms.contains(notice)));
    let said: Vec<&str> = notice.into_iter().chain(terms.as_deref()).collect();
    let no_terms = edition.labels.no_terms;
    let said = if said.is_empty() { no_terms.to_owned() } else { said.join(" ") };
    packet.set("dc:rights", XmpValue::Text(said));
    if rights.holder.is_some() || rights.notice.is_some() {
        packet.simple("xmpRights:Marked", Some("True".to_owned()));
    }
    let page = rights.terms_page.as_ref().and_then(|page| page.address.as_ref()).map(|slot| slot.value.clone());
    let licence = rights.licence.as_ref().and_then(|slot| slot.value.address.clone());
    packet.simple("xmpRights:WebStatement", page.or_else(|| licence.clone()));
    if let Some(terms) = terms {
        packet.set("xmpRights:UsageTerms", XmpValue::Text(terms));
    }
    if let Some(holder) = &rights.holder {
        let name = vec![holder.value.name.clone()];
        packet.set("xmpRights:Owner", XmpValue::Bag(name.clone()));
        packet.set("plus:CopyrightOwner", XmpValue::Structures("rdf:Seq", "plus:CopyrightOwnerName", name));
    }
    packet.simple("plus:DataMining", data_mining(rights).map(str::to_owned));
    let credit = &edition.statement.credit;
    packet.simple("cc:attributionURL", credit.target.address().map(str::to_owned));
    packet.simple("photoshop:Credit", credit.name.clone());
    packet.simple("cc:attributionName", credit.name.clone());
    packet.simple("cc:license", licence);
    packet.simple("photoshop:Source", document.metadata.publisher.as_ref().map(|slot| slot.value.name.clone()));
    let instructions = instructions(&edition.statement);
    packet.simple("photoshop:Instructions", (!instructions.is_empty()).then_some(instructions));
}

/// What whoever republishes the file has to know beside the terms.
fn instructions(statement: &Statement) -> String {
    let lines: Vec<String> = statement
        .lines
        .iter()
        .filter(|line| match line {
            StatementLine::Status(_)
            | StatementLine::Unread(_)
            | StatementLine::Unmet(_)
            | StatementLine::Pictures(_) => true,
            StatementLine::Credit(_)
            | StatementLine::Archived(_)
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
