#!/usr/bin/env bash
# pandoc 3.9 (pypandoc_binary 1.17, PyPI) and a book with more than one statement of rights.
#
# EPUB 3.3, 5.5.4: `dc:rights` may stand in the metadata any number of times; a notice and the terms are two. pandoc reads all
# of them, the last one first. Written as EPUB again, the same book has one `dc:rights` without a word in it, no warning, and
# is not valid any more (5.5.2: the value of an element is not empty). A book with one statement keeps it. Whoever lets
# pandoc make one book of another, for a style sheet, hands on one whose metadata state no terms.
#
# istinad says the terms on a page of the book too, which stays, and `check` names those that the metadata have lost.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pypandoc_binary==1.17
cd "$work"
cat >try.py <<'PY'
import json, re, subprocess, zipfile
import pypandoc

PANDOC = pypandoc.get_pandoc_path()
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Göl</title></head><body>{}</body></html>'
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="az">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:example:1</dc:identifier>
<dc:title>Göl dolur</dc:title><dc:language>az</dc:language><meta property="dcterms:modified">2026-06-24T00:00:00Z</meta>{}</metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="text"/></spine></package>"""
CONTAINER = '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="p/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
RIGHTS = ["© 2026 Sample News", "No use without permission."]


def through_pandoc(rights):
    """What pandoc reads as the rights of a book with these, and what it writes as them."""
    with zipfile.ZipFile("in.epub", "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("p/p.opf", PACKAGE.format("".join(f"<dc:rights>{words}</dc:rights>" for words in rights)))
        book.writestr("p/nav.xhtml", XHTML.format('<nav epub:type="toc"><ol><li><a href="text.xhtml">Göl</a></li></ol></nav>'))
        book.writestr("p/text.xhtml", XHTML.format("<p>Göl dolub.</p>"))
    read = subprocess.run([PANDOC, "in.epub", "-t", "json"], check=True, capture_output=True).stdout
    meta = json.loads(read)["meta"]["rights"]
    said = subprocess.run([PANDOC, "in.epub", "-o", "out.epub"], check=True, capture_output=True).stderr
    with zipfile.ZipFile("out.epub") as book:
        package = next(book.read(name).decode() for name in book.namelist() if name.endswith(".opf"))
    statements = meta["c"] if meta["t"] == "MetaList" else [meta]
    words = ["".join(part.get("c", " ") for part in statement["c"]) for statement in statements]
    return words, re.findall(r"<dc:rights[^>]*?(?:/>|>(.*?)</dc:rights>)", package), said


one, two = through_pandoc(RIGHTS[:1]), through_pandoc(RIGHTS)
print(f"pandoc {pypandoc.get_pandoc_version()}: one statement: read {one[0]}, written {one[1]}")
print(f"pandoc {pypandoc.get_pandoc_version()}: two statements: read {two[0]}, written {two[1]}, said {two[2]}")
raise SystemExit((one, two) != ((RIGHTS[:1], RIGHTS[:1], b""), (RIGHTS[::-1], [""], b"")))
PY
"$work/venv/bin/python" try.py
