//! What a page shows and how much of it was read, as people and machines read it.

use std::fmt;

use istinad::inspect::page::{LeftOut, Witness, witness};
use istinad::json;

use super::Original;
use crate::cli::messages::Console;

/// Says how much of what the article's page shows was read, where it is a page. Whether nothing of it is lost.
pub(super) fn say(original: &Original, console: &mut Console) -> bool {
    // Only files of news systems hold several articles; what shows pages has one.
    let [document] = original.documents.as_slice() else { return true };
    let Some(witness) = witness(&original.source, document) else { return true };
    if console.speaks_json() {
        console.print(json::page(&original.source, &witness));
    } else if !(console.is_quiet() && witness.findings.is_empty()) {
        console.print(PageSheet { original, witness: &witness });
    }
    witness.is_proved()
}

/// What a page shows, as people read it.
struct PageSheet<'a> {
    original: &'a Original,
    witness: &'a Witness,
}

impl fmt::Display for PageSheet<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Witness { words, kept, left_out, findings, .. } = self.witness;
        let source = &self.original.source;
        writeln!(formatter, "{}", source.name())?;
        write!(formatter, "  page       {kept} of {words} words around its article were read")?;
        let others: Vec<String> = left_out
            .iter()
            .filter(|(kind, _)| **kind != LeftOut::Lost)
            .map(|(kind, count)| format!("{count} {}", kind.as_str()))
            .collect();
        if !others.is_empty() {
            write!(formatter, "; not read: {}", others.join(", "))?;
        }
        match self.witness.is_proved() {
            true => write!(formatter, "\n  proved     nothing of the article that the page shows is lost")?,
            false => write!(formatter, "\n  NOT PROVED as the whole of the article")?,
        }
        for finding in findings {
            write!(formatter, "\n    * ")?;
            if let Some(span) = finding.span {
                let place = source.position(span.start);
                write!(formatter, "line {}, column {}: ", place.line, place.column)?;
            }
            write!(formatter, "{} [{}]", finding.message, finding.code)?;
        }
        Ok(())
    }
}
