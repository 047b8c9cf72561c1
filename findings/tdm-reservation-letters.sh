#!/usr/bin/env bash
# datadiligence 0.1.7 (PyPI), made to keep to what publishers reserve, and a page out of a web archive (warcio 1.8.1).
#
# A publisher reserves text and data mining by `tdm-reservation: 1` in the head of its answer (TDMRep). Names of fields
# are the same in capitals and in small letters (RFC 9110, 5.1), and servers send them in either. datadiligence takes the
# head as a list of pairs, the form in which warcio gives it, or as a dictionary, and looks for the small letters alone: of
# "TDM-Reservation: 1" it says that the page may be mined. Of a live answer (`http.client`, requests) it has it right, so that
# the same page may be mined from the archive and may not be from the web.
#
# istinad takes the reservation of a page from its `meta` elements and from the archived head, whatever their capitals.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet datadiligence==0.1.7 warcio==1.8.1
cd "$work"
cat >try.py <<'PY'
import http.client
import io

from datadiligence.rules import TDMRepHeader
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

rule = TDMRepHeader()
seen = {}
for name in ("tdm-reservation", "TDM-Reservation"):
    fields = [("Content-Type", "text/html"), (name, "1")]
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=False)
    head = StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1")
    page = io.BytesIO(b"<p>The lake fills.</p>")
    writer.write_record(writer.create_warc_record("https://news.example/lake", "response", payload=page, http_headers=head))
    file.seek(0)
    (record,) = ArchiveIterator(file)
    live = http.client.parse_headers(io.BytesIO("".join(f"{key}: {value}\r\n" for key, value in fields).encode() + b"\r\n"))
    archived = record.http_headers.headers
    seen[name] = [rule.is_allowed(headers=headers) for headers in (live, archived, dict(archived))]
    print(f"{name}: 1, may it be mined? live: {seen[name][0]}, archived: {seen[name][1]}, as a dictionary: {seen[name][2]}")
E = {"tdm-reservation": [False, False, False], "TDM-Reservation": [False, True, True]}
raise SystemExit(seen != E)
PY
"$work/venv/bin/python" try.py
