#!/usr/bin/env bash
# wacz 0.6.0 (PyPI), the tool of those who keep the specification, and the list of pages.
#
# A viewer of a WACZ opens it at `pages/pages.jsonl`, which says which of its records are pages. `wacz create` makes a
# package without that file unless it is told to look for pages, and `wacz validate` calls the package valid. A program that
# takes the articles of a WACZ from that list finds none, and no fault, in what the tool makes by default.
#
# istinad lets the list choose where it is there, and never needs it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet wacz==0.6.0 warcio==1.8.1 'setuptools<81'
cd "$work"
cat >make.py <<'PY'
from io import BytesIO
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

page = "<html><head><title>Göl dolur</title></head><body><p>Göl dolub.</p></body></html>".encode()
with open("crawl.warc.gz", "wb") as file:
    writer = WARCWriter(file, gzip=True)
    answer = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record("https://news.example/gol", "response", BytesIO(page), http_headers=answer))
PY
"$work/venv/bin/python" make.py
"$work/venv/bin/wacz" create -f crawl.warc.gz -o crawl.wacz >/dev/null
verdict=$("$work/venv/bin/wacz" validate -f crawl.wacz | tail -n 1)
pages=$(python3 -c 'import zipfile; print(sum("pages" in name for name in zipfile.ZipFile("crawl.wacz").namelist()))')
echo "wacz 0.6.0: a crawl of one page; lists of pages in the package: $pages; the validator: $verdict"
[ "$pages" = 0 ] && [[ $verdict == *valid* ]]
