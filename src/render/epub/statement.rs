//! The page that says where the article comes from and under which terms, in our own words.

use super::page::Page;
use crate::rights::{Statement, StatementLine};

/// Writes the page.
pub(super) fn statement(statement: &Statement, mut page: Page<'_>) -> Vec<u8> {
    page.open("main", &[]);
    let attributes = [
        ("id", "istinad-statement"),
        ("class", "istinad-statement"),
        ("epub:type", "copyright-page"),
        ("aria-labelledby", "title"),
    ];
    page.open("section", &attributes);
    page.bold(|page| page.label("h1", &[("id", "title")], statement.heading));
    for line in &statement.lines {
        let class = match line {
            StatementLine::Credit(_) => "credit",
            StatementLine::Status(_) => "status",
            StatementLine::Term { .. } => "term",
            StatementLine::Unread(_) => "unread",
            StatementLine::TermsPage(_) => "terms-page",
            StatementLine::Unmet(_) => "unmet",
            StatementLine::Pictures(_) => "pictures",
            StatementLine::Provenance(_) => "provenance",
        };
        let write = |page: &mut Page<'_>| page.running_label("p", &[("class", class)], line.content());
        if matches!(line, StatementLine::Status(_) | StatementLine::Unmet(_)) {
            page.bold(write);
        } else {
            write(&mut page);
        }
    }
    page.finish()
}
