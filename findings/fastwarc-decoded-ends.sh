#!/usr/bin/env bash
# FastWARC 2.0.1 (PyPI) and an answer that is chunked and compressed.
#
# Servers send pages with `Transfer-Encoding: chunked` and `Content-Encoding: gzip` at once, and a WARC may keep them so
# (ISO 28500, 6.3: the block is what came over the line). With `auto_decode="all"` FastWARC decodes such a page right, and
# then ends the iteration as if the archive were at its end: no error, and every record behind it is missing. With "none",
# or with "transfer", all records come; warcio 1.8.1 gives all of them, decoded.
#
# istinad's reader decodes the payload of a record apart from the archive, and goes on behind the record by its length.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet fastwarc==2.0.1 warcio==1.8.1
cat >"$work/try.py" <<'PY'
import gzip
import io

from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as Warcio

PAGE = "<p>Göl yaz yağışlarından sonra dolmağa başlayıb.</p>".encode()
PACKED = gzip.compress(PAGE, mtime=0)


def record(number, headers, body):
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + headers + b"\r\n" + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:5a1e0000-0000-4000-8000-00000000000{number}>\r\n"
        f"WARC-Target-URI: https://xeber.example/{number}\r\nWARC-Date: 2026-06-24T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


archive = (
    record(1, b"", PAGE)
    + record(
        2,
        b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
        b"%x\r\n%s\r\n0\r\n\r\n" % (len(PACKED), PACKED),
    )
    + record(3, b"", PAGE)
)
seen = {}
for mode in ("none", "transfer", "all"):
    records = ArchiveIterator(io.BytesIO(archive), record_types=WarcRecordType.response, auto_decode=mode)
    seen[mode] = [entry.reader.read() == PAGE for entry in records]
    print(f"FastWARC 2.0.1, auto_decode={mode!r}: {len(seen[mode])} of 3 records, {sum(seen[mode])} of them the page")
warcio = [entry.content_stream().read() == PAGE for entry in Warcio(io.BytesIO(archive))]
print(f"warcio 1.8.1: {len(warcio)} of 3 records, {sum(warcio)} of them the page")
raise SystemExit(
    (seen, warcio)
    != ({"none": [True, False, True], "transfer": [True, False, True], "all": [True, True]}, [True, True, True])
)
PY
"$work/venv/bin/python" "$work/try.py"
