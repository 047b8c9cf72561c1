#!/usr/bin/env bash
# rss-parser 3.13.0 (npm), fastfeedparser 0.6.5 (PyPI) and an entry of Atom that says under which licence it is.
#
# A licence is one link of an entry (`rel="license"`, RFC 4946), its page another; a link without `rel` is the page ("alternate",
# RFC 4287, 4.2.7.2), and their order says nothing (4.1.2). Where the licence stands first, both take its address for that
# of the article: whoever fetches the entry keeps the deed of CC BY 4.0 as the news, under its headline, and all entries
# of a feed have one address, which is what they are told apart by. rss-parser keeps neither `rights` nor the licence.
# feedparser 6.0.14 has both links right.
#
# istinad looks for a licence by `rel`, and takes no such link for the address of an article.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet fastfeedparser==0.6.5 feedparser==6.0.14
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund rss-parser@3.13.0 >/dev/null
cat >feed.xml <<'XML'
<feed xmlns="http://www.w3.org/2005/Atom"><title>Example News</title><id>urn:example:1</id><updated>2026-06-24T11:00:00Z</updated>
<entry><title>The lake fills</title><id>urn:example:2</id><updated>2026-06-24T11:00:00Z</updated><author><name>A. Writer</name></author>
<rights>© 2026 Example News</rights><link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/>
<link href="https://news.example/lake"/><summary>It had been dry.</summary></entry></feed>
XML
cat >try.py <<'PY'
import fastfeedparser
import feedparser

text = open("feed.xml", encoding="utf-8").read()
fast, known = fastfeedparser.parse(text).entries[0], feedparser.parse(text).entries[0]
print(f"fastfeedparser: {fast['link']}; feedparser: {known.link}")
raise SystemExit((fast["link"], known.link) != ("https://creativecommons.org/licenses/by/4.0/", "https://news.example/lake"))
PY
cat >try.cjs <<'JS'
const fs = require("fs");
const Parser = require("rss-parser");

new Parser().parseString(fs.readFileSync("feed.xml", "utf8")).then(({ items: [entry] }) => {
  console.log(`rss-parser: ${entry.link}; all that it keeps: ${Object.keys(entry).join(", ")}`);
  const lost = !("rights" in entry) && !JSON.stringify(entry).includes("news.example");
  process.exitCode = entry.link === "https://creativecommons.org/licenses/by/4.0/" && lost ? 0 : 1;
});
JS
"$work/venv/bin/python" try.py
node try.cjs
