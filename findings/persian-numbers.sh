#!/usr/bin/env bash
# pypdf 7.1.1, PyMuPDF 2.0 (MuPDF), pypdfium2 5.15.2 (PDFium; all PyPI) and a Persian number in a line that runs from right to left.
#
# The digits of Persian (U+06F0 to U+06F9) lie in a block of letters that run from right to left, but a number is written from
# left to right (UAX 9: class EN). pypdf goes by the block: it turns every number around, and the year 1403 becomes 3041,
# a number like any other. MuPDF keeps the number and exchanges the words before and behind it, one space lost; so does
# pypdf with ASCII digits, which it does not turn around. PDFium alone reads what is on the page.
#
# istinad writes glyphs in the order of the page, as PDFium and others need it, and its own proof orders them by UAX 9.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pypdfium2==5.15.2 pymupdf==2.0 pypdf==7.1.1
cd "$work"
cat >try.py <<'PY'
import io

import pymupdf
import pypdf
import pypdfium2

YEAR, WAS, NUMBER = "\u0633\u0627\u0644", "\u0628\u0648\u062f", "\u06f1\u06f4\u06f0\u06f3"


def page(shown):
    """A PDF of one line; `shown` is what stands on it from left to right."""
    codes = range(0x41, 0x41 + len(shown))
    pairs = " ".join(f"<{code:02x}> <{ord(letter):04x}>" for code, letter in zip(codes, shown))
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Map def /CMapType 2 def "
        f"1 begincodespacerange <00> <FF> endcodespacerange {len(shown)} beginbfchar {pairs} endbfchar endcmap end end"
    )
    streams = [b"BT /F 20 Tf 20 50 Td (" + bytes(codes) + b") Tj ET", to_unicode.encode()]
    content, cmap = (b"<</Length %d>>stream\n%s\nendstream" % (len(data), data) for data in streams)
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        cmap,
    ]
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 7\n0000000000 65535 f \n")
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def read(file):
    return {
        "PDFium": pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range().strip(),
        "MuPDF": pymupdf.open(stream=file, filetype="pdf")[0].get_text().strip(),
        "pypdf": pypdf.PdfReader(io.BytesIO(file)).pages[0].extract_text().strip(),
    }


NAMES = {
    f"{YEAR} {NUMBER} {WAS}": "as it is read",
    f"{YEAR} {NUMBER[::-1]} {WAS}": "the number turned around",
    f"{WAS}{NUMBER} {YEAR}": "the words exchanged",
}
found = read(page(f"{WAS[::-1]} {NUMBER} {YEAR[::-1]}"))
said = {name: NAMES.get(text, ascii(text)) for name, text in found.items()}
plain = read(page(f"{WAS[::-1]} 1403 {YEAR[::-1]}"))["pypdf"]
said["pypdf with ASCII digits"] = {f"{WAS}1403 {YEAR}": "the words exchanged"}.get(plain, ascii(plain))
for name, text in said.items():
    print(f"{name}: {text}")
expected = {
    "PDFium": "as it is read",
    "MuPDF": "the words exchanged",
    "pypdf": "the number turned around",
    "pypdf with ASCII digits": "the words exchanged",
}
raise SystemExit(said != expected)
PY
"$work/venv/bin/python" try.py
