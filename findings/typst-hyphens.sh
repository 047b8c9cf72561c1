#!/usr/bin/env bash
# typst 0.15.2, pypdf 7.1.1 and pdfplumber 0.11.10 (PyPI) and the hyphens of names.
#
# In a tagged PDF a hyphen that only ends a line is U+00AD, one that belongs to the word is not (ISO 32000-1, 14.8.2.2.3). A font
# draws both with one glyph. typst gives the glyph U+00AD and puts the other, where it occurs, into /ActualText (14.9.4).
# pypdf and pdfplumber do not read /ActualText: as soon as any word of a file is broken, every hyphen in it is a soft one.
# Who takes soft hyphens out, as one must to find words, has "BakuTbilisi" and "wellknown"; who shows them sees
# "BakuTbilisi". PDFium (pypdfium2 5.15.2) and MuPDF (PyMuPDF 2.0) read /ActualText. A file without a break all read alike.
#
# In the files of istinad both readers tell the one from the other.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet typst==0.15.2 pypdf==7.1.1 pdfplumber==0.11.10 pypdfium2==5.15.2 pymupdf==2.0
cd "$work"
cat >try.py <<'PY'
import pdfplumber
import pymupdf
import pypdf
import pypdfium2
import typst

READ = {
    "pypdf": lambda file: pypdf.PdfReader(file).pages[0].extract_text(),
    "pdfplumber": lambda file: pdfplumber.open(file).pages[0].extract_text(),
    "PDFium": lambda file: pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range(),
    "MuPDF": lambda file: pymupdf.open(file)[0].get_text(),
}
TEXT = "The representatives of international organisations demonstrated extraordinary responsibility."
seen = {}
for name, hyphenate in (("broken", "true"), ("unbroken", "false")):
    source = f"""#set document(title: "The line")\n#set page(width: 60mm, margin: 5mm)\n#set text(lang: "en", hyphenate: {hyphenate})
= The line\n{TEXT}\n\nThe Baku-Tbilisi line.\n"""
    typst.compile(source.encode(), output=f"{name}.pdf", pdf_standards=["a-2a", "ua-1"])
    for reader, read in READ.items():
        (line,) = (line for line in read(f"{name}.pdf").splitlines() if "Baku" in line)
        seen[name, reader] = ascii(line.strip())
        print(f"{name} words, {reader}: {seen[name, reader]}")
SOFT, HARD = ascii("The Baku\xadTbilisi line."), ascii("The Baku-Tbilisi line.")
E = {(n, r): SOFT if n == "broken" and r in ("pypdf", "pdfplumber") else HARD for n in ("broken", "unbroken") for r in READ}
raise SystemExit(seen != E)
PY
"$work/venv/bin/python" try.py
