#!/usr/bin/env bash
# pikepdf 10.18.0, pypdf 7.1.1, PyMuPDF 2.0 (PyPI) and two tagged articles in one file, read by PDFium (pypdfium2 5.15.2).
#
# Two articles of typst 0.15.2, each PDF/A-2a and PDF/UA-1, are joined: opened, the pages of the second put behind the first's.
# All three libraries keep the first's claims to both standards. pypdf and PyMuPDF take the tags of the added pages away
# (ISO 14289-1, 7.1: content is tagged or an artifact). pikepdf leaves /StructParents in them (ISO 32000-1, 14.7.4.4), whose
# numbers now lead into the first article's tree: a reader that goes by them, as PDFium does, says the alternative text
# of the first's picture for the second's, and veraPDF, which goes by them too, finds the file valid by both standards.
#
# istinad's `check` asks each element for its page, and names the words of such a file that are in no structure.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet typst==0.15.2 pikepdf==10.18.0 pypdf==7.1.1 pymupdf==2.0 pypdfium2==5.15.2
cd "$work"
cat >try.py <<'PY'
import ctypes

import pikepdf
import pymupdf
import pypdf
import pypdfium2
import pypdfium2.raw as raw
import typst

for name, alt in (("lake", "The lake in May"), ("mayor", "The mayor at her desk")):
    source = f"""#set document(title: "{alt}")\n#set text(lang: "en")\n= {alt}
#image(bytes("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"), alt: "{alt}")\n"""
    with open(f"{name}.typ", "w") as file:
        file.write(source)
    typst.compile(f"{name}.typ", output=f"{name}.pdf", pdf_standards=["a-2a", "ua-1"])

with pikepdf.open("lake.pdf") as first, pikepdf.open("mayor.pdf") as second:
    first.pages.extend(second.pages)
    first.save("pikepdf.pdf")
writer = pypdf.PdfWriter(clone_from="lake.pdf")
writer.append("mayor.pdf")
writer.write("pypdf.pdf")
first = pymupdf.open("lake.pdf")
first.insert_pdf(pymupdf.open("mayor.pdf"))
first.save("PyMuPDF.pdf")


def alternatives(file, number):
    """The alternative texts that PDFium reads in the tags of a page."""
    page = pypdfium2.PdfDocument(file)[number]
    tree = raw.FPDF_StructTree_GetForPage(page)
    found = []

    def walk(element):
        size = raw.FPDF_StructElement_GetAltText(element, None, 0)
        if size > 2:
            buffer = ctypes.create_string_buffer(size)
            raw.FPDF_StructElement_GetAltText(element, buffer, size)
            found.append(buffer.raw[: size - 2].decode("utf-16-le"))
        for child in range(raw.FPDF_StructElement_CountChildren(element)):
            below = raw.FPDF_StructElement_GetChildAtIndex(element, child)
            if below:
                walk(below)

    for child in range(raw.FPDF_StructTree_CountChildren(tree)):
        walk(raw.FPDF_StructTree_GetChildAtIndex(tree, child))
    return found


print("mayor.pdf:", alternatives("mayor.pdf", 0))
seen = {}
for name in ("pikepdf", "pypdf", "PyMuPDF"):
    with pikepdf.open(f"{name}.pdf") as joined:
        claims = joined.Root.Metadata.read_bytes()
        claimed = all(word in claims for word in (b"pdfaid:part", b"pdfuaid:part")) and bool(joined.Root.MarkInfo.Marked)
    seen[name] = (claimed, alternatives(f"{name}.pdf", 1))
    print(f"{name}: claims both standards: {claimed}; alternative texts of the second article: {seen[name][1]}")
E = {"pikepdf": (True, ["The lake in May"]), "pypdf": (True, []), "PyMuPDF": (True, [])}
raise SystemExit(seen != E or alternatives("mayor.pdf", 0) != ["The mayor at her desk"])
PY
"$work/venv/bin/python" try.py
