#!/usr/bin/env bash
# trafilatura 2.3.1, Resiliparse 2.0.1, inscriptis 2.7.6, html2text 2025.4.15, markdownify 1.2.3 (PyPI), html-to-text 10.0.1,
# turndown 7.2.5 and node-html-markdown 2.0.0 (npm) and a figure that has a note, or a power, behind it.
#
# The number of a note stands in `sup`, right behind the word that it is about, and so does a power (HTML, 4.5.19: where the
# place carries the meaning). All eight, asked for text or Markdown as they come, set it into the line: a town of 148 houses,
# with a note, has 1482 of them, ten to the sixth is 106, two and a half is 21⁄2, and in Resiliparse 212. What comes out is
# a number still, and nobody can see that it is another. trafilatura keeps `sup` where it is asked for formatting.
#
# istinad raises them in PDF, EPUB and NewsML-G2, and reads notes as notes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet trafilatura==2.3.1 lxml==6.1.3 lxml_html_clean==0.4.3 Resiliparse==2.0.1 inscriptis==2.7.6 html2text==2025.4.15 markdownify==1.2.3
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund html-to-text@10.0.1 turndown@7.2.5 node-html-markdown@2.0.0 >/dev/null
cat >try.py <<'PY'
import json

import html2text
import inscriptis
import markdownify
import trafilatura
from resiliparse.extract.html2text import extract_plain_text

html = open("page.html").read()
read = {
    "trafilatura": trafilatura.extract(html),
    "Resiliparse": extract_plain_text(html, main_content=True),
    "inscriptis": inscriptis.get_text(html),
    "html2text": html2text.html2text(html),
    "markdownify": markdownify.markdownify(html),
}
formatted = trafilatura.extract(html, include_formatting=True, output_format="markdown")
print(json.dumps({"read": read, "formatted": "148<sup>2</sup>" in formatted}))
PY
cat >try.cjs <<'JS'
const fs = require("fs");
const { convert } = require("html-to-text");
const Turndown = require("turndown");
const { NodeHtmlMarkdown } = require("node-html-markdown");

const sentence = "The lake beside the village has filled with water again after three dry years, the district office said. ";
const figures = "<p>The town has 148<sup>2</sup> houses, 10<sup>6</sup> fish and 2<sup>1</sup>⁄<sub>2</sub> boats.</p>";
const html = `<!doctype html><html lang="en"><head><title>The lake is full again</title></head><body><main><article>
<h1>The lake is full again</h1><p>${sentence.repeat(2)}</p>${figures}<p>${sentence.repeat(2)}</p></article></main></body></html>`;
if (process.argv[2] === "make") {
  fs.writeFileSync("page.html", html);
} else {
  const python = JSON.parse(fs.readFileSync("python.json", "utf8"));
  const read = {
    ...python.read,
    "html-to-text": convert(html, { wordwrap: false }),
    turndown: new Turndown().turndown(html),
    "node-html-markdown": NodeHtmlMarkdown.translate(html),
  };
  let changed = Object.keys(read).length !== 8 || !python.formatted;
  for (const [name, text] of Object.entries(read)) {
    const seen = text.replace(/\s+/g, " ").match(/The town [^.]*\./)[0];
    console.log(`${name}: ${seen}`);
    const half = name === "Resiliparse" ? "212" : "21⁄2";
    changed ||= seen !== `The town has 1482 houses, 106 fish and ${half} boats.`;
  }
  process.exitCode = changed ? 1 : 0;
}
JS
node try.cjs make
"$work/venv/bin/python" try.py >python.json
node try.cjs
