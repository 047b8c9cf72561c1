#!/usr/bin/env bash
# metascraper 5.49.24 (npm) and an article with a video in it.
#
# A page may describe several things in its JSON-LD, in any order (JSON-LD 1.1, 4.3); whose author an author is, is said by
# the thing that has it (schema.org: `author` of a CreativeWork). metascraper-author takes the first author that it meets:
# where the video of an agency stands before the article, the agency's cameraman has written the article, though
# `@type` says NewsArticle of one alone. Nothing shows it: the name is one, and it does stand on the page. With the article
# first it is right. trafilatura 2.3.1 (PyPI) and @extractus/article-extractor 9.0.1 (npm) have the writer both ways.
#
# istinad takes an author from the thing that is the article.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet trafilatura==2.3.1 lxml==6.1.3 lxml_html_clean==0.4.3
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund metascraper@5.49.24 metascraper-author@5.49.24 @extractus/article-extractor@9.0.1 >/dev/null
cat >try.mjs <<'JS'
import fs from "node:fs";
import { extractFromHtml } from "@extractus/article-extractor";
import metascraper from "metascraper";
import author from "metascraper-author";

const person = (name) => ({ "@type": "Person", name });
const article = { "@type": "NewsArticle", headline: "The lake is full again", author: person("Anna Writer") };
const video = { "@type": "VideoObject", name: "Ducks", author: person("Carl Camera") };
const sentence = "The lake beside the village has filled with water again after three dry years, the district office said. ";
const seen = {};
for (const [name, things] of Object.entries({ "article first": [article, video], "video first": [video, article] })) {
  const data = JSON.stringify({ "@context": "https://schema.org", "@graph": things });
  const html = `<!doctype html><html lang="en"><head><title>The lake is full again</title><script type="application/ld+json">${data}</script>
</head><body><main><article><h1>The lake is full again</h1><p>${sentence.repeat(3)}</p><p>${sentence.repeat(3)}</p></article></main></body></html>`;
  const url = "https://www.example.com/lake";
  fs.writeFileSync(`${name}.html`, html);
  seen[name] = [(await metascraper([author()])({ html, url })).author, (await extractFromHtml(html, url)).author];
  console.log(`${name}: metascraper ${seen[name][0]}, article-extractor ${seen[name][1]}`);
}
const expected = { "article first": ["Anna Writer", "Anna Writer"], "video first": ["Carl Camera", "Anna Writer"] };
process.exitCode = JSON.stringify(seen) === JSON.stringify(expected) ? 0 : 1;
JS
cat >try.py <<'PY'
import trafilatura

seen = [trafilatura.extract_metadata(open(f"{name} first.html").read()).author for name in ("article", "video")]
print("trafilatura:", seen)
raise SystemExit(seen != ["Anna Writer", "Anna Writer"])
PY
node try.mjs
"$work/venv/bin/python" try.py
