#!/usr/bin/env bash
# surt 0.3.1, w3lib 2.5.0 (PyPI) and a Persian host that has a joiner in its name.
#
# U+200C parts what must not join in a Persian word, and names of hosts may have it (RFC 5892, A.1); two names that differ in
# it alone are two hosts. Browsers keep it (WHATWG URL, 3.3: UTS #46, not transitional). surt, which makes the keys of pywb and
# cdxj-indexer, and w3lib, which makes the addresses that Scrapy asks for, go by Python's codec "idna", the rules of 2003, which drop
# it. So the same page has two keys, one as it is written and one as a browser archives it: it is not found by its own address,
# but the page of another host is. And a crawler asks that other host. Neither says a word.
#
# istinad leaves the address of an article as it is, and makes no keys.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet surt==0.3.1 w3lib==2.5.0 idna==3.20 'setuptools<81'
cd "$work"
cat >try.py <<'PY'
import subprocess

import idna
from surt import surt
from w3lib.url import canonicalize_url, safe_url_string

JOINER, WITHOUT = "نامه\u200cای.example", "نامهای.example"
ASK = f'console.log(["{JOINER}", "{WITHOUT}"].map((host) => new URL(`https://${{host}}/`).host).join(" "))'
browser = subprocess.run(["node", "-e", ASK], check=True, capture_output=True, text=True).stdout.split()
registered = [idna.encode(host).decode() for host in (JOINER, WITHOUT)]
keys = [surt(f"https://{host}/lake") for host in (JOINER, WITHOUT)]
archived = [surt(f"https://{host}/lake") for host in registered]
asked = [safe_url_string(f"https://{host}/lake") for host in (JOINER, WITHOUT)]
compared = [canonicalize_url(f"https://{host}/lake") for host in (JOINER, WITHOUT)]
print(f"two hosts, by RFC 5891: {registered}, by the rules of browsers: {browser}")
print(f"surt 0.3.1: keys of the addresses as written {keys}, as archived {archived}")
print(f"w3lib 2.5.0: asked for {asked}, the same page: {compared[0] == compared[1]}")
WITH, NONE = "xn--mgba3gch31f060k", "xn--mgba3gch31f"
raise SystemExit(
    not browser == registered == [f"{WITH}.example", f"{NONE}.example"]
    or keys != [f"example,{NONE})/lake"] * 2
    or archived != [f"example,{WITH})/lake", f"example,{NONE})/lake"]
    or asked != [f"https://{NONE}.example/lake"] * 2
    or compared != asked
)
PY
"$work/venv/bin/python" try.py
