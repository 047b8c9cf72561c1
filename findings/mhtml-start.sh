#!/usr/bin/env bash
# mhtml-to-html 2.1.0 (npm), unmhtml 0.4.0 (PyPI) and a saved page whose article is not the first part of the file.
#
# In a `multipart/related` the root is the part that `start` names by its Content-ID, and the first one only where nothing is
# named (RFC 2387, 3.2). A browser's copy begins with the page; who writes the frames of a page before it says so by `start`.
# Both take the first part of HTML, whatever is said: the frame of an advertisement is the page, and its address the
# address (mhtml-to-html writes it as canonical, though Snapshot-Content-Location has the article's). The article is
# nowhere in what they make, and no error is raised.
#
# istinad takes the part that `start` names, else the one at Snapshot-Content-Location, else the first page.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet unmhtml==0.4.0
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund mhtml-to-html@2.1.0 linkedom@0.18.12 >/dev/null
cat >try.py <<'PY'
import email
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from unmhtml import load_mhtml

PARTS = {
    "https://ads.example/boat": "<html><head><title>Boats</title></head><body><p>Buy a boat.</p></body></html>",
    "https://news.example/lake": """<html><head><title>The lake</title></head><body><p>The lake fills.</p>
<iframe src="cid:0@saved.example"></iframe><p>All rights reserved.</p></body></html>""",
}
page = MIMEMultipart("related", type="text/html", start="<1@saved.example>")
page["Snapshot-Content-Location"] = "https://news.example/lake"
for number, (address, html) in enumerate(PARTS.items()):
    part = MIMEText(html, "html", "us-ascii")
    part["Content-ID"] = f"<{number}@saved.example>"
    part["Content-Location"] = address
    page.attach(part)
with open("page.mhtml", "wb") as file:
    file.write(page.as_bytes())

(root,) = (part for part in email.message_from_bytes(page.as_bytes()).walk() if part["Content-ID"] == page.get_param("start"))
seen = load_mhtml(page.as_bytes())
print(f"root by RFC 2387: {root['Content-Location']}, by unmhtml: {seen.base_url}, with the article: {'lake fills' in seen.html}")
raise SystemExit(root["Content-Location"] != list(PARTS)[1] or seen.base_url != list(PARTS)[0] or "lake" in seen.html)
PY
cat >try.mjs <<'JS'
import fs from "node:fs";
import { DOMParser } from "linkedom";
import { convert } from "mhtml-to-html";

const { data } = await convert(new Uint8Array(fs.readFileSync("page.mhtml")), { DOMParser });
const canonical = data.match(/rel="canonical" href="(.*?)"/)?.[1];
const article = data.includes("The lake fills.") || data.includes("All rights reserved.");
console.log(`mhtml-to-html: canonical address ${canonical}, with the article: ${article}`);
process.exitCode = canonical === "https://ads.example/boat" && data.includes("Buy a boat.") && !article ? 0 : 1;
JS
"$work/venv/bin/python" try.py
node try.mjs
