//! The files of one article, against what it was read from.

use istinad::inspect::{Finding, Report, agree, beside_the_proof, compare, examine, inspect_within};
use istinad::{Code, Document, Limits};

/// What the files of an article say, and what of it is not as it should be.
pub(super) struct CheckedFiles<'a> {
    /// What each file says, by its name.
    pub(super) reports: Vec<(String, Report)>,
    pub(super) findings: Vec<Finding>,
    /// Of the documents that one source holds, that which the files are nearest to.
    pub(super) nearest: Option<&'a Document>,
}

/// Checks the files of an article.
pub(super) fn check_files<'a>(
    files: impl Iterator<Item = (&'a str, &'a [u8])>,
    documents: &'a [Document],
    limits: &Limits,
) -> CheckedFiles<'a> {
    let mut checked = CheckedFiles { reports: Vec::new(), findings: Vec::new(), nearest: None };
    for (name, bytes) in files {
        let said = match inspect_within(bytes, limits) {
            Ok(said) => said,
            Err(error) => {
                let why: Vec<&str> = error.diagnostics().iter().map(|it| it.message.as_str()).collect();
                checked.findings.push(Finding::of(Code::PackageUnsound, format!("{name}: {}", why.join("; "))));
                continue;
            }
        };
        let compared = documents.iter().map(|document| (compare(&said, document), document));
        let Some((mut found, document)) = compared.min_by_key(|(found, _)| found.len()) else { continue };
        checked.nearest = Some(document);
        found.extend(beside_the_proof(&said, document));
        found.extend(examine(&said).into_iter().filter(|it| it.code != Code::DigestMissing));
        checked.findings.extend(found.into_iter().map(|it| it.of_file(name)));
        checked.reports.push((name.to_owned(), said));
    }
    let pairs: Vec<(&str, &Report)> = checked.reports.iter().map(|(name, said)| (name.as_str(), said)).collect();
    let disagreements: Vec<Finding> = agree(&pairs).into_iter().map(|(_, finding)| finding).collect();
    checked.findings.extend(disagreements);
    checked
}
