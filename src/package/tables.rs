//! The tables that an ingest reads: `rights.csv` and `metadata.csv`, in the columns of Archivematica.
//!
//! Its reader of rights keeps one row of each act of a file; a file without an act has one row with its terms.

use std::io;

use super::acts::RightsAct;
use super::facts::{PackageFacts, RightsBasis};
use super::growing::GrowingFile;
use super::{PackageArticle, PackageSink};

/// Every column that the ingest knows, in the order of its manual.
pub(super) const RIGHTS_COLUMNS: [&str; 18] = [
    "file",
    "basis",
    "status",
    "determination_date",
    "jurisdiction",
    "start_date",
    "end_date",
    "terms",
    "citation",
    "note",
    "grant_act",
    "grant_restriction",
    "grant_start_date",
    "grant_end_date",
    "grant_note",
    "doc_id_type",
    "doc_id_value",
    "doc_id_role",
];

const METADATA_COLUMNS: [&str; 11] = [
    "filename",
    "dc.title",
    "dc.creator",
    "dc.publisher",
    "dc.date",
    "dc.language",
    "dc.subject",
    "dc.source",
    "dc.identifier",
    "dc.rights",
    "dc.format",
];

/// A table in the making.
pub(super) struct PackageTable {
    rows: csv::Writer<Vec<u8>>,
    file: GrowingFile,
}

/// A writer of rows, in memory, with room for those of one file.
fn rows() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().buffer_capacity(1 << 10).from_writer(Vec::new())
}

impl PackageTable {
    pub(super) fn of_rights(sink: &mut impl PackageSink) -> io::Result<Self> {
        Self::new(&RIGHTS_COLUMNS, sink)
    }

    pub(super) fn of_metadata(sink: &mut impl PackageSink) -> io::Result<Self> {
        Self::new(&METADATA_COLUMNS, sink)
    }

    fn new(columns: &[&str], sink: &mut impl PackageSink) -> io::Result<Self> {
        let mut table = Self { rows: rows(), file: GrowingFile::new(sink)? };
        table.row(columns);
        table.keep()?;
        Ok(table)
    }

    fn row(&mut self, fields: &[&str]) {
        self.rows.write_record(fields).expect("a row has the length of the first, and memory takes it");
    }

    /// Puts the rows so far at the end of the file.
    fn keep(&mut self) -> io::Result<()> {
        let written = std::mem::replace(&mut self.rows, rows());
        self.file.add(&written.into_inner().expect("memory takes what is left of a table"))
    }

    pub(super) fn into_file(self) -> GrowingFile {
        self.file
    }

    /// The rights in a file.
    pub(super) fn rights(&mut self, file: &str, facts: &PackageFacts) -> io::Result<()> {
        let nothing = RightsActRow { act: "", restriction: "", note: "" };
        let rows: Vec<RightsActRow<'_>> =
            if facts.acts.is_empty() { vec![nothing] } else { facts.acts.iter().map(RightsActRow::of).collect() };
        let terms = facts.terms_or_none();
        let note = note(facts);
        let documented = facts.licence.as_deref().or(facts.terms_page.as_deref());
        let (kind, role) = match (&facts.licence, documented) {
            (Some(_), _) => ("URI", "licence"),
            (None, Some(_)) => ("URI", "page of terms"),
            (None, None) => ("", ""),
        };
        for RightsActRow { act, restriction, note: grant_note } in rows {
            let document = documented.unwrap_or_default();
            self.row(&[
                file,
                facts.basis.as_str(),
                "",
                "",
                "",
                "",
                "",
                &terms,
                "",
                &note,
                act,
                restriction,
                "",
                "",
                grant_note,
                kind,
                document,
                role,
            ]);
        }
        self.keep()
    }

    /// What is said of a file.
    pub(super) fn metadata(&mut self, file: &str, media_type: &str, article: &PackageArticle<'_>) -> io::Result<()> {
        let facts = article.facts;
        let or_none = |value: &Option<String>| value.clone().unwrap_or_default();
        let rights: Vec<&str> = facts.notice.iter().chain(&facts.terms).map(String::as_str).collect();
        self.row(&[
            file,
            &facts.headline,
            &facts.authors.join("; "),
            &or_none(&facts.publisher),
            &or_none(&facts.published),
            &facts.language,
            &facts.subjects.join("; "),
            &or_none(&facts.address),
            &facts.identifier,
            &rights.join("\n"),
            media_type,
        ]);
        self.keep()
    }
}

/// The note of a statement of rights: the notice, and, where the basis has no field for them, the terms.
pub(super) fn note(facts: &PackageFacts) -> String {
    let notice = facts.notice.clone().unwrap_or_default();
    match facts.basis {
        RightsBasis::License => notice,
        // Of any other basis the ingest takes the note alone.
        RightsBasis::Other if notice.is_empty() => facts.terms_or_none(),
        RightsBasis::Other => format!("{notice}\n{}", facts.terms_or_none()),
    }
}

struct RightsActRow<'a> {
    act: &'a str,
    restriction: &'static str,
    note: &'a str,
}

impl<'a> RightsActRow<'a> {
    fn of(RightsAct { act, restriction, note }: &'a RightsAct) -> Self {
        Self { act, restriction: restriction.as_str(), note }
    }
}
