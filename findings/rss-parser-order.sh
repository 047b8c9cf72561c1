#!/usr/bin/env bash
# rss-parser 3.13.0 (npm) and an entry of Atom whose words are XHTML.
#
# RFC 4287, 3.1.1.3 and 4.1.3.3: content of type "xhtml" is one `div`, with elements among its words. rss-parser keeps the words
# and the elements of each element apart and writes first the one, then the other: what is bold or a link goes to
# the end of its paragraph. "The mayor did not resign" becomes "The mayor   resign. didnot", which says the opposite, and
# "may be copied only with a link" loses its "only" likewise. The text is as long as before. The same entry as
# type "html" is read in its order, and so are both by feedparser 6.0.14 (PyPI). It has been reported (rbren/rss-parser, 275).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet feedparser==6.0.14
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund rss-parser@3.13.0 >/dev/null
cat >feed.xml <<'XML'
<feed xmlns="http://www.w3.org/2005/Atom"><title>Example News</title><id>urn:example:1</id><updated>2026-06-24T11:00:00Z</updated>
<author><name>A. Writer</name></author><entry><title>The mayor</title><id>urn:example:2</id><updated>2026-06-24T11:00:00Z</updated>
<link href="https://news.example/mayor"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The mayor
<b>did</b> <i>not</i> resign.</p><p>It may be copied <em>only</em> with a link.</p></div></content></entry></feed>
XML
cat >try.py <<'PY'
import re

import feedparser

seen = re.sub("<.*?>", "", feedparser.parse("feed.xml").entries[0].content[0].value).replace("\n", " ").strip()
print(f"feedparser: {seen}")
raise SystemExit("The mayor did not resign." not in seen or "copied only with a link." not in seen)
PY
cat >try.cjs <<'JS'
const fs = require("fs");
const Parser = require("rss-parser");

new Parser().parseString(fs.readFileSync("feed.xml", "utf8")).then(({ items: [entry] }) => {
  const seen = entry.contentSnippet.replace(/\s+/g, " ");
  console.log(`rss-parser: ${seen}`);
  process.exitCode = /mayor resign\. ?did ?not/.test(seen) && /copied with a link\. ?only/.test(seen) ? 0 : 1;
});
JS
"$work/venv/bin/python" try.py
node try.cjs
