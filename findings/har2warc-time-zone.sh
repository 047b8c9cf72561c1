#!/usr/bin/env bash
# har2warc 1.0.4 (PyPI) and the time at which a browser saw a page.
#
# Browsers save what they load as HAR, whose times carry a zone (HAR 1.2, startedDateTime: ISO 8601 with TZD). Firefox writes that
# of its machine, +04:00 in Baku. WARC-Date is in UTC (ISO 28500, 5.4). har2warc takes the first nineteen characters and puts
# Z behind them: a page that was seen in Baku at half past two in the night is, by its record, captured four hours later,
# and on another day. Of a query that names a word twice the request's record keeps the second alone.
#
# istinad takes WARC-Date as UTC, as it must, and counts "1 hour ago" from it; `--saved-at` says a time that is known better.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet har2warc==1.0.4 warcio==1.8.1 'setuptools<81'
cat >"$work/try.py" <<'PY'
import io

from har2warc.har2warc import har2warc
from warcio.archiveiterator import ArchiveIterator

URL = "https://xeber.example/gol?m=su&m=bal%C4%B1q"


def captured(when):
    """The WARC-Date of the page, and the first line of its request, of a HAR whose browser saw it at this time."""
    request = {
        "method": "GET", "url": URL, "httpVersion": "HTTP/1.1", "headers": [{"name": "Host", "value": "xeber.example"}],
        "queryString": [{"name": "m", "value": "su"}, {"name": "m", "value": "balıq"}], "cookies": [], "headersSize": -1, "bodySize": 0,
    }
    response = {
        "status": 200, "statusText": "OK", "httpVersion": "HTTP/1.1", "cookies": [], "redirectURL": "", "headersSize": -1, "bodySize": -1,
        "headers": [{"name": "Content-Type", "value": "text/html; charset=utf-8"}],
        "content": {"size": 17, "mimeType": "text/html", "text": "<p>Göl dolub.</p>"},
    }
    entry = {"pageref": "1", "startedDateTime": when, "time": 1, "request": request, "response": response, "cache": {},
             "timings": {"send": 0, "wait": 1, "receive": 0}}
    page = {"id": "1", "startedDateTime": when, "title": "Göl dolur", "pageTimings": {}}
    log = {"version": "1.2", "creator": {"name": "Firefox", "version": "150"}, "pages": [page], "entries": [entry]}
    out = io.BytesIO()
    har2warc({"log": log}, out, gzip=False)
    out.seek(0)
    found = {}
    for record in ArchiveIterator(out):
        if record.rec_type == "response":
            found["date"] = record.rec_headers.get_header("WARC-Date")
        elif record.rec_type == "request":
            found["target"] = record.rec_headers.get_header("WARC-Target-URI")
            found["asked"] = record.http_headers.statusline
    return found


local, utc = captured("2026-06-24T02:30:00.000+04:00"), captured("2026-06-23T22:30:00.000Z")
print(f"har2warc 1.0.4: one moment, in Baku and in UTC: {local['date']}, {utc['date']}")
print(f"har2warc 1.0.4: the request for {local['target']} asks for {local['asked']}")
raise SystemExit(
    (local["date"], utc["date"], local["target"], local["asked"].split()[0])
    != ("2026-06-24T02:30:00Z", "2026-06-23T22:30:00Z", URL, "/gol?m=bal%C4%B1q")
)
PY
"$work/venv/bin/python" "$work/try.py"
