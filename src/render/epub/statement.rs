//! The page that says where the article comes from and under which terms: in our own words, and the source's terms
//! verbatim, also those that the article itself ends with. Reading systems open this page alone.

use super::page::XhtmlPage;
use crate::language::labels::Labels;
use crate::model::walk::plain_text;
use crate::model::{Document, Inline};
use crate::render::Edition;
use crate::rights::StatementLine;

/// Writes the page.
pub(super) fn statement(edition: &Edition<'_>, mut page: XhtmlPage<'_>) -> Vec<u8> {
    let Edition { document, labels, statement, .. } = edition;
    page.open("main", &[]);
    let attributes = [
        ("id", "istinad-statement"),
        ("class", "istinad-statement"),
        ("epub:type", "copyright-page"),
        ("aria-labelledby", "title"),
    ];
    page.open("section", &attributes);
    page.bold(|page| page.label("h1", &[("id", "title")], statement.heading));
    let mut lines = statement.lines.iter().peekable();
    while let Some(line) = lines.next() {
        let class = match line {
            StatementLine::Credit(_) => "credit",
            StatementLine::Archived(_) => "archived",
            StatementLine::Status(_) => "status",
            StatementLine::Term { .. } => "term",
            StatementLine::Unread(_) => "unread",
            StatementLine::TermsPage(_) => "terms-page",
            StatementLine::Unmet(_) => "unmet",
            StatementLine::Pictures(_) => "pictures",
            StatementLine::Provenance(_) => "provenance",
        };
        let write = |page: &mut XhtmlPage<'_>| page.running_label("p", &[("class", class)], line.content());
        if matches!(line, StatementLine::Status(_) | StatementLine::Unmet(_)) {
            page.bold(write);
        } else {
            write(&mut page);
        }
        // Behind who is credited and whether the article may be used at all.
        let goes_on = lines.peek().is_some_and(|next| matches!(next, StatementLine::Status(_)));
        if matches!(line, StatementLine::Credit(_) | StatementLine::Status(_)) && !goes_on {
            terms_of_the_source(document, labels, &mut page);
        }
    }
    page.finish()
}

/// The terms of the source's own statement, which the article shows where it ends, with its links and notes.
fn terms_of_the_source(document: &Document, labels: &Labels, page: &mut XhtmlPage<'_>) {
    for term in document.rights.terms.as_slice().iter().filter(|term| term.in_statement) {
        let content = vec![Inline::text(plain_text(&term.content))];
        let words = Inline::LanguageSpan { language: term.language.clone(), content };
        let content = [Inline::text(format!("{}: ", labels.terms)), words];
        page.running_label("p", &[("class", "term")], &content);
    }
}
