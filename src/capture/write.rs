//! A record of a web archive, written as it was read (WARC 1.1, ISO 28500).

use std::io::Write as _;

use uuid::Uuid;

use super::record::{Record, RecordType};

impl Record {
    /// Writes the record behind what is there, uncompressed. What the record does not name is named: its type, its
    /// identifier, made of address and time.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend(b"WARC/1.1\r\n");
        let mut line = |name: &str, value: &str| {
            // Into memory; a head has no other line ends than its own.
            let _ = write!(out, "{name}: {}\r\n", value.replace(['\r', '\n'], " "));
        };
        if self.fields.get("WARC-Type").is_none() {
            let kind = match self.kind {
                RecordType::Response => "response",
                _ => "resource",
            };
            line("WARC-Type", kind);
        }
        if self.fields.get("WARC-Record-ID").is_none() {
            let name =
                format!("{} {}", self.target().unwrap_or_default(), self.fields.get("WARC-Date").unwrap_or_default());
            line("WARC-Record-ID", &format!("<{}>", Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()).urn()));
        }
        for (name, value) in self.fields.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("Content-Length")) {
            line(name, value);
        }
        line("Content-Length", &self.block.len().to_string());
        out.extend(b"\r\n");
        out.extend(&self.block);
        out.extend(b"\r\n\r\n");
    }
}
