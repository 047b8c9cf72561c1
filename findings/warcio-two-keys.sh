#!/usr/bin/env bash
# warcio 2.4.11 (npm), pywb 2.10.0 (PyPI) and the index that one makes and the other looks into.
#
# Both are Webrecorder's, both write CDXJ, and both call the key of a line SURT; by which rules it was made no index says.
# pywb's (surt 0.3.1) drops a slash at the end of a path and reads %26 of a query as the & that parts it; warcio's leaves both.
# So a page whose address ends in a slash, as WordPress makes them, is in an index by `warcio cdx-index` and is not found in it
# by pywb: 404, as for a page that was never kept. In an index by pywb's own tool, of the same archive, it is found.
# Two indexes merged list each such page twice, and whoever counts addresses by key counts it twice.
#
# istinad asks no index what is in an archive: it reads the records, and a slash at the end is part of an address.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pywb==2.10.0 warcio==1.8.1 surt==0.3.1
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund warcio@2.4.11 >/dev/null
cat >try.py <<'PY'
import io
import os
import socket
import subprocess
import sys
import time
from urllib.error import HTTPError
from urllib.request import urlopen

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGES = ["https://news.example/2026/lake", "https://news.example/lake/", "https://news.example/search?q=Lake%26Dam"]
with open("news.warc.gz", "wb") as file:
    writer = WARCWriter(file, gzip=True)
    for address in PAGES:
        heads = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        kept = {"WARC-Date": "2026-05-12T10:00:00Z"}
        body = io.BytesIO(b"<p>The lake fills.</p>")
        said = {"payload": body, "http_headers": heads, "warc_headers_dict": kept}
        writer.write_record(writer.create_warc_record(address, "response", **said))
tools = os.path.dirname(sys.executable)
for command in (["init", "news"], ["add", "news", "news.warc.gz"]):
    subprocess.run([f"{tools}/wb-manager", *command], check=True, stderr=subprocess.DEVNULL)
INDEX = "collections/news/indexes/index.cdxj"
with open(INDEX, encoding="utf-8") as file:
    by_pywb = sorted(file)
listed = subprocess.run(["node_modules/.bin/warcio", "cdx-index", "news.warc.gz"], check=True, capture_output=True, text=True).stdout
by_warcio = sorted(listed.splitlines(keepends=True))
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]


def found(index):
    """The statuses with which pywb answers for the pages, with this index."""
    with open(INDEX, "w", encoding="utf-8") as file:
        file.writelines(index)
    statuses = []
    for address in PAGES:
        try:
            with urlopen(f"http://127.0.0.1:{port}/news/20260512100000mp_/{address}") as answer:
                statuses.append(answer.status)
        except HTTPError as error:
            statuses.append(error.code)
    return statuses


silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
player = subprocess.Popen([f"{tools}/wayback", "-b", "127.0.0.1", "-p", str(port)], **silent)
try:
    for _ in range(100):
        try:
            urlopen(f"http://127.0.0.1:{port}/").close()
            break
        except OSError:
            time.sleep(0.2)
    seen = {"pywb": found(by_pywb), "warcio": found(by_warcio)}
finally:
    player.terminate()
    player.wait()
for name, index in (("pywb", by_pywb), ("warcio", by_warcio)):
    print(f"index of {name}: {[line.split()[0] for line in index]}; pywb answers {seen[name]}")
raise SystemExit(seen != {"pywb": [200, 200, 200], "warcio": [200, 404, 404]})
PY
"$work/venv/bin/python" try.py
