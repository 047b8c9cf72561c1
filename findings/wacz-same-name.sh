#!/usr/bin/env bash
# wacz 0.6.0 (PyPI), Webrecorder's tool for WACZ, and two archives of one name, as crawls of two days leave them in two folders.
#
# WACZ 1.1.1 puts archives into the folder archive/, and the index names the archive of a page by its file name. The tool
# puts both there under the one name: the ZIP has it twice, and the index leads to it from the pages of both. The tool exits
# with 0; a warning about the ZIP is all it says. Whoever opens the name gets the last (Python's zipfile does), so that the
# place that the index has for the first day's page holds one of the second day's: another address, and no checksum fails.
# `wacz validate` refuses the file afterwards, with "errors {}" for a reason.
#
# istinad refuses to write two articles to files of one name, before it writes any.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet wacz==0.6.0 warcio==1.8.1
cd "$work"
cat >try.py <<'PY'
import gzip
import io
import json
import os
import subprocess
import sys
import zipfile

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

DAYS = {"12": ("https://news.example/lake", "The lake fills."), "13": ("https://news.example/mayor", "The mayor resigns.")}
for day, (address, text) in DAYS.items():
    os.mkdir(day)
    with open(f"{day}/news.warc.gz", "wb") as file:
        heads = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        kept = {"WARC-Date": f"2026-05-{day}T10:00:00Z"}
        writer, body = WARCWriter(file, gzip=True), io.BytesIO(f"<p>{text}</p>".encode())
        said = {"payload": body, "http_headers": heads, "warc_headers_dict": kept}
        writer.write_record(writer.create_warc_record(address, "response", **said))
wacz = os.path.join(os.path.dirname(sys.executable), "wacz")
made = subprocess.run([wacz, "create", "-o", "news.wacz", *(f"{day}/news.warc.gz" for day in DAYS)], capture_output=True)
valid = subprocess.run([wacz, "validate", "-f", "news.wacz"], capture_output=True)
with zipfile.ZipFile("news.wacz") as packed:
    lines = gzip.decompress(packed.read("indexes/index.cdx.gz")).decode().splitlines()
    found = {}
    for line in lines:
        place = json.loads(line.split(" ", 2)[2])
        archive = io.BytesIO(packed.read(f"archive/{place['filename']}")[int(place["offset"]) :])
        found[place["url"]] = next(iter(ArchiveIterator(archive))).rec_headers.get_header("WARC-Target-URI")
    twice = [entry.filename for entry in packed.infolist()].count("archive/news.warc.gz")
print(f"wacz 0.6.0: create exits with {made.returncode}, validate with {valid.returncode}; archive/news.warc.gz is {twice} times in the file")
for asked, answered in found.items():
    print(f"where the index has {asked}: {answered}")
expected = {"https://news.example/lake": "https://news.example/mayor", "https://news.example/mayor": "https://news.example/mayor"}
raise SystemExit((made.returncode, valid.returncode, twice, found) != (0, 1, 2, expected))
PY
"$work/venv/bin/python" try.py
