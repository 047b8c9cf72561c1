#!/usr/bin/env bash
# warc 0.4.0 (a Rust crate) and fields of a WARC record that stand in it twice.
#
# WARC-Concurrent-To may be repeated (ISO 28500:2017, 5.7): a record of metadata names by it each record of the capture that it
# speaks of. The crate keeps the fields in a map: of those the last stays, the others are gone when an archive is read and
# written again, without an error. Terms that were kept beside a page and its picture belong to the picture alone then.
# WARC-Date, which WARC/1.1 has to the billionth of a second, is cut to the second as it is written, so that a revisit
# (WARC-Refers-To-Date) names a moment at which nothing was captured. The bodies stay as they were, and so do checksums.
#
# istinad keeps the fields of a record as a list, in their order.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >Cargo.toml <<'TOML'
[package]
name = "try"
version = "0.0.0"
edition = "2021"

[dependencies]
warc = { version = "=0.4.0", default-features = false }

[workspace]
TOML
mkdir src
cat >src/main.rs <<'RS'
use std::io::{BufReader, Write as _};

use warc::{WarcReader, WarcWriter};

const HEAD: &str = "WARC/1.1\r
WARC-Type: metadata\r
WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r
WARC-Date: 2026-05-12T10:00:00.250Z\r
WARC-Target-URI: https://news.example/lake\r
WARC-Concurrent-To: <urn:uuid:00000000-0000-4000-8000-000000000002>\r
WARC-Concurrent-To: <urn:uuid:00000000-0000-4000-8000-000000000003>\r
Content-Type: application/warc-fields\r
Content-Length: 30\r
\r
rights: All rights reserved.\r
\r\n\r\n";

fn main() {
    let mut written = Vec::new();
    let mut writer = WarcWriter::new(&mut written);
    for record in WarcReader::new(BufReader::new(HEAD.as_bytes())).iter_records() {
        writer.write(&record.expect("the record is valid")).expect("memory takes it");
    }
    drop(writer);
    std::io::stdout().write_all(&written).expect("standard output takes it");
}
RS
cargo build --quiet
target/debug/try >written.warc
fields=$(tr -d '\r' <written.warc | grep -iE '^warc-(date|concurrent-to):' | tr '[:upper:]' '[:lower:]' | sort)
echo "warc 0.4.0: written of two WARC-Concurrent-To and a WARC-Date of 2026-05-12T10:00:00.250Z:"
echo "$fields"
[ "$fields" = "warc-concurrent-to: <urn:uuid:00000000-0000-4000-8000-000000000003>
warc-date: 2026-05-12t10:00:00z" ]
