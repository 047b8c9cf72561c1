#!/usr/bin/env bash
# pywb 2.10.0 (PyPI), the player of web archives that libraries run, and two addresses that differ in a capital letter.
#
# Paths and queries tell capital letters from small ones (RFC 3986, 6.2.2.1); numbers of videos and short links live on that.
# The index of pywb is kept by keys in small letters (SURT), and what it finds by a key it does not compare with the address
# asked for. With two videos kept, the address of the first is answered with the page of the second, status 200, and asked
# by its own address and the very second at which the second was kept, likewise. The header Link then names the other address
# as "original" (RFC 7089), which nobody sees in a browser; neither the player nor `wb-manager` says a word.
#
# istinad compares the address of a record letter by letter.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pywb==2.10.0 warcio==1.8.1
cd "$work"
cat >try.py <<'PY'
import io
import os
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

LAKE, MAYOR = "https://news.example/video?v=AbC", "https://news.example/video?v=aBc"
with open("news.warc.gz", "wb") as file:
    writer = WARCWriter(file, gzip=True)
    for address, day, text in ((LAKE, "2026-05-12", "The lake fills."), (MAYOR, "2026-05-13", "The mayor resigns.")):
        heads = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        kept = {"WARC-Date": f"{day}T10:00:00Z"}
        body = io.BytesIO(f"<p>{text}</p>".encode())
        said = {"payload": body, "http_headers": heads, "warc_headers_dict": kept}
        writer.write_record(writer.create_warc_record(address, "response", **said))
tools = os.path.dirname(sys.executable)
for command in (["init", "news"], ["add", "news", "news.warc.gz"]):
    subprocess.run([f"{tools}/wb-manager", *command], check=True, stderr=subprocess.DEVNULL)
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
player = subprocess.Popen([f"{tools}/wayback", "-b", "127.0.0.1", "-p", str(port)], **silent)


def played(when, address):
    """The words of the page that the player answers with, and the address that its header Link names."""
    with urlopen(f"http://127.0.0.1:{port}/news/{when}mp_/{address}") as answer:
        original = answer.headers["Link"].split(">", 1)[0].lstrip("<")
        return answer.status, answer.read().decode().rsplit("<p>", 1)[1].removesuffix("</p>"), original


try:
    for _ in range(100):
        try:
            urlopen(f"http://127.0.0.1:{port}/").close()
            break
        except OSError:
            time.sleep(0.2)
    newest = played("", LAKE)
    first, second = played("20260513100000", LAKE), played("20260512100000", MAYOR)
finally:
    player.terminate()
    player.wait()
print(f"pywb 2.10.0: {LAKE} is answered with {newest}")
print(f"{LAKE} of 13 May with {first}, {MAYOR} of 12 May with {second}")
OF_MAYOR, OF_LAKE = (200, "The mayor resigns.", MAYOR), (200, "The lake fills.", LAKE)
raise SystemExit((newest, first, second) != (OF_MAYOR, OF_MAYOR, OF_LAKE))
PY
"$work/venv/bin/python" try.py
