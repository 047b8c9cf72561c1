#!/usr/bin/env bash
# pypdfium2 5.15.2 (PDFium), PyMuPDF 2.0 (MuPDF), pypdf 7.1.1 (all PyPI) and a ligature in a line that runs from right to left.
#
# Arabic writes lam and alef as one glyph. ISO 32000-1, 9.10.3 lets its code stand for both letters, in the order in which
# they are read: <0644 0627>. Where the glyphs of a line lie in the order of the page, as most producers write them,
# PDFium and MuPDF turn the characters of the line around one by one, those of one code too: alef comes before lam, and
# every word with the ligature is another. pypdf turns the glyphs around and leaves each one's letters alone. So no order
# of the two letters in one code is read right by all.
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

# Codes A, B, C: meem, the ligature, reh. The word is read meem, lam, alef, reh; on the page reh is leftmost.
MAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Map def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
3 beginbfchar <41> <0645> <42> <06440627> <43> <0631> endbfchar endcmap end end"""

def stream(data):
    return b"<</Length %d>>\nstream\n%s\nendstream" % (len(data), data)

objects = [
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
    stream(b"BT /F 20 Tf 20 50 Td (CBA) Tj ET"),
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
    stream(MAP),
]
file, places = b"%PDF-1.7\n", []
for number, body in enumerate(objects, 1):
    places.append(len(file))
    file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
table = b"".join(b"%010d 00000 n \n" % place for place in places)
file += b"xref\n0 7\n0000000000 65535 f \n%strailer\n<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (table, len(file))

texts = {
    "PDFium": pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range(),
    "MuPDF": pymupdf.open(stream=file, filetype="pdf")[0].get_text(),
    "pypdf": pypdf.PdfReader(io.BytesIO(file)).pages[0].extract_text(),
}
READ, TURNED = "\u0645\u0644\u0627\u0631", "\u0645\u0627\u0644\u0631"
for name, text in texts.items():
    text = texts[name] = text.strip()
    said = {READ: "as it is read", TURNED: "alef before lam"}.get(text, repr(text))
    print(f"{name}: {said}")
raise SystemExit(texts != {"PDFium": TURNED, "MuPDF": TURNED, "pypdf": READ})
PY
"$work/venv/bin/python" try.py
