//! What the terms say of mining text and data, in the words that formats have for it.
//!
//! - PLUS ("Data Mining" of the License Data Format; XMP `plus:DataMining`, NewsML-G2 `dataMining`): prohibited, or
//!   prohibited for the training of artificial intelligence. Nothing is said where the terms say nothing.
//! - TDM Reservation Protocol: the address of the policy that the source names (`tdm-policy`).

use crate::iri;
use crate::model::walk::plain_text;
use crate::model::{Meaning, Rights};

/// Mining is prohibited.
const PROHIBITED: &str = "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED";
/// It is for the training of artificial intelligence.
const PROHIBITED_TRAINING: &str = "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING";

/// The value of PLUS for what the terms say of mining.
pub(crate) fn data_mining(rights: &Rights) -> Option<&'static str> {
    let says = |meaning: &Meaning| rights.meanings().any(|(_, said)| said == meaning);
    if says(&Meaning::NoMining) {
        return Some(PROHIBITED);
    }
    says(&Meaning::NoAi).then_some(PROHIBITED_TRAINING)
}

/// The address of the source's policy on mining, where a term names it.
pub(crate) fn mining_policy(rights: &Rights) -> Option<String> {
    rights.terms.as_slice().iter().find_map(|term| {
        let words = plain_text(&term.content);
        let (name, address) = words.trim().split_once(':')?;
        name.eq_ignore_ascii_case("tdm-policy").then(|| iri::web(address.trim())).flatten()
    })
}
