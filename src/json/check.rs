//! What files say of themselves, and what is not as it should be, as lines.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::line;
use crate::inspect::package::{PackageReport, PackageStandard};
use crate::inspect::page::Witness;
use crate::inspect::{Finding, Report, is_proof, says_the_words};
use crate::source::Source;

/// A file that was checked, as a line: what it says of itself, and what is not as it should be. `original` is the
/// article that it was compared with.
pub fn check(file: &str, report: &Report, findings: &[Finding], original: Option<&Source>) -> String {
    line("check", CheckLine::new(file, report, findings, original))
}

/// A package that was checked, as a line: what it is and says, and what is not as it should be. `articles` is of how many
/// its files were proved against the originals in it.
pub fn package(file: &str, report: &PackageReport, articles: usize) -> String {
    #[derive(Serialize)]
    struct PackageLine<'a> {
        file: &'a str,
        standard: &'static str,
        version: Option<&'a str>,
        files: usize,
        bytes: u64,
        info: Vec<InfoLine<'a>>,
        rights: Vec<RightLine<'a>>,
        articles: usize,
        remarks: &'a [String],
        proved: bool,
        findings: Vec<FindingLine<'a>>,
    }
    #[derive(Serialize)]
    struct InfoLine<'a> {
        name: &'a str,
        value: &'a str,
    }
    #[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
    struct RightLine<'a> {
        act: &'a str,
        restriction: &'a str,
    }
    let stated = report.rights.iter().map(|row| &row.act).chain(report.premis.iter().flat_map(|record| &record.acts));
    let rights: BTreeSet<RightLine<'_>> = stated
        .filter(|(act, ..)| !act.is_empty())
        .map(|(act, restriction, _)| RightLine { act, restriction })
        .collect();
    line(
        "package",
        PackageLine {
            file,
            standard: match report.standard {
                PackageStandard::Bagit => "bagit",
                PackageStandard::EarkCsip => "eark-csip",
            },
            version: report.version.as_deref(),
            files: report.files,
            bytes: report.octets,
            info: report.info.iter().map(|(name, value)| InfoLine { name, value }).collect(),
            rights: rights.into_iter().collect(),
            articles,
            remarks: &report.remarks,
            proved: is_proof(&report.findings),
            findings: report.findings.iter().map(|finding| FindingLine::new(finding, None)).collect(),
        },
    )
}

/// How much of what a page shows was read, as a line.
pub fn page(source: &Source, witness: &Witness) -> String {
    #[derive(Serialize)]
    struct WitnessLine<'a> {
        file: &'a str,
        words: usize,
        kept: usize,
        left_out: BTreeMap<&'static str, usize>,
        proved: bool,
        findings: Vec<FindingLine<'a>>,
    }
    let findings = witness.findings.iter();
    line(
        "page",
        WitnessLine {
            file: source.name(),
            words: witness.words,
            kept: witness.kept,
            left_out: witness.left_out.iter().map(|(kind, count)| (kind.as_str(), *count)).collect(),
            proved: witness.is_proved(),
            findings: findings.map(|finding| FindingLine::new(finding, Some(source))).collect(),
        },
    )
}

#[derive(Serialize)]
struct CheckLine<'a> {
    file: &'a str,
    format: &'static str,
    claims: &'a [String],
    maker: Option<&'a str>,
    title: Option<&'a str>,
    language: Option<&'a str>,
    source: Option<&'a str>,
    source_link: String,
    published: Option<&'a str>,
    holder: Option<&'a str>,
    rights: &'a [String],
    notice: Option<&'a str>,
    terms: &'a [String],
    terms_page: Option<&'a str>,
    licence: Option<LicenceLine<'a>>,
    policy: Option<serde_json::Value>,
    pictures: usize,
    photo_permission: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    embargoed: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<&'a str>,
    input_sha256: Option<&'a str>,
    attached: Vec<AttachedLine<'a>>,
    stated_digest: Option<&'a str>,
    computed_digest: String,
    words: usize,
    remarks: &'a [String],
    proved: bool,
    words_proved: Option<bool>,
    findings: Vec<FindingLine<'a>>,
}

/// A licence.
#[derive(Serialize)]
struct LicenceLine<'a> {
    name: Option<&'a str>,
    address: Option<&'a str>,
}

/// An attached file.
#[derive(Serialize)]
struct AttachedLine<'a> {
    name: &'a str,
    relationship: Option<&'a str>,
    media_type: Option<&'a str>,
    bytes: usize,
    sha256: &'a str,
}

impl<'a> CheckLine<'a> {
    fn new(file: &'a str, report: &'a Report, findings: &'a [Finding], original: Option<&Source>) -> Self {
        Self {
            file,
            format: report.format.as_str(),
            claims: &report.claims,
            maker: report.maker.as_deref(),
            title: report.title.as_deref(),
            language: report.language.as_deref(),
            source: report.address.as_deref(),
            source_link: report.source_link().to_string(),
            published: report.published.as_deref(),
            holder: report.holder.as_deref(),
            rights: &report.rights,
            notice: report.notice.as_deref(),
            terms: &report.terms,
            terms_page: report.terms_page.as_deref(),
            licence: report
                .licence
                .as_ref()
                .map(|licence| LicenceLine { name: licence.name.as_deref(), address: licence.address.as_deref() }),
            policy: report.policy.as_ref().and_then(|policy| serde_json::from_str(&policy.to_json()).ok()),
            pictures: report.text.pictures,
            photo_permission: report.photo_permission.as_deref(),
            status: report.status.as_deref(),
            embargoed: report.embargoed.as_deref(),
            expires: report.expires.as_deref(),
            input_sha256: report.input_hash.as_deref(),
            attached: report
                .attached
                .iter()
                .map(|file| AttachedLine {
                    name: &file.name,
                    relationship: file.relationship.as_deref(),
                    media_type: file.media_type.as_deref(),
                    bytes: file.size,
                    sha256: &file.sha256,
                })
                .collect(),
            stated_digest: report.stated_digest.as_deref(),
            computed_digest: report.computed_digest(),
            words: report.words().count(),
            remarks: &report.remarks,
            proved: is_proof(findings),
            words_proved: original.map(|_| says_the_words(findings)),
            findings: findings.iter().map(|finding| FindingLine::new(finding, original)).collect(),
        }
    }
}

/// A finding.
#[derive(Serialize)]
struct FindingLine<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    difference: Option<DifferenceLine<'a>>,
}

/// A difference.
#[derive(Serialize)]
struct DifferenceLine<'a> {
    before: &'a str,
    expected: &'a str,
    found: &'a str,
    after: &'a str,
}

impl<'a> FindingLine<'a> {
    fn new(finding: &'a Finding, original: Option<&Source>) -> Self {
        let column = finding.span.zip(original).map(|(span, original)| original.position(span.start).column);
        Self {
            code: finding.code.as_str(),
            severity: finding.severity().as_str(),
            message: &finding.message,
            line: original.and_then(|original| finding.line(original)),
            // A difference has its own line within a passage.
            column: column.filter(|_| finding.difference.is_none()),
            difference: finding.difference.as_ref().map(|difference| DifferenceLine {
                before: &difference.before,
                expected: &difference.expected,
                found: &difference.found,
                after: &difference.after,
            }),
        }
    }
}
