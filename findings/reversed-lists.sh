#!/usr/bin/env bash
# html2text 2025.4.15, markdownify 1.2.3, inscriptis 2.7.6, Resiliparse 2.0.1 (PyPI), html-to-text 10.0.1, turndown 7.2.5 and
# node-html-markdown 2.0.0 (npm) and a list that counts down.
#
# Rankings are told from the last place to the first: `<ol reversed>` (HTML, 4.4.5), which browsers number 3, 2, 1. All seven
# number it 1, 2, 3 in the order of the page, so that who came third is the winner, and the winner third. Where a list
# goes on behind a picture (`start="3"`), three of them begin anew at 1: "point 3" of a statement is another point. A
# number that an item has of its own (`value`) is kept by inscriptis alone.
#
# istinad keeps the numbers that a browser shows.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet html2text==2025.4.15 markdownify==1.2.3 inscriptis==2.7.6 Resiliparse==2.0.1
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund html-to-text@10.0.1 turndown@7.2.5 node-html-markdown@2.0.0 >/dev/null
cat >page.html <<'HTML'
<p>Places:</p><ol reversed><li>Rena</li><li>Kamal</li><li>Leyla</li></ol><p>Points:</p><ol start="3"><li>water</li><li>roads</li></ol>
<p>Rooms:</p><ol><li value="9">hall</li></ol>
HTML
cat >try.py <<'PY'
import json

import html2text
import inscriptis
import markdownify
from resiliparse.extract.html2text import extract_plain_text

html = open("page.html").read()
readers = [html2text.html2text, markdownify.markdownify, inscriptis.get_text, extract_plain_text]
print(json.dumps({read.__module__.split(".")[0]: read(html) for read in readers}))
PY
cat >try.cjs <<'JS'
const fs = require("fs");
const { convert } = require("html-to-text");
const Turndown = require("turndown");
const { NodeHtmlMarkdown } = require("node-html-markdown");

const html = fs.readFileSync("page.html", "utf8");
const read = {
  ...JSON.parse(fs.readFileSync("python.json", "utf8")),
  "html-to-text": convert(html),
  turndown: new Turndown().turndown(html),
  "node-html-markdown": NodeHtmlMarkdown.translate(html),
};
const forgetful = ["inscriptis", "resiliparse", "node-html-markdown"];
let changed = Object.keys(read).length !== 7;
for (const [name, text] of Object.entries(read)) {
  const seen = [...text.matchAll(/(\d+)\.\s+(\w+)/g)].map(([, number, item]) => `${number} ${item}`).join(", ");
  console.log(`${name}: ${seen}`);
  const points = forgetful.includes(name) ? "1 water, 2 roads" : "3 water, 4 roads";
  const room = name === "inscriptis" ? 9 : 1;
  changed ||= seen !== `1 Rena, 2 Kamal, 3 Leyla, ${points}, ${room} hall`;
}
process.exitCode = changed ? 1 : 0;
JS
"$work/venv/bin/python" try.py >python.json
node try.cjs
