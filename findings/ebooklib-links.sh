#!/usr/bin/env bash
# EbookLib 0.20 (PyPI) and the links in a book's metadata.
#
# EPUB 3.3, 5.5.7: `link` in the metadata of the package ties a book to what describes it: its licence, its page of terms, a
# record. A book that EbookLib has read and writes again, unchanged, has `meta rel=… href=…` in their place: no link any
# more, and not valid. Whoever opens books with it to correct a title loses the way to the terms without a word.
#
# istinad says the terms in `dc:rights` and on a page of the book too, and `check` names links that are gone.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet EbookLib==0.20
cd "$work"
cat >try.py <<'PY'
import warnings, zipfile
from importlib.metadata import version
warnings.simplefilter("ignore")
from ebooklib import epub

XHTML = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Göl</title></head><body>{}</body></html>'
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="az">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:example:1</dc:identifier>
<dc:title>Göl dolur</dc:title><dc:language>az</dc:language><meta property="dcterms:modified">2026-06-24T00:00:00Z</meta>
<link rel="dcterms:license" href="https://news.example/licence"/></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="text"/></spine></package>"""
CONTAINER = '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="p/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
with zipfile.ZipFile("in.epub", "w") as book:
    book.writestr("mimetype", "application/epub+zip")
    book.writestr("META-INF/container.xml", CONTAINER)
    book.writestr("p/p.opf", PACKAGE)
    book.writestr("p/nav.xhtml", XHTML.format('<nav epub:type="toc"><ol><li><a href="text.xhtml">Göl</a></li></ol></nav>'))
    book.writestr("p/text.xhtml", XHTML.format("<p>Göl dolub.</p>"))
epub.write_epub("out.epub", epub.read_epub("in.epub"))
with zipfile.ZipFile("out.epub") as book:
    name = next(name for name in book.namelist() if name.endswith(".opf"))
    package = book.read(name).decode()
written = [line.strip() for line in package.splitlines() if "news.example/licence" in line]
print(f"EbookLib {version('EbookLib')}: read as <link rel=\"dcterms:license\" …/>, written as {written}")
raise SystemExit(not (len(written) == 1 and written[0].startswith('<meta rel="dcterms:license"') and "<link" not in package))
PY
"$work/venv/bin/python" try.py
