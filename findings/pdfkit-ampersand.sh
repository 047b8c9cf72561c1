#!/usr/bin/env bash
# pdfkit 0.20.2 (npm) and a PDF/A whose headline has an & in it.
#
# Asked for PDF/A-2b, pdfkit writes title, author and keywords into XMP as they are, though XMP is XML and & has to be
# written `&amp;` there (XML 1.0, 2.4). "Neft & qaz", a section that every business paper has, makes metadata that no parser reads,
# and metadata that are well-formed are what PDF/A asks for (ISO 19005-2, 6.6.2.1). What is lost with them is not the title
# alone: the part and the level of PDF/A, and of PDF/UA where that was asked for, stand in the same XMP. pdfkit raises
# nothing, the pages look right, and the title in the document information is right as well. To write `&amp;` oneself
# mends the XMP and spoils the other title.
#
# istinad escapes what it writes into XMP, so that headlines may have any character.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pypdf==7.1.1
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund pdfkit@0.20.2 >/dev/null
cat >make.cjs <<'JS'
const fs = require("fs");
const PDFDocument = require("pdfkit");

const titles = { plain: "Neft və qaz", ampersand: "Neft & qaz", written: "Neft &amp; qaz" };
for (const subset of ["PDF/A-2b", "PDF/UA"]) {
  for (const [name, Title] of Object.entries(titles)) {
    const document = new PDFDocument({ subset, pdfVersion: "1.7", tagged: true, lang: "az", displayTitle: true, info: { Title } });
    document.pipe(fs.createWriteStream(`${subset.slice(4).split("-")[0]}-${name}.pdf`));
    document.end();
  }
}
JS
cat >try.py <<'PY'
import xml.etree.ElementTree as tree

from pypdf import PdfReader


def read(name):
    """The title in the document information, the title in XMP, and what XMP claims of PDF/A and PDF/UA."""
    reader = PdfReader(f"{name}.pdf")
    try:
        xmp = tree.fromstring(reader.trailer["/Root"]["/Metadata"].get_data())
    except tree.ParseError as error:
        return reader.metadata.title, str(error).split(":")[0], None
    title = xmp.find(".//{http://purl.org/dc/elements/1.1/}title//{*}li").text
    claims = [f"{element.tag.split('/')[3]} {element.text}" for element in xmp.iter() if element.tag.endswith("/id/}part")]
    return reader.metadata.title, title, claims


EXPECTED = {
    "A-plain": ("Neft və qaz", "Neft və qaz", ["pdfa 2"]),
    "A-ampersand": ("Neft & qaz", "not well-formed (invalid token)", None),
    "A-written": ("Neft &amp; qaz", "Neft & qaz", ["pdfa 2"]),
    "UA-plain": ("Neft və qaz", "Neft və qaz", ["pdfua 1"]),
    "UA-ampersand": ("Neft & qaz", "not well-formed (invalid token)", None),
    "UA-written": ("Neft &amp; qaz", "Neft & qaz", ["pdfua 1"]),
}
changed = False
for name, expected in EXPECTED.items():
    seen = read(name)
    print(f"pdfkit 0.20.2, {name}: information {seen[0]!r}, XMP {seen[1]!r}, claims {seen[2]}")
    changed |= seen != expected
raise SystemExit(changed)
PY
node make.cjs
"$work/venv/bin/python" try.py
