#!/usr/bin/env bash
# trafilatura 2.3.1, Resiliparse 2.0.1 (PyPI), html-to-text 10.0.1, turndown 7.2.5 and node-html-markdown 2.0.0 (npm) and what
# somebody said.
#
# Words of others in a sentence stand in `q`, without marks around them: a browser sets those, in the form of the language,
# and a page must not (HTML, 4.5.7). All five give the words and leave the marks out, so that "the mayor called the report a
# lie" is the newspaper's own claim where it had quoted it, and nobody can tell the one from the other. inscriptis 2.7.6
# and html2text 2025.4.15 set the marks. What is kept of such a page may put a libel into its author's mouth.
#
# istinad sets the marks, in the form of the language of the words.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet trafilatura==2.3.1 lxml==6.1.3 lxml_html_clean==0.4.3 Resiliparse==2.0.1 inscriptis==2.7.6 html2text==2025.4.15
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund html-to-text@10.0.1 turndown@7.2.5 node-html-markdown@2.0.0 >/dev/null
cat >try.py <<'PY'
import json

import html2text
import inscriptis
import trafilatura
from resiliparse.extract.html2text import extract_plain_text

html = open("page.html").read()
read = {
    "trafilatura": trafilatura.extract(html),
    "Resiliparse": extract_plain_text(html, main_content=True),
    "inscriptis": inscriptis.get_text(html),
    "html2text": html2text.html2text(html),
}
print(json.dumps(read))
PY
cat >try.cjs <<'JS'
const fs = require("fs");
const { convert } = require("html-to-text");
const Turndown = require("turndown");
const { NodeHtmlMarkdown } = require("node-html-markdown");

const sentence = "The lake beside the village has filled with water again after three dry years, the district office said. ";
const claim = "<p>The mayor said the report was <q>a lie from end to end</q>.</p>";
const html = `<!doctype html><html lang="en"><head><title>The lake is full again</title></head><body><main><article>
<h1>The lake is full again</h1><p>${sentence.repeat(2)}</p>${claim}<p>${sentence.repeat(2)}</p></article></main></body></html>`;
if (process.argv[2] === "make") {
  fs.writeFileSync("page.html", html);
} else {
  const read = {
    ...JSON.parse(fs.readFileSync("python.json", "utf8")),
    "html-to-text": convert(html, { wordwrap: false }),
    turndown: new Turndown().turndown(html),
    "node-html-markdown": NodeHtmlMarkdown.translate(html),
  };
  let changed = Object.keys(read).length !== 7;
  for (const [name, text] of Object.entries(read)) {
    const seen = text.replace(/\s+/g, " ").match(/The mayor [^.]*\./)[0].replace(" .", ".");
    const mark = name === "inscriptis" || name === "html2text" ? '"' : "";
    console.log(`${name}: ${seen}`);
    changed ||= seen !== `The mayor said the report was ${mark}a lie from end to end${mark}.`;
  }
  process.exitCode = changed ? 1 : 0;
}
JS
node try.cjs make
"$work/venv/bin/python" try.py >python.json
node try.cjs
